"""The figures once more: slow, plain and written from the definitions alone.

Nothing here is shared with the package. Every figure that the package prints is compared with
what these loops give, so each line should be readable beside the definition that it stands for.
A comment that begins with ``# open:`` marks a corner that the definitions leave open, and what
was decided.

The way of the data: rows of the files -> parts (an actor in an activity for some days) -> stretches
(days on which the same actors are there) -> spells of pairs -> a picture of each window -> figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import networkx as nx

Row = dict[str, str]
Pair = tuple[str, str]

ONE_DAY = timedelta(days=1)
DAYS_IN_A_MONTH = 365.25 / 12
LEAD_WORDS = {
    "lead", "leader", "co-lead", "organiser", "organizer", "host",
    "tovholder", "leder", "arrangør", "vært",
}  # fmt: skip
YES_WORDS = {"true", "yes", "ja", "1", "sand"}
ONGOING_WORDS = {"ongoing", "løbende"}
UNKNOWN_WORDS = {"unknown", "ukendt"}
SCENARIOS = ("present", "hub_leaves", "led_activities_end", "unaided")


# -------------------------------------------------------------------------------------------- dates


def days_of(text: str) -> tuple[date, date]:
    """First and last day that a date of the record can mean: 2017, 2017-03, 2017-Q2, 2017-03-14."""
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-[Qq][1-4]", text):
        year, quarter = int(text[:4]), int(text[-1])
        return date(year, 3 * quarter - 2, 1), last_of_month(year, 3 * quarter)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1), last_of_month(year, month)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        day = date.fromisoformat(text)
        return day, day
    raise ValueError(f"not a date: {text!r}")


def last_of_month(year: int, month: int) -> date:
    """Last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - ONE_DAY


def cell(row: Row, column: str) -> str:
    """A cell, trimmed; a column that is missing is a blank cell."""
    return (row.get(column) or "").strip()


# ------------------------------------------------------------------------------------------- actors


@dataclass(frozen=True)
class Actor:
    """One row of nodes.csv."""

    id: str
    sector: str
    flagged: bool
    term_start: date
    term_end: date
    joined: date | None
    left: date | None
    left_unknown: bool

    def in_term(self, day: date) -> bool:
        """Whether it is the secretariat on that day."""
        return self.flagged and self.term_start <= day <= self.term_end


def read_actors(nodes: list[Row]) -> dict[str, Actor]:
    """Actors by id."""
    actors = {}
    for row in nodes:
        joined, left = cell(row, "joined"), cell(row, "left")
        # open: an imprecise term or membership is read at its widest: 2017 begins on 1 January as
        # `joined` and `secretariat_from`, and ends on 31 December as `left` and
        # `secretariat_until`.
        # open: `joined` unknown says nothing about when: the actor counts where it takes part.
        joined_known = joined != "" and joined.lower() not in UNKNOWN_WORDS
        left_unknown = left.lower() in UNKNOWN_WORDS
        actors[cell(row, "id")] = Actor(
            id=cell(row, "id"),
            sector=cell(row, "sector"),
            flagged=cell(row, "secretariat").lower() in YES_WORDS,
            term_start=first_day(cell(row, "secretariat_from"), date.min),
            term_end=last_day(cell(row, "secretariat_until"), date.max),
            joined=days_of(joined)[0] if joined_known else None,
            left=days_of(left)[1] if left != "" and not left_unknown else None,
            left_unknown=left_unknown,
        )
    return actors


def first_day(text: str, otherwise: date) -> date:
    """First day that a date can mean, or another day where the cell is blank."""
    return otherwise if text == "" else days_of(text)[0]


def last_day(text: str, otherwise: date) -> date:
    """Last day that a date can mean, or another day where the cell is blank or `ongoing`."""
    return otherwise if text == "" or text.lower() in ONGOING_WORDS else days_of(text)[1]


# -------------------------------------------------------------------------------- the rows of edges


@dataclass(frozen=True)
class Days:
    """From `start` to `end`; `latest_start` is the last day on which it can have begun."""

    start: date
    latest_start: date
    end: date


@dataclass(frozen=True)
class Part:
    """One actor in one activity; `days` is None when nobody wrote them down.

    `secretariat` is True where the actor has its term; a row that straddles an end of the term
    becomes two parts, or three.
    """

    activity: str
    actor: str
    leads: bool
    days: Days | None
    secretariat: bool = False


def rows_once(edges: list[Row], columns: tuple[str, ...]) -> list[Row]:
    """The rows, each repeated row once."""
    # open: a row is repeated when it agrees in the columns that count (activity, actor, role,
    # start, end; or source, target, activity, start, end, secretariat), whatever its further
    # columns say.
    seen, kept = set(), []
    for row in edges:
        key = tuple(cell(row, column) for column in columns)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def is_partnership_shape(edges: list[Row]) -> bool:
    """Whether a row is a pair (source, target) and not an actor in an activity."""
    return (
        len(edges) > 0
        and "source" in edges[0]
        and "target" in edges[0]
        and ("actor" not in edges[0])
    )


def distinct_rows(edges: list[Row]) -> list[Row]:
    """The rows that count, in either shape."""
    if is_partnership_shape(edges):
        return rows_once(edges, ("source", "target", "activity", "start", "end", "secretariat"))
    return rows_once(edges, ("activity", "actor", "role", "start", "end"))


