"""What happened when the secretariat left?

Of the ties that were active in the year before, which have a spell in the year after? The same
is asked of every other date at which there is a year of record on both sides, a month at a time:
ties end all the time, and an exit has to be worse than an ordinary date to be worth a word.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ci_network import dates
from ci_network.dates import Window
from ci_network.errors import UsageError
from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.ratio import ratio
from ci_network.network.networks import TIE_CLASSES, Network, networks
from ci_network.network.partnerships import MeetingsInBlocks, Stretches
from ci_network.network.windows import Gathered

KINDS = ("all", *TIE_CLASSES)
"""All ties, and each class of them in the year before."""

_MONTHS_IN_YEAR = 12

_DAYS_AT_ONCE = 36
"""Dates whose years are looked at together, where not all meetings are in memory."""


@dataclass(frozen=True)
class Outlived:
    """Ties of the year before, and what became of them.

    Attributes
    ----------
    ties
        Ties in the year before.
    both_active
        Of these, ties whose two partners both take part in something in the year after.
    kept
        Of these, ties with a spell in the year after.
    share
        `kept` over `both_active`, 0 to 1. NaN where there are none.
    """

    ties: int
    both_active: int
    kept: int
    share: float


@dataclass(frozen=True)
class Rank:
    """Where the exit stands among the placebo dates, by the share kept.

    Attributes
    ----------
    rank
        One more than the placebo dates at which less was kept: 1 is the worst.
    tied
        Placebo dates at which just as much was kept.
    of
        Placebo dates at which a share is known.
    """

    rank: int
    tied: int
    of: int


@dataclass(frozen=True)
class Departure:
    """An exit, and the same question at placebo dates.

    Attributes
    ----------
    date
        Ordinal of the last day before the year after.
    whole_year
        Whether there is a whole year of record on both sides; without it there are no ranks.
    outlived
        By kind of `KINDS`.
    placebo
        Dates, and what became of the ties then, in order of time.
    ranks
        By kind; None where the share is not known, or there is no placebo date.
    """

    date: int
    whole_year: bool
    outlived: dict[str, Outlived]
    placebo: tuple[tuple[int, dict[str, Outlived]], ...]
    ranks: dict[str, Rank | None]


def end_of_term(drawn: Gathered) -> int | None:
    """Last day of the secretariat's term; None where it is open, or nobody is flagged."""
    actors = drawn.alliance.actors
    ends = actors.term_end[actors.secretariat]
    if not len(ends) or ends.max() >= dates.END:
        return None
    return int(ends.max())


def departure(drawn: Gathered, date: int) -> Departure:
    """Follow the ties of the year before a date into the year after.

    Parameters
    ----------
    drawn
        An alliance in windows.
    date
        Ordinal of the last day of the year before.

    Raises
    ------
    UsageError
        When there is no record before the date, or none after it.
    """
    first, last = drawn.alliance.first, drawn.alliance.last
    if first is None or last is None:
        raise UsageError("no activity has a date, so nothing can be said of an exit")
    if date >= last:
        raise UsageError(
            "there is no record after {date}: the last day on record is {last}, so what "
            "outlived the exit cannot be seen",
            date=dates.iso(date),
            last=dates.iso(last),
        )
    if date < first:
        raise UsageError(
            "there is no record up to {date}: the first day on record is {first}",
            date=dates.iso(date),
            first=dates.iso(first),
        )
    whole_year = _has_years(date, first, last)
    others = placebo_dates(date, first, last) if whole_year else []
    exit_, *placebo = _outlived(drawn, [date, *others])
    ranks = {kind: _rank(exit_[kind].share, [p[kind].share for p in placebo]) for kind in KINDS}
    return Departure(date, whole_year, exit_, tuple(zip(others, placebo, strict=True)), ranks)


def placebo_dates(date: int, first: int, last: int) -> list[int]:
    """The same day of every other month with a year of record on both sides.

    The last day of a month stays the last day.
    """
    found = []
    for months in range(-_months(first, date) - 1, _months(date, last) + 2):
        other = _shifted(date, months)
        if months and _has_years(other, first, last):
            found.append(other)
    return found


