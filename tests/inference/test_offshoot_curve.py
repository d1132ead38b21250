"""Offshoots over time: a published curve, hand counts, and the coverage of the interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy
from alliances import alliance

from ci_network.dates import DAYS_IN_MONTH
from ci_network.inference.offshoot_curve import Waiting, curve, offshoot_curve
from ci_network.measures.sustainability import sustainability

approx = pytest.approx


def of(made):
    return offshoot_curve(sustainability(made))


def test_freireich():
    """Remission in weeks under 6-MP: S(6) = .8571, median 23; every patient a cluster.

    Freireich et al. (1963), https://doi.org/10.1182/blood.V21.6.699.699; the figures as in Cox &
    Oakes (1984), Analysis of Survival Data, table 1.1.
    """
    days = np.array([6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    happened = np.arange(21) < 9
    found = curve(Waiting(days, happened, np.arange(21)))
    assert 1 - found.share[0] == approx(0.8571, abs=5e-5)
    assert found.median_months * DAYS_IN_MONTH == approx(23)
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert (1 - found.share).tolist() == approx(
        [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=6e-4
    )


@pytest.mark.parametrize("seed", range(30))
def test_what_survives_and_who_is_at_risk_by_scipy(seed):
    rng = np.random.default_rng(seed)
    days, happened = rng.integers(0, 40, 60), rng.random(60) < 0.6
    found = curve(Waiting(days, happened, rng.integers(0, 12, 60)))
    own = scipy.stats.ecdf(
        scipy.stats.CensoredData(uncensored=days[happened], right=days[~happened])
    )
    times = np.unique(days[happened])
    assert (found.months == times / DAYS_IN_MONTH).all()
    assert (found.share == 1 - own.sf.evaluate(times)).all()
    assert found.at_risk.tolist() == [(days >= time).sum() for time in times]


def test_from_meeting_through_the_secretariat_to_working_without_it():
    """A–B after 31 days; A–C and B–C until the end of record; D–E never had the secretariat."""
    made = alliance(
        "S*",
        a="SABC@2017-01-01",
        b="AB@2017-02-01",
        c="DE@2017-01-01",
        d="DE@2017-03-02",
        e="DE@2017-12-31",
        f="DF@2017-01-01",
    )
    found = of(made)
    through = found.through_secretariat
    assert (through.pairs, through.activities, through.happened) == (3, 1, 1)
    assert (through.months * DAYS_IN_MONTH).tolist() == approx([31])
    assert through.share.tolist() == approx([1 / 3])
    assert math.isnan(through.median_months)
    base = found.never_through_secretariat
    # D–E and D–F; the second activity of D–E came 60 days after its first.
    assert (base.pairs, base.happened) == (2, 1)
    assert (base.months * DAYS_IN_MONTH).tolist() == approx([60])
    assert base.share.tolist() == approx([1 / 2])


def test_a_pair_is_watched_until_one_of_the_two_leaves():
    """B left on 10 January, nine days on: it is no longer at risk when C and D become offshoots."""
    activities = {"a": "SABCD@2017-01-01", "b": "CD@2017-03-02", "c": "S@2017-12-31"}
    stays = of(alliance("S*", **activities)).through_secretariat
    assert stays.at_risk.tolist() == [6]
    leaves = {"id": "B", "joined": "2017", "left": "2017-01-10"}
    gone = of(alliance("S*", leaves, **activities)).through_secretariat
    assert gone.at_risk.tolist() == [3]
    assert gone.share.tolist() == approx([1 / 3])
    unknown = {"id": "B", "joined": "2017", "left": "unknown"}
    assert of(alliance("S*", unknown, **activities)).through_secretariat.at_risk.tolist() == [3]


def test_those_who_work_together_after_leaving_are_offshoots():
    leaves = {"id": "B", "joined": "2017", "left": "2017-01-10"}
    found = of(alliance("S*", leaves, a="SAB@2017-01-01", b="AB@2017-03-02")).through_secretariat
    assert (found.happened, found.share.tolist()) == (1, [1])


def test_nothing_that_happened_is_a_curve_without_times():
    found = of(alliance("S*", a="SAB@2017")).through_secretariat
    assert (found.pairs, found.happened, len(found.months)) == (1, 0, 0)
    nobody = of(alliance("S*", a="SA@2017")).through_secretariat
    assert (nobody.pairs, math.isnan(nobody.median_months)) == (0, True)


def test_few_activities_have_no_interval():
    waiting = Waiting(np.arange(1, 10), np.ones(9, bool), np.arange(9))
    assert np.isnan(curve(waiting).low).all()


def test_the_interval_by_slow_jackknife():
    """Each activity left out in turn, with scipy's own curve."""
    waiting = simulated(np.random.default_rng(3), 14)
    found = curve(waiting)
    place = int(np.searchsorted(found.months, 24)) - 1
    time = found.months[place] * DAYS_IN_MONTH
    left_out = []
    for code in np.unique(waiting.activity):
        rest = waiting.activity != code
        data = scipy.stats.CensoredData(
            uncensored=waiting.days[rest & waiting.happened],
            right=waiting.days[rest & ~waiting.happened],
        )
        left_out.append(scipy.stats.ecdf(data).sf.evaluate(time))
    many = len(left_out)
    deviation = math.sqrt((many - 1) / many * np.square(left_out - np.mean(left_out)).sum())
    surviving = 1 - found.share[place]
    spread = scipy.stats.t.ppf(0.975, many - 1) * deviation / surviving / abs(math.log(surviving))
    assert found.low[place] == approx(1 - surviving ** math.exp(-spread))
    assert found.high[place] == approx(1 - surviving ** math.exp(spread))


