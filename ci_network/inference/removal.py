"""A network with the activities that it rests on, so that some of them can end.

The null, the key players, the influence of single activities and the rest of this folder all take
whole activities away and look at what is left. Here is the one form in which they do it: thousands
of networks that differ in which activities go on, in one sweep.

An example of three actors: A and B walk, B and C talk. `goes_on` has a row for each activity (talk,
walk) and a column for each network: both go on, the walk alone, neither. Connected pairs are 3,
then A–B alone, then none; nobody is deleted, so that all three networks have three partners.

>>> from ci_network.reading import read_rows
>>> from ci_network.network.windows import window_networks
>>> edges = [{"activity": name, "actor": actor, "start": "2018"}
...          for name, actors in (("walk", "AB"), ("talk", "BC")) for actor in actors]
>>> drawn = window_networks(read_rows([{"id": actor} for actor in "ABC"], edges).alliance)
>>> under = partners_alone(drawn.networks[0], drawn.meetings, drawn.spans)
>>> goes_on = np.array([[True, False, False], [True, True, False]])
>>> remains(under, goes_on).connected_pairs.tolist()
[3, 1, 0]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.reach import Incidence
from ci_network.graphs.sorted_codes import Codes, Flags, changes, distinct, ranges, run_starts
from ci_network.measures.paths import path_columns
from ci_network.network.networks import Gathering, in_scenario
from ci_network.network.partnerships import INDEPENDENT, Meetings, Stretches, Together
from ci_network.record.alliance import ENDS, GOES_ON
from ci_network.record.series import Unit, units

MEASURES = ("connectedness", "largest_component", "efficiency", "ties")
"""What is told of the remains, in the order of every table."""

_BYTES_AT_ONCE = 1 << 22


@dataclass(frozen=True, eq=False)
class ActivityIncidence:
    """A window's network and the activities under it.

    Attributes
    ----------
    vertices
        How many there are, in local codes of the network: the roster, and where the secretariat
        is among them, it comes last.
    activities
        Codes of the activities that brought two or more of the vertices together, sorted.
    size
        By activity: distinct vertices that took part in it in the window.
    incidence
        The meetings of two or more, but for those that the one before or after it in the same
        activity holds whole, and that last as long: they join nobody that the other does not.
    activity
        By meeting: place in `activities`.
    lasting
        By meeting: see `partnerships.Stretches`.
    """

    vertices: int
    activities: Codes
    size: Codes
    incidence: Incidence
    activity: Codes
    lasting: NDArray[np.int8]
    _record: tuple[Gathering, Together, Stretches]

    @cached_property
    def rows(self) -> TieRows:
        """What each tie rests on; not all that is asked of a foundation needs to know."""
        _, meetings, _ = self._record
        if not isinstance(meetings, Meetings):
            raise TypeError("the ties are not in memory all at once")
        return self._rows(meetings)

    def blocks(self) -> Iterator[TieRows]:
        """The same, as many ties at a time as there are meetings made at once."""
        gathering, meetings, spans = self._record
        if isinstance(meetings, Meetings):
            yield self.rows
        else:
            yield from map(self._rows, meetings.blocks(spans.marked(gathering.stretches)))

    def _rows(self, meetings: Meetings) -> TieRows:
        gathering, _, spans = self._record
        index = np.flatnonzero(spans.marked(gathering.stretches)[meetings.stretch])
        code = meetings.pair[index]
        place = np.full(max(len(gathering.place), int(spans.actor.max(initial=-1)) + 1), -1)
        place[: len(gathering.place)] = gathering.place
        first, second = place[meetings.first[code]], place[meetings.second[code]]
        here = np.maximum(first, second) < self.vertices
        if not here.all():
            index, code, first, second = index[here], code[here], first[here], second[here]
        stretch = meetings.stretch[index]
        shared = run_starts(meetings.shared[index])
        lowest = spans.standing[stretch]
        lowest = np.minimum.reduceat(lowest, shared) if len(shared) else lowest[:0]
        new = changes(code[shared])
        tie = shared[new]
        return TieRows(
            first=first[tie],
            second=second[tie],
            begin=new.nonzero()[0],
            tie=np.cumsum(new) - 1,
            activity=np.searchsorted(self.activities, spans.activity[stretch[shared]]),
            independent=lowest == INDEPENDENT,
        )


class TieRows(NamedTuple):
    """Ties, and a row for each tie and activity that it rests on, sorted by tie.

    Attributes
    ----------
    first, second
        By tie: its two vertices.
    begin
        By tie: where its rows begin.
    tie
        By row: place of the tie.
    activity
        By row: place in the `activities` of the foundation.
    independent
        By row: whether the two met in it, in the window, without the secretariat.
    """

    first: Codes
    second: Codes
    begin: Codes
    tie: Codes
    activity: Codes
    independent: Flags


class AfterRemoval(NamedTuple):
    """What is left, by network.

    Attributes
    ----------
    connected_pairs
        Pairs of vertices with a path between them.
    largest
        Vertices in the largest component.
    efficiency
        Mean over pairs of 1/distance, 0 where apart. NaN below two vertices.
    ties
        Ties of which some activity goes on.
    """

    connected_pairs: NDArray[np.int64]
    largest: NDArray[np.int64]
    efficiency: NDArray[np.float64]
    ties: NDArray[np.int64]

    def by_measure(self) -> dict[str, NDArray[np.float64]]:
        """The columns as numbers, in the order of `MEASURES`."""
        return {name: column.astype(float) for name, column in zip(MEASURES, self, strict=True)}


def partners_alone(gathering: Gathering, meetings: Together, spans: Stretches) -> ActivityIncidence:
    """The partners of a window and what they did; no path runs through the secretariat."""
    return _foundation(gathering, meetings, spans, gathering.partners)


def everyone(gathering: Gathering, meetings: Together, spans: Stretches) -> ActivityIncidence:
    """All actors of a window alike, the secretariat too: the roster, then the secretariat."""
    return _foundation(gathering, meetings, spans, len(gathering.vertices))


def _foundation(
    gathering: Gathering, meetings: Together, spans: Stretches, vertices: int
) -> ActivityIncidence:
    every = gathering.incidence
    inside = every.vertex < vertices
    vertex, meeting = every.vertex[inside], every.meeting[inside]
    code = spans.activity[gathering.incidence_stretch]
    part = distinct(code[meeting] * max(vertices, 1) + vertex) // max(vertices, 1)
    activities, size = np.unique(part, return_counts=True)
    activities, size = activities[size >= 2], size[size >= 2]

    held = np.bincount(meeting, minlength=every.meetings) >= 2
    kept = held[meeting]
    place = np.cumsum(held) - 1
    incidence = Incidence(vertices, int(held.sum()), vertex[kept], place[meeting[kept]])
    activity, lasting = np.searchsorted(activities, code[held]), gathering.lasting[held]
    whole = ~_in_another(incidence, activity * (int(lasting.max(initial=0)) + 1) + lasting)

    return ActivityIncidence(
        vertices=vertices,
        activities=activities,
        size=size,
        incidence=incidence.select(whole),
        activity=activity[whole],
        lasting=lasting[whole],
        _record=(gathering, meetings, spans),
    )


def _in_another(incidence: Incidence, kind: Codes) -> Flags:
    """By meeting: whether all who were in it are in the one before or after it, of the same kind.

    Of two that are the same the later one is kept.
    """
    size = np.bincount(incidence.meeting, minlength=incidence.meetings)
    presence = np.sort(incidence.vertex * incidence.meetings + incidence.meeting)
    stays = presence[:-1][np.diff(presence) == 1] % incidence.meetings
    alike = np.append(kind[1:] == kind[:-1], False)
    both = np.bincount(stays, minlength=incidence.meetings)
    inside: Flags = alike & (both == size)
    after = np.flatnonzero(alike[:-1] & (both[:-1] == size[1:]) & (size[1:] < size[:-1])) + 1
    inside[after] = True
    return inside


def attended_by_secretariat(
    foundation: ActivityIncidence, gathering: Gathering, spans: Stretches
) -> Flags:
    """By activity: whether the secretariat was present on some day in the window."""
    from_it = gathering.standing > INDEPENDENT
    return any_of(foundation, spans.activity[gathering.incidence_stretch[from_it]])


def led_by_secretariat(
    foundation: ActivityIncidence, gathering: Gathering, spans: Stretches
) -> Flags:
    """By activity: whether on some day in the window the secretariat led, and no partner did."""
    stretch = gathering.incidence_stretch
    return any_of(foundation, spans.activity[stretch[spans.involvement[stretch] == 2]])


def goes_on_anyway(foundation: ActivityIncidence, spans: Stretches) -> Flags:
    """By activity: whether somebody has said that it goes on when the secretariat leaves."""
    said: Flags = spans.continues[foundation.activities] == GOES_ON
    return said


def ends_anyway(foundation: ActivityIncidence, spans: Stretches) -> Flags:
    """By activity: whether somebody has said that it ends when the secretariat leaves."""
    said: Flags = spans.continues[foundation.activities] == ENDS
    return said


def open_activities(foundation: ActivityIncidence, gathering: Gathering, spans: Stretches) -> Codes:
    """Places, in the foundation, of the activities that somebody could take over.

    The secretariat takes part on some day in the window, two partners meet, and nobody has said
    whether it goes on.
    """
    stretch = gathering.incidence_stretch[gathering.standing > INDEPENDENT]
    meets = np.zeros(len(foundation.activities), bool)
    meets[foundation.activity] = True
    told = goes_on_anyway(foundation, spans) | ends_anyway(foundation, spans)
    return np.flatnonzero(any_of(foundation, spans.activity[stretch]) & meets & ~told)


class Undecided(NamedTuple):
    """What somebody can still decide of a window.

    Attributes
    ----------
    units
        The open activities, those of a series together, in the order of their names.
    place
        By open activity: its place in the foundation.
    unit
        By open activity: the place, in `units`, of what it is decided with.
    size
        By unit: distinct actors in it, the secretariat included.
    """

    units: tuple[Unit, ...]
    place: Codes
    unit: Codes
    size: Codes

    def alive(self, foundation: ActivityIncidence, sets: Codes) -> Flags:
        """By meeting and set of units: whether it goes on, by the set or unaided.

        Parameters
        ----------
        foundation
            What is decided about.
        sets
            Places of units, of shape (sets, units in each).
        """
        held = np.zeros((len(self.units), len(sets)), bool)
        held[sets.T, np.arange(len(sets))] = True
        goes_on = np.zeros((len(foundation.activities), len(sets)), bool)
        goes_on[self.place] = held[self.unit]
        unaided: Flags = in_scenario(foundation.lasting, "unaided")[:, None]
        return goes_on[foundation.activity] | unaided


def undecided(
    foundation: ActivityIncidence, gathering: Gathering, spans: Stretches, series: Sequence[str]
) -> Undecided:
    """What of a window somebody can still decide; `series` as `Activities.series` has it."""
    place = open_activities(foundation, gathering, spans)
    codes = foundation.activities[place]
    open_ = units(series, codes.tolist())
    size = np.array([_actors_of(unit, spans) for unit in open_], np.int64)
    return Undecided(open_, place, unit_of(open_, codes), size)


def unit_of(open_: Sequence[Unit], codes: Codes) -> Codes:
    """By activity: the place of what it is decided with.

    Parameters
    ----------
    open_
        What is decided together; every code is in one of them.
    codes
        Codes of activities, sorted.
    """
    place = np.empty(len(codes), np.int64)
    its = np.fromiter(chain.from_iterable(open_), np.int64)
    place[np.searchsorted(codes, its)] = np.repeat(np.arange(len(open_)), list(map(len, open_)))
    return place


def _actors_of(unit: Unit, spans: Stretches) -> int:
    """Distinct actors in what is decided together, the secretariat included."""
    if len(unit) == 1:
        return int(spans.size[unit[0]])
    begin, end = (np.searchsorted(spans.activity, unit, side) for side in ("left", "right"))
    begin, end = spans.offset[begin], spans.offset[end]
    return len(distinct(spans.actor[ranges(begin, end - begin)]))


def any_of(foundation: ActivityIncidence, codes: Codes) -> Flags:
    """By activity: whether it is one of these."""
    inside = np.zeros(int(foundation.activities.max(initial=-1)) + 1, bool)
    inside[codes[codes < len(inside)]] = True
    return inside[foundation.activities]


def remains(
    foundation: ActivityIncidence, goes_on: Flags, absent: Flags | None = None
) -> AfterRemoval:
    """What is left when only some activities go on, for many networks at once.

    Parameters
    ----------
    foundation
        A window's network and the activities under it.
    goes_on
        Shape (activities, networks).
    absent
        Shape (vertices, networks): vertices that a network does not have. They still count
        among the pairs that efficiency is a mean over. None by default.
    """
    alive = goes_on[foundation.activity]
    found = path_columns(foundation.incidence, foundation.vertices, alive, absent=absent)
    ties = found.adjacent_pairs
    return AfterRemoval(
        connected_pairs=found.connected_pairs,
        largest=found.largest,
        efficiency=found.efficiency,
        ties=ties_left(foundation, goes_on, absent=absent) if ties is None else ties,
    )


def ties_left(
    foundation: ActivityIncidence,
    goes_on: Flags,
    *,
    independent: bool = False,
    absent: Flags | None = None,
) -> NDArray[np.int64]:
    """Ties of which some activity goes on, by network.

    Parameters
    ----------
    foundation, goes_on, absent
        See `remains`.
    independent
        Count only what the two did without the secretariat.
    """
    total = np.zeros(goes_on.shape[1], np.int64)
    if not len(total):
        return total
    # A bit per network: a tie is the union of its activities, and a word holds 64 networks of it.
    bits = np.packbits(goes_on, axis=1, bitorder="little")
    for on in foundation.blocks():
        total += _ties_left(on, on.independent if independent else None, goes_on, bits, absent)
    return total


def _ties_left(
    on: TieRows, rows: Flags | None, goes_on: Flags, bits: NDArray[np.uint8], absent: Flags | None
) -> NDArray[np.int64]:
    """The same of some ties; of their `rows`, where not all count."""
    networks = goes_on.shape[1]
    counts = np.diff(np.append(on.begin, len(on.activity)))
    several = counts > (1 if absent is None else 0)
    alone = ~np.repeat(several, counts)
    if rows is not None:
        alone &= rows
    ties_of = np.bincount(on.activity[alone], minlength=len(goes_on))
    total: NDArray[np.int64] = np.einsum("a,an->n", ties_of, goes_on)
    for ties in _tie_blocks(several, counts, bits.shape[1]):
        row = ranges(on.begin[ties], counts[ties])
        block = bits[on.activity[row]]
        if rows is not None:
            block[~rows[row]] = 0
        held = np.bitwise_or.reduceat(block, np.cumsum(counts[ties]) - counts[ties], axis=0)
        unpacked = np.unpackbits(held, axis=1, count=networks, bitorder="little")
        if absent is not None:
            unpacked[absent[on.first[ties]]] = 0
            unpacked[absent[on.second[ties]]] = 0
        total += unpacked.sum(axis=0, dtype=np.int64)
    return total


def _tie_blocks(several: Flags, counts: Codes, width: int) -> Iterator[Codes]:
    """The ties of these, so many at a time that their bits fit into little memory."""
    ties = np.flatnonzero(several)
    per_tie = max(8 * width, width * int(counts[ties].sum()) // max(len(ties), 1))
    step = max(1, _BYTES_AT_ONCE // per_tie)
    for first in range(0, len(ties), step):
        yield ties[first : first + step]
