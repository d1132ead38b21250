"""GEXF and GraphML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ci_network.reading.lists.networks import Link, Network, Node, Stretch, keyed
from ci_network.reading.lists.when import INVOLVED, time_of
from ci_network.reading.table import ProblemLog

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read_xml(data: bytes, file: str, found: ProblemLog) -> Network | None:
    """The network of a GEXF or GraphML file; None when it is neither.

    Entities and outside references are refused, not expanded.
    """
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415

    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        root = fromstring(data)
    except ParseError as error:
        line = error.position[0] if error.position else None
        found.error("not-well-formed", file, line, form="XML")
        return None
    except LookupError:
        found.error("not-well-formed", file, form="XML")
        return None
    except (DefusedXmlException, ValueError, RecursionError):
        found.error("xml-entities", file)
        return None
    name = _name(root)
    if name == "gexf":
        return _gexf(root)
    if name == "graphml":
        return _graphml(root)
    found.error("unknown-network", file, None, None, name)
    return None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if _name(each) == name)


def _gexf(root: Element) -> Network:
    network = Network()
    titles = {
        (table.get("class", ""), each.get("id", "")): each.get("title", "")
        for table in _all(root, "attributes")
        for each in _all(table, "attribute")
    }
    for node in _all(root, "node"):
        values = _values(node, "node", titles)
        known = {**values, "label": node.get("label", "")}
        known |= {at: node.get(at, "") for at in ("start", "end") if node.get(at)}
        network.nodes.append(Node(node.get("id", ""), keyed(known)))
    for edge in _all(root, "edge"):
        values = _values(edge, "edge", titles)
        values |= {at: edge.get(at, "") for at in ("start", "end") if edge.get(at)}
        network.links.append(
            Link(edge.get("source", ""), edge.get("target", ""), keyed(values),
                 list(_stretches(edge, titles)))
        )  # fmt: skip
    return network


def _values(element: Element, owner: str, titles: dict[tuple[str, str], str]) -> dict[str, str]:
    return {
        titles.get((owner, each.get("for", "")), each.get("for", "")): each.get("value", "")
        for each in _all(element, "attvalue")
        if each.get("start") is None and each.get("end") is None
    }


def _stretches(edge: Element, titles: dict[tuple[str, str], str]) -> Iterator[Stretch]:
    """Changes of the involvement where they are told, else spells."""
    told = [
        each
        for each in _all(edge, "attvalue")
        if titles.get(("edge", each.get("for", ""))) == "involvement"
    ]
    for each in told or list(_all(edge, "spell")):
        start = time_of(each.get("start") or each.get("timestamp") or "")
        end = time_of(each.get("end") or "")
        yield start, end, INVOLVED.get(each.get("value", ""), "")


def _graphml(root: Element) -> Network:
    network = Network()
    names = {
        each.get("id", ""): each.get("attr.name") or _of_yed(each) for each in _all(root, "key")
    }
    for node in _all(root, "node"):
        network.nodes.append(Node(node.get("id", ""), keyed(_data(node, names))))
    for edge in _all(root, "edge"):
        values = keyed(_data(edge, names))
        network.links.append(Link(edge.get("source", ""), edge.get("target", ""), values))
    return network


def _of_yed(key: Element) -> str:
    """What a key without a name holds: yEd's drawing of a node, in which its label is the text."""
    drawn = any(name.rpartition("}")[2] == "yfiles.type" for name in key.attrib)
    return "label" if drawn else key.get("id", "")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _data(element: Element, names: dict[str, str]) -> dict[str, str]:
    return {
        names.get(each.get("key", ""), each.get("key", "")): " ".join(
            "".join(each.itertext()).split()
        )
        for each in element
        if _name(each) == "data"
    }
