"""What each column of a table means, by its heading and by what its cells look like."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Literal

from ci_network.reading.cells import INVOLVEMENT, PURPOSE_WORDS
from ci_network.reading.columns import key
from ci_network.reading.lists.attendance import (
    ROLES,
    Words,
    is_number,
    is_tick,
    is_total,
    mark,
    said_by,
    words_of,
)
from ci_network.reading.lists.blocks import Block, is_sheet, title_of
from ci_network.reading.lists.calendars import by_activity
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.headings import (
    BY_ID,
    OF_ACTORS,
    OPTIONS,
    SIGNED,
    Field,
    Heading,
    are_english,
    field_of,
    heading,
    names_a_day,
    numbered,
)
from ci_network.reading.lists.lexicon import any_case, keys, words
from ci_network.reading.lists.persons import are_mostly_posts, is_person
from ci_network.reading.lists.prepared import (
    with_early_years,
    with_halves,
    with_marks,
    with_quarters,
    with_terms,
    without_answers,
    without_invited,
    without_numbers,
    without_original_names,
    without_questions,
)
from ci_network.reading.lists.presets import DOODLE, Preset, preset_of
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.when import (
    ORDERS,
    Order,
    When,
    date_within,
    in_year,
    order_of,
    several,
    when,
    year_of,
)
from ci_network.reading.secretariat_names import names_secretariat
from ci_network.workbooks.sheets import letter

Kind = Literal["blank", "dates", "clock", "numbers", "marks", "said", "addresses", "names"]
"""What the cells of a column look like."""

_MOSTLY = 0.8
_SOME_YEAR = "2000"
_SHORT = 15
_CLOCK = re.compile(
    r"(?:kl\.?\s*)?\d{1,2}(?:[:.]\d\d){0,2}(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}(?:[:.]\d\d){0,2}(?:\s*[ap]\.?m\.?)?)?(?:\s*uhr)?",
    re.IGNORECASE | re.ASCII,
)
_DURATION = re.compile(
    r"(?=.*\d)(?:\d{1,4}\s*(?:t|h|hrs?|hours?|timer?|std|stunden?|timmar|timme)\b\.?\s*)?"
    r"(?:\d{1,4}\s*(?:m|min|mins|minutes?|minutter|minuter|minuten)\b\.?\s*)?"
    r"(?:\d{1,4}\s*(?:s|sec|secs|sek|seconds?|sekunder|sekunden)\b\.?)?",
    re.IGNORECASE | re.ASCII,
)
_ABOUT = any_case(
    r"(?:(?:ca|cirka|circa|approx|about|omkring|over|under|etwa|rund|ungefär|omtrent|mindst|min|max)"
    r"\b\.?|[~<>])\s*\d+|\d+\s*\+|[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[£$€]|kr\.?|,-)"
)
"""A number of people that nobody counted, or of money."""
_ADDRESS = re.compile(r"[^@\s]@[\w-]+(?:\.[\w-]+)*\.\w+")
_PLAIN = words(
    """x, xx, ✓, ✔, √, ☑, ✅, v, ja, nej, yes, no, y, n, j, 1, 0, -, –, +, nei, nein, true, false,
    sand, falsk"""
)
_HOURS = keys("kl, klokken, klokkeslæt, tid, tidspunkt, time, start time, uhrzeit")
_FURTHER = re.compile(
    r"^(?:oevrige|andre|other|further|additional|co|weitere|optional|required|valgfrie|noedvendige|"
    r"obligatoriske|paakraevede|oevriga|andra|vrige|erforderliche|optionale|obligatoriska|valfria|"
    r"faste|fasta|interne|eksterne|interna|externa|internal|external|externe|internt|eksternt)_"
    r"|^(?:gaester?|guests?|gjester|gaeste|in_attendance|(?:also|ogsaa|ocksaa|auch)_.+)$"
)


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

    def when(self, cell: str) -> When | None:
        """The date or stretch of a cell, as this table writes dates."""
        if (told := self.told.get(cell)) is not None:
            return when(told)
        if self.turned and (day := _DATE_CELL.match(cell)):
            return when(f"{day[1]}-{day[3]}-{day[2]}")
        read = when(cell, self.year, self.order)
        if read is None and self.month and (day := _DAY.fullmatch(cell)):
            return when(f"{day[1]}. {self.month}", self.year)
        return read

    def several(self, cell: str) -> list[tuple[str, str]]:
        """The days of a cell that holds several; none of one that is a date, or holds none."""
        if not cell or self.when(cell) is not None:
            return []
        return several(self.told.get(cell, cell), self.year, self.order)

    def places(self, *fields: Field) -> list[int]:
        """Places of the columns of some fields, in the order of these."""
        return [place for name in fields for place in self.fields.get(name, ())]

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
    def month(self) -> str:
        """The month that a line above names, or the sheet; blank where none does."""
        lines = [cell for row in self.block.above for cell in row]
        for line in (*reversed(lines), title_of(self.file)):
            read = when(line, self.year)
            if read is not None and not read.end and len(read.start) == len("2018-03"):
                return line
        return ""

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


def named_in(choices: Choices) -> dict[Field, tuple[str, ...]]:
    """The columns that the person named, by what they mean."""
    named: dict[Field, tuple[str, ...]] = {
        "activity": choices.activity, "actor": choices.actor, "date": choices.date,
        "end": choices.end, "role": choices.role, "lead": choices.lead,
        "attended": choices.attended,
    }  # fmt: skip
    return {
        field: tuple(name for name in names if name != "none") for field, names in named.items()
    }


def sheet_of(block: Block, choices: Choices, log: Log) -> Sheet:
    """What the columns of a table mean.

    Asks when several columns may mean one thing.
    """
    preset = preset_of(block.header, block.above)
    block, beside = _prepared(block, choices)
    year = choices.year or _year_of(block)
    words = words_of(_likely_marks(block, preset), choices, block.legend())
    if preset is DOODLE:
        words = replace(words, beside={**words.beside, "ok": "unclear"})
    is_dated = _is_dated_row(block)
    below = replace(block, rows=block.rows[1:]) if is_dated else block
    of_days = {n for n, cell in enumerate(block.rows[0]) if n and cell} if is_dated else set()
    kinds = [kind_of(below.cells(place), words, year) for place in range(len(block.header))]
    fields = _chosen(block, choices)
    ignored = choices.ignored
    taken = {place for places in fields.values() for place in places}
    likely: dict[Field, list[tuple[int, int]]] = defaultdict(list)
    # Named as an organisation, with words of who came below: one of a cross table, if it is one.
    organisations: list[int] = []
    lettered = _lettered(block, preset)
    for place, name in enumerate(block.header):
        if (
            place in taken | of_days
            or key(name) in ignored
            or (not name and kinds[place] != "dates")
        ):
            continue
        said = Heading("other", 1) if place in beside else _said(name, preset)
        said = _by_kind(name, kinds[place], choices) or said
        if said is None and kinds[place] == "dates" and _is_year_of_days(block, place):
            said = Heading("date", 2)
        meant = None if said is None else _meaning(said, kinds[place], block, place, words)
        if said is not None and said.field == "actor" and meant == Heading("attended", 2):
            organisations.append(place)
            continue
        if meant is not None and not (meant.field == "activity" and place in lettered):
            likely[meant.field].append((meant.rank, place))
    _settle_leads(block, fields, likely, choices)
    crossed = _crossed(block, likely, taken, ignored, words, lettered)
    _settle_counts(likely, kinds, [block.header[place] for place in crossed], year)
    if organisations and set(crossed) <= set(organisations):
        crossed = _without_attendance(block, organisations, crossed, likely)
    for field, places in likely.items():
        if not places or field in fields or _is_off(field, choices):
            continue
        if chosen := _one_meaning(block, field, places, kinds, likely):
            fields[field] = chosen
    _settle(block, fields, kinds)
    crossed = _settle_marks(block, fields, crossed, year)
    crossed = _with_titles(block, fields, crossed, beside, preset, kinds)
    known = {place for places in fields.values() for place in places}
    groups = [place for _, place in likely["activity"]
              if place not in known and not are_mostly_posts(block.cells(place))]  # fmt: skip
    if preset is None:
        groups += [n for n, name in enumerate(block.header) if key(name) in _HOURS - ignored
                   and kinds[n] in ("clock", "numbers")]  # fmt: skip
    turned = _is_turned(block, fields, choices)
    named = [cell for place in fields.get("activity", ()) for cell in block.cells(place)]
    named = named or [block.header[place] for place in crossed]
    by_years = year is None and bool(named) and all(map(_ENDS_IN_YEAR.search, named))
    return Sheet(
        block, fields, tuple(crossed), preset, year, words, choices, log,
        groups=tuple(groups), turned=turned,
        by_years=by_years and not fields.keys() & {"date", "year", "period"},
    )  # fmt: skip


def _without_attendance(
    block: Block,
    organisations: Sequence[int],
    crossed: Sequence[int],
    likely: dict[Field, list[tuple[int, int]]],
) -> list[int]:
    """The columns of marks without those that say who came, which are noted as likely."""
    came = [place for place in organisations if _TAKES_PART.search(key(block.header[place]))]
    likely["attended"] += [(2, place) for place in came]
    return sorted({*crossed, *organisations} - {*came})


_TAKES_PART = re.compile(
    r"^(?!(?:ny|nye|new|neu|neue[rs]?)_).*(?:deltag|delta[kg]|particip|attend|teilnehm|teilgen|anwesen|present|moedt|fremmoed|oppmoet|naervar|"
    r"tilsted|medvirk|medverk|mitwirk|beteilig|involv|hvem|who|wer|vem)"
)
"""Headings of actors below which yes says that somebody came, and not what he is: Medlem."""


def _prepared(block: Block, choices: Choices) -> tuple[Block, set[int]]:
    """A table with its names told apart, and the columns that stand beside meetings."""
    ignored = choices.ignored
    dated = with_early_years(with_terms(with_quarters(by_activity(block, choices))))
    asked = with_marks(without_answers(without_questions(with_halves(dated), ignored)))
    return without_invited(without_original_names(without_numbers(asked)))


def _is_year_of_days(block: Block, place: int) -> bool:
    """Whether a heading is the year of the days below it: 2019 above 12 Jan, 4 May."""
    year = block.header[place]
    cells = block.cells(place) if is_year(year) else []
    return is_year(year) and not any(map(when, cells)) and all(when(cell, year) for cell in cells)


def _by_kind(name: str, kind: Kind, choices: Choices) -> Heading | None:
    """What a heading says above cells of one kind only: of a guest, the secretariat, or sums."""
    if kind == "names" and key(name) in _GUESTS:
        return Heading("actor", 3)
    if kind == "numbers" and (is_total(name) or _HOW_MANY.search(name)):
        return Heading("count", 1)
    if kind not in ("marks", "said"):
        return None
    if key(name) in _HELD:
        return Heading("attended", 2)
    own = [key(name)] == list(map(key, choices.secretariat))
    took_part = names_secretariat(name) and _TOOK_PART.search(name) is not None
    return Heading("secretariat", 1) if own or took_part else None


_HOW_MANY = any_case(
    r"\b(?:meetings|events|activities|sessions|møder|møter|möten|aktiviteter|arrangementer|evenemang|treffen|"
    r"sitzungen|veranstaltungen|aktivitäten)\b"
)
"""Activities in the plural, which numbers below count."""


def says_help(name: str) -> bool:
    """Whether a heading speaks of what the secretariat gave: Støtte fra sekretariatet.

    >>> says_help("Support from secretariat"), says_help("Sekretariat Nord"), says_help("Hjælp")
    (True, False, False)
    """
    named = names_secretariat(name) or "kansli" in name.casefold()
    return named and _HELP.search(name) is not None


_HELP = any_case(
    r"st[øö]tt|st[öø]d|hj[æeä]lp|bistand|bistått|support|assist|\bhelp|aided|backed|unterst[üu]tz|hilfe|beistand|"
    r"\btimer\b|hours|stunden|timmar|indsats|arbejde|facilit"
)
_TOOK_PART = any_case(
    r"\b(?:delt[ao]\w*|til ?stede|var (?:der|med)|took part|participa\w+|present|närvar\w+|"
    r"attended|dabei|anwesend|teilgenommen|teilnahm\w*)\b|\b(?:med|with)\W*$|^(?:med|with|mit)\s+\w+$"
)
"""What a heading says of the secretariat where yes below it means that it took part."""


def _settle_leads(
    block: Block,
    fields: Mapping[Field, tuple[int, ...]],
    likely: dict[Field, list[tuple[int, int]]],
    choices: Choices,
) -> None:
    """Main partners took part where somebody else is said to have led, or nobody.

    Persons who led are left out beside the organisations that did.

    Asks when they may have led.
    """
    main = [place for rank, place in likely["lead"] if rank == _MAIN]
    likely["lead"] = [each for each in likely["lead"] if each[0] != _MAIN]
    if main and not (likely["lead"] or "lead" in fields or _is_off("lead", choices)):
        raise Question(
            "lead-or-partner",
            block.file,
            [block.header[n] for n in main],
            [cell for n in main for cell in block.cells(n)[:3]],
        )
    likely["actor"] += [(2, place) for place in main]
    persons = [each for each in likely["lead"] if are_mostly_persons(block.cells(each[1]))]
    if len(persons) < len(likely["lead"]):
        likely["lead"] = [each for each in likely["lead"] if each not in persons]
        likely["person"] += persons


def _settle_counts(
    likely: dict[Field, list[tuple[int, int]]],
    kinds: Sequence[Kind],
    marked: Sequence[str],
    year: str | None,
) -> None:
    """Numbers beside the marks of meetings count these, and name none: Meetings attended."""
    if not (likely["actor"] and is_date_like(marked, year)):
        return
    counts = [each for each in likely["activity"] if kinds[each[1]] == "numbers"]
    likely["activity"] = [each for each in likely["activity"] if each not in counts]
    likely["count"] += counts


_ENDS_IN_YEAR = re.compile(r"[^\W\d_]\s+(?:19|20)\d\d$", re.ASCII)
_MAIN = 3
"""The rank of headings that may name who led, or one of those who took part."""

_HELD = keys(
    """afholdt, held, avholdt, gennemført, gjennomført, genomfört, genomförd, hållet, durchgeführt,
    stattgefunden, fandt sted, took place, blev afholdt"""
)
"""Headings of whether an activity took place, or of when."""
_GUESTS = keys("guest, gæst, gast, gäst, gjest")


def _is_dated_row(block: Block) -> bool:
    """Whether the first row holds the dates of what the columns name."""
    label, *cells = block.rows[0] if block.rows else ("",)
    said = field_of(label)
    dates = [cell for cell in cells if cell]
    dated = (any(when(cell, _SOME_YEAR, order) for order in ORDERS) for cell in dates)
    is_corner = said in ("actor", "activity") and not block.header[0]
    is_label = said == "date"
    is_named = bool(block.header[0]) or any(row[0] for row in block.rows)
    is_blank = not label and is_named and len(dates) > 1
    return (is_label or is_blank or (is_corner and bool(dates))) and all(dated)


def by_sections(sheet: Sheet) -> list[Sheet]:
    """A table as several, where lines within it count for the rows below them.

    A line with a year counts until the next; so does one with a title.
    """
    block = sheet.block
    if not block.sections:
        return [sheet]
    years = {year for row in block.above for cell in row if (year := year_of(cell)) is not None}
    year = years.pop() if len(years) == 1 else ""
    title = ""
    sheets = []
    begins = [n for n, _ in block.sections]
    if begins[0]:
        sheets.append(_part_of(sheet, 0, begins[0], block.above))
    for (start, said), end in zip(block.sections, [*begins[1:], len(block.rows)], strict=True):
        if when(said) is None:
            title = said
        else:
            year = said
        if start < end:
            above = tuple((line,) for line in (year, title) if line)
            sheets.append(_part_of(sheet, start, end, above))
    return sheets


def _part_of(sheet: Sheet, start: int, end: int, above: tuple[tuple[str, ...], ...]) -> Sheet:
    block = replace(
        sheet.block, rows=sheet.block.rows[start:end], numbers=sheet.block.numbers[start:end],
        above=above,
    )  # fmt: skip
    said = [read[:2] for (line,) in above if (read := sheet.when(line)) is not None]
    days = next((days for days in said if len(days[0]) > len("2018")), ("", ""))
    return replace(sheet, block=block, year=sheet.choices.year or _year_of(block), days=days)


def _meaning(said: Heading, kind: Kind, block: Block, place: int, words: Words) -> Heading | None:
    """What a heading means above its cells; None when they speak against it."""
    cells = block.cells(place)
    if said.field == "attended" and kind == "names" and _some_said(cells, words):
        return said
    if said.field == "secretariat" and cells and all(c.casefold() in INVOLVEMENT for c in cells):
        return said
    if said.field == "date" and kind == "names" and _some_dated(cells):
        return said
    meant = None if said.field == "activity" and _all_roles(cells) else _by_cells(said, kind)
    if meant is not None and meant.field in ("lead", "assist") and _all_roles(cells):
        return Heading("role", 1)
    if meant is not None and meant.field == "purpose" and not _all_purposes(cells):
        return Heading("other", 1)
    of_others = meant == Heading("week", 1) and not _OF_WEEKS.fullmatch(key(block.header[place]))
    return None if of_others else meant


def with_years(sheet: Sheet) -> Sheet:
    """A table whose dates that show no year are of the year that is meant.

    A spreadsheet adds the year of the day on which 14/3 was written. It stands where the dates
    are of several years, or where the sheet, the file or a title names the same.

    Asks when only the spreadsheet knows the year, or another is named.
    """
    block = sheet.block
    hidden = {
        (n, place): day
        for n, (number, cells) in enumerate(
            zip((block.header_row, *block.numbers), (block.header, *block.rows), strict=True)
        )
        for place, cell in enumerate(cells)
        if (number, place) in block.without_year and (day := _DATE_CELL.match(cell))
    }
    kept = {day[1] for day in hidden.values()}
    if len(kept) != 1:
        return sheet
    (year,) = kept
    if sheet.choices.year is None and (sheet.year is None or year not in _years(sheet.year)):
        column = list(dict.fromkeys(sheet.name(place) for _, place in hidden if _))
        raise Question(
            "years-not-shown",
            sheet.file,
            column or sheet.name(min(hidden)[1]),
            [f"{int(day[3])}/{int(day[2])}" for day in hidden.values()],
            year=year,
        )
    if sheet.choices.year is None:
        return sheet
    lines = [list(block.header), *map(list, block.rows)]
    for (n, place), day in hidden.items():
        lines[n][place] = f"{in_year(sheet.choices.year, int(day[2]))}-{day[2]}-{day[3]}"
    header, *rows = map(tuple, lines)
    return replace(sheet, block=replace(block, header=header, rows=tuple(rows)))


def _years(named: str) -> tuple[str, ...]:
    """The years of a sheet's year: 2018, or both of 2018/19."""
    return tuple(str(in_year(named, month)) for month in (1, 12))


