"""Lists of pairs: from R's igraph, manynet and networkDynamic, from surveys, from Kumu."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np

from ci_network.reading.cells import INVOLVEMENT, YES
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import explained, in_brackets
from ci_network.reading.lists.clocks import Times, are_times, seen_together, times_by, times_in
from ci_network.reading.lists.days import STILL
from ci_network.reading.lists.decisions import Log, Source
from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.relations import (
    SAYS_NO,
    WEIGHTS,
    Tie,
    counted,
    strength,
    with_marked_times,
)
from ci_network.reading.lists.rows import Choices, Contents, Pair
from ci_network.reading.lists.timesets import (
    BEGINS,
    ENDINGS,
    ENDLESS,
    SEVERAL,
    TIMESETS,
    says_since,
    stepped,
    times_of,
)
from ci_network.reading.lists.words.attendance import is_ditto, is_role, said_by
from ci_network.reading.lists.words.contrary import may_be_contrary
from ci_network.reading.lists.words.headings import (
    OF_ACTORS,
    field_of,
    fields_of,
    heading,
    numbered,
)
from ci_network.reading.lists.words.when import read_spells, stretch_of, time_of, when, year_of
from ci_network.reading.records import Records, look_at_cells
from ci_network.reading.spelling import same_name
from ci_network.reading.table import Column, RowLog, clean

HEADER_ROWS = 30
"""Rows, among those that are not blank, in which a header is looked for."""

_LOOKED_AT = 200

Rows = Sequence[tuple[int, Mapping[str, str]]]
"""Number and cells by key of the column."""

_ENDS = (
    ("tail_id", "head_id"), ("from_name", "to_name"), ("source_name", "target_name"),
    ("source_label", "target_label"), ("from_label", "to_label"), ("source", "target"),
    ("from", "to"), ("fra", "til"), ("ego", "alter"), ("sender", "receiver"), ("tail", "head"),
    ("v1", "v2"), ("source_id", "target_id"), ("from_id", "to_id"), ("start_id", "end_id"),
    ("source_node", "target_node"),
    ("kaella", "maal"), ("quelle", "ziel"), ("from_node", "to_node"), ("kilde", "maal"),
    ("fraan", "till"), ("von", "nach"), ("von", "zu"),
    *(
        (f"{name}{at}{one}", f"{name}{at}{other}")
        for name in (
            "node", "vertex", "person", "actor", "aktoer", "akteur", "partner", "organisation",
            "organization", "organisasjon", "org",
        )
        for at in ("", "_")
        for one, other in (("1", "2"), ("a", "b"))
    ),
)  # fmt: skip


def rows_of(records: Records, wanted: Collection[str] = ()) -> Rows:
    """Rows by the key of their columns, below the header; `wanted` are columns that it may name."""
    cells = [[clean(cell) for cell in record] for record in records.cells]
    at, names = header_of(records, wanted)
    header = list(map(key, names))
    return [
        (n + 1, dict.fromkeys(header, "") | dict(zip(header, record, strict=False)))
        for n, record in enumerate(cells)
        if n > at and any(record)
    ]


def header_of(records: Records, wanted: Collection[str] = ()) -> tuple[int, list[str]]:
    """Place and cells of the first row that names two ends of pairs, or a wanted column.

    Where there is none it is the first that is not blank.
    """
    cells = (list(map(clean, record)) for record in records.cells)
    filled = ((n, record) for n, record in enumerate(cells) if any(record))
    names = {n: set(map(key, record)) - {""} for n, record in islice(filled, HEADER_ROWS)}
    tests = (
        lambda there: _pairs_among(there) or there & set(wanted),
        lambda there: len(there) > 1,  # else a title
        bool,
    )
    at = next((n for test in tests for n, there in names.items() if test(there)), 0)
    return at, list(map(clean, records.cells[at])) if records.cells else []


def names_ends(record: Sequence[str]) -> bool:
    """Whether a row names two ends of pairs."""
    return bool(_pairs_among(set(map(key, map(clean, record)))))


def has_intervals(records: Records) -> bool:
    """Whether a table says when a pair was tied as Gephi does, which no record says."""
    rows = rows_of(records)
    return bool(rows) and bool({*rows[0][1]} & {*TIMESETS})


class Around(NamedTuple):
    """What stands around the rows of a list of pairs."""

    kinds: tuple[str, ...] = ()
    """Kinds of tie that a title or the name of the sheet says."""
    legend: Mapping[str, str] = {}
    """What letters and numbers in the cells mean, as a heading or a line says it."""
    when: tuple[str, str] = ("", "")
    """Start and end where a row has none; blank where nothing says it."""


def around(records: Records, sheets: Sequence[str] = ()) -> Around:
    """What stands above the rows, and what the name of their sheet says among those of others.

    `sheets` are the names of all sheets of pairs, that of this one first; none for a file without.
    """
    at, names = header_of(records)
    above = [clean(cell) for record in records.cells[:at] for cell in record]
    kinds = [title for title in above if title_may_be_contrary(title)][:1]
    beside = [each for name in names for each in in_brackets(name)]
    legend = legend_of([*above, *beside, *_lines_below(records, at)])
    times = [stretch_of(year_of(name) or name) for name in sheets]
    if sheets and all(start for start, _ in times):
        return Around(tuple(kinds), legend, times[0])
    if len(sheets) > 1 or any(map(may_be_contrary, sheets)):
        kinds.append(sheets[0])
    return Around(tuple(kinds), legend)


def _lines_below(records: Records, header: int) -> Iterator[str]:
    """Cells below a header that stand alone in their row."""
    for record in records.cells[header + 1 :]:
        filled = list(filter(None, map(clean, record)))
        if len(filled) == 1:
            yield filled[0]


def legend_of(lines: Iterable[str]) -> dict[str, str]:
    """What signs mean, folded, as lines explain them.

    >>> legend_of(["K = konflikt", "Stand 2018"])
    {'k': 'konflikt'}
    """
    return {sign.casefold(): meant for line in lines for sign, meant in explained(line)}


def ask_about_line(line: str, file: str, choices: Choices) -> None:
    """Ask about a line beside ties that may say that some are none."""
    if choices.comments is None and not explained(line) and may_be_contrary(line):
        raise Question("line-of-ties", file, cells=[line])


def title_may_be_contrary(title: str) -> bool:
    """Whether a line above ties may say that they are none; of a legend its cells tell.

    >>> title_may_be_contrary("1 = no contact, 2 = some"), title_may_be_contrary("In conflict")
    (False, True)
    """
    return not explained(title) and may_be_contrary(title)


def _pairs_among(names: Collection[str]) -> list[tuple[str, str]]:
    return [pair for pair in _ENDS if set(pair) <= set(names)]


def ends_of(rows: Rows) -> tuple[str, str] | None:
    """The two columns that name a pair; None when it is no list of pairs.

    They have names that lists of pairs have, or name the same. From and to are two days in a list
    that names activities and actors; who led, and who did not come, stands in lists of activities
    alone.
    """
    if not rows:
        return None
    fields = fields_of(rows[0][1])
    if {"activity", "actor"} <= fields or fields & {"lead", "absent"}:
        return None
    named = []
    for ends in _pairs_among(rows[0][1]):
        columns = [[row[end] for _, row in rows[:_LOOKED_AT] if row[end]] for end in ends]
        if not any(map(_are_days, columns)) and not _are_dates([*columns[0], *columns[1]]):
            named.append((any(map(are_times, columns)), ends))
    if named:
        return min(named, key=lambda each: each[0])[1]
    return _ends_by_names(rows[:_LOOKED_AT])


_NOT_OF_PAIRS = frozenset({"activity", "attended", "invited", "assist", "person", *OF_ACTORS})
_NOT_OF_PAIRS -= {"type"}
"""What a list of pairs has no column of, unless the ends are named as such."""


def side_by_side(rows: Rows) -> Rows:
    """The rows with the numbered columns of those whom one names in one cell: Partner 1, Partner 2.

    They stay apart where no other column names some of the same.
    """
    columns = [name for name in rows[0][1] if name] if rows else []
    group = [name for name in columns if numbered(name) is not None]
    bases = {numbered(name) for name in group}
    if len(group) < 2 or len(bases) != 1:
        return rows
    there = {same_name(row[name]) for _, row in rows for name in group} - {""}
    egos = [
        name for name in columns
        if name not in group and _are_names(own := {same_name(row[name]) for _, row in rows})
        and 3 * len(own & there) >= len(own)
    ]  # fmt: skip
    if len(egos) != 1 or not _are_names(there):
        return rows
    base = bases.pop() or ""
    return [
        (number, {**{n: c for n, c in row.items() if n not in group},
                  base: "; ".join(filter(None, (row[name] for name in group)))})
        for number, row in rows
    ]  # fmt: skip


def _ends_by_names(rows: Rows) -> tuple[str, str] | None:
    """The first column of names and the only other in which some of these stand too.

    A cell may hold several; only what stands beside them may be blank.
    """
    names_in: dict[str, set[str]] = {}
    header = rows[0][1]
    fields = {name: said.field for name in header if (said := heading(name)) is not None}
    for name in header:
        cells = [row[name] for _, row in rows if row[name]]
        pieces = {same_name(each) for cell in cells for each in BETWEEN.split(cell)} - {""}
        may_be = name and fields.get(name, "actor") in _MAY_BE_ENDS and when(name, "2000") is None
        if may_be and 2 * len(cells) >= len(rows) and _are_names(pieces) and not _are_dates(cells):
            names_in[name] = pieces
    ends = [
        (one, other)
        for one, other in combinations(names_in, 2)
        if 3 * len(names_in[one] & names_in[other])
        >= min(map(len, (names_in[one], names_in[other])))
    ]
    if (
        len(ends) != 1
        or ends[0][0] != next(iter(names_in))
        or any(row[ends[0][0]] == row[ends[0][1]] for _, row in rows)
    ):
        return None
    beside = {
        field for name, field in fields.items()
        if name not in ends[0] and not _are_dates([row[name] for _, row in rows if row[name]])
    }  # fmt: skip
    is_data = not set(header).isdisjoint(map(key, names_in[ends[0][0]]))
    return None if beside & _NOT_OF_PAIRS or is_data else ends[0]


_MAY_BE_ENDS = ("actor", "other", "person")


def _are_names(pieces: Collection[str]) -> bool:
    """Whether texts are names rather than marks, letters, roles or numbers."""
    marks = any(said_by(each) is not None or is_role(each) or each in SAYS_NO for each in pieces)
    lettered = all(any(map(str.isalpha, each)) for each in pieces)
    return lettered and not marks and max(map(len, pieces), default=0) > len("P/A")


def ask_whether_pairs(rows: Rows, ends: tuple[str, str], file: str) -> None:
    """Ask about two columns that name the same, where no heading says that they work together.

    They may be a name and the one before it, or an organisation and its deputy.
    """
    actors = all(field_of(end) == "actor" for end in ends)
    alike = len({_SIDE.sub("", end) for end in ends}) == 1
    if not (ends in _ENDS or actors or alike):
        first = " – ".join(rows[0][1][end] for end in ends)
        raise Question("whether-pairs", file, ends, [first])


_SIDE = re.compile(r"(?:^|_)(?:from|to|fra|til|source|target|[a-z]|\d+)(?=_|$)|\d+$")
"""What tells two columns apart that hold the same: member_1 and member_2, from_org and to_org."""


def named_ends(rows: Rows, choices: Choices, file: str) -> tuple[str, str] | None:
    """The two columns of a list that the person said to be of pairs; None where they are not in it.

    Asks when it is not known which two columns name those who work together.
    """
    there = [name for name in rows[0][1] if name] if rows else []
    said = [key(name) for name in choices.actor if name != "none"]
    named = [name for name in said if name in there]
    if len(named) == len(("one", "other")):
        return named[0], named[1]
    if not said and (ends := ends_of(rows)) is not None:
        return ends
    if said and not named:
        return None
    raise Question("which-ends", file, there)


def _are_dates(cells: Sequence[str]) -> bool:
    dated = [cell for cell in cells if cell.casefold() not in STILL]
    return bool(dated) and all(when(cell, "2000") is not None for cell in dated)


def _are_days(cells: Sequence[str]) -> bool:
    """Whether cells are dates, none of which is a number such as 1900, which may name an actor."""
    return _are_dates(cells) and not any(map(str.isdigit, cells))


def pairs_of(rows: Rows, ends: tuple[str, str], source: Source, beside: Around) -> Contents:
    """The pairs of a list, with their dates where it has any.

    `rows` are by the key of their columns; `beside` is what stands around them.
    """
    told = with_marked_times([row for _, row in rows], source.headings)
    rows = [(number, row) for (number, _), row in zip(rows, told, strict=True)]
    begins, endings = ((), ()) if {*ends} & {*FROM, *TO} else (FROM, TO)
    known = times_by((*BEGINS, *begins), (*ENDINGS, *endings))
    of_ties = [{n: c for n, c in row.items() if n not in ends} for _, row in rows]
    times = times_in(of_ties, source, known)
    for name in (*ends, "activity", "aktivitet"):
        cells = [(number, row.get(name, "")) for number, row in rows]
        look_at_list(source.file, name, cells, source.log)
    contents = Contents(ends=tuple(map(source.heading, ends)))
    contents.pairs, read = _pairs(rows, ends, times, source, beside)
    contents.unread = _unread(rows, {*ends, *read}, times, source)
    source.note("form", None, "", "a row for each pair")
    date = next((name for name in times.begins if name in rows[0][1]), "")
    columns = f"source: {ends[0]}, target: {ends[1]}" + (f", date: {date}" if date else "")
    source.note("columns", None, "", columns)
    return contents


FROM, TO = ("from", "fra", "fraan", "von"), ("to", "til", "till", "bis")
"""Columns that say when, where others name the ends of pairs."""


def look_at_list(file: str, name: str, cells: Sequence[tuple[int, str]], log: Log) -> None:
    """Tell errors of formulas, garbled letters and control characters, by row and cell."""
    before = len(log.problems)
    values, codes = np.unique(np.array([cell for _, cell in cells], object), return_inverse=True)
    column = Column(name, tuple(values.tolist()), codes)
    look_at_cells(column, RowLog(file, np.array([number for number, _ in cells]), log))
    log.problems[before:] = [each._replace(severity="error") for each in log.problems[before:]]


def _pairs(
    rows: Rows, ends: tuple[str, str], times: Times, source: Source, beside: Around
) -> tuple[list[Pair], set[str]]:
    """The pairs of the rows that count, and the columns by which these are told."""
    filled = []
    for number, row in _as_above(rows, ends):
        one, other = row[ends[0]], row[ends[1]]
        tie = f"{one} – {other}"
        if not one or not other:
            if len(list(filter(None, row.values()))) == 1:
                ask_about_line(one or other, source.file, source.choices)
            source.note("row left out", number, one or other, "it names only one")
        elif strength(row) == 0:
            source.note("row left out", number, tie, "its strength is 0")
        else:
            tell_strength(row, tie, number, source)
            known = {
                name: beside.legend.get(cell.casefold(), cell)
                for name, cell in row.items()
                if name not in (*ends, *times.begins, *times.endings)
            }
            filled.append((Tie(tie, known, beside.kinds, number), row))
    kinds = counted([tie for tie, _ in filled], source)
    dated = seen_together([(tie.row, row) for tie, row in filled], source, times)
    if any(row.get("type", "").casefold() == "directed" for _, row in filled):
        source.note("directed ties", None, "", "a tie counts both ways")
    pairs = [
        Pair(row[ends[0]], row[ends[1]], row.get("activity", "") or row.get("aktivitet", ""),
             start, end, involvement, source.file, tie.row or 0)
        for (tie, _), row, counts in zip(filled, dated, kinds.kept, strict=True)
        if counts
        for start, end, involvement in _stretches(row, times, tie.row, source, beside.when)
    ]  # fmt: skip
    return pairs, kinds.attributes


def _as_above(rows: Rows, ends: tuple[str, str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with what a mark or a blank cell in the first column repeats of the row above."""
    written = dict.fromkeys(ends, "")
    first = next(name for name in rows[0][1] if name in ends)
    for number, row in rows:
        blank = [first] if not row[first] and any(row[end] for end in ends) else []
        repeated = {n: written[n] for n in ends if n in blank or is_ditto(row[n])}
        told = {**row, **repeated}
        written |= {n: told[n] for n in ends if told[n]}
        yield number, told


