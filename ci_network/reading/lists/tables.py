"""The two tables and the log, from what a file held."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.errors import UsageError
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.names import same_name
from ci_network.reading.lists.rows import Contents, Pair, Part

Columns = dict[str, list[str]]

NODE_COLUMNS = (
    "id", "label", "sector", "type", "secretariat", "secretariat_from", "secretariat_until",
    "joined", "left",
)  # fmt: skip


def tables(contents: Contents, secretariat: Sequence[str], log: Log) -> tuple[Columns, Columns]:
    """Columns of nodes.csv and edges.csv.

    Parameters
    ----------
    contents
        What the file held.
    secretariat
        Names or ids of those to mark.
    log
        Where it is noted what was marked and what was left out.

    Raises
    ------
    UsageError
        When a secretariat is not among the actors.
    """
    edges = _pairs(contents.pairs, log) if contents.pairs else _parts(contents.parts)
    ids = {name for side in ("actor", "source", "target") for name in edges.get(side, [])}
    ids |= set(contents.actors)
    actors = {name: dict(contents.actors.get(name, {})) for name in sorted(ids)}
    _mark(actors, secretariat, log)
    nodes: Columns = {
        name: [
            known.get(name, "") or (actor if name in ("id", "label") else "")
            for actor, known in actors.items()
        ]
        for name in NODE_COLUMNS
    }
    nodes["id"] = list(actors)
    return nodes, edges


def _mark(actors: dict[str, dict[str, str]], secretariat: Sequence[str], log: Log) -> None:
    by_name = {same_name(actor): actor for actor in actors}
    by_name |= {
        same_name(known["label"]): actor for actor, known in actors.items() if known.get("label")
    }
    for name in secretariat:
        actor = by_name.get(same_name(name))
        if actor is None:
            there = ", ".join(list(actors)[:12]) + (" …" if len(actors) > 12 else "")
            raise UsageError(f"--secretariat {name!r} is none of the actors: {there}.")
        actors[actor]["secretariat"] = "yes"
        log.add("secretariat", "", None, name, f"{actor} is marked")
    if not any(known.get("secretariat") for known in actors.values()):
        log.add("secretariat", "", None, "", "none is marked; say it with --secretariat NAME")


def _parts(parts: Sequence[Part]) -> Columns:
    kept = list(dict.fromkeys((p.activity, p.actor, p.role, p.start, p.end) for p in parts))
    place: dict[tuple[str, ...], str] = {}
    for p in parts:
        known = (p.activity, p.actor, p.role, p.start, p.end)
        place.setdefault(known, f"{p.file}, row {p.row}" if p.row else p.file)
    columns: Columns = {
        name: [row[n] for row in kept]
        for n, name in enumerate(("activity", "actor", "role", "start", "end"))
    }
    return columns | {"evidence": [place[row] for row in kept]}


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
    rows = list(kept.values())
    return {
        "source": [pair.source for pair in rows],
        "target": [pair.target for pair in rows],
        "activity": [pair.activity for pair in rows],
        "start": [pair.start for pair in rows],
        "end": [pair.end for pair in rows],
        "secretariat": [pair.involvement for pair in rows],
    }
