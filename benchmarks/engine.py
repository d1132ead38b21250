"""An engine beside SQL by hand, on millions of participations.

    python benchmarks/engine.py --times 55        about ten million participations
    python benchmarks/engine.py --data FOLDER     on nodes.csv and edges.parquet that are there
    python benchmarks/engine.py --times 55 --copies 10 --make FOLDER
                                                  only writes about a hundred million

Runs the command `metrics --engine duckdb` and `by_hand.sql`, each as a whole process and in turns:
up to the ties by class and year, and all figures. Prints medians, the ratio of each turn, and
which of the shared figures differ.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import numpy as np
from generate import PRESETS, SECRETARIAT, write

BY_HAND = Path(__file__).with_name("by_hand.sql")
COUNTED = ("total", "independent", "supported", "carried", "lead_unknown")
SCENARIOS = {"present": 3, "hub_leaves": 3, "led_activities_end": 2, "unaided": 0}
"""Highest standing that each leaves."""

TABLES = ("edges", "nodes")
Figures = dict[str, float]


def main() -> None:
    """Make the data, run both in turns, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5, help="so many times the large preset")
    parser.add_argument("--copies", type=int, default=1, help="so many copies of it, as one")
    parser.add_argument("--data", type=Path, help="a folder with nodes.csv and edges.parquet")
    parser.add_argument("--turns", type=int, default=3, help="how often each is run")
    parser.add_argument("--make", type=Path, help="only write the data, into this folder")
    parser.add_argument("--only", choices=RUNS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        made(given.make, given.times, given.copies)
    elif given.only:
        print(json.dumps(RUNS[given.only](given.data)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(given.data or made(Path(folder), given.times, given.copies), given.turns)


def made(folder: Path, times: int, copies: int) -> Path:
    """The large preset, its edges as Parquet; several copies hang together, with one secretariat.

    One participation in three is of the like organisation of another copy, as one in three of the
    preset is from outside of the neighbourhood.
    """
    with tempfile.TemporaryDirectory(dir=folder.parent) as one, duckdb.connect() as database:
        write(PRESETS["large"].times(times), Path(one), seed=1)
        folder.mkdir(parents=True, exist_ok=True)
        database.execute("SET preserve_insertion_order = false; SET memory_limit = '3GB'")
        edges, nodes = (f"read_csv('{one}/{name}.csv', all_varchar = true)" for name in TABLES)
        copied = f"range({copies}) copies(copy)"
        apart = f"if(hash(activity, actor) % 3 = 0, hash(actor, activity) % {copies}, 0)"
        there = f"((copy + {apart}) % {copies})"
        database.execute(
            f"COPY (SELECT activity || '-' || copy AS activity, "
            f'{_of_copy("actor", there)} AS actor, role, start, "end" '
            f"FROM {edges}, {copied}) TO '{folder}/edges.parquet'"
        )
        database.execute(
            f"COPY (SELECT {_of_copy('id', 'copy')} AS id, * EXCLUDE (id, copy) "
            f"FROM {nodes}, {copied} WHERE id <> '{SECRETARIAT}' OR copy = 0) "
            f"TO '{folder}/nodes.csv'"
        )
    return folder


def _of_copy(actor: str, copy: str) -> str:
    """The id of an organisation in a copy; the secretariat is the same in all."""
    return f"if({actor} = '{SECRETARIAT}', {actor}, {actor} || '-' || {copy})"


@dataclass(frozen=True)
class Run:
    """A whole process: seconds by the clock and of the processor, peak megabytes, its figures."""

    seconds: float
    processor: float
    peak: int
    figures: Figures


def compare(data: Path, turns: int) -> None:
    """Run everything in turns, and print what it took."""
    runs: dict[str, list[Run]] = {name: [] for name in RUNS}
    for _ in range(turns):
        for name, done in runs.items():
            done.append(alone(name, data))
            told = f"{name}: {done[-1].seconds:.1f} s, {done[-1].processor:.1f} s of the processor"
            print(told, file=sys.stderr, flush=True)
    print("| | seconds | ratio | in each turn | processor | ratio | peak MB |")
    print("|---|---|---|---|---|---|---|")
    for hand, ours in (("ties-by-hand", "ties"), ("all-by-hand", "all")):
        print(row(LABELS[hand], runs[hand], None))
        print(row(LABELS[ours], runs[ours], runs[hand]))
    for hand, ours in (("ties-by-hand", "ties"), ("all-by-hand", "all")):
        one, other = runs[hand][0].figures, runs[ours][0].figures
        wrong = [key for key, value in one.items() if not same(value, other.get(key, math.nan))]
        print(f"\n{LABELS[ours]}: {len(one)} figures compared, {len(wrong)} different", *wrong[:9])


def row(label: str, done: list[Run], hand: list[Run] | None) -> str:
    """A line of the table."""
    seconds, processor = ([getattr(run, name) for run in done] for name in ("seconds", "processor"))
    ratios = ("", "", "")
    if hand:
        clock = [run.seconds / its.seconds for run, its in zip(done, hand, strict=True)]
        of_processor = [run.processor / its.processor for run, its in zip(done, hand, strict=True)]
        each = " ".join(f"{ratio:.2f}" for ratio in clock)
        ratios = (f"{median(clock):.2f}", each, f"{median(of_processor):.2f}")
    peak = max(run.peak for run in done)
    return (
        f"| {label} | {median(seconds):.1f} | {ratios[0]} | {ratios[1]} "
        f"| {median(processor):.1f} | {ratios[2]} | {peak:,} |"
    )


def alone(name: str, data: Path) -> Run:
    """Run one of them in a process of its own."""
    words = [sys.executable, __file__, "--only", name, "--data", str(data)]
    if name == "all":
        words = [sys.executable, "-m", "ci_network", "metrics", str(data / "edges.parquet")]
        words += ["--engine", "duckdb", "--format", "json"]
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        with subprocess.Popen(words, stdout=output, stderr=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        if process.returncode:
            raise SystemExit(f"{name} ended with {process.returncode}")
        output.seek(0)
        found: dict[str, Any] = json.load(output)
    figures = dict(flat(found)) if name == "all" else found
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10, figures)


def flat(metrics: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The figures of the command under one name each."""

    def numbers(of: Any, place: str) -> Iterator[tuple[str, float]]:
        if isinstance(of, dict):
            for key, value in of.items():
                yield from numbers(value, f"{place}.{key}")
        elif of is None or isinstance(of, int | float):
            yield place, math.nan if of is None else of

    for window in metrics["windows"]:
        yield from numbers(window, window["window"])
    yield from numbers(metrics["offshoots"], "offshoots")


def same(one: float, other: float) -> bool:
    """Whether two figures agree to nine digits."""
    return math.isclose(one, other, rel_tol=1e-9) or (math.isnan(one) and math.isnan(other))


# By hand.


def ties_by_hand(data: Path) -> Figures:
    """The SQL up to the ties by class and year."""
    with hand_database(data) as (_, parts):
        return dict(of_ties(next(parts)[1]))


def all_by_hand(data: Path) -> Figures:
    """The whole SQL, and components by scipy."""
    with hand_database(data) as (database, parts):
        found = dict(parts)
        return figures_of(found, components_by_hand(database, sorted(found["activities"])))


class hand_database:  # noqa: N801 - a context manager
    """A database with the data named to it, and the rows of each SELECT of the SQL, by year."""

    def __init__(self, data: Path) -> None:
        self._database = duckdb.connect()
        self._data = data

    def __enter__(self) -> tuple[duckdb.DuckDBPyConnection, Iterator[tuple[str, Any]]]:
        database = self._database
        database.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
        database.execute("SET memory_limit = '9GB'")
        database.execute(f"SET VARIABLE nodes = '{self._data}/nodes.csv'")
        database.execute(f"SET VARIABLE edges = '{self._data}/edges.parquet'")
        return database, self._parts()

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def _parts(self) -> Iterator[tuple[str, dict[int, list[float]]]]:
        lines = [line for line in BY_HAND.read_text("utf-8").splitlines() if line[:2] != "--"]
        for statement in "\n".join(lines).split(";"):
            if not statement.strip():
                continue
            rows = self._database.execute(statement)
            if statement.strip().startswith("SELECT"):
                found = rows.fetchall()
                yield found[0][0], {int(year): list(map(float, rest)) for _, year, *rest in found}


def of_ties(ties: dict[int, list[float]]) -> Iterator[tuple[str, float]]:
    """Ties by class under the names of the product."""
    for year, (*counts, strength, deep) in ties.items():
        for name, count in zip(COUNTED, counts, strict=True):
            yield f"{year}.ties.{name}", count
        yield f"{year}.independent_strength_share", strength
        yield f"{year}.deep", deep


def components_by_hand(
    database: duckdb.DuckDBPyConnection, years: list[int]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Connected pairs and the largest component by year and scenario."""
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    found = {}
    for year in years:
        rows = database.execute(
            "SELECT actor, code, standing FROM presences WHERE ? BETWEEN first AND last", [year]
        ).fetchnumpy()
        actors, actor = np.unique(rows["actor"], return_inverse=True)
        meetings, meeting = np.unique(rows["code"], return_inverse=True)
        n, m = len(actors), len(meetings)
        for scenario, highest in SCENARIOS.items():
            kept = rows["standing"] <= highest
            first, second = actor[kept], n + meeting[kept]
            if scenario == "present":  # the secretariat is one more actor, where it attends
                attended = np.unique(second[rows["standing"] > 0])
                first = np.concatenate([first, np.full(len(attended), n + m)])
                second = np.concatenate([second, attended])
            links = coo_array((np.ones(len(first), bool), (first, second)), (n + m + 1, n + m + 1))
            labels = connected_components(links, directed=False)[1]
            sizes = np.bincount(labels[:n])
            found[year, scenario] = int((sizes * (sizes - 1) // 2).sum()), int(sizes.max())
    return found


def figures_of(
    found: dict[str, dict[int, list[float]]], paths: dict[tuple[int, str], tuple[int, int]]
) -> Figures:
    """The figures under the names of the product."""
    figures = dict(of_ties(found["ties"]))
    meetings, offshoots, independent, unknown = found["offshoots"][0]
    figures |= {
        "offshoots.met_through_secretariat": meetings,
        "offshoots.offshoots": offshoots,
        "offshoots.share": offshoots / meetings,
        "offshoots.independent_from_start": independent,
        "offshoots.order_unknown": unknown,
    }
    before: int | None = None
    for year in sorted(found["activities"]):
        figures |= dict(of_scenarios(found, paths, year))
        figures |= dict(of_convening(found, year))
        if before is not None:
            figures |= dict(of_turnover(found, before, year))
        before = year
    return figures


def of_scenarios(found: Any, paths: Any, year: int) -> Iterator[tuple[str, float]]:
    """Cohesion in each scenario."""
    partners, known, alike = found["roster"][year]
    pairs = partners * (partners - 1) / 2
    total, independent, _, carried, *_ = found["ties"][year]
    ties = dict(zip(SCENARIOS, (total, total, total - carried, independent), strict=True))
    tied, largest = found["degrees"][year][:4], found["degrees"][year][4:8]
    own, mixing = found["degrees"][year][8], found["mixing"][year]
    yield f"{year}.partners", partners
    of_present: dict[str, float] = {}
    for n, scenario in enumerate(SCENARIOS):
        at, present = f"{year}.scenarios.{scenario}", scenario == "present"
        vertices = partners + present
        degrees = 2 * (ties[scenario] + present * own)
        connected, component = paths[year, scenario]
        both, crossing = mixing[2 * max(n - 1, 0) : 2 * max(n - 1, 0) + 2]
        of_paths = {
            "connectedness": connected / pairs,
            "largest_component": component / partners,
        }
        of_present = of_present or of_paths
        yield f"{at}.ties", ties[scenario]
        yield f"{at}.density", ties[scenario] / pairs
        yield f"{at}.isolates", partners - tied[n]
        yield (
            f"{at}.degree_centralization",
            (vertices * largest[n] - degrees) / ((vertices - 1) * (vertices - 2)),
        )
        yield f"{at}.cross_sector_share", crossing / both
        yield f"{at}.cross_sector_expected", 1 - alike / (known * (known - 1))
        yield f"{at}.connected_pairs", connected
        yield f"{at}.largest_component_partners", component
        for name, value in of_paths.items():
            yield f"{at}.{name}", value
            if not present:
                yield f"{year}.retention.{scenario}.{name}", value / of_present[name]
    through = paths[year, "present"][0] - paths[year, "hub_leaves"][0]
    yield f"{year}.secretariat.pairs_only_through", through


def of_convening(found: Any, year: int) -> Iterator[tuple[str, float]]:
    """Who leads."""
    activities, attended, carried = found["activities"][year]
    led, independent = found["leads"][year]
    leads, effective = found["partner leads"][year]
    yield f"{year}.activities", activities
    yield f"{year}.secretariat.attended_share", attended / activities
    yield f"{year}.secretariat.led_share", carried / led
    yield f"{year}.convening.partner_led_independent", independent
    yield f"{year}.convening.partner_leads", leads
    yield f"{year}.convening.effective_leads", effective
    yield f"{year}.convening.first_time_leads", found["first leads"].get(year, [0])[0]


def of_turnover(found: Any, before: int, year: int) -> Iterator[tuple[str, float]]:
    """What changed since the year before."""
    kept, stayed = found["kept"].get(year, [0])[0], found["stayed"].get(year, [0])[0]
    then, now = found["ties"][before][0], found["ties"][year][0]
    yield f"{year}.turnover.persistence", kept / then
    yield f"{year}.turnover.formed", now - kept
    yield f"{year}.turnover.dissolved", then - kept
    yield f"{year}.turnover.jaccard", kept / (now + then - kept)
    yield f"{year}.turnover.actors_joined", found["roster"][year][0] - stayed
    yield f"{year}.turnover.actors_left", found["roster"][before][0] - stayed


# By the product.


def ties_by_product(data: Path) -> Figures:
    """The product's own steps, left when the ties of every year are counted."""
    from ci_network import engine  # noqa: PLC0415
    from ci_network.engine.repeat_pairs import WasThere, corrections  # noqa: PLC0415
    from ci_network.engine.window_presences import crowd, tie_counts  # noqa: PLC0415
    from ci_network.measures import independence  # noqa: PLC0415

    figures: Figures = {}

    class DoneError(Exception):
        """The ties are counted."""

    def only_ties(database: Any, drawn: Any, _actors: Any, windows: Any, _tell: Any) -> None:
        before = None
        for place, window in enumerate(windows):
            there = crowd(database, drawn, place)
            changes = corrections(database, drawn, window, there.secretariat, before)
            was = None if before is None else before.secretariat
            ties = tie_counts(there, was, drawn.sector, changes)
            found = independence.counted(
                ties.between.sum(axis=1), ties.strength, ties.independent_strength, ties.deep
            )
            at, before = window.label, WasThere(there.secretariat, changes.pairs)
            figures.update(
                {f"{at}.ties.{name}": value for name, value in found.ties._asdict().items()}
            )
            figures[f"{at}.independent_strength_share"] = found.independent_strength_share
            figures[f"{at}.deep"] = found.deep
        raise DoneError

    engine.window_figures = only_ties
    try:
        engine.measure(data / "edges.parquet", "duckdb")
    except DoneError:
        return figures
    raise AssertionError("the ties were not counted")


RUNS: dict[str, Callable[[Path], Figures]] = {
    "ties-by-hand": ties_by_hand,
    "ties": ties_by_product,
    "all-by-hand": all_by_hand,
    "all": dict,
}
LABELS = {
    "ties-by-hand": "SQL by hand: ties by class and year",
    "ties": "`metrics`: the same",
    "all-by-hand": "SQL by hand, components by scipy: all shared figures",
    "all": "`metrics`: all figures",
}


if __name__ == "__main__":
    main()
