# ruff: noqa: E501 - a table of words
"""What stands above a list, or in the name of its sheet, of the activity that the list is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ci_network.reading.lists.blocks import explained, is_sheet, title_of
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.headings import Heading, field_of, heading
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.when import date_within, when

_GENERIC = any_case(
    r"(?:(?:den|the|der|die|liste|list)\s+)?(?:deltager\w*|fremmøde\w*|mødeliste|tilmeldings\w*|attendance\w*|"
    r"participants?|attendees?|panelists?|registrants?|host|teilnehm\w*|anwesenheit\w*|närvaro\w*|deltagar\w*|oppmøte\w*|deltaker\w*|"
    r"referat|mødereferat|minutes|protokoll?|dagsorden|summary|resumé|sammendrag|sammanfattning|zusammenfassung|översikt|übersicht|oversigt|overview|liste|list|registrering|"
    r"ark|sheet|tabelle|blad|data|udtræk|export|eksport|import|rapport|report|in-meeting activities|"
    r"aktiviteter i mødet|underskrift\w*|sign-?in|samlet|møder|meetings)(?:\s*(?:sheet|report|details|list|liste|rapport|\d+))?"
    r"(?:\s+(?:af|for|fra|of|i|til|to|von|der|des|zum|från|ved|at|over|på))?"
)
_POLL = any_case(r"(?:poll|afstemning|umfrage|omröstning|avstemning)\s*:?\s*[\"“„»](.+)[\"”“«]")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_NUMBER = re.compile(r"^\d+\.\s+(?=\D)")
_LEADS = (Heading("lead", 1), Heading("lead", 2))


class Given(NamedTuple):
    """The activity of a list that has no column of them, and who led; blank where nothing says."""

    activity: str = ""
    start: str = ""
    end: str = ""
    lead: str = ""

    def is_all(self, sheet: Sheet) -> bool:
        """Whether a table says nothing but what the activity was that follows."""
        known = set(sheet.fields)
        return (
            "activity" in known
            and len(sheet.block.rows) == 1
            and not known & {"actor", "attended", "lead", "absent", "invited"}
            and not sheet.crossed
            and bool(self.activity)
        )


def given_above(sheet: Sheet, before: Given | None, title: str | None) -> Given:
    """The activity that a list is of: as its sheet says, or the lines above it.

    `before` is what an earlier table of the sheet said, `title` what the person said.
    """
    given = _given_above(sheet, before, title)
    return given if given.start or not given.activity else given._replace(start=_day_joined(sheet))


def _day_joined(sheet: Sheet) -> str:
    """The first day on which somebody joined, of a list that a program made of one meeting."""
    read = map(sheet.when, sheet.joined())
    return min((each.start for each in read if each is not None), default="")


def _given_above(sheet: Sheet, before: Given | None, title: str | None) -> Given:
    if title is not None:
        return _on_its_day(title, sheet)
    if before is not None and before.activity and sheet.preset is not None and sheet.preset.joined:
        return before  # what stands above is the part of the report: 3. In-meeting activities
    own = _of_row(sheet) or _of_lines(sheet)
    if not own.start and not sheet.fields.keys() & {"activity", "date"}:
        _ask_about_year(sheet, own.activity)
    if own.activity or (before is not None and before.activity):
        before = before or Given()
        start, end = (own.start, own.end) if own.start else (before.start, before.end)
        given = Given(own.activity or before.activity, start, end, own.lead or before.lead)
        return given if start else given._replace(start=_day_of_sheet(sheet))
    name = title_of(sheet.file)
    date = date_within(name, sheet.year, sheet.order)
    if date and is_sheet(sheet.file) and (title := telling(name)):
        return Given(title, own.start or date or "", own.end, own.lead)
    return own


def _day_of_sheet(sheet: Sheet) -> str:
    """The day by which a sheet is named that has no dates; blank where it is none."""
    own = is_sheet(sheet.file) and not sheet.fields.keys() & {"activity", "date"}
    day = date_within(title_of(sheet.file), sheet.year, sheet.order) or "" if own else ""
    return day if len(day) == len("2018-03-14") else ""


def _of_row(sheet: Sheet) -> Given | None:
    """A table of one row that names an activity and nobody."""
    activity = sheet.first("activity")
    names_others = sheet.crossed or sheet.fields.keys() & {"actor", "attended", "absent", "invited"}
    of_list = names_others and sheet.preset is None  # a program names the host beside the topic
    if activity is None or len(sheet.block.rows) != 1 or of_list:
        return None
    (row,) = sheet.block.rows
    date = sheet.first("date")
    read = sheet.when(row[date]) if date is not None else None
    return Given(row[activity], *(read[:2] if read is not None else ("", "")))


def _of_lines(sheet: Sheet) -> Given:
    activity = start = end = lead = ""
    titles = []
    for label, value in _labelled(sheet):
        if field_of(label) == "activity" and value:
            activity = activity or value
        elif heading(label) in _LEADS and value and not is_person(value):
            lead = lead or value
        elif field_of(label) == "date" and value:
            if not start and (read := sheet.when(value)) is not None:
                start, end = read.start, read.end
        elif not label and (title := telling(value)):
            titles.append(title)
    if not activity:
        dated = [title for title in titles if date_within(title, sheet.year, sheet.order)]
        chosen = dated if len(dated) == 1 else titles
        activity = chosen[0] if len(chosen) == 1 else ""
        if not activity and not start:
            days = {day for title in titles if (day := date_within(title, sheet.year, sheet.order))}
            start = days.pop() if len(days) == 1 else ""
    if not start:
        start = date_within(activity, sheet.year, sheet.order) or ""
        lone = [value for label, value in _labelled(sheet) if not label]
        read_lone = [read for value in lone if (read := sheet.when(value)) is not None]
        if not start and len(read_lone) == 1:
            start, end = read_lone[0].start, read_lone[0].end
    return Given(activity, start, end, lead)


def _on_its_day(title: str, sheet: Sheet) -> Given:
    """The activity of a title that the person said, on the day that it, the lines or the sheet say."""
    if date := date_within(title, sheet.year, sheet.order):
        return Given(title, date)
    lines = _of_lines(sheet)
    if lines.start or not is_sheet(sheet.file):
        return lines._replace(activity=title)
    name = title_of(sheet.file)
    if (read := sheet.when(name)) is not None:
        return Given(title, read.start, read.end, lines.lead)
    return Given(title, date_within(name, sheet.year, sheet.order) or "", "", lines.lead)


def _ask_about_year(sheet: Sheet, title: str) -> None:
    """A title that names a day and no year is asked about, where nothing names the year."""
    if sheet.year is None and date_within(title, "2000") is not None:
        raise Question("year-of-title", sheet.file, cells=[title])


def _labelled(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The lines above a table as label and value; a title has no label."""
    for row in sheet.block.above:
        cells = list(row)
        if len(cells) == 1 and ":" in cells[0] and not cells[0].endswith(":"):
            label, _, value = cells[0].partition(":")
            if field_of(label.strip()) not in (None, "actor", "invited", "attended"):
                yield label.strip(), value.strip()
                continue
        if len(cells) == 1:
            if not explained(cells[0]):
                yield "", cells[0]
            continue
        while len(cells) >= 2:
            yield cells[0].rstrip(":").strip(), cells[1]
            cells = cells[2:]


def telling(text: str) -> str:
    """A title without the words that every list begins with; blank when nothing is left."""
    title = _BRACKETS.sub(lambda said: "" if explained(said[1]) else said[0], text)
    title = _NUMBER.sub("", title).strip()
    if poll := _POLL.fullmatch(title):
        title = poll[1].strip()
    match = _GENERIC.match(title)
    if match is not None and (match.end() == len(title) or not title[match.end()].isalnum()):
        title = title[match.end() :].strip(" :–—-,.")
    bare = title.strip(" .,:()")
    if not bare or when(bare) is not None or bare.isdecimal() or _GENERIC.fullmatch(bare):
        return ""
    return title
