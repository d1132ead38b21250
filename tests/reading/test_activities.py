"""What is said of activities as a whole: read from either place, and told where it is wrong."""

from __future__ import annotations

import pytest
from alliances import rows

from ci_network.errors import DataError
from ci_network.reading import examine, read_rows
from ci_network.record.alliance import CONTINUES, LED_BY

NODES, EDGES = rows("S*", group="SAB@2018", walk="BC@2018")


def problems(edges, activities=()):
    """Code, file and row of all that is told."""
    try:
        found = read_rows(NODES, edges, activities).problems
    except DataError as error:
        found = error.problems
    return [(p.code, p.file, p.row) for p in found]


def said(*cells):
    """The rows of edges with further cells in the first so many of them."""
    return [{**row, **(cells[n] if n < len(cells) else {})} for n, row in enumerate(EDGES)]


@pytest.mark.parametrize(
    ("column", "cell", "meaning"),
    [
        ("led_by", "secretariat", "secretariat"),
        ("ledet_af", "Sekretariatet", "secretariat"),
        ("Ledet af", "partner", "partner"),
        ("tovholder", "delt", "shared"),
        ("led_by", "ukendt", "unknown"),
        ("led-by", " Shared ", "shared"),
    ],
)
def test_the_lead_is_read_under_every_heading_and_word(column, cell, meaning):
    made = read_rows(NODES, EDGES, [{"activity": "group", column: cell}]).alliance
    assert LED_BY[made.activities.led_by[0]] == meaning


@pytest.mark.parametrize(
    ("column", "cell", "meaning"),
    [
        ("continues", "yes", "yes"),
        ("fortsætter", "Ja", "yes"),
        ("Fortsaetter", "nej", "no"),
        ("continues", "SAND", "yes"),
        ("continues", "0", "no"),
        ("fortsætter", "ukendt", "unknown"),
        ("continues", "", "unknown"),
    ],
)
def test_the_future_is_read_under_every_heading_and_word(column, cell, meaning):
    made = read_rows(NODES, said({column: cell})).alliance
    assert CONTINUES[made.activities.continues[0]] == meaning


@pytest.mark.parametrize(
    ("column", "cell", "evaluation"),
    [("purpose", "evaluation", True), ("formål", "evaluering", True), ("formål", "arbejde", False)],
)
def test_the_purpose_is_read_under_every_heading_and_word(column, cell, evaluation):
    made = read_rows(NODES, EDGES, [{"aktivitet": "walk", column: cell}]).alliance
    assert made.activities.evaluation.tolist() == [False, evaluation]


def test_evidence_of_several_rows_stands_together():
    edges = said({"continues": "ja", "fortsætter_kilde": "referat"}, {"fortsætter_kilde": "brev"})
    assert read_rows(NODES, edges).alliance.activities.continues_evidence == ("brev; referat", "")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"led_by": "Kommunen"}, "bad-led-by"),
        ({"continues": "maybe"}, "bad-continues"),
        ({"purpose": "fun"}, "bad-purpose"),
        ({"taken_over_by": "A"}, "taken-over-without-yes"),
        ({"continues": "no", "taken_over_by": "A"}, "taken-over-without-yes"),
        ({"continues": "yes", "taken_over_by": "S"}, "secretariat-takes-over"),
        ({"continues": "yes", "taken_over_by": "Q"}, "unknown-actor"),
    ],
)
def test_what_cannot_be_is_an_error_in_either_place(cells, code):
    assert problems(said(cells)) == [(code, "edges.csv", 2)]
    table = [{"activity": "group", **cells}]
    assert problems(EDGES, table) == [(code, "activities.csv", 2)]


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("led_by", "partner", "secretariat"),
        ("continues", "yes", "no"),
        ("purpose", "work", "evaluation"),
    ],
)
def test_two_places_that_contradict_are_an_error(column, one, other):
    assert problems(said({column: one}, {column: other})) == [("contradiction", "edges.csv", 3)]
    table = [{"activity": "group", column: other}]
    assert problems(said({column: one}), table) == [("contradiction", "activities.csv", 2)]
    twice = [{"activity": "group", column: one}, {"activity": "group", column: other}]
    assert problems(EDGES, twice) == [
        ("activity-again", "activities.csv", 3), ("contradiction", "activities.csv", 3),
    ]  # fmt: skip


def test_unknown_contradicts_nothing():
    assert problems(said({"continues": "yes"}, {"continues": "unknown"})) == []


