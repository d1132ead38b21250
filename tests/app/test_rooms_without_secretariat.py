"""The rooms open, and promise nothing, where nobody is secretariat or nothing counts."""

from __future__ import annotations

import pytest

RECORDS = {
    "nobody": {
        "nodes.csv": "id,secretariat\nA,no\nB,no\n",
        "edges.csv": "activity,actor,start\nwalk,A,2018\nwalk,B,2018\n",
    },
    "evaluation": {
        "nodes.csv": "id,secretariat\nS,yes\nA,no\nB,no\n",
        "edges.csv": "activity,actor,start\nlook,S,2018\nlook,A,2018\nlook,B,2018\n",
        "activities.csv": "activity,purpose\nlook,evaluation\n",
    },
}


WHY = {
    "nobody": "no actor is marked as secretariat",
    "evaluation": "nothing that is recorded counts",
}


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("room", ["answer", "plan"])
def test_the_room_opens_and_promises_nothing(client_of, tmp_path, kind, room):
    place = tmp_path / "record"
    place.mkdir()
    for name, text in RECORDS[kind].items():
        (place / name).write_text(text, encoding="utf-8")
    page = client_of(place).get(f"/{room}")
    assert page.status_code == 200
    assert "Nothing needs to be handed over" not in page.text
    assert WHY[kind] in page.text
