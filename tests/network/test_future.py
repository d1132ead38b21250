"""What somebody has said of the lead and the future of activities, counted by hand."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from alliances import alliance, rows, told
from hypothesis import given, settings
from hypothesis import strategies as st
from random_alliances import alliances

import ci_network as ci
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.network.partnerships import INVOLVEMENTS, stretches
from ci_network.reading import read_rows
from ci_network.record.alliance import with_evaluation, without_evaluation


def ties_left(record) -> dict[str, int]:
    """Ties of the whole period by scenario."""
    (figures,) = sustainability(record, "all").figures
    return {name: found.ties for name, found in figures.scenarios.items()}


def classes(record) -> tuple[int, int, int, int]:
    (figures,) = sustainability(record, "all").figures
    ties = figures.independence.ties
    return ties.independent, ties.supported, ties.carried, ties.lead_unknown


TRIANGLE = rows("S*", group="SABC@2018", walk="CD@2018")
"""S met A, B and C, and nobody wrote down who led: A–B, A–C, B–C. C and D walked on their own."""


def test_without_a_word_an_activity_with_unknown_lead_is_left_when_led_ones_end():
    made = told(TRIANGLE)
    assert ties_left(made) == {
        "present": 4, "hub_leaves": 4, "led_activities_end": 4, "unaided": 1,
    }  # fmt: skip
    assert classes(made) == (1, 3, 0, 3)


def test_what_goes_on_keeps_its_meetings_when_all_attended_activities_end():
    made = told(TRIANGLE, group={"continues": "yes"})
    assert ties_left(made)["unaided"] == 4
    assert classes(made) == (1, 3, 0, 3), "classes say what has been"


def test_what_ends_is_gone_where_activities_end_and_only_there():
    made = told(TRIANGLE, group={"continues": "no"})
    assert ties_left(made) == {
        "present": 4, "hub_leaves": 4, "led_activities_end": 1, "unaided": 1,
    }  # fmt: skip


def test_what_ends_is_gone_also_where_no_secretariat_took_part():
    made = told(TRIANGLE, walk={"continues": "no"})
    assert ties_left(made) == {
        "present": 4, "hub_leaves": 4, "led_activities_end": 3, "unaided": 0,
    }  # fmt: skip
    assert classes(made) == (1, 3, 0, 3)


def test_a_tie_lasts_as_long_as_its_meeting_that_lasts_longest():
    """A and B met twice: with S as lead, and alone in something that will end."""
    record = rows("S*", led="S!AB@2018", own="AB@2018")
    assert ties_left(told(record))["unaided"] == 1
    assert ties_left(told(record, own={"continues": "no"}))["led_activities_end"] == 0
    assert ties_left(told(record, led={"continues": "yes"}, own={"continues": "no"})) == {
        "present": 1, "hub_leaves": 1, "led_activities_end": 1, "unaided": 1,
    }  # fmt: skip


def test_who_takes_over_adds_no_tie():
    """D takes the group over and was never in it: D still has its one tie, to C."""
    made = told(TRIANGLE, group={"continues": "yes", "taken_over_by": "D"})
    assert ties_left(made)["unaided"] == 4
    activities = ci.activities(made).set_index("activity")
    assert activities.loc["group", ["continues", "taken_over_by"]].tolist() == ["yes", "D"]


def test_said_to_be_led_by_the_secretariat_it_is_carried():
    made = told(TRIANGLE, group={"led_by": "secretariat"})
    assert classes(made) == (1, 0, 3, 0)
    assert ties_left(made)["led_activities_end"] == 1
    (figures,) = sustainability(made, "all").figures
    assert figures.convening.led_share == 1


@pytest.mark.parametrize("word", ["partner", "shared"])
def test_said_to_be_led_by_a_partner_or_together_the_lead_is_known(word):
    made = told(TRIANGLE, group={"led_by": word})
    assert classes(made) == (1, 3, 0, 0)
    (figures,) = sustainability(made, "all").figures
    assert figures.convening.led_share == 0
    assert figures.convening.partner_leads == 0, "nobody wrote down which"


def test_a_partner_said_to_lead_without_the_secretariat_convenes():
    (figures,) = sustainability(told(TRIANGLE, walk={"led_by": "partner"}), "all").figures
    assert figures.convening.partner_led_independent == 1


def test_the_secretariat_leads_only_where_it_is_present():
    """S came in 2018 to a group that A and B had had since 2017."""
    record = rows("S*", group=["AB@2017/2018", "S@2018"])
    spans = stretches(told(record, group={"led_by": "secretariat"}))
    assert [INVOLVEMENTS[code] for code in spans.involvement] == ["none", "led"]


def test_an_evaluation_makes_no_tie_no_partner_and_no_window():
    """E asks A and B in 2019, when all else is over; C–D is the only work."""
    record = rows("S*", group="SAB@2017", walk="CD@2017", interviews="EAB@2019")
    made = told(record, interviews={"purpose": "evaluation"})
    found = sustainability(made)
    assert [network.window.label for network in found.networks] == ["2017"]
    assert found.networks[0].partners == 4
    assert (found.measured.activities, found.measured.evaluation_activities) == (2, 1)
    assert found.measured.participations == 5
    counted = sustainability(with_evaluation(made))
    assert [network.window.label for network in counted.networks] == ["2017", "2018", "2019"]
    assert (counted.measured.activities, counted.measured.evaluation_activities) == (3, 1)


def test_a_record_without_evaluation_is_left_as_it_is():
    made = told(TRIANGLE)
    assert without_evaluation(made) is made


often = settings(max_examples=40)

CELLS = {
    "led_by": ["", "secretariat", "partner", "shared", "unknown"],
    "continues": ["", "yes", "no", "unknown"],
    "purpose": ["", "work", "evaluation"],
}


@st.composite
def told_alliances(draw):
    """An alliance at random, and something said of each of its activities without a lead."""
    nodes, edges = draw(alliances())
    names = sorted({row["activity"] for row in edges})
    leads = {row["activity"] for row in edges if row["role"] not in ("", "facilitator", "member")}
    said = [
        {
            "activity": name,
            **{
                column: draw(st.sampled_from(words))
                for column, words in CELLS.items()
                if column != "led_by" or name not in leads
            },
        }
        for name in names
    ]
    return nodes, edges, said


@often
@given(told_alliances())
def test_the_order_of_scenarios_holds_whatever_is_said(record):
    for figures in sustainability(read_rows(*record).alliance).figures:
        if figures is None:
            continue
        found = [figures.scenarios[name] for name in SCENARIOS]
        for generous, strict in pairwise(found):
            assert strict.connected_pairs <= generous.connected_pairs
            assert strict.largest_component_partners <= generous.largest_component_partners
            if not np.isnan(generous.efficiency):
                assert strict.efficiency <= generous.efficiency + 1e-12
        for generous, strict in pairwise(found[1:]):
            assert strict.ties <= generous.ties


@often
@given(told_alliances())
def test_what_is_said_of_the_future_changes_no_class_and_no_generous_scenario(record):
    nodes, edges, said = record
    kept = [{**row, "continues": ""} for row in said]
    before = sustainability(read_rows(nodes, edges, kept).alliance)
    after = sustainability(read_rows(nodes, edges, said).alliance)
    for one, other in zip(before.figures, after.figures, strict=True):
        assert repr(None if one is None else one.independence) == repr(
            None if other is None else other.independence
        )
        if one is not None and other is not None:
            for scenario in ("present", "hub_leaves"):
                assert repr(one.scenarios[scenario]) == repr(other.scenarios[scenario])


@often
@given(told_alliances())
def test_it_does_not_matter_where_it_is_said(record):
    """In the table of activities, or in one row of edges."""
    nodes, edges, said = record
    of = {row["activity"]: {k: v for k, v in row.items() if k != "activity"} for row in said}
    first = {row["activity"]: n for n, row in reversed(list(enumerate(edges)))}
    in_rows = [
        {**row, **(of[row["activity"]] if first[row["activity"]] == n else {})}
        for n, row in enumerate(edges)
    ]
    one, other = read_rows(nodes, edges, said).alliance, read_rows(nodes, in_rows).alliance
    assert repr(sustainability(one).measured) == repr(sustainability(other).measured)


@often
@given(alliances())
def test_blank_columns_change_nothing(record):
    nodes, edges = record
    blank = [{**row, **dict.fromkeys(CELLS, ""), "taken_over_by": ""} for row in edges]
    one, other = alliance_of(nodes, edges), alliance_of(nodes, blank)
    assert repr(sustainability(one).measured) == repr(sustainability(other).measured)


def alliance_of(nodes, edges):
    return read_rows(nodes, edges).alliance


def test_the_table_alone_needs_no_word_at_all():
    assert ties_left(told(TRIANGLE, group={"note": "hall"})) == ties_left(alliance_of(*TRIANGLE))
    made = told(TRIANGLE, group={"note": "hall"})
    assert made.activities.attributes == {"note": ("hall", "")}
    assert len(alliance("S*", a="SAB@2018").activities) == 1
