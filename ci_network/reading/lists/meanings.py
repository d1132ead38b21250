"""What each column of a table means: told by all of its columns together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ci_network.reading.cells import INVOLVEMENT, PURPOSE_WORDS
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import Block
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.prepared import (
    by_activity,
    with_halves,
    with_marks,
    with_words,
    without_answers,
    without_invited,
    without_numbers,
    without_original_names,
    without_questions,
)
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.attendance import (
    ROLES,
    Words,
    is_number,
    is_tick,
    is_total,
    mark,
    said_by,
    words_of,
)
from ci_network.reading.lists.words.headings import (
    BY_ID,
    COLUMN_FIELDS,
    FIELD_NAMES,
    NAMES,
    OPTIONS,
    SIGNED,
    Field,
    Heading,
    field_of,
    heading,
    names_a_day,
    numbered,
)
from ci_network.reading.lists.words.kinds import (
    MOSTLY,
    SOME_YEAR,
    Kind,
    are_mostly_persons,
    is_date_like,
    is_from_to,
    is_hour,
    kind_of,
)
from ci_network.reading.lists.words.lexicon import any_case, keys
from ci_network.reading.lists.words.persons import are_mostly_posts
from ci_network.reading.lists.words.presets import DOODLE, Preset, preset_of
from ci_network.reading.lists.words.when import in_any_order, when
from ci_network.reading.lists.years import (
    ENDS_IN_YEAR,
    is_dated_row,
    is_turned,
    is_year_of_days,
    year_of_table,
)
from ci_network.reading.secretariat_names import names_secretariat
from ci_network.workbooks.sheets import letter

_SHORT, _SHORTEST = 15, 5
_HOURS = keys("kl, klokken, klokkeslæt, tid, tidspunkt, time, start time, uhrzeit")
_FURTHER = re.compile(
    r"^(?:oevrige|andre|other|further|additional|co|weitere|optional|required|valgfrie|noedvendige|"
    r"obligatoriske|paakraevede|oevriga|andra|vrige|erforderliche|optionale|obligatoriska|valfria|"
    r"faste|fasta|interne|eksterne|interna|externa|internal|external|externe|internt|eksternt)_"
    r"|^(?:gaester?|guests?|gjester|gaeste|in_attendance|(?:also|ogsaa|ocksaa|auch)_.+)$"
)
_MAIN = 3
"""The rank of headings that may name who led, or one of those who took part."""
_TITLE = 2
"""The rank of a column that names activities, and not only their kinds."""
_FEW_LETTERS = 4
_CATEGORIES = keys("category, kategori, kategorie, gruppe, group, grupp, sektorer")
_OF_PLACES = keys("city, by, town, sted, place, location, plats, ort, lokale, venue")
_VENUES = keys("sted, mødested, place, location, plats, lokale, venue, room, rum, ort, raum")
_WEEK = any_case(r"(?:uge|week|wk|w|vecka|v|uke|woche|kw)?\.?\s*\d{1,2}\.?")
_TAKES_PART = re.compile(
    r"^(?!(?:ny|nye|new|neu|neue[rs]?)_).*(?:deltag|delta[kg]|particip|attend|teilnehm|teilgen|anwesen|present|moedt|fremmoed|oppmoet|naervar|"
    r"tilsted|medvirk|medverk|mitwirk|beteilig|involv|hvem|who|wer|vem)"
)
"""Headings of actors below which yes says that somebody came, and not what he is: Medlem."""


def named_in(choices: Choices) -> dict[Field, tuple[str, ...]]:
    """The columns that the person named, by what they mean."""
    return {
        field: tuple(name for name in getattr(choices, field) if name != "none")
        for field in COLUMN_FIELDS
    }


def sheet_of(block: Block, choices: Choices, log: Log) -> Sheet:
    """What the columns of a table mean.

    Asks when several columns may mean one thing.
    """
    preset = preset_of(block.header, block.above)
    block, beside = _prepared(block, choices)
    columns = _Columns(block, beside, preset, choices)
    columns.tell()
    fields, year = columns.fields, columns.year
    named = columns.cells("activity") or columns.named(columns.crossed)
    by_years = year is None and bool(named) and all(map(ENDS_IN_YEAR.search, named))
    return Sheet(
        block, fields, tuple(columns.crossed), preset, year, columns.words, choices, log,
        groups=tuple(columns.groups()), turned=is_turned(block, fields, choices),
        by_years=by_years and not fields.keys() & {"date", "year", "period"},
    )  # fmt: skip


class _Columns:
    """The columns of a table, while it is found out what they mean.

    What a heading and the cells below it say makes a column a likely one of a field, with a rank
    (`likely`); what the others are settles which it is (`fields`), and which are marks (`crossed`).
    """

    def __init__(
        self, block: Block, beside: set[int], preset: Preset | None, choices: Choices
    ) -> None:
        self.block, self.beside, self.preset, self.choices = block, beside, preset, choices
        self.year = choices.year or year_of_table(block)
        self.words = words_of(_likely_marks(block, preset), choices, block.legend())
        if preset is DOODLE:
            self.words = replace(self.words, beside={**self.words.beside, "ok": "unclear"})
        self.is_dated = is_dated_row(block)
        below = replace(block, rows=block.rows[1:]) if self.is_dated else block
        self.kinds = [
            kind_of(below.cells(n), self.words, self.year) for n in range(len(block.header))
        ]
        self._tell_hours()
        self.fields = _chosen(block, choices)
        self.said = [said_above(name, preset) for name in block.header]
        self.lettered = self._lettered()
        self.likely: dict[Field, list[tuple[int, int]]] = defaultdict(list)
        self.crossed: list[int] = []

    def tell(self) -> None:
        """Find out what they mean.

        Asks when several may mean one thing.
        """
        organisations = self._look_at_each()
        self._settle_leads()
        self._find_marks()
        self._settle_counts()
        if organisations and set(self.crossed) <= set(organisations):
            self._settle_attendance(organisations)
        for field, places in self.likely.items():
            if not places or field in self.fields or _is_off(field, self.choices):
                continue
            if chosen := self._chosen_of(field, places):
                self.fields[field] = chosen
        self._settle_dates()
        self._settle_invited()
        self._settle_categories()
        self._settle_marks()
        self._settle_titles()

    def _tell_hours(self) -> None:
        """Below Tid, 09-10 is from nine to ten, where something else tells the day."""
        block = self.block
        lines = map(when, (*block.lines_above(), *(said for _, said in block.sections)))
        of_a_day = any(read and len(read.start) > len("2018-03") for read in lines)
        for place, name in enumerate(block.header):
            dated = "dates" in (*self.kinds[:place], *self.kinds[place + 1 :])
            if (
                key(name) in _HOURS and self.kinds[place] == "dates"
                and all(map(is_from_to, block.cells(place)))
                and (dated or of_a_day)
            ):  # fmt: skip
                self.kinds[place] = "clock"

    def places(self, field: Field) -> tuple[int, ...]:
        """Places of the columns of a field."""
        return self.fields.get(field, ())

    @property
    def known(self) -> set[int]:
        """Places of the columns whose field is settled."""
        return {place for places in self.fields.values() for place in places}

    def cells(self, field: Field) -> list[str]:
        """The cells of the columns of a field."""
        return [cell for place in self.places(field) for cell in self.block.cells(place)]

    def named(self, places: Iterable[int]) -> list[str]:
        """Headings of columns."""
        return [self.block.header[place] for place in places]

    def groups(self) -> list[int]:
        """Columns that name what activities belong to, such as a project."""
        known = self.known
        groups = [n for _, n in self.likely["activity"]
                  if n not in known and not are_mostly_posts(self.block.cells(n))]  # fmt: skip
        if self.preset is None:
            groups += [n for n, name in enumerate(self.block.header)
                       if key(name) in _HOURS - self.choices.ignored
                       and self.kinds[n] in ("clock", "numbers")]  # fmt: skip
        # Where a row is a meeting, and no participant of one, its place is that of the meeting.
        if any(BETWEEN.search(cell) for cell in self.cells("actor")):
            groups += [n for n, name in enumerate(self.block.header)
                       if key(name) in _VENUES - self.choices.ignored]  # fmt: skip
        return groups

    def _look_at_each(self) -> list[int]:
        """Note what each column likely is.

        Returns those named as organisations, with words of who came below: columns of a cross
        table, if it is one.
        """
        organisations: list[int] = []
        block, ignored = self.block, self.choices.ignored
        skipped = self.known
        if self.is_dated:
            skipped |= {n for n, cell in enumerate(block.rows[0]) if n and cell}
        for place, name in enumerate(block.header):
            kind = self.kinds[place]
            if place in skipped or key(name) in ignored or (not name and kind != "dates"):
                continue
            said = Heading("other", 1) if place in self.beside else self.said[place]
            said = said_by_kind(name, kind, self.choices) or said
            if said is None and kind == "dates" and is_year_of_days(block, place):
                said = Heading("date", 2)
            meant = None if said is None else meaning_of(said, kind, block, place, self.words)
            if said is not None and said.field == "actor" and meant == Heading("attended", 2):
                organisations.append(place)
            elif meant is not None and not (meant.field == "activity" and place in self.lettered):
                self.likely[meant.field].append((meant.rank, place))
        return organisations

    def _lettered(self) -> set[int]:
        """Columns beside actors that hold the same few letters: N and F below Workshop, Tur."""
        if not any(each is not None and each.field == "actor" for each in self.said):
            return set()
        letters = {
            place: set(cells)
            for place, each in enumerate(self.said)
            if (each is None or each.field == "activity")
            and (cells := self.block.cells(place))
            and all(len(cell) == 1 and cell.isalpha() for cell in cells)
        }
        every = set().union(*letters.values())
        return set(letters) if len(letters) > 1 and len(every) <= _FEW_LETTERS else set()

    def _settle_leads(self) -> None:
        """Main partners took part where somebody else is said to have led, or nobody.

        Persons who led are left out beside the organisations that did. Asks when they may have led.
        """
        likely, block = self.likely, self.block
        main = [place for rank, place in likely["lead"] if rank == _MAIN]
        likely["lead"] = [each for each in likely["lead"] if each[0] != _MAIN]
        if main and not (likely["lead"] or "lead" in self.fields or _is_off("lead", self.choices)):
            shown = [cell for n in main for cell in block.cells(n)[:3]]
            raise Question("lead-or-partner", block.file, self.named(main), shown)
        likely["actor"] += [(2, place) for place in main]
        persons = [each for each in likely["lead"] if are_mostly_persons(block.cells(each[1]))]
        if len(persons) < len(likely["lead"]):
            likely["lead"] = [each for each in likely["lead"] if each not in persons]
            likely["person"] += persons

    def _find_marks(self) -> None:
        """Columns that hold marks, or letters that may be some, and are not known otherwise.

        Whatever stands there beside marks is asked about.
        """
        known = {place for places in self.likely.values() for _, place in places} | self.known
        words = self.words
        crossed, partly = [], []
        for place, name in enumerate(self.block.header):
            ignored = key(name) in self.choices.ignored
            if not name or place in known or ignored or is_total(name):
                continue
            cells = self.block.cells(place)
            if cells and when(cells[0]) is not None and self.block.rows[0][place]:
                cells = cells[1:]  # a row of dates below the header
            if cells and is_hour(cells[0]):
                cells = cells[1:]  # a row of hours, as polls have below their days
            if not cells:
                continue
            if place in self.lettered or (
                in_any_order(name) and all(len(cell) <= _SHORT for cell in cells)
            ):
                crossed.append(place)
                continue
            marks = sum(
                mark(cell, words) is not None or words.said(cell) is not None for cell in cells
            )
            # A single x is enough: the words beside it are then asked about.
            plain = any(cell.casefold() in ("x", "✓", "✔") for cell in cells)
            if plain or marks >= MOSTLY * len(cells):
                crossed.append(place)
            elif (2 * marks >= len(cells) or "1" in cells) and not any(map(_is_many, cells)):
                partly.append(place)
        # Beside columns of marks, one of marks and words is one of them; KOM beside SEK and KIR is
        # no word that somebody came.
        self.crossed = sorted({*crossed, *partly}) if len(crossed) > 1 else crossed
        if sum(self._is_short(place) for place in self.crossed) > 1:
            short = {n for _, n in self.likely["attended"] if self._is_short(n)}
            self.likely["attended"] = [e for e in self.likely["attended"] if e[1] not in short]
            self.crossed = sorted({*self.crossed, *short})

    def _is_short(self, place: int) -> bool:
        """Whether a heading is an abbreviation, in capitals."""
        name = self.block.header[place]
        return name.isupper() and name.isalpha() and len(name) <= _SHORTEST

    def _settle_counts(self) -> None:
        """Numbers beside the marks of meetings count these, and name none: Meetings attended."""
        if self.likely["actor"] and is_date_like(self.named(self.crossed), self.year):
            counts = [each for each in self.likely["activity"] if self.kinds[each[1]] == "numbers"]
            self.likely["activity"] = [e for e in self.likely["activity"] if e not in counts]
            self.likely["count"] += counts

    def _settle_attendance(self, organisations: Sequence[int]) -> None:
        """Columns named by organisations that say who came are none of a cross table."""
        came = [n for n in organisations if _TAKES_PART.search(key(self.block.header[n]))]
        self.likely["attended"] += [(2, place) for place in came]
        self.crossed = sorted({*self.crossed, *organisations} - {*came})

    def _chosen_of(self, field: Field, places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """Of likely columns those with the plainest heading; two that differ are asked about."""
        if field in ("other", "person", "count", "lead", "assist", "absent", "invited"):
            return tuple(place for _, place in places)
        likely, kinds = self.likely, self.kinds
        if field == "activity":
            places = self._without_numbers(places)
        best = min(rank for rank, _ in places)
        first = [place for rank, place in places if rank == best]
        if field == "activity" and best == 2 and likely.get("person") and not likely.get("date"):
            first = [n for n in first if key(self.block.header[n]) not in ("titel", "title")]
        if field == "actor":
            if len(first) > 1:  # of "Deltager" and "Navn" beside each other, the one that says more
                first = [n for n in first if key(self.block.header[n]) not in NAMES] or first
            further = [n for rank, n in places if best < rank < BY_ID and kinds[n] == "names"]
            if further and self._are_side_by_side([*first, *further]):
                first = sorted([*first, *further])
            else:
                self._ask_about_further(first, further)
        filled = [place for place in first if kinds[place] != "blank"] or first
        if len(filled) > 1 and not self._are_side_by_side(filled):
            cells = [cell for place in filled for cell in self.block.cells(place)[:2]]
            code = "several-actors" if field == "actor" else "several-columns"
            options = [OPTIONS.get(field, "--ignore")]
            raise Question(
                code, self.block.file, self.named(filled), cells, options, field=FIELD_NAMES[field]
            )
        return tuple(filled)

    def _without_numbers(self, places: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Columns that may name activities, without their numbers where one holds their names."""
        titles = [(rank, n) for rank, n in places if self.kinds[n] == "names" and rank <= _TITLE]
        others = [e for e in places if e not in titles and self.kinds[e[1]] != "numbers"]
        return titles + others if titles else places

    def _are_side_by_side(self, places: Sequence[int]) -> bool:
        """Whether columns are numbered, or one holds further ones of the same kind."""
        bases = {numbered(name) or key(name) for name in self.named(places)}
        return len(bases) == 1 or sum(_FURTHER.match(base) is None for base in bases) <= 1

    def _ask_about_further(self, first: Sequence[int], further: Sequence[int]) -> None:
        """Deltagere beside Organisation: persons of it, or others who took part too?"""
        names = {cell.casefold() for place in first for cell in self.block.cells(place)}
        for place in further:
            cells = self.block.cells(place)
            several = any(at in cell for cell in cells for at in (",", ";", "\n", " og ", " and "))
            plain = key(self.block.header[place]) in NAMES or are_mostly_persons(cells)
            if several or any(cell.casefold() in names for cell in cells) or not plain:
                shown = self.named((*first, place))
                raise Question("several-actors", self.block.file, shown, cells[:3])

    def _settle_dates(self) -> None:
        """Year, month, week and day in columns of their own, else a date."""
        fields, kinds = self.fields, self.kinds
        self._settle_addresses()
        of_weeks = all(OF_WEEKS.fullmatch(key(name)) for name in self.named(self.places("date")))
        apart = "year" in fields or ("month" in fields and of_weeks)
        if apart and "date" in fields and all(map(_WEEK.fullmatch, self.cells("date"))):
            fields["week"] = fields.pop("date")
        if "year" in fields and "date" in fields and _lack_years(self.cells("date")):
            undated = fields.pop("date")
            fields.setdefault("month", undated)
        if {"month", "date"} <= fields.keys() and all(
            kinds[n] == "numbers" for n in fields["date"]
        ):
            fields["day"] = fields.pop("date")
        self._settle_signing()
        parts = [field for field in PARTS if field in fields]
        if "date" in fields:
            for field in parts:
                del fields[field]
        elif len(parts) == 1:
            (field,) = parts
            kind = kinds[fields[field][0]]
            years = field == "year" and _are_years(self.block.cells(fields["year"][0]))
            if kind in ("dates", "blank") or years:
                fields["date"] = fields.pop(field)
            elif field in ("year", "month") or kind == "names":
                del fields[field]
        of_joining = any(field_of(name) == "joined" for name in self.named(self.places("date")))
        if "left" in fields and "end" not in fields and of_joining:
            fields["end"] = fields.pop("left")

    def _settle_addresses(self) -> None:
        """Who led goes by addresses where those who took part do, else by names."""
        leads = self.places("lead")
        by_address = [n for n in leads if self.kinds[n] == "addresses"]
        by_name = [n for n in leads if self.kinds[n] != "addresses"]
        if by_address and by_name:
            addressed = all(self.kinds[n] == "addresses" for n in self.places("actor"))
            chosen = by_address if addressed and "actor" in self.fields else by_name
            self.fields["lead"] = tuple(sorted(chosen))

    def _settle_signing(self) -> None:
        """Dates below "Signed" are those of treaties, where each row is another."""
        signed = [
            place
            for place in self.places("attended")
            if self.kinds[place] == "dates" and heading(self.block.header[place]) == SIGNED
        ]
        rows_apart = len(set(self.cells("activity"))) == len(self.block.rows) > 1
        if signed and rows_apart and not self.fields.keys() & {"date", "year"}:
            self.fields["date"] = tuple(signed)
            del self.fields["attended"]

    def _settle_invited(self) -> None:
        """Of those who were invited all came but those whom another column names."""
        invited, absent = (
            [n for n in self.places(field) if self.kinds[n] == "names"]
            for field in _INVITED_OR_ABSENT
        )
        if invited and absent and not self.fields.keys() & {"actor", "attended"}:
            self.fields["actor"] = tuple(invited)
            self.fields["invited"] = tuple(n for n in self.fields["invited"] if n not in invited)

    def _settle_categories(self) -> None:
        """A category beside actors alone, and not of activities, is their sector."""
        of_actors = self.fields.keys() <= {"actor", "person", "count", "other", "type"}
        for place, name in enumerate(self.block.header):
            named = key(name) in _CATEGORIES and self.kinds[place] == "names"
            if "actor" in self.fields and of_actors and named:
                self.fields["sector"] = (place,)
                self.fields["other"] = tuple(n for n in self.places("other") if n != place)
                return

    def _settle_marks(self) -> None:
        """The columns of marks are of a cross table, and not of periods or known otherwise.

        Marks below "Sekretariat" are its own in a cross table, and say something of actors
        elsewhere.
        """
        fields, names = self.fields, self.named(self.crossed)
        of_periods = {"activity", "actor"} <= fields.keys()
        of_periods = of_periods and not fields.keys() & {"date", "year", "end"}
        if of_periods and names and all(when(name, self.year) is not None for name in names):
            fields["period"] = tuple(self.crossed)
        crossed = {*self.crossed}
        if fields.keys() & {"activity", "date"} and "actor" not in fields:
            crossed |= {*fields.pop("secretariat", ())}
        self.crossed = sorted(crossed - self.known)

    def _settle_titles(self) -> None:
        """The columns of marks, and those of a cross table that are named like something else.

        Beside actors stands what they did, also where it is called Budget or Abschluss; beside
        activities a city that is marked took part.
        """
        if not self.crossed or (self.preset is not None and self.preset.closed):
            self.crossed = []
            return
        others = self.places("other")
        of_actors = "actor" in self.fields or (not self.block.header[0] and self.is_dated)
        titles = [n for n in others if n not in self.beside and self.kinds[n] in ("marks", "said")]
        if not of_actors or "activity" in self.fields:
            titles = [n for n in titles if key(self.block.header[n]) in _OF_PLACES]
        self.fields["other"] = tuple(n for n in others if n not in titles)
        self.crossed = sorted({*self.crossed, *titles})


