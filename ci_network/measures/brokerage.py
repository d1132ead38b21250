"""Who holds the rest together: betweenness, structural holes, cut points, robustness."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.graph import Graph, depth_first
from ci_network.graphs.reach import Incidence
from ci_network.graphs.shortest_paths import betweenness_and_error
from ci_network.graphs.sorted_codes import Codes, Flags, distinct, numbered, ranges
from ci_network.graphs.triangles import of_common_neighbours
from ci_network.network.networks import Network, graph_with_own, in_scenario, partner_graph
from ci_network.network.partnerships import INDEPENDENT

_MANY_TIES = 24
"""Ties above which arrays are faster than lists."""

_FEW_VERTICES = 1_000
"""Vertices up to which lists are faster than arrays."""

_WORTH_A_ROUND = 1 / 16
"""Share of the edges that must end in a leaf for all leaves to be taken away at once."""

_ROUNDS_BY_ARRAYS = 64
"""Rounds before vertices are gone through one by one."""


class SubstituteHub(NamedTuple):
    """Is there a second single point of failure in what is left without the secretariat?

    Attributes
    ----------
    articulation_points
        Codes of the partners whose leaving would cut others off.
    largest_betweenness
        Largest normalised betweenness of a partner, 0 to 1. NaN below three partners.
    largest_betweenness_se
        Its standard error where sources were sampled; NaN where it is exact.
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
    largest_betweenness_se: float
    robustness: float


def independent_and_own(network: Network) -> Graph:
    """Independent ties plus the secretariat's own, in local vertices.

    On the full projection brokerage comes out backwards: the cliques of the secretariat's own
    meetings close the holes that it spans.
    """
    return graph_with_own(network, network.ties.standing == INDEPENDENT)


def substitute_hub(network: Network) -> SubstituteHub:
    """Cut points, largest betweenness and robustness of the unaided network."""
    graph = partner_graph(network, "unaided")
    between, error = betweenness_and_error(graph)
    largest = int(between.argmax()) if graph.vertices >= 3 else None
    left = network.incidence.select(in_scenario(network.lasting, "unaided"))
    inside = left.vertex < network.partners
    partners_only = Incidence(
        network.partners, left.meetings, left.vertex[inside], left.meeting[inside]
    )
    return SubstituteHub(
        articulation_points=network.roster[cut_vertices(partners_only)],
        largest_betweenness=math.nan if largest is None else float(between[largest]),
        largest_betweenness_se=math.nan if largest is None else float(error[largest]),
        robustness=schneider_robustness(graph, partners_only),
    )


def constraint(graph: Graph) -> NDArray[np.float64]:
    """Burt's constraint of every vertex; NaN for those without ties.

    With d ties, all alike, it is (1/d)² Σ (1 + Σ 1/d')² over the contacts, and of each over those
    that both have, with d' ties. It is worked out once for vertices that are alike.
    """
    kinds = graph.kinds
    first, second = kinds.graph.first, kinds.graph.second
    degree = np.maximum(kinds.degree, 1)
    share = kinds.members / degree
    others = kinds.tied * (kinds.members - 1)
    common = of_common_neighbours(kinds.graph, share) + (others / degree)[first]
    squares = np.tile((1 + common + (others / degree)[second]) ** 2, 2)
    ends, contact = np.concatenate([first, second]), np.concatenate([second, first])
    n = len(degree)
    around = np.bincount(ends, share[contact], n) + (others - 1) / degree
    with_all = np.bincount(ends, kinds.members[contact] * squares, n) + others * (1 + around) ** 2
    return np.where(kinds.degree > 0, with_all / degree**2, math.nan)[kinds.kind]


def constraint_of(graph: Graph, vertices: Codes) -> NDArray[np.float64]:
    """The same for a few vertices, without looking at all the others."""
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
        reached = neighbour[ranges(offset[contacts], counts)]
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
    there, vertex = numbered(held.vertex)
    links = Graph(len(there) + held.meetings, vertex, len(there) + held.meeting)
    inside, found = _without_leaves(links)
    tied, kept = inside.without_isolates()
    search = depth_first(tied)
    inner = np.flatnonzero(search.parent >= 0)
    above = search.parent[inner]
    from_root = search.parent[above] < 0
    # Nothing below reaches above; the first of a component cuts when it has two branches.
    cuts = ~from_root & (search.low[inner] >= search.entered[above])
    branches = np.bincount(above[from_root], minlength=tied.vertices)
    found[kept[above[cuts]]] = True
    found[kept[branches > 1]] = True
    return there[found[: len(there)]]


def _without_leaves(graph: Graph) -> tuple[Graph, Flags]:
    """The graph without what hangs on one vertex alone, and those that something hung on.

    They cut it off from the others that they are tied to. While many edges end in a leaf these go
    at once; a long chain loses few in each round, and what is left of it is for a search.
    """
    hung_on = np.zeros(graph.vertices, bool)
    while True:
        one, other = (graph.degree[ends] == 1 for ends in (graph.first, graph.second))
        leaf = one | other
        if np.count_nonzero(leaf) <= _WORTH_A_ROUND * len(leaf):
            return graph, hung_on
        hung_on[graph.first[other & ~one]] = True
        hung_on[graph.second[one & ~other]] = True
        graph = graph.select(~leaf)


