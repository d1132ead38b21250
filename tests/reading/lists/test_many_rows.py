"""The work grows with the rows of a list, and not with their square."""

from __future__ import annotations

from re import escape
from types import SimpleNamespace

import pytest

from ci_network.reading.lists import Choices, blocks, division, import_file, leads, long, unseen
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools import sheet_networks
from ci_network.reading.lists.presence import of_blank
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Part
from ci_network.reading.lists.unseen import with_comments
from ci_network.reading.lists.words import kinds
from ci_network.reading.lists.words.attendance import Words
from ci_network.reading.lists.words.kinds import is_clock, kind_of
from ci_network.reading.lists.words.when import when
from ci_network.reading.lists.years import with_years_meant
from ci_network.reading.records import Records, Unseen


def test_lines_with_a_year_between_the_rows(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(blocks, "when", lambda *told: asked.append(told) or when(*told))

    def asked_for(sections):
        path = tmp_path / f"list-{sections}.csv"
        rows = [
            line
            for n in range(sections)
            for line in (f"{1990 + n};;", f"1. marts;Walk {n};Skolen", f"2. marts;Run {n};Klubben")
        ]
        path.write_text("\n".join(["Dato;Aktivitet;Deltager", *rows, ""]), encoding="utf-8")
        asked.clear()
        found = import_file(path, Choices(secretariat=("Skolen",)))
        assert len(found.edges["start"]) == 2 * sections
        assert sorted(found.edges["start"])[-1] == f"{1990 + sections - 1}-03-02"
        return len(asked)

    assert asked_for(40) < 2.5 * asked_for(20)


def test_rows_are_gone_through_once_for_days_without_a_year():
    passes = []

    class Rows(tuple[tuple[str, ...], ...]):
        def __iter__(self):
            passes.append(self)
            return super().__iter__()

    rows = Rows(("14-03-2018",) for _ in range(20))
    block = SimpleNamespace(
        header_row=1, numbers=range(2, 22), header=("Dato",), rows=rows, without_year=()
    )
    sheet = SimpleNamespace(block=block)
    assert with_years_meant(sheet) is sheet
    assert len(passes) == 1


@pytest.mark.parametrize("marked", ["comments", "struck"])
def test_cells_that_all_have_a_comment_or_are_struck_through(monkeypatch, marked):
    asked = []
    for name in ("heading", "said_by"):
        told_by = getattr(unseen, name)
        monkeypatch.setattr(
            unseen, name, lambda cell, told_by=told_by: asked.append(cell) or told_by(cell)
        )

    def asked_for(rows):
        cells = [["Aktivitet", "Deltager"], *([f"Walk {n}", f"Klub {n}"] for n in range(rows))]
        places = [(n + 2, 1) for n in range(rows)]
        asked.clear()
        if marked == "comments":
            there = Unseen(comments=[(*place, "Meldte afbud") for place in places])
            records = Records("list.xlsx", cells)._replace(unseen=there)
            read = with_comments(records, Choices(comments="away"), Log())
            assert read.cells[-1] == [f"Walk {rows - 1}", f"Klub {rows - 1} (afbud)"]
        else:
            records = Records("list.xlsx", cells)._replace(unseen=Unseen(struck=places))
            read = unseen.without_unseen(records, Choices(hidden="drop"), Log())
            assert read.cells[-1] == [f"Walk {rows - 1}", ""]
        return len(asked)

    assert asked_for(40) < 2.5 * asked_for(20)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Dato;Aktivitet;Deltagere;Tovholder", "14-03-2018;Walk {n};Skolen, Klubben;Klubben"),
        ("Dato;Aktivitet;Tovholder;Skolen;Klubben", "14-03-2018;Walk {n};Skolen;x;x"),
    ],
)
def test_what_columns_look_like_is_looked_for_once(tmp_path, monkeypatch, header, row):
    asked = []
    monkeypatch.setattr(kinds, "is_clock", lambda cell: asked.append(cell) or is_clock(cell))

    def asked_for(rows):
        path = tmp_path / f"list-{rows}.csv"
        lines = [header, *(row.format(n=n) for n in range(rows)), ""]
        path.write_text("\n".join(lines), encoding="utf-8")
        asked.clear()
        found = import_file(path, Choices(secretariat=("Skolen",)))
        assert found.edges["role"].count("lead") == rows
        return len(asked)

    assert asked_for(40) < 2.5 * asked_for(20)


