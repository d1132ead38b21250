"""Answers to a survey, as a form saves them, a spreadsheet saves them again, or a workbook holds.

Every row says who answers, of which survey and period, and about whom; so rows may be sorted, and
the file may have any name. Ids stand behind ``id:``, so that no spreadsheet makes a number or a
date of them. A row without another partner tells of the reply as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ci_network import dates
from ci_network.dates import PartialDate
from ci_network.language import Language
from ci_network.reading.cells import date_of
from ci_network.reading.columns import key
from ci_network.reading.records import Records
from ci_network.reading.replies import REPLY_WORDS, WORKED_WORDS
from ci_network.reading.table import ProblemLog, clean

FORM = "ci-network-survey/"
VERSION = 1

ID = "id:"

ITEMS = ("trust_1", "trust_2", "trust_3", "value_1", "value_2", "value_3")
"""Columns of trust and value, each from 1 to 4."""

COLUMNS: dict[str, dict[Language, str]] = {
    "form": {"en": "form", "da": "skema"},
    "survey": {"en": "survey", "da": "spørgeskema"},
    "period": {"en": "period", "da": "periode"},
    "respondent": {"en": "respondent", "da": "svarer"},
    "respondent_name": {"en": "respondent_name", "da": "svarer_navn"},
    "answered": {"en": "answered", "da": "besvaret"},
    "state": {"en": "state", "da": "tilstand"},
    "about": {"en": "about", "da": "om"},
    "about_name": {"en": "about_name", "da": "om_navn"},
    "worked_together": {"en": "worked_together", "da": "arbejdet_sammen"},
    "on_what": {"en": "on_what", "da": "om_hvad"},
    "since": {"en": "since", "da": "siden"},
    "continues": {"en": "continues", "da": "fortsætter"},
    **{
        f"{what}_{n}": {"en": f"{what}_{n}", "da": f"{danish}_{n}"}
        for what, danish in (("trust", "tillid"), ("value", "værdi"))
        for n in (1, 2, 3)
    },
}
"""Every column of a file of answers, by the name that it has in each language."""

NEEDED = frozenset({"respondent", "about", "worked_together"})

_PLACE = {key(name): column for column, names in COLUMNS.items() for name in names.values()}

_ALL_MONTHS = "jan feb mar apr maj/may jun jul aug sep okt/oct nov dec"
_MONTHS = {
    name: number
    for number, names in enumerate(_ALL_MONTHS.split(), start=1)
    for name in names.split("/")
}
_MONTH_AND_YEAR = re.compile(r"([a-z]{3})\w{0,7}[-. /]+(\d{4}|\d\d)")
_SCORE = re.compile(r"([1-4])(?:[.,]0+)?")


class Respondents(NamedTuple):
    """Who can answer, and what they may be called.

    Attributes
    ----------
    id_of
        Id by id, by label, and by the code that stands for it.
    label
        Label by id.
    coded
        Ids that the forms may hold under codes.
    term
        First and last day of its term, by id of an actor that is marked as secretariat.
    """

    id_of: Mapping[str, str]
    label: Mapping[str, str]
    coded: Mapping[str, str]
    term: Mapping[str, tuple[int, int]]


class Cell(NamedTuple):
    """What a cell says, and the cell as it stands."""

    column: str
    cell: str
    meaning: str


class Answer(NamedTuple):
    """One row of a file of answers.

    Attributes
    ----------
    row
        Row as the spreadsheet shows it.
    respondent, about
        Ids; `about` is blank in the row of the reply as a whole.
    survey, start, end, answered
        Which survey; the period that it asks about and the day of the answer, blank if unknown.
    state
        ``complete`` or ``partial`` in the row of the reply, else blank.
    worked
        ``yes``, ``no`` or ``unknown``; blank where the row is not answered.
    told
        What else is told of work together, by column: `since`, `continues`, trust and value.
    on_what
        Free text.
    """

    row: int
    respondent: str
    about: str
    survey: str
    start: str
    end: str
    answered: str
    state: str
    worked: Cell
    told: Mapping[str, Cell]
    on_what: str


def places_in(row: Sequence[str]) -> dict[str, int]:
    """Where the columns of answers stand in a header; empty where it is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        column = _PLACE.get(key(clean(cell)))
        if column is not None:
            found.setdefault(column, place)
    return found if found.keys() >= NEEDED else {}


