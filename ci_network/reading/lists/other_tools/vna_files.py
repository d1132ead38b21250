"""VNA of NetDraw: tables of nodes and ties below lines with a star."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import Link, Network, Node, keyed
from ci_network.reading.lists.relations import WEIGHTS
from ci_network.reading.lists.timesets import TIMES

_CELL = re.compile(r'"([^"]*)"|([^\s,;"]+)')
_ZERO = re.compile(r"-?0*(?:[.,]0*)?")


def read_vna(text: str, file: str, log: Log) -> Network | None:
    """The network of a VNA file; a tie whose relations are all 0 is none."""
    network = Network(open=True, wide=True)
    section = ""
    header: list[str] = []
    known: dict[str, Node] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if line.lstrip().startswith("*"):
            section, header = " ".join(line.replace("*", " ").casefold().split()), []
            continue
        cells = [quoted or word for quoted, word in _CELL.findall(line)]
        if not header or not cells:
            header = header or cells
            continue
        if len(cells) > len(header):
            counts = {"cells": str(len(cells)), "columns": str(len(header))}
            log.error("ragged-row", file, number, **counts)
            return None
        if section == "node data":
            attributes = keyed(dict(zip(header[1:], cells[1:], strict=False)))
            known[cells[0]] = Node(cells[0], attributes)
            network.nodes.append(known[cells[0]])
        elif section == "tie data" and len(cells) >= 2:
            network.links.append(
                _link(cells, keyed(dict(zip(header[2:], cells[2:], strict=False))))
            )
    if not section:
        log.error("unknown-network", file, None, None, "VNA")
        return None
    ends = dict.fromkeys(end for link in network.links for end in (link.source, link.target))
    network.nodes += [Node(end, {}) for end in ends if end not in known]
    return network


def _link(cells: Sequence[str], attributes: Mapping[str, str]) -> Link:
    """The tie of a row; what follows the two ends are its kinds with their strengths, or times."""
    marks = {n: c for n, c in attributes.items() if n not in TIMES}
    if marks and all(_ZERO.fullmatch(cell) for cell in marks.values()):
        return Link(cells[0], cells[1], {"weight": "0"})
    named = {n: c for n, c in attributes.items() if n not in WEIGHTS}
    return Link(cells[0], cells[1], named if set(named) - TIMES else attributes)