def test_remarks_of_leading_beside_many_names(tmp_path, monkeypatch):
    looked_for = []
    monkeypatch.setattr(leads.re, "escape", lambda name: looked_for.append(name) or escape(name))
    path = tmp_path / "list.csv"

    def read(remark):
        rows = [f"14-03-2018;Walk {n};Klub{n}, Hus{n};{remark}" for n in range(40)]
        path.write_text("\n".join(["Dato;Aktivitet;Deltagere;Bemærkninger", *rows, ""]), "utf-8")
        return import_file(path, Choices(secretariat=("Klub0",)))

    assert len(read("Godt at nogen var vært").edges["actor"]) == 80
    assert not looked_for
    with pytest.raises(Question) as asked:
        read("Hus7 var vært")
    assert asked.value.code == "role-in-cell"
    assert set(looked_for) == {"hus7"}


def test_names_of_a_column_are_put_together_once_for_offices(monkeypatch):
    known = []
    asked = division._Office.asked

    def noted(office, pieces, names):
        known.append(names)
        return asked(office, pieces, names)

    monkeypatch.setattr(division._Office, "asked", noted)
    cells = [f"Center for Børn, Unge og Familie, Klub {n}, Hallen" for n in range(10)]
    found = division.divide(cells, None)
    assert found.names[cells[0]] == ["Center for Børn, Unge og Familie", "Klub 0", "Hallen"]
    assert len(known) == 10
    assert all(names is known[0] for names in known)


def test_what_a_blank_means_is_looked_for_once(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(long, "of_blank", lambda *told: asked.append(told) or of_blank(*told))
    path = tmp_path / "list.csv"
    rows = [f"14-03-2018;Walk;Klub {n};{'' if n % 2 else 'x'}" for n in range(40)]
    path.write_text("\n".join(["Dato;Aktivitet;Deltager;Deltog", *rows, ""]), "utf-8")
    found = import_file(path, Choices(secretariat=("Klub 0",)))
    assert len(found.edges["actor"]) == 20
    assert len(asked) == 1


def test_whether_dates_stand_alone_is_looked_for_once(tmp_path, monkeypatch):
    asked, alone = [], long._dates_stand_alone
    monkeypatch.setattr(
        long, "_dates_stand_alone", lambda sheet: asked.append(sheet) or alone(sheet)
    )
    path = tmp_path / "list.csv"
    rows = ["14-03-2018;;", *(f";Walk {n};Klub {n}" for n in range(20)), "15-03-2018;;", ";Run;Hus"]
    path.write_text("\n".join(["Dato;Aktivitet;Deltager", *rows, ""]), "utf-8")
    found = import_file(path, Choices(secretariat=("Klub 0",)))
    assert list(found.edges["start"]) == ["2018-03-14"] * 20 + ["2018-03-15"]
    assert len(asked) == 1


def test_who_chairs_is_not_looked_for_among_all_who_do(tmp_path, monkeypatch):
    compared, equal = [], Part.__eq__
    monkeypatch.setattr(Part, "__eq__", lambda *two: compared.append(two) or equal(*two))
    path = tmp_path / "list.csv"
    rows = [f"{1 + n}-03-2018;Walk {n};{'formand;x' if n % 2 else 'x;formand'}" for n in range(20)]
    path.write_text("\n".join(["Dato;Aktivitet;Skolen;Klubben", *rows, ""]), "utf-8")
    found = import_file(path, Choices(secretariat=("Skolen",)))
    assert list(found.edges["role"]).count("lead") == 20
    assert not compared


def test_cells_that_say_the_same_are_looked_at_once(monkeypatch):
    asked = []
    monkeypatch.setattr(kinds, "is_clock", lambda cell: asked.append(cell) or is_clock(cell))
    assert kind_of(["9:30", "Walk", *["10:15"] * 40], Words(), None) == "clock"
    assert sorted(asked) == ["10:15", "9:30", "Walk"]


def test_ends_of_ties_are_looked_for_once_in_each_sheet(monkeypatch):
    asked, ends_of = [], sheet_networks.ends_of
    monkeypatch.setattr(sheet_networks, "ends_of", lambda rows: asked.append(rows) or ends_of(rows))
    cells = [["Nr", "Organisation"], *([str(n), f"Klub {n}"] for n in range(20))]
    sheets = [Records(f"a.xlsx [Sheet {n}]", cells) for n in range(9)]
    assert sheet_networks.network_in(sheets, Choices(), Log()) is None
    assert len(asked) == len(sheets)
