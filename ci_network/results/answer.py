# ruff: noqa: E501 - a sentence is one line
"""The answer: what is left of a window, what that hinges on, and how that is said.

One value, that the command line, the report, the map, Python and the notebooks all show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ci_network import numerals
from ci_network.inference.hinge import FEW, Range
from ci_network.language import LANGUAGES, Language, begun, quoted, translation
from ci_network.language import marked as _
from ci_network.language import marked_forms as _counted
from ci_network.record.display import Shown
from ci_network.record.series import series_of, unit_name, units
from ci_network.results.accounts import Account, account_figures

Verdict = Literal[
    "holds", "falls_apart", "undecided", "all_stays", "none_stays", "nothing_to_lose", "cannot_say"
]
"""What is left without the secretariat, for the most part: see `verdict`."""

Reason = Literal[
    "", "no_secretariat", "no_dates", "nothing", "nothing_counts", "no_activity", "too_few",
    "never_there", "not_there",
]  # fmt: skip
"""Why there is no answer: no actor is marked as secretariat, nothing is dated, nothing took place,
nothing that is recorded counts, there are fewer than two partners, the secretariat takes part in nothing, or in nothing in the
window that was asked for."""

Passed = Literal["empty", "small", "without", "few"]
"""Why a later window is not the one of the answer: nothing took place, fewer than two partners, the
secretariat was not there, or there were too few activities."""

Kind = Literal["activities", "lead", "many", "none"]


@dataclass(frozen=True)
class Hinge:
    """What the answer depends on.

    Attributes
    ----------
    kind
        ``activities``: on one to three of them; ``many``: on more than three together; ``lead``: on
        who led them; ``none``: on nothing.
    activities
        Their names; that of a series stands for its meetings.
    if_yes, if_no
        Connectedness when all of them go on, and when all of them end. Of a lead: when partners
        led, and when the secretariat did. None where the kind is ``none``.
    tried
        Whether all sets up to three were tried, so that no smaller one would do; larger sets are
        built one by one.
    series
        By name of a series among the activities: its open meetings.
    """

    kind: Kind
    activities: tuple[str, ...] = ()
    if_yes: Range | None = None
    if_no: Range | None = None
    tried: bool = True
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def meetings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each with the names of its meetings: of an activity that is no series, its own."""
        return ((name, self.series.get(name, (name,))) for name in self.activities)


@dataclass(frozen=True)
class Decided:
    """What somebody has said of the future of an activity.

    Attributes
    ----------
    activity
        Its name.
    continues
        ``yes`` or ``no``.
    evidence
        Who said so, and where; blank where nothing is written.
    taken_over_by
        Label of the partner that takes it over; None where none is named.
    """

    activity: str
    continues: str
    evidence: str
    taken_over_by: str | None


@dataclass(frozen=True)
class Unrecorded:
    """What nobody recorded.

    Attributes
    ----------
    lead_unknown_ties
        Ties of the window that would be carried if the secretariat had led whatever has no lead.
    undated_activities
        Activities of the record without any date.
    open_activities
        Activities of the window that the secretariat attends and of whose future nothing is said,
        the meetings of a series as one.
    """

    lead_unknown_ties: int
    undated_activities: int
    open_activities: int


