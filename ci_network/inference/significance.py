"""Which ties are more than two busy partners meeting by chance?

The stochastic degree sequence model: partners and activities as busy and as large as they are on
average, who met whom at random. A flag, never a filter: a tie that chance explains is a tie.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.graphs.sorted_codes import Flags
from ci_network.measures.ratio import pairs_among
from ci_network.network.networks import Gathering, Network
from ci_network.network.partnerships import Stretches
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Alliance, days_of

LEVEL = 0.05
"""Expected share of false flags among all that are flagged."""

UP_TO = 20_000_000
"""Pairs times activities of a window up to which ties are tested; above, there is no answer."""

_ROUNDS = 20_000
_CLOSE = 1e-10
_CELLS_AT_ONCE = 1 << 21


@dataclass(frozen=True)
class Significance:
    """What chance says of the ties of a window, in their order.

    Attributes
    ----------
    p
        Probability of as many shared activities or more.
    adjusted
        The same after Benjamini and Hochberg's correction for all tests.
    significant
        Whether `adjusted` is at most `LEVEL`.
    tests
        Pairs that were tested: those that could have met, tied or not.

    References
    ----------
    Neal, Z. P. (2014). The backbone of bipartite projections. Social Networks 39.
    https://doi.org/10.1016/j.socnet.2014.06.001

    Saracco, F. et al. (2015). Randomizing bipartite networks.
    https://doi.org/10.1038/srep10595

    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate.
    https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
    """

    p: NDArray[np.float64]
    adjusted: NDArray[np.float64]
    significant: Flags
    tests: int


def significance(network: Network, alliance: Alliance, spans: Stretches) -> Significance | None:
    """Test every tie of a window.

    Only activities while both were there count: an actor can have been in those between its
    joining and its leaving, and in those that it was in.

    Parameters
    ----------
    network
        The network of a window.
    alliance, spans
        The record and its stretches.

    Returns
    -------
    Significance or None
        None above `UP_TO`.
    """
    if not can_be_tested(network):
        return None
    took_part, codes = attendance(network, spans)
    possible = took_part | there(network, alliance, spans, codes)
    chance = bicm(took_part, possible)
    could_meet = np.triu(possible.astype(np.int64) @ possible.T.astype(np.int64), 1) > 0
    tests = int(could_meet.sum())
    first, second = network.local(network.ties.first), network.local(network.ties.second)
    p = np.ones(len(first))
    step = max(1, _CELLS_AT_ONCE // max(len(codes), 1))
    most = int(network.ties.activities.max(initial=0))
    for begin in range(0, len(first), step):
        some = slice(begin, begin + step)
        both = chance[first[some]] * chance[second[some]]
        p[some] = upper_tail(both, network.ties.activities[some], most)
    adjusted = benjamini_hochberg(p, tests)
    return Significance(p, adjusted, adjusted <= LEVEL, tests)


def can_be_tested(network: Gathering) -> bool:
    """Whether a window has no more than `UP_TO` pairs times activities."""
    return pairs_among(network.partners) * len(network.activities) <= UP_TO


def significance_in_each(drawn: WindowNetworks) -> Iterator[Significance | None]:
    """The ties of every window, one window after the other."""
    for network in drawn.networks:
        yield significance(network, drawn.alliance, drawn.spans)


def attendance(network: Network, spans: Stretches) -> tuple[Flags, NDArray[np.int64]]:
    """Partners by activities of the window that make ties, and the codes of these."""
    incidence = network.incidence
    inside = incidence.vertex < network.partners
    activity = spans.activity[network.incidence_stretch[incidence.meeting[inside]]]
    codes, place = np.unique(activity, return_inverse=True)
    took_part = np.zeros((network.partners, len(codes)), bool)
    took_part[incidence.vertex[inside], place] = True
    return took_part, codes


def there(
    network: Network, alliance: Alliance, spans: Stretches, codes: NDArray[np.int64]
) -> Flags:
    """Partners by activities: whether it was a member on some day of the activity."""
    actors, part = alliance.actors, alliance.participations
    begin, until = days_of(spans.activity, spans.start, spans.end, len(alliance.activities))
    _, last_seen = days_of(part.actor, part.start, part.end, len(actors))
    joined = np.where(actors.joined == dates.END, dates.BEGINNING, actors.joined)
    left = np.where(actors.left_unknown, last_seen, actors.left)
    member: Flags = (joined[network.roster, None] <= until[codes]) & (
        left[network.roster, None] >= begin[codes]
    )
    return member


def bicm(took_part: Flags, possible: Flags | None = None) -> NDArray[np.float64]:
    """Probability of each cell when rows and columns have their sums on average.

    The bipartite configuration model of largest entropy: x·y/(1 + x·y), with a number for each
    row and each column, found by iteration.

    Parameters
    ----------
    took_part
        Rows by columns.
    possible
        Cells that may be filled; all by default.

    Examples
    --------
    >>> bicm(np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]], bool)).round(3)
    array([[0.216, 0.216, 0.568],
           [0.216, 0.216, 0.568],
           [0.568, 0.568, 0.863]])
    """
    free = _undecided(took_part, np.ones_like(took_part) if possible is None else possible)
    rows, columns = (took_part & free).sum(axis=1), (took_part & free).sum(axis=0)
    inside = free.astype(float)
    x = rows / max(math.sqrt(rows.sum()), 1.0)
    y = columns / max(math.sqrt(rows.sum()), 1.0)
    for _ in range(_ROUNDS):
        for sums, own, other, cells in ((rows, x, y, inside), (columns, y, x, inside.T)):
            share = (cells * other / (1 + own[:, None] * other)).sum(axis=1)
            np.divide(sums, share, out=own, where=share > 0)
        cell = inside * (x[:, None] * y) / (1 + x[:, None] * y)
        if np.abs(cell.sum(axis=1) - rows).max(initial=0) < _CLOSE:
            break
    return np.where(free, cell, took_part) if took_part.size else np.zeros(took_part.shape)


def _undecided(took_part: Flags, possible: Flags) -> Flags:
    """Cells that can be either way with the same sums of rows and columns.

    A cell can change when a round of cells, by turns filled and empty, leads through it: when the
    edge from its row to its column (or back, where it is filled) lies on a directed cycle. So the
    undecided cells are those within the strongly connected parts.
    """
    free = np.zeros_like(possible)
    left = [possible]
    while left:
        cells = _on_a_way(left.pop(), took_part)
        if not cells.any():
            continue
        ahead = _reached(cells & ~took_part, cells & took_part)
        behind = _reached(cells & took_part, cells & ~took_part)
        together = cells & ahead & behind
        free |= together
        left += [cells & ahead & ~behind, cells & behind & ~ahead, cells & ~ahead & ~behind]
    return free


def _on_a_way(cells: Flags, took_part: Flags) -> Flags:
    """The cells without those of full and empty rows and columns, again and again."""
    before = -1
    while before != (now := int(cells.sum())):
        before = now
        for axis in (0, 1):
            mixed = (cells & took_part).any(axis=axis) & (cells & ~took_part).any(axis=axis)
            cells = cells & np.expand_dims(mixed, axis)
    return cells


def _reached(to_column: Flags, to_row: Flags) -> Flags:
    """Cells of the rows and columns that a walk from the first row comes to."""
    rows = np.zeros(len(to_column), bool)
    rows[np.argmax((to_column | to_row).any(axis=1))] = True
    before = 0
    while before != (now := int(rows.sum())):
        before = now
        columns = to_column[rows].any(axis=0)
        rows = rows | to_row[:, columns].any(axis=1)
    reached: Flags = rows[:, None] & columns
    return reached


def upper_tail(
    chance: NDArray[np.float64], observed: NDArray[np.int64], most: int | None = None
) -> NDArray[np.float64]:
    """P(X ≥ observed) of sums of unlike coins, exact, by row.

    Parameters
    ----------
    chance
        Rows by trials: probability of each.
    observed
        By row.
    most
        Successes that are told apart, at least as many as any row observed; it decides in which
        order probabilities are added up. The largest observed by default.
    """
    most = int(observed.max(initial=0)) if most is None else most
    # By row: probability of 0, 1, … successes so far; what gets to `most` stays in the last.
    exactly = np.zeros((len(chance), most + 1))
    exactly[:, 0] = 1
    for trial in range(chance.shape[1]):
        p = chance[:, trial, None]
        moved = exactly[:, :-1] * p
        exactly[:, :-1] -= moved
        exactly[:, 1:] += moved
    at_least = exactly[:, ::-1].cumsum(axis=1)[:, ::-1]
    tail: NDArray[np.float64] = at_least[np.arange(len(chance)), observed]
    return np.minimum(tail, 1.0)


def benjamini_hochberg(p: NDArray[np.float64], tests: int) -> NDArray[np.float64]:
    """Adjusted p-values when the tests that are not among them all have p = 1."""
    order = np.argsort(p)
    scaled = p[order] * tests / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
