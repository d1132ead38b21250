"""`answer`: what is left without the secretariat, and what that depends on."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ci_network.commands.inputs import hidden, key_output, read_data
from ci_network.commands.options import (
    Privacy,
    data_argument,
    evaluation_option,
    language_option,
    max_size_option,
    output_option,
    privacy_options,
    window_options,
)
from ci_network.commands.outputs import show, spoken
from ci_network.dates import Every


@click.command("answer", epilog="Example: ci-network answer data --lang da")
@data_argument
@window_options("Answer for this window")
@max_size_option
@evaluation_option
@privacy_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="How to show it; by the ending of -o FILE, else as text.",
)
@language_option
@output_option
def command(
    data: Path,
    privacy: Privacy,
    every: Every | None,
    window: str | None,
    max_size: int | None,
    with_evaluation: bool,
    form: Literal["text", "json"] | None,
    output: Path,
) -> None:
    """What stays connected without the secretariat, and what that depends on."""
    from ci_network.network.windows import chosen, window_networks
    from ci_network.results.answer import answer_figures
    from ci_network.results.answering import answer

    alliance, key = hidden(read_data(data, with_evaluation), privacy)
    choice = chosen(alliance, every, window)
    found = answer(window_networks(alliance, choice.every, max_size), choice.window)
    also = key_output(privacy, key)
    if form == "json" or (form is None and output.suffix.lower() == ".json"):
        from ci_network.results.figures import to_json

        show(output, to_json(answer_figures(found)), "json", also)
    else:
        told = found.in_words(spoken())
        show(output, "".join(f"{sentence}\n" for sentence in told), "table", also)
