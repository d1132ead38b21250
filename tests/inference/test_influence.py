"""Activities left out in turn, against loops and by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alliances import alliance
from endings_by_loops import activities, pictures
from random_alliances import random_alliance
from reference import Tie, connected_pairs, scenario_graph

from ci_network.inference.influence import HEADLINES, influence
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def by_loops(picture, left_out):
    """The headline figures when an activity was never recorded, on the same roster."""
    ties = {}
    for pair, tie in picture.ties.items():
        spells = [spell for spell in tie.spells if spell.activity != left_out]
        if spells:
            ties[pair] = Tie(pair, spells, tie.size)
    changed = replace(picture, ties=ties)
    pairs = len(picture.roster) * (len(picture.roster) - 1) / 2
    independent = sum(tie.tie_class == "independent" for tie in ties.values())
    return {
        "independent_share": independent / len(ties) if ties else None,
        **{
            f"connectedness_{scenario}": connected_pairs(
                scenario_graph(changed, scenario), picture.roster
            )
            / pairs
            if pairs
            else None
            for scenario in ("led_activities_end", "unaided")
        },
    }


@pytest.mark.parametrize("seed", range(50))
def test_every_activity_agrees_with_loops(seed):
    nodes, edges = random_alliance(seed)
    drawn = window_networks(read_rows(nodes, edges).alliance, "year")
    names = drawn.alliance.activities.name
    for network, picture in zip(drawn.networks, pictures(nodes, edges, "year"), strict=True):
        found = influence(network, drawn.meetings, drawn.spans)
        if not picture.activities:
            assert found is None
            continue
        before = by_loops(picture, None)
        changes = {}
        for activity in activities(picture, picture.roster):
            after = by_loops(picture, activity)
            for name in HEADLINES:
                if before[name] is not None:
                    changes[name, activity] = (after[name] or 0.0) - before[name]
        for name in HEADLINES:
            carried = found.figures[name]
            assert len(carried.activity) == sum(
                abs(change) > 1e-12 for (of, _), change in changes.items() if of == name
            )
            for activity, change in zip(carried.activity, carried.change, strict=True):
                assert change == approx(changes[name, names[activity]])
            assert (abs(carried.change[:-1]) >= abs(carried.change[1:]) - 1e-12).all()


def test_the_one_bridge_carries_connectedness():
    """A–B–C–D, all without the secretariat, and a carried meeting of D and E.

    Of ten pairs A, B, C, D hold six. Without B–C two are left, without A–B or C–D three.
    """
    drawn = window_networks(alliance("S*", a="AB@2017", b="BC@2017", c="CD@2017", d="S!DE@2017"))
    found = influence(drawn.whole, drawn.meetings, drawn.spans).figures
    names = drawn.alliance.activities.name
    carried = found["connectedness_unaided"]
    assert carried.value == approx(6 / 10)
    assert [names[code] for code in carried.activity] == ["b", "a", "c"]
    assert carried.change.tolist() == approx([-0.4, -0.3, -0.3])
    share = found["independent_share"]
    assert share.value == approx(3 / 4)
    # Without the carried tie all are independent; without one of the others two of three.
    assert names[share.activity[0]] == "d"
    assert share.change.tolist() == approx([1 / 4, -1 / 12, -1 / 12, -1 / 12])


def test_at_most_ten_are_told():
    drawn = window_networks(alliance("S*", **{f"a{k}": f"A{chr(98 + k)}@2017" for k in range(14)}))
    found = influence(drawn.whole, drawn.meetings, drawn.spans).figures
    assert len(found["connectedness_unaided"].activity) == 10


def test_a_share_that_rests_on_one_activity_falls_to_nothing():
    drawn = window_networks(alliance("S*", a="AB@2017"))
    carried = influence(drawn.whole, drawn.meetings, drawn.spans).figures["independent_share"]
    assert (carried.value, carried.change.tolist()) == (1, [-1])
