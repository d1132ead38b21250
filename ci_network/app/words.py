"""The words of the pages, in the language of a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ci_network import numerals
from ci_network.errors import CINetworkError
from ci_network.language import Language, translation


@dataclass(frozen=True)
class Words:
    """Says sentences in a language.

    Attributes
    ----------
    language
        The language.

    Examples
    --------
    >>> Words("en").counted("{n} question", "{n} questions", 2)
    '2 questions'
    """

    language: Language

    def said(self, text: str, /, **values: object) -> str:
        """A sentence with its places filled; counts as people write them."""
        return numerals.filled(text, self.language, values)

    def counted(self, one: str, many: str, n: int, **values: object) -> str:
        """A sentence whose form follows a number, which stands at ``{n}``."""
        found = translation(self.language).ngettext(one, many, n)
        return found.format(**numerals.written({"n": n, **values}, self.language))

    def error(self, error: CINetworkError) -> str:
        """What went wrong."""
        return self.said(error.text, **error.values)

    @property
    def figures(self) -> dict[str, Callable[..., str]]:
        """How figures are written, by the name that templates use."""
        language = self.language
        return {
            "percent": lambda value: numerals.percent(value, language),
            "percent_range": lambda low, high: numerals.percent_range(low, high, language),
            "number": lambda value: numerals.count(value, language),
            "day": lambda iso: numerals.day(iso, language),
            "window": lambda label: numerals.window_label(label, language),
            "in_window": lambda label: numerals.window_name(label, language),
        }
