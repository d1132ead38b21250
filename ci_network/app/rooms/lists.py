"""Lists in: dropped, looked at, put right, and added to the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ci_network.app.forms import Form, posted
from ci_network.app.open_lists import Look, OpenList
from ci_network.app.pages import desk_of, page, words_of
from ci_network.app.words import Words
from ci_network.errors import CINetworkError, DataError, Problem
from ci_network.language import marked, translation
from ci_network.reading import examine_records
from ci_network.reading.adding import Added
from ci_network.reading.lists import Choices, Imported
from ci_network.reading.lists.account import TableAccount
from ci_network.reading.lists.answers import (
    LEFT_OUT,
    another_name,
    answered,
    column_read_as,
    ways_to_answer,
)
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.settings import SETTINGS_FILE
from ci_network.reading.lists.words.headings import COLUMN_FIELDS, FIELD_NAMES
from ci_network.reading.register import register_of
from ci_network.reading.spelling import same_name
from ci_network.reading.together import Tables
from ci_network.views.problems import every_line
from ci_network.views.text import csv_text

LOG = "import-log.csv"

_ALIKE_SHOWN = 12
_NOT_A_HEADING = "+ "
_OPTION = re.compile(r"--[a-z-]+")
_NOTE = marked("List added: {name}")


def show(request: Request) -> Response:
    """The room: where a list is dropped."""
    loaded = desk_of(request).store.load()
    return page(request, "lists.html", begun=loaded.begun)


@posted
def drop(request: Request, form: Form) -> Response:
    """A file that was dropped, or cells that were pasted."""
    desk = desk_of(request)
    pasted = form.data.get("pasted")
    if isinstance(pasted, str) and pasted.strip():
        name, content = words_of(request).said("Pasted") + ".csv", pasted.encode()
    else:
        name, content = form.file("file")
    opened = desk.lists.open(name, content, desk.store.folder)
    return RedirectResponse(f"/lists/{opened.code}", 303)


def look(request: Request) -> Response:
    """One list, as it is read now."""
    return _shown(request, _list_of(request))


def _list_of(request: Request) -> OpenList:
    opened = desk_of(request).lists.get(request.path_params["code"])
    if opened is None:
        raise HTTPException(404)
    return opened


def _shown(request: Request, opened: OpenList) -> Response:
    piece = request.headers.get("hx-request") == "true"
    return page(request, "lists_now.html" if piece else "lists_one.html", **_view(request, opened))


# ------------------------------------------------------------------------------- what is shown


def _view(request: Request, opened: OpenList) -> dict[str, Any]:
    words, now = words_of(request), opened.now
    view: dict[str, Any] = {
        "code": opened.code,
        "name": opened.path.name,
        "as_before": opened.as_before and len(opened.looks) == 1,
        "can_go_back": len(opened.looks) > 1 or opened.as_before,
        "question": None,
        "mend": _to_mend(now.trouble, words),
        "account": None,
        "record": None,
    }
    if now.trouble is not None and (asked := ways_to_answer(now.trouble)):
        told = isinstance(now.trouble, Question)
        view["question"] = {
            "text": _without_options(words.error(now.trouble)) if told
            else words.said("These cells are no dates. Which date is meant?"),
            "asked": asked,
        }  # fmt: skip
    if now.imported is not None:
        view["account"] = _account(request, now, now.imported, words)
    if now.record is not None:
        view["record"] = _record(request, now, now.record, words)
    return view


def _record(request: Request, now: Look, tables: Tables, words: Words) -> dict[str, Any]:
    """What a workbook holds that is a record itself, and what would come of adding it."""
    loaded = desk_of(request).store.load()
    found = register_of(tables)
    put = _put(loaded.tables, now)
    problems = examine_records(put.tables).problems if isinstance(put, Added) else ()
    return {
        "activities": len(found.entries),
        "organisations": len(found.organisations),
        "begun": loaded.begun,
        "put": put,
        "wrong": every_line(_new_errors(problems, loaded.problems), words.language),
    }


def _without_options(sentence: str) -> str:
    """A question without its last sentence, which names the options of the command."""
    kept = [part for part in sentence.split(". ") if "--" not in part]
    return ". ".join(kept or [_OPTION.sub("", sentence)]).strip(" /.") + "."


def _to_mend(trouble: CINetworkError | None, words: Words) -> list[str]:
    if trouble is None or (isinstance(trouble, Question) and ways_to_answer(trouble)):
        return []
    if isinstance(trouble, DataError):
        return [] if ways_to_answer(trouble) else every_line(trouble.problems, words.language)
    return [_without_options(words.error(trouble))]


def _account(request: Request, now: Look, imported: Imported, words: Words) -> dict[str, Any]:
    account, language = imported.account, words.language
    loaded = desk_of(request).store.load()
    put = _put(loaded.tables, now)
    problems = examine_records(put.tables).problems if isinstance(put, Added) else ()
    organisations = register_of(loaded.tables).organisations
    known = {each.id: each.cells["label"] or each.id for each in organisations}
    secretariat = {each.id: known[each.id] for each in organisations if each.secretariat}
    there = {same_name(name) for pair in secretariat.items() for name in pair}
    names = dict(zip(imported.nodes["id"], imported.nodes["label"], strict=True))
    marked_here = [
        name
        for name, said in zip(imported.nodes["id"], imported.nodes["secretariat"], strict=True)
        if said == "yes"
    ]
    return {
        "read": account.counted(language),
        "decided": account.decided(language),
        "tables": [_table(table, words) for table in account.tables],
        "fields": _fields(words),
        "names": names,
        "marked": marked_here,
        "likely": [name for name in account.likely if same_name(name) not in there],
        "of_the_record": list(secretariat.values()),
        "alike": account.alike[:_ALIKE_SHOWN],
        "like_known": _like_known(known, problems, imported)[:_ALIKE_SHOWN],
        "wrong": every_line(_new_errors(problems, loaded.problems), language),
        "aliases": [row for row in now.choices.aliases if not (row.since or row.until)],
        "attendance": _has_attendance(account.tables),
        "absent": ", ".join(word for word in now.choices.absent if word != "blank"),
        "blank_is_absent": "blank" in now.choices.absent,
        "begun": loaded.begun,
        "put": put,
    }


def _has_attendance(tables: tuple[TableAccount, ...]) -> bool:
    """Whether cells say who came."""
    return any(meant in ("mark", "attendance") for table in tables for _, meant, _ in table.columns)


def _put(tables: Tables, now: Look) -> Added | CINetworkError | None:
    """What the record would be with the list in it; or why it cannot be."""
    try:
        return now.put_into(tables)
    except CINetworkError as error:
        return error


def _like_known(
    known: Mapping[str, str], problems: Sequence[Problem], imported: Imported
) -> list[tuple[str, str]]:
    """Names of the list that look like one of the record, whose labels are known by id: the name,
    and the id it may stand for."""
    ids = {name: actor for actor, label in known.items() for name in (label, actor)}
    new = {name for name in imported.nodes["id"] if name not in ids}
    pairs = []
    for problem in problems:
        if problem.code in ("near-id", "within-id"):
            names = (problem.value or "", problem.details["twin"])
            for name, other in (names, names[::-1]):
                if name in new and other in ids:
                    pairs.append((name, ids[other]))
    return list(dict.fromkeys(pairs))


def _new_errors(after: Sequence[Problem], before: Sequence[Problem]) -> list[Problem]:
    """What the list would make wrong in the record."""
    there = {(one.code, one.column, one.value) for one in before}
    return [
        one for one in after
        if one.severity == "error" and (one.code, one.column, one.value) not in there
    ]  # fmt: skip


def _fields(words: Words) -> list[tuple[str, str]]:
    """What a column can be said to be, by the word that stands for it."""
    catalogue = translation(words.language)
    names = [FIELD_NAMES[field] for field in COLUMN_FIELDS]
    read = [(name, catalogue.pgettext("list", name)) for name in names]
    return [*read, (LEFT_OUT, words.said("not read"))]


def _table(table: TableAccount, words: Words) -> dict[str, Any]:
    catalogue = translation(words.language)
    columns = [
        {
            "name": name,
            "meant": meant,
            "word": catalogue.pgettext("list", meant),
            "cells": cells,
            "choose": not name.startswith(_NOT_A_HEADING) and meant != "mark",
        }
        for name, meant, cells in table.columns
    ]
    # Attributes of a network have no cells here, and can be nothing else.
    known = dict(zip(table.left_out, table.cells_left_out, strict=False))
    columns += [
        {
            "name": name,
            "meant": LEFT_OUT,
            "word": words.said("not read"),
            "cells": known.get(name, ()),
            "choose": name in known,
        }
        for name in table.left_out
    ]
    return {
        "file": table.file,
        "shape": catalogue.gettext(table.shape),
        "program": table.program,
        "columns": columns,
    }


# ------------------------------------------------------------------------------- what is said

Change = Callable[[OpenList, Form], Choices]


def _said(change: Change) -> Callable[[Request], Any]:
    """An answer of the page: the list is read again with it, and shown."""

    @posted
    def answer(request: Request, form: Form) -> Response:
        opened = _list_of(request)
        opened.say(change(opened, form))
        return _shown(request, opened)

    return answer


def _column(opened: OpenList, form: Form) -> Choices:
    column, meant = form.word("column"), form.word("meant")
    fields = {FIELD_NAMES[field]: field for field in COLUMN_FIELDS}
    field = LEFT_OUT if meant == LEFT_OUT else fields.get(meant)
    if field is None or not column:
        raise HTTPException(422)
    imported = opened.now.imported
    before = [
        name
        for table in (imported.account.tables if imported is not None else ())
        for name, its, _ in table.columns
        if its == meant
    ]
    return column_read_as(opened.now.choices, column, field, before)


def _answer(opened: OpenList, form: Form) -> Choices:
    trouble = opened.now.trouble
    if trouble is None:
        return opened.now.choices
    said = [_way(form, n, len(asked.ways)) for n, asked in enumerate(ways_to_answer(trouble))]
    return answered(opened.now.choices, trouble, said)


def _way(form: Form, n: int, ways: int) -> tuple[int | None, str]:
    """What was chosen and typed in one question; who only wrote in one field chose its way."""
    typed = [form.word(f"typed-{n}-{way}") for way in range(ways)]
    chosen = form.word(f"way-{n}")
    written = [way for way in range(ways) if typed[way]]
    if chosen.isdecimal() and int(chosen) < ways:
        return int(chosen), typed[int(chosen)]
    return (written[0], typed[written[0]]) if len(written) == 1 else (None, "")


def _same(opened: OpenList, form: Form) -> Choices:
    name, actor = form.word("name"), form.word("actor")
    if not name or not actor or name == actor:
        raise HTTPException(422)
    return another_name(opened.now.choices, name, actor)


def _secretariat(opened: OpenList, form: Form) -> Choices:
    choices = opened.now.choices
    wanted, unwanted = form.word("secretariat"), form.word("not")
    names = [name for name in (*choices.secretariat, wanted) if name and name != unwanted]
    partners = [name for name in choices.partners if name != wanted]
    return replace(choices, secretariat=tuple(dict.fromkeys(names)), partners=tuple(partners))


def _absent(opened: OpenList, form: Form) -> Choices:
    words = [word.strip() for word in form.word("absent").split(",") if word.strip()]
    if form.word("blank"):
        words.append("blank")
    return replace(opened.now.choices, absent=tuple(dict.fromkeys(words)))


@posted
def back(request: Request, _form: Form) -> Response:
    """The last choice taken back."""
    opened = _list_of(request)
    opened.back()
    return _shown(request, opened)


async def put_away(request: Request) -> Response:
    """The list put away, unread."""
    desk_of(request).lists.close(request.path_params["code"])
    return RedirectResponse("/lists", 303)


@posted
def put_in(request: Request, _form: Form) -> Response:
    """The list added to the record."""
    opened, desk = _list_of(request), desk_of(request)
    loaded, imported = desk.store.load(), opened.now.imported
    put = opened.now.put_into(loaded.tables)
    if put is None:
        return _shown(request, opened)
    tables, beside = put.tables, {}
    if imported is not None:
        beside[SETTINGS_FILE] = imported.settings.encode()
        beside[LOG] = _log(desk.store.beside(LOG), imported)
    version = desk.store.save(
        tables, expecting=loaded.version, beside=beside,
        note=words_of(request).said(_NOTE, name=opened.path.name),
    )  # fmt: skip
    desk.lists.close(opened.code)
    return RedirectResponse(f"/register?saved={version}", 303)


def _log(before: bytes, imported: Imported) -> bytes:
    """The decisions of all lists, one below the other."""
    text = csv_text(imported.log)
    header, _, rows = text.partition("\n")
    if before.decode("utf-8", "replace").partition("\n")[0] != header:
        return text.encode()
    return before + rows.encode()


ROUTES = [
    Route("/lists", show),
    Route("/lists", drop, methods=["POST"]),
    Route("/lists/{code}", look),
    Route("/lists/{code}/column", _said(_column), methods=["POST"]),
    Route("/lists/{code}/answer", _said(_answer), methods=["POST"]),
    Route("/lists/{code}/same", _said(_same), methods=["POST"]),
    Route("/lists/{code}/secretariat", _said(_secretariat), methods=["POST"]),
    Route("/lists/{code}/absent", _said(_absent), methods=["POST"]),
    Route("/lists/{code}/back", back, methods=["POST"]),
    Route("/lists/{code}/away", put_away, methods=["POST"]),
    Route("/lists/{code}/add", put_in, methods=["POST"]),
]
