"""From figures to words: the answer and the findings.

Each rule looks at figures only and chooses a whole sentence. What a comparison does not carry is
not said: nothing is "more than by chance" without the null, and no share is "large".
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from ci_network.results.headline import Doubt, Verdict, verdict
from ci_network.views.report.comparisons import size_matched
from ci_network.views.report.robustness import tipping
from ci_network.views.report.sentence import Label, Period, Sentence, counted, said
from ci_network.views.report.source import Source

MOST_FINDINGS = 5

MATERIAL = 0.1
"""Share of ties from which on it is a finding that nobody recorded who led."""


def answer(source: Source) -> Sentence:
    """The first sentence: what would be left without the secretariat, with its range."""
    if source.headline.reason:
        return _no_answer(source)
    window = next(w for w in source.windows if w["window"] == source.label)
    low, high = source.connected("unaided"), source.connected("led_activities_end")
    values = {
        "window": Period(source.label),
        "low": low,
        "high": high,
        "present": source.connected("present"),
    }
    found = verdict(window)
    same = low.text("en") == high.text("en")
    return (_ONE_FIGURE if same else _RANGE)[found]().with_values(**values)


_RANGE: dict[Verdict, Callable[[], Sentence]] = {
    "holds": lambda: said(
        "Yes, most of it: in {window} between {low} and {high} of the pairs of partners would "
        "still be connected without the secretariat, against {present} with it."
    ),
    "falls_apart": lambda: said(
        "No, most of it would not: in {window} between {low} and {high} of the pairs of partners "
        "would still be connected without the secretariat, against {present} with it."
    ),
    "undecided": lambda: said(
        "The record cannot decide it: in {window} between {low} and {high} of the pairs of "
        "partners would still be connected without the secretariat, against {present} with it."
    ),
}

_ONE_FIGURE: dict[Verdict, Callable[[], Sentence]] = {
    "holds": lambda: said(
        "Yes, most of it: in {window} {low} of the pairs of partners would still be connected "
        "without the secretariat, against {present} with it."
    ),
    "falls_apart": lambda: said(
        "No, most of it would not: in {window} {high} of the pairs of partners would still be "
        "connected without the secretariat, against {present} with it."
    ),
    "undecided": lambda: said(
        "The record cannot decide it: in {window} {low} of the pairs of partners would still be "
        "connected without the secretariat, against {present} with it."
    ),
    "all_stays": lambda: said(
        "Yes, all of it: in {window} {low} of the pairs of partners would still be connected "
        "without the secretariat, as many as with it."
    ),
    "none_stays": lambda: said(
        "No, none of it: in {window} {high} of the pairs of partners would still be connected "
        "without the secretariat, against {present} with it."
    ),
    "nothing_to_lose": lambda: said(
        "There is nothing to lose: in {window} {present} of the pairs of partners are connected, "
        "with the secretariat or without it."
    ),
}


def _no_answer(source: Source) -> Sentence:
    reasons = {
        "no_secretariat": said(
            "The question cannot be answered: the data marks no actor as the secretariat."
        ),
        "no_dates": said(
            "The question cannot be answered for any period: no activity in the record has a date."
        ),
        "no_activity": said("The question cannot be answered: no activity is recorded."),
        "too_few": said(
            "The question cannot be answered: in no period are there two partners or more."
        ),
        "never_there": said(
            "The question cannot be answered: the secretariat takes part in no activity of any "
            "period with two partners or more."
        ),
        "window_empty": said(
            "The question cannot be answered for {window}: no activity is recorded in it.",
            window=Period(source.label),
        ),
        "window_small": said(
            "The question cannot be answered for {window}: there are not two partners in it.",
            window=Period(source.label),
        ),
        "window_without": said(
            "The question cannot be answered for {window}: the secretariat takes part in no "
            "activity of it.",
            window=Period(source.label),
        ),
    }
    return reasons[source.headline.reason]


def advice(source: Source) -> Sentence | None:
    """What to do when the question cannot be answered."""
    ways = {
        "no_secretariat": said(
            "Write true in the column secretariat of the actor that is the secretariat, and make "
            "the report again. What can be shown without it is shown below."
        ),
        "no_dates": said(
            "Give the activities dates, a year is enough, or make the report with --every all."
        ),
        "no_activity": said("Record who took part in what, and make the report again."),
        "too_few": said("Record more of those who took part, and make the report again."),
        "never_there": said(
            "Record the activities that the secretariat took part in, and make the report again."
        ),
        **dict.fromkeys(
            ("window_empty", "window_small", "window_without"),
            said("Leave out --window, or name another one."),
        ),
    }
    return ways.get(source.headline.reason)


def choice_of_window(source: Source) -> list[Sentence]:
    """Why the answer is about this window, where another could be expected."""
    sentences = []
    if "incomplete" in source.headline.doubts and not source.headline.skipped:
        sentences.append(
            said(
                "The record covers only a part of {window}; it ends on {last}.",
                window=Period(source.label),
                last=source.figure("data", "last", kind="date", term=""),
            )
        )
    for why, group in groupby(source.headline.skipped, key=lambda skipped: skipped[1]):
        labels = [label for label, _ in group]
        sentences.append(
            _SKIPPED[why]().with_values(later=_stretch(labels), window=Period(source.label))
        )
    return sentences


def _stretch(labels: list[str]) -> Period | Sentence:
    if len(labels) == 1:
        return Period(labels[0])
    return said("{first} to {last}", first=Period(labels[0]), last=Period(labels[-1]))


_SKIPPED: dict[Doubt, Callable[[], Sentence]] = {
    "incomplete": lambda: said(
        "The answer is about {window}, because the record covers only a part of {later}."
    ),
    "later_empty": lambda: said(
        "The answer is about {window}, because no activity is recorded in {later}."
    ),
    "later_small": lambda: said(
        "The answer is about {window}, because {later} has fewer than two partners."
    ),
    "later_few": lambda: said(
        "The answer is about {window}, because {later} holds fewer than half of the usual number "
        "of activities."
    ),
    "later_without": lambda: said(
        "The answer is about {window}, because the secretariat takes no part in {later}."
    ),
}


def findings(source: Source) -> list[Sentence]:
    """Three to five findings, the most telling first; fewer where figures are undefined."""
    if source.headline.reason:
        return []
    rules = (
        _classes,
        _left_alone,
        _lead_unknown,
        size_matched,
        tipping,
        _convening,
        _offshoots,
        _lasting,
    )
    found = [sentence for rule in rules if (sentence := rule(source)) is not None]
    return found[:MOST_FINDINGS]


def _classes(source: Source) -> Sentence | None:
    total = source.of_window("ties", "total")
    if not total.value:
        return said("No two partners met in {window}.", window=Period(source.label))
    return counted(
        "{n} of {total} ties exists without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        "{n} of {total} ties exist without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        source.of_window("ties", "independent"),
        total=total,
        supported=source.of_window("ties", "supported"),
        carried=source.of_window("ties", "carried"),
    )


def _left_alone(source: Source) -> Sentence | None:
    least = source.of_window("scenarios", "led_activities_end", "isolates")
    most = source.of_window("scenarios", "unaided", "isolates")
    values = {
        "partners": source.of_window("partners"),
        "least": least,
        "present": source.of_window("scenarios", "present", "isolates"),
    }
    if least.value == most.value:
        return counted(
            "{n} of {partners} partners would be left without any tie; with the secretariat it is "
            "{present}.",
            "{n} of {partners} partners would be left without any tie; with the secretariat it is "
            "{present}.",
            most,
            **values,
        )
    return counted(
        "Between {least} and {n} of {partners} partners would be left without any tie; with the "
        "secretariat it is {present}.",
        "Between {least} and {n} of {partners} partners would be left without any tie; with the "
        "secretariat it is {present}.",
        most,
        **values,
    )


def _lead_unknown(source: Source) -> Sentence | None:
    unknown, total = source.of_window("ties", "lead_unknown"), source.of_window("ties", "total")
    if not total.value or unknown.value / total.value < MATERIAL:
        return None
    return counted(
        "For {n} of {total} ties nobody recorded who led. If the secretariat did, that tie goes "
        "with it, and the upper figure may be too high.",
        "For {n} of {total} ties nobody recorded who led. If the secretariat did, these ties go "
        "with it, and the upper figure may be too high.",
        unknown,
        total=total,
    )


def _convening(source: Source) -> Sentence | None:
    led = source.of_window("convening", "partner_led_independent")
    return counted(
        "Partners led {n} activity without the secretariat; it took part in {attended} of all "
        "activities.",
        "Partners led {n} activities without the secretariat; it took part in {attended} of all "
        "activities.",
        led,
        attended=source.of_window("secretariat", "attended_share"),
    )


def _offshoots(source: Source) -> Sentence | None:
    meetings = source.figure("offshoots", "met_through_secretariat")
    if not meetings.value:
        return None
    found = source.figure("offshoots", "offshoots")
    if not found.value:
        return counted(
            "Over the whole record {n} pair of partners met through the secretariat, and it is "
            "not recorded to have worked together without it later.",
            "Over the whole record {n} pairs of partners met through the secretariat, and "
            "{offshoots} of them are recorded to have worked together without it later.",
            meetings,
            offshoots=found,
        )
    return counted(
        "Over the whole record {n} of {met} pairs that met through the secretariat later worked "
        "together without it ({share}).",
        "Over the whole record {n} of {met} pairs that met through the secretariat later worked "
        "together without it ({share}).",
        found,
        met=meetings,
        share=source.figure("offshoots", "share"),
    )


def _lasting(source: Source) -> Sentence | None:
    kept = source.of_window("turnover", "persistence")
    if not kept.known:
        return None
    return said(
        "{share} of the ties of the period before were still there in {window}.",
        share=kept,
        window=Period(source.label),
    )


def beside(source: Source) -> list[Sentence]:
    """What stands under the answer: how large the alliance is, why this window, what to do."""
    told = advice(source)
    if told is not None:
        return [told]
    size = said(
        "{window}: {partners} partners, {activities} activities. The lower figure holds if "
        "everything that the secretariat took part in ends, the upper one if only what it alone "
        "led ends.",
        window=Label(source.label),
        partners=source.of_window("partners"),
        activities=source.of_window("activities"),
    )
    undated = source.figure("record", "activities_without_date", term="")
    sentences = [size, *choice_of_window(source)]
    if undated.value and source.label != "all":
        sentences.append(
            counted(
                "{n} of {all} activities has no date and counts in no period.",
                "{n} of {all} activities have no date and count in no period.",
                undated,
                all=source.figure("data", "activities"),
            )
        )
    return sentences
