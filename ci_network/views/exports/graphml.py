"""GraphML, which igraph, networkx, visone and yEd read."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import NODE_FIELDS, record
from ci_network.views.exports.sheets import in_xml
from ci_network.views.exports.ties import spells_text, ties

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_FIELDS = ("name", *NODE_FIELDS[1:])
"""`name` is the id once more: igraph takes it for that, and does not decode what stands in ids."""

_TIE_FIELDS = (
    ("class", "string"), ("weight", "double"), ("activities", "int"),
    ("independent_activities", "int"), ("first_met", "string"), ("last_met", "string"),
    ("spells", "string"),
)  # fmt: skip


def graphml(alliance: Alliance, max_size: int | None = None, *, times: bool = True) -> str:
    """Actors and ties as GraphML; the time of a tie is text in `spells`."""
    nodes = record(alliance).nodes
    root = Element("graphml", {"xmlns": _NAMESPACE})
    for name in _NODE_FIELDS:
        _key(root, "node", name, "string")
    for name, kind in _TIE_FIELDS:
        _key(root, "edge", name, kind)
    graph = SubElement(root, "graph", {"id": "alliance", "edgedefault": "undirected"})
    for number, actor in enumerate(nodes["id"]):
        node = SubElement(graph, "node", {"id": in_xml(actor)})
        for name in _NODE_FIELDS:
            _data(node, f"node-{name}", nodes["id" if name == "name" else name][number])
    for number, tie in enumerate(ties(alliance, max_size, times=times)):
        ends = {"source": in_xml(tie.source), "target": in_xml(tie.target)}
        edge = SubElement(graph, "edge", {"id": f"e{number}", **ends})
        told = tie.told() | {"weight": repr(tie.strength), "spells": spells_text(tie.spells)}
        for name, _ in _TIE_FIELDS:
            _data(edge, f"edge-{name}", told[name])
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _key(root: Element, owner: str, name: str, kind: str) -> None:
    key = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
    SubElement(root, "key", key)


def _data(parent: Element, key: str, value: object) -> None:
    if value not in (None, ""):
        SubElement(parent, "data", {"key": key}).text = in_xml(str(value))
