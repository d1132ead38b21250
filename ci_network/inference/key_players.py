"""Would others be missed as much?

The same is done to every actor that is done to the secretariat: the activities that it attended
end (and, separately, those that it alone led), it goes itself, and what the others have left
among themselves is measured. Here the secretariat is an actor like any other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.graphs.reach import Incidence, inverse_distances
from ci_network.graphs.sorted_codes import Codes, Flags, run_starts
from ci_network.inference.removal import (
    MEASURES,
    ActivityIncidence,
    AfterRemoval,
    ends_anyway,
    everyone,
    goes_on_anyway,
    remains,
    ties_left,
)
from ci_network.measures.paths import PathColumns, path_columns
from ci_network.measures.ratio import ratios
from ci_network.network.networks import Gathering, Network
from ci_network.network.partnerships import Meetings, Stretches, Together
from ci_network.record.alliance import CONTINUES, LED_BY, Alliance

UP_TO = 500
"""Actors of a window up to which each of them is taken out in turn; above, there is no answer."""

Kept = dict[str, NDArray[np.float64]]
"""By measure: what the others keep, 0 to 1; NaN where they had nothing."""


@dataclass(frozen=True)
class Standing:
    """Where the secretariat stands among the partners, by one measure.

    Attributes
    ----------
    kept
        What the partners keep when the secretariat's activities end, 0 to 1.
    rank
        One more than the partners without whose activities less is kept; 1 is missed most. NaN
        where `kept` is undefined.
    tied
        Partners without whose activities just as much is kept.
    """

    kept: float
    rank: float
    tied: float


@dataclass(frozen=True)
class GreedySet:
    """Partners chosen one after the other, each the one that is missed most beside those before.

    Not always the best set of its size: that takes a search through all of them.

    Attributes
    ----------
    actors
        Codes, in the order in which they were chosen.
    kept
        By measure: what the others keep when the activities of all of these end.
    """

    actors: Codes
    kept: dict[str, float]


@dataclass(frozen=True)
class Ending:
    """One kind of activity of each actor ends: those it attended, or those it alone led.

    Attributes
    ----------
    partners
        By measure and partner of the roster: what the others keep.
    secretariat
        By measure. None where no actor takes part as secretariat.
    greedy
        As many partners as there are actors in the secretariat. None without a secretariat, or
        with too few partners.
    """

    partners: Kept
    secretariat: dict[str, Standing] | None
    greedy: GreedySet | None


@dataclass(frozen=True)
class KeyPlayers:
    """Every actor of a window taken out in turn.

    Attributes
    ----------
    window
        Label of the window.
    actor
        Codes of the partners of the roster.
    attended, led
        The activities that an actor attended on some day of the window end; and those in which
        on some day it led, and nobody else did.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network.
    https://doi.org/10.1007/s10588-006-7084-x
    """

    window: str
    actor: Codes
    attended: Ending
    led: Ending


class Chosen(NamedTuple):
    """Codes of the actors and activities that have a value in some column."""

    actors: Codes
    activities: Codes


@dataclass(frozen=True)
class Without:
    """A window without some actors and the activities of any of them, or without some activities.

    Attributes
    ----------
    window
        Label of the window.
    actors
        Codes of those that are taken out and take part, or are at risk, in the window.
    activities
        Codes of the activities that were asked for and take place in the window.
    attended, led
        By measure: what the others keep.
    """

    window: str
    actors: Codes
    activities: Codes
    attended: dict[str, float]
    led: dict[str, float]


def key_players(network: Network, meetings: Meetings, spans: Stretches) -> KeyPlayers | None:
    """Take every actor of a window out in turn.

    Parameters
    ----------
    network
        The network of a window.
    meetings, spans
        Meetings and stretches of the alliance.

    Returns
    -------
    KeyPlayers or None
        None where the window has more than `UP_TO` actors, or no activity.

    Notes
    -----
    What is kept is the value among the others afterwards over the value among the same others
    before, when paths could still run through the actor. What is said of the future of an
    activity is said of the secretariat's leaving: with it what goes on stays, and what ends goes.
    """
    if not len(network.activities) or len(network.vertices) > UP_TO:
        return None
    foundation = everyone(network, meetings, spans)
    partner = np.arange(network.partners)
    entities = np.zeros((foundation.vertices, network.partners + 1), bool)
    entities[partner, partner] = True
    entities[network.partners :, network.partners] = True
    before = _Before(foundation)
    takes_part, sole_lead = _parts(network, spans, foundation)
    for its in (takes_part[:, -1], sole_lead[:, -1]):
        its[:] = _with_secretariat(its, foundation, spans)
    return KeyPlayers(
        window=network.window.label,
        actor=network.roster,
        attended=_ending(network, foundation, before, entities, takes_part),
        led=_ending(network, foundation, before, entities, sole_lead),
    )


def without(
    network: Gathering, meetings: Together, spans: Stretches, chosen: Chosen
) -> Without | None:
    """Take some actors out of a window, and end what any of them attended, or they alone led.

    Activities that are chosen end too, whoever was there.

    Parameters
    ----------
    network
        Who came together in a window.
    meetings, spans
        Meetings and stretches of the alliance.
    chosen
        The actors, the secretariat perhaps among them, and the activities.
    """
    if not len(network.activities):
        return None
    foundation = everyone(network, meetings, spans)
    gone = np.isin(network.vertices, chosen.actors)
    at_once = np.isin(foundation.activities, chosen.activities)
    attended, led = (
        at_once | _ending_activities(network, spans, foundation, gone, codes)
        for codes in (_attended_codes, _led_codes)
    )
    goes_on = np.column_stack([np.ones(len(attended), bool), ~attended, ~led])
    # Those that go come last: before, paths may run through them; afterwards they may not.
    order = np.concatenate([np.flatnonzero(~gone), np.flatnonzero(gone)])
    place = np.argsort(order)
    incidence = foundation.incidence
    others = int((~gone).sum())
    found = path_columns(
        Incidence(
            incidence.vertices, incidence.meetings, place[incidence.vertex], incidence.meeting
        ),
        others,
        goes_on[foundation.activity],
        np.broadcast_to([True, False, False], (len(gone) - others, 3)),
    )
    ties = ties_left(foundation, goes_on, absent=np.column_stack([gone] * 3))
    return Without(
        window=network.window.label,
        actors=network.vertices[gone],
        activities=np.intersect1d(network.activities, chosen.activities),
        attended=_kept_of_first(found, ties, 1),
        led=_kept_of_first(found, ties, 2),
    )


def _ending_activities(
    network: Gathering,
    spans: Stretches,
    foundation: ActivityIncidence,
    gone: Flags,
    codes_of: Callable[[Gathering, Stretches, Flags], Codes],
) -> Flags:
    """By activity: whether it ends with those that go, by what they attended or led."""
    ending = np.isin(foundation.activities, codes_of(network, spans, gone))
    if not gone[network.partners :].any():
        return ending
    partners = gone & (np.arange(len(gone)) < network.partners)
    of_partners: Flags = np.isin(foundation.activities, codes_of(network, spans, partners))
    return of_partners | _with_secretariat(ending, foundation, spans)


def _with_secretariat(its: Flags, foundation: ActivityIncidence, spans: Stretches) -> Flags:
    """The activities of the secretariat that end with it, and those that are said to end."""
    goes_on, ends = goes_on_anyway(foundation, spans), ends_anyway(foundation, spans)
    return (its & ~goes_on) | ends


def _kept_of_first(path_columns: PathColumns, ties: NDArray[np.int64], k: int) -> dict[str, float]:
    columns = (path_columns.connected_pairs, path_columns.largest, path_columns.efficiency, ties)
    return {
        name: float(column[k] / column[0]) if column[0] > 0 else math.nan
        for name, column in zip(MEASURES, columns, strict=True)
    }


def those_with(alliance: Alliance, column: str, value: str) -> Chosen:
    """What has a value in a column, such as ``sector``, ``Kommune`` or ``type``, ``plenary``.

    The column is one of actors or one of activities.

    Raises
    ------
    UsageError
        When there is no such column, or the value is of neither or of both.
    """
    actors, activities = alliance.actors, alliance.activities
    of_actors = {
        "id": actors.id, "label": actors.label, "sector": actors.sector, "type": actors.type,
        **actors.attributes,
    }  # fmt: skip
    of_activities = {
        "activity": activities.name,
        "led_by": tuple(LED_BY[code] for code in activities.led_by.tolist()),
        "continues": tuple(CONTINUES[code] for code in activities.continues.tolist()),
        **activities.attributes,
    }
    if column not in {*of_actors, *of_activities}:
        raise UsageError(
            "there is no column {column!r}; of actors there are {of_actors}, of activities "
            "{of_activities}",
            column=column,
            of_actors=", ".join(of_actors),
            of_activities=", ".join(of_activities),
        )
    cells = of_actors.get(column, ()), of_activities.get(column, ())
    actor, activity = (
        np.array([code for code, cell in enumerate(each) if cell == value], np.int64)
        for each in cells
    )
    if len(actor) and len(activity):
        raise UsageError(
            "actors and activities have {column} {value!r}; rename one column",
            column=column,
            value=value,
        )
    if not len(actor) and not len(activity):
        values = sorted({cell for each in cells for cell in each if cell})
        some = ", ".join(values[:12]) + (" …" if len(values) > 12 else "")
        raise UsageError(
            "nothing has {column} {value!r}; there are {some}",
            column=column,
            value=value,
            some=some,
        )
    return Chosen(actor, activity)


class _Before:
    """What any others have among themselves while nobody has left, by sets of those taken out."""

    def __init__(self, foundation: ActivityIncidence) -> None:
        n, incidence = foundation.vertices, foundation.incidence
        self.inverse = inverse_distances(incidence)
        self.tied = np.zeros((n, n))
        self.tied[foundation.rows.first, foundation.rows.second] = 1
        # The component of a vertex is named by the first vertex that it reaches.
        labels = (self.inverse + np.eye(n) > 0).argmax(axis=1)
        self.order = np.argsort(labels, kind="stable")
        self.begin = run_starts(labels[self.order])

    def others(self, gone: Flags) -> AfterRemoval:
        """By column of `gone`, of shape (vertices, sets); efficiency as a sum over pairs."""
        stay = (~gone).astype(float)
        sizes = np.add.reduceat(~gone[self.order], self.begin, axis=0, dtype=np.int64)
        return AfterRemoval(
            connected_pairs=(sizes * (sizes - 1) // 2).sum(axis=0),
            largest=sizes.max(axis=0),
            efficiency=(stay * (self.inverse @ stay)).sum(axis=0) / 2,
            ties=np.rint((stay * (self.tied @ stay)).sum(axis=0)).astype(np.int64),
        )


def _parts(
    network: Gathering, spans: Stretches, foundation: ActivityIncidence
) -> tuple[Flags, Flags]:
    """Shape (activities, partners and the secretariat): who attended, and who alone led."""
    shape = (len(foundation.activities), network.partners + 1)
    attended, led = np.zeros(shape, bool), np.zeros(shape, bool)
    who, stretch, lead = _presences(network, spans)
    # The actors of the secretariat are one; what one of them does after its term is not its.
    counts = who <= network.partners
    place, inside = _places(foundation, spans.activity[stretch])
    attended[place[inside & counts], who[inside & counts]] = True
    alone, stretches = _sole_leads(who[lead], stretch[lead])
    place, inside = _places(foundation, spans.activity[stretches])
    inside &= alone <= network.partners
    led[place[inside], alone[inside]] = True
    return attended, led


def _presences(network: Gathering, spans: Stretches) -> tuple[Codes, Codes, Flags]:
    """Who was in each stretch that makes ties: a partner's place, then one for the secretariat.

    An actor that was secretariat earlier or later in the window has a number above these.
    """
    here = spans.presences_of(network.incidence_stretch)
    who = network.local(spans.actor[here])
    who = np.where(spans.secretariat[here], network.partners, who + (who >= network.partners))
    return who, spans.present[here], spans.lead[here]


def _sole_leads(who: Codes, stretch: Codes) -> tuple[Codes, Codes]:
    """Those that lead a stretch alone, and the stretch; `stretch` is not decreasing."""
    begin = run_starts(stretch)
    if not len(begin):
        return who, stretch
    low, high = np.minimum.reduceat(who, begin), np.maximum.reduceat(who, begin)
    return low[low == high], stretch[begin][low == high]


def _places(foundation: ActivityIncidence, activity: Codes) -> tuple[Codes, Flags]:
    """Place of each activity in the foundation, and whether it is there."""
    last = max(len(foundation.activities) - 1, 0)
    place = np.minimum(np.searchsorted(foundation.activities, activity), last)
    if not len(foundation.activities):
        return place, np.zeros(len(activity), bool)
    return place, foundation.activities[place] == activity


def _attended_codes(network: Gathering, spans: Stretches, gone: Flags) -> Codes:
    incidence = network.incidence
    stretch = network.incidence_stretch[incidence.meeting[gone[incidence.vertex]]]
    codes: Codes = spans.activity[stretch]
    return codes


def _led_codes(network: Gathering, spans: Stretches, gone: Flags) -> Codes:
    """Activities in which on some day some of them lead, and nobody else does."""
    here = np.flatnonzero(spans.present_in(network.incidence_stretch) & spans.lead)
    one_of_them = gone[network.local(spans.actor[here])].astype(np.int64)
    alone, stretches = _sole_leads(one_of_them, spans.present[here])
    codes: Codes = spans.activity[stretches[alone == 1]]
    return codes


def _ending(
    network: Gathering, foundation: ActivityIncidence, before: _Before, entities: Flags, part: Flags
) -> Ending:
    kept = _kept(foundation, before, entities, part)
    partners = {name: column[:-1] for name, column in kept.items()}
    if not len(network.secretariat):
        return Ending(partners, None, None)
    return Ending(
        partners=partners,
        secretariat={name: _standing(column) for name, column in kept.items()},
        greedy=_greedy(network, foundation, before, part, kept),
    )


def _kept(foundation: ActivityIncidence, before: _Before, gone: Flags, part: Flags) -> Kept:
    """What others keep when activities end; columns are sets of those that go."""
    n = foundation.vertices
    after = remains(foundation, ~part, gone)
    pairs_sum = np.nan_to_num(after.efficiency) * (n * (n - 1) / 2)
    columns = zip(MEASURES, after._replace(efficiency=pairs_sum), before.others(gone), strict=True)
    return {name: ratios(afterwards, at_first) for name, afterwards, at_first in columns}


def _standing(kept: NDArray[np.float64]) -> Standing:
    own, partners = float(kept[-1]), kept[:-1]
    if math.isnan(own):
        return Standing(own, math.nan, math.nan)
    less = partners < own * (1 - 1e-12)
    alike = ~less & (partners <= own * (1 + 1e-12))
    return Standing(own, 1 + int(less.sum()), int(alike.sum()))


def ranks(ending: Ending, measure: str) -> NDArray[np.float64]:
    """Rank of each partner among all actors of the window, the secretariat as one of them.

    1 is missed most. Equals share the better rank; NaN where it is not known what the others keep.
    """
    kept = ending.partners[measure]
    everybody = kept
    if ending.secretariat is not None:
        everybody = np.append(kept, ending.secretariat[measure].kept)
    ordered = np.sort(everybody[~np.isnan(everybody)])
    rank = 1.0 + np.searchsorted(ordered, kept * (1 - 1e-12))
    return np.where(np.isnan(kept), math.nan, rank)


def _greedy(
    network: Gathering, foundation: ActivityIncidence, before: _Before, part: Flags, alone: Kept
) -> GreedySet | None:
    """Each step takes the partner that leaves the others least connected.

    Among equals the one that leaves least efficiency, then fewest ties, then the first.
    """
    n, size = network.partners, len(network.secretariat)
    if size >= n:
        return None
    chosen: list[int] = []
    kept: Kept = {}
    best = 0
    for _ in range(size):
        candidates = np.delete(np.arange(n), chosen)
        if chosen:
            gone = np.zeros((foundation.vertices, len(candidates)), bool)
            gone[chosen] = True
            gone[candidates, np.arange(len(candidates))] = True
            ended: Flags = np.logical_or.reduce(part[:, chosen], axis=1)
            kept = _kept(foundation, before, gone, part[:, candidates] | ended[:, None])
        else:
            kept = {name: column[:-1] for name, column in alone.items()}
        order = [np.round(kept[name], 12) for name in ("ties", "efficiency", "connectedness")]
        best = int(np.lexsort(order)[0])
        chosen.append(int(candidates[best]))
    return GreedySet(
        network.roster[chosen], {name: float(column[best]) for name, column in kept.items()}
    )
