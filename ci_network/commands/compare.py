"""`compare`: alliances side by side, and one alliance before and after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ci_network.commands import options
from ci_network.commands.compare_names import distinct, named, without_names
from ci_network.commands.inputs import earlier_key, key_output, tell_warnings, under_codes
from ci_network.commands.outputs import (
    Forms,
    keep_apart,
    keep_out,
    real,
    say,
    show_result,
    spoken,
    usage,
)
from ci_network.commands.progress import Progress
from ci_network.dates import Every, length_of
from ci_network.language import Language

if TYPE_CHECKING:
    from ci_network.api.side_by_side import Case, SideBySide
    from ci_network.errors import Problem
    from ci_network.files.writing import Output
    from ci_network.reading import Reading
    from ci_network.record.alliance import Alliance
    from ci_network.record.keys import Key
    from ci_network.views.report.page import Heading


@click.command("compare", epilog="Example: ci-network compare helsingor lejre -o comparison")
@click.argument("data", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "--name", "names", multiple=True, metavar="NAME",
    help="Name of an alliance, once for each DATA in order; by default its folder or file.",
)  # fmt: skip
@click.option("--titles", metavar="A,B", help="The same names in one word, divided by commas.")
@options.window_options("The same window for all; by default each has that of its own answer")
@click.option(
    "--windows",
    metavar="A,B",
    help="Two windows of one DATA, before and after: what changed, and what that is made of.",
)
@click.option(
    "--change", "changed", is_flag=True,
    help="The two DATA are one alliance, before and after: what changed.",
)  # fmt: skip
@click.option(
    "--same-actors",
    is_flag=True,
    help="The same id in several DATA is the same actor; else they are kept apart.",
)
@click.option(
    "--null", "replicates", type=click.IntRange(min=0), default=999, show_default=True, metavar="N",
    help="Draws of random activities that each is compared with; 0 for no comparison.",
)  # fmt: skip
@options.seed_option
@options.max_size_option
@options.evaluation_option
@options.page_language_option("Language that the page opens in, and of its CSV files.")
@options.heading_options("Title of the page.", "page")
@click.option(
    "--pseudonyms", is_flag=True, help="Codes instead of all names, other ones in each DATA."
)
@options.show_persons_option
@options.file_option(
    "--key",
    "Which code stands for whom, where all DATA have the same actors: read where FILE exists, "
    "and written; keep it apart.",
)
@options.jobs_option
@options.format_option
@options.force_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("-"), metavar="DIR",
    help="Folder to write; without it a table is shown. With --format a file.",
)  # fmt: skip
def command(
    data: tuple[Path, ...],
    names: tuple[str, ...],
    titles: str | None,
    every: Every | None,
    window: str | None,
    windows: str | None,
    changed: bool,
    same_actors: bool,
    replicates: int,
    seed: int,
    max_size: int | None,
    with_evaluation: bool,
    language: Language,
    given: Heading,
    pseudonyms: bool,
    show_persons: bool,
    key: Path | None,
    jobs: int | None,
    form: str | None,
    force: bool,
    output: Path,
) -> None:
    """Alliances side by side, or one alliance before and after.

    Each DATA is a folder or a workbook. What would be left of each without its secretariat, beside
    what chance would leave, what it hinges on, and what differs in the records themselves: a page,
    a workbook and tables in a folder.
    """
    from ci_network.api.side_by_side import side_by_side

    privacy = options.privacy_of(pseudonyms, show_persons, key)
    if not data and windows is not None:
        data = (Path("data"),)
    labels = _labels(data, window, windows, changed)
    as_folder = form is None and str(output) != "-" and output.suffix not in (".json", ".csv")
    _check_output(data, output, as_folder=as_folder, force=force)
    known = named(data, names, titles, coded=pseudonyms)
    one_alliance = changed or windows is not None
    chained = same_actors or one_alliance
    _check_key(data, privacy, output, chained=chained)
    alliances, keys = _read(data, privacy, with_evaluation, chained=chained)
    kept = key_output(privacy, keys[-1] if keys else None)
    made = side_by_side(
        _cases(alliances, without_names(known, keys), labels), every, max_size=max_size,
        replicates=replicates, seed=seed, same_actors=same_actors and not one_alliance,
        changed=one_alliance, drawn=as_folder, jobs=jobs, telling=Progress,
    )  # fmt: skip
    if as_folder:
        for codes in keys:
            given = given.hidden(codes.hide)
        _write(made, language, given, output, kept, force=force)
    else:
        _show(made.found, form, output, kept)


def _labels(
    data: Sequence[Path], window: str | None, windows: str | None, changed: bool
) -> tuple[str | None, ...]:
    """Label of the window of each side."""
    if windows is None:
        if changed and len(data) != 2:
            raise usage("--change compares two DATA, one alliance before and after; name two.")
        if len(data) < 2:
            raise usage("Name two DATA or more, or two windows of one with --windows 2017,2019.")
        return (window,) * len(data)
    if window is not None or changed:
        raise usage("--windows names both windows; leave out --window and --change.")
    if len(data) > 1:
        raise usage("--windows compares two windows of one DATA; name one.")
    labels = tuple(label.strip() for label in windows.split(","))
    if len(labels) != 2 or "" in labels or labels[0] == labels[1]:
        raise usage("--windows takes two different windows, such as --windows 2017,2019.")
    if length_of(labels[0]) != length_of(labels[1]):
        raise usage(
            "--windows {windows}: the two are not equally long, so they cannot be compared.",
            windows=windows,
        )
    return labels


def _check_output(data: Sequence[Path], output: Path, *, as_folder: bool, force: bool) -> None:
    """Refuse, before any work, an output that stands where data stands or that may not be."""
    from ci_network.files.writing import MARKER, check_folder

    for path in data:
        if str(path) == "-":
            raise usage("The data is a folder or a workbook; it is not read from standard input.")
        if str(output) == "-":
            continue
        keep_apart(path, [output])
        if as_folder and real(output) in real(path).parents:
            raise usage("{output} holds the data; name another folder.", output=output)
    if as_folder:
        check_folder(output, force=force)
        another = (output / MARKER).exists() and not (output / "compare.json").exists()
        if another and not force:
            raise usage(
                "{output} holds a report; name another folder, or say --force.", output=output
            )


def _check_key(
    data: Sequence[Path], privacy: options.Privacy, output: Path, *, chained: bool
) -> None:
    """Refuse a key of several alliances, and one that stands where it may not."""
    if privacy.key_file is None:
        return
    if not chained:
        raise usage(
            "--key tells the codes of one alliance, and each DATA has its own; say --change, "
            "--windows or --same-actors, or leave it out."
        )
    for path in data:
        keep_apart(path, [privacy.key_file])
    keep_out(privacy.key_file, output)


def _read(
    data: Sequence[Path], privacy: options.Privacy, with_evaluation: bool, *, chained: bool
) -> tuple[list[Alliance], list[Key]]:
    """The alliances as they may be shown, and the keys of those that are under codes.

    Parameters
    ----------
    data, privacy, with_evaluation
        As they were asked for.
    chained
        Whether the same id gets the same code in all.

    Raises
    ------
    DataError
        With the problems of all, each with the name of its alliance before the file.
    """
    readings = _all_read(data, with_evaluation)
    for name, reading in readings:
        tell_warnings(reading.problems, reading.overview, name)
    alliances, keys = [], []
    known = earlier_key(privacy)
    own = privacy._replace(key_file=None)
    for _, reading in readings:
        alliance, key = under_codes(reading.alliance, own, known if chained else None)
        alliances.append(alliance)
        if key is not None:
            keys.append(key)
            known = key
    return alliances, keys


def _all_read(data: Sequence[Path], with_evaluation: bool) -> list[tuple[str, Reading]]:
    """Every record under the name of its path; the problems of all are told together."""
    from ci_network.errors import DataError
    from ci_network.reading import read
    from ci_network.record.alliance import with_evaluation as counted

    readings: list[tuple[str, Reading]] = []
    problems: list[Problem] = []
    for path, name in zip(data, distinct(data), strict=True):
        try:
            reading = read(path)
        except DataError as error:
            problems += [each._replace(file=f"{name}/{each.file}") for each in error.problems]
            continue
        if with_evaluation:
            reading = reading._replace(alliance=counted(reading.alliance))
        readings.append((name, reading))
    if problems:
        raise DataError(problems)
    return readings


def _cases(
    alliances: Sequence[Alliance], names: Sequence[str], labels: Sequence[str | None]
) -> list[Case]:
    """The sides: an alliance each, or the windows of one."""
    from ci_network.api.side_by_side import Case

    if len(labels) == len(alliances):
        return list(map(Case, names, alliances, labels))
    ((name, alliance),) = zip(names, alliances, strict=True)
    return [Case(f"{name} {label}", alliance, label) for label in labels]


def _show(
    comparison: dict[str, Any], form: str | None, output: Path, kept: Sequence[Output]
) -> None:
    """One of the tables, or a table for people."""
    from ci_network.results.comparison_tables import tidy_columns
    from ci_network.views.compare.text import comparison_text

    told = Forms(
        lambda: comparison,
        lambda: comparison_text(comparison, spoken()),
        lambda: tidy_columns(comparison["alliances"]),
    )
    show_result(told, form, output, kept)


def _write(
    made: SideBySide,
    language: Language,
    given: Heading,
    output: Path,
    kept: Sequence[Output],
    *,
    force: bool,
) -> None:
    from ci_network.files.writing import FolderOutput, write_all
    from ci_network.views.compare.folder import comparison_files

    files = comparison_files(made.found, made.shown, language=language, given=given)
    write_all([*kept, FolderOutput(output, files, force=force)])
    say(
        "The comparison is in {output}; open {page} in a browser.",
        output=output,
        page=output / "index.html",
    )
