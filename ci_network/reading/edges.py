"""edges.csv: who took part in what, in either of its two shapes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.reading.activities import Telling, check_leads, hear_activities
from ci_network.reading.cells import date_of, is_date, leads, nearly_leads, plain_days
from ci_network.reading.columns import (
    ACCOUNT,
    PARTICIPATION,
    PARTNERSHIP,
    TOLD,
    Known,
    Layout,
    known_columns,
    match,
    shape_of,
)
from ci_network.reading.nodes import Nodes
from ci_network.reading.pairs import read_pairs, said_by
from ci_network.reading.parts import Parts, Told, assemble, joined, told_together
from ci_network.reading.references import actor_codes, check_filled, check_times
from ci_network.reading.spans import Spans, read_spans
from ci_network.reading.spelling import folded, in_other_words, said_again
from ci_network.reading.table import Column, ProblemLog, RowLog, Table, rows_with
from ci_network.record.alliance import REGISTER, Alliance


class _Read(NamedTuple):
    """What one table of edges or pairs says, as far as it could be read."""

    table: Table
    layout: Layout
    known: Known
    log: RowLog
    spans: Spans
    parts: Parts | None
    telling: Telling


class _Sound(NamedTuple):
    """A table without errors, its parts, and what is said of its activities."""

    read: _Read
    parts: Parts
    told: Told


def read_edges(
    table: Table,
    activities: Table | None,
    nodes: Nodes | None,
    problem_log: ProblemLog,
    partnerships: Table | None = None,
) -> Alliance | None:
    """The alliance of its actors, a table of edges, and those of activities and pairs beside it.

    None when there were errors.
    """
    layout = shape_of([column.name for column in table.columns])
    read = _read_table(table, layout, nodes, problem_log)
    last = None if read is None else _last(read.spans)
    pairs = None
    if partnerships is not None:
        pairs = _read_table(partnerships, ACCOUNT, nodes, problem_log, last)
    if read is None:
        return None
    if activities is not None:
        hear_activities(activities, *_numbers(read.known["activity"], layout), read.telling)
    if nodes is None:
        return None
    there = [_told(each, nodes) for each in (read, pairs) if each is not None]
    sound = [each for each in there if each is not None]
    if problem_log.has_errors or len(sound) < len(there):
        return None
    for each in sound:
        _look_at_activities(each)
    alliance = _assembled(nodes, sound)
    _check_idle(nodes, alliance, problem_log)
    return alliance


def _read_table(
    table: Table,
    layout: Layout,
    nodes: Nodes | None,
    problem_log: ProblemLog,
    last: int | None = None,
) -> _Read | None:
    """One table; None when a column that must be there is missing."""
    header = [column.name for column in table.columns]
    known = known_columns(table, layout, problem_log)
    if known is None:
        return None
    _check_one_shape(table, layout, header, problem_log)
    if not len(table) and not table.ragged and table.whole and layout is not ACCOUNT:
        problem_log.warning("no-activities", table.file, table.header_row)
    every_row = known
    log, known, home = _rows_that_count(table, layout, known, problem_log)
    group = np.where(known["activity"].blank(), -1, known["activity"].codes)
    activity = known["activity"]
    spans = read_spans(known["start"], known["end"], group, log, activity, last)
    _look_at_names(activity, log)
    read_parts = _participations if layout is PARTICIPATION else read_pairs
    parts = read_parts(known, spans, nodes, log)
    number = group[home] if layout is PARTICIPATION else home
    telling = Telling(nodes, problem_log)
    telling.hear(every_row, RowLog(table.file, table.rows, problem_log), number)
    return _Read(table, layout, known, log, spans, parts, telling)


def _told(read: _Read, nodes: Nodes) -> _Sound | None:
    """With what is said of its activities as a whole, which must agree with the rows that lead."""
    if read.parts is None:
        return None
    told = read.telling.result(len(read.parts.names), _last(read.spans))
    check_leads(read.telling, nodes.actors, read.parts, read.log)
    return _Sound(read, read.parts, told)


def _assembled(nodes: Nodes, there: Sequence[_Sound]) -> Alliance:
    """The alliance of a table of edges, and of one of pairs where there is one."""
    parts, rows, told = there[0].parts, len(there[0].read.log.rows), there[0].told
    who = np.full(len(parts.names), REGISTER)
    for other in there[1:]:
        who = np.append(who, said_by(other.read.known, other.parts, nodes))
        more = len(other.read.log.rows)
        parts = joined(parts, rows, other.parts, more)
        rows, told = rows + more, told_together(told, other.told)
    return assemble(nodes.actors, parts, rows, told, who)


def _numbers(activity: Column, layout: Layout) -> tuple[tuple[str, ...], list[list[int]]]:
    """Names of activities, and the numbers that go by each: of its rows, where these are pairs."""
    if layout is PARTNERSHIP:
        return activity.values, [activity.places(n).tolist() for n in range(len(activity.values))]
    return activity.values, [[n] for n in range(len(activity.values))]


def _last(spans: Spans) -> int | None:
    return int(spans.end[spans.dated].max()) if spans.dated.any() else None


def _check_one_shape(
    table: Table, layout: Layout, header: Sequence[str], problem_log: ProblemLog
) -> None:
    if layout is PARTICIPATION and match(header, PARTNERSHIP).complete:
        problem_log.error("two-shapes", table.file, table.header_row)


def _rows_that_count(
    table: Table, layout: Layout, known: Known, problem_log: ProblemLog
) -> tuple[RowLog, Known, Codes]:
    """The rows without those that say again what another row says, and where each went."""
    columns = [
        by_meaning(known[name]) if name in ("start", "end") else known[name]
        for name in layout.columns
        if name not in TOLD
    ]
    log, joint = RowLog(table.file, table.rows, problem_log), _joint(columns)
    if (np.diff(np.sort(joint)) != 0).all():
        return log, known, np.arange(len(table))
    _, first, again = np.unique(joint, return_index=True, return_inverse=True)
    repeats = rows_with(first[again] != np.arange(len(table)))
    fullest: dict[int, int] = {}
    for place in repeats.tolist():
        one = int(first[again[place]])
        log.warning("repeated-row", [place], first=log.number(one))
        # Whose further cells are kept must not depend on the order of the rows.
        fullest[one] = max(fullest.get(one, one), place, key=lambda n: _texts(known.further, n))
    kept = np.sort(first)
    lender = np.array([fullest.get(n, n) for n in kept.tolist()], np.int64)
    columns_kept = {name: column.taken(kept) for name, column in known.columns.items()}
    further = tuple(column.taken(lender) for column in known.further)
    home = np.searchsorted(kept, first)[again]
    return log._replace(rows=table.rows[kept]), Known(columns_kept, further), home


def by_meaning(column: Column) -> Column:
    """A column of dates with one code for each date, however it is written."""
    if plain_days(column.values) is not None:
        return column
    meaning: dict[str | tuple[int, int], int] = {}
    code_of = [meaning.setdefault(date_of(cell) or cell, len(meaning)) for cell in column.values]
    if len(meaning) == len(code_of):
        return column
    return Column(column.name, tuple(map(str, meaning)), np.array(code_of, np.int64)[column.codes])


def _texts(columns: Sequence[Column], place: int) -> tuple[str, ...]:
    return tuple(column.values[column.codes[place]] for column in columns)


def _joint(columns: Sequence[Column]) -> Codes:
    """One code for each combination of cells."""
    joint = np.zeros(len(columns[0].codes), np.int64)
    size = 1
    for column in columns:
        if size * len(column.values) >= 1 << 62:
            values, joint = np.unique(joint, return_inverse=True)
            size = len(values)
        joint = joint * len(column.values) + column.codes
        size *= max(len(column.values), 1)
    return joint


def _participations(known: Known, spans: Spans, nodes: Nodes | None, log: RowLog) -> Parts | None:
    activity, role = known["activity"], known["role"]
    check_filled(activity, log)
    actor = actor_codes(known["actor"], nodes, log)
    look_at_roles(role, log)
    if nodes is None or actor is None:
        return None
    check_times(known["actor"], actor, spans, nodes, log)
    return Parts(
        names=activity.values,
        activity=activity.codes,
        actor=actor,
        role=role,
        spans=spans,
        further=known.further,
    )


def look_at_roles(role: Column, log: RowLog) -> None:
    """Warn of roles that are read as taking part, and may be meant as leading."""
    for code, cell in enumerate(role.values):
        if cell and nearly_leads(cell) and not leads(cell):
            log.warning("nearly-lead-role", role.places(code), role)


def _look_at_names(activity: Column, log: RowLog) -> None:
    """Warn of activities whose names differ in case, spaces, accents or words written short."""
    there = distinct(activity.codes).tolist()
    names = [activity.values[code] for code in there]
    for pair in (*said_again(folded(names)), *in_other_words(names)):
        places = [int(activity.places(there[each])[0]) for each in pair]
        first, second = sorted(places)
        twin = activity.values[activity.codes[first]]
        log.warning("near-activity", [second], activity, twin=twin, first=log.number(first))


def _look_at_activities(sound: _Sound) -> None:
    """What is no error, and should be looked at."""
    read, log, activity = sound.read, sound.read.log, sound.read.known["activity"]
    undated = rows_with(~read.spans.dated)
    if 0 < len(undated) == len(log.rows):
        log.log.warning("nothing-dated", log.file)
        _look_for_dates(read.known.further, read.table, log.log)
    elif read.layout is not PARTICIPATION:
        log.warning("undated-row", undated)
    else:
        _, first = np.unique(activity.codes[undated], return_index=True)
        log.warning("undated-activity", undated[np.sort(first)], activity)
    if read.layout is PARTICIPATION:
        lonely = _first_of_lonely(activity.codes, sound.parts.actor)
        log.warning("one-participant", lonely, activity)


def _look_for_dates(further: Sequence[Column], table: Table, problem_log: ProblemLog) -> None:
    """Tell the further columns that hold dates and nothing else: one may say when."""
    for column in further:
        cells = [cell for cell in column.values if cell]
        if cells and all(is_date(cell) for cell in cells):
            problem_log.warning("date-column", table.file, table.header_row, column.name)


def _first_of_lonely(activity: Codes, actor: Codes) -> Codes:
    """Place of the first row of each activity in which all rows name one actor."""
    count = int(activity.max(initial=-1)) + 1
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(least, activity, actor)
    np.maximum.at(most, activity, actor)
    lonely = rows_with((least == most)[activity])
    _, first = np.unique(activity[lonely], return_index=True)
    return lonely[np.sort(first)]


def _check_idle(nodes: Nodes, alliance: Alliance, problem_log: ProblemLog) -> None:
    """Warn of a secretariat that the record does not know during its term."""
    actors, part = nodes.actors, alliance.participations
    column = nodes.columns.get("secretariat")
    if alliance.first is None or alliance.last is None:
        return
    for code in rows_with(actors.secretariat).tolist():
        start, end = int(actors.term_start[code]), int(actors.term_end[code])
        its: Flags = (part.actor == code) & (part.start <= end) & (part.end >= start)
        at = nodes.file, int(nodes.rows[code]), column, actors.id[code]
        if end < alliance.first or start > alliance.last:
            problem_log.warning(
                "term-outside-record", *at,
                begin=dates.iso(alliance.first), end=dates.iso(alliance.last),
            )  # fmt: skip
        elif not its.any():
            problem_log.warning("idle-secretariat", *at)