def days_of_rows(rows: list[Row], activity_of: list[str]) -> list[Days | None]:
    """The days of each row; `activity_of` is the activity that lends its days to a row without."""
    record_end = date.min
    for row in rows:
        # open: the last day recorded anywhere is the last day of an activity. Memberships and terms
        # are no activities: a term until 2030 must not keep an ongoing activity alive until 2030.
        # open: an ongoing row with start 2019 vouches for all of 2019, as if its end were blank.
        start, end = cell(row, "start"), cell(row, "end")
        if end != "" and not is_ongoing(end):
            record_end = max(record_end, days_of(end)[1])
        elif start != "":
            record_end = max(record_end, days_of(start)[1])

    own: list[Days | None] = []
    for row in rows:
        start, end = cell(row, "start"), cell(row, "end")
        if start == "" and (end == "" or is_ongoing(end)):
            own.append(None)
            continue
        # open: an end without a start is read like a start without an end: all of 2017.
        first, latest_start = days_of(start or end)
        last = record_end if is_ongoing(end) else days_of(end or start)[1]
        if last < first:
            raise ValueError(f"end before start: {row}")
        # open: start 2017 with end 2017-06 can have begun no later than 30 June 2017.
        own.append(Days(first, min(latest_start, last), last))

    days: list[Days | None] = []
    for row, row_days, activity in zip(rows, own, activity_of, strict=True):
        of_activity = [
            other
            for other, its_activity in zip(own, activity_of, strict=True)
            if its_activity == activity and other is not None
        ]
        if row_days is not None:
            days.append(row_days)
        elif of_activity:
            # open: the first day that a row without dates takes is known as well as the activity
            # knows it: no later than the earliest day by which one of its rows must have begun.
            # open: `ongoing` without a start begins with its activity.
            days.append(
                Days(
                    min(other.start for other in of_activity),
                    min(other.latest_start for other in of_activity),
                    record_end
                    if is_ongoing(cell(row, "end"))
                    else max(other.end for other in of_activity),
                )
            )
        else:
            # open: `ongoing` without a start, in an activity without dates, says nothing.
            days.append(None)
    return days


def is_ongoing(text: str) -> bool:
    """Whether an end says that the activity goes on."""
    return text.lower() in ONGOING_WORDS


def read_parts(edges: list[Row], actors: dict[str, Actor]) -> list[Part]:
    """All parts, each either within the term of a secretariat or not."""
    rows = distinct_rows(edges)
    if is_partnership_shape(edges):
        parts = read_partnerships(rows, actors)
    else:
        parts = read_participations(rows)
    return [piece for part in parts for piece in split_at_term(part, actors[part.actor])]


def read_participations(rows: list[Row]) -> list[Part]:
    """A part for each row of the participation shape."""
    activity_of = [cell(row, "activity") for row in rows]
    return [
        Part(activity, cell(row, "actor"), cell(row, "role").lower() in LEAD_WORDS, days)
        for row, activity, days in zip(
            rows, activity_of, days_of_rows(rows, activity_of), strict=True
        )
    ]


def read_partnerships(rows: list[Row], actors: dict[str, Actor]) -> list[Part]:
    """The parts of the partnership shape: a row is an activity of these two and the secretariat."""
    # open: a row without dates takes the first and last day of the activity that it names.
    # open: A-B and B-A with the same cells are two rows, hence two activities.
    named = [cell(row, "activity") or f"(row {number})" for number, row in enumerate(rows)]
    all_days = days_of_rows(rows, named)
    secretariat = [actor for actor in actors.values() if actor.flagged]
    parts = []
    for number, row in enumerate(rows):
        activity, days = f"row {number}", all_days[number]
        pair = (cell(row, "source"), cell(row, "target"))
        involvement = cell(row, "secretariat").lower()
        for one in pair:
            leads = involvement == "led" and actors[one].flagged
            parts.append(Part(activity, one, leads, days))
        if involvement in ("present", "led"):
            # open: `present` is read as presence without a role. No lead is recorded then, so the
            # tie counts among those with an unknown lead, as it does in the participation shape.
            # open: with several secretariats in their term, all of them were there.
            # open: a secretariat that is named here and marked nowhere cannot be placed.
            if not secretariat:
                raise ValueError("a row says that a secretariat took part, and none is marked")
            if not any(actors[one].flagged for one in pair):
                for actor in secretariat:
                    parts += within_term(
                        Part(activity, actor.id, involvement == "led", days), actor
                    )
        else:
            # A row of the secretariat in the named activity counts beside the column, also where
            # the column says `none`: what may have needed the secretariat is not independent.
            for other_number, other in enumerate(rows):
                if other_number == number or named[other_number] != named[number]:
                    continue
                for actor in secretariat:
                    other_pair = (cell(other, "source"), cell(other, "target"))
                    if actor.id not in other_pair or actor.id in pair:
                        continue
                    # "At that time": on the days that both rows have.
                    # open: where the secretariat led in its own row, it led here too.
                    leads = cell(other, "secretariat").lower() == "led"
                    common = days_in_common(days, all_days[other_number])
                    if days is None or common is not None:
                        parts += within_term(Part(activity, actor.id, leads, common), actor)
    return parts


def days_in_common(one: Days | None, other: Days | None) -> Days | None:
    """The days that both have."""
    if one is None or other is None:
        return None
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Days(start, start, end) if start <= end else None


def within_term(part: Part, actor: Actor) -> list[Part]:
    """The part of it, if any, that lies in the actor's term."""
    return [piece for piece in split_at_term(part, actor) if piece.secretariat]


def split_at_term(part: Part, actor: Actor) -> list[Part]:
    """The part, split where the actor's term begins and ends."""
    if part.days is None:
        # open: in an activity without dates a marked actor is the secretariat, whatever its term:
        # nothing then counts as independent that may have needed it.
        return [Part(part.activity, part.actor, part.leads, None, actor.flagged)]
    pieces = []
    start = part.days.start
    while start <= part.days.end:
        end = part.days.end
        if actor.flagged and start < actor.term_start <= end:
            end = actor.term_start - ONE_DAY
        elif actor.in_term(start) and actor.term_end < end:
            end = actor.term_end
        latest_start = min(max(part.days.latest_start, start), end)
        days = Days(start, latest_start, end)
        pieces.append(Part(part.activity, part.actor, part.leads, days, actor.in_term(start)))
        start = end + ONE_DAY
    return pieces


