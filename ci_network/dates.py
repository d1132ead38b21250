"""Dates known as well as the record knows them, and the windows of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal, NamedTuple, get_args

from ci_network.errors import UsageError

BEGINNING = 0
"""A day before every date: the start of what has no known start."""

END = dt.date.max.toordinal() + 1
"""A day after every date: the end of what has no known end."""

DAYS_IN_MONTH = 365.25 / 12


class PartialDate(NamedTuple):
    """The first and last day that a date can mean, as proleptic ordinals.

    >>> parse_date("2018-02") == PartialDate(day(2018, 2, 1), day(2018, 2, 28))
    True
    """

    first: int
    last: int


_LETTERS_OF_A_DAY = len("2018-03-14")
_TIME = r"(?:[T ]\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?Z?)?"
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})[- ]?[QqKk]([1-4])", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_DAY = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}", re.ASCII)
_DANISH_DAY = re.compile(
    rf"(\d{{1,2}})(?:\s*[-./]\s*)(\d{{1,2}})(?:\s*[-./]\s*|\s+)(\d{{4}}){_TIME}", re.ASCII
)


class NotInCalendarError(ValueError):
    """Written as a date is, but no day of the calendar: 30 February, month 13."""


def day(year: int, month: int, day_of_month: int) -> int:
    """Ordinal of one day."""
    try:
        return dt.date(year, month, day_of_month).toordinal()
    except ValueError:
        raise NotInCalendarError(f"{year}-{month}-{day_of_month} is not in the calendar") from None


def parse_date(text: str) -> PartialDate:
    """Read a date as precisely as it was written.

    Parameters
    ----------
    text
        ``2018``, ``2018-Q2``, ``2018-03``, ``2018-03-14`` or day-first Danish
        ``14-03-2018``, ``14.03.2018``, ``14/3 2018``. A time of day after a day says no more
        than the day.

    Raises
    ------
    ValueError
        When the text is none of these; `NotInCalendarError` when it is, but there is no such day.

    Examples
    --------
    >>> first, last = parse_date("2018-Q2")
    >>> iso(first), iso(last)
    ('2018-04-01', '2018-06-30')
    >>> parse_date("14/3 2018") == parse_date("2018-03-14")
    True
    >>> parse_date("14.03.2018 09:30") == parse_date("2018-03-14T09:30:00")
    True
    >>> parse_date("30-02-2018")
    Traceback (most recent call last):
        ...
    ci_network.dates.NotInCalendarError: '30-02-2018' is not in the calendar
    """
    try:
        return _parse(text.strip())
    except NotInCalendarError:
        raise NotInCalendarError(f"{text!r} is not in the calendar") from None


def _parse(text: str) -> PartialDate:
    if len(text) == _LETTERS_OF_A_DAY and text[4] == text[7] == "-":
        with suppress(ValueError):  # the patterns tell what is wrong
            ordinal = dt.date.fromisoformat(text).toordinal()
            return PartialDate(ordinal, ordinal)
    if match := _YEAR.fullmatch(text):
        return months(int(match[1]), 1, 12)
    if match := _QUARTER.fullmatch(text):
        return months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := _MONTH.fullmatch(text):
        return months(int(match[1]), int(match[2]), 1)
    if match := _DAY.fullmatch(text):
        ordinal = day(int(match[1]), int(match[2]), int(match[3]))
        return PartialDate(ordinal, ordinal)
    if match := _DANISH_DAY.fullmatch(text):
        ordinal = day(int(match[3]), int(match[2]), int(match[1]))
        return PartialDate(ordinal, ordinal)
    raise ValueError(f"{text!r} is not a date")


def months(year: int, month: int, count: int) -> PartialDate:
    """First and last day of `count` months from the given one on, within the year."""
    last_month = month + count - 1
    return PartialDate(day(year, month, 1), month_end(year, last_month))


def month_end(year: int, month: int) -> int:
    """Ordinal of the last day of a month.

    >>> iso(month_end(2020, 2))
    '2020-02-29'
    """
    return day(year, 12, 31) if month == 12 else day(year, month + 1, 1) - 1


def iso(ordinal: int) -> str:
    """The day as ``YYYY-MM-DD``.

    >>> iso(day(2019, 12, 31))
    '2019-12-31'
    """
    return dt.date.fromordinal(ordinal).isoformat()


def iso_if_known(ordinal: int | None) -> str | None:
    """The day as ``YYYY-MM-DD``; None where it is open or not known.

    >>> iso_if_known(day(2019, 12, 31)), iso_if_known(END)
    ('2019-12-31', None)
    """
    return iso(ordinal) if ordinal is not None and BEGINNING < ordinal < END else None


Every = Literal["year", "half", "quarter", "month", "school-year", "all"]
"""How long a window is."""

EVERY: tuple[Every, ...] = get_args(Every)

_LABELS: dict[Every, re.Pattern[str]] = {
    "year": re.compile(r"\d{4}", re.ASCII),
    "half": re.compile(r"\d{4}-H[12]", re.ASCII),
    "quarter": re.compile(r"\d{4}-Q[1-4]", re.ASCII),
    "month": re.compile(r"\d{4}-\d{2}", re.ASCII),
    "school-year": re.compile(r"\d{4}/\d{2}", re.ASCII),
    "all": re.compile("all"),
}
_MOST_LISTED = 60

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


def length_of(label: str) -> Every | None:
    """How long the window of a label is; None where no window can have it.

    >>> length_of("2018-Q2"), length_of("2018/19"), length_of("last year")
    ('quarter', 'school-year', None)
    """
    return next((every for every, form in _LABELS.items() if form.fullmatch(label)), None)


def window_of(label: str) -> Window:
    """The window of a label, whatever is recorded.

    >>> window_of("2018/19") == Window("2018/19", day(2018, 8, 1), day(2019, 7, 31))
    True

    Raises
    ------
    ValueError
        When no window has such a label, or it is that of the whole period.
    """
    every = length_of(label)
    if every in (None, "all"):
        raise ValueError(f"{label!r} is no label of a stretch of the calendar")
    year = int(label[:4])
    around = windows(day(year, 1, 1), day(year, 12, 31), every)
    return next(window for window in around if window.label == label)


def one_of(labels: Sequence[str], label: str) -> int:
    """Place of a window's label among those that there are.

    Raises
    ------
    UsageError
        When it is none of them; the sentence lists them.
    """
    if label in labels:
        return labels.index(label)
    if not labels:
        raise UsageError(
            "There is no window {label!r}: no activity has a date, so there is only 'all'.",
            label=label,
        )
    if len(labels) > _MOST_LISTED:
        labels = [*labels[: _MOST_LISTED - 1], "…", labels[-1]]
    raise UsageError(
        "There is no window {label!r}; there are: {there}.", label=label, there=", ".join(labels)
    )


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
