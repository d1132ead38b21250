"""Measure the product beside the same job done with graph libraries, as whole processes.

    python benchmarks/run.py                          everything in PLAN, some 15 minutes
    python benchmarks/run.py small --peers igraph --null 99 --repeats 3
    python benchmarks/run.py scaling                  the product alone at x1 x2 x4 x8
    python benchmarks/run.py real --real FOLDER       the product alone on a record of your own
    python benchmarks/run.py --real FOLDER --write docs/benchmarks.md

The commands take turns, and in each turn the product runs before and after each peer, several times
where it takes less than a second: so a machine that is now fast and now slow is the same for both.
A ratio is the median over the turns of the peer's time over the mean of ours around it. Every
figure that a peer prints is compared with ours. All run as they are once installed, with their
modules compiled, and the product in one process (`--jobs 1`). The peers live in benchmarks/.venv,
which is made when it is missing; no page is written unless `--write` says so.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from generate import PRESETS, write

HERE = Path(__file__).parent
JOB = HERE / "peers" / "job.py"
R_JOB = HERE / "peers" / "job.R"
PEERS = ("networkx", "igraph", "rustworkx", "networkit")
R_IGRAPH = "r-igraph"
R_PACKAGES = ("igraph", "data.table", "jsonlite")
SOURCES, SOURCES_SEED, EXACT_UP_TO = 64, 20_240_229, 5_000
PACKAGES = (*PEERS, "numpy", "scipy")
OURS = "ci_network"
FASTEST = ("igraph", "rustworkx")
RELATIVE = 1e-9
AROUND, QUICK = 5, 1.0
"""Runs of the product before and after a peer where it takes at most so many seconds; else one."""


class Job(NamedTuple):
    """A preset, ``scaling``, ``side-by-side`` or ``real``: with whom, how often, how many draws."""

    name: str
    peers: tuple[str, ...] = ()
    repeats: int = 1
    null: int = 0


PLAN = (
    Job("small", PEERS, 3, 999),
    Job("small-projects", FASTEST, 3, 999),
    Job("small-projects", FASTEST, 3, 1_999),
    Job("small-full", FASTEST, 3, 999),
    Job("small-full", FASTEST, 3, 1_999),
    Job("medium-100", FASTEST, 3, 999),
    Job("medium-300", FASTEST, 2, 999),
    Job("medium-1000", FASTEST, 1, 199),
    Job("large", ("igraph", R_IGRAPH), 1),
    Job("scaling"),
    Job("side-by-side", repeats=3, null=999),
    Job("real", repeats=3),
)

ALLIANCES = 10
"""Alliances of the preset `small` that are put side by side."""

REAL = (
    "metrics --format json",
    "ties --format csv",
    "ties --format json",
    "partners --format csv",
    "partners --format json",
)


@dataclass
class Runs:
    """What was measured of one command on one job.

    Of a peer also `ours`: by turn, seconds and processor time of the product around it, on average.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    ours: list[tuple[float, float]] = field(default_factory=list)
    differences: int = 0
    compared: int = 0
    ended: bool = True


