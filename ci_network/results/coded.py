"""Columns of long tables, in which a value stands once however many rows have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, numbered


class Coded:
    """A column as its distinct values, and the place of each row's value among them.

    Parameters
    ----------
    values
        The values; a row may have any of them, or none has.
    place
        By row: which of the values it has.

    Examples
    --------
    >>> column = Coded(["2018", None], np.array([0, 0, 1]))
    >>> list(column), column.some(slice(1, 3))
    (['2018', '2018', None], ['2018', None])
    """

    def __init__(self, values: Sequence[Any], place: NDArray[Any]) -> None:
        self.values, self.place = np.fromiter(values, object, len(values)), place

    @classmethod
    def of(cls, column: NDArray[Any]) -> Coded:
        """The column of an array; whole numbers in it are not negative."""
        if column.dtype == bool:
            return cls([False, True], column.view(np.uint8))
        if column.dtype.kind != "f":
            values, place = numbered(column)
            return cls(values.tolist(), place)
        # By their bits, which tell 0.0 from -0.0.
        bits, place = np.unique(column.view(np.int64), return_inverse=True)
        return cls(bits.view(np.float64).tolist(), place)

    @classmethod
    def named(cls, names: Sequence[Any], codes: Codes) -> Coded:
        """What codes stand for; only names that are asked for are among the values."""
        there, place = numbered(codes)
        return cls([names[code] for code in there.tolist()], place)

    @classmethod
    def same(cls, value: Any, rows: int) -> Coded:
        """One value in all rows."""
        return cls([value], np.zeros(rows, np.uint8))

    def __len__(self) -> int:
        return len(self.place)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.some(slice(None)))

    def some(self, rows: slice) -> list[Any]:
        """The values of some rows."""
        found: list[Any] = self.values[self.place[rows]].tolist()
        return found

    def told(self, values: Sequence[Any]) -> Coded:
        """The same rows with other values in place of these, one for each."""
        return Coded(values, self.place)


Column = list[Any] | Coded

Table = Mapping[str, Column]
"""Columns of one length by name."""


def alike(columns: Sequence[NDArray[Any]]) -> tuple[Codes, Codes]:
    """Rows that are equal in all columns: one row of each kind, and by row which kind it is of.

    Examples
    --------
    >>> example, kind = alike([np.array([5, 7, 5]), np.array([1, 1, 1])])
    >>> kind.tolist(), example.tolist()
    ([0, 1, 0], [2, 1])
    """
    _, kind = numbered(columns[0])
    for column in columns[1:]:
        there, place = numbered(column)
        _, kind = numbered(kind * len(there) + place)
    example = np.empty(int(kind.max(initial=-1)) + 1, np.int64)
    example[kind] = np.arange(len(kind))
    return example, kind
