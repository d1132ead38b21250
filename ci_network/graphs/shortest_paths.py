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
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ci_network.graphs.adjacency import Adjacency, Numbers
from ci_network.graphs.components import components
from ci_network.graphs.graph import EquivalenceClasses, Graph, breadth_first, depth_first
from ci_network.graphs.sorted_codes import Codes, Flags, distinct, numbered

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
_SOURCES_AT_ONCE = 16
"""Sampled sources that are searched together: more of them have less in common, and leave the
processor's cache sooner."""

_NUMBERS_AT_ONCE = 1 << 24
"""Kinds times sources that are searched at once where these are sampled, to fit into memory."""

_DENSE_UP_TO = 300

_EVERYWHERE_UP_TO = 1 << 16
"""Copies times sources up to which a step through all copies is quicker than one through those
that it leads to."""

Matrix = Numbers | Adjacency
Rows = Codes | slice
"""Some of the copies, or all."""


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

    def among(self, keep: Flags) -> _Pieces:
        """The same with only some of the copies."""
        return _Pieces(
            graph=self.graph.among(keep),
            kind=self.kind[keep],
            piece=self.piece[keep],
            members=self.members[keep],
            weight=self.weight[keep],
            alike=self.alike[keep],
            through=self.through,
        )


def betweenness_of_vertices(graph: Graph) -> Numbers:
    """Normalised betweenness by vertex; NaN below three vertices. See `betweenness_and_error`."""
    return betweenness_and_error(graph)[0]


