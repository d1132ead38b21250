"""What each comparison says, in a sentence, in Danish and English.

Figures are those of `metrics --format json`. What a comparison does not carry is not said: where
there is no figure there is no sentence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from ci_network import numerals
from ci_network.language import Language, translation

Figures = dict[str, Any]

CLEAR, UNCLEAR = 0.05, 0.2
"""p up to which the secretariat differs from random activities, and up to which it may."""

LOOSE = 0.5
"""Partners by which the sizes of random activities may differ on average without a word."""

MOST_OF_ALL = 0.8
"""Share of the activities that it could have been in from which on the draws are nearly its own."""

_YEARS = 2

_COUNTED: dict[Language, tuple[str, ...]] = {
    "en": (
        *("two", "three", "four", "five", "six", "seven"),
        *("eight", "nine", "ten", "eleven", "twelve"),
    ),
    "da": ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"),
}
"""From two on: one is counted differently by what is counted."""


def readings(found: Figures, language: Language) -> tuple[str, ...]:
    """A sentence for each comparison that there are figures for.

    Parameters
    ----------
    found
        What `metrics --format json` holds; NaN or None where undefined.
    language
        Danish or English.

    Returns
    -------
    tuple of str
        About the whole period, and for what is told by window about the last with activity.
    """
    say = _Words(language)
    parts: tuple[Callable[[Figures, _Words], Iterator[str]], ...] = (
        _null,
        _key_players,
        _without,
        _influence,
        _tipping_point,
        _sensitivity,
        _offshoot_curve,
        _exit,
        _brokerage,
        _substitute_hub,
        _recorded_by,
    )
    return tuple(sentence for part in parts for sentence in part(found, say))


class _Words:
    """Sentences and numbers of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = translation(language)

    def __call__(self, sentence: str, **values: str) -> str:
        return self._catalogue.gettext(sentence).format(**values)

    def of(self, one: str, many: str, count: int, **values: str) -> str:
        """The sentence for one or for many; `n` is the count, in words from two to twelve."""
        n = numerals.count(count, self.language)
        if 2 <= count <= 12:
            n = _COUNTED[self.language][count - 2]
        text = self._catalogue.ngettext(one, many, count).format(n=n, **values)
        return text[:1].upper() + text[1:]

    def share(self, value: float) -> str:
        """A share in per cent."""
        return numerals.percent(value, self.language)

    def number(self, value: float) -> str:
        """A whole number, or a half."""
        return numerals.amount(value, self.language)

    def decimal(self, value: float) -> str:
        """A number with one decimal."""
        return numerals.decimal(value, self.language, 1)

    def p(self, value: float) -> str:
        """A p-value."""
        return numerals.probability(value, self.language)


def _known(value: Any) -> bool:
    return value is not None and not (isinstance(value, float) and not math.isfinite(value))


def _last(found: Figures) -> Figures | None:
    """The last window with activity."""
    return next((window for window in reversed(found["windows"]) if window["activities"]), None)


def _null(found: Figures, say: _Words) -> Iterator[str]:
    whole = found.get("null", {}).get("whole", {})
    if attended := whole.get("attended"):
        yield from _against_chance(attended, say, _attended_sentences(say))
    if led := whole.get("led"):
        yield from _against_chance(led, say, _led_sentences(say))


_Sentences = tuple[Callable[..., str], Callable[..., str], Callable[..., str]]


def _against_chance(null: Figures, say: _Words, sentences: _Sentences) -> Iterator[str]:
    pairs, many = null["connectedness"], null["activities"]
    if not many or not _known(pairs["observed"]):
        return
    if not _known(pairs["p"]):
        yield say(
            "There is nothing to compare the secretariat's activities with: it took part in all "
            "that it could have taken part in."
        )
        return
    if many > MOST_OF_ALL * null["eligible"]:
        yield say(
            "There is hardly anything to compare the secretariat's activities with: it took part "
            "in {own} of the {eligible} that it could have taken part in.",
            own=say.number(many),
            eligible=say.number(null["eligible"]),
        )
        return
    ordinary, unclear, special = sentences
    sentence = special if pairs["p"] <= CLEAR else unclear if pairs["p"] <= UNCLEAR else ordinary
    yield sentence(
        many,
        observed=say.share(pairs["observed"]),
        low=say.share(pairs["low"]),
        high=say.share(pairs["high"]),
        p=say.p(pairs["p"]),
    )
    if abs(null["size_gap"]) >= LOOSE:
        yield say(
            "The sizes could not be matched exactly: a random activity has {gap} partners "
            "compared with the secretariat's on average, so the comparison is loose.",
            gap=("+" if null["size_gap"] > 0 else "") + say.decimal(null["size_gap"]),
        )


