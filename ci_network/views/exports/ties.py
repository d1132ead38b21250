"""The ties of an alliance over time, for tools that know pairs and not activities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.measures.evidence import acquaintance
from ci_network.network.networks import TIE_CLASSES, Ties
from ci_network.network.partnerships import CARRIED, INVOLVEMENTS, LED, NONE, PRESENT, Involvement
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.record.alliance import Alliance


class Spell(NamedTuple):
    """A stretch of time in which two actors met, with the least involvement of the secretariat.

    Where they met in several activities at once, the one that needed the secretariat least
    counts. `start` and `end` are ordinals, None where the activity has no date.
    """

    start: int | None
    end: int | None
    involvement: Involvement

    @property
    def first_day(self) -> str:
        """ISO date; blank where unknown."""
        return dates.iso_if_known(self.start) or ""

    @property
    def last_day(self) -> str:
        """ISO date; blank where unknown."""
        return dates.iso_if_known(self.end) or ""


@dataclass(frozen=True)
class Tie:
    """Two actors that met, with the time that they did.

    Attributes
    ----------
    source, target
        Ids, in order.
    tie_class
        ``independent``, ``supported``, ``carried`` or, with the secretariat itself,
        ``secretariat``; None between partners when no secretariat is marked.
    strength, activities, independent_activities
        As in the table of ties, over the whole record; the last is None, too, when no secretariat
        is marked.
    first_met, last_met
        ISO dates; None where unknown.
    spells
        Disjoint, in order of time.
    """

    source: str
    target: str
    tie_class: str | None
    strength: float
    activities: int
    independent_activities: int | None
    first_met: str | None
    last_met: str | None
    spells: tuple[Spell, ...]

    def told(self) -> dict[str, object]:
        """What all formats tell of it, by name; None where it is unknown."""
        return {
            "class": self.tie_class,
            "strength": repr(self.strength),
            "activities": self.activities,
            "independent_activities": self.independent_activities,
            "first_met": self.first_met,
            "last_met": self.last_met,
        }


def ties(alliance: Alliance, max_size: int | None = None, *, times: bool = True) -> list[Tie]:
    """Every tie of the whole record, those of the secretariat included.

    Without `times` each has one spell without dates, which says what the secretariat did in the
    meeting that needed it least: that keeps the class of the tie.

    Returns
    -------
    list of Tie
        In order of source and target.
    """
    drawn = window_networks(alliance, "all", max_size)
    spells = _spells(drawn)
    if not times:
        spells = [_without_times(each) for each in spells]
    found = [
        *_ties(drawn, drawn.whole.ties, spells, own=False),
        *_ties(drawn, drawn.whole.own_ties, spells, own=True),
    ]
    return sorted(found, key=lambda tie: (tie.source, tie.target))


def _ties(
    drawn: WindowNetworks, chosen: Ties, spells: Sequence[tuple[Spell, ...]], *, own: bool
) -> Iterable[Tie]:
    ids, known = drawn.alliance.actors.id, drawn.has_secretariat
    when = acquaintance(chosen.pair, drawn.meetings, drawn.spans)
    classes = [TIE_CLASSES[code] if known else None for code in chosen.tie_class.tolist()]
    for number, pair in enumerate(chosen.pair.tolist()):
        yield Tie(
            source=ids[chosen.first[number]], target=ids[chosen.second[number]],
            tie_class="secretariat" if own else classes[number],
            strength=float(chosen.strength[number]), activities=int(chosen.activities[number]),
            independent_activities=int(chosen.independent_activities[number]) if known else None,
            first_met=dates.iso_if_known(int(when.first_met[number])),
            last_met=dates.iso_if_known(int(when.last_met[number])), spells=spells[pair],
        )  # fmt: skip


def _spells(drawn: WindowNetworks) -> list[tuple[Spell, ...]]:
    """Spells of each pair, by its code."""
    spans, meetings = drawn.spans, drawn.meetings
    start, end = spans.start[meetings.stretch], spans.end[meetings.stretch]
    involvement = np.where(
        spans.standing[meetings.stretch] == CARRIED,
        LED,
        np.where(spans.involvement[meetings.stretch] == NONE, NONE, PRESENT),
    )
    by_pair: list[list[tuple[int, int, int]]] = [[] for _ in range(len(meetings.first))]
    for pair, *meeting in zip(
        meetings.pair.tolist(), start.tolist(), end.tolist(), involvement.tolist(), strict=True
    ):
        by_pair[pair].append((meeting[0], meeting[1], meeting[2]))
    return [tuple(disjoint(each)) for each in by_pair]


def _without_times(spells: Sequence[Spell]) -> tuple[Spell]:
    least = min((spell.involvement for spell in spells), key=INVOLVEMENTS.index)
    return (Spell(None, None, least),)


def disjoint(meetings: Sequence[tuple[int, int, int]]) -> list[Spell]:
    """Stretches that do not overlap, each with the least involvement of the meetings in it.

    Parameters
    ----------
    meetings
        First day, last day and code of the involvement of each.

    Examples
    --------
    >>> [(s.start, s.end, s.involvement) for s in disjoint([(1, 9, 2), (4, 5, 0), (10, 12, 2)])]
    [(1, 3, 'led'), (4, 5, 'none'), (6, 12, 'led')]
    """
    undated = [code for _, end, code in meetings if end == dates.END]
    dated = [meeting for meeting in meetings if meeting[1] != dates.END]
    days = sorted({day for start, end, _ in dated for day in (start, end + 1)})
    found: list[tuple[int, int, int]] = []
    for begin, until in pairwise(days):
        codes = [code for start, end, code in dated if start <= begin <= end]
        if not codes:
            continue
        least = min(codes)
        if found and found[-1][1] == begin - 1 and found[-1][2] == least:
            found[-1] = (found[-1][0], until - 1, least)
        else:
            found.append((begin, until - 1, least))
    spells = [Spell(start, end, INVOLVEMENTS[code]) for start, end, code in found]
    if undated:
        spells.insert(0, Spell(None, None, INVOLVEMENTS[min(undated)]))
    return spells


def spells_text(spells: Iterable[Spell]) -> str:
    """Spells in one cell, as the importer reads them again.

    Examples
    --------
    >>> spells_text([Spell(dates.day(2018, 1, 1), dates.day(2018, 1, 31), "led")])
    '2018-01-01/2018-01-31 led'
    """
    return "; ".join(f"{s.first_day}/{s.last_day} {s.involvement}" for s in spells)
