"""The room of the register: every change is what somebody would write into the files by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ci_network.app.store import Store
from ci_network.reading import editing, examine
from ci_network.reading.pair_rows import pair_added

EXAMPLES = [
    ({"edit": "tick", "activity": "Sund Skole", "actor": "vive", "did": True},
     lambda t: editing.took_part(t, "Sund Skole", "vive", True)),
    ({"edit": "lead", "activity": "10-snack", "actor": "", "led_by": "shared"},
     lambda t: editing.led_by_some(t, ["10-snack"], "shared")),
    ({"edit": "name", "activity": "10-snack", "name": "11-snack"},
     lambda t: editing.activity_renamed(t, "10-snack", "11-snack")),
    ({"edit": "remove", "activity": "10-snack"},
     lambda t: editing.activity_removed(t, "10-snack")),
    ({"edit": "add", "activity": "Nyt møde", "actors": ["vive", "Ny"], "start": "2019", "lead": ""},
     lambda t: editing.activity_added(t, "Nyt møde", ["vive", "Ny"], "2019")),
    ({"edit": "actor", "actor": "vive", "column": "sector", "value": "forskning"},
     lambda t: editing.actor_changed(t, "vive", "sector", "forskning")),
    ({"edit": "add_actor", "actor": "Ny"}, lambda t: editing.actor_added(t, "Ny")),
    ({"edit": "date", "activity": "Girlpower", "start": "2018-05", "end": ""},
     lambda t: editing.activity_dated(t, "Girlpower", "2018-05")),
    ({"edit": "goes_on", "activity": "10-snack", "continues": "yes", "heir": "vive"},
     lambda t: editing.goes_on(t, "10-snack", "yes", "vive")),
    ({"edit": "add_pair", "source": "VIVE", "target": "headspace", "start": "2019"},
     lambda t: pair_added(t, {"source": "vive", "target": "headspace", "start": "2019"})),
    ({"edit": "paste", "grid": "entries", "names": ["10-snack", "Sund Skole"],
      "columns": ["goes", "o:vive"], "cells": [["nej", "x"], ["ja", ""]]},
     lambda t: editing.goes_on(editing.goes_on(
         editing.took_part(t, "10-snack", "vive", True), "10-snack", "no"), "Sund Skole", "yes")),
]  # fmt: skip


def version_of(client):
    return client.get("/register/data").json()["version"]


def edit(client, **said):
    return client.post("/register/edit", json={"version": version_of(client), **said})


@pytest.mark.parametrize(("said", "by_hand"), EXAMPLES, ids=[each[0]["edit"] for each in EXAMPLES])
def test_a_change_is_written_at_once_and_taken_back(client, folder, said, by_hand):
    before = Store(folder).load()
    expected = {kind: each.cells for kind, each in by_hand(before.tables).items()}
    answer = edit(client, **said)
    assert answer.status_code == 200, answer.text
    now = Store(folder).load()
    assert {kind: each.cells for kind, each in now.tables.items()} == expected
    assert answer.json()["version"] == now.version
    assert not [p for p in now.problems if p.severity == "error"]
    client.post("/register/undo", json={"version": now.version})
    assert Store(folder).load().tables == before.tables


def test_only_what_changed_is_sent_where_rows_and_columns_stay(client):
    told = edit(client, edit="tick", activity="Sund Skole", actor="vive", did=True).json()
    assert [each["name"] for each in told["changed"]] == ["Sund Skole"]
    assert {a["id"]: a["activities"] for a in told["actors"]}["vive"] == 5
    told = edit(client, edit="goes_on", activity="10-snack", continues="no").json()
    assert [each["name"] for each in told["changed"]] == ["10-snack"]
    assert told["changed"][0]["continues"] == "no"
    told = edit(client, edit="name", activity="10-snack", name="11-snack").json()
    assert [(each["was"], each["name"]) for each in told["changed"]] == [("10-snack", "11-snack")]
    assert "entries" in edit(client, edit="remove", activity="11-snack").json()
    assert "entries" in edit(client, edit="add_actor", actor="Ny").json()


def test_a_change_that_would_be_wrong_is_told_and_not_written(client, folder):
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    wrong = [
        {"edit": "goes_on", "activity": "10-snack", "continues": "yes", "heir": "sekretariatet"},
        {"edit": "date", "activity": "10-snack", "start": "someday", "end": ""},
        {"edit": "add", "activity": "", "actors": ["vive"]},
        {"edit": "actor", "actor": "vive", "column": "id", "value": "sekretariatet"},
        {"edit": "actor", "actor": "vive", "column": "secretariat", "value": "perhaps"},
        {"edit": "tick", "activity": "not there", "actor": "vive", "did": True},
    ]
    for said in wrong:
        answer = edit(client, **said)
        assert answer.status_code == 422, said
        assert answer.json()["sentence"].endswith((".", "?")), answer.json()
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"edit": 1}', b'{"edit": "nothing", "version": "x"}',
     b'{"edit": "add", "version": "", "actors": {}}'],
)  # fmt: skip
def test_what_no_page_sends_is_refused(client, body):
    headers = {"content-type": "application/json"}
    assert client.post("/register/edit", content=body, headers=headers).status_code == 422
    assert client.post("/register/edit", data={"edit": "remove"}).status_code == 422


def test_cells_that_could_not_be_placed_are_told_and_the_others_are_written(client, folder):
    cells = [["nej", "måske"], *[["x"]] * 20]
    told = edit(client, edit="paste", grid="entries", names=["10-snack"],
                columns=["goes", "o:vive"], cells=cells).json()  # fmt: skip
    assert "Row 1, column 2, “måske”: 'måske' does not tell whether it took part." in told["left"]
    assert told["left"][-1] == "and 9 more cells"
    assert [each["continues"] for each in told["changed"]] == ["no"]
    before = (folder / "edges.csv").read_bytes()
    said = {"edit": "paste", "grid": "entries", "names": ["10-snack"]}
    for wrong in ({"columns": ["o:vive"], "cells": [["x"]] * 501}, {"columns": ["o:vive"]},
                  {"columns": ["evil"], "cells": [["x"]]}, {"grid": "x", "columns": []},
                  {"columns": ["o:nobody"], "cells": [["x"]]}):  # fmt: skip
        assert edit(client, **{**said, **wrong}).status_code == 422, wrong
    assert (folder / "edges.csv").read_bytes() == before


def test_two_windows_at_once_keep_both_changes(client, folder):
    version = version_of(client)
    for said in (
        {"edit": "goes_on", "activity": "10-snack", "continues": "no"},
        {"edit": "actor", "actor": "vive", "column": "label", "value": "VIVE 2"},
    ):
        assert client.post("/register/edit", json={"version": version, **said}).status_code == 200
    text = (folder / "activities.csv").read_text() + (folder / "nodes.csv").read_text()
    assert "\n10-snack,,no," in text
    assert "VIVE 2" in text
    said = {"edit": "actor", "actor": "vive", "column": "label", "value": "3"}
    again = client.post("/register/edit", json={"version": version, **said})
    assert again.status_code == 409
    page = client.get(again.json()["see"]).text
    assert "VIVE 2" in page
    assert "Keep both changes" not in page
    client.post(again.json()["see"], data={"choice": "theirs"})
    assert "VIVE 2" in (folder / "nodes.csv").read_text()
    assert client.get(again.json()["see"]).status_code == 400


def test_many_windows_at_once_lose_nothing(client, folder):
    version = version_of(client)
    actors = [each["id"] for each in client.get("/register/data").json()["actors"]][:10]

    def say(actor):
        said = {"edit": "actor", "actor": actor, "column": "sector", "value": f"by {actor}"}
        return client.post("/register/edit", json={"version": version, **said}).status_code

    with ThreadPoolExecutor(10) as windows:
        assert set(windows.map(say, actors)) == {200}
    told = {each["id"]: each["sector"] for each in client.get("/register/data").json()["actors"]}
    assert [told[actor] for actor in actors] == [f"by {actor}" for actor in actors]


def test_a_file_changed_outside_is_shown_and_kept(client, folder):
    version = version_of(client)
    text = (folder / "nodes.csv").read_text()
    (folder / "nodes.csv").write_text(text + "fra-excel,Fra Excel,,,,,,,,,,,,\n")
    said = {"edit": "goes_on", "activity": "10-snack", "continues": "no"}
    told = client.post("/register/edit", json={"version": version, **said})
    see = told.json()["see"]
    assert "Fra Excel" in client.get(see).text
    assert client.post(see, data={"choice": "both"}).url.path == "/register"
    assert "Fra Excel" in (folder / "nodes.csv").read_text()
    entries = client.get("/register/data").json()["entries"]
    assert {e["name"]: e["continues"] for e in entries}["10-snack"] == "no"


def test_undo_shows_what_was_changed_outside_once_and_is_then_done(client, folder):
    first = edit(client, edit="goes_on", activity="10-snack", continues="no").json()["version"]
    second = edit(client, edit="add_actor", actor="Ny").json()["version"]
    text = (folder / "nodes.csv").read_text()
    (folder / "nodes.csv").write_text(text + "fra-excel,Fra Excel,,,,,,,,,,,,\n")
    said = {"version": second, "seen": second}
    see = client.post("/register/undo", json=said).json()["see"]
    client.post(see, data={"choice": "both"})
    text = (folder / "nodes.csv").read_text()
    assert ("Fra Excel" in text, "Ny,Ny" in text) == (True, False)
    told = client.post("/register/undo", json={"version": first, "seen": version_of(client)})
    assert {e["name"]: e["continues"] for e in told.json()["entries"]}["10-snack"] == ""
    assert "Fra Excel" in (folder / "nodes.csv").read_text()


def test_an_earlier_version_is_brought_back(client, folder):
    before = (folder / "nodes.csv").read_bytes()
    first = version_of(client)
    edit(client, edit="add_actor", actor="Ny")
    page = client.get("/register").text
    assert "Ny added" in page
    assert first in page
    client.post("/register/restore", data={"version": first})
    assert (folder / "nodes.csv").read_bytes() == before
    assert client.post("/register/restore", data={"version": "../.."}).status_code == 400


def test_a_record_is_begun_by_hand(client_of, tmp_path):
    client = client_of(tmp_path / "new")
    assert "Add a meeting" in client.get("/register").text
    edit(client, edit="add", activity="walk", actors=["A", "B"], start="14-03-2018", lead="A")
    edit(client, edit="actor", actor="A", column="secretariat", value="yes")
    found = examine(tmp_path / "new")
    assert found.alliance.actors.secretariat.tolist() == [True, False]
    assert found.alliance.activities.name == ("walk",)


def test_pairs_and_files_that_cannot_be_read_are_told(client_of, tmp_path):
    (tmp_path / "nodes.csv").write_text("id\nA\nB\n")
    (tmp_path / "edges.csv").write_text("source,target\nA,B\n")
    client = client_of(tmp_path)
    page = client.get("/register").text
    assert ('id="pairs"' in page, 'id="grid"' in page) == (True, False)
    data = client.get("/register/data").json()
    assert data["entries"] == []
    assert [(each["row"], each["source"], each["target"]) for each in data["pairs"]] == [
        (2, "A", "B")
    ]
    told = edit(client, edit="pair", row=2, column="start", value="2018").json()
    assert told["pairs"][0]["start"] == "2018"
    assert edit(client, edit="remove_pair", row=7).status_code == 422
    assert edit(client, edit="remove_pair", row="2").status_code == 422
