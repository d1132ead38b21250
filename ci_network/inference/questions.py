"""Which open questions of a record move its answer, and how far.

The answer is a range of connectedness, from `unaided` to `led_activities_end`. Each thing that the
record leaves open is a question that a person can answer; its *swing* is how far its answers move
the two ends of the range, one question at a time, the record as it is among them. Whether the
meetings of a series go on, and who led them, is one question.

Three actors and the secretariat S, with one activity a: S A B C, no lead recorded. The range is
from 0 to 1. Does a go on? Yes gives 1 to 1, no 0 to 0: the lower end moves by 1, the upper by 1,
a swing of 2. Who led a? The secretariat gives 0 to 0, a partner 0 to 1: a swing of 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network.dates import Window
from ci_network.graphs.sorted_codes import Codes, Flags, distinct
from ci_network.graphs.workers import OnProgress
from ci_network.inference.hinge import Range, ranges
from ci_network.inference.removal import ActivityIncidence, open_activities, partners_alone
from ci_network.network.networks import networks
from ci_network.network.partnerships import (
    CARRIED,
    LASTS,
    LASTS_NOT,
    LEAD_UNKNOWN,
    SUPPORTED,
    Stretches,
    all_meetings,
    stretches,
)
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Alliance
from ci_network.record.answers import dated_in, left_on, merged
from ci_network.record.series import Unit, units

Kind = Literal["continues", "led_by", "date", "left", "same_actor", "participants"]
"""Does it go on; who led; when was it; when did it leave; are they one; who else took part."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_AT_ONCE = 512
_DIGITS = 12


class Question(NamedTuple):
    """Something that the record leaves open.

    Attributes
    ----------
    kind
        What is asked.
    about
        Codes: of the activity, or of those of a series; of the actor, or of two actors.
    answers
        By answer: the range with it.
    swing
        Largest less smallest lower end, and the same of the upper end, over the answers and the
        record as it is. NaN where no figure can be worked out.
    ask
        Codes of the actors that can answer.
    """

    kind: Kind
    about: tuple[int, ...]
    answers: Mapping[str, Range]
    swing: float
    ask: tuple[int, ...]


class Narrowed(NamedTuple):
    """The narrowest range after some answers, and what the last of them is."""

    question: int
    answer: str
    range: Range


@dataclass(frozen=True)
class Questions:
    """What to find out about a window.

    Attributes
    ----------
    window
        Label of the window.
    range
        As the record is.
    questions
        The largest swing first, then by what they are about; those without a swing last.
    narrowest
        After one answer, two, three: the narrowest that the range can become, each answer being
        the best beside those before it.
    """

    window: str
    range: Range
    questions: tuple[Question, ...]
    narrowest: tuple[Narrowed, ...]


