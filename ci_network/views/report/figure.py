"""A figure that is shown: its value, where it stands in the files, and what it means."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ci_network.language import Language
from ci_network.views.report import numerals

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


def step(key: str) -> str:
    """A key as it stands in a path: dots, which divide keys, are written %2E.

    Examples
    --------
    >>> step("St. Anna")
    'St%2E Anna'
    """
    return key.replace("%", "%25").replace(".", "%2E")


def find(found: Mapping[str, Any], path: str) -> Any:
    """The value at a path of metrics.json; None where there is none.

    Examples
    --------
    >>> find({"windows": [{"window": "2019", "ties": {"total": 3}}]}, "windows.2019.ties.total")
    3
    """
    value: Any = found
    for raw in path.split("."):
        key = raw.replace("%2E", ".").replace("%25", "%")
        value = _inside(value, key)
        if value is None:
            return None
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _inside(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list):
        if key.isdigit() and not any(isinstance(i, Mapping) and "window" in i for i in value):
            return value[int(key)] if int(key) < len(value) else None
        named = (i for i in value if isinstance(i, Mapping) and i.get("window") == key)
        return next(named, None)
    return None
