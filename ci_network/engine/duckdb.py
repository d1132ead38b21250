"""DuckDB: larger than memory on one machine, embedded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from ci_network.engine.frames import Columns, Files, Frame, How, in_one_line
from ci_network.engine.room import usual_memory

_PATTERN = re.compile(r"([*?\[])")
_MEGABYTE = 1 << 20


class DuckDB:
    """Tables in a scratch folder; what memory does not hold is spilled there."""

    def __init__(
        self, scratch: Path, threads: int | None = None, memory: int | None = None
    ) -> None:
        # Not a database in a file: that would write every table to disk, and a log of it too.
        self._database = duckdb.connect(":memory:")
        self.scratch: Path | None = scratch
        self.memory = memory or usual_memory()
        self._filled = 0
        self._count = count()
        self._names: dict[int, str] = {}
        settings = {
            "temp_directory": str(scratch / "spilled"),
            "preserve_insertion_order": "false",
            "enable_progress_bar": "false",
            # Else its threads, once they have nothing to do, give back what arrays have left.
            "allocator_flush_threshold": "1TB",
        }
        if threads is not None:
            settings["threads"] = str(threads)
        for name, value in settings.items():
            self._database.execute(f"SET {name} = '{value}'")
        self.fill(self.memory)

    def fill(self, memory: int) -> None:
        """Let tables fill so many bytes from now on, and put the rest of them into the scratch."""
        if abs(memory - self._filled) < _MEGABYTE:
            # Each time that it is told how much, it gives back what arrays have left, and looks up
            # anew what all names mean.
            return
        with suppress(duckdb.OutOfMemoryException):  # what cannot be put there stays
            self._database.execute(f"SET memory_limit = '{memory // _MEGABYTE}MiB'")
            self._filled = memory

    failures: tuple[type[Exception], ...] = (duckdb.Error,)

    def blames_data(self, error: Exception) -> bool:
        """Whether it cannot go on because of a row of the data."""
        return isinstance(error, (duckdb.InvalidInputException, duckdb.ConversionException))

    def reason(self, error: Exception) -> str:
        """What it says, as part of a sentence."""
        lines = [line for line in str(error).splitlines() if line.strip()]
        return in_one_line("; ".join(lines[:3]))

    def header(self, files: Files) -> list[str]:
        """Names of the columns, as the files spell them."""
        return list(files.header or self._scan(files).columns)

    def cells(self, files: Files, columns: Mapping[str, str]) -> Frame:
        """Cells as text, blank where there is nothing, of the named columns under new names."""
        picked = ", ".join(
            f"coalesce(CAST({_quoted(name)} AS VARCHAR), '') AS {new}"
            for new, name in columns.items()
        )
        cells: Frame = nw.from_native(self._scan(files).project(picked))
        # Parquet is read column by column whenever it is asked for; CSV is read once.
        return cells if files.format == "parquet" else self.hold(cells)

    def table(self, columns: Mapping[str, NDArray[Any] | Sequence[str]]) -> Frame:
        """A table from memory; whole numbers, yes and no, or text."""
        arrays, picked = {}, []
        for name, values in columns.items():
            is_text = not isinstance(values, np.ndarray)
            arrays[name] = np.array(values, object) if is_text else values
            cell = _quoted(name)
            picked.append(f"CAST({cell} AS VARCHAR) AS {cell}" if is_text else cell)
        held = f"held_{next(self._count)}"
        # It finds the arrays by the name that they have here.
        self._database.execute(f"CREATE TABLE {held} AS SELECT {', '.join(picked)} FROM arrays")
        return self._kept(held)

    def hold(self, frame: Frame) -> Frame:
        """Work a table out once, and keep it."""
        native: duckdb.DuckDBPyRelation = nw.to_native(frame)
        held = f"held_{next(self._count)}"
        native.create(held)
        return self._kept(held)

    def join(self, frame: Frame, other: Frame, *on: str, how: How = "inner") -> Frame:
        """The rows of two tables that agree in some columns; no other has the same name in both.

        narwhals asks DuckDB five times what the names mean, longer than a small join takes.
        """
        native: duckdb.DuckDBPyRelation = nw.to_native(frame)
        further: duckdb.DuckDBPyRelation = nw.to_native(other)
        return nw.from_native(native.join(further.set_alias("other"), list(on), how))

    def drop(self, frame: Frame) -> None:
        """Forget a table that was held."""
        self._database.execute(f"DROP TABLE {self._names.pop(id(frame))}")

    def numbered(self, frame: Frame, name: str, ordered_by: str | None = None) -> Frame:
        """The rows with a distinct whole number each, from 0 on, in any order or in that of one."""
        native: duckdb.DuckDBPyRelation = nw.to_native(frame)
        order = f"ORDER BY {ordered_by}" if ordered_by else ""
        return nw.from_native(native.project(f"*, row_number() OVER ({order}) - 1 AS {name}"))

    def fetch(self, frame: Frame) -> Columns:
        """Bring a table to memory; what is missing in a column of numbers is NaN there."""
        native: duckdb.DuckDBPyRelation = nw.to_native(frame)
        return {name: _filled(values) for name, values in native.fetchnumpy().items()}

    def close(self) -> None:
        """Take away everything that was kept."""
        self._database.close()

    def _kept(self, name: str) -> Frame:
        frame: Frame = nw.from_native(self._database.table(name))
        self._names[id(frame)] = name
        return frame

    def _scan(self, files: Files) -> duckdb.DuckDBPyRelation:
        # A name is no pattern, and says nothing of columns, whatever stands in it.
        paths: Any = [_PATTERN.sub(r"[\1]", str(path)) for path in files.paths]
        if files.format == "parquet":
            return self._database.read_parquet(paths, union_by_name=True, hive_partitioning=False)
        return self._database.read_csv(
            paths, sep=files.separator, header=True, quotechar='"', escapechar='"',
            columns=dict.fromkeys(files.header, "VARCHAR"), auto_detect=False,
            strict_mode=True, hive_partitioning=False, null_padding=False, ignore_errors=False,
        )  # fmt: skip


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _filled(values: NDArray[Any]) -> NDArray[Any]:
    """A masked column as a plain one."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    missing = np.ma.getmaskarray(values)
    plain: NDArray[Any] = np.ma.getdata(values)
    return np.where(missing, np.nan, plain) if missing.any() else plain
