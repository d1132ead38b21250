"""A change taken apart: counted by hand, by loops over the six orders, and by what must hold."""

from __future__ import annotations

import math
import random
from collections import Counter
from functools import cache
from itertools import permutations

import pytest
from alliances import alliance, rows, told
from random_alliances import random_alliance, seeds

from ci_network.errors import UsageError
from ci_network.inference.change import FIGURES, PARTS, change
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.reading import read_rows
from ci_network.results import tables
from ci_network.results.answering import answer

approx = pytest.approx


def windows(record, before="2018", after="2019"):
    drawn = window_networks(record)
    return change(drawn.only(before), drawn.only(after))


def parts(shares):
    return shares.partners, shares.activities, shares.class_


def test_the_garden_of_the_documentation_as_counted_by_hand():
    garden = {
        "kick": "S!ABCDE@2018-01", "kitchen": "B!CD@2018-02", "steering": "SABC@2018-03",
        "walk": "A!B@2018-05", "open": "SD!E@2018-09", "club": "C!E@2019-04",
        "again": "A!B@2019-05",
    }  # fmt: skip
    found = windows(alliance("S*", **garden))
    low = found.figures["low"]
    assert (low.before, low.after) == (approx(6 / 10), approx(2 / 6))
    # The eight networks are drawn in docs/measures/change.md.
    assert low.partners == approx(
        (2 * (3 / 6 - 6 / 10) + (1 / 6 - 6 / 10) + (1 - 1) + 2 * (2 / 6 - 1)) / 6
    )
    assert low.activities == approx(
        (2 * (6 / 10 - 6 / 10) + (1 / 6 - 3 / 6) + (1 - 1) + 2 * (2 / 6 - 1)) / 6
    )
    assert low.class_ == approx(
        (2 * (1 - 6 / 10) + (1 - 3 / 6) + (1 - 6 / 10) + 2 * (2 / 6 - 1 / 6)) / 6
    )
    assert found.left == ("D",)
    assert found.came == ()
    freed = [(tie.source, tie.target) for tie in found.ties if tie.how == "freed"]
    assert freed == [("C", "E")]


@pytest.mark.parametrize(
    ("activities", "part", "how"),
    [
        # C leaves, and A and B go on as before.
        ({"a": "ABC@2018", "b": "AB@2019", "z": "S@2018/2019"}, "partners", "left"),
        # A and B no longer meet; each still meets C.
        ({"a": "AC@2018", "b": "BC@2018", "c": "AB@2018", "d": "AC@2019", "e": "BC@2019",
          "z": "S@2018/2019"}, "activities", "ended"),
        # The same pair, with the secretariat and then without.
        ({"a": "S!AB@2018", "b": "AB@2019", "z": "S@2018/2019"}, "class", "freed"),
        ({"a": "AB@2018", "b": "S!AB@2019"}, "class", "bound"),
    ],
)  # fmt: skip
def test_what_changed_alone_has_all_of_the_change(activities, part, how):
    found = windows(alliance("S*", **activities))
    assert {(tie.part, tie.how) for tie in found.ties} == {(part, how)}
    for name, shares in found.figures.items():
        others = [value for one, value in zip(PARTS, parts(shares), strict=True) if one != part]
        assert others == [0.0, 0.0], name
        assert dict(zip(PARTS, parts(shares), strict=True))[part] == approx(shares.change)


def test_a_decision_about_an_activity_belongs_to_the_class():
    """The same record before a meeting, and after it was said there that the group goes on."""
    record = rows("S*", group="S!AB@2018", other="SBC@2018")
    before, after = told(record), told(record, group={"continues": "yes"})
    found = change(window_networks(before), window_networks(after))
    assert found.figures["low"].class_ == approx(found.figures["low"].change) == approx(1 / 3)
    (tie,) = found.ties
    assert (tie.part, tie.how, tie.source, tie.target) == ("class", "freed", "A", "B")
    assert (tie.before, tie.after) == ("carried", "carried")


def test_nothing_changed_has_no_parts_and_no_ties():
    found = windows(alliance("S*", a="SABC@2018", b="AB@2018", c="SABC@2019", d="AB@2019"))
    assert all(parts(shares) == (0.0, 0.0, 0.0) for shares in found.figures.values())
    assert found.ties == ()
    assert (found.came, found.left) == ((), ())


def test_the_secretariat_that_becomes_a_partner_has_come():
    member = {"id": "S", "secretariat": "true", "secretariat_until": "2018-12-31"}
    found = windows(alliance("S*", member, a="SAB@2018", b="SAB@2019"))
    assert found.came == ("S",)
    assert {(tie.source, tie.target) for tie in found.ties if tie.how == "came"} == {
        ("A", "S"), ("B", "S"),
    }  # fmt: skip


def test_a_window_without_activity_cannot_be_compared():
    record = alliance("S*", a="SAB@2017", b="SAB@2019")
    with pytest.raises(UsageError, match="No activity is recorded in 2018"):
        windows(record)


def test_without_a_secretariat_nothing_is_said_about_it():
    found = windows(alliance("", a="AB@2018", b="ABC@2019"))
    for name in ("low", "high", "largest_component", "independent_ties"):
        assert all(math.isnan(value) for value in found.figures[name])
    assert found.figures["ties"].change == 2


# ------------------------------------------------------------ by loops, apart from the package

