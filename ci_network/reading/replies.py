"""survey.csv: who has answered, and what they said that makes no tie."""

from __future__ import annotations

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes
from ci_network.reading.cells import CONTINUES_WORDS, read_dates
from ci_network.reading.columns import REPLY, Known, known_columns
from ci_network.reading.nodes import Nodes
from ci_network.reading.references import actor_codes, check_filled, known_actors
from ci_network.reading.table import ProblemLog, RowLog, Table
from ci_network.record.alliance import REGISTER, Alliance, Replies, taken

REPLY_WORDS = {
    "complete": "complete", "færdig": "complete", "hel": "complete",
    "partial": "partial", "delvis": "partial", "halv": "partial",
}  # fmt: skip
"""How much of a form was filled in, by the words for it."""


WORKED_WORDS = CONTINUES_WORDS | {
    "don't know": "unknown", "do not know": "unknown", "ved ikke": "unknown", "?": "unknown",
}  # fmt: skip
"""Whether two worked together, by the words for it."""


def read_replies(table: Table, nodes: Nodes | None, problem_log: ProblemLog) -> Replies | None:
    """The replies of a table, row by row; None where it has errors."""
    known = known_columns(table, REPLY, problem_log)
    if known is None:
        return None
    log = RowLog(table.file, table.rows, problem_log)
    respondent = actor_codes(known["respondent"], nodes, log)
    check_filled(known["answer"], log)
    about = np.array(known_actors(known["about"], nodes, log), np.int64)
    begins = read_dates(known["from"], log)
    ends = read_dates(known["until"], log)
    answers = _answers(known, log)
    if nodes is None or respondent is None or problem_log.has_errors:
        return None
    replies = Replies(
        respondent=respondent,
        about=about[known["about"].codes],
        answer=tuple(answers),
        start=np.where(begins.known, begins.first, dates.BEGINNING),
        end=np.where(ends.known, ends.last, np.where(begins.known, begins.last, dates.END)),
        survey=tuple(known["survey"].cells()),
        answered=tuple(known["answered"].cells()),
    )
    _check_once(replies, log)
    return replies


def in_order(replies: Replies) -> Replies:
    """The same rows by respondent, survey and partner: the order of the table leaves no trace."""
    rows = sorted(
        range(len(replies)),
        key=lambda n: (
            int(replies.respondent[n]), replies.survey[n], int(replies.start[n]),
            int(replies.about[n]), replies.answer[n], replies.answered[n],
        ),
    )  # fmt: skip
    order = np.array(rows, np.int64)
    return Replies(**{name: taken(column, order) for name, column in vars(replies).items()})


def _answers(known: Known, log: RowLog) -> list[str]:
    answers: list[str] = []
    column = known["answer"]
    for cell, about in zip(column.cells(), known["about"].cells(), strict=True):
        word = cell.casefold()
        meant = WORKED_WORDS.get(word, "") if about else REPLY_WORDS.get(word, "")
        if cell and (not meant or meant == "yes"):
            code = "yes-without-partnership" if meant else "bad-reply"
            log.error(code, [len(answers)], column)
        answers.append(meant)
    return answers


def _check_once(replies: Replies, log: RowLog) -> None:
    """One respondent says one thing of each other in one survey."""
    seen: dict[tuple[object, ...], int] = {}
    of = zip(
        replies.respondent.tolist(), replies.about.tolist(), replies.survey,
        replies.start.tolist(), replies.end.tolist(), strict=True,
    )  # fmt: skip
    for place, key in enumerate(of):
        first = seen.setdefault(key, place)
        if replies.answer[first] != replies.answer[place]:
            log.log.error(
                "reply-twice", log.file, int(log.rows[place]), "answer", replies.answer[place],
                twin=replies.answer[first], first=log.number(first),
            )  # fmt: skip


def check_against_pairs(
    table: Table, replies: Replies, alliance: Alliance, problem_log: ProblemLog
) -> None:
    """Nobody says of the same time that it worked with another, and that it did not."""
    part, said_by = alliance.participations, alliance.activities.said_by
    said: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in _first_rows(part.activity, said_by).tolist():
        who = int(said_by[part.activity[place]])
        pair = {int(part.actor[place]), int(part.actor[place + 1])} - {who}
        key = who, min(pair)
        said.setdefault(key, []).append((int(part.start[place]), int(part.end[place])))
    for place in range(len(replies)):
        key = int(replies.respondent[place]), int(replies.about[place])
        if replies.answer[place] != "no":
            continue
        period = int(replies.start[place]), int(replies.end[place])
        if any(start <= period[1] and end >= period[0] for start, end in said.get(key, ())):
            names = alliance.actors.id
            problem_log.error(
                "no-against-pair", table.file, int(table.rows[place]), "answer", "no",
                who=names[key[0]], twin=names[key[1]],
            )  # fmt: skip


def _first_rows(activity: Codes, said_by: Codes) -> Codes:
    """Place of the first part of each account; parts are sorted by activity."""
    accounts = np.flatnonzero(said_by != REGISTER)
    return np.searchsorted(activity, accounts).astype(np.int64)
