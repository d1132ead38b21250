"""Sums over neighbours and the search step by step, beside scipy's own."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from ci_network.graphs import adjacency as module
from ci_network.graphs.adjacency import Adjacency
from ci_network.graphs.graph import Graph, breadth_first


def at_random(seed: int, vertices: int = 60, edges: int = 90) -> Graph:
    ends = np.random.default_rng(seed).integers(0, vertices, (2, edges))
    low, high = np.unique(np.sort(ends[:, ends[0] != ends[1]], axis=0), axis=1)
    return Graph(vertices, low, high)


def matrix_of(graph: Graph) -> csr_array:
    offset, neighbour = graph.neighbours
    return csr_array((np.ones(len(neighbour)), neighbour, offset), shape=(graph.vertices,) * 2)


@pytest.fixture(params=["by itself", "with all of scipy"])
def kernels(request, monkeypatch) -> None:
    """The compiled part, and the same where it is not found by itself."""
    module._kernels.cache_clear()
    if request.param == "with all of scipy":
        monkeypatch.setattr(module.PathFinder, "find_spec", lambda name, folders: None)
    assert module._kernels().__name__.startswith("scipy") is (request.param != "by itself")
    yield
    module._kernels.cache_clear()


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("width", [1, 7])
def test_sums_are_to_the_last_bit_those_of_scipy(width):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        graph = at_random(seed)
        beside, matrix = Adjacency(*graph.neighbours), matrix_of(graph)
        values = rng.random((graph.vertices, width))
        some = rng.choice(graph.vertices, 20, replace=False)
        assert len(beside) == graph.vertices
        assert np.array_equal(beside @ values, matrix @ values)
        assert np.array_equal(beside.of(some, values), matrix[some] @ values)
        assert beside.of(some[:0], values).shape == (0, width)
        assert np.array_equal(beside.beside(some), np.unique(matrix[some].indices))
        assert not len(beside.beside(some[:0]))


def test_the_first_vertices_are_a_matrix_by_themselves():
    one, other = at_random(1), at_random(2)
    both = Graph(
        one.vertices + other.vertices,
        np.concatenate([one.first, one.vertices + other.first]),
        np.concatenate([one.second, one.vertices + other.second]),
    )
    values = np.random.default_rng(3).random((one.vertices, 4))
    part = Adjacency(*both.neighbours).first(one.vertices)
    assert np.array_equal(part @ values, Adjacency(*one.neighbours) @ values)


def test_a_search_comes_to_vertices_in_the_order_of_scipy():
    for seed in range(40):
        graph = at_random(seed)
        order, before = breadth_first_order(matrix_of(graph), seed, directed=False)
        steps = list(breadth_first(graph, seed))
        assert np.concatenate(steps).tolist() == order.tolist()
        distance = {vertex: step for step, there in enumerate(steps) for vertex in there.tolist()}
        assert all(distance[v] == distance[before[v]] + 1 for v in order[1:].tolist())


MANY_KINDS = """
import sys
import numpy as np
from ci_network.graphs import shortest_paths
from ci_network.graphs.graph import Graph
ends = np.unique(np.sort(np.random.default_rng(1).integers(0, 1_500, (2, 4_000)), axis=0), axis=1)
first, second = ends[:, ends[0] != ends[1]]
graph = Graph(1_500, first, second)
if sys.argv[1] == "a sample":
    shortest_paths.EXACT_WORK = 0
between, error = shortest_paths.betweenness_and_error(graph)
assert between.max() > 0 and np.isnan(error).all() == (sys.argv[1] == "all")
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize("sources", ["all", "a sample"])
def test_betweenness_of_many_kinds_loads_the_part_and_not_the_whole_of_scipy(sources):
    loaded = subprocess.check_output([sys.executable, "-c", MANY_KINDS, sources], text=True).split()
    assert "numpy" in loaded
    assert "scipy" not in loaded


def test_many_edges_are_put_in_order_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    first, second = rng.integers(0, 40, (2, 300))
    few = Graph(50, first, second).neighbours
    monkeypatch.setattr("ci_network.graphs.graph._MANY_ENDS", 0)
    many = Graph(50, first, second).neighbours
    for column, same in zip(few, many, strict=True):
        assert column.tolist() == same.tolist()