def simulated(rng, activities, pairs=8, frailty=1.0, rate=0.01):
    """Pairs of one activity share a frailty, so that they become offshoots together."""
    activity = np.repeat(np.arange(activities), 1 + rng.poisson(pairs - 1, activities))
    speed = rng.gamma(frailty, 1 / frailty, activities)[activity]
    event = rng.exponential(1 / (rate * speed))
    until = rng.uniform(6, 60, activities)[activity]
    days = np.ceil(np.minimum(event, until) * DAYS_IN_MONTH).astype(np.int64)
    return Waiting(days, event <= until, activity)


def coverage(activities, frailty, rate, simulations, seed):
    """How often the interval at 12, 24 and 36 months holds the true share, and was printed."""
    rng = np.random.default_rng(seed)
    held = {month: [] for month in (12, 24, 36)}
    for _ in range(simulations):
        found = curve(simulated(rng, activities, frailty=frailty, rate=rate))
        for month, results in held.items():
            place = int(np.searchsorted(found.months, month, side="right")) - 1
            if place >= 0 and not math.isnan(found.low[place]):
                true = 1 - (1 + rate * month / frailty) ** -frailty
                results.append(found.low[place] <= true <= found.high[place])
    return {month: (float(np.mean(r)), len(r) / simulations) for month, r in held.items()}


def test_the_interval_covers_in_short():
    """300 simulations: within 3 points of 95 %, and three deviations of the simulation."""
    for rate, printed in coverage(30, 1.0, 0.01, 300, 1).values():
        assert printed > 0.95
        assert rate == approx(0.95, abs=0.03 + 0.01)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("activities", "frailty", "rate"),
    [(15, 1.0, 0.02), (30, 1.0, 0.01), (30, 0.5, 0.02), (60, 1.0, 0.01), (60, 4.0, 0.005)],
)
def test_the_interval_covers_at_its_rate(activities, frailty, rate):
    for covered, printed in coverage(activities, frailty, rate, 2000, 7).values():
        assert printed > 0.9
        assert covered == approx(0.95, abs=0.03)
