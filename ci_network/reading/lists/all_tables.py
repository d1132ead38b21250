"""Who took part in what, by all tables of a file together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ci_network.reading.columns import key
from ci_network.reading.lists.account import TableAccount
from ci_network.reading.lists.blocks import blocks_of, is_sheet, title_of
from ci_network.reading.lists.decisions import Source
from ci_network.reading.lists.edge_lists import (
    Rows,
    around,
    ask_whether_pairs,
    ends_of,
    header_of,
    named_ends,
    pairs_of,
    rows_of,
    side_by_side,
)
from ci_network.reading.lists.meanings import named_in, sheet_of
from ci_network.reading.lists.names import pieces
from ci_network.reading.lists.one_table import (
    Reading,
    all_named,
    is_beside_lists,
    is_of_members,
    read_table,
    require_both,
)
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Contents, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.titles import Given, given_above, named_by_sheets, told_apart
from ci_network.reading.lists.told import (
    actors_of,
    by_their_names,
    short_names,
    told_elsewhere,
    with_names_of_activities,
)
from ci_network.reading.lists.who_came import label_of
from ci_network.reading.lists.words.attendance import says_away
from ci_network.reading.lists.words.headings import OPTIONS, field_of
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.years import by_sections, in_order, with_years_meant
from ci_network.reading.records import Records
from ci_network.reading.spelling import same_name


def chosen_lists(path: Path, sheets: Sequence[Records], read: Reading) -> Contents:
    contents = Contents()
    choices = read.choices
    tables: list[Sheet] = []
    of_pairs = _of_pairs(sheets, choices)
    for records in sheets:
        if records.file in of_pairs:
            _read_pairs(records, of_pairs, read, contents)
            continue
        blocks = blocks_of(records, all_named(choices), read.log)
        if not blocks:
            read.log.add("sheet left out", records.file, None, "", "it is empty")
        tables += [with_years_meant(sheet_of(block, choices, read.log)) for block in blocks]
    tables, choices = _keyed(in_order(tables, choices), choices)
    read.choices = choices
    tables = [part for sheet in tables for part in by_sections(sheet)]
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
        read_table(sheet, given[sheet.file], not alone, read, contents, is_last=is_last)
        parts.append((sheet, contents.parts[before:]))
    contents.parts = told_apart(parts, choices)
    if read.of_activities and not (contents.parts or contents.pairs):
        _read_sheets_of_actors(read, contents)
    _ask_about_meetings(read)
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


def _keyed(tables: Sequence[Sheet], choices: Choices) -> tuple[list[Sheet], Choices]:
    """The tables with what others say of the numbers and abbreviations that they use."""
    lists, short = short_names(with_names_of_activities(tables))
    if not short:
        return lists, choices
    choices = replace(choices, aliases=(*choices.aliases, *short))
    return [replace(sheet, choices=choices) for sheet in lists], choices


def _read_sheets_of_actors(read: Reading, contents: Contents) -> None:
    """Read lists of activities that name nobody: each on a sheet named by the one that took part.

    Asks when it is not known that the sheets are named so.
    """
    sheets, read.of_activities = read.of_activities, []
    titles = [title_of(sheet.file) for sheet in sheets]
    own = {*map(same_name, read.choices.secretariat)} & {*map(same_name, titles)}
    several = len(set(titles)) == len(titles) > 1 and all(is_sheet(sheet.file) for sheet in sheets)
    if several and not (own or "none" in read.choices.actor):
        raise Question("no-actor-in-sheets", sheets[0].file, sheets[0].block.header, titles)
    if not several:
        require_both(sheets[0], Given())
    for sheet, title in zip(sheets, titles, strict=True):
        place = len(sheet.block.header)
        rows = tuple((*row, title) for row in sheet.block.rows)
        block = replace(sheet.block, header=(*sheet.block.header, "[sheet]"), rows=rows)
        named = replace(sheet, block=block).meaning("actor", (place,))
        read_table(named, Given(), False, read, contents)
    read.columns.pop("actor", None)


def _ask_about_meetings(read: Reading) -> None:
    """Ask about sheets of actors with the columns of those that tell who came to a meeting."""
    if read.choices.titles is None:
        came = {sheet.block.header for sheet in read.sheets if "activity" not in sheet.fields}
        alike = [sheet for sheet in read.of_actors
                 if sheet.block.header in came and not is_of_members(sheet, Given())]  # fmt: skip
        if alike:
            titles = [title_of(sheet.file) for sheet in alike]
            raise Question("sheets-of-activities", alike[0].file, alike[0].block.header, titles)


def _of_meetings(tables: Sequence[Sheet]) -> list[Sheet]:
    """The tables that are not by their names of members, and not beside the lists."""
    return [
        sheet
        for sheet in tables
        if not is_beside_lists(sheet, Given()) and not is_of_members(sheet, Given())
    ]


def _taking_part(contents: Contents) -> set[str]:
    """The likely names of all who took part, folded."""
    ends = {end for pair in contents.pairs for end in (pair.source, pair.target)}
    cells = {part.actor for part in contents.parts}
    return {*map(same_name, ends), *(name for cell in cells for name in pieces(cell))}


def _read_pairs(
    records: Records, of_pairs: Mapping[str, _Pairs], read: Reading, contents: Contents
) -> None:
    """Read a sheet of pairs, unless kinds of tie were chosen by which other sheets are named."""
    choices, (rows, ends) = read.choices, of_pairs[records.file]
    named = sorted(filter(is_sheet, of_pairs), key=lambda each: each != records.file)
    titles = list(map(title_of, named))
    others = set(map(same_name, titles[1:])) & set(map(same_name, choices.relations))
    relations = tuple(name for name in choices.relations if same_name(name) not in others)
    if others and not relations:
        read.log.add("sheet left out", records.file, None, "", "another kind of tie")
        return
    beside = around(records, titles)
    headings = {key(name): name for name in header_of(records)[1]}
    kinds = titles[1:] if {*titles[:1]} & {*beside.kinds} else []
    source = Source(records.file, replace(choices, relations=relations), read.log, headings, kinds)
    found = pairs_of(rows, ends, source, beside)
    contents.pairs += found.pairs
    contents.ends = tuple(dict.fromkeys((*contents.ends, *found.ends)))
    read.tables.append(TableAccount(records.file, "a row for each pair", (), found.unread, ""))


_Pairs = tuple[Rows, tuple[str, str]]
"""The rows of a list of pairs, and the two columns that name these."""


def _of_pairs(sheets: Sequence[Records], choices: Choices) -> dict[str, _Pairs]:
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
    held = any(_HELD.search(title_of(sheet.file)) for sheet in tables if is_sheet(sheet.file))
    away = [
        sheet.file for sheet in tables
        if _is_of_absent(sheet)
        or (held and is_sheet(sheet.file) and _PLANS.search(title_of(sheet.file)))
    ]  # fmt: skip
    others = dict.fromkeys(sheet.file for sheet in tables if sheet.file not in away)
    if away and others and not choices.sheets:
        raise Question(
            "sheet-of-absent",
            path.name,
            [title_of(file) for file in others],
            [title_of(file) for file in away],
        )


_PLANS = any_case(
    r"(?<![^\W_])(?:plan(?:er|s|en|e|ung|ning|ned)?|forventet|expected|erwartet)(?![^\W_])"
)
_HELD = any_case(
    r"(?<![^\W_])(?:afholdte?|gennemførte?|held|done|completed|realiseret|genomför\w*|gjennomført\w*|"
    r"avholdt\w*|durchgeführt\w*|stattgefunden)(?![^\W_])"
)
"""Names of sheets beside which one of plans is of what has not been."""

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
    lines = sheet.block.lines_above()
    return bool(lines) and "actor" in sheet.fields and label_of(lines[-1]) == "absent"


def _check_named(tables: Sequence[Sheet], choices: Choices) -> None:
    """A column that was named is in one of the tables."""
    there = {key(name) for sheet in tables for name in sheet.names(range(len(sheet.block.header)))}
    for field, names in named_in(choices).items():
        missing = [name for name in names if key(name) not in there]
        if tables and missing and len(missing) == len(names):
            headings = dict.fromkeys(name for sheet in tables for name in sheet.block.header)
            raise Question(
                "no-such-column", tables[0].file, list(headings), missing, options=[OPTIONS[field]]
            )
