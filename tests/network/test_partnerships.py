"""Spells: who met whom, when, with what involvement of the secretariat."""

from __future__ import annotations

import time

import pytest
from alliances import alliance

from ci_network.commands.run import run
from ci_network.dates import iso
from ci_network.errors import UsageError
from ci_network.network import partnerships
from ci_network.network.partnerships import INVOLVEMENTS, all_meetings, stretches
from ci_network.reading import read_rows


def spells(record, max_size=None):
    """(pair, first day, last day, involvement) of every meeting, as text."""
    spans = stretches(record)
    meetings = all_meetings(spans, len(record.actors), max_size)
    ids = record.actors.id
    return {
        (
            ids[meetings.first[pair]] + ids[meetings.second[pair]],
            iso(spans.start[stretch]),
            iso(spans.end[stretch]),
            INVOLVEMENTS[spans.involvement[stretch]],
        )
        for pair, stretch in zip(meetings.pair, meetings.stretch, strict=True)
    }


def test_actors_met_on_the_days_that_both_were_there():
    record = alliance("S*", course=["A@2017-01/2017-04", "B@2017-04/2017-06"])
    assert spells(record) == {("AB", "2017-04-01", "2017-04-30", "none")}


def test_a_secretariat_that_does_not_lead_is_present():
    record = alliance("S*", cafe="SA!B@2017")
    assert {spell[3] for spell in spells(record)} == {"present"}


def test_everybody_met_everybody_at_an_activity_without_dates():
    record = alliance("S*", picnic="ABC")
    spans = stretches(record)
    assert len(all_meetings(spans, 4)) == 3


def test_the_size_of_an_activity_counts_the_secretariat_and_each_actor_once():
    record = alliance("S*", cafe=["SAB@2016", "A@2017", "C@2018"])
    assert stretches(record).size.tolist() == [4]


def test_more_meetings_than_memory_holds_are_refused_with_advice(monkeypatch):
    monkeypatch.setattr(partnerships, "MOST_MEETINGS", 5)
    record = alliance(plenary="ABCD@2017")
    with pytest.raises(UsageError, match="--max-size"):
        all_meetings(stretches(record), 4)


def plenary(size: int):
    nodes = [{"id": f"p{n}"} for n in range(size)]
    edges = [{"activity": "all", "actor": row["id"], "start": "2018"} for row in nodes]
    return read_rows(nodes, edges).alliance


@pytest.mark.parametrize("size", [1_500, 3_000])
def test_a_plenary_that_cannot_be_shown_is_refused_before_any_work(size):
    one = plenary(size)
    with pytest.raises(UsageError, match="--max-size"):
        partnerships.refuse_to_show(one, None)
    partnerships.refuse_to_show(one, size - 1)
    partnerships.refuse_to_show(plenary(200), None)


@pytest.mark.parametrize("command", ["ties", "map", "report"])
def test_a_plenary_of_three_thousand_is_refused_in_words(command, tmp_path, capsys):
    nodes = "".join(f"p{n}\n" for n in range(3_000))
    (tmp_path / "nodes.csv").write_text(f"id\n{nodes}")
    rows = "".join(f"all,p{n},2018\n" for n in range(3_000))
    (tmp_path / "edges.csv").write_text(f"activity,actor,start\n{rows}")
    began = time.process_time()
    assert run([command, str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert time.process_time() - began < 10
    assert "--max-size" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
