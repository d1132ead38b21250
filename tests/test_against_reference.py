"""Every figure of the package beside the slow reference, on alliances made by chance."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from random_alliances import Alliance, random_alliance, random_partnerships, seeds, told_of
from reference import reference_metrics

from ci_network.dates import Every
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, to_json

SEEDS = range(301)
CUTS: list[tuple[Every, int | None]] = [
    ("year", None),
    ("quarter", 3),
    ("school-year", None),
    ("all", 4),
    ("all", None),
    ("year", 2),
]
TOGETHER = 43
"""Seeds in one test, so that the tests can be shared out."""


def differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """Where the reference is contradicted; what it does not speak of may be there too."""
    if isinstance(expected, dict):
        return [
            line
            for key, value in expected.items()
            for line in (
                differences(value, found[key], f"{place}.{key}")
                if isinstance(found, dict) and key in found
                else [f"{place}.{key} is missing"]
            )
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [
            line
            for number, (one, other) in enumerate(zip(expected, found, strict=True))
            for line in differences(one, other, f"{place}[{number}]")
        ]
    if isinstance(expected, float) and isinstance(found, (int, float)):
        same = math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-12)
    else:
        same = expected == found
    return [] if same else [f"{place}: {found!r}, and by the reference {expected!r}"]


@pytest.mark.parametrize("first", seeds(129, len(SEEDS), TOGETHER))
def test_so_are_those_of_records_with_something_said_of_activities(first: int) -> None:
    """Who led, what goes on, what was an evaluation: each seed with one of the cuts in turn."""
    wrong = {}
    for seed in SEEDS[first : first + TOGETHER]:
        alliance, cut = random_alliance(seed), CUTS[seed % len(CUTS)]
        told = told_of(alliance, seed)
        result = sustainability(read_rows(*alliance, told).alliance, *cut)
        found = json.loads(to_json(metrics(result)))
        if lines := differences(reference_metrics(*alliance, *cut, told), found):
            wrong[seed, *cut] = lines
    assert not wrong


def agrees(alliance: Alliance, every: Every, max_size: int | None) -> list[str]:
    """Where the package and the reference differ."""
    record = read_rows(*alliance).alliance
    found = json.loads(to_json(metrics(sustainability(record, every, max_size))))
    return differences(reference_metrics(*alliance, every, max_size), found)


@pytest.mark.parametrize("first", seeds(129, len(SEEDS), TOGETHER))
@pytest.mark.parametrize("shape", [random_alliance, random_partnerships])
def test_metrics_are_those_of_the_reference(shape: Any, first: int) -> None:
    """Each seed takes one of the cuts in turn, so that all of them are met by many alliances."""
    wrong = {
        (seed, *cut): lines
        for seed in SEEDS[first : first + TOGETHER]
        for cut in (CUTS[seed % len(CUTS)],)
        if (lines := agrees(shape(seed, open_corners=seed % 3 == 0), *cut))
    }
    assert not wrong
