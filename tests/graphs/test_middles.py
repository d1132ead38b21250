"""Marks of groups stand on the nearest free spot: against a search spot by spot."""

from __future__ import annotations

import numpy as np
import pytest

from ci_network.graphs.arrangement import Room, _free_spot


def spot_by_spot(target, taken, room: Room) -> tuple[int, int]:
    across, down = room.width / 2, room.height / 2
    ring = 0
    while True:
        spots = [
            (i * across, j * down)
            for i in range(-ring, ring + 1)
            for j in range(-ring, ring + 1)
            if max(abs(i), abs(j)) == ring
        ]
        for dx, dy in sorted(spots, key=lambda spot: (spot[0] ** 2 + spot[1] ** 2, spot)):
            x, y = round(target[0] + dx), round(target[1] + dy)
            if all(abs(x - a) >= room.width or abs(y - b) >= room.height for a, b in taken):
                return x, y
        ring += 1


@pytest.mark.parametrize("seed", range(30))
def test_it_is_the_spot_that_a_search_spot_by_spot_finds_first(seed):
    rng = np.random.default_rng(seed)
    room = Room(*rng.uniform(20, 160, 2))
    # From a few to so many that the nearest free spot is a dozen rings away.
    taken = rng.integers(-600, 601, (int(rng.integers(0, 600)), 2)).astype(float)
    target = tuple(rng.uniform(-300, 300, 2).tolist())
    found = _free_spot(target, taken, room)
    assert found == spot_by_spot(target, taken.tolist(), room)
    assert [type(each) for each in found] == [int, int]
