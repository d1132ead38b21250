"""Decisions and answers, merged into the tables of a record: a new record, and what changed.

A workbook or CSV file of decisions has the columns of activities.csv; where `about` names the
meetings of a series, a decision is about them. One of questions has the columns kind, about and
answer, as `ask` writes it; answers to a survey go their own way, in
`surveyed`. What is blank changes nothing; what the record says already changes nothing; what
contradicts the record, or another answer, is a problem with its row. The tables of the record are
left as they stand but for the cells that are told.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ci_network import dates
from ci_network.errors import DataError
from ci_network.files.formulas import unguarded
from ci_network.reading import examine_records, read
from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, NO, UNKNOWN, YES, date_of
from ci_network.reading.changes import Columns, Merging, Source, Table
from ci_network.reading.columns import ACTIVITIES, KINDS, TOLD, key, match
from ci_network.reading.files import WORKBOOKS, content, read_files
from ci_network.reading.records import Records
from ci_network.reading.survey_answers import COLUMNS, places_in
from ci_network.reading.surveyed import merge_survey
from ci_network.reading.table import ProblemLog, clean
from ci_network.reading.text import SEPARATORS, read_csv
from ci_network.reading.workbook import read_sheets

LOG = "apply-log.csv"
"""Name of the file that tells every changed cell."""

LOG_COLUMNS = ("file", "row", "column", "before", "after", "source", "source_row", "evidence")

_ANSWER, _EVIDENCE, _KIND, _ABOUT, _WINDOW = (
    ("answer", "svar"), ("evidence", "kilde"), ("kind",), ("about",), ("window",),
)  # fmt: skip
_IN_WINDOW = {"in this period", "i perioden", "in_window"}
_NOT_IN_WINDOW = {"not in this period", "ikke i perioden", "not_in_window"}
_STAYED = {"it was a member", "var medlem", "not_before"}
_LEFT_BEFORE = {"it had left", "var udtrådt", "before"}
_NOTE = "#"
_HEADER_WITHIN = 20


class Applied(NamedTuple):
    """A record with decisions and answers in it.

    Attributes
    ----------
    tables
        By file: its columns. One of them is the log: every changed cell, and who said so.
    changed
        How many cells are new.
    unchanged
        Answers that say what the record says already.
    """

    tables: dict[str, Columns]
    changed: int
    unchanged: int


def apply(data: Path, sources: Sequence[Path], codes: Mapping[str, str] | None = None) -> Applied:
    """Merge files of decisions and answers into the tables of a record.

    Parameters
    ----------
    data
        The record: a folder or a workbook.
    sources
        Files, or folders of files.
    codes
        Code by id, of a survey that went out under codes.

    Returns
    -------
    Applied
        The tables of the new record; those of `data` are not touched.

    Raises
    ------
    DataError
        With all problems of the record and of the answers, when any of them is an error.
    """
    reading = read(data)
    problem_log = ProblemLog()
    records = read_files(data, problem_log)
    tables = {kind: Table(kind, records.get(kind)) for kind in KINDS}
    merging = Merging(reading, tables, problem_log, codes=codes or {})
    for path in _files(sources, problem_log):
        for sheet in _sheets(path, problem_log):
            _merge(sheet, merging)
    if problem_log.has_errors:
        raise DataError(problem_log.problems)
    filled = {kind: table for kind, table in tables.items() if table.header}
    problems = examine_records({kind: table.records() for kind, table in filled.items()}).problems
    if any(problem.severity == "error" for problem in problems):
        raise DataError(problems)
    log = [*_earlier_log(data), *merging.log]
    columns = list(zip(*log, strict=True)) or [()] * len(LOG_COLUMNS)
    tables_and_log = {table.file: table.columns() for table in filled.values()}
    tables_and_log[LOG] = dict(zip(LOG_COLUMNS, map(list, columns), strict=True))
    return Applied(tables_and_log, len(merging.log), merging.unchanged)


def _earlier_log(data: Path) -> list[tuple[str, ...]]:
    """The changes by which the record itself was made."""
    path = data / LOG
    if not (data.is_dir() and path.is_file()):
        return []
    problem_log = ProblemLog()
    raw = content(path, problem_log)
    records = None if raw is None else read_csv(path, raw, "activities", problem_log)
    width = len(LOG_COLUMNS)
    if records is None or tuple(map(clean, records.cells[0])) != LOG_COLUMNS:
        return []
    return [tuple([*map(clean, row), *[""] * width][:width]) for row in records.cells[1:]]


_COMPANIONS = ("layout.csv", "import.yaml", "datapackage.json", "README.md")


def beside(data: Path) -> dict[str, bytes]:
    """What stands beside the tables of a record and goes with it, by name."""
    if not data.is_dir():
        return {}
    there = ((name, data / name) for name in _COMPANIONS)
    return {name: path.read_bytes() for name, path in there if path.is_file()}


def _files(sources: Sequence[Path], problem_log: ProblemLog) -> Iterator[Path]:
    for source in sources:
        if (source / "edges.csv").is_file():
            problem_log.error("record-for-answers", source.name)
        elif source.is_dir():
            names = sorted(
                each for each in source.iterdir() if not each.name.startswith((".", "~"))
            )
            if not names:
                problem_log.error("no-answers", source.name)
            yield from names
        else:
            yield source


def _sheets(path: Path, problem_log: ProblemLog) -> Iterator[Records]:
    """The tables of answers in a file; a workbook has other sheets too."""
    data = content(path, problem_log)
    if data is None:
        return
    if path.suffix.lower() in WORKBOOKS or data.startswith(b"PK\x03\x04"):
        there = [each for each in read_sheets(path, data, problem_log) if _reader(each) is not None]
    else:
        read = read_csv(path, data, _likeness, problem_log)
        if read is None:
            return
        there = [each for each in [_unfolded(read)] if _reader(each) is not None]
    if not there and not any(each.file.startswith(path.name) for each in problem_log.problems):
        problem_log.error("no-answers", path.name)
    yield from there


def _likeness(row: Sequence[str]) -> tuple[bool, int, int]:
    """How much of a header of decisions or answers a row is."""
    cells = [clean(cell) for cell in row]
    known = sum(key(cell) in _KNOWN for cell in cells if cell)
    return _reader_of(cells) is not None, known, 0


def _unfolded(records: Records) -> Records:
    """Rows that a spreadsheet of another country kept in one cell, each cut into its cells.

    It quotes such a cell only where there are quotes in it, so that other rows, and the header,
    look as they did.
    """
    separators = [mark for mark in (records.separator, *SEPARATORS) if mark]
    fits = (
        (at, mark)
        for at, row in enumerate(records.cells[:_HEADER_WITHIN])
        for mark in separators
        if _reader_of(_cut(row, mark)) is not None
    )
    at, separator = next(fits, (0, ""))
    if not separator:
        return records
    return records._replace(cells=[
        row if n < at else _cut(row, separator) for n, row in enumerate(records.cells)
    ])  # fmt: skip


def _cut(row: list[str], separator: str) -> list[str]:
    folded = row and separator in row[0] and len(row[0].splitlines()) == 1
    if not folded or any(map(clean, row[1:])):
        return row
    return [unguarded(cell) for cell in next(csv.reader([row[0]], delimiter=separator), [])]


_Reader = Callable[[Records, int, Mapping[str, int], Merging], None]


def _reader(records: Records) -> tuple[int, Mapping[str, int], _Reader] | None:
    """Where the header stands, the columns that are known in it, and how the rows are read."""
    for at, row in enumerate(records.cells[:_HEADER_WITHIN]):
        how = _reader_of([clean(cell) for cell in row])
        if how is not None:
            return at, *how
    return None


def _reader_of(header: Sequence[str]) -> tuple[Mapping[str, int], _Reader] | None:
    """The columns that are known in a header, and how the rows below it are read."""
    survey = places_in(header)
    if survey:
        return survey, merge_survey
    names = [key(cell) for cell in header]
    place = {
        name: names.index(spelling)
        for name, spellings in _OF_QUESTIONS.items()
        for spelling in map(key, spellings)
        if spelling in names
    }
    if {"answer", "kind", "about"} <= place.keys():
        return place, _answers
    matched = match(header, ACTIVITIES)
    if matched.complete and set(TOLD) & matched.places.keys():
        about = {"about": place["about"]} if "about" in place else {}
        return matched.places | about, _decisions
    return None


_OF_QUESTIONS = {
    "answer": _ANSWER, "evidence": _EVIDENCE, "kind": _KIND, "about": _ABOUT, "window": _WINDOW,
}  # fmt: skip

_KNOWN = {
    key(name)
    for names in (
        *_OF_QUESTIONS.values(), *ACTIVITIES.columns.values(), ACTIVITIES.columns,
        *(each.values() for each in COLUMNS.values()),
    )
    for name in names
}  # fmt: skip


def _merge(records: Records, merging: Merging) -> None:
    how = _reader(records)
    if how is not None:
        at, place, read_them = how
        read_them(records, at, place, merging)


def _rows(
    records: Records, at: int, place: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Row as the spreadsheet shows it, and its cells by column; notes are left out."""
    for row, cells in enumerate(records.cells[at + 1 :], start=at + 2):
        named = {name: clean(cells[k]) if k < len(cells) else "" for name, k in place.items()}
        if any(named.values()) and not (cells and clean(cells[0]).startswith(_NOTE)):
            yield row, named


