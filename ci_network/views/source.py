"""Figures by their path in metrics.json: how each is written, and the term that defines it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from ci_network import numerals
from ci_network.dates import DAYS_IN_MONTH
from ci_network.language import Language
from ci_network.results.paths import find, flat_paths, step

Kind = Literal[
    "share", "share.1", "count", "amount", "number", "months", "days", "probability", "points",
    "date", "text", "signed",
]  # fmt: skip
"""How a figure is written."""

_WRITERS: dict[str, Callable[[Any, Language], str]] = {
    "share": numerals.percent,
    "share.1": lambda value, language: numerals.percent(value, language, 1),
    "count": numerals.count,
    "amount": numerals.amount,
    "number": numerals.decimal,
    "months": lambda value, language: numerals.decimal(value, language, 1),
    "days": lambda value, language: numerals.count(round(value * DAYS_IN_MONTH), language),
    "probability": numerals.probability,
    "points": numerals.points,
    "date": numerals.day,
    "text": lambda value, _: str(value),
    "signed": lambda value, language: (
        ("+" if value > 0 else "") + numerals.decimal(value, language, 1)
    ),
}


def written(value: Any, kind: str, language: Language) -> str:
    """A value as a person reads it.

    Examples
    --------
    >>> written(0.125, "share.1", "da"), written(-8.5, "signed", "en")
    ('12,5\\xa0%', '−8.5')
    """
    return _WRITERS[kind](value, language)


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
        The term that defines it, a key of `definitions.TERMS`; blank where it says it all.
    """

    value: Any
    path: str
    kind: Kind
    term: str = ""

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


class Key(NamedTuple):
    """How the figures of a key are written, and the term that defines them."""

    kind: Kind
    term: str = ""


def _keys(kind: Kind, names: str) -> dict[str, Key]:
    """Keys by name; `name:term` where the term is another word than the key."""
    parts = (name.partition(":") for name in names.split())
    return {name: Key(kind, term if colon else name) for name, colon, term in parts}


_MOST_WINDOWS = 24

KEYS: dict[str, Key] = {
    **_keys("count", "total:tie ties:tie partners:partner activities:activity deep isolates"),
    **_keys("count", "independent supported carried lead_unknown pairs_only_through rank"),
    **_keys("count", "tied:rank eligible:size_matched apart: of:placebo"),
    **_keys("count", "partner_led_independent partner_leads first_time_leads formed dissolved"),
    **_keys("count", "actors_joined actors_left met_through_secretariat offshoots"),
    **_keys("count", "independent_from_start order_unknown liaison itinerant exclusive"),
    **_keys("count", "beyond_chance tests: largest_component_partners:largest_component"),
    **_keys("count", "same_activity:persistence persisting:persistence"),
    **_keys("share", "density connectedness largest_component cross_sector_share"),
    **_keys("share", "cross_sector_expected independent_share independent_strength_share"),
    **_keys("share", "attended_share led_share persistence jaccard: share:offshoots retention"),
    **_keys("share", "observed:kept mean:kept low:range high:range kept left_out: now:"),
    **_keys("share", "betweenness:secretariat_betweenness all:"),
    **_keys("share", "connectedness_unaided:range connectedness_led_activities_end:range"),
    **_keys("number", "efficiency degree_centralization: effective_leads constraint:"),
    **_keys("number", "largest_betweenness: robustness"),
    **_keys("count", "half: nine_tenths: k: lost_for_good:"),
    **_keys("amount", "median:tipping least:tipping most:tipping activity_size:tipping"),
    **_keys("months", "median_months"),
    **_keys("days", "half_life_months half_life_low: half_life_high: half_life_months_without:"),
    **_keys("count", "watched: ended: in_largest: size:core stayed:core gap_months:"),
    **_keys("share", "after_year after_year_low: after_year_high: after_year_without:"),
    **_keys("share", "core_density: between_density: periphery_density:"),
    **_keys("number", "fit"),
    **_keys("text", "largest_activity:"),
    **_keys("probability", "p:p_value"),
    **_keys("points", "change:influence"),
    **_keys("date", "date: first: last:"),
    **_keys("signed", "size_gap:size_matched"),
}
"""By the last key of a path, or the one before it where that names an actor."""


def key_of(path: str) -> Key:
    """How the figures at a path are written; as a count where nothing else is known."""
    *_, before, last = ("", *path.split("."))
    return KEYS.get(last) or KEYS.get(before) or Key("count")


@dataclass(frozen=True)
class Source:
    """The figures of an alliance, its answer among them, and the names of its actors by id."""

    figures: dict[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, Any]:
        """Every value by its path."""
        return flat_paths(self.figures)

    @property
    def labels(self) -> list[str]:
        """Labels of the windows."""
        return [window["window"] for window in self.figures["windows"]]

    @property
    def has_secretariat(self) -> bool:
        """Whether the data marks one."""
        return bool(self.figures["data"]["secretariat"])

    @property
    def undated(self) -> bool:
        """Whether no activity has a date."""
        return self.figures["data"]["first"] is None

    @property
    def label(self) -> str:
        """Label of the window of the answer; blank where none can answer."""
        return (self.figures.get("answer") or {}).get("window") or ""

    @property
    def reason(self) -> str:
        """Why there is no answer; blank where there is one."""
        reason: str = (self.figures.get("answer") or {"reason": "not_asked"})["reason"]
        return reason

    @property
    def pairs(self) -> int:
        """Pairs that the partners of the window of the answer make."""
        partners = int(self.here("partners").value)
        return partners * (partners - 1) // 2

    @property
    def recent(self) -> list[str]:
        """Windows that tables show: of very many the last ones up to that of the answer."""
        labels = self.labels
        until = labels.index(self.label) + 1 if self.label in labels else len(labels)
        return (
            labels
            if len(labels) <= _MOST_WINDOWS
            else labels[max(until - _MOST_WINDOWS, 0) : until]
        )

    def active(self) -> Iterator[str]:
        """Labels of the windows with activity."""
        return (window["window"] for window in self.figures["windows"] if window["activities"])

    def figure(self, path: str, kind: Kind | None = None, term: str | None = None) -> Figure:
        """The figure at a path; `{answer}` in it is the window of the answer."""
        path = path.replace("{answer}", step(self.label))
        key = key_of(path)
        return Figure(
            self.values.get(path), path, kind or key.kind, key.term if term is None else term
        )

    def row(self, at: str, *keys: str, term: str | None = None) -> tuple[Figure, ...]:
        """The figures of some keys at one path."""
        return tuple(self.figure(f"{at}.{key}", term=term) for key in keys)

    def at(self, label: str, path: str) -> Figure:
        """A figure of a window."""
        return self.figure(f"windows.{step(label)}.{path}")

    def here(self, path: str) -> Figure:
        """A figure of the window of the answer."""
        return self.at(self.label, path)

    def name(self, actor: str) -> str:
        """How an actor is called; its id where nothing else is known."""
        return self.names.get(actor, actor)

    def items(self, path: str) -> list[Any]:
        """A list of the figures, by its path; empty where there is none."""
        return find(self.figures, path.replace("{answer}", step(self.label))) or []
