"""The tables as a workbook, for those who live in Excel."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from ci_network.files.formulas import harmless
from ci_network.language import Language, translation
from ci_network.views.definitions import TERMS
from ci_network.views.exports.sheets import in_cell
from ci_network.views.report.front import Front
from ci_network.views.report.headings import heading
from ci_network.views.sentence import plain, said

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_EPOCH = (2020, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDEST = 60
_SHARE = re.compile(r"(share|connectedness|density|largest_component|needing|persistence|expected)")

MOST_ROWS = 100_000
"""Rows above which a table is left to its CSV file."""


def workbook(
    front: Front, columns: Mapping[str, dict[str, list[Any]]], language: Language
) -> bytes:
    """A workbook with a sheet for the answer, one for each table, and one for the terms.

    Parameters
    ----------
    front
        The first page.
    columns
        Tables by the name of their CSV file.
    language
        Of the answer, the findings and the terms.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    words = translation(language).gettext
    book = Workbook()
    sheet = book.active
    sheet.title = _title(plain(said("Answer"), language))
    lines = [
        front.answer,
        *front.beside,
        *filter(None, [front.size]),
        *front.known,
        *front.findings,
        *front.steps,
    ]
    _write(sheet, ([plain(sentence, language)] for sentence in lines))
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows():
        row[0].alignment = _wrapped()
    for name, table in columns.items():
        _table(book.create_sheet(_title(name.removesuffix(".csv"))), table, language)
    sheet = book.create_sheet(_title(plain(said("Terms"), language)))
    _write(sheet, ([words(term.name), words(term.meaning)] for term in TERMS.values()))
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 110
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = _wrapped()
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue())


def _table(sheet: Worksheet, table: Mapping[str, list[Any]], language: Language) -> None:
    """A row of headings in words, a row of the names that programs read, and the figures."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    if len(next(iter(table.values()), [])) > MOST_ROWS:
        _write(
            sheet, [[plain(said("Too many rows for a workbook; the CSV file has them."), language)]]
        )
        return
    headings = [[heading(name, language) for name in table], list(table)]
    _write(sheet, chain(headings, zip(*table.values(), strict=True)))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = _wrapped()
    for cell in sheet[2]:
        cell.font = Font(italic=True, color="5B6673")
    sheet.freeze_panes = "B3"
    if sheet.max_row > 2:
        sheet.auto_filter.ref = f"A2:{get_column_letter(len(table))}{sheet.max_row}"
    for number, (name, column) in enumerate(table.items(), start=1):
        shown = max((len(_text(v)) for v in column[:200]), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(
            max(12, min(shown, 40)) + 2, _WIDEST
        )
        if _SHARE.search(name):
            for (cell,) in sheet.iter_rows(min_row=3, min_col=number, max_col=number):
                if isinstance(cell.value, float):
                    cell.number_format = "0.0%"


def _write(sheet: Worksheet, rows: Iterable[Sequence[Any]]) -> None:
    for place, values in enumerate(rows, start=1):
        for number, value in enumerate(values, start=1):
            if value is None:
                continue
            cell = sheet.cell(place, number)
            if isinstance(value, str | list):
                # As text, whatever it begins with: a formula from the data must not run.
                cell.value = _text(value)
                cell.data_type = "s"
                cell.quotePrefix = harmless(cell.value) != cell.value
            else:
                cell.value = value


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = " | ".join(_item(item) for item in value)
    return in_cell(str(value))


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return f"{item['activity']} ({item['start'] or '?'}/{item['end'] or '?'})"


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", text)[:31]


def _wrapped() -> Any:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    return Alignment(wrap_text=True, vertical="top")


def _same_bytes(content: bytes) -> bytes:
    """The workbook without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            data = _MODIFIED.sub(rb"\g<1>2020-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
