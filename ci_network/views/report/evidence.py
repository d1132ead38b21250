"""What sections show that is more than a chart or a table by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ci_network import numerals
from ci_network.language import Language
from ci_network.results.asking import ANSWERS
from ci_network.views.palette import BLUE, INK, ORANGE, SOFT, VERMILION
from ci_network.views.readings import ANSWER, influence
from ci_network.views.report import charts
from ci_network.views.report.blocks import (
    PERIOD,
    Block,
    Chart,
    Column,
    Columns,
    Material,
    Names,
    Paragraph,
    Table,
    absent,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import (
    Label,
    Name,
    Period,
    Sentence,
    Spoken,
    When,
    counted,
    other_dates,
    pairs,
    plain,
    said,
    span,
)
from ci_network.views.sentence import partners as counted_partners
from ci_network.views.sentence import ties as counted_ties
from ci_network.views.source import Figure, Source

Blocks = Iterator[Block]
Drawn = list[tuple[Sentence, list[Any]]]

_MOST_PARTNERS, _MOST_PAIRS, _MOST_NAMES, _MOST_MISSED = 10, 15, 30, 10
_MOST_STEPS, _MOST_QUESTIONS, _MOST_ASKED = 8, 5, 3
_HEADLINES = ("connectedness_unaided", "connectedness_led_activities_end", "independent_share")
_MEASURES = ("connectedness", "largest_component", "efficiency", "ties")
_KINDS = ("all", "independent", "supported", "carried")
_LARGE = 15


def draw_scenarios(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """The four scenarios as lines, with the range between the last two."""
    looks: tuple[Any, ...] = (
        (INK, "o", "", 1.8),
        (SOFT, "D", "4 3", 1.1),
        (BLUE, "^", "", 1.8),
        (BLUE, "v", "", 2.4),
    )
    return charts.over_time(language, labels, _series(language, rows, looks), band=(3, 2))


def draw_lines(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """Two lines."""
    looks: tuple[Any, ...] = ((INK, "o", "", 1.8), (VERMILION, "s", "", 1.8))
    return charts.over_time(language, labels, _series(language, rows, looks), height=140.0)


def draw_stacked(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """Bars in parts."""
    return charts.stacked(
        language, labels, [(plain(name, language), values) for name, values in rows]
    )


def draw_changes(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """Bars up and down."""
    came, went = ((plain(name, language), values) for name, values in rows)
    return charts.gains_and_losses(language, labels, came, went)


def draw_against(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """A share beside one that is expected."""
    (name, values), (other, expected) = ((plain(name, language), v) for name, v in rows)
    return charts.against(language, labels, (name, values), (other, expected, expected, expected))


def _series(language: Language, rows: Drawn, looks: Sequence[Any]) -> list[charts.Series]:
    return [
        charts.Series(plain(name, language), values, *look)
        for (name, values), look in zip(rows, looks, strict=True)
    ]


def whether_there_is_an_answer(material: Material) -> Blocks:
    """How to read the range; or why there is none."""
    source = material.source
    if not source.labels:
        yield absent(said("Nothing to show by period: no activity in the record has a date."))
    elif not source.has_secretariat:
        yield absent(
            said(
                "The data marks no actor as the secretariat, so nothing can be taken away. Below "
                "is what the record shows as it is."
            )
        )
    else:
        yield Paragraph(
            (
                said(
                    "The shaded band is the answer's range: its lower edge if all activities end "
                    "that the secretariat took part in, its upper edge if only those end that it "
                    "alone led."
                ),
            )
        )


def whether_about_the_secretariat(material: Material) -> Blocks:
    """Why there is nothing about the secretariat, where there is none."""
    source = material.source
    if not source.has_secretariat or not list(source.active()):
        yield absent(_not_without_secretariat())


def _not_without_secretariat() -> Sentence:
    return said(
        "Nothing to show here: the question is about the secretariat, and there is none in the "
        "data, or no period with activity."
    )


def pairs_and_partners(material: Material) -> Blocks:
    """What the range is in organisations: two words for two counts."""
    source = material.source
    if source.reason:
        return
    high, low, present = (
        source.here(f"scenarios.{name}.largest_component_partners")
        for name in ("led_activities_end", "unaided", "present")
    )
    yield Paragraph(
        (
            said(
                "Pairs and partners are two counts: in {window} the largest connected group holds "
                "{low} of the {partners} partners at the lower end of the range, {high} at the "
                "upper end, and {present} with the secretariat. {n} partners make {pairs}.",
                window=Period(source.label),
                low=low,
                high=high,
                present=present,
                partners=source.here("partners"),
                n=source.here("partners"),
                pairs=pairs(source.pairs),
            ),
        )
    )


def one_large_meeting(material: Material) -> Blocks:
    """The same without large activities: one plenary connects everyone in it."""
    source = material.source
    data = source.found["data"]
    number = next(
        (
            n
            for n, one in enumerate(source.items("sensitivity.choices"))
            if (one["every"], one["max_size"]) == (data["every"], _LARGE)
        ),
        None,
    )
    largest = source.figure("record.largest_activity").value or 0
    if number is None or source.reason or largest <= _LARGE:
        return
    at = f"sensitivity.choices.{number}.answer"
    low, high = (source.figure(f"{at}.{key}") for key in _HEADLINES[:2])
    if low.known and high.known:
        yield Paragraph(
            (
                said(
                    "One large meeting connects everyone in it. Without activities of more than "
                    "{size} actors the range in {window} is {range}; by strength, which counts a "
                    "large meeting for less, {strength} of the ties is independent.",
                    size=_LARGE,
                    window=Period(source.label),
                    range=span(low, high),
                    strength=source.here("independent_strength_share"),
                ),
            )
        )


def gaps(material: Material) -> Blocks:
    """Periods without activity."""
    empty = [w["window"] for w in material.source.found["windows"] if not w["activities"]]
    if empty:
        yield Paragraph(
            (
                counted(
                    "In {n} period no activity is recorded. It has no figures, and is a gap in "
                    "the charts.",
                    "In {n} periods no activity is recorded. They have no figures, and are gaps "
                    "in the charts.",
                    len(empty),
                ),
            ),
            "note",
        )


def networks(material: Material) -> Blocks:
    """The small drawings."""
    drawn = material.networks
    if drawn is None:
        yield absent(
            said(
                "Not drawn here: there is no period with activity, or more partners than can "
                "be seen in a small drawing. The map shows them."
            )
        )
        return
    yield Paragraph(
        (
            said(
                "Each partner stands in the same place in every drawing. The star is the "
                "secretariat, full lines are independent ties, dashed and pale ones are "
                "supported or carried. Below, everything that the secretariat took part in "
                "has ended; hollow marks are partners that are left alone."
            ),
        )
    )
    yield drawn
    if drawn.left_out:
        yield Paragraph(
            (
                counted(
                    "{n} earlier period is not drawn here; the map shows it.",
                    "{n} earlier periods are not drawn here; the map shows them.",
                    drawn.left_out,
                ),
            ),
            "note",
        )


def independent_ties(material: Material) -> Blocks:
    """The independent ties by name, with what they rest on."""
    source, ties = material.source, material.ties
    if source.reason:
        return
    rows = [row for row in _rows_of(ties, source.label) if ties["class"][row] == "independent"]
    if not rows:
        yield absent(
            said("In {window} no tie is independent.", window=Period(source.label)),
        )
        return
    rows.sort(key=lambda row: (-ties["strength"][row], row))
    yield Table(
        said("Independent ties in {window}, and what they rest on", window=Period(source.label)),
        (
            Column(said("One partner"), numeric=False),
            Column(said("The other"), numeric=False),
            Column(said("Activities without the secretariat"), numeric=False),
            Column(said("When"), numeric=False),
        ),
        tuple(
            (
                Name(ties["source_label"][row]),
                Name(ties["target_label"][row]),
                tuple(Name(one["activity"]) for one in free),
                tuple(dict.fromkeys(When(one["start"], one["end"]) for one in free)),
            )
            for row in rows[:_MOST_PAIRS]
            for free in [[e for e in ties["evidence"][row] if e["involvement"] == "none"]]
        ),
    )
    yield from _more_pairs(len(rows) - _MOST_PAIRS)


def _more_pairs(more: int) -> Blocks:
    if more > 0:
        text = counted("{n} more pair is in ties.csv.", "{n} more pairs are in ties.csv.", more)
        yield Paragraph((text,), "note")


def beyond_chance(material: Material) -> Blocks:
    """How many ties are more than chance, of how many tests; nothing where none was asked for."""
    source = material.source
    if not source.label or not source.found.get("chance"):
        return
    at = "chance.windows.{answer}"
    ties = source.figure(f"{at}.ties")
    if not ties.known:
        yield absent(
            said(
                "The record of {window} is too large for a test of each tie against chance.",
                window=Period(source.label),
            )
        )
    elif ties.value:
        yield Paragraph(
            (
                counted(
                    "In {window} {n} of {ties} rests on more shared activities than two "
                    "partners that take part as often would have by chance (pairs tested: "
                    "{tests}).",
                    "In {window} {n} of {ties} rest on more shared activities than two "
                    "partners that take part as often would have by chance (pairs tested: "
                    "{tests}).",
                    source.figure(f"{at}.beyond_chance"),
                    window=Period(source.label),
                    ties=counted_ties(ties),
                    tests=source.figure(f"{at}.tests"),
                ),
                said("A tie that chance could explain is a tie all the same."),
            ),
            "note",
        )


def _rows_of(table: Columns, label: str) -> list[int]:
    return [row for row, window in enumerate(table["window"]) if window == label]


def left_alone(material: Material) -> Blocks:
    """Who has a tie today and would have none, at either end of the range."""
    source, partners = material.source, material.partners
    if source.reason:
        yield absent(_not_without_secretariat())
        return
    here = _rows_of(partners, source.label)
    tied = [row for row in here if not partners["isolate_present"][row]]
    surely = [row for row in tied if partners["isolate_led_activities_end"][row]]
    also = set(surely)
    perhaps = [row for row in tied if partners["isolate_unaided"][row] and row not in also]
    values = {
        "window": Period(source.label),
        "partners": counted_partners(source.here("partners")),
    }
    if surely:
        yield from _named(
            counted(
                "{n} of {partners} would lose its last tie in {window} even if only what "
                "the secretariat alone led ended:",
                "{n} of {partners} would lose their last tie in {window} even if only "
                "what the secretariat alone led ended:",
                len(surely),
                **values,
            ),
            [partners["label"][row] for row in surely],
        )
    if perhaps and surely:
        yield from _named(
            counted(
                "{n} more would lose its last tie if all activities ended that it took part in:",
                "{n} more would lose their last tie if all activities ended that it took part in:",
                len(perhaps),
            ),
            [partners["label"][row] for row in perhaps],
        )
    elif perhaps:
        yield from _named(
            counted(
                "{n} of {partners} would lose its last tie in {window} if all activities "
                "ended that the secretariat took part in:",
                "{n} of {partners} would lose their last tie in {window} if all "
                "activities ended that the secretariat took part in:",
                len(perhaps),
                **values,
            ),
            [partners["label"][row] for row in perhaps],
        )
    elif not surely:
        yield Paragraph(
            (said("In {window} no partner would lose its last tie.", **values),),
        )
    if alone := len(here) - len(tied):
        yield Paragraph(
            (
                counted(
                    "{n} partner has no tie today either.",
                    "{n} partners have no tie today either.",
                    alone,
                ),
            ),
            "note",
        )


def _named(introduction: Sentence, names: Sequence[str]) -> Blocks:
    yield Names(introduction, tuple(Name(name) for name in names[:_MOST_NAMES]))
    if len(names) > _MOST_NAMES:
        text = counted(
            "{n} more is in partners.csv.",
            "{n} more are in partners.csv.",
            len(names) - _MOST_NAMES,
        )
        yield Paragraph((text,), "note")


def most_dependent(material: Material) -> Blocks:
    """The partners of which most ties need the secretariat."""
    source, partners = material.source, material.partners
    if source.reason:
        return
    tied = [row for row in _rows_of(partners, source.label) if partners["ties"][row]]
    if not tied:
        yield absent(said("No partner has a tie in {window}.", window=Period(source.label)))
        return
    tied.sort(
        key=lambda row: (
            -partners["ties_needing_secretariat"][row],
            -partners["ties"][row],
            partners["id"][row],
        )
    )

    def cell(row: int, column: str, kind: Any = "count") -> Figure:
        path = f"partners.csv:{partners['window'][row]}:{partners['id'][row]}:{column}"
        return Figure(partners[column][row], path, kind)

    yield Table(
        said("Partners by how many of their ties need the secretariat"),
        (
            Column(said("Partner"), "partner", numeric=False),
            Column(said("Sector"), numeric=False),
            Column(said("Ties"), "tie"),
            Column(said("Independent"), "independent"),
            Column(said("Supported"), "supported"),
            Column(said("Carried"), "carried"),
            Column(said("Need the secretariat"), "ties_needing_secretariat"),
            Column(said("Activities"), "activity"),
            Column(said("… with the secretariat"), "activities_needing_secretariat"),
            Column(said("Led"), "activities_led"),
        ),
        tuple(
            (
                Name(partners["label"][row]),
                None if partners["sector"][row] is None else Name(partners["sector"][row]),
                *(cell(row, name) for name in ("ties", "independent", "supported", "carried")),
                cell(row, "ties_needing_secretariat", "share"),
                cell(row, "activities"),
                cell(row, "activities_needing_secretariat", "share"),
                cell(row, "activities_led"),
            )
            for row in tied[:_MOST_PARTNERS]
        ),
        wide=True,
    )
    if len(tied) > _MOST_PARTNERS:
        text = counted(
            "{n} more partner is in partners.csv.",
            "{n} more partners are in partners.csv.",
            len(tied) - _MOST_PARTNERS,
        )
        yield Paragraph((text,), "note")


def nobody_led(material: Material) -> Blocks:
    """That no partner is recorded to have led."""
    source = material.source
    if not list(source.active()):
        yield absent(said("Nothing to show by period: no activity in the record has a date."))
    elif not any(source.at(x, "convening.partner_leads").value for x in source.active()):
        yield absent(
            said(
                "No partner is recorded to have led an activity. Either none did, or nobody wrote "
                "down who led."
            )
        )


def future(material: Material) -> Blocks:
    """What somebody has said of the future of activities, who said it, and who takes over."""
    rows = material.source.items("answer.decided")
    if not rows:
        yield absent(
            said(
                "Nobody has written down of any activity whether it goes on when the secretariat "
                "leaves (column continues), or who takes it over (taken_over_by)."
            )
        )
        return
    words = {"yes": said("goes on"), "no": said("ends")}
    yield Table(
        said("What is known of the future"),
        (
            Column(said("Activity"), "activity", numeric=False),
            Column(said("When the secretariat leaves"), numeric=False),
            Column(said("Taken over by"), numeric=False),
            Column(said("Who says so"), numeric=False),
        ),
        tuple(
            (
                Name(row["activity"]),
                words[row["continues"]],
                Name(row["taken_over_by"]) if row["taken_over_by"] else None,
                Name(row["evidence"]) if row["evidence"] else said("not recorded"),
            )
            for row in rows
        ),
    )


def plan_curve(material: Material) -> Blocks:
    """How much is kept by the number of activities that somebody takes over."""
    source = material.source
    steps = source.items("plan.steps")
    if len(steps) < 2:
        yield absent(
            said(
                "In {window} there is no activity that somebody could take over and that would "
                "keep more.",
                window=Period(source.label),
            )
        )
        return
    kept = [source.figure(f"plan.steps.{k}.value", "share", "connectedness") for k in _steps(steps)]
    half = source.figure("plan.milestones.half")
    every = source.figure("plan.milestones.all", "count", "")
    if half.known and every.known:
        yield Paragraph((_milestones(half, every),))

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
    proposal = source.found["plan"]["proposal"]
    yield Table(
        said("What to hand over, in order of what it keeps"),
        (
            Column(said("Taken over"), numeric=False),
            Column(said("Connected pairs"), "connectedness"),
            Column(said("One more activity"), numeric=False),
            Column(said("Proposal from the record"), numeric=False),
        ),
        tuple(
            (
                source.figure(f"plan.steps.{k}.k"),
                source.figure(f"plan.steps.{k}.value", "share", ""),
                tuple(Name(name) for name in steps[k]["added"]),
                tuple(
                    Name(source.name(proposal[name]))
                    for name in steps[k]["added"]
                    if name in proposal
                ),
            )
            for k in _steps(steps)[1:]
        ),
    )
    if lost := source.figure("plan.lost_for_good").value:
        yield Paragraph(
            (
                counted(
                    "{n} pair is connected through the secretariat alone; handing over does not "
                    "keep it.",
                    "{n} pairs are connected through the secretariat alone; handing over does not "
                    "keep them.",
                    lost,
                ),
            ),
            "note",
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
        yield absent(said("No open question would move the range."))
        return
    yield Table(
        said("Questions, the one first that moves the range most"),
        (
            Column(said("Question"), numeric=False),
            Column(said("The range, by the answer"), numeric=False),
            Column(said("Who can tell"), numeric=False),
        ),
        tuple(
            (
                Sentence("{words}", values={"words": Spoken(one["text"])}),
                tuple(
                    said(
                        "{answer}: {range}",
                        answer=Sentence(ANSWERS[answer["answer"]]),
                        range=span(
                            *(
                                source.figure(f"ask.questions.{number}.answers.{place}.{end}")
                                for end in ("low", "high")
                            )
                        ),
                    )
                    for place, answer in enumerate(one["answers"])
                ),
                tuple(Name(source.name(who)) for who in one["ask"][:_MOST_ASKED]),
            )
            for number, one in asked
        ),
    )


def exit_table(material: Material) -> Blocks:
    """Ties of the year before, and what became of them."""
    source = material.source
    if not source.figure("exit.ties.all.share").known:
        yield absent(
            said(
                "Nothing can be said of {date}: no tie of the year before has two partners that "
                "are still active in the year after.",
                date=source.figure("exit.date"),
            )
        )
        return
    names = {
        "all": said("All ties"),
        "independent": said("Independent"),
        "supported": said("Supported"),
        "carried": said("Carried"),
    }
    yield Table(
        said("Ties of the year before, and what became of them in the year after"),
        (
            Column(said("Ties of the year before"), numeric=False),
            Column(said("Number")),
            Column(said("Both partners still active")),
            Column(said("Still there")),
            Column(said("Share"), "outlived"),
            Column(said("Place from below"), "placebo"),
            Column(said("Other dates"), "placebo"),
        ),
        tuple(
            (
                names[kind],
                *(
                    source.figure(f"exit.ties.{kind}.{key}", "count", "")
                    for key in ("ties", "both_active", "kept")
                ),
                source.figure(f"exit.ties.{kind}.share", term=""),
                source.figure(f"exit.rank.{kind}.rank", term=""),
                source.figure(f"exit.rank.{kind}.of", term=""),
            )
            for kind in _KINDS
        ),
    )


def placebo_chart(material: Material) -> Blocks:
    """The exit beside every other date, with these in the table behind it."""
    source = material.source
    if not source.figure("exit.rank.all.rank").known:
        return
    here, others = said("the exit"), said("other dates")
    placebo = source.items("exit.placebo")
    share = source.figure("exit.ties.all.share", term="outlived")

    def draw(language: Language) -> Drawing:
        return charts.among_dates(
            language,
            (plain(here, language), source.found["exit"]["date"], share.value),
            (
                plain(others, language),
                [one["date"] for one in placebo],
                [source.figure(f"exit.placebo.{n}.all").value for n, _ in enumerate(placebo)],
            ),
        )

    yield Chart(
        "placebo",
        said("Ties still there a year later, at the exit and at other dates"),
        said(
            "At {date} it is {share}: place {rank} from below, beside {of}.",
            date=source.figure("exit.date"),
            share=share,
            rank=source.figure("exit.rank.all.rank", term="placebo"),
            of=other_dates(source.figure("exit.rank.all.of", term="placebo")),
        ),
        draw,
        Table(
            said("The share still there a year later, at other dates"),
            (
                Column(said("Date"), numeric=False),
                Column(said("All ties"), "outlived"),
                Column(said("Independent")),
                Column(said("Supported")),
                Column(said("Carried")),
            ),
            tuple(
                (
                    source.figure(f"exit.placebo.{n}.date"),
                    *(source.figure(f"exit.placebo.{n}.{kind}", "share", "") for kind in _KINDS),
                )
                for n, _ in enumerate(placebo)
            ),
        ),
    )


def carried_by(material: Material) -> Blocks:
    """Whether one activity carries the upper end; or that nobody asked, or could."""
    source = material.source
    if source.reason:
        yield absent(_not_without_secretariat())
    elif not source.found.get("influence"):
        yield absent(
            said(
                "The comparisons were not asked for. Make the report with --null 999 to see them. "
                "Without them nothing here says that the secretariat matters more than others."
            )
        )
    elif found := tuple(influence(source, ANSWER)):
        yield Paragraph(found)
    else:
        yield from _influence_absent(source)


def _influence_absent(source: Source) -> Blocks:
    if source.figure("influence.windows.{answer}.unanswered").value:
        yield absent(
            said(
                "There are too many partners or activities in {window} to leave each activity out "
                "in turn.",
                window=Period(source.label),
            )
        )
    else:
        yield absent(said("No single activity changes any of the figures when it is left out."))


def no_comparison(material: Material) -> Blocks:
    """Why nothing is compared with random activities."""
    source = material.source
    observed = "null.windows.{answer}.attended.connectedness.observed"
    if source.found.get("null") and not source.figure(observed).known:
        yield absent(
            said(
                "In {window} there are no activities of the secretariat that brought partners "
                "together, so there is nothing to compare.",
                window=Period(source.label),
            )
            if source.label
            else said("There is no period to compare.")
        )


def choices(material: Material) -> Blocks:
    """The range under every other choice, as a picture; the figures behind it."""
    source = material.source
    found = source.items("sensitivity.choices")
    if not found or source.reason:
        return
    lengths, sizes = window_lengths(), [one["max_size"] for one in found]

    def value(number: int, key: str) -> Figure:
        return source.figure(f"sensitivity.choices.{number}.answer.{key}", term="")

    def draw(language: Language) -> Drawing:
        rows = []
        for number, one in enumerate(found):
            low, high = (value(number, key) for key in _HEADLINES[:2])
            first = number == 0 or sizes[number] != sizes[number - 1]
            heading = (
                said("all activities")
                if one["max_size"] is None
                else said("without activities of more than {size} actors", size=one["max_size"])
            )
            as_it_is = (one["every"], one["max_size"]) == (
                source.found["data"]["every"],
                source.found["data"]["max_size"],
            )
            rows.append(
                charts.Span(
                    plain(lengths[one["every"]], language),
                    low.value,
                    high.value,
                    plain_span(low, high, language),
                    VERMILION if as_it_is else BLUE,
                    plain(heading, language) if first else "",
                )
            )
        return charts.spans(language, rows, small=True)

    known = sorted(
        (value(n, _HEADLINES[1]) for n, _ in enumerate(found) if value(n, _HEADLINES[1]).known),
        key=lambda figure: figure.value,
    )
    if not known:
        return
    yield Chart(
        "choices",
        said("The range in the period of the answer, by length of period and largest activity"),
        said(
            "The upper end is {range}. The range of the answer itself is red.",
            range=span(known[0], known[-1]),
        ),
        draw,
        Table(
            said("The same in figures"),
            (
                Column(said("Length of a period"), numeric=False),
                Column(said("Largest activity that makes ties")),
                *(Column(_headline_names()[key]) for key in _CHOICE_KEYS),
            ),
            tuple(
                (
                    lengths[one["every"]],
                    said("no limit") if one["max_size"] is None else one["max_size"],
                    *(value(number, key) for key in _CHOICE_KEYS),
                )
                for number, one in enumerate(found)
            ),
        ),
    )


_CHOICE_KEYS = (*_HEADLINES, "independent_strength_share")


def plain_span(low: Figure, high: Figure, language: Language) -> str:
    """A range in few signs, for a picture."""
    return numerals.percent_range(low.value, high.value, language)


def subsamples(material: Material) -> Blocks:
    """How the figures fall when parts of the record are left out at random, draw by draw."""
    source = material.source
    samples = source.items("sensitivity.subsamples")
    if not samples or "counts" not in samples[0]:
        return
    names = _headline_names()
    looks: tuple[Any, ...] = ((BLUE, "v"), (INK, "^"), (ORANGE, "s"))

    def draw(language: Language) -> Drawing:
        columns = [
            source.figure(f"sensitivity.subsamples.{n}.left_out").text(language)
            for n, _ in enumerate(samples)
        ]
        lines = [
            (
                charts.Series(plain(names[key], language), (), colour, shape),
                [one["counts"][key] for one in samples],
            )
            for key, (colour, shape) in zip(_HEADLINES, looks, strict=True)
        ]
        return charts.humps(language, columns, lines)

    yield Chart(
        "sensitivity",
        said("The figures of the whole period when a share of the activities is left out"),
        said(
            "Each dot is a value that came out; the larger, the more often, in {draws} random "
            "draws. Where dots lie in two heaps, one activity is in the draw or is not.",
            draws=sum(samples[0]["counts"][_HEADLINES[0]]),
        ),
        draw,
        Table(
            said("95% of the draws, by share of activities left out"),
            (Column(said("Left out")), *(Column(names[key]) for key in _HEADLINES)),
            tuple(
                (
                    source.figure(f"sensitivity.subsamples.{n}.left_out"),
                    *(
                        span(
                            *(
                                source.figure(f"sensitivity.subsamples.{n}.{end}.{key}", term="")
                                for end in ("low", "high")
                            )
                        )
                        for key in _HEADLINES
                    ),
                )
                for n, _ in enumerate(samples)
            ),
        ),
    )


def window_lengths() -> dict[str, Sentence]:
    """Lengths of a window in words."""
    return {
        "year": said("a year"),
        "half": said("half a year"),
        "quarter": said("a quarter"),
        "month": said("a month"),
        "school-year": said("a school year"),
        "all": said("the whole period"),
    }


def _headline_names() -> dict[str, Sentence]:
    return {
        "connectedness_unaided": said("the lower figure"),
        "connectedness_led_activities_end": said("the upper figure"),
        "independent_share": said("share of independent ties"),
        "independent_strength_share": said("the same share by strength"),
    }


def beginnings(material: Material) -> Blocks:
    """How the pairs of the whole record began."""
    source = material.source
    if not source.figure("offshoots.met_through_secretariat").known:
        yield absent(_not_without_secretariat())
        return
    rows = {
        "met_through_secretariat": said("Met through the secretariat"),
        "offshoots": said("… of these, offshoots"),
        "independent_from_start": said("Independent from the start"),
        "order_unknown": said("Order unknown"),
    }
    yield Table(
        said("How pairs of partners began, over the whole record"),
        (Column(said("Beginning"), numeric=False), Column(said("Pairs"))),
        tuple((name, source.figure(f"offshoots.{key}")) for key, name in rows.items()),
    )


_CURVES = ("through_secretariat", "never_through_secretariat")


def offshoots_over_time(material: Material) -> Blocks:
    """Offshoots over time, beside pairs that the secretariat never brought together."""
    source = material.source
    at = f"offshoot_curve.{_CURVES[0]}"
    if not source.figure(f"{at}.happened").value:
        return
    names = {
        "through_secretariat": said("met through the secretariat, until they meet without it"),
        "never_through_secretariat": said("never met through it, until they meet again"),
    }

    def draw(language: Language) -> Drawing:
        curves = []
        for key, (colour, dash) in zip(_CURVES, ((BLUE, ""), (SOFT, "4 3")), strict=True):
            curve = source.found["offshoot_curve"][key]
            line = charts.Series(plain(names[key], language), curve["share"], colour, dash=dash)
            curves.append((line, curve["months"], curve["low"], curve["high"]))
        return charts.steps(language, curves, plain(said("months"), language))

    yield Chart(
        "offshoots",
        said("Share of pairs that have got that far, by months"),
        counted(
            "{n} of {pairs} that met through the secretariat has met without it.",
            "{n} of {pairs} that met through the secretariat have met without it.",
            source.figure(f"{at}.happened"),
            pairs=pairs(source.figure(f"{at}.pairs")),
        ),
        draw,
        Table(
            said("How far the pairs have got"),
            (
                Column(said("Pairs"), numeric=False),
                Column(said("Number")),
                Column(said("… that have got there")),
                Column(said("Months until half have done so"), "median_months"),
            ),
            tuple(
                (
                    names[key],
                    *(
                        source.figure(f"offshoot_curve.{key}.{part}", term="")
                        for part in ("pairs", "happened", "median_months")
                    ),
                )
                for key in _CURVES
            ),
        ),
    )


def offshoot_pairs(material: Material) -> Blocks:
    """The offshoots by name, the earliest first."""
    source, ties = material.source, material.ties
    count = source.figure("offshoots.offshoots")
    if not count.known:
        return
    if not count.value:
        yield absent(
            said(
                "No offshoot is recorded. That is no proof that there are none: what partners do "
                "without the secretariat is recorded only if somebody wrote it down."
            )
        )
        return
    rows = sorted(
        (row for row in _rows_of(ties, "all") if ties["began"][row] == "offshoot"),
        key=lambda row: (ties["first_met_without_secretariat"][row] or "", row),
    )
    yield Table(
        said("Offshoots, the earliest first"),
        (
            Column(said("One partner"), numeric=False),
            Column(said("The other"), numeric=False),
            Column(said("First met"), numeric=False),
            Column(said("First without the secretariat"), numeric=False),
        ),
        tuple(
            (
                Name(ties["source_label"][row]),
                Name(ties["target_label"][row]),
                _first(ties["evidence"][row]),
                _first([e for e in ties["evidence"][row] if e["involvement"] == "none"]),
            )
            for row in rows[:_MOST_PAIRS]
        ),
    )
    yield from _more_pairs(len(rows) - _MOST_PAIRS)


def _first(activities: Sequence[dict[str, Any]]) -> When | None:
    """When the first of some activities began, as well as it is known."""
    dated = [one for one in activities if one["start"]]
    if not dated:
        return None
    first = min(dated, key=lambda one: (one["start"], one["end"]))
    return When(first["start"], first["end"]).beginning


def nothing_to_compare(material: Material) -> Blocks:
    """Why there is no change to tell of."""
    source = material.source
    if not any(source.at(x, "turnover.formed").known for x in source.active()):
        yield absent(
            said(
                "Nothing to compare: it takes two periods in a row with activity to see who "
                "came and who left."
            )
        )


def carried_over(material: Material) -> Blocks:
    """That the ties that come back rest on one activity that spans both periods, where they do."""
    source = material.source
    at = "lasting.windows.{answer}"
    many, same = source.figure(f"{at}.persisting"), source.figure(f"{at}.same_activity")
    if not many.value or not same.value:
        return
    yield Paragraph(
        (
            counted(
                "The tie that comes back in {window} rests on an activity that is in both periods: "
                "»{activity}«. That says how long the activity is on record, not that the pair "
                "went on.",
                "{same} of the {n} ties that come back in {window} rest on one activity that is in "
                "both periods: »{activity}«. That says how long the activity is on record, not "
                "that each of these pairs went on.",
                many,
                same=same,
                window=Period(source.label),
                activity=Name(str(source.figure(f"{at}.activity").value)),
            ),
        )
    )


def no_sectors(material: Material) -> Blocks:
    """That no sectors are known."""
    source = material.source
    path = "scenarios.present.cross_sector_share"
    if not any(source.at(x, path).known for x in source.active()):
        yield absent(
            said(
                "Nothing to show: no period has a tie between two partners whose sectors are "
                "both recorded."
            )
        )


def secretariat_nowhere(material: Material) -> Blocks:
    """That the secretariat stands nowhere."""
    source = material.source
    if not source.has_secretariat:
        yield absent(_not_without_secretariat())
    elif not any(source.at(x, "brokerage.liaison").known for x in source.active()):
        yield absent(said("Nothing to show: the secretariat takes part in nothing in any period."))


def null_chart(material: Material) -> Blocks:
    """What is kept without the secretariat's activities beside random ones, by window."""
    source = material.source
    known = [
        label
        for label in source.labels
        if source.figure(f"null.windows.{label}.attended.connectedness.p").known
    ]
    if not known:
        return
    kept, random = said("without the secretariat's"), said("without as many random ones, 95% range")

    def values(key: str) -> list[float | None]:
        return [
            source.figure(f"null.windows.{x}.attended.connectedness.{key}").value
            for x in source.labels
        ]

    def draw(language: Language) -> Drawing:
        return charts.against(
            language,
            source.labels,
            (plain(kept, language), values("observed")),
            (plain(random, language), values("low"), values("high"), values("mean")),
        )

    at = f"null.windows.{known[-1]}.attended.connectedness"
    yield Chart(
        "size-matched",
        said("Connected pairs that are kept when activities end altogether"),
        said(
            "In {window} {observed} are kept without the secretariat's activities, and {random} "
            "without as many random ones.",
            window=Period(known[-1]),
            observed=source.figure(f"{at}.observed"),
            random=span(
                source.figure(f"{at}.low", term="kept"), source.figure(f"{at}.high", term="kept")
            ),
        ),
        draw,
    )


