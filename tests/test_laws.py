"""Laws that hold for every alliance: nesting, order, ranges, relabelling, both shapes alike."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from random_alliances import alliances, as_participations, partnership_alliances

from ci_network.dates import EVERY
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.reading import read_rows
from ci_network.results.figures import flat, metrics

often = settings(max_examples=40)
windows = st.sampled_from(EVERY)
sizes = st.sampled_from([None, 2, 3, 4])

FALLING = ("connectedness", "largest_component", "efficiency")
SHARES = (
    "density",
    "connectedness",
    "largest_component",
    "efficiency",
    "degree_centralization",
    "cross_sector_share",
    "cross_sector_expected",
)


PARTNERS = {
    "density": 2, "connectedness": 2, "largest_component": 1, "efficiency": 2,
    "degree_centralization": 3,
}  # fmt: skip
"""From how many partners on there is a figure, where the secretariat is not counted with them."""


def figures(rows, every="year", max_size=None):
    return metrics(sustainability(read_rows(*rows).alliance, every, max_size))


def active(found):
    return [window for window in found["windows"] if window["activities"]]


@often
@given(alliances(), windows, sizes)
def test_shares_lie_between_nothing_and_all_and_each_scenario_keeps_no_more(rows, every, max_size):
    for window in active(figures(rows, every, max_size)):
        no_more_than_the_one_before(window["scenarios"])
        between_nothing_and_all(window)


def no_more_than_the_one_before(scenarios):
    known = [s for s in SCENARIOS if scenarios[s]["ties"] == scenarios[s]["ties"]]
    for before, after in pairwise(scenarios[s] for s in known):
        assert after["ties"] <= before["ties"]
        assert after["isolates"] >= before["isolates"]
        for name in FALLING:
            assert math.isnan(after[name]) or after[name] <= before[name] + 1e-12


def between_nothing_and_all(window):
    for scenario in SCENARIOS:
        for name in SHARES:
            value = window["scenarios"][scenario][name]
            assert math.isnan(value) or 0 <= value <= 1
        each = window["scenarios"][scenario]
        if scenario != "present" and not math.isnan(each["ties"]):
            for name, enough in PARTNERS.items():
                assert math.isnan(each[name]) == (window["partners"] < enough)
        if each["cross_sector_expected"] in (0, 1) and not math.isnan(each["cross_sector_share"]):
            assert each["cross_sector_share"] == each["cross_sector_expected"]
        inner = window["core"][scenario]
        assert math.isnan(inner["size"]) or 0 <= inner["size"] <= window["partners"]
        assert math.isnan(inner["stayed"]) or inner["stayed"] <= inner["size"]
        for name in ("core_density", "between_density", "periphery_density"):
            assert math.isnan(inner[name]) or 0 <= inner[name] <= 1
        assert math.isnan(inner["fit"]) or abs(inner["fit"]) <= 1 + 1e-12
    ties = window["ties"]
    if ties["carried"] == ties["carried"]:
        assert ties["independent"] + ties["supported"] + ties["carried"] == ties["total"]
        assert ties["lead_unknown"] <= ties["supported"]
        assert window["deep"] <= ties["independent"]


@often
@given(alliances(), sizes)
def test_the_longer_the_fewer_last(rows, max_size):
    found = figures(rows, "all", max_size)["survival"]
    for kind in ("ties", "activities", "partners"):
        curves = [curve for name, curve in found[kind].items() if isinstance(curve, dict)]
        for curve in curves:
            shares = [1.0, *curve["surviving"]]
            assert 0 <= curve["ended"] <= curve["watched"]
            assert not any(math.isnan(share) for share in shares)
            assert all(0 <= after <= before for before, after in pairwise(shares))
            if not math.isnan(half := curve["half_life_months"]):
                by_month = zip(curve["months"], curve["surviving"], strict=True)
                assert all(share <= 0.5 + 1e-12 for month, share in by_month if month >= half)
        if len(curves) > 1:
            assert curves[0]["ended"] == sum(curve["ended"] for curve in curves[1:])


@often
@given(alliances(), windows)
def test_a_pair_is_independent_in_the_whole_exactly_when_it_is_in_some_window(rows, every):
    # Where every activity has a date and no secretariat's term ends; else the whole knows more.
    nodes, edges = rows
    nodes = [row | {"secretariat_from": "", "secretariat_until": ""} for row in nodes]
    edges = [
        row | {"start": row["start"] or "2016", "end": row["end"] if row["start"] else ""}
        for row in edges
    ]
    result = sustainability(read_rows(nodes, edges).alliance, every)

    def independent(network):
        return set(network.ties.pair[network.ties.standing == 0].tolist())

    in_windows = set().union(*(independent(network) for network in result.networks))
    assert in_windows == independent(result.whole)


@often
@given(alliances(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, chance):
    nodes, edges = ([*part] for part in rows)
    before = list(flat_figures(figures((nodes, edges))))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert list(flat_figures(figures((nodes, edges)))) == before


@often
@given(alliances())
def test_relabelling_actors_in_the_same_order_changes_nothing_but_their_names(rows):
    nodes, edges = rows
    names = sorted({row["id"] for row in nodes})
    new = {name: f"n{place:03d}" for place, name in enumerate(names)}
    relabelled = (
        [row | {"id": new[row["id"]]} for row in nodes],
        [row | {"actor": new[row["actor"]]} for row in edges],
    )
    old, young = figures(rows), figures(relabelled)
    strip = ("articulation_points", "betweenness.", "constraint.", "secretariat", "members")
    assert [item for item in flat_figures(old) if not any(part in item[0] for part in strip)] == [
        item for item in flat_figures(young) if not any(part in item[0] for part in strip)
    ]


@often
@given(partnership_alliances(), windows, sizes)
def test_both_shapes_of_the_same_facts_give_the_same_figures(rows, every, max_size):
    nodes, _ = rows
    as_parts = (nodes, as_participations(*rows))
    pairs, parts = figures(rows, every, max_size), figures(as_parts, every, max_size)
    assert list(flat_figures(pairs)) == list(flat_figures(parts))


def flat_figures(found):
    """Names and values, with NaN made equal to itself; counts of rows left out."""
    lasting = {kind: found["survival"][kind]["all"] for kind in ("ties", "activities", "partners")}
    # Which of several activities is the largest may hang on its name.
    lasting = {
        kind: {
            name: value
            for name, value in curve.items()
            if not isinstance(value, list) and not name.endswith("_without")
        }
        for kind, curve in lasting.items()
    }
    for part in [*found["windows"], {"offshoots": found["offshoots"]}, lasting]:
        for name, value in flat(part):
            yield name, None if isinstance(value, float) and math.isnan(value) else value
