"""Who holds the rest together: betweenness, structural holes, cut points, robustness."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ci_network.alliance import Codes
from ci_network.graph import Graph
from ci_network.network import Network, in_scenario
from ci_network.reach import Incidence

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

EXACT_UP_TO = 5_000
"""Vertices with ties up to which betweenness is exact; above, sources are sampled."""

SAMPLED_SOURCES = 64
_SEED = 20_240_229
_BLOCK = 64
_DENSE_UP_TO = 700


@dataclass(frozen=True)
class SubstituteHub:
    """Is there a second single point of failure in what is left without the secretariat?

    Attributes
    ----------
    articulation_points
        Codes of the partners whose leaving would cut others off.
    largest_betweenness
        Largest normalised betweenness of a partner, 0 to 1. NaN below three partners.
    robustness
        Schneider's R: mean share of partners in the largest component while the partner with
        most ties is taken away again and again; 0 to 1/2. NaN without partners.

    References
    ----------
    Schneider, C. M. et al. (2011). Mitigation of malicious attacks on networks.
    https://doi.org/10.1073/pnas.1009440108
    """

    articulation_points: Codes
    largest_betweenness: float
    robustness: float


def independent_and_own(network: Network) -> Graph:
    """Independent ties plus the secretariat's own, in local vertices.

    On the full projection brokerage comes out backwards: the cliques of the secretariat's own
    meetings close the holes that it spans.
    """
    ties = network.ties.select(in_scenario(network.ties.standing, "unaided"))
    own = network.own_ties
    return Graph(
        len(network.vertices),
        network.local(np.concatenate([ties.first, own.first])),
        network.local(np.concatenate([ties.second, own.second])),
    )


def unaided_graph(network: Network) -> Graph:
    """The roster with its independent ties, in local vertices."""
    ties = network.ties.select(in_scenario(network.ties.standing, "unaided"))
    return Graph(network.partners, network.local(ties.first), network.local(ties.second))


def substitute_hub(network: Network) -> SubstituteHub:
    """Cut points, largest betweenness and robustness of the unaided network."""
    graph = unaided_graph(network)
    between = betweenness_of_vertices(graph)
    left = network.incidence.select(in_scenario(network.standing, "unaided"))
    inside = left.vertex < network.partners
    partners_only = Incidence(
        network.partners, left.meetings, left.vertex[inside], left.meeting[inside]
    )
    return SubstituteHub(
        articulation_points=network.roster[cut_vertices(partners_only)],
        largest_betweenness=float(between.max()) if graph.vertices >= 3 else math.nan,
        robustness=schneider_robustness(graph, partners_only),
    )


def betweenness(network: nx.Graph) -> dict[Hashable, float]:
    """Share of shortest paths between two others that run through each node, 0 to 1.

    Normalised by (n−1)(n−2)/2; NaN below three nodes. Exact up to 5,000 nodes with ties, above
    that from 64 sampled sources.

    Freeman (1977), https://doi.org/10.2307/3033543; Brandes (2001),
    https://doi.org/10.1080/0022250X.2001.9990249.

    Examples
    --------
    >>> import networkx as nx
    >>> betweenness(nx.path_graph(3))
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    graph, nodes = Graph.from_networkx(network)
    return dict(zip(nodes, betweenness_of_vertices(graph).tolist(), strict=True))


def constraint(network: nx.Graph) -> dict[Hashable, float]:
    """Burt's constraint of each node: how much its contacts are tied to one another.

    Ties count alike. NaN for a node without ties.

    Burt (1992), Structural Holes; checked against Borgatti (1997), Structural holes: unpacking
    Burt's redundancy measures, Connections 20(1).

    Examples
    --------
    >>> import networkx as nx
    >>> constraint(nx.star_graph(4))[0]
    0.25
    """
    graph, nodes = Graph.from_networkx(network)
    everyone = np.arange(graph.vertices)
    return dict(zip(nodes, constraint_of(graph, everyone).tolist(), strict=True))


def betweenness_of_vertices(graph: Graph) -> NDArray[np.float64]:
    """Normalised betweenness by vertex (Brandes's accumulation for blocks of sources)."""
    n = graph.vertices
    if n < 3:
        return np.full(n, math.nan)
    tied, kept = graph.without_isolates()
    sources, scale = np.arange(tied.vertices), 1.0
    if tied.vertices > EXACT_UP_TO:
        chosen = np.random.default_rng(_SEED).choice(tied.vertices, SAMPLED_SOURCES, replace=False)
        sources, scale = np.sort(chosen), tied.vertices / SAMPLED_SOURCES
    dependency = np.zeros(tied.vertices)
    adjacency = _adjacency(tied)
    for begin in range(0, len(sources), _BLOCK):
        dependency += _dependency(adjacency, sources[begin : begin + _BLOCK])
    result = np.zeros(n)
    result[kept] = dependency * scale / ((n - 1) * (n - 2))
    return result


def constraint_of(graph: Graph, vertices: Codes) -> NDArray[np.float64]:
    """Burt's constraint of some vertices; NaN for those without ties."""
    offset, neighbour = graph.neighbours
    degree = graph.degree
    result = np.full(len(vertices), math.nan)
    invested = np.zeros(graph.vertices)
    for place, vertex in enumerate(vertices):
        contacts = neighbour[offset[vertex] : offset[vertex + 1]]
        if not len(contacts):
            continue
        invested[contacts] = direct = 1.0 / len(contacts)
        # Through a common contact q, i invests 1/deg(i) · 1/deg(q) in j.
        counts = degree[contacts]
        begin = np.repeat(offset[contacts] - np.cumsum(counts) + counts, counts)
        reached = neighbour[begin + np.arange(len(begin))]
        through = np.repeat(direct / counts, counts)
        indirect = np.bincount(reached, weights=through, minlength=graph.vertices)
        result[place] = float(((direct + indirect[contacts]) ** 2).sum())
    return result


