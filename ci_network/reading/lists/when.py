"""Dates as attendance lists write them, in the form that the reader knows."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ci_network.dates import iso, parse_date
from ci_network.reading.cells import likely_date

_RANGE = re.compile(r"\s+(?:-|–|—|til|to)\s+|(?<=\d{4})\s*(?:–|—|-)\s*(?=\d{4}$)")
_DAYS = re.compile(r"(\d{1,2})\.?\s*[-–—]\s*(\d{1,2}\b(.+))", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?", re.ASCII)
_BEFORE_A_DATE = re.compile(
    r"(?:(?:(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?"
    r"|(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?)\.?,?\s+)?"
    r"(?:(?:den|d)\.?\s*(?=\d))?", re.IGNORECASE,
)  # fmt: skip
_TIME_OF_DAY = re.compile(
    r"(?:,?\s+kl\.?\s*\d.*|,?\s+\d{1,2}[:.]\d\d\s*[-–—]\s*\d{1,2}[:.]\d\d)$", re.IGNORECASE
)
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_DATE_IN_TEXT = re.compile(
    r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}(?:\s*[-./]\s*|\s+)\d{4}|\d{4}-\d{2})"
    r"(?!\d)", re.ASCII,
)  # fmt: skip
_MONTH_IN_TEXT = re.compile(r"(?<!\w)(?:\d{1,2}\.?\s*)?[A-Za-z]{3,9}\.?\s+\d{4}(?!\d)")
_WITHOUT_YEAR_IN_TEXT = re.compile(
    r"(?<![\w./-])\d{1,2}\s*(?:[./]\s*\d{1,2}|\.?\s*[A-Za-z]{3,9})(?![\w/])", re.ASCII
)


YEARS = range(1800, 2200)
"""The years in which an activity can be; the reader knows no others."""


class When(NamedTuple):
    """Start and end as the reader knows them, and whether they stood so."""

    start: str
    end: str
    as_written: bool


@cache
def when(text: str, year: str | None = None) -> When | None:
    """The date or stretch of a cell; None when it is none.

    Parameters
    ----------
    text
        The cell.
    year
        The year of the sheet, for dates without one.

    Examples
    --------
    >>> when("marts 2018")
    When(start='2018-03', end='', as_written=False)
    >>> when("14/3 2018").start, when("Q2 2018").start
    ('2018-03-14', '2018-Q2')
    >>> when("2017-2019").end, when("14/3", "2018").start, when("Anne")
    ('2019', '2018-03-14', None)
    >>> when("ons. d. 14. marts 2018 kl. 10-12").start, when("3. maj", "2018").start
    ('2018-03-14', '2018-05-03')
    >>> when("14.-16. marts 2018")
    When(start='2018-03-14', end='2018-03-16', as_written=False)
    """
    text = " ".join(text.split())
    if (written := _normal(text)) is not None:
        return When(written, "", True)
    text = _TIME_OF_DAY.sub("", _BEFORE_A_DATE.sub("", text, count=1))
    if (meant := _likely(text, year)) is not None:
        return When(meant, "", False)
    if match := _DAYS.fullmatch(text):
        parts = [f"{match[1]}{match[3]}", match[2]]
    else:
        parts = _RANGE.split(text)
    if len(parts) == 2:
        one, other = when(parts[0], year), when(parts[1], year)
        if one is not None and other is not None and not one.end and not other.end:
            return When(one.start, other.start, False)
    return None


def _likely(text: str, year: str | None) -> str | None:
    """A date that is written otherwise; without a year it is in that of the sheet."""
    meant = _normal(text) or _otherwise(text)
    if meant is not None or year is None:
        return meant
    if match := _DAY_MONTH.fullmatch(text):
        return _normal(f"{year}-{int(match[2]):02d}-{int(match[1]):02d}")
    return _otherwise(f"{text} {year}")


def _otherwise(text: str) -> str | None:
    meant = likely_date(text)
    return None if meant is None else _normal(meant)


def date_within(text: str, year: str | None = None) -> str | None:
    """The one date in a name; None when there is none or several.

    Examples
    --------
    >>> date_within("Møde 14/3 2018"), date_within("Gåtur (2. april 2018)")
    ('2018-03-14', '2018-04-02')
    >>> date_within("Møde 14/3", "2018"), date_within("Møde 14/3"), date_within("Vision 2030")
    ('2018-03-14', None, None)
    """
    found = {_normal(each) for each in _DATE_IN_TEXT.findall(text)}
    found |= {_otherwise(each) for each in _MONTH_IN_TEXT.findall(text)}
    if not found - {None} and year is not None:
        found = {_likely(each, year) for each in _WITHOUT_YEAR_IN_TEXT.findall(text)}
    known = found - {None}
    return known.pop() if len(known) == 1 else None


def year_of(name: str) -> str | None:
    """The one year in the name of a sheet; None when there is none or several.

    >>> year_of("Møder 2017"), year_of("2017-2018")
    ('2017', None)
    """
    found = _YEAR_IN_TEXT.findall(name)
    return found[0] if len(found) == 1 else None


def _normal(text: str) -> str | None:
    """A date in the one form that sorts, so that two spellings of a day are one day."""
    try:
        first, last = parse_date(text)
    except ValueError:
        return None
    day = iso(first)
    if int(day[:4]) not in YEARS:
        return None
    return next(
        (
            short
            for short in (day[:4], f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}", day[:7])
            if parse_date(short) == (first, last)
        ),
        day,
    )
