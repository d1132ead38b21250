"""A workbook is read in a process that may take so much memory and time, and no more."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ci_network.errors import CINetworkError
from ci_network.workbooks.sheets import NOT_INSTALLED, Book, RefusedError, from_json

MOST_MEMORY = 768 << 20
"""Bytes that the process may ask for."""

SECONDS = 10
"""Seconds of work that it may take, and one more for each megabyte of the file."""

_PATIENCE = 6
"""How much longer than that it may take on a machine that is busy with others."""

_START = (
    "import sys, json; paths, *limits = json.loads(sys.argv[1]); sys.path[:] = paths; "
    "from ci_network.workbooks.inside import main; main(*limits)"
)
READ = "--read-workbook"
"""What asks the executable of `program` for the same: no Python stands beside it."""

_HERE = str(Path(__file__).parents[2])

_AT_THE_LIMIT = {-signal.SIGABRT, -getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)}
"""How a process ends that asked for more memory or time; any other end is that of a broken file."""


def read_apart(data: bytes, wanted: Sequence[str] | None = None) -> Book:
    """The sheets of a workbook, whatever stands in it.

    Parameters
    ----------
    data
        The file.
    wanted
        Names of the sheets to read, in lower case; all that are visible by default.

    Raises
    ------
    RefusedError
        When it cannot be read, or not within the limits.
    """
    seconds = SECONDS + (len(data) >> 20)
    paths = sys.path if _HERE in sys.path else [*sys.path, _HERE]
    told = json.dumps([paths, MOST_MEMORY, seconds, wanted])
    try:
        done = _process(told, data, _PATIENCE * seconds)
    except subprocess.TimeoutExpired as error:
        raise _heavy(seconds) from error
    if done.returncode in _AT_THE_LIMIT:
        raise _heavy(seconds)
    if done.returncode == NOT_INSTALLED:
        raise CINetworkError("What reads workbooks is not installed; install ci_network again.")
    if done.returncode:
        raise RefusedError("no-workbook")
    found = json.loads(done.stdout)
    if "refused" not in found:
        return from_json(found)
    code, sheet, value, details = found["refused"]
    raise (
        _heavy(seconds) if code == "heavy-workbook" else RefusedError(code, sheet, value, **details)
    )


def _process(told: str, data: bytes, patience: float) -> subprocess.CompletedProcess[bytes]:
    """A process that was told what to read and how much it may take, when it has ended."""
    # Without the settings of the environment: it needs our paths and nothing else.
    start = [READ] if getattr(sys, "frozen", False) else ["-I", "-S", "-c", _START]
    return subprocess.run(
        [sys.executable, *start, told],
        input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=patience,
        check=False,
    )  # fmt: skip


def _heavy(seconds: int) -> RefusedError:
    return RefusedError("heavy-workbook", limit=f"{MOST_MEMORY >> 20:,} MB", seconds=str(seconds))
