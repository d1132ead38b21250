"""All of it for one alliance: the one result that every view shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np

from ci_network.dates import Every, Window
from ci_network.graphs.graph import Graph
from ci_network.graphs.shortest_paths import betweenness_and_error
from ci_network.graphs.sorted_codes import Codes
from ci_network.graphs.workers import OnProgress, map_batches
from ci_network.measures.brokerage import (
    SubstituteHub,
    constraint_of,
    independent_and_own,
    substitute_hub,
)
from ci_network.measures.cohesion import Cohesion, cohesion, retention
from ci_network.measures.convening import Convening, convening
from ci_network.measures.core import CoreByScenario, core, with_stayed
from ci_network.measures.independence import Independence, independence
from ci_network.measures.offshoots import Beginnings, Offshoots, beginnings, offshoots
from ci_network.measures.roles import Roles, never_meet, secretariat_roles
from ci_network.measures.turnover import Turnover, turnover
from ci_network.network.networks import SCENARIOS, Network, Scenario
from ci_network.network.partnerships import Stretches
from ci_network.network.windows import Gathered, WindowNetworks, window_networks
from ci_network.record.alliance import REGISTER, Actors, Alliance, sector_codes
from ci_network.record.display import Shown

_SECONDS_PER_TIE = 3e-6
"""What the measures of a window take, roughly."""


class SecretariatFigures(NamedTuple):
    """The secretariat's place in a window.

    Attributes
    ----------
    betweenness, constraint
        By code of the actors that take part as secretariat, on the graph of independent ties
        plus the secretariat's own.
    betweenness_se
        Standard error of `betweenness` where sources were sampled; NaN where it is exact.
    pairs_only_through
        Partner pairs that are connected only by paths through the secretariat.
    """

    betweenness: dict[int, float]
    betweenness_se: dict[int, float]
    constraint: dict[int, float]
    pairs_only_through: int


class ConnectedWindow(NamedTuple):
    """What a map tells of a window: its ties by class, and how it hangs together."""

    independence: Independence
    scenarios: dict[Scenario, Cohesion]


@dataclass(frozen=True, eq=False)
class Connected(WindowNetworks):
    """The networks of an alliance with the few figures that a map tells.

    Attributes
    ----------
    figures
        Those of each window; None for a window without any activity.
    """

    figures: tuple[ConnectedWindow | None, ...]

    def _only(self, number: int) -> Self:
        return replace(self, networks=(self.networks[number],), figures=(self.figures[number],))


class WindowFigures(NamedTuple):
    """What the measures say of one window with activity.

    `substitute_hub`, `brokerage`, `never_meet` and `core` are None where they were not computed, or
    cannot be told.
    """

    independence: Independence
    scenarios: dict[Scenario, Cohesion]
    retention: dict[Scenario, dict[str, float]]
    secretariat: SecretariatFigures
    convening: Convening
    first_time_leads: int
    turnover: Turnover
    substitute_hub: SubstituteHub | None
    brokerage: Roles | None
    never_meet: int | None = None
    core: CoreByScenario | None = None


class MeasuredWindow(NamedTuple):
    """A window with its figures.

    Attributes
    ----------
    window
        The window.
    partners
        Partners on its roster.
    activities
        Activities in it.
    figures
        None where there are none.
    """

    window: Window
    partners: int
    activities: int
    figures: WindowFigures | None


class Measured(NamedTuple):
    """The figures of an alliance, whatever worked them out.

    Attributes
    ----------
    actors
        Its actors.
    activities, participations
        How many the register has; a repeated row counts once.
    evaluation_activities
        How many activities evaluate the initiative; they are none of `activities`, but where
        evaluation counts as work.
    first, last
        Ordinals of the first and last recorded day; None when nothing is dated.
    every, max_size
        Length of a window; size above which activities make no ties.
    windows
        The windows, in order.
    offshoots
        How the pairs of the whole period began.
    """

    actors: Actors
    activities: int
    participations: int
    evaluation_activities: int
    first: int | None
    last: int | None
    every: Every
    max_size: int | None
    windows: tuple[MeasuredWindow, ...]
    offshoots: Offshoots

    @property
    def has_secretariat(self) -> bool:
        """Whether any actor is flagged; without one, questions about it have no figures."""
        return bool(self.actors.secretariat.any())


@dataclass(frozen=True, eq=False, repr=False)
class Sustainability(Shown, WindowNetworks):
    """The figures of an alliance, and the networks that they were computed from.

    Attributes
    ----------
    figures
        The figures of each window; None for a window without any activity.
    begun, offshoots
        How the pairs of the whole period began.
    """

    figures: tuple[WindowFigures | None, ...]
    begun: Beginnings
    offshoots: Offshoots

    def _only(self, number: int) -> Self:
        return replace(self, networks=(self.networks[number],), figures=(self.figures[number],))

    @property
    def measured(self) -> Measured:
        """The figures alone."""
        windows = tuple(
            MeasuredWindow(network.window, network.partners, len(network.activities), figures)
            for network, figures in zip(self.networks, self.figures, strict=True)
        )
        return measured(self, windows, self.offshoots)


def measured(
    drawn: Gathered, windows: tuple[MeasuredWindow, ...], offshoots: Offshoots
) -> Measured:
    """The figures of an alliance, of which those of ties are worked out already.

    Parameters
    ----------
    drawn
        The alliance in windows.
    windows, offshoots
        As in `Measured`.
    """
    alliance = drawn.alliance
    of_register = alliance.activities.said_by == REGISTER
    return Measured(
        actors=alliance.actors,
        activities=int(of_register.sum()),
        participations=int(alliance.activities.rows[of_register].sum()),
        evaluation_activities=int(drawn.record.activities.evaluation.sum()),
        first=alliance.first,
        last=alliance.last,
        every=drawn.every,
        max_size=drawn.max_size,
        windows=windows,
        offshoots=offshoots,
    )


Mapped = Connected | Sustainability
"""What a map can be made of: the networks with some figures of each window, or with all."""


def connected(
    alliance: Alliance,
    every: Every | None = None,
    max_size: int | None = None,
    progress: OnProgress | None = None,
    jobs: int | None = 1,
) -> Connected:
    """How an alliance hangs together, and nothing else: a part of what `sustainability` says.

    Parameters
    ----------
    alliance, every, max_size, progress, jobs
        As for `sustainability`.
    """
    drawn = window_networks(alliance, every, max_size)
    context = (drawn.networks, sector_codes(alliance.actors))
    costs = [_SECONDS_PER_TIE * len(network.ties) for network in drawn.networks]
    figures = map_batches(_connected, context, costs, jobs, progress)
    return Connected(**vars(drawn), figures=tuple(figures))


def _connected(
    context: tuple[Sequence[Network], Codes], numbers: Sequence[int]
) -> list[ConnectedWindow | None]:
    networks, sector = context
    return [
        ConnectedWindow(independence(networks[number]), cohesion(networks[number], sector))
        if len(networks[number].activities)
        else None
        for number in numbers
    ]


def sustainability(
    alliance: Alliance,
    every: Every | None = None,
    max_size: int | None = None,
    progress: OnProgress | None = None,
    jobs: int | None = 1,
) -> Sustainability:
    """Every figure of an alliance.

    Parameters
    ----------
    alliance
        A checked record.
    every
        Length of a window; a year by default, or all where nothing is dated.
    max_size
        Activities with more actors than this make no ties, the secretariat's own included.
    progress
        Told how many windows of how many are measured.
    jobs
        Processes that share the work; see `workers.shared`.
    """
    drawn = window_networks(alliance, every, max_size)
    context = (drawn.networks, drawn.spans, sector_codes(alliance.actors))
    costs = [_SECONDS_PER_TIE * len(network.ties) for network in drawn.networks]
    figures = _told_in_turn(map_batches(_figures, context, costs, jobs, progress))
    begun = beginnings(drawn.whole, drawn.meetings, drawn.spans)
    return Sustainability(
        **vars(drawn),
        figures=tuple(figures),
        begun=begun,
        offshoots=offshoots(begun, drawn.alliance.last),
    )


def _figures(
    context: tuple[Sequence[Network], Stretches, Codes], numbers: Sequence[int]
) -> list[WindowFigures | None]:
    """Measure some windows, measure by measure; what hangs on those before is told later."""
    networks, spans, sector = context
    numbers_there = [number for number in numbers if len(networks[number].activities)]
    there = [networks[number] for number in numbers_there]
    before = [networks[number - 1] if number else None for number in numbers_there]
    scenarios = [cohesion(network, sector) for network in there]
    places = [place_and_roles(*both, sector) for both in zip(there, scenarios, strict=True)]
    columns: dict[str, list[Any]] = {
        "independence": [independence(network) for network in there],
        "scenarios": scenarios,
        "retention": [{s: retention(found, s) for s in SCENARIOS[1:]} for found in scenarios],
        "secretariat": [place for place, _ in places],
        "convening": [convening(network, spans) for network in there],
        "first_time_leads": [0] * len(there),
        "turnover": list(map(turnover, before, there)),
        "substitute_hub": [substitute_hub(network) for network in there],
        "brokerage": [roles for _, roles in places],
        "never_meet": list(map(never_meet, there)),
        "core": list(map(core, there)),
    }
    rows = zip(*columns.values(), strict=True)
    found = [WindowFigures(**dict(zip(columns, row, strict=True))) for row in rows]
    measured = dict(zip(numbers_there, found, strict=True))
    return [measured.get(number) for number in numbers]


def _told_in_turn(figures: Sequence[WindowFigures | None]) -> list[WindowFigures | None]:
    """The same with the leads of each window that none before had, and who stayed in its core."""
    led_before: set[int] = set()
    told: list[WindowFigures | None] = []
    for before, window in zip([None, *figures], figures, strict=False):
        if window is None:
            told.append(None)
            continue
        leads = set(window.convening.leads.tolist())
        middle = with_stayed(before.core if before else None, window.core)
        told.append(window._replace(first_time_leads=len(leads - led_before), core=middle))
        led_before |= leads
    return told


def place_and_roles(
    network: Network, scenarios: dict[Scenario, Cohesion], sector: Codes
) -> tuple[SecretariatFigures, Roles | None]:
    """The secretariat's place in a window and its roles: both look at one graph, which is gone
    before that of the next window is made."""
    graph = independent_and_own(network)
    return _secretariat_place(network, graph, scenarios), secretariat_roles(network, graph, sector)


def _secretariat_place(
    network: Network, graph: Graph, scenarios: dict[Scenario, Cohesion]
) -> SecretariatFigures:
    """The secretariat's place in its own and the independent ties of a window, and what hangs on
    it."""
    vertices = network.local(network.secretariat)
    codes = network.secretariat.tolist()
    between, error = betweenness_and_error(graph, vertices) if codes else np.zeros((2, 0))
    return SecretariatFigures(
        betweenness=dict(zip(codes, between[vertices].tolist(), strict=True)),
        betweenness_se=dict(zip(codes, error[vertices].tolist(), strict=True)),
        constraint=dict(zip(codes, constraint_of(graph, vertices).tolist(), strict=True)),
        pairs_only_through=scenarios["present"].connected_pairs
        - scenarios["hub_leaves"].connected_pairs,
    )
