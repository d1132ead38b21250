"""What the figures are compared with, and how far they move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ci_network import numerals
from ci_network.language import Language
from ci_network.views.palette import BLUE, INK, ORANGE, VERMILION
from ci_network.views.readings import ANSWER, influence
from ci_network.views.report import charts
from ci_network.views.report.blocks import (
    PERIOD,
    Blocks,
    Chart,
    Column,
    Material,
    Paragraph,
    Table,
    absent,
    by_key,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.report.evidence import not_without_secretariat
from ci_network.views.sentence import Label, Name, Period, Sentence, other_dates, plain, said, span
from ci_network.views.source import Figure, Source

_MOST_MISSED = 10
_HEADLINES = ("connectedness_unaided", "connectedness_led_activities_end", "independent_share")
_KINDS = {
    "all": said("All ties"),
    "independent": said("Independent"),
    "supported": said("Supported"),
    "carried": said("Carried"),
}
_ENDED = {"attended": said("it took part in"), "led": said("it alone led")}
_HEADLINE_NAMES = {
    "connectedness_unaided": said("the lower figure"),
    "connectedness_led_activities_end": said("the upper figure"),
    "independent_share": said("share of independent ties"),
    "independent_strength_share": said("the same share by strength"),
}
WINDOW_LENGTHS = {
    "year": said("a year"),
    "half": said("half a year"),
    "quarter": said("a quarter"),
    "month": said("a month"),
    "school-year": said("a school year"),
    "all": said("the whole period"),
}


def exit_table(material: Material) -> Blocks:
    """Ties of the year before, and what became of them."""
    source = material.source
    if not source.figure("exit.ties.all.share").known:
        yield absent(
            "Nothing can be said of {date}: no tie of the year before has two partners that "
            "are still active in the year after.",
            date=source.figure("exit.date"),
        )
        return
    yield by_key(
        source,
        said("Ties of the year before, and what became of them in the year after"),
        _KINDS,
        Column(said("Ties of the year before"), numeric=False),
        Column(said("Number"), at="exit.ties.{}.ties", kind="count"),
        Column(said("Both partners still active"), at="exit.ties.{}.both_active", kind="count"),
        Column(said("Still there"), at="exit.ties.{}.kept", kind="count"),
        Column(said("Share"), "outlived", at="exit.ties.{}.share"),
        Column(said("Place from below"), "placebo", at="exit.rank.{}.rank"),
        Column(said("Other dates"), "placebo", at="exit.rank.{}.of"),
    )


def placebo_chart(material: Material) -> Blocks:
    """The exit beside every other date, with these in the table behind it."""
    source = material.source
    if not source.figure("exit.rank.all.rank").known:
        return
    here, others = said("the exit"), said("other dates")
    placebo = source.items("exit.placebo")
    share = source.figure("exit.ties.all.share", term="outlived")

    def draw(language: Language) -> Drawing:
        return charts.among_dates(
            language,
            (plain(here, language), source.figures["exit"]["date"], share.value),
            (
                plain(others, language),
                [one["date"] for one in placebo],
                [source.figure(f"exit.placebo.{n}.all").value for n, _ in enumerate(placebo)],
            ),
        )

    yield Chart(
        "placebo",
        said("Ties still there a year later, at the exit and at other dates"),
        said(
            "At {date} it is {share}: place {rank} from below, beside {of}.",
            date=source.figure("exit.date"),
            share=share,
            rank=source.figure("exit.rank.all.rank", term="placebo"),
            of=other_dates(source.figure("exit.rank.all.of", term="placebo")),
        ),
        draw,
        by_key(
            source,
            said("The share still there a year later, at other dates"),
            {str(n): source.figure(f"exit.placebo.{n}.date") for n, _ in enumerate(placebo)},
            Column(said("Date"), numeric=False),
            Column(said("All ties"), "outlived", at="exit.placebo.{}.all", kind="share"),
            Column(said("Independent"), at="exit.placebo.{}.independent", kind="share"),
            Column(said("Supported"), at="exit.placebo.{}.supported", kind="share"),
            Column(said("Carried"), at="exit.placebo.{}.carried", kind="share"),
        ),
    )


def carried_by(material: Material) -> Blocks:
    """Whether one activity carries the upper end; or that nobody asked, or could."""
    source = material.source
    if source.reason:
        yield absent(not_without_secretariat())
    elif not source.figures.get("influence"):
        yield absent(
            "The comparisons were not asked for. Make the report with --null 999 to see them. "
            "Without them nothing here says that the secretariat matters more than others."
        )
    elif found := tuple(influence(source, ANSWER)):
        yield Paragraph(found)
    else:
        yield from _influence_absent(source)


def _influence_absent(source: Source) -> Blocks:
    if source.figure("influence.windows.{answer}.unanswered").value:
        yield absent(
            "There are too many partners or activities in {window} to leave each activity out "
            "in turn.",
            window=Period(source.label),
        )
    else:
        yield absent("No single activity changes any of the figures when it is left out.")


def no_comparison(material: Material) -> Blocks:
    """Why nothing is compared with random activities."""
    source = material.source
    observed = "null.windows.{answer}.attended.connectedness.observed"
    if source.figures.get("null") and not source.figure(observed).known:
        yield absent(
            said(
                "In {window} there are no activities of the secretariat that brought partners "
                "together, so there is nothing to compare.",
                window=Period(source.label),
            )
            if source.label
            else said("There is no period to compare.")
        )


def choices(material: Material) -> Blocks:
    """The range under every other choice, as a picture; the figures behind it."""
    source = material.source
    there = enumerate(source.items("sensitivity.choices"))
    found = {f"sensitivity.choices.{n}.answer": one for n, one in there if one["windows"]}
    upper = [source.figure(f"{at}.connectedness_led_activities_end", term="") for at in found]
    known = sorted((one for one in upper if one.known), key=lambda figure: figure.value)
    if source.reason or not known:
        return
    data, upper_end = source.figures["data"], span(known[0], known[-1])
    own = [at for at, one in found.items() if all(one[k] == data[k] for k in ("every", "max_size"))]

    def draw(language: Language) -> Drawing:
        rows, size = [], -1
        for at, one in found.items():
            first, size = one["max_size"] != size, one["max_size"]
            heading = (
                said("all activities")
                if size is None
                else said("without activities of more than {size} actors", size=size)
            )
            ends, colour = source.row(at, *_HEADLINES[:2]), VERMILION if at in own else BLUE
            name = WINDOW_LENGTHS[one["every"]]
            rows.append(bar(name, ends, language, colour, heading if first else None))
        return charts.spans(language, rows, small=True)

    yield Chart(
        "choices",
        said("The range in the period of the answer, by length of period and largest activity"),
        (
            said(
                "The upper end is {range}. The range of the answer itself is red.", range=upper_end
            )
            if own
            else said("The upper end is {range}.", range=upper_end)
        ),
        draw,
        by_key(
            source,
            said("The same in figures"),
            {
                at: (WINDOW_LENGTHS[one["every"]], one["max_size"] or said("no limit"))
                for at, one in found.items()
            },
            Column(said("Length of a period"), numeric=False),
            Column(said("Largest activity that makes ties")),
            *(Column(name, at=f"{{}}.{key}") for key, name in _HEADLINE_NAMES.items()),
        ),
    )


def bar(
    name: Sentence,
    ends: Sequence[Figure],
    language: Language,
    colour: str,
    heading: Sentence | None = None,
) -> charts.Span:
    """A range in a picture, with the same in few signs behind it."""
    low, high = ends
    text = numerals.percent_range(low.value, high.value, language)
    above = "" if heading is None else plain(heading, language)
    return charts.Span(plain(name, language), low.value, high.value, text, colour, above)


def subsamples(material: Material) -> Blocks:
    """How the figures fall when parts of the record are left out at random, draw by draw."""
    source = material.source
    samples = source.items("sensitivity.subsamples")
    if not samples or "counts" not in samples[0]:
        return
    looks: tuple[Any, ...] = ((BLUE, "v"), (INK, "^"), (ORANGE, "s"))

    def draw(language: Language) -> Drawing:
        columns = [
            source.figure(f"sensitivity.subsamples.{n}.left_out").text(language)
            for n, _ in enumerate(samples)
        ]
        lines = [
            (
                charts.Series(plain(_HEADLINE_NAMES[key], language), (), colour, shape),
                [one["counts"][key] for one in samples],
            )
            for key, (colour, shape) in zip(_HEADLINES, looks, strict=True)
        ]
        return charts.humps(language, columns, lines)

    yield Chart(
        "sensitivity",
        said("The figures of the whole period when a share of the activities is left out"),
        said(
            "Each dot is a value that came out; the larger, the more often, in {draws} random "
            "draws. Where dots lie in two heaps, one activity is in the draw or is not.",
            draws=sum(samples[0]["counts"][_HEADLINES[0]]),
        ),
        draw,
        Table(
            said("95 percent of the draws, by share of activities left out"),
            (Column(said("Left out")), *(Column(_HEADLINE_NAMES[key]) for key in _HEADLINES)),
            tuple(
                (
                    source.figure(f"sensitivity.subsamples.{n}.left_out"),
                    *(
                        span(
                            *(
                                source.figure(f"sensitivity.subsamples.{n}.{end}.{key}", term="")
                                for end in ("low", "high")
                            )
                        )
                        for key in _HEADLINES
                    ),
                )
                for n, _ in enumerate(samples)
            ),
        ),
    )


def null_chart(material: Material) -> Blocks:
    """What is kept without the secretariat's activities beside random ones, by window."""
    source = material.source
    known = [
        label
        for label in source.labels
        if source.figure(f"null.windows.{label}.attended.connectedness.p").known
    ]
    if not known:
        return
    kept = said("without the secretariat's")
    random = said("without as many random ones, 95 percent range")

    def values(key: str) -> list[float | None]:
        return [
            source.figure(f"null.windows.{x}.attended.connectedness.{key}").value
            for x in source.labels
        ]

    def draw(language: Language) -> Drawing:
        return charts.against(
            language,
            source.labels,
            (plain(kept, language), values("observed")),
            (plain(random, language), values("low"), values("high"), values("mean")),
        )

    at = f"null.windows.{known[-1]}.attended.connectedness"
    yield Chart(
        "size-matched",
        said("Connected pairs that are kept when activities end altogether"),
        said(
            "In {window} {observed} are kept without the secretariat's activities, and {random} "
            "without as many random ones.",
            window=Period(known[-1]),
            observed=source.figure(f"{at}.observed"),
            random=span(*source.row(at, "low", "high", term="kept")),
        ),
        draw,
    )


