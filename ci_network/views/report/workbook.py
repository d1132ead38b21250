"""The tables as a workbook, for those who live in Excel."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ci_network.files.formulas import harmless
from ci_network.language import Language, translation
from ci_network.views.definitions import TERMS
from ci_network.views.exports.sheets import LONGEST_CELL, in_xml
from ci_network.views.report.front import Front
from ci_network.views.report.headings import heading
from ci_network.views.sentence import Sentence, plain, said

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MADE = dt.datetime(2020, 1, 1)
"""In place of the time at which it was made: the same data gives the same bytes."""

_WIDEST = 60
_SHARE = re.compile(r"(share|connectedness|density|largest_component|needing|persistence|expected)")
_WRAPPED = {"text_wrap": True, "valign": "top"}

MOST_ROWS = 100_000
"""Rows above which a table is left to its CSV file."""


def workbook(
    front: Front,
    columns: Mapping[str, dict[str, list[Any]]],
    language: Language,
    names: Mapping[str, Sentence] = MappingProxyType({}),
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
    names
        Headings of columns that the report does not have.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE})
    words = translation(language).gettext
    lines = [
        front.answer,
        *front.beside,
        *filter(None, [front.size]),
        *front.known,
        *front.findings,
        *front.steps,
    ]
    answer = [[plain(sentence, language)] for sentence in lines]
    _texts(book, plain(said("Answer"), language), answer, (110,))
    for name, table in columns.items():
        headings = [
            plain(names[each], language) if each in names else heading(each, language)
            for each in table
        ]
        _table(book, name.removesuffix(".csv"), table, language, headings)
    terms = [[words(term.name), words(term.meaning)] for term in TERMS.values()]
    _texts(book, plain(said("Terms"), language), terms, (40, 110))
    book.close()
    return out.getvalue()


def _texts(
    book: Workbook, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """A sheet of sentences."""
    sheet = book.add_worksheet(_title(title))
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    wrapped, quoted = _formats(book, **_WRAPPED)
    for place, row in enumerate(rows):
        for number, text in enumerate(row):
            _write(sheet, place, number, text, wrapped, quoted)


def _table(
    book: Workbook,
    title: str,
    table: Mapping[str, list[Any]],
    language: Language,
    headings: Sequence[str],
) -> None:
    """A row of headings in words, a row of the names that programs read, and the figures."""
    rows = len(next(iter(table.values()), []))
    if rows > MOST_ROWS:
        why = plain(said("Too many rows for a workbook; the CSV file has them."), language)
        _texts(book, title, [[why]], ())
        return
    sheet = book.add_worksheet(_title(title))
    looks = [_formats(book), _formats(book, num_format="0.0%")]
    bold = book.add_format(_WRAPPED | {"bold": True})
    italic = book.add_format({"italic": True, "font_color": "#5B6673"})
    for number, (name, column) in enumerate(table.items()):
        sheet.write_string(0, number, headings[number], bold)
        sheet.write_string(1, number, name, italic)
        shown = max((len(_text(value)) for value in column[:200]), default=0)
        sheet.set_column(number, number, min(max(12, min(shown, 40)) + 2, _WIDEST))
        share = bool(_SHARE.search(name))
        for place, value in enumerate(column, start=2):
            if value is not None:
                _write(sheet, place, number, value, *looks[share and isinstance(value, float)])
    sheet.freeze_panes(2, 1)
    if rows:
        sheet.autofilter(1, 0, rows + 1, len(table) - 1)


def _formats(book: Workbook, **look: Any) -> tuple[Format | None, Format]:
    """A look, and the same for text that a spreadsheet would run as a formula."""
    return book.add_format(look) if look else None, book.add_format(look | {"quote_prefix": True})


def _write(
    sheet: Worksheet, row: int, column: int, value: Any, look: Format | None, quoted: Format
) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, str | list):
        # As text, whatever it begins with: a formula from the data must not run.
        text = _text(value)
        sheet.write_string(row, column, text, look if harmless(text) == text else quoted)
    else:
        sheet.write_number(row, column, value, look)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = " | ".join(_item(item) for item in value)
    # What looks like the code of a letter (_x0041_) is guarded by the library.
    return in_xml(str(value)[:LONGEST_CELL])


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return f"{item['activity']} ({item['start'] or '?'}/{item['end'] or '?'})"


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", text)[:31]