def in_order(sheets: Sequence[Sheet], choices: Choices) -> list[Sheet]:
    """The tables, each with what stands first in its dates.

    That is told by its columns of dates, else by names and titles; where it does not tell, by the
    other tables.

    Asks when nothing tells.
    """
    cells = [_dated_cells(sheet) for sheet in sheets]
    english = are_english([name for sheet in sheets for name in sheet.block.header])
    made = any(sheet.preset is not None for sheet in sheets)
    ordered = []
    for n, sheet in enumerate(sheets):
        places = sheet.places("date", "end")
        column = " / ".join(sheet.block.header[place] for place in places)
        beside = [cell for m, others in enumerate(cells) if m != n for cell in others]
        by_program = made and any(map(_POINTED.match, cells[n]))
        if by_program and choices.date_order is None:
            ordered.append(replace(sheet, order="dmy"))  # no program writes years before points
            continue
        order = order_of(cells[n], sheet.file, column, choices.date_order, beside, english=english)
        ordered.append(replace(sheet, order=order))
    return ordered


_POINTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d\d\b")


def _dated_cells(sheet: Sheet) -> list[str]:
    """The cells of a table that may hold its dates."""
    block = sheet.block
    places = sheet.places("date", "end")
    if cells := [cell for place in places for cell in block.cells(place)]:
        return cells
    named = sheet.cells("activity")
    above = [cell for row in block.above for cell in row]
    joined = frozenset() if sheet.preset is None else sheet.preset.joined
    above += [cell for n, name in enumerate(block.header) if key(name) in joined
              for cell in block.cells(n)]  # fmt: skip
    above += [title_of(block.file)] if is_sheet(block.file) else []
    others = sheet.places("other", "person")
    first = [cell for n, cell in enumerate(block.rows[0] if block.rows else ()) if n not in others]
    return [*block.header, *first, *named, *above]


