"""Spark's usual settings name a cluster, and its executors do the work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from random_alliances import Alliance, random_alliance, told_of
from records import differences, in_memory, write

from ci_network.commands.run import run

HERE = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds for a part of the cluster to come up; a tenth of it is usual."""

SETTINGS = {
    "spark.sql.shuffle.partitions": "2", "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
}  # fmt: skip


@contextmanager
def daemon(words: list[str], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A part of the cluster, ended afterwards."""
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, env=env)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def told(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """What a part of the cluster says of itself."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(pattern, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8", "replace")[-2_000:])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """A master and a worker of one core: the master, its page, and where the worker works."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    home = Path(pytest.importorskip("pyspark").__file__).parent
    work = tmp_path / "work"
    env = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(tmp_path / "local"),
        "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
    }  # fmt: skip
    deploy = [str(home / "bin" / "spark-class"), "org.apache.spark.deploy"]
    start = [deploy[0], f"{deploy[1]}.master.Master", "--host", "127.0.0.1", "--port", "0"]
    log = tmp_path / "master.log"
    with daemon([*start, "--webui-port", "0"], log, env) as master:
        address = told(log, r"Starting Spark master at (spark://\S+)", master)
        page = told(log, r"service 'MasterUI' on port (\d+)", master)
        join = [
            deploy[0], f"{deploy[1]}.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
            "--cores", "1", "--memory", "1g", "--work-dir", str(work), address,
        ]  # fmt: skip
        worker_log = tmp_path / "worker.log"
        with daemon(join, worker_log, env) as worker:
            told(worker_log, r"(Successfully registered with master)", worker)
            yield address, f"http://127.0.0.1:{page}/json/", work


def on_the_cluster(
    words: list[str], cluster: tuple[str, str, Path], room: Path, *, by_folder: bool
) -> Any:
    """What a command with Spark writes, whose settings name the cluster; its executor did it."""
    address, page, work = cluster
    settings = SETTINGS | {"spark.master": address}
    env = {name: value for name, value in os.environ.items() if "SPARK" not in name}
    if by_folder:
        lines = [f"{name} {value}\n" for name, value in settings.items()]
        (room / "conf").mkdir()
        (room / "conf" / "spark-defaults.conf").write_text("".join(lines), encoding="utf-8")
        env["SPARK_CONF_DIR"] = str(room / "conf")
    else:
        given = [f"--conf {name}={value}" for name, value in settings.items()]
        env["PYSPARK_SUBMIT_ARGS"] = " ".join([*given, "pyspark-shell"])
    output = room / "output.json"
    words = [sys.executable, "-m", "ci_network", *words, "--engine", "spark"]
    done = subprocess.run(
        [*words, "--format", "json", "-o", str(output)], cwd=HERE, env=env, timeout=900,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    assert [app["name"] for app in finished(page)] == ["ci_network"]
    logs = [log.read_text("utf-8", "replace") for log in work.glob("app-*/*/stderr")]
    assert any("Finished task" in log for log in logs), "no executor did anything"
    return json.loads(output.read_text("utf-8"))


def test_a_cluster_reads_what_memory_reads(
    cluster: tuple[str, str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The short form: executors read the record, and the plan is made of it."""
    alliance: Alliance = random_alliance(12)
    folder = write(alliance, tmp_path / "record", told_of(alliance, 12))
    assert run(["plan", str(folder), "--format", "json"]) == 0
    expected = json.loads(capfd.readouterr().out)
    assert expected["steps"]
    assert on_the_cluster(["plan", str(folder)], cluster, tmp_path, by_folder=False) == expected


@pytest.mark.slow
@pytest.mark.parametrize("by_folder", [False, True], ids=["arguments", "folder"])
def test_a_cluster_gives_the_figures_of_memory(
    by_folder: bool, cluster: tuple[str, str, Path], tmp_path: Path
) -> None:
    alliance: Alliance = random_alliance(12)
    told = told_of(alliance, 12)
    folder = write(alliance, tmp_path / "record", told)
    found = on_the_cluster(["metrics", str(folder)], cluster, tmp_path, by_folder=by_folder)
    assert not differences(in_memory(alliance, "year", None, told), found)


def finished(page: str) -> list[dict[str, Any]]:
    """The applications that the master has seen through."""
    until = time.monotonic() + PATIENCE
    while True:
        with urllib.request.urlopen(page, timeout=30) as answer:
            apps: list[dict[str, Any]] = json.load(answer)["completedapps"]
        if apps or time.monotonic() > until:
            return apps
        time.sleep(0.2)
