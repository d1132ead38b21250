"""The tables in a sheet: where each begins, what names its columns, what stands above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise, takewhile, zip_longest

from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.who_came import label_of
from ci_network.reading.lists.words.attendance import (
    is_number,
    is_role,
    is_sum,
    is_total,
    mark,
    mentions_away,
    mentions_lead,
    said_by,
)
from ci_network.reading.lists.words.headings import (
    OF_PERSONS,
    Field,
    Heading,
    field_of,
    fields_of,
    heading,
    known_field,
    known_heading,
    numbered,
)
from ci_network.reading.lists.words.lexicon import any_case, keys
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.presets import preset_of
from ci_network.reading.lists.words.when import date_within, is_weekday, when
from ci_network.reading.records import Records
from ci_network.reading.table import clean
from ci_network.workbooks.sheets import letter

HEADER_ROWS = 40
"""Rows, among those that are not blank, in which the first header is looked for."""

_LONG = 60
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[/-]\s*(?:20)?\d\d)?", re.ASCII)

_TELLING: frozenset[Field] = frozenset(
    {"activity", "actor", "date", "lead", "attended", "role", "assist", "absent", "invited"}
)


@dataclass(frozen=True)
class Block:
    """A table within a sheet."""

    file: str
    """File, and sheet where it is one."""
    header: tuple[str, ...]
    """Names of the columns."""
    header_row: int
    """Row of the header as the spreadsheet shows it; 0 where there is none."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row, as wide as the header."""
    numbers: tuple[int, ...]
    """Row of each as the spreadsheet shows it."""
    above: tuple[tuple[str, ...], ...] = ()
    """The filled cells of each row between the table before and this one."""
    sections: tuple[tuple[int, str], ...] = ()
    """Lines within the table that count for the rows below them, such as a year: how many rows
    stand above each, and what it says."""
    notes: tuple[str, ...] = ()
    """What stands below the table and is no row of it."""
    without_year: Collection[tuple[int, int]] = ()
    """Cells, by row of the sheet and place, that are dates and do not show their year."""

    def legend(self) -> list[tuple[str, str]]:
        """Signs and letters that a line or a heading explains, and how: V = vært."""
        lines = self.lines()
        said = [*lines, *(text for name in (*lines, *self.header) for text in in_brackets(name))]
        return [pair for line in said for pair in explained(line)]

    def lines(self) -> list[str]:
        """What stands above and below the table."""
        return [*self.lines_above(), *self.notes]

    def lines_above(self) -> list[str]:
        """What stands above the table."""
        return [cell for row in self.above for cell in row]

    def lone(self) -> list[str]:
        """What stands alone in a row of the table."""
        rows = [[cell for cell in row if cell] for row in self.rows] if len(self.header) > 1 else []
        return [row[0] for row in rows if len(row) == 1]

    def cells(self, place: int) -> list[str]:
        """The filled cells of a column."""
        return [row[place] for row in self.rows if row[place]]

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each row with its number."""
        return zip(self.numbers, self.rows, strict=True)

    def written(self, how: Mapping[int, Callable[[str], str]]) -> Block:
        """The table with the filled cells of some columns written otherwise, by their places."""
        rows = (
            tuple(how[n](cell) if cell and n in how else cell for n, cell in enumerate(row))
            for row in self.rows
        )
        return replace(self, rows=tuple(rows)) if how else self

    def only(self, kept: Iterable[int]) -> Block:
        """The table with some of its rows only."""
        kept = list(kept)
        return replace(
            self,
            rows=tuple(self.rows[n] for n in kept),
            numbers=tuple(self.numbers[n] for n in kept),
        )


def is_sheet(file: str) -> bool:
    """Whether a table is a sheet of a workbook, by its file."""
    return file.endswith("]")


def title_of(file: str) -> str:
    """Name of the sheet, or of the file where there are no sheets."""
    return file.rpartition("[")[2].rstrip("]") if is_sheet(file) else file.rpartition(".")[0]


def sheet_name(file: str) -> str:
    """Name of the sheet, else of the whole file, as people may write it: in small letters."""
    return file.rpartition("[")[2].rstrip("]").strip().casefold()


def blocks_of(records: Records, named: Sequence[str], log: Log) -> list[Block]:
    """The tables of a sheet, in their order.

    `named` are headings that the person named.
    """
    cells = [[_seen(clean(cell)) for cell in record] for record in records.cells]
    filled = [n for n, record in enumerate(cells) if any(record)]
    if not filled:
        return []
    wanted = {key(name) for name in named}
    if (card := _cards(records.file, cells, filled)) is not None:
        return [card]
    headers = _headers(cells, filled, wanted)
    blocks: list[Block] = []
    above, begin = _above(cells, 0, headers[0]), 0
    for at, until in pairwise([*headers, len(cells)]):
        last = _end(cells, at, until) if until < len(cells) else until
        block = _block(records, cells, (at, last), above, log)
        above = _above(cells, last, until)
        if blocks and _goes_on(blocks[-1], block):
            blocks[-1] = replace(
                blocks[-1],
                rows=(*blocks[-1].rows, *block.rows),
                numbers=(*blocks[-1].numbers, *block.numbers),
                without_year={*blocks[-1].without_year, *block.without_year},
            )
        elif block.rows:
            blocks += _apart(block, cells[begin:at])
        else:
            above = (*block.above, *above)
        begin = last
    return _headless(blocks, cells, filled, wanted)


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_RUN = re.compile(r"\s{2,}")


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a table goes on: its header stands again, above a row without its first cell."""
    same = block.header == before.header and not (before.sections or block.sections)
    return same and bool(block.rows) and not block.rows[0][0] and any(block.rows[0])


