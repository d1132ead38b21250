"""A record that an engine brings to memory is the one that the reader has of the files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from random_alliances import random_alliance, seeds, told_of
from records import write

from ci_network.engine import read
from ci_network.errors import DataError
from ci_network.reading import read as read_files

pytest.importorskip("duckdb")

TOGETHER = 10


@pytest.mark.parametrize("first", seeds(10, 200, TOGETHER))
def test_the_record_is_that_of_the_files(first: int, tmp_path: Path) -> None:
    wrong = []
    for seed in range(first, first + TOGETHER):
        alliance = random_alliance(seed, open_corners=seed % 3 == 0)
        folder = write(alliance, tmp_path / str(seed), told_of(alliance, seed) if seed % 2 else ())
        one, other = (of(folder).alliance for of in (read_files, by_engine))
        for name in ("actors", "activities", "participations"):
            both = vars(getattr(one, name)), vars(getattr(other, name))
            wrong += [(seed, name, key) for key in both[0] if not same(both[0][key], both[1][key])]
        assert (one.first, one.last) == (other.first, other.last)
    assert not wrong


@pytest.mark.parametrize(
    "rows", ["B,walk,2018\n", "A,,2018\n", "id,activity,start\n", ",,\nA,walk,soon\n"]
)
def test_what_stops_the_reader_stops_it_here_too(rows: str, tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id\nA\n")
    (tmp_path / "edges.csv").write_text(f"actor,activity,start\nA,walk,2018\n{rows}")
    found = []
    for of in (read_files, by_engine):
        with pytest.raises(DataError) as told:
            of(tmp_path)
        found.append({(each.code, each.value) for each in told.value.errors})
    assert found[0] == found[1]


def by_engine(folder: Path):
    return read(folder, "duckdb", "plan")


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    return one == other
