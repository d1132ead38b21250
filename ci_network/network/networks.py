"""The network of each window, and what is left of it in each scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.dates import Window
from ci_network.graphs.graph import Graph
from ci_network.graphs.reach import Incidence
from ci_network.graphs.sorted_codes import Codes, Flags, run_starts
from ci_network.network.partnerships import (
    CARRIED,
    INDEPENDENT,
    Meetings,
    Stretches,
    Together,
    making_ties,
)
from ci_network.record.alliance import REGISTER, Actors, Alliance

Scenario = Literal["present", "hub_leaves", "led_activities_end", "unaided"]
"""What is left when the secretariat leaves, from most to least generous."""

SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)

TieClass = Literal["independent", "supported", "carried"]

TIE_CLASSES: tuple[TieClass, ...] = get_args(TieClass)

CLASS_OF_STANDING = np.array([0, 1, 1, 2])
"""Place in `TIE_CLASSES` by standing: a tie whose lead is unknown is a supported one."""

_LASTS_TO = {
    "present": CARRIED,
    "hub_leaves": CARRIED,
    "led_activities_end": CARRIED - 1,
    "unaided": INDEPENDENT,
}


@dataclass(frozen=True, eq=False)
class Ties:
    """Pairs that met in a window, sorted by their actors.

    Attributes
    ----------
    first, second
        Codes of the actors, ``first < second``.
    pair
        Code of the pair in the alliance's `Meetings`.
    standing
        Lowest standing among the meetings: 0 independent, 1 supported, 2 supported with the lead
        unknown, 3 carried.
    lasting
        Lowest `lasting` among them: what decides in which scenarios the tie is left.
    strength
        Newman's: the sum over shared activities of 1/(n − 1).
    independent_strength
        The same over the activities in which they met without the secretariat.
    activities, independent_activities
        How many activities they shared, and in how many of these without the secretariat.
    """

    first: Codes
    second: Codes
    pair: Codes
    standing: NDArray[np.int8]
    lasting: NDArray[np.int8]
    strength: NDArray[np.float64]
    independent_strength: NDArray[np.float64]
    activities: Codes
    independent_activities: Codes

    def __len__(self) -> int:
        return len(self.first)

    @property
    def tie_class(self) -> Codes:
        """Place in `TIE_CLASSES`."""
        return CLASS_OF_STANDING[self.standing]

    def ends(self, keep: Flags) -> tuple[Codes, Codes]:
        """Actors of only some of the ties."""
        return self.first[keep], self.second[keep]

    def select(self, keep: Flags) -> Ties:
        """Only some of the ties."""
        kept = np.flatnonzero(keep)
        return Ties(**{name: column.take(kept) for name, column in vars(self).items()})


@dataclass(frozen=True, eq=False)
class Gathering:
    """Who came together in one window, before anybody asks who is tied to whom.

    Attributes
    ----------
    window
        The window.
    roster
        Codes of the partners at risk: taking part in the window, or members at some time in it.
    secretariat
        Codes of the actors that take part as secretariat in the window.
    activities
        Codes of the activities in the window. What partners say of pairs is none of them, unless
        nothing else is known of the window.
    stretches
        Codes of the stretches in the window, large activities included.
    incidence
        The stretches that make ties (no larger than `max_size`), in local codes: the roster
        first, then the secretariat.
    incidence_stretch
        Which stretch each of its meetings is.
    standing, lasting
        By meeting of `incidence`; see `Stretches`.
    """

    window: Window
    roster: Codes
    secretariat: Codes
    activities: Codes
    stretches: Codes
    incidence: Incidence
    incidence_stretch: Codes
    standing: NDArray[np.int8]
    lasting: NDArray[np.int8]

    @property
    def partners(self) -> int:
        """Partners on the roster."""
        return len(self.roster)

    @cached_property
    def vertices(self) -> Codes:
        """Actor code of each local vertex: the roster, then the secretariat."""
        return np.concatenate([self.roster, self.secretariat])

    def local(self, actors: Codes) -> Codes:
        """Local vertices of actors, all of which must be in this network."""
        return self.place[actors]

    @cached_property
    def place(self) -> Codes:
        """Local vertex by actor, -1 of those that are not there, up to the last that is."""
        place = np.full(int(self.vertices.max(initial=-1)) + 1, -1)
        place[self.vertices] = np.arange(len(self.vertices))
        return place


@dataclass(frozen=True, eq=False)
class Network(Gathering):
    """The network of one window: who came together in it, and the ties that this made.

    Attributes
    ----------
    ties
        Between partners.
    own_ties
        With the secretariat, or within it.
    """

    ties: Ties
    own_ties: Ties


def in_scenario(lasting: NDArray[np.int8], scenario: Scenario) -> Flags:
    """Which ties or meetings are left, by how long they last."""
    left: Flags = lasting <= _LASTS_TO[scenario]
    return left


def partner_graph(network: Network, scenario: Scenario) -> Graph:
    """The roster with the ties that are left in a scenario, in local vertices."""
    first, second = network.ties.ends(in_scenario(network.ties.lasting, scenario))
    return Graph(network.partners, network.local(first), network.local(second))


def scenario_graph(network: Network, scenario: Scenario) -> Graph:
    """The same; in ``present`` with the secretariat and its own ties too."""
    if scenario == "present":
        return graph_with_own(network, np.ones(len(network.ties), bool))
    return partner_graph(network, scenario)


def graph_with_own(network: Network, kept: Flags) -> Graph:
    """Everyone, with some of the ties between partners and all ties of the secretariat."""
    first, second = network.ties.ends(kept)
    own = network.own_ties
    return Graph(
        len(network.vertices),
        network.local(np.concatenate([first, own.first])),
        network.local(np.concatenate([second, own.second])),
    )


def gatherings(
    alliance: Alliance, spans: Stretches, windows: Sequence[Window], max_size: int | None = None
) -> Iterator[Gathering]:
    """The same as `networks`, without the ties; parameters are those of `networks`."""
    cut, dated = _Cut(alliance.actors, spans, max_size), alliance.activities.dated[spans.activity]
    for window in windows:
        gathering = cut.gathering(window, _overlap(spans, dated, window))
        yield replace(gathering, activities=_of_the_register(gathering.activities, alliance))


def networks(
    alliance: Alliance,
    spans: Stretches,
    meetings: Meetings,
    windows: Sequence[Window],
    max_size: int | None = None,
) -> Iterator[Network]:
    """Cut the record into one network for each window.

    Parameters
    ----------
    alliance, spans, meetings
        The record, its stretches, and its meetings (made with the same `max_size`).
    windows
        The windows, in order.
    max_size
        Activities with more actors make no ties.

    Yields
    ------
    Network
        In the order of the windows. A window without any activity has no partners.
    """
    tied = _Tied(spans, meetings)
    for gathering in gatherings(alliance, spans, windows, max_size):
        yield tied.network(gathering)


def whole_gathering(
    actors: Actors, spans: Stretches, window: Window, max_size: int | None
) -> Gathering:
    """Who came together in a window in which all stretches are that are given.

    Parameters
    ----------
    actors, spans, max_size
        As for `networks`.
    window
        Whose members are at risk.
    """
    return _Cut(actors, spans, max_size).gathering(window, np.ones(len(spans), bool))


def with_ties(gathering: Gathering, spans: Stretches, meetings: Meetings) -> Network:
    """The network of a window, of all meetings in it."""
    return _Tied(spans, meetings).network(gathering)


def tied(gathering: Gathering, spans: Stretches, block: Meetings) -> Network:
    """A window with its ties: those that it has, or else those of a block of meetings."""
    return gathering if isinstance(gathering, Network) else with_ties(gathering, spans, block)


def ties_of(gathering: Gathering, spans: Stretches, meetings: Together) -> Iterator[Ties]:
    """Ties between the partners of a window: all, or as many at a time as memory holds."""
    for block in meetings.blocks(spans.marked(gathering.stretches)):
        yield tied(gathering, spans, block).ties


def _overlap(spans: Stretches, dated: Flags, window: Window) -> Flags:
    if window.undated:
        return np.ones(len(spans), bool)
    begin, until = _bounds(window)
    inside: Flags = dated & (spans.start <= until) & (spans.end >= begin)
    return inside


def _bounds(window: Window) -> tuple[int, int]:
    """First and last day; all of time for the window of a record without any date."""
    return (
        dates.BEGINNING if window.start is None else window.start,
        dates.END if window.end is None else window.end,
    )


class _Cut:
    """A record that is cut into windows."""

    def __init__(self, actors: Actors, spans: Stretches, max_size: int | None) -> None:
        self.actors, self.spans = actors, spans
        self.makes_ties = making_ties(spans, max_size)

    def gathering(self, window: Window, inside: Flags) -> Gathering:
        """Of the stretches that are inside."""
        actors, spans = len(self.actors), self.spans
        stretches = np.flatnonzero(inside)
        presence = spans.presences_of(stretches)
        takes_part = np.zeros(actors, bool)
        takes_part[spans.actor[presence]] = True
        is_secretariat = np.zeros(actors, bool)
        is_secretariat[spans.actor[presence[spans.secretariat[presence]]]] = True
        if inside.any():
            takes_part |= members(self.actors, window)
        roster = np.flatnonzero(takes_part & ~is_secretariat)
        secretariat = np.flatnonzero(is_secretariat)
        kept = np.flatnonzero(inside & self.makes_ties)
        return Gathering(
            window=window,
            roster=roster,
            secretariat=secretariat,
            activities=_activities(spans.activity[stretches]),
            stretches=stretches,
            incidence=_incidence(spans, kept, np.concatenate([roster, secretariat]), actors),
            incidence_stretch=kept,
            standing=spans.standing[kept],
            lasting=spans.lasting[kept],
        )


class _Tied:
    """Meetings of which ties are made."""

    def __init__(self, spans: Stretches, meetings: Meetings) -> None:
        self.spans, self.meetings = spans, meetings
        self.weight = 1.0 / (spans.size[spans.activity[meetings.stretch]] - 1)
        self._latest: tuple[Codes, tuple[Ties, Ties]] | None = None

    def network(self, gathering: Gathering) -> Network:
        """With the ties that the stretches of a window make."""
        ties, own_ties = self._ties(gathering)
        return Network(**_fields(gathering), ties=ties, own_ties=own_ties)

    def _ties(self, gathering: Gathering) -> tuple[Ties, Ties]:
        """Between partners, and the secretariat's: those of the window before it, where these have
        the same stretches."""
        stretches = gathering.stretches
        if self._latest is None or not np.array_equal(self._latest[0], stretches):
            index = np.flatnonzero(self.spans.marked(stretches)[self.meetings.stretch])
            ties = _ties(self.meetings, self.spans, index, self.weight)
            is_secretariat = np.zeros(int(self.spans.actor.max(initial=-1)) + 1, bool)
            is_secretariat[gathering.secretariat] = True
            own = is_secretariat[ties.first] | is_secretariat[ties.second]
            self._latest = stretches, (ties.select(~own), ties.select(own))
        return self._latest[1]


def _fields(gathering: Gathering) -> dict[str, Any]:
    return {field.name: getattr(gathering, field.name) for field in fields(gathering)}


def _of_the_register(activities: Codes, alliance: Alliance) -> Codes:
    """What is counted as activities: an account of a pair is none, where the register has any."""
    registered = activities[alliance.activities.said_by[activities] == REGISTER]
    return registered if len(registered) else activities


def _activities(codes: Codes) -> Codes:
    """Each once; stretches are sorted by activity."""
    return codes[run_starts(codes)]


def members(actors: Actors, window: Window) -> Flags:
    """By actor: whether it is a member at some time in the window on which it is no secretariat."""
    recorded: Flags = (actors.joined != dates.END) & ~actors.left_unknown
    if not recorded.any():
        return recorded
    first, last = _bounds(window)
    begin, until = np.maximum(actors.joined, first), np.minimum(actors.left, last)
    in_term_throughout = (actors.term_start <= begin) & (actors.term_end >= until)
    found: Flags = recorded & (begin <= until) & ~(actors.secretariat & in_term_throughout)
    return found


def _ties(meetings: Meetings, spans: Stretches, index: Codes, weight: NDArray[np.float64]) -> Ties:
    """Reduce meetings to shared activities, and these to pairs; the order makes both one pass."""
    stretch = meetings.stretch.take(index)
    shared = run_starts(meetings.shared.take(index))
    by_shared = _minimum(spans.standing.take(stretch), shared)
    independent = by_shared == INDEPENDENT
    met = index.take(shared)
    weight = weight.take(met)
    pair = meetings.pair.take(met)
    begin = run_starts(pair)
    code = pair.take(begin)
    standing = lasting = _minimum(by_shared, begin)
    # What nobody has said anything of lasts as it stands.
    if not np.array_equal(spans.lasting, spans.standing):
        lasting = _minimum(spans.lasting.take(stretch), shared.take(begin))
    return Ties(
        first=meetings.first.take(code),
        second=meetings.second.take(code),
        pair=code,
        standing=standing,
        lasting=lasting,
        strength=_sum(weight, begin),
        independent_strength=_sum(np.where(independent, weight, 0.0), begin),
        activities=np.diff(begin, append=len(pair)),
        independent_activities=_sum(independent.astype(np.int64), begin),
    )


def _incidence(spans: Stretches, kept: Codes, vertices: Codes, actors: int) -> Incidence:
    place = np.full(actors, -1)
    place[vertices] = np.arange(len(vertices))
    meeting = np.repeat(np.arange(len(kept)), np.diff(spans.offset)[kept])
    presence = spans.presences_of(kept)
    return Incidence(len(vertices), len(kept), place[spans.actor[presence]], meeting)


def _minimum(values: NDArray[np.int8], begin: Codes) -> NDArray[np.int8]:
    return np.minimum.reduceat(values, begin) if len(begin) else values[:0]


def _sum(values: NDArray[Any], begin: Codes) -> NDArray[Any]:
    return np.add.reduceat(values, begin) if len(begin) else values[:0]
