"""Networks in sheets: Kumu's and NodeXL's workbooks, nodes beside edges, and square matrices."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import is_sheet, sheet_name, title_of
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.edge_lists import (
    FROM,
    TO,
    Rows,
    around,
    ask_about_line,
    ends_of,
    header_of,
    legend_of,
    rows_of,
    title_may_be_contrary,
)
from ci_network.reading.lists.other_tools.networks import (
    Link,
    Network,
    Node,
    is_kind_of_activity,
    is_one_sided,
)
from ci_network.reading.lists.relations import SAYS_NO, WEIGHTS, strength
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.timesets import BEGINS, ENDINGS
from ci_network.reading.lists.words.attendance import is_total, said_by
from ci_network.reading.lists.words.headings import field_of, heading
from ci_network.reading.lists.words.when import stretch_of
from ci_network.reading.records import Records
from ci_network.reading.table import clean

_IDS = ("vertex", "id", "key", "name", "node", "label")
"""Columns of nodes that may hold ids, the one that tools mean first."""

_NAMES = ("label", "name", "navn", "namn")

_NODES = ("elements", "vertices", "nodes", "noder", "knoten", "knuder", "aktører", "aktörer",
          "actors")  # fmt: skip
"""Sheets of nodes whose ids may be names; where they are codes, any sheet may hold them."""


def network_in(sheets: Sequence[Records], choices: Choices, log: Log) -> Network | None:
    """The network that the sheets of a file hold; None where they are lists."""
    by_name = {sheet_name(records.file): records for records in sheets}
    if len(sheets) == 1 and (network := _of_neo4j(sheets[0]) or _of_typed_ends(sheets[0])):
        return network
    own = Log()
    matrices = {name: _of_matrix(each, choices, own) for name, each in by_name.items()}
    found = {name: each for name, each in matrices.items() if each is not None}
    if not found:
        return _of_nodes_and_links(by_name, log)
    others = [each for name, each in by_name.items() if name not in found and _is_table(each)]
    known = [_of_those_in(found.values(), each) for each in others]
    if not all(known):
        return None
    log.problems += own.problems
    network = next(iter(found.values())) if len(found) == 1 else _together(found)
    for rows in known:
        network.nodes = [
            Node(each.id, {**each.attributes, **rows.get(each.id.casefold(), {})})
            for each in network.nodes
        ]
    return network


def _is_table(records: Records) -> bool:
    """Whether two cells or more stand beside each other in a sheet, which are no lines of text."""
    return any(len(list(filter(None, map(clean, record)))) > 1 for record in records.cells)


def _of_those_in(matrices: Iterable[Network], records: Records) -> dict[str, Mapping[str, str]]:
    """What a sheet says of those whom matrices name, in its first column; else nothing."""
    rows = [row for _, row in rows_of(records)]
    named = {node.id.casefold() for matrix in matrices for node in matrix.nodes}
    first = next(iter(rows[0]), "") if rows else ""
    names = [row[first].casefold() for row in rows]
    if not names or not set(names) <= named or len(set(names)) < len(names):
        return {}
    label = _label_of([{n: c for n, c in row.items() if n != first} for row in rows], names)
    return {name: {"label" if n == label else n: c for n, c in row.items() if n != first}
            for name, row in zip(names, rows, strict=True)}  # fmt: skip


def _together(matrices: Mapping[str, Network]) -> Network:
    """The matrices of sheets: of several times where all are named so, else kinds of tie."""
    times = [stretch_of(name) for name in matrices]
    dated = all(start for start, _ in times)
    network = Network(open=True)
    for (name, matrix), (start, end) in zip(matrices.items(), times, strict=True):
        told = {"stretches": [(start, end, "")]} if dated else {"kinds": (name,)}
        network.nodes += [node for node in matrix.nodes if node not in network.nodes]
        network.links += [replace(link, **told) for link in matrix.links]
        network.directed |= matrix.directed
        network.without_value += matrix.without_value
    return network


def _of_nodes_and_links(sheets: Mapping[str, Records], log: Log) -> Network | None:
    """The links of one sheet or several between those whom another lists, by id or by name.

    Beside a list of what is known of actors by their names, pairs are a list; Kumu's connections
    may stand alone.
    """
    if len(sheets) == 1 and "connections" not in sheets:
        return None
    tables = {name: rows_of(records, _IDS) for name, records in sheets.items()}
    nodes_in = [
        (name, listed)
        for name, rows in tables.items()
        for listed in _listed(rows)
        if name in _NODES or _are_codes(listed)
    ]
    ends_in = {
        name: ends_of(rows) for name, rows in tables.items() if nodes_in or name == "connections"
    }
    found = max(
        (
            (len(linked), name, listed, linked)
            for name, listed in nodes_in
            if (linked := _linked(tables, ends_in, name, listed))
        ),
        key=lambda each: each[0], default=None,
    )  # fmt: skip
    if found is None and (ends := ends_in.get("connections")):
        found = (1, "", {}, {"connections": ends})
    if found is None:
        return None
    _, nodes, listed, linked = found
    ids, label = _ids(tables.get(nodes, ()), listed), _label_of(list(listed.values()), list(listed))
    network = Network(open=not _are_codes(listed))
    for each, row in listed.items():
        rest = {n: cell for n, cell in row.items() if n != label}
        called = {"label" if label == "label" else "name": row[label]} if label else {}
        network.nodes.append(Node(ids[each], rest | called))
    for name, ends in linked.items():
        links = sorted(linked, key=lambda each: each != name)
        beside = around(sheets[name], [title_of(sheets[each].file) for each in links])
        for _, cells in tables[name]:
            one, other = (ids.get(cells[end].casefold(), cells[end]) for end in ends)
            known = _known(cells, ends)
            if not known.keys() & {*BEGINS, *ENDINGS} and beside.when[0]:
                known |= dict(zip(("date", "end"), beside.when, strict=True))
            network.links.append(Link(one, other, known, kinds=beside.kinds))
    for name in sheets:
        if name not in (nodes, *linked):
            log.add(
                "sheet left out", sheets[name].file, None, "", "it holds neither nodes nor ties"
            )
    return network


def _listed(rows: Rows) -> Iterator[dict[str, Mapping[str, str]]]:
    """The rows of a sheet by each column that tells them all apart, folded."""
    for name in rows[0][1] if rows else ():
        listed = {row[name].casefold(): row for _, row in rows if name and row[name]}
        if len(listed) == len(rows) > 1:
            yield listed


def _linked(
    tables: Mapping[str, Rows],
    ends_in: Mapping[str, tuple[str, str] | None],
    nodes: str,
    listed: Collection[str],
) -> dict[str, tuple[str, str]]:
    """The sheets of which two columns name those who are listed, with these columns."""
    found = {}
    for sheet, rows in tables.items():
        ends = None if sheet == nodes or not rows else ends_in[sheet] or _two_of(rows, listed)
        named = {row[end].casefold() for _, row in rows for end in ends or ()} - {""}
        if ends and 2 * len(named.intersection(listed)) > len(named):
            found[sheet] = ends
    return found


def _two_of(rows: Rows, listed: Collection[str]) -> tuple[str, str] | None:
    """The only two columns of unknown headings that hold nothing but what is listed."""
    said = {name: heading(name) for name in rows[0][1] if name and name not in WEIGHTS}
    fields = {each.field for each in said.values() if each is not None}
    named = [
        name for name, meant in said.items()
        if (meant is None or meant.field == "actor")
        and all(row[name].casefold() in listed for _, row in rows)
    ]  # fmt: skip
    is_list = fields & {"activity", "lead", "absent", "attended"}
    return None if len(named) != len(("one", "other")) or is_list else (named[0], named[1])


def _ids(rows: Rows, listed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The id of each node by what links may call it: of the first column that has one of all."""
    named = (name for name in _IDS if rows and all(row.get(name) for _, row in rows))
    own = next((n for n in named if len({row[n] for _, row in rows}) == len(rows)), None)
    ids = {each: row[own] if own else each for each, row in listed.items()}
    for each, row in listed.items():
        for cell in (row[n] for n in (*_IDS, *_NAMES) if row.get(n)):
            ids.setdefault(cell.casefold(), ids[each])
    return ids


