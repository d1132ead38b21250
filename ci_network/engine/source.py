"""Where large data lies: files of edges, one of nodes beside them; and how their cells are read."""

from __future__ import annotations

import csv
import glob
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ci_network.engine.frames import Engine, FileFormat, Files
from ci_network.errors import UsageError
from ci_network.files.formulas import unguarded
from ci_network.reading.columns import PARTICIPATION, TOLD, known_columns, shape_of
from ci_network.reading.table import Column, ProblemLog, Table, clean
from ci_network.reading.text import SEPARATORS

_FORMATS: dict[str, FileFormat] = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}
_HEAD = 1 << 16

TO_LOOK_AT = "[^ -~]|^ | $|#|^'"
"""Names that may have to be cleaned, or refused; all others are plain."""


def find_files(data: Path) -> tuple[Files, Files]:
    """Files of nodes and of edges.

    Parameters
    ----------
    data
        A folder, one file of edges, or a pattern such as ``data/*.parquet``. A file whose name
        begins with nodes holds the actors; where the pattern names none, it stands beside the
        others. A folder that is called edges.parquet, as Spark writes it, is one table.

    Returns
    -------
    nodes, edges : Files

    Raises
    ------
    UsageError
        When there are no such files, or of two formats.
    """
    if data.is_dir():
        found = [place for place in sorted(data.iterdir()) if _is_table(place)]
        found = [place for place in found if _is_nodes(place) or place.stem.startswith("edges")]
    else:
        found = [Path(name) for name in sorted(glob.glob(str(data)))]  # noqa: PTH207 - a pattern
        found = [place for place in found if _is_table(place)]
    nodes = [place for place in found if _is_nodes(place)]
    edges = [place for place in found if not _is_nodes(place)]
    if not edges:
        raise UsageError(
            "{data}: no files of edges there; name a folder with nodes.parquet and "
            "edges.parquet (or .csv), one such file, or a pattern like "
            "'data/edges-*.parquet'",
            data=data,
        )
    if not nodes:
        nodes = [place for place in sorted(edges[0].parent.glob("nodes.*")) if _is_table(place)]
    if len(nodes) != 1:
        there = ", ".join(place.name for place in nodes) or "none"
        raise UsageError(
            "{data}: one file of actors is needed, nodes.parquet or nodes.csv; {there}",
            data=data,
            there=there,
        )
    return _files(nodes), _files(edges)


def _is_table(place: Path) -> bool:
    return place.suffix.lower() in _FORMATS and not place.name.startswith(".")


def _is_nodes(place: Path) -> bool:
    return place.stem.lower().startswith("nodes")


def _files(places: Sequence[Path]) -> Files:
    """The parts of one table; a folder of parts is opened."""
    parts = [
        part
        for place in places
        for part in (sorted(filter(_is_table, place.iterdir())) if place.is_dir() else [place])
    ]
    formats = {_FORMATS[part.suffix.lower()] for part in parts}
    if len(formats) != 1:
        raise UsageError(
            "{parent}: files of one table are either CSV or Parquet", parent=places[0].parent
        )
    format_ = formats.pop()
    if format_ == "parquet":
        return Files(tuple(parts), format_)
    headers = {_header(part) for part in parts}
    if len(headers) != 1:
        raise UsageError(
            "{parent}: the files of edges have different headers", parent=places[0].parent
        )
    separator, header = headers.pop()
    return Files(tuple(parts), format_, separator, header)


def _header(place: Path) -> tuple[str, tuple[str, ...]]:
    """The separator that stands most often in the first line, and the names there."""
    with place.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        line = file.readline(_HEAD)
    if line.lower().startswith("sep="):
        raise UsageError(
            "{name}: take out the first line, {line}, for an engine",
            name=place.name,
            line=line.strip(),
        )
    rows = {mark: next(csv.reader([line], delimiter=mark), []) for mark in SEPARATORS}
    separator = max(SEPARATORS, key=lambda mark: len(rows[mark]))
    return separator, tuple(clean(name) for name in rows[separator])


def edge_columns(engine: Engine, files: Files, found: ProblemLog) -> dict[str, str]:
    """How the files spell the columns of the participation shape, as far as they have them.

    Raises
    ------
    UsageError
        When they have the partnership shape.
    """
    header = engine.header(files)
    layout = shape_of(header)
    if layout is not PARTICIPATION:
        raise UsageError(
            "{name}: an engine reads activity and actor, not pairs; leave out --engine",
            name=files.name,
        )
    empty = tuple(Column(name, (), np.zeros(0, np.int64)) for name in header)
    known = known_columns(Table(files.name, empty, np.zeros(0, np.int64)), layout, found)
    if known is None:
        return {}
    told = [known[name].name for name in TOLD if known[name].name]
    if told:
        raise UsageError(
            "{name}: an engine does not read {there} yet", name=files.name, there=", ".join(told)
        )
    return {name: column.name for name, column in known.columns.items() if column.name}


def unguarded_cells(files: Files, raw: Sequence[str]) -> Sequence[str]:
    """Cells without the mark that keeps a spreadsheet from running them, which CSV may have."""
    return [unguarded(cell) for cell in raw] if files.format == "csv" else raw


def cleaned(files: Files, raw: Sequence[str]) -> list[str]:
    """Cells trimmed and composed."""
    return [clean(cell) for cell in unguarded_cells(files, raw)]
