"""From the figures of an alliance to what the page shows.

Every figure comes from the measures; here they are only put in the order of the page, as plain
numbers and clean text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ci_network import dates
from ci_network.errors import UsageError
from ci_network.graphs.sorted_codes import Codes
from ci_network.language import Language
from ci_network.measures.evidence import Evidence, evidence
from ci_network.measures.places import betweenness, places, strength
from ci_network.measures.sustainability import Sustainability, WindowFigures, sustainability
from ci_network.network.networks import SCENARIOS, Network, Scenario, in_scenario
from ci_network.record.alliance import sector_codes
from ci_network.record.pseudonyms import is_under_pseudonyms, under_pseudonyms
from ci_network.results.answering import answer
from ci_network.views.map import marks, wording
from ci_network.views.map.layout import Positions, layout, shown_actors
from ci_network.views.map.payload import (
    FORMAT,
    Activity,
    Actor,
    Between,
    Changes,
    Figures,
    Meeting,
    Part,
    Payload,
    Scale,
    SectorPlace,
    Step,
    Window,
    WindowTies,
)
from ci_network.views.map.story import StoryStep

READABLE = 250
"""Actors up to which each is shown; above, the map opens on the sectors."""

DRAWABLE_ACTORS, DRAWABLE_TIES = 1_500, 60_000
"""Actors, and ties over all windows, up to which the page holds each; above, only sectors."""

_DIGITS = 6
"""Significant digits of what is shown beside the figures of the metrics."""

_NO_TIES: WindowTies = {"pair": [], "kind": [], "strength": [], "evidence": []}

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def payload(
    result: Sustainability,
    *,
    language: Language = "da",
    title: str | None = None,
    positions: Positions | None = None,
    story: Sequence[StoryStep] = (),
    pseudonyms: bool = False,
    window: str | None = None,
) -> Payload:
    """Everything that the page shows of an alliance.

    Parameters
    ----------
    result
        The figures of the alliance.
    language
        The language that the page opens in; it holds both.
    title
        Title of the page; a general one when None.
    positions
        Places of the actors, as `layout` gives them.
    story
        Steps of the story.
    pseudonyms
        Write codes instead of the names of actors and activities, and no roles but the lead.
    window
        Label of the window that the page opens on; that of the answer when None.

    Raises
    ------
    UsageError
        When a step of the story names a window or an actor that is not there.
    """
    if pseudonyms and not is_under_pseudonyms(result.alliance):
        result, positions, story = _under_pseudonyms(result, positions, story)
    order = _Order.of(result, positions or layout(result))
    only_sectors = _too_many(result, order)
    pairs = _Pairs.none() if only_sectors else _Pairs.of(result, order)
    record = _Record(result, order, pairs, only_sectors)
    shown_windows = [record.window(number) for number in range(len(result.networks))]
    names = sorted({s for s in result.alliance.actors.sector if s is not None})
    actors = order.actors(result)
    return {
        "format": FORMAT,
        "language": language,
        "title": None if title is None else clean(title),
        "noun": _noun(result, order),
        "pseudonyms": pseudonyms,
        "secretariat": result.has_secretariat,
        "data": {
            "partners": len({actor for window in shown_windows for actor in window["roster"]}),
            "activities": record.used,
            "undated": len(result.alliance.activities) - record.used,
            "first": _iso(result.alliance.first),
            "last": _iso(result.alliance.last),
        },
        "fields": _fields(pseudonyms),
        "words": wording.both(),
        "sectors": marks.sectors([clean(name) for name in names]),
        "sector_places": _sector_places(len(names) + any(actor["sector"] < 0 for actor in actors)),
        "actors": actors,
        "pairs": (pairs.first.tolist(), pairs.second.tolist()),
        "own": record.own_pairs(),
        "activities": record.activities(pseudonyms),
        "meetings": record.meetings,
        "windows": shown_windows,
        "scale": _scale(shown_windows),
        "opens": "sectors"
        if only_sectors or (len(actors) > READABLE and len(names) > 1)
        else "actors",
        "opens_at": answer(result, window).window,
        "only_sectors": only_sectors,
        "story": _steps(story, shown_windows, order, actors, result),
    }


def _under_pseudonyms(
    result: Sustainability, positions: Positions | None, story: Sequence[StoryStep]
) -> tuple[Sustainability, Positions | None, Sequence[StoryStep]]:
    """The figures of the alliance with codes for names, and what goes by ids."""
    alliance, key = under_pseudonyms(result.alliance)
    if positions is not None:
        positions = {key.actors[id_]: at for id_, at in positions.items() if id_ in key.actors}
    hidden = sustainability(alliance, result.every, result.max_size)
    return hidden, positions, [step.hidden(key) for step in story]


def clean(text: str) -> str:
    """Text that every browser and file can hold: what is no text becomes a space.

    Examples
    --------
    >>> clean("Snekkersten\\x00 IF\\n")
    'Snekkersten IF'
    """
    return " ".join(_NOT_TEXT.sub(" ", text).split())


@dataclass(frozen=True)
class _Order:
    """The actors in the order of the page."""

    codes: Codes
    place: Codes
    positions: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, result: Sustainability, positions: Positions) -> _Order:
        codes = shown_actors(result)
        known = {key: (int(x), int(y)) for key, (x, y) in positions.items()}
        missing = [code for code in codes if result.alliance.actors.id[code] not in known]
        if missing:
            known = dict(layout(result, known))
        place = np.full(len(result.alliance.actors), -1)
        place[codes] = np.arange(len(codes))
        return cls(codes, place, known)

    def actors(self, result: Sustainability) -> list[Actor]:
        table = result.alliance.actors
        sector = sector_codes(result.alliance.actors)
        shown: list[Actor] = []
        for code in self.codes.tolist():
            x, y = self.positions[table.id[code]]
            left, unknown = int(table.left[code]), bool(table.left_unknown[code])
            shown.append(
                {
                    "id": clean(table.id[code]),
                    "label": clean(table.label[code]) or "–",
                    "sector": int(sector[code]),
                    "x": x,
                    "y": y,
                    "joined": _iso(int(table.joined[code])),
                    "left": None if unknown else _iso(left),
                    "left_unknown": unknown,
                }
            )
        return shown


@dataclass(frozen=True)
class _Pairs:
    """Every pair of partners that is tied in some window, weakest kinds first, for drawing."""

    first: Codes
    second: Codes
    place: dict[int, int]

    @classmethod
    def none(cls) -> _Pairs:
        """No pairs, where there are too many."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, {})

    @classmethod
    def of(cls, result: Sustainability, order: _Order) -> _Pairs:
        best: dict[int, int] = {}
        for network in result.networks:
            ties = network.ties
            for pair, kind in zip(ties.pair.tolist(), ties.tie_class.tolist(), strict=True):
                best[pair] = min(best.get(pair, kind), kind)
        ends = {
            pair: tuple(
                sorted((int(order.place[result.meetings.first[pair]]),
                        int(order.place[result.meetings.second[pair]])))
            )
            for pair in best
        }  # fmt: skip
        in_order = sorted(best, key=lambda pair: (-best[pair], ends[pair]))
        columns = np.array([ends[pair] for pair in in_order], np.int64).reshape(-1, 2)
        place = {pair: number for number, pair in enumerate(in_order)}
        return cls(columns[:, 0], columns[:, 1], place)

    def of_codes(self, pairs: Sequence[int]) -> list[int]:
        """Places of pairs that are tied in some window."""
        return [self.place[pair] for pair in pairs]


