"""The drawings of the rooms: the same charts as in the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ci_network import numerals
from ci_network.app.words import Words
from ci_network.results.answer import Answer, Hinge
from ci_network.views.palette import BLUE, ORANGE, SKY
from ci_network.views.report import charts
from ci_network.views.report.drawing import svg


def answer_drawing(answer: Answer, words: Words) -> Markup | None:
    """The range as it is recorded, and at either answer to what it hinges on."""
    if answer.reason:
        return None
    spans = [_span(words.said("as it is recorded"), answer.low, answer.high, BLUE, words)]
    spans += _either_way(answer.hinge, words)
    drawn = charts.spans(words.language, spans, mark=answer.present)
    name = words.said("Pairs of partners that would still be connected without the secretariat")
    says = words.said(
        "Between {low} and {high} as it is recorded; the ring is {present}, with the secretariat.",
        low=numerals.percent(answer.low, words.language),
        high=numerals.percent(answer.high, words.language),
        present=numerals.percent(answer.present, words.language),
    )
    return Markup(svg(drawn, "answer", name, says))


def _either_way(hinge: Hinge, words: Words) -> list[charts.Span]:
    if hinge.if_yes is None or hinge.if_no is None:
        return []
    one = len(hinge.activities) == 1
    yes = words.said("if it goes on") if one else words.said("if they go on")
    no = words.said("if it ends") if one else words.said("if they end")
    return [
        _span(yes, hinge.if_yes.low, hinge.if_yes.high, SKY, words),
        _span(no, hinge.if_no.low, hinge.if_no.high, ORANGE, words),
    ]


def _span(name: str, low: float, high: float, colour: str, words: Words) -> charts.Span:
    return charts.Span(name, low, high, numerals.percent_range(low, high, words.language), colour)


def plan_drawing(plan: Mapping[str, Any], words: Words) -> Markup | None:
    """What is kept by the number of activities that somebody takes over; None below two steps."""
    steps = plan["steps"]
    if len(steps) < 2:
        return None
    line = charts.Series(words.said("kept"), [step["value"] for step in steps])
    labels = [numerals.count(step["k"], words.language) for step in steps]
    drawn = charts.over_time(words.language, labels, [line], height=160.0)
    name = words.said("Connected pairs, by how many activities somebody takes over")
    first, last = (
        numerals.percent(step["value"], words.language) for step in (steps[0], steps[-1])
    )
    says = words.said("From {first} with none to {last} with all.", first=first, last=last)
    return Markup(svg(drawn, "plan", name, says))
