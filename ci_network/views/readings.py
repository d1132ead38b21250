"""What each comparison says, in whole sentences: the one set that commands and the report show.

Each rule looks at figures and chooses a sentence. What a comparison does not carry is not said:
where there is no figure there is no sentence, and nothing is concluded from draws that could
hardly fall otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ci_network.inference.null import MOST_OF_ALL
from ci_network.inference.offshoot_curve import TWO_YEARS
from ci_network.language import Language
from ci_network.views.sentence import Name, Period, Sentence, counted, plain, said, span
from ci_network.views.source import Figure, Source

WHOLE, ANSWER = "whole", "windows.{answer}"
"""What is told of: the whole period, or the window of the answer."""

CLEAR, UNCLEAR = 0.05, 0.2
"""p up to which the secretariat differs from random activities, and up to which it may."""

LOOSE = 0.5
"""Partners by which the sizes of random activities may differ on average without a word."""

Rule = Callable[[Source, str], Iterator[Sentence]]


def readings(figures: dict[str, Any], language: Language) -> tuple[str, ...]:
    """A sentence for each comparison that there are figures for, about the whole period.

    Parameters
    ----------
    figures
        What `metrics --format json` holds; NaN or None where undefined.
    language
        Danish or English.
    """
    source = Source(figures)
    return tuple(plain(told, language) for rule in RULES for told in rule(source, WHOLE))


def null(source: Source, at: str) -> Iterator[Sentence]:
    """The secretariat's activities beside random ones of the same sizes."""
    yield from _against_chance(source, f"null.{at}.attended", _ATTENDED)
    yield from _against_chance(source, f"null.{at}.led", _LED)


def _against_chance(
    source: Source, at: str, sentences: Mapping[str, Sentence]
) -> Iterator[Sentence]:
    pairs = f"{at}.connectedness"
    many = source.figure(f"{at}.activities", term="size_matched")
    p, eligible = source.figure(f"{pairs}.p"), source.figure(f"{at}.eligible")
    if not many.value or not source.figure(f"{pairs}.observed").known:
        return
    if not p.known:
        yield said(
            "There is nothing to compare the secretariat's activities with: it took part in all "
            "that it could have taken part in."
        )
    elif many.value > MOST_OF_ALL * eligible.value:
        yield said(
            "There is hardly anything to compare the secretariat's activities with: {own} of the "
            "{eligible} activities that could have ended are its own.",
            own=many,
            eligible=eligible,
        )
    else:
        told = "special" if p.value <= CLEAR else "unclear" if p.value <= UNCLEAR else "ordinary"
        low, high = source.row(pairs, "low", "high", term="kept")
        yield sentences[told].of(
            many,
            observed=source.figure(f"{pairs}.observed"),
            random=span(low, high),
            p=p,
            eligible=eligible,
        )
        yield from _sizes(source, at)


def _sizes(source: Source, at: str) -> Iterator[Sentence]:
    gap = source.figure(f"{at}.size_gap")
    if gap.known and abs(gap.value) >= LOOSE:
        yield said(
            "The sizes could not be matched exactly: a random activity has {gap} partners "
            "compared with the secretariat's on average, so the comparison is loose.",
            gap=gap,
        )


