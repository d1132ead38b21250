"""The two tables and the log, from what a file held."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Contents, Pair, Part
from ci_network.reading.secretariat_names import likely_secretariats
from ci_network.reading.spelling import same_name

Columns = dict[str, list[str]]

_SHOWN = 12

NODE_COLUMNS = (
    "id", "label", "sector", "type", "secretariat", "secretariat_from", "secretariat_until",
    "joined", "left",
)  # fmt: skip


def tables(contents: Contents, choices: Choices, log: Log) -> tuple[Columns, Columns]:
    """Columns of nodes.csv and edges.csv.

    Asks when a secretariat is not among the actors.
    """
    edges = _pairs(contents.pairs, log) if contents.pairs else _parts(contents.parts)
    ids = {name for side in ("actor", "source", "target") for name in edges.get(side, [])}
    ids |= set(contents.actors)
    actors = {name: dict(contents.actors.get(name, {})) for name in sorted(ids)}
    _mark(actors, choices, log)
    nodes: Columns = {
        name: [
            known.get(name, "") or (actor if name in ("id", "label") else "")
            for actor, known in actors.items()
        ]
        for name in NODE_COLUMNS
    }
    nodes["id"] = list(actors)
    return nodes, edges


def _mark(actors: dict[str, dict[str, str]], choices: Choices, log: Log) -> None:
    """Mark those that are secretariat, and those that only have a name like it."""
    by_name = {same_name(actor): actor for actor in actors}
    by_name |= {
        same_name(known["label"]): actor for actor, known in actors.items() if known.get("label")
    }
    by_name |= {
        same_name(row.alias): by_name[same_name(row.id)]
        for row in choices.aliases
        if same_name(row.id) in by_name
    }
    for option, names, said in (
        ("--secretariat", choices.secretariat, "yes"), ("--partner", choices.partners, "no"),
    ):  # fmt: skip
        for name in names:
            actor = by_name.get(same_name(name))
            if actor is None:
                shown = [*likely_secretariats([name], actors), *actors]
                there = list(dict.fromkeys(shown))
                more = [f"… ({len(there)})"] if len(there) > _SHOWN else []
                raise Question(
                    "no-such-actor", column=[*there[:_SHOWN], *more], cells=[name], options=[option]
                )
            actors[actor]["secretariat"] = said
            log.add("secretariat", "", None, name, f"{actor}: {said}")


def _parts(parts: Sequence[Part]) -> Columns:
    place: dict[tuple[str, ...], str] = {}
    for p in parts:
        known = (p.activity, p.actor, p.role, p.start, p.end)
        place.setdefault(known, f"{p.file}, row {p.row}" if p.row else p.file)
    names = ("activity", "actor", "role", "start", "end")
    columns = {name: [row[n] for row in place] for n, name in enumerate(names)}
    return columns | {"evidence": list(place.values())}


def _pairs(pairs: Sequence[Pair], log: Log) -> Columns:
    """Each pair once for its days, whichever way round; nobody is tied to itself."""
    kept: dict[tuple[str, ...], Pair] = {}
    for pair in pairs:
        if pair.source == pair.target:
            log.add("self tie left out", pair.file, pair.row or None, pair.source, "")
            continue
        ends = tuple(sorted((pair.source, pair.target)))
        same = (*ends, pair.activity, pair.start, pair.end, pair.involvement)
        if same in kept:
            log.add("tie there already", pair.file, pair.row or None, " – ".join(ends), "once")
        kept.setdefault(same, pair)
    names = ("source", "target", "activity", "start", "end")
    columns = {name: [getattr(pair, name) for pair in kept.values()] for name in names}
    return columns | {"secretariat": [pair.involvement for pair in kept.values()]}
