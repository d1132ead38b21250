"""Betweenness by kinds and pieces against a plain search from every node."""

from __future__ import annotations

import random
import time
from functools import cache

import networkx as nx
import numpy as np
import pytest

from ci_network.graphs import shortest_paths as module
from ci_network.graphs.graph import Graph
from ci_network.graphs.shortest_paths import (
    betweenness_and_error,
    betweenness_of_vertices,
    is_exact,
)
from ci_network.measures.brokerage import cut_vertices


def of_meetings(seed: int) -> nx.Graph:
    """Some meetings of all with all, and some stars: many nodes are alike, few hold it together."""
    rng = random.Random(seed)
    graph = nx.empty_graph(rng.randint(3, 16))
    for _ in range(rng.randint(0, 7)):
        members = rng.sample(list(graph), rng.randint(1, min(len(graph), 6)))
        if rng.random() < 0.6:
            graph.add_edges_from((a, b) for a in members for b in members if a < b)
        else:
            graph.add_edges_from((members[0], other) for other in members[1:])
    return graph


def caves_with_bridges(seed: int) -> nx.Graph:
    rng = random.Random(seed)
    graph = nx.caveman_graph(5, 4)
    graph.add_edges_from(
        (a, b) for a, b in ((rng.randrange(20), rng.randrange(26)) for _ in range(8)) if a != b
    )
    return graph


KINDS_OF_GRAPH = {
    "meetings": of_meetings,
    "trees": lambda seed: nx.random_labeled_tree(30, seed=seed),
    "random": lambda seed: nx.gnm_random_graph(30, 20 + seed % 30, seed=seed),
    "caves": caves_with_bridges,
    "stars of stars": lambda seed: nx.balanced_tree(2 + seed % 3, 3),
}


