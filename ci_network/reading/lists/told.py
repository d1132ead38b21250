"""What a list says of an activity or actor as a whole: columns of activities.csv and nodes.csv."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, NO, PURPOSE_WORDS, UNKNOWN
from ci_network.reading.columns import key
from ci_network.reading.lists.days import days_of
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.names import names_in
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import AliasRow, Choices, Part
from ci_network.reading.lists.sheet import Sheet, are_of_actors
from ci_network.reading.lists.words.attendance import is_role, said_by
from ci_network.reading.lists.words.headings import (
    NAMES,
    OF_ACTIVITIES,
    OF_ACTORS,
    Field,
    known_field,
)
from ci_network.reading.lists.words.lexicon import FIELDS
from ci_network.reading.lists.words.when import when
from ci_network.reading.spelling import same_name

Told = tuple[tuple[str, str], ...]
"""Columns of activities.csv, and what stands in them."""

_SHARED = frozenset(
    word
    for words in (
        "alle,fælles,delt,i fællesskab,alle i fællesskab,fælles ansvar,shared,all,everyone",
        "jointly,joint,alla,gemensamt,felles,gemeinsam",
    )
    for word in words.split(",")
)
_CONTINUES = {"there": "yes", "absent": "no", "unclear": "unknown"}


def told_by(sheet: Sheet, row: Sequence[str]) -> Told:
    """What a row says of its activity."""
    said = []
    for field in OF_ACTIVITIES:
        place = sheet.first(field)
        if place is not None and (meant := _meaning(field, row[place])):
            said.append((field, meant))
    led_by = {
        "shared" if cell in _SHARED else LED_BY_WORDS.get(cell, "")
        for place in sheet.places("lead")
        if (cell := row[place].casefold()) in _SHARED or cell in LED_BY_WORDS
    } - {"", "secretariat"}
    return (*said, *(("led_by", word) for word in sorted(led_by)))


def ask_about_successors(sheet: Sheet) -> None:
    """Ask about a column of who took activities over, where none says that these go on."""
    place = sheet.first("taken_over_by")
    cells = [] if place is None else sheet.block.cells(place)
    if place is not None and cells and "continues" not in sheet.fields:
        raise sheet.question("took-over", place, cells)


def _meaning(field: str, cell: str) -> str:
    word = cell.casefold()
    if field == "continues":
        return CONTINUES_WORDS.get(word) or _CONTINUES.get(said_by(cell) or "", "") if word else ""
    return PURPOSE_WORDS.get(word, "") if field == "purpose" else cell


def names_nobody(cell: str) -> bool:
    """Whether a cell of who led names none: all together, a partner, or nobody that is known."""
    word = cell.casefold()
    return word in _SHARED or LED_BY_WORDS.get(word, "secretariat") != "secretariat"


def told_elsewhere(parts: Sequence[Part], sheets: Sequence[Sheet], log: Log) -> list[Part]:
    """Participations with the date of their activity, where another table tells it.

    Those without a date may name their activity, or the number that it has in one of the tables
    (`sheets`), which name nobody, or only who led.
    What is called by its date is the one activity of that date in the other tables.
    """
    dated = list(parts)
    for sheet in sheets:
        lacking = {same_name(part.activity) for part in dated if not part.start}
        by = _key_of(sheet, lacking)
        if by is None:
            if "lead" not in sheet.fields:
                log.add("table left out", sheet.file, sheet.block.header_row, "", "it names nobody")
            continue
        name_at = sheet.first("activity")
        rows = {}
        for number, row in sheet.block.numbered():
            if (called := same_name(row[by])) in lacking:
                name = row[by] if name_at is None else row[name_at] or row[by]
                start, end = days_of(sheet, row, number, name)
                rows[called] = name, start, end, told_by(sheet, row)
                log.add("date from another table", sheet.file, number, name, start)
        dated = [_with(part, rows.get(same_name(part.activity))) for part in dated]
    dated = _by_other_tables(
        dated, lambda part: not part.start, lambda part: same_name(part.activity),
        ("start", "end"), "date from another table", log,
    )  # fmt: skip
    by_day = {part.activity for part in dated
              if (read := when(part.activity)) and read.start == part.start}  # fmt: skip
    return _by_other_tables(
        dated, lambda part: part.activity in by_day, lambda part: part.start,
        ("activity",), "title", log,
    )  # fmt: skip


def _by_other_tables(
    parts: Sequence[Part],
    lacks: Callable[[Part], bool],
    key_of: Callable[[Part], str],
    fields: Sequence[str],
    kind: str,
    log: Log,
) -> list[Part]:
    """Participations with the fields that some lack, where the other tables say one thing of them.

    `key_of` tells what those share that speak of one activity, `kind` what is noted.
    """
    said: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    files: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        if not lacks(part):
            said[key_of(part)].add(tuple(getattr(part, field) for field in fields))
            files[key_of(part)].add(part.file)
    found = []
    for part in parts:
        known = said[key_of(part)] if lacks(part) else ()
        if len(known) == 1 and part.file not in files[key_of(part)]:
            (told,) = known
            log.add(kind, part.file, part.row, part.activity, told[0])
            part = replace(part, **dict(zip(fields, told, strict=True)))  # type: ignore[arg-type]  # noqa: PLW2901
        found.append(part)
    return found


def _with(part: Part, row: tuple[str, str, str, Told] | None) -> Part:
    if row is None or part.start:
        return part
    name, start, end, told = row
    return replace(part, activity=name, start=start, end=end, told=(*part.told, *told))


_OF_NUMBERS = re.compile(r"(?:id|nr|no|num|nummer|number|kode|kod|code|key|kuerzel)$")


def _key_of(sheet: Sheet, names: set[str]) -> int | None:
    """The column of a table that tells apart the activities that are looked for.

    Where it is not that of their names, it must hold them all.
    """
    named = sheet.places("activity")
    numbers = [n for n, name in enumerate(sheet.block.header) if _OF_NUMBERS.search(key(name))]
    for place in (*named, *numbers):
        cells = [same_name(cell) for cell in sheet.block.cells(place)]
        sought = [cell for cell in cells if cell in names]
        known = bool(sought) if place in named else names <= set(sought)
        if names and known and len(set(sought)) == len(sought):
            return place
    return None


def activities_of(
    parts: Sequence[Part], actors: Mapping[str, str], choices: Choices
) -> dict[str, list[str]]:
    """Columns of activities.csv; empty where the list says nothing of activities.

    `actors` are ids by folded name.

    Asks when two rows say different things of one activity, or name an actor that takes no part.
    """
    known = dict(actors)
    known |= {same_name(row.alias): row.id for row in choices.aliases}
    rows: dict[str, dict[str, str]] = {}
    for part in parts:
        for field, cell in part.told:
            meant = known.get(same_name(cell)) if field == "taken_over_by" else cell
            if meant is None:
                raise Question(
                    "no-such-actor",
                    column=sorted(actors.values())[:12],
                    cells=[cell],
                    options=["taken_over_by"],
                )
            row = rows.setdefault(part.activity, {})
            if row.setdefault(field, meant) != meant:
                raise Question(
                    "contradicting-activities", part.file, field, [part.activity, row[field], meant]
                )
    columns = [
        field for field in ("led_by", *OF_ACTIVITIES) if any(field in r for r in rows.values())
    ]
    if not columns:
        return {}
    return {"activity": list(rows)} | {
        field: [row.get(field, "") for row in rows.values()] for field in columns
    }


def with_names_of_activities(tables: Sequence[Sheet]) -> list[Sheet]:
    """The tables, of which one with a row for each number of an activity names these beside it.

    It does, under Navn or as the person said, where another table says by these numbers who took
    part.
    """
    return [_by_its_names(sheet, tables) for sheet in tables]


def _by_its_names(sheet: Sheet, tables: Sequence[Sheet]) -> Sheet:
    places = sheet.places("activity", "actor")
    numbers = [n for n in sheet.places("activity") if _OF_NUMBERS.search(key(sheet.name(n)))]
    named = [n for n in places if n not in numbers]
    if len(numbers) != 1 or len(named) != 1:
        return sheet
    if named[0] in sheet.places("actor") and key(sheet.name(*named)) not in NAMES:
        return sheet
    cells = sheet.block.cells(*numbers)
    used = any(
        {"actor", "activity"} <= other.fields.keys() and other is not sheet
        and set(other.cells("activity")) <= set(cells)
        for other in tables
    )  # fmt: skip
    if not used or len(set(cells)) < len(cells):
        return sheet
    others = (*sheet.places("other"), *numbers)
    return sheet.without("actor").meaning("activity", named).meaning("other", others)


# ------------------------------------------------------------------------------------------- actors


_OF_SHORT_NAMES = re.compile(
    r"(?:^|_)(?:forkort\w*|abbrev\w*|abk(?:uerzung\w*)?|akronym\w*|acronym\w*|kortnavn|kort_navn|"
    r"short(?:_name)?|initial\w*|kuerzel|foerkort\w*|forkortelse\w*|kode|code|kod)$"
)
_SHORT = 6
"""Letters of an abbreviation at most."""

_OF_ONE = re.compile(r"([^\W\d_]{2,6})\s*[:=–-]\s*(\S.*\S)")
"""A line that writes out one name: RK: Røde Kors."""


def short_names(tables: Sequence[Sheet]) -> tuple[list[Sheet], list[AliasRow]]:
    """The tables that are none of what names stand for, and what these and legends say.

    A legend says RK = Røde Kors; a table of its own has a column of abbreviations.

    Asks about a line that may write one out or say anything else of it.
    """
    lists = [each for each in tables if each.crossed or "date" in each.fields]
    there = {name for each in lists for name in names_in(each, range(len(each.block.header)))}
    there |= {same_name(name) for each in lists for name in each.names(each.crossed)}
    known = {same_name(row.alias) for each in tables[:1] for row in each.choices.aliases}
    others, rows = [], list[AliasRow]()
    for sheet in tables:
        said = [] if sheet in lists else _written_out(sheet, there)
        if not said:
            others.append(sheet)
        for short, name in said or _explained(sheet, there - known):
            if same_name(short) not in known:
                known.add(same_name(short))
                sheet.note("names of actors", None, short, name)
                rows.append(AliasRow(short, name))
    return others, rows


def _explained(sheet: Sheet, there: Collection[str]) -> list[tuple[str, str]]:
    """Names that a legend writes out; a line of a name may say anything else of it."""
    said = [part.strip() for line in sheet.block.lines() for part in re.split("[,;]", line)]
    said += [of for part in said if (of := part.partition(": ")[2])]  # Key: RK: Røde Kors
    lines = [each.groups() for part in said if (each := _OF_ONE.fullmatch(part))]
    found = [
        (short, name) for short, name in (*sheet.block.legend(), *lines)
        if len(short) > 1 and same_name(short) in there and len(name) > len(short)
        and _abbreviates(short, name) and not (is_role(name) or said_by(name))
    ]  # fmt: skip
    doubtful = [f"{short}: {name}" for short, name in found if not _is_written_out(short, name)]
    if doubtful and sheet.choices.comments is None:
        raise Question("lines-beside", sheet.file, cells=doubtful)
    return [(short, name) for short, name in found if _is_written_out(short, name)]


def _is_written_out(short: str, name: str) -> bool:
    """Whether it is surely a name that an abbreviation stands for, and no remark about its bearer.

    >>> [_is_written_out("RK", name) for name in ("Røde Kors", "Ring kommunen", "Rideklubben")]
    [True, False, True]
    """
    words = name.casefold().split()
    fields = all(word in FIELDS or word in ("og", "and", "och", "und") for word in words)
    return len(words) == 1 or fields or _abbreviates(short, "".join(filter(str.isupper, name)))


def _abbreviates(short: str, name: str) -> bool:
    """Whether all letters of an abbreviation stand in a name in their order, from the first on.

    >>> _abbreviates("RK", "Røde Kors"), _abbreviates("KIR", "Kirken"), _abbreviates("RK", "Kor")
    (True, True, False)
    """
    letters = iter(name.casefold())
    return short[:1].casefold() == name[:1].casefold() and all(
        each in letters for each in short.casefold()
    )


def _written_out(sheet: Sheet, there: Collection[str]) -> list[tuple[str, str]]:
    """What the rows of a table of abbreviations write out; nothing where it is no such table."""
    if are_of_actors(sheet):
        return []
    header, cells = sheet.block.header, sheet.block.cells
    short = [
        n for n, name in enumerate(header)
        if (of := cells(n)) and len(set(of)) == len(of) > 1
        and 2 * sum(same_name(cell) in there for cell in of) >= len(of)
        and (_OF_SHORT_NAMES.search(key(name)) or all(c.isupper() and len(c) <= _SHORT for c in of))
    ]  # fmt: skip
    full = [n for n, name in enumerate(header) if n not in short and known_field(name) == "actor"]
    full = [n for n in full if key(header[n]) not in NAMES] or full
    if len(short) != 1 or len(full) != 1:
        return []
    return [(row[short[0]], row[full[0]]) for row in sheet.block.rows
            if row[short[0]] and row[full[0]]]  # fmt: skip


_DATES: tuple[Field, ...] = ("secretariat_from", "secretariat_until", "joined", "left")


def marks_secretariats(sheet: Sheet) -> bool:
    """Whether a column says of each who took part whether it is the secretariat.

    It does where it says one thing of each actor in all its rows, and not of all at a meeting;
    elsewhere it says at which meetings the secretariat was.
    """
    column, actor = sheet.first("secretariat"), sheet.first("actor")
    if column is None or actor is None or not all(row[column] for row in sheet.block.rows):
        return False
    whose = sheet.places("activity", "date")
    of_actors: dict[str, set[str | None]] = defaultdict(set)
    of_meetings: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for row in sheet.block.rows:
        said = _said("secretariat", row[column])
        of_actors[row[actor]].add(said)
        of_meetings[tuple(row[n] for n in whose)].add(said)
    return all(len(said) == 1 for said in of_actors.values()) and any(
        len(said) > 1 for said in of_meetings.values()
    )


def actors_of(
    sheet: Sheet, known: Mapping[str, Mapping[str, str]], wanted: Collection[Field] = OF_ACTORS
) -> dict[str, dict[str, str]]:
    """What a list says of actors, by name, with columns of nodes.csv.

    `known` is what other lists said, `wanted` what is read of what this one says.

    Asks when two rows say different things of one actor.
    """
    actors = {name: dict(row) for name, row in known.items()}
    (place,) = sheet.fields["actor"][:1]
    for number, row in sheet.block.numbered():
        name = " ".join(row[place].split())
        if not name:
            continue
        actor = actors.setdefault(name, {})
        for field in wanted:
            column = sheet.first(field)
            if column is None or not row[column]:
                continue
            said = _said(field, row[column])
            if said is None:
                sheet.note("cell left out", number, row[column], f"no {field}")
            elif actor.setdefault(field, said) != said:
                raise sheet.question("contradicting-actors", column, [name, actor[field], said])
    return actors


def by_their_names(sheet: Sheet, taking_part: Collection[str]) -> Sheet:
    """A list of actors by the column that holds the names under which they take part.

    `taking_part` are folded names. The column that is called so may be one of abbreviations.
    """
    cells = [sheet.block.cells(place) for place in range(len(sheet.block.header))]
    known = [sum(same_name(cell) in taking_part for cell in of) for of in cells]
    own, best = sheet.fields["actor"][0], max(range(len(known)), key=known.__getitem__)
    if known[own] or not known[best] or 2 * known[best] < len(cells[best]):
        return sheet
    sheet.note("names of actors", None, sheet.name(best), "these take part")
    return sheet.meaning("actor", (best,))


def _said(field: Field, cell: str) -> str | None:
    if field in _DATES:
        if cell.casefold() in UNKNOWN:
            return cell
        read = when(cell)
        return None if read is None else read.start
    if field == "secretariat":
        return "" if cell.casefold() in NO | {"-", "–"} else "yes"
    return cell
