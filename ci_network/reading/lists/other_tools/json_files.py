"""JSON: a hypergraph (HIF), Kumu's blueprint or backup, Cytoscape, and lists of nodes and links.

The last are those of networkx, D3, vis, sigma, graphology and JGF; they differ in what they call
things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import (
    ACTIVITY,
    Hyperedge,
    Link,
    Network,
    Node,
    keyed,
    of_hyperedges,
)
from ci_network.reading.lists.relations import DRAWING
from ci_network.reading.lists.timesets import TIMES, TIMESETS
from ci_network.reading.lists.who_came import did_not_come
from ci_network.reading.lists.words.attendance import doubtful_word, is_called_off
from ci_network.reading.lists.words.headings import field_of, heading

Item = Mapping[str, Any]

_IDS = ("id", "key")
_NAMES = ("name", "label")
_SOURCES, _TARGETS = ("source", "from"), ("target", "to")
_HALF_A_LETTER = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str, file: str, log: Log) -> Network | None:
    """The network of a JSON file; None when it is none of the forms that are known."""
    try:
        content = _lines_of_neo4j(text) or json.loads(text)
        if _HALF_A_LETTER.search(text):
            json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        log.error("not-well-formed", file, error.lineno, form="JSON")
        return None
    except (RecursionError, ValueError):
        # Nested without end, a number of thousands of figures, half a letter.
        log.error("not-well-formed", file, form="JSON")
        return None
    network = _network(content, file, log)
    if network is None:
        log.error("unknown-network", file, None, None, "JSON")
    return network


def _lines_of_neo4j(text: str) -> Item | None:
    """The nodes and relationships that Neo4j exports, one on each line; None for other content."""
    if not _NEO4J.match(text):
        return None
    items = [_dict(json.loads(line)) for line in text.splitlines() if line.strip()]
    nodes, links = (
        [item for item in items if item.get("type") == kind] for kind in ("node", "relationship")
    )
    return {
        "nodes": [
            {**_dict(node.get("properties")), "id": node.get("id"), "type": _labels(node)}
            for node in nodes
        ],
        "links": [
            {**_dict(link.get("properties")), "type": link.get("label"),
             "from": _dict(link.get("start")).get("id"), "to": _dict(link.get("end")).get("id")}
            for link in links
        ],
    }  # fmt: skip


def _labels(node: Item) -> str:
    labels = node.get("labels")
    return ":".join(map(str, labels)) if isinstance(labels, list) else ""


_NEO4J = re.compile(r'\s*\{(?=[^\n]*"type"\s*:\s*"(?:node|relationship)")[^\n]*\}\s*(?:\n|$)')


def _network(content: object, file: str, log: Log) -> Network | None:
    if isinstance(content, list):
        return _of_list(content, file, log)
    if not isinstance(content, dict):
        return None
    of_each, content = content, {str(name).casefold(): value for name, value in content.items()}
    edges = content.get("edge-dict") or content.get("edges") or content.get("hyperedges")
    if isinstance(edges, dict) and all(isinstance(each, list) for each in edges.values()):
        content = _with_incidences(content, edges)
    if "incidences" in content:
        return _hif(content, file, log)
    if "elements" in content:
        return _of_elements(content, file, log)
    if isinstance(inside := content.get("graph"), dict) and "nodes" in inside:
        content = inside
    if isinstance(content.get("nodes"), dict):
        nodes = [{"id": name, **_dict(known)} for name, known in content["nodes"].items()]
        content = {**content, "nodes": nodes}
    if "nodes" in content and {"links", "edges", "adjacency", "hyperedges"} & set(content):
        network = _node_link(content, file, log)
        hyperedges = list(map(_hyperedge, _objects(content, "hyperedges")))
        return of_hyperedges(network, hyperedges) if hyperedges else network
    return _of_neighbours(of_each) or _of_lists(content, file, log)


def _of_list(items: list[object], file: str, log: Log) -> Network | None:
    """A list of activities, of partners, of links, or of Cytoscape's elements."""
    if meetings := _meetings(items):
        return of_hyperedges(Network(open=True, doubtful=_saying_more(meetings)), meetings)
    if items and all(map(_is_link, items)):
        return _node_link({"links": items}, file, log)
    of_partners = _of_neighbours(_partners(items))
    return of_partners or _of_elements({"elements": items}, file, log)


