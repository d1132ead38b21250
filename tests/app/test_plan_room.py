"""The room of the plan: the plan of the command, decided activity by activity."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest

from ci_network.commands.run import run


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def decide(client, activity, continues, **fields):
    fields = {"version": client.app.state.desk.store.load().version, **fields}
    return client.post("/plan", data={"activity": activity, "continues": continues, **fields})


def shown(page):
    """The activities of both tables, in order."""
    return [
        html.unescape(name)
        for name in re.findall(r'<th scope="row"><bdi dir="auto">(.*?)</bdi>', page)
    ]


def the_plan(folder, tmp_path):
    run(["plan", str(folder), "--format", "json", "-o", str(tmp_path / "plan.json")])
    return json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))


def test_the_open_activities_stand_in_the_order_of_the_command(client, folder, tmp_path):
    worth = [each["activity"] for each in the_plan(folder, tmp_path)["worth"]]
    assert shown(client.get("/plan").text)[: len(worth)] == worth


def test_the_workbook_is_that_of_the_command(client_of, folder, tmp_path):
    run(["plan", str(folder), "--lang", "da", "-o", str(tmp_path / "plan.xlsx")])
    made = client_of(folder, "da").get("/plan/plan.xlsx")
    assert made.headers["content-disposition"].startswith("attachment")
    assert made.content == (tmp_path / "plan.xlsx").read_bytes()


def test_what_is_decided_is_in_the_record_and_moves_the_plan(client, folder, tmp_path):
    before = the_plan(folder, tmp_path)
    best = before["worth"][0]["activity"]
    partner = before["candidates"][best][0]["partner"]
    page = decide(client, best, "", taken_over_by=partner, evidence="14 March")
    assert page.status_code == 200
    (row,) = [each for each in rows(folder / "activities.csv") if each["activity"] == best]
    assert (row["continues"], row["taken_over_by"], row["continues_evidence"]) == (
        "yes", partner, "14 March",
    )  # fmt: skip
    after = the_plan(folder, tmp_path)
    worth = [each["activity"] for each in after["worth"]]
    assert best not in worth
    assert shown(page.text)[: len(worth)] == worth
    assert after["none"] > before["none"]


def test_a_decision_is_changed_and_taken_back_again(client, folder, tmp_path):
    before = the_plan(folder, tmp_path)
    best = before["worth"][0]["activity"]
    for continues in ("yes", "no", "yes", ""):
        assert decide(client, best, continues).status_code == 200
    assert the_plan(folder, tmp_path) == before


def test_a_series_is_decided_at_once_and_undone_at_once(client_of, series):
    client = client_of(series)
    page = client.get("/plan").text
    assert shown(page) == ["Board", "walk"]
    first = page.split('class="choice"')[1].split("</form>")[0]
    fields = re.findall(r'name="activity" value="([^"]+)"', first)
    assert fields == [f"Board ({day})" for day in ("2018-01-09", "2018-05-08", "2018-09-11")]
    page = decide(client, fields, "yes", evidence="14 March")
    told = {row["activity"]: row["continues"] for row in rows(series / "activities.csv")}
    assert told == dict.fromkeys(fields, "yes")
    assert shown(page.text) == ["walk", "Board"]
    decide(client, fields, "")
    assert not any(row["continues"] for row in rows(series / "activities.csv"))


@pytest.mark.parametrize(
    "fields",
    [{"activity": "", "continues": "yes"}, {"activity": "Alliancegruppen", "continues": "perhaps"},
     {"activity": "nowhere", "continues": "yes"},
     {"activity": "Alliancegruppen", "continues": "yes", "taken_over_by": "nobody known"}],
)  # fmt: skip
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(client, folder, fields):
    before = (folder / "activities.csv").read_bytes()
    assert decide(client, **fields).status_code in (400, 422)
    assert (folder / "activities.csv").read_bytes() == before


def test_decisions_about_different_activities_at_once_are_all_kept(client, folder, tmp_path, now):
    from concurrent.futures import ThreadPoolExecutor

    names = [each["activity"] for each in the_plan(folder, tmp_path)["worth"]]
    with ThreadPoolExecutor(len(names)) as pool:
        page = now(client)
        decided = pool.map(lambda name: decide(client, name, "yes", version=page), names)
        answers = [each.status_code for each in decided]
    assert answers == [200] * len(names)
    told = {each["activity"]: each["continues"] for each in rows(folder / "activities.csv")}
    assert {told[name] for name in names} == {"yes"}


def test_forty_requests_at_once_are_all_answered(client):
    from concurrent.futures import ThreadPoolExecutor

    paths = ["/answer", "/plan", "/answer/questions", "/"] * 10
    with ThreadPoolExecutor(40) as pool:
        assert set(pool.map(lambda path: client.get(path).status_code, paths)) == {200}


def test_of_many_activities_the_first_are_shown_and_the_others_on_request(client, monkeypatch):
    from ci_network.app.rooms import plan as room

    whole = shown(client.get("/plan").text)
    monkeypatch.setattr(room, "_FIRST", 4)
    page = client.get("/plan").text
    assert 'hx-get="/plan/more"' in page
    rest = client.get("/plan/more").text
    assert shown(page)[:4] + shown(rest) + shown(page)[4:] == whole
    ids = re.findall(r' id="([^"]+)"', page + rest)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("room", ["/plan", "/answer", "/map"])
def test_what_another_window_decided_meanwhile_is_not_overwritten(client, folder, room, now):
    page = now(client)
    first, *_ = shown(client.get("/plan").text)
    assert decide(client, first, "no", version=page).status_code == 200
    told = {"/plan": {"activity": first, "continues": "yes"},
            "/answer": {"kind": "continues", "about": first, "answer": "yes"},
            "/map": {"activity": [first], "taken_over_by": [""]}}  # fmt: skip
    late = client.post(room, data={"version": page, **told[room]})
    assert "Two versions" in late.text
    piece = client.post(room, data={"version": page, **told[room]}, headers={"hx-request": "true"})
    assert piece.headers["hx-redirect"].startswith("/register/conflict/")
    assert [row["continues"] for row in rows(folder / "activities.csv")
            if row["activity"] == first] == ["no"]  # fmt: skip
    assert client.post(room, data={"version": now(client), **told[room]}).status_code == 200


@pytest.mark.parametrize("room", ["/plan", "/answer"])
def test_a_file_changed_outside_is_shown_before_anything_is_decided_on_it(
    client, folder, room, now
):
    page = now(client)
    first, *_ = shown(client.get("/plan").text)
    with (folder / "nodes.csv").open("a", encoding="utf-8") as file:
        file.write("fra-excel,Fra Excel,,,,,,,,,,,,\n")
    told = {"/plan": {"activity": first, "continues": "yes"},
            "/answer": {"kind": "continues", "about": first, "answer": "yes"}}  # fmt: skip
    late = client.post(room, data={"version": page, **told[room]})
    assert "Fra Excel" in late.text
    client.post(late.url.path, data={"choice": "both"})
    assert "Fra Excel" in (folder / "nodes.csv").read_text(encoding="utf-8")
    assert [row["continues"] for row in rows(folder / "activities.csv")
            if row["activity"] == first] == ["yes"]  # fmt: skip
