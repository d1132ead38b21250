"""`template`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.outputs import usage, write
from ci_network.language import Language


@click.command("template", epilog="Example: ci-network template -o alliance.xlsx --lang da")
@options.page_language_option("Language of the headers, the choices and the instructions.")
@click.option("--empty", is_flag=True, help="Without the worked example.")
@options.output_to("FILE", "Workbook to write (.xlsx); - is standard output.")
def command(language: Language, empty: bool, output: Path) -> None:
    """A workbook to fill in, with drop-downs, a worked example and instructions."""
    from ci_network.views.exports.template import template

    if str(output) != "-" and output.suffix.lower() != ".xlsx":
        raise usage(
            "The template is a workbook; end its name in .xlsx, not {output}.", output=output
        )
    write(output, template(language, example=not empty))
