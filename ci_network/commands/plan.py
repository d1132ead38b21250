"""`plan`: what somebody must take over so that the alliance holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import Forms, show_result, spoken
from ci_network.commands.progress import Progress

if TYPE_CHECKING:
    from ci_network.inference.plan import PlanMeasure

_MEASURES = ("connectedness", "largest_component", "efficiency")


@click.command("plan", epilog="Example: ci-network plan data --lang da")
@options.record_options("Plan for this window", evaluation=False)
@click.option(
    "--measure", type=click.Choice(_MEASURES), default="connectedness", show_default=True,
    help="What to keep: connected pairs, the largest group, or short paths.",
)  # fmt: skip
@click.option(
    "--most", type=click.IntRange(min=0), metavar="K",
    help="Hand over at most K activities; as many as it takes by default.",
)  # fmt: skip
@click.option(
    "--load", type=click.IntRange(min=1), default=2, show_default=True, metavar="L",
    help="Propose nobody for more than L activities.",
)  # fmt: skip
@options.engine_options
@options.result_options
def command(
    asked: options.Asked,
    measure: PlanMeasure,
    most: int | None,
    load: int,
    engine: options.ByEngine | None,
    form: str | None,
    output: Path,
) -> None:
    """Which activities somebody must take over so that the alliance holds, and who could.

    For each number of activities the best choice, what it keeps, and partners that the record
    suggests. A workbook to decide in where FILE ends in .xlsx: `ci-network apply` reads it back.
    """
    from ci_network.api.recipes import gathered_for_answer
    from ci_network.results.handover import handover, handover_columns, handover_figures
    from ci_network.views.forms.decisions import plan_workbook
    from ci_network.views.plan import plan_text

    alliance, key = read_alliance(asked, engine, "plan")
    drawn = gathered_for_answer(alliance, asked.every, asked.window, asked.max_size)
    with Progress("Activities handed over") as progress:
        made = handover(drawn, measure, most, load, progress)
    found, label = handover_figures(made), alliance.actors.label_of
    partners = [made.alliance.actors.id[code] for code in drawn.networks[0].roster.tolist()]
    told = Forms(
        lambda: found,
        lambda: plan_text(found, spoken(), label),
        lambda: handover_columns(found),
        lambda: plan_workbook(found, spoken(), label, partners),
    )
    show_result(told, form, output, key_output(asked.privacy, key))
