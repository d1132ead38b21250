"""What to find out, as a person reads it: each question, its answers, and who can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ci_network import numerals
from ci_network.files.characters import visible
from ci_network.language import Language, quoted, translation
from ci_network.results.asking import ANSWERS
from ci_network.views.plan import listed

_SHOWN = 12
ASKED = 4
_FEW = 2


def questions_text(
    asked: Mapping[str, Any], language: Language, label: Callable[[str], str]
) -> str:
    """The questions in lines, those that move the answer first.

    Parameters
    ----------
    asked
        What `asking_figures` gives.
    language
        Danish or English.
    label
        Label of an actor by its id.
    """
    return "".join(f"{visible(line)}\n" for line in _lines(asked, language, label))


def _lines(
    asked: Mapping[str, Any], language: Language, label: Callable[[str], str]
) -> Iterator[str]:
    _ = translation(language)
    window = numerals.window_name(asked["window"], language)
    yield _.gettext("Find out first, {window}").format(window=window)
    yield ""
    yield now(asked, language)
    moving = [each for each in asked["questions"] if each["swing"]]
    for number, each in enumerate(moving[:_SHOWN], start=1):
        yield ""
        yield f"{number}. {each['text'][language]}"
        yield f"   {answers(each, language)}"
        if each["ask"]:
            some = [label(actor) for actor in each["ask"]]
            yield "   " + _.gettext("Ask: {names}").format(names=listed(some, language, ASKED))
    if len(moving) > _SHOWN:
        more = len(moving) - _SHOWN
        yield ""
        yield _.ngettext(
            "One more question moves the answer less.",
            "{n} more questions move the answer less.",
            more,
        ).format(n=more)
    yield from _narrowest(asked, language)
    yield from _rest(asked, language)


def in_doubt(
    asked: Mapping[str, Any], language: Language, label: Callable[[str], str], call: str
) -> str:
    """Which of the warnings may change the answer, in a sentence; blank where none does.

    Parameters
    ----------
    asked
        What `asking_figures` gives of the questions that warnings ask.
    language
        Danish or English.
    label
        Label of an actor by its id.
    call
        The call that tells how far.
    """
    _ = translation(language)
    moving = [each["about"] for each in asked["questions"] if each["swing"]]
    undated = [quoted(about, language) for about in moving if isinstance(about, str)]
    open_ = [
        _.gettext("whether {one} is {other}").format(
            one=quoted(label(one), language), other=quoted(label(other), language)
        )
        for one, other in (about for about in moving if not isinstance(about, str))
    ]
    if undated:
        when = _.gettext("when {names} took place")
        open_.insert(0, when.format(names=listed(undated, language, _FEW)))
    if not open_:
        return ""
    sentence = _.gettext("For the answer for {window} it matters {what}; {call} tells how much.")
    return sentence.format(
        window=numerals.window_name(asked["window"], language),
        what=listed(open_, language, _FEW),
        call=call,
    )


def now(asked: Mapping[str, Any], language: Language) -> str:
    """The range as the record is."""
    _ = translation(language)
    if asked["low"] is None:
        return _.gettext("The record gives no range, so no answer can be worked out.")
    return _.gettext(
        "Without the secretariat {range} of the pairs stay connected, as the record is."
    ).format(range=span(asked, language))


def span(ends: Mapping[str, Any], language: Language) -> str:
    """A range from low to high; one figure where they are written alike."""
    return numerals.percent_range(ends["low"], ends["high"], language)


def answers(question: Mapping[str, Any], language: Language) -> str:
    """Each answer with the range that it gives."""
    _ = translation(language)
    return "; ".join(
        f"{_.gettext(ANSWERS[each['answer']])}: {span(each, language)}"
        for each in question["answers"]
    )


def _narrowest(asked: Mapping[str, Any], language: Language) -> Iterator[str]:
    _ = translation(language)
    for step in asked["narrowest"]:
        if step["k"] == 1:
            yield ""
        yield _.ngettext(
            "After one answer the range can be as narrow as {range}.",
            "After {n} answers the range can be as narrow as {range}.",
            step["k"],
        ).format(n=numerals.number_word(step["k"], language), range=span(step, language))


def _rest(asked: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What is open and moves nothing, or moves what cannot be told."""
    _ = translation(language)
    still = sum(each["swing"] == 0 for each in asked["questions"])
    alone = sum(each["kind"] == "participants" for each in asked["questions"])
    unrecorded = [each for each in asked["questions"] if each["kind"] == "unrecorded"]
    if still or alone or unrecorded:
        yield ""
    if still:
        yield _.ngettext(
            "One more thing is open and does not move the answer.",
            "{n} more things are open and do not move the answer.",
            still,
        ).format(n=still)
    if alone:
        yield _.ngettext(
            "One activity has a single participant; who else took part would have to be known.",
            "{n} activities have a single participant; who else took part would have to be known.",
            alone,
        ).format(n=alone)
    for each in unrecorded:
        yield each["text"][language]
