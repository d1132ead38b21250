"""Problems and what was read, for people and for programs."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ci_network.errors import Problem
from ci_network.files.characters import visible
from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.reading import Examination
from ci_network.reading.sentences import describe, shortened
from ci_network.reading.summary import in_words
from ci_network.reading.table import stretches
from ci_network.views.text import csv_text

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("severity", "code", "file", "row", "column", "value", "problem", "advice")

_IN_FULL = 5
_PLACES = 100
_LONGEST_LIST = 600
_WIDTH, _NARROWEST, _WIDEST = 100, 60, 140


def lines(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """The problems, those of one kind together: the first in full, the others by their rows."""
    _ = translation(language)
    for problem, also in _grouped(problems, language, most=_PLACES):
        kind = _.gettext("Error") if problem.severity == "error" else _.gettext("Warning")
        yield f"{kind}: {_line(problem, language)}{also}"


def every_line(problems: Iterable[Problem], language: Language) -> list[str]:
    """The problems, those of one kind together, with the rows of all."""
    return [
        f"{_line(problem, language)}{also}"
        for problem, also in _grouped(problems, language, most=None)
    ]


def _line(problem: Problem, language: Language) -> str:
    """What is said of a problem behind its place, which a sentence on a whole file names itself."""
    at, said = place(problem, language), _sentences(problem, language)
    return said if said.startswith(f"{at} ") else f"{at}: {said}"


def _grouped(
    problems: Iterable[Problem], language: Language, *, most: int | None
) -> Iterator[tuple[Problem, str]]:
    """The problems that are told in full, each with the sentence about others of its kind.

    Of a kind in one file the first few are told in full, or one where the sentence is the same for
    all; behind the last of them stand the rows of the others, with what is in them.
    """
    kinds: dict[tuple[str, str, str], dict[object, list[Problem]]] = {}
    for problem in problems:
        kind = kinds.setdefault((problem.severity, problem.code, problem.file), {})
        kind.setdefault(_what(problem), []).append(problem)
    for (severity, *_others), same in kinds.items():
        alike = list(same.values())
        full = _IN_FULL if severity == "error" or alike[0][0].details else 1
        for number, each in enumerate(alike[:full], start=1):
            rest = alike[full:] if number == full else []
            if each[0].row is None:
                values = [shortened(other[0].value) for other in rest if other[0].value]
                yield each[0], _same_in(values, language, most, _("The same of {rows}."))
                continue
            rows = [_rows(each[1:], most)] if len(each) > 1 else []
            rows += [f"{_rows(other, most)}{_quoted(other[0].value)}" for other in rest]
            yield each[0], _same_in(rows, language, most, _("The same in row {rows}."))


def _what(problem: Problem) -> tuple[object, ...]:
    """What is said of a problem, but for its row."""
    return (problem.code, problem.file, problem.column, problem.value, *problem.details.items())


def _rows(problems: Sequence[Problem], most: int | None) -> str:
    rows = [problem.row for problem in problems if problem.row is not None]
    if not rows:
        return "–"
    told = stretches(rows)
    return told if most is None else shortened(told, _LONGEST_LIST)


def _same_in(rows: list[str], language: Language, most: int | None, sentence: str) -> str:
    """The other rows, or cells where these have no numbers, of which the same is to be said."""
    if not rows:
        return ""
    _ = translation(language)
    more = 0 if most is None else len(rows) - most
    rest = [_.pgettext("rows", "{n} more").format(n=more)] if more > 0 else []
    told = ", ".join([*rows[:most], *rest])
    return " " + _.gettext(sentence).format(rows=told)


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
    told = {name: getattr(problem, name) for name in COLUMNS[:-2]}
    return told | {"problem": found, "advice": todo}


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
    """The problems of a file, those of one kind together."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    _ = translation(language)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_.pgettext("heading", "row"), justify="right", no_wrap=True)
    table.add_column(_.pgettext("heading", "column"), overflow="fold", max_width=20)
    table.add_column(_.pgettext("heading", "kind"), no_wrap=True)
    table.add_column(_.gettext("what is wrong, and what to do"), overflow="fold")
    for problem, also in _grouped(problems, language, most=_PLACES):
        _add(table, problem, _sentences(problem, language) + also)
    return _printed(table)


def _add(table: Table, problem: Problem, text: str) -> None:
    row = "" if problem.row is None else str(problem.row)
    column = "" if problem.column is None else shortened(problem.column)
    table.add_row(row, _plain(column), problem.code, _plain(text))


def _sentences(problem: Problem, language: Language) -> str:
    return " ".join(describe(problem, language))


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
