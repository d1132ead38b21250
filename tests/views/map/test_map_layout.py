"""Where actors stand: the same everywhere, and where they stood at the last meeting."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import map_records
import numpy as np
import pytest
from map_records import by_hand, figures_by_hand, figures_made_up, made_up, record

from ci_network.errors import UsageError
from ci_network.graphs.arrangement import arrange
from ci_network.measures.sustainability import sustainability
from ci_network.views.map import layout, layout_csv, read_layout

HASH_OF_MAP = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from map_records import figures_made_up
from ci_network.views.map import layout, layout_csv, map_html
result = figures_made_up()
text = map_html(result) + layout_csv(layout(result))
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_same_record_gives_the_same_bytes_on_every_hash_seed():
    script = HASH_OF_MAP.format(tests=str(Path(map_records.__file__).parent))
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("424242", "2"))
    }  # fmt: skip
    assert len(hashes) == 1


def test_places_do_not_depend_on_the_length_of_windows():
    quarters = layout(sustainability(by_hand(), "quarter"))
    assert quarters == layout(figures_by_hand())


def test_secretariat_stands_in_the_middle():
    places = layout(figures_made_up())
    assert places["a000"] == (0, 0)
    others = np.array([place for key, place in places.items() if key != "a000"])
    assert (others.min(axis=0) < 0).all()
    assert (others.max(axis=0) > 0).all()


@pytest.mark.parametrize("actors", [2, 3, 7, 44, 150])
def test_no_two_marks_stand_on_each_other(actors):
    places = np.array(list(layout(figures_made_up(actors, 3 * actors)).values()))
    gap = np.abs(places[:, None] - places[None, :]) + 1000 * np.eye(len(places))[:, :, None]
    assert (gap.max(axis=2) >= 20).all()


def test_actors_without_ties_stand_apart_by_sector():
    ids = [f"x{n}" for n in range(12)]
    nothing = np.zeros(0, np.int64)
    places = arrange(
        ids, nothing, nothing, np.zeros(0),
        centre=np.zeros(12, bool), group=np.array([0, 1, 2] * 4),
    )  # fmt: skip
    assert len(set(places.values())) == 12
    first = np.array(
        [places[key] for key, sector in zip(ids, [0, 1, 2] * 4, strict=True) if sector == 0]
    )
    assert np.ptp(first[:, 0]) < np.ptp([x for x, _ in places.values()])


def test_known_actors_never_move_and_new_ones_stand_among_their_ties():
    before = layout(sustainability(made_up(30, 60)))
    known = {key: place for key, place in before.items() if key != "a010"}
    known = {key: (x + 1000, y - 500) for key, (x, y) in known.items()}
    after = layout(sustainability(made_up(30, 60)), known)
    assert {key: after[key] for key in known} == known
    new = np.array(after["a010"])
    others = np.array(list(known.values()))
    assert (others.min(axis=0) - 200 <= new).all()
    assert (new <= others.max(axis=0) + 200).all()
    assert (np.abs(others - new).max(axis=1) >= 20).all()


def test_place_of_an_actor_that_left_the_data_is_kept_for_its_return():
    after = layout(figures_by_hand(), {"gone": (5, 7)})
    assert after["gone"] == (5, 7)


def test_alone_with_a_known_place_everyone_else_finds_one():
    places = layout(figures_by_hand(), {"A": (40, 40)})
    assert places["A"] == (40, 40)
    assert set(places) == set("ABCDEFS")
    assert len(set(places.values())) == 7


def test_thousands_are_placed_at_once_and_known_ones_kept():
    n = 4000
    ids = [f"x{number:04}" for number in range(n)]
    ring = np.arange(n)
    places = arrange(
        ids,
        ring,
        np.roll(ring, 1),
        np.ones(n),
        centre=ring == 0,
        group=ring % 5,
        known={"x0007": (9, 9)},
    )
    assert places["x0007"] == (9, 9)
    assert len(set(places.values())) > 0.99 * n


def test_layout_of_one_actor_and_of_nobody_at_all():
    lonely = record(
        [{"id": "A", "joined": "2015"}], [{"activity": "x", "actor": "A", "start": "2015"}]
    )
    assert set(layout(sustainability(lonely))) == {"A"}


HOSTILE_IDS = ["a,b", 'a"b', "a\nb", "=1+1", " x ", "æ;ø", "__proto__", "🙂", "\u202eab"]


def test_layout_file_holds_every_id_as_it_is(tmp_path):
    places = {key: (number, -number) for number, key in enumerate(HOSTILE_IDS)}
    path = tmp_path / "layout.csv"
    path.write_text(layout_csv(places), encoding="utf-8", newline="")
    assert read_layout(path) == places


@pytest.mark.parametrize(
    "content",
    [
        b"id,x,y\nskolen,40,-12\n",
        b"\xef\xbb\xbfid,x,y\r\nskolen,40,-12\r\n",
        b"ID;X;Y\r\nskolen;40,0;-12\r\n\r\n",
        b"id,x,y,note\nskolen,39.6,-12.0,hej\n",
    ],
)
def test_layout_file_is_read_as_a_spreadsheet_saved_it(tmp_path, content):
    path = tmp_path / "layout.csv"
    path.write_bytes(content)
    assert read_layout(path) == {"skolen": (40, -12)}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "id, x, y"),
        ("name,x,y\n", "id, x, y"),
        ("id,x,y\nskolen,4\n", "row 2"),
        ("id,x,y\nskolen,4,north\n", "row 2: 'north'"),
        ("id,x,y\nskolen,4,nan\n", "row 2: 'nan'"),
        ("id,x,y\nskolen,1e99,4\n", "row 2: '1e99'"),
        ('id,x,y\n"skolen,4,4\n', "no table"),
    ],
)
def test_wrong_layout_file_is_refused_with_its_place(tmp_path, content, says):
    path = tmp_path / "layout.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_layout(path)


def test_missing_layout_file_is_told():
    with pytest.raises(UsageError, match="cannot be read"):
        read_layout("nowhere/layout.csv")
