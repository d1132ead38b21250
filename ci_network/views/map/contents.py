"""From the figures of an alliance to what the page shows.

Every figure comes from the measures; here they are only put in the order of the page, as plain
numbers and clean text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ci_network.dates import iso_if_known
from ci_network.errors import UsageError
from ci_network.graphs.arrangement import Positions
from ci_network.graphs.sorted_codes import Codes, distinct
from ci_network.language import Language
from ci_network.measures.cohesion import Cohesion
from ci_network.measures.evidence import Evidence, evidence
from ci_network.measures.sustainability import Mapped, connected
from ci_network.network.networks import SCENARIOS, Network, Scenario
from ci_network.record.alliance import GOES_ON, NOT_KNOWN, sector_codes
from ci_network.record.pseudonyms import under_pseudonyms
from ci_network.results.answering import answer
from ci_network.results.map import exit_steps, in_time, marks, open_to_decide, sector_ties, until
from ci_network.results.positions import activity_places, layout, shown_actors
from ci_network.results.undefined import known
from ci_network.views.map import wording
from ci_network.views.map.payload import (
    FORMAT,
    Activity,
    Actor,
    Changes,
    ExitStep,
    Figures,
    Open,
    Part,
    Payload,
    Scale,
    Step,
    Stretch,
    Window,
    WindowTies,
)
from ci_network.views.map.sectors import sector_places, sectors
from ci_network.views.map.story import StoryStep

READABLE, READABLE_TIES = 250, 1_500
"""Actors, and ties in the window of the answer, up to which the map can open on the ties."""

HELD_ACTORS, HELD_TIES = 1_500, 600_000
"""Actors, and ties over all windows, up to which the page holds each tie."""

HELD_STRETCHES = 60_000
"""Stretches up to which the page holds the activities."""

_EXITS = ((1, 2), (1, 3), (2, 3))
"""Scenarios between which the page plays the exit."""

_DIGITS = 6
"""Significant digits of what is shown beside the figures of the metrics."""

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Opening:
    """How a map opens, and what it is told beside the figures.

    Attributes
    ----------
    language
        The language that the page opens in; it holds both.
    title
        Title of the page; a general one when None.
    positions
        Places of the actors, from `layout`; computed when None.
    story
        Steps of a story, from `read_story`.
    pseudonyms
        Write codes instead of the names of actors and activities, and no roles but the lead, so
        that no name can be recovered from the page.
    window
        Label of the window that the page opens on; that of the answer when None.
    """

    language: Language = "da"
    title: str | None = None
    positions: Positions | None = None
    story: Sequence[StoryStep] = ()
    pseudonyms: bool = False
    window: str | None = None


def payload(result: Mapped, opening: Opening | None = None) -> Payload:
    """Everything that the page shows of an alliance.

    Parameters
    ----------
    result
        The figures of the alliance.
    opening
        How the page opens.

    Raises
    ------
    UsageError
        When a step of the story names a window or an actor that is not there.
    """
    opening = opening or Opening()
    title, pseudonyms = opening.title, opening.pseudonyms
    positions, story = opening.positions, opening.story
    if pseudonyms and not result.alliance.coded:
        result, positions, story = _under_pseudonyms(result, positions, story)
    order = _Order.of(result, positions or layout(result))
    record = _Record(result, order)
    shown_windows = [record.window(number) for number in range(len(result.networks))]
    names = sorted({s for s in result.alliance.actors.sector if s is not None})
    actors = order.actors(result)
    used = {int(code) for network in result.networks for code in network.activities}
    told = answer(result, opening.window)
    opens_at = told.window
    return {
        "format": FORMAT,
        "language": opening.language,
        "title": None if title is None else clean(title),
        "noun": _noun(result, order),
        "pseudonyms": pseudonyms,
        "secretariat": result.has_secretariat,
        "data": {
            "partners": len({actor for window in shown_windows for actor in window["roster"]}),
            "activities": len(used),
            "undated": len(result.alliance.activities) - len(used),
            "first": iso_if_known(result.alliance.first),
            "last": iso_if_known(result.alliance.last),
        },
        "fields": _fields(pseudonyms),
        "words": wording.both(),
        "sectors": sectors([clean(name) for name in names]),
        "sector_places": sector_places(len(names) + any(actor["sector"] < 0 for actor in actors)),
        "actors": actors,
        "pairs": record.pairs(),
        "own": record.own_pairs(),
        "activities": record.activities(pseudonyms),
        "stretches": record.stretches(),
        "windows": shown_windows,
        "scale": _scale(shown_windows),
        "opens": _opens(shown_windows, opens_at, record, len(actors), len(names)),
        "opens_at": opens_at,
        "hinge": [
            {"name": clean(name), "activities": record.places_of(its)}
            for name, its in told.hinge.meetings
        ],
        "ties": record.holds_ties,
        "story": _steps(story, shown_windows, order, actors, result),
    }


def _opens(
    windows: Sequence[Window], label: str | None, record: _Record, actors: int, sectors: int
) -> str:
    """Activities where ties cannot be read, or where one activity makes more than half of them."""
    window = next((one for one in windows if one["label"] == label), None)
    ties = 0 if window is None else sum(window["sectors"]["ties"])
    if window is None or (actors <= READABLE and ties <= READABLE_TIES):
        largest = 0 if window is None else record.most_ties_of_one_activity(window["label"])
        return "activities" if 2 * largest > ties > 0 and record.holds_stretches else "ties"
    if record.holds_stretches:
        return "activities"
    return "sectors" if sectors > 1 else "ties"


def _under_pseudonyms(
    result: Mapped, positions: Positions | None, story: Sequence[StoryStep]
) -> tuple[Mapped, Positions | None, Sequence[StoryStep]]:
    """The figures of the alliance with codes for names, and what goes by ids."""
    alliance, key = under_pseudonyms(result.alliance)
    if positions is not None:
        positions = {key.actors[id_]: at for id_, at in positions.items() if id_ in key.actors}
    hidden = connected(alliance, result.every, result.max_size)
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
    def of(cls, result: Mapped, positions: Positions) -> _Order:
        codes = shown_actors(result)
        known = {key: (int(x), int(y)) for key, (x, y) in positions.items()}
        missing = [code for code in codes if result.alliance.actors.id[code] not in known]
        if missing:
            known = dict(layout(result, known))
        place = np.full(len(result.alliance.actors), -1)
        place[codes] = np.arange(len(codes))
        return cls(codes, place, known)

    def actors(self, result: Mapped) -> list[Actor]:
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
                    "joined": iso_if_known(int(table.joined[code])),
                    "left": None if unknown else iso_if_known(left),
                    "left_unknown": unknown,
                }
            )
        return shown


class _Record:
    """Collects the windows with the pairs, stretches and activities that they refer to."""

    def __init__(self, result: Mapped, order: _Order) -> None:
        self.result = result
        self.order = order
        ties = sum(len(network.ties) for network in result.networks)
        self.holds_ties = len(order.codes) <= HELD_ACTORS and ties <= HELD_TIES
        used = _distinct([network.incidence_stretch for network in result.networks])
        self.holds_stretches = len(used) <= HELD_STRETCHES
        self._stretches = used if self.holds_stretches else used[:0]
        tied = [n.ties.pair for n in result.networks] if self.holds_ties else []
        self._pairs = self._sorted(_distinct(tied))
        self._own = self._sorted(_distinct([n.own_ties.pair for n in result.networks]))
        self._activities = in_time(
            result.alliance, distinct(result.spans.activity[self._stretches]).tolist()
        )
        self._activity = {code: number for number, code in enumerate(self._activities)}
        self._sector = sector_codes(result.alliance.actors)
        self._until = until(result.spans.lasting)

    def _sorted(self, pairs: Codes) -> Codes:
        """Pairs by the places of their actors."""
        first, second = self._ends(pairs)
        return pairs[np.lexsort((second, first))]

    def _ends(self, pairs: Codes) -> tuple[Codes, Codes]:
        meetings, place = self.result.meetings, self.order.place
        ends = np.sort([place[meetings.first[pairs]], place[meetings.second[pairs]]], axis=0)
        return ends[0], ends[1]

    def places_of(self, names: Sequence[str]) -> list[int]:
        """Places in the page of activities by their names."""
        wanted = set(names)
        name = self.result.alliance.activities.name
        return [place for place, code in enumerate(self._activities) if name[code] in wanted]

    def pairs(self) -> tuple[list[int], list[int]]:
        """The pairs of partners that the windows refer to."""
        first, second = self._ends(self._pairs)
        return first.tolist(), second.tolist()

    def own_pairs(self) -> tuple[list[int], list[int]]:
        """The pairs with the secretariat that the windows refer to."""
        first, second = self._ends(self._own)
        return first.tolist(), second.tolist()

    def window(self, number: int) -> Window:
        """What the page shows of a window."""
        network, figures = self.result.networks[number], self.result.figures[number]
        place, spans = self.order.place, self.result.spans
        rank = np.argsort(place[network.roster], kind="stable")
        scenarios = SCENARIOS if self.result.has_secretariat else SCENARIOS[:1]
        behind = evidence(network, self.result.meetings, spans) if self.holds_ties else None
        switched = figures is not None and self.result.has_secretariat and self.holds_stretches
        return {
            "label": network.window.label,
            "start": iso_if_known(network.window.start),
            "end": iso_if_known(network.window.end),
            "activities": len(network.activities),
            "roster": place[network.roster][rank].tolist(),
            "secretariat": sorted(place[network.secretariat].tolist()),
            "stretches": np.searchsorted(self._stretches, network.incidence_stretch).tolist()
            if self.holds_stretches
            else [],
            "ties": self._ties(network),
            "own": sorted(_places(self._own, network.own_ties.pair).tolist()),
            "scenarios": {}
            if figures is None
            else {
                s: self._figures(network, figures.scenarios[s], behind, s, rank) for s in scenarios
            },
            "exits": self._exits(network) if switched else {},
            "lead_unknown": 0 if figures is None else figures.independence.ties.lead_unknown,
            "open": self._open(network)
            if switched
            else {"units": [], "names": [], "candidates": [], "steps": [], "exact": 0},
            "changes": self._changes(number),
            "sectors": sector_ties(network, self._sector),
        }

    def most_ties_of_one_activity(self, label: str) -> int:
        """Ties of a window that rest on the activity that most rest on."""
        (network,) = [n for n in self.result.networks if n.window.label == label]
        behind = evidence(network, self.result.meetings, self.result.spans)
        width = int(behind.tie.max(initial=0)) + 1
        pairs = distinct(behind.activity * width + behind.tie)
        return int(np.bincount(pairs // width, minlength=1).max())

    def activities(self, pseudonyms: bool) -> list[Activity]:
        """The activities in order of time, with who took part."""
        part = self.result.alliance.participations
        at = activity_places(self.result, self.order.positions)
        rows: dict[int, list[int]] = {}
        for row, activity in enumerate(part.activity.tolist()):
            rows.setdefault(activity, []).append(row)
        told = self.result.alliance.activities
        shown: list[Activity] = []
        for code in self._activities:
            mine = [row for row in rows.get(code, []) if self.order.place[part.actor[row]] >= 0]
            mine.sort(key=lambda row: (self.order.place[part.actor[row]], part.start[row], row))
            start = min((int(part.start[row]) for row in mine), default=None)
            end = max((int(part.end[row]) for row in mine), default=None)
            name = told.name[code]
            one: Activity = {
                "name": clean(name),
                "start": iso_if_known(start),
                "end": iso_if_known(end),
                "parts": [self._part(row, start, end, pseudonyms) for row in mine],
            }
            if (place := at[code]) is not None:
                one["x"], one["y"] = place
            if (said := int(told.continues[code])) != NOT_KNOWN:
                one["continues"] = said == GOES_ON
            if one["name"] != name:
                one["recorded"] = name
            shown.append(one)
        return shown

    def _part(self, row: int, start: int | None, end: int | None, pseudonyms: bool) -> Part:
        table = self.result.alliance.participations
        part: Part = {"actor": int(self.order.place[table.actor[row]])}
        if table.lead[row]:
            part["lead"] = True
        if not pseudonyms and (role := _text(table.role[row])):
            part["role"] = role
        if (table.start[row], table.end[row]) != (start, end):
            part["start"], part["end"] = (
                iso_if_known(int(table.start[row])),
                iso_if_known(int(table.end[row])),
            )
        if table.latest_start[row] != table.start[row]:
            part["latest"] = iso_if_known(int(table.latest_start[row]))
        return part

    def stretches(self) -> list[Stretch]:
        """The stretches that the windows refer to, with who was present."""
        spans = self.result.spans
        shown: list[Stretch] = []
        for code in self._stretches.tolist():
            actors = self.order.place[spans.actor[spans.offset[code] : spans.offset[code + 1]]]
            shown.append(
                {
                    "activity": self._activity[int(spans.activity[code])],
                    "involvement": int(spans.involvement[code]),
                    "standing": int(spans.standing[code]),
                    "until": int(self._until[code]),
                    "start": iso_if_known(int(spans.start[code])),
                    "end": iso_if_known(int(spans.end[code])),
                    "actors": sorted(actors.tolist()),
                }
            )
        return shown

    def _ties(self, network: Network) -> WindowTies:
        if not self.holds_ties:
            return {"pair": [], "kind": [], "until": [], "strength": [], "activities": []}
        place = _places(self._pairs, network.ties.pair)
        ties, order = network.ties, np.argsort(place)
        return {
            "pair": place[order].tolist(),
            "kind": ties.tie_class[order].tolist(),
            "until": until(ties.lasting)[order].tolist(),
            "strength": [_short(x) for x in ties.strength[order].tolist()],
            "activities": ties.activities[order].tolist(),
        }

    def _figures(
        self,
        network: Network,
        cohesion: Cohesion,
        behind: Evidence | None,
        scenario: Scenario,
        rank: Codes,
    ) -> Figures:
        shown = marks(network, scenario, self.result.spans, behind)
        largest = network.roster[shown.component == 0]
        by_sector = np.bincount(self._sector[largest] + 1, minlength=int(self._sector.max()) + 2)
        return {
            "ties": cohesion.ties,
            "connectedness": known(cohesion.connectedness),
            "largest": cohesion.largest_component_partners,
            "largest_component": known(cohesion.largest_component),
            "isolates": cohesion.isolates,
            "cut_off": shown.cut_off,
            "equal": shown.equal,
            "apart": shown.apart,
            "component": shown.component[rank].tolist(),
            "degree": shown.degree[rank].tolist(),
            "strength": [_short(x) for x in shown.strength[rank]] if behind else [],
            "betweenness": [_short(0.0 if math.isnan(x) else x) for x in shown.betweenness[rank]]
            if behind
            else [],
            "alone": self.order.place[network.roster[rank][shown.alone[rank]]].tolist(),
            "sectors": by_sector.tolist(),
        }

    def _exits(self, network: Network) -> dict[str, list[ExitStep]]:
        return {
            f"{start}-{end}": [
                {
                    "name": clean(step.name) if len(step.activities) > 1 else "",
                    "activities": [self._activity[code] for code in step.activities],
                    "hit": step.hit,
                    "fall": step.fall,
                    "largest": step.largest,
                }
                for step in exit_steps(self.result, network, start, end)
            ]
            for start, end in _EXITS
        }

    def _open(self, network: Network) -> Open:
        found = open_to_decide(self.result, network)
        row = {unit: row for row, unit in enumerate(found.units)}
        told = self.result.alliance.activities
        return {
            "units": [[self._activity[code] for code in unit] for unit in found.units],
            "names": [clean(told.series[unit[0]]) if len(unit) > 1 else "" for unit in found.units],
            "candidates": [self.order.place[list(who)].tolist() for who in found.candidates],
            "steps": [[row[unit] for unit in step] for step in found.steps],
            "exact": found.exact,
        }

    def _changes(self, number: int) -> Changes | None:
        if number == 0 or not self.holds_ties:
            return None
        before, now = self.result.networks[number - 1], self.result.networks[number]
        if not len(before.activities) or not len(now.activities):
            return None
        place, (was, is_now) = self.order.place, (before.ties.pair, now.ties.pair)
        return {
            "formed": sorted(_places(self._pairs, _without(is_now, was)).tolist()),
            "dissolved": sorted(_places(self._pairs, _without(was, is_now)).tolist()),
            "joined": sorted(place[_without(now.roster, before.roster)].tolist()),
            "left": sorted(place[_without(before.roster, now.roster)].tolist()),
        }


def _without(some: Codes, others: Codes) -> Codes:
    """The codes that are not among the others."""
    return some[~np.isin(some, others)]


def _distinct(codes: Sequence[Codes]) -> Codes:
    return distinct(np.concatenate([np.zeros(0, np.int64), *codes]))


def _places(of: Codes, codes: Codes) -> Codes:
    """Places of codes in a list that holds each of them, in any order."""
    order = np.argsort(of)
    return order[np.searchsorted(of, codes, sorter=order)]


def _noun(result: Mapped, order: _Order) -> str:
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


def _steps(
    story: Sequence[StoryStep],
    windows: Sequence[Window],
    order: _Order,
    actors: Sequence[Actor],
    result: Mapped,
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
                "Step {number} of the story names the window {window!r}; there are: {there}.",
                number=number,
                window=step.window,
                there=", ".join(sorted(labels)),
            )
        for wanted in step.select:
            if wanted not in ids:
                raise UsageError(
                    "Step {number} of the story selects {wanted!r}, which is no actor on the map.",
                    number=number,
                    wanted=wanted,
                )
        steps.append(
            {
                "title": clean(step.title),
                "text": clean(step.text),
                "view": step.address({key: ids[key] for key in step.select}),
            }
        )
    return steps


def _text(value: str | None) -> str | None:
    return clean(value) or None if value is not None else None


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
