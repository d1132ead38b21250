"""Why is more, or less, left than before? A change taken apart into partners, activities and class.

Two networks of one alliance, before and after, differ in who is on the roster, in which pairs meet,
and in how far those that meet need the secretariat. Each of the three can be taken from before or
from after, which makes eight networks:

- *partners*: the roster. A partner that is on one of the two alone comes with its ties.
- *activities*: which pairs meet, of those that are on both rosters, and whom of these the
  secretariat meets.
- *class*: what such a pair needs the secretariat for, and what is said of its future, where it
  meets both before and after. A pair that meets in one of the two alone has its class from there.

All three from before is the network before, all three from after is the one after. What a part
makes of the change is its Shapley value: what it changes when its turn comes, as the mean over the
six orders in which the three can be changed. The parts add up to the change. A tie that is not the
same before and after belongs to one part alone.

An example of A and B, who met with the secretariat, and of C, who came and meets nobody. Before,
unaided, no pair of the one there was is connected; after, A and B meet alone, which is one pair of
three. Changing the class first gives 1, and C's coming then takes 2/3 of it away; in the other
order C's coming changes nothing, and the class gives 1/3. So class has (1 + 1/3)/2 = 2/3, and
partners have −1/3.

>>> from ci_network.network.windows import window_networks
>>> from ci_network.reading import read_rows
>>> nodes = [{"id": "S", "secretariat": "yes"}, {"id": "A"}, {"id": "B"}, {"id": "C"}]
>>> rows = {"2018": [("walk", "SAB")], "2019": [("walk", "AB"), ("office", "SC")]}
>>> drawn = window_networks(read_rows(nodes, [
...     {"activity": name, "actor": actor, "start": year}
...     for year, told in rows.items() for name, actors in told for actor in actors
... ]).alliance)
>>> low = change(drawn.only("2018"), drawn.only("2019")).figures["low"]
>>> [round(part, 3) for part in low]
[0.0, 0.333, 0.333, -0.333, 0.0, 0.667]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from itertools import permutations, product
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ci_network.errors import UsageError
from ci_network.graphs.components import components
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.measures.evidence import evidence
from ci_network.measures.ratio import pairs_among, ratio
from ci_network.network.networks import (
    CLASS_OF_STANDING,
    TIE_CLASSES,
    Network,
    Scenario,
    in_scenario,
)
from ci_network.network.partnerships import INDEPENDENT
from ci_network.network.windows import WindowNetworks

Part = Literal["partners", "activities", "class"]
"""What a change is made of."""

PARTS: tuple[Part, ...] = get_args(Part)

How = Literal["came", "left", "began", "ended", "freed", "bound"]
"""What happened to a tie: a partner of it came or left; the two began to meet, or no longer do; it
no longer needs the secretariat as much as before, or needs it more."""

FIGURES = ("low", "high", "present", "largest_component", "ties", "independent_ties")
"""What is taken apart: connectedness in `unaided`, in `led_activities_end` and `present`, the share
of partners in the largest component in `unaided`, ties, and independent ties."""

_ABOUT_SECRETARIAT = ("low", "high", "largest_component", "independent_ties")

_Corner = tuple[bool, bool, bool]


class Shares(NamedTuple):
    """One figure before and after, and what each part makes of its change.

    Attributes
    ----------
    before, after, change
        The figure, and the difference. NaN where undefined.
    partners, activities, class_
        Shapley values, which add up to the change.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. In Contributions to the Theory of Games II.
    https://doi.org/10.1515/9781400881970-018
    """

    before: float
    after: float
    change: float
    partners: float
    activities: float
    class_: float


class ChangedTie(NamedTuple):
    """A tie behind the change.

    Attributes
    ----------
    part, how
        To which part it belongs, and what happened to it.
    source, target
        Ids of the two partners.
    before, after
        Its class; None where there was, or is, no tie.
    activities_before, activities_after
        Names of the activities that it rests on.
    """

    part: Part
    how: How
    source: str
    target: str
    before: str | None
    after: str | None
    activities_before: tuple[str, ...]
    activities_after: tuple[str, ...]


class Change(NamedTuple):
    """A change taken apart.

    Attributes
    ----------
    before, after
        Labels of the windows.
    figures
        By name of `FIGURES`.
    came, left
        Ids of partners that are on one roster alone.
    began, ended
        Names of activities that are in one of the windows alone.
    ties
        Every tie that is not the same before and after, by part, then by its partners.
    """

    before: str
    after: str
    figures: dict[str, Shares]
    came: tuple[str, ...]
    left: tuple[str, ...]
    began: tuple[str, ...]
    ended: tuple[str, ...]
    ties: tuple[ChangedTie, ...]


def change(before: WindowNetworks, after: WindowNetworks) -> Change:
    """Take the change from one network to another of the same alliance apart.

    Parameters
    ----------
    before, after
        The networks of an alliance, of which there is one each: two windows, or two versions of
        the record. An actor is the same where its id is.

    Raises
    ------
    UsageError
        When there is no activity in one of the two.
    """
    for drawn in (before, after):
        if not len(drawn.networks[0].activities):
            raise UsageError(
                "No activity is recorded in {window}, so no change can be taken apart.",
                window=drawn.networks[0].window.label,
            )
    ids = sorted({*_ids_of(before), *_ids_of(after)})
    sides = _side(before, ids), _side(after, ids)
    one, other = (drawn.networks[0].window.label for drawn in (before, after))
    names = [set(_activity_names(drawn)) for drawn in (before, after)]
    rosters = [set(np.flatnonzero(side.roster).tolist()) for side in sides]
    return Change(
        before=one,
        after=other,
        figures=_figures(sides, before.has_secretariat and after.has_secretariat),
        came=tuple(ids[code] for code in sorted(rosters[1] - rosters[0])),
        left=tuple(ids[code] for code in sorted(rosters[0] - rosters[1])),
        began=tuple(sorted(names[1] - names[0])),
        ended=tuple(sorted(names[0] - names[1])),
        ties=tuple(_changed(sides, ids)),
    )


def shapley(
    value: Callable[[_Corner], NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """What each of three changes makes of the whole, as the mean over the six orders.

    Parameters
    ----------
    value
        Figures by which of the three are changed already.

    Examples
    --------
    >>> parts = shapley(lambda changed: np.array([2.0 * changed[0] + changed[1] * changed[2]]))
    >>> [float(part[0]) for part in parts]
    [2.0, 0.5, 0.5]
    """
    one_of_two = (False, True)
    corners = {corner: value(corner) for corner in product(one_of_two, one_of_two, one_of_two)}
    orders = list(permutations(range(len(PARTS))))
    parts = [np.zeros_like(corners[False, False, False]) for _ in PARTS]
    for order in orders:
        changed = [False] * len(PARTS)
        for part in order:
            earlier = corners[changed[0], changed[1], changed[2]]
            changed[part] = True
            parts[part] = parts[part] + corners[changed[0], changed[1], changed[2]] - earlier
    of_partners, of_activities, of_class = (part / len(orders) for part in parts)
    return of_partners, of_activities, of_class


class _Side(NamedTuple):
    """A network in codes that it shares with the other; ties by their ends as one number."""

    roster: Flags
    tie: Codes
    standing: NDArray[np.int8]
    lasting: NDArray[np.int8]
    own: Codes
    rests_on: list[tuple[str, ...]]


def _ids_of(drawn: WindowNetworks) -> list[str]:
    return [drawn.alliance.actors.id[code] for code in drawn.networks[0].vertices.tolist()]


def _activity_names(drawn: WindowNetworks) -> list[str]:
    return [drawn.alliance.activities.name[n] for n in drawn.networks[0].activities.tolist()]


def _side(drawn: WindowNetworks, ids: list[str]) -> _Side:
    (network,) = drawn.networks
    place = {id_: code for code, id_ in enumerate(ids)}
    code = np.array([place.get(id_, -1) for id_ in drawn.alliance.actors.id], np.int64)
    many, ties, own = len(ids), network.ties, network.own_ties
    roster = np.zeros(many, bool)
    roster[code[network.roster]] = True
    return _Side(
        roster=roster,
        # Both are sorted by id, so that ties stay in their order.
        tie=code[ties.first] * many + code[ties.second],
        standing=ties.standing,
        lasting=ties.lasting,
        own=code[own.first] * many + code[own.second],
        rests_on=_rests_on(drawn, network),
    )


def _rests_on(drawn: WindowNetworks, network: Network) -> list[tuple[str, ...]]:
    """By tie: names of its activities, each once."""
    found: list[dict[str, None]] = [{} for _ in range(len(network.ties))]
    under = evidence(network, drawn.meetings, drawn.spans)
    names = drawn.alliance.activities.name
    for tie, activity in zip(under.tie.tolist(), under.activity.tolist(), strict=True):
        found[tie][names[activity]] = None
    return [tuple(each) for each in found]


def _figures(sides: tuple[_Side, _Side], with_secretariat: bool) -> dict[str, Shares]:
    alone = sides[0].roster ^ sides[1].roster

    @cache
    def value(changed: _Corner) -> NDArray[np.float64]:
        partners, activities, classes = (sides[after] for after in changed)
        return _value(partners, activities, classes, alone)

    parts = shapley(value)
    before, after = value((False, False, False)), value((True, True, True))
    table = np.stack([before, after, after - before, *parts])
    if not with_secretariat:
        table[:, [FIGURES.index(name) for name in _ABOUT_SECRETARIAT]] = math.nan
    return {name: Shares(*column) for name, column in zip(FIGURES, table.T.tolist(), strict=True)}


def _value(partners: _Side, activities: _Side, classes: _Side, alone: Flags) -> NDArray[np.float64]:
    """The figures of the network with the roster, the meetings and the classes of these.

    `alone` are the actors that are on one of the two rosters alone.
    """
    many, roster = len(partners.roster), partners.roster
    lasting, standing = activities.lasting.copy(), activities.standing.copy()
    _, here, there = np.intersect1d(activities.tie, classes.tie, True, return_indices=True)
    lasting[here], standing[here] = classes.lasting[there], classes.standing[there]
    stays = ~_touches(activities.tie, alone)
    brought = _touches(partners.tie, alone)
    first, second = np.divmod(np.append(activities.tie[stays], partners.tie[brought]), many)
    lasting = np.append(lasting[stays], partners.lasting[brought])
    standing = np.append(standing[stays], partners.standing[brought])
    own = np.append(
        activities.own[~_touches(activities.own, alone & activities.roster)],
        partners.own[_touches(partners.own, alone & partners.roster)],
    )

    def groups(scenario: Scenario) -> Codes:
        """Sizes of the groups of partners that hang together."""
        kept = in_scenario(lasting, scenario)
        ends = first[kept], second[kept]
        if scenario == "present":
            through = np.divmod(own, many)
            ends = np.append(ends[0], through[0]), np.append(ends[1], through[1])
        return np.bincount(components(many, *ends)[roster])

    size = int(roster.sum())
    unaided = groups("unaided")
    connected = [
        ratio(int((one * (one - 1) // 2).sum()), pairs_among(size))
        for one in (unaided, groups("led_activities_end"), groups("present"))
    ]
    largest = ratio(int(unaided.max(initial=0)), size)
    independent = int((standing == INDEPENDENT).sum())
    return np.array([*connected, largest, float(len(standing)), float(independent)])


def _touches(ties: Codes, actors: Flags) -> Flags:
    """By tie: whether one of its ends is among some actors."""
    first, second = np.divmod(ties, len(actors))
    found: Flags = actors[first] | actors[second]
    return found


def _changed(sides: tuple[_Side, _Side], ids: list[str]) -> Iterator[ChangedTie]:
    """The ties that are not the same in both, part by part."""
    many = len(ids)
    ties = [dict(zip(side.tie.tolist(), range(len(side.tie)), strict=True)) for side in sides]
    found = []
    for tie in sorted({*ties[0], *ties[1]}):
        places = ties[0].get(tie), ties[1].get(tie)
        what = _what_happened(sides, divmod(tie, many), places)
        if what is not None:
            found.append((PARTS.index(what[0]), tie, what, places))
    for _, tie, (part, how), places in sorted(found, key=lambda one: one[:2]):
        first, second = divmod(tie, many)
        rows = zip(sides, places, strict=True)
        (before, rests_before), (after, rests_after) = (_told(*row) for row in rows)
        yield ChangedTie(
            part, how, ids[first], ids[second], before, after, rests_before, rests_after
        )


def _told(side: _Side, place: int | None) -> tuple[str | None, tuple[str, ...]]:
    """Class of a tie, and what it rests on."""
    if place is None:
        return None, ()
    return TIE_CLASSES[CLASS_OF_STANDING[side.standing[place]]], side.rests_on[place]


def _what_happened(
    sides: tuple[_Side, _Side], ends: tuple[int, int], places: tuple[int | None, int | None]
) -> tuple[Part, How] | None:
    """The part that a tie belongs to, and what happened; None where it is the same."""
    before, after = sides
    one, other = places
    if not all(before.roster[end] for end in ends):
        return "partners", "came"
    if not all(after.roster[end] for end in ends):
        return "partners", "left"
    if one is None:
        return "activities", "began"
    if other is None:
        return "activities", "ended"
    needs = [
        (CLASS_OF_STANDING[side.lasting[place]], CLASS_OF_STANDING[side.standing[place]])
        for side, place in ((before, one), (after, other))
    ]
    if needs[0] == needs[1]:
        return None
    return "class", "freed" if needs[1] < needs[0] else "bound"
