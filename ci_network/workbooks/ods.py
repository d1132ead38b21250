"""The content of an ods file: the marks of its sheets."""

from __future__ import annotations

import re
from collections.abc import Collection

from ci_network.workbooks.archive import Archive
from ci_network.workbooks.comments import LONGEST_COMMENT, in_short
from ci_network.workbooks.formats import form_of_shown
from ci_network.workbooks.sheets import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_ROWS,
    Marks,
    RefusedError,
    letter,
    note,
)
from ci_network.workbooks.xml import parse, parser_of, run, whole

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
PARTS = ("mimetype", MANIFEST, CONTENT)

_ERROR = re.compile(r"#[A-ZÆØÅ/0]+[!?]|#N/A|#I/T|(?:Err|Fejl):\d{3}")
_OF_COMMENTS = frozenset({"dc:creator", "dc:date", "meta:date-string", "meta:creator-initials"})
_HIDDEN = frozenset({"collapse", "filter"})
_NUMBERS = frozenset({"float", "date"})
_VALUES = frozenset(
    {"office:value", "office:date-value", "office:string-value", "office:boolean-value",
     "office:time-value"}
)  # fmt: skip


def has_password(archive: Archive) -> bool:
    """Whether the parts are encrypted, as the manifest says."""
    if MANIFEST not in archive:
        return False
    found = False

    def begin(name: str, _attributes: dict[str, str]) -> None:
        nonlocal found
        found = found or name.endswith("encryption-data")

    parse(archive.read(MANIFEST), MANIFEST, begin)
    return found


def marks_of(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name.

    Raises
    ------
    RefusedError
        When the filled cells of a sheet span too much, or a cell stands for too much text.
    """
    book = _Book()
    run(book.parser, content, CONTENT)
    return {sheet.name: sheet.marks for sheet in book.sheets}


class _Book:
    """The content while its elements go by."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._style = ""
        self._struck: set[str] = set()
        self._comment: list[str] | None = None
        self._heard = True
        self.parser = parser_of(CONTENT)
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        if element == "style:style":
            self._style = attributes.get("style:name", "")
        elif element == "style:text-properties":
            if attributes.get("style:text-line-through-style", "none") != "none":
                self._struck.add(self._style)
        elif element == "table:table":
            self.sheets.append(_Sheet(attributes.get("table:name", ""), self._struck))
        elif not self.sheets:
            return
        elif element == "office:annotation":
            self._comment = []
        elif element in _OF_COMMENTS:
            self._heard = False
        elif element in ("table:table-cell", "table:covered-table-cell"):
            self.sheets[-1].begin_cell(attributes)
        elif element == "table:table-row":
            self.sheets[-1].begin_row(attributes)
        elif element == "table:table-column":
            self.sheets[-1].begin_column(attributes)
        elif element == "text:s":
            self.sheets[-1].spaces(_repeats(attributes, "text:c"))

    def _end(self, element: str) -> None:
        if not self.sheets:
            return
        if element == "table:table-cell":
            self.sheets[-1].end_cell()
        elif element == "office:annotation" and self._comment is not None:
            self.sheets[-1].comment("".join(self._comment))
            self._comment = None
        elif element in _OF_COMMENTS:
            self._heard = True
        elif element == "text:p" and self._comment is not None:
            self._comment.append("\n")

    def _text(self, letters: str) -> None:
        if self._comment is not None:
            if self._heard and len(self._comment) < LONGEST_COMMENT:
                self._comment.append(letters[:LONGEST_COMMENT])
        elif self.sheets:
            self.sheets[-1].text(letters)


class _Sheet:
    """A sheet while its elements go by: where the next cell stands, and how far the filled go."""

    def __init__(self, name: str, struck: Collection[str]) -> None:
        self.name = name
        self._struck = struck
        self.marks = Marks()
        self._row = self._column = self._columns = 0
        self._high = 0
        self._repeats = 1
        self._shown = ""
        self._letters = 0
        self._told = self._valued = self._computed = False

    def begin_column(self, attributes: dict[str, str]) -> None:
        first = self._columns
        self._columns += _repeats(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in _HIDDEN:
            note(self.marks.hidden_columns, (first, self._columns - 1))

    def begin_row(self, attributes: dict[str, str]) -> None:
        self._row += self._high
        self._high = _repeats(attributes, "table:number-rows-repeated")
        self._column = 0
        if attributes.get("table:visibility") in _HIDDEN:
            note(self.marks.hidden_rows, (self._row + 1, self._row + self._high))

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self._repeats = _repeats(attributes, "table:number-columns-repeated")
        wide = _repeats(attributes, "table:number-columns-spanned")
        tall = _repeats(attributes, "table:number-rows-spanned")
        row = self._row + 1
        if wide > 1 or tall > 1:
            last = f"{letter(self._column + wide - 1)}{row + tall - 1}"
            area = f"{letter(self._column)}{row}:{last}"
            note(self.marks.merged, (row, self._column, area))
        if attributes.get("table:style-name") in self._struck:
            note(self.marks.struck, (row, self._column, ""))
        self._column += self._repeats
        self._valued = not _VALUES.isdisjoint(attributes)
        self._computed = "table:formula" in attributes
        self._told = self._computed or attributes.get("office:value-type") in _NUMBERS
        self._shown, self._letters = "", 0
        if "office:value-type" in attributes:
            self._fill()

    def comment(self, text: str) -> None:
        """Keep what is said of the cell that goes by, which is no part of its text."""
        if text := in_short(text):
            note(self.marks.comments, (self._row + 1, self._column - self._repeats, text))

    def text(self, letters: str) -> None:
        if self._told and len(self._shown) < MOST_LETTERS:
            self._shown += letters
        if letters.strip():
            self._fill()

    def spaces(self, count: int) -> None:
        """Spaces in a cell, told by their number alone."""
        self._letters += count
        if self._letters > MOST_LETTERS:
            raise RefusedError("too-many-cells", self.name, limit=f"{MOST_CELLS:,}")

    def end_cell(self) -> None:
        """Keep what a number or date shows, where it is not its value, and what has no value."""
        shown = self._shown.strip()
        place = self._row + 1, self._column - self._repeats
        if _ERROR.fullmatch(shown):
            note(self.marks.errors, (*place, shown))
        elif self._computed and not shown and not self._valued:
            note(self.marks.no_result, (*place, "="))
        form = form_of_shown(shown) if self._told else None
        if form and self._high * self._repeats <= MOST_ROWS:
            self.marks.formats += [
                (row, column, form)
                for row in range(self._row + 1, self._row + self._high + 1)
                for column in range(place[1], self._column)
            ]
        self._told = False

    def _fill(self) -> None:
        last = self._row + self._high
        if last > MOST_ROWS or last * self._column > MOST_CELLS:
            raise RefusedError("too-many-cells", self.name, limit=f"{MOST_CELLS:,}")


def _repeats(attributes: dict[str, str], name: str) -> int:
    return whole(attributes.get(name), 1)
