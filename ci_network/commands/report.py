"""`report`: the answer, the evidence, the map and all figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ci_network.commands import options
from ci_network.commands.inputs import command_line, key_output, read_alliance
from ci_network.commands.outputs import real, say, usage
from ci_network.commands.progress import Progress
from ci_network.language import Language

if TYPE_CHECKING:
    from ci_network.views.report import Heading


@click.command("report", epilog="Example: ci-network report data -o report --lang da")
@options.record_options("Window that the answer is about")
@options.page_language_option("Language that the report opens in, and of its CSV files.")
@click.option(
    "--null", "replicates", type=click.IntRange(min=0), metavar="N",
    help="Draws of random activities that the secretariat is compared with; 0 for no comparison. "
    "By default 999, and 99 where a window has more than 5,000 partners.",
)  # fmt: skip
@options.seed_option
@options.file_option(
    "--layout", "Places of the actors, as `map --layout` wrote them; the file is not changed."
)
@options.heading_options("Title, such as the name of the alliance.", "report")
@click.option("--png", is_flag=True, help="The charts as PNG too.")
@options.jobs_option
@options.privacy_options
@options.force_option
@options.output_to("DIR", "Folder to write: new, empty, or an earlier report.")
def command(
    asked: options.Asked,
    jobs: int | None,
    language: Language,
    replicates: int | None,
    seed: int,
    layout: Path | None,
    given: Heading,
    png: bool,
    force: bool,
    output: Path,
) -> None:
    """The report: the answer in a sentence, the evidence, the map and all figures, in a folder."""
    from ci_network.api.recipes import make_report
    from ci_network.files.writing import FolderOutput, check_folder, write_all

    if str(output) == "-":
        raise usage("A report is a folder; name one with -o DIR.")
    check_folder(output, force=force)
    if real(output) in real(asked.data).parents:
        raise usage("{output} holds the data; name another folder for the report.", output=output)
    alliance, key = read_alliance(asked)
    files = make_report(
        alliance, asked.every, window=asked.window, max_size=asked.max_size, language=language,
        given=given if key is None else given.hidden(key.hide), replicates=replicates, seed=seed,
        layout_file=layout, pseudonyms=asked.privacy.pseudonyms, png=png,
        command=command_line(asked.privacy, key), jobs=jobs, telling=Progress,
    )  # fmt: skip
    write_all([*key_output(asked.privacy, key), FolderOutput(output, files, force=force)])
    say(
        "The report is in {output}; open {page} in a browser.",
        output=output,
        page=output / "index.html",
    )
