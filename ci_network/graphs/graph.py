"""A plain network in integer codes, the form in which every measure is computed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.adjacency import compressed
from ci_network.graphs.reach import Incidence
from ci_network.graphs.sorted_codes import Codes, Flags, distinct, numbered, ranges, stable_order

if TYPE_CHECKING:
    import networkx as nx


_MANY_ENDS = 1 << 16
"""Ends of edges above which it is worth the time to load what puts them in order quicker."""


@dataclass(frozen=True, eq=False)
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
        """Codes of a networkx graph, and the node of each code; loops are left out.

        Nodes that carry ``secretariat=True`` come last, see `partners_of`.
        """
        nodes = sorted(network, key=lambda node: _is_secretariat(network, node))
        place = {node: code for code, node in enumerate(nodes)}
        edges = {
            (min(place[a], place[b]), max(place[a], place[b])) for a, b in network.edges() if a != b
        }
        ends = np.array(sorted(edges), np.int64).reshape(-1, 2)
        return cls(len(nodes), ends[:, 0], ends[:, 1]), nodes

    @cached_property
    def degree(self) -> Codes:
        """Edges of each vertex."""
        # Each column by itself: to lay them end to end takes twice as long as to count them.
        degree = np.bincount(self.first, minlength=self.vertices)
        degree += np.bincount(self.second, minlength=self.vertices)
        return degree

    @cached_property
    def incidence(self) -> Incidence:
        """Every edge as a meeting of two."""
        return Incidence.of_edges(self.vertices, self.first, self.second)

    @cached_property
    def neighbours(self) -> tuple[Codes, Codes]:
        """Offsets by vertex, and its neighbours: compressed rows."""
        head = np.concatenate([self.first, self.second])
        tail = np.concatenate([self.second, self.first])
        if len(head) > _MANY_ENDS:
            return compressed(self.vertices, head, tail)
        order = stable_order(head)
        offset = np.zeros(self.vertices + 1, np.int64)
        np.cumsum(self.degree, out=offset[1:])
        return offset, tail[order]

    def without_isolates(self) -> tuple[Graph, Codes]:
        """The graph of the vertices that have an edge, and which these are."""
        kept = np.flatnonzero(self.degree)
        place = np.full(self.vertices, -1)
        place[kept] = np.arange(len(kept))
        return Graph(len(kept), place[self.first], place[self.second]), kept

    def among(self, keep: Flags) -> Graph:
        """The graph of some of the vertices."""
        place = np.cumsum(keep) - 1
        inside = keep[self.first] & keep[self.second]
        return Graph(int(keep.sum()), place[self.first[inside]], place[self.second[inside]])

    def select(self, keep: Flags) -> Graph:
        """The same vertices with only some of the edges."""
        return Graph(self.vertices, self.first[keep], self.second[keep])

    @cached_property
    def kinds(self) -> EquivalenceClasses:
        """Vertices that are alike, counted once; see `EquivalenceClasses`."""
        sign = _signs(self.vertices)
        around = np.zeros(self.vertices, np.uint64)
        for ends, others in ((self.first, self.second), (self.second, self.first)):
            np.add.at(around, ends, sign[others])
        with_own, kind = numbered(around + sign)
        # A vertex that is tied to one like it has none like it that it is not tied to.
        alone = np.bincount(kind, minlength=len(with_own))[kind] == 1
        # Each of these kinds is numbered again, not each vertex.
        with_own[kind[alone]] = around[alone]
        apart, again = numbered(with_own)
        kind = again[kind]
        example = np.empty(len(apart), np.int64)
        example[kind] = np.arange(self.vertices)
        # What one is tied to, all like it are tied to: the edges between the examples are enough.
        is_example = np.zeros(self.vertices, bool)
        is_example[example] = True
        link = is_example[self.first] & is_example[self.second]
        one, other = kind[self.first[link]], kind[self.second[link]]
        key = distinct(np.minimum(one, other) * len(apart) + np.maximum(one, other))
        return EquivalenceClasses(
            graph=Graph(len(apart), key // len(apart), key % len(apart)),
            kind=kind,
            members=np.bincount(kind, minlength=len(apart)),
            tied=~alone[example],
            degree=self.degree[example],
        )


class EquivalenceClasses(NamedTuple):
    """A graph in which vertices that are alike stand once.

    Two vertices are alike when they have the same neighbours, each other left aside: those who
    met the same others. Swapping them changes nothing, so that what is found of one holds for
    the other. In a network made of activities most vertices have many like them, and the graph
    of kinds is far smaller.

    Attributes
    ----------
    graph
        The kinds, with an edge where their vertices are tied.
    kind
        By vertex: its kind.
    members
        By kind: how many vertices.
    tied
        By kind: whether its vertices are tied to one another. False where there is only one.
    degree
        By kind: edges of each of its vertices.
    """

    graph: Graph
    kind: Codes
    members: Codes
    tied: Flags
    degree: Codes


def partners_of(network: nx.Graph) -> int:
    """Nodes of a networkx graph that are no secretariat: the ones that measures count.

    A node with the attribute ``secretariat=True`` carries paths and is not counted. In a graph
    without that attribute every node counts.
    """
    return sum(not _is_secretariat(network, node) for node in network)


def _is_secretariat(network: nx.Graph, node: Hashable) -> bool:
    return bool(network.nodes[node].get("secretariat", False))


def _signs(many: int) -> NDArray[np.uint64]:
    """Numbers as good as random, by which vertices with the same neighbours are told.

    Steele, Lea & Flood (2014), https://doi.org/10.1145/2660193.2660195 (SplitMix64).
    """
    sign = np.arange(1, many + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    sign = (sign ^ (sign >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    sign = (sign ^ (sign >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return sign ^ (sign >> np.uint64(31))


def breadth_first(graph: Graph, start: int) -> Iterator[Codes]:
    """The vertices 0, 1, 2 … steps away from one, as a search comes to them.

    >>> chain = Graph(4, np.array([0, 2]), np.array([1, 1]))
    >>> [step.tolist() for step in breadth_first(chain, 0)]
    [[0], [1], [2]]
    """
    offset, neighbour = graph.neighbours
    unseen = np.ones(graph.vertices, bool)
    place = np.empty(graph.vertices, np.int64)
    front = np.array([start])
    while len(front):
        yield front
        unseen[front] = False
        beside = neighbour[ranges(offset[front], graph.degree[front])]
        beside = beside[unseen[beside]]
        # Of one that comes several times the first counts: what is written last stays.
        turn = np.arange(len(beside))
        place[beside[::-1]] = turn[::-1]
        front = beside[place[beside] == turn]


class DepthFirst(NamedTuple):
    """A depth-first search from every vertex that no earlier one reached.

    Attributes
    ----------
    order
        The vertices as they were entered.
    entered
        By vertex: its place in `order`.
    parent
        By vertex: from where it was entered, -1 for the first of each component.
    low
        By vertex: earliest place that an edge from it, or from below it, leads to.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    https://doi.org/10.1145/362248.362272
    """

    order: list[int]
    entered: Codes
    parent: Codes
    low: Codes


def depth_first(graph: Graph) -> DepthFirst:
    """Search a graph depth first."""
    offset, neighbour = (column.tolist() for column in graph.neighbours)
    n = graph.vertices
    entered, parent, low = [-1] * n, [-1] * n, [0] * n
    left = [iter(neighbour[a:b]) for a, b in pairwise(offset)]
    order: list[int] = []
    for root in range(n):
        if entered[root] >= 0:
            continue
        entered[root] = low[root] = len(order)
        order.append(root)
        vertex = root
        while vertex >= 0:
            above = parent[vertex]
            for other in left[vertex]:
                seen = entered[other]
                if seen < 0:
                    entered[other] = low[other] = len(order)
                    order.append(other)
                    parent[other] = vertex
                    vertex = other
                    break
                if seen < low[vertex] and other != above:
                    low[vertex] = seen
            else:
                if above >= 0 and low[vertex] < low[above]:
                    low[above] = low[vertex]
                vertex = above
    return DepthFirst(
        order, np.array(entered, np.int64), np.array(parent, np.int64), np.array(low, np.int64)
    )
