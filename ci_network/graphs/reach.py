"""Who can reach whom: breadth-first search from every vertex of many networks at once.

A network here is two-mode: meetings, and the vertices that were in them. Two vertices in one
meeting are one step apart. A row of bits per vertex and network holds the sources that have
reached it; one step ors the rows of a meeting's members together and hands the result back to
all of them. The same step advances every source of every network, so that a thousand networks
that differ in which meetings they have cost little more than one. Distances, components and
efficiency fall out of the same sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.sorted_codes import Codes, Flags, ranges, run_starts, stable_order

Bits = NDArray[np.uint64]

_WORD = 64
_WORDS_AT_ONCE = 1 << 16
"""Words of a state of the search, meetings included: as many as fit into the processor's cache."""

_SOURCES_TOGETHER = 4
"""Times as many words up to which all sources are searched at once: where everyone is a source,
the search of a network ends as soon as nobody is left to find."""

_WORDS_FOR_A_STEP = 700
"""Words that are collected in the time that one more call of numpy takes."""

_SIDE_BY_SIDE = 32
"""Rows that are combined in one step where they are short."""

_FEW_COLUMNS = 8
"""Columns up to which a row is short."""

_MANY_ROWS = 1 << 14
"""Rows from which on it is looked for how many of them moved in a step."""

_FEW_MOVED = 1 / 16
"""Share of the rows below which only those that moved tell what they have."""

_ROWS_TO_UNPACK = 100
"""Rows whose bits are unpacked to be counted; at most 255, so that a sum fits into an octet."""

_PART = 16
"""Bits of a number that is sorted by counting."""

_WORTH_SHRINKING = 0.7
"""When fewer than this share of the networks is still searched, the others are left out."""


@dataclass(frozen=True, eq=False)
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
    def routes(self) -> _Routes:
        """The same in the order in which a search goes fastest."""
        return _routes(self)

    def select(self, keep: Flags) -> Incidence:
        """The same vertices with only some of the meetings, which keep their order."""
        inside = keep[self.meeting]
        code = np.cumsum(keep) - 1
        return Incidence(
            self.vertices, int(keep.sum()), self.vertex[inside], code[self.meeting[inside]]
        )


class _Collection(NamedTuple):
    """Who collects from whom; those that collect most come first.

    Attributes
    ----------
    giver, begin, many
        What is collected, by receiver; where the things of each receiver begin, and how many.
    layers
        The n-th thing that each of the first so many collects, for n = 0, 1, 2 …
    rest
        What is left to the few that collect much more than the others.
    """

    giver: Codes
    begin: Codes
    many: Codes
    layers: tuple[Codes, ...]
    rest: tuple[tuple[int, Codes], ...]

    def collect(self, values: Bits, into: Bits, room: Bits) -> None:
        """Or the rows together: at once while they are short, else layer by layer."""
        _, words, networks = values.shape
        steps = len(self.layers) + len(self.rest)
        if len(self.giver) * words * networks <= _WORDS_FOR_A_STEP * steps:
            np.bitwise_or.reduceat(values.take(self.giver, 0), self.begin, axis=0, out=into)
        else:
            self._in_layers(values, into, room)

    def _in_layers(self, values: Bits, into: Bits, room: Bits) -> None:
        """The first layer sets, each further one adds."""
        for number, giver in enumerate(self.layers):
            many = len(giver)
            if number == 0:
                values.take(giver, 0, into[:many], "clip")
            else:
                values.take(giver, 0, room[:many], "clip")
                np.bitwise_or(into[:many], room[:many], out=into[:many])
        for receiver, giver in self.rest:
            values.take(giver, 0, room[: len(giver)], "clip")
            into[receiver] |= np.bitwise_or.reduce(room[: len(giver)], axis=0)

    def hand_back(self, receivers: Codes, values: Bits) -> tuple[Codes, Bits]:
        """To those that some receivers collect from, the rows of these together."""
        counts = self.many[receivers]
        giver = self.giver[ranges(self.begin[receivers], counts)]
        order = stable_order(giver)
        giver = giver[order]
        begin = run_starts(giver)
        handed = np.repeat(values, counts, axis=0)[order]
        return giver[begin], np.bitwise_or.reduceat(handed, begin, axis=0)


