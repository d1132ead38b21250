"""`check`: what is wrong in the data."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import DATA_HAS_PROBLEMS, DONE, WRONG_USAGE, options
from ci_network.commands.inputs import tell_doubts
from ci_network.commands.outputs import Form, show, spoken
from ci_network.errors import is_missing


@click.command("check", epilog="Example: ci-network check data")
@options.data_argument
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table",
    show_default=True,
    help="How to show the problems.",
)  # fmt: skip
@options.language_option
def command(data: Path, form: Form) -> int:
    """List the problems found in DATA, and what was read. Nothing else is done."""
    from ci_network.reading import examine
    from ci_network.views.problems import shown

    examined = examine(data)
    show(Path("-"), shown(examined, form, spoken()), form)
    if examined.alliance is not None and form == "table":
        tell_doubts(examined.alliance, options.Asked(data))
    if is_missing(examined.problems):
        return WRONG_USAGE
    errors = any(problem.severity == "error" for problem in examined.problems)
    return DATA_HAS_PROBLEMS if errors else DONE
