"""Kinds of meetings: what they stand for, and how long they last."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.network.partnerships import CARRIED, INDEPENDENT, LASTS, LASTS_NOT

STANDINGS = range(INDEPENDENT, CARRIED + 1)

Kind = tuple[int, int]
"""Standing of a meeting, and how long it lasts."""

AS_THEY_STAND: tuple[Kind, ...] = tuple((standing, standing) for standing in STANDINGS)
"""Kinds of meetings where nothing is said of what goes on."""

KINDS: tuple[Kind, ...] = tuple(
    (standing, lasting)
    for standing in STANDINGS
    for lasting in sorted({standing, LASTS, LASTS_NOT})
)
"""Kinds of meetings where something is."""


def meetings_of(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """Columns of the meetings of each kind."""
    return tuple(f"meetings_{standing}_{lasting}" for standing, lasting in kinds)
