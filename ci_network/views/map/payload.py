"""What the page shows, as plain lists and numbers: every figure is final before the page opens.

The page filters and draws; it computes no figure again. A `Payload` holds nothing but JSON types,
and only what the page shows of the data.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from ci_network.language import Language
from ci_network.views.map.wording import Forms

FORMAT = 1
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
    """An actor's part in an activity; `role` where there is one, dates where it has its own."""

    actor: int
    role: NotRequired[str]
    lead: NotRequired[bool]
    start: NotRequired[str | None]
    end: NotRequired[str | None]


class Activity(TypedDict):
    """An activity: the evidence."""

    name: str
    start: str | None
    end: str | None
    parts: list[Part]


class Meeting(TypedDict):
    """A time in an activity, with the involvement of the secretariat: 0 none, 1 present, 2 led."""

    activity: int
    involvement: int
    start: str | None
    end: str | None


class WindowTies(TypedDict):
    """The ties between partners in a window, column by column.

    `pair` is a place in `pairs`; `kind` is 0 independent, 1 supported, 2 carried; `evidence`
    lists the meetings of the pair in the window.
    """

    pair: list[int]
    kind: list[int]
    strength: list[float]
    evidence: list[list[int]]


class Figures(TypedDict):
    """A window in one scenario; None where a figure is not defined.

    `largest` counts the partners of the largest component, `largest_component` is their share.
    The lists go along the roster of the window, but for `alone`, which names the actors without
    ties. Components are numbered from 0, the largest.
    """

    ties: int
    connectedness: float | None
    largest: int
    largest_component: float | None
    isolates: int
    cut_off: int
    component: list[int]
    degree: list[int]
    strength: list[float]
    betweenness: list[float]
    alone: list[int]


class Changes(TypedDict):
    """What differs from the window before: pairs of `pairs`, and actors."""

    formed: list[int]
    dissolved: list[int]
    joined: list[int]
    left: list[int]


class Between(TypedDict):
    """The ties between two sectors (or within one) in a scenario, column by column."""

    first: list[int]
    second: list[int]
    ties: list[int]


class Window(TypedDict):
    """A window. One without activity has an empty roster and no scenarios."""

    label: str
    start: str | None
    end: str | None
    activities: int
    roster: list[int]
    secretariat: list[int]
    ties: WindowTies
    own: list[int]
    scenarios: dict[str, Figures]
    changes: Changes | None
    sectors: dict[str, Between]


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


class Payload(TypedDict):
    """Everything that the page shows.

    `pairs` are the pairs that are tied in some window, `own` those with the secretariat: each
    two columns of places in `actors`. `words` has the texts of both languages by key. `fields`
    lists the columns of the data that were written into the page, by file. `opens` tells whether
    the page opens on the actors or, above what can be read, on the sectors, and `opens_at` is the
    window that the answer of the report is about. Where `only_sectors`,
    there are too many ties to draw: pairs, ties, activities and changes are left out, and so are
    the strength and the betweenness of actors.
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
    meetings: list[Meeting]
    windows: list[Window]
    scale: Scale
    opens: str
    opens_at: str | None
    only_sectors: bool
    story: list[Step]