# ---------------------------------------------------------------------------------- windows of time


@dataclass(frozen=True)
class Window:
    """A stretch of the calendar; `all` has no dates where nothing in the record has."""

    label: str
    start: date | None
    end: date | None

    def meets(self, days: Days | None) -> bool:
        """Whether some of these days lie in the window; without days only in the window `all`."""
        if self.label == "all":
            return True
        if days is None:
            return False
        assert self.start is not None
        assert self.end is not None
        return days.start <= self.end and days.end >= self.start


def window_around(day: date, every: str) -> Window:
    """The window of the calendar in which a day lies."""
    year, month = day.year, day.month
    if every == "year":
        return Window(f"{year}", date(year, 1, 1), date(year, 12, 31))
    if every == "half":
        half = 1 if month <= 6 else 2
        return Window(f"{year}-H{half}", date(year, 6 * half - 5, 1), last_of_month(year, 6 * half))
    if every == "quarter":
        quarter = (month + 2) // 3
        return Window(
            f"{year}-Q{quarter}",
            date(year, 3 * quarter - 2, 1),
            last_of_month(year, 3 * quarter),
        )
    if every == "month":
        return Window(f"{year}-{month:02d}", date(year, month, 1), last_of_month(year, month))
    if every == "school-year":
        begins = year if month >= 8 else year - 1
        return Window(
            f"{begins}/{(begins + 1) % 100:02d}", date(begins, 8, 1), date(begins + 1, 7, 31)
        )
    raise ValueError(f"no such window: {every!r}")


def windows_of(parts: list[Part], every: str) -> list[Window]:
    """All windows over the recorded time, those without any activity too."""
    first, last = recorded_time(parts)
    if every == "all":
        return [Window("all", first, last)]
    windows: list[Window] = []
    day = first
    while day is not None and last is not None and day <= last:
        window = window_around(day, every)
        windows.append(window)
        assert window.end is not None
        day = window.end + ONE_DAY
    return windows


def recorded_time(parts: list[Part]) -> tuple[date | None, date | None]:
    """First and last day of the record: of the activities, not of memberships or terms."""
    dated = [part.days for part in parts if part.days is not None]
    if not dated:
        return None, None
    return min(days.start for days in dated), max(days.end for days in dated)


# ----------------------------------------------------------------------------- stretches and spells


@dataclass(frozen=True)
class Stretch:
    """Days of one activity on which the same parts are there; `start` is None when undated."""

    activity: str
    start: date | None
    end: date | None
    parts: tuple[Part, ...]
    led_by: str = ""

    @property
    def involvement(self) -> str:
        """The part that the secretariat has: `none`, `present` or `led`."""
        if not any(part.secretariat for part in self.parts):
            return "none"
        # Said of the whole activity, where no row of it leads.
        if self.led_by == "secretariat":
            return "led"
        secretariat_leads = any(part.secretariat and part.leads for part in self.parts)
        partner_leads = any(not part.secretariat and part.leads for part in self.parts)
        return "led" if secretariat_leads and not partner_leads else "present"

    def days(self) -> Days | None:
        """The days of the stretch."""
        if self.start is None or self.end is None:
            return None
        return Days(self.start, self.start, self.end)


def stretches_of(activity: str, parts: list[Part], said: dict[str, Row]) -> list[Stretch]:
    """The elementary stretches of one activity, in order of time."""
    mine = [part for part in parts if part.activity == activity]
    led_by = "" if any(part.leads for part in mine) else cell(said.get(activity, {}), "led_by")
    undated = tuple(part for part in mine if part.days is None)
    if undated:
        # Rows without dates take those of their activity, so here none of its rows has any.
        return [Stretch(activity, None, None, undated, led_by)]
    cuts = set()
    for part in mine:
        assert part.days is not None
        cuts.add(part.days.start)
        cuts.add(part.days.end + ONE_DAY)
    stretches = []
    ordered = sorted(cuts)
    for start, next_start in pairwise(ordered):
        there = tuple(
            part for part in mine if part.days and part.days.start <= start <= part.days.end
        )
        if there:
            stretches.append(Stretch(activity, start, next_start - ONE_DAY, there, led_by))
    return stretches


@dataclass(frozen=True)
class Spell:
    """Two actors in one activity, with one involvement of the secretariat throughout."""

    pair: Pair
    activity: str
    involvement: str
    days: Days | None


def spells_of(activity: str, stretches: list[Stretch]) -> list[Spell]:
    """The spells of every pair in one activity; the secretariat's own pairs are among them."""
    mine = [stretch for stretch in stretches if stretch.activity == activity]
    actors = sorted({part.actor for stretch in mine for part in stretch.parts})
    spells = []
    for pair in combinations(actors, 2):
        run: list[Stretch] = []
        for stretch in mine:
            together = set(pair) <= {part.actor for part in stretch.parts}
            goes_on = (
                together
                and len(run) > 0
                and run[-1].involvement == stretch.involvement
                and run[-1].end is not None
                and run[-1].end + ONE_DAY == stretch.start
            )
            if run and not goes_on:
                spells.append(spell_of(pair, run))
                run = []
            if together:
                run.append(stretch)
        if run:
            spells.append(spell_of(pair, run))
    return spells


