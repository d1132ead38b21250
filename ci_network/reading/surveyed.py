"""Answers to a survey, merged into the tables of a record.

Who worked with whom without the secretariat becomes a row of partnerships.csv, recorded by the
respondent. Who has answered, and that two did not work together or that nobody knows, becomes a
row of survey.csv: a tie that one of two tells of can so be told from one that both could tell of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
    answers = list(answers_in(records, at, place, merging.respondents, merging.found))
    for answer in answers:
        if answer.about and answer.worked.meaning:
            _account(answer, records.file, merging)
    for answer in _replies(answers):
        _reply(answer, records.file, merging)


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


def _account(answer: Answer, file: str, merging: Merging) -> None:
    """What one partner says of another, into the table of pairs or that of replies."""
    about = ("survey", answer.survey, answer.respondent, answer.about)
    cells = {"worked_together": answer.worked} | dict(answer.told)
    new = False
    for name, each in cells.items():
        if each.meaning:
            source = Source(file, answer.row, each.column, each.cell, _evidence(answer))
            same = merging.once((*about, name), each.meaning, source)
            new |= same and name == "worked_together"
    table = merging.tables["partnerships" if answer.worked.meaning == "yes" else "survey"]
    _against_record(answer, file, merging)
    if answer.worked.meaning == "yes":
        _pair(answer, file, table, merging)
    elif new:
        _said_no(answer, file, table, merging)


def _against_record(answer: Answer, file: str, merging: Merging) -> None:
    """An answer may not say otherwise than the same respondent did in the same survey."""
    pairs, replies = merging.tables["partnerships"], merging.tables["survey"]
    source = Source(file, answer.row, answer.worked.column, answer.worked.cell)
    if answer.worked.meaning == "yes":
        there = [
            (replies, row, replies.cell(row, "answer"))
            for row in _rows_of(replies, answer, "respondent", "about")
            if replies.cell(row, "answer") not in UNKNOWN
        ]
    else:
        there = [(pairs, row, "yes") for row in _rows_of(pairs, answer, "recorded_by", "target")]
    for table, row, cell in there:
        merging.found.error(
            "answer-against-record", source.file, source.row, source.column, source.cell,
            twin=cell, other=table.file, first=table.number(row),
        )  # fmt: skip


def _rows_of(table: Table, answer: Answer, respondent: str, about: str) -> list[int]:
    """The rows in which the respondent tells of the other in this survey."""
    return [
        row
        for row in table.where(respondent, answer.respondent)
        if table.cell(row, about) == answer.about and table.cell(row, "survey") == answer.survey
    ]


def _evidence(answer: Answer) -> str:
    """Where an answer is from: which survey, when, and what the respondent wrote of it."""
    of = answer.survey if answer.survey.startswith("survey") else f"survey {answer.survey}".strip()
    told = ", ".join(filter(None, (of, answer.answered)))
    return f"{told}: {answer.on_what}" if answer.on_what else told


def _pair(answer: Answer, file: str, table: Table, merging: Merging) -> None:
    """A row of partnerships.csv: the two worked together without the secretariat."""
    table.begin(PAIR_COLUMNS)
    told = {name: each.meaning for name, each in answer.told.items() if each.meaning}
    start = told.pop("since", "") or answer.start
    known = {
        "start": start, "end": answer.end, **told, "evidence": _evidence(answer),
    }  # fmt: skip
    source = Source(file, answer.row, answer.worked.column, answer.worked.cell, _evidence(answer))
    rows = _rows_of(table, answer, "recorded_by", "target")
    row = rows[0] if rows else table.add()
    if not rows:
        fixed = {
            "source": answer.respondent, "secretariat": "none", "survey": answer.survey,
            "recorded_by": answer.respondent,
        }  # fmt: skip
        for name, value in fixed.items():
            table.set(row, name, value)
        merging.write(table, row, "target", answer.about, source)
        for name, value in known.items():
            if value:
                table.set(row, name, value)
        return
    _told_again(answer, known, row, table, source, merging)


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


def _said_no(answer: Answer, file: str, table: Table, merging: Merging) -> None:
    """A row of survey.csv: the two did not work together, or the respondent does not know."""
    table.begin(REPLY_COLUMNS)
    source = Source(file, answer.row, answer.worked.column, answer.worked.cell, _evidence(answer))
    rows = _rows_of(table, answer, "respondent", "about")
    if rows:
        merging.change(table, rows[0], "answer", answer.worked.meaning, source)
        return
    row = _new_reply(answer, table)
    table.set(row, "about", answer.about)
    merging.write(table, row, "answer", answer.worked.meaning, source)


def _reply(answer: Answer, file: str, merging: Merging) -> None:
    """A row of survey.csv: somebody has answered, all of it or some."""
    table = merging.tables["survey"]
    table.begin(REPLY_COLUMNS)
    source = Source(file, answer.row, answer.worked.column, answer.state, _evidence(answer))
    rows = _rows_of(table, answer, "respondent", "about")
    row = rows[0] if rows else _new_reply(answer, table)
    before = table.cell(row, "answer")
    if before in (answer.state, "complete"):
        merging.unchanged += 1
        return
    merging.write(table, row, "answer", answer.state, source)
    table.set(row, "answered", answer.answered)


def _new_reply(answer: Answer, table: Table) -> int:
    row = table.add()
    cells = {
        "respondent": answer.respondent, "survey": answer.survey, "from": answer.start,
        "until": answer.end, "answered": answer.answered,
    }  # fmt: skip
    for name, value in cells.items():
        table.set(row, name, value)
    return row
