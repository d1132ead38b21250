"""Places on a plane: who is tied stands near, and no two stand on each other.

The places follow from the ties by the force of Fruchterman and Reingold
(1991, https://doi.org/10.1002/spe.4380211102), after which marks with their names are pushed
apart until none covers another. It is computed with plain additions, multiplications and roots
in a fixed order, so that the same record gives the same whole numbers everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags

Positions = Mapping[str, tuple[int, int]]
"""Whole numbers by actor id; to the right and downwards they grow."""

_Points = NDArray[np.float64]

_ROUNDS = 260
_PUSHES = 400
_ASPECT = 1.9
"""A projector is wide, and so is a name."""

_SPRUNG = 1_500
"""Actors up to which ties pull; above, nobody could read the picture, and a disc will do."""

_GROUP_ROOM = 0.72
"""Room of the mark of a group, against that of a member."""

_GROUPS_APART = 400
"""Groups up to which each looks for a free place."""

_RINGS = 8
"""Rings of a grid that a free place is looked for on at once, twice as many each time."""


@dataclass(frozen=True)
class Room:
    """The room that a mark and its name take."""

    width: float
    height: float


def arrange(
    ids: Sequence[str],
    first: Codes,
    second: Codes,
    weight: NDArray[np.float64],
    *,
    centre: Flags,
    group: Codes,
    known: Positions | None = None,
) -> dict[str, tuple[int, int]]:
    """Place actors by their ties.

    Parameters
    ----------
    ids
        Ids of the actors.
    first, second, weight
        Ties between them, as places in `ids`.
    centre
        By actor: whether it stands in the middle (the secretariat). Its own ties do not pull.
    group
        By actor: code of its sector; those without ties stand beside others of their sector.
    known
        Places that must be kept.

    Returns
    -------
    dict
        Whole numbers by id.
    """
    there = set(ids)
    known = {key: place for key, place in (known or {}).items() if key in there}
    if known and len(ids) <= _SPRUNG:
        return _beside_known(ids, first, second, weight, known)
    room = _room(len(ids))
    tied = np.zeros(len(ids), bool)
    tied[first] = tied[second] = True
    tied &= ~centre
    points = np.zeros((len(ids), 2))
    inner = np.flatnonzero(tied)
    place = np.full(len(ids), -1)
    place[inner] = np.arange(len(inner))
    pulls = tied[first] & tied[second]
    sprung = _spring if len(ids) <= _SPRUNG else _disc
    points[inner] = _spread(
        sprung(len(inner), place[first[pulls]], place[second[pulls]], weight[pulls]), room
    )
    outer = np.flatnonzero(~tied & ~centre)
    points[outer] = _ring(points[inner], outer[np.lexsort((outer, group[outer]))], outer, room)
    points[centre] = _row(int(centre.sum()), room)
    if len(ids) <= _SPRUNG:
        points = _apart(points, centre, room)
    whole = np.rint(points).astype(np.int64)
    places = {key: (int(x), int(y)) for key, (x, y) in zip(ids, whole, strict=True)}
    return places | {key: (int(x), int(y)) for key, (x, y) in known.items()}


def middles(
    groups: Sequence[Sequence[tuple[int, int]]], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int] | None]:
    """A place for each group of two or more in the middle of its members.

    Parameters
    ----------
    groups
        Places of the members of each group.
    taken
        Places that must stay free.

    Returns
    -------
    list
        By group. The largest groups choose first; where there are too many to move apart, they
        stand a little beside each other.

    Examples
    --------
    >>> middles([[(0, 0), (400, 0)], [(0, 0)]], [(0, 0), (400, 0)])
    [(200, 0), None]
    """
    found = list[tuple[int, int] | None]([None] * len(groups))
    order = [n for n, group in enumerate(groups) if len(group) > 1]
    order.sort(key=lambda n: (-len(groups[n]), n))
    room = _room(len(taken))
    own = Room(room.width * _GROUP_ROOM, room.height * _GROUP_ROOM)
    occupied = np.array([*taken, *[(0, 0)] * len(order)], float).reshape(-1, 2)
    aside = np.rint(_sunflower(max(len(order), 1)) * room.width / 2).astype(np.int64)
    for rank, number in enumerate(order):
        group = groups[number]
        x = math.fsum(x for x, _ in group) / len(group)
        y = math.fsum(y for _, y in group) / len(group)
        if len(order) <= _GROUPS_APART:
            many = len(taken) + rank
            place = _free_spot((x, y), occupied[:many], own)
            occupied[many] = place
        else:
            place = (round(x) + int(aside[rank][0]), round(y) + int(aside[rank][1]))
        found[number] = place
    return found


def _room(actors: int) -> Room:
    """Less room for each where there are many: then names wait for the zoom."""
    if actors <= 64:
        return Room(158, 66)
    return Room(112, 56) if actors <= 180 else Room(62, 46)


def _spring(n: int, first: Codes, second: Codes, weight: NDArray[np.float64]) -> _Points:
    """Ties pull by their strength, all push each other away, and so does the middle.

    A tie counts for less the more ties its ends have: else whoever sat in one plenary would end
    in one heap.
    """
    if n < 2:
        return np.full((n, 2), 1.0)
    points = _sunflower(n)
    attraction = _attraction(n, first, second, weight)
    ideal = 1.0 / math.sqrt(n)
    for round_number in range(_ROUNDS):
        # By axis 0 the sums run row by row in the same order on every processor.
        gap = points[None, :, :] - points[:, None, :]
        square = gap[:, :, 0] * gap[:, :, 0] + gap[:, :, 1] * gap[:, :, 1] + 1e-6
        force = ideal * ideal / square - attraction
        move = (gap * force[:, :, None]).sum(axis=0)
        from_middle = points[:, 0] * points[:, 0] + points[:, 1] * points[:, 1] + 1e-4
        move += points * (4 * ideal * ideal / from_middle)[:, None] - points * 0.9
        length = np.sqrt(move[:, 0] * move[:, 0] + move[:, 1] * move[:, 1]) + 1e-9
        heat = 0.15 * (1 - round_number / _ROUNDS) + 1e-4
        points = points + move * (np.minimum(length * 0.5, heat) / length)[:, None]
    return points


def _disc(n: int, _first: Codes, _second: Codes, _weight: NDArray[np.float64]) -> _Points:
    return _sunflower(n)


def _attraction(
    n: int, first: Codes, second: Codes, weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    pull = np.sqrt(weight)
    reach = np.bincount(first, pull, n) + np.bincount(second, pull, n) + 1e-9
    matrix = np.zeros((n, n))
    even = pull / np.sqrt(reach[first] * reach[second])
    matrix[first, second] = matrix[second, first] = 3.0 * even
    return matrix


def _sunflower(n: int) -> _Points:
    """Even spots on a disc, by the golden angle; rounded, since sines differ in the last digit."""
    angle = [2.399963229728653 * i for i in range(n)]
    radius = [math.sqrt((i + 0.5) / n) for i in range(n)]
    spots = [
        (round(r * math.cos(a), 6), round(r * math.sin(a), 6))
        for r, a in zip(radius, angle, strict=True)
    ]
    return np.array(spots)


def _spread(points: _Points, room: Room) -> _Points:
    """Scale to a wide area with room for all, evening out crowds."""
    n = len(points)
    if n < 2:
        return points * room.width
    half_height = math.sqrt(n * room.width * room.height * 1.5 / _ASPECT) / 2
    halves = (half_height * _ASPECT, half_height)
    spread = np.empty_like(points)
    for axis, half in enumerate(halves):
        # Half the way from the place itself to its rank: crowds open, gaps close.
        column = points[:, axis]
        order = np.lexsort((np.arange(n), column))
        rank = np.empty(n)
        rank[order] = (np.arange(n) + 0.5) / n * 2 - 1
        low, high = float(column.min()), float(column.max())
        linear = (column - (low + high) / 2) / max((high - low) / 2, 1e-9)
        spread[:, axis] = (0.6 * linear + 0.4 * rank) * half
    return spread


def _ring(inner: _Points, in_order: Codes, outer: Codes, room: Room) -> _Points:
    """Those without ties around the rest, one sector after the other."""
    reach = np.abs(inner).max(axis=0) if len(inner) else np.zeros(2)
    count = max(len(outer), 1)
    half = (
        max(float(reach[0]) + room.width, count * room.width / 8, room.width),
        max(float(reach[1]) + room.height, count * room.height / 8, room.height),
    )
    place = {actor: number for number, actor in enumerate(in_order.tolist())}
    points = np.zeros((len(outer), 2))
    for row, actor in enumerate(outer.tolist()):
        angle = 2 * math.pi * (place[actor] + 0.5) / count
        points[row] = (round(half[0] * math.sin(angle), 3), round(-half[1] * math.cos(angle), 3))
    return points


def _row(count: int, room: Room) -> _Points:
    """The secretariat in the middle; several side by side."""
    across = (np.arange(count) - (count - 1) / 2) * room.width
    return np.column_stack([across, np.zeros(count)])


def _apart(points: _Points, fixed: Flags, room: Room) -> _Points:
    """Push what is too close apart, in the measure of a mark and its name, until nothing is."""
    n = len(points)
    if n < 2:
        return points
    measure = np.array([room.width, room.height])
    places = points / measure
    free = (~fixed).astype(np.float64)
    share = free[None, :] / np.maximum(free[None, :] + free[:, None], 1)
    aside = _sunflower(n) * 1e-3
    for _ in range(_PUSHES):
        gap = (places + aside)[None, :, :] - (places + aside)[:, None, :]
        distance = np.sqrt(gap[:, :, 0] * gap[:, :, 0] + gap[:, :, 1] * gap[:, :, 1])
        np.fill_diagonal(distance, 2.0)
        short = np.where(distance < 1, (1.02 - distance) / np.maximum(distance, 1e-9), 0) * share
        if not (short > 0).any():
            break
        places = places + 0.6 * (gap * short[:, :, None]).sum(axis=0)
    spread: _Points = places * measure
    return spread


def _beside_known(
    ids: Sequence[str],
    first: Codes,
    second: Codes,
    weight: NDArray[np.float64],
    known: Positions,
) -> dict[str, tuple[int, int]]:
    """Keep what is known; each new actor goes to the free spot nearest the middle of its ties."""
    places = {key: (int(known[key][0]), int(known[key][1])) for key in ids if key in known}
    neighbours: list[list[tuple[int, float]]] = [[] for _ in ids]
    for a, b, w in zip(first.tolist(), second.tolist(), weight.tolist(), strict=True):
        neighbours[a].append((b, w))
        neighbours[b].append((a, w))
    room = _room(len(ids))
    waiting = [number for number, key in enumerate(ids) if key not in places]
    while waiting:
        placed_ties = [sum(ids[o] in places for o, _ in neighbours[number]) for number in waiting]
        number = waiting.pop(placed_ties.index(max(placed_ties)))
        target = _barycentre(number, neighbours[number], ids, places)
        taken = np.array(list(places.values()), float).reshape(-1, 2)
        places[ids[number]] = _free_spot(target, taken, room)
    return places


def _barycentre(
    number: int,
    ties: Sequence[tuple[int, float]],
    ids: Sequence[str],
    places: Mapping[str, tuple[int, int]],
) -> tuple[float, float]:
    """The middle of its ties; without any, below everyone."""
    there = [(places[ids[other]], w) for other, w in ties if ids[other] in places]
    total = math.fsum(w for _, w in there)
    if total <= 0:
        xs = [x for x, _ in places.values()]
        lowest = max(y for _, y in places.values())
        spread = (min(xs) + max(xs)) / 2
        return spread, lowest + _room(len(ids)).height * (1 + number % 2)
    return (
        math.fsum(x * w for (x, _), w in there) / total,
        math.fsum(y * w for (_, y), w in there) / total,
    )


def _free_spot(
    target: tuple[float, float], taken: NDArray[np.float64], room: Room
) -> tuple[int, int]:
    """The nearest spot on ever wider rings of a grid where nothing stands; `taken` has a row for
    each thing that does."""
    rings = _RINGS
    while True:
        step = np.arange(-rings, rings + 1)
        across, down = step * (room.width / 2), step * (room.height / 2)
        x, y = np.rint(target[0] + across), np.rint(target[1] + down)
        beside = np.abs(x[:, None] - taken[:, 0]) < room.width
        above = np.abs(y[:, None] - taken[:, 1]) < room.height
        near = beside.any(axis=0) & above.any(axis=0)
        over = beside[:, near].astype(np.float32) @ above[:, near].astype(np.float32).T
        i, j = np.nonzero(over == 0)
        if len(i):
            ring = np.maximum(np.abs(step[i]), np.abs(step[j]))
            first = np.lexsort((down[j], across[i], across[i] ** 2 + down[j] ** 2, ring))[0]
            return int(x[i[first]]), int(y[j[first]])
        rings *= 2
