"""Workbooks: the sheets nodes and edges of an xlsx or ods file."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

from ci_network.reading.table import Found, Table
from ci_network.reading.text import to_table

ENDINGS = (".xlsx", ".xlsm", ".ods")

_MOST_UNPACKED = 1 << 30
_SHEETS = {"nodes": ("nodes", "aktører"), "edges": ("edges", "deltagelser")}


def read_workbook(path: Path, found: Found) -> dict[str, Table]:
    """The tables of a workbook by kind; one that is missing or unreadable is a problem."""
    import python_calamine  # noqa: PLC0415

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            found.error("too-large", path.name, limit="1 GB")
            return {}
        book = python_calamine.load_workbook(str(path))
    except (OSError, zipfile.BadZipFile, python_calamine.CalamineError):
        found.error("no-workbook", path.name)
        return {}
    tables = {}
    for kind, names in _SHEETS.items():
        sheet = next((s for s in book.sheet_names if s.strip().casefold() in names), None)
        if sheet is None:
            found.error("missing-sheet", path.name, value=kind, sheets=", ".join(book.sheet_names))
            continue
        page = book.get_sheet_by_name(sheet)
        name = f"{path.name} [{sheet}]"
        for (row, _), _ in page.merged_cell_ranges or ():
            found.error("merged-cells", name, row + 1)
        records = [[_text(cell) for cell in row] for row in page.to_python(skip_empty_area=False)]
        table = to_table(records, name, kind, found)
        if table is not None:
            tables[kind] = table
    return tables


def _text(cell: Any) -> str:
    """A cell as a person reads it: 7.0 is 7, a date is a date."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
