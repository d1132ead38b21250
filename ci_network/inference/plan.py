"""What to hand over: which activities somebody must take over so that the alliance holds.

An activity is *open* in a window when the secretariat takes part in it, two partners meet in it,
and nobody has said whether it goes on. The open meetings of a series are handed over as one. What
a set of open activities keeps is what is left without the secretariat and anything it took part in,
plus all that partners do in the activities of the set. More activities never keep less, but two may
be worthless apart and join two halves together, so the best next activity is not always part of the
best two: every set of a size is tried while there are few enough of them.

Three actors and the secretariat S, with the activities a: S A B, b: S B C. Nothing is left
unaided; a keeps one of three pairs, so does b, and both keep all three.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, islice
from typing import Literal, NamedTuple, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.components import components
from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.graphs.workers import OnProgress
from ci_network.inference.removal import ActivityIncidence, Undecided, partners_alone, undecided
from ci_network.measures.paths import path_columns
from ci_network.measures.ratio import pairs_among, ratio
from ci_network.network.networks import Gathering, in_scenario
from ci_network.network.partnerships import Stretches, Together
from ci_network.record.series import Unit

PlanMeasure = Literal["connectedness", "largest_component", "efficiency"]
"""What a plan keeps as much of as it can."""

PLAN_MEASURES: tuple[PlanMeasure, ...] = get_args(PlanMeasure)

MOST_SETS = 2_000_000
"""Sets of activities up to which all of them are tried."""

_MOST_EXCHANGES = 4_000
"""Exchanges of one activity for another that are tried for a set; a larger one is greedy alone."""

_SETS_AT_ONCE = 1 << 15
_POINTS_AT_ONCE = 1 << 15
_WORD = 64
_DIGITS = 12
"""Decimals to which efficiencies are compared: sums of the same terms may differ in the last."""


class Step(NamedTuple):
    """The best set of a size.

    Attributes
    ----------
    units
        What to hand over, activities or series of them, in the order of their names.
    value
        What is kept with them, 0 to 1.
    exact
        Whether every set of this size was tried.
    """

    units: tuple[Unit, ...]
    value: float
    exact: bool


class Plan(NamedTuple):
    """What is kept by handing over activities, the best set of each size.

    Attributes
    ----------
    measure
        What is kept: a share of partner pairs, of partners, or a mean of 1/distance.
    partners
        Partners on the roster of the window.
    open
        The open activities, those of a series together, in the order of their names.
    alone
        By what is open: what it keeps if it is the only one handed over.
    present, none, all
        The measure as it is today, with nothing handed over (`unaided`), and with all of it. NaN
        below two partners.
    steps
        By number of activities, a series being one, from none on, to the fewest that keep all that
        can be kept.
    lost_for_good
        Partner pairs that are connected today and are not with everything handed over: they need
        the secretariat itself, or what is known to end.
    lost
        By partner code: pairs with others that it loses for good; the largest losses first.
    """

    measure: PlanMeasure
    partners: int
    open: tuple[Unit, ...]
    alone: tuple[float, ...]
    present: float
    none: float
    all: float
    steps: tuple[Step, ...]
    lost_for_good: int
    lost: tuple[tuple[int, int], ...]

    @property
    def by_worth(self) -> tuple[Unit, ...]:
        """What is open in the order in which the steps first have it; then what is in none, by
        what each keeps alone."""
        rest = sorted(zip(self.alone, self.open, strict=True), key=lambda each: (-each[0], each[1]))
        added = chain.from_iterable(step.units for step in self.steps)
        return tuple(dict.fromkeys([*added, *(unit for _, unit in rest)]))

    @property
    def exact(self) -> bool:
        """Whether every step is the best of all sets of its size."""
        return all(step.exact for step in self.steps)

    def milestone(self, share: float) -> int | None:
        """Fewest activities that keep a share of all that can be kept.

        None where nothing can be kept, or where the steps end before.
        """
        if not self.all > 0:
            return None
        enough = (k for k, step in enumerate(self.steps) if step.value >= share * self.all)
        return next(enough, None)


def plan(
    network: Gathering,
    meetings: Together,
    spans: Stretches,
    series: Sequence[str],
    measure: PlanMeasure = "connectedness",
    most: int | None = None,
    progress: OnProgress | None = None,
    most_sets: int | None = None,
) -> Plan:
    """The best activities to hand over in a window, for each number of them.

    Every set of a size is tried while the sets up to that size are few enough. Beyond, the
    activity that keeps most is added to the set before, and single activities are exchanged for
    others as long as that keeps more.

    Parameters
    ----------
    network
        The network of the window.
    meetings, spans
        Those of the alliance.
    series
        By activity: what it is one of, as `Activities.series` has it.
    measure
        What to keep.
    most
        Activities, or series, to hand over at most; as many as it takes by default.
    progress
        Told how many sizes are done.
    most_sets
        Sets up to which all of them are tried; two million by default.

    Returns
    -------
    Plan
        Sets that keep the same are told apart by fewer actors, then by name.

    Notes
    -----
    The value of a set is monotone and not submodular, so the bound of Nemhauser, Wolsey & Fisher
    (1978, https://doi.org/10.1007/BF01588971) on greedy choice does not hold.
    """
    foundation = partners_alone(network, meetings, spans)
    open_ = undecided(foundation, network, spans, series)
    kept: _Values = (
        _Efficiencies(foundation, open_)
        if measure == "efficiency"
        else Components(foundation, open_, measure)
    )
    n = len(open_.units)
    none, everything = (_value_of(kept, held) for held in (np.arange(0), np.arange(n)))
    steps = [Step((), none, True)]
    end = n if most is None else min(most, n)
    sets, best = 1, np.empty(0, np.int64)
    while len(steps) <= end and everything > steps[-1].value:
        k = len(steps)
        sets += math.comb(n, k)
        exact = sets <= (MOST_SETS if most_sets is None else most_sets)
        best = _best_of_all(kept, open_.size, k) if exact else _greedy(kept, open_.size, best)
        chosen = tuple(open_.units[place] for place in best.tolist())
        steps.append(Step(chosen, _value_of(kept, best), exact))
        if progress is not None:
            progress(k, end)
    pairs, lost = _lost(network, foundation, open_)
    return Plan(
        measure=measure,
        partners=network.partners,
        open=open_.units,
        alone=tuple(kept.with_one_more(np.empty((1, 0), np.int64))[0].tolist()) if n else (),
        present=present(network, measure),
        none=none,
        all=everything,
        steps=tuple(steps),
        lost_for_good=pairs,
        lost=lost,
    )


def present(network: Gathering, measure: PlanMeasure) -> float:
    """A measure as it is today, paths through the secretariat included; NaN below two partners."""
    found = path_columns(
        network.incidence, network.partners, np.ones((network.incidence.meetings, 1), bool)
    )
    if measure == "efficiency":
        return float(found.efficiency[0])
    if measure == "largest_component":
        return ratio(float(found.largest[0]), network.partners)
    return ratio(float(found.connected_pairs[0]), pairs_among(network.partners))


class _Values(Protocol):
    """What sets of open activities, a series being one, keep.

    `at_once` sets are best looked at in one go where each is asked for one more.
    """

    at_once: int

    def of(self, sets: Codes) -> NDArray[np.float64]:
        """By set, of shape (sets, units): its value."""
        ...

    def with_one_more(self, sets: Codes) -> NDArray[np.float64]:
        """By set and unit: the value of the two together."""
        ...


class _Efficiencies:
    """Mean of 1/distance, by searching each network."""

    at_once = 1

    def __init__(self, foundation: ActivityIncidence, open_: Undecided) -> None:
        self._foundation, self._open = foundation, open_

    def of(self, sets: Codes) -> NDArray[np.float64]:
        alive = self._open.alive(self._foundation, sets)
        found = path_columns(self._foundation.incidence, self._foundation.vertices, alive)
        return found.efficiency.round(_DIGITS)

    def with_one_more(self, sets: Codes) -> NDArray[np.float64]:
        many = len(self._open.units)
        every = np.tile(np.arange(many), len(sets))
        found = self.of(np.column_stack([np.repeat(sets, many, axis=0), every]))
        return found.reshape(len(sets), many)


class Components:
    """Connected pairs, or the largest component, from what each activity joins.

    What is connected unaided is one point with a weight. An activity or series joins points,
    perhaps in several *blocks* that have no point in common (its participants changed in between);
    a set of them joins the points of blocks that overlap. Blocks are rows of bits.
    """

    def __init__(
        self, foundation: ActivityIncidence, open_: Undecided, measure: PlanMeasure
    ) -> None:
        self._pairs = measure == "connectedness"
        self._partners = n = foundation.vertices
        incidence = foundation.incidence
        unaided = in_scenario(foundation.lasting, "unaided")[incidence.meeting]
        label = _joined(n, incidence.vertex[unaided], incidence.meeting[unaided])
        weight = np.bincount(label)
        place = np.full(len(foundation.activities), -1)
        place[open_.place] = open_.unit
        row = place[foundation.activity[incidence.meeting]]
        inside = row >= 0
        self._open = len(open_.units)
        touched, point = np.unique(label[incidence.vertex[inside]], return_inverse=True)
        self._weight = weight[touched]
        self._elsewhere = np.delete(weight, touched)
        # Each open unit with its points, and the block that each is in.
        self._row, self._point, self._block = _blocks(
            row[inside], incidence.meeting[inside], point, max(len(touched), 1)
        )
        self.at_once = max(1, _POINTS_AT_ONCE // max(1, len(self._point)))

    def of(self, sets: Codes) -> NDArray[np.float64]:
        found = np.empty(len(sets))
        for at in range(0, len(sets), _SETS_AT_ONCE):
            some = slice(at, at + _SETS_AT_ONCE)
            found[some] = self._value(*self._of_sets(sets[some]))
        return found

    def with_one_more(self, sets: Codes) -> NDArray[np.float64]:
        many, points = len(sets), len(self._weight)
        held = np.zeros((many, self._open), bool)
        held[np.arange(many)[:, None], sets] = True
        # What each set joins, in a copy of all points for it; labels follow the copies.
        copy, at = np.nonzero(held[:, self._row])
        label = _joined(
            many * points,
            copy * points + self._point[at],
            copy * len(self._block) + self._block[at],
        )
        weight = np.bincount(label, np.tile(self._weight, many)).astype(np.int64)
        of_label = np.empty(len(weight), np.int64)
        of_label[label] = np.repeat(np.arange(many), points)
        row, sums, squares = self._joined_by_each(label.reshape(many, points), weight)
        total = np.bincount(of_label, weight**2, minlength=many).astype(np.int64)
        gained = np.bincount(row, sums**2 - squares, minlength=many * self._open)
        largest = np.zeros(many, np.int64)
        np.maximum.at(largest, of_label, weight)
        largest = np.repeat(largest, self._open)
        np.maximum.at(largest, row, sums)
        gained = gained.astype(np.int64).reshape(many, self._open)
        return self._value(total[:, None] + gained, largest.reshape(gained.shape))

    def _joined_by_each(
        self, label: Codes, weight: NDArray[np.int64]
    ) -> tuple[Codes, NDArray[np.int64], NDArray[np.int64]]:
        """By block of each open activity, points being joined already as `label` says, of shape
        (copies, points): the copy and activity as one number, the weight of the points of the
        block, and the sum of their squares."""
        copy = np.arange(len(label))[:, None]
        row, point, block = _blocks(
            (copy * self._open + self._row).ravel(),
            (copy * len(self._block) + self._block).ravel(),
            label[:, self._point].ravel(),
            max(len(weight), 1),
        )
        number = int(block.max(initial=-1)) + 1
        of_block = np.zeros(number, np.int64)
        of_block[block] = row
        sums = np.bincount(block, weight[point], minlength=number).astype(np.int64)
        squares = np.bincount(block, weight[point] ** 2, minlength=number).astype(np.int64)
        return of_block, sums, squares

    @cached_property
    def _bits(self) -> NDArray[np.uint64]:
        """Shape (open activities, blocks, words): a bit for each point."""
        row, point, block = self._row, self._point, self._block
        first = np.full(int(block.max(initial=-1)) + 1, np.iinfo(np.int64).max)
        np.minimum.at(first, block, np.arange(len(block)))
        owner = row[first] if len(first) else row[:0]
        order = np.argsort(owner, kind="stable")
        nth = np.empty(len(owner), np.int64)
        begin = np.searchsorted(owner[order], owner[order])
        nth[order] = np.arange(len(owner)) - begin
        most = int(nth.max(initial=-1)) + 1
        words = -(-max(len(self._weight), 1) // _WORD)
        bits = np.zeros((self._open, max(most, 1), words), np.uint64)
        bit = np.uint64(1) << (point % _WORD).astype(np.uint64)
        np.bitwise_or.at(bits, (row, nth[block], point // _WORD), bit)
        return bits

    def _of_sets(self, sets: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """By set: the sum of squares of the weights of its components, and the largest."""
        count, k = sets.shape
        _, blocks, words = self._bits.shape
        rows = self._bits[sets].reshape(count, k * blocks, words)
        apart: list[NDArray[np.uint64]] = []
        for i in range(rows.shape[1]):
            new = rows[:, i].copy()
            # Those so far have no point in common, so that each is asked only once.
            for other in apart:
                meets = (other & rows[:, i]).any(axis=1)
                new[meets] |= other[meets]
                other[meets] = 0
            apart.append(new)
        squares = np.full(count, int((self._weight**2).sum()))
        largest = np.full(count, self._weight.max(initial=0))
        for joined in apart:
            weight, own = self._weigh(joined)
            squares += weight**2 - own
            np.maximum(largest, weight, out=largest)
        return squares, largest

    def _weigh(self, rows: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """By row: weight of its points, and sum of the squares of their weights."""
        count = np.bitwise_count(rows).sum(axis=1, dtype=np.int64)
        weight, squares = count, count.copy()
        for point in np.flatnonzero(self._weight > 1):
            held = (rows[:, point // _WORD] >> np.uint64(point % _WORD)) & np.uint64(1)
            there = held.astype(np.int64)
            heavy = int(self._weight[point])
            weight = weight + there * (heavy - 1)
            squares += there * (heavy**2 - 1)
        return weight, squares

    def _value(self, squares: NDArray[np.int64], largest: NDArray[np.int64]) -> NDArray[np.float64]:
        if not self._pairs:
            whole = self._partners
            largest = np.maximum(largest, self._elsewhere.max(initial=0))
            return largest / whole if whole else np.full(len(largest), math.nan)
        squares = squares + (self._elsewhere**2).sum()
        pairs, whole = (squares - self._partners) // 2, pairs_among(self._partners)
        return pairs / whole if whole else np.full(len(pairs), math.nan)


def _blocks(row: Codes, meeting: Codes, point: Codes, points: int) -> tuple[Codes, ...]:
    """Which points an activity joins: by activity and point, sorted, the block they are in."""
    key = distinct(row * points + point)
    at = np.searchsorted(key, row * points + point)
    block = _joined(len(key), at, meeting)
    return key // points, key % points, block


def _joined(points: int, point: Codes, group: Codes) -> Codes:
    """Components of points that are in groups together, numbered by point."""
    groups = int(group.max(initial=-1)) + 1
    return components(points + groups, point, points + group)[:points]


def _value_of(kept: _Values, held: Codes) -> float:
    """What one set keeps."""
    if not len(held):
        return float(kept.of(held[None])[0])
    return float(kept.with_one_more(held[None, :-1])[0, held[-1]])


def _best_of_all(kept: _Values, size: Codes, k: int) -> Codes:
    """The best of all sets of a size: most kept, then fewest actors, then first by name."""
    best, best_key = np.empty(0, np.int64), (-math.inf, -math.inf)
    for sets in _sets(len(size), k):
        value = kept.of(sets)
        top = np.flatnonzero(value == value.max())
        actors = size[sets[top]].sum(axis=1)
        first = int(np.argmin(actors))
        key = (float(value[top[first]]), -float(actors[first]))
        if key > best_key:
            best, best_key = sets[top[first]], key
    return best


def _sets(n: int, k: int) -> Iterator[Codes]:
    """All sets of a size, in the order of their members, some at a time."""
    every = combinations(range(n), k)
    while True:
        some = np.fromiter(chain.from_iterable(islice(every, _SETS_AT_ONCE)), np.int64)
        if not len(some):
            return
        yield some.reshape(-1, k)


def _greedy(kept: _Values, size: Codes, before: Codes) -> Codes:
    """The activity that keeps most beside those before, then exchanges that keep more."""
    sets, (value,) = with_best(kept, size, before[None])
    held: Codes = np.sort(sets[0])
    while len(held) * len(size) <= _MOST_EXCHANGES:
        better = _exchanged(kept, size, held, value)
        if better is None:
            break
        held, value = better
    return held


def _exchanged(kept: _Values, size: Codes, held: Codes, value: float) -> tuple[Codes, float] | None:
    """The first exchange of one activity for another that keeps more."""
    k = len(held)
    others = np.tile(held, (k, 1))[~np.eye(k, dtype=bool)].reshape(k, k - 1)
    for at in range(0, k, kept.at_once):
        changed, found = with_best(kept, size, others[at : at + kept.at_once])
        better = np.flatnonzero(found > value)
        if len(better):
            return np.sort(changed[better[0]]), float(found[better[0]])
    return None


def with_best(kept: _Values, size: Codes, sets: Codes) -> tuple[Codes, NDArray[np.float64]]:
    """Each set with the one activity more that keeps most, and what it keeps then; ties by fewer
    actors, then by name."""
    value = kept.with_one_more(sets)
    np.put_along_axis(value, sets, -math.inf, axis=1)
    most = value.max(axis=1, keepdims=True)
    chosen = np.where(value == most, size, np.iinfo(np.int64).max).argmin(axis=1)
    return np.column_stack([sets, chosen]), most[:, 0]


def _lost(
    network: Gathering, foundation: ActivityIncidence, open_: Undecided
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Pairs that are connected today and not with all handed over, and by partner how many."""
    n = network.partners
    whole = network.incidence
    today = _joined(whole.vertices, whole.vertex, whole.meeting)[:n]
    (alive,) = open_.alive(foundation, np.arange(len(open_.units))[None]).T
    inside = alive[foundation.incidence.meeting]
    left = foundation.incidence.vertex[inside], foundation.incidence.meeting[inside]
    then = _joined(n, *left)
    lost = np.bincount(today, minlength=1)[today] - np.bincount(then, minlength=1)[then]
    order = np.lexsort([np.arange(n), -lost])
    by_partner = tuple((int(network.roster[k]), int(lost[k])) for k in order.tolist() if lost[k])
    return int(lost.sum()) // 2, by_partner
