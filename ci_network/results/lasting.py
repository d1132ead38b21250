"""What lasts, and who is in the middle, as plain objects: keys of `metrics --format json`."""

from __future__ import annotations

import math
from collections.abc import Callable

from ci_network import dates
from ci_network.measures.core import Core
from ci_network.measures.persistence import Persistence, persistence
from ci_network.measures.survival import Kind
from ci_network.network.networks import SCENARIOS, TIE_CLASSES, Scenario
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Actors
from ci_network.results.paths import Figures, plain

GAP_MONTHS = 12
"""Months without being seen after which a tie has ended, where nobody says otherwise."""

BY_MONTH = ("months", "surviving", "se", "low", "high", "at_risk")
"""The figures of `Survival` that stand by month."""


def survival_figures(drawn: WindowNetworks, gap_months: float = GAP_MONTHS) -> Figures:
    """How long ties, activities and partners of an alliance last.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    gap_months
        Months without being seen that end a life.

    Returns
    -------
    dict
        `gap_months`, `until` (the last day on which an end can be told; None when nothing is
        dated) and, for `ties`, `activities` and `partners`: `largest_activity` and `in_largest`,
        and by `all`, `independent`, `supported` and `carried` the figures of `Survival`. Those by
        class are None when the data marks no secretariat.
    """
    found = persistence(drawn.meetings, drawn.spans, drawn.alliance.last, gap_months)
    name_of = drawn.alliance.activities.name.__getitem__
    return persistence_figures(found, gap_months, name_of, drawn.has_secretariat)


def persistence_figures(
    persistence: Persistence,
    gap_months: float,
    name_of: Callable[[int], str],
    has_secretariat: bool,
) -> Figures:
    """The same, when it is found already.

    Parameters
    ----------
    persistence
        How long ties, activities and partners last.
    gap_months
        Months without being seen that end a life.
    name_of
        Name by code of an activity.
    has_secretariat
        Whether the data marks one.
    """
    return {
        "gap_months": gap_months,
        "until": dates.iso_if_known(persistence.until),
        **{
            name: _kind(getattr(persistence, name), name_of, has_secretariat)
            for name in ("ties", "activities", "partners")
        },
    }


def core_figures(actors: Actors, cores: dict[Scenario, Core] | None) -> Figures:
    """The core of a window in each scenario; NaN where it was not computed."""
    return {
        scenario: _core(actors, None if cores is None else cores[scenario])
        for scenario in SCENARIOS
    }


def _kind(kind: Kind, name_of: Callable[[int], str], has_secretariat: bool) -> Figures:
    by_class: Figures = dict.fromkeys(TIE_CLASSES)
    if has_secretariat:
        by_class = dict(zip(TIE_CLASSES, map(plain, kind.by_involvement), strict=True))
    return {
        "largest_activity": None if kind.largest < 0 else name_of(kind.largest),
        "in_largest": kind.in_largest,
        "all": plain(kind.all),
        **by_class,
    }


def _core(actors: Actors, core: Core | None) -> Figures:
    if core is None:
        return dict.fromkeys(("size", *Core._fields), math.nan)
    told = core._asdict()
    for name in ("members", "secretariat_members"):
        # In the order of what is shown: the order of what codes stand for would tell names.
        told[name] = sorted(actors.id[code] for code in told[name].tolist())
    return {"size": len(core.members), **told}
