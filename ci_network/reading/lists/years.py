"""Of which year the dates of a table are, and what stands first in them: told by all of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ci_network.reading.lists.blocks import OF_WRITING, Block, is_sheet, title_of
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.sheet import DATE_CELL, Sheet
from ci_network.reading.lists.words.headings import Field, are_english, field_of, names_a_day
from ci_network.reading.lists.words.kinds import SOME_YEAR, is_year
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.when import in_any_order, in_year, order_of, when, year_of


def with_years_meant(sheet: Sheet) -> Sheet:
    """A table whose dates that show no year are of the year that is meant.

    A spreadsheet adds the year of the day on which 14/3 was written. It stands where the dates
    are of several years, or where the sheet, the file or a title names the same.

    Asks when only the spreadsheet knows the year, or another is named.
    """
    block = sheet.block
    hidden = {
        (n, place): day
        for n, (number, cells) in enumerate(
            zip((block.header_row, *block.numbers), (block.header, *block.rows), strict=True)
        )
        for place, cell in enumerate(cells)
        if (number, place) in block.without_year and (day := DATE_CELL.match(cell))
    }
    kept = {day[1] for day in hidden.values()}
    if len(kept) != 1:
        return sheet
    (year,) = kept
    if sheet.choices.year is None and (sheet.year is None or year not in _years(sheet.year)):
        column = list(dict.fromkeys(sheet.name(place) for _, place in hidden if _))
        raise Question(
            "years-not-shown",
            sheet.file,
            column or sheet.name(min(hidden)[1]),
            [f"{int(day[3])}/{int(day[2])}" for day in hidden.values()],
            year=year,
        )
    if sheet.choices.year is None:
        return sheet
    lines = [list(block.header), *map(list, block.rows)]
    for (n, place), day in hidden.items():
        lines[n][place] = f"{in_year(sheet.choices.year, int(day[2]))}-{day[2]}-{day[3]}"
    header, *rows = map(tuple, lines)
    return replace(sheet, block=replace(block, header=header, rows=tuple(rows)))


def _years(named: str) -> tuple[str, ...]:
    """The years of a sheet's year: 2018, or both of 2018/19."""
    return tuple(str(in_year(named, month)) for month in (1, 12))


def in_order(sheets: Sequence[Sheet], choices: Choices) -> list[Sheet]:
    """The tables, each with what stands first in its dates.

    That is told by its columns of dates, else by names and titles; where it does not tell, by the
    other tables.

    Asks when nothing tells.
    """
    cells = [_dated_cells(sheet) for sheet in sheets]
    english = are_english([name for sheet in sheets for name in sheet.block.header])
    made = any(sheet.preset is not None for sheet in sheets)
    ordered = []
    for n, sheet in enumerate(sheets):
        places = sheet.places("date", "end")
        column = " / ".join(sheet.block.header[place] for place in places)
        beside = [cell for m, others in enumerate(cells) if m != n for cell in others]
        by_program = made and any(map(_POINTED.match, cells[n]))
        if by_program and choices.date_order is None:
            ordered.append(replace(sheet, order="dmy"))  # no program writes years before points
            continue
        order = order_of(cells[n], sheet.file, column, choices.date_order, beside, english=english)
        ordered.append(replace(sheet, order=order))
    return ordered


_POINTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d\d\b")


def _dated_cells(sheet: Sheet) -> list[str]:
    """The cells of a table that may hold its dates."""
    block = sheet.block
    if cells := sheet.cells("date", "end"):
        return cells
    named = sheet.cells("activity")
    above = block.lines_above()
    above += sheet.joined()
    above += [title_of(block.file)] if is_sheet(block.file) else []
    others = sheet.places("other", "person")
    first = [cell for n, cell in enumerate(block.rows[0] if block.rows else ()) if n not in others]
    return [*block.header, *first, *named, *above]


def by_sections(sheet: Sheet) -> list[Sheet]:
    """A table as several, where lines within it count for the rows below them.

    A line with a year counts until the next; so does one with a title.
    """
    block = sheet.block
    if not block.sections:
        return [sheet]
    years = _years_above(block)
    year = years.pop() if len(years) == 1 else ""
    title = ""
    sheets = []
    begins = [n for n, _ in block.sections]
    if begins[0]:
        sheets.append(_part_of(sheet, 0, begins[0], block.above))
    for (start, said), end in zip(block.sections, [*begins[1:], len(block.rows)], strict=True):
        if when(said) is None:
            title = said
        else:
            year = said
        if start < end:
            above = tuple((line,) for line in (year, title) if line)
            sheets.append(_part_of(sheet, start, end, above))
    return sheets


