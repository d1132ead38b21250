"""What sections show that is more than a chart or a table by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ci_network.language import Language
from ci_network.views.palette import BLUE, INK, SOFT, VERMILION
from ci_network.views.report import charts
from ci_network.views.report.blocks import (
    Blocks,
    Column,
    Columns,
    Material,
    Names,
    Paragraph,
    absent,
    left_out,
    line,
    of_rows,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import Name, Period, Sentence, When, counted, pairs, said, span
from ci_network.views.sentence import partners as counted_partners
from ci_network.views.sentence import ties as counted_ties
from ci_network.views.source import Figure, Kind

Drawn = list[tuple[str, list[Any]]]

MOST_PAIRS = 15
_MOST_PARTNERS, _MOST_NAMES = 10, 30
_LARGE = 15


def draw_scenarios(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """The four scenarios as lines, with the range between the last two."""
    looks: tuple[Any, ...] = (
        (INK, "o", "", 1.8),
        (SOFT, "D", "4 3", 1.1),
        (BLUE, "^", "", 1.8),
        (BLUE, "v", "", 2.4),
    )
    return charts.over_time(language, labels, _series(rows, looks), band=(3, 2))


def draw_lines(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """Two lines."""
    looks: tuple[Any, ...] = ((INK, "o", "", 1.8), (VERMILION, "s", "", 1.8))
    return charts.over_time(language, labels, _series(rows, looks), height=140.0)


def draw_against(language: Language, labels: list[str], rows: Drawn) -> Drawing:
    """A share beside one that is expected."""
    shown, (other, expected) = rows
    return charts.against(language, labels, shown, (other, expected, expected, expected))


def _series(rows: Drawn, looks: Sequence[Any]) -> list[charts.Series]:
    return [charts.Series(*row, *look) for row, look in zip(rows, looks, strict=True)]


def whether_there_is_an_answer(material: Material) -> Blocks:
    """How to read the range; or why there is none."""
    source = material.source
    if not source.labels:
        yield absent("Nothing to show by period: no activity that counts has a date.")
    elif not source.has_secretariat:
        yield absent(
            "The data marks no actor as the secretariat, so nothing can be taken away. Below "
            "is what the record shows as it is."
        )
    else:
        yield line(
            "The shaded band is the answer's range: its lower edge if all activities end that the "
            "secretariat took part in, its upper edge if only those end that it alone led."
        )


def whether_about_the_secretariat(material: Material) -> Blocks:
    """Why there is nothing about the secretariat, where there is none."""
    source = material.source
    if not source.has_secretariat or not list(source.active()):
        yield absent(not_without_secretariat())


def not_without_secretariat() -> Sentence:
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
    yield line(
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
    )


def one_large_meeting(material: Material) -> Blocks:
    """The same without large activities: one plenary connects everyone in it."""
    source = material.source
    data = source.figures["data"]
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
    low, high = source.row(at, "connectedness_unaided", "connectedness_led_activities_end")
    if low.known and high.known:
        yield line(
            "One large meeting connects everyone in it. Without activities of more than "
            "{size} actors the range in {window} is {range}; by strength, which counts a "
            "large meeting for less, {strength} of the ties is independent.",
            size=_LARGE,
            window=Period(source.label),
            range=span(low, high),
            strength=source.here("independent_strength_share"),
        )


def gaps(material: Material) -> Blocks:
    """Periods without activity."""
    yield from left_out(
        "In {n} period no activity is recorded. It has no figures, and is a gap in the charts.",
        "In {n} periods no activity is recorded. They have no figures, and are gaps in the charts.",
        sum(not window["activities"] for window in material.source.figures["windows"]),
    )


def networks(material: Material) -> Blocks:
    """The small drawings."""
    drawn = material.networks
    if drawn is None:
        yield absent(
            "Not drawn here: there is no period with activity, or more partners than can "
            "be seen in a small drawing. The map shows them."
        )
        return
    yield line(
        "Each partner stands in the same place in every drawing. The star is the "
        "secretariat, full lines are independent ties, dashed and pale ones are "
        "supported or carried. Below, everything that the secretariat took part in "
        "has ended; hollow marks are partners that are left alone."
    )
    yield drawn
    yield from left_out(
        "{n} earlier period is not drawn here; the map shows it.",
        "{n} earlier periods are not drawn here; the map shows them.",
        drawn.left_out,
    )


def independent_ties(material: Material) -> Blocks:
    """The independent ties by name, with what they rest on."""
    source, ties = material.source, material.ties
    if source.reason:
        return
    rows = [row for row in rows_of(ties, source.label) if ties["class"][row] == "independent"]
    if not rows:
        yield absent("In {window} no tie is independent.", window=Period(source.label))
        return
    rows.sort(key=lambda row: (-ties["strength"][row], row))
    yield of_rows(
        said("Independent ties in {window}, and what they rest on", window=Period(source.label)),
        rows[:MOST_PAIRS],
        *partners_of(ties),
        (Column(said("Activities without the secretariat"), numeric=False),
         lambda row: tuple(Name(e["activity"]) for e in without_secretariat(ties, row))),
        (Column(said("When"), numeric=False), lambda row: tuple(
            dict.fromkeys(When(e["start"], e["end"]) for e in without_secretariat(ties, row)))),
    )  # fmt: skip
    yield from more_pairs(material, int(source.here("ties.independent").value) - MOST_PAIRS)


def partners_of(ties: Columns) -> Iterator[tuple[Column, Callable[[int], object]]]:
    """The two columns of a table of ties that name the partners, by row."""
    yield Column(said("One partner"), numeric=False), lambda row: Name(ties["source_label"][row])
    yield Column(said("The other"), numeric=False), lambda row: Name(ties["target_label"][row])


def without_secretariat(ties: Columns, row: int) -> list[dict[str, Any]]:
    """The activities that a tie rests on in which the secretariat was not there."""
    return [each for each in ties["evidence"][row] if each["involvement"] == "none"]


def more_pairs(material: Material, more: int) -> Blocks:
    """How many pairs a table leaves out, and where they are."""
    if material.every_tie:
        yield from left_out(
            "{n} more pair is in ties.csv.", "{n} more pairs are in ties.csv.", more
        )
    else:
        yield from left_out(
            "{n} more pair is listed by the command ci-network ties.",
            "{n} more pairs are listed by the command ci-network ties.",
            more,
        )


def beyond_chance(material: Material) -> Blocks:
    """How many ties are more than chance, of how many tests; nothing where none was asked for."""
    source = material.source
    if not source.label or not source.figures.get("chance"):
        return
    at = "chance.windows.{answer}"
    ties = source.figure(f"{at}.ties")
    if not ties.known:
        yield absent(
            "The record of {window} is too large for a test of each tie against chance.",
            window=Period(source.label),
        )
    elif ties.value:
        yield Paragraph(
            (
                counted(
                    "In {window} {n} of {ties} rests on more shared activities than two partners "
                    "that take part as often would have by chance (pairs tested: {tests}).",
                    "In {window} {n} of {ties} rest on more shared activities than two partners "
                    "that take part as often would have by chance (pairs tested: {tests}).",
                    source.figure(f"{at}.beyond_chance"),
                    window=Period(source.label),
                    ties=counted_ties(ties),
                    tests=source.figure(f"{at}.tests"),
                ),
                said("A tie that chance could explain is a tie all the same."),
            ),
            "note",
        )


def rows_of(table: Columns, label: str) -> list[int]:
    return [row for row, window in enumerate(table["window"]) if window == label]


def left_alone(material: Material) -> Blocks:
    """Who has a tie today and would have none, at either end of the range."""
    source, partners = material.source, material.partners
    if source.reason:
        yield absent(not_without_secretariat())
        return
    here = rows_of(partners, source.label)
    tied = [row for row in here if not partners["isolate_present"][row]]
    surely = [row for row in tied if partners["isolate_led_activities_end"][row]]
    also = set(surely)
    perhaps = [row for row in tied if partners["isolate_unaided"][row] and row not in also]
    values = {"window": Period(source.label), "partners": counted_partners(source.here("partners"))}
    if surely:
        yield from named_partners(
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
        yield from named_partners(
            counted(
                "{n} more would lose its last tie if all activities ended that it took part in:",
                "{n} more would lose their last tie if all activities ended that it took part in:",
                len(perhaps),
            ),
            [partners["label"][row] for row in perhaps],
        )
    elif perhaps:
        yield from named_partners(
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
        yield line("In {window} no partner would lose its last tie.", **values)
    yield from left_out(
        "{n} partner has no tie today either.",
        "{n} partners have no tie today either.",
        len(here) - len(tied),
    )


def named_partners(introduction: Sentence, names: Sequence[str]) -> Blocks:
    """Names of partners under an introduction; of very many the first ones."""
    yield Names(introduction, tuple(Name(name) for name in names[:_MOST_NAMES]))
    yield from left_out(
        "{n} more is in partners.csv.",
        "{n} more are in partners.csv.",
        len(names) - _MOST_NAMES,
    )


def most_dependent(material: Material) -> Blocks:
    """The partners of which most ties need the secretariat."""
    source, partners = material.source, material.partners
    if source.reason:
        return
    tied = [row for row in rows_of(partners, source.label) if partners["ties"][row]]
    if not tied:
        yield absent("No partner has a tie in {window}.", window=Period(source.label))
        return
    tied.sort(
        key=lambda row: (
            -partners["ties_needing_secretariat"][row],
            -partners["ties"][row],
            partners["id"][row],
        )
    )

    def cell(column: str, kind: Kind = "count") -> Callable[[int], Figure]:
        def of(row: int) -> Figure:
            path = f"partners.csv:{partners['window'][row]}:{partners['id'][row]}:{column}"
            return Figure(partners[column][row], path, kind)

        return of

    yield of_rows(
        said("Partners by how many of their ties need the secretariat"),
        tied[:_MOST_PARTNERS],
        (Column(said("Partner"), "partner", numeric=False),
         lambda row: Name(partners["label"][row])),
        (Column(said("Sector"), numeric=False), lambda row: (
            None if partners["sector"][row] is None else Name(partners["sector"][row]))),
        (Column(said("Ties"), "tie"), cell("ties")),
        (Column(said("Independent"), "independent"), cell("independent")),
        (Column(said("Supported"), "supported"), cell("supported")),
        (Column(said("Carried"), "carried"), cell("carried")),
        (Column(said("Need the secretariat"), "ties_needing_secretariat"),
         cell("ties_needing_secretariat", "share")),
        (Column(said("Activities"), "activity"), cell("activities")),
        (Column(said("… with the secretariat"), "activities_needing_secretariat"),
         cell("activities_needing_secretariat", "share")),
        (Column(said("Led"), "activities_led"), cell("activities_led")),
        wide=True,
    )  # fmt: skip
    yield from left_out(
        "{n} more partner is in partners.csv.",
        "{n} more partners are in partners.csv.",
        len(tied) - _MOST_PARTNERS,
    )


def nobody_led(material: Material) -> Blocks:
    """That no partner is recorded to have led."""
    source = material.source
    if not list(source.active()):
        yield absent("Nothing to show by period: no activity that counts has a date.")
    elif not any(source.at(x, "convening.partner_leads").value for x in source.active()):
        yield absent(
            "No partner is recorded to have led an activity. Either none did, or nobody wrote "
            "down who led."
        )


def future(material: Material) -> Blocks:
    """What somebody has said of the future of activities, who said it, and who takes over."""
    rows = material.source.items("answer.decided")
    if not rows:
        yield absent(
            "Nobody has written down of any activity whether it goes on when the secretariat "
            "leaves (column continues), or who takes it over (taken_over_by)."
        )
        return
    words = {"yes": said("goes on"), "no": said("ends")}
    yield of_rows(
        said("What is known of the future"),
        rows,
        (Column(said("Activity"), "activity", numeric=False), lambda row: Name(row["activity"])),
        (Column(said("When the secretariat leaves"), numeric=False),
         lambda row: words[row["continues"]]),
        (Column(said("Taken over by"), numeric=False),
         lambda row: Name(row["taken_over_by"]) if row["taken_over_by"] else None),
        (Column(said("Who says so"), numeric=False),
         lambda row: Name(row["evidence"]) if row["evidence"] else said("not recorded")),
    )  # fmt: skip


def no_sectors(material: Material) -> Blocks:
    """That no sectors are known."""
    source = material.source
    path = "scenarios.present.cross_sector_share"
    if not any(source.at(x, path).known for x in source.active()):
        yield absent(
            "Nothing to show: no period has a tie between two partners whose sectors are "
            "both recorded."
        )


def secretariat_nowhere(material: Material) -> Blocks:
    """That the secretariat stands nowhere."""
    source = material.source
    if not source.has_secretariat:
        yield absent(not_without_secretariat())
    elif not any(source.at(x, "brokerage.liaison").known for x in source.active()):
        yield absent("Nothing to show: the secretariat takes part in nothing in any period.")
