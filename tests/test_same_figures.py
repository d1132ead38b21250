"""The same bytes whatever the order of Python's hashes, the threads and the size of a piece."""

from __future__ import annotations

import importlib
import json
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
    ["metrics", "data", "--every", "quarter", "--inference", "--null", "19", "--format", "json"],
    ["ties", "data", "--format", "json"],
    ["partners", "data", "--format", "json"],
    ["check", "data", "--format", "json"],
)
IN_ONE_PROCESS = """
import json, sys
from ci_network.commands.run import run
for words in json.loads(sys.argv[1]):
    assert run(words) == 0
    print(end="\\f", flush=True)
"""
SIZES = {
    "AT_ONCE": 70,
    "SHRINKING": 0.999,
    "SIDE_BY_SIDE": 2,
    "FOR_A_STEP": 0,
    "_MANY_ROWS": 0,
    "FEW_MOVED": 0.6,
    "TO_UNPACK": 2,
    "OF_A_PIECE": 1e-5,
    "SECONDS_ANEW": 0,
    "MANY_TIES": 1,
    "FEW_VERTICES": 0,
    "BY_ARRAYS": 1,
    "WORTH_A_ROUND": 0.6,
    "SELDOM_ALIKE": 0,
    "MARKED_UP_TO": 0,
    "COMPARED_UP_TO": 0,
}
"""Ends of the names of constants that only say how much is done at once, and another value."""


def test_hash_seed_and_threads_change_nothing() -> None:
    found = [
        subprocess.run(
            [sys.executable, "-c", IN_ONE_PROCESS, json.dumps(COMMANDS)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
        ).stdout.split(b"\f")
        for seed, threads in (("0", "1"), ("4711", "2"))
    ]
    for words, *outputs in zip(COMMANDS, *found, strict=False):
        assert len(outputs[0]) > 500, words
        assert outputs[0] == outputs[1], words
    assert [len(each) for each in found] == [len(COMMANDS) + 1] * 2


def test_how_much_is_done_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(4)
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
