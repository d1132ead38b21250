"""The room of the plan: the plan of the command, decided activity by activity."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from itertools import pairwise

import pytest

from ci_network.commands.run import run


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def decide(client, activity, continues, **fields):
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
    for was, continues in pairwise(["", "yes", "no", "yes", ""]):
        assert decide(client, best, continues, was=was).status_code == 200
    assert the_plan(folder, tmp_path) == before


@pytest.mark.parametrize(
    "fields",
    [{"activity": "", "continues": "yes"}, {"activity": "Alliancegruppen", "continues": "perhaps"},
     {"activity": "nowhere", "continues": "yes"},
     {"activity": "Alliancegruppen", "continues": "yes", "taken_over_by": "nobody known"}],
)  # fmt: skip
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(client, folder, fields):
    before = (folder / "activities.csv").read_bytes()
    assert client.post("/plan", data=fields).status_code in (400, 422)
    assert (folder / "activities.csv").read_bytes() == before


def test_decisions_about_different_activities_at_once_are_all_kept(client, folder, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    names = [each["activity"] for each in the_plan(folder, tmp_path)["worth"]]
    with ThreadPoolExecutor(len(names)) as pool:
        answers = list(pool.map(lambda name: decide(client, name, "yes").status_code, names))
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


def test_what_another_window_decided_meanwhile_is_not_overwritten(client, folder, tmp_path):
    first, *_ = shown(client.get("/plan").text)
    assert decide(client, first, "yes").status_code == 200
    late = decide(client, first, "no")
    assert late.status_code == 400
    assert "in another window meanwhile" in late.text
    assert decide(client, first, "no", was="yes").status_code == 200
    answer = {"kind": "continues", "about": first, "answer": "yes"}
    assert "in another window meanwhile" in client.post("/answer", data=answer).text
