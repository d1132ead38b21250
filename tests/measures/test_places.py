"""Places of partners in a scenario against networkx, and strength by hand."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from alliances import alliance
from random_alliances import random_alliance

from ci_network.measures.evidence import evidence
from ci_network.measures.places import betweenness, places, strength
from ci_network.network.networks import SCENARIOS, in_scenario
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows


@pytest.mark.parametrize("seed", range(12))
def test_places_are_those_of_networkx(seed):
    drawn = window_networks(
        read_rows(*random_alliance(seed, actors=9, activities=10)).alliance, "year"
    )
    for network in drawn.networks:
        roster = network.roster.tolist()
        for scenario in SCENARIOS:
            graph = nx.Graph()
            graph.add_nodes_from(roster)
            kept = in_scenario(network.ties.standing, scenario)
            graph.add_edges_from(zip(*(e.tolist() for e in network.ties.ends(kept)), strict=True))
            found = places(network, scenario)
            assert found.degree.tolist() == [graph.degree[actor] for actor in roster]
            if scenario == "present":
                own = network.own_ties
                graph.add_nodes_from(network.secretariat.tolist())
                graph.add_edges_from(zip(own.first.tolist(), own.second.tolist(), strict=True))
            assert found.isolate.tolist() == [graph.degree[actor] == 0 for actor in roster]
            together = [set(part) & set(roster) for part in nx.connected_components(graph)]
            by_number = [
                {actor for actor, of in zip(roster, found.component, strict=True) if of == number}
                for number in range(max(found.component, default=-1) + 1)
            ]
            assert sorted(map(sorted, filter(None, together))) == sorted(map(sorted, by_number))
            assert list(map(len, by_number)) == sorted(map(len, by_number), reverse=True)
            between = betweenness(network, scenario)
            if len(graph) < 3:
                assert all(map(math.isnan, between))
            else:
                theirs = nx.betweenness_centrality(graph)
                assert between.tolist() == pytest.approx([theirs[actor] for actor in roster])


def test_strength_counts_what_goes_on():
    """A and B meet with C, and the secretariat leads; A and B meet alone; it sits in on B and C."""
    made = alliance("S*", a="S!ABC@2017", b="AB@2017", c="SBC@2017")
    drawn = window_networks(made, "year")
    (network,) = drawn.networks
    behind = evidence(network, drawn.meetings, drawn.spans)
    expected = {
        # Of a, which four attended, each pair has 1/3; of b 1; of c, which three attended, 1/2.
        "present": [2 / 3 + 1, 2 / 3 + 1 + 1 / 2, 2 / 3 + 1 / 2],
        "hub_leaves": [2 / 3 + 1, 2 / 3 + 1 + 1 / 2, 2 / 3 + 1 / 2],
        "led_activities_end": [1, 1 + 1 / 2, 1 / 2],
        "unaided": [1, 1, 0],
    }
    for scenario, by_partner in expected.items():
        assert strength(network, scenario, drawn.spans, behind).tolist() == pytest.approx(
            by_partner
        )
