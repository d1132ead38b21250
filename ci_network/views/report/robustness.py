"""Sections on how sure the answer is: others in the secretariat's place, what carries the result,
what would turn it, and how far other choices move it.

Each section stands when its figures are in metrics.json: `key_players`, `influence`,
`tipping_point`, `sensitivity`, `exit`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ci_network.results.paths import find
from ci_network.views.report import charts
from ci_network.views.report.blocks import Block, Chart, Column, Names, Paragraph, Section, Table
from ci_network.views.report.figure import Figure, Kind
from ci_network.views.report.sentence import Name, Sentence, counted, plain, said
from ci_network.views.report.source import Source

_MEASURES = ("connectedness", "largest_component", "efficiency", "ties")
_HEADLINES = ("connectedness_unaided", "connectedness_led_activities_end", "independent_share")
_STANDING: tuple[tuple[str, Kind], ...] = (("kept", "share"), ("rank", "count"), ("tied", "count"))
_MOST_MISSED = 10
_KINDS = ("all", "independent", "supported", "carried")


def sureness(source: Source, names: Mapping[str, str]) -> tuple[Section, ...]:
    """The sections for which there are figures.

    Parameters
    ----------
    source
        The figures of metrics.json.
    names
        Names of the partners by id.
    """
    sections: dict[str, Callable[[], Section]] = {
        "key_players": lambda: _key_players(source, names),
        "influence": lambda: _influence(source),
        "tipping_point": lambda: _tipping_point(source),
        "sensitivity": lambda: _sensitivity(source),
        "exit": lambda: _exit(source),
    }
    return tuple(make() for key, make in sections.items() if source.found.get(key))


def key_player(source: Source) -> Sentence | None:
    """Where the secretariat stands among all actors; chosen by rank and ties alone."""
    at = ("key_players", "windows", source.label, "attended", "secretariat", "connectedness")
    kept = source.figure(*at, "kept", kind="share", term="kept")
    rank = source.figure(*at, "rank", kind="count", term="rank")
    tied = source.figure(*at, "tied", kind="count", term="rank")
    if not kept.known or not rank.known:
        return None
    if rank.value > 1:
        return said(
            "The secretariat is not the actor that would be missed most: it is number {rank} when "
            "the activities of each actor end in turn, and {kept} of the connected pairs are kept.",
            rank=rank,
            kept=kept,
        )
    if tied.value:
        return counted(
            "No actor would be missed more than the secretariat, and {n} partner as much: {kept} "
            "of the connected pairs are kept when its activities end.",
            "No actor would be missed more than the secretariat, and {n} partners as much: {kept} "
            "of the connected pairs are kept when its activities end.",
            tied,
            kept=kept,
        )
    return said(
        "No other actor would be missed as much as the secretariat: {kept} of the connected pairs "
        "are kept when its activities end.",
        kept=kept,
    )


def tipping(source: Source) -> Sentence | None:
    """How much would have to be missing from the record; chosen by the direction alone."""
    at = ("tipping_point", "windows", source.label)
    direction = find(source.found, ".".join((*at, "connectedness", "direction")))
    values = {
        key: source.figure(*at, "connectedness", key, kind="amount", term="tipping")
        for key in ("median", "least", "most")
    }
    size = source.figure(*at, "activity_size", term="tipping")
    if direction == "add" and find(source.found, ".".join((*at, "connectedness", "beyond_most"))):
        return said(
            "Even {most} unrecorded activities of {size} partners each, without the secretariat, "
            "would not bring the lower figure to a half.",
            most=source.figure("tipping_point", "most", term="tipping"),
            size=size,
        )
    if direction is None or not all(figure.known for figure in values.values()):
        return None
    if direction == "add":
        return said(
            "It would take {median} unrecorded activities of {size} partners each, without the "
            "secretariat, to bring the lower figure to a half ({least} to {most} as they fall).",
            size=size,
            **values,
        )
    return said(
        "The lower figure would fall below a half if the secretariat had in fact been at {median} "
        "of the activities that are recorded without it ({least} to {most} as they fall).",
        **values,
    )


def _key_players(source: Source, names: Mapping[str, str]) -> Section:
    return Section(
        "key-players",
        said("Would others be missed as much?"),
        said("What is the secretariat's role, beside that of others?"),
        tuple(_key_player_blocks(source, names)),
    )


def _key_player_blocks(source: Source, labels: Mapping[str, str]) -> Iterator[Block]:
    at = ("key_players", "windows", source.label)
    kinds = [k for k in ("attended", "led") if find(source.found, ".".join((*at, k)))]
    told = None if source.headline.reason else key_player(source)
    if told is None:
        yield _absent(
            said(
                "There are no figures: there is no secretariat in the period, or more actors than "
                "can be taken out in turn."
            )
        )
        return
    yield Paragraph((told,))
    names = _measure_names()
    rows = [
        (
            names[measure],
            {"attended": said("it took part in"), "led": said("it alone led")}[kind],
            *(
                source.figure(*at, kind, "secretariat", measure, key, kind=how, term="")
                for key, how in _STANDING
            ),
        )
        for kind in kinds
        for measure in _MEASURES
        if find(source.found, ".".join((*at, kind, "secretariat", measure, "kept"))) is not None
    ]
    yield Table(
        said("The secretariat when every actor's activities end in turn"),
        (
            Column(said("Measure"), numeric=False),
            Column(said("Activities that end"), numeric=False),
            Column(said("Kept"), "kept"),
            Column(said("The secretariat's number"), "rank"),
            Column(said("Partners with the same"), "rank"),
        ),
        tuple(rows),
    )
    yield from _most_missed(source, labels)
    yield from _missed_together(source, labels)


def _missed_together(source: Source, labels: Mapping[str, str]) -> Iterator[Block]:
    """As many partners as the secretariat has actors, found one by one."""
    at = ("key_players", "windows", source.label, "attended")
    kept = source.figure(*at, "greedy", "connectedness", kind="share", term="greedy")
    own = source.figure(*at, "secretariat", "connectedness", "kept", kind="share", term="kept")
    if not kept.known or not own.known:
        return
    actors = find(source.found, ".".join((*at, "greedy", "actors"))) or []
    yield Names(
        counted(
            "Without {n} partner that would be missed most, and its activities, {kept} of the "
            "connected pairs of the others are kept; without the secretariat and its activities "
            "{own}:",
            "Without {n} partners that would be missed most together, and their activities, {kept} "
            "of the connected pairs of the others are kept; without the secretariat and its "
            "activities {own}:",
            len(actors),
            kept=kept,
            own=own,
        ),
        tuple(Name(labels.get(one, one)) for one in actors),
    )


def _most_missed(source: Source, labels: Mapping[str, str]) -> Iterator[Block]:
    """The partners without whose activities least is kept, and the secretariat among them."""
    at = ("key_players", "windows", source.label, "attended")
    partners = find(source.found, ".".join((*at, "partners"))) or []
    kept = [(one["connectedness"], n) for n, one in enumerate(partners)]
    order = sorted((value, n) for value, n in kept if value is not None)[:_MOST_MISSED]
    if not order:
        return
    rows: list[tuple[float, object, Figure]] = [
        (
            value,
            Name(labels.get(partners[n]["id"], partners[n]["id"])),
            source.figure(*at, "partners", str(n), "connectedness", term=""),
        )
        for value, n in order
    ]
    own = source.figure(*at, "secretariat", "connectedness", "kept", kind="share", term="")
    rows.append((own.value, said("the secretariat"), own))
    yield Table(
        said("Those that would be missed most when their activities end"),
        (Column(said("Actor"), numeric=False), Column(said("Connected pairs kept"), "kept")),
        tuple((name, figure) for _, name, figure in sorted(rows, key=lambda row: row[0])),
    )


def _measure_names() -> dict[str, Sentence]:
    return {
        "connectedness": said("Connected pairs"),
        "largest_component": said("Largest group"),
        "efficiency": said("Closeness"),
        "ties": said("Ties"),
    }


def _headline_names() -> dict[str, Sentence]:
    return {
        "connectedness_unaided": said("the lower figure"),
        "connectedness_led_activities_end": said("the upper figure"),
        "independent_share": said("share of independent ties"),
        "independent_strength_share": said("the same share by strength"),
    }


def _influence(source: Source) -> Section:
    return Section(
        "influence",
        said("What carries the result"),
        said("Would the answer be another without a single activity?"),
        tuple(_influence_blocks(source)),
        new_page=True,
    )


def _influence_blocks(source: Source) -> Iterator[Block]:
    at = ("influence", "windows", source.label)
    shown = False
    for key in _HEADLINES:
        items = find(source.found, ".".join((*at, key, "activities"))) or []
        if not items:
            continue
        shown = True
        yield Table(
            said(
                "Activities that change {figure} most when left out",
                figure=_headline_names()[key],
            ),
            (
                Column(said("Activity"), "activity", numeric=False),
                Column(said("Change in percentage points"), "influence"),
            ),
            tuple(
                (
                    Name(item["activity"]),
                    source.figure(*at, key, "activities", str(n), "change", kind="points"),
                )
                for n, item in enumerate(items)
            ),
        )
    if not shown:
        yield _absent(said("No single activity changes any of the figures when it is left out."))


def _tipping_point(source: Source) -> Section:
    return Section(
        "tipping-point",
        said("How much would have to be missing from the record"),
        said("How sure is the answer, when what partners did alone was not written down?"),
        tuple(_tipping_blocks(source)),
    )


def _tipping_blocks(source: Source) -> Iterator[Block]:
    at = ("tipping_point", "windows", source.label)
    told = None if source.headline.reason else tipping(source)
    if told is not None:
        yield Paragraph((told,))
    rows = [
        (
            name,
            source.figure(*at, key, "now", kind="share", term=""),
            *(
                source.figure(*at, key, part, kind="amount", term="")
                for part in ("median", "least", "most")
            ),
        )
        for key, name in (
            ("connectedness", said("The lower figure: connected pairs")),
            ("independent_share", said("Share of independent ties")),
        )
        if find(source.found, ".".join((*at, key, "now"))) is not None
    ]
    if not rows:
        yield _absent(said("There are no figures: no activity, or too many partners."))
        return
    yield Table(
        said("Activities that would bring a figure to a half, or below it"),
        (
            Column(said("Figure"), numeric=False),
            Column(said("Now")),
            Column(said("Activities, median"), "tipping"),
            Column(said("fewest"), "tipping"),
            Column(said("most"), "tipping"),
        ),
        tuple(rows),
    )


def _sensitivity(source: Source) -> Section:
    return Section(
        "sensitivity",
        said("How far other choices move the figures"),
        said("How sensitive is the answer to how it was made?"),
        tuple(_sensitivity_blocks(source)),
        new_page=True,
    )


def _sensitivity_blocks(source: Source) -> Iterator[Block]:
    found: dict[str, Any] = source.found["sensitivity"]
    if found.get("subsamples"):
        yield Paragraph(
            (
                said(
                    "When activities are left out at random the figures move as the chart shows. "
                    "That is sensitivity to gaps in the record, no interval of confidence."
                ),
            )
        )
        yield _chart_of_subsamples(source, len(found["subsamples"]))
    if found.get("choices"):
        yield _table_of_choices(source, found["choices"])


def _chart_of_subsamples(source: Source, steps: int) -> Chart:
    names = _headline_names()
    looks = (("v", "-", charts.BLUE), ("^", "-", charts.INK), ("s", "--", charts.VERMILION))

    def value(step: int, part: str, key: str) -> Figure:
        return source.figure("sensitivity", "subsamples", str(step), part, key, kind="share")

    def drawn(picture: charts.Picture) -> bytes:
        at = [
            source.figure("sensitivity", "subsamples", str(n), "left_out", kind="share")
            for n in range(steps)
        ]
        lines = [
            charts.Line(
                plain(names[key], picture.language),
                [value(n, "middle", key).value for n in range(steps)],
                colour,
                marker,
                dash,
            )
            for key, (marker, dash, colour) in zip(_HEADLINES, looks, strict=True)
        ]
        spans = [
            [(value(n, "low", key).value, value(n, "high", key).value) for n in range(steps)]
            for key in _HEADLINES
        ]
        labels = [figure.text(picture.language) for figure in at]
        return charts.over_time(picture, labels, lines, spans=spans, height=2.8)

    return Chart(
        "sensitivity",
        said("The figures of the whole period when a share of the activities is left out"),
        said(
            "With half of the activities left out the lower figure is {low} in the middle case.",
            low=value(steps - 1, "middle", "connectedness_unaided"),
        ),
        drawn,
        Table(
            said("Middle case by share of activities left out"),
            (
                Column(said("Left out")),
                *(Column(names[key]) for key in _HEADLINES),
            ),
            tuple(
                (
                    source.figure("sensitivity", "subsamples", str(n), "left_out", kind="share"),
                    *(value(n, "middle", key) for key in _HEADLINES),
                )
                for n in range(steps)
            ),
        ),
    )


def _table_of_choices(source: Source, choices: list[dict[str, Any]]) -> Table:
    names = _headline_names()
    lengths = window_lengths()
    keys = (*_HEADLINES, "independent_strength_share")
    return Table(
        said(
            "The figures in the last period with activity, by length of period and largest activity"
        ),
        (
            Column(said("Length of a period"), numeric=False),
            Column(said("Largest activity that makes ties")),
            *(Column(names[key]) for key in keys),
        ),
        tuple(
            (
                lengths[choice["every"]],
                _size(source, n),
                *(
                    source.figure("sensitivity", "choices", str(n), "last", key, kind="share")
                    for key in keys
                ),
            )
            for n, choice in enumerate(choices)
        ),
    )


def _size(source: Source, number: int) -> Figure | Sentence:
    size = source.figure("sensitivity", "choices", str(number), "max_size", term="")
    return size if size.known else said("no limit")


def window_lengths() -> dict[str, Sentence]:
    """Lengths of a window in words."""
    return {
        "year": said("a year"),
        "half": said("half a year"),
        "quarter": said("a quarter"),
        "month": said("a month"),
        "school-year": said("a school year"),
        "all": said("the whole period"),
    }


def _exit(source: Source) -> Section:
    return Section(
        "exit",
        said("What outlived the secretariat"),
        said("Which changes lasted after the secretariat left?"),
        tuple(_exit_blocks(source)),
        new_page=True,
    )


def _exit_blocks(source: Source) -> Iterator[Block]:
    share = _exit_share(source, "all")
    date = source.figure("exit", "date", kind="date", term="")
    if not share.known:
        yield _absent(
            said(
                "Nothing can be said of {date}: no tie of the year before has two partners that "
                "are still active in the year after.",
                date=date,
            )
        )
        return
    rank = source.figure("exit", "rank", "all", "rank", term="placebo")
    of = source.figure("exit", "rank", "all", "of", term="placebo")
    if rank.known:
        yield Paragraph(
            (
                said(
                    "Of the ties of the year before {date} whose partners were still active, "
                    "{share} were there in the year after. Among {of} other dates with a year of "
                    "record on both sides that is number {rank} from below.",
                    date=date,
                    share=share,
                    of=of,
                    rank=rank,
                ),
            )
        )
    else:
        yield Paragraph(
            (
                said(
                    "Of the ties of the year before {date} whose partners were still active, "
                    "{share} were there in the year after. There is no other date to compare it "
                    "with, so nothing is said of the exit having caused it.",
                    date=date,
                    share=share,
                ),
            )
        )
    yield _table_of_exit(source)
    if rank.known:
        yield _chart_of_placebo(source)


def _chart_of_placebo(source: Source) -> Chart:
    """The exit beside every other date, with these in the table behind it."""
    here, others = said("the exit"), said("other dates")
    count = len(source.found["exit"]["placebo"])

    def at(number: int, key: str, kind: Kind = "share") -> Figure:
        return source.figure("exit", "placebo", str(number), key, kind=kind, term="")

    def drawn(picture: charts.Picture) -> bytes:
        return charts.among_dates(
            picture,
            (
                plain(here, picture.language),
                source.found["exit"]["date"],
                _exit_share(source, "all").value,
            ),
            (
                plain(others, picture.language),
                [at(n, "date").value for n in range(count)],
                [at(n, "all").value for n in range(count)],
            ),
        )

    return Chart(
        "placebo",
        said("Ties still there a year later, at the exit and at other dates"),
        said(
            "At {date} it is {share}; that is number {rank} from below among {of} other dates.",
            date=source.figure("exit", "date", kind="date", term=""),
            share=_exit_share(source, "all"),
            rank=source.figure("exit", "rank", "all", "rank", term="placebo"),
            of=source.figure("exit", "rank", "all", "of", term="placebo"),
        ),
        drawn,
        Table(
            said("The share still there a year later, at other dates"),
            (
                Column(said("Date"), numeric=False),
                Column(said("All ties"), "outlived"),
                Column(said("Independent")),
                Column(said("Supported")),
                Column(said("Carried")),
            ),
            tuple((at(n, "date", "date"), *(at(n, kind) for kind in _KINDS)) for n in range(count)),
        ),
    )


def _exit_share(source: Source, kind: str) -> Figure:
    return source.figure("exit", "ties", kind, "share", kind="share", term="outlived")


def _table_of_exit(source: Source) -> Table:
    names = {
        "all": said("All ties"),
        "independent": said("Independent"),
        "supported": said("Supported"),
        "carried": said("Carried"),
    }
    return Table(
        said("Ties of the year before, and what became of them in the year after"),
        (
            Column(said("Ties of the year before"), numeric=False),
            Column(said("Number")),
            Column(said("Both partners still active")),
            Column(said("Still there")),
            Column(said("Share"), "outlived"),
            Column(said("Number from below"), "placebo"),
            Column(said("Other dates"), "placebo"),
        ),
        tuple(
            (
                names[kind],
                *(
                    source.figure("exit", "ties", kind, key, term="")
                    for key in ("ties", "both_active", "kept")
                ),
                _exit_share(source, kind),
                source.figure("exit", "rank", kind, "rank", term=""),
                source.figure("exit", "rank", kind, "of", term=""),
            )
            for kind in _KINDS
        ),
    )


def _absent(why: Sentence) -> Paragraph:
    return Paragraph((why,), "absent")
