"""Comparison and uncertainty as plain objects, for `metrics --format json` and the report."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ci_network import dates
from ci_network.results.paths import Figures, plain

if TYPE_CHECKING:
    # For the null alone the other comparisons need not be loaded.
    from ci_network.graphs.sorted_codes import Codes
    from ci_network.inference.departure import Departure
    from ci_network.inference.influence import Influence
    from ci_network.inference.key_players import Ending, KeyPlayers, Without
    from ci_network.inference.null import Null, SizeMatched, WindowNull
    from ci_network.inference.result import Inference
    from ci_network.inference.significance import Significance
    from ci_network.inference.tipping import TippingPoint, Turning
    from ci_network.measures.turnover import Lasting
    from ci_network.record.alliance import Alliance

T = TypeVar("T")


def inference_figures(alliance: Alliance, inference: Inference) -> Figures:
    """Every comparison, by the keys of `metrics --format json`.

    Parameters
    ----------
    alliance
        The record.
    inference
        The comparisons.
    """
    from ci_network.inference import influence, key_players, significance, tipping  # noqa: PLC0415

    each, curves = partial(_each, inference.labels), inference.offshoot_curve
    return {
        "null": null_figures(inference.null),
        "key_players": {
            "up_to": key_players.UP_TO,
            **each(inference.key_players, partial(_key_players, alliance)),
        },
        "influence": {
            "up_to": {"partners": influence.UP_TO[0], "activities": influence.UP_TO[1]},
            **each(inference.influence, partial(_influence, alliance)),
        },
        "tipping_point": {
            "up_to": tipping.UP_TO,
            "most": tipping.MOST,
            **each(inference.tipping_point, _tipping),
        },
        "sensitivity": None
        if inference.sensitivity is None
        else {name: list(map(plain, rows)) for name, rows in vars(inference.sensitivity).items()},
        "chance": {"level": significance.LEVEL, **each(inference.chance, _chance)},
        "offshoot_curve": None
        if curves is None
        else {name: plain(curve) for name, curve in vars(curves).items()},
        "exit": None if inference.departure is None else departure_figures(inference.departure),
        "lasting": {
            "windows": [
                {"window": label} | _lasting(alliance, one)
                for label, one in zip(inference.labels[:-1], inference.lasting, strict=True)
            ]
        },
    }


def null_figures(null: Null) -> Figures:
    """The size-matched null: `replicates`, `seed`, a dict for each window, and `whole`."""
    return {
        "replicates": null.replicates,
        "seed": null.seed,
        "windows": [_window(window) for window in null.windows],
        "whole": _window(null.whole),
    }


def without_figures(
    alliance: Alliance, question: str, labels: Sequence[str], by_window: Sequence[Without | None]
) -> Figures:
    """What is left without some actors or activities: the question, and a dict by window."""
    return {"question": question, **_each(labels, by_window, partial(_without, alliance))}


def departure_figures(departure: Departure) -> Figures:
    """An exit: date, what outlived it by class, its rank among the placebo dates, and these."""
    return {
        "date": dates.iso(departure.date),
        "whole_year": departure.whole_year,
        "ties": {kind: plain(kept) for kind, kept in departure.outlived.items()},
        "rank": {kind: rank and plain(rank) for kind, rank in departure.ranks.items()},
        "placebo": [
            {"date": dates.iso(date), **{kind: one.share for kind, one in kept.items()}}
            for date, kept in departure.placebo
        ],
    }


def _each(
    labels: Sequence[str], by_window: Sequence[T | None], told: Callable[[T], Figures]
) -> Figures:
    """What is told of each window, of one without an answer that it has none, and the whole."""
    *windows, whole = (None if one is None else told(one) for one in by_window)
    of_windows = [
        {"window": label} | (figures or {"unanswered": True})
        for label, figures in zip(labels[:-1], windows, strict=True)
    ]
    return {"windows": of_windows, "whole": whole}


def _window(window_null: WindowNull) -> Figures:
    return {
        "window": window_null.window,
        "attended": _size_matched(window_null.attended),
        "led": _size_matched(window_null.led),
    }


def _size_matched(size_matched: SizeMatched | None) -> Figures | None:
    if size_matched is None:
        return None
    return {
        "activities": size_matched.activities,
        "eligible": size_matched.eligible,
        "size_gap": size_matched.size_gap,
        **{name: comparison._asdict() for name, comparison in size_matched.figures.items()},
    }


def _key_players(alliance: Alliance, key_players: KeyPlayers) -> Figures:
    return {
        "partners": len(key_players.actor),
        "attended": _ending(alliance, key_players.actor, key_players.attended),
        "led": _ending(alliance, key_players.actor, key_players.led),
    }


def _ending(alliance: Alliance, actor: Codes, ending: Ending) -> Figures:
    ids = alliance.actors.id
    columns = {name: column.tolist() for name, column in ending.partners.items()}
    return {
        "secretariat": None
        if ending.secretariat is None
        else {name: plain(standing) for name, standing in ending.secretariat.items()},
        "greedy": None
        if ending.greedy is None
        else {"actors": [ids[code] for code in ending.greedy.actors], **ending.greedy.kept},
        "partners": [
            {"id": ids[code], **{name: column[place] for name, column in columns.items()}}
            for place, code in enumerate(actor)
        ],
    }


def _without(alliance: Alliance, without: Without) -> Figures:
    return {
        "actors": [alliance.actors.id[code] for code in without.actors],
        "activities": [alliance.activities.name[code] for code in without.activities],
        "attended": without.attended,
        "led": without.led,
    }


def _influence(alliance: Alliance, influence: Influence) -> Figures:
    name = alliance.activities.name
    return {
        figure: {
            "value": carried.value,
            "activities": [
                {"activity": name[code], "change": change} for code, change in carried.rows
            ],
        }
        for figure, carried in influence.figures.items()
    }


def _tipping(tipping_point: TippingPoint) -> Figures:
    return {
        "activity_size": tipping_point.activity_size,
        "independent_share": _turning(tipping_point.independent_share),
        "connectedness": _turning(tipping_point.connectedness),
    }


def _turning(turning: Turning) -> Figures:
    return {
        name: math.nan if isinstance(value, float) and math.isinf(value) else value
        for name, value in vars(turning).items()
    } | {"beyond_most": math.isinf(turning.median)}


def _chance(significance: Significance) -> Figures:
    return {
        "tests": significance.tests,
        "ties": len(significance.p),
        "beyond_chance": int(significance.significant.sum()),
    }


def _lasting(alliance: Alliance, lasting: Lasting | None) -> Figures:
    if lasting is None:
        return {"persisting": None, "same_activity": None, "activity": None}
    return {
        "persisting": lasting.ties,
        "same_activity": lasting.same_activity,
        "activity": None if lasting.activity < 0 else alliance.activities.name[lasting.activity],
    }