@pytest.mark.parametrize(
    ("dense_up_to", "everywhere_up_to"), [(0, 0), (0, 1 << 16), (300, 1 << 16)]
)
@pytest.mark.parametrize("block", [1, 3, 64])
@pytest.mark.parametrize("make", KINDS_OF_GRAPH.values(), ids=KINDS_OF_GRAPH)
def test_every_node_is_between_what_networkx_says(
    monkeypatch, make, block, dense_up_to, everywhere_up_to
):
    monkeypatch.setattr(module, "_DENSE_UP_TO", dense_up_to)
    monkeypatch.setattr(module, "_EVERYWHERE_UP_TO", everywhere_up_to)
    # Networks with more kinds than a block has sources are cut into pieces.
    monkeypatch.setattr(module, "_BLOCK", block)
    for seed in range(30):
        graph, expected = between(make, seed)
        np.testing.assert_allclose(betweenness_of_vertices(graph), expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("make", KINDS_OF_GRAPH.values(), ids=KINDS_OF_GRAPH)
def test_of_a_few_vertices_it_is_what_it_is_of_all(monkeypatch, make):
    monkeypatch.setattr(module, "_DENSE_UP_TO", 0)
    monkeypatch.setattr(module, "_BLOCK", 3)
    for seed in range(30):
        graph, _ = between(make, seed)
        asked = np.random.default_rng(seed).choice(graph.vertices, 2, replace=False)
        some, _ = betweenness_and_error(graph, asked)
        others = np.delete(np.arange(graph.vertices), asked)
        assert some[asked].tolist() == betweenness_of_vertices(graph)[asked].tolist()
        assert np.isnan(some[others]).all()


@cache
def between(make, seed):
    """A graph, and how far networkx has each of its vertices between others."""
    network = make(seed)
    graph, nodes = Graph.from_networkx(network)
    found = nx.betweenness_centrality(network)
    return graph, [found[node] for node in nodes]


@pytest.mark.parametrize("make", KINDS_OF_GRAPH.values(), ids=KINDS_OF_GRAPH)
def test_cut_vertices_are_those_of_networkx(make):
    for seed in range(60):
        network = make(seed)
        graph, nodes = Graph.from_networkx(network)
        found = {nodes[vertex] for vertex in cut_vertices(graph.incidence)}
        assert found == set(nx.articulation_points(network))


@pytest.mark.parametrize("sizes", [[(64, 150)], [(40, 90), (24, 16)], [(9, 8)] * 7])
def test_a_sample_of_all_vertices_is_exact(monkeypatch, sizes):
    pieces = [nx.gnm_random_graph(*size, seed=seed) for seed, size in enumerate(sizes, start=3)]
    network = nx.disjoint_union_all(pieces)
    graph, _ = Graph.from_networkx(network)
    exact = betweenness_of_vertices(graph)
    monkeypatch.setattr(module, "EXACT_UP_TO", 0)
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    tied, _ = graph.without_isolates()
    assert not is_exact(tied.kinds)
    monkeypatch.setattr(module, "SAMPLED_SOURCES", tied.vertices)
    np.testing.assert_allclose(betweenness_of_vertices(graph), exact, rtol=1e-9, atol=1e-12)
    _, error = betweenness_and_error(graph)
    np.testing.assert_allclose(error, 0, atol=1e-12)


@pytest.mark.parametrize("at_once", [1, 700, 3_000])
def test_a_sample_is_the_same_however_many_sources_are_searched_at_once(monkeypatch, at_once):
    graph, _ = Graph.from_networkx(neighbourhoods(3, 300, 400))
    monkeypatch.setattr(module, "EXACT_UP_TO", 0)
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    whole = betweenness_and_error(graph)
    assert np.count_nonzero(whole[1]) > 100
    monkeypatch.setattr(module, "_NUMBERS_AT_ONCE", at_once)
    np.testing.assert_allclose(betweenness_and_error(graph), whole, rtol=1e-11, atol=1e-15)


def neighbourhoods(seed: int, actors: int, meetings: int) -> nx.Graph:
    """Meetings in neighbourhoods, with a few actors that are in many."""
    rng = random.Random(seed)
    graph = nx.empty_graph(actors)
    for _ in range(meetings):
        centre = rng.randrange(actors)
        members = {
            (centre + round(rng.gauss(0, 8))) % actors
            if rng.random() < 0.8
            else int(actors * rng.random() ** 2)
            for _ in range(rng.choice([2, 2, 3, 3, 4, 5, 8]))
        }
        graph.add_edges_from((a, b) for a in members for b in members if a < b)
    return graph


@pytest.mark.parametrize("seed", [3, pytest.param(4, marks=pytest.mark.slow)])
def test_the_stated_error_is_the_error_of_the_draw(monkeypatch, seed):
    """400 draws of 64 sources beside the exact values: the error stated has the size of the one
    made, and twice the error of the largest holds the exact value nine times in ten."""
    graph, _ = Graph.from_networkx(neighbourhoods(seed, 400, 700))
    exact, error = betweenness_and_error(graph)
    assert np.isnan(error).all()
    monkeypatch.setattr(module, "EXACT_UP_TO", 0)
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    made, stated = [], []
    for draw in range(400):
        monkeypatch.setattr(module, "_SEED", draw)
        between, error = betweenness_and_error(graph)
        made.append(between - exact)
        stated.append(error)
    largest = np.argsort(-exact)[:20]
    really = np.sqrt(np.square(made).mean(axis=0))[largest]
    said = np.sqrt(np.square(stated).mean(axis=0))[largest]
    assert np.all(abs(said / really - 1) < 0.2)
    assert abs((said / really).mean() - 1) < 0.05
    held = np.abs(made)[:, largest[0]] <= 2 * np.array(stated)[:, largest[0]]
    assert 0.9 <= held.mean() <= 0.98


def test_an_actor_without_ties_is_between_nothing_for_certain(monkeypatch):
    graph = Graph(101, np.arange(99), np.arange(1, 100))
    monkeypatch.setattr(module, "EXACT_UP_TO", 0)
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    between, error = betweenness_and_error(graph)
    assert (between[100], error[100]) == (0, 0)
    assert error[50] > 0


def test_a_ring_of_thousands_is_sampled_and_a_ring_of_a_thousand_is_not():
    """In a ring all stand alike: (n - 2)^2 / 8 of the ordered pairs / 2 for each, n even."""
    for count, exact in ((1_000, True), (2_000, False)):
        first = np.arange(count)
        ring = Graph(count, *np.sort(np.stack([first, (first + 1) % count]), axis=0))
        began = time.process_time()
        between, error = betweenness_and_error(ring)
        assert time.process_time() - began < 10
        expected = (count - 2) ** 2 / 8 * 2 / ((count - 1) * (count - 2))
        if exact:
            assert between == pytest.approx(expected)
        else:
            assert (np.abs(between - expected) < 6 * error).mean() > 0.95
