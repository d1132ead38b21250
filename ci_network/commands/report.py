"""`report`: the answer, the evidence, the map and all figures."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands.inputs import (
    command_line,
    everything_compared,
    hidden,
    measure,
    problems_shown,
    read_data,
    write_key,
)
from ci_network.commands.options import (
    Privacy,
    data_argument,
    force_option,
    jobs_option,
    max_size_option,
    privacy_options,
    seed_option,
    window_option,
)
from ci_network.commands.outputs import real, say
from ci_network.dates import Every
from ci_network.language import LANGUAGES, Language


@click.command("report", epilog="Example: ci-network report data -o report --lang da")
@data_argument
@window_option("year")
@max_size_option
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language that the report opens in, and of its CSV files.",
)
@click.option(
    "--null",
    "replicates",
    type=click.IntRange(min=0),
    default=999,
    show_default=True,
    metavar="N",
    help="Draws of random activities that the secretariat is compared with; 0 for no comparison.",
)
@seed_option
@click.option(
    "--layout",
    "layout_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of the actors, as `map --layout` wrote them; the file is not changed.",
)
@click.option("--png", is_flag=True, help="The charts as PNG too.")
@jobs_option
@privacy_options
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write: new, empty, or an earlier report.")  # fmt: skip
def command(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    jobs: int | None,
    language: Language,
    replicates: int,
    seed: int,
    layout_file: Path | None,
    png: bool,
    force: bool,
    output: Path,
) -> None:
    """The report: the answer in a sentence, the evidence, the map and all figures, in a folder."""
    from ci_network.files.writing import check_folder, write_folder
    from ci_network.results import figures
    from ci_network.views.map import layout, map_html, read_layout
    from ci_network.views.problems import lines
    from ci_network.views.report import report_files

    if str(output) == "-":
        raise click.UsageError("A report is a folder; name one with -o DIR.")
    check_folder(output, force=force)
    if real(output) in real(data).parents:
        raise click.UsageError(f"{output} holds the data; name another folder for the report.")
    reading = read_data(data)
    alliance, key = hidden(reading, privacy)
    problems = problems_shown(reading, key)
    result = measure(alliance, every, max_size, jobs)
    found = figures.metrics(result)
    if replicates:
        found |= everything_compared(result, replicates, seed, jobs)
    positions = layout(result, read_layout(layout_file) if layout_file is not None else None)
    files = report_files(
        result,
        language=language,
        found=found,
        warnings={each: list(lines(problems, each)) for each in LANGUAGES},
        map_html=map_html(
            result,
            language=language,
            positions=positions,
            pseudonyms=privacy.pseudonyms,
            report="index.html",
        ),
        positions=positions,
        png=png,
        command=command_line(privacy),
        seed=seed if replicates else None,
    )
    write_folder(output, files, force=force)
    write_key(privacy, key)
    say(f"The report is in {output}; open {output / 'index.html'} in a browser.")
