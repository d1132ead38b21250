"""Measure the product beside the same job done with graph libraries, as whole processes.

    python benchmarks/run.py                          small and medium, all peers
    python benchmarks/run.py large --peers igraph networkit --repeats 1
    python benchmarks/run.py scaling                  the product alone at x1 x2 x4 x8
    python benchmarks/run.py --write docs/benchmarks.md

The commands take turns (A B A B …), so that a busy machine slows all of them alike; a ratio is the
median over the turns of the peer's time over ours in the same turn. Every figure that a peer
prints is compared with ours. The peers live in benchmarks/.venv, which is made when it is missing;
nothing else is written unless `--write` says so.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generate import PRESETS, write

HERE = Path(__file__).parent
JOB = HERE / "peers" / "job.py"
PEERS = ("networkx", "igraph", "rustworkx", "networkit")
PACKAGES = (*PEERS, "numpy", "scipy")
OURS = "ci_network"
REPLICATED = ("small", "small-projects", "medium-100", "medium-300", "medium-1000")
RELATIVE = 1e-9


@dataclass
class Runs:
    """What was measured of one command on one job."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    differences: int = 0
    compared: int = 0


def main() -> None:
    """Run what was asked for and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("jobs", nargs="*", default=list(REPLICATED))
    parser.add_argument("--peers", nargs="*", default=list(PEERS))
    parser.add_argument("--null", type=int, default=999)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--distinct", action="store_true", help="peers reuse equal draws, as we do")
    parser.add_argument("--factors", type=int, nargs="*", default=[1, 2, 4, 8])
    parser.add_argument("--peers-python", type=Path, help="an environment that has the peers")
    parser.add_argument("--write", type=Path, help="put the tables between the marks of this page")
    given = parser.parse_args()
    peers_python = given.peers_python or environment()
    lines = [machine(), ""]
    with tempfile.TemporaryDirectory() as folder:
        for job in given.jobs:
            if job == "scaling":
                lines += scaling(Path(folder), given)
            else:
                lines += compare(job, Path(folder), peers_python, given)
    text = "\n".join(lines)
    print(text)
    if given.write:
        put(given.write, text)


def environment() -> Path:
    """The peers' environment of their own: none of them is part of the product."""
    home = HERE / ".venv"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def compare(job: str, folder: Path, peers_python: Path, given: argparse.Namespace) -> list[str]:
    """One job by all."""
    preset = PRESETS[job]
    data = folder / job
    write(preset, data, seed=1)
    options = ["--window", preset.window]
    if job in REPLICATED:
        options += ["--null", str(given.null)]
    commands = {OURS: product("metrics", data, *options, "--format", "json")}
    for peer in given.peers:
        extra = ["--distinct"] if given.distinct else []
        commands[peer] = [str(peers_python), str(JOB), peer, str(data), *options, *extra]
    runs = {name: Runs() for name in commands}
    for _ in range(given.repeats):
        output = {}
        for name, command in commands.items():
            output[name] = measure(command, runs[name], folder / "out.json")
        ours = dict(leaves(json.loads(output[OURS])))
        for name in given.peers:
            check(ours, json.loads(output[name]), runs[name])
    size = f"{preset.actors:,} actors, {preset.activities:,} activities, {preset.years} years"
    replicated = f", null {given.null}" if job in REPLICATED else ""
    title = f"{job}: {size}, window {preset.window}{replicated}"
    if given.distinct:
        title += ", equal draws computed once by the peers too"
    return [f"**{title}**", "", *table(runs), ""]


def scaling(folder: Path, given: argparse.Namespace) -> list[str]:
    """The product alone on the large preset and its multiples."""
    preset, runs = PRESETS["large"], {factor: Runs() for factor in given.factors}
    for factor in given.factors:
        write(preset.times(factor), folder / f"x{factor}", seed=1)
    for _ in range(given.repeats):
        for factor in given.factors:
            command = product("metrics", folder / f"x{factor}", "--format", "json")
            measure(command, runs[factor], folder / "out.json")
    lines = [
        "**scaling: large, window year**",
        "",
        "| size | participations | seconds | processor | peak MB |",
        "|---|---|---|---|---|",
    ]
    for factor, run in runs.items():
        lines.append(
            f"| ×{factor} | {preset.participations * factor:,} | {median(run.seconds)} "
            f"| {median(run.processor)} | {statistics.median(run.megabytes):.0f} |"
        )
    time_, memory = (
        exponent({f: statistics.median(getattr(r, name)) for f, r in runs.items()})
        for name in ("processor", "megabytes")
    )
    return [*lines, "", f"Exponents: processor time {time_:.2f}, memory {memory:.2f}.", ""]


def product(*words: Any) -> list[str]:
    """A call of the product."""
    return [sys.executable, "-m", "ci_network", *map(str, words)]


def measure(command: list[str], runs: Runs, output: Path) -> str:
    """Run a process to its end; its own resource use, by the system's account."""
    with output.open("wb") as file:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        runs.seconds.append(time.perf_counter() - begin)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    runs.processor.append(usage.ru_utime + usage.ru_stime)
    runs.megabytes.append(usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))
    return output.read_text(encoding="utf-8")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every figure and its place."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from leaves(item, f"{path}[{place}]")
    else:
        undefined = isinstance(value, float) and math.isnan(value)
        yield path.replace(".figures.", "."), None if undefined else value


def check(ours: dict[str, Any], theirs: Any, runs: Runs) -> None:
    """Compare every figure of a peer with ours."""
    runs.compared = runs.differences = 0
    for path, value in leaves(theirs):
        runs.compared += 1
        mine = ours.get(path, "missing")
        runs.differences += not (
            mine == value
            or (
                isinstance(mine, int | float)
                and isinstance(value, int | float)
                and math.isclose(mine, value, rel_tol=RELATIVE)
            )
        )


def table(runs: dict[str, Runs]) -> list[str]:
    """Medians, ratios and agreement."""
    lines = [
        "| | seconds | ratio | processor | ratio | peak MB | figures compared | different |",
        "|---|---|---|---|---|---|---|---|",
    ]
    ours = runs[OURS]
    for name, run in runs.items():
        ratios = ["", ""]
        compared = ["", ""]
        if name != OURS:
            ratios = [
                f"{statistics.median(a / b for a, b in zip(theirs, mine, strict=True)):.1f}"
                for theirs, mine in ((run.seconds, ours.seconds), (run.processor, ours.processor))
            ]
            compared = [f"{run.compared:,}", f"{run.differences:,}"]
        cells = [
            name,
            median(run.seconds),
            ratios[0],
            median(run.processor),
            ratios[1],
            f"{statistics.median(run.megabytes):.0f}",
            *compared,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def median(values: list[float]) -> str:
    """In seconds."""
    return f"{statistics.median(values):.2f}"


def exponent(by_size: dict[int, float]) -> float:
    """Slope of the logarithms, by least squares."""
    x = [math.log(size) for size in by_size]
    y = [math.log(value) for value in by_size.values()]
    return statistics.linear_regression(x, y).slope if len(x) > 1 else math.nan


def machine() -> str:
    """What it was measured on."""
    memory = ""
    if hasattr(os, "sysconf"):
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        memory = f", {total:.0f} GB of memory"
    return (
        f"{os.cpu_count()} cores ({platform.machine()}){memory}, {platform.system()}, "
        f"Python {platform.python_version()}."
    )


def put(page: Path, text: str) -> None:
    """Replace what stands between the marks."""
    begin, end = "<!-- measured -->", "<!-- end -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
