"""What ties that last rest on, and pairs that the secretariat alone joins."""

import itertools

import pytest
from alliances import alliance
from random_alliances import random_alliance, seeds

from ci_network.measures.roles import never_meet
from ci_network.measures.turnover import lasting
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results import tables


def drawn_of(seed):
    return window_networks(read_rows(*random_alliance(seed, actors=9, activities=10)).alliance)


def rows_of(drawn, number):
    """Ties of a window as pairs, with the activities that each rests on."""
    label = drawn.networks[number].window.label
    table = tables.ties(drawn)
    here = [row for row, window in enumerate(table["window"]) if window == label]
    pairs = [(table["source"][row], table["target"][row]) for row in here]
    activities = [{each["activity"] for each in table["evidence"][row]} for row in here]
    return dict(zip(pairs, activities, strict=True))


def found(drawn, number):
    before = drawn.networks[number - 1] if number else None
    return lasting(before, drawn.networks[number], drawn.meetings, drawn.spans)


def test_a_long_activity_carries_its_ties_over():
    """The group of A, B, C spans both years; A and D walked in each year, in two walks."""
    made = alliance("S*", group="SABC@2018/2019", w="AD@2018", v="AD@2019")
    drawn = window_networks(made)
    ties, same, activity = found(drawn, 1)
    # A–B, A–C, B–C and A–D come back; three of them by the group.
    assert (ties, same) == (4, 3)
    assert made.activities.name[activity] == "group"


def test_ties_that_come_back_by_other_activities_are_carried_by_none():
    drawn = window_networks(alliance("S*", a="SAB@2018", b="SAB@2019"))
    assert found(drawn, 1) == (1, 0, -1)


def test_the_first_window_and_one_after_a_gap_have_nothing_to_come_back():
    drawn = window_networks(alliance("S*", a="SAB@2016", b="SAB@2018"))
    assert [found(drawn, number) for number in range(3)][:2] == [None, (0, 0, -1)]
    assert found(drawn, 2) is None


@pytest.mark.parametrize("seed", seeds(20, 40))
def test_any_alliance_is_counted_as_by_brute_force(seed):
    drawn = drawn_of(seed)
    for number in range(1, len(drawn.networks)):
        before, now = rows_of(drawn, number - 1), rows_of(drawn, number)
        counted = found(drawn, number)
        if not before:
            assert counted is None
            continue
        both = before.keys() & now.keys()
        by_activity = {}
        for pair in both:
            for name in before[pair] & now[pair]:
                by_activity[name] = by_activity.get(name, 0) + 1
        assert counted.ties == len(both)
        assert counted.same_activity == max(by_activity.values(), default=0)
        if by_activity:
            name = drawn.alliance.activities.name[counted.activity]
            assert by_activity[name] == counted.same_activity


def test_pairs_in_one_meeting_are_not_joined_by_the_secretariat_alone():
    """S meets A, B and C, C and D each; A, B sit together. Apart: A–C, A–D, B–C, B–D, C–D."""
    made = alliance("S*", a="SAB@2018", b="SC@2018", c="SD@2018", d="EF@2018")
    assert never_meet(window_networks(made).networks[0]) == 5


def test_where_the_secretariat_takes_no_part_there_is_no_figure():
    assert never_meet(window_networks(alliance("S*", a="AB@2018")).networks[0]) is None


@pytest.mark.parametrize("seed", range(40))
def test_pairs_that_never_meet_are_those_by_brute_force(seed):
    drawn = drawn_of(seed)
    for network in drawn.networks:
        own = set(network.secretariat.tolist())
        if not own:
            assert never_meet(network) is None
            continue
        met = {
            partner
            for one, other in zip(
                network.own_ties.first.tolist(), network.own_ties.second.tolist(), strict=True
            )
            for partner in {one, other} - own
        }
        ties = set(zip(network.ties.first.tolist(), network.ties.second.tolist(), strict=True))
        apart = [
            pair
            for pair in itertools.combinations(sorted(met), 2)
            if pair not in ties and pair[::-1] not in ties
        ]
        assert never_meet(network) == len(apart)
