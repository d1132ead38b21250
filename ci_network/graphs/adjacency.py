"""What each vertex gets from those beside it: a matrix of zeros and ones times some columns."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, distinct

Numbers = NDArray[np.float64]
Places = NDArray[Any]


class Adjacency:
    """Compressed rows: where the neighbours of each vertex begin, and who they are.

    Examples
    --------
    Vertex 1 is beside 0 and 2, and gets what both have.

    >>> beside = Adjacency(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1]))
    >>> (beside @ np.array([[1.0], [10.0], [100.0]])).tolist()
    [[10.0], [101.0], [10.0]]
    >>> beside.of(np.array([1]), np.array([[1.0], [10.0], [100.0]])).tolist()
    [[101.0]]
    >>> beside.beside(np.array([0, 2])).tolist()
    [1]
    """

    def __init__(self, offset: Places, neighbour: Places) -> None:
        # What scipy takes itself: half as much to go through, for the same sums.
        narrow = np.int32 if len(neighbour) < 1 << 31 else np.int64
        self._offset = offset.astype(narrow, copy=False)
        self._neighbour = neighbour.astype(narrow, copy=False)
        self._ones = np.ones(len(neighbour))

    def __len__(self) -> int:
        """How many vertices there are."""
        return len(self._offset) - 1

    def __matmul__(self, values: Numbers) -> Numbers:
        """By vertex: the sum of the rows of its neighbours."""
        return self._sums(self._offset, self._neighbour, values)

    def first(self, rows: int) -> Adjacency:
        """The first so many vertices, of which none has a neighbour among the others."""
        return Adjacency(self._offset[: rows + 1], self._neighbour[: self._offset[rows]])

    def of(self, some: Codes, values: Numbers) -> Numbers:
        """The same for some of the vertices."""
        return self._sums(*self._rows(some), values)

    def beside(self, some: Codes) -> Codes:
        """The neighbours of some of the vertices, each once, sorted."""
        return distinct(self._rows(some)[1])

    def _rows(self, some: Codes) -> tuple[Places, Places]:
        """Where the neighbours of each of some vertices begin, and who they are."""
        rows = some.astype(self._offset.dtype)
        ends = np.zeros(len(rows) + 1, rows.dtype)
        np.cumsum(self._offset[rows + 1] - self._offset[rows], out=ends[1:])
        theirs = np.empty(int(ends[-1]), rows.dtype)
        whole = self._offset, self._neighbour, self._neighbour
        _kernels().csr_row_index(len(rows), rows, *whole, theirs, theirs)
        return ends, theirs

    def _sums(self, offset: Places, neighbour: Places, values: Numbers) -> Numbers:
        rows, (height, width) = len(offset) - 1, values.shape
        sums = np.zeros((rows, width))
        matrix = offset, neighbour, self._ones[: len(neighbour)]
        _kernels().csr_matvecs(rows, height, width, *matrix, np.ravel(values), sums.ravel())
        return sums


def compressed(vertices: int, head: Codes, tail: Codes) -> tuple[Codes, Codes]:
    """Where the tails of each head begin, and the tails by head, those of one as they stand.

    Counted by scipy in a third of the time that a sort takes.

    Examples
    --------
    >>> offset, tails = compressed(3, np.array([2, 0, 2]), np.array([1, 2, 0]))
    >>> offset.tolist(), tails.tolist()
    ([0, 1, 1, 3], [2, 1, 0])
    """
    offset, tails = np.zeros(vertices + 1, np.int64), np.empty_like(tail)
    numbers, room = np.zeros((2, len(head)), np.int8)
    _kernels().coo_tocsr(vertices, vertices, len(head), head, tail, numbers, offset, tails, room)
    return offset, tails


@cache
def _kernels() -> ModuleType:
    """The compiled part of scipy.sparse by itself: all of it takes longer to load than most records
    take to be measured."""
    scipy = find_spec("scipy")
    folders = (scipy and scipy.submodule_search_locations) or ()
    inside = [str(Path(folder, "sparse")) for folder in folders]
    spec = PathFinder.find_spec("_sparsetools", inside)
    if spec is not None and spec.loader is not None:
        with suppress(ImportError):  # where libraries beside it are found by scipy alone
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    from scipy.sparse import _sparsetools  # noqa: PLC0415

    kernels: ModuleType = _sparsetools  # scipy tells no types
    return kernels
