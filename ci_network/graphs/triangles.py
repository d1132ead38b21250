"""Three that are tied to one another, told by the two ends of each edge."""

from __future__ import annotations

import numpy as np

from ci_network.graphs.adjacency import Numbers
from ci_network.graphs.graph import Graph
from ci_network.graphs.sorted_codes import ranges, stable_order

_CELLS_AT_ONCE = 1 << 20
"""Vertices whose edges are told at once, times all: as much as stays near the processor."""


def of_common_neighbours(graph: Graph, values: Numbers) -> Numbers:
    """By edge: the sum of the values of the vertices that both of its ends are tied to.

    Each triangle is found once, from the vertex that has the fewest neighbours on, so that those
    with many are gone through seldom.

    Latapy (2008), https://doi.org/10.1016/j.tcs.2008.07.017.

    Examples
    --------
    Vertices 0, 1 and 2 are tied to one another, and 3 to vertex 2 alone.

    >>> graph = Graph(4, np.array([0, 1, 0, 2]), np.array([1, 2, 2, 3]))
    >>> of_common_neighbours(graph, np.array([1.0, 10.0, 100.0, 1000.0])).tolist()
    [100.0, 1.0, 10.0, 0.0]
    """
    n, edges = graph.vertices, len(graph.first)
    by_degree = stable_order(graph.degree)
    rank = np.empty(n, np.int64)
    rank[by_degree] = np.arange(n)
    low, high = np.sort([rank[graph.first], rank[graph.second]], axis=0)
    order = stable_order(low)
    low, high, values = low[order], high[order], values[by_degree]
    counts = np.bincount(low, minlength=n)
    begin = np.append(0, np.cumsum(counts))
    # What each edge gets as the first, the last and the farthest side of a triangle.
    sums = np.zeros((3, edges))
    rows = max(1, _CELLS_AT_ONCE // max(n, 1))
    edge_of = np.full(rows * n, -1, np.int32)
    for row in range(0, n, rows):
        here = np.arange(begin[row], begin[min(row + rows, n)])
        cell = (low[here] - row) * n
        edge_of[cell + high[here]] = here
        ahead = counts[high[here]]
        far = ranges(begin[high[here]], ahead)
        last = edge_of[np.repeat(cell, ahead) + high[far]]
        edge_of[cell + high[here]] = -1
        closed = np.flatnonzero(last >= 0)
        first, last, far = np.repeat(here, ahead)[closed], last[closed], far[closed]
        for side, edge, corner in zip(
            sums, (first, last, far), (high[last], high[first], low[first]), strict=True
        ):
            np.add.at(side, edge, values[corner])
    found = np.empty(edges)
    found[order] = sums.sum(axis=0)
    return found
