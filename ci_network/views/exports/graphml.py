"""GraphML, which igraph, networkx, visone and yEd read."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import NODE_FIELDS, record
from ci_network.views.exports.sheets import in_xml
from ci_network.views.exports.ties import Tie, spells_text, ties

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
        edge = SubElement(
            graph,
            "edge",
            {"id": f"e{number}", "source": in_xml(tie.source), "target": in_xml(tie.target)},
        )
        for (name, _), value in zip(_TIE_FIELDS, _values(tie), strict=True):
            _data(edge, f"edge-{name}", value)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _key(root: Element, owner: str, name: str, kind: str) -> None:
    key = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
    SubElement(root, "key", key)


def _values(tie: Tie) -> tuple[str, ...]:
    return (
        tie.tie_class or "",
        repr(tie.strength),
        str(tie.activities),
        "" if tie.independent_activities is None else str(tie.independent_activities),
        tie.first_met or "",
        tie.last_met or "",
        spells_text(tie.spells),
    )


def _data(parent: Element, key: str, value: str) -> None:
    if value:
        SubElement(parent, "data", {"key": key}).text = in_xml(value)
