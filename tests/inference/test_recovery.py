"""Does the comparison find what was put in, and nothing where nothing was?

The simulator deals the secretariat its activities. Where it is no different from anyone, p must be
as good as drawn from a hat; where it holds circles together, p must be small.
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy

from ci_network.dates import day
from ci_network.inference.departure import departure, end_of_term
from ci_network.inference.null import could_attend, draws, null, strata
from ci_network.inference.offshoot_curve import offshoot_curve
from ci_network.inference.removal import attended_by_secretariat, partners_alone, remains
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.record.simulate import simulate

REPLICATES = 199


def p_values(seed, measure, **options):
    """p of one simulated alliance as printed, and with ties between draws broken by chance.

    Few draws differ where sizes are few, so that the printed p can only be cautious; broken by
    chance it is uniform when the secretariat is no different.
    """
    made = simulate(seed, **options)
    drawn = window_networks(read_rows(made.nodes, made.edges).alliance, "all")
    foundation = partners_alone(drawn.whole, drawn.meetings, drawn.spans)
    own = attended_by_secretariat(foundation, drawn.whole, drawn.spans)
    eligible = could_attend(foundation, drawn.whole, drawn.alliance, drawn.spans)
    ended = draws(strata(foundation.size, eligible, own), own, REPLICATES, (seed, 0, 0))
    if not ended.shape[1]:
        return None
    left = remains(foundation, ~np.column_stack([own, ended])).by_measure()[measure]
    observed, others = left[0], left[1:]
    less = int((others < observed - 1e-12).sum())
    equal = int((abs(others - observed) <= 1e-12).sum())
    printed = (less + equal + 1) / (REPLICATES + 1)
    lot = np.random.default_rng([seed, 99]).random()
    return printed, (less + lot * (equal + 1)) / (REPLICATES + 1)


def many(simulations, measure, start=0, **options):
    found = [p_values(seed, measure, **options) for seed in range(start, start + simulations)]
    return np.array([pair for pair in found if pair is not None])


ALIKE = {"partners": 20, "circles": 4, "activities": 30, "dependence": 0.0, "attended": 0.4}


def check_uniform(found):
    printed, broken = found.T
    assert scipy.stats.kstest(broken, "uniform").pvalue > 0.001
    # As printed it is never too bold, but for the error of the simulation.
    for level in (0.05, 0.1, 0.25):
        allowed = level + 3 * np.sqrt(level * (1 - level) / len(printed))
        assert (printed <= level).mean() <= allowed


@pytest.mark.parametrize("measure", ["efficiency", "ties"])
def test_p_is_uniform_where_the_secretariat_is_no_different_in_short(measure):
    check_uniform(many(80, measure, **ALIKE))


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["connectedness", "largest_component", "efficiency", "ties"])
@pytest.mark.parametrize("seeks_large", [0.0, 2.0])
def test_p_is_uniform_where_the_secretariat_is_no_different(measure, seeks_large):
    """Also where it prefers large activities: these are compared with large ones."""
    check_uniform(many(600, measure, start=1000, **ALIKE, seeks_large=seeks_large))


def test_p_is_small_where_the_secretariat_holds_circles_together():
    found = many(20, "connectedness", **(ALIKE | {"dependence": 1.0}), offshoots_per_month=0.0)
    assert np.median(found[:, 0]) <= 0.05


def test_large_activities_look_alarming_only_beside_small_ones():
    """A secretariat that seeks the large activities and is otherwise no different.

    Against activities of any size its activities cost more ties than most; against those of the
    same sizes they are ordinary.
    """
    of_any_size, of_the_same = [], []
    for seed in range(60):
        made = simulate(seed, **(ALIKE | {"partners": 40, "circles": 2}), seeks_large=2.0)
        drawn = window_networks(read_rows(made.nodes, made.edges).alliance, "all")
        foundation = partners_alone(drawn.whole, drawn.meetings, drawn.spans)
        own = attended_by_secretariat(foundation, drawn.whole, drawn.spans)
        if not own.any() or own.all():
            continue
        everything = np.ones(len(own), bool)
        for sizes, into in (
            (np.full(len(own), 2), of_any_size),
            (foundation.size, of_the_same),
        ):
            ended = draws(strata(sizes, everything, own), own, REPLICATES, (seed, 0, 0))
            ties = remains(foundation, ~np.column_stack([own, ended])).ties
            into.append((1 + (ties[1:] <= ties[0]).sum()) / (REPLICATES + 1))
    assert np.median(of_any_size) < 0.1
    assert np.median(of_the_same) > 0.25


def test_the_null_of_a_whole_run_is_the_one_tested_here():
    made = simulate(7, **ALIKE)
    result = sustainability(read_rows(made.nodes, made.edges).alliance, "all")
    printed, _ = p_values(7, "efficiency", **ALIKE)
    found = null(result, REPLICATES, 7).whole.attended.figures["efficiency"]
    assert found.p == pytest.approx(printed)


def test_what_outlives_led_activities_falls_with_dependence():
    """What the secretariat led is what would not have taken place without it."""

    def left(dependence):
        kept = []
        for seed in range(8):
            made = simulate(seed, dependence=dependence, offshoots_per_month=0.0, attended=0.6)
            result = sustainability(read_rows(made.nodes, made.edges).alliance, "all")
            kept.append(result.figures[0].retention["led_activities_end"]["connectedness"])
        return np.mean(kept)

    shares = [left(dependence) for dependence in (0.25, 0.5, 1.0)]
    assert shares == sorted(shares, reverse=True)


def test_ties_of_convened_activities_do_not_outlive_an_exit():
    made = simulate(
        11,
        activities=240,
        dependence=1.0,
        offshoots_per_month=0.0,
        leaves=day(2017, 12, 31),
    )
    drawn = window_networks(read_rows(made.nodes, made.edges).alliance)
    found = departure(drawn, end_of_term(drawn))
    assert found.outlived["carried"].share == 0
    assert found.outlived["independent"].share > 0.3
    assert found.ranks["carried"].rank == 1


@pytest.mark.parametrize("rate", [0.005, 0.02])
def test_the_offshoot_curve_finds_the_rate(rate):
    made = simulate(
        3, partners=120, circles=20, activities=800, dependence=1.0, offshoots_per_month=rate
    )
    result = sustainability(read_rows(made.nodes, made.edges).alliance, "all")
    found = offshoot_curve(result).through_secretariat
    place = int(np.searchsorted(found.months, 24)) - 1
    assert found.low[place] <= 1 - np.exp(-rate * 24) <= found.high[place]
