"""Names in cells to actors: several in one cell, aliases, and one spelling for each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ci_network import dates
from ci_network.dates import parse_date
from ci_network.errors import UsageError
from ci_network.importing.decisions import Log
from ci_network.importing.rows import Part
from ci_network.importing.when import when
from ci_network.reading.columns import key
from ci_network.reading.files import content
from ci_network.reading.table import Found, clean
from ci_network.reading.text import read_csv

ALIAS_COLUMNS = ("alias", "id", "from", "until")


@dataclass(frozen=True)
class Alias:
    """Another name of an actor, for a time."""

    name: str
    id: str
    first: int
    last: int


Aliases = Mapping[str, Sequence[Alias]]
"""Aliases by folded name."""


def read_aliases(path: Path, found: Found) -> Aliases:
    """The aliases of a CSV file with the columns alias, id, from, until.

    Raises
    ------
    UsageError
        When the columns are not there.
    """
    data = content(path, found)
    records = None if data is None else read_csv(path, data, "nodes", found)
    if records is None:
        return {}
    header = [key(cell) for cell in records.cells[0]]
    if not {"alias", "id"} <= set(header):
        raise UsageError(f"{path.name} must have the columns {', '.join(ALIAS_COLUMNS)}.")
    place = {name: header.index(name) for name in ALIAS_COLUMNS if name in header}
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for number, record in enumerate(records.cells[1:], start=2):
        cells = {name: clean(record[at]) if at < len(record) else "" for name, at in place.items()}
        if not any(cells.values()):
            continue
        if not cells["alias"] or not cells["id"]:
            column = "id" if cells["alias"] else "alias"
            found.error("blank-cell", path.name, number, column, "")
            continue
        first = _day(cells.get("from", ""), path.name, number, "from", found)
        last = _day(cells.get("until", ""), path.name, number, "until", found)
        alias = Alias(cells["alias"], cells["id"], first, last)
        aliases[same_name(alias.name)].append(alias)
    return aliases


def _day(cell: str, file: str, row: int, column: str, found: Found) -> int:
    if not cell:
        return dates.BEGINNING if column == "from" else dates.END
    try:
        date = parse_date(cell)
    except ValueError:
        found.error("bad-date", file, row, column, cell)
        return dates.BEGINNING
    return date.first if column == "from" else date.last


def same_name(name: str) -> str:
    """What two spellings of one name have in common: only capitals and spaces may differ."""
    return " ".join(name.split()).casefold()


def divided(parts: Iterable[Part], separators: str, aliases: Aliases, log: Log) -> list[Part]:
    """A row for each name, where a cell holds several.

    A cell that is an alias as a whole is one name, commas and all.
    """
    pattern = re.compile(f"[{re.escape(separators)}]+") if separators else None
    result = []
    for part in parts:
        names = [part.actor]
        if pattern is not None and same_name(part.actor) not in aliases:
            names = [" ".join(name.split()) for name in pattern.split(part.actor)]
            names = [name for name in names if name]
        if len(names) > 1:
            log.add("several names", part.file, part.row, part.actor, " | ".join(names))
        result += [replace(part, actor=" ".join(name.split())) for name in names]
    return result


def identified(parts: Iterable[Part], aliases: Aliases, log: Log, found: Found) -> list[Part]:
    """Each name as the id of its actor: by alias, else its most usual spelling.

    Activities too: names that differ only by capitals and spaces are one.
    """
    parts = list(parts)
    spelling = _usual_spellings(part.actor for part in parts)
    titles = _usual_spellings(part.activity for part in parts)
    result = []
    for part in parts:
        actor = _alias_of(part, aliases, log, found) or spelling[same_name(part.actor)]
        if actor != part.actor and same_name(part.actor) not in aliases:
            log.add("spelling", part.file, part.row, part.actor, actor)
        activity = titles[same_name(part.activity)]
        if activity != part.activity:
            log.add("spelling", part.file, part.row, part.activity, activity)
        result.append(replace(part, actor=actor, activity=activity))
    return result


def _usual_spellings(names: Iterable[str]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        counts[same_name(name)][name] += 1
    return {
        folded: min(spellings, key=lambda name: (-spellings[name], name))
        for folded, spellings in counts.items()
    }


def _alias_of(part: Part, aliases: Aliases, log: Log, found: Found) -> str | None:
    known = aliases.get(same_name(part.actor))
    if not known:
        return None
    ids = {alias.id for alias in known}
    read = when(part.start) if part.start else None
    if read is None:
        if len(ids) > 1:
            found.error("blank-cell", part.file, part.row, "date", "")
            return None
        chosen = known[0].id
    else:
        day = parse_date(read.start).first
        fits = {alias.id for alias in known if alias.first <= day <= alias.last}
        if len(fits) != 1:
            log.add("alias out of time", part.file, part.row, part.actor, f"none on {read.start}")
            return None
        (chosen,) = fits
    log.add("alias", part.file, part.row, part.actor, chosen)
    return chosen


def apart_by_date(parts: Iterable[Part], log: Log) -> list[Part]:
    """An activity for each date, where one name has several: each meeting is its own.

    Rows with an end are stretches within one activity, and stay together.
    """
    parts = list(parts)
    starts: dict[str, set[str]] = defaultdict(set)
    spans: set[str] = set()
    for part in parts:
        starts[part.activity].add(part.start)
        if part.end:
            spans.add(part.activity)
    several = {name for name, days in starts.items() if len(days - {""}) > 1 and name not in spans}
    result = []
    for part in parts:
        if part.activity in several and part.start:
            name = f"{part.activity} ({part.start})"
            log.add("activity by date", part.file, part.row, part.activity, name)
            result.append(replace(part, activity=name))
        else:
            result.append(part)
    return result
