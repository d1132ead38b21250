"""Lists with a row for each participant, or for each activity with its participants in cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product, zip_longest
from typing import NamedTuple

from ci_network.reading.cells import INVOLVEMENT, leads
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import explained, in_brackets
from ci_network.reading.lists.crosses import (
    LED_BY,
    ask_about_help,
    ask_about_put_off,
    ask_about_remarks,
    ask_about_takeover,
)
from ci_network.reading.lists.days import (
    Days,
    ask_about_year_of_names,
    days_of,
    has_any_date,
    has_date,
    read_date,
    stretch_named_by,
    tell_turned,
    with_years,
)
from ci_network.reading.lists.division import BETWEEN, TOGETHER, is_organisation
from ci_network.reading.lists.names import same_name
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.titles import Given
from ci_network.reading.lists.told import names_nobody, told_by
from ci_network.reading.lists.who_came import IN_A_ROLE, label_of
from ci_network.reading.lists.words.attendance import (
    AT_MEETINGS,
    CAME,
    CHAIRS,
    MODES,
    NO,
    POSTS,
    PROJECT_LEADS,
    ROLES,
    SHORT_WORD,
    folded_word,
    is_ditto,
    is_leading,
    is_number,
    is_off,
    is_role,
    mark,
    mentions_away,
    mentions_lead,
    names_lead,
    put_off,
    said_by,
    says_away,
    says_called_off,
)
from ci_network.reading.lists.words.headings import (
    ANSWERS,
    FIELD_NAMES,
    SIGNED,
    Field,
    field_of,
    fields_of,
    heading,
    numbered,
)
from ci_network.reading.lists.words.kinds import is_clock
from ci_network.reading.lists.words.lexicon import FIELDS, any_case, words
from ci_network.reading.lists.words.persons import NOBODY, is_person, may_bear_address
from ci_network.reading.lists.words.when import several, when
from ci_network.reading.secretariat_names import names_secretariat

_INITIALS = re.compile(r"[A-ZÆØÅÄÖ]{2,3}|[A-Z][a-z]?[A-Z]|[a-zæøå]{2,4}\d?")


def pieces(cell: str) -> list[str]:
    """The likely names in a cell, folded: to compare with, not to keep."""
    whole = same_name(cell)
    parts = [
        same_name(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", piece)) for piece in BETWEEN.split(cell)
    ]
    return [whole, *filter(None, parts)]


def names_in(sheet: Sheet, places: Iterable[int]) -> set[str]:
    """Every likely name in some columns."""
    return {name for place in places for cell in sheet.block.cells(place) for name in pieces(cell)}


def long_parts(sheet: Sheet, given: Given) -> list[Part]:
    """Who took part in what, row by row.

    Asks when a column may mean something that it is not read as.
    """
    sheet = _with_leads(_with_legend(_with_led_activities(with_years(sheet))))
    sheet = _with_own_days(sheet)
    _ask_about_names(sheet)
    _ask_about_roles_of(sheet)
    sheet = _with_bracketed_chairs(_with_chairs(_with_counts_of_absent(sheet)))
    _ask_about_leads(sheet)
    _ask_about_besides(sheet)
    for place in sheet.places("activity"):
        ask_about_put_off(sheet, sheet.name(place), sheet.block.cells(place))
    _ask_about_years_of_names(sheet)
    sheet = _without_headings(_without_absentees(sheet))
    sheet = _with_leads_of_series(sheet)
    rows = list(_filled(sheet, given))
    away: dict[tuple[str, str], set[str]] = defaultdict(set)
    parts: list[Part] = []
    unclear: dict[str, int] = {}
    blank = cache(partial(_of_blank, sheet))
    for row in rows:
        said = [
            _presence(sheet, row.cells, place, unclear, blank) for place in row.places or (None,)
        ]
        days = (row.activity, row.days[0])
        for place in _holding_names(sheet, "absent"):
            for name in filter(None, map(same_name, re.split(r"[,;\n]", row.cells[place]))):
                away[days] |= {name, _BEHIND.sub("", name)}
                sheet.note("did not come", row.number, "", "left out", once=False)
        for _ in range(said.count("absent")):
            sheet.note("did not come", row.number, "", "left out", once=False)
        if "there" in said:
            parts += _parts_of(sheet, row, said)
            parts += _of_the_secretariat(sheet, row)
    _ask_about_words(sheet, unclear)
    _ask_about_groups(sheet, rows)
    if given.lead and "activity" not in sheet.fields:
        meetings = dict.fromkeys((part.activity, part.start, part.end) for part in parts)
        parts += [
            Part(*meeting[:1], given.lead, "lead", *meeting[1:], sheet.file, 0, listed=True)
            for meeting in meetings
        ]
    came = [
        replace(part, actor=_without(part.actor, away[part.activity, part.start]))
        if (part.activity, part.start) in away
        else part
        for part in parts
    ]
    return [part for part in came if part.actor]


def _without(cell: str, names: set[str]) -> str:
    """A cell without the names that did not come, as the column of those says.

    >>> _without("Klubben, SSP og Skolen", {"skolen"}), _without("SSP", {"ssp"})
    ('Klubben, SSP', '')
    """
    folded = {"".join(part.split()) for part in names}
    pieces = re.split(rf"({BETWEEN.pattern})", cell)
    kept = [
        n for n in range(0, len(pieces), 2) if "".join(same_name(pieces[n]).split()) not in folded
    ]
    if len(kept) == len(pieces[::2]):
        return cell
    while kept and not pieces[kept[-1]].strip():
        kept.pop()
    told = "".join("".join(pieces[n : n + 2]) for n in kept[:-1])
    return "".join([told, *(pieces[n].rstrip() for n in kept[-1:])]).strip(" ,;")


class Row(NamedTuple):
    """A row with what blank cells repeat from above."""

    number: int
    cells: Sequence[str]
    activity: str
    days: Days
    actors: tuple[str, ...]
    places: tuple[int, ...]


def _parts_of(sheet: Sheet, row: Row, said: Sequence[str]) -> Iterator[Part]:
    told = told_by(sheet, row.cells)
    for actor, place, came in zip(row.actors, row.places, said, strict=False):
        if came == "there":
            role = _role_of(sheet, row.cells, place)
            yield Part(row.activity, actor, role, *row.days, sheet.file, row.number, True, told)
    for field, name in LED_BY:
        for place in _holding_names(sheet, field):
            cell = _organisation(row.cells[place])
            if cell.casefold() not in NOBODY and not names_nobody(cell):
                yield Part(row.activity, cell, name, *row.days, sheet.file, row.number, True, told)
            elif field == "lead" and cell:
                sheet.note("nobody led by name", row.number, cell, "")


def _role_of(sheet: Sheet, cells: Sequence[str], actor: int) -> str:
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
            for place in _holding_marks(sheet, field, actor)
        )
        for field in fields
    ]


def _of_actor(sheet: Sheet, field: Field, actor: int | None) -> tuple[int, ...]:
    """The columns of a field that tell of a participant: its own, where each of several has one."""
    places, actors = (sorted(sheet.fields.get(each, ())) for each in (field, "actor"))
    if actor in actors and len(places) == len(actors) and _are_repeated(sheet, places):
        return (places[actors.index(actor)],)
    return tuple(places)


def _are_repeated(sheet: Sheet, places: Sequence[int]) -> bool:
    """Whether there are several columns under one heading, numbered or not."""
    names = sheet.names(places)
    return len(names) > 1 and len({numbered(name) or key(name) for name in names}) == 1


def _of_the_secretariat(sheet: Sheet, row: Row) -> Iterator[Part]:
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


def _holding_names(sheet: Sheet, field: Field) -> list[int]:
    return [n for n in sheet.places(field) if sheet.kind(n) not in _MARKING]


def _holding_marks(sheet: Sheet, field: Field, actor: int | None = None) -> list[int]:
    return [n for n in _of_actor(sheet, field, actor) if sheet.kind(n) in _MARKING]


# ---------------------------------------------------------------------------------------- blanks


def _without_absentees(sheet: Sheet) -> Sheet:
    """The rows without those below a line "Afbud:" in the column of participants.

    They end where another line, a date or an activity begins.
    """
    actor, block = sheet.first("actor"), sheet.block
    if actor is None:
        return sheet
    begins = sheet.places("activity", "date", "year")
    away, kept = False, []
    for n, row in enumerate(block.rows):
        label = label_of(row[actor]) if sum(map(bool, row)) == 1 else None
        away = (
            (away or label == "absent") and label != "there" and not any(row[at] for at in begins)
        )
        if label is None and not away:
            kept.append(n)
        elif label is None and row[actor]:
            sheet.note("did not come", block.numbers[n], "", "left out", once=False)
    return sheet.only(kept)


def _without_headings(sheet: Sheet) -> Sheet:
    """The rows without names that stand alone, where the first row is one: they are headings.

    Elsewhere, and where others bear such a name, it is one more who took part in what stands above.
    """
    actor, block = sheet.first("actor"), sheet.block
    if actor is None or "activity" not in sheet.fields or not block.rows:
        return sheet
    alone = {n for n, row in enumerate(block.rows) if row[actor] and sum(map(bool, row)) == 1}
    named = {same_name(row[actor]) for n, row in enumerate(block.rows) if n not in alone}
    if 0 not in alone or any(same_name(block.rows[n][actor]) in named for n in alone):
        return sheet
    for n in sorted(alone):
        sheet.note("row left out", block.numbers[n], block.rows[n][actor], "a heading")
    return sheet.only(n for n in range(len(block.rows)) if n not in alone)


def _with_leads_of_series(sheet: Sheet) -> Sheet:
    """The rows; the next meeting of a series, with its date and who came, has the lead above."""
    activity, places = sheet.first("activity"), _holding_names(sheet, "lead")
    actors = sheet.places("actor")
    if activity is None or not places:
        return sheet
    above: dict[int, str] = {}
    rows = []
    for number, row in sheet.block.numbered():
        own = {place: row[place] for place in places if row[place]}
        if row[activity] or own:
            above = own
        elif above and has_date(sheet, row) and (not actors or any(row[n] for n in actors)):
            row = tuple(above.get(n, cell) for n, cell in enumerate(row))  # noqa: PLW2901
            sheet.note("lead from above", number, "", "")
        rows.append(row)
    return sheet.of_rows(rows)


def _with_own_days(sheet: Sheet) -> Sheet:
    """A table with a row for each activity, where several stand side by side, each with its day."""
    activities, days = (sorted(sheet.places(field)) for field in ("activity", "date"))
    both = sorted([*activities, *days])
    if len(activities) != len(days) or len(days) < 2 or both[::2] not in (activities, days):
        return sheet
    rows, numbers = [], []
    for number, row in sheet.block.numbered():
        for n, (activity, day) in enumerate(zip(activities, days, strict=True)):
            if row[activity] or n == 0:
                own = {**dict.fromkeys(both, ""), activities[0]: row[activity], days[0]: row[day]}
                rows.append(tuple(own.get(place, cell) for place, cell in enumerate(row)))
                numbers.append(number)
    whole = sheet.meaning("activity", activities[:1]).meaning("date", days[:1])
    return whole.of_rows(rows, numbers)


def _filled(sheet: Sheet, given: Given) -> Iterator[Row]:
    """The rows, where a blank activity, date or actor is the newest above."""
    repeats, of_season = _may_repeat_dates(sheet), _season_of(sheet)
    blanks = sheet.choices.blanks or ("above" if _dates_stand_alone(sheet) else None)
    activity_at = sheet.first("activity")
    actor_places = sheet.places("actor")
    grouped = activity_at is not None and bool(actor_places) and max(actor_places) < activity_at
    above_name, above_days = given.activity, (given.start, given.end)
    above_actors: tuple[tuple[int, str], ...] = ()
    above_stretches: dict[int, Days] = {}
    written: dict[int, str] = {}
    for number, cells in sheet.block.numbered():
        row = _without_dittos(sheet, cells, written)
        written |= {n: row[n] for n in sheet.places(*_REPEATED) if row[n]}
        activity = row[activity_at] if activity_at is not None else given.activity
        if activity_at is not None and not activity and above_name:
            sheet.note("activity from above", number, "", above_name)
        name = activity or above_name
        dated = has_date(sheet, row)
        new = bool(activity) and same_name(activity) != same_name(above_name)
        stretches = _stretches(sheet, row, number)
        days = next(iter(stretches.values()), None) or days_of(sheet, row, number, name)
        if not dated and not new:
            stretches = above_stretches
        if not dated and not new and above_days != ("", ""):
            days = above_days
        elif not dated and new and above_days[0] and (repeats or days == of_season):
            own_days = (sheet.year or "", "") if days == of_season else days
            days = _asked_days(sheet, blanks, name, row, (above_days, own_days))
        actors = tuple((place, one) for place in actor_places if (one := _organisation(row[place])))
        if not actors and grouped and activity and above_actors:
            actors = above_actors
            sheet.note("actor from above", number, "", "")
        if activity or dated or above_name == "":
            above_name, above_days, above_stretches = name or above_name, days, stretches
        above_actors = actors or above_actors
        said = [row[place] for place in actor_places if row[place]]
        if is_off(name, sheet.words) or (said and all(map(says_called_off, said))):
            sheet.note("row left out", number, name, "it was called off")
            continue
        named = actors or _leads_in(sheet, row)
        if not named:
            if not _absent_in(sheet, row):
                sheet.note("row left out", number, activity, "it names nobody")
                continue
        elif not name:
            header = "" if activity_at is None else sheet.name(activity_at)
            sheet.log.error("blank-cell", sheet.file, number, header, "")
            continue
        names = [name, *(row[n] for n in sheet.places("activity")[1:] if row[n])]
        for each, (those, stretch) in product(
            names, _each_stretch(sheet, row, actors, stretches, days)
        ):
            places, ones = tuple(place for place, _ in those), tuple(one for _, one in those)
            yield Row(number, row, each, stretch, ones, places)


_Actors = Sequence[tuple[int, str]]


def _each_stretch(
    sheet: Sheet, row: Sequence[str], actors: _Actors, stretches: Mapping[int, Days], days: Days
) -> list[tuple[_Actors, Days]]:
    """Who took part when: all at the same times, or each at its own."""
    own = _own_dates(sheet)
    if own and actors:
        return [([each], stretches.get(own[each[0]], ("", ""))) for each in actors]
    told = _periods(sheet, row) or list(stretches.values()) or [days]
    return [(actors, stretch) for stretch in told]


def _own_dates(sheet: Sheet) -> dict[int, int]:
    """The column of dates of each column of participants, where the two stand in turn."""
    actors, dates = (sorted(sheet.places(field)) for field in ("actor", "date"))
    pairs = dict(zip(actors, dates, strict=False))
    lines = [place for pair in pairs.items() for place in pair]
    turned = [place for actor, date in pairs.items() for place in (date, actor)]
    in_turn = len(actors) == len(dates) > 1 and sorted(lines) in (lines, turned)
    return pairs if in_turn and _are_repeated(sheet, dates) else {}


def _stretches(sheet: Sheet, row: Sequence[str], number: int) -> dict[int, Days]:
    """When an activity was, by column, where it has several columns of dates.

    Asks when it cannot be told which last day belongs to which date.
    """
    dates, ends = sheet.places("date"), sheet.places("end")
    if len(ends) > 1 and len(ends) != len(dates):
        raise sheet.question(
            "several-columns",
            ends,
            [row[place] for place in ends],
            options=["--end"],
            field=FIELD_NAMES["end"],
        )
    if not _are_repeated(sheet, dates):
        return _days_in_a_cell(sheet, row, number)
    stretches = {}
    for n, place in enumerate(dates):
        start, end = read_date(sheet, row[place], number, place)
        for last in ends[n : n + 1]:
            later, until = read_date(sheet, row[last], number, last)
            end = until or later or end
        if start or end:
            tell_turned(sheet, number, (start, end))
            stretches[place] = (start, "" if start == end else end)
    return stretches


def _days_in_a_cell(sheet: Sheet, row: Sequence[str], number: int) -> dict[int, Days]:
    """The days of a cell that holds several, by their numbers.

    Asks when nothing names their year.
    """
    dates = sheet.places("date")
    if len(dates) != 1 or any(row[n] for n in sheet.places("end")):
        return {}
    cell = row[dates[0]]
    found = sheet.several(cell)
    if cell and not found and sheet.when(cell) is None and several(cell, "2000", sheet.order):
        raise sheet.question("which-year", dates[0], [cell])
    for start, end in found:
        sheet.note("date", number, cell, f"{start} to {end}" if end else start)
    return dict(enumerate(found))


def _names_anybody(sheet: Sheet, row: Sequence[str]) -> bool:
    """Whether a row names somebody who took part, led, or did not come."""
    actors = any(row[place] for place in sheet.places("actor"))
    return actors or _leads_in(sheet, row) or _absent_in(sheet, row)


def _periods(sheet: Sheet, row: Sequence[str]) -> list[Days]:
    """The stretches whose columns a row marks."""
    stretches = []
    for place in sheet.places("period"):
        read = sheet.when(sheet.name(place))
        if read is not None and _said(sheet, row[place], place) == "there":
            stretches.append((read.start, read.end))
    return stretches


def _organisation(cell: str) -> str:
    """A cell of participants; of addresses what stands behind the @, and nothing of private ones.

    >>> _organisation("mh@kommunen.dk"), _organisation("mette@gmail.com"), _organisation("SSP")
    ('kommunen.dk', '', 'SSP')
    >>> _organisation("Mette Holm <mh@kommunen.dk>; bo@kommunen.dk; lh@klubben.dk")
    'kommunen.dk; klubben.dk'
    >>> _organisation("Skolen, Kirken <bo@klubben.dk>")
    'Skolen, Kirken <bo@klubben.dk>'
    """
    if "@" not in cell:
        return cell
    found = [_ADDRESS.fullmatch(piece.strip()) for piece in _BETWEEN_ADDRESSES.split(cell)]
    domains = [
        match["domain"].casefold()
        for match in found
        if match is not None and may_bear_address(match["name"] or "")
    ]
    if len(domains) < len(found):
        return cell
    return "; ".join(dict.fromkeys(d for d in domains if d.partition(".")[0] not in _PRIVATE))


_ADDRESS = re.compile(r"(?:(?P<name>[^<>@;\n]*)<)?[^@\s,;<>]+@(?P<domain>[\w.-]+\.\w+)>?")
_BETWEEN_ADDRESSES = re.compile(
    r"[;\n]\s*|(?<=>),\s*|(?<=\w),\s*(?=[^@\s,;<>]+@)|(?<=\w)\s+(?=[^@\s,;<>]+@)"
)
_PRIVATE = words(
    """gmail, hotmail, outlook, yahoo, icloud, live, me, mail, msn, googlemail, protonmail, gmx,
    web"""
)


def _leads_in(sheet: Sheet, row: Sequence[str]) -> bool:
    places = [*_holding_names(sheet, "lead"), *_holding_names(sheet, "assist")]
    return any(
        row[place].casefold() not in NOBODY and not names_nobody(row[place]) for place in places
    )


def _absent_in(sheet: Sheet, row: Sequence[str]) -> bool:
    return any(row[place] for place in _holding_names(sheet, "absent"))


def _without_dittos(sheet: Sheet, row: Sequence[str], written: Mapping[int, str]) -> Sequence[str]:
    """A row whose marks of repetition are blank, as cells are that repeat what stands above.

    Those of participants, and of who led, repeat the names that were written last.
    """
    places = [
        place
        for place in sheet.places("activity", "date", "end", *_REPEATED)
        if is_ditto(row[place])
    ]
    if not places:
        return row
    return [(written.get(n, "") if n in places else cell) for n, cell in enumerate(row)]


_REPEATED: tuple[Field, ...] = ("actor", "lead", "assist")


def _may_repeat_dates(sheet: Sheet) -> bool:
    """Whether a blank date may be that of the row above.

    It is not in a list that writes a date again in the next row, nor on a sheet of one year that
    writes every activity and its day; a month stands for all below it.
    """
    activity_at = sheet.first("activity")
    above: tuple[str, ...] = ()
    grouped = False
    if not sheet.fields.keys() & {"date", "year"}:
        return False
    for row in sheet.block.rows:
        own = tuple(row[place] for place in sheet.places("date"))
        if any(own) and own == above:
            return False
        above = own
        grouped = grouped or (activity_at is not None and not row[activity_at])
    return grouped or sheet.year is None or not _are_of_days(sheet)


def _dates_stand_alone(sheet: Sheet) -> bool:
    """Whether nothing stands beside any date, so that each counts for the rows below it."""
    places = sheet.places("date", "year")
    return all(
        not any(row[n] for n in places) or sum(map(bool, row)) == sum(bool(row[n]) for n in places)
        for row in sheet.block.rows
    )


def _season_of(sheet: Sheet) -> Days | None:
    """The stretch of several months by which a sheet is named; None where there is none."""
    read = stretch_named_by(sheet)
    return read[:2] if read is not None and read.end else None


def _are_of_days(sheet: Sheet) -> bool:
    """Whether a column of dates holds any day, and not months, quarters or seasons alone."""
    cells = sheet.cells("date")
    read = [each for cell in cells if (each := sheet.when(cell)) is not None]
    return not read or any(len(each.start) == len("2018-03-14") and not each.end for each in read)


def _asked_days(
    sheet: Sheet, blanks: str | None, name: str, row: Sequence[str], days: tuple[Days, Days]
) -> Days:
    """The date of the row above or its own, as the person said, where it may be either."""
    above, own = days
    if own[0] not in ("", sheet.year) or not _names_anybody(sheet, row):
        return own
    if blanks is None:
        raise sheet.question(
            "date-of-blanks", sheet.fields.get("date") or sheet.places("year"), [name]
        )
    return above if blanks == "above" else own


# ------------------------------------------------------------------------------------ attendance


def _presence(
    sheet: Sheet,
    row: Sequence[str],
    actor: int | None,
    unclear: dict[str, int],
    blank: Callable[[int], str | None],
) -> str:
    """Whether the participants in a column of a row came: ``there`` or ``absent``.

    `blank` says what a blank cell of a column means.
    """
    for place in _holding_marks(sheet, "absent", actor):
        if row[place].casefold() not in NO:
            return "absent"
    places = _of_actor(sheet, "attended", actor)
    if not places and not _is_off(sheet.choices):
        return _presence_by_role(sheet, row, actor, unclear)
    if not places or not any(row[n] for n in sheet.places("actor")):
        return "there"
    if not any(row[place] for place in places) and any(_marked(sheet, row, actor)):
        return "there"  # x below Tovholder, and none below Deltager
    said: set[str] = set()
    for place in places:
        cell = row[place]
        meant: str | None = _said(sheet, cell, place) if cell else blank(place)
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


def _said(sheet: Sheet, cell: str, place: int) -> str | None:
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


def _with_counts_of_absent(sheet: Sheet) -> Sheet:
    """A table whose figures below Afbud count, as they do where several names stand in a cell.

    Asks when a mark there says of all in its row that they did not come.
    """
    places = _holding_marks(sheet, "absent")
    cells = sheet.cells("actor")
    if not places or not any(map(BETWEEN.search, cells)):
        return sheet
    counts = [n for n in places if all(map(str.isdecimal, sheet.block.cells(n)))]
    for place in [n for n in places if n not in counts and not says_called_off(sheet.name(n))]:
        _ask_about_attendance(sheet, place, sheet.block.cells(place))
    absent = tuple(n for n in sheet.fields["absent"] if n not in counts)
    return sheet.meaning("absent", absent)


def _of_blank(sheet: Sheet, place: int) -> str | None:
    """What a blank cell says, by the words that stand in the column."""
    if (own := sheet.words.own.get("blank")) is not None:
        return own
    said = {_said(sheet, cell, place) for cell in sheet.block.cells(place)}
    if "there" in said and "absent" in said:
        return None
    return "absent" if "there" in said else "there"


def _ask_about_words(sheet: Sheet, unclear: dict[str, int]) -> None:
    if unclear:
        column = sheet.names(list(dict.fromkeys(unclear.values())))
        raise Question("attendance-unclear", sheet.file, column, list(unclear))


# ------------------------------------------------------------------------------------- questions


def _with_leads(sheet: Sheet) -> Sheet:
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


def _with_led_activities(sheet: Sheet) -> Sheet:
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
            rest = _without(row[activity], set(pieces(row[place])))
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


def _with_legend(sheet: Sheet) -> Sheet:
    """Names that end in a sign, or a letter or word in brackets, with the role that it stands for.

    A line says it, or the person.
    """
    told = [(sign, word) for sign, word in sheet.block.legend() if is_role(word) or said_by(word)]
    told += sheet.words.roles.items()
    places = sheet.places("actor", "lead")
    if not told or not places:
        return sheet
    rows = [list(row) for row in sheet.block.rows]
    for sign, word in told:
        mark = re.escape(sign)
        alone = "" if any(map(str.isalnum, sign)) else rf"|{mark}"
        behind = re.compile(
            rf"(?<=[^\W_)])\s?(?:[(\[]\s?{mark}\s?[)\]]{alone})(?=\s*(?:[,;/&\n]|$))",
            re.IGNORECASE if len(sign) > 1 else 0,
        )
        for row in rows:
            for place in places:
                row[place] = behind.sub(f" ({word})", row[place])
    return sheet.of_rows(rows)


def _ask_about_names(sheet: Sheet) -> None:
    """Ask about columns that are not read, and hold what matters elsewhere."""
    known = names_in(sheet, sheet.places("actor"))
    used = sheet.known
    remarks = {n for n in sheet.places("other") if sheet.kind(n) in ("names", "said")}
    undated = not sheet.fields.keys() & {"date", "year"}
    for place, name in enumerate(sheet.block.header):
        cells = sheet.block.cells(place)
        if place in used - remarks or key(sheet.name(place)) in sheet.choices.ignored or not cells:
            continue
        kind = sheet.kind(place)
        said = field_of(name)
        ask_about_help(sheet, [place])
        ask_about_takeover(sheet, place)
        # A heading that its cells speak against, such as yes and no below Afholdt, is as unknown.
        against = said in ("date", "end") and kind in ("marks", "said")
        if undated and said == "date" and _hold_figures(cells):
            raise sheet.question("dates-elsewhere", place, cells[:3])
        if said is not None and place not in remarks and not against:
            continue
        unread = kind == "names" and place not in remarks
        if unread:
            named = [cell for cell in cells if set(pieces(cell)) & known]
            organised = [cell for cell in cells if _is_surely_organisation(cell)]
            if 2 * len(named) >= len(cells) or 5 * len(organised) >= 4 * len(cells):
                raise sheet.question("names-actors", place, named or organised)
        if undated and (kind == "dates" or (unread and _are_partly_dates(cells))):
            raise sheet.question("dates-elsewhere", place, cells[:3])
        if "attended" in sheet.fields or _is_off(sheet.choices):
            continue
        closed = sheet.preset is not None and sheet.preset.closed
        if kind in ("marks", "said") and place not in remarks and not closed:
            _ask_about_attendance(sheet, place, cells)
        if kind == "names" or place in remarks:
            _ask_about_absence(sheet, place, cells)
    _ask_about_roles(sheet)
    _ask_about_signing(sheet)
    _ask_about_invited(sheet)
    _ask_about_nobody(sheet)
    _ask_about_persons(sheet)
    _ask_about_initials(sheet, known)


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
    away = [c for c in cells if says_away(c) or put_off(c) or says_called_off(c)]
    if away:
        raise sheet.question("attendance-column", place, list(dict.fromkeys(away)))
    ask_about_remarks(sheet, place)


def _ask_about_roles(sheet: Sheet) -> None:
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


def _ask_about_leads(sheet: Sheet) -> None:
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
    naming = {bracketed[said] for said in _naming(sheet, list(filter(mentions_lead, bracketed)))}
    led = [cell for cell in sorted(activities)
           if cell in naming or any(map(is_leading, _LABELS.findall(cell)))]  # fmt: skip
    if led:
        raise sheet.question("role-in-cell", sheet.fields["activity"], led)
    for place in sheet.places("other"):
        if led := _naming(sheet, list(filter(mentions_lead, sheet.block.cells(place)))):
            raise sheet.question("role-in-cell", place, led)
    headings = [name for name in sheet.names(sheet.places("actor"))
                if "(" in name and not any(map(explained, in_brackets(name)))]  # fmt: skip
    notes = [note for note in sheet.block.notes if not explained(note)]
    said = [text for text in (*headings, *notes) if mentions_lead(text)]
    if said:
        raise sheet.question("role-in-cell", sheet.places("actor"), said)


def _ask_about_roles_of(sheet: Sheet) -> None:
    """Several columns of roles, of which it cannot be told whose each is."""
    roles, actors = sheet.places("role"), sheet.places("actor")
    if len(roles) > 1 and (len(roles) != len(actors) or not _are_repeated(sheet, roles)):
        raise sheet.question(
            "several-columns",
            roles,
            [cell for place in roles for cell in sheet.block.cells(place)[:2]],
            options=["--role"],
            field=FIELD_NAMES["role"],
        )


_CODE = 2
"""Letters of a code, such as T for tovholder, which may stand for any role."""


def _with_chairs(sheet: Sheet) -> Sheet:
    """A column of roles, in which who chairs leads where the others are roles at a meeting.

    So it does beside members, where one that chairs a meeting has another role at the next.

    Asks when it may as well be a post at home; or when roles are codes that nothing explains.
    """
    places = sheet.places("role")
    told = sheet.words.roles
    written = {cell for place in places for cell in sheet.block.cells(place)}
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
    if not meant or not places:
        return sheet
    rows = tuple(
        tuple(meant.get(folded_word(cell), cell) if n in places else cell
              for n, cell in enumerate(row))
        for row in sheet.block.rows
    )  # fmt: skip
    return sheet.of_rows(rows)


def _with_bracketed_chairs(sheet: Sheet) -> Sheet:
    """Names with "(formand)" behind them, who lead where other brackets hold roles at a meeting.

    Asks when it may as well be a post at home.
    """
    places = sheet.places("actor", "lead")
    cells = [cell for place in places for cell in sheet.block.cells(place) if "(" in cell]
    said = {folded_word(word) for cell in cells for word in in_brackets(cell)}
    chairs = said & CHAIRS
    if not chairs or said & POSTS or "lead" in sheet.fields:
        return sheet
    if not said & AT_MEETINGS:
        raise sheet.question("chair-or-post", places, sorted(chairs))
    sheet.note("columns", None, ", ".join(sorted(chairs)), "chaired the activity")
    words = dict.fromkeys(chairs, "lead")
    return _with_legend(replace(sheet, words=replace(sheet.words, roles=words)))


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


def _ask_about_besides(sheet: Sheet) -> None:
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
    named = [
        text for text in said
        if names_secretariat(text)
        or any(same_name(name) in same_name(text) for name in sheet.choices.secretariat)
    ]  # fmt: skip
    if named:
        raise Question("secretariat-besides", sheet.file, headings, named)


def _names_both(name: str) -> bool:
    """Whether one heading names who led and who took part: Host / Attendees."""
    fields = fields_of(name.split("/"))
    return {"lead", "actor"} <= fields


def _naming(sheet: Sheet, texts: Sequence[str]) -> list[str]:
    """The sentences that name one of those who take part."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names_in(sheet, sheet.places("actor")) if texts else ():
        by_word[next(iter(_WORD.findall(name)), "")].append(name)
    return [text for text in texts if _names(same_name(text), by_word)]


