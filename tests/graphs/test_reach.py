"""The sweep against networkx, network by network."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.graphs import reach
from ci_network.graphs.reach import Incidence, one_of_each, sweep, sweep_by_source


def two_mode(seed: int, vertices: int, meetings: int):
    """Meetings of two to five vertices at random, and which of them each of 30 networks has."""
    rng = np.random.default_rng(seed)
    members = [rng.choice(vertices, rng.integers(2, 6), replace=False) for _ in range(meetings)]
    incidence = Incidence(
        vertices,
        meetings,
        np.concatenate(members),
        np.repeat(np.arange(meetings), [len(m) for m in members]),
    )
    return members, incidence, rng.random((meetings, 30)) < 0.5


def projection(vertices: int, members, alive) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(vertices))
    for group, has in zip(members, alive, strict=True):
        if has:
            graph.add_edges_from((a, b) for a in group for b in group if a < b)
    return graph


@pytest.fixture(params=[0, 0.3, 2], ids=["all rows tell", "few rows tell", "those that moved"])
def rows_that_tell(request, monkeypatch):
    """Share of the rows below which only those that moved tell what they have."""
    monkeypatch.setattr(reach, "_MANY_ROWS", 0)
    monkeypatch.setattr(reach, "_FEW_MOVED", request.param)


@pytest.mark.usefixtures("rows_that_tell")
@pytest.mark.parametrize("vertices", [6, 64, 65, 130])
@pytest.mark.parametrize("words", [1, 1 << 18])
def test_sweep_is_breadth_first_search(monkeypatch, vertices, words):
    monkeypatch.setattr(reach, "_WORDS_AT_ONCE", words)
    members, incidence, alive = two_mode(vertices, vertices, vertices // 3)
    found = sweep(incidence, vertices, alive=alive)
    for k in range(alive.shape[1]):
        graph = projection(vertices, members, alive[:, k])
        distances = [
            d for v, to in nx.all_pairs_shortest_path_length(graph) for u, d in to.items() if u != v
        ]
        assert found.pairs[k] == len(distances)
        assert found.harmonic[k] == pytest.approx(sum(1 / d for d in distances), rel=1e-12)
        assert found.reached[:, k].tolist() == [
            len(nx.node_connected_component(graph, v)) for v in range(vertices)
        ]


@pytest.mark.usefixtures("rows_that_tell")
@pytest.mark.parametrize("words", [1, 1 << 18])
@pytest.mark.parametrize("closed", [0.0, 0.3])
def test_vertices_that_no_path_joins_share_bits_of_a_row(monkeypatch, words, closed):
    # A component of 100 vertices, and twenty of six.
    monkeypatch.setattr(reach, "_WORDS_AT_ONCE", words)
    line, ring = np.arange(99), 100 + np.arange(120)
    first, second = np.append(line, ring), np.append(line + 1, 6 * ((ring - 100) // 6) + 100)
    incidence = Incidence.of_edges(220, first[first != second], second[first != second])
    edges = incidence.meetings
    alive = np.random.default_rng(1).random((edges, 20)) >= closed
    sources = np.arange(220)
    assert reach._shared_bits(incidence, sources).max() == 99
    found = sweep(incidence, 220, alive=alive)
    members = [(int(incidence.vertex[n]), int(incidence.vertex[n + edges])) for n in range(edges)]
    for k in range(20):
        graph = projection(220, members, alive[:, k])
        groups = [len(group) for group in nx.connected_components(graph)]
        assert found.pairs[k] == sum(n * (n - 1) for n in groups)
        assert found.reached[:, k].tolist() == [
            len(nx.node_connected_component(graph, v)) for v in sources.tolist()
        ]
        assert found.harmonic[k] == pytest.approx(
            nx.global_efficiency(graph) * 220 * 219, rel=1e-12
        )


def test_networks_that_are_the_same_are_searched_once_and_told_each(monkeypatch):
    _, incidence, alive = two_mode(3, 40, 20)
    open_to = np.zeros((5, 30), bool)
    open_to[:, ::2] = True
    twice = np.concatenate([alive, alive[:, ::-1]], axis=1)
    doors = np.concatenate([open_to, open_to[:, ::-1]], axis=1)
    found = sweep(incidence, 35, alive=twice, open_to=doors)
    monkeypatch.setattr(reach, "alike", lambda flags: (np.arange(flags.shape[1]),) * 2)
    apart = sweep(incidence, 35, alive=twice, open_to=doors)
    for one, other in zip(found, apart, strict=True):
        assert np.array_equal(one, other)
    assert len(reach.sweep(incidence, 35, alive=alive[:, :1]).pairs) == 1


@pytest.mark.usefixtures("rows_that_tell")
def test_paths_run_through_later_vertices_only_where_they_are_open():
    # A–S–B: S is vertex 2 and no target.
    incidence = Incidence.of_edges(3, np.array([0, 1]), np.array([2, 2]))
    found = sweep(incidence, 2, alive=np.ones((2, 2), bool), open_to=np.array([[True, False]]))
    assert found.pairs.tolist() == [2, 0]
    assert found.harmonic.tolist() == [1.0, 0.0]


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_sums_by_source_are_those_of_the_sweep(seed):
    _, incidence, alive = two_mode(seed, 40, 15)
    by_source = sweep_by_source(one_of_each(incidence, 40, np.arange(40)), alive=alive)
    found = sweep(incidence, 40, alive=alive)
    assert by_source.harmonic.sum(axis=0) == pytest.approx(found.harmonic)
    assert np.array_equal(by_source.reached, found.reached)
    assert not by_source.missed.any()


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 12))
def test_sums_of_a_few_sources_are_those_of_the_sweep_though_one_stands_for_those_beside_it(
    seed, many
):
    _, incidence, alive = two_mode(seed, 40, 25)
    sources = np.random.default_rng(seed).choice(35, many, replace=False)
    open_to = np.random.default_rng(seed).random((5, alive.shape[1])) < 0.5
    given_to_both = {"alive": alive, "open_to": open_to}
    by_source = sweep_by_source(one_of_each(incidence, 35, sources), **given_to_both)
    found = sweep(incidence, 35, sources=sources, **given_to_both)
    assert by_source.harmonic.sum(axis=0) == pytest.approx(found.harmonic)
    assert np.array_equal(by_source.reached.sum(axis=0) - many, found.pairs)
    assert np.array_equal(by_source.missed[:35], found.reached == 0)


@pytest.mark.parametrize("few", [2, 3, 100, 255])
@pytest.mark.parametrize("rows", [0, 1, 3, 4, 255, 256, 1001])
def test_bits_added_up_are_those_counted_one_by_one(monkeypatch, rows, few):
    monkeypatch.setattr(reach, "_ROWS_TO_UNPACK", few)
    rng = np.random.default_rng(rows)
    full = np.full((rows, 1, 1), 2**64 - 1, np.uint64)
    some = rng.integers(0, 2**64, (rows, 1, 2), np.uint64) * (rng.random((rows, 1, 2)) < 0.5)
    bits = np.concatenate([full, some.astype(np.uint64)], axis=2)
    times = rng.integers(0, 12, rows)
    counted = [[sum((word >> n & 1) * each for word, each in zip(column, times, strict=True))
                for column in bits[:, 0].T.tolist()] for n in range(64)]  # fmt: skip
    places = [np.flatnonzero(times >> bit & 1) for bit in range(4)]
    assert reach._bits_by_source(bits, places).tolist() == counted


def test_more_sources_than_bits_are_refused():
    incidence = Incidence.of_edges(70, np.array([0]), np.array([1]))
    with pytest.raises(ValueError, match="64"):
        one_of_each(incidence, 70, np.arange(65))
