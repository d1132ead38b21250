"""The cheapest assignment against scipy's, down to which of several it is."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
import scipy

from ci_network.graphs.assignment import cheapest


@pytest.mark.parametrize("seed", range(200))
def test_of_those_that_cost_the_same_it_is_scipys(seed):
    rng = np.random.default_rng(seed)
    rows = int(rng.integers(1, 12))
    shape = rows, rows + int(rng.integers(0, 20))
    # Few different costs, so that hardly any assignment is the only best.
    cost = rng.integers(0, int(rng.integers(1, 8)) + 1, shape).astype(float)
    assert cheapest(cost).tolist() == scipy.optimize.linear_sum_assignment(cost)[1].tolist()


def test_no_other_choice_costs_less():
    cost = np.random.default_rng(1).random((4, 6))
    chosen = cheapest(cost)
    assert len(set(chosen.tolist())) == 4
    least = min(cost[range(4), places].sum() for places in permutations(range(6), 4))
    assert cost[range(4), chosen].sum() == pytest.approx(least)


def test_nobody_to_be_given_anything():
    assert cheapest(np.zeros((0, 3))).tolist() == []
