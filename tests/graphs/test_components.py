"""Components against networkx, numbered by their smallest vertex."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from ci_network.graphs.components import components


def by_search(vertices: int, first, second) -> list[int]:
    graph = nx.Graph()
    graph.add_nodes_from(range(vertices))
    graph.add_edges_from(zip(first.tolist(), second.tolist(), strict=True))
    label = [0] * vertices
    for number, found in enumerate(sorted(nx.connected_components(graph), key=min)):
        for vertex in found:
            label[vertex] = number
    return label


@pytest.mark.parametrize("seed", range(40))
def test_edges_at_random_loops_and_repeats_among_them(seed):
    rng = np.random.default_rng(seed)
    vertices = int(rng.integers(1, 60))
    first, second = rng.integers(0, vertices, (2, int(rng.integers(0, 80))))
    assert components(vertices, first, second).tolist() == by_search(vertices, first, second)


@pytest.mark.parametrize("seed", range(3))
def test_a_long_path_whose_vertices_are_in_any_order(seed):
    path = np.random.default_rng(seed).permutation(3_000)
    found = components(3_001, path[:-1], path[1:])
    assert found.tolist() == [0] * 3_000 + [1]


def test_a_star_whose_centre_comes_last_and_nothing_at_all():
    leaves = np.arange(50)
    assert not components(51, leaves, np.full(50, 50)).any()
    assert components(0, leaves[:0], leaves[:0]).tolist() == []
