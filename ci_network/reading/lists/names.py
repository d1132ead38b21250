"""Names in cells to actors: several in one cell, aliases, and one spelling for each."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from ci_network import dates
from ci_network.dates import parse_date
from ci_network.errors import UsageError
from ci_network.reading.cells import leads
from ci_network.reading.columns import key
from ci_network.reading.files import content
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import (
    BETWEEN,
    Divided,
    divide,
    divide_activities,
    is_definite,
    is_organisation,
)
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import AliasRow, Choices, Contents, Pair, Part
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.attendance import is_leading, is_role
from ci_network.reading.lists.words.headings import Field
from ci_network.reading.lists.words.lexicon import PLACES, any_case, words
from ci_network.reading.lists.words.persons import (
    NOBODY,
    ORGANISED,
    Kept,
    are_persons,
    behind_dash,
    ends_in_person,
    is_group,
    is_person,
    is_post,
    may_be_person,
    may_bear_address,
    without_persons,
)
from ci_network.reading.lists.words.when import when
from ci_network.reading.secretariat_names import likely_secretariats, names_secretariat
from ci_network.reading.spelling import same_name
from ci_network.reading.table import clean
from ci_network.reading.text import read_csv

ALIAS_COLUMNS = ("alias", "id", "from", "until")

_MOST = 2 / 3
_LONGEST = 300
_EVERYBODY = words(
    """alle, alle parter, alle partnere, alle medlemmer, alle aktører, alle deltagere, all,
    everyone, everybody, all partners, all members, hele gruppen, alla, hele alliancen,
    samtliga, samtlige, hele styregruppen, alle organisationer"""
)
_LEFT_OUT = ("people", "person")
_ALL_BUT = re.compile(
    r"(?:alle?|alla|samtlige|samtliga|everyone|everybody)\b.*\b(?:undtagen|undtaget|på nær|pånær|"
    r"bortset fra|except|but|utom|förutom|unntatt|außer|ausser|bis auf|minus|uden|without|ohne)\b"
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]+[)\]]")
_MARKED = re.compile(r"[*†‡?¹²³]+$")
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_ROLE_BEHIND = any_case(
    r"(.+?)(?:\s*[(\[]\s*(?:(?:som|as|als|er|är|is|ist)\s+)?(?P<inside>[^()\[\]]+?)\s*[)\]]"
    r"|\s+[-–—]\s*(?P<tail>[^-–—]+)|\s+(?:som|as|als)\s+(?:the\s+)?(?P<word>.+))"
)
_NOTED = re.compile(r"(?=.*[a-zæøåäöüß])[a-zæøåäöüß\d][a-zæøåäöüß\d /.,:;!?+-]+")
_LETTER = re.compile(r"(.+?)\s*[(\[]\s*([^\W\d_])\s*[)\]]")
_ELSEWHERE = any_case(
    r"(?:https?://|www\.)\S+|(?:se|see|siehe|jf|cf)\b\.?\s+(?:[^\W\d_]+\s+)?[^\W\d_]*"
    r"(?:bilag|bilaga|vedlegg|list|liste|listen|lista|referat|minutes|protokol|protokoll|attached|"
    r"attachment|appendix|anlage|anhang|vedhæftet)"
)
_NUMBERS_ALONE = any_case(
    r"(?:(?:ca|cirka|circa|approx|about|omkring|etwa|over|mindst)\b\.?\s*)?[\W_]*\d[\W\d_]*"
)
_WITH_NUMBER = re.compile(r"\d{1,3}\s+([^\W\d_].+)")
_NUMBER_BEHIND = re.compile(r"(.*[^\W\d_]{2})\s+([1-9]\d{0,2})")
_WHENCE = any_case(
    r"(?:(?:de|the)\s+)?[^\W\d_]+\s+(?:fra|from|von|från|aus|vom)\s+.+"
    r"|.+\s(?:af|av|of|by|med|with|mit)\s(?-i:[A-ZÆØÅÄÖÜ]).*"
)
_KIND = re.compile(
    r"(?:bydel|afdeling|afd|skole|skola|school|schule|distri[ck]t|bezirk|kreds|krets|kreis|gruppe|group|"
    r"grupp|hold|lag|team|club|klub|klubb|lodge|loge|ward|zone|område|area|region|enhed|enhet|unit|"
    r"sektion|section|avd|avdeling|avdelning|abteilung|hus|haus|house|blok|block|etape|kita|"
    r"børnehave|dagtilbud|station|nr|no|fdf|kanal|radio|studio|pier|plan|level|lokalforening)\.?$"
)
"""What bears a number that tells it apart."""


@dataclass(frozen=True)
class Alias:
    """Another name of an actor, for a time."""

    name: str
    id: str
    first: int
    last: int


Aliases = Mapping[str, Sequence[Alias]]
"""Aliases by folded name."""


def read_aliases(path: Path, log: Log) -> list[AliasRow]:
    """The aliases of a CSV file with the columns alias, id, from, until.

    Raises
    ------
    UsageError
        When the columns are not there.
    """
    data = content(path, log)
    records = None if data is None else read_csv(path, data, "nodes", log)
    if records is None:
        return []
    header = [key(cell) for cell in records.cells[0]]
    if not {"alias", "id"} <= set(header):
        raise UsageError(
            "{name} must have the columns {there}.", name=path.name, there=", ".join(ALIAS_COLUMNS)
        )
    place = {name: header.index(name) for name in ALIAS_COLUMNS if name in header}
    rows = []
    for number, record in enumerate(records.cells[1:], start=2):
        cells = {name: clean(record[at]) if at < len(record) else "" for name, at in place.items()}
        if not any(cells.values()):
            continue
        if not cells["alias"] or not cells["id"]:
            column = "id" if cells["alias"] else "alias"
            log.error("blank-cell", path.name, number, column, "")
            continue
        row = AliasRow(*(cells.get(name, "") for name in ALIAS_COLUMNS))
        rows.append(row)
        _alias(row, path.name, number, log)
    return rows


def known_aliases(rows: Iterable[AliasRow], log: Log) -> Aliases:
    """Aliases by folded name."""
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for row in rows:
        aliases[same_name(row.alias)].append(_alias(row, "", None, log))
    return aliases


def _alias(row: AliasRow, file: str, number: int | None, log: Log) -> Alias:
    first = _day(row.since, file, number, "from", log)
    last = _day(row.until, file, number, "until", log)
    return Alias(row.alias, row.id, first, last)


def _day(cell: str, file: str, row: int | None, column: str, log: Log) -> int:
    if not cell:
        return dates.BEGINNING if column == "from" else dates.END
    try:
        date = parse_date(cell)
    except ValueError:
        log.error("bad-date", file, row, column, cell)
        return dates.BEGINNING
    return date.first if column == "from" else date.last


def divided(
    parts: Sequence[Part],
    choices: Choices,
    aliases: Aliases,
    columns: Mapping[Field, Sequence[str]],
    days: Mapping[str, Callable[[str], str]],
    log: Log,
) -> list[Part]:
    """A row for each actor and activity, where a cell of a list holds several.

    An alias, the id of one, and a name in quotation marks is one name, commas and all. A role in
    brackets behind a name is its role; a person or a number of people beside it is left out.

    Their own names are in no log. `columns` are the headings that each field was read from, for
    questions; `days` tells the date in the name of an activity, by the file that it stands in.

    Asks when it cannot be told what a cell holds.
    """
    whole = _whole(choices, aliases)
    listed = [part for part in parts if part.listed]
    names = divide(
        [part.actor for part in listed], choices.separators, whole, single=_are_single(listed)
    )
    titles = divide_activities([part.activity for part in listed], choices.activity_separators)
    file = parts[0].file if parts else ""
    headings = _headings(columns, "actor", "lead", "assist")
    _ask_about_division(file, names, headings)
    if titles.doubts:
        raise Question(
            "one-activity-or-several",
            file,
            _headings(columns, "activity"),
            [" ".join(doubt.cell.split()) for doubt in titles.doubts],
        )
    known = {same_name(name) for pieces in names.names.values() for name in pieces}
    rows = []
    for part in parts:
        actors = names.names[part.actor] if part.listed else [part.actor]
        activities = titles.names[part.activity] if part.listed else [part.activity]
        if len(activities) > 1:
            log.add("several activities", part.file, part.row, "", " | ".join(activities))
        starts = _starts(part, activities, days.get(part.file))
        rows += [
            _with_role(
                replace(part, activity=title, start=start, actor=actor, listed=False), known, log
            )
            for title, start in zip(activities, starts, strict=True)
            for actor in actors
        ]
    roles = any((match := _IN_BRACKETS.fullmatch(name)) and is_role(match[2])
                for pieces in names.names.values() for name in pieces)  # fmt: skip
    told = _Organisations(rows, set(map(same_name, whole)), choices, headings)
    kept = told.kept(told.settle(listed=bool(listed), roles=roles), log)
    _note_division(parts, names, log)
    return kept


def _starts(part: Part, titles: Sequence[str], day_in: Callable[[str], str] | None) -> list[str]:
    """The first day of each title of a cell: its own, where no other cell gives a finer one."""
    if len(titles) == 1 or day_in is None:
        return [part.start] * len(titles)
    start = "" if day_in(part.activity) == part.start else part.start
    own = list(map(day_in, titles))
    return [day if day.startswith(start) else start for day in own]


def _are_single(parts: Sequence[Part]) -> bool:
    """Whether most activities have several rows: one for each participant."""
    rows: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for part in parts:
        rows[part.activity, part.start].add((part.file, part.row))
    return 2 * sum(len(of) > 1 for of in rows.values()) > len(rows)


def _whole(choices: Choices, aliases: Aliases) -> set[str]:
    """Names that are one, whatever stands in them."""
    named = {name for each in aliases.values() for alias in each for name in (alias.name, alias.id)}
    return named | set(choices.whole)


def _ask_about_division(file: str, names: Divided, columns: Sequence[str]) -> None:
    if names.doubts:
        shown = [f"{' '.join(doubt.cell.split())}" for doubt in names.doubts]
        raise Question(
            "one-name-or-several",
            file,
            columns,
            shown,
            between=" ".join(dict.fromkeys(doubt.between for doubt in names.doubts)),
        )


def _headings(columns: Mapping[Field, Sequence[str]], *fields: Field) -> list[str]:
    return [name for field in fields for name in columns.get(field, ())]


def _note_division(parts: Sequence[Part], names: Divided, log: Log) -> None:
    for part in parts:
        if part.listed and len(names.names[part.actor]) > 1:
            kept = [without_persons(name).name for name in names.names[part.actor]]
            log.add("several names", part.file, part.row, "", " | ".join(filter(None, kept)))


class _Organisations:
    """The names of a list, while it is told of which organisation each is.

    `found` holds each with what is kept of it, and what stood beside that.
    """

    def __init__(
        self, parts: Sequence[Part], whole: Collection[str], choices: Choices, columns: list[str]
    ) -> None:
        self.parts, self.whole, self.choices, self.columns = parts, whole, choices, columns
        self.file = parts[0].file if parts else ""
        self.dropping = choices.persons == "drop"
        self.found = {
            name: Kept(name, "") if same_name(name) in whole else without_persons(name)
            for name in dict.fromkeys(part.actor for part in parts)
        }

    def settle(self, *, listed: bool, roles: bool) -> set[str]:
        """Tell what is kept of each name; the names that are left out as persons.

        `listed` tells that cells hold names, `roles` that brackets behind some hold roles.
        """
        strangers = self._not_whole(_strangers(self.found))
        known = {kept.name for kept in self.found.values()}
        self._keep({n: one for n, one in strangers.items() if self.dropping or one in known})
        self.found |= self._without_numbers()
        if self.choices.numbers != "keep":
            self.found |= self._without_counts(drop=self.choices.numbers == "drop")
        self._leave_persons("initials-beside", self._not_whole(_initials(self.found)))
        self._settle_brackets(roles=roles)
        self._ask_whence()
        _ask_about_words(self.file, self.found, self.whole, self.columns)
        self._leave_persons("behind-a-dash", _behind_dashes(self.found, self.whole))
        persons = self._persons_among(strangers)
        names = {same_name(kept.name) for kept in self.found.values() if kept.name}
        # Where most of those across or down a table are persons, they are its actors.
        among = listed or len(persons) < _MOST * len(names)
        if persons and self.choices.persons is None and among:
            raise Question("persons-among-actors", self.file, self.columns, persons)
        return set(persons) if self.dropping else set()

    def kept(self, dropped: Collection[str], log: Log) -> list[Part]:
        """The parts with organisations for actors, without the persons beside them."""
        parts, known = [], {same_name(kept.name) for kept in self.found.values()}
        for part in self.parts:
            kept = self.found[part.actor]
            if part.actor in dropped or not kept.name:
                log.add("people left out", part.file, part.row, "", "no organisation", once=False)
                continue
            if kept.beside and kept.name != part.actor:
                log.add("people left out", part.file, part.row, "", kept.name, once=False)
            parts.append(_with_role(replace(part, actor=kept.name), known, log))
        return parts

    def _not_whole(self, names: Mapping[str, str]) -> dict[str, str]:
        return {name: one for name, one in names.items() if same_name(name) not in self.whole}

    def _keep(self, names: Mapping[str, str]) -> None:
        """Keep of some names what stands there for each, without the person beside it."""
        self.found |= {name: Kept(one, "person") for name, one in names.items()}

    def _leave_persons(self, code: str, names: Mapping[str, str]) -> None:
        """Leave out what may be persons beside some names, or ask about it."""
        if names and self.choices.persons is None:
            raise Question(code, self.file, self.columns, list(names))
        if self.dropping:
            self._keep(names)

    def _settle_brackets(self, *, roles: bool) -> None:
        """Leave out or keep what stands in brackets and may be a person, or ask about it."""
        stands_for = {(same_name(row.id), same_name(row.alias)) for row in self.choices.aliases}
        bracketed = {n: match for n in self.found if (match := _IN_BRACKETS.fullmatch(n))}
        initials = {
            name: match[1] for name, match in bracketed.items()
            if (same_name(match[1]), same_name(match[2])) in stands_for
        }  # fmt: skip
        self._keep(initials := self._not_whole(initials))
        found = self.found
        bases = Counter(_before_bracket(kept.name) for kept in found.values())
        roles |= any(kept == (_before_bracket(name), "person") for name, kept in found.items())
        beside = initials and {n for n in bracketed if found[n] == Kept(n, "unclear")}
        bare = {n: match[1] for n, match in bracketed.items() if not are_persons(match[2])}
        together = self._together(bare)
        apart = {n for n, base in bare.items()
                 if same_name(base) in together and found[n].beside in _LEFT_OUT}  # fmt: skip
        unclear = [n for n in found if n in beside or n in apart
                   or _is_unclear(n, found[n], bases, roles=roles)]  # fmt: skip
        if self.choices.brackets == "keep":
            self.found |= {n: Kept(n, "") for n in apart}
        asked = self.choices.brackets is None
        if unclear and asked and (apart or not _all_brackets_hold_persons(found)):
            raise Question("in-brackets", self.file, self.columns, unclear)
        if asked or self.choices.brackets == "drop":
            self._keep({name: _before_bracket(name) for name in unclear})

    def _ask_whence(self) -> None:
        """Ask about what is of people or a person, and no organisation that is known.

        Such are Kinder aus Tschernobyl and Kunst af Anna.
        """
        others = {same_name(kept.name) for name, kept in self.found.items() if kept.name == name}
        strange = [
            name
            for name, kept in self.found.items()
            if kept.name and kept.beside in _LEFT_OUT and _WHENCE.fullmatch(name)
            and not (is_organisation(kept.name) or same_name(kept.name) in others)
        ]  # fmt: skip
        none = names_of_none(self.file, self.columns, strange, self.choices)
        self._keep(dict.fromkeys(none, ""))

    def _persons_among(self, strangers: Collection[str]) -> list[str]:
        """The persons among the names, but those of the secretariat or said to be whole."""
        persons = _persons(self.found, strangers)
        known = {*self.whole, *map(same_name, self.choices.secretariat)}
        asked_later = likely_secretariats(self.choices.secretariat, persons)
        return [n for n in persons if same_name(n) not in known and n not in asked_later]

    def _without_numbers(self) -> dict[str, Kept]:
        """The names with a number of people before them, without it: 3 SSP, but not 4 Hjul.

        Half of them stand without it too, or with another, and meet none such: 1 Kreds, 2 Kreds.
        """
        numbered = {
            name: match[1]
            for name, kept in self.found.items()
            if not kept.beside and (match := _WITH_NUMBER.fullmatch(kept.name))
        }
        often = Counter(same_name(name) for name in numbered.values())
        bare = {same_name(kept.name) for kept in self.found.values()}
        counted = [name for name in often if name in bare or often[name] > 1]
        if 2 * len(counted) < len(often):
            numbered = {n: rest for n, rest in numbered.items() if same_name(rest) in counted}
        together = self._together(numbered)
        return {
            n: Kept(rest, "people")
            for n, rest in numbered.items()
            if same_name(rest) not in together
        }

    def _together(self, bases: Mapping[str, str]) -> set[str]:
        """The folded bases of some names under which several of these meet: they are apart."""
        met = defaultdict[tuple[str, str, str], set[str]](set)
        for part in self.parts:
            if (base := bases.get(part.actor)) is not None:
                met[part.activity, part.start, same_name(base)].add(part.actor)
        return {base for (_, _, base), names in met.items() if len(names) > 1}

    def _without_counts(self, *, drop: bool) -> dict[str, Kept]:
        """The names with a number of people behind them, without it: Hallen 12, but not Bydel 3.

        A number counts people behind a name that stands without one too, or is in the definite
        form, and has no other where most have none. It tells apart those of one kind that meet, or
        that are many: Afdeling 3, Afdeling 7.

        Asks when numbers stand behind half of the names or vary, and may be either.
        """
        numbered = {
            name: match
            for name, kept in self.found.items()
            if same_name(name) not in self.whole and not kept.beside
            and (match := _NUMBER_BEHIND.fullmatch(kept.name))
        }  # fmt: skip
        if not numbered:
            return {}
        bare = {same_name(kept.name) for kept in self.found.values()}
        numbers = defaultdict[str, set[str]](set)
        for match in numbered.values():
            numbers[same_name(match[1])].add(match[2])
        times = Counter(part.actor for part in self.parts)
        together = self._together({name: match[1] for name, match in numbered.items()})
        counted, varying, unclear = {}, {}, {}
        for name, match in numbered.items():
            base = same_name(match[1])
            kind = base in together or _KIND.search(base) is not None
            definite = is_definite(match[1])
            if drop or (not kind and (base in bare or (definite and len(numbers[base]) == 1))):
                counted[name] = Kept(match[1], "people")
            elif not kind and definite:
                varying[name] = Kept(match[1], "people")
            elif not kind and (len(numbers[base]) > 1 or times[name] == 1):
                unclear[name] = len(numbers[base]) > 1
        mostly = 2 * (len(unclear) + len(counted) + len(varying)) > len(self.found)
        counted |= varying if mostly else {}
        unclear |= {} if mostly else dict.fromkeys(varying, True)
        if mostly and len(counted) > len(unclear):
            return counted | {name: Kept(numbered[name][1], "people") for name in unclear}
        if unclear and (mostly or any(unclear.values())):
            raise Question("numbers-behind", self.file, self.columns, list(unclear))
        return counted


def _persons(found: Mapping[str, Kept], strangers: Collection[str]) -> list[str]:
    """Names of persons: known ones, strangers, and full names where there are no others.

    Groups of people are among them, but for a list of nothing else: Elever, Lærere, Forældre.
    """
    persons = dict.fromkeys(
        name
        for name, kept in found.items()
        if is_person(kept.name) or is_post(kept.name) or ends_in_person(_before_bracket(kept.name))
    )
    persons |= dict.fromkeys(name for name in strangers if found[name] == Kept(name, ""))
    full = all(may_be_person(name) or name in persons for name in found)
    groups = [name for name, kept in found.items() if is_group(kept.name)]
    persons |= dict.fromkeys(groups if len(groups) < len(found) else ())
    return list(found if full and any(map(is_person, found)) else persons)


def _ask_about_words(
    file: str, found: Mapping[str, Kept], whole: Collection[str], columns: Sequence[str]
) -> None:
    """Ask about "alle" and "20", which are no actors, and marks that a footnote may explain."""
    kept = [kept.name for name, kept in found.items() if same_name(name) not in whole]
    everybody = [
        name for name in kept if same_name(name) in _EVERYBODY or _ALL_BUT.match(same_name(name))
    ]
    if everybody:
        raise Question("everybody", file, columns, everybody)
    nobody = [name for name in kept if _ELSEWHERE.fullmatch(name) or _NUMBERS_ALONE.fullmatch(name)]
    # Where most names are numbers, they are those of actors.
    if nobody and 2 * len(nobody) < len(found):
        raise Question("no-names", file, columns, nobody)
    marked = [n for n in kept if _MARKED.search(n) or _BRACKETED.fullmatch(n)] + _with_letters(kept)
    if marked:
        raise Question("marked-names", file, columns, marked)


def _with_letters(names: Sequence[str]) -> list[str]:
    """Names with a letter in brackets that is no part of them: others have it, or lack it.

    >>> _with_letters(["SSP (T)", "SSP"]), _with_letters(["SSP (T)", "Skolen (T)"])
    (['SSP (T)'], ['SSP (T)', 'Skolen (T)'])
    >>> _with_letters(["Hold (A)", "Hold (B)"])
    []
    """
    found = [match for name in names if (match := _LETTER.fullmatch(name))]
    bearers: dict[str, set[str]] = defaultdict(set)
    for match in found:
        bearers[match[2]].add(same_name(match[1]))
    bare = {same_name(name) for name in names}
    return [m[0] for m in found if same_name(m[1]) in bare or len(bearers[m[2]]) > 1]


def _strangers(kept: Mapping[str, Kept]) -> dict[str, str]:
    """Names of persons nobody knows, and their organisations in brackets, behind a dash or comma.

    They are some where all the others have a person there.
    """
    every: dict[str, str] = {}
    for pattern in (_IN_BRACKETS, _BEFORE_DASH, _BEFORE_COMMA):
        both = {name: match for name in kept if (match := pattern.fullmatch(name))}
        behind = {name for name, match in both.items() if kept[name] == (match[2], "person")}
        strangers = {name: match[2] for name, match in both.items()
                     if name not in behind and may_be_person(match[1])}  # fmt: skip
        if behind and len(strangers) + len(behind) == len(both):
            every |= strangers
    return every


def _initials(kept: Mapping[str, Kept]) -> dict[str, str]:
    """Names with what may be somebody's initials, and what they are without these.

    They may be where the same name stands without them too, or with others.

    >>> names = ("JS (School)", "Club - KM", "Club", "FDF (Aarhus)", "SSP (Aarhus)", "PB - Church")
    >>> _initials({name: Kept(name, "") for name in (*names, "KM (School)")})
    {'JS (School)': 'School', 'Club - KM': 'Club', 'KM (School)': 'School'}
    """
    both = {
        name: match["inside"] or match["behind"] or match["before"]
        for name, one in kept.items()
        if one == Kept(name, "") and (match := _INITIALLED.fullmatch(name))
    }
    times = Counter([*both.values(), *(one.name for one in kept.values())])
    return {name: one for name, one in both.items()
            if times[one] > 1 and one.casefold() not in PLACES}  # fmt: skip


_LETTERS = r"(?:[A-ZÆØÅÄÖÜ]\.?){2,3}"
_INITIALLED = re.compile(
    rf"{_LETTERS}\s*(?:\(\s*(?P<inside>[^()]+?)\s*\)|\s[-–—]\s+(?P<behind>.+))"
    rf"|(?P<before>.+?)(?:\s+[-–—]\s+|/){_LETTERS}"
)

_BEFORE_DASH = re.compile(r"([^–—|-]+?)\s+[-–—|]\s+(.+)")
_BEFORE_COMMA = re.compile(r"([^,()]+),\s+(.+)")


def _behind_dashes(found: Mapping[str, Kept], whole: Collection[str]) -> dict[str, str]:
    """Names with what may be a person behind a dash, as others have one, and what is before it."""
    signs = {name[len(kept.name) :].strip()[:1] for name, kept in found.items()
             if kept.beside == "person" and name.startswith(kept.name)}  # fmt: skip
    return {
        name: behind[0]
        for name, kept in found.items()
        if not kept.beside and same_name(name) not in whole
        and (behind := behind_dash(name)) is not None and behind[1] in signs
    }  # fmt: skip


def _is_unclear(name: str, kept: Kept, bases: Mapping[str, int], *, roles: bool) -> bool:
    """Whether brackets may hold a person, or a note: "Skolen (lokaler)".

    Capitals and notes do only beside the same name without them, or with others, and notes where
    `roles` or persons stand in other brackets.
    """
    match = _IN_BRACKETS.fullmatch(name)
    if match is not None and kept == Kept(name, "") and _NOTED.fullmatch(match[2]):
        told = ORGANISED.search(match[2]) or match[2].casefold() in PLACES
        return (roles or bases[match[1]] > 1) and not told
    if kept.beside != "unclear" or match is None or names_secretariat(match[1]):
        return False
    return not match[2].isupper() or bases[match[1]] > 1


def _all_brackets_hold_persons(found: Mapping[str, Kept]) -> bool:
    """Whether persons stand in the other brackets, so that an unknown word is one as well."""
    bracketed = [kept for name, kept in found.items() if _IN_BRACKETS.fullmatch(name)]
    persons = sum(kept.beside == "person" for kept in bracketed)
    return persons > 0 and all(kept.beside in ("person", "unclear", "people") for kept in bracketed)


def _before_bracket(name: str) -> str:
    match = _IN_BRACKETS.fullmatch(name)
    return match[1] if match is not None else name


def _with_role(part: Part, known: Collection[str], log: Log) -> Part:
    """A part with the role behind the name of its actor; `known` are folded names.

    Behind "as" it is one of an organisation, by its words or elsewhere: Youth as Leaders is none.
    """
    match = _ROLE_BEHIND.fullmatch(part.actor) if len(part.actor) <= _LONGEST else None
    role = "" if match is None else match["inside"] or match["tail"] or match["word"]
    if match is None or not is_role(role):
        return part
    if match["word"] and not (same_name(match[1]) in known or is_organisation(match[1])):
        return part
    log.add("role in brackets", part.file, part.row, match[1], role)
    counts = not part.role or (is_leading(role) and not is_leading(part.role))
    return replace(part, actor=match[1], role=role if counts else part.role)


def identified(parts: Iterable[Part], aliases: Aliases, log: Log) -> list[Part]:
    """Each name as the id of its actor: by alias, else its most usual spelling.

    Activities too: names that differ only by capitals and spaces are one.
    """
    parts = list(parts)
    actors = [
        _alias_of(part.actor, part.start, part.file, part.row, aliases, log) for part in parts
    ]
    spelling = _usual_spellings(
        (part.actor for part, known in zip(parts, actors, strict=True) if known is None), aliases
    )
    titles = _usual_spellings(part.activity for part in parts)
    result = []
    for part, known in zip(parts, actors, strict=True):
        actor = known or spelling[same_name(part.actor)]
        if actor != part.actor and known is None:
            log.add("spelling", part.file, part.row, part.actor, actor)
        activity = titles[same_name(part.activity)]
        if activity != part.activity:
            log.add("spelling", part.file, part.row, part.activity, activity)
        result.append(replace(part, actor=actor, activity=activity))
    return result


def once_each(parts: Iterable[Part]) -> list[Part]:
    """The parts, where who is named as the lead and among the participants takes part once.

    A role that says lead in other words than the reader knows is written as lead.
    """
    parts = [
        replace(p, role="lead") if is_leading(p.role) and not leads(p.role) else p for p in parts
    ]
    with_role = {(p.activity, p.actor, p.start, p.end) for p in parts if p.role}
    return [p for p in parts if p.role or (p.activity, p.actor, p.start, p.end) not in with_role]


def divided_pairs(contents: Contents, choices: Choices, aliases: Aliases, log: Log) -> list[Pair]:
    """A pair for each two, where cells hold several names; what names nobody is left out.

    A row is of two by itself, so that a single cell such as “Røde Kors, Helsingør” is one name.

    Asks when it cannot be told whether a cell holds one name or several.
    """
    pairs = contents.pairs
    cells = [name for pair in pairs for name in (pair.source, pair.target)]
    names = divide(cells, choices.separators, _whole(choices, aliases))
    if len(names.doubts) > 1 or any(len(doubt.pieces) > 2 for doubt in names.doubts):
        _ask_about_division(pairs[0].file, names, contents.ends)
    found = []
    for pair in pairs:
        ends = product(names.names[pair.source], names.names[pair.target])
        for source, target in ends:
            if {source.casefold(), target.casefold()} & NOBODY:
                log.add(
                    "row left out", pair.file, pair.row, f"{source} – {target}", "it names only one"
                )
            else:
                found.append(replace(pair, source=source, target=target))
    return found


def identified_pairs(pairs: Iterable[Pair], aliases: Aliases, log: Log) -> list[Pair]:
    """Both ends of each pair as the ids of actors, in the same way."""
    pairs = list(pairs)
    spelling = _usual_spellings(
        (name for pair in pairs for name in (pair.source, pair.target)), aliases
    )

    def actor(pair: Pair, name: str) -> str:
        known = _alias_of(name, pair.start, pair.file, pair.row, aliases, log)
        usual = known or spelling[same_name(name)]
        if known is None and usual != name:
            log.add("spelling", pair.file, pair.row, name, usual)
        return usual

    return [
        replace(pair, source=actor(pair, pair.source), target=actor(pair, pair.target))
        for pair in pairs
    ]


def _usual_spellings(names: Iterable[str], aliases: Aliases | None = None) -> dict[str, str]:
    """The most usual spelling by folded name; an id of the aliases is spelled as it is there."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        counts[same_name(name)][name] += 1
    usual = {
        folded: min(spellings, key=lambda name: (-spellings[name], name))
        for folded, spellings in counts.items()
    }
    ids = {same_name(alias.id): alias.id for each in (aliases or {}).values() for alias in each}
    return usual | ids


