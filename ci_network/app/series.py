"""Meetings of one name, which are asked about once, and each where that is wanted."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ci_network.inference.questions import together
from ci_network.network.windows import WindowNetworks

Question = Mapping[str, Any]

_DATED = re.compile(r"(.+) \(\d{4}[^()]*\)")
_ASKED = ("continues", "led_by")


def series_of(activity: str) -> str:
    """What a meeting is one of: its name without the date that tells it from the others.

    Examples
    --------
    >>> series_of("Board (2018-03-14)"), series_of("Board"), series_of("Run (5 km)")
    ('Board', 'Board', 'Run (5 km)')
    """
    dated = _DATED.fullmatch(activity)
    return dated[1] if dated else activity


def in_series(drawn: WindowNetworks, questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Questions as `asking_figures` has them, those about one series as one.

    Parameters
    ----------
    drawn
        The networks that are asked about, of which there is one.
    questions
        What is asked.

    Returns
    -------
    list of dict
        The questions by swing; one about a series has `series`, its name, `each`, its questions,
        and `about`, `answers`, `swing` and `ask` of all of them together.
    """
    its: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for each in questions:
        if each["kind"] in _ASKED:
            its[each["kind"], series_of(each["about"])].append(each)
    several = {key: found for key, found in its.items() if len(found) > 1}
    one_by_one = [
        dict(each)
        for each in questions
        if each["kind"] not in _ASKED or (each["kind"], series_of(each["about"])) not in several
    ]
    asked = [_as_one(drawn, key, found) for key, found in several.items()]
    # Those that move the answer as much stand as they stood; a series before them.
    return sorted([*asked, *one_by_one], key=lambda each: -round(each["swing"] or 0.0, 9))


def _as_one(
    drawn: WindowNetworks, key: tuple[str, str], questions: Sequence[Question]
) -> dict[str, Any]:
    kind, name = key
    code = {activity: code for code, activity in enumerate(drawn.alliance.activities.name)}
    codes = [code[each["about"]] for each in questions]
    answers = [answer["answer"] for answer in questions[0]["answers"]]
    ranges, swing = together(drawn, [(questions[0]["kind"], codes, answer) for answer in answers])
    return {
        "kind": kind,
        "series": name,
        "each": list(questions),
        "about": [each["about"] for each in questions],
        "answers": [
            {"answer": answer, "low": found.low, "high": found.high}
            for answer, found in zip(answers, ranges, strict=True)
        ],
        "swing": None if math.isnan(swing) else swing,
        "ask": list(dict.fromkeys(actor for each in questions for actor in each["ask"])),
    }
