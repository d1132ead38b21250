"""Who kept the register?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Gathering
from ci_network.network.partnerships import NONE, Stretches
from ci_network.record.alliance import REGISTER, Alliance

COLUMN = "recorded_by"


class Recorder(NamedTuple):
    """What one recorder contributed to the record.

    Attributes
    ----------
    name
        As it is written in ``recorded_by``; several for one activity are joined by a plus sign.
        None where nothing is written.
    activities, share
        Activities, and their share of all, 0 to 1.
    independent, independent_share
        Activities in which two partners were together without the secretariat, and their share
        of all such, 0 to 1. NaN where there are none.
    """

    name: str | None
    activities: int
    share: float
    independent: int
    independent_share: float


def recorded_by(
    alliance: Alliance, whole: Gathering, spans: Stretches
) -> tuple[Recorder, ...] | None:
    """Share of the activities, and of the independent ones, by who recorded them.

    Parameters
    ----------
    alliance
        The record.
    whole
        Who came together in the whole period.
    spans
        Its stretches.

    Returns
    -------
    tuple of Recorder or None
        By name, those without a name last. None where the data has no ``recorded_by``.
    """
    column = alliance.participations.attributes.get(COLUMN)
    if column is None or not any(column):
        return None
    names: list[set[str]] = [set() for _ in alliance.activities.name]
    for activity, cell in zip(alliance.participations.activity.tolist(), column, strict=True):
        if cell:
            names[activity].add(cell)
    # A partner's own account says who it is from; it is none of the register's activities.
    of_register = np.flatnonzero(alliance.activities.said_by == REGISTER).tolist()
    by_activity = {code: " + ".join(sorted(names[code])) or None for code in of_register}
    independent = set(_independent(whole, spans).tolist()) & by_activity.keys()
    counts: dict[str | None, tuple[int, int]] = {}
    for code, name in by_activity.items():
        its, free = counts.get(name, (0, 0))
        counts[name] = its + 1, free + (code in independent)
    return recorders(counts)


def recorders(counts: Mapping[str | None, tuple[int, int]]) -> tuple[Recorder, ...] | None:
    """The same from how many activities each recorded, and how many independent ones.

    Parameters
    ----------
    counts
        Both by name; at None those of activities without one.
    """
    names = sorted(name for name in counts if name is not None)
    if not names:
        return None
    every, independent = map(sum, zip(*counts.values(), strict=True))
    return tuple(
        Recorder(name, its, ratio(its, every), free, ratio(free, independent))
        for name in [*names, *([None] if None in counts else [])]
        for its, free in [counts[name]]
    )


def _independent(whole: Gathering, spans: Stretches) -> Codes:
    """Activities in which two partners were together on some day without the secretariat."""
    partner = np.zeros(int(spans.actor.max(initial=-1)) + 1, bool)
    partner[whole.roster[whole.roster < len(partner)]] = True
    together = np.bincount(spans.present[partner[spans.actor]], minlength=len(spans)) >= 2
    codes: Codes = distinct(spans.activity[together & (spans.involvement == NONE)])
    return codes