def questions(
    drawn: WindowNetworks,
    twins: Sequence[tuple[int, int]] = (),
    answered: int = 3,
    progress: OnProgress | None = None,
    kinds: Collection[Kind] = KINDS,
    one_by_one: bool = False,
) -> Questions:
    """Every open question of the one window of some networks, by how far it moves the answer.

    Parameters
    ----------
    drawn
        The networks of an alliance, of which there is one.
    twins
        Codes of pairs of actors that may be one and the same.
    answered
        How many answers the range is narrowed by.
    progress
        Told how many questions are worked out.
    kinds
        Which questions; all by default.
    one_by_one
        Whether each meeting of a series is asked about by itself.
    """
    (network,) = drawn.networks
    now = _Situation(drawn.alliance, network.window, drawn.max_size, {})
    asked = [each for each in _asked(now, twins, one_by_one) if each.kind in kinds]
    by_answer = _ranges(now, asked, progress)
    found = [
        Question(
            each.kind,
            each.about,
            answers,
            _swing([now.range, *answers.values()]) if answers else math.nan,
            each.ask,
        )
        for each, answers in zip(asked, by_answer, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda k: _place(found[k], drawn.alliance))
    ordered = [asked[k] for k in order]
    return Questions(
        window=network.window.label,
        range=now.range,
        questions=tuple(found[k] for k in order),
        narrowest=tuple(_narrowed(now, ordered, [by_answer[k] for k in order], answered)),
    )


def _place(question: Question, alliance: Alliance) -> tuple[float, tuple[str, ...], int]:
    of_actors = question.kind in ("left", "same_actor")
    names = alliance.actors.label if of_actors else alliance.activities.name
    swing = -1.0 if math.isnan(question.swing) else round(question.swing, _DIGITS)
    return -swing, tuple(names[code] for code in question.about), KINDS.index(question.kind)


def _swing(ranges: Sequence[Range]) -> float:
    low, high = [each.low for each in ranges], [each.high for each in ranges]
    return max(low) - min(low) + max(high) - min(high)


# An answer is either told of an activity, so that its meetings last as another standing does, or
# it makes another record; None where it leaves the record as it is.
_Told = dict[int, tuple[Kind, str]]
_Change = Callable[[Alliance], Alliance] | None


class _Asked(NamedTuple):
    """A question with what each answer changes; no changes where none can be worked out."""

    kind: Kind
    about: tuple[int, ...]
    ask: tuple[int, ...]
    told: tuple[str, ...] = ()
    changes: Mapping[str, _Change] = {}

    def telling(self, answer: str) -> _Told:
        """What an answer tells of each activity."""
        return dict.fromkeys(self.about, (self.kind, answer))


class _Situation:
    """A record, the network of its window, and what has been told of single activities."""

    def __init__(
        self, alliance: Alliance, window: Window, max_size: int | None, told: _Told
    ) -> None:
        self.alliance, self.window, self.max_size = alliance, window, max_size
        self.told = told
        self.spans: Stretches = stretches(alliance)
        self._meetings = all_meetings(self.spans, len(alliance.actors), max_size)
        (self.network,) = networks(alliance, self.spans, self._meetings, [window], max_size)
        self.foundation: ActivityIncidence = partners_alone(
            self.network, self._meetings, self.spans
        )
        self._place = {code: k for k, code in enumerate(self.foundation.activities.tolist())}
        self.range = self.ranges([told])[0]

    def ranges(self, tellings: Sequence[_Told]) -> list[Range]:
        """The range, by what is told of activities."""
        if not self.alliance.actors.secretariat.any():
            # "All of it stays" would be a false comfort.
            return [Range(math.nan, math.nan)] * len(tellings)
        found: list[Range] = []
        for at in range(0, len(tellings), _AT_ONCE):
            some = [self._lasting(told) for told in tellings[at : at + _AT_ONCE]]
            found += ranges(self.foundation, np.column_stack(some))
        return found

    def _lasting(self, told: _Told) -> NDArray[np.int8]:
        lasting = self.foundation.lasting.copy()
        for code, (kind, answer) in told.items():
            its: Flags = self.foundation.activity == self._place.get(code, -1)
            if kind == "continues":
                lasting[its] = LASTS if answer == "yes" else LASTS_NOT
            else:
                unknown = its & (self.foundation.lasting == LEAD_UNKNOWN)
                lasting[unknown] = CARRIED if answer == "secretariat" else SUPPORTED
        return lasting

    def with_answer(self, asked: _Asked, answer: str) -> _Situation:
        """The same with one answer more."""
        if answer in asked.told:
            found = copy(self)
            found.told = self.told | asked.telling(answer)
            found.range = found.ranges([found.told])[0]
            return found
        change = asked.changes[answer]
        if change is None:
            return self
        changed = change(self.alliance)
        return _Situation(changed, self.window, self.max_size, self.told)


def _ranges(
    now: _Situation, asked: Sequence[_Asked], progress: OnProgress | None = None
) -> list[dict[str, Range]]:
    """By question and answer: the range with it."""
    tellings = [now.told | each.telling(answer) for each in asked for answer in each.told]
    told = iter(now.ranges(tellings))
    found = []
    for number, each in enumerate(asked):
        ranges = {answer: next(told) for answer in each.told}
        ranges |= {answer: now.with_answer(each, answer).range for answer in each.changes}
        found.append(ranges)
        if progress is not None:
            progress(number + 1, len(asked))
    return found


def _narrowed(
    now: _Situation, asked: list[_Asked], ranges: list[dict[str, Range]], answers: int
) -> Iterator[Narrowed]:
    """One answer after the other, each the one that leaves the narrowest range."""
    left = list(range(len(asked)))
    for number in range(answers):
        options = [
            (round(found.width, _DIGITS), k, answer)
            for k, each in zip(left, ranges, strict=True)
            for answer, found in each.items()
        ]
        if not options or math.isnan(now.range.width):
            return
        width, k, answer = min(options)
        if width >= round(now.range.width, _DIGITS):
            return
        now = now.with_answer(asked[k], answer)
        yield Narrowed(k, answer, now.range)
        # One activity is told of once, and what makes another record is asked of the first one.
        left = [
            other
            for other in left
            if (asked[other].told and not set(asked[other].about) & set(asked[k].about))
            or (asked[other].changes and asked[k].told)
        ]
        if number + 1 < answers:
            ranges = _ranges(now, [asked[other] for other in left])


def _asked(now: _Situation, twins: Sequence[tuple[int, int]], one_by_one: bool) -> Iterator[_Asked]:
    """What the record leaves open."""
    foundation, network, spans = now.foundation, now.network, now.spans
    who = _Who(now.alliance)

    def together(places: Codes) -> Iterable[Unit]:
        codes = foundation.activities[places].tolist()
        if one_by_one:
            return [(code,) for code in codes]
        return units(now.alliance.activities.series, codes)

    for unit in together(open_activities(foundation, network, spans)):
        yield _Asked("continues", unit, who.of_all(unit), told=("yes", "no"))
    unknown = foundation.activity[foundation.lasting == LEAD_UNKNOWN]
    for unit in together(distinct(unknown)):
        yield _Asked("led_by", unit, who.of_all(unit), told=("secretariat", "partner"))
    yield from _undated(now, who)
    yield from _left(now)
    for one, other in twins:
        actors = now.alliance.actors
        if actors.secretariat[other] and not actors.secretariat[one]:
            one, other = other, one  # noqa: PLW2901 - the secretariat stays the secretariat
        changes: dict[str, _Change] = {"yes": partial(merged, one=one, other=other), "no": None}
        yield _Asked("same_actor", (one, other), (one, other), changes=changes)
    for activity in network.activities[spans.size[network.activities] == 1].tolist():
        yield _Asked("participants", (activity,), who.of(activity))


def _undated(now: _Situation, who: _Who) -> Iterator[_Asked]:
    window = now.window
    if window.undated or window.start is None or window.end is None:
        return
    for activity in np.flatnonzero(~now.alliance.activities.dated).tolist():
        in_window = partial(dated_in, activity=activity, start=window.start, end=window.end)
        changes = {"in_window": in_window, "not_in_window": None}
        yield _Asked("date", (activity,), who.of(activity), changes=changes)


def _left(now: _Situation) -> Iterator[_Asked]:
    """Members that left at an unknown time, may have been there, and took no part."""
    actors, window = now.alliance.actors, now.window
    if window.start is None or window.end is None:
        return
    may_have_been = actors.left_unknown & (actors.joined <= window.end)
    may_have_been[now.network.vertices] = False
    for actor in np.flatnonzero(may_have_been).tolist():
        not_before = partial(left_on, actor=actor, day=window.end)
        changes = {"not_before": not_before, "before": None}
        yield _Asked("left", (actor,), (actor,), changes=changes)


class _Who:
    """Who can be asked about an activity: those that led it, else the partners in it."""

    def __init__(self, alliance: Alliance) -> None:
        self._alliance = alliance
        self._secretariat = alliance.actors.secretariat
        part = alliance.participations
        self._order = np.argsort(part.activity, kind="stable")
        self._begin = np.searchsorted(
            part.activity[self._order], np.arange(len(alliance.activities) + 1)
        )

    def of_all(self, unit: Unit) -> tuple[int, ...]:
        """Codes of those that can be asked about any of the activities."""
        return tuple(sorted({actor for activity in unit for actor in self.of(activity)}))

    def of(self, activity: int) -> tuple[int, ...]:
        """Codes of actors, no persons among them."""
        rows = self._order[self._begin[activity] : self._begin[activity + 1]]
        part, actors = self._alliance.participations, self._alliance.actors
        no_person = np.array([actors.type[code] != "person" for code in part.actor[rows].tolist()])
        rows = rows[no_person] if len(rows) else rows
        leads: Codes = part.actor[rows[part.lead[rows]]]
        partners: Codes = part.actor[rows[~self._secretariat[part.actor[rows]]]]
        chosen = next((some for some in (leads, partners, part.actor[rows]) if len(some)), leads)
        return tuple(distinct(chosen).tolist())
