"""Compare two commits: the same jobs by both in turns, as whole processes, and their ratios.

    python benchmarks/commits.py main                   what is in this folder beside main
    python benchmarks/commits.py v1 v2 --jobs large     two commits, one job
    python benchmarks/commits.py main --instructions    with the instructions of the quick jobs
    python benchmarks/commits.py main --at-most 1.3     ends with 1 where a job takes longer

In each turn both run, one after the other and the next time the other way round, and a ratio is the
median over the turns: a machine that is now fast and now slow is so for both. The time is that of
the processor. What a job writes is compared byte for byte. Instructions are counted by valgrind.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from generate import PRESETS, write
from run import Runs, machine, measure, product

TREE = Path(__file__).parent.parent
HERE = "."
"""Instead of a commit: this folder as it is, with what is not committed."""


class Job(NamedTuple):
    """A command on a preset, and how often it runs in a turn."""

    preset: str
    command: str
    often: int = 1


JOBS = {
    "answer": Job("small", "answer {data} --format json", 5),
    "small": Job("small", "metrics {data} --null 999 --format json", 5),
    "reading": Job("large", "check {data} --format json"),
    "large": Job("large", "metrics {data} --jobs 1 --format json"),
    "map": Job("medium-300", "map {data} -o map.html"),
    "report": Job("small", "report {data} --null 99 --jobs 1 -o report --force"),
}


class Side(NamedTuple):
    """A commit, where its files are, and what was measured of it on one job."""

    name: str
    folder: Path
    runs: Runs


def main() -> None:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", help="a commit")
    parser.add_argument("new", nargs="?", default=HERE, help="another; this folder by default")
    parser.add_argument("--jobs", nargs="*", choices=JOBS, default=list(JOBS))
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--instructions", action="store_true", help="count them, of quick jobs")
    parser.add_argument("--at-most", type=float, help="the largest ratio that is well")
    given = parser.parse_args()
    slower = []
    with tempfile.TemporaryDirectory() as folder:
        trees = {
            name: tree(commit, Path(folder) / name)
            for name, commit in (("old", given.old), ("new", given.new))
        }
        print(machine(), f"{given.old} beside {given.new}, {given.turns} turns.\n", sep="\n")
        titles = ("job", "old", "new", "ratio", "peak MB", "", "written", "instructions", "")
        print(f"| {' | '.join(titles)} |", "|---" * len(titles) + "|", sep="\n")
        for name in given.jobs:
            line, found = compared(name, trees, Path(folder), given)
            print(line, flush=True)
            if given.at_most and found > given.at_most:
                slower.append(name)
    if slower:
        raise SystemExit(f"More than {given.at_most} times as long: {', '.join(slower)}.")


def tree(commit: str, folder: Path) -> Path:
    """The package of a commit in a folder of its own, compiled as an installation does."""
    if commit == HERE:
        shutil.copytree(TREE / "ci_network", folder / "ci_network")
    else:
        call = ["git", "-C", str(TREE), "archive", commit, "ci_network"]
        packed = subprocess.run(call, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True)
    return folder


def compared(
    name: str, trees: dict[str, Path], folder: Path, given: argparse.Namespace
) -> tuple[str, float]:
    """A line of the table, and the ratio in it."""
    job, data = JOBS[name], folder / JOBS[name].preset
    if not data.exists():
        write(PRESETS[job.preset], data, seed=1)
    call = product(*job.command.format(data=data).split())
    sides = [Side(each, place, Runs()) for each, place in trees.items()]
    same = True
    for turn in range(given.turns):
        same &= run_both(call, job.often, sides if turn % 2 else sides[::-1])
    counted = given.instructions and job.often > 1
    counts = [instructions(call, each.folder) if counted else None for each in sides]
    found = ratio(*(each.runs.processor for each in sides))
    return row(name, sides, found, same, counts), found


def run_both(call: list[str], often: int, sides: list[Side]) -> bool:
    """One turn of both; whether they wrote the same."""
    written = set()
    for side in sides:
        runs = Runs()
        for _ in range(often):
            output = side.folder / "out.txt"
            measure(call, runs, output, folder=side.folder)
            with output.open("rb") as file:
                text = hashlib.file_digest(file, "sha256").digest()
            written.add((text, *files_in(side.folder)))
        side.runs.processor.append(statistics.mean(runs.processor))
        side.runs.megabytes.append(max(runs.megabytes))
    return len(written) == 1


def files_in(folder: Path) -> list[tuple[str, bytes]]:
    """What a job wrote beside its output."""
    files = (each for name in ("map.html", "report/*") for each in folder.glob(name))
    return [(each.name, each.read_bytes()) for each in sorted(files) if each.is_file()]


def instructions(call: list[str], folder: Path) -> int | None:
    """Instructions of a process, the same on a busy machine; None where there is no valgrind."""
    if shutil.which("valgrind") is None:
        return None
    counter = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [*counter, *call], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    (found,) = re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr)
    return int(found.replace(",", ""))


def ratio(old: list[float], new: list[float]) -> float:
    """Of the new to the old, as the median over the turns."""
    return statistics.median(after / before for before, after in zip(old, new, strict=True))


def row(name: str, sides: list[Side], found: float, same: bool, counts: list[int | None]) -> str:
    """A line of the table."""
    seconds = [f"{statistics.median(each.runs.processor):.2f}" for each in sides]
    memory = [f"{statistics.median(each.runs.megabytes):.0f}" for each in sides]
    many = ["" if count is None else f"{count / 1e6:,.0f} million" for count in counts]
    cells = [name, *seconds, f"{found:.2f}", *memory, "the same" if same else "differs", *many]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
