"""Sheets of attendance lists: where the header is, what the columns are, what a row is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ci_network.errors import UsageError
from ci_network.reading.cells import ONGOING, read_dates
from ci_network.reading.columns import key
from ci_network.reading.lists.choices import Choices, Shape
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.edge_lists import HEADER_ROWS, look_at_list
from ci_network.reading.lists.names import same_name
from ci_network.reading.lists.rows import Part
from ci_network.reading.lists.when import date_within, when, year_of
from ci_network.reading.lists.words import FIELDS, OPTIONS, THERE, Field, is_sum, is_total, mark
from ci_network.reading.records import Records
from ci_network.reading.table import Column, ProblemLog, clean
from ci_network.workbooks.sheets import letter

_MOSTLY = 0.8
_WORDS_SHOWN = 6


@dataclass(frozen=True)
class Sheet:
    """A sheet with its header.

    Attributes
    ----------
    file
        File, and sheet where it is one.
    header
        Names of the columns.
    header_row
        Row of the header as the spreadsheet shows it.
    rows
        Cells by row, as wide as the header.
    numbers
        Row of each as the spreadsheet shows it.
    fields
        Place of each column that is known.
    year
        The year that the sheet is named by.
    """

    file: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    fields: Mapping[Field, int]
    year: str | None

    def others(self) -> list[int]:
        """Places of the named columns that are not known."""
        taken = set(self.fields.values())
        return [n for n, name in enumerate(self.header) if name and n not in taken]


def sheet_of(records: Records, choices: Choices, log: Log, found: ProblemLog) -> Sheet | None:
    """Find the header of a sheet; None when it holds nothing.

    Cells beside the header are an error in CSV, where they tell of a separator too many, and are
    left out with a note in a workbook, where people write remarks there.

    Raises
    ------
    UsageError
        When a column that was named is not there.
    """
    cells = [[clean(cell) for cell in record] for record in records.cells]
    filled = [n for n, record in enumerate(cells) if any(record)]
    if not filled:
        return None
    at = max(
        filled[:HEADER_ROWS],
        key=lambda n: (_named(cells[n], choices), _known(cells[n]), _width(cells[n]) > 1, -n),
    )
    width = max(n for n, cell in enumerate(cells[at], start=1) if cell)
    header = tuple(cells[at][:width])
    body = [(n + 1, record) for n, record in enumerate(cells) if n > at and any(record)]
    sums = {number: record for number, record in body if is_sum(record)}
    for number, record in sums.items():
        log.add("row left out", records.file, number, " | ".join(filter(None, record)), "a total")
    body = [(number, record) for number, record in body if number not in sums]
    for number, record in body:
        beyond = [cell for cell in record[width:] if cell]
        if beyond and records.separator is not None:
            cells_there = str(len(record))
            found.error("ragged-row", records.file, number, cells=cells_there, columns=str(width))
        elif beyond:
            log.add("cells left out", records.file, number, " | ".join(beyond), "beside the table")
    rows = tuple(tuple((*record, *[""] * width)[:width]) for _, record in body)
    sheet = Sheet(
        file=records.file,
        header=header,
        header_row=at + 1,
        rows=rows,
        numbers=tuple(n for n, _ in body),
        fields={},
        year=year_of(_title(records.file)),
    )
    return replace(sheet, fields=_fields(sheet, choices))


def _title(file: str) -> str:
    """Name of the sheet, or of the file where there are no sheets."""
    return file.rpartition("[")[2].rstrip("]") if file.endswith("]") else file


def _named(record: Sequence[str], choices: Choices) -> int:
    keys = {key(cell) for cell in record if cell}
    return sum(key(name) in keys for name in _chosen(choices).values())


def _known(record: Sequence[str]) -> int:
    return len({FIELDS[key(cell)] for cell in record if cell and key(cell) in FIELDS})


def _width(record: Sequence[str]) -> int:
    return sum(bool(cell) for cell in record)


def _chosen(choices: Choices) -> dict[Field, str]:
    named: dict[Field, str | None] = {
        "activity": choices.activity, "actor": choices.actor, "date": choices.date,
        "end": choices.end, "role": choices.role, "attended": choices.attended,
    }  # fmt: skip
    return {
        field: name
        for field, name in named.items()
        if name is not None and (field, name) != ("attended", "none")
    }


def _fields(sheet: Sheet, choices: Choices) -> dict[Field, int]:
    """Columns that were named, then those that are known by their name."""
    places: dict[Field, int] = {}
    keys = [key(name) for name in sheet.header]
    for field, name in _chosen(choices).items():
        if key(name) not in keys:
            there = ", ".join(filter(None, sheet.header))
            raise UsageError(
                f"{sheet.file} has no column {name!r} for {OPTIONS[field]}; there are: {there}."
            )
        places[field] = keys.index(key(name))
    by_name: dict[Field, list[int]] = defaultdict(list)
    for place, name in enumerate(keys):
        if name in FIELDS and place not in places.values():
            by_name[FIELDS[name]].append(place)
    for field, found in by_name.items():
        if field in places or (field == "attended" and choices.attended == "none"):
            continue
        if len(found) > 1:
            names = " and ".join(sheet.header[place] for place in found)
            raise UsageError(
                f"{sheet.file} has several columns that may be the {field}: {names}. Say which "
                f"with {OPTIONS[field]} COLUMN."
            )
        places[field] = found[0]
    return places


def parts_of(sheet: Sheet, choices: Choices, log: Log, found: ProblemLog) -> list[Part]:
    """Who took part in what, from a sheet of any of the three shapes.

    Raises
    ------
    UsageError
        When it cannot be told; the sentence names the option that tells it.
    """
    crossed = _crossed(sheet, choices)
    shape = choices.shape or _shape(sheet, crossed)
    if shape != "long" and not crossed:
        own = _own_column(sheet, (), shape)
        crossed = [n for n in sheet.others() if n != own]
    shown = {field: sheet.header[place] for field, place in sheet.fields.items()}
    known = ", ".join(f"{field}: {name}" for field, name in shown.items())
    log.add("form", sheet.file, None, "", _SHAPES[shape])
    log.add("columns", sheet.file, None, "", known or "none by name")
    used = set(sheet.fields.values())
    if shape == "long":
        _require_both(sheet)
        if choices.attended is None:
            _ask_about_absence(sheet, used)
        _tell_left_out(sheet, used, log)
        _look_at_cells(sheet, used, found)
        return list(_long(sheet, log, found))
    used |= {_own_column(sheet, crossed, shape), *crossed}
    _tell_left_out(sheet, used, log)
    _look_at_cells(sheet, used, found)
    names = ", ".join(sheet.header[place] for place in crossed)
    log.add("columns of marks", sheet.file, None, "", names)
    for name, times in Counter(same_name(sheet.header[place]) for place in crossed).items():
        if times > 1:
            log.add("column twice", sheet.file, None, name, f"{times} columns are taken together")
    return list(_crossing(sheet, crossed, choices, shape, log, found))


def _ask_about_absence(sheet: Sheet, used: set[int]) -> None:
    """A column that says yes in some rows and no in others may tell who did not come."""
    for place, name in enumerate(sheet.header):
        said = {mark(row[place]) for row in sheet.rows if row[place]}
        if name and place not in used and said == {"there", "absent"}:
            raise UsageError(
                f"{sheet.file} has a column {name!r} with yes and no. If it says who took part, "
                f"say --attended {name!r}; if not, say --attended none."
            )


def _tell_left_out(sheet: Sheet, used: set[int], log: Log) -> None:
    for place, name in enumerate(sheet.header):
        if place not in used and any(row[place] for row in sheet.rows):
            log.add("column left out", sheet.file, None, name or letter(place), "not needed")


def _look_at_cells(sheet: Sheet, used: Collection[int], found: ProblemLog) -> None:
    """Errors of formulas and control characters, in the columns that are read."""
    for place in sorted(used):
        name = sheet.header[place]
        cells = zip(sheet.numbers, (row[place] for row in sheet.rows), strict=True)
        look_at_list(sheet.file, name, [(sheet.header_row, name), *cells], found)


_SHAPES: dict[Shape, str] = {
    "long": "a row for each participant, or each activity with its participants",
    "activities": "a row for each activity, a column for each actor",
    "actors": "a row for each actor, a column for each activity",
}


def _shape(sheet: Sheet, crossed: Sequence[int]) -> Shape:
    known = set(sheet.fields)
    if {"activity", "actor"} <= known:
        return "long"
    if len(crossed) >= 2:
        if "actor" in known:
            return "actors"
        if known & {"activity", "date"}:
            return "activities"
        if _mostly_dates([sheet.header[n] for n in crossed], sheet.year):
            return "actors"
        raise UsageError(
            f"{sheet.file} is a cross table, but it cannot be told whether its rows are activities "
            "or actors. Say --shape activities or --shape actors."
        )
    _require_both(sheet)
    return "long"


def _require_both(sheet: Sheet) -> None:
    """Ask for the column of activities or of actors, where it is not known."""
    known = set(sheet.fields)
    missing: Field = "actor" if "activity" in known else "activity"
    if {"activity", "actor"} <= known:
        return
    there = ", ".join(filter(None, sheet.header))
    dated = "date" in known and missing == "activity"
    more = " To make an activity of each date, name the column of dates." if dated else ""
    raise UsageError(
        f"{sheet.file} has no column that is known as {missing}; there are: {there}. Name it with "
        f"{OPTIONS[missing]} COLUMN.{more}"
    )


def _mostly_dates(names: Sequence[str], year: str | None) -> bool:
    dated = sum(
        when(name, year) is not None or date_within(name, year) is not None for name in names
    )
    return dated >= _MOSTLY * len(names)


def _crossed(sheet: Sheet, choices: Choices) -> list[int]:
    """Columns that hold marks."""
    words = {word.casefold() for word in choices.marks}
    crossed = []
    for place in sheet.others():
        if key(sheet.header[place]) in _DESCRIPTIONS or is_total(sheet.header[place]):
            continue
        cells = [row[place] for row in sheet.rows if row[place]]
        if cells and sheet.rows[0][place] and when(cells[0], sheet.year) is not None:
            cells = cells[1:]
        marks = sum(mark(cell) is not None or cell.casefold() in words for cell in cells)
        # A single x is enough: the words beside it are then asked about.
        plain = any(cell.casefold() in THERE for cell in cells)
        if cells and (plain or marks >= _MOSTLY * len(cells)):
            crossed.append(place)
    return crossed


_DESCRIPTIONS = frozenset(
    key(name)
    for name in ("number", "count", "nr", "no", "id", "#", "timer", "hours", "varighed",
                 "duration", "sted", "place", "noter", "note", "notes", "kommentar", "comment",
                 "uge", "week")
)  # fmt: skip


def _long(sheet: Sheet, log: Log, found: ProblemLog) -> Iterator[Part]:
    activity_at, actor_at = sheet.fields["activity"], sheet.fields["actor"]
    above = ("", "", "")
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        activity, actor = row[activity_at], row[actor_at]
        days = _days(sheet, row, number, activity, log, found)
        if "attended" in sheet.fields and actor:
            said = row[sheet.fields["attended"]]
            if (meant := mark(said)) is None:
                column = sheet.header[sheet.fields["attended"]]
                found.error("bad-yes-no", sheet.file, number, column, said)
                continue
            if meant == "absent":
                log.add("row left out", sheet.file, number, actor, "it did not take part")
                above = (activity, *days) if activity else above
                continue
        if not actor:
            log.add("row left out", sheet.file, number, activity, "it names nobody")
            if activity:
                above = (activity, *days)
            continue
        if activity:
            above = (activity, *days)
        elif above[0]:
            days = days if _has_date(sheet, row) else above[1:]
            activity = above[0]
            log.add("activity from above", sheet.file, number, actor, activity)
        else:
            found.error("blank-cell", sheet.file, number, sheet.header[activity_at], "")
            continue
        role = row[sheet.fields["role"]] if "role" in sheet.fields else ""
        yield Part(activity, actor, role, *days, sheet.file, number, listed=True)


def _has_date(sheet: Sheet, row: Sequence[str]) -> bool:
    return any(row[sheet.fields[field]] for field in ("date", "end") if field in sheet.fields)


def _days(
    sheet: Sheet, row: Sequence[str], number: int, name: str, log: Log, found: ProblemLog
) -> tuple[str, str]:
    """Start and end of a row; else the date in its name, else the year of the sheet."""
    start = end = ""
    if "date" in sheet.fields:
        place = sheet.fields["date"]
        start, end = _date(sheet, row[place], number, place, log, found)
    if "end" in sheet.fields:
        place = sheet.fields["end"]
        later, _ = _date(sheet, row[place], number, place, log, found)
        end = later or end
    if start or end:
        return start, end
    if not _has_date(sheet, row) and (written := date_within(name, sheet.year)):
        log.add("date in the name", sheet.file, number, name, written)
        return written, ""
    if sheet.year is not None:
        log.add("year of the sheet", sheet.file, None, "", f"rows without a date are {sheet.year}")
    return sheet.year or "", ""


def _date(
    sheet: Sheet, cell: str, number: int, place: int, log: Log, found: ProblemLog
) -> tuple[str, str]:
    if not cell:
        return "", ""
    read = when(cell, sheet.year)
    if read is None:
        if cell.casefold() in ONGOING and place == sheet.fields.get("end"):
            return cell, ""
        # The reader says best what is wrong with it, such as the number of a day in Excel.
        wrong = Column(sheet.header[place], (cell,), np.zeros(1, np.int64))
        read_dates(wrong, np.array([number]), sheet.file, found)
        return "", ""
    if not read.as_written:
        written = f"{read.start} to {read.end}" if read.end else read.start
        log.add("date", sheet.file, number, cell, written)
    return read.start, read.end


def _crossing(
    sheet: Sheet,
    crossed: Sequence[int],
    choices: Choices,
    shape: Shape,
    log: Log,
    found: ProblemLog,
) -> Iterator[Part]:
    """Marks of a cross table; the cells that are neither marks nor roles are asked about."""
    words = {word.casefold() for word in choices.marks}
    own = _own_column(sheet, crossed, shape)
    dates, rows = _dates_of_columns(sheet, crossed, shape, log)
    strange: dict[str, int] = {}
    for index in rows:
        number, row = sheet.numbers[index], sheet.rows[index]
        name = row[own]
        start, end = "", ""
        if shape == "activities":
            start, end = _days(sheet, row, number, name, log, found)
        if not name:
            if any(row[n] for n in crossed):
                found.error("blank-cell", sheet.file, number, sheet.header[own] or letter(own), "")
            continue
        for place in crossed:
            said = "there" if row[place].casefold() in words else mark(row[place])
            if said is None:
                strange.setdefault(row[place], number)
            elif said != "absent":
                role = "" if said == "there" else said
                if shape == "activities":
                    yield Part(name, sheet.header[place], role, start, end, sheet.file, number)
                else:
                    yield Part(sheet.header[place], name, role, *dates[place], sheet.file, number)
    if strange:
        shown = ", ".join(f"{w!r} (row {n})" for w, n in list(strange.items())[:_WORDS_SHOWN])
        raise UsageError(
            f"{sheet.file} holds words in its cross table that are neither a mark nor a role: "
            f"{shown}. Name those that count as taking part with --mark WORD, or clear the cells."
        )


def _own_column(sheet: Sheet, crossed: Sequence[int], shape: Shape) -> int:
    """The column that names the rows."""
    field: Field = "activity" if shape == "activities" else "actor"
    if field in sheet.fields:
        return sheet.fields[field]
    others = [n for n in sheet.others() if n not in crossed]
    if others:
        return others[0]
    if shape == "activities" and "date" in sheet.fields:
        return sheet.fields["date"]
    blank = [n for n, name in enumerate(sheet.header) if not name]
    if blank and any(row[blank[0]] for row in sheet.rows):
        return blank[0]
    raise UsageError(
        f"{sheet.file} has no column that names its rows. Name it with {OPTIONS[field]} COLUMN."
    )


def _dates_of_columns(
    sheet: Sheet, crossed: Sequence[int], shape: Shape, log: Log
) -> tuple[dict[int, tuple[str, str]], list[int]]:
    """Start and end of each activity that is a column, and the rows that are actors.

    A row of dates may stand under the header; else a date is in the name of the column.
    """
    rows = list(range(len(sheet.rows)))
    if shape != "actors":
        return {}, rows
    below = {place: sheet.rows[0][place] for place in crossed if rows and sheet.rows[0][place]}
    read = {place: when(cell, sheet.year) for place, cell in below.items()}
    days = {place: (each.start, each.end) for place, each in read.items() if each is not None}
    if days and len(days) == len(below):
        log.add("row of dates", sheet.file, sheet.numbers[0], "", "dates of the columns")
        rows = rows[1:]
    else:
        days = {}
    return {place: days.get(place) or _date_of_column(sheet, place, log) for place in crossed}, rows


def _date_of_column(sheet: Sheet, place: int, log: Log) -> tuple[str, str]:
    """The date in the name of a column, else the year of the sheet."""
    name = sheet.header[place]
    read = when(name, sheet.year)
    if read is not None and read.as_written:
        return read.start, read.end
    start, end = read[:2] if read is not None else (date_within(name, sheet.year) or "", "")
    if start:
        log.add("date in the name", sheet.file, None, name, f"{start} to {end}" if end else start)
        return start, end
    if sheet.year is not None:
        log.add(
            "year of the sheet", sheet.file, None, "", f"columns without a date are {sheet.year}"
        )
    else:
        log.add("column without a date", sheet.file, None, name, "its activity has no date")
    return sheet.year or "", ""
