"""Readings of comparisons: whole sentences in both languages, chosen by the figures."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from alliances import alliance
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from random_alliances import random_alliance

from ci_network.inference.result import inference
from ci_network.language import LOCALE
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics
from ci_network.results.inferred import inference_figures
from ci_network.views import readings as module
from ci_network.views.readings import readings


def told(made, language="en"):
    result = sustainability(made)
    found = metrics(result) | inference_figures(made, inference(result, 99, 1))
    return readings(found, language)


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
        "Syv tilfældige aktiviteter af samme størrelse ville have kostet lige så meget: uden "
        "sekretariatets bevares 40\xa0% af de forbundne par, uden tilfældige 30\xa0% til 70\xa0% "
        "(p = 0,44).",
    )


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
    assert "19 of the 20" in hardly


@pytest.mark.parametrize("seed", range(30))
def test_any_alliance_is_read_in_whole_sentences(seed):
    made = read_rows(*random_alliance(seed)).alliance
    english, danish = told(made), told(made, "da")
    assert len(english) == len(danish)
    for sentence in (*english, *danish):
        assert not re.search(r"\{\w*\}|nan|None", sentence)
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "<>–"


def test_a_small_alliance_is_read():
    term = {"id": "S", "secretariat": "true", "secretariat_until": "2017"}
    sentences = told(alliance("S*", term, a="S!AB@2017", b="AB@2018-02", c="AB@2018-12"))
    assert any("the secretariat is number 3 of 3" in sentence for sentence in sentences)
    assert any("up to 31 December 2017, 100%" in sentence for sentence in sentences)


def test_every_sentence_is_danish_too():
    path = Path(module.__file__)
    keywords = {"say": None, "of": (1, 2)}
    known = read_po(BytesIO((LOCALE / "da" / "LC_MESSAGES" / "readings.po").read_bytes()))
    messages = [message for _, message, *_ in extract_from_file("python", path, keywords=keywords)]
    assert len(messages) == len([message for message in known if message.id])
    for message in messages:
        entry = known.get(message)
        assert entry is not None, message
        assert not entry.fuzzy
        assert all((entry.string,) if isinstance(entry.string, str) else entry.string)
