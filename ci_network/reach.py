"""Who can reach whom: breadth-first search from every vertex of many networks at once.

A network here is two-mode: meetings, and the vertices that were in them. Two vertices in one
meeting are one step apart. A row of bits per vertex and network holds the sources that have
reached it; one step ors the rows of a meeting's members together and hands the result back to
all of them. The same step advances every source of every network, so that a thousand networks
that differ in which meetings they have cost little more than one. Distances, components and
efficiency fall out of the same sweep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]

_WORD = 64
_WORDS_AT_ONCE = 1 << 18
"""Words of one state of the search: two megabytes, so that it stays near the processor."""


@dataclass(frozen=True)
class Incidence:
    """Meetings and the vertices that were in them.

    Attributes
    ----------
    vertices, meetings
        How many there are of each.
    vertex, meeting
        By presence: codes; no vertex stands twice in one meeting.
    """

    vertices: int
    meetings: int
    vertex: Codes
    meeting: Codes

    @classmethod
    def of_edges(cls, vertices: int, first: Codes, second: Codes) -> Incidence:
        """A plain network: every edge is a meeting of two."""
        edge = np.arange(len(first))
        return cls(
            vertices, len(first), np.concatenate([first, second]), np.concatenate([edge, edge])
        )

    @cached_property
    def gather(self) -> tuple[_Layer, ...]:
        """How meetings collect from their vertices."""
        return tuple(_layers(self.meeting, self.vertex))

    @cached_property
    def spread(self) -> tuple[_Layer, ...]:
        """How vertices collect from their meetings."""
        return tuple(_layers(self.vertex, self.meeting))

    def select(self, keep: Flags) -> Incidence:
        """The same vertices with only some of the meetings, which keep their order."""
        inside = keep[self.meeting]
        code = np.cumsum(keep) - 1
        return Incidence(
            self.vertices, int(keep.sum()), self.vertex[inside], code[self.meeting[inside]]
        )


_Layer = tuple[Codes, Codes]


@dataclass(frozen=True)
class Reach:
    """What a sweep found, by network.

    Attributes
    ----------
    harmonic
        Sum of 1/distance over ordered pairs of a source and another target it reaches.
    pairs
        Ordered pairs of a source and another target that it reaches.
    reached
        Sources that reach each target, itself included: shape (targets, networks).
    """

    harmonic: NDArray[np.float64]
    pairs: NDArray[np.int64]
    reached: NDArray[np.int64]


def sweep(
    incidence: Incidence,
    targets: int,
    *,
    sources: Codes | None = None,
    alive: Flags | None = None,
    open_to: Flags | None = None,
    absent: Flags | None = None,
) -> Reach:
    """Search from all sources in all networks.

    Parameters
    ----------
    incidence
        The meetings that any of the networks has.
    targets
        The first so many vertices are counted; later ones only carry paths.
    sources
        Codes among the targets to search from; all targets by default.
    alive
        Shape (meetings, networks): which meetings each network has. One network with all of
        them by default.
    open_to
        Shape (vertices − targets, networks): whether paths may run through each of the later
        vertices. All are open by default.
    absent
        Shape (targets, networks): targets that a network does not have; nothing reaches them, and
        they reach nothing, themselves included. None by default.

    Notes
    -----
    A pair at distance d counts 1/d. The sum over distances is taken in the same order whatever
    the chunks, so that the figures do not depend on them.
    """
    sources = np.arange(targets) if sources is None else sources
    networks = 1 if alive is None else alive.shape[1]
    levels: list[NDArray[np.int64]] = []
    reached = np.zeros((targets, networks), np.int64)
    words = max(1, -(-len(sources) // _WORD))
    for some_words in _chunks(words, max(1, _WORDS_AT_ONCE // max(incidence.vertices, 1))):
        block = sources[some_words.start * _WORD : some_words.stop * _WORD]
        width = some_words.stop - some_words.start
        at_once = max(1, _WORDS_AT_ONCE // max(incidence.vertices * width, 1))
        for some in _chunks(networks, at_once):
            gone = None if absent is None else absent[:, some]
            search = _Search(incidence, targets, block, width, _part(alive, some), gone)
            for distance, fresh in enumerate(search.levels(_part(open_to, some))):
                if distance == len(levels):
                    levels.append(np.zeros(networks, np.int64))
                levels[distance][some] += _over_targets(fresh)
            reached[:, some] += _over_sources(search.visited[:targets])
    harmonic = np.zeros(networks)
    pairs = np.zeros(networks, np.int64)
    for distance, count in enumerate(levels, start=1):
        harmonic += count / distance
        pairs += count
    return Reach(harmonic, pairs, reached)


def sweep_by_source(
    incidence: Incidence,
    targets: int,
    sources: Codes,
    *,
    alive: Flags | None = None,
    open_to: Flags | None = None,
) -> NDArray[np.float64]:
    """Sum of 1/distance from each of at most 64 sources to every other target.

    Parameters are those of `sweep`.

    Returns
    -------
    array
        Shape (sources, networks).
    """
    if len(sources) > _WORD:
        raise ValueError(f"{len(sources)} sources are more than the {_WORD} bits of a word")
    networks = 1 if alive is None else alive.shape[1]
    search = _Search(incidence, targets, sources, 1, _part(alive, slice(0, networks)))
    harmonic = np.zeros((len(sources), networks))
    levels = search.levels(_part(open_to, slice(0, networks)))
    for distance, fresh in enumerate(levels, start=1):
        octets = np.ascontiguousarray(fresh.astype("<u8")).view(np.uint8)
        bits = np.unpackbits(octets, axis=2, bitorder="little")[:, :, : len(sources)]
        harmonic += bits.sum(axis=0, dtype=np.int64).T / distance
    return harmonic


def inverse_distances(incidence: Incidence) -> NDArray[np.float64]:
    """1/distance between any two vertices, 0 where apart and with itself: a square matrix."""
    n = incidence.vertices
    inverse = np.zeros((n, n))
    one_network = _part(None, slice(0, 1))
    for some in _chunks(n, _WORD):
        sources = np.arange(some.start, some.stop)
        search = _Search(incidence, n, sources, 1, one_network)
        for distance, fresh in enumerate(search.levels(one_network), start=1):
            octets = np.ascontiguousarray(fresh.astype("<u8")).view(np.uint8)
            bits = np.unpackbits(octets, axis=2, bitorder="little")[:, 0, : len(sources)]
            inverse[:, some] += bits / distance
    return inverse


class _Search:
    """One sweep of one block of sources through one block of networks."""

    def __init__(
        self,
        incidence: Incidence,
        targets: int,
        sources: Codes,
        width: int,
        alive: Flags,
        absent: Flags | None = None,
    ) -> None:
        self.incidence, self.targets, self.alive = incidence, targets, alive
        self.absent = None if absent is None else np.nonzero(absent)
        self.visited: Bits = np.zeros((incidence.vertices, alive.shape[1], width), np.uint64)
        place = np.arange(len(sources))
        bit = np.uint64(1) << (place % _WORD).astype(np.uint64)
        self.visited[sources, :, place // _WORD] = bit[:, None]
        if self.absent is not None:
            self.visited[self.absent] = 0

    def levels(self, open_to: Flags) -> Iterator[Bits]:
        """The targets newly reached at distance 1, 2, …; `visited` grows with it."""
        incidence, targets, visited = self.incidence, self.targets, self.visited
        mask = None if self.alive.all() else _all_or_nothing(self.alive)
        gate = None if open_to.all() else _all_or_nothing(open_to)
        frontier, fresh = visited.copy(), np.empty_like(visited)
        heard: Bits = np.empty((incidence.meetings, *visited.shape[1:]), np.uint64)
        while True:
            _collect(frontier, incidence.gather, heard)
            if mask is not None:
                heard &= mask
            _collect(heard, incidence.spread, fresh)
            if gate is not None:
                fresh[targets:] &= gate
            if self.absent is not None:
                fresh[self.absent] = 0
            fresh &= ~visited
            if not fresh.any():
                return
            visited |= fresh
            yield fresh[:targets]
            frontier, fresh = fresh, frontier


def _part(flags: Flags | None, some: slice) -> Flags:
    """Columns of some networks; nothing given means that nothing is closed."""
    return np.ones((0, some.stop - some.start), bool) if flags is None else flags[:, some]


def _collect(values: Bits, layers: tuple[_Layer, ...], into: Bits) -> None:
    """Or the rows together: the first layer sets, each further one adds."""
    into[...] = 0
    for receiver, giver in layers:
        into[receiver] |= values[giver]


def _layers(receiver: Codes, giver: Codes) -> Iterator[_Layer]:
    """The n-th thing that each receiver collects, for n = 0, 1, 2 …"""
    order = np.lexsort((giver, receiver))
    receiver, giver = receiver[order], giver[order]
    first = np.flatnonzero(np.diff(receiver, prepend=-1))
    rank = np.arange(len(receiver)) - np.repeat(first, np.diff(np.append(first, len(receiver))))
    by_rank = np.argsort(rank, kind="stable")
    receiver, giver = receiver[by_rank], giver[by_rank]
    bounds = np.append(np.flatnonzero(np.diff(rank[by_rank], prepend=-1)), len(receiver))
    for begin, end in pairwise(bounds.tolist()):
        yield receiver[begin:end], giver[begin:end]


def _all_or_nothing(flags: Flags) -> Bits:
    return np.where(flags, np.uint64(0xFFFF_FFFF_FFFF_FFFF), np.uint64(0))[:, :, None]


def _over_targets(bits: Bits) -> NDArray[np.int64]:
    """Bits by network: rows are added up first, which is many times faster than both at once."""
    by_word = np.bitwise_count(bits).sum(axis=0, dtype=np.int64)
    counted: NDArray[np.int64] = by_word.sum(axis=1)
    return counted


def _over_sources(bits: Bits) -> NDArray[np.int64]:
    """Bits by target and network."""
    counts = np.bitwise_count(bits)
    total = np.zeros(counts.shape[:2], np.int64)
    for word in range(counts.shape[2]):
        total += counts[:, :, word]
    return total


def _chunks(total: int, at_once: int) -> Iterator[slice]:
    for begin in range(0, total, at_once):
        yield slice(begin, min(begin + at_once, total))
