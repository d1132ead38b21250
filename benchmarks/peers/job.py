"""The whole job with one of the libraries: the product's windows, scenarios and measures.

    python benchmarks/peers/job.py igraph DATA --every quarter --null 999

prints the figures as JSON under the keys of `ci-network metrics --format json`. With `--distinct`
draws that leave the same activities are computed once, as the product does.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from libraries import LIBRARIES
from record import (
    CARRIED,
    INDEPENDENT,
    LEAD_UNKNOWN,
    LED,
    NONE,
    SUPPORTED,
    Record,
    Window,
    read,
    window,
    windows,
)

SCENARIOS = {
    "present": CARRIED,
    "hub_leaves": CARRIED,
    "led_activities_end": LEAD_UNKNOWN,
    "unaided": INDEPENDENT,
}
EXACT_UP_TO, SOURCES, SEED = 5_000, 64, 20_240_229
RETAINED = ("connectedness", "largest_component", "efficiency")
NAN = math.nan


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", choices=LIBRARIES)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", default="year")
    parser.add_argument("--null", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--distinct", action="store_true")
    given = parser.parse_args()
    library, record = LIBRARIES[given.library](), read(given.data)
    drawn = windows(record, given.every)
    figures: dict[str, Any] = {"windows": all_windows(library, record, drawn)}
    whole = window(record, "all", record.first, record.last)
    figures["offshoots"] = offshoots(record, whole)
    if given.null:
        figures["null"] = null(library, record, drawn, whole, figures, given)
    json.dump(figures, sys.stdout)


# ---------------------------------------------------------------------------------------- metrics


def all_windows(library: Any, record: Record, drawn: list[Window]) -> list[dict[str, Any]]:
    """Figures of each window."""
    found, before, led_before = [], None, set()
    for current in drawn:
        if current.activities:
            figures = one_window(library, record, current, before)
            leads = {lead for a in current.activities for lead in a.leads} - record.secretariat
            figures["convening"]["first_time_leads"] = len(leads - led_before)
            led_before |= leads
        else:
            figures = {}
        found.append({"window": current.label, "activities": len(current.activities)} | figures)
        before = current
    return found


def one_window(
    library: Any, record: Record, current: Window, before: Window | None
) -> dict[str, Any]:
    """All figures of a window with activity."""
    place = {v: i for i, v in enumerate([*current.roster, *current.secretariat])}
    standing = {pair: min(a.standing for a in shared) for pair, shared in current.ties.items()}
    local = {(place[a], place[b]): s for (a, b), s in standing.items()}
    own = [(place[a], place[b]) for a, b in current.own]
    scenarios = {name: scenario(library, record, current, local, own, name) for name in SCENARIOS}
    unaided = [pair for pair, s in local.items() if s == INDEPENDENT]
    n = len(current.roster)
    return {
        "partners": n,
        **ties(current, standing),
        "scenarios": scenarios,
        "retention": {
            name: {m: ratio(scenarios[name][m], scenarios["present"][m]) for m in RETAINED}
            for name in list(SCENARIOS)[1:]
        },
        "secretariat": secretariat(library, record, current, unaided, own, scenarios),
        "convening": convening(record, current),
        "turnover": turnover(before, current),
        "substitute_hub": substitute_hub(library, record, current, unaided),
    }


def ties(current: Window, standing: dict[tuple[int, int], int]) -> dict[str, Any]:
    """Ties by class, and how much of them is independent."""
    count = Counter(standing.values())
    total = len(standing)
    strength = independent = 0.0
    deep = 0
    for shared in current.ties.values():
        without = [a for a in shared if a.standing == INDEPENDENT]
        strength += sum(1 / (a.size - 1) for a in shared)
        independent += sum(1 / (a.size - 1) for a in without)
        deep += len(without) >= 2
    return {
        "ties": {
            "total": total,
            "independent": count[INDEPENDENT],
            "supported": count[SUPPORTED] + count[LEAD_UNKNOWN],
            "carried": count[CARRIED],
            "lead_unknown": count[LEAD_UNKNOWN],
        },
        "independent_share": ratio(count[INDEPENDENT], total),
        "independent_strength_share": ratio(independent, strength),
        "deep": deep,
    }


def scenario(
    library: Any,
    record: Record,
    current: Window,
    standing: dict[tuple[int, int], int],
    own: list[tuple[int, int]],
    name: str,
) -> dict[str, Any]:
    """The figures of one network."""
    edges = [pair for pair, s in standing.items() if s <= SCENARIOS[name]]
    n = len(current.roster)
    vertices = n + len(current.secretariat) if name == "present" else n
    graph_edges = edges + own if name == "present" else edges
    graph = library.graph(vertices, graph_edges)
    sizes = [sum(v < n for v in part) for part in library.components(graph)]
    degree = [0] * vertices
    for a, b in graph_edges:
        degree[a] += 1
        degree[b] += 1
    sector = [record.sector[actor] for actor in current.roster]
    known = [(sector[a], sector[b]) for a, b in edges if sector[a] and sector[b]]
    groups = Counter(filter(None, sector))
    some = sum(groups.values())
    pairs = sum(size * (size - 1) // 2 for size in sizes)
    return {
        "ties": len(edges),
        "density": ratio(len(edges), n * (n - 1) // 2),
        "connectedness": ratio(pairs, n * (n - 1) // 2),
        "largest_component": ratio(max(sizes, default=0), n),
        "efficiency": efficiency(library, graph, n),
        "isolates": sum(d == 0 for d in degree[:n]),
        "degree_centralization": centralization(degree),
        "cross_sector_share": ratio(sum(a != b for a, b in known), len(known)),
        "cross_sector_expected": 1
        - ratio(sum(c * (c - 1) for c in groups.values()), some * (some - 1)),
        "connected_pairs": pairs,
        "largest_component_partners": max(sizes, default=0),
    }


def efficiency(library: Any, graph: Any, n: int) -> float:
    """Mean of 1/distance; above 5,000 partners from the 64 sources that the product draws."""
    if n < 2:
        return NAN
    if n <= EXACT_UP_TO:
        return library.inverse_distances(graph, list(range(n)), n) / (n * (n - 1))
    sources = np.random.default_rng(SEED).choice(n, SOURCES, replace=False).tolist()
    return library.inverse_distances(graph, sources, n) / (SOURCES * (n - 1))


def centralization(degree: list[int]) -> float:
    """Freeman's."""
    n = len(degree)
    if n < 3:
        return NAN
    return (
        sum(max(degree) - d for d in degree) / ((n - 1) * (n - 2))
        if n < 50
        else ((n * max(degree) - sum(degree)) / ((n - 1) * (n - 2)))
    )


