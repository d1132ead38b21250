"""The benchmark's data, and its networkx peer as a second opinion on every figure."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ci_network.measures.sustainability import sustainability

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def module(name: str):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


generate = module("generate")
run = module("run")
commits = module("commits")
map_times = module("map_times")

COUNTED = {"--version": 550_000_000, "answer {data} --format json": 1_300_000_000}
"""Instructions that a command may take at most: half as many again as it took when written down."""


def output(*words: str) -> dict:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_alliance_whose_map_is_timed_can_be_made():
    result = sustainability(map_times.made_up(10, 5, 3))
    assert max(len(network.ties) for network in result.networks) >= 15


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


def test_copies_of_a_record_hang_together_with_one_secretariat(tmp_path, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    engine = module("engine")
    preset = generate.PRESETS["medium-100"]
    monkeypatch.setitem(engine.PRESETS, "large", preset)
    engine.made(tmp_path / "three", 1, 3)
    generate.write(preset, tmp_path / "one", seed=1)
    rows = len((tmp_path / "one" / "edges.csv").read_text("utf-8").splitlines()) - 1
    nodes, edges = tmp_path / "three" / "nodes.csv", tmp_path / "three" / "edges.parquet"
    with duckdb.connect() as database:
        there = database.sql(f"FROM read_parquet('{edges}')").fetchall()
        marked = f"FROM read_csv('{nodes}', all_varchar = true) WHERE secretariat = 'true'"
        secretariats = database.sql(marked).fetchall()
    actors = {line.split(",")[0] for line in nodes.read_text("utf-8").splitlines()[1:]}
    assert len(there) == 3 * rows
    assert len(secretariats) == 1
    assert len(actors) == 3 * (preset.actors - 1) + 1
    assert {actor for _, actor, *_ in there} <= actors
    copies: dict[str, set[str]] = {}
    for activity, actor, *_ in there:
        copies.setdefault(activity, set()).add(actor.rpartition("-")[2])
    assert sum(len(of_these - {"secretariat"}) > 1 for of_these in copies.values()) > 50


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> Path:
    """The package as it is installed; what is imported is not compiled while it is counted."""
    return commits.tree(commits.HERE, tmp_path_factory.mktemp("tree"))


@pytest.mark.parametrize("command", COUNTED)
def test_a_quick_command_takes_no_more_instructions_than_it_may(compiled, tmp_path, command):
    if shutil.which("valgrind") is None:
        pytest.skip("valgrind is missing")
    generate.write(generate.PRESETS["small"], tmp_path, seed=1)
    call = run.product(*command.format(data=tmp_path).split())
    found = commits.instructions(call, compiled)
    assert COUNTED[command] / 4 < found < COUNTED[command]


def test_a_ratio_is_the_median_over_the_turns():
    assert commits.ratio([1.0, 2.0, 4.0], [2.0, 3.0, 4.0]) == 1.5


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["0.01", "100"])
def test_two_commits_are_compared_and_a_slower_one_is_told(limit):
    words = ["HEAD", "--jobs", "answer", "map", "--turns", "1", "--at-most", limit]
    call = [sys.executable, str(BENCHMARKS / "commits.py"), *words]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    rows = [line.split(" | ") for line in done.stdout.splitlines()[5:]]
    assert [row[0] for row in rows] == ["| answer", "| map"], done.stderr
    assert all(0.2 < float(row[3]) < 5 for row in rows)
    told = "More than 0.01 times as long: answer, map." if limit == "0.01" else ""
    assert (done.returncode, done.stderr.strip()) == (int(limit == "0.01"), told)