LEFT = {"low": ("independent",), "high": ("independent", "supported")}


class Told:
    """A window as its tables tell of it: roster, ties by pair, and whom the secretariat meets."""

    def __init__(self, drawn: WindowNetworks) -> None:
        (network,) = drawn.networks
        ids = drawn.alliance.actors.id
        self.roster = {ids[code] for code in network.roster}
        table = tables.ties(drawn)
        pairs = zip(table["source"], table["target"], strict=True)
        self.kind = dict(zip(pairs, table["class"], strict=True))
        own = network.own_ties
        self.own = {(ids[a], ids[b]) for a, b in zip(own.first, own.second, strict=True)}


def share_connected(people, edges):
    """Pairs of some people with a path between them, over all their pairs; by walking."""
    if len(people) < 2:
        return math.nan
    beside = {}
    for one, other in edges:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    met = 0
    for person in people:
        seen, todo = {person}, [person]
        while todo:
            new = [other for other in beside.get(todo.pop(), []) if other not in seen]
            seen.update(new)
            todo += new
        met += len(seen & people) - 1
    return met / (len(people) * (len(people) - 1))


def worked_out(partners, activities, classes, alone):
    edges = {
        pair: classes.kind.get(pair, own_class)
        for pair, own_class in activities.kind.items()
        if not alone.intersection(pair)
    } | {pair: kind for pair, kind in partners.kind.items() if alone.intersection(pair)}
    own = [pair for pair in activities.own if not (alone & activities.roster).intersection(pair)]
    own += [pair for pair in partners.own if (alone & partners.roster).intersection(pair)]
    return {
        **{
            name: share_connected(partners.roster, [p for p, kind in edges.items() if kind in left])
            for name, left in LEFT.items()
        },
        "present": share_connected(partners.roster, [*edges, *own]),
        "ties": len(edges),
        "independent_ties": sum(kind == "independent" for kind in edges.values()),
    }


def by_the_six_orders(before, after):
    shares, alone = {}, before.roster ^ after.roster
    for order in permutations(range(3)):
        state = [before, before, before]
        for part in order:
            earlier = worked_out(*state, alone)
            state[part] = after
            later = worked_out(*state, alone)
            for name, value in later.items():
                shares.setdefault(name, [0.0, 0.0, 0.0])[part] += (value - earlier[name]) / 6
    return shares


@cache
def two_windows(seed):
    """Two windows of a record by chance in which there was something to do; None where not."""
    # What is said of the future is left out: the tables tell classes, and not what lasts.
    drawn = window_networks(read_rows(*random_alliance(seed)).alliance)
    there = [network.window.label for network in drawn.networks if len(network.activities)]
    if len(there) < 2:
        return None
    one, other = random.Random(seed).sample(there, 2)
    return drawn.only(one), drawn.only(other)


@cache
def changed(seed):
    return change(*two_windows(seed))


@cache
def pairs(block):
    """Fifty records by chance with two such windows."""
    found = [seed for seed in range(80 * block, 80 * (block + 1)) if two_windows(seed)][:50]
    assert len(found) == 50
    return found


@pytest.mark.parametrize("block", seeds(2, 6))
def test_the_parts_add_up_to_the_change(block):
    for seed in pairs(block):
        found = changed(seed)
        assert tuple(found.figures) == FIGURES
        for name, shares in found.figures.items():
            assert shares.change == approx(shares.after - shares.before, abs=1e-12, nan_ok=True)
            assert math.fsum(parts(shares)) == approx(shares.change, abs=1e-12, nan_ok=True), name


@pytest.mark.parametrize("block", seeds(2, 6))
def test_the_parts_are_those_of_six_orders_by_loops(block):
    for seed in pairs(block):
        before, after = two_windows(seed)
        found = changed(seed).figures
        expected = by_the_six_orders(Told(before), Told(after))
        known = before.has_secretariat
        for name, shares in expected.items():
            if known or name in ("present", "ties"):
                assert parts(found[name]) == approx(tuple(shares), abs=1e-12, nan_ok=True), name


def test_ties_are_counted_by_the_part_that_they_belong_to():
    """Each tie that is not the same is in one part alone, so that counts of ties come out whole."""
    for seed in pairs(0):
        found = changed(seed)
        many = Counter((tie.part, tie.how) for tie in found.ties)
        ties = found.figures["ties"]
        assert ties.partners == approx(many["partners", "came"] - many["partners", "left"])
        assert ties.activities == approx(many["activities", "began"] - many["activities", "ended"])
        assert ties.class_ == 0


def test_before_and_after_are_what_the_answer_says_of_each():
    for seed in pairs(0):
        sides = two_windows(seed)
        found = changed(seed).figures
        for number, drawn in enumerate(sides):
            told = answer(drawn, drawn.networks[0].window.label)
            for name in ("low", "high", "present"):
                assert found[name][number] == approx(getattr(told, name), abs=1e-12, nan_ok=True)


def test_backwards_every_part_is_the_opposite():
    for seed in pairs(0)[:40]:
        before, after = two_windows(seed)
        there, back = changed(seed), change(after, before)
        for name in FIGURES:
            opposite = tuple(-part for part in parts(back.figures[name]))
            assert parts(there.figures[name]) == approx(opposite, abs=1e-12, nan_ok=True)
        assert (there.came, there.left) == (back.left, back.came)
        assert len(there.ties) == len(back.ties)
