"""Warnings in one sentence: counted against what there is, whatever their number."""

import ast
from itertools import combinations
from pathlib import Path

import pytest

import ci_network
from ci_network.errors import Problem
from ci_network.reading import read_rows
from ci_network.reading.in_short import CLAUSES, in_short
from ci_network.reading.sentences import SENTENCES

PACKAGE = Path(ci_network.__file__).parent
CALL = "`ci-network check`"


def warnings(**counts):
    return [
        Problem(code.replace("_", "-"), "warning", "edges.csv", row)
        for code, count in counts.items()
        for row in range(count)
    ]


def test_activities_are_counted_against_all_there_are():
    """Two walks and a talk: the walks have no date, and to the talk came one actor alone."""
    parts = (("walk", "AB", ""), ("hike", "AB", ""), ("talk", "A", "2018"))
    rows = [
        {"activity": name, "actor": who, "start": when}
        for name, actors, when in parts
        for who in actors
    ]
    nodes = [{"id": "A", "secretariat": "yes"}, {"id": "B"}]
    found = read_rows(nodes, rows)
    assert in_short(found.problems, found.overview, "en", CALL) == (
        "2 of 3 activities have no date, 1 has one participant; `ci-network check` lists them."
    )
    assert in_short(found.problems, found.overview, "da", CALL) == (
        "2 af 3 aktiviteter har ingen dato, 1 har kun én deltager; `ci-network check` viser dem."
    )


def test_one_alone_is_one():
    told = in_short(warnings(repeated_row=1), None, "en", CALL)
    assert told == "1 row is there twice; `ci-network check` lists it."


def test_without_warnings_nothing_is_said():
    assert not in_short([Problem("bad-date", "error", "edges.csv", 3)], None, "en", CALL)


def test_errors_are_not_counted():
    problems = [Problem("garbled-text", "error", "edges.csv", 3), *warnings(garbled_text=2)]
    assert in_short(problems, None, "en", CALL).startswith("2 cells hold garbled letters;")


def test_numbers_are_written_as_the_language_writes_them():
    assert in_short(warnings(undated_row=12_345), None, "da", CALL).startswith("12.345 rækker")


@pytest.mark.parametrize("language", ["da", "en"])
def test_however_many_kinds_it_is_one_line_with_every_warning_counted(language):
    counts = dict.fromkeys((code.replace("-", "_") for code in CLAUSES), 1_000)
    told = in_short(warnings(**counts), None, language, CALL)
    assert "\n" not in told
    assert len(told) < 300
    rest = f"{(len(CLAUSES) - 4):d}"
    assert f"{rest}.000" in told or f"{rest},000" in told


def test_a_kind_that_is_not_known_here_is_counted_with_the_rest():
    told = in_short(warnings(undated_activity=2, something_new=3), None, "en", CALL)
    assert told.startswith("2 activities have no date, 3 warnings of other kinds;")


@pytest.mark.parametrize(("one", "other"), list(combinations(CLAUSES, 2)))
def test_the_order_of_the_warnings_changes_nothing(one, other):
    found = [Problem(code, "warning", "edges.csv", row) for row in (1, 2) for code in (one, other)]
    assert in_short(found, None, "da", CALL) == in_short(found[::-1], None, "da", CALL)


def test_every_warning_of_the_reader_has_its_clause():
    told = set()
    for path in (PACKAGE / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "warning":
                told |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
    assert len(told) > 15
    assert told <= set(CLAUSES)
    assert set(CLAUSES) <= set(SENTENCES)
