"""Problems and what was read, for people and for programs."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ci_network.errors import Problem
from ci_network.files.characters import visible
from ci_network.language import Language, translation
from ci_network.reading import Examination
from ci_network.reading.sentences import describe, shortened
from ci_network.reading.summary import in_words
from ci_network.reading.table import stretches
from ci_network.views.text import csv_text

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("severity", "code", "file", "row", "column", "value", "problem", "advice")

_WARNINGS_OF_A_KIND = 5
_ERRORS_OF_A_KIND = 100
_OF_THE_SAME = 5
_LONGEST_LIST = 600
_WIDTH, _NARROWEST, _WIDEST = 100, 60, 140


def lines(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """A line for each problem, up to the first of each kind: 100 errors, 5 warnings.

    Where the same is to be said of many rows, the fifth line names all the others.
    """
    _ = translation(language)
    problems = list(problems)
    same = _alike(problems)
    said: Counter[object] = Counter()
    told: Counter[str] = Counter()
    rest: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        said[_what(problem)] += 1
        if problem.severity == "error" and said[_what(problem)] > _OF_THE_SAME:
            continue
        told[problem.code] += 1
        if told[problem.code] > _most(problem):
            rest[problem.severity, problem.code] += 1
            continue
        kind = _.gettext("Error") if problem.severity == "error" else _.gettext("Warning")
        also = ""
        if problem.severity == "error" and said[_what(problem)] == _OF_THE_SAME:
            also = _same_in_rows(same[_what(problem)][_OF_THE_SAME:], language)
        yield f"{kind}: {place(problem, language)}: {_sentences(problem, language)}{also}"
    for (severity, code), count in rest.items():
        yield _more(severity, code, count, language)


def every_line(problems: Iterable[Problem], language: Language) -> list[str]:
    """A line for each problem, however many there are."""
    return [f"{place(one, language)}: {_sentences(one, language)}" for one in problems]


def _what(problem: Problem) -> tuple[object, ...]:
    """What is said of a problem, but for its row."""
    return (problem.code, problem.file, problem.column, problem.value, *problem.details.items())


def _alike(problems: Iterable[Problem]) -> dict[object, list[Problem]]:
    alike: dict[object, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_what(problem), []).append(problem)
    return alike


def _same_in_rows(problems: Sequence[Problem], language: Language) -> str:
    """The other rows of which exactly the same is to be said."""
    if not problems:
        return ""
    _ = translation(language).gettext
    rows = stretches([problem.row or 0 for problem in problems])
    return " " + _("The same in row {rows}.").format(rows=shortened(rows, _LONGEST_LIST))


def _most(problem: Problem) -> int:
    return _ERRORS_OF_A_KIND if problem.severity == "error" else _WARNINGS_OF_A_KIND


def _more(severity: str, code: str, count: int, language: Language) -> str:
    _ = translation(language)
    if severity == "error":
        text = _.ngettext(
            "… and {count} more error of the kind {code}; "
            "`ci-network check --format csv` lists all.",
            "… and {count} more errors of the kind {code}; "
            "`ci-network check --format csv` lists all.",
            count,
        )
    else:
        text = _.ngettext(
            "… and {count} more warning of the kind {code}; `ci-network check` lists all.",
            "… and {count} more warnings of the kind {code}; `ci-network check` lists all.",
            count,
        )
    return text.format(count=count, code=code)


def place(problem: Problem, language: Language) -> str:
    """File, row and column of a problem, as a person finds it."""
    _ = translation(language).gettext
    parts = [visible(problem.file)]
    if problem.row is not None:
        parts.append(_("row {row}").format(row=problem.row))
    if problem.column is not None:
        parts.append(_("column {column}").format(column=shortened(problem.column)))
    return ", ".join(parts)


def shown(examined: Examination, form: str, language: Language) -> str:
    """All problems and the summary, as a table, JSON or CSV."""
    if form == "table":
        return _text(examined, language)
    rows = [_row(problem, language) for problem in examined.problems]
    if form == "json":
        overview = examined.overview
        tables = {
            name: None if table is None else table._asdict()
            for name, table in (("nodes", overview.nodes), ("edges", overview.edges))
        }
        content = {"summary": overview._asdict() | tables, "problems": rows}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return csv_text({name: [row[name] for row in rows] for name in COLUMNS})


def _row(problem: Problem, language: Language) -> dict[str, str | int | None]:
    found, todo = describe(problem, language)
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "problem": found,
        "advice": todo,
    }


# ------------------------------------------------------------------------------- for people


def _text(examined: Examination, language: Language) -> str:
    """The summary, then a table for each file, then how many problems there are."""
    parts = [_overview(examined, language)]
    for file, problems in groupby(examined.problems, key=lambda problem: problem.file):
        parts.append(f"{visible(file)}\n{_table(list(problems), language)}")
    parts.append(f"{_counts(examined.problems, language)}\n")
    return "\n".join(part for part in parts if part)


def _overview(examined: Examination, language: Language) -> str:
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in in_words(examined.overview, language):
        table.add_row(_plain(label), _plain(text))
    return _printed(table)


def _counts(problems: Sequence[Problem], language: Language) -> str:
    _ = translation(language)
    if not problems:
        return _.gettext("No problems found.")
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return ", ".join(
        (
            _.ngettext("{n} error", "{n} errors", errors).format(n=errors),
            _.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )
    )


def _table(problems: Sequence[Problem], language: Language) -> str:
    """Each error in a row of its own; warnings of one kind together, with all their rows.

    Errors of which exactly the same is to be said are told five times, then by their rows.
    """
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    _ = translation(language)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_.pgettext("heading", "row"), justify="right", no_wrap=True)
    table.add_column(_.pgettext("heading", "column"), overflow="fold", max_width=20)
    table.add_column(_.pgettext("heading", "kind"), no_wrap=True)
    table.add_column(_.gettext("what is wrong, and what to do"), overflow="fold")
    same = _alike(problems)
    said: Counter[object] = Counter()
    told: Counter[str] = Counter()
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        said[_what(problem)] += 1
        if problem.severity == "warning" or said[_what(problem)] <= _OF_THE_SAME:
            kinds.setdefault(problem.code, []).append(problem)
    said.clear()
    for problem in problems:
        said[_what(problem)] += 1
        if problem.severity == "error" and said[_what(problem)] > _OF_THE_SAME:
            continue
        told[problem.code] += 1
        alike = kinds[problem.code]
        if problem.severity == "warning":
            # Where each names another twin or row, the first few are told in full.
            full = min(_WARNINGS_OF_A_KIND if problem.details else 1, len(alike))
            if told[problem.code] <= full:
                also = _also(alike[full:], language) if told[problem.code] == full else ""
                _add(table, problem, _sentences(problem, language) + also)
        elif told[problem.code] <= _ERRORS_OF_A_KIND:
            also = ""
            if said[_what(problem)] == _OF_THE_SAME:
                also = _same_in_rows(same[_what(problem)][_OF_THE_SAME:], language)
            _add(table, problem, _sentences(problem, language) + also)
        elif told[problem.code] == len(alike):
            more = _more("error", problem.code, len(alike) - _ERRORS_OF_A_KIND, language)
            table.add_row("", "", "", _plain(more))
    return _printed(table)


def _add(table: Table, problem: Problem, text: str) -> None:
    row = "" if problem.row is None else str(problem.row)
    column = "" if problem.column is None else shortened(problem.column)
    table.add_row(row, _plain(column), problem.code, _plain(text))


def _sentences(problem: Problem, language: Language) -> str:
    return " ".join(describe(problem, language))


def _also(problems: Sequence[Problem], language: Language) -> str:
    """The other rows of which the same is to be said, with what stands in them."""
    if not problems:
        return ""
    _ = translation(language).gettext
    rows = [
        "–" if problem.row is None else f"{problem.row}{_quoted(problem.value)}"
        for problem in problems
    ]
    shown = rows[:_ERRORS_OF_A_KIND]
    more = len(rows) - len(shown)
    if more:
        shown.append(_("{n} more").format(n=more))
    return " " + _("The same in row {rows}.").format(rows=", ".join(shown))


def _quoted(value: str | None) -> str:
    return f" ({shortened(value)})" if value else ""


def _plain(text: str) -> str:
    """Text in which the table reads no style."""
    from rich.markup import escape  # noqa: PLC0415

    return escape(visible(" ".join(text.split("\n"))))


def _printed(table: Table) -> str:
    from rich.console import Console  # noqa: PLC0415

    out = io.StringIO()
    console = Console(
        file=out, width=_width(), color_system=None, legacy_windows=False, emoji=False
    )
    console.print(table, highlight=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _width() -> int:
    """The terminal's, where there is one."""
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        width = _WIDTH
    return min(max(width, _NARROWEST), _WIDEST)
