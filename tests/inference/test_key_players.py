"""Every actor taken out in turn: against loops, by hand, and against one another."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from alliances import alliance
from endings_by_loops import attended, attended_by, kept_without, led, led_alone_by, pictures
from hypothesis import given, settings
from random_alliances import alliances, random_alliance

from ci_network.errors import UsageError
from ci_network.inference import key_players as module
from ci_network.inference.key_players import key_players, ranks, those_with, without
from ci_network.inference.removal import MEASURES
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def same(value: float, expected: float | None) -> bool:
    return math.isnan(value) if expected is None else value == approx(expected, abs=1e-12)


def check_against_loops(nodes, edges, every):
    drawn = window_networks(read_rows(nodes, edges).alliance, every)
    ids = drawn.alliance.actors.id
    for network, picture in zip(drawn.networks, pictures(nodes, edges, every), strict=True):
        found = key_players(network, drawn.meetings, drawn.spans)
        if not picture.activities:
            assert found is None
            continue
        for place, actor in enumerate(picture.roster):
            assert ids[found.actor[place]] == actor
            for ending, ended in (
                (found.attended, attended_by(picture, actor)),
                (found.led, led_alone_by(picture, {actor})),
            ):
                expected = kept_without(picture, {actor}, ended)
                for name in MEASURES:
                    assert same(ending.partners[name][place], expected[name]), (actor, name)
        if not picture.secretariat:
            assert found.attended.secretariat is None
            continue
        for ending, ended in (
            (found.attended, attended(picture)),
            (found.led, led(picture)),
        ):
            expected = kept_without(picture, set(picture.secretariat), ended)
            for name in MEASURES:
                standing = ending.secretariat[name]
                assert same(standing.kept, expected[name])
                if expected[name] is not None:
                    others = ending.partners[name]
                    assert standing.rank == 1 + sum(others < standing.kept - 1e-9)
                    assert standing.tied == sum(abs(others - standing.kept) <= 1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_every_actor_agrees_with_loops(seed):
    check_against_loops(*random_alliance(seed), ["year", "all"][seed % 2])


@settings(max_examples=40)
@given(alliances())
def test_any_alliance_agrees_with_loops(record):
    check_against_loops(*record, "all")


@pytest.mark.parametrize("seed", range(30))
def test_a_sector_taken_out_agrees_with_loops(seed):
    nodes, edges = random_alliance(seed)
    drawn = window_networks(read_rows(nodes, edges).alliance, "year")
    actors = drawn.alliance.actors
    if "civil" not in actors.sector:
        return
    chosen = those_with(drawn.alliance, "sector", "civil")
    names = {actors.id[code] for code in chosen.actors}
    for network, picture in zip(drawn.networks, pictures(nodes, edges, "year"), strict=True):
        found = without(network, drawn.meetings, drawn.spans, chosen)
        if not picture.activities:
            assert found is None
            continue
        here = names & {*picture.roster, *picture.secretariat}
        assert {actors.id[code] for code in found.actors} == here
        ended = set().union(*(attended_by(picture, name) for name in here))
        for kept, end in ((found.attended, ended), (found.led, led_alone_by(picture, here))):
            expected = kept_without(picture, here, end)
            for name in MEASURES:
                assert same(kept[name], expected[name]), name


def test_the_hub_of_a_star_is_missed_most():
    """S meets A, B and C one by one; each of them meets nobody else.

    Without S nothing is left of the three pairs among A, B and C. Without A, whose one activity
    ends, S–B, S–C and B–C stay as they were.
    """
    drawn = window_networks(alliance("S*", a="S!A@2017", b="SB@2017", c="SC@2017"))
    found = key_players(drawn.whole, drawn.meetings, drawn.spans)
    own = found.attended.secretariat["connectedness"]
    assert (own.kept, own.rank, own.tied) == (0, 1, 0)
    assert found.attended.partners["connectedness"].tolist() == [1, 1, 1]
    # It led the meeting with A alone, and goes itself; the other two ends of its ties with it.
    assert found.led.secretariat["connectedness"].kept == 0
    # Among A, B and C there never was a tie.
    assert math.isnan(found.attended.secretariat["ties"].kept)


def test_equals_share_a_rank():
    """S and A both hold one pair apart from the rest: S–B–C and A–D–E are two triangles."""
    drawn = window_networks(alliance("S*", a="SBC@2017", b="ADE@2017"))
    found = key_players(drawn.whole, drawn.meetings, drawn.spans)
    own = found.attended.secretariat["ties"]
    # Without S: B–C ends, A–D, A–E and D–E stay; so for every other actor.
    assert own.kept == approx(3 / 4)
    assert (own.rank, own.tied) == (1, 5)


def test_the_greedy_set_is_chosen_one_by_one():
    """Two of the secretariat; of the partners A holds four others together, then B two."""
    drawn = window_networks(
        alliance(
            "S*T*", a="AC@2017", b="AD@2017", c="AE@2017", d="BF@2017", e="BG@2017", f="ST@2017"
        )
    )
    found = key_players(drawn.whole, drawn.meetings, drawn.spans)
    names = [drawn.alliance.actors.id[code] for code in found.attended.greedy.actors]
    assert names == ["A", "B"]
    assert found.attended.greedy.kept["connectedness"] == approx(1 / 5)


def test_ranks_of_partners_count_the_secretariat():
    """A–B–C with B between: without B nothing is left; A and C are missed alike; S not at all."""
    drawn = window_networks(alliance("S*", a="AB@2017", b="BC@2017", c="SC@2017"))
    found = key_players(drawn.whole, drawn.meetings, drawn.spans)
    # Others' 1/distance before and after. Without A: B, C, S had 1 + 1 + 1/2, keep B–C and C–S.
    # Without B: A, C, S had 1/2 + 1/3 + 1, keep C–S. Without C: A, B, S had 1 + 1/2 + 1/3, keep
    # A–B. Without S: A, B, C keep all.
    assert found.attended.partners["efficiency"].tolist() == approx([1, 6 / 11, 6 / 11])
    assert ranks(found.attended, "efficiency").tolist() == [3, 1, 1]
    assert found.attended.secretariat["efficiency"].rank == 3


def test_above_its_size_there_is_no_answer(monkeypatch):
    monkeypatch.setattr(module, "UP_TO", 3)
    drawn = window_networks(alliance("S*", a="SABC@2017"))
    assert key_players(drawn.whole, drawn.meetings, drawn.spans) is None


def test_an_unknown_sector_is_told_with_those_there_are():
    made = alliance("S*", {"id": "A", "sector": "Kommune"}, a="SAB@2017")
    assert those_with(made, "sector", "Kommune").actors.tolist() == [0]
    with pytest.raises(UsageError, match=r"nothing has sector 'Komune'; there are Kommune"):
        those_with(made, "sector", "Komune")
    with pytest.raises(UsageError, match="there is no column 'sektor'"):
        those_with(made, "sektor", "Kommune")


def test_nobody_is_changed_by_asking():
    drawn = window_networks(alliance("S*", a="SABC@2017"))
    before = drawn.whole.ties.strength.copy()
    key_players(drawn.whole, drawn.meetings, drawn.spans)
    assert np.array_equal(drawn.whole.ties.strength, before)


def of_graph(graph, name):
    """Every edge of a plain graph an activity of two; what the others keep without one node."""
    nodes = [{"id": "S", "secretariat": "true"}, *({"id": str(node)} for node in graph)]
    edges = [
        {"activity": f"{one}–{other}", "actor": str(end), "start": "2017"}
        for one, other in graph.edges
        for end in (one, other)
    ]
    drawn = window_networks(read_rows(nodes, edges).alliance)
    found = key_players(drawn.whole, drawn.meetings, drawn.spans)
    ids = [drawn.alliance.actors.id[code] for code in found.actor]
    return {measure: column[ids.index(name)] for measure, column in found.attended.partners.items()}


def reciprocal_distances(graph, without):
    """Sum of 1/distance over pairs of the others, with paths through the one that will go."""
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    others = [node for node in graph if node != without]
    return sum(1 / lengths[one][other] for one, other in combinations(others, 2))


@pytest.mark.parametrize(
    ("graph", "node", "fragmentation", "distance_weighted"),
    [
        (nx.krackhardt_kite_graph(), 7, 0.388889, 0.486111),
        (nx.florentine_families_graph(), "Medici", 0.384615, 0.673810),
    ],
)
def test_without_the_key_player(graph, node, fragmentation, distance_weighted):
    """Kite without Heather and Florence without the Medici: Borgatti's F and DF (2006)."""
    kept = of_graph(graph, str(node))
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    assert kept["connectedness"] == approx(1 - fragmentation, abs=1e-6)
    assert kept["efficiency"] * reciprocal_distances(graph, node) / pairs == approx(
        1 - distance_weighted, abs=1e-6
    )
