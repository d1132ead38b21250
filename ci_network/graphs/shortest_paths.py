"""Betweenness of every vertex, exact for networks of some ten thousand.

A network made of activities has two properties that make this far quicker than a search from
every vertex. Most vertices are like others: they met the same people, and one search serves for
all of a kind. And it hangs together at few vertices: what lies between two others can be found
in each piece alone, and all pieces are searched in the same sweep.

An example of three actors: A and B both met C, and not each other. A and B have the same neighbours
and are one kind of two members, C is another. One search, from A, finds that C lies on the way to
B; it counts twice, once for A and once for B: two of the two ordered pairs of the others.

>>> met = Graph(3, np.array([0, 1]), np.array([2, 2]))
>>> met.kinds.kind.tolist(), met.kinds.members.tolist()
([0, 0, 1], [2, 1])
>>> betweenness_of_vertices(met).tolist()
[0.0, 0.0, 1.0]
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.graph import EquivalenceClasses, Graph, depth_first
from ci_network.graphs.sorted_codes import Codes, Flags, distinct

EXACT_UP_TO = 1_000
"""Kinds of vertices up to which betweenness is exact; see `EquivalenceClasses`."""

EXACT_WORK = 30_000_000
"""Kinds times the ties between them up to which it is exact too; above, sources are sampled."""

EXACT_STEPS = 20_000
"""Blocks of kinds times the steps that their paths take, as a further limit: in a chain or a ring
of thousands the paths are as long as the network, and each step costs as much as a short search."""

SAMPLED_SOURCES = 64
_SEED = 20_240_229
_BLOCK = 64
_NUMBERS_AT_ONCE = 1 << 24
"""Kinds times sources that are searched at once where these are sampled, to fit into memory."""

_DENSE_UP_TO = 300

Numbers = NDArray[np.float64]


class _Pieces(NamedTuple):
    """The kinds, in copies that hang together only within a piece.

    Attributes
    ----------
    graph
        The copies and the edges between them; no edge leads from one piece to another.
    kind
        By copy: its kind.
    piece
        By copy: the piece it is in. Copies are sorted by piece, the largest first.
    members
        By copy: vertices that paths can run through.
    weight
        By copy: vertices whose paths begin or end here, those that hang on it in other pieces
        included.
    alike
        By copy: share of the paths between two of its kind that each neighbour carries.
    through
        By kind: ordered pairs of vertices in different pieces that only it holds together.
    """

    graph: Graph
    kind: Codes
    piece: Codes
    members: Numbers
    weight: Numbers
    alike: Numbers
    through: Numbers


def betweenness_of_vertices(graph: Graph) -> Numbers:
    """Normalised betweenness by vertex; NaN below three vertices. See `betweenness_and_error`."""
    return betweenness_and_error(graph)[0]


def betweenness_and_error(graph: Graph) -> tuple[Numbers, Numbers]:
    """Normalised betweenness by vertex, and its standard error where sources were sampled.

    Betweenness is NaN below three vertices; the error is NaN where betweenness is exact.

    The error is that of a mean of sources drawn without replacement, for a vertex that was chosen
    before the draw: the largest of many estimates tends to be too large besides. Twice the error
    holds the exact value in nine draws of ten for vertices that many paths run through, and less
    often for those that few sources depend on.

    Brandes's accumulation (2001), https://doi.org/10.1080/0022250X.2001.9990249, for blocks of
    sources, with vertices of one kind counted once and the network cut into its pieces.
    """
    n = graph.vertices
    result, error = np.full((2, n), math.nan)
    if n < 3:
        return result, error
    tied, kept = graph.without_isolates()
    result[:] = 0
    if tied.vertices:
        kinds = _each_alone(tied) if tied.vertices <= _BLOCK else tied.kinds
        pairs = (n - 1) * (n - 2)
        if is_exact(kinds):
            few = len(kinds.members) <= _BLOCK
            between = _exact(_in_one(kinds) if few else _pieces(kinds))
        else:
            between, by_chance = _sampled(kinds)
            error[:] = 0
            error[kept] = by_chance[kinds.kind] / pairs
        result[kept] = between[kinds.kind] / pairs
    return result, error


def _each_alone(graph: Graph) -> EquivalenceClasses:
    """Every vertex as a kind of its own: where all are searched at once, none need be alike."""
    n = graph.vertices
    return EquivalenceClasses(
        graph, np.arange(n), np.ones(n, np.int64), np.zeros(n, bool), graph.degree
    )


def is_exact(kinds: EquivalenceClasses) -> bool:
    """Whether betweenness is computed from every vertex rather than from a sample."""
    many = len(kinds.members)
    if many <= EXACT_UP_TO:
        return True
    if many * len(kinds.graph.first) > EXACT_WORK:
        return False
    return many // _BLOCK * _depth(kinds.graph) <= EXACT_STEPS


def _depth(graph: Graph) -> int:
    """Steps from a vertex of the largest component to the farthest one."""
    from scipy.sparse.csgraph import breadth_first_order  # noqa: PLC0415

    component = components(graph.vertices, graph.first, graph.second)
    start = int(np.argmax(component == np.argmax(np.bincount(component))))
    order, before = breadth_first_order(_adjacency(graph), start, directed=False)
    steps = np.zeros(graph.vertices, np.int64)
    for vertex in order[1:].tolist():
        steps[vertex] = steps[before[vertex]] + 1
    return int(steps.max())


def _exact(pieces: _Pieces) -> Numbers:
    """By kind: ordered pairs of others that each vertex is between."""
    sizes = np.bincount(pieces.piece)
    begin = np.cumsum(sizes) - sizes
    rank = np.arange(len(pieces.kind)) - begin[pieces.piece]
    between = pieces.through.copy()
    adjacency = _adjacency(pieces.graph)
    for first in range(0, int(sizes[0]), _BLOCK):
        # One column serves a source in every piece; small pieces are done first and fall away.
        rows = int(sizes[sizes > first].sum())
        source = np.flatnonzero((rank >= first) & (rank < first + _BLOCK))
        column = rank[source] - first
        times = np.zeros((len(sizes), _BLOCK))
        times[pieces.piece[source], column] = pieces.weight[source]
        some = _rows(pieces, rows)
        found = _dependency(adjacency[:rows, :rows], some, source, column)
        total = np.einsum("ij,ij->i", found, times[some.piece, : found.shape[1]])
        between += np.bincount(some.kind, weights=total, minlength=len(between))
    return between


def _sampled(kinds: EquivalenceClasses) -> tuple[Numbers, Numbers]:
    """The same, estimated from vertices drawn at random, and its standard error."""
    vertices = len(kinds.kind)
    chosen = np.random.default_rng(_SEED).choice(vertices, SAMPLED_SOURCES, replace=False)
    source, times = np.unique(kinds.kind[chosen], return_counts=True)
    whole = _in_one(kinds)
    adjacency = _adjacency(whole.graph)
    mean, squares = np.zeros((2, len(whole.kind)))
    width, drawn = max(1, _NUMBERS_AT_ONCE // len(mean)), 0
    for first in range(0, len(source), width):
        some = slice(first, first + width)
        found = _dependency(adjacency, whole, source[some], np.arange(len(source[some])))
        # Means and squares of what was found before and of this, brought together.
        now = int(times[some].sum())
        of_these = found @ (times[some] / now)
        found -= of_these[:, None]
        squares += np.square(found, out=found) @ times[some]
        of_these -= mean
        drawn += now
        mean += of_these * (now / drawn)
        squares += np.square(of_these, out=of_these) * (now * (drawn - now) / drawn)
    drawn_from = (1 - SAMPLED_SOURCES / vertices) / SAMPLED_SOURCES
    return vertices * mean, vertices * np.sqrt(squares / (SAMPLED_SOURCES - 1) * drawn_from)


def _rows(pieces: _Pieces, rows: int) -> _Pieces:
    return _Pieces(
        graph=pieces.graph,
        kind=pieces.kind[:rows],
        piece=pieces.piece[:rows],
        members=pieces.members[:rows],
        weight=pieces.weight[:rows],
        alike=pieces.alike[:rows],
        through=pieces.through,
    )


def _in_one(kinds: EquivalenceClasses) -> _Pieces:
    """All kinds as one piece: there is nothing to gain where one block holds every source."""
    many = len(kinds.members)
    return _Pieces(
        graph=kinds.graph,
        kind=np.arange(many),
        piece=np.zeros(many, np.int64),
        members=kinds.members.astype(float),
        weight=kinds.members.astype(float),
        alike=_alike(kinds),
        through=np.zeros(many),
    )


def _pieces(kinds: EquivalenceClasses) -> _Pieces:
    """Cut the kinds apart where a single vertex holds the rest together."""
    graph, members = kinds.graph, kinds.members
    n = graph.vertices
    edge_piece, cut = _cut_apart(kinds)
    # A copy of a kind for each piece that it has an edge in; a kind without edges is a piece.
    alone = np.flatnonzero(graph.degree == 0)
    count = int(edge_piece.max(initial=-1)) + 1
    kind = np.concatenate([graph.first, graph.second, alone])
    piece = np.concatenate([edge_piece, edge_piece, count + np.arange(len(alone))])
    size = np.bincount(distinct(piece * n + kind) // n, minlength=count + len(alone))
    rank = np.empty(len(size), np.int64)
    rank[np.argsort(-size, kind="stable")] = np.arange(len(size))
    copies, place = np.unique(rank[piece] * n + kind, return_inverse=True)
    piece, kind = copies // n, copies % n
    edges = len(graph.first)
    hanging, through = _hanging(piece, kind, members, cut)
    return _Pieces(
        graph=Graph(len(copies), place[:edges], place[edges : 2 * edges]),
        kind=kind,
        piece=piece,
        members=members[kind].astype(float),
        weight=members[kind] + hanging,
        alike=_alike(kinds)[kind],
        through=through,
    )


def _cut_apart(kinds: EquivalenceClasses) -> tuple[Codes, NDArray[np.bool_]]:
    """Piece of each edge, and whether each kind is a single vertex that is in several pieces."""
    graph = kinds.graph
    n = graph.vertices
    search = depth_first(graph)
    # The edge to a vertex from its parent begins a piece when nothing below reaches above.
    begins = (search.parent >= 0) & (search.low >= search.entered[search.parent])
    single = kinds.members == 1
    piece = np.full(n, -1)
    above = search.parent.tolist()
    new, splits = begins.tolist(), single.tolist()
    label = piece.tolist()
    first_below: dict[int, int] = {}
    count = 0
    for vertex in search.order:
        parent = above[vertex]
        if parent < 0:
            continue
        if not new[vertex]:
            label[vertex] = label[parent]
        elif splits[parent] or (label[parent] < 0 and parent not in first_below):
            label[vertex] = first_below[parent] = count
            count += 1
        else:
            # Several vertices of one kind hold it together: no piece ends here.
            label[vertex] = label[parent] if label[parent] >= 0 else first_below[parent]
    piece = np.array(label, np.int64)
    later = search.entered[graph.first] > search.entered[graph.second]
    edge_piece = piece[np.where(later, graph.first, graph.second)]
    ends = np.concatenate([graph.first, graph.second])
    copies = distinct(np.tile(edge_piece, 2) * n + ends) % n
    return edge_piece, np.bincount(copies, minlength=n) > 1


def _hanging(
    piece: Codes, kind: Codes, members: Codes, cut: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """By copy: vertices that hang on it in other pieces; by kind: pairs only it holds together.

    Pieces and the kinds they are cut at make a forest. A piece with all that hangs below it is
    one branch of the kind above it.
    """
    pieces = int(piece.max(initial=-1)) + 1
    at_cut = np.flatnonzero(cut[kind])
    own = np.bincount(piece[~cut[kind]], weights=members[kind[~cut[kind]]], minlength=pieces)
    forest = Graph(pieces + len(cut), piece[at_cut], pieces + kind[at_cut])
    search = depth_first(forest)
    below = np.concatenate([own, np.where(cut, members, 0)]).tolist()
    above, whole = search.parent.tolist(), [0.0] * len(below)
    for node in reversed(search.order):
        if above[node] >= 0:
            below[above[node]] += below[node]
    for node in search.order:
        whole[node] = below[node] if above[node] < 0 else whole[above[node]]
    total, under, parent = np.array(whole), np.array(below), search.parent
    one, other = forest.first, forest.second
    branch = np.where(parent[one] == other, under[one], total[other] - under[other])
    hanging = np.zeros(len(kind))
    hanging[at_cut] = total[other] - branch - 1
    held = total[pieces:] - 1
    squares = np.bincount(other - pieces, weights=branch * branch, minlength=len(cut))
    return hanging, np.where(cut, held * held - squares, 0.0)


def _alike(kinds: EquivalenceClasses) -> Numbers:
    """Others of the kind that a vertex is not tied to, over its neighbours that lead to them."""
    share: Numbers = np.where(kinds.tied, 0, kinds.members - 1) / np.maximum(kinds.degree, 1)
    return share


def _adjacency(graph: Graph):  # type: ignore[no-untyped-def]
    """Matrix of the edges: dense while that is faster and needs no scipy."""
    n = graph.vertices
    if n <= _DENSE_UP_TO:
        dense = np.zeros((n, n))
        dense[graph.first, graph.second] = 1
        dense[graph.second, graph.first] = 1
        return dense
    from scipy.sparse import csr_array  # noqa: PLC0415

    offset, neighbour = graph.neighbours
    return csr_array((np.ones(len(neighbour)), neighbour, offset), shape=(n, n))


def _dependency(adjacency, pieces: _Pieces, source: Codes, column: Codes) -> Numbers:  # type: ignore[no-untyped-def]
    """Brandes's dependency of one vertex of each source on each vertex of every copy.

    Shape (copies, columns). A vertex like the source is never between: all that it reaches, the
    source reaches as soon.
    """
    search = _dense if isinstance(adjacency, np.ndarray) else _sparse
    dependency, near, fresh = search(adjacency, pieces, source, column)
    if len(near):
        # Those like the source that it is not tied to are two steps away, by any neighbour.
        like = np.zeros((int(pieces.piece.max()) + 1, dependency.shape[1]))
        like[pieces.piece[source], column] = pieces.alike[source]
        dependency[near] += fresh * like[pieces.piece[near]]
    return dependency


_Found = tuple[Numbers, Codes, Flags]
"""Dependency without that of those like the source; copies one step from some source, and of
which sources they are, by row of these."""


def _dense(adjacency: Numbers, pieces: _Pieces, source: Codes, column: Codes) -> _Found:
    """All copies in every step."""
    n, width = len(pieces.kind), int(column.max(initial=-1)) + 1
    members, weight = pieces.members[:, None], pieces.weight[:, None]
    found = np.zeros((n, width))
    found[source, column] = 1
    unseen = found == 0
    # A path goes on from every member of a kind, but begins at one of the source's.
    ahead, levels = found, [found]
    while True:
        found = adjacency @ ahead
        found *= unseen
        if not found.any():
            break
        levels.append(found)
        unseen &= found == 0
        ahead = found * members
    dependency, below = np.zeros((2, n, width))
    for level in range(len(levels) - 1, 1, -1):
        below = below * members
        below += weight
        share = np.zeros((n, width))
        np.divide(below, levels[level], out=share, where=levels[level] > 0)
        below = adjacency @ share
        below *= levels[level - 1]
        dependency += below
    if len(levels) == 1:
        return dependency, np.zeros(0, np.int64), np.zeros((0, width), bool)
    return dependency, np.arange(n), levels[1] > 0


def _sparse(adjacency, pieces: _Pieces, source: Codes, column: Codes) -> _Found:  # type: ignore[no-untyped-def]
    """In every step only the copies that it leads to."""
    n, width = len(pieces.kind), int(column.max(initial=-1)) + 1
    members, weight = pieces.members[:, None], pieces.weight[:, None]
    paths = np.zeros((n, width))
    paths[source, column] = 1
    unseen = paths == 0
    front = distinct(source)
    fresh = ~unseen[front]
    # By distance: the copies that some source reaches there, and which of the sources do.
    levels = [(front, fresh)]
    spread = np.zeros((n, width))
    while True:
        ahead = paths[front] * fresh
        # A path goes on from every member of a kind, but begins at one of the source's.
        spread[front] = ahead * members[front] if len(levels) > 1 else ahead
        rows = _ahead(adjacency, front, unseen[:, fresh.any(axis=0)])
        found = adjacency[rows] @ spread
        found *= unseen[rows]
        spread[front] = 0
        fresh = found > 0
        reached = fresh.any(axis=1)
        if not reached.any():
            break
        front, fresh = rows[reached], fresh[reached]
        levels.append((front, fresh))
        unseen[front] &= ~fresh
        paths[front] += found[reached]
    dependency = np.zeros((n, width))
    for level in range(len(levels) - 1, 1, -1):
        (front, fresh), (above, fresh_above) = levels[level], levels[level - 1]
        per_path = np.zeros(fresh.shape)
        np.divide(1, paths[front], out=per_path, where=fresh)
        share = dependency[front] * members[front]
        share += weight[front]
        share *= per_path
        spread[front] = share
        share = adjacency[above] @ spread
        spread[front] = 0
        share *= paths[above]
        share *= fresh_above
        dependency[above] += share
    near, fresh = levels[1] if len(levels) > 1 else (front[:0], fresh[:0])
    return dependency, near, fresh


def _ahead(adjacency, front: Codes, unseen: Flags) -> Codes:  # type: ignore[no-untyped-def]
    """Copies beside the front that some source has still to see."""
    there = np.zeros(len(unseen))
    there[front] = 1
    ahead: Codes = np.flatnonzero((adjacency @ there > 0) & unseen.any(axis=1))
    return ahead
