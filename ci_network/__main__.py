"""Start of the command line: ``ci-network`` and ``python -m ci_network``."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from ci_network.memory import keep_memory

_INTERRUPTED = 130


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


if __name__ == "__main__":
    main()
