"""The figures of each window, of counts that an engine made.

What a pair or a row has to be looked at for, the engine counts. Who is there in a window and
which of them are connected comes to memory one window at a time, in whole numbers. What does not
wait for each other is worked out side by side, in as many threads as there are cores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ci_network.dates import Window
from ci_network.engine.frames import Engine
from ci_network.engine.kinds import STANDINGS
from ci_network.engine.paths import Components, connected
from ci_network.engine.repeat_pairs import Drawn, WasThere, corrections
from ci_network.engine.window_network import window_network
from ci_network.engine.window_presences import (
    TieCounts,
    WindowPresences,
    crowd,
    largest_degrees,
    tie_counts,
)
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.graphs.workers import cores
from ci_network.measures import cohesion, convening, independence, turnover
from ci_network.measures.brokerage import substitute_hub
from ci_network.measures.core import CoreByScenario, core, with_stayed
from ci_network.measures.paths import of_components
from ci_network.measures.roles import Roles, never_meet
from ci_network.measures.sustainability import (
    MeasuredWindow,
    SecretariatFigures,
    WindowFigures,
    place_and_roles,
)
from ci_network.network.networks import SCENARIOS, Network, Scenario, in_scenario, members
from ci_network.network.partnerships import INDEPENDENT
from ci_network.record.alliance import Actors

_NEED_TIES = (
    "scenarios.*.efficiency",
    "scenarios.*.efficiency_se",
    "retention.*.efficiency",
    "secretariat.betweenness",
    "secretariat.betweenness_se",
    "secretariat.constraint",
    "substitute_hub",
    "brokerage",
    "core",
)
"""Figures that need all ties of a window in memory."""


def window_figures(
    engine: Engine,
    drawn: Drawn,
    actors: Actors,
    windows: Sequence[Window],
    progress: Callable[[int, int], None],
) -> tuple[MeasuredWindow, ...]:
    """The figures of each window.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    actors
        The actors.
    windows
        The windows.
    progress
        Told how many windows of how many are measured.

    Returns
    -------
    tuple of MeasuredWindow
        What needs all ties is NaN in a window that has more ties than memory holds.
    """
    found = []
    led_before = np.zeros(len(actors), bool)
    before: _Before | None = None
    with ThreadPoolExecutor(max(cores() - 1, 1)) as beside:
        for place, window in enumerate(windows):
            there = crowd(engine, drawn, place)
            activities = there.activities()
            if not activities:
                found.append(MeasuredWindow(window, 0, 0, None))
                before = None
            else:
                here = _here(engine, drawn, actors, there, window, before, beside)
                figures = _figures(here, before, drawn, led_before, beside)
                led_before[figures.convening.leads] = True
                found.append(MeasuredWindow(window, int(here.roster.sum()), activities, figures))
                before = _Before(
                    there.secretariat, here.roster, here.ties, here.met_again, figures.core
                )
                del there, here
            progress(place + 1, len(windows))
    engine.fill(engine.memory)
    return tuple(found)


def not_computed(windows: Sequence[MeasuredWindow]) -> tuple[str, ...]:
    """Keys of the figures that an engine left out, joined by dots, ``*`` for every one."""
    without = (each.figures is not None and not each.figures.substitute_hub for each in windows)
    return _NEED_TIES if any(without) else ()


@dataclass(frozen=True)
class _Here:
    """What is known of a window.

    Attributes
    ----------
    crowd
        Who takes part.
    roster
        Whether an actor is there as partner.
    ties, degrees, paths
        Counts of ties; the largest degree and what the paths say, by scenario.
    met_again
        Pairs that met here and met again at any time.
    network
        All of it; None where it does not fit into memory.
    """

    crowd: WindowPresences
    roster: Flags
    ties: TieCounts
    met_again: Codes
    degrees: Sequence[int]
    paths: Mapping[Scenario, Components]
    network: Network | None


@dataclass(frozen=True)
class _Before:
    """What the next window asks of a window.

    Attributes
    ----------
    secretariat
        Whether an actor takes part as secretariat.
    roster, ties, met_again
        As of the window itself.
    core
        The core by scenario; None where the network does not fit into memory.
    """

    secretariat: Flags
    roster: Flags
    ties: TieCounts
    met_again: Codes
    core: CoreByScenario | None


def _here(
    engine: Engine,
    drawn: Drawn,
    actors: Actors,
    there: WindowPresences,
    window: Window,
    before: _Before | None,
    beside: Executor,
) -> _Here:
    takes_part = np.zeros(len(actors), bool)
    takes_part[there.rows["actor"]] = True
    roster = (takes_part | members(actors, window)) & ~there.secretariat
    was = None if before is None else WasThere(before.secretariat, before.met_again)
    changes = corrections(engine, drawn, window, there.secretariat, was)
    network = beside.submit(window_network, there, actors, window, drawn.max_size, engine)
    return _Here(
        crowd=there,
        roster=roster,
        ties=tie_counts(there, was.secretariat if was else None, drawn.sector, changes),
        met_again=changes.pairs,
        degrees=largest_degrees(there, changes),
        paths=connected(there.making, int(roster.sum())),
        network=network.result(),
    )


def _figures(
    here: _Here, before: _Before | None, drawn: Drawn, led_before: Flags, beside: Executor
) -> WindowFigures:
    network = here.network
    hub = None if network is None else beside.submit(substitute_hub, network)
    middle = None if network is None else beside.submit(core, network)
    scenarios = _scenarios(here, drawn.sector)
    secretariat, roles = _place_and_roles(network, scenarios, drawn.sector)
    convened = _convened(here.crowd, drawn.cut.partner_led)
    return WindowFigures(
        independence=independence.counted(
            here.ties.between.sum(axis=1),
            strength=here.ties.strength,
            independent_strength=here.ties.independent_strength,
            deep=here.ties.deep,
        ),
        scenarios=scenarios,
        retention={s: cohesion.retention(scenarios, s) for s in SCENARIOS[1:]},
        secretariat=secretariat,
        convening=convened,
        first_time_leads=int((~led_before[convened.leads]).sum()),
        turnover=_turnover(here, before),
        substitute_hub=None if hub is None else hub.result(),
        brokerage=roles,
        never_meet=None if network is None else never_meet(network),
        core=with_stayed(
            before.core if before else None, None if middle is None else middle.result()
        ),
    )


def _place_and_roles(
    network: Network | None, scenarios: dict[Scenario, cohesion.Cohesion], sector: Codes
) -> tuple[SecretariatFigures, Roles | None]:
    if network is not None:
        return place_and_roles(network, scenarios, sector)
    lost = scenarios["present"].connected_pairs - scenarios["hub_leaves"].connected_pairs
    return SecretariatFigures({}, {}, {}, pairs_only_through=lost), None


def _scenarios(here: _Here, sector: Codes) -> dict[Scenario, cohesion.Cohesion]:
    partners, ties = int(here.roster.sum()), here.ties
    searched = {} if here.network is None else cohesion.paths_by_scenario(here.network)
    expected = cohesion.expected_mixing(sector[here.roster])
    scenarios: dict[Scenario, cohesion.Cohesion] = {}
    for scenario, largest in zip(SCENARIOS, here.degrees, strict=True):
        left = in_scenario(np.array(STANDINGS, np.int8), scenario)
        count, found = int(ties.between[:, left].sum()), here.paths[scenario]
        own, secretariats = 0, 0
        if scenario == "present":
            own, secretariats = ties.own, int(here.crowd.secretariat.sum())
        counts = cohesion.Counts(
            partners=partners,
            ties=count,
            isolates=found.isolates,
            vertices=partners + secretariats,
            degrees=2 * (count + own),
            largest_degree=largest,
            known_sectors=int(ties.known[:, left].sum()),
            cross_sector=int(ties.crosses[:, left].sum()),
        )
        counted = of_components(partners, found.connected_pairs, found.largest)
        scenarios[scenario] = cohesion.counted(counts, searched.get(scenario, counted), expected)
    return scenarios


def _convened(there: WindowPresences, partner_led: Flags) -> convening.Convening:
    rows, lead = there.rows, there.rows["lead"].astype(bool)
    secretariat = rows["secretariat"].astype(bool)
    activity, partner = rows["activity"].astype(np.int64), ~there.secretariat[rows["actor"]]
    said = partner_led[activity]
    led = convening.Leading(
        activity=rows["activity"][lead],
        actor=rows["actor"][lead].astype(np.int64),
        secretariat=secretariat[lead],
        unattended=rows["standing"][lead] == INDEPENDENT,
        said=distinct(activity[said]),
        said_unattended=distinct(activity[said & partner & (rows["standing"] == INDEPENDENT)]),
    )
    attended = there.activities(secretariat)
    return convening.convened(led, np.flatnonzero(there.secretariat), attended, there.activities())


def _turnover(here: _Here, before: _Before | None) -> turnover.Turnover:
    if before is None:
        return turnover.UNKNOWN
    return turnover.changed(
        kept=here.ties.kept,
        before=int(before.ties.between.sum()),
        now=int(here.ties.between.sum()),
        joined=int((here.roster & ~before.roster).sum()),
        left=int((before.roster & ~here.roster).sum()),
    )
