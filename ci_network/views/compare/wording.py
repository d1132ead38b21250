# ruff: noqa: E501 - a sentence is one line
"""What is said of alliances beside one another, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ci_network import numerals
from ci_network.language import LANGUAGES
from ci_network.results.paths import find
from ci_network.views.readings import CLEAR, UNCLEAR
from ci_network.views.sentence import Name, Period, Sentence, Spoken, counted, said
from ci_network.views.source import Figure, Kind, key_of

Figures = Mapping[str, Any]


def figure(one: Figures, path: str, kind: Kind | None = None, term: str = "") -> Figure:
    """A figure of an alliance, by its path; unknown where what it belongs to is missing."""
    return Figure(find(one, path), f"{one['name']}.{path}", kind or key_of(path).kind, term)


def outcome(one: Figures) -> str:
    """What can be said of an alliance, in a word: the group that it is told with."""
    if one["hinge"]["kind"] == "activities":
        return "one" if len(one["hinge"]["activities"]) == 1 else "few"
    if one["hinge"]["kind"] == "many":
        return "many"
    return _OUTCOMES.get(one["verdict"], "cannot_say")


_OUTCOMES = {
    "all_stays": "holds",
    "holds": "holds",
    "falls_apart": "falls_apart",
    "none_stays": "falls_apart",
    "undecided": "open",
    "nothing_to_lose": "nothing_to_lose",
}


_COUNTED = {
    "holds": counted("{n} would hold", "{n} would hold", 0),
    "one": counted("{n} depends on one activity", "{n} depend on one activity each", 0),
    "few": counted("{n} depends on two or three activities", "{n} depend on two or three activities each", 0),
    "many": counted("{n} depends on many activities together", "{n} depend on many activities together", 0),
    "open": counted("{n} is open", "{n} are open", 0),
    "falls_apart": counted("{n} would fall apart", "{n} would fall apart", 0),
    "nothing_to_lose": counted("{n} has nothing to lose", "{n} have nothing to lose", 0),
    "cannot_say": counted("of {n} the record cannot say", "of {n} the record cannot say", 0),
}  # fmt: skip
"""By outcome, how many alliances it is of, in the order in which they are told."""

_LISTED: dict[str, Sentence] = {
    "holds": said("Would hold: {names}."),
    "one": said("Depends on one activity: {names}."),
    "few": said("Depends on two or three activities: {names}."),
    "many": said("Depends on many activities together: {names}."),
    "open": said("Open: {names}."),
    "falls_apart": said("Would fall apart: {names}."),
    "nothing_to_lose": said("Nothing to lose, no two partners are connected: {names}."),
    "cannot_say": said("The record cannot say: {names}."),
}


def opening(alliances: Sequence[Figures]) -> Sentence:
    """How many would hold, depend on something, or fall apart."""
    outcomes = [outcome(one) for one in alliances]
    parts = tuple(
        told.of(outcomes.count(name)) for name, told in _COUNTED.items() if name in outcomes
    )
    return said("Of {n} alliances {parts}.", n=len(alliances), parts=parts)


def groups(alliances: Sequence[Figures]) -> Iterator[Sentence]:
    """Which alliances these are; with what they depend on, where that can be named."""
    for name, sentence in _LISTED.items():
        its = [one for one in alliances if outcome(one) == name]
        if its:
            yield sentence.with_values(names=tuple(_with_hinge(one) for one in its))


def _with_hinge(one: Figures) -> Name | Sentence:
    named = Name(one["name"])
    activities = one["hinge"]["activities"] if one["hinge"]["kind"] == "activities" else ()
    if not activities:
        return named
    return said("{name} ({activities})", name=named, activities=tuple(map(Name, activities)))


def by_lower_end(alliances: Sequence[Figures]) -> list[Figures]:
    """Those first of which most is left at least; those of which nothing can be said last."""

    def least(one: Figures) -> tuple[float, float]:
        ends = one["low"], one["high"]
        return (1.0, 0.0) if one["reason"] or None in ends else (-ends[0], -ends[1])

    return sorted(alliances, key=least)


def of_each(one: Figures) -> Sentence:
    """The answer of an alliance, after its name."""
    told = {language: one["sentences"][language][0] for language in LANGUAGES}
    return said("{name}: {sentence}", name=Name(one["name"]), sentence=Spoken(told))


def beside_chance(chance: Figures | None) -> Sentence | None:
    """What can be concluded from the place of what is kept among the draws."""
    if chance is None or chance["observed"] is None:
        return None
    if not chance["activities"]:
        return said("none of its own")
    if chance["loose"]:
        nothing = chance["p"] is None
        return said("nothing else to draw") if nothing else said("hardly anything else to draw")
    if chance["p"] <= CLEAR:
        return said("less is kept than without random ones")
    if chance["p"] <= UNCLEAR:
        return said("cannot be told")
    return said("as much is kept as without random ones")


def limits(*, several: bool) -> tuple[Sentence, ...]:
    """What must not be concluded."""
    of_all = (
        said(
            "That one secretariat does better work than another. A record shows who met, not what "
            "came of it, and each secretariat was given another task."
        ),
        said(
            "That the alliance with the lowest lower end depends most on its secretariat: paths that run through the secretariat today go with it, whoever made them. Whether its own activities are special is told beside chance."
        ),
        said(
            "That a longer range is a weaker alliance. It is long where little is written down: who "
            "led, and what goes on."
        ),
        said(
            "That more ties, more activities or a denser network is a stronger alliance. They grow "
            "with the number of partners and with how carefully somebody kept the register."
        ),
        said(
            "That alliances differ where the records do: other periods, other kinds of activity "
            "written down, other people who wrote. See what differs in the records themselves."
        ),
        said(
            "That an alliance without ties outside the secretariat has none. Those are the ties "
            "that a register kept by the secretariat misses."
        ),
    )
    return of_all if several else of_all[2:]


FIGURE_NAMES = {
    "low": said("Connected pairs if everything the secretariat took part in ends"),
    "high": said("Connected pairs if only what it alone led ends"),
    "present": said("Connected pairs with the secretariat"),
    "largest_component": said("Partners in the largest group, without the secretariat"),
    "ties": said("Ties"),
    "independent_ties": said("Independent ties"),
}
"""What each figure of a change is called."""

COUNTS = ("ties", "independent_ties")
"""Figures of a change that are counts; the others are shares."""


def change_cells(name: str, row: Figures) -> Iterator[Figure]:
    """A figure of a change before and after, the difference, and what the parts make of it."""
    count = name in COUNTS
    for key, value in row.items():
        kind: Kind = "signed" if count else "points"
        if key in ("before", "after"):
            kind = "count" if count else "share"
        yield Figure(value, f"change.figures.{name}.{key}", kind)


PART_NAMES = {
    "partners": said("Partners that came or left"),
    "activities": said("Pairs that began to meet, or no longer do"),
    "class": said("Ties that need the secretariat less or more"),
}

HOW_NAMES = {
    "came": said("a partner came"),
    "left": said("a partner left"),
    "began": said("began to meet"),
    "ended": said("no longer meet"),
    "freed": said("needs the secretariat less"),
    "bound": said("needs the secretariat more"),
}

CLASS_NAMES = {
    None: said("no tie"),
    "independent": said("independent"),
    "supported": said("supported"),
    "carried": said("carried"),
}


def between(one: Figures, low: str, high: str) -> Spoken | None:
    """Two shares in few signs; None where they are unknown."""
    least, most = (figure(one, path, "share").value for path in (low, high))
    if least is None or most is None:
        return None
    return Spoken({each: numerals.percent_range(least, most, each) for each in LANGUAGES})


def ends(one: Figures) -> Sentence | Spoken:
    """The range of an alliance, in few signs."""
    told = None if one["reason"] else between(one, "low", "high")
    return told or said("cannot be told")


def before_and_after(one: Figures, other: Figures) -> Sentence:
    """What was left before, and what is left after."""
    was, now = (between(told, "low", "high") for told in (one, other))
    if was is None or now is None:
        return said("The record cannot say what would be left in both, so nothing is compared.")
    return said(
        "In {before}, {was} of the pairs of partners would have stayed connected without the "
        "secretariat; in {after}, {now} would.",
        before=Period(one["window"]) if one["window"] != other["window"] else Name(one["name"]),
        after=Period(other["window"]) if one["window"] != other["window"] else Name(other["name"]),
        was=was,
        now=now,
    )


def what_moved(told: Mapping[str, Any]) -> Iterator[Sentence]:
    """What each part moved the lower and the upper end by; first, that no partner is in both."""
    change = told["change"]
    gone = (change["partners"]["left"], change["partners"]["came"])
    if [len(each) for each in gone] == [one["partners"] for one in told["alliances"]]:
        yield said(
            "No partner is in both. Is this one alliance, and has each partner the same id in both?"
        )
    for name, sentence in _MOVED.items():
        shares = change["figures"][name]
        if shares["change"] is None:
            continue
        parts = {part: shares[part] for part in PART_NAMES}
        yield sentence.with_values(
            change=Figure(shares["change"], f"change.figures.{name}.change", "points"),
            **{
                f"of_{part}": Figure(value, f"change.figures.{name}.{part}", "points")
                for part, value in parts.items()
            },
        )


_MOVED = {
    "low": said(
        "The lower end moved by {change} percentage points: {of_partners} by partners that came or "
        "left, {of_activities} by pairs that began to meet or no longer do, {of_class} by ties that "
        "need the secretariat less or more."
    ),
    "high": said(
        "The upper end moved by {change} percentage points: {of_partners} by partners, "
        "{of_activities} by pairs that meet, {of_class} by class."
    ),
}
