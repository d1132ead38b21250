"""What pairs that met again change in the counts of every window.

All meetings are counted as if each were a tie (`window_presences`). Of the pairs that met again,
their meetings are taken off and their ties put in their place, which is worked out here by an
engine. All are whole numbers, so that nothing is lost in between.

An example of three actors: A, B and C are at a meeting that the secretariat leads, and A and B walk
without it. Each meeting counted as a tie gives 3 carried and 1 independent. A and B met again:
their two meetings (1 carried, 1 independent) are taken off, and their one tie, which is
independent, is put in their place. That leaves 2 carried and 1 independent, which are the ties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Columns, Engine, Frame, by_window, different, together
from ci_network.engine.kinds import STANDINGS, Kind, meetings_of
from ci_network.engine.stretches import Stretches
from ci_network.engine.ties import ties
from ci_network.graphs.sorted_codes import Codes
from ci_network.network.networks import SCENARIOS, in_scenario
from ci_network.network.partnerships import INDEPENDENT

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
        Columns `window`, `standing`, `lasting`, `own` (of a secretariat), `known` (both sectors),
        `crosses` (they differ), `times`.
    shared
        Activities that pairs of partners share: columns `window`, `size`, `apart` (without the
        secretariat), `times`.
    kept
        By window: pairs of partners with a tie there and in the window before.
    deep
        By window: pairs of partners with two independent activities or more.
    degrees
        Held: columns `window`, `actor`, `DEGREES`; own ties count in ``present`` alone.
    """

    ties: Columns
    shared: Columns
    kept: Mapping[int, int]
    deep: Mapping[int, int]
    degrees: Frame


def corrections(engine: Engine, drawn: Drawn) -> Corrections:
    """Of the pairs that met again, their meetings off and their ties in their place."""
    own, kinds = _Own.found(engine, drawn), drawn.cut.kinds
    windows = drawn.spans.select("stretch", "window", "goes_on")
    meetings = engine.join(drawn.again, windows, "stretch").select(
        "window", "pair", "activity", "size", "standing", "lasting", "goes_on"
    )
    times = engine.hold(meetings.group_by("window", "pair").agg(nw.len().alias("times")))
    # A pair that met but once in a window is a tie there as it was counted.
    twice = times.filter(nw.col("times") > 1).select("window", "pair")
    repeated = engine.hold(engine.join(meetings, twice, "window", "pair", how="semi"))
    shared = repeated.with_columns(**{
        name: nw.when((nw.col("standing") == standing) & (nw.col("lasting") == lasting))
        .then(nw.lit(1)).otherwise(nw.lit(0))
        for name, (standing, lasting) in zip(meetings_of(kinds), kinds, strict=True)
    })  # fmt: skip
    if drawn.cut.some_cut:
        shared = shared.group_by("window", "pair", "activity").agg(
            nw.col("standing", "lasting", "size").min(), nw.col(*meetings_of(kinds)).sum()
        )
    shared = engine.hold(shared)
    tied = engine.hold(own.marked(ties(shared, kinds)))
    deep = tied.filter(~nw.col("own"), nw.col("independent_activities") >= 2)
    found = Corrections(
        ties=_of_ties(engine, drawn, tied),
        shared=_of_shared(engine, own, repeated, shared),
        kept=_of_kept(engine, own, meetings.filter("goes_on"), times),
        deep=by_window(engine, deep),
        degrees=engine.hold(_of_degrees(tied, kinds)),
    )
    for frame in (times, repeated, shared, tied):
        engine.drop(frame)
    return found


def bounds() -> list[int]:
    """How long a meeting lasts at most that each scenario leaves."""
    standings = np.array(STANDINGS, np.int8)
    return [int(standings[in_scenario(standings, scenario)].max()) for scenario in SCENARIOS]


