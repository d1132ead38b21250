"""How pairs began, went on without the secretariat, and came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ci_network.language import Language
from ci_network.views.report import charts, evidence
from ci_network.views.report.blocks import (
    Blocks,
    Chart,
    Column,
    Material,
    absent,
    by_key,
    line,
    of_rows,
)
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import Name, Period, When, counted, pairs, plain, said


def beginnings(material: Material) -> Blocks:
    """How the pairs of the whole record began."""
    source = material.source
    if not source.figure("offshoots.met_through_secretariat").known:
        yield absent(evidence.not_without_secretariat())
        return
    yield by_key(
        source,
        said("How pairs of partners began, over the whole record"),
        {
            "met_through_secretariat": said("Met through the secretariat"),
            "offshoots": said("… of these, offshoots"),
            "independent_from_start": said("Independent from the start"),
            "order_unknown": said("Order unknown"),
        },
        Column(said("Beginning"), numeric=False),
        Column(said("Pairs"), at="offshoots.{}"),
    )


def offshoots_over_time(material: Material) -> Blocks:
    """Offshoots over time, beside pairs that the secretariat never brought together."""
    source = material.source
    at = "offshoot_curve.through_secretariat"
    if not source.figure(f"{at}.happened").value:
        return
    names = {
        "through_secretariat": said("met through the secretariat, until they meet without it"),
        "never_through_secretariat": said("never met through it, until they meet again"),
    }

    def draw(language: Language) -> Drawing:
        curves = []
        for key, name in names.items():
            curve = source.figures["offshoot_curve"][key]
            columns = curve["months"], curve["share"], curve["low"], curve["high"]
            curves.append((plain(name, language), *columns))
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
        by_key(
            source,
            said("How far the pairs have got"),
            names,
            Column(said("Pairs"), numeric=False),
            Column(said("Number"), at="offshoot_curve.{}.pairs"),
            Column(said("… that have got there"), at="offshoot_curve.{}.happened"),
            Column(
                said("Months until half have done so"),
                "median_months",
                at="offshoot_curve.{}.median_months",
            ),
        ),
    )


def offshoot_pairs(material: Material) -> Blocks:
    """The offshoots by name, the earliest first."""
    source, ties = material.source, material.ties
    count = source.figure("offshoots.offshoots")
    if not count.known:
        return
    if source.undated:
        yield absent(
            "No activity has a date, so it cannot be told of any pair whether it met without the "
            "secretariat later than with it."
        )
        return
    if not count.value:
        yield absent(
            "No offshoot is recorded. That is no proof that there are none: what partners do "
            "without the secretariat is recorded only if somebody wrote it down."
        )
        return
    rows = sorted(
        (row for row in evidence.rows_of(ties, "all") if ties["began"][row] == "offshoot"),
        key=lambda row: (ties["first_met_without_secretariat"][row] or "", row),
    )
    yield of_rows(
        said("Offshoots, the earliest first"),
        rows[:evidence.MOST_PAIRS],
        *evidence.partners_of(ties),
        (Column(said("First met"), numeric=False), lambda row: _first(ties["evidence"][row])),
        (Column(said("First without the secretariat"), numeric=False),
         lambda row: _first(evidence.without_secretariat(ties, row))),
    )  # fmt: skip
    yield from evidence.more_pairs(material, int(count.value) - evidence.MOST_PAIRS)


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
            "Nothing to compare: it takes two periods in a row with activity to see who "
            "came and who left."
        )


def carried_over(material: Material) -> Blocks:
    """That the ties that come back rest on one activity that spans both periods, where they do."""
    source = material.source
    at = "lasting.windows.{answer}"
    many, same = source.figure(f"{at}.persisting"), source.figure(f"{at}.same_activity")
    if not many.value or not same.value:
        return
    yield line(
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
        )
    )
