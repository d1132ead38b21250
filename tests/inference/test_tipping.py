"""How many missing activities turn the verdict: by hand, by loops, and within bounds."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from alliances import alliance
from endings_by_loops import pictures
from random_alliances import random_alliance, seeds
from reference import connected_pairs, graph_of

from ci_network.inference import tipping
from ci_network.inference.tipping import tipping_point
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def of(made, placements=400, seed=1):
    drawn = window_networks(made)
    return tipping_point(drawn.networks[-1], drawn.meetings, drawn.spans, (seed, 0), placements)


def test_counted_by_hand():
    """S led the only meeting, of A and B; C and D are members. Added activities are of two.

    Share: the first added tie makes it 1 of 1 or 1 of 2, so one is always enough. Connectedness:
    three of six pairs must be connected. Two ties that share a partner connect three; two apart
    connect two, and then any third makes it six. The second tie is apart when it starts at one of
    the two that have none (each of the four starts equally) and goes to the other: 1/2 · 1/3, or
    starts at ... the first two can only go to the other two: 1/2 · 0. So one in six needs three.
    """
    made = alliance(
        "S*", {"id": "C", "joined": "2017"}, {"id": "D", "joined": "2017"}, a="S!AB@2017"
    )
    found = of(made, 3000)
    assert found.activity_size == 2
    share, pairs = found.independent_share, found.connectedness
    assert (share.now, share.direction) == (0, "add")
    assert (share.least, share.median, share.most) == (1, 1, 1)
    assert (pairs.now, pairs.direction) == (0, "add")
    assert (pairs.least, pairs.median, pairs.most) == (2, 2, 3)


@pytest.mark.parametrize(
    "made",
    [alliance("S*", {"id": "C", "joined": "2017"}, {"id": "D", "joined": "2017"}, a="S!AB@2017"),
     alliance("S*", a="AB@2017", b="BC@2017", c="CD@2017")],
    ids=["add", "remove"],
)  # fmt: skip
def test_it_tells_how_far_it_is_and_ends_when_nobody_wants_it(made):
    drawn = window_networks(made)
    given = drawn.networks[-1], drawn.meetings, drawn.spans, (1, 0), 400
    told = []
    found = tipping_point(*given, progress=lambda done, total: told.append(done / total))
    assert found == tipping_point(*given)
    assert told
    assert 0 <= min(told) <= max(told) <= 1

    def unwanted(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        tipping_point(*given, progress=unwanted)


def test_a_verdict_above_one_half_falls_again():
    """Three independent ties of three: two must have been the secretariat's for 1 of 3.

    A–B–C–D connects all six pairs. Without B–C two are left: one is enough. Without A–B or C–D
    three are left, which is one half; then a second is needed.
    """
    found = of(alliance("S*", a="AB@2017", b="BC@2017", c="CD@2017"))
    share, pairs = found.independent_share, found.connectedness
    assert (share.direction, share.least, share.most) == ("remove", 2, 2)
    assert (pairs.direction, pairs.least, pairs.most) == ("remove", 1, 2)


def test_the_size_is_the_median_of_the_independent_activities():
    made = alliance("S*", a="AB@2017", b="ABC@2017", c="ABCD@2017", d="S!ABCDEF@2017")
    assert of(made).activity_size == 3
    assert of(alliance("S*", a="S!AB@2017", b="S!ABCD@2017", c="SABCDE@2017")).activity_size == 4


def test_one_partner_cannot_be_turned():
    found = of(alliance("S*", a="S!A@2017"))
    assert math.isnan(found.connectedness.now)
    assert math.isnan(found.connectedness.median)
    assert math.isnan(found.independent_share.median)


def test_more_than_the_most_is_infinite(monkeypatch):
    monkeypatch.setattr(tipping, "MOST", 1)
    made = alliance("S*", a="S!ABCDEFGH@2017", b="AB@2017")
    assert of(made).connectedness.median == math.inf


def test_the_same_seed_gives_the_same_whatever_the_chunks(monkeypatch):
    made = alliance("S*", a="S!ABCDEFGH@2017", b="AB@2017")
    whole = of(made, 50, 3)
    assert repr(of(made, 50, 3)) == repr(whole)


@pytest.mark.parametrize("seed", seeds(15, 30))
def test_the_spread_agrees_with_plain_loops(seed):
    """The same game played with sets: medians and bounds are alike."""
    nodes, edges = random_alliance(seed, actors=7, secretariats=1)
    drawn = window_networks(read_rows(nodes, edges).alliance, "all")
    (picture,) = pictures(nodes, edges, "all") or (None,)
    if picture is None or not picture.activities or len(picture.roster) < 2:
        return
    found = tipping_point(drawn.whole, drawn.meetings, drawn.spans, (seed, 0), 300)
    rng = random.Random(seed)
    played = [play(picture, found.activity_size, rng) for _ in range(300)]
    for which, turning in enumerate((found.independent_share, found.connectedness)):
        if turning.direction == "add":
            counts = [counts[which] for counts in played]
            assert turning.median == approx(np.median(counts), abs=1)
            assert abs(turning.least - min(counts)) <= 1
            assert abs(turning.most - max(counts)) <= 2


def play(picture, size, rng):
    """Steps until the share, and the connectedness, is one half."""
    roster = picture.roster
    recorded = set(picture.ties)
    free = {pair for pair, tie in picture.ties.items() if tie.tie_class == "independent"}
    added, steps, reached = set(), 0, [None, None]
    size = min(size, len(roster))
    tied = lambda one, other: tuple(sorted([one, other])) in free | added  # noqa: E731
    while None in reached:
        steps += 1
        lacking = [
            one for one in roster if any(one != other and not tied(one, other) for other in roster)
        ]
        members = [rng.choice(lacking or roster)]
        while len(members) < size:
            others = [actor for actor in roster if actor not in members]
            strangers = [o for o in others if not any(tied(o, member) for member in members)]
            members.append(rng.choice(strangers or others))
        added |= {tuple(sorted([a, b])) for a in members for b in members if a != b}
        independent = len(free | added)
        if reached[0] is None and 2 * independent >= len(recorded | added):
            reached[0] = steps
        connected = connected_pairs(graph_of(roster, free | added), roster)
        if reached[1] is None and 2 * connected >= len(roster) * (len(roster) - 1) / 2:
            reached[1] = steps
    return reached
