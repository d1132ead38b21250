"""What the page shows, as plain lists and numbers: every figure is final before the page opens.

The page filters and draws; it computes no figure again. A `Payload` holds nothing but JSON types,
and only what the page shows of the data.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from ci_network.language import Language
from ci_network.results.map import SectorTies
from ci_network.views.map.wording import Forms

FORMAT = 2
"""Version of the payload, for those who read it out of a page."""


class Sector(TypedDict):
    """A sector and how it is drawn: a fill, an edge of the same hue, and a shape."""

    label: str
    colour: str
    edge: str
    shape: str


class Actor(TypedDict):
    """An actor and its place, which is the same in every window.

    `id` is what the address of the page names it by, or a pseudonym. `sector` is a place in
    `sectors`, -1 where it is not recorded. Dates are ISO, None where open or unknown.
    """

    id: str
    label: str
    sector: int
    x: int
    y: int
    joined: str | None
    left: str | None
    left_unknown: bool


class Part(TypedDict):
    """An actor's part in an activity; `role` where there is one, dates where it has its own.

    `latest` is the last day on which it can have begun, where that is not the first.
    """

    actor: int
    role: NotRequired[str]
    lead: NotRequired[bool]
    start: NotRequired[str | None]
    end: NotRequired[str | None]
    latest: NotRequired[str | None]


class Activity(TypedDict):
    """An activity: the evidence. It stands nowhere on the map when one actor took part.

    `recorded` is its name as the data has it, where that is not fit to be shown; `continues`
    whether it goes on, where somebody has said so.
    """

    name: str
    recorded: NotRequired[str]
    continues: NotRequired[bool]
    start: str | None
    end: str | None
    x: NotRequired[int]
    y: NotRequired[int]
    parts: list[Part]


class Stretch(TypedDict):
    """A time in an activity with the same actors throughout.

    `involvement` of the secretariat is 0 none, 1 present, 2 led; `standing` is 0 without the
    secretariat, 1 led by a partner, 2 lead not recorded, 3 led by the secretariat; `until` is the
    last scenario in which it goes on, a place in the list of the four.
    """

    activity: int
    involvement: int
    standing: int
    until: int
    start: str | None
    end: str | None
    actors: list[int]


class WindowTies(TypedDict):
    """The ties between partners in a window, column by column.

    `pair` is a place in `pairs`; `kind` is 0 independent, 1 supported, 2 carried; `until` is the
    last scenario in which the tie stays; `activities` counts what the pair shared.
    """

    pair: list[int]
    kind: list[int]
    until: list[int]
    strength: list[float]
    activities: list[int]


class Figures(TypedDict):
    """A window in one scenario; None where a figure is not defined.

    `largest` counts the partners of the largest component, `largest_component` is their share,
    `equal` how many components are as large, `cut_off` how many smaller ones have two or more
    partners. The lists go along the roster of the window, but for `alone`, which names the actors
    without ties, `apart`, the components that hang together on their own, and `sectors`, the
    partners of the largest component by sector. Components are numbered from 0, the largest.
    """

    ties: int
    connectedness: float | None
    largest: int
    largest_component: float | None
    isolates: int
    cut_off: int
    equal: int
    apart: list[int]
    component: list[int]
    degree: list[int]
    strength: list[float]
    betweenness: list[float]
    alone: list[int]
    sectors: list[int]


class ExitStep(TypedDict):
    """Activities that end, how many ties rest on them, how many of these fall, what is left.

    Several have the name of the series that they are, or none.
    """

    name: str
    activities: list[int]
    hit: int
    fall: int
    largest: int


class Open(TypedDict):
    """What somebody could take over: activities or series of them, the name of a series, by each
    the actors to ask, the best sets (of places in `units`), and how many of these are known to be
    the best."""

    units: list[list[int]]
    names: list[str]
    candidates: list[list[int]]
    steps: list[list[int]]
    exact: int


class Changes(TypedDict):
    """What differs from the window before: pairs of `pairs`, and actors."""

    formed: list[int]
    dissolved: list[int]
    joined: list[int]
    left: list[int]


class Window(TypedDict):
    """A window. One without activity has an empty roster and no scenarios.

    `exits` tells, by two places in the list of scenarios such as ``1-3``, how the one becomes
    the other. `lead_unknown` counts the ties that rest on an activity without a known lead.
    """

    label: str
    start: str | None
    end: str | None
    activities: int
    roster: list[int]
    secretariat: list[int]
    stretches: list[int]
    ties: WindowTies
    own: list[int]
    scenarios: dict[str, Figures]
    exits: dict[str, list[ExitStep]]
    open: Open
    lead_unknown: int
    changes: Changes | None
    sectors: SectorTies


class Scale(TypedDict):
    """The largest value of each metric over all windows and scenarios: one scale for all.

    `strength_of_tie` is that of the strongest tie, for the width of lines.
    """

    ties: float
    strength: float
    betweenness: float
    strength_of_tie: float


class Step(TypedDict):
    """A step of the story: what the speaker says, and the state of the page as in its address."""

    title: str
    text: str
    view: str


class SectorPlace(TypedDict):
    """Where a sector stands when sectors are shown as marks."""

    x: int
    y: int


class Data(TypedDict):
    """What the map is drawn from, and how many activities are left out since they have no date."""

    partners: int
    activities: int
    undated: int
    first: str | None
    last: str | None


class Hinge(TypedDict):
    """An activity that the answer depends on, or a series with all its open meetings."""

    name: str
    activities: list[int]


class Payload(TypedDict):
    """Everything that the page shows.

    `pairs` are the pairs that are tied in some window, sorted, `own` those with the secretariat:
    each two columns of places in `actors`. `words` has the texts of both languages by key.
    `fields` lists the columns of the data that were written into the page, by file. `opens` tells
    whether the page opens on ties, activities or sectors, `opens_at` is the window that the answer
    of the report is about, and `hinge` the activities that this answer depends on. Where not
    `ties`, there are too many of them to hold: pairs and ties are left out, and so are the
    strength and the betweenness of actors.
    """

    format: int
    language: Language
    title: str | None
    noun: str
    pseudonyms: bool
    secretariat: bool
    data: Data
    fields: dict[str, list[str]]
    words: dict[Language, dict[str, Forms]]
    sectors: list[Sector]
    sector_places: list[SectorPlace]
    actors: list[Actor]
    pairs: tuple[list[int], list[int]]
    own: tuple[list[int], list[int]]
    activities: list[Activity]
    stretches: list[Stretch]
    windows: list[Window]
    scale: Scale
    opens: str
    opens_at: str | None
    hinge: list[Hinge]
    ties: bool
    story: list[Step]
