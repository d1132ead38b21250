"""What goes through the importer: what the person said of a file, and the rows that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from ci_network.reading.columns import key

Shape = Literal["long", "activities", "actors", "pairs"]
"""A row per participant, per activity with actors as columns, the reverse, or per two partners."""


class AliasRow(NamedTuple):
    """Another name of an actor, for a time, as it is written."""

    alias: str
    id: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Choices:
    """What the person says of a file; empty where nothing was said."""

    activity: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    """From `activity` to here: headings of columns; ``none`` says that there is no such column."""
    ignore: tuple[str, ...] = ()
    """Headings of columns to leave out."""
    title: str | None = None
    """The activity of a list that names none."""
    shape: Shape | None = None
    """What a row is."""
    sheets: tuple[str, ...] = ()
    """Names of the sheets to read."""
    secretariat: tuple[str, ...] = ()
    """Names or ids of the actors that are secretariat."""
    partners: tuple[str, ...] = ()
    """Names that look like the secretariat and are others."""
    separators: str | None = None
    activity_separators: str | None = None
    """What divides names, and activities, in a cell; an empty text for nothing, None where the
    cells shall tell."""
    whole: tuple[str, ...] = ()
    """Names that are one, whatever stands in them."""
    brackets: Literal["keep", "drop"] | None = None
    numbers: Literal["keep", "drop"] | None = None
    persons: Literal["keep", "drop"] | None = None
    """Whether what stands in brackets behind a name, a number behind it, and actors that are
    persons, are kept."""
    marks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Words that count as taking part, and as not."""
    blanks: Literal["above", "unknown"] | None = None
    """What a blank date beside a new activity means: that of the row above, or unknown."""
    blank_end: Literal["ongoing", "day"] | None = None
    """Whether what has a first day and no last, where others have one, went on or was of its date
    alone."""
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    """What stands first in dates of figures: the day, the month or the year."""
    year: str | None = None
    """The year of dates without one."""
    when: tuple[tuple[str, str], ...] = ()
    """Cells that are no dates, each with the date that it means, or ``unknown``."""
    turned: Literal["swap", "keep"] | None = None
    """Whether a spreadsheet took days for months in cells that are dates."""
    hidden: Literal["keep", "drop"] | None = None
    """Whether what is hidden or struck through counts."""
    comments: Literal["away", "keep"] | None = None
    """Whether those did not come of whose cells a comment says so."""
    titles: Literal["activities", "apart", "one"] | None = None
    """Whether sheets are named by activities, or activities of one name and day below two titles
    are apart or one."""
    by_name: bool = False
    """One activity for each name, whatever its dates."""
    aliases: tuple[AliasRow, ...] = ()
    """Other names of actors."""
    relations: tuple[str, ...] = ()
    """Kinds of ties that count, where a network tells of several."""

    @cached_property
    def ignored(self) -> frozenset[str]:
        """Keys of the headings of columns to leave out."""
        return frozenset(map(key, self.ignore))


@dataclass(frozen=True)
class Part:
    """Somebody took part in something, as a row or a mark says it.

    `listed` says that the actor is a cell of a list, which may hold several names; `told` is what
    the row says of the activity as a whole: columns of activities.csv, and what stands in them.
    """

    activity: str
    actor: str
    role: str
    start: str
    end: str
    file: str
    row: int
    listed: bool = False
    told: tuple[tuple[str, str], ...] = ()


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
    """What a file held."""

    parts: list[Part] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    """Of parts and pairs one is empty."""
    actors: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is known of actors, by id: columns of nodes.csv."""
    named: bool = False
    """Whether another tool made the file, so that the actors are ids already."""
    ends: tuple[str, ...] = ()
    """Headings of the columns that name pairs."""
    unread: tuple[str, ...] = ()
    """Attributes of a network, or columns of a list of pairs, that are not read."""
