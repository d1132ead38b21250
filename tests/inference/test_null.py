"""The size-matched null against loops, against all draws there are, and by hand."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from alliances import alliance, rows
from endings_by_loops import activities, attended, led, left, now, pictures
from hypothesis import given, settings
from hypothesis import strategies as st
from random_alliances import alliances, random_alliance

from ci_network import dates
from ci_network.graphs.reach import alike
from ci_network.inference.chance import quantiles
from ci_network.inference.null import could_attend, draws, null, size_gap, strata
from ci_network.inference.removal import (
    attended_by_secretariat,
    led_by_secretariat,
    partners_alone,
    remains,
)
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows

approx = pytest.approx


def flags(text: str) -> np.ndarray:
    return np.array([letter == "x" for letter in text])


def check_against_loops(nodes, edges, every, max_size):
    """Everything that one window's null rests on, once more by loops."""
    result = sustainability(read_rows(nodes, edges).alliance, every, max_size)
    names = result.alliance.activities.name
    for network, picture in zip(
        result.networks, pictures(nodes, edges, every, max_size), strict=True
    ):
        if not picture.activities:
            continue
        found = partners_alone(network, result.meetings, result.spans)
        size = activities(picture, picture.roster, max_size)
        assert {names[c]: s for c, s in zip(found.activities, found.size, strict=True)} == size
        own = attended_by_secretariat(found, network, result.spans)
        assert {names[c] for c in found.activities[own]} == attended(picture) & set(size)
        by_it = led_by_secretariat(found, network, result.spans)
        assert {names[c] for c in found.activities[by_it]} == led(picture) & set(size)
        eligible = could_attend(found, network, result.alliance, result.spans)
        assert {names[c] for c in found.activities[eligible]} == {
            activity
            for activity in size
            if any(could_be_there(picture, stretch, activity) for stretch in picture.stretches)
        }
        rng = np.random.default_rng(len(size))
        goes_on = np.column_stack([~own, rng.random((len(size), 5)) < 0.6])
        what = remains(found, goes_on)
        once, again = alike(goes_on[:, [0, 1, 2, 3, 4, 5, 3, 0]])
        assert len(once) <= 6
        same = remains(found, goes_on[:, [0, 1, 2, 3, 4, 5, 3, 0]][:, once])
        for k in range(6):
            ended = {names[c] for c in found.activities[~goes_on[:, k]]}
            by_loops = left(picture, picture.roster, ended)
            for name, column in what.by_measure().items():
                value = column[k] if not math.isnan(column[k]) else 0.0
                assert value == approx(by_loops[name], abs=1e-12), name
        for name, column in same.by_measure().items():
            assert np.array_equal(
                column[again], what.by_measure()[name][[0, 1, 2, 3, 4, 5, 3, 0]], equal_nan=True
            )


def could_be_there(picture, stretch, activity):
    """Whether some day of the stretch in the window lies in the term of some secretariat."""
    if stretch.activity != activity:
        return False
    if stretch.start is None:
        return len(picture.record.flagged) > 0
    start, end = stretch.start, stretch.end
    if picture.window.start is not None:
        start, end = max(start, picture.window.start), min(end, picture.window.end)
    terms = [picture.record.actors[actor] for actor in picture.record.flagged]
    return any(actor.term_start <= end and actor.term_end >= start for actor in terms)


