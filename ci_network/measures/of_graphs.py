"""The measures of a plain networkx graph, computed as those of an alliance are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ci_network.graphs.graph import Graph, partners_of
from ci_network.graphs.shortest_paths import betweenness_of_vertices
from ci_network.measures.brokerage import constraint as constraint_of_vertices
from ci_network.measures.cohesion import centralization
from ci_network.measures.paths import Paths, paths
from ci_network.measures.ratio import pairs_among, ratio

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx


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
    return ratio(int((graph.second < partners).sum()), pairs_among(partners))


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


def betweenness(network: nx.Graph) -> dict[Hashable, float]:
    """Share of shortest paths between two others that run through each node, 0 to 1.

    Normalised by (n−1)(n−2)/2; NaN below three nodes. Nodes with the same neighbours count as
    one kind: exact up to 1,000 kinds, and while the kinds times the ties between them are at
    most 30 million; else from 64 sampled nodes.

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
    return dict(zip(nodes, constraint_of_vertices(graph).tolist(), strict=True))


def independent_share(network: nx.Graph) -> float:
    """Independent ties over all ties that have a class, 0 to 1. NaN without such ties.

    Reads the attribute ``class`` of ties; the secretariat's own ties have None.

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("A", "B", **{"class": "independent"})
    >>> network.add_edge("B", "C", **{"class": "carried"})
    >>> independent_share(network)
    0.5
    """
    classes = [kind for *_, kind in network.edges(data="class") if kind is not None]
    return ratio(classes.count("independent"), len(classes))


def independent_strength_share(network: nx.Graph) -> float:
    """Strength of what pairs did without the secretariat over that of all they did, 0 to 1.

    Reads ``strength`` and ``independent_strength`` of ties; ties where the latter is None are
    the secretariat's own. NaN without ties.

    Newman (2001), https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    >>> import networkx as nx
    >>> network = nx.Graph()
    >>> network.add_edge("A", "B", strength=1.0, independent_strength=0.25)
    >>> independent_strength_share(network)
    0.25
    """
    rows = [
        (tie["strength"], tie["independent_strength"])
        for *_, tie in network.edges(data=True)
        if tie.get("independent_strength") is not None
    ]
    return ratio(sum(without for _, without in rows), sum(strength for strength, _ in rows))


def _whole(network: nx.Graph) -> Paths:
    graph, _ = Graph.from_networkx(network)
    partners = partners_of(network)
    everything = np.ones((len(graph.first), 1), bool)
    carriers = np.ones((graph.vertices - partners, 1), bool)
    return paths(graph.incidence, partners, everything, carriers)[0]
