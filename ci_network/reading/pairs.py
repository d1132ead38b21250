"""edges.csv in the partnership shape: each row is an activity of exactly two actors.

The secretariat is added to a row where its column says so, or where the secretariat has a row of
its own in the same named activity at that time.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.reading.cells import INVOLVEMENT
from ci_network.reading.columns import Known
from ci_network.reading.nodes import Nodes
from ci_network.reading.parts import Parts
from ci_network.reading.references import actor_codes, check_times
from ci_network.reading.spans import Spans
from ci_network.reading.table import Column, RowLog, rows_with
from ci_network.record.alliance import REGISTER, Actors

_ROLES = ("", "lead")


class _Added(NamedTuple):
    """A secretariat that was there too: row, actor, role and days."""

    row: int
    actor: int
    lead: bool
    start: int
    end: int
    latest_start: int


def read_pairs(known: Known, spans: Spans, nodes: Nodes | None, log: RowLog) -> Parts | None:
    """Parts of the two actors of each row, and of the secretariat where it was there."""
    source = actor_codes(known["source"], nodes, log)
    target = actor_codes(known["target"], nodes, log)
    _check_self_ties(known, log)
    said = _involvement(known["secretariat"], log)
    if nodes is None or source is None or target is None:
        return None
    if not nodes.actors.secretariat.any():
        unmarked = [place for place, word in enumerate(said) if word in ("present", "led")]
        log.error("secretariat-unmarked", unmarked, known["secretariat"])
    if log.log.has_errors:
        return None
    for name, codes in (("source", source), ("target", target)):
        check_times(known[name], codes, spans, nodes, log)
    _look_for_mirrored(known, source, target, log)
    added = _added(known, spans, nodes, (source, target), said, log)
    return _parts(known, spans, nodes.actors, (source, target), said, added)


def said_by(known: Known, parts: Parts, nodes: Nodes) -> Codes:
    """By row: code of the partner whose account it is, `REGISTER` where it is nobody's.

    It is an account where one of the two recorded it, and the secretariat was not there.
    """
    recorders = known["recorded_by"]
    count = len(recorders.codes)
    code_of = {name: code for code, name in enumerate(nodes.actors.id)}
    recorder = np.array([code_of.get(name, REGISTER) for name in recorders.values], np.int64)
    recorder = recorder[recorders.codes]
    source, target = parts.actor[:count], parts.actor[count : 2 * count]
    own = ((recorder == source) | (recorder == target)) & (recorder != REGISTER)
    own[parts.activity[2 * count :]] = False
    for actor in (source, target):
        own &= ~_in_term_throughout(actor, parts.spans, nodes.actors)
    return np.where(own, recorder, REGISTER)


def _in_term_throughout(actor: Codes, spans: Spans, actors: Actors) -> Flags:
    """By row: whether this actor of it is secretariat on all of its days."""
    start, end = spans.start[: len(actor)], spans.end[: len(actor)]
    there: Flags = (actors.term_start[actor] <= start) & (actors.term_end[actor] >= end)
    return actors.secretariat[actor] & there


def _check_self_ties(known: Known, log: RowLog) -> None:
    pairs = zip(known["source"].cells(), known["target"].cells(), strict=True)
    alone = [place for place, (one, other) in enumerate(pairs) if one and one == other]
    log.error("self-tie", alone, known["target"])


def _involvement(column: Column, log: RowLog) -> list[str]:
    words = [INVOLVEMENT.get(cell.casefold()) for cell in column.values]
    for code, word in enumerate(words):
        if word is None:
            log.error("bad-involvement", column.places(code), column)
    return [words[code] or "" for code in column.codes.tolist()]


def _look_for_mirrored(known: Known, source: Codes, target: Codes, log: RowLog) -> None:
    """Warn of a pair told from both sides: two activities, where one may be meant."""
    seen: dict[tuple[int, ...], int] = {}
    names = ("activity", "start", "end", *(["recorded_by"] if "recorded_by" in known else []))
    others = [known[name].codes.tolist() for name in names]
    for place, (one, other, *rest) in enumerate(
        zip(source.tolist(), target.tolist(), *others, strict=True)
    ):
        mirror = seen.get((other, one, *rest))
        seen.setdefault((one, other, *rest), place)
        if mirror is not None:
            log.warning("mirrored-row", [place], first=log.number(mirror))


def _added(
    known: Known,
    spans: Spans,
    nodes: Nodes,
    ends: tuple[Codes, Codes],
    said: list[str],
    log: RowLog,
) -> list[_Added]:
    actors = nodes.actors
    flagged = rows_with(actors.secretariat).tolist()
    pairs = list(zip(ends[0].tolist(), ends[1].tolist(), strict=True))
    column = known["secretariat"]
    own_rows = _own_rows(known["activity"], pairs, set(flagged))
    added = []
    for place, pair in enumerate(pairs):
        there = [code for code in flagged if code in pair]
        days = int(spans.start[place]), int(spans.end[place]), int(spans.latest_start[place])
        dated = bool(spans.dated[place])
        if said[place] in ("present", "led"):
            if there:
                continue
            its = [_within(place, c, said[place] == "led", days, actors, dated) for c in flagged]
            placed = [each for each in its if each is not None]
            if not placed:
                log.warning("secretariat-out-of-term", [place], column)
            added += placed
            continue
        joined = []
        for other, code in own_rows.get(int(known["activity"].codes[place]), ()):
            if code in pair or other == place:
                continue
            common = _common(days, spans, other) if dated else days
            if common is not None:
                lead = said[other] == "led"
                joined.append(_within(place, code, lead, common, actors, dated))
        placed = [each for each in joined if each is not None]
        if placed and said[place] == "none":
            other = next(o for o, c in own_rows[int(known["activity"].codes[place])] if o != place)
            log.warning("none-but-present", [place], column, first=log.number(other))
        added += placed
    return list(dict.fromkeys(added))


def _own_rows(
    activity: Column, pairs: list[tuple[int, int]], flagged: set[int]
) -> dict[int, list[tuple[int, int]]]:
    """Rows of the secretariat itself, by the activity that they name."""
    result: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, (pair, code) in enumerate(zip(pairs, activity.codes.tolist(), strict=True)):
        for actor in pair:
            if actor in flagged and activity.values[code]:
                result[code].append((place, actor))
    return result


def _common(days: tuple[int, int, int], spans: Spans, other: int) -> tuple[int, int, int] | None:
    start, end = max(days[0], int(spans.start[other])), min(days[1], int(spans.end[other]))
    if start > end:
        return None
    latest = max(days[2], int(spans.latest_start[other]))
    return start, end, min(max(latest, start), end)


def _within(
    row: int, actor: int, lead: bool, days: tuple[int, int, int], actors: Actors, dated: bool
) -> _Added | None:
    """The days that lie in the actor's term, if any; days that nobody knows are not cut."""
    start, end, latest = days
    if dated:
        start = max(start, int(actors.term_start[actor]))
        end = min(end, int(actors.term_end[actor]))
        latest = min(max(latest, start), end)
    return _Added(row, actor, lead, start, end, latest) if start <= end else None


