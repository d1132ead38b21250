"""How alliances are put side by side: one recipe, for Python and the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ci_network.api.recipes import Telling, quiet
from ci_network.dates import Every, length_of, one_of
from ci_network.errors import UsageError
from ci_network.graphs.workers import shared
from ci_network.inference.chance import DRAWS
from ci_network.inference.change import change
from ci_network.measures.sustainability import Sustainability, sustainability
from ci_network.network.partnerships import refuse_to_show
from ci_network.network.windows import NOTHING_COUNTS, usual_length, window_labels, window_networks
from ci_network.record.accounts import nothing_counts
from ci_network.record.alliance import Alliance
from ci_network.results.comparison import change_figures, compared, in_several, taking_part

if TYPE_CHECKING:
    from ci_network.views.map import Payload

_SECONDS = 0.15
_SECONDS_PER_ROW = 1e-4
"""What an alliance takes, roughly: for itself, and for each row of its record."""

_MOST_PLACED = 40_000
"""Ties of a record up to which places are found for its actors."""


@dataclass(frozen=True)
class Case:
    """An alliance to compare, with the label of the window, or None for that of its answer."""

    name: str
    alliance: Alliance
    window: str | None = None


class SideBySide(NamedTuple):
    """Alliances side by side.

    Attributes
    ----------
    found
        What `compare --format json` shows: `alliances`, and where they were asked for `change`
        and `actors`.
    shown
        What is drawn of each window; None where there is nothing to draw, or nothing was asked.
    """

    found: dict[str, Any]
    shown: tuple[Payload | None, ...]


@dataclass(frozen=True)
class _Way:
    """How every alliance is looked at."""

    every: Every | None
    max_size: int | None
    replicates: int
    seed: int
    drawn: bool
    same_actors: bool


def side_by_side(
    cases: Sequence[Case],
    every: Every | None = None,
    *,
    max_size: int | None = None,
    replicates: int = DRAWS,
    seed: int = 1,
    same_actors: bool = False,
    changed: bool = False,
    drawn: bool = False,
    jobs: int | None = 1,
    telling: Telling = quiet,
) -> SideBySide:
    """Put alliances side by side whose names are hidden already where they shall be.

    Parameters
    ----------
    cases
        The alliances, by different names.
    every, max_size
        As for `sustainability`.
    replicates, seed
        Draws that each is compared with, none at 0, and where chance begins.
    same_actors
        Whether the same id in several alliances is the same actor.
    changed
        Whether the cases are two, one alliance before and after, whose change is taken apart.
    drawn
        Whether they are to be drawn.
    jobs
        Processes that share the work, an alliance each.
    telling
        Tells how far the work is.

    Raises
    ------
    UsageError
        When an alliance has no window of that label; it says which.
    """
    for case in cases:
        if drawn:
            refuse_to_show(case.alliance, max_size)
        if case.window is not None:
            _refuse_without(case, every)
    costs = [_SECONDS + _SECONDS_PER_ROW * case.alliance.rows for case in cases]
    way = _Way(every, max_size, replicates, seed, drawn, same_actors)
    with telling("Alliances compared") as progress:
        made = shared(_one, (tuple(cases), way), costs, jobs, progress)
    found: dict[str, Any] = {"alliances": [figures for figures, *_ in made]}
    if changed:
        found["change"] = _change(cases, found["alliances"], every, max_size)
    if same_actors:
        takes_part = zip(cases, made, strict=True)
        found["actors"] = in_several({case.name: told for case, (_, _, told) in takes_part})
    return SideBySide(found, tuple(shown for _, shown, _ in made))


def _refuse_without(case: Case, every: Every | None) -> None:
    """Refuse a window that an alliance does not have."""
    if nothing_counts(case.alliance):
        raise UsageError(NOTHING_COUNTS)
    labels = window_labels(case.alliance, _length(case, every))
    if case.window == case.name:
        one_of(labels, case.window)
    if case.window not in labels:
        raise UsageError(
            "{name} has no window {window}; there are: {labels}.",
            name=case.name.removesuffix(f" {case.window}"),
            window=case.window,
            labels=", ".join(labels) or "–",
        )


def _length(case: Case, every: Every | None) -> Every:
    """How long the windows of an alliance are."""
    return every or length_of(case.window or "") or usual_length(case.alliance)


def _one(
    context: tuple[tuple[Case, ...], _Way], number: int
) -> tuple[dict[str, Any], Payload | None, dict[str, Any]]:
    """The figures of an alliance, what is drawn of it, and who takes part in it."""
    cases, way = context
    case = cases[number]
    result = sustainability(case.alliance, _length(case, way.every), way.max_size)
    figures = compared(result, case.name, case.window, way.replicates, way.seed)
    shown = _shown(result, figures) if way.drawn and figures["activities"] else None
    return figures, shown, taking_part(result) if way.same_actors else {}


def _shown(result: Sustainability, figures: dict[str, Any]) -> Payload | None:
    """What is drawn of a window: everyone stands where the map of the alliance has them.

    None where there is more than can be seen, or where finding the places would take minutes.
    """
    from ci_network.views.map import Opening, layout, payload  # noqa: PLC0415
    from ci_network.views.report.multiples import MOST_PARTNERS, MOST_TIES  # noqa: PLC0415

    seen = figures["partners"] <= MOST_PARTNERS and figures["ties"]["total"] <= MOST_TIES
    if not seen or len(result.whole.ties) > _MOST_PLACED:
        return None
    return payload(result.only(figures["window"]), Opening(positions=layout(result)))


def _change(
    cases: Sequence[Case],
    told: Sequence[Mapping[str, Any]],
    every: Every | None,
    max_size: int | None,
) -> dict[str, Any]:
    """The change between two cases, of which the figures are told, taken apart."""
    drawn = []
    for case, figures in zip(cases, told, strict=True):
        label = figures["window"]
        if label is None:
            if nothing_counts(case.alliance):
                raise UsageError(NOTHING_COUNTS)
            raise UsageError(
                "No activity of {name} has a date, so there is no window; --every all takes the "
                "whole record.",
                name=case.name,
            )
        networks = window_networks(case.alliance, _length(case, every), max_size)
        drawn.append(networks.only(label))
    for case, one, other in zip(cases, drawn, reversed(drawn), strict=True):
        if one.every == "all" != other.every:
            raise UsageError(
                "No activity of {name} has a date, so its whole record is one window, which is no "
                "match for {window} of the other; --every all takes the whole record of both.",
                name=case.name,
                window=other.networks[0].window.label,
            )
    labels = {
        id_: label
        for case in cases
        for id_, label in zip(case.alliance.actors.id, case.alliance.actors.label, strict=True)
    }
    return change_figures(change(drawn[0], drawn[1]), labels)
