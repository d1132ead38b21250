"""`ask`: what to find out, by how far it moves the answer."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands.inputs import hidden, key_output, read_data
from ci_network.commands.options import (
    Privacy,
    data_argument,
    format_option,
    language_option,
    max_size_option,
    output_option,
    privacy_options,
    window_options,
)
from ci_network.commands.outputs import form_of, show, spoken, write, write_table
from ci_network.commands.progress import Progress
from ci_network.dates import Every


@click.command("ask", epilog="Example: ci-network ask data --lang da")
@data_argument
@window_options("Ask about this window")
@max_size_option
@privacy_options
@format_option
@language_option
@output_option
def command(
    data: Path,
    privacy: Privacy,
    every: Every | None,
    window: str | None,
    max_size: int | None,
    form: str | None,
    output: Path,
) -> None:
    """What the record leaves open, the question first that moves the answer most.

    Each with its answers, the range that they would give, and who can tell. A workbook to answer
    in where FILE ends in .xlsx: `ci-network apply` reads it back.
    """
    from ci_network.api.recipes import network_of_answer
    from ci_network.results.asking import asking, asking_figures

    alliance, key = hidden(read_data(data), privacy)
    drawn = network_of_answer(alliance, every, window, max_size)
    with Progress("Questions") as progress:
        asked = asking(drawn, progress)
    found, label = asking_figures(asked), asked.label_of
    also = key_output(privacy, key)
    if form is None and output.suffix.lower() == ".xlsx":
        from ci_network.views.forms.decisions import questions_workbook

        write(output, questions_workbook(found, spoken(), label), also)
    elif form_of(form, output) == "json":
        from ci_network.results.figures import to_json

        show(output, to_json(found), "json", also)
    elif form_of(form, output) == "csv":
        from ci_network.results.asking import asking_columns

        write_table(asking_columns(found, spoken()), "csv", output, also)
    else:
        from ci_network.views.questions import questions_text

        show(output, questions_text(found, spoken(), label), "table", also)
