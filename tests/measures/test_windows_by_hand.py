"""What is said of a window, counted by hand on a few actors."""

from __future__ import annotations

import math

import pytest
from alliances import alliance

from ci_network.measures.sustainability import sustainability
from ci_network.results.figures import metrics


def window(record, label="2017", every="year", max_size=None):
    found = metrics(sustainability(record, every, max_size))
    return next(w for w in found["windows"] if w["window"] == label)


def test_a_meeting_holds_together_without_its_caller_but_not_without_the_meeting():
    # S leads a meeting of A, B, C and D; A and B also work alone. Six pairs of four partners.
    record = alliance("S*", meeting="S!ABCD@2017", alone="AB@2017")
    scenarios = window(record)["scenarios"]
    assert [scenarios[s]["connectedness"] for s in scenarios] == [1, 1, 1 / 6, 1 / 6]
    assert [scenarios[s]["largest_component"] for s in scenarios] == [1, 1, 0.5, 0.5]
    assert [scenarios[s]["isolates"] for s in scenarios] == [0, 0, 2, 2]
    assert [scenarios[s]["ties"] for s in scenarios] == [6, 6, 1, 1]
    assert window(record)["retention"]["unaided"] == {
        "connectedness": 1 / 6,
        "largest_component": 0.5,
        "efficiency": 1 / 6,
    }


def test_paths_run_through_the_secretariat_in_present_only():
    # A–S–B: A and B never meet, each meets S.
    record = alliance("S*", one="SA@2017", two="SB@2017")
    found = window(record)
    assert found["scenarios"]["present"]["connectedness"] == 1
    assert found["scenarios"]["present"]["efficiency"] == 0.5
    assert found["scenarios"]["hub_leaves"]["connectedness"] == 0
    assert found["secretariat"]["pairs_only_through"] == 1
    assert found["secretariat"]["betweenness"] == {"S": 1}
    assert found["secretariat"]["constraint"] == {"S": 0.5}
    # The star of S: centralization 1 with S as a node, and two partners alone have none.
    assert found["scenarios"]["present"]["degree_centralization"] == 1
    assert math.isnan(found["scenarios"]["hub_leaves"]["degree_centralization"])


def test_shares_of_ties():
    # AB independent twice, BC supported, CD carried; AB share two pairs and nothing else.
    record = alliance("S*", x="AB@2017", y="AB@2017", z="SBC!@2017", w="S!CD@2017")
    found = window(record)
    assert found["ties"] == {
        "total": 3,
        "independent": 1,
        "supported": 1,
        "carried": 1,
        "lead_unknown": 0,
    }
    assert found["independent_share"] == 1 / 3
    # Newman: AB 1 + 1, BC 1/2, CD 1/2 (three actors each, S included).
    assert found["independent_strength_share"] == pytest.approx(2 / 3)
    assert found["deep"] == 1


def test_who_attends_and_who_leads():
    # Four activities: S attends two; leads are known in three, S alone leads one of them.
    record = alliance("S*", a="S!AB@2017", b="S!A!B@2017", c="B!C@2017", d="CD@2017")
    found = window(record)
    assert found["secretariat"]["attended_share"] == 0.5
    assert found["secretariat"]["led_share"] == 1 / 3
    convening = found["convening"]
    assert convening["partner_led_independent"] == 1
    assert convening["partner_leads"] == 2
    assert convening["effective_leads"] == 2
    assert convening["first_time_leads"] == 2


def test_effective_leads_weigh_who_leads_more():
    # A leads three, B one: 1/((3/4)² + (1/4)²) = 1.6.
    record = alliance("S*", a="A!B@2017", b="A!B@2017", c="A!B@2017", d="AB!@2017")
    assert window(record)["convening"]["effective_leads"] == pytest.approx(1.6)


def test_a_lead_counts_as_first_only_once():
    record = alliance("S*", a="A!B@2016", b="A!B!@2017")
    assert window(record, "2016")["convening"]["first_time_leads"] == 1
    assert window(record, "2017")["convening"]["first_time_leads"] == 1


def test_turnover_compares_with_the_window_before():
    # 2016: AB, BC. 2017: BC, CD.
    record = alliance("S*", a="AB@2016", b="BC@2016/2017", c="CD@2017")
    assert window(record)["turnover"] == {
        "persistence": 0.5,
        "formed": 1,
        "dissolved": 1,
        "jaccard": 1 / 3,
        "actors_joined": 1,
        "actors_left": 1,
    }
    assert all(math.isnan(x) for x in window(record, "2016")["turnover"].values())


def test_turnover_is_unknown_after_a_window_without_activity():
    record = alliance("S*", a="AB@2015", b="AB@2017")
    assert all(math.isnan(x) for x in window(record)["turnover"].values())


def test_a_window_without_activity_has_no_figures():
    empty = window(alliance("S*", a="AB@2015", b="AB@2017"), "2016")
    assert empty.pop("activities") == 0
    assert [empty.pop(key) for key in ("window", "start", "end")] == [
        "2016",
        "2016-01-01",
        "2016-12-31",
    ]
    assert set(empty.values()) == {None}


