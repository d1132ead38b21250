"""The network of one window in memory, as every measure wants it.

Paths need to know who is tied to whom. Where a window has no more meetings of two than memory
holds, its network is made of its presences by the code that makes all networks, and the measures
of paths are those of memory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ci_network.dates import Window
from ci_network.engine.frames import Engine, most_beside_tables
from ci_network.engine.window_presences import WindowPresences, dense
from ci_network.graphs.sorted_codes import Codes, changes, distinct, run_starts
from ci_network.network import partnerships
from ci_network.network.networks import Gathering, Network, whole_gathering, with_ties
from ci_network.network.partnerships import (
    INVOLVEMENT_OF_STANDING,
    MeetingsInBlocks,
    Stretches,
    all_meetings,
    meetings_in,
)
from ci_network.record.alliance import NOT_KNOWN, Actors

_OF_MEETING = 300
"""Bytes for each meeting of two while its network is made and its paths are looked for."""


class GatheredWindow(NamedTuple):
    """Who came together in a window, with what that was made of.

    Attributes
    ----------
    gathering, meetings, spans
        Of the activities of the window, which are numbered from 0 on.
    activities
        By these numbers: codes of the activities in the record.
    """

    gathering: Gathering
    meetings: MeetingsInBlocks
    spans: Stretches
    activities: Codes


def gathered_window(
    there: WindowPresences,
    actors: Actors,
    window: Window,
    max_size: int | None,
    continues: Codes | None = None,
) -> GatheredWindow:
    """Who came together in a window.

    Parameters
    ----------
    there
        Who is there.
    actors
        The actors of the record.
    window
        The window.
    max_size
        Activities with more actors make no ties.
    continues
        By code of activity in the record: what is said of its future, where that is wanted.
    """
    activities = distinct(there.rows["activity"].astype(np.int64))
    spans = _stretches(there)
    if continues is not None:
        spans = replace(spans, continues=continues[activities])
    return GatheredWindow(
        whole_gathering(actors, spans, window, max_size),
        MeetingsInBlocks(spans, len(actors), max_size),
        spans,
        activities,
    )


def window_network(
    there: WindowPresences, actors: Actors, window: Window, max_size: int | None, engine: Engine
) -> Network | None:
    """The network of a window; None where it has more meetings than memory holds.

    Parameters
    ----------
    there, actors, window, max_size
        As for `gathered_window`.
    engine
        Whose tables make room for it; ten million meetings are held in any case.
    """
    gathering, _, spans, _ = gathered_window(there, actors, window, max_size)
    most = max(partnerships.MOST_MEETINGS, most_beside_tables(engine) // _OF_MEETING)
    needed = meetings_in(spans, max_size)
    if needed > most:
        return None
    # A power of two, so that tables are told seldom that they must give way.
    room = 1 << (_OF_MEETING * needed).bit_length()
    engine.fill(engine.memory - min(room, most_beside_tables(engine)))
    return with_ties(gathering, spans, all_meetings(spans, len(actors), max_size, most=most))


def _stretches(there: WindowPresences) -> Stretches:
    """The stretches of a window, of which it does not matter when in it they were."""
    rows = there.rows
    activity, actor = rows["activity"].astype(np.int64), rows["actor"].astype(np.int64)
    nth = dense(rows["stretch"] - activity)
    place = activity * (int(nth.max(initial=0)) + 1) + nth
    order = np.argsort(place * (int(actor.max(initial=0)) + 1) + actor)
    activity = dense(activity[order])
    stretch = rows["stretch"][order].astype(np.int64)
    begin = np.flatnonzero(changes(activity) | changes(stretch))
    first = run_starts(activity)
    standing = rows["standing"][order][begin].astype(np.int8)
    day = np.zeros(len(begin), np.int64)
    return Stretches(
        activity=activity[begin],
        start=day,
        end=day,
        involvement=INVOLVEMENT_OF_STANDING[standing],
        standing=standing,
        lasting=rows["lasting"][order][begin].astype(np.int8),
        offset=np.append(begin, len(order)),
        actor=actor[order],
        lead=rows["lead"][order].astype(bool),
        secretariat=rows["secretariat"][order].astype(bool),
        latest_start=np.zeros(len(order), np.int64),
        partner_led=np.zeros(len(first), bool),
        continues=np.full(len(first), NOT_KNOWN),
        size=rows["size"][order][first].astype(np.int64),
    )