def spell_of(pair: Pair, run: list[Stretch]) -> Spell:
    """The spell of a pair over a run of stretches."""
    start, end = run[0].start, run[-1].end
    if start is None or end is None:
        return Spell(pair, run[0].activity, run[0].involvement, None)
    # The later of the two partners' rows. An actor may have several rows: each two rows that are
    # there together vouch for a start, and the earliest of what they vouch for counts.
    # The rule is taken to the letter: A in 2017 and B on 14 March 2017 met on some day of 2017 for
    # all that is known (A may have come later, and not have met B then), so that the order with a
    # meeting in April is not known.
    vouched = []
    for stretch in run:
        assert stretch.start is not None
        for one in stretch.parts:
            for other in stretch.parts:
                if one.actor == pair[0] and other.actor == pair[1]:
                    assert one.days is not None
                    assert other.days is not None
                    later = max(one.days.latest_start, other.days.latest_start)
                    vouched.append(max(later, stretch.start))
    return Spell(pair, run[0].activity, run[0].involvement, Days(start, min(vouched), end))


# --------------------------------------------------------------------------------------- the record


@dataclass(frozen=True)
class Record:
    """All that was recorded, ready to be looked at through a window."""

    actors: dict[str, Actor]
    parts: list[Part]
    stretches: list[Stretch]
    spells: list[Spell]
    size: dict[str, int]
    without_lead: set[str]
    said: dict[str, Row]
    participations: int
    evaluation_activities: int

    @property
    def flagged(self) -> list[str]:
        """The actors that are secretariat at some time."""
        return sorted(actor.id for actor in self.actors.values() if actor.flagged)


def read_record(
    nodes: list[Row], edges: list[Row], max_size: int | None, told: list[Row] | None = None
) -> Record:
    """Rows to the record. Spells of activities larger than `max_size` are left out."""
    actors = read_actors(nodes)
    said = {cell(row, "activity"): row for row in told or []}
    evaluation = {name for name, row in said.items() if cell(row, "purpose") == "evaluation"}
    # open: evaluation is in the record, so an ongoing row may reach to its last day.
    parts = [part for part in read_parts(edges, actors) if part.activity not in evaluation]
    activities = sorted({part.activity for part in parts})
    # n of an activity: its distinct actors over all its rows, whether or not they ever met.
    size = {
        activity: len({part.actor for part in parts if part.activity == activity})
        for activity in activities
    }
    stretches = [
        stretch for activity in activities for stretch in stretches_of(activity, parts, said)
    ]
    within_size = [
        activity for activity in activities if max_size is None or size[activity] <= max_size
    ]
    return Record(
        actors=actors,
        parts=parts,
        stretches=stretches,
        spells=[spell for activity in within_size for spell in spells_of(activity, stretches)],
        size=size,
        # "Records no lead at all": in none of its rows, at no time, nor as a whole.
        without_lead={
            activity
            for activity in activities
            if not any(part.leads for part in parts if part.activity == activity)
            and cell(said.get(activity, {}), "led_by") in ("", "unknown")
        },
        said=said,
        participations=len(
            [row for row in distinct_rows(edges) if cell(row, "activity") not in evaluation]
        ),
        evaluation_activities=len(evaluation),
    )


# -------------------------------------------------------------------------- the picture of a window


@dataclass
class Tie:
    """Two partners with at least one spell in the window."""

    pair: Pair
    spells: list[Spell]
    size: dict[str, int]

    @property
    def tie_class(self) -> str:
        """`independent`, `supported` or `carried`."""
        involvements = {spell.involvement for spell in self.spells}
        if "none" in involvements:
            return "independent"
        return "supported" if "present" in involvements else "carried"

    @property
    def activities(self) -> set[str]:
        """What the two did together in the window."""
        return {spell.activity for spell in self.spells}

    @property
    def independent_activities(self) -> set[str]:
        """What they did together, at least for some days of the window, without the secretariat."""
        return {spell.activity for spell in self.spells if spell.involvement == "none"}

    def strength(self, activities: set[str]) -> float:
        """Newman's strength over these activities."""
        return sum(1 / (self.size[activity] - 1) for activity in sorted(activities))

    def lead_unknown(self, without_lead: set[str]) -> bool:
        """Supported now, carried if the secretariat had led where no lead is recorded."""
        return self.tie_class == "supported" and all(
            spell.activity in without_lead
            for spell in self.spells
            if spell.involvement == "present"
        )


@dataclass
class Picture:
    """What is in one window."""

    record: Record
    window: Window
    parts: list[Part]
    stretches: list[Stretch]
    secretariat: list[str]
    roster: list[str]
    ties: dict[Pair, Tie]
    own_ties: set[Pair]
    activities: list[str] = field(default_factory=list)


def picture_of(record: Record, window: Window) -> Picture:
    """The window's activities, roster and ties."""
    parts = [part for part in record.parts if window.meets(part.days)]
    stretches = [stretch for stretch in record.stretches if window.meets(stretch.days())]
    secretariat = sorted({part.actor for part in parts if part.secretariat})
    taking_part = {part.actor for part in parts}
    roster = sorted(
        actor.id
        for actor in record.actors.values()
        if actor.id not in secretariat and (actor.id in taking_part or is_member(actor, window))
    )
    spells: dict[Pair, list[Spell]] = {}
    for spell in record.spells:
        if window.meets(spell.days):
            spells.setdefault(spell.pair, []).append(spell)
    return Picture(
        record=record,
        window=window,
        parts=parts,
        stretches=stretches,
        secretariat=secretariat,
        roster=roster,
        ties={
            pair: Tie(pair, spells[pair], record.size)
            for pair in sorted(spells)
            if pair[0] in roster and pair[1] in roster
        },
        # open: all ties of a secretariat in the window are its own ties: those to partners and to
        # another secretariat, also from days of the window after its term.
        own_ties={pair for pair in spells if pair[0] in secretariat or pair[1] in secretariat},
        activities=sorted({part.activity for part in parts}),
    )


