"""What pairs that met again change in the counts of every window.

All meetings are counted as if each were a tie (`crowd`). Of the pairs that met again, their
meetings are taken off and their ties put in their place, which is worked out here by an engine.
All are whole numbers, so that nothing is lost in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from ci_network.alliance import Codes
from ci_network.engine.frames import Columns, Engine, Frame, by_window
from ci_network.engine.stretches import Stretches
from ci_network.engine.ties import ties
from ci_network.network import SCENARIOS, in_scenario
from ci_network.partnerships import CARRIED, INDEPENDENT

STANDINGS = range(INDEPENDENT, CARRIED + 1)
DEGREES = tuple(f"degree_{n}" for n in range(len(SCENARIOS)))
"""Columns of the degree in each scenario."""


@dataclass(frozen=True)
class Drawn:
    """The tables of an alliance that its figures are counted from.

    Attributes
    ----------
    cut
        Stretches and presences.
    spans
        Stretches by window.
    present
        Presences by window: the columns of presences and spans, and `makes_ties`.
    again
        All meetings of the pairs that met more than once.
    sector
        Code of the sector of each actor, -1 where unknown.
    max_size
        Activities with more actors make no ties.
    """

    cut: Stretches
    spans: Frame
    present: Frame
    again: Frame
    sector: Codes
    max_size: int | None

    @property
    def actors(self) -> int:
        """How many there are."""
        return len(self.sector)


@dataclass(frozen=True)
class Corrections:
    """What is to be added to counts in which every meeting is a tie.

    Attributes
    ----------
    ties
        Columns `window`, `standing`, `own` (of a secretariat), `known` (both sectors), `crosses`
        (they differ), `times`.
    shared
        Activities that pairs of partners share: columns `window`, `size`, `apart` (without the
        secretariat), `times`.
    kept
        By window: pairs of partners with a tie there and in the window before.
    deep
        By window: pairs of partners with two independent activities or more.
    degrees
        Held, by window and actor: the columns `DEGREES`; own ties count in ``present`` alone.
    """

    ties: Columns
    shared: Columns
    kept: Mapping[int, int]
    deep: Mapping[int, int]
    degrees: Frame


def corrections(engine: Engine, drawn: Drawn) -> Corrections:
    """Of the pairs that met again, their meetings off and their ties in their place."""
    met, shared, tied = _by_window(engine, drawn)
    partners = ~nw.col("own")
    names = ("window", "first", "second", "standing", "own")
    signed = [
        frame.select(*names, nw.lit(sign).alias("times")) for frame, sign in ((met, -1), (tied, 1))
    ]
    changed = nw.concat(signed, how="vertical")
    found = Corrections(
        ties=_of_ties(engine, drawn, changed),
        shared=_of_shared(engine, met.filter(partners), shared.filter(partners)),
        kept=_of_kept(engine, met.filter("stayed"), tied.filter(partners)),
        deep=by_window(engine, tied.filter(partners, nw.col("independent_activities") >= 2)),
        degrees=engine.hold(_of_degrees(changed)),
    )
    for frame in (met, tied):
        engine.drop(frame)
    return found


def bounds() -> list[int]:
    """Highest standing that each scenario leaves."""
    standings = np.array(STANDINGS, np.int8)
    return [int(standings[in_scenario(standings, scenario)].max()) for scenario in SCENARIOS]


def _by_window(engine: Engine, drawn: Drawn) -> tuple[Frame, Frame, Frame]:
    """Meetings by window, activities that pairs share in it, and ties; with `own` and both ends."""
    term = engine.fetch(drawn.present.filter("secretariat").select("window", "actor").unique())
    keys = (term["window"].astype(np.int64) * drawn.actors + term["actor"]).tolist()

    def is_own(window: nw.Expr) -> nw.Expr:
        if not keys:
            return nw.lit(value=False)
        at = window.cast(nw.Int64) * drawn.actors
        return (at + nw.col("first")).is_in(keys) | (at + nw.col("second")).is_in(keys)

    def with_ends(frame: Frame) -> Frame:
        first, second = nw.col("pair") // drawn.actors, nw.col("pair") % drawn.actors
        return frame.with_columns(first=first, second=second).with_columns(
            own=is_own(nw.col("window"))
        )

    windows = drawn.spans.select("stretch", "window", "goes_on")
    meetings = drawn.again.select("pair", "stretch", "activity", "size", "standing")
    met = with_ends(meetings.join(windows, on="stretch", how="inner"))
    stayed = nw.col("goes_on") & ~nw.col("own") & ~is_own(nw.col("window") - 1)
    met = engine.hold(met.with_columns(stayed=stayed))
    shared = met
    if drawn.cut.some_cut:
        shared = met.group_by("window", "pair", "activity", "own").agg(
            nw.col("standing").min(), nw.col("size").min()
        )
    return met, shared, engine.hold(with_ends(ties(shared)))


def _of_ties(engine: Engine, drawn: Drawn, changed: Frame) -> Columns:
    codes = np.arange(drawn.actors)
    of_first = engine.table({"first": codes, "first_sector": drawn.sector})
    of_second = engine.table({"second": codes, "second_sector": drawn.sector})
    one, other = nw.col("first_sector"), nw.col("second_sector")
    known = ~nw.col("own") & (one >= 0) & (other >= 0)
    return _whole(engine.fetch(
        changed.join(of_first, on="first", how="inner")
        .join(of_second, on="second", how="inner")
        .with_columns(known=known, crosses=known & (one != other))
        .group_by("window", "standing", "own", "known", "crosses")
        .agg(nw.col("times").sum())
    ))  # fmt: skip


def _of_shared(engine: Engine, met: Frame, shared: Frame) -> Columns:
    """Only an activity that was cut has several meetings of a pair."""
    by = ("window", "size", "apart")
    apart = (nw.col("standing") == INDEPENDENT).alias("apart")
    both = [
        frame.select("window", "size", apart, nw.lit(sign).alias("times"))
        for frame, sign in ((met, -1), (shared, 1))
    ]
    changed = nw.concat(both, how="vertical")
    return _whole(engine.fetch(changed.group_by(*by).agg(nw.col("times").sum())))


def _of_kept(engine: Engine, stayed: Frame, partners: Frame) -> dict[int, int]:
    now = partners.select("window", "pair")
    before = now.with_columns(window=nw.col("window") + 1)
    kept = by_window(engine, now.join(before, on=["window", "pair"], how="inner"))
    for window, count in by_window(engine, stayed).items():
        kept[window] = kept.get(window, 0) - count
    return kept


def _of_degrees(changed: Frame) -> Frame:
    within = [
        nw.when(~nw.col("own") & (nw.col("standing") <= bound))
        .then(nw.col("times"))
        .otherwise(nw.lit(0))
        .alias(name)
        for name, bound in zip(DEGREES[1:], bounds()[1:], strict=True)
    ]
    ends = [
        changed.select(
            "window", nw.col(end).alias("actor"), nw.col("times").alias(DEGREES[0]), *within
        )
        for end in ("first", "second")
    ]
    both = nw.concat(ends, how="vertical")
    return both.group_by("window", "actor").agg(nw.col(*DEGREES).sum())


def _whole(columns: Columns) -> Columns:
    """Sums as an engine gives them, in whole numbers."""
    return columns | {"times": np.rint(columns["times"]).astype(np.int64)}
