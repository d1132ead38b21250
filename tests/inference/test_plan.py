"""What to hand over: by hand, by laws, and beside every set of activities by brute force."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations

import networkx as nx
import pytest
from alliances import alliance
from endings_by_loops import attended, pictures
from random_alliances import in_some_series, random_alliance, seeds
from reference import (
    Picture,
    connected_pairs,
    graph_of,
    mean_inverse_distance,
    partners_in_largest_component,
    ratio,
    scenario_graph,
)

from ci_network.inference import plan as module
from ci_network.inference.plan import PLAN_MEASURES, plan
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows


def plans(record, every="all", max_size=None, **options):
    return plans_of(window_networks(record, every, max_size), **options)


def plans_of(drawn, **options):
    series = drawn.alliance.activities.series
    return [
        plan(network, drawn.meetings, drawn.spans, series, **options)
        if len(network.activities)
        else None
        for network in drawn.networks
    ]


def names(record, found):
    name = record.activities.name
    each = [sorted(code for unit in step.units for code in unit) for step in found.steps]
    return [[name[code] for code in codes] for codes in each]


# ------------------------------------------------------------------------------------- by hand


def test_two_activities_that_join_three_partners():
    """S holds a: A-B and b: B-C. Unaided nothing is left; each keeps one of three pairs."""
    record = alliance("S*", a="SAB@2017", b="SBC@2017")
    (found,) = plans(record)
    assert names(record, found) == [[], ["a"], ["a", "b"]]
    assert [step.value for step in found.steps] == [0, 1 / 3, 1]
    assert (found.present, found.none, found.all, found.exact) == (1, 0, 1, True)
    assert [found.milestone(share) for share in (0.5, 0.9, 1)] == [2, 2, 2]
    assert (found.lost_for_good, found.lost) == (0, ())


def test_what_needs_the_secretariat_itself_is_lost_for_good():
    """A-B and C-D meet with S, apart: today all are joined through S, then only within."""
    record = alliance("S*", a="SAB@2017", b="SCD@2017")
    (found,) = plans(record)
    assert (found.present, found.all, found.lost_for_good) == (1, 2 / 6, 4)
    assert {record.actors.id[actor]: pairs for actor, pairs in found.lost} == dict.fromkeys(
        "ABCD", 2
    )


def test_an_activity_without_the_secretariat_is_not_open():
    record = alliance("S*", a="SAB@2017", picnic="BC@2017")
    (found,) = plans(record)
    assert names(record, found) == [[], ["a"]]
    assert [step.value for step in found.steps] == [1 / 3, 1]


def test_an_activity_in_which_no_two_partners_meet_is_not_open():
    """A is there in spring and B in autumn: S takes part, and nobody meets another."""
    record = alliance("S*", a=["SA@2017-03", "SB@2017-10"], b="SAB@2017")
    (found,) = plans(record)
    assert names(record, found) == [[], ["b"]]


def test_an_activity_whose_members_changed_joins_them_apart():
    """In one activity A-B meet in spring and C-D in autumn: it joins two pairs, not six."""
    record = alliance("S*", a=["SAB@2017-03", "SCD@2017-10"])
    (found,) = plans(record)
    assert [step.value for step in found.steps] == [0, 2 / 6]


def test_the_best_next_one_is_not_part_of_the_best_two(monkeypatch):
    """A-B-C-D is one group unaided, E-F-G-H another, I-J a third. The pair that joins the large
    groups (x: D-Y, y: Y-E, through Y) is worth little by halves: greedy takes z (D-I) first."""
    record = alliance(
        "S*",
        one="ABCD@2017", other="EFGH@2017", third="IJ@2017",
        x="SDY@2017", y="SYE@2017", z="SDI@2017",
    )  # fmt: skip
    (found,) = plans(record)
    assert names(record, found)[1:3] == [["z"], ["x", "y"]]
    pairs = [6 + 6 + 1, 15 + 6, 36 + 1, 55]
    assert [step.value for step in found.steps] == [count / 55 for count in pairs]
    assert found.exact
    monkeypatch.setattr(module, "MOST_SETS", 1)
    monkeypatch.setattr(module, "_MOST_EXCHANGES", 0)
    (greedy,) = plans(record)
    assert names(record, greedy)[1:3] == [["z"], ["x", "z"]]
    assert greedy.steps[2].value < found.steps[2].value
    assert not greedy.exact


def test_equal_sets_are_told_apart_by_fewer_actors_then_by_name():
    record = alliance("S*", b="SAB@2017", a="SABS@2017", big="SAB@2017", c="AB@2016")
    (found,) = plans(record)
    assert names(record, found) == [[]]
    assert found.milestone(1) == 0
    record = alliance("S*T*", a="STAB@2017", c="SAB@2017", b="SAB@2017")
    (found,) = plans(record)
    assert names(record, found)[1] == ["b"]


def test_where_nothing_can_be_kept_there_is_no_milestone():
    (found,) = plans(alliance("S*", a="SA@2017", b="SB@2017"))
    assert (found.open, found.all, found.milestone(0.5)) == ((), 0, None)
    assert (found.present, found.lost_for_good) == (1, 1)


@pytest.mark.parametrize("measure", PLAN_MEASURES)
def test_below_two_partners_there_are_no_figures(measure):
    (found,) = plans(alliance("S*", a="SA@2017"), measure=measure)
    assert found.partners == 1
    assert math.isnan(found.all) or measure == "largest_component"
    assert len(found.steps) == 1


def test_no_more_are_handed_over_than_asked_for():
    record = alliance("S*", a="SAB@2017", b="SBC@2017", c="SCD@2017")
    (found,) = plans(record, most=2)
    assert len(found.steps) == 3


# ------------------------------------------------------------------------- beside brute force


def kept(picture: Picture, chosen: set[str], measure: str) -> float:
    """What partners keep with some activities handed over, by the definition."""
    ties = [
        pair
        for pair, tie in picture.ties.items()
        if any(spell.involvement == "none" or spell.activity in chosen for spell in tie.spells)
    ]
    return value_of(graph_of(picture.roster, ties), picture.roster, measure)


def value_of(graph: nx.Graph, roster: list[str], measure: str) -> float:
    n = len(roster)
    found = {
        "connectedness": lambda: ratio(connected_pairs(graph, roster), n * (n - 1) / 2),
        "largest_component": lambda: ratio(partners_in_largest_component(graph, roster), n),
        "efficiency": lambda: mean_inverse_distance(graph, roster),
    }[measure]()
    return math.nan if found is None else found


def open_in(picture: Picture) -> set[str]:
    """Attended on some day of the window, and two partners meet in it."""
    meets = {spell.activity for tie in picture.ties.values() for spell in tie.spells}
    return attended(picture) & meets


def by_series(names: set[str]) -> list[tuple[str, ...]]:
    """What is handed over as one: activities that differ only by a year in brackets."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(name.split(" (2")[0], []).append(name)
    return sorted(map(tuple, found.values()))


def best_of(picture: Picture, k: int, measure: str) -> tuple[float, int, tuple[str, ...]]:
    sets = combinations(by_series(open_in(picture)), k)
    return min(
        (
            -round(kept(picture, {name for unit in s for name in unit}, measure), 12),
            sum(len(actors_in(picture, unit)) for unit in s),
            tuple(sorted(name for unit in s for name in unit)),
        )
        for s in sets
    )


def actors_in(picture: Picture, unit: tuple[str, ...]) -> set[str]:
    """Who took part in any of some activities, at any time."""
    return {part.actor for part in picture.record.parts if part.activity in unit}


@cache
def made(seed):
    """A record by chance in windows, and the same by loops."""
    rows = random_alliance(seed, actors=8, activities=8)
    if seed % 5 == 0:
        rows = in_some_series(*rows)
    every, max_size = ("year", "all")[seed % 3 == 0], (None, 4)[seed % 2]
    drawn = window_networks(read_rows(*rows).alliance, every, max_size)
    return drawn, pictures(*rows, every, max_size)


@pytest.mark.parametrize("measure", PLAN_MEASURES)
@pytest.mark.parametrize("first", seeds(100, 300, 50))
def test_every_step_is_the_best_of_all_sets(first, measure):
    steps = 0
    for seed in range(first, first + 50):
        drawn, by_loops = made(seed)
        record = drawn.alliance
        for found, picture in zip(plans_of(drawn, measure=measure), by_loops, strict=True):
            if found is None:
                continue
            name = record.activities.name
            open_ = [tuple(name[code] for code in unit) for unit in found.open]
            assert open_ == by_series(open_in(picture))
            roster = picture.roster
            expected = {
                "present": value_of(scenario_graph(picture, "present"), roster, measure),
                "none": kept(picture, set(), measure),
                "all": value_of(scenario_graph(picture, "hub_leaves"), roster, measure),
            }
            for key, value in expected.items():
                assert getattr(found, key) == pytest.approx(value, rel=1e-9, nan_ok=True), key
            for k, (step, chosen) in enumerate(zip(found.steps, names(record, found), strict=True)):
                if k == 0:
                    continue
                value, _, best = best_of(picture, k, measure)
                assert step.value == pytest.approx(-value, rel=1e-9)
                assert tuple(chosen) == best
                steps += 1
            if len(roster) > 1:
                assert found.steps[-1].value == pytest.approx(found.all, rel=1e-9)
    assert steps > 30


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("measure", PLAN_MEASURES)
def test_greedy_with_exchange_rises_and_is_never_better_than_all_sets(seed, measure, monkeypatch):
    record = read_rows(*random_alliance(seed, actors=9, activities=10)).alliance
    (exact,) = plans(record, measure=measure)
    monkeypatch.setattr(module, "MOST_SETS", 1)
    (greedy,) = plans(record, measure=measure)
    best = [step.value for step in exact.steps]
    found = [step.value for step in greedy.steps]
    assert all(one <= other + 1e-12 for one, other in zip(found, best, strict=False))
    assert found == sorted(found)
    assert found[-1] == pytest.approx(best[-1], rel=1e-9)
    assert len(found) >= len(best)


@pytest.mark.parametrize("seed", range(20))
def test_lost_for_good_is_connected_today_and_not_with_all_handed_over(seed):
    rows = random_alliance(seed, actors=9, activities=7)
    record = read_rows(*rows).alliance
    for found, picture in zip(plans(record, "year"), pictures(*rows, "year"), strict=True):
        if found is None:
            continue
        today, then = (scenario_graph(picture, scenario) for scenario in ("present", "hub_leaves"))
        lost = [
            pair
            for pair in combinations(picture.roster, 2)
            if nx.has_path(today, *pair) and not nx.has_path(then, *pair)
        ]
        assert found.lost_for_good == len(lost)
        by_partner = {record.actors.id[actor]: count for actor, count in found.lost}
        ends = [end for pair in lost for end in pair]
        assert by_partner == {end: ends.count(end) for end in set(ends)}


def test_weights_beyond_a_word_are_counted():
    """Seventy partners of which a pair works together unaided: points with a weight, two words."""
    partners = [chr(0x4E00 + number) for number in range(70)]
    spec = {
        f"a{number}": f"S{one}{other}@2017"
        for number, (one, other) in enumerate(zip(partners[::2], partners[1::2], strict=True))
    }
    record = alliance("S*", own=f"{partners[0]}{partners[69]}@2017", **spec)
    (found,) = plans(record, most=2)
    assert found.none == 1 / (70 * 69 / 2)
    assert [step.value for step in found.steps] == [count / (70 * 69 / 2) for count in (1, 3, 6)]
    # All 35 pairs, of which the first and the last are joined by the one of their own.
    assert found.all == (33 + 6) / (70 * 69 / 2)
