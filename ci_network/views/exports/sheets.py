"""Workbooks written cell by cell as text, the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.workbooks.sheets import MOST_LETTERS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "@"
"""Number format of a cell whose content Excel leaves alone: 007 stays 007, 2018-03 a month."""


WRONG_CHOICE = _("Choose from the list.")

HEADINGS = ("FFFFFF", "1F4E79"), ("404040", "D9D9D9")
"""Colour and ground of the headings of columns to fill in, and of all others."""

_EPOCH = (2020, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_A_LETTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST = 48


def write_table(sheet: Worksheet, table: Mapping[str, Sequence[object]]) -> None:
    """A header in bold and a row for each row of the table.

    Text is written as text whatever it begins with, so that no cell is run as a formula.
    """
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, (name, values) in enumerate(table.items(), start=1):
        put(sheet, 1, number, name)
        sheet.cell(1, number).font = Font(bold=True)
        for row, value in enumerate(values, start=2):
            put(sheet, row, number, value)
        widest = max((len(str(value)) for value in values[:500]), default=0)
        width = min(max(len(name), widest) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def header(
    sheet: Worksheet, names: Sequence[str], widths: Sequence[float], *, to_fill_in: int
) -> None:
    """Coloured headings of columns of text; those after the first `to_fill_in` are grey.

    Every cell is text, so that Excel makes no date of 2018-03 and no number of 007.
    """
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        put(sheet, 1, place, name)
        colour, ground = HEADINGS[place > to_fill_in]
        sheet.cell(1, place).font = Font(bold=True, color=colour)
        sheet.cell(1, place).fill = PatternFill("solid", fgColor=ground)
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.number_format = width, TEXT
    sheet.freeze_panes = "B2"


def drop_down(
    sheet: Worksheet,
    cells: str,
    source: str,
    language: Language,
    wrong: str = WRONG_CHOICE,
    *,
    strict: bool = True,
) -> None:
    """A list to choose from in some cells.

    Parameters
    ----------
    sheet, cells
        Where it is.
    source
        The choices as Excel takes them: in quotation marks, or the cells that they stand in.
    language, wrong
        What is told of another content, and in which language.
    strict
        Whether another content is refused.
    """
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.errorStyle = "stop" if strict else "information"
    rule.showErrorMessage = True
    rule.error = translation(language).gettext(wrong)
    sheet.add_data_validation(rule)
    rule.add(cells)


def write_lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    """Sentences for a person, one below the other; a blank one leaves its row free."""
    from openpyxl.styles import Alignment  # noqa: PLC0415

    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(lines, start=1):
        if line:
            put(sheet, row, 1, line)
            sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")


def put_row(sheet: Worksheet, row: int, *values: object) -> None:
    """Cells side by side."""
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, value)


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """One cell: text as text, numbers as numbers, nothing for blank."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, int | float):
        cell.value = value
        return
    cell.value = in_cell(str(value))
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = str(value).startswith(("=", "+", "-", "@", "'"))


def in_xml(text: str) -> str:
    """The text without the characters that no XML file can hold.

    Examples
    --------
    >>> in_xml("a\\x00b")
    'a\\ufffdb'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def in_cell(text: str) -> str:
    """The text as a cell holds it: what a workbook takes for the code of a letter is guarded.

    Examples
    --------
    >>> in_cell("_x0041_")
    '_x005F_x0041_'
    """
    return _LIKE_A_LETTER.sub("_x005F_", in_xml(text[:MOST_LETTERS]))


def saved(book: Workbook) -> bytes:
    """The workbook as a file, without the time at which it was made."""
    written = io.BytesIO()
    book.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            content = _STAMP.sub(rb"\g<1>2020-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
