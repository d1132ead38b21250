"""Other choices and parts of the record: the same figures as metrics, and monotone shrinking."""

from __future__ import annotations

import math

import pytest
from alliances import alliance
from random_alliances import random_alliance

import ci_network as ci
from ci_network import dates
from ci_network.inference.result import inference
from ci_network.inference.sensitivity import FIGURES, SHARES_LEFT_OUT, sensitivity
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


@pytest.mark.parametrize("seed", [1, 4, 9, 17])
def test_each_choice_gives_the_figures_of_metrics(seed):
    made = read_rows(*random_alliance(seed, actors=9, activities=8, secretariats=1)).alliance
    found = sensitivity(window_networks(made), 1, 5)
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
    found = sensitivity(window_networks(alliance("S*", **spec, z="S!AK@2017")), 1, 100)
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
    found = sensitivity(window_networks(alliance("S*", a="AB@2017", b="S!ABCD@2017")), 1, 5)
    (choice,) = (c for c in found.choices if (c.every, c.max_size) == ("all", None))
    assert choice.last["independent_share"] == approx(1 / 6)
    assert choice.last["independent_strength_share"] == approx(1 / (1 + 6 / 4))


def test_without_a_secretariat_there_is_no_answer():
    assert sensitivity(window_networks(alliance("", a="AB@2017")), 1) is None


def test_the_figures_of_the_answer_are_those_of_the_last_window_that_begins_in_its_time():
    """A and B met without S in 2018 and not in 2019; a quarter of 2018 is what answers for it."""
    made = alliance("S*", a="SAB@2018-02-01", b="AB@2018-03-01", c="SAB@2019-05-01")
    until = dates.parse_date("2018-12-31").last
    found = {
        (choice.every, choice.max_size): choice
        for choice in sensitivity(window_networks(made), 1, 5, until).choices
    }
    assert found["year", None].last["independent_share"] == 0
    assert found["year", None].answer["independent_share"] == 1
    assert found["quarter", None].answer["independent_share"] == 1
    assert found["all", None].answer["independent_share"] == 1
    late = sensitivity(window_networks(made), 1, 5).choices
    assert all(choice.answer == approx(choice.last, nan_ok=True) for choice in late)


def test_subsamples_are_counted_by_the_twentieth_that_they_are_nearest_to():
    """One plenary of four and a walk of two: with the plenary all of six pairs, without it one."""
    made = alliance("S*", a="SA!BCD@2018", b="SA!B@2018")
    whole, *rest = sensitivity(window_networks(made), 1, 100).subsamples
    upper = "connectedness_led_activities_end"
    assert whole.counts[upper] == [0] * 20 + [100]
    half = rest[-1].counts[upper]
    assert {place for place, many in enumerate(half) if many} == {3, 20}
    assert sum(half) == 100


def test_python_and_the_report_leave_out_the_same_activities():
    made = read_rows(*random_alliance(4, actors=9, activities=8, secretariats=1)).alliance
    table = ci.subsamples(made, seed=7)
    found = inference(sustainability(made), 9, 7).sensitivity.subsamples
    for sample in found:
        rows = table[table["left_out"] == sample.left_out].set_index("figure")
        assert rows["middle"].to_dict() == approx(sample.middle, nan_ok=True)
        assert rows["low"].to_dict() == approx(sample.low, nan_ok=True)
