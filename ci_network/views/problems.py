"""Problems and what was read, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from ci_network.errors import Problem
from ci_network.language import Language, translation
from ci_network.reading import Examination
from ci_network.reading.sentences import describe
from ci_network.views.texts import aligned, csv_text

COLUMNS = ("severity", "code", "file", "row", "column", "value", "problem", "advice")

_SHOWN_OF_A_KIND = 5


def lines(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """A line for each error, and for the first warnings of each kind."""
    _ = translation(language)
    told: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if problem.severity == "warning" and told[problem.code] > _SHOWN_OF_A_KIND:
            rest[problem.code] += 1
            continue
        kind = _.gettext("Error") if problem.severity == "error" else _.gettext("Warning")
        found, todo = describe(problem, language)
        yield f"{kind}: {place(problem, language)}: {found} {todo}"
    for code, count in rest.items():
        yield _.ngettext(
            "… and {count} more warning of the kind {code}; `ci-network check` lists all.",
            "… and {count} more warnings of the kind {code}; `ci-network check` lists all.",
            count,
        ).format(count=count, code=code)


def place(problem: Problem, language: Language) -> str:
    """File, row and column of a problem, as a person finds it."""
    _ = translation(language).gettext
    parts = [problem.file]
    if problem.row is not None:
        parts.append(_("row {row}").format(row=problem.row))
    if problem.column is not None:
        parts.append(_("column {column}").format(column=problem.column))
    return ", ".join(parts)


def shown(examined: Examination, form: str, language: Language) -> str:
    """All problems and the summary, as a table, JSON or CSV."""
    rows = [_row(problem, language) for problem in examined.problems]
    if form == "json":
        content = {"summary": examined.summary, "problems": rows}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return csv_text({name: [row[name] for row in rows] for name in COLUMNS})
    return _table(examined, language)


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


def _table(examined: Examination, language: Language) -> str:
    _ = translation(language)
    summary = "".join(f"{label}: {text}\n" for label, text in examined.summary.items())
    errors = sum(problem.severity == "error" for problem in examined.problems)
    warnings = len(examined.problems) - errors
    count = ", ".join(
        (
            _.ngettext("{n} error", "{n} errors", errors).format(n=errors),
            _.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )
    )
    if not examined.problems:
        return f"{summary}\n{_.gettext('No problems found.')}\n"
    header = [_.gettext("what"), _.gettext("where"), _.gettext("problem"), _.gettext("what to do")]
    rows = [
        (problem.code, place(problem, language), *describe(problem, language))
        for problem in examined.problems
    ]
    return f"{summary}\n{aligned(header, rows, left=True)}\n{count}\n"
