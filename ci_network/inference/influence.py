"""Which single activities carry the result?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.inference.removal import ActivityIncidence, partners_alone, ties_left
from ci_network.measures.paths import path_columns
from ci_network.measures.ratio import ratios
from ci_network.network.networks import Network, in_scenario
from ci_network.network.partnerships import Meetings, Stretches

HEADLINES = ("independent_share", "connectedness_led_activities_end", "connectedness_unaided")
"""The figures that the answer rests on: the share of ties that are independent, and the two ends
of the range of what is left when the secretariat leaves."""

UP_TO = (500, 2_000)
"""Partners and activities of a window up to which each activity is left out in turn."""

TOLD = 10


@dataclass(frozen=True)
class Carried:
    """What one figure rests on.

    Attributes
    ----------
    value
        The figure, all activities in.
    activity
        Codes of the ten activities that change it most when left out, or fewer where others
        change nothing.
    change
        By these: the figure without the activity minus the figure.
    """

    value: float
    activity: Codes
    change: NDArray[np.float64]

    @property
    def rows(self) -> Iterator[tuple[int, float]]:
        """Each activity with its change."""
        return zip(self.activity.tolist(), self.change.tolist(), strict=True)


@dataclass(frozen=True)
class Influence:
    """Every activity of a window left out in turn.

    Attributes
    ----------
    window
        Label of the window.
    figures
        By figure of `HEADLINES`.
    """

    window: str
    figures: dict[str, Carried]


def influence(network: Network, meetings: Meetings, spans: Stretches) -> Influence | None:
    """Leave every activity of a window out in turn; the roster stays as it is.

    Parameters
    ----------
    network
        The network of a window.
    meetings, spans
        Meetings and stretches of the alliance.

    Returns
    -------
    Influence or None
        None where there is no activity, or more than `UP_TO` partners or activities.
    """
    foundation = partners_alone(network, meetings, spans)
    many = len(foundation.activities)
    if not len(network.activities) or network.partners > UP_TO[0] or many > UP_TO[1]:
        return None
    goes_on = np.ones((many, many + 1), bool)
    goes_on[np.arange(many), np.arange(1, many + 1)] = False
    values = headlines(foundation, goes_on)
    return Influence(
        network.window.label,
        {name: _carried(foundation.activities, column) for name, column in values.items()},
    )


def headlines(foundation: ActivityIncidence, goes_on: Flags) -> dict[str, NDArray[np.float64]]:
    """The headline figures of many networks that differ in which activities were recorded.

    Parameters
    ----------
    foundation
        A window's network and the activities under it.
    goes_on
        Shape (activities, networks).

    Returns
    -------
    dict of array
        By figure of `HEADLINES` and network; NaN where a network has no ties, or the window
        fewer than two partners.
    """
    independent = ties_left(foundation, goes_on, independent=True)
    ties = ties_left(foundation, goes_on)
    led = in_scenario(foundation.lasting, "led_activities_end")
    unaided = in_scenario(foundation.lasting, "unaided")
    columns = (
        ratios(independent, ties),
        _connected(foundation, goes_on, led),
        _connected(foundation, goes_on, unaided),
    )
    return dict(zip(HEADLINES, columns, strict=True))


def _connected(foundation: ActivityIncidence, goes_on: Flags, kept: Flags) -> NDArray[np.float64]:
    pairs = foundation.vertices * (foundation.vertices - 1) // 2
    if not pairs:
        return np.full(goes_on.shape[1], math.nan)
    incidence = foundation.incidence.select(kept)
    found = path_columns(incidence, foundation.vertices, goes_on[foundation.activity[kept]])
    return found.connected_pairs / pairs


def _carried(activities: Codes, column: NDArray[np.float64]) -> Carried:
    value = float(column[0])
    # Without its last tie a share is undefined: the figure rests on that activity altogether.
    left = np.where(np.isnan(column[1:]), 0.0, column[1:])
    change = np.zeros(len(left)) if math.isnan(value) else left - value
    order = np.argsort(-np.abs(np.round(change, 12)), kind="stable")[:TOLD]
    order = order[np.abs(change[order]) > 1e-12]
    return Carried(value, activities[order], change[order])
