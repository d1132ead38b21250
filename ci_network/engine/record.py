"""What large data holds and what it lacks, counted by an engine."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import Engine, Frame, different
from ci_network.engine.rows import Rows
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
    engine: Engine, rows: Rows, actors: Actors, max_size: int | None
) -> dict[str, Any]:
    """The counts of `results.record.record`, but for who recorded what.

    Parameters
    ----------
    engine
        Holds the tables.
    rows
        The rows of edges.
    actors
        The actors.
    max_size
        Activities with more actors make no ties.
    """
    return {
        **_of_activities(engine, rows.frame, max_size),
        **of_actors(actors),
        "starts_known_to": _known_to(engine, rows.frame),
    }


def _of_activities(engine: Engine, rows: Frame, max_size: int | None) -> dict[str, int]:
    dated = (nw.col("end") != dates.END).any().alias("dated")
    of_actor = rows.group_by("activity", "actor", "flagged").agg(nw.col("lead").any(), dated)
    partner = nw.when(~nw.col("flagged")).then(nw.lit(1)).otherwise(nw.lit(0))
    activities = (
        of_actor.with_columns(partner=partner)
        .group_by("activity")
        .agg(
            nw.col("dated", "lead").any(),
            nw.col("partner").sum().alias("partners"),
            nw.len().alias("size"),
        )
    )
    above = nw.lit(value=False) if max_size is None else nw.col("size") > max_size
    lacks = (~nw.col("dated"), ~nw.col("lead"), nw.col("partners") < 2, above)
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


def _known_to(engine: Engine, rows: Frame) -> dict[str, int]:
    """Participations by how well their beginning is known; rows that say the same count once."""
    each = different(rows, "activity", "actor", "role", "start", "end", "latest_start")
    unknown = nw.col("start") <= dates.BEGINNING
    days = nw.when(~unknown).then(nw.col("latest_start") - nw.col("start") + 1).otherwise(nw.lit(0))
    found = engine.fetch(each.select(days.alias("days")).group_by("days").agg(nw.len().alias("n")))
    many = found["n"].astype(np.int64)
    return starts_known_to(found["days"].astype(np.int64), many)