def _has_years(date: int, first: int, last: int) -> bool:
    return first <= _shifted(date, -_MONTHS_IN_YEAR) + 1 and _shifted(date, _MONTHS_IN_YEAR) <= last


def _months(begin: int, until: int) -> int:
    one, other = dt.date.fromordinal(begin), dt.date.fromordinal(until)
    return (other.year - one.year) * _MONTHS_IN_YEAR + other.month - one.month


def _shifted(date: int, months: int) -> int:
    """The day so many months on; from the last day of a month to the last day of a month."""
    day = dt.date.fromordinal(date)
    number = day.year * _MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(number, _MONTHS_IN_YEAR)
    last = dates.month_end(year, month + 1)
    if date == dates.month_end(day.year, day.month):
        return last
    return min(dates.day(year, month + 1, 1) + day.day - 1, last)


def _outlived(drawn: Gathered, days: Sequence[int]) -> list[dict[str, Outlived]]:
    """What became of the ties of the year before each day, in the order of the days."""
    in_time = sorted(days)
    step = _DAYS_AT_ONCE if isinstance(drawn.meetings, MeetingsInBlocks) else len(days)
    found: dict[int, dict[str, Outlived]] = {}
    for at in range(0, len(days), step):
        # The year after a day is the year before the same day a year later: where the two come one
        # after the other, their ties are made once.
        some = sorted(in_time[at : at + step], key=lambda day: dt.date.fromordinal(day).month)
        counts = _followed(drawn, some).tolist()
        for day, by_kind in zip(some, counts, strict=True):
            found[day] = {
                kind: Outlived(ties, both, kept, ratio(kept, both))
                for kind, (ties, both, kept) in zip(KINDS, by_kind, strict=True)
            }
    return [found[day] for day in days]


def _followed(drawn: Gathered, days: Sequence[int]) -> Codes:
    """By day and kind: the counts of `Outlived`; blocks of ties have none in common."""
    windows = []
    for day in days:
        windows += [
            Window("before", _shifted(day, -_MONTHS_IN_YEAR) + 1, day),
            Window("after", day + 1, _shifted(day, _MONTHS_IN_YEAR)),
        ]
    spans, meetings = drawn.spans, drawn.meetings
    if isinstance(meetings, MeetingsInBlocks):
        first = _shifted(min(days), -_MONTHS_IN_YEAR)
        last = _shifted(max(days), _MONTHS_IN_YEAR)
        spans = spans.select((spans.start <= last) & (spans.end >= first))
        meetings = replace(meetings, spans=spans)
    counts = np.zeros((len(days), len(KINDS), 3), np.int64)
    for block in meetings.blocks(np.ones(len(spans), bool)):
        years = networks(drawn.alliance, spans, block, windows, drawn.max_size)
        for place, (before, after) in enumerate(zip(years, years, strict=True)):
            counts[place] += _follow(spans, before, after)
    return counts


def _follow(spans: Stretches, before: Network, after: Network) -> Codes:
    """By kind: ties of the year before, those with two active partners, and those that are kept."""
    ties = before.ties
    active = np.zeros(int(spans.actor.max(initial=-1)) + 1, bool)
    active[spans.actor[spans.present_in(after.stretches)]] = True
    both = active[ties.first] & active[ties.second]
    # A partner may be secretariat the year after: its ties are then the secretariat's own.
    kept = both & np.isin(ties.pair, np.concatenate([after.ties.pair, after.own_ties.pair]))
    of_class = [ties.tie_class == code for code in range(len(TIE_CLASSES))]
    return np.array(
        [
            [int((some & those).sum()) for those in (np.ones(len(ties), bool), both, kept)]
            for some in (np.ones(len(ties), bool), *of_class)
        ]
    )


def _rank(share: float, placebo: Sequence[float]) -> Rank | None:
    known = np.array([other for other in placebo if not math.isnan(other)])
    if math.isnan(share) or not len(known):
        return None
    less = known < share - 1e-12
    return Rank(1 + int(less.sum()), int((abs(known - share) <= 1e-12).sum()), len(known))
