"""How the pairs of the whole record began, over an engine's tables.

A pair that met once began there. Only of pairs that met again all meetings are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import Columns, Engine, Frame
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.stretches import Stretches
from ci_network.measures import offshoots
from ci_network.network.partnerships import INDEPENDENT


def offshoot_figures(
    engine: Engine, drawn: Drawn, secretariats: Sequence[int], last: int | None
) -> offshoots.Offshoots:
    """How the pairs of partners began.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    secretariats
        Codes of the actors that take part as secretariat at any time.
    last
        Last recorded day; None when nothing is dated.
    """
    meetings = of_partners(drawn, secretariats)
    apart = nw.col("standing") == INDEPENDENT
    off = meetings.group_by(apart.alias("apart"), "start").agg(nw.len().alias("count"))
    parts = [
        _began(engine.fetch(_all_meetings(engine, drawn, secretariats)), last, 1),
        _began(engine.fetch(off), last, -1),
        engine.fetch(_compared(meetings, last)),
    ]
    kind, days, pairs = (
        np.concatenate([part[name].astype(np.float64) for part in parts])
        for name in ("kind", "days", "count")
    )
    each = np.rint(pairs).astype(np.int64)
    kinds = np.bincount(kind.astype(np.int64), each, len(offshoots.FIRST_MET))
    timed = ~np.isnan(days) & (kind != offshoots.FROM_START) & (kind != offshoots.ORDER_UNKNOWN)
    is_offshoot, days = kind[timed] == offshoots.OFFSHOOT, days[timed].astype(np.int64)
    # What is counted and taken off again comes to nothing, and must not stand there as nothing.
    both = np.stack([days, is_offshoot])
    of_wait, place = np.unique(both, axis=1, return_inverse=True)
    times = np.bincount(place.ravel(), each[timed], of_wait.shape[1]).astype(np.int64)
    left = times > 0
    return offshoots.counted(
        kinds.astype(np.int64),
        of_wait[0][left],
        of_wait[1][left].astype(bool),
        times[left],
    )


def of_partners(drawn: Drawn, secretariats: Sequence[int]) -> Frame:
    """The meetings of the pairs that met again of which neither was ever the secretariat."""
    if not secretariats:
        return drawn.again
    first, second = nw.col("pair") // drawn.actors, nw.col("pair") % drawn.actors
    return drawn.again.filter(~(first.is_in(secretariats) | second.is_in(secretariats)))


def partners_in(
    engine: Engine, cut: Stretches, secretariats: Sequence[int], max_size: int | None
) -> Frame:
    """By stretch of activities no larger than that: its columns, and its `pairs` of partners."""
    spans, presences = cut.spans, cut.presences
    if max_size is not None:
        spans = spans.filter(nw.col("size") <= max_size)
    if secretariats:
        presences = presences.filter(~nw.col("actor").is_in(secretariats))
    many = nw.col("partners").cast(nw.Int64)
    partners = presences.group_by("stretch").agg(nw.len().alias("partners"))
    return engine.join(partners, spans, "stretch").with_columns(pairs=many * (many - 1) // 2)


def _all_meetings(engine: Engine, drawn: Drawn, secretariats: Sequence[int]) -> Frame:
    """All meetings of partners, by whether they were without the secretariat, and by first day."""
    return (
        partners_in(engine, drawn.cut, secretariats, drawn.max_size)
        .with_columns(apart=nw.col("standing") == INDEPENDENT)
        .group_by("apart", "start")
        .agg(nw.col("pairs").sum().alias("count"))
    )


def _began(meetings: Columns, last: int | None, sign: int) -> Columns:
    """Meetings, each as if it were the only one of its pair."""
    start = meetings["start"].astype(np.float64)
    return {
        "kind": np.where(
            meetings["apart"].astype(bool), offshoots.FROM_START, offshoots.MET_THROUGH
        ),
        "days": np.where(start <= dates.BEGINNING, np.nan, (last or 0) - start),
        "count": sign * meetings["count"],
    }


def _compared(meetings: Frame, last: int | None) -> Frame:
    """How pairs began, and after how many days, from all their meetings."""
    apart, dated = nw.col("standing") == INDEPENDENT, nw.col("end") != dates.END
    latest = nw.when(dated).then(nw.col("latest_start")).otherwise(nw.lit(dates.END - 1))
    began = meetings.select(
        "pair",
        nw.when(~apart).then(nw.col("start")).alias("with_start"),
        nw.when(~apart).then(latest).alias("with_latest"),
        nw.when(apart).then(nw.col("start")).alias("without_start"),
        nw.when(apart).then(latest).alias("without_latest"),
        nw.when(~apart & dated).then(nw.col("start")).alias("met_on"),
    )
    names = ("with_start", "with_latest", "without_start", "without_latest", "met_on")
    began = began.group_by("pair").agg(*[nw.col(name).min() for name in names])
    never_without = nw.col("without_start").is_null()
    kind = (
        nw.when(nw.col("with_start").is_null()).then(nw.lit(offshoots.FROM_START))
        .when(never_without).then(nw.lit(offshoots.MET_THROUGH))
        .when(nw.col("with_latest") < nw.col("without_start")).then(nw.lit(offshoots.OFFSHOOT))
        .when(nw.col("without_latest") < nw.col("with_start")).then(nw.lit(offshoots.FROM_START))
        .otherwise(nw.lit(offshoots.ORDER_UNKNOWN))
    )  # fmt: skip
    until = (
        nw.when(nw.col("kind") == offshoots.OFFSHOOT).then(nw.col("without_start"))
        .otherwise(nw.lit(0 if last is None else last))
    )  # fmt: skip
    return (
        began.with_columns(kind=kind)
        .with_columns(days=until - nw.col("met_on"))
        .group_by("kind", "days")
        .agg(nw.len().alias("count"))
    )