def test_one_partner_has_no_pairs():
    found = window(alliance("S*", a="SA@2017"))
    present = found["scenarios"]["present"]
    assert (found["partners"], present["ties"], present["isolates"]) == (1, 0, 0)
    assert math.isnan(present["density"])
    assert math.isnan(present["connectedness"])
    assert present["largest_component"] == 1
    assert found["scenarios"]["unaided"]["isolates"] == 1


def test_without_a_secretariat_the_questions_about_it_have_no_figures():
    found = metrics(sustainability(alliance(a="A!BC@2017")))
    (year,) = found["windows"]
    assert year["ties"]["total"] == 3
    assert math.isnan(year["ties"]["independent"])
    assert math.isnan(year["independent_share"])
    assert year["scenarios"]["present"]["connectedness"] == 1
    assert math.isnan(year["scenarios"]["unaided"]["connectedness"])
    assert math.isnan(year["retention"]["unaided"]["efficiency"])
    assert math.isnan(year["secretariat"]["attended_share"])
    assert year["convening"]["partner_leads"] == 1
    assert math.isnan(found["offshoots"]["offshoots"])


def test_a_secretariat_that_stays_away_attends_nothing():
    found = window(alliance("S*", a="SA@2016", b="A!B@2017"))
    assert found["secretariat"] == {
        "attended_share": 0,
        "led_share": 0,
        "betweenness": {"S": pytest.approx(math.nan, nan_ok=True)},
        "betweenness_se": {"S": pytest.approx(math.nan, nan_ok=True)},
        "constraint": {"S": pytest.approx(math.nan, nan_ok=True)},
        "pairs_only_through": 0,
    }


def test_cross_sector_ties_and_what_mixing_would_give():
    # A, B in x; C in y; D unknown. Ties AB, AC, CD: of two known one crosses; of three pairs two.
    sectors = [{"id": i, "sector": s} for i, s in zip("ABC", "xxy", strict=True)]
    present = window(alliance("S*", *sectors, a="AB@2017", b="AC@2017", c="CD@2017"))["scenarios"][
        "present"
    ]
    assert present["cross_sector_share"] == 0.5
    assert present["cross_sector_expected"] == pytest.approx(2 / 3)


def test_a_second_hub_shows_in_the_unaided_network():
    # A star around A without S: A cuts, carries all paths, and its leaving leaves three alone.
    hub = window(alliance("S*", a="AB@2017", b="AC@2017", c="AD@2017", s="SB@2017"))[
        "substitute_hub"
    ]
    assert hub["articulation_points"] == ["A"]
    assert hub["largest_betweenness"] == 1
    assert hub["robustness"] == 3 / 16


def test_windows_of_every_length():
    record = alliance("S*", a="AB@2017-09/2018-02")
    labels = {
        every: [w["window"] for w in metrics(sustainability(record, every))["windows"]]
        for every in ("year", "half", "quarter", "month", "school-year", "all")
    }
    assert labels == {
        "year": ["2017", "2018"],
        "half": ["2017-H2", "2018-H1"],
        "quarter": ["2017-Q3", "2017-Q4", "2018-Q1"],
        "month": ["2017-09", "2017-10", "2017-11", "2017-12", "2018-01", "2018-02"],
        "school-year": ["2017/18"],
        "all": ["all"],
    }


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        # Met in 2016 with S, in 2017 without: an offshoot.
        ({"a": "S!AB@2016", "b": "AB@2017"}, "offshoots"),
        ({"a": "S!AB@2016"}, "met_through_secretariat"),
        ({"a": "AB@2016", "b": "S!AB@2017"}, "independent_from_start"),
        ({"a": "AB@2016"}, "independent_from_start"),
        # Both some time in 2017: nobody knows which came first.
        ({"a": "S!AB@2017", "b": "AB@2017"}, "order_unknown"),
        ({"a": "S!AB@2017", "b": "AB@2017-12-31"}, "order_unknown"),
        # In one year, but with days: known.
        ({"a": "S!AB@2017-03-01", "b": "AB@2017-03-02"}, "offshoots"),
        ({"a": "S!AB@2017-03-02", "b": "AB@2017-03-01"}, "independent_from_start"),
        # Without any date nothing is known of the order.
        ({"a": "S!AB", "b": "AB@2017"}, "order_unknown"),
    ],
)
def test_how_a_pair_began(activities, expected):
    found = metrics(sustainability(alliance("S*", **activities)))["offshoots"]
    counts = {
        "offshoots": found["offshoots"],
        "met_through_secretariat": found["met_through_secretariat"] - found["offshoots"],
        "independent_from_start": found["independent_from_start"],
        "order_unknown": found["order_unknown"],
    }
    assert counts == dict.fromkeys(counts, 0) | {expected: 1}


def test_the_median_wait_counts_those_who_still_wait():
    # AB wait 31 days, CD never stop waiting: after 31 days half have begun.
    record = alliance(
        "S*", a="SAB@2017-01-01", b="AB@2017-02-01", c="SCD@2017-01-01", d="S@2017-12-31"
    )
    found = metrics(sustainability(record))["offshoots"]
    assert found["share"] == 0.5
    assert found["median_months"] == pytest.approx(31 / (365.25 / 12))
