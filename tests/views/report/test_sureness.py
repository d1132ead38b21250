"""How sure: each sentence follows from its figures, and each section from what is there."""

import pytest
from alliances import alliance
from test_wording import MOSTLY_DEPENDENT, source_of

from ci_network.views.report.blocks import Chart, Names
from ci_network.views.report.charts import Picture
from ci_network.views.report.robustness import key_player, sureness, tipping
from ci_network.views.report.sections import sections
from ci_network.views.report.sentence import plain, plain_value


def standing(kept, rank, tied):
    one = {"connectedness": {"kept": kept, "rank": rank, "tied": tied}}
    kind = {"secretariat": one, "greedy": None}
    return {"key_players": {"windows": [{"window": "2019", "attended": kind, "led": None}]}}


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            (0.2, 1, 0),
            "No other actor would be missed as much as the secretariat: 20% of the connected pairs "
            "are kept when its activities end.",
        ),
        (
            (0.2, 1, 2),
            "No actor would be missed more than the secretariat, and 2 partners as much: 20% of "
            "the connected pairs are kept when its activities end.",
        ),
        (
            (0.9, 4, 0),
            "The secretariat is not the actor that would be missed most: it is number 4 when the "
            "activities of each actor end in turn, and 90% of the connected pairs are kept.",
        ),
    ],
)
def test_the_secretariat_among_others_is_worded_by_its_rank(figures, sentence):
    told = key_player(source_of(MOSTLY_DEPENDENT, **standing(*figures)))
    assert plain(told, "en") == sentence


def turning(direction, median, most):
    figure = {"now": 0.1, "direction": direction, "median": median, "least": 2, "most": most}
    window = {"window": "2019", "activity_size": 3}
    window |= {"connectedness": figure, "independent_share": figure}
    return {"tipping_point": {"windows": [window]}}


def test_how_much_would_have_to_be_missing_is_worded_by_the_direction():
    add = plain(tipping(source_of(MOSTLY_DEPENDENT, **turning("add", 2.5, 4))), "en")
    assert add == (
        "It would take 2.5 unrecorded activities of 3 partners each, without the secretariat, to "
        "bring the lower figure to a half (2 to 4 as they fall)."
    )
    remove = plain(tipping(source_of(MOSTLY_DEPENDENT, **turning("remove", 3, 4))), "da")
    assert remove.startswith("Det nederste tal ville falde under det halve, hvis sekretariatet")


@pytest.mark.parametrize("median", [None, float("inf")])
def test_what_cannot_be_turned_is_not_worded(median):
    assert tipping(source_of(MOSTLY_DEPENDENT, **turning("add", median, median))) is None


CHANGES = {"value": 0.1, "activities": [{"activity": "b", "change": -0.1}]}
INFLUENCE = {"influence": {"windows": [{"window": "2019", "connectedness_unaided": CHANGES}]}}


def outlived(share, rank):
    one = {"ties": 4, "both_active": 3, "kept": 1, "share": share}
    kinds = ("all", "independent", "supported", "carried")
    return {
        "exit": {
            "date": "2018-12-31",
            "ties": dict.fromkeys(kinds, one),
            "placebo": [],
            "rank": dict.fromkeys(kinds, rank),
        }
    }


SENSITIVITY = {
    "sensitivity": {
        "choices": [
            {"every": "year", "max_size": 30, "windows": 1, "last": {"independent_share": 0.2}}
        ],
        "subsamples": [
            {"left_out": share, "activities": 3, "middle": {}, "low": {}, "high": {}}
            for share in (0.0, 0.5)
        ],
    }
}


@pytest.mark.parametrize(
    ("figures", "key"),
    [
        (standing(0.2, 1, 0), "key-players"),
        (turning("add", 2, 3), "tipping-point"),
        (INFLUENCE, "influence"),
        (SENSITIVITY, "sensitivity"),
        (outlived(1 / 3, {"rank": 2, "tied": 0, "of": 5}), "exit"),
        (outlived(1 / 3, None), "exit"),
        (outlived(float("nan"), None), "exit"),
    ],
)
def test_a_section_stands_when_its_figures_are_there(figures, key):
    (section,) = sureness(source_of(MOSTLY_DEPENDENT, **figures), {})
    assert section.key == key
    assert section.blocks


def test_nothing_is_said_of_a_cause_without_other_dates():
    (section,) = sureness(source_of(MOSTLY_DEPENDENT, **outlived(0.5, None)), {})
    told = plain(section.blocks[0].sentences[0], "en")
    assert told.endswith("so nothing is said of the exit having caused it.")


def test_no_section_stands_without_figures():
    assert sureness(source_of(MOSTLY_DEPENDENT), {}) == ()


def test_offshoots_over_time_stand_beside_the_base_rate():
    curve = {"pairs": 5, "happened": 1, "months": [3.0], "share": [0.2], "median_months": None}
    bounds = {"low": [None], "high": [None], "at_risk": [5]}
    both = dict.fromkeys(("through_secretariat", "never_through_secretariat"), curve | bounds)
    empty = {"source_label": [], "window": [], "began": []}
    source = source_of(MOSTLY_DEPENDENT, offshoot_curve=both)
    section = next(
        s
        for s in sections(source, {"window": [], "id": [], "label": []}, empty)
        if s.key == "offshoots"
    )
    (chart,) = [block for block in section.blocks if isinstance(block, Chart)]
    assert plain(chart.description, "en").startswith("1 of 5 pairs that met through")
    drawn = chart.draw(Picture("en-chart-x", "en", "", "")).decode()
    assert "never met through it" in drawn


