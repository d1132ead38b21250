"""Work shared among processes: the same results in the same order, however many there are."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ci_network.errors import CINetworkError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Context = TypeVar("Context")
Result = TypeVar("Result")

OnProgress = Callable[[int, int], None]
"""Told how many steps of how many are done."""

_WORTH_SHARING = 1.0
"""Seconds of work below which it is done before other processes have begun."""

_TOGETHER = 0.1
"""Seconds of work that are done together."""


def shared(
    task: Callable[[Context, int], Result],
    context: Context,
    costs: Sequence[float],
    jobs: int | None = 1,
    progress: OnProgress | None = None,
) -> list[Result]:
    """Results of a task for 0, 1, 2 … in order.

    Parameters
    ----------
    task
        A function of a module, of the context and a number. What it gives must not depend on
        what it was called with before.
    context
        What all calls need; each process gets it once.
    costs
        By number: about how many seconds it takes. The dearest are begun first.
    jobs
        Processes; None for as many as there are cores where the work takes seconds, else one.
    progress
        Told after each, in whatever order they end.

    Raises
    ------
    CINetworkError
        When a process ends before its work is done.

    Notes
    -----
    A process ends when the one that began it does, whatever ended that.
    """
    processes = min(cores() if jobs is None else jobs, len(costs))
    if processes < 2 or (jobs is None and sum(costs) < _WORTH_SHARING):
        results = []
        for number in range(len(costs)):
            results.append(task(context, number))
            if progress is not None:
                progress(number + 1, len(costs))
        return results
    return _by_others(task, context, costs, processes, progress)


def map_batches(
    task: Callable[[Context, Sequence[int]], list[Result]],
    context: Context,
    costs: Sequence[float],
    jobs: int | None = 1,
    progress: OnProgress | None = None,
) -> list[Result]:
    """The same for a task that takes several numbers at once: as many as take a short time.

    One computation for many windows is quicker than many computations for each window.

    Parameters
    ----------
    task
        A function of a module, of the context and some numbers. What it gives for one must not
        depend on the others.
    context, costs, jobs, progress
        As for `shared`.
    """
    batches: list[list[int]] = []
    seconds: list[float] = []
    for number, cost in enumerate(costs):
        if not batches or seconds[-1] + cost > _TOGETHER:
            batches.append([])
            seconds.append(0.0)
        batches[-1].append(number)
        seconds[-1] += cost

    def told(done: int, of: int) -> None:
        if progress is not None:
            progress(done * len(costs) // of, len(costs))

    found = shared(_batch, (task, context, batches), seconds, jobs, told)
    return [result for batch in found for result in batch]


@contextmanager
def meanwhile(
    task: Callable[[Context, int], Result], context: Context, seconds: float, jobs: int | None = 1
) -> Iterator[Callable[[], Result]]:
    """One call of a task, by another process while this one goes on, where that is worth it.

    Yields what gives the result; it waits for it, or makes it where no other process does.

    Parameters
    ----------
    task, context, jobs
        As for `shared`; the task is called with the number 0.
    seconds
        About how long it takes.

    Raises
    ------
    CINetworkError
        When the other process ends before its work is done.
    """
    if jobs == 1 or cores() < 2 or (jobs is None and seconds < _WORTH_SHARING):
        yield lambda: task(context, 0)
        return
    with _others(task, context, 1) as pool:
        yield pool.submit(_do, 0).result


def _batch(
    context: tuple[Callable[[Context, Sequence[int]], list[Result]], Context, list[list[int]]],
    number: int,
) -> list[Result]:
    task, given, batches = context
    return task(given, batches[number])


def _by_others(
    task: Callable[[Context, int], Result],
    context: Context,
    costs: Sequence[float],
    processes: int,
    progress: OnProgress | None,
) -> list[Result]:
    from concurrent.futures import as_completed  # noqa: PLC0415

    with _others(task, context, processes) as pool:
        order = sorted(range(len(costs)), key=lambda number: -costs[number])
        futures = {pool.submit(_do, number): number for number in order}
        for done, _ in enumerate(as_completed(futures), start=1):
            if progress is not None:
                progress(done, len(costs))
        by_number = {number: future.result() for future, number in futures.items()}
        pool.shutdown()
    return [by_number[number] for number in range(len(costs))]


@contextmanager
def _others(
    task: Callable[[Context, int], Result], context: Context, processes: int
) -> Iterator[ProcessPoolExecutor]:
    """Processes for a task; afterwards nothing more is begun, and nobody waits for what goes on.

    Raises
    ------
    CINetworkError
        When one of them ends before its work is done.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    pool = ProcessPoolExecutor(processes, initializer=_begin, initargs=(task, context))
    try:
        yield pool
    except BrokenProcessPool as error:
        raise CINetworkError(
            "a process that did part of the work was ended, perhaps for want of memory; "
            "--jobs 1 needs the least"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_given: list[Any] = []
"""In a process that works for another: the task and its context."""


def _begin(task: Callable[[Any, int], Any], context: Any) -> None:
    # An interrupt of the terminal reaches all processes; the one that began this answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    _given[:] = task, context


def _end_with_the_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _do(number: int) -> Any:
    task, context = _given
    return task(context, number)
