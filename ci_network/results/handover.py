"""The plan of a window as figures: what to hand over, what it keeps, and who could take it over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ci_network.graphs.workers import OnProgress
from ci_network.inference.plan import Plan, PlanMeasure, Step, plan
from ci_network.inference.takeover import Candidate, candidates, proposal
from ci_network.network.windows import Gathered
from ci_network.record.alliance import Alliance
from ci_network.record.series import Unit, unit_name
from ci_network.results.undefined import known

MILESTONES = {"half": 0.5, "nine_tenths": 0.9, "all": 1.0}
"""Shares of all that can be kept."""

_ABOUT_ALL = 1e-12
"""What sums of the same terms in another order may differ by."""


@dataclass(frozen=True, eq=False)
class Handover:
    """What to hand over in a window, and to whom.

    Attributes
    ----------
    alliance
        The record.
    window
        Label of the window.
    plan
        What each number of activities keeps.
    candidates
        By open activity, or series: partners that could take it over, the likeliest first.
    proposal
        A partner by activity, of those in the steps.
    load
        Activities, or series, that the proposal gives nobody more of.
    secretariat_there
        Whether a secretariat takes part in anything in the window.
    """

    alliance: Alliance
    window: str
    plan: Plan
    candidates: dict[Unit, tuple[Candidate, ...]]
    proposal: dict[Unit, int]
    load: int
    secretariat_there: bool


def handover(
    drawn: Gathered,
    measure: PlanMeasure = "connectedness",
    most: int | None = None,
    load: int = 2,
    progress: OnProgress | None = None,
) -> Handover:
    """What to hand over in the one window of some networks, and to whom.

    Parameters
    ----------
    drawn
        An alliance in windows, of which there is one.
    measure, most, progress
        As for `inference.plan.plan`.
    load
        Activities that nobody is proposed for more of.
    """
    (network,) = drawn.networks
    series = drawn.alliance.activities.series
    found = plan(network, drawn.meetings, drawn.spans, series, measure, most, progress)
    if not drawn.has_secretariat:
        found = _unknown(found)
    who = candidates(network, drawn.spans, found.open, series, drawn.max_size)
    in_steps = {unit for step in found.steps for unit in step.units}
    wanted = [unit for unit in found.by_worth if unit in in_steps]
    return Handover(
        drawn.alliance, network.window.label, found, who, proposal(who, wanted, load), load,
        bool(len(network.secretariat)),
    )  # fmt: skip


def _unknown(plan: Plan) -> Plan:
    """The plan where no actor is marked as secretariat: what its going takes is not known."""
    nothing = (Step((), math.nan, True),)
    return plan._replace(none=math.nan, all=math.nan, steps=nothing, lost_for_good=0, lost=())


def handover_figures(made: Handover) -> dict[str, Any]:
    """The plan with names, as `plan --format json` shows it.

    Returns
    -------
    dict
        `window`, `measure`, `secretariat_there` (whether it takes part in anything in the window),
        `partners`, `open` (how many activities, the meetings of a series as one), `present`,
        `none`, `all` (see `Plan`; `none` and `all` are None without a marked secretariat), `exact`;
        `steps`: by number `k` of activities `value`, `activities`, what is `added` to and `removed`
        from those of the step before, `exact`; `milestones` (the number that keeps a half, nine
        tenths, all of what can be kept; None where there is none);
        `worth`: the open activities in order of worth, with what each keeps `alone`;
        `series`: by the name of a series that stands among the activities, its open meetings;
        `candidates` by activity; `load`; `proposal` (partner by activity); `lost_for_good`
        (partner pairs) and `lost` (by partner).
    """
    found, activities, ids = made.plan, made.alliance.activities, made.alliance.actors.id
    names = activities.name
    name = {unit: unit_name(names, activities.series, unit) for unit in found.open}
    alone = dict(zip(found.open, found.alone, strict=True))
    steps = enumerate(zip((_NOTHING, *found.steps), found.steps, strict=False))
    return {
        "window": made.window,
        "measure": found.measure,
        "secretariat_there": made.secretariat_there,
        "partners": found.partners,
        "open": len(found.open),
        "present": known(found.present),
        "none": known(found.none),
        "all": known(found.all),
        "exact": found.exact,
        "steps": [
            {
                "k": k,
                "value": known(step.value),
                "activities": [name[unit] for unit in step.units],
                "added": [name[unit] for unit in step.units if unit not in before.units],
                "removed": [name[unit] for unit in before.units if unit not in step.units],
                "exact": step.exact,
            }
            for k, (before, step) in steps
        ],
        "milestones": {
            key: found.milestone(share - _ABOUT_ALL) for key, share in MILESTONES.items()
        },
        "worth": [{"activity": name[unit], "alone": known(alone[unit])} for unit in found.by_worth],
        "series": {
            name[unit]: [names[code] for code in unit] for unit in found.open if len(unit) > 1
        },
        "candidates": {
            name[unit]: [each._asdict() | {"partner": ids[each.partner]} for each in who]
            for unit, who in made.candidates.items()
        },
        "load": made.load,
        "proposal": {name[unit]: ids[partner] for unit, partner in made.proposal.items()},
        "lost_for_good": found.lost_for_good,
        "lost": [{"partner": ids[partner], "pairs": pairs} for partner, pairs in found.lost],
    }


_NOTHING = Step((), math.nan, True)


def handover_columns(handed: dict[str, Any]) -> dict[str, list[Any]]:
    """The steps of a plan as a table: a row for each number of activities.

    Returns
    -------
    dict
        `k`, `value`, `exact`, and `added`, `removed`, `activities` (names divided by semicolons).
    """
    steps = handed["steps"]
    lists = ("added", "removed", "activities")
    return {
        **{name: [step[name] for step in steps] for name in ("k", "value", "exact")},
        **{name: ["; ".join(step[name]) for step in steps] for name in lists},
    }
