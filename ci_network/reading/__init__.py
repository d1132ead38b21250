"""Files to a checked alliance, or to a list of all that must be mended.

This package alone knows file formats and column names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ci_network import dates
from ci_network.alliance import Alliance
from ci_network.errors import DataError, Problem
from ci_network.reading.columns import shape_of
from ci_network.reading.edges import read_edges
from ci_network.reading.nodes import read_nodes
from ci_network.reading.table import Found, Table
from ci_network.reading.text import read_csv

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


@dataclass(frozen=True)
class Reading:
    """An alliance, and what was noticed while it was read.

    Attributes
    ----------
    alliance
        The record.
    problems
        Warnings.
    summary
        What was read, as label and text.
    """

    alliance: Alliance
    problems: tuple[Problem, ...]
    summary: dict[str, str]


@dataclass(frozen=True)
class Examination:
    """What was found in the data, errors included.

    Attributes
    ----------
    alliance
        The record; None when there are errors.
    problems
        Errors and warnings, in the order of files and rows.
    summary
        What was read, as label and text.
    """

    alliance: Alliance | None
    problems: tuple[Problem, ...]
    summary: dict[str, str]


def read(path: str | Path) -> Reading:
    """Read an alliance from a folder with nodes.csv and edges.csv, or from a workbook.

    Raises
    ------
    DataError
        With all problems, when any of them is an error.
    """
    return _sound(examine(path))


def read_rows(nodes: Sequence[Mapping[str, str]], edges: Sequence[Mapping[str, str]]) -> Reading:
    """Read an alliance from rows in memory, with the names of the columns as keys.

    Raises
    ------
    DataError
        With all problems, when any of them is an error.
    """
    found = Found()
    tables = {"nodes": _table("nodes", nodes), "edges": _table("edges", edges)}
    return _sound(_examine(tables, found))


def examine(path: str | Path) -> Examination:
    """Read as far as it goes, and tell every problem."""
    path = Path(path)
    found = Found()
    return _examine(_tables(path, found), found)


def _tables(path: Path, found: Found) -> dict[str, Table]:
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        found.error("unreadable", path.name, reason=(error.strerror or str(error)).lower())
        return {}
    if is_folder:
        return _folder(path, found)
    if not exists:
        found.error("missing-data", str(path))
        return {}
    if path.suffix.lower() in _WORKBOOKS:
        return _workbook(path, found)
    found.error("no-data", path.name)
    return {}


def _folder(path: Path, found: Found) -> dict[str, Table]:
    try:
        books = sorted(
            entry for entry in path.iterdir()
            if entry.suffix.lower() in _WORKBOOKS and not entry.name.startswith(("~$", "."))
        )  # fmt: skip
    except OSError as error:
        found.error("unreadable", path.name, reason=(error.strerror or str(error)).lower())
        return {}
    texts = {kind: path / f"{kind}.csv" for kind in ("nodes", "edges")}
    present = [kind for kind, place in texts.items() if place.exists()]
    if books and present:
        found.error("two-sources", str(path), value=books[0].name)
        return {}
    if len(books) == 1:
        return _workbook(books[0], found)
    if len(books) > 1:
        found.error("two-workbooks", str(path), value=", ".join(book.name for book in books))
        return {}
    tables = {}
    for kind, place in texts.items():
        if kind not in present:
            found.error("missing-file", str(path), value=place.name)
            continue
        table = read_csv(place, kind, found)
        if table is not None:
            tables[kind] = table
    return tables


def _workbook(path: Path, found: Found) -> dict[str, Table]:
    from ci_network.reading.workbook import read_workbook  # noqa: PLC0415

    return read_workbook(path, found)


def _examine(tables: Mapping[str, Table], found: Found) -> Examination:
    actors = read_nodes(tables["nodes"], found) if "nodes" in tables else None
    alliance = read_edges(tables["edges"], actors, found) if "edges" in tables else None
    if found.has_errors:
        alliance = None
    place = {"nodes": 0, "edges": 1}
    order = {table.file: place[kind] for kind, table in tables.items()}
    problems = sorted(
        found.problems, key=lambda p: (order.get(p.file, -1), p.row is None, p.row or 0)
    )
    return Examination(alliance, tuple(problems), _summary(tables, alliance))


def _summary(tables: Mapping[str, Table], alliance: Alliance | None) -> dict[str, str]:
    summary = {}
    for kind, table in tables.items():
        how = [f"{len(table.numbers)} rows"]
        if table.encoding:
            how.append(table.encoding)
        if table.separator:
            how.append({";": "semicolon", ",": "comma", "\t": "tab"}.get(table.separator, ""))
        if kind == "edges":
            how.append(f"{shape_of(table)} shape")
        summary[table.file] = ", ".join(filter(None, how))
    if alliance is not None:
        summary["actors"] = str(len(alliance.actors))
        summary["activities"] = str(len(alliance.activities))
        summary["participations"] = str(alliance.rows)
        if alliance.first is not None and alliance.last is not None:
            summary["dates"] = f"{dates.iso(alliance.first)} – {dates.iso(alliance.last)}"
    return summary


def _sound(examined: Examination) -> Reading:
    if examined.alliance is None:
        raise DataError(examined.problems)
    return Reading(examined.alliance, examined.problems, examined.summary)


def _table(kind: str, rows: Sequence[Mapping[str, str]]) -> Table:
    fallback = {"nodes": ("id",), "edges": ("activity", "actor")}[kind]
    header = tuple(dict.fromkeys(name for row in rows for name in row)) or fallback
    columns = tuple([str(row.get(name, "") or "").strip() for row in rows] for name in header)
    return Table(f"{kind}.csv", header, columns, list(range(2, len(rows) + 2)))
