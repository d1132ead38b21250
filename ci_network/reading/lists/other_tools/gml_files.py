"""GML, as networkx, igraph, Gephi, yEd and Cytoscape write it."""

from __future__ import annotations

import html
import re
from typing import Any

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import Link, Network, Node, keyed

_TOKEN = re.compile(
    r'\s*(?:#[^\n]*|(?P<open>\[)|(?P<close>\])|"(?P<text>[^"]*)"|(?P<word>[^\s\[\]"]+))'
)

Items = list[tuple[str, Any]]


def read_gml(text: str, file: str, log: Log) -> Network | None:
    """The network of a GML file; None when its brackets do not close."""
    items = _items(text)
    graph = next((value for name, value in items or [] if name.casefold() == "graph"), None)
    if not isinstance(graph, list):
        log.error("not-well-formed", file, form="GML")
        return None
    network = Network(numbered=True)
    for name, value in graph:
        network.directed |= name.casefold() == "directed" and value == "1"
        if not isinstance(value, list):
            continue
        known = {each: text for each, text in value if not isinstance(text, list)}
        if name.casefold() == "node":
            one = known.pop("id", "")
            network.nodes.append(Node(one, keyed(known)))
        elif name.casefold() == "edge":
            ends = known.pop("source", ""), known.pop("target", "")
            network.links.append(Link(*ends, keyed(known)))
    return network


def _items(text: str) -> Items | None:
    """Names and values, a list for what stands in brackets; None where these do not match."""
    inside: list[Items] = [[]]
    name: str | None = None
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            below: Items = []
            inside[-1].append((name or "", below))
            inside.append(below)
            name = None
        elif kind == "close":
            if len(inside) == 1:
                return None
            inside.pop()
            name = None
        elif kind in ("text", "word"):
            value = html.unescape(token[kind])
            if name is None and kind == "word":
                name = value
            elif name is not None:
                inside[-1].append((name, value))
                name = None
    return inside[0] if len(inside) == 1 else None
