"""Who is connected with whom in a window, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ci_network.engine.kinds import bounds
from ci_network.engine.window_presences import Making
from ci_network.graphs.components import components
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.network.networks import SCENARIOS, Scenario
from ci_network.network.partnerships import INDEPENDENT


@dataclass(frozen=True)
class Components:
    """What the paths of a network say.

    Attributes
    ----------
    connected_pairs
        Pairs of partners with a path between them.
    largest
        Partners in the largest component.
    isolates
        Partners without a tie.
    """

    connected_pairs: int
    largest: int
    isolates: int


def connected(making: Making, partners: int) -> Mapping[Scenario, Components]:
    """What the paths say in each scenario.

    Parameters
    ----------
    making
        The presences that make ties.
    partners
        How many partners there are; those that are not present are alone.
    """
    partner = np.zeros(len(making.there), bool)
    partner[making.vertex] = making.partner
    return {name: _sizes(labels, partner, partners) for name, labels in _labelled(making)}


def _labelled(making: Making) -> Iterator[tuple[Scenario, Codes]]:
    """Component of each vertex, by scenario.

    What a scenario leaves, a more generous one leaves too: each begins with the components of
    the one before and adds the meetings that only it has.
    """
    vertex, meeting, lasting = making.vertex, making.meeting, making.lasting
    between = making.partner
    labels = np.arange(len(making.there))
    highest = dict(zip(SCENARIOS, bounds(), strict=True))
    reached = INDEPENDENT - 1
    for scenario in reversed(SCENARIOS[1:]):
        bound = highest[scenario]
        added = between & (lasting > reached) & (lasting <= bound)
        labels = _merged(labels, vertex[added], meeting[added])
        reached = bound
        yield scenario, labels
    # Through the secretariat: all that were present with it, and all where it was.
    with_it = np.zeros(int(meeting.max(initial=-1)) + 1, bool)
    with_it[meeting[~between]] = True
    added = with_it[meeting]
    yield SCENARIOS[0], _merged(labels, vertex[added], meeting[added])


def _merged(labels: Codes, vertex: Codes, meeting: Codes) -> Codes:
    """Components when everybody in a meeting is connected too."""
    if not len(vertex):
        return labels
    count = int(labels.max()) + 1
    found = components(count + int(meeting.max()) + 1, labels[vertex], count + meeting)
    return found[labels]


def _sizes(labels: Codes, partner: Flags, partners: int) -> Components:
    """Of a network of `partners`, of which those that are not there are alone."""
    actors = np.bincount(labels, minlength=1)
    of_partners = np.bincount(labels[partner], minlength=len(actors))
    absent = partners - int(partner.sum())
    return Components(
        connected_pairs=int((of_partners * (of_partners - 1) // 2).sum()),
        largest=max(int(of_partners.max()), min(partners, 1)),
        isolates=int((actors[labels[partner]] == 1).sum()) + absent,
    )
