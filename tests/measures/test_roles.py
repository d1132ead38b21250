"""Brokerage by groups: the published example, loops, and by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from alliances import alliance
from hypothesis import given
from hypothesis import strategies as st

from ci_network.graphs.graph import Graph
from ci_network.measures.brokerage import independent_and_own
from ci_network.measures.roles import Roles, roles, secretariat_roles
from ci_network.network.windows import window_networks
from ci_network.record.alliance import sector_codes


def of_secretariat(network, sector):
    return secretariat_roles(network, independent_and_own(network), sector)


def graph(edges, vertices):
    ends = np.array(sorted(tuple(sorted(edge)) for edge in edges), np.int64).reshape(-1, 2)
    return Graph(vertices, ends[:, 0], ends[:, 1])


def test_gould_and_fernandez():
    """S tied to A1, A2 (A), B1 (B), X1 (X), S in X, and A1–B1.

    Directed: coordinator 0, itinerant 2, gatekeeper 3, representative 3, liaison 2. Undirected
    pairs counted once: itinerant A1–A2; boundary X1 with A1, A2 and B1; liaison A2–B1.
    """
    s, a1, a2, b1, x1 = range(5)
    group = np.array([2, 0, 0, 1, 2])
    found = roles(graph([(s, a1), (s, a2), (s, b1), (s, x1), (a1, b1)], 5), group, s)
    assert found == Roles(0, 1, 3, 1, 0, 5)
    directed = (2 * found.coordinator, 2 * found.itinerant, found.boundary, 2 * found.liaison)
    assert directed == (0, 2, 3, 2)


@given(
    st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] < e[1])),
    st.lists(st.integers(-1, 2), min_size=8, max_size=8),
)
def test_any_graph_agrees_with_loops(edges, groups):
    near = {v: {u for e in edges for u in e if v in e and u != v} for v in range(8)}
    counts = [0] * 6
    for one, other in combinations(sorted(near[0]), 2):
        if other in near[one]:
            continue
        own, a, b = groups[0], groups[one], groups[other]
        if -1 in (own, a, b):
            counts[4] += 1
        elif own == a == b:
            counts[0] += 1
        elif a == b:
            counts[1] += 1
        elif own in (a, b):
            counts[2] += 1
        else:
            counts[3] += 1
        counts[5] += len(near[one] & near[other]) == 1
    assert roles(graph(edges, 8), np.array(groups), 0) == Roles(*counts)


def test_the_secretariat_is_a_sector_of_its_own():
    """S and A are of the town, B and C of clubs; S met each alone, and B met C on its own.

    Without a sector of its own S would be at the boundary of A with B and with C.
    """
    sectors = {"S": "town", "A": "town", "B": "club", "C": "club"}
    made = alliance(
        "S*",
        *({"id": name, "sector": sector} for name, sector in sectors.items()),
        a="SA@2017",
        b="SB@2017",
        c="SC@2017",
        d="BC@2017",
    )
    drawn = window_networks(made)
    found = of_secretariat(drawn.whole, sector_codes(made.actors))
    assert found == Roles(0, 0, 0, 2, 0, 2)


def test_ties_from_its_own_meetings_do_not_close_the_holes():
    drawn = window_networks(
        alliance("S*", {"id": "A", "sector": "x"}, {"id": "B", "sector": "x"}, a="S!AB@2017")
    )
    found = of_secretariat(drawn.whole, sector_codes(drawn.alliance.actors))
    assert found == Roles(0, 1, 0, 0, 0, 1)


def test_two_of_the_secretariat_are_one():
    """S and T each met one of A and B, and one another: the two are one step from both."""
    drawn = window_networks(alliance("S*T*", a="SA@2017", b="TB@2017", c="ST@2017"))
    found = of_secretariat(drawn.whole, sector_codes(drawn.alliance.actors))
    assert found == Roles(0, 0, 0, 0, 1, 1)
    assert (
        of_secretariat(window_networks(alliance("S*", a="AB@2017")).whole, np.full(3, -1)) is None
    )


@pytest.mark.parametrize("sectors", [{}, {"A": "x"}])
def test_pairs_of_unknown_sector_are_counted_apart(sectors):
    members = ({"id": name, "sector": sector} for name, sector in sectors.items())
    drawn = window_networks(alliance("S*", *members, a="S!AB@2017"))
    found = of_secretariat(drawn.whole, sector_codes(drawn.alliance.actors))
    assert (found.group_unknown, found.itinerant, found.liaison) == (1, 0, 0)
