"""Places of actors from an earlier map, as layout.csv holds them."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

from ci_network.errors import UsageError
from ci_network.files.formulas import unguarded
from ci_network.files.helpers import MOST_TABLE, helper_bytes

_FARTHEST = 1_000_000


def read_layout(path: Path | str) -> dict[str, tuple[int, int]]:
    """Read the places of an earlier map from layout.csv, also as a spreadsheet saved it.

    Raises
    ------
    UsageError
        When the file cannot be read or is no table of id, x and y; it names the row.
    """
    path = Path(path)
    rows = _rows(path)
    if not rows or [name.strip().lower() for name in rows[0][:3]] != ["id", "x", "y"]:
        raise UsageError("{name} must begin with the columns id, x, y.", name=path.name)
    found: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < 3:
            raise UsageError(
                "{name}, row {number}: id, x and y are needed.", name=path.name, number=number
            )
        found[unguarded(row[0])] = (
            _coordinate(row[1], path, number),
            _coordinate(row[2], path, number),
        )
    return found


def _rows(path: Path) -> list[list[str]]:
    content = helper_bytes(path, MOST_TABLE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    delimiter = ";" if text.split("\n", 1)[0].count(";") >= 2 else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UsageError("{name} is no table: {error}.", name=path.name, error=error) from error


def _coordinate(text: str, path: Path, row: int) -> int:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = math.nan
    if not abs(value) <= _FARTHEST:
        raise UsageError(
            "{name}, row {row}: {text!r} is no place; write a whole number.",
            name=path.name,
            row=row,
            text=text,
        )
    return round(value)