_INVITED_OR_ABSENT: tuple[Field, Field] = ("invited", "absent")


def _is_off(field: Field, choices: Choices) -> bool:
    """Whether the person said that there is no such column."""
    return field in COLUMN_FIELDS and "none" in getattr(choices, field)


def _lack_years(cells: Sequence[str]) -> bool:
    """Whether cells are quarters, months or days without their year alone."""
    return bool(cells) and all(
        when(cell) is None and in_any_order(cell, SOME_YEAR) for cell in cells
    )


def _prepared(block: Block, choices: Choices) -> tuple[Block, set[int]]:
    """A table with its names told apart, and the columns that stand beside meetings."""
    ignored = choices.ignored
    dated = with_words(by_activity(block, choices))
    asked = with_marks(without_answers(without_questions(with_halves(dated), ignored)))
    return without_invited(without_original_names(without_numbers(asked)))


def _likely_marks(block: Block, preset: Preset | None) -> Iterator[str]:
    """The cells of the columns that may hold marks, and a blank one where ticks leave room."""
    for place, name in enumerate(block.header):
        said = said_above(name, preset)
        if said is None or said.field not in ("activity", "actor", "date", "end", "person"):
            cells = block.cells(place)
            yield from cells
            if cells and len(cells) < len(block.rows) and all(map(is_tick, cells)):
                yield ""


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
        away = [n for n in places if field == "attended" and field_of(block.header[n]) == "absent"]
        for said, those in ((field, [n for n in places if n not in away]), ("absent", away)):
            if those:
                fields[said] = tuple(those)
    named = {key(row.alias) for row in choices.aliases if key(row.alias) != key(row.id)}
    helped = [n for n, name in enumerate(block.header) if keys[n] in named and says_help(name)]
    if helped and block.header_row:
        fields["secretariat"] = tuple(helped)
    return fields