def _of_lists(content: Item, file: str, log: Log) -> Network | None:
    """Lists of any name: one of links, perhaps beside one of nodes, or one of activities."""
    lists = [
        each for each in content.values()
        if isinstance(each, list) and each and all(isinstance(item, dict) for item in each)
    ]  # fmt: skip
    links = [each for each in lists if all(map(_is_link, each))]
    nodes = [each for each in lists if each not in links]
    if len(links) == 1 and len(nodes) <= 1:
        return _node_link({"nodes": [*nodes, []][0], "links": links[0]}, file, log)
    meetings = _meetings(nodes[0]) if len(lists) == len(nodes) == 1 else []
    return of_hyperedges(Network(open=True), meetings) if meetings else None


def _partners(items: Sequence[object]) -> dict[str, list[object]]:
    """Partners by the one that lists them: {"organisation": "A", "partners": ["B", "C"]}."""
    found: dict[str, list[object]] = {}
    for item in map(_dict, items):
        of_actors = [
            each for name, each in item.items()
            if name in (*_IDS, *_NAMES) or (field_of(name) == "actor")
        ]  # fmt: skip
        own = [each for each in of_actors if isinstance(each, str)]
        lists = [each for each in of_actors if isinstance(each, list)]
        if len(own) != 1 or len(lists) != 1:
            return {}
        found[own[0]] = [*found.get(own[0], []), *lists[0]]
    return found


def _of_neighbours(content: Item) -> Network | None:
    """What lists the neighbours of each, with what is known of their ties or without."""
    if not content or not all(isinstance(each, list | dict) for each in content.values()):
        return None
    links = [
        (str(name), _as_id(other), _dict(there[other]) if isinstance(there, dict) else {})
        for name, there in content.items()
        for other in there
    ]
    named = {other for _, other, _ in links}
    if not links or "" in named or named.isdisjoint(content):
        return None
    nodes = [Node(name, {}) for name in dict.fromkeys((*map(str, content), *sorted(named)))]
    return Network(nodes=nodes, links=[Link(a, b, _attributes(known)) for a, b, known in links])


def _hyperedge(item: Item) -> Hyperedge:
    """JGF lists the nodes of a hyperedge; of one that goes one way, those on either side."""
    sides = [item[name] for name in ("nodes", *_SOURCES, *_TARGETS) if name in item]
    ends = [_as_id(end) for side in sides if isinstance(side, list) for end in side]
    known = {name: value for name, value in item.items() if value not in sides}
    return Hyperedge(_as_id(item.get("id")), ends, _attributes(known))


def _meetings(items: Sequence[object]) -> list[Hyperedge]:
    """Activities that list who took part: {"activity": "Kickoff", "participants": ["A", "B"]}."""
    found = []
    for item in map(_dict, items):
        fields = {name: said.field for name in item if (said := heading(name)) is not None}
        lists = [item[name] for name, field in fields.items()
                 if field == "actor" and isinstance(item[name], list)]  # fmt: skip
        named = [item[name] for name, field in fields.items() if field == "activity"]
        if len(lists) != 1 or len(named) != 1:
            return []
        led = [name for name, field in fields.items() if field == "lead"]
        leads = [each for name in led for each in _listed(item[name])]
        about = {n: each for n, each in item.items() if each not in lists and n not in led}
        known = {**keyed(about), "label": _as_id(named[0])}
        found.append(
            Hyperedge("", [*map(_as_id, lists[0])], known, leads=tuple(map(_as_id, leads)))
        )
    return found


