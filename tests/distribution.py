"""Which files of tests begin, where the tests of a file go to one process."""

from __future__ import annotations

LONGEST = (
    "tests/engine/test_spark.py",
    "tests/engine/test_engines.py",
    "tests/browser/test_map.py",
    "tests/commands/test_commands.py",
    "tests/test_notebooks.py",
    "tests/browser/test_map_hands.py",
    "tests/reading/lists/test_cases.py",
    "tests/browser/test_report.py",
    "tests/browser/test_whole_way_by_keyboard.py",
    "tests/test_kill.py",
    "tests/test_benchmarks.py",
    "tests/browser/test_map_figures.py",
    "tests/browser/test_register_by_keyboard.py",
    "tests/graphs/test_shortest_paths.py",
    "tests/reading/test_odd_files.py",
    "tests/test_docs.py",
    "tests/test_laws.py",
    "tests/reading/lists/test_account.py",
)
"""What takes more than ten seconds of the processor: were it last, one process would work alone."""


def place(nodeid: str) -> int:
    """Where a test stands among those that begin; all others stand behind them."""
    file = nodeid.partition("::")[0]
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)
