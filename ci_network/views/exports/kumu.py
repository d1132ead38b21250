"""Kumu's elements and connections, as JSON or as a workbook."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain, count

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import record
from ci_network.views.exports.sheets import saved, write_table
from ci_network.views.exports.ties import spells_text, ties

Rows = list[dict[str, object]]

_FIELDS = ("sector", "secretariat", "secretariat_from", "secretariat_until", "joined", "left")


def kumu_json(alliance: Alliance, max_size: int | None = None) -> str:
    """A blueprint: elements and connections with their fields."""
    elements, connections = _tables(alliance, max_size)
    content = {"elements": elements, "connections": connections}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def kumu_workbook(alliance: Alliance, max_size: int | None = None) -> bytes:
    """A workbook with the sheets Elements and Connections."""
    from openpyxl import Workbook  # noqa: PLC0415

    elements, connections = _tables(alliance, max_size)
    book = Workbook()
    sheet = book.active
    sheet.title = "Elements"
    write_table(sheet, _columns(elements))
    write_table(book.create_sheet("Connections"), _columns(connections))
    return saved(book)


def _tables(alliance: Alliance, max_size: int | None) -> tuple[Rows, Rows]:
    nodes = record(alliance).nodes
    labels = _labels(nodes["id"], nodes["label"])
    elements: Rows = [
        {
            "Label": labels[actor],
            "Type": nodes["type"][number],
            "ID": actor,
            **{name: nodes[name][number] for name in _FIELDS},
        }
        for number, actor in enumerate(nodes["id"])
    ]
    connections: Rows = [
        {
            "From": labels[tie.source],
            "To": labels[tie.target],
            "Direction": "undirected",
            "Type": tie.tie_class or "",
            "Strength": tie.strength,
            "Activities": tie.activities,
            "First met": tie.first_met or "",
            "Last met": tie.last_met or "",
            "Spells": spells_text(tie.spells),
        }
        for tie in ties(alliance, max_size)
    ]
    return elements, connections


def _labels(ids: list[str], labels: list[str]) -> dict[str, str]:
    """Kumu tells elements apart by label, whatever the case: one that is not alone gets its id."""
    times = Counter(label.casefold() for label in labels)
    alone = {label for label, often in times.items() if often == 1}
    found: dict[str, str] = {}
    for actor, label in zip(ids, labels, strict=True):
        ways = (f"{label} ({actor}{more})" for more in chain([""], (f" {n}" for n in count(2))))
        if label.casefold() not in alone:
            label = next(each for each in ways if each.casefold() not in alone)  # noqa: PLW2901
            alone.add(label.casefold())
        found[actor] = label
    return found


def _columns(rows: Rows) -> dict[str, list[object]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name, "") for row in rows] for name in names}
