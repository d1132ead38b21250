"""The room of the answer: what is asked is what `ask` asks, and an answer is in the record."""

from __future__ import annotations

import csv
import io
import json
import re
import time

import pytest

from ci_network.commands.run import run
from ci_network.network.windows import window_networks
from ci_network.reading import read
from ci_network.results.answering import answer


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def sentences(folder, language="en"):
    return answer(window_networks(read(folder).alliance)).in_words(language)


def said(client, **fields):
    fields = {"version": client.app.state.desk.store.load().version, **fields}
    return client.post("/answer", data=fields, headers={"hx-request": "true"})


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_sentences_are_those_of_the_command(client_of, folder, language):
    page = client_of(folder, language).get("/answer").text.replace("&#34;", '"')
    assert all(sentence in page for sentence in sentences(folder, language))


def test_the_questions_are_those_of_the_command_in_its_order(client, folder, tmp_path):
    run(["ask", str(folder), "--format", "json", "-o", str(tmp_path / "ask.json")])
    asked = json.loads((tmp_path / "ask.json").read_text(encoding="utf-8"))["questions"]
    page = client.get("/answer/questions").text
    shown = re.findall(r'<p class="asks" id="q\d+">(.*?)</p>', page)
    moving = [each["text"]["en"] for each in asked if each["swing"]]
    assert moving
    assert shown[: len(moving)] == moving
    assert len(shown) == len(asked)


def test_an_answer_moves_the_range_at_once_and_is_what_apply_would_write(client, folder, tmp_path):
    sheet = tmp_path / "answers.csv"
    sheet.write_text("kind,about,answer,evidence\ncontinues,Alliancegruppen,yes,14 March\n",
                     encoding="utf-8")  # fmt: skip
    run(["apply", str(folder), str(sheet), "-o", str(tmp_path / "applied")])
    before = sentences(folder)[0]
    page = said(client, kind="continues", about="Alliancegruppen", answer="yes",
                evidence="14 March")  # fmt: skip
    assert page.headers["hx-trigger"] == "record-changed"
    after = sentences(folder)[0]
    assert after != before
    assert after in page.text
    for name in ("nodes.csv", "edges.csv", "activities.csv"):
        assert rows(folder / name) == rows(tmp_path / "applied" / name), name


@pytest.mark.parametrize(
    ("kind", "about", "answer_", "file", "row"),
    [
        ("led_by", "picnic", "partner", "activities.csv",
         {"activity": "picnic", "led_by": "partner"}),
        ("date", "talk", "2018-03", "edges.csv", {"activity": "talk", "start": "2018-03"}),
        ("date", "talk", "in_window", "edges.csv",
         {"activity": "talk", "start": "2018-01-01", "end": "2018-12-31"}),
        ("left", "D", "not_before", "nodes.csv", {"id": "D", "left": "2018-12-31"}),
        ("left", "D", "2018-02", "nodes.csv", {"id": "D", "left": "2018-02"}),
        ("same_actor", ["Boligen Nord", "Boligen Norrd"], "yes", "nodes.csv",
         {"id": "Boligen Nord"}),
    ],
)  # fmt: skip
def test_every_kind_of_answer_is_in_the_record(
    client_of, tmp_path, kind, about, answer_, file, row
):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "nodes.csv").write_text(
        "id,secretariat,joined,left\nS,yes,,\nA,,,\nB,,,\nD,,2015,unknown\n"
        "Boligen Nord,,,\nBoligen Norrd,,,\n",
        encoding="utf-8",
    )
    (folder / "edges.csv").write_text(
        "activity,actor,start,end\npicnic,S,2018,\npicnic,A,2018,\npicnic,B,2018,\n"
        "talk,A,,\ntalk,B,,\nwalk,Boligen Nord,2018,\nwalk,Boligen Norrd,2018,\n",
        encoding="utf-8",
    )
    page = said(client_of(folder), kind=kind, about=about, answer=answer_)
    assert page.status_code == 200, page.text
    found = rows(folder / file)
    assert any(row.items() <= each.items() for each in found), found
    if kind == "same_actor":
        assert "Boligen Norrd" not in (folder / "edges.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "continues", "about": "Alliancegruppen"},
        {"kind": "continues", "about": "nowhere", "answer": "yes"},
        {"kind": "unheard-of", "about": "Alliancegruppen", "answer": "yes"},
        {"kind": "continues", "answer": "yes"},
        {"kind": "continues", "about": "Alliancegruppen", "answer": "=1+1"},
        {"kind": "led_by", "about": "Alliancegruppen", "answer": "x" * 20_000},
        {"kind": "date", "about": "Girlpower", "answer": "yesterday"},
        {"kind": "left", "about": "nobody", "answer": "2018"},
        {"kind": "same_actor", "about": ["Boligen"], "answer": "yes"},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(client, folder, fields):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    page = said(client, **fields)
    assert page.status_code in (400, 422)
    assert page.text.startswith('<p class="wrong">')
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_series_of_meetings_is_asked_about_once_and_each_where_one_wants(client_of, series):
    page = client_of(series).get("/answer/questions").text
    assert page.count("Do the 3 meetings of Board go on") == 1
    assert page.count("Who led the 3 meetings of Board") == 1
    asked = re.findall(r'id="q([\d-]+)">(.*?)</p>', page)
    each = [text for number, text in asked if "-" in number]
    alone = [text for number, text in asked if "-" not in number]
    assert len(each) == 6
    assert len(alone) == 5
    assert all("Board (2018-" in text for text in each)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("kind", "answer_"), [("continues", "yes"), ("continues", "no"),
                                               ("led_by", "partner")])  # fmt: skip