@dataclass(frozen=True, repr=False)
class Answer(Shown):
    """What is left of an alliance when its secretariat leaves.

    Attributes
    ----------
    window, start, end
        Label and days of the window; None where no window can be told.
    so_far
        Whether the window is not over as far as the record reaches.
    verdict, reason
        What is left, for the most part; why there is no answer, blank when there is one.
    low, high, present
        Connectedness in `unaided`, in `led_activities_end` and `present`, 0 to 1. NaN where
        undefined.
    partners
        Partners on the roster.
    hinge
        What it depends on, where it is undecided.
    lead
        The activities whose unknown lead decides whether the upper end reaches the half; of kind
        ``none`` where there are none such.
    unrecorded
        What nobody recorded.
    decided
        What is said of the future, by name of the activity.
    later
        Labels of the windows after it that were passed over, with why.
    before
        Where the window is not over: the answer for the last one before it that is.
    account
        What the partners say themselves; None where they were not asked.
    open_in_series
        Whether a series of meetings is among the open activities, and counts as one of them.
    """

    window: str | None
    start: str | None
    end: str | None
    so_far: bool
    verdict: Verdict
    reason: Reason
    low: float
    high: float
    present: float
    partners: int
    hinge: Hinge
    lead: Hinge
    unrecorded: Unrecorded
    decided: tuple[Decided, ...]
    later: tuple[tuple[str, Passed], ...] = ()
    before: Answer | None = None
    account: Account | None = None
    open_in_series: bool = False

    def in_words(self, language: Language) -> tuple[str, ...]:
        """The answer in whole sentences, the first of them the answer itself.

        Examples
        --------
        >>> from ci_network.network.windows import window_networks
        >>> from ci_network.reading import read_rows
        >>> from ci_network.results.answering import answer
        >>> nodes = [{"id": "S", "secretariat": "yes"}, {"id": "A"}, {"id": "B"}]
        >>> edges = [{"activity": "group", "actor": who, "start": "2018"} for who in "SAB"]
        >>> found = answer(window_networks(read_rows(nodes, edges).alliance))
        >>> print(found.in_words("en")[0])
        It depends on one thing: whether “group” goes on. If it does, 100% of the pairs of partners stay connected without the secretariat; if not, 0%.
        """
        return tuple(_told(self, language))


def answer_figures(answer: Answer) -> dict[str, Any]:
    """The answer as plain objects, as `answer --format json` gives it: figures, and sentences."""
    plain = ("window", "start", "end", "so_far", "verdict", "reason", "low", "high", "present",
             "partners")  # fmt: skip
    return {
        **{name: getattr(answer, name) for name in plain},
        "hinge": _hinge_figures(answer.hinge),
        "lead": _hinge_figures(answer.lead),
        "unrecorded": dict(vars(answer.unrecorded)),
        "decided": [dict(vars(each)) for each in answer.decided],
        "later": [{"window": label, "reason": why} for label, why in answer.later],
        "before": None if answer.before is None else answer_figures(answer.before),
        **({} if answer.account is None else {"account": account_figures(answer.account)}),
        "sentences": {language: list(answer.in_words(language)) for language in LANGUAGES},
    }


def _hinge_figures(hinge: Hinge) -> dict[str, Any]:
    ends = {"if_yes": hinge.if_yes, "if_no": hinge.if_no}
    return {
        "kind": hinge.kind,
        "activities": list(hinge.activities),
        **{name: None if each is None else each._asdict() for name, each in ends.items()},
        "tried": hinge.tried,
        "series": {name: list(meetings) for name, meetings in hinge.series.items()},
    }


_MOST_NAMED = 5
_MOST_DIGITS = 6
"""Of per cent, where what an activity moves is small: of a thousand partners one pair is 0.0002%."""


_VERDICTS: dict[Verdict, str] = {
    "all_stays": _("All of it holds: the {present} of the pairs of partners that are connected in {window} stay connected without the secretariat."),
    "holds": _("Most of it holds: without the secretariat {range} of the pairs of partners stay connected, of the {present} that are connected in {window}."),
    "falls_apart": _("Most of it falls apart: without the secretariat {range} of the pairs of partners stay connected, of the {present} that are connected in {window}."),
    "none_stays": _("Nothing holds: without the secretariat no two partners stay connected, of the {present} of the pairs that are connected in {window}."),
    "nothing_to_lose": _("There is nothing to lose: no two partners are connected in {window}."),
    "undecided": _("It is open: without the secretariat {range} of the pairs of partners stay connected, of the {present} that are connected in {window}."),
}  # fmt: skip

