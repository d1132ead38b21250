"""Workbooks that end in a hang, a crash or full memory in readers that trust them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ci_network.reading import examine

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="nodes">{nodes}</table:table>
<table:table table:name="edges">{edges}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def ods_row(*cells: str, attributes: str = "") -> str:
    shown = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row {attributes}>{shown}</table:table-row>"


NODES = ods_row("id", "secretariat") + ods_row("S", "ja") + ods_row("A", "")
EDGES = (
    ods_row("activity", "actor", "start")
    + ods_row("Tur", "S", "2018")
    + ods_row("Tur", "A", "2018")
)
# How an office program ends a sheet: a million blank rows, told in one.
BLANK = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def ods(content: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><m:file-entry m:full-path="/" m:media-type="x"/></m:manifest>',
        )
    return packed.getvalue()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "nodes"
    for row in (["id", "secretariat"], ["S", "ja"], ["A", None]):
        book.active.append(row)
    edges = book.create_sheet("edges")
    for row in (["activity", "actor", "start"], ["Tur", "S", 2018], ["Tur", "A", 2018]):
        edges.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with a part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as target:
        for name in archive.namelist():
            content = archive.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new, 1) if name == part else content)
    return packed.getvalue()


def told(folder: Path, name: str, data: bytes) -> list[tuple[str, int | None]]:
    (folder / name).write_bytes(data)
    return [(problem.code, problem.row) for problem in examine(folder / name).problems]


def test_both_kinds_are_read_when_they_are_sound(tmp_path):
    assert told(tmp_path, "a.xlsx", xlsx()) == []
    assert told(tmp_path, "a.ods", ods(ODS.format(nodes=NODES, edges=EDGES + BLANK))) == []


SHEET = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (SHEET, b'r="A2"', b'r="A19999999"', "too-many-cells"),
        (SHEET, b'r="A2"', b'r="A4294967297"', "too-many-cells"),
        (SHEET, b"</sheetData>", b"", "no-workbook"),
        (SHEET, b"</worksheet>", b"", "no-workbook"),
        (SHEET, b"<sheetData>", b"<sheetData>&lol;", "no-workbook"),
        (SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', "unsafe-workbook"),
        ("xl/workbook.xml", b"<workbook", b"<!DOCTYPE x><workbook", "unsafe-workbook"),
        ("xl/workbook.xml", b"<sheets>", b"<sheets>\0", "no-workbook"),
    ],
)
def test_a_damaged_xlsx_is_told(part, old, new, code, tmp_path):
    assert told(tmp_path, "a.xlsx", changed(xlsx(), part, old, new)) == [(code, None)]


def test_a_document_type_in_another_encoding_is_seen(tmp_path):
    content = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    data = changed(xlsx(), SHEET, b"", b"")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = archive.read("xl/styles.xml")
    assert told(tmp_path, "a.xlsx", changed(data, "xl/styles.xml", old, content)) == [
        ("unsafe-workbook", None)
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        # A table that is never closed: calamine would look for its end for ever.
        (ODS.format(nodes=NODES, edges=EDGES).replace("</table:table>", "", 1), "no-workbook"),
        (ODS.format(nodes=NODES, edges=EDGES).replace("UTF-8", "UTF-99999"), "no-workbook"),
        (
            ODS.format(
                nodes=NODES + ods_row("B", attributes='table:number-rows-repeated="999999999"'),
                edges=EDGES,
            ),
            "too-many-cells",
        ),
        (
            ODS.format(
                nodes=NODES.replace(
                    "<table:table-cell",
                    '<table:table-cell table:number-columns-repeated="99999999"',
                    1,
                ),
                edges=EDGES,
            ),
            "too-many-cells",
        ),
        (ODS.replace("<office:doc", "<!DOCTYPE x><office:doc", 1), "unsafe-workbook"),
    ],
)  # fmt: skip
def test_a_damaged_ods_is_told(content, code, tmp_path):
    assert told(tmp_path, "a.ods", ods(content)) == [(code, None)]


def test_merged_cells_of_an_ods_are_told_with_their_row(tmp_path):
    merged = EDGES.replace(
        '<table:table-cell office:value-type="string"><text:p>Tur',
        '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="2" '
        'office:value-type="string"><text:p>Tur',
        1,
    )
    assert told(tmp_path, "a.ods", ods(ODS.format(nodes=NODES, edges=merged))) == [
        ("merged-cells", 2)
    ]


@pytest.mark.parametrize("cut", [10, 100, 500, 2000, -1, -30])
def test_a_workbook_that_was_cut_off_is_told(cut, tmp_path):
    assert told(tmp_path, "a.xlsx", xlsx()[:cut]) == [("no-workbook", None)]


def test_a_row_far_down_has_the_number_that_the_spreadsheet_shows(tmp_path):
    content = ODS.format(nodes=NODES, edges=EDGES + BLANK + ods_row("Far", "X", "2018"))
    assert ("unknown-actor", 1_048_004) in told(tmp_path, "a.ods", ods(content))
