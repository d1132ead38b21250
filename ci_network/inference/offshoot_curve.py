"""How long until those who met through the secretariat work together without it?

Beside it stands the base rate: how long it takes pairs that the secretariat never brought
together from their first activity to a second one. Without that, what pairs do anyway would be
sold as an effect.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.dates import DAYS_IN_MONTH
from ci_network.graphs.sorted_codes import Codes, Flags, distinct, run_starts, stable_order
from ci_network.measures.kaplan_meier import FEWEST_ACTIVITIES, bounds, passes_half
from ci_network.measures.offshoots import FROM_START, MET_THROUGH, OFFSHOOT, Beginnings, beginnings
from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Network, tied
from ci_network.network.partnerships import NONE, Meetings, Stretches
from ci_network.network.windows import Gathered
from ci_network.record.alliance import Alliance, Days

TWO_YEARS = 24
"""Months after they met at which curves are compared."""

_CELLS_AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Waiting:
    """Pairs that wait for something: to work together without the secretariat, say.

    Attributes
    ----------
    days
        By pair: days until it happened, or until nothing more is recorded of it.
    happened
        By pair: whether it happened.
    activity
        By pair: code of the activity in which the waiting began.
    """

    days: Days
    happened: Flags
    activity: Codes


@dataclass(frozen=True)
class Curve:
    """Kaplan-Meier: the share for which it has happened by each time.

    Attributes
    ----------
    pairs, activities
        Pairs that wait, and activities in which their waiting began.
    happened
        Pairs for which it happened on record.
    months
        Times at which it happened for some pair, in months of 365.25/12 days.
    share
        By time: estimated share of pairs for which it has happened by then, 0 to 1.
    low, high
        By time: bounds of the 95 % interval for that time. NaN where too few activities carry
        it.
    at_risk
        By time: pairs still waiting just before.
    median_months
        First time by which the share is one half; NaN where that is never reached.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452

    Lipsitz, S. R. & Parzen, M. (1996). A jackknife estimator of variance for Cox regression for
    correlated survival data. https://doi.org/10.2307/2533156
    """

    pairs: int
    activities: int
    happened: int
    months: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    median_months: float


@dataclass(frozen=True)
class OffshootCurve:
    """Offshoots over time, and the base rate beside them.

    Attributes
    ----------
    through_secretariat
        From the first meeting through the secretariat to the first one without it.
    never_through_secretariat
        Of pairs that the secretariat never brought together: from their first activity to
        another one.
    """

    through_secretariat: Curve
    never_through_secretariat: Curve


def offshoot_curve(result: Sustainability) -> OffshootCurve:
    """Kaplan-Meier curves of the pairs of the whole period.

    A pair is watched until the end of record, or until one of the two leaves. One that left at
    an unknown time is watched until the last day on which it takes part.
    """
    made = result.whole, result.meetings, result.spans, result.begun
    watched = _watched_until(result.alliance, result.whole)
    return OffshootCurve(
        through_secretariat=curve(waiting_for_offshoot(*made, watched)),
        never_through_secretariat=curve(waiting_for_second(*made, watched)),
    )


def offshoot_curve_in_blocks(drawn: Gathered) -> OffshootCurve:
    """The same of ties that are made a block at a time; all meetings of a pair are in one."""
    spans = drawn.spans
    through, never = [], []
    for block in drawn.meetings.blocks(np.ones(len(spans), bool)):
        whole = tied(drawn.whole, spans, block)
        begun = beginnings(whole, block, spans)
        watched = _watched_until(drawn.alliance, whole)
        through.append(waiting_for_offshoot(whole, block, spans, begun, watched))
        never.append(waiting_for_second(whole, block, spans, begun, watched))
    return OffshootCurve(curve(_together(through)), curve(_together(never)))


def _together(parts: Sequence[Waiting]) -> Waiting:
    """Those that wait in any of these."""
    nothing = Waiting(*(np.zeros(0, kind) for kind in (np.int64, bool, np.int64)))
    columns = zip(*(vars(part).values() for part in (nothing, *parts)), strict=True)
    return Waiting(*map(np.concatenate, columns))


def waiting_for_offshoot(
    whole: Network, meetings: Meetings, spans: Stretches, begun: Beginnings, watched: Days
) -> Waiting:
    """Pairs that met through the secretariat on a known date.

    Parameters
    ----------
    whole, meetings, spans, begun
        See `offshoot_curve`.
    watched
        By tie of the whole period: last day on which something would be on record.
    """
    with_it = spans.involvement[meetings.stretch] != NONE
    activity, _ = _first_activity(meetings, spans, with_it)
    through = (begun.kind == OFFSHOOT) | (begun.kind == MET_THROUGH)
    tie = np.flatnonzero(through & (begun.met_on != dates.END))
    happened = begun.kind[tie] == OFFSHOOT
    until = np.where(happened, begun.without_start[tie], watched[tie])
    days = np.maximum(until - begun.met_on[tie], 0)
    return Waiting(days, happened, activity[whole.ties.pair[tie]])


def waiting_for_second(
    whole: Network, meetings: Meetings, spans: Stretches, begun: Beginnings, watched: Days
) -> Waiting:
    """Pairs that the secretariat never brought together, between two activities of their own."""
    everywhere = np.ones(len(meetings), bool)
    activity, first = _first_activity(meetings, spans, everywhere)
    not_first = spans.activity[meetings.stretch] != activity[meetings.pair]
    _, second = _first_activity(meetings, spans, not_first)
    never = (begun.kind == FROM_START) & (begun.with_start == dates.END)
    pair = whole.ties.pair
    tie = np.flatnonzero(never & (first[pair] != dates.END))
    begins, again = first[pair[tie]], second[pair[tie]]
    happened = again != dates.END
    until = np.where(happened, again, watched[tie])
    return Waiting(np.maximum(until - begins, 0), happened, activity[pair[tie]])


def _first_activity(meetings: Meetings, spans: Stretches, where: Flags) -> tuple[Codes, Days]:
    """By pair: its earliest dated activity among some meetings, and when that began.

    Of activities that began on one day the first by name; `dates.END` where there is none.
    """
    pairs = len(meetings.first)
    dated = where & (spans.end[meetings.stretch] != dates.END)
    pair, stretch = meetings.pair[dated], meetings.stretch[dated]
    order = np.lexsort((spans.activity[stretch], spans.start[stretch], pair))
    pair, stretch = pair[order], stretch[order]
    begin = run_starts(pair)
    activity, start = np.full(pairs, -1), np.full(pairs, dates.END)
    activity[pair[begin]] = spans.activity[stretch[begin]]
    start[pair[begin]] = spans.start[stretch[begin]]
    return activity, start


def _watched_until(alliance: Alliance, whole: Network) -> Days:
    actors, part = alliance.actors, alliance.participations
    end_of_record = dates.END if alliance.last is None else alliance.last
    last_seen = np.full(len(actors), dates.BEGINNING)
    dated = alliance.activities.dated[part.activity]
    np.maximum.at(last_seen, part.actor[dated], part.end[dated])
    left = np.where(actors.left_unknown, last_seen, actors.left)
    by_tie = np.minimum(left[whole.ties.first], left[whole.ties.second])
    watched: Days = np.minimum(by_tie, end_of_record)
    return watched


def curve(waiting: Waiting) -> Curve:
    """Kaplan-Meier, with intervals that leave out each activity in turn.

    Pairs that met in one activity are no independent observations, so activities are resampled
    and not pairs: the variance of the cumulative hazard is that of the delete-one-activity
    jackknife, and the interval is that of its logarithm with Student's quantile.

    Parameters
    ----------
    waiting
        The pairs.
    """
    clusters, cluster = np.unique(waiting.activity, return_inverse=True)
    happened = int(waiting.happened.sum())
    if not happened:
        months, share, low, high = np.zeros((4, 0))
        at_risk = np.zeros(0, np.int64)
        return Curve(
            len(waiting.days), len(clusters), 0, months, share, low, high, at_risk, math.nan
        )
    times = distinct(waiting.days[waiting.happened])
    ((events,), (at_risk,)) = _counts(waiting, np.zeros(len(cluster), np.int64), 1, times)
    surviving = np.cumprod((at_risk - events) / at_risk)
    low, high = _interval(waiting, cluster, len(clusters), times, surviving)
    return Curve(
        pairs=len(waiting.days),
        activities=len(clusters),
        happened=happened,
        months=times / DAYS_IN_MONTH,
        share=1 - surviving,
        low=low,
        high=high,
        at_risk=at_risk,
        median_months=passes_half(times, surviving) / DAYS_IN_MONTH,
    )


def _interval(
    waiting: Waiting,
    cluster: Codes,
    clusters: int,
    times: Days,
    surviving: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bounds of the share by time."""
    nothing = np.full(len(times), math.nan)
    if clusters < FEWEST_ACTIVITIES:
        return nothing, nothing
    some = np.zeros(len(times), np.int64)
    waits = np.zeros(len(times), np.int64)
    total, squares = np.zeros(len(times)), np.zeros(len(times))
    for events, at_risk, left_out in _left_out(waiting, cluster, clusters, times):
        some += (np.cumsum(events, axis=1) > 0).sum(axis=0)
        waits += (at_risk - events > 0).sum(axis=0)
        total += left_out.sum(axis=0)
        squares += (left_out**2).sum(axis=0)
    variance = (clusters - 1) / clusters * np.maximum(squares - total**2 / clusters, 0)
    least, most = bounds(surviving, variance, clusters, some, waits)
    return 1 - most, 1 - least