def _parts(
    known: Known,
    spans: Spans,
    actors: Actors,
    ends: tuple[Codes, Codes],
    said: list[str],
    added: list[_Added],
) -> Parts:
    every = np.arange(len(spans.start))
    extra = np.array([each.row for each in added], np.int64)
    row = np.concatenate([every, every, extra])
    led = np.array([word == "led" for word in said], bool)
    lead = np.concatenate(
        [
            led & actors.secretariat[ends[0]],
            led & actors.secretariat[ends[1]],
            np.array([each.lead for each in added], bool),
        ]
    )
    all_spans = Spans(
        start=_with(spans.start, [each.start for each in added]),
        end=_with(spans.end, [each.end for each in added]),
        latest_start=_with(spans.latest_start, [each.latest_start for each in added]),
        earliest_end=spans.earliest_end[row],
        dated=spans.dated[row],
        own=spans.own[row],
    )
    names = _names(known, spans)
    further = known.further
    for name in ("recorded_by", "activity"):
        if name in known and known[name].name:
            further = (known[name], *further)
    return Parts(
        names=names,
        activity=row,
        actor=np.concatenate([*ends, np.array([each.actor for each in added], np.int64)]),
        role=Column("", _ROLES, lead.astype(np.int64)),
        spans=all_spans,
        further=tuple(column.taken(row) for column in further),
    )


def _with(values: Codes, more: list[int]) -> Codes:
    return np.concatenate([values, values, np.array(more, np.int64)])


def _names(known: Known, spans: Spans) -> list[str]:
    """A name for each row, by what it says and never by where it stands."""
    named = zip(
        known["activity"].cells(), known["source"].cells(), known["target"].cells(), strict=True
    )
    names = [f"{a}: {s} – {t}" if a else f"{s} – {t}" for a, s, t in named]
    for place in rows_with(spans.dated).tolist():
        first, last = dates.iso(int(spans.start[place])), dates.iso(int(spans.end[place]))
        names[place] += f" ({first})" if first == last else f" ({first}/{last})"
    same: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        same[name].append(place)
    columns = [*known.columns.values(), *known.further]
    for name, places in same.items():
        if len(places) > 1:
            by_content = sorted(
                places, key=lambda n: [column.values[column.codes[n]] for column in columns]
            )
            numbers = (number for number in count(2) if f"{name} #{number}" not in same)
            for place, number in zip(by_content[1:], numbers, strict=False):
                names[place] = f"{name} #{number}"
    return names
