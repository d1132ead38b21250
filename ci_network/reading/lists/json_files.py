"""JSON: a hypergraph (HIF), Kumu's blueprint or backup, and node-link networks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ci_network.reading.lists.networks import Link, Network, Node, keyed
from ci_network.reading.table import ProblemLog


def read_json(text: str, file: str, found: ProblemLog) -> Network | None:
    """The network of a JSON file; None when it is none of the forms that are known."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        found.error("not-well-formed", file, error.lineno, form="JSON")
        return None
    except RecursionError:
        found.error("not-well-formed", file, form="JSON")
        return None
    if isinstance(content, dict):
        if "incidences" in content:
            return _hif(content)
        if "elements" in content:
            return _kumu(content)
        if "nodes" in content:
            return _node_link(content)
    found.error("unknown-network", file, None, None, "JSON")
    return None


def _objects(content: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = content.get(name)
    for each in found if isinstance(found, list) else []:
        if isinstance(each, dict):
            yield each


def _attributes(item: Mapping[str, Any], name: str) -> dict[str, str]:
    inside = item.get(name)
    plain = keyed({k: v for k, v in item.items() if not isinstance(v, dict | list)})
    return plain | keyed(inside) if isinstance(inside, dict) else plain


def _hif(content: Mapping[str, Any]) -> Network:
    network = Network()
    for node in _objects(content, "nodes"):
        network.nodes.append(Node(str(node.get("node", "")), _attributes(node, "attrs")))
    for edge in _objects(content, "edges"):
        name = str(edge.get("edge", ""))
        network.nodes.append(Node(f"activity:{name}", _attributes(edge, "attrs") | {"name": name}))
        network.events.add(f"activity:{name}")
    known = {node.id for node in network.nodes}
    for incidence in _objects(content, "incidences"):
        actor, name = str(incidence.get("node", "")), str(incidence.get("edge", ""))
        event = f"activity:{name}"
        for one, attributes in ((actor, {}), (event, {"name": name})):
            if one not in known:
                known.add(one)
                network.nodes.append(Node(one, attributes))
        network.events.add(event)
        network.links.append(Link(actor, event, _attributes(incidence, "attrs")))
    return network


def _kumu(content: Mapping[str, Any]) -> Network:
    """Elements go by their label; a backup names the ends of connections by `_id`."""
    network = Network()
    label_of: dict[str, str] = {}
    for element in _objects(content, "elements"):
        known = _attributes(element, "attributes")
        name = known.get("id") if "id" in element or "ID" in element else None
        label = known.get("label", "")
        actor = name or known.get("label") or str(element.get("_id", ""))
        label_of |= {each: actor for each in (label, str(element.get("_id", ""))) if each}
        network.nodes.append(Node(actor, known))
    for connection in _objects(content, "connections"):
        known = _attributes(connection, "attributes")
        ends = [
            str(connection.get(end) or connection.get(end.title()) or "") for end in ("from", "to")
        ]
        network.links.append(
            Link(label_of.get(ends[0], ends[0]), label_of.get(ends[1], ends[1]), known)
        )
    return network


def _node_link(content: Mapping[str, Any]) -> Network:
    network = Network()
    name_of: dict[str, str] = {}
    for number, node in enumerate(_objects(content, "nodes")):
        known = _attributes(node, "attributes")
        place = str(node.get("id", node.get("name", number)))
        own = known.get("name", "")
        prefixed = own and place in (f"actor:{own}", f"activity:{own}")
        name_of[place] = own if prefixed and known.get("kind") == "actor" else place
        network.nodes.append(Node(name_of[place], known))
    links = "links" if "links" in content else "edges"
    for link in _objects(content, links):
        ends = [str(link.get("source", "")), str(link.get("target", ""))]
        known = _attributes(link, "attributes")
        network.links.append(
            Link(name_of.get(ends[0], ends[0]), name_of.get(ends[1], ends[1]), known)
        )
    return network
