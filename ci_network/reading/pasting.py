"""A range of cells from a spreadsheet, written into the register where it was pasted.

Each cell is what somebody would have written there by hand. What cannot be placed is left out and
told; the rest is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from ci_network.errors import UsageError
from ci_network.reading import editing
from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, NO, YES
from ci_network.reading.draft import Sheet
from ci_network.reading.lists.words.attendance import is_leading, is_role, said_by
from ci_network.reading.pair_rows import pair_added, pair_changed
from ci_network.reading.register import Entry, register_of
from ci_network.reading.spelling import same_name
from ci_network.reading.table import clean
from ci_network.reading.together import Tables

Cells = Sequence[Sequence[str]]
"""Rows of cells, as they were copied."""

Mark = Literal["lead", "yes", ""]

OF_ORGANISATION = "o:"
"""What the column of an organisation begins with; its id follows."""

_TO = re.compile(r"\s+[–-]\s*")
_BY = re.compile(r"(?:ja|yes),?\s+(?:ved|by)\s+(.+)", re.IGNORECASE | re.DOTALL)
_STAR = "★"


class Left(NamedTuple):
    """A cell that was left out, by its place in what was pasted, from 0 on; and why."""

    row: int
    column: int
    text: str
    why: UsageError


class Pasted(NamedTuple):
    """The tables with the cells in them, and the cells that could not be placed."""

    tables: Tables
    left: tuple[Left, ...]


class _Paste:
    """A paste under way."""

    def __init__(self, tables: Tables, columns: Sequence[str], cells: Cells) -> None:
        self.tables, self._columns, self._cells = tables, columns, cells
        self.left: list[Left] = []

    def rows(self, names: Sequence[str]) -> list[tuple[int, str, dict[str, str]]]:
        """Each row: its place, what stands there now, and its cells by column."""
        width, found = len(self._columns), []
        for n, row in enumerate(self._cells):
            cells = [clean(cell) for cell in row]
            for column in range(width, len(cells)):
                if cells[column]:
                    self.leave(n, column, cells[column], UsageError("There is no column for it."))
            said = dict(zip(self._columns, cells, strict=False))
            found.append((n, names[n] if n < len(names) else "", said))
        return found

    def leave(self, row: int, column: int, text: str, why: UsageError) -> None:
        """Leave a cell out."""
        self.left.append(Left(row, column, text, why))

    def leave_row(self, row: int, said: Mapping[str, str], why: UsageError) -> None:
        """Leave out all that is said in a row."""
        for column, text in enumerate(said.values()):
            if text:
                self.leave(row, column, text, why)

    def write(
        self,
        row: int,
        said: Mapping[str, str],
        column: str,
        edit: Callable[..., Tables],
        *how: object,
    ) -> bool:
        """Write a cell, or leave it out where it cannot be; whether it was written."""
        try:
            self.tables = edit(self.tables, *how)
        except UsageError as why:
            self.leave(row, list(said).index(column), said[column], why)
            return False
        return True

    def done(self) -> Pasted:
        """What came of it."""
        return Pasted(self.tables, tuple(sorted(self.left, key=lambda each: each[:2])))


def entries_pasted(
    tables: Tables, names: Sequence[str], columns: Sequence[str], cells: Cells
) -> Pasted:
    """Cells pasted among the activities.

    Parameters
    ----------
    names
        Names of the activities from the first row of the range on; blank, or none, where there is
        none yet and the row is a new one.
    columns
        The columns from the first of the range on: ``name``, ``date``, ``lead``, ``goes``, and
        ``o:ID`` for who took part.
    cells
        The range.

    Examples
    --------
    >>> tables = editing.activity_added({}, "walk", ["A"], "2018")
    >>> found = entries_pasted(tables, ["walk"], ["o:A", "o:B"], [["x", "perhaps"], ["x"]])
    >>> [(each.text, each.row) for each in found.left]
    [('perhaps', 0), ('x', 1)]
    """
    paste = _Paste(tables, columns, cells)
    register = register_of(tables)
    known = {
        same_name(name): each.id
        for each in register.organisations
        for name in (each.cells["label"], each.id)
        if name
    }
    there = {entry.name: entry for entry in register.entries}
    for n, name, said in paste.rows(names):
        marks = _marks(paste, n, said)
        if name:
            _change(paste, n, name, said, _Who(known, marks, there.get(name)))
        elif any(said.values()):
            _add(paste, n, said, _Who(known, marks, None))
    return paste.done()


class _Who(NamedTuple):
    """Ids by name, what is said of whom in a row, and what stands there now."""

    ids: Mapping[str, str]
    marks: Mapping[str, Mark]
    now: Entry | None


def _marks(paste: _Paste, n: int, said: Mapping[str, str]) -> dict[str, Mark]:
    """By id of an actor: whether it took part."""
    found: dict[str, Mark] = {}
    for place, (column, text) in enumerate(said.items()):
        if not column.startswith(OF_ORGANISATION):
            continue
        mark = _mark(text)
        if mark is None:
            why = UsageError("{text!r} does not tell whether it took part.", text=text)
            paste.leave(n, place, text, why)
        else:
            found[column.removeprefix(OF_ORGANISATION)] = mark
    return found


def _mark(text: str) -> Mark | None:
    """What a cell says of somebody who took part, or did not; None where it does not tell."""
    if text == _STAR or is_leading(text):
        return "lead"
    says = "there" if is_role(text) else said_by(text)
    return "yes" if says == "there" else "" if says == "absent" else None


def _change(paste: _Paste, n: int, name: str, said: Mapping[str, str], who: _Who) -> None:
    """What is pasted over an activity."""
    new = said.get("name") or name
    if new != name and paste.write(n, said, "name", editing.activity_renamed, name, new):
        name = new
    if "date" in said:
        paste.write(n, said, "date", editing.activity_dated, name, *_days(said["date"]))
    did = {
        actor: bool(mark)
        for actor, mark in who.marks.items()
        if who.now is None or bool(mark) != (actor in who.now.actors)
    }
    if did:
        column = f"{OF_ORGANISATION}{next(iter(did))}"
        paste.write(n, said, column, editing.who_took_part, name, did)
    _lead(paste, n, name, said, who)


def _add(paste: _Paste, n: int, said: Mapping[str, str], who: _Who) -> None:
    """A row below the last is a new activity."""
    days = _days(said.get("date", ""))
    actors = [actor for actor, mark in who.marks.items() if mark]
    try:
        tables = editing.activity_added(paste.tables, said.get("name", ""), actors, *days)
    except UsageError as why:
        paste.leave_row(n, said, why)
        return
    paste.tables = tables
    filled = {column: text for column, text in said.items() if text}
    edges = Sheet("edges", tables["edges"])
    name = edges.get(len(edges.cells) - 1, "activity")
    _lead(paste, n, name, filled, who)


def _lead(paste: _Paste, n: int, name: str, said: Mapping[str, str], who: _Who) -> None:
    """Who leads an activity, and whether it goes on."""
    leading = [actor for actor, mark in who.marks.items() if mark == "lead"]
    if leading:
        paste.write(n, said, f"{OF_ORGANISATION}{leading[0]}", editing.led, name, *leading)
    if "lead" in said and (said["lead"] or not leading):
        paste.write(n, said, "lead", _led, name, said["lead"], who.ids)
    if "goes" in said:
        paste.write(n, said, "goes", _goes_on, name, said["goes"], who)


def _days(text: str) -> tuple[str, str]:
    start, *end = _TO.split(text, maxsplit=1)
    return start, end[0] if end else ""


def _led(tables: Tables, activity: str, text: str, ids: Mapping[str, str]) -> Tables:
    who = LED_BY_WORDS.get(same_name(text), "")
    if who in ("secretariat", "partner", "shared") and same_name(text) not in ids:
        return editing.led_by_some(tables, [activity], who)
    return editing.led(tables, activity, "" if who == "unknown" else _id(text, ids))


def _goes_on(tables: Tables, activity: str, text: str, who: _Who) -> Tables:
    says, heir = CONTINUES_WORDS.get(same_name(text), "" if text else "unknown"), ""
    if not says:
        by = _BY.fullmatch(text)
        says, heir = "yes", _id(by[1] if by else text, who.ids)
    told = ("" if says == "unknown" else says, heir)
    if who.now is not None and told == (who.now.continues, who.now.taken_over_by):
        return tables
    return editing.goes_on(tables, activity, *told)


def _id(text: str, ids: Mapping[str, str]) -> str:
    """The id of an organisation that is called this; blank for nothing."""
    if text and same_name(text) not in ids:
        raise UsageError("There is no organisation {name}.", name=text)
    return ids.get(same_name(text), "")


def actors_pasted(
    tables: Tables, names: Sequence[str], columns: Sequence[str], cells: Cells
) -> Pasted:
    """Cells pasted among the organisations, by their ids; a row below the last is a new one.

    The columns are those of nodes.csv.
    """
    paste = _Paste(tables, columns, cells)
    now = {each.id: each.cells for each in register_of(tables).organisations}
    for n, there, said in paste.rows(names):
        name = there
        if not there:
            first = "id" if said.get("id") else "label"
            name = said.get(first, "")
            if not name:
                paste.leave_row(n, said, UsageError("An organisation needs a name."))
                continue
            if not paste.write(n, said, first, editing.actor_added, name):
                continue
        before = now.get(there, {"id": name, "label": name})
        changed = {
            column: text
            for column, text in said.items()
            if before.get(column, "") != text and (text or there)
        }
        # What it is called in the files changes last: it is found by that.
        for column in sorted(changed, key=lambda each: each == "id"):
            paste.write(n, said, column, _of_actor, name, column, changed[column])
    return paste.done()


def _of_actor(tables: Tables, actor: str, column: str, text: str) -> Tables:
    if column == "secretariat" and text.casefold() not in YES | NO:
        mark = _mark(text)
        if mark is None:
            raise UsageError("{text!r} is neither yes nor no.", text=text)
        text = "yes" if mark else ""
    return editing.actor_changed(tables, actor, column, text)


def pairs_pasted(
    tables: Tables, rows: Sequence[str], columns: Sequence[str], cells: Cells
) -> Pasted:
    """Cells pasted among the pairs, by the numbers of their rows; a row below is a new pair."""
    paste = _Paste(tables, columns, cells)
    for n, row, said in paste.rows(rows):
        if row:
            for column, text in said.items():
                paste.write(n, said, column, pair_changed, int(row), column, text)
        elif any(said.values()):
            try:
                paste.tables = pair_added(paste.tables, said)
            except UsageError as why:
                paste.leave_row(n, said, why)
    return paste.done()