def _stretches(
    row: Mapping[str, str], times: Times, number: int | None, source: Source, given: tuple[str, str]
) -> list[tuple[str, str, str]]:
    """When a pair was there, and what the secretariat did."""
    if spells := read_spells(row.get("spells", "")):
        return spells
    if stretches := times_of(row):
        return [(start, end, "") for start, end in stretches]
    said = row.get("secretariat", "") or row.get("sekretariat", "")
    involvement = INVOLVEMENT.get(said.casefold(), "")
    if said and not involvement:
        source.note("secretariat", number, said, "neither none, present nor led; left out")
    start, end = dates_of(row, number, source, times)
    return [(*((start, end) if start or end else given), involvement)]


_READ = frozenset(
    {"activity", "aktivitet", "secretariat", "sekretariat", "spells", "tail", "head", "id",
     "edgeid", "onset", "terminus", "onsetcensored", "terminuscensored", "duration", *TIMESETS,
     *SEVERAL}
)  # fmt: skip


def _unread(rows: Rows, read: Collection[str], times: Times, source: Source) -> tuple[str, ...]:
    """Columns of a list of pairs that say something, and are not read."""
    begins = {next((name for name in names if name in rows[0][1]), "") for names in times}
    known = {*read, *begins, *_READ}
    return tuple(
        source.heading(name)
        for name in rows[0][1]
        if name and name not in known and any(row[name] for _, row in rows)
        and not (name == "type" and {row[name].casefold() for _, row in rows} <= _DIRECTIONS)
    )  # fmt: skip