def is_member(actor: Actor, window: Window) -> bool:
    """Whether a partner is a member at some time in the window."""
    if actor.joined is None or actor.left_unknown:
        return False
    if window.start is None or window.end is None:
        # open: where nothing is dated, every member counts.
        return not actor.flagged
    if actor.joined > window.end or (actor.left is not None and actor.left < window.start):
        return False
    # open: a marked actor is a partner, and so a member at risk, only outside its term: it needs a
    # day in the window that is a day of its membership and not of its term.
    day = max(actor.joined, window.start)
    last = window.end if actor.left is None else min(actor.left, window.end)
    while day <= last:
        if not actor.in_term(day):
            return True
        day += ONE_DAY
    return False


# ----------------------------------------------------------------------------- graphs and scenarios


def graph_of(nodes: Iterable[str], edges: Iterable[Pair]) -> nx.Graph:
    """A graph of these nodes and edges."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def scenario_ties(picture: Picture, scenario: str) -> list[Pair]:
    """The ties of partners that a scenario leaves: those of which some spell goes on."""
    return [
        pair
        for pair, tie in picture.ties.items()
        if any(goes_on(spell, scenario, picture.record.said) for spell in tie.spells)
    ]


def goes_on(spell: Spell, scenario: str, said: dict[str, Row]) -> bool:
    """Whether a meeting is left: as somebody has said, else by what the secretariat did in it."""
    if scenario in ("present", "hub_leaves"):
        return True
    future = cell(said.get(spell.activity, {}), "continues")
    if future in ("yes", "no"):
        return future == "yes"
    left = {"led_activities_end": ("none", "present"), "unaided": ("none",)}[scenario]
    return spell.involvement in left


def scenario_graph(picture: Picture, scenario: str) -> nx.Graph:
    """The graph of a scenario: the roster, and in `present` the secretariat."""
    ties = scenario_ties(picture, scenario)
    if scenario == "present":
        # open: the secretariats that are nodes are those that take part as such in the window.
        return graph_of([*picture.roster, *picture.secretariat], [*ties, *picture.own_ties])
    return graph_of(picture.roster, ties)


def brokerage_graph(picture: Picture) -> nx.Graph:
    """Independent ties and the secretariat's own: where it would stand between others."""
    ties = [pair for pair, tie in picture.ties.items() if tie.tie_class == "independent"]
    return graph_of([*picture.roster, *picture.secretariat], [*ties, *picture.own_ties])


def pairs(count: int) -> int:
    """Pairs among so many: C(n, 2)."""
    return count * (count - 1) // 2


def ratio(part: float | None, whole: float | None) -> float | None:
    """A share, undefined where there is nothing to have a share of."""
    return None if part is None or not whole else part / whole


def connected_pairs(graph: nx.Graph, roster: list[str]) -> int:
    """Pairs of partners with a path between them."""
    return sum(nx.has_path(graph, one, other) for one, other in combinations(roster, 2))


def partners_in_largest_component(graph: nx.Graph, roster: list[str]) -> int:
    """Partners in the component that has most partners."""
    # open: in `present` the largest component is the one with most partners, not most nodes.
    counts = [
        sum(actor in roster for actor in component) for component in nx.connected_components(graph)
    ]
    return max(counts, default=0)


def mean_inverse_distance(graph: nx.Graph, roster: list[str]) -> float | None:
    """Mean of 1/distance over pairs of partners, 0 for those that are apart."""
    total = 0.0
    for one in roster:
        distances = nx.single_source_shortest_path_length(graph, one)
        for other in roster:
            if one < other and other in distances:
                total += 1 / distances[other]
    return ratio(total, pairs(len(roster)))


def degree_centralization(graph: nx.Graph) -> float | None:
    """Freeman's, over all nodes of the graph."""
    degrees = [degree for _, degree in graph.degree()]
    count = len(degrees)
    if count < 3:
        return None
    return sum(max(degrees) - degree for degree in degrees) / ((count - 1) * (count - 2))


def cross_sector_share(picture: Picture, ties: list[Pair]) -> float | None:
    """Ties across sectors among those with both sectors known."""
    sector = {actor.id: actor.sector for actor in picture.record.actors.values()}
    known = [pair for pair in ties if sector[pair[0]] and sector[pair[1]]]
    across = [pair for pair in known if sector[pair[0]] != sector[pair[1]]]
    return ratio(len(across), len(known))


def cross_sector_expected(picture: Picture) -> float | None:
    """The share if partners of the roster mixed at random: the pairs that are across sectors."""
    sectors = [
        picture.record.actors[actor].sector
        for actor in picture.roster
        if picture.record.actors[actor].sector
    ]
    count = len(sectors)
    if count < 2:
        return None
    within = sum(sectors.count(sector) * (sectors.count(sector) - 1) for sector in set(sectors))
    return 1 - within / (count * (count - 1))


def scenario_figures(picture: Picture, scenario: str) -> dict[str, Any]:
    """The figures of one window and scenario."""
    graph, roster = scenario_graph(picture, scenario), picture.roster
    ties = scenario_ties(picture, scenario)
    count = len(roster)
    return {
        "ties": len(ties),
        "density": ratio(len(ties), pairs(count)),
        "connectedness": ratio(connected_pairs(graph, roster), pairs(count)),
        "largest_component": ratio(partners_in_largest_component(graph, roster), count),
        "efficiency": mean_inverse_distance(graph, roster),
        "isolates": sum(graph.degree(actor) == 0 for actor in roster),
        "degree_centralization": degree_centralization(graph),
        "cross_sector_share": cross_sector_share(picture, ties),
        "cross_sector_expected": cross_sector_expected(picture),
    }


