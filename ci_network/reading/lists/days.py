"""When the activity of a row was: its date, else that in its name, else the year of the list.

Dates that are likely slips, or a year that turns, are asked about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import numpy as np

from ci_network.dates import iso, parse_date
from ci_network.reading.cells import ONGOING, read_dates
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import is_sheet, title_of
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.timesets import ENDLESS
from ci_network.reading.lists.words.attendance import is_of_another, moved_to, put_off
from ci_network.reading.lists.words.headings import Field, field_of, says_remarks
from ci_network.reading.lists.words.lexicon import any_case, words
from ci_network.reading.lists.words.when import (
    LONGEST_EVENT,
    When,
    date_within,
    is_weekday,
    last_day,
    weekday_of,
    when,
    year_of,
)
from ci_network.reading.table import Column, RowLog

_NOBODY_KNOWS = words(
    """?, -, –, —, ukendt, unknown, n/a, na, tbd, tba, tbc, mangler, ej oplyst, ikke oplyst, okänt,
    ukjent, unbekannt, ikke aftalt, aftales senere, mangler dato"""
)
"""What people write where nobody knows the date."""

STILL = ONGOING | words(
    """igangværende, in progress, kører, kører stadig, kører fortsat, stadig aktiv, stadig, aktiv,
    aktivt, active, open, åben, åpen, öppen, offen, aktuell, pågående, pågår, løpende, fortsat,
    fortsætter, stadig i gang, i gang, nu, i dag, idag, now, present, to date, today, d.d., dags
    dato, still running, heute, laufend, läuft, läuft noch, andauernd, fortlaufend, in force, still
    in force, i kraft, in kraft, gældende, gällande, gjeldende, tills vidare, inntil videre, indtil
    videre, until further notice, bis auf weiteres"""
)
"""What people write in the place of a last day that has not come."""

BLANK_ENDS = {"ongoing": "it went on", "day": "one day; say --blank-end ongoing where it is not"}
"""What is noted of a blank last day, by what it means."""

_LAST_YEAR, _ALWAYS = "2060", "9999"
"""Later dates are likely slips, such as 2081 for 2018; 9999 stands for always."""

_IN_LISTS = {
    "bad-date": "no-date-in-list", "bad-date-near": "near-date-in-list",
    "excel-serial": "serial-in-list", "impossible-date": "impossible-in-list",
}  # fmt: skip
"""Findings of the reader of tables, and those of lists, whose advice names an option."""

_NUMBERED = any_case(
    r"\b(?:modul|module|del|part|teil|session|trin|step|fase|phase|kapitel|chapter|version|v|nr|no|"
    r"lektion|lesson|blok|block|sprint|niveau|level)\.?\s*\d+\.\d+$"
)
"""Names that end in a number of two parts, which is no day: Modul 1.2."""

Days = tuple[str, str]
"""Start and end; blank where unknown."""

_OF_DATES: tuple[Field, ...] = ("date", "end", "year", "month", "day", "week")


def has_date(sheet: Sheet, row: Sequence[str]) -> bool:
    """Whether a row says anything of when."""
    return any(row[place] for place in sheet.places(*_OF_DATES))


def has_any_date(sheet: Sheet) -> bool:
    """Whether a table has a column that says anything of when."""
    return bool(sheet.fields.keys() & {*_OF_DATES, "period"})


def ask_whose_dates(sheet: Sheet, start: str) -> None:
    """Ask about dates of joining beside an activity, where nothing else says when it was.

    In a register of seats they are of the seat; elsewhere, of the member.
    """
    places = sheet.places("joined")
    dated = has_any_date(sheet) or sheet.year or sheet.days[0] or start
    if places and "activity" in sheet.fields and not dated:
        raise sheet.question("whose-dates", places, sheet.block.cells(places[0])[:2])


def _with_days_ended(sheet: Sheet) -> Sheet:
    """A table whose last days are those before, where a time beside them or in them is midnight.

    So calendars write what went on all day: from 00:00 of the first day to 00:00 of the next.
    A column of which every cell is midnight tells no time.
    """
    if len(ends := sheet.places("end")) != 1 or not (dates := sheet.places("date")):
        return sheet
    (end,), header = ends, sheet.block.header
    times = [n for n, name in enumerate(header) if _ENDING.match(name)
             and (cells := sheet.block.cells(n)) and all(map(_CLOCK.fullmatch, cells))]  # fmt: skip
    clock = times[0] if times else end
    if not times and all(map(_MIDNIGHT.search, sheet.block.cells(end))):
        return sheet
    rows = []
    for number, row in sheet.block.numbered():
        first, last = (sheet.when(row[place]) for place in (dates[0], end))
        whole = key(header[end]) == "dtend" and row[end].isdecimal()
        midnight = whole or _MIDNIGHT.search(row[clock])
        if midnight and first and last and first.start < last.start:
            day = iso(parse_date(last.start).first - 1)
            sheet.note("date", number, row[end], day)
            rows.append((*row[:end], day, *row[end + 1 :]))
        else:
            rows.append(row)
    return sheet.of_rows(rows)


_ENDING = any_case(r"(?:end|ende|endet|slutt?|afslut\w*|avslut\w*|til|till|to|bis)")
_CLOCK = any_case(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?")
_MIDNIGHT = any_case(r"(?:^|[ t])(?:00?[:.]00(?:[:.]00)?|12[:.]00(?:[:.]00)?\s*a\.?m\.?)$")


def with_moved_days(sheet: Sheet) -> Sheet:
    """A table in which activities are of the day that a title or remark says they were moved to.

    A remark stands below a heading that says so, or of the activity: that the minutes are put off
    is none. One before the day of its row, which may be the newer of the two, is left to be asked
    about, and so is a month: it may not have come to anything.
    """
    date, title = sheet.first("date"), sheet.first("activity")
    places = {n for n, name in enumerate(sheet.block.header)
              if not name or says_remarks(name) or _OF_WHEN.search(key(name))}  # fmt: skip
    places |= {*sheet.places("activity", "attended")}
    places -= {*sheet.places(*_OF_DATES, "actor", "lead", "assist", "absent")}
    off = {word for word, meant in sheet.words.own.items() if meant == "absent"}
    told = {cell: said for place in places for cell in {*sheet.block.cells(place)}
            if (said := moved_to(cell)) is not None and put_off(cell) not in off}  # fmt: skip
    if date is None or sheet.turned or not told:
        return sheet
    held = {n for n in sheet.places("attended") if len(set(sheet.block.cells(n))) > 1}
    moved: dict[tuple[str, str], str] = {}
    rows = [[*row] for row in sheet.block.rows]
    for number, row, own in zip(sheet.block.numbers, sheet.block.rows, rows, strict=True):
        first, name = sheet.when(row[date]), "" if title is None else row[title]
        for place in places:
            said = told.get(row[place], ("", ""))
            if place != title and is_of_another(row[place], said[0], name):
                continue
            day = None if first is None else when(said[1], first.start[:4], sheet.order)
            if first and day and len(day.start) == len(first.start) and day.start >= first.start:
                own[place] = said[0] or (_HELD if place in held else "")
                own[date] = "/".join(filter(None, day[:2]))
                moved[row[title] if title is not None else str(number), row[date]] = own[date]
                sheet.note("moved to another day", number, row[date], own[date])
    for row, own in zip(sheet.block.rows, rows, strict=True):
        if title is not None and (newer := moved.get((row[title], row[date]))):
            own[date] = newer
    return sheet.of_rows(rows)


_HELD = "held"
_OF_WHEN = re.compile(
    r"status|aendr|endr|changes?|held|holdt|gennemfoer|gjennomfoer|genomfoer|durchgef|flyt|udsat|utsatt|moved|"
    r"postponed|verleg|verschob|dato|date|datum|info"
)
"""Headings, folded, of whether and when activities were."""


def with_last_days(sheet: Sheet) -> Sheet:
    """A table whose blank last days say that something went on, where that is meant.

    A last day that ended at midnight is the one before.

    Where the others lasted for days, or none for longer than its date, a blank is a day; whoever
    did not leave is still there. A day that nobody knows is a blank, unless that was said of it.

    Asks when others lasted longer, and nobody has said what a blank means.
    """
    sheet = _with_days_ended(sheet)
    dates, ends = sheet.places("date"), sheet.places("end")
    places = list(zip(dates, ends, strict=False))
    open_rows = {
        (n, end): row[date]
        for n, row in enumerate(sheet.block.rows) for date, end in places
        if row[date] and (not row[end] or (is_unknown(row[end]) and row[end] not in sheet.told))
        and (read := sheet.when(row[date])) and not read.end
    }  # fmt: skip
    if not open_rows or not any(sheet.block.cells(end) for _, end in places):
        return sheet
    meant = sheet.choices.blank_end or _meant_by_blank_ends(sheet, places)
    if meant is None:
        raise sheet.question("blank-ends", ends, list(open_rows.values()))
    for (n, _), written in open_rows.items():
        sheet.note("last day blank", sheet.block.numbers[n], written, BLANK_ENDS[meant])
    if meant == "day":
        return sheet
    rows = tuple(
        tuple(meant if (n, place) in open_rows else cell for place, cell in enumerate(row))
        for n, row in enumerate(sheet.block.rows)
    )
    return sheet.of_rows(rows)


def is_unknown(cell: str) -> bool:
    """Whether a cell says that nobody knows the day."""
    return cell.casefold().strip(" .") in _NOBODY_KNOWS


def _meant_by_blank_ends(
    sheet: Sheet, places: Sequence[tuple[int, int]]
) -> Literal["ongoing", "day"] | None:
    """What blank last days mean, by their headings, else by how long the others lasted."""
    ends = sheet.names(sheet.fields["end"])
    if all(field_of(name) == "left" for name in ends):
        return "ongoing"
    lasting = [
        last_day(last.start, last.end) - last_day(first.start, "")
        for row in sheet.block.rows for date, end in places
        if (first := sheet.when(row[date])) and (last := sheet.when(row[end])) and first.start
    ]  # fmt: skip
    return "day" if lasting and max(lasting) <= LONGEST_EVENT else None


def with_years(sheet: Sheet) -> Sheet:
    """A table whose blank years, and months beside a day, repeat the ones above."""
    sheet = _with_above(sheet, "year", ("month", "day", "week"))
    return _with_above(sheet, "month", ("day",))


def _with_above(sheet: Sheet, field: Field, beside: Sequence[Field]) -> Sheet:
    """A table whose blank cells of a column repeat the one above, where others say a date."""
    column, places = sheet.first(field), sheet.places(*beside)
    if column is None or not places:
        return sheet
    above, rows = "", []
    for number, row in sheet.block.numbered():
        above = row[column] or above
        if not row[column] and above and any(row[place] for place in places):
            sheet.note(f"{field} from above", number, "", above)
            rows.append((*row[:column], above, *row[column + 1 :]))
        else:
            rows.append(row)
    return sheet.of_rows(rows)


def days_of(sheet: Sheet, row: Sequence[str], number: int, name: str) -> Days:
    """Start and end of a row; `name` is that of its activity."""
    start = end = ""
    for place in sheet.places("date"):
        if not start:
            start, end = read_date(sheet, row[place], number, place)
    if (last := sheet.first("end")) is not None:
        later, until = read_date(sheet, row[last], number, last)
        end = until or later or end
    if not start:
        start, until = _of_parts(sheet, row) or (start, "")
        end = end or until
    if start or end:
        tell_turned(sheet, number, (start, end))
        return (start, "") if start == end else (start, end)
    if not has_date(sheet, row) and (within := sheet.days_in(name))[0]:
        sheet.note("date in the name", number, name, " to ".join(filter(None, within)))
        return within
    if sheet.days[0]:
        return sheet.days
    return of_the_sheet(sheet)


def tell_turned(sheet: Sheet, number: int, days: Days) -> None:
    """Tell a last day that is before the first, at the row of the list."""
    (start, end), place = days, sheet.first("end")
    if place is None or not (start and end) or end.casefold() in ONGOING:
        return
    if parse_date(end).last < parse_date(start).first:
        sheet.log.error("end-before-start", sheet.file, number, sheet.name(place), end, start=start)


def stretch_named_by(sheet: Sheet) -> When | None:
    """The day or stretch that a sheet is named by, where it is finer than a year."""
    read = sheet.when(title_of(sheet.file)) if is_sheet(sheet.file) else None
    return read if read is not None and len(read.start) > len("2018") else None


def of_the_sheet(sheet: Sheet) -> Days:
    """The stretch that a sheet is named by, else the year of the list, for what has no date."""
    if (read := stretch_named_by(sheet)) is not None:
        sheet.note("date", None, title_of(sheet.file), "of what has no date of its own")
        return read.start, read.end
    if sheet.year is not None:
        sheet.note("year of the sheet", None, "", f"what has no date is of {sheet.year}")
    return sheet.year or "", ""


def _of_parts(sheet: Sheet, row: Sequence[str]) -> Days | None:
    """The date of a year, a month or week, and a day in columns of their own.

    Asks when they lack a year, or a day its month.
    """
    by: dict[Field, str] = {
        field: row[place].strip(" .").lstrip("0")
        for field in ("day", "month", "week", "year")
        for place in sheet.places(field)[:1]
        if row[place]
    }
    if not by:
        return None
    of_month = year_of(by.get("month", ""))
    if of_month is not None:
        by["month"] = by["month"].replace(of_month, "").strip(" .-/")
    if "year" not in by and (year := of_month or sheet.year) is not None:
        by["year"] = year
    if "week" in by and not {"day", "month"} <= by.keys():
        week = f"uge {''.join(filter(str.isdecimal, by['week'])) or by['week']}"
        _ask_about_week(sheet, by, week)
        by = {field: week if field == "week" else by[field]
              for field in ("week", "year") if field in by}  # fmt: skip
    else:
        by.pop("week", None)
    parts = list(by.values())
    if "day" in by and "month" not in by and (read := sheet.when(by["day"])) is not None:
        return read.start, read.end
    for written in ("-".join(parts), " ".join(parts), "/".join(parts)):
        if (read := sheet.when(written)) is not None:
            return read.start, read.end
    places = [place for field in by for place in sheet.places(field)[:1]]
    if set(by) == {"day"} or ("day" in by and "month" not in by):
        raise sheet.question("days-alone", places, [by["day"]])
    if "year" not in by and when(" ".join(parts), "2000") is not None:
        raise sheet.question("which-year", places, [" ".join(parts)])
    return None


def _ask_about_week(sheet: Sheet, by: Mapping[Field, str], week: str) -> None:
    """The week is finer than the month beside it, of which it must have a day."""
    year = by.get("year", "")
    month = sheet.when(by.get("month", "")) or sheet.when(f"{by.get('month', '')} {year}")
    days = sheet.when(f"{week} {year}")
    if month is None or days is None or not (month.start and days.start):
        return
    first, last = parse_date(days.start).first, last_day(days.start, days.end)
    of_month = parse_date(month.start)
    if last < of_month.first or of_month.last < first:
        places = [*sheet.places("month")[:1], *sheet.places("week")[:1]]
        raise sheet.question("week-or-month", places, [by["month"], by["week"]])


def read_date(sheet: Sheet, cell: str, number: int, place: int) -> Days:
    """Start and end of a cell; what is no date is told with its row."""
    if not cell:
        return "", ""
    read = sheet.when(cell)
    if place in sheet.places("end"):
        said = sheet.told.get(cell, cell)
        if said.casefold().strip(" .") in STILL:
            return (said if said.casefold() in ONGOING else "ongoing"), ""
        if ENDLESS.fullmatch(cell) or (read is not None and read.start[:4] == _ALWAYS):
            sheet.note("date", number, cell, "ongoing")
            return "ongoing", ""
    if read is None:
        if is_unknown(sheet.told.get(cell, cell)):
            sheet.note("time left out", number, cell, "nobody wrote it down")
            return "", ""
        ask_about_year(sheet, sheet.name(place), [cell, *sheet.block.cells(place)])
        # The reader says best what is wrong with it, such as the number of a day in Excel.
        wrong = Column(sheet.name(place), (cell,), np.zeros(1, np.int64))
        before = len(sheet.log.problems)
        read_dates(wrong, RowLog(sheet.file, np.array([number]), sheet.log))
        if len(sheet.log.problems) == before:  # a day of the calendar, but not in this order
            sheet.log.error("impossible-in-list", sheet.file, number, sheet.name(place), cell)
        sheet.log.problems[before:] = [
            problem._replace(code=_IN_LISTS.get(problem.code, problem.code))
            for problem in sheet.log.problems[before:]
        ]
        return "", ""
    if cell not in sheet.told and any(
        _LAST_YEAR < day[:4] < _ALWAYS for day in (read.start, read.end) if day[:4].isdecimal()
    ):
        raise sheet.question("far-dates", place, [cell])
    if not read.as_written:
        written = f"{read.start} to {read.end}" if read.end else read.start
        sheet.note("date", number, cell, written)
    return read.start, read.end


def ask_about_year_of_names(sheet: Sheet, column: str | list[str], names: Iterable[str]) -> None:
    """Names of activities of which most hold a day without a year: Møde 14/3."""
    different = sorted(set(names))
    lacking = [
        name
        for name in different
        if not _NUMBERED.search(name)
        and date_within(name, "2000", sheet.order)
        and not date_within(name, None, sheet.order)
    ]
    if sheet.year is None and 2 * len(lacking) > len(different):
        raise Question("which-year", sheet.file, column, lacking)


def ask_about_year(sheet: Sheet, column: str, cells: Sequence[str]) -> None:
    """Dates without a year are asked about, where no sheet, file or title names one."""
    lacking = [
        cell
        for cell in dict.fromkeys(cells)
        if sheet.when(cell) is None and when(cell, "2000", sheet.order) is not None
    ]
    if sheet.year is None and lacking and lacking[0] == cells[0]:
        raise Question("which-year", sheet.file, column, lacking)


# ------------------------------------------------------------------------------------------- doubts


_APART = 60
"""Years by which a few dates may be older than all the others and not be slips; more where these
are of many years."""

_MODERN = parse_date("1900").first
"""The day from which on a list is of our time; a register of older days may go far back."""

_FEW = 20
"""One date in so many is few."""

_TURN = 150
"""Days by which a date may be earlier than the one above it, where the year does not turn."""

_FORWARD, _BACKWARD = 3, 4
"""Dates that tell that a list goes forward, as most do, or has the newest first."""

_LASTING = re.compile(
    r"(?:\w+_)?(?:varighed|duration|dauer|varighet|varaktighet|loebetid|laufzeit|length)(?:_\w+)?"
)
_UNIT = any_case(
    r"(?<![^\W\d_])(?:dage|days|tage|dagar|dager|uger?|weeks?|wochen?|veckor|vecka|uker|måned(?:er)?|"
    r"mdr|mdr\.|mnd|months?|monate?|månad(?:er)?|år|years?|jahre?|semest(?:er|re))(?![^\W\d_])"
)


def ask_about_dates(sheet: Sheet) -> None:
    """Ask about dates that are likely not what they say, and about ends that are not read."""
    for place in sheet.places("date"):
        _ask_about_slips(sheet, place)
        if sheet.choices.year is None:
            _ask_about_turns(sheet, place)
    _ask_about_weekdays(sheet)
    if "end" in sheet.fields or "date" not in sheet.fields:
        return
    for place, name in enumerate(sheet.block.header):
        cells = sheet.block.cells(place)
        if key(name) not in sheet.choices.ignored and says_length(name, cells):
            raise Question("lengths", sheet.file, name, list(dict.fromkeys(cells))[:3])


def _ask_about_weekdays(sheet: Sheet) -> None:
    """Ask about days of the week in a column beside dates that are other days."""
    date = sheet.first("date")
    if date is None:
        return
    for place, name in enumerate(sheet.block.header):
        cells = sheet.block.cells(place)
        if key(name) in sheet.choices.ignored or not all(map(is_weekday, cells)):
            continue
        for row in sheet.block.rows:
            day, read = weekday_of(row[place]), sheet.when(row[date])
            if day is None or read is None or len(read.start) < len("2018-03-14") or read.end:
                continue
            if dt.date.fromisoformat(read.start).weekday() != day:
                raise sheet.question("week-or-month", [place, date], [row[place], row[date]])


def _days(sheet: Sheet, place: int) -> Iterator[tuple[str, int]]:
    """The cells of a column that are dates, and the first day of each."""
    for cell in sheet.block.cells(place):
        if (read := sheet.when(cell)) is not None and read.start:
            yield cell, parse_date(read.start).first


def _ask_about_slips(sheet: Sheet, place: int) -> None:
    told = sheet.told
    days = sorted((day, cell) for cell, day in _days(sheet, place) if cell not in told)
    for n, (one, other) in enumerate(pairwise(days[: max(2, len(days) // _FEW + 1)]), start=1):
        apart = max(_APART * 366, 2 * (days[-1][0] - other[0]))
        if other[0] - one[0] > apart and other[0] >= _MODERN and len(days) > n + 1:
            raise sheet.question("far-dates", place, [cell for _, cell in days[:n]])


def _ask_about_turns(sheet: Sheet, place: int) -> None:
    """A list that goes one way, and once past New Year, is of two years."""
    if sheet.year is None or not sheet.year.isdecimal():
        return
    days = [(cell, day) for cell, day in _days(sheet, place) if when(cell) is None]
    for dated, enough in ((days, _FORWARD), (days[::-1], _BACKWARD)):
        back = [pair for pair in pairwise(dated) if pair[1][1] < pair[0][1]]
        if len(dated) < enough or len(back) != 1:
            continue
        (last, before), (first, after) = back[0]
        if before - after > _TURN:
            raise sheet.question("year-turns", place, [last, first], year=sheet.year)


def names_length(name: str) -> bool:
    """Whether a heading is of how long something went on, such as Varighed."""
    return _LASTING.fullmatch(key(name)) is not None


def says_length(name: str, cells: Sequence[str]) -> bool:
    """Whether a column says how long something went on.

    >>> says_length("Varighed", ["3 måneder"]), says_length("Duration", ["2"])
    (True, False)
    """
    return names_length(name) and any(_UNIT.search(text) for text in (name, *cells))