@pytest.mark.parametrize("seed", range(60))
def test_remains_and_who_was_where_agree_with_loops(seed):
    every = ["year", "all", "half", "school-year"][seed % 4]
    check_against_loops(*random_alliance(seed), every, [None, None, 3, 4][seed // 4 % 4])


@settings(max_examples=60)
@given(alliances())
def test_remains_agree_with_loops_for_any_alliance(record):
    check_against_loops(*record, "year", None)


def test_counted_by_hand():
    """Four meetings of two in 2017; S led the first. One in four draws ends any one of them.

    A–B–C–D is a path and E–F stands apart, so of 15 pairs 7 are connected now. Without A–B 4 are,
    without B–C 3, without C–D 4, without E–F 6.
    """
    made = alliance("S*", a="S!AB@2017", b="BC@2017", c="CD@2017", d="EF@2017")
    found = null(sustainability(made), 4000, 1).windows[0]
    assert (found.attended.activities, found.attended.eligible, found.attended.size_gap) == (
        1,
        4,
        0,
    )
    pairs = found.attended.figures["connectedness"]
    assert pairs.observed == approx(4 / 7)
    assert pairs.mean == approx((4 + 3 + 4 + 6) / 4 / 7, abs=0.01)
    assert (pairs.low, pairs.high) == (approx(3 / 7), approx(6 / 7))
    assert pairs.p == approx(3 / 4, abs=0.03)
    assert found.attended.figures["ties"].observed == approx(3 / 4)
    assert found.attended.figures["ties"].p == 1
    assert found.attended.figures["largest_component"].observed == approx(3 / 4)
    # Efficiency now: A–B, B–C, C–D, E–F count 1, A–C and B–D a half, A–D a third: 16/3.
    assert found.attended.figures["efficiency"].observed == approx((3 + 1 / 2) / (16 / 3))
    assert found.led.activities == 1


def test_observed_is_the_retention_of_unaided_where_it_attends_whole_activities():
    made = alliance("S*", a="S!ABCD@2017", b="BC@2017", c="SCDE@2017", d="EFA@2017")
    result = sustainability(made)
    found = null(result, 9, 1)
    for name, kept in result.figures[0].retention["unaided"].items():
        assert found.windows[0].attended.figures[name].observed == approx(kept)


def test_two_stretches_of_one_activity_end_together():
    """S comes to the second half of a long activity only; the whole of it ends."""
    made = alliance("S*", a=["AB@2017-01/2017-12", "S!@2017-07/2017-12"], b="CD@2017")
    found = null(sustainability(made), 9, 1).windows[0]
    assert found.attended.figures["ties"].observed == approx(1 / 2)


@pytest.mark.parametrize("seed", [3, 8, 21])
def test_p_is_that_of_all_draws(seed):
    """With 20 000 draws p is within its error of the share of all possible draws."""
    rng = np.random.default_rng(seed)
    spec = {}
    for number in range(8):
        who = "".join(rng.choice(list("ABCDEFGH"), 2 + number % 2, replace=False))
        spec[f"activity{number}"] = ("S" if number in (0, 1, 3) else "") + who + "@2017"
    nodes, edges = rows("S*", **spec)
    found = null(sustainability(read_rows(nodes, edges).alliance), 20_000, seed).windows[0]
    (picture,) = pictures(nodes, edges, "year")
    size = activities(picture, picture.roster)
    own = attended(picture)
    observed, whole = left(picture, picture.roster, own), now(picture)
    groups = [[a for a in size if size[a] == s] for s in (2, 3)]
    every_draw = [
        left(picture, picture.roster, set(twos) | set(threes))
        for twos in combinations(groups[0], len(own & set(groups[0])))
        for threes in combinations(groups[1], len(own & set(groups[1])))
    ]
    assert len(every_draw) == 6 * 4 or len(every_draw) == 4 * 6
    for name, figure in found.attended.figures.items():
        exact = np.mean([draw[name] <= observed[name] + 1e-12 for draw in every_draw])
        assert figure.observed == approx(observed[name] / whole[name])
        assert figure.p == approx(exact, abs=0.015)
        assert figure.mean == approx(
            np.mean([draw[name] for draw in every_draw]) / whole[name], abs=0.01
        )


def test_sizes_are_matched_stratum_by_stratum():
    size = np.array([2, 2, 2, 5, 5, 9])
    own, everything = flags("x..x.."), np.ones(6, bool)
    groups = strata(size, everything, own)
    ended = draws(groups, own, 500, (1, 1, 0))
    assert (ended[:3].sum(axis=0) == 1).all()
    assert (ended[3:5].sum(axis=0) == 1).all()
    assert not ended[5].any()
    assert size_gap(groups, size, own) == 0


@pytest.mark.parametrize(("own", "many"), [("x....", 5), ("xx...", 10), ("xxxx..", 15)])
def test_every_choice_is_as_likely_as_every_other(own, many):
    """Chi-squared of 20 000 draws over all choices: beyond its 99.9 % point once in a thousand."""
    own, each = flags(own), 20_000 / many
    ended = draws([np.arange(len(own))], own, 20_000, (3, 1, 0))
    _, counts = np.unique(ended, axis=1, return_counts=True)
    assert len(counts) == many
    assert ((counts - each) ** 2 / each).sum() < {5: 18.5, 10: 27.9, 15: 36.1}[many]


def test_a_size_without_an_alternative_is_matched_to_the_nearest():
    """Of the sizes 2, 2, 6 and 9 the secretariat has 6: the nearest is 9, which is 3 away."""
    size, own = np.array([2, 2, 6, 9]), flags("..x.")
    (group,) = strata(size, np.ones(4, bool), own)
    assert group.tolist() == [2, 3]
    # Half of the draws take 6, half take 9: one and a half partners more on average.
    assert size_gap([group], size, own) == approx(1.5)


def test_the_larger_of_two_sizes_that_are_equally_near_is_taken():
    (group,) = strata(np.array([4, 6, 8]), np.ones(3, bool), flags(".x."))
    assert group.tolist() == [1, 2]


def test_activities_outside_its_term_are_not_drawn():
    made = alliance(
        "S*",
        {"id": "S", "secretariat": "true", "secretariat_until": "2017-06-30"},
        a="SAB@2017-03",
        b="CD@2017-06-30/2017-07-02",
        c="EF@2017-07",
        d="GH@2017-08",
    )
    result = sustainability(made)
    found = partners_alone(result.networks[0], result.meetings, result.spans)
    eligible = could_attend(found, result.networks[0], made, result.spans)
    assert [made.activities.name[code] for code in found.activities[eligible]] == ["a", "b"]
    assert null(result, 9, 1).windows[0].attended.eligible == 2


def test_without_an_alternative_there_is_no_comparison():
    made = alliance("S*", a="SAB@2017", b="SCD@2017")
    found = null(sustainability(made), 9, 1).windows[0].attended
    assert (found.activities, found.eligible) == (2, 2)
    assert math.isnan(found.size_gap)
    assert found.figures["ties"].observed == 0
    assert math.isnan(found.figures["ties"].p)


def test_without_a_secretariat_or_activity_there_are_no_figures():
    nobody = null(sustainability(alliance("", a="AB@2017")), 9, 1)
    assert nobody.windows[0].attended is None
    assert nobody.whole.attended is None
    gap = null(sustainability(alliance("S*", a="SAB@2016", b="AB@2018")), 9, 1)
    assert gap.windows[1].window == "2017"
    assert gap.windows[1].attended is None


def test_the_same_seed_gives_the_same_figures_whatever_the_chunks(monkeypatch):
    from ci_network.graphs import reach
    from ci_network.inference import removal

    nodes, edges = random_alliance(5, actors=9, activities=8, secretariats=1)
    result = sustainability(read_rows(nodes, edges).alliance)
    whole = null(result, 99, 7)
    monkeypatch.setattr(reach, "_WORDS_AT_ONCE", 50)
    monkeypatch.setattr(removal, "_BYTES_AT_ONCE", 30)
    assert repr(null(result, 99, 7)) == repr(whole)
    assert repr(null(result, 99, 8)) != repr(whole)


def test_undated_activities_are_eligible_in_the_whole_period():
    made = alliance("S*", a="SAB@2017", b="CD")
    assert made.activities.dated.tolist() == [True, False]
    assert null(sustainability(made), 9, 1).whole.attended.eligible == 2
    assert made.participations.start[-1] == dates.BEGINNING


sizes_and_own = st.lists(
    st.tuples(st.integers(2, 9), st.booleans(), st.booleans()), min_size=1, max_size=15
)


@given(sizes_and_own, st.integers(0, 99))
def test_draws_are_as_many_of_each_stratum_among_the_eligible(activities, seed):
    size = np.array([number for number, _, _ in activities])
    own = np.array([its for _, its, _ in activities])
    eligible = own | np.array([could for _, _, could in activities])
    groups = strata(size, eligible, own)
    ended = draws(groups, own, 20, (seed, 0, 0))
    if not own.any() or (own == eligible).all():
        assert (groups, ended.shape[1]) == ([], 0)
        assert math.isnan(size_gap(groups, size, own))
        return
    assert (ended.sum(axis=0) == own.sum()).all()
    assert not ended[~eligible].any()
    for group in groups:
        assert (ended[group].sum(axis=0) == own[group].sum()).all()
        assert own[group].any()
        assert not own[group].all()
    alternatives = {number for number, its, could in activities if could and not its}
    if set(size[own]) <= alternatives:
        assert size_gap(groups, size, own) == approx(0, abs=1e-12)


@given(
    st.lists(st.lists(st.floats(0, 50) | st.integers(0, 9).map(float), min_size=5, max_size=5)),
    st.lists(st.floats(0, 1), min_size=1),
)
def test_quantiles_are_those_of_numpy_to_the_bit(columns, shares):
    drawn = np.array(columns).reshape(-1, 5).T
    found = quantiles(drawn, shares)
    if not len(columns):
        assert np.isnan(found).all()
    else:
        assert (found == np.quantile(drawn, shares, axis=1).T).all()


@settings(max_examples=40)
@given(alliances(secretariats=1))
def test_figures_of_any_null_are_shares_in_order(record):
    found = null(sustainability(read_rows(*record).alliance), 19, 1)
    for window in (*found.windows, found.whole):
        for matched in (window.attended, window.led):
            if matched is None:
                continue
            assert matched.activities <= matched.eligible
            for figure in matched.figures.values():
                if math.isnan(figure.p):
                    continue
                assert 0 <= figure.low <= figure.high <= 1 + 1e-12
                assert 1 / 20 <= figure.p <= 1
                assert 0 <= figure.observed <= 1 + 1e-12
