"""Workbooks written column by column: for sheets of thousands of rows."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ci_network.files.formulas import harmless
from ci_network.views.exports.sheets import in_xml
from ci_network.workbooks.sheets import MOST_LETTERS

WRAPPED = {"text_wrap": True, "valign": "top"}

_MADE = dt.datetime(2020, 1, 1)
"""In place of the time at which it was made: the same data gives the same bytes."""


def written(write: Callable[[Workbook], None]) -> bytes:
    """The file of a workbook into which `write` puts the sheets."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        write(book)
    return out.getvalue()


class Look(NamedTuple):
    """How cells look: text that a spreadsheet would run as a formula, floats, and all others."""

    quoted: Format
    of_floats: Format | None
    plain: Format | None


def look_of(book: Workbook, **look: Any) -> Look:
    """One look for all cells, in XlsxWriter's words."""
    plain = book.add_format(look) if look else None
    return Look(book.add_format(look | {"quote_prefix": True}), plain, plain)


class Columns(Worksheet):  # type: ignore[misc]
    """A sheet that takes whole columns: cell by cell, XlsxWriter needs three times as long, and
    openpyxl ten times."""

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
        texts: dict[str, str] = {}
        for value in values:
            if value is None:
                yield ""
            elif isinstance(value, bool):
                yield f'{plain} t="b"><v>{value:d}'
            elif isinstance(value, str):
                if (tail := texts.get(value)) is None:
                    # As text, whatever it begins with: a formula from the data must not run.
                    text = _in_cell(value)
                    at = self.str_table._get_shared_string_index(text)
                    tail = f'{plain if harmless(text) == text else quoted} t="s"><v>{at}'
                    texts[value] = tail
                else:
                    self.str_table.count += 1
                yield tail
            elif math.isfinite(value):
                yield f"{of_floats if isinstance(value, float) else plain}><v>{value:.16G}"
            else:
                raise ValueError(f"A cell of a workbook holds a number or nothing, not {value}.")

    def _write_rows(self) -> None:
        """Called by XlsxWriter where the rows belong."""
        for number, cells in enumerate(zip(*self._taken, strict=True), start=1):
            self.fh.write(f'<row r="{number}">{"".join(cells)}</row>')


def _in_cell(text: str) -> str:
    """The text as far as a cell holds it. What looks like the code of a letter (_x0041_) is
    guarded by the library."""
    text = in_xml(text[:MOST_LETTERS])
    if len(text) <= MOST_LETTERS // 2:
        return text
    # A cell is as long as its UTF-16, in which some letters are two.
    return text.encode("utf-16-le")[: 2 * MOST_LETTERS].decode("utf-16-le", "ignore")
