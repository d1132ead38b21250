"""Workbooks: the sheets nodes and edges of an xlsx or ods file.

Before the workbook is opened its parts are looked through as bytes: an archive can unpack to far
more than it weighs, and a single cell far out makes a sheet of billions of cells.
"""

from __future__ import annotations

import datetime as dt
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ci_network.reading.columns import Kind, find_header
from ci_network.reading.records import Records, letter
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import Found

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ENDINGS = (".xlsx", ".xlsm", ".ods")

MOST_UNPACKED = 1 << 30
"""An archive that unpacks to more bytes is refused."""

MOST_CELLS = 20_000_000
"""A sheet whose corners span more cells is refused."""

MOST_ROWS = 1 << 20
"""No spreadsheet has more rows; a cell farther down is there to fill the memory."""

_MOST_PARTS = 10_000

# All that the opening of a damaged archive can end in.
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError,
    RuntimeError, EOFError, LookupError, ValueError, OverflowError, OSError,
)  # fmt: skip
_SHEETS: dict[Kind, tuple[str, ...]] = {
    "nodes": ("nodes", "noder", "aktører", "actors"),
    "edges": ("edges", "kanter", "deltagelser", "deltagelse", "participations"),
}
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,10})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,10})""")
_FAR = re.compile(rb"""\br=["'][A-Z]*(\d{7,})["']""")
_LETTERS = re.compile(rb"""\br=["']([A-Z]+)\d""")
_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?:\s(?![^>]*\br=)[^>]*)?>")
_WORTH_A_LOOK = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f\b""")
_NO_RESULT = re.compile(rb"<(?:\w+:)?f\b(?!.*<(?:\w+:)?v>[^<])", re.DOTALL)


@dataclass(frozen=True)
class SheetMarks:
    """What calamine does not tell of a sheet: merged cells, and cells without a value.

    Each as row and column from 1 and 0 on.
    """

    merged: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    no_result: list[tuple[int, int, str]] = field(default_factory=list)


def read_workbook(path: Path, data: bytes, found: Found) -> dict[Kind, Records]:
    """The records of a workbook by kind; a sheet that is missing or unreadable is a problem."""
    import python_calamine  # noqa: PLC0415

    name = path.name
    if data.startswith(_OLD):
        found.error("old-workbook", name)
        return {}
    try:
        marks = _inspect(name, data, found)
        if marks is None:
            return {}
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            return _sheets(name, book, marks, found)
    except python_calamine.PasswordError:
        found.error("old-workbook", name)
    except (*_DAMAGED, python_calamine.CalamineError):
        found.error("no-workbook", name)
    return {}


def read_sheets(path: Path, data: bytes, found: Found) -> list[Records]:
    """The records of every visible sheet, whatever it holds; for lists of unknown form."""
    import python_calamine  # noqa: PLC0415

    name = path.name
    try:
        if not data.startswith(_OLD):
            if _inspect(name, data, found) is None:
                return []
            with python_calamine.load_workbook(io.BytesIO(data)) as book:
                for sheet in sorted(_hidden(book)):
                    found.warning("hidden-sheet", f"{name} [{sheet}]")
                return [
                    _records(f"{name} [{sheet}]", book.get_sheet_by_name(sheet))
                    for sheet in book.sheet_names
                    if sheet not in _hidden(book)
                ]
        found.error("old-workbook", name)
    except python_calamine.PasswordError:
        found.error("old-workbook", name)
    except (*_DAMAGED, python_calamine.CalamineError):
        found.error("no-workbook", name)
    return []


def _hidden(book: CalamineWorkbook) -> set[str]:
    return {
        each.name
        for each in book.sheets_metadata
        if str(each.visible).rpartition(".")[2] != "Visible"
    }


def _sheets(
    name: str, book: CalamineWorkbook, marks: dict[str, SheetMarks], found: Found
) -> dict[Kind, Records]:
    result: dict[Kind, Records] = {}
    hidden = _hidden(book)
    for kind, names in _SHEETS.items():
        fits = [sheet for sheet in book.sheet_names if sheet.strip().casefold() in names]
        if len(fits) > 1:
            found.error("sheet-twice", name, None, None, kind, sheets=", ".join(fits))
        elif not fits:
            _tell_missing(name, kind, book.sheet_names, found)
        else:
            file = f"{name} [{fits[0]}]"
            if fits[0] in hidden:
                found.warning("hidden-sheet", file)
            sheet = book.get_sheet_by_name(fits[0])
            records = _records(file, sheet)
            result[kind] = records
            _tell_marks(records, kind, sheet, marks.get(fits[0], SheetMarks()), found)
    return result


def _tell_missing(name: str, kind: Kind, sheets: Sequence[str], found: Found) -> None:
    there = ", ".join(sheets)
    meant = Suggestions({sheet: sheet for sheet in sheets})(kind)
    if meant is None:
        found.error("missing-sheet", name, None, None, kind, sheets=there)
    else:
        found.error("missing-sheet-near", name, None, None, kind, sheets=there, meant=meant)


def _records(file: str, sheet: CalamineSheet) -> Records:
    rows = sheet.to_python(skip_empty_area=False)
    return Records(file, [[_text(cell) for cell in row] for row in rows])


def _tell_marks(
    records: Records, kind: Kind, sheet: CalamineSheet, marks: SheetMarks, found: Found
) -> None:
    """Tell what stands at or below the header; a title above it may be merged as it likes."""
    at = find_header(records.cells, kind)
    if at is None:
        return
    header = records.cells[at]

    def column(place: int) -> str:
        named = header[place].strip() if place < len(header) else ""
        return named or letter(place)

    merged = list(marks.merged)
    for (row, place), (last_row, last) in sheet.merged_cell_ranges or ():
        merged.append((row + 1, place, f"{letter(place)}{row + 1}:{letter(last)}{last_row + 1}"))
    for row, place, area in sorted(merged):
        last_row = int(re.sub(r".*\D", "", area))
        if last_row > at:
            found.error("merged-cells", records.file, row, column(place), area)
    for row, place, value in marks.errors:
        if row > at:
            found.error("error-cell", records.file, row, column(place), value)
    for row, place, value in marks.no_result:
        if row > at:
            found.error("formula-without-result", records.file, row, column(place), value)


def _text(cell: Any) -> str:
    """A cell as a person reads it: 7.0 is 7, a date is a date."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


