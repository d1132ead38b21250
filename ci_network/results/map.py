"""What the map shows of a window beside the figures of the metrics: here it is worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypedDict

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.inference.plan import plan
from ci_network.inference.removal import partners_alone, undecided, unit_of
from ci_network.inference.takeover import candidates
from ci_network.measures.evidence import Evidence
from ci_network.measures.places import betweenness, places, strength
from ci_network.network.networks import SCENARIOS, TIE_CLASSES, Network, Scenario, in_scenario
from ci_network.network.partnerships import Stretches
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Alliance, days_of
from ci_network.record.series import Unit, unit_name, units

NAMED_STEPS = 12
"""Activities of an exit that are told one by one, the largest; the rest end together."""

PLANNED_SETS, PLANNED_STEPS, PLANNED_UP_TO = 1 << 16, 40, 200
"""Sets of open activities of a window up to which all are tried for the map, the most activities
that it plans ahead, and the open ones up to which it does; the page goes on from there alone."""


@dataclass(frozen=True, eq=False)
class Marks:
    """The partners of a window in a scenario, along its roster.

    Attributes
    ----------
    component
        Number of the component: 0 is the largest.
    degree, strength, betweenness
        What the size of a mark can follow.
    alone
        Whether it has no tie; in ``present`` the secretariat counts.
    apart
        Components of two or more that hang together on their own: smaller than the largest, or
        one of several of its size. Never one with the secretariat in it.
    cut_off
        How many of these are smaller than the largest.
    equal
        How many components are as large as the largest.
    """

    component: Codes
    degree: Codes
    strength: NDArray[np.float64]
    betweenness: NDArray[np.float64]
    alone: Flags
    apart: list[int]
    cut_off: int
    equal: int


class ExitStep(NamedTuple):
    """One activity or series that ends, or the small ones together.

    Attributes
    ----------
    name
        Its name; blank of the small ones.
    activities
        Codes of the activities.
    hit
        Ties that rest on them and stand before.
    fall
        Those of them that rest on nothing else.
    largest
        Partners in the largest component afterwards.
    """

    name: str
    activities: Unit
    hit: int
    fall: int
    largest: int


class OpenActivities(NamedTuple):
    """What somebody could take over in a window, for the room to decide on.

    Attributes
    ----------
    units
        The open activities, those of a series together, the largest first.
    candidates
        By unit: codes of the partners in it, the likeliest to take it over first.
    steps
        The best set of units of each size, as `inference.plan.plan` finds them, from none on.
    exact
        How many of the steps are the best of all sets of their size; the others were found step
        by step.
    """

    units: tuple[Unit, ...]
    candidates: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[Unit, ...], ...]
    exact: int


class SectorTies(TypedDict):
    """The ties between two sectors (or within one), by class and last scenario, in columns."""

    first: list[int]
    second: list[int]
    kind: list[int]
    until: list[int]
    ties: list[int]


def marks(network: Network, scenario: Scenario, spans: Stretches, behind: Evidence | None) -> Marks:
    """Where each partner of a window stands in a scenario.

    Parameters
    ----------
    network
        The network of the window.
    scenario
        The scenario.
    spans
        Stretches of the alliance.
    behind
        The activities behind its ties; None leaves strength and betweenness out.
    """
    where = places(network, scenario)
    sizes = np.bincount(where.component, minlength=1)
    largest = int(sizes.max())
    several = sizes >= 2
    equal = int((several & (sizes == largest)).sum())
    if scenario == "present":
        several[_with_secretariat(network, where.component)] = False
    separate = several & ((sizes < largest) | (equal > 1))
    none = np.zeros(0)
    return Marks(
        component=where.component,
        degree=where.degree,
        strength=none if behind is None else strength(network, scenario, spans, behind),
        betweenness=none if behind is None else betweenness(network, scenario),
        alone=where.isolate,
        apart=np.flatnonzero(separate).tolist(),
        cut_off=int((separate & (sizes < largest)).sum()),
        equal=equal,
    )


def until(lasting: NDArray[np.int8]) -> Codes:
    """The last scenario in which ties or stretches go on, by how long they last.

    A place in `SCENARIOS`: what stays in one stays in all before it.
    """
    last: Codes = np.sum([in_scenario(lasting, s) for s in SCENARIOS], axis=0) - 1
    return last


def exit_steps(result: WindowNetworks, network: Network, start: int, end: int) -> list[ExitStep]:
    """How one scenario becomes a stricter one, activity by activity, the largest first; the
    meetings of a series end together.

    Parameters
    ----------
    result
        The networks of the alliance.
    network
        That of the window.
    start, end
        Places in `SCENARIOS`, the first no stricter than the second. The secretariat itself is
        gone from the beginning.
    """
    spans, meetings = result.spans, result.meetings
    last = np.full(len(spans), -1)
    last[network.incidence_stretch] = until(spans.lasting[network.incidence_stretch])
    alive = last >= start
    tie = np.full(len(meetings.first), -1)
    tie[network.ties.pair] = np.arange(len(network.ties))
    inside = alive[meetings.stretch] & (tie[meetings.pair] >= 0)
    stretch, tie = meetings.stretch[inside], tie[meetings.pair[inside]]
    rests_on = np.bincount(tie, minlength=len(network.ties))
    ending = np.flatnonzero(alive & (last < end))
    activities = result.alliance.activities
    ends = units(activities.series, distinct(spans.activity[ending]).tolist())
    sizes = _partners_of(network, spans, ending, ends)
    order = sorted((one for one in ends if sizes[one] > 1), key=lambda one: (-sizes[one], one))
    told = [(unit_name(activities.name, activities.series, unit), unit) for unit in order]
    if len(told) > NAMED_STEPS + 1:
        told[NAMED_STEPS:] = [("", tuple(chain.from_iterable(order[NAMED_STEPS:])))]
    step_of = np.full(len(activities.name), -1)
    for n, (_, codes) in enumerate(told):
        step_of[list(codes)] = n
    ended_by = step_of[spans.activity[ending]]
    steps = []
    for n, (name, codes) in enumerate(told):
        dead = spans.marked(ending[ended_by == n])
        alive &= ~dead
        gone = np.bincount(tie[dead[stretch]], minlength=len(network.ties))
        rests_on -= gone
        hit, fall = int((gone > 0).sum()), int(((gone > 0) & (rests_on == 0)).sum())
        steps.append(ExitStep(name, codes, hit, fall, _largest(network, alive)))
    return steps


def open_to_decide(result: WindowNetworks, network: Network) -> OpenActivities:
    """The open activities of a window, who could take them over, and which help most.

    Parameters
    ----------
    result
        The networks of the alliance.
    network
        That of the window.
    """
    spans, meetings = result.spans, result.meetings
    foundation = partners_alone(network, meetings, spans)
    series = result.alliance.activities.series
    open_ = undecided(foundation, network, spans, series)
    by_size = sorted(zip((-open_.size).tolist(), open_.units, strict=True))
    order = tuple(unit for _, unit in by_size)
    who = candidates(network, spans, order, series, result.max_size)
    ahead = PLANNED_STEPS if len(order) <= PLANNED_UP_TO else 0
    found = plan(network, meetings, spans, series, most=ahead, most_sets=PLANNED_SETS).steps
    return OpenActivities(
        order,
        tuple(tuple(one.partner for one in who[unit]) for unit in order),
        tuple(step.units for step in found),
        sum(step.exact for step in found),
    )


def sector_ties(network: Network, sector: Codes) -> SectorTies:
    """The ties of a window between sectors.

    Parameters
    ----------
    network
        The network of the window.
    sector
        By actor: code of its sector.
    """
    ties = network.ties
    ends = np.sort([sector[ties.first] + 1, sector[ties.second] + 1], axis=0)
    shape = (*[int(sector.max(initial=0)) + 2] * 2, len(TIE_CLASSES), len(SCENARIOS))
    row = np.ravel_multi_index((*ends, ties.tie_class, until(ties.lasting)), shape)
    rows, counts = np.unique(row, return_counts=True)
    one, other, kind, last = np.unravel_index(rows, shape)
    return {
        "first": (one - 1).tolist(),
        "second": (other - 1).tolist(),
        "kind": kind.tolist(),
        "until": last.tolist(),
        "ties": counts.tolist(),
    }


def in_time(alliance: Alliance, codes: Sequence[int]) -> list[int]:
    """Activities by time and size, never by name where that can be told apart."""
    part = alliance.participations
    many = len(alliance.activities)
    start, end = days_of(part.activity, part.start, part.end, many)
    size = np.bincount(part.activity, minlength=many)
    return sorted(codes, key=lambda code: (start[code], end[code], -size[code], code))


def _with_secretariat(network: Network, component: Codes) -> Codes:
    """Components that the secretariat is in."""
    ends = np.concatenate([network.own_ties.first, network.own_ties.second])
    tied = network.local(ends[np.isin(ends, network.roster)])
    return distinct(component[tied])


def _partners_of(
    network: Network, spans: Stretches, stretches: Codes, some: Sequence[Unit]
) -> dict[Unit, int]:
    """Partners of the window in the stretches of each unit."""
    here = spans.present_in(stretches)
    presence = here & np.isin(spans.actor, network.roster)
    width = int(spans.actor.max(initial=0)) + 1
    codes = distinct(spans.activity[stretches])
    unit = unit_of(some, codes)[np.searchsorted(codes, spans.activity[spans.present[presence]])]
    rows = distinct(unit * width + spans.actor[presence])
    counts = np.bincount(rows // width, minlength=len(some))
    return dict(zip(some, counts.tolist(), strict=True))


def _largest(network: Network, alive: Flags) -> int:
    """Partners in the largest component of the stretches that go on."""
    incidence, n = network.incidence, network.partners
    kept = alive[network.incidence_stretch][incidence.meeting] & (incidence.vertex < n)
    label = components(
        n + len(network.incidence_stretch), incidence.vertex[kept], n + incidence.meeting[kept]
    )
    return int(np.bincount(label[:n]).max(initial=0))
