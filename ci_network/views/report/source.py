"""Where the sections take their figures: the figures of metrics.json, by path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ci_network.results.headline import Headline, headline
from ci_network.results.paths import find, step
from ci_network.views.report.figure import Figure, Kind

_SHARES = {
    "density",
    "connectedness",
    "largest_component",
    "cross_sector_share",
    "cross_sector_expected",
    "independent_share",
    "independent_strength_share",
    "attended_share",
    "led_share",
    "persistence",
    "jaccard",
    "share",
    "betweenness",
}
_NUMBERS = {
    "efficiency",
    "degree_centralization",
    "effective_leads",
    "constraint",
    "largest_betweenness",
    "robustness",
}

_TERM_OF = {
    "total": "tie",
    "ties": "tie",
    "partners": "partner",
    "activities": "activity",
    "share": "offshoots",
    "betweenness": "secretariat_betweenness",
}


@dataclass(frozen=True)
class Source:
    """The figures of an alliance, and which window its answer is about."""

    found: dict[str, Any]
    headline: Headline

    @classmethod
    def of(cls, found: dict[str, Any], window: str | None = None) -> Source:
        """Choose the window of the answer; the one of this label where there is one."""
        return cls(found, headline(found, window))

    @property
    def windows(self) -> list[dict[str, Any]]:
        """All windows, in order."""
        windows: list[dict[str, Any]] = self.found["windows"]
        return windows

    @property
    def labels(self) -> list[str]:
        """Labels of the windows."""
        return [window["window"] for window in self.windows]

    @property
    def has_secretariat(self) -> bool:
        """Whether the data marks one."""
        return bool(self.found["data"]["secretariat"])

    @property
    def label(self) -> str:
        """Label of the window of the answer; blank where none can answer."""
        return self.headline.label or ""

    def active(self) -> Iterator[str]:
        """Labels of the windows with activity."""
        return (window["window"] for window in self.windows if window["activities"])

    def figure(self, *keys: str, kind: Kind | None = None, term: str | None = None) -> Figure:
        """The figure at a path."""
        path = ".".join(step(key) for key in keys)
        last = keys[-1]
        return Figure(
            find(self.found, path),
            path,
            kind or kind_of(keys),
            _TERM_OF.get(last, last) if term is None else term,
        )

    def of_window(self, *keys: str, kind: Kind | None = None, term: str | None = None) -> Figure:
        """A figure of the window of the answer."""
        return self.figure("windows", self.label, *keys, kind=kind, term=term)

    def connected(self, scenario: str, label: str | None = None) -> Figure:
        """Connected pairs in a scenario."""
        window = self.label if label is None else label
        return self.figure("windows", window, "scenarios", scenario, "connectedness")


def kind_of(keys: tuple[str, ...]) -> Kind:
    """How the figure at a path is written."""
    last = keys[-1]
    if "retention" in keys:
        return "share"
    if last in _SHARES or "betweenness" in keys:
        return "share"
    if last in _NUMBERS:
        return "number"
    return "months" if last == "median_months" else "count"
