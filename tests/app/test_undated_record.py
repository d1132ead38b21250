"""The rooms answer of the whole record where no activity has a date."""

from __future__ import annotations

import pytest


@pytest.fixture
def undated(tmp_path):
    place = tmp_path / "undated"
    place.mkdir()
    (place / "nodes.csv").write_text("id,secretariat\nS,yes\nA,\nB,\nC,\n", encoding="utf-8")
    rows = [f"{name},{who}\n" for name, all_ in (("Board", "SAB"), ("Fair", "BC")) for who in all_]
    (place / "edges.csv").write_text(f"activity,actor\n{''.join(rows)}", encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("room", "says"),
    [("answer", "whether “Board” goes on"), ("plan", "One activity keeps everything")],
)
def test_a_room_answers_of_the_whole_record(client_of, undated, room, says):
    page = client_of(undated).get(f"/{room}")
    assert page.status_code == 200
    assert says in page.text
    assert "The record cannot say" not in page.text