def _decisions(records: Records, at: int, place: Mapping[str, int], merging: Merging) -> None:
    header = records.cells[at]
    for row, cells in _rows(records, at, place):
        activities = _named(cells.get("about") or cells["activity"])
        said = {name: cells.get(name, "") for name in TOLD if cells.get(name)}
        evidence = said.get("continues_evidence", "")
        if not set(said) - {"continues_evidence"}:
            continue
        for column, cell in said.items():
            source = Source(records.file, row, clean(header[place[column]]), cell, evidence)
            for activity in activities:
                _decide(activity, column, cell, source, merging)


def _named(cell: str) -> list[str]:
    """Names in a cell, a line each."""
    return [name for line in cell.split("\n") if (name := clean(line))]


def _decide(activity: str, column: str, cell: str, source: Source, merging: Merging) -> None:
    """One thing that is said of an activity as a whole, into the table of activities."""
    value = _meant(column, cell, merging)
    if activity not in merging.activities:
        merging.refuse("answer-about-nothing", source, activity)
    elif value is None:
        merging.refuse("bad-answer", source, cell)
    elif value and merging.once(("activity", activity, column), value, source):
        _of_activity(activity, column, value, source, merging)


def _meant(column: str, cell: str, merging: Merging) -> str | None:
    """A cell as the record writes it; None where it means nothing, blank where it is unknown."""
    word = cell.casefold()
    if word in UNKNOWN:
        return ""
    words = {"continues": CONTINUES_WORDS, "led_by": LED_BY_WORDS}.get(column)
    if words is not None:
        return words.get(word)
    return merging.actor.get(cell) if column == "taken_over_by" else cell


