"""How the pairs of the whole record began, over an engine's tables.

A pair that met once began there. Only of pairs that met again all meetings are looked at.
"""

from __future__ import annotations

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import ROWS_AT_ONCE, Columns, Engine, Frame, in_parts
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.whole_record import WholeRecord, pairs_again, unpacked
from ci_network.measures import offshoots
from ci_network.network.partnerships import INDEPENDENT, NONE


def offshoot_figures(
    engine: Engine,
    drawn: Drawn,
    record: WholeRecord,
    last: int | None,
) -> offshoots.Offshoots:
    """How the pairs of partners began.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    record
        The stretches.
    last
        Last recorded day; None when nothing is dated.
    """
    meetings = pairs_again(drawn)
    parts = [
        _began(record, last),
        *in_parts(engine, meetings, "pair", ROWS_AT_ONCE, lambda some: _compared(some, last)),
    ]
    kind, days, pairs = (
        np.concatenate([part[name].astype(np.float64) for part in parts])
        for name in ("kind", "days", "count")
    )
    each = np.rint(pairs).astype(np.int64)
    kinds = np.bincount(kind.astype(np.int64), each, len(offshoots.FIRST_MET))
    timed = ~np.isnan(days) & (kind != offshoots.FROM_START) & (kind != offshoots.ORDER_UNKNOWN)
    return offshoots.counted(
        kinds.astype(np.int64),
        days[timed].astype(np.int64),
        kind[timed] == offshoots.OFFSHOOT,
        each[timed],
    )


def _began(record: WholeRecord, last: int | None) -> Columns:
    """Pairs that met once, by whether that was without the secretariat, and by first day."""
    first, _, involvement = unpacked(record.seen)
    times = np.bincount(2 * first + (involvement == NONE), record.met_once)
    there = np.flatnonzero(times)
    start = there // 2
    return {
        "kind": np.where(there % 2, offshoots.FROM_START, offshoots.MET_THROUGH),
        "days": np.where(start <= dates.BEGINNING, np.nan, (last or 0) - start),
        "count": times[there],
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
