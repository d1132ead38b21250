"""DL of UCINET: matrices, lists of edges and lists of nodes, of one mode or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import (
    ACTIVITY,
    MOST_NODES,
    Link,
    Network,
    Node,
    is_one_sided,
)
from ci_network.reading.lists.words.lexicon import any_case

_TOKEN = re.compile(r'"([^"]*)"|([^\s,"]+)')
_SIZE = any_case(r"\b(n|nr|nc|nm)\s*=\s*(\d+)")
_FORMAT = any_case(r"\bformat\s*=\s*(\w+)")
_PARTS = re.compile(
    r"^[ \t]*((?:row |column |col |level |matrix )?labels?(?:\s+embedded)?|data)[ \t]*:?[ \t]*$"
    r"|^[ \t]*((?:row |column |col |level |matrix )?labels|data)\s*:",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass
class _Dl:
    """What the head of a file says, and the words below it."""

    rows: int
    columns: int
    two_modes: bool
    form: str
    embedded: bool
    diagonal: bool
    matrices: int
    row_labels: list[str] = field(default_factory=list)
    column_labels: list[str] = field(default_factory=list)
    matrix_labels: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_dl(text: str, file: str, log: Log) -> Network | None:
    """The network of a DL file; None where its form is not read here."""
    head = _head(text)
    if head is None:
        log.error("not-well-formed", file, form="DL")
        return None
    if head.form in _MATRICES:
        cells = _matrices(head)
    elif head.form in ("edgelist1", "el1", "edgelist2", "el2", "edgelist"):
        cells = _edges(head)
    elif head.form in ("nodelist1", "nl1", "nodelist2", "nl2", "nodelist"):
        cells = [(line[0], other, "1", "") for line in head.lines for other in line[1:]]
    else:
        log.error("unknown-network", file, None, None, head.form)
        return None
    if cells is None or (head.matrices > 1 and head.form not in _MATRICES):
        log.error("not-well-formed", file, form="DL")
        return None
    return _network(head, cells)


def _head(text: str) -> _Dl | None:
    start = re.match(r"\s*dl\b", text, re.IGNORECASE)
    parts = list(_PARTS.finditer(text))
    data = next((p for p in parts if (p[1] or p[2]).casefold().startswith("data")), None)
    if start is None or data is None:
        return None
    head = text[start.end() : data.start()]
    sizes = {name.casefold(): int(size) for name, size in _SIZE.findall(head)}
    if not {"n", "nr"} & set(sizes) or max(sizes.values()) > MOST_NODES:
        return None
    form = _FORMAT.search(head)
    name = form[1].casefold() if form else "fullmatrix"
    rows = sizes.get("nr", sizes.get("n", 0))
    read = _Dl(
        rows=rows,
        columns=sizes.get("nc", rows),
        two_modes="nc" in sizes or name in ("edgelist2", "el2", "nodelist2", "nl2"),
        form=name,
        embedded=re.search(r"labels?\s+embedded", head, re.IGNORECASE) is not None,
        diagonal=re.search(r"diagonal\s*=?\s*absent", head, re.IGNORECASE) is None,
        matrices=sizes.get("nm", 1),
    )
    for at, part in enumerate(parts):
        said = (part[1] or part[2]).casefold()
        if part.start() >= data.start() or "embedded" in said:
            continue
        between = text[part.end() : parts[at + 1].start()]
        if said.startswith("col"):
            read.column_labels = _labels(between, read.columns)
        elif said.startswith(("row", "label")):
            read.row_labels = _labels(between, read.rows)
        elif said.startswith(("matrix", "level")):
            read.matrix_labels = _labels(between, read.matrices)
    body = text[data.end() :].splitlines()
    read.lines = [words for line in body if (words := [q or w for q, w in _TOKEN.findall(line)])]
    return read


def _labels(text: str, size: int) -> list[str]:
    """So many labels: divided by blanks and commas, or one on each line."""
    words = [quoted or word for quoted, word in _TOKEN.findall(text)]
    lines = [line.strip(" \t,\"'") for line in text.splitlines() if line.strip()]
    return lines if len(words) > size == len(lines) else words


Cells = list[tuple[str, str, str, str]]
"""Row, column, value and kind; rows and columns are labels, or numbers from 1 on."""

_MATRICES = frozenset({"fullmatrix", "fm", "lowerhalf", "lh", "upperhalf", "uh"})
_MISSING = frozenset({"na", "nan", ".", "-9999", "m"})


def _matrices(head: _Dl) -> Cells | None:
    """The cells of each matrix that are not 0; those of no value are told."""
    places = list(_places(head))
    lines = _without_labels(head) if head.embedded else head.lines
    if lines is None:
        return None
    values = [word for line in lines for word in line]
    if len(values) != len(places) * head.matrices:
        return None
    cells: Cells = []
    for number in range(head.matrices):
        labels = head.matrix_labels
        unnamed = str(number + 1) if head.matrices > 1 else ""
        kind = labels[number] if number < len(labels) else unnamed
        of_one = values[number * len(places) : (number + 1) * len(places)]
        for (row, column), value in zip(places, of_one, strict=True):
            if value.casefold() in _MISSING:
                head.missing.append(value)
            elif value.strip("0."):
                cells.append((str(row), str(column), value, kind))
    return cells


def _places(head: _Dl) -> Iterator[tuple[int, int]]:
    """Row and column of each value, in the order of the file."""
    for row in range(1, head.rows + 1):
        first = row if head.form in ("upperhalf", "uh") else 1
        last = row if head.form in ("lowerhalf", "lh") else head.columns
        for column in range(first, last + 1):
            if head.diagonal or row != column:
                yield row, column


def _without_labels(head: _Dl) -> list[list[str]] | None:
    """The values of matrices that begin with a line of labels, and their rows with one."""
    rows = head.rows + 1
    if len(head.lines) != rows * head.matrices:
        return None
    head.column_labels = head.lines[0]
    head.row_labels = [line[0] for line in head.lines[1:rows]]
    below = [line for at, line in enumerate(head.lines) if at % rows]
    if any(line[0] != head.row_labels[at % head.rows] for at, line in enumerate(below)):
        return None
    return [line[1:] for line in below]


def _edges(head: _Dl) -> Cells | None:
    if any(len(line) < 2 for line in head.lines):
        return None
    return [(line[0], line[1], line[2] if len(line) > 2 else "1", "") for line in head.lines]


def _network(head: _Dl, cells: Cells) -> Network:
    """Rows and columns by their labels; in two modes the columns are activities."""
    rows = _names(head.row_labels, head.rows, [row for row, *_ in cells], embedded=head.embedded)
    if not head.two_modes:
        labels = head.row_labels or head.column_labels
        ends = [end for row, column, *_ in cells for end in (row, column)]
        rows = columns = _names(labels, head.rows, ends, embedded=head.embedded)
    else:
        columns = _names(
            head.column_labels, head.columns, [c for _, c, *_ in cells], embedded=head.embedded
        )
    network = Network(nodes=[Node(name, {}) for name in dict.fromkeys(rows.values())])
    prefix = ""
    if head.two_modes:
        prefix = ACTIVITY
        titles = dict.fromkeys(columns.values())
        network.nodes += [Node(f"{prefix}{name}", {"name": name}) for name in titles]
        network.events = {f"{prefix}{name}" for name in titles}
    network.links = [
        Link(
            rows.get(row, row),
            prefix + columns.get(column, column),
            {"value": value},
            kinds=(kind,) if kind else (),
        )
        for row, column, value, kind in cells
    ]
    network.directed = not head.two_modes and head.form in _MATRICES and is_one_sided(network.links)
    network.without_value = head.missing
    return network


def _names(
    labels: Sequence[str], size: int, used: Sequence[str], *, embedded: bool
) -> dict[str, str]:
    """Name by what stands in the data: a number, or the label itself."""
    if embedded and not labels:
        return {name: name for name in dict.fromkeys(used)}
    names = [labels[n] if n < len(labels) else str(n + 1) for n in range(size)]
    numbered = {str(n): name for n, name in enumerate(names, start=1)}
    return {**{name: name for name in names if name not in numbered}, **numbered}
