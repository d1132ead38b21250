"""What the partners say themselves, beside the register: who has answered, who says so, what then.

The register is the secretariat's. A tie without the secretariat counts where the register tells of
it or both partners do; what one of the two says alone is the generous end. Two partners that have
both not answered are unknown to each other, and no figure here takes them for apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ci_network import dates
from ci_network.dates import Every, Window
from ci_network.graphs.sorted_codes import Flags
from ci_network.inference.capture import Missed, missed
from ci_network.measures.cohesion import cohesion
from ci_network.measures.ratio import ratio
from ci_network.network.networks import Network
from ci_network.network.partnerships import INDEPENDENT
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.record.accounts import counting, has_accounts, said_in
from ci_network.record.alliance import Alliance, Counting, sector_codes

Pair = tuple[int, int]

SAYS: tuple[Counting, ...] = ("register", "agreed", "one")
"""Whose accounts count, from the strictest to the most generous."""


@dataclass(frozen=True)
class Account:
    """The partners' own account of a window.

    Attributes
    ----------
    window
        Its label.
    partners, answered, partial
        Partners on the roster, how many of them have answered, and how many of these some of it.
    pairs_of_two, pairs_of_one, pairs_unknown
        Pairs of partners of which both, one, or none have answered.
    register, both, one
        Pairs together without the secretariat: that the register tells of, that both partners
        tell of, and that one of the two tells of alone.
    new
        Of those that both tell of, how many the register does not know.
    ranges
        Connectedness in `unaided` and in `led_activities_end`, by what counts: the register alone,
        what both say, what one of the two says. NaN where undefined.
    missed
        Ties on both lists, and what both miss, among the pairs of which both have answered.
    """

    window: str
    partners: int
    answered: int
    partial: int
    pairs_of_two: int
    pairs_of_one: int
    pairs_unknown: int
    register: int
    both: int
    one: int
    new: int
    ranges: Mapping[Counting, tuple[float, float]]
    missed: Missed


def accounts(drawn: WindowNetworks) -> list[Account]:
    """The partners' own account of each window.

    Parameters
    ----------
    drawn
        The networks of an alliance.

    Returns
    -------
    list of Account
        Empty where nobody was asked and no partner says anything.
    """
    if not has_accounts(drawn.record):
        return []
    return [_account(drawn, network) for network in drawn.networks]


def account_of(drawn: WindowNetworks, network: Network) -> Account | None:
    """The partners' own account of one window; None where no partner says anything."""
    return _account(drawn, network) if has_accounts(drawn.record) else None


def who_says(drawn: WindowNetworks) -> list[dict[str, list[Any]]]:
    """Who says so, of each tie of each window, in the order of the ties.

    Returns
    -------
    list of dict
        By window: `in_register` (whether the register has the two meeting in the window),
        `partners_say` (how many of the two say that they worked together without the
        secretariat) and `partners_answered` (how many of the two have answered). Empty where
        nobody was asked and no partner says anything.
    """
    if not has_accounts(drawn.record):
        return []
    register = _counted(drawn, "register")
    return [_of_ties(drawn, network, register) for network in drawn.networks]


def _of_ties(drawn: WindowNetworks, network: Network, register: _Counted) -> dict[str, list[Any]]:
    said = said_in(drawn.record, *_bounds(network.window))
    answered, _ = _answered(drawn.record, network.window, said)
    there = register.network(network.window.label)
    known = set() if there is None else _pairs(there, np.ones(len(there.ties), bool))
    ties = list(zip(network.ties.first.tolist(), network.ties.second.tolist(), strict=True))
    return {
        "in_register": [pair in known for pair in ties],
        "partners_say": [len(said.get(pair, ())) for pair in ties],
        "partners_answered": [len(answered.intersection(pair)) for pair in ties],
    }


class _Counted(NamedTuple):
    """What counts of a record when some accounts do, and the networks that there are then."""

    alliance: Alliance
    networks: tuple[Network, ...]

    def network(self, label: str) -> Network | None:
        """The network of a window, if there is one."""
        return next((each for each in self.networks if each.window.label == label), None)


