"""From activities to partnerships: who met whom, when, and was the secretariat there.

Within an activity the dates of all rows cut time into elementary stretches. In each stretch the
actors present are known, and so is the involvement of the secretariat. Two actors present in one
stretch met there. Everything is held in integer codes, sorted once, so that the networks of all
windows are cut from the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.graphs.sorted_codes import (
    Codes,
    Flags,
    changes,
    distinct,
    ranges,
    run_starts,
    stable_order,
)
from ci_network.record.alliance import ENDS, GOES_ON, LED_BY_SECRETARIAT, NOT_KNOWN, Alliance, Days

Involvement = Literal["none", "present", "led"]
"""What the secretariat did in a stretch, in the order of the codes 0, 1, 2."""

INVOLVEMENTS: tuple[Involvement, ...] = get_args(Involvement)

NONE, PRESENT, LED = range(3)

# The standing of a meeting of two partners, from most to least independent. A tie takes the
# lowest of its meetings in the window, so that its class is one minimum.
INDEPENDENT, SUPPORTED, LEAD_UNKNOWN, CARRIED = range(4)

INVOLVEMENT_OF_STANDING = np.array([NONE, PRESENT, PRESENT, LED], np.int8)
"""What the secretariat did, by standing."""

# How long a meeting lasts, in the same order: as its standing says, but where somebody has said
# whether the activity goes on. What goes on lasts in every scenario, what ends in none in which
# anything ends.
LASTS, LASTS_NOT = INDEPENDENT, CARRIED

_DAYS = 1 << 22
"""More than any ordinal, so that activity and day make one sortable number."""

MOST_MEETINGS = 10_000_000
"""Meetings of two actors that are expanded at most: above, two gigabytes would not hold them."""

_FEW_ACTORS = 1 << 16

AT_ONCE = 4_000_000
"""Meetings of two in a block, where they are made a block at a time: some hundred bytes each."""

_MOST_SHOWN = 1_000_000
"""Meetings of a record whose ties are told one by one, with all that each rests on."""


@dataclass(frozen=True, eq=False)
class Stretches:
    """Elementary stretches of all activities, and who was present in each.

    Attributes
    ----------
    activity, start, end
        By stretch, sorted by activity and time: code of the activity, first and last day.
    involvement
        By stretch: 0 no secretariat, 1 present, 2 led by the secretariat and no partner.
    standing
        By stretch: what a tie is when this is all it has; 0 independent, 1 supported,
        2 supported with the lead unknown, 3 carried.
    lasting
        By stretch: the scenarios in which it is left, as the highest of them that it lasts to.
        The standing, but 0 where somebody has said that the activity goes on when the secretariat
        leaves, and 3 where somebody has said that it ends.
    offset
        By stretch and one more: where its presences begin.
    actor, lead, secretariat, latest_start
        By presence, sorted by stretch and actor: who, whether it leads, whether it is
        secretariat on these days, and the last day on which its presence can have begun.
    partner_led
        By activity: whether a partner led it, as is said of it as a whole; no row says which.
    continues
        By activity: place in `CONTINUES` of what is said of its future.
    size
        By activity: distinct actors that took part in it, the secretariat included.
    """

    activity: Codes
    start: Days
    end: Days
    involvement: NDArray[np.int8]
    standing: NDArray[np.int8]
    lasting: NDArray[np.int8]
    offset: Codes
    actor: Codes
    lead: Flags
    secretariat: Flags
    latest_start: Days
    partner_led: Flags
    continues: Codes
    size: Codes

    def __len__(self) -> int:
        return len(self.activity)

    @cached_property
    def present(self) -> Codes:
        """Stretch of each presence."""
        return np.repeat(np.arange(len(self)), np.diff(self.offset))

    def marked(self, stretches: Codes) -> Flags:
        """By stretch: whether it is one of these."""
        marked = np.zeros(len(self), bool)
        marked[stretches] = True
        return marked

    def presences_of(self, stretches: Codes) -> Codes:
        """Places of the presences in some stretches, one stretch after the other."""
        return ranges(self.offset[stretches], np.diff(self.offset)[stretches])

    def present_in(self, stretches: Codes) -> Flags:
        """By presence: whether it is in one of these."""
        return np.repeat(self.marked(stretches), np.diff(self.offset))

    def select(self, keep: Flags) -> Stretches:
        """Only some of the stretches; the activities keep their codes."""
        counts = np.diff(self.offset)
        by_stretch = ("activity", "start", "end", "involvement", "standing", "lasting")
        by_presence = ("actor", "lead", "secretariat", "latest_start")
        presence = np.repeat(keep, counts)
        return replace(
            self,
            offset=np.append(0, np.cumsum(counts[keep])),
            **{name: getattr(self, name)[keep] for name in by_stretch},
            **{name: getattr(self, name)[presence] for name in by_presence},
        )


class _Rows(NamedTuple):
    activity: Codes
    actor: Codes
    lead: Flags
    secretariat: Flags
    start: Days
    end: Days
    latest_start: Days


@dataclass(frozen=True, eq=False)
class Meetings:
    """Each pair of actors in each stretch in which both were present.

    Attributes
    ----------
    stretch
        Code of the stretch. Sorted by pair, then activity, then time.
    pair
        Code of the pair by meeting, not decreasing.
    shared
        Code of the pair in one activity by meeting, not decreasing.
    first, second
        By pair: codes of its two actors, ``first < second``; pairs are sorted by these.
    latest_start
        The last day on which the meeting can have begun, by meeting.
    """

    stretch: Codes
    pair: Codes
    shared: Codes
    first: Codes
    second: Codes
    latest_start: Days

    def __len__(self) -> int:
        return len(self.stretch)

    def blocks(self, _inside: Flags) -> Iterator[Meetings]:
        """All of them at once."""
        yield self


@dataclass(frozen=True, eq=False)
class MeetingsInBlocks:
    """Meetings that are made when they are asked for, a block at a time.

    Attributes
    ----------
    spans
        The stretches that they are of.
    actors
        Number of actors.
    max_size
        Activities with more actors make none.
    """

    spans: Stretches
    actors: int
    max_size: int | None

    def blocks(self, inside: Flags) -> Iterator[Meetings]:
        """Those in some stretches. All meetings of a pair are in one block."""
        found = _Presences.of(self.spans, making_ties(self.spans, self.max_size) & inside)
        first = self.spans.actor[found.place]
        # By actor, the meetings in which it is the first of the two.
        many = np.cumsum(np.bincount(first, found.later, self.actors).astype(np.int64))
        block = (many - 1) // AT_ONCE
        bounds = np.append(run_starts(block), self.actors)
        for low, high in pairwise(bounds.tolist()):
            its = found.select((low <= first) & (first < high))
            if its.later.any():
                yield _meetings(self.spans, self.actors, its)


Together = Meetings | MeetingsInBlocks
"""Meetings as far as memory holds them: all, or some at a time."""


def stretches(alliance: Alliance) -> Stretches:
    """Cut every activity where somebody comes, goes, or ends its term as secretariat.

    Parameters
    ----------
    alliance
        A checked record.

    Returns
    -------
    Stretches
        A stretch in which nobody was present does not exist.
    """
    rows = _split_at_terms(alliance)
    activities = len(alliance.activities)
    begins = rows.activity * _DAYS + rows.start
    ends = rows.activity * _DAYS + rows.end + 1
    cuts = distinct(np.concatenate([begins, ends]))
    low, high = np.searchsorted(cuts, begins), np.searchsorted(cuts, ends)
    row = np.repeat(np.arange(len(low)), high - low)
    cut = np.arange(len(row)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    cut += low[row]

    key = cut * max(len(alliance.actors), 1) + rows.actor[row]
    order = stable_order(key)
    begin = run_starts(key[order])
    present_cut = cut[order][begin]
    actor = rows.actor[row][order][begin]
    lead = _reduce(np.logical_or, rows.lead[row][order], begin)
    secretariat = _reduce(np.logical_or, rows.secretariat[row][order], begin)
    latest = _reduce(np.minimum, rows.latest_start[row][order], begin)

    first = run_starts(present_cut)
    kept = present_cut[first]
    start = cuts[kept] % _DAYS
    activity = cuts[kept] // _DAYS
    counts = np.diff(np.append(first, len(actor)))
    has_lead = np.zeros(activities, bool)
    has_lead[rows.activity[rows.lead]] = True
    by_secretariat = ~has_lead & (alliance.activities.led_by == LED_BY_SECRETARIAT)
    lead |= secretariat & np.repeat(by_secretariat[activity], counts)
    lead_known = has_lead | (alliance.activities.led_by != NOT_KNOWN)
    involvement = _involvement(lead, secretariat, first)
    standing = np.array([INDEPENDENT, SUPPORTED, CARRIED], np.int8)[involvement]
    standing[(involvement == PRESENT) & ~lead_known[activity]] = LEAD_UNKNOWN
    return Stretches(
        activity=activity,
        start=start,
        end=_ends(cuts, kept),
        involvement=involvement,
        standing=standing,
        lasting=_lasting(standing, alliance.activities.continues[activity]),
        offset=np.append(first, len(actor)),
        actor=actor,
        lead=lead,
        secretariat=secretariat,
        latest_start=np.maximum(latest, np.repeat(start, counts)),
        partner_led=~has_lead & (alliance.activities.led_by > LED_BY_SECRETARIAT),
        continues=alliance.activities.continues,
        size=_sizes(rows, activities, len(alliance.actors)),
    )


def all_meetings(
    spans: Stretches,
    actors: int,
    max_size: int | None = None,
    most: int | None = None,
    inside: Flags | None = None,
) -> Meetings:
    """Every pair of actors in every stretch that both were present in.

    Parameters
    ----------
    spans
        Stretches of an alliance.
    actors
        Number of actors.
    max_size
        Leave out activities with more actors than this.
    most
        Meetings that memory holds; `MOST_MEETINGS` by default.
    inside
        By stretch, which of them; all by default.

    Raises
    ------
    UsageError
        When there would be more meetings than memory holds.
    """
    wanted = making_ties(spans, max_size)
    if inside is not None:
        wanted &= inside
    _refuse_above(MOST_MEETINGS if most is None else most, np.diff(spans.offset)[wanted])
    return _meetings(spans, actors, _Presences.of(spans, wanted))


class _Presences(NamedTuple):
    """Presences, and how many come later in the same stretch, each of which is a meeting."""

    place: Codes
    later: Codes

    @classmethod
    def of(cls, spans: Stretches, wanted: Flags) -> _Presences:
        """All that are in some stretches."""
        counts = np.diff(spans.offset)
        place = np.flatnonzero(np.repeat(wanted, counts))
        return cls(place, np.repeat(spans.offset[1:], counts)[place] - place - 1)

    def select(self, keep: Flags | Codes) -> _Presences:
        """Only some of them, or all in another order."""
        return _Presences(self.place[keep], self.later[keep])


def _meetings(spans: Stretches, actors: int, presences: _Presences) -> Meetings:
    """The meetings in which these are the first of the two."""
    many_actors = actors > _FEW_ACTORS
    if many_actors:
        presences = presences.select(stable_order(spans.actor[presences.place]))
    later = presences.later
    left = np.repeat(presences.place, later)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    stretch = spans.present[left]
    pair_key = spans.actor[left] * actors + spans.actor[right]
    # Stretches are sorted by activity and time, so a stable sort by pair keeps that order.
    # By the first of the two they are sorted already, which numpy's stable sort makes use of; while
    # pairs have few digits it is as quick to count these.
    order = pair_key.argsort(kind="stable") if many_actors else stable_order(pair_key)
    pair_key, stretch = pair_key[order], stretch[order]
    new_pair = changes(pair_key)
    new_shared = new_pair | changes(spans.activity[stretch])
    pairs = pair_key[new_pair]
    latest = np.maximum(spans.latest_start[left], spans.latest_start[right])
    return Meetings(
        stretch=stretch,
        pair=np.cumsum(new_pair) - 1,
        shared=np.cumsum(new_shared) - 1,
        first=pairs // actors if actors else pairs,
        second=pairs % actors if actors else pairs,
        latest_start=latest[order],
    )


def making_ties(spans: Stretches, max_size: int | None) -> Flags:
    """By stretch: whether its activity has no more actors than `max_size`."""
    if max_size is None:
        return np.ones(len(spans), bool)
    makes_ties: Flags = spans.size[spans.activity] <= max_size
    return makes_ties


def meetings_in(spans: Stretches, max_size: int | None) -> int:
    """How many `all_meetings` would make."""
    return pairs_in(np.diff(spans.offset)[making_ties(spans, max_size)])


def refuse_to_show(alliance: Alliance, max_size: int | None) -> None:
    """Refuse, before any work, what cannot be shown tie by tie in seconds and a gigabyte.

    Raises
    ------
    UsageError
        When the activities make more meetings than that; it names `--max-size`.
    """
    _refuse_above(_MOST_SHOWN, _making_ties(alliance, max_size))


def held_in_memory(alliance: Alliance, max_size: int | None) -> bool:
    """Whether memory holds all the meetings that `all_meetings` would make, roughly told."""
    return pairs_in(_making_ties(alliance, max_size)) <= MOST_MEETINGS


def _making_ties(alliance: Alliance, max_size: int | None) -> Codes:
    """Actors of each activity that is no larger than `max_size`."""
    part = alliance.participations
    there = distinct(part.activity * len(alliance.actors) + part.actor)
    sizes = np.bincount(there // max(len(alliance.actors), 1))
    return sizes if max_size is None else sizes[sizes <= max_size]


def pairs_in(sizes: Codes) -> int:
    """Meetings of two that groups of these sizes make."""
    return int((sizes * (sizes - 1) // 2).sum())


def _refuse_above(most: int, sizes: Codes) -> None:
    """Refuse meetings of groups of these sizes when there are more than so many."""
    total = pairs_in(sizes)
    if total > most:
        raise UsageError(
            "{total} meetings of two actors are too many to hold (the largest activity has "
            "{largest} actors). Leave out large activities with --max-size, such as --max-size 60.",
            total=total,
            largest=int(sizes.max()),
        )


def _split_at_terms(alliance: Alliance) -> _Rows:
    """Rows with the secretariat's term cut out of them; an undated row is not split."""
    part, actors = alliance.participations, alliance.actors
    flagged = actors.secretariat[part.actor]
    dated = alliance.activities.dated[part.activity]
    whole = np.flatnonzero(~flagged | ~dated)
    split = np.flatnonzero(flagged & dated)
    code = part.actor[split]
    term_start, term_end = actors.term_start[code], actors.term_end[code]
    starts, ends = part.start[split], part.end[split]
    pieces = (
        (whole, flagged[whole], part.start[whole], part.end[whole]),
        (split, False, starts, np.minimum(ends, term_start - 1)),
        (split, True, np.maximum(starts, term_start), np.minimum(ends, term_end)),
        (split, False, np.maximum(starts, term_end + 1), ends),
    )
    row = np.concatenate([piece[0] for piece in pieces])
    secretariat = np.concatenate([np.broadcast_to(piece[1], len(piece[0])) for piece in pieces])
    start = np.concatenate([piece[2] for piece in pieces])
    end = np.concatenate([piece[3] for piece in pieces])
    kept = start <= end
    row, secretariat, start, end = row[kept], secretariat[kept], start[kept], end[kept]
    return _Rows(
        activity=part.activity[row],
        actor=part.actor[row],
        lead=part.lead[row],
        secretariat=secretariat,
        start=start,
        end=end,
        latest_start=np.clip(part.latest_start[row], start, end),
    )


