"""How long ties, activities and partners last, over an engine's tables.

What was seen of them comes to memory some units at a time. A pair that met once is a count of the
stretch in which it did; only those that met again come as pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.frames import (
    ROWS_AT_ONCE,
    Columns,
    Engine,
    Frame,
    different,
    in_parts,
    room_beside_tables,
)
from ci_network.engine.offshoots import of_partners, partners_in
from ci_network.engine.repeat_pairs import Drawn
from ci_network.graphs.sorted_codes import Codes, changes, order_by
from ci_network.measures.lives_counted import Many, Once, survival_of_many
from ci_network.measures.persistence import Persistence, watched
from ci_network.measures.spells import joined
from ci_network.measures.survival import Stays
from ci_network.network.partnerships import INVOLVEMENT_OF_STANDING
from ci_network.results.lasting import GAP_MONTHS, persistence_figures

_OF_ROW = 300
"""Bytes for each row that is in memory while lives are made of it."""

_OF_STAY = ("unit", "activity", "start", "end", "standing")


def survival_figures(
    engine: Engine,
    drawn: Drawn,
    secretariats: Sequence[int],
    last: int | None,
    name_of: Callable[[int], str],
    has_secretariat: bool,
) -> dict[str, Any]:
    """How long ties, activities and partners last, as `metrics` tells it.

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
    name_of
        Name by code of an activity, as it may be shown.
    has_secretariat
        Whether any actor is marked as one.
    """
    with room_beside_tables(engine, _OF_ROW * ROWS_AT_ONCE):
        found = _persistence(engine, drawn, secretariats, last)
    return persistence_figures(found, GAP_MONTHS, name_of, has_secretariat)


def _persistence(
    engine: Engine, drawn: Drawn, secretariats: Sequence[int], last: int | None
) -> Persistence:
    gap, until = watched(last, GAP_MONTHS)
    dated = nw.col("end") != dates.END
    spans = drawn.cut.spans.filter(dated)
    present = drawn.cut.presences.select("stretch", nw.col("actor").alias("unit"))
    if secretariats:
        present = present.filter(~nw.col("unit").is_in(secretariats))
    again = of_partners(drawn, secretariats).filter(dated)
    # Gone through in parts, and more than once.
    once = engine.hold(_met_once(engine, drawn, secretariats, again).filter(dated))
    stayed = engine.hold(engine.join(present, spans, "stretch").select(*_OF_STAY))
    met_once = _Parts(engine, once, "activity")
    kinds = (
        _many(_Parts(engine, _of_units(again, "pair")), _joined, met_once),
        _many(_Parts(engine, _of_units(spans, "activity")), _stays),
        _many(_Parts(engine, stayed), _stays),
    )
    ties, activities, partners = (
        survival_of_many(kind, len(drawn.cut.partner_led), gap, until) for kind in kinds
    )
    engine.drop(once)
    engine.drop(stayed)
    return Persistence(gap, None if last is None else until, ties, activities, partners)


def _of_units(stays: Frame, unit: str) -> Frame:
    """Stays of what has a code in some column."""
    return stays.with_columns(unit=nw.col(unit)).select(*_OF_STAY)


def _met_once(engine: Engine, drawn: Drawn, secretariats: Sequence[int], again: Frame) -> Frame:
    """By stretch: `times`, pairs of partners that met in it and nowhere else."""
    met_again = again.group_by("stretch").agg(nw.len().alias("met_again"))
    partners = partners_in(engine, drawn.cut, secretariats, drawn.max_size)
    return (
        engine.join(partners, met_again, "stretch", how="left")
        .with_columns(times=nw.col("pairs") - nw.col("met_again").fill_null(0))
        .filter(nw.col("times") > 0)
    )


@dataclass(frozen=True)
class _Parts:
    """A table that comes to memory in parts, all rows of a unit in one of them."""

    engine: Engine
    frame: Frame
    unit: str = "unit"

    def fetched(self) -> Iterator[Columns]:
        """The parts."""
        return in_parts(self.engine, self.frame, self.unit)

    def of_units_in(self, activity: int) -> _Parts:
        """All rows of the units that have one in an activity."""
        units = different(self.frame.filter(nw.col("activity") == activity), self.unit)
        return replace(self, frame=self.engine.join(self.frame, units, self.unit, how="semi"))


def _many(seen: _Parts, stays: Callable[[Columns], Stays], met_once: _Parts | None = None) -> Many:
    return Many(
        again=lambda: map(stays, seen.fetched()),
        once=lambda: () if met_once is None else map(_once, met_once.fetched()),
        touched=lambda activity: map(stays, seen.of_units_in(activity).fetched()),
    )


def _stays(rows: Columns) -> Stays:
    """As in memory: by unit, activity and time."""
    columns = [rows[name].astype(np.int64) for name in _OF_STAY[:-1]]
    order = order_by(columns[2::-1])
    unit, activity, start, end = (column[order] for column in columns)
    involvement = INVOLVEMENT_OF_STANDING[rows["standing"].astype(np.int64)[order]]
    # Units in a row, since a pair is too large a number to be sorted with its days.
    return Stays(np.cumsum(changes(unit)) - 1, activity, start, end, involvement)


def _joined(rows: Columns) -> Stays:
    """Of pairs: days that follow each other with one involvement are one stay."""
    stays = _stays(rows)
    shared: Codes = np.cumsum(changes(stays.unit) | changes(stays.activity), dtype=np.int64)
    begin, until = joined(shared, stays.involvement, stays.start, stays.end)
    return stays.select(begin)._replace(end=stays.end[until])


def _once(rows: Columns) -> Once:
    nowhere = np.zeros(len(rows["activity"]), np.int64)
    activity, start, end, times = (
        rows[name].astype(np.int64) for name in ("activity", "start", "end", "times")
    )
    involvement = INVOLVEMENT_OF_STANDING[rows["standing"].astype(np.int64)]
    return Once(Stays(nowhere, activity, start, end, involvement), times)
