"""Start of the command line: ``ci-network`` and ``python -m ci_network``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; every known error becomes a sentence and an exit code."""
    from ci_network.cli import run  # noqa: PLC0415

    sys.exit(run())


if __name__ == "__main__":
    main()
