"""Ties beyond chance: published probabilities, scipy, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
import scipy
from alliances import alliance
from hypothesis import given
from hypothesis import strategies as st
from random_alliances import random_alliance

from ci_network.inference import significance as module
from ci_network.inference.significance import (
    attendance,
    benjamini_hochberg,
    bicm,
    significance,
    there,
    upper_tail,
)
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def test_three_by_three():
    """Rows 1, 1, 2 and columns 1, 1, 2: .216, .568, .863 (Neal 2022, the R package backbone)."""
    found = bicm(np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]], bool))
    assert found[0, 0] == approx(0.216, abs=5e-4)
    assert found[0, 2] == approx(0.568, abs=5e-4)
    assert found[2, 2] == approx(0.863, abs=5e-4)


def random_matrix(seed):
    return np.random.default_rng(seed).random((6, 8)) < np.random.default_rng(seed).random()


matrices = st.integers(0, 10**6).map(random_matrix)


@given(matrices)
def test_sums_are_kept_on_average(took_part):
    found = bicm(took_part)
    assert found.sum(axis=1) == approx(took_part.sum(axis=1), abs=1e-6)
    assert found.sum(axis=0) == approx(took_part.sum(axis=0), abs=1e-6)
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(("one", "other"), [(118_679, 12_267)])
def test_cells_that_the_sums_force_together_are_certain(one, other):
    took_part = random_matrix(one)
    found = bicm(took_part, took_part | random_matrix(other))
    assert found.sum(axis=0) == approx(took_part.sum(axis=0), abs=1e-6)
    assert found[5, 2] == took_part[5, 2] == 1


@given(matrices, matrices)
def test_what_cannot_be_has_no_chance(took_part, other):
    possible = took_part | other
    found = bicm(took_part, possible)
    assert not found[~possible].any()
    assert found.sum(axis=1) == approx(took_part.sum(axis=1), abs=1e-6)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 12))
def test_the_tail_is_that_of_scipy(chances, observed):
    if not hasattr(scipy.stats, "poisson_binom"):
        pytest.skip("scipy has it from 1.15 on")
    observed = min(observed, len(chances))
    (found,) = upper_tail(np.array([chances]), np.array([observed]))
    assert found == approx(scipy.stats.poisson_binom.sf(observed - 1, chances), abs=1e-9)


def test_alike_coins_are_binomial():
    found = upper_tail(np.full((7, 6), 0.3), np.arange(7))
    assert found == approx(scipy.stats.binom.sf(np.arange(7) - 1, 6, 0.3))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 5))
def test_the_correction_is_that_of_scipy(p, untied):
    found = benjamini_hochberg(np.array(p), len(p) + untied)
    expected = scipy.stats.false_discovery_control([*p, *[1.0] * untied])[: len(p)]
    assert found == approx(expected)


def test_those_who_seek_one_another_are_flagged():
    """A and B are in the same ten of forty activities; the others come as it happens."""
    rng = np.random.default_rng(4)
    spec = {}
    for number in range(40):
        who = set(rng.choice(list("CDEFGHIJKLMN"), 3, replace=False))
        spec[f"a{number}"] = "".join(sorted(who | (set("AB") if number < 10 else set()))) + "@2017"
    made = alliance("S*", **spec)
    drawn = window_networks(made)
    found = significance(drawn.whole, made, drawn.spans)
    assert found.tests == 14 * 13 // 2
    ids = made.actors.id
    ties = drawn.whole.ties
    flagged = [
        ids[a] + ids[b]
        for a, b in zip(ties.first[found.significant], ties.second[found.significant], strict=True)
    ]
    assert flagged == ["AB"]


def test_only_activities_while_both_were_there():
    """B joined in 2018: A and B could meet in the second activity alone."""
    made = alliance("S*", {"id": "B", "joined": "2018"}, a="AC@2017", b="ABC@2018")
    drawn = window_networks(made)
    took_part, codes = attendance(drawn.whole, drawn.spans)
    possible = took_part | there(drawn.whole, made, drawn.spans, codes)
    assert possible.tolist() == [[True, True], [False, True], [True, True]]
    found = significance(drawn.whole, made, drawn.spans)
    # All are in everything that they could be in: nothing is beyond chance.
    assert found.p.tolist() == [1, 1, 1]


def test_pairs_that_could_never_meet_are_not_tested():
    left = {"id": "A", "joined": "2016", "left": "2017"}
    made = alliance("S*", left, {"id": "B", "joined": "2018"}, a="AC@2017", b="BC@2018")
    drawn = window_networks(made)
    assert significance(drawn.whole, made, drawn.spans).tests == 2


@pytest.mark.parametrize("seed", range(20))
def test_any_alliance_has_probabilities(seed):
    made = read_rows(*random_alliance(seed)).alliance
    drawn = window_networks(made)
    for network in drawn.networks:
        found = significance(network, made, drawn.spans)
        assert len(found.p) == len(network.ties)
        assert ((found.p > 0) & (found.p <= found.adjusted + 1e-12)).all()


def test_above_its_size_there_is_no_answer(monkeypatch):
    monkeypatch.setattr(module, "UP_TO", 1)
    made = alliance("S*", a="ABC@2017")
    drawn = window_networks(made)
    assert significance(drawn.whole, made, drawn.spans) is None
