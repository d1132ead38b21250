"""Would random activities of the same sizes have cost as much?

Any seven large activities tear holes when they are taken away. The size-matched null takes away
as many activities as the secretariat attended (or led), of the same sizes, drawn at random among
those in which it could have been, and compares.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.graphs.reach import alike
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.graphs.workers import OnProgress, map_batches
from ci_network.inference.chance import quantiles, stream
from ci_network.inference.removal import (
    MEASURES,
    ActivityIncidence,
    AfterRemoval,
    any_of,
    attended_by_secretariat,
    ends_anyway,
    goes_on_anyway,
    led_by_secretariat,
    partners_alone,
    remains,
    ties_left,
)
from ci_network.measures.paths import EXACT_UP_TO, path_columns
from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Gathering
from ci_network.network.partnerships import Stretches
from ci_network.network.windows import Gathered
from ci_network.record.alliance import REGISTER, Alliance

_ATTENDED, _LED = range(2)

_SECONDS_PER_WORD = 3e-8

_WORDS_WHERE_SAMPLED = 3
"""About as many words as a search from sampled sources takes the time of."""

_SECONDS_OF_A_PIECE = 2.0
"""Seconds of work above which the draws of a window are shared among processes."""

_SECONDS_ANEW = 4e-6
"""What each piece of a window does again, for each of its presences: all of it is drawn in each,
and its ties are made."""

_WORTH_A_PIECE = 3
"""Times as long as that, and a piece is worth it."""

MOST_OF_ALL = 0.8
"""Share of the eligible activities that are the secretariat's, above which hardly anything can be
drawn in their place."""

_FEWEST_CHOICES = 20
"""Different draws below which none of them can be called seldom."""

_TOLD_APART = 20
"""Activities to be drawn, or to be left out, above which it does not matter how many they are."""

_SELDOM_ALIKE = 100
"""Times as many choices as draws, and looking for draws that are alike does not pay."""


class Comparison(NamedTuple):
    """One figure for the secretariat beside the same for random activities of the same sizes.

    Attributes
    ----------
    observed
        What is kept when the secretariat's activities end: the value then over the value now,
        0 to 1. NaN where there is nothing now.
    mean, low, high
        Of the draws: mean, 2.5 % and 97.5 % points. NaN without an alternative.
    p
        (b + 1)/(B + 1), with b of the B draws that keep as little or less. NaN without an
        alternative.
    """

    observed: float
    mean: float
    low: float
    high: float
    p: float


class SizeMatched(NamedTuple):
    """The secretariat's activities against others of the same sizes.

    Attributes
    ----------
    activities
        Activities of the secretariat that brought two or more partners together, and whose
        future nobody has told.
    eligible
        Activities that did, in which the secretariat could have been: its own, and those of its
        term. Of these too the future is not told.
    size_gap
        Partners by which an activity drawn is larger on average than one of the secretariat's:
        0 when every size has an alternative, else sizes were matched to the nearest. NaN
        without an alternative.
    figures
        By measure of `MEASURES`.
    choices
        How many different draws there can be, of many a lower bound; 1 without an alternative.
    """

    activities: int
    eligible: int
    size_gap: float
    figures: dict[str, Comparison]
    choices: int

    @property
    def loose(self) -> bool:
        """Whether hardly anything can be drawn in place of the secretariat's activities."""
        too_few = self.choices < _FEWEST_CHOICES
        return too_few or self.activities > MOST_OF_ALL * self.eligible


class WindowNull(NamedTuple):
    """The comparison in one window; None where there was no activity."""

    window: str
    attended: SizeMatched | None
    led: SizeMatched | None


class Null(NamedTuple):
    """The size-matched null of every window and of the whole period.

    Attributes
    ----------
    replicates, seed
        How many draws, and where chance began.
    windows
        By window.
    whole
        Of the whole period.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero.
    https://doi.org/10.2202/1544-6115.1585
    """

    replicates: int
    seed: int
    windows: tuple[WindowNull, ...]
    whole: WindowNull


def null(
    result: Gathered,
    replicates: int,
    seed: int,
    progress: OnProgress | None = None,
    jobs: int | None = 1,
) -> Null:
    """Compare the secretariat's activities with random ones of the same sizes.

    Paths through the secretariat are no part of this: all that is compared is what partners have
    among themselves when activities end as a whole. What is said to go on goes on, in the draws
    too, and what is said to end ends.

    Parameters
    ----------
    result
        An alliance in windows.
    replicates
        Draws for each window, at least 1.
    seed
        The same seed gives the same figures. Each window has a stream of chance of its own.
    progress
        Told after each window.
    jobs
        Processes that share the work; see `workers.shared`.
    """
    pieces, seconds = _pieces((*result.networks, result.whole), replicates)
    found = map_batches(_search, (result, replicates, seed, pieces), seconds, jobs, progress)
    *windows, whole = _compared(result, replicates, pieces, found)
    return Null(replicates, seed, tuple(windows), whole)


