"""Whatever ends a run, what was there stands or what is new stands whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from interrupts import interrupts_are_heard  # noqa: F401 - for all tests here

from ci_network.views.exports.template import template

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and mounts are those of POSIX")

LANGUAGES = ("da", "en")


def command(data: Path, out: Path, language: str) -> list[str]:
    return [sys.executable, "-m", "ci_network", "report", str(data), "-o", str(out), "--null", "0",
            "--lang", language]  # fmt: skip


def snapshot(folder: Path) -> dict[str, str] | None:
    if not folder.exists():
        return None
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def began(data: Path, out: Path, language: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(data, out, language), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=listen,  # noqa: PLW1509
    )  # fmt: skip


def listen() -> None:
    """A run in the background of a shell would not hear SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="module")
def alliance_data(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("data") / "alliance.xlsx"
    path.write_bytes(template("en"))
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory, alliance_data):
    """Where a report is made, what it is in each language, and the time that one takes."""
    out = tmp_path_factory.mktemp("reports") / "out" / "report"
    out.parent.mkdir()
    whole, seconds = {}, 0.0
    for language in LANGUAGES:
        start = time.monotonic()
        subprocess.run(command(alliance_data, out, language), check=True, capture_output=True)
        seconds = time.monotonic() - start
        whole[language] = snapshot(out)
    assert whole["da"] != whole["en"]
    shutil.copytree(out, out.parent.parent / "english")
    return out, whole, seconds


@pytest.fixture
def place(reports):
    """The same, with the English report there; a report names its place, which stays the same."""
    out = reports[0]
    shutil.rmtree(out.parent)
    shutil.copytree(out.parent.parent / "english", out)
    return reports


def stopped_at_random(place, data, how: int, times: int, seed: int) -> None:
    out, whole, seconds = place
    before = snapshot(data.parent)
    rng = random.Random(seed)
    now, cut, changed = "en", 0, 0
    for n in range(3 * times):
        if n >= times and cut:
            break  # more runs only where each so far was quicker than its signal
        language = LANGUAGES[n % 2]
        start = time.monotonic()
        process = began(data, out, language)
        # Half of the time near the end, where the writing is.
        share = rng.random() if n % 2 else rng.uniform(0.75, 1.05)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(share * seconds)
            # Quicker than the one that was timed: the machine was busier then.
            seconds = time.monotonic() - start
        process.send_signal(how)
        words = process.communicate()[1]
        found = snapshot(out)
        assert found in (whole[now], whole[language]), f"half a report after {share:.0%}"
        changed += found != whole[now]
        now = language if found == whole[language] else now
        if how != signal.SIGKILL and process.returncode != -how:
            # CPython ends by SIGINT, which a shell shows as 130, when it was in an exec of text.
            assert process.returncode in (0, 130, -signal.SIGINT), words
            if "Traceback" in words:
                # The interpreter itself starts or ends: none of our code runs.
                assert "ci_network/" not in words, words
            assert [path.name for path in out.parent.iterdir()] == ["report"], words
        cut += process.returncode != 0
    assert cut, "every run was quicker than its signal"
    if how == signal.SIGKILL:  # the others leave nothing that the next run could meet
        subprocess.run(command(data, out, "da"), check=True, capture_output=True)
        assert snapshot(out) == whole["da"]
        assert [path.name for path in out.parent.iterdir()] == ["report"], "what killed runs left"
    assert snapshot(data.parent) == before, "the data was changed"


@pytest.mark.parametrize(
    ("how", "times"), [(signal.SIGKILL, 5), (signal.SIGTERM, 3), (signal.SIGINT, 3)]
)
def test_a_run_that_is_stopped_leaves_the_old_report_or_the_new_one(
    place, alliance_data, how, times
):
    stopped_at_random(place, alliance_data, how, times=times, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "times"), [(signal.SIGKILL, 200), (signal.SIGTERM, 60), (signal.SIGINT, 60)]
)
def test_two_hundred_runs_that_are_stopped(place, alliance_data, how, times):
    stopped_at_random(place, alliance_data, how, times=times, seed=2)


def apply_words(data: Path, answers: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "ci_network", "apply", str(data), str(answers), "-o", str(out),
            "--force"]  # fmt: skip


@pytest.fixture
def merged(tmp_path):
    """Two sets of answers, the new record that each makes, and the time that one takes."""
    data, answers = tmp_path / "data", tmp_path / "answers"
    for folder in (data, answers, tmp_path / "out"):
        folder.mkdir()
    names = [f"p{n}" for n in range(12)]
    nodes = "id,secretariat\nS,yes\n" + "".join(f"{name},\n" for name in names)
    edges = "".join(f"meeting,{name},2018\n" for name in ("S", *names))
    (data / "nodes.csv").write_text(nodes)
    (data / "edges.csv").write_text(f"activity,actor,start\n{edges}")
    whole = []
    for word in ("yes", "no"):
        lines = [f"{one},{two},{word},s\n" for one in names for two in names if one != two]
        header = "respondent,about,worked_together,survey\n"
        (answers / f"{word}.csv").write_text(header + "".join(lines))
        start = time.monotonic()
        words = apply_words(data, answers / f"{word}.csv", tmp_path / "out" / "new")
        subprocess.run(words, check=True, capture_output=True)
        whole.append(snapshot(tmp_path / "out" / "new"))
    return data, answers, tmp_path / "out" / "new", whole, time.monotonic() - start


