"""The columns that are known, by every name that people give them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence

from ci_network.reading.table import Found, Table

NODE_COLUMNS = {
    "id": ("aktør_id", "nøgle"),
    "label": ("navn", "name", "organisation"),
    "sector": ("sektor",),
    "type": ("aktørtype",),
    "secretariat": ("sekretariat", "backbone"),
    "secretariat_from": ("sekretariat_fra", "sekretariat_start"),
    "secretariat_until": ("sekretariat_til", "sekretariat_slut"),
    "joined": ("indtrådt", "tiltrådt"),
    "left": ("udtrådt", "fratrådt"),
}

PARTICIPATION_COLUMNS = {
    "activity": ("aktivitet",),
    "actor": ("aktør", "deltager"),
    "role": ("rolle",),
    "start": ("startdato", "fra", "dato", "date"),
    "end": ("slut", "slutdato", "til"),
}

PARTNERSHIP_COLUMNS = {
    "source": ("aktør_1", "aktør1"),
    "target": ("aktør_2", "aktør2"),
    "activity": ("aktivitet",),
    "start": ("startdato", "fra", "dato", "date"),
    "end": ("slut", "slutdato", "til"),
    "secretariat": ("sekretariat",),
}

_REQUIRED = {
    "nodes": ("id",),
    "participation": ("activity", "actor"),
    "partnership": ("source", "target"),
}
_NEAR = 0.8


def key(name: str) -> str:
    """A column's name without what people vary: case, spaces, hyphens, accents put apart."""
    name = unicodedata.normalize("NFC", name).strip().strip("\ufeff").casefold()
    return "_".join(name.replace("-", " ").replace("_", " ").split())


def canonical(name: str, known: dict[str, tuple[str, ...]]) -> str | None:
    """The known column that a name stands for."""
    wanted = key(name)
    if wanted in known:
        return wanted
    return next((column for column, names in known.items() if wanted in names), None)


def looks_like_header(record: Sequence[str], kind: str) -> bool:
    """Whether a record holds the columns that a table must have."""
    shapes = (
        (NODE_COLUMNS, "nodes"),
        (PARTICIPATION_COLUMNS, "participation"),
        (PARTNERSHIP_COLUMNS, "partnership"),
    )
    return any(
        set(_REQUIRED[shape]) <= {canonical(cell, known) for cell in record}
        for known, shape in shapes
        if (shape == "nodes") == (kind == "nodes")
    )


def shape_of(table: Table) -> str:
    """Which of the two shapes a table of edges has."""
    names = {canonical(name, PARTICIPATION_COLUMNS) for name in table.header}
    pairs = {canonical(name, PARTNERSHIP_COLUMNS) for name in table.header}
    if {"source", "target"} <= pairs and "actor" not in names:
        return "partnership"
    return "participation"


def match(
    table: Table, known: dict[str, tuple[str, ...]], shape: str, found: Found
) -> dict[str, int] | None:
    """Place of each known column; None when one that must be there is missing.

    A column that is nearly a known one which is missing is an error: its cells would be lost
    without a word.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(table.header):
        column = canonical(name, known)
        if column is None:
            continue
        if column in places:
            found.error("column-twice", table.file, table.header_row, name, name)
        else:
            places[column] = place
    spellings = {
        spelling: column for column, names in known.items() for spelling in (column, *names)
    }
    missing = set(_REQUIRED[shape]) - set(places)
    for name in table.header:
        if canonical(name, known) is not None or not name:
            continue
        near = difflib.get_close_matches(key(name), spellings, n=1, cutoff=_NEAR)
        if near and spellings[near[0]] not in places:
            found.error("near-column", table.file, table.header_row, name, name, meant=near[0])
            missing.discard(spellings[near[0]])
    for column in sorted(missing):
        found.error(
            "missing-column", table.file, table.header_row, column, None,
            columns=", ".join(name or "(blank)" for name in table.header),
        )  # fmt: skip
    return places if set(_REQUIRED[shape]) <= set(places) else None
