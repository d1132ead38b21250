"""CSV files as offices save them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from ci_network.files.formulas import may_be_guarded, unguarded
from ci_network.reading.columns import Kind, header_score
from ci_network.reading.plain import cell_count, plain_cells
from ci_network.reading.records import Records
from ci_network.reading.table import ProblemLog

MOST_CELLS = 50_000_000
"""More cells are refused: they would not fit into the memory of an office's machine."""

SEPARATORS = (",", ";", "\t")

HeaderScore = Callable[[Sequence[str]], tuple[bool, int, int]]
"""How much of a header a row is."""

_HEADER_LINES = 50
_TEXT = bytes([0, 9, 10, 11, 12, 13, 26, *range(32, 256)])
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# A web page, XML, a letter in RTF, JSON.
_OTHER_TEXT = re.compile(
    r"[\ufeff\s]*(?:<!doctype|<html|<\?xml|<!--|\{\\rtf|[\[{]+\s*\")", re.IGNORECASE
)
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
)


def read_csv(
    path: Path, data: bytes, kind: Kind | HeaderScore, problem_log: ProblemLog
) -> Records | None:
    """Records of a CSV file; None when it cannot be read at all.

    Parameters
    ----------
    path
        The file that the data is from.
    data
        Its bytes.
    kind
        Which header to expect, or how much of a header a row is.
    problem_log
        Where problems are told.
    """
    name = path.name
    decoded = _decoded(name, data, problem_log)
    if decoded is None:
        return None
    text, encoding, undecoded = decoded
    text = text.removesuffix("\x1a")  # how DOS ends a file
    if not text.lstrip('\ufeff \t\r\n;,"'):
        problem_log.error("empty-file", name)
        return None
    if _OTHER_TEXT.match(text):
        problem_log.error("no-table", name)
        return None
    score = kind if callable(kind) else partial(header_score, kind=kind)
    text, separator = _separated(name, text, score, problem_log)
    plain = plain_cells(text, separator)
    cells, whole = _cells(name, text, separator, problem_log) if plain is None else (plain, True)
    if '"' in text and _tell_swallowed_rows(name, cells, separator, problem_log):
        whole = False
    if cell_count(cells) > MOST_CELLS:
        problem_log.error("too-many-cells", name, limit=f"{MOST_CELLS:,}")
        return None
    if may_be_guarded(text):
        cells = [[unguarded(cell) for cell in record] for record in cells]
    return Records(name, cells, encoding, separator, whole, undecoded)


def _decoded(name: str, data: bytes, problem_log: ProblemLog) -> tuple[str, str, bool] | None:
    """The text, what its encoding is called, and whether U+FFFD stands for some bytes."""
    codec, encoding = next(
        ((codec, called) for mark, codec, called in _BOMS if data.startswith(mark)),
        ("utf-8", "UTF-8"),
    )
    if codec == "utf-8" and _looks_like_no_text(data):
        problem_log.error("not-text", name)
        return None
    if b"\0" in data and codec == "utf-8" and _looks_like_utf16(data):
        problem_log.error("utf16-without-mark", name)
        return None
    try:
        return data.decode(codec), encoding, False
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    if codec != "utf-8" or _is_mostly_utf8(text):
        return text, encoding, True
    text = data.decode("cp1252", "replace")
    return text, "Windows-1252", "\ufffd" in text


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
    few, many = sorted((head[::2].count(0), head[1::2].count(0)))
    return many > 0.4 * half > 0.8 > few / half


def _is_mostly_utf8(text: str) -> bool:
    """Whether more letters could be read as UTF-8 than not, or Danish ones: not Windows-1252."""
    read = [letter for letter in _BEYOND_ASCII.findall(text) if letter != "\ufffd"]
    return len(read) > text.count("\ufffd") or any(letter in "æøåÆØÅé" for letter in read)


