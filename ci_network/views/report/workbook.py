"""The tables as a workbook, for those who live in Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from xlsxwriter.workbook import Workbook

from ci_network.language import Language, translation
from ci_network.views.definitions import TERMS
from ci_network.views.exports.columns import WRAPPED, Columns, look_of, written
from ci_network.views.report.front import Front
from ci_network.views.report.headings import heading
from ci_network.views.sentence import Sentence, plain, said

_WIDEST = 60
_SHARE = re.compile(r"(share|connectedness|density|largest_component|needing|persistence|expected)")

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
    words = translation(language).gettext
    lines = [
        front.answer, *front.beside, *filter(None, [front.size]), *front.known, *front.findings,
        *front.steps,
    ]  # fmt: skip
    answer = [[plain(sentence, language)] for sentence in lines]
    terms = [[words(term.name), words(term.meaning)] for term in TERMS.values()]

    def write(book: Workbook) -> None:
        _texts(book, plain(said("Answer"), language), answer, (110,))
        for name, table in columns.items():
            headings = [
                plain(names[each], language) if each in names else heading(each, language)
                for each in table
            ]
            _table(book, name.removesuffix(".csv"), table, language, headings)
        _texts(book, plain(said("Terms"), language), terms, (40, 110))

    return written(write)


def _texts(
    book: Workbook, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """A sheet of sentences."""
    sheet = book.add_worksheet(_title(title), Columns)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    look = look_of(book, **WRAPPED)
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
    figures = look_of(book)
    shares = figures._replace(of_floats=book.add_format({"num_format": "0.0%"}))
    bold = look_of(book, **WRAPPED, bold=True)
    italic = look_of(book, italic=True, font_color="#5B6673")
    for number, (name, column) in enumerate(table.items()):
        values = [_listed(value) if isinstance(value, list) else value for value in column]
        shown = max((len(str(value)) for value in values[:200]), default=0)
        sheet.set_column(number, number, min(max(12, min(shown, 40)) + 2, _WIDEST))
        look = shares if _SHARE.search(name) else figures
        sheet.take(([headings[number]], bold), ([name], italic), (values, look))
    sheet.freeze_panes(2, 1)
    if rows:
        sheet.autofilter(1, 0, rows + 1, len(table) - 1)


def _listed(items: Sequence[Any]) -> str:
    return " | ".join(map(_item, items))


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return f"{item['activity']} ({item['start'] or '?'}/{item['end'] or '?'})"


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", text)[:31]
