"""`plan`: what somebody must take over so that the alliance holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from ci_network.inference.plan import PlanMeasure

_MEASURES = ("connectedness", "largest_component", "efficiency")


@click.command("plan", epilog="Example: ci-network plan data --lang da")
@data_argument
@window_options("Plan for this window")
@max_size_option
@click.option(
    "--measure",
    type=click.Choice(_MEASURES),
    default="connectedness",
    show_default=True,
    help="What to keep: connected pairs, the largest group, or short paths.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    metavar="K",
    help="Hand over at most K activities; as many as it takes by default.",
)
@click.option(
    "--load",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="L",
    help="Propose nobody for more than L activities.",
)
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
    measure: PlanMeasure,
    most: int | None,
    load: int,
    form: str | None,
    output: Path,
) -> None:
    """Which activities somebody must take over so that the alliance holds, and who could.

    For each number of activities the best choice, what it keeps, and partners that the record
    suggests. A workbook to decide in where FILE ends in .xlsx: `ci-network apply` reads it back.
    """
    from ci_network.api.recipes import network_of_answer
    from ci_network.results.handover import handover, handover_figures

    alliance, key = hidden(read_data(data), privacy)
    drawn = network_of_answer(alliance, every, window, max_size)
    with Progress("Activities handed over") as progress:
        made = handover(drawn, measure, most, load, progress)
    found, label = handover_figures(made), made.label_of
    also = key_output(privacy, key)
    if form is None and output.suffix.lower() == ".xlsx":
        from ci_network.views.forms.decisions import plan_workbook

        partners = [made.alliance.actors.id[code] for code in drawn.networks[0].roster.tolist()]
        write(output, plan_workbook(found, spoken(), label, partners), also)
    elif form_of(form, output) == "json":
        from ci_network.results.figures import to_json

        show(output, to_json(found), "json", also)
    elif form_of(form, output) == "csv":
        from ci_network.results.handover import handover_columns

        write_table(handover_columns(found), "csv", output, also)
    else:
        from ci_network.views.plan import plan_text

        show(output, plan_text(found, spoken(), label), "table", also)