def _separated(
    name: str, text: str, score: HeaderScore, problem_log: ProblemLog
) -> tuple[str, str]:
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
        problem_log.error("unknown-separator", name, None, None, after[:1] or None)
        return rest, after[:1] or ","
    scores = _scores(text[:100_000], score)
    best = max(SEPARATORS, key=scores.__getitem__)
    if scores["|"] > scores[best] and scores["|"][0]:
        problem_log.error("unknown-separator", name, None, None, "|")
        return text, "|"
    return text, best


_Score = tuple[bool, int, int, int, int]
"""Three of the header, its cells, and how many of the first lines have as many of them."""


def _scores(head: str, score: HeaderScore) -> dict[str, _Score]:
    """How much of a header there is with each separator.

    With those that stand nowhere every line is one cell: that is looked at once, and not at all
    where another separator gives a whole header of several.
    """
    every = (*SEPARATORS, "|")
    there = {separator: _score(head, separator, score) for separator in every if separator in head}
    if any(whole and cells > 1 for whole, _, _, cells, _ in there.values()):
        one_cell = _NOTHING
    else:
        absent = next((separator for separator in every if separator not in head), None)
        one_cell = _NOTHING if absent is None else _score(head, absent, score)
    return dict.fromkeys(every, one_cell) | there


_NOTHING: _Score = (False, 0, 0, 0, 0)


def _score(text: str, separator: str, of_row: HeaderScore) -> _Score:
    """How much of a header the best of the first lines is with this separator."""
    best, widths = _NOTHING[:4], Counter[int]()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _ in range(_HEADER_LINES):
        try:
            record = next(reader)
        except (StopIteration, csv.Error):
            break
        score = of_row(record)
        if score[0]:
            return (*score, len(record), 1)
        best = max(best, (*score, len(record)))
        widths[len(record)] += 1
    return (*best, widths[best[-1]])


def _cells(
    name: str, text: str, separator: str, problem_log: ProblemLog
) -> tuple[Sequence[list[str]], bool]:
    """Records of the text, and whether these are all.

    A row with a quote in the wrong place is told and left blank; what follows a quote that is
    never closed is left out.
    """
    csv.field_size_limit(1 << 30)
    cells: list[list[str]] = []
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    whole = True
    lines: list[str] = []
    begun = 0, 0
    while True:
        try:
            cells.extend(reader)
        except csv.Error:
            lines = lines or list(_lines(text))
            whole = False
            row = len(cells) + 1
            line = begun[1] + _lines_of(lines, begun[1], separator, len(cells) - begun[0])
            if reader.line_num > line + 1 or lines[line].count('"') % 2:
                problem_log.error("unclosed-quote", name, row)
                return cells, whole
            problem_log.error("stray-quote", name, row)
            cells.append([])
            begun = len(cells), reader.line_num
        else:
            return cells, whole


def _lines(text: str) -> Iterator[str]:
    """Lines as a spreadsheet cuts them: at CR, LF or both, and nowhere else."""
    return iter(io.StringIO(text, newline=""))


def _lines_of(lines: list[str], first: int, separator: str, records: int) -> int:
    """How many lines the records take that begin at a line; those before it are not touched."""
    rest = map(lines.__getitem__, range(first, len(lines)))
    reader = csv.reader(rest, delimiter=separator, strict=True)
    for _ in islice(reader, records):
        pass
    return reader.line_num


def _tell_swallowed_rows(
    name: str, cells: Sequence[list[str]], separator: str, problem_log: ProblemLog
) -> bool:
    """A cell that holds whole lines of the table is two quotes that do not belong together."""
    width = max(map(len, cells[:_HEADER_LINES]), default=0)
    told = False
    if width < 2:
        return told
    for row, record in enumerate(cells, start=1):
        for cell in record:
            if "\n" not in cell and "\r" not in cell:
                continue
            inner = cell.splitlines()[1:-1]
            last = cell.splitlines()[-1:]
            if any(line.count(separator) == width - 1 for line in inner) or (
                width > 2 and last and last[0].count(separator) >= width - 1
            ):
                problem_log.error("rows-in-a-cell", name, row, None, cell)
                told = True
                break
    return told