def answers_in(
    records: Records, at: int, place: Mapping[str, int], who: Respondents, problem_log: ProblemLog
) -> Iterator[Answer]:
    """The answers of a table without those that are wrong, which are told.

    Parameters
    ----------
    records
        The cells.
    at
        Where the header stands.
    place
        Where its columns stand, as `places_in` finds them.
    who
        The actors of the record.
    problem_log
        Where problems are told.
    """
    header = records.cells[at]
    names = {column: clean(header[k]) for column, k in place.items()}
    for row, cells in enumerate(records.cells[at + 1 :], start=at + 2):
        said = {name: clean(cells[k]) if k < len(cells) else "" for name, k in place.items()}
        is_note = not said["respondent"] and bool(cells) and clean(cells[0]).startswith("#")
        if any(said.values()) and not is_note:
            answer = _Row(records.file, row, names, said, who, problem_log).answer()
            if answer is not None:
                yield answer


class _Row:
    """One row that is being read."""

    def __init__(
        self,
        file: str,
        row: int,
        names: Mapping[str, str],
        said: Mapping[str, str],
        who: Respondents,
        problem_log: ProblemLog,
    ) -> None:
        self.file, self.row, self.names, self.said = file, row, names, said
        self.who, self.problem_log = who, problem_log
        self.sound = True

    def answer(self) -> Answer | None:
        """What it says; None where some of it is wrong."""
        said = self.said
        version = said.get("form", "")
        if version and version != f"{FORM}{VERSION}":
            self.wrong("answer-of-other-form", "form", form=f"{FORM}{VERSION}")
            return None
        start, end = self.period()
        respondent = self.actor("respondent", "respondent_name")
        other = said["about"] or said.get("about_name", "")
        about = self.actor("about", "about_name") if other else ""
        if respondent is None or about is None:
            return None
        if respondent == about:
            self.wrong("answer-about-oneself", "about")
        worked = self.meant("worked_together", WORKED_WORDS)
        told = self.told(end)
        loose = [name for name in (*told, "on_what") if said.get(name)]
        if about and worked.meaning != "yes" and loose and self.sound:
            self.wrong("told-without-yes", loose[0])
        answer = Answer(
            row=self.row,
            respondent=respondent,
            about=about,
            survey=said.get("survey", ""),
            start=start,
            end=end,
            answered=self.day("answered"),
            state=self.meant("state", REPLY_WORDS).meaning,
            worked=worked,
            told=told,
            on_what=" ".join(_printable(said.get("on_what", "")).split()),
        )
        return answer if self.sound else None

    def wrong(self, code: str, column: str, **details: str) -> None:
        self.sound = False
        name = self.names.get(column, column)
        self.problem_log.error(
            code, self.file, self.row, name, self.said.get(column, ""), **details
        )

    def actor(self, column: str, name_column: str) -> str | None:
        """The id that a cell means; the name beside it must be that of the record."""
        cell = self.said[column] or self.said.get(name_column, "")
        named = clean(cell.removeprefix(ID))
        id_ = self.who.id_of.get(named) or self.who.coded.get(named)
        if not named:
            self.wrong("blank-cell", column)
        elif id_ is None:
            self.wrong("answer-about-nothing", column)
        elif self.in_term(id_):
            self.wrong("answer-of-secretariat", column)
        else:
            name = self.said.get(name_column, "")
            label = self.who.label[id_]
            if name and not any(_is_called(name, each) for each in (label, id_, named)):
                self.wrong("answer-of-another", column, twin=name, meant=label)
            return id_
        return None

    def in_term(self, id_: str) -> bool:
        """Whether an actor is secretariat throughout the period."""
        first, last = self.who.term.get(id_, (dates.END, dates.BEGINNING))
        start, end = map(date_of, self.period())
        begin = dates.BEGINNING if start is None else start.first
        until = dates.END if end is None else end.last
        return first <= begin and last >= until

    def meant(self, column: str, words: Mapping[str, str]) -> Cell:
        cell = self.said.get(column, "")
        meaning = words.get(cell.casefold().replace("’", "'"), "")
        if cell and not meaning:
            self.wrong("bad-answer", column)
        return Cell(self.names.get(column, column), cell, meaning)

    def told(self, end: str) -> dict[str, Cell]:
        """What is told beside, of which nothing need be there."""
        continues = self.meant("continues", WORKED_WORDS)
        if continues.meaning == "unknown":
            continues = continues._replace(meaning="")
        found = {"since": self.since(end), "continues": continues}
        for name in ITEMS:
            cell = self.said.get(name, "")
            score = _SCORE.fullmatch(cell)
            if cell and score is None:
                self.wrong("bad-score", name)
            found[name] = Cell(self.names.get(name, name), cell, score[1] if score else "")
        return found

    def since(self, end: str) -> Cell:
        cell = self.said.get("since", "")
        meaning = ""
        if cell:
            date = date_of(_of_a_spreadsheet(cell))
            last = date_of(end) if end else None
            if date is None:
                self.wrong("bad-date", "since")
            elif last is not None and date.first > last.last:
                self.wrong("since-after-period", "since", day=end)
            else:
                meaning = as_text(date)
        return Cell(self.names.get("since", "since"), cell, meaning)

    def period(self) -> tuple[str, str]:
        cell = self.said.get("period", "")
        if not cell:
            return "", ""
        parts = [date_of(clean(part)) for part in cell.split("/")]
        if len(parts) == 2 and parts[0] and parts[1] and parts[0].first <= parts[1].last:
            return dates.iso(parts[0].first), dates.iso(parts[1].last)
        whole = date_of(cell)
        if whole is None:
            self.wrong("bad-answer", "period")
            return "", ""
        return dates.iso(whole.first), dates.iso(whole.last)

    def day(self, column: str) -> str:
        cell = self.said.get(column, "")
        date = date_of(cell) if cell else None
        if cell and date is None:
            self.wrong("bad-date", column)
        return "" if date is None else as_text(date)


