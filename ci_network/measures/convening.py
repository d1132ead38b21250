"""Who starts and leads activities? Ties are the consequence; convening is the cause."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Network
from ci_network.network.partnerships import NONE, Stretches


class Convening(NamedTuple):
    """Leading in a window.

    Attributes
    ----------
    attended_share
        Activities with the secretariat present on some day over all activities, 0 to 1.
    led_share
        Of the activities with a lead on record, the share in which only the secretariat leads,
        0 to 1. NaN where no lead is recorded.
    partner_led_independent
        Activities in which on some day a partner leads and the secretariat is not present.
    partner_leads
        Distinct partners that lead.
    effective_leads
        Effective number of leading partners, 1/Σp² with p the share of each in the pairs of
        leading partner and activity (the inverse of Herfindahl's index). NaN where none leads.
    leads
        Codes of the partners that lead.
    """

    attended_share: float
    led_share: float
    partner_led_independent: int
    partner_leads: int
    effective_leads: float
    leads: Codes


def convening(network: Network, spans: Stretches) -> Convening:
    """Who leads in a window, and how much of it is the secretariat's.

    Parameters
    ----------
    network
        The network of a window.
    spans
        Stretches of the alliance.
    """
    here = spans.presences_of(network.stretches)
    stretch, secretariat = spans.present[here], spans.secretariat[here]
    activity, lead = spans.activity[stretch], spans.lead[here]
    led = Leading(
        activity=activity[lead],
        actor=spans.actor[here][lead],
        secretariat=secretariat[lead],
        unattended=spans.involvement[stretch[lead]] == NONE,
        said=distinct(activity[spans.partner_led[activity]]),
        said_unattended=distinct(activity[_partners_without(network, spans, here)]),
    )
    attended = len(distinct(activity[secretariat]))
    return convened(led, network.secretariat, attended, len(network.activities))


def _partners_without(network: Network, spans: Stretches, here: Codes) -> Flags:
    """By presence: a partner, without the secretariat, in what a partner is said to have led."""
    stretch = spans.present[here]
    partner = ~np.isin(spans.actor[here], network.secretariat)
    alone: Flags = partner & (spans.involvement[stretch] == NONE)
    return alone & spans.partner_led[spans.activity[stretch]]


class Leading(NamedTuple):
    """Who led what in a window, by presence of a lead.

    Attributes
    ----------
    activity, actor
        Codes.
    secretariat
        Whether it led as secretariat.
    unattended
        Whether no secretariat was present.
    said
        Codes of the activities that a partner led, as is said of them as a whole; which one is
        not known.
    said_unattended
        Those of them with partners present, and no secretariat, on some day.
    """

    activity: Codes
    actor: Codes
    secretariat: Flags
    unattended: Flags
    said: Codes
    said_unattended: Codes


def convened(led: Leading, secretariat: Codes, attended: int, activities: int) -> Convening:
    """Who leads, from the presences of leads.

    Parameters
    ----------
    led
        Who led what in the window.
    secretariat
        Codes of the actors that take part as secretariat in the window.
    attended, activities
        Activities with the secretariat present on some day, and all activities.
    """
    actors = int(max(led.actor.max(initial=-1), secretariat.max(initial=-1))) + 1
    is_partner = np.ones(actors, bool)
    is_partner[secretariat] = False
    partner = is_partner[led.actor]
    of_leads = distinct(np.concatenate([led.activity, led.said]))
    shared = distinct(np.concatenate([led.activity[~led.secretariat], led.said]))
    unattended = led.activity[partner & led.unattended]
    parts = distinct(led.activity[partner] * actors + led.actor[partner])
    leads, times = np.unique(parts % actors if actors else parts, return_counts=True)
    return Convening(
        attended_share=ratio(attended, activities),
        led_share=ratio(len(of_leads) - len(shared), len(of_leads)),
        partner_led_independent=len(distinct(np.concatenate([unattended, led.said_unattended]))),
        partner_leads=len(leads),
        effective_leads=effective_number(times),
        leads=leads,
    )


def effective_number(times: Codes) -> float:
    """Effective number of kinds, 1/Σp² (Laakso & Taagepera 1979). NaN of nothing.

    https://doi.org/10.1177/001041407901200101

    Examples
    --------
    >>> effective_number(np.array([2, 2]))
    2.0
    """
    total = int(times.sum())
    return total * total / int((times * times).sum()) if total else math.nan