def schneider_robustness(graph: Graph, incidence: Incidence) -> float:
    """Schneider's R: the vertex with most ties goes first, counted again after each.

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
    tied, kept = graph.without_isolates()
    many = len(kept)
    # The vertices as they come back; those that have no ties are there before all others.
    rank = np.full(n, -1)
    rank[kept[_attack_order(tied)]] = np.arange(many)[::-1]
    present = rank[incidence.vertex] >= 0
    largest = np.ones(n, np.int64)
    when, size = _grown(many, rank[incidence.vertex[present]], incidence.meeting[present])
    largest[n - many :][when] = size
    return int(np.maximum.accumulate(largest)[:-1].sum()) / (n * n)


def _grown(vertices: int, vertex: Codes, meeting: Codes) -> tuple[list[int], list[int]]:
    """When the largest component grew, and to what, as the vertices 0, 1, 2 … come.

    Parameters
    ----------
    vertices
        How many come.
    vertex, meeting
        By presence. Who comes is joined, in each meeting, with the one that came before.
    """
    meeting, vertex = np.divmod(np.sort(meeting * vertices + vertex), vertices)
    joined = meeting[1:] == meeting[:-1]
    pair = distinct((vertex[1:] * vertices + vertex[:-1])[joined])
    parent, size = list(range(vertices)), [1] * vertices
    when: list[int] = []
    largest = [1]
    for new, old in zip(*(ends.tolist() for ends in np.divmod(pair, vertices)), strict=True):
        one, other = new, old
        while (above := parent[one]) != one:
            parent[one] = one = parent[above]
        while (above := parent[other]) != other:
            parent[other] = other = parent[above]
        if one != other:
            if size[other] > size[one]:
                one, other = other, one
            parent[other] = one
            size[one] += size[other]
            if size[one] > largest[-1]:
                when.append(new)
                largest.append(size[one])
    return when, largest[1:]


def _attack_order(graph: Graph) -> Codes:
    """Degree by degree from the highest down: a vertex can only fall to a lower one."""
    offset, neighbour = graph.neighbours
    degree = graph.degree.copy()
    order: list[int] = []
    many = np.arange(graph.vertices)
    while len(many := many[degree[many] > _MANY_TIES]):
        ties = degree[many].max()
        for vertex in many[degree[many] == ties].tolist():
            if degree[vertex] == ties:
                order.append(vertex)
                degree[neighbour[offset[vertex] : offset[vertex + 1]]] -= 1
                degree[vertex] = -graph.vertices
    rest = _attack_few if graph.vertices <= _FEW_VERTICES else _attack_together
    return np.concatenate([np.array(order, np.int64), rest(graph, degree)])


def _attack_few(graph: Graph, degree: Codes) -> Codes:
    """The same where every vertex has few ties, for which lists are faster than arrays."""
    there = degree >= 0
    among = graph if there.all() else graph.select(there[graph.first] & there[graph.second])
    offset, neighbour = (column.tolist() for column in among.neighbours)
    left = degree.tolist()
    at: list[list[int]] = [[] for _ in range(_MANY_TIES + 1)]
    for vertex in np.flatnonzero(degree >= 0).tolist():
        at[left[vertex]].append(vertex)
    order: list[int] = []
    for ties in range(_MANY_TIES, -1, -1):
        for vertex in sorted(at[ties]):
            if left[vertex] != ties:
                continue
            order.append(vertex)
            left[vertex] = -1
            for other in neighbour[offset[vertex] : offset[vertex + 1]]:
                fallen = left[other] - 1
                if fallen >= 0:
                    left[other] = fallen
                    at[fallen].append(other)
    return np.array(order, np.int64)


def _attack_together(graph: Graph, degree: Codes) -> Codes:
    """The same where there are many vertices: all that go at one degree at once."""
    offset, neighbour = graph.neighbours
    order = []
    for ties in range(_MANY_TIES, -1, -1):
        many = np.flatnonzero(degree == ties)
        counts = offset[many + 1] - offset[many]
        ends = neighbour[ranges(offset[many], counts)]
        begins = np.repeat(many, counts)
        rising = (begins < ends) & (degree[ends] == ties)
        gone = many[_in_turn(many, begins[rising], ends[rising], graph.vertices)]
        order.append(gone)
        fallen = neighbour[ranges(offset[gone], offset[gone + 1] - offset[gone])]
        np.subtract.at(degree, fallen, 1)
        degree[gone] = -graph.vertices
    return np.concatenate(order)


def _in_turn(many: Codes, first: Codes, second: Codes, vertices: int) -> Flags:
    """Which of these vertices go, when each that goes spares those tied to it that come later.

    Who has nobody before it goes, and those tied to it stay; the others are asked again. In a
    chain few are told in each round, and what is left after some rounds is gone through in turn.

    Parameters
    ----------
    many
        The vertices, sorted.
    first, second
        Ties among them, the earlier vertex first, sorted by it.
    vertices
        How many there are in all.
    """
    open_to_go = np.zeros(vertices, bool)
    open_to_go[many] = True
    for _ in range(_ROUNDS_BY_ARRAYS):
        if not len(first):
            break
        waits = np.zeros(vertices, bool)
        waits[second] = True
        goes = ~waits[first]
        open_to_go[second[goes]] = False
        left = ~goes & open_to_go[first] & open_to_go[second]
        first, second = first[left], second[left]
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        if open_to_go[one]:
            open_to_go[other] = False
    return open_to_go[many]
