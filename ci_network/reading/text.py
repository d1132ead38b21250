"""CSV files as offices save them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ci_network.formulas import GUARD, unguarded
from ci_network.reading.columns import Kind, header_score
from ci_network.reading.records import Records
from ci_network.reading.table import Found

MOST_CELLS = 50_000_000
"""More cells are refused: they would not fit into the memory of an office's machine."""

SEPARATORS = (",", ";", "\t")

_HEADER_LINES = 50
_TEXT = bytes([0, 9, 10, 11, 12, 13, 26, *range(32, 256)])
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
)


def read_csv(path: Path, data: bytes, kind: Kind, found: Found) -> Records | None:
    """Records of a CSV file; None when it cannot be read at all.

    Parameters
    ----------
    path
        The file that the data is from.
    data
        Its bytes.
    kind
        Which header to expect.
    found
        Where problems are told.
    """
    name = path.name
    decoded = _decoded(name, data, found)
    if decoded is None:
        return None
    text, encoding = decoded
    if not text.strip('\ufeff \t\r\n;,"'):
        found.error("empty-file", name)
        return None
    text, separator = _separated(name, text, kind, found)
    cells = _cells(name, text, separator, found)
    if cells is not None and GUARD in text:
        cells = [[unguarded(cell) for cell in record] for record in cells]
    return None if cells is None else Records(name, cells, encoding, separator)


def _decoded(name: str, data: bytes, found: Found) -> tuple[str, str] | None:
    codec, encoding = next(
        ((codec, called) for mark, codec, called in _BOMS if data.startswith(mark)),
        ("utf-8", "UTF-8"),
    )
    if codec == "utf-8" and _looks_like_no_text(data):
        found.error("not-text", name)
        return None
    if b"\0" in data and codec == "utf-8" and _looks_like_utf16(data):
        found.error("utf16-without-mark", name)
        return None
    try:
        return data.decode(codec), encoding
    except UnicodeDecodeError as error:
        wrong = error
    if codec == "utf-8" and not _has_utf8_letters(data):
        try:
            return data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError as error:
            wrong, encoding = error, "Windows-1252"
    row = None
    if not codec.startswith(("utf-16", "utf-32")):
        before = data[: wrong.start].removeprefix(b"\xef\xbb\xbf")
        own_line = before.lstrip(b'"').lower().startswith(b"sep=")
        row = len(re.findall(rb"\r\n|\r|\n", before)) + 1 - own_line
    found.error("mixed-encoding", name, row, encoding=encoding)
    return None


def _looks_like_no_text(data: bytes) -> bool:
    """Whether the beginning is full of bytes that no text has: a picture, an archive."""
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        return True
    head = data[:2000].translate(None, _TEXT)
    return len(head) > 2 and len(head) > 0.05 * len(data[:2000])


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every other byte of the beginning is mostly NUL, as in plain text of two bytes."""
    head = data[:2000]
    half = len(head) // 2
    return max(head[::2].count(0), head[1::2].count(0)) > 0.4 * half and half > 2


def _has_utf8_letters(data: bytes) -> bool:
    """Whether Danish letters stand in it as UTF-8: then not all of it is Windows-1252."""
    return any(letter.encode() in data for letter in "æøåÆØÅé")


def _separated(name: str, text: str, kind: Kind, found: Found) -> tuple[str, str]:
    """Take off a line `sep=;`, or decide by the line that is most of a header."""
    text = text.removeprefix("\ufeff")
    first = text[:20].splitlines()[0] if text[:20].splitlines() else ""
    word = first.strip().strip('"').casefold()
    if first.strip(' "').casefold().startswith("sep=") and len(first) < 20:
        after = first.strip(' "')[4:]
        rest = text[len(first) :]
        rest = rest[2:] if rest.startswith("\r\n") else rest[1:]
        if after and after[0] in SEPARATORS:
            return rest, after[0]
        if word in ("sep=\\t", "sep=tab", "sep="):
            return rest, "\t"
        found.error("unknown-separator", name, None, None, after[:1] or None)
        return rest, after[:1] or ","
    scores = {separator: _score(text, separator, kind) for separator in (*SEPARATORS, "|")}
    best = max(SEPARATORS, key=scores.__getitem__)
    if scores["|"] > scores[best] and scores["|"][0]:
        found.error("unknown-separator", name, None, None, "|")
        return text, "|"
    return text, best


def _score(text: str, separator: str, kind: Kind) -> tuple[bool, int, int, int]:
    """How much of a header the best of the first lines is with this separator."""
    best = (False, 0, 0, 0)
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
    for _ in range(_HEADER_LINES):
        try:
            record = next(reader)
        except (StopIteration, csv.Error):
            break
        score = header_score(record, kind)
        if score[0]:
            return (*score, len(record))
        best = max(best, (*score, len(record)))
    return best


def _cells(name: str, text: str, separator: str, found: Found) -> list[list[str]] | None:
    """Records of the text; a quote that is not closed is told, never swallowed."""
    csv.field_size_limit(1 << 30)
    cells: list[list[str]] = []
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    try:
        cells.extend(reader)
    except csv.Error:
        row = len(cells) + 1
        code = "unclosed-quote" if _is_open(text, separator, row) else "stray-quote"
        found.error(code, name, row)
        return None
    if '"' in text:
        _look_for_swallowed_rows(name, cells, separator, found)
    if sum(map(len, cells)) > MOST_CELLS:
        found.error("too-many-cells", name, limit=f"{MOST_CELLS:,}")
        return None
    return cells


def _lines(text: str) -> Iterator[str]:
    """Lines as a spreadsheet cuts them: at CR, LF or both, and nowhere else."""
    return iter(io.StringIO(text, newline=""))


def _is_open(text: str, separator: str, row: int) -> bool:
    """Whether the record that begins in this row runs on beyond its own line."""
    lines = 0
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    try:
        for number, _ in enumerate(reader, start=1):
            if number == row - 1:
                lines = reader.line_num
    except csv.Error:
        pass
    return reader.line_num > lines + 1 or _odd_quotes(text, lines)


def _odd_quotes(text: str, line: int) -> bool:
    for number, content in enumerate(_lines(text)):
        if number == line:
            return content.count('"') % 2 == 1
    return False


def _look_for_swallowed_rows(
    name: str, cells: list[list[str]], separator: str, found: Found
) -> None:
    """A cell that holds whole lines of the table is two quotes that do not belong together."""
    width = max(map(len, cells[:_HEADER_LINES]), default=0)
    if width < 2:
        return
    for row, record in enumerate(cells, start=1):
        for cell in record:
            if "\n" not in cell and "\r" not in cell:
                continue
            inner = cell.splitlines()[1:-1]
            last = cell.splitlines()[-1:]
            if any(line.count(separator) == width - 1 for line in inner) or (
                width > 2 and last and last[0].count(separator) >= width - 1
            ):
                found.error("rows-in-a-cell", name, row, None, cell)
                break
