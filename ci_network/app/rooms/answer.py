"""The answer: what is left without the secretariat, and what there is to find out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network import dates
from ci_network.api.recipes import Telling
from ci_network.app.drawings import answer_drawing
from ci_network.app.forms import Form, posted
from ci_network.app.held import Figures
from ci_network.app.jobs import Job
from ci_network.app.pages import desk_of, download, page, words_of
from ci_network.app.words import Words
from ci_network.reading import editing
from ci_network.reading.together import Tables
from ci_network.results.asking import ANSWERS
from ci_network.views.plan import listed
from ci_network.views.questions import ASKED

_FIRST = 8
"""Questions that are shown at once."""


_PATIENCE = 1.0
"""Seconds that a page waits for the questions at a time."""

_NOT_SAID = {("date", "not_in_window"), ("left", "before"), ("same_actor", "no")}
"""Answers that leave the record as it is; a day may be written where there is one."""

_WITH_A_DAY = ("date", "left")

_OF_SERIES = ("continues", "led_by")
"""What may be answered for several activities at once."""


def show(request: Request) -> Response:
    """The room."""
    return page(request, "answer.html", **_now(request))


def questions(request: Request) -> Response:
    """What there is to find out, what moves the answer most first.

    In a large record they take a while; what stands there stays until then.
    """
    figures, words = desk_of(request).figures(), words_of(request)
    job = _job(request, figures)
    job.wait(_PATIENCE)
    if job.state in ("running", "stopped"):
        return Response(status_code=204, headers={"HX-Trigger": "not-yet"})
    rows = [_row(each, figures, words) for each in figures.questions()]
    moving = [row for row in rows if row["swing"]]
    return page(
        request, "answer_questions.html", first=moving[:_FIRST], more=moving[_FIRST:],
        rest=[row for row in rows if not row["swing"]],
    )  # fmt: skip


def _job(request: Request, figures: Figures) -> Job[object]:
    """The questions of the record as it is now; those of an earlier one are not wanted any more."""
    desk = desk_of(request)

    def work(telling: Telling) -> object:
        with telling("Questions") as progress:
            figures.asked(progress)
            return figures.questions()

    return desk.jobs.begin(("questions", desk.store.load().version), work, alone=True)


def workbook(request: Request) -> Response:
    """The workbook to answer in, as `ask -o questions.xlsx` writes it."""
    from ci_network.views.forms.decisions import questions_workbook  # noqa: PLC0415

    figures, words = desk_of(request).figures(), words_of(request)
    asked = figures.asked()
    if asked is None:
        raise HTTPException(404)
    book = questions_workbook(asked, words.language, figures.alliance.actors.label_of)
    return download(book, "questions.xlsx")


def _now(request: Request) -> dict[str, Any]:
    figures, words = desk_of(request).figures(), words_of(request)
    found = figures.answer
    return {
        "version": figures.version,
        "sentences": found.in_words(words.language),
        "drawing": answer_drawing(found, words),
        "reason": found.reason,
        "low": found.low,
        "high": found.high,
    }


def _row(each: dict[str, Any], figures: Figures, words: Words) -> dict[str, Any]:
    """A question as the page shows it."""
    kind = each["kind"]
    about = each["about"] if isinstance(each["about"], list) else [each["about"]]
    answers = [_answer(kind, answer, words) for answer in each["answers"]]
    who = [figures.alliance.actors.label_of(actor) for actor in each["ask"]]
    return {
        "kind": kind,
        "about": about,
        "text": each["text"][words.language],
        "each": [_row(one, figures, words) for one in each.get("each", ())],
        "answers": answers,
        "swing": each["swing"],
        "day": kind in _WITH_A_DAY,
        "ask": listed(who, words.language, ASKED) if who else "",
    }


def _answer(kind: str, answer: dict[str, Any], words: Words) -> dict[str, Any]:
    word = answer["answer"]
    text = ANSWERS[word]
    return answer | {"text": words.said(text), "said": (kind, word) not in _NOT_SAID}


@posted
def answered(request: Request, form: Form) -> Response:
    """An answer, written into the record."""
    kind, answer = form.word("kind"), form.word("answer") or form.word("day")
    about = tuple(form.words("about"))
    fits = len(about) == 2 if kind == "same_actor" else len(about) == 1 or kind in _OF_SERIES
    if kind not in _WRITTEN or not answer or not about or not fits:
        raise HTTPException(422)
    desk = desk_of(request)
    window = desk.figures().answer.window or ""
    told = _Told(about, answer, form.word("evidence"), window)
    version = desk.change(
        form.word("version"), lambda tables: _WRITTEN[kind](tables, told), ", ".join(told.about)
    )
    response = page(request, "answer_now.html", **_now(request) | {"version": version})
    response.headers["HX-Trigger"] = "record-changed"
    return response


class _Told(NamedTuple):
    """An answer, what it is about, who gave it, and the window that was asked about."""

    about: tuple[str, ...]
    answer: str
    evidence: str
    window: str

    @property
    def stretch(self) -> tuple[str, str]:
        """First and last day of the window; one that is a date in itself stands as it is."""
        found = dates.window_of(self.window)
        return dates.iso(found.start or 0), dates.iso(found.end or 0)


def _dated(tables: Tables, told: _Told) -> Tables:
    start, end = told.stretch if told.answer == "in_window" else (told.answer, "")
    return editing.activity_dated(tables, told.about[0], start, end)


def _left(tables: Tables, told: _Told) -> Tables:
    day = told.stretch[1] if told.answer == "not_before" else told.answer
    return editing.actor_changed(tables, told.about[0], "left", day)


def _same(tables: Tables, told: _Told) -> Tables:
    one, other = told.about
    return editing.same_actor(tables, one, other)


_WRITTEN: dict[str, Callable[[Tables, _Told], Tables]] = {
    "continues": lambda tables, told: editing.all_go_on(
        tables, dict.fromkeys(told.about, ""), told.answer, told.evidence
    ),
    "led_by": lambda tables, told: editing.led_by_some(tables, told.about, told.answer),
    "date": _dated,
    "left": _left,
    "same_actor": _same,
}

ROUTES = [
    Route("/answer", show),
    Route("/answer", answered, methods=["POST"]),
    Route("/answer/questions", questions),
    Route("/answer/questions.xlsx", workbook),
]
