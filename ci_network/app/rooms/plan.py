"""The plan: what somebody takes over so that the alliance holds, decided activity by activity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.app.drawings import plan_drawing
from ci_network.app.forms import Form, posted
from ci_network.app.held import Figures
from ci_network.app.pages import desk_of, download, page, words_of
from ci_network.app.words import Words
from ci_network.reading.editing import all_go_on
from ci_network.views.plan import plan_sentences, reasons

_SUGGESTED = 5

_FIRST = 30
"""Open activities that are shown at once."""


def show(request: Request) -> Response:
    """The room."""
    return page(request, "plan.html", **_now(request))


def _now(request: Request) -> dict[str, Any]:
    figures, words = desk_of(request).figures(), words_of(request)
    found = figures.answer
    plan = None if found.reason else figures.plan
    if plan is None:
        return {"plan": None, "sentences": found.in_words(words.language)}
    return {
        "version": figures.version,
        "plan": plan,
        "window": plan["window"],
        "sentences": list(plan_sentences(plan, words.language)),
        "low": found.low,
        "high": found.high,
        "drawing": plan_drawing(plan, words),
        "rows": [_row(each, figures, words) for each in plan["worth"][:_FIRST]],
        "more": len(plan["worth"][_FIRST:]),
        "decided": [each | _named(each, figures) for each in figures.decided],
        "partners": {
            partner: figures.alliance.actors.label_of(partner) for partner in figures.partners
        },
    }


def more(request: Request) -> Response:
    """The open activities after the first."""
    figures, words = desk_of(request).figures(), words_of(request)
    rest = [] if figures.plan is None else figures.plan["worth"][_FIRST:]
    rows = [_row(each, figures, words) for each in rest]
    return page(request, "plan_rows.html", rows=rows, first=_FIRST)


def _row(each: Mapping[str, Any], figures: Figures, words: Words) -> dict[str, Any]:
    """An open activity, and those that the record suggests for it."""
    plan, activity = figures.plan or {}, each["activity"]
    about = plan["series"].get(activity, [activity])
    proposed = plan["proposal"].get(activity)
    suggested = {
        each["partner"]: {
            "label": figures.alliance.actors.label_of(each["partner"]),
            "why": reasons(each, words.language),
            "proposed": each["partner"] == proposed,
        }
        for each in plan["candidates"][activity][:_SUGGESTED]
    }
    return {
        "activity": activity, "about": about, "alone": each["alone"], "suggested": suggested,
    }  # fmt: skip


def _named(each: Mapping[str, str | None], figures: Figures) -> dict[str, str]:
    heir = each["taken_over_by"]
    return {"heir": "" if heir is None else figures.alliance.actors.label_of(heir)}


@posted
def decided(request: Request, form: Form) -> Response:
    """What was decided about an activity, written into the record."""
    activities, continues = form.words("activity"), form.word("continues")
    heir = form.word("taken_over_by")
    if continues not in ("yes", "no", "") or not activities:
        raise HTTPException(422)
    if heir:
        continues = "yes"
    heirs, evidence = dict.fromkeys(activities, heir), form.word("evidence")
    version = desk_of(request).change(
        form.word("version"),
        lambda tables: all_go_on(tables, heirs, continues, evidence),
        ", ".join(activities),
    )
    return page(request, "plan_decided.html", **_now(request) | {"version": version})


def workbook(request: Request) -> Response:
    """The workbook to decide in, as `plan -o plan.xlsx` writes it."""
    from ci_network.views.forms.decisions import plan_workbook  # noqa: PLC0415

    figures, words = desk_of(request).figures(), words_of(request)
    if figures.plan is None:
        raise HTTPException(404)
    book = plan_workbook(
        figures.plan, words.language, figures.alliance.actors.label_of, figures.partners
    )
    return download(book, "plan.xlsx")


ROUTES = [
    Route("/plan", show),
    Route("/plan", decided, methods=["POST"]),
    Route("/plan/more", more),
    Route("/plan/plan.xlsx", workbook),
]
