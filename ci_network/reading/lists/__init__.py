"""Lists and networks as others keep them, to nodes.csv and edges.csv, with an account.

File → the tables in it (`blocks`) → what each column means (`meanings`) → who took part in what
(`all_tables`, and of each `one_table`: by rows in `long`, by marks in `crosses`) and what is known
of actors (`told`) → names to actors (`names`) → the two tables (`tables`) and what is said of
it all (`account`, `settings`). `words` holds what words and cells say by themselves, `other_tools`
the networks of other tools. `Choices` are what the person said; a `Log` goes on with them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ci_network.errors import DataError, UsageError
from ci_network.reading import read_rows
from ci_network.reading.files import WORKBOOKS, content, sheets_of_record
from ci_network.reading.lists.account import Account, TableAccount
from ci_network.reading.lists.all_tables import chosen_lists
from ci_network.reading.lists.audit import (
    ask_about_columns,
    ask_about_leads,
    ask_about_lines,
    ask_about_titles,
    pairs_without_names_of_none,
    with_unread_days,
    without_called_off,
    without_names_of_none,
)
from ci_network.reading.lists.blocks import sheet_name, title_of, worth
from ci_network.reading.lists.decisions import Log, Source
from ci_network.reading.lists.edge_lists import has_intervals, names_ends
from ci_network.reading.lists.names import (
    Aliases,
    apart_by_date,
    divided,
    divided_pairs,
    identified,
    identified_pairs,
    known_aliases,
    once_each,
    read_aliases,
)
from ci_network.reading.lists.one_table import Reading
from ci_network.reading.lists.other_tools.network_files import is_network, read_network
from ci_network.reading.lists.other_tools.networks import Network, contents_of
from ci_network.reading.lists.other_tools.sheet_networks import network_in
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Contents, Part, Shape
from ci_network.reading.lists.settings import settings_text
from ci_network.reading.lists.tables import Columns, tables
from ci_network.reading.lists.told import activities_of
from ci_network.reading.lists.unseen import with_comments, without_unseen
from ci_network.reading.lists.who_came import those_who_came
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.records import Records
from ci_network.reading.secretariat_names import likely_secretariats, names_secretariat
from ci_network.reading.spelling import same_name
from ci_network.reading.text import read_csv

__all__ = ["Choices", "Imported", "Shape", "import_file"]

_OF_LISTS = (
    "actor", "role", "lead", "attended", "title", "shape", "by_name",
    "blanks", "marks", "absent", "aliases", "whole", "separators",
    "activity_separators", "titles", "brackets", "numbers", "persons", "hidden", "comments",
)  # fmt: skip

_OLD_WORKBOOK, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True)
class Imported:
    """What came of a file.

    Attributes
    ----------
    nodes, edges, activities
        Columns of nodes.csv, edges.csv and activities.csv; the last are empty where the list says
        nothing of activities.
    log
        Columns of the log.
    account
        What was decided, for a person.
    settings
        Text of the import.yaml by which such a file is read again.
    """

    nodes: Columns
    edges: Columns
    activities: Columns
    log: dict[str, list[str]]
    account: Account
    settings: str


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
    Question
        When something cannot be told; the sentence names the option that tells it.
    UsageError
        When an option says what cannot be.
    DataError
        With all that must be mended in the file.
    """
    log = Log()
    if aliases is not None:
        choices = replace(choices, aliases=(*choices.aliases, *read_aliases(aliases, log)))
    other_names = known_aliases(choices.aliases, log)
    if path.is_dir():
        raise UsageError("{path} is a folder; name the list in it.", path=path)
    if not os.path.lexists(path):
        raise UsageError("There is no file {path}; name the list to import.", path=path)
    read = Reading(choices, log)
    if is_network(path):
        _refuse_list_options(path, choices)
        contents = _network(path, read)
    else:
        contents = _lists(path, read)
        choices = read.choices
        other_names = known_aliases(choices.aliases, log)
    _stop(log)
    if contents.named:
        _refuse_list_options(path, choices, but=("comments",))
        _refuse_twins(contents, path, log)
    elif choices.relations and not contents.pairs:
        raise UsageError(
            "{file} is a list of who came, not of ties; leave out {said}.",
            file=path.name, said="--relation",
        )  # fmt: skip
    else:
        pairs = divided_pairs(contents, choices, other_names, log)
        contents.pairs = identified_pairs(pairs, other_names, log)
        contents.pairs = pairs_without_names_of_none(contents.pairs, choices, contents.ends, log)
        contents.parts = _who_took_part(contents, read, other_names)
    _stop(log)
    if not contents.parts and not contents.pairs:
        _refuse_contacts(path, contents)
        log.error("no-activities", path.name)
        _stop(log)
    nodes, edges = tables(contents, choices, log)
    if not any(edges.values()):
        log.error("no-activities", path.name)
        _stop(log)
    _check_involvement(path, nodes, edges)
    _ask_about_secretariats(path, nodes)
    ids = {same_name(name): name for name in nodes["id"]}
    activities = activities_of(contents.parts, ids, choices)
    problems = read_rows(_rows(nodes), _rows(edges), _rows(activities)).problems
    alike = _alike(nodes, edges, [(p.value or "", p.details.get("twin", "")) for p in problems
                                  if p.code in ("near-id", "within-id")])  # fmt: skip
    account = _account(read.tables, nodes, edges, alike, log)
    settings = settings_text(path.name, read.columns, choices, read.shape(), alike)
    return Imported(nodes, edges, activities, log.columns(), account, settings)


