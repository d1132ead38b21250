"""The page: both languages in one locked file, the one asked for first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from ci_network import numerals
from ci_network.language import LANGUAGE_NAMES, Language, translation
from ci_network.views.definitions import TERMS
from ci_network.views.pages import locked_page
from ci_network.views.report.blocks import Chart, Column, Section
from ci_network.views.report.drawing import svg
from ci_network.views.report.front import Front
from ci_network.views.sentence import Sentence, html, plain, said, show

_HERE = Path(str(files(__package__)))


FIXED_WORDS: Mapping[str, Sentence] = {
    "report": said("What would be left without the secretariat"),
    "question": said("Would the collaboration hold together without the secretariat?"),
    "known": said("What is known of the future"),
    "findings": said("What the record shows"),
    "ask": said("Find out first"),
    "steps": said("What to do next"),
    "contents": said("Contents"),
    "appendix": said("Appendix: all figures, the data and the words"),
    "may": said("What may be concluded"),
    "may_not": said("… and what may not"),
    "map": said("Open the map"),
    "tools": said("Map and language"),
    "language": said("Language"),
    "behind": said("The figures behind the chart"),
    "all": said("Show all"),
    "close": said("Close"),
}
"""What stands on every page."""


@dataclass(frozen=True)
class Heading:
    """What a report is called, who made it, and when; each blank where nobody said."""

    title: str = ""
    author: str = ""
    date: dt.date | None = None

    def hidden(self, hide: Callable[[str], str]) -> Heading:
        """The same with codes in the place of names."""
        return Heading(hide(self.title), hide(self.author), self.date)


@dataclass(frozen=True)
class Edition:
    """The report in one language.

    Attributes
    ----------
    language
        Its language.
    given
        Title, author and date.
    front
        The first page.
    sections
        The evidence, the appendix and the data statement.
    map_link
        Where the map is; blank where there is none.
    drawings
        SVG by name of chart.
    words
        What stands on every page.
    defined
        Keys of the terms that the list of terms has.
    """

    language: Language
    given: Heading
    front: Front
    sections: Sequence[Section]
    map_link: str
    drawings: dict[str, str]
    words: Mapping[str, Sentence] = field(default_factory=lambda: FIXED_WORDS)
    defined: Collection[str] = tuple(TERMS)

    @property
    def document_title(self) -> str:
        """Title of the window."""
        title = plain(self.words["report"], self.language)
        return f"{title}: {self.given.title}" if self.given.title else title

    @property
    def by(self) -> str:
        """Author and date, as far as they were given."""
        date = self.given.date
        day = "" if date is None else numerals.day(date.isoformat(), self.language)
        return ", ".join(filter(None, (self.given.author, day)))

    def part(self, name: str) -> list[Section]:
        """The sections of a part."""
        return [section for section in self.sections if section.part == name]

    def html(self, sentence: Sentence) -> Markup:
        """A sentence in the language of the edition."""
        return html(sentence, self.language)

    def plain(self, sentence: Sentence) -> str:
        """A sentence without markup."""
        return plain(sentence, self.language)

    def cell(self, value: object) -> Markup:
        """A cell of a table; its heading links to the definition."""
        return show(value, self.language, defined=False)

    def heading(self, column: Column) -> Markup:
        """The heading of a column, with a link to what it means."""
        name = html(column.name, self.language)
        term = TERMS.get(column.term)
        if term is None:
            return name
        meaning = translation(self.language).gettext(term.meaning)
        return Markup('<a class="figure" href="#{}-term-{}" title="{}">{}</a>').format(
            self.language, column.term.replace(".", "-"), meaning, name
        )

    def drawn(self, chart: Chart) -> Markup:
        """The SVG of a chart."""
        return Markup(self.drawings[chart.name])

    @property
    def terms(self) -> list[tuple[str, str, str]]:
        """Key, name and meaning of the terms, by name."""
        words = translation(self.language).gettext
        listed = [
            (key.replace(".", "-"), words(term.name), words(term.meaning))
            for key, term in TERMS.items()
            if key in self.defined
        ]
        return sorted(listed, key=lambda term: term[1].casefold())


def render(editions: Sequence[Edition], version: str, store: Markup) -> str:
    """One HTML file that opens without any network.

    Parameters
    ----------
    editions
        The one to show first, and the others.
    version
        Of ci_network.
    store
        Drawings that both editions show.
    """
    return locked_page(
        _HERE, "template.html.j2", "report.css", "report.js", editions=editions,
        language=editions[0].language, languages=LANGUAGE_NAMES, version=version, store=store,
        close=FIXED_WORDS["close"],
    )  # fmt: skip


def charts_of(made: Sequence[Section]) -> list[Chart]:
    """The charts in some sections."""
    return [block for section in made for block in section.blocks if isinstance(block, Chart)]


def drawings(charts: Sequence[Chart], language: Language) -> dict[str, str]:
    """Charts as SVG, by name."""
    return {
        chart.name: svg(
            chart.draw(language),
            f"{language}-chart-{chart.name}",
            plain(chart.title, language),
            plain(chart.description, language),
        )
        for chart in charts
    }
