# ruff: noqa: E501 - a sentence is one line
"""The sections of a comparison, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from ci_network.language import Language
from ci_network.results.comparison import MONTHS
from ci_network.views.compare import pictures, wording
from ci_network.views.compare.material import ALLIANCE, Cell, Compared, defined, interval, table_of
from ci_network.views.compare.ranges import ranges
from ci_network.views.compare.wording import Figures, figure
from ci_network.views.report.blocks import (
    Block,
    Chart,
    Column,
    Definitions,
    Names,
    Section,
    Table,
    absent,
    line,
    note,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import Label, Name, Sentence, counted, plain, said
from ci_network.views.source import Figure

MOST_TIES_SHOWN = 200
"""Ties behind a part of a change that the page lists; the tables have all."""

_evidence = partial(Section, part="evidence")


def sections(material: Compared) -> tuple[Section, ...]:
    """Every section that has something to show."""
    made = (
        _change(material),
        _other_ranges(material),
        _chance(material),
        _hinges(material),
        _convening(material),
        _offshoots(material) if material.two_records else None,
        _lasting(material) if material.two_records else None,
        _maps(material),
        _records(material),
        _actors(material),
        _evidence(
            "limits",
            said("What must not be concluded"),
            said("What does a comparison not say?"),
            (
                Names(
                    said("From these figures it must not be concluded:"),
                    wording.limits(several=material.several),
                    sentences=True,
                ),
            ),
        ),
        Section(
            "terms",
            said("What the words and figures mean"),
            said("How is each figure defined?"),
            (Definitions(),),
        ),
    )
    return tuple(section for section in made if section is not None)


def _other_ranges(material: Compared) -> Section | None:
    """The charts that the first page has no room for."""
    _, *others = ranges(material)
    if not others:
        return None
    return _evidence(
        "ranges",
        said("The other alliances"),
        said("Which alliances would hold together without their secretariat?"),
        tuple(others),
        new_page=True,
    )


def _chance(material: Compared) -> Section | None:
    if not any(one["null"] for one in material.alliances):
        return None
    rows = []
    for one in material.alliances:
        for kind, what in (("attended", said("took part in")), ("led", said("led alone"))):
            found = None if one["null"] is None else one["null"][kind]
            at = f"null.{kind}"
            rows.append(
                (
                    Name(one["name"]),
                    what,
                    said(
                        "{own} of {eligible}",
                        own=figure(one, f"{at}.activities", "count"),
                        eligible=figure(one, f"{at}.eligible", "count"),
                    )
                    if found
                    else None,
                    figure(one, f"{at}.observed", "share", "kept"),
                    wording.between(one, f"{at}.low", f"{at}.high"),
                    figure(one, f"{at}.place", "share.1"),
                    wording.beside_chance(found),
                )
            )
    table = Table(
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
    return _evidence(
        "chance",
        said("Each alliance beside chance, among its own activities"),
        said("Is it the secretariat, or is it that many large activities would end?"),
        (
            line(
                "Alliances differ in size, and a small one with a few large activities loses much "
                "whichever of them end. So each is compared with itself: as many activities of the "
                "same sizes are taken away at random, {n} times. Where nearly all activities that "
                "could be drawn are the secretariat's own, nothing is concluded.",
                n=next(one["null"]["replicates"] for one in material.alliances if one["null"]),
            ),
            table,
        ),
        said(
            "Whether the secretariat's own activities hold more together than others of their size "
            "do, in each alliance for itself."
        ),
        said(
            "That of two alliances with few such draws the one with fewer depends more on its secretariat."
        ),
        new_page=True,
    )


def _hinges(material: Compared) -> Section:
    planned = [one for one in material.alliances if one["plan"]]
    blocks: list[Block] = [
        Names(
            said("What each answer depends on:"),
            tuple(map(wording.of_each, material.alliances)),
            sentences=True,
        )
    ]
    if planned:
        blocks.append(
            table_of(
                said("How many open activities must be handed over, and which of them first"),
                planned,
                (
                    Cell(said("Open activities"), "plan.open"),
                    Cell(said("To keep half"), "plan.half"),
                    Cell(said("To keep nine tenths"), "plan.nine_tenths"),
                    Cell(said("To keep all that can be kept"), "plan.all", "count"),
                    Cell(said("Which keep half"), _which_keep_half, numeric=False),
                ),
            )
        )
    for one in planned:
        names = one["plan"]["activities"]["all"]
        if names:
            blocks.append(
                note(
                    "All that can be kept in {name} ({kept} of the pairs): {activities}.",
                    name=Name(one["name"]),
                    kept=figure(one, "plan.kept", "share"),
                    activities=_named(names),
                )
            )
    return _evidence(
        "hinges",
        said("What it depends on, and what would have to be handed over"),
        said("Where can somebody still decide?"),
        tuple(blocks),
        said("Where a decision about one activity would settle most of the answer."),
        said("That an alliance with fewer activities to hand over is easier to save."),
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


def _convening(material: Compared) -> Section:
    return _evidence(
        "convening",
        said("Who starts and leads things"),
        said("Do others than the secretariat lead?"),
        (
            table_of(
                said("Leading in the period of the answer"),
                material.alliances,
                (
                    defined(said("Activities"), "activities"),
                    defined(said("With the secretariat"), "convening.attended_share"),
                    defined(said("Led by it alone"), "convening.led_share"),
                    defined(
                        said("Led by partners without it"), "convening.partner_led_independent"
                    ),
                    defined(said("Partners that lead"), "convening.partner_leads"),
                    defined(said("Effective number of leads"), "convening.effective_leads"),
                ),
            ),
        ),
        said("Who is written down as leading, and how much of it is the secretariat's."),
        said("That nobody else leads where no lead is written down."),
    )


def _offshoots(material: Compared) -> Section:
    table = table_of(
        said("Pairs that met through the secretariat, over the whole record"),
        material.alliances,
        (
            defined(said("Met through it"), "offshoots.met_through_secretariat"),
            defined(said("Offshoots"), "offshoots.offshoots"),
            Cell(
                counted("Within {n} month", "Within {n} months", MONTHS), "offshoots.by_then.share"
            ),
            interval(said("95% interval"), "offshoots.by_then.low", "offshoots.by_then.high"),
            defined(said("Months until half have"), "offshoots.median_months"),
        ),
    )
    return _evidence(
        "offshoots",
        said("Who went on without the secretariat"),
        said("Do those who met through it start to work together by themselves?"),
        (
            table,
            note(
                "The share is an estimate (Kaplan-Meier) that takes account of pairs that met too "
                "late to be followed so long. It is blank where no pair was, and the interval "
                "where fewer than ten activities carry it."
            ),
        ),
        said("How often it is recorded that a pair went on by itself, within the same time."),
        said(
            "That the secretariat brought it about: pairs that it never brought together also "
            "start things. And what it did not hear of is missing."
        ),
    )


def _lasting(material: Compared) -> Section:
    ties = "lasting.ties"
    table = table_of(
        said("How long ties and partners last, and how many partners are in the core"),
        material.alliances,
        (
            Cell(said("Ties watched"), f"{ties}.watched"),
            defined(said("Ties that last longer than a year"), f"{ties}.after_year"),
            interval(said("95% interval"), f"{ties}.after_year_low", f"{ties}.after_year_high"),
            Cell(said("Without the activity that most rest on"), f"{ties}.after_year_without"),
            Cell(said("Independent ties that do"), "lasting.independent.after_year"),
            Cell(said("Partners that stay longer than a year"), "lasting.partners.after_year"),
            Cell(said("Core, with the secretariat"), "core.present", term="core"),
            Cell(said("Core, without"), "core.unaided"),
            Cell(said("In both"), "core.both"),
        ),
    )
    return _evidence(
        "lasting",
        said("What lasts, and who is in the middle"),
        said("Do ties last, and is the core another one without the secretariat?"),
        (table,),
        said("How large a share of ties and partners is still there a year after it began."),
        said(
            "That ties last because they are strong: one activity that goes on for years makes "
            "all its ties last. A share that falls without that activity rests on it."
        ),
    )


def _maps(material: Compared) -> Section | None:
    if material.maps is None:
        return None
    blocks: list[Block] = [material.maps]
    if left_out := material.maps.left_out:
        blocks.append(
            note(
                counted(
                    "{n} alliance is not drawn: there is nothing to draw, or more than can be seen.",
                    "{n} alliances are not drawn: there is nothing to draw, or more than can be "
                    "seen.",
                    left_out,
                )
            )
        )
    return _evidence(
        "maps",
        said("Each network with the secretariat and without it"),
        said("What does it look like?"),
        tuple(blocks),
        said("Where groups are left, and who stands alone."),
        said("That what looks denser is stronger: all are drawn to one scale, and sizes differ."),
    )


def _records(material: Compared) -> Section:
    table = table_of(
        said("The record of each"),
        material.alliances,
        (
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
    )
    blocks: list[Block] = [table]
    if any(one["so_far"] for one in material.alliances):
        names = tuple(Name(one["name"]) for one in material.alliances if one["so_far"])
        blocks.append(note("Not over yet, all of it is so far: {names}.", names=names))
    return _evidence(
        "records",
        said("What differs in the records themselves"),
        said("Can these alliances be compared at all?"),
        tuple(blocks),
        said("Where a difference between alliances may come from how they were written down."),
        said("That a difference is real because the figures differ."),
    )


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


def _actors(material: Compared) -> Section | None:
    found = material.found.get("actors")
    if found is None:
        return None
    title = said("Partners that take part in more than one")
    question = said("Who is the same here and there?")
    if not found:
        nobody = absent("No id stands in more than one of the records.")
        return _evidence("actors", title, question, (nobody,))
    rows = tuple(
        (
            Name(actor["label"]),
            Name(alliance),
            Figure(its["ties"], f"actors.{actor['id']}.ties", "count"),
            Figure(its["needing"], f"actors.{actor['id']}.needing", "share"),
        )
        for actor in found
        for alliance, its in actor["alliances"].items()
    )
    table = Table(
        said("Their ties in each, over the whole record"),
        (
            Column(said("Partner"), numeric=False),
            ALLIANCE,
            Column(said("Ties"), "tie"),
            Column(said("Needing the secretariat"), "ties_needing_secretariat"),
        ),
        rows,
    )
    return _evidence("actors", title, question, (table,))


def _change(material: Compared) -> Section | None:
    found = material.found.get("change")
    if found is None:
        return None
    return _evidence(
        "change",
        said("What the change is made of"),
        said("Who came and went, what began and ended, and what needs the secretariat less?"),
        tuple(_of_change(found)),
        said(
            "How much of the change goes with who is on the roster, with which pairs meet, and "
            "with what these need the secretariat for."
        ),
        said(
            "That one of them caused the change. A partner that comes brings its activities with "
            "it, and what was not recorded counts as ended."
        ),
        new_page=True,
    )


def _of_change(change: Figures) -> Iterator[Block]:
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


def _ties_behind(name: Sentence, ties: Sequence[Figures]) -> Iterator[Block]:
    if not ties:
        return
    yield Table(
        said("Behind it: {part}", part=name),
        (
            Column(said("One partner"), numeric=False),
            Column(said("The other"), numeric=False),
            Column(said("What happened"), numeric=False),
            Column(said("Before"), numeric=False),
            Column(said("After"), numeric=False),
            Column(said("Activities behind it"), numeric=False),
        ),
        tuple(
            (
                Name(tie["source_label"]),
                Name(tie["target_label"]),
                wording.HOW_NAMES[tie["how"]],
                wording.CLASS_NAMES[tie["before"]],
                wording.CLASS_NAMES[tie["after"]],
                tuple(map(Name, tie["activities_after"] or tie["activities_before"])),
            )
            for tie in ties[:MOST_TIES_SHOWN]
        ),
        wide=True,
    )
    more = len(ties) - MOST_TIES_SHOWN
    if more > 0:
        yield note(
            counted(
                "{n} more tie is in changed-ties.csv.",
                "{n} more ties are in changed-ties.csv.",
                more,
            )
        )
