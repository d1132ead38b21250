"""Tables as text: named columns, with the row numbers that the spreadsheet shows."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import Problem
from ci_network.graphs.sorted_codes import Codes, Flags

_INVISIBLE = "\ufeff\u200b\u2060\u00ad\u200e\u200f"


@dataclass(frozen=True, eq=False)
class Column:
    """A column: each different cell once, and a code for each row.

    What is said of a cell is worked out once for each different cell, however many rows hold it.

    Attributes
    ----------
    name
        As the file spells it.
    values
        The different cells, trimmed and NFC-normalised.
    codes
        Place in `values` by row.
    """

    name: str
    values: tuple[str, ...]
    codes: Codes

    def cells(self) -> list[str]:
        """Text by row."""
        return list(map(self.values.__getitem__, self.codes.tolist()))

    def texts(self) -> tuple[str | None, ...]:
        """Text by row, None where the cell is blank."""
        return tuple(map([text or None for text in self.values].__getitem__, self.codes.tolist()))

    def blank(self) -> Flags:
        """Whether the cell of each row is blank."""
        if "" not in self.values:
            return np.zeros(len(self.codes), bool)
        return np.equal(self.codes, self.values.index(""))

    def places(self, code: int) -> Codes:
        """The rows that hold one of the values, counted from 0 on."""
        order, begin = self._by_value
        return order[begin[code] : begin[code + 1]]

    @cached_property
    def _by_value(self) -> tuple[Codes, Codes]:
        """The rows by their value, and where each value begins among them."""
        order = np.argsort(self.codes, kind="stable")
        begin = np.searchsorted(self.codes[order], np.arange(len(self.values) + 1))
        return order, begin

    def taken(self, rows: Codes) -> Column:
        """The column of these rows."""
        return Column(self.name, self.values, self.codes[rows])


@dataclass(frozen=True, eq=False)
class Table:
    """One table as it was read.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    columns
        The named columns, in the order of the file.
    rows
        Row of each row as the spreadsheet shows it; rows that are blank are not there.
    header_row
        Row of the header.
    ragged
        Rows with too many or too few cells, cut to the header: told as errors, and not in
        `columns`.
    encoding, separator
        How the text was read; None in a workbook.
    whole
        Whether every row of the file could be read.
    """

    file: str
    columns: tuple[Column, ...]
    rows: Codes
    header_row: int = 1
    ragged: tuple[dict[str, str], ...] = ()
    encoding: str | None = None
    separator: str | None = None
    whole: bool = True

    def __len__(self) -> int:
        return len(self.rows)


class ProblemLog:
    """Collects the problems of one reading, so that all of them are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **details: str,
    ) -> None:
        """Something that stops the run."""
        self.problems.append(Problem(code, "error", file, row, column, value, details))

    def warning(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **details: str,
    ) -> None:
        """Something to look at."""
        self.problems.append(Problem(code, "warning", file, row, column, value, details))

    @property
    def has_errors(self) -> bool:
        """Whether the run must stop."""
        return any(problem.severity == "error" for problem in self.problems)


class RowLog(NamedTuple):
    """Tells the problems of the rows of one file, each with the cell that it is about.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    rows
        Row of each row as the spreadsheet shows it.
    log
        Where they are told.
    """

    file: str
    rows: Codes
    log: ProblemLog

    def error(
        self, code: str, places: Iterable[int], column: Column | None = None, **details: str
    ) -> None:
        """Something that stops the run, in each of some rows, by their places."""
        self._tell(self.log.error, code, places, column, details)

    def warning(
        self, code: str, places: Iterable[int], column: Column | None = None, **details: str
    ) -> None:
        """Something to look at in each of them."""
        self._tell(self.log.warning, code, places, column, details)

    def number(self, place: int) -> str:
        """The row at a place, as a sentence names it."""
        return str(self.rows[place])

    def _tell(
        self, tell: Callable[..., None], code: str, places: Iterable[int], column: Column | None,
        details: Mapping[str, str],
    ) -> None:  # fmt: skip
        for place in places:
            cell = () if column is None else (column.name, column.values[column.codes[place]])
            tell(code, self.file, int(self.rows[place]), *cell, **details)


def clean(cell: str) -> str:
    """A cell without what the eye does not see at its ends, its accents composed.

    >>> clean(" A\\u030alborg\\u00a0 ")
    'Ålborg'
    """
    cell = cell.strip()
    if cell.isascii():
        return cell
    previous = None
    while cell != previous:
        previous, cell = cell, cell.strip().strip(_INVISIBLE)
    return unicodedata.normalize("NFC", cell)


def coded(name: str, cells: Sequence[str]) -> Column:
    """A column of cells as they were read.

    >>> coded("id", ["b ", "a", "b"])
    Column(name='id', values=('b', 'a'), codes=array([0, 1, 0]))
    """
    raw: defaultdict[str, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(raw.__getitem__, cells), np.int64, len(cells))
    return cleaned(name, list(raw), codes)


def cleaned(name: str, values: list[str], codes: Codes) -> Column:
    """A column of its different cells as they were read, in the order in which they come.

    >>> cleaned("id", ["a ", "b", "a"], np.array([0, 1, 2])).codes
    array([0, 1, 0])
    """
    if "".join(values).isascii() and list(map(str.strip, values)) == values:
        return Column(name, tuple(values), codes)
    place: dict[str, int] = {}
    code_of = [place.setdefault(clean(cell), len(place)) for cell in values]
    if len(place) < len(values):
        codes = np.array(code_of, np.int64)[codes]
    return Column(name, tuple(place), codes)


def blank_column(count: int) -> Column:
    """The column that a file does not have: every cell blank."""
    return Column("", ("",), np.zeros(count, np.int64))


def rows_with(mask: Flags) -> NDArray[np.int64]:
    """Places of the rows that a mask marks."""
    return mask.nonzero()[0].astype(np.int64, copy=False)


def stretches(numbers: Sequence[int]) -> str:
    """Numbers of rows in words, those in a row together.

    >>> stretches([5, 6, 7, 9])
    '5–7, 9'
    """
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)
