"""Start of the command line: ``ci-network`` and ``python -m ci_network``."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys

_INTERRUPTED = 130

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of two settings of glibc's malloc: memory is kept up to the first, and what is larger
than the second is asked from the system each time."""


def main() -> None:
    """Run the command line; every known error becomes a sentence and an exit code."""
    # A process that ends soon; looking for cycles among a million table cells takes seconds.
    gc.disable()
    # The matrices here are small: threads for them cost more to start than they ever give back.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    hold_standard_streams()
    keep_memory()
    try:
        from ci_network.commands.run import end_on_request, run  # noqa: PLC0415

        end_on_request()
        code = run()
    except KeyboardInterrupt:
        # Before or after the command itself, which tells it in a sentence.
        code = _INTERRUPTED
    # Nor at the end, when Python would look through all that was ever made, and libraries would
    # count what is left of theirs: all that there is to say was said.
    gc.freeze()
    hush()
    sys.exit(code)


def hush() -> None:
    """Let what libraries say at the end go nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def hold_standard_streams() -> None:
    """Give a stream that was closed to nobody else: a file opened next would get its number, and
    with it what a library says."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def keep_memory() -> None:
    """Keep freed memory for the next array: pages new from the system take longer to come than
    the sums in them. Where the C library is another than glibc, nothing changes."""
    if not sys.platform.startswith("linux"):
        return
    setting = getattr(ctypes.CDLL(None), "mallopt", None)
    if setting is not None:
        setting(_TRIM_THRESHOLD, 64 << 20)
        setting(_MMAP_THRESHOLD, 4 << 20)


if __name__ == "__main__":
    main()