def _seen(cell: str) -> str:
    """A cell without soft hyphens and spaces of no width, and with one space where there are many.

    >>> _seen("Røde   Kors"), _seen("SSP  \\n\\n Skolen")
    ('Røde Kors', 'SSP\\nSkolen')
    """
    cell = cell if cell.isascii() else cell.translate(_UNSEEN)
    return _RUN.sub(lambda run: next((at for at in "\n\r\t" if at in run[0]), " "), cell)


def _cuts(header: Sequence[str], over: Sequence[str]) -> list[tuple[int, int]]:
    """Where the same columns stand beside themselves: the first and last place of each list.

    `over` is the row above, which may name the meeting that each is of.
    """
    bases = [numbered(name) or key(name) if name else "" for name in header]
    first = next(filter(None, bases), "")
    begins = [n for n, base in enumerate(bases) if base and base == first]
    cuts = list(pairwise([*begins, len(bases)]))
    lists = [
        _is_list(header[at:to]) or _is_of_meeting(header[at:to], over[at:to]) for at, to in cuts
    ]
    return cuts if len(cuts) > 1 and all(lists) else []


def _is_of_meeting(header: Sequence[str], over: Sequence[str]) -> bool:
    """Whether columns name who took part, and what stands over the first of them a day."""
    return "actor" in _fields(header) and bool(over) and _DAY_WITHIN.search(over[0]) is not None


