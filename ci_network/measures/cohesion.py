"""How well does the alliance hang together, and how much of it is left in each scenario?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.paths import Paths, paths
from ci_network.measures.ratio import pairs_among, ratio
from ci_network.network.networks import SCENARIOS, Network, Scenario, in_scenario


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
    paths, counts = paths_by_scenario(network), _counts(network, sector)
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


def paths_by_scenario(network: Network) -> dict[Scenario, Paths]:
    """What the paths between the partners of a window say, by scenario."""
    alive = np.column_stack([in_scenario(network.lasting, s) for s in SCENARIOS])
    through = np.zeros((len(network.secretariat), len(SCENARIOS)), bool)
    through[:, 0] = True
    found = paths(network.incidence, network.partners, alive, through)
    return dict(zip(SCENARIOS, found, strict=True))


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


def counted(counts: Counts, paths: Paths, expected: float) -> Cohesion:
    """How a network hangs together, of what was counted in it.

    Parameters
    ----------
    counts
        The counts.
    paths
        What its paths say.
    expected
        Share of pairs between two sectors.
    """
    return Cohesion(
        ties=counts.ties,
        density=ratio(counts.ties, pairs_among(counts.partners)),
        connectedness=paths.connectedness,
        largest_component=paths.largest_component,
        efficiency=paths.efficiency,
        isolates=counts.isolates,
        degree_centralization=centralization(
            counts.vertices, counts.degrees, counts.largest_degree
        ),
        cross_sector_share=ratio(counts.cross_sector, counts.known_sectors),
        cross_sector_expected=expected,
        efficiency_se=paths.efficiency_se,
        connected_pairs=paths.connected_pairs,
        largest_component_partners=paths.largest,
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