def _saying_more(meetings: Iterable[Hyperedge]) -> list[str]:
    """Names of activities and participants that say that these did not take place, or come."""
    titles = dict.fromkeys(meeting.attributes["label"] for meeting in meetings)
    names = dict.fromkeys(name for meeting in meetings for name in meeting.ends)
    off = [title for title in titles if is_called_off(title) or doubtful_word(title)]
    return off + list(filter(did_not_come, names))


def _listed(value: object) -> list[object]:
    """What a list holds, or a value alone; nothing where there is none."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _is_link(item: object) -> bool:
    return isinstance(item, dict) and all(
        isinstance(_first(item, names), str | int) for names in (_SOURCES, _TARGETS)
    )


def _with_incidences(content: Item, edges: Mapping[str, list[object]]) -> Item:
    """Edges that list their nodes, as HyperNetX, xgi and plain Python have them, as incidences."""
    about = _dict(content.get("edge-data"))
    listed = content.get("node-data") or content.get("nodes")
    nodes = listed if isinstance(listed, dict | list) else []
    incidences = [{"edge": edge, "node": node} for edge, there in edges.items() for node in there]
    return {
        "nodes": [
            {"node": node, **(_dict(nodes[node]) if isinstance(nodes, dict) else {})}
            for node in nodes
            if isinstance(node, str | int)
        ],
        "edges": [{"edge": edge, **_dict(about.get(edge))} for edge in edges],
        "incidences": incidences,
    }


def _of_elements(content: Item, file: str, log: Log) -> Network | None:
    """Cytoscape's elements, in one list or two, hold `data`; Kumu's stand beside connections."""
    elements = content["elements"]
    if isinstance(elements, dict):
        elements = [*_objects(elements, "nodes"), *_objects(elements, "edges")]
    listed = elements if isinstance(elements, list) else []
    if any(isinstance(_dict(each).get("data"), dict) for each in listed):
        return _cytoscape(listed, file, log)
    return _kumu(content) if "connections" in content else None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(content: Item, name: str) -> Iterator[dict[str, Any]]:
    """The items of a list; a name alone is a node, and two of them are a link."""
    found = content.get(name)
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict):
            yield each
        elif isinstance(each, str | int) and name == "nodes":
            yield {"id": each}
        elif isinstance(each, list) and len(each) == len(("source", "target")):
            yield {"source": each[0], "target": each[1]}


def _attributes(item: Item) -> dict[str, str]:
    """What is known of an item: its own values, and those in the objects that hold such."""
    item = {name: _as_date(value) if key(name) in TIMES else value for name, value in item.items()}
    known = keyed({k: _plain(v) for k, v in item.items() if not isinstance(v, dict)})
    for name, held in item.items():
        if isinstance(held, dict) and name.casefold() not in _NOT_HOLDING:
            known = keyed({k: _plain(v) for k, v in held.items()}) | known
    if (times := _times_in(item)) and not any(known.get(name) for name in TIMESETS):
        known[TIMESETS[0]] = times
    return known


def _as_date(value: object) -> object:
    """A date of an object that says its year, month and day; any other value as it is."""
    if not isinstance(value, dict) or "year" not in value or not {*value} <= {*_OF_A_DATE}:
        return value
    return "-".join(f"{value[name]:0>2}" for name in _OF_A_DATE if value.get(name))


_OF_A_DATE = ("year", "month", "day")

_NOT_HOLDING = DRAWING | {*_SOURCES, *_TARGETS, "font", "position", "viz", "shadow", "scaling"}
"""Objects that say how an item is drawn, and nodes in the place of their ids."""


def _plain(value: object) -> object:
    """A value, or the texts and numbers of a list in one."""
    if not isinstance(value, list):
        return value
    plain = [str(each) for each in value if isinstance(each, str | int | float)]
    return "; ".join(plain) if len(plain) == len(value) else None


def _times_in(item: Item) -> str:
    """The times that an item lists, each with a start and perhaps an end, as a set of times."""
    lists = [value for value in item.values() if isinstance(value, list) and value]
    for value in lists:
        if all(isinstance(each, dict) and each.get("start") for each in value):
            spells = [f"[{each['start']}, {each.get('end') or 'Infinity'}]" for each in value]
            return f"<{'; '.join(spells)}>"
    return ""


def _as_id(value: object) -> str:
    """An id as text; 2 and 2.0 are the same number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _tell_alike(ids: Iterable[object], file: str, log: Log) -> None:
    """Refuse a number and a text that look the same: nobody can tell which one is meant."""
    kinds: dict[str, bool] = {}
    for value in ids:
        is_text = isinstance(value, str)
        if kinds.setdefault(_as_id(value), is_text) != is_text:
            log.error("node-twice", file, None, None, _as_id(value))


