"""What pairs that met again change in the counts of every window.

All meetings are counted as if each were a tie (`window_presences`). Of the pairs that met again,
their meetings are taken off and their ties put in their place, which is worked out here, one window
at a time. All are whole numbers, so that nothing is lost in between.

An example of three actors: A, B and C are at a meeting that the secretariat leads, and A and B walk
without it. Each meeting counted as a tie gives 3 carried and 1 independent. A and B met again:
their two meetings (1 carried, 1 independent) are taken off, and their one tie, which is
independent, is put in their place. That leaves 2 carried and 1 independent, which are the ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.dates import Window
from ci_network.engine.frames import Columns, Engine, Frame, together
from ci_network.engine.stretches import Stretches
from ci_network.graphs.sorted_codes import Codes, Flags, changes, order_by, run_starts
from ci_network.network.partnerships import INDEPENDENT


@dataclass(frozen=True)
class Drawn:
    """What the figures of an alliance are counted from.

    Attributes
    ----------
    cut
        Stretches and presences, without `latest_start`.
    spans
        Stretches by window.
    again
        All meetings of the pairs that met more than once.
    sector
        Code of the sector of each actor, -1 where unknown.
    max_size
        Activities with more actors make no ties.
    """

    cut: Stretches
    spans: Frame
    again: Frame
    sector: Codes
    max_size: int | None

    @property
    def actors(self) -> int:
        """How many there are."""
        return len(self.sector)

    @cached_property
    def partner(self) -> Flags:
        """By actor: whether it is never present as secretariat."""
        there = self.cut.presences.columns
        found = np.ones(self.actors, bool)
        found[there["actor"][there["secretariat"].astype(bool)]] = False
        return found


@dataclass(frozen=True)
class Corrections:
    """What is to be added to counts of a window in which every meeting is a tie.

    Attributes
    ----------
    ties
        Columns `first`, `second`, `own` (one of them is a secretariat), `standing`, `lasting`,
        `times`: 1 of a tie, -1 of a meeting.
    shared
        The same of activities that pairs share, with `size`.
    kept
        Pairs of partners with a tie here and in the window before.
    deep
        Pairs of partners with two independent activities or more.
    pairs
        All that met here and met again at any time, sorted.
    """

    ties: Columns
    shared: Columns
    kept: int
    deep: int
    pairs: Codes


class WasThere(NamedTuple):
    """In a window: who takes part as secretariat, and the pairs that met again, sorted."""

    secretariat: Flags
    pairs: Codes


def corrections(
    engine: Engine,
    drawn: Drawn,
    window: Window,
    secretariat: Flags,
    before: WasThere | None,
) -> Corrections:
    """Of the pairs that met again, their meetings off and their ties in their place.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    window
        The window.
    secretariat
        Whether an actor takes part in it as secretariat.
    before
        What was there in the window before; None where there was nothing.
    """
    meetings = _meetings(engine, drawn, window)
    begin = run_starts(meetings["pair"])
    pairs, many = meetings["pair"][begin], np.diff(begin, append=len(meetings["pair"]))
    kept = 0
    if before is not None:
        partner = ~(secretariat | before.secretariat)
        stayed = np.intersect1d(pairs, before.pairs, assume_unique=True)
        goes_on = meetings["pair"][meetings["start"] < (window.start or 0)]
        kept = sum(
            sign * int((partner[some // drawn.actors] & partner[some % drawn.actors]).sum())
            for sign, some in ((1, stayed), (-1, goes_on))
        )
    # A pair that met but once in a window is a tie there as it was counted.
    repeated = np.repeat(many > 1, many)
    meetings = _marked(meetings, repeated, drawn.actors, secretariat)
    shared = meetings
    if drawn.cut.some_cut:
        # Only in an activity that was cut can a pair meet several times.
        again = changes(meetings["pair"]) | changes(meetings["activity"])
        shared = _lowest(meetings, again.nonzero()[0])
    begin = run_starts(shared["pair"])
    ties = _lowest(shared, begin)
    independent = np.add.reduceat(shared["standing"] == INDEPENDENT, begin, dtype=np.int64)
    return Corrections(
        ties=_changed(meetings, ties),
        shared=_changed(meetings, shared),
        kept=kept,
        deep=int((~ties["own"] & (independent >= 2)).sum()),
        pairs=pairs,
    )


def _meetings(engine: Engine, drawn: Drawn, window: Window) -> Columns:
    """Those of a window, by pair and activity."""
    again = drawn.again
    if not window.undated:
        again = again.filter(
            nw.col("start") <= window.end, nw.col("end") >= window.start,
            nw.col("end") != dates.END,
        )  # fmt: skip
    found = engine.fetch(again.select("pair", "activity", "start", "size", "standing", "lasting"))
    keys = [found["pair"].astype(np.int64)]
    if drawn.cut.some_cut:
        keys.insert(0, found["activity"].astype(np.int64))
    order = order_by(keys)
    return {name: values[order] for name, values in found.items()}


def _marked(meetings: Columns, which: Flags, actors: int, secretariat: Flags) -> Columns:
    """Some meetings with `first`, `second` and `own`."""
    some = {name: values[which] for name, values in meetings.items()}
    first, second = np.divmod(some["pair"], actors)
    return some | {
        "first": first,
        "second": second,
        "own": secretariat[first] | secretariat[second],
    }


def _lowest(meetings: Columns, begin: Codes) -> Columns:
    """One for each run, with the lowest standing and what lasts least."""
    lowest = {name: np.minimum.reduceat(meetings[name], begin) for name in ("standing", "lasting")}
    return {name: values[begin] for name, values in meetings.items()} | lowest


def _changed(off: Columns, on: Columns) -> Columns:
    """Some taken off, the others put in their place."""
    times = np.repeat([-1, 1], [len(off["pair"]), len(on["pair"])])
    return together([off, on]) | {"times": times}
