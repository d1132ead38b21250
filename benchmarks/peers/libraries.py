"""What each library does for the job: six questions to a graph of n vertices."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np

Edges = list[tuple[int, int]]


class Networkx:
    """networkx: pure Python."""

    def __init__(self) -> None:
        import networkx as nx  # noqa: PLC0415

        self.nx = nx

    def graph(self, n: int, edges: Edges) -> Any:
        """The graph."""
        graph = self.nx.empty_graph(n)
        graph.add_edges_from(edges)
        return graph

    def components(self, graph: Any) -> Iterable[Iterable[int]]:
        """Vertices of each component."""
        return self.nx.connected_components(graph)

    def inverse_distances(self, graph: Any, sources: list[int], targets: int) -> float:
        """Sum of 1/distance from the sources to each other of the first `targets` vertices."""
        total = 0.0
        for source in sources:
            for other, steps in self.nx.single_source_shortest_path_length(graph, source).items():
                if steps and other < targets:
                    total += 1 / steps
        return total

    def all_inverse_distances(self, graph: Any) -> float:
        """The same from every vertex to every other."""
        return self.inverse_distances(graph, list(graph), len(graph))

    def betweenness(self, graph: Any) -> list[float]:
        """Unnormalised, each pair once."""
        return list(self.nx.betweenness_centrality(graph, normalized=False).values())

    def constraint(self, graph: Any, vertex: int) -> float:
        """Burt's."""
        return self.nx.constraint(graph, nodes=[vertex])[vertex]

    def cut_vertices(self, graph: Any) -> set[int]:
        """Articulation points."""
        return set(self.nx.articulation_points(graph))


class Igraph:
    """python-igraph: C."""

    def __init__(self) -> None:
        import igraph  # noqa: PLC0415

        self.igraph = igraph

    def graph(self, n: int, edges: Edges) -> Any:
        """The graph."""
        return self.igraph.Graph(n, edges)

    def components(self, graph: Any) -> Iterable[Iterable[int]]:
        """Vertices of each component."""
        return graph.components()

    def inverse_distances(self, graph: Any, sources: list[int], targets: int) -> float:
        """Sum of 1/distance from the sources to each other of the first `targets` vertices."""
        total = 0.0
        for some in itertools.batched(sources, 256) if hasattr(itertools, "batched") else [sources]:
            total += _inverse(np.array(graph.distances(some, list(range(targets))), float))
        return total

    def all_inverse_distances(self, graph: Any) -> float:
        """The same from every vertex to every other."""
        return 2 * sum(
            count / start for start, _, count in graph.path_length_hist(directed=False).bins()
        )

    def betweenness(self, graph: Any) -> list[float]:
        """Unnormalised, each pair once."""
        return graph.betweenness(directed=False)

    def constraint(self, graph: Any, vertex: int) -> float:
        """Burt's."""
        return graph.constraint([vertex])[0]

    def cut_vertices(self, graph: Any) -> set[int]:
        """Articulation points."""
        return set(graph.articulation_points())


class Rustworkx:
    """rustworkx: Rust, on all cores."""

    def __init__(self) -> None:
        import rustworkx as rx  # noqa: PLC0415

        self.rx = rx

    def graph(self, n: int, edges: Edges) -> Any:
        """The graph."""
        graph = self.rx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(n))
        graph.add_edges_from_no_data(edges)
        return graph

    def components(self, graph: Any) -> Iterable[Iterable[int]]:
        """Vertices of each component."""
        return self.rx.connected_components(graph)

    def inverse_distances(self, graph: Any, sources: list[int], targets: int) -> float:
        """Sum of 1/distance from the sources to each other of the first `targets` vertices."""
        if len(sources) == targets:
            return _inverse(self.rx.distance_matrix(graph)[:targets, :targets])
        total = 0.0
        for source in sources:
            found = self.rx.graph_dijkstra_shortest_path_lengths(graph, source, lambda _: 1.0)
            total += sum(1 / steps for other, steps in found.items() if other < targets and steps)
        return total

    def all_inverse_distances(self, graph: Any) -> float:
        """The same from every vertex to every other."""
        return _inverse(self.rx.distance_matrix(graph))

    def betweenness(self, graph: Any) -> list[float]:
        """Unnormalised, each pair once."""
        return list(self.rx.betweenness_centrality(graph, normalized=False).values())

    def constraint(self, graph: Any, vertex: int) -> float:
        """Burt's."""
        return _constraint(lambda v: set(graph.neighbors(v)), vertex)

    def cut_vertices(self, graph: Any) -> set[int]:
        """Articulation points."""
        return self.rx.articulation_points(graph)


class Networkit:
    """networkit: C++, on all cores."""

    def __init__(self) -> None:
        import networkit as nk  # noqa: PLC0415

        self.nk = nk
        self.threads = nk.getMaxNumberOfThreads()

    def graph(self, n: int, edges: Edges) -> Any:
        """The graph."""
        # Threads cost more than they give where graphs are small.
        self.nk.setNumberOfThreads(1 if n < 1_000 else self.threads)
        graph = self.nk.Graph(n)
        for one, other in edges:
            graph.addEdge(one, other)
        return graph

    def components(self, graph: Any) -> Iterable[Iterable[int]]:
        """Vertices of each component."""
        return self.nk.components.ConnectedComponents(graph).run().getComponents()

    def inverse_distances(self, graph: Any, sources: list[int], targets: int) -> float:
        """Sum of 1/distance from the sources to each other of the first `targets` vertices."""
        total = 0.0
        for source in sources:
            steps = np.array(self.nk.distance.BFS(graph, source).run().getDistances())[:targets]
            total += _inverse(np.where(steps < graph.numberOfNodes(), steps, 0))
        return total

    def all_inverse_distances(self, graph: Any) -> float:
        """The same from every vertex to every other."""
        if not graph.numberOfNodes():
            return 0.0
        steps = np.array(self.nk.distance.APSP(graph).run().getDistances())
        return _inverse(np.where(steps < graph.numberOfNodes(), steps, 0))

    def betweenness(self, graph: Any) -> list[float]:
        """Unnormalised, each pair once."""
        return [score / 2 for score in self.nk.centrality.Betweenness(graph).run().scores()]

    def constraint(self, graph: Any, vertex: int) -> float:
        """Burt's."""
        return _constraint(lambda v: set(graph.iterNeighbors(v)), vertex)

    def cut_vertices(self, graph: Any) -> set[int]:
        """Articulation points."""
        seen: set[int] = set()
        cut: set[int] = set()
        for block in self.nk.components.BiconnectedComponents(graph).run().getComponents():
            cut.update(seen.intersection(block))
            seen.update(block)
        return cut


LIBRARIES = {
    "networkx": Networkx,
    "igraph": Igraph,
    "rustworkx": Rustworkx,
    "networkit": Networkit,
}


def _inverse(steps: np.ndarray) -> float:
    apart = ~np.isfinite(steps) | (steps <= 0)
    return float((1 / np.where(apart, 1, steps))[~apart].sum())


def _constraint(neighbours: Any, vertex: int) -> float:
    """Burt's constraint where the library has none."""
    contacts = neighbours(vertex)
    if not contacts:
        return float("nan")
    invested = dict.fromkeys(contacts, 1 / len(contacts))
    for contact in contacts:
        theirs = neighbours(contact)
        for other in theirs & contacts:
            invested[other] += 1 / len(contacts) / len(theirs)
    return sum(share * share for share in invested.values())
