"""How well does the alliance hang together, and how much of it is left in each scenario?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.graph import Graph, components, partners_of
from ci_network.graphs.reach import Incidence, sweep, sweep_by_source
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.network.networks import SCENARIOS, Network, Scenario, in_scenario

if TYPE_CHECKING:
    import networkx as nx

EXACT_UP_TO = 5_000
"""Partners up to which efficiency is exact; above, it is a mean over sampled sources."""

SAMPLED_SOURCES = 64
_VERTICES_AT_ONCE = 1 << 20
"""Vertices times networks that are searched at once from sampled sources, for memory's sake."""

_SEED = 20_240_229


class Cohesion(NamedTuple):
    """How a network of `n` partners hangs together. NaN where undefined.

    Attributes
    ----------
    ties
        Ties between partners.
    density
        Ties over pairs of partners, 0 to 1. NaN below two partners.
    connectedness
        Share of partner pairs that are connected by some path, 0 to 1: one minus Borgatti's F.
        NaN below two partners.
    largest_component
        Partners in the largest component over all partners, 0 to 1. NaN without partners.
    efficiency
        Mean over partner pairs of 1/distance in hops, 0 where apart, 0 to 1: one minus
        Borgatti's distance-weighted DF. NaN below two partners.
    isolates
        Partners without any tie.
    degree_centralization
        Freeman's, 0 to 1. NaN below three vertices.
    cross_sector_share
        Share of ties between two sectors, among the ties whose both sectors are known. NaN
        without such ties.
    cross_sector_expected
        The same share among all pairs of partners whose sectors are known: what mixing at
        random would give.
    efficiency_se
        Standard error of `efficiency` where sources were sampled; NaN where it is exact.
    connected_pairs
        Partner pairs that are connected.
    largest_component_partners
        Partners in the largest component.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network.
    https://doi.org/10.1007/s10588-006-7084-x

    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    https://doi.org/10.1016/0378-8733(78)90021-7

    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks.
    https://doi.org/10.1103/PhysRevLett.87.198701
    """

    ties: int
    density: float
    connectedness: float
    largest_component: float
    efficiency: float
    isolates: int
    degree_centralization: float
    cross_sector_share: float
    cross_sector_expected: float
    efficiency_se: float
    connected_pairs: int
    largest_component_partners: int


RETAINED = ("connectedness", "largest_component", "efficiency")
"""The measures for which retention is told."""


def cohesion(network: Network, sector: Codes) -> dict[Scenario, Cohesion]:
    """How a window's network hangs together in each scenario.

    Parameters
    ----------
    network
        The network of a window.
    sector
        By actor of the alliance: code of its sector, -1 where unknown.

    Returns
    -------
    dict of Cohesion
        By scenario. Paths run through the secretariat in ``present`` only.
    """
    paths, counts = _paths(network), _counts(network, sector)
    expected = expected_mixing(sector[network.roster])
    return {
        scenario: counted(counts[scenario], paths[scenario], expected) for scenario in SCENARIOS
    }


def retention(figures: Mapping[Scenario, Cohesion], scenario: Scenario) -> dict[str, float]:
    """What a scenario keeps of connectedness, largest component and efficiency.

    Returns
    -------
    dict of float
        The scenario's value over the value in ``present``; NaN where that is 0 or NaN.
    """
    return {
        name: ratio(getattr(figures[scenario], name), getattr(figures["present"], name))
        for name in RETAINED
    }


def ratio(part: float, whole: float) -> float:
    """`part` over `whole`, NaN where the whole is 0."""
    return part / whole if whole else math.nan


def density(network: nx.Graph) -> float:
    """Ties over pairs, 0 to 1. NaN below two nodes.

    Examples
    --------
    >>> import networkx as nx
    >>> density(nx.path_graph(4))
    0.5
    """
    graph, _ = Graph.from_networkx(network)
    partners = partners_of(network)
    return ratio(int((graph.second < partners).sum()), _pairs(partners))


