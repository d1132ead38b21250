"""A record without any date is one window, wherever nobody says how long windows are."""

from __future__ import annotations

import json

import pytest
from alliances import alliance

import ci_network as ci
from ci_network.api.record import DataWarning
from ci_network.commands.run import run
from ci_network.network.windows import window_networks
from ci_network.results.answering import answer

EDGES = {
    "Board": "Mayor,lead Library School S",
    "Club": "Library,lead School",
    "Picnic": "S,lead Library Scouts",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "record"
    place.mkdir()
    nodes = "id,secretariat\nS,yes\nMayor,\nLibrary,\nSchool,\nScouts,\n"
    (place / "nodes.csv").write_text(nodes, encoding="utf-8")
    rows = [f"{name},{who}\n" for name, all_ in EDGES.items() for who in all_.split()]
    rows = [row if row.count(",") == 2 else f"{row[:-1]},\n" for row in rows]
    text = "activity,actor,role\n" + "".join(rows)
    (place / "edges.csv").write_text(text, encoding="utf-8")
    return place


def told(capsys, *words):
    code = run([*words, "--lang", "en"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return out, err


@pytest.mark.parametrize("command", ["metrics", "ties", "partners", "answer", "plan", "ask"])
def test_a_command_says_of_the_whole_record_what_all_says(folder, capsys, command):
    usual = told(capsys, command, str(folder), "--format", "json")
    asked = told(capsys, command, str(folder), "--every", "all", "--format", "json")
    assert usual == asked
    assert json.loads(usual[0])
    assert "No activity has a date, so that the whole record is one window" in usual[1]


def test_an_engine_takes_the_same_window(folder, capsys):
    pytest.importorskip("duckdb")
    out, _ = told(capsys, "metrics", str(folder), "--engine", "duckdb", "--format", "json")
    assert [each["window"] for each in json.loads(out)["windows"]] == ["all"]


def test_a_length_that_is_asked_for_is_kept(folder, capsys):
    out, err = told(capsys, "metrics", str(folder), "--every", "year", "--format", "json")
    assert json.loads(out)["windows"] == []
    assert "so there is no window of that length; --every all takes the whole record" in err


def test_the_report_tells_what_dates_would(folder, capsys):
    told(capsys, "report", str(folder), "-o", "report")
    page = (folder.parent / "report" / "index.html").read_text(encoding="utf-8")
    assert "No activity has a date, so the whole record is one period." in page
    assert "cannot be told how long anything lasts" in page
    assert "whether it met without the secretariat later than with it" in page
    assert "No offshoot is recorded" not in page
    assert "a school year" not in page
    assert "The whole period" in page


def test_the_map_compare_and_survey_are_made(folder, capsys):
    told(capsys, "map", str(folder), "-o", "map.html")
    told(capsys, "compare", str(folder), str(folder), "--name", "a", "--name", "b", "-o", "both")
    told(capsys, "survey", str(folder), "-o", "forms")
    found = json.loads((folder.parent / "both" / "compare.json").read_text(encoding="utf-8"))
    assert [each["window"] for each in found["alliances"]] == ["all", "all"]


def test_python_takes_the_same_window(folder):
    with pytest.warns(DataWarning, match="the whole record is one window"):
        record = ci.read(folder)
    assert ci.periods(record)["window"].tolist() == ["all"]
    assert ci.answer(record).in_words("en")[-1] == (
        "No activity has a date, so the whole record is one period."
    )
    assert ci.plan(record).steps["k"].tolist()
    assert set(ci.ties(record)["window"]) == {"all"}


def test_one_date_makes_the_windows_years_again():
    assert window_networks(alliance("S*", a="SAB", b="SAB@2018")).every == "year"
    assert window_networks(alliance("S*", a="SAB", b="SAB")).every == "all"


def test_where_some_activities_have_a_date_the_whole_period_counts_all():
    record = alliance("S*", a="SAB", b="SAB@2018")
    in_all = answer(window_networks(record, "all")).in_words("en")[-1]
    assert in_all == "1 activity has no date, and counts in the whole period alone."
    in_year = answer(window_networks(record)).in_words("en")[-1]
    assert in_year == "1 activity has no date, and counts in no year."


def test_a_record_without_activities_is_not_called_undated():
    with pytest.raises(ci.CINetworkError, match="No activity is recorded"):
        ci.plan(alliance("S*"))
    assert answer(window_networks(alliance("S*"))).reason == "nothing"


def test_a_record_without_dates_is_no_version_before_one_with_dates():
    undated, dated = alliance("S*", a="SAB"), alliance("S*", a="SAB@2018", b="AB@2018")
    for pair in ((undated, dated), (dated, undated)):
        with pytest.raises(ci.CINetworkError, match="is no match for 2018 of the other"):
            ci.change(pair[0], later=pair[1], replicates=0)
    found = ci.change(undated, later=dated, every="all", replicates=0)
    assert found.figures["before"] == found.figures["after"] == "all"
    assert ci.change(undated, later=undated, replicates=0).parts["change"].eq(0).all()
