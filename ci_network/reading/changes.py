"""The tables of a record while decisions and answers are merged into them, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ci_network.reading import Reading
from ci_network.reading.cells import UNKNOWN
from ci_network.reading.columns import LAYOUTS, Kind, find_header, match
from ci_network.reading.records import Records
from ci_network.reading.survey_answers import Respondents
from ci_network.reading.table import ProblemLog, clean
from ci_network.record.alliance import NOT_KNOWN

Columns = dict[str, list[str]]


class Source(NamedTuple):
    """Where an answer stands."""

    file: str
    row: int
    column: str
    cell: str
    evidence: str = ""


class Table:
    """The cells of one table of the record, with the columns that are known."""

    def __init__(self, kind: Kind, records: Records | None) -> None:
        self.kind = kind
        self.file = f"{kind}.csv"
        self.rows: list[list[str]] = []
        self.numbers: list[int] = []
        self.header: list[str] = []
        self.place: dict[str, int] = {}
        if records is None:
            return
        at = find_header(records.cells, kind) or 0
        self.header = [clean(cell) for cell in records.cells[at]]
        width = len(self.header)
        for number, row in enumerate(records.cells[at + 1 :], start=at + 2):
            if any(map(clean, row)):
                cells = [clean(cell) for cell in row[:width]]
                self.rows.append(cells + [""] * (width - len(cells)))
                self.numbers.append(number)
        layout = max(LAYOUTS[kind], key=lambda each: len(match(self.header, each).places))
        self.place = {name: place for place, name in enumerate(self.header)}
        self.place |= match(self.header, layout).places

    def cell(self, row: int, column: str) -> str:
        place = self.place.get(column)
        return "" if place is None else self.rows[row][place]

    def begin(self, columns: Sequence[str]) -> None:
        """Let a table that is not there yet have these columns."""
        if not self.header:
            self.header = list(columns)
            self.place = {name: place for place, name in enumerate(columns)}

    def set(self, row: int, column: str, value: str) -> None:
        if column not in self.place:
            self.place[column] = len(self.header)
            self.header.append(column)
            for cells in self.rows:
                cells.append("")
        self.rows[row][self.place[column]] = value

    def add(self) -> int:
        self.rows.append([""] * len(self.header))
        self.numbers.append((self.numbers[-1] if self.numbers else 1) + 1)
        return len(self.rows) - 1

    def remove(self, row: int) -> None:
        del self.rows[row], self.numbers[row]

    def number(self, row: int) -> str:
        """The row as the spreadsheet shows it."""
        return str(self.numbers[row])

    def where(self, column: str, value: str) -> list[int]:
        return [row for row in range(len(self.rows)) if self.cell(row, column) == value]

    def columns(self) -> Columns:
        return {name: [row[k] for row in self.rows] for k, name in enumerate(self.header)}

    def records(self) -> Records:
        return Records(self.file, [self.header, *self.rows])


@dataclass
class Merging:
    """What is told so far, and where it goes."""

    reading: Reading
    tables: dict[Kind, Table]
    problem_log: ProblemLog
    told: dict[tuple[object, ...], tuple[str, Source]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    log: list[tuple[str, ...]] = field(default_factory=list)
    unchanged: int = 0

    def __post_init__(self) -> None:
        actors = self.reading.alliance.actors
        self.actor = dict(zip(actors.label, actors.id, strict=True))
        self.actor |= {each: each for each in actors.id}
        self.activities = set(self.reading.alliance.activities.name)
        marked = zip(
            actors.id, actors.secretariat.tolist(), actors.term_start.tolist(),
            actors.term_end.tolist(), strict=True,
        )  # fmt: skip
        labels = Counter(actors.label)
        self.respondents = Respondents(
            {name: id_ for name, id_ in self.actor.items() if labels[name] < 2 or name == id_},
            dict(zip(actors.id, actors.label, strict=True)),
            {code: id_ for id_, code in self.codes.items()},
            {id_: (start, end) for id_, is_it, start, end in marked if is_it},
        )

    def once(self, target: tuple[object, ...], value: str, source: Source) -> bool:
        """Whether this is the first answer about something; another one must say the same."""
        before, first = self.told.setdefault(target, (value, source))
        if before != value:
            details = {"twin": first.cell, "first": str(first.row), "other": first.file}
            self.refuse("answers-disagree", source, **details)
            return False
        return first is source

    def refuse(self, code: str, source: Source, value: str | None = None, **details: str) -> None:
        """A problem where an answer stands; what is wrong there is `value`, or all of it."""
        value = source.cell if value is None else value
        self.problem_log.error(code, source.file, source.row, source.column, value, **details)

    def contradict(self, table: Table, row: int, before: str, source: Source) -> None:
        """The record says otherwise in a row."""
        details = {"twin": before, "other": table.file, "first": table.number(row)}
        self.refuse("answer-against-record", source, **details)

    def is_decided_now(self, activity: str) -> bool:
        """Whether answers say if an activity goes on, and the record did not."""
        told = self.reading.alliance.activities
        before = int(told.continues[told.name.index(activity)])
        return ("activity", activity, "continues") in self.told and before == NOT_KNOWN

    def change(self, table: Table, row: int, column: str, value: str, source: Source) -> None:
        """One cell of the record, if it does not say so already; it must not say otherwise."""
        before = table.cell(row, column)
        if before == value:
            self.unchanged += 1
            return
        if before and before.casefold() not in UNKNOWN:
            self.contradict(table, row, before, source)
            return
        self.write(table, row, column, value, source)

    def write(self, table: Table, row: int, column: str, value: str, source: Source) -> None:
        self.note(table, row, column, value, source)
        table.set(row, column, value)

    def note(self, table: Table, row: int, column: str, value: str, source: Source) -> None:
        """The log says what a cell is to hold instead of what it holds."""
        self.log.append(
            (table.file, table.number(row), column, table.cell(row, column), value, source.file,
             str(source.row), source.evidence)
        )  # fmt: skip
