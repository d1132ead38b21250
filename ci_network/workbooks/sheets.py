"""Sheets as they were read, and why a workbook is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 1 << 20
"""No spreadsheet has more rows; a cell farther down is there to fill the memory."""

MOST_COLUMNS = 16_384
"""Nor more columns."""

MOST_CELLS = 20_000_000
"""A sheet whose corners span more cells is refused."""

MOST_LETTERS = 32_767
"""Letters that a cell of a spreadsheet can hold."""

MOST_MARKS = 100_000
"""Merged cells, errors and the like that are noted of a sheet; the first are enough to correct."""

NOT_INSTALLED = 3
"""How the process ends that finds no library to read with."""

Mark = tuple[int, int, str]
"""Row from 1 on, column from 0 on, and what stands there."""

Stretch = tuple[int, int]
"""First and last row or column."""


@dataclass
class Marks:
    """What the cells do not tell of a sheet, rows from 1 and columns from 0 on.

    Attributes
    ----------
    merged, errors, no_result
        Merged cells, and cells without a value: an error, a formula that was never computed.
    hidden_rows, hidden_columns
        Stretches that are hidden.
    struck
        Cells whose text is struck through.
    formats
        Cells that show something else than their value: how.
    without_year
        Cells that are a date and do not show its year.
    comments
        What is said of cells in comments, without who says it.
    """

    merged: list[Mark] = field(default_factory=list)
    errors: list[Mark] = field(default_factory=list)
    no_result: list[Mark] = field(default_factory=list)
    hidden_rows: list[Stretch] = field(default_factory=list)
    hidden_columns: list[Stretch] = field(default_factory=list)
    struck: list[Mark] = field(default_factory=list)
    formats: list[Mark] = field(default_factory=list)
    without_year: list[Mark] = field(default_factory=list)
    comments: list[Mark] = field(default_factory=list)


@dataclass
class Sheet:
    """A sheet: its cells as a person reads them, and its marks."""

    name: str
    hidden: bool
    cells: list[list[str]]
    marks: Marks


@dataclass
class Book:
    """The sheets that were wanted, and the names of all."""

    names: list[str]
    sheets: list[Sheet]


class RefusedError(Exception):
    """A workbook that is not read.

    Attributes
    ----------
    code
        Of the problem.
    sheet
        The sheet that is to blame, where one is.
    value, details
        What the sentence about it is filled in with.
    """

    def __init__(
        self,
        code: str,
        sheet: str | None = None,
        value: str | None = None,
        **details: str,
    ) -> None:
        super().__init__(code)
        self.code, self.sheet, self.value, self.details = code, sheet, value, details


def as_json(book: Book) -> dict[str, Any]:
    """A book in lists and texts."""
    sheets = [[s.name, s.hidden, s.cells, dict(vars(s.marks))] for s in book.sheets]
    return {"names": book.names, "sheets": sheets}


def from_json(told: dict[str, Any]) -> Book:
    """The book that `as_json` told of."""
    return Book(
        told["names"],
        [
            Sheet(name, hidden, cells, Marks(**{key: _tuples(marks[key]) for key in marks}))
            for name, hidden, cells, marks in told["sheets"]
        ],
    )


def _tuples(lists: Iterable[list[Any]]) -> list[Any]:
    return list(map(tuple, lists))


def note(marks: list[Any], mark: Any) -> None:
    """Keep one mark more, up to the most that are kept."""
    if len(marks) < MOST_MARKS:
        marks.append(mark)


def place_of(name: str) -> int:
    """Place of a column, from 0 on, by its name in a spreadsheet.

    >>> place_of("A"), place_of("AB")
    (0, 27)
    """
    number = 0
    for one in name:
        number = number * 26 + ord(one) - 64
    return number - 1


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