def _first(item: Item, names: Sequence[str]) -> object:
    """The first of these that an item has, in any capitals."""
    folded = {key.casefold(): value for key, value in item.items()}
    return next((folded[name] for name in names if folded.get(name) is not None), None)


def _hif(content: Item, file: str, log: Log) -> Network:
    """Nodes are actors and edges activities; both may be named by incidences alone."""
    own, accounts = _of_ours(content.get("metadata"))
    network = Network(
        open=True, own=own, accounts=accounts, directed=content.get("network-type") == "directed"
    )
    incidences = list(_objects(content, "incidences"))
    for end in ("node", "edge"):
        listed = [each.get(end) for each in _objects(content, f"{end}s")]
        _tell_alike([*listed, *(each.get(end) for each in incidences)], file, log)
    for node in _objects(content, "nodes"):
        known = _attributes({n: v for n, v in node.items() if n != "node"})
        network.nodes.append(Node(_as_id(node.get("node")), known))
    for edge in _objects(content, "edges"):
        name = _as_id(edge.get("edge"))
        known = _attributes({n: v for n, v in edge.items() if n != "edge"})
        known = {"name": name, **known}
        network.nodes.append(Node(ACTIVITY + name, known))
        network.events.add(ACTIVITY + name)
    known_ids = {node.id for node in network.nodes}
    for incidence in incidences:
        actor, name = _as_id(incidence.get("node")), _as_id(incidence.get("edge"))
        event = ACTIVITY + name
        for one, attributes in ((actor, {}), (event, {"name": name})):
            if one not in known_ids:
                known_ids.add(one)
                network.nodes.append(Node(one, attributes))
        network.events.add(event)
        known = {n: v for n, v in incidence.items() if n not in ("node", "edge")}
        network.links.append(Link(actor, event, _attributes(known)))
    return network


def _of_ours(beside: object) -> tuple[bool, tuple[str, ...]]:
    """Whether a file is an export of ours, and the tables of accounts that stand in it."""
    said = _dict(beside)
    own = said.get("creator") == "ci_network"
    return own, tuple(n for n in ("partnerships", "survey") if own and said.get(n))


def _kumu(content: Item) -> Network:
    """Elements go by their label; a backup names the ends of connections by `_id`."""
    network = Network(open=True)
    label_of: dict[str, str] = {}
    for element in _objects(content, "elements"):
        known = _attributes(element)
        name = known.get("id") if "id" in element or "ID" in element else None
        label = known.get("label", "")
        actor = name or known.get("label") or str(element.get("_id", ""))
        label_of |= {each: actor for each in (label, str(element.get("_id", ""))) if each}
        network.nodes.append(Node(actor, known))
    for connection in _objects(content, "connections"):
        known = _attributes(connection)
        ends = [
            str(connection.get(end) or connection.get(end.title()) or "") for end in ("from", "to")
        ]
        network.links.append(
            Link(label_of.get(ends[0], ends[0]), label_of.get(ends[1], ends[1]), known)
        )
    return network


