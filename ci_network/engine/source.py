"""Where large data lies: files of edges, one of nodes beside them; and how their cells are read."""

from __future__ import annotations

import csv
import glob
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ci_network.engine.frames import Engine, FileFormat, Files
from ci_network.errors import DataError, Problem, UsageError
from ci_network.files.formulas import unguarded
from ci_network.reading.columns import PARTICIPATION, Known, known_columns, shape_of
from ci_network.reading.table import Column, ProblemLog, Table, clean
from ci_network.reading.text import SEPARATORS

_FORMATS: dict[str, FileFormat] = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}
_HEAD = 1 << 16

TO_LOOK_AT = "[^ -~]|^ | $|#|^'"
"""Names that may have to be cleaned, or refused; all others are plain."""


def find_files(data: Path) -> tuple[Files, Files, Files | None]:
    """Files of nodes, of edges, and of activities where there are any.

    Parameters
    ----------
    data
        A folder, one file of edges, or a pattern such as ``data/*.parquet``. A file whose name
        begins with nodes holds the actors, one that begins with activities what is known of
        these as a whole; where the pattern names none, they stand beside the others. A folder
        that is called edges.parquet, as Spark writes it, is one table.

    Returns
    -------
    nodes, edges, activities : Files

    Raises
    ------
    UsageError
        When there are no such files, or of two formats; or pairs that partners tell of, which an
        engine does not read.
    DataError
        When the names of two differ only by capital letters.
    """
    _refuse_pairs(data)
    if data.is_dir():
        found = [place for place in sorted(data.iterdir()) if _is_table(place)]
        found = [place for place in found if _begins(place, "nodes", "activities", "edges")]
    else:
        # What is there is a file, whatever its name looks like.
        named = [str(data)] if data.exists() else sorted(glob.glob(str(data)))  # noqa: PTH207
        found = [place for place in map(Path, named) if _is_table(place)]
    nodes = [place for place in found if _begins(place, "nodes")]
    activities = [place for place in found if _begins(place, "activities")]
    edges = [place for place in found if not _begins(place, "nodes", "activities", "survey")]
    if not edges:
        raise UsageError(
            "{data}: no files of edges there; name a folder with nodes.parquet and "
            "edges.parquet (or .csv), one such file, or a pattern like "
            "'data/edges-*.parquet'",
            data=data,
        )
    folders = sorted({place.parent for place in edges})
    beside = [place for folder in folders for place in sorted(folder.iterdir()) if _is_table(place)]
    nodes = nodes or [place for place in beside if place.stem.lower() == "nodes"]
    activities = activities or [place for place in beside if place.stem.lower() == "activities"]
    _refuse_twins([*nodes, *edges, *activities])
    if len(nodes) != 1:
        there = ", ".join(map(str, nodes)) or "none"
        raise UsageError(
            "{data}: one file of actors is needed, nodes.parquet or nodes.csv; {there}",
            data=data,
            there=there,
        )
    return _files(nodes), _files(edges), _files(activities) if activities else None


def _refuse_pairs(data: Path) -> None:
    """Refuse data with partnerships beside it: figures without them would be others."""
    named = [data] if data.exists() else list(map(Path, sorted(glob.glob(str(data)))))  # noqa: PTH207
    folders = {place if place.is_dir() else place.parent for place in named}
    there = [*named, *(each for folder in sorted(folders) for each in sorted(folder.iterdir()))]
    for place in there:
        if _begins(place, "partnerships") and place.suffix.lower() in _FORMATS:
            raise UsageError(
                "{path} is not read by an engine; leave out --engine, or take the file out of "
                "the folder to measure the register alone.",
                path=place,
            )


def _refuse_twins(places: Sequence[Path]) -> None:
    """Refuse files of which nobody can tell which one counts, as the reader of all data does."""
    by_name: dict[tuple[Path, str], list[str]] = {}
    for place in places:
        by_name.setdefault((place.parent, place.name.lower()), []).append(place.name)
    problems = [
        Problem("file-twice", "error", str(folder), None, None, ", ".join(sorted(set(names))))
        for (folder, _), names in by_name.items()
        if len(set(names)) > 1
    ]
    if problems:
        raise DataError(problems)


def _is_table(place: Path) -> bool:
    """Whether it is a file or folder of a table; a pipe or a device is refused, it may not end."""
    if place.suffix.lower() not in _FORMATS or place.name.startswith("."):
        return False
    if not place.is_file() and not place.is_dir():
        raise UsageError("{path} is no file that can be read.", path=place)
    return True


def _begins(place: Path, *names: str) -> bool:
    return place.stem.lower().startswith(names)


def _files(places: Sequence[Path]) -> Files:
    """The parts of one table; a folder of parts is opened."""
    parts = [
        part
        for place in places
        for part in (sorted(filter(_is_table, place.iterdir())) if place.is_dir() else [place])
    ]
    if not parts:
        raise UsageError("{path} is no file that can be read.", path=places[0])
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
    if not line.strip():
        raise DataError([Problem("empty-file", "error", place.name)])
    if line.lower().startswith("sep="):
        raise UsageError(
            "{name}: take out the first line, {line}, for an engine",
            name=place.name,
            line=line.strip(),
        )
    rows = {mark: next(csv.reader([line], delimiter=mark), []) for mark in SEPARATORS}
    separator = max(SEPARATORS, key=lambda mark: len(rows[mark]))
    return separator, tuple(clean(name) for name in rows[separator])


def edge_columns(engine: Engine, files: Files, problem_log: ProblemLog) -> dict[str, str]:
    """How the files spell the columns of the participation shape, as far as they have them.

    Raises
    ------
    UsageError
        When they have the partnership shape.
    """
    if shape_of(engine.header(files)) is not PARTICIPATION:
        raise UsageError(
            "{name}: an engine reads activity and actor, not pairs; leave out --engine",
            name=files.name,
        )
    known = _known(engine, files, problem_log)
    if known is None:
        return {}
    return {name: column.name for name, column in known.columns.items() if column.name}


def further_columns(engine: Engine, files: Files, until: str) -> list[str]:
    """The further columns of edges up to this one; none where it is not there."""
    known = _known(engine, files, ProblemLog())
    names = [] if known is None else [column.name for column in known.further if column.name]
    return names[: names.index(until) + 1] if until in names else []


def _known(engine: Engine, files: Files, problem_log: ProblemLog) -> Known | None:
    empty = tuple(Column(name, (), np.zeros(0, np.int64)) for name in engine.header(files))
    return known_columns(
        Table(files.name, empty, np.zeros(0, np.int64)), PARTICIPATION, problem_log
    )


def unguarded_cells(files: Files, raw: Sequence[str]) -> Sequence[str]:
    """Cells without the mark that keeps a spreadsheet from running them, which CSV may have."""
    return [unguarded(cell) for cell in raw] if files.format == "csv" else raw


def cleaned(files: Files, raw: Sequence[str]) -> list[str]:
    """Cells trimmed and composed."""
    return [clean(cell) for cell in unguarded_cells(files, raw)]
