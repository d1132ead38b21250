"""The pairs of a record, seen and changed row by row.

They stand in partnerships.csv beside the activities, or are the edges themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ci_network.errors import UsageError
from ci_network.reading.columns import Kind
from ci_network.reading.draft import Draft, Sheet
from ci_network.reading.editing import day_written
from ci_network.reading.spelling import same_name
from ci_network.reading.together import Tables

COLUMNS = ("source", "target", "activity", "start", "end", "secretariat", "recorded_by")
"""What is seen and can be changed of a pair."""

_WHO = ("source", "target", "recorded_by")


class Pair(NamedTuple):
    """A row: its number as the spreadsheet shows it, and its cells by column."""

    row: int
    cells: dict[str, str]


def pairs_of(tables: Tables) -> tuple[Pair, ...]:
    """The pairs in the order of their file."""
    sheet = _sheet(Draft(tables))
    return tuple(
        Pair(row + 1, {column: sheet.get(row, column) for column in COLUMNS})
        for row in sheet.rows()
    )


def pair_changed(tables: Tables, row: int, column: str, value: str) -> Tables:
    """Write one cell of a pair.

    Raises
    ------
    UsageError
        When there is no such row, or the cell says nothing that can be.
    """
    draft = Draft(tables)
    sheet = _sheet(draft)
    if column not in COLUMNS or row - 1 not in set(sheet.rows()):
        raise UsageError("There is no row {row} in {file}.", row=row, file=sheet.records.file)
    sheet.set(row - 1, column, _said(draft, column, value))
    return draft.done()


def pair_added(tables: Tables, said: Mapping[str, str]) -> Tables:
    """A new pair, at the end.

    Raises
    ------
    UsageError
        When it does not say which two, or a cell says nothing that can be.
    """
    draft = Draft(tables)
    cells = {column: _said(draft, column, value) for column, value in said.items() if value}
    if not cells.get("source") or not cells.get("target"):
        raise UsageError("Say which two worked together.")
    _sheet(draft).add(cells)
    return draft.done()


def pair_removed(tables: Tables, row: int) -> Tables:
    """Without a pair.

    Raises
    ------
    UsageError
        When there is no such row.
    """
    draft = Draft(tables)
    sheet = _sheet(draft)
    if row - 1 not in set(sheet.rows()):
        raise UsageError("There is no row {row} in {file}.", row=row, file=sheet.records.file)
    sheet.remove([row - 1])
    return draft.done()


def _sheet(draft: Draft) -> Sheet:
    kind: Kind = "partnerships" if "actor" in draft["edges"] else "edges"
    return draft[kind]


def _said(draft: Draft, column: str, value: str) -> str:
    """What is written for a cell: a name as the record has it, a date that is one."""
    if column in ("start", "end"):
        return day_written(value, ongoing=column == "end")
    if column not in _WHO or not value:
        return value
    nodes = draft["nodes"]
    for row in nodes.rows():
        names = {same_name(nodes.get(row, name)) for name in ("id", "label")}
        if same_name(value) in names:
            return nodes.get(row, "id")
    raise UsageError("There is no organisation {name}.", name=value)
