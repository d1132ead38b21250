"""Spark gives the figures of memory; where its usual settings name a cluster, executors do it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
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
from records import differences, disagreements, in_memory, parquet, write

from ci_network.commands.run import run
from ci_network.engine import measure
from ci_network.errors import DataError

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


pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark needs Java, which is not installed"
)


@pytest.fixture
def cluster(java: None, tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """A master and a worker of one core: the master, its page, and where the worker works."""
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


def named(settings: dict[str, str]) -> str:
    """Settings as arguments, as Spark's users give them."""
    return " ".join(
        [f"--conf {name}={value}" for name, value in settings.items()] + ["pyspark-shell"]
    )


def by_executors(work: Path, output: Path) -> Any:
    """What a command wrote whose settings named a cluster; an executor that works there did it."""
    logs = [log.read_text("utf-8", "replace") for log in work.glob("app-*/*/stderr")]
    assert any("Finished task" in log for log in logs), "no executor did anything"
    return json.loads(output.read_text("utf-8"))


@pytest.fixture(scope="module")
def java() -> Iterator[None]:
    """One Java for all sessions here, which begins with the settings of the first of them.

    It compiles quickly: to compile well what is run so seldom takes half of all the time.
    """
    heard = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield
    signal.signal(signal.SIGINT, heard)  # that of pyspark would end other tests


def test_a_cluster_reads_what_memory_reads(
    java: None,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The short form: an executor reads the record, and the plan is made of it.

    Spark is master and worker of this cluster itself; its worker works where Spark lies.
    """
    home = tmp_path / "home"
    home.mkdir()
    for part in Path(pytest.importorskip("pyspark").__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    monkeypatch.setenv("SPARK_HOME", str(home))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    alliance: Alliance = random_alliance(12)
    folder = write(alliance, tmp_path / "record", told_of(alliance, 12))
    words = ["plan", str(folder), "--format", "json"]
    assert run(words) == 0
    expected = json.loads(capfd.readouterr().out)
    assert expected["steps"]
    itself = {"spark.master": "local-cluster[1,1,1024]"}
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", named(SETTINGS | itself))
    output = tmp_path / "output.json"
    assert run([*words, "--engine", "spark", "-o", str(output)]) == 0
    assert by_executors(home / "work", output) == expected


@pytest.mark.slow
@pytest.mark.parametrize("by_folder", [False, True], ids=["arguments", "folder"])
def test_a_cluster_gives_the_figures_of_memory(
    by_folder: bool, cluster: tuple[str, str, Path], tmp_path: Path
) -> None:
    """By a command of its own."""
    alliance: Alliance = random_alliance(12)
    told = told_of(alliance, 12)
    folder = write(alliance, tmp_path / "record", told)
    settings = SETTINGS | {"spark.master": cluster[0]}
    env = {name: value for name, value in os.environ.items() if "SPARK" not in name}
    if by_folder:
        lines = [f"{name} {value}\n" for name, value in settings.items()]
        (tmp_path / "conf").mkdir()
        (tmp_path / "conf" / "spark-defaults.conf").write_text("".join(lines), encoding="utf-8")
        env["SPARK_CONF_DIR"] = str(tmp_path / "conf")
    else:
        env["PYSPARK_SUBMIT_ARGS"] = named(settings)
    output = tmp_path / "output.json"
    words = [sys.executable, "-m", "ci_network", "metrics", str(folder), "--engine", "spark"]
    done = subprocess.run(
        [*words, "--format", "json", "-o", str(output)], cwd=HERE, env=env, timeout=900,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    _, page, work = cluster
    found = by_executors(work, output)
    assert [app["name"] for app in finished(page)] == ["ci_network"]
    assert not differences(in_memory(alliance, "year", None, told), found)


@pytest.fixture(scope="module")
def spark(java: None, tmp_path_factory: pytest.TempPathFactory):
    """One session of two local cores, set up as Spark's users do it."""
    sql = pytest.importorskip("pyspark.sql")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        # Of a few rows each: to compile what is asked takes longer than to answer it. The cluster
        # compiles.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.maxPlanStringLength", "1")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_gives_the_figures_of_memory(spark, tmp_path: Path) -> None:
    """Of an alliance with every corner, as Parquet: the cluster has a plain one as CSV, by year."""
    alliance = random_alliance(3, open_corners=True)
    told = told_of(alliance, 3)
    made = parquet(write(alliance, tmp_path / "record", told), 2)
    assert not disagreements(alliance, made, "spark", "all", 4, told=told)


def test_spark_refuses_what_cannot_be_read(spark, tmp_path: Path) -> None:
    folder = write(random_alliance(11), tmp_path / "record")
    with (folder / "edges.csv").open("a", encoding="utf-8") as file:
        file.write("walk,Nobody,lead,2018,2018\n")
    with pytest.raises(DataError):
        measure(folder, "spark")


def finished(page: str) -> list[dict[str, Any]]:
    """The applications that the master has seen through."""
    until = time.monotonic() + PATIENCE
    while True:
        with urllib.request.urlopen(page, timeout=30) as answer:
            apps: list[dict[str, Any]] = json.load(answer)["completedapps"]
        if apps or time.monotonic() > until:
            return apps
        time.sleep(0.2)