def betweenness_and_error(graph: Graph, of: Codes | None = None) -> tuple[Numbers, Numbers]:
    """Normalised betweenness by vertex, and its standard error where sources were sampled.

    Betweenness is NaN below three vertices; the error is NaN where betweenness is exact. Both are
    NaN for vertices that `of` does not name: for a few, only what they hold together is searched.

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
    wanted = np.ones(n, bool) if of is None else np.bincount(of, minlength=n) > 0
    tied, kept = graph.without_isolates()
    result[:] = 0
    if tied.vertices:
        kinds = _each_alone(tied) if tied.vertices <= _BLOCK else tied.kinds
        pairs = (n - 1) * (n - 2)
        asked = np.zeros(len(kinds.members), bool)
        asked[kinds.kind[wanted[kept]]] = True
        if is_exact(kinds):
            few = len(kinds.members) <= _BLOCK
            between = _exact(_in_one(kinds) if few else _pieces(kinds), asked)
        else:
            between, by_chance = _sampled(kinds, asked)
            error[:] = 0
            error[kept] = by_chance[kinds.kind] / pairs
        result[kept] = between[kinds.kind] / pairs
    result[~wanted], error[~wanted] = math.nan, math.nan
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
    blocks = many // _BLOCK
    return all(blocks * steps <= EXACT_STEPS for steps, _ in enumerate(_steps(kinds.graph)))


def _steps(graph: Graph) -> Iterator[Codes]:
    """The vertices 0, 1, 2 … steps away from the first one of the largest component."""
    component = components(graph.vertices, graph.first, graph.second)
    start = int(np.argmax(component == np.argmax(np.bincount(component))))
    return breadth_first(graph, start)


def _exact(pieces: _Pieces, wanted: Flags) -> Numbers:
    """By kind: ordered pairs of others that each vertex of the wanted kinds is between."""
    sizes = np.bincount(pieces.piece)
    begin = np.cumsum(sizes) - sizes
    rank = np.arange(len(pieces.kind)) - begin[pieces.piece]
    between = pieces.through.copy()
    dense, asked = len(rank) <= _DENSE_UP_TO, wanted[pieces.kind]
    if not dense:
        searched = _is_between(pieces, sizes, asked)
        pieces, rank, asked = pieces.among(searched), rank[searched], asked[searched]
    adjacency = _adjacency(pieces.graph, dense)
    for first in range(0, int(sizes[0]), _BLOCK):
        # One column serves a source in every piece; small pieces are done first and fall away.
        rows = int(np.count_nonzero(sizes[pieces.piece] > first))
        source = np.flatnonzero((rank >= first) & (rank < first + _BLOCK))
        column = rank[source] - first
        width = min(int(sizes[0]) - first, _BLOCK)
        times = np.zeros((len(sizes), width))
        times[pieces.piece[source], column] = pieces.weight[source]
        found = _dependency(_first_of(adjacency, rows), pieces, source, column, width, asked)
        total = np.einsum("ij,ij->i", found, times[pieces.piece[:rows]])
        between += np.bincount(pieces.kind[:rows], weights=total, minlength=len(between))
    return between


def _is_between(pieces: _Pieces, sizes: Codes, wanted: Flags) -> Flags:
    """Copies in pieces where a wanted one may be between two: not all are tied there, or some are
    alike and not tied."""
    edges = np.bincount(pieces.piece[pieces.graph.first], minlength=len(sizes))
    alike = np.bincount(pieces.piece, weights=pieces.alike)
    asked = np.bincount(pieces.piece, weights=wanted)
    found: Flags = ((edges < sizes * (sizes - 1) // 2) | (alike > 0)) & (asked > 0)
    return found[pieces.piece]


def sampled_sources(vertices: int) -> Codes:
    """`SAMPLED_SOURCES` of so many vertices, drawn without replacement and always the same."""
    return np.random.default_rng(_SEED).choice(vertices, SAMPLED_SOURCES, replace=False)


def _sampled(kinds: EquivalenceClasses, wanted: Flags) -> tuple[Numbers, Numbers]:
    """The same, estimated from vertices drawn at random, and its standard error."""
    vertices = len(kinds.kind)
    chosen = sampled_sources(vertices)
    # Kinds that are near each other stand near each other in the processor's cache.
    place = _places(kinds.graph)
    whole = _in_one(_placed(kinds, place))
    component = components(len(place), whole.graph.first, whole.graph.second)
    source, times = np.unique(place[kinds.kind[chosen]], return_counts=True)
    asked = np.zeros_like(wanted)
    asked[place[wanted]] = True
    mean, squares, of_these = np.zeros((3, len(place)))
    width, drawn = max(1, min(_SOURCES_AT_ONCE, _NUMBERS_AT_ONCE // len(mean))), 0
    for first in range(0, len(source), width):
        some = slice(first, first + width)
        many = len(source[some])
        # What they reach, which may be little of all.
        reached = np.isin(component, component[source[some]])
        part, begin = whole.among(reached), (np.cumsum(reached) - 1)[source[some]]
        adjacency = _adjacency(part.graph, dense=False)
        found = _dependency(adjacency, part, begin, np.arange(many), many, asked[reached])
        # Means and squares of what was found before and of this, brought together.
        now = int(times[some].sum())
        theirs = found @ (times[some] / now)
        found -= theirs[:, None]
        squares[reached] += np.square(found, out=found) @ times[some]
        of_these.fill(0)
        of_these[reached] = theirs
        of_these -= mean
        drawn += now
        mean += of_these * (now / drawn)
        squares += np.square(of_these, out=of_these) * (now * (drawn - now) / drawn)
    drawn_from = (1 - SAMPLED_SOURCES / vertices) / SAMPLED_SOURCES
    error = np.sqrt(squares / (SAMPLED_SOURCES - 1) * drawn_from)
    return vertices * mean[place], vertices * error[place]


def _places(graph: Graph) -> Codes:
    """By vertex: its place as a search from the best tied one finds it, so that neighbours are near
    each other; what it does not find comes last."""
    found = np.concatenate(list(breadth_first(graph, int(graph.degree.argmax()))))
    missed = np.ones(graph.vertices, bool)
    missed[found] = False
    place = np.empty(graph.vertices, np.int64)
    place[np.concatenate([found, missed.nonzero()[0]])] = np.arange(graph.vertices)
    return place


def _placed(kinds: EquivalenceClasses, place: Codes) -> EquivalenceClasses:
    """The same kinds under other numbers."""
    order = np.argsort(place)
    graph = Graph(len(place), place[kinds.graph.first], place[kinds.graph.second])
    columns = (kinds.members[order], kinds.tied[order], kinds.degree[order])
    return EquivalenceClasses(graph, place[kinds.kind], *columns)


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
    cuts = _cut_apart(kinds)
    # A copy of a kind for each piece that it has an edge in; a kind without edges is a piece.
    later = cuts.entered[graph.first] > cuts.entered[graph.second]
    edge_piece = cuts.piece[np.where(later, graph.first, graph.second)]
    alone = np.flatnonzero(graph.degree == 0)
    count = len(cuts.branch)
    kind = np.concatenate([graph.first, graph.second, alone])
    piece = np.concatenate([edge_piece, edge_piece, count + np.arange(len(alone))])
    size = np.bincount(distinct(piece * n + kind) // n, minlength=count + len(alone))
    largest_first = np.argsort(-size, kind="stable")
    rank = np.empty(len(size), np.int64)
    rank[largest_first] = np.arange(len(size))
    copies, place = numbered(rank[piece] * n + kind)
    piece, kind = copies // n, copies % n
    edges = len(graph.first)
    hanging, through = _hanging(cuts, members, kind, largest_first[piece])
    return _Pieces(
        graph=Graph(len(copies), place[:edges], place[edges : 2 * edges]),
        kind=kind,
        piece=piece,
        members=members[kind].astype(float),
        weight=members[kind] + hanging,
        alike=_alike(kinds)[kind],
        through=through,
    )


class _Cuts(NamedTuple):
    """Where the kinds are cut apart: a tree of pieces, each below one kind that it shares.

    Attributes
    ----------
    piece
        By kind: the piece of the edge that it was entered by, -1 for the first of a component.
    entered
        By kind: when it was entered.
    total
        By kind: vertices of its component.
    below
        By kind: vertices in the pieces below it.
    branch
        By piece: vertices in it and below it, but for the kind that it is below.
    top
        By piece: the kind that it is below.
    """

    piece: Codes
    entered: Codes
    total: Codes
    below: Codes
    branch: Codes
    top: Codes


def _cut_apart(kinds: EquivalenceClasses) -> _Cuts:
    """Cut at every kind of a single vertex that holds two pieces together."""
    graph = kinds.graph
    search = depth_first(graph)
    # The edge to a vertex from its parent begins a piece when nothing below reaches above.
    begins = (search.parent >= 0) & (search.low >= search.entered[search.parent])
    above, new = search.parent.tolist(), begins.tolist()
    splits = (kinds.members == 1).tolist()
    label = [-1] * graph.vertices
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
    held = kinds.members.tolist()
    for vertex in reversed(search.order):
        if above[vertex] >= 0:
            held[above[vertex]] += held[vertex]
    piece, with_all = np.array(label, np.int64), np.array(held, np.int64)
    root = np.maximum.accumulate(
        np.where(search.parent[search.order] < 0, search.entered[search.order], 0)
    )
    order = np.array(search.order, np.int64)
    total = np.empty_like(piece)
    total[order] = with_all[order[root]]
    of_top = np.flatnonzero((search.parent >= 0) & (piece != piece[search.parent]))
    top = np.empty(count, np.int64)
    top[piece[of_top]] = search.parent[of_top]
    return _Cuts(
        piece=piece,
        entered=search.entered,
        total=total,
        below=np.bincount(search.parent[of_top], with_all[of_top], len(piece)).astype(np.int64),
        branch=np.bincount(piece[of_top], with_all[of_top], count).astype(np.int64),
        top=top,
    )


def _hanging(cuts: _Cuts, members: Codes, kind: Codes, piece: Codes) -> tuple[Numbers, Numbers]:
    """By copy: vertices that hang on it in other pieces; by kind: pairs only it holds together."""
    n = len(members)
    cut = np.bincount(kind, minlength=n) > 1
    branch = np.append(cuts.branch, np.zeros(n, np.int64))
    others = np.where(
        cuts.piece[kind] == piece, cuts.below[kind], cuts.total[kind] - branch[piece] - 1
    )
    hanging = np.where(cut[kind], others, 0).astype(float)
    held = cuts.total - 1.0
    squares = np.bincount(cuts.top, weights=cuts.branch.astype(float) ** 2, minlength=n)
    squares += np.where(cuts.piece >= 0, held - cuts.below, 0) ** 2
    return hanging, np.where(cut, held * held - squares, 0.0)


def _alike(kinds: EquivalenceClasses) -> Numbers:
    """Others of the kind that a vertex is not tied to, over its neighbours that lead to them."""
    share: Numbers = np.where(kinds.tied, 0, kinds.members - 1) / np.maximum(kinds.degree, 1)
    return share


def _adjacency(graph: Graph, dense: bool) -> Matrix:
    """Matrix of the edges: dense while that is faster."""
    if not dense:
        return Adjacency(*graph.neighbours)
    matrix = np.zeros((graph.vertices, graph.vertices))
    matrix[graph.first, graph.second] = 1
    matrix[graph.second, graph.first] = 1
    return matrix


def _first_of(adjacency: Matrix, rows: int) -> Matrix:
    """The part of the first so many copies, which have no edge to the others."""
    if isinstance(adjacency, Adjacency):
        return adjacency.first(rows)
    return adjacency[:rows, :rows]


def _dependency(
    adjacency: Matrix, pieces: _Pieces, source: Codes, column: Codes, width: int, wanted: Flags
) -> Numbers:
    """Brandes's dependency of one vertex of each source on each wanted vertex of every copy.

    Shape (copies, columns): `column` is that of each source. A vertex like the source is never
    between: all that it reaches, the source reaches as soon.
    """
    n = len(adjacency)
    piece, members, weight = pieces.piece[:n], pieces.members[:n, None], pieces.weight[:n, None]
    start, room = np.zeros((2, n, width))
    start[source, column] = 1
    everywhere = isinstance(adjacency, np.ndarray) or start.size <= _EVERYWHERE_UP_TO
    unseen = start == 0
    # By distance: the copies that some source reaches there, and on how many paths.
    front: Rows = slice(None) if everywhere else distinct(source)
    found = start[front]
    levels = [(front, found)]
    while unseen.any():
        # A path goes on from every member of a kind, but begins at one of the source's.
        ahead = found * members[front] if len(levels) > 1 else found
        rows = front
        if isinstance(front, np.ndarray) and isinstance(adjacency, Adjacency):
            rows = _ahead(adjacency, front, found, unseen)
        found = _handed_on(adjacency, ahead, front, rows, room)
        # Flags are made numbers first: numpy takes twice as long for both at once.
        found *= unseen[rows].astype(float)
        fresh = found > 0
        if not fresh.any():
            break
        if isinstance(rows, np.ndarray):
            reached = fresh.any(axis=1)
            rows, found, fresh = rows[reached], found[reached], fresh[reached]
        unseen[rows] ^= fresh
        front = rows
        levels.append((front, found))
    dependency: Numbers = np.zeros((n, width))
    below: Numbers = np.zeros_like(levels[-1][1])
    for level in range(len(levels) - 1, 1, -1):
        (front, found), (above, paths) = levels[level], levels[level - 1]
        if level == 2 and isinstance(above, np.ndarray):
            asked = wanted[above]  # nobody farther away asks what those beside the source are told
            above, paths = above[asked], paths[asked]
        below *= members[front]
        below += weight[front]
        reached = (found > 0).astype(float)
        found += 1 - reached
        # The two round differently, and what was once found stays as it was.
        if isinstance(adjacency, np.ndarray):
            below *= reached
            below /= found
        else:
            below *= np.divide(reached, found, out=found)
        below = _handed_on(adjacency, below, front, above, room)
        below *= paths
        dependency[above] += below
    if len(levels) > 1:
        # Those like the source that it is not tied to are two steps away, by any neighbour.
        like = np.zeros((int(piece.max()) + 1, width))
        like[piece[source], column] = pieces.alike[source]
        near, paths = levels[1]
        dependency[near] += (paths > 0) * like[piece[near]]
    return dependency


def _handed_on(adjacency: Matrix, values: Numbers, front: Rows, to: Rows, room: Numbers) -> Numbers:
    """What some copies get from those beside them; `room` is empty before and after."""
    if isinstance(to, slice) or isinstance(adjacency, np.ndarray):
        return adjacency @ values
    room[front] = values
    heard = adjacency.of(to, room)
    room[front] = 0
    return heard


def _ahead(adjacency: Adjacency, front: Codes, numbers: Numbers, unseen: Flags) -> Codes:
    """Copies beside the front that some source that goes on has still to see."""
    beside = adjacency.beside(front)
    # As sums, for which numpy does not start again with each row.
    going = np.ones(len(numbers)) @ numbers > 0
    left: Flags = unseen[beside].astype(np.float32) @ going.astype(np.float32) > 0
    return beside[left]
