"""Records, the cells of a file as they stand, and the table that they make."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.reading.columns import Kind, find_header, header_score
from ci_network.reading.plain import columns_of, widths
from ci_network.reading.table import Column, ProblemLog, RowLog, Table, clean, rows_with
from ci_network.workbooks.sheets import MOST_COLUMNS, MOST_LETTERS, letter

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# UTF-8 read as Windows-1252, what Mac and DOS keep for ø and å, and what web pages write for them.
_GARBLED = re.compile(
    "Ã[ƒ¦¸¥†˜…©¤¶¼³±¨¡]|Å[‚„›º¼]|â€|\ufffd|(?<=[A-Za-zæøå])(?:[¿¾]|[Œ†›³¹±¶¡¯‡¤„](?=[a-zæøåê]))"
    "|(?<=[a-zæøå])(?:Œ|[ŠŸŽ](?=[a-z]))"
    "|&(?:[A-Za-z]{3,6}|#[0-9]{2,4});"
)
_CELL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
     "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#OVERLØB!", "#BEREGN!", "#FELT!",
     "#I/T", "#REFERENCE!", "#VÆRDI!", "#DIVISION/0!", "#NAVN?", "#NUL!"}
)  # fmt: skip

_STRANGE = re.compile(f"{_CONTROL.pattern}|#|{_GARBLED.pattern}")


class Unseen(NamedTuple):
    """What is hidden of a sheet, struck through, or said in comments; rows count from 1 on."""

    rows: Collection[int] = ()
    columns: Collection[int] = ()
    struck: Collection[tuple[int, int]] = ()
    comments: Collection[tuple[int, int, str]] = ()


class Records(NamedTuple):
    """The cells of a file or sheet, before anything is known of them.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    cells
        A list for each row of the spreadsheet, from row 1 on.
    encoding, separator
        How the text was read; None in a workbook.
    whole
        Whether the file holds no rows but these.
    undecoded
        Whether U+FFFD stands for letters that are not in the encoding.
    without_year
        Cells, by row from 1 and column from 0 on, that are dates and do not show their year.
    unseen
        What is hidden, struck through, or said in comments.
    """

    file: str
    cells: Sequence[list[str]]
    encoding: str | None = None
    separator: str | None = None
    whole: bool = True
    undecoded: bool = False
    without_year: Collection[tuple[int, int]] = ()
    unseen: Unseen = Unseen()


def to_table(records: Records, kind: Kind, problem_log: ProblemLog) -> Table | None:
    """The table of records: the header is found, blank rows and columns fall away."""
    wide = widths(records.cells)
    if max(wide, default=0) > MOST_COLUMNS:
        row = next(row for row, width in enumerate(wide, start=1) if width > MOST_COLUMNS)
        problem_log.error("too-many-columns", records.file, row, limit=f"{MOST_COLUMNS:,}")
        return None
    at = find_header(records.cells, kind)
    if not records.whole and (at is None or not header_score(records.cells[at], kind)[0]):
        return None  # the header is in what could not be read, which was told
    if at is None:
        problem_log.error("empty-file", records.file)
        return None
    header = [clean(cell) for cell in records.cells[at]]
    body = records.cells[at + 1 :]
    header, body = _trimmed(header, body)
    width = len(header)
    _check_above(records, at, width, problem_log)
    for place, name in enumerate(header):
        if _CONTROL.search(name):
            code = "nul-byte" if "\0" in name else "control-character"
            problem_log.error(code, records.file, at + 1, letter(place), name)
    if records.undecoded:
        _tell_undecoded(records, header, problem_log)
    rows, regular, ragged = _regular(records, body, width, at + 2, problem_log)
    columns = columns_of(header, regular)
    kept = rows_with(_any_cell([column for column in columns if column.name], len(rows)))
    _tell_unnamed(records.file, columns, rows, at + 1, problem_log)
    columns = [column for column in columns if column.name]
    if len(kept) < len(rows):
        columns = [column.taken(kept) for column in columns]
        rows = rows[kept]
    rows, columns = _without_headers(records.file, columns, rows, at + 1, problem_log)
    for column in columns:
        look_at_cells(column, RowLog(records.file, rows, problem_log))
    shown = tuple(
        {name: clean(cell) for name, cell in zip(header, record, strict=False)} for record in ragged
    )
    return Table(
        records.file, tuple(columns), rows, at + 1, shown, records.encoding, records.separator,
        records.whole and not records.undecoded,
    )  # fmt: skip


def _trimmed(header: list[str], body: Sequence[list[str]]) -> tuple[list[str], Sequence[list[str]]]:
    """The header up to its last name, or to the last column under it that is filled."""
    named = len(header)
    while not header[named - 1]:
        named -= 1
    if named == len(header):
        return header, body
    width = max(
        (n for record in body for n, cell in enumerate(record[: len(header)], start=1)
         if n > named and cell.strip()),
        default=named,
    )  # fmt: skip
    if width == named:
        return header[:named], body
    short = (named, width)
    filled = [
        [*record, *[""] * (width - len(record))] if short[0] <= len(record) < short[1] else record
        for record in body
    ]
    return header[:width], filled


def _check_above(records: Records, at: int, width: int, problem_log: ProblemLog) -> None:
    """A row above the header that is filled like one of the table would be lost."""
    for row, record in enumerate(records.cells[:at], start=1):
        filled = sum(bool(cell.strip()) for cell in record)
        if filled >= 2 and filled >= 0.6 * width:
            problem_log.error("rows-above-header", records.file, row, header=str(at + 1))


def _tell_undecoded(records: Records, header: Sequence[str], problem_log: ProblemLog) -> None:
    """Tell every cell with letters that are not in the encoding of the file."""
    for row, record in enumerate(records.cells, start=1):
        for place, cell in enumerate(record):
            if "\ufffd" in cell:
                named = header[place] if place < len(header) else ""
                problem_log.error(
                    "mixed-encoding", records.file, row, named or letter(place), clean(cell),
                    encoding=records.encoding or "",
                )  # fmt: skip


def _regular(
    records: Records, body: Sequence[list[str]], width: int, first: int, problem_log: ProblemLog
) -> tuple[Codes, Sequence[list[str]], list[list[str]]]:
    """Rows as wide as the header with their numbers, and those that are not.

    A row may be longer by blank cells, unless a cell begins with a space: there a comma in a text
    is likely to have slipped all that follows.
    """
    file = records.file
    if set(widths(body)) <= {width}:
        return np.arange(first, first + len(body)), body, []
    rows = []
    regular = []
    ragged = []
    for row, record in enumerate(body, start=first):
        if len(record) == width:
            rows.append(row)
            regular.append(record)
        elif not any(map(str.strip, record)):
            continue
        elif (
            len(record) > width
            and not any(map(str.strip, record[width:]))
            and not (records.separator == "," and any(c[:1] == " " for c in record[1:width]))
        ):
            rows.append(row)
            regular.append(record[:width])
        else:
            if "\0" in "".join(record):
                problem_log.error("nul-byte", file, row, None, "".join(record))
                continue
            used = max(n for n, cell in enumerate(record, start=1) if cell.strip())
            count = max(used, width + 1) if len(record) > width else len(record)
            problem_log.error("ragged-row", file, row, cells=str(count), columns=str(width))
            ragged.append(record)
    return np.array(rows, np.int64), regular, ragged


def _any_cell(columns: Sequence[Column], count: int) -> Flags:
    some = np.zeros(count, bool)
    for column in columns:
        some |= ~column.blank()
    return some


def _tell_unnamed(
    file: str, columns: Sequence[Column], rows: Codes, header: int, problem_log: ProblemLog
) -> None:
    """Tell the columns without a name that are not blank."""
    for place, column in enumerate(columns):
        filled = rows_with(~column.blank())
        if not column.name and len(filled):
            cell = column.values[column.codes[filled[0]]]
            problem_log.error(
                "unnamed-column", file, header, letter(place), None, cell=cell,
                first=str(rows[filled[0]]),
            )  # fmt: skip


def _without_headers(
    file: str, columns: list[Column], rows: Codes, header: int, problem_log: ProblemLog
) -> tuple[Codes, list[Column]]:
    """The rows without those that say the header again, which are told."""
    if any(column.name not in column.values for column in columns):
        return rows, columns
    again = np.ones(len(rows), bool)
    for column in columns:
        again &= column.codes == column.values.index(column.name)
    for row in rows[again].tolist():
        problem_log.error("header-again", file, row, header=str(header))
    kept = rows_with(~again)
    return rows[kept], [column.taken(kept) for column in columns]


def look_at_cells(column: Column, log: RowLog) -> None:
    """Cells that no person wrote: control characters, errors of formulas, garbled letters."""
    if not _may_be_strange(column.values):
        return
    for code, cell in enumerate(column.values):
        kind = _strange(cell)
        if kind is None:
            continue
        report = log.log.warning if kind == "garbled-text" else log.log.error
        details = {}
        if kind == "long-cell":
            details = {"letters": f"{len(cell):,}", "limit": f"{MOST_LETTERS:,}"}
        for row in log.rows[column.places(code)].tolist():
            report(kind, log.file, row, column.name, cell[: MOST_LETTERS + 1], **details)


def _may_be_strange(cells: Sequence[str]) -> bool:
    """Whether any of the cells may be one: one look at all, since of most none is."""
    if max(map(len, cells), default=0) > MOST_LETTERS:
        return True
    text = "".join(cells)
    if text.isascii() and text.isprintable() and "#" not in text and "&" not in text:
        return False
    return _STRANGE.search("\n".join(cells)) is not None


def _strange(cell: str) -> str | None:
    if len(cell) > MOST_LETTERS:
        return "long-cell"
    if _CONTROL.search(cell):
        return "nul-byte" if "\0" in cell else "control-character"
    if cell.upper() in _CELL_ERRORS:
        return "error-cell"
    return "garbled-text" if _GARBLED.search(cell) else None