def _involvement(lead: Flags, secretariat: Flags, first: Codes) -> NDArray[np.int8]:
    attends = _reduce(np.logical_or, secretariat, first)
    leads = _reduce(np.logical_or, secretariat & lead, first)
    partner_leads = _reduce(np.logical_or, ~secretariat & lead, first)
    return np.where(attends, np.where(leads & ~partner_leads, LED, PRESENT), NONE).astype(np.int8)


def _lasting(standing: NDArray[np.int8], continues: Codes) -> NDArray[np.int8]:
    lasting = standing.copy()
    lasting[continues == GOES_ON] = LASTS
    lasting[continues == ENDS] = LASTS_NOT
    return lasting


def _ends(cuts: Codes, kept: Codes) -> Days:
    """Last day of each stretch: the day before the next cut of the same activity."""
    following = np.append(cuts[1:], 0)[kept]
    return following % _DAYS - 1


def _sizes(rows: _Rows, activities: int, actors: int) -> Codes:
    taking_part = distinct(rows.activity * max(actors, 1) + rows.actor)
    return np.bincount(taking_part // max(actors, 1), minlength=activities)


def _reduce(ufunc: np.ufunc, values: NDArray[Any], begin: Codes) -> NDArray[Any]:
    return ufunc.reduceat(values, begin) if len(begin) else values[:0]
