"""What was read, so that a person sees whether the file was understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.reading.columns import LAYOUTS, Kind, Layout, match, shape_of
from ci_network.reading.table import Table
from ci_network.record.accounts import of_register
from ci_network.record.alliance import Alliance


class TableSummary(NamedTuple):
    """How one table was read.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    rows
        Rows that are not blank.
    header_row
        Row of the header.
    encoding, separator
        How the text was read; None in a workbook.
    columns
        The known columns and how the file spells them.
    further
        Columns that are kept as they are.
    """

    file: str
    rows: int
    header_row: int
    encoding: str | None
    separator: str | None
    columns: dict[str, str]
    further: tuple[str, ...]


class Summary(NamedTuple):
    """What was read; None where errors leave it unknown.

    Attributes
    ----------
    nodes, edges, activities_table, partnerships, survey
        The tables; None where there is none.
    shape
        ``participation`` or ``partnership``.
    actors
        Rows of nodes.
    secretariats
        Ids of the actors marked as secretariat.
    activities
        Different activities of the register.
    participations
        Rows that count, without what partners say of pairs.
    first, last
        First and last recorded day as ``YYYY-MM-DD``.
    """

    nodes: TableSummary | None
    edges: TableSummary | None
    activities_table: TableSummary | None
    partnerships: TableSummary | None
    survey: TableSummary | None
    shape: str | None
    actors: int | None
    secretariats: tuple[str, ...] | None
    activities: int | None
    participations: int | None
    first: str | None
    last: str | None


def summarise(tables: Mapping[Kind, Table], alliance: Alliance | None) -> Summary:
    """Tell what was read of the tables, with or without errors in them."""
    edges = tables.get("edges")
    shape = None if edges is None else shape_of([column.name for column in edges.columns])
    found = _found(tables, shape)
    if alliance is None:
        return found
    marked = np.flatnonzero(alliance.actors.secretariat).tolist()
    registered = of_register(alliance)
    return found._replace(
        actors=len(alliance.actors),
        secretariats=tuple(alliance.actors.id[code] for code in marked),
        activities=len(registered.activities),
        participations=registered.rows,
        first=None if alliance.first is None else dates.iso(alliance.first),
        last=None if alliance.last is None else dates.iso(alliance.last),
    )


def _found(tables: Mapping[Kind, Table], shape: Layout | None) -> Summary:
    """What can be said of tables whose content is not sound."""
    nodes, edges = tables.get("nodes"), tables.get("edges")
    different = None
    if edges is not None and shape is not None:
        places = match([column.name for column in edges.columns], shape).places
        if shape.name == "participation" and "activity" in places:
            column = edges.columns[places["activity"]]
            different = len(column.values) - ("" in column.values)
    return Summary(
        nodes=_told(tables, "nodes"),
        edges=None if edges is None or shape is None else _table(edges, shape),
        activities_table=_told(tables, "activities"),
        partnerships=_told(tables, "partnerships"),
        survey=_told(tables, "survey"),
        shape=None if shape is None else shape.name,
        actors=None if nodes is None else len(nodes),
        secretariats=None,
        activities=different,
        participations=None if edges is None else len(edges),
        first=None,
        last=None,
    )


def _told(tables: Mapping[Kind, Table], kind: Kind) -> TableSummary | None:
    """One of the tables that come in one shape."""
    return _table(tables[kind], LAYOUTS[kind][0]) if kind in tables else None


def _table(table: Table, layout: Layout) -> TableSummary:
    header = [column.name for column in table.columns]
    matched = match(header, layout)
    taken = set(matched.places.values())
    return TableSummary(
        file=table.file,
        rows=len(table),
        header_row=table.header_row,
        encoding=table.encoding,
        separator=table.separator,
        columns={name: header[place] for name, place in matched.places.items()},
        further=tuple(name for place, name in enumerate(header) if place not in taken),
    )


_SEPARATORS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
_SHAPES = {
    "participation": _("participation shape: a row per actor and activity"),
    "partnership": _("partnership shape: a row per pair"),
}


def in_words(summary: Summary, language: Language) -> list[tuple[str, str]]:
    """Label and text of each line of a summary, for people."""
    _ = translation(language)
    lines = []
    tables = (
        summary.nodes, summary.edges, summary.activities_table, summary.partnerships,
        summary.survey,
    )  # fmt: skip
    for table in tables:
        if table is None:
            continue
        how = [_.ngettext("{n} row", "{n} rows", table.rows).format(n=table.rows)]
        if table.header_row > 1:
            how.append(_.gettext("header in row {row}").format(row=table.header_row))
        if table.encoding:
            how.append(table.encoding)
        if table.separator in _SEPARATORS:
            how.append(_.gettext(_SEPARATORS[table.separator]))
        if table is summary.edges and summary.shape:
            how.append(_.gettext(_SHAPES[summary.shape]))
        lines.append((table.file, ", ".join(how)))
        columns = ", ".join(
            name if spelt == name else f"{name} ({spelt})" for name, spelt in table.columns.items()
        )
        lines.append((_.gettext("columns of {file}").format(file=table.file), columns))
        if table.further:
            kept = _.gettext("further columns of {file}").format(file=table.file)
            lines.append((kept, ", ".join(table.further)))
    counts = (
        (_.pgettext("overview", "actors"), summary.actors),
        (_.pgettext("overview", "activities"), summary.activities),
        (_.pgettext("overview", "participations"), summary.participations),
    )
    lines += [(label, str(count)) for label, count in counts if count is not None]
    if summary.secretariats is not None:
        lines.append(
            (_.pgettext("overview", "secretariat"), ", ".join(summary.secretariats) or "–")
        )
    if summary.first and summary.last:
        lines.append((_.pgettext("overview", "dates"), f"{summary.first} – {summary.last}"))
    return lines
