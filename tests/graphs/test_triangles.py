"""What both ends of an edge are tied to, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from ci_network.graphs import triangles
from ci_network.graphs.graph import Graph
from ci_network.graphs.triangles import of_common_neighbours


@pytest.mark.parametrize("seed", range(20))
def test_common_neighbours_are_those_of_networkx_however_many_are_told_at_once(seed, monkeypatch):
    made = nx.gnm_random_graph(4 + seed, seed * 5, seed=seed)
    graph, _ = Graph.from_networkx(made)
    values = np.random.default_rng(seed).random(graph.vertices)
    found = of_common_neighbours(graph, values)
    assert found.tolist() == pytest.approx(
        [
            sum(values[other] for other in nx.common_neighbors(made, one, two))
            for one, two in zip(graph.first.tolist(), graph.second.tolist(), strict=True)
        ]
    )
    monkeypatch.setattr(triangles, "_CELLS_AT_ONCE", 30)
    assert of_common_neighbours(graph, values).tobytes() == found.tobytes()


def test_nothing_at_all_has_no_triangle():
    assert not len(of_common_neighbours(Graph(0, *np.zeros((2, 0), np.int64)), np.zeros(0)))
