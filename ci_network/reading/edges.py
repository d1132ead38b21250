"""edges.csv: who took part in what, in either of its two shapes."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.alliance import Activities, Actors, Alliance, Codes, Participations
from ci_network.reading.cells import EARLIEST, INVOLVEMENT, LATEST, ONGOING, leads, read_date
from ci_network.reading.columns import (
    PARTICIPATION_COLUMNS,
    PARTNERSHIP_COLUMNS,
    canonical,
    match,
    shape_of,
)
from ci_network.reading.nodes import tell_bad_date
from ci_network.reading.table import Found, Table


class Days(NamedTuple):
    """First and last day of a row, and the last day on which it can have begun."""

    start: int
    end: int
    latest_start: int


UNDATED = Days(dates.BEGINNING, dates.END, dates.END)


@dataclass(frozen=True)
class Part:
    """One actor's part in one activity, as a row gives it."""

    activity: str
    actor: str
    role: str
    days: Days
    extra: tuple[str, ...]


def read_edges(table: Table, actors: Actors | None, found: Found) -> Alliance | None:
    """The alliance of a table of edges and its actors; None when there were errors."""
    shape = shape_of(table)
    known = PARTNERSHIP_COLUMNS if shape == "partnership" else PARTICIPATION_COLUMNS
    places = match(table, known, shape, found)
    if places is None:
        return None
    rows = _Rows(table, places, known, found)
    if shape == "partnership":
        parts = _partnerships(rows, actors, found)
    else:
        parts = _participations(rows, actors, found)
    if actors is None or found.has_errors:
        return None
    alliance = _alliance(actors, parts, rows)
    _look_at(alliance, table.file, found)
    return alliance


class _Rows:
    """Rows of edges that count, in the order of the file, with their days."""

    def __init__(
        self,
        table: Table,
        places: Mapping[str, int],
        known: Mapping[str, tuple[str, ...]],
        found: Found,
    ) -> None:
        self.file = table.file
        self.spelt = {name: table.header[place] for name, place in places.items()}
        count = len(table.numbers)
        columns = {
            name: table.columns[places[name]] if name in places else [""] * count for name in known
        }
        self.extra_names = [
            name for name in table.header if name and canonical(name, dict(known)) is None
        ]
        extra = [
            column
            for name, column in zip(table.header, table.columns, strict=True)
            if name and canonical(name, dict(known)) is None
        ]
        seen: dict[tuple[str, ...], int] = {}
        kept = []
        for n, cells in enumerate(zip(*columns.values(), strict=True)):
            if cells in seen:
                found.warning("repeated-row", table.file, table.numbers[n], first=str(seen[cells]))
            else:
                seen[cells] = table.numbers[n]
                kept.append(n)
        self.numbers = [table.numbers[n] for n in kept]
        self.columns = {name: [column[n] for n in kept] for name, column in columns.items()}
        self.extra = (
            list(zip(*([column[n] for n in kept] for column in extra), strict=True))
            if extra
            else [()] * len(kept)
        )
        self.days = _days(self, found)

    def __len__(self) -> int:
        return len(self.numbers)


def _days(rows: _Rows, found: Found) -> list[Days]:
    """Days of each row; one without dates takes its activity's first and last day."""
    starts, ends = rows.columns["start"], rows.columns["end"]
    names = rows.columns["activity"]
    cache: dict[tuple[str, str], Days | None] = {}
    last = _last_recorded(zip(starts, ends, strict=True))
    own: list[Days | None] = []
    for number, start, end in zip(rows.numbers, starts, ends, strict=True):
        cell = (start, end)
        if cell not in cache or cache[cell] is None:
            cache[cell] = _row_days(rows, number, start, end, last, found)
        own.append(cache[cell])
    of_activity: dict[str, list[Days]] = defaultdict(list)
    for name, days in zip(names, own, strict=True):
        if days is not None and name:
            of_activity[name].append(days)
    result = []
    for name, days, end in zip(names, own, ends, strict=True):
        if days is not None:
            result.append(days)
            continue
        dated = of_activity.get(name)
        if not dated:
            result.append(UNDATED)
            continue
        until = max(d.end for d in dated)
        if last is not None and end.casefold() in ONGOING:
            until = last
        latest = min(d.latest_start for d in dated)
        result.append(Days(min(d.start for d in dated), until, latest))
    return result


def _last_recorded(cells: Iterable[tuple[str, str]]) -> int | None:
    """Last day of any row; an ongoing one vouches for the time that its start names."""
    last = None
    for start, end in set(cells):
        text = end if end and end.casefold() not in ONGOING else start
        date = read_date(text) if text else None
        if date is not None:
            last = date.last if last is None else max(last, date.last)
    return last