def _are_years(cells: Sequence[str]) -> bool:
    """Whether some cell below a heading of years has four digits, in whatever century.

    What else stands there is told, cell by cell.
    """
    return any(len(cell) == len("1066") and cell.isdecimal() for cell in cells)


def _is_many(cell: str) -> bool:
    """Whether a cell is longer than a mark is, or a number that counts."""
    return len(cell) > _SHORT or (is_number(cell) and cell not in ("0", "1"))


# --------------------------------------------------------------------------------------- one column


def said_above(name: str, preset: Preset | None) -> Heading | None:
    if preset is not None and (field := preset.fields.get(key(name))) is not None:
        return Heading(field, 1)
    said = heading(name)
    of_one = said is not None and said.field == "activity" and said.rank > 1 and names_a_day(name)
    return None if of_one else said


def said_by_kind(name: str, kind: Kind, choices: Choices) -> Heading | None:
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


def meaning_of(said: Heading, kind: Kind, block: Block, place: int, words: Words) -> Heading | None:
    """What a heading means above its cells; None when they speak against it."""
    cells = block.cells(place)
    if said.field == "attended" and kind == "names" and _some_said(cells, words):
        return said
    if said.field == "secretariat" and cells and all(c.casefold() in INVOLVEMENT for c in cells):
        return said
    if said.field == "date" and kind == "names" and any(map(_YEAR_OR_WEEK.search, cells)):
        return said  # those that hold no year or week are asked about
    meant = None if said.field == "activity" and _all_roles(cells) else _by_cells(said, kind)
    if meant is not None and meant.field in ("lead", "assist") and _all_roles(cells):
        return Heading("role", 1)
    purposes = bool(cells) and all(cell.casefold() in PURPOSE_WORDS for cell in cells)
    if meant is not None and meant.field == "purpose" and not purposes:
        return Heading("other", 1)
    of_others = meant == Heading("week", 1) and not OF_WEEKS.fullmatch(key(block.header[place]))
    return None if of_others else meant


