"""The record of an alliance: who took part in what, when. Frozen, and already valid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.errors import Problem
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.record.display import Shown

Days = NDArray[np.int64]

LED_BY = ("unknown", "secretariat", "partner", "shared")
"""Who led an activity as a whole, in the order of the codes of `Activities.led_by`."""

CONTINUES = ("unknown", "yes", "no")
"""Whether an activity goes on when the secretariat leaves, in the order of the codes of
`Activities.continues`."""

REGISTER = -1
"""In `Activities.said_by`: the register says so, and no partner of itself."""

Counting = Literal["register", "agreed", "one"]
"""Whose accounts of a pair count: none, those that both give, or also those of one alone."""

NOT_KNOWN = 0
GOES_ON, ENDS = 1, 2
LED_BY_SECRETARIAT = 1


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

    id: Sequence[str]
    label: Sequence[str]
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

    def label_of(self, actor: str) -> str:
        """Label of an actor by its id.

        Raises
        ------
        KeyError
            Nobody has this id.
        """
        code = bisect_left(self.id, actor)
        if code == len(self) or self.id[code] != actor:
            raise KeyError(actor)
        return self.label[code]


@dataclass(frozen=True, eq=False)
class Activities:
    """The activities, sorted by name: an activity's code is its place here.

    Attributes
    ----------
    name
        Unique text by activity. In the partnership shape each row is an activity of its own,
        named by the row.
    series
        What it is one of: meetings of one series have this in common, and are decided as one.
    dated
        Whether any date of it is known. One without counts only in the window ``all``.
    rows
        How many rows of edges.csv tell of it; a repeated row counts once.
    led_by
        Place in `LED_BY` of what is said of its lead as a whole. Rows with a lead say more; it
        never contradicts them.
    continues
        Place in `CONTINUES` of what somebody has said of its future.
    continues_evidence
        Who said so, and where; blank where nothing is written.
    taken_over_by
        Code of the partner that takes it over; -1 where none is named. Only where it goes on.
    evaluation
        Whether it evaluates the initiative. Such an activity makes no ties and no leads.
    said_by
        Code of the partner whose account it is, one of the two that it names; `REGISTER` for all
        that the register tells.
    attributes
        Columns that say something of the activity as a whole, text by activity.
    """

    name: tuple[str, ...]
    series: tuple[str, ...]
    dated: Flags
    rows: Codes
    led_by: Codes
    continues: Codes
    continues_evidence: tuple[str, ...]
    taken_over_by: Codes
    evaluation: Flags
    said_by: Codes
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


def days_of(codes: Codes, start: Days, end: Days, many: int) -> tuple[Days, Days]:
    """First and last day of what has each of so many codes.

    Where nothing has a code: `dates.END`, and `dates.BEGINNING`.
    """
    first, last = np.full(many, dates.END), np.full(many, dates.BEGINNING)
    np.minimum.at(first, codes, start)
    np.maximum.at(last, codes, end)
    return first, last


@dataclass(frozen=True, eq=False)
class Replies:
    """Who has answered a survey, and what they said that makes no tie.

    Attributes
    ----------
    respondent, about
        Codes of actors; `about` is -1 where the row tells of the reply as a whole.
    answer
        ``complete`` or ``partial`` of a reply; ``no`` or ``unknown`` of another partner.
    start, end
        First and last day that were asked about; `dates.BEGINNING` and `dates.END` where unknown.
    survey, answered
        Text by row: which survey, and when it was answered.
    """

    respondent: Codes
    about: Codes
    answer: tuple[str, ...]
    start: Days
    end: Days
    survey: tuple[str, ...]
    answered: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.answer)


@dataclass(frozen=True, eq=False, repr=False)
class Alliance(Shown):
    """An alliance as its record shows it.

    Attributes
    ----------
    actors, activities, participations
        The record, in codes.
    first, last
        Ordinals of the first and last recorded day; None when nothing is dated.
    warnings
        What was found in the data and did not stop the reading.
    counts_evaluation
        Whether evaluation activities count as work like any other.
    counting
        Whose accounts of a pair count beside the register.
    replies
        Who has answered a survey; None where nobody was asked.
    coded
        Whether all names in it are codes that `pseudonyms` gave.
    """

    actors: Actors
    activities: Activities
    participations: Participations
    first: int | None
    last: int | None
    warnings: tuple[Problem, ...] = ()
    counts_evaluation: bool = False
    counting: Counting = "agreed"
    replies: Replies | None = None
    coded: bool = False

    @property
    def rows(self) -> int:
        """Rows of edges.csv that count: a repeated row counts once."""
        return int(self.activities.rows.sum())

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


def with_evaluation(alliance: Alliance) -> Alliance:
    """The record with its evaluation activities counted as work like any other."""
    return replace(alliance, counts_evaluation=True)


def without_evaluation(alliance: Alliance) -> Alliance:
    """The part of the record that figures are made of: all but the evaluation activities.

    Parameters
    ----------
    alliance
        A checked record.

    Returns
    -------
    Alliance
        The same actors. First and last day are those of the activities that are left; codes of
        activities are new ones. A record without evaluation comes back as it is.
    """
    activities = alliance.activities
    if alliance.counts_evaluation or not activities.evaluation.any():
        return alliance
    return only_activities(alliance, ~activities.evaluation)


def only_activities(alliance: Alliance, keep: Flags) -> Alliance:
    """The record with some of its activities, and the days that these make.

    Parameters
    ----------
    alliance
        A checked record.
    keep
        By activity: whether it stays.
    """
    activities, part = alliance.activities, alliance.participations
    kept = np.flatnonzero(keep)
    place = np.cumsum(keep) - 1
    rows = np.flatnonzero(keep[part.activity])
    parts = {name: taken(column, rows) for name, column in vars(part).items()}
    parts["activity"] = place[parts["activity"]]
    dated = activities.dated[part.activity[rows]]
    return replace(
        alliance,
        activities=Activities(**{name: taken(c, kept) for name, c in vars(activities).items()}),
        participations=Participations(**parts),
        first=int(parts["start"][dated].min()) if dated.any() else None,
        last=int(parts["end"][dated].max()) if dated.any() else None,
    )


def taken(column: Any, places: Codes) -> Any:
    """Some places of a column, or of the columns of a mapping, in this order."""
    if isinstance(column, np.ndarray):
        return column[places]
    if isinstance(column, Mapping):
        return {name: taken(values, places) for name, values in column.items()}
    return tuple(map(column.__getitem__, places.tolist()))


def sector_codes(actors: Actors) -> Codes:
    """Code of the sector of each actor, in the order of their names; -1 where unknown."""
    names = sorted({sector for sector in actors.sector if sector is not None})
    place = {name: code for code, name in enumerate(names)}
    return np.array([-1 if name is None else place[name] for name in actors.sector], np.int64)