_REASONS: dict[Reason, str] = {
    "no_secretariat": _("The record cannot say: no actor is marked as secretariat."),
    "nothing": _("The record cannot say: no activity is recorded."),
    "nothing_counts": _(
        "The record cannot say: nothing that is recorded counts. Evaluations do not, nor does "
        "what one partner alone says of a pair."
    ),
    "no_dates": _(
        "The record cannot say: no activity has a date. Ask of the whole record instead."
    ),
    "no_activity": _("The record cannot say: no activity is recorded in {window}."),
    "too_few": _("The record cannot say: there are fewer than two partners in {window}."),
    "never_there": _("The record cannot say: the secretariat takes part in nothing."),
    "not_there": _("The record cannot say: the secretariat takes part in nothing in {window}."),
}

_PASSED: dict[Passed, str] = {
    "empty": _("{window} is passed over: nothing is recorded there."),
    "small": _("{window} is passed over: there are fewer than two partners."),
    "without": _("{window} is passed over: the secretariat takes part in nothing there."),
    "few": _("{window} is passed over: there are less than half as many activities as usual."),
}

_HINGES = {
    1: _("It depends on one thing: whether {activities} goes on. If it does, {yes} of the pairs of partners stay connected without the secretariat; if not, {no}."),
    2: _("It depends on two things: whether {activities} go on. If both do, {yes} of the pairs of partners stay connected without the secretariat; if neither does, {no}."),
    3: _("It depends on three things: whether {activities} go on. If all three do, {yes} of the pairs of partners stay connected without the secretariat; if none does, {no}."),
}  # fmt: skip

_MANY = _(
    "It depends on many activities together: no three of them are enough. If {n} go on, {activities}, {yes} of the pairs of partners stay connected without the secretariat; if these end, {no}."
)
_MANY_PERHAPS = _(
    "It depends on several activities together. If {n} go on, {activities}, {yes} of the pairs of partners stay connected without the secretariat; if these end, {no}."
)
_LEAD = _(
    "Nobody wrote down who led {activities}, and it matters: if the secretariat did, {no} of the pairs stay connected."
)
_RANGE = _(
    "As recorded, {range} of the pairs stay connected, of the {present} that are connected in {window}."
)
_SO_FAR = _("{window} is not over: all of this is so far.")
_BEFORE = _("In {window}, the last that is over: {sentence}")


_DECIDED = {
    "yes": _counted("It is said that {activities} goes on.", "It is said that {activities} go on."),
    "no": _counted("It is said that {activities} ends.", "It is said that {activities} end."),
}

_UNRECORDED = {
    "open_activities": _counted(
        "Nobody has said whether {n} activity that the secretariat attends goes on.",
        "Nobody has said whether {n} activities that the secretariat attends go on.",
    ),
    "lead_unknown_ties": _counted("Behind {n} tie it is not recorded who led.",
                                  "Behind {n} ties it is not recorded who led."),
    "undated_activities": _counted("{n} activity has no date, and counts in no year.",
                                   "{n} activities have no date, and count in no year."),
}  # fmt: skip

_OPEN_IN_SERIES = _counted(
    "Nobody has said whether {n} activity that the secretariat attends goes on; the meetings of a series count as one.",
    "Nobody has said whether {n} activities that the secretariat attends go on; the meetings of a series count as one.",
)
_UNDATED_IN_ALL = _counted("{n} activity has no date, and counts in the whole period alone.",
                           "{n} activities have no date, and count in the whole period alone.")  # fmt: skip
_NOTHING_DATED = _counted("No activity has a date, so the whole record is one period.",
                          "No activity has a date, so the whole record is one period.")  # fmt: skip

_ANSWERED = _counted(
    "{n} of the {partners} partners has answered what it does without the secretariat.",
    "{n} of the {partners} partners have answered what they do without the secretariat.",
)
_ONE_SAYS = _("Counting also what one of the two says alone, {range} of the pairs stay connected.")

_MORE = _counted("{n} more", "{n} more")
_AND = _("{others} and {last}")