def null_table(material: Material) -> Blocks:
    """The figures of the null; each p with what could be drawn."""
    source = material.source
    rows = {
        at: (Label(label), name)
        for label in source.labels
        for kind, name in _ENDED.items()
        for at in [f"null.windows.{label}.{kind}"]
        if source.figure(f"{at}.connectedness.p").known
    }
    if rows:
        yield by_key(
            source,
            said("What is kept, against random activities of the same sizes"),
            rows,
            PERIOD,
            Column(said("Activities that end altogether"), numeric=False),
            Column(said("How many"), "size_matched", at="{}.activities"),
            Column(said("Could be drawn"), "size_matched", at="{}.eligible"),
            Column(said("Connected pairs kept"), "kept", at="{}.connectedness.observed"),
            Column(said("Random: mean"), at="{}.connectedness.mean"),
            Column(said("from"), at="{}.connectedness.low"),
            Column(said("to"), at="{}.connectedness.high"),
            Column(said("p"), "p_value", at="{}.connectedness.p"),
            Column(said("Difference in size"), "size_matched", at="{}.size_gap"),
            wide=True,
        )


def key_player_tables(material: Material) -> Blocks:
    """The secretariat among all actors, and those missed most."""
    source = material.source
    at = "key_players.windows.{answer}"
    if source.reason or not source.figure(f"{at}.attended.secretariat.connectedness.rank").known:
        yield absent(
            "There are no figures: there is no secretariat in the period, or more actors than "
            "can be taken out in turn."
        )
        return
    names = {
        "connectedness": said("Connected pairs"),
        "largest_component": said("Largest group"),
        "efficiency": said("Closeness"),
        "ties": said("Ties"),
    }
    own = {
        f"{at}.{kind}.secretariat.{measure}": (name, told)
        for kind, told in _ENDED.items()
        for measure, name in names.items()
    }
    yield by_key(
        source,
        said("The secretariat when every actor's activities end in turn"),
        {key: told for key, told in own.items() if source.figure(f"{key}.kept").known},
        Column(said("Measure"), numeric=False),
        Column(said("Activities that end"), numeric=False),
        Column(said("Kept"), "kept", at="{}.kept"),
        Column(said("The secretariat's place"), "rank", at="{}.rank"),
        Column(said("Partners with the same"), "rank", at="{}.tied"),
    )
    partners = source.items(f"{at}.attended.partners")
    rows: list[tuple[object, Figure]] = [
        (
            Name(source.name(one["id"])),
            source.figure(f"{at}.attended.partners.{n}.connectedness", "share", ""),
        )
        for n, one in enumerate(partners)
    ]
    rows = sorted((row for row in rows if row[1].known), key=lambda row: row[1].value)
    secretariat = source.figure(f"{at}.attended.secretariat.connectedness.kept", term="")
    rows = [*rows[:_MOST_MISSED], (said("the secretariat"), secretariat)]
    rows.sort(key=lambda row: row[1].value)
    yield Table(
        said("Those that would be missed most when their activities end"),
        (Column(said("Actor"), numeric=False), Column(said("Connected pairs kept"), "kept")),
        tuple(rows),
    )


