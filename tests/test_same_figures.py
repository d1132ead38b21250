"""The same bytes whatever the order of Python's hashes, the threads and the size of a piece."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from random_alliances import random_alliance

import ci_network
from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, to_json
from ci_network.results.inferred import inference_figures
from ci_network.results.tables import partner_table, ties
from ci_network.views.text import json_pieces

COMMANDS = (
    ["metrics", "--every", "quarter", "--inference", "--null", "19", "--format", "json"],
    ["ties", "--format", "json"],
    ["partners", "--format", "json"],
    ["check", "--format", "json"],
)
SIZES = {
    "AT_ONCE": 70,
    "SHRINKING": 0.999,
    "SIDE_BY_SIDE": 2,
    "FOR_A_STEP": 0,
    "_MANY_ROWS": 0,
    "FEW_MOVED": 0.6,
    "TO_UNPACK": 2,
    "OF_A_PIECE": 1e-5,
    "MANY_TIES": 1,
    "FEW_VERTICES": 0,
    "BY_ARRAYS": 1,
    "SELDOM_ALIKE": 0,
    "MARKED_UP_TO": 0,
    "COMPARED_UP_TO": 0,
}
"""Ends of the names of constants that only say how much is done at once, and another value."""


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_hash_seed_and_threads_change_nothing(words: list[str]) -> None:
    found = [
        subprocess.run(
            [sys.executable, "-m", "ci_network", words[0], "data", *words[1:]],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"), ("4711", "1"))
    ]
    assert len(found[0]) > 500
    assert found[0] == found[1] == found[2]


def test_how_much_is_done_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(6)
    whole = [everything(seed) for seed in seeds]
    changed = set()
    for module in modules():
        for name in vars(module).copy():
            for end, size in SIZES.items():
                if name.endswith(end):
                    monkeypatch.setattr(module, name, size)
                    changed.add(name)
    assert len(changed) >= 8
    assert [everything(seed) for seed in seeds] == whole


def everything(seed: int) -> str:
    """Every figure of an alliance made by chance."""
    record = read_rows(*random_alliance(seed, actors=9, activities=12)).alliance
    result = sustainability(record, "year")
    compared = inference_figures(record, inference(result, 19, 1))
    tables = partner_table(window_networks(record, "year")), ties(window_networks(record, "year"))
    return to_json(metrics(result) | compared) + "".join(
        piece for table in tables for piece in json_pieces([table])
    )


def modules() -> list[object]:
    """Modules that compute."""
    places = [str(Path(ci_network.__file__).parent)]
    return [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(places, "ci_network.")
        if found.name.startswith(
            ("ci_network.measures", "ci_network.inference", "ci_network.graphs.reach")
        )
    ]
