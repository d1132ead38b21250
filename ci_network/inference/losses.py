"""What would each partner of every window lose, and what would the others lose without it?"""

from __future__ import annotations

from typing import NamedTuple

from ci_network.graphs.workers import OnProgress, shared
from ci_network.inference.key_players import KeyPlayers, key_players
from ci_network.measures.partners import Partners, partners
from ci_network.network.windows import WindowNetworks

_SECONDS_PER_TIE = 2e-6
"""What the partners of a window take, roughly."""


class Losses(NamedTuple):
    """The partners of a window.

    Attributes
    ----------
    partners
        Their ties and activities.
    key_players
        What the others keep without each; None where the window is too large for it.
    """

    partners: Partners
    key_players: KeyPlayers | None


def losses(
    drawn: WindowNetworks, progress: OnProgress | None = None, jobs: int | None = 1
) -> list[Losses]:
    """The partners of every window.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    progress
        Told after each window.
    jobs
        Processes that share the work; see `workers.shared`.
    """
    costs = [_SECONDS_PER_TIE * len(network.ties) for network in drawn.networks]
    return shared(_losses, drawn, costs, jobs, progress)


def _losses(drawn: WindowNetworks, number: int) -> Losses:
    network = drawn.networks[number]
    return Losses(partners(network, drawn.spans), key_players(network, drawn.meetings, drawn.spans))