# -------------------------------------------------------------------------- the figures of a window


def tie_figures(picture: Picture) -> dict[str, Any]:
    """Ties by class, and what of them is independent."""
    ties = list(picture.ties.values())
    count = {
        tie_class: sum(tie.tie_class == tie_class for tie in ties)
        for tie_class in ("independent", "supported", "carried")
    }
    strength = sum(tie.strength(tie.activities) for tie in ties)
    independent_strength = sum(tie.strength(tie.independent_activities) for tie in ties)
    return {
        "ties": {
            "total": len(ties),
            **count,
            "lead_unknown": sum(tie.lead_unknown(picture.record.without_lead) for tie in ties),
        },
        "independent_share": ratio(count["independent"], len(ties)),
        "independent_strength_share": ratio(independent_strength, strength),
        "deep": sum(len(tie.independent_activities) >= 2 for tie in ties),
    }


def betweenness(graph: nx.Graph) -> dict[str, float | None]:
    """Share of the (N - 1)(N - 2)/2 other pairs that an actor stands between."""
    count = len(graph)
    if count < 3:
        return dict.fromkeys(graph)
    between = nx.betweenness_centrality(graph, normalized=False)
    return {actor: between[actor] / pairs(count - 1) for actor in graph}


def constraint(graph: nx.Graph, actor: str) -> float | None:
    """Burt's constraint, each tie worth the same; undefined for an actor without a tie."""
    neighbours = list(graph[actor])
    if not neighbours:
        return None
    total = 0.0
    for neighbour in neighbours:
        invested = 1 / len(neighbours)
        for go_between in neighbours:
            if go_between != neighbour and graph.has_edge(go_between, neighbour):
                invested += 1 / len(neighbours) * 1 / graph.degree(go_between)
        total += invested**2
    return total


def secretariat_figures(picture: Picture) -> dict[str, Any]:
    """What the secretariat does in the window and where it stands."""
    attended = {part.activity for part in picture.parts if part.secretariat}
    with_lead = {part.activity for part in picture.parts if part.leads}
    partner_led = {part.activity for part in picture.parts if part.leads and not part.secretariat}
    for stretch in picture.stretches:
        # Said of the whole activity, where no row of it leads.
        if stretch.led_by in ("partner", "shared"):
            with_lead.add(stretch.activity)
            partner_led.add(stretch.activity)
        elif stretch.involvement == "led":
            with_lead.add(stretch.activity)
    graph = brokerage_graph(picture)
    between = betweenness(graph)
    # open: every marked actor is a key in every window with activity; its value is undefined in a
    # window in which it does not take part as secretariat.
    return {
        # open: a marked secretariat that stays away attends a share of 0, which is a true zero.
        "attended_share": ratio(len(attended), len(picture.activities)),
        # open: a lead row that goes on after the term is, for those days, not the secretariat's.
        "led_share": ratio(len(with_lead - partner_led), len(with_lead)),
        "betweenness": {
            actor: between[actor] if actor in picture.secretariat else None
            for actor in picture.record.flagged
        },
        "constraint": {
            actor: constraint(graph, actor) if actor in picture.secretariat else None
            for actor in picture.record.flagged
        },
        "pairs_only_through": connected_pairs(scenario_graph(picture, "present"), picture.roster)
        - connected_pairs(scenario_graph(picture, "hub_leaves"), picture.roster),
    }


def lead_pairs(picture: Picture) -> set[tuple[str, str]]:
    """(partner, activity) where a partner leads on some day of the window."""
    # open: an actor that is secretariat in this window is no partner in it, even when it leads on
    # after its term; it is a partner lead from the next window on.
    return {
        (part.actor, part.activity)
        for part in picture.parts
        if part.leads and part.actor in picture.roster
    }


def convening_figures(picture: Picture, earlier: list[Picture]) -> dict[str, Any]:
    """Who starts and leads things."""
    led_without = {
        stretch.activity
        for stretch in picture.stretches
        if stretch.involvement == "none"
        # open: a partner that nobody names led it, where some partner is there on that day.
        and any(
            (part.leads or stretch.led_by in ("partner", "shared")) and part.actor in picture.roster
            for part in stretch.parts
        )
    }
    led = lead_pairs(picture)
    leads = {actor for actor, _ in led}
    led_before = {actor for before in earlier for actor, _ in lead_pairs(before)}
    squares = sum(
        (sum(actor == lead for actor, _ in led) / len(led)) ** 2 for lead in sorted(leads)
    )
    # open: all partner leads count here, not only those of independent activities, and activities
    # larger than `max_size` count too.
    return {
        "partner_led_independent": len(led_without),
        "partner_leads": len(leads),
        "effective_leads": ratio(1, squares),
        "first_time_leads": len(leads - led_before),
    }


def turnover_figures(picture: Picture, before: Picture | None) -> dict[str, Any]:
    """What changed since the window before; undefined where that is missing or has no activity."""
    if before is None or not before.activities:
        names = ("persistence", "formed", "dissolved", "jaccard", "actors_joined", "actors_left")
        return dict.fromkeys(names)
    now, then = set(picture.ties), set(before.ties)
    return {
        "persistence": ratio(len(now & then), len(then)),
        "formed": len(now - then),
        "dissolved": len(then - now),
        "jaccard": ratio(len(now & then), len(now | then)),
        "actors_joined": len(set(picture.roster) - set(before.roster)),
        "actors_left": len(set(before.roster) - set(picture.roster)),
    }


def robustness(graph: nx.Graph) -> float | None:
    """Schneider's R: the largest component, averaged while the best connected go one by one."""
    count = len(graph)
    if count == 0:
        return None
    left = graph.copy()
    total = 0.0
    for _ in range(count):
        most = max(degree for _, degree in left.degree())
        left.remove_node(min(actor for actor, degree in left.degree() if degree == most))
        total += max((len(part) for part in nx.connected_components(left)), default=0) / count
    return total / count