def test_an_unknown_activity_is_an_error_with_the_one_that_may_be_meant():
    table = [{"activity": "grouup"}, {"activity": "something else"}]
    assert problems(EDGES, table) == [
        ("unknown-activity-near", "activities.csv", 2), ("unknown-activity", "activities.csv", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("leads", "word", "agrees"),
    [
        ("S", "secretariat", True),
        ("S", "partner", False),
        ("S", "shared", False),
        ("A", "partner", True),
        ("A", "secretariat", False),
        ("A", "shared", True),
        ("SA", "shared", True),
        ("SA", "partner", False),
        ("SA", "secretariat", False),
        ("SA", "unknown", True),
    ],
)
def test_what_is_said_of_the_lead_must_agree_with_the_rows_that_lead(leads, word, agrees):
    edges = [
        {**row, "role": "lead" if row["actor"] in leads and row["activity"] == "group" else ""}
        for row in EDGES
    ]
    table = [{"activity": "group", "led_by": word}]
    expected = [] if agrees else [("lead-disagrees", "activities.csv", 2)]
    assert problems(edges, table) == expected


def test_rows_that_lead_say_when_and_what_is_said_as_a_whole_does_not_overrule_them():
    """S led in 2017, and was only there in 2018: that year is supported, whatever led_by says."""
    edges = [
        {"activity": "g", "actor": "S", "role": "lead", "start": "2017", "end": ""},
        {"activity": "g", "actor": "S", "role": "", "start": "2018", "end": ""},
        {"activity": "g", "actor": "A", "role": "", "start": "2017", "end": "2018"},
        {"activity": "g", "actor": "B", "role": "", "start": "2017", "end": "2018"},
    ]
    from ci_network.network.partnerships import stretches

    for table in ((), [{"activity": "g", "led_by": "secretariat"}]):
        made = read_rows(NODES, edges, table).alliance
        assert stretches(made).involvement.tolist() == [2, 1]


def test_the_secretariat_cannot_have_led_where_it_has_no_row():
    table = [{"activity": "walk", "led_by": "secretariat"}]
    assert problems(EDGES, table) == [("led-by-absent", "activities.csv", 2)]


def test_a_repeated_row_may_say_what_the_first_did_not():
    edges = [*EDGES, {**EDGES[0], "continues": "yes"}]
    found = read_rows(NODES, edges)
    assert [p.code for p in found.problems] == ["repeated-row"]
    assert found.alliance.activities.continues.tolist() == [1, 0]


PAIRS = [
    {"source": "A", "target": "B", "activity": "group", "secretariat": "present"},
    {"source": "B", "target": "C", "activity": "group", "secretariat": "present"},
    {"source": "A", "target": "C"},
]


def test_a_named_activity_of_pairs_is_all_of_its_rows():
    made = read_rows(NODES, PAIRS, [{"activity": "group", "continues": "yes"}]).alliance
    names = zip(made.activities.name, made.activities.continues.tolist(), strict=True)
    assert dict(names) == {"A – C": 0, "group: A – B": 1, "group: B – C": 1}


def test_each_row_of_a_pair_may_speak_for_itself():
    edges = [{**PAIRS[0], "led_by": "secretariat"}, {**PAIRS[1], "led_by": "partner"}, PAIRS[2]]
    made = read_rows(NODES, edges).alliance
    assert [LED_BY[code] for code in made.activities.led_by] == [
        "unknown", "secretariat", "partner",
    ]  # fmt: skip


def test_the_table_is_a_file_or_a_sheet_and_need_not_be_there(tmp_path):
    (tmp_path / "nodes.csv").write_text("id,secretariat\nS,yes\nA,\nB,\n", encoding="utf-8")
    (tmp_path / "edges.csv").write_text("activity,actor\nm,S\nm,A\nm,B\n", encoding="utf-8")
    assert examine(tmp_path).alliance.activities.continues.tolist() == [0]
    table = tmp_path / "activities.csv"
    table.write_text("Aktivitet;Fortsætter\nm;ja\n", encoding="utf-8")
    found = examine(tmp_path)
    assert found.alliance.activities.continues.tolist() == [1]
    assert "continues (Fortsætter)" in found.summary["columns of activities.csv"]
    table.rename(tmp_path / "activitis.csv")
    assert [p.code for p in examine(tmp_path).problems][:1] == ["not-read"]


def test_the_sheet_may_have_a_danish_name(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for name, cells in {
        "nodes": [["id", "secretariat"], ["S", "yes"], ["A", ""], ["B", ""]],
        "edges": [["activity", "actor"], ["m", "S"], ["m", "A"], ["m", "B"]],
        "Aktiviteter": [["aktivitet", "formål"], ["m", "evaluering"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "book.xlsx")
    found = examine(tmp_path / "book.xlsx")
    assert found.alliance.activities.evaluation.tolist() == [True]
