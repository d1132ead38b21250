"""From the networks of an alliance to its answer: which window, and what is left of it.

The window is the last one with two partners or more, in which the secretariat takes part, and that
holds half as many activities as a usual window with the secretariat, or more. A window that the
record reaches the end of, but for the usual gap between activities, is over; the answer of another
is told as "so far", and the window before stands beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes
from ci_network.inference.hinge import FEW, Fork, Outlook, outlook
from ci_network.network.networks import Network
from ci_network.network.partnerships import LEAD_UNKNOWN
from ci_network.network.windows import WindowNetworks
from ci_network.record.accounts import nothing_counts
from ci_network.record.alliance import CONTINUES, NOT_KNOWN, Alliance
from ci_network.results.accounts import account_of
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


def answer(drawn: WindowNetworks, window: str | None = None) -> Answer:
    """What is left when the secretariat leaves, for the window that can tell.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    window
        Label of the window to answer for; chosen by the rule by default.
    """
    if window is not None:
        (one,) = (network for network in drawn.networks if network.window.label == window)
        return _answered(drawn, one, _reason_of(drawn, one))
    if nothing_counts(drawn.record):
        return _unanswered(drawn, "nothing_counts")
    if drawn.alliance.first is None and drawn.every != "all":
        return _unanswered(drawn, "no_dates")
    active = [network for network in drawn.networks if len(network.activities)]
    if not active:
        return _unanswered(drawn, "nothing")
    enough = [network for network in active if network.partners >= 2]
    attended = [network for network in enough if len(network.secretariat)]
    if not attended:
        last = (enough or active)[-1]
        there = _reason_of(drawn, last)
        return _answered(drawn, last, "never_there" if there == "not_there" else there)
    usual = median(len(network.activities) for network in attended)
    candidates = [n for n in attended if len(n.activities) >= ENOUGH * usual]
    return _chosen(drawn, candidates)


def _chosen(drawn: WindowNetworks, candidates: Sequence[Network]) -> Answer:
    chosen = candidates[-1]
    later = drawn.networks[drawn.networks.index(chosen) + 1 :]
    over = [network for network in candidates[:-1] if not _so_far(drawn, network)]
    before = _answered(drawn, over[-1], "") if _so_far(drawn, chosen) and over else None
    passed = tuple((network.window.label, _why(network)) for network in later)
    return _answered(drawn, chosen, "", later=passed, before=before)


def _reason_of(drawn: WindowNetworks, network: Network) -> Reason:
    if not len(network.activities):
        return "no_activity"
    if network.partners < 2:
        return "too_few"
    if not drawn.has_secretariat:
        return "no_secretariat"
    return "" if len(network.secretariat) else "not_there"


def _why(network: Network) -> Passed:
    if not len(network.activities):
        return "empty"
    if network.partners < 2:
        return "small"
    return "few" if len(network.secretariat) else "without"


def _so_far(drawn: WindowNetworks, network: Network) -> bool:
    """Whether the record ends before the window does, by more than the usual gap."""
    end, last = network.window.end, drawn.alliance.last
    return end is not None and last is not None and last < end - usual_gap(drawn.alliance)


def usual_gap(alliance: Alliance) -> float:
    """Days that nine in ten gaps between distinct start days do not exceed; 0 without any gap."""
    part = alliance.participations
    starts = np.unique(part.start[alliance.activities.dated[part.activity]])
    return float(np.quantile(np.diff(starts), _USUAL_GAP)) if len(starts) > 1 else 0.0


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


def _unanswered(drawn: WindowNetworks, reason: Reason) -> Answer:
    return Answer(
        None, None, None, False, "cannot_say", reason, math.nan, math.nan, math.nan, 0,
        Hinge("none"), Hinge("none"), Unrecorded(0, _undated(drawn), 0), (),
    )  # fmt: skip


def _answered(
    drawn: WindowNetworks,
    network: Network,
    reason: Reason,
    later: tuple[tuple[str, Passed], ...] = (),
    before: Answer | None = None,
) -> Answer:
    found = outlook(network, drawn.meetings, drawn.spans)
    low, high = found.range
    if not drawn.has_secretariat:
        low = high = math.nan
    names = drawn.alliance.activities.name
    window = network.window
    return Answer(
        window=window.label,
        start=None if window.start is None else dates.iso(window.start),
        end=None if window.end is None else dates.iso(window.end),
        so_far=_so_far(drawn, network),
        verdict="cannot_say" if reason else verdict(low, high, found.present),
        reason=reason,
        low=low,
        high=high,
        present=found.present,
        partners=network.partners,
        hinge=Hinge("none") if reason else _what(found, names),
        lead=Hinge("none") if reason else _hinge("lead", found.lead, names),
        unrecorded=Unrecorded(
            lead_unknown_ties=int((network.ties.standing == LEAD_UNKNOWN).sum()),
            undated_activities=_undated(drawn),
            open_activities=len(found.open),
        ),
        decided=_decided(drawn.alliance, network.activities),
        later=later,
        before=before,
        account=account_of(drawn, network),
    )


def _what(found: Outlook, names: Sequence[str]) -> Hinge:
    few = found.hinge is None or len(found.hinge.activities) <= FEW
    return _hinge("activities" if few else "many", found.hinge, names, found.tried)


def _hinge(kind: Kind, fork: Fork | None, names: Sequence[str], tried: bool = True) -> Hinge:
    if fork is None:
        return Hinge("none")
    named = tuple(names[code] for code in fork.activities.tolist())
    return Hinge(kind, named, fork.if_yes, fork.if_no, tried)


def _undated(drawn: WindowNetworks) -> int:
    return int((~drawn.alliance.activities.dated).sum())


def _decided(alliance: Alliance, activities: Codes) -> tuple[Decided, ...]:
    told, heirs = alliance.activities, (*alliance.actors.label, None)
    return tuple(
        Decided(
            told.name[code],
            CONTINUES[told.continues[code]],
            told.continues_evidence[code],
            heirs[told.taken_over_by[code]],
        )
        for code in activities[told.continues[activities] != NOT_KNOWN].tolist()
    )
