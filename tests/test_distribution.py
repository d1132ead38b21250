"""The files of tests that take longest begin."""

from __future__ import annotations

from pathlib import Path

from distribution import LONGEST, place


def test_every_file_that_begins_is_there_and_the_longest_is_the_first():
    root = Path(__file__).parents[1]
    names = [
        "tests/test_reference.py::test_x[1]",
        *[f"{name}::test_x[a::b]" for name in LONGEST[::-1]],
    ]
    assert all((root / name).is_file() for name in LONGEST)
    assert sorted(names, key=place) == names[::-1]