def _too_many(result: Sustainability, order: _Order) -> bool:
    ties = sum(len(network.ties) for network in result.networks)
    return len(order.codes) > DRAWABLE_ACTORS or ties > DRAWABLE_TIES


class _Record:
    """Collects the windows with the meetings and own ties that they refer to."""

    def __init__(
        self, result: Sustainability, order: _Order, pairs: _Pairs, only_sectors: bool
    ) -> None:
        self.only_sectors = only_sectors
        self.result = result
        self.order = order
        self.pairs = pairs
        self.meetings: list[Meeting] = []
        self._meeting: dict[tuple[int, int, int, int], int] = {}
        self._own: dict[tuple[int, int], int] = {}
        shown = () if only_sectors else result.networks
        used = {int(code) for network in shown for code in network.activities}
        self._activity_codes = self._in_time(sorted(used))
        self._activity = {code: number for number, code in enumerate(self._activity_codes)}
        self.used = len({int(code) for n in result.networks for code in n.activities})
        self._sector = sector_codes(result.alliance.actors)

    def own_pairs(self) -> tuple[list[int], list[int]]:
        """The pairs with the secretariat that the windows refer to."""
        return [a for a, _ in self._own], [b for _, b in self._own]

    def window(self, number: int) -> Window:
        """What the page shows of a window."""
        network, figures = self.result.networks[number], self.result.figures[number]
        rank = np.argsort(self.order.place[network.roster], kind="stable")
        behind = evidence(
            replace(network, ties=network.ties.select(np.zeros(len(network.ties), bool)))
            if self.only_sectors
            else network,
            self.result.meetings,
            self.result.spans,
        )
        scenarios = SCENARIOS if self.result.has_secretariat else SCENARIOS[:1]
        return {
            "label": network.window.label,
            "start": _iso(network.window.start),
            "end": _iso(network.window.end),
            "activities": len(network.activities),
            "roster": self.order.place[network.roster][rank].tolist(),
            "secretariat": sorted(self.order.place[network.secretariat].tolist()),
            "ties": _NO_TIES if self.only_sectors else self._ties(network, behind),
            "own": [] if self.only_sectors else self._own_ties(network),
            "scenarios": {}
            if figures is None
            else {s: self._figures(network, figures, behind, s, rank) for s in scenarios},
            "changes": self._changes(number),
            "sectors": {} if figures is None else {s: self._between(network, s) for s in scenarios},
        }

    def activities(self, pseudonyms: bool) -> list[Activity]:
        """The activities in order of time, with who took part."""
        alliance = self.result.alliance
        part = alliance.participations
        rows: dict[int, list[int]] = {}
        for row, activity in enumerate(part.activity.tolist()):
            rows.setdefault(activity, []).append(row)
        shown: list[Activity] = []
        for code in self._activity_codes:
            mine = [row for row in rows.get(code, []) if self.order.place[part.actor[row]] >= 0]
            mine.sort(key=lambda row: (self.order.place[part.actor[row]], part.start[row], row))
            start = min((int(part.start[row]) for row in mine), default=None)
            end = max((int(part.end[row]) for row in mine), default=None)
            shown.append(
                {
                    "name": clean(alliance.activities.name[code]),
                    "start": _iso(start),
                    "end": _iso(end),
                    "parts": [self._part(row, start, end, pseudonyms) for row in mine],
                }
            )
        return shown

    def _part(self, row: int, start: int | None, end: int | None, pseudonyms: bool) -> Part:
        table = self.result.alliance.participations
        part: Part = {"actor": int(self.order.place[table.actor[row]])}
        if table.lead[row]:
            part["lead"] = True
        if not pseudonyms and (role := _text(table.role[row])):
            part["role"] = role
        if (table.start[row], table.end[row]) != (start, end):
            part["start"], part["end"] = _iso(int(table.start[row])), _iso(int(table.end[row]))
        return part

    def _in_time(self, codes: Sequence[int]) -> list[int]:
        """Activities by time and size, never by name where that can be told apart."""
        part = self.result.alliance.participations
        activities = len(self.result.alliance.activities)
        start = np.full(activities, dates.END)
        end = np.full(activities, dates.BEGINNING)
        np.minimum.at(start, part.activity, part.start)
        np.maximum.at(end, part.activity, part.end)
        size = np.bincount(part.activity, minlength=activities)
        return sorted(codes, key=lambda code: (start[code], end[code], -size[code], code))

    def _ties(self, network: Network, behind: Evidence) -> WindowTies:
        rests_on: list[list[int]] = [[] for _ in range(len(network.ties))]
        for tie, *meeting in zip(
            behind.tie.tolist(),
            behind.activity.tolist(),
            behind.involvement.tolist(),
            behind.start.tolist(),
            behind.end.tolist(),
            strict=True,
        ):
            rests_on[tie].append(self._meeting_of(*meeting))
        order = sorted(range(len(network.ties)), key=lambda tie: self._pair(network, tie))
        return {
            "pair": [self._pair(network, tie) for tie in order],
            "kind": network.ties.tie_class[order].tolist(),
            "strength": [_short(x) for x in network.ties.strength[order]],
            "evidence": [rests_on[tie] for tie in order],
        }

    def _pair(self, network: Network, tie: int) -> int:
        return self.pairs.place[int(network.ties.pair[tie])]

    def _meeting_of(self, activity: int, involvement: int, start: int, end: int) -> int:
        key = (activity, involvement, start, end)
        if key not in self._meeting:
            self._meeting[key] = len(self.meetings)
            self.meetings.append(
                {
                    "activity": self._activity[activity],
                    "involvement": involvement,
                    "start": _iso(start),
                    "end": _iso(end),
                }
            )
        return self._meeting[key]

    def _own_ties(self, network: Network) -> list[int]:
        own = network.own_ties
        hub = set(network.secretariat.tolist())
        found = []
        for a, b in zip(own.first.tolist(), own.second.tolist(), strict=True):
            ends = (a, b) if a in hub else (b, a)
            key = (int(self.order.place[ends[0]]), int(self.order.place[ends[1]]))
            found.append(self._own.setdefault(key, len(self._own)))
        return sorted(found)

    def _figures(
        self,
        network: Network,
        figures: WindowFigures,
        behind: Evidence,
        scenario: Scenario,
        rank: Codes,
    ) -> Figures:
        where = places(network, scenario)
        sizes = np.bincount(where.component, minlength=1)
        cohesion = figures.scenarios[scenario]
        return {
            "ties": cohesion.ties,
            "connectedness": _figure(cohesion.connectedness),
            "largest": cohesion.largest_component_partners,
            "largest_component": _figure(cohesion.largest_component),
            "isolates": cohesion.isolates,
            "cut_off": int((sizes[1:] >= 2).sum()),
            "component": where.component[rank].tolist(),
            "degree": where.degree[rank].tolist(),
            "strength": []
            if self.only_sectors
            else [_short(x) for x in strength(network, scenario, self.result.spans, behind)[rank]],
            "betweenness": []
            if self.only_sectors
            else [
                _short(0.0 if math.isnan(x) else x) for x in betweenness(network, scenario)[rank]
            ],
            "alone": self.order.place[network.roster[rank][where.isolate[rank]]].tolist(),
        }

    def _changes(self, number: int) -> Changes | None:
        if number == 0:
            return None
        before, now = self.result.networks[number - 1], self.result.networks[number]
        if self.only_sectors or not len(before.activities) or not len(now.activities):
            return None
        was, is_now = set(before.ties.pair.tolist()), set(now.ties.pair.tolist())
        place = self.order.place
        return {
            "formed": sorted(self.pairs.of_codes(list(is_now - was))),
            "dissolved": sorted(self.pairs.of_codes(list(was - is_now))),
            "joined": sorted(place[np.setdiff1d(now.roster, before.roster)].tolist()),
            "left": sorted(place[np.setdiff1d(before.roster, now.roster)].tolist()),
        }

    def _between(self, network: Network, scenario: Scenario) -> Between:
        ties = network.ties.select(in_scenario(network.ties.lasting, scenario))
        ends = np.sort(
            np.column_stack([self._sector[ties.first], self._sector[ties.second]]), axis=1
        )
        kinds, counts = np.unique(ends, axis=0, return_counts=True)
        return {
            "first": kinds[:, 0].tolist(),
            "second": kinds[:, 1].tolist(),
            "ties": counts.tolist(),
        }


