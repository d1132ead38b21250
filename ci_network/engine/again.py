"""Which pairs met more than once, found in memory.

To find out, each meeting of two has to be made once. Who was present comes to memory, and the
meetings of some actors with all others are made at a time: few enough for the processor's cache,
which takes a fraction of the time of any grouping of all meetings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ci_network.engine.frames import ROWS_AT_ONCE, Columns, Engine, Frame, different, in_parts
from ci_network.engine.room import sizes
from ci_network.engine.stretches import Stretches
from ci_network.graphs.sorted_codes import (
    Codes,
    changes,
    numbered,
    ranges,
    run_starts,
    stable_order,
)
from ci_network.memory import memory_kept
from ci_network.network.partnerships import pairs_in

_OF_PRESENCE = 60
"""Bytes for each presence while its meetings are made."""

_SHARE = 0.5
"""Of an engine's memory that presences may take from its tables."""

_AT_ONCE = 1 << 18
"""Meetings of two that are made at once."""

_MIXING = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ divided by the golden ratio: the first bits of a product with it depend on all bits."""


def met_again(engine: Engine, cut: Stretches, actors: int, max_size: int | None) -> Frame:
    """All meetings of the pairs that met more than once.

    Parameters
    ----------
    engine
        Holds the tables.
    cut
        The stretches.
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
    spans, presences = cut.spans, cut.presences.select("stretch", "actor", "latest_start")
    if max_size is not None:
        spans = spans.filter(nw.col("size") <= max_size)
        presences = presences.join(spans.select("stretch"), on="stretch", how="semi")
    with memory_kept():
        tables = [engine.table(some) for some in _many_at_once(_found(engine, presences, actors))]
    engine.fill(engine.memory)
    again = nw.concat(tables, how="vertical").join(spans, on="stretch", how="inner")
    held = engine.hold(again)
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
            yield _together(parts)
            parts, rows = [], 0
    if parts:
        yield _together(parts)


def _together(parts: Sequence[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _found(engine: Engine, presences: Frame, actors: int) -> Iterator[Columns]:
    """`pair`, `stretch` and `latest_start` of these meetings, some at a time."""
    room = int(_SHARE * engine.memory)
    most = max(room // _OF_PRESENCE, 1)
    rank, rows = _ranked(engine, presences, actors)
    if rows > most:
        # Of some actors at a time, each with all who were where it was.
        rows += pairs_in(sizes(engine, presences.select(nw.col("stretch").alias("activity"))))
    engine.fill(engine.memory - min(rows * _OF_PRESENCE, room))
    parts = max(-(-rows // most), 1)
    for part in range(parts):
        its = presences
        if parts > 1:
            where = different(presences.filter(nw.col("actor") % parts == part), "stretch")
            its = presences.join(where, on="stretch", how="semi")
        yield from _of_part(in_parts(engine, its, "stretch"), rank, parts, part)


def _ranked(engine: Engine, presences: Frame, actors: int) -> tuple[NDArray[np.int32], int]:
    """Actors in the order in which they come first of two, by code, and how many presences.

    Who is present most often comes last, and so has fewer meetings as the first of the two.
    """
    found = engine.fetch(presences.group_by("actor").agg(nw.len().alias("times")))
    often = np.zeros(actors, np.int64)
    often[found["actor"]] = found["times"]
    rank = np.empty(actors, np.int32)
    rank[np.argsort(often)] = np.arange(actors)
    return rank, int(often.sum())


def _of_part(
    fetched: Iterator[Columns], rank: NDArray[np.int32], parts: int, part: int
) -> Iterator[Columns]:
    """The meetings of which the first is one of some actors, one in so many."""
    actors, by_rank = len(rank), np.argsort(rank)
    stretch, actor, latest, later = _together(
        [_by_stretch(rows, rank) for rows in fetched]
    ).values()
    later[by_rank[actor] % parts != part] = 0
    many = np.cumsum(np.bincount(actor, later, actors))
    bounds = [0, *run_starts((many - 1) // _AT_ONCE)[1:].tolist(), actors]
    by_actor = stable_order(actor)
    for low, high in pairwise(np.searchsorted(actor[by_actor], bounds).tolist()):
        place = by_actor[low:high]
        left, right = np.repeat(place, later[place]), ranges(place + 1, later[place])
        again = _there_again(actor[left].astype(np.int64) * actors + actor[right])
        left, right = left[again], right[again]
        one, other = by_rank[actor[left]], by_rank[actor[right]]
        yield {
            "pair": np.minimum(one, other) * actors + np.maximum(one, other),
            "stretch": stretch[left],
            "latest_start": np.maximum(latest[left], latest[right]),
        }


def _by_stretch(rows: Columns, rank: NDArray[np.int32]) -> Columns:
    """By stretch and rank of the actor, and how many come `later` in the same stretch."""
    stretch, actor = numbered(rows["stretch"])[1], rank[rows["actor"]]
    order = np.argsort(stretch * len(rank) + actor)
    begin = run_starts(stretch[order])
    many = np.diff(begin, append=len(order))
    later = np.repeat(begin + many - 1, many) - np.arange(len(order))
    return {
        "stretch": rows["stretch"][order],
        "actor": actor[order],
        "latest_start": rows["latest_start"][order],
        "later": later.astype(np.int32),
    }


def _there_again(codes: Codes) -> Codes:
    """Places of the codes that are there more than once."""
    bits = len(codes).bit_length() + 2
    mixed = (codes.view(np.uint64) * _MIXING >> np.uint64(64 - bits)).view(np.int64)
    # Most codes have a place of their own in such a table; the others are sorted.
    maybe = np.flatnonzero(np.bincount(mixed)[mixed] > 1)
    order = maybe[np.argsort(codes[maybe])]
    new = changes(codes[order])
    several: Codes = order[~(new & np.append(new[1:], np.ones(1, bool)))]
    return several