def null_table(material: Material) -> Blocks:
    """The figures of the null; each p with what could be drawn."""
    source = material.source
    kinds = {"attended": said("it took part in"), "led": said("it alone led")}
    rows = [
        (
            Label(label),
            name,
            source.figure(f"{at}.activities", term=""),
            source.figure(f"{at}.eligible", term=""),
            *(
                source.figure(f"{at}.connectedness.{key}", term="")
                for key in ("observed", "mean", "low", "high", "p")
            ),
            source.figure(f"{at}.size_gap", term=""),
        )
        for label in source.labels
        for kind, name in kinds.items()
        for at in [f"null.windows.{label}.{kind}"]
        if source.figure(f"{at}.connectedness.p").known
    ]
    if rows:
        yield Table(
            said("What is kept, against random activities of the same sizes"),
            (
                PERIOD,
                Column(said("Activities that end altogether"), numeric=False),
                Column(said("How many"), "size_matched"),
                Column(said("Could be drawn"), "size_matched"),
                Column(said("Connected pairs kept"), "kept"),
                Column(said("Random: mean")),
                Column(said("from")),
                Column(said("to")),
                Column(said("p"), "p_value"),
                Column(said("Difference in size"), "size_matched"),
            ),
            tuple(rows),
            wide=True,
        )