def _is_turned(block: Block, fields: Mapping[Field, tuple[int, ...]], choices: Choices) -> bool:
    """Whether a spreadsheet made dates of those texts only that it could read the wrong way.

    Of 14/03/2018 and 02/04/2018 it then left the first as text, and made the second a date in
    February.
    """
    if not is_sheet(block.file):
        return False
    for place in (*fields.get("date", ()), *fields.get("end", ())):
        cells = block.cells(place)
        texts = [(cell, written) for cell in cells if (written := _DATE_TEXT.match(cell))]
        days = [(cell, day) for cell in cells if (day := _DATE_CELL.match(cell))]
        left = texts and all(max(int(each[1]), int(each[2])) > 12 for _, each in texts)
        if left and days and all(int(day[3]) <= 12 for _, day in days):
            if choices.turned is None:
                raise Question(
                    "turned-dates",
                    block.file,
                    block.header[place],
                    [texts[0][0], *(cell for cell, _ in days)],
                )
            return choices.turned == "swap"
    return False


def _all_roles(cells: Sequence[str]) -> bool:
    """Whether a column named by a role says the role of each, and names nobody."""
    words = {" ".join(cell.casefold().split()) for cell in cells}
    return bool(words & ROLES) and all(word in ROLES or said_by(word) for word in words)


