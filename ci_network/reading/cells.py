"""What the cells of known columns can say."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import NotInCalendarError, PartialDate, parse_date
from ci_network.graphs.sorted_codes import Flags
from ci_network.reading.table import Column, RowLog, rows_with
from ci_network.record.alliance import Days

LEAD_ROLES = frozenset(
    {"lead", "leader", "co-lead", "organiser", "organizer", "host",
     "tovholder", "leder", "arrangør", "vært"}
)  # fmt: skip

# Not read as leading, and told: who wrote them will have meant it.
_LIKELY_LEADS = frozenset(
    {"leads", "leaders", "co lead", "colead", "co-leader", "organisers", "organizers",
     "co-organiser", "co-organizer", "hosts", "co-host", "tovholdere", "tovholderen",
     "medtovholder", "ledere", "lederen", "medleder", "arrangører", "arrangøren", "medarrangør",
     "værter", "værten", "medvært"}
)  # fmt: skip

YES = frozenset({"true", "yes", "ja", "1", "sand"})
NO = frozenset({"", "false", "no", "nej", "0", "falsk"})
UNKNOWN = frozenset({"unknown", "ukendt"})
ONGOING = frozenset({"ongoing", "løbende"})
PERSON = frozenset({"person", "persons", "personer", "privatperson", "individual"})
ORGANISATION = frozenset({
    "", "organisation", "organization", "organisationer", "organisations", "unit", "group",
    "enhed", "gruppe",
})  # fmt: skip

INVOLVEMENT = {
    "": "", "none": "none", "ingen": "none", "no": "none", "nej": "none", "false": "none",
    "falsk": "none", "0": "none",
    "present": "present", "til stede": "present", "tilstede": "present", "deltog": "present",
    "led": "led", "ledet": "led", "ledede": "led",
}  # fmt: skip

LED_BY_WORDS = {
    "unknown": "unknown", "ukendt": "unknown",
    "secretariat": "secretariat", "the secretariat": "secretariat",
    "sekretariat": "secretariat", "sekretariatet": "secretariat",
    "partner": "partner", "a partner": "partner", "partners": "partner",
    "en partner": "partner", "partneren": "partner", "partnere": "partner",
    "shared": "shared", "delt": "shared", "fælles": "shared",
}  # fmt: skip

CONTINUES_WORDS = {
    **dict.fromkeys(("yes", "ja", "true", "sand", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "false", "falsk", "0"), "no"),
    "unknown": "unknown", "ukendt": "unknown",
}  # fmt: skip

PURPOSE_WORDS = {
    "work": "work", "arbejde": "work", "evaluation": "evaluation", "evaluering": "evaluation",
}  # fmt: skip

# A figure too many in a year; as serial numbers these would be days of 1949 to 1956.
_LONG_YEAR = re.compile(r"(?:19[5-9]|20[0-6])\d\d", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
_EXCEL_EPOCH = dt.date(1899, 12, 30)
# The days of 1900 are what a spreadsheet makes of the numbers 1 to 366, or of a time alone.
_EARLIEST = dates.day(1901, 1, 1)
# 2081 is a slip for 2018. The same day is told of the same data in every year.
_LATEST = dates.day(2060, 12, 31)
# A day as most records have it, or nothing, one below the other.
_PLAIN_DAYS = re.compile(r"(?:\d{4}-\d\d-\d\d)?(?:\n(?:\d{4}-\d\d-\d\d)?)*", re.ASCII)
_BEFORE_1970 = dates.day(1970, 1, 1)
# The last year of the calendar stands for "always".
_ALWAYS = dates.day(9999, 1, 1)

# A year typed into a cell that Excel formats as a date: 2018 becomes day 2018 of its calendar.
_YEAR_AS_DATE = range(1950, 2061)
_SURE_FROM = _EXCEL_EPOCH.toordinal() + _YEAR_AS_DATE.stop
_NO_DATE = frozenset({"impossible", "none", "far"})
# Dates near by, but for the year in which such days lie, say that the record is of that time.
_OF_THAT_TIME = (range(1850, 1905), range(1906, 1950))


class DateCells(NamedTuple):
    """A column of dates, by row.

    Attributes
    ----------
    first, last
        First and last day of each; 0 where there is no date.
    known
        Whether it is a date.
    word
        Whether it is the word that the column allows instead of a date.
    wrong
        Whether it is anything else, which was told.
    """

    first: Days
    last: Days
    known: Flags
    word: Flags
    wrong: Flags


def read_dates(
    column: Column,
    log: RowLog,
    words: frozenset[str] = frozenset(),
    titles: Column | None = None,
) -> DateCells:
    """Read a column of dates; what is none is told for each row.

    A day of 1905 that may be a year in a cell for dates is an error, because figures would be
    false; it is a doubt where other dates are of that time, and nothing where `titles`, the names
    of the activities by row, name the year.
    """
    days = plain_days(column.values)
    if days is not None:
        by_row = days[column.codes]
        nowhere = np.zeros(len(by_row), bool)
        return DateCells(by_row, by_row, by_row > 0, nowhere, nowhere)
    read = [_read(cell, words) for cell in column.values]
    known = np.array([isinstance(result, PartialDate) for result in read], bool)
    found = [result for result in read if isinstance(result, PartialDate)]
    first, last = np.zeros((2, len(read)), np.int64)
    first[known] = [date.first for date in found]
    last[known] = [date.last for date in found]
    of_that_time: bool | None = None
    for code in rows_with(~known | (first < _SURE_FROM) | (last > _LATEST)).tolist():
        cell = column.values[code]
        for problem, details in _problems(cell, read[code]):
            if problem == "year-as-date" and of_that_time is None:
                of_that_time = any(map(_is_of_that_time, found))
            doubt = problem == "implausible-date" or (problem == "year-as-date" and of_that_time)
            report = log.warning if doubt else log.error
            for place in column.places(code).tolist():
                if problem != "year-as-date" or not _names_its_year(titles, place, cell):
                    report(problem, [place], column, **details)
    word, wrong = np.zeros((2, len(read)), bool)
    for code in rows_with(~known).tolist():
        word[code], wrong[code] = read[code] == "word", read[code] in _NO_DATE
    codes = column.codes
    return DateCells(first[codes], last[codes], known[codes], word[codes], wrong[codes])


def _is_of_that_time(date: PartialDate) -> bool:
    year = dt.date.fromordinal(date.first).year
    return any(year in years for years in _OF_THAT_TIME)


def _names_its_year(titles: Column | None, place: int, cell: str) -> bool:
    date = date_of(cell)
    if titles is None or date is None:
        return False
    return dates.iso(date.first)[:4] in titles.values[titles.codes[place]]


def plain_days(cells: Sequence[str]) -> Days | None:
    """Days such as 2018-03-14, all at once, 0 of a blank cell; None where any cell is written
    otherwise, is no day, or is one that must be asked about.

    Examples
    --------
    >>> plain_days(["2018-03-14", ""]).tolist(), plain_days(["2018-03", "2018-03-14"])
    ([736767, 0], None)
    """
    if not _PLAIN_DAYS.fullmatch("\n".join(cells)):
        return None
    try:
        days = np.array(cells, "datetime64[D]")
    except ValueError:
        return None
    known = ~np.isnat(days)
    found: Days = np.where(known, days.astype(np.int64) + _BEFORE_1970, 0)
    sure = ~known | ((found >= _SURE_FROM) & (found <= _LATEST))
    return found if sure.all() else None


def is_date(cell: str) -> bool:
    """Whether a cell is a date, or would be one with a slip corrected."""
    return date_of(cell) is not None or likely_date(cell) is not None


def date_of(cell: str) -> PartialDate | None:
    """The date that a cell is; None where it is none."""
    read = _read(cell, frozenset())
    return read if isinstance(read, PartialDate) else None


def _read(cell: str, words: frozenset[str]) -> PartialDate | str:
    return "word" if cell and cell.casefold() in words else _date(cell)


@lru_cache(1 << 16)
def _date(cell: str) -> PartialDate | str:
    if not cell:
        return "blank"
    try:
        date = parse_date(cell.replace("\u00a0", " "))
    except NotInCalendarError:
        return "impossible"
    except ValueError:
        return "none"
    return date if date.last < _ALWAYS else "far"


def _problems(cell: str, result: PartialDate | str) -> list[tuple[str, dict[str, str]]]:
    if isinstance(result, PartialDate):
        return _doubts(result)
    if result == "impossible" and (meant := _month_first(cell)):
        return [("month-first", {"meant": meant})]
    if result in ("impossible", "far"):
        return [(f"{result}-date", {})]
    return [_no_date(cell)] if result == "none" else []


def _no_date(cell: str) -> tuple[str, dict[str, str]]:
    if _LONG_YEAR.fullmatch(cell):
        return "far-date", {}
    if serial_date := _serial_date(cell):
        return "excel-serial", {"date": serial_date}
    meant = likely_date(cell)
    return ("bad-date", {}) if meant is None else ("bad-date-near", {"meant": meant})


def _doubts(date: PartialDate) -> list[tuple[str, dict[str, str]]]:
    serial = date.first - _EXCEL_EPOCH.toordinal()
    if date.first == date.last and serial in _YEAR_AS_DATE:
        return [("year-as-date", {"year": str(serial)})]
    far = date.first < _EARLIEST or date.last > _LATEST
    return [("implausible-date", {})] if far else []


def _month_first(cell: str) -> str | None:
    """The date that a cell is when the month is put before the day, as Americans do."""
    match = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/. ]\s*(\d{4})", cell, re.ASCII)
    if not match:
        return None
    try:
        return dates.iso(parse_date(f"{match[3]}-{match[1]}-{match[2]}").first)
    except ValueError:
        return None


def _serial_date(cell: str) -> str | None:
    """The date that an Excel serial number stands for, if the cell may be one."""
    match = _SERIAL.fullmatch(cell)
    return (_EXCEL_EPOCH + dt.timedelta(days=int(match[1]))).isoformat() if match else None


_DASH = re.compile("[\u2010-\u2015\u2212]")
_WEEKDAY = re.compile(
    r"^(?:(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|(?:man|tir|ons|tor|fre|lør|søn)\.?)\s+(?:d\.|den)?\s*"
)
_QUARTER = re.compile(r"[qk]([1-4])[-/ ]*(\d{4})|([1-4])\.\s*kvartal\s+(\d{4})", re.ASCII)
MONTHS = {
    name: number
    for names in (
        "januar februar marts april maj juni juli august september oktober november december",
        "january february march april may june july august september october november december",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar mars april mai juni juli august september oktober november desember",
        "jänner februar märz april mai juni juli august september oktober november dezember",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "jan feb mrt apr may jun jul aug sept oct nov des",
        "jan febr mär apr mai jun jul aug sep oct nov dez",
        "jan feber mar apr maj jun jul aug septbr oktbr novbr decbr",
        "jan febr mar apr maj jun jul aug septbr octbr novbr dezbr",
    )
    for number, name in enumerate(names.split(), start=1)
}  # fmt: skip
"""Months by name in Danish, English, Swedish, Norwegian and German."""


def likely_date(cell: str) -> str | None:
    """How a date that is written otherwise would be written here, where that is plain.

    >>> likely_date("14. marts 2018"), likely_date("March 2018"), likely_date("2018/03/14")
    ('2018-03-14', '2018-03', '2018-03-14')
    >>> likely_date("3/2018"), likely_date("Q2 2018"), likely_date("spring 2018")
    ('2018-03', '2018-Q2', None)
    """
    text = _tidied(cell)
    if text != cell and _is_read(text):
        return text
    if match := _QUARTER.fullmatch(text):
        return f"{match[2] or match[4]}-Q{match[1] or match[3]}"
    return _likely_day(text)


def _tidied(cell: str) -> str:
    """A cell without what people write around a date: weekday, time of day, long dashes."""
    text = unicodedata.normalize("NFKC", cell).casefold().replace(",", " ").strip()
    text = _WEEKDAY.sub("", _DASH.sub("-", text))
    return re.sub(r"^(\d{4}-\d\d?-\d\d?)[t ]\d.*|^(\d{4})[.,]0+$", r"\1\2", text)


def _is_read(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _likely_day(text: str) -> str | None:
    if match := re.fullmatch(
        r"(?:(?:den )?(\d{1,2})[.-]?\s*)?([a-zä]+)\.?[\s-]+(\d{4}|\d\d)", text, re.ASCII
    ):
        day, month = match[1], MONTHS.get(match[2])
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    elif match := re.fullmatch(r"([a-z]+)\s+(\d{1,2})(?:st|nd|rd|th)?\s+(\d{4})", text, re.ASCII):
        day, month, year = match[2], MONTHS.get(match[1]), match[3]
    elif match := re.fullmatch(r"(\d{4})[/.]\s?(\d{1,2})(?:[/.]\s?(\d{1,2})\.?)?", text, re.ASCII):
        day, month, year = match[3], int(match[2]), match[1]
    elif match := re.fullmatch(r"(\d{1,2})\s?[-/.]\s?(\d{4})", text, re.ASCII):
        day, month, year = None, int(match[1]), match[2]
    elif match := re.fullmatch(
        r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/. ]\s?'?(\d{2})", text, re.ASCII
    ):
        day, month, year = match[1], int(match[2]), f"20{match[3]}"
    elif match := re.fullmatch(r"(20\d\d)([01]\d)([0-3]\d)", text, re.ASCII):
        day, month, year = match[3], int(match[2]), match[1]
    else:
        return None
    if month is None:
        return None
    written = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return written if _is_read(written) else None


@cache
def leads(role: str) -> bool:
    """Whether a role is one that leads."""
    return _role_key(role) in LEAD_ROLES


@cache
def nearly_leads(role: str) -> bool:
    """Whether a role is read as taking part, and may be meant as leading."""
    from ci_network.reading.spelling import one_letter_apart  # noqa: PLC0415

    name = _role_key(role)
    if leads(role) or len(name) < 4:
        return False
    if name in _LIKELY_LEADS:
        return True
    parts = [part.strip() for part in re.split(r"[,;/+&()]| og | and ", name)]
    return any(part in LEAD_ROLES for part in parts if len(parts) > 1) or any(
        len(word) > 4 and one_letter_apart(name, word) for word in LEAD_ROLES
    )


def _role_key(role: str) -> str:
    return " ".join(role.casefold().replace("‑", "-").replace("–", "-").split())
