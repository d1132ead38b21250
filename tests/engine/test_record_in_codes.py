"""A record that an engine brings to memory is the one that the reader has of the files, and what it
works out of such a record, under codes or not, are the figures of memory.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from random_alliances import random_alliance, seeds, told_of
from records import differences, figures_by, write

from ci_network.dates import Every
from ci_network.engine import measure_record, read
from ci_network.errors import DataError
from ci_network.measures.sustainability import sustainability
from ci_network.network import partnerships
from ci_network.network.windows import gathered
from ci_network.reading import read as read_files
from ci_network.reading import read_rows
from ci_network.record.alliance import Alliance, with_evaluation
from ci_network.record.pseudonyms import as_shown
from ci_network.results.figures import metrics, to_json

pytest.importorskip("duckdb")

TOGETHER = 6


@pytest.mark.parametrize("first", seeds(6, 198, TOGETHER))
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


CUTS: list[tuple[Every, int | None]] = [
    ("year", None), ("quarter", 3), ("all", 4), ("school-year", None), ("month", None),
]  # fmt: skip


@pytest.mark.parametrize("first", seeds(6, 198, TOGETHER))
def test_the_figures_of_a_record_in_memory_are_those_of_memory(
    first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a half something is said; a third each are named, under codes, and without persons."""
    monkeypatch.setattr(partnerships, "AT_ONCE", 3)
    wrong = {}
    for seed in range(first, first + TOGETHER):
        rows, cut = random_alliance(seed, open_corners=seed % 4 == 0), CUTS[seed % len(CUTS)]
        alliance = read_rows(*rows, told_of(rows, seed) if seed % 2 else ()).alliance
        if seed % 3:
            alliance = as_shown(with_a_person(alliance), pseudonyms=seed % 3 == 1)[0]
        if seed % 5 == 0:
            alliance = with_evaluation(alliance)
        expected = json.loads(to_json(metrics(sustainability(alliance, *cut))))
        done = measure_record(tmp_path, "duckdb", gathered(alliance, *cut))
        assert not done.left_out
        if lines := differences(expected, figures_by(done, "duckdb")):
            wrong[seed] = lines
    assert not wrong


def with_a_person(alliance: Alliance) -> Alliance:
    """The last actor is a person."""
    types = (*alliance.actors.type[:-1], "person")
    return replace(alliance, actors=replace(alliance.actors, type=types))


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
