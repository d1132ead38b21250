"""Who met through the secretariat and later worked together without it?"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.dates import DAYS_IN_MONTH
from ci_network.graphs.sorted_codes import Codes, run_starts
from ci_network.measures.kaplan_meier import kaplan_meier, passes_half
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Network
from ci_network.network.partnerships import NONE, Meetings, Stretches
from ci_network.record.alliance import Days

FirstMet = Literal["met_through_secretariat", "offshoot", "independent_from_start", "order_unknown"]
"""How a pair began; an offshoot met through the secretariat too."""

FIRST_MET: tuple[FirstMet, ...] = get_args(FirstMet)

MET_THROUGH, OFFSHOOT, FROM_START, ORDER_UNKNOWN = range(4)


class Beginnings(NamedTuple):
    """How each tie of the whole period began.

    Attributes
    ----------
    kind
        By tie of the whole period: place in `FIRST_MET`.
    with_start, with_latest
        Earliest start, and earliest latest start, of what they did with the secretariat;
        `dates.END` where there is none.
    without_start, without_latest
        The same for what they did without it.
    met_on
        Earliest start with the secretariat among what has a date; `dates.END` where nothing has.
    """

    kind: Codes
    met_on: Days
    with_start: Days
    with_latest: Days
    without_start: Days
    without_latest: Days


class Offshoots(NamedTuple):
    """Counts of pairs by how they began.

    Attributes
    ----------
    met_through_secretariat
        Pairs that first met in an activity with the secretariat.
    offshoots
        Of these, the pairs that later worked together without it.
    share
        Offshoots over pairs met through the secretariat, 0 to 1. NaN where there are none.
    independent_from_start
        Pairs that first met without the secretariat.
    order_unknown
        Pairs of which the dates do not tell.
    median_months
        Kaplan-Meier median of the months from meeting through the secretariat to working without
        it; pairs that have not done so by the end of record are censored there. NaN where fewer
        than half are ever estimated to.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452
    """

    met_through_secretariat: int
    offshoots: int
    share: float
    independent_from_start: int
    order_unknown: int
    median_months: float


def beginnings(whole: Network, meetings: Meetings, spans: Stretches) -> Beginnings:
    """Compare what each pair did with the secretariat to what it did without.

    A start is known only between `start` and `latest_start` (2017 is any day of 2017). A pair
    met through the secretariat when it never met without it, or when its earliest latest start
    with it is before its earliest start without; the reverse for independent from the start;
    else the order is unknown.

    Parameters
    ----------
    whole
        The network of the window ``all``.
    meetings, spans
        Meetings and stretches that it was made of.
    """
    start, latest = spans.start[meetings.stretch], meetings.latest_start
    without = spans.involvement[meetings.stretch] == NONE
    undated = spans.end[meetings.stretch] == dates.END
    latest = np.where(undated, dates.END - 1, latest)
    begin = run_starts(meetings.pair)

    def earliest(days: Days, where: NDArray[np.bool_]) -> Days:
        if not len(begin):
            return days[:0]
        return np.minimum.reduceat(np.where(where, days, dates.END), begin)[whole.ties.pair]

    with_start, with_latest = earliest(start, ~without), earliest(latest, ~without)
    without_start, without_latest = earliest(start, without), earliest(latest, without)
    never_without, never_with = without_start == dates.END, with_start == dates.END
    through = never_without | (with_latest < without_start)
    from_start = never_with | (without_latest < with_start)
    kind = np.full(len(whole.ties), ORDER_UNKNOWN)
    kind[from_start] = FROM_START
    kind[through] = OFFSHOOT
    kind[never_without] = MET_THROUGH
    met_on = earliest(start, ~without & ~undated) if undated.any() else with_start
    return Beginnings(kind, met_on, with_start, with_latest, without_start, without_latest)


def offshoots(begun: Beginnings, last: int | None) -> Offshoots:
    """Count the pairs by how they began.

    Parameters
    ----------
    begun
        How each pair began.
    last
        Last day on record; None when nothing is dated.
    """
    return counted(np.bincount(begun.kind, minlength=len(FIRST_MET)), *waiting(begun, last))


def counted(
    count: Codes, days: Days, happened: NDArray[np.bool_], pairs: Codes | None = None
) -> Offshoots:
    """The same of pairs that were counted already.

    Parameters
    ----------
    count
        Pairs by how they began.
    days, happened
        As `waiting` gives them.
    pairs
        For how many pairs each of these stands; for one by default.
    """
    found = int(count[OFFSHOOT])
    through = found + int(count[MET_THROUGH])
    return Offshoots(
        met_through_secretariat=through,
        offshoots=found,
        share=ratio(found, through),
        independent_from_start=int(count[FROM_START]),
        order_unknown=int(count[ORDER_UNKNOWN]),
        median_months=_median(days, happened, pairs) / DAYS_IN_MONTH,
    )


def waiting(begun: Beginnings, last: int | None) -> tuple[Days, NDArray[np.bool_]]:
    """Days from meeting through the secretariat to working without it, or to the end of record.

    Returns
    -------
    days, happened
        By pair that met through the secretariat on a known date; `happened` is False where the
        end of record came first.
    """
    meetings = (begun.kind == OFFSHOOT) | (begun.kind == MET_THROUGH)
    meetings &= begun.met_on != dates.END
    happened = begun.kind[meetings] == OFFSHOOT
    until = np.where(happened, begun.without_start[meetings], dates.END if last is None else last)
    return until - begun.met_on[meetings], happened


def _median(days: Days, happened: NDArray[np.bool_], pairs: Codes | None) -> float:
    """First day by which it has happened for half; NaN where that is never reached."""
    found = kaplan_meier(days, happened, pairs)
    return passes_half(found.days, found.surviving)
