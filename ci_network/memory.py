"""Memory of arrays that are gone, kept for those to come: pages new from the system take longer
to come than the sums in them. Where the C library has no such settings nothing changes."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Numbers of settings of glibc's malloc, by its header malloc.h: memory is kept up to the first,
what is larger than the second is asked from the system each time, and so many parts of memory are
kept apart for threads: of one, each takes what another has left."""

ALL = -1
"""As the first of them: however much it is."""


def keep_memory() -> None:
    """Keep the memory of all but large arrays: those of four million meetings too."""
    _keep(64 << 20, 32 << 20)


@contextmanager
def memory_kept(up_to: int = 1 << 30) -> Iterator[None]:
    """The memory of large arrays is kept too, up to so many bytes, and given back at the end.

    Of windows with millions of meetings half the time goes, else, into pages that the system takes
    and gives again for each array.
    """
    _keep(up_to, 1 << 30)
    try:
        yield
    finally:
        keep_memory()
        give_back = getattr(_library(), "malloc_trim", None)
        if give_back is not None:
            give_back(0)


def _keep(up_to: int, largest: int) -> None:
    """Bytes that are kept, and of the largest array of which they are."""
    setting = getattr(_library(), "mallopt", None)
    if setting is not None:
        setting(_TRIM_THRESHOLD, up_to)
        setting(_MMAP_THRESHOLD, largest)
        setting(_ARENA_MAX, 1)


def _library() -> Any:
    """The C library, where it is one that may be glibc."""
    return ctypes.CDLL(None) if sys.platform.startswith("linux") else None
