"""Streams of chance, and where a share of what was drawn lies.

Each window and each comparison draws from a stream of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

DRAWS = 999
"""Draws of a comparison, where nobody says how many."""


def stream(seed: int, key: Sequence[int]) -> np.random.Generator:
    """The stream of a seed with this key: the same for both, another for any other.

    Examples
    --------
    >>> [int(stream(1, key).integers(1000)) for key in ((0, 3), (0, 3))]
    [364, 364]
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(key)))


def quantiles(drawn: NDArray[np.float64], shares: Sequence[float]) -> NDArray[np.float64]:
    """By row, the points below which these shares of it lie; NaN where a row is empty.

    To the bit what `np.quantile` gives, which takes longer to begin than this takes in all.
    """
    many = drawn.shape[1]
    if not many:
        return np.full((len(drawn), len(shares)), math.nan)
    place = np.array(shares) * (many - 1)
    below = np.floor(place).astype(np.int64)
    part = place - below
    above = np.minimum(below + 1, many - 1)
    ordered = np.partition(drawn, [*below, *above], axis=1)
    low, high = ordered[:, below], ordered[:, above]
    width = high - low
    points: NDArray[np.float64] = np.where(
        part < 0.5, low + width * part, high - width * (1 - part)
    )
    return points