def _left_out(
    waiting: Waiting, cluster: Codes, clusters: int, times: Days
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """In blocks of clusters: events, pairs at risk, and what survives without each cluster."""
    events, at_risk = _counts(waiting, np.zeros(len(cluster), np.int64), 1, times)
    order = stable_order(cluster)
    step = max(1, _CELLS_AT_ONCE // len(times))
    for begin in range(0, clusters, step):
        many = min(step, clusters - begin)
        low, high = np.searchsorted(cluster, [begin, begin + many], sorter=order)
        rows = order[low:high]
        part = Waiting(waiting.days[rows], waiting.happened[rows], waiting.activity[rows])
        own_events, own_at_risk = _counts(part, cluster[rows] - begin, many, times)
        others = np.maximum(at_risk - own_at_risk, 1)
        yield own_events, own_at_risk, np.cumprod(1 - (events - own_events) / others, axis=1)


def _counts(
    waiting: Waiting, cluster: Codes, clusters: int, times: Days
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Shape (clusters, times): for how many it happens then, and how many wait until then."""
    passed = np.searchsorted(times, waiting.days, side="right")
    width = len(times) + 1
    ends = np.bincount(cluster * width + passed, minlength=clusters * width).reshape(-1, width)
    at_risk = ends[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    moment = cluster[waiting.happened] * width + passed[waiting.happened] - 1
    events = np.bincount(moment, minlength=clusters * width).reshape(-1, width)[:, :-1]
    return events, at_risk
