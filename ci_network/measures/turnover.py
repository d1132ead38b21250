"""What lasts from one window to the next?"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.measures.evidence import evidence
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Gathering, Network, tied
from ci_network.network.partnerships import Meetings, Stretches, Together


class Turnover(NamedTuple):
    """Change since the window before. NaN in the first one and after one without activity.

    Attributes
    ----------
    persistence
        Ties of the window before that are still there over all of them, 0 to 1.
    formed, dissolved
        Ties that are new, and ties that are gone.
    jaccard
        Ties in both over ties in either, 0 to 1. NaN where neither has any.
    actors_joined, actors_left
        Partners on this roster and not on the one before, and the reverse.
    """

    persistence: float
    formed: float
    dissolved: float
    jaccard: float
    actors_joined: float
    actors_left: float


UNKNOWN = Turnover(*[math.nan] * 6)


def turnover(before: Network | None, now: Network) -> Turnover:
    """Change between two windows that follow one another.

    Parameters
    ----------
    before
        The window before; None for the first.
    now
        The window.
    """
    if before is None or not len(before.activities):
        return UNKNOWN
    tied = np.zeros(int(before.ties.pair.max(initial=-1)) + 1, bool)
    tied[before.ties.pair] = True
    again = now.ties.pair[now.ties.pair < len(tied)]
    return changed(
        kept=int(tied[again].sum()),
        before=len(before.ties),
        now=len(now.ties),
        joined=len(np.setdiff1d(now.roster, before.roster, assume_unique=True)),
        left=len(np.setdiff1d(before.roster, now.roster, assume_unique=True)),
    )


def changed(*, kept: int, before: int, now: int, joined: int, left: int) -> Turnover:
    """The same of ties that were counted already: those in both windows, and in each."""
    formed, dissolved = now - kept, before - kept
    return Turnover(
        persistence=ratio(kept, before),
        formed=formed,
        dissolved=dissolved,
        jaccard=ratio(kept, kept + formed + dissolved),
        actors_joined=joined,
        actors_left=left,
    )


class Lasting(NamedTuple):
    """What the ties rest on that last from one window to the next.

    Attributes
    ----------
    ties
        Ties that are in both windows.
    same_activity
        Those of them that rest on one and the same activity in both: the activity of which there
        are most. An activity that spans both windows makes ties last by itself.
    activity
        Code of that activity; -1 where there is none.
    """

    ties: int
    same_activity: int
    activity: int


def lasting(
    before: Gathering | None, now: Gathering, meetings: Together, spans: Stretches
) -> Lasting | None:
    """Count the ties that last, and those among them that one activity carries over.

    Parameters
    ----------
    before
        The window before; None for the first.
    now
        The window.
    meetings, spans
        Meetings and stretches of the alliance.

    Returns
    -------
    Lasting or None
        None where the window before is missing or has no tie.
    """
    if before is None:
        return None
    inside = spans.marked(before.stretches) | spans.marked(now.stretches)
    at_first, both = 0, 0
    by_activity = np.zeros(int(spans.activity.max(initial=-1)) + 1, np.int64)
    for block in meetings.blocks(inside):
        earlier, later = (tied(each, spans, block) for each in (before, now))
        at_first += len(earlier.ties)
        both += len(np.intersect1d(earlier.ties.pair, later.ties.pair, assume_unique=True))
        by_activity += _carried(earlier, later, block, spans)
    if not at_first:
        return None
    most = int(by_activity.argmax())
    return Lasting(both, int(by_activity[most]), most if by_activity[most] else -1)


def _carried(before: Network, now: Network, meetings: Meetings, spans: Stretches) -> Codes:
    """By activity: ties of both windows that rest on it in both."""
    many = int(spans.activity.max(initial=-1)) + 1
    rows = []
    for network in (before, now):
        found = evidence(network, meetings, spans)
        rows.append(distinct(network.ties.pair[found.tie] * many + found.activity))
    both = np.intersect1d(rows[0], rows[1], assume_unique=True)
    return np.bincount(both % max(many, 1), minlength=many)
