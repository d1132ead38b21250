"""What an engine must be able to do; everything else is one expression for all of them.

An engine keeps tables that are larger than memory and works out what is asked of them. Each has
a file of its own, which alone knows its library. The derivation of ties is written over
narwhals, whose frames each of them understands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

Frame = nw.LazyFrame[Any]
Columns = dict[str, NDArray[Any]]
_MOST_LETTERS = 300

ROWS_AT_ONCE = 4_000_000
"""Rows that come to memory at once, some hundred bytes each."""

_SHARE, _LEFT = 0.75, 64 << 20
"""Of an engine's memory that arrays may take from its tables, and bytes that it works with."""

FileFormat = Literal["csv", "parquet"]
How = Literal["inner", "left", "semi", "anti"]


@dataclass(frozen=True)
class Files:
    """Files of one table.

    Attributes
    ----------
    paths
        In order.
    format
        Of all of them.
    separator
        Between the cells of a row, in CSV.
    header
        Names of the columns, in CSV.
    """

    paths: tuple[Path, ...]
    format: FileFormat
    separator: str = ","
    header: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How the files are called where something is told of them."""
        first = self.paths[0].name
        others = len(self.paths) - 1
        return first if not others else f"{first} and {others} more"


class Engine(Protocol):
    """An engine that is at work; closing it takes away all that it kept."""

    failures: tuple[type[Exception], ...]
    """What it raises when it cannot go on."""

    scratch: Path | None
    """Folder that what memory does not hold goes to; None where its own settings say where."""

    memory: int
    """Bytes of memory that there are: for its tables, where it has a scratch folder, and for what
    comes of them."""

    def fill(self, memory: int) -> None:
        """Let tables fill so many bytes from now on, and put the rest of them into the scratch."""

    def blames_data(self, error: Exception) -> bool:
        """Whether it cannot go on because of a row of the data."""

    def reason(self, error: Exception) -> str:
        """What it says, as part of a sentence."""

    def header(self, files: Files) -> list[str]:
        """Names of the columns, as the files spell them."""

    def cells(self, files: Files, columns: Mapping[str, str]) -> Frame:
        """Cells as text, blank where there is nothing, of the named columns under new names."""

    def table(self, columns: Mapping[str, NDArray[Any] | Sequence[str]]) -> Frame:
        """A table from memory; whole numbers, yes and no, or text."""

    def hold(self, frame: Frame) -> Frame:
        """Work a table out once, and keep it."""

    def join(self, frame: Frame, other: Frame, *on: str, how: How = "inner") -> Frame:
        """The rows of two tables that agree in some columns; no other has the same name in both."""

    def drop(self, frame: Frame) -> None:
        """Forget a table that was held."""

    def numbered(self, frame: Frame, name: str, ordered_by: str | None = None) -> Frame:
        """The rows with a distinct whole number each, from 0 on, in any order or in that of one."""

    def fetch(self, frame: Frame) -> Columns:
        """Bring a table to memory; what is missing in a column of numbers is NaN there."""

    def close(self) -> None:
        """Take away everything that was kept."""


def in_one_line(text: str) -> str:
    """The beginning of what a library says, without its full stop."""
    return " ".join(text.split())[:_MOST_LETTERS].rstrip(". ")


def count(engine: Engine, frame: Frame) -> int:
    """Rows of a table."""
    return int(engine.fetch(frame.select(nw.len().alias("rows")))["rows"][0])


def most_beside_tables(engine: Engine) -> int:
    """Bytes of an engine's memory that arrays may take from its tables."""
    return max(min(int(_SHARE * engine.memory), engine.memory - _LEFT), 0)


@contextmanager
def room_beside_tables(engine: Engine, size: int) -> Iterator[None]:
    """Let tables give way meanwhile to arrays of so many bytes, as far as they may."""
    engine.fill(engine.memory - min(size, most_beside_tables(engine)))
    yield
    engine.fill(engine.memory)


def together(parts: Sequence[Columns]) -> Columns:
    """Tables with the same columns as one."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def in_parts(
    engine: Engine,
    frame: Frame,
    unit: str,
    at_once: int = ROWS_AT_ONCE,
    asked: Callable[[Frame], Frame] = lambda some: some,
) -> Iterator[Columns]:
    """The rows of a table, or what is asked of them, some at a time, all of a unit together."""
    parts = max(-(-count(engine, frame) // at_once), 1)
    for part in range(parts):
        some = frame if parts == 1 else frame.filter(nw.col(unit) % parts == part)
        yield engine.fetch(asked(some))


def different(frame: Frame, *names: str) -> Frame:
    """The different cells of some columns, by groups: `unique` numbers all rows for DuckDB."""
    return frame.group_by(*names).agg()
