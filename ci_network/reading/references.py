"""Cells of edges that name an actor of nodes."""

from __future__ import annotations

import numpy as np

from ci_network.alliance import Codes
from ci_network.reading.nodes import Nodes
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import Column, Found


def check_filled(file: str, column: Column, rows: Codes, found: Found) -> None:
    """A required cell may not be blank."""
    for row in rows[column.blank()].tolist():
        found.error("blank-cell", file, row, column.name, "")


def actor_codes(
    file: str, column: Column, rows: Codes, nodes: Nodes | None, found: Found
) -> Codes | None:
    """Code of the actor by row; unknown actors are told, with the one that may be meant."""
    check_filled(file, column, rows, found)
    if nodes is None:
        return None
    code_of = {name: code for code, name in enumerate(nodes.actors.id)}
    suggest = Suggestions(
        dict(zip(nodes.actors.label, nodes.actors.id, strict=True))
        | {name: name for name in nodes.actors.id}
    )
    codes = []
    for code, name in enumerate(column.values):
        codes.append(code_of.get(name, -1))
        if name in code_of or not name or name in nodes.also:
            continue
        meant = suggest(name)
        for row in rows[column.codes == code].tolist():
            if meant is None:
                found.error("unknown-actor", file, row, column.name, name, nodes=nodes.file)
            else:
                found.error(
                    "unknown-actor-near", file, row, column.name, name,
                    nodes=nodes.file, meant=meant,
                )  # fmt: skip
    return np.array(codes, np.int64)[column.codes]
