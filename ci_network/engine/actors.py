"""The actors of large data: what differs is read by the reader, each once.

Of most actors only the name is their own; sector, membership and the rest they share with many.
So the reader reads one actor of each kind, everybody that may be a secretariat, and whoever has
an id that is not its own; an engine puts the others beside the one that was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ci_network.engine.frames import Engine, Files, Frame, different
from ci_network.engine.source import TO_LOOK_AT, cleaned, unguarded_cells
from ci_network.graphs.sorted_codes import Codes
from ci_network.reading.cells import NO
from ci_network.reading.columns import NODES, known_columns
from ci_network.reading.nodes import Nodes, read_nodes
from ci_network.reading.table import Column, ProblemLog, Table, coded
from ci_network.record.alliance import Actors, sector_codes

_NAMES = ("id", "label", "founded")
"""Columns of which no figure is made, or which are an actor's own."""


class _Texts(Sequence[str]):
    """Texts by actor in a quarter of the memory that a tuple of them takes."""

    def __init__(self, texts: NDArray[Any]) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: Any) -> Any:
        return self._texts[place]


@dataclass(frozen=True)
class ActorTable:
    """The actors, in memory as far as figures need it, and by name for the engine.

    Attributes
    ----------
    actors
        Sorted by id. Labels and further columns are left out: `label` is the id.
    sector
        Code of the sector of each, -1 where unknown.
    frame
        Columns `actor` (the id), `actor_code`, `flagged`.
    files
        Where they were read from.
    labels
        Columns `name` (the id) and `label`, as it is written.
    """

    actors: Actors
    sector: Codes
    frame: Frame
    files: Files
    labels: Frame

    def with_labels(self, engine: Engine, codes: Sequence[int]) -> Actors:
        """The actors, some of them with their labels."""
        actors = self.actors
        if not codes:
            return actors
        ids = engine.table({"name": [actors.id[code] for code in codes]})
        found = engine.fetch(engine.join(self.labels, ids, "name", how="semi"))
        cells = zip(
            found["name"].tolist(), cleaned(self.files, found["label"].tolist()), strict=True
        )
        label = {name: text for name, text in cells if text}
        return replace(actors, label=tuple(label.get(name, name) for name in actors.id))


def read_actors(engine: Engine, files: Files, problem_log: ProblemLog) -> ActorTable | None:
    """Read the actors; None when anything is wrong with them, which is told.

    Parameters
    ----------
    engine
        Holds the tables.
    files
        The files of nodes.
    problem_log
        Where problems are told.
    """
    header = engine.header(files)
    empty = tuple(Column(name, (), np.zeros(0, np.int64)) for name in header)
    known = known_columns(Table(files.name, empty, np.zeros(0, np.int64)), NODES, problem_log)
    if known is None:
        return None
    place = {name: n for n, name in enumerate(header)}
    column = {name: f"column_{place[c.name]}" for name, c in known.columns.items() if c.name}
    cells = _cells(engine, files, header)
    named = _named(engine, files, cells, column["id"])
    shared = [new for name, new in column.items() if name not in _NAMES]
    kinds = engine.hold(engine.numbered(
        cells.group_by(*shared).agg(nw.col(column["id"]).min().alias("of_kind"))
        if shared else cells.select(nw.col(column["id"]).min().alias("of_kind")),
        "kind",
    ))  # fmt: skip
    wanted = [
        kinds.select(nw.col("of_kind").alias(column["id"])),
        _ambiguous(engine, named, column["id"]),
    ]
    if flag := column.get("secretariat"):
        some = cells.filter(~nw.col(flag).str.to_lowercase().is_in(sorted(NO)))
        wanted.append(some.select(column["id"]))
    chosen = different(nw.concat(wanted, how="vertical"), column["id"])
    rows = engine.fetch(engine.join(cells, chosen, column["id"], how="semi"))
    nodes = read_nodes(_table(files, header, rows), problem_log)
    if nodes is None or problem_log.has_errors:
        return None
    coded_names = engine.join(named, kinds, *shared) if shared else (
        named.with_columns(kind=nw.lit(0))
    )  # fmt: skip
    label = nw.col(column["label"]) if "label" in column else nw.lit("")
    return _assembled(
        engine,
        files,
        engine.hold(
            engine.numbered(coded_names.select("name", "kind"), "actor_code", ordered_by="name")
        ),
        engine.fetch(kinds.select("kind", "of_kind")),
        nodes,
        rows[column["id"]].tolist(),
        named.select("name", label.alias("label")),
    )


