"""Tiny alliances in one line.

``alliance("S*", picnic="S!AB@2017")`` has a secretariat S, and in 2017 a picnic that S led and A
and B took part in. A letter is an actor, ``!`` after it makes it a lead, ``@`` begins the dates
(``start`` or ``start/end``). A list gives an activity several groups of rows.
"""

from __future__ import annotations

import re

from ci_network.reading import read_rows
from ci_network.record.alliance import Alliance

Spec = str | list[str]
Row = dict[str, str]


def rows(actors: str = "", /, *members: Row, **activities: Spec) -> tuple[list[Row], list[Row]]:
    """Rows of nodes.csv and edges.csv."""
    nodes = {
        letter: {"id": letter, "secretariat": "true"} for letter in re.findall(r"(\w)\*", actors)
    }
    for letter in re.findall(r"(\w)(?!\*)", actors):
        nodes.setdefault(letter, {"id": letter})
    edges = []
    for name, spec in activities.items():
        for group in [spec] if isinstance(spec, str) else spec:
            letters, _, dates = group.partition("@")
            start, _, end = dates.partition("/")
            for letter, lead in re.findall(r"(\w)(!?)", letters):
                nodes.setdefault(letter, {"id": letter})
                edges.append(
                    {
                        "activity": name,
                        "actor": letter,
                        "role": "lead" if lead else "",
                        "start": start,
                        "end": end,
                    }
                )
    for row in members:
        nodes[row["id"]] = nodes.get(row["id"], {}) | row
    columns = list(dict.fromkeys(key for row in nodes.values() for key in row))
    return [{key: row.get(key, "") for key in columns} for row in nodes.values()], edges


def told(record: tuple[list[Row], list[Row]], **activities: Row) -> Alliance:
    """The alliance of these rows and a table of activities; a keyword is the cells of one."""
    table = [{"activity": name, **cells} for name, cells in activities.items()]
    return read_rows(*record, table).alliance


def alliance(actors: str = "", /, *members: Row, **activities: Spec) -> Alliance:
    """The alliance of these rows; `members` are further cells of nodes.csv by id."""
    return read_rows(*rows(actors, *members, **activities)).alliance
