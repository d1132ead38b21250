"""Streams of chance: each window and each comparison draws from one of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def stream(seed: int, key: Sequence[int]) -> np.random.Generator:
    """The stream of a seed with this key: the same for both, another for any other.

    Examples
    --------
    >>> [int(stream(1, key).integers(1000)) for key in ((0, 3), (0, 3))]
    [364, 364]
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(key)))
