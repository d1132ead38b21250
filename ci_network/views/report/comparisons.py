"""Sections on what the figures can be compared with, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterator

from ci_network.views.report import charts
from ci_network.views.report.blocks import Block, Chart, Column, Paragraph, Section, Table
from ci_network.views.report.figure import Figure
from ci_network.views.report.sentence import Label, Period, Sentence, counted, plain, said
from ci_network.views.report.source import Source

ORDINARY = 0.05
"""A loss is told from that of random activities when p is at or below this."""

_MEASURES = ("connectedness", "largest_component", "efficiency", "ties")
_KINDS = ("attended", "led")


def comparisons(source: Source) -> tuple[Section, ...]:
    """The size-matched comparison; each further one joins when its figures are there."""
    return (_size_matched(source),)


def size_matched(source: Source) -> Sentence | None:
    """What the size-matched comparison says of the window of the answer; None without one.

    The sentence is chosen by p alone: at or below `ORDINARY` the loss is larger than that of
    random activities of the same sizes, above it the comparison does not tell the two apart.
    """
    at = ("null", "windows", source.label, "attended")
    p = source.figure(*at, "connectedness", "p", kind="probability", term="p_value")
    if not p.known:
        return None
    values = {
        "activities": source.figure(*at, "activities", term="size_matched"),
        "observed": _kept(source, at, "observed"),
        "low": _kept(source, at, "low"),
        "high": _kept(source, at, "high"),
        "p": p,
    }
    if p.value <= ORDINARY:
        return counted(
            "It matters which activities end: without the secretariat's {n} activity {observed} "
            "of the connected pairs are kept; random activities of the same size leave {low} to "
            "{high} (p = {p}).",
            "It matters which activities end: without the secretariat's {n} activities {observed} "
            "of the connected pairs are kept; as many random activities of the same sizes leave "
            "{low} to {high} (p = {p}).",
            values["activities"],
            **values,
        )
    return counted(
        "Other activities could have cost as much: without the secretariat's {n} activity "
        "{observed} of the connected pairs are kept; a random activity of the same size leaves "
        "{low} to {high} (p = {p}).",
        "Other activities could have cost as much: without the secretariat's {n} activities "
        "{observed} of the connected pairs are kept; as many random activities of the same sizes "
        "leave {low} to {high} (p = {p}).",
        values["activities"],
        **values,
    )


def _kept(source: Source, at: tuple[str, ...], key: str) -> Figure:
    return source.figure(*at, "connectedness", key, kind="share", term="kept")


def _size_matched(source: Source) -> Section:
    return Section(
        "size-matched",
        said("Is it really the secretariat?"),
        said("Would any other activities of the same sizes be missed as much?"),
        tuple(_size_matched_blocks(source)),
        new_page=True,
    )


def _size_matched_blocks(source: Source) -> Iterator[Block]:
    if not source.has_secretariat:
        yield Paragraph((said("There is no secretariat in the data to compare."),), "absent")
        return
    if "null" not in source.found:
        yield Paragraph(
            (
                said(
                    "This comparison was not asked for. Make the report with --null 999 to see it. "
                    "Without it nothing here says that the secretariat matters more than others."
                ),
            ),
            "absent",
        )
        return
    known = [
        label
        for label in source.labels
        if source.figure("null", "windows", label, "attended", "connectedness", "p").known
    ]
    if not known:
        yield Paragraph(
            (
                said(
                    "There is nothing to compare with: in no period are there other activities "
                    "that could have ended instead."
                ),
            ),
            "absent",
        )
        return
    if not source.headline.reason:
        told = size_matched(source)
        if told is not None:
            yield Paragraph((told,))
        else:
            yield Paragraph(
                (
                    said(
                        "In {window} there are no other activities that could have ended instead; "
                        "in other periods there are.",
                        window=Period(source.label),
                    ),
                ),
                "note",
            )
    yield _chart(source, known)
    yield _table(source, known)


def _chart(source: Source, known: list[str]) -> Chart:
    kept, random = said("without the secretariat's"), said("without as many random ones, 95% range")

    def drawn(picture: charts.Picture) -> bytes:
        def values(key: str) -> list[float | None]:
            return [
                source.figure("null", "windows", x, "attended", "connectedness", key).value
                for x in source.labels
            ]

        return charts.beside_ranges(
            picture,
            source.labels,
            (plain(kept, picture.language), values("observed")),
            (plain(random, picture.language), values("low"), values("high"), values("mean")),
        )

    at = ("null", "windows", known[-1], "attended")
    return Chart(
        "size-matched",
        said("Connected pairs that are kept when activities end"),
        said(
            "In {window} {observed} are kept without the secretariat's activities, and {low} to "
            "{high} without as many random ones.",
            window=Period(known[-1]),
            **{key: _kept(source, at, key) for key in ("observed", "low", "high")},
        ),
        drawn,
        None,
    )


def _table(source: Source, known: list[str]) -> Table:
    def rows() -> Iterator[tuple[object, ...]]:
        for label in known:
            for kind in _KINDS:
                at = ("null", "windows", label, kind)
                if not source.figure(*at, "connectedness", "p").known:
                    continue
                yield (
                    Label(label),
                    _kind_names()[kind],
                    source.figure(*at, "activities", term=""),
                    *(_kept(source, at, key) for key in ("observed", "mean", "low", "high")),
                    source.figure(*at, "connectedness", "p", kind="probability", term=""),
                    source.figure(*at, "ties", "observed", kind="share", term=""),
                    source.figure(*at, "ties", "p", kind="probability", term=""),
                )

    return Table(
        said("What is kept, against random activities of the same sizes"),
        (
            Column(said("Period"), numeric=False),
            Column(said("Activities that end"), numeric=False),
            Column(said("How many"), "size_matched"),
            Column(said("Connected pairs kept"), "kept"),
            Column(said("Random: mean")),
            Column(said("from")),
            Column(said("to")),
            Column(said("p"), "p_value"),
            Column(said("Ties kept"), "kept"),
            Column(said("p"), "p_value"),
        ),
        tuple(rows()),
    )


def _kind_names() -> dict[str, Sentence]:
    return {"attended": said("it took part in"), "led": said("it alone led")}
