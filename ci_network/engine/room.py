"""How much disk and memory an engine needs, told and checked before it begins."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Engine, Frame
from ci_network.errors import UsageError
from ci_network.graphs.sorted_codes import Codes
from ci_network.inference.sensitivity import UP_TO
from ci_network.network.partnerships import making_ties, pairs_in
from ci_network.network.windows import Gathered
from ci_network.record.alliance import Alliance

_OF_PARTICIPATION, _OF_MEETING = 150, 30
"""Bytes that tables fill for each: measured on records whose activities have five and thirty."""

_OF_RECORD = 600
"""Bytes for each participation of a record in memory while it is looked at, one tie in ten million
at a time."""

_OF_HELD = 250
"""Bytes for each participation of a record that has been read."""

_OF_COMPARED = 700
"""Bytes for each participation while the whole period is compared with draws, without these."""

_OF_DRAW = 8
"""Bytes for each activity of a window and draw of the null: who ends in it, and what goes on."""

_SHARE_OF_MEMORY = 0.4
"""Of the machine's memory that is used where nothing else is said."""


class Room(NamedTuple):
    """Disk that an engine needs, in bytes.

    Attributes
    ----------
    place
        Folder of its scratch.
    needed
        What its tables fill beyond its memory, roughly.
    free
        What is free there.
    """

    place: Path
    needed: int
    free: int


def check_room(
    engine: Engine, sizes: Codes, max_size: int | None, tell: Callable[[Room], None]
) -> None:
    """Tell what disk is needed, where memory is not enough.

    Parameters
    ----------
    engine
        Holds the tables.
    sizes
        Rows of each activity.
    max_size
        Activities with more actors make no ties.
    tell
        Told what is needed.

    Raises
    ------
    UsageError
        When less is free.
    """
    if engine.scratch is None:
        return
    making = sizes if max_size is None else sizes[sizes <= max_size]
    filled = _OF_PARTICIPATION * int(sizes.sum()) + _OF_MEETING * pairs_in(making)
    # The rest of the memory is for what is worked on, and for the network of a window.
    needed = filled - engine.memory // 4
    if needed <= 0:
        return
    room = Room(engine.scratch.parent, needed, shutil.disk_usage(engine.scratch.parent).free)
    if room.free < needed:
        raise UsageError(
            "The engine needs about {needed} GB of disk in {place}, and {free} GB are free; name a "
            "folder on a larger disk by TMPDIR, or give it more memory by --memory.",
            needed=gigabytes(needed),
            place=room.place,
            free=gigabytes(room.free),
        )
    tell(room)


def check_memory(engine: Engine, sizes: Codes, wanted: str) -> None:
    """Refuse a record that memory does not hold.

    Parameters
    ----------
    engine, sizes
        As for `check_room`.
    wanted
        What needs the record, as it was asked for.

    Raises
    ------
    UsageError
        When it is larger.
    """
    needed = _OF_RECORD * int(sizes.sum())
    if needed > engine.memory:
        raise UsageError(
            "{wanted} needs the whole record in memory, which is about {needed} GB for "
            "{participations} participations, and {there} GB are there. Leave out {wanted}, or "
            "give it more by --memory.",
            wanted=wanted,
            needed=gigabytes(needed),
            participations=int(sizes.sum()),
            there=gigabytes(engine.memory),
        )


def check_ties(drawn: Gathered) -> None:
    """Refuse comparisons of a record whose ties memory does not hold, where some need all of them.

    Parameters
    ----------
    drawn
        The record in windows; its figures under other choices are told of few actors alone.

    Raises
    ------
    UsageError
        When it has few.
    """
    actors = len(drawn.alliance.actors)
    if actors <= UP_TO:
        sizes = np.diff(drawn.spans.offset)[making_ties(drawn.spans, drawn.max_size)]
        raise UsageError(
            "--inference needs all ties of a record of {actors} actors in memory, and {total} "
            "meetings of two are too many for that (the largest activity has {largest} actors). "
            "Leave out --inference, or large activities with --max-size, such as --max-size 60.",
            actors=actors,
            total=pairs_in(sizes),
            largest=int(sizes.max()),
        )


def check_draws(drawn: Gathered, replicates: int, memory: int | None) -> None:
    """Refuse draws that memory does not hold beside the record.

    Parameters
    ----------
    drawn
        The record in windows.
    replicates
        Draws for each window.
    memory
        Bytes that there are; the usual ones by default.

    Raises
    ------
    UsageError
        When they take more.
    """
    there = memory or usual_memory()
    draws = _OF_DRAW * replicates * len(drawn.whole.activities)
    needed = draws + _OF_COMPARED * drawn.alliance.rows
    if needed > there:
        raise UsageError(
            "--null needs about {needed} GB of memory, {draws} GB of it for {replicates} draws of "
            "the whole period, and {there} GB are there. Ask for fewer draws, or give it more by "
            "--memory.",
            needed=gigabytes(needed),
            draws=gigabytes(draws),
            replicates=replicates,
            there=gigabytes(there),
        )


def by_activity(rows: Frame) -> Frame:
    """Every `activity` of these rows, and its `size`: how many there are."""
    return rows.group_by("activity").agg(nw.len().alias("size"))


def sizes(engine: Engine, activities: Frame) -> Codes:
    """The sizes of activities alone."""
    found = engine.fetch(activities.group_by("size").agg(nw.len().alias("times")))
    return np.repeat(found["size"].astype(np.int64), found["times"].astype(np.int64))


def sizes_of(alliance: Alliance) -> Codes:
    """The same of a record in memory."""
    return np.bincount(alliance.participations.activity, minlength=1)


def beside_record(rows: int, memory: int | None) -> int:
    """Bytes that an engine may fill beside a record of so many rows that is in memory already."""
    whole = memory or usual_memory()
    return max(whole - _OF_HELD * rows, whole // 4)


def usual_memory() -> int:
    """Bytes of memory that are used where nothing else is said."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        whole = 8 << 30
    return int(whole * _SHARE_OF_MEMORY)


def gigabytes(size: int) -> str:
    """A size as it is told.

    Examples
    --------
    >>> gigabytes(27_400_000), gigabytes(1_500_000_000), gigabytes(25_300_000_000)
    ('0.027', '1.5', '25')
    """
    many = size / 1e9
    return f"{many:.{3 if many < 0.1 else 1 if many < 10 else 0}f}"
