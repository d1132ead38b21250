"""Which tests go to one process together, and which begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController


TOGETHER = (
    "tests/engine/test_engines.py::test_spark",  # one session of Spark
    "tests/engine/test_cluster.py",
    "tests/test_notebooks.py::test_a_notebook_runs[",  # one process that has all libraries
    "tests/test_kill.py",  # the reports that runs are stopped over
    "tests/test_docs.py::test_the_documentation_builds",
    "tests/test_package.py",  # one wheel
    "tests/browser/test_map_firefox.py",  # one Firefox
)
"""Beginnings of the names of tests that share what takes long; they begin, in this order.

The marks of pytest-xdist do the same only up to pytest 9.1.
"""


def place(nodeid: str) -> int:
    """Where a test stands among those that begin; all others stand behind them."""
    found = (at for at, name in enumerate(TOGETHER) if nodeid.startswith(name))
    return next(found, len(TOGETHER))


class ByFunction(LoadScopeScheduling):
    """The cases of one function go to one process, which makes what they share once."""

    def _split_scope(self, nodeid: str) -> str:
        at = place(nodeid)
        return TOGETHER[at] if at < len(TOGETHER) else nodeid.partition("[")[0]

    def mark_test_complete(
        self, node: WorkerController, item_index: int, duration: float = 0
    ) -> None:
        """Forget a function that is through: what is pending is counted after every test."""
        super().mark_test_complete(node, item_index, duration)
        work = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(work[scope].values()):
            del work[scope]
