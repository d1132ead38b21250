"""What is asked about columns of a list that are not read, and hold what matters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ci_network.reading.columns import key
from ci_network.reading.lists.crosses import (
    ask_about_called_off,
    ask_about_help,
    ask_about_remarks,
    ask_about_takeover,
)
from ci_network.reading.lists.days import names_length
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.leads import ask_about_initials, ask_about_roles
from ci_network.reading.lists.names import holding, names_in, pieces
from ci_network.reading.lists.presence import (
    ask_about_attendance,
    holding_marks,
    holding_names,
    is_not_asked,
)
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.attendance import (
    came_too,
    mark,
    mentions_lead,
    put_off,
    said_by,
    says_away,
    tells_away,
    tells_of_another,
    tells_of_named,
)
from ci_network.reading.lists.words.headings import SIGNED, field_of, heading, says_remarks
from ci_network.reading.lists.words.kinds import is_clock
from ci_network.reading.lists.words.lexicon import FIELDS, any_case
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.when import when
from ci_network.reading.secretariat_names import names_secretariat
from ci_network.reading.spelling import same_name


def ask_about_names(sheet: Sheet) -> None:
    """Ask about columns that are not read, and hold what matters elsewhere."""
    known = names_in(sheet, sheet.places("actor"))
    used = sheet.known
    remarks = {n for n in sheet.places("other") if sheet.kind(n) in ("names", "said")}
    undated = not sheet.fields.keys() & {"date", "year"}
    for place, name in enumerate(sheet.block.header):
        cells = sheet.block.cells(place)
        if key(sheet.name(place)) in sheet.choices.ignored or not cells:
            continue
        if undated and names_length(name) and _are_partly_dates(cells):
            raise sheet.question("dates-elsewhere", place, cells[:3])
        if place in used - remarks:
            continue
        kind = sheet.kind(place)
        said = field_of(name)
        ask_about_help(sheet, [place])
        ask_about_takeover(sheet, place)
        named = [cell for cell in cells if set(pieces(cell)) & known] if kind == "names" else []
        # A heading that its cells speak against, such as yes and no below Afholdt, is as unknown.
        against = (said in ("date", "end") and kind in ("marks", "said")) or (
            said == "activity" and 2 * len(named) >= len(cells)
        )
        if undated and said == "date" and _hold_figures(cells):
            raise sheet.question("dates-elsewhere", place, cells[:3])
        if said is not None and place not in remarks and not against:
            continue
        unread = kind == "names" and place not in remarks
        if unread:
            organised = [cell for cell in cells if _is_surely_organisation(cell)]
            if 2 * len(named) >= len(cells) or 5 * len(organised) >= 4 * len(cells):
                raise sheet.question("names-actors", place, named or organised)
        if undated and (kind == "dates" or (unread and _are_partly_dates(cells))):
            raise sheet.question("dates-elsewhere", place, cells[:3])
        if "attended" in sheet.fields or is_not_asked(sheet.choices):
            continue
        closed = sheet.preset is not None and sheet.preset.closed
        if kind in ("marks", "said") and place not in remarks and not closed:
            ask_about_attendance(sheet, place, cells)
        if kind == "names" or place in remarks:
            _ask_about_absence(sheet, place, cells)
    _ask_about_named_alone(sheet)
    ask_about_roles(sheet)
    _ask_about_signing(sheet)
    _ask_about_invited(sheet)
    _ask_about_nobody(sheet)
    _ask_about_persons(sheet)
    ask_about_initials(sheet, known)


def _ask_about_named_alone(sheet: Sheet) -> None:
    """Further names that are not read, beside an activity that names nobody else."""
    named, others = sheet.places("activity"), sheet.places("actor", "lead")
    for place, name in enumerate(sheet.block.header):
        if field_of(name) != "actor" or place in sheet.known or key(name) in sheet.choices.ignored:
            continue
        alone = [
            row[place] for row in sheet.block.rows
            if row[place] and any(row[n] for n in named) and not any(row[n] for n in others)
        ]  # fmt: skip
        if others and alone:
            raise sheet.question("names-actors", place, alone)


def _hold_figures(cells: Sequence[str]) -> bool:
    """Whether half of the cells or more hold a figure and a letter, and are no times of day."""
    told = [cell for cell in cells if _FIGURE_AND_LETTER.search(cell) and not is_clock(cell)]
    return 2 * len(told) >= len(cells)


_FIGURE_AND_LETTER = re.compile(r"[^\W\d_].*\d|\d.*[^\W\d_]")


def _are_partly_dates(cells: Sequence[str]) -> bool:
    """Whether a third of the cells or more are dates."""
    return 3 * sum(when(cell) is not None for cell in cells) >= len(cells)


def _is_surely_organisation(cell: str) -> bool:
    """Whether a cell names an organisation, and no field of work, country or sentence."""
    told = len(cell) <= _LONGEST_NAME and not cell.isupper() and cell.casefold() not in FIELDS
    return told and is_organisation(cell)


_LONGEST_NAME = 60


def _ask_about_signing(sheet: Sheet) -> None:
    """Dates below "Signed" tell when a treaty was made, or when somebody signed a list."""
    if sheet.fields.keys() & {"date", "year"} or sheet.choices.attended:
        return
    for place in sheet.places("attended"):
        if heading(sheet.name(place)) == SIGNED and sheet.kind(place) == "dates":
            raise sheet.question("dates-elsewhere", place, sheet.block.cells(place)[:3])


def _ask_about_absence(sheet: Sheet, place: int, cells: Sequence[str]) -> None:
    """A column of other words that says of some that they did not come, or of a meeting."""
    ask_about_called_off(sheet, place)
    away = [cell for cell in cells if says_away(cell)]
    if away:
        raise sheet.question("attendance-column", place, list(dict.fromkeys(away)))
    ask_about_remarks(sheet, place)


def ask_about_besides(sheet: Sheet) -> None:
    """A heading or line may say that the secretariat took part beside those in the cells."""
    if sheet.choices.actor:
        return
    headings = sheet.names(sheet.places("actor"))
    said = [text for text in headings if _BESIDES.search(text)]
    said += [text for text in sheet.block.lines() if _IN_ALL.search(text)]
    said += [
        cell for place in sheet.places("other") if sheet.kind(place) == "names"
        for cell in sheet.block.cells(place) if _TOOK_PART.search(cell)
    ]  # fmt: skip
    named = [text for text in said if _names_secretariat(sheet, text)]
    if named:
        raise Question("secretariat-besides", sheet.file, headings, named)


def _names_secretariat(sheet: Sheet, text: str) -> bool:
    """Whether a sentence names what is the secretariat, or looks like it."""
    named = (same_name(name) in same_name(text) for name in sheet.choices.secretariat)
    return names_secretariat(text) or any(named)


def ask_about_more(sheet: Sheet, crossed: Sequence[int] = ()) -> None:
    """Ask about remarks that say who came or led, where the columns of these do not say it too;
    `crossed` are those of actors whose marks say it."""
    for place in sheet.places("other"):
        if told := _saying_more(sheet, place, crossed):
            raise sheet.question("remarks-more", place, told)
    for place in sheet.places("attended"):
        if field_of(sheet.name(place)) == "other":
            more = _saying_more(sheet, place, crossed)
            told = [cell for cell in dict.fromkeys(sheet.block.cells(place))
                    if not sheet.words.told(cell) and not put_off(cell)
                    and (cell in more or (tells_away(cell) and said_by(cell) is None))]  # fmt: skip
            if told:
                raise sheet.question("remarks-of-some", place, told)


def _saying_more(sheet: Sheet, place: int, crossed: Sequence[int]) -> list[str]:
    """The remarks of a column that say who came or led, and not what their rows say of it."""
    own, across = sheet.places("actor", "lead"), {n: same_name(sheet.name(n)) for n in crossed}
    cells = {*sheet.block.cells(place)}
    if sheet.choices.lead:  # it was said who led
        cells = {cell for cell in cells if not mentions_lead(cell)}
    if sheet.choices.actor:  # and whether the secretariat came
        cells = {cell for cell in cells if not _names_secretariat(sheet, cell)}
    remarks = says_remarks(sheet.name(place))
    sayings = {c for c in cells
               if tells_of_named(c) or (remarks and not _names_secretariat(sheet, c))}  # fmt: skip
    others = names_in(sheet, sheet.places("actor")) | {*across.values()}
    named = {*holding(sorted(sayings), others)}
    another = set(filter(tells_of_another, cells)) - named

    def agrees(remark: str, row: Sequence[str]) -> bool:
        theirs = {name for n in own for name in pieces(row[n])}
        theirs |= {name for n, name in across.items() if mark(row[n], sheet.words) != "absent"}
        if not tells_of_named(remark):
            return not holding([remark], others - theirs - FIELDS)
        return came_too(remark) and bool(holding([remark], theirs))

    told = [remark for row in sheet.block.rows
            if (remark := row[place]) in another
            or (remark in named and not agrees(remark, row))]  # fmt: skip
    return list(dict.fromkeys(told))


_TOOK_PART = any_case(
    r"\b(?:deltog|deltok|deltagit|deltog også|attended|took part|participated|var med|war dabei|"
    r"ledede|ledet|ledde|led|stod for|indkaldte|innkalte|kallade|convened|chaired|hosted|ran|"
    r"facilit\w+|holdt|arrangerede|organi[sz]ed|leitete|moderierte|lud ein|lavede)\b"
)

_BESIDES = any_case(
    r"\b(?:ud ?over|foruden|eks[kc]l\w*|exk?c?l\w*|except|besides|other than|in addition to|"
    r"apart from|plus|in[kc]l\w*|utöver|förutom|utenom|i tillegg til|außer|neben|zusätzlich|ohne|"
    r"uden|utan|uten|without|end)\b"
)

_IN_ALL = any_case(
    r"\b(?:all\w*|every\w*|samtlig\w*|hver\w*|each|always|altid|alltid|varje|jede\w*|immer)\b"
)


def _ask_about_persons(sheet: Sheet) -> None:
    """Persons beside their addresses: the organisations are likely meant."""
    addresses = [place for place in sheet.places("person") if sheet.kind(place) == "addresses"]
    aliases = {same_name(row.alias) for row in sheet.choices.aliases}
    for place in sheet.places("actor"):
        cells = [cell for cell in sheet.block.cells(place) if same_name(cell) not in aliases]
        persons = [cell for cell in cells if is_person(cell)]
        if (
            addresses
            and sheet.choices.persons is None
            and persons
            and 2 * len(persons) >= len(cells)
        ):
            raise sheet.question(
                "persons-with-addresses", place, persons, addresses=sheet.name(addresses[0])
            )


def _ask_about_nobody(sheet: Sheet) -> None:
    """A number of people that is 0 in some rows says that nobody came, or something else."""
    for place in sheet.places("count"):
        cells = sheet.block.cells(place)
        name = sheet.name(place)
        plain = _OF_PARTICIPANTS.fullmatch(key(name)) or field_of(name) == "attended"
        none = [cell for cell in cells if said_by(cell) == "absent"]
        if plain and none and len(none) < len(cells) and "actor" in sheet.fields:
            ask_about_attendance(sheet, place, cells)


_OF_PARTICIPANTS = re.compile(
    r"(?:antal|antall|anzahl|number|headcount)|(?:(?:antal|antall|anzahl|number|number_of|no_of)_)?(?:participants|"
    r"attendees|attended|attendance|present|deltagere|deltagare|deltakere|fremmoedte?|frammoette|fremmoette|"
    r"oppmoette?|naervarande|teilnehme(?:r|nde)|anwesende)|fremmoede"
)
"""Headings, folded, of how many came."""


def _ask_about_invited(sheet: Sheet) -> None:
    names = holding_names(sheet, "invited")
    if names and "actor" not in sheet.fields:
        cells = sheet.block.cells(names[0])
        raise sheet.question("invited-only", names, cells[:3])
    marks = holding_marks(sheet, "invited")
    if (
        marks
        and not sheet.fields.keys() & {"attended", "absent"}
        and not is_not_asked(sheet.choices)
    ):
        ask_about_attendance(sheet, marks[0], sheet.block.cells(marks[0]))