def _names(text: str, by_word: Mapping[str, Sequence[str]]) -> bool:
    """Whether a folded sentence holds a name, of those by their first word."""
    near = (name for word in {"", *_WORD.findall(text)} for name in by_word.get(word, ()))
    return any(
        name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in near
    )


_TASK = re.compile(
    r"(?:actions?|tasks?|to_?do|next_steps?|decisions?|deliverables?|follow_?ups?|action_(?:items?|points?)|"
    r"opgaver?|handling(?:er)?|beslutning(?:er)?|opfoelgning|naeste_skridt|aftalt|oppgaver?|vedtak|neste_steg|"
    r"oppfoelging|uppgift(?:er)?|aatgaerd(?:er)?|beslut|naesta_steg|uppfoeljning|aufgaben?|beschl(?:ue|u)ss\w*|"
    r"naechste_schritte?)"
)
"""Headings, folded, of what is to be done after a meeting: who does it stands beside."""
_WORD = re.compile(r"\w+")
_LABELS = re.compile(r"([^\W\d_]+)\s*:\s*(?=\S)")
_OF_BLANK = any_case(
    r"\b(?:tom|tomt|tomme|blank|empty|leer|ikke udfyldt|ej ifylld)\w*\s*"
    r"(?:=|:|er|is|means|betyder|ist)"
)
_TOOK_PART = any_case(
    r"\b(?:deltog|deltok|deltagit|deltog også|attended|took part|participated|var med|war dabei|"
    r"ledede|ledet|ledde|led|stod for|indkaldte|innkalte|kallade|convened|chaired|hosted|ran|"
    r"facilit\w+|holdt|arrangerede|organi[sz]ed|leitete|moderierte|lud ein|lavede)\b"
)
_BEHIND = re.compile(r"\s*\([^()]*\)$")
_BESIDES = any_case(
    r"\b(?:ud ?over|foruden|eks[kc]l\w*|exk?c?l\w*|except|besides|other than|in addition to|"
    r"apart from|plus|in[kc]l\w*|utöver|förutom|utenom|i tillegg til|außer|neben|zusätzlich|ohne|"
    r"uden|utan|uten|without|end)\b"
)
_IN_ALL = any_case(
    r"\b(?:all\w*|every\w*|samtlig\w*|hver\w*|each|always|altid|alltid|varje|jede\w*|immer)\b"
)


