"""Codes for the persons of data larger than memory: those that they have in memory."""

from __future__ import annotations

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.actors import ActorTable
from ci_network.engine.frames import Engine
from ci_network.engine.rows import Rows
from ci_network.engine.source import cleaned
from ci_network.engine.stretches import REPEATED
from ci_network.graphs.sorted_codes import Codes
from ci_network.record.alliance import Actors
from ci_network.record.names import Hide
from ci_network.record.pseudonyms import Deeds, persons_under_codes

_LIKE_A_CODE = "[PSps][0-9]+[^0-9A-Za-z]*$"


def under_codes(
    engine: Engine, everybody: ActorTable, rows: Rows, persons: list[int]
) -> tuple[Actors, Hide]:
    """Actors with codes for some of them, and what puts these into other texts."""
    like = everybody.labels.filter(nw.col("label").str.contains(_LIKE_A_CODE))
    labels = cleaned(everybody.files, engine.fetch(like.select("label"))["label"].tolist())
    like = rows.names.filter(nw.col("name").str.contains(_LIKE_A_CODE))
    activities = engine.fetch(like.select("name"))["name"].tolist()
    actors = everybody.with_labels(engine, persons)
    return persons_under_codes(
        actors, persons, _deeds(engine, rows, persons, len(actors)), [*labels, *activities]
    )


def _deeds(engine: Engine, rows: Rows, persons: list[int], actors: int) -> Deeds:
    """What they did; a repeated row counts once."""
    chosen = engine.table({"actor": np.array(persons)})
    theirs = engine.join(rows.frame, chosen, "actor", how="semi")
    once = theirs.group_by(*REPEATED).agg(
        nw.col("lead").any(), nw.col("start").min(), nw.col("end").max()
    )
    found = engine.fetch(
        once.with_columns(led=nw.when("lead").then(1).otherwise(0))
        .group_by("actor")
        .agg(
            nw.len().alias("times"), nw.col("led").sum(),
            nw.col("start").min().alias("begun"), nw.col("end").max().alias("ended"),
        )
    )  # fmt: skip

    def by_actor(name: str, otherwise: int = 0) -> Codes:
        whole = np.full(actors, otherwise)
        whole[found["actor"]] = found[name]
        return whole

    return Deeds(
        by_actor("times"), by_actor("led"), by_actor("begun", dates.END),
        by_actor("ended", dates.BEGINNING),
    )  # fmt: skip
