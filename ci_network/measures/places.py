"""Where does each partner stand in a scenario?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.graph import Graph
from ci_network.graphs.shortest_paths import betweenness_of_vertices
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.measures.evidence import Evidence
from ci_network.network.networks import (
    Network,
    Scenario,
    in_scenario,
    partner_graph,
    scenario_graph,
)
from ci_network.network.partnerships import Stretches


class Places(NamedTuple):
    """The partners of a window in one scenario, in the order of its roster.

    Attributes
    ----------
    degree
        Ties with other partners.
    isolate
        Whether it has no tie; in ``present`` the secretariat counts.
    component
        Number of its component: 0 is the one with most partners. In ``present`` paths run through
        the secretariat.
    """

    degree: Codes
    isolate: Flags
    component: Codes


def places(network: Network, scenario: Scenario) -> Places:
    """Degree and component of each partner.

    Parameters
    ----------
    network
        The network of a window.
    scenario
        The scenario.
    """
    n, graph = network.partners, scenario_graph(network, scenario)
    return Places(
        degree=partner_graph(network, scenario).degree,
        isolate=graph.degree[:n] == 0,
        component=_components(graph, n),
    )


def betweenness(network: Network, scenario: Scenario) -> NDArray[np.float64]:
    """Normalised betweenness of each partner, 0 to 1; NaN below three vertices.

    In ``present`` the secretariat is a vertex; see `shortest_paths.betweenness_and_error`.

    Parameters
    ----------
    network
        The network of a window.
    scenario
        The scenario.
    """
    return betweenness_of_vertices(scenario_graph(network, scenario))[: network.partners]


def strength(
    network: Network, scenario: Scenario, spans: Stretches, behind: Evidence
) -> NDArray[np.float64]:
    """Newman strength of each partner, over the activities that go on in a scenario.

    Newman (2001), https://doi.org/10.1103/PhysRevE.64.016132

    Parameters
    ----------
    network
        The network of a window.
    scenario
        The scenario.
    spans
        Stretches of the alliance.
    behind
        The activities behind the ties of the network.
    """
    kept = in_scenario(behind.lasting, scenario)
    activities = len(spans.size)
    shared = distinct(behind.tie[kept] * activities + behind.activity[kept])
    tie, activity = shared // activities, shared % activities
    weight = 1.0 / (spans.size[activity] - 1)
    total = np.zeros(network.partners)
    for ends in (network.ties.first, network.ties.second):
        np.add.at(total, network.local(ends[tie]), weight)
    return total


def _components(graph: Graph, partners: int) -> Codes:
    """Component of each partner, from 0, the one with most partners."""
    if not partners:
        return np.zeros(0, np.int64)
    label = components(graph.vertices, graph.first, graph.second)[:partners]
    found, where, size = np.unique(label, return_inverse=True, return_counts=True)
    number = np.empty(len(found), np.int64)
    number[np.lexsort((found, -size))] = np.arange(len(found))
    return number[where]
