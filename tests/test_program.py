"""The program to double-click: what it starts with, and how it reads a workbook apart."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ci_network import program
from ci_network.reading import read_rows
from ci_network.record.simulate import simulate
from ci_network.views.exports import export
from ci_network.workbooks import apart


@pytest.fixture(scope="module")
def workbook():
    made = simulate(1, partners=6, circles=2, activities=8)
    return export(read_rows(made.nodes, made.edges).alliance, "xlsx", "record.xlsx")


def test_without_words_it_opens_a_folder_among_the_documents(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert program.words_of([])[:2] == ["app", str(tmp_path / "ci_network")]
    (tmp_path / "Documents").mkdir()
    assert program.words_of([])[:2] == ["app", str(tmp_path / "Documents" / "ci_network")]
    assert program.words_of(["--lang", "en"])[1:4] == [
        str(tmp_path / "Documents" / "ci_network"), "--lang", "en",
    ]  # fmt: skip


def test_it_ends_by_itself_unless_it_was_told_when():
    assert program.words_of(["mine"]) == ["app", "mine", "--idle", "30"]
    assert program.words_of(["mine", "--idle", "5"]) == ["app", "mine", "--idle", "5"]


@pytest.mark.usefixtures("read_as_by_the_product")
def test_a_workbook_is_read_by_the_executable_itself(workbook, tmp_path, monkeypatch):
    """As where no Python stands beside it: what is started gets one word and the limits."""
    start = tmp_path / "executable.py"
    start.write_text("from ci_network.program import main\nmain()\n", encoding="utf-8")
    calls = []
    run = subprocess.run

    def started(words, **how):
        calls.append(words)
        return run([sys.executable, str(start), *words[1:]], **how)

    expected = apart.read_apart(workbook)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(apart.subprocess, "run", started)
    assert apart.read_apart(workbook) == expected
    ((executable, word, told),) = calls
    assert (executable, word) == (sys.executable, apart.READ)
    assert len(json.loads(told)) == 4


def test_what_is_no_workbook_is_refused_by_it_too(tmp_path):
    told = json.dumps([[], apart.MOST_MEMORY, apart.SECONDS, None])
    words = [sys.executable, "-m", "ci_network.program", apart.READ, told]
    done = subprocess.run(words, input=b"no workbook", capture_output=True, check=True)
    assert json.loads(done.stdout)["refused"]