_ATTENDED = {
    "special": counted(
        "{n} random activity would have cost less: if the secretariat's ended altogether, "
        "{observed} of the connected pairs would be kept, without a random one {random} "
        "(p = {p}; drawn from {eligible}).",
        "{n} random activities would have cost less: if the secretariat's ended altogether, "
        "{observed} of the connected pairs would be kept, without random ones {random} "
        "(p = {p}; drawn from {eligible}).",
        0,
    ),
    "unclear": counted(
        "Whether {n} random activity would have cost as much cannot be told: if the "
        "secretariat's ended altogether, {observed} of the connected pairs would be kept, "
        "without a random one {random} (p = {p}; drawn from {eligible}).",
        "Whether {n} random activities would have cost as much cannot be told: if the "
        "secretariat's ended altogether, {observed} of the connected pairs would be kept, "
        "without random ones {random} (p = {p}; drawn from {eligible}).",
        0,
    ),
    "ordinary": counted(
        "{n} random activity would have cost as much: if the secretariat's ended altogether, "
        "{observed} of the connected pairs would be kept, without a random one {random} "
        "(p = {p}; drawn from {eligible}).",
        "{n} random activities would have cost as much: if the secretariat's ended "
        "altogether, {observed} of the connected pairs would be kept, without random ones "
        "{random} (p = {p}; drawn from {eligible}).",
        0,
    ),
}
_LED = {
    "special": counted(
        "The {n} activity that the secretariat alone led holds more together than others: if it "
        "ended altogether, {observed} of the connected pairs would be kept, without a random one "
        "{random} (p = {p}; drawn from {eligible}).",
        "The {n} activities that the secretariat alone led hold more together than others: if "
        "they ended altogether, {observed} of the connected pairs would be kept, without random "
        "ones {random} (p = {p}; drawn from {eligible}).",
        0,
    ),
    "unclear": counted(
        "Whether the {n} activity that the secretariat alone led is special cannot be told: "
        "if it ended altogether, {observed} of the connected pairs would be kept, without a "
        "random one {random} (p = {p}; drawn from {eligible}).",
        "Whether the {n} activities that the secretariat alone led are special cannot be "
        "told: if they ended altogether, {observed} of the connected pairs would be kept, "
        "without random ones {random} (p = {p}; drawn from {eligible}).",
        0,
    ),
    "ordinary": counted(
        "The {n} activity that the secretariat alone led is not special: if it ended "
        "altogether, {observed} of the connected pairs would be kept, without a random one "
        "{random} (p = {p}; drawn from {eligible}).",
        "The {n} activities that the secretariat alone led are not special: if they ended "
        "altogether, {observed} of the connected pairs would be kept, without random ones "
        "{random} (p = {p}; drawn from {eligible}).",
        0,
    ),
}


def stretches_and_activities(source: Source, at: str) -> Iterator[Sentence]:
    """Why what is kept without whole activities is not what the answer says, where they differ."""
    kept = source.figure(f"null.{at}.attended.connectedness.observed")
    lasting = source.here("retention.unaided.connectedness")
    if kept.known and lasting.known and abs(kept.value - lasting.value) > 1e-9:
        yield said(
            "The answer keeps what went on in an activity while the secretariat was not there "
            "({lasting} of the connected pairs); here whole activities end, also those that it "
            "joined for a while ({kept}).",
            lasting=lasting,
            kept=kept,
        )


def key_player(source: Source, at: str) -> Iterator[Sentence]:
    """Where the secretariat stands among all actors; chosen by rank and ties alone."""
    own = f"key_players.{at}.attended.secretariat.connectedness"
    kept, rank, tied = source.row(own, "kept", "rank", "tied")
    if not kept.known or not rank.known:
        return
    if rank.value > 1:
        yield said(
            "The secretariat is not the actor that would be missed most: it is number {rank} when "
            "the activities of each actor end in turn, and {kept} of the connected pairs are kept.",
            rank=rank,
            kept=kept,
        )
    elif tied.value:
        yield counted(
            "No actor would be missed more than the secretariat, and {n} partner as much: {kept} "
            "of the connected pairs are kept when its activities end.",
            "No actor would be missed more than the secretariat, and {n} partners as much: {kept} "
            "of the connected pairs are kept when its activities end.",
            tied,
            kept=kept,
        )
    else:
        yield said(
            "No other actor would be missed as much as the secretariat: {kept} of the connected "
            "pairs are kept when its activities end.",
            kept=kept,
        )


def missed_together(source: Source, at: str) -> Iterator[Sentence]:
    """As many partners as the secretariat has actors, found one by one."""
    found = f"key_players.{at}.attended"
    kept = source.figure(f"{found}.greedy.connectedness", "share", "greedy")
    own = source.figure(f"{found}.secretariat.connectedness.kept")
    if not kept.known or not own.known:
        return
    actors = source.items(f"{found}.greedy.actors")
    yield counted(
        "Without {n} partner that would be missed most, and its activities ({names}), {kept} of "
        "the connected pairs of the others are kept; without the secretariat and its activities "
        "{own}.",
        "Without {n} partners that would be missed most together, and their activities ({names}), "
        "{kept} of the connected pairs of the others are kept; without the secretariat and its "
        "activities {own}.",
        len(actors),
        names=tuple(Name(source.name(one)) for one in actors),
        kept=kept,
        own=own,
    )


def without(source: Source, at: str) -> Iterator[Sentence]:
    """What is left without the actors that were asked about."""
    found = f"without.{at}"
    kept, led = (
        source.figure(f"{found}.{kind}.connectedness", "share", "kept")
        for kind in ("attended", "led")
    )
    if kept.known:
        yield counted(
            "Without {n} actor ({question}) and all it took part in, {attended} of the connected "
            "pairs of the others are kept; when only what it alone led ends, {led}.",
            "Without {n} actors ({question}) and all they took part in, {attended} of the "
            "connected pairs of the others are kept; when only what they alone led ends, {led}.",
            len(source.items(f"{found}.actors")),
            question=Name(source.figures["without"]["question"]),
            attended=kept,
            led=led,
        )


