"""How long ties, activities and partners last, over an engine's tables.

What was seen of them comes to memory some units at a time. A pair that met once is a count of the
stretch in which it did; only those that met again come as pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Engine, Frame, different, in_parts
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.whole_record import FETCHED_AT_ONCE, WholeRecord, pairs_again
from ci_network.graphs.sorted_codes import changes
from ci_network.measures.lives_counted import Many, survival_of_many
from ci_network.measures.persistence import Persistence, watched
from ci_network.measures.spells import joined
from ci_network.measures.survival import Stays
from ci_network.results.lasting import GAP_MONTHS, persistence_figures


def survival_figures(
    engine: Engine,
    drawn: Drawn,
    record: WholeRecord,
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
    record
        The stretches.
    last
        Last recorded day; None when nothing is dated.
    name_of
        Name by code of an activity, as it may be shown.
    has_secretariat
        Whether any actor is marked as one.
    """
    gap, until = watched(last, GAP_MONTHS)
    pairs = _Pairs(engine, pairs_again(drawn).select("pair", "stretch"), record)
    ties = survival_of_many(_ties(pairs, record), gap, until)
    activities = survival_of_many(_activities(record), gap, until)
    partners = survival_of_many(_partners(record), gap, until)
    found = Persistence(gap, None if last is None else until, ties, activities, partners)
    return persistence_figures(found, GAP_MONTHS, name_of, has_secretariat)


@dataclass(frozen=True)
class _Pairs:
    """In which stretches pairs met that met again."""

    engine: Engine
    frame: Frame
    record: WholeRecord

    def all(self) -> Iterator[Stays]:
        """Of all of them."""
        return self._stays(self.frame)

    def in_activity(self, activity: int) -> Iterator[Stays]:
        """Of those that met in an activity."""
        its = self.record.stretch[self.record.activity == activity].tolist()
        pairs = different(self.frame.filter(nw.col("stretch").is_in(its)), "pair")
        return self._stays(self.engine.join(self.frame, pairs, "pair", how="semi"))

    def _stays(self, frame: Frame) -> Iterator[Stays]:
        for rows in in_parts(self.engine, frame, "pair", FETCHED_AT_ONCE):
            yield from self.record.stays(rows["pair"], self.record.places(rows["stretch"]))


def _ties(pairs: _Pairs, record: WholeRecord) -> Many:
    return Many(
        again=lambda: map(_joined, pairs.all()) if record.some_cut else pairs.all(),
        once=lambda: record.once(record.met_once),
        touched=lambda activity: map(_joined, pairs.in_activity(activity)),
        days=record.days(record.met),
    )


def _partners(record: WholeRecord) -> Many:
    return Many(
        again=record.of_partners,
        once=lambda: (),
        touched=record.of_partners,
        days=record.days(record.partners),
    )


def _activities(record: WholeRecord) -> Many:
    """Most activities are one stretch."""
    several = np.bincount(record.activity) > 1
    its = several[record.activity] if len(several) else several
    return Many(
        again=lambda: record.stays(record.activity[its], np.flatnonzero(its)),
        once=lambda: record.once((~its).astype(np.int64)),
        touched=lambda _activity: (),
        days=record.days(np.ones(len(its), np.int64)),
    )


def _joined(stays: Stays) -> Stays:
    """Of pairs: days that follow each other with one involvement are one stay."""
    shared = np.cumsum(changes(stays.unit) | changes(stays.activity), dtype=np.int64)
    begin, until = joined(shared, stays.involvement, stays.start, stays.end)
    return stays.select(begin)._replace(end=stays.end[until])