# What follows looks through the parts of the archive, each read to its stated end and no further.


def _inspect(name: str, data: bytes, found: Found) -> dict[str, SheetMarks] | None:
    """Marks by sheet; None when the workbook must not be opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            found.error("unpacks-too-large", name, limit="1 GB")
            return None
        if any(part.flag_bits & 1 for part in parts):
            found.error("old-workbook", name)
            return None
        names = {part.filename for part in parts}
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                content = archive.read(part)
                if _declares_entities(content):
                    found.error("unsafe-workbook", name, None, None, part.filename)
                    return None
        if "content.xml" in names:
            return _inspect_ods(name, archive.read("content.xml"), found)
        return _inspect_xlsx(name, archive, found)


def _declares_entities(content: bytes) -> bool:
    """Whether a part has a document type; raises ValueError where it is no XML.

    What is no whole XML must not reach calamine: it may look for the end of a table for ever.
    """
    from xml.parsers import expat  # noqa: PLC0415

    def refuse(*_: object) -> None:
        raise _DocumentTypeError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except _DocumentTypeError:
        return True
    except (expat.ExpatError, LookupError) as error:
        raise ValueError("a part is no XML") from error
    return False


class _DocumentTypeError(Exception):
    """Stops the parser at the first sign of entities."""


def _inspect_xlsx(
    name: str, archive: zipfile.ZipFile, found: Found
) -> dict[str, SheetMarks] | None:
    marks = {}
    for sheet, part in _xlsx_parts(archive):
        content = archive.read(part)
        far = any(int(row) > MOST_ROWS for row in _FAR.findall(content))
        if far or (_most_cells(content) > MOST_CELLS and _span(content) > MOST_CELLS):
            found.error("too-many-cells", f"{name} [{sheet}]", limit=f"{MOST_CELLS:,}")
            return None
        if not _WORTH_A_LOOK.search(content):
            marks[sheet] = SheetMarks()
            continue
        cells = list(_xlsx_cells(content))
        marks[sheet] = SheetMarks(
            errors=[
                (row, place, _value(body)) for row, place, kind, body in cells if b't="e"' in kind
            ],
            no_result=[
                (row, place, "=" + _formula(body))
                for row, place, kind, body in cells
                if b"<" in body
                and b"f" in body
                and _NO_RESULT.search(body)
                and b't="str"' not in kind
            ],
        )
    return marks


def _xlsx_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    import html  # noqa: PLC0415

    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return
    targets = {}
    for tag in re.findall(
        rb"<(?:\w+:)?Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")
    ):
        one, goal = re.search(rb'\bId="([^"]*)"', tag), re.search(rb'\bTarget="([^"]*)"', tag)
        if one and goal:
            targets[one[1]] = goal[1].decode("utf-8", "replace")
    for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", archive.read("xl/workbook.xml")):
        sheet, one = re.search(rb'\bname="([^"]*)"', tag), re.search(rb'\b\w+:id="([^"]*)"', tag)
        if sheet and one and one[1] in targets:
            target = targets[one[1]]
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                yield html.unescape(sheet[1].decode("utf-8", "replace")), part


def _xlsx_cells(content: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Row, column, attributes and content of each cell that is not blank."""
    for found in _CELL.finditer(content):
        place = _PLACE.search(found[1])
        if place and found[3]:
            yield int(place[2]), _column_number(place[1]), found[1], found[3]


