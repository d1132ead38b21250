"""Writing small alliances for an engine, and comparing what it says of them."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from random_alliances import NODE_COLUMNS, PARTICIPATION_COLUMNS, Alliance, Row

from ci_network.dates import Every
from ci_network.engine import ByEngine, Name, measure
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, metrics_by_engine, to_json


def write(
    alliance: Alliance,
    folder: Path,
    told: Sequence[Row] = (),
    node_columns: Sequence[str] = NODE_COLUMNS,
) -> Path:
    """The alliance as CSV files, with a table of activities where anything is told of them."""
    nodes, edges = alliance
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "nodes.csv", node_columns, nodes)
    _write(folder / "edges.csv", PARTICIPATION_COLUMNS, edges)
    if told:
        _write(folder / "activities.csv", list(told[0]), told)
    return folder


def parquet(folder: Path, parts: int = 1) -> Path:
    """The same tables as Parquet; edges in so many files."""
    import duckdb

    with duckdb.connect() as database:
        tables = {
            path.stem: f"read_csv('{path}', all_varchar = true)" for path in folder.glob("*.csv")
        }
        target = folder.parent / f"{folder.name}-parquet"
        target.mkdir()
        edges = tables.pop("edges")
        for name, table in tables.items():
            database.sql(f"COPY (FROM {table}) TO '{target}/{name}.parquet'")
        for part in range(parts):
            rows = f"SELECT * EXCLUDE n FROM (SELECT *, row_number() OVER () AS n FROM {edges})"
            database.sql(
                f"COPY ({rows} WHERE n % {parts} = {part}) TO '{target}/edges-{part}.parquet'"
            )
    return target


def _write(place: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def disagreements(
    alliance: Alliance,
    data: Path,
    engine: Name,
    every: Every,
    max_size: int | None,
    threads: int | None = None,
    told: Sequence[Row] = (),
) -> list[str]:
    """Where an engine and the figures in memory differ, but for what it says that it left out."""
    done = measure(data, engine, every, max_size, threads=threads)
    return differences(in_memory(alliance, every, max_size, told), figures_by(done, engine))


def shown_by(done: ByEngine, engine: Name) -> Any:
    """What `metrics --format json` shows of it."""
    return metrics_by_engine(done.measured, done.record, done.further, engine, done.left_out)


def figures_by(done: ByEngine, engine: Name) -> Any:
    """The same figures as a program reads them."""
    return json.loads(to_json(shown_by(done, engine)))


def in_memory(
    alliance: Alliance, every: Every, max_size: int | None, told: Sequence[Row] = ()
) -> Any:
    """The figures that are computed in memory."""
    record = read_rows(*alliance, told).alliance
    return json.loads(to_json(metrics(sustainability(record, every, max_size))))


def differences(expected: Any, found: Any) -> list[str]:
    """Where two sets of figures differ, but for what the engine says that it left out."""
    left_out = found.pop("engine")["not_computed"]
    return list(_differences(expected, found, "", left_out))


def _differences(expected: Any, found: Any, place: str, left_out: Sequence[str]) -> list[str]:
    key = place.partition("].")[2] if place.startswith(".windows[") else place.lstrip(".")
    if key and any(fnmatch(key, name) or fnmatch(key, f"{name}.*") for name in left_out):
        return [] if _empty(found) else [f"{place}: {found!r}, though it is not computed"]
    if isinstance(expected, dict) and isinstance(found, dict):
        if expected.keys() != found.keys():
            return [f"{place}: keys {sorted(expected.keys() ^ found.keys())}"]
        pairs = [(expected[name], found[name], f"{place}.{name}") for name in expected]
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = [(*both, f"{place}[{n}]") for n, both in enumerate(zip(expected, found))]  # noqa: B905
    else:
        same = expected == found or (
            isinstance(expected, float)
            and isinstance(found, float)
            and math.isclose(expected, found, rel_tol=1e-12)
        )
        return [] if same else [f"{place}: {found!r}, and in memory {expected!r}"]
    return [line for pair in pairs for line in _differences(*pair, left_out)]


def _empty(found: Any) -> bool:
    return all(map(_empty, found.values())) if isinstance(found, dict) else found is None
