"""The stretches of the whole record in memory, for what is told of all of it: how pairs began, and
how long ties, activities and partners last.

Who was in them comes to memory some units at a time. A pair that met once is a count of the
stretch in which it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.engine.frames import Engine, Frame, in_parts, room_beside_tables
from ci_network.engine.repeat_pairs import Drawn
from ci_network.graphs.sorted_codes import Codes, Flags, numbered, order_by, stable_order
from ci_network.measures.lives_counted import Once
from ci_network.measures.survival import CLASSES, Stays
from ci_network.network.partnerships import INVOLVEMENT_OF_STANDING

FETCHED_AT_ONCE = 1 << 23
"""Rows of two numbers that come to memory at once."""

_OF_ROW, _OF_STRETCH = 60, 80
"""Bytes for each of these, and for each stretch."""

_IN_CACHE = 1 << 18
"""Rows that are looked at at once: what is made of them fits into the processor's cache."""

_UNITS_UP_TO = 1 << 34
"""Codes of units that can be sorted with their days, as one number."""

_SPREAD_UP_TO = 8
"""Times as many codes of stretches as stretches up to which each has a place in a list."""

_BITS, _BITS_OF_CLASS = dates.END.bit_length(), (CLASSES - 1).bit_length()
"""Of a day and an involvement, in one number."""


