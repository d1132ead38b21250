"""Records, the cells of a file as they stand, and the table that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ci_network.alliance import Codes, Flags
from ci_network.reading.columns import Kind, find_header
from ci_network.reading.table import Column, Found, Table, clean, coded, rows_with

MOST_COLUMNS = 16_384
"""More columns are refused, as spreadsheets do."""

MOST_LETTERS = 32_767
"""A longer cell is refused, as spreadsheets do."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_GARBLED = re.compile("Ã[¦¸¥†˜…©¤¶¼]|\ufffd")
_CELL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!",
     "#I/T", "#REFERENCE!", "#VÆRDI!", "#DIVISION/0!", "#NAVN?", "#NUL!"}
)  # fmt: skip

_STRANGE = re.compile(f"{_CONTROL.pattern}|#|{_GARBLED.pattern}")


@dataclass(frozen=True)
class Records:
    """The cells of a file or sheet, before anything is known of them.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    cells
        A list for each row of the spreadsheet, from row 1 on.
    encoding, separator
        How the text was read; None in a workbook.
    """

    file: str
    cells: Sequence[list[str]]
    encoding: str | None = None
    separator: str | None = None


def to_table(records: Records, kind: Kind, found: Found) -> Table | None:
    """The table of records: the header is found, blank rows and columns fall away."""
    widths = list(map(len, records.cells))
    if max(widths, default=0) > MOST_COLUMNS:
        row = next(row for row, width in enumerate(widths, start=1) if width > MOST_COLUMNS)
        found.error("too-many-columns", records.file, row, limit=f"{MOST_COLUMNS:,}")
        return None
    at = find_header(records.cells, kind)
    if at is None:
        found.error("empty-file", records.file)
        return None
    header = [clean(cell) for cell in records.cells[at]]
    body = records.cells[at + 1 :]
    header, body = _trimmed(header, body)
    width = len(header)
    _check_above(records, at, width, found)
    rows, regular, ragged = _regular(records.file, body, width, at + 2, found)
    cells: Sequence[Sequence[str]] = list(zip(*regular, strict=True)) or [()] * width
    columns = list(map(coded, header, cells))
    kept = rows_with(_any_cell(columns, len(rows)))
    if len(kept) < len(rows):
        columns = [column.taken(kept) for column in columns]
        rows = rows[kept]
    columns = _named(records.file, columns, rows, at + 1, found)
    for column in columns:
        look_at_cells(records.file, column, rows, found)
    shown = tuple(
        {name: clean(cell) for name, cell in zip(header, record, strict=False)} for record in ragged
    )
    return Table(
        records.file, tuple(columns), rows, at + 1, shown, records.encoding, records.separator
    )


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


def _check_above(records: Records, at: int, width: int, found: Found) -> None:
    """A row above the header that is filled like one of the table would be lost."""
    for row, record in enumerate(records.cells[:at], start=1):
        filled = sum(bool(cell.strip()) for cell in record)
        if filled >= 2 and filled >= 0.6 * width:
            found.error("rows-above-header", records.file, row, header=str(at + 1))


def _regular(
    file: str, body: Sequence[list[str]], width: int, first: int, found: Found
) -> tuple[Codes, Sequence[list[str]], list[list[str]]]:
    """Rows as wide as the header with their numbers, and those that are not."""
    if set(map(len, body)) <= {width}:
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
        elif len(record) > width and not any(map(str.strip, record[width:])):
            rows.append(row)
            regular.append(record[:width])
        else:
            used = max(n for n, cell in enumerate(record, start=1) if cell.strip())
            count = len(record) if len(record) < width else used
            found.error("ragged-row", file, row, cells=str(count), columns=str(width))
            ragged.append(record)
    return np.array(rows, np.int64), regular, ragged


def _any_cell(columns: Sequence[Column], count: int) -> Flags:
    some = np.zeros(count, bool)
    for column in columns:
        some |= ~column.blank()
    return some


def _named(
    file: str, columns: Sequence[Column], rows: Codes, header: int,
    found: Found,
) -> list[Column]:  # fmt: skip
    """Columns with a name; one without may only be blank."""
    named = []
    for place, column in enumerate(columns):
        if column.name:
            named.append(column)
            continue
        filled = rows_with(~column.blank())
        if len(filled):
            cell = column.values[column.codes[filled[0]]]
            found.error(
                "unnamed-column", file, header, letter(place), None, cell=cell,
                first=str(rows[filled[0]]),
            )  # fmt: skip
    return named


def letter(place: int) -> str:
    """Name of a column in a spreadsheet.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def look_at_cells(file: str, column: Column, rows: Codes, found: Found) -> None:
    """Cells that no person wrote: control characters, errors of formulas, garbled letters."""
    long = max(map(len, column.values), default=0) > MOST_LETTERS
    if not long and not _STRANGE.search("\n".join(column.values)):
        return
    for code, cell in enumerate(column.values):
        kind = _strange(cell)
        if kind is None:
            continue
        tell = found.warning if kind == "garbled-text" else found.error
        details = {}
        if kind == "long-cell":
            details = {"letters": f"{len(cell):,}", "limit": f"{MOST_LETTERS:,}"}
        for row in rows[column.codes == code].tolist():
            tell(kind, file, row, column.name, cell[: MOST_LETTERS + 1], **details)


def _strange(cell: str) -> str | None:
    if len(cell) > MOST_LETTERS:
        return "long-cell"
    if _CONTROL.search(cell):
        return "nul-byte" if "\0" in cell else "control-character"
    if cell.upper() in _CELL_ERRORS:
        return "error-cell"
    return "garbled-text" if _GARBLED.search(cell) else None
