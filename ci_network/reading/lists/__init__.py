"""Lists and networks as others keep them, to nodes.csv and edges.csv, with a log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from ci_network.errors import DataError, UsageError
from ci_network.reading import read_rows
from ci_network.reading.columns import key
from ci_network.reading.files import WORKBOOKS, content
from ci_network.reading.lists.choices import Choices, Shape
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.edge_lists import ends_of, pairs_of, rows_of
from ci_network.reading.lists.names import (
    apart_by_date,
    divided,
    identified,
    identified_pairs,
    read_aliases,
    same_name,
)
from ci_network.reading.lists.network_files import is_network, read_network
from ci_network.reading.lists.networks import contents_of
from ci_network.reading.lists.rows import Contents
from ci_network.reading.lists.sheet_networks import network_in
from ci_network.reading.lists.sheets import parts_of, sheet_of
from ci_network.reading.lists.tables import Columns, tables
from ci_network.reading.lists.words import FIELDS
from ci_network.reading.records import Records
from ci_network.reading.table import ProblemLog
from ci_network.reading.text import read_csv

__all__ = ["Choices", "Imported", "Shape", "bring_in"]

_OF_LISTS = ("actor", "date", "end", "role", "attended", "shape", "by_name")

_OLD_WORKBOOK, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True)
class Imported:
    """What came of a file.

    Attributes
    ----------
    nodes, edges
        Columns of nodes.csv and edges.csv.
    log
        Columns of the log.
    told
        The decisions in short, for a person.
    """

    nodes: Columns
    edges: Columns
    log: dict[str, list[str]]
    told: tuple[str, ...]


def import_file(path: Path, choices: Choices, aliases: Path | None = None) -> Imported:
    """Read an attendance list or another tool's file.

    Parameters
    ----------
    path
        CSV, workbook, GEXF, GraphML, Pajek or JSON.
    choices
        What the person said of it.
    aliases
        A CSV file of aliases.

    Returns
    -------
    Imported
        Tables that the reader accepts without an error.

    Raises
    ------
    UsageError
        When something cannot be told; the sentence names the option that tells it.
    DataError
        With all that must be mended in the file.
    """
    found, log = ProblemLog(), Log()
    other_names = {} if aliases is None else read_aliases(aliases, found)
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name the list in it.")
    if is_network(path):
        _refuse_list_options(path, choices, aliases)
        contents = _network(path, choices, log, found)
    else:
        contents = _lists(path, choices, log, found)
    _stop(found)
    if contents.named:
        _refuse_list_options(path, choices, aliases)
        _refuse_twins(contents, path, found)
    else:
        contents.pairs = identified_pairs(contents.pairs, other_names, log, found)
        parts = divided(contents.parts, choices.separators, other_names, log)
        parts = identified(parts, other_names, log, found)
        contents.parts = parts if choices.by_name else apart_by_date(parts, log)
    _stop(found)
    if not contents.parts and not contents.pairs:
        found.error("no-activities", path.name)
        _stop(found)
    nodes, edges = tables(contents, choices.secretariat, log)
    if not any(edges.values()):
        found.error("no-activities", path.name)
        _stop(found)
    _check_involvement(nodes, edges)
    read_rows(_rows(nodes), _rows(edges))
    return Imported(nodes, edges, log.columns(), tuple(log.in_short()))


def _refuse_list_options(path: Path, choices: Choices, aliases: Path | None) -> None:
    """A network says itself what is what: an option that would do nothing is refused."""
    said = [
        f"--{field.name.replace('_', '-')}"
        for field in fields(choices)
        if field.name in _OF_LISTS and getattr(choices, field.name) != field.default
    ]
    said += ["--aliases"] if aliases is not None else []
    if said:
        raise UsageError(f"{path.name} is a network, not a list; leave out {', '.join(said)}.")


def _refuse_twins(contents: Contents, path: Path, found: ProblemLog) -> None:
    names = {name for pair in contents.pairs for name in (pair.source, pair.target)}
    names |= {part.actor for part in contents.parts} | set(contents.actors)
    first: dict[str, str] = {}
    for name in sorted(names):
        twin = first.setdefault(same_name(name), name)
        if twin != name:
            found.error("twin-nodes", path.name, None, None, name, twin=twin)


def _stop(found: ProblemLog) -> None:
    if found.has_errors:
        raise DataError(found.problems)


def _rows(columns: Columns) -> list[dict[str, str]]:
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _check_involvement(nodes: Columns, edges: Columns) -> None:
    """Ties that say what the secretariat did need to know who it is."""
    said = {"present", "led"} & set(edges.get("secretariat", []))
    if said and not any(nodes["secretariat"]):
        raise UsageError(
            "The file says where the secretariat took part, but not who it is. Name it with "
            "--secretariat NAME."
        )


def _kinds(choices: Choices) -> tuple[str, ...]:
    """In a network --activity names the kind of nodes that are activities."""
    return () if choices.activity is None else (choices.activity,)


def _network(path: Path, choices: Choices, log: Log, found: ProblemLog) -> Contents:
    data = content(path, found)
    network = None if data is None else read_network(path, data, found)
    if network is None:
        return Contents()
    return contents_of(network, path.name, log, found, _kinds(choices))


def _lists(path: Path, choices: Choices, log: Log, found: ProblemLog) -> Contents:
    sheets = _records(path, found)
    if found.has_errors:
        return Contents()
    for problem in found.problems:
        if problem.code == "hidden-sheet":
            log.add("sheet left out", problem.file, None, "", "it is hidden")
    if (network := network_in(sheets, found)) is not None:
        return contents_of(network, path.name, log, found, _kinds(choices))
    return _chosen_lists(path, _asked(sheets, choices, path, log), choices, log, found)


def _records(path: Path, found: ProblemLog) -> list[Records]:
    data = content(path, found)
    if data is None:
        return []
    if data.startswith(_OLD_WORKBOOK):
        found.error("old-workbook", path.name)
        return []
    if path.suffix.lower() in WORKBOOKS or data.startswith(_ZIP):
        from ci_network.reading.workbook import read_sheets  # noqa: PLC0415

        return read_sheets(path, data, found)
    own = ProblemLog()
    records = read_csv(path, data, "edges", own)
    # A cell with names on lines of their own looks like a forgotten quote to the reader.
    found.problems += [p for p in own.problems if p.code != "rows-in-a-cell"]
    return [] if records is None else [records]


def _sheet_name(records: Records) -> str:
    return records.file.rpartition("[")[2].rstrip("]").strip().casefold()


def _asked(sheets: Sequence[Records], choices: Choices, path: Path, log: Log) -> list[Records]:
    if not choices.sheets:
        return list(sheets)
    wanted = {name.strip().casefold() for name in choices.sheets}
    there = {_sheet_name(records): records for records in sheets}
    for name in sorted(wanted - set(there)):
        raise UsageError(
            f"{path.name} has no visible sheet {name!r}; there are: {', '.join(sorted(there))}."
        )
    for name, records in there.items():
        if name not in wanted:
            log.add("sheet left out", records.file, None, "", "it was not asked for")
    return [records for name, records in there.items() if name in wanted]


def _chosen_lists(
    path: Path, sheets: Sequence[Records], choices: Choices, log: Log, found: ProblemLog
) -> Contents:
    contents = Contents()
    for records in sheets:
        rows = rows_of(records)
        if ends_of(rows) is not None and not (choices.actor or choices.activity or choices.shape):
            some = pairs_of(rows, records.file, choices, log, found)
            contents.pairs += some.pairs
            continue
        sheet = sheet_of(records, choices, log, found)
        if sheet is None or not sheet.rows:
            log.add("sheet left out", records.file, None, "", "it is empty")
            continue
        if len(sheets) > 1 and not choices.sheets and not _looks_like_a_list(records):
            log.add("sheet left out", records.file, None, "", "no column in it is known")
            continue
        contents.parts += parts_of(sheet, choices, log, found)
    if contents.pairs and contents.parts:
        raise UsageError(
            f"{path.name} holds both a list of pairs and attendance lists. Choose the sheets of "
            "one kind with --sheet NAME."
        )
    return contents


def _looks_like_a_list(records: Records) -> bool:
    return any(key(cell) in FIELDS for record in records.cells[:30] for cell in record if cell)