def influence(source: Source, at: str) -> Iterator[Sentence]:
    """Whether one activity carries the upper end of the range."""
    carried = f"influence.{at}.connectedness_led_activities_end"
    items, value = source.items(f"{carried}.activities"), source.figure(f"{carried}.value", "share")
    if not items or not value.value:
        return
    values = {
        "activity": Name(items[0]["activity"]),
        "change": source.figure(f"{carried}.activities.0.change"),
        "before": value,
    }
    if value.value + items[0]["change"] < value.value / 2:
        yield said(
            "One activity carries most of what would be left when what the secretariat alone led "
            "ends: with »{activity}« {before} of all pairs are connected, and without it that "
            "changes by {change} percentage points.",
            **values,
        )
    else:
        yield said(
            "No single activity carries most of what would be left when what the secretariat "
            "alone led ends. »{activity}« counts most: with it {before} of all pairs are "
            "connected, and without it that changes by {change} percentage points.",
            **values,
        )


def tipping(source: Source, at: str) -> Iterator[Sentence]:
    """How much would have to be missing from the record; chosen by the direction alone."""
    found = f"tipping_point.{at}"
    direction = source.values.get(source.figure(f"{found}.connectedness.direction").path)
    median, least, most = source.row(f"{found}.connectedness", "median", "least", "most")
    size = source.figure(f"{found}.activity_size")
    if direction == "add" and source.figure(f"{found}.connectedness.beyond_most").value:
        yield said(
            "Even {most} unrecorded activities of {size} partners each, without the secretariat, "
            "would not bring the lower figure to a half.",
            most=source.figure("tipping_point.most"),
            size=size,
        )
    elif direction is None or not (median.known and least.known and most.known):
        return
    elif direction == "add":
        yield counted(
            "It would take {n} unrecorded activity of {size} partners, without the secretariat, to "
            "bring the lower figure to a half{spread}.",
            "It would take {n} unrecorded activities of {size} partners each, without the "
            "secretariat, to bring the lower figure to a half{spread}.",
            median,
            size=size,
            spread=_spread(least, most),
        )
    else:
        yield said(
            "The lower figure would fall below a half if the secretariat had in fact been at "
            "{median} of the activities that are recorded without it{spread}.",
            median=median,
            spread=_spread(least, most),
        )


def _spread(least: Figure, most: Figure) -> Sentence:
    """The extremes in brackets, where they differ."""
    if least.value == most.value:
        return Sentence("")
    return said(" ({least} to {most}, as they fall)", least=least, most=most)


def sensitivity(source: Source, _: str) -> Iterator[Sentence]:
    """How far other lengths of the periods and limits of size move the lower figure."""
    figures = [
        source.figure(f"sensitivity.choices.{number}.mean.connectedness_unaided")
        for number, _ in enumerate(source.items("sensitivity.choices"))
    ]
    known = sorted((one for one in figures if one.known), key=lambda one: one.value)
    if known:
        yield said(
            "Over other lengths of the periods and other limits of size, the pairs connected "
            "without any help of the secretariat are {range} of all on average.",
            range=span(known[0], known[-1]),
        )


def offshoot_curve(source: Source, _: str) -> Iterator[Sentence]:
    """How many pairs have gone on without the secretariat after two years."""
    through, base = (
        f"offshoot_curve.{kind}" for kind in ("through_secretariat", "never_through_secretariat")
    )
    if not source.figure(f"{through}.pairs").value:
        return
    share = _by(source, through)
    if not source.figure(f"{base}.pairs").value:
        yield said(
            "Of the pairs that met through the secretariat {through} have worked together "
            "without it after two years.",
            through=share,
        )
    else:
        yield said(
            "Of the pairs that met through the secretariat {through} have worked together "
            "without it after two years; of the pairs that it never brought together {base} "
            "have done something together again.",
            through=share,
            base=_by(source, base),
        )


def _by(source: Source, curve: str) -> Figure | Sentence:
    """Share for which it has happened after two years."""
    passed = [n for n, at in enumerate(source.items(f"{curve}.months")) if at <= TWO_YEARS]
    if not passed:
        return said("none")
    shares = source.items(f"{curve}.share")
    return Figure(shares[passed[-1]], f"{curve}.share.{passed[-1]}", "share", "offshoots")


