"""From stretches to windows: one expression for every engine."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
import numpy as np

from ci_network.dates import Window
from ci_network.engine.frames import Engine, Frame
from ci_network.engine.stretches import Stretches

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
    # A row for each window: a join by how many more there are fans out to just these. In their
    # order an engine finds those of one without looking through all.
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
        .sort("window")
    )  # fmt: skip


def _days(windows: Sequence[Window]) -> tuple[np.ndarray, np.ndarray]:
    bounds = [(w.start, w.end) for w in windows if w.start is not None and w.end is not None]
    days = [np.arange(start, end + 1) for start, end in bounds]
    places = [np.full(len(each), place) for place, each in enumerate(days)]
    none = [np.zeros(0, np.int64)]
    return np.concatenate(days or none), np.concatenate(places or none)
