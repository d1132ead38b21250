"""A figure that is shown: its value, where it stands in the files, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from ci_network import numerals
from ci_network.language import Language

Kind = Literal[
    "share",
    "share.1",
    "count",
    "amount",
    "number",
    "months",
    "probability",
    "points",
    "date",
    "text",
]
"""How a figure is written."""


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes
    ----------
    value
        None where it is undefined.
    path
        Where it stands: keys in metrics.json joined by dots, a window named by its label; or
        ``partners.csv:window:id:column``.
    kind
        How it is written.
    term
        The term that defines it, a key of `definitions.TERMS`; blank for a plain count of rows.
    """

    value: Any
    path: str
    kind: Kind
    term: str

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    def text(self, language: Language) -> str:
        """The figure as a person reads it."""
        if self.value is None:
            return numerals.UNDEFINED
        return written(self.value, self.kind, language)

    @property
    def machine(self) -> str:
        """The value as in metrics.json; blank where undefined."""
        return "" if self.value is None else str(self.value)


_WRITERS: dict[str, Callable[[Any, Language], str]] = {
    "share": numerals.percent,
    "share.1": lambda value, language: numerals.percent(value, language, 1),
    "count": numerals.count,
    "amount": numerals.amount,
    "number": numerals.decimal,
    "months": lambda value, language: numerals.decimal(value, language, 1),
    "probability": numerals.probability,
    "points": numerals.points,
    "date": numerals.day,
    "text": lambda value, _: str(value),
}


def written(value: Any, kind: str, language: Language) -> str:
    """A value as a person reads it.

    Examples
    --------
    >>> written(0.125, "share.1", "da")
    '12,5\\xa0%'
    """
    return _WRITERS[kind](value, language)
