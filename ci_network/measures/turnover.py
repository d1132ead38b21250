"""What lasts from one window to the next?"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ci_network.measures.cohesion import ratio
from ci_network.network.networks import Network


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
    return changed(
        kept=len(np.intersect1d(before.ties.pair, now.ties.pair, assume_unique=True)),
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