def _noun(result: Sustainability, order: _Order) -> str:
    kinds = {result.alliance.actors.type[code] for code in order.codes.tolist()}
    return "organisations" if kinds <= {"organisation"} else "actors"


def _fields(pseudonyms: bool) -> dict[str, list[str]]:
    """The columns of the data that the page holds."""
    actors = ["sector", "secretariat", "joined", "left"]
    parts = ["actor", "start", "end"]
    if pseudonyms:
        return {"nodes.csv": actors, "edges.csv": [*parts, "role (lead)"]}
    return {"nodes.csv": ["id", "label", *actors], "edges.csv": ["activity", *parts, "role"]}


def _scale(windows: Sequence[Window]) -> Scale:
    figures = [figures for window in windows for figures in window["scenarios"].values()]
    return {
        "ties": float(max((x for f in figures for x in f["degree"]), default=0)),
        "strength": max((x for f in figures for x in f["strength"]), default=0.0),
        "betweenness": max((x for f in figures for x in f["betweenness"]), default=0.0),
        "strength_of_tie": max((x for w in windows for x in w["ties"]["strength"]), default=0.0),
    }


def _sector_places(count: int) -> list[SectorPlace]:
    """Sectors in a wide ring, the last one for those whose sector is not recorded."""
    places: list[SectorPlace] = []
    for number in range(count):
        angle = 2 * math.pi * number / count
        places.append({"x": round(520 * math.sin(angle)), "y": round(-300 * math.cos(angle))})
    return places