def cut_vertices(incidence: Incidence) -> Codes:
    """Vertices whose leaving would cut others off, of the network that meetings make.

    A vertex cuts the projection exactly when it cuts the two-mode graph in which every meeting
    has two or more members, and that graph is far smaller.

    Hopcroft & Tarjan (1973), https://doi.org/10.1145/362248.362272.
    """
    size = np.bincount(incidence.meeting, minlength=incidence.meetings)
    held = incidence.select(size >= 2)
    links = Graph(held.vertices + held.meetings, held.vertex, held.vertices + held.meeting)
    offset, neighbour = (column.tolist() for column in links.neighbours)
    found: set[int] = set()
    entered = [0] * links.vertices
    low = [0] * links.vertices
    clock = 0
    for root in range(held.vertices):
        if entered[root] or offset[root] == offset[root + 1]:
            continue
        clock += 1
        entered[root] = low[root] = clock
        branches = 0
        path = [(root, -1, offset[root])]
        while path:
            vertex, parent, at = path.pop()
            if at < offset[vertex + 1]:
                path.append((vertex, parent, at + 1))
                other = neighbour[at]
                if not entered[other]:
                    clock += 1
                    entered[other] = low[other] = clock
                    path.append((other, vertex, offset[other]))
                elif other != parent:
                    low[vertex] = min(low[vertex], entered[other])
            elif parent == root:
                branches += 1
            elif parent >= 0:
                low[parent] = min(low[parent], low[vertex])
                if low[vertex] >= entered[parent]:
                    found.add(parent)
        if branches > 1:
            found.add(root)
    return np.array(sorted(v for v in found if v < held.vertices), np.int64)


def schneider_robustness(graph: Graph, incidence: Incidence) -> float:
    """Schneider's R: the vertex with most ties goes first, counted anew after each.

    Equal degrees are broken by the smallest vertex. The largest component after each removal is
    found backwards, by adding the vertices again over the meetings that make the ties.

    Returns
    -------
    float
        (1/n) Σ s(q), with s(q) the share of all n in the largest component after q removals.
        NaN without vertices.
    """
    n = graph.vertices
    if not n:
        return math.nan
    order = _attack_order(graph)
    member_of = _memberships(incidence)
    parent = list(range(n + incidence.meetings))
    size = [1] * n + [0] * incidence.meetings
    largest, total = 0, 0
    for vertex in reversed(order):
        total += largest
        root = vertex
        for meeting in member_of[vertex]:
            other = _root(parent, n + meeting)
            if other != root:
                if size[other] > size[root]:
                    root, other = other, root
                parent[other] = root
                size[root] += size[other]
        largest = max(largest, size[root])
    return total / (n * n)


def _attack_order(graph: Graph) -> list[int]:
    degree = graph.degree.copy()
    offset, neighbour = graph.neighbours
    order: list[int] = []
    gone = np.zeros(graph.vertices, bool)
    while len(order) < graph.vertices:
        vertex = int(degree.argmax())
        if degree[vertex] == 0:
            return order + np.flatnonzero(~gone).tolist()
        order.append(vertex)
        gone[vertex] = True
        near = neighbour[offset[vertex] : offset[vertex + 1]]
        degree[near[~gone[near]]] -= 1
        degree[vertex] = -1
    return order


def _memberships(incidence: Incidence) -> list[list[int]]:
    member_of: list[list[int]] = [[] for _ in range(incidence.vertices)]
    for vertex, meeting in zip(incidence.vertex.tolist(), incidence.meeting.tolist(), strict=True):
        member_of[vertex].append(meeting)
    return member_of


def _root(parent: list[int], vertex: int) -> int:
    while parent[vertex] != vertex:
        parent[vertex] = parent[parent[vertex]]
        vertex = parent[vertex]
    return vertex


def _adjacency(graph: Graph):  # type: ignore[no-untyped-def]
    """Matrix that multiplies: dense while that is faster and needs no scipy."""
    n = graph.vertices
    if n <= _DENSE_UP_TO:
        dense = np.zeros((n, n))
        dense[graph.first, graph.second] = 1
        dense[graph.second, graph.first] = 1
        return dense
    from scipy.sparse import csr_array  # noqa: PLC0415

    offset, neighbour = graph.neighbours
    return csr_array((np.ones(len(neighbour)), neighbour, offset), shape=(n, n))


def _dependency(adjacency, sources: Codes) -> NDArray[np.float64]:  # type: ignore[no-untyped-def]
    """Sum of Brandes's dependencies of some sources, by vertex."""
    n, width = adjacency.shape[0], len(sources)
    column = np.arange(width)
    paths = np.zeros((n, width))
    paths[sources, column] = 1
    frontier, fresh_at = paths.copy(), [paths > 0]
    unseen = ~fresh_at[0]
    while True:
        frontier = adjacency @ frontier
        frontier *= unseen
        fresh = frontier > 0
        if not fresh.any():
            break
        fresh_at.append(fresh)
        unseen &= ~fresh
        paths += frontier
    dependency = np.zeros((n, width))
    with np.errstate(divide="ignore"):
        per_path = 1 / paths
    for level in range(len(fresh_at) - 1, 0, -1):
        share = (dependency + 1) * fresh_at[level]
        share *= np.where(fresh_at[level], per_path, 0.0)
        share = adjacency @ share
        share *= paths
        share *= fresh_at[level - 1]
        dependency += share
    dependency[sources, column] = 0
    total: NDArray[np.float64] = dependency.sum(axis=1)
    return total