def key_player_tables(material: Material) -> Blocks:
    """The secretariat among all actors, and those missed most."""
    source = material.source
    at = "key_players.windows.{answer}"
    if source.reason or not source.figure(f"{at}.attended.secretariat.connectedness.rank").known:
        yield absent(
            said(
                "There are no figures: there is no secretariat in the period, or more actors than "
                "can be taken out in turn."
            )
        )
        return
    names = {
        "connectedness": said("Connected pairs"),
        "largest_component": said("Largest group"),
        "efficiency": said("Closeness"),
        "ties": said("Ties"),
    }
    kinds = {"attended": said("it took part in"), "led": said("it alone led")}
    yield Table(
        said("The secretariat when every actor's activities end in turn"),
        (
            Column(said("Measure"), numeric=False),
            Column(said("Activities that end"), numeric=False),
            Column(said("Kept"), "kept"),
            Column(said("The secretariat's place"), "rank"),
            Column(said("Partners with the same"), "rank"),
        ),
        tuple(
            (
                names[measure],
                told,
                *(
                    source.figure(f"{at}.{kind}.secretariat.{measure}.{key}", term="")
                    for key in ("kept", "rank", "tied")
                ),
            )
            for kind, told in kinds.items()
            for measure in _MEASURES
            if source.figure(f"{at}.{kind}.secretariat.{measure}.kept").known
        ),
    )
    partners = source.items(f"{at}.attended.partners")
    rows: list[tuple[object, Figure]] = [
        (
            Name(source.name(one["id"])),
            source.figure(f"{at}.attended.partners.{n}.connectedness", "share", ""),
        )
        for n, one in enumerate(partners)
    ]
    rows = sorted((row for row in rows if row[1].known), key=lambda row: row[1].value)
    own = source.figure(f"{at}.attended.secretariat.connectedness.kept", term="")
    rows = sorted(
        [*rows[:_MOST_MISSED], (said("the secretariat"), own)], key=lambda row: row[1].value
    )
    yield Table(
        said("Those that would be missed most when their activities end"),
        (Column(said("Actor"), numeric=False), Column(said("Connected pairs kept"), "kept")),
        tuple(rows),
    )


