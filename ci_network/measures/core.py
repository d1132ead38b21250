"""Who is in the middle, with the secretariat and without it?"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ci_network.graphs.graph import Graph
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.measures.ratio import pairs_among, ratio
from ci_network.network.networks import SCENARIOS, Network, Scenario, scenario_graph


class Core(NamedTuple):
    """The core of a network, and how well core and periphery tell themselves apart.

    Attributes
    ----------
    members
        Codes of the partners in the core, sorted.
    secretariat_members
        Codes of the secretariat's actors in the core; only in ``present``.
    stayed
        Partners in the core that were in that of the window before. NaN in the first window and
        after one without activity.
    core_density, between_density, periphery_density
        Ties over pairs within the core, between core and periphery, and within the periphery, 0
        to 1. NaN where there is no such pair.
    fit
        Correlation of ties with the ideal pattern, a tie for each pair within the core and none
        within the periphery, −1 to 1 (pairs between the two are not looked at). NaN where one of
        the two has no pair, or all pairs are alike.

    References
    ----------
    Borgatti, S. P. & Everett, M. G. (2000). Models of core/periphery structures.
    https://doi.org/10.1016/S0378-8733(99)00019-2

    Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem.
    https://doi.org/10.48550/arXiv.1102.5511
    """

    members: Codes
    secretariat_members: Codes
    stayed: float
    core_density: float
    between_density: float
    periphery_density: float
    fit: float


CoreByScenario = dict[Scenario, Core]


def core(network: Network) -> CoreByScenario:
    """The core of the network of a window in each scenario; who stayed in it is not told yet.

    Parameters
    ----------
    network
        The network of a window. In ``present`` the secretariat is one of it.
    """
    return {scenario: _core(network, scenario) for scenario in SCENARIOS}


def with_stayed(
    earlier: CoreByScenario | None, now: CoreByScenario | None
) -> CoreByScenario | None:
    """The same with how many were in the core of the window before, where both have one."""
    if earlier is None or now is None:
        return now
    return {
        scenario: found._replace(
            stayed=len(np.intersect1d(found.members, earlier[scenario].members, assume_unique=True))
        )
        for scenario, found in now.items()
    }


def in_core(graph: Graph) -> Flags:
    """Which vertices are in the core.

    The core is everyone with so many ties or more, so many that pairs within it that lack a tie,
    and ties within the periphery, are fewest together. These are k(k−1)/2 + m − Σ degrees for a
    core of k, so that only degrees count; those of one degree are in it together or not at all. Of
    cores that are equally good the smallest is taken.

    Returns
    -------
    ndarray
        By vertex. None is in it where no set is better than no core: among equals, say.
    """
    if not graph.vertices:
        return np.zeros(0, bool)
    # From the highest degree down, so that no cut is made between two that have as many ties.
    having = np.bincount(graph.degree)[::-1]
    degree = np.arange(len(having))[::-1]
    size = np.cumsum(having)
    misfits = size * (size - 1) // 2 - np.cumsum(having * degree)
    if misfits.min() >= 0:
        return np.zeros(graph.vertices, bool)
    least: Flags = graph.degree >= degree[misfits.argmin()]
    return least


def core_of_partners(network: Network, scenario: Scenario) -> Flags:
    """By partner of the roster: whether it is in the core in a scenario."""
    return in_core(scenario_graph(network, scenario))[: network.partners]


def _core(network: Network, scenario: Scenario) -> Core:
    graph = scenario_graph(network, scenario)
    inside = in_core(graph)
    return Core(
        network.roster[inside[: network.partners]],
        network.vertices[: graph.vertices][network.partners :][inside[network.partners :]],
        math.nan,
        *_pattern(graph, inside),
    )


def _pattern(graph: Graph, inside: Flags) -> tuple[float, float, float, float]:
    """The three densities, and the correlation with the ideal pattern."""
    ends = inside[graph.first].astype(np.int64) + inside[graph.second]
    outer, between, inner = np.bincount(ends, minlength=3).tolist()
    size = int(inside.sum())
    rest = graph.vertices - size
    inner_pairs, outer_pairs = pairs_among(size), pairs_among(rest)
    inner_lack, outer_lack = inner_pairs - inner, outer_pairs - outer
    margins = inner_pairs * outer_pairs * (inner + outer) * (inner_lack + outer_lack)
    return (
        ratio(inner, inner_pairs),
        ratio(between, size * rest),
        ratio(outer, outer_pairs),
        ratio(inner * outer_lack - inner_lack * outer, math.sqrt(margins)),
    )
