"""What to hand over, and what to find out first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ci_network import numerals
from ci_network.language import LANGUAGES, Language
from ci_network.results.asking import ANSWERS
from ci_network.views.questions import answers
from ci_network.views.report import charts
from ci_network.views.report.blocks import (
    Blocks,
    Chart,
    Column,
    Material,
    absent,
    left_out,
    line,
    of_rows,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import Name, Period, Sentence, Spoken, counted, plain, said, span
from ci_network.views.source import Figure, Source

_MOST_STEPS = 8
_MOST_QUESTIONS = 5
_ASKED_OF = 3


def plan_curve(material: Material) -> Blocks:
    """How much is kept by the number of activities that somebody takes over."""
    source = material.source
    steps = source.items("plan.steps")
    if len(steps) < 2:
        yield absent(
            "In {window} there is no activity that somebody could take over and that would "
            "keep more.",
            window=Period(source.label),
        )
        return
    kept = [source.figure(f"plan.steps.{k}.value", "share", "connectedness") for k in _steps(steps)]
    half = source.figure("plan.milestones.half")
    every = source.figure("plan.milestones.all", "count", "")
    if half.known and every.known:
        yield line(_milestones(half, every))

    def draw(language: Language) -> Drawing:
        line = charts.Series(plain(said("kept"), language), [one.value for one in kept])
        labels = [numerals.count(k, language) for k in _steps(steps)]
        return charts.over_time(language, labels, [line], height=140.0)

    yield Chart(
        "plan",
        said("Connected pairs, by how many activities somebody takes over"),
        said(
            "From {first} when nobody takes over anything to {last}. The activities are in the "
            "table below.",
            first=kept[0],
            last=kept[-1],
        ),
        draw,
    )


def _milestones(half: Figure, every: Figure) -> Sentence:
    if half.value in (0, every.value):
        return counted(
            "{n} activity taken over keeps all that can be kept.",
            "{n} activities taken over keep all that can be kept.",
            every,
        )
    return counted(
        "{n} activity taken over keeps half of what can be kept; {all} keep all of it.",
        "{n} activities taken over keep half of what can be kept; {all} keep all of it.",
        half,
        all=every,
    )


def plan_table(material: Material) -> Blocks:
    """Which activities, one more in each row, and a partner that the record proposes."""
    source = material.source
    steps = source.items("plan.steps")
    if len(steps) < 2:
        return
    proposal = source.figures["plan"]["proposal"]
    yield of_rows(
        said("What to hand over, in order of what it keeps"),
        _steps(steps)[1:],
        (Column(said("Taken over"), numeric=False), lambda k: source.figure(f"plan.steps.{k}.k")),
        (Column(said("Connected pairs"), "connectedness"),
         lambda k: source.figure(f"plan.steps.{k}.value", "share", "")),
        (Column(said("One more activity"), numeric=False),
         lambda k: tuple(map(Name, steps[k]["added"]))),
        (Column(said("Proposal from the record"), numeric=False), lambda k: tuple(
            Name(source.name(proposal[name])) for name in steps[k]["added"] if name in proposal)),
    )  # fmt: skip
    yield from left_out(
        "{n} more activity is listed by the command ci-network plan.",
        "{n} more activities are listed by the command ci-network plan.",
        len(steps) - 1 - _MOST_STEPS,
    )
    yield from left_out(
        "{n} pair is connected through the secretariat alone; handing over does not keep it.",
        "{n} pairs are connected through the secretariat alone; handing over does not keep them.",
        source.figure("plan.lost_for_good").value or 0,
    )


def _steps(steps: Sequence[Any]) -> range:
    return range(min(len(steps), _MOST_STEPS + 1))


def open_questions(material: Material) -> Blocks:
    """The questions that move the range most, with what each answer would make of it."""
    source = material.source
    asked = [
        (number, one)
        for number, one in enumerate(source.items("ask.questions"))
        if one["swing"] and one["answers"]
    ][:_MOST_QUESTIONS]
    if not asked:
        yield absent("No open question would move the range.")
        return

    def answered(row: tuple[int, Any]) -> tuple[Sentence, ...]:
        number, one = row
        at = f"ask.questions.{number}.answers"
        return tuple(
            said(
                "{answer}: {range}",
                answer=Sentence(ANSWERS[answer["answer"]]),
                range=span(*source.row(f"{at}.{place}", "low", "high")),
            )
            for place, answer in enumerate(one["answers"])
        )

    yield of_rows(
        said("Questions, the one first that moves the range most"),
        asked,
        (Column(said("Question"), numeric=False),
         lambda row: Sentence("{words}", values={"words": Spoken(row[1]["text"])})),
        (Column(said("The range, by the answer"), numeric=False), answered),
        (Column(said("Who can tell"), numeric=False),
         lambda row: tuple(Name(source.name(who)) for who in row[1]["ask"][:_ASKED_OF])),
    )  # fmt: skip


_ON_FIRST_PAGE = 2
MOVES = 0.02
"""Swing below which a question does not stand on the first page."""


def to_ask(source: Source) -> list[Sentence]:
    """The questions that move the answer most, each with what its answers would make of it."""
    moving = [one for one in source.items("ask.questions") if (one["swing"] or 0) >= MOVES]
    return [
        said(
            "{question} ({answers})",
            question=Spoken(one["text"]),
            answers=Spoken({language: answers(one, language) for language in LANGUAGES}),
        )
        for one in moving[:_ON_FIRST_PAGE]
    ]
