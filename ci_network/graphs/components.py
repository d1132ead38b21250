"""What hangs together."""

from __future__ import annotations

import numpy as np

from ci_network.graphs.sorted_codes import Codes, numbered


def components(vertices: int, first: Codes, second: Codes) -> Codes:
    """Component of each vertex, numbered by its smallest vertex.

    Each vertex points to a smaller one of its component, until all point to the smallest: where
    an edge leads from one tree to another, the larger root is hung under the smaller, and all
    trees are made flat again.

    Liu & Tarjan (2019), https://doi.org/10.4230/OASIcs.SOSA.2019.3.

    Examples
    --------
    >>> components(5, np.array([3, 4]), np.array([1, 0])).tolist()
    [0, 1, 2, 1, 0]
    """
    root = _roots(vertices, first, second)
    is_root = root == np.arange(vertices)
    return (np.cumsum(is_root) - 1)[root]


def _roots(vertices: int, first: Codes, second: Codes) -> Codes:
    """Smallest vertex of each vertex's component.

    After the first round only the roots that an edge leads from go on, which are few.
    """
    root = np.arange(vertices)
    if not len(first):
        return root
    low, high = np.minimum(first, second), np.maximum(first, second)
    np.minimum.at(root, high, low)
    open_to_move = np.flatnonzero(root[root] != root)
    while len(open_to_move):
        here = root[open_to_move]
        above = root[here]
        root[open_to_move] = above
        open_to_move = open_to_move[above != here]
    first, second = root[low], root[high]
    apart = first != second
    if apart.any():
        going, place = numbered(np.concatenate([first[apart], second[apart]]))
        root[going] = going[_roots(len(going), *np.split(place, 2))]
        root = root[root]
    return root
