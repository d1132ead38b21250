"""Where actors and activities stand on a map: one place for all windows and scenarios."""

from __future__ import annotations

import numpy as np

from ci_network.graphs.arrangement import Positions, arrange, middles
from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import sector_codes


def layout(result: WindowNetworks, known: Positions | None = None) -> Positions:
    """Give every actor its place, by its ties over the whole record, whatever the windows.

    Parameters
    ----------
    result
        The networks of an alliance.
    known
        Places from before: an actor that has one keeps it, and a new one stands among those it is
        tied to.

    Returns
    -------
    Positions
        By id in order. Places of actors that are no longer in the data are kept.
    """
    known = known or {}
    ids = result.alliance.actors.id
    whole = result.whole
    everyone = distinct(np.concatenate([whole.roster, whole.secretariat]))
    place = np.full(len(ids), -1)
    place[everyone] = np.arange(len(everyone))
    places = arrange(
        [ids[code] for code in everyone], place[whole.ties.first], place[whole.ties.second],
        whole.ties.strength, centre=np.isin(everyone, whole.secretariat),
        group=sector_codes(result.alliance.actors)[everyone], known=known,
    )  # fmt: skip
    return dict(sorted({**known, **places}.items()))


def shown_actors(result: WindowNetworks) -> Codes:
    """Codes of the actors that take part or are members in any window."""
    everyone = [np.concatenate([n.roster, n.secretariat]) for n in result.networks]
    return distinct(np.concatenate(everyone)) if everyone else np.zeros(0, np.int64)


def activity_places(result: WindowNetworks, positions: Positions) -> list[tuple[int, int] | None]:
    """Where each activity stands among its participants, by its code; None where one took part.

    Parameters
    ----------
    result
        The networks of an alliance.
    positions
        Places of all actors that the map shows, which no activity covers.
    """
    part, actors = result.alliance.participations, result.alliance.actors
    shown, many = [positions.get(id_) for id_ in actors.id], max(len(actors), 1)
    key = distinct(part.activity * many + part.actor)
    members: list[list[tuple[int, int]]] = [[] for _ in range(len(result.alliance.activities))]
    for activity, actor in zip((key // many).tolist(), (key % many).tolist(), strict=True):
        if (place := shown[actor]) is not None:
            members[activity].append(place)
    return middles(members, [place for place in shown if place is not None])
