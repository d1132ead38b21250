"""What hangs together."""

from __future__ import annotations

import numpy as np

from ci_network.graphs.sorted_codes import Codes


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
    root = np.arange(vertices)
    while len(first):
        low, high = np.minimum(first, second), np.maximum(first, second)
        np.minimum.at(root, high, low)
        above = root[root]
        while not np.array_equal(above, root):
            root, above = above, above[above]
        first, second = root[low], root[high]
        apart = first != second
        first, second = first[apart], second[apart]
    is_root = root == np.arange(vertices)
    return (np.cumsum(is_root) - 1)[root]
