"""`import`: lists and other tools' files to the two tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ci_network.commands import options
from ci_network.commands.outputs import real, say, spoken, usage


def _named(option: str, metavar: str, what: str, to: str | None = None) -> options.Decorator:
    """An option that may be given several times; `to` is its name in `Choices`."""
    names = (option,) if to is None else (option, to)
    return click.option(*names, multiple=True, metavar=metavar, help=what)


def _one_of(option: str, choices: str, what: str) -> options.Decorator:
    return click.option(option, type=click.Choice(choices.split()), help=what)


@click.command(
    "import",
    epilog="Example: ci-network import attendance.xlsx -o my-alliance --secretariat Secretariat",
)
@click.argument("file", type=click.Path(path_type=Path))
@_named("--activity", "COLUMN", "Column that names the activity.")
@_named("--actor", "COLUMN", "Column that names who took part; several may be named.")
@_named("--date", "COLUMN", "Column of the date, or of the first day.")
@_named("--end", "COLUMN", "Column of the last day.")
@_named("--lead", "COLUMN", "Column that names who led the activity; none if there is no such.")
@_named("--role", "COLUMN", "Column of each participant's role; lead is the one that counts.")
@_named(
    "--attended", "COLUMN",
    "Column that says who came and who did not; none if there is no such.",
)  # fmt: skip
@_named("--ignore", "COLUMN", "Column to leave out; or a name that was asked about, and is none.")
@_named(
    "--relation", "NAME",
    "Kind of tie that counts, where a network tells of several; blank for ties of none.",
    "relations",
)  # fmt: skip
@click.option(
    "--title", metavar="NAME", help="The activity of a list that names none, with its date."
)
@_one_of(
    "--shape", "long activities actors pairs",
    "What a row is: a participant (long), an activity or an actor of a cross table, two that work "
    "together (pairs).",
)  # fmt: skip
@_named(
    "--sheet", "NAME", "Only this sheet; several may be named, each with its own --sheet.", "sheets"
)
@_named("--secretariat", "NAME", "Who is the secretariat; several may be named.")
@_named("--partner", "NAME", "Not the secretariat, though its name looks like it.", "partners")
@_named("--alias", "NAME=ACTOR", "Another name of an actor.")
@options.file_option(
    "--aliases", "Other names of actors: a CSV file with the columns alias, id, from, until."
)
@click.option(
    "--separators",
    metavar="CHARACTERS",
    help="What divides several names in a cell, besides line breaks; '' divides at nothing. "
    "Otherwise the cells tell.",
)
@click.option(
    "--activity-separators",
    metavar="CHARACTERS",
    help="What divides several activities in a cell; '' divides at nothing.",
)
@_named("--whole", "NAME", "A name that is one, whatever stands in it.")
@_one_of(
    "--brackets", "keep drop", "Whether what stands in brackets behind a name is a part of it."
)
@_one_of(
    "--numbers", "keep drop", "Whether a number behind a name is a part of it, or counts people."
)
@_one_of("--persons", "keep drop", "Whether persons among the actors are actors, or left out.")
@_named("--mark", "WORD", "A word that counts as taking part; WORD=lead says that it led.", "marks")
@_named("--absent", "WORD", "A word that counts as not taking part; blank for an empty cell.")
@_one_of(
    "--blanks", "above unknown",
    "What an empty date beside a new activity is: that of the row above, or unknown.",
)  # fmt: skip
@_one_of(
    "--blank-end", "ongoing day",
    "What has no last day, where others have one: it went on, or was of its date alone.",
)  # fmt: skip
@_one_of(
    "--titles", "activities apart one",
    "Each sheet is of the activity that it is named by; or those of one name and day below two "
    "titles are apart, or one.",
)  # fmt: skip
@_one_of(
    "--date-order", "dmy mdy ymd",
    "What stands first in dates such as 03/04/18: day, month or year.",
)  # fmt: skip
@click.option("--year", metavar="YEAR", help="The year of dates without one: 2018, or 2018/19.")
@_named(
    "--when", "CELL=DATE",
    "The date of a cell that is none: \"vinter 2018=2018-12\", or =unknown.",
)  # fmt: skip
@_one_of(
    "--turned", "swap keep",
    "Whether a spreadsheet took days for months where a cell is a date.",
)  # fmt: skip
@_one_of(
    "--hidden", "keep drop",
    "Whether rows, columns and cells that are hidden or struck through count.",
)  # fmt: skip
@_one_of("--comments", "away keep", "Whether those did not come of whose cells a comment says so.")
@click.option(
    "--by-name",
    is_flag=True,
    help="Rows of one activity name are one activity, also where the dates differ.",
)
@options.file_option(
    "--settings",
    "The import.yaml of an earlier list of this kind; options given here count before it.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be read, and write nothing.")
@options.language_option
@options.force_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="Folder to write: nodes.csv, edges.csv, import.yaml and import-log.csv.",
)  # fmt: skip
def command(
    file: Path,
    alias: tuple[str, ...],
    when: tuple[str, ...],
    aliases: Path | None,
    separators: str | None,
    activity_separators: str | None,
    settings: Path | None,
    dry_run: bool,
    force: bool,
    output: Path | None,
    **choices: Any,
) -> None:
    """Make nodes.csv and edges.csv of an attendance list, or of another tool's file.

    FILE is a CSV file or workbook with a row for each participant, or a cross table; an edge list
    of R's igraph or manynet; GEXF, GraphML, Pajek (.net), or JSON of Kumu, HIF or networkx. What
    was taken for what is told first; import.yaml beside the tables reads the next list alike, and
    every decision is in import-log.csv. What cannot be told is asked.
    """
    from ci_network.files.writing import check_folder, write_folder
    from ci_network.reading.lists import Choices, import_file
    from ci_network.reading.lists.rows import AliasRow
    from ci_network.reading.lists.settings import divided_at, joined, read_settings
    from ci_network.reading.lists.words.when import year_of
    from ci_network.views.text import csv_text

    if output is None and not dry_run:
        raise usage("Name the folder to write with -o DIR, or say --dry-run.")
    if output is not None:
        _check_output(file, output)
        if not dry_run:
            check_folder(output, force=force)
    rows = []
    for each in alias:
        name, _, actor = each.partition("=")
        if not name.strip() or not actor.strip():
            raise usage("--alias {text!r} is not of the form NAME=ACTOR.", text=each)
        rows.append(AliasRow(name.strip(), actor.strip()))
    for field, at in (("separators", separators), ("activity_separators", activity_separators)):
        choices[field] = None if at is None else divided_at(at)
    if choices["year"] is not None and year_of(choices["year"]) is None:
        raise usage("--year {text!r} is no year such as 2018 or 2018/19.", text=choices["year"])
    said = Choices(aliases=tuple(rows), when=_dates(when), **choices)
    if settings is not None:
        said = joined(said, read_settings(settings))
    imported = import_file(file, said, aliases)
    for line in imported.account.lines(spoken()):
        say("{line}", line=line)
    if dry_run or output is None:
        say("Nothing was written.")
        return
    tables = {
        "nodes.csv": imported.nodes, "edges.csv": imported.edges,
        "activities.csv": imported.activities, "import-log.csv": imported.log,
    }  # fmt: skip
    contents = {name: csv_text(table) for name, table in tables.items() if table}
    write_folder(output, contents | {"import.yaml": imported.settings}, force=force, mark=False)
    say("The tables are in {output}; look at them with: ci-network check {output}", output=output)


def _dates(said: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What the person said of cells that are no dates."""
    from ci_network.reading.lists.words.when import when

    dates = []
    for each in said:
        cell, _, date = (part.strip() for part in each.rpartition("="))
        if not cell or (date not in ("unknown", "ongoing") and when(date) is None):
            raise usage("--when {text!r} is not of the form CELL=DATE.", text=each)
        dates.append((cell, date))
    return tuple(dates)


def _check_output(file: Path, output: Path) -> None:
    if str(output) == "-":
        raise usage("The tables are two files; name a folder with -o DIR.")
    if real(output) in (real(file), *real(file).parents):
        raise usage("{output} holds the list itself; name another folder.", output=output)