def substitute_hub_figures(picture: Picture) -> dict[str, Any]:
    """Whether somebody else has become the one on whom all depends."""
    graph = scenario_graph(picture, "unaided")
    values = [value for value in betweenness(graph).values() if value is not None]
    return {
        "articulation_points": sorted(nx.articulation_points(graph)),
        "largest_betweenness": max(values, default=None),
        "robustness": robustness(graph),
    }


def window_figures(picture: Picture, earlier: list[Picture]) -> dict[str, Any]:
    """All figures of one window."""
    window = picture.window
    scenarios = {scenario: scenario_figures(picture, scenario) for scenario in SCENARIOS}
    figures = {
        "window": window.label,
        "start": window.start.isoformat() if window.start else None,
        "end": window.end.isoformat() if window.end else None,
        "partners": len(picture.roster),
        "activities": len(picture.activities),
        **tie_figures(picture),
        "scenarios": scenarios,
        "retention": {
            scenario: {
                name: ratio(scenarios[scenario][name], scenarios["present"][name])
                for name in ("connectedness", "largest_component", "efficiency")
            }
            for scenario in SCENARIOS[1:]
        },
        "secretariat": secretariat_figures(picture),
        "convening": convening_figures(picture, earlier),
        "turnover": turnover_figures(picture, earlier[-1] if earlier else None),
        "substitute_hub": substitute_hub_figures(picture),
    }
    if not picture.activities:
        # open: "null for the rest" is null for each key of the window, not for the keys within.
        kept = ("window", "start", "end", "activities")
        return {name: value if name in kept else None for name, value in figures.items()}
    if not picture.record.flagged:
        blank_questions_about_the_secretariat(figures)
    return figures


def blank_questions_about_the_secretariat(figures: dict[str, Any]) -> None:
    """Where no secretariat is marked, the questions about it have no figures."""
    # open: a question is about the secretariat when its definition mentions it. Nobody marked one,
    # so whether a tie needs it is not known, and "all ties are independent" would be a false
    # comfort. What remains: partners, activities, ties.total, the scenario `present`, leads and
    # turnover.
    for name in ("independent", "supported", "carried", "lead_unknown"):
        figures["ties"][name] = None
    for name in ("independent_share", "independent_strength_share", "deep"):
        figures[name] = None
    for scenario in SCENARIOS[1:]:
        figures["scenarios"][scenario] = dict.fromkeys(figures["scenarios"][scenario])
        figures["retention"][scenario] = dict.fromkeys(figures["retention"][scenario])
    for name in ("attended_share", "led_share", "pairs_only_through"):
        figures["secretariat"][name] = None
    figures["convening"]["partner_led_independent"] = None
    figures["substitute_hub"] = dict.fromkeys(figures["substitute_hub"])


# ---------------------------------------------------------------------------------------- offshoots


@dataclass(frozen=True)
class History:
    """The order of a pair's spells with the secretariat (P) and without it (I)."""

    order: str
    with_secretariat: list[Spell]
    without_secretariat: list[Spell]


def histories(record: Record) -> dict[Pair, History]:
    """How each pair of partners met, over the whole record."""
    # open: as in the window `all`, an actor that ever takes part as secretariat is no partner here.
    ever_secretariat = {part.actor for part in record.parts if part.secretariat}
    spells: dict[Pair, list[Spell]] = {}
    for spell in record.spells:
        if not ever_secretariat & set(spell.pair):
            spells.setdefault(spell.pair, []).append(spell)
    result = {}
    for pair in sorted(spells):
        p = [spell for spell in spells[pair] if spell.involvement != "none"]
        i = [spell for spell in spells[pair] if spell.involvement == "none"]
        if not i or (p and earliest_latest_start(p) < earliest_start(i)):
            order = "offshoot" if i else "met through the secretariat"
        elif not p or earliest_latest_start(i) < earliest_start(p):
            order = "independent from the start"
        else:
            order = "unknown"
        result[pair] = History(order, p, i)
    return result


def earliest_start(spells: list[Spell]) -> date:
    """The first day on which one of the spells can have begun."""
    # open: a spell without dates can have begun on any day at all.
    return min(date.min if spell.days is None else spell.days.start for spell in spells)


def earliest_latest_start(spells: list[Spell]) -> date:
    """The first day by which one of the spells must have begun."""
    return min(date.max if spell.days is None else spell.days.latest_start for spell in spells)


def months_to_offshoot(record: Record) -> float | None:
    """Kaplan-Meier median of the months from meeting through the secretariat to working without."""
    # open: time runs from the first day of the first dated spell with the secretariat to the first
    # day of the first without it, or to the end of the record; a month is 365.25/12 days; the
    # median is the first time at which the curve is at or below one half; a pair without dates has
    # no time.
    _, last = recorded_time(record.parts)
    times: list[tuple[int, bool]] = []
    for history in histories(record).values():
        dated = [spell for spell in history.with_secretariat if spell.days is not None]
        if history.order not in ("offshoot", "met through the secretariat") or not dated:
            continue
        assert last is not None
        begun = earliest_start(dated)
        happened = history.order == "offshoot"
        until = earliest_start(history.without_secretariat) if happened else last
        times.append(((until - begun).days, happened))
    surviving = Fraction(1)
    for time in sorted({time for time, happened in times if happened}):
        at_risk = sum(other >= time for other, _ in times)
        events = sum(other == time and happened for other, happened in times)
        surviving *= 1 - Fraction(events, at_risk)
        if surviving <= Fraction(1, 2):
            return time / DAYS_IN_A_MONTH
    return None


