"""Whole sentences with figures in them, in the language that is asked for.

The English text is the msgid. `said` and `counted` mark it for the catalogue; nothing is looked
up before the sentence is written, so one sentence serves both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from ci_network import numerals
from ci_network.language import Language, begun, translation
from ci_network.views.definitions import TERMS
from ci_network.views.source import Figure


@dataclass(frozen=True)
class Name:
    """A name from the data, kept apart from the text around it."""

    text: str


@dataclass(frozen=True)
class Period:
    """A window, written in words."""

    label: str

    def written(self, language: Language) -> str:
        """The window as it stands in a sentence."""
        return numerals.window_name(self.label, language)


@dataclass(frozen=True)
class Label:
    """A window, named in few signs: in a table, or at the beginning of a sentence."""

    text: str
    begins: bool = False

    def written(self, language: Language) -> str:
        """The window by itself."""
        text = numerals.window_label(self.text, language)
        return begun(text) if self.begins else text


@dataclass(frozen=True)
class When:
    """A stretch of days, or its beginning alone; a day that is not known is None."""

    start: str | None
    end: str | None
    begins: bool = False

    @property
    def beginning(self) -> When:
        """When it began."""
        return replace(self, begins=True)

    def written(self, language: Language) -> str:
        """No closer than it is known."""
        if self.start is None or self.end is None:
            return numerals.UNDEFINED
        write = numerals.beginning if self.begins else numerals.stretch
        return write(self.start, self.end, language)


@dataclass(frozen=True)
class Spoken:
    """A text that is there in both languages already."""

    texts: Mapping[Language, str]

    def written(self, language: Language) -> str:
        """The text of the language."""
        return self.texts[language]


@dataclass(frozen=True)
class Link:
    """A link out of a sentence."""

    address: str
    text: Sentence


@dataclass(frozen=True)
class Sentence:
    """A msgid and what fills its places.

    Attributes
    ----------
    one, many, number
        The text; for a plural, the text for many and the number that chooses.
    values
        By name of the place.
    """

    one: str
    many: str | None = None
    number: int = 1
    values: Mapping[str, object] = field(default_factory=dict)

    def pattern(self, language: Language) -> str:
        """The text of the language, places unfilled."""
        if self.many is None:
            return translation(language).gettext(self.one) if self.one else ""
        return translation(language).ngettext(self.one, self.many, self.number)

    def with_values(self, **values: object) -> Sentence:
        """The same sentence with some places filled otherwise."""
        return replace(self, values={**self.values, **values})

    def of(self, n: Figure | int, **values: object) -> Sentence:
        """The same sentence about another number."""
        return counted(self.one, self.many or self.one, n, **values)


def said(text: str, **values: object) -> Sentence:
    """A sentence."""
    return Sentence(text, values=values)


def counted(one: str, many: str, n: Figure | int, **values: object) -> Sentence:
    """A sentence whose form follows a number, which stands at ``{n}``."""
    number = (n.value if isinstance(n, Figure) else n) or 0
    return Sentence(one, many, int(number) if number == int(number) else 2, {"n": n, **values})


partners = counted("{n} partner", "{n} partners", 0).of
activities = counted("{n} activity", "{n} activities", 0).of
ties = counted("{n} tie", "{n} ties", 0).of
pairs = counted("{n} pair", "{n} pairs", 0).of
other_dates = counted("{n} other date", "{n} other dates", 0).of
"""So many of them, where a sentence counts something else as well."""


def span(low: Figure, high: Figure) -> Sentence | Figure:
    """From one figure to another; one alone where they read alike."""
    if low.text("en") == high.text("en"):
        return high
    return said("{low} to {high}", low=low, high=high)


_PLACE = re.compile(r"\{(\w+)\}")


def html(sentence: Sentence, language: Language) -> Markup:
    """The sentence as HTML: everything is escaped, figures carry where they come from."""
    pieces = _PLACE.split(sentence.pattern(language))
    return Markup("").join(
        escape(piece) if place % 2 == 0 else show(sentence.values[piece], language)
        for place, piece in enumerate(pieces)
    )


def plain(sentence: Sentence, language: Language) -> str:
    """The sentence as text without any markup."""
    pieces = _PLACE.split(sentence.pattern(language))
    return "".join(
        piece if place % 2 == 0 else plain_value(sentence.values[piece], language)
        for place, piece in enumerate(pieces)
    )


def show(value: object, language: Language, *, defined: bool = True) -> Markup:
    """A value as HTML.

    Parameters
    ----------
    value
        A figure, a name, a period, a sentence, a text or a number.
    language
        To write it in.
    defined
        Whether a figure links to its definition; in a table its heading does.
    """
    match value:
        case Figure():
            shown = _figure(value, language, defined)
        case Sentence():
            shown = html(value, language)
        case Name():
            shown = Markup('<bdi dir="auto">{}</bdi>').format(value.text)
        case tuple():
            shown = Markup(", ").join(show(item, language) for item in value)
        case Label():
            shown = Markup('<span class="period">{}</span>').format(value.written(language))
        case Link():
            shown = Markup('<a href="{}">{}</a>').format(value.address, html(value.text, language))
        case _:
            shown = escape(plain_value(value, language))
    return shown


def plain_value(value: object, language: Language) -> str:
    """A value as text."""
    match value:
        case Link():
            text = plain(value.text, language)
        case Figure():
            text = value.text(language)
        case Sentence():
            text = plain(value, language)
        case Label() | Period() | When() | Spoken():
            text = value.written(language)
        case tuple():
            text = ", ".join(plain_value(item, language) for item in value)
        case bool() | str():
            text = str(value)
        case int():
            text = numerals.count(value, language)
        case Name():
            text = value.text
        case _:
            text = numerals.UNDEFINED if value is None else str(value)
    return text


def _figure(figure: Figure, language: Language, defined: bool) -> Markup:
    written = Markup('<data data-figure="{}" data-kind="{}" value="{}">{}</data>').format(
        figure.path, figure.kind, figure.machine, figure.text(language)
    )
    term = TERMS.get(figure.term)
    if term is None or not defined:
        return written
    meaning = translation(language).gettext(term.meaning)
    return Markup('<a class="figure" href="#{}-term-{}" title="{}">{}</a>').format(
        language, figure.term.replace(".", "-"), meaning, written
    )
