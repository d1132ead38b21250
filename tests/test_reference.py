"""The reference against published figures, and its laws on alliances made by chance."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from random_alliances import (
    Alliance,
    Row,
    alliances,
    as_participations,
    partnership_alliances,
    random_alliance,
    random_partnerships,
)
from reference import (
    betweenness,
    constraint,
    degree_centralization,
    mean_inverse_distance,
    reference_metrics,
    reference_ties,
    robustness,
)

approx = pytest.approx


def classes(alliance: Alliance, every: str = "all") -> dict[tuple[str, str, str], str]:
    """Class by window and pair."""
    return {
        (row["window"], row["source"], row["target"]): row["class"]
        for row in reference_ties(*alliance, every)
    }


# ------------------------------------------------------------------------------ published figures


def test_krackhardt_kite_and_florentine_families() -> None:
    """Borgatti (2006): F and DF; Freeman's betweenness and centralization."""
    kite = nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("ABCDEFGHIJ")))
    assert betweenness(kite)["H"] == approx(14 / 36)
    assert degree_centralization(kite) == approx(1 / 3)
    assert mean_inverse_distance(kite, sorted(kite)) == approx(0.646296, abs=1e-6)
    kite.remove_node("H")
    assert mean_inverse_distance(kite, sorted(kite)) == approx(1 - 0.486111, abs=1e-6)
    families = nx.florentine_families_graph()
    assert betweenness(families)["Medici"] == approx(47.5 / 91)
    families.remove_node("Medici")
    assert mean_inverse_distance(families, sorted(families)) == approx(1 - 0.673810, abs=1e-6)


def test_constraint_centralization_and_robustness_in_closed_form() -> None:
    """Complete graphs and stars; Burt's example as in Borgatti (1997)."""
    assert constraint(nx.relabel_nodes(nx.complete_graph(11), str), "0") == approx(0.361, abs=5e-4)
    assert constraint(nx.relabel_nodes(nx.empty_graph(2), str), "0") is None
    burt = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])
    assert constraint(burt, "G") == approx(0.400, abs=1e-3)
    assert constraint(burt, "A") == approx(0.595, abs=1e-3)
    assert constraint(burt, "C") == approx(1)
    star = nx.relabel_nodes(nx.star_graph(5), str)
    assert degree_centralization(star) == approx(1)
    assert robustness(star) == approx(5 / 36)
    assert robustness(nx.complete_graph(7)) == approx(6 / 14)


# -------------------------------------------------------------------------------------------- laws


def figures_without_rows(nodes: list[Row], edges: list[Row], every: str) -> dict[str, Any]:
    """All figures but the count of rows."""
    figures = reference_metrics(nodes, edges, every)
    del figures["data"]["participations"]
    return figures


@settings(max_examples=50)
@given(partnership_alliances())
def test_both_shapes_of_the_same_facts_give_the_same_figures(alliance: Alliance) -> None:
    """A partnership is an activity of two, and of the secretariat where it was there."""
    nodes, edges = alliance
    for every in ("year", "all"):
        assert figures_without_rows(nodes, edges, every) == figures_without_rows(
            nodes, as_participations(nodes, edges), every
        )


@settings(max_examples=50)
@given(alliances(secretariats=1))
def test_scenarios_fall_in_order(alliance: Alliance) -> None:
    """From most to least generous."""
    for entry in reference_metrics(*alliance, "year")["windows"]:
        if entry["activities"] == 0:
            continue
        ties = entry["ties"]
        assert ties["total"] == ties["independent"] + ties["supported"] + ties["carried"]
        assert ties["lead_unknown"] <= ties["supported"]
        for name in ("connectedness", "largest_component", "efficiency", "density"):
            values = [scenario[name] for scenario in entry["scenarios"].values()]
            if None not in values:
                assert all(
                    more >= less or math.isclose(more, less) for more, less in pairwise(values)
                )
        isolates = [scenario["isolates"] for scenario in entry["scenarios"].values()]
        assert isolates == sorted(isolates)


@settings(max_examples=50)
@given(alliances(undated=False, secretariats=1))
def test_independent_over_all_exactly_when_in_some_window(alliance: Alliance) -> None:
    """With dates everywhere and a secretariat that has no term."""
    nodes, edges = alliance
    nodes = [{**row, "secretariat_from": "", "secretariat_until": ""} for row in nodes]

    def independent(every: str) -> set[tuple[str, str]]:
        table = classes((nodes, edges), every)
        return {key[1:] for key, value in table.items() if value == "independent"}

    assert independent("all") == independent("quarter")


def test_the_same_seed_gives_the_same_alliance() -> None:
    """Both generators."""
    for seed in range(20):
        assert random_alliance(seed) == random_alliance(seed)
        assert random_partnerships(seed) == random_partnerships(seed)
