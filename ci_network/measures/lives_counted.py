"""How long ties and the like last where there are too many to look at all of them at once.

A life is known from the stays of its one unit, so that units are looked at some at a time, by the
code that looks at all; what is kept of them is how many lives have which ages. What was seen once
is one life of its own days, and needs no unit at all: it comes as a count.

Leaving out each activity in turn would take too long where there is much; where there is little,
all stays are put together, and looked at at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags, changes, numbered
from ci_network.measures import survival
from ci_network.measures.survival import (
    CLASSES,
    Kind,
    Lives,
    Stays,
    largest_of,
    lives,
    parted,
    survival_of,
    survival_of_lives,
)
from ci_network.network.partnerships import LED, NONE, PRESENT

_WHOLE = CLASSES - 1
"""In the place of a class: the whole life."""

_DAYS = 1 << 22
"""More than any age."""


_WAITING_UP_TO = 1 << 20
"""Ages that are counted at once."""


class Once(NamedTuple):
    """Stays of units that have no other, a row for each stretch of days in an activity.

    Attributes
    ----------
    stays
        The days; the `unit` says nothing.
    times
        How many units stayed then.
    """

    stays: Stays
    times: Codes


class Many(NamedTuple):
    """Stays of one kind that come some at a time.

    Attributes
    ----------
    again
        The stays of units, by unit, activity and time; all of one unit in one part, and none of
        those in `once`.
    once
        What was seen once.
    touched
        Like `again`, of the units alone that were seen in an activity.
    days
        By activity: days on which units were seen in it, added up.
    """

    again: Callable[[], Iterable[Stays]]
    once: Callable[[], Iterable[Once]]
    touched: Callable[[int], Iterable[Stays]]
    days: NDArray[Any]


def survival_of_many(many: Many, gap: int, until: int) -> Kind:
    """How long one kind of thing lasts: what `survival_of` says of all of it.

    Parameters
    ----------
    many
        What was seen.
    gap, until
        As for `lives`.
    """
    tally = _Tally(len(many.days), gap, until)
    for stays in many.again():
        tally.add(stays)
    for once in many.once():
        tally.add_once(once)
    if tally.few is not None:
        return survival_of(_together(tally.few), gap, until)
    largest, in_largest = largest_of(tally.units, tally.count, many.days)
    reduced = None
    if largest >= 0:
        reduced = tally.ages.copy()
        for once in many.once():
            reduced.add_once(once, until, once.stays.activity == largest, -1)
        for stays in many.touched(largest):
            reduced.add(lives(stays, gap, until), -1)
            reduced.add(lives(stays.select(stays.activity != largest), gap, until), 1)

    def of(code: int, seen: Any) -> survival.Survival:
        less = None if reduced is None else reduced.of(code)
        return survival_of_lives(tally.ages.of(code), int(seen.sum()), reduced=less)

    return Kind(
        largest=largest,
        in_largest=in_largest,
        all=of(_WHOLE, tally.seen.any(axis=0)),
        by_involvement=tuple(of(code, tally.seen[code]) for code in (NONE, PRESENT, LED)),
    )


class _Ages:
    """How many lives, or parts of one class, have which ages."""

    def __init__(self) -> None:
        self._counted = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        self._waiting = 0

    def copy(self) -> _Ages:
        """The same, to be changed apart."""
        other = _Ages()
        other._counted = [self._settled()]
        return other

    def add(self, lives: Lives, sign: int) -> None:
        """Put lives in, or take them off."""
        whole = lives.whole()
        for each, code in ((lives, lives.involvement), (whole, _WHOLE)):
            self._put(code, each.entry, each.exit, each.ended, sign * each.times)

    def add_once(self, once: Once, until: int, which: Flags, sign: int) -> None:
        """The same of what was seen once."""
        which = which & (once.stays.start <= until)
        stays, times = once.stays.select(which), once.times[which]
        age = np.minimum(stays.end, until) - stays.start + 1
        for code in (stays.involvement, _WHOLE):
            self._put(code, np.zeros_like(age), age, stays.end <= until, sign * times)

    def _put(
        self, code: NDArray[Any] | int, entry: Codes, age: Codes, ended: Flags, each: Codes
    ) -> None:
        key = (entry * _DAYS + age) * (2 * CLASSES) + (np.asarray(code, np.int64) * 2 + ended)
        self._counted.append((key, each))
        self._waiting += len(key)
        if self._waiting > _WAITING_UP_TO:
            self._settled()

    def _settled(self) -> tuple[Codes, Codes]:
        """Each key once, in order, and how often it was put."""
        keys, each = (np.concatenate(column) for column in zip(*self._counted, strict=True))
        # Most lives were watched from the beginning: these keys are small, and there are few.
        late = keys >= 2 * CLASSES * _DAYS
        fresh = np.bincount(keys[~late], each[~late])
        key, place = numbered(keys[late])
        there = fresh.nonzero()[0]
        key = np.append(there, key)
        times = np.append(fresh[there], np.bincount(place, each[late]))
        self._counted, self._waiting = [(key, np.rint(times).astype(np.int64))], 0
        return self._counted[0]

    def of(self, code: int) -> Lives:
        """Those of one class, or the whole ones."""
        key, times = self._settled()
        its = (key // 2 % CLASSES == code) & (times > 0)
        key, times = key[its], times[its]
        nothing = np.zeros(len(key), np.int64)
        ages = key // (2 * CLASSES)
        return Lives(
            nothing, nothing, nothing, nothing + code, ages // _DAYS % _DAYS, ages % _DAYS,
            key % 2 > 0, times,
        )  # fmt: skip


class _Tally:
    """What is kept of all stays: ages, and how many units were seen in which activity.

    `few` are the stays themselves as long as they are few enough to be looked at at once.
    """

    def __init__(self, activities: int, gap: int, until: int) -> None:
        self.gap, self.until = gap, until
        self.ages = _Ages()
        self.units, self.rows = 0, 0
        self.count = np.zeros(activities, np.int64)
        self.seen = np.zeros((CLASSES - 1, activities), bool)
        self.few: list[Stays] | None = []

    def add(self, stays: Stays) -> None:
        """Stays of units, all of each, by unit and activity."""
        if not len(stays.unit):
            return
        found, stood, activity = parted(stays, self.gap, self.until)
        self.ages.add(found, 1)
        self.seen[stood, activity] = True
        new = changes(stays.unit)
        self.units += int(new.sum())
        # In place: a part has few of the activities, and there are many parts.
        np.add.at(self.count, stays.activity[new | changes(stays.activity)], 1)
        self._keep(stays)

    def add_once(self, once: Once) -> None:
        """Stays of units that have no other."""
        stays, times = once
        self.ages.add_once(once, self.until, np.ones(len(times), bool), 1)
        stands = stays.start <= self.until
        self.seen[stays.involvement[stands], stays.activity[stands]] = True
        self.units += int(times.sum())
        np.add.at(self.count, stays.activity, times)
        if self.few is not None and self.rows + int(times.sum()) <= survival.MOST_LEFT_OUT:
            each = stays.select(np.repeat(np.arange(len(times)), times))
            self._keep(each._replace(unit=np.arange(len(each.unit))))
        else:
            self.few = None

    def _keep(self, stays: Stays) -> None:
        self.rows += len(stays.unit)
        if self.few is not None and self.rows <= survival.MOST_LEFT_OUT:
            self.few.append(stays)
        else:
            self.few = None


def _together(few: list[Stays]) -> Stays:
    """All parts as one, each with units of its own."""
    nothing = np.zeros(0, np.int64)
    parts = [Stays(nothing, nothing, nothing, nothing, np.zeros(0, np.int8))]
    above = 0
    for stays in few:
        parts.append(stays._replace(unit=stays.unit + above))
        above += int(stays.unit.max(initial=-1)) + 1
    return Stays._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
