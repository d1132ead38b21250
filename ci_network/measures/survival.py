"""How long do ties, activities and partners stay, once one long activity is not all that counts?

What was seen of a tie is a number of days on which its two partners took part in the same
activity. Days that lie no farther apart than a stated gap belong to one life of the tie; the life
has ended when the gap has passed without another. Activities and partners have lives alike.

A tie is of the class that it had by then, so that lives come into a class at an age: would they be
told apart by the class at their end, those that last would be independent because they last.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.dates import DAYS_IN_MONTH
from ci_network.graphs.sorted_codes import (
    Codes,
    Flags,
    changes,
    distinct,
    ranges,
    run_starts,
    stable_order,
)
from ci_network.measures.kaplan_meier import (
    FEWEST_ACTIVITIES,
    Staying,
    bounds,
    kaplan_meier,
    passes_half,
)
from ci_network.network.partnerships import LED, NONE, PRESENT
from ci_network.record.alliance import Days

MOST_ACTIVITIES = 2_000
"""Activities that are left out in turn at most; above, there is no error."""

MOST_LEFT_OUT = 500_000
"""Rows that leaving them out may make at most."""

_CELLS_AT_ONCE = 1 << 17
"""As many as fit into the processor's cache."""

_YEAR = 12 * DAYS_IN_MONTH

CLASSES = 4
"""More than there are involvements."""


class Stays(NamedTuple):
    """Days on which something was seen, a row for each stretch of them in one activity.

    Attributes
    ----------
    unit
        Code of what was seen: a pair, an activity or a partner.
    activity
        Code of the activity that it was seen in.
    start, end
        First and last day.
    involvement
        Of the secretariat: place in `INVOLVEMENTS`.
    """

    unit: Codes
    activity: Codes
    start: Days
    end: Days
    involvement: NDArray[np.int8]

    def select(self, keep: Flags | Codes) -> Stays:
        """Only some of the rows."""
        return Stays._make(column[keep] for column in self)


class Lives(NamedTuple):
    """Lives, each in as many parts as it went through classes.

    Attributes
    ----------
    unit, life, activity
        Codes of what lived, of its life, and of the activity in which the part began.
    involvement
        The lowest so far in this life: place in `INVOLVEMENTS`.
    entry
        Age in days at which the part began; at risk from the day after.
    exit
        Age in days at which it ended, or was last watched in this class.
    ended
        Whether the life ended then.
    times
        How many such parts there are; 1 but where they were counted.
    """

    unit: Codes
    life: Codes
    activity: Codes
    involvement: Codes
    entry: Days
    exit: Days
    ended: Flags
    times: Codes

    def select(self, keep: Flags | Codes | slice) -> Lives:
        """Only some of the parts."""
        return Lives._make(column[keep] for column in self)

    def whole(self) -> Lives:
        """Each life as one part, whatever its classes."""
        begin = run_starts(self.life)
        end = np.append(begin[1:], len(self.life))[: len(begin)] - 1
        return self.select(begin)._replace(exit=self.exit[end], ended=self.ended[end])

    def of_class(self, code: int) -> Lives:
        """The parts of one class."""
        return self.select(np.flatnonzero(self.involvement == code))


@dataclass(frozen=True)
class Survival:
    """How long lives of one kind last. NaN where undefined.

    Attributes
    ----------
    watched, ended
        Lives that were watched in this class for some time, and those of them that ended in it.
    activities
        Activities that they were seen in.
    half_life_months
        Age by which half have ended, in months of 365.25/12 days; NaN where that is never
        reached, or nobody was watched from the beginning.
    half_life_low, half_life_high
        Ages at which the bounds of the 95 % interval pass one half.
    after_year, after_year_se, after_year_low, after_year_high
        Share that lasts longer than a year (365.25 days), 0 to 1; its standard error and the
        bounds of its interval: from leaving out each activity in turn.
    half_life_months_without, after_year_without
        The same without the one activity that most of this kind was seen in.
    months
        Ages from one month on, in whole months, as far as some life was watched, or until all had
        ended.
    surviving, se, low, high
        By month: share that lasts longer, its standard error and its bounds.
    at_risk
        By month: lives that were watched up to it.
    """

    watched: int
    ended: int
    activities: int
    half_life_months: float
    half_life_low: float
    half_life_high: float
    after_year: float
    after_year_se: float
    after_year_low: float
    after_year_high: float
    half_life_months_without: float
    after_year_without: float
    months: Codes
    surviving: NDArray[np.float64]
    se: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    at_risk: Codes


