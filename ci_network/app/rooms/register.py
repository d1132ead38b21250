"""The register itself: activities as rows, organisations to tick, changed cell by cell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ci_network.app.conflicts import chosen
from ci_network.app.forms import Form, posted
from ci_network.app.pages import desk_of, page, words_of
from ci_network.app.store import Conflict
from ci_network.errors import CINetworkError, DataError, UsageError
from ci_network.language import marked
from ci_network.reading import editing, pasting
from ci_network.reading.draft import HEADERS
from ci_network.reading.pair_rows import COLUMNS, pair_added, pair_changed, pair_removed, pairs_of
from ci_network.reading.register import Entry, Register, register_of
from ci_network.reading.sentences import describe
from ci_network.reading.together import Tables

_MOST_BYTES = 1 << 20

_MOST_ROWS = 500
"""Rows that are pasted at a time; longer lists are read in their own room."""

_LEFT_SHOWN = 12

_ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)

Said = Mapping[str, Any]
"""What the page sends of one change."""


def show(request: Request) -> Response:
    """The room; its grid asks for the register by itself."""
    store = desk_of(request).store
    loaded = store.load()
    return page(
        request, "register.html",
        pairs=register_of(loaded.tables).pairs and bool(loaded.tables.get("edges")),
        unread=loaded.begun and not loaded.tables,
        versions=store.history(), version=loaded.version,
        saved=request.query_params.get("saved", ""),
    )  # fmt: skip


def data(request: Request) -> Response:
    """The register as the grid takes it."""
    loaded = desk_of(request).store.load()
    return JSONResponse(_whole(loaded.tables, loaded.version))


def _whole(tables: Tables, version: str) -> dict[str, Any]:
    register = register_of(tables)
    return {
        "version": version,
        "actors": [
            {"id": each.id, "secretariat": each.secretariat, "activities": each.activities,
             **{column: each.cells[column] for column in editing.OF_ACTORS
                if column != "secretariat"}}
            for each in register.organisations
        ],
        "entries": [_entry(each) for each in register.entries],
        "pairs": _pairs(tables),
    }  # fmt: skip


def _pairs(tables: Tables) -> list[dict[str, Any]]:
    return [{"row": each.row, **each.cells} for each in pairs_of(tables)]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name, "start": entry.start, "end": entry.end, "differ": entry.dates_differ,
        "actors": entry.actors, "leads": entry.leads, "led_by": entry.led_by,
        "continues": entry.continues, "heir": entry.taken_over_by,
    }  # fmt: skip


# ------------------------------------------------------------------------------- what is changed


def _text(said: Said, name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str) or len(value) > 2000:
        raise HTTPException(422)
    return value


def _texts(said: Said, name: str) -> list[str]:
    values = said.get(name, [])
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise HTTPException(422)
    return values


def _led(tables: Tables, said: Said) -> Tables:
    if whole := _text(said, "led_by"):
        if whole not in ("secretariat", "partner", "shared"):
            raise HTTPException(422)
        return editing.led_by_some(tables, [_text(said, "activity")], whole)
    return editing.led(tables, _text(said, "activity"), _text(said, "actor"))


def _goes_on(tables: Tables, said: Said) -> Tables:
    continues = _text(said, "continues")
    if continues not in ("yes", "no", ""):
        raise HTTPException(422)
    return editing.goes_on(tables, _text(said, "activity"), continues, _text(said, "heir"))


def _added(tables: Tables, said: Said) -> Tables:
    return editing.activity_added(
        tables, _text(said, "activity"), _texts(said, "actors"), _text(said, "start"),
        _text(said, "end"), _text(said, "lead"),
    )  # fmt: skip


def _actor_changed(tables: Tables, said: Said) -> Tables:
    column = _text(said, "column")
    if column not in HEADERS["nodes"]:
        raise HTTPException(422)
    return editing.actor_changed(tables, _text(said, "actor"), column, _text(said, "value"))


def _row(said: Said) -> int:
    row = said.get("row")
    if type(row) is not int or not 0 < row < _MOST_BYTES:
        raise HTTPException(422)
    return row


def _pasted(tables: Tables, said: Said) -> pasting.Pasted:
    """A range of cells, where it was pasted."""
    pasted, known = _PASTED.get(_text(said, "grid"), (None, ()))
    columns, cells = _texts(said, "columns"), said.get("cells")
    if pasted is None or any(each.split(":")[0] not in known for each in columns):
        raise HTTPException(422)
    if not isinstance(cells, list) or len(cells) > _MOST_ROWS:
        raise UsageError("Paste {n} rows at a time, or read them as a list.", n=_MOST_ROWS)
    rows, names = [_texts({"row": row}, "row") for row in cells], _texts(said, "names")
    if pasted is pasting.pairs_pasted and not all(_ROW.fullmatch(name) for name in names):
        raise HTTPException(422)
    return pasted(tables, names, columns, rows)


_PASTED: Mapping[str, tuple[Callable[..., pasting.Pasted], Sequence[str]]] = {
    "entries": (
        pasting.entries_pasted,
        ("name", "date", "lead", "goes", pasting.OF_ORGANISATION[:-1]),
    ),
    "actors": (pasting.actors_pasted, HEADERS["nodes"]),
    "pairs": (pasting.pairs_pasted, COLUMNS),
}
"""By grid: what pastes into it, and its columns."""


def _with(edit: Callable[..., Tables], *names: str) -> Callable[[Tables, Said], Tables]:
    return lambda tables, said: edit(tables, *(_text(said, name) for name in names))


_EDITS: dict[str, tuple[str, Callable[[Tables, Said], Tables | pasting.Pasted]]] = {
    "tick": (marked("Ticked in {activity}"), lambda tables, said: editing.took_part(
        tables, _text(said, "activity"), _text(said, "actor"), said.get("did") is True)),
    "lead": (marked("Lead of {activity}"), _led),
    "date": (marked("Date of {activity}"),
             _with(editing.activity_dated, "activity", "start", "end")),
    "name": (marked("Name of {activity}"), _with(editing.activity_renamed, "activity", "name")),
    "goes_on": (marked("Whether {activity} goes on"), _goes_on),
    "remove": (marked("{activity} removed"), _with(editing.activity_removed, "activity")),
    "add": (marked("{activity} added"), _added),
    "actor": (marked("{actor} changed"), _actor_changed),
    "add_actor": (marked("{actor} added"), _with(editing.actor_added, "actor")),
    "remove_actor": (marked("{actor} removed"), _with(editing.actor_removed, "actor")),
    "pair": (marked("A pair changed"), lambda tables, said: pair_changed(
        tables, _row(said), _text(said, "column"), _text(said, "value"))),
    "add_pair": (marked("A pair added"), lambda tables, said: pair_added(
        tables, {column: _text(said, column) for column in COLUMNS})),
    "remove_pair": (marked("A pair removed"), lambda tables, said: pair_removed(
        tables, _row(said))),
    "paste": (marked("Cells pasted"), _pasted),
}  # fmt: skip
"""By name: what the history says of it, and what it does."""


async def edit(request: Request) -> Response:
    """One change, written before the page goes on."""
    said = await _json(request)
    return await run_in_threadpool(_answered, request, partial(_edit, said))


async def undo(request: Request) -> Response:
    """The last change of this window taken back."""
    said = await _json(request)
    return await run_in_threadpool(_answered, request, partial(_undo, said))


async def _json(request: Request) -> Said:
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(422)
    body = await request.body()
    if len(body) > _MOST_BYTES:
        raise HTTPException(413)
    try:
        said = json.loads(body)
        # Half a letter, as JSON can spell it, is no text that a file could hold.
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise HTTPException(422) from None
    if not isinstance(said, dict):
        raise HTTPException(422)
    return said


def _answered(request: Request, do: Callable[[Request], dict[str, Any]]) -> Response:
    """The answer of a change: what the grid shows now, or why nothing was changed."""
    try:
        return JSONResponse(do(request))
    except Conflict as conflict:
        code = desk_of(request).conflicts.keep(conflict)
        return JSONResponse({"see": f"/register/conflict/{code}"}, 409)
    except DataError as error:
        told = " ".join(describe(error.errors[0], words_of(request).language))
        return JSONResponse({"sentence": told}, 422)
    except CINetworkError as error:
        return JSONResponse({"sentence": words_of(request).error(error)}, 422)


def _edit(said: Said, request: Request) -> dict[str, Any]:
    desk, version = desk_of(request), _text(said, "version")
    note, change = _EDITS.get(_text(said, "edit"), (None, None))
    if change is None or note is None:
        raise HTTPException(422)
    known = {"activity": _text(said, "activity"), "actor": _text(said, "actor")}
    note = words_of(request).said(note, **known)
    left: list[pasting.Left] = []

    def changed(tables: Tables) -> Tables:
        made = change(tables, said)
        if isinstance(made, pasting.Pasted):
            left.extend(made.left)
            return made.tables
        return made

    now = desk.change(version, changed, note)
    before, after = desk.store.tables(version), desk.store.tables(now)
    return _changed(before, after, now) | {"left": _left(request, left)}


def _left(request: Request, left: Sequence[pasting.Left]) -> list[str]:
    """The cells that were left out, in words; the first of many."""
    words = words_of(request)
    told = [
        words.said(
            "Row {row}, column {column}, “{text}”: {reason}",
            row=each.row + 1, column=each.column + 1, text=each.text, reason=words.error(each.why),
        )
        for each in left[:_LEFT_SHOWN]
    ]  # fmt: skip
    if len(left) > _LEFT_SHOWN:
        rest = len(left) - _LEFT_SHOWN
        told.append(words.counted("and {n} more cell", "and {n} more cells", rest))
    return told


def _undo(said: Said, request: Request) -> dict[str, Any]:
    store = desk_of(request).store
    version = store.undo(
        _text(said, "version"), words_of(request).said("Taken back"), _text(said, "seen")
    )
    return _whole(store.tables(version), version)


def _changed(before: Tables, now: Tables, version: str) -> dict[str, Any]:
    """What the grids must draw again: the entries that differ, or all where rows or columns do."""
    whole, old, new = _whole(now, version), register_of(before), register_of(now)
    if _shape(old) != _shape(new) or _pairs(before) != whole["pairs"]:
        return whole
    both = zip(old.entries, new.entries, strict=True)
    changed = [_entry(one) | {"was": was.name} for was, one in both if one != was]
    return {"version": version, "changed": changed, "actors": whole["actors"]}


def _shape(register: Register) -> tuple[int, list[tuple[str, str, bool]]]:
    """What decides on the rows and columns of the grid."""
    columns = [(o.id, o.cells["label"], o.secretariat) for o in register.organisations]
    return len(register.entries), columns


# ------------------------------------------------------------------------------- earlier versions


@posted
def restore(request: Request, form: Form) -> Response:
    """An earlier version brought back."""
    note = words_of(request).said("An earlier version brought back")
    version = desk_of(request).store.restore(form.word("version"), note)
    return RedirectResponse(f"/register?saved={version}", 303)


def conflict(request: Request) -> Response:
    """Both versions of a change that is not written yet."""
    found = desk_of(request).conflicts.get(request.path_params["code"])
    return page(
        request, "register_conflict.html",
        code=request.path_params["code"], can_be_both=found.both is not None,
        rows=found.apart,
    )  # fmt: skip


@posted
def decide(request: Request, form: Form) -> Response:
    """What shall stand."""
    desk, code = desk_of(request), request.path_params["code"]
    found = desk.conflicts.get(code)
    tables = chosen(found, form.word("choice"))
    if tables is None:
        desk.conflicts.decided(code)
        return RedirectResponse("/register", 303)
    note = words_of(request).said("Two versions brought together")
    try:
        version = desk.store.save(tables, expecting=found.version, note=note)
    except Conflict as again:
        return RedirectResponse(f"/register/conflict/{desk.conflicts.keep(again)}", 303)
    desk.conflicts.decided(code)
    return RedirectResponse(f"/register?saved={version}", 303)


ROUTES = [
    Route("/register", show),
    Route("/register/data", data),
    Route("/register/edit", edit, methods=["POST"]),
    Route("/register/undo", undo, methods=["POST"]),
    Route("/register/restore", restore, methods=["POST"]),
    Route("/register/conflict/{code}", conflict),
    Route("/register/conflict/{code}", decide, methods=["POST"]),
]
