"""The app as a whole: its rooms behind one door."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ci_network.app.desk import Desk, NotReadyError
from ci_network.app.forms import Form, posted
from ci_network.app.pages import HERE, LANGUAGE_COOKIE, desk_of, page, words_of
from ci_network.app.rooms import ROOMS
from ci_network.app.safety import ENTRY, MOST_BYTES, TOO_LARGE, Guard, Pass, let_in
from ci_network.app.store import Conflict
from ci_network.errors import CINetworkError, DataError
from ci_network.language import LANGUAGES, Language, marked
from ci_network.views.problems import every_line

_SENTENCES = {
    404: marked("There is no such page."),
    405: marked("That cannot be done with this page."),
    413: TOO_LARGE,
    422: marked("Something is missing in what was sent; go back and try again."),
    500: marked("Something went wrong in the app itself. The record is as it was."),
}


def create_app(folder: Path, shown: Pass, language: Language = "da") -> Starlette:
    """The app for the record in a folder.

    Parameters
    ----------
    folder
        Where the files are, or shall be.
    shown
        What a browser must show to be let in.
    language
        Language of the pages until a browser chooses one.
    """
    app = Starlette(
        routes=[*_own_routes(), *(route for room in ROOMS for route in room.routes)],
        middleware=[Middleware(Guard, shown=shown, refuse=_refused)],
        exception_handlers={
            HTTPException: _not_so,
            Conflict: _both_versions,
            CINetworkError: _told,
            NotReadyError: _not_ready,
            Exception: _broken,
        },
    )
    app.state.desk = Desk.at(folder)
    app.state.language = language
    app.state.rooms = ROOMS
    app.state.shown = shown
    return app


def _own_routes() -> list[BaseRoute]:
    return [
        Route("/", _home),
        Route(ENTRY, _enter),
        Route("/language", _switch, methods=["POST"]),
        Route("/alive", _alive, methods=["POST"]),
        Route("/undo", _undo, methods=["POST"]),
        Route("/end", _end, methods=["POST"]),
        Mount("/static", StaticFiles(directory=HERE / "static")),
        Mount("/vendor", StaticFiles(directory=HERE / "vendor")),
    ]


def _enter(request: Request) -> Response:
    """The address that the start shows."""
    shown: Pass = request.app.state.shown
    response = let_in(shown, request.query_params.get("token"))
    if response is None:
        raise HTTPException(404)
    return response


def _home(request: Request) -> Response:
    """The room where there is something to do: the answer, what is wrong, or the first list."""
    loaded = desk_of(request).store.load()
    if loaded.alliance is not None:
        return RedirectResponse("/answer", 303)
    return RedirectResponse("/check" if loaded.begun else "/lists", 303)


@posted
def _switch(request: Request, form: Form) -> Response:
    """Another language, on the page where it was asked for."""
    chosen = form.word("language")
    if chosen not in LANGUAGES:
        raise HTTPException(422)
    response = _back(request)
    response.set_cookie(LANGUAGE_COOKIE, chosen, httponly=True, samesite="strict", path="/")
    return response


def _back(request: Request) -> RedirectResponse:
    """To the room where something was asked for."""
    where = urlsplit(request.headers.get("referer", "")).path
    ours = any(where == f"/{room.name}" for room in ROOMS)
    return RedirectResponse(where if ours else "/", 303)


@posted
def _undo(request: Request, form: Form) -> Response:
    """Take back a change, and nothing that was changed since."""
    desk_of(request).store.undo(form.word("version"))
    return _back(request)


def _alive(_: Request) -> Response:
    """A window that is open says so from time to time."""
    return Response(status_code=204)


def _end(request: Request) -> Response:
    """The end, as it was asked for in the page."""
    desk_of(request).ended.set()
    return page(request, "ended.html")


def _refused(request: Request, status: int, sentence: str) -> Response:
    return _in_words(request, status, words_of(request).said(sentence, limit=MOST_BYTES >> 20))


def _in_words(request: Request, status: int, sentence: str) -> Response:
    """A page that says what is wrong; a piece of one where a piece was asked for."""
    piece = request.headers.get("hx-request") == "true"
    return page(request, "wrong.html" if piece else "refused.html", status, sentence=sentence)


def _not_so(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _refused(request, status, _SENTENCES.get(status, _SENTENCES[422]))


def _told(request: Request, error: Exception) -> Response:
    """An error that is known, as a sentence."""
    words = words_of(request)
    if isinstance(error, DataError):
        lines = every_line(error.errors, words.language)
        return _in_words(request, 400, " ".join(lines))
    return _in_words(request, 400, words.error(error) if isinstance(error, CINetworkError) else "")


def _both_versions(request: Request, error: Exception) -> Response:
    """Somebody else changed the same: both versions are shown, and one is chosen."""
    if not isinstance(error, Conflict):
        raise error
    where = f"/register/conflict/{desk_of(request).conflicts.keep(error)}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def _not_ready(request: Request, error: Exception) -> Response:
    """A room that answers from a record, before there is one."""
    begun = isinstance(error, NotReadyError) and error.loaded.begun
    return page(request, "not_ready.html", begun=begun)


def _broken(request: Request, _: Exception) -> Response:
    return _refused(request, 500, _SENTENCES[500])
