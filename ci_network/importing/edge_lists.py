"""Lists of pairs: from R's igraph, manynet and networkDynamic, from surveys, from Kumu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ci_network.importing.decisions import Log
from ci_network.importing.rows import Contents, Pair
from ci_network.importing.times import INVOLVED, read_spells, time_of
from ci_network.reading.cells import ONGOING
from ci_network.reading.columns import key
from ci_network.reading.records import Records
from ci_network.reading.table import clean

Rows = Sequence[tuple[int, Mapping[str, str]]]
"""Number and cells by key of the column."""

_ENDS = (
    ("tail_id", "head_id"), ("source", "target"), ("from", "to"), ("fra", "til"),
    ("ego", "alter"), ("sender", "receiver"), ("node1", "node2"), ("tail", "head"), ("v1", "v2"),
    ("aktoer_1", "aktoer_2"), ("aktoer1", "aktoer2"),
)  # fmt: skip
_BEGINS = ("start", "begin", "onset", "start_date", "startdato", "time", "date", "dato", "year",
           "aar", "wave", "first_met")  # fmt: skip
_ENDINGS = ("end", "terminus", "end_date", "slut", "slutdato", "until", "last_met")


def rows_of(records: Records) -> Rows:
    """Rows by the key of their columns, below the first row that is not blank."""
    cells = [[clean(cell) for cell in record] for record in records.cells]
    at = next((n for n, record in enumerate(cells) if any(record)), None)
    if at is None:
        return []
    header = [key(name) for name in cells[at]]
    return [
        (n + 1, dict.fromkeys(header, "") | dict(zip(header, record, strict=False)))
        for n, record in enumerate(cells)
        if n > at and any(record)
    ]


def ends_of(rows: Rows) -> tuple[str, str] | None:
    """The two columns that name a pair; None when it is no list of pairs."""
    if not rows:
        return None
    there = set(rows[0][1])
    return next((pair for pair in _ENDS if set(pair) <= there), None)


def pairs_of(rows: Rows, file: str, log: Log) -> Contents:
    """The pairs of a list, with their dates where it has any."""
    ends = ends_of(rows)
    if ends is None:
        return Contents()
    contents = Contents(named=True)
    contents.pairs = list(_pairs(rows, ends, file, log))
    log.add("form", file, None, "", "a row for each pair")
    begins = next((name for name in _BEGINS if name in rows[0][1]), "")
    known = f"source: {ends[0]}, target: {ends[1]}" + (f", date: {begins}" if begins else "")
    log.add("columns", file, None, "", known)
    return contents


def _pairs(rows: Rows, ends: tuple[str, str], file: str, log: Log) -> Iterator[Pair]:
    for number, row in rows:
        source, target = row[ends[0]], row[ends[1]]
        if not source or not target:
            log.add("row left out", file, number, source or target, "it names only one")
            continue
        activity = row.get("activity", "") or row.get("aktivitet", "")
        if spells := read_spells(row.get("spells", "")):
            for start, end, involvement in spells:
                yield Pair(source, target, activity, start, end, involvement, file, number)
            continue
        start, end = dates_of(row, file, number, log)
        involvement = INVOLVED.get(row.get("secretariat", "").casefold(), "")
        yield Pair(source, target, activity, start, end, involvement, file, number)


def dates_of(row: Mapping[str, str], file: str, number: int | None, log: Log) -> tuple[str, str]:
    """Start and end of a row by any name that tools give them; what is no date is noted."""
    found = []
    for names in (_BEGINS, _ENDINGS):
        cell = next((row[name] for name in names if row.get(name)), "")
        date = cell if cell.casefold() in ONGOING else time_of(cell)
        if cell and not date:
            log.add("time left out", file, number, cell, "it is no date")
        found.append(date)
    start, end = found
    return (start, "") if end == start else (start, end)
