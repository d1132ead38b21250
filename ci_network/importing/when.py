"""Dates as attendance lists write them, in the form that the reader knows."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ci_network.dates import iso, parse_date
from ci_network.reading.cells import likely_date

_RANGE = re.compile(r"\s+(?:-|–|—|til|to)\s+|(?<=\d{4})\s*(?:–|—|-)\s*(?=\d{4}$)")
_DAY_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\.?", re.ASCII)
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_DATE_IN_TEXT = re.compile(
    r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}(?:\s*[-./]\s*|\s+)\d{4}|\d{4}-\d{2})"
    r"(?!\d)", re.ASCII,
)  # fmt: skip


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
    """
    text = " ".join(text.split())
    if (written := _normal(text)) is not None:
        return When(written, "", True)
    if (meant := likely_date(text)) is not None:
        return When(meant, "", False)
    if year is not None and (match := _DAY_MONTH.fullmatch(text)):
        written = f"{year}-{int(match[2]):02d}-{int(match[1]):02d}"
        return When(written, "", False) if _normal(written) else None
    parts = _RANGE.split(text)
    if len(parts) == 2:
        one, other = when(parts[0], year), when(parts[1], year)
        if one is not None and other is not None and not one.end and not other.end:
            return When(one.start, other.start, False)
    return None


def date_within(text: str) -> str | None:
    """The one date in a name such as ``Møde 14/3 2018``; None when there is none or several."""
    found = _DATE_IN_TEXT.findall(text)
    return _normal(found[0]) if len(found) == 1 else None


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
    return next(
        (
            short
            for short in (day[:4], f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}", day[:7])
            if parse_date(short) == (first, last)
        ),
        day,
    )