def _column_number(name: bytes) -> int:
    number = 0
    for digit in name:
        number = number * 26 + digit - 64
    return number - 1


def _most_cells(content: bytes) -> int:
    """Cells that the sheet can span at most, blank ones that only have a style among them."""
    rows = [int(row) for row in _ROW.findall(content)]
    places = {letters for letters in _LETTERS.findall(content) if len(letters) < 4} or {b"ZZZ"}
    return max(rows, default=0) * (max(map(_column_number, places)) + 1)


def _span(content: bytes) -> int:
    """Cells of the sheet from its first row and column to the farthest that are filled."""
    places = [(row, column) for row, column, _, _ in _xlsx_cells(content)]
    if not places or _WITHOUT_PLACE.search(content):
        return _most_cells(content)
    return max(row for row, _ in places) * (max(column for _, column in places) + 1)


def _value(body: bytes) -> str:
    match = re.search(rb"<(?:\w+:)?v>([^<]*)", body)
    return match[1].decode("utf-8", "replace") if match else ""


def _formula(body: bytes) -> str:
    match = re.search(rb"<(?:\w+:)?f\b[^>]*>([^<]*)", body)
    return match[1].decode("utf-8", "replace") if match else ""


def _inspect_ods(name: str, content: bytes, found: Found) -> dict[str, SheetMarks] | None:
    marks = {}
    for sheet in _ods_sheets(content):
        far = sheet.last_row > MOST_ROWS
        if far or sheet.last_row * sheet.last_column > MOST_CELLS:
            found.error("too-many-cells", f"{name} [{sheet.name}]", limit=f"{MOST_CELLS:,}")
            return None
        marks[sheet.name] = SheetMarks(sheet.merged)
    return marks


@dataclass
class _OdsSheet:
    """A sheet while its elements go by: where the next cell stands, and how far the filled go."""

    name: str
    row: int = 0
    high: int = 1
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    merged: list[tuple[int, int, str]] = field(default_factory=list)

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.row += self.high
        self.high = _number(attributes, "table:number-rows-repeated")
        self.column = 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        repeats = _number(attributes, "table:number-columns-repeated")
        wide = _number(attributes, "table:number-columns-spanned")
        tall = _number(attributes, "table:number-rows-spanned")
        row = self.row + 1
        if wide > 1 or tall > 1:
            last = f"{letter(self.column + wide - 1)}{row + tall - 1}"
            self.merged.append((row, self.column, f"{letter(self.column)}{row}:{last}"))
        self.column += repeats
        if "office:value-type" in attributes:
            self.last_column = max(self.last_column, self.column)
            self.last_row = self.row + self.high


def _ods_sheets(content: bytes) -> list[_OdsSheet]:
    from xml.parsers import expat  # noqa: PLC0415

    sheets: list[_OdsSheet] = []

    def begin(element: str, attributes: dict[str, str]) -> None:
        if element == "table:table":
            sheets.append(_OdsSheet(attributes.get("table:name", ""), high=0))
        elif sheets and element == "table:table-row":
            sheets[-1].begin_row(attributes)
        elif sheets and element in ("table:table-cell", "table:covered-table-cell"):
            sheets[-1].begin_cell(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(content, True)
    return sheets


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() else 1