def connectedness(network: nx.Graph) -> float:
    """Share of pairs connected by some path, 0 to 1. NaN below two nodes.

    One minus Borgatti's fragmentation F (2006), https://doi.org/10.1007/s10588-006-7084-x.

    Examples
    --------
    >>> import networkx as nx
    >>> connectedness(nx.Graph([("A", "B"), ("C", "D")]))
    0.3333333333333333
    """
    return _whole(network).connectedness


def largest_component(network: nx.Graph) -> float:
    """Nodes in the largest component over all nodes, 0 to 1. NaN without nodes.

    Examples
    --------
    >>> import networkx as nx
    >>> largest_component(nx.Graph([("A", "B"), ("B", "C"), ("D", "E")]))
    0.6
    """
    return _whole(network).largest_component


def efficiency(network: nx.Graph) -> float:
    """Mean over pairs of 1/distance in hops, 0 where apart, 0 to 1. NaN below two nodes.

    Latora & Marchiori (2001), https://doi.org/10.1103/PhysRevLett.87.198701; one minus
    Borgatti's DF (2006). Above 5,000 nodes the mean over 64 sampled sources.

    Examples
    --------
    >>> import networkx as nx
    >>> efficiency(nx.path_graph(3))
    0.8333333333333334
    """
    return _whole(network).efficiency


def degree_centralization(network: nx.Graph) -> float:
    """Freeman's: how far the degrees are from those of a star, 0 to 1. NaN below three nodes.

    Freeman (1978), https://doi.org/10.1016/0378-8733(78)90021-7.

    Examples
    --------
    >>> import networkx as nx
    >>> degree_centralization(nx.star_graph(5))
    1.0
    """
    graph, _ = Graph.from_networkx(network)
    degree = graph.degree
    return centralization(len(degree), int(degree.sum()), int(degree.max(initial=0)))


def isolates(network: nx.Graph) -> int:
    """Nodes without any tie.

    Examples
    --------
    >>> import networkx as nx
    >>> isolates(nx.empty_graph(3))
    3
    """
    graph, _ = Graph.from_networkx(network)
    return int((graph.degree[: partners_of(network)] == 0).sum())


def cross_sector_share(network: nx.Graph) -> float:
    """Share of ties between two sectors, 0 to 1, among ties whose both sectors are known.

    Reads the attribute ``sector`` of nodes; missing, None and blank are unknown. Ties of nodes
    with ``secretariat=True`` are left out. NaN without ties to count.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.path_graph(3)
    >>> nx.set_node_attributes(network, {0: "Town", 1: "Town", 2: "Club"}, "sector")
    >>> cross_sector_share(network)
    0.5
    """
    graph, nodes = Graph.from_networkx(network)
    sectors = [network.nodes[node].get("sector") or None for node in nodes]
    ends = zip(graph.first.tolist(), graph.second.tolist(), strict=True)
    ties = [(sectors[a], sectors[b]) for a, b in ends if b < partners_of(network)]
    known = [(one, other) for one, other in ties if one is not None and other is not None]
    return ratio(sum(one != other for one, other in known), len(known))


class Paths(NamedTuple):
    """What the paths of one network say of its targets."""

    connectedness: float
    largest_component: float
    efficiency: float
    efficiency_se: float
    connected_pairs: int
    largest: int


def _whole(network: nx.Graph) -> Paths:
    graph, _ = Graph.from_networkx(network)
    partners = partners_of(network)
    everything = np.ones((len(graph.first), 1), bool)
    carriers = np.ones((graph.vertices - partners, 1), bool)
    return paths(graph.incidence, partners, everything, carriers)[0]


def _paths(network: Network) -> dict[Scenario, Paths]:
    alive = np.column_stack([in_scenario(network.lasting, s) for s in SCENARIOS])
    through = np.zeros((len(network.secretariat), len(SCENARIOS)), bool)
    through[:, 0] = True
    found = paths(network.incidence, network.partners, alive, through)
    return dict(zip(SCENARIOS, found, strict=True))