def _counted(drawn: WindowNetworks, whose: Counting) -> _Counted:
    if whose == drawn.record.counting:
        return _Counted(drawn.alliance, drawn.networks)
    return _counted_otherwise(drawn.record, whose, drawn.every, drawn.max_size)


@lru_cache(maxsize=len(SAYS) - 1)
def _counted_otherwise(
    record: Alliance, whose: Counting, every: Every, max_size: int | None
) -> _Counted:
    """Kept of the latest record: its answer, its windows and its ties all ask for them."""
    found = window_networks(counting(record, whose), every, max_size)
    return _Counted(found.alliance, found.networks)


def _account(drawn: WindowNetworks, network: Network) -> Account:
    label, record = network.window.label, drawn.record
    counted = {whose: _counted(drawn, whose) for whose in SAYS}
    networks = {whose: each.network(label) for whose, each in counted.items()}
    roster = set(network.roster.tolist())
    said = {
        pair: who for pair, who in said_in(record, *_bounds(network.window)).items()
        if roster.issuperset(pair)
    }  # fmt: skip
    answered, partial = _answered(record, network.window, said)
    answered, partial = answered & roster, partial & roster
    register = _independent(networks["register"])
    both = set(said_in(counted["agreed"].alliance, *_bounds(network.window))) & said.keys()
    asked = {pair for pair in register | both if answered.issuperset(pair)}
    found = missed(len(register & asked), len(both & asked), len(register & both & asked))
    n, k = len(roster), len(answered)
    of_two, unknown = math.comb(k, 2), math.comb(n - k, 2)
    return Account(
        window=label, partners=n, answered=k, partial=len(partial), pairs_of_two=of_two,
        pairs_of_one=math.comb(n, 2) - of_two - unknown, pairs_unknown=unknown,
        register=len(register), both=len(both), one=len(said) - len(both), new=len(both - register),
        ranges={whose: _range(drawn, each) for whose, each in networks.items()}, missed=found,
    )  # fmt: skip


def _bounds(window: Window) -> tuple[int, int]:
    return (
        dates.BEGINNING if window.start is None or window.undated else window.start,
        dates.END if window.end is None or window.undated else window.end,
    )


def _answered(
    record: Alliance, window: Window, said: Mapping[Pair, set[int]]
) -> tuple[set[int], set[int]]:
    """Who has answered about some of the window, and of these who has answered some of it.

    Where nobody wrote down who has answered, those have that say anything.
    """
    replies = record.replies
    if replies is None:
        return {who for each in said.values() for who in each}, set()
    first, last = _bounds(window)
    whole = (replies.about < 0) & (replies.start <= last) & (replies.end >= first)
    states: dict[int, set[str]] = {}
    for place in whole.nonzero()[0].tolist():
        states.setdefault(int(replies.respondent[place]), set()).add(replies.answer[place])
    partial = {who for who, state in states.items() if "complete" not in state}
    return set(states), partial


def _independent(network: Network | None) -> set[Pair]:
    if network is None:
        return set()
    return _pairs(network, network.ties.standing == INDEPENDENT)


def _pairs(network: Network, keep: Flags) -> set[Pair]:
    first, second = network.ties.ends(keep)
    return set(zip(first.tolist(), second.tolist(), strict=True))


def _range(drawn: WindowNetworks, network: Network | None) -> tuple[float, float]:
    if network is None or not drawn.has_secretariat or not network.partners:
        return math.nan, math.nan
    found = cohesion(network, sector_codes(drawn.alliance.actors))
    return found["unaided"].connectedness, found["led_activities_end"].connectedness


def account_figures(account: Account) -> dict[str, Any]:
    """An account as plain objects, as `metrics --format json` gives it."""
    ranges = {whose: {"low": low, "high": high} for whose, (low, high) in account.ranges.items()}
    keys = ("register", "survey", "both", "named", "total", "low", "high")
    return vars(account) | {
        "share_answered": ratio(account.answered, account.partners),
        "ranges": ranges,
        "missed": {key: getattr(account.missed, key) for key in keys},
    }
