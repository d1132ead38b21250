"""What the paths of a network say of its partners, for one network or thousands at once."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.reach import Incidence, OneOfEach, one_of_each, sweep, sweep_by_source
from ci_network.graphs.shortest_paths import SAMPLED_SOURCES, sampled_sources
from ci_network.graphs.sorted_codes import Codes, Flags, numbered
from ci_network.measures.ratio import pairs_among, ratio

EXACT_UP_TO = 5_000
"""Partners up to which efficiency is exact; above, it is a mean over sampled sources."""

_VERTICES_AT_ONCE = 1 << 20
"""Vertices times networks that are searched at once from sampled sources, to fit into memory."""


class Paths(NamedTuple):
    """What the paths of one network say of its targets."""

    connectedness: float
    largest_component: float
    efficiency: float
    efficiency_se: float
    connected_pairs: int
    largest: int


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
        connectedness=ratio(connected_pairs, pairs_among(partners)),
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
        few = one_of_each(incidence, partners, sampled_sources(partners))
        parts = [
            _large(incidence, few, alive[:, at : at + step], open_to[:, at : at + step])
            for at in range(0, max(networks, 1), step)
        ]
        return PathColumns(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    reach = sweep(incidence, partners, alive=alive, open_to=open_to, absent=absent)
    pairs = pairs_among(partners)
    return PathColumns(
        connected_pairs=reach.pairs // 2,
        largest=reach.reached.max(axis=0, initial=0),
        efficiency=reach.harmonic / 2 / pairs if pairs else np.full(networks, math.nan),
        efficiency_se=np.full(networks, math.nan),
        adjacent_pairs=reach.adjacent // 2,
    )


def connected_pairs(
    incidence: Incidence, partners: int, alive: Flags, open_to: Flags | None = None
) -> NDArray[np.int64]:
    """The connected pairs of `path_columns` alone, by network.

    Quicker for a network or two; hundreds are searched side by side sooner than they are joined.
    """
    everybody = np.ones((incidence.vertices, alive.shape[1]), bool)
    if open_to is not None:
        everybody[partners:] = open_to
    network, sizes = _components(incidence, partners, alive, everybody)
    pairs = np.zeros(alive.shape[1], np.int64)
    np.add.at(pairs, network, sizes * (sizes - 1) // 2)
    return pairs


def _large(
    incidence: Incidence, few: OneOfEach, alive: Flags, open_to: Flags
) -> tuple[NDArray[Any], ...]:
    """Large networks, searched from sampled sources.

    The components that these are in are known then; of what they miss, little where nearly all
    hang together, the components are found apart.
    """
    partners = few.targets
    found = sweep_by_source(few, alive=alive, open_to=open_to)
    sizes = np.where(found.again, 0, found.reached)
    connected, largest = (sizes * (sizes - 1) // 2).sum(axis=0), sizes.max(axis=0)
    found.missed[partners:] &= open_to
    network, sizes = _components(incidence, partners, alive, found.missed)
    np.add.at(connected, network, sizes * (sizes - 1) // 2)
    np.maximum.at(largest, network, sizes)
    return connected, largest, *_sampled_efficiency(partners, found.harmonic)


def _components(
    incidence: Incidence, partners: int, alive: Flags, there: Flags
) -> tuple[Codes, Codes]:
    """Network and partners of each component of the vertices that are there, single ones left
    out."""
    presence, network = np.nonzero(alive[incidence.meeting] & there[incidence.vertex])
    networks = alive.shape[1]
    point, vertex = numbered(incidence.vertex[presence] * networks + network)
    group, meeting = numbered(incidence.meeting[presence] * networks + network)
    label = components(len(point) + len(group), vertex, len(point) + meeting)[: len(point)]
    is_partner = point < partners * networks
    of_label = np.zeros(int(label.max(initial=-1)) + 1, np.int64)
    of_label[label] = point % networks
    return of_label, np.bincount(label[is_partner], minlength=len(of_label))


def _sampled_efficiency(
    partners: int, harmonic: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Means over sampled sources, and their standard errors without replacement."""
    means = harmonic / (partners - 1)
    error = means.std(axis=0, ddof=1) / math.sqrt(SAMPLED_SOURCES)
    return means.mean(axis=0), error * math.sqrt(1 - SAMPLED_SOURCES / partners)