def _some_dated(cells: Sequence[str]) -> bool:
    """Whether some cells at least hold a year or a week, so that the others are asked about."""
    return any(_YEAR_OR_WEEK.search(cell) for cell in cells)


_OF_WEEKS = re.compile(r"(?:uge|uke|ukenr|week|vecka|veckonummer|woche|kalenderwoche|kw)\w*")
"""Headings, folded, of numbers of weeks."""
_WEEK = any_case(r"(?:uge|week|wk|w|vecka|v|uke|woche|kw)?\.?\s*\d{1,2}\.?")
_YEAR_OR_WEEK = re.compile(
    r"(?<![\w,.])(?:19|20)\d\d(?![\w,])|^(?:uge|week|wk|w|vecka|v|uke|woche|kw)\.?\s*\d{1,2}$",
    re.IGNORECASE | re.ASCII,
)


def _all_purposes(cells: Sequence[str]) -> bool:
    return bool(cells) and all(cell.casefold() in PURPOSE_WORDS for cell in cells)


def _likely_marks(block: Block, preset: Preset | None) -> Iterator[str]:
    """The cells of the columns that may hold marks, and a blank one where ticks leave room."""
    for place, name in enumerate(block.header):
        said = _said(name, preset)
        if said is None or said.field not in ("activity", "actor", "date", "end", "person"):
            cells = block.cells(place)
            yield from cells
            if cells and len(cells) < len(block.rows) and all(map(is_tick, cells)):
                yield ""


