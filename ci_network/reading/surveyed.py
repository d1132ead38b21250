"""Answers to a survey, merged into the tables of a record.

Who worked with whom without the secretariat becomes a row of partnerships.csv, recorded by the
respondent. Who has answered, and that two did not work together or that nobody knows, becomes a
row of survey.csv: a tie that one of two tells of can so be told from one that both could tell of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ci_network.reading.cells import UNKNOWN
from ci_network.reading.changes import Merging, Source, Table
from ci_network.reading.records import Records
from ci_network.reading.survey_answers import Answer, answers_in

PAIR_COLUMNS = (
    "source", "target", "start", "end", "secretariat", "continues", "recorded_by", "survey",
    "evidence",
)  # fmt: skip
"""Columns of partnerships.csv, where answers make it."""

REPLY_COLUMNS = ("respondent", "about", "answer", "survey", "from", "until", "answered")
"""Columns of survey.csv, where answers make it."""


def merge_survey(records: Records, at: int, place: Mapping[str, int], merging: Merging) -> None:
    """Answers to a survey: who worked with whom without the secretariat, and who has answered."""
    answers = list(answers_in(records, at, place, merging.respondents, merging.problem_log))
    there = _There(
        _Rows(merging.tables["partnerships"], "recorded_by", "target"),
        _Rows(merging.tables["survey"], "respondent", "about"),
    )
    for answer in answers:
        if answer.about and answer.worked.meaning:
            _account(answer, records.file, there, merging)
    for answer in _replies(answers):
        _reply(answer, records.file, there.replies, merging)


class _Rows:
    """The rows of a table by who says what of whom in which survey."""

    def __init__(self, table: Table, respondent: str, about: str) -> None:
        self.table = table
        self._place: dict[tuple[str, str, str], int] = {}
        for row in range(len(table.rows)):
            key = (table.cell(row, respondent), table.cell(row, about), table.cell(row, "survey"))
            self._place.setdefault(key, row)

    def of(self, answer: Answer) -> int | None:
        """The row in which the respondent tells of the other in this survey."""
        return self._place.get((answer.respondent, answer.about, answer.survey))

    def add(self, answer: Answer) -> int:
        """A new row for it."""
        row = self.table.add()
        self._place[answer.respondent, answer.about, answer.survey] = row
        return row


class _There(NamedTuple):
    """What is in the record already: who worked with whom, and who has answered."""

    pairs: _Rows
    replies: _Rows


def _replies(answers: Sequence[Answer]) -> Iterator[Answer]:
    """A row for the reply of each respondent that has answered anything, or says it is done."""
    said: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        said[answer.respondent, answer.survey].append(answer)
    for its in said.values():
        whole = next((each for each in its if not each.about), None)
        filled = [each for each in its if each.about and each.worked.meaning]
        blank = any(each.about and not each.worked.meaning for each in its)
        state = whole.state if whole is not None and whole.state else ""
        if filled or state == "complete":
            one = whole or filled[0]
            state = state or ("partial" if blank else "complete")
            yield one._replace(about="", state=state)


def _account(answer: Answer, file: str, there: _There, merging: Merging) -> None:
    """What one partner says of another, into the table of pairs or that of replies."""
    about = ("survey", answer.survey, answer.respondent, answer.about)
    cells = {"worked_together": answer.worked} | dict(answer.told)
    new = False
    for name, each in cells.items():
        if each.meaning:
            source = Source(file, answer.row, each.column, each.cell, _evidence(answer))
            same = merging.once((*about, name), each.meaning, source)
            new |= same and name == "worked_together"
    source = Source(file, answer.row, answer.worked.column, answer.worked.cell, _evidence(answer))
    _against_record(answer, source, there, merging)
    if answer.worked.meaning == "yes":
        _pair(answer, source, there.pairs, merging)
    elif new:
        _said_no(answer, source, there.replies, merging)


def _against_record(answer: Answer, source: Source, there: _There, merging: Merging) -> None:
    """An answer may not say otherwise than the same respondent did in the same survey."""
    yes = answer.worked.meaning == "yes"
    rows = there.replies if yes else there.pairs
    row = rows.of(answer)
    if row is None:
        return
    before = rows.table.cell(row, "answer") if yes else "yes"
    if before not in UNKNOWN:
        merging.contradict(rows.table, row, before, source)


def _evidence(answer: Answer) -> str:
    """Where an answer is from: which survey, when, and what the respondent wrote of it."""
    of = answer.survey if answer.survey.startswith("survey") else f"survey {answer.survey}".strip()
    told = ", ".join(filter(None, (of, answer.answered)))
    return f"{told}: {answer.on_what}" if answer.on_what else told


def _pair(answer: Answer, source: Source, pairs: _Rows, merging: Merging) -> None:
    """A row of partnerships.csv: the two worked together without the secretariat."""
    table = pairs.table
    table.begin(PAIR_COLUMNS)
    told = {name: each.meaning for name, each in answer.told.items() if each.meaning}
    start = told.pop("since", "") or answer.start
    known = {"start": start, "end": answer.end, **told, "evidence": _evidence(answer)}
    row = pairs.of(answer)
    if row is not None:
        _told_again(answer, known, row, table, source, merging)
        return
    row = pairs.add(answer)
    fixed = {
        "source": answer.respondent, "secretariat": "none", "survey": answer.survey,
        "recorded_by": answer.respondent,
    }  # fmt: skip
    merging.write(table, row, "target", answer.about, source)
    for name, value in (fixed | known).items():
        if value:
            table.set(row, name, value)


def _told_again(
    answer: Answer,
    known: Mapping[str, str],
    row: int,
    table: Table,
    source: Source,
    merging: Merging,
) -> None:
    """What is in the record already, or what the same respondent adds to it later on."""
    for name, value in known.items():
        before = table.cell(row, name)
        cell = answer.told.get("since" if name == "start" else name)
        if before == value:
            merging.unchanged += name == "start"
        elif name == "evidence" or not before or (name == "start" and before == answer.start):
            if value and (name != "evidence" or answer.on_what):
                merging.write(table, row, name, value, source)
        elif cell is not None and cell.meaning:
            merging.change(
                table, row, name, value, source._replace(column=cell.column, cell=cell.cell)
            )


def _said_no(answer: Answer, source: Source, replies: _Rows, merging: Merging) -> None:
    """A row of survey.csv: the two did not work together, or the respondent does not know."""
    row = replies.of(answer)
    if row is not None:
        merging.change(replies.table, row, "answer", answer.worked.meaning, source)
        return
    row = _new_reply(answer, replies)
    replies.table.set(row, "about", answer.about)
    merging.write(replies.table, row, "answer", answer.worked.meaning, source)


def _reply(answer: Answer, file: str, replies: _Rows, merging: Merging) -> None:
    """A row of survey.csv: somebody has answered, all of it or some."""
    table = replies.table
    source = Source(file, answer.row, answer.worked.column, answer.state, _evidence(answer))
    row = replies.of(answer)
    row = _new_reply(answer, replies) if row is None else row
    if table.cell(row, "answer") in (answer.state, "complete"):
        merging.unchanged += 1
        return
    merging.write(table, row, "answer", answer.state, source)
    table.set(row, "answered", answer.answered)


def _new_reply(answer: Answer, replies: _Rows) -> int:
    replies.table.begin(REPLY_COLUMNS)
    row = replies.add(answer)
    cells = {
        "respondent": answer.respondent, "survey": answer.survey, "from": answer.start,
        "until": answer.end, "answered": answer.answered,
    }  # fmt: skip
    for name, value in cells.items():
        replies.table.set(row, name, value)
    return row
