"""A network of another tool, whatever its file: nodes and links with their attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ci_network.reading.cells import NO, ORGANISATION, PERSON, YES
from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.edge_lists import dates_of
from ci_network.reading.lists.rows import Contents, Pair, Part
from ci_network.reading.lists.when import read_spells, time_of

Stretch = tuple[str, str, str]
"""Start, end and involvement of the secretariat; blank where unknown."""

_DATES = ("secretariat_from", "secretariat_until", "joined", "left")
_UNKNOWN = ("unknown", "ukendt")
_SECOND_MODE = ("true", "1", "1.0")


@dataclass(frozen=True)
class Node:
    """A node by its id, with text by key of attribute."""

    id: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """A link, with text by key of attribute and the stretches in which it was there."""

    source: str
    target: str
    attributes: Mapping[str, str]
    stretches: Sequence[Stretch] = ()


@dataclass
class Network:
    """What a file holds; `events` are the nodes that are activities."""

    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: set[str] = field(default_factory=set)


def keyed(attributes: Mapping[str, object]) -> dict[str, str]:
    """Attributes as text by the key of their name."""
    return {key(str(name)): _text(value) for name, value in attributes.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def contents_of(network: Network, file: str, log: Log) -> Contents:
    """Participations of a network of actors and activities, else pairs."""
    network = _whole(_by_name(network), file, log)
    events = network.events or _second_mode(network)
    contents = Contents(named=True)
    contents.actors = {
        node.id: dict(_actor(node, file, log)) for node in network.nodes if node.id not in events
    }
    if events:
        log.add("form", file, None, "", "a network of actors and activities")
        contents.parts = list(_parts(network, events, file, log))
    else:
        log.add("form", file, None, "", "a network of pairs")
        contents.pairs = list(_pairs(network, file, log))
        undated = sum(not pair.start for pair in contents.pairs)
        if undated:
            log.add("ties without a date", file, None, "", f"{undated} of {len(contents.pairs)}")
    return contents


def _by_name(network: Network) -> Network:
    """Actors by their attribute `name` where each has one of its own, as igraph keeps them."""
    actors = [node for node in network.nodes if node.id not in network.events]
    name_of = {node.id: node.attributes.get("name", "") for node in actors}
    names = set(name_of.values())
    if not names or "" in names or len(names) < len(actors) or names & network.events:
        return network
    nodes = [Node(name_of.get(node.id, node.id), node.attributes) for node in network.nodes]
    links = [
        replace(
            link,
            source=name_of.get(link.source, link.source),
            target=name_of.get(link.target, link.target),
        )
        for link in network.links
    ]
    return Network(nodes, links, network.events)


def _whole(network: Network, file: str, log: Log) -> Network:
    """The network without the links that have one end only."""
    links = [link for link in network.links if link.source and link.target]
    for link in network.links:
        if not link.source or not link.target:
            log.add("tie left out", file, None, link.source or link.target, "it names only one")
    return Network(network.nodes, links, network.events)


def _second_mode(network: Network) -> set[str]:
    """Activities by `kind`, or by the `type` of igraph and manynet, where every link crosses."""
    kinds = {node.id: node.attributes.get("kind", "") for node in network.nodes}
    events = {name for name, kind in kinds.items() if kind == "activity"}
    if not events:
        types = {node.id: node.attributes.get("type", "").casefold() for node in network.nodes}
        if set(types.values()) <= {"true", "false", "0", "1", "0.0", "1.0"}:
            events = {name for name, kind in types.items() if kind in _SECOND_MODE}
    crosses = all((link.source in events) != (link.target in events) for link in network.links)
    return events if network.links and crosses else set()


def _actor(node: Node, file: str, log: Log) -> Iterator[tuple[str, str]]:
    known = node.attributes
    yield "label", known.get("label") or known.get("name") or node.id
    if sector := known.get("sector") or known.get("sektor"):
        yield "sector", sector
    kind = known.get("type", "").casefold()
    if kind in PERSON | ORGANISATION and kind:
        yield "type", "person" if kind in PERSON else "organisation"
    flag = known.get("secretariat", "").casefold()
    if flag in YES:
        yield "secretariat", "yes"
    elif flag not in NO:
        log.add("secretariat", file, None, flag, f"neither yes nor no at {node.id}; left out")
    for name in _DATES:
        text = known.get(name, "")
        if text.casefold() in _UNKNOWN:
            yield name, text
        elif date := time_of(text):
            yield name, date
        elif text:
            log.add("time left out", file, None, text, f"{name} of {node.id} is no date")


def _parts(network: Network, events: set[str], file: str, log: Log) -> Iterator[Part]:
    names = {node.id: node.attributes.get("name") or node.id for node in network.nodes}
    titles = {
        node.id: node.attributes.get("label") or names[node.id]
        for node in network.nodes
        if node.id in events
    }
    own = {
        node.id: dates_of(node.attributes, file, None, log)
        for node in network.nodes
        if node.id in events
    }
    for link in network.links:
        event, actor = (
            (link.source, link.target) if link.source in events else (link.target, link.source)
        )
        role = link.attributes.get("role") or link.attributes.get("rolle", "")
        start, end = dates_of(link.attributes, file, None, log)
        stretches = [(one, other) for one, other, _ in link.stretches] or [(start, end)]
        for one, other in stretches:
            days = (one, other) if one or other else own.get(event, ("", ""))
            yield Part(titles.get(event, event), actor, role, *days, file, 0)


def _pairs(network: Network, file: str, log: Log) -> Iterator[Pair]:
    for link in network.links:
        stretches = list(link.stretches) or read_spells(link.attributes.get("spells", ""))
        if not stretches:
            stretches = [(*dates_of(link.attributes, file, None, log), "")]
        activity = link.attributes.get("activity", "")
        for start, end, involvement in stretches:
            yield Pair(link.source, link.target, activity, start, end, involvement, file, 0)
