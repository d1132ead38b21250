"""All comparisons of an alliance: the one result that the report and `metrics --inference` show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from ci_network.graphs.workers import OnProgress, shared
from ci_network.inference.chance import DRAWS
from ci_network.inference.departure import Departure, departure, end_of_term
from ci_network.inference.influence import Influence, influence
from ci_network.inference.key_players import Chosen, KeyPlayers, Without, key_players, without
from ci_network.inference.null import Null, null
from ci_network.inference.offshoot_curve import (
    OffshootCurve,
    offshoot_curve,
    offshoot_curve_in_blocks,
)
from ci_network.inference.sensitivity import Sensitivity, can_be_changed, sensitivity
from ci_network.inference.significance import Significance, can_be_tested, significance
from ci_network.inference.tipping import UP_TO, TippingPoint, tipping_point
from ci_network.measures.sustainability import Sustainability
from ci_network.measures.turnover import Lasting, lasting
from ci_network.network.networks import Gathering, Network, tied
from ci_network.network.partnerships import Meetings, MeetingsInBlocks, all_meetings
from ci_network.network.windows import Gathered

_OF_TIPPING = 2
"""A stream of chance beside those of the null."""

_SECONDS_PER_PARTNER = 0.003

_SECONDS_PER_ROW = 1e-4
"""Of the record, for the figures under other choices."""


@dataclass(frozen=True)
class Inference:
    """Is it really the secretariat, and how sure is that?

    Of each tuple over windows the last one is the whole period. None stands where there is no
    answer: no activity in the window, no secretariat, or too many actors (`UP_TO` of each module).

    Attributes
    ----------
    labels
        Labels of the windows, ``whole`` for the last.
    null
        The secretariat's activities against random ones of the same sizes.
    key_players
        Every actor taken out in turn.
    influence
        Every activity left out in turn.
    tipping_point
        How many missing activities would turn the verdict.
    sensitivity
        The headline figures under other choices, and with part of the record.
    chance
        Which ties are more than two busy partners meeting by chance.
    offshoot_curve
        Offshoots over time; None without a secretariat.
    departure
        What outlived the secretariat's exit; None where the data has no end of its term, or no
        record on both sides of it.
    lasting
        By window: what the ties that last rest on; None where the window before had none.
    """

    labels: tuple[str, ...]
    null: Null
    key_players: tuple[KeyPlayers | None, ...]
    influence: tuple[Influence | None, ...]
    tipping_point: tuple[TippingPoint | None, ...]
    sensitivity: Sensitivity | None
    chance: tuple[Significance | None, ...]
    offshoot_curve: OffshootCurve | None
    departure: Departure | None
    lasting: tuple[Lasting | None, ...]


def inference(
    result: Gathered,
    replicates: int = DRAWS,
    seed: int = 1,
    progress: OnProgress | None = None,
    jobs: int | None = 1,
    until: int | None = None,
) -> Inference:
    """Everything that sets the figures of an alliance beside others.

    Parameters
    ----------
    result
        The figures of an alliance; or, of one that makes more meetings than memory holds, who came
        together: then of more than `sensitivity.UP_TO` actors, and `sensitivity` is None.
    replicates
        Draws of the null for each window.
    seed
        The same seed gives the same figures.
    progress
        Told how many steps of how many are done.
    jobs
        Processes that share the work; see `workers.shared`.
    until
        Last day of the window that the answer is about, for `sensitivity`.
    """
    told = _Steps(progress, 2 * (len(result.networks) + 1) + 1)
    networks = _networks(result)
    compared = null(result, replicates, seed, told.within(len(networks)), jobs)
    rows = len(result.alliance.participations) if can_be_changed(result) else 0
    costs = [*map(_seconds, networks), _SECONDS_PER_ROW * rows]
    step = told.within(len(networks) + 1)
    *found, moved = shared(_compared, (result, seed, until), costs, jobs, step)
    return Inference(
        labels=labels(result),
        null=compared,
        key_players=tuple(one.key_players for one in found),
        influence=tuple(one.influence for one in found),
        tipping_point=tuple(one.tipping_point for one in found),
        sensitivity=moved.sensitivity,
        chance=tuple(one.chance for one in found),
        offshoot_curve=curves(result),
        departure=_departure(result),
        lasting=tuple(
            lasting(before, now, result.meetings, result.spans)
            for before, now in zip((None, *result.networks), result.networks, strict=False)
        ),
    )


class _Compared(NamedTuple):
    """The comparisons of one window that take time, or the figures under other choices."""

    key_players: KeyPlayers | None = None
    influence: Influence | None = None
    tipping_point: TippingPoint | None = None
    chance: Significance | None = None
    sensitivity: Sensitivity | None = None


def _compared(context: tuple[Gathered, int, int | None], number: int) -> _Compared:
    """Of the window of this number; after the last, which is the whole period, of other choices."""
    result, seed, until = context
    gatherings, known = _networks(result), result.has_secretariat
    if number == len(gatherings):
        if not can_be_changed(result):
            return _Compared()
        return _Compared(sensitivity=sensitivity(result, seed, until=until))
    if not _is_answered(gatherings[number]):
        return _Compared()
    network, meetings = _alone(result, gatherings[number])
    stream = (seed, number, _OF_TIPPING)
    return _Compared(
        key_players(network, meetings, result.spans),
        influence(network, meetings, result.spans) if known else None,
        tipping_point(network, meetings, result.spans, stream) if known else None,
        significance(network, result.alliance, result.spans) if len(network.activities) else None,
    )


def _is_answered(network: Gathering) -> bool:
    """Whether a window may be small enough for any comparison."""
    return network.partners <= UP_TO or can_be_tested(network)


def _alone(result: Gathered, gathering: Gathering) -> tuple[Network, Meetings]:
    """The network of a window and meetings in which all of its own are."""
    meetings, spans = result.meetings, result.spans
    if isinstance(meetings, MeetingsInBlocks):
        inside = spans.marked(gathering.stretches)
        meetings = all_meetings(spans, meetings.actors, meetings.max_size, inside=inside)
    return tied(gathering, spans, meetings), meetings


def _seconds(network: Gathering) -> float:
    """What the comparisons of a window take, roughly; there are none of large ones."""
    return _SECONDS_PER_PARTNER * network.partners if network.partners <= UP_TO else 0.0


def labels(drawn: Gathered) -> tuple[str, ...]:
    """Labels of the windows, and ``whole`` for the whole period."""
    return (*(network.window.label for network in drawn.networks), "whole")


def without_in_each(drawn: Gathered, chosen: Chosen) -> tuple[Without | None, ...]:
    """Every window without some actors or activities, and last the whole period."""
    return tuple(
        without(network, drawn.meetings, drawn.spans, chosen)
        for network in (*drawn.networks, drawn.whole)
    )


def curves(result: Gathered) -> OffshootCurve | None:
    """Offshoots over time; None without a secretariat."""
    if not result.has_secretariat:
        return None
    if not isinstance(result, Sustainability):
        return offshoot_curve_in_blocks(result)
    return offshoot_curve(result)


def _departure(drawn: Gathered) -> Departure | None:
    """At the end of the term, where the record has something on both sides of it."""
    date, first, last = end_of_term(drawn), drawn.alliance.first, drawn.alliance.last
    if date is None or first is None or last is None or not first <= date < last:
        return None
    return departure(drawn, date)


def _networks(drawn: Gathered) -> tuple[Gathering, ...]:
    return (*drawn.networks, drawn.whole)


class _Steps:
    """Progress of several parts of the work as one."""

    def __init__(self, progress: OnProgress | None, total: int) -> None:
        self._tell, self._total, self._done = progress, total, 0

    def within(self, steps: int) -> Callable[[int, int], None]:
        """A part of so many steps."""
        before = self._done

        def progress(done: int, total: int) -> None:
            self._done = before + steps * done // total
            if self._tell is not None:
                self._tell(self._done, self._total)

        return progress
