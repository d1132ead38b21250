"""What the record holds and what it lacks: counts for the data statement."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import Any

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.network.windows import Gathered
from ci_network.record.alliance import REGISTER, Actors

_PRECISION = ((1, "day"), (31, "month"), (92, "quarter"), (366, "year"))


def record(drawn: Gathered) -> dict[str, Any]:
    """Counts of what was recorded, and of what is missing.

    Returns
    -------
    dict
        `activities_without_date`, `activities_without_lead`, `activities_below_two_partners`
        (they make no tie), `activities_above_max_size` (left out), `largest_activity` (actors in
        it), `partners_without_sector`, `partners_left_unknown` (left, nobody wrote down when),
        `persons`; `starts_known_to` (participations by how well their beginning is known: day,
        month, quarter, year, longer, none) and `participations_recorded_by` (by who recorded
        them; empty when the data does not say).
    """
    alliance, spans = drawn.alliance, drawn.spans
    actors, part = alliance.actors, alliance.participations
    partner = ~actors.secretariat
    led = np.zeros(len(alliance.activities), bool)
    led[part.activity[part.lead]] = True
    above = 0 if drawn.max_size is None else int((spans.size > drawn.max_size).sum())
    pairs = distinct(part.activity * max(len(actors), 1) + part.actor)
    partners_in = np.bincount(
        (pairs // max(len(actors), 1))[partner[pairs % max(len(actors), 1)]],
        minlength=len(alliance.activities),
    )
    registered = alliance.activities.said_by == REGISTER
    return {
        "activities_without_date": int((~alliance.activities.dated & registered).sum()),
        "activities_without_lead": int((~led & registered).sum()),
        "activities_below_two_partners": int((partners_in < 2).sum()),
        "activities_above_max_size": above,
        "largest_activity": int(spans.size.max(initial=0)),
        **of_actors(actors),
        "starts_known_to": _precision(drawn),
        "participations_recorded_by": _recorded_by(drawn),
    }


def of_actors(actors: Actors) -> dict[str, int]:
    """What is not known of the actors, and how many are persons."""
    partner = ~actors.secretariat
    return {
        "partners_without_sector": sum(
            name is None for name in compress(actors.sector, partner.tolist())
        ),
        "partners_left_unknown": int((actors.left_unknown & partner).sum()),
        "persons": actors.type.count("person"),
    }


def _precision(drawn: Gathered) -> dict[str, int]:
    part = drawn.alliance.participations
    rows = _registered(drawn)
    start, latest_start = part.start[rows], part.latest_start[rows]
    return starts_known_to(np.where(start > dates.BEGINNING, latest_start - start + 1, 0))


def starts_known_to(days: Codes, times: Codes | None = None) -> dict[str, int]:
    """Participations by how well their beginning is known.

    Parameters
    ----------
    days
        Days that it may have been, 0 where nothing is known.
    times
        How many participations each stands for; one by default.
    """
    names = ("none", *(name for _, name in _PRECISION), "longer")
    place = np.searchsorted([0, *(most for most, _ in _PRECISION)], days)
    counts = np.rint(np.bincount(place, times, len(names))).astype(np.int64).tolist()
    return dict(zip(names[1:], counts[1:], strict=True)) | {"none": counts[0]}


def _registered(drawn: Gathered) -> Codes:
    """Places of the participations that the register tells of."""
    alliance = drawn.alliance
    registered = alliance.activities.said_by == REGISTER
    return np.flatnonzero(registered[alliance.participations.activity])


def _recorded_by(drawn: Gathered) -> dict[str, int]:
    alliance, rows = drawn.alliance, _registered(drawn).tolist()
    by_row = alliance.participations.attributes.get("recorded_by")
    if by_row is None:
        by_activity = alliance.activities.attributes.get("recorded_by")
        if by_activity is None:
            return {}
        by_row = tuple(by_activity[code] for code in alliance.participations.activity.tolist())
    counts = dict(sorted(Counter(by_row[n] for n in rows).items()))
    # Where partners alone are named, by what they say themselves, the register has no such column.
    return {} if len(rows) < len(by_row) and set(counts) <= {""} else counts
