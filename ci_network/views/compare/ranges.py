"""The ranges of all alliances as charts, so many to a chart as can be read on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ci_network.language import Language
from ci_network.views.compare import pictures, wording
from ci_network.views.compare.material import Cell, Compared, defined, table_of
from ci_network.views.compare.wording import Figures
from ci_network.views.report.blocks import Chart, Table
from ci_network.views.report.drawing import Drawing
from ci_network.views.sentence import plain, plain_value, said

MOST_ROWS = 20
"""Alliances in a chart."""


def ranges(material: Compared) -> Iterator[Chart]:
    """The charts, the first of which has the figures of all behind it."""
    alliances = material.alliances
    for number, begin in enumerate(range(0, len(alliances), MOST_ROWS), start=1):
        shown = alliances[begin : begin + MOST_ROWS]
        yield _chart(material, number, shown, None if begin else overview(material))


def _chart(material: Compared, number: int, shown: Sequence[Figures], table: Table | None) -> Chart:
    chance = said("random activities of the same sizes end")

    def draw(language: Language) -> Drawing:
        keys = pictures.Keys(
            low=plain(said("everything it took part in ends"), language),
            high=plain(said("only what it alone led ends"), language),
            present=plain(said("today, with the secretariat"), language),
            chance=plain(chance, language) if beside_chance(material) else "",
        )
        rows = [_row(one, language, answered=material.several) for one in shown]
        return pictures.ranges(language, rows, keys)

    in_order = said(
        "First the alliance of which most would be left at least, last the one of which least "
        "would."
    )
    return Chart(
        "ranges" if number == 1 else f"ranges-{number}",
        said("Pairs of partners that would stay connected without the secretariat"),
        in_order if material.several else said("Before above, after below."),
        draw,
        table,
    )


def overview(material: Compared) -> Table:
    """The figures behind the first picture."""
    return table_of(
        said("What would be left of each"),
        material.alliances,
        defined(said("Partners"), "partners"),
        defined(said("Activities"), "activities"),
        Cell(said("With the secretariat"), "present", "share", "connectedness"),
        Cell(said("Lower end"), "low", "share", "range"),
        Cell(said("Upper end"), "high", "share", "range"),
        wide=False,
    )


def beside_chance(material: Compared) -> bool:
    """Whether chance is drawn for some of them."""
    return any(map(_chance, material.alliances))


def _row(one: Figures, language: Language, *, answered: bool) -> pictures.Row:
    """An alliance; where several are `answered`, one that cannot say has no marks."""
    if answered and one["reason"]:
        words = plain_value(wording.ends(one), language)
        return pictures.Row(one["name"], None, None, None, None, words)
    told = wording.between(one, "low", "high") or said("cannot be told")
    ends = one["low"], one["high"], one["present"]
    return pictures.Row(one["name"], *ends, _chance(one), plain_value(told, language))


def _chance(one: Figures) -> tuple[float, float] | None:
    """Where chance would leave the alliance, as a share of all pairs; None where it is loose."""
    found = None if one["null"] is None else one["null"]["attended"]
    if found is None or found["loose"] or found["low"] is None or one["present"] is None:
        return None
    return found["low"] * one["present"], found["high"] * one["present"]
