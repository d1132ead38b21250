"""By whom: candidates counted by hand, and proposals that give nobody too much."""

from __future__ import annotations

from itertools import product

import pytest
from alliances import alliance
from random_alliances import random_alliance

from ci_network.inference.plan import plan
from ci_network.inference.takeover import Candidate, candidates, proposal
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows


def found_in(record, *names, window=-1, every="year"):
    drawn = window_networks(record, every)
    place = record.activities.name.index
    units = [
        tuple(map(place, name)) if isinstance(name, tuple) else (place(name),) for name in names
    ]
    series = record.activities.series
    found = candidates(drawn.networks[window], drawn.spans, units, series, drawn.max_size)
    return [[(record.actors.id[each.partner], *each[1:]) for each in found[unit]] for unit in units]


def test_who_led_it_comes_before_who_led_others_before_who_knows_the_others():
    """a: S with A, B, C, D in 2017 and 2018; A led it in 2017. B led b (with C) in 2017 and e in
    2018. C and D met in b; C and D and A in none but: c = C, D."""
    record = alliance(
        "S*",
        a=["SA!BCD@2017", "SABCD@2018"],
        b="B!CD@2017",
        c="CD@2017",
        e="B!E@2018",
    )
    (rows,) = found_in(record, "a")
    assert rows == [
        ("A", True, 0, 0, 0),
        ("B", False, 2, 1, 1),
        ("C", False, 0, 2, 0),
        ("D", False, 0, 2, 0),
    ]


def test_who_could_take_over_a_series():
    """a: S, A, B, led by A, then S, B, C: one series. b is led by A, c by C; B and C met in c."""
    days = {"a (2017-01)": "SA!B@2017", "a (2017-02)": "SBC@2017"}
    record = alliance("S*", **days, b="A!D@2017", c="C!B@2017")
    (rows,) = found_in(record, tuple(days))
    assert rows == [
        ("A", True, 1, 0, 2),
        ("C", False, 1, 1, 1),
        ("B", False, 0, 1, 0),
    ]


def test_the_meetings_of_a_series_count_as_one():
    """a is open in 2018, and met in 2017 too: B led it then, with A. B led b twice, and A and B
    were in it together; A led c twice in 2018, with nobody of a."""
    record = alliance(
        "S*",
        **{
            "a (2017)": "SAB!@2017",
            "a (2018)": "SAB@2018",
            "b (2017)": "AB!@2017",
            "b (2018)": "AB!@2018",
            "c (2018-01)": "A!D@2018",
            "c (2018-02)": "A!D@2018",
        },
    )
    (rows,) = found_in(record, "a (2018)")
    assert rows == [("B", True, 1, 1, 1), ("A", False, 1, 1, 1)]


def test_only_partners_that_take_part_in_the_window_are_candidates():
    record = alliance("S*", a=["SAB@2017", "SBC@2018"])
    (rows,) = found_in(record, "a")
    assert [row[0] for row in rows] == ["B", "C"]


def test_leading_as_secretariat_is_no_partners_leading():
    """S is secretariat to the end of 2017 and a partner after: it led a only as secretariat."""
    record = alliance(
        "S*",
        {"id": "S", "secretariat": "true", "secretariat_until": "2017"},
        a=["S!AB@2017", "SAB@2018"],
    )
    (rows,) = found_in(record, "a")
    assert ("S", False, 0, 0, 0) in rows


def some(*partners):
    return tuple(Candidate(partner, False, 0, 0, 0) for partner in partners)


def test_the_first_choice_of_each_where_nobody_gets_too_much():
    assert proposal({1: some(7, 8), 2: some(9)}, [1, 2]) == {1: 7, 2: 9}


def test_nobody_gets_more_than_the_load():
    found = {activity: some(7, 8) for activity in (1, 2, 3)}
    made = proposal(found, [1, 2, 3], load=2)
    assert sorted(made.values()) == [7, 7, 8]
    made = proposal(found, [1, 2, 3], load=1)
    assert sorted(made.values()) == [7, 8]
    assert set(made) == {1, 2}


def test_nobody_to_propose():
    assert proposal({1: ()}, [1]) == {}
    assert proposal({}, []) == {}


@pytest.mark.parametrize("load", [1, 2])
@pytest.mark.parametrize("seed", range(30))
def test_no_other_proposal_serves_more_or_has_better_places(seed, load):
    record = read_rows(*random_alliance(seed, actors=6, activities=6)).alliance
    drawn = window_networks(record, "all")
    (network,) = drawn.networks
    open_ = plan(network, drawn.meetings, drawn.spans, record.activities.series).open[:4]
    series = record.activities.series
    found = candidates(network, drawn.spans, open_, series, drawn.max_size)
    made = proposal(found, open_, load)
    assert all(list(made.values()).count(each) <= load for each in made.values())
    place = {a: {each.partner: k for k, each in enumerate(found[a])} for a in open_}
    options = [[None, *place[activity]] for activity in open_]
    best = min(
        (
            choice.count(None),
            sum(place[a][p] for a, p in zip(open_, choice, strict=True) if p is not None),
        )
        for choice in product(*options)
        if all(choice.count(p) <= load for p in choice if p is not None)
    )
    assert best == (
        len(open_) - len(made),
        sum(place[activity][partner] for activity, partner in made.items()),
    )
