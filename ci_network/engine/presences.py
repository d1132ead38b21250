"""All presences in memory, by stretch: once, for whatever is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ci_network.engine.frames import Columns, Engine, Frame, count, in_parts, room_beside_tables
from ci_network.graphs.sorted_codes import Codes, Flags, ranges, run_starts, stable_order
from ci_network.graphs.threads import in_threads

_AT_ONCE = 1 << 23
"""Presences that come to memory at once."""

_OF_STRETCH = ("stretch", "many")

_OF_PRESENCE = 32
"""Bytes for each presence while all of them come to memory."""


@dataclass(frozen=True)
class Presences:
    """Who is present in each stretch, in memory.

    Attributes
    ----------
    stretch, begin, many
        By stretch, sorted: its code, its first presence, and how many it has.
    columns
        By presence: `actor`, `lead`, `secretariat` and `latest_start`.
    """

    stretch: Codes
    begin: Codes
    many: Codes
    columns: Columns

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        arrays = (self.stretch, self.begin, self.many, *self.columns.values())
        return sum(each.nbytes for each in arrays)

    def places(self, stretches: Codes) -> Codes:
        """Places of some stretches, all of which are there."""
        return np.searchsorted(self.stretch, stretches)

    def of(self, places: Codes | slice) -> Codes:
        """Places of the presences in the stretches of some places, one stretch after the other."""
        return ranges(self.begin[places], self.many[places])

    def counted(self, chosen: Flags) -> Codes:
        """By stretch: how many are present of the actors that are chosen."""
        in_turn = stable_order(self.begin)
        found = np.empty_like(self.many)
        found[in_turn] = np.add.reduceat(
            chosen[self.columns["actor"]], self.begin[in_turn], dtype=np.int64
        )
        return found

    def some_at_a_time(self, places: Codes, most: int) -> Iterator[Codes]:
        """Places of stretches in runs of so many presences, or of one stretch with more."""
        cuts = run_starts(np.cumsum(self.many[places]) // most)
        yield from np.split(places, cuts[1:])

    def without(self, name: str) -> Presences:
        """The same without a column that is no longer asked for."""
        kept = {key: values for key, values in self.columns.items() if key != name}
        return replace(self, columns=kept)


def in_memory(engine: Engine, presences: Frame) -> Presences:
    """Bring presences to memory, by stretch; tables give way to them meanwhile.

    Parameters
    ----------
    engine
        Holds the table.
    presences
        Held, by stretch and actor: `stretch` and the columns of `Presences`.
    """
    with room_beside_tables(engine, _OF_PRESENCE * count(engine, presences)):
        fetched = in_parts(engine, presences, "stretch", _AT_ONCE)
        parts = list(in_threads(_by_stretch, fetched))
    # Column by column, each of which is then there once.
    stretch, many = (np.concatenate([each.pop(name) for each in parts]) for name in _OF_STRETCH)
    columns = {name: np.concatenate([each.pop(name) for each in parts]) for name in list(parts[0])}
    order, begin = stable_order(stretch), np.cumsum(many) - many
    return Presences(stretch[order], begin[order], many[order], columns)


def _by_stretch(rows: Columns) -> Columns:
    """Each `stretch`, and how `many` rows it has; the other columns by row, in its order."""
    order = stable_order(rows["stretch"])
    stretch = rows["stretch"][order]
    first = run_starts(stretch)
    of_stretch = {
        "stretch": stretch[first].astype(np.int64),
        "many": np.diff(first, append=len(order)),
    }
    return of_stretch | {name: rows[name][order] for name in rows if name != "stretch"}
