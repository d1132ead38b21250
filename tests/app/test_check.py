"""The room of problems: each at its cell, put right in place."""

from __future__ import annotations

import re

import pytest

from ci_network.app.store import Store

NODES = "id,secretariat\nS,yes\nLibrary,\nLibary,\n"
EDGES = "activity,actor,start\nwalk,S,43173\nwalk,Library,43173\nwalk,Schol,\nrun,Libary,2018\n"


@pytest.fixture
def wrong(tmp_path):
    place = tmp_path / "wrong"
    place.mkdir()
    (place / "nodes.csv").write_text(NODES)
    (place / "edges.csv").write_text(EDGES)
    return place


def forms(page):
    """What each form would send, by what stands on its button."""
    found = {}
    for form in re.findall(r"<form class=\"line\".*?</form>", page, re.S):
        said = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
        button = re.sub(r"<[^>]+>", "", form.split("<button")[1].split(">", 1)[1]).strip()
        found.setdefault(button, said)
    return found


def test_problems_are_put_right_one_by_one_until_nothing_is_wrong(client_of, wrong):
    client = client_of(wrong)
    page = client.get("/check").text
    assert "must be put right" in page
    page = client.post("/check", data=forms(page)["Schol is an organisation of its own"]).text
    page = client.post("/check", data=forms(page)["Both are Library"]).text
    sure = {"version": Store(wrong).load().version, "all": "excel-serial"}
    page = client.post("/check", data=sure, headers={"hx-request": "true"}).text
    assert "<html" not in page
    assert "Nothing must be put right." in page
    assert (wrong / "edges.csv").read_text() == (
        "activity,actor,start\nwalk,S,2018-03-14\nwalk,Library,2018-03-14\nwalk,Schol,\n"
        "run,Library,2018\n"
    )
    assert Store(wrong).load().alliance is not None


def test_a_whole_row_is_written_and_removed(client_of, wrong):
    client = client_of(wrong)
    page = client.get("/check/row", params={"file": "edges.csv", "row": 4}).text
    assert 'value="Schol"' in page
    said = {"file": "edges.csv", "row": "4", "version": Store(wrong).load().version}
    client.post("/check/row", data={**said, "cell": ["walk", "Library", "2019"]})
    assert "walk,Library,2019\n" in (wrong / "edges.csv").read_text()
    said["version"] = Store(wrong).load().version
    client.post("/check/row", data={**said, "remove": "yes"})
    assert "2019" not in (wrong / "edges.csv").read_text()
    for file, row in (("edges.csv", "99"), ("edges.csv", "-1"), ("../x", "1"), ("", "")):
        assert client.get("/check/row", params={"file": file, "row": row}).status_code == 404


def test_a_problem_that_is_gone_meanwhile_is_shown_as_a_conflict(client_of, wrong):
    client = client_of(wrong)
    said = forms(client.get("/check").text)["Both are Library"]
    (wrong / "nodes.csv").write_text(NODES.replace("Libary,", "Libary,no"))
    answer = client.post("/check", data=said)
    assert "Two versions" in answer.text
    answer = client.post("/check", data=said, headers={"hx-request": "true"})
    assert answer.headers["hx-redirect"].startswith("/register/conflict/")


def test_what_no_page_sends_is_refused(client_of, wrong):
    client = client_of(wrong)
    said = forms(client.get("/check").text)["Both are Library"]
    for other in ({"problem": "x"}, {"way": "99"}, {"way": "-1"}, {"way": ""}):
        assert client.post("/check", data={**said, **other}).status_code == 422
    assert client.post("/check", data={**said, "version": "gone"}).status_code == 400


def test_a_file_that_cannot_be_read_is_told(client_of, wrong):
    (wrong / "edges.csv").write_text('activity,actor\nwalk,"A\n')
    client = client_of(wrong)
    assert "edges.csv" in client.get("/check").text
    assert (
        "cannot be read" in client.get("/register").text
        or "Register" in client.get("/register").text
    )


def test_without_a_record_one_is_begun(client_of, tmp_path):
    assert "Begin with a list" in client_of(tmp_path / "new").get("/check").text


def test_hostile_cells_are_text(client_of, wrong):
    hostile = '"><img src=x onerror=alert(1)>'
    quoted = '"' + hostile.replace('"', '""') + '"'
    (wrong / "edges.csv").write_text(EDGES + f"{quoted},{quoted},{quoted}\n")
    client = client_of(wrong)
    assert "<img" not in client.get("/check").text
    assert "<img" not in client.get("/check/row", params={"file": "edges.csv", "row": 6}).text
