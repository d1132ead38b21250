"""What is left when activities end, by loops over the definitions and networkx.

Nothing here is shared with the package: `reference.py` reads the rows, cuts them into spells and
draws the picture of a window; here activities are taken out of that picture.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
from reference import (
    Picture,
    Row,
    connected_pairs,
    graph_of,
    mean_inverse_distance,
    partners_in_largest_component,
    picture_of,
    read_record,
    scenario_graph,
    windows_of,
)


def pictures(
    nodes: list[Row], edges: list[Row], every: str, max_size: int | None = None
) -> list[Picture]:
    """The windows of a record."""
    record = read_record(nodes, edges, max_size)
    return [picture_of(record, window) for window in windows_of(record.parts, every)]


def members(picture: Picture, activity: str) -> set[str]:
    """Who took part in an activity on some day of the window."""
    return {part.actor for part in picture.parts if part.activity == activity}


def activities(picture: Picture, among: list[str], max_size: int | None = None) -> dict[str, int]:
    """Activities that brought two or more of some actors together, and how many of them."""
    size = {
        activity: len(members(picture, activity) & set(among)) for activity in picture.activities
    }
    return {
        activity: count
        for activity, count in size.items()
        if count >= 2 and (max_size is None or picture.record.size[activity] <= max_size)
    }


def attended(picture: Picture) -> set[str]:
    """Activities with the secretariat there on some day of the window."""
    return {part.activity for part in picture.parts if part.secretariat}


def led(picture: Picture) -> set[str]:
    """Activities that on some day of the window the secretariat led and no partner did."""
    return {stretch.activity for stretch in picture.stretches if stretch.involvement == "led"}


def pairs_that_met(picture: Picture, among: list[str], ended: set[str]) -> set[tuple[str, str]]:
    """Pairs with a spell in the window in an activity that goes on."""
    return {
        spell.pair
        for spell in picture.record.spells
        if picture.window.meets(spell.days)
        and spell.activity not in ended
        and set(spell.pair) <= set(among)
    }


def left(picture: Picture, among: list[str], ended: set[str]) -> dict[str, float]:
    """The four measures of what some actors have among themselves when activities end."""
    ties = pairs_that_met(picture, among, ended)
    return measured(graph_of(among, ties), among)


def measured(graph: nx.Graph, among: list[str]) -> dict[str, float]:
    """Counts, and the mean of 1/distance."""
    return {
        "connectedness": connected_pairs(graph, among),
        "largest_component": partners_in_largest_component(graph, among),
        "efficiency": mean_inverse_distance(graph, among) or 0.0,
        "ties": sum(graph.has_edge(*pair) for pair in combinations(among, 2)),
    }


def attended_by(picture: Picture, actor: str) -> set[str]:
    """Activities with an actor there on some day of the window."""
    return {part.activity for part in picture.parts if part.actor == actor}


def led_alone_by(picture: Picture, actors: set[str]) -> set[str]:
    """Activities in which on some day some of these led, and nobody else did."""
    found = set()
    for stretch in picture.stretches:
        leads = {part.actor for part in stretch.parts if part.leads}
        if leads and leads <= actors:
            found.add(stretch.activity)
    return found


def kept_without(picture: Picture, actors: set[str], ended: set[str]) -> dict[str, float | None]:
    """What the others keep when some actors go and some activities end.

    Before, paths may run through those who go.
    """
    everyone = [*picture.roster, *picture.secretariat]
    others = [actor for actor in everyone if actor not in actors]
    before = measured(graph_of(everyone, pairs_that_met(picture, everyone, set())), others)
    after = left(picture, others, ended)
    return {name: after[name] / before[name] if before[name] else None for name in after}


def now(picture: Picture) -> dict[str, float]:
    """The measures in `present`: paths may run through the secretariat."""
    return measured(scenario_graph(picture, "present"), picture.roster)


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Floats to twelve digits, so that they compare."""
    return {name: round(value, 12) for name, value in figures.items()}
