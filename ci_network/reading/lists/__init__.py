"""Lists and networks as others keep them, to nodes.csv and edges.csv, with an account.

File → the tables in it (`blocks`) → what each column means (`meanings`) → who took part in what
(`long`, `crosses`) and what is known of actors (`contacts`) → names to actors (`names`) → the two
tables (`tables`) and what is said of it all (`account`, `settings`).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ci_network.errors import DataError, UsageError
from ci_network.reading import read_rows
from ci_network.reading.columns import key
from ci_network.reading.files import WORKBOOKS, content, sheets_of_record
from ci_network.reading.lists.account import SHAPES, Account, TableAccount, table_account
from ci_network.reading.lists.audit import (
    ask_about_columns,
    ask_about_ends,
    ask_about_leads,
    ask_about_lines,
    ask_about_names,
    ask_about_titles,
    with_unread_days,
    without_called_off,
)
from ci_network.reading.lists.blocks import blocks_of, is_sheet, title_of, told_by_colour, worth
from ci_network.reading.lists.comments import with_comments
from ci_network.reading.lists.contacts import actors_of, by_their_names, marks_secretariats
from ci_network.reading.lists.crosses import (
    ask_about_help,
    ask_about_marks,
    cross_parts,
    shape_of,
)
from ci_network.reading.lists.date_doubts import ask_about_dates
from ci_network.reading.lists.days import ask_whose_dates, with_last_days
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import is_organisation
from ci_network.reading.lists.edge_lists import (
    Rows,
    around,
    ask_whether_pairs,
    ends_of,
    has_intervals,
    look_at_list,
    named_ends,
    names_ends,
    pairs_of,
    rows_of,
    side_by_side,
)
from ci_network.reading.lists.groups import named_by_sheets, told_apart
from ci_network.reading.lists.long import long_parts, names_in, pieces
from ci_network.reading.lists.meanings import named_in, sheet_of
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
    same_name,
)
from ci_network.reading.lists.other_tools.network_files import is_network, read_network
from ci_network.reading.lists.other_tools.networks import Network, contents_of
from ci_network.reading.lists.other_tools.sheet_networks import network_in
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Contents, Part, Shape
from ci_network.reading.lists.settings import settings_text
from ci_network.reading.lists.sheet import Sheet, are_of_actors, without_actor_columns
from ci_network.reading.lists.tables import Columns, tables
from ci_network.reading.lists.titles import Given, given_above
from ci_network.reading.lists.told import activities_of, ask_about_successors, told_elsewhere
from ci_network.reading.lists.unseen import without_unseen
from ci_network.reading.lists.who_came import label_of, those_who_came
from ci_network.reading.lists.words.attendance import says_away
from ci_network.reading.lists.words.headings import OPTIONS, Field, field_of, heading
from ci_network.reading.lists.words.kinds import are_mostly_persons
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.years import by_sections, in_order, with_years_meant
from ci_network.reading.records import Records
from ci_network.reading.secretariat_names import likely_secretariats, names_secretariat
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
    record = None if choices.sheets else sheets_of_record(path)
    if record is not None and not has_intervals(record["edges"]):
        raise UsageError(
            "{path} is a record already, with sheets of actors and of activities: use it as "
            "the data, as in “ci-network check {path}”. --sheet NAME reads one of its sheets "
            "as a list.",
            path=path,
        )
    read = _Reading(choices, log)
    if is_network(path):
        _refuse_list_options(path, choices)
        contents = _network(path, read)
    else:
        contents = _lists(path, read)
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
        ask_about_ends(contents.pairs, choices, contents.ends)
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


_OF_INVITED = any_case(
    r"(?:required|optional\w*|påkrævede|nødvendige|obligatori\w*|erforderliche|valg?fri\w*)\s+"
    r"(?:attendees?|participants?|delta[gk]\w+|teilnehm\w+)"
)
"""How calendars call those who were asked to a meeting."""


class _Reading:
    """What is gathered while the tables of a file are read."""

    def __init__(self, choices: Choices, log: Log) -> None:
        self.choices, self.log = choices, log
        self.tables: list[TableAccount] = []
        self.sheets: list[Sheet] = []
        self.columns: dict[Field, list[str]] = {}
        self.shapes: list[str] = []
        self.of_activities: list[Sheet] = []
        self.of_leads: list[Sheet] = []
        self.of_actors: list[Sheet] = []

    def note(self, sheet: Sheet, shape: str, crossed: Sequence[int]) -> None:
        """Note what a table was taken for."""
        used = [
            place
            for field, places in sheet.fields.items()
            if field not in ("other", "person", "count", "invited")
            for place in places
        ]
        account = table_account(sheet, shape, crossed, used)
        self.sheets.append(replace(sheet, crossed=tuple(crossed)))
        self.tables.append(account)
        self.log.add("form", sheet.file, None, "", account.shape)
        known = ", ".join(f"{meant}: {name}" for name, meant, _ in account.columns)
        self.log.add("columns", sheet.file, None, "", known or "none by name")
        for name in account.left_out:
            self.log.add("column left out", sheet.file, None, name, "not needed")
        for name in sheet.names(sheet.places("actor")):
            if "attended" not in sheet.fields and _OF_INVITED.match(name):
                self.log.add("invited", sheet.file, None, name, "")
        for field, places in sheet.fields.items():
            names = self.columns.setdefault(field, [])
            names += [name for name in sheet.names(places) if name not in names]

    def shape(self) -> str | None:
        """What a row is in all tables; None where they differ."""
        return self.shapes[0] if len(set(self.shapes)) == 1 else None


def _who_took_part(contents: Contents, read: _Reading, other_names: Aliases) -> list[Part]:
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
    ask_about_names(parts, choices, named)
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


def _network(path: Path, read: _Reading) -> Contents:
    data = content(path, read.log)
    network = None if data is None else read_network(path, data, read.log)
    return Contents() if network is None else _of_network(network, path, read)


def _of_network(network: Network, path: Path, read: _Reading) -> Contents:
    """What a network holds; --activity names the kind of its nodes that are activities."""
    contents = contents_of(network, path.name, read.choices, read.log)
    shape = "a network of pairs" if contents.pairs else "a network of actors and activities"
    read.tables.append(TableAccount(path.name, shape, (), contents.unread, ""))
    return contents


# ----------------------------------------------------------------------------------------- lists


def _lists(path: Path, read: _Reading) -> Contents:
    sheets = _records(path, read.log)
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
    return _chosen_lists(path, asked, read)


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


def _worth(record: Sequence[str]) -> tuple[bool, int, int]:
    """How much of a header a row is, of a list or of pairs."""
    ends = names_ends(record)
    return max(worth(record), (ends, 2 * ends, 2 * ends))


def _sheet_name(records: Records) -> str:
    return records.file.rpartition("[")[2].rstrip("]").strip().casefold()


def _asked(sheets: Sequence[Records], path: Path, read: _Reading) -> list[Records]:
    if not read.choices.sheets:
        return list(sheets)
    wanted = {name.strip().casefold() for name in read.choices.sheets}
    there = {_sheet_name(records): records for records in sheets}
    if missing := sorted(wanted - set(there)):
        raise Question("no-such-sheet", path.name, sorted(there), missing)
    for name, records in there.items():
        if name not in wanted:
            read.log.add("sheet left out", records.file, None, "", "it was not asked for")
    return [records for name, records in there.items() if name in wanted]


def _chosen_lists(path: Path, sheets: Sequence[Records], read: _Reading) -> Contents:
    contents = Contents()
    choices = read.choices
    tables: list[Sheet] = []
    of_pairs = _of_pairs(sheets, choices)
    for records in sheets:
        if (found_pairs := of_pairs.get(records.file)) is not None:
            rows, ends = found_pairs
            named = sorted(filter(is_sheet, of_pairs), key=lambda each: each != records.file)
            beside = around(records, list(map(title_of, named)))
            found = pairs_of(rows, ends, records.file, choices, read.log, beside)
            contents.pairs += found.pairs
            contents.ends = tuple(dict.fromkeys((*contents.ends, *found.ends)))
            read.tables.append(
                TableAccount(records.file, "a row for each pair", (), found.unread, "")
            )
            continue
        blocks = blocks_of(records, _all_named(choices), read.log)
        if not blocks:
            read.log.add("sheet left out", records.file, None, "", "it is empty")
        tables += [with_years_meant(sheet_of(block, choices, read.log)) for block in blocks]
    tables = [part for sheet in in_order(tables, choices) for part in by_sections(sheet)]
    _check_named(tables, choices)
    _ask_about_absent(path, tables, choices)
    given: dict[str, Given] = {}
    last = {sheet.file: sheet for sheet in tables}
    by_sheet = named_by_sheets(_of_meetings(tables), choices)
    parts: list[tuple[Sheet, list[Part]]] = []
    for sheet in tables:
        if len(tables) > 1 and _is_below_absent(sheet):
            for number in sheet.block.numbers:
                read.log.add("did not come", sheet.file, number, "", "left out", once=False)
            continue
        given[sheet.file] = given_above(sheet, given.get(sheet.file), choices.title)
        alone = len(tables) + len(of_pairs) == 1
        if not given[sheet.file].activity and sheet.file in by_sheet:
            given[sheet.file] = given[sheet.file]._replace(activity=by_sheet[sheet.file])
        is_last, before = sheet is last[sheet.file], len(contents.parts)
        _read_table(sheet, given[sheet.file], not alone, read, contents, is_last=is_last)
        parts.append((sheet, contents.parts[before:]))
    contents.parts = told_apart(parts, choices)
    if read.of_activities and not (contents.parts or contents.pairs):
        _read_sheets_of_actors(read, contents)
    tables_of = [*read.of_activities, *read.of_leads]
    contents.parts = told_elsewhere(contents.parts, tables_of, read.log)
    taking_part = _taking_part(contents) if read.of_actors else set()
    for sheet in read.of_actors:
        keyed = by_their_names(sheet, taking_part)
        contents.actors = actors_of(keyed, contents.actors)
        read.note(keyed, "a row for each actor, and what is known of it", ())
    if contents.pairs and contents.parts:
        raise Question("two-kinds", path.name, cells=[r.file for r in sheets])
    return contents


def _read_sheets_of_actors(read: _Reading, contents: Contents) -> None:
    """Read lists of activities that name nobody: each on a sheet named by the one that took part.

    Asks when it is not known that the sheets are named so.
    """
    sheets, read.of_activities = read.of_activities, []
    titles = [title_of(sheet.file) for sheet in sheets]
    own = {*map(same_name, read.choices.secretariat)} & {*map(same_name, titles)}
    several = len(set(titles)) == len(titles) > 1 and all(is_sheet(sheet.file) for sheet in sheets)
    if several and not (own or "none" in read.choices.actor):
        raise Question(
            "no-actor-in-sheets",
            sheets[0].file,
            [name for name in sheets[0].block.header if name],
            titles,
        )
    if not several:
        _require_both(sheets[0], Given())
    for sheet, title in zip(sheets, titles, strict=True):
        place = len(sheet.block.header)
        rows = tuple((*row, title) for row in sheet.block.rows)
        block = replace(sheet.block, header=(*sheet.block.header, "[sheet]"), rows=rows)
        named = replace(sheet, block=block, fields={**sheet.fields, "actor": (place,)})
        _read_table(named, Given(), False, read, contents)
    read.columns.pop("actor", None)


def _of_meetings(tables: Sequence[Sheet]) -> list[Sheet]:
    """The tables that are not by their names of members, and not beside the lists."""
    return [
        sheet
        for sheet in tables
        if not _is_beside_lists(sheet, Given())
        and not any(word in title_of(sheet.file).casefold() for word in _OF_MEMBERS)
    ]


def _taking_part(contents: Contents) -> set[str]:
    """The likely names of all who took part, folded."""
    ends = {end for pair in contents.pairs for end in (pair.source, pair.target)}
    cells = {part.actor for part in contents.parts}
    return {*map(same_name, ends), *(name for cell in cells for name in pieces(cell))}


def _of_pairs(
    sheets: Sequence[Records], choices: Choices
) -> dict[str, tuple[Rows, tuple[str, str]]]:
    """The rows of those sheets that are lists of pairs, and the ends, by file and sheet."""
    said = choices.shape == "pairs"
    if not said and (choices.actor or choices.activity or choices.shape):
        return {}
    found = {}
    for records in sheets:
        apart = rows_of(records, set(map(key, choices.actor)))
        rows = side_by_side(apart)
        ends = named_ends(rows, choices, records.file) if said else ends_of(rows)
        if ends is not None and not said and rows is apart:
            ask_whether_pairs(rows, ends, records.file)
        if ends is not None:
            found[records.file] = rows, ends
    return found


def _ask_about_absent(path: Path, tables: Sequence[Sheet], choices: Choices) -> None:
    """Ask about sheets whose names say that those in them were invited only, or did not come."""
    away = [sheet.file for sheet in tables if _is_of_absent(sheet)]
    others = dict.fromkeys(sheet.file for sheet in tables if sheet.file not in away)
    if away and others and not choices.sheets:
        raise Question(
            "sheet-of-absent",
            path.name,
            [title_of(file) for file in others],
            [title_of(file) for file in away],
        )


_DRAFT = any_case(
    r"(?<![^\W_])(?:gammel|gamle|gammal|old|alte?|kladder?|drafts?|udkast|utkast|entw[uü]rf\w*|planlagte?|"
    r"aflyste?|cancell?ed|called off|avlyste?|inställda?|abgesagte?|ausgefallene?|"
    r"planned|geplante?|planerade?|planerat|kommende|upcoming|eksempel|eksempler|examples?|beispiele?|"
    r"exempel|skabelon|templates?|vorlage|mall?|kopi|copy|backup|sikkerhedskopi|slettet|slettede|deleted|"
    r"tidligere version|previous version|superseded|udgået|test)(?![^\W_])"
)


def _is_of_absent(sheet: Sheet) -> bool:
    title, known = title_of(sheet.file), set(sheet.fields)
    named = says_away(title) or field_of(title) in ("absent", "invited")
    named = named or _DRAFT.search(title) is not None
    is_list = "actor" in known and bool(known & {"activity", "date"})
    return (
        is_sheet(sheet.file) and named and is_list
        and not known & {"attended", "absent", "invited"}
    )  # fmt: skip


def _is_below_absent(sheet: Sheet) -> bool:
    """Whether the line above a table of actors says that these did not come: Apologies."""
    lines = [cell for row in sheet.block.above for cell in row]
    return bool(lines) and "actor" in sheet.fields and label_of(lines[-1]) == "absent"


def _all_named(choices: Choices) -> list[str]:
    return [name for names in named_in(choices).values() for name in names]


def _check_named(tables: Sequence[Sheet], choices: Choices) -> None:
    """A column that was named is in one of the tables."""
    there = {key(name) for sheet in tables for name in sheet.names(range(len(sheet.block.header)))}
    for field, names in named_in(choices).items():
        missing = [name for name in names if key(name) not in there]
        if tables and missing and len(missing) == len(names):
            headings = dict.fromkeys(n for sheet in tables for n in sheet.block.header if n)
            raise Question(
                "no-such-column", tables[0].file, list(headings), missing, options=[OPTIONS[field]]
            )


def _read_table(
    sheet: Sheet,
    given: Given,
    optional: bool,
    read: _Reading,
    contents: Contents,
    *,
    is_last: bool = True,
) -> None:
    """Who took part in what, from a table; or what is known of actors.

    `is_last` tells that no table follows on its sheet, of which it may be the title.
    """
    block, choices = sheet.block, read.choices
    if block.header_row == 0 and not _all_named(choices):
        raise Question(
            "no-header", sheet.file, block.header, block.rows[0], row=str(block.numbers[0])
        )
    if optional and given.is_all(sheet) and not is_last:
        read.log.add("title", sheet.file, block.numbers[0], "", given.activity)
        return
    shape, crossed = shape_of(sheet)
    named = choices.titles == "activities" and bool(given.activity)
    came = named or _is_of_a_meeting(sheet, given) or (choices.title is not None and not optional)
    of_actors = are_of_actors(sheet) and (optional or not _unread(sheet))
    if shape == "long" and of_actors and not came:
        read.of_actors.append(sheet)
        return
    if optional and not choices.sheets and not crossed and not _looks_like_a_list(sheet, given):
        _leave_out(sheet, given.activity)
        return
    if optional and not choices.sheets and not crossed and _is_beside_lists(sheet, given):
        read.log.add("sheet left out", sheet.file, None, "", "it names no activity")
        return
    if shape == "long" and optional and not set(sheet.fields) & _WHO:
        read.of_activities.append(with_last_days(sheet))
        return
    if shape == "long":
        sheet = _with_actors(_with_activity(sheet, given))
        _require_both(sheet, given)
        ask_whose_dates(sheet, given.start)
        ask_about_successors(sheet)
    sheet = with_last_days(sheet)
    sheet = without_actor_columns(sheet)
    read.shapes.append(shape)
    read.note(sheet, SHAPES[shape], crossed)
    _look_at_cells(sheet, crossed)
    _ask_about_colours(sheet)
    ask_about_dates(sheet)
    if shape == "long" and marks_secretariats(sheet):
        wanted: list[Field] = ["secretariat"]
        contents.actors = actors_of(sheet, contents.actors, wanted)
        sheet = sheet.without("secretariat")
    if shape == "long" and optional and "actor" not in sheet.fields:
        read.of_leads.append(sheet)
    if shape == "long":
        contents.parts += long_parts(sheet, given)
    else:
        ask_about_help(sheet, crossed)
        contents.parts += cross_parts(sheet, crossed, shape, given.activity)


def _leave_out(sheet: Sheet, title: str) -> None:
    why = "it names no activity" if "actor" in sheet.fields else "no column in it is known"
    if is_sheet(sheet.file):
        sheet.note("sheet left out", None, "", why)
    else:
        sheet.note("table left out", sheet.block.header_row, title, why)


def _is_of_a_meeting(sheet: Sheet, given: Given) -> bool:
    """Whether a table of actors and their sectors tells who came, by what its sheet is called."""
    dated = len(given.start) == len("2018-03-14")
    return bool(given.activity) and dated and not _is_of_members(sheet, given)


def _ask_about_colours(sheet: Sheet) -> None:
    """A line may say what colours mean, which no cell tells."""
    said = [line for line in sheet.block.lines() if told_by_colour(line)]
    if said and sheet.choices.comments is None:
        raise Question("colours", sheet.file, cells=said)


_BESIDE = re.compile(
    r"(?:drop-?down)?lister|lists?|dropdown|opslag|valg(?:muligheder)?|statisti[ck]k?s?|pivot\w*|"
    r"summary|op?psummering|overblik|validering|koder|codes|stamdata|indstillinger|settings|"
    r"forklaring\w*|vejledning|veiledning|guide|info|information|readme|read me|læs mig|"
    r"hjælp|help|legend|diagram\w*|graf(?:er)?|charts?|figure?r?|auswertung|übersicht|anleitung|einstellungen|legende|hilfe|"
    r"(?:(?:deltagere|fremmøde|fremmødte|oppmøte|närvaro|attendance)\s+)?(?:i alt|totalt?|totals?|"
    r"totaler|samlet|summa|sum|gesamt|insgesamt|counts?)|optælling\w*|auszählung|"
    r"sammanställning|inställningar|instruktion\w*|instructions|hjälp"
)
"""Names of sheets that hold what a list is made with, or what was made of it."""


def _is_beside_lists(sheet: Sheet, given: Given) -> bool:
    """Whether a table is no list by the name of its sheet, and names neither activity nor date."""
    named = _BESIDE.fullmatch(title_of(sheet.file).strip().casefold()) is not None
    return named and not given.activity and not sheet.fields.keys() & {"activity", "date"}


def _looks_like_a_list(sheet: Sheet, given: Given) -> bool:
    """Whether one of several tables is likely of who took part in what."""
    known = set(sheet.fields)
    if known & {"activity", "date", "attended", "lead", "absent"} or sheet.preset is not None:
        return True
    summed = "count" in known and known <= {"actor", "count", "other"}  # how often each was there
    of_list = bool(given.activity) or not (summed or "person" in known)
    return "actor" in known and of_list and not _is_of_members(sheet, given)


def _is_of_members(sheet: Sheet, given: Given) -> bool:
    """Whether a table names members or how to reach them, by what it is called."""
    named = f"{title_of(sheet.file)} {given.activity}".casefold()
    return any(word in named for word in _OF_MEMBERS)


_OF_MEMBERS = (
    "kontakt", "contact", "medlem", "member", "partner", "adress", "address", "telefon", "mitglied",
    "organisation", "aktør", "actor", "interessent", "stakeholder", "mail",
)  # fmt: skip


_WHO: frozenset[Field] = frozenset({"actor", "lead", "absent", "invited"})


def _with_activity(sheet: Sheet, given: Given) -> Sheet:
    """A table in which the one column of words that nobody knows names what was on each day.

    It does where nothing else names activities, and it holds something else on each day.
    """
    unread = [n for n in _unread(sheet) if not are_mostly_persons(sheet.block.cells(n))]
    date = sheet.first("date")
    if {"activity", "actor"} & sheet.fields.keys() != {"actor"} or given.activity or date is None:
        return sheet
    if len(unread) != 1 or len(sheet.fields["actor"]) != 1:
        return sheet
    (place,) = unread
    cells, by_day = sheet.block.cells(place), dict[str, str]()
    for row in sheet.block.rows:
        day, name = row[date], row[place]
        if not (day and name) or by_day.setdefault(day, name) != name:
            return sheet
    told = [cell for cell in cells if is_organisation(cell) or says_away(cell)]
    if 2 * len(told) > len(cells) or len(set(cells)) < 2 or max(map(len, cells)) > _LONGEST_TITLE:
        return sheet
    return sheet.meaning("activity", (place,))


_LONGEST_TITLE = 100


def _with_actors(sheet: Sheet) -> Sheet:
    """A table in which the one column of words that nobody knows names who took part.

    It does where nothing else does, it holds several names in a cell, and some of these led.
    """
    if "actor" in sheet.fields or len(unread := _unread(sheet)) != 1:
        return sheet
    several = any(len(pieces(cell)) > 2 for cell in sheet.block.cells(*unread))
    if not several or names_in(sheet, unread).isdisjoint(names_in(sheet, sheet.places("lead"))):
        return sheet
    return sheet.meaning("actor", unread)


def _unread(sheet: Sheet) -> list[int]:
    """Columns of words under headings that nobody knows."""
    used = sheet.known
    return [
        place
        for place, name in enumerate(sheet.block.header)
        if place not in used and key(name) not in sheet.choices.ignored and heading(name) is None
        and sheet.kind(place) == "names"
    ]  # fmt: skip


def _require_both(sheet: Sheet, given: Given) -> None:
    """Ask for the column of activities or of actors, where it is not known."""
    known = set(sheet.fields)
    headings = [name for name in sheet.block.header if name]
    if not known & _WHO:
        ask_about_marks(sheet)
        raise Question("no-actor", sheet.file, headings, sheet.block.rows[0])
    if "actor" not in known and (unread := _unread(sheet)):
        raise sheet.question(
            "no-actor", unread, sheet.block.rows[0], options=["--actor", "--ignore"]
        )
    if "activity" not in known and not given.activity:
        ask_about_marks(sheet)
        code = "no-activity-dated" if "date" in known else "no-activity"
        raise Question(code, sheet.file, headings, sheet.block.rows[0])


def _look_at_cells(sheet: Sheet, crossed: Sequence[int]) -> None:
    """Errors of formulas and control characters, in the columns that are read."""
    block = sheet.block
    used = {
        place
        for field, places in sheet.fields.items()
        if field not in ("other", "person", "count", "invited")
        for place in places
    }
    for place in sorted({*used, *crossed}):
        name = block.header[place]
        cells = zip(block.numbers, (row[place] for row in block.rows), strict=True)
        look_at_list(sheet.file, name, [(block.header_row, name), *cells], sheet.log)
