"""A list that was read, added to a record that is there already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ci_network.errors import UsageError
from ci_network.reading.cells import NO, YES, date_of
from ci_network.reading.columns import LAYOUTS, Kind, find_header
from ci_network.reading.draft import Draft, Sheet
from ci_network.reading.files import sheets_of_record
from ci_network.reading.records import Records
from ci_network.reading.spelling import same_name
from ci_network.reading.table import clean
from ci_network.reading.together import Tables

Columns = Mapping[str, Sequence[str]]

_WITH_A_DATE = re.compile(r"(.+) \(([^()]+)\)")
_SAME_PART = ("activity", "actor", "role", "start", "end")
_SAME_PAIR = ("source", "target", "activity", "start", "end", "secretariat")


@dataclass(frozen=True)
class Added:
    """A record with a list in it.

    Attributes
    ----------
    tables
        The new tables.
    activities, rows, actors
        How many of each are new.
    repeated
        Rows that the record held already.
    kept
        What the list says otherwise than the record, which stands: activity or actor, and column.
    """

    tables: Tables
    activities: int
    rows: int
    actors: int
    repeated: int
    kept: tuple[tuple[str, str], ...]


def added(tables: Tables, nodes: Columns, edges: Columns, activities: Columns) -> Added:
    """Add the tables of a list to those of a record.

    Parameters
    ----------
    tables
        The record; an empty one takes the tables of the list as they are.
    nodes, edges, activities
        Columns of the list's tables, as `import_file` makes them.

    Returns
    -------
    Added
        Actors of the same name are one, whatever its capitals; a row that is there already is not
        repeated; a meeting of a name that the record has on another day is named with its date.
        What the record says stands, and its blank cells are filled.

    Raises
    ------
    UsageError
        When one of the two is a list of pairs and the other is not.

    Examples
    --------
    >>> edges = {"activity": ["walk"], "actor": ["A"], "role": [""], "start": ["2018"], "end": [""]}
    >>> once = added({}, {"id": ["A"]}, edges, {})
    >>> again = added(once.tables, {"id": ["a"]}, {**edges, "actor": ["a"]}, {})
    >>> once.rows, again.rows, again.repeated, again.actors
    (1, 0, 1, 0)
    """
    if not any(any(map(any, records.cells)) for records in tables.values()):
        return _begun(nodes, edges, activities)
    draft = Draft(tables)
    if ("source" in edges) != ("source" in draft["edges"]):
        raise UsageError(
            "One of the two is a list of pairs, the other of who took part; keep them apart."
        )
    ids = _ids(draft["nodes"])
    actors, kept = _add_nodes(draft["nodes"], _rows(nodes), ids)
    names = _names(draft["edges"], edges)
    rows, repeated, new = _add_edges(draft["edges"], _rows(edges), ids, names)
    kept += _add_activities(draft["activities"], _rows(activities), ids, names)
    return Added(draft.done(), new, rows, actors, repeated, tuple(kept))


def record_in(path: Path) -> Tables | None:
    """The tables of a workbook that is a record itself, and no list; None where it is none."""
    sheets = sheets_of_record(path)
    return None if sheets is None else {kind: _plain(each, kind) for kind, each in sheets.items()}


def _plain(records: Records, kind: Kind) -> Records:
    """A sheet as the file of the table would hold it: from the header on, without blank columns."""
    cells = records.cells[find_header(records.cells, kind) or 0 :]
    header = [clean(cell) for cell in cells[0]]
    kept = [n for n, name in enumerate(header) if name]
    rows = [[row[n] if n < len(row) else "" for n in kept] for row in cells[1:]]
    filled = [row for row in rows if any(map(clean, row))]
    return Records(f"{kind}.csv", [[header[n] for n in kept], *filled])


def added_record(tables: Tables, other: Tables) -> Added:
    """Add a whole record to another, as `added` does with a list; an empty one takes it as it is.

    Raises
    ------
    UsageError
        As `added`, and when both hold what partners said themselves.
    """
    columns = {kind: _columns(kind, each) for kind, each in other.items()}
    nodes, edges = columns["nodes"], columns["edges"]
    blank = [""] * len(next(iter(edges.values())))
    edges = dict.fromkeys(("activity", "start", "end"), blank) | edges
    if not any(any(map(any, records.cells)) for records in tables.values()):
        count = len(set(edges["activity"]))
        return Added(dict(other), count, len(other["edges"].cells) - 1, len(nodes["id"]), 0, ())
    for kind in ("partnerships", "survey"):
        if kind in other and kind in tables:
            raise UsageError("Both records hold answers of partners; keep them apart.")
    found = added(tables, nodes, edges, columns.get("activities", {}))
    said: Tables = {k: other[k] for k in ("partnerships", "survey") if k in other}
    return replace(found, tables={**found.tables, **said})


def _columns(kind: Kind, records: Records) -> dict[str, list[str]]:
    """The cells of a table by the names of its columns, known ones as the reader calls them."""
    sheet = Sheet(kind, records)
    known = {name for layout in LAYOUTS[kind] for name in layout.columns}
    names = {place: name for name, place in sheet.places.items() if name in known}
    return {
        names.get(place, clean(heading)): [
            clean(sheet.cells[row][place]) if place < len(sheet.cells[row]) else ""
            for row in sheet.rows()
        ]
        for place, heading in enumerate(sheet.header)
    }


def _begun(nodes: Columns, edges: Columns, activities: Columns) -> Added:
    columns: dict[Kind, Columns] = {"nodes": nodes, "edges": edges, "activities": activities}
    tables = {
        kind: Records(f"{kind}.csv", [list(each), *map(list, zip(*each.values(), strict=True))])
        for kind, each in columns.items()
        if each
    }
    count = len(set(edges["activity"]))
    return Added(tables, count, len(edges["activity"]), len(nodes["id"]), 0, ())


def _rows(columns: Columns) -> Iterable[dict[str, str]]:
    return (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))


def _ids(nodes: Sheet) -> dict[str, str]:
    """The id of each actor of the record, by its name and id without their capitals."""
    found: dict[str, str] = {}
    for column in ("label", "id"):
        for row in nodes.rows():
            if name := nodes.get(row, column):
                found[same_name(name)] = nodes.get(row, "id")
    return found


def _add_nodes(
    nodes: Sheet, rows: Iterable[dict[str, str]], ids: dict[str, str]
) -> tuple[int, list[tuple[str, str]]]:
    """How many are new; and what is said otherwise of those that are not."""
    new, kept = 0, []
    place = nodes.first_rows("id")
    for said in rows:
        actor = ids.get(same_name(said["id"]))
        if actor is None:
            ids[same_name(said["id"])] = said["id"]
            place.setdefault(said["id"], len(nodes.cells))
            nodes.add({column: cell for column, cell in said.items() if cell})
            new += 1
            continue
        facts = {column: cell for column, cell in said.items() if column not in ("id", "label")}
        kept += [(actor, column) for column in _fill(nodes, place[actor], facts)]
    return new, kept


def _fill(sheet: Sheet, row: int, said: Mapping[str, str]) -> list[str]:
    """Fill the cells that are blank; the columns in which something else stands."""
    kept = []
    for column, cell in said.items():
        there = sheet.get(row, column)
        if cell and not there:
            sheet.set(row, column, cell)
        elif cell and _meaning(there) != _meaning(cell):
            kept.append(column)
    return kept


def _meaning(cell: str) -> tuple[int, int] | str | bool:
    """What a cell says, whichever of the known words it says it by."""
    word = cell.casefold()
    return (word in YES) if word in YES | NO else _day(word)


def _day(cell: str) -> tuple[int, int] | str:
    """The days that a cell means, so that 14-03-2018 and 2018-03-14 are one date."""
    date = date_of(cell)
    return cell if date is None else (date.first, date.last)


def _names(sheet: Sheet, edges: Columns) -> dict[tuple[str, str], str]:
    """The activity of the record that one of the list is, by its name and first day."""
    days: dict[str, set[tuple[int, int] | str]] = defaultdict(set)
    for row in sheet.rows():
        days[sheet.get(row, "activity")].add(_day(sheet.get(row, "start")))
    stretches = {sheet.get(row, "activity") for row in sheet.rows() if sheet.get(row, "end")}
    stretches |= {name for name, end in zip(edges["activity"], edges["end"], strict=True) if end}
    names = {}
    for name, start in dict.fromkeys(zip(edges["activity"], edges["start"], strict=True)):
        dated = _WITH_A_DATE.fullmatch(name)
        if dated and name not in days and days.get(dated[1]) == {_day(dated[2])}:
            names[name, start] = dated[1]
        elif (
            name in days and name not in stretches and start and not days[name] & {_day(start), ""}
        ):
            names[name, start] = f"{name} ({start})"
        else:
            names[name, start] = name
    return names


def _key(column: str, cell: str) -> tuple[int, int] | str:
    """What a cell says, however its date is written."""
    return _day(cell) if column in ("start", "end") else cell


def _add_edges(
    sheet: Sheet,
    rows: Iterable[dict[str, str]],
    ids: Mapping[str, str],
    names: Mapping[tuple[str, str], str],
) -> tuple[int, int, int]:
    """How many rows are new, how many are there already, and how many activities are new."""
    same = _SAME_PAIR if "source" in sheet else _SAME_PART
    there = {tuple(_key(column, sheet.get(row, column)) for column in same) for row in sheet.rows()}
    before = {sheet.get(row, "activity") for row in sheet.rows()}
    new, repeated, activities = 0, 0, set()
    for row in rows:
        said = row | {"activity": names[row["activity"], row["start"]]}
        for side in ("actor", "source", "target"):
            if side in said:
                said[side] = ids.get(same_name(said[side]), said[side])
        part = tuple(_key(column, said.get(column, "")) for column in same)
        if part in there:
            repeated += 1
            continue
        there.add(part)
        sheet.add({column: cell for column, cell in said.items() if cell})
        new += 1
        activities |= {said["activity"]} - before
    return new, repeated, len(activities)


def _add_activities(
    sheet: Sheet,
    rows: Iterable[dict[str, str]],
    ids: Mapping[str, str],
    names: Mapping[tuple[str, str], str],
) -> list[tuple[str, str]]:
    """What is said otherwise of activities than the record says."""
    called: dict[str, set[str]] = defaultdict(set)
    for (name, _), its in names.items():
        called[name].add(its)
    kept = []
    place = sheet.first_rows("activity")
    for row in rows:
        for activity in sorted(called[row["activity"]]):
            facts = {column: cell for column, cell in row.items() if column != "activity" and cell}
            if heir := facts.get("taken_over_by"):
                facts["taken_over_by"] = ids.get(same_name(heir), heir)
            if activity in place:
                kept += [(activity, column) for column in _fill(sheet, place[activity], facts)]
            elif facts:
                place[activity] = len(sheet.cells)
                sheet.add({"activity": activity, **facts})
    return kept
