# ruff: noqa: E501 - a clause is one line
"""The warnings about a record in one sentence: how many activities, rows and actors each concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ci_network import numerals
from ci_network.errors import Problem
from ci_network.language import Language, begun, translation
from ci_network.language import marked_forms as _counted
from ci_network.reading.summary import Summary

_MOST_KINDS = 4


_SUBJECTS = {
    "activities": _counted("{n} of {total} activity", "{n} of {total} activities"),
    "actors": _counted("{n} of {total} actor", "{n} of {total} actors"),
}
"""What is counted against all there are; everything else is counted alone."""

_ALONE = {
    "activities": _counted("{n} activity", "{n} activities"),
    "actors": _counted("{n} actor", "{n} actors"),
    "rows": _counted("{n} row", "{n} rows"),
    "cells": _counted("{n} cell", "{n} cells"),
}

CLAUSES: dict[str, tuple[str, tuple[str, str]]] = {
    # What the whole record lacks comes first.
    "no-activities": ("", _counted("there is no activity", "there is no activity")),
    "no-secretariat": ("", _counted("no actor is marked as secretariat", "no actor is marked as secretariat")),
    "nothing-dated": ("", _counted("no activity has a date, so that the whole record is one window", "no activity has a date, so that the whole record is one window")),
    "date-column": ("", _counted("a column of dates is not read", "{n} columns of dates are not read")),
    "idle-secretariat": ("", _counted("a secretariat takes part in nothing", "{n} secretariats take part in nothing")),
    "term-outside-record": ("", _counted("the term of a secretariat lies outside the record", "the terms of {n} secretariats lie outside the record")),
    "near-secretariat": ("", _counted("one actor has a name like the secretariat's", "{n} actors have names like the secretariat's")),
    "two-secretariats": ("", _counted("two actors are secretariat at the same time", "{n} actors are secretariat at the same time as another")),
    # Activities.
    "undated-activity": ("activities", _counted("{these} has no date", "{these} have no date")),
    "one-participant": ("activities", _counted("{these} has one participant", "{these} have one participant")),
    "near-activity": ("activities", _counted("{these} is spelt almost like another", "{these} are spelt almost like another")),
    "led-by-absent": ("activities", _counted("{these} is said to be led by a secretariat that has no row in it", "{these} are said to be led by a secretariat that has no row in them")),
    "activity-again": ("activities", _counted("{these} has two rows in the table of activities", "{these} have several rows in the table of activities")),
    # Actors.
    "near-id": ("actors", _counted("{these} is spelt almost like another", "{these} are spelt almost like another")),
    "within-id": ("actors", _counted("{these} has the name of another within its own", "{these} have the name of another within their own")),
    "unknown-type": ("actors", _counted("{these} has an unknown type", "{these} have an unknown type")),
    # Rows and cells.
    "undated-row": ("rows", _counted("{these} has no date", "{these} have no date")),
    "repeated-row": ("rows", _counted("{these} is there twice", "{these} are there twice")),
    "mirrored-row": ("rows", _counted("{these} tells another from the other side", "{these} tell another from the other side")),
    "end-without-start": ("rows", _counted("{these} has an end and no start", "{these} have an end and no start")),
    "ongoing-without-start": ("rows", _counted("{these} goes on and has no start", "{these} go on and have no start")),
    "before-joined": ("rows", _counted("{these} is before its actor joined", "{these} are before their actor joined")),
    "before-founded": ("rows", _counted("{these} is before its actor was founded", "{these} are before their actor was founded")),
    "after-left": ("rows", _counted("{these} is after its actor left", "{these} are after their actor left")),
    "secretariat-out-of-term": ("rows", _counted("{these} has the secretariat outside its term", "{these} have the secretariat outside its term")),
    "none-but-present": ("rows", _counted("{these} leaves out a secretariat that was there", "{these} leave out a secretariat that was there")),
    "nearly-lead-role": ("cells", _counted("{these} holds a role that sounds like leading", "{these} hold a role that sounds like leading")),
    "implausible-date": ("cells", _counted("{these} holds a date far away in time", "{these} hold a date far away in time")),
    "year-as-date": ("cells", _counted("{these} holds a day of 1905 that may be a year", "{these} hold a day of 1905 that may be a year")),
    "garbled-text": ("cells", _counted("{these} holds garbled letters", "{these} hold garbled letters")),
    # Files and workbooks.
    "not-read": ("", _counted("a table that is nearly called activities is not read", "{n} tables that are nearly called activities are not read")),
    "hidden-sheet": ("", _counted("a hidden sheet was read", "{n} hidden sheets were read")),
    "hidden-rows": ("", _counted("hidden rows were read", "hidden rows of {n} sheets were read")),
    "hidden-columns": ("", _counted("hidden columns were read", "hidden columns of {n} sheets were read")),
}  # fmt: skip
"""Each kind of warning: what it concerns, and what is said of one and of several of these."""

_OF_THE_REST = _counted("{n} warning of another kind", "{n} warnings of other kinds")


def in_short(
    problems: Iterable[Problem], read: Summary | None, language: Language, lists_them: str
) -> str:
    """What the warnings concern, in one sentence; blank without warnings.

    The first four kinds are told, in the order of `CLAUSES`, and the others counted.

    Parameters
    ----------
    problems
        Problems of a reading; errors among them are left out.
    read
        What was read, to count against; None where it is not known.
    language
        Language of the sentence.
    lists_them
        The call that lists them one by one.

    Examples
    --------
    >>> found = [Problem("undated-activity", "warning", "edges.csv", row) for row in (4, 7)]
    >>> in_short(found, None, "en", "`ci-network check`")
    '2 activities have no date; `ci-network check` lists them.'
    """
    counts = Counter(problem.code for problem in problems if problem.severity == "warning")
    if not counts:
        return ""
    _ = translation(language)
    told = [code for code in CLAUSES if code in counts][:_MOST_KINDS]
    totals = {} if read is None else {"activities": read.activities, "actors": read.actors}
    clauses, before = [], ""
    for code in told:
        subject, clause = CLAUSES[code]
        n = numerals.count(counts[code], language)
        these = n if subject == before else _these(subject, counts[code], totals, language)
        clauses.append(_.ngettext(*clause, counts[code]).format(n=n, these=these))
        before = subject
    rest = counts.total() - sum(counts[code] for code in told)
    if rest:
        n = numerals.count(rest, language)
        clauses.append(_.ngettext(*_OF_THE_REST, rest).format(n=n))
    whole = _.ngettext(
        "{clauses}; {call} lists it.", "{clauses}; {call} lists them.", counts.total()
    )
    return begun(whole.format(clauses=", ".join(clauses), call=lists_them))


def _these(subject: str, count: int, totals: Mapping[str, int | None], language: Language) -> str:
    """The things that a clause is about: 16 of 34 activities."""
    if not subject:
        return ""
    _, n, total = translation(language), numerals.count(count, language), totals.get(subject)
    if total is None:
        return _.ngettext(*_ALONE[subject], count).format(n=n)
    return _.ngettext(*_SUBJECTS[subject], total).format(n=n, total=numerals.count(total, language))
