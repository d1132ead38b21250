"""The documentation is whole: it builds, its links lead somewhere, its examples are true."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import ci_network as ci
from ci_network.commands.run import COMMANDS, cli
from ci_network.results.figures import flat
from ci_network.results.figures import metrics as figures_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MEASURES = sorted(DOCS.glob("measures/*.md"))
LISTED = [
    path
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("data/*.md")]
    if not {"_build", "notebooks", "jupyter_execute"} & set(path.relative_to(ROOT).parts)
]
PAGES = sorted(path for path in LISTED if path.name != "CHANGELOG.md")
SECTIONS = ["Question", "Formula", "How to read it", "What it cannot say", "By hand", "Reference"]


def test_the_documentation_builds_without_a_warning(tmp_path):
    if not os.environ.get("CI"):
        pytest.importorskip("furo", reason="the group `docs` of pyproject.toml is not installed")
    # In the plainest theme: that of the pages takes a third of the time for its navigation.
    words = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E"]
    words += ["-D", "html_theme=basic", "-d", str(tmp_path / "doctrees")]
    done = subprocess.run(
        [*words, str(DOCS), str(tmp_path / "html")],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    broken = list(broken_links(tmp_path / "html"))
    assert not broken


@pytest.mark.slow
def test_the_documentation_builds_with_the_notebooks_run(tmp_path):
    words = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E"]
    done = subprocess.run(
        [*words, "-d", str(tmp_path / "doctrees"), str(DOCS), str(tmp_path / "html")],
        capture_output=True, text=True, check=False, env=os.environ | {"NOTEBOOKS": "force"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def broken_links(html: Path) -> list[str]:
    """Links of built pages that lead to no file, or to no place in it."""
    text = {path.resolve(): path.read_text(encoding="utf-8") for path in html.rglob("*.html")}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', page)) for path, page in text.items()}
    found = []
    for path, page in text.items():
        for link in re.findall(r'\b(?:href|src)="([^"]+)"', page):
            target, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", link) or link.startswith(("//", "data:")):
                continue
            place = (path.parent / target.partition("?")[0]).resolve() if target else path
            if "=" in anchor and place.name == "map.html":
                anchor = ""  # the state that the map opens in
            if not place.exists() or (anchor and place in anchors and anchor not in anchors[place]):
                found.append(f"{path.name}: {link}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_link_in_a_page_of_the_repository_leads_to_a_file(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", link) and not link.startswith("#"):
            target = link.partition("#")[0]
            place = path.parent / target
            notebook = ROOT / target if target.startswith("notebooks/") else place
            assert place.exists() or notebook.exists(), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_the_package_that_a_page_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"\bci_network/[\w/]+\.(?:py|js|po|html)\b", text))
    assert not [name for name in named if not (ROOT / name).exists()]


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if ">>>" in path.read_text(encoding="utf-8")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_an_example_in_a_page_is_true(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(path), module_relative=False)
    assert tried
    assert not failed


@pytest.mark.parametrize(
    "path",
    [path for path in MEASURES if path.stem not in {"index", "comparisons"}],
    ids=lambda path: path.stem,
)
def test_a_measure_has_a_whole_page(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\*\*([^*]+)\.\*\*", text) == SECTIONS
    assert "https://doi.org/" in text
    assert ">>>" in text


def test_every_figure_is_named_on_the_page_of_a_measure():
    pages = "\n".join(path.read_text(encoding="utf-8") for path in MEASURES)
    (window, *_) = figures_of(ci.evaluate(ci.example()))["windows"]
    names = {
        part
        for key, _ in flat(window)
        for part in key.split(".")
        if part not in {"window", "start", "end", "sekretariatet"}
    }
    words = set(re.findall(r"[a-z_]+", pages.lower()))
    missing = {name for name in names if not set(name.split("_")) <= words and name not in words}
    assert not missing


def test_every_public_name_is_in_the_reference():
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    for name in ci.__all__:
        assert re.search(
            rf"(?:function|class|exception|module):: (?:ci_network\.)?(?:views\.)?{name}\b", page
        ), name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_has_its_page(name):
    page = (DOCS / "commands" / f"{name}.md").read_text(encoding="utf-8")
    assert f"{{command-help}} {name}" in page
    assert re.search(rf"(?m)^{name}$", (DOCS / "commands" / "index.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_call_in_a_page_is_one_that_can_be_made(path):
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"(?m)^[ >]*(?:\$ )?(?:(?:uvx|pipx run) .*?)?ci-network (.+)$", text):
        call = re.split(r"\s[|>]\s|\s{3,}", line)[0]
        words = shlex.split(call.replace("$(date +%Y)", "2024"), comments=True)
        if words[0] == "--version":
            continue
        command = cli.get_command(click.Context(cli), words[0])
        known = {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
        for word in words[1:]:
            assert not word.startswith("-") or word == "-" or word in known, f"{line}: {word}"
