"""Comparison and uncertainty as plain objects, for `metrics --format json` and the report."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ci_network import dates

if TYPE_CHECKING:
    # For the null alone the other comparisons need not be loaded.
    from ci_network.graphs.sorted_codes import Codes
    from ci_network.inference.departure import Departure
    from ci_network.inference.influence import Influence
    from ci_network.inference.key_players import Ending, KeyPlayers, Without
    from ci_network.inference.null import Null, SizeMatched, WindowNull
    from ci_network.inference.offshoot_curve import Curve
    from ci_network.inference.result import Inference
    from ci_network.inference.significance import Significance
    from ci_network.inference.tipping import TippingPoint, Turning
    from ci_network.measures.turnover import Lasting
    from ci_network.record.alliance import Alliance

Figures = dict[str, Any]

T = TypeVar("T")


def inference_figures(alliance: Alliance, found: Inference) -> Figures:
    """Every comparison, by the keys of `metrics --format json`.

    Parameters
    ----------
    alliance
        The record.
    found
        The comparisons.
    """
    from ci_network.inference import influence, key_players, significance, tipping  # noqa: PLC0415

    each, curves = partial(_each, found.labels), found.offshoot_curve
    return {
        "null": null_figures(found.null),
        "key_players": {
            "up_to": key_players.UP_TO,
            **each(found.key_players, partial(_key_players, alliance)),
        },
        "influence": {
            "up_to": {"partners": influence.UP_TO[0], "activities": influence.UP_TO[1]},
            **each(found.influence, partial(_influence, alliance)),
        },
        "tipping_point": {
            "up_to": tipping.UP_TO,
            "most": tipping.MOST,
            **each(found.tipping_point, _tipping),
        },
        "sensitivity": None
        if found.sensitivity is None
        else {name: list(map(_plain, rows)) for name, rows in vars(found.sensitivity).items()},
        "chance": {"level": significance.LEVEL, **each(found.chance, _chance)},
        "offshoot_curve": None
        if curves is None
        else {name: _curve(curve) for name, curve in vars(curves).items()},
        "exit": None if found.departure is None else departure_figures(found.departure),
        "lasting": {
            "windows": [
                {"window": label} | _lasting(alliance, one)
                for label, one in zip(found.labels[:-1], found.lasting, strict=True)
            ]
        },
    }


def null_figures(found: Null) -> Figures:
    """The size-matched null: `replicates`, `seed`, a dict for each window, and `whole`."""
    return {
        "replicates": found.replicates,
        "seed": found.seed,
        "windows": [_window(window) for window in found.windows],
        "whole": _window(found.whole),
    }


def without_figures(
    alliance: Alliance, question: str, labels: Sequence[str], found: Sequence[Without | None]
) -> Figures:
    """What is left without some actors or activities: the question, and a dict by window."""
    return {"question": question, **_each(labels, found, partial(_without, alliance))}


def departure_figures(found: Departure) -> Figures:
    """An exit: date, what outlived it by class, its rank among the placebo dates, and these."""
    return {
        "date": dates.iso(found.date),
        "whole_year": found.whole_year,
        "ties": {kind: _plain(kept) for kind, kept in found.outlived.items()},
        "rank": {kind: rank and _plain(rank) for kind, rank in found.ranks.items()},
        "placebo": [
            {"date": dates.iso(date), **{kind: one.share for kind, one in kept.items()}}
            for date, kept in found.placebo
        ],
    }


def _plain(found: object) -> Figures:
    return dict(vars(found))


def _each(
    labels: Sequence[str], found: Sequence[T | None], told: Callable[[T], Figures]
) -> Figures:
    """What is told of each window, of one without an answer that it has none, and the whole."""
    *windows, whole = (None if one is None else told(one) for one in found)
    of_windows = [
        {"window": label} | (figures or {"unanswered": True})
        for label, figures in zip(labels[:-1], windows, strict=True)
    ]
    return {"windows": of_windows, "whole": whole}


def _window(found: WindowNull) -> Figures:
    return {
        "window": found.window,
        "attended": _size_matched(found.attended),
        "led": _size_matched(found.led),
    }


def _size_matched(found: SizeMatched | None) -> Figures | None:
    if found is None:
        return None
    return {
        "activities": found.activities,
        "eligible": found.eligible,
        "size_gap": found.size_gap,
        **{name: comparison._asdict() for name, comparison in found.figures.items()},
    }


def _key_players(alliance: Alliance, found: KeyPlayers) -> Figures:
    return {
        "partners": len(found.actor),
        "attended": _ending(alliance, found.actor, found.attended),
        "led": _ending(alliance, found.actor, found.led),
    }


def _ending(alliance: Alliance, actor: Codes, found: Ending) -> Figures:
    ids = alliance.actors.id
    columns = {name: column.tolist() for name, column in found.partners.items()}
    return {
        "secretariat": None
        if found.secretariat is None
        else {name: _plain(standing) for name, standing in found.secretariat.items()},
        "greedy": None
        if found.greedy is None
        else {"actors": [ids[code] for code in found.greedy.actors], **found.greedy.kept},
        "partners": [
            {"id": ids[code], **{name: column[place] for name, column in columns.items()}}
            for place, code in enumerate(actor)
        ],
    }


def _without(alliance: Alliance, found: Without) -> Figures:
    return {
        "actors": [alliance.actors.id[code] for code in found.actors],
        "activities": [alliance.activities.name[code] for code in found.activities],
        "attended": found.attended,
        "led": found.led,
    }


def _influence(alliance: Alliance, found: Influence) -> Figures:
    name = alliance.activities.name
    return {
        figure: {
            "value": carried.value,
            "activities": [
                {"activity": name[code], "change": change} for code, change in carried.rows
            ],
        }
        for figure, carried in found.figures.items()
    }


def _tipping(found: TippingPoint) -> Figures:
    return {
        "activity_size": found.activity_size,
        "independent_share": _turning(found.independent_share),
        "connectedness": _turning(found.connectedness),
    }


def _turning(found: Turning) -> Figures:
    return {
        name: math.nan if isinstance(value, float) and math.isinf(value) else value
        for name, value in vars(found).items()
    } | {"beyond_most": math.isinf(found.median)}


def _chance(found: Significance) -> Figures:
    return {
        "tests": found.tests,
        "ties": len(found.p),
        "beyond_chance": int(found.significant.sum()),
    }


def _lasting(alliance: Alliance, found: Lasting | None) -> Figures:
    if found is None:
        return {"persisting": None, "same_activity": None, "activity": None}
    return {
        "persisting": found.ties,
        "same_activity": found.same_activity,
        "activity": None if found.activity < 0 else alliance.activities.name[found.activity],
    }


def _curve(found: Curve) -> Figures:
    lists = ("months", "share", "low", "high", "at_risk")
    return {name: value.tolist() if name in lists else value for name, value in vars(found).items()}
