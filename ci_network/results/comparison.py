"""Alliances side by side: what is told of each, and of one before and after.

Alliances differ in size, in how long they were recorded, and in who recorded them. So nothing here
is a density: what is left is told as a share of each alliance's own pairs, and beside it stands
what random activities of the same sizes would have left of the same alliance.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ci_network import dates
from ci_network.dates import DAYS_IN_MONTH
from ci_network.inference.change import Change, Shares
from ci_network.inference.null import SizeMatched, place_of, window_null
from ci_network.inference.offshoot_curve import TWO_YEARS, offshoot_curve
from ci_network.inference.recorded import recorded_by
from ci_network.measures.core import Core
from ci_network.measures.offshoots import waiting
from ci_network.measures.ratio import ratio
from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Scenario
from ci_network.network.partnerships import INDEPENDENT
from ci_network.results.answer import Answer, answer_figures
from ci_network.results.answering import answer
from ci_network.results.handover import MILESTONES, handover, handover_figures
from ci_network.results.lasting import survival_figures
from ci_network.results.paths import Figures
from ci_network.results.record import record
from ci_network.results.undefined import without_secretariat

_DAYS = 731
"""As many days as there can be in two years, where a record is that long."""


def compared(
    result: Sustainability, name: str, window: str | None, replicates: int, seed: int
) -> Figures:
    """What is told of one alliance beside others.

    Parameters
    ----------
    result
        Its figures.
    name
        What it is called.
    window
        Label of the window to tell of; chosen by the rule of `answer` by default.
    replicates, seed
        Draws of random activities, none at 0, and where chance begins.

    Returns
    -------
    dict
        The keys of an alliance in `compare --format json`: `name`; of the answer `window`,
        `start`, `end`, `so_far`, `verdict`, `reason`, `low`, `high`, `present`, `partners`,
        `hinge`, `lead`, `unrecorded`, `decided`, `sentences`; `retention` (low and high over
        present); `plan` (milestones, by name too); `null_place`, `eligible` and `null`;
        `activities`, `ties`, `independent_share`, `convening` and `core` (partners in it with the
        secretariat, without, and in both) of the window; `offshoots`, `lasting` (how long ties and
        partners last) and `record` of the whole record. NaN or None where undefined.
    """
    found = answer(result, window)
    number = _number(result, found.window)
    figures: Figures = {
        "name": name,
        **_told(found),
        "retention": {
            "low": ratio(found.low, found.present),
            "high": ratio(found.high, found.present),
        },
        "plan": _plan(result, found),
        **_null(result, number, replicates, seed),
        **_window(result, found.window, number),
        "offshoots": _offshoots(result),
        "lasting": _lasting(result),
        "record": _record(result),
    }
    return figures


def _told(answer: Answer) -> Figures:
    """The answer without the windows around it; of no window at all nothing is counted."""
    told = answer_figures(answer)
    kept = {key: value for key, value in told.items() if key not in ("later", "before")}
    return kept if answer.window is not None else kept | {"partners": None}


def _number(result: Sustainability, label: str | None) -> int | None:
    """Place of a window; None where there is none, or nothing took place in it."""
    labels = [network.window.label for network in result.networks]
    number = None if label is None else labels.index(label)
    return None if number is None or result.figures[number] is None else number


def _window(result: Sustainability, label: str | None, number: int | None) -> Figures:
    figures = None if number is None else result.figures[number]
    if number is None or figures is None:
        nothing = dict.fromkeys(("activities", "ties", "independent_share", "convening", "core"))
        return nothing if label is None else nothing | {"activities": 0}
    independence, convening = figures.independence, figures.convening
    found = {
        "activities": len(result.networks[number].activities),
        "ties": independence.ties._asdict(),
        "independent_share": independence.independent_share,
        "convening": {name: getattr(convening, name) for name in _CONVENING},
        "core": _core(figures.core, result.has_secretariat),
    }
    if result.has_secretariat:
        return found
    return (
        found
        | without_secretariat({"ties": found["ties"], "convening": found["convening"]})
        | {"independent_share": math.nan}
    )


def _plan(result: Sustainability, answer: Answer) -> Figures | None:
    """The milestones of what to hand over; None where there is no answer."""
    if answer.reason or answer.window is None:
        return None
    made = handover_figures(handover(result.only(answer.window)))
    reached = made["milestones"]
    return {
        **reached,
        "open": made["open"],
        "kept": made["all"],
        "exact": made["exact"],
        "activities": {
            key: None if reached[key] is None else _names(made, reached[key]) for key in MILESTONES
        },
    }


def _names(made: Figures, k: int) -> list[str]:
    """The activities of a step of the plan, those first that keep most alone."""
    chosen = made["steps"][k]["activities"] if k else []
    return [each["activity"] for each in made["worth"] if each["activity"] in chosen]


def _null(result: Sustainability, number: int | None, replicates: int, seed: int) -> Figures:
    nothing = {"null_place": math.nan, "eligible": None, "null": None}
    if number is None or not replicates:
        return nothing
    found = window_null(result, number, replicates, seed)
    if found.attended is None or found.led is None:
        return nothing
    attended = _beside(found.attended, replicates)
    return {
        "null_place": attended["place"],
        "eligible": attended["eligible"],
        "null": {
            "replicates": replicates,
            "seed": seed,
            "attended": attended,
            "led": _beside(found.led, replicates),
        },
    }


def _beside(size_matched: SizeMatched, replicates: int) -> Figures:
    """What is kept of the connected pairs, beside random activities of the same sizes."""
    pairs = size_matched.figures["connectedness"]
    names = ("activities", "eligible", "size_gap", "loose")
    told = {name: getattr(size_matched, name) for name in names}
    return {**told, **pairs._asdict(), "place": place_of(pairs, replicates)}


def _offshoots(result: Sustainability) -> Figures:
    found = result.offshoots._asdict() | {"by_then": _by_then(result)}
    known = result.has_secretariat
    return found if known else without_secretariat({"offshoots": found})["offshoots"]


def _core(cores: Mapping[Scenario, Core] | None, known: bool) -> Figures:
    """How many partners are in the core with the secretariat, unaided, and in both."""
    if cores is None:
        return dict.fromkeys(("present", "unaided", "both"), math.nan)
    present, unaided = (cores[scenario].members for scenario in ("present", "unaided"))
    return {
        "present": len(present),
        "unaided": len(unaided) if known else math.nan,
        "both": len(np.intersect1d(present, unaided)) if known else math.nan,
    }


def _lasting(result: Sustainability) -> Figures:
    """How long ties and partners last, without the months one by one."""
    found = survival_figures(result)
    kept = ("watched", "ended", "after_year", "after_year_low", "after_year_high",
            "half_life_months", "after_year_without")  # fmt: skip
    return {
        "gap_months": found["gap_months"],
        **{kind: {key: found[kind]["all"][key] for key in kept} for kind in ("ties", "partners")},
        "independent": None
        if found["ties"]["independent"] is None
        else {key: found["ties"]["independent"][key] for key in kept},
    }


def _by_then(result: Sustainability) -> Figures:
    """Offshoots within so many months, with their interval; NaN where no pair is followed so long.

    The interval leaves out each activity in turn; see `inference.offshoot_curve`.
    """
    days, _ = waiting(result.begun, result.alliance.last)
    if days.max(initial=0) < _DAYS - 1:
        return {"months": TWO_YEARS, "pairs": len(days), "share": math.nan, "low": math.nan,
                "high": math.nan}  # fmt: skip
    curve = offshoot_curve(result).through_secretariat
    passed = int(np.count_nonzero(curve.months <= _DAYS / DAYS_IN_MONTH))
    share, low, high = (0.0, math.nan, math.nan) if not passed else (
        float(column[passed - 1]) for column in (curve.share, curve.low, curve.high)
    )  # fmt: skip
    return {"months": TWO_YEARS, "pairs": curve.pairs, "share": share, "low": low, "high": high}


def _record(result: Sustainability) -> Figures:
    """What the record itself is like, which is what comparisons founder on."""
    alliance = result.alliance
    recorders = recorded_by(alliance, result.whole, result.spans)
    within = record(result)
    actors = alliance.actors
    return {
        "first": dates.iso_if_known(alliance.first),
        "last": dates.iso_if_known(alliance.last),
        "months": _months(result),
        "partners": int((~actors.secretariat).sum()),
        "secretariats": int(actors.secretariat.sum()),
        "activities": len(alliance.activities),
        "participations": alliance.rows,
        "activities_a_year": ratio(12 * len(alliance.activities), _months(result)),
        "recorded_by": None
        if recorders is None
        else [{"name": one.name, "share": one.share} for one in recorders],
        **{key: within[key] for key in _OF_ACTIVITIES},
        "evaluation_activities": int(result.record.activities.evaluation.sum()),
        **{key: within[key] for key in ("partners_left_unknown", "persons", "starts_known_to")},
        "every": result.every,
        "max_size": result.max_size,
    }


_CONVENING = (
    "attended_share", "led_share", "partner_led_independent", "partner_leads", "effective_leads",
)  # fmt: skip
_OF_ACTIVITIES = (
    "activities_without_date", "activities_without_lead", "activities_below_two_partners",
    "activities_above_max_size", "largest_activity",
)  # fmt: skip


def _months(result: Sustainability) -> float:
    first, last = result.alliance.first, result.alliance.last
    return math.nan if first is None or last is None else (last - first + 1) / DAYS_IN_MONTH


def taking_part(result: Sustainability) -> Figures:
    """By id of the partners of the whole record: `label`, `ties`, and the share of these that need
    the secretariat (`needing`)."""
    whole, actors = result.whole, result.alliance.actors
    ends = np.concatenate([whole.ties.first, whole.ties.second])
    needs = np.tile(whole.ties.standing > INDEPENDENT, 2)
    ties = np.bincount(ends, minlength=len(actors)).tolist()
    needing = np.bincount(ends[needs], minlength=len(actors)).tolist()
    known = result.has_secretariat
    return {
        actors.id[code]: {
            "label": actors.label[code],
            "ties": ties[code],
            "needing": ratio(needing[code], ties[code]) if known else math.nan,
        }
        for code in whole.roster.tolist()
    }


def in_several(alliances: Mapping[str, Figures]) -> list[Figures]:
    """Partners that take part in more than one alliance, where the same id is the same actor.

    Parameters
    ----------
    alliances
        By name what `taking_part` gives.

    Returns
    -------
    list of dict
        By id: `id`, `label` (of the first alliance), and `alliances`: by name its `ties` over the
        whole record and the share of them that need the secretariat (`needing`).
    """
    found: dict[str, Figures] = {}
    for name, partners in alliances.items():
        for id_, its in partners.items():
            told = found.setdefault(id_, {"id": id_, "label": its["label"], "alliances": {}})
            told["alliances"][name] = {key: its[key] for key in ("ties", "needing")}
    return [told for _, told in sorted(found.items()) if len(told["alliances"]) > 1]


def change_figures(change: Change, labels: Mapping[str, str]) -> Figures:
    """A change taken apart, as `compare --format json` shows it.

    Parameters
    ----------
    change
        The change.
    labels
        Label of each partner by its id.

    Returns
    -------
    dict
        `before`, `after` (labels of the windows); `figures`: by name `before`, `after`, `change`,
        and what `partners`, `activities` and `class` make of it; `partners`: `came` and `left`;
        `activities`: `began` and `ended`; `labels` of these partners by id; `ties`: a dict for
        each tie behind it.
    """
    return {
        "before": change.before,
        "after": change.after,
        "figures": {name: _shares(one) for name, one in change.figures.items()},
        "partners": {"came": list(change.came), "left": list(change.left)},
        "activities": {"began": list(change.began), "ended": list(change.ended)},
        "labels": {id_: labels[id_] for id_ in (*change.came, *change.left)},
        "ties": [
            {
                **{name: getattr(tie, name) for name in ("part", "how", "source", "target")},
                "source_label": labels[tie.source],
                "target_label": labels[tie.target],
                "before": tie.before,
                "after": tie.after,
                "activities_before": list(tie.activities_before),
                "activities_after": list(tie.activities_after),
            }
            for tie in change.ties
        ],
    }


def _shares(shares: Shares) -> Figures:
    return {name.rstrip("_"): value for name, value in shares._asdict().items()}
