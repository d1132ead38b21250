"""An engine beside SQL by hand, on millions of participations.

    python benchmarks/engine.py --times 55        about ten million participations
    python benchmarks/engine.py --data FOLDER     on nodes.csv and edges.parquet that are there

Prints the seconds of `by_hand.sql` (ties by class and year, for clean data), those of our steps
up to the same ties, those of all figures, peak memory, and which of the shared figures differ.
Each runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
from generate import PRESETS, write

BY_HAND = Path(__file__).with_name("by_hand.sql")
COUNTED = ("total", "independent", "supported", "carried", "lead_unknown")
DERIVATION = ("read_rows", "stretches", "timed", "ties")


def main() -> None:
    """Make the data, run both, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="so many times the large preset")
    parser.add_argument("--data", type=Path, help="a folder with nodes.csv and edges.parquet")
    parser.add_argument("--only", choices=RUNS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(RUNS[given.only](given.data)))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = given.data or made(Path(folder), given.times)
        found = {name: alone(name, data) for name in RUNS}
    print("| | seconds | processor | peak MB |\n|---|---|---|---|")
    for name, run in found.items():
        for part, seconds in run["seconds"].items():
            processor, peak = (run["processor"], run["peak"]) if part == "all" else ("", "")
            print(f"| {name}: {part} | {seconds:.1f} | {processor} | {peak} |")
    one, other = (run["figures"] for run in found.values())
    different = sum(not same(a, b) for x, y in zip(one, other, strict=True)
                    for a, b in zip(x, y, strict=True))  # fmt: skip
    print(f"\n{sum(map(len, one))} figures compared, {different} different")


def made(folder: Path, times: int) -> Path:
    """The large preset, its edges as Parquet."""
    write(PRESETS["large"].times(times), folder, seed=1)
    with duckdb.connect() as database:
        read = f"read_csv('{folder}/edges.csv', all_varchar = true)"
        database.sql(f"COPY (FROM {read}) TO '{folder}/edges.parquet'")
    return folder


def alone(name: str, data: Path) -> dict[str, Any]:
    """Run one of them in a process of its own."""
    words = [sys.executable, __file__, "--only", name, "--data", str(data)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def by_hand(data: Path) -> dict[str, Any]:
    """The SQL, in a database in a file, as the product has it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/t.db") as database:
        database.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
        database.execute(f"SET VARIABLE nodes = '{data}/nodes.csv'")
        database.execute(f"SET VARIABLE edges = '{data}/edges.parquet'")
        for statement in BY_HAND.read_text(encoding="utf-8").split(";"):
            if statement.strip():
                rows = database.execute(statement)
        figures = [list(row[1:]) for row in rows.fetchall()]
    return told({"all": time.monotonic() - began}, figures)


def by_product(data: Path) -> dict[str, Any]:
    """All figures, with the time of each step."""
    from ci_network import engine  # noqa: PLC0415

    seconds = dict.fromkeys(("reading nodes", "ties from edges", "figures from ties"), 0.0)

    def timed(name: str, part: str) -> None:
        step = getattr(engine, name)

        def with_time(*given: Any) -> Any:
            began = time.monotonic()
            result = step(*given)
            seconds[part] += time.monotonic() - began
            return result

        setattr(engine, name, with_time)

    timed("nodes_of", "reading nodes")
    for name in DERIVATION:
        timed(name, "ties from edges")
    for name in ("window_figures", "offshoot_figures"):
        timed(name, "figures from ties")
    began = time.monotonic()
    measured, _ = engine.measure(data / "edges.parquet", "duckdb")
    seconds["all"] = time.monotonic() - began
    figures = []
    for window in measured.windows:
        if window.figures is not None:
            found = window.figures.independence
            counts = [getattr(found.ties, name) for name in COUNTED]
            figures.append([*counts, found.independent_strength_share, found.deep])
    return told(seconds, figures)


RUNS = {"SQL by hand": by_hand, "metrics --engine duckdb": by_product}


def told(seconds: dict[str, float], figures: list[list[float]]) -> dict[str, Any]:
    """What a run found, and what it needed."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    processor = f"{time.process_time():.1f}"
    return {"seconds": seconds, "processor": processor, "peak": peak, "figures": figures}


def same(one: float, other: float) -> bool:
    """Whether two figures agree to nine digits."""
    return math.isclose(one, other, rel_tol=1e-9)


if __name__ == "__main__":
    main()