@dataclass(frozen=True)
class WholeRecord:
    """Stretches in the order of their days: by first day, involvement and code, the undated last.

    Attributes
    ----------
    stretch, activity
        Codes.
    seen
        First day, last day, and what the secretariat did, in one number: see `unpacked`.
    dated
        How many have a date.
    places
        Tells the places of some codes of stretches.
    actor, place
        By presence: who is there, and the place of the stretch.
    partner
        By actor: whether it was never the secretariat.
    partners, met, met_once
        Partners in it; where it makes ties, pairs of them, and those that met nowhere else.
    activities
        One more than the largest code of an activity.
    some_cut
        Whether any activity has more than one.
    """

    stretch: Codes
    activity: Codes
    seen: Codes
    dated: int
    places: Callable[[Codes], Codes]
    actor: Codes
    place: Codes
    partner: Flags
    partners: Codes
    met: Codes
    met_once: Codes
    activities: int
    some_cut: bool

    def of_partners(self, activity: int | None = None) -> Iterator[Stays]:
        """Of all partners, or those that were in an activity."""
        chosen = self.partner
        if activity is not None:
            there = np.zeros_like(chosen)
            there[self.actor[(self.activity == activity)[self.place]]] = True
            chosen = chosen & there
        parts = min(max(-(-len(self.actor) // FETCHED_AT_ONCE), 1), 255)
        # In single bytes, as there are many.
        part_of = self.actor.astype(np.uint8) % np.uint8(parts)
        part_of[~chosen[self.actor]] = parts
        for part in range(parts):
            its = np.flatnonzero(part_of == part)
            yield from self.stays(self.actor[its], self.place[its])

    def stays(self, unit: Codes, place: Codes) -> Iterator[Stays]:
        """Of units, with the places of all their stretches: by unit, activity and time, some at a
        time."""
        dated = place < self.dated
        if int(unit.max(initial=0)) >= _UNITS_UP_TO:
            unit = numbered(unit)[1]
        bits = len(self.stretch).bit_length()
        ordered = np.sort(unit[dated].astype(np.int64) << bits | place[dated])
        begin = np.searchsorted(ordered, ordered[::_IN_CACHE] >> bits << bits)
        for low, high in pairwise([*np.unique(begin).tolist(), len(ordered)]):
            block = ordered[low:high]
            yield self._stays(block >> bits, block & ((1 << bits) - 1))

    def _stays(self, unit: Codes, place: Codes) -> Stays:
        activity = self.activity[place]
        if self.some_cut:
            order = order_by([activity, unit])
            unit, place, activity = unit[order], place[order], activity[order]
        return Stays(unit, activity, *unpacked(self.seen[place]))

    def once(self, times: Codes) -> Iterator[Once]:
        """So many units that were seen in each stretch, and nowhere else."""
        place = np.flatnonzero(times[: self.dated])
        for low in range(0, len(place), _IN_CACHE):
            its = place[low : low + _IN_CACHE]
            stays = Stays(np.zeros_like(its), self.activity[its], *unpacked(self.seen[its]))
            yield Once(stays, times[its])

    def days(self, times: Codes) -> NDArray[Any]:
        """By activity: days of its stretches, of each so many times."""
        start, end, _ = unpacked(self.seen[: self.dated])
        long = (end - start + 1) * times[: self.dated]
        return np.bincount(self.activity[: self.dated], long, self.activities)


@contextmanager
def stretches_in_memory(engine: Engine, drawn: Drawn) -> Iterator[WholeRecord]:
    """Bring the stretches to memory; tables give way to them meanwhile.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables, and who was present.
    """
    presences = drawn.cut.presences
    own = _OF_STRETCH * len(presences.stretch) + _OF_ROW * FETCHED_AT_ONCE
    with room_beside_tables(engine, 2 * presences.size + own):
        yield _brought(engine, drawn)


def _brought(engine: Engine, drawn: Drawn) -> WholeRecord:
    presences = drawn.cut.presences
    rows = engine.fetch(
        drawn.cut.spans.select("stretch", "activity", "start", "end", "size", "standing")
    )
    involvement = INVOLVEMENT_OF_STANDING[rows["standing"].astype(np.int8)]
    undated = rows["end"] == dates.END
    day = np.where(undated, dates.END, rows["start"]).astype(np.int64)
    # Ranks and days as one number: sorting places of them takes twice as long.
    bits = len(day).bit_length()
    rank = _finder(presences.stretch)(rows["stretch"])
    ordered = np.sort((day * CLASSES + involvement) << bits | rank)
    stretch = presences.stretch[ordered & ((1 << bits) - 1)]
    order, places = _finder(rows["stretch"])(stretch), _finder(stretch)

    again = np.zeros(len(stretch), np.int64)
    meetings = pairs_again(drawn).select("stretch")
    for its in in_parts(engine, meetings, "stretch", FETCHED_AT_ONCE):
        again += np.bincount(places(its["stretch"]), minlength=len(again))
    in_turn = stable_order(presences.begin)
    partners = np.zeros(len(stretch), np.int64)
    partners[places(presences.stretch)] = presences.counted(drawn.partner)
    makes_ties = True if drawn.max_size is None else rows["size"][order] <= drawn.max_size
    met = partners * (partners - 1) // 2 * makes_ties
    packed = (rows["start"].astype(np.int64) << _BITS | rows["end"]) << _BITS_OF_CLASS | involvement
    return WholeRecord(
        stretch=stretch,
        activity=rows["activity"][order].astype(np.int32),
        seen=packed[order],
        dated=len(order) - int(undated.sum()),
        places=places,
        actor=presences.columns["actor"],
        place=np.repeat(places(presences.stretch[in_turn]), presences.many[in_turn]),
        partner=drawn.partner,
        partners=partners,
        met=met,
        met_once=met - again,
        activities=len(drawn.cut.partner_led),
        some_cut=drawn.cut.some_cut,
    )


def unpacked(seen: Codes) -> tuple[Codes, Codes, NDArray[np.int8]]:
    """First and last day, and the involvement, of what was packed to be looked up at once."""
    days, involvement = seen >> _BITS_OF_CLASS, seen & (CLASSES - 1)
    return days >> _BITS, days & ((1 << _BITS) - 1), involvement.astype(np.int8)


def pairs_again(drawn: Drawn) -> Frame:
    """The meetings of the pairs that met again of which neither was ever the secretariat."""
    secretariats = np.flatnonzero(~drawn.partner).tolist()
    if not secretariats:
        return drawn.again
    first, second = nw.col("pair") // drawn.actors, nw.col("pair") % drawn.actors
    return drawn.again.filter(~(first.is_in(secretariats) | second.is_in(secretariats)))


def _finder(stretch: Codes) -> Callable[[Codes], Codes]:
    """Of codes: what tells the places of some of them."""
    highest = int(stretch.max(initial=-1))
    if highest < _SPREAD_UP_TO * len(stretch):
        place = np.zeros(highest + 1, np.int32)
        place[stretch] = np.arange(len(stretch), dtype=np.int32)
        return place.__getitem__
    by_code = np.argsort(stretch)
    return lambda some: by_code[np.searchsorted(stretch, some, sorter=by_code)]
