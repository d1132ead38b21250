"""Whether the participants of a row came, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ci_network.reading.cells import INVOLVEMENT
from ci_network.reading.columns import key
from ci_network.reading.lists.days import Days
from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.rows import Choices, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.who_came import IN_A_ROLE
from ci_network.reading.lists.words.attendance import (
    CAME,
    FOR_A_TIME,
    MODES,
    NO,
    ROLES,
    SHORT_WORD,
    folded_word,
    is_number,
    mark,
    mentions_away,
    put_off,
    said_by,
)
from ci_network.reading.lists.words.headings import (
    ANSWERS,
    SIGNED,
    Field,
    field_of,
    heading,
    numbered,
)
from ci_network.reading.lists.words.kinds import is_clock
from ci_network.reading.lists.words.persons import NOBODY
from ci_network.reading.lists.words.when import when


class Row(NamedTuple):
    """A row with what blank cells repeat from above."""

    number: int
    cells: Sequence[str]
    activity: str
    days: Days
    actors: tuple[str, ...]
    places: tuple[int, ...]


def role_of(sheet: Sheet, cells: Sequence[str], actor: int) -> str:
    """The role of the participant in a column."""
    role = next((cells[place] for place in _of_actor(sheet, "role", actor)), "")
    if role and said_by(role) is not None and role.casefold() not in ROLES:
        role = ""
    flagged, helped = _marked(sheet, cells, actor)
    return "lead" if flagged else role or ("facilitator" if helped else "")


def _marked(sheet: Sheet, cells: Sequence[str], actor: int | None) -> list[bool]:
    """Whether marks say of a participant that it led, and that it helped."""
    fields: tuple[Field, ...] = ("lead", "assist")
    return [
        any(
            mark(cells[place], sheet.words) not in (None, "absent")
            for place in holding_marks(sheet, field, actor)
        )
        for field in fields
    ]


def _of_actor(sheet: Sheet, field: Field, actor: int | None) -> tuple[int, ...]:
    """The columns of a field that tell of a participant: its own, where each of several has one."""
    places = sheet.places(field)
    if len(places) < 2:
        return places
    places, actors = (tuple(sorted(sheet.places(each))) for each in (field, "actor"))
    if actor in actors and len(places) == len(actors) and are_repeated(sheet, places):
        return (places[actors.index(actor)],)
    return places


def are_repeated(sheet: Sheet, places: Sequence[int]) -> bool:
    """Whether there are several columns under one heading, numbered or not."""
    names = sheet.names(places)
    return len(names) > 1 and len({numbered(name) or key(name) for name in names}) == 1


def of_the_secretariat(sheet: Sheet, row: Row) -> Iterator[Part]:
    """The part of the secretariat, where a column says that it took part or led.

    Asks when it was not named.
    """
    for place in sheet.places("secretariat"):
        cell = row.cells[place]
        words = sheet.words
        known = not cell or cell.casefold() in INVOLVEMENT or words.said(cell) not in _UNTOLD
        if not (known or is_number(cell) or mark(cell, words) is not None):
            raise sheet.question("attendance-unclear", place, [cell])
        if not sheet.choices.secretariat:
            raise sheet.question(
                "secretariat-column", place, list(dict.fromkeys(sheet.block.cells(place)))
            )
        came = mark(cell, words) not in (None, "absent")
        involved = INVOLVEMENT.get(cell.casefold(), "present" if came else "")
        if involved in ("present", "led"):
            role = "lead" if involved == "led" else ""
            name = sheet.choices.secretariat[0]
            yield Part(row.activity, name, role, *row.days, sheet.file, row.number)


_UNTOLD = (None, "unclear")

_MARKING = ("marks", "said", "dates")
"""Kinds of cells that say something of a name beside them, such as the day when one cancelled."""


def holding_names(sheet: Sheet, field: Field) -> list[int]:
    """The columns of a field that name somebody."""
    return [n for n in sheet.places(field) if sheet.kind(n) not in _MARKING]


def holding_marks(sheet: Sheet, field: Field, actor: int | None = None) -> list[int]:
    """The columns of a field that say something of a participant by marks."""
    return [n for n in _of_actor(sheet, field, actor) if sheet.kind(n) in _MARKING]


def presence_of(
    sheet: Sheet,
    row: Sequence[str],
    actor: int | None,
    unclear: dict[str, int],
    blank: Callable[[int], str | None],
) -> str:
    """Whether the participants in a column of a row came: ``there`` or ``absent``.

    `blank` says what a blank cell of a column means.
    """
    for place in holding_marks(sheet, "absent", actor):
        if row[place].casefold() not in NO:
            return "absent"
    places = _of_actor(sheet, "attended", actor)
    if not places and not is_not_asked(sheet.choices):
        return _presence_by_role(sheet, row, actor, unclear)
    if not places or not any(row[n] for n in sheet.places("actor")):
        return "there"
    if not any(row[place] for place in places) and any(_marked(sheet, row, actor)):
        return "there"  # x below Tovholder, and none below Deltager
    said: set[str] = set()
    for place in places:
        cell = row[place]
        meant: str | None = said_in(sheet, cell, place) if cell else blank(place)
        if meant is None and (cell.casefold() in ROLES or _is_plain_remark(sheet, cell, place)):
            meant = "there"
        if meant is None or meant == "unclear":
            unclear.setdefault(cell or "blank", place)
        else:
            said.add(meant)
    return "there" if "there" in said or not said else "absent"


def _is_plain_remark(sheet: Sheet, cell: str, place: int) -> bool:
    """Whether a cell of a column of remarks says nothing of who came."""
    of_remarks = field_of(sheet.name(place)) == "other"
    return of_remarks and not (mentions_away(cell) or put_off(cell) or said_by(cell))


def _presence_by_role(
    sheet: Sheet, row: Sequence[str], actor: int | None, unclear: dict[str, int]
) -> str:
    """Whether the participants came, where a word among roles says that they did not: Afbud."""
    for place in _of_actor(sheet, "role", actor):
        cell = row[place]
        if cell.casefold() in _NO_ANSWERS or len(cell) <= SHORT_WORD:
            continue
        match sheet.words.said(cell):
            case "absent":
                return "absent"
            case "unclear":
                unclear.setdefault(cell, place)
    return "there"


_NO_ANSWERS = IN_A_ROLE | NOBODY
"""What a column of roles holds that says nothing of who came."""


def said_in(sheet: Sheet, cell: str, place: int) -> str | None:
    """What a cell says of somebody: a time, a number of minutes or people, or a name signed."""
    said = sheet.words.said(cell)
    of_answers = key(sheet.name(place)) in ANSWERS and folded_word(cell) not in CAME
    if said == "there" and of_answers and not sheet.words.told(cell):
        return "unclear"
    if said is None and heading(sheet.name(place)) == SIGNED:
        return "there"
    if said is None and (is_number(cell) or is_clock(cell) or sheet.when(cell) is not None):
        return "there"
    return said


def with_counts_of_absent(sheet: Sheet) -> Sheet:
    """A table whose figures below Afbud count, as they do where several names stand in a cell.

    Asks when a mark there says of all in its row that they did not come.
    """
    places = holding_marks(sheet, "absent")
    cells = sheet.cells("actor")
    if not places or not any(map(BETWEEN.search, cells)):
        return sheet
    figures = [n for n in places if all(map(str.isdecimal, sheet.block.cells(n)))]
    counts = [n for n in figures if n not in sheet.called_off]
    told = set(map(key, sheet.choices.attended))
    for place in [n for n in places if n not in (*counts, *sheet.called_off)]:
        if key(sheet.name(place)) not in told:
            ask_about_attendance(sheet, place, sheet.block.cells(place))
    absent = tuple(n for n in sheet.fields["absent"] if n not in counts)
    return sheet.meaning("absent", absent)


def of_blank(sheet: Sheet, place: int) -> str | None:
    """What a blank cell says, by the words that stand in the column."""
    if (own := sheet.words.own.get("blank")) is not None:
        return own
    if field_of(sheet.name(place)) == "other":
        return "there"  # nothing was remarked
    cells = sheet.block.cells(place)
    said = {said_in(sheet, cell, place) for cell in cells}
    if ("there" in said and "absent" in said) or (cells and all(map(_says_how, cells))):
        return None
    return "absent" if "there" in said else "there"


def _says_how(cell: str) -> bool:
    """Whether a cell says how or how long somebody was there, beside which a blank may say so."""
    word = folded_word(cell)
    return word in MODES or word in FOR_A_TIME


def is_not_asked(choices: Choices) -> bool:
    """Whether the person said that no column tells who came."""
    return "none" in choices.attended


def ask_about_attendance(sheet: Sheet, place: int, cells: Sequence[str]) -> None:
    """A column of yes and no, or of marks, may tell who did not come."""
    modes = all(folded_word(cell) in MODES for cell in cells)
    if when(sheet.name(place)) is None and not modes:
        raise sheet.question("attendance-column", place, list(dict.fromkeys(cells)))