def _row_days(
    rows: _Rows, number: int, start: str, end: str, last: int | None, found: Found
) -> Days | None:
    ongoing = end.casefold() in ONGOING if end else False
    one, other = read_date(start) if start else None, None
    if start and one is None:
        tell_bad_date(found, rows.file, number, rows.spelt["start"], start)
    if end and not ongoing:
        other = read_date(end)
        if other is None:
            tell_bad_date(found, rows.file, number, rows.spelt["end"], end)
    for name, text, date in (("start", start, one), ("end", end, other)):
        if date is not None and (date.first < EARLIEST or date.last > LATEST):
            found.warning("implausible-date", rows.file, number, rows.spelt[name], text)
    if one is None:
        if other is None:
            return None
        if not start:
            found.warning("end-without-start", rows.file, number, rows.spelt["end"], end)
        return Days(other.first, other.last, other.last)
    until = (last if last is not None else one.last) if ongoing else (other or one).last
    if until < one.first:
        found.error("end-before-start", rows.file, number, rows.spelt["end"], end, start=start)
        return None
    return Days(one.first, until, min(one.last, until))


def _participations(rows: _Rows, actors: Actors | None, found: Found) -> list[Part]:
    _check_blank(rows, "activity", found)
    _check_actors(rows, ("actor",), actors, found)
    return [
        Part(*cells)
        for cells in zip(
            rows.columns["activity"],
            rows.columns["actor"],
            rows.columns["role"],
            rows.days,
            rows.extra,
            strict=True,
        )
    ]


def _partnerships(rows: _Rows, actors: Actors | None, found: Found) -> list[Part]:
    """Each row is an activity of exactly these two, and of the secretariat where it was there."""
    sources, targets = rows.columns["source"], rows.columns["target"]
    _check_actors(rows, ("source", "target"), actors, found)
    involved: list[str] = []
    for number, one, other, text in zip(
        rows.numbers, sources, targets, rows.columns["secretariat"], strict=True
    ):
        if one and one == other:
            found.error("self-tie", rows.file, number, rows.spelt["target"], other)
        said = INVOLVEMENT.get(text.casefold())
        if said is None:
            found.error("bad-involvement", rows.file, number, rows.spelt["secretariat"], text)
        involved.append(said or "")
        if said in ("present", "led") and actors is not None and not actors.secretariat.any():
            found.error("secretariat-unmarked", rows.file, number, rows.spelt["secretariat"], text)
    if actors is None or found.has_errors:
        return []
    flagged = [n for n, is_it in enumerate(actors.secretariat.tolist()) if is_it]
    names = _row_names(rows)
    parts: list[Part] = []
    with_secretariat = _secretariat_rows(rows, actors, flagged, involved)
    for n, name in enumerate(names):
        pair, days, extra = (sources[n], targets[n]), rows.days[n], rows.extra[n]
        parts += [Part(name, actor, "", days, extra) for actor in pair]
        if any(actors.id[code] in pair for code in flagged):
            continue
        if involved[n] in ("present", "led"):
            role = "lead" if involved[n] == "led" else ""
            for code in flagged:
                inside = _within(days, int(actors.term_start[code]), int(actors.term_end[code]))
                if inside is not None:
                    parts.append(Part(name, actors.id[code], role, inside, extra))
            continue
        for code, role, theirs in with_secretariat.get(rows.columns["activity"][n], ()):
            common = _common(days, theirs)
            inside = None if common is None else _within(
                common, int(actors.term_start[code]), int(actors.term_end[code])
            )  # fmt: skip
            if inside is not None:
                parts.append(Part(name, actors.id[code], role, inside, extra))
    return parts


def _secretariat_rows(
    rows: _Rows, actors: Actors, flagged: Sequence[int], involved: Sequence[str]
) -> dict[str, list[tuple[int, str, Days]]]:
    """Rows of the secretariat itself by the activity that they name."""
    code_of = {actors.id[code]: code for code in flagged}
    result: dict[str, list[tuple[int, str, Days]]] = defaultdict(list)
    for n, name in enumerate(rows.columns["activity"]):
        for actor in (rows.columns["source"][n], rows.columns["target"][n]):
            if name and actor in code_of:
                role = "lead" if involved[n] == "led" else ""
                result[name].append((code_of[actor], role, rows.days[n]))
    return result