def _steps(
    story: Sequence[StoryStep],
    windows: Sequence[Window],
    order: _Order,
    actors: Sequence[Actor],
    result: Sustainability,
) -> list[Step]:
    """The steps with the address of each, checked against what there is."""
    ids = {
        result.alliance.actors.id[code]: actors[number]["id"]
        for number, code in enumerate(order.codes.tolist())
    }
    labels = {window["label"] for window in windows}
    steps: list[Step] = []
    for number, step in enumerate(story, start=1):
        if step.window is not None and step.window not in labels:
            raise UsageError(
                f"Step {number} of the story names the window {step.window!r}; there are "
                f"{', '.join(sorted(labels))}."
            )
        for wanted in step.select:
            if wanted not in ids:
                raise UsageError(
                    f"Step {number} of the story selects {wanted!r}, which is no actor on the map."
                )
        steps.append(
            {
                "title": clean(step.title),
                "text": clean(step.text),
                "view": step.address({key: ids[key] for key in step.select}),
            }
        )
    return steps


def _iso(ordinal: int | None) -> str | None:
    """A day as text; None where it is open or unknown."""
    if ordinal is None or not dates.BEGINNING < ordinal < dates.END:
        return None
    return dates.iso(int(ordinal))


def _text(value: str | None) -> str | None:
    return clean(value) or None if value is not None else None


def _figure(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
