"""Ties on two lists: the published example, and coverage of known truth."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ci_network.inference.capture import missed


def test_the_published_example():
    """Ten marked, fifteen caught, five of them marked: 28 turtles, between 22 and 65 (the worked
    example that goes with Sadinle's interval)."""
    found = missed(10, 15, 5)
    assert found.total == pytest.approx(11 * 16 / 6 - 1)
    assert (round(found.low), round(found.high)) == (22, 65)
    assert found.named == 20


@pytest.mark.parametrize("both", range(5))
def test_fewer_than_five_on_both_cannot_be_told(both):
    found = missed(20, 20, both)
    assert not found.known
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_equal_lists_miss_nothing():
    found = missed(12, 12, 12)
    assert found.total == 12
    assert found.low < found.total + 1


def test_the_lists_may_change_places():
    one, other = missed(30, 14, 9), missed(14, 30, 9)
    assert (one.total, one.low, one.high) == pytest.approx((other.total, other.low, other.high))


def test_more_on_both_than_on_one_is_refused():
    with pytest.raises(ValueError, match="cannot be on both"):
        missed(3, 9, 4)


def coverage(
    ties: int, register: float, survey: float, repeats: int, seed: int
) -> tuple[float, float]:
    """How often the interval holds the truth where anything is told, and how often that is."""
    rng = np.random.default_rng(seed)
    held = told = 0
    for _ in range(repeats):
        one, other = rng.random(ties) < register, rng.random(ties) < survey
        found = missed(int(one.sum()), int(other.sum()), int((one & other).sum()))
        if found.known:
            told += 1
            held += found.low <= ties <= found.high
    return held / told, told / repeats


@pytest.mark.parametrize(
    ("ties", "register", "survey"), [(40, 0.4, 0.7), (80, 0.5, 0.5), (150, 0.2, 0.8)]
)
def test_the_interval_holds_the_truth_about_as_often_as_it_says(ties, register, survey):
    held, _ = coverage(ties, register, survey, repeats=1_000, seed=7)
    assert 0.93 <= held <= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("ties", [30, 60, 120, 400])
@pytest.mark.parametrize("register", [0.2, 0.4, 0.6])
@pytest.mark.parametrize("survey", [0.5, 0.7, 0.9])
def test_coverage_at_many_rates(ties, register, survey):
    held, told = coverage(ties, register, survey, repeats=20_000, seed=1)
    # Where five on both is rare, what is told is told of the luckier half.
    assert 0.93 <= held <= (0.99 if told > 0.5 else 1)
