"""`survey`: ask the partners themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance
from ci_network.commands.outputs import say, usage

if TYPE_CHECKING:
    from ci_network.language import Language


@click.command("survey", epilog="Example: ci-network survey data -o survey")
@options.record_options("Ask about this window", evaluation=False)
@click.option("--trust", is_flag=True, help="Ask about trust and value too, from 1 to 4.")
@click.option(
    "--send-to", metavar="TEXT", default="",
    help="Where the answers go, as the respondents read it: a name, an address.",
)  # fmt: skip
@options.privacy_options
@options.page_language_option("Language of the forms.")
@options.force_option
@options.output_to("DIR", "Folder to write: the forms, the sheets and the workbook.")
def command(
    asked: options.Asked, trust: bool, send_to: str, language: Language, force: bool, output: Path
) -> None:
    """Ask the partners who they work with without the secretariat.

    A form for each partner that opens in any browser without a network and saves a small file, a
    sheet for each to print, and a workbook for all. `ci-network apply` reads the answers back.
    """
    from ci_network.api.recipes import network_of_answer
    from ci_network.files.writing import FolderOutput, check_folder, write_all
    from ci_network.results.surveying import surveying
    from ci_network.views.forms.survey import Wishes, survey_files

    if str(output) == "-":
        raise usage("A survey is a folder; name one with -o DIR.")
    check_folder(output, force=force)
    alliance, key = read_alliance(asked)
    cut = asked.every, asked.window, asked.max_size
    survey = surveying(network_of_answer(alliance, *cut))
    made = survey_files(survey, Wishes(language, trust, send_to))
    folder = FolderOutput(output, made, force=force, mark=False)
    write_all([*key_output(asked.privacy, key), folder])
    say("Forms for {n} partners about {window} are in {output}.", n=len(survey.partners),
        window=survey.window, output=output)  # fmt: skip
    say("When the answers are in: ci-network apply {data} ANSWERS -o NEW", data=asked.data)
