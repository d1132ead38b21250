"""The whole record in one file: a workbook, a hypergraph (HIF), actors and activities as nodes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ci_network import dates
from ci_network.record.accounts import of_register
from ci_network.record.alliance import Alliance, days_of
from ci_network.views.exports.record import Columns, Record, record
from ci_network.views.exports.sheets import saved, write_table

Row = dict[str, str]


def workbook(alliance: Alliance, keep: Sequence[str] = ()) -> bytes:
    """Sheets `nodes` and `edges` in an xlsx file, and `activities`, `partnerships` and `survey`
    where there is anything of the kind; every command reads it as it is.

    Returns
    -------
    bytes
        The same bytes for the same record.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    tables = record(alliance, keep)
    book = Workbook()
    nodes = book.active
    nodes.title = "nodes"
    write_table(nodes, tables.nodes)
    write_table(book.create_sheet("edges"), tables.edges)
    for name, table in tables.beside().items():
        write_table(book.create_sheet(name), table)
    return saved(book)


def hif(alliance: Alliance, keep: Sequence[str] = ()) -> str:
    """The record in the hypergraph interchange format, version 0.1.0.

    Returns
    -------
    str
        JSON: an edge for each activity, a node for each actor, an incidence for each row with
        role, start and end among its `attrs`. An edge has what is known of the activity as a
        whole, and the first and last day of its rows, for readers that drop what an incidence
        says. What partners say of pairs is no edge: it stands in the metadata.
    """
    tables = record(alliance, keep)
    told = _told(tables)
    content = {
        "network-type": "undirected",
        "metadata": {"creator": "ci_network", **_beside(tables)},
        "incidences": [
            {"edge": row.pop("activity"), "node": row.pop("actor"), "attrs": _filled(row)}
            for row in _rows(tables.edges)
        ],
        "nodes": [{"node": row.pop("id"), "attrs": _filled(row)} for row in _rows(tables.nodes)],
        "edges": [
            {"edge": name, "attrs": attrs} if attrs else {"edge": name}
            for name, days in _days(alliance).items()
            for attrs in [days | told.get(name, {})]
        ],
    }
    return _json(content)


def node_link(alliance: Alliance, keep: Sequence[str] = ()) -> str:
    """Actors and activities as the nodes of one network, in networkx's node-link form.

    Returns
    -------
    str
        JSON, read by ``networkx.node_link_graph(data, edges="edges")``. A node has `kind`
        (actor or activity) and `name`; an edge is a row, with role, start and end.
    """
    tables = record(alliance, keep)
    told = _told(tables)
    content = {
        "directed": False,
        "multigraph": True,
        "graph": {"creator": "ci_network", **_beside(tables)},
        "nodes": [
            *(
                {"id": f"actor:{row['id']}", "kind": "actor", "name": row.pop("id"), **_filled(row)}
                for row in _rows(tables.nodes)
            ),
            *(
                {"id": f"activity:{name}", "kind": "activity", "name": name, **told.get(name, {})}
                for name in _days(alliance)
            ),
        ],
        "edges": [
            {
                "source": f"actor:{row.pop('actor')}",
                "target": f"activity:{row.pop('activity')}",
                "key": number,
                **_filled(row),
            }
            for number, row in enumerate(_rows(tables.edges))
        ],
    }
    return _json(content)


def _beside(tables: Record) -> dict[str, list[Row]]:
    """What partners say of pairs, and who has answered: rows that no other tool takes for facts."""
    named = {"partnerships": tables.partnerships, "survey": tables.survey}
    return {
        name: [_filled(row) for row in _rows(table)]
        for name, table in named.items()
        if table is not None
    }


def _days(alliance: Alliance) -> dict[str, Row]:
    """First and last day of each activity of the register; nothing for one without a date."""
    alliance = of_register(alliance)
    part = alliance.participations
    dated = part.end != dates.END
    days = part.activity[dated], part.start[dated], part.end[dated]
    first, last = days_of(*days, len(alliance.activities))
    return {
        name: {"start": dates.iso(start), "end": dates.iso(end)} if start <= end else {}
        for name, start, end in zip(
            alliance.activities.name, first.tolist(), last.tolist(), strict=True
        )
    }


def _told(tables: Record) -> dict[str, Row]:
    """What is known of activities as a whole, by name."""
    rows = [] if tables.activities is None else _rows(tables.activities)
    return {row.pop("activity"): _filled(row) for row in rows}


def _rows(columns: Columns) -> list[Row]:
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