def paths(incidence: Incidence, partners: int, alive: Flags, open_to: Flags) -> list[Paths]:
    """Paths among the first `partners` vertices of several networks over the same meetings.

    Parameters
    ----------
    incidence
        Meetings of all networks.
    partners
        The first so many vertices are counted; later ones only carry paths.
    alive
        Shape (meetings, networks).
    open_to
        Shape (vertices − partners, networks).
    """
    found = path_columns(incidence, partners, alive, open_to)
    return [
        of_components(
            partners,
            int(found.connected_pairs[k]),
            int(found.largest[k]),
            float(found.efficiency[k]),
            float(found.efficiency_se[k]),
        )
        for k in range(alive.shape[1])
    ]


def of_components(
    partners: int,
    connected_pairs: int,
    largest: int,
    efficiency: float = math.nan,
    efficiency_se: float = math.nan,
) -> Paths:
    """What paths say, from connected pairs and the largest component."""
    return Paths(
        connectedness=ratio(connected_pairs, _pairs(partners)),
        largest_component=ratio(largest, partners),
        efficiency=efficiency,
        efficiency_se=efficiency_se,
        connected_pairs=connected_pairs,
        largest=largest,
    )


class PathColumns(NamedTuple):
    """What the paths of many networks say of their targets, by network; see `Cohesion`.

    The adjacent among the connected pairs are counted by the exact search alone.
    """

    connected_pairs: NDArray[np.int64]
    largest: NDArray[np.int64]
    efficiency: NDArray[np.float64]
    efficiency_se: NDArray[np.float64]
    adjacent_pairs: NDArray[np.int64] | None = None


