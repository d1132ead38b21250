"""Who is there in a window, in memory, and the ties that they would have if nobody met again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Columns, Engine
from ci_network.engine.kinds import STANDINGS, bounds
from ci_network.engine.repeat_pairs import Corrections, Drawn
from ci_network.graphs.sorted_codes import Codes, Flags, numbered
from ci_network.network.networks import SCENARIOS
from ci_network.network.partnerships import INDEPENDENT


@dataclass(frozen=True)
class WindowPresences:
    """The presences of a window.

    Attributes
    ----------
    rows
        Columns by presence.
    secretariat
        Whether an actor takes part as secretariat, by actor.
    """

    rows: Columns
    secretariat: Flags

    @cached_property
    def making(self) -> Making:
        """Those that make ties."""
        inside = self.rows["makes_ties"].astype(bool)
        actor = self.rows["actor"][inside]
        there, vertex = numbered(actor)
        stretch = dense(self.rows["stretch"][inside])
        first = np.zeros(int(stretch.max(initial=-1)) + 1, np.int64)
        first[stretch] = np.arange(len(stretch))
        return Making(
            actor=actor,
            there=there,
            vertex=vertex,
            meeting=stretch,
            standing=self.rows["standing"][inside],
            lasting=self.rows["lasting"][inside],
            goes_on=self.rows["goes_on"][inside].astype(bool),
            partner=~self.secretariat[actor],
            first=first,
            size=self.rows["size"][inside][first],
        )

    def activities(self, chosen: Flags | slice = slice(None)) -> int:
        """How many activities these presences are of."""
        activity = dense(self.rows["activity"][chosen])
        return int(activity.max(initial=-1)) + 1


@dataclass(frozen=True)
class Making:
    """Presences that make ties.

    Attributes
    ----------
    actor, vertex, meeting, standing, lasting, goes_on, partner
        By presence; vertices are its actors, and meetings the stretches of this window, numbered
        from 0 on.
    there
        By vertex: the actor.
    first, size
        By meeting: one of its presences, and the actors of its activity.
    """

    actor: Codes
    there: Codes
    vertex: Codes
    meeting: Codes
    standing: Codes
    lasting: Codes
    goes_on: Flags
    partner: Flags
    first: Codes
    size: Codes

    def times(self, chosen: Flags | slice = slice(None)) -> Codes:
        """How many of these presences each meeting has."""
        return np.bincount(self.meeting[chosen], minlength=len(self.first))


@dataclass(frozen=True)
class TieCounts:
    """Ties of a window.

    Attributes
    ----------
    between, known, crosses
        Ties between partners by standing and how long they last, of shape (4, 4): all, those with
        both sectors known, and those of which the sectors differ.
    own
        Ties of secretariats.
    kept, deep
        Pairs of partners with a tie in the window before too, and with two independent
        activities or more.
    strength, independent_strength
        Sums over the ties between partners.
    """

    between: Codes
    known: Codes
    crosses: Codes
    own: int
    kept: int
    deep: int
    strength: float
    independent_strength: float


def crowd(engine: Engine, drawn: Drawn, place: int) -> WindowPresences:
    """Who is there in one window."""
    presences = drawn.cut.presences
    spans = engine.fetch(
        drawn.spans.filter(nw.col("window") == place)
        .select("stretch", "activity", "size", "standing", "lasting", "goes_on")
    )  # fmt: skip
    places = presences.places(spans["stretch"])
    where, many = presences.of(places), presences.many[places]
    rows = {name: np.repeat(values, many) for name, values in spans.items()}
    rows |= {name: presences.columns[name][where] for name in ("actor", "lead", "secretariat")}
    most = drawn.max_size
    rows["makes_ties"] = np.ones(len(where), bool) if most is None else rows["size"] <= most
    secretariat = np.zeros(drawn.actors, bool)
    secretariat[rows["actor"][rows["secretariat"].astype(bool)]] = True
    return WindowPresences(rows, secretariat)


def tie_counts(
    here: WindowPresences,
    was_secretariat: Flags | None,
    sector: Codes,
    changes: Corrections,
) -> TieCounts:
    """Ties of a window: all pairs in its meetings, corrected by those that met again."""
    making = here.making
    standing, lasting = making.standing[making.first], making.lasting[making.first]
    pairs = _two_of(making.times(making.partner))
    own = _two_of(making.times()) - pairs
    of_actor = sector[making.actor]
    known = making.partner & (of_actor >= 0)
    sectors = int(sector.max(initial=-1)) + 1
    meeting_of, alike = np.unique(
        making.meeting[known] * sectors + of_actor[known], return_counts=True
    )
    same = np.bincount(meeting_of // max(sectors, 1), _two_of(alike), len(pairs))
    both_known = _two_of(making.times(known))
    stayed = making.goes_on & making.partner
    if was_secretariat is not None:
        stayed &= ~was_secretariat[making.actor]
    corrected, shared = changes.ties, changes.shared
    one, other = sector[corrected["first"]], sector[corrected["second"]]
    between = ~corrected["own"]
    sectors_known = between & (one >= 0) & (other >= 0)

    def summed(counts: Codes, which: Flags) -> Codes:
        columns = (corrected[name][which] for name in ("standing", "lasting", "times"))
        return _by_kind(standing, lasting, counts) + _by_kind(*columns)

    size = np.concatenate([making.size, shared["size"]])
    apart = np.concatenate([standing, shared["standing"]]) == INDEPENDENT
    strength, independent = (
        _strength(size[which], np.concatenate([pairs, shared["times"] * ~shared["own"]])[which])
        for which in (slice(None), apart)
    )
    return TieCounts(
        between=summed(pairs, between),
        known=summed(both_known, sectors_known),
        crosses=summed(both_known - same, sectors_known & (one != other)),
        own=int(own.sum() + corrected["times"][~between].sum()),
        kept=int(_two_of(making.times(stayed)).sum()) + changes.kept,
        deep=changes.deep,
        strength=strength,
        independent_strength=independent,
    )


def largest_degrees(here: WindowPresences, changes: Corrections) -> list[int]:
    """Largest degree in each scenario; own ties count in ``present`` alone."""
    making, corrected, many = here.making, changes.ties, len(here.making.there)
    ends = [np.searchsorted(making.there, corrected[name]) for name in ("first", "second")]
    there, partners = making.times(), making.times(making.partner)
    found = []
    for scenario, bound in zip(SCENARIOS, bounds(), strict=True):
        left: Flags | slice = slice(None)
        changed: Flags | slice = slice(None)
        others = there
        if scenario != "present":
            left, others = making.partner & (making.lasting <= bound), partners
            changed = ~corrected["own"] & (corrected["lasting"] <= bound)
        degree = np.bincount(making.vertex[left], (others - 1)[making.meeting[left]], many)
        for end in ends:
            degree = degree + np.bincount(end[changed], corrected["times"][changed], many)
        found.append(int(np.rint(degree.max(initial=0))))
    return found


def dense(codes: Codes) -> Codes:
    """The codes numbered from 0 on, equal ones alike.

    Examples
    --------
    >>> dense(np.array([7, 3, 7])).tolist()
    [1, 0, 1]
    """
    highest = int(codes.max(initial=-1))
    if highest > 64 * len(codes) + 1024:
        return np.unique(codes, return_inverse=True)[1]
    there = np.zeros(highest + 1, bool)
    there[codes] = True
    number: Codes = np.cumsum(there, dtype=np.int64) - 1
    return number[codes]


def _two_of(many: Codes) -> Codes:
    """Pairs of so many."""
    return many * (many - 1) // 2


def _by_kind(standing: Codes, lasting: Codes, counts: Codes) -> Codes:
    """Sums by standing and how long it lasts."""
    many = len(STANDINGS)
    kind = standing.astype(np.int64) * many + lasting
    sums = np.bincount(kind, counts, many * many).reshape(many, many)
    return np.rint(sums).astype(np.int64)


def _strength(size: Codes, pairs: Codes) -> float:
    """1/(n - 1) for each pair in an activity of n, added up in the order of n."""
    by_size = np.rint(np.bincount(size, pairs)).astype(np.int64)
    sizes = by_size.nonzero()[0]
    return float((by_size[sizes] / (sizes - 1)).sum())
