"""Tables of ties and partners, by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ci_network import dates
from ci_network.graphs.sorted_codes import Codes, numbered, run_starts
from ci_network.graphs.workers import OnProgress
from ci_network.inference.key_players import KeyPlayers, ranks
from ci_network.inference.losses import Losses, losses
from ci_network.inference.significance import Significance, significance_in_each
from ci_network.measures.core import core_of_partners
from ci_network.measures.evidence import acquaintance, evidence
from ci_network.measures.offshoots import FIRST_MET, OFFSHOOT, beginnings
from ci_network.network.networks import TIE_CLASSES, Network, Scenario
from ci_network.network.partnerships import INDEPENDENT, INVOLVEMENTS, LEAD_UNKNOWN
from ci_network.network.windows import WindowNetworks
from ci_network.record.alliance import Days
from ci_network.results.accounts import who_says
from ci_network.results.coded import Coded, Column, Table, alike
from ci_network.results.undefined import OF_PARTNERS, OF_TIES, columns_without, known

Columns = dict[str, list[Any]]

MOST_TIES = 200_000
"""Ties of all windows above which a report names some and has no table of all."""

TIE_COLUMNS = (
    "window", "source", "target", "source_label", "target_label", "class", "lead_unknown",
    "strength", "activities", "independent_activities", "first_met", "last_met",
    "first_met_without_secretariat", "began", "evidence", "chance_p", "chance_adjusted",
    "beyond_chance", "chance_tests",
)  # fmt: skip

PARTNER_COLUMNS = (
    "window", "id", "label", "sector", "ties", "independent", "supported", "carried",
    "ties_needing_secretariat", "activities", "activities_needing_secretariat", "activities_led",
    "isolate_present", "isolate_led_activities_end", "isolate_unaided", "betweenness",
    "constraint", "others_keep_connectedness", "others_keep_efficiency", "others_keep_ties",
    "rank", "others_keep_connectedness_led", "others_keep_efficiency_led", "others_keep_ties_led",
    "rank_led", "betweenness_se", "core_present", "core_led_activities_end", "core_unaided",
)  # fmt: skip


def ties(drawn: WindowNetworks) -> Columns:
    """Every tie of every window, with the activities that it rests on.

    Parameters
    ----------
    drawn
        The networks of an alliance.

    Returns
    -------
    dict of list
        A list for each of `TIE_COLUMNS`, in order of window, source and target. `evidence` is a
        list of dicts (activity, start, end, involvement, source_role, target_role). Dates of
        meeting are facts of the pair over the whole record; None where unknown. So is `began`:
        ``met_through_secretariat``, ``offshoot`` (met through it, and later worked together
        without it), ``independent_from_start`` or ``order_unknown``. It and the classes are None
        when the data marks no secretariat; `began` also where one of the two takes part as the
        secretariat at another time. `chance_p` and the columns after it say whether the
        tie is more than two busy partners meeting by chance (see `inference.significance`); None
        in windows that are too large for it. Where partners were asked, or say anything
        themselves, `in_register`, `partners_say` and `partners_answered` stand last; see
        `accounts.who_says`.
    """
    table = _below(ties_by_window(drawn))
    # What one does with the evidence of a tie is not done to another's.
    evidence = [[dict(item) for item in items] for items in table["evidence"]]
    return table | {"evidence": evidence}


def ties_by_window(drawn: WindowNetworks) -> Iterator[Table]:
    """The same, a table for each window; what is equal in many rows of it stands in it once."""
    found = zip(drawn.networks, significance_in_each(drawn), strict=True)
    said: Iterable[Table] = who_says(drawn) or repeat({})
    if not drawn.networks:
        yield {name: [] for name in TIE_COLUMNS}
    for table, beside in zip(_all_ties(drawn, found), said, strict=False):
        yield {**table, **beside}


def too_many_ties(drawn: WindowNetworks) -> bool:
    """Whether the ties of all windows and of the whole period are more than anybody reads."""
    return sum(len(network.ties) for network in (*drawn.networks, drawn.whole)) > MOST_TIES


def ties_to_name(drawn: WindowNetworks, label: str, most: int) -> Columns:
    """Of very many ties only those that a report names.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    label
        Label of a window; its strongest independent ties are among them.
    most
        How many of each kind.

    Returns
    -------
    dict of list
        As `ties`: the independent ties of the window, then the earliest offshoots of the whole
        period under the label ``all``.
    """
    whole, begun = drawn.whole, beginnings(drawn.whole, drawn.meetings, drawn.spans)
    offshoots = np.flatnonzero(begun.kind == OFFSHOOT)
    earliest = offshoots[np.argsort(begun.without_start[offshoots], kind="stable")[:most]]
    chosen = []
    for network in drawn.networks:
        if network.window.label == label:
            independent = np.flatnonzero(network.ties.standing == INDEPENDENT)
            strength = network.ties.strength[independent]
            strongest = independent[np.argsort(-strength, kind="stable")[:most]]
            if label == whole.window.label:
                earliest = np.union1d(earliest, strongest)
            else:
                chosen.append(_only(network, strongest))
    chosen.append(_only(whole, earliest))
    return _below(_all_ties(drawn, ((network, None) for network in chosen)))


def _all_ties(
    drawn: WindowNetworks, networks: Iterable[tuple[Network, Significance | None]]
) -> Iterator[Table]:
    """The ties of some networks, each with which of them are more than chance."""
    roles, began = _roles(drawn), _began(drawn)
    for network, chance in networks:
        table = _ties(drawn, network, roles, began, chance)
        yield table if drawn.has_secretariat else columns_without(table, OF_TIES)


def _below(tables: Iterable[Table]) -> Columns:
    """Tables of the same columns one below the other, in lists."""
    whole: Columns = {}
    for table in tables:
        for name, values in table.items():
            whole.setdefault(name, []).extend(values)
    return whole


def _only(network: Network, places: Codes) -> Network:
    """The network with some of its ties, by their places."""
    kept = np.zeros(len(network.ties), bool)
    kept[places] = True
    return replace(network, ties=network.ties.select(kept))


def partner_table(drawn: WindowNetworks, jobs: int | None = 1) -> Columns:
    """Every partner of every window: its ties, its activities, and what it would lose.

    Parameters
    ----------
    drawn
        The networks of an alliance.
    jobs
        Processes that share the work; see `workers.shared`.

    Returns
    -------
    dict of list
        A list for each of `PARTNER_COLUMNS`, in order of window and id; None where undefined, and
        for all that asks for the secretariat when the data marks none. `others_keep_…` is what
        the others keep when the partner goes and the activities that it attended end (or, with
        ``_led``, those that it alone led), `rank` its place by efficiency among all actors of
        the window, the secretariat as one of them: 1 is missed most. None in windows of more
        than 500 actors. `betweenness_se` is the standard error of `betweenness`, where it is
        estimated. `core_…` says whether the partner is in the core in a scenario.
    """
    return _below(partners_by_window(drawn, jobs=jobs))


def partners_by_window(
    drawn: WindowNetworks, progress: OnProgress | None = None, jobs: int | None = 1
) -> Iterator[Table]:
    """The same, a table for each window; what is equal in many rows of it stands in it once.

    `progress` is told after each window.
    """
    if not drawn.networks:
        yield {name: [] for name in PARTNER_COLUMNS}
    for network, lost in zip(drawn.networks, losses(drawn, progress, jobs), strict=True):
        found = _partners(drawn, network, lost)
        table = {name: found[name] for name in PARTNER_COLUMNS}
        yield table if drawn.has_secretariat else columns_without(table, OF_PARTNERS)


def _partners(drawn: WindowNetworks, network: Network, losses: Losses) -> Table:
    """The partners of one window."""
    actors, codes = drawn.alliance.actors, losses.partners.actor
    return {
        "window": Coded.same(network.window.label, len(codes)),
        "id": Coded.named(actors.id, codes),
        "label": Coded.named(actors.label, codes),
        "sector": Coded.named(actors.sector, codes),
        **{
            name: _plain(getattr(losses.partners, _MEASURED_AS.get(name, name)))
            for name in _MEASURED
        },
        **_missed(losses.key_players, len(codes)),
        **{
            f"core_{scenario}": Coded.of(core_of_partners(network, scenario)) for scenario in _CORES
        },
    }


def _missed(key_players: KeyPlayers | None, partners: int) -> Table:
    """What the others keep without each partner, and its rank."""
    columns: dict[str, Column] = {}
    for suffix in ("", "_led"):
        names = [f"others_keep_{name}{suffix}" for name in _KEPT]
        if key_players is None:
            columns |= {name: Coded.same(None, partners) for name in (*names, f"rank{suffix}")}
            continue
        ending = key_players.led if suffix else key_players.attended
        for name, measure in zip(names, _KEPT, strict=True):
            columns[name] = _plain(ending.partners[measure])
        columns[f"rank{suffix}"] = _plain(ranks(ending, "efficiency"))
    return columns


_KEPT = ("connectedness", "efficiency", "ties")

_CORES: tuple[Scenario, ...] = ("present", "led_activities_end", "unaided")

_MEASURED = (
    "ties", "independent", "supported", "carried", "ties_needing_secretariat", "activities",
    "activities_needing_secretariat", "activities_led", "isolate_present",
    "isolate_led_activities_end", "isolate_unaided", "betweenness", "constraint", "betweenness_se",
)  # fmt: skip
_MEASURED_AS = {
    "ties_needing_secretariat": "ties_needing_share",
    "activities_needing_secretariat": "activities_needing_share",
}


def _ties(
    drawn: WindowNetworks,
    network: Network,
    roles: _Roles,
    began: Codes,
    chance: Significance | None,
) -> Table:
    actors, tied = drawn.alliance.actors, network.ties
    when = acquaintance(tied.pair, drawn.meetings, drawn.spans)
    return {
        "window": Coded.same(network.window.label, len(tied)),
        "source": Coded.named(actors.id, tied.first),
        "target": Coded.named(actors.id, tied.second),
        "source_label": Coded.named(actors.label, tied.first),
        "target_label": Coded.named(actors.label, tied.second),
        "class": Coded.named(TIE_CLASSES, tied.tie_class),
        "lead_unknown": Coded.of(tied.standing == LEAD_UNKNOWN),
        "strength": Coded.of(tied.strength),
        "activities": Coded.of(tied.activities),
        "independent_activities": Coded.of(tied.independent_activities),
        "first_met": _days(when.first_met),
        "last_met": _days(when.last_met),
        "first_met_without_secretariat": _days(when.first_met_without),
        "began": Coded((*FIRST_MET, None), began[tied.pair]),
        "evidence": _evidence(drawn, network, roles),
        **_chance(chance, len(tied)),
    }


def _began(drawn: WindowNetworks) -> Codes:
    """How each pair began, by pair: place in `FIRST_MET`; -1 where one was ever the secretariat."""
    whole = drawn.whole
    began = np.full(int(drawn.meetings.pair.max(initial=-1)) + 1, -1)
    began[whole.ties.pair] = beginnings(whole, drawn.meetings, drawn.spans).kind
    return began


def _chance(significance: Significance | None, ties: int) -> Table:
    """Whether each tie is more than chance."""
    if significance is None:
        return {name: Coded.same(None, ties) for name in TIE_COLUMNS[-4:]}
    return {
        "chance_p": Coded.of(significance.p),
        "chance_adjusted": Coded.of(significance.adjusted),
        "beyond_chance": Coded.of(significance.significant),
        "chance_tests": Coded.same(significance.tests, ties),
    }


def _evidence(drawn: WindowNetworks, network: Network, roles: _Roles) -> Coded:
    """What each tie rests on; an item, and a list of one, stands once however many ties have it."""
    found, name = evidence(network, drawn.meetings, drawn.spans), drawn.alliance.activities.name
    one, other = roles.source[found.shared], roles.target[found.shared]
    columns = (found.activity, found.involvement, found.start, found.end, one, other)
    example, item = alike(columns)
    items = [
        {
            "activity": name[activity],
            "start": dates.iso_if_known(start),
            "end": dates.iso_if_known(end),
            "involvement": INVOLVEMENTS[involvement],
            "source_role": roles.names[one],
            "target_role": roles.names[other],
        }
        for activity, involvement, start, end, one, other in zip(
            *(column[example].tolist() for column in columns), strict=True
        )
    ]
    many = np.bincount(found.tie, minlength=len(network.ties))
    begin = np.cumsum(many) - many
    lists, place = [[item] for item in items], np.empty(len(many), np.int64)
    place[many == 1] = item[begin[many == 1]]
    for tie in np.flatnonzero(many != 1).tolist():
        place[tie] = len(lists)
        lists.append([items[n] for n in item[begin[tie] : begin[tie] + many[tie]].tolist()])
    return Coded(lists, place)


class _Roles(NamedTuple):
    """Roles as written, and the places among them of two actors in an activity that they shared,
    by `Meetings.shared`."""

    names: list[str | None]
    source: Codes
    target: Codes


def _roles(drawn: WindowNetworks) -> _Roles:
    part, actors = drawn.alliance.participations, len(drawn.alliance.actors)
    found: dict[int, set[str]] = defaultdict(set)
    keys = (part.activity * actors + part.actor).tolist()
    for key, role in zip(keys, part.role, strict=True):
        if role is not None:
            found[key].add(role)
    told = {key: ", ".join(sorted(names)) for key, names in found.items()}
    meetings, code = drawn.meetings, dict[str | None, int]()
    begin = run_starts(meetings.shared)
    activity, pair = drawn.spans.activity[meetings.stretch[begin]], meetings.pair[begin]

    def of(ends: Codes) -> Codes:
        shared = (activity * actors + ends[pair]).tolist()
        return np.array([code.setdefault(told.get(key), len(code)) for key in shared], np.int64)

    source, target = of(meetings.first), of(meetings.second)
    return _Roles(list(code), source, target)


def _days(days: Days) -> Coded:
    """ISO dates; None for a day that is not known."""
    distinct, place = numbered(days)
    return Coded(list(map(dates.iso_if_known, distinct.tolist())), place)


def _plain(column: NDArray[Any]) -> Coded:
    """The column of an array; None where it is undefined."""
    coded = Coded.of(column)
    return coded.told(list(map(known, coded.values))) if column.dtype.kind == "f" else coded