def _told(answer: Answer, language: Language) -> Iterator[str]:
    words = _Words(answer, language)
    if answer.reason:
        yield words.said(_REASONS[answer.reason])
        return
    if answer.hinge.kind != "none":
        yield words.hinge(answer.hinge)
        yield words.said(_RANGE)
    else:
        yield words.said(_VERDICTS[answer.verdict])
    if answer.lead.kind == "lead":
        yield words.of_hinge(_LEAD, answer.lead)
    if answer.so_far:
        yield words.said(_SO_FAR)
    if answer.before is not None:
        first = answer.before.in_words(language)[0]
        before = numerals.window_name(answer.before.window or "", language)
        yield words.said(_BEFORE, window=before, sentence=first)
    for label, why in answer.later:
        yield words.said(_PASSED[why], window=numerals.window_label(label, language))
    if answer.account is not None:
        yield from words.account(answer.account)
    yield from words.decided(answer.decided)
    yield from words.unrecorded()


class _Words:
    """Fills sentences with what an answer says, in a language."""

    def __init__(self, answer: Answer, language: Language) -> None:
        self.answer, self.language = answer, language
        self.catalogue = translation(language)

    def said(self, sentence_: str, /, **values: str) -> str:
        answer, language = self.answer, self.language
        known = {
            "range": numerals.percent_range(answer.low, answer.high, language),
            "present": numerals.percent(answer.present, language),
            "window": numerals.window_name(answer.window or "", language),
        }
        return begun(self.catalogue.gettext(sentence_).format(**(known | values)))

    def hinge(self, hinge: Hinge) -> str:
        if hinge.kind == "many":
            few = len(hinge.activities) <= FEW or not hinge.tried
            return self.of_hinge(_MANY_PERHAPS if few else _MANY, hinge)
        return self.of_hinge(_HINGES[len(hinge.activities)], hinge)

    def of_hinge(self, sentence: str, hinge: Hinge) -> str:
        sides = {"yes": hinge.if_yes, "no": hinge.if_no}
        for digits in range(_MOST_DIGITS + 1):
            ranges = {
                name: numerals.percent_range(each.low, each.high, self.language, digits)
                for name, each in sides.items()
                if each is not None
            }
            if len(set(ranges.values())) == len(ranges):
                break
        n = numerals.count(len(hinge.activities), self.language)
        return self.said(sentence, activities=self.named(hinge.activities), n=n, **ranges)

    def named(self, names: Sequence[str]) -> str:
        """Names in a row, the last after "and"; of many the first few."""
        shown = [quoted(name, self.language) for name in names[:_MOST_NAMED]]
        more = len(names) - len(shown)
        if more:
            text = self.catalogue.ngettext(*_MORE, more)
            shown.append(text.format(n=numerals.count(more, self.language)))
        if len(shown) == 1:
            return shown[0]
        text = self.catalogue.gettext(_AND)
        return text.format(others=", ".join(shown[:-1]), last=shown[-1])

    def decided(self, decided: Sequence[Decided]) -> Iterator[str]:
        for word, forms in _DECIDED.items():
            every = [each.activity for each in decided if each.continues == word]
            series = list(map(series_of, every))
            names = [unit_name(every, series, unit) for unit in units(series, range(len(every)))]
            if names:
                text = self.catalogue.ngettext(*forms, len(names))
                yield text.format(activities=self.named(names))

    def account(self, account: Account) -> Iterator[str]:
        """Who has answered, and the generous end where it is another."""
        text = self.catalogue.ngettext(*_ANSWERED, account.answered)
        told = numerals.count(account.answered, self.language)
        yield text.format(n=told, partners=numerals.count(account.partners, self.language))
        low, high = account.ranges["one"]
        if (low, high) != (self.answer.low, self.answer.high):
            yield self.said(_ONE_SAYS, range=numerals.percent_range(low, high, self.language))

    def unrecorded(self) -> Iterator[str]:
        forms_of = dict(_UNRECORDED)
        if self.answer.open_in_series:
            forms_of["open_activities"] = _OPEN_IN_SERIES
        if self.answer.window == "all":
            undated = _NOTHING_DATED if self.answer.start is None else _UNDATED_IN_ALL
            forms_of["undated_activities"] = undated
        for name, forms in forms_of.items():
            n = getattr(self.answer.unrecorded, name)
            if n:
                text = self.catalogue.ngettext(*forms, n)
                yield text.format(n=numerals.count(n, self.language))
