"""What goes out: the record in other tools' files, by name or under codes."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.app.packed import packed
from ci_network.app.pages import desk_of, download, page
from ci_network.app.shown import as_shown
from ci_network.app.words import marked
from ci_network.record.pseudonyms import key_csv
from ci_network.views.exports import Form, export


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
    desk_of(request).figures()
    return page(request, "share.html", ways=WAYS)


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


def key(request: Request) -> Response:
    """What stands for what under codes; to be kept apart from what goes out."""
    _, known = as_shown(desk_of(request).figures().alliance, pseudonyms=True)
    if known is None:
        raise HTTPException(404)
    return download(key_csv(known).encode(), "key.csv")


ROUTES = [
    Route("/share", show),
    Route("/share/out", out),
    Route("/share/key.csv", key),
]
