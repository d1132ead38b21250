"""GEXF 1.3 with spells: Gephi shows it on its timeline."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import Columns, record
from ci_network.views.exports.sheets import in_xml
from ci_network.views.exports.ties import Spell, Tie, ties

_NAMESPACE = "http://gexf.net/1.3"
_NODE_FIELDS = (
    "sector", "type", "secretariat", "secretariat_from", "secretariat_until", "joined", "left",
)  # fmt: skip
_TIE_FIELDS = (
    ("class", "string"), ("strength", "double"), ("activities", "integer"),
    ("independent_activities", "integer"), ("first_met", "string"), ("last_met", "string"),
)  # fmt: skip
_INVOLVEMENT = "involvement"


def gexf(alliance: Alliance, max_size: int | None = None) -> str:
    """Actors and ties with the time in which they met, as GEXF.

    Parameters
    ----------
    alliance
        A checked record.
    max_size
        Activities with more actors make no ties.

    Returns
    -------
    str
        XML. Days are inclusive. A tie has a spell for each stretch of time in which the two met,
        and `involvement` changes with time; a tie without any date has no spell and is always
        there.
    """
    nodes = record(alliance).nodes
    root = Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    SubElement(SubElement(root, "meta"), "creator").text = "ci_network"
    graph = SubElement(
        root,
        "graph",
        {
            "mode": "dynamic",
            "defaultedgetype": "undirected",
            "timeformat": "date",
            "timerepresentation": "interval",
        },
    )
    _declare(graph, "node", "static", [(name, "string") for name in _NODE_FIELDS])
    _declare(graph, "edge", "static", list(_TIE_FIELDS))
    _declare(graph, "edge", "dynamic", [(_INVOLVEMENT, "string")])
    _nodes(SubElement(graph, "nodes"), nodes)
    edges = SubElement(graph, "edges")
    for number, tie in enumerate(ties(alliance, max_size)):
        _edge(edges, number, tie)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _declare(graph: Element, owner: str, mode: str, names: list[tuple[str, str]]) -> None:
    table = SubElement(graph, "attributes", {"class": owner, "mode": mode})
    for name, kind in names:
        SubElement(table, "attribute", {"id": name, "title": name, "type": kind})


def _nodes(parent: Element, nodes: Columns) -> None:
    for number, actor in enumerate(nodes["id"]):
        label = in_xml(nodes["label"][number])
        node = SubElement(parent, "node", {"id": in_xml(actor), "label": label})
        values = SubElement(node, "attvalues")
        for name in _NODE_FIELDS:
            if value := nodes[name][number]:
                SubElement(values, "attvalue", {"for": name, "value": in_xml(value)})


def _edge(parent: Element, number: int, tie: Tie) -> None:
    edge = SubElement(
        parent,
        "edge",
        {
            "id": str(number),
            "source": in_xml(tie.source),
            "target": in_xml(tie.target),
            "weight": repr(tie.strength),
        },
    )
    values = SubElement(edge, "attvalues")
    for name, value in (
        ("class", tie.tie_class),
        ("strength", repr(tie.strength)),
        ("activities", str(tie.activities)),
        ("independent_activities", str(tie.independent_activities)),
        ("first_met", tie.first_met),
        ("last_met", tie.last_met),
    ):
        if value is not None:
            SubElement(values, "attvalue", {"for": name, "value": value})
    for spell in tie.spells:
        known = {"for": _INVOLVEMENT, "value": spell.involvement}
        SubElement(values, "attvalue", known | _time(spell))
    dated = [spell for spell in tie.spells if spell.start is not None]
    if dated:
        spells = SubElement(edge, "spells")
        for spell in dated:
            SubElement(spells, "spell", _time(spell))


def _time(spell: Spell) -> dict[str, str]:
    if spell.start is None:
        return {}
    return {"start": spell.first_day, "end": spell.last_day}
