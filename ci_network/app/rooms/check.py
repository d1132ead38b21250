"""What is wrong in the record, each problem at its cell and put right in place."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ci_network.app.forms import Form, posted
from ci_network.app.pages import desk_of, page, words_of
from ci_network.app.words import Words
from ci_network.errors import Problem
from ci_network.reading import examine_records
from ci_network.reading.editing import row_removed
from ci_network.reading.mending import all_mended, kind_of, suggestion, ways_to_mend
from ci_network.reading.sentences import describe
from ci_network.reading.table import clean
from ci_network.reading.together import Tables
from ci_network.views.problems import place

_OF_A_KIND = 40
"""Problems of one kind that are shown; the rest is counted."""


def show(request: Request) -> Response:
    """The room."""
    return _shown(request)


def _shown(request: Request, saved: str = "") -> Response:
    words = words_of(request)
    loaded = desk_of(request).store.load()
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in loaded.problems:
        kinds.setdefault((one.severity, one.code), []).append(one)
    ordered = sorted(kinds.items(), key=lambda each: each[0][0])
    piece = request.headers.get("hx-request") == "true"
    return page(
        request, "check_now.html" if piece else "check.html",
        begun=loaded.begun, version=loaded.version, saved=saved,
        errors=sum(one.severity == "error" for one in loaded.problems),
        warnings=sum(one.severity == "warning" for one in loaded.problems),
        kinds=[_kind(severity, code, its, loaded.tables, words)
               for (severity, code), its in ordered],
    )  # fmt: skip


def _kind(
    severity: str, code: str, problems: Sequence[Problem], tables: Tables, words: Words
) -> dict[str, Any]:
    """The problems of one kind together: what to do is said once."""
    sure = [one for one in problems if suggestion(one) and kind_of(one, tables)]
    return {
        "severity": severity,
        "code": code,
        "todo": describe(problems[0], words.language)[1],
        "problems": [_one(one, tables, words) for one in problems[:_OF_A_KIND]],
        "more": max(0, len(problems) - _OF_A_KIND),
        "all": len(sure) if len(sure) > 1 and code != "unknown-actor-near" else 0,
    }


def _one(problem: Problem, tables: Tables, words: Words) -> dict[str, Any]:
    kind = kind_of(problem, tables)
    return {
        "key": _key(problem),
        "place": place(problem, words.language),
        "text": describe(problem, words.language)[0],
        "ways": ways_to_mend(problem, tables),
        "row": None if kind is None else problem.row,
        "file": problem.file,
    }


def _key(problem: Problem) -> str:
    """By what a problem is known while its record stands as it is."""
    told = (problem.code, problem.file, problem.row, problem.column, problem.value)
    return sha256(repr((*told, sorted(problem.details.items()))).encode()).hexdigest()[:24]


@posted
def mend(request: Request, form: Form) -> Response:
    """One problem put right, or all of a kind whose meaning is known."""
    tables = desk_of(request).store.tables(form.word("version"))
    problems = examine_records(tables).problems
    if code := form.word("all"):
        changed = all_mended([one for one in problems if one.code == code], tables)
        return _save(request, form, changed)
    found = next((one for one in problems if _key(one) == form.word("problem")), None)
    number = form.word("way")
    if found is None or not number.isdecimal():
        raise HTTPException(422)
    ways = ways_to_mend(found, tables)
    if int(number) >= len(ways):
        raise HTTPException(422)
    return _save(request, form, ways[int(number)].changed(tables, form.word("typed")))


def row(request: Request) -> Response:
    """A whole row, to put right cell by cell."""
    file, number = request.query_params.get("file", ""), request.query_params.get("row", "")
    store = desk_of(request).store
    loaded = store.load()
    kind = next((kind for kind, each in loaded.tables.items() if each.file == file), None)
    if kind is None or not number.isdecimal():
        raise HTTPException(404)
    cells = loaded.tables[kind].cells
    at = int(number)
    if not 1 <= at <= len(cells):
        raise HTTPException(404)
    header = next((each for each in cells if any(map(clean, each))), [])
    width = max(len(header), len(cells[at - 1]))
    padded = [*cells[at - 1], *[""] * (width - len(cells[at - 1]))]
    names = [*header, *[""] * (width - len(header))]
    return page(
        request, "check_row.html", file=file, row=at, version=loaded.version,
        cells=list(zip(names, padded, strict=True)),
    )  # fmt: skip


@posted
def write_row(request: Request, form: Form) -> Response:
    """A whole row written, or taken away."""
    tables = desk_of(request).store.tables(form.word("version"))
    kind = next((k for k, each in tables.items() if each.file == form.word("file")), None)
    number = form.word("row")
    if kind is None or not number.isdecimal():
        raise HTTPException(422)
    if form.word("remove"):
        return _save(request, form, row_removed(tables, kind, int(number)))
    cells = form.words("cell")
    width = len(next((each for each in tables[kind].cells if any(map(clean, each))), []))
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    rows = [list(each) for each in tables[kind].cells]
    if not 1 <= int(number) <= len(rows):
        raise HTTPException(422)
    rows[int(number) - 1] = [cell.strip() for cell in cells]
    return _save(request, form, {**tables, kind: tables[kind]._replace(cells=rows)})


def _save(request: Request, form: Form, tables: Tables) -> Response:
    version = desk_of(request).store.save(
        tables, expecting=form.word("version"), note=words_of(request).said("Put right")
    )
    if request.headers.get("hx-request") == "true":
        return _shown(request, saved=version)
    return RedirectResponse("/check", 303)


ROUTES = [
    Route("/check", show),
    Route("/check", mend, methods=["POST"]),
    Route("/check/row", row),
    Route("/check/row", write_row, methods=["POST"]),
]
