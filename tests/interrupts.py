"""Interrupts that a test can send, wherever the tests are run."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def interrupts_are_heard() -> Iterator[None]:
    """Behind nohup, or in the background of a script, an interrupt is ignored from the start, by
    the programs that a test begins too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