def _attended_sentences(say: _Words) -> _Sentences:
    return (
        lambda n, **values: say.of(
            "{n} random activity of the same size would have cost as much: without the "
            "secretariat's {observed} of the connected pairs are kept, without a random one {low} "
            "to {high} (p = {p}).",
            "{n} random activities of the same sizes would have cost as much: without the "
            "secretariat's {observed} of the connected pairs are kept, without random ones {low} "
            "to {high} (p = {p}).",
            n,
            **values,
        ),
        lambda n, **values: say.of(
            "Whether {n} random activity of the same size would have cost as much cannot be told: "
            "without the secretariat's {observed} of the connected pairs are kept, without a "
            "random one {low} to {high} (p = {p}).",
            "Whether {n} random activities of the same sizes would have cost as much cannot be "
            "told: without the secretariat's {observed} of the connected pairs are kept, without "
            "random ones {low} to {high} (p = {p}).",
            n,
            **values,
        ),
        lambda n, **values: say.of(
            "{n} random activity of the same size would have cost less: without the secretariat's "
            "{observed} of the connected pairs are kept, without a random one {low} to {high} "
            "(p = {p}).",
            "{n} random activities of the same sizes would have cost less: without the "
            "secretariat's {observed} of the connected pairs are kept, without random ones {low} "
            "to {high} (p = {p}).",
            n,
            **values,
        ),
    )


def _led_sentences(say: _Words) -> _Sentences:
    return (
        lambda n, **values: say.of(
            "The {n} activity that the secretariat alone led is not special: without it "
            "{observed} of the connected pairs are kept, without a random one {low} to {high} "
            "(p = {p}).",
            "The {n} activities that the secretariat alone led are not special: without them "
            "{observed} of the connected pairs are kept, without random ones {low} to {high} "
            "(p = {p}).",
            n,
            **values,
        ),
        lambda n, **values: say.of(
            "Whether the {n} activity that the secretariat alone led is special cannot be told: "
            "without it {observed} of the connected pairs are kept, without a random one {low} "
            "to {high} (p = {p}).",
            "Whether the {n} activities that the secretariat alone led are special cannot be "
            "told: without them {observed} of the connected pairs are kept, without random ones "
            "{low} to {high} (p = {p}).",
            n,
            **values,
        ),
        lambda n, **values: say.of(
            "The {n} activity that the secretariat alone led holds more together than others of "
            "its size: without it {observed} of the connected pairs are kept, without a random "
            "one {low} to {high} (p = {p}).",
            "The {n} activities that the secretariat alone led hold more together than others of "
            "their sizes: without them {observed} of the connected pairs are kept, without "
            "random ones {low} to {high} (p = {p}).",
            n,
            **values,
        ),
    )


def _key_players(found: Figures, say: _Words) -> Iterator[str]:
    attended = ((found.get("key_players") or {}).get("whole") or {}).get("attended")
    if not attended or not attended["secretariat"]:
        return
    own = attended["secretariat"]["efficiency"]
    if _known(own["rank"]):
        yield say(
            "When the activities of each actor end in turn, the secretariat is number {rank} of "
            "{actors} by what the others lose.",
            rank=say.number(own["rank"]),
            actors=say.number(len(attended["partners"]) + 1),
        )
    greedy, kept = attended["greedy"], attended["secretariat"]["connectedness"]["kept"]
    if greedy and _known(greedy["connectedness"]) and _known(kept):
        yield say(
            "Without the partners that would be missed most, found one by one ({names}), "
            "{greedy} of the connected pairs of the others are kept; without the secretariat "
            "{kept}.",
            names=", ".join(greedy["actors"]),
            greedy=say.share(greedy["connectedness"]),
            kept=say.share(kept),
        )


def _without(found: Figures, say: _Words) -> Iterator[str]:
    whole = (found.get("without") or {}).get("whole")
    if not whole or not _known(whole["attended"]["connectedness"]):
        return
    yield say.of(
        "Without {n} actor ({question}) and all it took part in, {attended} of the connected "
        "pairs of the others are kept; when only what it alone led ends, {led}.",
        "Without {n} actors ({question}) and all they took part in, {attended} of the connected "
        "pairs of the others are kept; when only what they alone led ends, {led}.",
        len(whole["actors"]),
        question=found["without"]["question"],
        attended=say.share(whole["attended"]["connectedness"]),
        led=say.share(whole["led"]["connectedness"]),
    )


def _influence(found: Figures, say: _Words) -> Iterator[str]:
    whole = (found.get("influence") or {}).get("whole")
    if not whole:
        return
    carried = whole["connectedness_led_activities_end"]
    if not carried["activities"] or not _known(carried["value"]):
        return
    first = carried["activities"][0]
    yield say(
        "One activity carries most of what would be left when led activities end: without "
        "»{activity}« it would be {after} of all pairs instead of {before}.",
        activity=first["activity"],
        before=say.share(carried["value"]),
        after=say.share(carried["value"] + first["change"]),
    )