def test_what_is_answered_of_a_series_is_written_of_each_and_gives_the_range_that_was_shown(
    client_of, series, kind, answer_
):
    client = client_of(series)
    desk = client.app.state.desk
    (one,) = [q for q in desk.figures().questions() if "series" in q and q["kind"] == kind]
    (shown,) = [each for each in one["answers"] if each["answer"] == answer_]
    assert said(client, kind=kind, about=one["about"], answer=answer_).status_code == 200
    found = desk.figures().answer
    assert (shown["low"], shown["high"]) == (found.low, found.high)
    told = {row["activity"]: row[kind] for row in rows(series / "activities.csv")}
    assert told == dict.fromkeys(one["about"], answer_)
    assert len(told) == 3


def test_an_answer_is_taken_back(client, folder):
    before = sentences(folder)[0]
    page = said(client, kind="continues", about="Alliancegruppen", answer="yes")
    version = re.search(r'name="version" value="([^"]+)"', page.text)[1]
    back = client.post(
        "/undo", data={"version": version}, headers={"referer": "http://127.0.0.1:8000/answer"}
    )
    assert back.url.path == "/answer"
    assert before in back.text


def test_without_a_record_the_room_says_where_to_begin(client_of, tmp_path):
    for room in ("answer", "plan"):
        page = client_of(tmp_path / "nothing").get(f"/{room}").text
        assert 'href="/lists"' in page
    assert not (tmp_path / "nothing").exists()


def test_with_errors_in_the_record_the_room_leads_to_them(client, folder):
    with (folder / "edges.csv").open("a", encoding="utf-8") as file:
        file.write("new,nobody known,2018\n")
    page = client.get("/answer").text
    assert 'class="button main" href="/check"' in page


def test_questions_that_take_a_while_come_later_and_old_ones_are_given_up(client, monkeypatch):
    from ci_network.app import held
    from ci_network.app.rooms import answer as room

    begun, patient = [], held.asking

    def slow(drawn, progress):
        begun.append(drawn)
        if len(begun) == 1:
            for step in range(1_000):
                progress(step, 1_000)
                time.sleep(0.005)
        return patient(drawn, progress)

    monkeypatch.setattr(held, "asking", slow)
    monkeypatch.setattr(room, "_PATIENCE", 0.01)
    waiting = client.get("/answer/questions")
    assert (waiting.status_code, waiting.headers["hx-trigger"]) == (204, "not-yet")
    said(client, kind="continues", about="Alliancegruppen", answer="yes")
    began = time.monotonic()
    while (page := client.get("/answer/questions")).status_code == 204:
        assert time.monotonic() - began < 4
    assert 'class="question"' in page.text
    assert len(begun) == 2
