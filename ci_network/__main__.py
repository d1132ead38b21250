"""Start of the command line: ``ci-network`` and ``python -m ci_network``."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; every known error becomes a sentence and an exit code."""
    # A process that ends soon; looking for cycles among a million table cells takes seconds.
    gc.disable()
    # The matrices here are small: threads for them cost more to start than they ever give back.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from ci_network.cli import end_on_request, run  # noqa: PLC0415

        end_on_request()
        code = run()
    except KeyboardInterrupt:
        # Before or after the command itself, which tells it in a sentence.
        code = _INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
