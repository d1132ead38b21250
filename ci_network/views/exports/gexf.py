"""GEXF 1.3 with spells: Gephi shows it on its timeline."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import NODE_FIELDS, Columns, record
from ci_network.views.exports.sheets import in_xml
from ci_network.views.exports.ties import Tie, spells_text, ties

_NAMESPACE = "http://gexf.net/1.3"
_TIE_FIELDS = (
    ("class", "string"), ("strength", "double"), ("activities", "integer"),
    ("independent_activities", "integer"), ("first_met", "string"), ("last_met", "string"),
    ("involvement", "string"),
)  # fmt: skip


def gexf(alliance: Alliance, max_size: int | None = None, *, times: bool = True) -> str:
    """Actors and ties with the time in which they met, as GEXF.

    Returns
    -------
    str
        XML with one table of attributes for nodes and one for ties, because readers keep the last
        of several. Days are inclusive. A tie has a spell for each stretch of time in which the
        two met; a tie without any date has none and is always there. `involvement` says the
        stretches with what the secretariat did in them, as text.
    """
    nodes = record(alliance).nodes
    root = Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    SubElement(SubElement(root, "meta"), "creator").text = "ci_network"
    known = {"defaultedgetype": "undirected", "mode": "static"}
    if times:
        known |= {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = SubElement(root, "graph", known)
    _declare(graph, "node", [(name, "string") for name in NODE_FIELDS[2:]])
    _declare(graph, "edge", list(_TIE_FIELDS))
    _nodes(SubElement(graph, "nodes"), nodes)
    edges = SubElement(graph, "edges")
    for number, tie in enumerate(ties(alliance, max_size, times=times)):
        _edge(edges, number, tie)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _declare(graph: Element, owner: str, names: list[tuple[str, str]]) -> None:
    table = SubElement(graph, "attributes", {"class": owner, "mode": "static"})
    for name, kind in names:
        SubElement(table, "attribute", {"id": name, "title": name, "type": kind})


def _nodes(parent: Element, nodes: Columns) -> None:
    for number, actor in enumerate(nodes["id"]):
        label = in_xml(nodes["label"][number])
        node = SubElement(parent, "node", {"id": in_xml(actor), "label": label})
        values = SubElement(node, "attvalues")
        for name in NODE_FIELDS[2:]:
            if value := nodes[name][number]:
                SubElement(values, "attvalue", {"for": name, "value": in_xml(value)})


def _edge(parent: Element, number: int, tie: Tie) -> None:
    ends = {"source": in_xml(tie.source), "target": in_xml(tie.target)}
    edge = SubElement(parent, "edge", {"id": str(number), **ends, "weight": repr(tie.strength)})
    values = SubElement(edge, "attvalues")
    for name, value in (tie.told() | {"involvement": spells_text(tie.spells)}).items():
        if value is not None:
            SubElement(values, "attvalue", {"for": name, "value": str(value)})
    dated = [spell for spell in tie.spells if spell.start is not None]
    if dated:
        spells = SubElement(edge, "spells")
        for spell in dated:
            SubElement(spells, "spell", {"start": spell.first_day, "end": spell.last_day})
