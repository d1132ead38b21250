"""Readings of comparisons: whole sentences in both languages, chosen by the figures."""

from __future__ import annotations

import re

import pytest
from alliances import alliance
from random_alliances import random_alliance, seeds

from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics
from ci_network.results.inferred import inference_figures
from ci_network.views.readings import readings


def told(made, *languages):
    """What is read of it, in each of several languages."""
    result = sustainability(made)
    found = metrics(result) | inference_figures(made, inference(result, 99, 1))
    return [readings(found, language) for language in languages]


def null(p, observed=0.4, gap=0.0, activities=7):
    figures = {"observed": observed, "mean": 0.5, "low": 0.3, "high": 0.7, "p": p}
    attended = {
        "activities": activities,
        "eligible": 20,
        "size_gap": gap,
        "connectedness": figures,
    }
    whole = {"attended": attended, "led": None}
    return {"windows": [], "null": {"whole": whole}}


def test_seven_random_activities_would_have_cost_as_much():
    assert readings(null(0.44), "da") == (
        "7 tilfældige aktiviteter ville have kostet lige så meget: Hvis sekretariatets stoppede "
        "helt, ville 40\xa0% af de forbundne par være tilbage, uden tilfældige 30\xa0% til "
        "70\xa0% (p = 0,44; trukket blandt 20).",
    )


def test_a_range_from_a_figure_to_itself_is_one_figure():
    figures = null(0.3)
    figures["null"]["whole"]["attended"]["connectedness"] |= {"low": 0.5, "high": 0.5}
    (sentence,) = readings(figures, "en")
    assert "without random ones 50% (p = 0.30; drawn from 20)" in sentence


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.05, "cost less"),
        (0.051, "cannot be told"),
        (0.2, "cannot be told"),
        (0.201, "cost as much"),
    ],
)
def test_the_sentence_says_no_more_than_p(p, words):
    (sentence,) = readings(null(p), "en")
    assert words in sentence


LED = (
    (0.05, 2, "The 2 activities that the secretariat alone led hold more together than others: if "
     "they ended altogether, {kept}, without random ones 30% to 70% ({p}; drawn from 20)."),
    (0.2, 2, "Whether the 2 activities that the secretariat alone led are special cannot be told: "
     "if they ended altogether, {kept}, without random ones 30% to 70% ({p}; drawn from 20)."),
    (0.21, 2, "The 2 activities that the secretariat alone led are not special: if they ended "
     "altogether, {kept}, without random ones 30% to 70% ({p}; drawn from 20)."),
    (0.05, 1, "The 1 activity that the secretariat alone led holds more together than others: if "
     "it ended altogether, {kept}, without a random one 30% to 70% ({p}; drawn from 20)."),
    (0.2, 1, "Whether the 1 activity that the secretariat alone led is special cannot be told: if "
     "it ended altogether, {kept}, without a random one 30% to 70% ({p}; drawn from 20)."),
    (0.21, 1, "The 1 activity that the secretariat alone led is not special: if it ended "
     "altogether, {kept}, without a random one 30% to 70% ({p}; drawn from 20)."),
)  # fmt: skip


@pytest.mark.parametrize(("p", "activities", "sentence"), LED)
def test_what_it_alone_led_is_compared_in_words_of_its_own(p, activities, sentence):
    figures = null(p, activities=activities)
    whole = figures["null"]["whole"]
    figures["null"]["whole"] = {"attended": None, "led": whole["attended"]}
    told = f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"
    kept = "40% of the connected pairs would be kept"
    assert readings(figures, "en") == (sentence.format(kept=kept, p=told),)


def test_a_loose_match_of_sizes_is_told():
    _, loose = readings(null(0.3, gap=-8.5), "en")
    assert "−8.5 partners" in loose
    assert len(readings(null(0.3, gap=0.2), "en")) == 1


def test_without_an_alternative_nothing_is_compared():
    (sentence,) = readings(null(float("nan")), "en")
    assert sentence.startswith("There is nothing to compare")
    assert readings(null(0.3, activities=0), "en") == ()
    assert readings(null(0.3, observed=float("nan")), "en") == ()
    (hardly,) = readings(null(0.3, activities=19), "en")
    assert "19 of the 20 activities" in hardly
    assert "p =" not in hardly


@pytest.mark.parametrize("seed", seeds(15, 30))
def test_any_alliance_is_read_in_whole_sentences(seed):
    made = read_rows(*random_alliance(seed)).alliance
    english, danish = told(made, "en", "da")
    assert len(english) == len(danish)
    for sentence in (*english, *danish):
        assert not re.search(r"\{\w*\}|\bnan\b|None", sentence)
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "<>–"


def test_a_small_alliance_is_read():
    term = {"id": "S", "secretariat": "true", "secretariat_until": "2017"}
    record = alliance("S*", term, a="S!AB@2017", b="AB@2018-02", c="AB@2018-12")
    (sentences,) = told(record, "en")
    assert any("it is number 3 when the activities" in sentence for sentence in sentences)
    assert any(
        "up to 31 December 2017 whose partners were still active, 100%" in sentence
        for sentence in sentences
    )


@pytest.mark.parametrize(
    ("change", "words"), [(-0.83, "One activity carries most"), (-0.1, "No single activity")]
)
def test_one_activity_carries_most_only_where_it_does(change, words):
    carried = {"value": 0.86, "activities": [{"activity": "group", "change": change}]}
    figures = {"windows": [], "influence": {"whole": {"connectedness_led_activities_end": carried}}}
    (sentence,) = readings(figures, "en")
    assert sentence.startswith(words)
    assert "»group«" in sentence
    assert "86%" in sentence


