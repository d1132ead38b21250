"""The map and the report are those of the commands, made in the background."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import threading
import time
import zipfile

import pytest
from alliances import alliance

from ci_network.api.recipes import make_map, make_report
from ci_network.app.jobs import Jobs, StoppedError
from ci_network.commands.run import run


def when_ready(client, room, sign):
    """The room's piece of page, once it has what was asked for."""
    for _ in range(600):
        page = client.get(f"/{room}/state").text
        if sign in page:
            return page
        assert 'class="job"' in page, page
        time.sleep(0.05)
    raise AssertionError(page)


@pytest.fixture
def here(folder, monkeypatch):
    """The folder as it would be named on the command line."""
    monkeypatch.chdir(folder.parent)
    return folder.relative_to(folder.parent)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_map_is_that_of_the_command(client_of, here, language):
    client = client_of(here, language)
    when_ready(client, "map", "iframe")
    run(["map", str(here), "-o", "map.html", "--lang", language])
    made = (here.parent / "map.html").read_bytes()
    assert client.get("/map/page").content == made
    assert client.get("/map/map.html").content == made


def test_the_map_may_be_shown_in_our_page_and_do_no_more(client):
    policy = client.get("/map/page").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "connect-src 'none'" in policy


def test_the_places_are_kept_for_the_next_map(client, here, now):
    first = client.get("/map/page").content
    page = client.post("/map/places", data={"version": now(client)}).text
    assert f'value="{now(client)}"' in page
    run(["map", str(here), "-o", "map.html", "--lang", "en", "--layout", "layout.csv"])
    assert (here / "layout.csv").read_bytes() == (here.parent / "layout.csv").read_bytes()
    assert client.get("/map/page").content == first
    before = client.app.state.desk.store.load().version
    client.post("/map/places")
    assert client.app.state.desk.store.load().version == before


def test_what_was_decided_on_the_map_is_in_the_record(client, here, now):
    page = now(client)
    fields = {"activity": ["Alliancegruppen", "10-snack"], "taken_over_by": ["", "headspace"],
              "evidence": "the meeting", "version": page}  # fmt: skip
    answer = client.post("/map", data=fields)
    assert answer.status_code == 200
    assert "hx-refresh" not in answer.headers
    text = (here / "activities.csv").read_text(encoding="utf-8")
    told = {row["activity"]: row for row in csv.DictReader(io.StringIO(text))}
    assert told["Alliancegruppen"]["continues"] == "yes"
    assert told["10-snack"]["taken_over_by"] == "headspace"
    assert told["10-snack"]["continues_evidence"] == "the meeting"
    other = {"activity": ["Girlpower"], "taken_over_by": [""], "version": page}
    assert client.post("/map", data=other).headers["hx-refresh"] == "true"
    for fields in ({}, {"activity": ["a", "b"], "taken_over_by": [""]}):
        assert client.post("/map", data=fields).status_code == 422


def test_places_that_are_kept_meanwhile_change_nothing_on_the_map(client, now):
    page = now(client)
    assert client.post("/map/places", data={"version": page}).status_code == 200
    said = {"activity": ["10-snack"], "taken_over_by": [""], "version": page}
    assert now(client) != page
    assert "hx-refresh" not in client.post("/map", data=said).headers


def test_a_person_who_takes_over_is_written_by_name(client_of, tmp_path, now):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "nodes.csv").write_text(
        "id,type,secretariat\nS,,yes\nAnna,person,\nB,,\n", encoding="utf-8"
    )
    edges = "".join(f"walk,{actor},2018\n" for actor in ("S", "Anna", "B"))
    (folder / "edges.csv").write_text(f"activity,actor,start\n{edges}", encoding="utf-8")
    client = client_of(folder)
    assert "Anna" not in client.get("/map/page").text
    said = {"activity": ["walk"], "taken_over_by": ["P01"], "version": now(client)}
    client.post("/map", data=said)
    assert "walk,yes,Anna" in (folder / "activities.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("names", ["shown", "codes"])
def test_the_report_is_that_of_the_command(client_of, here, names):
    client = client_of(here, "en")
    fields = {"title": "Our alliance", "author": "Anna", "names": names}
    assert client.post("/report", data=fields).url.path == "/report"
    when_ready(client, "report", "iframe")
    codes = ["--pseudonyms"] if names == "codes" else []
    run(["report", str(here), "--lang", "en", "--null", "0", "--title", "Our alliance",
         "--author", "Anna", *codes, "-o", "report"])  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(client.get("/report/report.zip").content)) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    there = {
        f"report/{path.relative_to('report').as_posix()}": path.read_bytes()
        for path in (here.parent / "report").rglob("*")
        if path.is_file() and path.name != ".ci-network-report"
        for path in [path.relative_to(here.parent)]
    }
    assert sorted(made) == sorted(there)
    assert [name for name, content in made.items() if content != there[name]] == []
    page = client.get("/report/view/index.html")
    assert page.content == made["report/index.html"]
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    sheet = client.get("/report/view/ties.csv")
    assert sheet.headers["content-disposition"].startswith("attachment")


