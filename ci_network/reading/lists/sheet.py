"""A table with what its columns mean, and all that is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import Block, title_of
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.attendance import Words, says_called_off
from ci_network.reading.lists.words.headings import OF_ACTORS, Field
from ci_network.reading.lists.words.kinds import Kind, kind_of
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.presets import Preset
from ci_network.reading.lists.words.when import Order, When, date_within, days_within, several, when
from ci_network.workbooks.sheets import letter


@dataclass(frozen=True)
class Sheet:
    """A table with what its columns mean."""

    block: Block
    """The table."""
    fields: Mapping[Field, tuple[int, ...]]
    """Places of the columns by what they mean."""
    crossed: tuple[int, ...]
    """Places of the columns that hold marks."""
    preset: Preset | None
    """The program that made the list."""
    year: str | None
    """The year that stands in the name of the sheet or above the table."""
    words: Words
    """What marks mean in this table."""
    choices: Choices
    """What the person said of the file."""
    log: Log
    """Where it is noted what is decided."""
    order: Order = "dmy"
    """What stands first in its dates of figures."""
    groups: tuple[int, ...] = ()
    """Places of columns that name what activities belong to, such as a project."""
    turned: bool = False
    """Whether a spreadsheet took days for months in the cells that are dates."""
    days: tuple[str, str] = ("", "")
    """The stretch of the line above its rows, for those without a date: a day, month or season."""
    by_years: bool = False
    """Whether the name of every activity ends in a year, and nothing else tells when it was."""

    @cached_property
    def told(self) -> dict[str, str]:
        """What the person said of cells that are no dates."""
        return dict(self.choices.when)

    def day_in(self, name: str) -> str:
        """The date in the name of an activity, or the year that ends it, where those of all do."""
        year = name[-4:] if self.by_years else ""
        return date_within(name, self.year, self.order) or year

    def days_in(self, name: str) -> tuple[str, str]:
        """The date or stretch in the name of an activity, and its end; not that of another."""
        if _OF_ANOTHER.match(name):
            return "", ""
        start, end = days_within(name, self.year, self.order)
        return start or self.day_in(name), end

    def when(self, cell: str) -> When | None:
        """The date or stretch of a cell, as this table writes dates."""
        if (told := self.told.get(cell)) is not None:
            return when(told)
        if self.turned and (day := DATE_CELL.match(cell)):
            return when(f"{day[1]}-{day[3]}-{day[2]}")
        read = when(cell, self.year, self.order)
        if read is None and (day := _DAY.fullmatch(cell)) and self.month:
            return when(f"{day[1]}. {self.month}", self.year)
        return read

    def several(self, cell: str) -> list[tuple[str, str]]:
        """The days of a cell that holds several; none of one that is a date, or holds none."""
        if not cell or self.when(cell) is not None:
            return []
        return several(self.told.get(cell, cell), self.year, self.order)

    @cached_property
    def places(self) -> Callable[..., tuple[int, ...]]:
        """Places of the columns of some fields, in the order of these."""
        return cache(
            lambda *fields: tuple(place for name in fields for place in self.fields.get(name, ()))
        )

    def cells(self, *fields: Field) -> list[str]:
        """The filled cells of the columns of some fields."""
        return [cell for place in self.places(*fields) for cell in self.block.cells(place)]

    def meaning(self, meant: Field, places: Sequence[int]) -> Sheet:
        """The table with other columns for a field."""
        return replace(self, fields={**self.fields, meant: tuple(places)})

    def without(self, *meant: Field) -> Sheet:
        """The table without what some columns mean."""
        kept = {name: places for name, places in self.fields.items() if name not in meant}
        return replace(self, fields=kept)

    def of_rows(self, rows: Iterable[Sequence[str]], numbers: Sequence[int] | None = None) -> Sheet:
        """The table with other rows, under the same numbers or others."""
        numbers = self.block.numbers if numbers is None else tuple(numbers)
        return replace(
            self, block=replace(self.block, rows=tuple(map(tuple, rows)), numbers=numbers)
        )

    def written(self, places: Sequence[int], cell_of: Callable[[str], str]) -> Sheet:
        """The table with the filled cells of some columns written otherwise."""
        return replace(self, block=self.block.written(dict.fromkeys(places, cell_of)))

    def only(self, kept: Iterable[int]) -> Sheet:
        """The table with some of its rows only."""
        return replace(self, block=self.block.only(kept))

    def note(
        self, kind: str, row: int | None, value: str, result: str, *, once: bool = True
    ) -> None:
        """Note a decision about the table."""
        self.log.add(kind, self.file, row, value, result, once=once)

    @property
    def known(self) -> set[int]:
        """Places of the columns of which it is known what they mean."""
        return {place for places in self.fields.values() for place in places}

    @property
    def counting(self) -> dict[Field, tuple[int, ...]]:
        """The columns that are read, by what they mean; the others are known and left out."""
        left_out = ("other", "person", "count", "invited")
        return {name: places for name, places in self.fields.items() if name not in left_out}

    @cached_property
    def month(self) -> str:
        """The month that a line above names, or the sheet; blank where none does."""
        for line in (*reversed(self.block.lines_above()), title_of(self.file)):
            read = when(line, self.year)
            if read is not None and not read.end and len(read.start) == len("2018-03"):
                return line
        return ""

    def joined(self) -> list[str]:
        """The cells that tell when each came, of a list that a program made of one meeting."""
        keys = frozenset() if self.preset is None else self.preset.joined
        places = [n for n, name in enumerate(self.block.header) if key(name) in keys]
        return [cell for place in places for cell in self.block.cells(place)]

    @cached_property
    def called_off(self) -> tuple[int, ...]:
        """The columns whose marks say of activities that they did not take place."""
        marked = [n for n in self.places("absent") if self.kind(n) in ("marks", "said")]
        return tuple(n for n in marked if says_called_off(self.name(n).rstrip(" ?")))

    @cached_property
    def kind(self) -> Callable[[int], Kind]:
        """What the cells of a column look like, by its place."""
        return cache(lambda place: kind_of(self.block.cells(place), self.words, self.year))

    @property
    def file(self) -> str:
        """File, and sheet where it is one."""
        return self.block.file

    def first(self, field: Field) -> int | None:
        """Place of the first column of a field."""
        return next(iter(self.fields.get(field, ())), None)

    def name(self, place: int) -> str:
        """Heading of a column, else its letter."""
        return self.block.header[place] or letter(place)

    def names(self, places: Sequence[int]) -> list[str]:
        """Headings of columns."""
        return [self.name(place) for place in places]

    def question(
        self,
        code: str,
        place: int | Sequence[int],
        cells: Sequence[str],
        options: Sequence[str] = (),
        **details: str,
    ) -> Question:
        """A question about one or several columns."""
        column = self.name(place) if isinstance(place, int) else self.names(place)
        return Question(code, self.file, column, cells, options, **details)


_OF_ANOTHER = any_case(
    r"(?:evalu\w+|utvärdering|auswertung|nachbereitung|op(?:følg|saml)ning|oppfølging|uppföljning|follow-up|"
    r"forbered\w+|förbered\w+|preparation|vorbereitung|plan(?:lægning|legging|ning|ung|ering)|tilmelding|"
    r"anmeldung|anmälan|påmelding|registration|frist|deadline|indkaldelse|invitation|einladung|inbjudan)\s+"
    r"(?:af|av|på|til|till|om|for|för|of|on|to|für|zu[mr]?|des|der|inden|by|before|bis|før|före|innan|senest)\s"
)
"""How names begin that hold the day of another activity: Evaluering af mødet 14/3."""

_DAY = re.compile(r"([0-3]?\d)(?:\.|st|nd|rd|th)?", re.ASCII)

DATE_CELL = re.compile(r"(\d{4})-(\d\d)-(\d\d)\b")
"""What a cell that is a date holds."""


def are_of_actors(sheet: Sheet) -> bool:
    """Whether a table is of actors and what is known of them, and not of what they did."""
    known = set(sheet.fields)
    return (
        "actor" in known
        and bool(known & set(OF_ACTORS))
        and not known & {"activity", "date", "attended", "lead", "absent", "invited"}
    )
