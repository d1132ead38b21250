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
    """What the person says of a file; empty where nothing was said.

    Attributes
    ----------
    activity, actor, date, end, role, lead, attended
        Headings of columns; ``none`` says that there is no such column.
    ignore
        Headings of columns to leave out.
    title
        The activity of a list that names none.
    shape
        What a row is.
    sheets
        Names of the sheets to read.
    secretariat
        Names or ids of the actors that are secretariat.
    partners
        Names that look like the secretariat and are others.
    separators, activity_separators
        What divides names, and activities, in a cell; an empty text for nothing, None where the
        cells shall tell.
    whole
        Names that are one, whatever stands in them.
    brackets, numbers, persons
        Whether what stands in brackets behind a name, a number behind it, and actors that are
        persons, are kept.
    marks, absent
        Words that count as taking part, and as not.
    blanks
        What a blank date beside a new activity means: that of the row above, or unknown.
    blank_end
        Whether what has a first day and no last, where others have one, went on or was of its date
        alone.
    date_order
        What stands first in dates of figures: the day, the month or the year.
    year
        The year of dates without one.
    hidden
        Whether what is hidden or struck through counts.
    comments
        Whether those did not come of whose cells a comment says so.
    when
        Cells that are no dates, each with the date that it means, or ``unknown``.
    turned
        Whether a spreadsheet took days for months in cells that are dates.
    titles
        Whether sheets are named by activities, or activities of one name and day below two titles
        are apart or one.
    by_name
        One activity for each name, whatever its dates.
    aliases
        Other names of actors.
    relations
        Kinds of ties that count, where a network tells of several.
    """

    activity: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    title: str | None = None
    shape: Shape | None = None
    sheets: tuple[str, ...] = ()
    secretariat: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    separators: str | None = None
    activity_separators: str | None = None
    whole: tuple[str, ...] = ()
    brackets: Literal["keep", "drop"] | None = None
    numbers: Literal["keep", "drop"] | None = None
    persons: Literal["keep", "drop"] | None = None
    marks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    blanks: Literal["above", "unknown"] | None = None
    blank_end: Literal["ongoing", "day"] | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    year: str | None = None
    when: tuple[tuple[str, str], ...] = ()
    turned: Literal["swap", "keep"] | None = None
    hidden: Literal["keep", "drop"] | None = None
    comments: Literal["away", "keep"] | None = None
    titles: Literal["activities", "apart", "one"] | None = None
    by_name: bool = False
    aliases: tuple[AliasRow, ...] = ()
    relations: tuple[str, ...] = ()

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
    """What a file held.

    Attributes
    ----------
    parts, pairs
        One of the two is empty.
    actors
        What is known of actors, by id: columns of nodes.csv.
    named
        Whether another tool made the file, so that the actors are ids already.
    ends
        Headings of the columns that name pairs.
    unread
        Attributes of a network, or columns of a list of pairs, that are not read.
    """

    parts: list[Part] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    actors: dict[str, dict[str, str]] = field(default_factory=dict)
    named: bool = False
    ends: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
