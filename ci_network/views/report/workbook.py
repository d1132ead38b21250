"""The tables as a workbook, for those who live in Excel."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ci_network.files.formulas import harmless
from ci_network.language import Language, translation
from ci_network.views.definitions import TERMS
from ci_network.views.exports.sheets import LONGEST_CELL, in_xml
from ci_network.views.report.front import Front
from ci_network.views.report.headings import heading
from ci_network.views.sentence import Sentence, plain, said

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
    sheet = book.add_worksheet(_title(title), Columns)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    look = _look(book, **_WRAPPED)
    for column in zip(*rows, strict=True):
        sheet.take((column, look))


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
    sheet = book.add_worksheet(_title(title), Columns)
    figures = _look(book)
    shares = figures._replace(of_floats=book.add_format({"num_format": "0.0%"}))
    bold = _look(book, **_WRAPPED, bold=True)
    italic = _look(book, italic=True, font_color="#5B6673")
    for number, (name, column) in enumerate(table.items()):
        shown = max((len(_text(value)) for value in column[:200]), default=0)
        sheet.set_column(number, number, min(max(12, min(shown, 40)) + 2, _WIDEST))
        look = shares if _SHARE.search(name) else figures
        sheet.take(([headings[number]], bold), ([name], italic), (column, look))
    sheet.freeze_panes(2, 1)
    if rows:
        sheet.autofilter(1, 0, rows + 1, len(table) - 1)


class Look(NamedTuple):
    """How cells look: text that a spreadsheet would run as a formula, floats, and all others."""

    quoted: Format
    of_floats: Format | None
    plain: Format | None


def _look(book: Workbook, **look: Any) -> Look:
    plain = book.add_format(look) if look else None
    return Look(book.add_format(look | {"quote_prefix": True}), plain, plain)


class Columns(Worksheet):  # type: ignore[misc]
    """A sheet that takes whole columns: cell by cell, XlsxWriter needs five times as long."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: list[list[str]] = []

    def take(self, *parts: tuple[Sequence[Any], Look]) -> None:
        """The next column: values with their look, from above; None is blank."""
        number = len(self._taken)
        tails = [tail for values, look in parts for tail in self._tails(values, look)]
        start = f'<c r="{xl_col_to_name(number)}'
        self._taken.append(
            [tail and f'{start}{row}"{tail}</v></c>' for row, tail in enumerate(tails, start=1)]
        )
        self._check_dimensions(0, number)
        self._check_dimensions(len(tails) - 1, number)

    def _tails(self, values: Sequence[Any], look: Look) -> Iterator[str]:
        """What stands in each cell after its place."""
        quoted, of_floats, plain = (
            "" if each is None else f' s="{each._get_xf_index()}"' for each in look
        )
        for value in values:
            if value is None:
                yield ""
            elif isinstance(value, bool):
                yield f'{plain} t="b"><v>{value:d}'
            elif isinstance(value, str | list):
                # As text, whatever it begins with: a formula from the data must not run.
                text = _text(value)
                at = self.str_table._get_shared_string_index(text)
                yield f'{plain if harmless(text) == text else quoted} t="s"><v>{at}'
            elif math.isfinite(value):
                yield f"{of_floats if isinstance(value, float) else plain}><v>{value:.16G}"
            else:
                raise ValueError(f"A cell of a workbook holds a number or nothing, not {value}.")

    def _write_rows(self) -> None:
        """Called by XlsxWriter where the rows belong."""
        for number, cells in enumerate(zip(*self._taken, strict=True), start=1):
            self.fh.write(f'<row r="{number}">{"".join(cells)}</row>')


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
