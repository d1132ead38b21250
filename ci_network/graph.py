"""A plain network in integer codes, the form in which every measure is computed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ci_network.reach import Codes, Flags, Incidence

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Graph:
    """Vertices 0 … n−1 and undirected edges, without loops or repeats.

    Attributes
    ----------
    vertices
        How many there are.
    first, second
        By edge: its two ends.
    """

    vertices: int
    first: Codes
    second: Codes

    @classmethod
    def from_networkx(cls, network: nx.Graph) -> tuple[Graph, list[Hashable]]:
        """Codes of a networkx graph, and the node of each code; loops are left out."""
        nodes = list(network)
        place = {node: code for code, node in enumerate(nodes)}
        edges = {
            (min(place[a], place[b]), max(place[a], place[b])) for a, b in network.edges() if a != b
        }
        ends = np.array(sorted(edges), np.int64).reshape(-1, 2)
        return cls(len(nodes), ends[:, 0], ends[:, 1]), nodes

    @cached_property
    def degree(self) -> Codes:
        """Edges of each vertex."""
        ends = np.concatenate([self.first, self.second])
        return np.bincount(ends, minlength=self.vertices)

    @cached_property
    def incidence(self) -> Incidence:
        """Every edge as a meeting of two."""
        return Incidence.of_edges(self.vertices, self.first, self.second)

    @cached_property
    def neighbours(self) -> tuple[Codes, Codes]:
        """Offsets by vertex, and its neighbours: compressed rows."""
        head = np.concatenate([self.first, self.second])
        tail = np.concatenate([self.second, self.first])
        order = np.argsort(head, kind="stable")
        offset = np.zeros(self.vertices + 1, np.int64)
        np.cumsum(self.degree, out=offset[1:])
        return offset, tail[order]

    def without_isolates(self) -> tuple[Graph, Codes]:
        """The graph of the vertices that have an edge, and which these are."""
        kept = np.flatnonzero(self.degree)
        place = np.full(self.vertices, -1)
        place[kept] = np.arange(len(kept))
        return Graph(len(kept), place[self.first], place[self.second]), kept

    def select(self, keep: Flags) -> Graph:
        """The same vertices with only some of the edges."""
        return Graph(self.vertices, self.first[keep], self.second[keep])


def components(vertices: int, first: Codes, second: Codes) -> NDArray[np.int64]:
    """Component of each vertex, numbered by its smallest vertex, by scipy."""
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    links = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(vertices, vertices))
    labels: NDArray[np.int64] = connected_components(links, directed=False)[1].astype(np.int64)
    return labels