def _of_activity(activity: str, column: str, value: str, source: Source, merging: Merging) -> None:
    edges, table = merging.tables["edges"], merging.tables["activities"]
    # What it was not known by is not what it is known by now.
    outdated = column == "continues_evidence" and merging.is_decided_now(activity)
    for row in edges.where("activity", activity):
        told = _meant(column, edges.cell(row, column), merging)
        if not told:
            continue
        if told == value:
            merging.unchanged += 1
        elif outdated:
            merging.write(edges, row, column, value, source)
            continue
        else:
            merging.contradict(edges, row, edges.cell(row, column), source)
        return
    if not table.header:
        table.header, table.place = ["activity"], {"activity": 0}
    there = table.where("activity", activity)
    row = there[0] if there else table.add()
    if not there:
        table.set(row, "activity", activity)
    if _meant(column, table.cell(row, column), merging) == value:
        merging.unchanged += 1
    elif outdated:
        merging.write(table, row, column, value, source)
    else:
        merging.change(table, row, column, value, source)


def _answers(records: Records, at: int, place: Mapping[str, int], merging: Merging) -> None:
    header = clean(records.cells[at][place["answer"]])
    for row, cells in _rows(records, at, place):
        if not cells["answer"]:
            continue
        source = Source(records.file, row, header, cells["answer"], cells.get("evidence", ""))
        reader = _BY_KIND.get(cells["kind"])
        if reader is None:
            merging.problem_log.error("bad-answer", source.file, row, "kind", cells["kind"])
        else:
            reader(cells["about"], cells.get("window", ""), source, merging)


def _told_of(column: str) -> Callable[[str, str, Source, Merging], None]:
    def read_answer(about: str, _window: str, source: Source, merging: Merging) -> None:
        for activity in _named(about):
            _decide(activity, column, source.cell, source, merging)
            if column == "continues" and source.evidence:
                evidence = source._replace(cell=source.evidence)
                _decide(activity, "continues_evidence", source.evidence, evidence, merging)

    return read_answer


