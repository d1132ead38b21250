"""What is known of an activity as a whole: in any of its rows, or in a table of activities.

Whoever keeps the record says it once, where it is at hand: who led, whether the activity goes on
when the secretariat leaves and who takes it over, and whether it was work or an evaluation. All
places are brought together here, and those that contradict each other are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes
from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, PURPOSE_WORDS, leads
from ci_network.reading.columns import ACTIVITIES, TOLD, Known, known_columns
from ci_network.reading.nodes import Nodes
from ci_network.reading.parts import Parts, Told
from ci_network.reading.references import check_filled, known_actors
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import Column, ProblemLog, RowLog, Table
from ci_network.record.alliance import CONTINUES, LED_BY, Actors

_WORDS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "led_by": (LED_BY_WORDS, "bad-led-by"),
    "continues": (CONTINUES_WORDS, "bad-continues"),
    "purpose": (PURPOSE_WORDS, "bad-purpose"),
}
"""By column, what each word means, and the problem of one that means nothing."""


class _Place(NamedTuple):
    """A cell that says something of an activity."""

    meaning: str
    file: str
    row: int
    column: str
    cell: str


class Telling:
    """Collects what is said of activities, each of them known by a number.

    Parameters
    ----------
    nodes
        The actors; None when they could not be read.
    found
        Where problems are told.
    """

    def __init__(self, nodes: Nodes | None, problem_log: ProblemLog) -> None:
        self.nodes, self.problem_log = nodes, problem_log
        self.places: dict[str, dict[int, _Place]] = {name: {} for name in TOLD}
        self.evidence: defaultdict[int, set[str]] = defaultdict(set)
        self.attributes: dict[str, dict[int, str]] = {}

    def hear(self, known: Known, log: RowLog, activity: Codes) -> None:
        """Take in the columns of a table, whose rows speak of these activities; -1 of none."""
        for name in TOLD:
            column = known[name]
            if column.name:
                meanings = self._meanings(name, column, log)
                for code, its, row in _each_once(column, activity, log.rows):
                    if meanings[code]:
                        cell = column.values[code]
                        place = _Place(meanings[code], log.file, row, column.name, cell)
                        self._note(name, its, place)

    def _meanings(self, name: str, column: Column, log: RowLog) -> list[str]:
        """What each different cell means; blank where it says nothing, or nothing that is read."""
        if name == "continues_evidence":
            return list(column.values)
        if name == "taken_over_by":
            cells = zip(known_actors(column, self.nodes, log), column.values, strict=True)
            return [cell if code >= 0 else "" for code, cell in cells]
        words, problem = _WORDS[name]
        meanings = []
        for code, cell in enumerate(column.values):
            meaning = words.get(" ".join(cell.casefold().split()), "")
            if cell and not meaning:
                log.error(problem, column.places(code), column)
            meanings.append("" if meaning == "unknown" else meaning)
        return meanings

    def _note(self, name: str, activity: int, place: _Place) -> None:
        if name == "continues_evidence":
            self.evidence[activity].add(place.meaning)
        other = self.places[name].setdefault(activity, place)
        if name != "continues_evidence" and other.meaning != place.meaning:
            self.problem_log.error(
                "contradiction", place.file, place.row, place.column, place.cell,
                twin=other.cell, first=str(other.row), other=other.file,
            )  # fmt: skip

    def result(self, activities: int, last: int | None) -> Told:
        """All of it, when every table was heard; the record reaches to the day `last`."""
        self._check_heirs(last)
        heirs, codes = self.places["taken_over_by"], {}
        if heirs and self.nodes is not None:
            codes = {name: code for code, name in enumerate(self.nodes.actors.id)}

        def column(name: str, code_of: Callable[[str], int], otherwise: int) -> Codes:
            found = np.full(activities, otherwise, np.int64)
            for activity, place in self.places[name].items():
                found[activity] = code_of(place.meaning)
            return found

        def texts(said: Mapping[int, str]) -> tuple[str, ...]:
            return tuple(map(said.get, range(activities), repeat("")))

        return Told(
            led_by=column("led_by", LED_BY.index, 0),
            continues=column("continues", CONTINUES.index, 0),
            continues_evidence=texts({n: "; ".join(sorted(s)) for n, s in self.evidence.items()}),
            taken_over_by=column("taken_over_by", lambda name: codes.get(name, -1), -1),
            evaluation=column("purpose", lambda word: word == "evaluation", 0).astype(bool),
            attributes={name: texts(said) for name, said in self.attributes.items()},
        )

    def _check_heirs(self, last: int | None) -> None:
        """Only what goes on can be taken over, and only by one that is not about to leave."""
        for activity, heir in self.places["taken_over_by"].items():
            at = heir.file, heir.row, heir.column, heir.cell
            future = self.places["continues"].get(activity)
            if future is None or future.meaning != "yes":
                self.problem_log.error("taken-over-without-yes", *at)
            if self.nodes is not None and _leaves(self.nodes.actors, heir.meaning, last):
                self.problem_log.error("secretariat-takes-over", *at)


def _leaves(actors: Actors, name: str, last: int | None) -> bool:
    """Whether an actor is secretariat until the end of the record, or longer."""
    code = actors.id.index(name)
    in_term = last is None or int(actors.term_end[code]) >= last
    return bool(actors.secretariat[code]) and in_term


def _each_once(column: Column, activity: Codes, rows: Codes) -> list[tuple[int, int, int]]:
    """Code of the cell, activity and first row of each two that go together."""
    wanted = np.flatnonzero((activity >= 0) & ~column.blank())
    key = activity[wanted] * len(column.values) + column.codes[wanted]
    pairs, first = np.unique(key, return_index=True)
    order = np.argsort(first)
    return list(
        zip(
            (pairs % len(column.values))[order].tolist(),
            (pairs // len(column.values))[order].tolist(),
            rows[wanted[first[order]]].tolist(),
            strict=True,
        )
    )


def hear_activities(
    table: Table, names: Sequence[str], activity: Sequence[Sequence[int]], telling: Telling
) -> None:
    """Take in the table of activities.

    Parameters
    ----------
    table
        The table.
    names
        Names that edges gives to activities, each once.
    activity
        The numbers of the activities that go by each name: several rows of pairs may share one.
    telling
        Where it goes.
    """
    known = known_columns(table, ACTIVITIES, telling.problem_log)
    if known is None:
        return
    log, column = RowLog(table.file, table.rows, telling.problem_log), known["activity"]
    check_filled(column, log)
    numbers = dict(zip(names, activity, strict=True))
    suggest = Suggestions({name: name for name in names if name})
    for code, cell in enumerate(column.values):
        places = column.places(code)
        if not cell:
            continue
        log.warning("activity-again", places[1:], column, first=log.number(places[0]))
        if cell in numbers:
            continue
        meant = suggest(cell)
        if meant is None:
            log.error("unknown-activity", places, column)
        else:
            log.error("unknown-activity-near", places, column, meant=meant)
    for nth in range(max(map(len, activity), default=0)):
        of_cell = np.array(
            [(*numbers.get(cell, ()), *[-1] * (nth + 1))[nth] for cell in column.values], np.int64
        )
        telling.hear(known, log, of_cell[column.codes])
        for further in known.further:
            texts = telling.attributes.setdefault(further.name, {})
            for number, cell in zip(of_cell[column.codes].tolist(), further.cells(), strict=True):
                if number >= 0 and cell:
                    texts.setdefault(number, cell)


def check_leads(telling: Telling, actors: Actors, parts: Parts, log: RowLog) -> None:
    """What is said of the lead as a whole must agree with the rows that lead.

    Parameters
    ----------
    telling
        What was said.
    actors
        The actors.
    parts
        The parts of all activities; the first of them are those of the rows, one of each.
    log
        Of the table of edges.
    """
    said = telling.places["led_by"]
    if not said:
        return
    leads_it = np.array([leads(text) for text in parts.role.values], bool)[parts.role.codes]
    actor, spans = parts.actor, parts.spans
    start, end = actors.term_start[actor], actors.term_end[actor]
    flagged, dated = actors.secretariat[actor], spans.dated
    as_secretariat = flagged & (~dated | ((spans.start <= end) & (spans.end >= start)))
    as_partner = ~flagged | (dated & ((spans.start < start) | (spans.end > end)))
    for number, place in said.items():
        its = parts.activity == number
        leading = np.flatnonzero(its & leads_it)
        against = {
            "secretariat": leading[~as_secretariat[leading]],
            "partner": leading[~as_partner[leading]],
            "shared": leading if not as_partner[leading].any() else leading[:0],
        }[place.meaning]
        at = place.file, place.row, place.column, place.cell
        if len(against):
            one = int(against[0])
            row = log.number(one if one < len(log.rows) else number)
            twin = actors.id[int(actor[one])]
            log.log.error("lead-disagrees", *at, twin=twin, first=row, other=log.file)
        elif (
            place.meaning == "secretariat"
            and actors.secretariat.any()
            and not (its & as_secretariat).any()
        ):
            log.log.warning("led-by-absent", *at)