PARTS: tuple[Field, ...] = ("year", "month", "day", "week")
"""What tells a date together, each in a column of its own."""

_COUNT = Heading("count", 1)
_BORNE_OUT: dict[Field, frozenset[Kind]] = {
    "activity": frozenset({"dates", "numbers", "addresses", "names"}),
    "actor": frozenset({"names", "addresses"}),
    "date": frozenset({"dates"}),
    "end": frozenset({"dates"}),
    **dict.fromkeys(PARTS, frozenset({"dates", "numbers", "names"})),
    "attended": frozenset({"marks", "said", "clock", "dates"}),
    "absent": frozenset({"marks", "said", "names", "dates"}),
    "invited": frozenset({"marks", "said", "names"}),
    **dict.fromkeys(("lead", "assist"), frozenset({"marks", "said", "names", "addresses"})),
    "role": frozenset({"names", "said", "marks"}),
    "count": frozenset({"numbers"}),
    **dict.fromkeys(("sector", "type"), frozenset({"names"})),
    **dict.fromkeys(("continues", "secretariat"), frozenset({"marks", "said"})),
}
"""Cells that bear out a heading of a field; any do below headings of the fields left out."""

_ELSE: dict[tuple[Field, Kind], Heading] = {
    **{(field, "numbers"): _COUNT for field in ("actor", "attended", "absent", "invited")},
    **{("actor", kind): Heading("attended", 2) for kind in ("said", "marks")},
}
"""What other cells make of a heading; they speak against it where nothing stands here."""