@dataclass(frozen=True)
class _Own:
    """Who takes part as secretariat in which window, as window times actors plus actor."""

    actors: int
    keys: Sequence[int]

    @classmethod
    def found(cls, engine: Engine, drawn: Drawn) -> _Own:
        term = engine.fetch(different(drawn.present.filter("secretariat"), "window", "actor"))
        keys = term["window"].astype(np.int64) * drawn.actors + term["actor"]
        return cls(drawn.actors, keys.tolist())

    def of_pair(self, window: nw.Expr) -> nw.Expr:
        """Whether one of the pair `first` and `second` is a secretariat in the window."""
        if not self.keys:
            return nw.lit(value=False)
        at = window.cast(nw.Int64) * self.actors
        return (at + nw.col("first")).is_in(self.keys) | (at + nw.col("second")).is_in(self.keys)

    def marked(self, frame: Frame) -> Frame:
        """Pairs with `first`, `second` and `own`."""
        first, second = nw.col("pair") // self.actors, nw.col("pair") % self.actors
        return frame.with_columns(first=first, second=second).with_columns(
            own=self.of_pair(nw.col("window"))
        )


def _of_ties(engine: Engine, drawn: Drawn, tied: Frame) -> Columns:
    codes = np.arange(drawn.actors)
    of_first = engine.table({"first": codes, "first_sector": drawn.sector})
    of_second = engine.table({"second": codes, "second_sector": drawn.sector})
    one, other = nw.col("first_sector"), nw.col("second_sector")
    known = ~nw.col("own") & (one >= 0) & (other >= 0)
    by, kinds = ("own", "known", "crosses"), drawn.cut.kinds
    found = engine.fetch(
        engine.join(engine.join(tied, of_first, "first"), of_second, "second")
        .with_columns(known=known, crosses=known & (one != other))
        .group_by("window", "standing", "lasting", *by)
        .agg(nw.len().alias("times"), nw.col(*meetings_of(kinds)).sum())
    )
    parts = [{name: found[name] for name in ("window", "standing", "lasting", *by, "times")}]
    for name, (standing, lasting) in zip(meetings_of(kinds), kinds, strict=True):
        meetings = {key: found[key] for key in ("window", *by)}
        meetings |= {
            key: np.full(len(found["window"]), level)
            for key, level in (("standing", standing), ("lasting", lasting))
        }
        parts.append(meetings | {"times": -_whole(found[name])})
    return together(parts)


def _of_shared(engine: Engine, own: _Own, meetings: Frame, shared: Frame) -> Columns:
    """Only in an activity that was cut can a pair meet several times."""
    apart = (nw.col("standing") == INDEPENDENT).alias("apart")
    both = [
        own.marked(frame)
        .filter(~nw.col("own"))
        .select("window", "size", apart, nw.lit(sign).alias("times"))
        for frame, sign in ((meetings, -1), (shared, 1))
    ]
    changed = nw.concat(both, how="vertical").group_by("window", "size", "apart")
    found = engine.fetch(changed.agg(nw.col("times").sum()))
    return found | {"times": _whole(found["times"])}


def _of_kept(engine: Engine, own: _Own, goes_on: Frame, times: Frame) -> dict[int, int]:
    before = times.select((nw.col("window") + 1).alias("window"), "pair")
    stayed = engine.join(times, before, "window", "pair")
    kept: dict[int, int] = {}
    for sign, frame in ((1, stayed), (-1, goes_on)):
        partners = own.marked(frame).filter(~nw.col("own"), ~own.of_pair(nw.col("window") - 1))
        for window, count in by_window(engine, partners).items():
            kept[window] = kept.get(window, 0) + sign * count
    return kept


def _of_degrees(tied: Frame, kinds: Sequence[Kind]) -> Frame:
    names = zip(meetings_of(kinds), kinds, strict=True)
    meetings = [(nw.col(name), last) for name, (_, last) in names]
    found = {DEGREES[0]: 1 - _sum([column for column, _ in meetings])}
    for name, bound in zip(DEGREES[1:], bounds()[1:], strict=True):
        left = _sum([column for column, last in meetings if last <= bound])
        tie = nw.when(nw.col("lasting") <= bound).then(nw.lit(1)).otherwise(nw.lit(0))
        found[name] = nw.when(~nw.col("own")).then(tie - left).otherwise(nw.lit(0))
    ends = [
        tied.select("window", nw.col(end).alias("actor"), **found) for end in ("first", "second")
    ]
    both = nw.concat(ends, how="vertical").group_by("window", "actor")
    return both.agg(nw.col(*DEGREES).sum())


def _sum(columns: Sequence[nw.Expr]) -> nw.Expr:
    return sum(columns[1:], start=columns[0])


def _whole(sums: Codes) -> Codes:
    """Sums as an engine gives them, in whole numbers."""
    return np.rint(sums).astype(np.int64)
