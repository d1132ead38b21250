"""The process that reads one workbook: bytes in, sheets as JSON out, and it ends.

It holds itself to its limits before it looks at the first byte, so that whatever stands in the
file ends this process at worst.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import lzma
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ci_network.workbooks import comments, ods, xlsx
from ci_network.workbooks.archive import Archive
from ci_network.workbooks.formats import as_shown, is_day
from ci_network.workbooks.sheets import (
    NOT_INSTALLED,
    Book,
    Marks,
    RefusedError,
    Sheet,
    as_json,
    note,
)

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MOST_TEXT = 1 << 27
"""Letters of all cells together."""

# All that the opening of a damaged archive can end in.
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError,
    RuntimeError, EOFError, LookupError, ValueError, OverflowError, OSError,
)  # fmt: skip


def main(memory: int, seconds: int, wanted: list[str] | None) -> None:
    """Read a workbook from standard input and tell what stands in it on standard output."""
    limit(memory, seconds)
    try:
        told = as_json(read(sys.stdin.buffer.read(), wanted))
    except RefusedError as refused:
        told = {"refused": [refused.code, refused.sheet, refused.value, refused.details]}
    except MemoryError:
        told = {"refused": ["heavy-workbook", None, None, {}]}
    except ImportError:
        sys.exit(NOT_INSTALLED)
    sys.stdout.buffer.write(json.dumps(told).encode())


def limit(memory: int, seconds: int) -> None:
    """Take no more than so many bytes and seconds of work, where the system can hold us to it."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901
        resource.setrlimit(which, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, wanted: list[str] | None) -> Book:
    """The sheets of a workbook.

    Parameters
    ----------
    data
        The file.
    wanted
        Names of the sheets, in lower case; all that are visible by default.

    Raises
    ------
    RefusedError
        When it is no workbook, or one that must not be read.
    """
    import python_calamine  # noqa: PLC0415

    if data.startswith(_OLD):
        raise RefusedError("old-workbook")
    try:
        with _no_workbook():
            archive = Archive(data)
            inspect = _inspected_xlsx if xlsx.ROOT in archive else _inspected_ods
            marks, copy = inspect(archive, wanted)
            del archive, data
            with python_calamine.load_workbook(io.BytesIO(copy)) as book:
                return _sheets(book, marks, wanted)
    except python_calamine.PasswordError as error:
        raise RefusedError("old-workbook") from error
    except python_calamine.CalamineError as error:
        raise RefusedError("no-workbook") from error


@contextmanager
def _no_workbook() -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise RefusedError("no-workbook") from error


def _is_wanted(sheet: str, wanted: list[str] | None) -> bool:
    return wanted is None or sheet.strip().casefold() in wanted


def _inspected_xlsx(archive: Archive, wanted: list[str] | None) -> tuple[dict[str, Marks], bytes]:
    """Marks of the sheets that are wanted, and an archive of nothing but the parts they need."""
    parts = xlsx.parts_of(archive)
    sheets = {sheet: part for sheet, part in parts.sheets.items() if _is_wanted(sheet, wanted)}
    if parts.strings is not None:
        xlsx.check_strings(archive.read(parts.strings), parts.strings)
    styles = xlsx.Styles({})
    if parts.styles is not None:
        styles = xlsx.styles_of(archive.read(parts.styles), parts.styles)
    marks = {
        sheet: xlsx.marks_of(archive.read(part), part, sheet, styles)
        for sheet, part in sheets.items()
    }
    for sheet, part in sheets.items():
        marks[sheet].comments = comments.comments_of(archive, part)
    needed = (xlsx.ROOT, parts.workbook, parts.links, parts.strings, parts.styles)
    return marks, archive.of([*filter(None, needed), *sheets.values()])


def _inspected_ods(archive: Archive, _wanted: list[str] | None) -> tuple[dict[str, Marks], bytes]:
    if ods.has_password(archive):
        raise RefusedError("old-workbook")
    marks = ods.marks_of(archive.read(ods.CONTENT))
    return marks, archive.of(part for part in ods.PARTS if part in archive)


def _sheets(book: Any, marks: dict[str, Marks], wanted: list[str] | None) -> Book:
    """The sheets that calamine finds; one that was not looked at before is none."""
    found = [
        (each.name, str(each.visible).rpartition(".")[2] != "Visible")
        for each in book.sheets_metadata
        if str(each.typ).rpartition(".")[2] == "WorkSheet"
    ]
    if not found:
        raise RefusedError("no-workbook")
    sheets = []
    letters = 0
    for name, hidden in found:
        if not _is_wanted(name, wanted):
            continue
        if name not in marks:
            raise RefusedError("no-workbook")
        cells = _cells(book, name, marks[name]) if wanted is not None or not hidden else []
        letters += sum(sum(map(len, row)) for row in cells)
        if letters > _MOST_TEXT:
            raise RefusedError("heavy-workbook")
        sheets.append(Sheet(name, hidden, cells, marks[name]))
    return Book([name for name, _ in found], sheets)


def _cells(book: Any, name: str, marks: Marks) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = [[_text(cell) for cell in row] for row in rows]
    for row, place, form in marks.formats:
        if row <= len(cells) and place < len(cells[row - 1]):
            cells[row - 1][place] = as_shown(cells[row - 1][place], form)
            if form == "day" and is_day(cells[row - 1][place]):
                note(marks.without_year, (row, place, cells[row - 1][place]))
    marks.formats = []
    return cells


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
