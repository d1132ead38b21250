"""nodes.csv: the actors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import parse_date
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.reading.cells import (
    NO,
    ONGOING,
    ORGANISATION,
    PERSON,
    UNKNOWN,
    YES,
    DateCells,
    read_dates,
)
from ci_network.reading.columns import NODES, Known, known_columns
from ci_network.reading.secretariat_names import likely_secretariats, names_secretariat
from ci_network.reading.spelling import fold, in_other_words, twins, within
from ci_network.reading.table import Column, ProblemLog, RowLog, Table, rows_with
from ci_network.record.alliance import Actors, Alliance, Days, taken

_OFTEN = 5
"""Activities from which on a name is no slip."""


class Nodes(NamedTuple):
    """The actors of a table and where they stand in it.

    Attributes
    ----------
    actors
        As far as they could be read: where there are errors, they serve to check the edges.
    file
        The table.
    rows
        Row by actor.
    columns
        The known columns as the file spells them.
    founded
        First day of the founding by actor, `dates.BEGINNING` where it is not known.
    also
        Ids in rows that could not be read: known, so that the edges are not blamed for them.
    """

    actors: Actors
    file: str
    rows: Codes
    columns: dict[str, str]
    founded: Days
    also: frozenset[str] = frozenset()


def read_nodes(table: Table, problem_log: ProblemLog) -> Nodes | None:
    """Actors of a table, sorted by id; None when its columns cannot be told."""
    known = known_columns(table, NODES, problem_log)
    if known is None:
        return None
    if not len(table) and not table.ragged and table.whole:
        problem_log.error("no-actors", table.file, table.header_row)
    log = RowLog(table.file, table.rows, problem_log)
    kept = _check_ids(known["id"], log)
    flagged = _flags(known["secretariat"], log)
    term_start = read_dates(known["secretariat_from"], log)
    term_end = read_dates(known["secretariat_until"], log, ONGOING)
    joined = read_dates(known["joined"], log, UNKNOWN)
    left = read_dates(known["left"], log, UNKNOWN)
    _check_order("term-reversed", term_start, term_end, known["secretariat_until"], log)
    _check_order("left-before-joined", joined, left, known["left"], log)
    _check_terms(known, flagged, log)
    types = _types(known["type"], log)
    founded = _founded(known["founded"])
    ids = known["id"].cells()
    order = np.array(sorted(kept, key=ids.__getitem__), np.int64)
    actors = _actors(order, ids, known, types, flagged, (term_start, term_end, joined, left))
    known_founding = founded[order]
    spelt = {name: column.name for name, column in known.columns.items() if column.name}
    id_name = known["id"].name
    also = frozenset(row.get(id_name, "") for row in table.ragged)
    nodes = Nodes(actors, table.file, table.rows[order], spelt, known_founding, also)
    _check_secretariats(nodes, table, problem_log)
    _check_like_names(nodes, table, known["secretariat"], problem_log)
    return nodes


def _actors(
    order: Codes,
    ids: Sequence[str],
    known: Known,
    types: Sequence[str],
    flagged: Flags,
    days: tuple[DateCells, DateCells, DateCells, DateCells],
) -> Actors:
    def texts(column: Column) -> list[str]:
        return column.taken(order).cells()

    def ordinals(given: Flags, values: Days, otherwise: int) -> Days:
        return np.where(given, values, otherwise)[order]

    term_start, term_end, joined, left = days
    names = taken(ids, order)
    is_secretariat = flagged[order]
    unknown = left.word[order]
    start = ordinals(term_start.known, term_start.first, dates.BEGINNING)
    end = ordinals(term_end.known, term_end.last, dates.END)
    left_days = ordinals(left.known, left.last, dates.END)
    return Actors(
        id=names,
        label=tuple(
            label or name for label, name in zip(texts(known["label"]), names, strict=True)
        ),
        sector=known["sector"].taken(order).texts(),
        type=taken(types, order),
        secretariat=is_secretariat,
        term_start=np.where(is_secretariat, start, dates.END),
        term_end=np.where(is_secretariat, end, dates.BEGINNING),
        joined=ordinals(joined.known, joined.first, dates.END),
        left=np.where(unknown, dates.BEGINNING, left_days),
        left_unknown=unknown,
        attributes={column.name: tuple(texts(column)) for column in _kept(known)},
    )


def _kept(known: Known) -> tuple[Column, ...]:
    """The columns that are kept as they are; nothing but a check is made of the founding."""
    founded = known["founded"]
    return (*known.further, founded) if founded.name else known.further


def _founded(column: Column) -> Days:
    """First day of the founding by row, where the cell is a date."""
    first = []
    for cell in column.values:
        try:
            first.append(parse_date(cell).first)
        except ValueError:
            first.append(dates.BEGINNING)
    return np.array(first, np.int64)[column.codes]


def _check_ids(column: Column, log: RowLog) -> list[int]:
    """Places of the rows with an id of their own; the other rows are told."""
    names = set(map(str.casefold, column.values))
    differ = len(names) == len(column.values) and len(distinct(column.codes)) == len(log.rows)
    if differ and "" not in names:
        return list(range(len(log.rows)))
    first: dict[str, str] = {}
    folded: dict[str, str] = {}
    kept = []
    for place, name in enumerate(column.cells()):
        if not name:
            log.error("blank-cell", [place], column)
        elif name in first:
            log.error("duplicate-id", [place], column, first=first[name])
        else:
            twin = folded.setdefault(name.casefold(), name)
            if twin != name:
                log.error("case-id", [place], column, twin=twin, first=first[twin])
            first[name] = log.number(place)
            kept.append(place)
    return kept


def look_for_twins(nodes: Nodes, alliance: Alliance | None, problem_log: ProblemLog) -> None:
    """Warn of actors that may be one and the same, by their ids or by their labels.

    Names one letter apart that both take part often, and never in the same activity, are names of
    two.
    """
    actors, rows = nodes.actors, nodes.rows.tolist()
    id_column = nodes.columns["id"]
    told = set()
    for column, names in ((id_column, actors.id), (nodes.columns.get("label"), actors.label)):
        if names == actors.id and names is not actors.id:
            continue
        near = (("near-id", pair) for pair in (*twins(names), *in_other_words(names)))
        for code, pair in (*near, *(("within-id", pair) for pair in within(names))):
            one, other = sorted(pair, key=rows.__getitem__)
            only_case = names is actors.id and names[one].casefold() == names[other].casefold()
            if (one, other) in told or only_case:
                continue
            told.add((one, other))
            misspelt = code == "near-id" and fold(names[one]) != fold(names[other])
            if misspelt and alliance is not None and _often_and_apart(alliance, one, other):
                continue
            problem_log.warning(
                code, nodes.file, rows[other], column or id_column, names[other],
                twin=names[one], first=str(rows[one]),
            )  # fmt: skip


def _often_and_apart(alliance: Alliance, one: int, other: int) -> bool:
    """Whether two actors both take part in several activities, and in none together."""
    part = alliance.participations
    first, second = (distinct(part.activity[part.actor == code]) for code in (one, other))
    often = min(len(first), len(second)) >= _OFTEN
    return often and not len(np.intersect1d(first, second, assume_unique=True))


def _flags(column: Column, log: RowLog) -> Flags:
    words = [cell.casefold() for cell in column.values]
    for code, word in enumerate(words):
        if word not in YES and word not in NO:
            log.error("bad-yes-no", column.places(code), column)
    return np.array([word in YES for word in words], bool)[column.codes]


def _types(column: Column, log: RowLog) -> list[str]:
    kinds = []
    for code, cell in enumerate(column.values):
        word = cell.casefold()
        kinds.append("person" if word in PERSON else "organisation")
        if word not in PERSON and word not in ORGANISATION:
            log.warning("unknown-type", column.places(code), column)
    return [kinds[code] for code in column.codes.tolist()]


def _check_order(
    problem: str, begin: DateCells, end: DateCells, column: Column, log: RowLog
) -> None:
    wrong = begin.known & end.known & (end.last < begin.first)
    for place in rows_with(wrong).tolist():
        log.error(problem, [place], column, start=dates.iso(int(begin.first[place])))


def _check_terms(known: Known, flagged: Flags, log: RowLog) -> None:
    """A term without the mark contradicts itself: the one or the other was forgotten."""
    for column in (known["secretariat_from"], known["secretariat_until"]):
        log.error("term-without-flag", rows_with(~column.blank() & ~flagged), column)


def _check_secretariats(nodes: Nodes, table: Table, problem_log: ProblemLog) -> None:
    actors = nodes.actors
    marked = rows_with(actors.secretariat)
    column = nodes.columns.get("secretariat")
    if not len(marked):
        # A misspelt column, or a word that is neither yes nor no, was told already.
        told = any(
            p.code in ("near-column", "bad-yes-no") and p.file == nodes.file
            for p in problem_log.problems
        )
        if len(actors) and table.whole and not table.ragged and not told:
            problem_log.warning("no-secretariat", nodes.file)
        return
    by_start = sorted(marked.tolist(), key=lambda code: (int(actors.term_start[code]), code))
    one = by_start[0]
    for other in by_start[1:]:
        if actors.term_start[other] <= actors.term_end[one]:
            first, second = sorted((one, other), key=lambda code: int(nodes.rows[code]))
            problem_log.warning(
                "two-secretariats", nodes.file, int(nodes.rows[second]), column,
                actors.id[second], twin=actors.id[first], first=str(nodes.rows[first]),
            )  # fmt: skip
        one = max(one, other, key=lambda code: int(actors.term_end[code]))


def _check_like_names(nodes: Nodes, table: Table, column: Column, problem_log: ProblemLog) -> None:
    """Names like the secretariat's: an error where nothing is said of them, else a warning."""
    names, marked = nodes.actors.label, nodes.actors.secretariat.tolist()
    likely = likely_secretariats(
        [name for name, mark in zip(names, marked, strict=True) if mark],
        [name for name, mark in zip(names, marked, strict=True) if not mark],
    )
    if not likely:
        return
    said = dict(zip(table.rows.tolist(), column.cells(), strict=True))
    place = dict(zip(names, nodes.rows.tolist(), strict=True))
    for name, twin in likely.items():
        row, first = place[name], str(place[twin])
        if said[row] or not names_secretariat(name):
            problem_log.warning(
                "near-secretariat", nodes.file, row, None, name, twin=twin, first=first
            )
        else:
            problem_log.error(
                "like-secretariat", nodes.file, row, None, name, twin=twin, first=first
            )
