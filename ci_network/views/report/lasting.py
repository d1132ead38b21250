"""How long ties, activities and partners stay on record, and who is in the middle."""

from __future__ import annotations

from ci_network.language import Language
from ci_network.views.report import charts
from ci_network.views.report.blocks import (
    Blocks,
    Chart,
    Column,
    Material,
    Paragraph,
    Table,
    absent,
    by_key,
    line,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.report.evidence import named_partners, not_without_secretariat, rows_of
from ci_network.views.sentence import Name, Period, Sentence, counted, plain, said
from ci_network.views.source import Source

_ALL = "survival.ties.all"
_ONE_DAY = 0.05
"""Months below which a life is one day."""


def how_long(material: Material) -> Blocks:
    """When half of the ties had ended, and what that rests on."""
    source = material.source
    if source.undated:
        yield absent("No activity has a date, so it cannot be told how long anything lasts.")
        return
    gap = source.figure("survival.gap_months", "count", "")
    if not source.figure(f"{_ALL}.watched").value:
        yield absent(
            "Nothing to tell here: a tie counts as over when the two have not met for {gap} "
            "months, and no tie began that long before the end of the record.",
            gap=gap,
        )
        return
    yield Paragraph(
        (
            said(
                "A tie counts as over when the two have not met for {gap} months. Ends can be told "
                "up to {until}.",
                gap=gap,
                until=source.figure("survival.until", "date", ""),
            ),
            _watched(source),
            *_half(source),
            *_largest(source),
        )
    )


def _watched(source: Source) -> Sentence:
    return counted(
        "{n} tie was watched; {ended} had ended by then.",
        "{n} ties were watched; {ended} had ended by then.",
        source.figure(f"{_ALL}.watched"),
        ended=source.figure(f"{_ALL}.ended"),
    )


def _half(source: Source) -> tuple[Sentence, ...]:
    half, year = source.row(_ALL, "half_life_months", "after_year")
    if half.known and half.value < _ONE_DAY:
        return (said("Half of them were there on one day only."),)
    if half.known:
        return (said("Half of them last no longer than {half} days.", half=half),)
    if year.known:
        return (said("{share} of them last longer than a year.", share=year),)
    return ()


def _largest(source: Source) -> tuple[Sentence, ...]:
    """The activity that most ties were seen in, and what there is without it."""
    activity = source.figure("survival.ties.largest_activity")
    if not activity.known:
        return ()
    most = counted(
        "{n} pair met in one activity, »{activity}«.",
        "{n} pairs met in one activity, »{activity}«.",
        source.figure("survival.ties.in_largest"),
        activity=Name(str(activity.value)),
    )
    half, year = source.row(_ALL, "half_life_months_without", "after_year_without")
    if half.known and half.value < _ONE_DAY:
        return (most, said("Without it half are there on one day only."))
    if half.known:
        return (most, said("Without it half last no longer than {half} days.", half=half))
    if year.known:
        return (most, said("Without it {share} last longer than a year.", share=year))
    return (most, said("Without it too little is left to tell."))


def over_time(material: Material) -> Blocks:
    """The share of ties that last longer, beside that of the activities themselves."""
    source = material.source
    if not source.items(f"{_ALL}.months"):
        return

    def draw(language: Language) -> Drawing:
        names = {"ties": said("ties of partners"), "activities": said("the activities themselves")}
        curves = []
        for kind, name in names.items():
            at = f"survival.{kind}.all"
            months, shares, low, high = (
                source.items(f"{at}.{key}") for key in ("months", "surviving", "low", "high")
            )
            if shares and shares[-1]:
                # What comes later was not watched.
                months, shares = [*months, months[-1]], [*shares, None]
                low, high = [*low, None], [*high, None]
            curves.append((plain(name, language), months, shares, low, high))
        return charts.steps(language, curves, plain(said("months"), language), 1.0)

    yield Chart(
        "lasting",
        said("Share that lasts longer than so many months"),
        _watched(source),
        draw,
        _table(source),
    )


def _table(source: Source) -> Table:
    classes = {
        "ties.independent": said("… while independent"),
        "ties.supported": said("… while supported"),
        "ties.carried": said("… while carried"),
    }
    return by_key(
        source,
        said("How long they last"),
        {
            "ties.all": said("Ties"),
            **(classes if source.has_secretariat else {}),
            "activities.all": said("Activities"),
            "partners.all": said("Partners"),
        },
        Column(said("What"), numeric=False),
        Column(said("Watched"), at="survival.{}.watched"),
        Column(said("Ended"), at="survival.{}.ended"),
        Column(
            said("Days until half had ended"),
            "half_life_months",
            at="survival.{}.half_life_months",
        ),
        Column(said("… at least"), at="survival.{}.half_life_low"),
        Column(said("… at most"), at="survival.{}.half_life_high"),
        Column(said("Last longer than a year"), "after_year", at="survival.{}.after_year"),
        Column(said("… at least"), at="survival.{}.after_year_low"),
        Column(said("… at most"), at="survival.{}.after_year_high"),
        Column(
            said("Days until half had ended, without the largest activity"),
            at="survival.{}.half_life_months_without",
        ),
        wide=True,
    )


def in_the_middle(material: Material) -> Blocks:
    """Who is in the core with the secretariat, and who is without it, by name."""
    source, partners = material.source, material.partners
    if source.reason:
        yield absent(not_without_secretariat())
        return
    here = rows_of(partners, source.label)
    window = Period(source.label)
    now = [row for row in here if partners["core_present"][row]]
    then = [row for row in here if partners["core_unaided"][row]]
    if not now and source.here("core.present.secretariat_members").value:
        yield line("In {window} the secretariat alone is the core.", window=window)
    elif not now:
        yield line("In {window} nobody stands out: there is no core.", window=window)
    else:
        yield from named_partners(
            counted(
                "{n} partner is in the core of {window}, with the secretariat:",
                "{n} partners are in the core of {window}, with the secretariat:",
                len(now),
                window=window,
            ),
            [partners["label"][row] for row in now],
        )
    if not then:
        yield line("If all activities ended that it took part in, there would be no core.")
    else:
        yield from named_partners(
            counted(
                "If all activities ended that it took part in, {n} partner would be the core:",
                "If all activities ended that it took part in, {n} partners would be the core:",
                len(then),
            ),
            [partners["label"][row] for row in then],
        )
