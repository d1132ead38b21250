"""All of it for one alliance: the one result that every view shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ci_network.alliance import Actors, Alliance, Codes
from ci_network.display import Shown
from ci_network.measures.brokerage import (
    SubstituteHub,
    constraint_of,
    independent_and_own,
    substitute_hub,
)
from ci_network.measures.cohesion import Cohesion, cohesion, retention
from ci_network.measures.convening import Convening, convening
from ci_network.measures.independence import Independence, independence
from ci_network.measures.offshoots import Beginnings, Offshoots, beginnings, offshoots
from ci_network.measures.roles import Roles, secretariat_roles
from ci_network.measures.shortest_paths import betweenness_and_error
from ci_network.measures.turnover import Turnover, turnover
from ci_network.network import SCENARIOS, Network, Scenario, networks
from ci_network.partnerships import Meetings, Stretches, meetings, stretches
from ci_network.windows import Every, Window, windows


@dataclass(frozen=True)
class SecretariatFigures:
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


@dataclass(frozen=True)
class WindowFigures:
    """What the measures say of one window with activity.

    `substitute_hub` and `brokerage` are None where they were not computed, or cannot be told.
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


@dataclass(frozen=True)
class MeasuredWindow:
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


@dataclass(frozen=True)
class Measured:
    """The figures of an alliance, whatever worked them out.

    Attributes
    ----------
    actors
        Its actors.
    activities, participations
        How many it has; a repeated row counts once.
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


@dataclass(frozen=True)
class Cut:
    """The networks of an alliance, before any measure.

    Attributes
    ----------
    alliance
        The record.
    every, max_size
        Length of a window; size above which activities make no ties.
    spans, met
        Its stretches and meetings.
    networks
        The network of each window.
    whole
        The network of the whole period.
    """

    alliance: Alliance
    every: Every
    max_size: int | None
    spans: Stretches
    met: Meetings
    networks: tuple[Network, ...]
    whole: Network

    @property
    def has_secretariat(self) -> bool:
        """Whether any actor is flagged; without one, questions about it have no figures."""
        return bool(self.alliance.actors.secretariat.any())


@dataclass(frozen=True, repr=False)
class Sustainability(Shown, Cut):
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

    @property
    def measured(self) -> Measured:
        """The figures alone."""
        alliance = self.alliance
        return Measured(
            actors=alliance.actors,
            activities=len(alliance.activities),
            participations=alliance.rows,
            first=alliance.first,
            last=alliance.last,
            every=self.every,
            max_size=self.max_size,
            windows=tuple(
                MeasuredWindow(network.window, network.partners, len(network.activities), figures)
                for network, figures in zip(self.networks, self.figures, strict=True)
            ),
            offshoots=self.offshoots,
        )


def cut(alliance: Alliance, every: Every = "year", max_size: int | None = None) -> Cut:
    """Cut the record of an alliance into the networks of its windows.

    Parameters
    ----------
    alliance
        A checked record.
    every
        Length of a window.
    max_size
        Activities with more actors than this make no ties, the secretariat's own included.
    """
    spans = stretches(alliance)
    met = meetings(spans, len(alliance.actors), max_size)
    chosen = windows(alliance.first, alliance.last, every)
    (all_of_it,) = windows(alliance.first, alliance.last, "all")
    drawn = tuple(networks(alliance, spans, met, chosen, max_size))
    if chosen == (all_of_it,):
        whole = drawn[0]
    else:
        (whole,) = networks(alliance, spans, met, (all_of_it,), max_size)
    return Cut(alliance, every, max_size, spans, met, drawn, whole)


def sustainability(
    alliance: Alliance,
    every: Every = "year",
    max_size: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Sustainability:
    """Every figure of an alliance.

    Parameters
    ----------
    alliance
        A checked record.
    every
        Length of a window.
    max_size
        Activities with more actors than this make no ties, the secretariat's own included.
    tell
        Told how many windows of how many are measured.
    """
    drawn = cut(alliance, every, max_size)
    sector = sector_codes(alliance.actors)
    figures: list[WindowFigures | None] = []
    led_before: set[int] = set()
    before: Network | None = None
    for number, network in enumerate(drawn.networks, start=1):
        if len(network.activities):
            figures.append(_figures(network, before, led_before, drawn.spans, sector))
        else:
            figures.append(None)
        before = network
        if tell is not None:
            tell(number, len(drawn.networks))
    begun = beginnings(drawn.whole, drawn.met, drawn.spans)
    return Sustainability(
        **vars(drawn),
        figures=tuple(figures),
        begun=begun,
        offshoots=offshoots(begun, alliance.last),
    )


def sector_codes(actors: Actors) -> Codes:
    """Code of the sector of each actor, in the order of their names; -1 where unknown."""
    names = sorted({sector for sector in actors.sector if sector is not None})
    place = {name: code for code, name in enumerate(names)}
    return np.array([-1 if name is None else place[name] for name in actors.sector], np.int64)


def _figures(
    network: Network,
    before: Network | None,
    led_before: set[int],
    spans: Stretches,
    sector: Codes,
) -> WindowFigures:
    """Measure one window; `led_before` grows by its leads."""
    scenarios = cohesion(network, sector)
    convened = convening(network, spans)
    leads = set(convened.leads.tolist())
    first_time = len(leads - led_before)
    led_before |= leads
    return WindowFigures(
        independence=independence(network),
        scenarios=scenarios,
        retention={s: retention(scenarios, s) for s in SCENARIOS[1:]},
        secretariat=_secretariat(network, scenarios),
        convening=convened,
        first_time_leads=first_time,
        turnover=turnover(before, network),
        substitute_hub=substitute_hub(network),
        brokerage=secretariat_roles(network, sector),
    )


def _secretariat(network: Network, scenarios: dict[Scenario, Cohesion]) -> SecretariatFigures:
    graph = independent_and_own(network)
    vertices = network.local(network.secretariat)
    codes = network.secretariat.tolist()
    between, error = betweenness_and_error(graph) if codes else np.zeros((2, 0))
    return SecretariatFigures(
        betweenness=dict(zip(codes, between[vertices].tolist(), strict=True)),
        betweenness_se=dict(zip(codes, error[vertices].tolist(), strict=True)),
        constraint=dict(zip(codes, constraint_of(graph, vertices).tolist(), strict=True)),
        pairs_only_through=scenarios["present"].connected_pairs
        - scenarios["hub_leaves"].connected_pairs,
    )