def test_what_even_the_most_activities_would_not_turn_is_said():
    figures = turning("add", None, None)
    figures["tipping_point"]["most"] = 500
    figures["tipping_point"]["windows"][0]["connectedness"]["beyond_most"] = True
    told = plain(tipping(source_of(MOSTLY_DEPENDENT, **figures)), "en")
    assert told.startswith("Even 500 unrecorded activities of 3 partners each")


def test_those_missed_most_stand_with_the_secretariat_among_them():
    figures = standing(0.3, 2, 0)
    partners = [{"id": "A", "connectedness": 0.9}, {"id": "B", "connectedness": 0.1}]
    figures["key_players"]["windows"][0]["attended"]["partners"] = partners
    (section,) = sureness(source_of(MOSTLY_DEPENDENT, **figures), {"A": "Anna", "B": "Bo"})
    rows = [[plain_value(cell, "en") for cell in row] for row in section.blocks[-1].rows]
    assert rows == [["Bo", "10%"], ["the secretariat", "30%"], ["Anna", "90%"]]


def test_as_many_partners_as_the_secretariat_has_actors_stand_beside_it():
    figures = standing(0.3, 2, 0)
    greedy = {"actors": ["B"], "connectedness": 0.25}
    figures["key_players"]["windows"][0]["attended"]["greedy"] = greedy
    (section,) = sureness(source_of(MOSTLY_DEPENDENT, **figures), {"B": "Bo"})
    told = section.blocks[-1]
    assert isinstance(told, Names)
    assert plain(told.introduction, "en") == (
        "Without 1 partner that would be missed most, and its activities, 25% of the connected "
        "pairs of the others are kept; without the secretariat and its activities 30%:"
    )
    assert [plain_value(name, "en") for name in told.items] == ["Bo"]


def test_the_exit_stands_among_the_other_dates():
    figures = outlived(1 / 3, {"rank": 2, "tied": 0, "of": 2})
    kinds = ("all", "independent", "supported", "carried")
    figures["exit"]["placebo"] = [
        {"date": f"201{year}-12-31", **dict.fromkeys(kinds, share)}
        for year, share in ((5, 0.25), (6, None), (7, 0.5))
    ]
    (section,) = sureness(source_of(MOSTLY_DEPENDENT, **figures), {})
    chart = section.blocks[-1]
    assert isinstance(chart, Chart)
    rows = [[plain_value(cell, "en") for cell in row] for row in chart.table.rows]
    assert [row[:2] for row in rows] == [
        ["31 December 2015", "25%"],
        ["31 December 2016", "–"],
        ["31 December 2017", "50%"],
    ]
    assert chart.table.rows[0][1].path == "exit.placebo.0.all"
    drawn = chart.draw(Picture("en-chart-x", "en", "", "")).decode()
    assert "the exit" in drawn
    assert "31 December 2015" in drawn


def section_of(source, key):
    empty = {"source_label": [], "window": [], "began": []}
    names = ("window", "id", "label", "isolate_led_activities_end", "isolate_unaided", "ties")
    partners = {name: [] for name in names}
    return next(s for s in sections(source, partners, empty) if s.key == key)


def test_between_whom_the_secretariat_stands_is_counted():
    town, club = ({"id": key, "sector": sector} for key, sector in (("A", "Town"), ("B", "Club")))
    made = alliance("S*", town, club, {"id": "C", "sector": "Town"}, a="SABCD@2019", b="AB@2019")
    told = section_of(source_of(made), "between").blocks[0]
    # Of the six pairs A and B have met without it; D has no sector. A is tied to B alone, so
    # nobody but the secretariat is tied to both of any pair.
    assert [plain(sentence, "en") for sentence in told.sentences] == [
        "In 2019 the secretariat stands between 1 pair of partners of two sectors and 1 of one "
        "sector, which have no independent tie.",
        "Of 3 pairs more a sector is not recorded.",
        "5 of these pairs have nobody else in common.",
    ]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (alliance("S*", a="SAB@2019", b="AB@2019"), "In 2019 the secretariat stands between no"),
        (alliance(a="AB@2019"), "Nothing to show here: the question is about the secretariat"),
        (alliance("S*", a="AB@2019"), "Nothing to show: the secretariat takes part in nothing"),
    ],
)
def test_that_the_secretariat_stands_between_nobody_is_said(made, sentence):
    told = section_of(source_of(made), "between").blocks[0].sentences[0]
    assert plain(told, "en").startswith(sentence)


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        (
            {"tests": 10, "ties": 7, "beyond_chance": 1},
            "In 2019 1 of 7 ties rests on more shared activities than two partners that take part "
            "as often would have by chance (10 pairs were tested).",
        ),
        (
            {"unanswered": True},
            "The record of 2019 is too large for a test of each tie against chance.",
        ),
    ],
)
def test_ties_beyond_chance_stand_with_the_number_of_tests(window, sentence):
    chance = {"chance": {"level": 0.05, "windows": [{"window": "2019"} | window]}}
    told = section_of(source_of(MOSTLY_DEPENDENT, **chance), "ties").blocks[-1]
    assert plain(told.sentences[0], "en") == sentence
