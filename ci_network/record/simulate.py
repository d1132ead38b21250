"""An alliance made up, of which the truth is known.

Partners belong to circles: groups that do things among themselves without anybody's help. A
secretariat joins some of these activities, and convenes others that bring different circles
together; those would not take place without it. Who met in these may start something of their own
later on, an offshoot. When the secretariat leaves, what it convened ends and the circles go on.
Every figure of dependence can be held against what went in.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

import numpy as np

from ci_network import dates
from ci_network.errors import UsageError

Row = dict[str, str]

_SECTORS = ("Kommune", "Civilsamfund", "Erhverv", "Borgere")
_FIRST_YEAR = 2015
_EDGE_COLUMNS = ("activity", "actor", "role", "start", "end")


@dataclass(frozen=True)
class Truth:
    """What a simulated alliance was made with.

    Attributes
    ----------
    dependence
        Share of the secretariat's activities that bring circles together and need it, 0 to 1.
        At 0 the secretariat is no different from anyone: it takes part as it happens.
    offshoots_per_month
        Rate at which a pair that met in such an activity starts something of its own.
    leaves
        Ordinal of the secretariat's last day; None when it stays.
    convened
        Activities that needed the secretariat.
    offshoots
        Activities that pairs started by themselves.
    """

    dependence: float
    offshoots_per_month: float
    leaves: int | None
    convened: tuple[str, ...]
    offshoots: tuple[str, ...]


@dataclass(frozen=True)
class Simulated:
    """Rows of nodes.csv and edges.csv, and the truth behind them."""

    nodes: list[Row]
    edges: list[Row]
    truth: Truth

    def files(self) -> dict[str, bytes]:
        """The rows and the truth as files by name."""
        told = {
            **vars(self.truth),
            "leaves": dates.iso_if_known(self.truth.leaves),
        }
        return {
            "nodes.csv": _csv(self.nodes),
            "edges.csv": _csv(self.edges),
            "truth.json": (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(),
        }


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else list(_EDGE_COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def simulate(
    seed: int,
    *,
    partners: int = 30,
    circles: int = 6,
    activities: int = 60,
    years: int = 5,
    attended: float = 0.5,
    dependence: float = 0.5,
    offshoots_per_month: float = 0.01,
    leaves: int | None = None,
    seeks_large: float = 0.0,
) -> Simulated:
    """Make up an alliance.

    Parameters
    ----------
    seed
        The same seed gives the same alliance.
    partners, circles
        Partners, and the circles that they are dealt to in turn; at least 2 partners in each.
    activities
        Planned activities over the whole time. Offshoots come on top of them.
    years
        Length of the record, from 2015 on.
    attended
        Chance that the secretariat takes part in an activity of its time, 0 to 1.
    dependence, offshoots_per_month
        See `Truth`.
    leaves
        Ordinal of the secretariat's last day; None when it stays. What it would have convened
        afterwards does not take place.
    seeks_large
        How far the secretariat prefers large activities: the odds that it takes part grow with
        the size to this power. 0 for not at all.

    Raises
    ------
    UsageError
        When there are fewer than two partners for each circle, or fewer than two circles.

    Examples
    --------
    >>> made = simulate(1, partners=12, circles=3, activities=10)
    >>> len(made.nodes), made.nodes[0]["id"], made.truth.leaves
    (13, 'sekretariat', None)
    """
    if circles < 2 or partners < 2 * circles:
        raise UsageError(
            "{partners} partners in {circles} circles: there must be two circles or "
            "more, and two partners or more in each",
            partners=partners,
            circles=circles,
        )
    chance = np.random.default_rng(seed)
    circle = np.arange(partners) % circles
    first, last = dates.day(_FIRST_YEAR, 1, 1), dates.day(_FIRST_YEAR + years - 1, 12, 31)
    days = np.sort(chance.integers(first, last + 1, activities))
    plans = _Plans(chance, circle, attended, dependence, seeks_large)
    edges: list[Row] = []
    convened: list[str] = []
    meetings: dict[tuple[int, int], int] = {}
    for number, day in enumerate(days.tolist()):
        who, there, needs_it = plans.next(present=leaves is None or day <= leaves)
        if needs_it and not there:
            continue
        name = f"aktivitet {number + 1:03d}"
        if needs_it:
            convened.append(name)
            for one, other in _pairs(who):
                meetings.setdefault((one, other), day)
        edges += _rows(name, day, who, there, needs_it)
    offshoots: list[str] = []
    for number, ((one, other), day) in enumerate(meetings.items()):
        rate = offshoots_per_month / dates.DAYS_IN_MONTH
        began = day + chance.exponential(1 / rate) if rate else np.inf
        if began <= last - 1:
            offshoots.append(f"knopskydning {number + 1:03d}")
            edges += _rows(offshoots[-1], int(began) + 1, [one, other], False, False)
    return Simulated(
        _nodes(circle, leaves),
        edges,
        Truth(dependence, offshoots_per_month, leaves, tuple(convened), tuple(offshoots)),
    )


class _Plans:
    """Who takes part in the next activity, whether the secretariat does, and is it needed."""

    def __init__(
        self,
        chance: np.random.Generator,
        circle: np.ndarray[tuple[int], np.dtype[np.int64]],
        attended: float,
        dependence: float,
        seeks_large: float,
    ) -> None:
        self.chance, self.circle = chance, circle
        self.attended, self.dependence, self.seeks_large = attended, dependence, seeks_large

    def next(self, *, present: bool) -> tuple[list[int], bool, bool]:
        chance, circle = self.chance, self.circle
        circles = int(circle.max()) + 1
        planned = 2 + int(chance.geometric(0.35))
        here = int(chance.integers(circles))
        own = np.flatnonzero(circle == here)
        size = min(planned, len(own))
        joins = bool(chance.random() < self._odds(size))
        needs_it = joins and bool(chance.random() < self.dependence)
        if needs_it:
            guests = chance.permutation(circles)[: max(2, min(planned, circles))]
            who = [int(chance.choice(np.flatnonzero(circle == guest))) for guest in guests]
        else:
            who = chance.choice(own, size, replace=False).tolist()
        return sorted(who), joins and present, needs_it

    def _odds(self, size: int) -> float:
        """Chance of taking part: as given for an activity of three, and more for larger ones."""
        if self.attended in (0, 1):
            return self.attended
        odds = self.attended / (1 - self.attended) * (size / 3) ** self.seeks_large
        return float(odds / (1 + odds))


def _pairs(who: list[int]) -> list[tuple[int, int]]:
    return [(one, other) for place, one in enumerate(who) for other in who[place + 1 :]]


def _id(partner: int) -> str:
    return f"partner-{partner + 1:03d}"


def _rows(name: str, day: int, who: list[int], there: bool, led: bool) -> list[Row]:
    """The secretariat leads what it convenes; else the first of the partners does."""
    date = dates.iso(day)
    rows = [
        {
            "activity": name,
            "actor": _id(partner),
            "role": "lead" if not led and place == 0 else "",
            "start": date,
            "end": date,
        }
        for place, partner in enumerate(who)
    ]
    if there:
        role = "lead" if led else ""
        its = {"activity": name, "actor": "sekretariat", "role": role, "start": date, "end": date}
        return [its, *rows]
    return rows


def _nodes(circle: np.ndarray[tuple[int], np.dtype[np.int64]], leaves: int | None) -> list[Row]:
    secretariat = {
        "id": "sekretariat",
        "label": "Sekretariatet",
        "sector": "Kommune",
        "secretariat": "true",
        "secretariat_until": "" if leaves is None else dates.iso(leaves),
        "circle": "",
    }
    return [
        secretariat,
        *(
            {
                "id": _id(partner),
                "label": f"Partner {partner + 1}",
                "sector": _SECTORS[partner % len(_SECTORS)],
                "secretariat": "",
                "secretariat_until": "",
                "circle": str(int(its) + 1),
            }
            for partner, its in enumerate(circle)
        ),
    ]
