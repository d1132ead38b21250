"""What titles and names of sheets tell apart: activities, or groups with meetings of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from ci_network.reading.lists.blocks import explained, is_sheet, title_of
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.titles import given_above, telling
from ci_network.reading.lists.words.headings import field_of, heading, known_heading
from ci_network.reading.lists.words.when import date_within, when
from ci_network.reading.spelling import same_name

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
    if len(titles) < 2 or own or not all(titles.values()) or choices.title is not None:
        return {}
    if choices.titles == "activities":
        return titles
    actors = {
        same_name(cell)
        for sheet in lists for n in sheet.fields["actor"] for cell in sheet.block.cells(n)
    }  # fmt: skip
    others = [title for title in titles.values() if _may_be_other(title, actors)]
    if others or not all(_OF_A_LIST & sheet.fields.keys() for sheet in lists):
        raise Question(
            "sheets-of-activities",
            lists[0].file,
            [name for name in lists[0].block.header if name],
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
    said = known_heading(activity)
    return when(activity) is not None or (said is not None and said.field == "activity")


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
