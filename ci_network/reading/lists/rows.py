"""Between a list and the tables: participations, or pairs, with their place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """Somebody took part in something, as a row or a mark says it.

    `listed` says that the actor is a cell of a list, which may hold several names.
    """

    activity: str
    actor: str
    role: str
    start: str
    end: str
    file: str
    row: int
    listed: bool = False


@dataclass(frozen=True)
class Pair:
    """Two that are tied, as an edge list says it; `involvement` of the secretariat or blank."""

    source: str
    target: str
    activity: str
    start: str
    end: str
    involvement: str
    file: str
    row: int


@dataclass
class Contents:
    """What a file held.

    Attributes
    ----------
    parts, pairs
        One of the two is empty.
    actors
        What is known of actors, by id: columns of nodes.csv.
    named
        Whether another tool made the file, so that the actors are ids already.
    """

    parts: list[Part] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    actors: dict[str, dict[str, str]] = field(default_factory=dict)
    named: bool = False