def _dated(about: str, window: str, source: Source, merging: Merging) -> None:
    """An activity without dates was in a window, or on a date."""
    word = source.cell.casefold()
    if word in _NOT_IN_WINDOW or word in UNKNOWN:
        merging.unchanged += 1
        return
    start, end = _days(window) if word in _IN_WINDOW else (source.cell, "")
    table = merging.tables["edges"]
    rows = table.where("activity", about)
    if not rows:
        merging.refuse("answer-about-nothing", source, about)
    elif date_of(start) is None:
        merging.refuse("bad-answer", source)
    elif merging.once(("date", about), start, source):
        if any(table.cell(row, "start") or table.cell(row, "end") for row in rows):
            said = {table.cell(row, "start") for row in rows}
            if said != {start}:
                merging.contradict(table, rows[0], next(iter(said - {start}), ""), source)
            merging.unchanged += said == {start}
            return
        for row in rows:
            merging.write(table, row, "start", start, source)
            if end:
                merging.write(table, row, "end", end, source)


def _left(about: str, window: str, source: Source, merging: Merging) -> None:
    """A member left on a date, or not before the end of a window."""
    word = source.cell.casefold()
    if word in _LEFT_BEFORE or word in UNKNOWN:
        merging.unchanged += 1
        return
    day = _last_day(window) if word in _STAYED else source.cell
    table = merging.tables["nodes"]
    rows = table.where("id", about)
    if not rows:
        merging.refuse("answer-about-nothing", source, about)
    elif date_of(day) is None:
        merging.refuse("bad-answer", source)
    elif merging.once(("left", about), day, source):
        merging.change(table, rows[0], "left", day, source)


def _days(window: str) -> tuple[str, str]:
    """First and last day of a window, as cells; a window that is a date stands for itself."""
    if date_of(window) is not None:
        return window, ""
    try:
        stretch = dates.window_of(window)
    except ValueError:
        return window, ""
    return dates.iso(stretch.start or 0), dates.iso(stretch.end or 0)


def _last_day(window: str) -> str:
    try:
        return dates.iso(dates.window_of(window).end or 0)
    except ValueError:
        return window


def _same(about: str, _window: str, source: Source, merging: Merging) -> None:
    """Two names are one actor: the other's rows become rows of the one."""
    word = source.cell.casefold()
    if word in NO or word in UNKNOWN:
        merging.unchanged += 1
        return
    pair = [merging.actor.get(name, name) for name in _named(about)]
    nodes = merging.tables["nodes"]
    there = [name for name in pair if nodes.where("id", name)]
    if word not in YES or len(pair) != 2:
        merging.refuse("bad-answer", source)
    elif pair[0] not in there:
        merging.refuse("answer-about-nothing", source, about)
    elif pair[1] not in there:
        merging.unchanged += 1
    elif merging.once(("same", *pair), "yes", source):
        one, other = pair
        for table, columns in (
            (merging.tables["edges"], ("actor", "source", "target")),
            (merging.tables["activities"], ("taken_over_by",)),
            (merging.tables["edges"], ("taken_over_by",)),
            (merging.tables["partnerships"], ("source", "target", "recorded_by", "taken_over_by")),
            (merging.tables["survey"], ("respondent", "about")),
        ):
            for column in columns:
                for row in table.where(column, other):
                    merging.write(table, row, column, one, source)
        (row,) = nodes.where("id", other)
        merging.note(nodes, row, "id", "", source)
        nodes.remove(row)


def _participants(about: str, _window: str, source: Source, merging: Merging) -> None:
    """Others took part too: a row for each, dated as the activity is."""
    if source.cell.casefold() in UNKNOWN:
        merging.unchanged += 1
        return
    edges = merging.tables["edges"]
    rows = edges.where("activity", about)
    names = [clean(name) for name in source.cell.replace("\n", ";").split(";") if clean(name)]
    unknown = [name for name in names if name not in merging.actor]
    if not rows or "actor" not in edges.place:
        merging.refuse("answer-about-nothing", source, about)
    elif unknown:
        merging.refuse("bad-answer", source, unknown[0])
    elif merging.once(("participants", about), "\n".join(sorted(names)), source):
        there = {edges.cell(row, "actor") for row in rows}
        for actor in (merging.actor[name] for name in names):
            if actor in there:
                merging.unchanged += 1
                continue
            row = edges.add()
            edges.set(row, "activity", about)
            merging.write(edges, row, "actor", actor, source)


_BY_KIND: dict[str, Callable[[str, str, Source, Merging], None]] = {
    "continues": _told_of("continues"),
    "led_by": _told_of("led_by"),
    "date": _dated,
    "left": _left,
    "same_actor": _same,
    "participants": _participants,
}