def _tipping_point(found: Figures, say: _Words) -> Iterator[str]:
    whole = (found.get("tipping_point") or {}).get("whole")
    if not whole:
        return
    turning = whole["connectedness"]
    if turning.get("beyond_most"):
        yield say(
            "Even {most} activities without the secretariat that nobody wrote down would not "
            "connect half of the pairs without it.",
            most=say.number(found["tipping_point"]["most"]),
        )
    elif not _known(turning["median"]):
        return
    elif turning["direction"] == "add":
        yield say(
            "It would take about {median} unrecorded activities of {size} partners for half of "
            "the pairs to be connected without the secretariat ({least} to {most}, by whom they "
            "bring together).",
            median=say.number(turning["median"]),
            size=say.number(whole["activity_size"]),
            least=say.number(turning["least"]),
            most=say.number(turning["most"]),
        )
    else:
        yield say(
            "If the secretariat had in fact been at about {median} of the activities recorded "
            "without it, fewer than half of the pairs would be connected without it ({least} to "
            "{most}, by which they are).",
            median=say.number(turning["median"]),
            least=say.number(turning["least"]),
            most=say.number(turning["most"]),
        )


def _sensitivity(found: Figures, say: _Words) -> Iterator[str]:
    choices = (found.get("sensitivity") or {}).get("choices", [])
    values = [choice["mean"]["connectedness_unaided"] for choice in choices]
    values = [value for value in values if _known(value)]
    if values:
        yield say(
            "Over other lengths of the periods and other limits of size, the pairs connected "
            "without any help of the secretariat are {low} to {high} of all on average.",
            low=say.share(min(values)),
            high=say.share(max(values)),
        )


def _offshoot_curve(found: Figures, say: _Words) -> Iterator[str]:
    curves = found.get("offshoot_curve")
    if not curves or not curves["through_secretariat"]["pairs"]:
        return
    through = _by(curves["through_secretariat"], 12 * _YEARS)
    base = _by(curves["never_through_secretariat"], 12 * _YEARS)
    if not curves["never_through_secretariat"]["pairs"]:
        yield say(
            "Of the pairs that met through the secretariat {through} have worked together "
            "without it after {years} years.",
            through=say.share(through),
            years=say.number(_YEARS),
        )
    else:
        yield say(
            "Of the pairs that met through the secretariat {through} have worked together "
            "without it after {years} years; of the pairs that it never brought together {base} "
            "have done something together again.",
            through=say.share(through),
            base=say.share(base),
            years=say.number(_YEARS),
        )


def _by(curve: Figures, months: float) -> float:
    """Share for which it has happened by then."""
    passed = [
        share for at, share in zip(curve["months"], curve["share"], strict=True) if at <= months
    ]
    return passed[-1] if passed else 0.0


def _exit(found: Figures, say: _Words) -> Iterator[str]:
    exit_ = found.get("exit")
    if not exit_ or not _known(exit_["ties"]["all"]["share"]):
        return
    date = numerals.day(exit_["date"], say.language)
    share = say.share(exit_["ties"]["all"]["share"])
    rank = exit_["rank"]["all"]
    if rank is None:
        yield say(
            "Of the ties of the year up to {date}, {share} were used again in the year after; "
            "there is no other date with a whole year of record on both sides to compare with.",
            date=date,
            share=share,
        )
    else:
        yield say.of(
            "Of the ties of the year up to {date}, {share} were used again in the year after. "
            "At {worse} of {n} other date fewer were.",
            "Of the ties of the year up to {date}, {share} were used again in the year after. "
            "At {worse} of {n} other dates fewer were.",
            rank["of"],
            date=date,
            share=share,
            worse=say.number(rank["rank"] - 1),
        )


def _brokerage(found: Figures, say: _Words) -> Iterator[str]:
    window = _last(found)
    roles = (window or {}).get("brokerage") or {}
    if not _known(roles.get("liaison")):
        return
    known = roles["liaison"] + roles["itinerant"]
    if known:
        yield say.of(
            "The secretariat stands between {n} pair of partners of two sectors, and {same} of "
            "one sector; {exclusive} have nobody else in common.",
            "The secretariat stands between {n} pairs of partners of two sectors, and {same} of "
            "one sector; {exclusive} have nobody else in common.",
            roles["liaison"],
            same=say.number(roles["itinerant"]),
            exclusive=say.number(roles["exclusive"]) if _known(roles["exclusive"]) else "–",
        )


def _substitute_hub(found: Figures, say: _Words) -> Iterator[str]:
    window = _last(found)
    hub = (window or {}).get("substitute_hub") or {}
    points = hub.get("articulation_points")
    if points is None:
        return
    if not points:
        yield say("Without the secretariat there is no partner whose leaving would cut others off.")
        return
    yield say.of(
        "Without the secretariat there is {n} partner whose leaving would cut others off: {names}.",
        "Without the secretariat there are {n} partners whose leaving would cut others off: "
        "{names}.",
        len(points),
        names=", ".join(points),
    )


def _recorded_by(found: Figures, say: _Words) -> Iterator[str]:
    recorders = found.get("recorded_by") or []
    if not recorders:
        return
    most = max(recorders, key=lambda recorder: recorder["activities"])
    name = most["name"] if most["name"] is not None else say("nobody named")
    if _known(most["independent_share"]):
        yield say(
            "{share} of the activities, and {independent} of those without the secretariat, were "
            "recorded by {name}.",
            share=say.share(most["share"]),
            independent=say.share(most["independent_share"]),
            name=name,
        )
    else:
        yield say(
            "{share} of the activities were recorded by {name}.",
            share=say.share(most["share"]),
            name=name,
        )
