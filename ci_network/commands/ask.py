"""`ask`: what to find out, by how far it moves the answer."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import Forms, show_result, spoken
from ci_network.commands.progress import Progress


@click.command("ask", epilog="Example: ci-network ask data --lang da")
@options.record_options("Ask about this window", evaluation=False)
@options.result_options
def command(asked: options.Asked, form: str | None, output: Path) -> None:
    """What the record leaves open, the question first that moves the answer most.

    Each with its answers, the range that they would give, and who can tell. A workbook to answer
    in where FILE ends in .xlsx: `ci-network apply` reads it back.
    """
    from ci_network.api.recipes import network_of_answer
    from ci_network.results.asking import asking, asking_columns, asking_figures
    from ci_network.views.forms.decisions import questions_workbook
    from ci_network.views.questions import questions_text

    alliance, key = read_alliance(asked)
    drawn = network_of_answer(alliance, asked.every, asked.window, asked.max_size)
    with Progress("Questions") as progress:
        questions = asking(drawn, progress)
    found, label = asking_figures(questions), alliance.actors.label_of
    told = Forms(
        lambda: found,
        lambda: questions_text(found, spoken(), label),
        lambda: asking_columns(found, spoken()),
        lambda: questions_workbook(found, spoken(), label),
    )
    show_result(told, form, output, key_output(asked.privacy, key))
