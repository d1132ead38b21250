"""From rows to stretches: who was present in which part of an activity, over an engine's tables.

The same cuts as `partnerships.stretches` makes, as one expression. In most activities all rows
have the same days, and such an activity is one stretch; only the others are cut.
"""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.alliance import Actors
from ci_network.engine.frames import Engine, Frame, count
from ci_network.engine.rows import Rows
from ci_network.partnerships import CARRIED, INDEPENDENT, LEAD_UNKNOWN, SUPPORTED


@dataclass(frozen=True)
class Stretches:
    """Elementary stretches and presences in them, held by an engine.

    Attributes
    ----------
    spans
        By stretch: `stretch`, `activity`, `start`, `end`, `standing`, `size` (actors of the
        activity at any time).
    presences
        By stretch and actor: `stretch`, `actor`, `lead`, `secretariat`, `latest_start`.
    participations
        Rows that count: a repeated one counts once.
    activities
        How many there are.
    some_cut
        Whether any activity has more than one stretch.
    """

    spans: Frame
    presences: Frame
    participations: int
    activities: int
    some_cut: bool


def stretches(engine: Engine, rows: Rows, actors: Actors) -> Stretches:
    """Cut every activity where somebody comes, goes, or ends its term as secretariat."""
    parts = rows.frame
    if _some_terms_end(actors):
        parts = engine.hold(_split_at_terms(engine, parts, actors))
    else:
        parts = parts.with_columns(secretariat=nw.col("flagged"))
    of_actor = engine.hold(
        parts.group_by("activity", "actor").agg(
            nw.len().alias("rows"),
            nw.col("start").min().alias("start"),
            nw.col("start").max().alias("last_start"),
            nw.col("end").min().alias("first_end"),
            nw.col("end").max().alias("end"),
            nw.col("latest_start").min().alias("latest_start"),
            nw.col("lead").any().alias("lead"),
            nw.col("secretariat").any().alias("secretariat"),
        )
    )
    of_activity = engine.hold(
        of_actor.group_by("activity").agg(
            nw.len().alias("size"),
            nw.col("lead").any().alias("lead_known"),
            (
                (nw.col("start").min() != nw.col("last_start").max())
                | (nw.col("first_end").min() != nw.col("end").max())
            ).alias("cut"),
        )
    )
    cut = of_activity.filter("cut").select("activity")
    some_cut = count(engine, cut) > 0
    presences = of_actor.select(
        nw.col("activity").alias("stretch"), "activity", "start", "end", *_OF_PRESENCE
    )
    if some_cut:
        whole = of_actor.join(cut, on="activity", how="anti").select(
            nw.col("activity").alias("stretch"), "activity", "start", "end", *_OF_PRESENCE
        )
        pieces = _pieces(engine.hold(parts.join(cut, on="activity", how="semi")), rows.activities)
        presences = nw.concat([whole, pieces], how="vertical")
    presences = engine.hold(presences)
    spans = presences.group_by("stretch", "activity", "start", "end").agg(
        nw.col("secretariat").any().alias("attends"),
        (nw.col("secretariat") & nw.col("lead")).any().alias("leads"),
        (~nw.col("secretariat") & nw.col("lead")).any().alias("partner_leads"),
    )
    known = of_activity.select("activity", "size", "lead_known")
    spans = engine.hold(
        spans.join(known, on="activity", how="inner").select(
            "stretch", "activity", "start", "end", "size", _standing().alias("standing")
        )
    )
    return Stretches(
        spans=spans,
        presences=presences.select("stretch", *_OF_PRESENCE),
        participations=_distinct_rows(engine, rows.frame, of_actor),
        activities=count(engine, of_activity),
        some_cut=some_cut,
    )


_OF_PRESENCE = ("actor", "lead", "secretariat", "latest_start")


def _standing() -> nw.Expr:
    led = nw.col("leads") & ~nw.col("partner_leads")
    return (
        nw.when(~nw.col("attends")).then(nw.lit(INDEPENDENT))
        .when(led).then(nw.lit(CARRIED))
        .when(nw.col("lead_known")).then(nw.lit(SUPPORTED))
        .otherwise(nw.lit(LEAD_UNKNOWN))
    )  # fmt: skip


def _pieces(parts: Frame, activities: int) -> Frame:
    """Presences in the stretches of activities whose rows have different days."""
    cuts = nw.concat(
        [
            parts.select("activity", nw.col("start").alias("cut")),
            parts.select("activity", (nw.col("end") + 1).alias("cut")),
        ],
        how="vertical",
    ).unique()
    cuts = cuts.with_columns(
        next=nw.col("cut").shift(-1).over("activity", order_by="cut"),
        number=nw.col("cut").cum_count().over("activity", order_by="cut"),
    ).filter(~nw.col("next").is_null())
    met = parts.join(cuts, on="activity", how="inner").filter(
        nw.col("start") <= nw.col("cut"), nw.col("cut") <= nw.col("end")
    )
    met = met.group_by("activity", "number", "cut", "next", "actor").agg(
        nw.col("lead").any(),
        nw.col("secretariat").any(),
        nw.col("latest_start").min(),
    )
    return met.select(
        (nw.col("activity") + nw.col("number") * activities).alias("stretch"),
        "activity",
        nw.col("cut").alias("start"),
        (nw.col("next") - 1).alias("end"),
        "actor",
        "lead",
        "secretariat",
        nw.max_horizontal("latest_start", "cut").alias("latest_start"),
    )


def _distinct_rows(engine: Engine, rows: Frame, of_actor: Frame) -> int:
    """Rows without those that say again what another says: only where an actor has several."""
    once = count(engine, of_actor.filter(nw.col("rows") == 1))
    several = of_actor.filter(nw.col("rows") > 1).select("activity", "actor")
    distinct = rows.join(several, on=["activity", "actor"], how="semi").select(
        "activity", "actor", "role", "days"
    ).unique()  # fmt: skip
    return once + count(engine, distinct)


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
    split = parts.filter(nw.col("flagged") & dated).join(terms, on="actor", how="inner")
    start, end = nw.col("start"), nw.col("end")
    before, after = nw.col("term_start") - 1, nw.col("term_end") + 1
    pieces = (
        (start, nw.min_horizontal(end, before), False),
        (nw.max_horizontal("start", "term_start"), nw.min_horizontal("end", "term_end"), True),
        (nw.max_horizontal(start, after), end, False),
    )
    columns = ("activity", "actor", "role", "days", "lead", "start", "end", "latest_start")
    return nw.concat(
        [
            whole.select(*columns, "secretariat"),
            *[
                split.with_columns(start=begin, end=until)
                .filter(nw.col("start") <= nw.col("end"))
                .with_columns(
                    latest_start=nw.max_horizontal(
                        "start", nw.min_horizontal("latest_start", "end")
                    ),
                    secretariat=nw.lit(is_secretariat),
                )
                .select(*columns, "secretariat")
                for begin, until, is_secretariat in pieces
            ],
        ],
        how="vertical",
    )
