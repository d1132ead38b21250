"""A record with something answered that it leaves open: the same alliance, told a little more.

Nothing is changed in place, and an answer changes what it is about and no more: an undated
activity gets dates, a member that left gets a day, two names become one actor.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ci_network import dates
from ci_network.record.alliance import Actors, Alliance, taken


def dated_in(alliance: Alliance, activity: int, start: int, end: int) -> Alliance:
    """An undated activity, all rows of it, takes place from one day to another."""
    part, activities = alliance.participations, alliance.activities
    rows = part.activity == activity
    dated = activities.dated.copy()
    dated[activity] = True
    return replace(
        alliance,
        activities=replace(activities, dated=dated),
        participations=replace(
            part,
            start=np.where(rows, start, part.start),
            end=np.where(rows, end, part.end),
            latest_start=np.where(rows, end, part.latest_start),
        ),
        first=start if alliance.first is None else min(alliance.first, start),
        last=end if alliance.last is None else max(alliance.last, end),
    )


def left_on(alliance: Alliance, actor: int, day: int | None) -> Alliance:
    """A member left on a day; None where it has not left."""
    actors = alliance.actors
    left, unknown = actors.left.copy(), actors.left_unknown.copy()
    left[actor], unknown[actor] = dates.END if day is None else day, False
    return replace(alliance, actors=replace(actors, left=left, left_unknown=unknown))


def merged(alliance: Alliance, one: int, other: int) -> Alliance:
    """Two actors are one: what the other took part in, the one took part in.

    The one keeps its label, sector, term and membership, and is a member for as long as either.
    """
    actors = alliance.actors
    kept = np.delete(np.arange(len(actors)), other)
    joined, left = actors.joined.copy(), actors.left.copy()
    both = [code for code in (one, other) if actors.joined[code] != dates.END]
    if both:
        joined[one] = actors.joined[both].min()
        left[one] = actors.left[both].max()
    columns = vars(actors) | {"joined": joined, "left": left}
    place = np.arange(len(actors))
    place[other] = one
    place -= place > other
    codes = place[alliance.participations.actor]
    over = alliance.activities.taken_over_by
    return replace(
        alliance,
        actors=Actors(**{name: taken(column, kept) for name, column in columns.items()}),
        activities=replace(
            alliance.activities, taken_over_by=np.where(over < 0, over, place[over])
        ),
        participations=replace(alliance.participations, actor=codes),
    )
