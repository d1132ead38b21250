"""Starting an engine, and leaving nothing of it behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ci_network.engine.frames import Engine
from ci_network.errors import DataError, Problem, UsageError
from ci_network.files.writing import scratch_folder


@contextmanager
def opened(name: str, data: Path, threads: int | None = None) -> Iterator[Engine]:
    """An engine at work; what it kept is gone afterwards.

    Raises
    ------
    UsageError
        When it is not installed, or cannot go on.
    DataError
        When the data is to blame.
    """
    engine: Engine
    with scratch_folder() as scratch:
        try:
            if name == "duckdb":
                from ci_network.engine.duckdb import DuckDB  # noqa: PLC0415

                engine = DuckDB(scratch, threads)
            else:
                from ci_network.engine.spark import Spark  # noqa: PLC0415

                engine = Spark(scratch)
        except ModuleNotFoundError as error:
            raise UsageError(
                "--engine {name} needs {library}; install it with: "
                "pip install 'ci_network[{name}]'",
                name=name,
                library=error.name,
            ) from error
        try:
            yield engine
        except engine.failures as error:
            reason = engine.reason(error)
            if engine.blames_data(error):
                problem = Problem("engine-cannot-read", "error", data.name, None, None, None,
                                  {"file": data.name, "reason": reason})  # fmt: skip
                raise DataError([problem]) from error
            raise UsageError("--engine {name}: {reason}", name=name, reason=reason) from error
        finally:
            engine.close()