def _is_off(field: Field, choices: Choices) -> bool:
    """Whether the person said that there is no such column."""
    return "none" in getattr(choices, field, ()) if field in OPTIONS else False


_DATE_TEXT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
_DAY = re.compile(r"([0-3]?\d)(?:\.|st|nd|rd|th)?", re.ASCII)
_DATE_CELL = re.compile(r"(\d{4})-(\d\d)-(\d\d)\b")


def _year_of(block: Block) -> str | None:
    """The one year in the name of the sheet, else above the table, else in the name of the file.

    A heading such as "Activities 2018" stands above the table too.
    """
    own = year_of(title_of(block.file))
    years = {year for row in block.above for cell in row if (year := year_of(cell)) is not None}
    if own is not None:
        return years.pop() if len(years) == 1 and years < set(_years(own)) else own
    if years:
        return years.pop() if len(years) == 1 else None
    named = [name for name in block.header if field_of(name) == "activity"]
    if len(named) == 1 and not names_a_day(named[0]) and (year := year_of(named[0])) is not None:
        return year
    for place, name in enumerate(block.header):
        if _is_year_of_days(block, place):
            return name
    return year_of(block.file.partition(" [")[0])


def _said(name: str, preset: Preset | None) -> Heading | None:
    if preset is not None and (field := preset.fields.get(key(name))) is not None:
        return Heading(field, 1)
    said = heading(name)
    of_one = said is not None and said.field == "activity" and said.rank > 1 and names_a_day(name)
    return None if of_one else said


def _chosen(block: Block, choices: Choices) -> dict[Field, tuple[int, ...]]:
    """Places of the columns that the person named, as far as this table has them."""
    keys = [key(name) for name in block.header]
    fields: dict[Field, tuple[int, ...]] = {}
    for field, names in named_in(choices).items():
        wanted = dict.fromkeys(map(key, names))
        places = [n for each in wanted for n, name in enumerate(keys) if name == each]
        if not places:  # a column without a heading is called by its letter
            places = [n for n, name in enumerate(block.header) if not name and letter(n) in names]
        if not places and block.header_row == 0:
            places = [n for n, name in enumerate(keys) if name.upper() in names]
        if places:
            fields[field] = tuple(places)
    named = {key(row.alias) for row in choices.aliases if key(row.alias) != key(row.id)}
    helped = [n for n, name in enumerate(block.header) if keys[n] in named and says_help(name)]
    if helped and block.header_row:
        fields["secretariat"] = tuple(helped)
    return fields


def kind_of(cells: Sequence[str], words: Words, year: str | None) -> Kind:
    """What cells look like, by what most of them are.

    Examples
    --------
    >>> kind_of(["14-03-2018", "2018-04"], Words(), None), kind_of(["12", "3"], Words(), None)
    ('dates', 'numbers')
    >>> kind_of(["x", "", "1"], Words(), None), kind_of(["Deltog", "Afbud"], Words(), None)
    ('marks', 'said')
    """
    filled = Counter(cell for cell in cells if cell)
    if not filled:
        return "blank"
    if filled.keys() <= {"0", "1"}:
        return "marks"
    if all(map(words.told, filled)):
        return "said"
    for kind, holds, share in _KINDS:
        like = sum(times for cell, times in filled.items() if holds(cell, words, year))
        if like >= share * filled.total():
            return kind
    return "names"