def _alias_of(name: str, start: str, file: str, row: int, aliases: Aliases, log: Log) -> str | None:
    known = aliases.get(same_name(name))
    if not known:
        return None
    read = when(start) if start else None
    if read is None or not read.start:
        fits = {alias.id for alias in known}
    else:
        first, last = parse_date(read.start)
        fits = {alias.id for alias in known if alias.first <= last and first <= alias.last}
        if not fits:
            log.add("alias out of time", file, row or None, name, f"none on {read.start}")
            return None
    if len(fits) > 1:
        ids = ", ".join(sorted(fits))
        log.error("alias-unclear", file, row or None, None, name, ids=ids, date=start or "–")
        return None
    (chosen,) = fits
    log.add("alias", file, row or None, name, chosen)
    return chosen


def apart_by_date(parts: Iterable[Part], log: Log) -> list[Part]:
    """An activity for each date, where one name has several: each meeting is its own.

    Rows with an end are stretches within one activity, and stay together, but for weeks: a meeting
    of which only its week is known.
    """
    parts = list(parts)
    starts: dict[str, set[str]] = defaultdict(set)
    spans: set[str] = set()
    for part in parts:
        starts[part.activity].add(part.start)
        if part.end and not _is_week(part):
            spans.add(part.activity)
    several = {name for name, days in starts.items() if len(days - {""}) > 1 and name not in spans}
    result = []
    for part in parts:
        if part.activity in several and part.start:
            name = f"{part.activity} ({'/'.join(filter(None, (part.start, part.end)))})"
            log.add("activity by date", part.file, part.row, part.activity, name)
            result.append(replace(part, activity=name))
        else:
            result.append(part)
    return result