def apply_stopped(merged, times: int, seed: int) -> None:
    data, answers, out, whole, seconds = merged
    before = snapshot(data)
    rng = random.Random(seed)
    cut = 0
    for n in range(times):
        word = ("yes", "no")[n % 2]
        process = subprocess.Popen(
            apply_words(data, answers / f"{word}.csv", out), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, preexec_fn=listen,  # noqa: PLW1509
        )  # fmt: skip
        share = rng.random() if n % 2 else rng.uniform(0.75, 1.05)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(share * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        cut += process.returncode != 0
        assert snapshot(out) in whole, f"half a record after {share:.0%}"
        assert snapshot(data) == before, "the data was changed"
    assert cut, "every run was quicker than its signal"
    words = apply_words(data, answers / "yes.csv", out)
    subprocess.run(words, check=True, capture_output=True)
    assert snapshot(out) == whole[0]
    assert [path.name for path in out.parent.iterdir()] == ["new"], "what killed runs left"


def test_a_new_record_is_the_old_one_or_the_whole_new_one(merged):
    apply_stopped(merged, times=8, seed=1)


@pytest.mark.slow
def test_a_new_record_is_whole_after_two_hundred_kills(merged):
    apply_stopped(merged, times=200, seed=2)


WRITER = """
import sys
from pathlib import Path
from ci_network.files.writing import write_file, write_folder
out = Path(sys.argv[1])
print("ready", flush=True)
for n in range(100_000):
    text = f"{n % 2}" * 200_000
    write_folder(out / "report", {"a.txt": text, "deep/b.txt": text, "c.txt": text})
    write_file(out / "table.csv", text)
"""


def killed_while_writing(tmp_path: Path, how: int, times: int) -> None:
    """Stop a process that does nothing but write, so that every moment is one of writing."""
    rng = random.Random(3)
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert process.stdout.readline()
        time.sleep(0.02 + rng.random() * 0.08)
        process.send_signal(how)
        process.communicate()
        files = [tmp_path / "report" / name for name in ("a.txt", "deep/b.txt", "c.txt")]
        if files[0].exists():
            texts = {path.read_text() for path in files}
            assert len(texts) == 1
            assert len(texts.pop()) == 200_000
        table = tmp_path / "table.csv"
        assert not table.exists() or len(table.read_text()) == 200_000


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=lambda s: s.name)
def test_a_folder_is_whole_at_every_moment_of_writing(tmp_path, how):
    killed_while_writing(tmp_path, how, times=6)


@pytest.mark.slow
def test_a_folder_is_whole_after_two_hundred_kills(tmp_path):
    killed_while_writing(tmp_path, signal.SIGKILL, times=200)


# ---------------------------------------------------------------------------- disks full or locked


@contextlib.contextmanager
def mounted(where: Path, options: str) -> Iterator[Path]:
    where.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(where)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here: needs root")
    try:
        yield where
    finally:
        subprocess.run(["umount", str(where)], check=True)


