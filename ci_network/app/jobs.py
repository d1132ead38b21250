"""Work in the background: it tells how far it is, and ends when somebody no longer wants it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock
from typing import Generic, Literal, TypeVar

from ci_network.api.recipes import Telling
from ci_network.errors import CINetworkError
from ci_network.graphs.workers import OnProgress

Result = TypeVar("Result")
State = Literal["running", "done", "failed", "stopped"]

_AT_ONCE = 2
_KEPT = 6
"""Pieces of work whose results are kept, the latest."""


class StoppedError(Exception):
    """Nobody wants the work any more."""


class Job(Generic[Result]):
    """A piece of work.

    Attributes
    ----------
    doing
        What it is at, in English, as the catalogues know it; blank before it says so.
    done, total
        Steps of that.
    """

    def __init__(self) -> None:
        self.doing, self.done, self.total = "", 0, 0
        self._unwanted = Event()
        self._future: Future[Result] | None = None

    @property
    def state(self) -> State:
        """How it stands."""
        future = self._future
        if self._unwanted.is_set():
            return "stopped"
        if future is None or not future.done():
            return "running"
        return "done" if future.exception() is None else "failed"

    @property
    def result(self) -> Result:
        """What came of it, once it is done.

        Raises
        ------
        Exception
            What it failed with.
        StoppedError
            When nobody wants it any more.
        """
        if self._future is None or self._unwanted.is_set():
            raise StoppedError
        return self._future.result()

    @property
    def error(self) -> CINetworkError | None:
        """What is known to have gone wrong; None where it is not known."""
        if self._future is None or self.state != "failed":
            return None
        error = self._future.exception()
        return error if isinstance(error, CINetworkError) else None

    def stop(self) -> None:
        """It is not wanted any more; it ends at its next step, and what it made is thrown away."""
        self._unwanted.set()
        if self._future is not None:
            self._future.cancel()

    def wait(self, seconds: float) -> None:
        """Wait for it, but no longer than that."""
        if self._future is not None:
            try:
                self._future.exception(timeout=seconds)
            except (TimeoutError, CancelledError):
                return

    def begin(self, pool: ThreadPoolExecutor, work: Callable[[Telling], Result]) -> None:
        """Let it begin."""
        self._future = pool.submit(work, self._telling)

    @contextmanager
    def _telling(self, doing: str) -> Iterator[OnProgress]:
        self.doing, self.done, self.total = doing, 0, 0
        self._step(0, 0)
        yield self._step
        self._step(self.done, self.total)

    def _step(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._unwanted.is_set():
            raise StoppedError


class Jobs:
    """The pieces of work that were asked for, by what each of them is."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="work")
        self._jobs: OrderedDict[tuple[Hashable, ...], Job[object]] = OrderedDict()
        self._lock = Lock()

    def begin(
        self,
        key: tuple[Hashable, ...],
        work: Callable[[Telling], object],
        *,
        alone: bool = False,
        again: bool = False,
    ) -> Job[object]:
        """The work of this key; begun, unless it runs, is done already or has failed.

        Parameters
        ----------
        key
            The kind of work, and what it is of.
        work
            Does it, and tells how far it is.
        alone
            Whether nobody wants any other work of this kind any more.
        again
            Whether to try again what has failed.
        """
        with self._lock:
            for other, running in self._jobs.items():
                if alone and other[0] == key[0] and other != key and running.state == "running":
                    running.stop()
            job = self._jobs.get(key)
            if job is None or job.state == "stopped" or (again and job.state == "failed"):
                job = self._jobs[key] = Job()
                job.begin(self._pool, work)
            self._jobs.move_to_end(key)
            while len(self._jobs) > _KEPT:
                _, old = self._jobs.popitem(last=False)
                old.stop()
            return job

    def of(self, key: tuple[Hashable, ...]) -> Job[object] | None:
        """The work of this key, if there is any."""
        with self._lock:
            return self._jobs.get(key)

    def end(self) -> None:
        """Let all of it end."""
        with self._lock:
            for job in self._jobs.values():
                job.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
