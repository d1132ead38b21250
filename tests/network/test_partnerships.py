"""Spells: who met whom, when, with what involvement of the secretariat."""

from __future__ import annotations

import pytest
from alliances import alliance

from ci_network.dates import iso
from ci_network.errors import UsageError
from ci_network.network import partnerships
from ci_network.network.partnerships import INVOLVEMENTS, all_meetings, stretches


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
    monkeypatch.setattr(partnerships, "_MOST_MEETINGS", 5)
    record = alliance(plenary="ABCD@2017")
    with pytest.raises(UsageError, match="--max-size"):
        all_meetings(stretches(record), 4)
