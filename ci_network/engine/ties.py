"""From stretches to ties by window, with class and strength: one expression for every engine."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Engine, Frame
from ci_network.engine.stretches import Stretches
from ci_network.partnerships import INDEPENDENT
from ci_network.windows import Window

UNDATED = -1
"""Window of what has no date: it counts in the whole record alone."""


def timed(engine: Engine, cut: Stretches, windows: Sequence[Window]) -> Frame:
    """Stretches by the windows that they overlap, the window as its place in `windows`."""
    if len(windows) == 1 and windows[0].undated:
        return cut.spans.with_columns(window=nw.lit(0))
    days, places = _days(windows)
    days, places = days.astype(np.int32), places.astype(np.int32)
    first = engine.table({"start": days, "first_window": places})
    last = engine.table({"end": days, "last_window": places})
    spans = (
        cut.spans.join(first, on="start", how="left")
        .join(last, on="end", how="left")
        .with_columns(
            first_window=nw.col("first_window").fill_null(UNDATED),
            last_window=nw.col("last_window").fill_null(UNDATED),
        )
        .with_columns(more=nw.col("last_window") - nw.col("first_window"))
    )
    # A row for each window: a join by how many more there are fans out to just these.
    several = np.arange(max(len(windows), 1), dtype=np.int32)
    more = np.repeat(several, several + 1)
    steps = np.concatenate([np.arange(n + 1, dtype=np.int32) for n in several])
    fan = engine.table({"more": more, "step": steps})
    return engine.hold(
        spans.join(fan, on="more", how="inner")
        .with_columns(window=nw.col("first_window") + nw.col("step"))
        .select("stretch", "activity", "start", "end", "size", "standing", "window")
    )


def _days(windows: Sequence[Window]) -> tuple[np.ndarray, np.ndarray]:
    bounds = [(w.start, w.end) for w in windows if w.start is not None and w.end is not None]
    days = [np.arange(start, end + 1) for start, end in bounds]
    places = [np.full(len(each), place) for place, each in enumerate(days)]
    none = [np.zeros(0, np.int64)]
    return np.concatenate(days or none), np.concatenate(places or none)


def ties(engine: Engine, cut: Stretches, spans: Frame, actors: int, max_size: int | None) -> Frame:
    """Ties by window and pair.

    Parameters
    ----------
    engine
        Holds the tables.
    cut
        Stretches and presences.
    spans
        The stretches by window.
    actors
        How many there are.
    max_size
        Activities with more actors make no ties.

    Returns
    -------
    Frame
        By window and pair: `window`, `pair` (first times `actors` plus second), `standing`,
        `strength`, `independent_strength`, `independent_activities`, and the first days of what
        they did with the secretariat and without it, `with_start` and `without_start` (missing
        where there is none).
    """
    if max_size is not None:
        spans = spans.filter(nw.col("size") <= max_size)
    apart = nw.col("standing") == INDEPENDENT
    met = meetings(cut, spans, actors).select(
        "window",
        "pair",
        "activity",
        "standing",
        (1.0 / (nw.col("size") - 1)).alias("weight"),
        nw.when(~apart).then(nw.col("start")).alias("with_start"),
        nw.when(apart).then(nw.col("start")).alias("without_start"),
    )
    starts = [nw.col("with_start").min(), nw.col("without_start").min()]
    if cut.some_cut:
        met = met.group_by("window", "pair", "activity").agg(
            nw.col("standing").min(), nw.col("weight").min(), *starts
        )
    weight = nw.col("weight")
    return engine.hold(
        met.with_columns(
            apart=nw.when(apart).then(nw.lit(1)),
            weight_apart=nw.when(apart).then(weight).otherwise(nw.lit(0.0)),
        )
        .group_by("window", "pair")
        .agg(
            nw.col("standing").min(),
            weight.sum().alias("strength"),
            nw.col("weight_apart").sum().alias("independent_strength"),
            nw.col("apart").count().alias("independent_activities"),
            *starts,
        )
    )


def meetings(cut: Stretches, spans: Frame, actors: int) -> Frame:
    """Each pair in each of the stretches: `pair`, `latest_start`, and the columns of `spans`."""
    one = cut.presences.select("stretch", nw.col("actor").alias("first"), "latest_start")
    other = cut.presences.select(
        "stretch", nw.col("actor").alias("second"), nw.col("latest_start").alias("other_latest")
    ).join(spans, on="stretch", how="inner")
    met = one.join(other, on="stretch", how="inner").filter(nw.col("first") < nw.col("second"))
    return met.with_columns(
        pair=nw.col("first").cast(nw.Int64) * actors + nw.col("second"),
        latest_start=nw.max_horizontal("latest_start", "other_latest"),
    )
