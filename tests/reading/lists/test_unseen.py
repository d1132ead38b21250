"""What is hidden or struck through in a workbook: asked about, then read or left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from reading.test_damaged_workbooks import ODS, ods, ods_row

from ci_network.commands.run import run
from ci_network.reading.lists import Choices, import_file
from ci_network.reading.lists.questions import Question

STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
ROWS = [
    ["Dato", "Aktivitet", "Organisation"],
    [dt.date(2018, 3, 14), "Kickoff", "Kommunen"],
    [dt.date(2018, 3, 14), "Kickoff", "Klubben"],
    [dt.date(2018, 4, 2), "Tur", "Klubben"],
    [dt.date(2018, 4, 2), "Tur", "Skolen"],
]
CROSS = [
    ["Aktivitet", "Dato", "Kommunen", "Klubben", "Skolen", "Noter"],
    ["Kickoff", dt.date(2018, 3, 14), "x", "x", None, "god"],
    ["Tur", dt.date(2018, 4, 2), None, "x", "x", "våd"],
]
EVERYTHING = {
    ("Kickoff", "Klubben"),
    ("Kickoff", "Kommunen"),
    ("Tur", "Klubben"),
    ("Tur", "Skolen"),
}


def row_hidden(sheet):
    sheet.row_dimensions[5].hidden = True


def filtered(sheet):
    sheet.auto_filter.ref = "A1:C5"
    sheet.row_dimensions[5].hidden = True


def struck(sheet):
    sheet["C5"].font = Font(strike=True)


def column_hidden(sheet):
    sheet.column_dimensions["E"].hidden = True


def written(path: Path, rows, mark) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    mark(book.active)
    book.save(path)
    return path


def told(path: Path, hidden) -> set[tuple[str, str]]:
    edges = import_file(path, Choices(hidden=hidden)).edges
    return set(zip(edges["activity"], edges["actor"], strict=True))


@pytest.mark.parametrize(
    ("rows", "mark", "shown"),
    [
        (ROWS, row_hidden, "5: 2018-04-02, Tur, Skolen"),
        (ROWS, filtered, "5: 2018-04-02, Tur, Skolen"),
        (ROWS, struck, "C5: Skolen"),
        (CROSS, column_hidden, "E: Skolen, x"),
    ],
)
def test_what_nobody_sees_is_asked_about(tmp_path, capsys, rows, mark, shown):
    path = written(tmp_path / "liste.xlsx", rows, mark)
    with pytest.raises(Question) as caught:
        import_file(path, Choices())
    assert caught.value.code == "unseen"
    assert caught.value.cells == (shown,)
    assert told(path, "keep") == EVERYTHING
    assert told(path, "drop") == EVERYTHING - {("Tur", "Skolen")}
    out = tmp_path / "out"
    assert run(["import", str(path), "-o", str(out)]) == 2
    assert "--hidden" in capsys.readouterr().err
    assert run(["import", str(path), "-o", str(out), "--hidden", "drop"]) == 0
    assert shown in (out / "import-log.csv").read_text(encoding="utf-8")
    assert "hidden: drop" in (out / "import.yaml").read_text(encoding="utf-8")
    again = tmp_path / "again"
    settings = str(out / "import.yaml")
    assert run(["import", str(path), "-o", str(again), "--settings", settings]) == 0
    assert (again / "edges.csv").read_bytes() == (out / "edges.csv").read_bytes()


def test_a_hidden_column_of_remarks_is_nobodys_business(tmp_path):
    def remarks_hidden(sheet):
        sheet.column_dimensions["F"].hidden = True

    assert told(written(tmp_path / "a.xlsx", CROSS, remarks_hidden), None) == EVERYTHING


def test_hidden_rows_below_the_table_are_none(tmp_path):
    def empty_row_hidden(sheet):
        sheet.row_dimensions[40].hidden = True

    assert told(written(tmp_path / "a.xlsx", ROWS, empty_row_hidden), None) == EVERYTHING


def test_struck_and_hidden_in_an_ods(tmp_path):
    styles = (
        '<office:automatic-styles><style:style style:name="off" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:automatic-styles><office:body>"
    )
    rows = ods_row("Aktivitet", "Organisation") + ods_row("Tur", "Klubben")
    away = ods_row("Tur", "Skolen").replace(
        "<table:table-cell", '<table:table-cell table:style-name="off"'
    )
    unseen = ods_row("Tur", "Kirken").replace(
        "<table:table-row", '<table:table-row table:visibility="collapse"'
    )
    content = ODS.format(nodes=rows + away + unseen, edges="").replace("<office:body>", styles)
    content = content.replace("xmlns:table", f"{STYLE} xmlns:table", 1)
    content = content.replace('"nodes"', '"list"').replace(
        '<table:table table:name="edges"></table:table>', ""
    )
    path = tmp_path / "liste.ods"
    path.write_bytes(ods(content))
    with pytest.raises(Question) as caught:
        import_file(path, Choices())
    assert caught.value.cells == ("4: Tur, Kirken", "A3: Tur", "B3: Skolen")
    assert told(path, "drop") == {("Tur", "Klubben")}
