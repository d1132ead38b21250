"""The two languages that people read: English in the code, Danish from the catalogues.

Every sentence is a whole English msgid; `locale/da/LC_MESSAGES/` holds a catalogue for
each area of the product (problems, map, report, tables), and all of them are read as one.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["da", "en"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

LANGUAGE_NAMES = (("da", "Dansk"), ("en", "English"))

LOCALE = Path(__file__).parent / "locale"


def marked(text: str) -> str:
    """The text itself; marks it for the catalogue, in which it is looked up where it is shown."""
    return text


def marked_forms(one: str, many: str) -> tuple[str, str]:
    """The same of a text about one, and about several."""
    return one, many


_MARKS: dict[Language, tuple[str, str]] = {"en": ("“", "”"), "da": ("»", "«")}


def quoted(text: str, language: Language) -> str:
    """A name between the marks of the language.

    Examples
    --------
    >>> quoted("Sund By", "da")
    '»Sund By«'
    """
    opening, closing = _MARKS[language]
    return f"{opening}{text}{closing}"


def begun(text: str) -> str:
    """The text as a sentence begins with it.

    Examples
    --------
    >>> begun("two partners")
    'Two partners'
    """
    return text[:1].upper() + text[1:]


@cache
def translation(language: Language) -> gettext.NullTranslations:
    """Catalogue of a language: `.gettext(text)`, `.ngettext(one, many, n)`, `.pgettext(...)`.

    Examples
    --------
    >>> translation("en").ngettext("{n} tie", "{n} ties", 2).format(n=2)
    '2 ties'
    """
    paths = sorted((LOCALE / language / "LC_MESSAGES").glob("*.mo"))
    return _Areas(paths) if paths else gettext.NullTranslations()


class _Areas(gettext.GNUTranslations):
    """Several catalogues as one, so that a text is looked up once. The first that has it counts."""

    _catalog: dict[str | tuple[str, int], str]

    def __init__(self, paths: Sequence[Path]) -> None:
        found: dict[str | tuple[str, int], str] = {}
        for path in paths:
            with path.open("rb") as file:
                super().__init__(file)
            found = self._catalog | found
        self._catalog = found
