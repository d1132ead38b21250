"""The whole record as a workbook, which every command reads as it is."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.record.alliance import Alliance
from ci_network.views.exports.record import record
from ci_network.views.exports.sheets import saved, write_table


def workbook(alliance: Alliance, keep: Sequence[str] = ()) -> bytes:
    """Sheets `nodes` and `edges` in an xlsx file, and `activities`, `partnerships` and `survey`
    where there is anything of the kind.

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
