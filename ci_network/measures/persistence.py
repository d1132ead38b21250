"""How long do ties, activities and partners last? What was seen of them, and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import DAYS_IN_MONTH
from ci_network.graphs.sorted_codes import Codes, Flags, run_starts
from ci_network.measures import survival
from ci_network.measures.lives_counted import Many, Once, survival_of_many
from ci_network.measures.spells import joined
from ci_network.measures.survival import Kind, Stays, survival_of
from ci_network.network.partnerships import Meetings, Stretches

_ROWS_AT_ONCE = 500_000


class Persistence(NamedTuple):
    """How long ties, activities and partners last.

    Attributes
    ----------
    gap
        Days without being seen that end a life.
    until
        Last day on which an end can be told: the last on record less the gap. None when nothing
        is dated.
    ties, activities, partners
        Ties of partners; activities; what partners take part in. Whoever was the secretariat at
        any time is no partner here.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452

    Tsai, W.-Y., Jewell, N. P. & Wang, M.-C. (1987). A note on the product-limit estimator under
    right censoring and left truncation. https://doi.org/10.1093/biomet/74.4.883

    Lipsitz, S. R. & Parzen, M. (1996). A jackknife estimator of variance for Cox regression for
    correlated survival data. https://doi.org/10.2307/2533156
    """

    gap: int
    until: int | None
    ties: Kind
    activities: Kind
    partners: Kind


def persistence(
    meetings: Meetings, spans: Stretches, last: int | None, gap_months: float = 12
) -> Persistence:
    """How long ties, activities and partners last, in all and by class.

    Parameters
    ----------
    meetings, spans
        Meetings and stretches of an alliance.
    last
        Its last day on record; None when nothing is dated.
    gap_months
        Months without being seen that end a life.
    """
    gap, until = watched(last, gap_months)
    return Persistence(
        gap=gap,
        until=None if last is None else until,
        ties=_survival_of_ties(meetings, spans, gap, until),
        activities=survival_of(of_activities(spans), gap, until),
        partners=survival_of(of_partners(spans), gap, until),
    )


def watched(last: int | None, gap_months: float) -> tuple[int, int]:
    """Days of the gap, and the last day on which an end can be told.

    Parameters
    ----------
    last, gap_months
        As for `persistence`.
    """
    gap = round(gap_months * DAYS_IN_MONTH)
    return gap, dates.BEGINNING if last is None else max(last - gap, dates.BEGINNING + 1)


def of_ties(meetings: Meetings, spans: Stretches) -> Stays:
    """When pairs met of which neither was ever the secretariat, on known dates."""
    return _stays(meetings, spans, _of_partners(meetings, spans))


def _survival_of_ties(meetings: Meetings, spans: Stretches, gap: int, until: int) -> Kind:
    """Of ties; those that met once are counted, since without meeting again all are alike."""
    if len(meetings) <= survival.MOST_LEFT_OUT:
        return survival_of(of_ties(meetings, spans), gap, until)
    seen = _of_partners(meetings, spans)
    again = np.bincount(meetings.pair[seen], minlength=len(meetings.first)) > 1
    several = again[meetings.pair[seen]]
    met, met_once = (
        np.bincount(meetings.stretch[some], minlength=len(spans)) for some in (seen, seen[~several])
    )
    many = Many(
        again=partial(_blocks, meetings, spans, seen[several]),
        once=lambda: [_once(spans, met_once)],
        touched=lambda activity: _blocks(
            meetings, spans, _of_pairs_in(activity, meetings, spans, seen[several])
        ),
        days=np.bincount(spans.activity, met * (spans.end - spans.start + 1)),
    )
    return survival_of_many(many, gap, until)


def _of_partners(meetings: Meetings, spans: Stretches) -> Codes:
    """Meetings on known dates of two that never were the secretariat."""
    partner = _partners(spans)
    pair = partner[meetings.first] & partner[meetings.second]
    dated = spans.end != dates.END
    return np.flatnonzero(pair[meetings.pair] & dated[meetings.stretch])


def _stays(meetings: Meetings, spans: Stretches, rows: Codes) -> Stays:
    """Meetings that follow each other day by day with one involvement are one stay."""
    stretch = meetings.stretch[rows]
    start, end, involvement = spans.start[stretch], spans.end[stretch], spans.involvement[stretch]
    begin, until = joined(meetings.shared[rows], involvement, start, end)
    return Stays(
        meetings.pair[rows[begin]], spans.activity[stretch[begin]], start[begin], end[until],
        involvement[begin],
    )  # fmt: skip


def _blocks(meetings: Meetings, spans: Stretches, rows: Codes) -> Iterator[Stays]:
    """The stays of some meetings, so many meetings at a time, those of a pair together."""
    first = run_starts(meetings.pair[rows])
    begin = first[np.searchsorted(first, np.arange(0, len(rows), _ROWS_AT_ONCE), "right") - 1]
    cuts = [*np.unique(begin).tolist(), len(rows)]
    for one, other in pairwise(cuts):
        yield _stays(meetings, spans, rows[one:other])


def _once(spans: Stretches, times: Codes) -> Once:
    """The stays of pairs that met once, by how many there are of each stretch."""
    held = np.flatnonzero(times)
    days = spans.start[held], spans.end[held]
    stays = Stays(np.zeros_like(held), spans.activity[held], *days, spans.involvement[held])
    return Once(stays, times[held])


def _of_pairs_in(activity: int, meetings: Meetings, spans: Stretches, rows: Codes) -> Codes:
    """Those meetings whose pairs met in an activity."""
    pair = meetings.pair[rows]
    there = np.zeros(len(meetings.first), bool)
    there[pair[spans.activity[meetings.stretch[rows]] == activity]] = True
    return rows[there[pair]]


def of_activities(spans: Stretches) -> Stays:
    """When there was something of each activity, on known dates."""
    stays = Stays(spans.activity, spans.activity, spans.start, spans.end, spans.involvement)
    return stays.select(spans.end != dates.END)


def of_partners(spans: Stretches) -> Stays:
    """When those took part in something that were never the secretariat, on known dates."""
    kept = np.flatnonzero(_partners(spans)[spans.actor] & (spans.end[spans.present] != dates.END))
    stretch = spans.present[kept]
    return Stays(
        spans.actor[kept],
        spans.activity[stretch],
        spans.start[stretch],
        spans.end[stretch],
        spans.involvement[stretch],
    )


def _partners(spans: Stretches) -> Flags:
    """By actor: whether it never takes part as secretariat."""
    partner = np.ones(int(spans.actor.max(initial=-1)) + 1, bool)
    partner[spans.actor[spans.secretariat]] = False
    return partner
