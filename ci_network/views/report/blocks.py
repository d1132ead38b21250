"""What a section is made of. Nothing here knows a language or a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ci_network.views.report.charts import Picture
from ci_network.views.report.multiples import Multiples
from ci_network.views.report.sentence import Sentence


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name
        Its heading.
    term
        The term that defines its figures; blank where the heading says it all.
    numeric
        Whether it holds numbers, which stand to the right.
    """

    name: Sentence
    term: str = ""
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row names it."""

    caption: Sentence
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart, its words for those who do not see it, and the table behind it.

    Attributes
    ----------
    name
        Name of its file, without ending.
    title, description
        What it shows, and what there is to see.
    draw
        Draws it as the picture asks.
    table
        The figures behind it.
    """

    name: str
    title: Sentence
    description: Sentence
    draw: Callable[[Picture], bytes]
    table: Table | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is the way it is set: text, note, or empty for an absence explained."""

    sentences: tuple[Sentence, ...]
    kind: str = "text"


@dataclass(frozen=True)
class Names:
    """A list of names under an introduction, or of sentences, which take a line each."""

    introduction: Sentence
    items: tuple[object, ...]
    sentences: bool = False


@dataclass(frozen=True)
class Definitions:
    """The place for the list of terms."""


Block = Table | Chart | Paragraph | Names | Definitions | Multiples


@dataclass(frozen=True)
class Section:
    """A section of the report.

    Attributes
    ----------
    key
        Names it in links.
    title
        Its heading.
    question
        The evaluation question that it answers.
    blocks
        What it shows.
    new_page
        Whether it begins a page on paper.
    """

    key: str
    title: Sentence
    question: Sentence
    blocks: tuple[Block, ...]
    new_page: bool = False