def departure(source: Source, _: str) -> Iterator[Sentence]:
    """How many ties outlived the exit, beside other dates."""
    date = source.figure("exit.date")
    share = source.figure("exit.ties.all.share", term="outlived")
    rank = source.figure("exit.rank.all.rank", term="placebo")
    if not share.known:
        return
    if rank.known:
        yield counted(
            "Of the ties of the year up to {date} whose partners were still active, {share} were "
            "there in the year after. Beside {n} other date with a year of record on both sides "
            "that is number {rank} from below.",
            "Of the ties of the year up to {date} whose partners were still active, {share} were "
            "there in the year after. Among {n} other dates with a year of record on both sides "
            "that is number {rank} from below.",
            source.figure("exit.rank.all.of", term="placebo"),
            date=date,
            share=share,
            rank=rank,
        )
    else:
        yield said(
            "Of the ties of the year up to {date} whose partners were still active, {share} were "
            "there in the year after. There is no other date to compare it with, so nothing is "
            "said of the exit having caused it.",
            date=date,
            share=share,
        )


def between(source: Source, _: str) -> Iterator[Sentence]:
    """Between whom the secretariat stands: pairs that never sit in one meeting apart."""
    pairs = [source.here(f"brokerage.{key}") for key in ("liaison", "itinerant", "group_unknown")]
    if not all(one.known for one in pairs):
        return
    window = Period(source.label)
    if not sum(one.value for one in pairs):
        yield said(
            "In {window} the secretariat stands between no two partners: all that it meets have "
            "independent ties with one another.",
            window=window,
        )
        return
    yield counted(
        "In {window} {n} pair of partners of two sectors and {itinerant} of one sector meet the "
        "secretariat and have no independent tie.",
        "In {window} {n} pairs of partners of two sectors and {itinerant} of one sector meet the "
        "secretariat and have no independent tie.",
        pairs[0],
        window=window,
        itinerant=pairs[1],
    )
    if pairs[2].value:
        yield counted(
            "Of {n} pair more a sector is not recorded.",
            "Of {n} pairs more a sector is not recorded.",
            pairs[2],
        )
    apart = source.here("brokerage.apart")
    if not apart.known:
        return
    if 2 * apart.value < sum(one.value for one in pairs):
        yield counted(
            "Most of that is no standing between: only {n} of these pairs never meets, and is "
            "joined by the secretariat alone; the others sit in the same activities.",
            "Most of that is no standing between: only {n} of these pairs never meet, and are "
            "joined by the secretariat alone; the others sit in the same activities.",
            apart,
        )
    else:
        yield counted(
            "{n} of these pairs never meets, and is joined by the secretariat alone; the others "
            "sit in the same activities.",
            "{n} of these pairs never meet, and are joined by the secretariat alone; the others "
            "sit in the same activities.",
            apart,
        )


def substitute_hub(source: Source, _: str) -> Iterator[Sentence]:
    """Whether somebody else holds together what is left."""
    path = f"windows.{source.label}.substitute_hub.articulation_points"
    points = source.values.get(path)
    if points is None:
        return
    if not points:
        yield said(
            "Without the secretariat there is no partner whose leaving would cut others off."
        )
        return
    yield counted(
        "Without the secretariat there is {n} partner whose leaving would cut others off: {names}.",
        "Without the secretariat there are {n} partners whose leaving would cut others off: "
        "{names}.",
        len(points),
        names=tuple(Name(source.name(one)) for one in points),
    )


def recorded_by(source: Source, _: str) -> Iterator[Sentence]:
    """Who recorded most of it."""
    recorders = source.items("recorded_by")
    if not recorders:
        return
    most = max(range(len(recorders)), key=lambda number: recorders[number]["activities"])
    name = recorders[most]["name"]
    independent = source.figure(f"recorded_by.{most}.independent_share", term="")
    values: dict[str, object] = {
        "share": source.figure(f"recorded_by.{most}.share", term=""),
        "independent": independent,
        "name": said("nobody named") if name is None else Name(name),
    }
    if independent.known:
        yield said(
            "{share} of the activities, and {independent} of those without the secretariat, were "
            "recorded by {name}.",
            **values,
        )
    else:
        yield said("{share} of the activities were recorded by {name}.", **values)


RULES: tuple[Rule, ...] = (
    null, key_player, missed_together, without, influence, tipping, sensitivity, offshoot_curve,
    departure, between, substitute_hub, recorded_by,
)  # fmt: skip
"""In the order in which `metrics` tells them."""