_BY_RANK: dict[tuple[Field, int, Kind], Heading] = {
    **{("activity", rank, "dates"): Heading("date", 3) for rank in (2, 3)},
    ("date", 2, "numbers"): Heading("day", 1),
    ("date", 3, "numbers"): Heading("week", 1),
    ("attended", 1, "names"): Heading("actor", 2),
    ("attended", 2, "numbers"): Heading("attended", 2),
    **{
        (field, 1, kind): Heading(field, 1)
        for field in ("date", "end")
        for kind in ("numbers", "names", "addresses")
    },
}
"""What cells make of a heading that says its field plainly, or vaguely."""


def _by_cells(said: Heading, kind: Kind) -> Heading | None:
    """What a heading means, given what stands below it; None when the cells speak against it."""
    if kind == "blank" or said == SIGNED or said.field not in _BORNE_OUT:
        return said
    if (told := _BY_RANK.get((*said, kind))) is not None:
        return told
    return said if kind in _BORNE_OUT[said.field] else _ELSE.get((said.field, kind))


def _all_roles(cells: Sequence[str]) -> bool:
    """Whether a column named by a role says the role of each, and names nobody."""
    words = {" ".join(cell.casefold().split()) for cell in cells}
    return bool(words & ROLES) and all(word in ROLES or said_by(word) for word in words)