class _Routes(NamedTuple):
    """The meetings of two or more and the vertices in them, each by how many they have.

    Attributes
    ----------
    vertices, meetings
        Codes in the order of the search.
    place
        By vertex: its place in `vertices`, -1 for one that never meets another.
    hear, tell
        How meetings collect from vertices, and vertices from meetings.
    """

    vertices: Codes
    meetings: Codes
    place: Codes
    hear: _Collection
    tell: _Collection


def _routes(incidence: Incidence) -> _Routes:
    size = np.bincount(incidence.meeting, minlength=incidence.meetings)
    kept = size[incidence.meeting] >= 2
    vertex, meeting = incidence.vertex[kept], incidence.meeting[kept]
    vertices, place = _most_first(np.bincount(vertex, minlength=incidence.vertices))
    meetings, number = _most_first(np.bincount(meeting, minlength=incidence.meetings))
    vertex, meeting = place[vertex], number[meeting]
    return _Routes(
        vertices, meetings, place, _collection(meeting, vertex), _collection(vertex, meeting)
    )


def _most_first(counts: Codes) -> tuple[Codes, Codes]:
    """Those that have any, most first, and the place of each of all."""
    order = stable_order(counts.max(initial=0) - counts)[: np.count_nonzero(counts)]
    place = np.full(len(counts), -1)
    place[order] = np.arange(len(order))
    return order, place


def _collection(receiver: Codes, giver: Codes) -> _Collection:
    """Receivers are numbered so that those that collect most come first."""
    if not len(receiver):
        return _Collection(giver, receiver, receiver, (), ())
    order = stable_order(receiver)
    receiver, giver = receiver[order], giver[order]
    counts = np.bincount(receiver)
    begin = np.cumsum(counts) - counts
    rank = np.arange(len(receiver)) - begin[receiver]
    sizes = np.bincount(rank)
    # A layer costs a step, and so does each receiver that still collects after the last of them.
    further = [*sizes[1:].tolist(), 0]
    depth = 1 + min(range(len(further)), key=lambda layer: layer + further[layer])
    by_rank = giver[stable_order(rank)]
    ends = np.cumsum(sizes[:depth]).tolist()
    layers = tuple(by_rank[a:b] for a, b in zip([0, *ends], ends, strict=False))
    left = range(further[depth - 1])
    rest = tuple((row, giver[begin[row] + depth : begin[row] + counts[row]]) for row in left)
    return _Collection(giver, begin, counts, layers, rest)