def influence_tables(material: Material) -> Blocks:
    """The activities that change each headline figure most."""
    source = material.source
    shown = False
    for key in _HEADLINES:
        at = f"influence.windows.{{answer}}.{key}.activities"
        items = source.items(at)
        if not items:
            continue
        shown = True
        yield by_key(
            source,
            said("Activities that change {figure} most when left out", figure=_HEADLINE_NAMES[key]),
            {f"{at}.{n}": Name(item["activity"]) for n, item in enumerate(items)},
            Column(said("Activity"), "activity", numeric=False),
            Column(said("Change in percentage points"), "influence", at="{}.change"),
        )
    if not shown:
        yield from _influence_absent(source)


def tipping_table(material: Material) -> Blocks:
    """Activities that would bring a figure to a half, or below it."""
    source = material.source
    at = "tipping_point.windows.{answer}"
    names = {
        f"{at}.connectedness": said("The lower figure: connected pairs"),
        f"{at}.independent_share": said("Share of independent ties"),
    }
    rows = {key: name for key, name in names.items() if source.figure(f"{key}.now").known}
    if not rows:
        yield absent("There are no figures: no activity, or too many partners.")
        return
    yield by_key(
        source,
        said("Activities that would bring a figure to a half, or below it"),
        rows,
        Column(said("Figure"), numeric=False),
        Column(said("Now"), at="{}.now"),
        Column(said("Activities, median"), "tipping", at="{}.median"),
        Column(said("fewest"), "tipping", at="{}.least"),
        Column(said("most"), "tipping", at="{}.most"),
    )