class Kind(NamedTuple):
    """How long one kind of thing lasts, in all and by class.

    Attributes
    ----------
    largest, in_largest
        Code of the activity that most of them were seen in, -1 where there is none or each is
        seen in its own; how many that are.
    all, by_involvement
        In all, and by the lowest involvement of the secretariat so far, in the order of
        `INVOLVEMENTS`.
    """

    largest: int
    in_largest: int
    all: Survival
    by_involvement: tuple[Survival, ...]


def lives(stays: Stays, gap: int, until: int) -> Lives:
    """Join stays to lives, and divide these where their class falls.

    Parameters
    ----------
    stays
        What was seen.
    gap
        A life goes on when the next day is at most so many days after the last.
    until
        Last day on which an end can be told. Lives are watched up to it, because later on only
        those that go on can be seen; one that began after it is left out.
    """
    return parted(stays, gap, until)[0]


def parted(stays: Stays, gap: int, until: int) -> tuple[Lives, Codes, Codes]:
    """The lives, and where their parts were seen: the involvement of each, and activities.

    Parameters
    ----------
    stays, gap, until
        As for `lives`.
    """
    if not len(stays.unit):
        return _no_lives(), stays.unit, stays.activity
    wide = int(stays.end.max()) + 1
    key = (stays.unit * wide + stays.start) * CLASSES + stays.involvement
    if (key[1:] < key[:-1]).any():
        stays = stays.select(stable_order(key))
    unit, activity, start, end, involvement = stays
    seen_until = np.maximum.accumulate(end + unit * wide) - unit * wide
    begins = changes(unit)
    begins[1:] |= start[1:] > seen_until[:-1] + gap
    life = np.cumsum(begins) - 1
    # Each life stands below the one before, so that the lowest so far starts over with it.
    lowest = np.minimum.accumulate(involvement - CLASSES * life) + CLASSES * life
    row = run_starts(life * CLASSES + lowest)
    born = start[np.flatnonzero(begins)][life[row]]
    final = np.append(run_starts(life)[1:], len(life))[life[row]] - 1
    died = seen_until[final]
    next_row = np.append(row[1:], len(life) - 1)
    goes_on = np.append(life[row][1:] == life[row][:-1], False)
    left = np.where(goes_on, start[next_row] - born, np.minimum(died, until) - born + 1)
    left = np.minimum(left, until - born + 1)
    entry = start[row] - born
    found = Lives(
        unit[row], life[row], activity[row], lowest[row], entry, left, ~goes_on & (died <= until),
        np.ones(len(row), np.int64),
    )  # fmt: skip
    watched = entry < left
    stands = np.repeat(watched, np.diff(np.append(row, len(life))))
    return found.select(watched), lowest[stands], activity[stands]


