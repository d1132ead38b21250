"""`answer`: what is left without the secretariat, and what that depends on."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import Forms, show_result, spoken


@click.command("answer", epilog="Example: ci-network answer data --lang da")
@options.record_options("Answer for this window")
@options.engine_options
@options.privacy_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]),
    help="How to show it; by the ending of -o FILE, else as text.",
)  # fmt: skip
@options.language_option
@options.output_option
def command(
    asked: options.Asked, engine: options.ByEngine | None, form: str | None, output: Path
) -> None:
    """What stays connected without the secretariat, and what that depends on."""
    from ci_network.network.windows import chosen, gathered, window_networks
    from ci_network.results.answer import answer_figures
    from ci_network.results.answering import answer

    alliance, key = read_alliance(asked, engine, "answer")
    choice = chosen(alliance, asked.every, asked.window)
    cut = window_networks if engine is None else gathered
    found = answer(cut(alliance, choice.every, asked.max_size), choice.window)
    told = Forms(
        lambda: answer_figures(found),
        lambda: "".join(f"{sentence}\n" for sentence in found.in_words(spoken())),
    )
    show_result(told, form, output, key_output(asked.privacy, key))
