"""Kaplan and Meier's estimate: the share that lasts longer than each age.

Own code, because what is watched may come late (a tie is independent from the day on which it
first is, and at risk as such from the age that it has by then), and scipy's `ecdf` knows no late
entry; where nothing comes late the tests compare with it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.record.alliance import Days

LEVEL = 0.95

FEWEST_ACTIVITIES = 10
"""Activities that can be left out in turn, below which there is no interval."""

FEWEST_ON_EACH_SIDE = 5
"""Activities of which some has ended, and of which some has not, below which there is no interval
at an age."""


class Staying(NamedTuple):
    """The share that lasts longer than each age at which some ended.

    Attributes
    ----------
    days
        Ages at which some ended.
    surviving
        By age: share that lasts longer, 0 to 1.
    known_until
        Age up to which some were watched at every age; NaN where none was from the beginning.
    """

    days: Days
    surviving: NDArray[np.float64]
    known_until: float

    def at(self, ages: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share that lasts longer than some ages in days.

        NaN at ages at which nobody was watched any more, unless all had ended.
        """
        place = np.searchsorted(self.days, ages, side="right")
        over = bool(len(self.days)) and self.surviving[-1] == 0
        known = (ages <= self.known_until) | (over & (place == len(self.days)))
        return np.where(known, np.concatenate([[1.0], self.surviving])[place], math.nan)


def kaplan_meier(
    days: Days, ended: Flags, each: Codes | None = None, entry: Days | None = None
) -> Staying:
    """The share that lasts longer, by each age at which some ended.

    Parameters
    ----------
    days
        Age at the end, or when last watched.
    ended
        Whether it ended.
    each
        For how many each of these stands; for one by default.
    entry
        Age from which on it was watched; from the beginning by default. At risk from the day
        after.
    """
    nothing = Staying(np.zeros(0, np.int64), np.zeros(0), math.nan)
    if not len(days) or (entry is not None and entry.min() > 0):
        return nothing
    least = int(days.min()) if entry is None else 0
    width = int(days.max()) - least + 1

    def by_age(ages: Days, many: Codes | None) -> NDArray[np.float64]:
        return np.bincount(ages - least, many, width).astype(np.float64)

    came = np.zeros(width) if entry is None else by_age(entry, each)
    at_risk = (by_age(days, each) - came)[::-1].cumsum()[::-1]
    events = by_age(days[ended], None if each is None else each[ended])
    # Whoever is watched from the beginning is at risk from age 1 on.
    first = 0 if entry is None else 1
    nobody = np.flatnonzero(at_risk[first:] <= 0)[:1]
    until = first + int(nobody[0]) if len(nobody) else width
    place = np.flatnonzero(events[:until])
    surviving: NDArray[np.float64] = np.cumprod(1 - events[place] / at_risk[place])
    return Staying(place + least, surviving, float(until - 1 + least))


def passes_half(days: Days, shares: NDArray[np.float64]) -> float:
    """First age at which a falling share is one half or less.

    NaN where it never is, or is not known just before.
    """
    place = np.flatnonzero(shares <= 0.5 + 1e-12)[:1]
    if not len(place) or (place[0] and np.isnan(shares[place[0] - 1])):
        return math.nan
    return float(days[place[0]])


def bounds(
    surviving: NDArray[np.float64],
    variance: NDArray[np.float64],
    clusters: int,
    ended: NDArray[np.int64],
    outlast: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bounds of the 95 % interval of a surviving share: that of the logarithm of its hazard.

    Parameters
    ----------
    surviving, variance
        The share, and the variance of it by the jackknife.
    clusters
        How many were left out in turn.
    ended, outlast
        By age: of how many of these some has ended by then, and of how many some has not. NaN
        where either is below `FEWEST_ON_EACH_SIDE`.
    """
    enough = np.minimum(ended, outlast) >= FEWEST_ON_EACH_SIDE
    enough &= (surviving > 0) & (surviving < 1)
    share = np.where(enough, surviving, 0.5)
    hazard = -np.log(share)
    # The jackknife is of the surviving share; its logarithm has that over the share.
    wide = student_quantile(clusters - 1, LEVEL)
    ratio = np.exp(wide * np.sqrt(variance) / share / hazard)
    low, high = np.exp(-hazard * ratio), np.exp(-hazard / ratio)
    return np.where(enough, low, math.nan), np.where(enough, high, math.nan)


def student_quantile(freedom: int, level: float) -> float:
    """How far from 0 a variable of Student's t lies at most, with some probability.

    scipy has it too, and takes longer to load than all of the rest takes to compute.

    Parameters
    ----------
    freedom
        Degrees of freedom, 1 or more.
    level
        The probability, between 0 and 1.

    References
    ----------
    Abramowitz, M. & Stegun, I. A. (1964). Handbook of mathematical functions, 26.7.3 and 26.7.4:
    the probability as a finite sum over powers of the cosine of an angle, here halved down to it.

    Examples
    --------
    >>> round(student_quantile(10, 0.95), 4)
    2.2281
    """
    odd = freedom % 2
    steps = np.arange(2 + odd, freedom, 2)
    # Of the powers odd, odd + 2 … of the cosine, the factor of each to the one before.
    factors = np.concatenate([[1.0], (steps - 1) / steps])[: max((freedom - odd) // 2, 0)]
    powers = odd + 2 * np.arange(len(factors))
    weights = np.cumprod(factors)

    def probability(angle: float) -> float:
        summed = math.sin(angle) * float(weights @ np.cos(angle) ** powers)
        return (angle + summed) * 2 / math.pi if odd else summed

    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if probability(middle) < level else (low, middle)
    return math.sqrt(freedom) * math.tan(low)
