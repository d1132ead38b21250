"""The parts of an xlsx file: which sheet is which, and the marks of a sheet."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.parsers import expat

from ci_network.workbooks.archive import Archive
from ci_network.workbooks.formats import form_of_code
from ci_network.workbooks.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MARKS,
    MOST_ROWS,
    Marks,
    RefusedError,
    letter,
    note,
    place_of,
)
from ci_network.workbooks.xml import Local, is_yes, parse, parser_of, run, whole

ROOT = "_rels/.rels"

_BUILT_IN = {"16": "d-mmm", "17": "mmm-yy"}
_LONGEST_FORMULA = 200
_FEWEST_BYTES_OF_A_STRING = 5


@dataclass(frozen=True)
class Parts:
    """Which part of the archive is what; None where there is no such part.

    Attributes
    ----------
    workbook, links
        The list of sheets, and where its parts are.
    sheets
        The part of each sheet by its name.
    strings, styles
        Shared texts, and number formats.
    """

    workbook: str
    links: str
    sheets: dict[str, str]
    strings: str | None
    styles: str | None


def parts_of(archive: Archive) -> Parts:
    """Follow the links of a workbook, as readers do."""
    workbook = next(
        (part for _, kind, part in links_of(archive, ROOT, "") if kind == "officeDocument"), None
    )
    if workbook is None or workbook not in archive:
        raise ValueError("no workbook")
    folder, links = links_beside(workbook)
    found = [(one, kind, part) for one, kind, part in links_of(archive, links, folder)
             if part in archive]  # fmt: skip
    part_of = {one: part for one, _, part in found}
    kinds = {kind: part for _, kind, part in found}
    sheets: list[tuple[str, str]] = []
    local = Local()

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "sheet" and "name" in attributes:
            one = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes["name"], one))

    parse(archive.read(workbook), workbook, sheet)
    if len({name for name, _ in sheets}) < len(sheets):
        raise ValueError("two sheets have one name")
    return Parts(
        workbook,
        links,
        {name: part_of[one] for name, one in sheets if one in part_of},
        kinds.get("sharedStrings"),
        kinds.get("styles"),
    )


def links_beside(part: str) -> tuple[str, str]:
    """The folder of a part, and the part that holds its links."""
    folder, name = posixpath.split(part)
    return folder, posixpath.join(folder, "_rels", f"{name}.rels")


def links_of(archive: Archive, part: str, folder: str) -> list[tuple[str, str, str]]:
    """Id, kind and goal of each link."""
    if part not in archive:
        raise ValueError(f"{part} is missing")
    local = Local()
    links: list[tuple[str, str, str]] = []

    def link(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            goal = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            links.append((attributes.get("Id", ""), kind, goal.lstrip("/")))

    parse(archive.read(part), part, link)
    return links


def check_strings(content: bytes, part: str) -> None:
    """Refuse a table of shared strings that says it holds more than its bytes can."""
    most = len(content) // _FEWEST_BYTES_OF_A_STRING
    local = Local()

    def begin(name: str, attributes: dict[str, str]) -> None:
        if local[name] == "sst" and whole(attributes.get("uniqueCount")) > most:
            raise ValueError("more strings than bytes")

    parse(content, part, begin)


@dataclass(frozen=True)
class Styles:
    """What styles of cells tell.

    Attributes
    ----------
    forms
        Those that show a number with zeros before it, or less than the day of a date, and how.
    struck
        Those that strike the text through.
    """

    forms: dict[str, str]
    struck: frozenset[str] = frozenset()


def styles_of(content: bytes, part: str) -> Styles:
    """The styles of a workbook that tell something."""
    local = Local()
    codes = dict(_BUILT_IN)
    numbers: list[tuple[str, int]] = []
    fonts, struck = -1, set()
    within = ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal within, fonts
        kind = local[name]
        if kind == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif kind in ("cellXfs", "fonts"):
            within = kind
        elif kind == "font" and within == "fonts":
            fonts += 1
        elif kind == "strike" and within == "fonts" and is_yes(attributes.get("val", "1")):
            struck.add(fonts)
        elif kind == "xf" and within == "cellXfs":
            font = whole(attributes.get("fontId"), -1)
            numbers.append((attributes.get("numFmtId", "0"), font))

    def end(name: str) -> None:
        nonlocal within
        within = "" if local[name] == within else within

    parse(content, part, begin, end)
    return Styles(
        {
            str(place): form
            for place, (number, _) in enumerate(numbers)
            if (form := form_of_code(codes.get(number, "")))
        },
        frozenset(str(place) for place, (_, font) in enumerate(numbers) if font in struck),
    )


def marks_of(content: bytes, part: str, sheet: str, styles: Styles) -> Marks:
    """The marks of a sheet.

    Raises
    ------
    RefusedError
        When a cell stands where no spreadsheet has one, or the filled ones span too much.
    """
    looked = _Sheet(sheet, styles, parser_of(part))
    run(looked.parser, content, part)
    if looked.last_row * looked.last_column > MOST_CELLS:
        raise RefusedError("too-many-cells", sheet, limit=f"{MOST_CELLS:,}")
    return looked.marks


class _Sheet:
    """A sheet while its elements go by; text and ends only of cells that may have no value."""

    def __init__(self, sheet: str, styles: Styles, parser: expat.XMLParserType) -> None:
        self.parser = parser
        parser.StartElementHandler = self._begin
        self.marks = Marks()
        self.last_row = self.last_column = 0
        self._sheet, self._forms, self._struck = sheet, styles.forms, styles.struck
        self._local = Local()
        self._columns: dict[str, int] = {}
        self._row, self._column = 0, -1
        self._kind: str | None = None
        self._within = ""
        self._texts: dict[str, str] = {}

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = self._local[name]
        if kind == "c":
            self._cell(attributes)
        elif kind in ("v", "is"):
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column + 1)
            self._within = "v"
            self._texts.setdefault("v", "")
        elif kind == "f":
            if "v" in self._texts:
                raise ValueError("a formula after its result")
            self._within = "f"
            self._texts["f"] = ""
            self._listen()
        elif kind == "row":
            self._row = self._checked(whole(attributes.get("r"), self._row + 1), MOST_ROWS)
            self._column = -1
            if is_yes(attributes.get("hidden")):
                note(self.marks.hidden_rows, (self._row, self._row))
        elif kind == "col" and is_yes(attributes.get("hidden")):
            first, last = (whole(attributes.get(end), 1) for end in ("min", "max"))
            note(self.marks.hidden_columns, (first - 1, last - 1))
        elif kind == "mergeCell":
            self._merged(attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column = self._checked(self._column + 2, MOST_COLUMNS) - 1
        else:
            self._row, self._column = self._place(place)
        self._kind = attributes.get("t")
        self._texts = {}
        if self._kind == "e":
            self._listen()
        style = attributes.get("s")
        if style in self._forms and self._kind in (None, "n"):
            self.marks.formats.append((self._row, self._column, self._forms[style]))
        if style in self._struck:
            note(self.marks.struck, (self._row, self._column, ""))

    def _listen(self) -> None:
        self.parser.CharacterDataHandler = self._text
        self.parser.EndElementHandler = self._end

    def _text(self, letters: str) -> None:
        heard = self._texts.get(self._within)
        if heard is not None and len(heard) < _LONGEST_FORMULA:
            self._texts[self._within] = heard + letters[:_LONGEST_FORMULA]

    def _end(self, name: str) -> None:
        kind = self._local[name]
        if kind == self._within:
            self._within = ""
        if kind != "c":
            return
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
        if self._kind == "e":
            note(self.marks.errors, (self._row, self._column, self._texts.get("v", "").strip()))
        elif "f" in self._texts and not self._texts.get("v") and self._kind != "str":
            note(self.marks.no_result, (self._row, self._column, f"={self._texts['f']}"))

    def _place(self, name: str) -> tuple[int, int]:
        letters = name.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = self._number(letters)
        return self._checked(whole(name[len(letters) :]), MOST_ROWS), column

    def _number(self, letters: str) -> int:
        """Column of a name such as AB, counted from 0 on."""
        if not (letters.isascii() and letters.isalpha()):
            raise ValueError("a cell has no place")
        return self._checked(place_of(letters.upper()[:8]) + 1, MOST_COLUMNS) - 1

    def _checked(self, number: int, most: int) -> int:
        if number > most:
            raise RefusedError("too-many-cells", self._sheet, limit=f"{MOST_CELLS:,}")
        if number < 1:
            raise ValueError("a cell has no place")
        return number

    def _merged(self, area: str) -> None:
        if len(self.marks.merged) == MOST_MARKS:
            return
        first, _, last = area.partition(":")
        row, column = self._place(first)
        last_row, last_column = self._place(last or first)
        shown = f"{letter(column)}{row}:{letter(last_column)}{last_row}"
        self.marks.merged.append((row, column, shown))
