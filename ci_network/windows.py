"""Calendar stretches: a network is drawn for each."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple, get_args

from ci_network.dates import day, month_end

Every = Literal["year", "half", "quarter", "month", "school-year", "all"]
"""How long a window is."""

EVERY: tuple[Every, ...] = get_args(Every)

_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1, "school-year": 12}
_SCHOOL_YEAR_BEGINS = 8
_MAX_WINDOWS = 12 * 400


class Window(NamedTuple):
    """A stretch of the calendar, first and last day included.

    Attributes
    ----------
    label
        ``2017``, ``2017-H1``, ``2017-Q3``, ``2017-08``, ``2017/18`` or ``all``.
    start, end
        Ordinals of its first and last day; None for ``all`` of a record without any date.
    undated
        Whether activities without any date count here: only in ``all``.
    """

    label: str
    start: int | None
    end: int | None
    undated: bool = False


def windows(first: int | None, last: int | None, every: Every) -> tuple[Window, ...]:
    """Cut the recorded time into calendar windows.

    Parameters
    ----------
    first, last
        Ordinals of the first and last recorded day, or None when nothing is dated.
    every
        Length of a window.

    Returns
    -------
    tuple of Window
        In order of time, without gaps, from the one that holds `first` to the one that
        holds `last`. ``all`` is one window of exactly the recorded time.

    Examples
    --------
    >>> from ci_network.dates import day
    >>> [w.label for w in windows(day(2017, 9, 1), day(2018, 8, 1), "school-year")]
    ['2017/18', '2018/19']
    """
    if every == "all":
        return (Window("all", first, last, undated=True),)
    if first is None or last is None:
        return ()
    length = _MONTHS[every]
    begin, until = dt.date.fromordinal(first), dt.date.fromordinal(last)
    offset = _SCHOOL_YEAR_BEGINS - 1 if every == "school-year" else 0
    number = (begin.year * 12 + begin.month - 1 - offset) // length
    final = (until.year * 12 + until.month - 1 - offset) // length
    if final - number >= _MAX_WINDOWS:
        raise ValueError(f"{final - number + 1} windows of one {every} are too many to compare")
    return tuple(_window(n * length + offset, length, every) for n in range(number, final + 1))


def _window(month_number: int, length: int, every: Every) -> Window:
    year, month = divmod(month_number, 12)
    last_year, last_month = divmod(month_number + length - 1, 12)
    label = {
        "year": f"{year:04d}",
        "half": f"{year:04d}-H{month // 6 + 1}",
        "quarter": f"{year:04d}-Q{month // 3 + 1}",
        "month": f"{year:04d}-{month + 1:02d}",
        "school-year": f"{year:04d}/{(year + 1) % 100:02d}",
    }[every]
    return Window(label, day(year, month + 1, 1), month_end(last_year, last_month + 1))
