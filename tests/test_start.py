"""The first minute: what start.py sets up, and what a command imports.

A heavy library costs a reader of help more time than the help.
"""

from __future__ import annotations

import importlib.util
import json
import platform
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent

HEAVY = {
    "IPython",
    "babel",
    "jinja2",
    "matplotlib",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "python_calamine",
    "pyvis",
    "rich",
    "scipy",
}

CALLS = {
    "help": (["--help"], set()),
    "help of a command": (["metrics", "--help"], set()),
    "unknown command": (["metric"], set()),
    "unknown option": (["metrics", "--windows", "year"], set()),
    "unknown format": (["ties", "--format", "xml"], set()),
    "answer": (["answer", "data"], {"numpy"}),
    "check": (["check", "data"], {"numpy", "rich"}),
    "check as json": (["check", "data", "--format", "json"], {"numpy"}),
    "metrics as json": (["metrics", "data", "--format", "json"], {"numpy"}),
    "metrics as csv": (["metrics", "data", "--format", "csv"], {"numpy"}),
    "metrics with a null": (["metrics", "data", "--null", "9", "--format", "json"], {"numpy"}),
    "ties as csv": (["ties", "data", "--format", "csv"], {"numpy"}),
    "partners as csv": (["partners", "data", "--format", "csv"], {"numpy"}),
}

WATCHED = """
import os, sys
from ci_network.commands.run import run
code = run(sys.argv[1:])
sys.stdout.flush()
os.write(2, ("\\n" + " ".join(sys.modules)).encode())
"""


@cache
def loaded(*words: str) -> frozenset[str]:
    """The modules that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words], capture_output=True, text=True, check=True
    )
    imported = frozenset(done.stderr.rsplit("\n", 1)[-1].split())
    assert "ci_network.commands.run" in imported
    return imported


@pytest.mark.parametrize(("words", "needed"), CALLS.values(), ids=CALLS)
def test_a_command_imports_only_the_heavy_libraries_that_it_needs(words, needed):
    assert {name.partition(".")[0] for name in loaded(*words)} & HEAVY <= needed


@pytest.mark.parametrize("name", ["answer", "metrics", "map", "report"])
def test_nothing_loads_what_no_alliance_of_a_few_dozen_needs(name, tmp_path):
    """The masked arrays of numpy come with `np.unique`, the web with the `escape` of xml.sax."""
    output = ["-o", str(tmp_path / name)] if name in ("map", "report") else []
    imported = loaded(name, "data", *output)
    assert not imported & {"numpy.ma", "scipy", "urllib.request", "networkx", "IPython"}
    assert name != "answer" or not imported & {"statistics", "decimal", "bz2"}


@pytest.mark.parametrize("name", ["metrics", "ties", "partners"])
def test_a_command_that_hides_nobody_does_without_codes(name):
    hidden = {"hashlib", "ci_network.record.pseudonyms", "ci_network.views.map"}
    assert not loaded(name, "data") & hidden


FAULTS = """
import resource, sys
import numpy as np
from ci_network.__main__ import keep_memory
if sys.argv[1] == "kept":
    keep_memory()
def fill():
    rooms = [np.empty(int(sys.argv[2]) << 17) for _ in range(6)]
    for room in rooms:
        room[:] = 1
fill()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    fill()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
@pytest.mark.parametrize("mebibytes", ["1", "9"])
def test_freed_memory_is_used_again(mebibytes):
    """Six arrays of one size, ten times over: without the setting some are cleared anew."""
    kept, given_back = (
        int(subprocess.check_output([sys.executable, "-c", FAULTS, how, mebibytes]))
        for how in ("kept", "given back")
    )
    assert kept < 500 < given_back


PIP = """\
Looking in indexes: an index
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Requirement already satisfied: click==8.5.1 in /a/.venv/lib (from -r requirements/test.txt) (8.5.1)
Collecting python-dateutil==4.0.0 (from -r requirements/test.txt (line 3))
  Downloading python_dateutil-4.0.0-py3-none-any.whl (92 kB)
Processing /wheels/et_xmlfile-2.0.0-py3-none-any.whl (from -r requirements/test.txt (line 25))
Installing collected packages: python-dateutil, et-xmlfile
Successfully installed et-xmlfile-2.0.0 python-dateutil-4.0.0
"""


