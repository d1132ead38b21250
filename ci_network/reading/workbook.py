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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ci_network.reading.columns import OPTIONAL, Kind, find_header
from ci_network.reading.records import Records, letter
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import ProblemLog, stretches

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ENDINGS = (".xlsx", ".xlsm", ".ods")

MOST_UNPACKED = 1 << 30
"""An archive that unpacks to more bytes is refused."""

MOST_CELLS = 20_000_000
"""A sheet whose corners span more cells is refused."""

MOST_ROWS = 1 << 20
"""No spreadsheet has more rows; a cell farther down is there to fill the memory."""

# Tables of real cells shrink to a tenth or a thirtieth; what shrinks more must be smaller.
_MOST_TIMES = 150
_MOST_UNPACKED_TIGHT = 1 << 28

_MOST_PARTS = 10_000

# All that the opening of a damaged archive can end in.
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError,
    RuntimeError, EOFError, LookupError, ValueError, OverflowError, OSError,
)  # fmt: skip
_SHEETS: dict[Kind, tuple[str, ...]] = {
    "nodes": ("nodes", "noder", "aktører", "actors"),
    "edges": ("edges", "kanter", "deltagelser", "deltagelse", "participations"),
    "activities": ("activities", "aktiviteter"),
}
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,10})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,10})""")
_FAR = re.compile(rb"""\br=["'][A-Z]*(\d{7,})["']""")
_LETTERS = re.compile(rb"""\br=["']([A-Z]+)\d""")
_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?:\s(?![^>]*\br=)[^>]*)?>")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden=["'](?:1|true)["'][^>]*>""")
_HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\b[^>]*\bhidden=["'](?:1|true)["'][^>]*>""")
_ODS_ERROR = re.compile(r"#[A-ZÆØÅ/0]+[!?]|#N/A|#I/T|(?:Err|Fejl):\d{3}")
_HIDDEN_ODS = frozenset({"collapse", "filter"})
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_NO_NUMBER = re.compile(rb"""\bt=["'](?!n["'])""")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORTH_A_LOOK = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f\b""")
_NO_RESULT = re.compile(rb"<(?:\w+:)?f\b(?!.*<(?:\w+:)?v>[^<])", re.DOTALL)


@dataclass(frozen=True)
class SheetMarks:
    """What calamine does not tell of a sheet, rows from 1 and columns from 0 on.

    Attributes
    ----------
    merged, errors, no_result
        Merged cells, and cells without a value: row, column, and what stands there.
    hidden_rows, hidden_columns
        First and last of each stretch that is hidden.
    formats
        Cells that show something else than their value: row, column, and how.
    """

    merged: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    no_result: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formats: list[tuple[int, int, str]] = field(default_factory=list)


def read_workbook(path: Path, data: bytes, found: ProblemLog) -> dict[Kind, Records]:
    """The records of a workbook by kind; a sheet that is missing or unreadable is a problem."""
    import python_calamine  # noqa: PLC0415

    name = path.name
    if data.startswith(_OLD):
        found.error("old-workbook", name)
        return {}
    try:
        marks = _inspect(name, data, _is_read, found)
        if marks is None:
            return {}
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            if book.sheet_names:
                return _sheets(name, book, marks, found)
        found.error("no-workbook", name)
    except python_calamine.PasswordError:
        found.error("old-workbook", name)
    except (*_DAMAGED, python_calamine.CalamineError):
        found.error("no-workbook", name)
    return {}


def read_sheets(path: Path, data: bytes, found: ProblemLog) -> list[Records]:
    """The records of every visible sheet, whatever it holds; for lists of unknown form."""
    import python_calamine  # noqa: PLC0415

    name = path.name
    try:
        if not data.startswith(_OLD):
            marks = _inspect(name, data, bool, found)
            if marks is None:
                return []
            with python_calamine.load_workbook(io.BytesIO(data)) as book:
                for sheet in sorted(_hidden(book)):
                    found.warning("hidden-sheet", f"{name} [{sheet}]")
                return [
                    _records(f"{name} [{sheet}]", book.get_sheet_by_name(sheet), marks.get(sheet))
                    for sheet in book.sheet_names
                    if sheet not in _hidden(book)
                ]
        found.error("old-workbook", name)
    except python_calamine.PasswordError:
        found.error("old-workbook", name)
    except (*_DAMAGED, python_calamine.CalamineError):
        found.error("no-workbook", name)
    return []


def _is_read(sheet: str) -> bool:
    """Whether a sheet of this name is one of the two."""
    return any(sheet.strip().casefold() in names for names in _SHEETS.values())


def _hidden(book: CalamineWorkbook) -> set[str]:
    return {
        each.name
        for each in book.sheets_metadata
        if str(each.visible).rpartition(".")[2] != "Visible"
    }


def _sheets(
    name: str, book: CalamineWorkbook, marks: dict[str, SheetMarks], found: ProblemLog
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
            its = marks.get(fits[0], SheetMarks())
            records = _records(file, sheet, its)
            result[kind] = records
            _tell_marks(records, kind, sheet, its, found)
    return result


def _tell_missing(name: str, kind: Kind, sheets: Sequence[str], found: ProblemLog) -> None:
    there = ", ".join(sheets)
    meant = Suggestions({sheet: sheet for sheet in sheets})(kind)
    if kind in OPTIONAL:
        if meant is not None:
            found.warning("not-read", name, None, None, kind, meant=meant)
    elif meant is None:
        found.error("missing-sheet", name, None, None, kind, sheets=there)
    else:
        found.error("missing-sheet-near", name, None, None, kind, sheets=there, meant=meant)


def _records(file: str, sheet: CalamineSheet, marks: SheetMarks | None) -> Records:
    rows = sheet.to_python(skip_empty_area=False)
    cells = [[_text(cell) for cell in row] for row in rows]
    for row, place, form in marks.formats if marks else ():
        if row <= len(cells) and place < len(cells[row - 1]):
            cells[row - 1][place] = _as_shown(cells[row - 1][place], form)
    return Records(file, cells)


def _as_shown(text: str, form: str) -> str:
    """A cell as its number format shows it.

    >>> _as_shown("7", "SK-\\0\\0\\0"), _as_shown("2018-05-01", "month")
    ('SK-007', '2018-05')
    """
    if form in ("month", "year"):
        return text[: 7 if form == "month" else 4] if _ISO_DAY.match(text) else text
    if not text.isdecimal():
        return text
    digits = iter(text.zfill(form.count("\0")))
    surplus = "".join(islice(digits, max(len(text) - form.count("\0"), 0)))
    shown = "".join(next(digits) if letter == "\0" else letter for letter in form)
    first = form.index("\0")
    return shown[:first] + surplus + shown[first:]


def _tell_marks(
    records: Records, kind: Kind, sheet: CalamineSheet, marks: SheetMarks, found: ProblemLog
) -> None:
    """Tell what stands at or below the header; a title above it may be merged as it likes."""
    at = find_header(records.cells, kind)
    if at is None:
        return
    header = records.cells[at]
    _tell_hidden(records, at, marks, found)
    width = max((n for n, name in enumerate(header, start=1) if name.strip()), default=0)
    height = max(n for n, row in enumerate(records.cells, start=1) if any(map(str.strip, row)))

    def column(place: int) -> str:
        named = header[place].strip() if place < len(header) else ""
        return named or letter(place)

    merged = list(marks.merged)
    for (row, place), (last_row, last) in sheet.merged_cell_ranges or ():
        merged.append((row + 1, place, f"{letter(place)}{row + 1}:{letter(last)}{last_row + 1}"))
    for row, place, area in sorted(merged):
        last_row = int(re.sub(r".*\D", "", area))
        if last_row > at and row <= height and place < width:
            found.error("merged-cells", records.file, row, column(place), area)
    for row, place, value in marks.errors:
        if row > at:
            found.error("error-cell", records.file, row, column(place), value)
    for row, place, value in marks.no_result:
        if row > at:
            found.error("formula-without-result", records.file, row, column(place), value)


def _tell_hidden(records: Records, at: int, marks: SheetMarks, found: ProblemLog) -> None:
    """Tell the rows and columns that are read and that nobody sees."""
    cells = records.cells
    rows = [
        row for first, last in marks.hidden_rows
        for row in range(max(first, at + 1), min(last, len(cells)) + 1)
        if any(map(str.strip, cells[row - 1]))
    ]  # fmt: skip
    if rows:
        found.warning("hidden-rows", records.file, rows[0], rows=stretches(rows))
    wide = len(cells[at])
    columns = [
        place for first, last in marks.hidden_columns for place in range(first, min(last + 1, wide))
        if any(len(row) > place and row[place].strip() for row in cells[at:])
    ]  # fmt: skip
    if columns:
        names = ", ".join(cells[at][place].strip() or letter(place) for place in columns)
        found.warning("hidden-columns", records.file, at + 1, columns=names)


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


def _inspect(
    name: str, data: bytes, wanted: Callable[[str], bool], found: ProblemLog
) -> dict[str, SheetMarks] | None:
    """Marks by sheet that is wanted; None when the workbook must not be opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        limit = MOST_UNPACKED if size < _MOST_TIMES * len(data) else _MOST_UNPACKED_TIGHT
        if len(parts) > _MOST_PARTS or size > limit:
            found.error("unpacks-too-large", name, limit=f"{limit >> 20:,} MB")
            return None
        if any(part.flag_bits & 1 for part in parts) or _has_password(archive):
            found.error("old-workbook", name)
            return None
        names = {part.filename for part in parts}
        needed = {part for sheet, part in _xlsx_parts(archive) if wanted(sheet)}
        for part in parts:
            is_sheet = part.filename.startswith("xl/worksheets/")
            if is_sheet and part.filename not in needed and not part.filename.endswith(".rels"):
                continue
            if part.filename.endswith((".xml", ".rels")):
                content = archive.read(part)
                if _declares_entities(content):
                    found.error("unsafe-workbook", name, None, None, part.filename)
                    return None
        if "content.xml" in names:
            return _inspect_ods(name, archive.read("content.xml"), found)
        return _inspect_xlsx(name, archive, wanted, found)


