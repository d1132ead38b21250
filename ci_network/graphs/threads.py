"""Work on large arrays, shared among threads: numpy lets the others go on meanwhile."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from ci_network.graphs.workers import cores

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def in_threads(task: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """Results of a task by piece, in order.

    One piece more is taken than there are cores, and no further one until a result was: so many are
    in memory.

    Examples
    --------
    >>> list(in_threads(len, ["a", "", "abc"]))
    [1, 0, 3]
    """
    many = cores()
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(many) as pool:
        for piece in pieces:
            waiting.append(pool.submit(task, piece))
            if len(waiting) > many:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
