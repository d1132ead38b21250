"""Workbooks written cell by cell as text, the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "@"
"""Number format of a cell whose content Excel leaves alone: 007 stays 007, 2018-03 a month."""

_EPOCH = (2020, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_A_LETTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST_CELL = 32_767
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
    return _LIKE_A_LETTER.sub("_x005F_", in_xml(text[:LONGEST_CELL]))


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
