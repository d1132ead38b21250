"""Do the ties exist independently of the secretariat?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Network
from ci_network.network.partnerships import CARRIED, INDEPENDENT, LEAD_UNKNOWN


class TieCounts(NamedTuple):
    """Ties of a window by class.

    Attributes
    ----------
    total
        Pairs of partners that met in the window.
    independent
        Those that met at least once without the secretariat.
    supported
        Of the others, those that met at least once with the secretariat present and not known
        to be the only one to lead.
    carried
        The rest: they met only in what the secretariat led.
    lead_unknown
        Of the supported ties, those that would be carried if the secretariat had led every
        activity that records no lead.
    """

    total: int
    independent: int
    supported: int
    carried: int
    lead_unknown: int


class Independence(NamedTuple):
    """How much of a window's network is its own.

    Attributes
    ----------
    ties
        Ties by class.
    independent_share
        Independent ties over all ties, 0 to 1. NaN without ties.
    independent_strength_share
        Newman strength of what pairs did without the secretariat over that of all they did,
        0 to 1. NaN without ties.
    deep
        Independent ties with two or more independent activities in the window.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks II.
    https://doi.org/10.1103/PhysRevE.64.016132
    """

    ties: TieCounts
    independent_share: float
    independent_strength_share: float
    deep: int


def independence(network: Network) -> Independence:
    """Ties by class, and how much of the network they are.

    Parameters
    ----------
    network
        The network of a window.
    """
    ties = network.ties
    return counted(
        np.bincount(ties.standing, minlength=CARRIED + 1),
        strength=float(ties.strength.sum()),
        independent_strength=float(ties.independent_strength.sum()),
        deep=int((ties.independent_activities >= 2).sum()),
    )


def counted(
    by_standing: Codes, strength: float, independent_strength: float, deep: int
) -> Independence:
    """The same of ties that were counted already.

    Parameters
    ----------
    by_standing
        Ties by standing.
    strength, independent_strength
        Sums over all ties.
    deep
        Ties with two or more independent activities.
    """
    total, independent = int(by_standing.sum()), int(by_standing[INDEPENDENT])
    counts = TieCounts(
        total=total,
        independent=independent,
        supported=total - independent - int(by_standing[CARRIED]),
        carried=int(by_standing[CARRIED]),
        lead_unknown=int(by_standing[LEAD_UNKNOWN]),
    )
    return Independence(
        ties=counts,
        independent_share=ratio(independent, total),
        independent_strength_share=ratio(independent_strength, strength),
        deep=deep,
    )