def _row_names(rows: _Rows) -> list[str]:
    """A name for each row that does not depend on the order of the rows."""
    names = []
    for n, activity in enumerate(rows.columns["activity"]):
        pair = f"{rows.columns['source'][n]} – {rows.columns['target'][n]}"
        name = f"{activity}: {pair}" if activity else pair
        days = "/".join(filter(None, (rows.columns["start"][n], rows.columns["end"][n])))
        said = rows.columns["secretariat"][n]
        names.append(" ".join(filter(None, (name, f"({days})" if days else "", said))))
    seen: dict[str, int] = defaultdict(int)
    for n, name in enumerate(names):
        seen[name] += 1
        if seen[name] > 1:
            names[n] = f"{name} #{seen[name]}"
    return names


def _within(days: Days, first: int, last: int) -> Days | None:
    """The part of the days that lies in a term; undated days are not cut."""
    return days if days == UNDATED else _common(days, Days(first, last, last))


def _common(one: Days, other: Days) -> Days | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Days(start, end, min(max(one.latest_start, start), end)) if start <= end else None


def _check_blank(rows: _Rows, name: str, found: Found) -> None:
    for number, text in zip(rows.numbers, rows.columns[name], strict=True):
        if not text:
            found.error("blank-cell", rows.file, number, rows.spelt[name], "")


def _check_actors(rows: _Rows, names: Sequence[str], actors: Actors | None, found: Found) -> None:
    known = set(actors.id) if actors is not None else None
    folded = {name.casefold(): name for name in known} if known is not None else {}
    for name in names:
        for number, text in zip(rows.numbers, rows.columns[name], strict=True):
            if not text:
                found.error("blank-cell", rows.file, number, rows.spelt[name], "")
            elif known is not None and text not in known:
                near = folded.get(text.casefold()) or next(
                    iter(difflib.get_close_matches(text, known, n=1, cutoff=0.75)), None
                )
                code = "unknown-actor" if near is None else "unknown-actor-near"
                details = {} if near is None else {"meant": near}
                found.error(code, rows.file, number, rows.spelt[name], text, **details)


def _alliance(actors: Actors, parts: Sequence[Part], rows: _Rows) -> Alliance:
    ordered = sorted(set(parts), key=lambda p: (p.activity, p.actor, p.days, p.role, p.extra))
    names = sorted({part.activity for part in ordered})
    activity_code = {name: code for code, name in enumerate(names)}
    actor_code = {name: code for code, name in enumerate(actors.id)}
    activity = np.array([activity_code[part.activity] for part in ordered], np.int64)
    days = np.array([part.days for part in ordered], np.int64).reshape(-1, 3)
    dated = np.ones(len(names), bool)
    dated[activity[days[:, 1] == dates.END]] = False
    extra = list(zip(*(part.extra for part in ordered), strict=True))
    attributes = {
        name: tuple(column) for name, column in zip(rows.extra_names, extra, strict=False)
    }
    known = dated[activity]
    return Alliance(
        actors=actors,
        activities=Activities(tuple(names), dated, _of_activity(attributes, activity, len(names))),
        participations=Participations(
            activity=activity,
            actor=np.array([actor_code[part.actor] for part in ordered], np.int64),
            role=tuple(part.role or None for part in ordered),
            lead=np.array([leads(part.role) for part in ordered], bool),
            start=days[:, 0].copy(),
            end=days[:, 1].copy(),
            latest_start=days[:, 2].copy(),
            attributes=attributes,
        ),
        rows=len(rows),
        first=int(days[known, 0].min()) if known.any() else None,
        last=int(days[known, 1].max()) if known.any() else None,
    )


def _of_activity(
    attributes: Mapping[str, tuple[str, ...]], activity: Codes, count: int
) -> dict[str, tuple[str, ...]]:
    """Columns that say the same in all rows of every activity are facts of the activity."""
    result = {}
    for name, column in attributes.items():
        value: list[str | None] = [None] * count
        for code, text in zip(activity.tolist(), column, strict=True):
            if value[code] is None:
                value[code] = text
            elif value[code] != text:
                break
        else:
            result[name] = tuple(text or "" for text in value)
    return result


def _look_at(alliance: Alliance, file: str, found: Found) -> None:
    """What is no error, but worth a look."""
    activities, part = alliance.activities, alliance.participations
    for name, dated in zip(activities.name, activities.dated.tolist(), strict=True):
        if not dated:
            found.warning("undated-activity", file, None, "activity", name)
    sizes = [0] * len(activities)
    for key in np.unique(part.activity * max(len(alliance.actors), 1) + part.actor).tolist():
        sizes[key // max(len(alliance.actors), 1)] += 1
    for name, size in zip(activities.name, sizes, strict=True):
        if size == 1:
            found.warning("one-participant", file, None, "activity", name)
