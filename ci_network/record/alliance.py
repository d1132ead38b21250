"""The record of an alliance: who took part in what, when. Frozen, and already valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import Problem
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.record.display import Shown

Days = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Actors:
    """The actors, sorted by id: an actor's code is its place here.

    Attributes
    ----------
    id, label, type
        Text by actor; `label` is the id where none was given.
    sector
        Text by actor, None where unknown.
    secretariat
        Whether the actor is flagged as secretariat for some time.
    term_start, term_end
        First and last day of its term as ordinals; `dates.BEGINNING` and `dates.END` where open.
    joined
        First day of membership; `dates.END` where none was recorded.
    left
        Last day of membership; `dates.END` where it has not left. An actor that left at an
        unknown time has `dates.BEGINNING`: it counts only where it takes part.
    left_unknown
        Whether it left at an unknown time.
    attributes
        Every other column, text by actor.
    """

    id: tuple[str, ...]
    label: tuple[str, ...]
    sector: tuple[str | None, ...]
    type: tuple[str, ...]
    secretariat: Flags
    term_start: Days
    term_end: Days
    joined: Days
    left: Days
    left_unknown: Flags
    attributes: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.id)


@dataclass(frozen=True, eq=False)
class Activities:
    """The activities, sorted by name: an activity's code is its place here.

    Attributes
    ----------
    name
        Unique text by activity. In the partnership shape each row is an activity of its own,
        named by the row.
    dated
        Whether any date of it is known. One without counts only in the window ``all``.
    attributes
        Columns that say something of the activity as a whole, text by activity.
    """

    name: tuple[str, ...]
    dated: Flags
    attributes: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.name)


@dataclass(frozen=True, eq=False)
class Participations:
    """Who took part in what: one actor's part in one activity, with role and dates.

    Attributes
    ----------
    activity, actor
        Codes into `Activities` and `Actors`.
    role
        Text as it was written, None where blank.
    lead
        Whether the role is one that leads.
    start, end
        First and last day as ordinals. In an activity without any date `dates.BEGINNING` and
        `dates.END`.
    latest_start
        The last day on which the part can have begun: a start of 2017 is any day of 2017.
    attributes
        Further columns, text by participation.
    """

    activity: Codes
    actor: Codes
    role: tuple[str | None, ...]
    lead: Flags
    start: Days
    end: Days
    latest_start: Days
    attributes: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.role)


@dataclass(frozen=True, eq=False, repr=False)
class Alliance(Shown):
    """An alliance as its record shows it.

    Attributes
    ----------
    actors, activities, participations
        The record, in codes.
    rows
        Rows of edges.csv that count: a repeated row counts once.
    first, last
        Ordinals of the first and last recorded day; None when nothing is dated.
    warnings
        What was found in the data and did not stop the reading.
    """

    actors: Actors
    activities: Activities
    participations: Participations
    rows: int
    first: int | None
    last: int | None
    warnings: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        for table in (self.actors, self.participations, self.activities):
            for value in vars(table).values():
                if isinstance(value, np.ndarray):
                    if len(value) != len(table):
                        raise ValueError("columns of one table differ in length")
                    value.flags.writeable = False
        if len(set(self.actors.id)) != len(self.actors):
            raise ValueError("actor ids are not unique")
        part = self.participations
        if len(part) and not (
            (part.start <= part.latest_start).all() and (part.latest_start <= part.end).all()
        ):
            raise ValueError("a participation begins after it ends")


def sector_codes(actors: Actors) -> Codes:
    """Code of the sector of each actor, in the order of their names; -1 where unknown."""
    names = sorted({sector for sector in actors.sector if sector is not None})
    place = {name: code for code, name in enumerate(names)}
    return np.array([-1 if name is None else place[name] for name in actors.sector], np.int64)
