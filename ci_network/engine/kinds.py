"""Kinds of meetings: what they stand for, and how long they last."""

from __future__ import annotations

import numpy as np

from ci_network.network.networks import SCENARIOS, in_scenario
from ci_network.network.partnerships import CARRIED, INDEPENDENT

STANDINGS = range(INDEPENDENT, CARRIED + 1)


def bounds() -> list[int]:
    """How long a meeting lasts at most that each scenario leaves."""
    standings = np.array(STANDINGS, np.int8)
    return [int(standings[in_scenario(standings, scenario)].max()) for scenario in SCENARIOS]
