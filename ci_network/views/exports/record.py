"""An alliance as the rows that it can be read from again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import PartialDate
from ci_network.record.accounts import accounts_of, of_register, pairs_of
from ci_network.record.alliance import CONTINUES, LED_BY, Alliance

Columns = dict[str, list[str]]

NODE_FIELDS = (
    "id", "label", "sector", "type", "secretariat", "secretariat_from", "secretariat_until",
    "joined", "left",
)  # fmt: skip
"""The documented fields: no other column leaves unless it is asked for by name."""


class Record(NamedTuple):
    """The tables of an alliance, text by column.

    That of activities has a row for each of which something is known as a whole, that of
    partnerships one for each account of a partner, that of the survey one for each reply; None
    where there is none.
    """

    nodes: Columns
    edges: Columns
    activities: Columns | None
    partnerships: Columns | None
    survey: Columns | None

    def beside(self) -> dict[str, Columns]:
        """The tables that need not be there, by name."""
        tables = self.activities, self.partnerships, self.survey
        named = zip(("activities", "partnerships", "survey"), tables, strict=True)
        return {name: table for name, table in named if table is not None}


class _Days(NamedTuple):
    start: int
    end: int
    latest_start: int


def record(alliance: Alliance, keep: Sequence[str] = ()) -> Record:
    """Rows of nodes.csv, edges.csv and the tables beside them that hold the alliance.

    Parameters
    ----------
    alliance
        A checked record.
    keep
        Further columns to let out, by name; a name that is nowhere is an empty column of neither.

    Returns
    -------
    Record
        Read again they give the same figures. Rows that said the same in other words are one
        row; pairs of the partnership shape are activities of two, but what one partner says of
        another stays what it is.
    """
    registered = of_register(alliance)
    return Record(
        _nodes(alliance, keep),
        _edges(registered, keep),
        _activities(registered, keep),
        _partnerships(alliance, keep),
        _survey(alliance),
    )


def _partnerships(alliance: Alliance, keep: Sequence[str]) -> Columns | None:
    """What partners say of pairs: a row for each account, from the one who says it."""
    accounts = accounts_of(alliance)
    if not len(accounts.activities):
        return None
    ids, told, part = alliance.actors.id, accounts.activities, accounts.participations
    starts, ends = _cells(accounts)
    everyone = np.arange(len(told))
    pairs = pairs_of(accounts, everyone)
    who = told.said_by.tolist()
    others = [sum(pair) - one for pair, one in zip(pairs, who, strict=True)]
    row = np.searchsorted(part.activity, everyone).tolist()
    as_a_whole = _told(accounts)
    columns: Columns = {
        "source": [ids[code] for code in who],
        "target": [ids[code] for code in others],
        "start": [starts[n] for n in row],
        "end": [ends[n] for n in row],
        "secretariat": ["none"] * len(told),
        "recorded_by": [ids[code] for code in who],
        **{name: cells for name, cells in as_a_whole.items() if any(cells)},
    }
    further = {n: [c[k] for k in row] for n, c in part.attributes.items() if n in keep}
    return columns | {name: cells for name, cells in further.items() if name not in columns}


def _survey(alliance: Alliance) -> Columns | None:
    """Who has answered, and what makes no tie."""
    replies = alliance.replies
    if replies is None:
        return None
    ids = (*alliance.actors.id, "")
    dated = [True] * len(replies)
    return {
        "respondent": [ids[code] for code in replies.respondent.tolist()],
        "about": [ids[code] for code in replies.about.tolist()],
        "answer": list(replies.answer),
        "survey": list(replies.survey),
        "from": _open_days(replies.start.tolist(), dated),
        "until": _open_days(replies.end.tolist(), dated),
        "answered": list(replies.answered),
    }


def known_columns(alliance: Alliance) -> set[str]:
    """Names of the further columns that could be kept."""
    return {
        *alliance.actors.attributes,
        *alliance.participations.attributes,
        *_of_activities_alone(alliance),
    }


def _nodes(alliance: Alliance, keep: Sequence[str]) -> Columns:
    actors = alliance.actors
    flagged = actors.secretariat.tolist()
    columns: Columns = {
        "id": list(actors.id),
        "label": list(actors.label),
        "sector": [sector or "" for sector in actors.sector],
        "type": list(actors.type),
        "secretariat": ["true" if is_it else "false" for is_it in flagged],
        "secretariat_from": _open_days(actors.term_start.tolist(), flagged),
        "secretariat_until": _open_days(actors.term_end.tolist(), flagged),
        "joined": _open_days(actors.joined.tolist(), [True] * len(actors)),
        "left": [
            "unknown" if unknown else day
            for unknown, day in zip(
                actors.left_unknown.tolist(),
                _open_days(actors.left.tolist(), [True] * len(actors)),
                strict=True,
            )
        ],
    }
    return columns | {
        name: list(values) for name, values in actors.attributes.items() if name in keep
    }


def _open_days(days: Iterable[int], wanted: Iterable[bool]) -> list[str]:
    return [
        dates.iso(day) if want and dates.BEGINNING < day < dates.END else ""
        for day, want in zip(days, wanted, strict=True)
    ]


def _edges(alliance: Alliance, keep: Sequence[str]) -> Columns:
    part, actors = alliance.participations, alliance.actors
    starts, ends = _cells(alliance)
    columns: Columns = {
        "activity": [alliance.activities.name[code] for code in part.activity.tolist()],
        "actor": [actors.id[code] for code in part.actor.tolist()],
        "role": [role or "" for role in part.role],
        "start": starts,
        "end": ends,
    }
    return columns | {
        name: list(values) for name, values in part.attributes.items() if name in keep
    }


def _of_activities_alone(alliance: Alliance) -> dict[str, tuple[str, ...]]:
    """Further columns of activities that no column of edges tells."""
    edges = alliance.participations.attributes
    return {n: c for n, c in alliance.activities.attributes.items() if n not in edges}


def _activities(alliance: Alliance, keep: Sequence[str]) -> Columns | None:
    told = alliance.activities
    columns = _told(alliance)
    further = _of_activities_alone(alliance).items()
    columns |= {name: list(values) for name, values in further if name in keep}
    kept = [n for n, cells in enumerate(zip(*columns.values(), strict=True)) if any(cells)]
    if not kept:
        return None
    whole = {"activity": list(told.name)} | columns
    return {name: [values[n] for n in kept] for name, values in whole.items()}


def _told(alliance: Alliance) -> Columns:
    """What is said of each activity as a whole."""
    told = alliance.activities
    heirs = (*alliance.actors.id, "")
    return {
        "led_by": [LED_BY[code] if code else "" for code in told.led_by.tolist()],
        "continues": [CONTINUES[code] if code else "" for code in told.continues.tolist()],
        "continues_evidence": list(told.continues_evidence),
        "taken_over_by": [heirs[code] for code in told.taken_over_by.tolist()],
        "purpose": ["evaluation" if is_it else "" for is_it in told.evaluation.tolist()],
    }


def _cells(alliance: Alliance) -> tuple[list[str], list[str]]:
    """Start and end of each row, so that the reader finds the same days again."""
    part = alliance.participations
    days = [
        _Days(*row)
        for row in zip(
            part.start.tolist(), part.end.tolist(), part.latest_start.tolist(), strict=True
        )
    ]
    written = [_written(row) for row in days]
    dated: dict[int, list[_Days]] = defaultdict(list)
    for activity, row, cell in zip(part.activity.tolist(), days, written, strict=True):
        if cell is not None and row.end != dates.END:
            dated[activity].append(row)
    starts, ends = [], []
    for activity, row, cell in zip(part.activity.tolist(), days, written, strict=True):
        start, end = cell or _from_the_others(row, dated[activity], alliance.last)
        starts.append(start)
        ends.append(end)
    return starts, ends


def _written(row: _Days) -> tuple[str, str] | None:
    """The cells that say these days; None where no date known in part begins and ends so."""
    if row.end == dates.END:
        return "", ""
    for text, date in _partial_dates(row.start):
        if date.last == row.latest_start or date.last >= row.latest_start == row.end:
            return text, "" if date.last == row.end else dates.iso(row.end)
    return None


def _partial_dates(start: int) -> list[tuple[str, PartialDate]]:
    """The day, and the month, quarter and year that begin on it."""
    day = dt.date.fromordinal(start)
    found = [(day.isoformat(), PartialDate(start, start))]
    if day.day == 1:
        found.append((f"{day:%Y-%m}", dates.months(day.year, day.month, 1)))
        if day.month % 3 == 1:
            quarter = (day.month + 2) // 3
            found.append((f"{day.year:04d}-Q{quarter}", dates.months(day.year, day.month, 3)))
        if day.month == 1:
            found.append((f"{day.year:04d}", dates.months(day.year, 1, 12)))
    return found


def _from_the_others(row: _Days, others: Sequence[_Days], last: int | None) -> tuple[str, str]:
    """A row that took its days from its activity is left blank again.

    What cannot be said either way begins on its first day: that happens only to the days of a
    secretariat cut out of a pair's row, which no figure asks for.
    """
    if others:
        start = min(other.start for other in others)
        latest = min(other.latest_start for other in others)
        if (start, latest) == (row.start, row.latest_start):
            if max(other.end for other in others) == row.end:
                return "", ""
            if row.end == last:
                return "", "ongoing"
    return dates.iso(row.start), dates.iso(row.end)
