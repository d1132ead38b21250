"""Memory of arrays that are gone is kept while windows are measured, and only then."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import pytest

from ci_network.memory import memory_kept

resource = pytest.importorskip("resource")


def pages_taken() -> int:
    """Times that the system had to give memory for five arrays of 64 MB, one after the other."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(5):
        np.ones(8 << 20)
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
