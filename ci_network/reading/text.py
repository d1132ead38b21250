"""CSV files as offices save them."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from ci_network.reading.columns import looks_like_header
from ci_network.reading.table import Found, Table

MOST_BYTES = 1 << 30
"""A larger file is refused: it is no table of activities, or it wants another tool."""

_SEPARATORS = (";", ",", "\t")


def read_csv(path: Path, kind: str, found: Found) -> Table | None:
    """Read a CSV file; None when it cannot be read at all.

    Parameters
    ----------
    path
        The file.
    kind
        ``"nodes"`` or ``"edges"``: which header to expect.
    found
        Where problems are told.
    """
    name = path.name
    data = _bytes(path, found)
    if data is None:
        return None
    text, encoding = _decode(data)
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        found.error("nul-byte", name, row)
        return None
    if not text.strip("\ufeff \t\r\n;,"):
        found.error("empty-file", name)
        return None
    text, separator = _separator(text, kind)
    records = _records(text, separator, name, found)
    if records is None:
        return None
    return to_table(records, name, kind, found, encoding, separator)


def to_table(
    records: list[list[str]],
    name: str,
    kind: str,
    found: Found,
    encoding: str | None = None,
    separator: str | None = None,
) -> Table | None:
    """Records to columns: the header is found, blank rows and columns fall away."""
    at = next((n for n, record in enumerate(records[:30]) if looks_like_header(record, kind)), None)
    if at is None:
        at = next((n for n, record in enumerate(records) if any(c.strip() for c in record)), None)
    if at is None:
        found.error("empty-file", name)
        return None
    header = [_clean(cell) for cell in records[at]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, record in enumerate(records[at + 1 :], start=at + 2):
        if len(record) != width:
            if not any(cell.strip() for cell in record):
                continue
            if any(cell.strip() for cell in record[width:]) or len(record) < width:
                found.error("ragged-row", name, number, cells=str(len(record)), columns=str(width))
                continue
            record = record[:width]  # noqa: PLW2901
        elif not any(record):
            continue
        rows.append(record)
        numbers.append(number)
    columns = [list(map(_clean, column)) for column in zip(*rows, strict=True)] or [
        [] for _ in header
    ]
    blank = [n for n, row in enumerate(zip(*columns, strict=True)) if not any(row)]
    if blank:
        gone = set(blank)
        kept = [n for n in range(len(numbers)) if n not in gone]
        columns = [[column[n] for n in kept] for column in columns]
        numbers = [numbers[n] for n in kept]
    return Table(name, tuple(header), tuple(columns), numbers, at + 1, encoding, separator)


def _bytes(path: Path, found: Found) -> bytes | None:
    try:
        if path.is_dir():
            found.error("not-a-file", path.name)
            return None
        if path.stat().st_size > MOST_BYTES:
            found.error("too-large", path.name, limit="1 GB")
            return None
        return path.read_bytes()
    except OSError as error:
        found.error("unreadable", path.name, reason=(error.strerror or str(error)).lower())
        return None


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _separator(text: str, kind: str) -> tuple[str, str]:
    """Take off a line `sep=;`, or decide by the first line that is a header."""
    first, _, rest = text.partition("\n")
    word = first.strip().strip('"').lower()
    if word.startswith("sep=") and len(word) <= 5:
        return rest, word[4:] or first.strip()[4:5] or "\t"
    for line in text.split("\n", 30)[:30]:
        for separator in _SEPARATORS:
            if looks_like_header(line.strip("\r").replace('"', "").split(separator), kind):
                return text, separator
    counts = {separator: first.count(separator) for separator in _SEPARATORS}
    return text, max(_SEPARATORS, key=lambda s: counts[s])


def _records(text: str, separator: str, name: str, found: Found) -> list[list[str]] | None:
    """Records of the text; an unclosed quote is told, never swallowed."""
    csv.field_size_limit(1 << 24)
    # Line ends inside quotes stay in the cell, so the text is cut at line ends of any kind.
    lines = text.splitlines(keepends=True) if "\r" in text.replace("\r\n", "") else None
    reader = csv.reader(
        lines if lines is not None else text.split("\n") if "\r" not in text and '"' not in text
        else _lines(text),
        delimiter=separator,
        strict=True,
    )  # fmt: skip
    records: list[list[str]] = []
    try:
        records.extend(reader)
    except csv.Error:
        found.error("quote", name, len(records) + 1)
        return None
    return records


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")]


def _clean(cell: str) -> str:
    cell = cell.strip()
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell).strip("\ufeff\u200b")
