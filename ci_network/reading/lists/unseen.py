"""What stands beside the plain cells of a sheet: what is hidden or struck through, and comments.

What may count is asked about, then read or left out; other comments are told and not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.meanings import named_in
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.attendance import mentions_away, said_by
from ci_network.reading.lists.words.headings import Field, heading
from ci_network.reading.lists.words.persons import without_first_names
from ci_network.reading.records import Records
from ci_network.workbooks.sheets import letter

_SHOWN = 3
_NOT_READ = ("other", "person", "count")


def without_unseen(records: Records, choices: Choices, log: Log) -> Records:
    """The cells of a sheet, as the person said of those that are hidden or struck through.

    Asks when something that may count is hidden or struck through, and nothing was said of it.
    """
    cells = records.cells
    rows = [n for n in sorted(records.unseen.rows) if n <= len(cells) and is_filled(cells[n - 1])]
    columns = [place for place in sorted(records.unseen.columns) if may_count(cells, place)]
    struck = [
        (row, place)
        for row, place in sorted(records.unseen.struck)
        if row not in rows and place not in columns and at(cells, row, place)
    ]
    if not (rows or columns or struck) or choices.hidden == "keep":
        return records
    told = [f"{row}: {_in_short(cells[row - 1])}" for row in rows]
    told += [f"{letter(place)}: {_in_short(_column(cells, place))}" for place in columns]
    told += [f"{name_of(row, place)}: {at(cells, row, place)}" for row, place in struck]
    if choices.hidden is None:
        raise Question("unseen", records.file, cells=told)
    for each in told:
        log.add("cells left out", records.file, None, each, "hidden or struck through")
    kept = [list(row) for row in cells]
    for row in rows:
        kept[row - 1] = [""] * len(kept[row - 1])
    for place in columns:
        for line in kept:
            line[place : place + 1] = [""] * len(line[place : place + 1])
    fields = fields_above(cells, struck)
    for row, place in struck:
        kept[row - 1][place] = ""
        if fields[row, place] in ("activity", "date", "year"):
            for n in _of_one(cells, row, place):
                kept[n - 1] = [""] * len(kept[n - 1])
    return records._replace(cells=kept)


def _of_one(cells: Sequence[Sequence[str]], row: int, place: int) -> Iterator[int]:
    """The row of a cell, and those below it that repeat it by a blank one."""
    yield row
    for n in range(row + 1, len(cells) + 1):
        if at(cells, n, place) or not is_filled(cells[n - 1]):
            return
        yield n


def fields_above(
    cells: Sequence[Sequence[str]], places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Field | None]:
    """What the nearest heading above each of some cells says that its column holds."""
    fields: dict[tuple[int, int], Field | None] = {}
    by_column = sorted(places, key=lambda cell: (cell[1], cell[0]))
    for place, of_column in groupby(by_column, key=lambda cell: cell[1]):
        field, seen = None, 1
        for row, _ in of_column:
            above = (heading(at(cells, n, place)) for n in range(row - 1, seen - 1, -1))
            field = next((said.field for said in above if said is not None), field)
            fields[row, place], seen = field, row
    return fields


def name_of(row: int, place: int) -> str:
    """A cell as a spreadsheet names it, such as C4."""
    return f"{letter(place)}{row}"


def at(cells: Sequence[Sequence[str]], row: int, place: int) -> str:
    """The cell of a sheet, rows from 1 and columns from 0 on; blank outside it."""
    line = cells[row - 1] if row <= len(cells) else ()
    return line[place].strip() if place < len(line) else ""


def _column(cells: Sequence[Sequence[str]], place: int) -> list[str]:
    return [at(cells, row, place) for row in range(1, len(cells) + 1)]


def is_filled(line: Sequence[str]) -> bool:
    """Whether a row holds anything."""
    return any(cell.strip() for cell in line)


def may_count(
    cells: Sequence[Sequence[str]], place: int, named: Collection[str] = frozenset()
) -> bool:
    """Whether a column may say who took part in what: by its heading, or by marks in it.

    `named` are the keys of headings that the person named.
    """
    filled = [cell for cell in _column(cells, place) if cell]
    known = (heading(cell) for cell in filled[:_SHOWN])
    known_for = any(said is not None and said.field not in _NOT_READ for said in known)
    chosen = any(key(cell) in named for cell in filled[:_SHOWN])
    return known_for or chosen or any(said_by(cell) in ("there", "absent") for cell in filled[1:])


def _in_short(line: Sequence[str]) -> str:
    return ", ".join([cell.strip() for cell in line if cell.strip()][:_SHOWN])


# ----------------------------------------------------------------------------------------- comments


_AWAY = "afbud"
"""What is written where a comment says that somebody did not come, as people write it by hand."""


def with_comments(records: Records, choices: Choices, log: Log) -> Records:
    """The cells of a sheet, as the person said of those whose comments speak of who did not come.

    Asks when a comment on a cell that may count speaks of who did not come, and it is not told what
    that makes of the cell; where it is of more than one name, or of something else than a name, it
    must stand in the list.
    """
    cells = records.cells
    named = {key(name) for names in named_in(choices).values() for name in names}
    columns = {place for _, place, _ in records.unseen.comments}
    counting = {place for place in columns if may_count(cells, place, named)}
    told = [
        (row, place, text)
        for row, place, text in sorted(records.unseen.comments)
        if place in counting and row <= len(cells) and is_filled(cells[row - 1])
    ]
    if not told:
        return records
    away = [each for each in told if at(cells, *each[:2]) and mentions_away(each[2])]
    fields = fields_above(cells, {each[:2] for each in away})
    elsewhere = [each for each in away if not _is_of_one(at(cells, *each[:2]), fields[each[:2]])]
    if away and (choices.comments is None or (choices.comments == "away" and elsewhere)):
        raise Question(
            "comments-elsewhere" if elsewhere else "comments-away",
            records.file,
            cells=[
                f"{name_of(row, place)}: {at(cells, row, place)} – {text}"
                for row, place, text in elsewhere or away
            ],
        )
    answered = set(away) if choices.comments == "away" else set()
    kept = [list(row) for row in cells]
    for row, place, text in told:
        if (row, place, text) in answered:
            cell = at(cells, row, place)
            kept[row - 1][place] = _AWAY if said_by(cell) is not None else f"{cell} ({_AWAY})"
        else:
            value = f"{name_of(row, place)}: {without_first_names(text)}"
            log.add("comment", records.file, row, value, "")
    return records._replace(cells=kept)


def _is_of_one(cell: str, field: Field | None) -> bool:
    """Whether a cell is a mark, or the one name in a cell of participants."""
    return said_by(cell) is not None or (field == "actor" and not BETWEEN.search(cell))
