"""The core: hand counts, every set tried, and what another library finds."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from alliances import alliance

import ci_network as ci
from ci_network.graphs.graph import Graph
from ci_network.measures.core import core, core_of_partners, in_core, with_stayed
from ci_network.network.windows import window_networks

approx = pytest.approx


def core_of(graph):
    made, nodes = Graph.from_networkx(graph)
    return {nodes[code] for code in np.flatnonzero(in_core(made))}


def misfits(graph, inside):
    """Pairs within the core that lack a tie, and ties within the periphery."""
    lacking = sum(not graph.has_edge(*pair) for pair in itertools.combinations(inside, 2))
    return lacking + sum(a not in inside and b not in inside for a, b in graph.edges)


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.star_graph(5), {0}),
        (nx.complete_graph(5), {0, 1, 2, 3, 4}),
        (nx.path_graph(2), {0, 1}),
        (nx.path_graph(3), {1}),
        (nx.empty_graph(4), set()),
        (nx.Graph(), set()),
        (nx.cycle_graph(5), set()),
        (nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5)), set()),
        (nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(3)), {0, 1, 2, 3, 4}),
    ],
    ids=["star", "clique", "pair", "path", "no tie", "nobody", "ring", "two alike", "two cliques"],
)
def test_the_core_by_hand(graph, expected):
    """Among equals there is no core: a ring, two cliques of one size."""
    assert core_of(graph) == expected


@pytest.mark.parametrize(
    ("graph", "by_cpnet"),
    [
        (nx.karate_club_graph(), {0, 1, 2, 3, 31, 32, 33}),
        (nx.florentine_families_graph(), {"Guadagni", "Medici", "Peruzzi", "Strozzi"}),
        (
            nx.les_miserables_graph(),
            {
                *("Bahorel", "Bossuet", "Combeferre", "Courfeyrac", "Enjolras", "Fantine"),
                *("Gavroche", "Javert", "Joly", "Marius", "Thenardier", "Valjean"),
            },
        ),
    ],
    ids=["karate", "Florence", "Les Misérables"],
)
def test_it_fits_as_well_as_what_cpnet_finds(graph, by_cpnet):
    """`cpnet.Lip` of cpnet 0.0.21; it takes one of several partners of one degree, we none."""
    found = core_of(graph)
    assert misfits(graph, found) == misfits(graph, by_cpnet)
    degree = dict(graph.degree)
    fewest = min(degree[name] for name in by_cpnet)
    same = {name for name in degree if degree[name] == fewest}
    assert found == (by_cpnet if same <= by_cpnet else by_cpnet - same)


@pytest.mark.parametrize("seed", range(60))
def test_no_other_number_of_ties_divides_better(seed):
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(int(rng.integers(2, 9)), float(rng.uniform(0.1, 0.9)), seed)
    sets = [{node for node, degree in graph.degree if degree >= least} for least in range(10)]
    found = core_of(graph)
    least = min(misfits(graph, inside) for inside in sets)
    assert misfits(graph, found) == least
    assert len(found) == min(len(s) for s in sets if misfits(graph, s) == least)


def test_the_garden_without_the_secretariat():
    """A–B, B–C, B–D, C–D: B, C and D are the core; A has a tie with B, E none."""
    unaided = core(window_networks(ci.read("docs/garden")).networks[0])["unaided"]
    assert [ci.read("docs/garden").actors.id[code] for code in unaided.members] == ["B", "C", "D"]
    assert (unaided.core_density, unaided.between_density) == (1, approx(1 / 6))
    assert (unaided.periphery_density, unaided.fit) == (0, 1)
    assert math.isnan(unaided.stayed)


@pytest.mark.parametrize("seed", range(30))
def test_the_fit_is_the_correlation_of_ties_with_the_ideal(seed):
    rng = np.random.default_rng(seed)
    letters = "ABCDEFGH"
    walks = {f"w{n}": "".join(rng.choice(list(letters), 2, replace=False)) for n in range(9)}
    made = alliance("S*", **{name: f"{pair}@2018" for name, pair in walks.items()})
    network = window_networks(made).networks[0]
    found = core(network)["unaided"]
    inside = core_of_partners(network, "unaided")
    tied = {frozenset(pair) for pair in walks.values()}
    ideal, real = [], []
    for one, other in itertools.combinations(range(network.partners), 2):
        if inside[one] == inside[other]:
            names = frozenset(made.actors.id[network.roster[code]] for code in (one, other))
            ideal.append(inside[one])
            real.append(names in tied)
    if len(set(ideal)) < 2 or len(set(real)) < 2:
        assert math.isnan(found.fit)
    else:
        assert found.fit == approx(np.corrcoef(ideal, real)[0, 1])


def test_the_secretariat_may_be_in_the_core_and_takes_no_partners_place():
    """S met each of A to D alone: it is the core, and no partner is."""
    made = alliance("S*", a="SA@2018", b="SB@2018", c="SC@2018", d="SD@2018")
    found = core(window_networks(made).networks[0])
    assert (len(found["present"].members), len(found["present"].secretariat_members)) == (0, 1)
    alone = found["hub_leaves"]
    assert (len(alone.members), len(alone.secretariat_members)) == (0, 0)


def test_who_stayed_is_counted_against_the_window_before():
    """In 2017 A is the middle of B, C, D; in 2018 A and B both are of C, D, E."""
    made = alliance(
        "S*", a="AB@2017", b="AC@2017", c="AD@2017",
        d="AB@2018", e="AC@2018", f="AD@2018", g="BC@2018", h="BD@2018", i="AE@2018", j="BE@2018",
    )  # fmt: skip
    first, second = map(core, window_networks(made).networks)
    found = with_stayed(first, second)["unaided"]
    assert [made.actors.id[code] for code in found.members] == ["A", "B"]
    assert found.stayed == 1
    assert math.isnan(with_stayed(None, first)["unaided"].stayed)


def test_without_a_secretariat_only_the_network_as_it_is_has_a_core():
    found = ci.metrics(alliance("", a="AB@2018", b="AC@2018"))
    sizes = found[found["measure"] == "core.size"].set_index("scenario")["value"]
    assert sizes["present"] == 1
    assert sizes.drop("present").isna().all()
    shown = ci.partners(alliance("", a="AB@2018", b="AC@2018"))
    assert shown["core_present"].tolist() == [True, False, False]
    assert shown["core_unaided"].isna().all()
