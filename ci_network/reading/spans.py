"""The days of each row of edges, from its cells or from its activity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.reading.cells import ONGOING, DateCells, read_dates
from ci_network.reading.table import Column, RowLog, rows_with
from ci_network.record.alliance import Days, days_of


class Spans(NamedTuple):
    """First and last day by row, and the last day on which it can have begun.

    Attributes
    ----------
    start, end, latest_start
        Ordinals; `dates.BEGINNING`, `dates.END` and `dates.END` where nothing is known.
    earliest_end
        The first day on which it can have ended.
    dated
        Whether the days are known, from the row itself or from its activity.
    own
        Whether they are the row's own.
    """

    start: Days
    end: Days
    latest_start: Days
    earliest_end: Days
    dated: Flags
    own: Flags


def read_spans(
    start: Column,
    end: Column,
    group: Codes,
    log: RowLog,
    titles: Column | None = None,
    record_until: int | None = None,
) -> Spans:
    """Days of each row.

    Parameters
    ----------
    start, end
        The columns.
    group
        The activity whose days are given to rows without any; negative where there is none.
    log
        Where problems are told.
    titles
        The names of the activities, which may name their year.
    record_until
        Last day that another table of the record knows of.
    """
    begins = read_dates(start, log, titles=titles)
    ends = read_dates(end, log, ONGOING, titles)
    own = begins.known | ends.known
    ends_known = [day for day in (record_until, _record_end(begins, ends)) if day is not None]
    record_end = max(ends_known, default=None)
    first = np.where(begins.known, begins.first, ends.first)
    begun = np.where(begins.known, begins.last, ends.last)
    last = np.where(ends.known, ends.last, begins.last)
    if record_end is not None:
        last = np.where(ends.word, record_end, last)
    reversed_ = begins.known & (last < first)
    for place in rows_with(reversed_).tolist():
        log.error("end-before-start", [place], end, start=start.values[start.codes[place]])
    no_start = start.blank() if start.name else ~begins.known
    log.warning("end-without-start", rows_with(no_start & ends.known), end)
    log.warning("ongoing-without-start", rows_with(no_start & ends.word), end)
    sooner = np.where(ends.known, ends.first, np.where(ends.word, last, first))
    spans = Spans(
        start=np.where(own, first, dates.BEGINNING),
        end=np.where(own, np.maximum(last, first), dates.END),
        latest_start=np.where(own, np.maximum(np.minimum(begun, last), first), dates.END),
        earliest_end=np.where(own, np.maximum(sooner, first), dates.END),
        dated=own,
        own=own,
    )
    return _filled(spans, group, ends.word, record_end)


def _record_end(begins: DateCells, ends: DateCells) -> int | None:
    """Last day of any row that has one; an ongoing row vouches for the time its start names."""
    lasts = np.concatenate([ends.last[ends.known], begins.last[begins.known & ~ends.known]])
    return int(lasts.max()) if len(lasts) else None


def _filled(spans: Spans, group: Codes, ongoing: Flags, record_end: int | None) -> Spans:
    """Rows without dates take the first and last day of their activity, where it has them."""
    lacking = ~spans.own & (group >= 0)
    if not lacking.any() or not spans.own.any():
        return spans
    count = int(group.max()) + 1
    giving = spans.own & (group >= 0)
    by, until = group[giving], spans.end[giving]
    start, end = days_of(by, spans.start[giving], until, count)
    latest, _ = days_of(by, spans.latest_start[giving], until, count)
    has = np.zeros(count, bool)
    has[by] = True
    takes = lacking & has[group]
    of = group[takes]
    until = end[of]
    if record_end is not None:
        until = np.where(ongoing[takes], record_end, until)
    return Spans(
        start=_put(spans.start, takes, start[of]),
        end=_put(spans.end, takes, until),
        latest_start=_put(spans.latest_start, takes, latest[of]),
        earliest_end=_put(spans.earliest_end, takes, until),
        dated=spans.dated | takes,
        own=spans.own,
    )


def _put(values: Days, where: Flags, new: Days) -> Days:
    result = values.copy()
    result[where] = new
    return result