def _ask_about_years_of_names(sheet: Sheet) -> None:
    """Names of activities that are days without a year, where nothing else dates them."""
    places = sheet.places("activity")
    if not has_any_date(sheet):
        names = [cell for place in places for cell in sheet.block.cells(place)]
        ask_about_year_of_names(sheet, sheet.names(places), names)


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
            _ask_about_attendance(sheet, place, cells)


_OF_PARTICIPANTS = re.compile(
    r"(?:antal|antall|anzahl|number|headcount)|(?:(?:antal|antall|anzahl|number|number_of|no_of)_)?(?:participants|"
    r"attendees|attended|attendance|present|deltagere|deltagare|deltakere|fremmoedte?|frammoette|fremmoette|"
    r"oppmoette?|naervarande|teilnehme(?:r|nde)|anwesende)|fremmoede"
)
"""Headings, folded, of how many came."""


def _ask_about_initials(sheet: Sheet, known: set[str]) -> None:
    """Initials in the column of who led are likely persons."""
    names = {same_name(name) for name in sheet.choices.secretariat} | known
    names |= {same_name(row.alias) for row in sheet.choices.aliases}
    for field in ("lead", "assist"):
        places = [] if sheet.choices.lead else _holding_names(sheet, field)
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


def _is_off(choices: Choices) -> bool:
    return "none" in choices.attended