def _some_said(cells: Sequence[str], words: Words) -> bool:
    """Whether a few words at least say who came, so that the others are asked about."""
    told = [words.said(cell) in ("there", "absent") for cell in cells]
    return 4 * sum(told) >= len(told)


OF_WEEKS = re.compile(r"(?:uge|uke|ukenr|week|vecka|veckonummer|woche|kalenderwoche|kw)\w*")
"""Headings, folded, of numbers of weeks."""

_YEAR_OR_WEEK = re.compile(
    r"(?<![\w,.])(?:19|20)\d\d(?![\w,])|^(?:uge|week|wk|w|vecka|v|uke|woche|kw)\.?\s*\d{1,2}$",
    re.IGNORECASE | re.ASCII,
)

_HOW_MANY = any_case(
    r"\b(?:meetings|events|activities|sessions|møder|møter|möten|aktiviteter|arrangementer|evenemang|treffen|"
    r"sitzungen|veranstaltungen|aktivitäten)\b"
)
"""Activities in the plural, which numbers below count."""

_HELD = keys(
    """afholdt, held, avholdt, gennemført, gjennomført, genomfört, genomförd, hållet, durchgeführt,
    stattgefunden, fandt sted, took place, blev afholdt"""
)
"""Headings of whether an activity took place, or of when."""

_GUESTS = keys("guest, gæst, gast, gäst, gjest")

_TOOK_PART = any_case(
    r"\b(?:delt[ao]\w*|til ?stede|var (?:der|med)|took part|participa\w+|present|närvar\w+|"
    r"attended|dabei|anwesend|teilgenommen|teilnahm\w*)\b|\b(?:med|with)\W*$|^(?:med|with|mit)\s+\w+$"
)
"""What a heading says of the secretariat where yes below it means that it took part."""


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
