"""nodes.csv: the actors."""

from __future__ import annotations

import numpy as np

from ci_network import dates
from ci_network.alliance import Actors, Days
from ci_network.reading.cells import (
    EARLIEST,
    LATEST,
    NO,
    ORGANISATION,
    PERSON,
    UNKNOWN,
    YES,
    read_date,
    serial_date,
)
from ci_network.reading.columns import NODE_COLUMNS, canonical, match
from ci_network.reading.table import Found, Table


def read_nodes(table: Table, found: Found) -> Actors | None:
    """Actors of a table, sorted by id; None when its columns cannot be told."""
    places = match(table, NODE_COLUMNS, "nodes", found)
    if places is None:
        return None
    count = len(table.numbers)
    cells = {
        name: table.columns[places[name]] if name in places else [""] * count
        for name in NODE_COLUMNS
    }
    spelt = {name: table.header[place] for name, place in places.items()}
    _check_ids(table, cells["id"], spelt["id"], found)
    days = _days(table, cells, spelt, found)
    flagged = _flags(table, cells["secretariat"], spelt.get("secretariat", ""), found)
    _check_terms(table, cells, spelt, flagged, days, found)
    _check_types(table, cells["type"], spelt.get("type", ""), found)
    order = sorted(range(count), key=lambda n: cells["id"][n])
    extra = [p for p, name in enumerate(table.header) if canonical(name, NODE_COLUMNS) is None]
    flags = np.array([flagged[n] for n in order], bool)

    def column(name: str, blank: int) -> Days:
        return np.array(
            [blank if days[name][n] is None else days[name][n] for n in order], np.int64
        )

    unknown = np.array([cells["left"][n].casefold() in UNKNOWN for n in order], bool)
    return Actors(
        id=tuple(cells["id"][n] for n in order),
        label=tuple(cells["label"][n] or cells["id"][n] for n in order),
        sector=tuple(cells["sector"][n] or None for n in order),
        type=tuple(
            "person" if cells["type"][n].casefold() in PERSON else "organisation" for n in order
        ),
        secretariat=flags,
        term_start=np.where(flags, column("secretariat_from", dates.BEGINNING), dates.END),
        term_end=np.where(flags, column("secretariat_until", dates.END), dates.BEGINNING),
        joined=column("joined", dates.END),
        left=np.where(unknown, dates.BEGINNING, column("left", dates.END)),
        left_unknown=unknown,
        attributes={
            table.header[place]: tuple(table.columns[place][n] for n in order)
            for place in extra
            if table.header[place]
        },
    )


def _check_ids(table: Table, ids: list[str], column: str, found: Found) -> None:
    first: dict[str, int] = {}
    folded: dict[str, str] = {}
    for number, name in zip(table.numbers, ids, strict=True):
        if not name:
            found.error("blank-cell", table.file, number, column, "")
        elif name in first:
            found.error("duplicate-id", table.file, number, column, name, first=str(first[name]))
        elif name.casefold() in folded:
            twin = folded[name.casefold()]
            found.error(
                "case-id", table.file, number, column, name, twin=twin, first=str(first[twin])
            )
        else:
            first[name] = number
            folded[name.casefold()] = name


def _days(
    table: Table, cells: dict[str, list[str]], spelt: dict[str, str], found: Found
) -> dict[str, list[int | None]]:
    """First day of beginnings, last day of ends; None where blank, unknown or wrong."""
    days: dict[str, list[int | None]] = {}
    for name in ("secretariat_from", "secretariat_until", "joined", "left"):
        ends = name in ("secretariat_until", "left")
        column: list[int | None] = []
        for number, text in zip(table.numbers, cells[name], strict=True):
            if not text or (name in ("joined", "left") and text.casefold() in UNKNOWN):
                column.append(None)
                continue
            date = read_date(text)
            if date is None:
                tell_bad_date(found, table.file, number, spelt[name], text)
                column.append(None)
                continue
            if date.first < EARLIEST or date.last > LATEST:
                found.warning("implausible-date", table.file, number, spelt[name], text)
            column.append(date.last if ends else date.first)
        days[name] = column
    for begin, end in (("secretariat_from", "secretariat_until"), ("joined", "left")):
        for number, one, other, text in zip(
            table.numbers, days[begin], days[end], cells[end], strict=True
        ):
            if one is not None and other is not None and other < one:
                found.error("end-before-start", table.file, number, spelt[end], text,
                            start=dates.iso(one))  # fmt: skip
    return days


def tell_bad_date(found: Found, file: str, row: int, column: str, text: str) -> None:
    """A date that is none, or the number that Excel keeps for one."""
    serial = serial_date(text)
    if serial is not None:
        found.error("excel-serial", file, row, column, text, date=serial)
    else:
        found.error("bad-date", file, row, column, text)


def _flags(table: Table, cells: list[str], column: str, found: Found) -> list[bool]:
    flags = []
    for number, text in zip(table.numbers, cells, strict=True):
        word = text.casefold()
        if word not in YES and word not in NO:
            found.error("bad-yes-no", table.file, number, column, text)
        flags.append(word in YES)
    return flags


def _check_terms(
    table: Table,
    cells: dict[str, list[str]],
    spelt: dict[str, str],
    flagged: list[bool],
    days: dict[str, list[int | None]],
    found: Found,
) -> None:
    for n, number in enumerate(table.numbers):
        for name in ("secretariat_from", "secretariat_until"):
            if days[name][n] is not None and not flagged[n]:
                found.error("term-without-flag", table.file, number, spelt[name], cells[name][n])
    if not any(flagged):
        found.warning("no-secretariat", table.file)


def _check_types(table: Table, cells: list[str], column: str, found: Found) -> None:
    for number, text in zip(table.numbers, cells, strict=True):
        if text.casefold() not in PERSON | ORGANISATION:
            found.warning("unknown-type", table.file, number, column, text)
