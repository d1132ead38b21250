"""The first page: the answer, what it hinges on, what is known of the future, and what to do.

Each rule looks at figures only and chooses a whole sentence. What a comparison does not carry is
not said: nothing is "more than by chance" without the null, and no share is "large".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from ci_network.language import Language
from ci_network.results.headline import Doubt, Verdict, verdict
from ci_network.views.palette import BLUE, ORANGE, SKY
from ci_network.views.report import charts
from ci_network.views.report.blocks import Chart
from ci_network.views.report.drawing import Drawing
from ci_network.views.report.evidence import plain_span
from ci_network.views.sentence import Label, Name, Period, Sentence, counted, plain, said
from ci_network.views.source import Figure, Source

MOST_FINDINGS = MOST_STEPS = 3
_MOST_KNOWN = 4

MATERIAL = 0.1
"""Share of ties from which on it is a finding that nobody recorded who led."""


def answer(source: Source) -> Sentence:
    """The first sentence: what would be left without the secretariat, with its range."""
    if source.headline.reason:
        return _no_answer(source)
    window = next(w for w in source.found["windows"] if w["window"] == source.label)
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
                last=source.figure("data.last", term=""),
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


class Front(NamedTuple):
    """What stands on the first page.

    Attributes
    ----------
    answer, beside
        The first sentence, and what stands under it.
    picture
        The range as it is, and what it would be if what it hinges on goes on, or ends.
    known
        What is known of the future, and by whom.
    findings
        Three at most, the most telling first.
    steps
        What to do next, three at most.
    """

    answer: Sentence
    beside: list[Sentence]
    picture: Chart | None
    known: list[Sentence]
    findings: list[Sentence]
    steps: list[Sentence]


def front(source: Source) -> Front:
    """The first page of the figures of an alliance."""
    return Front(
        answer(source),
        beside(source),
        picture(source),
        list(known(source)),
        findings(source),
        list(steps(source))[:MOST_STEPS],
    )


def picture(source: Source) -> Chart | None:
    """The range as it is, and at either answer to what it hinges on; None without an answer."""
    if source.headline.reason:
        return None
    rows = [(said("as it is recorded"), "", BLUE)]
    if source.items("answer.hinge.activities"):
        rows += [(said("if it goes on"), "if_yes", SKY), (said("if it does not"), "if_no", ORANGE)]

    def ends(part: str) -> tuple[Figure, Figure]:
        if not part:
            return source.connected("unaided"), source.connected("led_activities_end")
        low, high = (source.figure(f"answer.hinge.{part}.{end}") for end in ("low", "high"))
        return low, high

    def draw(language: Language) -> Drawing:
        spans = []
        for name, part, colour in rows:
            low, high = ends(part)
            spans.append(
                charts.Span(
                    plain(name, language),
                    low.value,
                    high.value,
                    plain_span(low, high, language),
                    colour,
                )
            )
        return charts.spans(language, spans, mark=source.connected("present").value)

    low, high = ends("")
    return Chart(
        "answer",
        said("Pairs of partners that would still be connected without the secretariat"),
        said(
            "Between {low} and {high} as it is recorded; the ring is {present}, with the "
            "secretariat.",
            low=low,
            high=high,
            present=source.connected("present"),
        ),
        draw,
    )


def known(source: Source) -> Iterator[Sentence]:
    """What somebody has said of the future, and who; that nobody has, where nobody has."""
    if source.headline.reason:
        return
    rows = source.items("record.future")
    if not rows:
        yield said(
            "Nobody has written down of any activity whether it goes on when the secretariat "
            "leaves."
        )
    for row in rows[:_MOST_KNOWN]:
        values = {
            "activity": Name(row["activity"]),
            "who": Name(row["evidence"]) if row["evidence"] else said("nobody named"),
        }
        if row["continues"] == "no":
            yield said("»{activity}« ends ({who}).", **values)
        elif row["taken_over_by"]:
            yield said(
                "»{activity}« goes on; {partner} takes it over ({who}).",
                partner=Name(source.name(row["taken_over_by"])),
                **values,
            )
        else:
            yield said("»{activity}« goes on ({who}).", **values)
    if len(rows) > _MOST_KNOWN:
        yield counted(
            "Of {n} activity more it is known too; see below.",
            "Of {n} activities more it is known too; see below.",
            len(rows) - _MOST_KNOWN,
        )


def findings(source: Source) -> list[Sentence]:
    """Three findings, the most telling first; fewer where figures are undefined."""
    if source.headline.reason:
        return []
    rules = (_classes, _left_alone, _lead_unknown, _convening, _offshoots)
    told = (rule(source) for rule in rules)
    return [one for one in told if one is not None][:MOST_FINDINGS]


def steps(source: Source) -> Iterator[Sentence]:
    """What would narrow the range, or keep what hangs on one activity; the most telling first."""
    told = advice(source)
    if told is not None:
        yield told
        return
    hinge = source.items("answer.hinge.activities")
    kind = source.values.get("answer.hinge.kind")
    names = tuple(Name(one) for one in hinge)
    if kind == "lead":
        yield said("Find out who led {activities}, and write it down (led_by).", activities=names)
    elif hinge:
        yield said(
            "Find out who will call {activities} when the secretariat is gone, and write it down "
            "(continues, taken_over_by).",
            activities=names,
        )
    elif kind == "many":
        yield said(
            "Decide of each activity with the secretariat whether it goes on, and who takes it "
            "over; begin with the largest."
        )
    unknown, total = source.here("ties.lead_unknown"), source.here("ties.total")
    if total.value and unknown.value / total.value >= MATERIAL:
        yield said("Write down who leads each activity: for {n} ties nobody has.", n=unknown)
    undated = source.figure("record.activities_without_date", term="")
    if undated.value:
        yield counted(
            "Give the {n} activity without a date a year, so that it counts in a period.",
            "Give the {n} activities without a date a year, so that they count in a period.",
            undated,
        )
    yield said(
        "Ask each partner what it has done with others without the secretariat: that is what a "
        "record most easily lacks."
    )


def _classes(source: Source) -> Sentence | None:
    total = source.here("ties.total")
    if not total.value:
        return said("No two partners met in {window}.", window=Period(source.label))
    return counted(
        "{n} of {total} ties exists without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        "{n} of {total} ties exist without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        source.here("ties.independent"),
        total=total,
        supported=source.here("ties.supported"),
        carried=source.here("ties.carried"),
    )


def _left_alone(source: Source) -> Sentence | None:
    least = source.here("scenarios.led_activities_end.isolates")
    most = source.here("scenarios.unaided.isolates")
    values = {
        "partners": source.here("partners"),
        "least": least,
        "present": source.here("scenarios.present.isolates"),
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
    unknown, total = source.here("ties.lead_unknown"), source.here("ties.total")
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
    led = source.here("convening.partner_led_independent")
    return counted(
        "Partners led {n} activity without the secretariat; it took part in {attended} of all "
        "activities.",
        "Partners led {n} activities without the secretariat; it took part in {attended} of all "
        "activities.",
        led,
        attended=source.here("secretariat.attended_share"),
    )


def _offshoots(source: Source) -> Sentence | None:
    meetings = source.figure("offshoots.met_through_secretariat")
    if not meetings.value:
        return None
    found = source.figure("offshoots.offshoots")
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
        share=source.figure("offshoots.share"),
    )


def beside(source: Source) -> list[Sentence]:
    """What stands under the answer: how large the alliance is, why this window, what to do."""
    if source.headline.reason:
        return []
    size = said(
        "{window}: {partners} partners, {activities} activities. The lower figure holds if "
        "everything that the secretariat took part in ends, the upper one if only what it alone "
        "led ends.",
        window=Label(source.label),
        partners=source.here("partners"),
        activities=source.here("activities"),
    )
    undated = source.figure("record.activities_without_date", term="")
    sentences = [size, *choice_of_window(source)]
    if undated.value and source.label != "all":
        sentences.append(
            counted(
                "{n} of {all} activities has no date and counts in no period.",
                "{n} of {all} activities have no date and count in no period.",
                undated,
                all=source.figure("data.activities"),
            )
        )
    return sentences