def _is_called(name: str, label: str) -> bool:
    """Whether a name is a label, as far as letters of Western Europe can hold it.

    >>> _is_called("?ód? klub", "Łódź Klub"), _is_called("Lejre Bibliotek", "Biblioteket")
    (True, False)
    """
    if key(name) == key(label):
        return True
    letters = (
        re.escape(letter) if letter.encode("cp1252", "ignore") else ".{1,2}"
        for letter in " ".join(label.casefold().split())
    )
    return bool(re.fullmatch("".join(letters), " ".join(name.casefold().split())))


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _of_a_spreadsheet(cell: str) -> str:
    """A month as a spreadsheet shows it, such as ``mar-18``, as other months are written."""
    found = _MONTH_AND_YEAR.fullmatch(cell.casefold())
    month = _MONTHS.get(found[1]) if found else None
    if found is None or month is None:
        return cell
    year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
    return f"{year:04d}-{month:02d}"


def as_text(date: PartialDate) -> str:
    """A date as it is known: a year, a month or a day.

    Examples
    --------
    >>> [as_text(dates.parse_date(text)) for text in ("2018", "2018-03", "14.3.2018")]
    ['2018', '2018-03', '2018-03-14']
    """
    day = dates.iso(date.first)
    for text in (day[:4], day[:7]):
        if dates.parse_date(text) == date:
            return text
    return day