def _part_of(sheet: Sheet, start: int, end: int, above: tuple[tuple[str, ...], ...]) -> Sheet:
    block = replace(sheet.block.only(range(start, end)), above=above)
    said = [read[:2] for line in block.lines_above() if (read := sheet.when(line)) is not None]
    days = next((days for days in said if len(days[0]) > len("2018")), ("", ""))
    return replace(sheet, block=block, year=sheet.choices.year or year_of_table(block), days=days)


def is_turned(block: Block, fields: Mapping[Field, tuple[int, ...]], choices: Choices) -> bool:
    """Whether a spreadsheet made dates of those texts only that it could read the wrong way.

    Of 14/03/2018 and 02/04/2018 it then left the first as text, and made the second a date in
    February.
    """
    if not is_sheet(block.file):
        return False
    for place in (*fields.get("date", ()), *fields.get("end", ())):
        cells = block.cells(place)
        texts = [(cell, written) for cell in cells if (written := _DATE_TEXT.match(cell))]
        days = [(cell, day) for cell in cells if (day := DATE_CELL.match(cell))]
        left = texts and all(max(int(each[1]), int(each[2])) > 12 for _, each in texts)
        if left and days and all(int(day[3]) <= 12 for _, day in days):
            if choices.turned is None:
                raise Question(
                    "turned-dates",
                    block.file,
                    block.header[place],
                    [texts[0][0], *(cell for cell, _ in days)],
                )
            return choices.turned == "swap"
    return False


_DATE_TEXT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")


def year_of_table(block: Block) -> str | None:
    """The one year in the name of the sheet, else above the table, else in the name of the file.

    A heading such as "Activities 2018" stands above the table too.
    """
    own = _year_said(title_of(block.file))
    years = _years_above(block)
    if own is not None:
        return years.pop() if len(years) == 1 and years < set(_years(own)) else own
    if years:
        return years.pop() if len(years) == 1 else None
    named = [name for name in block.header if field_of(name) == "activity"]
    if len(named) == 1 and not names_a_day(named[0]) and (year := year_of(named[0])) is not None:
        return year
    for place, name in enumerate(block.header):
        if is_year_of_days(block, place):
            return name
    return _year_said(block.file.partition(" [")[0])


def _years_above(block: Block) -> set[str]:
    """The years that the lines above a table name, but for those of when it was written."""
    lines = [line for line in block.lines_above() if not OF_WRITING.fullmatch(line)]
    return {year for line in lines if (year := _year_said(line)) is not None}


def _year_said(text: str) -> str | None:
    """The year that a title names, where it may be that of the days below it.

    >>> [_year_said(text) for text in ("Møder 2018", "Vision 2030", "Allé 4, 2000 Frederiksberg")]
    ['2018', None, None]
    """
    return None if _OF_ELSE.search(text) else year_of(text)


_OF_ELSE = any_case(
    r"\b(?:vision(?:en)?|strateg(?:i|y|ie)|agenda 20[3-9]0|verdensmål|"
    r"handle?(?:ings)?plan|masterplan|(?:udviklings|utvecklings|lokal|kommune)plan|lov|loven|gesetz|act|"
    r"stiftet|grundlagt|etableret|established|est|founded|since|siden|sedan|seit|gegründet|grundad|grunnlagt|"
    r"stiftad|tlf|tel|telefon|phone|mobil|mobile|sagsnr|journalnr|j\.nr|cvr|diarienr|aktenzeichen|az)\b"
    r"|(?<=[,;])\s*(?:19|20)\d\d\s+(?-i:[A-ZÆØÅÄÖÜ])|(?:19|20)\d\d-\d{2,}-"
)
"""What a year beside it is of: a goal, a law, a founding, a number of something, or a town."""


def is_year_of_days(block: Block, place: int) -> bool:
    """Whether a heading is the year of the days below it: 2019 above 12 Jan, 4 May."""
    year = block.header[place]
    cells = block.cells(place) if is_year(year) else []
    return is_year(year) and not any(map(when, cells)) and all(when(cell, year) for cell in cells)


def is_dated_row(block: Block) -> bool:
    """Whether the first row holds the dates of what the columns name."""
    label, *cells = block.rows[0] if block.rows else ("",)
    said = field_of(label)
    dates = [cell for cell in cells if cell]
    dated = (in_any_order(cell, SOME_YEAR) for cell in dates)
    is_corner = said in ("actor", "activity") and not block.header[0]
    is_label = said == "date"
    is_named = bool(block.header[0]) or any(row[0] for row in block.rows)
    is_blank = not label and is_named and len(dates) > 1
    return (is_label or is_blank or (is_corner and bool(dates))) and all(dated)


ENDS_IN_YEAR = re.compile(r"[^\W\d_]\s+(?:19|20)\d\d$", re.ASCII)
