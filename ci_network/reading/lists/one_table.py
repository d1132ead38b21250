"""Who took part in what, by one table; or what it knows of actors or activities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ci_network.reading.columns import key
from ci_network.reading.lists.account import SHAPES, TableAccount, table_account
from ci_network.reading.lists.blocks import is_sheet, title_of, told_by_colour
from ci_network.reading.lists.crosses import ask_about_help, ask_about_marks, cross_parts, shape_of
from ci_network.reading.lists.days import (
    ask_about_dates,
    ask_whose_dates,
    with_last_days,
    with_moved_days,
)
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.edge_lists import look_at_list
from ci_network.reading.lists.long import long_parts
from ci_network.reading.lists.meanings import named_in
from ci_network.reading.lists.names import names_in, pieces
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Contents, Part, Shape
from ci_network.reading.lists.sheet import Sheet, are_of_actors
from ci_network.reading.lists.titles import Given
from ci_network.reading.lists.told import actors_of, ask_about_successors, marks_secretariats
from ci_network.reading.lists.unread import ask_about_more
from ci_network.reading.lists.words.attendance import says_away
from ci_network.reading.lists.words.headings import OF_ACTORS, Field, heading, is_of_else
from ci_network.reading.lists.words.kinds import are_mostly_persons
from ci_network.reading.lists.words.lexicon import any_case


def all_named(choices: Choices) -> list[str]:
    return [name for names in named_in(choices).values() for name in names]


def read_table(
    sheet: Sheet,
    given: Given,
    optional: bool,
    read: Reading,
    contents: Contents,
    *,
    is_last: bool = True,
) -> None:
    """Who took part in what, from a table; or what is known of actors.

    `is_last` tells that no table follows on its sheet, of which it may be the title.
    """
    block, choices = sheet.block, read.choices
    if block.header_row == 0 and not all_named(choices):
        raise Question(
            "no-header", sheet.file, block.header, block.rows[0], row=str(block.numbers[0])
        )
    if optional and given.is_all(sheet) and not is_last:
        read.log.add("title", sheet.file, block.numbers[0], "", given.activity)
        return
    shape, crossed = shape_of(sheet)
    named = choices.titles == "activities" and bool(given.activity)
    came = named or _is_of_a_meeting(sheet, given) or (choices.title is not None and not optional)
    of_actors = are_of_actors(sheet) and (optional or not _unread(sheet))
    if shape == "long" and of_actors and not came:
        read.of_actors.append(sheet)
        return
    if optional and not choices.sheets and not crossed and not _looks_like_a_list(sheet, given):
        _leave_out(sheet, given.activity)
        return
    if optional and not choices.sheets and not crossed and is_beside_lists(sheet, given):
        read.log.add("sheet left out", sheet.file, None, "", "it names no activity")
        return
    if shape == "long" and optional and not set(sheet.fields) & _WHO:
        read.of_activities.append(with_last_days(with_moved_days(sheet)))
        return
    if shape == "long":
        sheet = _with_actors(_with_activity(sheet, given))
        require_both(sheet, given)
        ask_whose_dates(sheet, given.start)
        ask_about_successors(sheet)
    sheet = with_last_days(with_moved_days(sheet))
    # What a list of activities says of actors is read from a list of actors.
    sheet = sheet.without(*(field for field in OF_ACTORS if field != "secretariat"))
    read.shapes.append(shape)
    read.note(sheet, SHAPES[shape], crossed)
    _look_at_cells(sheet, crossed)
    said = [line for line in sheet.block.lines() if told_by_colour(line)]
    if said and choices.comments is None:
        raise Question("colours", sheet.file, cells=said)
    ask_about_dates(sheet)
    if shape == "long" and marks_secretariats(sheet):
        wanted: list[Field] = ["secretariat"]
        contents.actors = actors_of(sheet, contents.actors, wanted)
        sheet = sheet.without("secretariat")
    if shape == "long" and optional and "actor" not in sheet.fields:
        read.of_leads.append(sheet)
    if shape == "long":
        contents.parts += long_parts(sheet, given)
    else:
        contents.parts += _parts_of_cross(sheet, crossed, shape, given.activity)


def _parts_of_cross(sheet: Sheet, crossed: Sequence[int], shape: Shape, title: str) -> list[Part]:
    ask_about_help(sheet, crossed)
    parts = cross_parts(sheet, crossed, shape, title)
    if shape == "activities":
        ask_about_more(sheet, crossed)
    return parts


def _leave_out(sheet: Sheet, title: str) -> None:
    why = "it names no activity" if "actor" in sheet.fields else "no column in it is known"
    if is_sheet(sheet.file):
        sheet.note("sheet left out", None, "", why)
    else:
        sheet.note("table left out", sheet.block.header_row, title, why)


def _is_of_a_meeting(sheet: Sheet, given: Given) -> bool:
    """Whether a table of actors and their sectors tells who came, by what its sheet is called."""
    dated = len(given.start) == len("2018-03-14")
    return bool(given.activity) and dated and not is_of_members(sheet, given)


_BESIDE = re.compile(
    r"(?:drop-?down)?lister|lists?|dropdown|opslag|valg(?:muligheder)?|statisti[ck]k?s?|pivot\w*|"
    r"summary|op?psummering|overblik|validering|koder|codes|stamdata|indstillinger|settings|"
    r"forklaring\w*|vejledning|veiledning|guide|info|information|readme|read me|læs mig|"
    r"hjælp|help|legend|diagram\w*|graf(?:er)?|charts?|figure?r?|auswertung|übersicht|anleitung|einstellungen|legende|hilfe|"
    r"(?:(?:deltagere|fremmøde|fremmødte|oppmøte|närvaro|attendance)\s+)?(?:i alt|totalt?|totals?|"
    r"totaler|samlet|summa|sum|gesamt|insgesamt|counts?)|optælling\w*|auszählung|"
    r"sammanställning|inställningar|instruktion\w*|instructions|hjälp"
)
"""Names of sheets that hold what a list is made with, or what was made of it."""


def is_beside_lists(sheet: Sheet, given: Given) -> bool:
    """Whether a table is no list by the name of its sheet, and names neither activity nor date."""
    named = _BESIDE.fullmatch(title_of(sheet.file).strip().casefold()) is not None
    return named and not given.activity and not sheet.fields.keys() & {"activity", "date"}


def _looks_like_a_list(sheet: Sheet, given: Given) -> bool:
    """Whether one of several tables is likely of who took part in what."""
    known = set(sheet.fields)
    if known & {"activity", "date", "attended", "lead", "absent"} or sheet.preset is not None:
        return True
    summed = "count" in known and known <= {"actor", "count", "other"}  # how often each was there
    of_list = bool(given.activity) or not (summed or "person" in known)
    return "actor" in known and of_list and not is_of_members(sheet, given)


def is_of_members(sheet: Sheet, given: Given) -> bool:
    """Whether a table names members or how to reach them, by what it is called."""
    named = f"{title_of(sheet.file)} {given.activity}".casefold()
    return any(word in named for word in _OF_MEMBERS)


_OF_MEMBERS = (
    "kontakt", "contact", "medlem", "member", "partner", "adress", "address", "telefon", "mitglied",
    "organisation", "aktør", "actor", "interessent", "stakeholder", "mail",
)  # fmt: skip

_WHO: frozenset[Field] = frozenset({"actor", "lead", "absent", "invited"})


def _with_activity(sheet: Sheet, given: Given) -> Sheet:
    """A table in which a column Name, or the one that nobody knows, names what was on each day.

    It does where nothing else names activities, and it holds something else on each day.
    """
    unread = [
        n
        for n in _called_name(sheet) or _unread(sheet)
        if not (are_mostly_persons(sheet.block.cells(n)) or is_of_else(sheet.name(n)))
    ]
    date = sheet.first("date")
    if {"activity", "actor"} & sheet.fields.keys() != {"actor"} or given.activity or date is None:
        return sheet
    if len(unread) != 1 or len(sheet.fields["actor"]) != 1:
        return sheet
    (place,) = unread
    cells, by_day = sheet.block.cells(place), dict[str, str]()
    for row in sheet.block.rows:
        day, name = row[date], row[place]
        if not (day and name) or by_day.setdefault(day, name) != name:
            return sheet
    told = [cell for cell in cells if is_organisation(cell) or says_away(cell)]
    if 2 * len(told) > len(cells) or len(set(cells)) < 2 or max(map(len, cells)) > _LONGEST_TITLE:
        return sheet
    return sheet.meaning("activity", (place,))


_LONGEST_TITLE = 100


def _called_name(sheet: Sheet) -> list[int]:
    """Columns Name beside cells of several who took part, none of whom they name."""
    actors = sheet.places("actor")
    if not any(len(pieces(cell)) > 2 for cell in sheet.cells("actor")):
        return []
    named = [n for n, name in enumerate(sheet.block.header)
             if key(name) in _NAMES and n not in actors and sheet.kind(n) == "names"]  # fmt: skip
    return named if names_in(sheet, named).isdisjoint(names_in(sheet, actors)) else []


_NAMES = frozenset({"name", "navn", "namn", "nom"})


def _with_actors(sheet: Sheet) -> Sheet:
    """A table in which the one column of words that nobody knows names who took part.

    It does where nothing else does, it holds several names in a cell, and some of these led.
    """
    if "actor" in sheet.fields or len(unread := _unread(sheet)) != 1:
        return sheet
    several = any(len(pieces(cell)) > 2 for cell in sheet.block.cells(*unread))
    if not several or names_in(sheet, unread).isdisjoint(names_in(sheet, sheet.places("lead"))):
        return sheet
    return sheet.meaning("actor", unread)


def _unread(sheet: Sheet) -> list[int]:
    """Columns of words under headings that nobody knows."""
    used = sheet.known
    return [
        place
        for place, name in enumerate(sheet.block.header)
        if place not in used and key(name) not in sheet.choices.ignored and heading(name) is None
        and sheet.kind(place) == "names"
    ]  # fmt: skip


def require_both(sheet: Sheet, given: Given) -> None:
    """Ask for the column of activities or of actors, where it is not known."""
    known = set(sheet.fields)
    headings = sheet.block.header
    if not known & _WHO:
        ask_about_marks(sheet)
        raise Question("no-actor", sheet.file, headings, sheet.block.rows[0])
    if "actor" not in known and (unread := _unread(sheet)):
        raise sheet.question(
            "no-actor", unread, sheet.block.rows[0], options=["--actor", "--ignore"]
        )
    if "activity" not in known and not given.activity:
        ask_about_marks(sheet)
        code = "no-activity-dated" if "date" in known else "no-activity"
        raise Question(code, sheet.file, headings, sheet.block.rows[0])


def _look_at_cells(sheet: Sheet, crossed: Sequence[int]) -> None:
    """Errors of formulas and control characters, in the columns that are read."""
    block = sheet.block
    for place in sorted({*crossed, *sheet.places(*sheet.counting)}):
        name = block.header[place]
        cells = [(number, row[place]) for number, row in block.numbered()]
        look_at_list(sheet.file, name, [(block.header_row, name), *cells], sheet.log)


_OF_INVITED = any_case(
    r"(?:required|optional\w*|påkrævede|nødvendige|obligatori\w*|erforderliche|valg?fri\w*)\s+"
    r"(?:attendees?|participants?|delta[gk]\w+|teilnehm\w+)"
)
"""How calendars call those who were asked to a meeting."""


class Reading:
    """What is gathered while the tables of a file are read."""

    def __init__(self, choices: Choices, log: Log) -> None:
        self.choices, self.log = choices, log
        self.tables: list[TableAccount] = []
        self.sheets: list[Sheet] = []
        self.columns: dict[Field, list[str]] = {}
        self.shapes: list[str] = []
        self.of_activities: list[Sheet] = []
        self.of_leads: list[Sheet] = []
        self.of_actors: list[Sheet] = []

    def note(self, sheet: Sheet, shape: str, crossed: Sequence[int]) -> None:
        """Note what a table was taken for."""
        account = table_account(sheet, shape, crossed)
        self.sheets.append(replace(sheet, crossed=tuple(crossed)))
        self.tables.append(account)
        self.log.add("form", sheet.file, None, "", account.shape)
        known = ", ".join(f"{meant}: {name}" for name, meant, _ in account.columns)
        self.log.add("columns", sheet.file, None, "", known or "none by name")
        for name in account.left_out:
            self.log.add("column left out", sheet.file, None, name, "not needed")
        for name in sheet.names(sheet.places("actor")):
            if "attended" not in sheet.fields and _OF_INVITED.match(name):
                self.log.add("invited", sheet.file, None, name, "")
        for field, places in sheet.fields.items():
            names = self.columns.setdefault(field, [])
            names += [name for name in sheet.names(places) if name not in names]

    def shape(self) -> str | None:
        """What a row is in all tables; None where they differ."""
        return self.shapes[0] if len(set(self.shapes)) == 1 else None
