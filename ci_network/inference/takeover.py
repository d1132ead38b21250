"""By whom: partners that could take over an activity or a series, from what the record says.

A proposal from the record, no more: that somebody has led before does not say that it will. What
is counted is what is decided: the meetings of a series are one, also those of other windows.

Three actors and the secretariat S, with a: S A B led by S, b: A B led by A. A and B both take part
in a; A comes first, since it has led another. Both have met the other in one other activity, b.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.assignment import cheapest
from ci_network.graphs.sorted_codes import Codes, Flags, distinct, ranges, stable_order
from ci_network.network.networks import Gathering
from ci_network.network.partnerships import Stretches, making_ties
from ci_network.record.series import Unit


class Candidate(NamedTuple):
    """A partner that could take over an activity, or a series of them.

    Attributes
    ----------
    partner
        Its code.
    led_it
        Whether it has led this activity, or a meeting of this series, at any time.
    led_others
        Other activities, or series, that it has led, at any time.
    shared
        Other activities, or series, in which it met one of the activity's other participants, at
        any time.
    leads_now
        Activities, or series, that it leads in the window.
    """

    partner: int
    led_it: bool
    led_others: int
    shared: int
    leads_now: int


def candidates(
    network: Gathering,
    spans: Stretches,
    activities: Sequence[Unit],
    series: Sequence[str],
    max_size: int | None = None,
) -> dict[Unit, tuple[Candidate, ...]]:
    """Who could take over each of some activities: the partners in it, the likeliest first.

    Has it led this activity, has it led others, in how many others has it met those who take
    part, how little does it lead now; then by id.

    Parameters
    ----------
    network
        Who came together in the window.
    spans
        The stretches of the alliance.
    activities
        Activities in the window, those of a series together.
    series
        By activity: what it is one of, as `Activities.series` has it.
    max_size
        Activities with more actors make no ties: in these nobody has met another.
    """
    actors = int(spans.actor.max(initial=-1)) + 1
    number: dict[str, int] = {}
    of = np.array([number.setdefault(name, len(number)) for name in series], np.int64)
    stretch = spans.present
    leading = spans.lead & ~spans.secretariat
    led = distinct(of[spans.activity[stretch[leading]]] * actors + spans.actor[leading])
    inside = spans.present_in(network.stretches)
    now = leading & inside
    led_now = distinct(of[spans.activity[stretch[now]]] * actors + spans.actor[now])
    leads_now, led_in_all = (
        np.bincount(each % max(actors, 1), minlength=actors) for each in (led_now, led)
    )
    has_led = set(led.tolist())
    partner = np.zeros(actors, bool)
    partner[network.roster[network.roster < actors]] = True
    there = inside & partner[spans.actor]
    met = _Met(spans, making_ties(spans, max_size), of)
    found = {}
    for unit in activities:
        codes = np.array(unit)
        begin, end = (np.searchsorted(spans.activity, codes, side) for side in ("left", "right"))
        begin, end = spans.offset[begin], spans.offset[end]
        row = ranges(begin, end - begin)
        members = distinct(spans.actor[row][there[row]])
        its_series = int(of[codes[0]])
        shared = met.shared(members, its_series)
        own = [key in has_led for key in (its_series * actors + members).tolist()]
        rows = [
            Candidate(actor, its, int(led_in_all[actor]) - its, count, int(leads_now[actor]))
            for actor, its, count in zip(members.tolist(), own, shared, strict=True)
        ]
        found[unit] = tuple(sorted(rows, key=_place))
    return found


def _place(candidate: Candidate) -> tuple[bool, bool, int, int, int]:
    return (
        not candidate.led_it,
        not candidate.led_others,
        -candidate.shared,
        candidate.leads_now,
        candidate.partner,
    )


class _Met:
    """Where each actor was present with others, by actor.

    `of` tells the series of each activity.
    """

    def __init__(self, spans: Stretches, together: Flags, of: Codes) -> None:
        present = spans.present
        row = np.flatnonzero(together[present])
        row = row[stable_order(spans.actor[row])]
        self.actor, self.stretch = spans.actor[row], present[row]
        self.series, self.most = of[spans.activity], int(of.max(initial=0)) + 1

    def shared(self, members: Codes, its_series: int) -> list[int]:
        """By member: other series in which it met another member."""
        begin, end = (np.searchsorted(self.actor, members, side) for side in ("left", "right"))
        stretch = self.stretch[ranges(begin, end - begin)]
        member = np.repeat(np.arange(len(members)), end - begin)
        met = np.bincount(stretch, minlength=1)[stretch] > 1
        series = self.series[stretch]
        met &= series != its_series
        each = distinct(member[met] * self.most + series[met]) // self.most
        counts: list[int] = np.bincount(each, minlength=len(members)).tolist()
        return counts


def proposal(
    by_unit: Mapping[Unit, Sequence[Candidate]], wanted: Sequence[Unit], load: int = 2
) -> dict[Unit, int]:
    """A partner for each activity, so that the likeliest candidates get them and nobody too many.

    Parameters
    ----------
    by_unit
        The candidates of each activity, the likeliest first.
    wanted
        The activities to hand over, those that matter most first: where there are too few
        partners, the later ones go without.
    load
        Activities, or series, that nobody gets more of.

    Returns
    -------
    dict
        Partner by activity; activities that nobody can be proposed for are left out.

    Notes
    -----
    The sum of the places in the lists of candidates is as low as it can be.
    """
    partners = sorted({each.partner for activity in wanted for each in by_unit[activity]})
    if not partners or not wanted:
        return {}
    column = {partner: place for place, partner in enumerate(partners)}
    longest = max(len(by_unit[activity]) for activity in wanted)
    # Going without costs more than all places together, and more for what matters more.
    without = longest * len(wanted) + 1
    cost = np.empty((len(wanted), len(partners)))
    for row, activity in enumerate(wanted):
        cost[row] = without * (len(wanted) - row)
        for place, each in enumerate(by_unit[activity]):
            cost[row, column[each.partner]] = place
    places = cheapest(np.hstack([np.repeat(cost, load, axis=1), _going_without(cost)]))
    return {
        wanted[row]: partners[place // load]
        for row, place in enumerate(places.tolist())
        if place < len(partners) * load and cost[row, place // load] < without
    }


def _going_without(cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """A column for each activity: that nobody takes it over."""
    return np.tile(cost.max(axis=1)[:, None], (1, len(cost)))
