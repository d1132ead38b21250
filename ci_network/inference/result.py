"""All comparisons of an alliance: the one result that the report and `metrics --inference` show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ci_network.alliance import Codes
from ci_network.inference.influence import Influence, influence
from ci_network.inference.key_players import KeyPlayers, Without, key_players, without
from ci_network.inference.null import Null, Tell, null
from ci_network.inference.recorded import Recorder, recorded_by
from ci_network.inference.tipping import TippingPoint, tipping_point
from ci_network.network import Network
from ci_network.sustainability import Cut, Sustainability

_OF_TIPPING = 2
"""Stream of chance of the tipping point, beside those of the null."""


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
    recorded_by
        Who recorded what; None where the data does not tell.
    """

    labels: tuple[str, ...]
    null: Null
    key_players: tuple[KeyPlayers | None, ...]
    influence: tuple[Influence | None, ...]
    tipping_point: tuple[TippingPoint | None, ...]
    recorded_by: tuple[Recorder, ...] | None


def inference(
    result: Sustainability, replicates: int = 999, seed: int = 1, tell: Tell | None = None
) -> Inference:
    """Everything that sets the figures of an alliance beside others.

    Parameters
    ----------
    result
        The figures of an alliance.
    replicates
        Draws of the null for each window.
    seed
        The same seed gives the same figures.
    tell
        Told how many steps of how many are done.
    """
    told = _Steps(tell, 2 * (len(result.networks) + 1))
    compared = null(result, replicates, seed, told.within(len(result.networks) + 1))
    networks = _networks(result)
    known = result.has_secretariat
    players, influences, tipping = [], [], []
    for number, network in enumerate(networks):
        players.append(key_players(network, result.met, result.spans))
        influences.append(influence(network, result.met, result.spans) if known else None)
        chance = (seed, number, _OF_TIPPING)
        turn = tipping_point(network, result.met, result.spans, chance) if known else None
        tipping.append(turn)
        told.step()
    return Inference(
        labels=(*(network.window.label for network in result.networks), "whole"),
        null=compared,
        key_players=tuple(players),
        influence=tuple(influences),
        tipping_point=tuple(tipping),
        recorded_by=recorded_by(result.alliance, result.whole, result.spans),
    )


def without_in_each(drawn: Cut, actors: Codes) -> tuple[Without | None, ...]:
    """Every window without some actors, and last the whole period."""
    return tuple(without(network, drawn.met, drawn.spans, actors) for network in _networks(drawn))


def _networks(drawn: Cut) -> tuple[Network, ...]:
    return (*drawn.networks, drawn.whole)


class _Steps:
    """Progress of several parts of the work as one."""

    def __init__(self, tell: Tell | None, total: int) -> None:
        self._tell, self._total, self._done = tell, total, 0

    def step(self) -> None:
        self._done += 1
        if self._tell is not None:
            self._tell(self._done, self._total)

    def within(self, steps: int) -> Callable[[int, int], None]:
        """A part of so many steps."""
        before = self._done

        def tell(done: int, total: int) -> None:
            self._done = before + steps * done // total
            if self._tell is not None:
                self._tell(self._done, self._total)

        return tell