_DIRECTIONS = {"", "directed", "undirected", "mutual"}


def tell_strength(known: Mapping[str, str], tie: str, number: int | None, source: Source) -> None:
    """Note a strength that is no number; the tie is there all the same."""
    cell = next((known[name] for name in WEIGHTS if known.get(name)), "")
    if cell and strength(known) is None:
        source.note("strength left out", number, f"{tie}: {cell}", "it is no number", once=False)


def dates_of(
    row: Mapping[str, str], number: int | None, source: Source, times: Times
) -> tuple[str, str]:
    """Start and end of a row by any name that tools give them; what is no date is noted."""
    found = []
    telling = times.telling(row)
    for names, name in zip(times, telling, strict=True):
        cell = row[name] if name and not _is_open(row, name) else ""
        if name == "terminus" and (not cell or time_of(cell)):
            found.append((_until(row, cell), ""))
            continue
        still = cell.casefold() in STILL or ENDLESS.fullmatch(cell)
        if names is times.endings and still:
            found.append(("ongoing", ""))
            continue
        start, end = stretch_of(cell)
        if cell and not start:
            source.note("time left out", number, cell, "it is no date")
        found.append((start, end))
    (start, end), (last, until) = found
    end = until or last or end
    if start and not end and says_since(telling[0]):
        end = "ongoing"
    return (start, "") if end == start else (start, end)


def _is_open(row: Mapping[str, str], name: str) -> bool:
    """Whether networkDynamic says that a bound was not seen: before it, or after it, it was so."""
    return name in ("onset", "terminus") and (
        row.get(f"{name}censored", "").casefold() in YES or ENDLESS.fullmatch(row[name]) is not None
    )


def _until(row: Mapping[str, str], cell: str) -> str:
    """The last day, month or year before a terminus; what was not seen to end goes on."""
    onset = row.get("onset", "")
    if not cell:
        return "ongoing" if onset and time_of(onset) and not _is_open(row, "onset") else ""
    return time_of(cell) if cell == onset else stepped(cell, -1)
