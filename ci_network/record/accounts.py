"""What the partners say themselves: accounts of pairs beside the register.

The register is the secretariat's. In an account one of two partners says that they worked together
without it. Where both say so, for days that the two accounts have in common, it counts like the
register; where one alone says so it is kept, and counts only where that is asked for.

A says that it has worked with B since 2016, B since 2018, both until the end of 2019: what both say
are the years 2018 and 2019.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes
from ci_network.record.alliance import (
    REGISTER,
    Alliance,
    Counting,
    only_activities,
    without_evaluation,
)

_Days = tuple[int, int, int, bool]
"""First day, last day, latest start, and whether these are known."""


def counting(alliance: Alliance, whose: Counting) -> Alliance:
    """The record with the accounts of pairs counted that are asked for.

    Parameters
    ----------
    alliance
        A checked record.
    whose
        ``register``: none; ``agreed``: those that both partners give; ``one``: all.
    """
    return replace(alliance, counting=whose)


def has_accounts(alliance: Alliance) -> bool:
    """Whether partners were asked, or say anything themselves."""
    return alliance.replies is not None or bool((alliance.activities.said_by != REGISTER).any())


def of_register(alliance: Alliance) -> Alliance:
    """The record without what partners say of pairs; as it is where they say nothing."""
    registered = alliance.activities.said_by == REGISTER
    return alliance if registered.all() else only_activities(alliance, registered)


def accounts_of(alliance: Alliance) -> Alliance:
    """What partners say of pairs, and nothing else."""
    return only_activities(alliance, alliance.activities.said_by != REGISTER)


def nothing_counts(record: Alliance) -> bool:
    """Whether a record has activities, and none that figures are made of."""
    return bool(len(record.activities)) and not len(what_counts(record).activities)


def what_counts(record: Alliance) -> Alliance:
    """The part of a record that figures are made of.

    Parameters
    ----------
    record
        A checked record.

    Returns
    -------
    Alliance
        Without evaluation activities, and with the accounts that `Alliance.counting` names. An
        account begins no earlier than the register does. Where both partners tell of a pair, one
        account is left, cut to the days that both tell of; it counts only in the window ``all``
        where one of the two has no date. All that is left counts, so that the part of a part is
        the same. A record without accounts comes back as it is.
    """
    alliance = without_evaluation(record)
    account = alliance.activities.said_by != REGISTER
    if not account.any():
        return alliance
    days = _of_accounts(alliance, np.flatnonzero(account))
    if alliance.counting == "register":
        days = {}
    elif alliance.counting == "agreed":
        days = _agreed(alliance, days)
    keep = ~account
    keep[list(days)] = True
    return replace(only_activities(_with_days(alliance, days), keep), counting="one")


def _of_accounts(alliance: Alliance, accounts: Codes) -> dict[int, _Days]:
    """Days by account, of those that reach into the time of the register."""
    part, dated = alliance.participations, alliance.activities.dated
    of_register = (alliance.activities.said_by == REGISTER)[part.activity] & dated[part.activity]
    first = int(part.start[of_register].min()) if of_register.any() else dates.BEGINNING
    row = np.searchsorted(part.activity, accounts)
    found = {}
    for account, place in zip(accounts.tolist(), row.tolist(), strict=True):
        start, end = max(int(part.start[place]), first), int(part.end[place])
        latest = min(max(int(part.latest_start[place]), start), end)
        if not dated[account]:
            found[account] = dates.BEGINNING, dates.END, dates.END, False
        elif start <= end:
            found[account] = start, end, latest, True
    return found


def said_in(alliance: Alliance, first: int, last: int) -> dict[tuple[int, int], set[int]]:
    """Who says of each pair that the two worked together on some of these days.

    Parameters
    ----------
    alliance
        A record, or the part of it that counts.
    first, last
        Ordinals; from `dates.BEGINNING` to `dates.END` undated accounts are among them.
    """
    alliance = without_evaluation(alliance)
    accounts = np.flatnonzero(alliance.activities.said_by != REGISTER)
    said: dict[tuple[int, int], set[int]] = defaultdict(set)
    pairs = dict(zip(accounts.tolist(), pairs_of(alliance, accounts), strict=True))
    everything = first == dates.BEGINNING and last == dates.END
    for account, (start, end, _, dated) in _of_accounts(alliance, accounts).items():
        if everything or (dated and start <= last and end >= first):
            said[pairs[account]].add(int(alliance.activities.said_by[account]))
    return dict(said)


def pairs_of(alliance: Alliance, accounts: Codes) -> list[tuple[int, int]]:
    """The two partners of each account, the lower code first."""
    part = alliance.participations
    row = np.searchsorted(part.activity, accounts)
    return [(int(part.actor[n]), int(part.actor[n + 1])) for n in row.tolist()]


def _agreed(alliance: Alliance, days: dict[int, _Days]) -> dict[int, _Days]:
    """Days by account, of those that the other partner tells of too: one for each of the first."""
    codes = np.array(sorted(days), np.int64)
    said: dict[tuple[int, int], dict[bool, list[int]]] = defaultdict(lambda: {False: [], True: []})
    said_by = alliance.activities.said_by
    for account, (one, other) in zip(codes.tolist(), pairs_of(alliance, codes), strict=True):
        said[one, other][int(said_by[account]) == other].append(account)
    found = {}
    for both in said.values():
        for account in both[False]:
            common = [c for other in both[True] if (c := _common(days[account], days[other]))]
            if common:
                found[account] = max(common, key=lambda each: (each[3], each[1] - each[0], each))
    return found


def _common(one: _Days, other: _Days) -> _Days | None:
    if not (one[3] and other[3]):
        return dates.BEGINNING, dates.END, dates.END, False
    start, end = max(one[0], other[0]), min(one[1], other[1])
    if start > end:
        return None
    return start, end, min(max(one[2], other[2], start), end), True


def _with_days(alliance: Alliance, days: dict[int, _Days]) -> Alliance:
    part, activities = alliance.participations, alliance.activities
    columns = {name: getattr(part, name).copy() for name in ("start", "end", "latest_start")}
    dated = activities.dated.copy()
    for account, (start, end, latest, known) in days.items():
        begin, until = np.searchsorted(part.activity, [account, account + 1])
        columns["start"][begin:until] = start
        columns["end"][begin:until] = end
        columns["latest_start"][begin:until] = latest
        dated[account] = known
    return replace(
        alliance,
        activities=replace(activities, dated=dated),
        participations=replace(part, **columns),
    )
