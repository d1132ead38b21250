"""The result as plain objects: what `metrics --format json` holds, keys and all.

Undefined is NaN here and null in JSON. The keys are a public contract: additions are fine,
changes are not.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from ci_network import dates
from ci_network.inference.recorded import recorded_by
from ci_network.measures.sustainability import (
    Measured,
    MeasuredWindow,
    Sustainability,
    WindowFigures,
)
from ci_network.network.networks import SCENARIOS
from ci_network.network.windows import Gathered
from ci_network.record.alliance import Actors
from ci_network.results.accounts import account_figures, accounts
from ci_network.results.answer import answer_figures
from ci_network.results.answering import answer
from ci_network.results.lasting import core_figures, survival_figures
from ci_network.results.paths import Figures
from ci_network.results.record import record
from ci_network.results.undefined import without_secretariat

_AFTER_ACTIVITIES = (
    "partners", "ties", "independent_share", "independent_strength_share", "deep", "scenarios",
    "retention", "secretariat", "convening", "turnover", "substitute_hub", "brokerage", "core",
)  # fmt: skip
_SUBSTITUTE_HUB = (
    "articulation_points", "largest_betweenness", "largest_betweenness_se", "robustness",
)  # fmt: skip
_BROKERAGE = ("itinerant", "liaison", "group_unknown", "exclusive")


def metrics(result: Sustainability, window: str | None = None) -> Figures:
    """Every figure of an alliance, as `metrics --format json` gives it.

    Parameters
    ----------
    result
        The figures of an alliance.
    window
        Label of the window to answer for; chosen by the rule of `answer` by default.

    Returns
    -------
    dict
        Plain lists, dicts, text and numbers. Without a secretariat the figures about it are
        NaN: its ties' classes, every scenario but ``present``, retention, offshoots.
    """
    return (
        _figures(result.measured)
        | {
            "recorded_by": recorded_figures(result),
            "record": record(result),
            "survival": survival_figures(result),
            "answer": answer_figures(answer(result, window)),
        }
        | _own_account(result)
    )


def _own_account(result: Sustainability) -> Figures:
    """What partners say themselves; no key where they were not asked."""
    found = accounts(result)
    return {"survey": {"windows": list(map(account_figures, found))}} if found else {}


def metrics_by_engine(
    measured: Measured, record: Figures, further: Figures, engine: str, left_out: Sequence[str]
) -> Figures:
    """The same of figures that an engine worked out; what it did not is NaN, and named.

    Parameters
    ----------
    measured
        The figures.
    record
        What the record holds and what it lacks.
    further
        `recorded_by`, `survival` and `answer`.
    engine
        Name of the engine.
    left_out
        Keys of what it did not compute, joined by dots, ``*`` for every one.
    """
    return _figures(measured) | {
        "record": record,
        **further,
        "engine": {"name": engine, "not_computed": list(left_out)},
    }


def _figures(measured: Measured) -> Figures:
    windows = [_window(measured.actors, window) for window in measured.windows]
    begun: Figures = {"offshoots": measured.offshoots._asdict()}
    if not measured.has_secretariat:
        windows, begun = list(map(without_secretariat, windows)), without_secretariat(begun)
    return {"data": _data(measured), "windows": windows, **begun}


def recorded_figures(drawn: Gathered) -> list[Figures] | None:
    """Who recorded what; None where the data does not say."""
    found = recorded_by(drawn.alliance, drawn.whole, drawn.spans)
    return None if found is None else [recorder._asdict() for recorder in found]


def to_json(figures: Any) -> str:
    """JSON text with null for NaN, the same bytes for the same figures."""
    return json.dumps(nulls(figures), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def nulls(value: Any) -> Any:
    """The same object with None for NaN."""
    if isinstance(value, dict):
        return {key: nulls(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [nulls(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def only(figures: Figures, label: str) -> Figures:
    """The figures with one window alone, in every part that tells of windows.

    What is said of the whole period stays.

    Examples
    --------
    >>> only({"windows": [{"window": "2017"}, {"window": "2018"}], "offshoots": {}}, "2018")
    {'windows': [{'window': '2018'}], 'offshoots': {}}

    Raises
    ------
    UsageError
        When there is no such window.
    """
    dates.one_of([window["window"] for window in figures["windows"]], label)

    def within(part: Any) -> Any:
        if not isinstance(part, dict) or "windows" not in part:
            return part
        return part | {"windows": [one for one in part["windows"] if one["window"] == label]}

    return {key: within(part) for key, part in within(figures).items()}


def by_window(figures: Figures) -> list[Figures]:
    """The figures of each window, with those of the null in the same row where there are any."""
    if "null" not in figures:
        return list(figures["windows"])
    compared = [
        {key: value for key, value in window.items() if key != "window"}
        for window in figures["null"]["windows"]
    ]
    return [
        window | {"null": null} for window, null in zip(figures["windows"], compared, strict=True)
    ]


def flat(figures: Figures) -> Iterator[tuple[str, Any]]:
    """Keys joined by dots and their values: the columns of a table.

    Examples
    --------
    >>> list(flat({"window": "2018", "ties": {"total": 3}}))
    [('window', '2018'), ('ties.total', 3)]
    """
    for key, value in figures.items():
        if isinstance(value, dict):
            for inner, item in flat(value):
                yield f"{key}.{inner}", item
        elif isinstance(value, list):
            yield key, " ".join(value)
        else:
            yield key, value


def _data(measured: Measured) -> Figures:
    actors = measured.actors
    # In the order of what is shown: the order of what codes stand for would tell names.
    flagged = sorted(id_ for id_, is_it in zip(actors.id, actors.secretariat, strict=True) if is_it)
    return {
        "partners": len(actors) - len(flagged),
        "secretariat": flagged,
        "activities": measured.activities,
        "participations": measured.participations,
        "evaluation_activities": measured.evaluation_activities,
        "first": dates.iso_if_known(measured.first),
        "last": dates.iso_if_known(measured.last),
        "every": measured.every,
        "max_size": measured.max_size,
    }


def _window(actors: Actors, of_window: MeasuredWindow) -> Figures:
    window, figures = of_window.window, of_window.figures
    head: Figures = {
        "window": window.label,
        "start": dates.iso_if_known(window.start),
        "end": dates.iso_if_known(window.end),
        "partners": None,
        "activities": of_window.activities,
    }
    if figures is None:
        return head | dict.fromkeys(_AFTER_ACTIVITIES)
    return head | {"partners": of_window.partners} | _measured(actors, figures)


def _measured(actors: Actors, figures: WindowFigures) -> Figures:
    independence = figures.independence
    return {
        "ties": independence.ties._asdict(),
        "independent_share": independence.independent_share,
        "independent_strength_share": independence.independent_strength_share,
        "deep": independence.deep,
        "scenarios": {scenario: figures.scenarios[scenario]._asdict() for scenario in SCENARIOS},
        "retention": figures.retention,
        "secretariat": _secretariat(actors, figures),
        "convening": {
            "partner_led_independent": figures.convening.partner_led_independent,
            "partner_leads": figures.convening.partner_leads,
            "effective_leads": figures.convening.effective_leads,
            "first_time_leads": figures.first_time_leads,
        },
        "turnover": figures.turnover._asdict(),
        "substitute_hub": _substitute_hub(actors, figures),
        "brokerage": _brokerage(figures),
        "core": core_figures(actors, figures.core),
    }


def _secretariat(actors: Actors, figures: WindowFigures) -> Figures:
    ids, place = actors.id, figures.secretariat
    flagged = sorted(actors.secretariat.nonzero()[0].tolist(), key=ids.__getitem__)
    return {
        "attended_share": figures.convening.attended_share,
        "led_share": figures.convening.led_share,
        "betweenness": {ids[code]: place.betweenness.get(code, math.nan) for code in flagged},
        "betweenness_se": {ids[code]: place.betweenness_se.get(code, math.nan) for code in flagged},
        "constraint": {ids[code]: place.constraint.get(code, math.nan) for code in flagged},
        "pairs_only_through": place.pairs_only_through,
    }


def _brokerage(figures: WindowFigures) -> Figures:
    found, apart = figures.brokerage, figures.never_meet
    told = {name: getattr(found, name) if found else math.nan for name in _BROKERAGE}
    return told | {"apart": math.nan if apart is None else apart}


def _substitute_hub(actors: Actors, figures: WindowFigures) -> Figures:
    hub = figures.substitute_hub
    if hub is None:
        return dict.fromkeys(_SUBSTITUTE_HUB)
    return {
        # Sorted, so that the place of a person under a code does not tell its name.
        "articulation_points": sorted(actors.id[code] for code in hub.articulation_points),
        "largest_betweenness": hub.largest_betweenness,
        "largest_betweenness_se": hub.largest_betweenness_se,
        "robustness": hub.robustness,
    }


def as_columns(rows: list[Figures]) -> dict[str, list[Any]]:
    """Rows with dotted keys as columns; a key that a row lacks is None there.

    Examples
    --------
    >>> as_columns([{"window": "2017", "ties": None}, {"window": "2018", "ties.total": 3}])
    {'window': ['2017', '2018'], 'ties.total': [None, 3]}
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    # An empty window has null for a whole group; the group's columns are those of the others.
    groups = {name[:at] for name in names for at, letter in enumerate(name) if letter == "."}
    return {name: [row.get(name) for row in rows] for name in names if name not in groups}
