"""The first page: the answer, what it hinges on, what is known of the future, and what to do.

Each rule looks at figures only and chooses a whole sentence. What a comparison does not carry is
not said: nothing is "more than by chance" without the null, and no share is "large".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ci_network.language import LANGUAGES, Language
from ci_network.views.palette import BLUE, ORANGE, SKY
from ci_network.views.report import charts
from ci_network.views.report.blocks import Chart
from ci_network.views.report.comparisons import bar
from ci_network.views.report.deciding import to_ask
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import (
    Label,
    Name,
    Period,
    Sentence,
    Spoken,
    activities,
    counted,
    pairs,
    partners,
    said,
    ties,
)
from ci_network.views.source import Source

MOST_FINDINGS = MOST_STEPS = 3
_MOST_KNOWN = 4

MATERIAL = 0.1
"""Share of ties from which on it is a finding that nobody recorded who led."""


def spoken(source: Source) -> list[Sentence]:
    """The sentences of the answer, the first of them the answer itself."""
    told = source.figures["answer"]["sentences"]
    rows = zip(*(told[language] for language in LANGUAGES), strict=True)
    return [
        Sentence("{words}", values={"words": Spoken(dict(zip(LANGUAGES, row, strict=True)))})
        for row in rows
    ]


ADVICE = {
    "no_secretariat": said(
        "Write true in the column secretariat of the actor that is the secretariat, and make the "
        "report again. What can be shown without it is shown below."
    ),
    "no_dates": said(
        "Give the activities dates, a year is enough, or make the report with --every all."
    ),
    "nothing": said("Record who took part in what, and make the report again."),
    "nothing_counts": said(
        "Record what partners did together, and make the report again; --with-evaluation counts "
        "evaluations too."
    ),
    "no_activity": said("Leave out --window, or name another one."),
    "too_few": said("Record more of those who took part, and make the report again."),
    "never_there": said(
        "Record the activities that the secretariat took part in, and make the report again."
    ),
    "not_there": said("Leave out --window, or name another one."),
}
"""What to do when the question cannot be answered, by the reason of the answer."""


class Front(NamedTuple):
    """What stands on the first page.

    Attributes
    ----------
    answer, beside
        The first sentence, and what stands under it.
    picture, size
        The range as it is, and what it would be if what it hinges on goes on, or ends; what it
        counts.
    known
        What is known of the future, and by whom; what nobody recorded.
    findings
        Three at most, the most telling first.
    steps
        What to do next; three at most, together with what to ask.
    ask
        The questions that move the answer most, two at most.
    """

    answer: Sentence
    beside: list[Sentence]
    picture: Chart | None
    size: Sentence | None
    known: list[Sentence]
    findings: list[Sentence]
    steps: list[Sentence]
    ask: list[Sentence]


def front(source: Source) -> Front:
    """The first page of the figures of an alliance."""
    told, asked = spoken(source), to_ask(source)
    unrecorded = sum(bool(n) for n in source.figures["answer"]["unrecorded"].values())
    decided = {one["continues"] for one in source.items("answer.decided")}
    last = len(told) if source.reason else len(told) - unrecorded
    return Front(
        told[0], told[1 : last - (0 if source.reason else len(decided))], picture(source),
        size(source), [*known(source), *told[last:]], findings(source),
        list(steps(source))[: MOST_STEPS - len(asked)], asked,
    )  # fmt: skip


def picture(source: Source) -> Chart | None:
    """The range as it is, and at either answer to what it hinges on; None without an answer."""
    if source.reason:
        return None
    rows = [(said("as it is recorded"), "answer", BLUE)]
    if source.values["answer.hinge.kind"] != "none":
        yes, no = _either_way(len(source.items("answer.hinge.activities")))
        rows += [(yes, "answer.hinge.if_yes", SKY), (no, "answer.hinge.if_no", ORANGE)]

    present = source.figure("answer.present", "share", "connectedness")

    def draw(language: Language) -> Drawing:
        ranges = [
            bar(name, source.row(part, "low", "high"), language, colour)
            for name, part, colour in rows
        ]
        return charts.spans(language, ranges, mark=present.value)

    low, high = source.row("answer", "low", "high")
    return Chart(
        "answer",
        said("Pairs of partners that would still be connected without the secretariat"),
        said(
            "Between {low} and {high} as it is recorded; the ring is {present}, with the "
            "secretariat.",
            low=low,
            high=high,
            present=present,
        ),
        draw,
    )


def _either_way(many: int) -> tuple[Sentence, Sentence]:
    """The two answers to what the range hinges on."""
    if many == 1:
        return said("if it goes on"), said("if it ends")
    return said("if they go on"), said("if they end")


def known(source: Source) -> Iterator[Sentence]:
    """What somebody has said of the future of an activity, and who."""
    rows = source.items("answer.decided")
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
                partner=Name(row["taken_over_by"]),
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
    if source.reason:
        return []
    rules = (_classes, _left_alone, _convening, _offshoots)
    told = (rule(source) for rule in rules)
    return [one for one in told if one is not None][:MOST_FINDINGS]


def steps(source: Source) -> Iterator[Sentence]:
    """What would narrow the range, or keep what hangs on one activity; the most telling first."""
    if source.reason:
        yield ADVICE[source.reason]
        return
    hinge = source.items("answer.hinge.activities")
    kind = source.values.get("answer.hinge.kind")
    names = tuple(Name(one) for one in hinge)
    if kind == "many":
        yield said(
            "Decide of each activity with the secretariat whether it goes on, and who takes it "
            "over; begin with the largest."
        )
    elif hinge:
        yield said(
            "Find out who will call {activities} when the secretariat is gone, and write it down "
            "(continues, taken_over_by).",
            activities=names,
        )
    unknown, total = source.here("ties.lead_unknown"), source.here("ties.total")
    if total.value and unknown.value / total.value >= MATERIAL:
        yield said("Write down who leads each activity: for {ties} nobody has.", ties=ties(unknown))
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
        return said("No partner has a tie in {window}.", window=Period(source.label))
    return counted(
        "{n} of {total} exists without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        "{n} of {total} exist without the secretariat; {supported} are found only where it "
        "took part, and {carried} only where it alone led.",
        source.here("ties.independent"),
        total=ties(total),
        supported=source.here("ties.supported"),
        carried=source.here("ties.carried"),
    )


def _left_alone(source: Source) -> Sentence | None:
    least = source.here("scenarios.led_activities_end.isolates")
    most = source.here("scenarios.unaided.isolates")
    sentence = said(
        "Between {least} and {n} of {partners} would be left without any tie; with the "
        "secretariat it is {present}."
    )
    if least.value == most.value:
        sentence = said(
            "{n} of {partners} would be left without any tie; with the secretariat it is {present}."
        )
    return sentence.with_values(
        n=most,
        least=least,
        partners=partners(source.here("partners")),
        present=source.here("scenarios.present.isolates"),
    )


def _convening(source: Source) -> Sentence | None:
    return counted(
        "Partners led {n} activity without the secretariat; it took part in {attended} of all "
        "activities.",
        "Partners led {n} activities without the secretariat; it took part in {attended} of all "
        "activities.",
        source.here("convening.partner_led_independent"),
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
    return said(
        "Over the whole record {n} of {met} that met through the secretariat later worked "
        "together without it ({share}).",
        n=found,
        met=pairs(meetings),
        share=source.figure("offshoots.share"),
    )


def size(source: Source) -> Sentence | None:
    """How large the alliance is, and what the two ends of the range are."""
    if source.reason:
        return None
    ends = said(
        "{window}: {partners}, which make {pairs}, and {activities}. The lower figure holds if "
        "everything that the secretariat took part in ends, the upper one if only what it alone "
        "led ends. The ring is {present}, with the secretariat."
    )
    rest = said(
        "{window}: {partners}, which make {pairs}, and {activities}. Both figures hold what is "
        "known of the future; of the rest, the lower one holds if everything that the secretariat "
        "took part in ends, the upper one if only what it alone led ends. The ring is {present}, "
        "with the secretariat."
    )
    return (rest if source.items("answer.decided") else ends).with_values(
        window=Label(source.label, begins=True),
        partners=partners(source.here("partners")),
        pairs=pairs(source.pairs),
        activities=activities(source.here("activities")),
        present=source.figure("answer.present", "share", "connectedness"),
    )
