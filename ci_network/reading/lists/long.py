"""Lists with a row for each participant, or for each activity with its participants in cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import product

from ci_network.reading.lists.crosses import LED_BY, ask_about_put_off
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
from ci_network.reading.lists.leads import (
    ask_about_leads,
    ask_about_roles_of,
    with_bracketed_chairs,
    with_chairs,
    with_leads,
    with_led_activities,
    with_legend,
)
from ci_network.reading.lists.names import organisation_of, without_names
from ci_network.reading.lists.presence import (
    Row,
    are_repeated,
    holding_names,
    of_blank,
    of_the_secretariat,
    presence_of,
    role_of,
    said_in,
    with_counts_of_absent,
)
from ci_network.reading.lists.rows import Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.titles import Given
from ci_network.reading.lists.told import names_nobody, told_by
from ci_network.reading.lists.unread import ask_about_besides, ask_about_more, ask_about_names
from ci_network.reading.lists.who_came import label_of
from ci_network.reading.lists.words.attendance import (
    AT_MEETINGS,
    folded_word,
    is_ditto,
    is_leading,
    is_off,
    is_role,
    said_by,
    says_called_off,
)
from ci_network.reading.lists.words.headings import FIELD_NAMES, Field
from ci_network.reading.lists.words.persons import NOBODY, without_persons
from ci_network.reading.lists.words.when import several
from ci_network.reading.spelling import same_name


def long_parts(sheet: Sheet, given: Given) -> list[Part]:
    """Who took part in what, row by row.

    Asks when a column may mean something that it is not read as.
    """
    sheet = with_leads(with_legend(with_led_activities(with_years(sheet))))
    sheet = _with_own_roles(_with_own_days(sheet))
    ask_about_names(sheet)
    ask_about_roles_of(sheet)
    sheet = _with_called_off(with_bracketed_chairs(with_chairs(with_counts_of_absent(sheet))))
    ask_about_leads(sheet)
    ask_about_besides(sheet)
    ask_about_more(sheet)
    for place in sheet.places("activity"):
        ask_about_put_off(sheet, sheet.name(place), sheet.block.cells(place))
    if not has_any_date(sheet):
        headings = sheet.names(sheet.places("activity"))
        ask_about_year_of_names(sheet, headings, sheet.cells("activity"))
    sheet = _without_actors_alone(_without_headings(_without_absentees(sheet)))
    sheet = _with_leads_of_series(sheet)
    rows = list(_filled(sheet, given))
    away: dict[tuple[str, str], set[str]] = defaultdict(set)
    parts: list[Part] = []
    unclear: dict[str, int] = {}
    blank = cache(partial(of_blank, sheet))
    for row in rows:
        said = [
            presence_of(sheet, row.cells, place, unclear, blank) for place in row.places or (None,)
        ]
        days = (row.activity, row.days[0])
        for place in holding_names(sheet, "absent"):
            for name in filter(None, map(same_name, re.split(r"[,;\n]", row.cells[place]))):
                away[days] |= {name, _without_note(name)}
                sheet.note("did not come", row.number, "", "left out", once=False)
        for _ in range(said.count("absent")):
            sheet.note("did not come", row.number, "", "left out", once=False)
        if "there" in said:
            parts += _parts_of(sheet, row, said)
            parts += of_the_secretariat(sheet, row)
    if unclear:
        places = list(dict.fromkeys(unclear.values()))
        raise sheet.question("attendance-unclear", places, list(unclear))
    _ask_about_groups(sheet, rows)
    if given.lead and "activity" not in sheet.fields:
        meetings = dict.fromkeys((part.activity, part.start, part.end) for part in parts)
        parts += [
            Part(*meeting[:1], given.lead, "lead", *meeting[1:], sheet.file, 0, listed=True)
            for meeting in meetings
        ]
    came = [
        replace(part, actor=without_names(part.actor, away[part.activity, part.start]))
        if (part.activity, part.start) in away
        else part
        for part in parts
    ]
    return [part for part in came if part.actor]


def _parts_of(sheet: Sheet, row: Row, said: Sequence[str]) -> Iterator[Part]:
    told = told_by(sheet, row.cells)
    for actor, place, came in zip(row.actors, row.places, said, strict=False):
        if came == "there":
            role = role_of(sheet, row.cells, place)
            yield Part(row.activity, actor, role, *row.days, sheet.file, row.number, True, told)
    for field, name in LED_BY:
        for place in holding_names(sheet, field):
            cell = organisation_of(row.cells[place])
            if cell.casefold() not in NOBODY and not names_nobody(cell):
                yield Part(row.activity, cell, name, *row.days, sheet.file, row.number, True, told)
            elif field == "lead" and cell:
                sheet.note("nobody led by name", row.number, cell, "")


def _with_called_off(sheet: Sheet) -> Sheet:
    """A table in which what was called off is so for all in the rows of the activity.

    It is said once, beside the activity, where the rows below leave it and its date blank.
    """
    blank = sheet.places("activity", "date")
    places = (*sheet.called_off, *sheet.places("attended"))
    said: dict[int, str] = {}
    rows = []
    for row in sheet.block.rows:
        if any(row[n] for n in blank):
            said = {n: row[n] for n in places if n in sheet.called_off or says_called_off(row[n])}
        rows.append(tuple(cell or said.get(n, "") for n, cell in enumerate(row)))
    return sheet.of_rows(rows) if blank else sheet


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


def _without_actors_alone(sheet: Sheet) -> Sheet:
    """The rows without actors that stand alone, where blank cells repeat the actor above.

    There they do not repeat its activity.
    """
    activity, actor = sheet.first("activity"), sheet.first("actor")
    rows = sheet.block.rows
    if activity is None or actor is None or actor > activity:
        return sheet
    if not any(row[activity] and not row[actor] for row in rows):
        return sheet
    alone = {n for n, row in enumerate(rows) if row[actor] and sum(map(bool, row)) == 1}
    for n in sorted(alone):
        sheet.note("row left out", sheet.block.numbers[n], rows[n][actor], "it names no activity")
    return sheet.only(n for n in range(len(rows)) if n not in alone)


def _with_leads_of_series(sheet: Sheet) -> Sheet:
    """The rows; the next meeting of a series, with its date and who came, has the lead above.

    It has none where another activity begins without one, or a series writes one anew.
    """
    activity, places = sheet.first("activity"), holding_names(sheet, "lead")
    actors = sheet.places("actor")
    if activity is None or not places:
        return sheet
    written = [(row[activity], any(row[n] for n in places)) for row in sheet.block.rows]
    if any(bool(named) is not led for named, led in written if named or led):
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


def _with_own_roles(sheet: Sheet) -> Sheet:
    """A table with a row for each of several participants in a cell, each with its own role.

    Asks about roles of which it cannot be told whose each is.
    """
    places, actors = sheet.places("role"), sheet.places("actor")
    if len(places) != 1 or len(actors) != 1:
        return sheet
    rows: list[Sequence[str]] = []
    numbers = []
    for number, row in sheet.block.numbered():
        roles, names = (_LISTED.split(row[at]) for at in (places[0], actors[0]))
        differ = any(map(is_leading, roles)) and not all(map(is_leading, roles))
        if not differ or len(names) < 2 or not all(map(_is_role, roles)):
            roles, names = [row[places[0]]], [row[actors[0]]]
        elif len(roles) != len(names):
            raise sheet.question("unread-columns", places, [row[places[0]]])
        for each in zip(roles, names, strict=True):
            own = dict(zip((places[0], actors[0]), each, strict=True))
            rows.append(tuple(own.get(at, cell) for at, cell in enumerate(row)))
            numbers.append(number)
    return sheet.of_rows(rows, numbers)


def _is_role(text: str) -> bool:
    return is_role(text) or folded_word(text) in AT_MEETINGS


_LISTED = re.compile(r"\s*[,;\n]\s*")


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
        actors = tuple(
            (place, one) for place in actor_places if (one := organisation_of(row[place]))
        )
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
    return pairs if in_turn and are_repeated(sheet, dates) else {}


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
    if not are_repeated(sheet, dates):
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
        if read is not None and said_in(sheet, row[place], place) == "there":
            stretches.append((read.start, read.end))
    return stretches


def _leads_in(sheet: Sheet, row: Sequence[str]) -> bool:
    places = [*holding_names(sheet, "lead"), *holding_names(sheet, "assist")]
    return any(
        row[place].casefold() not in NOBODY and not names_nobody(row[place]) for place in places
    )


def _absent_in(sheet: Sheet, row: Sequence[str]) -> bool:
    return any(row[place] for place in holding_names(sheet, "absent"))


def _without_dittos(sheet: Sheet, row: Sequence[str], written: Mapping[int, str]) -> Sequence[str]:
    """A row whose marks of repetition are blank, as cells are that repeat what stands above.

    Those of participants, of who led, and of dates repeat what was written last.
    """
    places = [place for place in sheet.places("activity", *_REPEATED) if is_ditto(row[place])]
    if not places:
        return row
    return [(written.get(n, "") if n in places else cell) for n, cell in enumerate(row)]


_REPEATED: tuple[Field, ...] = ("actor", "lead", "assist", "date", "end")


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


def _without_note(name: str) -> str:
    """The folded name of one that did not come, without a person, day or word in brackets.

    A branch is not the whole: Klubben (Ungdom).
    """
    match = _BRACKETED.fullmatch(name)
    if match is not None and (_DIGIT.search(match[2]) or said_by(match[2]) is not None):
        return match[1]
    return same_name(without_persons(name).name)


_BRACKETED = re.compile(r"(.+?)\s*\(([^()]*)\)")
_DIGIT = re.compile(r"\d")


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
