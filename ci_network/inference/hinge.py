"""What the answer hinges on: the fewest open activities that decide whether the alliance holds.

Where half of the connected pairs lies between what is surely left and what may be left, somebody
can still decide the matter. The smallest set of open activities whose going on keeps that half is
what it depends on, the meetings of a series being one; where nobody wrote down who led, that may
decide it too.

Three actors and the secretariat S, with the activities a: S A B, b: S B C. All three pairs are
connected today and none is left unaided. If a goes on, one pair of three is; if both do, all are:
it hinges on the two together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.inference.plan import Components, with_best
from ci_network.inference.removal import ActivityIncidence, partners_alone, undecided
from ci_network.measures.paths import connected_pairs, path_columns
from ci_network.measures.ratio import pairs_among, ratio
from ci_network.network.networks import Gathering, in_scenario
from ci_network.network.partnerships import (
    LASTS,
    LASTS_NOT,
    LEAD_UNKNOWN,
    SUPPORTED,
    Stretches,
    Together,
)
from ci_network.record.series import Unit, units

FEW = 3
"""Activities, or series, up to which they are named; what takes more hinges on many."""

_MOST_SETS = 200_000
"""Sets of a size up to which all of them are tried."""


class Range(NamedTuple):
    """Connectedness when the secretariat has left, 0 to 1; NaN below two partners.

    Attributes
    ----------
    low
        In `unaided`.
    high
        In `led_activities_end`.
    """

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return self.high - self.low


class Fork(NamedTuple):
    """Some activities, and the range as it is decided about them.

    Attributes
    ----------
    units
        The activities, those of a series together, in the order of their names.
    if_yes, if_no
        The range when all of them go on, and when all of them end. Of an unknown lead: when
        partners led all of them, and when the secretariat did.
    """

    units: tuple[Unit, ...]
    if_yes: Range
    if_no: Range


class Outlook(NamedTuple):
    """What may be left of a window, and what that hinges on.

    Attributes
    ----------
    present
        Connectedness today, paths through the secretariat included.
    range
        When the secretariat has left.
    open
        The activities that the secretariat attends, in which two partners meet and of whose
        future nobody has said anything; those of a series together.
    hinge
        The fewest of them, a series being one, whose going on keeps half of today's connected
        pairs, where that is between the two ends of the range. None elsewhere.
    tried
        Whether all sets up to three were tried; larger ones are built one by one.
    lead
        What brings the upper end below the half when the secretariat led it, of activities without
        a known lead: one, or one series, or else all of them. None where they do not.
    """

    present: float
    range: Range
    open: tuple[Unit, ...]
    hinge: Fork | None
    tried: bool
    lead: Fork | None


def outlook(
    network: Gathering, meetings: Together, spans: Stretches, series: Sequence[str]
) -> Outlook:
    """What may be left of a window when the secretariat leaves.

    Parameters
    ----------
    network
        The network of a window.
    meetings, spans
        Meetings and stretches of the alliance.
    series
        By activity: what it is one of, as `Activities.series` has it.

    Notes
    -----
    What is kept grows with every activity that goes on, but not evenly: two may be worthless
    apart. So all sets of one, two and three are tried, while there are 200,000 of a size or fewer.
    """
    look = _Look(network, meetings, spans, series)
    (now,) = look.ranges([look.lasting])
    present = look.present()
    if not (present > 0 and 2 * now.low < present <= 2 * now.high):
        return Outlook(present, now, look.open.units, None, True, None)
    chosen, tried = look.smallest_set(present / 2)
    return Outlook(present, now, look.open.units, look.fork(chosen), tried, look.lead(present / 2))


def ranges(foundation: ActivityIncidence, lasting: NDArray[np.int8]) -> list[Range]:
    """The range by each of several ways in which meetings may last.

    Parameters
    ----------
    foundation
        The partners of a window and what they did.
    lasting
        Shape (meetings, ways): see `partnerships.Stretches`.
    """
    n, ways = foundation.vertices, lasting.shape[1]
    alive = np.hstack([in_scenario(lasting, end) for end in ("unaided", "led_activities_end")])
    # Two networks are joined sooner than searched, many are searched sooner side by side.
    if ways == 1:
        found = connected_pairs(foundation.incidence, n, alive)
    else:
        found = path_columns(foundation.incidence, n, alive).connected_pairs
    shares = [ratio(pairs, pairs_among(n)) for pairs in found.tolist()]
    return list(map(Range, shares[:ways], shares[ways:]))


class _Look:
    """The partners of a window and what they did, with what lasts as it may be decided."""

    def __init__(
        self, network: Gathering, meetings: Together, spans: Stretches, series: Sequence[str]
    ) -> None:
        self.network, self.series = network, series
        self.foundation = foundation = partners_alone(network, meetings, spans)
        self.pairs = network.partners * (network.partners - 1) // 2
        self.lasting = foundation.lasting
        self.open = undecided(foundation, network, spans, series)

    def present(self) -> float:
        whole = self.network.incidence
        everything = np.ones((whole.meetings, 1), bool)
        return self._share(int(connected_pairs(whole, self.network.partners, everything)[0]))

    def ranges(self, lasting: Sequence[NDArray[np.int8]]) -> list[Range]:
        """The range by each of several ways in which meetings may last."""
        return ranges(self.foundation, np.column_stack(lasting))

    def _share(self, pairs: int) -> float:
        return pairs / self.pairs if self.pairs else math.nan

    def of(self, some: Sequence[Unit]) -> Flags:
        """By meeting: whether it is of one of these."""
        codes = [code for unit in some for code in unit]
        inside: Flags = np.isin(self.foundation.activities[self.foundation.activity], codes)
        return inside

    def fork(self, chosen: Codes) -> Fork:
        """The range when all of these go on, and when all of them end."""
        some = tuple(self.open.units[place] for place in chosen.tolist())
        its = self.of(some)
        ways = [np.where(its, end, self.lasting) for end in (LASTS, LASTS_NOT)]
        return Fork(some, *self.ranges(ways))

    def smallest_set(self, enough: float) -> tuple[Codes, bool]:
        """Places of the fewest of what is open that keep so much, and whether all sets up to three
        were tried.

        Of several such sets the one that keeps most, then that with fewer actors, then the
        first by name.
        """
        many = len(self.open.units)
        joined = Components(self.foundation, self.open, "connectedness")
        for size in range(1, min(FEW, many) + 1):
            if math.comb(many, size) > _MOST_SETS:
                return self._one_by_one(joined, enough), False
            smaller = np.array(list(combinations(range(many), size - 1)), np.int64)
            best, kept = self._best(joined, smaller)
            if kept >= enough:
                return best, True
        return self._one_by_one(joined, enough), True

    def _best(self, joined: Components, sets: Codes) -> tuple[Codes, float]:
        """Of these with one more, the set that keeps most, and how much that is."""
        found = [
            with_best(joined, self.open.size, sets[at : at + joined.at_once])
            for at in range(0, len(sets), joined.at_once)
        ]
        larger = np.sort(np.concatenate([each for each, _ in found]), axis=1)
        kept = np.concatenate([each for _, each in found])
        top = np.flatnonzero(kept == kept.max())
        first = top[self.open.size[larger[top]].sum(axis=1).argmin()]
        return larger[first], float(kept[first])

    def _one_by_one(self, joined: Components, enough: float) -> Codes:
        """Each the one that keeps most beside those before, until so much is kept."""
        held, kept = np.empty(0, np.int64), -1.0
        while kept < enough:
            held, kept = self._best(joined, held[None])
        return held

    def lead(self, enough: float) -> Fork | None:
        """The activity whose unknown lead decides; else all of them, where together they do."""
        unknown = self.lasting == LEAD_UNKNOWN
        codes = self.foundation.activities[distinct(self.foundation.activity[unknown])]
        every = units(self.series, codes.tolist())
        if not every:
            return None
        sets = [*((unit,) for unit in every), every]
        led = [unknown & self.of(each) for each in sets]
        by_secretariat = self.ranges([np.where(its, LASTS_NOT, self.lasting) for its in led])
        lowest = min(range(len(every)), key=lambda n: by_secretariat[n].high)
        for n in (lowest, len(every)):
            if by_secretariat[n].high < enough:
                (by_partners,) = self.ranges([np.where(led[n], SUPPORTED, self.lasting)])
                return Fork(sets[n], by_partners, by_secretariat[n])
        return None
