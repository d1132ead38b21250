"""Files and folders are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from interrupts import interrupts_are_heard  # noqa: F401 - for all tests here

from ci_network.errors import OutputError
from ci_network.files import writing
from ci_network.files.writing import (
    MARKER,
    FileOutput,
    FolderOutput,
    undisturbed,
    write_file,
    write_folder,
)


def test_a_file_replaces_the_one_before_and_leaves_nothing_else(tmp_path):
    target = tmp_path / "metrics.csv"
    target.write_text("old")
    write_file(target, "æøå\n")
    assert target.read_bytes() == "æøå\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["metrics.csv"]


def test_a_replaced_file_keeps_its_mode(tmp_path):
    target = tmp_path / "metrics.csv"
    target.write_text("old")
    target.chmod(0o640)
    write_file(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_a_link_points_to_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


@pytest.mark.parametrize("name", ["nowhere/metrics.csv", "."])
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path, name):
    with pytest.raises(OutputError, match=r"\.$"):
        write_file(tmp_path / name, "new")


def test_a_failure_leaves_what_was_there(tmp_path, monkeypatch):
    target = tmp_path / "metrics.csv"
    target.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        write_file(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["metrics.csv"]


def test_a_folder_is_made_with_its_parents(tmp_path):
    write_folder(tmp_path / "a" / "report", {"index.html": "x", "figures/one.svg": "y"})
    found = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == {"a/report/index.html", "a/report/figures/one.svg", f"a/report/{MARKER}"}


def test_an_earlier_report_is_replaced_whole(tmp_path):
    write_folder(tmp_path / "report", {"index.html": "old", "old.csv": ""})
    write_folder(tmp_path / "report", {"index.html": "new"})
    assert (tmp_path / "report" / "index.html").read_text() == "new"
    assert not (tmp_path / "report" / "old.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "report").mkdir()
    write_folder(tmp_path / "report", {"index.html": "new"})
    assert (tmp_path / "report" / "index.html").exists()


@pytest.mark.parametrize("with_report", [False, True])
def test_a_folder_with_files_of_somebody_is_not_replaced_without_force(tmp_path, with_report):
    report = tmp_path / "report"
    if with_report:
        write_folder(report, {"index.html": "old"})
    report.mkdir(exist_ok=True)
    (report / "notes.docx").write_text("mine")
    with pytest.raises(OutputError, match="--force"):
        write_folder(report, {"index.html": "new"})
    assert (report / "notes.docx").read_text() == "mine"
    write_folder(report, {"index.html": "new"}, force=True)
    assert not (report / "notes.docx").exists()


def test_the_folder_that_one_stands_in_is_never_replaced(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError):
        write_folder(tmp_path, {"index.html": "new"}, force=True)


def test_a_failure_leaves_the_folder_that_was_there(tmp_path, monkeypatch):
    write_folder(tmp_path / "report", {"index.html": "old"})

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_folder(tmp_path / "report", {"index.html": "new"})
    assert (tmp_path / "report" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("threads", [True, False])
@pytest.mark.parametrize("files", [1, 31, 32, 100])
def test_every_file_of_a_folder_is_synced_before_the_folder_stands(
    tmp_path, monkeypatch, files, threads
):
    synced = set()

    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    if not threads:
        monkeypatch.setattr(threading.Thread, "start", refused)

    def sync(descriptor: int) -> None:
        assert not (tmp_path / "report" / "0").exists() or not stat.S_ISREG(
            os.fstat(descriptor).st_mode
        )
        synced.add((os.fstat(descriptor).st_ino, os.fstat(descriptor).st_size))

    monkeypatch.setattr(os, "fsync", sync)
    write_folder(tmp_path / "report", {f"{n}": "x" * n for n in range(files)})
    written = {(p.stat().st_ino, p.stat().st_size) for p in (tmp_path / "report").iterdir()}
    assert len(written) == files + 1
    assert written <= synced


@pytest.mark.parametrize("bad", [0, 40, 59])
def test_one_file_that_cannot_be_synced_leaves_the_folder_that_was_there(
    tmp_path, monkeypatch, bad
):
    write_folder(tmp_path / "report", {"index.html": "old"})

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size == 1000 + bad:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        write_folder(tmp_path / "report", {f"{n}": "x" * (1000 + n) for n in range(60)})
    assert (tmp_path / "report" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


TOKEN = "0123456789abcdef"


def test_what_a_killed_run_left_is_swept_away(tmp_path):
    for kind in ("partial", "new"):
        dead = tmp_path / f".report.{TOKEN}.{kind}"
        dead.mkdir()
        (dead / "index.html").write_text("half")
    write_folder(tmp_path / "report", {"index.html": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_without_an_exchange_in_one_step_the_folder_is_still_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    write_folder(tmp_path / "report", {"index.html": "old"})
    write_folder(tmp_path / "report", {"index.html": "new"})
    assert (tmp_path / "report" / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_a_killed_run_left_beside_a_file_is_swept_away(tmp_path):
    (tmp_path / f".table.csv.{TOKEN}.partial").write_text("half")
    write_file(tmp_path / "table.csv", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]


@pytest.mark.parametrize(
    "name", [".table.csv.123.partial", f".table.csv.{TOKEN}.bak", f".other.csv.{TOKEN}.partial",
             f"table.csv.{TOKEN}.partial", ".table.csv.partial"]
)  # fmt: skip
def test_a_file_of_somebody_is_no_leftover(tmp_path, name):
    (tmp_path / name).write_text("mine")
    write_file(tmp_path / "table.csv", "whole")
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")
@pytest.mark.parametrize("folder", [False, True])
def test_what_another_run_is_writing_is_left_alone(tmp_path, folder):
    """Whatever its number among processes: a lock is seen from every container."""
    other = tmp_path / f".report.{TOKEN}.partial"
    if folder:
        other.mkdir()
    else:
        other.write_text("half")
    script = (
        "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX);"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(other)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        write_folder(tmp_path / "report", {"index.html": "new"})
        assert other.exists()
        running.stdin.close()
    write_folder(tmp_path / "report", {"index.html": "newer"})
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_was_moved_aside_by_a_killed_run_is_put_back(tmp_path):
    """Killed between the two steps of a change of places, on a file system without one step."""
    write_folder(tmp_path / "report", {"index.html": "old"})
    (tmp_path / "report").rename(tmp_path / f".report.{TOKEN}.old")
    with pytest.raises(TypeError):
        write_folder(tmp_path / "report", {"index.html": None})
    assert (tmp_path / "report" / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("nth", range(8))
def test_no_refusal_of_the_system_loses_the_earlier_report(tmp_path, monkeypatch, nth, exchange):
    """The nth renaming is refused; the earlier report stands, or the sentence says where it is."""
    write_folder(tmp_path / "report", {"index.html": "old"})
    if not exchange:
        monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    usual, calls = os.rename, []

    def refuse(source, goal, **more):
        calls.append(goal)
        if len(calls) > nth:
            raise OSError(5, "Input/output error")
        usual(source, goal, **more)

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    said = ""
    try:
        write_folder(tmp_path / "report", {"index.html": "new"})
    except OutputError as error:
        said = str(error)
    monkeypatch.undo()
    if (tmp_path / "report").exists():
        text = (tmp_path / "report" / "index.html").read_text()
        assert text == ("old" if said else "new")
    else:
        kept = next(path for path in tmp_path.iterdir() if path.suffix == ".old")
        assert str(kept) in said
        assert (kept / "index.html").read_text() == "old"
    write_folder(tmp_path / "report", {"index.html": "newest"})
    assert (tmp_path / "report" / "index.html").read_text() == "newest"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("nth", range(6))
def test_two_outputs_stand_both_or_none_does(tmp_path, monkeypatch, nth, old, exchange):
    if not exchange:
        monkeypatch.setattr(writing, "_exchange", lambda one, other: False)
    places = [tmp_path / "key.csv", tmp_path / "ties.csv"]
    before = "old" if old else None
    for place in places if old else ():
        place.write_text("old")
    usual, calls = os.rename, []

    def refuse(source, goal, **more):
        calls.append(goal)
        if len(calls) == nth + 1:
            raise OSError(28, "No space left on device")
        usual(source, goal, **more)

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    try:
        writing.write_all([FileOutput(place, "new") for place in places])
        now = "new"
    except OutputError:
        now = before
    assert [place.read_text() if place.exists() else None for place in places] == [now, now]
    assert {path.name for path in tmp_path.iterdir()} <= {"key.csv", "ties.csv"}


def test_what_fails_after_them_takes_both_back(tmp_path):
    (tmp_path / "key.csv").write_text("old")
    outputs = [FileOutput(tmp_path / name, "new") for name in ("key.csv", "layout.csv")]
    with contextlib.suppress(ValueError), writing.all_or_none(outputs):
        assert (tmp_path / "key.csv").read_text() == "new"
        raise ValueError
    assert (tmp_path / "key.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["key.csv"]


@pytest.mark.parametrize("folder", [False, True])
def test_what_nobody_may_write_is_not_replaced(tmp_path, folder):
    """Not even by root, to whom the system refuses nothing."""
    target = tmp_path / "layout.csv"
    if folder:
        write_folder(target, {"index.html": "old"})
        target.chmod(0o555)
        new = FolderOutput(target, {"index.html": "new"}, force=True)
    else:
        target.write_text("old")
        target.chmod(0o444)
        new = FileOutput(target, "new")
    with pytest.raises(OutputError, match="write-protected"):
        writing.write_all([new])
    target.chmod(0o755)
    assert (target / "index.html" if folder else target).read_text() == "old"


def test_a_name_as_long_as_the_system_takes(tmp_path):
    for name in ("ø" * 120 + ".csv", "x" * 250 + ".csv"):
        write_file(tmp_path / name, "one")
        write_file(tmp_path / name, "two")
        assert (tmp_path / name).read_text() == "two"
    write_folder(tmp_path / ("r" * 255), {"index.html": "x"})
    assert len(list(tmp_path.iterdir())) == 3


def test_a_folder_for_a_person_is_replaced_only_by_force(tmp_path):
    write_folder(tmp_path / "alliance", {"nodes.csv": "old"}, mark=False)
    with pytest.raises(OutputError, match="--force"):
        write_folder(tmp_path / "alliance", {"nodes.csv": "new"}, mark=False)
    assert (tmp_path / "alliance" / "nodes.csv").read_text() == "old"


def test_a_request_to_stop_waits_for_the_end_of_a_step():
    if os.name == "nt":
        pytest.skip("signals of POSIX")
    done = []

    def step() -> None:
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("step")

    with pytest.raises(KeyboardInterrupt):
        step()
    assert done == ["step"]


@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize("exchange", [True, False])
def test_what_comes_to_its_place_is_on_the_disk(tmp_path, monkeypatch, folder, exchange):
    """All that is new before it is moved, and then the name that it has."""
    on_disk, moved = set(), []

    def watched(move):
        def moves(source, goal, **more):
            if Path(source).name.startswith("."):
                new = {path.stat().st_ino for path in (source, *Path(source).rglob("*"))}
                moved.append(new <= on_disk)
            on_disk.discard(tmp_path.stat().st_ino)
            return move(source, goal, **more)

        return moves

    monkeypatch.setattr(os, "fsync", lambda descriptor: on_disk.add(os.fstat(descriptor).st_ino))
    monkeypatch.setattr(os, "rename", watched(os.rename))
    monkeypatch.setattr(os, "replace", watched(os.replace))
    exchanges = writing._exchange if exchange else lambda one, other: False
    monkeypatch.setattr(writing, "_exchange", watched(exchanges))
    for text in ("old", "new"):
        if folder:
            write_folder(tmp_path / "report", {"index.html": text, "figures/one.svg": text})
        else:
            write_file(tmp_path / "ties.csv", text)
        assert moved
        assert all(moved)
        assert tmp_path.stat().st_ino in on_disk
        moved.clear()


def test_pieces_that_end_in_an_error_leave_the_old_file(tmp_path):
    target = tmp_path / "ties.json"
    target.write_text("old", encoding="utf-8")

    def pieces():
        yield "[\n"
        raise MemoryError

    with pytest.raises(MemoryError):
        write_file(target, pieces())
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    write_file(target, iter(["æ", "", "ø\n"]))
    assert target.read_bytes() == "æø\n".encode()
