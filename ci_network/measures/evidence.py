"""What does a tie rest on?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, run_starts
from ci_network.network.networks import Network
from ci_network.network.partnerships import NONE, Meetings, Stretches
from ci_network.record.alliance import Days


@dataclass(frozen=True)
class Evidence:
    """The activities behind the ties of a window, sorted by tie, start and activity.

    Attributes
    ----------
    tie
        Place of the tie in `Network.ties`.
    activity
        Code of the activity.
    shared
        Code of the pair in this activity: see `Meetings`.
    involvement
        Of the secretariat: place in `INVOLVEMENTS`. An activity with several kinds of stretches
        stands here once for each.
    lasting
        Its stretches with that involvement: see `Stretches`.
    start, end
        First and last day on which both took part with that involvement, not cut at the window;
        `dates.BEGINNING` and `dates.END` where the activity has no date.
    """

    tie: Codes
    activity: Codes
    shared: Codes
    involvement: NDArray[np.int8]
    lasting: NDArray[np.int8]
    start: Days
    end: Days


@dataclass(frozen=True)
class Acquaintance:
    """When pairs met, over the whole record.

    Attributes
    ----------
    first_met, last_met
        First and last day of any activity that both took part in; `dates.BEGINNING` and
        `dates.END` where no date is known.
    first_met_without
        First day of those without the secretariat; `dates.END` where there is none.
    """

    first_met: Days
    last_met: Days
    first_met_without: Days


def evidence(network: Network, meetings: Meetings, spans: Stretches) -> Evidence:
    """The activities behind each tie of a window.

    Parameters
    ----------
    network
        The network of a window.
    meetings, spans
        Meetings and stretches that it was made of.
    """
    tie_of_pair = np.full(len(meetings.first), -1)
    tie_of_pair[network.ties.pair] = np.arange(len(network.ties))
    inside = spans.marked(network.stretches)
    index = np.flatnonzero(inside[meetings.stretch] & (tie_of_pair[meetings.pair] >= 0))
    stretch = meetings.stretch[index]
    kind = meetings.shared[index] * 3 + spans.involvement[stretch]
    order = np.argsort(kind, kind="stable")
    index, stretch, kind = index[order], stretch[order], kind[order]
    begin = run_starts(kind)
    start, end = spans.start[stretch], spans.end[stretch]
    if len(begin):
        start, end = np.minimum.reduceat(start, begin), np.maximum.reduceat(end, begin)
    tie = tie_of_pair[meetings.pair[index[begin]]]
    activity = spans.activity[stretch[begin]]
    by_tie = np.lexsort((activity, start, tie))
    return Evidence(
        tie=tie[by_tie],
        activity=activity[by_tie],
        shared=meetings.shared[index[begin]][by_tie],
        involvement=spans.involvement[stretch[begin]][by_tie],
        lasting=spans.lasting[stretch[begin]][by_tie],
        start=start[by_tie],
        end=end[by_tie],
    )


def acquaintance(pairs: Codes, meetings: Meetings, spans: Stretches) -> Acquaintance:
    """When each of some pairs first and last met, over the whole record.

    Parameters
    ----------
    pairs
        Codes of pairs in `meetings`.
    meetings, spans
        Meetings and stretches of the alliance.
    """
    begin = run_starts(meetings.pair)
    if not len(begin):
        nothing = np.zeros(0, np.int64)
        return Acquaintance(nothing, nothing, nothing)
    start, end = spans.start[meetings.stretch], spans.end[meetings.stretch]
    dated = end != dates.END
    without = spans.involvement[meetings.stretch] == NONE
    first = np.minimum.reduceat(np.where(dated, start, dates.END), begin)
    last = np.maximum.reduceat(np.where(dated, end, dates.BEGINNING), begin)
    first_without = np.minimum.reduceat(np.where(dated & without, start, dates.END), begin)
    undated = first == dates.END
    return Acquaintance(
        first_met=np.where(undated, dates.BEGINNING, first)[pairs],
        last_met=np.where(undated, dates.END, last)[pairs],
        first_met_without=first_without[pairs],
    )