def _is_week(part: Part) -> bool:
    """Whether a participation goes from a Monday to the Sunday after it."""
    if not len(part.start) == len(part.end) == len("2018-03-12"):
        return False
    first, last = dt.date.fromisoformat(part.start), dt.date.fromisoformat(part.end)
    return first.weekday() == 0 and (last - first).days == 6


# ----------------------------------------------------------------------------------- names in cells


def pieces(cell: str) -> list[str]:
    """The likely names in a cell, folded: to compare with, not to keep."""
    whole = same_name(cell)
    parts = [
        same_name(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", piece)) for piece in BETWEEN.split(cell)
    ]
    return [whole, *filter(None, parts)]


def names_of_none(
    file: str, columns: str | Sequence[str], names: Sequence[str], choices: Choices
) -> set[str]:
    """Those of doubtful names that the person said to leave out; asks about what is not said."""
    answered = {same_name(name) for name in (*choices.whole, *choices.secretariat,
                *choices.partners, *(row.id for row in choices.aliases))}  # fmt: skip
    doubtful = [name for name in names if same_name(name) not in answered]
    out = {name for name in doubtful if key(name) in choices.ignored}
    if len(out) < len(doubtful):
        raise Question("hardly-names", file, columns, [n for n in doubtful if n not in out])
    return out


def names_in(sheet: Sheet, places: Iterable[int]) -> set[str]:
    """Every likely name in some columns."""
    return {name for place in places for cell in sheet.block.cells(place) for name in pieces(cell)}


def naming(sheet: Sheet, texts: Sequence[str]) -> list[str]:
    """The sentences that name one of those who take part."""
    return holding(texts, names_in(sheet, sheet.places("actor")) if texts else ())


def holding(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """The sentences that hold one of some folded names.

    >>> holding(["Kun Klubben kom", "Klubbens hus", "Regn"], {"klubben", "røde kors"})
    ['Kun Klubben kom']
    """
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_word[next(iter(_WORD.findall(name)), "")].append(name)
    return [text for text in texts if _holds_one(same_name(text), by_word)]


def _holds_one(text: str, by_word: Mapping[str, Sequence[str]]) -> bool:
    """Whether a folded sentence holds a name, of those by their first word."""
    near = (name for word in {"", *_WORD.findall(text)} for name in by_word.get(word, ()))
    return any(
        name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in near
    )


_WORD = re.compile(r"\w+")


def without_names(cell: str, names: set[str]) -> str:
    """A cell without the names that did not come, as the column of those says.

    >>> without_names("Klubben, SSP og Skolen", {"skolen"}), without_names("SSP", {"ssp"})
    ('Klubben, SSP', '')
    """
    folded = {"".join(part.split()) for part in names}
    pieces = re.split(rf"({BETWEEN.pattern})", cell)
    kept = [
        n for n in range(0, len(pieces), 2) if "".join(same_name(pieces[n]).split()) not in folded
    ]
    if len(kept) == len(pieces[::2]):
        return cell
    while kept and not pieces[kept[-1]].strip():
        kept.pop()
    told = "".join("".join(pieces[n : n + 2]) for n in kept[:-1])
    return "".join([told, *(pieces[n].rstrip() for n in kept[-1:])]).strip(" ,;")


def organisation_of(cell: str) -> str:
    """A cell of participants; of addresses what stands behind the @, and nothing of private ones.

    >>> [organisation_of(cell) for cell in ("mh@kommunen.dk", "mette@gmail.com", "SSP")]
    ['kommunen.dk', '', 'SSP']
    >>> organisation_of("Mette Holm <mh@kommunen.dk>; bo@kommunen.dk; lh@klubben.dk")
    'kommunen.dk; klubben.dk'
    >>> organisation_of("Skolen, Kirken <bo@klubben.dk>")
    'Skolen, Kirken <bo@klubben.dk>'
    """
    if "@" not in cell:
        return cell
    found = [_ADDRESS.fullmatch(piece.strip()) for piece in _BETWEEN_ADDRESSES.split(cell)]
    domains = [
        match["domain"].casefold()
        for match in found
        if match is not None and may_bear_address(match["name"] or "")
    ]
    if len(domains) < len(found):
        return cell
    return "; ".join(dict.fromkeys(d for d in domains if not {d, d.partition(".")[0]} & _PRIVATE))


_ADDRESS = re.compile(r"(?:(?P<name>[^<>@;\n]*)<)?[^@\s,;<>]+@(?P<domain>[\w.-]+\.\w+)>?")

_BETWEEN_ADDRESSES = re.compile(
    r"[;\n]\s*|(?<=>),\s*|(?<=\w),\s*(?=[^@\s,;<>]+@)|(?<=\w)\s+(?=[^@\s,;<>]+@)"
)

_PRIVATE = words(
    """gmail, hotmail, outlook, yahoo, icloud, live, me.com, mail, msn, googlemail, protonmail,
    gmx, web.de"""
)
