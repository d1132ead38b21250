"""The tables of a record while they are changed: their cells by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ci_network.reading.columns import LAYOUTS, Kind, find_header, key, match
from ci_network.reading.records import Records
from ci_network.reading.table import clean
from ci_network.reading.together import Tables

HEADERS: Mapping[Kind, tuple[str, ...]] = {
    "nodes": (
        "id", "label", "sector", "type", "secretariat", "secretariat_from", "secretariat_until",
        "joined", "left",
    ),
    "edges": ("activity", "actor", "role", "start", "end"),
    "activities": ("activity",),
    "partnerships": ("source", "target", "activity", "start", "end", "secretariat", "recorded_by"),
}  # fmt: skip
"""The columns of a table that is begun."""


class Sheet:
    """The cells of one table, by the names of its columns; a copy that can be written to.

    Parameters
    ----------
    kind
        Which table.
    records
        Its cells; None for a table that is begun.
    """

    def __init__(self, kind: Kind, records: Records | None) -> None:
        if records is None or not any(map(any, records.cells)):
            records = Records(f"{kind}.csv", [list(HEADERS[kind])])
        self.records = records
        self.cells = [list(row) for row in self.records.cells]
        self._at = find_header(self.cells, kind) or 0
        self.header = self.cells[self._at]
        names = [clean(cell) for cell in self.header]
        layout = max(LAYOUTS[kind], key=lambda each: len(match(names, each).places))
        further = {key(name): place for place, name in reversed(list(enumerate(names)))}
        self._place = further | match(names, layout).places

    def __contains__(self, column: str) -> bool:
        return key(column) in self._place

    @property
    def places(self) -> Mapping[str, int]:
        """Place of each column by its key, known ones by the name that the reader has for them."""
        return self._place

    @property
    def first(self) -> int:
        """Place of the first row below the header."""
        return self._at + 1

    def rows(self) -> Iterator[int]:
        """Places of the rows that are not blank."""
        for row in range(self.first, len(self.cells)):
            if any(map(clean, self.cells[row])):
                yield row

    def get(self, row: int, column: str) -> str:
        """A cell; blank where there is no such column."""
        place = self._place.get(key(column))
        cells = self.cells[row]
        return clean(cells[place]) if place is not None and place < len(cells) else ""

    def set(self, row: int, column: str, value: str) -> None:
        """Write a cell; the column is added where there is none and something is to be said."""
        if self.get(row, column) == value:
            return
        name = key(column)
        if name not in self._place:
            self._place[name] = len(self.header)
            self.header.append(column)
            for below in range(self.first, len(self.cells)):
                self._widen(below, len(self.header))
        self._widen(row, self._place[name] + 1)
        self.cells[row][self._place[name]] = value

    def _widen(self, row: int, width: int) -> None:
        self.cells[row] += [""] * (width - len(self.cells[row]))

    def where(self, column: str, value: str) -> list[int]:
        """Places of the rows in which a cell is this."""
        return [row for row in self.rows() if self.get(row, column) == value]

    def rows_by(self, column: str) -> dict[str, list[int]]:
        """By cell of a column: places of the rows in which it stands."""
        found: dict[str, list[int]] = {}
        for row in self.rows():
            found.setdefault(self.get(row, column), []).append(row)
        return found

    def first_rows(self, column: str) -> dict[str, int]:
        """By cell of a column: place of the first row in which it stands."""
        found: dict[str, int] = {}
        for row in self.rows():
            found.setdefault(self.get(row, column), row)
        return found

    def add(self, said: Mapping[str, str], after: int | None = None) -> None:
        """A new row, behind another or at the end."""
        at = len(self.cells) if after is None else after + 1
        self.cells.insert(at, [""] * len(self.header))
        for column, value in said.items():
            self.set(at, column, value)

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows away."""
        for row in sorted(rows, reverse=True):
            del self.cells[row]

    def done(self) -> Records:
        """The table as it is now."""
        return self.records._replace(cells=self.cells)


class Draft:
    """The tables of a record while they are changed."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._sheets: dict[Kind, Sheet] = {}

    def __contains__(self, kind: Kind) -> bool:
        return kind in self._tables

    def __getitem__(self, kind: Kind) -> Sheet:
        if kind not in self._sheets:
            self._sheets[kind] = Sheet(kind, self._tables.get(kind))
        return self._sheets[kind]

    def done(self) -> Tables:
        """The tables as they are now; one that holds nothing is not begun."""
        changed = {
            kind: sheet.done()
            for kind, sheet in self._sheets.items()
            if kind in self._tables or any(True for _ in sheet.rows())
        }
        return {**self._tables, **changed}
