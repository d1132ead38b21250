"""What would each partner lose?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.shortest_paths import betweenness_and_error
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.measures.brokerage import constraint, independent_and_own
from ci_network.measures.ratio import ratios
from ci_network.network.networks import CLASS_OF_STANDING, Network, in_scenario
from ci_network.network.partnerships import NONE, Stretches


@dataclass(frozen=True)
class Partners:
    """The partners of a window, in the order of its roster.

    Attributes
    ----------
    actor
        Codes of the partners.
    ties, independent, supported, carried
        Ties by class.
    ties_needing_share
        Ties that are not independent over all ties, 0 to 1. NaN without ties.
    activities
        Activities that it takes part in.
    activities_needing_share
        Share of these in which it meets the secretariat, 0 to 1. NaN without activities.
    activities_led
        Activities that it leads.
    isolate_present, isolate_led_activities_end, isolate_unaided
        Whether it has no tie in that scenario; in ``present`` the secretariat counts.
    betweenness, constraint
        On the graph of independent ties plus the secretariat's own. NaN where undefined.
    betweenness_se
        Standard error of `betweenness` where sources were sampled; NaN where it is exact.
    """

    actor: Codes
    ties: Codes
    independent: Codes
    supported: Codes
    carried: Codes
    ties_needing_share: NDArray[np.float64]
    activities: Codes
    activities_needing_share: NDArray[np.float64]
    activities_led: Codes
    isolate_present: Flags
    isolate_led_activities_end: Flags
    isolate_unaided: Flags
    betweenness: NDArray[np.float64]
    constraint: NDArray[np.float64]
    betweenness_se: NDArray[np.float64]


def partners(network: Network, spans: Stretches) -> Partners:
    """Ties, activities and brokerage of each partner of a window.

    Parameters
    ----------
    network
        The network of a window.
    spans
        Stretches of the alliance.
    """
    n = network.partners
    ends = network.local(np.concatenate([network.ties.first, network.ties.second]))
    tie_class = CLASS_OF_STANDING[np.tile(network.ties.standing, 2)]
    by_class = [np.bincount(ends[tie_class == c], minlength=n) for c in range(3)]
    ties = np.bincount(ends, minlength=n)
    own_ends = np.concatenate([network.own_ties.first, network.own_ties.second])
    with_own = np.bincount(network.local(own_ends), minlength=len(network.vertices))[:n]
    lasting = np.tile(network.ties.lasting, 2)
    isolate = {
        scenario: np.bincount(ends[in_scenario(lasting, scenario)], minlength=n) == 0
        for scenario in ("led_activities_end", "unaided")
    }
    activities, needing, led = _activities(network, spans)
    graph = independent_and_own(network)
    between, error = betweenness_and_error(graph)
    return Partners(
        actor=network.roster,
        ties=ties,
        independent=by_class[0],
        supported=by_class[1],
        carried=by_class[2],
        ties_needing_share=ratios(ties - by_class[0], ties),
        activities=activities,
        activities_needing_share=ratios(needing, activities),
        activities_led=led,
        isolate_present=ties + with_own == 0,
        isolate_led_activities_end=isolate["led_activities_end"],
        isolate_unaided=isolate["unaided"],
        betweenness=between[:n],
        constraint=constraint(graph)[:n],
        betweenness_se=error[:n],
    )


def _activities(network: Network, spans: Stretches) -> tuple[Codes, Codes, Codes]:
    """By partner: activities, those in which it meets the secretariat, those it leads."""
    here = spans.presences_of(network.stretches)
    place = np.full(int(spans.actor.max(initial=-1)) + 1, -1)
    takes_part = network.roster < len(place)
    place[network.roster[takes_part]] = np.flatnonzero(takes_part)
    partner = place[spans.actor[here]]
    here, partner = here[partner >= 0], partner[partner >= 0]
    stretch = spans.present[here]
    activities = len(spans.size)
    key = partner * activities + spans.activity[stretch]

    def count(where: Flags) -> Codes:
        return np.bincount(distinct(key[where]) // activities, minlength=network.partners)

    everywhere = np.ones(len(here), bool)
    return count(everywhere), count(spans.involvement[stretch] != NONE), count(spans.lead[here])
