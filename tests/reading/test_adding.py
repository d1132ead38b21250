"""A list added to a record: nothing twice, nothing overwritten, nothing lost."""

from __future__ import annotations

import openpyxl
import pytest

from ci_network.commands.run import run
from ci_network.errors import UsageError
from ci_network.files.shipped import example_folder
from ci_network.reading import examine_records, read
from ci_network.reading.adding import added, added_record, record_in
from ci_network.reading.draft import Sheet
from ci_network.reading.editing import activity_added
from ci_network.reading.lists import Choices, import_file
from ci_network.reading.register import register_of
from ci_network.views.exports.record import record
from ci_network.views.text import csv_text, rows_text

SPRING = """Dato;Aktivitet;Tovholder;Deltagere
14-03-2018;Styregruppe;Sekretariatet;Skolen, Biblioteket
21-03-2018;Løbetur;Skolen;Biblioteket
"""
AUTUMN = """Dato;Aktivitet;Tovholder;Deltagere
12-09-2018;Styregruppe;Skolen;skolen, Klubben
21-03-2018;Løbetur;Skolen;Biblioteket
"""


def imported(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text)
    return import_file(path, Choices(secretariat=("Sekretariatet",) if "Sek" in text else ()))


def put(tables, found):
    return added(tables, found.nodes, found.edges, found.activities)


def test_the_first_list_is_what_import_writes(tmp_path):
    found = imported(tmp_path, SPRING)
    record = put({}, found)
    for kind, columns in (("nodes", found.nodes), ("edges", found.edges)):
        assert rows_text(record.tables[kind].cells) == csv_text(columns)
    assert (record.activities, record.actors) == (2, 3)


