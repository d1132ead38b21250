"""The questions worth asking, in words and figures, by how far they move the answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ci_network import numerals
from ci_network.graphs.workers import OnProgress
from ci_network.inference.hinge import Range
from ci_network.inference.questions import Kind, Question, Questions, questions
from ci_network.inference.tipping import TippingPoint, tipping_point
from ci_network.language import LANGUAGES, Language, translation
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Alliance
from ci_network.results.undefined import known

SENTENCES = {
    "continues": "Does {name} go on when the secretariat leaves?",
    "led_by": "Who led {name}: the secretariat, or a partner?",
    "date": "When was {name}? Was it in {window}?",
    "left": "When did {name} leave? Was it still a member in {window}?",
    "same_actor": "Are {name} and {other} the same?",
    "participants": "Who else took part in {name}? Only one is on record.",
    "unrecorded": "What did partners do together in {window} that the secretariat had no part in?",
}
"""What is asked, by kind; msgids of the catalogue `plan`."""

OF_SERIES: dict[Kind, str] = {
    "continues": "Do the {n} meetings of {name} go on when the secretariat leaves?",
    "led_by": "Who led the {n} meetings of {name}: the secretariat, or a partner?",
}
"""What is asked of a series, by kind."""

ANSWERS = {
    "yes": "yes",
    "no": "no",
    "secretariat": "the secretariat",
    "partner": "a partner",
    "in_window": "in this period",
    "not_in_window": "not in this period",
    "not_before": "it was a member",
    "before": "it had left",
}
"""Answers as a person reads them; msgids of the catalogue `plan`."""

_ENOUGH = "So many would turn the answer: {n} with {size} partners each."


@dataclass(frozen=True, eq=False)
class Asking:
    """What to find out about a window.

    Attributes
    ----------
    alliance
        The record that figures are made of.
    questions
        The questions with their figures.
    unrecorded
        How many activities without the secretariat would have to be missing from the record;
        None where it cannot be told.
    """

    alliance: Alliance
    questions: Questions
    unrecorded: TippingPoint | None


def asking(drawn: WindowNetworks, progress: OnProgress | None = None) -> Asking:
    """Every open question of the one window of some networks.

    Parameters
    ----------
    drawn
        The networks of an alliance, of which there is one.
    progress
        Told how many questions are worked out.
    """
    (network,) = drawn.networks
    found = questions(drawn, twins_of(drawn.alliance), progress=progress)
    all_of_them = max(len(found.questions), 1)

    def still(*_: int) -> None:
        """The questions are done; what follows them is not."""
        if progress is not None:
            progress(all_of_them, all_of_them)

    turning = tipping_point(network, drawn.meetings, drawn.spans, (1, 0), progress=still)
    return Asking(drawn.alliance, found, turning)


def asked_one_by_one(drawn: WindowNetworks) -> Asking:
    """What is asked of a series of meetings, of each of them by itself."""
    found = questions(drawn, answered=0, kinds=tuple(OF_SERIES), one_by_one=True)
    return Asking(drawn.alliance, found, None)


_DOUBTS: dict[str, Kind] = {"undated-activity": "date", "near-id": "same_actor"}
"""Kinds of warning that ask something, and what."""

_WORTH_TRYING = 100_000
"""Warnings that ask something times rows of the record, up to which all of them are tried."""


def can_be_tried(alliance: Alliance) -> bool:
    """Whether there are warnings that ask something, and it takes no time to try them."""
    asking = sum(problem.code in _DOUBTS for problem in alliance.warnings)
    return 0 < asking * alliance.rows <= _WORTH_TRYING


def asked_by_warnings(drawn: WindowNetworks) -> Asking:
    """What the warnings about the data ask of the one window of some networks.

    That is when an undated activity was, and whether two actors of nearly one name are one.
    """
    found = questions(drawn, twins_of(drawn.alliance), answered=0, kinds=tuple(_DOUBTS.values()))
    return Asking(drawn.alliance, found, None)


def twins_of(alliance: Alliance) -> list[tuple[int, int]]:
    """Codes of actors that were told, when the data was read, to be alike by name."""
    place: dict[str, int] = {}
    for names in (alliance.actors.label, alliance.actors.id):
        place |= {name: code for code, name in enumerate(names)}
    pairs = (
        (place.get(problem.details["twin"], -1), place.get(problem.value or "", -1))
        for problem in alliance.warnings
        if problem.code == "near-id"
    )
    return [pair for pair in pairs if -1 not in pair and pair[0] != pair[1]]


def asking_figures(asked: Asking) -> dict[str, Any]:
    """The questions with names, as `ask --format json` shows them.

    Returns
    -------
    dict
        `window`, `low`, `high` (connectedness in `unaided` and `led_activities_end`);
        `questions`, by `swing` and then by name: `kind`, `about` (name of the activity, names of
        the meetings of a `series`, or ids of actors), `text` (`da`, `en`), `answers` (each with
        `answer`, `low`, `high`), `swing` (None where it cannot be told), `ask` (ids of actors);
        `narrowest`: after one answer, two, three, the narrowest range, with the question and the
        answer that give it.
    """
    found = asked.questions
    return {
        "window": found.window,
        **_ends(found.range),
        "questions": [*(_figures(asked, each) for each in found.questions), *_unrecorded(asked)],
        "narrowest": [
            {
                "k": k,
                **_about(asked.alliance, found.questions[step.question]),
                "kind": found.questions[step.question].kind,
                "answer": step.answer,
                **_ends(step.range),
            }
            for k, step in enumerate(found.narrowest, start=1)
        ],
    }


def _figures(asked: Asking, question: Question) -> dict[str, Any]:
    ids = asked.alliance.actors.id
    return {
        "kind": question.kind,
        **_about(asked.alliance, question),
        "text": {language: _text(asked, question, language) for language in LANGUAGES},
        "answers": [
            {"answer": answer, **_ends(figures)} for answer, figures in question.answers.items()
        ],
        "swing": known(question.swing),
        "ask": [ids[code] for code in question.ask],
    }


def _about(alliance: Alliance, question: Question) -> dict[str, Any]:
    of_actors = question.kind in ("left", "same_actor")
    names = alliance.actors.id if of_actors else alliance.activities.name
    about = [names[code] for code in question.about]
    if len(about) == 1:
        return {"about": about[0]}
    series = {} if of_actors else {"series": alliance.activities.series[question.about[0]]}
    return {"about": about} | series


def _text(asked: Asking, question: Question, language: Language) -> str:
    actors, activities = asked.alliance.actors, asked.alliance.activities
    of_actors = question.kind in ("left", "same_actor")
    names = [(actors.label if of_actors else activities.name)[code] for code in question.about]
    several = len(names) > 1 and not of_actors
    sentence = OF_SERIES[question.kind] if several else SENTENCES[question.kind]
    text = translation(language).gettext(sentence)
    return text.format(
        name=activities.series[question.about[0]] if several else names[0],
        other=names[-1],
        n=numerals.count(len(names), language),
        window=numerals.window_name(asked.questions.window, language),
    )


def _unrecorded(asked: Asking) -> Iterator[dict[str, Any]]:
    """What nobody can answer yes or no to: no swing, but a measure of it."""
    turning = asked.unrecorded
    if turning is None or turning.connectedness.direction != "add":
        return
    needed = turning.connectedness.median
    if not math.isfinite(needed):
        return
    yield {
        "kind": "unrecorded",
        "about": asked.questions.window,
        "text": {
            language: _unrecorded_text(asked, needed, turning.activity_size, language)
            for language in LANGUAGES
        },
        "answers": [],
        "swing": None,
        "ask": [],
    }


def _unrecorded_text(asked: Asking, needed: float, size: int, language: Language) -> str:
    _ = translation(language)
    question = _.gettext(SENTENCES["unrecorded"]).format(
        window=numerals.window_name(asked.questions.window, language)
    )
    much = _.gettext(_ENOUGH).format(n=numerals.count(math.ceil(needed), language), size=size)
    return f"{question} {much}"


def _ends(figures: Range) -> dict[str, float | None]:
    return {name: known(value) for name, value in figures._asdict().items()}


def asking_columns(asked: dict[str, Any], language: Language) -> dict[str, list[Any]]:
    """The questions as a table: a row for each question and answer.

    Returns
    -------
    dict
        `kind`, `about`, `question`, `answer`, `low`, `high`, `swing`, `ask` (ids divided by
        semicolons). A question that moves nothing that can be told has one row without an answer.
    """
    rows = [
        (each, answer)
        for each in asked["questions"]
        for answer in each["answers"] or [{"answer": None, "low": None, "high": None}]
    ]
    about = [
        each["about"] if isinstance(each["about"], str) else "; ".join(each["about"])
        for each, _ in rows
    ]
    return {
        "kind": [each["kind"] for each, _ in rows],
        "about": about,
        "question": [each["text"][language] for each, _ in rows],
        **{name: [answer[name] for _, answer in rows] for name in ("answer", "low", "high")},
        "swing": [each["swing"] for each, _ in rows],
        "ask": ["; ".join(each["ask"]) for each, _ in rows],
    }