def path_columns(
    incidence: Incidence,
    partners: int,
    alive: Flags,
    open_to: Flags | None = None,
    absent: Flags | None = None,
) -> PathColumns:
    """The same as `paths`, as columns: for thousands of networks at once.

    `absent`, of shape (partners, networks), takes vertices out of some networks; it is known to
    the exact search alone.
    """
    networks = alive.shape[1]
    if partners > EXACT_UP_TO:
        if absent is not None:
            raise ValueError(f"{partners} partners are too many to take single ones out")
        if open_to is None:
            open_to = np.ones((incidence.vertices - partners, networks), bool)
        step = max(1, _VERTICES_AT_ONCE // incidence.vertices)
        parts = [
            _large(incidence, partners, alive[:, at : at + step], open_to[:, at : at + step])
            for at in range(0, networks, step)
        ]
        return PathColumns(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    reach = sweep(incidence, partners, alive=alive, open_to=open_to, absent=absent)
    pairs = _pairs(partners)
    return PathColumns(
        connected_pairs=reach.pairs // 2,
        largest=reach.reached.max(axis=0, initial=0),
        efficiency=reach.harmonic / 2 / pairs if pairs else np.full(networks, math.nan),
        efficiency_se=np.full(networks, math.nan),
        adjacent_pairs=reach.adjacent // 2,
    )


def _large(
    incidence: Incidence, partners: int, alive: Flags, open_to: Flags
) -> tuple[NDArray[Any], ...]:
    """Large networks: components of the two-mode graph, distances from sampled sources."""
    efficiency, error = _sampled_efficiency(incidence, partners, alive, open_to)
    connected, largest = np.zeros((2, alive.shape[1]), np.int64)
    for k in range(alive.shape[1]):
        passable = np.concatenate([np.ones(partners, bool), open_to[:, k]])
        inside = alive[incidence.meeting, k] & passable[incidence.vertex]
        labels = components(
            incidence.vertices + incidence.meetings,
            incidence.vertex[inside],
            incidence.vertices + incidence.meeting[inside],
        )
        sizes = np.bincount(labels[:partners])
        connected[k], largest[k] = (sizes * (sizes - 1) // 2).sum(), sizes.max()
    return connected, largest, efficiency, error


def _sampled_efficiency(
    incidence: Incidence, partners: int, alive: Flags, open_to: Flags
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means over sampled sources, and their standard errors without replacement."""
    sources = np.random.default_rng(_SEED).choice(partners, SAMPLED_SOURCES, replace=False)
    sums = sweep_by_source(incidence, partners, sources, alive=alive, open_to=open_to)
    means = sums / (partners - 1)
    error = means.std(axis=0, ddof=1) / math.sqrt(SAMPLED_SOURCES)
    return means.mean(axis=0), error * math.sqrt(1 - SAMPLED_SOURCES / partners)


def _counts(network: Network, sector: Codes) -> dict[Scenario, Counts]:
    """What is counted in each scenario, paths apart."""
    ties, own = network.ties, network.own_ties
    first, second = network.local(ties.first), network.local(ties.second)
    one, other = sector[ties.first], sector[ties.second]
    known = (one >= 0) & (other >= 0)
    crossing = known & (one != other)
    with_own = np.concatenate([network.local(own.first), network.local(own.second)])
    found = {}
    for scenario in SCENARIOS:
        kept = in_scenario(ties.lasting, scenario)
        ends = [first[kept], second[kept]]
        vertices = network.partners
        if scenario == "present":
            ends.append(with_own)
            vertices = len(network.vertices)
        degree = np.bincount(np.concatenate(ends), minlength=vertices)
        found[scenario] = Counts(
            partners=network.partners,
            ties=len(ends[0]),
            isolates=network.partners - int(np.count_nonzero(degree[: network.partners])),
            vertices=vertices,
            degrees=int(degree.sum()),
            largest_degree=int(degree.max(initial=0)),
            known_sectors=int((known & kept).sum()),
            cross_sector=int((crossing & kept).sum()),
        )
    return found


class Counts(NamedTuple):
    """What is counted in one network of `partners`.

    Attributes
    ----------
    partners, ties, isolates
        As in `Cohesion`.
    vertices, degrees, largest_degree
        Vertices with a degree, the secretariat included in ``present`` only; the sum of their
        degrees, and the largest.
    known_sectors, cross_sector
        Ties whose both sectors are known, and those of them between two sectors.
    """

    partners: int
    ties: int
    isolates: int
    vertices: int
    degrees: int
    largest_degree: int
    known_sectors: int
    cross_sector: int


def counted(counts: Counts, found: Paths, expected: float) -> Cohesion:
    """How a network hangs together, of what was counted in it.

    Parameters
    ----------
    counts
        The counts.
    found
        What its paths say.
    expected
        Share of pairs between two sectors.
    """
    return Cohesion(
        ties=counts.ties,
        density=ratio(counts.ties, _pairs(counts.partners)),
        connectedness=found.connectedness,
        largest_component=found.largest_component,
        efficiency=found.efficiency,
        isolates=counts.isolates,
        degree_centralization=centralization(
            counts.vertices, counts.degrees, counts.largest_degree
        ),
        cross_sector_share=ratio(counts.cross_sector, counts.known_sectors),
        cross_sector_expected=expected,
        efficiency_se=found.efficiency_se,
        connected_pairs=found.connected_pairs,
        largest_component_partners=found.largest,
    )


def centralization(vertices: int, degrees: int, largest: int) -> float:
    """Freeman's, from the sum of all degrees and the largest; NaN below three vertices."""
    if vertices < 3:
        return math.nan
    return (vertices * largest - degrees) / ((vertices - 1) * (vertices - 2))


def expected_mixing(sector: Codes) -> float:
    """Share of pairs between two sectors among pairs whose sectors (not -1) are known."""
    known = sector[sector >= 0]
    same = np.bincount(known)
    return 1 - ratio(int((same * (same - 1)).sum()), len(known) * (len(known) - 1))


def _pairs(n: int) -> int:
    return n * (n - 1) // 2