def influence_tables(material: Material) -> Blocks:
    """The activities that change each headline figure most."""
    source = material.source
    shown = False
    for key in _HEADLINES:
        at = f"influence.windows.{{answer}}.{key}.activities"
        items = source.items(at)
        if not items:
            continue
        shown = True
        yield Table(
            said(
                "Activities that change {figure} most when left out",
                figure=_headline_names()[key],
            ),
            (
                Column(said("Activity"), "activity", numeric=False),
                Column(said("Change in percentage points"), "influence"),
            ),
            tuple(
                (Name(item["activity"]), source.figure(f"{at}.{n}.change", term=""))
                for n, item in enumerate(items)
            ),
        )
    if not shown:
        yield from _influence_absent(source)


def tipping_table(material: Material) -> Blocks:
    """Activities that would bring a figure to a half, or below it."""
    source = material.source
    at = "tipping_point.windows.{answer}"
    rows = [
        (
            name,
            source.figure(f"{at}.{key}.now"),
            *(source.figure(f"{at}.{key}.{part}", term="") for part in ("median", "least", "most")),
        )
        for key, name in (
            ("connectedness", said("The lower figure: connected pairs")),
            ("independent_share", said("Share of independent ties")),
        )
        if source.figure(f"{at}.{key}.now").known
    ]
    if not rows:
        yield absent(said("There are no figures: no activity, or too many partners."))
        return
    yield Table(
        said("Activities that would bring a figure to a half, or below it"),
        (
            Column(said("Figure"), numeric=False),
            Column(said("Now")),
            Column(said("Activities, median"), "tipping"),
            Column(said("fewest"), "tipping"),
            Column(said("most"), "tipping"),
        ),
        tuple(rows),
    )
