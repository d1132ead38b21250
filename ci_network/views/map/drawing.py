"""A still picture of one window and scenario, in the marks and lines of the map.

It survives where no script may run: in a notebook that is not trusted, and as one of many small
pictures in a report.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from ci_network.dates import one_of
from ci_network.errors import UsageError
from ci_network.language import Language
from ci_network.network.networks import SCENARIOS, Scenario
from ci_network.views.map.contents import clean
from ci_network.views.map.payload import Figures, Payload, Window

_INK = ("#17324a", "#5d6d7a", "#7f8c97")
_DASHES = ("", ' stroke-dasharray="11 6"', ' stroke-dasharray="2.5 5"')
_GHOST = "#ae8c7b"
_OWN = "#96803f"
_CUT_LINE, _CUT_FILL = "#B3541E", "#fdf1e6"
_UNKNOWN = ("#9aa5b1", "#5b6673", "dot")
_BLACK = "#111820"
_TEXT, _SOFT = "#17212b", "#46525e"
_FONT = "Segoe UI, -apple-system, Noto Sans, Helvetica Neue, Arial, Liberation Sans, sans-serif"
_SMALLEST, _LARGEST, _SECRETARIAT = 8.5, 23.0, 21.0
_FILLS = {
    "square": 0.88,
    "triangle": 1.14,
    "triangleDown": 1.14,
    "diamond": 1.2,
    "hexagon": 1.05,
    "star": 1.25,
}
_LETTER = 0.56
"""Mean width of a letter against its height, a little on the safe side."""

_LINE = 22
_MOST_NAMES = 120

Point = tuple[float, float]


@dataclass(frozen=True)
class _Mark:
    actor: int
    x: float
    y: float
    radius: float
    look: tuple[str, str, str]
    hollow: bool
    gone: bool
    label: str


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def svg_of(
    shown: Payload,
    window: str,
    scenario: Scenario,
    *,
    language: Language | None = None,
    width: int = 840,
    height: int = 470,
    names: bool = True,
    scale: float | None = None,
) -> str:
    """Draw a window of a payload in one scenario.

    Parameters
    ----------
    shown
        What the map shows, from `payload`.
    window
        Label of the window.
    scenario
        Which answer to draw.
    language
        Language of the description; that of the payload when None.
    width, height
        Size in pixels. The map keeps its proportions.
    names
        Whether to write the names of the actors, as many as there is room for.
    scale
        Pixels for each unit of the map, no more than `scale_of` gives, where several alliances
        are drawn alike; as large as there is room for when None.

    Returns
    -------
    str
        An SVG element that stands on its own, with a title and a description.

    Raises
    ------
    UsageError
        When there is no such window or scenario.
    """
    chosen = _window(shown, window)
    if scenario not in SCENARIOS or (chosen["scenarios"] and scenario not in chosen["scenarios"]):
        raise UsageError("There is no scenario {scenario!r} to draw.", scenario=scenario)
    words = shown["words"][language or shown["language"]]
    title = f"{shown['title'] or words['title'][0]}: {clean(window)}, {words[scenario][0]}"
    figures = chosen["scenarios"].get(scenario)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="{_FONT}">',
        f"<title>{escape(title, quote=False)}</title>",
        f"<desc>{escape(sentence(shown, window, scenario, language=language), quote=False)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    if figures is None:
        parts.append(_write(words["empty"][0], width / 2, height / 2, 16, _SOFT))
    else:
        size = scale_of(shown, width, height, names=names) if scale is None else scale
        picture = _Picture(shown, chosen, scenario, figures, (width, height), size)
        parts.extend(picture.drawn(names=names))
    return "".join([*parts, "</svg>"])


def sentence(
    shown: Payload, window: str, scenario: Scenario, *, language: Language | None = None
) -> str:
    """The large sentence of the map, for one window and scenario.

    Parameters
    ----------
    shown
        What the map shows, from `payload`.
    window
        Label of the window.
    scenario
        Which answer.
    language
        Language of the sentence; that of the payload when None.
    """
    chosen = _window(shown, window)
    words = shown["words"][language or shown["language"]]
    figures = chosen["scenarios"].get(scenario)
    if figures is None:
        return f"{clean(window)}: {words['empty'][0]}."
    n = len(chosen["roster"])
    kind = "none" if figures["largest"] < 2 else "together" if scenario == "present" else "still"
    forms = words[f"{kind}.{shown['noun']}"]
    said = forms[0 if n == 1 else -1].format(largest=figures["largest"], n=n)
    return f"{clean(window)}, {words[scenario][0]}: {said}."


def _window(shown: Payload, label: str) -> Window:
    windows = shown["windows"]
    return windows[one_of([window["label"] for window in windows], label)]


def scale_of(shown: Payload, width: int, height: int, *, names: bool = True) -> float:
    """Pixels for each unit of the map, the same for both axes and for all windows and scenarios."""
    xs, ys = _extent(shown)
    side, above = (70.0, 40.0) if names else (14.0, 14.0)
    return min(
        (width - 2 * side) / max(max(xs) - min(xs), 1),
        (height - 2 * above) / max(max(ys) - min(ys), 1),
        1.6,
    )


def _extent(shown: Payload) -> tuple[list[int], list[int]]:
    actors = shown["actors"]
    return [actor["x"] for actor in actors] or [0], [actor["y"] for actor in actors] or [0]


@dataclass(frozen=True)
class _Picture:
    """A window in one scenario; `size` in pixels, and `scale` is pixels for a unit of the map."""

    shown: Payload
    window: Window
    scenario: Scenario
    figures: Figures
    size: tuple[int, int]
    scale: float

    def drawn(self, *, names: bool) -> Iterator[str]:
        """The elements, the first below."""
        marks = list(self._marks())
        yield from self._outlines(marks)
        yield from self._lines()
        yield from map(_mark, marks)
        if names:
            yield from _names(marks, *self.size)

    @property
    def _grow(self) -> float:
        return min(1.3, max(self.scale, 0.3))

    @cached_property
    def _middle(self) -> Point:
        xs, ys = _extent(self.shown)
        return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def _at(self, actor: int) -> Point:
        """Where an actor stands, the whole in the middle."""
        place, (width, height), (x, y) = self.shown["actors"][actor], self.size, self._middle
        return (
            width / 2 + (place["x"] - x) * self.scale,
            height / 2 + (place["y"] - y) * self.scale,
        )

    def _marks(self) -> Iterator[_Mark]:
        shown, window, figures = self.shown, self.window, self.figures
        most = shown["scale"]["ties"] or 1.0
        without = set(figures["alone"])
        for place, actor in enumerate(window["roster"]):
            who = shown["actors"][actor]
            look = _UNKNOWN
            if who["sector"] >= 0:
                sector = shown["sectors"][who["sector"]]
                look = sector["colour"], sector["edge"], sector["shape"]
            radius = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(figures["degree"][place] / most)
            radius *= self._grow
            yield _Mark(
                actor, *self._at(actor), radius, look, actor in without, False, who["label"]
            )
        gone = self.scenario != "present"
        for actor in window["secretariat"]:
            label = shown["actors"][actor]["label"]
            look = _BLACK, _BLACK, "star"
            yield _Mark(actor, *self._at(actor), _SECRETARIAT * self._grow, look, gone, gone, label)

    def _outlines(self, marks: Sequence[_Mark]) -> Iterator[str]:
        """A soft shape around every group that hangs together on its own."""
        groups: dict[int, set[int]] = {}
        for actor, component in zip(self.window["roster"], self.figures["component"], strict=True):
            groups.setdefault(component, set()).add(actor)
        by_actor = {mark.actor: mark for mark in marks}
        last = SCENARIOS.index(self.scenario)
        for component, actors in sorted(groups.items()):
            if component not in self.figures["apart"]:
                continue
            members = [by_actor[actor] for actor in sorted(actors)]
            path = "".join(
                f"M{by_actor[a].x:.1f} {by_actor[a].y:.1f}L{by_actor[b].x:.1f} {by_actor[b].y:.1f}"
                for a, b, _, until, _ in self._ties()
                if a in actors and b in actors and until >= last
            )
            for colour, extra in ((_CUT_LINE, 1.8), (_CUT_FILL, 0.0)):
                reach = 11 * self._grow + extra
                if path:
                    yield (
                        f'<path d="{path}" fill="none" stroke="{colour}" stroke-linecap="round" '
                        f'stroke-width="{2 * reach:.1f}"/>'
                    )
                for mark in members:
                    yield (
                        f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" '
                        f'r="{mark.radius + reach:.1f}" fill="{colour}"/>'
                    )

    def _ties(self) -> Iterator[tuple[int, int, int, int, float]]:
        ties, (first, second) = self.window["ties"], self.shown["pairs"]
        columns = (ties[name] for name in ("pair", "kind", "until", "strength"))
        for pair, kind, until, strength in zip(*columns, strict=True):
            yield first[pair], second[pair], kind, until, strength

    def _lines(self) -> Iterator[str]:
        def path(pairs: Sequence[tuple[int, int]]) -> str:
            return "".join(
                "M{:.1f} {:.1f}L{:.1f} {:.1f}".format(*self._at(first), *self._at(second))
                for first, second in pairs
            )

        shown, window = self.shown, self.window
        if self.scenario == "present" and window["own"]:
            own = [(shown["own"][0][number], shown["own"][1][number]) for number in window["own"]]
            yield f'<path d="{path(own)}" fill="none" stroke="{_OWN}" stroke-width="1"/>'
        ties = list(self._ties())
        last = SCENARIOS.index(self.scenario)
        lapsed = [(a, b) for a, b, _, until, _ in ties if until < last]
        if lapsed:
            yield f'<path d="{path(lapsed)}" fill="none" stroke="{_GHOST}" stroke-width="1"/>'
        strongest = shown["scale"]["strength_of_tie"] or 1.0
        kept = [tie for tie in ties if tie[3] >= last]
        for a, b, kind, _, strength in sorted(kept, key=lambda tie: -tie[2]):
            width = (0.9 + 5 * min(1.0, strength / strongest) ** 0.6) * max(self._grow, 0.5)
            yield (
                f'<path d="{path([(a, b)])}" stroke="{_INK[kind]}" '
                f'stroke-width="{width:.2f}"{_DASHES[kind]}/>'
            )


def _mark(mark: _Mark) -> str:
    colour, edge, shape = mark.look
    fill = "#fff" if mark.hollow else colour
    dashes = ' stroke-dasharray="4 3"' if mark.gone else ""
    stroke = f'fill="{fill}" stroke="{edge}" stroke-width="{2 if mark.hollow else 1.2}"'
    shape = _shape(shape, mark.x, mark.y, mark.radius * _FILLS.get(shape, 1.0))
    label = f"<title>{escape(mark.label, quote=False)}</title>"
    return f"<{shape} {stroke}{dashes}>{label}</{shape.split()[0]}>"


def _shape(shape: str, x: float, y: float, r: float) -> str:
    """The element that draws a shape, without its colours."""
    if shape == "square":
        return f'rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}"'
    corners: Sequence[Point]
    if shape == "diamond":
        corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
    elif shape == "hexagon":
        corners = [_around(x, y, r, i / 6 + 0.25) for i in range(6)]
    elif shape == "triangle":
        corners = [(x, y - r * 1.01), (x + r * 1.15, y + r * 0.98), (x - r * 1.15, y + r * 0.98)]
    elif shape == "triangleDown":
        corners = [(x, y + r * 1.01), (x + r * 1.15, y - r * 0.98), (x - r * 1.15, y - r * 0.98)]
    elif shape == "star":
        corners = [_around(x, y, r * (0.41 if i % 2 else 1.066), i / 10) for i in range(10)]
    else:
        return f'circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"'
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'polygon points="{points}"'


def _around(x: float, y: float, r: float, turn: float) -> Point:
    return x + r * math.sin(2 * math.pi * turn), y - r * math.cos(2 * math.pi * turn)


def _names(marks: Sequence[_Mark], width: int, height: int) -> Iterator[str]:
    """Names from the largest mark down, where there is room."""
    size = 12
    taken = [_Box(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    owner: list[int | None] = [mark.actor for mark in marks]
    rim = _Box(2, 2, width - 2, height - 2)
    order = sorted(marks, key=lambda mark: (mark.look[2] != "star", -mark.radius, mark.actor))
    for mark in order[:_MOST_NAMES]:
        lines = _in_lines(mark.label)
        across = max(len(line) for line in lines) * size * _LETTER
        down = len(lines) * size * 1.2
        for box in _spots(mark, across, down):
            inside = rim.left <= box.left and box.right <= rim.right
            inside = inside and rim.top <= box.top and box.bottom <= rim.bottom
            free = not any(
                box.meets(other) and whose != mark.actor
                for other, whose in zip(taken, owner, strict=True)
            )
            if inside and free:
                taken.append(box)
                owner.append(None)
                yield from _name(lines, box, size, mark.gone)
                break


def _spots(mark: _Mark, across: float, down: float) -> Iterator[_Box]:
    gap = mark.radius + 3
    for left, top in (
        (mark.x - across / 2, mark.y + gap),
        (mark.x - across / 2, mark.y - gap - down),
        (mark.x + gap, mark.y - down / 2),
        (mark.x - gap - across, mark.y - down / 2),
    ):
        yield _Box(left, top, left + across, top + down)


def _in_lines(label: str) -> list[str]:
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > _LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return [line if len(line) <= _LINE + 2 else f"{line[: _LINE + 1]}…" for line in lines]


def _name(lines: Sequence[str], box: _Box, size: int, gone: bool) -> Iterator[str]:
    middle = (box.left + box.right) / 2
    for row, line in enumerate(lines):
        y = box.top + (row + 0.8) * size * 1.2
        yield _write(line, middle, y, size, _SOFT if gone else _TEXT)


def _write(text: str, x: float, y: float, size: int, colour: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="{colour}" '
        f'stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
        f"{escape(text, quote=False)}</text>"
    )
