"""A record that an engine reads and memory holds, for what looks at all of it at once."""

from __future__ import annotations

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Engine, Files, different
from ci_network.engine.source import edge_columns, unguarded_cells
from ci_network.errors import UsageError
from ci_network.network import partnerships
from ci_network.network.partnerships import pairs_in
from ci_network.reading import Reading, read_records
from ci_network.reading.columns import Kind
from ci_network.reading.records import Records
from ci_network.reading.table import ProblemLog


def record_in_memory(
    engine: Engine,
    nodes: Files,
    edges: Files,
    activities: Files | None,
    max_size: int | None,
    wanted: str,
) -> Reading:
    """The record, by the reader of all records.

    Parameters
    ----------
    engine
        Reads the files.
    nodes, edges, activities
        The files.
    max_size
        Activities with more actors make no ties.
    wanted
        What needs the whole record, as it was asked for.

    Raises
    ------
    UsageError
        When it makes more ties than memory holds.
    DataError
        With all problems, when any of them is an error.
    """
    _refuse_too_many(engine, edges, max_size, wanted)
    tables: dict[Kind, Files | None] = {"nodes": nodes, "edges": edges, "activities": activities}
    return read_records(
        {kind: _records(engine, files) for kind, files in tables.items() if files is not None}
    )


def _refuse_too_many(engine: Engine, edges: Files, max_size: int | None, wanted: str) -> None:
    columns = edge_columns(engine, edges, ProblemLog())
    if not {"activity", "actor"} <= columns.keys():
        return  # the reader says what is missing
    parts = engine.cells(edges, {name: columns[name] for name in ("activity", "actor")})
    each = different(parts, "activity", "actor").group_by("activity").agg(nw.len().alias("size"))
    times = engine.fetch(each.group_by("size").agg(nw.len().alias("times")))
    sizes = np.repeat(times["size"].astype(np.int64), times["times"].astype(np.int64))
    if max_size is not None:
        sizes = sizes[sizes <= max_size]
    total = pairs_in(sizes)
    if total > partnerships.MOST_MEETINGS:
        raise UsageError(
            "{wanted} needs the whole record in memory, and {total} meetings of two actors are too "
            "many for that (the largest activity has {largest} actors). Leave out {wanted}, or "
            "large activities with --max-size, such as --max-size 60.",
            wanted=wanted,
            total=total,
            largest=int(sizes.max()),
        )


def _records(engine: Engine, files: Files) -> Records:
    header = engine.header(files)
    cells = engine.fetch(
        engine.cells(files, {f"column_{place}": name for place, name in enumerate(header)})
    )
    columns = [unguarded_cells(files, cells[name].tolist()) for name in cells]
    return Records(files.name, [header, *map(list, zip(*columns, strict=True))])