def _cytoscape(elements: Iterable[object], file: str, log: Log) -> Network:
    """Nodes and edges as `data`; an edge is what has a source."""
    items = [_drawn(each) for each in elements if isinstance(each, dict)]
    nodes = [item for item in items if "source" not in item]
    links = [item for item in items if "source" in item]
    tied = {_as_id(link.get(end)) for link in links for end in ("source", "target")}
    groups = {_as_id(node["parent"]) for node in nodes if "parent" in node} - tied
    alone = [node for node in nodes if _as_id(node.get("id")) not in groups]
    network = _node_link({"nodes": alone, "links": links}, file, log)
    network.groups = [
        str(_first(node, _NAMES) or _as_id(node["id"])) for node in nodes if node not in alone
    ]
    return network


def _drawn(element: Item) -> dict[str, Any]:
    """The data of an element, with its classes as its kind where that is not told."""
    data = _dict(element.get("data"))
    classes = element.get("classes")
    told = {"type": classes} if classes and "source" in data else {}
    return {**told, "hidden": element.get("removed") or None, **data}


def _node_link(content: Item, file: str, log: Log) -> Network:
    """Lists of nodes and links; links name nodes by id, or, as D3 does, by their place."""
    nodes = list(_objects(content, "nodes"))
    own, accounts = _of_ours(content.get("graph"))
    of_graph = _dict(content.get("options")).get("type")  # as graphology has it
    directed = content.get("directed") is True or of_graph == "directed"
    network = Network(own=own, accounts=accounts, open=not nodes, directed=directed)
    ids = [_first(node, _IDS) for node in nodes]
    by_id = bool(ids) and all(each is not None for each in ids)
    if not by_id:
        ids = [_first(node, _NAMES) for node in nodes]
        ids = [number if each is None else each for number, each in enumerate(ids)]
    _tell_alike(ids, file, log)
    name_of: dict[str, str] = {}
    for value, node in zip(ids, nodes, strict=True):
        known = _attributes(node)
        place, name = _as_id(value), known.get("name", "")
        ids_of_ours = {f"actor:{name}": name, f"activity:{name}": ACTIVITY + name}
        name_of[place] = ids_of_ours.get(place, place) if name and "kind" in known else place
        network.nodes.append(Node(name_of[place], known))
    links = list(_links(content, ids))
    ends = [end for link in links for end in link[:2]]
    _tell_alike([*ids, *(end for end in ends if not isinstance(end, int))], file, log)
    places = _by_place(ends, ids, by_id=by_id)
    for source, target, attributes, kinds in links:
        named = [
            name_of[_as_id(ids[end])] if places and isinstance(end, int) else
            name_of.get(_as_id(end), _as_id(end))
            for end in (source, target)
        ]  # fmt: skip
        network.links.append(Link(named[0], named[1], attributes, kinds=kinds))
    return network


def _links(
    content: Item, ids: Sequence[object]
) -> Iterator[tuple[object, object, dict[str, str], tuple[str, ...]]]:
    """The two ends of each link, as they stand, what is known of it, and its list, if of two."""
    lists = [name for name in ("links", "edges") if content.get(name)]
    for name in lists:
        kinds = (name,) if len(lists) > 1 else ()
        for link in _objects(content, name):
            ends = [_first(link, names) for names in (_SOURCES, _TARGETS)]
            # D3 puts the nodes themselves in the place of their ids once it has drawn them.
            source, target = (
                _first(end, (*_IDS, *_NAMES)) if isinstance(end, dict) else end for end in ends
            )
            yield source, target, _attributes(link), kinds
    adjacency = content.get("adjacency")
    for number, row in enumerate(adjacency if isinstance(adjacency, list) else []):
        for other in row if isinstance(row, list) and number < len(ids) else []:
            if isinstance(other, dict):
                yield ids[number], other.get("id"), _attributes(other), ()


def _by_place(ends: Sequence[object], ids: Sequence[object], *, by_id: bool) -> bool:
    """Whether numbers at the ends of links are places in the list of nodes, from 0 on."""
    numbers = [end for end in ends if isinstance(end, int)]
    texts = {_as_id(each) for each in ids}
    if not numbers or any(isinstance(each, int | float) for each in ids if by_id):
        return False
    fits = all(0 <= number < len(ids) for number in numbers)
    return fits and not all(_as_id(number) in texts for number in numbers)