def main() -> None:
    """Run what was asked for and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("jobs", nargs="*", help="names in PLAN; all of it by default")
    parser.add_argument("--peers", nargs="*", help="these instead of those of PLAN")
    parser.add_argument("--null", type=int, help="so many draws instead of those of PLAN")
    parser.add_argument("--repeats", type=int, help="so many turns instead of those of PLAN")
    parser.add_argument("--limit", type=float, default=1_500, help="seconds that a peer may take")
    parser.add_argument("--distinct", action="store_true", help="peers reuse equal draws, as we do")
    parser.add_argument("--factors", type=int, nargs="*", default=[1, 2, 4, 8])
    parser.add_argument("--real", type=Path, help="data to measure the commands on")
    parser.add_argument("--peers-python", type=Path, help="an environment that has the peers")
    parser.add_argument("--write", type=Path, help="put the tables between the marks of this page")
    given = parser.parse_args()
    plan = [instead(job, given) for job in PLAN if not given.jobs or job.name in given.jobs]
    with_peers = any(job.peers for job in plan)
    peers_python = given.peers_python or (environment() if with_peers else Path(sys.executable))
    compiled(peers_python)
    lines = [machine(), ""]
    with tempfile.TemporaryDirectory() as folder:
        for job in plan:
            began = time.perf_counter()
            if job.name == "scaling":
                lines += scaling(job, Path(folder), given)
            elif job.name == "side-by-side":
                lines += side_by_side(job, Path(folder))
            elif job.name == "real":
                lines += real(job, Path(folder), given.real) if given.real else []
            else:
                lines += compare(job, Path(folder), peers_python, given)
            print(f"{job.name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    text = "\n".join(lines)
    print(text)
    if given.write:
        put(given.write, text)


def instead(job: Job, given: argparse.Namespace) -> Job:
    """The job with what the call names instead."""
    peers = job.peers if given.peers is None or not job.peers else tuple(given.peers)
    null = job.null if given.null is None or not job.null else given.null
    return Job(job.name, peers, given.repeats or job.repeats, null)


def environment() -> Path:
    """The peers' environment of their own: none of them is part of the product."""
    home = HERE / ".venv"
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    missing = f"import {', '.join(PACKAGES)}"
    if subprocess.run([python, "-c", missing], check=False, stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def compiled(peers_python: Path) -> None:
    """As when installed: nobody compiles modules while being measured."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for python, folder in ((sys.executable, HERE.parent / "ci_network"), (peers_python, HERE)):
        subprocess.run([python, "-m", "compileall", "-q", "-x", "venv", folder], check=True)


def compare(job: Job, folder: Path, peers_python: Path, given: argparse.Namespace) -> list[str]:
    """One job by all."""
    preset = PRESETS[job.name]
    data = folder / job.name
    write(preset, data, seed=1)
    options = ["--every", preset.window]
    if job.null:
        options += ["--null", str(job.null)]
    commands = {OURS: product("metrics", data, *options, "--format", "json", "--jobs", 1)}
    for peer in job.peers:
        extra = ["--distinct"] if given.distinct else []
        if peer != R_IGRAPH:
            commands[peer] = [str(peers_python), str(JOB), peer, str(data), *options, *extra]
        elif (missing := missing_for_r()) is None:
            commands[peer] = ["Rscript", str(R_JOB), str(data), *options]
            commands[peer] += ["--sources", str(sources(commands[OURS], folder))]
        else:
            print(f"{R_IGRAPH} is left out: {missing}", file=sys.stderr)
    runs = {name: Runs() for name in commands}
    for _ in range(job.repeats):
        turn(commands, runs, folder / "out.json", given.limit)
    size = f"{preset.actors:,} actors, {preset.activities:,} activities, {preset.years} years"
    replicated = f", null {job.null:,}" if job.null else ""
    title = f"{job.name}: {size}, window {preset.window}{replicated}; {turns(job)}"
    if given.distinct:
        title += ", equal draws computed once by the peers too"
    return [f"**{title}**", "", *table(runs, given.limit), ""]


def turn(commands: dict[str, list[str]], runs: dict[str, Runs], output: Path, limit: float) -> None:
    """Each peer once, the product around it, and whether their figures agree."""
    mine, product_ = runs[OURS], commands[OURS]
    measure(product_, mine, output)
    ours = dict(leaves(json.loads(output.read_bytes())))
    around = AROUND if mine.seconds[-1] <= QUICK else 1
    for name, command in commands.items():
        if name == OURS or not runs[name].ended:
            continue
        begin = len(mine.seconds)
        for _ in range(around):
            measure(product_, mine, output)
        measure(command, runs[name], output, limit)
        text = output.read_bytes()
        for _ in range(around):
            measure(product_, mine, output)
        if runs[name].ended:
            near = statistics.mean(mine.seconds[begin:]), statistics.mean(mine.processor[begin:])
            runs[name].ours.append(near)
            check(ours, json.loads(text), runs[name])


def missing_for_r() -> str | None:
    """What R's igraph lacks here; None where all is there."""
    if shutil.which("Rscript") is None:
        return "Rscript is not installed"
    for package in R_PACKAGES:
        call = ["Rscript", "-e", f"library({package})"]
        if subprocess.run(call, check=False, capture_output=True).returncode:
            return f"R's package {package} is not installed"
    return None


def sources(command: list[str], folder: Path) -> Path:
    """A file with the sources that efficiency is sampled from, by the number of partners.

    R cannot draw them: they come from numpy's stream of chance. It gets them before the clock runs.
    """
    figures = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    counts = {window.get("partners", 0) for window in figures["windows"]}
    drawn = {
        n: np.random.default_rng(SOURCES_SEED).choice(n, SOURCES, replace=False).tolist()
        for n in counts
        if n > EXACT_UP_TO
    }
    path = folder / "sources.json"
    path.write_text(json.dumps(drawn), encoding="utf-8")
    return path


def turns(job: Job) -> str:
    """How often."""
    return f"{job.repeats} turns" if job.repeats > 1 else "1 turn"


def real(job: Job, folder: Path, data: Path) -> list[str]:
    """The product alone on a record that is not made up."""
    lines = [
        f"**real data: {data.name}; {turns(job)}**",
        "",
        "| command | seconds | processor | peak MB |",
        "|---|---|---|---|",
    ]
    for command in REAL:
        name, *words = command.split()
        alone = [] if name == "ties" else ["--jobs", 1]
        run = Runs()
        for _ in range(job.repeats):
            measure(product(name, data, *words, *alone), run, folder / "out.json")
        lines.append(
            f"| `{command}` | {median(run.seconds)} | {median(run.processor)} "
            f"| {statistics.median(run.megabytes):.0f} |"
        )
    return [*lines, ""]


def side_by_side(job: Job, folder: Path) -> list[str]:
    """The product alone: ten alliances of 40 partners, on a page and as JSON."""
    data = [folder / f"alliance-{number}" for number in range(1, ALLIANCES + 1)]
    for seed, place in enumerate(data, start=1):
        write(PRESETS["small"], place, seed=seed)
    lines = [
        f"**side by side: {ALLIANCES} alliances of {PRESETS['small'].actors} actors, "
        f"null {job.null:,}; {turns(job)}**",
        "",
        "| command | seconds | processor | peak MB |",
        "|---|---|---|---|",
    ]
    for words in (["--format", "json"], ["-o", str(folder / "page"), "--force"]):
        run = Runs()
        for _ in range(job.repeats):
            call = product("compare", *data, "--null", job.null, "--jobs", 1, *words)
            measure(call, run, folder / "out.json")
        shown = "compare --format json" if words[0] == "--format" else "compare -o DIR"
        lines.append(
            f"| `{shown}` | {median(run.seconds)} | {median(run.processor)} "
            f"| {statistics.median(run.megabytes):.0f} |"
        )
    return [*lines, ""]


def scaling(job: Job, folder: Path, given: argparse.Namespace) -> list[str]:
    """The product alone on the large preset and its multiples."""
    preset, runs = PRESETS["large"], {factor: Runs() for factor in given.factors}
    for factor in given.factors:
        write(preset.times(factor), folder / f"x{factor}", seed=1)
    for _ in range(job.repeats):
        for factor in given.factors:
            data = folder / f"x{factor}"
            command = product("metrics", data, "--format", "json", "--jobs", 1)
            measure(command, runs[factor], folder / "out.json")
    lines = [
        f"**scaling: large, window year; {turns(job)}**",
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


def measure(
    command: list[str],
    runs: Runs,
    output: Path,
    limit: float = math.inf,
    folder: Path | None = None,
) -> None:
    """Run a process to its end in a folder; its own resource use, by the system's account.

    The peak of a process counts what the one that began it held: nothing is read here.
    """
    with output.open("wb") as file:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL, cwd=folder)
        timer = threading.Timer(min(limit, threading.TIMEOUT_MAX), process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL and seconds >= limit:
        runs.ended = False
        return
    runs.seconds.append(seconds)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    runs.processor.append(usage.ru_utime + usage.ru_stime)
    runs.megabytes.append(usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


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


def table(runs: dict[str, Runs], limit: float) -> list[str]:
    """Medians, ratios and agreement."""
    lines = [
        "| | seconds | ratio | processor | ratio | peak MB | figures compared | different |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, run in runs.items():
        ratios = ["", ""]
        compared = ["", ""]
        if not run.ended:
            lines.append(f"| {name} | did not end within {limit:,.0f} s |  |  |  |  |  |  |")
            continue
        if name != OURS:
            seconds, processor = zip(*run.ours, strict=True)
            ratios = [
                f"{statistics.median(a / b for a, b in zip(theirs, mine, strict=True)):.1f}"
                for theirs, mine in ((run.seconds, seconds), (run.processor, processor))
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
