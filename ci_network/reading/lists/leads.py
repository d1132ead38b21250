"""Who led, in a list of rows: columns, roles, signs and chairs, and what is asked about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from ci_network.reading.cells import leads
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import explained, in_brackets
from ci_network.reading.lists.division import TOGETHER
from ci_network.reading.lists.names import names_in, naming, pieces, without_names
from ci_network.reading.lists.presence import are_repeated, holding_names
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.attendance import (
    AT_MEETINGS,
    CHAIRS,
    POSTS,
    PROJECT_LEADS,
    ROLES,
    folded_word,
    is_leading,
    is_role,
    mentions_lead,
    names_lead,
    said_by,
)
from ci_network.reading.lists.words.headings import FIELD_NAMES, field_of, fields_of, heading
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import NOBODY
from ci_network.reading.spelling import same_name

_INITIALS = re.compile(r"[A-ZÆØÅÄÖ]{2,3}|[A-Z][a-z]?[A-Z]|[a-zæøå]{2,4}\d?")


def with_leads(sheet: Sheet) -> Sheet:
    """A column of roles that names actors is one of those who led, where its heading says so."""
    place = sheet.first("role")
    if place is None:
        return sheet
    cells = [
        cell
        for cell in sheet.block.cells(place)
        if cell.casefold() not in ROLES and said_by(cell) is None
    ]
    known = names_in(sheet, sheet.places("actor"))
    said = field_of(sheet.name(place))
    is_lead = said in ("lead", "assist")
    named = [cell for cell in cells if set(pieces(cell)) & known]
    if not named and not is_lead:
        return sheet
    if not is_lead or said is None:
        if 2 * len(named) < len(sheet.block.cells(place)):
            return sheet
        raise sheet.question("roles-are-names", place, named)
    if not cells and sheet.kind(place) not in ("marks", "said"):
        return sheet
    sheet.note("columns", None, sheet.name(place), f"it names the {said}")
    return sheet.without("role").meaning(said, [*sheet.places(said), place])


def with_led_activities(sheet: Sheet) -> Sheet:
    """Rows of answers, whose column of leads names which of the activities the one who answers led.

    Each such activity gets a row of its own, in which the lead is marked.
    """
    (activity, *_), (actor, *others) = (
        sheet.fields.get(field) or (None,) for field in ("activity", "actor")
    )
    if activity is None or actor is None or others or "lead" not in sheet.fields:
        return sheet
    cells = sheet.block.cells(activity)
    known = _parts_in(sheet, activity)
    asked = len(set(cells)) < len(cells) or any(len(pieces(cell)) > 2 for cell in cells)
    for place in sheet.places("lead"):
        named = _parts_in(sheet, place)
        if not asked or 2 * len(named & known) <= len(named) or named & names_in(sheet, [actor]):
            continue
        if not known >= named:
            raise sheet.question("role-in-cell", place, sheet.block.cells(place))
        rows: list[tuple[str, ...]] = []
        numbers: list[int] = []
        for number, row in sheet.block.numbered():
            own = [(row[place], "x")] if row[place] else []
            rest = without_names(row[activity], set(pieces(row[place])))
            for name, led in [*own, (rest, "")] if rest or not own else own:
                told = {activity: name, place: led}
                rows.append(tuple(told.get(n, cell) for n, cell in enumerate(row)))
                numbers.append(number)
        sheet.note("columns", None, sheet.name(place), "it names the activities led")
        return sheet.of_rows(rows, numbers)
    return sheet


def _parts_in(sheet: Sheet, place: int) -> set[str]:
    """The likely names between what divides the cells of a column."""
    return {name for cell in sheet.block.cells(place) for name in pieces(cell)[1:]}


def with_legend(sheet: Sheet) -> Sheet:
    """Names that end in a sign, or a letter or word in brackets, with the role that it stands for.

    A line says it, or the person.
    """
    told = [(sign, word) for sign, word in sheet.block.legend() if is_role(word) or said_by(word)]
    told += sheet.words.roles.items()
    places = sheet.places("actor", "lead")
    for sign, word in told:
        mark = re.escape(sign)
        alone = "" if any(map(str.isalnum, sign)) else rf"|{mark}"
        behind = re.compile(
            rf"(?<=[^\W_)])\s?(?:[(\[]\s?{mark}\s?[)\]]{alone})(?=\s*(?:[,;/&\n]|$))",
            re.IGNORECASE if len(sign) > 1 else 0,
        )
        sheet = sheet.written(places, partial(behind.sub, f" ({word})"))
    return sheet


def ask_about_roles(sheet: Sheet) -> None:
    """A column that is not read and says who leads: a role here, or a post at home."""
    named = "activity" in sheet.fields or sheet.block.sections
    if sheet.fields.keys() & {"role", "lead"} or not named:
        return
    read = {place for field, places in sheet.fields.items() if field != "other" for place in places}
    for place, name in enumerate(sheet.block.header):
        if place in read or not name or key(name) in sheet.choices.ignored:
            continue
        cells = sheet.block.cells(place)
        leading = [cell for cell in cells if leads(cell) or folded_word(cell) in CHAIRS]
        if not leading and heading(name) is None:
            leading = [cell for cell in cells if names_lead(cell)]
        if leading:
            raise Question("roles-or-posts", sheet.file, name, leading[:3])


def ask_about_leads(sheet: Sheet) -> None:
    """A heading, note, name or remark may say who led: "den første er vært", "Tur (vært: SSP)"."""
    blank = [name for name in sheet.names(sheet.places("lead"))
             if _OF_BLANK.search(name) or _names_both(name)]  # fmt: skip
    if blank and not sheet.choices.lead:
        raise Question("role-in-cell", sheet.file, blank, blank)
    if sheet.choices.lead:
        return
    used = sheet.known
    of_tasks = [
        place
        for place in sheet.places("lead")
        if place - 1 not in used - {*sheet.places("other")}
        and _TASK.fullmatch(key(sheet.name(place - 1)))
    ]
    if of_tasks:
        raise sheet.question("lead-or-partner", of_tasks, sheet.block.cells(of_tasks[0])[:3])
    cells = sheet.cells("lead")
    if together := [cell for cell in cells if TOGETHER.search(cell)]:
        raise sheet.question("role-in-cell", sheet.fields["lead"], together)
    if sheet.fields.keys() & {"lead", "role"}:
        return
    activities = {*sheet.cells("activity")}
    bracketed = {said: cell for cell in activities for said in in_brackets(cell)}
    named = {bracketed[said] for said in naming(sheet, list(filter(mentions_lead, bracketed)))}
    led = [cell for cell in sorted(activities)
           if cell in named or any(map(is_leading, _LABELS.findall(cell)))]  # fmt: skip
    if led:
        raise sheet.question("role-in-cell", sheet.fields["activity"], led)
    for place in sheet.places("other"):
        if led := naming(sheet, list(filter(mentions_lead, sheet.block.cells(place)))):
            raise sheet.question("role-in-cell", place, led)
    headings = [name for name in sheet.names(sheet.places("actor"))
                if "(" in name and not any(map(explained, in_brackets(name)))]  # fmt: skip
    notes = [note for note in sheet.block.notes if not explained(note)]
    said = [text for text in (*headings, *notes) if mentions_lead(text)]
    if said:
        raise sheet.question("role-in-cell", sheet.places("actor"), said)


def ask_about_roles_of(sheet: Sheet) -> None:
    """Several columns of roles, of which it cannot be told whose each is."""
    roles, actors = sheet.places("role"), sheet.places("actor")
    if len(roles) > 1 and (len(roles) != len(actors) or not are_repeated(sheet, roles)):
        raise sheet.question(
            "several-columns",
            roles,
            [cell for place in roles for cell in sheet.block.cells(place)[:2]],
            options=["--role"],
            field=FIELD_NAMES["role"],
        )


_CODE = 2
"""Letters of a code, such as T for tovholder, which may stand for any role."""


def with_chairs(sheet: Sheet) -> Sheet:
    """A column of roles, in which who chairs leads where the others are roles at a meeting.

    So it does beside members, where one that chairs a meeting has another role at the next.

    Asks when it may as well be a post at home; or when roles are codes that nothing explains.
    """
    places = sheet.places("role")
    told = sheet.words.roles
    written = {*sheet.cells("role")}
    said = set(map(folded_word, written)) - {*told}
    codes = [cell for cell in sorted(written) if len(cell) <= _CODE and said_by(cell) is None
             and folded_word(cell) not in told and not sheet.words.told(cell)]  # fmt: skip
    if codes:
        raise sheet.question("role-codes", places, codes)
    chairs = said & CHAIRS
    meant = dict(told)
    owners = said & PROJECT_LEADS
    if owners and not any(map(is_leading, said)):
        raise sheet.question("chair-or-post", places, sorted(owners))
    takes_turns = _takes_turns(sheet, chairs) if chairs else False
    if chairs and (takes_turns is not False or not said & POSTS):
        if takes_turns is None or not (takes_turns or said & AT_MEETINGS):
            raise sheet.question("chair-or-post", places, sorted(chairs))
        meant |= dict.fromkeys(chairs, "lead")
        sheet.note("columns", None, ", ".join(sorted(chairs)), "chaired the activity")
    return sheet.written(places if meant else (), lambda cell: meant.get(folded_word(cell), cell))


def with_bracketed_chairs(sheet: Sheet) -> Sheet:
    """Names with "(formand)" behind them, who lead where other brackets hold roles at a meeting.

    Asks when it may as well be a post at home.
    """
    places = sheet.places("actor", "lead")
    cells = [cell for cell in sheet.cells("actor", "lead") if "(" in cell]
    said = {folded_word(word) for cell in cells for word in in_brackets(cell)}
    chairs = said & CHAIRS
    if not chairs or said & POSTS or "lead" in sheet.fields:
        return sheet
    if not said & AT_MEETINGS:
        raise sheet.question("chair-or-post", places, sorted(chairs))
    sheet.note("columns", None, ", ".join(sorted(chairs)), "chaired the activity")
    words = dict.fromkeys(chairs, "lead")
    return with_legend(replace(sheet, words=replace(sheet.words, roles=words)))


def _takes_turns(sheet: Sheet, chairs: Collection[str]) -> bool | None:
    """Whether those who chair are others at each meeting; None where that may be of a post too.

    It is of the meeting where each has one, and one that chairs has another role elsewhere.
    """
    actor, role = sheet.first("actor"), sheet.first("role")
    if actor is None or role is None or len(sheet.fields["actor"]) > 1:
        return False
    roles: dict[str, set[bool]] = defaultdict(set)
    chairing: dict[tuple[str, ...], set[str]] = defaultdict(set)
    meeting: tuple[str, ...] = ()
    whose = sheet.places("activity", "date")
    for row in sheet.block.rows:
        meeting = tuple(cell or above for cell, above in zip_longest(
            (row[n] for n in whose), meeting, fillvalue=""))  # fmt: skip
        leads_it = folded_word(row[role]) in chairs or is_leading(row[role])
        roles[same_name(row[actor])].add(leads_it)
        if leads_it:
            chairing[meeting].add(same_name(row[actor]))
    if any(len(names) > 1 for names in chairing.values()):
        return False
    others = set().union(*chairing.values())
    if any(len(roles[name]) > 1 for name in others):
        return True
    return None if len(others) > 1 else False


def _names_both(name: str) -> bool:
    """Whether one heading names who led and who took part: Host / Attendees."""
    fields = fields_of(name.split("/"))
    return {"lead", "actor"} <= fields


_TASK = re.compile(
    r"(?:actions?|tasks?|to_?do|next_steps?|decisions?|deliverables?|follow_?ups?|action_(?:items?|points?)|"
    r"opgaver?|handling(?:er)?|beslutning(?:er)?|opfoelgning|naeste_skridt|aftalt|oppgaver?|vedtak|neste_steg|"
    r"oppfoelging|uppgift(?:er)?|aatgaerd(?:er)?|beslut|naesta_steg|uppfoeljning|aufgaben?|beschl(?:ue|u)ss\w*|"
    r"naechste_schritte?)"
)
"""Headings, folded, of what is to be done after a meeting: who does it stands beside."""

_LABELS = re.compile(r"([^\W\d_]+)\s*:\s*(?=\S)")

_OF_BLANK = any_case(
    r"\b(?:tom|tomt|tomme|blank|empty|leer|ikke udfyldt|ej ifylld)\w*\s*"
    r"(?:=|:|er|is|means|betyder|ist)"
)


def ask_about_initials(sheet: Sheet, known: set[str]) -> None:
    """Initials in the column of who led are likely persons."""
    names = {same_name(name) for name in sheet.choices.secretariat} | known
    names |= {same_name(row.alias) for row in sheet.choices.aliases}
    for field in ("lead", "assist"):
        places = [] if sheet.choices.lead else holding_names(sheet, field)
        for place in places:
            cells = sheet.block.cells(place)
            strange = [
                cell for cell in cells
                if not set(pieces(cell)) & names and cell.casefold() not in NOBODY
            ]  # fmt: skip
            # NAV beside Biblioteket is no person.
            named = 2 * len(strange) <= len(cells) and all(len(cell) > 2 for cell in strange)
            if (
                strange
                and not (named and all(map(str.isupper, strange)))
                and all(_INITIALS.fullmatch(cell) for cell in strange)
            ):
                raise sheet.question("lead-is-person", place, strange)
