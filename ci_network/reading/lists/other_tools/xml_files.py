"""GEXF and GraphML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ci_network.reading.columns import key
from ci_network.reading.lists.clocks import are_counts
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import (
    Hyperedge,
    Link,
    Network,
    Node,
    Stretch,
    keyed,
    of_hyperedges,
)
from ci_network.reading.lists.timesets import ENDLESS, stepped, stretches_of
from ci_network.reading.lists.words.when import INVOLVED, time_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


Titles = dict[tuple[str, str], str]
"""Titles of attributes by what they belong to and id."""

_INSIDE = re.compile(r"[^\s<>\[\],;]+")


def read_xml(data: bytes, file: str, log: Log) -> Network | None:
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
        log.error("not-well-formed", file, line, form="XML")
        return None
    except LookupError:
        log.error("not-well-formed", file, form="XML")
        return None
    except (DefusedXmlException, ValueError, RecursionError):
        log.error("xml-entities", file)
        return None
    name = _name(root)
    if name == "gexf":
        return _gexf(root)
    if name == "graphml":
        return _graphml(root)
    log.error("unknown-network", file, None, None, name)
    return None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if _name(each) == name)


def _inside(element: Element, group: str, name: str) -> Iterator[Element]:
    """The elements of a name in a group of an element itself, not in those of others within it."""
    for child in element:
        if _name(child) == group:
            yield from (each for each in child if _name(each) == name)


def _gexf(root: Element) -> Network:
    network = Network(own=any(_text(each) == "ci_network" for each in _all(root, "creator")))
    titles: Titles = {}
    given: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for table in _all(root, "attributes"):
        owner = table.get("class", "")
        for each in _all(table, "attribute"):
            title = titles[owner, each.get("id", "")] = each.get("title", "")
            for default in _all(each, "default"):
                given.setdefault(owner, {})[title] = _text(default)
    points = any(
        graph.get("timerepresentation", "") == "timestamp" for graph in _all(root, "graph")
    )
    for node in _all(root, "node"):
        known = given["node"] | _values(node, "node", titles) | {"label": node.get("label", "")}
        known |= {at: node.get(at, "") for at in ("start", "end") if node.get(at)}
        network.nodes.append(Node(node.get("id", ""), keyed(known)))
        network.unread |= {key(title) for title in _changing(node, "node", titles)}
    counts = are_counts(_times_in(root))
    direction = next((graph.get("defaultedgetype", "") for graph in _all(root, "graph")), "")
    for edge in _all(root, "edge"):
        values = given["edge"] | _values(edge, "edge", titles)
        values |= {at: edge.get(at, "") for at in ("weight", "label", "kind") if edge.get(at)}
        network.directed |= edge.get("type", direction) in ("directed", "mutual")
        network.unread |= {key(title) for title in _changing(edge, "edge", titles)}
        stretches = [] if counts else list(_stretches(edge, titles, points=points))
        if not stretches:  # a time that is no date is noted there
            values |= {at: edge.get(at, "") for at in ("start", "end") if edge.get(at)}
        network.links.append(
            Link(edge.get("source", ""), edge.get("target", ""), keyed(values), stretches)
        )
    _leave_out_groups(network, root)
    return network


def _leave_out_groups(network: Network, root: Element) -> None:
    """Nodes that hold others, by `pid` or in themselves, and that no edge names."""
    nodes = list(_all(root, "node"))
    holding = {node.get("pid", "") for node in nodes}
    holding |= {node.get("id", "") for node in nodes if [*_inside(node, "nodes", "node")]}
    holding -= {end for link in network.links for end in (link.source, link.target)}
    network.groups += [
        node.attributes.get("label") or node.id for node in network.nodes if node.id in holding
    ]
    network.nodes = [node for node in network.nodes if node.id not in holding]


def _values(element: Element, owner: str, titles: Titles) -> dict[str, str]:
    return {
        title: each.get("value", "")
        for title, each in _titled(element, owner, titles)
        if each.get("start") is None and each.get("end") is None
    }


def _titled(element: Element, owner: str, titles: Titles) -> Iterator[tuple[str, Element]]:
    """The values of attributes that stand in an element, each with the title of its attribute."""
    for each in _inside(element, "attvalues", "attvalue"):
        yield titles.get((owner, each.get("for", "")), each.get("for", "")), each


def _changing(element: Element, owner: str, titles: Titles) -> set[str]:
    """Attributes that change in time, but for the involvement."""
    values = _titled(element, owner, titles)
    return {title for title, each in values if {*_BOUNDS} & set(each.attrib)} - {"involvement"}


def _stretches(edge: Element, titles: Titles, *, points: bool) -> Iterator[Stretch]:
    """Changes of the involvement where they are told, else spells, else the time of the edge."""
    told = [
        each
        for each in _inside(edge, "attvalues", "attvalue")
        if titles.get(("edge", each.get("for", ""))) == "involvement"
        and INVOLVED.get(each.get("value", ""))
    ]
    spells = [*_inside(edge, "spells", "spell"), *_inside(edge, "slices", "slice")]
    for each in told or spells or [edge]:
        involvement = INVOLVED.get(each.get("value", ""), "")
        for start, end in _times(each.attrib, points=points):
            yield start, end, involvement
        if each in told and not {*_BOUNDS} & set(each.attrib):
            yield "", "", involvement


_BOUNDS = ("start", "end", "startopen", "endopen")


def _times_in(root: Element) -> Iterator[str]:
    """All bounds and moments of a file."""
    for each in root.iter():
        yield from filter(None, map(each.get, _BOUNDS))
        for at in ("timestamp", "timestamps", "timeset"):
            yield from _INSIDE.findall(each.get(at, ""))


def _times(attributes: Mapping[str, str], *, points: bool) -> Iterator[tuple[str, str]]:
    """The stretches that the attributes of an element say: a start without an end goes on."""
    attributes = {name: value for name, value in attributes.items() if not ENDLESS.fullmatch(value)}
    start = time_of(attributes.get("start", "")) or stepped(attributes.get("startopen", ""), 1)
    end = time_of(attributes.get("end", "")) or stepped(attributes.get("endopen", ""), -1)
    if any(attributes.get(at) and not time_of(attributes[at]) for at in _BOUNDS):
        return  # noted as no date where nothing else is told
    if start or end:
        yield start, end or "ongoing"
    for moment in filter(None, [attributes.get("timestamp"), attributes.get("timestamps")]):
        yield from ((at, "") for at in map(time_of, _INSIDE.findall(moment)) if at)
    yield from stretches_of(attributes.get("timeset", ""), points=points)


def _graphml(root: Element) -> Network:
    network = Network()
    names = {}
    given: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for each in _all(root, "key"):
        name = names[each.get("id", "")] = each.get("attr.name") or _of_yed(each)
        for default in _all(each, "default"):
            for owner in [each.get("for", "")] if each.get("for") in given else given:
                given[owner][name] = _text(default)
    hyperedges = []
    graphs = [each for each in root if _name(each) == "graph"]
    for number, graph in enumerate(graphs, start=1):
        kinds = (graph.get("id") or str(number),) if len(graphs) > 1 else ()
        direction = graph.get("edgedefault", "")
        for edge in _all(graph, "edge"):
            own = {"label": edge.get("label", "")}  # as Neo4j writes the type of a relationship
            values = keyed(given["edge"] | own | _data(edge, names))
            ends = edge.get("source", ""), edge.get("target", "")
            network.links.append(Link(*ends, values, kinds=kinds))
            goes = {"true": "directed", "false": ""}.get(edge.get("directed", ""), direction)
            network.directed |= goes == "directed"
        for each in _all(graph, "hyperedge"):
            there = [end.get("node", "") for end in _all(each, "endpoint")]
            hyperedges.append(
                Hyperedge(each.get("id", ""), there, keyed(_data(each, names)), kinds)
            )
    tied = {end for link in network.links for end in (link.source, link.target)}
    tied |= {end for each in hyperedges for end in each.ends}
    for node in _all(root, "node"):
        one = Node(node.get("id", ""), keyed(given["node"] | _data(node, names)))
        if any(_name(each) == "graph" for each in node) and one.id not in tied:
            network.groups.append(one.attributes.get("label") or one.id)
        else:
            network.nodes.append(one)
    return of_hyperedges(network, hyperedges) if hyperedges else network


def _of_yed(key: Element) -> str:
    """What a key without a name holds: yEd's drawing of a node, in which its label is the text."""
    drawn = any(name.rpartition("}")[2] == "yfiles.type" for name in key.attrib)
    return "label" if drawn else key.get("id", "")


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _data(element: Element, names: dict[str, str]) -> dict[str, str]:
    return {
        names.get(each.get("key", ""), each.get("key", "")): _text(each)
        for each in element
        if _name(each) == "data"
    }
