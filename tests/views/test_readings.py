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
    ("p", "words"), [(0.01, "cost less"), (0.1, "cannot be told"), (0.3, "cost as much")]
)
def test_the_sentence_says_no_more_than_p(p, words):
    (sentence,) = readings(null(p), "en")
    assert words in sentence


def test_a_loose_match_of_sizes_is_told():
    _, loose = readings(null(0.3, gap=-8.5), "en")
    assert "−8.5 partners" in loose
    assert len(readings(null(0.3, gap=0.2), "en")) == 1


def test_without_an_alternative_nothing_is_compared():
    (sentence,) = readings(null(float("nan")), "en")
    assert sentence.startswith("There is nothing to compare")
    assert readings(null(0.3, activities=0), "en") == ()
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
    assert "Most of that is no standing between: only 122 of these pairs never meet" in told
    told = " ".join(readings(between(5, 5, 9), "en"))
    assert "9 of these pairs never meet" in told
    assert "Most of that" not in told