def read_all(engine: Engine, files: Files) -> Nodes:
    """All actors by the reader, to find out whom a cell can mean; nothing is told."""
    header = engine.header(files)
    rows = engine.fetch(_cells(engine, files, header))
    nodes = read_nodes(_table(files, header, rows), ProblemLog())
    if nodes is None:
        raise AssertionError("the actors were read before")
    return nodes


def _cells(engine: Engine, files: Files, header: list[str]) -> Frame:
    return engine.cells(files, {f"column_{place}": name for place, name in enumerate(header)})


def _table(files: Files, header: list[str], rows: dict[str, np.ndarray]) -> Table:
    columns = tuple(
        coded(name, unguarded_cells(files, rows[f"column_{place}"].tolist()))
        for place, name in enumerate(header)
    )
    return Table(files.name, columns, np.arange(len(rows["column_0"])))


def _named(engine: Engine, files: Files, cells: Frame, id_column: str) -> Frame:
    """The rows with the cleaned id, `name`, and `folded`, what it is without large letters."""
    suspect = different(cells.filter(nw.col(id_column).str.contains(TO_LOOK_AT)), id_column)
    raw = engine.fetch(suspect)[id_column].tolist()
    lower = nw.col(id_column).str.to_lowercase()
    if not raw:
        return cells.with_columns(name=nw.col(id_column), folded=lower)
    names = cleaned(files, raw)
    other = engine.table(
        {id_column: raw, "cleaned": names, "casefolded": [name.casefold() for name in names]}
    )
    return engine.hold(
        engine.join(cells, other, id_column, how="left").with_columns(
            name=nw.coalesce("cleaned", id_column), folded=nw.coalesce("casefolded", lower)
        )
    )


def _ambiguous(engine: Engine, named: Frame, id_column: str) -> Frame:
    """The ids that are blank, or that others have too but for capital letters."""
    times = named.group_by("folded").agg(nw.len().alias("times"))
    several = times.filter((nw.col("times") > 1) | (nw.col("folded") == "")).select("folded")
    return engine.join(named, several, "folded", how="semi").select(id_column)


def _assembled(
    engine: Engine,
    files: Files,
    names: Frame,
    kinds: dict[str, np.ndarray],
    nodes: Nodes,
    ids: list[str],
    labels: Frame,
) -> ActorTable:
    """All actors, each like the one of its kind that was read."""
    read = nodes.actors
    of_row = np.empty(len(ids), np.int64)
    of_row[nodes.rows] = np.arange(len(read))
    place = {name: row for row, name in enumerate(ids)}
    of_kind = np.empty(len(kinds["kind"]), np.int64)
    of_kind[kinds["kind"].astype(np.int64)] = of_row[[place[name] for name in kinds["of_kind"]]]
    everybody = engine.fetch(names)
    code = everybody["actor_code"].astype(np.int64)
    like, id_ = np.empty(len(code), np.int64), np.empty(len(code), np.dtypes.StringDType())
    like[code] = of_kind[everybody["kind"].astype(np.int64)]
    id_[code] = everybody["name"]
    ids_ = _Texts(id_)
    flags = engine.table({"kind": np.arange(len(of_kind)), "flagged": read.secretariat[of_kind]})
    frame = engine.hold(
        engine.join(names, flags, "kind").select(
            nw.col("name").alias("actor"), nw.col("actor_code").cast(nw.Int32), "flagged"
        )
    )
    engine.drop(names)
    return ActorTable(
        actors=Actors(
            id=ids_,
            label=ids_,
            sector=tuple(map(read.sector.__getitem__, like.tolist())),
            type=tuple(map(read.type.__getitem__, like.tolist())),
            secretariat=read.secretariat[like],
            term_start=read.term_start[like],
            term_end=read.term_end[like],
            joined=read.joined[like],
            left=read.left[like],
            left_unknown=read.left_unknown[like],
            attributes={},
        ),
        sector=sector_codes(read)[like],
        frame=frame,
        files=files,
        labels=labels,
    )
