"""Of actors that are alike one is read, and still nothing that is wrong with any is missed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from records import disagreements, write

from ci_network.engine import measure
from ci_network.errors import DataError
from ci_network.language import LANGUAGES
from ci_network.views.problems import lines

pytest.importorskip("duckdb")

S = {"id": "S", "secretariat": "ja"}
MANY = [S, *({"id": f"A{n}", "sector": "town", "joined": "2017"} for n in range(20))]
EDGES = [
    {"activity": f"walk {n}", "actor": actor, "start": "2018"}
    for n in range(5)
    for actor in ("S", f"A{n}", f"A{n + 1}")
]

WRONG = {
    "an id twice": ({"id": "A7"}, "duplicate-id", "A7"),
    "an id but for a capital letter": ({"id": "a7"}, "case-id", "a7"),
    "an id but for a space": ({"id": " A7"}, "duplicate-id", "A7"),
    "an id of other letters but for a capital": ({"id": "ÅHUS"}, "case-id", "ÅHUS"),
    "no id": ({"id": ""}, "blank-cell", ""),
    "an id of nothing but a space": ({"id": "\u00a0"}, "blank-cell", ""),
    "a date that is none": ({"id": "B", "joined": "spring"}, "bad-date", "spring"),
    "left before it joined": (
        {"id": "B", "joined": "2018", "left": "2016"}, "left-before-joined", "2016",
    ),
    "neither yes nor no": ({"id": "B", "secretariat": "perhaps"}, "bad-yes-no", "perhaps"),
    "a term without the mark": (
        {"id": "B", "secretariat_from": "2018"}, "term-without-flag", "2018",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "code", "value"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_actor_stops_the_run_with_the_cell(
    row: dict[str, str], code: str, value: str, tmp_path: Path
) -> None:
    folder = write(([*MANY, {"id": "Åhus"}, row], EDGES), tmp_path / "record")
    with pytest.raises(DataError) as caught:
        measure(folder, "duckdb")
    found = {(problem.code, problem.value) for problem in caught.value.problems}
    assert found == {(code, value)}


def test_no_problem_names_a_row_that_an_engine_does_not_know(tmp_path: Path) -> None:
    rows = [
        *MANY,
        *({"id": f"A{n}"} for n in range(7)),
        {"id": "a7"},
        {"id": "T", "secretariat": "Ja"},
    ]
    told = [{"activity": "walk 1", "led_by": who} for who in ("partner", "secretariat", "partner")]
    for name, nodes in (("actors", rows), ("activities", MANY)):
        folder = write((nodes, EDGES), tmp_path / name, told)
        with pytest.raises(DataError) as caught:
            measure(folder, "duckdb")
        codes = {problem.code for problem in caught.value.problems}
        assert codes & {"duplicate-id", "contradiction"}
        for language in LANGUAGES:
            said = " ".join(lines(caught.value.problems, language))
            assert "contradiction" in codes or "A6" in said
            assert not re.search(r"(row|række) [\d–]", said)


def test_two_secretariats_at_once_are_told(tmp_path: Path) -> None:
    folder = write(([*MANY, {"id": "T", "secretariat": "Ja"}], EDGES), tmp_path / "record")
    measured, problems, *_ = measure(folder, "duckdb")
    assert [(problem.code, problem.value) for problem in problems] == [("two-secretariats", "T")]
    flagged = measured.actors.secretariat.nonzero()[0].tolist()
    assert [measured.actors.id[code] for code in flagged] == ["S", "T"]


def test_ids_are_trimmed_and_composed_as_in_memory(tmp_path: Path) -> None:
    nodes = [S, {"id": " A0"}, {"id": "A\u030ahuset ", "sector": "club"}, {"id": "A1"}]
    names = ("S", "A0", "\u00c5huset", "A1")
    edges = [{"activity": "walk", "actor": name, "start": "2018"} for name in names]
    folder = write((nodes, edges), tmp_path / "record")
    assert not disagreements((nodes, edges), folder, "duckdb", "year", None)


def test_nodes_may_hold_nothing_but_ids(tmp_path: Path) -> None:
    nodes = [{"id": name} for name in "ABC"]
    edges = [{"activity": "walk", "actor": name, "start": "2018"} for name in "AB"]
    folder = write((nodes, edges), tmp_path / "record")
    (folder / "nodes.csv").write_text("id\nA\nB\nC\n", encoding="utf-8")
    assert not disagreements((nodes, edges), folder, "duckdb", "year", None)
