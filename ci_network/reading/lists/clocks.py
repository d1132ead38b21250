"""What the times of ties mean, where all of a file are seen: years or steps, day or month first.

A cell alone does not tell: 1980 is a year, unless 20 and 110112 stand beside it; 03/04/2018 is
in March if 03/14/2018 is another; and a last day that is left blank depends on the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ci_network.reading.columns import key
from ci_network.reading.lists.days import BLANK_ENDS, STILL, is_unknown, says_length
from ci_network.reading.lists.decisions import Source
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.relations import WEIGHTS
from ci_network.reading.lists.timesets import (
    BEGINS,
    ENDINGS,
    ENDLESS,
    MONTHS,
    QUARTERS,
    SEVERAL,
    STARTS,
    TIMESETS,
    says_since,
    several_in,
    times_of,
)
from ci_network.reading.lists.words.headings import are_english, heading
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.when import (
    LONGEST_EVENT,
    Order,
    last_day,
    order_of,
    stretch_of,
    time_of,
    when,
)

Row = Mapping[str, str]
Rows = Sequence[tuple[int | None, Row]]
"""Number, where there is one, and cells by key of the column or attribute."""

_FIGURE = any_case(r"\d+(?:\.\d+(?:e\d+)?)?")
_DAY = re.compile(r"(?<!\d)(\d{1,2})([/.-])\d{1,2}\2(?:\d{4}|\d\d)(?!\d)")
_BLANK = frozenset({"", "nan", "na", "nat", "none", "null"})
"""What programs write in place of nothing."""

_YEARS, _DAYS = ("year", "aar", "jahr"), ("day", "dag", "tag")
_NO_TIME = frozenset({"0", "0.0", "99", "999"})
"""Figures that stand where there is no time."""

_NOT_ENGLISH = frozenset({"fra", "til", "fraan", "till", "von", "nach", "zu", "kilde", "maal"})


class Times(NamedTuple):
    """Names of the columns that may say when a pair began and ended, and which goes first."""

    begins: Mapping[str, int]
    endings: Mapping[str, int]

    def telling(self, row: Row) -> tuple[str, str]:
        """The names of the columns that tell, of each; blank where none does."""
        begin, ending = (
            min((n for n in row if n in names and row[n]), key=names.__getitem__, default="")
            for names in self
        )
        return begin, ending


def times_by(begins: Iterable[str], endings: Iterable[str]) -> Times:
    """The columns of these names, the first that is filled telling."""
    first, last = ({name: n for n, name in enumerate(names)} for names in (begins, endings))
    return Times(first, last)


ANY_TIMES = times_by(BEGINS, ENDINGS)

_NO_TIMES = frozenset(
    """id x y z r g b a size width name source target row index
    unnamed_0""".split()  # noqa: SIM905 - words
)
"""Columns whose figures are no times, though they may look like years."""

_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_OF_THE_ENTRY = any_case(
    r"created|updated|modified|changed|entered|registered|exported|imported|saved|retrieved|"
    r"oprettet|opdateret|ændret|rettet|registreret|indtastet|hentet|skapad|uppdaterad|ändrad|opprettet|"
    r"oppdatert|endret|erstellt|geändert|aktualisiert|erfasst"
)
"""Words of columns that may say when a line was written."""


def times_in(rows: Iterable[Row], source: Source, known: Times = ANY_TIMES) -> Times:
    """The columns of a file that say when: those that were named, of known names, or by headings.

    `known` are those that say when, where the person does not tell.

    Asks when a column was named that is not there, or one of dates is left over that may say when a
    tie began or ended.
    """
    choices, cells = source.choices, dict[str, list[str]]()
    for row in rows:
        for name, cell in row.items():
            if name and cell.casefold() not in _BLANK:
                cells.setdefault(name, []).append(cell)
    begins, endings = (
        _named(choice, option, cells, source.file) or tuple(names)
        for choice, option, names in zip(
            (choices.date, choices.end), ("--date", "--end"), known, strict=True
        )
    )
    read = {*begins, *endings, *SEVERAL, *TIMESETS, *_NO_TIMES, *choices.ignored}
    dated = [
        name for name in cells
        if name not in read and are_times(cells[name])
        and (name not in WEIGHTS or all(map(_YEAR.fullmatch, cells[name])))
    ]  # fmt: skip
    said = {name: each.field for name in dated if (each := heading(name)) is not None}
    begins += tuple(
        n for n in dated if (said.get(n) == "date" or says_since(n)) and not choices.date
    )
    endings += tuple(n for n in dated if said.get(n) in ("end", "left") and not choices.end)
    began = not {*begins, *SEVERAL, *TIMESETS}.isdisjoint(cells)
    ended = not {*endings, *SEVERAL, *TIMESETS}.isdisjoint(cells)
    rest = [
        name for name in dated
        if name not in (*begins, *endings) and not (began and _OF_THE_ENTRY.search(name))
    ]  # fmt: skip
    if rest and not (began and ended):
        shown = [cells[name][0] for name in rest]
        raise Question("times-elsewhere", source.file, list(map(source.heading, rest)), shown)
    lengths = [n for n in cells if n not in read and says_length(source.heading(n), cells[n])]
    if lengths and began and not ended:
        raise Question("lengths", source.file, source.heading(lengths[0]), cells[lengths[0]])
    return times_by(begins, endings)


def _named(names: Sequence[str], option: str, there: Collection[str], file: str) -> tuple[str, ...]:
    """The keys of the columns that the person named for an option."""
    found = tuple(key(name) for name in names if key(name) in there)
    if names and not found:
        raise Question("no-such-column", file, list(there), names, options=[option])
    return found


def are_times(cells: Sequence[str]) -> bool:
    """Whether half of the cells or more are dates, beside bounds without an end."""
    told = [c for c in cells if c.casefold() not in STILL and not ENDLESS.fullmatch(c)]
    return bool(told) and 2 * sum(any(stretch_of(cell)) for cell in told) >= len(told)


def are_counts(cells: Iterable[str]) -> bool:
    """Whether figures among times count steps or seconds: two or more of them are no years.

    >>> are_counts(["20", "1980", "110112"]), are_counts(["1980", "2005", "0", "2016-02-01"])
    (True, False)
    """
    figures = {cell.strip() for cell in cells if _FIGURE.fullmatch(cell.strip())}
    return len({each for each in figures - _NO_TIME if not time_of(each)}) > 1


def seen_together(rows: Rows, source: Source, times: Times) -> list[Row]:
    """The rows with their times as the reader of one cell takes them.

    `times` are the columns that say when.

    Asks when it cannot be told whether the day or the month stands first, or whether what has no
    last day went on.
    """
    rows = [(number, _of_parts(row, times)) for number, row in rows]
    named = {*times.begins, *times.endings, *SEVERAL, *TIMESETS}
    there = dict.fromkeys(name for _, row in rows for name in row if name in named and row[name])
    cells = [row[name] for _, row in rows for name in there
             if row.get(name, "").casefold() not in _BLANK]  # fmt: skip
    if not cells:
        return [row for _, row in rows]
    figures = [cell for cell in cells if _FIGURE.fullmatch(cell)]
    counts = are_counts(figures)
    headings = {name for _, row in rows[:1] for name in row}
    english = are_english([*headings, "date"]) and not headings & _NOT_ENGLISH
    dates = [cell for cell in cells if not _FIGURE.fullmatch(cell)]
    given = source.choices.date_order
    order = order_of(dates, source.file, " / ".join(there), given, english=english)
    found = []
    for number, row in rows:
        told = dict(row)
        for name in there:
            cell = row.get(name, "")
            if cell.casefold() in _BLANK:
                told[name] = ""
                continue
            if counts and _FIGURE.fullmatch(cell):
                source.note("time left out", number, cell, "others beside it are no years")
                told[name] = ""
            elif name in TIMESETS and cell and not times_of(row):
                source.note("time left out", number, cell, "it is no date")
            elif order != "dmy":
                told[name] = _DAY.sub(lambda day: _year_first(day[0], order), cell)
        begin, ending = times.telling(told)
        if begin and not ending and len(several_in(told[begin])) > 1:
            told[SEVERAL[0]], told[begin] = told[begin], ""
        found.append(told)
    return _with_last_days(list(zip((n for n, _ in rows), found, strict=True)), source, times)


def _of_parts(row: Row, times: Times) -> Row:
    """A row that says the year, and the month, quarter or day, in columns of their own."""
    year, month, quarter, day = (
        next((row[name] for name in names if row.get(name)), "")
        for names in (_YEARS, MONTHS, QUARTERS, _DAYS)
    )
    parted = times.telling(row)[0] in (*_YEARS, *MONTHS, *QUARTERS) and "date" in times.begins
    if not parted or not year.isdecimal() or not (month or quarter):
        return row
    if month and not (month.isdecimal() or month[0].isalpha()):
        return row  # -9, as where nobody knows it
    if month:
        written = (
            "-".join(filter(None, (year, month, day)))
            if month.isdecimal()
            else (" ".join(filter(None, (day, month, year))))
        )
    else:
        written = f"Q{quarter} {year}" if quarter.isdecimal() else f"{quarter} {year}"
    read = when(written)
    told = {n: "" for n in (*_YEARS, *MONTHS, *QUARTERS, *_DAYS) if n in row}
    return row if read is None or read.end else {**row, **told, "date": read.start}


def _year_first(text: str, order: Order) -> str:
    read = when(text, None, order)
    return text if read is None else read.start


def _with_last_days(
    rows: Sequence[tuple[int | None, dict[str, str]]], source: Source, times: Times
) -> list[Row]:
    """Rows in which a last day that is blank says that the tie went on, where that is meant.

    One that nobody knows is as blank.
    """
    found: list[Row] = [row for _, row in rows]
    telling = [(begin, "" if ending and is_unknown(row[ending]) else ending)
               for row in found for begin, ending in [times.telling(row)]]  # fmt: skip
    ends = [ending for _, ending in telling if ending]
    blank = [
        n for n, (begin, ending) in enumerate(telling)
        if begin and not ending and begin != "onset" and not says_since(begin)
        and (read := stretch_of(found[n][begin]))[0] and not read[1]
        and not any(found[n].get(name) for name in (*SEVERAL, *TIMESETS, "spells", "involvement"))
    ]  # fmt: skip
    alone = not ends and all(telling[n][0] in STARTS for n in blank)
    if not blank or not (ends or alone):
        return found
    lasting = [
        last_day(*last) - last_day(first[0], "")
        for row, (begin, ending) in zip(found, telling, strict=True)
        if begin and ending and (first := stretch_of(row[begin]))[0]
        and (last := stretch_of(row[ending]))[0]
    ]  # fmt: skip
    meant = source.choices.blank_end
    if meant is None and lasting and max(lasting) <= LONGEST_EVENT:
        meant = "day"
    written = [found[n][telling[n][0]] for n in blank]
    if meant is None:
        code, column = ("starts-alone", telling[blank[0]][0]) if alone else ("blank-ends", ends[0])
        raise Question(code, source.file, source.heading(column), list(dict.fromkeys(written)))
    for n, cell in zip(blank, written, strict=True):
        source.note("last day blank", rows[n][0], cell, BLANK_ENDS[meant])
        if meant == "ongoing":
            found[n] = {**found[n], (ends or [*times.endings])[0]: meant}
    return found