def _is_amount(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    return (is_number(cell) and not is_year(cell)) or _ABOUT.fullmatch(cell) is not None


def _is_date(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    # A date is one without its year too; which year is asked where it is read.
    some = year or _SOME_YEAR
    return any(when(cell, some, order) or several(cell, some, order) for order in ORDERS)


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day, or how long something took."""
    return _CLOCK.fullmatch(cell) is not None or _DURATION.fullmatch(cell) is not None


def is_hour(cell: str) -> bool:
    """Whether a cell is a time of day, and no number that may be a mark."""
    return not cell.isdecimal() and is_clock(cell)


def _is_clock(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    return is_clock(cell)


def _is_address(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    return "@" in cell and _ADDRESS.search(cell) is not None


def _some_said(cells: Sequence[str], words: Words) -> bool:
    """Whether a few words at least say who came, so that the others are asked about."""
    told = [words.said(cell) in ("there", "absent") for cell in cells]
    return 4 * sum(told) >= len(told)


def _is_mark(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    return cell.casefold() in _PLAIN or (len(cell) <= 2 and words.said(cell) is not None)


def _is_said(cell: str, words: Words, year: str | None) -> bool:  # noqa: ARG001 - a kind
    return words.said(cell) is not None


_KINDS: tuple[tuple[Kind, Callable[[str, Words, str | None], bool], float], ...] = (
    ("numbers", _is_amount, 1),
    ("dates", _is_date, _MOSTLY),
    ("clock", _is_clock, _MOSTLY),
    ("addresses", _is_address, _MOSTLY),
    ("marks", _is_mark, _MOSTLY),
    ("said", _is_said, _MOSTLY),
)


def is_year(cell: str) -> bool:
    """Whether a cell is a year, and no number that counts."""
    return re.fullmatch(r"(?:1[89]|2[01])\d\d", cell, re.ASCII) is not None


def _by_cells(said: Heading, kind: Kind) -> Heading | None:  # noqa: PLR0911, PLR0912 - a table
    """What a heading means, given what stands below it; None when the cells speak against it."""
    field, rank = said
    number = Heading("count", 1)
    if kind == "blank":
        return said
    match field:
        case "activity":
            if kind == "dates" and rank > 1:
                return Heading("date", 3)
            return None if kind in ("marks", "said", "clock") else said
        case "actor":
            if kind == "numbers":
                return number
            if kind in ("said", "marks"):
                return Heading("attended", 2)
            return said if kind in ("names", "addresses") else None
        case "date" | "end":
            if kind == "numbers" and rank == 2 and field == "date":
                return Heading("day", 1)
            if kind == "numbers" and rank == 3 and field == "date":
                return Heading("week", 1)
            if kind in ("clock", "marks", "said") or (kind == "numbers" and rank > 1):
                return None
            return said if kind == "dates" or rank == 1 else None
        case "year" | "month" | "day" | "week":
            return said if kind in ("dates", "numbers", "names") else None
        case "attended":
            if said == SIGNED:
                return said
            if kind in ("marks", "said", "clock", "dates"):
                return said
            if rank == 1 and kind == "names":
                return Heading("actor", 2)
            return (said if rank == 2 else number) if kind == "numbers" else None
        case "absent" | "invited":
            return (
                number
                if kind == "numbers"
                else said
                if kind in ("marks", "said", "names") or (kind == "dates" and field == "absent")
                else None
            )
        case "lead" | "assist":
            return said if kind in ("marks", "said", "names", "addresses") else None
        case "role":
            return said if kind in ("names", "said", "marks") else None
        case "count":
            return said if kind == "numbers" else None
        case "sector" | "type":
            return said if kind == "names" else None
        case "continues":
            return said if kind in ("marks", "said") else None
        case "secretariat":
            return said if kind in ("marks", "said") else None
        case _:
            return said


def _one_meaning(
    block: Block,
    field: Field,
    places: Sequence[tuple[int, int]],
    kinds: Sequence[Kind],
    likely: Mapping[Field, Sequence[tuple[int, int]]],
) -> tuple[int, ...]:
    """The columns of a field: those with the plainest heading; two that differ are asked about."""
    if field in ("other", "person", "count", "lead", "assist", "absent", "invited"):
        return tuple(place for _, place in places)
    if field == "activity":
        places = _without_numbers(places, kinds)
    best = min(rank for rank, _ in places)
    first = [place for rank, place in places if rank == best]
    if field == "activity" and best == 2 and likely.get("person") and not likely.get("date"):
        first = [place for place in first if key(block.header[place]) not in ("titel", "title")]
    if len(first) > 1 and field == "actor":
        first = _of_actors(block, first)
    if field == "actor":
        further = [n for rank, n in places if best < rank < BY_ID and kinds[n] == "names"]
        if further and _side_by_side(block, [*first, *further]):
            first = sorted([*first, *further])
        else:
            _ask_about_further(block, first, further)
    filled = [place for place in first if kinds[place] != "blank"] or first
    if len(filled) > 1 and not _side_by_side(block, filled):
        shown = [block.header[place] for place in filled]
        cells = [cell for place in filled for cell in block.cells(place)[:2]]
        raise Question(
            "several-actors" if field == "actor" else "several-columns",
            block.file,
            shown,
            cells,
            options=[OPTIONS.get(field, "--ignore")],
            field=FIELD_NAMES[field],
        )
    return tuple(filled)


def _without_numbers(
    places: Sequence[tuple[int, int]], kinds: Sequence[Kind]
) -> Sequence[tuple[int, int]]:
    """The columns that may name activities, without their numbers where one holds their names."""
    titles = [(rank, n) for rank, n in places if kinds[n] == "names" and rank <= _TITLE]
    others = [each for each in places if each not in titles and kinds[each[1]] != "numbers"]
    return titles + others if titles else places


_TITLE = 2
"""The rank of a column that names activities, and not only their kinds."""


FIELD_NAMES: dict[Field, str] = {
    "activity": "activity", "actor": "participants", "date": "date", "end": "last day",
    "role": "role", "lead": "lead", "assist": "facilitator", "attended": "attendance",
    "absent": "those who did not come", "invited": "those who were invited", "year": "year",
    "month": "month", "day": "day", "week": "week", "person": "person", "count": "number of people",
    "other": "other", "sector": "sector", "type": "type", "secretariat": "secretariat",
    "secretariat_from": "secretariat from", "secretariat_until": "secretariat until",
    "joined": "joined", "left": "left", "continues": "continues",
    "period": "period",
    "continues_evidence": "who says so", "taken_over_by": "taken over by", "purpose": "purpose",
}  # fmt: skip


def _side_by_side(block: Block, places: Sequence[int]) -> bool:
    """Whether columns are numbered, or one holds further ones of the same kind."""
    bases = {numbered(name) or key(name) for name in (block.header[place] for place in places)}
    return len(bases) == 1 or sum(_FURTHER.match(base) is None for base in bases) <= 1


def _of_actors(block: Block, places: list[int]) -> list[int]:
    """Of "Deltager" and "Navn" beside each other, the one that says more."""
    plain = [place for place in places if key(block.header[place]) not in _NAMES]
    return plain or places


_NAMES = keys("navn, name, namn, full name, fulde navn, navne, names, brugernavn")


def _ask_about_further(block: Block, first: Sequence[int], further: Sequence[int]) -> None:
    """Deltagere beside Organisation: persons of it, or others who took part too?"""
    names = {cell.casefold() for place in first for cell in block.cells(place)}
    for place in further:
        cells = block.cells(place)
        several = any(at in cell for cell in cells for at in (",", ";", "\n", " og ", " and "))
        plain = key(block.header[place]) in _NAMES or are_mostly_persons(cells)
        if several or any(cell.casefold() in names for cell in cells) or not plain:
            shown = [block.header[n] for n in (*first, place)]
            raise Question("several-actors", block.file, shown, cells[:3])


def are_mostly_persons(cells: Sequence[str]) -> bool:
    """Whether at least half of the cells are names of persons."""
    return 2 * sum(is_person(cell) for cell in cells) >= len(cells)


_PARTS: tuple[Field, ...] = ("year", "month", "day", "week")


def _settle(block: Block, fields: dict[Field, tuple[int, ...]], kinds: Sequence[Kind]) -> None:
    """Year, month, week and day in columns of their own; a name that names the activity.

    Who led goes by addresses where those who took part do, else by names, where both stand there.
    """
    by_address = {place for place in fields.get("lead", ()) if kinds[place] == "addresses"}
    by_name = set(fields.get("lead", ())) - by_address
    if by_address and by_name:
        addressed = all(kinds[place] == "addresses" for place in fields.get("actor", ()))
        fields["lead"] = tuple(sorted(by_address if addressed and "actor" in fields else by_name))
    of_weeks = all(_OF_WEEKS.fullmatch(key(block.header[n])) for n in fields.get("date", ()))
    if ("year" in fields or ("month" in fields and of_weeks)) and all(
        _WEEK.fullmatch(cell) for place in fields.get("date", ()) for cell in block.cells(place)
    ):
        fields |= {"week": fields.pop("date")} if "date" in fields else {}
    if "year" in fields and "date" in fields and _lack_years(block, fields["date"]):
        undated = fields.pop("date")
        fields.setdefault("month", undated)
    if "month" in fields and all(kinds[place] == "numbers" for place in fields.get("date", ())):
        fields |= {"day": fields.pop("date")} if "date" in fields else {}
    _settle_signing(block, fields, kinds)
    parts: list[Field] = [field for field in _PARTS if field in fields]
    if "date" in fields:
        for field in parts:
            del fields[field]
    elif len(parts) == 1 and (
        kinds[fields[parts[0]][0]] in ("dates", "blank")
        or (parts[0] == "year" and _are_years(block.cells(fields["year"][0])))
    ):
        fields["date"] = fields.pop(parts[0])
    elif len(parts) == 1 and (
        parts[0] in ("year", "month") or kinds[fields[parts[0]][0]] == "names"
    ):
        del fields[parts[0]]
    dates = [heading(block.header[place]) for place in fields.get("date", ())]
    if (
        "left" in fields
        and "end" not in fields
        and any(said is not None and said.field == "joined" for said in dates)
    ):
        fields["end"] = fields.pop("left")
    _settle_invited(fields, kinds)
    _settle_categories(block, fields, kinds)


def _settle_signing(
    block: Block, fields: dict[Field, tuple[int, ...]], kinds: Sequence[Kind]
) -> None:
    """Dates below "Signed" are those of treaties, where each row is another."""
    signed = [
        place
        for place in fields.get("attended", ())
        if kinds[place] == "dates" and heading(block.header[place]) == SIGNED
    ]
    named = [cell for place in fields.get("activity", ()) for cell in block.cells(place)]
    if signed and len(set(named)) == len(block.rows) > 1 and not fields.keys() & {"date", "year"}:
        fields["date"] = tuple(signed)
        del fields["attended"]


def _lack_years(block: Block, places: Sequence[int]) -> bool:
    """Whether columns of dates hold quarters, months or days without their year alone."""
    cells = [cell for place in places for cell in block.cells(place)]
    return bool(cells) and all(
        when(cell) is None and any(when(cell, _SOME_YEAR, order) for order in ORDERS)
        for cell in cells
    )


def _settle_invited(fields: dict[Field, tuple[int, ...]], kinds: Sequence[Kind]) -> None:
    """Of those who were invited all came but those whom another column names."""
    named = {field: [n for n in fields.get(field, ()) if kinds[n] == "names"]
             for field in ("invited", "absent")}  # fmt: skip
    if named["invited"] and named["absent"] and not fields.keys() & {"actor", "attended"}:
        fields["actor"] = tuple(named["invited"])
        fields["invited"] = tuple(n for n in fields["invited"] if n not in named["invited"])


def _settle_categories(
    block: Block, fields: dict[Field, tuple[int, ...]], kinds: Sequence[Kind]
) -> None:
    """A category beside actors alone, and not of activities, is their sector."""
    if "actor" not in fields or not fields.keys() <= {"actor", "person", "count", "other", "type"}:
        return
    for place, name in enumerate(block.header):
        if key(name) in _CATEGORIES and kinds[place] == "names":
            fields["sector"] = (place,)
            fields["other"] = tuple(n for n in fields.get("other", ()) if n != place)
            return


_CATEGORIES = keys("category, kategori, kategorie, gruppe, group, grupp, sektorer")


def _are_years(cells: Sequence[str]) -> bool:
    """Whether some cell below a heading of years has four digits, in whatever century.

    What else stands there is told, cell by cell.
    """
    return any(len(cell) == len("1066") and cell.isdecimal() for cell in cells)


def _settle_marks(
    block: Block, fields: dict[Field, tuple[int, ...]], crossed: Sequence[int], year: str | None
) -> list[int]:
    """The columns of marks that are of a cross table, and not of periods or known otherwise.

    Marks below "Sekretariat" are its own in a cross table, and say something of actors elsewhere.
    """
    names = [block.header[place] for place in crossed]
    of_periods = {"activity", "actor"} <= fields.keys() and not fields.keys() & {
        "date", "year", "end",
    }  # fmt: skip
    if of_periods and names and all(when(name, year) is not None for name in names):
        fields["period"] = tuple(crossed)
    if fields.keys() & {"activity", "date"} and "actor" not in fields:
        crossed = sorted({*crossed, *fields.pop("secretariat", ())})
    known = {place for places in fields.values() for place in places}
    return [place for place in crossed if place not in known]


_OF_PLACES = keys("city, by, town, sted, place, location, plats, ort, lokale, venue")


def _with_titles(
    block: Block,
    fields: dict[Field, tuple[int, ...]],
    crossed: list[int],
    beside: Collection[int],
    preset: Preset | None,
    kinds: Sequence[Kind],
) -> list[int]:
    """The columns of marks, and those of a cross table that are named like something else.

    Beside actors stands what they did, also where it is called Budget or Abschluss; beside
    activities a city that is marked took part.
    """
    if not crossed or (preset is not None and preset.closed):
        return []
    others = fields.get("other", ())
    of_actors = "actor" in fields or (not block.header[0] and _is_dated_row(block))
    titles = [n for n in others if n not in beside and kinds[n] in ("marks", "said")]
    if not of_actors or "activity" in fields:
        titles = [n for n in titles if key(block.header[n]) in _OF_PLACES]
    fields["other"] = tuple(n for n in others if n not in titles)
    return sorted({*crossed, *titles})


def _crossed(
    block: Block,
    likely: Mapping[Field, Sequence[tuple[int, int]]],
    taken: set[int],
    ignored: Collection[str],
    words: Words,
    lettered: Collection[int],
) -> list[int]:
    """Columns that hold marks, or letters that may be some, and are not known for something else.

    Whatever stands there beside marks is asked about.
    """
    known = {place for places in likely.values() for _, place in places} | taken
    crossed, partly = [], []
    for place, name in enumerate(block.header):
        if not name or place in known or key(name) in ignored or is_total(name):
            continue
        cells = block.cells(place)
        if cells and when(cells[0]) is not None and block.rows[0][place]:
            cells = cells[1:]  # a row of dates below the header
        if cells and is_hour(cells[0]):
            cells = cells[1:]  # a row of hours, as polls have below their days
        if not cells:
            continue
        if place in lettered or (_is_day(name) and all(len(cell) <= _SHORT for cell in cells)):
            crossed.append(place)
            continue
        marks = sum(mark(cell, words) is not None or words.said(cell) is not None for cell in cells)
        # A single x is enough: the words beside it are then asked about.
        plain = any(cell.casefold() in ("x", "✓", "✔") for cell in cells)
        if plain or marks >= _MOSTLY * len(cells):
            crossed.append(place)
        elif (2 * marks >= len(cells) or "1" in cells) and not any(map(_is_many, cells)):
            partly.append(place)
    # Beside columns of marks, one of marks and words is one of them.
    return sorted({*crossed, *partly}) if len(crossed) > 1 else crossed


def _is_many(cell: str) -> bool:
    """Whether a cell is longer than a mark is, or a number that counts."""
    return len(cell) > _SHORT or (is_number(cell) and cell not in ("0", "1"))


def _lettered(block: Block, preset: Preset | None) -> set[int]:
    """Columns beside actors that hold the same few letters alone: N and F below Workshop, Tur."""
    said = [_said(name, preset) for name in block.header]
    if not any(each is not None and each.field == "actor" for each in said):
        return set()
    letters = {
        place: set(cells)
        for place, each in enumerate(said)
        if (each is None or each.field == "activity")
        and (cells := block.cells(place))
        and all(len(cell) == 1 and cell.isalpha() for cell in cells)
    }
    every = set().union(*letters.values())
    return set(letters) if len(letters) > 1 and len(every) <= _FEW_LETTERS else set()


_FEW_LETTERS = 4


def _is_day(name: str) -> bool:
    return any(when(name, None, order) is not None for order in ORDERS)


def is_date_like(names: Sequence[str], year: str | None) -> bool:
    """Whether most of the names are dates, or hold one."""
    dated = sum(
        when(name, year) is not None or date_within(name, year) is not None for name in names
    )
    return bool(names) and dated >= _MOSTLY * len(names)


def without_actor_columns(sheet: Sheet) -> Sheet:
    """A list of activities without what it says of actors, which is read from a list of actors."""
    kept = {
        field: places
        for field, places in sheet.fields.items()
        if field not in OF_ACTORS or field == "secretariat"
    }
    return replace(sheet, fields=kept)


def are_of_actors(sheet: Sheet) -> bool:
    """Whether a table is of actors and what is known of them, and not of what they did."""
    known = set(sheet.fields)
    return (
        "actor" in known
        and bool(known & set(OF_ACTORS))
        and not known & {"activity", "date", "attended", "lead", "absent", "invited"}
    )
