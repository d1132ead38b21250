"""Pajek's .net, with time intervals, matrices and two-mode networks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape

from ci_network.reading.lists.clocks import are_counts
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import (
    MOST_NODES,
    Link,
    Network,
    Node,
    Stretch,
    is_one_sided,
)
from ci_network.reading.lists.words.when import INVOLVED, time_of
from ci_network.reading.table import clean

_TOKEN = re.compile(r'"([^"]*)"|\[([^\]]*)\]|(\S+)')
_RELATION = re.compile(r'^\*\w+\s*:\s*(\d+)(?:\s+"([^"]*)")?')
_NUMBERED = re.compile(r"^\s*(\d+):\s+")
_CODE = re.compile(r"&#\d{2,7};", re.ASCII)
"""How Pajek writes a letter that is no ASCII."""

_FIGURES = re.compile(r"\d+")
_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])", re.ASCII)
_BESIDE = ("*partition", "*vector", "*permutation", "*cluster")
"""What a project holds of the vertices of its network, below a line of vertices of its own."""

_SECTIONS = ("*edges", "*arcs", "*edgeslist", "*arcslist")


def read_pajek(text: str, file: str, log: Log) -> Network | None:
    """The network of a Pajek file; None when a line cannot be read."""
    network = Network()
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    size = rows = 0
    beside = ""
    for (number, head), lines in _sections(_with_dates(text)):
        words = _words(head)
        section = words[0].casefold() if words else ""
        if section in _BESIDE:
            beside = section.strip("*")
        elif section == "*vertices" and beside:
            network.unread.add(beside)
            beside = ""
        elif section == "*vertices":
            size, rows = (_whole(words, at) for at in (1, 2))
            if size > MOST_NODES:
                log.error("not-well-formed", file, number, form="Pajek")
                return None
            if not _vertices(lines, size, labels, file, log):
                return None
            line_of = {labels[_words(line)[0]]: line for _, line in lines}
            network.nodes = [
                Node(name, _lasting(line_of.get(name, ""))) for name in labels.values()
            ]
            network.events = {n for place, n in labels.items() if 0 < rows < _whole([place], 0)}
        elif section.startswith("*matrix"):
            cells = [_words(line) for _, line in lines]
            links = _of_matrix(cells, labels, rows or size, file, log)
            network.directed |= not network.events and is_one_sided(links)
            network.links += _of_kind(links, _kind(head, kinds))
        elif section.startswith(_SECTIONS):
            for at, line in lines:
                if "list" not in section and len(_words(_NUMBERED.sub("", line))) < 2:
                    log.error("not-well-formed", file, at, form="Pajek")
                    return None
                network.links += _of_kind(_links(section, line, labels, kinds), _kind(head, kinds))
            network.directed |= bool(lines) and "arcs" in section and not network.events
        elif section != "*network" and (section or lines):
            log.error("unknown-network", file, number, None, words[0] if words else head)
            return None
    return network


def _sections(text: str) -> Iterator[tuple[tuple[int, str], list[tuple[int, str]]]]:
    """Each line with a star, and the lines below it, with their numbers."""
    head = (0, "")
    below: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip().removeprefix("\ufeff")  # noqa: PLW2901
        if line.startswith("*"):
            yield head, below
            head, below = (number, line), []
        elif line and not line.startswith("%"):
            below.append((number, line))
    yield head, below


def _with_dates(text: str) -> str:
    """A file whose times are dates: without those that count steps, and 164801 as 1648/01 where
    all are such months, as by itself it is a number as well."""
    figures = _FIGURES.findall(" ".join(inside for _, inside, _ in _TOKEN.findall(text)))
    if figures and all(map(_MONTH.fullmatch, figures)):
        return _TOKEN.sub(lambda at: _MONTH.sub(r"\1/\2", at[0]) if at[2] else at[0], text)
    return _TOKEN.sub(lambda at: "" if at[2] else at[0], text) if are_counts(figures) else text


def _words(line: str) -> list[str]:
    return [quoted or word for quoted, _, word in _TOKEN.findall(line)]


def _vertices(
    lines: Sequence[tuple[int, str]], size: int, labels: dict[str, str], file: str, log: Log
) -> bool:
    """Fill in the label by number; a vertex without a line goes by its number."""
    first: dict[str, int] = {}
    for at, line in lines:
        words = _words(line)
        label = clean(_CODE.sub(lambda code: unescape(code[0]), (words[1:] or words)[0]))
        if label in first:
            log.error("duplicate-id", file, at, None, label, first=str(first[label]))
            return False
        if words[0] in labels:
            log.error("node-twice", file, at, None, words[0])
            return False
        first[label] = at
        labels[words[0]] = label
    for place in map(str, range(1, size + 1)):
        labels.setdefault(place, place)
    return True


def _kind(head: str, kinds: dict[str, str]) -> str:
    """The kind of links that a line with a star names, by its number or in words; else blank."""
    found = _RELATION.search(head)
    if found is None:
        return ""
    kinds[found[1]] = found[2] or kinds.get(found[1], found[1])
    return kinds[found[1]]


def _of_kind(links: Iterable[Link], kind: str) -> list[Link]:
    return [replace(each, kinds=(kind,)) if kind and not each.kinds else each for each in links]


def _links(
    section: str, line: str, labels: dict[str, str], kinds: dict[str, str]
) -> Iterator[Link]:
    """The links of a line; it may begin with the number of their kind, or end in its name."""
    number = _NUMBERED.match(line)
    words = _words(line[number.end() :] if number else line)
    said = words[words.index("l") + 1] if "l" in words[2:-1] else ""
    kind = (said,) if said and said not in INVOLVED else ()
    if number and not kind:
        kind = (kinds.get(number[1], number[1]),)
    ends = [labels.get(word, word) for word in words]
    if "list" in section:
        yield from (Link(ends[0], other, {}, kinds=kind) for other in ends[1:])
    else:
        value = {"value": words[2]} if len(words) > 2 else {}
        yield Link(ends[0], ends[1], value, list(_stretches(line, words)), kind)


def _whole(words: Sequence[str], at: int) -> int:
    return int(words[at]) if len(words) > at and words[at].isdecimal() else 0


def _of_matrix(
    matrix: Sequence[Sequence[str]], labels: dict[str, str], rows: int, file: str, log: Log
) -> list[Link]:
    """A link for each cell; of a two-mode network the columns are the second mode."""
    across = len(labels) - rows or rows
    numbered = all(str(place) in labels for place in range(1, len(labels) + 1))
    if not numbered or len(matrix) != rows or any(len(row) != across for row in matrix):
        log.error("not-well-formed", file, form="Pajek")
        return []
    beyond = rows if len(labels) > rows else 0
    return [
        Link(labels[str(one)], labels[str(other + beyond)], {"value": value})
        for one, row in enumerate(matrix, start=1)
        for other, value in enumerate(row, start=1)
        if value.strip("0.")
    ]


def _stretches(line: str, words: list[str]) -> Iterator[Stretch]:
    said = words[words.index("l") + 1] if "l" in words[2:-1] else ""
    involvement = INVOLVED.get(said, "")
    intervals = [inside for _, inside, _ in _TOKEN.findall(line) if inside]
    if not intervals:
        yield "", "", involvement
    for interval in ",".join(intervals).split(","):
        first, _, last = interval.strip().partition("-")
        if first:
            start, end = time_of(first), "ongoing" if last.strip() == "*" else time_of(last)
            yield start, "" if end == start else end, involvement


def _lasting(line: str) -> dict[str, str]:
    """From when until when a vertex was there."""
    found = [(start, end) for start, end, _ in _stretches(line, []) if start]
    return {"start": found[0][0], "end": found[-1][1] or found[-1][0]} if found else {}