class Reach(NamedTuple):
    """What a sweep found, by network.

    Attributes
    ----------
    harmonic
        Sum of 1/distance over ordered pairs of a source and another target it reaches.
    pairs
        Ordered pairs of a source and another target that it reaches.
    adjacent
        Those of them that were in one meeting.
    reached
        Sources that reach each target, itself included: shape (targets, networks).
    """

    harmonic: NDArray[np.float64]
    pairs: NDArray[np.int64]
    adjacent: NDArray[np.int64]
    reached: NDArray[np.unsignedinteger[Any]]


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
    given = {"alive": alive, "open_to": open_to, "absent": absent}
    told = [flags for flags in given.values() if flags is not None]
    once = again = np.arange(networks)
    if networks > 1 and told:
        once, again = alike(told[0] if len(told) == 1 else np.concatenate(told))
    if len(once) < networks:
        parts = {name: None if flags is None else flags[:, once] for name, flags in given.items()}
        found = sweep(incidence, targets, sources=sources, **parts)
        return Reach(
            found.harmonic[again],
            found.pairs[again],
            found.adjacent[again],
            found.reached[:, again],
        )
    levels: list[NDArray[np.int64]] = []
    reached = np.zeros((targets, networks), _narrowest(-(-len(sources) // _WORD)))
    reached[sources] = 1 if absent is None else ~absent[sources]
    routes = incidence.routes
    # A source that never meets another reaches nothing but itself.
    sources = sources[routes.place[sources] >= 0]
    targeted = np.flatnonzero(routes.vertices < targets)
    reached[routes.vertices[targeted]] = 0
    bit = _shared_bits(incidence, sources)
    words = -(-(int(bit.max(initial=-1)) + 1) // _WORD)
    rows = max(len(routes.vertices) + len(routes.meetings), 1)
    few = words * rows <= _SOURCES_TOGETHER * _WORDS_AT_ONCE
    for some_words in _chunks(words, max(1, words if few else _WORDS_AT_ONCE // rows)):
        first = some_words.start * _WORD
        inside = (first <= bit) & (bit < some_words.stop * _WORD)
        block, place = sources[inside], bit[inside] - first
        width = some_words.stop - some_words.start
        at_once = max(1, _WORDS_AT_ONCE // (rows * width))
        for some in _chunks(networks, at_once):
            gone = None if absent is None else absent[:, some]
            search = _Search(
                incidence, targets, block, place, _part(alive, some), _part(open_to, some), gone
            )
            for distance, (which, count) in enumerate(search.levels(search.targets_by_network)):
                if distance == len(levels):
                    levels.append(np.zeros(networks, np.int64))
                levels[distance][some][which] += count
            reached[routes.vertices[targeted], some] += _over_sources(search.visited[targeted])
    harmonic = np.zeros(networks)
    pairs = np.zeros(networks, np.int64)
    for distance, count in enumerate(levels, start=1):
        harmonic += count / distance
        pairs += count
    return Reach(harmonic, pairs, levels[0] if levels else pairs, reached)


class FromSources(NamedTuple):
    """What a search from a few sources found, by source and network.

    Attributes
    ----------
    harmonic
        Sum of 1/distance to every other target.
    reached
        Targets that it reaches, itself included.
    again
        Whether an earlier source reaches the same.
    missed
        By vertex and network: whether no source reaches it.
    """

    harmonic: NDArray[np.float64]
    reached: NDArray[np.int64]
    again: Flags
    missed: Flags


class OneOfEach(NamedTuple):
    """What a search from a few sources goes through: of those that were in one meeting alone, and
    are no source, one for each meeting.

    Attributes
    ----------
    incidence
        The meetings without the others.
    targets, sources
        Those of the search.
    like
        By vertex: the one that stands for it, which is reached when it is.
    """

    incidence: Incidence
    targets: int
    sources: Codes
    like: Codes


def sweep_by_source(
    few: OneOfEach, *, alive: Flags | None = None, open_to: Flags | None = None
) -> FromSources:
    """Search from each source in all networks.

    `few` is what `one_of_each` makes, the rest as for `sweep`.
    """
    incidence, targets, sources, like = few
    networks = 1 if alive is None else alive.shape[1]
    everything = slice(0, networks)
    harmonic = np.zeros((len(sources), networks))
    reached = np.ones((len(sources), networks), np.int64)
    again = np.zeros((len(sources), networks), bool)
    missed = np.ones((incidence.vertices, networks), bool)
    missed[sources] = False
    vertices, place = incidence.routes.vertices, incidence.routes.place
    meets = np.flatnonzero(place[sources] >= 0)
    if not len(meets):
        return FromSources(harmonic, reached, again, missed)
    times = np.bincount(like[:targets], minlength=incidence.vertices)[vertices]
    places = [np.flatnonzero(times >> bit & 1) for bit in range(int(times.max()).bit_length())]
    search = _Search(
        incidence,
        targets,
        sources[meets],
        np.arange(len(meets)),
        _part(alive, everything),
        _part(open_to, everything),
    )
    counted = partial(_bits_by_source, places=places)
    for distance, (which, count) in enumerate(search.levels(counted), start=1):
        harmonic[meets[:, None], which] += count[: len(meets)] / distance
        reached[meets[:, None], which] += count[: len(meets)]
    visited = search.visited[:, 0]
    missed[vertices] = visited == 0
    # Who reaches a source is whom it reaches; the lowest bit is the first of them.
    together = visited[place[sources[meets]]]
    own = np.uint64(1) << np.arange(len(meets), dtype=np.uint64)
    again[meets] = (together & (own - np.uint64(1))[:, None]) != 0
    return FromSources(harmonic, reached, again, missed[like])


def one_of_each(incidence: Incidence, targets: int, sources: Codes) -> OneOfEach:
    """What a search from at most 64 sources, each named once, goes through; see `sweep`."""
    if len(sources) > _WORD:
        raise ValueError(f"{len(sources)} sources are more than the {_WORD} bits of a word")
    alone = np.bincount(incidence.vertex, minlength=incidence.vertices) == 1
    alone[sources] = alone[targets:] = False
    there = np.flatnonzero(alone[incidence.vertex])
    vertex, meeting = incidence.vertex[there], incidence.meeting[there]
    stands = np.empty(incidence.meetings, np.int64)
    stands[meeting] = vertex
    like = np.arange(incidence.vertices)
    like[vertex] = stands[meeting]
    kept = like[incidence.vertex] == incidence.vertex
    columns = incidence.vertex[kept], incidence.meeting[kept]
    left = Incidence(incidence.vertices, incidence.meetings, *columns)
    return OneOfEach(left, targets, sources, like)


def inverse_distances(incidence: Incidence) -> NDArray[np.float64]:
    """1/distance between any two vertices, 0 where apart and with itself: a square matrix."""
    n, vertices = incidence.vertices, incidence.routes.vertices
    inverse = np.zeros((n, n))
    one_network = _part(None, slice(0, 1))
    for some in _chunks(len(vertices), _WORD):
        sources = vertices[some]
        place = np.arange(len(sources))
        search = _Search(incidence, n, sources, place, one_network, one_network)
        for distance, (_, bits) in enumerate(search.levels(_unpacked), start=1):
            inverse[vertices[:, None], sources] += bits[:, : len(sources), 0] / distance
    return inverse


def _shared_bits(incidence: Incidence, sources: Codes) -> Codes:
    """A bit for each source: those that no path joins in any network may have the same.

    A row of bits is then as long as the largest component is, and not all of them together.
    """
    if len(sources) <= _WORD:
        return np.arange(len(sources))
    vertices = incidence.vertices
    component = components(
        vertices + incidence.meetings, incidence.vertex, vertices + incidence.meeting
    )[sources]
    order = stable_order(component)
    counts = np.bincount(component)
    bit = np.empty_like(sources)
    bit[order] = np.arange(len(sources)) - (np.cumsum(counts) - counts)[component[order]]
    return bit


class _Search:
    """One sweep of one block of sources through one block of networks.

    Rows of bits are in the order of `Incidence.routes`: shape (vertices, words, networks);
    `place` says which bit is whose.
    """

    def __init__(
        self,
        incidence: Incidence,
        targets: int,
        sources: Codes,
        place: Codes,
        alive: Flags,
        open_to: Flags,
        absent: Flags | None = None,
    ) -> None:
        self.routes = routes = incidence.routes
        self.carriers = np.flatnonzero(routes.vertices >= targets)
        self.everywhere = not len(self.carriers) and len(sources) == len(routes.vertices)
        self.alive = None if alive.all() else alive[routes.meetings]
        through = None if open_to.all() else open_to[routes.vertices[self.carriers] - targets]
        self.open_to = None if through is None or through.all() else through
        words, networks = int(place.max(initial=-1)) // _WORD + 1, alive.shape[1]
        self.visited: Bits = np.zeros((len(routes.vertices), words, networks), np.uint64)
        bit = np.uint64(1) << (place % _WORD).astype(np.uint64)
        self.visited[routes.place[sources], place // _WORD] = bit[:, None]
        self.absent = None
        if absent is not None:
            self.absent = np.zeros((len(routes.vertices), networks), bool)
            inside = np.flatnonzero(routes.vertices < targets)
            self.absent[inside] = absent[routes.vertices[inside]]
            self.visited[np.broadcast_to(self.absent[:, None, :], self.visited.shape)] = 0

    def levels(
        self, counted: Callable[[Bits], NDArray[Any]]
    ) -> Iterator[tuple[Codes, NDArray[Any]]]:
        """The networks still searched, and what is newly reached in them at distance 1, 2, …, as
        it is counted: by network in the last place, of targets alone.

        A network in which nothing new can be reached is done and left out. `visited` is whole
        when the last one is.
        """
        which = np.arange(self.visited.shape[2])
        mask = _all_or_nothing(self.alive)
        gate = _all_or_nothing(self.open_to)
        here = None if self.absent is None else _all_or_nothing(~self.absent)
        frontier, unseen = self.visited.copy(), ~self.visited
        heard = self._heard_at_first(mask)
        before_any = self.absent is None
        left: NDArray[np.int64] | None = None
        while len(which):
            words = self.visited.shape[1]
            fresh = np.empty_like(frontier)
            room = self._room(words, len(which))
            going = which
            while len(going) > _WORTH_SHRINKING * len(which):
                few = self._few_moved(frontier)
                if few is not None:
                    self._tell_of_few(few, frontier, mask, fresh)
                else:
                    self._tell_of_all(None if before_any else frontier, heard, mask, fresh, room)
                before_any = False
                if gate is not None:
                    fresh[self.carriers] &= gate
                if here is not None:
                    fresh &= here
                fresh &= unseen
                anybody = _down_rows(np.bitwise_or, fresh, np.uint64)
                moved = anybody.any(axis=0)
                if moved.any():
                    unseen ^= fresh
                    count = counted(fresh)
                    yield which, count
                    if self.everywhere:
                        pairs = count.sum(axis=tuple(range(count.ndim - 1)))
                        left = (_most(fresh) if left is None else left) - pairs
                        moved &= left > 0
                going = which[moved]
                frontier, fresh = fresh, frontier
                if not len(going):
                    break
            if len(which) == self.visited.shape[2]:
                np.invert(unseen, out=self.visited)
            else:
                self.visited[:, :, which] = ~unseen
            frontier, unseen, heard = (
                np.ascontiguousarray(state[:, :, moved]) for state in (frontier, unseen, heard)
            )
            mask, gate, here = (
                None if flags is None else flags[:, :, moved] for flags in (mask, gate, here)
            )
            left = None if left is None else left[moved]
            which = going

    def targets_by_network(self, fresh: Bits) -> NDArray[np.int64]:
        """What is newly reached, without those that only carry paths."""
        count = _bits_by_network(fresh)
        if len(self.carriers) and (carried := fresh[self.carriers]).any():
            count -= _bits_by_network(carried)
        return count

    def _few_moved(self, frontier: Bits) -> Codes | None:
        """Rows that moved, where these are few of many."""
        if len(frontier) < _MANY_ROWS:
            return None
        moved = np.flatnonzero(_any_of_row(frontier.reshape(len(frontier), -1)))
        return moved if len(moved) < _FEW_MOVED * len(frontier) else None

    def _tell_of_all(
        self, frontier: Bits | None, heard: Bits, mask: Bits | None, fresh: Bits, room: Bits
    ) -> None:
        """One step of the search; without a frontier of what the meetings have heard already."""
        if frontier is not None:
            self.routes.hear.collect(frontier, heard, room)
            if mask is not None:
                heard &= mask
        self.routes.tell.collect(heard, fresh, room)

    def _tell_of_few(self, rows: Codes, frontier: Bits, mask: Bits | None, fresh: Bits) -> None:
        """The same from some rows alone; the others have nothing new to tell."""
        meetings, heard = self.routes.tell.hand_back(rows, frontier[rows])
        if mask is not None:
            heard &= mask[meetings]
        vertices, told = self.routes.hear.hand_back(meetings, heard)
        fresh.fill(0)
        fresh[vertices] = told

    def _room(self, words: int, networks: int) -> Bits:
        """Where collections lay out what they or together."""
        rows = max(len(self.routes.meetings), len(self.routes.vertices))
        return np.empty((rows, words, networks), np.uint64)

    def _heard_at_first(self, mask: Bits | None) -> Bits:
        """Before anything moved, a meeting hears its own members, in every network the same."""
        meetings, (_, words, networks) = len(self.routes.meetings), self.visited.shape
        heard: Bits = np.empty((meetings, words, networks), np.uint64)
        if self.absent is None and networks:
            members: Bits = np.empty((meetings, words, 1), np.uint64)
            self.routes.hear.collect(self.visited[:, :, :1], members, self._room(words, 1))
            if mask is None:
                heard[:] = members
            else:
                np.bitwise_and(members, mask, out=heard)
        return heard


def _most(fresh: Bits) -> NDArray[np.int64]:
    """Ordered pairs that may be reached in all, by network, known once the first step is made.

    Where everyone is a source, all that have a neighbour can reach each other at the most.
    """
    some: NDArray[np.int64] = fresh.any(axis=1).sum(axis=0)
    return some * (some - 1)


def alike(flags: Flags) -> tuple[Codes, Codes]:
    """One network of each kind, and the kind of every network: two whose columns agree are one."""
    rows, networks = flags.shape
    # Sixteen flags make a number; numbers that are that short are sorted by counting.
    numbers = np.empty((-(-rows // _PART), networks), np.uint16)
    for part, number in enumerate(numbers):
        some = flags[part * _PART : (part + 1) * _PART].astype(np.float32)
        # A kernel of this product looks beyond the flags, and may find there what is no number.
        with np.errstate(invalid="ignore"):
            number[:] = np.exp2(np.arange(len(some), dtype=np.float32)) @ some
    order = np.lexsort(numbers) if rows else np.arange(networks)
    numbers = numbers[:, order]
    new = np.ones(networks, bool)
    np.any(numbers[:, 1:] != numbers[:, :-1], axis=0, out=new[1:])
    place = np.empty(networks, np.int64)
    place[order] = np.cumsum(new) - 1
    return order[new], place


def _part(flags: Flags | None, some: slice) -> Flags:
    """Columns of some networks; nothing given means that nothing is closed."""
    return np.ones((0, some.stop - some.start), bool) if flags is None else flags[:, some]


def _all_or_nothing(flags: Flags | None) -> Bits | None:
    """Words of ones or of zeros, by row and network."""
    if flags is None:
        return None
    words = flags.astype(np.int64)
    return np.negative(words, out=words).view(np.uint64)[:, None, :]


def _unpacked(bits: Bits) -> NDArray[np.uint8]:
    """A byte for each bit of the first word: shape (rows, 64, networks)."""
    octets = np.ascontiguousarray(bits[:, 0, :, None].astype("<u8")).view(np.uint8)
    return np.unpackbits(octets, axis=2, bitorder="little").transpose(0, 2, 1)


def _bits_by_source(bits: Bits, places: Sequence[Codes]) -> NDArray[np.int64]:
    """Rows by bit of the first word: shape (64, networks). Those at the first places count once,
    those at the next twice, then four times, and so on."""
    rows = bits[:, 0]
    there = _any_of_row(rows)
    counted = np.zeros(bits.shape[2] * _WORD, np.int64)
    for weight, few in _added_up([rows[some[there[some]]] for some in places]):
        octets = few.astype("<u8", copy=False).view(np.uint8)
        ones = np.unpackbits(octets, axis=1, bitorder="little").sum(axis=0, dtype=np.uint8)
        counted += weight * ones.astype(np.int64)
    return counted.reshape(-1, _WORD).T


def _any_of_row(rows: Bits) -> Flags:
    """Whether any word of a row has a bit: of short rows column by column, as numpy starts again
    for each row."""
    few = rows.shape[1] <= _FEW_COLUMNS
    together: Bits = reduce(np.bitwise_or, rows.T) if few else np.bitwise_or.reduce(rows, axis=1)
    return together.astype(bool)


def _added_up(heaps: Sequence[Bits]) -> Iterator[tuple[int, Bits]]:
    """A few rows for 1, 2, 4, …: their bits, so many times, are those of the rows of all heaps, of
    which the first counts once, the next twice, and so on.

    Three rows make one of the sums of their bits and one of what is carried, by the adder of a
    processor: Harley & Seal's way to count, in Warren, Hacker's Delight, 2nd ed. (2012), 5-1.
    """
    heaps, weight = list(heaps), 1
    carried: list[Bits] = []
    while heaps or any(map(len, carried)):
        rows = np.concatenate(carried + heaps[:1])
        del heaps[:1]
        carried = []
        while len(rows) > _ROWS_TO_UNPACK:
            one, two, three = rows[: len(rows) // 3 * 3].reshape(3, -1, rows.shape[1])
            differ = one ^ two
            carried.append((one & two) | (differ & three))
            differ ^= three
            rows = np.concatenate([differ, rows[len(rows) // 3 * 3 :]])
        yield weight, rows
        weight *= 2


def _bits_by_network(bits: Bits) -> NDArray[np.int64]:
    """Rows are added up first, which is many times faster than rows and words at once."""
    by_word = _down_rows(np.add, np.bitwise_count(bits), _narrowest(len(bits)))
    counted: NDArray[np.int64] = by_word.sum(axis=0, dtype=np.int64)
    return counted


def _down_rows(combine: np.ufunc, values: NDArray[Any], kind: type) -> NDArray[Any]:
    """All rows combined. Short ones are laid side by side: numpy starts again for each row."""
    rows, width = len(values), values[:1].size
    if rows < _SIDE_BY_SIDE**2 or not 1 < width <= _SIDE_BY_SIDE:
        whole: NDArray[Any] = combine.reduce(values, axis=0, dtype=kind)
        return whole
    flat = values.reshape(rows, width)
    even = rows // _SIDE_BY_SIDE * _SIDE_BY_SIDE
    beside = combine.reduce(flat[:even].reshape(-1, _SIDE_BY_SIDE * width), axis=0, dtype=kind)
    last = combine.reduce(flat[even:], axis=0, dtype=kind)
    folded = combine.reduce(beside.reshape(_SIDE_BY_SIDE, width), axis=0, dtype=kind)
    together: NDArray[Any] = combine(folded, last).reshape(values.shape[1:])
    return together


def _over_sources(bits: Bits) -> NDArray[np.unsignedinteger[Any]]:
    """Bits by row and network."""
    counted: NDArray[np.unsignedinteger[Any]] = np.bitwise_count(bits).sum(
        axis=1, dtype=_narrowest(bits.shape[1])
    )
    return counted


def _narrowest(words: int) -> type[np.unsignedinteger[Any]]:
    """Type that holds the bits of so many words: the narrower, the faster they are added up."""
    return np.uint16 if words * _WORD < 1 << 16 else np.uint32


def _chunks(total: int, at_once: int) -> Iterator[slice]:
    for begin in range(0, total, at_once):
        yield slice(begin, min(begin + at_once, total))
