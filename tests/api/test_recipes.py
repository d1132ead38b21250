"""The command line and Python make the same map and the same report."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import ci_network as ci
from ci_network.api.recipes import draws_of
from ci_network.commands.run import cli
from ci_network.network.windows import window_networks

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def by_command(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    for words in (
        ["map", "-o", "map.html"],
        ["report", "-o", "report", "--null", "9"],
    ):
        made = [words[0], str(DATA), words[1], str(folder / words[2]), *words[3:]]
        result = CliRunner().invoke(cli, made, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    return folder


def test_a_report_made_in_python_is_that_of_the_command(by_command):
    made = ci.report(ci.example(), null=9).files
    told = by_command / "report"
    assert list(made)[:3] == ["index.html", "map.html", "metrics.json"]
    assert {p.relative_to(told).as_posix() for p in told.rglob("*.*") if p.name[0] != "."} == set(
        made
    )
    for name, content in made.items():
        there = (told / name).read_bytes()
        here = content if isinstance(content, bytes) else content.encode()
        if name == "index.html":  # which names the command that made it
            there = re.sub(rb"<tr><th[^>]*>(Command|Kommando)</th>.*?</tr>\n", b"", there)
        assert here == there, name


def test_a_report_holds_every_warning_about_the_data(by_command):
    page = (by_command / "report" / "index.html").read_text("utf-8")
    warnings = ci.example().warnings
    assert f"{len(warnings)} warnings about the data" in page
    statement = page[page.index('id="en-data"') : page.index('id="en-limits"')]
    rows = [problem.row for problem in warnings if problem.code == "one-participant"]
    assert len(rows) > 5
    for row in rows:
        assert re.search(rf"\b{row}\b", statement), row


def test_warnings_name_nobody_whose_name_is_hidden():
    made = ci.hide_names(ci.example())
    page = ci.report(made, null=0, language="en").files["index.html"]
    assert len(made.warnings) == len(ci.example().warnings)
    assert "Alliancegruppen" not in page


def test_a_map_made_in_python_is_that_of_the_command(by_command):
    assert ci.map(ci.example()).html == (by_command / "map.html").read_text("utf-8")


def test_where_paths_are_sampled_a_report_draws_less_often(monkeypatch):
    drawn = window_networks(ci.example())
    assert draws_of(drawn) == 999
    monkeypatch.setattr("ci_network.api.recipes.EXACT_UP_TO", 30)
    assert draws_of(drawn) == 99
