"""A network of another tool, whatever its file: nodes and links with their attributes.

The steps are: names for the ids that a tool made up (`_named`), the links that are ties (`_ties`),
which nodes are activities (`_second_mode`), and then participations, or pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ci_network.errors import UsageError
from ci_network.reading.cells import NO, ORGANISATION, PERSON, YES
from ci_network.reading.columns import TOLD, key
from ci_network.reading.lists.clocks import ANY_TIMES, Times, seen_together, times_in
from ci_network.reading.lists.decisions import Source
from ci_network.reading.lists.edge_lists import dates_of, tell_strength
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.relations import DRAWING, Tie, counted, strength, with_marked_times
from ci_network.reading.lists.rows import Contents, Pair, Part
from ci_network.reading.lists.timesets import TIMES, times_of
from ci_network.reading.lists.words.attendance import says_called_off
from ci_network.reading.lists.words.lexicon import any_case, words
from ci_network.reading.lists.words.when import read_spells, stretch_of, time_of

Stretch = tuple[str, str, str]
"""Start, end and involvement of the secretariat; blank where unknown."""

ACTIVITY = "\0activity:"
"""What stands before the name of an activity as its id, so that no actor has the same one."""

MOST_NODES = 1_000_000
"""A file that says it holds more nodes is broken."""

_DATES = ("secretariat_from", "secretariat_until", "joined", "left")
_UNKNOWN = ("unknown", "ukendt")

_MODES = ("kind", "bipartite", "type", "mode", "node_type", "nodetype", "partition", "set", "class")
_OF_KIND = re.compile(r"type|kind|class|categor|kategori|slags|labels|entity")
_FIRST = frozenset({"false", "0", "0.0", "top"})
_SECOND = frozenset({"true", "1", "1.0", "bottom"})
_ACTIVITIES = words(
    """activity, activities, event, events, meeting, meetings, project, projects, aktivitet,
    aktiviteter, møde, møder, arrangement, arrangementer, projekt, projekter, workshop, workshops,
    hyperedge, occasion, initiative, initiatives, initiativ, initiativer, indsats, indsatser,
    insats, insatser, tiltak, prosjekt, prosjekter, möte, möten, møte, møter, evenemang,
    begivenhed, begivenheder, campaign, campaigns, kampagne, kampagner, conference, conferences,
    konference, konferencer, seminar, seminars, seminarer, course, courses, kursus, kurser,
    veranstaltung, veranstaltungen, treffen, sitzung, sitzungen, projekte, aktivität, aktivitäten,
    maßnahme, maßnahmen"""
)
_ACTORS = words(
    """actor, actors, organisation, organisations, organization, organizations, person, persons,
    people, aktør, aktører, organisationer, partner, partners, member, members, participant,
    participants, woman, women, man, men, node, nodes, individual, individuals, agent, agents,
    unit, units, org, orgs"""
)
_NO_ACTORS = frozenset(
    """topic topics theme themes tema temaer teman emne emner ämne ämnen thema themen place places
    location locations sted steder plats platser ort orte goal goals objective objectives outcome
    outcomes output outputs mål målsætning ziel ziele factor factors faktor faktorer faktoren driver
    drivers resource resources ressource ressourcer ressourcen resurs resurser issue issues problem
    problems problemer tag tags keyword keywords document documents dokument dokumenter publication
    publications policy policies indicator indicators indikator risk risks concept concepts idea
    ideas idé ideer skill skills interest interests""".split()  # noqa: SIM905 - words
)
"""Kinds of nodes that are most likely no actors."""

_BY_A_TOOL = any_case(r"[nv]\d+(?:::[nv]\d+)*")
_TELLING = 5
"""Links, each between two kinds of nodes, from which on these may be activities and actors."""

_FEW = 0.1
"""The share of links within one mode up to which the others say that there are two."""


@dataclass(frozen=True)
class Node:
    """A node by its id, with text by key of attribute."""

    id: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Link:
    """A link, with text by key of attribute, the stretches in which it was there, and its kinds.

    The kinds are those that the form of the file names, beside what attributes say.
    """

    source: str
    target: str
    attributes: Mapping[str, str]
    stretches: Sequence[Stretch] = ()
    kinds: tuple[str, ...] = ()


class Hyperedge(NamedTuple):
    """What joins any number of nodes, with text by key of attribute; its id may be blank.

    Those who led it are joined too.
    """

    id: str
    ends: Iterable[str]
    attributes: Mapping[str, str]
    kinds: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass
class Network:
    """What a file holds."""

    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    """In the order of the file."""
    events: set[str] = field(default_factory=set)
    """The nodes that are activities, where the form of the file says so."""
    open: bool = False
    """Whether a link may name a node that is not listed."""
    doubtful: Sequence[str] = ()
    """Names that say that their bearers did not take part, which is asked about."""
    own: bool = False
    """Whether the ids are known to be names, as in our own exports."""
    numbered: bool = False
    """Whether the form of the file makes every id a number."""
    directed: bool = False
    """Whether the file says of a link that it goes one way."""
    wide: bool = False
    """Whether the form of the file makes each column of numbers a kind of link."""
    unread: set[str] = field(default_factory=set)
    """Attributes that the reader of the file has left out."""
    without_value: list[str] = field(default_factory=list)
    """Cells of a matrix that say that nobody knows."""
    groups: list[str] = field(default_factory=list)
    """Names of nodes that only hold others together in a drawing."""
    accounts: tuple[str, ...] = ()
    """Tables of what partners say of each other, as our own exports hold them beside the
    network."""


def keyed(attributes: Mapping[str, object]) -> dict[str, str]:
    """Attributes as text by the key of their name."""
    return {key(str(name)): _text(value) for name, value in attributes.items() if value is not None}


def of_hyperedges(network: Network, hyperedges: Sequence[Hyperedge]) -> Network:
    """A network whose hyperedges are activities of those whom they join, and its links of two."""
    of_two = [
        Hyperedge("", (link.source, link.target), link.attributes, link.kinds)
        for link in network.links
    ]
    nodes, links, events = list(network.nodes), [], set()
    for number, edge in enumerate([*hyperedges, *of_two], start=1):
        own, ends, attributes, kinds, leads = edge
        name = own or f"hyperedge {number}"
        event = ACTIVITY + name
        nodes.append(Node(event, {"name": name, **attributes}))
        events.add(event)
        told = {at: value for at, value in attributes.items() if at not in ("label", "name")}
        links += [
            Link(end, event, {**told, "role": "lead"} if end in leads else told, kinds=kinds)
            for end in dict.fromkeys((*ends, *leads))
        ]
    return replace(network, nodes=nodes, links=links, events=events)


def is_kind_of_activity(kind: str) -> bool:
    """Whether a word for a kind of nodes says that these are activities."""
    return kind.casefold() in _ACTIVITIES


def is_one_sided(links: Sequence[Link]) -> bool:
    """Whether a matrix names some ties in both halves, and others in one alone."""
    pairs = {(link.source, link.target) for link in links}
    both = sum((other, one) in pairs for one, other in pairs)
    return 0 < both < len(pairs)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def contents_of(network: Network, source: Source) -> Contents:
    """Participations of a network of actors and activities, else pairs.

    Asks when links may say the contrary of working together.
    """
    contents = Contents(named=True)
    if not _is_whole(network, source):
        return contents
    network = _named(network)
    if not network.own:
        network = _timed(network)
    network = _ties(network, source)
    if not network.own:
        network = _without_kinds(network, source)
    events = network.events or _second_mode(network, source)
    times = _times(network, events, source)
    told = set() if network.own else _of_kinds(network, events, times, source)
    told |= {*times.begins, *times.endings}
    contents.unread = tuple(sorted(_unread(network, events, told)))
    if not network.own:
        network = _dated(network, events, times, source)
    contents.actors = {
        node.id: dict(_actor(node, source)) for node in network.nodes if node.id not in events
    }
    for name in network.groups:
        source.note("group left out", None, name, "no tie names it", once=False)
    for name in network.accounts:
        source.note("table left out", None, name, "csv and xlsx keep it")
    if network.without_value:
        values = ", ".join(sorted(set(network.without_value)))
        source.note("cells without a value", None, values, str(len(network.without_value)))
    if network.directed and not network.own:
        source.note("directed ties", None, "", "a tie counts both ways")
    if events:
        source.note("form", None, "", "a network of actors and activities")
        contents.parts = list(_parts(network, events, times, source))
        for empty in sorted(
            events - {end for link in network.links for end in (link.source, link.target)}
        ):
            name = empty.removeprefix(ACTIVITY)
            source.note("activity left out", None, name, "nobody took part in it")
    else:
        source.note("form", None, "", "a network of pairs")
        contents.pairs = list(_pairs(network, times, source))
        undated = sum(not pair.start for pair in contents.pairs)
        if undated:
            source.note("ties without a date", None, "", f"{undated} / {len(contents.pairs)}")
    return contents


def _is_whole(network: Network, source: Source) -> bool:
    """Whether each id is one node, and each end of a link a node.

    Where links may name a node that is not listed, those are noted if there is a list.
    """
    ids = Counter(node.id for node in network.nodes)
    for name, times in ids.items():
        if times > 1:
            source.log.error("node-twice", source.file, None, None, name)
    ends = {end for link in network.links for end in (link.source, link.target) if end}
    for name in sorted(ends - set(ids)):
        if not network.open:
            source.log.error("unknown-node", source.file, None, None, name)
        elif ids:
            source.note("actor not listed", None, name, "named by ties alone")
    return not source.log.has_errors


# --------------------------------------------------------------------------------------- names


def _named(network: Network) -> Network:
    """Actors by the names that stand beside ids which a tool made up.

    That is the attribute `name` where each has one of its own, as igraph keeps them; where the
    ids are n0, n1 …, or numbers that the form of the file demands, also `label`, or `id`.
    """
    if network.own:
        return network
    actors = [node for node in network.nodes if node.id not in network.events]
    name_of = _own_names(actors, "name", network.events)
    made_up = network.numbered or all(_BY_A_TOOL.fullmatch(node.id) for node in actors)
    if name_of is None and made_up:
        names = (_own_names(actors, at, network.events) for at in ("label", "id"))
        name_of = next((found for found in names if found is not None), None)
    if name_of is None:
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
    return replace(network, nodes=nodes, links=links)


def _own_names(
    actors: Sequence[Node], attribute: str, events: Collection[str]
) -> dict[str, str] | None:
    """The attribute by id, where all have it and no two the same."""
    name_of = {node.id: node.attributes.get(attribute, "") for node in actors}
    names = set(name_of.values())
    if not names or "" in names or len(names) < len(actors) or names & set(events):
        return None
    return name_of


# --------------------------------------------------------------------------------------- links


def _timed(network: Network) -> Network:
    """The network with the times of links where columns or kinds are named by them."""
    told = with_marked_times([link.attributes for link in network.links], {})
    links = [replace(link, attributes=row) for link, row in zip(network.links, told, strict=True)]
    times = {kind: stretch_of(kind) for link in links for kind in link.kinds}
    if len(times) > 1 and all(start for start, _ in times.values()):
        links = [
            replace(link, kinds=(), stretches=[(*times[kind], "") for kind in link.kinds])
            for link in links
        ]
    return replace(network, links=links)


def _ties(network: Network, source: Source) -> Network:
    """The network without links that have one end only, or the strength 0."""
    links = []
    for link in network.links:
        ends = _ends(link)
        if not link.source or not link.target:
            source.note("tie left out", None, link.source or link.target, "it names only one")
        elif strength(link.attributes) == 0:
            source.note("tie left out", None, ends, "its strength is 0")
        else:
            tell_strength(link.attributes, ends, None, source)
            links.append(link)
    return replace(network, links=links)


def _times(network: Network, events: Collection[str], source: Source) -> Times:
    """The attributes of links and activities that say when; those of times by form know better."""
    by_form = network.own or any(link.stretches for link in network.links)
    if by_form and not (source.choices.date or source.choices.end):
        return ANY_TIMES
    held = (node.attributes for node in _nodes_of(events, network))
    return times_in([*(link.attributes for link in network.links), *held], source)


def _nodes_of(events: Collection[str], network: Network) -> list[Node]:
    return [node for node in network.nodes if node.id in events]


def _dated(network: Network, events: Collection[str], times: Times, source: Source) -> Network:
    """The network with the times of its links and activities as the reader of one takes them."""
    held = _nodes_of(events, network)
    of_links, of_events = (
        seen_together([(None, each.attributes) for each in items], source, times)
        for items in (network.links, held)
    )
    known = dict(zip((node.id for node in held), of_events, strict=True))
    return replace(
        network,
        nodes=[replace(each, attributes=known.get(each.id, each.attributes))
               for each in network.nodes],
        links=[replace(link, attributes=row)
               for link, row in zip(network.links, of_links, strict=True)],
    )  # fmt: skip


def _ends(link: Link) -> str:
    return f"{link.source} – {link.target}".replace(ACTIVITY, "")


def _of_kinds(network: Network, events: Collection[str], times: Times, source: Source) -> set[str]:
    """Keep the links of kinds that count, and give the attributes by which these are told.

    That an activity was called off is a kind of its links.
    """
    dated = {*times.begins, *times.endings}
    off = {
        node.id: [cell for cell in node.attributes.values() if says_called_off(cell)]
        for node in _nodes_of(events, network)
    }
    ties = [
        Tie(
            _ends(link), {n: c for n, c in link.attributes.items() if n not in dated},
            (*link.kinds, *off.get(link.source, ()), *off.get(link.target, ())),
        )
        for link in network.links
    ]  # fmt: skip
    kinds = counted(ties, source, wide=network.wide)
    network.links = [link for link, counts in zip(network.links, kinds.kept, strict=True) if counts]
    return kinds.attributes


_READ = frozenset(
    {"label", "name", "sector", "sektor", "type", "secretariat", *_DATES, *_MODES, "activity",
     "spells", "involvement", *DRAWING}
)  # fmt: skip
_OF_PARTS = frozenset({"role", "rolle", *TOLD})


def _unread(network: Network, events: Collection[str], told: Collection[str]) -> set[str]:
    """Attributes that say something, and are not read."""
    read = {*_READ, *(_OF_PARTS if events else ())}
    of_actors = {
        name for node in network.nodes if node.id not in events
        for name, value in node.attributes.items() if value
    }  # fmt: skip
    others = [
        *(node.attributes for node in network.nodes if node.id in events),
        *(link.attributes for link in network.links),
    ]
    dated = {name for known in others for name, value in known.items() if value} - {*told, *TIMES}
    return ((of_actors | dated) - read) | network.unread


# --------------------------------------------------------------------------------------- modes


def _second_mode(network: Network, source: Source) -> set[str]:
    """The nodes that are activities, by an attribute that says so of each; empty for pairs.

    Asks when two kinds of nodes may be activities and actors, by names that do not tell.
    """
    activity = source.choices.activity
    if "none" in activity:
        return set()
    for attribute in _attributes_of_kinds(network):
        kinds = {node.id: _kind(node, attribute).casefold() for node in network.nodes}
        events = _events(kinds, attribute, {each.casefold() for each in activity})
        if not events:
            continue
        inside = [
            link for link in network.links if (link.source in events) == (link.target in events)
        ]
        if not network.links or (len(inside) > _FEW * len(network.links) and not activity):
            if attribute == "bipartite":
                raise UsageError(
                    "{file} has an attribute {attribute!r}, but {n} of {all} links join two "
                    "nodes of one kind. Take the attribute out for a network of pairs, or say "
                    "--activity with the value of activities.",
                    file=source.file, attribute=attribute, n=len(inside), all=len(network.links),
                )  # fmt: skip
            _ask_about_mixed(network, events, attribute, source.file)
            continue
        if attribute != "kind" and not activity and _is_turned(network, events):
            events = set(kinds) - events
            source.note("form", None, attribute, "the nodes with dates are the activities")
        for link in inside:
            both = "activities" if link.source in events else "actors"
            source.note("tie left out", None, _ends(link), f"both are {both}")
        network.links = [link for link in network.links if link not in inside]
        return events
    if activity:
        raise UsageError(
            "{file} has no node of the kind {activity!r} (--activity).",
            file=source.file, activity=activity[0],
        )  # fmt: skip
    _ask_about_modes(network, source.file)
    return set()


def _attributes_of_kinds(network: Network) -> list[str]:
    """The attributes that may say of what kind a node is, those that usually do first."""
    there = dict.fromkeys(name for node in network.nodes for name in node.attributes)
    return [*_MODES, *(name for name in there if name not in _MODES and _OF_KIND.search(name))]


def _kind(node: Node, attribute: str) -> str:
    """What an attribute says of a node; of several labels of Neo4j the one of activities."""
    said = node.attributes.get(attribute, "").strip(":")
    labels = said.split(":")
    return next((each for each in labels if is_kind_of_activity(each)), said)


def _ask_about_mixed(network: Network, events: Collection[str], attribute: str, file: str) -> None:
    """Ask about nodes that are activities by their kind, beside ties of actors to each other."""
    kind_of = {node.id: _kind(node, attribute) for node in network.nodes}
    told = sorted({kind_of[name] for name in events})
    if network.links and len(events) < len(kind_of) and not network.own:
        raise Question("activities-among-actors", file, attribute, told)


def _without_kinds(network: Network, source: Source) -> Network:
    """The network without nodes of kinds that are left out, and their links.

    Asks when nobody has said whether nodes of a kind that is likely no actor are one.
    """
    names = _attributes_of_kinds(network)
    kinds = {
        node.id: {value.casefold(): value for at in names if (value := _kind(node, at))}
        for node in network.nodes
        if node.id not in network.events
    }
    ignored = {each.casefold() for each in source.choices.ignore}
    out = {name for name, values in kinds.items() if ignored & set(values)}
    for name in sorted(out):
        source.note("node left out", None, name, ", ".join(kinds[name].values()), once=False)
    doubtful = {
        value
        for name, values in kinds.items()
        if name not in out
        for folded, value in values.items()
        if folded in _NO_ACTORS
    }
    if doubtful and not source.choices.activity:
        raise Question("kinds-no-actors", source.file, cells=sorted(doubtful))
    nodes = [node for node in network.nodes if node.id not in out]
    links = [link for link in network.links if not {link.source, link.target} & out]
    return replace(network, nodes=nodes, links=links)


def _ask_about_modes(network: Network, file: str) -> None:
    """Ask about two kinds of nodes of which each tie joins one to the other."""
    for attribute in _attributes_of_kinds(network):
        kind = {node.id: _kind(node, attribute) for node in network.nodes}
        joined = {
            frozenset((kind.get(link.source, ""), kind.get(link.target, "")))
            for link in network.links
        }
        kinds = set(kind.values())
        told = attribute in _MODES or not any(map(str.isdecimal, kinds))
        known = {each.casefold() for each in kinds} <= {*_ACTORS, *PERSON, *ORGANISATION}
        if (
            joined == {frozenset(kinds)}
            and len(kinds) == len(("actors", "activities"))
            and len(network.links) >= _TELLING
            and told
            and not known
        ):
            raise Question("which-activities", file, attribute, sorted(kinds))


def _events(kinds: Mapping[str, str], attribute: str, activity: Collection[str]) -> set[str]:
    """The nodes whose kind is one of activities."""
    values = set(kinds.values())
    if activity:
        return {name for name, kind in kinds.items() if kind in activity}
    by_number = attribute in _MODES and attribute != "kind"
    if by_number and "" not in values and values <= _FIRST | _SECOND and len(values) > 1:
        return {name for name, kind in kinds.items() if kind in _SECOND}
    if values & _ACTIVITIES:
        return {name for name, kind in kinds.items() if kind in _ACTIVITIES}
    return set()


def _is_turned(network: Network, events: Collection[str]) -> bool:
    """Whether only the nodes of the other kind have dates, as activities do."""
    dated = {
        node.id in events
        for node in network.nodes
        if any(node.attributes.get(name) for name in ("date", "dato", "start", "year"))
    }
    return dated == {False}


# ---------------------------------------------------------------------------------- the tables


def _actor(node: Node, source: Source) -> Iterator[tuple[str, str]]:
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
        source.note("secretariat", None, flag, f"neither yes nor no at {node.id}; left out")
    for name in _DATES:
        text = known.get(name, "")
        if text.casefold() in _UNKNOWN:
            yield name, text
        elif date := time_of(text):
            yield name, date
        elif text:
            source.note("time left out", None, text, f"{name} of {node.id} is no date")


def _parts(network: Network, events: set[str], times: Times, source: Source) -> Iterator[Part]:
    held = _nodes_of(events, network)
    titles = _titles(held)
    own = {node.id: dates_of(node.attributes, None, source, times) for node in held}
    rows = []
    for link in network.links:
        event, actor = (
            (link.source, link.target) if link.source in events else (link.target, link.source)
        )
        role = link.attributes.get("role") or link.attributes.get("rolle", "")
        start, end = dates_of(link.attributes, None, source, times)
        stretches = [(one, other) for one, other, _ in link.stretches]
        stretches = stretches or times_of(link.attributes) or [(start, end)]
        rows += [(event, actor, role, one, other) for one, other in stretches]
    told = {node.id: _told(node) for node in held if network.own}
    # In our own exports an activity is dated for other readers only; its rows know better.
    dated = {event for event, _, _, start, end in rows if (start or end) and network.own}
    for event, actor, role, start, end in rows:
        days = (start, end) if start or end or event in dated else own.get(event, ("", ""))
        title = titles.get(event, event)
        yield Part(title, actor, role, *days, source.file, 0, told=told.get(event, ()))


def _told(event: Node) -> tuple[tuple[str, str], ...]:
    """What is known of an activity as a whole, as our own exports write it."""
    return tuple((name, event.attributes[name]) for name in TOLD if event.attributes.get(name))


def _titles(events: Iterable[Node]) -> dict[str, str]:
    """The label or name of each activity; with its id where several have the same."""
    titles = {
        node.id: node.attributes.get("label") or node.attributes.get("name") or node.id
        for node in events
    }
    often = Counter(titles.values())
    return {
        name: t if often[t] == 1 else f"{t} ({name.removeprefix(ACTIVITY)})"
        for name, t in titles.items()
    }


def _pairs(network: Network, times: Times, source: Source) -> Iterator[Pair]:
    for link in network.links:
        known = link.attributes  # our own exports write stretches as text
        stretches = read_spells(known.get("spells") or known.get("involvement", ""))
        stretches = stretches or list(link.stretches)
        stretches = stretches or [(*each, "") for each in times_of(link.attributes)]
        if not stretches:
            stretches = [(*dates_of(link.attributes, None, source, times), "")]
        activity = link.attributes.get("activity", "")
        for start, end, involvement in stretches:
            yield Pair(link.source, link.target, activity, start, end, involvement, source.file, 0)