def _are_codes(ids: Collection[str]) -> bool:
    """Whether ids are numbers, or letters and a number, that nobody would take for names."""
    return bool(ids) and all(re.fullmatch(r"[^\W\d]{0,3}[-_ ]?\d+", each) for each in ids)


def _label_of(rows: Sequence[Mapping[str, str]], named: Sequence[str]) -> str:
    """The column of names: by its heading, or, beside ids, the first that tells all apart."""
    header = [name for name in rows[0] if name] if rows else []
    said = [n for n in header if field_of(n) == "actor"]
    words = {n: {row[n] for row in rows if re.search(r"[^\W\d]{2}", row[n])} for n in header}
    apart = [n for n in header if len(words[n]) == len(rows) and _are_codes(named)]
    there = (n for n in _NAMES if n in header)
    return next(there, next(iter((*said, *apart)), ""))


def _known(row: Mapping[str, str], ends: tuple[str, str]) -> dict[str, str]:
    """What a row says of a tie; From and To of Onodo, beside Source and Target, say when."""
    said = {} if {*ends} & {*FROM, *TO} else dict.fromkeys(FROM, "start") | dict.fromkeys(TO, "end")
    return {said.get(n, n): cell for n, cell in row.items() if cell and n not in ends}


def _of_neo4j(records: Records) -> Network | None:
    """The nodes and relationships that Neo4j exports below one header; None for another table."""
    header = [clean(cell) for cell in records.cells[0]] if records.cells else []
    if not {"_id", "_labels", "_start", "_end", "_type"} <= set(header):
        return None
    network = Network(numbered=True, directed=True)
    for _, row in rows_of(records, ("labels",)):
        known = {
            name: cell
            for name, cell in row.items()
            if name not in ("id", "labels", "start", "end", "type")
        }
        if row["start"] and row["end"]:
            network.links.append(Link(row["start"], row["end"], known | {"type": row["type"]}))
        else:
            network.nodes.append(Node(row["id"], {"type": row["labels"].strip(":"), **known}))
    return network


