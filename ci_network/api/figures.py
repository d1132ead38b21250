"""Ties, partners, spells and figures as DataFrames, networks as networkx graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from ci_network.api.choices import choose
from ci_network.api.frames import frame, iso_to_dates, timestamps
from ci_network.dates import Every
from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.offshoots import FIRST_MET
from ci_network.measures.spells import spells as measured_spells
from ci_network.measures.sustainability import Sustainability, sustainability
from ci_network.network.networks import SCENARIOS, TIE_CLASSES, Network, Scenario, in_scenario
from ci_network.network.networks import Ties as TieTable
from ci_network.network.partnerships import INVOLVEMENTS, LEAD_UNKNOWN
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.record.alliance import Alliance
from ci_network.results import answering, figures, tables
from ci_network.results.answer import Answer
from ci_network.results.paths import Figures
from ci_network.results.undefined import OF_TIES

if TYPE_CHECKING:
    Graphs = dict[tuple[str, Scenario], nx.Graph]


def evaluate(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
) -> Sustainability:
    """Every figure of an alliance in one result, which shows itself in a notebook.

    Parameters
    ----------
    alliance
        The record.
    every
        Length of a window: ``"year"``, ``"half"``, ``"quarter"``, ``"month"``,
        ``"school-year"`` or ``"all"``; by default the length of `window`, else a year, or all
        where no activity has a date.
    window
        Label of one window, which is then the only one: ``"2018"``, ``"2018-H1"``,
        ``"2018-Q2"``, ``"2018-03"``, ``"2018/19"`` (school year) or ``"all"``.
    max_size
        Activities with more actors than this make no ties, the secretariat's own included.

    Raises
    ------
    UsageError
        When there is no such window; the sentence lists those that there are.

    Returns
    -------
    Sustainability
        Shows the headline table. `metrics` gives the same figures as a DataFrame.

    Examples
    --------
    >>> import ci_network as ci
    >>> result = ci.evaluate(ci.example())
    >>> result.figures[3].independence.ties.total
    207
    """
    choice = choose(alliance, every, window)
    result = sustainability(alliance, choice.every, max_size)
    return result if choice.window is None else result.only(choice.window)


def answer(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
) -> Answer:
    """What is left without the secretariat, and what that depends on.

    Parameters
    ----------
    alliance, every, window, max_size
        As for `evaluate`. By default the window is the last one that can tell: with two partners,
        the secretariat, and half as many activities as usual.

    Returns
    -------
    Answer
        One frozen value: ``window``, ``so_far``, ``verdict``, ``low``, ``high``, ``present``
        (connectedness in `unaided`, `led_activities_end` and today), ``hinge`` (what it depends
        on, and the range either way), ``lead``, ``unrecorded``, ``decided``. It shows itself in
        sentences; ``in_words("da")`` gives them in Danish.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.answer(ci.example())
    >>> found.window, found.verdict
    ('2019', 'undecided')
    """
    choice = choose(alliance, every, window)
    return answering.answer(window_networks(alliance, choice.every, max_size), choice.window)


def metrics(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
) -> pd.DataFrame:
    """The sustainability metrics, a row for each figure.

    Parameters
    ----------
    alliance, every, window, max_size
        As for `evaluate`.

    Returns
    -------
    DataFrame
        ``window``, ``scenario`` (blank where a figure belongs to none), ``measure``, ``value``
        (float; NaN where undefined). Measures are named as the columns of
        ``ci-network metrics --format csv``; under a scenario the scenario is left out.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.metrics(ci.example())
    >>> found[found["measure"] == "connectedness"].pivot(
    ...     index="window", columns="scenario", values="value"
    ... ).loc["2018"].round(3)
    scenario
    hub_leaves            1.000
    led_activities_end    0.855
    present               1.000
    unaided               0.017
    Name: 2018, dtype: float64
    """
    found = figures.metrics(evaluate(alliance, every, window=window, max_size=max_size))
    rows = [row for window in found["windows"] for row in _tidy(window)]
    table = pd.DataFrame(rows, columns=["window", "scenario", "measure", "value"])
    return table.astype({"value": "float64"})


def ties(
    alliance: Alliance,
    window: str | None = None,
    *,
    every: Every | None = None,
    max_size: int | None = None,
) -> pd.DataFrame:
    """Every tie of a window, or of all windows, with the activities that it rests on.

    Parameters
    ----------
    alliance, window, every, max_size
        As for `evaluate`.

    Returns
    -------
    DataFrame
        As ``ci-network ties``: ``window``, ``source``, ``target``, ``source_label``,
        ``target_label``, ``class`` (``independent``, ``supported``, ``carried``),
        ``lead_unknown``, ``strength``, ``activities``, ``independent_activities``,
        ``first_met``, ``last_met``, ``first_met_without_secretariat`` (of the whole record, NaT
        where unknown), ``began`` (``met_through_secretariat``, ``offshoot``,
        ``independent_from_start``, ``order_unknown``), ``evidence``, a list of activities, and
        whether the tie is beyond chance.

    Raises
    ------
    UsageError
        When there is no such window.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.ties(ci.example(), "2018")["class"].value_counts().to_dict()
    {'supported': 200, 'carried': 4, 'independent': 3}
    """
    table = frame(tables.ties(drawn_for(alliance, window, every, max_size)))
    return iso_to_dates(table, "first_met", "last_met", "first_met_without_secretariat")


def partners(
    alliance: Alliance,
    window: str | None = None,
    *,
    every: Every | None = None,
    max_size: int | None = None,
) -> pd.DataFrame:
    """Every partner of a window, or of all windows, and what it would lose.

    Parameters
    ----------
    alliance, window, every, max_size
        As for `evaluate`.

    Returns
    -------
    DataFrame
        As ``ci-network partners``: ``window``, ``id``, ``label``, ``sector``, ties by class,
        ``ties_needing_secretariat`` and ``activities_needing_secretariat`` (shares, 0 to 1),
        ``activities``, ``activities_led``, whether it would be an isolate in a scenario,
        ``betweenness`` and ``constraint`` (on independent ties plus the secretariat's own).

    Raises
    ------
    UsageError
        When there is no such window.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.partners(ci.example(), "2018")
    >>> int(found["isolate_unaided"].sum()), len(found)
    (23, 27)
    """
    return frame(tables.partner_table(drawn_for(alliance, window, every, max_size)))


def spells(alliance: Alliance, *, max_size: int | None = None) -> pd.DataFrame:
    """Every stretch of time that two actors spent in one activity, and what the secretariat did.

    A spell ends where the involvement of the secretariat changes. Ties, strengths and offshoots
    are all counted from these.

    Parameters
    ----------
    alliance
        The record.
    max_size
        Activities with more actors than this are left out.

    Returns
    -------
    DataFrame
        ``source``, ``target``, ``activity``, ``start``, ``end`` (NaT in an activity without any
        date), ``involvement`` (``none``, ``present``, ``led``), ``with_secretariat`` (whether
        one of the two is secretariat in it). Sorted by these.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.spells(ci.example())
    >>> found.loc[~found["with_secretariat"], "involvement"].value_counts().to_dict()
    {'present': 270, 'led': 12, 'none': 3}
    """
    drawn = window_networks(alliance, "all", max_size)
    found = measured_spells(drawn.meetings, drawn.spans)
    ids = np.array(drawn.alliance.actors.id, object)
    names = np.array(drawn.alliance.activities.name, object)
    return pd.DataFrame(
        {
            "source": ids[found.first],
            "target": ids[found.second],
            "activity": names[found.activity],
            "start": timestamps(found.start),
            "end": timestamps(found.end),
            "involvement": [INVOLVEMENTS[code] for code in found.involvement],
            "with_secretariat": found.with_secretariat,
        }
    )


def offshoots(alliance: Alliance, *, max_size: int | None = None) -> pd.DataFrame:
    """How each pair of the whole period began: through the secretariat, or without it.

    Parameters
    ----------
    alliance
        The record.
    max_size
        Activities with more actors than this make no ties.

    Returns
    -------
    DataFrame
        ``source``, ``target``, ``source_label``, ``target_label``, ``began``
        (``met_through_secretariat``, ``offshoot``, ``independent_from_start``,
        ``order_unknown``), ``with_secretariat`` and ``without_secretariat``: the earliest day on
        which each can have begun, NaT where there is none or it has no date. Empty when the data
        marks no secretariat.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.offshoots(ci.example())["began"].value_counts().to_dict()
    {'met_through_secretariat': 260, 'independent_from_start': 2, 'order_unknown': 1}
    """
    result = sustainability(alliance, "all", max_size)
    pairs, begun = result.whole.ties, result.begun
    who = alliance.actors
    table = pd.DataFrame(
        {
            "source": [who.id[code] for code in pairs.first],
            "target": [who.id[code] for code in pairs.second],
            "source_label": [who.label[code] for code in pairs.first],
            "target_label": [who.label[code] for code in pairs.second],
            "began": [FIRST_MET[code] for code in begun.kind],
            "with_secretariat": timestamps(begun.with_start),
            "without_secretariat": timestamps(begun.without_start),
        }
    )
    return table if result.has_secretariat else table.iloc[:0]


def networks(
    alliance: Alliance,
    window: str | None = None,
    *,
    every: Every | None = None,
    max_size: int | None = None,
) -> Graphs:
    """The network of each window in each scenario, as networkx graphs of your own.

    Parameters
    ----------
    alliance, window, every, max_size
        As for `evaluate`.

    Returns
    -------
    dict of Graph
        By window and scenario, in order of time and from most to least generous. The same
        partners in all scenarios of a window; in ``present`` the secretariat and its own ties
        too. Only ``present`` when the data marks no secretariat. No nodes in a window without
        activity. Changing a graph changes nothing else.

    Notes
    -----
    A node is the id of an actor, with ``label``, ``sector`` (None where unknown), ``type`` and
    ``secretariat`` (whether it takes part as secretariat in the window).

    A tie has ``class`` (None on the secretariat's own), ``lead_unknown``, ``strength``,
    ``independent_strength``, ``activities`` and ``independent_activities``. These say what the
    two did in the whole window, whatever the scenario. There is no ``weight``: networkx would
    read it as a distance.

    ``graph.graph`` has ``window``, ``scenario`` and ``sectors``, those of the whole alliance.

    Examples
    --------
    >>> import ci_network as ci
    >>> drawn = ci.networks(ci.example(), "2018")
    >>> {scenario: graph.number_of_edges() for (_, scenario), graph in drawn.items()}
    {'present': 233, 'hub_leaves': 207, 'led_activities_end': 201, 'unaided': 6}
    >>> ci.measures.connectedness(drawn["2018", "unaided"])
    0.017094017094017096
    """
    drawn = drawn_for(alliance, window, every, max_size)
    chosen = SCENARIOS if drawn.has_secretariat else SCENARIOS[:1]
    return {
        (network.window.label, scenario): _graph(drawn, network, scenario)
        for network in drawn.networks
        for scenario in chosen
    }


def drawn_for(
    alliance: Alliance, window: str | None, every: Every | None, max_size: int | None
) -> WindowNetworks:
    """The networks of all windows of a length, or of one window by its label."""
    choice = choose(alliance, every, window)
    drawn = window_networks(alliance, choice.every, max_size)
    return drawn if choice.window is None else drawn.only(choice.window)


def _tidy(window: Figures) -> Iterator[tuple[str, str, str, float | None]]:
    label = window["window"]
    for name, value in figures.flat({key: window[key] for key in window if key not in _NO_FIGURE}):
        group, _, rest = name.partition(".")
        if name == "substitute_hub.articulation_points" and isinstance(value, str):
            yield label, "", name, len(value.split())
        elif group in {"scenarios", "retention", "core"} and rest:
            scenario, _, measure = rest.partition(".")
            if not isinstance(value, str):
                told = measure if group == "scenarios" else f"{group}.{measure}"
                yield label, scenario, told, value
        elif isinstance(value, int | float):
            yield label, "", name, value


_NO_FIGURE = ("window", "start", "end")


def _graph(drawn: WindowNetworks, network: Network, scenario: Scenario) -> nx.Graph:
    known = {sector for sector in drawn.alliance.actors.sector if sector is not None}
    graph = nx.Graph(window=network.window.label, scenario=scenario, sectors=tuple(sorted(known)))
    graph.add_nodes_from(_nodes(drawn.alliance, network.roster, secretariat=False))
    left = network.ties.select(in_scenario(network.ties.lasting, scenario))
    graph.add_edges_from(_edges(drawn, left, own=False))
    if scenario == "present":
        graph.add_nodes_from(_nodes(drawn.alliance, network.secretariat, secretariat=True))
        graph.add_edges_from(_edges(drawn, network.own_ties, own=True))
    return graph


def _nodes(
    alliance: Alliance, codes: Codes, *, secretariat: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    who = alliance.actors
    for code in codes.tolist():
        yield (
            who.id[code],
            {
                "label": who.label[code],
                "sector": who.sector[code],
                "type": who.type[code],
                "secretariat": secretariat,
            },
        )


def _edges(
    drawn: WindowNetworks, tied: TieTable, *, own: bool
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    ids = drawn.alliance.actors.id
    undefined = dict.fromkeys(() if drawn.has_secretariat and not own else OF_TIES)
    columns = zip(
        tied.first.tolist(), tied.second.tolist(), tied.tie_class.tolist(), tied.standing.tolist(),
        tied.strength.tolist(), tied.independent_strength.tolist(), tied.activities.tolist(),
        tied.independent_activities.tolist(), strict=True,
    )  # fmt: skip
    for first, second, kind, standing, strength, independent, activities, without in columns:
        tie = {
            "class": TIE_CLASSES[kind],
            "lead_unknown": standing == LEAD_UNKNOWN,
            "strength": strength,
            "independent_strength": independent,
            "activities": activities,
            "independent_activities": without,
        }
        yield ids[first], ids[second], {key: undefined.get(key, tie[key]) for key in tie}
