"""Published figures and exact ones, with their source."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest

from ci_network.graphs.graph import Graph
from ci_network.measures import (
    betweenness,
    brokerage,
    connectedness,
    constraint,
    degree_centralization,
    density,
    efficiency,
    largest_component,
)
from ci_network.measures.brokerage import constraint_of, cut_vertices, schneider_robustness
from ci_network.measures.kaplan_meier import kaplan_meier, passes_half


def without(graph: nx.Graph, node) -> nx.Graph:
    return graph.subgraph(set(graph) - {node})


def test_krackhardt_kite():
    # Krackhardt (1990), Assessing the political landscape; node 7 is Heather.
    # Without Heather F and DF: Borgatti (2006), 10.1007/s10588-006-7084-x.
    kite = nx.krackhardt_kite_graph()
    assert betweenness(kite)[7] * 36 == pytest.approx(14)
    assert betweenness(kite)[7] == pytest.approx(0.3889, abs=5e-5)
    assert degree_centralization(kite) == pytest.approx(0.333333, abs=5e-7)
    assert 1 - connectedness(without(kite, 7)) == pytest.approx(0.388889, abs=5e-7)
    assert 1 - efficiency(without(kite, 7)) == pytest.approx(0.486111, abs=5e-7)
    assert efficiency(kite) == pytest.approx(0.646296, abs=5e-7)


def test_florentine_families():
    # Padgett & Ansell (1993), 10.1086/230190: marriages of 15 families.
    families = nx.florentine_families_graph()
    pairs = 14 * 13 / 2
    assert betweenness(families)["Medici"] * pairs == pytest.approx(47.5)
    assert 1 - connectedness(without(families, "Medici")) == pytest.approx(0.384615, abs=5e-7)
    assert 1 - efficiency(without(families, "Medici")) == pytest.approx(0.673810, abs=5e-7)


def test_burts_example_as_borgatti_unpacked_it():
    # Borgatti (1997), Structural holes: unpacking Burt's redundancy measures, Connections 20(1).
    example = nx.Graph(["AB", "AE", "AF", "AG", "BG", "CG", "DE", "DG", "EG", "FG"])
    found = constraint(example)
    assert found["G"] == pytest.approx(0.400, abs=5e-4)
    assert found["A"] == pytest.approx(0.595, abs=5e-4)
    assert found["C"] == pytest.approx(1)


@pytest.mark.parametrize("n", [3, 4, 10, 40])
def test_star(n):
    star = nx.star_graph(n - 1)
    assert degree_centralization(star) == 1
    assert connectedness(without(star, 0)) == 0
    assert betweenness(star)[0] == pytest.approx(1)
    assert robustness(star) == pytest.approx((n - 1) / n**2)


@pytest.mark.parametrize("n", [1, 2, 3, 11, 30])
def test_complete_graph(n):
    complete = nx.complete_graph(n)
    assert robustness(complete) == pytest.approx((n - 1) / (2 * n))
    if n == 11:
        # Each of ten contacts: (1/10 + 9/10 · 1/10)².
        assert constraint(complete)[0] == pytest.approx(0.361)
    if n > 1:
        assert density(complete) == connectedness(complete) == efficiency(complete) == 1


def robustness(graph: nx.Graph) -> float:
    plain, _ = Graph.from_networkx(graph)
    return schneider_robustness(plain, plain.incidence)


def robustness_by_its_definition(graph: nx.Graph) -> float:
    """Take the vertex with most ties away, the smallest of equals, and count again."""
    left, total = graph.copy(), 0
    while left:
        left.remove_node(min(left, key=lambda vertex: (-left.degree(vertex), vertex)))
        total += max(map(len, nx.connected_components(left)), default=0)
    return total / len(graph) ** 2


@pytest.mark.parametrize("rounds", [0, 1, 64])
@pytest.mark.parametrize("few", [0, 5_000], ids=["arrays", "lists"])
def test_robustness_is_what_its_definition_says(monkeypatch, few, rounds):
    monkeypatch.setattr(brokerage, "_FEW_VERTICES", few)
    monkeypatch.setattr(brokerage, "_ROUNDS_BY_ARRAYS", rounds)
    graphs = [nx.gnm_random_graph(5 + seed, seed * 2, seed=seed) for seed in range(25)]
    for graph in (*graphs, nx.path_graph(40), nx.empty_graph(5), nx.caveman_graph(5, 4)):
        assert robustness(graph) == robustness_by_its_definition(graph)


@pytest.mark.parametrize("seed", range(30))
def test_brokerage_is_that_of_networkx_on_random_graphs(seed):
    graph = nx.gnm_random_graph(5 + seed * 3, 4 + seed * 4, seed=seed)
    theirs, ours = nx.betweenness_centrality(graph), betweenness(graph)
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)
    expected = {v: c for v, c in nx.constraint(graph).items() if not math.isnan(c)}
    assert {v: c for v, c in constraint(graph).items() if not math.isnan(c)} == pytest.approx(
        expected, rel=1e-9
    )
    plain, nodes = Graph.from_networkx(graph)
    of_each = constraint_of(plain, np.arange(len(nodes))).tolist()
    assert dict(zip(nodes, of_each, strict=True)) == pytest.approx(constraint(graph), nan_ok=True)
    assert set(cut_vertices(plain.incidence).tolist()) == set(nx.articulation_points(graph))


@pytest.mark.parametrize("share", [0, 1 / 16, 1], ids=["every leaf", "many", "none"])
def test_cut_points_are_those_of_networkx_however_many_leaves_go_at_once(monkeypatch, share):
    monkeypatch.setattr(brokerage, "_WORTH_A_ROUND", share)
    graphs = [nx.gnm_random_graph(60, 20 + 2 * seed, seed=seed) for seed in range(30)]
    for graph in (*graphs, nx.path_graph(40), nx.star_graph(9), nx.lollipop_graph(5, 6)):
        plain, nodes = Graph.from_networkx(graph)
        found = {nodes[vertex] for vertex in cut_vertices(plain.incidence)}
        assert found == set(nx.articulation_points(graph))


def test_large_graphs_multiply_sparse_matrices_to_the_same_betweenness():
    graph = nx.connected_watts_strogatz_graph(500, 6, 0.2, seed=1)
    assert betweenness(graph) == pytest.approx(
        nx.betweenness_centrality(graph), rel=1e-9, abs=1e-12
    )


def test_freireich_6_mp():
    # Freireich et al. (1963), as in Kalbfleisch & Prentice, table 1.1: weeks of remission.
    weeks = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35])
    happened = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], bool)
    times, surviving, _ = kaplan_meier(weeks, happened)
    assert surviving[times == 6][0] == pytest.approx(0.8571, abs=5e-5)
    assert passes_half(times, surviving) == 23


def test_nothing_is_undefined_and_isolates_are_apart():
    nothing, two = nx.Graph(), nx.empty_graph(2)
    for measure in (density, connectedness, efficiency, largest_component, degree_centralization):
        assert math.isnan(measure(nothing))
    assert (density(two), connectedness(two), efficiency(two)) == (0, 0, 0)
    assert largest_component(two) == 0.5
    assert math.isnan(connectedness(nx.empty_graph(1)))
    assert largest_component(nx.empty_graph(1)) == 1
    assert math.isnan(degree_centralization(nx.path_graph(2)))
