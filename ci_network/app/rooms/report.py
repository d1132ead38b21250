"""The report: made in the background, opened, printed, and sent as one file."""

from __future__ import annotations

import datetime as dt
import mimetypes
import shlex
from collections.abc import Hashable, Mapping
from typing import NamedTuple, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ci_network.api.recipes import Telling, make_report
from ci_network.app.forms import Form, posted
from ci_network.app.jobs import Job
from ci_network.app.packed import packed
from ci_network.app.pages import desk_of, download, how_far, page, whole_page, words_of
from ci_network.app.rooms.map import LAYOUT
from ci_network.record.pseudonyms import as_shown
from ci_network.views.report import Heading

Files = Mapping[str, str | bytes]


class Asked(NamedTuple):
    """What a report was asked for with."""

    title: str = ""
    author: str = ""
    pseudonyms: bool = False
    compared: bool = True


def show(request: Request) -> Response:
    """The room."""
    desk = desk_of(request)
    desk.figures()
    job = _job(request)
    return page(request, "report.html", asked=desk.report_asked or Asked(), there=job is not None)


@posted
def begin(request: Request, form: Form) -> Response:
    """A report is wanted."""
    desk = desk_of(request)
    desk.report_asked = Asked(
        form.word("title"),
        form.word("author"),
        pseudonyms=form.word("names") == "codes",
        compared=form.word("compared") == "yes",
    )
    _begin(request, desk.report_asked)
    return RedirectResponse("/report", 303)


def state(request: Request) -> Response:
    """The report, or how far it is."""
    job = _job(request)
    if job is None:
        raise HTTPException(404)
    ready = job.state == "done"
    return page(request, "report_ready.html") if ready else how_far(request, job, "report")


def stop(request: Request) -> Response:
    """The report is not wanted any more."""
    job = _job(request)
    if job is not None:
        job.stop()
    return state(request)


def shown(request: Request) -> Response:
    """A file of the report: its pages to look at, all else to keep."""
    name = request.path_params["name"]
    content = _made(request).get(name)
    if content is None:
        raise HTTPException(404)
    if name.endswith(".html"):
        return whole_page(str(content))
    data = content if isinstance(content, bytes) else content.encode()
    if name.endswith((".png", ".svg")):
        return Response(data, media_type=mimetypes.guess_type(name)[0])
    return download(data, name.rpartition("/")[2])


def one_file(request: Request) -> Response:
    """The whole report in one file, to send."""
    return download(packed(_made(request), "report"), "report.zip")


def _made(request: Request) -> Files:
    job = _job(request)
    if job is None or job.state != "done":
        raise HTTPException(404)
    return cast("Files", job.result)


def _key(request: Request, asked: Asked) -> tuple[Hashable, ...]:
    version = desk_of(request).store.load().version
    return "report", version, words_of(request).language, asked


def _job(request: Request) -> Job[object] | None:
    """The report that was asked for of the record as it is now."""
    desk = desk_of(request)
    return None if desk.report_asked is None else desk.jobs.of(_key(request, desk.report_asked))


def _begin(request: Request, asked: Asked) -> None:
    desk, words = desk_of(request), words_of(request)
    alliance, key = as_shown(desk.figures().alliance, pseudonyms=asked.pseudonyms)
    given = Heading(asked.title, asked.author, dt.date.today()).hidden(key.hide)
    layout = desk.store.folder / LAYOUT
    there = layout if layout.is_file() and not asked.pseudonyms else None
    command = key.hide(_command(request, asked, there is not None))

    def work(telling: Telling) -> Files:
        return make_report(
            alliance, language=words.language, given=given,
            replicates=None if asked.compared else 0, layout_file=there,
            pseudonyms=asked.pseudonyms, command=command, telling=telling,
        )  # fmt: skip

    desk.jobs.begin(_key(request, asked), work, again=True)


def _command(request: Request, asked: Asked, placed: bool) -> str:
    """The command that makes the same report; under codes without the names in it."""
    folder = desk_of(request).store.folder
    named = {"DATA": str(folder), "TITLE": asked.title, "AUTHOR": asked.author, "DIR": "report"}
    if asked.pseudonyms:
        named = {word: word if text else "" for word, text in named.items()}
    words = ["ci-network", "report", named["DATA"], "--lang", words_of(request).language]
    words += [] if asked.compared else ["--null", "0"]
    words += ["--layout", str(folder / LAYOUT)] if placed else []
    words += ["--title", named["TITLE"]] if asked.title else []
    words += ["--author", named["AUTHOR"]] if asked.author else []
    words += ["--pseudonyms"] if asked.pseudonyms else []
    return shlex.join([*words, "--output", named["DIR"]])


ROUTES = [
    Route("/report", show),
    Route("/report", begin, methods=["POST"]),
    Route("/report/state", state),
    Route("/report/stop", stop, methods=["POST"]),
    Route("/report/report.zip", one_file),
    Route("/report/view/{name:path}", shown),
]
