"""What large data holds and what it lacks, counted by an engine."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import Engine, Frame, different
from ci_network.engine.rows import Rows
from ci_network.engine.stretches import PARTICIPATION, apart
from ci_network.record.alliance import Actors
from ci_network.results.record import of_actors, starts_known_to

_COUNTS = (
    "activities_without_date",
    "activities_without_lead",
    "activities_below_two_partners",
    "activities_above_max_size",
    "largest_activity",
)


def record_figures(
    engine: Engine,
    rows: Rows,
    activities: Frame,
    repeated: Frame,
    actors: Actors,
    max_size: int | None,
) -> dict[str, Any]:
    """The counts of `results.record.record`, but for who recorded what.

    Parameters
    ----------
    engine
        Holds the tables.
    rows
        The rows of edges.
    activities, repeated
        As `Cut` has them.
    actors
        The actors.
    max_size
        Activities with more actors make no ties.
    """
    return {
        **_of_activities(engine, activities, rows.told is not None, max_size),
        **of_actors(actors),
        "starts_known_to": _known_to(engine, rows.frame, repeated),
    }


def _of_activities(
    engine: Engine, activities: Frame, leads_are_told: bool, max_size: int | None
) -> dict[str, int]:
    above = nw.lit(value=False) if max_size is None else nw.col("size") > max_size
    no_row_leads = ~nw.col("lead_known")
    if leads_are_told:
        no_row_leads |= nw.col("led_by").fill_null(0) > 0
    lacks = (nw.col("first_end") == dates.END, no_row_leads, nw.col("partners") < 2, above)
    counts = [
        nw.when(lack).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name)
        for name, lack in zip(_COUNTS, lacks, strict=False)
    ]
    found = engine.fetch(
        activities.select("size", *counts).select(
            *[nw.col(name).sum() for name in _COUNTS[:-1]],
            nw.col("size").max().alias(_COUNTS[-1]),
        )
    )
    # Of no activities at all an engine knows no sum.
    return {name: int(np.nan_to_num(found[name].astype(float))[0]) for name in _COUNTS}


def _known_to(engine: Engine, rows: Frame, repeated: Frame) -> dict[str, int]:
    """Participations by how well their beginning is known; rows that say the same count once."""
    alone, several = apart(engine, rows, repeated)
    unknown = nw.col("start") <= dates.BEGINNING
    days = nw.when(~unknown).then(nw.col("latest_start") - nw.col("start") + 1).otherwise(nw.lit(0))
    parts = [
        some.select(days.alias("days")) for some in (alone, different(several, *PARTICIPATION))
    ]
    by_days = nw.concat(parts, how="vertical").group_by("days").agg(nw.len().alias("times"))
    found = engine.fetch(by_days)
    return starts_known_to(found["days"].astype(np.int64), found["times"].astype(np.int64))