def _has_password(archive: zipfile.ZipFile) -> bool:
    """Whether the parts of an ods file are encrypted, as its manifest says."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


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
    name: str, archive: zipfile.ZipFile, wanted: Callable[[str], bool], found: ProblemLog
) -> dict[str, SheetMarks] | None:
    marks = {}
    styles = _telling_styles(archive)
    for sheet, part in _xlsx_parts(archive):
        if not wanted(sheet):
            continue
        content = archive.read(part)
        far = any(int(row) > MOST_ROWS for row in _FAR.findall(content))
        if far or (_most_cells(content) > MOST_CELLS and _span(content) > MOST_CELLS):
            found.error("too-many-cells", f"{name} [{sheet}]", limit=f"{MOST_CELLS:,}")
            return None
        cells = list(_xlsx_cells(content)) if _WORTH_A_LOOK.search(content) else []
        marks[sheet] = SheetMarks(
            hidden_rows=_hidden_stretches(_HIDDEN_ROW, b"r", b"r", content),
            hidden_columns=[
                (first - 1, last - 1)
                for first, last in _hidden_stretches(_HIDDEN_COLUMN, b"min", b"max", content)
            ],
            formats=list(_formats(content, styles)) if styles else [],
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


def _formats(content: bytes, styles: dict[bytes, str]) -> Iterator[tuple[int, int, str]]:
    """Row, column and form of each number in one of the styles."""
    for mark in re.finditer(rb"""\bs=["'](?:%s)["']""" % b"|".join(styles), content):
        tag = content[content.rfind(b"<", 0, mark.start()) : content.find(b">", mark.end())]
        style, place = _STYLE.search(tag), _PLACE.search(tag)
        if style and place and not _NO_NUMBER.search(tag):
            yield int(place[2]), _column_number(place[1]), styles[style[1]]


def _hidden_stretches(
    tags: re.Pattern[bytes], first: bytes, last: bytes, content: bytes
) -> list[tuple[int, int]]:
    """First and last of each stretch of rows or columns that a tag hides."""
    stretches = []
    for tag in tags.findall(content) if b"hidden=" in content else ():
        ends = [re.search(rb"""\b%s=["'](\d{1,7})["']""" % name, tag) for name in (first, last)]
        if ends[0] and ends[1]:
            stretches.append((int(ends[0][1]), int(ends[1][1])))
    return stretches


def _telling_styles(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Styles that show a number with zeros before it, or less than the day of a date."""
    import html  # noqa: PLC0415

    if "xl/styles.xml" not in archive.namelist():
        return {}
    content = archive.read("xl/styles.xml")
    codes = {b"17": "mmm-yy"}
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b[^>]*>", content):
        number = re.search(rb'\bnumFmtId="(\d+)"', tag)
        code = re.search(rb'\bformatCode="([^"]*)"', tag)
        if number and code:
            codes[number[1]] = html.unescape(code[1].decode("utf-8", "replace"))
    block = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", content, re.DOTALL)
    numbers = re.findall(rb'<(?:\w+:)?xf\b[^>]*?\bnumFmtId="(\d+)"', block[0]) if block else []
    return {
        b"%d" % place: form
        for place, number in enumerate(numbers)
        if (form := _form(codes.get(number, "")))
    }


def _form(code: str) -> str | None:
    """What a number format shows: a month, a year, or figures with text among them; else None.

    Each figure of the last is a NUL.

    >>> _form("000") == "\\0" * 3, _form('"SK"0') == "SK\\0", _form("0"), _form("0.00")
    (True, True, None, None)
    >>> _form("mmm\\\\-yy"), _form("[$-406]mmmm yyyy;@"), _form("dd-mm-yyyy")
    ('month', 'month', None)
    """
    code = code.partition(";")[0]
    if re.fullmatch(r'(?:0|[-/ ]|"[^"]*"|\\.)*', code) and "0" in code and code != "0":
        pieces = re.findall(r'"[^"]*"|\\.|.', code)
        return "".join("\0" if p == "0" else p.strip('"').removeprefix("\\") for p in pieces)
    code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    if re.fullmatch(r"[my/., -]+", code) and "y" in code:
        return "month" if "m" in code else "year"
    return None


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


def _inspect_ods(name: str, content: bytes, found: ProblemLog) -> dict[str, SheetMarks] | None:
    marks = {}
    for sheet in _ods_sheets(content):
        far = sheet.last_row > MOST_ROWS
        if far or sheet.last_row * sheet.last_column > MOST_CELLS:
            found.error("too-many-cells", f"{name} [{sheet.name}]", limit=f"{MOST_CELLS:,}")
            return None
        marks[sheet.name] = SheetMarks(
            sheet.merged,
            sheet.errors,
            hidden_rows=sheet.hidden_rows,
            hidden_columns=sheet.hidden_columns,
            formats=sheet.formats,
        )
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
    columns: int = 0
    merged: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formats: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    shown: str | None = None
    repeats: int = 1

    def begin_column(self, attributes: dict[str, str]) -> None:
        first = self.columns
        self.columns += _number(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in _HIDDEN_ODS:
            self.hidden_columns.append((first, self.columns - 1))

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.row += self.high
        self.high = _number(attributes, "table:number-rows-repeated")
        self.column = 0
        if attributes.get("table:visibility") in _HIDDEN_ODS:
            self.hidden_rows.append((self.row + 1, self.row + self.high))

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
        self.repeats = repeats
        told = attributes.get("office:value-type") in ("float", "date")
        self.shown = "" if told or "table:formula" in attributes else None

    def text(self, letters: str) -> None:
        if self.shown is not None:
            self.shown += letters

    def end_cell(self) -> None:
        """Keep what a number or date shows, where it is not its value."""
        shown = (self.shown or "").strip()
        if _ODS_ERROR.fullmatch(shown):
            self.errors.append((self.row + 1, self.column - self.repeats, shown))
        form = _form_of_shown(shown)
        if form and self.high * self.repeats <= MOST_ROWS:
            self.formats += [
                (row, place, form)
                for row in range(self.row + 1, self.row + self.high + 1)
                for place in range(self.column - self.repeats, self.column)
            ]
        self.shown = None


def _form_of_shown(text: str) -> str | None:
    """How a number or date is shown, told by the text that it shows.

    >>> _form_of_shown("007") == "\\0" * 3, _form_of_shown("maj 2018"), _form_of_shown("14-05-2018")
    (True, 'month', None)
    """
    if re.fullmatch(r"0\d{1,19}", text, re.ASCII):
        return "\0" * len(text)
    if re.fullmatch(r"\d{1,2}[-/. ]\d{4}|\d{4}-\d\d|[^\W\d_]{3,}\.?[ -]\d{2}(\d{2})?", text):
        return "month"
    return "year" if re.fullmatch(r"\d{4}", text, re.ASCII) else None


def _ods_sheets(content: bytes) -> list[_OdsSheet]:
    from xml.parsers import expat  # noqa: PLC0415

    sheets: list[_OdsSheet] = []

    def begin(element: str, attributes: dict[str, str]) -> None:
        if element == "table:table":
            sheets.append(_OdsSheet(attributes.get("table:name", ""), high=0))
        elif sheets and element == "table:table-row":
            sheets[-1].begin_row(attributes)
        elif sheets and element == "table:table-column":
            sheets[-1].begin_column(attributes)
        elif sheets and element in ("table:table-cell", "table:covered-table-cell"):
            sheets[-1].begin_cell(attributes)

    def end(element: str) -> None:
        if sheets and element == "table:table-cell":
            sheets[-1].end_cell()

    def text(letters: str) -> None:
        if sheets:
            sheets[-1].text(letters)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(content, True)
    return sheets


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isdecimal() else 1
