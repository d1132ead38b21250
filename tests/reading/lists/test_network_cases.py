"""Other tools' networks, through the command: the truth, what is told of it, or a question.

Each file in `network_cases/` is a form of file. A case has the content of a file (or sheets of a
workbook), options, and what is true: a line for each tie (its two ends, start, end) or for each
participation (activity, actor, start, end), words that the account or the log must say, actors
and sectors; or the words of what is asked or refused.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml
from reading.lists.test_cases import call, write

from ci_network.commands.run import run
from ci_network.reading import examine
from ci_network.reading.lists.words.contrary import may_be_contrary

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "network_cases").glob("*.yaml"))
    for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
]
every_case = pytest.mark.parametrize(
    ("form", "case"), CASES, ids=[f"{form}-{case['name']}" for form, case in CASES]
)


def table(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows(out):
    """A line for each row of edges.csv, the two ends of a tie in order; ! behind who led."""
    found = []
    for row in table(out / "edges.csv"):
        ends = (
            sorted((row["source"], row["target"]))
            if "source" in row
            else [row["activity"], row["actor"] + "!" * (row["role"] == "lead")]
        )
        found.append(" | ".join([*ends, row["start"], row["end"]]).rstrip(" |"))
    return sorted(found)


@every_case
def test_a_network_is_read_as_it_is_meant_or_asked_about(tmp_path, capsys, form, case):
    path, out = (
        write(tmp_path, case | {"list": case["content"]} if "content" in case else case),
        (tmp_path / "out"),
    )
    code = call(path, out, case.get("options", ""))
    told = capsys.readouterr().err
    if "asks" in case:
        assert code in (1, 2), told
        assert not out.exists()
        assert [word for word in case["asks"] if word not in told] == [], told
        return
    assert code == 0, told
    assert rows(out) == sorted(case["rows"])
    said = told + (out / "import-log.csv").read_text(encoding="utf-8")
    assert [word for word in case.get("told", ()) if word not in said] == [], told
    nodes = {row["id"]: row for row in table(out / "nodes.csv")}
    assert sorted(nodes) == sorted(case.get("actors", nodes))
    for actor, sector in case.get("sectors", {}).items():
        assert nodes[actor]["sector"] == sector
    assert not [p for p in examine(out).problems if p.severity == "error"]


@pytest.mark.parametrize(
    "case", [case for _, case in CASES if "--relation" in case.get("options", "")]
)
def test_its_settings_read_it_alike(tmp_path, case):
    path = write(tmp_path, case | {"list": case["content"]} if "content" in case else case)
    out, again = tmp_path / "out", tmp_path / "again"
    call(path, out, case["options"])
    assert run(["import", str(path), "--settings", str(out / "import.yaml"), "-o", str(again)]) == 0
    assert rows(again) == rows(out)


def test_kinds_of_ties_are_not_asked_of_a_list_of_who_came(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text("Date,Activity,Actor\n2018-03-14,Walk,A\n2018-03-14,Walk,B\n")
    assert run(["import", str(path), "--dry-run", "--relation", "conflict"]) == 2
    assert "leave out --relation" in capsys.readouterr().err


def test_a_kind_that_is_not_there_is_told_with_those_that_are(tmp_path, capsys):
    path = tmp_path / "pairs.csv"
    path.write_text("from,to,relation\nA,B,meets\nB,C,funds\n")
    assert run(["import", str(path), "--dry-run", "--relation", "fonds"]) == 2
    told = capsys.readouterr().err
    assert "“fonds”" in told
    assert "meets, funds" in told


def test_only_the_beginning_of_a_long_text_is_looked_through():
    assert may_be_contrary("works not with " + "1" * 100_000)
    assert not may_be_contrary("1" * 100_000 + " not")