def test_the_next_list_adds_what_is_new(tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    record = put(first, imported(tmp_path, AUTUMN))
    register = register_of(record.tables)
    assert [entry.name for entry in register.entries] == [
        "Styregruppe", "Løbetur", "Styregruppe (2018-09-12)",
    ]  # fmt: skip
    assert [each.id for each in register.organisations] == [
        "Biblioteket", "Sekretariatet", "Skolen", "Klubben",
    ]  # fmt: skip
    assert set(register.entries[2].actors) == {"Skolen", "Klubben"}
    assert (record.activities, record.actors, record.repeated, record.kept) == (1, 1, 2, ())
    assert not [p for p in examine_records(record.tables).problems if p.severity == "error"]


def test_a_list_added_again_adds_nothing(tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    again = put(first, imported(tmp_path, SPRING))
    assert again.tables == first
    assert (again.rows, again.actors, again.activities) == (0, 0, 0)


def test_the_list_of_the_whole_year_adds_the_new_half(tmp_path):
    """The importer names both meetings with their dates; the record knows the first without."""
    first = put({}, imported(tmp_path, SPRING)).tables
    year = SPRING + AUTUMN.split("\n", 1)[1].splitlines()[0] + "\n"
    register = register_of(put(first, imported(tmp_path, year)).tables)
    assert [entry.name for entry in register.entries] == [
        "Styregruppe", "Løbetur", "Styregruppe (2018-09-12)",
    ]  # fmt: skip


def test_a_meeting_written_by_hand_is_that_of_the_list_however_its_date_is_written(tmp_path):
    tables = put({}, imported(tmp_path, SPRING)).tables
    edges = tables["edges"]
    cells = [[c.replace("2018-03-14", "14.03.2018") for c in row] for row in edges.cells]
    again = put({**tables, "edges": edges._replace(cells=cells)}, imported(tmp_path, SPRING))
    assert (again.rows, again.activities) == (0, 0)


def test_a_dated_name_written_by_hand_is_that_of_the_list(tmp_path):
    tables = put({}, imported(tmp_path, SPRING)).tables
    tables = activity_added(tables, "Styregruppe", ["Klubben"], "12-09-2018", lead="Skolen")
    again = put(tables, imported(tmp_path, AUTUMN))
    assert (again.rows, again.activities) == (0, 0)


def test_what_the_record_says_stands_and_what_it_leaves_blank_is_filled(tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    nodes = {"id": ["Skolen", "Biblioteket"], "sector": ["public", ""], "secretariat": ["", "yes"]}
    edges = {name: [] for name in ("activity", "actor", "role", "start", "end")}
    once = added(first, nodes, edges, {})
    other = added(once.tables, nodes | {"sector": ["civil", "public"]}, edges, {})
    sectors = {each.id: each.cells["sector"] for each in register_of(other.tables).organisations}
    assert (sectors["Skolen"], sectors["Biblioteket"]) == ("public", "public")
    assert other.kept == (("Skolen", "sector"),)


def test_what_is_said_of_activities_goes_with_their_names(tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    edges = {"activity": ["Styregruppe"], "actor": ["Skolen"], "role": [""],
             "start": ["2019-01-01"], "end": [""]}  # fmt: skip
    told = {"activity": ["Styregruppe"], "continues": ["yes"], "taken_over_by": ["SKOLEN"]}
    record = added(first, {"id": ["Skolen"]}, edges, told).tables
    assert record["activities"].cells == [
        ["activity", "continues", "taken_over_by"], ["Styregruppe (2019-01-01)", "yes", "Skolen"],
    ]  # fmt: skip


def test_pairs_and_participations_stay_apart(tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    with pytest.raises(UsageError, match="pairs"):
        added(first, {"id": ["A", "B"]}, {"source": ["A"], "target": ["B"]}, {})


@pytest.fixture
def book(tmp_path):
    """The Helsingør record as a workbook."""
    path = tmp_path / "helsingor.xlsx"
    assert run(["export", str(example_folder()), "--to", "xlsx", "-o", str(path)]) == 0
    return path


def same_record(tables):
    found = examine_records(tables)
    assert not [p for p in found.problems if p.severity == "error"]
    return record(found.alliance)


def test_a_workbook_that_is_a_record_is_taken_as_it_is(book):
    new = added_record({}, record_in(book))
    assert same_record(new.tables) == record(read(example_folder()).alliance)
    again = added_record(new.tables, record_in(book))
    assert again.tables == new.tables
    assert (again.rows, again.actors, again.activities, again.kept) == (0, 0, 0, ())


def test_a_record_is_not_imported_as_a_list(book, tmp_path, capsys):
    assert run(["import", str(book), "-o", str(tmp_path / "new"), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "is a record already" in told
    assert "--sheet" in told
    assert not (tmp_path / "new").exists()


def test_a_record_is_added_to_another(book, tmp_path):
    first = put({}, imported(tmp_path, SPRING)).tables
    both = added_record(first, record_in(book))
    assert (both.activities, both.kept) == (34, ())
    assert not [p for p in examine_records(both.tables).problems
                if p.severity == "error" and p.code != "like-secretariat"]  # fmt: skip


def test_a_list_in_a_workbook_is_no_record(tmp_path):
    sheets = openpyxl.Workbook()
    sheets.active.title = "Deltagelser"
    sheets.active.append(["Dato", "Møde", "Deltagere"])
    sheets.create_sheet("Aktører").append(["Navn", "Telefon"])
    sheets.save(tmp_path / "liste.xlsx")
    assert record_in(tmp_path / "liste.xlsx") is None
    (tmp_path / "no.xlsx").write_bytes(b"PK no workbook")
    assert record_in(tmp_path / "no.xlsx") is None
    assert record_in(tmp_path / "liste.csv") is None


def test_however_long_the_list_the_record_is_gone_through_as_often(monkeypatch):
    """Else a list of thousands that the record knows takes minutes."""
    passes = []
    rows = Sheet.rows
    monkeypatch.setattr(Sheet, "rows", lambda sheet: passes.append(sheet) or rows(sheet))

    def passes_for(many):
        names = [f"partner {n}" for n in range(many)]
        blank = [""] * many
        edges = {"activity": names, "actor": names, "role": blank, "start": blank, "end": blank}
        lists = {"id": names, "label": names, "sector": names}, edges
        record = added({}, *lists, {}).tables
        passes.clear()
        found = added(record, *lists, {"activity": names, "continues": ["yes"] * many})
        assert (found.actors, found.rows, found.repeated) == (0, 0, many)
        return len(passes)

    assert passes_for(40) == passes_for(4)