def between(liaison, itinerant, apart):
    roles = {"liaison": liaison, "itinerant": itinerant, "group_unknown": 0, "apart": apart}
    window = {"window": "2019", "activities": 3, "partners": 9, "start": None, "brokerage": roles}
    window["secretariat"] = {"attended_share": 0.5}
    data = {"secretariat": ["S"], "first": None}
    return {"windows": [window], "data": data, "answer": {"window": "2019", "reason": ""}}


def test_pairs_in_one_meeting_are_no_standing_between():
    told = " ".join(readings(between(229, 95, 122), "en"))
    assert "229 pairs of partners of two sectors and 95 of one sector meet" in told
    assert "Most of that is no standing between: only 122 of these pairs never meet" in told
    assert "only 1 of these pairs never meets, and is joined" in readings(between(2, 1, 1), "en")[1]
    assert readings(between(1, 0, 1), "en")[1] == (
        "1 of these pairs never meets, and is joined by the secretariat alone; the others sit in "
        "the same activities."
    )
    told = " ".join(readings(between(5, 5, 9), "en"))
    assert "9 of these pairs never meet" in told
    assert "Most of that" not in told


def missed(**own):
    return {"key_players": {"whole": {"attended": {"secretariat": {"connectedness": own}}}}}


def tipping(direction, median, least, most, beyond=False):
    found = {"direction": direction, "median": median, "least": least, "most": most}
    whole = {"activity_size": 4, "connectedness": found | {"beyond_most": beyond}}
    return {"tipping_point": {"most": 50, "whole": whole}}


def went_on(through, base=()):
    curves = ("through_secretariat", through), ("never_through_secretariat", base)
    return {"offshoot_curve": {
        name: {"pairs": len(shares), "months": [12, 24, 25][: len(shares)], "share": [*shares]}
        for name, shares in curves
    }}  # fmt: skip


def exit_beside(rank, of):
    all_ = {"all": {"share": 0.75}}
    return {"exit": {"date": "2017-12-31", "ties": all_, "rank": {"all": {"rank": rank, "of": of}}}}


def recorded(*rows):
    keys = ("name", "activities", "share", "independent_share")
    return {"recorded_by": [dict(zip(keys, row, strict=True)) for row in rows]}


def cut_points(*actors):
    window = {"window": "2019", "activities": 1}
    window["substitute_hub"] = {"articulation_points": [*actors]}
    return {"windows": [window], "answer": {"window": "2019"}}


NAN = float("nan")
GREEDY = missed(kept=0.5, rank=NAN, tied=0)
GREEDY["key_players"]["whole"]["attended"]["greedy"] = {"connectedness": 0.3, "actors": ["A", "B"]}
WITHOUT = {"attended": {"connectedness": 0.2}, "led": {"connectedness": 0.7}, "actors": ["A"]}
CHOICES = [{"mean": {"connectedness_unaided": share}} for share in (0.3, 0.1, NAN, 0.2)]
SENTENCES = (
    (missed(kept=0.4, rank=1, tied=0), "No other actor would be missed as much"),
    (missed(kept=0.4, rank=1, tied=1), "missed more than the secretariat, and 1 partner as much"),
    (missed(kept=0.4, rank=2, tied=0), "it is number 2 when"),
    (GREEDY, "Without 2 partners"),
    (GREEDY, "their activities (A, B), 30% of the connected pairs of the others are kept; without "
     "the secretariat and its activities 50%"),
    ({"without": {"question": "A", "whole": WITHOUT}},
     "Without 1 actor (A) and all it took part in, 20%"),
    ({"without": {"question": "A", "whole": WITHOUT}}, "when only what it alone led ends, 70%"),
    (tipping("add", 3, 2, 5), "take 3 unrecorded activities of 4 partners each"),
    (tipping("add", 3, 2, 5), "to bring the lower figure to a half (2 to 5, as they fall)."),
    (tipping("add", 1, 1, 1), "take 1 unrecorded activity of 4 partners, without the secretariat, "
     "to bring the lower figure to a half."),
    (tipping("add", NAN, NAN, NAN, beyond=True), "Even 50 unrecorded activities of 4 partners"),
    (tipping("take", 3, 2, 5), "that are recorded without it (2 to 5, as they fall)"),
    (tipping("take", 3, 3, 3), "if the secretariat had in fact been at 3 of the activities"),
    ({"sensitivity": {"choices": CHOICES}}, "are 10% to 30% of all on average"),
    (went_on([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), "through the secretariat 20% have"),
    (went_on([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), "never brought together 50% have"),
    (went_on([0.1]), "through the secretariat 10% have worked together without it"),
    (exit_beside(2, 6), "Among 6 other dates with a year of record on both sides that is number 2"),
    (exit_beside(1, 1), "Beside 1 other date with a year of record on both sides that is number 1"),
    (exit_beside(NAN, 0), "active, 75% were there in the year after. There is no other date"),
    (recorded(("Bo", 1, 0.1, 0.2), ("Ane", 9, 0.9, 0.8)),
     "90% of the activities, and 80% of those without the secretariat, were recorded by Ane."),
    (cut_points("A"), "there is 1 partner whose leaving would cut others off: A."),
    (cut_points("A", "B"), "there are 2 partners whose leaving would cut others off: A, B."),
    (cut_points(), "there is no partner whose leaving would cut others off."),
    (recorded((None, 1, 1.0, NAN)), "100% of the activities were recorded by nobody named."),
)  # fmt: skip


@pytest.mark.parametrize(("figures", "words"), SENTENCES)
def test_each_comparison_says_what_its_figures_are(figures, words):
    (sentence,) = readings({"windows": []} | figures, "en")
    assert words in sentence