def secretariat(
    library: Any,
    record: Record,
    current: Window,
    unaided: list[tuple[int, int]],
    own: list[tuple[int, int]],
    scenarios: dict[str, Any],
) -> dict[str, Any]:
    """Where the secretariat stands."""
    n = len(current.roster)
    vertices = n + len(current.secretariat)
    graph = library.graph(vertices, unaided + own)
    between = library.betweenness(graph) if vertices >= 3 and current.secretariat else []
    scale = (vertices - 1) * (vertices - 2) / 2
    hubs = {actor: n + i for i, actor in enumerate(current.secretariat)}
    has_ties = {b for _, b in own}
    return {
        "betweenness": {
            record.ids[a]: between[hubs[a]] / scale if a in hubs and between else NAN
            for a in sorted(record.secretariat)
        },
        "constraint": {
            record.ids[a]: library.constraint(graph, hubs[a]) if hubs.get(a) in has_ties else NAN
            for a in sorted(record.secretariat)
        },
        "attended_share": ratio(
            sum(bool(a.secretariat) for a in current.activities), len(current.activities)
        ),
        "led_share": ratio(
            sum(bool(a.leads) and a.leads <= record.secretariat for a in current.activities),
            sum(bool(a.leads) for a in current.activities),
        ),
        "pairs_only_through": scenarios["present"]["connected_pairs"]
        - scenarios["hub_leaves"]["connected_pairs"],
    }


def convening(record: Record, current: Window) -> dict[str, Any]:
    """Who leads."""
    led = Counter(
        lead for a in current.activities for lead in a.leads if lead not in record.secretariat
    )
    total = sum(led.values())
    return {
        "partner_led_independent": sum(
            a.involvement == NONE and bool(a.leads) for a in current.activities
        ),
        "partner_leads": len(led),
        "effective_leads": ratio(total * total, sum(c * c for c in led.values())),
    }


def turnover(before: Window | None, current: Window) -> dict[str, Any]:
    """What lasts."""
    names = ("persistence", "formed", "dissolved", "jaccard", "actors_joined", "actors_left")
    if before is None or not before.activities:
        return dict.fromkeys(names, NAN)
    then, now = before.ties.keys(), current.ties.keys()
    kept = len(then & now)
    values = (
        ratio(kept, len(then)),
        len(now) - kept,
        len(then) - kept,
        ratio(kept, len(then) + len(now) - kept),
        len(set(current.roster) - set(before.roster)),
        len(set(before.roster) - set(current.roster)),
    )
    return dict(zip(names, values, strict=True))


