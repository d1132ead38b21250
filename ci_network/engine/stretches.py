"""From rows to stretches: who was present in which part of an activity, over an engine's tables.

The same cuts as `partnerships.stretches` makes, as one expression. In most activities all rows
have the same days, and such an activity is one stretch; only the others are cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import Engine, Frame, count, different
from ci_network.engine.presences import Presences, in_memory
from ci_network.engine.rows import Rows
from ci_network.graphs.sorted_codes import Flags
from ci_network.network.partnerships import (
    CARRIED,
    INDEPENDENT,
    LASTS,
    LASTS_NOT,
    LEAD_UNKNOWN,
    SUPPORTED,
)
from ci_network.record.alliance import ENDS, GOES_ON, LED_BY_SECRETARIAT, NOT_KNOWN, Actors


@dataclass(frozen=True)
class Stretches:
    """Elementary stretches, held by an engine, and presences in them, in memory.

    Attributes
    ----------
    spans
        By stretch: `stretch`, `activity`, `start`, `end`, `standing`, `lasting`, `size` (actors
        of the activity at any time).
    presences
        Who is present in them.
    participations
        Rows that count: a repeated one counts once.
    activities
        How many there are.
    some_cut
        Whether any activity has more than one stretch.
    partner_led
        By code of activity: whether a partner led it, as is said of it as a whole.
    """

    spans: Frame
    presences: Presences
    participations: int
    activities: int
    some_cut: bool
    partner_led: Flags


PARTICIPATION = ("activity", "actor", "role", "start", "end", "latest_start")
"""Rows that agree in these are one participation."""


REPEATED = ("activity", "actor", "role", "days")
"""The same of rows whose days are codes of what their dates mean."""


class Cut(NamedTuple):
    """Rows that were cut into stretches.

    Attributes
    ----------
    stretches
        The stretches.
    activities
        Held, by activity: `activity`, `first_end` (the earliest of its ends), `lead_known`, `size`,
        `partners` (actors that are not marked as secretariat), and `led_by` where anything is told
        of activities as a whole.
    repeated
        Held: `activity` and `actor` of which there are several rows.
    """

    stretches: Stretches
    activities: Frame
    repeated: Frame


class Apart(NamedTuple):
    """Rows that are the only one of their actor in an activity, and the others."""

    alone: Frame
    several: Frame


def apart(engine: Engine, rows: Frame, repeated: Frame) -> Apart:
    """Rows by whether their activity and actor are among the repeated ones."""
    pair = ["activity", "actor"]
    return Apart(
        engine.join(rows, repeated, *pair, how="anti"),
        engine.join(rows, repeated, *pair, how="semi"),
    )


def stretches(engine: Engine, rows: Rows, actors: Actors) -> Cut:
    """Cut every activity where somebody comes, goes, or ends its term as secretariat."""
    parts = rows.frame
    if _some_terms_end(actors):
        parts = engine.hold(_split_at_terms(engine, parts, actors))
    else:
        parts = parts.with_columns(secretariat=nw.col("flagged"))
    told = rows.told
    if told is not None:
        parts = engine.hold(_with_leads_told(engine, parts, told.frame))
    of_actor, repeated, participations = _once_each(engine, parts, rows.frame)
    of_activity = engine.hold(
        of_actor.with_columns(partner=_partner(actors))
        .group_by("activity")
        .agg(
            nw.col("start").min(),
            nw.col("end").max(),
            nw.col("last_start").max(),
            nw.col("first_end").min(),
            nw.col("lead").any().alias("lead_known"),
            nw.len().alias("size"),
            nw.col("partner").sum().alias("partners"),
            *_attendance(),
        )
        .with_columns(
            cut=(nw.col("start") != nw.col("last_start")) | (nw.col("first_end") != nw.col("end"))
        )
    )
    if told is not None:
        of_activity = engine.hold(
            engine.join(of_activity, told.frame, "activity", how="left").with_columns(
                lead_known=nw.col("lead_known") | (nw.col("led_by").fill_null(0) > 0)
            )
        )
    cut = of_activity.filter("cut").select("activity")
    some_cut = count(engine, cut) > 0
    whole, stretch = of_actor, nw.col("activity").alias("stretch")
    spans = of_activity
    if some_cut:
        whole, stretch = engine.join(of_actor, cut, "activity", how="anti"), stretch.cast(nw.Int64)
        spans = spans.filter(~nw.col("cut"))
    spans, presences = spans.with_columns(stretch), whole.select(stretch, *_OF_PRESENCE)
    if some_cut:
        of_cut = engine.hold(engine.join(parts, cut, "activity", how="semi"))
        pieces = engine.hold(_pieces(engine, of_cut, rows.activities))
        of_pieces = engine.join(
            pieces.group_by("stretch", "activity", "start", "end").agg(*_attendance()),
            of_activity.select("activity", "lead_known", "size"),
            "activity",
        )
        spans = nw.concat([spans.select(*_OF_SPAN), of_pieces.select(*_OF_SPAN)], how="vertical")
        presences = nw.concat([presences, pieces.select("stretch", *_OF_PRESENCE)], how="vertical")
    spans = spans.select(
        nw.col("stretch", "activity").cast(nw.Int64),
        "start", "end", "size", _standing().alias("standing"),
    )  # fmt: skip
    if told is None:
        spans = spans.with_columns(lasting=nw.col("standing"))
    else:
        spans = _with_future(engine, spans, told.frame)
    spans = engine.hold(spans)
    there = in_memory(engine, presences)
    if count(engine, repeated):  # else it is no table of its own
        engine.drop(of_actor)
    found = Stretches(
        spans=spans,
        presences=there,
        participations=participations,
        activities=count(engine, of_activity),
        some_cut=some_cut,
        partner_led=np.zeros(rows.activities, bool) if told is None else told.partner_led,
    )
    return Cut(found, of_activity, repeated)


def _partner(actors: Actors) -> nw.Expr:
    """1 of an actor that is not marked as secretariat, 0 of one that is."""
    marked = np.flatnonzero(actors.secretariat).tolist()
    if not marked:
        return nw.lit(1)
    return nw.when(nw.col("actor").is_in(marked)).then(nw.lit(0)).otherwise(nw.lit(1))


def _with_leads_told(engine: Engine, parts: Frame, told: Frame) -> Frame:
    """The secretariat leads what it is said to have led, where no row leads."""
    parts = engine.join(parts, told.select("activity", "led_by"), "activity", how="left")
    by_it = nw.col("secretariat") & (nw.col("led_by").fill_null(0) == LED_BY_SECRETARIAT)
    return parts.with_columns(lead=nw.col("lead") | by_it).drop("led_by")


def _with_future(engine: Engine, spans: Frame, told: Frame) -> Frame:
    """How long each stretch lasts: as it stands, but where somebody has said what goes on."""
    spans = engine.join(spans, told.select("activity", "continues"), "activity", how="left")
    future = nw.col("continues").fill_null(NOT_KNOWN)
    lasting = (
        nw.when(future == GOES_ON).then(nw.lit(LASTS))
        .when(future == ENDS).then(nw.lit(LASTS_NOT))
        .otherwise(nw.col("standing"))
    ).cast(nw.Int8)  # fmt: skip
    return spans.with_columns(lasting=lasting).drop("continues")


_OF_SPAN = (
    "stretch", "activity", "start", "end", "size", "attends", "leads", "partner_leads",
    "lead_known",
)  # fmt: skip
_OF_PRESENCE = ("actor", "lead", "secretariat", "latest_start")


def _attendance() -> tuple[nw.Expr, ...]:
    return (
        nw.col("secretariat").any().alias("attends"),
        (nw.col("secretariat") & nw.col("lead")).any().alias("leads"),
        (~nw.col("secretariat") & nw.col("lead")).any().alias("partner_leads"),
    )


def _standing() -> nw.Expr:
    led = nw.col("leads") & ~nw.col("partner_leads")
    return (
        nw.when(~nw.col("attends")).then(nw.lit(INDEPENDENT))
        .when(led).then(nw.lit(CARRIED))
        .when(nw.col("lead_known")).then(nw.lit(SUPPORTED))
        .otherwise(nw.lit(LEAD_UNKNOWN))
    ).cast(nw.Int8)  # fmt: skip


def _pieces(engine: Engine, parts: Frame, activities: int) -> Frame:
    """Presences in the stretches of activities whose rows have different days."""
    ends = [
        parts.select("activity", nw.col("start").alias("cut")),
        parts.select("activity", (nw.col("end") + 1).alias("cut")),
    ]
    cuts = different(nw.concat(ends, how="vertical"), "activity", "cut")
    cuts = cuts.with_columns(
        next=nw.col("cut").shift(-1).over("activity", order_by="cut"),
        number=nw.col("cut").cum_count().over("activity", order_by="cut"),
    ).filter(~nw.col("next").is_null())
    meetings = engine.join(parts, cuts, "activity").filter(
        nw.col("start") <= nw.col("cut"), nw.col("cut") <= nw.col("end")
    )
    meetings = meetings.group_by("activity", "number", "cut", "next", "actor").agg(
        nw.col("lead").any(),
        nw.col("secretariat").any(),
        nw.col("latest_start").min(),
    )
    return meetings.select(
        (nw.col("activity") + nw.col("number") * activities).cast(nw.Int64).alias("stretch"),
        "activity",
        nw.col("cut").cast(nw.Int32).alias("start"),
        (nw.col("next") - 1).cast(nw.Int32).alias("end"),
        "actor",
        "lead",
        "secretariat",
        nw.max_horizontal("latest_start", "cut").cast(nw.Int32).alias("latest_start"),
    )


def _once_each(engine: Engine, parts: Frame, rows: Frame) -> tuple[Frame, Frame, int]:
    """Every actor once in each of its activities, those that have several rows in one, and how many
    rows are no repetition.

    Few actors have several rows in an activity: only these are brought together.
    """
    pair = ["activity", "actor"]
    times = parts.group_by(*pair).agg(nw.len().alias("times")).filter(nw.col("times") > 1)
    several = engine.hold(times.select(*pair))
    first, last = nw.col("start").alias("last_start"), nw.col("end").alias("first_end")
    parts = parts.with_columns(first, last)
    if not count(engine, several):
        return parts, several, count(engine, parts)
    alone, others = apart(engine, parts, several)
    together = others.group_by(*pair).agg(
        nw.col("start", "first_end", "latest_start").min(),
        nw.col("end", "last_start").max(),
        nw.col("lead", "secretariat").any(),
    )  # fmt: skip
    names = (*pair, "start", "last_start", "first_end", "end", *_OF_PRESENCE[1:])
    of_actor = nw.concat([alone.select(*names), together.select(*names)], how="vertical")
    repeated = different(engine.join(rows, several, *pair, how="semi"), *REPEATED)
    participations = count(engine, alone) + count(engine, repeated)
    return engine.hold(of_actor), several, participations


def _some_terms_end(actors: Actors) -> bool:
    flagged = actors.secretariat
    return bool(
        (actors.term_start[flagged] > dates.BEGINNING).any()
        or (actors.term_end[flagged] < dates.END).any()
    )


def _split_at_terms(engine: Engine, parts: Frame, actors: Actors) -> Frame:
    """Rows with the secretariat's term cut out of them; an undated row is not split."""
    flagged = np.flatnonzero(actors.secretariat)
    terms = engine.table({
        "actor": flagged,
        "term_start": actors.term_start[flagged], "term_end": actors.term_end[flagged],
    })  # fmt: skip
    dated = nw.col("end") != dates.END
    whole = parts.filter(~nw.col("flagged") | ~dated).with_columns(secretariat=nw.col("flagged"))
    split = engine.join(parts.filter(nw.col("flagged") & dated), terms, "actor")
    start, end = nw.col("start"), nw.col("end")
    before, after = nw.col("term_start") - 1, nw.col("term_end") + 1
    pieces = (
        (start, nw.min_horizontal(end, before), False),
        (nw.max_horizontal("start", "term_start"), nw.min_horizontal("end", "term_end"), True),
        (nw.max_horizontal(start, after), end, False),
    )
    columns = ("activity", "actor", "role", "days", "lead", "secretariat")
    of_days = [nw.col(name).cast(nw.Int32) for name in ("start", "end", "latest_start")]
    return nw.concat(
        [
            whole.select(*columns, *of_days),
            *[
                split.with_columns(start=begin, end=until, secretariat=nw.lit(is_secretariat))
                .filter(nw.col("start") <= nw.col("end"))
                .with_columns(
                    latest_start=nw.max_horizontal(
                        "start", nw.min_horizontal("latest_start", "end")
                    )
                )
                .select(*columns, *of_days)
                for begin, until, is_secretariat in pieces
            ],
        ],
        how="vertical",
    )