def _who_took_part(contents: Contents, read: Reading, other_names: Aliases) -> list[Part]:
    """The actors of each activity, once nothing in them or beside their tables is in doubt."""
    choices, columns, log = read.choices, read.columns, read.log
    named = [name for field in ("actor", "lead", "assist") for name in columns.get(field, ())]
    parts = those_who_came(contents.parts, choices, named, log)
    days = {sheet.file: sheet.day_in for sheet in read.sheets}
    parts = divided(parts, choices, other_names, columns, days, log)
    for name in {part.actor for part in parts if is_person(part.actor)}:
        contents.actors.setdefault(name, {}).setdefault("type", "person")
    parts = once_each(identified(parts, other_names, log))
    contents.actors = _spelt(contents, parts, choices)
    ask_about_columns(read.sheets, choices)
    ask_about_leads(parts, read.sheets, choices)
    parts = without_names_of_none(parts, choices, named, log)
    ask_about_titles(parts, choices, columns)
    ask_about_lines(read.sheets, choices, set(map(same_name, {part.activity for part in parts})))
    parts = without_called_off(parts, choices, log)
    parts = with_unread_days(parts, read.sheets, choices, log)
    return parts if choices.by_name else apart_by_date(parts, log)


def _refuse_list_options(path: Path, choices: Choices, but: Collection[str] = ()) -> None:
    """A network says itself what is what: an option that would do nothing is refused."""
    options = {"marks": "mark", "aliases": "alias"}
    said = [
        f"--{options.get(field.name, field.name).replace('_', '-')}"
        for field in fields(choices)
        if field.name in _OF_LISTS
        and field.name not in but
        and getattr(choices, field.name) != field.default
    ]
    if said:
        raise UsageError(
            "{file} is a network, not a list; leave out {said}.",
            file=path.name, said=", ".join(said),
        )  # fmt: skip


def _refuse_contacts(path: Path, contents: Contents) -> None:
    """A list of contacts alone says nothing of what they did."""
    if contents.actors:
        raise UsageError(
            "{file} tells what is known of actors, and nothing of what they took part in. Put "
            "the list of activities into a sheet of the same workbook.",
            file=path.name,
        )


def _refuse_twins(contents: Contents, path: Path, log: Log) -> None:
    names = {name for pair in contents.pairs for name in (pair.source, pair.target)}
    names |= {part.actor for part in contents.parts} | set(contents.actors)
    first: dict[str, str] = {}
    for name in sorted(names):
        twin = first.setdefault(same_name(name), name)
        if twin != name:
            log.error("twin-nodes", path.name, None, None, name, twin=twin)


def _spelt(
    contents: Contents, parts: Sequence[object], choices: Choices
) -> dict[str, dict[str, str]]:
    """What is known of actors, under the names by which they take part."""
    ids = {same_name(part.actor): part.actor for part in parts}  # type: ignore[attr-defined]
    ids |= {same_name(row.id): row.id for row in choices.aliases if same_name(row.id) in ids}
    for row in choices.aliases:
        if not row.since and not row.until:
            ids.setdefault(same_name(row.alias), row.id)
    actors: dict[str, dict[str, str]] = {}
    for name, known in contents.actors.items():
        actors.setdefault(ids.get(same_name(name), name), {}).update(known)
    return actors


def _stop(log: Log) -> None:
    if log.has_errors:
        raise DataError(log.problems)


def _rows(columns: Columns) -> list[dict[str, str]]:
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _check_involvement(path: Path, nodes: Columns, edges: Columns) -> None:
    """Ties that say what the secretariat did need to know who it is."""
    said = sorted({"present", "led"} & set(edges.get("secretariat", [])))
    if said and not any(nodes["secretariat"]):
        raise Question("secretariat-unnamed", path.name, "secretariat", said)


def _ask_about_secretariats(path: Path, nodes: Columns) -> None:
    """Names that are likely the secretariat's under another spelling are asked about."""
    said = list(zip(nodes["id"], nodes["secretariat"], strict=True))
    marked = [name for name, word in said if word == "yes"]
    others = [name for name, word in said if not word]
    likely = likely_secretariats(marked, others)
    if likely:
        raise Question(
            "secretariat-alike", path.name, list(dict.fromkeys(likely.values())), list(likely)
        )


