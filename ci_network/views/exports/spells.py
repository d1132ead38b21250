"""Spells as R's networkDynamic reads them, and the record itself, as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from ci_network.files.formulas import harmless
from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import record
from ci_network.views.exports.ties import Spell, ties
from ci_network.views.text import csv_text

_EPOCH = dt.date(1970, 1, 1).toordinal()
_COLUMNS = (
    "onset", "terminus", "tail", "head", "secretariat", "start", "end", "tail_id", "head_id",
)  # fmt: skip


def spells_csv(alliance: Alliance, max_size: int | None = None) -> str:
    """A row for each spell of each tie.

    Returns
    -------
    str
        CSV with onset, terminus, tail, head first, as ``networkDynamic(edge.spells=)`` wants them:
        days since 1970-01-01, the terminus being the day after the last one, and numbers of
        vertices; then the involvement of the secretariat, dates and ids. A spell without any
        date is from ``-Inf`` to ``Inf``.
    """
    number = {actor: place for place, actor in enumerate(alliance.actors.id, start=1)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for tie in ties(alliance, max_size):
        ends = number[tie.source], number[tie.target]
        names = harmless(tie.source), harmless(tie.target)
        for spell in tie.spells:
            days = spell.first_day, spell.last_day
            writer.writerow((*_time(spell), *ends, spell.involvement, *days, *names))
    return out.getvalue()


def tables_csv(
    alliance: Alliance, max_size: int | None = None, keep: Sequence[str] = ()
) -> dict[str, str]:
    """The whole record and its spells, as the files of a folder.

    Returns
    -------
    dict of str
        ``nodes.csv``, ``edges.csv`` and, where there is anything of the kind, ``activities.csv``,
        ``partnerships.csv`` and ``survey.csv``, which every command reads; ``vertices.csv`` and
        ``spells.csv`` for networkDynamic.
    """
    tables = record(alliance, keep)
    vertices: dict[str, list[Any]] = {
        "vertex": list(range(1, len(alliance.actors) + 1)),
        **tables.nodes,
    }
    return {
        "nodes.csv": csv_text(tables.nodes),
        "edges.csv": csv_text(tables.edges),
        **{f"{name}.csv": csv_text(table) for name, table in tables.beside().items()},
        "vertices.csv": csv_text(vertices),
        "spells.csv": spells_csv(alliance, max_size),
    }


def _time(spell: Spell) -> tuple[str, str]:
    if spell.start is None or spell.end is None:
        return "-Inf", "Inf"
    return str(spell.start - _EPOCH), str(spell.end + 1 - _EPOCH)
