"""What a section is made of, and how it is declared. Nothing here knows a language or a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from ci_network.language import Language
from ci_network.results.undefined import needs_secretariat
from ci_network.views.report.drawing import Drawing
from ci_network.views.report.multiples import Multiples
from ci_network.views.sentence import Label, Period, Sentence, counted, plain, said
from ci_network.views.source import Figure, Kind, Source

Columns = dict[str, list[Any]]


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
    at
        In a table by key: the path of its figures, with ``{}`` for the key.
    kind
        How these are written, where not as usual.
    """

    name: Sentence
    term: str = ""
    numeric: bool = True
    at: str = ""
    kind: Kind | None = None


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row names it. `wide` ones get the whole width of a screen."""

    caption: Sentence
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    wide: bool = False

    @property
    def uniform(self) -> tuple[tuple[object, ...], ...]:
        """The rows with one form of number: a decimal in all shares where one of them needs it."""
        if not any(_needs_decimal(cell) for row in self.rows for cell in row):
            return self.rows
        return tuple(tuple(_with_decimal(cell) for cell in row) for row in self.rows)


def _needs_decimal(cell: object) -> bool:
    return isinstance(cell, Figure) and cell.kind == "share" and "." in cell.text("en")


def _with_decimal(cell: object) -> object:
    if isinstance(cell, Figure) and cell.kind == "share":
        return replace(cell, kind="share.1")
    return cell


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
        Draws it in a language.
    table
        The figures behind it.
    """

    name: str
    title: Sentence
    description: Sentence
    draw: Callable[[Language], Drawing]
    table: Table | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is the way it is set: text, note, or empty for an absence explained."""

    sentences: tuple[Sentence, ...]
    kind: str = "text"


@dataclass(frozen=True)
class Names:
    """A list of names under an introduction, or of sentences, which take a line each.

    `folded` ones are opened by the reader, and stay folded on paper.
    """

    introduction: Sentence
    items: tuple[object, ...]
    sentences: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Definitions:
    """The place for the list of terms."""


Block = Table | Chart | Paragraph | Names | Definitions | Multiples
Blocks = Iterator[Block]


class Material(NamedTuple):
    """What sections are made from: the figures, the tables, and the small networks.

    `ties` holds every tie, or of very many only those that sections name; `every_tie` says which.
    """

    source: Source
    partners: Columns
    ties: Columns
    networks: Multiples | None
    every_tie: bool = True


Maker = Callable[[Any], Iterable[Block]]
"""Makes blocks of a material, or none."""

Part = Literal["evidence", "appendix"]


@dataclass(frozen=True)
class Section:
    """A section, as it is declared and as it is made.

    Attributes
    ----------
    key
        Names it in links.
    title
        Its heading.
    question
        The evaluation question that it answers.
    makers
        What makes its blocks.
    may, may_not
        What may and what may not be concluded from it; None where there is nothing to conclude.
    key_of
        The figures that it needs, by their key in metrics.json; without them it is left out.
    new_page
        Whether it begins a page on paper.
    part
        The part of the report that it stands in.
    blocks
        What it shows, once it is made.
    """

    key: str
    title: Sentence
    question: Sentence
    makers: tuple[Maker, ...] = ()
    may: Sentence | None = None
    may_not: Sentence | None = None
    key_of: str = ""
    new_page: bool = False
    part: Part = "appendix"
    blocks: tuple[Block, ...] = ()

    def made(self, material: Any, part: Part) -> Section:
        """The section of a part with its blocks."""
        blocks = tuple(block for maker in self.makers for block in maker(material))
        return replace(self, part=part, blocks=blocks)


def section(key: str, title: Sentence, question: Sentence, *makers: Maker, **rest: Any) -> Section:
    """A section as it is declared: what makes its blocks, then the rest by name."""
    return Section(key, title, question, makers, **rest)


@dataclass(frozen=True)
class At:
    """A figure of the window of the answer, by its path in the window, in a declared sentence."""

    path: str


def _told(sentence: Sentence, source: Source, window: str) -> Sentence | None:
    """A declared sentence with its figures, about a window; None where one of them is unknown."""
    figures = {
        place: source.at(window, value.path)
        for place, value in sentence.values.items()
        if isinstance(value, At)
    }
    if not all(figure.known for figure in figures.values()):
        return None
    return sentence.with_values(window=Period(window), **figures)


def by_key(
    source: Source,
    caption: Sentence,
    rows: Mapping[str, object],
    *columns: Column,
    wide: bool = False,
) -> Table:
    """A table with a row for each key: what stands before its figures, one or several, and these.

    The figures are those of the columns that have a path.
    """
    figures = [column for column in columns if column.at]
    cells = (
        (
            *(before if isinstance(before, tuple) else (before,)),
            *(source.figure(each.at.replace("{}", key), each.kind, "") for each in figures),
        )
        for key, before in rows.items()
    )
    return Table(caption, columns, tuple(cells), wide)


def of_rows(
    caption: Sentence,
    rows: Iterable[Any],
    *columns: tuple[Column, Callable[[Any], object]],
    wide: bool = False,
) -> Table:
    """A table with a row for each of some things: columns, each with what makes its cell of one."""
    cells = tuple(tuple(cell(row) for _, cell in columns) for row in rows)
    return Table(caption, tuple(column for column, _ in columns), cells, wide)


PERIOD = Column(said("Period"), numeric=False)


def by_window(caption: Sentence, *columns: tuple[str, Sentence]) -> Maker:
    """A table with a row for each window: paths of figures in the window, and their headings."""

    def maker(material: Material) -> Blocks:
        source = material.source
        known = source.has_secretariat
        shown = [(at, name) for at, name in columns if known or not needs_secretariat(at)]
        yield Table(
            caption,
            (PERIOD, *(Column(name, source.at("", at).term) for at, name in shown)),
            tuple(
                (Label(label), *(source.at(label, at) for at, _ in shown))
                for label in source.recent
            ),
        )
        yield from left_out(
            "{n} more period is in metrics.csv.",
            "{n} more periods are in metrics.csv.",
            len(source.labels) - len(source.recent),
        )

    return maker


Draw = Callable[[Language, list[str], list[tuple[str, list[Any]]]], Drawing]
"""Draws series, names and values, over the labels of windows."""


def over_windows(
    name: str, title: Sentence, description: Sentence, draw: Draw, *series: tuple[str, Sentence]
) -> Maker:
    """A chart over the windows, where some window has all that its description tells.

    Parameters
    ----------
    name, title
        As of `Chart`.
    description
        A declared sentence.
    draw
        Draws it.
    series
        Paths in the window, and names.
    """

    def maker(material: Material) -> Blocks:
        source = material.source
        labels = [source.label, *reversed(list(source.active()))]
        words = next(filter(None, (_told(description, source, label) for label in labels)), None)
        if words is None:
            return
        values = [[source.at(label, path).value for label in source.labels] for path, _ in series]

        def drawn(language: Language) -> Drawing:
            names = (plain(each, language) for _, each in series)
            return draw(language, source.labels, list(zip(names, values, strict=True)))

        yield Chart(name, title, words, drawn)

    return maker


def line(text: str | Sentence, /, **values: object) -> Paragraph:
    """A paragraph of one sentence, or of its text, which is marked for the catalogue."""
    return Paragraph((said(text, **values) if isinstance(text, str) else text,))


def note(text: str | Sentence, /, **values: object) -> Paragraph:
    """The same in small."""
    return replace(line(text, **values), kind="note")


def left_out(one: str, many: str, n: int) -> Blocks:
    """How many more there are than are shown, where there are more; in small."""
    if n > 0:
        yield note(counted(one, many, n))


def absent(text: str | Sentence, /, **values: object) -> Paragraph:
    """Why there is nothing to show."""
    return replace(line(text, **values), kind="absent")


def sentences(*rules: Callable[[Source, str], Iterable[Sentence]], at: str) -> Maker:
    """A paragraph of what the rules of `readings` say."""

    def maker(material: Material) -> Blocks:
        found = tuple(one for rule in rules for one in rule(material.source, at))
        if found:
            yield Paragraph(found)

    return maker


def fixed(*lines: Sentence, kind: str = "text") -> Maker:
    """A paragraph that is always there."""

    def maker(_: Material) -> Blocks:
        yield Paragraph(lines, kind)

    return maker
