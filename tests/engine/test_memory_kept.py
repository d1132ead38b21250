"""Memory of arrays that are gone is kept while windows are measured, and only then."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from random_alliances import random_alliance
from records import write

from ci_network.engine import measure
from ci_network.engine.duckdb import DuckDB
from ci_network.engine.frames import Frame, most_beside_tables
from ci_network.memory import ALL, memory_kept

resource = pytest.importorskip("resource")


def pages_taken(arrays: int = 1) -> int:
    """Times that the system had to give memory, five times, for so many arrays of 64 MB at once."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(5):
        [np.ones(8 << 20) for _ in range(arrays)]
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"),
    reason="the C library has no such settings",
)
def test_arrays_take_the_memory_of_those_before_them() -> None:
    with memory_kept():
        pages_taken()
        kept = pages_taken()
    assert kept < pages_taken() / 4
    for up_to, some_are_taken in ((128 << 20, True), (ALL, False)):
        with memory_kept(up_to):
            pages_taken(4)
            assert (pages_taken(4) > kept) is some_are_taken


IN_A_THREAD = """
from threading import Thread
from resource import RUSAGE_SELF, getrusage
import numpy as np
from ci_network.memory import memory_kept

def work():
    [np.ones(1 << 18) for _ in range(40)]

with memory_kept():
    work()
    before = getrusage(RUSAGE_SELF).ru_minflt
    thread = Thread(target=work)
    thread.start()
    thread.join()
    print(getrusage(RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"),
    reason="the C library has no such settings",
)
def test_a_thread_takes_the_memory_that_another_has_left() -> None:
    taken = subprocess.check_output([sys.executable, "-c", IN_A_THREAD], text=True)
    pages = (80 << 20) // resource.getpagesize()
    assert int(taken) < pages / 4


def test_who_was_present_fills_memory_once(tmp_path: Path, monkeypatch) -> None:
    """DuckDB joins presences with the stretches of a window when it is asked for one."""
    with_windows: list[int] = []
    hold = DuckDB.hold

    def held(engine: DuckDB, frame: Frame) -> Frame:
        columns = frame.collect_schema().names()
        with_windows.append("actor" in columns and "window" in columns and "stretch" in columns)
        return hold(engine, frame)

    monkeypatch.setattr(DuckDB, "hold", held)
    measure(write(random_alliance(1), tmp_path / "record"), "duckdb")
    assert with_windows
    assert not any(with_windows)


def test_tables_are_told_only_when_they_must_give_way(tmp_path: Path, monkeypatch) -> None:
    """DuckDB gives the memory of arrays back too, each time that it is told."""
    engine = DuckDB(tmp_path, memory=1 << 30)
    engine.close()
    told: list[str] = []
    monkeypatch.setattr(engine, "_database", SimpleNamespace(execute=told.append))
    for memory in (1 << 30, 1 << 29, 1 << 29, 1 << 30):
        engine.fill(memory)
    assert told == ["SET memory_limit = '512MiB'", "SET memory_limit = '1024MiB'"]


@pytest.mark.parametrize(
    ("memory", "most"), [(8 << 30, 6 << 30), (128 << 20, 64 << 20), (32 << 20, 0)]
)
def test_tables_keep_what_an_engine_works_with(memory, most) -> None:
    assert most_beside_tables(SimpleNamespace(memory=memory)) == most
