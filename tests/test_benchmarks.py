"""The benchmark's data, and its networkx peer as a second opinion on every figure."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def module(name: str):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


generate = module("generate")
run = module("run")


def output(*words: str) -> dict:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    preset = generate.PRESETS["small"]
    for folder in ("one", "two"):
        generate.write(preset, tmp_path / folder, seed=1)
    for file in ("nodes.csv", "edges.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    generate.write(preset, tmp_path / "three", seed=2)
    edges = [(tmp_path / folder / "edges.csv").read_bytes() for folder in ("one", "three")]
    assert edges[0] != edges[1]


@pytest.mark.parametrize("preset", ["small", "medium-100"])
def test_networkx_gives_the_same_figures(tmp_path, preset):
    generate.write(generate.PRESETS[preset], tmp_path, seed=3)
    options = [str(tmp_path), "--every", "quarter", "--null", "5"]
    ours = output("-m", "ci_network", "metrics", *options, "--format", "json")
    theirs = output(str(BENCHMARKS / "peers" / "job.py"), "networkx", *options)
    runs = run.Runs()
    run.check(dict(run.leaves(ours)), theirs, runs)
    assert runs.compared > 1_000
    assert runs.differences == 0


def test_sql_by_hand_and_the_engine_give_the_same_figures(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    generate.write(generate.PRESETS["medium-300"], tmp_path, seed=3)
    with duckdb.connect() as database:
        cells = f"read_csv('{tmp_path}/edges.csv', all_varchar = true)"
        database.sql(f"COPY (FROM {cells}) TO '{tmp_path}/edges.parquet'")
    words = [BENCHMARKS / "engine.py", "--data", tmp_path, "--turns", "1"]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    compared = [line for line in done.stdout.splitlines() if line.endswith("0 different")]
    assert len(compared) == 2, done.stdout + done.stderr
