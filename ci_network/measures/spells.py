"""When were two actors in the same activity, and what did the secretariat do?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.network.partnerships import Meetings, Stretches
from ci_network.record.alliance import Days


class Spells(NamedTuple):
    """Stretches of time that pairs spent in one activity, sorted by pair, activity and time.

    Attributes
    ----------
    first, second
        Codes of the two actors.
    activity
        Code of the activity.
    start, end
        First and last day.
    involvement
        Of the secretariat, the same throughout: place in `INVOLVEMENTS`.
    with_secretariat
        Whether one of the two is secretariat on some day of it.
    """

    first: Codes
    second: Codes
    activity: Codes
    start: Days
    end: Days
    involvement: NDArray[np.int8]
    with_secretariat: Flags


def spells(meetings: Meetings, spans: Stretches) -> Spells:
    """Join the meetings of a pair that follow each other day by day with one involvement.

    Parameters
    ----------
    meetings, spans
        Meetings and stretches of the alliance.
    """
    first, second = meetings.first[meetings.pair], meetings.second[meetings.pair]
    size = int(spans.actor.max(initial=0)) + 1
    presence = spans.present * size + spans.actor
    own = spans.secretariat[np.searchsorted(presence, meetings.stretch * size + first)]
    own = own | spans.secretariat[np.searchsorted(presence, meetings.stretch * size + second)]
    start, end = spans.start[meetings.stretch], spans.end[meetings.stretch]
    involvement = spans.involvement[meetings.stretch]
    begin, until = joined(meetings.shared, involvement, start, end)
    return Spells(
        first=first[begin],
        second=second[begin],
        activity=spans.activity[meetings.stretch[begin]],
        start=start[begin],
        end=end[until],
        involvement=involvement[begin],
        with_secretariat=np.logical_or.reduceat(own, begin) if len(begin) else own,
    )


def joined(
    shared: Codes, involvement: NDArray[np.int8], start: Days, end: Days
) -> tuple[Codes, Codes]:
    """Where days that follow each other with one involvement begin, and the last of each.

    Parameters
    ----------
    shared
        Code of a pair in one activity, not decreasing; within it by time.
    involvement, start, end
        Of the secretariat, first and last day.
    """
    goes_on = np.zeros(len(shared), bool)
    goes_on[1:] = (
        (shared[1:] == shared[:-1])
        & (involvement[1:] == involvement[:-1])
        & (start[1:] == end[:-1] + 1)
    )
    begin = np.flatnonzero(~goes_on)
    return begin, np.append(begin[1:], len(shared))[: len(begin)] - 1
