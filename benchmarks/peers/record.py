"""From nodes.csv and edges.csv to the ties of each window, in plain Python.

What every peer shares, since no graph library does it. It is written for the generator's data, in
which all rows of an activity have the same two days and the secretariat has no term: the product
handles more, so this makes the peers a little faster than they could be.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

NONE, PRESENT, LED = range(3)
INDEPENDENT, SUPPORTED, LEAD_UNKNOWN, CARRIED = range(4)


@dataclass
class Activity:
    """An activity with its members as numbers, the secretariat's apart."""

    name: str
    partners: list[int] = field(default_factory=list)
    secretariat: list[int] = field(default_factory=list)
    leads: set[int] = field(default_factory=set)
    start: int = 0
    end: int = 0
    standing: int = INDEPENDENT
    involvement: int = NONE

    @property
    def size(self) -> int:
        """Actors that take part."""
        return len(self.partners) + len(self.secretariat)


@dataclass
class Record:
    """The whole record; actors are numbered in the order of their ids."""

    ids: list[str]
    sector: list[str]
    secretariat: set[int]
    joined: dict[int, int]
    left: dict[int, int]
    activities: list[Activity]
    first: int
    last: int


@dataclass
class Window:
    """A window: who is at risk, what was done, and the pairs of partners with their activities."""

    label: str
    start: int
    end: int
    roster: list[int]
    secretariat: list[int]
    activities: list[Activity]
    ties: dict[tuple[int, int], list[Activity]]
    own: set[tuple[int, int]]


def read(folder: Path) -> Record:
    """Read both files."""
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = sorted(csv.DictReader(file), key=lambda row: row["id"])
    number = {row["id"]: place for place, row in enumerate(nodes)}
    flagged = {number[row["id"]] for row in nodes if row["secretariat"] == "true"}
    activities: dict[str, Activity] = {}
    days: dict[str, int] = {}
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        for name, actor, role, start, end in list(csv.reader(file))[1:]:
            activity = activities.get(name)
            if activity is None:
                activity = activities[name] = Activity(name)
                activity.start, activity.end = _day(start, days), _day(end, days)
            member = number[actor]
            (activity.secretariat if member in flagged else activity.partners).append(member)
            if role == "lead":
                activity.leads.add(member)
    for activity in activities.values():
        activity.partners = sorted(set(activity.partners))
        activity.secretariat = sorted(set(activity.secretariat))
        if activity.secretariat:
            led = bool(activity.leads) and activity.leads <= flagged
            activity.involvement = LED if led else PRESENT
            activity.standing = CARRIED if led else SUPPORTED if activity.leads else LEAD_UNKNOWN
    ordered = [activities[name] for name in sorted(activities)]
    return Record(
        ids=[row["id"] for row in nodes],
        sector=[row["sector"] for row in nodes],
        secretariat=flagged,
        joined={number[r["id"]]: _year(r["joined"], 1, 1) for r in nodes if r.get("joined")},
        left={number[r["id"]]: _year(r["left"], 12, 31) for r in nodes if r.get("left")},
        activities=ordered,
        first=min(activity.start for activity in ordered),
        last=max(activity.end for activity in ordered),
    )


def windows(record: Record, every: str) -> list[Window]:
    """The windows of the recorded time: ``year``, ``quarter`` or ``all``."""
    if every == "all":
        return [window(record, "all", record.first, record.last)]
    months = {"year": 12, "quarter": 3}[every]
    begin, until = dt.date.fromordinal(record.first), dt.date.fromordinal(record.last)
    found = []
    for count in range(begin.year * 12 // months, (until.year * 12 + 11) // months + 1):
        year, month = divmod(count * months, 12)
        start = dt.date(year, month + 1, 1)
        following, next_month = divmod(count * months + months, 12)
        end = dt.date(following, next_month + 1, 1) - dt.timedelta(days=1)
        if end < begin or start > until:
            continue
        label = f"{year}" if months == 12 else f"{year}-Q{month // 3 + 1}"
        found.append(window(record, label, start.toordinal(), end.toordinal()))
    return found


def window(record: Record, label: str, start: int, end: int) -> Window:
    """The activities of a window and the ties that they make."""
    activities = [a for a in record.activities if a.start <= end and a.end >= start]
    ties: dict[tuple[int, int], list[Activity]] = defaultdict(list)
    own: set[tuple[int, int]] = set()
    taking_part: set[int] = set()
    secretariat: set[int] = set()
    for activity in activities:
        taking_part.update(activity.partners)
        secretariat.update(activity.secretariat)
        for pair in combinations(activity.partners, 2):
            ties[pair].append(activity)
        for hub in activity.secretariat:
            own.update((partner, hub) for partner in activity.partners)
            own.update((hub, other) for other in activity.secretariat if hub < other)
    for actor, joined in record.joined.items():
        if joined <= end and record.left.get(actor, end) >= start:
            taking_part.add(actor)
    roster = sorted(taking_part) if activities else []
    return Window(label, start, end, roster, sorted(secretariat), activities, ties, own)


def _day(text: str, known: dict[str, int]) -> int:
    found = known.get(text)
    if found is None:
        found = known[text] = dt.date.fromisoformat(text).toordinal()
    return found


def _year(text: str, month: int, day: int) -> int:
    return dt.date(int(text), month, day).toordinal()
