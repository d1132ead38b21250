"""From stretches to windows and ties: one expression for every engine.

Most pairs meet once. Such a pair is one tie in every window of its meeting and of the standing of
it, so that its ties are counted from how many were there. Pairs are looked at only where they met
again.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np

from ci_network.dates import Window
from ci_network.engine.frames import Engine, Frame
from ci_network.engine.kinds import Kind, meetings_of
from ci_network.engine.stretches import Stretches
from ci_network.network.partnerships import INDEPENDENT

UNDATED = -1
"""Window of what has no date: it counts in the whole record alone."""


def timed(engine: Engine, cut: Stretches, windows: Sequence[Window]) -> Frame:
    """Stretches by the windows that they overlap.

    Returns
    -------
    Frame
        The columns of the stretches; `window`, its place in `windows` or `UNDATED`; `goes_on`,
        whether the stretch was in the window before too.
    """
    if len(windows) == 1 and windows[0].undated:
        return cut.spans.with_columns(window=nw.lit(0), goes_on=nw.lit(value=False))
    days, places = _days(windows)
    days, places = days.astype(np.int32), places.astype(np.int32)
    first = engine.table({"start": days, "first_window": places})
    last = engine.table({"end": days, "last_window": places})
    spans = (
        engine.join(engine.join(cut.spans, first, "start", how="left"), last, "end", how="left")
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
        engine.join(spans, fan, "more")
        .select(
            "stretch", "activity", "start", "end", "size", "standing", "lasting",
            (nw.col("first_window") + nw.col("step")).alias("window"),
            (nw.col("step") > 0).alias("goes_on"),
        )
    )  # fmt: skip


def _days(windows: Sequence[Window]) -> tuple[np.ndarray, np.ndarray]:
    bounds = [(w.start, w.end) for w in windows if w.start is not None and w.end is not None]
    days = [np.arange(start, end + 1) for start, end in bounds]
    places = [np.full(len(each), place) for place, each in enumerate(days)]
    none = [np.zeros(0, np.int64)]
    return np.concatenate(days or none), np.concatenate(places or none)


def ties(shared: Frame, kinds: Sequence[Kind]) -> Frame:
    """Ties by window and pair, from the activities that a pair shares in a window.

    Parameters
    ----------
    shared
        By window, pair and activity: its lowest `standing` and `lasting` there, and counts of
        meetings.
    kinds
        Kinds of meetings that there are.

    Returns
    -------
    Frame
        By window and pair: `window`, `pair`, the lowest `standing` and `lasting`,
        `independent_activities`, and the sums of the counts.
    """
    apart = nw.when(nw.col("standing") == INDEPENDENT).then(nw.lit(1))
    return (
        shared.with_columns(apart=apart)
        .group_by("window", "pair")
        .agg(
            nw.col("standing", "lasting").min(),
            nw.col("apart").count().alias("independent_activities"),
            nw.col(*meetings_of(kinds)).sum(),
        )
    )


def presences_by_window(
    engine: Engine, cut: Stretches, spans: Frame, max_size: int | None
) -> Frame:
    """Presences by window: with their stretch, and whether it makes ties."""
    makes_ties = nw.lit(value=True)
    if max_size is not None:
        makes_ties = nw.col("size") <= max_size
    return engine.at_hand(
        engine.join(cut.presences, spans, "stretch").select(
            "window", "stretch", "activity", "actor", "lead", "secretariat", "standing", "lasting",
            "size", "goes_on", makes_ties.alias("makes_ties"),
        )
    )  # fmt: skip
