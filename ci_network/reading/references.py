"""Cells of edges that name an actor of nodes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes
from ci_network.reading.nodes import Nodes
from ci_network.reading.spans import Spans
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import Column, RowLog, rows_with

_BETWEEN_NAMES = re.compile(r"[,;/|&+\n\r]+| og | and ")


def check_filled(column: Column, log: RowLog) -> None:
    """A required cell may not be blank."""
    log.error("blank-cell", rows_with(column.blank()), column)


def actor_codes(column: Column, nodes: Nodes | None, log: RowLog) -> Codes | None:
    """Code of the actor by row; unknown actors are told, with the one that may be meant."""
    check_filled(column, log)
    if nodes is None:
        return None
    return np.array(known_actors(column, nodes, log), np.int64)[column.codes]


def known_actors(column: Column, nodes: Nodes | None, log: RowLog) -> list[int]:
    """Code of the actor by different cell, -1 where it is none; unknown actors are told."""
    if nodes is None:
        return [-1] * len(column.values)
    code_of = dict(zip(nodes.actors.id, range(len(nodes.actors)), strict=True))
    codes = list(map(code_of.get, column.values, repeat(-1)))
    unknown = [] if -1 not in codes else [
        code for code, name in enumerate(column.values)
        if codes[code] < 0 and name and name not in nodes.also
    ]  # fmt: skip
    if unknown:
        _tell_unknown(column, unknown, nodes, code_of, log)
    return codes


def _tell_unknown(
    column: Column, unknown: Sequence[int], nodes: Nodes, code_of: Mapping[str, int], log: RowLog
) -> None:
    """Tell the cells that name nobody, with the actor that may be meant."""
    suggest = Suggestions(
        dict(zip(nodes.actors.label, nodes.actors.id, strict=True))
        | {name: name for name in nodes.actors.id}
    )
    for code in unknown:
        name, at = column.values[code], (column.places(code), column)
        if _are_several(name, code_of):
            log.error("several-actors", *at)
        elif (meant := suggest(name)) is None:
            log.error("unknown-actor", *at, nodes=nodes.file)
        else:
            log.error("unknown-actor-near", *at, nodes=nodes.file, meant=meant)


def _are_several(cell: str, known: Mapping[str, int]) -> bool:
    """Whether a cell holds the ids of two actors or more."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(cell)]
    return len(names) > 1 and all(name in known for name in names)


def check_times(column: Column, actor: Codes, spans: Spans, nodes: Nodes, log: RowLog) -> None:
    """Warn of rows of which some day certainly lies outside the actor's life or membership.

    The one that says most is told: before it was founded, before it joined, after it left.
    """
    actors = nodes.actors
    placed = rows_with(spans.own & (actor >= 0))
    who = actor[placed]
    joined, left, founded = actors.joined[who], actors.left[who], nodes.founded[who]
    member, left_unknown = joined != dates.END, actors.left_unknown[who]
    sound = ~member | left_unknown | (joined <= left)
    not_founded = spans.latest_start[placed] < founded
    before = sound & member & (spans.latest_start[placed] < joined)
    after = sound & ~left_unknown & (spans.earliest_end[placed] > left)
    for at in rows_with(not_founded | before | after).tolist():
        place, code = int(placed[at]), int(who[at])
        said, day = ("after-left", left) if not before[at] else ("before-joined", joined)
        said, day = ("before-founded", founded) if not_founded[at] else (said, day)
        log.warning(
            said, [place], column, day=dates.iso(int(day[at])), nodes=nodes.file,
            first=str(nodes.rows[code]),
        )  # fmt: skip
