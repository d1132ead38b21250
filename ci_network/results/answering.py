"""From the networks of an alliance to its answer: which window, and what is left of it.

The window is the last one with two partners or more, in which the secretariat takes part, and that
holds half as many activities as a usual window with the secretariat, or more. A window that the
record reaches the end of, but for the usual gap between activities, is over; the answer of another
is told as "so far", and the window before stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import Window
from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.inference.chance import quantiles
from ci_network.inference.hinge import FEW, Fork, Outlook, outlook
from ci_network.network.networks import Gathering, ties_of
from ci_network.network.partnerships import LEAD_UNKNOWN, Stretches, Together
from ci_network.network.windows import Gathered, WindowNetworks
from ci_network.reading.parts import Told
from ci_network.record.accounts import nothing_counts
from ci_network.record.alliance import CONTINUES, NOT_KNOWN, Activities, Alliance, Days
from ci_network.record.series import unit_name
from ci_network.results.accounts import Account, account_of
from ci_network.results.answer import (
    Answer,
    Decided,
    Hinge,
    Kind,
    Passed,
    Reason,
    Unrecorded,
    Verdict,
)

ENOUGH = 0.5
"""Activities of a window over the median of the windows with the secretariat, at least."""

_USUAL_GAP = 0.9
"""Share of the gaps between distinct start days that are no longer than the usual gap."""


class Glance(NamedTuple):
    """What has to be known of a window to tell whether it is the one of the answer.

    Attributes
    ----------
    window
        The window.
    activities, partners
        Activities in it, and partners on its roster.
    attended
        Whether the secretariat takes part in any.
    """

    window: Window
    activities: int
    partners: int
    attended: bool


class Closer(NamedTuple):
    """What has to be known of the window of the answer.

    Attributes
    ----------
    network, meetings, spans
        Who came together in it; meetings and stretches that it was made of.
    lead_unknown_ties
        Ties of which nobody knows who led what they rest on.
    names, series
        Names of the activities of these, and what each is one of.
    decided
        What is said of their future.
    account
        What the partners say themselves.
    """

    network: Gathering
    meetings: Together
    spans: Stretches
    lead_unknown_ties: int
    names: Sequence[str]
    series: Sequence[str]
    decided: tuple[Decided, ...]
    account: Account | None = None


@dataclass(frozen=True)
class Seen:
    """What has to be known of a record to answer for one of its windows.

    Attributes
    ----------
    windows
        Its windows.
    without_any
        Why there are none, where there are none.
    has_secretariat
        Whether it marks a secretariat.
    last
        Last recorded day; None when nothing is dated.
    undated
        Activities without any date.
    usual_gap
        Tells the usual gap between activities in days.
    closer
        Looks closer at a window, by its place.
    """

    windows: Sequence[Glance]
    without_any: Reason
    has_secretariat: bool
    last: int | None
    undated: int
    usual_gap: Callable[[], float]
    closer: Callable[[int], Closer]

    def so_far(self, place: int) -> bool:
        """Whether the record ends before the window does, by more than the usual gap."""
        end = self.windows[place].window.end
        return end is not None and self.last is not None and self.last < end - self.usual_gap()

    def reason_of(self, place: int) -> Reason:
        """Why there is no answer for a window; blank where there is one."""
        seen = self.windows[place]
        if not seen.activities:
            return "no_activity"
        if seen.partners < 2:
            return "too_few"
        if not self.has_secretariat:
            return "no_secretariat"
        return "" if seen.attended else "not_there"


def answer(drawn: Gathered, window: str | None = None) -> Answer:
    """What is left when the secretariat leaves, for the window that can tell.

    Parameters
    ----------
    drawn
        An alliance in windows; what its partners say themselves is told of one with all ties.
    window
        Label of the window to answer for; chosen by the rule by default.
    """
    alliance = drawn.alliance
    heirs = (*alliance.actors.label, None)

    def closer(place: int) -> Closer:
        network = drawn.networks[place]
        ties = ties_of(network, drawn.spans, drawn.meetings)
        return Closer(
            network, drawn.meetings, drawn.spans,
            sum(int((some.standing == LEAD_UNKNOWN).sum()) for some in ties),
            alliance.activities.name, alliance.activities.series,
            decided(alliance.activities, network.activities, alliance.activities.name, heirs),
            account_of(drawn, drawn.networks[place]) if isinstance(drawn, WindowNetworks) else None,
        )  # fmt: skip

    return answered(_seen(drawn, closer), window)


def window_of_answer(drawn: Gathered) -> str | None:
    """Label of the window that `answer` chooses by its rule; None where there is none."""
    seen = _seen(drawn)
    some = _with_any(seen)
    places = _candidates(seen, some) or some
    return seen.windows[places[-1]].window.label if places else None


def _not_closer(_place: int) -> Closer:
    raise TypeError("the ties are not in memory all at once")


def _seen(drawn: Gathered, closer: Callable[[int], Closer] = _not_closer) -> Seen:
    alliance = drawn.alliance
    without_any: Reason = "nothing"
    if nothing_counts(drawn.record):
        without_any = "nothing_counts"
    elif alliance.first is None and drawn.every != "all":
        without_any = "no_dates"
    return Seen(
        windows=[
            Glance(n.window, len(n.activities), n.partners, bool(len(n.secretariat)))
            for n in drawn.networks
        ],
        without_any=without_any,
        has_secretariat=drawn.has_secretariat,
        last=alliance.last,
        undated=int((~alliance.activities.dated).sum()),
        usual_gap=cache(lambda: usual_gap(starts_of(alliance))),
        closer=closer,
    )


def answered(seen: Seen, window: str | None = None) -> Answer:
    """The same for a record of which this much is seen.

    Parameters
    ----------
    seen
        What is known of it.
    window
        Label of the window to answer for; chosen by the rule by default.
    """
    place_of = {each.window.label: place for place, each in enumerate(seen.windows)}
    if window is not None:
        return _answered(seen, place_of[window], seen.reason_of(place_of[window]))
    some = _with_any(seen)
    if candidates := _candidates(seen, some):
        return _chosen(seen, candidates)
    if not some:
        return _unanswered(seen)
    there = seen.reason_of(some[-1])
    return _answered(seen, some[-1], "never_there" if there == "not_there" else there)


def _with_any(seen: Seen) -> list[int]:
    """Windows with two partners; where there are none, those with any activity."""
    if seen.without_any != "nothing":
        return []
    active = [place for place, each in enumerate(seen.windows) if each.activities]
    return [place for place in active if seen.windows[place].partners >= 2] or active


def _candidates(seen: Seen, some: Sequence[int]) -> list[int]:
    """Those of some windows that can tell what is left: see the top of this file."""
    activities = {
        place: seen.windows[place].activities
        for place in some
        if seen.windows[place].partners >= 2 and seen.windows[place].attended
    }
    if not activities:
        return []
    usual = np.median(list(activities.values()))
    return [place for place, many in activities.items() if many >= ENOUGH * usual]


def _chosen(seen: Seen, candidates: Sequence[int]) -> Answer:
    chosen = candidates[-1]
    over = [place for place in candidates[:-1] if not seen.so_far(place)]
    before = _answered(seen, over[-1], "") if seen.so_far(chosen) and over else None
    passed = tuple((each.window.label, _why(each)) for each in seen.windows[chosen + 1 :])
    return _answered(seen, chosen, "", later=passed, before=before)


def _why(seen: Glance) -> Passed:
    if not seen.activities:
        return "empty"
    if seen.partners < 2:
        return "small"
    return "few" if seen.attended else "without"


def starts_of(alliance: Alliance) -> Days:
    """First days of what took part in activities with a date, each once."""
    part = alliance.participations
    return distinct(part.start[alliance.activities.dated[part.activity]])


def usual_gap(starts: Days) -> float:
    """Days that nine in ten gaps between distinct start days do not exceed; 0 without any gap."""
    gaps = np.diff(starts)
    return float(quantiles(gaps[None], (_USUAL_GAP,))[0, 0]) if len(gaps) else 0.0


def verdict(low: float, high: float, present: float) -> Verdict:
    """What is left of the connected pairs, for the most part.

    It holds when more than half of the pairs that are connected today stay so even in `unaided`,
    falls apart when less than half do even in `led_activities_end`, and is undecided when the
    half lies between the two, ends included.

    Examples
    --------
    >>> verdict(0.01, 0.86, 0.93), verdict(0.5, 0.6, 0.9), verdict(0.0, 0.2, 0.9)
    ('undecided', 'holds', 'falls_apart')
    """
    if not present > 0:
        return "nothing_to_lose"
    if high == 0:
        return "none_stays"
    if low == present:
        return "all_stays"
    if 2 * low > present:
        return "holds"
    return "falls_apart" if 2 * high < present else "undecided"


def _unanswered(seen: Seen) -> Answer:
    return Answer(
        None, None, None, False, "cannot_say", seen.without_any, math.nan, math.nan, math.nan, 0,
        Hinge("none"), Hinge("none"), Unrecorded(0, seen.undated, 0), (),
    )  # fmt: skip


def _answered(
    seen: Seen,
    place: int,
    reason: Reason,
    later: tuple[tuple[str, Passed], ...] = (),
    before: Answer | None = None,
) -> Answer:
    window, near = seen.windows[place].window, seen.closer(place)
    found = outlook(near.network, near.meetings, near.spans, near.series)
    low, high = found.range
    if not seen.has_secretariat:
        low = high = math.nan
    return Answer(
        window=window.label,
        start=dates.iso_if_known(window.start),
        end=dates.iso_if_known(window.end),
        so_far=seen.so_far(place),
        verdict="cannot_say" if reason else verdict(low, high, found.present),
        reason=reason,
        low=low,
        high=high,
        present=found.present,
        partners=near.network.partners,
        hinge=Hinge("none") if reason else _what(found, near),
        lead=Hinge("none") if reason else _hinge("lead", found.lead, near),
        unrecorded=Unrecorded(
            lead_unknown_ties=near.lead_unknown_ties,
            undated_activities=seen.undated,
            open_activities=len(found.open),
        ),
        open_in_series=any(len(unit) > 1 for unit in found.open),
        decided=near.decided,
        later=later,
        before=before,
        account=near.account,
    )


def _what(outlook: Outlook, near: Closer) -> Hinge:
    few = outlook.hinge is None or len(outlook.hinge.units) <= FEW
    return _hinge("activities" if few else "many", outlook.hinge, near, outlook.tried)


def _hinge(kind: Kind, fork: Fork | None, near: Closer, tried: bool = True) -> Hinge:
    if fork is None:
        return Hinge("none")
    named = tuple(unit_name(near.names, near.series, unit) for unit in fork.units)
    series = {
        name: tuple(near.names[code] for code in unit)
        for name, unit in zip(named, fork.units, strict=True)
        if len(unit) > 1
    }
    return Hinge(kind, named, fork.if_yes, fork.if_no, tried, series)


def decided(
    told: Activities | Told,
    activities: Codes,
    names: Sequence[str] | Mapping[int, str],
    heirs: Sequence[str | None] | Mapping[int, str | None],
) -> tuple[Decided, ...]:
    """What is said of the future of some activities.

    Parameters
    ----------
    told
        What is said, by code of activity.
    activities
        Codes of the activities.
    names
        Their names, by code.
    heirs
        Labels by code of actor; None at -1.
    """
    return tuple(
        Decided(
            names[code],
            CONTINUES[told.continues[code]],
            told.continues_evidence[code],
            heirs[told.taken_over_by[code]],
        )
        for code in activities[told.continues[activities] != NOT_KNOWN].tolist()
    )
