"""Workbooks made to break their reader: told in words, by a process that ends alone.

The other face of it: a sound workbook that is spelt another way says the same.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.test_damaged_workbooks import EDGES, NODES, ODS, SHEET, changed, ods, ods_row, xlsx

from ci_network.reading import examine
from ci_network.workbooks import apart, inside
from ci_network.workbooks.apart import read_apart
from ci_network.workbooks.sheets import Book, RefusedError

WANTED = ["nodes", "edges"]
few = settings(max_examples=20, suppress_health_check=list(HealthCheck))


def refused(data: bytes) -> str | None:
    """Code of the refusal, read in this process and with its limits off."""
    try:
        inside.read(data, WANTED)
    except RefusedError as error:
        return error.code
    return None


def edited(change: Callable[[str, bytes], bytes], base: bytes | None = None) -> bytes:
    """A workbook with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or xlsx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_strings(attributes: str, strings: str = "<si><t>x</t></si>") -> bytes:
    """A workbook with a table of shared strings."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    data = changed(xlsx(), "xl/_rels/workbook.xml.rels", b"</Relationships>", link.encode())
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{space}" {attributes}>{strings}</sst>'
        )
    return out.getvalue()


FAR = ["XFD1048577", "ZZZZZZ1", "zzzz9", "A4294967297", "A1048577", "XFE1", "XFD1048576"]
BEYOND = [*FAR, "A0", "A", "1", "", "A-1", "A99999999999999999999", "Æ1", "A1B2", "A１"]
quoted = st.builds(
    lambda place, mark, left, right: f"r{left}={right}{mark}{place}{mark}",
    st.one_of(
        st.sampled_from(BEYOND),
        st.builds(
            lambda column, row: f"{column}{row}",
            st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz", min_size=4, max_size=9),
            st.integers(1, 10**12),
        ),
        st.integers(2**20 + 1, 2**70).map(lambda row: f"B{row}"),
    ),
    st.sampled_from("\"'"),
    st.sampled_from(["", " ", "\n", "\t  "]),
    st.sampled_from(["", " ", "\r\n"]),
)  # fmt: skip


@few
@given(quoted)
def test_a_cell_where_no_cell_can_be_is_refused_however_it_is_written(place):
    data = edited(
        lambda name, part: part.replace(b'r="A2"', place.encode()) if name == SHEET else part
    )
    assert refused(data) in ("too-many-cells", "no-workbook")


@few
@given(
    st.integers(2**16, 2**80).map(str) | st.sampled_from(["-1", "", "x", "1e9", "４"]),
    st.sampled_from("\"'"),
    st.sampled_from(["", " "]),
)
def test_a_number_of_strings_that_cannot_be(number, mark, space):
    data = with_strings(f"uniqueCount{space}={space}{mark}{number}{mark}")
    assert refused(data) == "no-workbook"


BOMBS = {
    "spaces": EDGES.replace("Tur", 'T<text:s text:c="2000000000"/>', 1),
    "many spaces": EDGES.replace("Tur", 'T<text:s text:c="32767"/><text:s text:c="1"/>', 1),
    "spaces in a link": EDGES.replace("Tur", '<text:a><text:s text:c="99999"/></text:a>', 1),
    "columns without a type": EDGES + '<table:table-row><table:table-cell '
    'table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell>'
    "</table:table-row>",
    "rows without a type": EDGES + '<table:table-row table:number-rows-repeated="999999999">'
    "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
    "blank rows and then one": EDGES + '<table:table-row table:number-rows-repeated="2000000">'
    "<table:table-cell/></table:table-row>" + ods_row("x"),
    "single quotes": EDGES + "<table:table-row table:number-rows-repeated = '999999999'>"
    "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
    "</table:table-row>",
    "a number of 5,000 figures": EDGES.replace(
        "<table:table-row", f'<table:table-row table:number-rows-repeated="{"9" * 5000}"', 1
    ),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_an_ods_repeats_without_end(bomb):
    code = refused(ods(ODS.format(nodes=NODES, edges=BOMBS[bomb])))
    assert code in ("too-many-cells", "no-workbook")


@few
@given(
    st.sampled_from(["table:number-columns-repeated", "table:number-rows-repeated"]),
    st.integers(2**25, 2**70),
    st.sampled_from(["office:value-type='string'", "", 'office:value-type="float"']),
    st.booleans(),
)
def test_any_number_of_filled_cells_beyond_a_sheet(attribute, number, kind, covered):
    cell = "covered-table-cell" if covered else "table-cell"
    repeats = f'{attribute}="{number}"'
    of_row, of_cell = (repeats, "") if "rows" in attribute else ("", repeats)
    row = (
        f"<table:table-row {of_row}><table:{cell} {kind} {of_cell}><text:p>7</text:p>"
        f"</table:{cell}></table:table-row>"
    )
    code = refused(ods(ODS.format(nodes=NODES, edges=EDGES + row)))
    assert code in ("too-many-cells", "no-workbook")


# ---------------------------------------------------------- the process and its limits


@pytest.fixture(params=["read_as_by_the_product", "read_by_readers"])
def begun(request):
    """The process that reads begins as the product has it, and as it does in most tests."""
    return request.getfixturevalue(request.param)


@pytest.mark.skipif(os.name == "nt", reason="limits of memory are those of POSIX")
def test_too_much_memory_ends_the_process_that_reads_and_not_ours(begun, monkeypatch):
    text = f"<text:p>{'x' * 30_000}</text:p>"
    row = (
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        f'table:number-columns-repeated="900" office:value-type="string">{text}'
        "</table:table-cell></table:table-row>"
    )
    monkeypatch.setattr(apart, "MOST_MEMORY", 300 << 20)
    with pytest.raises(RefusedError, match="heavy-workbook") as told:
        read_apart(ods(ODS.format(nodes=row, edges=EDGES)), WANTED)
    assert told.value.details["limit"] == "300 MB"


@pytest.mark.skipif(os.name == "nt", reason="limits of time are those of POSIX")
def test_too_much_time_ends_the_process_that_reads(begun, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 1)
    deep = b"<a>" * 3_000_000 + b"</a>" * 3_000_000
    data = edited(
        lambda name, part: (
            part.replace(b"<sheetData>", deep + b"<sheetData>") if name == SHEET else part
        )
    )
    with pytest.raises(RefusedError, match="heavy-workbook"):
        read_apart(data, WANTED)


@pytest.mark.usefixtures("read_as_by_the_product")
def test_whatever_the_reader_dies_of_is_a_refusal(monkeypatch):
    for end in ("os.abort()", "raise SystemExit(1)", "os.kill(os.getpid(), 11)", "1/0"):
        monkeypatch.setattr(apart, "_START", f"import os; {end}")
        with pytest.raises(RefusedError, match=r"no-workbook|heavy-workbook"):
            read_apart(xlsx(), WANTED)


def test_it_tells_what_is_told_in_this_process(begun):
    assert read_apart(xlsx(), WANTED) == inside.read(xlsx(), WANTED)
    with pytest.raises(RefusedError, match="no-workbook"):
        read_apart(xlsx()[:-40], WANTED)


def test_what_is_not_looked_at_is_not_read(tmp_path):
    """Two parts of one name, and a workbook that is two kinds at once."""
    twice = io.BytesIO(xlsx())
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, zipfile.ZipFile(io.BytesIO(xlsx())).read(SHEET))
    assert refused(twice.getvalue()) == "no-workbook"
    by_case = io.BytesIO(xlsx())
    with zipfile.ZipFile(by_case, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")
    assert refused(by_case.getvalue()) == "no-workbook"
    both = io.BytesIO(xlsx())
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("content.xml", ODS.format(nodes=NODES, edges=EDGES))
    assert [len(sheet.cells) for sheet in inside.read(both.getvalue(), WANTED).sheets] == [3, 3]


# ------------------------------------------------------------- spelt another way


def cells(book: Book) -> list[tuple[str, list[list[str]], dict[str, object]]]:
    return [(sheet.name, sheet.cells, dict(vars(sheet.marks))) for sheet in book.sheets]


BASE = edited(
    lambda name, part: part.replace(b"<v>2018</v>", b"<f>2000+18</f><v>2018</v>", 1)
    .replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    .replace(b"<sheetData>", b'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>')
    .replace(b"<v>2018</v>", b"<v>2018</v></c><c r=\"D3\" t=\"e\"><v>#REF!</v>")
    if name == SHEET else part
)  # fmt: skip
USUAL = cells(inside.read(BASE, WANTED))
assert USUAL[1][2]["errors"] == [(2, 3, "#REF!")] or USUAL[1][2]["errors"]


def single_quotes(text: str) -> str:
    return re.sub(r'(\s[\w:]+)="([^"\']*)"', r"\1='\2'", text)


def with_spaces(text: str) -> str:
    return re.sub(r'(\s[\w:]+)=("[^"]*"|\'[^\']*\')', r"\1 =\n \2 ", text)


def with_prefix(text: str) -> str:
    text = re.sub(r"<(/?)(?!\?|!)(?=\w+[\s/>])", r"<\1x:", text)
    return text.replace(" xmlns=", " xmlns:x=")


def with_comments(text: str) -> str:
    return re.sub(r"(<(?:c|row|v|f)\b)", r'<!-- <c r="ZZZZ9" t="e"/> -->\1', text)


def as_codes(text: str) -> str:
    return text.replace("2000+18", "<![CDATA[2000+]]>&#49;8").replace(">Tur<", ">T&#117;r<")


def turned_round(text: str) -> str:
    return re.sub(
        r'<(c|row|mergeCell|col)((?:\s[\w:]+="[^"]*")+)',
        lambda m: f"<{m[1]} " + " ".join(reversed(re.findall(r'[\w:]+="[^"]*"', m[2]))), text,
    )  # fmt: skip


WAYS = [turned_round, as_codes, with_comments, single_quotes, with_spaces, with_prefix]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_sheet_spelt_another_way_says_the_same(way):
    data = edited(
        lambda name, part: way(part.decode()).encode() if "worksheets" in name else part, BASE
    )
    assert cells(inside.read(data, WANTED)) == USUAL


@few
@given(st.lists(st.sampled_from(WAYS), max_size=6, unique=True))
def test_a_sheet_spelt_many_other_ways_at_once_says_the_same(ways):
    def spelt(name: str, part: bytes) -> bytes:
        if "worksheets" not in name:
            return part
        text = part.decode()
        for way in sorted(ways, key=WAYS.index):
            text = way(text)
        return text.encode()

    assert cells(inside.read(edited(spelt, BASE), WANTED)) == USUAL


ERRORS = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]


@few
@given(st.sampled_from(ERRORS), st.lists(st.sampled_from(WAYS), unique=True), st.data())
def test_no_error_of_a_formula_comes_in(tmp_path_factory, error, ways, data):
    """Whichever cell of the table shows it, and however it is written."""
    sheet = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", SHEET]))

    def broken(name: str, part: bytes) -> bytes:
        text = part.decode()
        if name == sheet:
            found = list(re.finditer(r'<c r="[A-Z](?:[2-9])"[^>]*>.*?</c>', text))
            at = data.draw(st.sampled_from(found))
            place = re.search(r'r="(\w+)"', at[0])[1]
            cell = f'<c r="{place}" t="e"><f>Sheet9!A1</f><v>{error}</v></c>'
            text = text[: at.start()] + cell + text[at.end() :]
        for way in sorted(ways, key=WAYS.index):
            text = way(text) if "worksheets" in name else text
        return text.encode()

    place = tmp_path_factory.getbasetemp() / "broken.xlsx"
    place.write_bytes(edited(broken))
    found = examine(place)
    assert found.alliance is None
    assert "error-cell" in {problem.code for problem in found.problems}


@pytest.mark.parametrize("formula", ["<f>A1</f>", '<f t="shared" si="0"/>', "<f>A1</f><v></v>"])
def test_a_formula_that_was_never_computed_is_told(formula, tmp_path):
    data = edited(
        lambda name, part: (
            re.sub(rb'<c r="C2"[^>]*>.*?</c>', b'<c r="C2">%s</c>' % formula.encode(), part)
            if name == SHEET
            else part
        )
    )
    (tmp_path / "a.xlsx").write_bytes(data)
    told = {(p.code, p.row, p.column) for p in examine(tmp_path / "a.xlsx").problems}
    assert ("formula-without-result", 2, "start") in told


def test_a_formula_of_an_ods_that_was_never_computed_is_told(tmp_path):
    row = ods_row("Tur", "A", "2018").replace(
        '<table:table-cell office:value-type="string"><text:p>2018</text:p>',
        '<table:table-cell table:formula="of:=[.A1]">',
    )
    (tmp_path / "a.ods").write_bytes(ods(ODS.format(nodes=NODES, edges=EDGES + row)))
    told = {(p.code, p.row) for p in examine(tmp_path / "a.ods").problems}
    assert ("formula-without-result", 4) in told
