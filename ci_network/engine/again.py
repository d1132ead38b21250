"""Which pairs met more than once, found in memory.

To find out, each meeting of two has to be made once. Who was present comes to memory, and the
meetings of some actors with all others are made at a time: few enough for the processor's cache,
which takes a fraction of the time of any grouping of all meetings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ci_network.engine.frames import (
    ROWS_AT_ONCE,
    Columns,
    Engine,
    Frame,
    room_beside_tables,
    together,
)
from ci_network.engine.presences import Presences
from ci_network.engine.stretches import Stretches
from ci_network.graphs.sorted_codes import (
    Codes,
    changes,
    distinct,
    ranges,
    run_starts,
    stable_order,
)
from ci_network.graphs.threads import in_threads
from ci_network.memory import memory_kept
from ci_network.network.partnerships import pairs_in

_OF_PRESENCE = 36
"""Bytes for each presence while its meetings are made."""

_AT_ONCE = 1 << 18
"""Meetings of two that are made at once."""

_SORTED_AT_ONCE = 1 << 23
"""Presences, roughly, that are put in the order of their actors at once."""

_NARROW_AT_ONCE = 1 << 24
"""Presences of which one column is looked at at once."""

_ORDERED_AT_ONCE = 1 << 22
"""Presences that are put in the order of their stretches at once."""

_MIXING = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ divided by the golden ratio: the first bits of a product with it depend on all bits."""


def met_again(engine: Engine, cut: Stretches, actors: int, max_size: int | None) -> Frame:
    """All meetings of the pairs that met more than once.

    Parameters
    ----------
    engine
        Holds the tables.
    cut
        The stretches, and the presences in them.
    actors
        How many there are.
    max_size
        Activities with more actors make no ties.

    Returns
    -------
    Frame
        By pair and stretch: `pair` (first times `actors` plus second), `latest_start`, and the
        columns of the stretches.
    """
    spans, presences = cut.spans, cut.presences
    making = np.arange(len(presences.stretch))
    if max_size is not None:
        spans = spans.filter(nw.col("size") <= max_size)
        making = np.sort(presences.places(engine.fetch(spans.select("stretch"))["stretch"]))
    found = _found(engine, presences, making, actors)
    with memory_kept():
        tables = [engine.table(some) for some in _many_at_once(found)]
    meetings = engine.join(nw.concat(tables, how="vertical"), spans, "stretch")
    # In the order of their days an engine finds those of a window without looking through all.
    held = engine.hold(meetings.sort("start"))
    for table in tables:
        engine.drop(table)
    return held


def _many_at_once(found: Iterator[Columns]) -> Iterator[Columns]:
    """The same rows in fewer parts; one where there are none."""
    parts: list[Columns] = []
    rows = 0
    for each in found:
        parts.append(each)
        rows += len(each["pair"])
        if rows >= ROWS_AT_ONCE:
            yield together(parts)
            parts, rows = [], 0
    if parts:
        yield together(parts)