_DAY_WITHIN = re.compile(r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b|\b\d{4}-\d\d-\d\d\b")


def _apart(block: Block, over: Sequence[list[str]]) -> list[Block]:
    """A table as several, where two lists stand on one page, each below its own title.

    `over` are the rows above it, of which each list has what stands over its columns; a line in
    one place counts for all.
    """
    cuts = _cuts(block.header, over[-1] if over else ())
    if not cuts:
        return [block]
    pieces = []
    for at, until in cuts:
        width = max(n for n in range(at, until) if block.header[n]) + 1
        kept = [n for n, row in enumerate(block.rows) if any(row[at:width])]
        own = [row[at:until] if sum(any(row[n:m]) for n, m in cuts) > 1 else row for row in over]
        piece = replace(
            block,
            header=block.header[at:width],
            above=_above(own, 0, len(own)),
            rows=tuple(block.rows[n][at:width] for n in kept),
            numbers=tuple(block.numbers[n] for n in kept),
            sections=tuple((sum(n < m for n in kept), said) for m, said in block.sections),
            without_year={(n, place - at) for n, place in block.without_year if place >= at},
        )
        pieces += [piece] if kept else []
    return pieces


def _is_list(header: Sequence[str]) -> bool:
    """Whether columns name who took part, and in what or when."""
    fields = _fields(header)
    dated = any(when(name) is not None for name in header if name)
    return "actor" in fields and (dated or bool(fields & {"activity", "date"}))


def _above(cells: Sequence[list[str]], start: int, stop: int) -> tuple[tuple[str, ...], ...]:
    rows = (tuple(filter(None, cells[n])) for n in range(start, stop))
    return tuple(row for row in rows if row)


# ------------------------------------------------------------------------------------- headers


def _headers(cells: Sequence[list[str]], filled: Sequence[int], wanted: set[str]) -> list[int]:
    """Rows that name columns: the best of the first, and all that could be another."""
    marks = _roles_as_marks([cells[n] for n in filled[:HEADER_ROWS]])
    is_mark = marks.__contains__
    first = max(
        filled[:HEADER_ROWS],
        key=lambda n: (
            sum(key(cell) in wanted for cell in cells[n] if cell),
            not (_is_first_label(cells, n) or all(map(is_weekday, filter(None, cells[n])))),
            _is_of_program(cells[n]),
            _worth([cell for cell in cells[n] if not is_mark(cell)]) - any(map(is_mark, cells[n])),
            _width(cells[n]) > 1,
            -n,
        ),
    )
    first = _names_above(cells, first)
    again = {key(cell) for cell in cells[first] if cell}
    names = {n for n in filled if n != first and _is_header(cells, n)}
    # Picnic, Secretariat, lead is a row where these words stand as data in others of the list.
    data = {
        (place, cell)
        for n in (filled if names else ())
        if n > first and n not in names
        for place, cell in enumerate(cells[n])
    }
    others = [
        n
        for n in filled
        if n != first
        and not any(map(is_mark, cells[n]))
        and (
            (n in names and not any(heading(one[1]) and one in data for one in enumerate(cells[n])))
            or _is_of_program(cells[n])
            or (len(again) > 1 and _keys(cells[n]) == again)
        )
        and not (n < first and _is_spanned(cells, n, first))
        and not (n == first + 1 and _completes(cells[first], _without_open_answers(cells[n])))
        and not (n > first and any(cells[n - 1]) and _names_meetings(cells[first], cells[n]))
    ]
    return sorted([first, *others])


def _is_first_label(cells: Sequence[list[str]], at: int) -> bool:
    """Whether a row is a label and what it says, though that may be a heading: Activity, Start.

    It is where a date stands beside its label in one of the next rows, which are as short.
    """
    rows = list(takewhile(lambda row: _width(row[:2]) == _width(row) == 2, cells[at : at + 3]))
    dated = any(known_field(row[0]) == "date" and when(row[1], "2000") for row in rows[1:])
    return dated and known_field(rows[0][0]) in _TELLING - {"date"}


def _is_of_program(record: Sequence[str]) -> bool:
    """Whether a row is the header of a list that a program made."""
    return len(record) > 2 and preset_of(record, ()) is not None


def _names_above(cells: Sequence[list[str]], at: int) -> int:
    """A row above one of dates or below groups, where it names the activities or what they lack.

    Above dates its corner is blank: ;Kickoff;Walk stands above Date;14/3;2/4. Above names it has
    what they leave blank: Activity;Period; stands above ;From;To. Above topics it has the days.
    """
    if at == 0:
        return at
    for n in range(at):
        if _names_meetings(cells[n], cells[at]):
            return n
    upper = cells[at - 1]
    places = [n for n, cell in enumerate(cells[at]) if cell]
    dates = [n for n in places if n]
    if len(dates) > 1 and all(when(cells[at][n], "2000") for n in dates):
        names = [n for n, cell in enumerate(upper) if cell and not _is_data(cell)]
        dated = field_of(cells[at][0]) in ("date", "activity")  # Termin
        return at - 1 if dated and upper[:1] == [""] and set(dates) <= set(names) else at
    own = [cell for n, cell in enumerate(upper) if cell and n not in places]
    known = all(map(heading, own)) and len(_fields(cells[at])) > 1
    groups = _width(upper) > len(own) and not any(map(_is_data, filter(None, upper)))
    return at - 1 if known and groups and _completes(upper, cells[at]) else at


def _names_meetings(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row names meetings with their days, and the row below says something of them.

    >>> _names_meetings(["Who", "Fair 14/3 2021", "Walk 2/4 2021"], ["Topic", "Grief", "Economy"])
    True
    """
    named, below = ([cell for cell in row[1:] if cell] for row in (upper, lower))
    return (
        2 <= len(named) >= len(below)
        and field_of(lower[0]) is not None
        and all(date_within(cell, "2000") for cell in named)
        and not any(date_within(cell, "2000") for cell in below)
    )


def _roles_as_marks(rows: Sequence[Sequence[str]]) -> set[str]:
    """Words for a role, such as host, that stand in several columns: marks, and no headings."""
    places: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for place, cell in enumerate(row):
            if cell and is_role(cell):
                places[cell].add(place)
    return {cell for cell, of in places.items() if len(of) > 1}


def _keys(record: Sequence[str]) -> set[str]:
    return {key(cell) for cell in record if cell}


def _width(record: Sequence[str]) -> int:
    return sum(bool(cell) for cell in record)


def _fields(record: Sequence[str]) -> set[Field]:
    return {
        said.field
        for cell in record
        if cell and len(cell) <= _LONG * 2 and (said := heading(cell)) is not None
    }


def _worth(record: Sequence[str]) -> int:
    """How much of a header a row is: fields that it names, those that tell most counted twice."""
    if _width(record) == 1 and not any(map(known_heading, filter(None, record))):
        return 0  # a title that holds a word for a field: Poll "Board meeting"
    fields = _fields(record)
    known = sum(heading(cell) is not None for cell in record if cell and not cell.endswith(":"))
    # A header of a cross table may hold dates; marks and amounts stand below.
    data = sum(
        _is_data(cell) and when(cell, "2000") is None and known_heading(cell) != _PARTICIPANT
        for cell in record if cell
    )  # fmt: skip
    return known + len(fields & _TELLING) - data


_PARTICIPANT = known_heading("Deltager")
"""What Deltager says above names, and in a cell of roles."""


def worth(record: Sequence[str]) -> tuple[bool, int, int]:
    """How much of a header a row of a list is, for the search for the separator of a file.

    What explains letters is none: x = present, o = apologies. Nor is a label with what it says.
    """
    names = [cell for cell in record if not any(sign in cell for sign in "=;\t")]
    fields = _fields(names) if _width(record) > 1 else set()
    return len(fields & _TELLING) >= 2, len(fields), len(fields & _TELLING)


def _names_columns(record: Sequence[str]) -> bool:
    """Whether a row below another table can be a header of its own."""
    filled = [cell for cell in record if cell]
    known = [cell for cell in filled if heading(cell) is not None]
    labelled = filled[0].endswith(":") and not filled[-1].endswith(":")
    titled = len(filled) == 2 and (labelled or key(filled[0]) in _TITLES)
    dated = "date" in _fields(record)  # beside which Afbud is a heading
    return (
        not titled
        and len(known) >= 2
        and 2 * len(known) >= len(filled)
        and len(_fields(record)) >= 2
        and len({key(cell) for cell in known}) == len(known)
        and not any(_is_data(cell) for cell in filled if not (dated and cell in known))
    )


_TITLES = keys(
    """Meeting title, Mødetitel, Møtetittel, Mötestitel, Mötesrubrik, Besprechungstitel, Topic,
    Meeting topic"""
)
"""Labels of programs, beside which a title such as Opstart stands, which is no heading there."""


def _is_data(cell: str) -> bool:
    dated = when(cell, "2000" if any(map(str.isdigit, cell)) else None) is not None
    return is_number(cell) or mark(cell) in ("there", "absent") or dated


def _is_spanned(cells: Sequence[list[str]], upper: int, lower: int) -> bool:
    """Whether the upper of two rows names groups of the columns that the lower names."""
    return lower == upper + 1 and _width(cells[upper]) < _width(cells[lower])


def _is_header(cells: Sequence[list[str]], at: int) -> bool:
    """Whether a row names columns, and is no label with what it says."""
    return _names_columns(cells[at]) and not _is_first_label(cells, at)


def _end(cells: Sequence[list[str]], at: int, until: int) -> int:
    """Where the rows of a table end above the next header: titles belong to what follows."""
    if _width(cells[until - 1]) == 1:
        said = next(filter(None, cells[until - 1]))
        if label_of(said) or _DAY_WITHIN.search(said):
            until -= 1  # Apologies, of those in the table below, or the meeting that it is of
    last = until
    while last - 1 > at and _width(cells[last - 1]) <= 2:
        last -= 1
    blank = next((n for n in range(until - 1, at, -1) if not any(cells[n])), None)
    if blank is not None and all(_width(cells[n]) <= 2 for n in range(blank, until)):
        return blank - 2 if _is_title_above(cells, at, blank) else blank
    while last < until and any(cells[last][1:]) and not cells[last][0]:
        last += 1  # one more participant of what stands above
    width = _width(cells[at])
    return last if width > 2 and all(_width(cells[n]) <= 1 for n in range(last, until)) else until


def _is_title_above(cells: Sequence[list[str]], at: int, blank: int) -> bool:
    """Whether a line above a blank row stands alone, and names the table below."""
    if blank - 2 <= at or any(cells[blank - 2]) or _width(cells[blank - 1]) != 1:
        return False
    said = next(filter(None, cells[blank - 1]))
    return not (_is_note(said) or explained(said) or told_by_colour(said) or is_total(said))


# --------------------------------------------------------------------------------------- bodies


def _block(
    records: Records,
    cells: Sequence[list[str]],
    place: tuple[int, int],
    above: tuple[tuple[str, ...], ...],
    log: Log,
) -> Block:
    at, last = place
    named, at = _whole_header(cells, at, last)
    header = _spread(named, cells[at + 1 : last], is_text=records.separator is not None)
    width = max((n for n, cell in enumerate(header, start=1) if cell), default=0)
    body: _Body = []
    for n in range(at + 1, last):
        record = cells[n]
        if not any(record):
            continue
        if (is_sum(record[:width]) or is_sum(record)) and not _bears_marks(
            record, [other for _, other in body]
        ):
            shown = " | ".join(filter(None, record))
            log.add("row left out", records.file, n + 1, shown, "a total")
        elif n == at + 1 and _numbers_columns(named, record):
            log.add("row left out", records.file, n + 1, " | ".join(filter(None, record)),
                    "it numbers columns")  # fmt: skip
        elif _is_rule(record):
            log.add("row left out", records.file, n + 1, "", "it holds only lines")
        elif _is_instruction(record, first=n == at + 1):
            log.add("row left out", records.file, n + 1, " | ".join(filter(None, record)),
                    "it says how to fill in the table")  # fmt: skip
        else:
            body.append((n + 1, record))
    body, notes = _without_notes(records.file, cells, body, width, log)
    titled = not _fields(header) & {"activity", "date", "year", "month"}
    body, sections = _without_sections(records.file, body, log, titled=titled)
    for number, record in body:
        beyond = [cell for cell in record[width:] if cell]
        if beyond and records.separator is not None:
            log.error(
                "ragged-row", records.file, number, cells=str(len(record)), columns=str(width)
            )
        elif beyond:
            log.add("cells left out", records.file, number, " | ".join(beyond), "beside the table")
    return Block(
        file=records.file,
        header=tuple(header[:width]),
        header_row=at + 1,
        rows=tuple(tuple((*record, *[""] * width)[:width]) for _, record in body),
        numbers=tuple(number for number, _ in body),
        above=above,
        sections=tuple(sections),
        notes=tuple(notes),
        without_year=records.without_year,
    )


def _spread(header: Sequence[str], body: Sequence[list[str]], *, is_text: bool) -> list[str]:
    """The header, where a name of participants stands for the blank cells to its right too.

    They do where its own cells hold one name each, or theirs stand in its columns too: a remark or
    place may stand beside. In a workbook more than one row must fill them, or each.
    """
    width = len(header) if is_text else max([len(header), *map(len, body)])
    names = [*header, *[""] * (width - len(header))]
    if all(names):
        return names
    fewest = 1 if is_text else min(2, sum(any(record) for record in body))
    last, at = "", 0
    known = Counter(cell for record in body for cell in record[: len(header)] if cell)
    for place, name in enumerate(names):
        if name:
            last, at = name, place
            continue
        cells = [record[place] for record in body if place < len(record) and record[place]]
        elsewhere = all(known[cell] > (place < len(header)) for cell in cells)
        own = [record[at] for record in body if len(record) > at and record[at]] if last else []
        single = field_of(last) != "lead" and not any(map(_SEVERAL.search, own))
        is_more = (single and len(cells) >= fewest) or (bool(cells) and elsewhere)
        if is_more and field_of(last) in ("actor", "lead", "absent", "invited"):
            names[place] = last
    return names


_SEVERAL = re.compile(r"[,;\n]")


def _bears_marks(record: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether a row is of a name such as Total Fitness, with 1 and 0, and no sum of those above."""
    (label, *_), numbers = (
        filter(None, record),
        {n: c for n, c in enumerate(record) if c in ("0", "1")},
    )
    named = _NAMED_AS_TOTAL.search(label) is not None
    if not named or len(numbers) + 1 != _width(record):
        return False
    return any(
        sum(len(row) > n and row[n] not in ("", "0") for row in above) != int(cell)
        for n, cell in numbers.items()
    )


_NAMED_AS_TOTAL = re.compile(r"[a-zæøåäö]\s[A-ZÆØÅÄÖ][a-zæøåäö]")
_EXAMPLE = any_case(
    r"(?:eks|f\.?eks|e\.g|t\.ex|z\.b)\b\.?\s*:?(?=\s|\d|$).*"
    r"|(?:eksempel|example|exempel|beispiel)\s*(?:[:.\d].*)?"
)
"""A cell that says that its row is an example; of Example Cafe it is asked where it is read."""


def _is_instruction(record: Sequence[str], *, first: bool) -> bool:
    """Whether a row is an example, or, the `first`, tells in brackets how to fill in a table."""
    filled = [cell for cell in record if cell]
    bracketed = first and all(cell[0] in "([<" and cell[-1] in ")]>" for cell in filled)
    return len(filled) > 1 and (bracketed or _EXAMPLE.fullmatch(filled[0]) is not None)


def _numbers_columns(header: Sequence[str], record: Sequence[str]) -> bool:
    """Whether a row numbers those whose name stands over the first of them alone: 1, 2, 3."""
    places = [n for n, cell in enumerate(record) if cell]
    apart = [n for n in places[1:] if n < len(header) and header[n]]
    numbers = [str(n) for n in range(1, len(places) + 1)]
    return (
        len(places) > 1 and [record[n] for n in places] == numbers and not apart and places[0] > 0
    )


def _is_rule(record: Sequence[str]) -> bool:
    """Whether a row only draws a line."""
    return all(len(cell) > 2 and not set(cell) - set("-–—=_*. ") for cell in record if cell)


_Body = list[tuple[int, list[str]]]
_WRITTEN = (
    "prepared|udarbejdet|opdateret|updated|revideret|ajourført|utarbeidet|erstellt|sammanställ"
)
_PRINTED = (
    r"(?:udskrevet|utskrevet|utskriven|printed|print|gedruckt|ausgedruckt|eksporteret|exported|trukket)\b.*\d.*"
    r"|(?:sidst|senest|last|zuletzt|sist|senast)\s+(?:rettet|opdateret|ændret|revideret|updated|"
    r"modified|changed|edited|revised|aktualisiert|geändert|oppdatert|endret|uppdaterad|ändrad)\b.*"
)
_NOTE = any_case(
    r"(?:note[rns]?|nb|obs|bemærk(?:ning(?:er)?)?|kilder?|sources?|anm(?:ærkning(?:er)?)?|hinweise?|"
    rf"quellen?|merk(?:nad(?:er)?)?|källa|källor|senest|last|stand|(?:{_WRITTEN})\w*)\b"
    r"[.:]?(?:\s*(?:(?-i:[a-zæøåäöü(]).*|.*\d.*))?"
)
"""A line that is no name, though one may begin with the word: Last Chance Cafe."""
_SURELY_NOTE = any_case(
    rf"(?:side|page|seite|sida)\s+\d+(?:\s*(?:af|of|av|von|/)\s*\d+)?|{_PRINTED}"
    r"|(?:kilder?|source|quelle|källa|noter?|nb|obs|bemærk|bemærkning|anm|hinweis|merknad)\s*:.+"
)
OF_WRITING = any_case(rf"(?:{_WRITTEN})\w*\b.*|{_PRINTED}")
"""A line that says when the list was written, and nothing of its meetings."""
_SIGN = re.compile(r"\(?([*†‡#+¹²])\)?\s*[=:–—-]?\s*(\w.*)")
_LETTER = re.compile(
    r"\(?([^\W_]{1,3}|[^\w\s])\)?\s*=\s*([^=,;/|]+?)\s*(?:[,;/|.]\s*|$|\s(?=\S{1,3}\s*=))"
)

_LED = any_case(
    r"(?:who |der |som |had |har |hat )?"
    r"(?:led|hosted|chaired|ran|convened|ledte|ledede|ledet|ledde|holdt|arrangerede|arrangerte|"
    r"arrangerade|leitete|geleitet|stod (?:for|bag|bakom)|var (?:vært|värd|vert))"
    r"(?: (?:the |it|this |det|dette |die |das |den )?[^\W\d_]*){0,2}"
    r"|(?:hat )?(?:die |das )?[^\W\d_]+ geleitet"
)
"""A verb that says of somebody that it led."""
_OF_WHAT = re.compile(r"\s+(?:for|of|in|at|af|av|på|i|für|bei|der|des)\s.+")
_LONGEST_LEGEND = 300
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def in_brackets(name: str) -> list[str]:
    """What stands in the brackets of a heading.

    >>> in_brackets("Deltagere (* = vært)")
    ['* = vært']
    """
    return _BRACKETS.findall(name)


def explained(line: str) -> list[tuple[str, str]]:
    """Signs or letters that a line explains, and how; nothing where it does anything else.

    >>> explained("V = vært, D = deltager"), explained("* vært for mødet"), explained("Ja = 3, ja")
    ([('V', 'vært'), ('D', 'deltager')], [('*', 'vært')], [])
    """
    if len(line) > _LONGEST_LEGEND:
        return []
    _, _, said = line.rpartition(": ") if "=" in line else ("", "", line)
    if sign := _SIGN.fullmatch(said):
        return [(sign[1], _meant(sign[2]))]
    pairs = _LETTER.findall(said)
    told = pairs if pairs and not _LETTER.sub("", said).strip() else []
    return [(letter, _meant(meant)) for letter, meant in told]


def _meant(said: str) -> str:
    """The role that a few words explain, or the words: vært for mødet, led the session.

    >>> _meant("vært for mødet"), _meant("led the session"), _meant("til stede")
    ('vært', 'lead', 'til stede')
    """
    role = _OF_WHAT.sub("", said)
    if is_role(role):
        return role
    return "lead" if _LED.fullmatch(said.strip(" .")) else said.strip()


_OF_COLOURS = any_case(
    r"(?:rød|grøn|gul|blå|grå|orange|lilla|sort|red|green|yellow|blue|gr[ea]y|purple|pink|röd|grön|rot|"
    r"grün|gelb|blau|grau|lila|fed|kursiv|bold|italic|fet|fett|understreg|underlin|unterstr[ei]+ch|markeret|"
    r"highlighted|stort?|stora?|large|capital|big|gro(?:ß|ss)e?s?|versal\w*|uppercase)\w*"
    r"(?:\s+(?:x|kryds|kryss|bogstav\w*|letters?|skrift|tekst|felt|celle|markering|text|cell|fill|schrift|font|farve|"
    r"colour|color))?\s*(?:[:=–-]|betyder|means|bedeutet|betyr)\s*(?P<said>.+)"
)
_IN_LETTERS = any_case(
    r"\b(?:(?:med|i|in|är|er|are|is|skrevet|set|sind|ist)\s+(?:fed|kursiv|bold|italic|fet|fett|rød|red|rot|röd|"
    r"grøn|green|grün|grön|blå|blue|blau|gul|yellow|gelb)\w*|understreg\w*|understr[uy]k\w*|underlined|unterstrichen)\b"
)


def told_by_colour(line: str) -> bool:
    """Whether a line says that a colour, or bold, means that somebody led, came or did not come.

    >>> told_by_colour("Rød = afbud"), told_by_colour("Bold: host"), told_by_colour("Grøn: miljø")
    (True, True, False)
    >>> told_by_colour("Møder 2019 (kursiv = vært)"), told_by_colour("Those in bold were hosts")
    (True, True)
    """
    if len(line) > _LONGEST_LEGEND:
        return False
    if _IN_LETTERS.search(line) and (mentions_lead(line) or mentions_away(line)):
        return True
    said = [
        match["said"]
        for part in (line, *in_brackets(line))
        if (match := _OF_COLOURS.fullmatch(part))
    ]
    return any(
        said_by(each) is not None or mentions_lead(each) or mentions_away(each) for each in said
    )


def _without_notes(
    file: str, cells: Sequence[list[str]], body: _Body, width: int, log: Log
) -> tuple[_Body, list[str]]:
    """The rows without the sentences that stand below the table, after a blank row, and these.

    What explains a sign, is surely a note, or stands among dates, needs no blank row.
    """
    tail = list(takewhile(lambda row: _width(row[1]) == 1, reversed(body)))[::-1]
    tail = tail if width > 1 else []
    dated = cache(partial(_holds_days, body))

    def begins(number: int, record: Sequence[str]) -> bool:
        said = next(filter(None, record))
        apart = number >= 2 and not any(cells[number - 2])
        return (
            _explains(said, body)
            or told_by_colour(said)
            or (apart and _is_note(said))
            or _SURELY_NOTE.fullmatch(said) is not None
            or (not re.search(r"\d", said) and dated(record.index(said)))
        )

    at = next((n for n, row in enumerate(tail) if begins(*row)), len(tail))
    notes = [next(filter(None, record)) for _, record in tail[at:]]
    for (number, _), note in zip(tail[at:], notes, strict=True):
        log.add("row left out", file, number, note, "a note below the table")
    return body[: len(body) - len(notes)], notes


def _explains(said: str, body: _Body) -> bool:
    """Whether a line explains a sign, and is no name behind one: * vært, but not + Klubben."""
    told = explained(said)
    if not told or "=" in said:
        return bool(told)
    cells = (cell for _, record in body for cell in record if cell and cell != said)
    return any(is_role(meant) or said_by(meant) is not None for _, meant in told) or any(
        sign in cell for cell in cells for sign, _ in told
    )


def _holds_days(body: _Body, place: int) -> bool:
    """Whether most cells of a column are days, in rows that hold something besides."""
    column = [record[place] for _, record in body if _width(record) > 1 and len(record) > place]
    return 2 * sum(when(cell, "2000") is not None for cell in column) > len(column)


def _is_note(said: str) -> bool:
    sentence = len(said) > _LONG or said.endswith((".", ":")) or ": " in said
    return sentence or _NOTE.fullmatch(said) is not None


def _without_sections(
    file: str, body: _Body, log: Log, *, titled: bool
) -> tuple[_Body, list[tuple[int, str]]]:
    """The rows without the lines that count for those below: a year, a date or a title alone.

    `titled` tells that no column names activities or days, so that lines may.
    """
    kept: _Body = []
    sections: list[tuple[int, str]] = []
    wide = [n for n, (_, record) in enumerate(body) if _width(record) > 1]

    # Where a line names a meeting in the first row, and no other does, so do those in its column.
    begins = [n for n, cell in enumerate(body[0][1]) if cell] if body else []
    alone = [cell for _, record in body if _width(record) == 1 for cell in record if cell]
    meetings = begins if len(begins) == 1 and _is_meeting(body[0][1][begins[0]]) else []
    meetings = [] if sum(map(_is_meeting, alone)) > 1 else meetings

    dated = cache(partial(_holds_days, body))
    for n, (number, record) in enumerate(body):
        places = [place for place, cell in enumerate(record) if cell]
        after = bisect_right(wide, n)
        below = body[wide[after]][1] if after < len(wide) else []
        if len(places) == 1 and places[0] < len(below) and below[places[0]]:
            place = places[0]
            said = record[place]
            at_edge = dated(place) or not any(below[:place])
            if (at_edge and _is_section(said, below[place], dated=dated(place))) or (
                titled
                and not _is_meeting(below[place])
                and (_is_meeting(said) or place in meetings)
            ):
                sections.append((len(kept), record[place]))
                log.add("row of labels", file, number, record[place], "it counts for those below")
                continue
        kept.append((number, record))
    return kept, sections


_DAY = re.compile(r"\d\s?[./-]\s?\d")
_DAY_ALONE = re.compile(r"[0-3]?\d(?:\.|st|nd|rd|th)", re.ASCII)


def _is_meeting(said: str) -> bool:
    """Whether a line names a meeting, by its day or a word: Møde om havnen 12-02-2019."""
    named = field_of(said) == "activity" and " " in said
    return named or _DAY_WITHIN.search(said) is not None


def _is_section(said: str, below: str, *, dated: bool) -> bool:
    """Whether a cell that stands alone counts for the rows below it.

    In a column of dates that is a year or month above days without one, or a title; in another
    column it is a date. A month counts for days alone, such as 4th.
    """
    if _DAY_ALONE.fullmatch(below) and (month := when(said, "2000")) is not None:
        return len(month.start) == len("2018-03") and not month.end
    if not dated:
        return when(said) is not None and not is_number(below)
    read = when(said)
    if read is not None:
        return len(read.start) < len("2018-03-14") and when(below) is None
    return when(said, "2000") is None and _DAY.search(said) is None and not is_number(said)


def _whole_header(cells: Sequence[list[str]], at: int, last: int) -> tuple[list[str], int]:
    """The names of the columns, where one row holds them or two together; and the lower row."""
    header = list(cells[at])
    lower = _without_open_answers(cells[at + 1]) if at + 1 < last else []
    if _completes(header, lower):
        over = _carried(header, len(lower))
        header = [
            _both(above, below) if below else upper
            for upper, above, below in zip_longest(header, over, lower, fillvalue="")
        ]
        return header, at + 1
    if at > 0 and any(cells[at - 1]) and not _cuts(header, cells[at - 1]):
        return _under(_groups(cells, at), header, cells[at + 1 : last]), at
    return header, at


def _without_open_answers(record: Sequence[str]) -> list[str]:
    """The second header of a survey, without what it says below a question of an open answer."""
    return ["" if key(cell) in _OPEN_ANSWERS else cell for cell in record]


_OPEN_ANSWERS = keys(
    """Open-Ended Response, Response, Åbent svar, Svar, Öppet svar, Åpent svar, Offene Antwort,
    Antwort"""
)


def _groups(cells: Sequence[list[str]], at: int) -> list[str]:
    """The row of groups above a header, with the row above that where it is as wide."""
    upper = ["" if is_weekday(cell) else cell for cell in cells[at - 1]]
    higher = cells[at - 2] if at > 1 else []
    places, others = ([n for n, cell in enumerate(row) if cell] for row in (upper, higher))
    if len(places) < 2 or places != others:
        return upper
    return [f"{name} {cell}" if cell else "" for name, cell in zip(higher, upper, strict=False)]


def _carried(record: Sequence[str], width: int) -> list[str]:
    """A row of groups: each name stands for the blank cells to its right too."""
    carried, last = [], ""
    for cell in [*record, *[""] * (width - len(record))]:
        last = cell or last
        carried.append(last)
    return carried


def _both(upper: str, lower: str, *, marked: bool = False) -> str:
    """The name of a column, `marked` or not, that stands below the name of a group."""
    if not upper or upper in lower or when(lower) is not None:
        return lower
    if heading(lower) is not None and not marked:
        return lower
    if when(f"{lower} {upper}"):
        return f"{lower} {upper}"
    dated = _YEAR.fullmatch(upper) is not None or (marked and when(upper) is not None)
    return f"{lower} ({upper})" if dated else lower


def _are_days_of(header: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row below a header of months names who took part, and the days."""
    over = _carried(header, len(lower))
    named = [(over[n], cell) for n, cell in enumerate(lower) if cell]
    days = [(month, day) for month, day in named if month and when(month) and is_number(day)]
    others = [cell for month, cell in named if not month]
    return (
        len(days) > 1
        and len(days) + len(others) == len(named)
        and all(when(f"{day} {month}") is not None for month, day in days)
        and any(heading(cell) is not None for cell in others)
    )


def _are_dates_of(header: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row below years or months, and a corner of actors or none, has their days."""
    over = _carried(header, len(lower))
    dates = [(over[n], cell) for n, cell in enumerate(lower) if cell]
    return (
        (not header[0] or field_of(header[0]) == "actor")
        and lower[:1] == [""]
        and len(dates) > 1
        and all(
            when(above) is not None
            and when(f"{cell} {above}") is not None
            and not (is_number(cell) and _YEAR.fullmatch(above))
            for above, cell in dates
        )
    )


def _completes(header: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the row below names columns that the header leaves blank, or only groups."""
    if _are_days_of(header, lower) or _are_dates_of(header, lower):
        return True
    named = [n for n, cell in enumerate(lower) if cell]
    if len(named) < 2 or any(_is_data(lower[n]) for n in named):
        return False
    wide = [*header, *[""] * (max(named) + 2 - len(header))]
    spanned = [n for n in named if not wide[n] or not wide[n + 1]]
    if len(spanned) < len(named):
        return False
    blank = sum(not wide[n] for n in named)
    own = [n for n, cell in enumerate(wide) if cell and n not in named]
    return blank > 0 and bool(own) and not any(n < len(lower) and lower[n] for n in own)


def _under(upper: Sequence[str], header: list[str], body: Sequence[list[str]]) -> list[str]:
    """Names of columns with the year or group above them, where they need it.

    Above marks stands an activity, also where its name is a word for something else: Afslutning.
    """
    over = _carried(upper, len(header))
    named = Counter(key(cell) for cell in header if cell)
    years = [cell for cell in upper if cell]
    of_came = ("invited", "attended", "absent")
    again = any(times > 1 and field_of(word) in of_came for word, times in named.items())
    if years and not again and all(_YEAR.fullmatch(cell) or when(cell) for cell in years):
        marked = {n for n in range(len(header)) if len(set(years)) > 1 and _is_marked(body, n)}
        return [
            _both(over[n], cell, marked=n in marked) if cell else cell
            for n, cell in enumerate(header)
        ]
    below = [cell for n, cell in enumerate(header) if cell and over[n]]
    if len(years) > 1 and all(map(is_person, below)) and not any(map(is_person, years)):
        return [over[n] or cell for n, cell in enumerate(header)]  # Library, above who came for it
    if len(years) < 2 or max(named.values(), default=0) < 2:
        return header
    return [
        f"{over[n]}: {cell}" if cell and named[key(cell)] > 1 and over[n] else cell
        for n, cell in enumerate(header)
    ]


def _is_marked(body: Sequence[list[str]], place: int) -> bool:
    """Whether the first cells of a column are marks."""
    cells = [
        record[place] for record in body[:HEADER_ROWS] if place < len(record) and record[place]
    ]
    return bool(cells) and all(mark(cell) is not None for cell in cells)


def _headless(
    blocks: list[Block], cells: Sequence[list[str]], filled: Sequence[int], wanted: set[str]
) -> list[Block]:
    """A table without any header has the letters of its columns for names."""
    first = filled[0]
    if not blocks or len(blocks) > 1 or blocks[0].header_row != first + 1:
        return blocks
    block = blocks[0]
    record = cells[first]
    known = _fields(record) - {"count", "other"}
    dated = [cell for cell in record if cell and when(cell) is not None]
    marked = [
        cell for cell in record if cell and (mark(cell) in ("there", "absent") or is_total(cell))
    ]
    if not record[0] or known or not dated or len(dated) > 1 or marked or _keys(record) & wanted:
        return blocks
    header = tuple(letter(n) for n in range(len(block.header)))
    rows = (tuple(record[: len(header)]), *block.rows)
    return [Block(block.file, header, 0, rows, (first + 1, *block.numbers), block.above)]


# ---------------------------------------------------------------------------------------- cards


def _cards(file: str, cells: Sequence[list[str]], filled: Sequence[int]) -> Block | None:
    """A form for each meeting, with the labels at the left: each is made a row of a table."""
    labelled = _are_labels(cells, filled)
    if not labelled and any(_is_header(cells, n) for n in filled):
        return None
    labels: list[tuple[int, str, list[str]]] = []
    titled: Field | None = None
    for n in filled:
        label, values, colon = _label_of(cells[n])
        said = heading(label) if label else None
        if n == filled[0] and not values and said is not None and known_heading(label) is None:
            titled = said.field
        # Møde den 14. marts, and no label
        if titled and not values and (n == filled[0] or _begins_another(cells, filled, n)):
            label, values, said = titled, [label], Heading(titled, 1)
        if n == filled[0] and not label and len(values) > 1:
            label, said = "activity", heading("activity")  # meetings side by side, over no label
        may_be_data = said == Heading("actor", OF_PERSONS)  # Member;Club may be a row of any list
        if colon or (said is not None and (labelled or not may_be_data)):
            labels.append((n, label, values))
        elif labels and (not label or not values):
            labels[-1][2].extend(cell for cell in cells[n] if cell)
        elif labels or values:
            return None
    fields = fields_of(label for _, label, _ in labels)
    if not {"activity", "date"} & fields or not {"actor", "attended", "absent"} & fields:
        return None
    header = list(dict.fromkeys(label for _, label, _ in labels))
    if (turned := _turned(file, cells, labels)) is not None:
        return turned
    places = {key(label): n for n, label in reversed(list(enumerate(header)))}
    rows: list[list[str]] = []
    numbers: list[int] = []
    more, last = 0, ""  # one more participant of a meeting has nothing of the next one's
    for n, label, values in labels:
        place, is_actor = places[key(label)], "actor" in _fields([label])
        again = is_actor and label == last
        if not rows or place < more or (rows[-1][place] and not again):
            rows.append([""] * len(header))
            numbers.append(n + 1)
            more = place if is_actor else 0
        last = label
        rows[-1][place] = "\n".join(filter(None, (rows[-1][place], *values)))
    return Block(file, tuple(header), filled[0] + 1, tuple(map(tuple, rows)), tuple(numbers))


def _begins_another(cells: Sequence[list[str]], filled: Sequence[int], at: int) -> bool:
    """Whether a line names one more meeting, as the first line does, and is no further name.

    It stands above a label and holds a date, or below a blank line and above the first of them.
    """
    line, _, colon = _label_of(cells[at])
    lines = [filled[n] for n in (1, bisect_right(filled, at)) if n < len(filled)]
    if colon or known_heading(line) is not None or len(lines) < 2:
        return False
    first, (label, _, colon) = _label_of(cells[lines[0]])[0], _label_of(cells[lines[1]])
    if date_within(line, "2000") is not None:
        return colon or known_heading(label) is not None
    return at - 1 not in filled and label == first


def _are_labels(cells: Sequence[list[str]], filled: Sequence[int]) -> bool:
    """Whether two columns are labels and what they say, though a row looks like headings."""
    rows = [cells[n] for n in filled]
    said: list[Field | None] = []
    is_below = False  # names below Participants, which stands alone
    for row in rows:
        meant, alone = field_of(row[0]), _width(row) == 1
        if row[0] and not (is_below and alone and meant is None):
            said.append(meant)
            is_below = alone and meant == "actor"
    fields = {*said} - {None}
    known = sum(each is not None for each in said)
    narrow = all(_width(row) <= 2 for row in rows) and 4 * known >= 3 * len(said)
    on_its_side = known == len(rows) == len({key(row[0]) for row in rows})
    return len(fields) >= 3 and (narrow or on_its_side)


def _turned(
    file: str, cells: Sequence[list[str]], labels: Sequence[tuple[int, str, list[str]]]
) -> Block | None:
    """A table that lies on its side: a label for each row, and a column for each meeting."""
    rows = [cells[n] for n, _, _ in labels]
    several = [
        {place for place, cell in enumerate(row) if cell and place}
        for row, (_, label, _) in zip(rows, labels, strict=True)
        if field_of(label) in ("activity", "date")
    ]
    once = len({key(label) for _, label, _ in labels}) == len(labels)
    if not once or max(map(len, several), default=0) < 2:
        return None
    places = sorted({place for row in rows for place, cell in enumerate(row) if cell and place})
    turned = [tuple(row[n] if n < len(row) else "" for row in rows) for n in places]
    numbers = tuple([labels[0][0] + 1] * len(places))
    header = tuple(label for _, label, _ in labels)
    return Block(file, header, labels[0][0] + 1, tuple(turned), numbers)


def _label_of(record: Sequence[str]) -> tuple[str, list[str], bool]:
    """A label, what it says in the cells beside it or behind its colon, and whether it has one."""
    first, rest = (record[0] if record else ""), [cell for cell in record[1:] if cell]
    label, colon, value = first.partition(":")
    if colon and (not rest or heading(label.strip()) is not None):
        return label.strip(), [value.strip(), *rest], True
    return first.rstrip(":"), rest, first.endswith(":")
