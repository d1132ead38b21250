"""`template`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands.outputs import write
from ci_network.language import LANGUAGES, Language


@click.command("template", epilog="Example: ci-network template -o alliance.xlsx --lang da")
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of the headers, the choices and the instructions.",
)
@click.option("--empty", is_flag=True, help="Without the worked example.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="Workbook to write (.xlsx); - is standard output.")  # fmt: skip
def command(language: Language, empty: bool, output: Path) -> None:
    """A workbook to fill in, with drop-downs, a worked example and instructions."""
    from ci_network.views.exports.template import template

    if str(output) != "-" and output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"The template is a workbook; end its name in .xlsx, not {output}.")
    write(output, template(language, example=not empty))
