"""Parts of wholes, undefined where there is no whole."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def ratio(part: float, whole: float) -> float:
    """`part` over `whole`, NaN where the whole is 0."""
    return part / whole if whole else math.nan


def ratios(part: NDArray[np.number], whole: NDArray[np.number]) -> NDArray[np.float64]:
    """The same of many."""
    share = np.full(len(whole), math.nan)
    np.divide(part, whole, out=share, where=whole > 0)
    return share


def pairs_among(n: int) -> int:
    return n * (n - 1) // 2