def test_the_report_has_as_many_draws_as_that_of_the_command(client, monkeypatch):
    monkeypatch.setattr("ci_network.api.recipes.draws_of", lambda result: 9)
    client.post("/report", data={"names": "shown", "compared": "yes"})
    when_ready(client, "report", "iframe")
    with zipfile.ZipFile(io.BytesIO(client.get("/report/report.zip").content)) as archive:
        assert json.loads(archive.read("report/metrics.json"))["null"]["replicates"] == 9


def test_only_files_of_the_report_are_shown(client):
    client.post("/report", data={"names": "shown"})
    when_ready(client, "report", "iframe")
    outside = ("../../nodes.csv", "..%2f..%2fnodes.csv", "nowhere.html", "/etc/passwd", "")
    assert {client.get(f"/report/view/{name}").status_code for name in outside} == {404}


def test_before_a_report_is_made_there_is_none(client):
    assert client.get("/report/report.zip").status_code == 404
    assert client.get("/report/state").status_code == 404
    assert "hx-get" not in client.get("/report").text


def test_work_that_nobody_wants_ends_and_can_begin_again():
    jobs, steps = Jobs(), []

    def work(telling):
        with telling("Windows measured") as progress:
            for step in range(1_000):
                steps.append(step)
                progress(step, 1_000)
                time.sleep(0.002)
        return "done"

    job = jobs.begin("work", work)
    assert jobs.begin("work", work) is job
    while job.done < 2:
        time.sleep(0.001)
    assert (job.state, job.doing, job.total) == ("running", "Windows measured", 1_000)
    job.stop()
    job.wait(5)
    assert job.state == "stopped"
    assert len(steps) < 1_000
    with pytest.raises(StoppedError):
        job.result  # noqa: B018
    again = jobs.begin("work", lambda telling: "again")
    again.wait(5)
    assert (again.state, again.result) == ("done", "again")
    jobs.end()


@pytest.mark.parametrize(
    ("room", "steps"),
    [("map", ["Windows measured", "Map drawn"]),
     ("report", ["Windows measured", "Comparisons", "Activities handed over", "Questions",
                 "Report written", "Map drawn"])],
)  # fmt: skip
def test_every_long_step_is_named_and_can_be_stopped_in(room, steps):
    record = alliance("S*", a="S!ABC@2018", b="AB@2019", c="SAC@2019")

    def made(telling):
        if room == "map":
            return make_map(record, telling=telling)
        return make_report(record, replicates=9, telling=telling)

    class Named(list):
        def __init__(self, stop_in=""):
            self.stop_in, self.told = stop_in, 0

        @contextlib.contextmanager
        def __call__(self, doing):
            self.append(doing)
            yield lambda done, total: self.step(doing)

        def step(self, doing):
            self.told += 1
            if doing == self.stop_in:
                raise StoppedError

    named = Named()
    made(named)
    assert named == steps
    for step in steps:
        stopped = Named(step)
        with pytest.raises(StoppedError):
            made(stopped)
        assert stopped[-1] == step


def test_who_stops_work_need_not_wait_for_its_next_step():
    jobs, go_on = Jobs(), threading.Event()
    job = jobs.begin("work", lambda telling: go_on.wait(5))
    job.stop()
    assert job.state == "stopped"
    again = jobs.begin("work", lambda telling: "again")
    again.wait(5)
    assert again.result == "again"
    go_on.set()
    with pytest.raises(StoppedError):
        job.result  # noqa: B018
    jobs.end()


def test_work_that_is_stopped_before_it_begins_is_waited_for_no_longer():
    jobs, go_on = Jobs(), threading.Event()
    for name in ("one", "two"):
        jobs.begin(name, lambda telling: go_on.wait(5))
    job = jobs.begin("three", lambda telling: "never")
    job.stop()
    job.wait(5)
    assert job.state == "stopped"
    go_on.set()
    jobs.end()


def test_a_report_is_stopped_from_its_room(client):
    client.post("/report", data={"names": "shown", "compared": "yes"})
    assert "It was stopped" in client.post("/report/stop").text