def window_null(result: Gathered, number: int, replicates: int, seed: int) -> WindowNull:
    """The same of one window alone, to the bit.

    Parameters
    ----------
    result, replicates, seed
        As for `null`.
    number
        Place of the window.
    """
    pieces = [_Piece(number, 0, 1)]
    found = _search((result, replicates, seed, pieces), [0])
    (compared,) = _compared(result, replicates, pieces, found)
    return compared


def place_of(comparison: Comparison, replicates: int) -> float:
    """Share of the draws that keep as little as is observed, or less, 0 to 1.

    Examples
    --------
    >>> place_of(Comparison(0.2, 0.5, 0.1, 0.9, 0.05), 99)
    0.04040404040404041
    """
    return (
        math.nan
        if math.isnan(comparison.p)
        else (round(comparison.p * (replicates + 1)) - 1) / replicates
    )


def _seconds(network: Gathering, replicates: int) -> float:
    """What a window takes, roughly: words of bits that a search goes through."""
    words = _WORDS_WHERE_SAMPLED
    if network.partners <= EXACT_UP_TO:
        words = -(-network.partners // 64)
    return _SECONDS_PER_WORD * 2 * replicates * len(network.incidence.vertex) * words


class _Activities(NamedTuple):
    """Those that are drawn in a window; `own` and `groups` by kind: attended, led."""

    size: Codes
    eligible: Flags
    own: tuple[Flags, Flags]
    groups: tuple[list[Codes], list[Codes]]


class _Case(NamedTuple):
    """What there is to compare in a window."""

    foundation: ActivityIncidence
    ends: Flags
    activities: _Activities
    chance: tuple[int, int]


class _Piece(NamedTuple):
    """One of several parts of the draws of a window; the whole period comes after the last."""

    number: int
    part: int
    parts: int


class _Found(NamedTuple):
    """What is left of the different networks of a piece, and by network of its window which of
    all different ones it is. The first piece also says what was drawn, and what there is today."""

    left: AfterRemoval
    again: Codes
    beside: tuple[_Activities, AfterRemoval] | None


def _pieces(networks: Sequence[Gathering], replicates: int) -> tuple[list[_Piece], list[float]]:
    """The pieces of windows, and the seconds that each takes."""
    costs = [_seconds(network, replicates) for network in networks]
    least = [_WORTH_A_PIECE * _SECONDS_ANEW * len(each.incidence.vertex) for each in networks]
    parts = [
        max(1, math.ceil(cost / max(_SECONDS_OF_A_PIECE, its)))
        for cost, its in zip(costs, least, strict=True)
    ]
    pieces = [_Piece(n, part, many) for n, many in enumerate(parts) for part in range(many)]
    return pieces, [costs[piece.number] / piece.parts for piece in pieces]


def _search(
    context: tuple[Gathered, int, int, list[_Piece]], numbers: Sequence[int]
) -> list[_Found | None]:
    """The pieces of these numbers, step by step; None where there is nothing to compare."""
    result, replicates, seed, pieces = context
    some = [pieces[number] for number in numbers]
    cases = {number: _case(result, seed, number) for number in {piece.number for piece in some}}
    ended = {number: _ended(case, replicates) for number, case in cases.items() if case is not None}
    return [
        None if case is None else _left(result, case, ended[piece.number], replicates, piece)
        for piece, case in ((piece, cases[piece.number]) for piece in some)
    ]


def _compared(
    result: Gathered, replicates: int, pieces: Sequence[_Piece], found: Sequence[_Found | None]
) -> list[WindowNull]:
    """The windows that the pieces are of, in their order."""
    by_window: dict[int, list[_Found | None]] = {}
    for piece, one in zip(pieces, found, strict=True):
        by_window.setdefault(piece.number, []).append(one)
    compared = []
    for number, parts in by_window.items():
        there = [one for one in parts if one is not None]
        matched: tuple[SizeMatched | None, SizeMatched | None] = None, None
        if there:
            ((activities, now),) = (one.beside for one in there if one.beside is not None)
            columns = zip(*(one.left for one in there), strict=True)
            again = there[0].again
            left = AfterRemoval._make(np.concatenate(column)[again] for column in columns)
            matched = _matched(activities, left, now, replicates)
        compared.append(WindowNull(_network(result, number).window.label, *matched))
    return compared


def _network(result: Gathered, number: int) -> Gathering:
    """The window of this number; the whole period after the last."""
    return (*result.networks, result.whole)[number]


def _case(result: Gathered, seed: int, number: int) -> _Case | None:
    """None where there is nothing to compare."""
    network = _network(result, number)
    if not len(network.activities) or not result.has_secretariat:
        return None
    chance = seed, 0 if number == len(result.networks) else number + 1
    foundation = partners_alone(network, result.meetings, result.spans)
    ends = ends_anyway(foundation, result.spans)
    not_told = ~ends & ~goes_on_anyway(foundation, result.spans)
    eligible = not_told & could_attend(foundation, network, result.alliance, result.spans)
    attended = not_told & attended_by_secretariat(foundation, network, result.spans)
    led = not_told & led_by_secretariat(foundation, network, result.spans)
    groups = strata(foundation.size, eligible, attended), strata(foundation.size, eligible, led)
    activities = _Activities(foundation.size, eligible, (attended, led), groups)
    return _Case(foundation, ends, activities, chance)


def _present(result: Gathered, number: int, foundation: ActivityIncidence) -> AfterRemoval:
    """What there is today, paths through the secretariat included."""
    network = _network(result, number)
    figures = None
    if isinstance(result, Sustainability) and number < len(result.networks):
        figures = result.figures[number]
    if figures is not None:
        known = figures.scenarios["present"]
        columns = (
            known.connected_pairs, known.largest_component_partners, known.efficiency, known.ties,
        )  # fmt: skip
        return AfterRemoval(*(np.array([value]) for value in columns))
    everything = np.ones((network.incidence.meetings, 1), bool)
    found = path_columns(network.incidence, network.partners, everything)
    ties = ties_left(foundation, np.ones((len(foundation.activities), 1), bool))
    return AfterRemoval(found.connected_pairs, found.largest, found.efficiency, ties)


def _ended(case: _Case, replicates: int) -> list[Flags]:
    """Activities that end in each draw, by kind."""
    groups, own = case.activities.groups, case.activities.own
    return [
        draws(groups[kind], own[kind], replicates, (*case.chance, kind))
        for kind in (_ATTENDED, _LED)
    ]


def _left(
    result: Gathered, case: _Case, ended: list[Flags], replicates: int, piece: _Piece
) -> _Found:
    """What is left without those attended, without those led, and in each draw of both kinds.

    Networks that are alike are searched once: in a window of ten activities a thousand draws are
    often the same few dozen.
    """
    activities = case.activities
    goes_on = ~(np.column_stack([*activities.own, *ended]) | case.ends[:, None])
    once = again = np.arange(goes_on.shape[1])
    if min(map(_choices, activities.groups, activities.own)) < _SELDOM_ALIKE * replicates:
        once, again = alike(goes_on)
    mine = np.array_split(once, piece.parts)[piece.part]
    left = remains(case.foundation, goes_on[:, mine])
    if piece.part > 0:
        return _Found(left, again, None)
    return _Found(left, again, (activities, _present(result, piece.number, case.foundation)))


def _matched(
    activities: _Activities, left: AfterRemoval, now: AfterRemoval, replicates: int
) -> tuple[SizeMatched, SizeMatched]:
    """The comparison by kind, with so many draws of each where there is an alternative."""
    bounds = np.cumsum([2, *(replicates if groups else 0 for groups in activities.groups)])
    attended, led = (
        SizeMatched(
            activities=int(activities.own[kind].sum()),
            eligible=int(activities.eligible.sum()),
            size_gap=size_gap(activities.groups[kind], activities.size, activities.own[kind]),
            figures=_compare(left, kind, slice(bounds[kind], bounds[kind + 1]), now),
            choices=_choices(activities.groups[kind], activities.own[kind]),
        )
        for kind in (_ATTENDED, _LED)
    )
    return attended, led


def could_attend(
    foundation: ActivityIncidence, network: Gathering, alliance: Alliance, spans: Stretches
) -> Flags:
    """By activity: whether some day of it in the window lies in the secretariat's term.

    Where partners say that they met without it, it could not.
    """
    actors, window = alliance.actors, network.window
    first = dates.BEGINNING if window.start is None else window.start
    last = dates.END if window.end is None else window.end
    stretch = network.incidence_stretch
    start, end = np.maximum(spans.start[stretch], first), np.minimum(spans.end[stretch], last)
    undated = ~alliance.activities.dated[spans.activity[stretch]]
    possible = undated & actors.secretariat.any()
    for code in np.flatnonzero(actors.secretariat):
        possible |= (start <= actors.term_end[code]) & (end >= actors.term_start[code])
    possible &= alliance.activities.said_by[spans.activity[stretch]] == REGISTER
    return any_of(foundation, spans.activity[stretch[possible]])


def strata(size: Codes, eligible: Flags, own: Flags) -> list[Codes]:
    """Eligible activities in groups of equal size, each with an alternative to those that end.

    A group of which all belong to the secretariat is joined to the group nearest in size, the
    larger one of two that are equally near, until there is an alternative. Groups without any of
    the secretariat's are left out.
    """
    counts = np.bincount(size[eligible])
    taken = np.bincount(size[eligible & own], minlength=len(counts)).tolist()
    groups = [
        _Group(value, value, many, taken[value])
        for value, many in enumerate(counts.tolist())
        if many
    ]
    place = 0
    while len(groups) > 1 and place < len(groups):
        if groups[place].own < groups[place].many:
            place += 1
            continue
        low = _nearest(groups, place)
        one, other = groups[low : low + 2]
        joined = _Group(one.smallest, other.largest, one.many + other.many, one.own + other.own)
        groups[low : low + 2] = [joined]
        # All before it have an alternative.
        place = low
    return [
        np.flatnonzero(eligible & (size >= group.smallest) & (size <= group.largest))
        for group in groups
        if 0 < group.own < group.many
    ]


class _Group(NamedTuple):
    """Activities of some sizes that follow one another, and how many are the secretariat's."""

    smallest: int
    largest: int
    many: int
    own: int


def _nearest(groups: list[_Group], place: int) -> int:
    """The lower place of the two to be joined."""
    here = groups[place]
    below = here.smallest - groups[place - 1].largest if place > 0 else math.inf
    above = groups[place + 1].smallest - here.largest if place + 1 < len(groups) else math.inf
    return place if above <= below else place - 1


def draws(groups: Sequence[Codes], own: Flags, replicates: int, chance: tuple[int, ...]) -> Flags:
    """Activities that end in each draw, shape (activities, replicates).

    As many of each of the groups of `strata` as the secretariat has there, without replacement,
    its own among the candidates: a permutation of who attended what. Without any alternative
    there are no columns.

    One activity after the other ends with the chance that those still to be drawn have among
    those still to come, so that every choice is as likely as every other: selection sampling,
    Fan, Muller & Rezucha (1962), https://doi.org/10.1080/01621459.1962.10480667.
    """
    if not groups:
        return np.zeros((len(own), 0), bool)
    seed, *key = chance
    rng = stream(seed, key)
    ended = np.zeros((len(own), replicates), bool)
    lots = np.empty(replicates)
    for group in groups:
        to_draw = np.full(replicates, float(np.count_nonzero(own[group])))
        for to_come, activity in zip(range(len(group), 0, -1), group.tolist(), strict=True):
            rng.random(out=lots)
            lots *= to_come
            np.less(lots, to_draw, out=ended[activity])
            to_draw -= ended[activity]
    return ended


def _choices(groups: Sequence[Codes], own: Flags) -> int:
    """How many different draws there can be; 1 where there is no alternative.

    Of many it is a lower bound: the number itself has as many digits as there are activities.
    """
    counts = [(len(group), int(np.count_nonzero(own[group]))) for group in groups]
    return math.prod(math.comb(n, min(k, n - k, _TOLD_APART)) for n, k in counts)


def size_gap(groups: Sequence[Codes], size: Codes, own: Flags) -> float:
    """Expected size of an activity drawn minus that of the secretariat's; NaN without draws."""
    if not groups:
        return math.nan
    many = [np.count_nonzero(own[group]) for group in groups]
    gap = sum(
        k * (int(size[group].sum()) / len(group)) for k, group in zip(many, groups, strict=True)
    )
    return float(gap - size[own].sum()) / int(own.sum())


def _compare(
    left: AfterRemoval, observed: int, drawn: slice, now: AfterRemoval
) -> dict[str, Comparison]:
    columns = np.stack(list(left.by_measure().values()))
    those = np.ascontiguousarray(columns[:, drawn])
    many = those.shape[1]
    kept = columns[:, observed]
    whole = np.stack(list(now.by_measure().values()))[:, 0]
    # Of nothing, nothing is kept: that is not a share.
    whole[~(whole > 0)] = math.nan
    # Counts are compared as they are; sums of 1/distance differ in the last bits when added up
    # from different distances.
    as_little = (those <= (kept * (1 + 1e-12))[:, None]).sum(axis=1)
    undefined = np.full(len(MEASURES), math.nan)
    figures = (
        kept / whole,
        those.mean(axis=1) / whole if many else undefined,
        *(quantiles(those, (0.025, 0.975)).T / whole),
        np.where(whole > 0, (as_little + 1) / (many + 1), math.nan) if many else undefined,
    )
    values = np.stack(figures, axis=1).tolist()
    return {name: Comparison(*row) for name, row in zip(MEASURES, values, strict=True)}
