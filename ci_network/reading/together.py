"""Two people's changes to one table, brought together where they touch different cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ci_network.reading.columns import Kind, find_header
from ci_network.reading.records import Records
from ci_network.reading.table import clean

Row = tuple[str, ...]
Tables = Mapping[Kind, Records]
"""The tables of a record, as their files hold them."""


class Difference(NamedTuple):
    """Rows that two people have written otherwise.

    Attributes
    ----------
    file
        The file.
    row
        Row in the table both began with, as the spreadsheet shows it.
    header
        Names of the columns.
    mine, theirs
        The rows as each of them left them; none where they were removed.
    """

    file: str
    row: int
    header: Row
    mine: tuple[Row, ...]
    theirs: tuple[Row, ...]


class Joined(NamedTuple):
    """What came of it.

    Attributes
    ----------
    tables
        The tables with both people's changes; where they differ, with `theirs`.
    differences
        Where they differ.
    """

    tables: Tables
    differences: tuple[Difference, ...]


def joined(base: Tables, mine: Tables, theirs: Tables) -> Joined:
    """Bring together what two people made of the same tables.

    Parameters
    ----------
    base
        What both began with.
    mine, theirs
        What each of them has now. A table that one of them does not hold is as it was.

    Returns
    -------
    Joined
        Both people's changes: rows that only one of them touched are that one's, in rows that both
        touched each cell is whose changed it, and rows that each of them added are all there.

    Examples
    --------
    >>> def table(*rows):
    ...     return {"nodes": Records("nodes.csv", [["id", "label"], *map(list, rows)])}
    >>> both = joined(table("ab", "cd"), table("aX", "cd"), table("ab", "cd", "ef"))
    >>> both.tables["nodes"].cells
    [['id', 'label'], ['a', 'X'], ['c', 'd'], ['e', 'f']]
    >>> joined(table("ab"), table("aX"), table("aY")).differences[0].mine
    (('a', 'X'),)
    """
    tables: dict[Kind, Records] = {}
    differences: list[Difference] = []
    for kind in (*theirs, *(kind for kind in mine if kind not in theirs)):
        before, one, other = base.get(kind), mine.get(kind), theirs.get(kind)
        if one is None or (before is not None and one.cells == before.cells):
            if other is not None:
                tables[kind] = other
        elif other is None or (before is not None and other.cells == before.cells):
            tables[kind] = one
        else:
            cells, apart = _joined(kind, before, one, other)
            tables[kind] = other._replace(cells=cells)
            differences += apart
    return Joined(tables, tuple(differences))


def apart(mine: Tables, theirs: Tables) -> tuple[Difference, ...]:
    """All rows in which two versions differ; `row` is where they stand in the other's table.

    Examples
    --------
    >>> def table(*rows):
    ...     return {"nodes": Records("nodes.csv", [["id", "label"], *map(list, rows)])}
    >>> [(each.row, each.mine, each.theirs) for each in apart(table("aX", "cd"), table("ab", "cd"))]
    [(2, (('a', 'X'),), (('a', 'b'),))]
    """
    found = []
    for kind in dict.fromkeys((*theirs, *mine)):
        one, other = mine.get(kind), theirs.get(kind)
        if one is None or other is None:
            one, other = one or Records(f"{kind}.csv", []), other or Records(f"{kind}.csv", [])
        header, (ours, others) = _widened(kind, one, other)
        for _, i, i_end, j, j_end in _steps(others, ours):
            found.append(
                Difference(other.file, i + 1, header, tuple(ours[j:j_end]), tuple(others[i:i_end]))
            )
    return tuple(found)


def _joined(
    kind: Kind, before: Records | None, one: Records, other: Records
) -> tuple[list[list[str]], list[Difference]]:
    began = Records(one.file, []) if before is None else before
    header, (base, mine, theirs) = _widened(kind, began, one, other)
    merged: list[Row] = []
    differences: list[Difference] = []
    my, their = _Changes(base, mine), _Changes(base, theirs)
    for n in range(len(base) + 1):
        added, more = their.added.get(n, []), my.added.get(n, [])
        merged += added if added == more else [*added, *more]
        if n == len(base):
            break
        rows = _row(base[n], my.rows.get(n), their.rows.get(n))
        if rows is None:
            rows = their.rows[n]
            differences.append(Difference(one.file, n + 1, header, tuple(my.rows[n]), tuple(rows)))
        merged += rows
    return [list(row) for row in merged], differences


def _row(base: Row, mine: list[Row] | None, theirs: list[Row] | None) -> list[Row] | None:
    """What came of one row; None where the two cannot both be."""
    if mine is None or mine == theirs:
        return [base] if theirs is None else theirs
    if theirs is None:
        return mine
    if len(mine) != 1 or len(theirs) != 1 or not len(base) == len(mine[0]) == len(theirs[0]):
        return None
    cells = []
    for before, one, other in zip(base, mine[0], theirs[0], strict=True):
        if before not in (one, other) and one != other:
            return None
        cells.append(other if one == before else one)
    return [tuple(cells)]


class _Changes:
    """What somebody made of a table: rows changed or removed by their place, and rows added."""

    def __init__(self, base: Sequence[Row], now: Sequence[Row]) -> None:
        self.rows: dict[int, list[Row]] = {}
        self.added: dict[int, list[Row]] = {}
        for how, i, i_end, j, j_end in _steps(base, now):
            if how == "insert":
                self.added[i] = list(now[j:j_end])
            elif i_end - i == j_end - j:
                self.rows |= {i + n: [now[j + n]] for n in range(i_end - i)}
            else:
                self.rows |= {n: [] for n in range(i, i_end)}
                self.rows[i] = list(now[j:j_end])


def _steps(base: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one table to the other, without what stands unchanged at both ends."""
    first = 0
    while first < min(len(base), len(now)) and base[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(base), len(now)) - first and base[-1 - last] == now[-1 - last]:
        last += 1
    old, new = base[first : len(base) - last], now[first : len(now) - last]
    for how, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            yield how, i + first, i_end + first, j + first, j_end + first


def _widened(kind: Kind, *three: Records) -> tuple[Row, list[list[Row]]]:
    """The tables with the columns of all of them, so that a new column changes no row.

    Where the names of the columns do not tell them apart, the rows stay as they are.
    """
    headers = [_header(kind, each) for each in three]
    names = list(dict.fromkeys(name for header in headers for name in header))
    if any(len(set(header)) < len(header) for header in headers):
        return headers[-1], [[tuple(row) for row in each.cells] for each in three]
    return tuple(names), [
        _under(names, header, each.cells, find_header(each.cells, kind) or 0)
        for header, each in zip(headers, three, strict=True)
    ]


def _under(names: Sequence[str], header: Row, cells: Sequence[Sequence[str]], at: int) -> list[Row]:
    rows: list[Row] = [tuple(row) for row in cells[:at]]
    rows += [tuple(names)] if cells else []
    for row in cells[at + 1 :]:
        if len(row) != len(header):
            rows.append(tuple(row))
            continue
        said = dict(zip(header, row, strict=True))
        rows.append(tuple(said.get(name, "") for name in names))
    return rows


def _header(kind: Kind, records: Records) -> Row:
    if not records.cells:
        return ()
    return tuple(clean(cell) for cell in records.cells[find_header(records.cells, kind) or 0])
