"""What the sections of a comparison are made of, and its tables by alliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ci_network.views.compare.wording import Figures, figure
from ci_network.views.report.blocks import Column, Table
from ci_network.views.report.multiples import Multiples
from ci_network.views.sentence import Name, Sentence, said
from ci_network.views.source import Kind


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
    """A column of a table by alliance: heading, path of the figure, how it is written, term."""

    name: Sentence
    path: str
    kind: Kind = "count"
    term: str = ""


def table_of(
    caption: Sentence, material: Compared, cells: Sequence[Cell], wide: bool = False
) -> Table:
    return Table(
        caption,
        (ALLIANCE, *(Column(cell.name, cell.term) for cell in cells)),
        tuple(
            (Name(one["name"]), *(figure(one, c.path, c.kind, c.term) for c in cells))
            for one in material.alliances
        ),
        wide,
    )
