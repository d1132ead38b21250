"""Other choices and parts of the record: the same figures as metrics, and monotone shrinking."""

from __future__ import annotations

import math

import pytest
from alliances import alliance
from random_alliances import random_alliance

from ci_network.inference.sensitivity import FIGURES, SHARES_LEFT_OUT, sensitivity
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


@pytest.mark.parametrize("seed", [1, 4, 9, 17])
def test_each_choice_gives_the_figures_of_metrics(seed):
    made = read_rows(*random_alliance(seed, actors=9, activities=8, secretariats=1)).alliance
    found = sensitivity(window_networks(made), (1, 0), 5)
    for choice in found.choices:
        result = sustainability(made, choice.every, choice.max_size)
        known = [figures for figures in result.figures if figures is not None]
        assert choice.windows == len(known)
        last = known[-1]
        assert [choice.last[name] for name in FIGURES] == approx(
            [
                last.independence.independent_share,
                last.scenarios["led_activities_end"].connectedness,
                last.scenarios["unaided"].connectedness,
                last.independence.independent_strength_share,
            ],
            nan_ok=True,
        )
        unaided = [figures.scenarios["unaided"].connectedness for figures in known]
        defined = [value for value in unaided if not math.isnan(value)]
        assert choice.mean["connectedness_unaided"] == approx(
            sum(defined) / len(defined) if defined else math.nan, nan_ok=True
        )


def test_leaving_nothing_out_gives_the_figure_and_leaving_more_out_gives_less():
    spec = {f"a{k}": f"{chr(65 + k)}{chr(66 + k)}@2017" for k in range(10)}
    found = sensitivity(window_networks(alliance("S*", **spec, z="S!AK@2017")), (1, 0), 100)
    whole, *rest = found.subsamples
    assert [sample.left_out for sample in rest] == list(SHARES_LEFT_OUT)
    for values in (whole.low, whole.middle, whole.high):
        assert values["connectedness_unaided"] == approx(1)
        assert values["independent_share"] == approx(10 / 11)
    middles = [s.middle["connectedness_unaided"] for s in found.subsamples]
    assert middles == sorted(middles, reverse=True)
    assert [sample.activities for sample in rest] == [1, 2, 3, 4, 6]


def test_by_count_and_by_strength_differ():
    """A–B met alone, and A, B, C, D in a plenary: one of six ties, but most of the strength."""
    found = sensitivity(window_networks(alliance("S*", a="AB@2017", b="S!ABCD@2017")), (1, 0), 5)
    (choice,) = (c for c in found.choices if (c.every, c.max_size) == ("all", None))
    assert choice.last["independent_share"] == approx(1 / 6)
    assert choice.last["independent_strength_share"] == approx(1 / (1 + 6 / 4))


def test_without_a_secretariat_there_is_no_answer():
    assert sensitivity(window_networks(alliance("", a="AB@2017")), (1, 0)) is None
