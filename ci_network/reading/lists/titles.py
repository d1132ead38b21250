# ruff: noqa: E501 - a table of words
"""What stands above a list, or names its sheet: its activity, and what tells activities apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ci_network.reading.lists.blocks import explained, is_sheet, title_of
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.headings import Heading, field_of, heading, known_field
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.when import date_within, days_within, when
from ci_network.reading.spelling import same_name

_GENERIC = any_case(
    r"(?:(?:den|the|der|die|liste|list)\s+)?(?:deltager\w*|fremmøde\w*|mødeliste|tilmeldings\w*|attendance\w*|"
    r"participants?|attendees?|panelists?|registrants?|host|teilnehm\w*|anwesenheit\w*|närvaro\w*|deltagar\w*|oppmøte\w*|deltaker\w*|"
    r"referat|mødereferat|minutes|protokoll?|dagsorden|summary|resumé|sammendrag|sammanfattning|zusammenfassung|översikt|übersicht|oversigt|overview|liste|list|registrering|"
    r"ark|sheet|tabelle|blad|data|udtræk|export|eksport|import|rapport|report|in-meeting activities|"
    r"aktiviteter i mødet|underskrift\w*|sign-?in|samlet|møder|meetings)(?:\s*(?:sheet|report|details|list|liste|rapport|\d+))?"
    r"(?P<of>\s+(?:af|for|fra|of|i|til|to|von|der|des|zum|från|ved|at|over|på))?"
)
_IN_NAMES = any_case(r"(?:data|rapport|report|host|møder|meetings|samlet|export|import)\s[^\W\d_]")
"""How the name of an activity may begin too, where no "of" stands behind: Data Day."""
_POLL = any_case(r"(?:poll|afstemning|umfrage|omröstning|avstemning)\s*:?\s*[\"“„»](.+)[\"”“«]")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]")
_NUMBER = re.compile(r"^\d+\.\s+(?=\D)")
_FIRST_DAY = re.compile(r"^(\d+\.\s+\w+).*")
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
    undated = not (own.start or sheet.year or sheet.fields.keys() & {"activity", "date"})
    if undated and date_within(own.activity, "2000") is not None:
        raise Question("year-of-title", sheet.file, cells=[own.activity])
    if own.activity or (before is not None and before.activity):
        before = before or Given()
        start, end = (own.start, own.end) if own.start else (before.start, before.end)
        given = Given(own.activity or before.activity, start, end, own.lead or before.lead)
        return given if start else given._replace(start=_day_of_sheet(sheet))
    name = title_of(sheet.file)
    days = days_within(name, sheet.year, sheet.order)
    if days[0] and is_sheet(sheet.file) and (title := telling(name)):
        return Given(title, *((own.start, own.end) if own.start else days), own.lead)
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
        start, end = days_within(activity, sheet.year, sheet.order)
        lone = [value for label, value in _labelled(sheet) if not label]
        read_lone = [read for value in lone if (read := sheet.when(value)) is not None]
        if not start and len(read_lone) == 1:
            start, end = read_lone[0].start, read_lone[0].end
    return Given(activity, start, end, lead)


def _on_its_day(title: str, sheet: Sheet) -> Given:
    """The activity of a title that the person said, on the day that it, the lines or the sheet say."""
    if (days := days_within(title, sheet.year, sheet.order))[0]:
        return Given(title, *days)
    lines = _of_lines(sheet)
    if lines.start or not is_sheet(sheet.file):
        return lines._replace(activity=title)
    name = title_of(sheet.file)
    if (read := sheet.when(name)) is not None:
        return Given(title, read.start, read.end, lines.lead)
    return Given(title, *days_within(name, sheet.year, sheet.order), lines.lead)


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
    if when(_FIRST_DAY.sub(r"\1", title), "2000") is None:  # 1. maj-fest
        title = _NUMBER.sub("", title).strip()
    if poll := _POLL.fullmatch(title):
        title = poll[1].strip()
    match = _GENERIC.match(title)
    named = _IN_NAMES.match(title) is not None and not (match and match["of"])
    if (
        match is not None
        and not named
        and (match.end() == len(title) or not title[match.end()].isalnum())
    ):
        title = telling(title[match.end() :].strip(" :–—-,."))
    bare = title.strip(" .,:()")
    if not bare or when(bare) is not None or bare.isdecimal() or _GENERIC.fullmatch(bare):
        return ""
    return title


# ------------------------------------------------------------------------------------ several lists


_OF_A_LIST = frozenset({"date", "role", "lead", "attended", "year"})
"""Fields that a list of members of something lacks, and one of who took part may have."""


def named_by_sheets(sheets: Sequence[Sheet], choices: Choices) -> dict[str, str]:
    """The activities of a workbook with a sheet for each, by file; none of any other.

    Asks when the sheets may be named by something else, such as kinds of members.
    """
    lists = [
        sheet
        for sheet in sheets
        if is_sheet(sheet.file) and "actor" in sheet.fields
        and not given_above(sheet, None, None).activity
    ]  # fmt: skip
    titles = {sheet.file: telling(title_of(sheet.file)) for sheet in lists}
    own = any("activity" in sheet.fields or sheet.crossed for sheet in sheets)
    if not titles or own or not all(titles.values()) or choices.title is not None:
        return {}
    if choices.titles == "activities":
        return titles
    if len(titles) < len(("one", "other")):
        return {}
    actors = {
        same_name(cell)
        for sheet in lists for n in sheet.fields["actor"] for cell in sheet.block.cells(n)
    }  # fmt: skip
    others = [title for title in titles.values() if _may_be_other(title, actors)]
    if others or not all(_OF_A_LIST & sheet.fields.keys() for sheet in lists):
        raise Question(
            "sheets-of-activities",
            lists[0].file,
            lists[0].block.header,
            list(titles.values()),
        )
    return titles


def _may_be_other(title: str, actors: Collection[str]) -> bool:
    """Whether a sheet may be named by an organisation, or by what a list says of it."""
    return (
        field_of(title) not in (None, "activity")
        or is_organisation(title)
        or same_name(title) in actors
    )


def told_apart(tables: Sequence[tuple[Sheet, Sequence[Part]]], choices: Choices) -> list[Part]:
    """The parts of all tables, with its title in the name of an activity that others have too.

    Asks when there are such, and nobody said it.
    """
    titled = [
        (title or (named if len(tables) > 1 and _names_nothing(part.activity) else ""), part)
        for title, named, parts in [(_title_of(s), _named(s), parts) for s, parts in tables]
        for part in parts
    ]
    below: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for title, part in titled:
        if title:
            below[_known(part)].add(title)
    several = {known for known, titles in below.items() if len(titles) > 1}
    if not several or choices.titles == "one":
        return [part for _, part in titled]
    if choices.titles is None:
        raise Question(
            "one-name-below-titles",
            titled[0][1].file,
            sorted(below[min(several)]),
            [part.activity for _, part in titled if _known(part) in several],
        )
    return [
        replace(part, activity=f"{part.activity} ({title})")
        if title and _known(part) in several
        else part
        for title, part in titled
    ]


def _named(sheet: Sheet) -> str:
    """The name of a sheet, which tells apart meetings that nothing names but their day."""
    return telling(title_of(sheet.file)) if is_sheet(sheet.file) else ""


@cache
def _names_nothing(activity: str) -> bool:
    """Whether a meeting is called by its day, or only a meeting."""
    return when(activity) is not None or known_field(activity) == "activity"


def _known(part: Part) -> tuple[str, str, str]:
    return same_name(part.activity), part.start, part.end


def _title_of(sheet: Sheet) -> str:
    """The line above a table that names a group, else its sheet where that names one."""
    lines = [row[0] for row in sheet.block.above if len(row) == 1]
    titles = [line for line in lines if _may_be_group(line)]
    name = title_of(sheet.file) if is_sheet(sheet.file) else ""
    return titles[-1] if titles else name if _names_group(name) else ""


def _may_be_group(line: str) -> bool:
    said = heading(line)
    of_others = said is not None and not (said.field == "activity" and said.rank > 1)
    plain = when(line) is None and date_within(line) is None and not explained(line)
    return plain and ":" not in line and not of_others and bool(telling(line))


def _names_group(name: str) -> bool:
    words = name.casefold().replace("-", " ").split()
    return any(word in _GROUP_WORDS or word.endswith(_GROUP_ENDINGS) for word in words) and bool(
        telling(name)
    )


_GROUP_WORDS = frozenset({"ag", "team", "netværk", "nätverk", "nettverk", "netzwerk", "network"})
_GROUP_ENDINGS = ("gruppe", "gruppen", "grupp", "gruppa", "group", "projekt", "prosjekt", "project",
                  "udvalg", "utvalg", "utskott", "committee", "ausschuss")  # fmt: skip
