# ruff: noqa: E501 - a sentence is one line
"""The sections of a comparison, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ci_network.inference.offshoot_curve import TWO_YEARS
from ci_network.language import Language
from ci_network.views.compare import pictures, wording
from ci_network.views.compare.material import (
    ALLIANCE,
    Cell,
    Compared,
    by_alliance,
    defined,
    interval,
    table_of,
)
from ci_network.views.compare.ranges import ranges
from ci_network.views.compare.wording import Figures, figure
from ci_network.views.report.blocks import (
    Blocks,
    Chart,
    Column,
    Definitions,
    Maker,
    Names,
    Section,
    Table,
    absent,
    fixed,
    left_out,
    line,
    note,
    of_rows,
    section,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import Label, Name, Sentence, counted, plain, said
from ci_network.views.source import Figure, Kind

MOST_TIES_SHOWN = 200
"""Ties behind a part of a change that the page lists; the tables have all."""


def sections(material: Compared) -> tuple[Section, ...]:
    """Every section that has something to show."""
    made = [
        *(one.made(material, "evidence") for one in EVIDENCE),
        *(one.made(material, "appendix") for one in APPENDIX),
    ]
    return tuple(one for one in made if one.blocks)


def _other_ranges(material: Compared) -> Blocks:
    """The charts that the first page has no room for."""
    _, *others = ranges(material)
    yield from others


def _chance(material: Compared) -> Blocks:
    """Each alliance beside random activities of its own."""
    draws = [one["null"]["replicates"] for one in material.alliances if one["null"]]
    if not draws:
        return
    yield line(
        "Alliances differ in size, and a small one with a few large activities loses much "
        "whichever of them end. So each is compared with itself: as many activities of the "
        "same sizes are taken away at random, {n} times. Where nearly all activities that "
        "could be drawn are the secretariat's own, nothing is concluded.",
        n=draws[0],
    )
    rows = []
    for one in material.alliances:
        for kind, what in (("attended", said("took part in")), ("led", said("led alone"))):
            found = None if one["null"] is None else one["null"][kind]
            at = f"null.{kind}"
            own_of_all = said(
                "{own} of {eligible}",
                own=figure(one, f"{at}.activities", "count"),
                eligible=figure(one, f"{at}.eligible", "count"),
            )
            rows.append(
                (
                    Name(one["name"]),
                    what,
                    own_of_all if found else None,
                    figure(one, f"{at}.observed", "share", "kept"),
                    wording.between(one, f"{at}.low", f"{at}.high"),
                    figure(one, f"{at}.place", "share.1"),
                    wording.beside_chance(found),
                )
            )
    yield Table(
        said("What is kept of the connected pairs, beside random activities of the same sizes"),
        (
            ALLIANCE,
            Column(said("Activities that the secretariat"), numeric=False),
            Column(said("Its own, of all eligible"), "size_matched"),
            Column(said("Kept without its own"), "kept"),
            Column(said("Kept without random ones")),
            Column(said("Draws that keep as little")),
            Column(said("What that says"), numeric=False),
        ),
        tuple(rows),
        wide=True,
    )


def _hinges(material: Compared) -> Blocks:
    """What each answer depends on, and what would have to be handed over."""
    yield Names(
        said("What each answer depends on:"),
        tuple(map(wording.of_each, material.alliances)),
        sentences=True,
    )
    planned = [one for one in material.alliances if one["plan"]]
    if planned:
        yield table_of(
            said("How many open activities must be handed over, and which of them first"),
            planned,
            Cell(said("Open activities"), "plan.open"),
            Cell(said("To keep half"), "plan.half"),
            Cell(said("To keep nine tenths"), "plan.nine_tenths"),
            Cell(said("To keep all that can be kept"), "plan.all", "count"),
            Cell(said("Which keep half"), _which_keep_half, numeric=False),
        )
    for one in planned:
        names = one["plan"]["activities"]["all"]
        if names:
            yield note(
                "All that can be kept in {name} ({kept} of the pairs): {activities}.",
                name=Name(one["name"]),
                kept=figure(one, "plan.kept", "share"),
                activities=_named(names),
            )


def _which_keep_half(one: Figures) -> object:
    return _named(one["plan"]["activities"]["half"])


_MOST_NAMED = 12
"""Activities that are named in a row; the tables beside the page have them all."""


def _named(names: Sequence[str] | None) -> object:
    if not names:
        return None
    more = len(names) - _MOST_NAMED
    rest = (counted("{n} more", "{n} more", more),) if more > 0 else ()
    return (*map(Name, names[:_MOST_NAMED]), *rest)


def _two_records(*makers: Maker) -> Maker:
    """What is told of each record, and so of two windows of one record not."""

    def maker(material: Compared) -> Blocks:
        if material.two_records:
            for each in makers:
                yield from each(material)

    return maker


def _maps(material: Compared) -> Blocks:
    """The small drawings."""
    if material.maps is None:
        return
    yield material.maps
    yield from left_out(
        "{n} alliance is not drawn: there is nothing to draw, or more than can be seen.",
        "{n} alliances are not drawn: there is nothing to draw, or more than can be seen.",
        material.maps.left_out,
    )


def _so_far(material: Compared) -> Blocks:
    """Whose answer is of a period that is not over."""
    names = tuple(Name(one["name"]) for one in material.alliances if one["so_far"])
    if names:
        yield note("Not over yet, all of it is so far: {names}.", names=names)


def _answers_for(one: Figures) -> Label | None:
    return Label(one["window"]) if one["window"] else None


def _recorded(one: Figures) -> str | None:
    """First and last month of a record."""
    record = one["record"]
    if record["first"] is None:
        return None
    return f"{record['first'][:7]} – {record['last'][:7]}"


def _recorders(one: Figures) -> object:
    """Who recorded, with their share of the activities where there are several."""
    found = one["record"]["recorded_by"]
    if not found:
        return said("not written")
    shares = [Figure(who["share"], f"{one['name']}.recorded_by", "share") for who in found]
    names = [said("not written") if who["name"] is None else Name(who["name"]) for who in found]
    if len(found) == 1:
        return names[0]
    return tuple(
        said("{name} {share}", name=name, share=share)
        for name, share in zip(names, shares, strict=True)
    )


def _actors(material: Compared) -> Blocks:
    """Who stands in more than one of the records, where that was asked for."""
    found = material.found.get("actors")
    if found is None:
        return
    if not found:
        yield absent("No id stands in more than one of the records.")
        return

    def figure_of(name: str, kind: Kind) -> Callable[[Any], Figure]:
        return lambda row: Figure(row[2][name], f"actors.{row[0]['id']}.{name}", kind)

    yield of_rows(
        said("Their ties in each, over the whole record"),
        [(actor, name, its) for actor in found for name, its in actor["alliances"].items()],
        (Column(said("Partner"), numeric=False), lambda row: Name(row[0]["label"])),
        (ALLIANCE, lambda row: Name(row[1])),
        (Column(said("Ties"), "tie"), figure_of("ties", "count")),
        (Column(said("Needing the secretariat"), "ties_needing_secretariat"),
         figure_of("needing", "share")),
    )  # fmt: skip


def _of_change(material: Compared) -> Blocks:
    """What a change is made of: partners, pairs that meet, and what these need."""
    change = material.found.get("change")
    if change is None:
        return
    shares = {
        name: row
        for name, row in change["figures"].items()
        if name not in wording.COUNTS and any(row[part] for part in wording.PART_NAMES)
    }
    if shares:
        yield _parts_chart(shares)
    yield Table(
        said("Each figure before and after, and what the parts make of the difference"),
        (
            Column(said("Figure"), numeric=False),
            Column(said("Before")),
            Column(said("After")),
            Column(said("Difference")),
            *(Column(name) for name in wording.PART_NAMES.values()),
        ),
        tuple(
            (wording.FIGURE_NAMES[name], *wording.change_cells(name, row))
            for name, row in change["figures"].items()
        ),
        wide=True,
    )
    yield note(
        "The three can be changed in six orders; each part is the mean of what it changes when "
        "its turn comes (Shapley value), so that the parts add up to the change."
    )
    labels = change["labels"]
    for names, sentence in (
        ([labels[id_] for id_ in change["partners"]["came"]], said("Partners that came:")),
        ([labels[id_] for id_ in change["partners"]["left"]], said("Partners that left:")),
        (change["activities"]["began"], said("Activities that are there after, and not before:")),
        (change["activities"]["ended"], said("Activities that were there before, and not after:")),
    ):
        if names:
            yield Names(sentence, tuple(map(Name, names)), folded=len(names) > 12)
    for part, name in wording.PART_NAMES.items():
        ties = [tie for tie in change["ties"] if tie["part"] == part]
        yield from _ties_behind(name, ties)


def _parts_chart(rows: Mapping[str, Figures]) -> Chart:
    def draw(language: Language) -> Drawing:
        return pictures.parts(
            [
                pictures.Parts(
                    plain(wording.FIGURE_NAMES[name], language),
                    (row["partners"], row["activities"], row["class"]),
                    Figure(row["change"], "", "points").text(language),
                )
                for name, row in rows.items()
            ],
            [plain(name, language) for name in wording.PART_NAMES.values()],
        )

    return Chart(
        "change",
        said("What each part adds or takes away, in percentage points"),
        said("Bars to the right add to the figure, bars to the left take away from it."),
        draw,
    )


def _ties_behind(name: Sentence, ties: Sequence[Figures]) -> Blocks:
    if not ties:
        return
    yield of_rows(
        said("Behind it: {part}", part=name),
        ties[:MOST_TIES_SHOWN],
        (Column(said("One partner"), numeric=False), lambda tie: Name(tie["source_label"])),
        (Column(said("The other"), numeric=False), lambda tie: Name(tie["target_label"])),
        (Column(said("What happened"), numeric=False), lambda tie: wording.HOW_NAMES[tie["how"]]),
        (Column(said("Before"), numeric=False), lambda tie: wording.CLASS_NAMES[tie["before"]]),
        (Column(said("After"), numeric=False), lambda tie: wording.CLASS_NAMES[tie["after"]]),
        (Column(said("Activities behind it"), numeric=False), lambda tie: tuple(
            map(Name, tie["activities_after"] or tie["activities_before"]))),
        wide=True,
    )  # fmt: skip
    yield from left_out(
        "{n} more tie is in changed-ties.csv.",
        "{n} more ties are in changed-ties.csv.",
        len(ties) - MOST_TIES_SHOWN,
    )


def _limits(material: Compared) -> Blocks:
    """What must not be concluded."""
    yield Names(
        said("From these figures it must not be concluded:"),
        wording.limits(several=material.several),
        sentences=True,
    )


EVIDENCE = (
    section(
        "change",
        said("What the change is made of"),
        said("Who came and went, what began and ended, and what needs the secretariat less?"),
        _of_change,
        may=said(
            "How much of the change goes with who is on the roster, with which pairs meet, and "
            "with what these need the secretariat for."
        ),
        may_not=said(
            "That one of them caused the change. A partner that comes brings its activities with "
            "it, and what was not recorded counts as ended."
        ),
        new_page=True,
    ),
    section(
        "ranges",
        said("The other alliances"),
        said("Which alliances would hold together without their secretariat?"),
        _other_ranges,
        new_page=True,
    ),
    section(
        "chance",
        said("Each alliance beside chance, among its own activities"),
        said("Is it the secretariat, or is it that many large activities would end?"),
        _chance,
        may=said(
            "Whether the secretariat's own activities hold more together than others of their size "
            "do, in each alliance for itself."
        ),
        may_not=said(
            "That of two alliances with few such draws the one with fewer depends more on its secretariat."
        ),
        new_page=True,
    ),
    section(
        "hinges",
        said("What it depends on, and what would have to be handed over"),
        said("Where can somebody still decide?"),
        _hinges,
        may=said("Where a decision about one activity would settle most of the answer."),
        may_not=said("That an alliance with fewer activities to hand over is easier to save."),
    ),
    section(
        "convening",
        said("Who starts and leads things"),
        said("Do others than the secretariat lead?"),
        by_alliance(
            said("Leading in the period of the answer"),
            defined(said("Activities"), "activities"),
            defined(said("With the secretariat"), "convening.attended_share"),
            defined(said("Led by it alone"), "convening.led_share"),
            defined(said("Led by partners without it"), "convening.partner_led_independent"),
            defined(said("Partners that lead"), "convening.partner_leads"),
            defined(said("Effective number of leads"), "convening.effective_leads"),
        ),
        may=said("Who is written down as leading, and how much of it is the secretariat's."),
        may_not=said("That nobody else leads where no lead is written down."),
    ),
    section(
        "offshoots",
        said("Who went on without the secretariat"),
        said("Do those who met through it start to work together by themselves?"),
        _two_records(
            by_alliance(
                said("Pairs that met through the secretariat, over the whole record"),
                defined(said("Met through it"), "offshoots.met_through_secretariat"),
                defined(said("Offshoots"), "offshoots.offshoots"),
                Cell(
                    counted("Within {n} month", "Within {n} months", TWO_YEARS),
                    "offshoots.by_then.share",
                ),
                interval(said("95% interval"), "offshoots.by_then.low", "offshoots.by_then.high"),
                defined(said("Months until half have"), "offshoots.median_months"),
            ),
            fixed(
                said(
                    "The share is an estimate (Kaplan-Meier) that takes account of pairs that met "
                    "too late to be followed so long. It is blank where no pair was, and the "
                    "interval where fewer than ten activities carry it."
                ),
                kind="note",
            ),
        ),
        may=said("How often it is recorded that a pair went on by itself, within the same time."),
        may_not=said(
            "That the secretariat brought it about: pairs that it never brought together also "
            "start things. And what it did not hear of is missing."
        ),
    ),
    section(
        "lasting",
        said("What lasts, and who is in the middle"),
        said("Do ties last, and is the core another one without the secretariat?"),
        _two_records(
            by_alliance(
                said("How long ties and partners last, and how many partners are in the core"),
                Cell(said("Ties watched"), "lasting.ties.watched"),
                defined(said("Ties that last longer than a year"), "lasting.ties.after_year"),
                interval(
                    said("95% interval"),
                    "lasting.ties.after_year_low",
                    "lasting.ties.after_year_high",
                ),
                Cell(
                    said("Without the activity that most rest on"),
                    "lasting.ties.after_year_without",
                ),
                Cell(said("Independent ties that do"), "lasting.independent.after_year"),
                Cell(said("Partners that stay longer than a year"), "lasting.partners.after_year"),
                Cell(said("Core, with the secretariat"), "core.present", term="core"),
                Cell(said("Core, without"), "core.unaided"),
                Cell(said("In both"), "core.both"),
            ),
        ),
        may=said("How large a share of ties and partners is still there a year after it began."),
        may_not=said(
            "That ties last because they are strong: one activity that goes on for years makes "
            "all its ties last. A share that falls without that activity rests on it."
        ),
    ),
    section(
        "maps",
        said("Each network with the secretariat and without it"),
        said("What does it look like?"),
        _maps,
        may=said("Where groups are left, and who stands alone."),
        may_not=said(
            "That what looks denser is stronger: all are drawn to one scale, and sizes differ."
        ),
    ),
    section(
        "records",
        said("What differs in the records themselves"),
        said("Can these alliances be compared at all?"),
        by_alliance(
            said("The record of each"),
            Cell(said("Answers for"), _answers_for, numeric=False),
            Cell(said("Recorded"), _recorded, numeric=False),
            Cell(said("Partners"), "record.partners"),
            Cell(said("Activities"), "record.activities"),
            Cell(said("Rows"), "record.participations"),
            Cell(said("Activities a year"), "record.activities_a_year", "months"),
            Cell(said("Largest activity"), "record.largest_activity", "count"),
            Cell(said("Without a date"), "record.activities_without_date"),
            Cell(said("Lead not written"), "record.activities_without_lead"),
            Cell(said("One partner or none"), "record.activities_below_two_partners"),
            Cell(said("Who recorded"), _recorders, numeric=False),
        ),
        _so_far,
        may=said("Where a difference between alliances may come from how they were written down."),
        may_not=said("That a difference is real because the figures differ."),
    ),
    section(
        "actors",
        said("Partners that take part in more than one"),
        said("Who is the same here and there?"),
        _actors,
    ),
    section(
        "limits",
        said("What must not be concluded"),
        said("What does a comparison not say?"),
        _limits,
    ),
)

APPENDIX = (
    section(
        "terms",
        said("What the words and figures mean"),
        said("How is each figure defined?"),
        lambda _: [Definitions()],
    ),
)