def survival_of(stays: Stays, gap: int, until: int) -> Kind:
    """How long one kind of thing lasts, in all and by class.

    Parameters
    ----------
    stays, gap, until
        As for `lives`.
    """
    found, stood, activity = parted(stays, gap, until)
    width = int(stays.activity.max(initial=0)) + 1
    seen = distinct(stood * width + activity)
    largest, in_largest = _largest(stays)
    remade = _remade(stays, found, gap, until)
    reduced = None if largest < 0 else _without(largest, stays, found, gap, until)

    def of(part: Callable[[Lives], Lives], seen: Codes) -> Survival:
        watched, less = part(found), None if reduced is None else part(reduced)
        if not len(watched.unit) and (less is None or not len(less.unit)):
            return _of_nothing()
        return survival_of_lives(
            watched,
            len(distinct(seen % width)),
            None if remade is None else remade.of(part),
            less,
        )

    return Kind(
        largest=largest,
        in_largest=in_largest,
        all=of(Lives.whole, seen),
        by_involvement=tuple(
            of(partial(Lives.of_class, code=code), seen[seen // width == code])
            for code in (NONE, PRESENT, LED)
        ),
    )


def _no_lives() -> Lives:
    nothing = np.zeros(0, np.int64)
    return Lives._make([*[nothing] * 6, np.zeros(0, bool), nothing])


@cache
def _of_nothing() -> Survival:
    """Of a class of which no life was watched, as it is of many where few were."""
    return survival_of_lives(_no_lives(), 0)


def _largest(stays: Stays) -> tuple[int, int]:
    """The activity that most units were seen in; of several the longest, then the first by name."""
    width = int(stays.activity.max(initial=-1)) + 1
    seen = distinct(stays.unit * width + stays.activity) if width else stays.unit
    days = np.bincount(stays.activity, stays.end - stays.start + 1, width)
    units = len(distinct(stays.unit))
    return largest_of(units, np.bincount(seen % max(width, 1), minlength=width), days)


def largest_of(units: int, count: Codes, days: NDArray[Any]) -> tuple[int, int]:
    """The activity that most units were seen in; of several the longest, then the first.

    Parameters
    ----------
    units
        How many there are.
    count, days
        By activity: units that were seen in it, and days on which they were, added up.

    Returns
    -------
    tuple of int
        Its code, and how many units; -1 and 0 where there is none or each is seen in its own.
    """
    seen = int(count.sum())
    if not seen or seen == units == int((count > 0).sum()):
        return -1, 0
    most = np.flatnonzero(count == count.max())
    largest = int(most[days[most].argmax()])
    return largest, int(count[largest])


def _without(activity: int, stays: Stays, before: Lives, gap: int, until: int) -> Lives:
    """The lives there would be without one activity."""
    touched = np.zeros(int(stays.unit.max(initial=-1)) + 1, bool)
    touched[stays.unit[stays.activity == activity]] = True
    rest = stays.select(touched[stays.unit] & (stays.activity != activity))
    remade = lives(rest, gap, until)
    kept = before.select(~touched[before.unit])
    after = int(before.life.max(initial=-1)) + 1
    remade = remade._replace(life=remade.life + after)
    return Lives._make(np.concatenate(both) for both in zip(kept, remade, strict=True))


class _Remade(NamedTuple):
    """What changes when each activity is left out: lives that are no more, and those instead.

    Attributes
    ----------
    activities
        How many are left out in turn.
    gone, instead
        The lives of what was seen in an activity, as they are, and as they would be without it;
        their `unit` is a case: one unit without one of its activities.
    activity
        By case: place of the activity.
    """

    activities: int
    gone: Lives
    instead: Lives
    activity: Codes

    def of(self, part: Callable[[Lives], Lives]) -> _Remade:
        """Of some parts of the lives."""
        return self._replace(gone=part(self.gone), instead=part(self.instead))


def _remade(stays: Stays, before: Lives, gap: int, until: int) -> _Remade | None:
    """Leave out each activity in turn; None where that would make too many rows, or none."""
    there = np.zeros(int(stays.activity.max(initial=-1)) + 1, bool)
    there[stays.activity] = True
    activities, place = int(there.sum()), np.cumsum(there) - 1
    if not 0 < activities <= MOST_ACTIVITIES or len(stays.unit) > MOST_LEFT_OUT:
        return None
    key = stays.unit * len(there) + stays.activity
    ordered = stays.select(np.argsort(key, kind="stable"))
    place = place[ordered.activity]
    own = run_starts(ordered.unit * activities + place)
    unit, activity = ordered.unit[own], place[own]
    first = run_starts(ordered.unit)
    rows = np.diff(np.append(first, len(ordered.unit)))
    which = np.searchsorted(ordered.unit[first], unit)
    if rows[which].sum() > MOST_LEFT_OUT:
        return None
    row = ranges(first[which], rows[which])
    case = np.repeat(np.arange(len(own)), rows[which])
    kept = place[row] != activity[case]
    instead = lives(ordered.select(row[kept])._replace(unit=case[kept]), gap, until)
    width = int(before.life.max(initial=-1)) + 1
    begin = np.searchsorted(before.unit, unit)
    parts = np.searchsorted(before.unit, unit, side="right") - begin
    gone = before.select(ranges(begin, parts))
    # A life that goes with several activities is a life of each of them.
    case = np.repeat(np.arange(len(own)), parts)
    gone = gone._replace(unit=case, life=np.cumsum(changes(case * width + gone.life)) - 1)
    return _Remade(activities, gone, instead, activity)


def survival_of_lives(
    lives: Lives,
    activities: int,
    remade: _Remade | None = None,
    reduced: Lives | None = None,
) -> Survival:
    """How long lives of one class last.

    Parameters
    ----------
    lives
        The lives.
    activities
        Activities that they were seen in.
    remade
        The same without each activity in turn; None where there is no error.
    reduced
        The same without the largest activity; None where there is none.
    """
    staying = _staying(lives)
    less = _staying(reduced) if reduced is not None else _staying(lives.select(slice(0)))
    months = np.arange(1, _months(staying) + 1)
    ages = np.concatenate([months * DAYS_IN_MONTH, [_YEAR]])
    surviving = staying.at(ages)
    se, low, high = _errors(lives, ages, surviving, remade)
    _, *both = _errors(lives, staying.days, staying.surviving, remade)
    half_low, half_high = (passes_half(staying.days, bound) / DAYS_IN_MONTH for bound in both)
    return Survival(
        watched=int(lives.times.sum()),
        ended=int(lives.times[lives.ended].sum()),
        activities=activities,
        half_life_months=_half_life(staying),
        half_life_low=half_low,
        half_life_high=half_high,
        after_year=float(surviving[-1]),
        after_year_se=float(se[-1]),
        after_year_low=float(low[-1]),
        after_year_high=float(high[-1]),
        half_life_months_without=_half_life(less),
        after_year_without=float(less.at(ages[-1:])[0]),
        months=months,
        surviving=surviving[:-1],
        se=se[:-1],
        low=low[:-1],
        high=high[:-1],
        at_risk=_reached(lives.exit, lives.times, ages[:-1])
        - _reached(lives.entry, lives.times, ages[:-1]),
    )


def _months(staying: Staying) -> int:
    """Whole months that some life was watched; where all had ended, the one of the last end too."""
    if math.isnan(staying.known_until):
        return 0
    all_ended = bool(len(staying.days)) and staying.surviving[-1] == 0
    months = staying.known_until / DAYS_IN_MONTH
    return math.ceil(months) if all_ended else math.floor(months)


def _reached(ages: Days, each: Codes, times: NDArray[np.float64]) -> Codes:
    """How many have an age of so much or more."""
    younger = np.append(0, np.bincount(ages, each).cumsum()).astype(np.int64)
    below = np.minimum(np.ceil(times).astype(np.int64), len(younger) - 1)
    reached: Codes = younger[-1] - younger[below]
    return reached


def _staying(lives: Lives) -> Staying:
    return kaplan_meier(lives.exit, lives.ended, lives.times, lives.entry)


def _half_life(staying: Staying) -> float:
    return passes_half(staying.days, staying.surviving) / DAYS_IN_MONTH


def _errors(
    lives: Lives,
    ages: NDArray[Any],
    surviving: NDArray[np.float64],
    remade: _Remade | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Standard error and bounds at some ages, from leaving out each activity in turn."""
    nothing = np.full(len(ages), math.nan)
    if remade is None or remade.activities < FEWEST_ACTIVITIES:
        return nothing, nothing, nothing
    clusters = remade.activities
    total, squares = np.zeros(len(ages)), np.zeros(len(ages))
    # Added up one after the other, so that the size of the blocks does not change the last digit.
    for left in _left_out(lives, ages, remade):
        total = np.concatenate([total[None], left]).cumsum(axis=0)[-1]
        squares = np.concatenate([squares[None], left**2]).cumsum(axis=0)[-1]
    variance = (clusters - 1) / clusters * np.maximum(squares - total**2 / clusters, 0)
    low, high = bounds(surviving, variance, clusters, *_on_each_side(lives, ages))
    return np.where(np.isnan(surviving), math.nan, np.sqrt(variance)), low, high


def _on_each_side(lives: Lives, ages: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many activities have lives that ended by an age, and how many lives that outlast it."""
    width = int(lives.activity.max(initial=-1)) + 1
    never = np.iinfo(np.int64).max
    first_end, longest = np.full(width, never), np.zeros(width, np.int64)
    np.minimum.at(first_end, lives.activity[lives.ended], lives.exit[lives.ended])
    np.maximum.at(longest, lives.activity, lives.exit - lives.ended)
    ended = np.searchsorted(np.sort(first_end), ages, side="right")
    return ended, width - np.searchsorted(np.sort(longest), ages)


def _left_out(lives: Lives, ages: NDArray[Any], remade: _Remade) -> Iterator[NDArray[np.float64]]:
    """In blocks of activities: the surviving share at some ages without each of them."""
    times = distinct(
        np.concatenate([lives.exit[lives.ended], remade.instead.exit[remade.instead.ended]])
    )
    width = len(times) + 1
    place = np.searchsorted(times, ages, side="right")
    ends, risks = _tallied(lives, np.zeros(len(lives.unit), np.int64), times, 1)
    events, at_risk = ends.within(0, 1, width), risks.within(0, 1, width).cumsum(axis=1)
    changes_of = [
        _tallied(part, remade.activity[part.unit], times, sign)
        for part, sign in ((remade.gone, -1), (remade.instead, 1))
    ]
    ends, risks = (_Tally.together(both) for both in zip(*changes_of, strict=True))
    step = max(1, _CELLS_AT_ONCE // width)
    for begin in range(0, remade.activities, step):
        many = min(step, remade.activities - begin)
        ended = events + ends.within(begin, many, width)
        left = np.maximum(at_risk + risks.within(begin, many, width).cumsum(axis=1), 1)
        shares = np.cumprod(1 - (ended / left)[:, :-1], axis=1)
        yield np.concatenate([np.ones((many, 1)), shares], axis=1)[:, place]


class _Tally(NamedTuple):
    """Changes of what is counted at an age, by activity: more or fewer by one."""

    activity: Codes
    age: Codes
    change: NDArray[np.float64]

    @classmethod
    def together(cls, several: Sequence[_Tally]) -> _Tally:
        """All of them, sorted by activity."""
        activity, age, change = (np.concatenate(column) for column in zip(*several, strict=True))
        order = stable_order(activity)
        return cls(activity[order], age[order], change[order])

    def within(self, begin: int, many: int, ages: int) -> NDArray[np.float64]:
        """Shape (activities, ages), of so many activities from one on."""
        some = slice(*np.searchsorted(self.activity, [begin, begin + many]).tolist())
        cell = (self.activity[some] - begin) * ages + self.age[some]
        counted: NDArray[Any] = np.bincount(cell, self.change[some], many * ages)
        return counted.reshape(many, ages)


def _tallied(lives: Lives, activity: Codes, times: Days, sign: int) -> tuple[_Tally, _Tally]:
    """How many end at each age, and how many more are at risk then than just before."""
    begin = np.searchsorted(times, lives.entry, side="right")
    until = np.searchsorted(times, lives.exit, side="right")
    of_each = np.full(len(until), float(sign))
    ended = lives.ended
    ends = _Tally(activity[ended], until[ended] - 1, of_each[ended])
    risks = (_Tally(activity, begin, of_each), _Tally(activity, until, -of_each))
    return ends, _Tally.together(risks)
