"""The drawings of the rooms: the same charts as in the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ci_network import numerals
from ci_network.app.words import Words
from ci_network.results.answer import Answer, answer_figures
from ci_network.views.report import charts
from ci_network.views.report.drawing import svg
from ci_network.views.report.front import picture
from ci_network.views.sentence import plain
from ci_network.views.source import Source


def answer_drawing(answer: Answer, words: Words) -> Markup | None:
    """The range as it is recorded, and at either answer to what it hinges on."""
    chart = picture(Source({"answer": answer_figures(answer)}))
    if chart is None:
        return None
    title, says = plain(chart.title, words.language), plain(chart.description, words.language)
    return Markup(svg(chart.draw(words.language), "answer", title, says))


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
