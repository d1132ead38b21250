"""Files to a checked alliance, or to a list of all that must be corrected.

This package alone knows file formats and column names. The data goes one way: files, records,
tables, actors and parts, an `Alliance`; what is wrong is collected on the way.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ci_network.errors import DataError, Problem
from ci_network.reading.columns import KINDS, LAYOUTS, Kind
from ci_network.reading.edges import read_edges
from ci_network.reading.files import read_files
from ci_network.reading.nodes import Nodes, look_for_twins, read_nodes
from ci_network.reading.records import Records, to_table
from ci_network.reading.replies import check_against_pairs, in_order, read_replies
from ci_network.reading.summary import Summary, in_words, summarise
from ci_network.reading.table import ProblemLog, Table
from ci_network.record.alliance import Alliance

__all__ = [
    "Examination", "Reading", "Summary", "examine", "examine_cells", "examine_records", "read",
    "read_records", "read_rows",
]  # fmt: skip


class Reading(NamedTuple):
    """An alliance, and what was noticed while it was read.

    Attributes
    ----------
    alliance
        The record.
    problems
        Warnings.
    overview
        What was read.
    """

    alliance: Alliance
    problems: tuple[Problem, ...]
    overview: Summary


class Examination(NamedTuple):
    """What was found in the data, errors included.

    Attributes
    ----------
    alliance
        The record; None when there are errors.
    problems
        Errors and warnings, in the order of files and rows.
    overview
        What was read, as far as it could be.
    """

    alliance: Alliance | None
    problems: tuple[Problem, ...]
    overview: Summary

    @property
    def summary(self) -> dict[str, str]:
        """What was read, as label and text in English."""
        return dict(in_words(self.overview, "en"))


def read(path: str | Path) -> Reading:
    """Read an alliance from a folder with nodes.csv and edges.csv, or from a workbook.

    What is known of activities as a whole may stand in activities.csv beside these, pairs in
    partnerships.csv, and who has answered a survey in survey.csv.

    Parameters
    ----------
    path
        The folder, or an ``.xlsx``, ``.xlsm`` or ``.ods`` file with sheets nodes and edges, and
        perhaps activities, partnerships and survey.

    Returns
    -------
    Reading
        The alliance, the warnings, and an overview of what was read.

    Raises
    ------
    DataError
        With all problems, when any of them is an error.
    """
    return _sound(examine(path))


def read_rows(
    nodes: Sequence[Mapping[str, str]],
    edges: Sequence[Mapping[str, str]],
    activities: Sequence[Mapping[str, str]] = (),
    partnerships: Sequence[Mapping[str, str]] = (),
    survey: Sequence[Mapping[str, str]] = (),
) -> Reading:
    """Read an alliance from rows in memory, with the names of the columns as keys.

    The last three tables are left out where they are empty.

    Raises
    ------
    DataError
        With all problems, when any of them is an error.

    Examples
    --------
    >>> rows = [{"activity": "walk", "actor": name, "start": "2018"} for name in "AB"]
    >>> read_rows([{"id": "A"}, {"id": "B"}], rows).alliance.participations.actor
    array([0, 1])
    """
    tables: dict[Kind, Sequence[Mapping[str, str]]] = {"nodes": nodes, "edges": edges}
    beside: dict[Kind, Sequence[Mapping[str, str]]] = {
        "activities": activities, "partnerships": partnerships, "survey": survey,
    }  # fmt: skip
    tables |= {kind: rows for kind, rows in beside.items() if rows}
    return read_records({kind: _records(kind, rows) for kind, rows in tables.items()})


def read_records(records: Mapping[Kind, Records]) -> Reading:
    """The same of tables of cells.

    Raises
    ------
    DataError
        With all problems, when any of them is an error.
    """
    return _sound(examine_records(records))


def examine(path: str | Path) -> Examination:
    """Read as far as it goes, and tell every problem.

    Parameters
    ----------
    path
        As for `read`.
    """
    return examine_cells(path)[1]


def examine_cells(path: str | Path) -> tuple[Mapping[Kind, Records], Examination]:
    """The cells of the tables, as far as they could be read, with what `examine` finds in them."""
    problem_log = ProblemLog()
    with _no_collection():
        records = read_files(Path(path), problem_log)
        return records, _examine(records, problem_log)


def examine_records(records: Mapping[Kind, Records]) -> Examination:
    """The same of tables in memory."""
    with _no_collection():
        return _examine(records, ProblemLog())


def _examine(records: Mapping[Kind, Records], problem_log: ProblemLog) -> Examination:
    tables = {kind: to_table(records[kind], kind, problem_log) for kind in records}
    nodes_table, edges_table = tables.get("nodes"), tables.get("edges")
    nodes = None if nodes_table is None else read_nodes(nodes_table, problem_log)
    known = nodes
    if nodes_table is not None and not (len(nodes_table) and nodes_table.whole):
        nodes = None
    alliance = None
    if edges_table is not None:
        others = tables.get("activities"), nodes, problem_log, tables.get("partnerships")
        alliance = read_edges(edges_table, *others)
    alliance = _with_replies(tables.get("survey"), nodes, alliance, problem_log)
    if known is not None:
        look_for_twins(known, alliance, problem_log)
    there = [table for kind in KINDS if (table := tables.get(kind)) is not None]
    files = [table.file for table in there]
    place = {file: number for number, file in enumerate(files)}
    problems = sorted(
        _each_cell_once(problem_log.problems),
        key=lambda p: (place.get(p.file, -1), p.row is None, p.row or 0),
    )
    if alliance is not None:
        alliance = None if problem_log.has_errors else replace(alliance, warnings=tuple(problems))
    overview = summarise({k: table for k, table in tables.items() if table is not None}, alliance)
    return Examination(alliance, tuple(problems), overview)


def _with_replies(
    table: Table | None, nodes: Nodes | None, alliance: Alliance | None, problem_log: ProblemLog
) -> Alliance | None:
    replies = None if table is None else read_replies(table, nodes, problem_log)
    if table is None or replies is None or alliance is None:
        return alliance
    check_against_pairs(table, replies, alliance, problem_log)
    return replace(alliance, replies=in_order(replies))


_BROKEN = {
    "error-cell", "formula-without-result", "nul-byte", "control-character", "long-cell",
    "mixed-encoding",
}  # fmt: skip


def _each_cell_once(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Of a cell that is broken nothing else is said: the rest follows from it."""
    broken = {(p.file, p.row, p.column) for p in problems if p.code in _BROKEN}
    if not broken:
        return problems
    return [p for p in problems if p.code in _BROKEN or (p.file, p.row, p.column) not in broken]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for cycles: rows of text have none, and it is half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sound(examined: Examination) -> Reading:
    if examined.alliance is None:
        raise DataError(examined.problems)
    return Reading(examined.alliance, examined.problems, examined.overview)


def _records(kind: Kind, rows: Sequence[Mapping[str, str]]) -> Records:
    """The same cells as a file of these rows would have."""
    without = list(LAYOUTS[kind][0].required)
    header = list(dict.fromkeys(name for row in rows for name in row)) or without
    cells = [[str(row.get(name) or "") for name in header] for row in rows]
    return Records(f"{kind}.csv", [header, *cells])
