"""Start of the command line: ``ci-network`` and ``python -m ci_network``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; every known error becomes a sentence and an exit code."""
    from ci_network.cli import run  # noqa: PLC0415

    # A process that ends soon; looking for cycles among a million table cells takes seconds.
    gc.disable()
    sys.exit(run())


if __name__ == "__main__":
    main()
