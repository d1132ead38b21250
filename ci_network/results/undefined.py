"""What has no figure when the data marks no secretariat: the one list, for every view.

"All ties are independent" would be a false comfort where nobody is said to be the secretariat.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from ci_network.results.coded import Coded, Table

OF_METRICS = (
    "ties.independent", "ties.supported", "ties.carried", "ties.lead_unknown", "independent_share",
    "independent_strength_share", "deep", "scenarios.hub_leaves", "scenarios.led_activities_end",
    "scenarios.unaided", "retention", "secretariat", "convening.partner_led_independent",
    "substitute_hub", "brokerage", "core.hub_leaves", "core.led_activities_end", "core.unaided",
    "offshoots",
)  # fmt: skip
"""Paths of the figures of a window and of the whole; a group stands for all that is in it."""

OF_TIES = (
    "class", "lead_unknown", "independent_strength", "independent_activities",
    "first_met_without_secretariat", "began",
)  # fmt: skip

OF_PARTNERS = (
    "independent", "supported", "carried", "ties_needing_secretariat",
    "activities_needing_secretariat", "isolate_led_activities_end", "isolate_unaided",
    "betweenness", "constraint", "betweenness_se", "core_led_activities_end", "core_unaided",
)  # fmt: skip


def known(value: float) -> float | None:
    """The number, or None where it is undefined."""
    return None if math.isnan(value) else value


def needs_secretariat(path: str) -> bool:
    """Whether a figure of a window, by its path, is one of `OF_METRICS` or in a group of them.

    Examples
    --------
    >>> needs_secretariat("scenarios.unaided.isolates"), needs_secretariat("ties.total")
    (True, False)
    """
    return any(path == each or path.startswith(f"{each}.") for each in OF_METRICS)


def without_secretariat(figures: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Figures by key with NaN for those of `OF_METRICS`.

    Examples
    --------
    >>> without_secretariat({"deep": 3, "ties": {"total": 5, "carried": 0}})
    {'deep': nan, 'ties': {'total': 5, 'carried': nan}}
    """
    told: dict[str, Any] = {}
    for key, value in figures.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            told[key] = _nothing(value) if here in OF_METRICS else without_secretariat(value, here)
        else:
            told[key] = math.nan if here in OF_METRICS and value is not None else value
    return told


def _nothing(group: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _nothing(value) if isinstance(value, Mapping) else math.nan
        for key, value in group.items()
    }


def columns_without(columns: Table, names: Iterable[str]) -> Table:
    """Columns with None in those of these names."""
    blank = {name: Coded.same(None, len(columns[name])) for name in names if name in columns}
    return {**columns, **blank}