@pytest.fixture
def start(tmp_path, monkeypatch) -> ModuleType:
    """start.py, in a folder of its own that nothing is installed in."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "SECONDS_BETWEEN_LINES", 0)
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    for name, file in module.LOCKS.items():
        (tmp_path / file).write_text(f"click==8.5.1\n    # via {name}\n", encoding="utf-8")
    return module


@pytest.fixture
def calls(start, monkeypatch) -> list[list[str]]:
    """What start.py would have run, and no more."""
    made = []
    monkeypatch.setattr(start, "run", lambda *words, **_: made.append(list(words)) or 0)
    monkeypatch.setattr(start, "pip", lambda *words, **_: made.append(["pip", *words]) or [])
    return made


def locks(calls: list[list[str]]) -> list[str]:
    return [Path(words[2]).stem for words in calls if words[:2] == ["pip", "-r"]]


def test_each_word_installs_what_it_needs_once(start, calls):
    assert start.main([]) == 0
    assert locks(calls) == ["runtime"]
    assert [words for words in calls if "venv" in words]
    calls.clear()
    assert start.main(["test"]) == 0
    assert locks(calls) == ["test"]
    assert not [words for words in calls if "venv" in words], "what is there stays"
    calls.clear()
    assert start.main([]) == start.main(["test"]) == 0
    assert locks(calls) == []


def test_the_tests_alone_install_the_runtime_too(start, calls):
    assert start.main(["test"]) == 0
    assert locks(calls) == ["runtime", "test"]
    own = [words for words in calls if "-e" in words]
    assert len(own) == 1, "the package itself is installed once, when all it needs is there"
    assert calls.index(own[0]) > max(n for n, words in enumerate(calls) if "-r" in words)


def test_a_changed_lock_is_installed_over_what_is_there(start, calls, tmp_path):
    start.main([])
    start.main(["test"])
    (tmp_path / "requirements" / "runtime.txt").write_text("click==8.6.0\n", encoding="utf-8")
    calls.clear()
    start.main(["test"])
    assert locks(calls) == ["runtime"]
    assert not [words for words in calls if "venv" in words]


def test_what_could_not_be_installed_is_told_and_tried_again(start, calls, monkeypatch, capsys):
    monkeypatch.setattr(start, "pip", lambda *_, **__: ["ERROR: No matching distribution"])
    assert start.main([]) == 2
    told = capsys.readouterr()
    assert "ERROR: No matching distribution" in told.err
    assert "connection to a package index" in told.err
    assert "report" not in told.out.splitlines()[-1] or "Setting up" in told.out
    assert not [words for words in calls if "ci_network" in words]
    monkeypatch.setattr(start, "pip", lambda *words, **_: calls.append(["pip", *words]) or [])
    assert start.main([]) == 0
    assert locks(calls) == ["runtime"]


def test_the_last_line_names_the_page(start, calls, tmp_path, capsys):
    start.main([])
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Setting up the report")
    assert told[-1] == f"Open in a browser: {tmp_path / 'report' / 'index.html'}"
    assert str(Path(start.python()).with_name("ci-network")) in told[-2]


def test_an_unknown_word_is_answered_with_those_that_there_are(start, calls, capsys):
    assert start.main(["tset"]) == 2
    told = capsys.readouterr().err
    assert "there is no “tset”" in told
    for name, job in start.JOBS.items():
        assert re.search(rf"python3 start\.py {name} .*{job.does}", told)
    assert not calls


def test_progress_is_counted_in_packages_without_pips_noise(start, capsys):
    assert start.follow(PIP.splitlines(keepends=True), packages=4) == []
    assert capsys.readouterr().out.splitlines() == [
        "  1 of 3: click",
        "  2 of 3: python-dateutil",
        "  3 of 3: et_xmlfile",
        "  unpacking python-dateutil, et-xmlfile",
    ]


def test_in_a_log_there_is_a_line_now_and_then_and_one_before_the_long_silence(
    start, capsys, monkeypatch
):
    monkeypatch.setattr(start, "SECONDS_BETWEEN_LINES", 1000)
    start.follow(PIP.splitlines(keepends=True), packages=4)
    assert capsys.readouterr().out.splitlines() == [
        "  1 of 3: click",
        "  unpacking python-dateutil, et-xmlfile",
    ]


def test_a_line_that_is_too_long_says_that_more_follows(start, capsys):
    start.Progress()("x" * (start.WIDTH + 1))
    start.Progress()("y" * start.WIDTH)
    assert capsys.readouterr().out.splitlines() == [
        "x" * (start.WIDTH - 1) + "…", "y" * start.WIDTH,
    ]  # fmt: skip


def test_of_pips_words_only_errors_are_passed_on(start, capsys):
    lines = ["WARNING: Retrying after connection broken", "ERROR: No matching distribution"]
    assert start.follow(lines, packages=1) == lines[1:]
    assert capsys.readouterr().out == ""


def test_notebooks_are_copied_and_what_somebody_changed_stays(start, tmp_path):
    shipped, mine = tmp_path / "notebooks", tmp_path / "my-notebooks"
    shipped.mkdir()
    for name in ("01-a.ipynb", "02-b.ipynb"):
        (shipped / name).write_text("as shipped", encoding="utf-8")
    (shipped / "notes.txt").write_text("no notebook", encoding="utf-8")
    assert start.copy_new(shipped, mine) == ["01-a.ipynb", "02-b.ipynb"]
    (mine / "01-a.ipynb").write_text("changed", encoding="utf-8")
    (mine / "02-b.ipynb").unlink()
    (mine / "own.ipynb").write_text("own", encoding="utf-8")
    assert start.copy_new(shipped, mine) == ["02-b.ipynb"]
    assert {path.name: path.read_text(encoding="utf-8") for path in mine.iterdir()} == {
        "01-a.ipynb": "changed",
        "02-b.ipynb": "as shipped",
        "own.ipynb": "own",
    }
    assert (shipped / "01-a.ipynb").read_text(encoding="utf-8") == "as shipped"


def test_a_copy_that_is_a_link_is_not_written_through(start, tmp_path):
    shipped, mine = tmp_path / "notebooks", tmp_path / "my-notebooks"
    shipped.mkdir()
    mine.mkdir()
    (shipped / "01-a.ipynb").write_text("as shipped", encoding="utf-8")
    (mine / "01-a.ipynb").symlink_to(tmp_path / "elsewhere.ipynb")
    assert start.copy_new(shipped, mine) == []
    assert not (tmp_path / "elsewhere.ipynb").exists()


def test_tests_wait_for_others_so_that_there_is_one_process_more_than_cores(
    start, calls, monkeypatch
):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert start.main(["test", "-n", "1"]) == 0
    (call,) = [words for words in calls if "pytest" in words]
    assert call[call.index("-n") + 1] == "3"
    assert call[-2:] == ["-n", "1"], "what is asked for counts last"


READERS = ("firefox", "pdftotext", "pdfinfo", "pdftoppm")


@pytest.mark.parametrize(
    ("there", "debian_has", "installed"),
    [
        (("chromium", *READERS), True, ["chromium-headless-shell"]),
        (("chromium", *READERS), False, None),
        (("chromium-headless-shell", *READERS), True, None),
        (READERS, True, ["chromium-headless-shell"]),
        (READERS, False, ["chromium"]),
        ((), True, ["chromium-headless-shell", "firefox-esr", "poppler-utils"]),
        (("chromium-headless-shell", *READERS[1:]), True, ["firefox-esr"]),
    ],
)
def test_the_browser_without_windows_is_installed_where_debian_has_it(
    start, monkeypatch, there, debian_has, installed
):
    made = []

    def run(*words, **_):
        made.append(words)
        return int(words[0] == "apt-cache" and not debian_has)

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "is_root", lambda: True)
    monkeypatch.setattr("shutil.which", lambda name: name in (*there, "apt-get") or None)
    start.browser()
    calls = [list(words[4:]) for words in made if words[:2] == ("apt-get", "install")]
    assert calls == ([installed] if installed else [])


def test_where_nothing_may_be_installed_what_is_missing_is_told(start, calls, monkeypatch, capsys):
    monkeypatch.setattr(start, "is_root", lambda: False)
    monkeypatch.setattr("shutil.which", lambda name: name in READERS or None)
    start.browser()
    assert calls == []
    assert "Missing: chromium; the tests that need it are skipped" in capsys.readouterr().out


def test_jupyterlab_opens_on_the_copy_and_asks_no_other_machine(start, calls, tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01-a.ipynb").write_text("{}", encoding="utf-8")
    assert start.main(["notebooks", "--no-browser"]) == 0
    (call,) = [words for words in calls if "jupyterlab" in words]
    assert str(tmp_path / "my-notebooks") in call
    assert call[-1] == "--no-browser"
    assert "--LabApp.extension_manager=readonly" in call
    (config,) = (tmp_path / ".venv").rglob("page_config.json")
    assert json.loads(config.read_text(encoding="ascii"))["disabledExtensions"]
    assert (tmp_path / "my-notebooks" / "01-a.ipynb").exists()


@pytest.mark.parametrize(
    ("words", "folder"),
    [([], None), (["--lang", "en"], None), (["mine", "--lang", "en"], "mine")],
)
def test_the_app_opens_on_the_folder_that_is_named_and_else_on_ones_own(
    start, calls, tmp_path, words, folder
):
    assert start.main(["app", *words]) == 0
    (call,) = [call for call in calls if "app" in call]
    at = call.index("app") + 1
    assert call[at] == (folder or str(tmp_path / "my-alliance"))
    assert list(call[at + 1 :]) == [word for word in words if word != folder]
    assert "data" not in call
