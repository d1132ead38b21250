"""Workbooks: the sheets nodes and edges of an xlsx or ods file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ci_network.reading.columns import OPTIONAL, Kind, find_header
from ci_network.reading.records import Records, Unseen
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import ProblemLog, stretches
from ci_network.workbooks.apart import read_apart
from ci_network.workbooks.sheets import Book, Marks, RefusedError, Sheet, letter

_SHEETS: dict[Kind, tuple[str, ...]] = {
    "nodes": ("nodes", "noder", "aktører", "actors"),
    "edges": ("edges", "kanter", "deltagelser", "deltagelse", "participations"),
    "activities": ("activities", "aktiviteter"),
    "partnerships": ("partnerships", "samarbejder"),
    "survey": ("survey", "spørgeskema"),
}


def may_be_record(sheets: Iterable[str]) -> bool:
    """Whether sheets of such names are among others those of actors and of participations."""
    names = {name.strip().casefold() for name in sheets}
    return all(names.intersection(_SHEETS[kind]) for kind in ("nodes", "edges"))


def read_workbook(path: Path, data: bytes, problem_log: ProblemLog) -> dict[Kind, Records]:
    """The records of a workbook by kind; a sheet that is missing or unreadable is a problem."""
    wanted = [name for names in _SHEETS.values() for name in names]
    with _refusals(path.name, problem_log):
        return _sheets(path.name, read_apart(data, wanted), problem_log)
    return {}


def read_sheets(path: Path, data: bytes, problem_log: ProblemLog) -> list[Records]:
    """The records of every visible sheet, whatever it holds; for lists of unknown form.

    A cell that shows an error, and a formula that was never computed, are problems: what the
    cell should say is not there.
    """
    name = path.name
    with _refusals(name, problem_log):
        book = read_apart(data)
        for sheet in book.sheets:
            if sheet.hidden:
                problem_log.warning("hidden-sheet", _file(name, sheet))
        shown = [sheet for sheet in book.sheets if not sheet.hidden]
        for sheet in shown:
            _tell_lacking(_file(name, sheet), sheet.marks, 0, letter, problem_log)
        return [
            Records(
                _file(name, sheet), sheet.cells,
                without_year=frozenset((row, place) for row, place, _ in sheet.marks.without_year),
                unseen=_unseen(sheet),
            )
            for sheet in shown
        ]  # fmt: skip
    return []


def _unseen(sheet: Sheet) -> Unseen:
    """What is hidden of a sheet as far as it goes, struck through, or said in comments."""
    marks, high = sheet.marks, len(sheet.cells)
    wide = max(map(len, sheet.cells), default=0)
    return Unseen(
        frozenset(n for a, b in marks.hidden_rows for n in range(a, min(b, high) + 1)),
        frozenset(n for a, b in marks.hidden_columns for n in range(a, min(b, wide - 1) + 1)),
        frozenset((row, place) for row, place, _ in marks.struck),
        frozenset(marks.comments),
    )


@contextmanager
def _refusals(name: str, problem_log: ProblemLog) -> Iterator[None]:
    """A workbook that is not read is a problem."""
    try:
        yield
    except RefusedError as refused:
        file = name if refused.sheet is None else f"{name} [{refused.sheet}]"
        problem_log.error(refused.code, file, None, None, refused.value, **refused.details)


def _file(name: str, sheet: Sheet) -> str:
    return f"{name} [{sheet.name}]"


def _sheets(name: str, book: Book, problem_log: ProblemLog) -> dict[Kind, Records]:
    result: dict[Kind, Records] = {}
    for kind, names in _SHEETS.items():
        fits = [sheet for sheet in book.sheets if sheet.name.strip().casefold() in names]
        if len(fits) > 1:
            there = ", ".join(sheet.name for sheet in fits)
            problem_log.error("sheet-twice", name, None, None, kind, sheets=there)
        elif not fits:
            _tell_missing(name, kind, book.names, problem_log)
        else:
            file = _file(name, fits[0])
            if fits[0].hidden:
                problem_log.warning("hidden-sheet", file)
            result[kind] = Records(file, fits[0].cells)
            _tell_marks(result[kind], kind, fits[0].marks, problem_log)
    return result


def _tell_missing(name: str, kind: Kind, sheets: Sequence[str], problem_log: ProblemLog) -> None:
    there = ", ".join(sheets)
    meant = Suggestions({sheet: sheet for sheet in sheets})(kind)
    if kind in OPTIONAL:
        if meant is not None:
            problem_log.warning("not-read", name, None, None, kind, meant=meant)
    elif meant is None:
        problem_log.error("missing-sheet", name, None, None, kind, sheets=there)
    else:
        problem_log.error("missing-sheet-near", name, None, None, kind, sheets=there, meant=meant)


def _tell_marks(records: Records, kind: Kind, marks: Marks, problem_log: ProblemLog) -> None:
    """Tell what stands at or below the header; a title above it may be merged as it likes."""
    at = find_header(records.cells, kind)
    if at is None:
        return
    header = records.cells[at]
    _tell_hidden(records, at, marks, problem_log)
    width = max((n for n, name in enumerate(header, start=1) if name.strip()), default=0)
    height = max(n for n, row in enumerate(records.cells, start=1) if any(map(str.strip, row)))

    def column(place: int) -> str:
        named = header[place].strip() if place < len(header) else ""
        return named or letter(place)

    for row, place, area in sorted(marks.merged):
        last_row = int(re.sub(r".*\D", "", area))
        if last_row > at and row <= height and place < width:
            problem_log.error("merged-cells", records.file, row, column(place), area)
    _tell_lacking(records.file, marks, at, column, problem_log)


def _tell_lacking(
    file: str, marks: Marks, at: int, column: Callable[[int], str], problem_log: ProblemLog
) -> None:
    """Tell the cells below a row that have no value."""
    for row, place, value in marks.errors:
        if row > at:
            problem_log.error("error-cell", file, row, column(place), value)
    for row, place, value in marks.no_result:
        if row > at:
            problem_log.error("formula-without-result", file, row, column(place), value)


def _tell_hidden(records: Records, at: int, marks: Marks, problem_log: ProblemLog) -> None:
    """Tell the rows and columns that are read and that nobody sees."""
    cells = records.cells
    rows = [
        row for first, last in marks.hidden_rows
        for row in range(max(first, at + 1), min(last, len(cells)) + 1)
        if any(map(str.strip, cells[row - 1]))
    ]  # fmt: skip
    if rows:
        problem_log.warning("hidden-rows", records.file, rows[0], rows=stretches(rows))
    wide = len(cells[at])
    columns = [
        place for first, last in marks.hidden_columns for place in range(first, min(last + 1, wide))
        if any(len(row) > place and row[place].strip() for row in cells[at:])
    ]  # fmt: skip
    if columns:
        names = ", ".join(cells[at][place].strip() or letter(place) for place in columns)
        problem_log.warning("hidden-columns", records.file, at + 1, columns=names)
