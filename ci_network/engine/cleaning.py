"""Cells of CSV and Parquet as the reader has them."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.engine.frames import Files
from ci_network.files.formulas import unguarded
from ci_network.reading.table import clean

TO_LOOK_AT = "[^ -~]|^ | $|#|^'"
"""Names that may have to be cleaned, or refused; all others are plain."""


def unguarded_cells(files: Files, raw: Sequence[str]) -> Sequence[str]:
    """Cells without the mark that keeps a spreadsheet from running them, which CSV may have."""
    return [unguarded(cell) for cell in raw] if files.format == "csv" else raw


def cleaned(files: Files, raw: Sequence[str]) -> list[str]:
    """Cells trimmed and composed."""
    return [clean(cell) for cell in unguarded_cells(files, raw)]
