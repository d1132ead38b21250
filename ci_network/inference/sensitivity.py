"""Do the headline figures depend on how they were computed, or on part of the record?

This is sensitivity, not confidence: it tells how far the figures move when a choice is made
otherwise or when some activities had not been recorded, and not where a true value lies.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from ci_network.dates import EVERY, Every, windows
from ci_network.inference.chance import quantiles, stream
from ci_network.inference.influence import HEADLINES, headlines
from ci_network.inference.removal import partners_alone
from ci_network.measures.independence import independence
from ci_network.measures.paths import connected_pairs
from ci_network.network.networks import Network, in_scenario, networks
from ci_network.network.partnerships import all_meetings
from ci_network.network.windows import Gathered, WindowNetworks

FIGURES = (*HEADLINES, "independent_strength_share")
"""The headline figures, and the share of independent ties by strength instead of by count."""

MAX_SIZES = (None, 30, 15, 10)
SHARES_LEFT_OUT = (0.1, 0.2, 0.3, 0.4, 0.5)
SUBSAMPLES = 200
_HEAPS = 20
_STREAM = (0, 3)
"""A stream of chance beside those of the null and the turning point: whoever asks, the same seed
gives the same subsamples."""

UP_TO = 2_000
"""Actors of an alliance up to which this is done; above, there is no answer."""


@dataclass(frozen=True)
class Choice:
    """The headline figures under one choice of window and size.

    Attributes
    ----------
    every, max_size
        Length of the windows; size above which activities make no ties, None for no limit.
    windows
        Windows with activity.
    mean
        By figure of `FIGURES`: mean over the windows in which it is defined. NaN without any.
    last
        By figure: its value in the last window with activity.
    answer
        By figure: its value in the last window with activity that begins within the time of the
        answer.
    """

    every: Every
    max_size: int | None
    windows: int
    mean: dict[str, float]
    last: dict[str, float]
    answer: dict[str, float]


@dataclass(frozen=True)
class Subsample:
    """The headline figures when a share of the activities is left out at random.

    Attributes
    ----------
    left_out
        Share of activities left out, 0 to 1.
    activities
        How many that is.
    middle, low, high
        By figure of `HEADLINES`: median, 2.5 % and 97.5 % points over the subsamples.
    counts
        By figure: how many subsamples lie nearest to 0, 0.05, 0.1 … 1. One middle says little
        where they lie in two heaps.
    """

    left_out: float
    activities: int
    middle: dict[str, float]
    low: dict[str, float]
    high: dict[str, float]
    counts: dict[str, list[int]]


@dataclass(frozen=True)
class Sensitivity:
    """How far the headline figures move.

    Attributes
    ----------
    choices
        Every length of window with every size.
    subsamples
        Of the whole period, by share left out; the first leaves out nothing.
    """

    choices: tuple[Choice, ...]
    subsamples: tuple[Subsample, ...]


def can_be_changed(drawn: Gathered) -> TypeGuard[WindowNetworks]:
    """Whether there are headline figures to compute for other choices, few enough actors, and all
    ties in memory."""
    few = isinstance(drawn, WindowNetworks) and len(drawn.alliance.actors) <= UP_TO
    return few and drawn.has_secretariat and len(drawn.whole.activities) > 0


def sensitivity(
    drawn: WindowNetworks,
    seed: int,
    repeats: int = SUBSAMPLES,
    until: int | None = None,
) -> Sensitivity | None:
    """Compute the headline figures for other choices, and for parts of the record.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    seed
        The same seed gives the same figures.
    repeats
        Subsamples for each share.
    until
        Last day of the window that the answer is about; the end of the record by default.

    Returns
    -------
    Sensitivity or None
        None without a secretariat, without activities, or above `UP_TO` actors.
    """
    if not can_be_changed(drawn):
        return None
    return Sensitivity(tuple(_every_choice(drawn, until)), _subsamples(drawn, seed, repeats))


def _every_choice(drawn: WindowNetworks, until: int | None) -> Iterator[Choice]:
    """Every length of window with every size; a size that no activity goes beyond is no limit."""
    largest = int(drawn.spans.size.max(initial=0))
    without_limit = list(_choices(drawn, None, until))
    for size in MAX_SIZES:
        if size is None or size >= largest:
            yield from (replace(choice, max_size=size) for choice in without_limit)
        else:
            yield from _choices(drawn, size, until)


def _choices(drawn: WindowNetworks, max_size: int | None, until: int | None) -> Iterator[Choice]:
    """Every length of window with one size."""
    alliance, spans = drawn.alliance, drawn.spans
    meetings = all_meetings(spans, len(alliance.actors), max_size)
    for every in EVERY:
        cut = windows(alliance.first, alliance.last, every)
        found = networks(alliance, spans, meetings, cut, max_size)
        yield _choice(found, every, max_size, until)


def _choice(
    drawn: Iterable[Network], every: Every, max_size: int | None, until: int | None
) -> Choice:
    active = [network for network in drawn if len(network.activities)]
    rows = [_figures(network) for network in active]
    nothing = dict.fromkeys(FIGURES, math.nan)
    early = [
        row
        for network, row in zip(active, rows, strict=True)
        if until is None or network.window.start is None or network.window.start <= until
    ]
    mean = {name: _mean([row[name] for row in rows]) for name in FIGURES}
    last, answer = (found[-1] if found else nothing for found in (rows, early))
    return Choice(every, max_size, len(rows), mean, last, answer)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def _figures(network: Network) -> dict[str, float]:
    found = independence(network)
    alive = np.column_stack(
        [
            in_scenario(network.lasting, "led_activities_end"),
            in_scenario(network.lasting, "unaided"),
        ]
    )
    closed = np.zeros((len(network.secretariat), 2), bool)
    connected = connected_pairs(network.incidence, network.partners, alive, closed)
    pairs = network.partners * (network.partners - 1) // 2
    led, unaided = connected / pairs if pairs else (math.nan, math.nan)
    values = (found.independent_share, led, unaided, found.independent_strength_share)
    return {name: float(value) for name, value in zip(FIGURES, values, strict=True)}


def _subsamples(drawn: WindowNetworks, seed: int, repeats: int) -> tuple[Subsample, ...]:
    rng = stream(seed, _STREAM)
    foundation = partners_alone(drawn.whole, drawn.meetings, drawn.spans)
    many = len(foundation.activities)
    # One order for each repeat: what is left out of a tenth is left out of a fifth too.
    order = rng.random((many, repeats)).argsort(axis=0).argsort(axis=0)
    found = []
    for share in (0.0, *SHARES_LEFT_OUT):
        left_out = round(share * many)
        values = headlines(foundation, order >= left_out)
        middle, low, high = (
            {name: _point(column, q) for name, column in values.items()}
            for q in (0.5, 0.025, 0.975)
        )
        counts = {name: _heaps(column) for name, column in values.items()}
        found.append(Subsample(share, left_out, middle, low, high, counts))
    return tuple(found)


def _point(column: NDArray[np.float64], share: float) -> float:
    known = column[~np.isnan(column)]
    return float(quantiles(known[None], (share,))[0, 0]) if len(known) else math.nan


def _heaps(column: NDArray[np.float64]) -> list[int]:
    """How many values are nearest to each twentieth."""
    known = column[~np.isnan(column)]
    nearest = np.floor(_HEAPS * known + 0.5).astype(np.int64)
    counts: list[int] = np.bincount(nearest, minlength=_HEAPS + 1).tolist()
    return counts