def _of_typed_ends(records: Records) -> Network | None:
    """A list of pairs that names the kind of each end, where one of the kinds is of activities."""
    _, header = header_of(records)
    if not any(key(name).endswith("_type") for name in header):
        return None
    rows = rows_of(records)
    ends = ends_of(rows)
    if ends is None:
        return None
    kinds = [f"{end.partition('_')[0]}_type" for end in ends]
    if not set(kinds) <= set(rows[0][1]):
        return None
    kind_of = {
        row[end]: row[kind] for _, row in rows for end, kind in zip(ends, kinds, strict=True)
    }
    if not any(map(is_kind_of_activity, kind_of.values())):
        return None
    network = Network(nodes=[Node(name, {"type": kind}) for name, kind in kind_of.items() if name])
    network.links = [
        Link(row[ends[0]], row[ends[1]], {n: c for n, c in row.items() if n not in (*ends, *kinds)})
        for _, row in rows
    ]
    return network


def _of_matrix(records: Records, choices: Choices, log: Log) -> Network | None:
    """The ties of a table whose rows and columns name the same; None where it is another table."""
    cells = [[clean(cell) for cell in record] for record in records.cells]
    cells = [record for record in cells if any(record)]
    first = {record[0] for record in cells}
    at = next(
        (n for n, record in enumerate(cells)
         if sum(map(bool, record)) > 2 or (not record[0] and set(record) <= first)), None,
    )  # fmt: skip
    if at is None:
        return None
    header = {name.casefold(): n for n, name in enumerate(cells[at]) if n and name}
    is_unnamed = all(_is_number(name) for name in cells[at] if name) and cells[at][0]
    if is_unnamed or len(header) < sum(map(bool, cells[at][1:])):
        return None
    below = [list(filter(None, row)) for row in cells[at + 1 :] if row[0].casefold() not in header]
    lines = [" = ".join(each) for each in below if len(each) <= _IN_A_LINE]
    left = {each[0] for each in below if len(each) <= _IN_A_LINE}
    rows = {row[0].casefold(): row for row in cells[at + 1 :] if row[0] and row[0] not in left}
    for names in (header, rows):
        last = next(reversed(names), "")
        if is_total(last):
            del names[last]
    both = set(header) & set(rows)
    if len(both) < 2 or 2 * len(both) < max(len(header), len(rows)):
        return None
    for name in sorted(set(header) ^ set(rows)):
        log.error("lopsided-matrix", records.file, None, None, name)
    spelt = {name: row[0] for name, row in rows.items()}
    network = Network(nodes=[Node(name, {}) for name in spelt.values()])
    named = [title_of(records.file)] if is_sheet(records.file) else []
    above = [*(cell for record in cells[:at] for cell in record), *named]
    titles = [title for title in above if title_may_be_contrary(title)]
    for line in lines:
        ask_about_line(line, records.file, choices)
    legend = legend_of([*above, *lines])
    signs = _SIGNS if any(cell == "+" for row in rows.values() for cell in row) else frozenset()
    for one, row in rows.items():
        for other, place in header.items():
            value = row[place] if place < len(row) else ""
            value = legend.get(value.casefold(), value)
            word = " ".join(value.casefold().split())
            if word in _UNKNOWN:
                network.without_value.append(value)
                continue
            said = None if word in signs and one != other else said_by(value)
            if other not in spelt or word in _NOTHING or said == "absent":
                continue
            if said == "unclear":
                log.error("unclear-tie", records.file, None, spelt[other], value, actor=spelt[one])
            known = {"weight": value} if _is_number(value) else {}
            words = [] if known or said else [value]
            kinds = (*titles[:1], *words)
            network.links.append(Link(spelt[one], spelt[other], known, kinds=kinds))
    network.links = _dated(network.links, titles[:1])
    network.directed = is_one_sided([link for link in network.links if _counts(link)])
    return network


def _dated(links: list[Link], kinds: Sequence[str]) -> list[Link]:
    """The ties of a matrix, by their dates where each cell is one."""
    ties = [
        (link, link.attributes.get("weight") or "".join(link.kinds[len(kinds) :]))
        for link in links if _counts(link)
    ]  # fmt: skip
    if not all(stretch_of(cell)[0] for _, cell in ties):
        return links
    return [replace(link, attributes={"date": cell}, kinds=tuple(kinds)) for link, cell in ties]


def _counts(link: Link) -> bool:
    return strength(link.attributes) != 0


_IN_A_LINE = 2
"""Cells that a line below a matrix fills at most: a sign, and what it means."""

_NOTHING = frozenset({"", *SAYS_NO})
_UNKNOWN = frozenset({"na", "n/a", "n.a.", "nan"})
_SIGNS = frozenset({"+", "-", "–", "−"})
"""Beside a plus, a minus is a tie of another kind."""


def _is_number(value: str) -> bool:
    return value.replace(",", ".").lstrip("-−").replace(".", "", 1).isdecimal()
