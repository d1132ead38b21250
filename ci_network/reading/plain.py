"""Rows that are there column by column: none is made that nobody looks at.

Of a text without quotes cells are found and compared as bytes. An engine gives codes of its cells.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, changes
from ci_network.reading.table import Column, cleaned, coded

Words = NDArray[np.uint64]

_FEW_ROWS = 128
"""So many rows are made and compared sooner than their bytes."""

_WORD = 8
_SIGNS_AT_ONCE = 1 << 18
_ODD = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(_WORD + 1)], np.uint64)
"""By number of bytes, the part of a word that they take."""


class ByColumn(Sequence[list[str]]):
    """Rows that are all as wide, of which the columns are made without any row."""

    @property
    @abstractmethod
    def width(self) -> int:
        """Cells in a row."""

    @abstractmethod
    def columns(self, names: Sequence[str]) -> list[Column]:
        """All columns under these names, as `coded` makes them of their cells."""


class CodedCells(ByColumn):
    """Rows of which the different cells are known, under their header.

    Parameters
    ----------
    header
        The first row; None where it is not among them.
    values
        By column: its different cells.
    codes
        By column and row: place among them.

    Examples
    --------
    >>> cells = CodedCells(["id", "type"], [["A", "B"], ["", "x"]], [[1, 0], [0, 0]])
    >>> list(cells), cells[1:].columns(["id", "type"])[0].cells()
    ([['id', 'type'], ['B', ''], ['A', '']], ['B', 'A'])
    """

    def __init__(
        self,
        header: list[str] | None,
        values: Sequence[list[str]],
        codes: Sequence[Sequence[int] | NDArray[Any]],
    ) -> None:
        self._header, self._values = header, values
        self._codes = [np.asarray(column) for column in codes]

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self._values)

    def __len__(self) -> int:
        return (self._header is not None) + len(self._codes[0])

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[list[str]]: ...
    def __getitem__(self, place: int | slice) -> list[str] | Sequence[list[str]]:
        above = self._header is not None
        if isinstance(place, slice):
            rows = range(len(self))[place]
            if rows.step != 1 or (above and rows.start == 0):
                return [self[row] for row in rows]
            some = slice(rows.start - above, rows.stop - above)
            return CodedCells(None, self._values, [column[some] for column in self._codes])
        row = range(len(self))[place]
        if self._header is not None and row == 0:
            return self._header
        cells = zip(self._values, self._codes, strict=True)
        return [values[codes[row - above]] for values, codes in cells]

    def columns(self, names: Sequence[str]) -> list[Column]:
        """All columns under these names, as `coded` makes them of their cells."""
        if self._header is not None:
            raise ValueError("the header is among the rows")
        cells = zip(names, self._values, self._codes, strict=True)
        return [cleaned(name, values, codes.astype(np.int64)) for name, values, codes in cells]


class PlainCells(ByColumn):
    """The cells of a text in which no cell is quoted and all rows have as many.

    A row is made when somebody asks for it; the columns are made without any.

    Parameters
    ----------
    data
        The text in UTF-8, with a line end after each row and a word of no meaning at the end.
    ends
        Place of the sign after each cell, by row and column.
    separator
        The sign between cells.
    begin
        Where the first row begins.
    text
        The text itself, where every letter of it is a byte.
    """

    def __init__(
        self, data: bytes, ends: Codes, separator: str, begin: int = 0, text: str | None = None
    ) -> None:
        self._data = data
        self._ends = ends
        self._separator = separator
        self._begin = begin
        self._text = text

    @property
    def width(self) -> int:
        """Cells in a row."""
        return int(self._ends.shape[1])

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> PlainCells: ...
    def __getitem__(self, place: int | slice) -> list[str] | PlainCells:
        if isinstance(place, slice):
            first, beyond, step = place.indices(len(self))
            if step != 1:
                raise ValueError("Rows are taken one after the other; take them in steps of 1.")
            begin, ends = self._begin_of_row(first), self._ends[first:beyond]
            return PlainCells(self._data, ends, self._separator, begin, self._text)
        row = range(len(self))[place]
        line = self._data[self._begin_of_row(row) : int(self._ends[row, -1])]
        return line.decode().split(self._separator)

    def __iter__(self) -> Iterator[list[str]]:
        lines = self._data[self._begin : self._begin_of_row(len(self))].decode().split("\n")
        return (line.split(self._separator) for line in lines[: len(self)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _begin_of_row(self, row: int) -> int:
        return int(self._ends[row - 1, -1]) + 1 if row else self._begin

    def columns(self, names: Sequence[str]) -> list[Column]:
        """All columns under these names, as `coded` makes them of their cells."""
        if 0 < len(self) <= _FEW_ROWS:
            return list(map(coded, names, zip(*self, strict=True)))
        ends = self._ends.ravel()
        begins = np.append(self._begin, ends[:-1] + 1)
        octets = np.frombuffer(self._data, np.uint8)
        words = np.ndarray((len(octets) - _WORD + 1,), "<u8", octets, strides=(1,))
        columns = []
        for place, name in enumerate(names):
            begin, end = begins[place :: self.width].copy(), ends[place :: self.width].copy()
            found = _alike(words, begin, end - begin)
            if found is None:
                columns.append(coded(name, [row[place] for row in self]))
                continue
            first, codes = found
            cells = zip(begin[first].tolist(), end[first].tolist(), strict=True)
            if self._text is None:
                values = [self._data[one:other].decode() for one, other in cells]
            else:
                values = [self._text[one:other] for one, other in cells]
            columns.append(cleaned(name, values, codes))
        return columns


def plain_cells(text: str, separator: str) -> PlainCells | None:
    """The cells of a text; None where it takes more to tell them than to find the separators.

    That is where a cell is quoted or rows differ in their number of cells.

    >>> list(plain_cells("id,label\\nA,Kiel\\n", ","))
    [['id', 'label'], ['A', 'Kiel']]
    >>> plain_cells('id,label\\nA,"Kiel"\\n', ",")
    """
    if '"' in text or not separator.isascii():
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    end = b"" if text.endswith("\n") else b"\n"
    data = b"".join([text.encode(), end, bytes(_WORD)])
    signs = np.frombuffer(data, np.uint8)[:-_WORD]
    ends = _places(signs, (separator.encode(), b"\n"))
    width = data.count(separator.encode(), 0, data.index(b"\n")) + 1
    if width == 1 or len(ends) % width:
        return None
    ends = ends.reshape(-1, width)
    last = signs[ends] == ord("\n")
    if last[:, :-1].any() or not last[:, -1].all():
        return None
    return PlainCells(data, ends, separator, text=text if data.isascii() else None)


def _places(signs: NDArray[np.uint8], wanted: tuple[bytes, bytes]) -> Codes:
    """Where one of two signs stands; some at a time, which stay in the processor's cache."""
    one, other = map(ord, wanted)
    found = [np.empty(0, np.int64)]
    for begin in range(0, len(signs), _SIGNS_AT_ONCE):
        some = signs[begin : begin + _SIGNS_AT_ONCE]
        found.append(((some == one) | (some == other)).nonzero()[0] + begin)
    return np.concatenate(found)


def widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Cells of each row; once where all have as many."""
    return [rows.width] if isinstance(rows, ByColumn) else list(map(len, rows))


def cell_count(rows: Sequence[Sequence[str]]) -> int:
    """How many cells there are."""
    return rows.width * len(rows) if isinstance(rows, ByColumn) else sum(widths(rows))


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of rows that are all as wide as there are names."""
    if isinstance(rows, ByColumn):
        return rows.columns(names)
    cells: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * len(names)
    return list(map(coded, names, cells))


def _alike(words: Words, begin: Codes, length: Codes) -> tuple[Codes, Codes] | None:
    """Which cells are alike: the place of the first of each kind, and the kind of each cell.

    A cell is compared with the one above it; the others are taken for alike by a number made of
    their bytes, and then compared byte for byte. None where two that differ have one number.
    """
    new = changes(length)
    parts = []
    for cells, at, part in _parts(begin, length):
        word = words[at] & part
        parts.append((cells, word))
        # Of two that are not one below the other the second is new: what is between is shorter.
        below = slice(1, None) if isinstance(cells, slice) else cells[1:]
        new[below] |= word[1:] != word[:-1]
    head, kind = new.nonzero()[0], np.cumsum(new) - 1
    length = length[head]
    number = length.astype(np.uint64) * _ODD
    of_heads = []
    for cells, word in parts:
        some = head if isinstance(cells, slice) else new[cells]
        theirs, own = cells if isinstance(cells, slice) else kind[cells[some]], word[some]
        mixed = (number[theirs] ^ own) * _ODD
        number[theirs] = mixed ^ (mixed >> _FOLD)
        of_heads.append((theirs, own))
    model = _first_alike(number)
    if (length != length[model]).any():
        return None
    place = np.empty_like(model)
    for theirs, own in of_heads:
        place[theirs] = np.arange(len(own))
        if (own != own[place[model[theirs]]]).any():
            return None
    is_first = model == np.arange(len(model))
    return head[is_first], (np.cumsum(is_first) - 1)[model][kind]


def _first_alike(number: Words) -> Codes:
    """By place: the first place with the same number.

    Numbers are put into a table by their uppermost bits, in which the first of each slot stays;
    those that found another there are mixed and put in again.
    """
    first = np.empty(len(number), np.int64)
    bits = len(number).bit_length() + 1
    table = np.empty(1 << bits, np.int64)
    left = np.arange(len(number))
    while len(left):
        slot = (number >> np.uint64(64 - bits)).view(np.int64)
        turn = np.arange(len(left))
        table[slot[::-1]] = turn[::-1]
        found = table[slot]
        same = number[found] == number
        first[left[same]] = left[found[same]]
        left, number = left[~same], number[~same] * _ODD
    return first


def _parts(begin: Codes, length: Codes) -> Iterator[tuple[Codes | slice, Codes, Words]]:
    """Word by word: the cells that have so many, where it stands, and what of it is theirs."""
    cells: Codes | slice = slice(None)
    at, left = begin, length
    while len(left):
        yield cells, at, _FIRST_BYTES[np.minimum(left, _WORD)]
        more = (left > _WORD).nonzero()[0]
        if len(more) < len(left):
            cells = more if isinstance(cells, slice) else cells[more]
            at, left = at[more], left[more]
        at, left = at + _WORD, left - _WORD