def _found(engine: Engine, presences: Presences, making: Codes, actors: int) -> Iterator[Columns]:
    """`pair`, `stretch` and `latest_start` of these meetings, some at a time.

    `making` are the places of the stretches that make ties.
    """
    most = max(engine.memory // (2 * _OF_PRESENCE), 1)
    many = presences.many[making]
    rows = int(many.sum())
    if rows > most:
        # Of some actors at a time, each with all who were where it was.
        rows += pairs_in(many)
    parts = max(-(-rows // most), 1)
    often = _often(presences, making, actors)
    with room_beside_tables(engine, presences.size + rows * _OF_PRESENCE):
        for part in range(parts):
            its = making if parts == 1 else _with_some(presences, making, parts, part)
            yield from _of_part(presences, its, often, parts, part)


def _often(presences: Presences, making: Codes, actors: int) -> Codes:
    """How often each actor is present, by code."""
    often = np.zeros(actors, np.int64)
    for places in presences.some_at_a_time(making, _NARROW_AT_ONCE):
        often += np.bincount(presences.columns["actor"][presences.of(places)], minlength=actors)
    return often


def _with_some(presences: Presences, making: Codes, parts: int, part: int) -> Codes:
    """Those of the stretches in which one of some actors is, one in so many."""
    found = []
    for places in presences.some_at_a_time(making, _NARROW_AT_ONCE):
        inside = presences.columns["actor"][presences.of(places)] % parts == part
        found.append(distinct(np.repeat(places, presences.many[places])[inside]))
    return np.concatenate(found)


def _of_part(
    presences: Presences, making: Codes, often: Codes, parts: int, part: int
) -> Iterator[Columns]:
    """The meetings of which the first is one of some actors, one in so many.

    Who is present most often comes last, and so has fewer meetings as the first of the two.
    """
    actors, by_rank = len(often), np.argsort(often)
    rank = np.empty(actors, np.int32)
    rank[by_rank] = np.arange(actors)
    many, ordered = np.zeros(actors, np.int64), []
    pieces = presences.some_at_a_time(making, _ORDERED_AT_ONCE)
    for its in in_threads(partial(_by_rank, presences, rank), pieces):
        if parts > 1:
            its["later"][by_rank[its["actor"]] % parts != part] = 0
        # Of narrower numbers numpy adds one by one, which takes seven times as long.
        np.add.at(many, its["actor"].astype(np.int64), its["later"].astype(np.int64))
        ordered.append(its)
    # Column by column, each of which is then there once.
    stretch, actor, latest_start, later = (
        np.concatenate([each.pop(name) for each in ordered]) for name in list(ordered[0])
    )
    bounds = np.append(run_starts((np.cumsum(many) - 1) // _AT_ONCE), actors)
    before = np.cumsum(often[by_rank])[bounds[1:] - 1]
    cuts = np.append(run_starts(before // _SORTED_AT_ONCE), len(before))
    there = _Presences(stretch, actor, latest_start, later, by_rank)
    its_bounds = [bounds[begin : until + 1] for begin, until in pairwise(cuts.tolist())]
    yield from in_threads(there.met_again, its_bounds)


class _Presences(NamedTuple):
    """By stretch and rank of the actor; `later` says how many come after it in its stretch."""

    stretch: NDArray[Any]
    actor: NDArray[Any]
    latest_start: NDArray[Any]
    later: NDArray[Any]
    by_rank: Codes

    def met_again(self, bounds: Codes) -> Columns:
        """The meetings of which the first has a rank from each of these on up to the next one."""
        inside = np.flatnonzero((bounds[0] <= self.actor) & (self.actor < bounds[-1]))
        by_actor = inside[stable_order(self.actor[inside] - bounds[0])]
        cuts = np.searchsorted(self.actor[by_actor], bounds)
        return together([self._meetings(by_actor[low:high]) for low, high in pairwise(cuts)])

    def _meetings(self, first: Codes) -> Columns:
        """Those of some presences with later ones, of the pairs that meet again."""
        actor, by_rank, later = self.actor, self.by_rank, self.later[first]
        left, right = np.repeat(first, later), ranges(first + 1, later)
        again = _there_again(actor[left].astype(np.int64) * len(by_rank) + actor[right])
        left, right = left[again], right[again]
        one, other = by_rank[actor[left]], by_rank[actor[right]]
        return {
            "pair": np.minimum(one, other) * len(by_rank) + np.maximum(one, other),
            "stretch": self.stretch[left].astype(np.int64),
            "latest_start": np.maximum(self.latest_start[left], self.latest_start[right]),
        }


def _by_rank(presences: Presences, rank: NDArray[np.int32], places: Codes) -> Columns:
    """Of some stretches: by stretch and rank, and how many come `later` in the same stretch."""
    where, many = presences.of(places), presences.many[places]
    actor = rank[presences.columns["actor"][where]]
    order = np.argsort(np.repeat(np.arange(len(places)) * len(rank), many) + actor)
    later = np.repeat(np.cumsum(many) - 1, many) - np.arange(len(order))
    narrow = np.int32 if int(presences.stretch[-1:].max(initial=0)) < 1 << 31 else np.int64
    return {
        "stretch": np.repeat(presences.stretch[places].astype(narrow), many),
        "actor": actor[order],
        "latest_start": presences.columns["latest_start"][where][order],
        "later": later.astype(np.int32),
    }


def _there_again(codes: Codes) -> Codes:
    """Places of the codes that are there more than once."""
    mixed = _mixed(codes, len(codes).bit_length() + 2)
    # Most codes have a place of their own in such a table; the others are sorted.
    maybe = np.flatnonzero(np.bincount(mixed)[mixed] > 1)
    order = maybe[np.argsort(codes[maybe])]
    new = changes(codes[order])
    several: Codes = order[~(new & np.append(new[1:], np.ones(1, bool)))]
    return several


def _mixed(codes: Codes, bits: int) -> Codes:
    """So many bits that depend on all bits of a code."""
    return (codes.view(np.uint64) * _MIXING >> np.uint64(64 - bits)).view(np.int64)
