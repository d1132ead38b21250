"""Who gets what, so that the sum of the costs is as low as it can be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags

Numbers = NDArray[np.float64]


def cheapest(cost: Numbers) -> Codes:
    """A column of its own for each row, so that all cost as little as they can together.

    Parameters
    ----------
    cost
        Shape (rows, columns), no more rows than columns.

    Notes
    -----
    Row after row gets a column, by the cheapest way to exchange those that are given already.
    Of ways that cost the same it is the one that scipy's `linear_sum_assignment` takes, which
    loads a quarter of scipy first.

    Crouse, D. F. (2016). On implementing 2D rectangular assignment algorithms.
    https://doi.org/10.1109/TAES.2016.140952

    Examples
    --------
    >>> cheapest(np.array([[1.0, 2.0, 9.0], [1.0, 9.0, 9.0]])).tolist()
    [1, 0]
    """
    rows, columns = cost.shape
    price = _Prices(np.zeros(rows), np.zeros(columns))
    row_of, column_of = np.full(columns, -1), np.full(rows, -1)
    for new in range(rows):
        way = _shortest(cost, price, row_of, new)
        others = way.rows[way.rows != new]
        price.row[new] += way.length
        price.row[others] += way.length - way.shortest[column_of[others]]
        price.column[way.done] -= way.length - way.shortest[way.done]
        row, column = -1, way.end
        while row != new:
            row = int(way.before[column])
            row_of[column] = row
            column_of[row], column = column, int(column_of[row])
    return column_of


class _Prices(NamedTuple):
    """What has been paid by row and by column, so that no cost is below both together."""

    row: Numbers
    column: Numbers


class _Way(NamedTuple):
    """The cheapest way from a row to a column that nobody has.

    Attributes
    ----------
    end, length
        That column, and what the way costs.
    before, shortest
        By column: the row that the way comes from, and what it costs up to there.
    rows, done
        The rows on which it was looked for, and by column whether its way is final.
    """

    end: int
    length: float
    before: Codes
    shortest: Numbers
    rows: Codes
    done: Flags


def _shortest(cost: Numbers, price: _Prices, row_of: Codes, row: int) -> _Way:
    columns = cost.shape[1]
    before, shortest = np.full(columns, -1), np.full(columns, np.inf)
    done, left = np.zeros(columns, bool), np.arange(columns)[::-1].copy()
    rows, length = [row], 0.0
    while True:
        here = left[: columns - len(rows) + 1]
        further = length + cost[rows[-1], here] - price.row[rows[-1]] - price.column[here]
        better = further < shortest[here]
        shortest[here[better]], before[here[better]] = further[better], rows[-1]
        length = float(shortest[here].min())
        nearest = np.flatnonzero(shortest[here] == length)
        free = nearest[row_of[here[nearest]] < 0]
        place = free[-1] if len(free) else nearest[0]
        column = int(here[place])
        done[column] = True
        if len(free):
            return _Way(column, length, before, shortest, np.array(rows), done)
        here[place] = here[-1]
        rows.append(int(row_of[column]))