def substitute_hub(
    library: Any, record: Record, current: Window, unaided: list[tuple[int, int]]
) -> dict[str, Any]:
    """Cut points, largest betweenness, robustness."""
    n = len(current.roster)
    graph = library.graph(n, unaided)
    cut = library.cut_vertices(graph) if unaided else set()
    return {
        "articulation_points": sorted(record.ids[current.roster[v]] for v in cut),
        "largest_betweenness": max(library.betweenness(graph)) / ((n - 1) * (n - 2) / 2)
        if n >= 3
        else NAN,
        "robustness": robustness(n, unaided),
    }


def robustness(n: int, edges: list[tuple[int, int]]) -> float:
    """Schneider's R: vertices by falling degree off a heap, components by adding them again."""
    if not n:
        return NAN
    near: list[list[int]] = [[] for _ in range(n)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    degree = [len(others) for others in near]
    heap = [(-d, v) for v, d in enumerate(degree)]
    heapq.heapify(heap)
    order: list[int] = []
    gone = [False] * n
    while heap:
        d, v = heapq.heappop(heap)
        if gone[v] or -d != degree[v]:
            continue
        gone[v] = True
        order.append(v)
        for other in near[v]:
            if not gone[other]:
                degree[other] -= 1
                heapq.heappush(heap, (-degree[other], other))
    parent, size, largest, total = list(range(n)), [1] * n, 0, 0
    for v in reversed(order):
        total += largest
        gone[v] = False
        root = v
        for other in near[v]:
            if gone[other]:
                continue
            while parent[other] != other:
                parent[other] = parent[parent[other]]
                other = parent[other]  # noqa: PLW2901
            if other != root:
                if size[other] > size[root]:
                    root, other = other, root  # noqa: PLW2901
                parent[other] = root
                size[root] += size[other]
        largest = max(largest, size[root])
    return total / (n * n)


def offshoots(record: Record, whole: Window) -> dict[str, Any]:
    """How the pairs of the whole period began; every date is a day."""
    kinds: Counter[str] = Counter()
    waits: list[tuple[int, bool]] = []
    for shared in whole.ties.values():
        without = [a.start for a in shared if a.involvement == NONE]
        with_it = [a.start for a in shared if a.involvement != NONE]
        if not without:
            kinds["met"] += 1
            waits.append((record.last - min(with_it), False))
        elif not with_it or min(without) < min(with_it):
            kinds["from_start"] += 1
        elif min(with_it) < min(without):
            kinds["offshoot"] += 1
            waits.append((min(without) - min(with_it), True))
        else:
            kinds["unknown"] += 1
    through = kinds["met"] + kinds["offshoot"]
    return {
        "met_through_secretariat": through,
        "offshoots": kinds["offshoot"],
        "share": ratio(kinds["offshoot"], through),
        "independent_from_start": kinds["from_start"],
        "order_unknown": kinds["unknown"],
        "median_months": median(waits) / (365.25 / 12),
    }


def median(waits: list[tuple[int, bool]]) -> float:
    """Kaplan and Meier's."""
    waits = sorted(waits)
    at_risk, surviving, place = len(waits), 1.0, 0
    while place < len(waits):
        day = waits[place][0]
        same = [event for days, event in waits[place:] if days == day] if at_risk < 50 else []
        if not same:
            end = place
            while end < len(waits) and waits[end][0] == day:
                same.append(waits[end][1])
                end += 1
        surviving *= 1 - sum(same) / at_risk
        if surviving <= 0.5 + 1e-12:
            return float(day)
        at_risk -= len(same)
        place += len(same)
    return NAN


# ------------------------------------------------------------------------------------------- null


def null(
    library: Any,
    record: Record,
    drawn: list[Window],
    whole: Window,
    figures: dict[str, Any],
    given: argparse.Namespace,
) -> dict[str, Any]:
    """The secretariat's activities against random ones of the same sizes."""
    found = []
    for number, (current, now) in enumerate(zip(drawn, figures["windows"], strict=True), start=1):
        if current.activities:
            present = now["scenarios"]["present"]
            found.append(compare(library, current, present, number, given))
        else:
            found.append({"window": current.label, "attended": None, "led": None})
    present = one_window_present(library, record, whole)
    return {"windows": found, "whole": compare(library, whole, present, 0, given)}


def one_window_present(library: Any, record: Record, current: Window) -> dict[str, Any]:
    """The network as it is."""
    place = {v: i for i, v in enumerate([*current.roster, *current.secretariat])}
    standing = {(place[a], place[b]): INDEPENDENT for a, b in current.ties}
    own = [(place[a], place[b]) for a, b in current.own]
    return scenario(library, record, current, standing, own, "present")


def compare(
    library: Any, current: Window, present: dict[str, Any], number: int, given: argparse.Namespace
) -> dict[str, Any]:
    """One window: attended and led."""
    place = {actor: i for i, actor in enumerate(current.roster)}
    activities = [a for a in current.activities if len(a.partners) >= 2]
    pairs_of: dict[int, list[int]] = defaultdict(list)
    n = len(current.roster)
    number_of = {id(a): i for i, a in enumerate(activities)}
    for (a, b), shared in current.ties.items():
        for activity in shared:
            pairs_of[number_of[id(activity)]].append(place[a] * n + place[b])
    pairs = [set(pairs_of[i]) for i in range(len(activities))]
    known: dict[bytes, tuple[float, ...]] = {}

    def left(goes_on: np.ndarray) -> tuple[float, ...]:
        key = goes_on.tobytes()
        if key in known:
            return known[key]
        found = remains(library, n, [pairs[i] for i in np.flatnonzero(goes_on)])
        if given.distinct:
            known[key] = found
        return found

    result: dict[str, Any] = {"window": current.label}
    size = np.array([len(a.partners) for a in activities], int)
    for kind, name in enumerate(("attended", "led")):
        own = np.array(
            [bool(a.secretariat) if kind == 0 else a.involvement == LED for a in activities], bool
        )
        ended = draws(size, own, given.null, (given.seed, number, kind))
        rows = [left(~own)] + [left(~column) for column in ended.T]
        result[name] = {"figures": summary(np.array(rows), present), "activities": int(own.sum())}
    return result


def remains(library: Any, n: int, pairs: list[set[int]]) -> tuple[float, ...]:
    """Connected pairs, largest component, efficiency and ties of what goes on."""
    edges = [divmod(code, n) for code in set().union(*pairs)]
    graph = library.graph(n, edges)
    sizes = [len(part) for part in library.components(graph)]
    total = library.all_inverse_distances(graph)
    return (
        sum(size * (size - 1) // 2 for size in sizes),
        max(sizes, default=0),
        total / (n * (n - 1)) if n > 1 else NAN,
        len(edges),
    )


def summary(rows: np.ndarray, present: dict[str, Any]) -> dict[str, Any]:
    """Observed, mean, bounds and p of each measure."""
    keys = ("connected_pairs", "largest_component_partners", "efficiency", "ties")
    names = ("connectedness", "largest_component", "efficiency", "ties")
    found = {}
    for column, (name, key) in enumerate(zip(names, keys, strict=True)):
        now, observed, drawn = present[key], rows[0, column], rows[1:, column]
        if not now > 0:
            found[name] = dict.fromkeys(("observed", "mean", "low", "high", "p"), NAN)
            continue
        low, high = np.quantile(drawn, [0.025, 0.975]) / now if len(drawn) else (NAN, NAN)
        found[name] = {
            "observed": observed / now,
            "mean": float(drawn.mean()) / now if len(drawn) else NAN,
            "low": float(low),
            "high": float(high),
            "p": (int((drawn <= observed * (1 + 1e-12)).sum()) + 1) / (len(drawn) + 1)
            if len(drawn)
            else NAN,
        }
    return found


def draws(size: np.ndarray, own: np.ndarray, many: int, chance: tuple[int, ...]) -> np.ndarray:
    """Activities that end in each draw: the product's rule and its stream of chance."""
    groups = strata(size, own)
    if not groups:
        return np.zeros((len(size), 0), bool)
    seed, *key = chance
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(key)))
    ended = np.zeros((len(size), many), bool)
    for group in groups:
        to_draw = np.full(many, float(own[group].sum()))
        for place, activity in enumerate(group):
            ended[activity] = rng.random(many) * (len(group) - place) < to_draw
            to_draw -= ended[activity]
    return ended


def strata(size: np.ndarray, own: np.ndarray) -> list[np.ndarray]:
    """Activities of equal size, joined to the nearest size until there is an alternative."""
    groups = [[int(value)] for value in np.unique(size)]
    place = 0
    while place < len(groups):
        members = np.flatnonzero(np.isin(size, groups[place]))
        if len(groups) == 1 or not own[members].all():
            place += 1
            continue
        below = groups[place][0] - groups[place - 1][-1] if place else math.inf
        above = groups[place + 1][0] - groups[place][-1] if place + 1 < len(groups) else math.inf
        low = place if above <= below else place - 1
        groups[low : low + 2] = [groups[low] + groups[low + 1]]
        place = 0
    found = [np.flatnonzero(np.isin(size, group)) for group in groups]
    return [group for group in found if own[group].any() and not own[group].all()]


def ratio(part: float, whole: float) -> float:
    """A share, undefined of nothing."""
    return part / whole if whole else NAN


if __name__ == "__main__":
    main()
