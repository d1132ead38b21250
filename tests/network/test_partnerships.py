"""Spells: who met whom, when, with what involvement of the secretariat (DESIGN of the model)."""

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


def test_actors_whose_dates_do_not_overlap_never_met():
    record = alliance("S*", course=["A@2017-01/2017-03", "B@2017-04/2017-06"])
    assert spells(record) == set()


def test_actors_met_on_the_days_that_both_were_there():
    record = alliance("S*", course=["A@2017-01/2017-04", "B@2017-04/2017-06"])
    assert spells(record) == {("AB", "2017-04-01", "2017-04-30", "none")}


def test_an_activity_goes_on_after_the_secretariat_left_it():
    # S leads for the first half of the year, then A and B go on alone.
    record = alliance("S*", cafe=["S!@2017-01/2017-06", "AB@2017"])
    assert {spell for spell in spells(record) if spell[0] == "AB"} == {
        ("AB", "2017-01-01", "2017-06-30", "led"),
        ("AB", "2017-07-01", "2017-12-31", "none"),
    }


def test_a_partner_that_leads_too_makes_the_secretariat_present_only():
    record = alliance("S*", cafe=["S!@2017", "A!@2017-01/2017-03", "AB@2017"])
    assert {(spell[1], spell[3]) for spell in spells(record) if spell[0] == "AB"} == {
        ("2017-01-01", "present"),
        ("2017-04-01", "led"),
    }


def test_a_secretariat_that_does_not_lead_is_present():
    record = alliance("S*", cafe="SA!B@2017")
    assert {spell[3] for spell in spells(record)} == {"present"}


def test_a_term_that_ends_splits_the_activity():
    record = alliance("S*", {"id": "S", "secretariat_until": "2017-06"}, cafe="S!AB@2017")
    assert spells(record) == {
        (pair, start, end, involvement)
        for pair in ("AB", "AS", "BS")
        for start, end, involvement in [
            ("2017-01-01", "2017-06-30", "led"),
            ("2017-07-01", "2017-12-31", "none"),
        ]
    }


def test_everybody_met_everybody_at_an_activity_without_dates():
    record = alliance("S*", picnic="ABC")
    spans = stretches(record)
    assert len(all_meetings(spans, 4)) == 3


def test_the_size_of_an_activity_counts_the_secretariat_and_each_actor_once():
    record = alliance("S*", cafe=["SAB@2016", "A@2017", "C@2018"])
    assert stretches(record).size.tolist() == [4]


def test_max_size_leaves_larger_activities_out_of_all_ties():
    record = alliance("S*", plenary="SABCD@2017", pair="AB@2017")
    assert {spell[0] for spell in spells(record, max_size=4)} == {"AB"}


def test_more_meetings_than_memory_holds_are_refused_with_advice(monkeypatch):
    monkeypatch.setattr(partnerships, "_MOST_MEETINGS", 5)
    record = alliance(plenary="ABCD@2017")
    with pytest.raises(UsageError, match="--max-size"):
        all_meetings(stretches(record), 4)


def test_a_start_known_to_the_year_is_any_day_of_it_and_the_later_partner_decides():
    record = alliance("S*", cafe=["A@2017", "B@2017-03-14/2017-12"])
    spans = stretches(record)
    meetings = all_meetings(spans, 3)
    assert [iso(day) for day in meetings.latest_start] == ["2017-12-31"]
