"""What goes out and what comes back: the record, a survey of the partners, and their answers."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.api.recipes import network_of_answer
from ci_network.app import forms
from ci_network.app.forms import posted
from ci_network.app.open_lists import plain_name
from ci_network.app.packed import packed
from ci_network.app.pages import desk_of, download, page, words_of
from ci_network.files.writing import scratch_folder, write_folder
from ci_network.language import marked
from ci_network.reading.columns import KINDS, Kind
from ci_network.reading.merging import LOG, Applied, apply
from ci_network.reading.records import Records
from ci_network.reading.together import Tables
from ci_network.record.keys import key_csv
from ci_network.record.pseudonyms import as_shown
from ci_network.results.surveying import surveying
from ci_network.views.exports import Form, export
from ci_network.views.forms.survey import Wishes, survey_files
from ci_network.views.text import csv_text


class Way(NamedTuple):
    """A way out: what it is good for, and the name of the file."""

    says: str
    file: str


WAYS: dict[Form, Way] = {
    "xlsx": Way(marked("A workbook with the whole record"), "record.xlsx"),
    "csv": Way(marked("Plain files with the whole record (CSV)"), "record.zip"),
    "json": Way(marked("The whole record for programs (JSON)"), "record.json"),
    "hif": Way(marked("The whole record as a hypergraph (HIF)"), "record.hif.json"),
    "gexf": Way(marked("The ties for Gephi (GEXF)"), "ties.gexf"),
    "graphml": Way(marked("The ties for yEd or igraph (GraphML)"), "ties.graphml"),
    "pajek": Way(marked("The ties for Pajek or UCINET"), "ties.net"),
    "kumu": Way(marked("The ties for Kumu"), "ties.kumu.json"),
}


def show(request: Request) -> Response:
    """The room."""
    window = desk_of(request).figures().answer.window
    return page(request, "share.html", ways=WAYS, window=window)


def out(request: Request) -> Response:
    """The record in the format that was asked for, as `export` writes it."""
    asked = request.query_params.get("form", "")
    if asked not in WAYS:
        raise HTTPException(422)
    form: Form = asked
    codes = request.query_params.get("names") == "codes"
    alliance, _ = as_shown(desk_of(request).figures().alliance, pseudonyms=codes)
    name = WAYS[form].file
    content = export(alliance, form, "record" if form == "csv" else name)
    if isinstance(content, dict):
        content = packed(content, "record")
    return download(content if isinstance(content, bytes) else content.encode(), name)


def survey(request: Request) -> Response:
    """The survey of the partners, as `survey` writes it, in one file."""
    desk, words = desk_of(request), words_of(request)
    alliance, _ = as_shown(desk.figures().alliance)
    if desk.figures().answer.window is None:
        raise HTTPException(404)
    asked = surveying(network_of_answer(alliance, None, None, None))
    trust = request.query_params.get("trust") == "yes"
    wishes = Wishes(words.language, trust, request.query_params.get("send_to", "").strip())
    return download(packed(survey_files(asked, wishes), "survey"), "survey.zip")


@posted
def answers(request: Request, form: forms.Form) -> Response:
    """Filled in workbooks and answers of partners, merged into the record."""
    sent = form.files("answers")
    desk = desk_of(request)
    desk.figures()
    loaded = desk.store.load()
    with scratch_folder() as scratch:
        names = [f"{number}/{plain_name(name)}" for number, (name, _) in enumerate(sent)]
        write_folder(scratch / "sent", {
            name: content for name, (_, content) in zip(names, sent, strict=True)
        })  # fmt: skip
        applied = apply(desk.store.folder, [scratch / "sent" / name for name in names])
    log = applied.tables[LOG]
    version = None
    if applied.changed:
        version = desk.store.save(
            _tables(applied, loaded.tables),
            expecting=loaded.version,
            note=", ".join(plain_name(name) for name, _ in sent),
            beside={LOG: csv_text(log).encode()},
        )
    new = [dict(zip(log, row, strict=True)) for row in zip(*log.values(), strict=True)]
    return page(
        request, "share_answers.html", changed=applied.changed, unchanged=applied.unchanged,
        rows=new[len(new) - applied.changed :], version=version,
    )  # fmt: skip


def _tables(applied: Applied, before: Tables) -> Tables:
    """The tables of the new record, written as those before it are."""
    made: dict[Kind, Records] = {}
    for kind in KINDS:
        columns = applied.tables.get(f"{kind}.csv")
        if columns is not None:
            cells = [list(columns), *map(list, zip(*columns.values(), strict=True))]
            made[kind] = before.get(kind, Records(f"{kind}.csv", []))._replace(cells=cells)
    return made


def key(request: Request) -> Response:
    """What stands for what under codes; to be kept apart from what goes out."""
    _, known = as_shown(desk_of(request).figures().alliance, pseudonyms=True)
    return download(key_csv(known).encode(), "key.csv")


ROUTES = [
    Route("/share", show),
    Route("/share/out", out),
    Route("/share/key.csv", key),
    Route("/share/survey.zip", survey),
    Route("/share/answers", answers, methods=["POST"]),
]
