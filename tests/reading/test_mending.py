"""What can be done about a problem: done, and the problem is gone."""

from __future__ import annotations

import pytest
from babel.messages.extract import extract_from_file

from ci_network.errors import Problem
from ci_network.language import translation
from ci_network.reading import draft, examine_records, mending
from ci_network.reading.draft import Sheet
from ci_network.reading.mending import all_mended, suggestion, ways_to_mend
from ci_network.reading.records import Records
from ci_network.reading.register import register_of

NODES = """\
id,label,secretariat,joined,left
Secretariat,,yes,,
Library,,,2O18,
Libary,,,,
library,,,,
School,,maybe,,
School,,,,
Secretariatet,,,,
Club,,,2019,2018
"""
EDGES = """\
activity,actor,role,start,end,continues
walk,Secretariat,,2018-03-14,,perhaps
walk,Library,lead,2018-03-14,,
walk,Library,lead,2018-03-14,,
walk,Schol,,31-02-2018,,
walk,Stranger,,43173,,
talk,Club,leads,,,
talks,Club,,2018,2017,
talks,,,2018,,
activity,actor,role,start,end,continues
"""
ACTIVITIES = "activity,taken_over_by,led_by\nwalk,Club,nobody\nwolk,,\n"


def table(name, text):
    return Records(f"{name}.csv", [line.split(",") for line in text.splitlines()])


RECORD = {"nodes": table("nodes", NODES), "edges": table("edges", EDGES),
          "activities": table("activities", ACTIVITIES)}  # fmt: skip
SOUND = {
    "nodes": table("nodes", "id\nA\nBiblioteket\nBibliotekt\n"),
    "edges": table(
        "edges", "activity,actor,start\nwalk,A,\nwalk,Biblioteket,\nsolo,Bibliotekt,2018\n"
    ),
}
TYPED = {"start": "2018-03-14", "end": "2018-12", "joined": "2018", "left": "2019", "actor": "Club",
         "secretariat": "no", "continues": "yes", "led_by": "shared", "activity": "B",
         "taken_over_by": ""}  # fmt: skip


def found(tables, severity=None):
    return [p for p in examine_records(tables).problems if severity in (None, p.severity)]


def same(problem):
    return problem.code, problem.file, problem.row, problem.column, problem.value


@pytest.mark.parametrize("tables", [RECORD, SOUND])
def test_what_is_done_about_a_problem_takes_it_away(tables):
    codes = set()
    for problem in found(tables):
        for way in ways_to_mend(problem, tables):
            codes.add(problem.code)
            typed = "2018" if "undated" in problem.code else TYPED.get(problem.column, "B")
            mended = way.changed(tables, typed if way.typed else "")
            left = [same(each) for each in found(mended)]
            assert left.count(same(problem)) < [same(p) for p in found(tables)].count(
                same(problem)
            ), (problem, way.text)
    assert len(codes) > (12 if tables is RECORD else 2)


def test_twins_become_one_with_their_rows():
    (twins,) = [p for p in found(SOUND) if p.code == "near-id"]
    one, other = ways_to_mend(twins, SOUND)
    assert (one.name, other.name) == ("Biblioteket", "Bibliotekt")
    ids = [each.id for each in register_of(one.changed(SOUND, "")).organisations]
    assert ids == ["A", "Biblioteket"]
    assert [each.id for each in register_of(other.changed(SOUND, "")).organisations] == [
        "A", "Bibliotekt",
    ]  # fmt: skip


def test_who_else_took_part_is_known_by_its_label_or_new():
    labelled = {**SOUND, "nodes": table("nodes", "id,label\nA,Alpha\nBiblioteket,\nBibliotekt,\n")}
    (alone,) = [p for p in found(labelled) if p.code == "one-participant"]
    (way, *_) = ways_to_mend(alone, labelled)
    assert register_of(way.changed(labelled, "Alpha")).entries[1].actors == ("Bibliotekt", "A")
    assert register_of(way.changed(labelled, "New")).organisations[-1].id == "New"


def test_all_that_is_known_is_mended_at_once():
    edges = "activity,actor,start\nw,A,43173\nw,Biblioteket,43174\n"
    dates = {"nodes": SOUND["nodes"], "edges": table("edges", edges)}
    problems = [p for p in found(dates) if suggestion(p)]
    assert len(problems) == 2
    assert not found(all_mended(problems, dates), "error")


def test_a_table_is_copied_once_however_many_cells_are_mended(monkeypatch):
    """Else thousands of dates of one kind take minutes."""
    begun = []
    monkeypatch.setattr(draft, "Sheet", lambda *told: begun.append(told) or Sheet(*told))
    rows = "".join(f"w{n},A,{43173 + n}\n" for n in range(20))
    dates = {"nodes": SOUND["nodes"], "edges": table("edges", f"activity,actor,start\n{rows}")}
    problems = [p for p in found(dates) if suggestion(p)]
    assert len(problems) == 20
    assert not [p for p in found(all_mended(problems, dates), "error") if suggestion(p)]
    assert len(begun) == 1


def test_nothing_is_done_about_what_is_not_in_a_table():
    assert ways_to_mend(Problem("missing-file", "error", "folder"), RECORD) == ()
    assert ways_to_mend(Problem("bad-date", "error", "other.csv", 2, "start", "x"), RECORD) == ()


def test_everything_that_can_be_done_is_said_in_danish():
    danish = translation("da")
    texts = {
        text for _, text, *_ in extract_from_file("python", mending.__file__, keywords={"_": None})
    }
    assert len(texts) > 6
    assert not [text for text in texts if danish.gettext(text) == text]