def _ask_about_attendance(sheet: Sheet, place: int, cells: Sequence[str]) -> None:
    """A column of yes and no, or of marks, may tell who did not come."""
    modes = all(folded_word(cell) in MODES for cell in cells)
    if when(sheet.name(place)) is None and not modes:
        raise sheet.question("attendance-column", place, list(dict.fromkeys(cells)))


def _ask_about_groups(sheet: Sheet, rows: Sequence[Row]) -> None:
    """Activities of one name and day in two projects are likely two."""
    for place in sheet.groups:
        groups: dict[tuple[str, Days], set[str]] = defaultdict(set)
        for row in rows:
            if group := same_name(row.cells[place]):
                groups[same_name(row.activity), row.days].add(group)
        several = [sorted(names) for names in groups.values() if len(names) > 1]
        if several:
            raise sheet.question("activity-in-groups", place, several[0])


def _ask_about_invited(sheet: Sheet) -> None:
    names = _holding_names(sheet, "invited")
    if names and "actor" not in sheet.fields:
        cells = sheet.block.cells(names[0])
        raise sheet.question("invited-only", names, cells[:3])
    marks = _holding_marks(sheet, "invited")
    if marks and not sheet.fields.keys() & {"attended", "absent"} and not _is_off(sheet.choices):
        _ask_about_attendance(sheet, marks[0], sheet.block.cells(marks[0]))