def offshoot_figures(record: Record) -> dict[str, Any]:
    """Pairs by how they met."""
    names = (
        "met_through_secretariat", "offshoots", "share",
        "independent_from_start", "order_unknown", "median_months",
    )  # fmt: skip
    if not record.flagged:
        return dict.fromkeys(names)
    orders = [history.order for history in histories(record).values()]
    offshoots = orders.count("offshoot")
    met_through = orders.count("met through the secretariat") + offshoots
    return {
        "met_through_secretariat": met_through,
        "offshoots": offshoots,
        "share": ratio(offshoots, met_through),
        "independent_from_start": orders.count("independent from the start"),
        "order_unknown": orders.count("unknown"),
        "median_months": months_to_offshoot(record),
    }


# --------------------------------------------------------------------------------- the three tables


def pictures_of(record: Record, every: str) -> list[Picture]:
    """Every window of the record."""
    return [picture_of(record, window) for window in windows_of(record.parts, every)]


def reference_metrics(
    nodes: list[Row],
    edges: list[Row],
    every: str,
    max_size: int | None = None,
    told: list[Row] | None = None,
) -> dict[str, Any]:
    """The object that ``ci-network metrics --format json`` prints.

    `told` is the table of activities, of records in the participation shape.
    """
    record = read_record(nodes, edges, max_size, told)
    first, last = recorded_time(record.parts)
    pictures = pictures_of(record, every)
    return {
        "data": {
            "partners": sum(not actor.flagged for actor in record.actors.values()),
            # open: in order of id.
            "secretariat": record.flagged,
            # open: in the partnership shape each row is an activity, whatever activity it names.
            "activities": len({part.activity for part in record.parts}),
            # open: a repeated row counts once here too.
            "participations": record.participations,
            "evaluation_activities": record.evaluation_activities,
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        },
        "windows": [
            window_figures(picture, pictures[:number]) for number, picture in enumerate(pictures)
        ],
        "offshoots": offshoot_figures(record),
    }


BEGAN = {
    "met through the secretariat": "met_through_secretariat",
    "offshoot": "offshoot",
    "independent from the start": "independent_from_start",
    "unknown": "order_unknown",
}


def reference_ties(
    nodes: list[Row], edges: list[Row], every: str, max_size: int | None = None
) -> list[dict[str, Any]]:
    """A row for each window and tie, in order of window, source and target."""
    record = read_record(nodes, edges, max_size)
    marked = len(record.flagged) > 0
    known = histories(record)
    table = []
    for picture in pictures_of(record, every):
        for pair, tie in picture.ties.items():
            # open: first and last met are facts of the pair: over the whole record, not the window,
            # and also from days on which one of the two was the secretariat.
            meetings = [spell for spell in record.spells if spell.pair == pair]
            met_without = [spell for spell in meetings if spell.involvement == "none"]
            table.append(
                {
                    "window": picture.window.label,
                    "source": pair[0],
                    "target": pair[1],
                    "class": tie.tie_class if marked else None,
                    "strength": tie.strength(tie.activities),
                    "activities": len(tie.activities),
                    "independent_activities": len(tie.independent_activities) if marked else None,
                    "first_met": first_of(meetings),
                    "last_met": last_of(meetings),
                    "first_met_without_secretariat": first_of(met_without) if marked else None,
                    "began": BEGAN[known[pair].order] if marked and pair in known else None,
                }
            )
    return table


def first_of(spells: list[Spell]) -> str | None:
    """First day of these spells, None when none of them has dates."""
    return min((spell.days.start.isoformat() for spell in spells if spell.days), default=None)


def last_of(spells: list[Spell]) -> str | None:
    """Last day of these spells, None when none of them has dates."""
    return max((spell.days.end.isoformat() for spell in spells if spell.days), default=None)


def reference_partners(
    nodes: list[Row], edges: list[Row], every: str, max_size: int | None = None
) -> list[dict[str, Any]]:
    """A row for each window with activity and partner of its roster, in order of window and id."""
    record = read_record(nodes, edges, max_size)
    table = []
    for picture in pictures_of(record, every):
        # A window without activity has no figures, and so no rows.
        if picture.activities:
            table += [partner_figures(picture, actor) for actor in picture.roster]
    return table


def partner_figures(picture: Picture, actor: str) -> dict[str, Any]:
    """One partner in one window."""
    classes = [tie.tie_class for pair, tie in picture.ties.items() if actor in pair]
    taken_part = {part.activity for part in picture.parts if part.actor == actor}
    beside_secretariat = {
        stretch.activity
        for stretch in picture.stretches
        if stretch.involvement != "none" and any(part.actor == actor for part in stretch.parts)
    }
    brokerage = brokerage_graph(picture)
    figures = {
        "window": picture.window.label,
        "id": actor,
        "ties": len(classes),
        "independent": classes.count("independent"),
        "supported": classes.count("supported"),
        "carried": classes.count("carried"),
        "ties_needing_secretariat": ratio(
            len(classes) - classes.count("independent"), len(classes)
        ),
        "activities": len(taken_part),
        "activities_needing_secretariat": ratio(len(beside_secretariat), len(taken_part)),
        "activities_led": sum(lead == actor for lead, _ in lead_pairs(picture)),
        **{
            f"isolate_{scenario}": scenario_graph(picture, scenario).degree(actor) == 0
            for scenario in ("present", "led_activities_end", "unaided")
        },
        "betweenness": betweenness(brokerage)[actor],
        "constraint": constraint(brokerage, actor),
    }
    if not picture.record.flagged:
        untouched = ("window", "id", "ties", "activities", "activities_led", "isolate_present")
        return {name: figures[name] if name in untouched else None for name in figures}
    return figures
