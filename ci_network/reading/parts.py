"""Parts in activities, put in order: the last step to an alliance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes, Flags, order_by
from ci_network.reading.cells import leads
from ci_network.reading.spans import Spans
from ci_network.reading.table import Column, coded
from ci_network.record.alliance import Activities, Actors, Alliance, Participations, taken
from ci_network.record.series import series_of


class Parts(NamedTuple):
    """One actor's part in one activity, by part.

    Attributes
    ----------
    names
        Names of activities; those that no part is in fall away.
    activity, actor
        Place in `names`, and code of the actor.
    role
        Column of roles.
    spans
        The days.
    further
        The further columns.
    """

    names: Sequence[str]
    activity: Codes
    actor: Codes
    role: Column
    spans: Spans
    further: tuple[Column, ...]


class Told(NamedTuple):
    """What is known of the activities as a whole, in the order of their names.

    Attributes
    ----------
    led_by, continues, taken_over_by, evaluation
        As in `Activities`.
    continues_evidence
        As in `Activities`.
    attributes
        Further columns of the table of activities, text by activity.
    """

    led_by: Codes
    continues: Codes
    continues_evidence: tuple[str, ...]
    taken_over_by: Codes
    evaluation: Flags
    attributes: dict[str, tuple[str, ...]]


def joined(one: Parts, rows: int, other: Parts, other_rows: int) -> Parts:
    """The parts of two tables, of which the first so many are those of their rows."""
    there = set(one.names)
    names = [*one.names]
    for name in other.names:
        free = (f"{name} #{number}" for number in count(2))
        names.append(name if name not in there else next(n for n in free if n not in there))
        there.add(names[-1])
    many, others = len(one.actor), len(other.actor)
    order = np.concatenate(
        [
            np.arange(rows), many + np.arange(other_rows),
            np.arange(rows, many), many + np.arange(other_rows, others),
        ]
    )  # fmt: skip

    def together(first: Any, second: Any) -> Any:
        return np.concatenate([first, second])[order]

    spans = (together(*pair) for pair in zip(one.spans, other.spans, strict=True))
    further = dict.fromkeys(column.name for column in (*one.further, *other.further))
    return Parts(
        names=names,
        activity=together(one.activity, other.activity + len(one.names)),
        actor=together(one.actor, other.actor),
        role=_together(one.role.name, one.role.cells(), other.role.cells(), order),
        spans=Spans(*spans),
        further=tuple(
            _together(name, _cells(one, name), _cells(other, name), order) for name in further
        ),
    )


def _together(name: str, one: Sequence[str], other: Sequence[str], order: Codes) -> Column:
    return coded(name, [*one, *other]).taken(order)


def _cells(parts: Parts, name: str) -> Sequence[str]:
    """Cells of a further column by part; blank where there is none of this name."""
    found = next((column for column in parts.further if column.name == name), None)
    return [""] * len(parts.actor) if found is None else found.cells()


def told_together(one: Told, other: Told) -> Told:
    """What is known of the activities of two tables."""
    many, others = len(one.led_by), len(other.led_by)
    names = dict.fromkeys([*one.attributes, *other.attributes])
    return Told(
        led_by=np.append(one.led_by, other.led_by),
        continues=np.append(one.continues, other.continues),
        continues_evidence=one.continues_evidence + other.continues_evidence,
        taken_over_by=np.append(one.taken_over_by, other.taken_over_by),
        evaluation=np.append(one.evaluation, other.evaluation),
        attributes={
            name: one.attributes.get(name, ("",) * many)
            + other.attributes.get(name, ("",) * others)
            for name in names
        },
    )


def assemble(actors: Actors, parts: Parts, rows: int, told: Told, said_by: Codes) -> Alliance:
    """The alliance of parts without errors; the order of the rows leaves no trace.

    The first so many parts are those of the `rows`, one of each; `said_by` is by name.
    """
    rank = _ranks(parts.names)
    used = np.zeros(len(rank), bool)
    used[rank[parts.activity]] = True
    by_rank = np.argsort(rank)
    kept = by_rank[used]
    names = taken(parts.names, kept)
    order = _order(parts, rank)
    activity = (np.cumsum(used) - 1)[rank[parts.activity[order]]]
    spans = parts.spans
    dated = np.zeros(len(names), bool)
    dated[activity[spans.dated[order]]] = True
    role = parts.role.taken(order)
    lead = np.array([leads(text) for text in role.values], bool)
    attributes = {column.name: tuple(column.taken(order).cells()) for column in parts.further}
    of_activity = {
        column.name: texts
        for column in parts.further
        if (texts := _of_activity(column.taken(order), activity, len(names))) is not None
    }
    some = spans.dated.any()
    return Alliance(
        actors=actors,
        activities=Activities(
            name=names,
            series=tuple(map(series_of, names)),
            dated=dated,
            rows=np.bincount(parts.activity[:rows], minlength=len(rank))[kept],
            led_by=told.led_by[kept],
            continues=told.continues[kept],
            continues_evidence=taken(told.continues_evidence, kept),
            taken_over_by=told.taken_over_by[kept],
            evaluation=told.evaluation[kept],
            said_by=said_by[kept],
            attributes=of_activity | taken(told.attributes, kept),
        ),
        participations=Participations(
            activity=activity,
            actor=parts.actor[order],
            role=role.texts(),
            lead=lead[role.codes],
            start=spans.start[order],
            end=spans.end[order],
            latest_start=spans.latest_start[order],
            attributes=attributes,
        ),
        first=int(spans.start[spans.dated].min()) if some else None,
        last=int(spans.end[spans.dated].max()) if some else None,
    )


def _ranks(texts: Sequence[str]) -> Codes:
    ranks = np.empty(len(texts), np.int64)
    ranks[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return ranks


def _order(parts: Parts, rank: Codes) -> Codes:
    """Parts by activity, actor, days and role; where these agree, by their further cells.

    Parts that agree in all of it, as two ways to write one date do, are one.
    """
    keys = [parts.actor, rank[parts.activity]]
    order = order_by(keys)
    if not _same_as_before(keys, order).any():
        return order
    keys = [
        _ranks(parts.role.values)[parts.role.codes], parts.spans.latest_start, parts.spans.end,
        parts.spans.start, *keys,
    ]  # fmt: skip
    order = order_by(keys)
    again = _same_as_before(keys, order)
    if again.any() and parts.further:
        further = [_ranks(column.values)[column.codes] for column in reversed(parts.further)]
        keys = [*further, *keys]
        order = order_by(keys)
        again = _same_as_before(keys, order)
    return order[~again]


def _same_as_before(keys: Sequence[Codes], order: Codes) -> Flags:
    """Whether all keys of a place in the order are those of the place before it."""
    same = np.ones(len(order), bool)
    same[:1] = False
    for values in keys:
        same[1:] &= np.diff(values[order]) == 0
    return same


def _of_activity(column: Column, activity: Codes, count: int) -> tuple[str, ...] | None:
    """A column that never says two things of one activity is a fact of the activity."""
    filled = ~column.blank()
    code = np.full(count, -1)
    code[activity[filled]] = column.codes[filled]
    if (code[activity[filled]] != column.codes[filled]).any():
        return None
    return tuple(column.values[c] if c >= 0 else "" for c in code.tolist())
