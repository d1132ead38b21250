"""Pages from templates: everything from the data is escaped, in the language of the request."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast
from urllib.parse import quote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ci_network.app.desk import Desk
from ci_network.app.jobs import Job
from ci_network.app.words import Words
from ci_network.language import LANGUAGE_NAMES, LANGUAGES, Language
from ci_network.views.pages import templates

HERE = Path(str(files("ci_network.app")))

LANGUAGE_COOKIE = "ci-network-language"


def desk_of(request: Request) -> Desk:
    """What the rooms share."""
    return cast("Desk", request.app.state.desk)


def words_of(request: Request) -> Words:
    """The words in the language that this browser chose, else that of the start."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    known = chosen if chosen in LANGUAGES else request.app.state.language
    return Words(cast("Language", known))


def page(request: Request, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
    """A page, or a piece of one, from a template.

    Every template has `said` and `counted` for sentences, the figures of `Words.figures`, and
    `language`, `languages`, `rooms`, `path`, `folder`, and `version`: that of the record, where a
    page shows what can be changed in it.
    """
    words = words_of(request)
    known = {
        "said": words.said,
        "counted": words.counted,
        **words.figures,
        "language": words.language,
        "languages": LANGUAGE_NAMES,
        "rooms": request.app.state.rooms,
        "path": request.url.path,
        "folder": desk_of(request).store.folder.name,
        "version": "",
    }
    text = _templates().get_template(template).render(known | values)
    return HTMLResponse(text, status_code=status)


def saved(request: Request, version: str) -> HTMLResponse:
    """The notice that a change is written, with the way back from it."""
    return page(request, "saved.html", version=version)


def how_far(request: Request, job: Job[object], room: str) -> HTMLResponse:
    """How far the work of a room is, with a way to stop it."""
    error = "" if job.error is None else words_of(request).error(job.error)
    where, stop = f"/{room}/state", f"/{room}/stop"
    return page(request, "job.html", job=job, where=where, stop=stop, error=error)


def whole_page(text: str) -> HTMLResponse:
    """A page that is whole in itself: it brings its own policy, and gets none of our rights."""
    policy = "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


def download(content: bytes, name: str) -> Response:
    """A file to keep, which no browser opens by itself."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


@cache
def _templates() -> Environment:
    return templates(HERE / "templates")