def _alike(
    nodes: Columns, edges: Columns, twins: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Pairs of names that look alike, the rarer first in each; the likeliest first."""
    times = Counter(name for side in ("actor", "source", "target") for name in edges.get(side, []))
    there = set(nodes["id"])
    pairs = {
        tuple(sorted(pair, key=lambda name: (times[name], name)))
        for pair in twins
        if set(pair) <= there
    }
    return sorted(((one, other) for one, other in pairs), key=lambda pair: (times[pair[0]], pair))


def _account(
    accounts: Sequence[TableAccount],
    nodes: Columns,
    edges: Columns,
    alike: Sequence[tuple[str, str]],
    log: Log,
) -> Account:
    dates = sorted(filter(None, (*edges["start"], *edges["end"])))
    counts = {"actors": len(nodes["id"])}
    if "source" in edges:
        counts["pairs"] = len(edges["source"])
    else:
        dated = {a for a, day in zip(edges["activity"], edges["start"], strict=True) if day}
        counts["activities"] = len(set(edges["activity"]))
        counts["participations"] = len(edges["activity"])
        counts["undated"] = counts["activities"] - len(dated)
        counts["away"] = sum(decision.kind == "did not come" for decision in log.decisions)
    marked = tuple(
        name for name, said in zip(nodes["label"], nodes["secretariat"], strict=True)
        if said == "yes"
    )  # fmt: skip
    likely = () if marked else tuple(name for name in nodes["label"] if names_secretariat(name))
    span = (dates[0], dates[-1]) if dates else ("", "")
    return Account(tuple(accounts), counts, span, marked, likely, tuple(alike), log)


def _network(path: Path, read: Reading) -> Contents:
    data = content(path, read.log)
    network = None if data is None else read_network(path, data, read.log)
    return Contents() if network is None else _of_network(network, path, read)


def _of_network(network: Network, path: Path, read: Reading) -> Contents:
    """What a network holds; --activity names the kind of its nodes that are activities."""
    if network.doubtful and read.choices.comments is None:
        raise Question("lines-beside", path.name, cells=network.doubtful)
    contents = contents_of(network, Source(path.name, read.choices, read.log))
    shape = "a network of pairs" if contents.pairs else "a network of actors and activities"
    read.tables.append(TableAccount(path.name, shape, (), contents.unread, ""))
    return contents


def _lists(path: Path, read: Reading) -> Contents:
    sheets = _records(path, read.log)
    if not read.choices.sheets:
        _refuse_record(path, sheets, read.log)
    if read.log.has_errors:
        return Contents()
    for problem in read.log.problems:
        if problem.code == "hidden-sheet":
            read.log.add("sheet left out", problem.file, None, "", "it is hidden")
    asked = _asked(sheets, path, read)
    if (network := network_in(asked, read.choices, read.log)) is not None:
        return _of_network(network, path, read)
    asked = [
        with_comments(without_unseen(each, read.choices, read.log), read.choices, read.log)
        for each in asked
    ]
    return chosen_lists(path, asked, read)


def _records(path: Path, log: Log) -> list[Records]:
    data = content(path, log)
    if data is None:
        return []
    if data.startswith(_OLD_WORKBOOK):
        log.error("old-workbook", path.name)
        return []
    if path.suffix.lower() in WORKBOOKS or data.startswith(_ZIP):
        from ci_network.reading.workbook import read_sheets  # noqa: PLC0415

        return read_sheets(path, data, log)
    own = Log()
    records = read_csv(path, data, _worth, own)
    # A cell with names on lines of their own looks like a forgotten quote to the reader.
    log.problems += [p for p in own.problems if p.code != "rows-in-a-cell"]
    return [] if records is None else [records]


def _refuse_record(path: Path, sheets: Sequence[Records], log: Log) -> None:
    """A workbook that is a record itself is no list."""
    if path.suffix.lower() not in WORKBOOKS:
        return
    from ci_network.reading.workbook import may_be_record  # noqa: PLC0415

    files = [each.file for each in sheets] + [each.file for each in log.problems]
    if not log.has_errors and not may_be_record(map(title_of, files)):
        return  # and is not read once more
    record = sheets_of_record(path)
    if record is not None and not has_intervals(record["edges"]):
        raise UsageError(
            "{path} is a record already, with sheets of actors and of activities: use it as "
            "the data, as in “ci-network check {path}”. --sheet NAME reads one of its sheets "
            "as a list.",
            path=path,
        )


def _worth(record: Sequence[str]) -> tuple[bool, int, int]:
    """How much of a header a row is, of a list or of pairs."""
    ends = names_ends(record)
    return max(worth(record), (ends, 2 * ends, 2 * ends))


def _asked(sheets: Sequence[Records], path: Path, read: Reading) -> list[Records]:
    if not read.choices.sheets:
        return list(sheets)
    wanted = {name.strip().casefold() for name in read.choices.sheets}
    there = {sheet_name(records.file): records for records in sheets}
    if missing := sorted(wanted - set(there)):
        raise Question("no-such-sheet", path.name, sorted(there), missing)
    for name, records in there.items():
        if name not in wanted:
            read.log.add("sheet left out", records.file, None, "", "it was not asked for")
    return [records for name, records in there.items() if name in wanted]
