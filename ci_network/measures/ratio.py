"""Parts of wholes, undefined where there is no whole."""

from __future__ import annotations

import math


def ratio(part: float, whole: float) -> float:
    """`part` over `whole`, NaN where the whole is 0."""
    return part / whole if whole else math.nan


def pairs_among(n: int) -> int:
    return n * (n - 1) // 2