def told(words: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ci_network", *words], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("mounting is not allowed here: needs root")
    with mounted(tmp_path / "disk", "size=1m") as where:
        yield where


def fill(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb") as file:
        while True:
            file.write(b"0" * 4096)
            file.flush()


OUTPUTS = {
    "report": ["report", "{data}", "--null", "0", "-o", "{disk}/out"],
    "map": ["map", "{data}", "-o", "{disk}/out.html"],
    "metrics": ["metrics", "{data}", "-o", "{disk}/out.json"],
    "ties": ["ties", "{data}", "-o", "{disk}/out.csv"],
    "export": ["export", "{data}", "--to", "xlsx", "-o", "{disk}/out.xlsx"],
    "csv": ["export", "{data}", "--to", "csv", "--force", "-o", "{disk}/out"],
    "template": ["template", "-o", "{disk}/out.xlsx"],
    "key": ["ties", "{data}", "--pseudonyms", "--key", "{disk}/key.csv", "-o", "/dev/null"],
}


def words_for(name: str, data: Path, disk: Path) -> list[str]:
    return [word.format(data=data, disk=disk) for word in OUTPUTS[name]]


@pytest.mark.parametrize("name", ["report", "metrics", "csv", "template", "key"])
def test_a_full_disk_is_a_sentence_and_leaves_nothing(name, disk, alliance_data):
    fill(disk)
    code, words = told(words_for(name, alliance_data, disk))
    assert code == 2
    assert "no space left" in words
    assert [path.name for path in disk.iterdir()] == ["filler"]


def test_a_disk_that_fills_up_leaves_the_old_report(disk, alliance_data):
    old = disk / "out"
    old.mkdir()
    (old / ".ci-network-report").write_text("index.html\n")
    (old / "index.html").write_text("old" * 250_000)
    before = snapshot(old)
    code, words = told(words_for("report", alliance_data, disk))
    assert code == 2
    assert "no space left" in words
    assert snapshot(old) == before
    assert [path.name for path in disk.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["report", "ties", "csv", "template"])
def test_a_disk_that_is_locked_is_a_sentence(name, disk, alliance_data):
    (disk / "keep").write_text("mine")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    code, words = told(words_for(name, alliance_data, disk))
    assert code == 2
    assert "read-only" in words
    assert [path.name for path in disk.iterdir()] == ["keep"]


def test_a_full_standard_output_is_a_sentence(alliance_data):
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ci_network", "ties", str(alliance_data)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("name", OUTPUTS)
def test_a_folder_without_permission_is_a_sentence(name, tmp_path, alliance_data):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    code, _ = told(words_for(name, alliance_data, locked))
    locked.chmod(0o755)
    assert code == 2
    assert not list(locked.iterdir())


# ------------------------------------- file systems without an exchange, and containers


def system(*injected: str) -> list[str]:
    """A system whose calls fail as told, by strace; skipped by name where that may not be."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    words = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2"]
    words += [word for each in injected for word in ("-e", f"inject={each}")]
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("tracing is not allowed here")
    return words


ONE_WRITE = """
import sys
from pathlib import Path
from ci_network.errors import OutputError
from ci_network.files.writing import write_folder
try:
    write_folder(Path(sys.argv[1]), {"index.html": sys.argv[2]})
except OutputError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("nth", [1, 2, 3, "2+"])
def test_a_file_system_without_an_exchange_loses_no_report(tmp_path, nth):
    """renameat2 is refused, and so is the nth renaming (or all from it on)."""
    faults = system("renameat2:error=EINVAL", f"rename:error=EIO:when={nth}")
    out = tmp_path / "report"
    write = [sys.executable, "-c", ONE_WRITE, str(out)]
    subprocess.run([*write, "old"], check=True)
    done = subprocess.run([*faults, *write, "new"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    text = "old" if done.returncode else "new"
    if out.exists():
        assert (out / "index.html").read_text() == text
    else:
        kept = next(path for path in tmp_path.iterdir() if path.suffix == ".old")
        assert str(kept) in done.stderr
        assert (kept / "index.html").read_text() == "old"
    subprocess.run([*write, "newest"], check=True)
    assert (out / "index.html").read_text() == "newest"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("nth", [1, 2])
def test_a_kill_between_the_two_steps_is_mended_by_the_next_run(tmp_path, nth):
    out = tmp_path / "report"
    write = [sys.executable, "-c", ONE_WRITE, str(out)]
    subprocess.run([*write, "old"], check=True)
    killed = system("renameat2:error=EINVAL", f"rename:signal=KILL:when={nth}")
    subprocess.run([*killed, *write, "new"], capture_output=True, check=False)
    whole = [path for path in tmp_path.iterdir() if (path / "index.html").exists()]
    assert {(path / "index.html").read_text() for path in whole} >= {"old"} or out.exists()
    fails = [sys.executable, "-c", ONE_WRITE.replace("sys.argv[2]}", "None}"), str(out), "x"]
    assert subprocess.run(fails, capture_output=True, check=False).returncode
    assert (out / "index.html").read_text() in ("old", "new")
    subprocess.run([*write, "newest"], check=True)
    assert (out / "index.html").read_text() == "newest"


def test_runs_in_two_containers_leave_each_other_alone(tmp_path):
    """Both are process 1 of their own namespace; one writes while the other comes and goes."""
    inside = ["unshare", "--user", "--map-root-user", "--pid", "--fork"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("namespaces are not allowed here")
    slow = """
import sys
from pathlib import Path
from ci_network.files.writing import write_file
def pieces():
    yield "one\\n"
    print("begun", flush=True)
    sys.stdin.read()
    yield "two\\n"
write_file(Path(sys.argv[1]), pieces())
"""
    out = tmp_path / "report"
    words = [*inside, sys.executable, "-c", slow, str(out)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writing:
        writing.stdout.readline()
        for _ in range(2):
            subprocess.run([*inside, sys.executable, "-c", slow, str(out)], check=True,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
        assert len([path for path in tmp_path.iterdir() if path.suffix == ".partial"]) == 1
        writing.stdin.close()
    assert writing.returncode == 0
    assert out.read_text() == "one\ntwo\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_leftover_of_process_1_stops_nobody(tmp_path):
    (tmp_path / ".report.1.partial").mkdir()
    subprocess.run([sys.executable, "-c", ONE_WRITE, str(tmp_path / "report"), "new"], check=True)
    assert (tmp_path / "report" / "index.html").read_text() == "new"


def test_a_stop_while_the_module_that_writes_is_being_loaded_is_said_in_a_sentence():
    code = (
        "import sys, types; from ci_network.commands import run; "
        "sys.modules['ci_network.files.writing'] = types.ModuleType('writing'); run._end(2, None)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 130
    assert ended.stderr.strip() == "Stopped; nothing was left half written."
