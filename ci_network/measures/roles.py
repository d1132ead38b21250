"""Between whom does the secretariat stand?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ci_network.graphs.graph import Graph
from ci_network.graphs.sorted_codes import Codes, distinct, ranges, run_starts
from ci_network.measures.ratio import pairs_among
from ci_network.network.networks import Network

UP_TO = 4_000
"""Neighbours up to which exclusive pairs are counted."""

_WORDS_AT_ONCE = 1 << 17
"""Words of bits that are collected at once."""


class Roles(NamedTuple):
    """Pairs that a vertex stands between: tied to both, while the two are not tied.

    Undirected pairs, each counted once. Where ties have a direction Gould and Fernandez count
    each order of the two: twice as many coordinator, itinerant and liaison triads, and a
    gatekeeper and a representative for each pair here called boundary.

    Attributes
    ----------
    coordinator
        Pairs in which all three are of one group.
    itinerant
        Pairs of one group, with the broker of another.
    boundary
        Pairs of which one is of the broker's group and the other is not.
    liaison
        Pairs of two groups, with the broker of a third.
    group_unknown
        Pairs of which a group is not known.
    exclusive
        Pairs that have no other common neighbour: their only two-path runs through the broker.
        NaN above `UP_TO` neighbours.

    References
    ----------
    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation. Sociological Methodology 19.
    https://doi.org/10.2307/270949

    Hamilton, M., Hileman, J. & Bodin, Ö. (2020). Evaluating heterogeneous brokerage.
    https://doi.org/10.1016/j.socnet.2019.08.002
    """

    coordinator: int
    itinerant: int
    boundary: int
    liaison: int
    group_unknown: int
    exclusive: float


def secretariat_roles(network: Network, graph: Graph, sector: Codes) -> Roles | None:
    """Brokerage of the secretariat, its actors taken as one; None where it takes no part.

    It is a sector of its own, so that it is never coordinator, nor at a boundary.

    Parameters
    ----------
    network
        The network of a window.
    graph
        Its independent ties plus the secretariat's own: `brokerage.independent_and_own`.
    sector
        By actor of the alliance: code of its sector, -1 where unknown.
    """
    if not len(network.secretariat):
        return None
    n = network.partners
    if len(network.secretariat) > 1:
        # All its actors become the first of them.
        one, other = np.minimum(graph.first, n), np.minimum(graph.second, n)
        key = np.minimum(one, other) * (n + 1) + np.maximum(one, other)
        edge = distinct(key[one != other])
        graph = Graph(n + 1, edge // (n + 1), edge % (n + 1))
    group = np.append(sector[network.roster], int(sector.max(initial=-1)) + 1)
    return roles(graph, group, n)


def never_meet(network: Network) -> int | None:
    """Pairs of partners that both meet the secretariat and never each other.

    The pairs of `secretariat_roles` count partners without an independent tie, also those that
    sit in the secretariat's own meetings; these are the ones that it alone joins. None where it
    takes no part.

    Parameters
    ----------
    network
        The network of a window.
    """
    if not len(network.secretariat):
        return None
    own, ties = network.own_ties, network.ties
    met = np.zeros(len(network.place), bool)
    met[own.first] = met[own.second] = True
    met[network.secretariat] = False
    tied = met[ties.first] & met[ties.second]
    return pairs_among(int(met.sum())) - int(tied.sum())


def roles(graph: Graph, group: Codes, broker: int) -> Roles:
    """Pairs that a vertex stands between, by the groups of the three.

    Parameters
    ----------
    graph
        Any graph.
    group
        By vertex: code of its group, -1 where unknown.
    broker
        The vertex.
    """
    offset, neighbour = graph.neighbours
    near = neighbour[offset[broker] : offset[broker + 1]]
    inside = np.zeros(graph.vertices, bool)
    inside[near] = True
    tied = inside[graph.first] & inside[graph.second]
    own = group[broker]
    first, second = group[graph.first[tied]], group[graph.second[tied]]

    counts = np.bincount(group[near] + 1)
    known = counts[1:]
    of_own = int(known[own]) if 0 <= own < len(known) else 0
    others = int(known.sum()) - of_own
    alike = int((known * (known - 1)).sum()) // 2 - pairs_among(of_own)
    told = (first >= 0) & (second >= 0) if own >= 0 else np.zeros(len(first), bool)
    with_own = (first == own).astype(int) + (second == own)
    coordinator = pairs_among(of_own) - int((told & (with_own == 2)).sum())
    boundary = of_own * others - int((told & (with_own == 1)).sum())
    same = told & (with_own == 0) & (first == second)
    itinerant = alike - int(same.sum())
    apart = told & (with_own == 0) & (first != second)
    liaison = pairs_among(others) - alike - int(apart.sum())
    pairs = pairs_among(len(near)) - len(first)
    if own < 0:
        coordinator = boundary = itinerant = liaison = 0
    return Roles(
        coordinator,
        itinerant,
        boundary,
        liaison,
        pairs - coordinator - itinerant - boundary - liaison,
        _exclusive(graph, near, broker) if len(near) <= UP_TO else math.nan,
    )


def _exclusive(graph: Graph, near: Codes, broker: int) -> int:
    """Pairs of neighbours that are not tied and have one common neighbour, which is the broker.

    A row of bits for each vertex says which of the neighbours it is tied to; what a neighbour
    reaches by another way is the union of the rows around it.
    """
    place = np.full(graph.vertices, -1)
    place[near] = np.arange(len(near))
    offset, neighbour = graph.neighbours
    head = np.repeat(np.arange(graph.vertices), np.diff(offset))
    to_near = place[neighbour] >= 0
    head, bit = head[to_near], place[neighbour[to_near]]
    tied = np.zeros((graph.vertices, -(-len(near) // 64)), np.uint64)
    np.bitwise_or.at(tied, (head, bit // 64), np.uint64(1) << (bit % 64).astype(np.uint64))
    tied[broker] = 0
    # What a neighbour needs no broker for: itself, those it is tied to, and those they are tied to.
    itself = np.arange(len(near))
    found = tied[near]
    found[itself, itself // 64] |= np.uint64(1) << (itself % 64).astype(np.uint64)
    counts = np.diff(offset)[near]
    for some in _chunks(counts * tied.shape[1]):
        many = counts[some]
        around = tied[neighbour[ranges(offset[near[some]], many)]]
        found[some] |= np.bitwise_or.reduceat(around, np.cumsum(many) - many, axis=0)
    return (len(near) ** 2 - int(np.bitwise_count(found).sum())) // 2


def _chunks(words: Codes) -> Iterator[slice]:
    """Slices that take about as many words as fit at once, one thing at the least."""
    part = (np.cumsum(words) - 1) // _WORDS_AT_ONCE
    begin = run_starts(part).tolist()
    yield from map(slice, begin, [*begin[1:], len(words)])
