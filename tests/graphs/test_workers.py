"""Work shared among processes: the same bytes, and nobody left when the one that began ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from random_alliances import random_alliance, seeds

from ci_network.errors import CINetworkError
from ci_network.graphs.workers import map_batches, meanwhile, shared
from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, to_json
from ci_network.results.inferred import inference_figures
from ci_network.results.tables import partner_table
from ci_network.views.text import json_pieces

STARTS = ("fork", "spawn") if hasattr(os, "fork") else ("spawn",)

CALL = """
import multiprocessing, sys
from ci_network.commands.run import end_on_request, run
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    end_on_request()
    sys.exit(run(sys.argv[2:]))
"""

WORK = """
import multiprocessing, os, sys, time
from ci_network.commands.run import end_on_request
from ci_network.graphs.workers import shared

def task(context, number):
    os.write(1, b"began\\n")
    time.sleep(context)

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    end_on_request()
    shared(task, 60, [1, 1, 1, 1], 3)
"""


def double(context: int, number: int) -> int:
    return context + 2 * number


def doubles(context: int, numbers: Sequence[int]) -> list[int]:
    """Each number, and how many were done with it."""
    return [1_000 * len(numbers) + context + 2 * number for number in numbers]


def end_at_once(_context: None, number: int) -> int:
    if number == 2:
        os._exit(9)
    return number


@pytest.mark.parametrize("seed", seeds(4, 8))
def test_the_figures_are_the_same_for_any_number_of_processes(seed):
    record = read_rows(*random_alliance(seed, actors=7, activities=8)).alliance
    found = []
    for jobs in (1, 3):
        result = sustainability(record, "year", jobs=jobs)
        compared = inference_figures(record, inference(result, 19, 1, jobs=jobs))
        table = partner_table(window_networks(record, "year"), jobs=jobs)
        found.append(to_json(metrics(result) | compared) + "".join(json_pieces([table])))
    assert found[0] == found[1]


def test_the_command_line_writes_the_same_bytes_however_processes_begin(tmp_path):
    script = tmp_path / "call.py"
    script.write_text(CALL)
    words = ["metrics", "data", "--every", "quarter", "--null", "19", "--format", "json"]
    one, *others = (
        subprocess.run(
            [sys.executable, script, start, *words, "--jobs", jobs],
            capture_output=True, check=True,
        ).stdout
        for start, jobs in ((STARTS[0], "1"), *((start, "2") for start in STARTS))
    )  # fmt: skip
    assert len(one) > 10_000
    assert others == [one] * len(STARTS)


def test_a_report_is_the_same_for_any_number_of_processes(tmp_path):
    calls = (["--jobs=1"], ["--jobs=3"])
    found = []
    for jobs in calls:
        out = tmp_path / "report"
        words = ["report", "data", "-o", str(out), "--null", "9", *jobs]
        subprocess.run(
            [sys.executable, "-m", "ci_network", *words], capture_output=True, check=True
        )
        found.append({path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert "index.html" in found[0]
    assert found[0] == found[1]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_what_takes_a_short_time_is_done_together(jobs):
    steps: list[tuple[int, int]] = []
    costs = [0.04, 0.05, 0.04, 5.0, 0.01]
    found = map_batches(doubles, 10, costs, jobs, lambda *step: steps.append(step))
    assert found == [2010, 2012, 1014, 1016, 1018]
    assert steps == [(1, 5), (2, 5), (3, 5), (5, 5)]
    assert map_batches(doubles, 10, [], jobs) == []


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order_and_progress_counts_up(jobs):
    steps: list[tuple[int, int]] = []
    costs = [1.0, 5.0, 2.0, 9.0]
    found = shared(double, 10, costs, jobs, lambda *step: steps.append(step))
    assert found == [10, 12, 14, 16]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_little_work_is_done_without_other_processes_unless_asked_for():
    assert shared(process, None, [0.1, 0.1], None) == [os.getpid()] * 2
    assert os.getpid() not in shared(process, None, [0.1, 0.1], 2)


def process(_context: None, _number: int) -> int:
    return os.getpid()


def test_a_process_that_is_ended_from_outside_is_told_in_a_sentence():
    with pytest.raises(CINetworkError, match="--jobs 1"):
        shared(end_at_once, None, [1.0] * 4, 2)


def end_always(_context: None, _number: int) -> int:
    os._exit(9)


def test_one_call_is_made_meanwhile_by_another_process_where_it_is_worth_it():
    with meanwhile(process, None, 0.1, None) as little, meanwhile(process, None, 5.0, 1) as alone:
        assert little() == alone() == os.getpid()
    with meanwhile(process, None, 5.0, 2) as other, meanwhile(double, 7, 5.0, 2) as doubled:
        assert (other() != os.getpid(), doubled()) == (True, 7)
    with pytest.raises(CINetworkError, match="--jobs 1"), meanwhile(end_always, None, 5, 2) as end:
        end()


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("start", STARTS)
def test_no_process_outlives_the_one_that_began_it(tmp_path, start, how):
    """All of them hold the pipe: it ends when the last of them has."""
    script = Path(tmp_path) / "work.py"
    script.write_text(WORK)
    working = subprocess.Popen(
        [sys.executable, script, start], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    for _ in range(3):
        assert working.stdout.readline() == b"began\n"
    asked = time.monotonic()
    working.send_signal(how)
    assert working.stdout.read() == b""
    assert time.monotonic() - asked < 10
    words = working.stderr.read().decode()
    assert working.wait() == (-signal.SIGKILL if how == signal.SIGKILL else 130)
    assert "Traceback" not in words
    assert words.count("Stopped") == (how != signal.SIGKILL)
