"""Files that are there and that the machine does not give."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from reading.odd_files import folder

from ci_network.commands.run import run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, content in folder().items():
        (tmp_path / name).write_text(str(content), encoding="utf-8")
    return tmp_path


def problems(data: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Code and file of each problem; the command ends with 1."""
    assert run(["check", str(data), "--format", "json", "--lang", "en"]) == 1
    told = json.loads(capsys.readouterr().out)["problems"]
    assert run(["metrics", str(data)]) == 1
    assert "Error: " in capsys.readouterr().err
    return [(problem["code"], Path(problem["file"]).name) for problem in told]


def failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """Let the reading of one file end in this error of the machine."""
    usual = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == name:
            raise OSError(number, os.strerror(number), str(path))
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", read)


@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv"])
def test_a_file_that_you_may_not_read(data, name, monkeypatch, capsys):
    failing(monkeypatch, name, errno.EACCES)
    assert problems(data, capsys) == [("no-permission", name)]


def test_a_drive_that_was_taken_out(data, monkeypatch, capsys):
    failing(monkeypatch, "nodes.csv", errno.EIO)
    assert problems(data, capsys) == [("unreadable", "nodes.csv")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(data, capsys):
    (data / "edges.csv").chmod(0)
    assert problems(data, capsys) == [("no-permission", "edges.csv")]


def test_a_folder_that_you_may_not_read(data, monkeypatch, capsys):
    def refuse(path: object) -> list[str]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(os, "listdir", refuse)
    assert problems(data, capsys) == [("no-permission", data.name)]


def test_data_without_permission_is_a_problem_of_the_data(data, monkeypatch, capsys):
    """It is told with a code and exit 1, and is no wrong usage of the command."""
    monkeypatch.setattr(os, "access", lambda *_args, **_more: False)
    failing(monkeypatch, "nodes.csv", errno.EACCES)
    assert problems(data, capsys) == [("no-permission", "nodes.csv")]
