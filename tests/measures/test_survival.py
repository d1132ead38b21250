"""How long ties last: published figures, hand counts, loops written apart, and coverage."""

import datetime as dt
import math

import numpy as np
import pytest
import scipy
from alliances import alliance
from random_alliances import random_alliance, seeds

import ci_network as ci
from ci_network.dates import DAYS_IN_MONTH
from ci_network.errors import UsageError
from ci_network.measures.kaplan_meier import kaplan_meier, student_quantile
from ci_network.measures.persistence import of_activities, of_partners, of_ties, persistence
from ci_network.measures.spells import spells
from ci_network.measures.survival import Stays, lives, survival_of
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def day(text):
    return dt.date.fromisoformat(text).toordinal()


def of(made, gap_months=12.0):
    drawn = window_networks(made)
    return persistence(drawn.meetings, drawn.spans, drawn.alliance.last, gap_months)


def table(made, **options):
    return ci.survival(made, **options).set_index(["kind", "class"])


def test_freireich_6_mp():
    """Weeks of remission under 6-MP; Freireich et al. (1963), as in Kalbfleisch & Prentice."""
    weeks = np.array([6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    ended = np.arange(21) < 9
    found = kaplan_meier(weeks, ended, entry=np.zeros(21, np.int64))
    assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.surviving.tolist() == approx(
        [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=6e-4
    )
    assert found.known_until == 35


@pytest.mark.parametrize("seed", range(20))
def test_where_nothing_comes_late_it_is_what_scipy_says(seed):
    rng = np.random.default_rng(seed)
    days, ended = rng.integers(1, 40, 60), rng.random(60) < 0.6
    found = kaplan_meier(days, ended, entry=np.zeros(60, np.int64))
    own = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=days[ended], right=days[~ended]))
    assert found.surviving.tolist() == approx(own.sf.evaluate(found.days).tolist())


def test_those_who_come_late_are_at_risk_from_then_on():
    """Of three from the beginning one ends at 2; one comes after 2, one ends at 5 of the three."""
    days, ended = np.array([2, 5, 9, 9]), np.array([True, True, False, False])
    found = kaplan_meier(days, ended, entry=np.array([0, 0, 0, 2]))
    assert found.surviving.tolist() == approx([2 / 3, 2 / 3 * 2 / 3])


def test_nobody_can_say_what_was_before_the_first_came_or_while_nobody_was_watched():
    late = kaplan_meier(np.array([5]), np.array([True]), entry=np.array([2]))
    assert (len(late.days), math.isnan(late.known_until)) == (0, True)
    gap = kaplan_meier(np.array([3, 9]), np.array([False, True]), entry=np.array([0, 5]))
    assert (len(gap.days), gap.known_until) == (0, 3)


def test_the_garden_by_hand():
    """All ten pairs met at the kick-off on 10 January 2018; ends are told up to 10 May 2018.

    A–D, A–E, B–E and C–E met on that day alone (C and E again 455 days on, too late for one life),
    B–D and C–D last on day 42, A–C and B–C on day 51; A–B and D–E were still to meet.
    """
    found = table(ci.read("docs/garden"))
    ties = found.loc[("ties", "all")]
    assert (ties["watched"], ties["ended"]) == (10, 8)
    assert ties["half_life_months"] == approx(42 / DAYS_IN_MONTH)
    curve = ci.survival_curve(ci.read("docs/garden"))
    months = curve[(curve["kind"] == "ties") & (curve["class"] == "all")]
    # Month 1 is day 30: 6 of 10; month 2 is day 60: 2 of 10.
    assert months.set_index("months")["surviving"].loc[[1, 2]].tolist() == approx([0.6, 0.2])
    assert months["at_risk"].tolist() == [6, 2, 2]
    # Independent from the kitchen or the walk on: B–C, B–D, C–D, A–B; nobody from the beginning.
    assert tuple(found.loc[("ties", "independent"), ["watched", "ended"]]) == (4, 3)
    assert math.isnan(found.loc[("ties", "independent"), "half_life_months"])
    # Carried from the beginning: four end on the first day, the others are watched until later.
    assert tuple(found.loc[("ties", "carried"), ["watched", "ended"]]) == (10, 4)


def test_a_silence_as_long_as_the_gap_is_bridged_and_a_day_more_is_not():
    def watched(again):
        made = alliance("S*", a="AB@2017-01-01", b=f"AB@{again}", c="CD@2019-12-31")
        ties = of(made).ties.all
        return ties.watched, ties.ended

    assert watched("2018-01-01") == (2 - 1, 1)
    assert watched("2018-01-02") == (2, 2)


def test_what_may_still_go_on_has_not_ended():
    """Within the gap before the end of the record nobody can tell a silence from an end."""
    made = alliance("S*", a="AB@2017-01-01/2018-06-30", b="CD@2019-05-31")
    found = of(made)
    assert found.until == day("2018-05-31")
    lives = (found.ties.all, found.activities.all, found.partners.all)
    assert [(each.watched, each.ended) for each in lives] == [(1, 0), (1, 0), (2, 0)]
    assert found.ties.all.at_risk[-1] == 1
    assert len(found.ties.all.months) == math.floor(516 / DAYS_IN_MONTH)


def test_a_record_shorter_than_the_gap_tells_nothing():
    found = of(alliance("S*", a="AB@2017-01-01", b="AB@2017-11-30")).ties.all
    assert (found.watched, math.isnan(found.after_year)) == (0, True)
    undated = of(alliance("S*", a="AB"))
    assert (undated.until, undated.ties.all.watched) == (None, 0)


def test_an_activity_has_the_class_that_it_had_by_then():
    """S leads the group until its term ends after 2017; from then on it stands by itself."""
    term = {"id": "S", "secretariat": "true", "secretariat_until": "2017"}
    made = alliance("S*", term, group="S!AB@2017/2018", late="C@2020-12-31")
    ties = of(made).ties
    independent, supported, carried = ties.by_involvement
    assert (carried.watched, carried.ended) == (1, 0)
    assert (independent.watched, independent.ended, supported.watched) == (1, 1, 0)
    assert (ties.all.watched, ties.all.half_life_months) == (1, approx(730 / DAYS_IN_MONTH))


def test_the_secretariats_own_ties_are_left_out_and_it_is_no_partner():
    made = of(alliance("S*", a="S!AB@2017-01-01", b="C@2019-12-31"))
    assert made.ties.all.watched == 1
    assert made.partners.all.watched == 2


def test_without_the_largest_activity():
    """The group carries A–B and A–C, B–C for a year; A and B also met twice by themselves."""
    made = alliance(
        "S*", group="SABC@2017", w="AB@2017-03-01", v="AB@2017-03-20", end="D@2020-12-31"
    )
    drawn = window_networks(made)
    ties = of(made).ties
    assert made.activities.name[ties.largest] == "group"
    assert ties.in_largest == 3
    assert ties.all.half_life_months == approx(365 / DAYS_IN_MONTH)
    assert ties.all.half_life_months_without == approx(20 / DAYS_IN_MONTH)
    assert len(drawn.meetings.first) == 6


def test_the_gap_is_what_it_is_said_to_be():
    made = alliance("S*", a="AB@2017-01-01", b="AB@2017-03-01", c="CD@2019-12-31")
    assert table(made, gap_months=1).loc[("ties", "all"), "watched"] == 2
    assert table(made, gap_months=2).loc[("ties", "all"), "watched"] == 1
    assert table(made, gap_months=1e6).loc[("ties", "all"), "watched"] == 0
    for wrong in (0, -1, math.inf, math.nan):
        with pytest.raises(UsageError):
            ci.survival(made, gap_months=wrong)


def test_without_a_secretariat_there_are_no_classes():
    found = ci.survival(alliance("", a="AB@2017", b="C@2019"))
    assert found["class"].unique().tolist() == ["all"]


# Written apart: sets of days, one life after the other.


def rows_of(stays):
    columns = (column.tolist() for column in stays)
    return list(zip(*columns, strict=True))


def slow_lives(rows, gap, until):
    """(class, entry, exit, ended) of each part of each life, class None for the whole."""
    parts = []
    for unit in {row[0] for row in rows}:
        class_on = {}
        for _, _, start, end, involvement in (row for row in rows if row[0] == unit):
            for date in range(start, end + 1):
                class_on[date] = min(class_on.get(date, 9), involvement)
        groups = []
        for date in sorted(class_on):
            if groups and date - groups[-1][-1] <= gap:
                groups[-1].append(date)
            else:
                groups.append([date])
        for days in groups:
            born, died = days[0], days[-1]
            age_at_end = min(died, until) - born + 1
            if age_at_end <= 0:
                continue
            parts.append((None, 0, age_at_end, died <= until))
            lowest, since = class_on[born], 0
            for date in days:
                if class_on[date] < lowest and date <= until:
                    parts.append((lowest, since, date - born, False))
                    lowest, since = class_on[date], date - born
            parts.append((lowest, since, age_at_end, died <= until))
    return parts


def slow_survival(parts, last):
    """By age: the product over the ages up to it; NaN where nobody was watched at some of them."""
    shares = [1.0]
    for today in range(1, last + 1):
        share = shares[-1]
        if share:
            at_risk = sum(entry < today <= until for entry, until, _ in parts)
            ended = sum(ended and until == today for _, until, ended in parts)
            share *= 1 - ended / at_risk if at_risk else math.nan
        shares.append(share)
    return shares


KINDS = {
    "ties": lambda drawn: of_ties(drawn.meetings, drawn.spans),
    "activities": lambda drawn: of_activities(drawn.spans),
    "partners": lambda drawn: of_partners(drawn.spans),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", seeds(6, 12))
def test_any_alliance_is_counted_as_by_loops(kind, seed):
    made = read_rows(*random_alliance(seed, actors=7, activities=14)).alliance
    drawn = window_networks(made)
    if drawn.alliance.last is None:
        pytest.skip("nothing is dated")
    gap = 91
    until = drawn.alliance.last - gap
    stays = KINDS[kind](drawn)
    found = survival_of(stays, gap, until)
    parts = slow_lives(rows_of(stays), gap, until)
    for code, curve in ((None, found.all), *enumerate(found.by_involvement)):
        own = [part[1:] for part in parts if part[0] == code]
        assert (curve.watched, curve.ended) == (len(own), sum(ended for *_, ended in own))
        ages = [math.floor(month * DAYS_IN_MONTH) for month in curve.months.tolist()]
        by_age = slow_survival(own, max([0, *ages]))
        assert curve.surviving.tolist() == approx([by_age[age] for age in ages], nan_ok=True)
        if not math.isnan(curve.half_life_months):
            age = round(curve.half_life_months * DAYS_IN_MONTH)
            before, then = slow_survival(own, age)[-2:]
            assert then <= 0.5 + 1e-12 < before


@pytest.mark.parametrize("seed", range(4))
def test_the_error_by_slow_jackknife(seed):
    """Each activity left out in turn, and everything counted anew."""
    rng = np.random.default_rng(seed)
    start = rng.integers(1, 1_200, 60)
    gap, until = 90, 1_100
    unit, activity = rng.integers(0, 20, 60), rng.integers(0, 14, 60)
    stays = Stays(unit, activity, start, start + rng.integers(0, 200, 60), rng.integers(0, 3, 60))
    found = survival_of(stays, gap, until)
    for code, curve in ((None, found.all), (1, found.by_involvement[1])):
        told = np.flatnonzero(~np.isnan(curve.se))
        for place in told[:: max(len(told) // 3, 1)].tolist():
            age = math.floor(curve.months[place] * DAYS_IN_MONTH)
            left_out = []
            for each in np.unique(activity):
                rest = rows_of(stays.select(activity != each))
                parts = [part[1:] for part in slow_lives(rest, gap, until) if part[0] == code]
                left_out.append(slow_survival(parts, age)[-1])
            if np.isnan(left_out).any():
                continue  # nobody was watched so long without one of them
            n = len(left_out)
            variance = (n - 1) / n * ((np.array(left_out) - np.mean(left_out)) ** 2).sum()
            assert curve.se[place] == approx(math.sqrt(variance), rel=1e-9, abs=1e-12)
    assert not np.isnan(found.all.se).all()


def test_lives_cover_each_stay_once():
    """What is seen is in some life, and lives of one unit lie farther apart than the gap."""
    made = read_rows(*random_alliance(5, actors=8, activities=20)).alliance
    drawn = window_networks(made)
    stays = of_ties(drawn.meetings, drawn.spans)
    found = lives(stays, 30, drawn.alliance.last).whole()
    assert set(found.unit.tolist()) == set(stays.unit.tolist())
    assert (found.exit >= 1).all()
    assert len(found.unit) <= len(spells(drawn.meetings, drawn.spans).first)


def simulated(rng, activities):
    """Pairs of one activity each: half of them end with it, the others by themselves.

    Ages at the end are exponential with a mean of 400 days, whatever ends them; 1,500 days are
    watched.
    """
    rows = []
    for activity in range(activities):
        start, shared = int(rng.integers(1, 1_400)), math.ceil(rng.exponential(400))
        for _ in range(int(rng.integers(2, 9))):
            age = shared if rng.random() < 0.5 else math.ceil(rng.exponential(400))
            rows.append((len(rows), activity, start, start + age - 1, 0))
    return Stays(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))


def coverage(draws, activities):
    """How often the intervals hold the truth: of the year's share, and of the half-life."""
    truth, half = math.exp(-365 / 400), math.ceil(400 * math.log(2)) / DAYS_IN_MONTH
    year, halves = [], []
    for seed in range(draws):
        found = survival_of(simulated(np.random.default_rng(seed), activities), 30, 1_500).all
        if not math.isnan(found.after_year_low):
            year.append(found.after_year_low <= truth <= found.after_year_high)
        low, high = found.half_life_low, found.half_life_high
        if not math.isnan(low):
            halves.append(low <= half and not high < half)
    return np.mean(year), np.mean(halves), len(year)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    year, half, told = coverage(200, 20)
    assert told == 200
    assert 0.92 <= year <= 0.98
    assert 0.92 <= half <= 0.98


@pytest.mark.slow
@pytest.mark.parametrize("activities", [12, 20, 60])
def test_the_interval_holds_the_truth_for_few_and_for_many_activities(activities):
    year, half, _ = coverage(1_500, activities)
    assert 0.92 <= year <= 0.975
    assert 0.92 <= half <= 0.98


def test_above_its_limit_there_is_no_error(monkeypatch):
    monkeypatch.setattr("ci_network.measures.survival.MOST_ACTIVITIES", 29)
    found = survival_of(simulated(np.random.default_rng(1), 30), 30, 1_500).all
    assert math.isnan(found.after_year_se)
    assert not math.isnan(found.after_year)


@pytest.mark.parametrize("freedom", [*range(1, 12), 40, 333, 1999])
@pytest.mark.parametrize("level", [0.5, 0.95])
def test_the_quantile_of_students_t_is_that_of_scipy(freedom, level):
    found = student_quantile(freedom, level)
    assert math.isclose(found, scipy.special.stdtrit(freedom, (1 + level) / 2), rel_tol=1e-12)


@pytest.mark.parametrize("names", ["xyz", "zyx", "yxz"])
def test_the_activities_that_something_was_seen_in_do_not_hang_on_their_names(names):
    """A takes part in two activities from one day on, B in the second and a third, C in all."""
    one, two, three = names
    made = alliance(**{one: "AC@2018", two: "ABC@2018", three: "BC@2018", "later": "DE@2022"})
    assert of(made).partners.all.activities == 3
