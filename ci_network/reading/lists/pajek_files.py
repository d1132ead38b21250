"""Pajek's .net, with time intervals and two-mode networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ci_network.reading.lists.networks import Link, Network, Node, Stretch
from ci_network.reading.lists.when import INVOLVED, time_of
from ci_network.reading.table import ProblemLog, clean

_TOKEN = re.compile(r'"([^"]*)"|\[([^\]]*)\]|(\S+)')
_SECTIONS = ("*edges", "*arcs", "*edgeslist", "*arcslist")


def read_pajek(text: str, file: str, found: ProblemLog) -> Network | None:
    """The network of a Pajek file; None when a line cannot be read."""
    network = Network()
    labels: dict[str, str] = {}
    first: dict[str, int] = {}
    rows = 0
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip().removeprefix("\ufeff")  # noqa: PLW2901
        if not line or line.startswith("%"):
            continue
        words = [quoted or word for quoted, _, word in _TOKEN.findall(line)]
        if line.startswith("*"):
            section = words[0].casefold()
            if section == "*vertices":
                rows = int(words[2]) if len(words) > 2 and words[2].isdigit() else 0
            elif section != "*network" and not section.startswith(_SECTIONS):
                found.error("unknown-network", file, number, None, words[0])
                return None
        elif section == "*vertices":
            place, label = words[0], clean(words[1] if len(words) > 1 else words[0])
            if label in first:
                found.error("duplicate-id", file, number, None, label, first=str(first[label]))
                return None
            first[label] = number
            labels[place] = label
            network.nodes.append(Node(label, {}))
            if rows and place.isdigit() and int(place) > rows:
                network.events.add(label)
        elif section in ("*edgeslist", "*arcslist"):
            ends = [labels.get(word, word) for word in words]
            network.links += [Link(ends[0], other, {}) for other in ends[1:]]
        elif section.startswith(_SECTIONS):
            if len(words) < 2:
                found.error("not-well-formed", file, number, form="Pajek")
                return None
            ends = [labels.get(word, word) for word in words[:2]]
            network.links.append(Link(ends[0], ends[1], {}, list(_stretches(line, words))))
    known = {node.id for node in network.nodes}
    ends_used = {end for link in network.links for end in (link.source, link.target)}
    network.nodes += [Node(name, {}) for name in sorted(ends_used - known)]
    return network


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
