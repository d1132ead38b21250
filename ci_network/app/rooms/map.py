"""The map: what the meeting gathers around, and what was decided on it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.api.recipes import MadeMap, Telling, make_map
from ci_network.app.forms import Form, posted
from ci_network.app.jobs import Job
from ci_network.app.pages import desk_of, download, how_far, page, saved, whole_page, words_of
from ci_network.app.words import Words
from ci_network.reading.editing import all_go_on
from ci_network.record.pseudonyms import as_shown
from ci_network.views.map import Opening, layout_csv, read_layout

LAYOUT = "layout.csv"

_PATIENCE = 0.3
"""Seconds that a page waits for a map before it says how far it is."""


def show(request: Request) -> Response:
    """The room."""
    return page(request, "map.html", version=desk_of(request).figures().version)


def state(request: Request) -> Response:
    """The map, or how far it is."""
    job = _job(request)
    job.wait(_PATIENCE)
    return page(request, "map_ready.html") if job.state == "done" else how_far(request, job, "map")


def stop(request: Request) -> Response:
    """The map is not wanted any more."""
    job = _job(request)
    job.stop()
    return how_far(request, job, "map")


def shown(request: Request) -> Response:
    """The map as a page of its own."""
    return whole_page(_made(request).page)


def file(request: Request) -> Response:
    """The map as a file to keep, as `map -o map.html` writes it."""
    return download(_made(request).page.encode(), "map.html")


@posted
def places(request: Request, form: Form) -> Response:
    """Keep the places of the actors, so that the next map shows them where they were."""
    desk = desk_of(request)
    text = layout_csv(_made(request).positions).encode()
    path = desk.store.folder / LAYOUT
    if path.is_file() and path.read_bytes() == text:
        return Response(status_code=204)
    before = desk.store.load().version
    version = desk.store.save({}, expecting=before, note=LAYOUT, beside={LAYOUT: text})
    if before != form.word("version"):
        return Response(status_code=204)
    return page(request, "version.html", version=version)


@posted
def decided(request: Request, form: Form) -> Response:
    """What was ticked on the map, written into the record."""
    activities, heirs = form.words("activity"), form.words("taken_over_by")
    if not activities or len(heirs) != len(activities):
        raise HTTPException(422)
    desk, evidence = desk_of(request), form.word("evidence")
    _, key = as_shown(desk.figures().alliance)
    ids = {code: name for name, code in key.actors.items()}
    by_activity = {
        activity: ids.get(heir, heir) for activity, heir in zip(activities, heirs, strict=True)
    }
    seen, before = form.word("version"), desk.store.load().version
    version = desk.change(
        seen, lambda tables: all_go_on(tables, by_activity, "yes", evidence), ", ".join(activities)
    )
    response = saved(request, version)
    if before != seen and desk.store.tables(before) != desk.store.tables(seen):
        # What others have changed is not on the map yet.
        response.headers["HX-Refresh"] = "true"
    return response


def _made(request: Request) -> MadeMap:
    """The map; whoever asks for it waits."""
    return cast("MadeMap", _job(request).result)


def _job(request: Request) -> Job[object]:
    desk, words = desk_of(request), words_of(request)
    loaded, figures = desk.store.load(), desk.figures()
    alliance, _ = as_shown(figures.alliance)
    path = desk.store.folder / LAYOUT
    known = read_layout(path) if path.is_file() else None

    def work(telling: Telling) -> MadeMap:
        return make_map(alliance, opening=Opening(words.language, positions=known), telling=telling)

    return desk.jobs.begin(_key(loaded.version, words), work)


def _key(version: str, words: Words) -> tuple[Hashable, ...]:
    return "map", version, words.language


ROUTES = [
    Route("/map", show),
    Route("/map/state", state),
    Route("/map/stop", stop, methods=["POST"]),
    Route("/map/page", shown),
    Route("/map/map.html", file),
    Route("/map/places", places, methods=["POST"]),
    Route("/map", decided, methods=["POST"]),
]
