"""Lines of names: lists of networkx, NCOL and LGL of igraph, SIF of Cytoscape."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import Link, Network, Node, keyed
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.when import time_of

_DATA = re.compile(r"\s*(\{.*\})\s*$")
_NUMBER = any_case(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_MOST = 3
"""Words of a line: two names, and a strength, a date or a kind of tie."""

Line = tuple[int, str]


def read_edge_list(text: str, file: str, log: Log) -> Network | None:
    """A tie on each line: two names, and what is known of it, in a word or as Python writes it."""
    network = Network(open=True)
    lines = list(_lines(text))
    at = _separator([line for _, line in lines])
    for number, line in lines:
        data = _DATA.search(line)
        words = _words(line[: data.start()] if data else line, at)
        if not 1 < len(words) <= (_MOST - bool(data)):
            _refuse(words, file, number, log)
            return None
        known = _said(data[1]) if data else dict(map(_meant, words[2:]))
        network.links.append(Link(words[0], words[1], keyed(known)))
    return network


def read_neighbours(text: str, file: str, log: Log) -> Network | None:  # noqa: ARG001 - a reader
    """A name on each line, and those whom it is tied to, or on a line of its own each."""
    network = Network(open=True)
    lines = list(_lines(text))
    if any(_DATA.search(line) for _, line in lines):
        return _of_several_lines(lines)
    at = _separator([line for _, line in lines])
    first = {}
    for _, line in lines:
        one, *others = _words(line, at)
        first[one] = Node(one, {})
        network.links += [Link(one, other, {}) for other in others]
    network.nodes = list(first.values())
    for other in dict.fromkeys(link.target for link in network.links):
        network.nodes += [] if other in first else [Node(other, {})]
    return network


def _of_several_lines(lines: Sequence[Line]) -> Network:
    """A name and how many it is tied to, and below it those, with what is known of each tie."""
    network = Network(open=True)
    one = ""
    for _, line in lines:
        data = _DATA.search(line)
        if data is None:
            one = line.rpartition(" ")[0]
            network.nodes.append(Node(one, {}))
        else:
            other = line[: data.start()].strip()
            network.links.append(Link(one, other, keyed(_said(data[1]))))
    return network


def read_sif(text: str, file: str, log: Log) -> Network | None:  # noqa: ARG001 - a reader
    """A name, a kind of tie and those whom it joins to that name; a name alone has none."""
    network = Network(open=True)
    lines = [line for line in text.splitlines() if line.strip()]
    at = "\t" if any("\t" in line for line in lines) else None
    names: dict[str, Node] = {}
    for line in lines:
        one, *rest = _words(line, at)
        network.links += [Link(one, other, {"interaction": rest[0]}) for other in rest[1:]]
        names |= {name: Node(name, {}) for name in (one, *rest[1:])}
    network.nodes = list(names.values())
    return network


def read_lgl(text: str, file: str, log: Log) -> Network | None:
    """A name behind #, and on the lines below it those whom it is tied to, with a strength."""
    network = Network(open=True)
    one = ""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if words[:1] == ["#"] and len(words) > 1:
            one = " ".join(words[1:])
        elif words and one and len(words) < _MOST:
            network.links.append(Link(one, words[0], dict(map(_meant, words[1:]))))
        elif words:
            _refuse(words, file, number, log)
            return None
    return network


def _lines(text: str) -> Iterator[Line]:
    """The lines that are neither blank nor a remark."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _separator(lines: Sequence[str]) -> str | None:
    """A tab, comma or semicolon that stands on every line; None for spaces."""
    return next((at for at in "\t;," if lines and all(at in _DATA.sub("", x) for x in lines)), None)


def _words(line: str, at: str | None) -> list[str]:
    return [word.strip().strip('"') for word in line.split(at) if word.strip()]


def _said(data: str) -> dict[str, object]:
    """What stands in braces, as Python writes it; nothing where it is not that."""
    try:
        known = ast.literal_eval(data)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return {}
    return {str(name): value for name, value in known.items()} if isinstance(known, dict) else {}


def _meant(word: str) -> tuple[str, str]:
    """What a word behind two names says: how strong the tie is, when it was, or of what kind."""
    if _NUMBER.fullmatch(word):
        return "weight", word
    return ("date", word) if time_of(word) else ("type", word)


def _refuse(words: Sequence[str], file: str, number: int, log: Log) -> None:
    log.error("ragged-row", file, number, None, None, cells=str(len(words)), columns=str(_MOST))
