"""What the sections of a comparison are made of, and its tables by alliance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ci_network.views.compare.wording import Figures, between, figure
from ci_network.views.report.blocks import Column, Maker, Table, of_rows
from ci_network.views.report.multiples import Multiples
from ci_network.views.sentence import Name, Sentence, said
from ci_network.views.source import Kind, key_of


class Compared(NamedTuple):
    """What the sections are made of: all figures, those first of which most is left, and maps."""

    found: Mapping[str, Any]
    alliances: Sequence[Figures]
    maps: Multiples | None

    @property
    def several(self) -> bool:
        """Whether these are several alliances, and not one before and after."""
        return "change" not in self.found

    @property
    def two_records(self) -> bool:
        """Whether there is more than one record, and not two windows of the same."""
        one, *others = (each["record"] for each in self.alliances)
        return self.several or any(other != one for other in others)


ALLIANCE = Column(said("Alliance"), numeric=False)


class Cell(NamedTuple):
    """A column of a table by alliance.

    Attributes
    ----------
    name
        Its heading.
    at
        Path of the figure; or what makes the cell of an alliance.
    kind
        How a figure is written, where not as usual.
    term
        The term that defines it; blank where the heading says it all.
    numeric
        Whether it holds numbers.
    """

    name: Sentence
    at: str | Callable[[Figures], object]
    kind: Kind | None = None
    term: str = ""
    numeric: bool = True

    def of(self, one: Figures) -> object:
        """The cell of an alliance."""
        if isinstance(self.at, str):
            return figure(one, self.at, self.kind, self.term)
        return self.at(one)


def by_alliance(caption: Sentence, *cells: Cell) -> Maker:
    """A table with a row for each alliance that is compared."""
    return lambda material: [table_of(caption, material.alliances, *cells)]


def table_of(
    caption: Sentence, alliances: Sequence[Figures], *cells: Cell, wide: bool = True
) -> Table:
    """A table with a row for each of some alliances."""
    return of_rows(
        caption,
        alliances,
        (ALLIANCE, lambda one: Name(one["name"])),
        *((Column(cell.name, cell.term, cell.numeric), cell.of) for cell in cells),
        wide=wide,
    )


def defined(name: Sentence, path: str) -> Cell:
    """A column of figures under the term that is usual for them."""
    return Cell(name, path, term=key_of(path).term)


def interval(name: Sentence, low: str, high: str) -> Cell:
    """A column of two shares in few signs."""
    return Cell(name, lambda one: between(one, low, high))
