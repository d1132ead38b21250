"""When the activity of a row was: its date, else that in its name, else the year of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ci_network.reading.cells import ONGOING, read_dates
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.headings import Field
from ci_network.reading.lists.meanings import Sheet
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.when import date_within, when
from ci_network.reading.table import Column, ProblemLog

_NOBODY_KNOWS = frozenset(
    {"?", "-", "–", "—", "ukendt", "unknown", "n/a", "na", "tbd", "tba", "tbc", "mangler",
     "ej oplyst", "ikke oplyst", "okänt", "ukjent", "unbekannt", "ikke aftalt",
     "aftales senere", "mangler dato"}
)  # fmt: skip
"""What people write where nobody knows the date."""

_IN_LISTS = {
    "bad-date": "no-date-in-list", "bad-date-near": "near-date-in-list",
    "excel-serial": "serial-in-list", "impossible-date": "impossible-in-list",
}  # fmt: skip
"""Findings of the reader of tables, and those of lists, whose advice names an option."""

Days = tuple[str, str]
"""Start and end; blank where unknown."""

_OF_DATES: tuple[Field, ...] = ("date", "end", "year", "month", "day")


def has_date(sheet: Sheet, row: Sequence[str]) -> bool:
    """Whether a row says anything of when."""
    return any(row[place] for place in _places(sheet, _OF_DATES))


def with_years(sheet: Sheet, log: Log) -> Sheet:
    """A table whose blank years repeat the one above, beside a month or a day."""
    year, places = sheet.first("year"), _places(sheet, ("month", "day"))
    if year is None or not places:
        return sheet
    above, rows = "", []
    for number, row in zip(sheet.block.numbers, sheet.block.rows, strict=True):
        above = row[year] or above
        if not row[year] and above and any(row[place] for place in places):
            log.add("year from above", sheet.file, number, "", above)
            rows.append((*row[:year], above, *row[year + 1 :]))
        else:
            rows.append(row)
    return replace(sheet, block=replace(sheet.block, rows=tuple(rows)))


def _places(sheet: Sheet, fields: Sequence[Field]) -> list[int]:
    return [place for field in fields for place in sheet.fields.get(field, ())]


def days_of(
    sheet: Sheet, row: Sequence[str], number: int, name: str, log: Log, found: ProblemLog
) -> Days:
    """Start and end of a row; `name` is that of its activity."""
    start = end = ""
    for place in sheet.fields.get("date", ()):
        if not start:
            start, end = read_date(sheet, row[place], number, place, log, found)
    if (last := sheet.first("end")) is not None:
        later, until = read_date(sheet, row[last], number, last, log, found)
        end = until or later or end
    if not start and (written := _of_parts(sheet, row)):
        start = written
    if start or end:
        return (start, "") if start == end else (start, end)
    if not has_date(sheet, row) and (written := date_within(name, sheet.year, sheet.order) or ""):
        log.add("date in the name", sheet.file, number, name, written)
        return written, ""
    if sheet.day:
        return sheet.day, ""
    return of_the_year(sheet, log), ""


def of_the_year(sheet: Sheet, log: Log) -> str:
    """The year of the list, for what has no date of its own."""
    if sheet.year is not None:
        log.add("year of the sheet", sheet.file, None, "", f"what has no date is of {sheet.year}")
    return sheet.year or ""


def _of_parts(sheet: Sheet, row: Sequence[str]) -> str:
    """The date of a year, a month and a day in columns of their own."""
    parts = [
        row[place]
        for field in ("day", "month", "year")
        for place in sheet.fields.get(field, ())[:1]
    ]
    if not any(parts):
        return ""
    if "year" not in sheet.fields and sheet.year is not None:
        parts.append(sheet.year)
    numbers = [part.lstrip("0") for part in parts if part]
    for written in ("-".join(numbers), " ".join(numbers), "/".join(numbers)):
        if (read := sheet.when(written)) is not None:
            return read.start
    return ""


def read_date(
    sheet: Sheet, cell: str, number: int, place: int, log: Log, found: ProblemLog
) -> Days:
    """Start and end of a cell; what is no date is told with its row."""
    if not cell:
        return "", ""
    read = sheet.when(cell)
    if read is None:
        if cell.casefold() in ONGOING and place == sheet.first("end"):
            return cell, ""
        if dict(sheet.told).get(cell, cell).casefold().strip(" .") in _NOBODY_KNOWS:
            log.add("time left out", sheet.file, number, cell, "nobody wrote it down")
            return "", ""
        ask_about_year(sheet, sheet.name(place), [cell, *sheet.block.cells(place)])
        # The reader says best what is wrong with it, such as the number of a day in Excel.
        wrong = Column(sheet.name(place), (cell,), np.zeros(1, np.int64))
        before = len(found.problems)
        read_dates(wrong, np.array([number]), sheet.file, found)
        if len(found.problems) == before:  # a day of the calendar, but not in this order
            found.error("impossible-in-list", sheet.file, number, sheet.name(place), cell)
        found.problems[before:] = [
            problem._replace(code=_IN_LISTS.get(problem.code, problem.code))
            for problem in found.problems[before:]
        ]
        return "", ""
    if not read.as_written:
        written = f"{read.start} to {read.end}" if read.end else read.start
        log.add("date", sheet.file, number, cell, written)
    return read.start, read.end


def ask_about_year(sheet: Sheet, column: str, cells: Sequence[str]) -> None:
    """Dates without a year are asked about, where no sheet, file or title names one.

    Raises
    ------
    Question
        When the first of the cells would be a date with a year.
    """
    lacking = [
        cell
        for cell in dict.fromkeys(cells)
        if sheet.when(cell) is None and when(cell, "2000", sheet.order) is not None
    ]
    if sheet.year is None and lacking and lacking[0] == cells[0]:
        raise Question(
            "which-year", file=sheet.file, column=column, cells=lacking, options=["--year"]
        )
