"""How much would have to be missing from the record to turn the verdict?

The secretariat keeps the register. What partners did without it is what is most easily missing,
so the question is how many such activities would have to be missing for the answer to change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.graphs.workers import OnProgress
from ci_network.inference.chance import stream
from ci_network.inference.removal import (
    ActivityIncidence,
    goes_on_anyway,
    partners_alone,
    ties_left,
)
from ci_network.measures.paths import path_columns
from ci_network.measures.ratio import pairs_among
from ci_network.network.networks import Network, in_scenario
from ci_network.network.partnerships import Meetings, Stretches

PLACEMENTS = 200
MOST = 500
"""Activities that are added at most; a placement that needs more counts as infinitely many."""

UP_TO = 500
"""Partners of a window up to which activities are placed; above, there is no answer."""

Direction = Literal["add", "remove"]

_BYTES_AT_ONCE = 1 << 25


@dataclass(frozen=True)
class Turning:
    """How many activities turn one figure.

    Attributes
    ----------
    now
        The figure as recorded. NaN without ties, or below two partners.
    direction
        ``add``: it is below one half, and so many unrecorded independent activities bring it
        there. ``remove``: it is at one half or above, and falls below when the secretariat was
        in fact at so many of the activities that are recorded without it.
    median, least, most
        Over the placements; infinite where more than `MOST` would be needed, NaN where the
        figure cannot be turned.
    """

    now: float
    direction: Direction
    median: float
    least: float
    most: float


@dataclass(frozen=True)
class TippingPoint:
    """How far the record of a window is from another verdict.

    Attributes
    ----------
    window
        Label of the window.
    activity_size
        Partners of each activity that is added: the median size of the independent activities
        of the window, or of all its activities where none is independent.
    independent_share, connectedness
        Of ties, and of the unaided network.
    """

    window: str
    activity_size: int
    independent_share: Turning
    connectedness: Turning


def tipping_point(
    network: Network,
    meetings: Meetings,
    spans: Stretches,
    chance: tuple[int, ...],
    placements: int = PLACEMENTS,
    progress: OnProgress | None = None,
) -> TippingPoint | None:
    """Add unrecorded independent activities at random until the figures turn.

    An added activity begins with a partner at random that lacks an independent tie to some
    other. Further partners come at random among those without an independent tie to any in it
    so far, and when there are none such, among all others. Ties that were added count as
    recorded for the next one.

    Parameters
    ----------
    network
        The network of a window.
    meetings, spans
        Meetings and stretches of the alliance.
    chance
        Seed and stream.
    placements
        How often it is repeated.
    progress
        Told after each activity that is added or taken away, of how many at most.

    Returns
    -------
    TippingPoint or None
        None where there is no activity, or more than `UP_TO` partners.
    """
    if not len(network.activities) or network.partners > UP_TO:
        return None
    foundation = partners_alone(network, meetings, spans)
    seed, *key = chance
    rng = stream(seed, key)
    record = _Record(foundation)
    size = _size(foundation)
    share_up = not 2 * record.independent >= record.ties or not record.ties
    pairs_up = 2 * record.connected < record.pairs
    added = np.full((2, placements), math.nan)
    if (share_up or pairs_up) and record.pairs:
        added = _add(record, size, placements, rng, (share_up, pairs_up), progress)
    removed = np.full((2, placements), math.nan)
    if not (share_up and pairs_up):
        anyway = goes_on_anyway(foundation, spans)
        wanted = not share_up, not pairs_up
        removed = _remove(foundation, anyway, placements, rng, wanted, progress)
    share = record.independent / record.ties if record.ties else math.nan
    connected = record.connected / record.pairs if record.pairs else math.nan
    return TippingPoint(
        window=network.window.label,
        activity_size=size,
        independent_share=_turning(share, share_up, added[0], removed[0]),
        connectedness=_turning(connected, pairs_up, added[1], removed[1]),
    )


def _turning(
    now: float, up: bool, added: NDArray[np.float64], removed: NDArray[np.float64]
) -> Turning:
    needed = added if up else removed
    return Turning(
        now=now,
        direction="add" if up else "remove",
        median=_middle(needed),
        least=float(needed.min()),
        most=float(needed.max()),
    )


def _middle(values: NDArray[np.float64]) -> float:
    """Median, infinite where half of the values are (numpy has NaN for inf − inf)."""
    ordered = np.sort(values)
    low, high = ordered[(len(values) - 1) // 2], ordered[len(values) // 2]
    return float(high) if low == high or math.isinf(high) else float(low + high) / 2


class _Record:
    """What is recorded of the partners of a window among themselves."""

    def __init__(self, foundation: ActivityIncidence) -> None:
        n, rows = foundation.vertices, foundation.rows
        everything = np.ones((len(foundation.activities), 1), bool)
        independent = np.zeros(len(rows.first), bool)
        independent[rows.tie[rows.independent]] = True
        self.partners = n
        self.pairs = pairs_among(n)
        self.tied = _matrix(n, rows.first, rows.second)
        self.free = _matrix(n, rows.first[independent], rows.second[independent])
        self.ties = len(rows.first)
        self.independent = int(independent.sum())
        self.label = _component(foundation)
        self.connected = int(_unaided(foundation, everything)[0])


def _matrix(n: int, first: Codes, second: Codes) -> Flags:
    found = np.zeros((n, n), bool)
    found[first, second] = found[second, first] = True
    return found


def _component(foundation: ActivityIncidence) -> Codes:
    """By partner: the first partner that it reaches in the unaided network."""
    kept = in_scenario(foundation.lasting, "unaided")
    incidence = foundation.incidence.select(kept)
    label = np.arange(foundation.vertices)
    while True:
        by_meeting = np.full(incidence.meetings, foundation.vertices)
        np.minimum.at(by_meeting, incidence.meeting, label[incidence.vertex])
        smaller = label.copy()
        np.minimum.at(smaller, incidence.vertex, by_meeting[incidence.meeting])
        if np.array_equal(smaller, label):
            return label
        label = smaller


def _unaided(foundation: ActivityIncidence, goes_on: Flags) -> NDArray[np.int64]:
    """Connected pairs by network."""
    kept = in_scenario(foundation.lasting, "unaided")
    incidence = foundation.incidence.select(kept)
    alive = goes_on[foundation.activity[kept]]
    return path_columns(incidence, foundation.vertices, alive).connected_pairs


def _size(foundation: ActivityIncidence) -> int:
    """Median size of the independent activities, else of all; the larger of two middle ones."""
    of_rows = foundation.rows.activity[foundation.rows.independent]
    sizes = np.sort(foundation.size[distinct(of_rows)])
    if not len(sizes):
        sizes = np.sort(foundation.size)
    return int(sizes[len(sizes) // 2]) if len(sizes) else 2


def _add(
    record: _Record,
    size: int,
    placements: int,
    rng: np.random.Generator,
    wanted: tuple[bool, bool],
    progress: OnProgress | None,
) -> NDArray[np.float64]:
    """Activities needed until the share, and the connectedness, is one half; by placement."""
    needed = np.full((2, placements), math.inf)
    lots = _Lots(rng, placements, record.partners)
    at_once = max(1, _BYTES_AT_ONCE // max(record.partners**2, 1))
    for begin in range(0, placements, at_once):
        some = slice(begin, min(begin + at_once, placements))
        added = _Added(record, some.stop - some.start)
        for step in range(1, MOST + 1):
            if progress is not None:
                progress(begin * MOST + step * (some.stop - begin), placements * MOST)
            added.step(min(size, record.partners), lots.of(step, some))
            for which, reached in enumerate((added.share_reached(), added.pairs_reached())):
                first = reached & np.isinf(needed[which, some])
                needed[which, some][first] = step
            if all(np.isfinite(needed[k, some]).all() for k in range(2) if wanted[k]):
                break
    lots.done()
    return needed


class _Lots:
    """A lot for each partner in every step of every placement, however many are drawn at once."""

    def __init__(self, rng: np.random.Generator, placements: int, partners: int) -> None:
        self.rng, self.placements, self.partners = rng, placements, partners
        self.begin = rng.bit_generator.state
        self.steps = 0

    def of(self, step: int, some: slice) -> NDArray[np.float64]:
        """Shape (placements, partners), of some placements in a step; the first step is 1."""
        self.steps = max(self.steps, step)
        self._go_to((step - 1) * self.placements + some.start)
        return self.rng.random((some.stop - some.start, self.partners))

    def done(self) -> None:
        """Leave the generator behind all steps that any placement took."""
        self._go_to(self.steps * self.placements)

    def _go_to(self, row: int) -> None:
        # A lot takes one number of 64 bits.
        self.rng.bit_generator.state = self.begin
        self.rng.bit_generator.advance(row * self.partners)  # type: ignore[attr-defined]


class _Added:
    """Many placements at once, an activity added to each of them in every step."""

    def __init__(self, record: _Record, placements: int) -> None:
        self.record = record
        self.free = np.repeat(record.free[None], placements, axis=0)
        self.known = np.repeat(record.free.sum(axis=0)[None], placements, axis=0)
        self.label = np.repeat(record.label[None], placements, axis=0)
        self.independent = np.full(placements, record.independent)
        self.ties = np.full(placements, record.ties)
        self.row = np.arange(placements)

    def step(self, size: int, lots: NDArray[np.float64]) -> None:
        members = self._members(size, lots)
        row = self.row[:, None, None]
        one, other = members[:, :, None], members[:, None, :]
        new = ~self.free[row, one, other] & (one != other)
        self.known[self.row[:, None], members] += new.sum(axis=2)
        fresh = new & (one < other)
        self.independent += fresh.sum(axis=(1, 2))
        self.ties += (fresh & ~self.record.tied[one, other]).sum(axis=(1, 2))
        self.free[row, one, other] |= new
        # Their components become one, named by its first partner.
        theirs = np.take_along_axis(self.label, members, axis=1)
        touched = np.zeros_like(self.label, bool)
        np.put_along_axis(touched, theirs, True, axis=1)
        joined = np.take_along_axis(touched, self.label, axis=1)
        self.label = np.where(joined, theirs.min(axis=1, keepdims=True), self.label)

    def _members(self, size: int, lots: NDArray[np.float64]) -> Codes:
        n = self.record.partners
        # The first lacks a tie to somebody, where anybody does; a lot of 1 or more comes last.
        complete = self.known >= n - 1
        members = np.empty((len(self.row), size), np.int64)
        members[:, 0] = (lots + complete).argmin(axis=1)
        known = self.free[self.row, members[:, 0]].copy()
        chosen = np.zeros((len(self.row), n), bool)
        chosen[self.row, members[:, 0]] = True
        for place in range(1, size):
            members[:, place] = (lots + known + 2.0 * chosen).argmin(axis=1)
            known |= self.free[self.row, members[:, place]]
            chosen[self.row, members[:, place]] = True
        return members

    def share_reached(self) -> Flags:
        reached: Flags = 2 * self.independent >= self.ties
        return reached

    def pairs_reached(self) -> Flags:
        n = self.record.partners
        flat = self.row[:, None] * n + self.label
        sizes = np.bincount(flat.ravel(), minlength=len(self.row) * n).reshape(-1, n)
        reached: Flags = (sizes * (sizes - 1)).sum(axis=1) >= self.record.pairs
        return reached


def _remove(
    foundation: ActivityIncidence,
    anyway: Flags,
    placements: int,
    rng: np.random.Generator,
    wanted: tuple[bool, bool],
    progress: OnProgress | None,
) -> NDArray[np.float64]:
    """Independent activities, in random order, until each figure falls below one half.

    What goes on `anyway` still connects when the secretariat was there, and is independent no
    more.
    """
    candidates = distinct(foundation.rows.activity[foundation.rows.independent])
    place = np.full(len(foundation.activities), len(candidates))
    ties = len(foundation.rows.first)
    pairs = foundation.vertices * (foundation.vertices - 1) // 2
    order = np.argsort(rng.random((placements, len(candidates))), axis=1)
    rank = np.repeat(place[:, None], placements, axis=1)
    rank[candidates[order], np.arange(placements)[:, None]] = np.arange(len(candidates))

    def few_ties(goes_on: Flags) -> Flags:
        free = ties_left(foundation, goes_on, independent=True)
        return 2 * free < ties

    def few_pairs(goes_on: Flags) -> Flags:
        return 2 * _unaided(foundation, goes_on | anyway[:, None]) < pairs

    needed = np.full((2, placements), math.nan)
    for which, turned in enumerate((few_ties, few_pairs)):
        low, high = np.zeros(placements, np.int64), np.full(placements, len(candidates))
        if not (wanted[which] and turned(rank >= high).all()):
            continue
        # More activities never bring a figure back, so the first count that turns is found by
        # halving.
        while (low < high).any():
            if progress is not None:
                # Each halving leaves half of what was open.
                progress(len(candidates) - int((high - low).max()), len(candidates))
            middle = (low + high) // 2
            done = turned(rank >= middle)
            low, high = np.where(done, low, middle + 1), np.where(done, middle, high)
        needed[which] = high
    return needed
