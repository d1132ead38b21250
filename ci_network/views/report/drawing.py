"""A drawing as a list of marks, written as SVG text, or as PNG where matplotlib is at hand.

The SVG may stand inside a locked page: no styles, no scripts, ids of its own. The same drawing
gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from ci_network.views.palette import INK, PAPER

FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
"""Text stays text: it is searched, read aloud and set in the font of the page."""

Point = tuple[float, float]
Shape = Literal["o", "s", "^", "v", "D"]
_CORNERS: dict[str, tuple[Point, ...]] = {
    "s": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "^": ((0, -1.1), (1, 0.8), (-1, 0.8)),
    "v": ((0, 1.1), (1, -0.8), (-1, -0.8)),
    "D": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
}
_PER_SIGN = 0.55
"""Width of a sign over the size of its text, roughly."""


@dataclass(frozen=True)
class Line:
    """A line through points; `dash` is as SVG writes it."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    dash: str = ""


@dataclass(frozen=True)
class Area:
    """A shape within corners, plain or hatched, with or without an edge."""

    points: tuple[Point, ...]
    fill: str
    edge: str = ""
    hatched: bool = False


@dataclass(frozen=True)
class Dot:
    """A mark of one of five shapes; `size` is half of its width."""

    at: Point
    colour: str
    shape: Shape = "o"
    size: float = 3.6
    edge: str = PAPER


@dataclass(frozen=True)
class Text:
    """Words at a place, on the line of their feet."""

    at: Point
    words: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = 9.0
    colour: str = INK
    bold: bool = False


Mark = Line | Area | Dot | Text


@dataclass(frozen=True)
class Drawing:
    """Marks on a ground of some size, the first below."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def box(x: float, y: float, width: float, height: float, fill: str, **look: object) -> Area:
    """A rectangle by its upper left corner."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Area(corners, fill, **look)  # type: ignore[arg-type]


def wide(words: str, size: float = 9.0) -> float:
    """How wide a text will be, roughly."""
    return _PER_SIGN * size * max((len(line) for line in words.split("\n")), default=0)


def svg(drawing: Drawing, name: str, title: str, description: str) -> str:
    """The drawing as SVG.

    Parameters
    ----------
    drawing
        What to write.
    name
        Names it within the page; ids begin with it.
    title, description
        For screen readers.

    Examples
    --------
    >>> svg(Drawing(9, 9, (Dot((4.5, 4.5), "#000"),)), "x", "A dot", "There is one.")[-61:]
    'x="4.5" cy="4.5" r="3.6" fill="#000" stroke="#ffffff"/></svg>'
    """
    hatches = {mark.edge for mark in drawing.marks if isinstance(mark, Area) and mark.hatched}
    place = {edge: f"{name}-hatch-{number}" for number, edge in enumerate(sorted(hatches))}
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawing.width)} '
            f'{_n(drawing.height)}" class="chart" role="img" aria-labelledby="{name}-title '
            f'{name}-description" font-family="{FONT}" stroke-linejoin="round">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-description">{escape(description)}</desc>',
            *(_pattern(edge, key) for edge, key in place.items()),
            *(piece for mark in drawing.marks for piece in _written(mark, place)),
            "</svg>",
        ]
    )


def _pattern(colour: str, key: str) -> str:
    return (
        f'<pattern id="{key}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V5" stroke="{colour}" stroke-width="1.6"/>'
        "</pattern>"
    )


def _written(mark: Mark, hatches: dict[str, str]) -> Iterator[str]:
    match mark:
        case Line():
            dash = f' stroke-dasharray="{mark.dash}"' if mark.dash else ""
            yield (
                f'<path d="M{_path(mark.points)}" fill="none" stroke="{mark.colour}" '
                f'stroke-width="{_n(mark.width)}"{dash}/>'
            )
        case Area():
            edge = f' stroke="{mark.edge}" stroke-width="0.8"' if mark.edge else ""
            yield f'<path d="M{_path(mark.points)}Z" fill="{mark.fill}"{edge}/>'
            if mark.hatched:
                yield f'<path d="M{_path(mark.points)}Z" fill="url(#{hatches[mark.edge]})"/>'
        case Dot(at=(x, y)):
            look = f'fill="{mark.colour}" stroke="{mark.edge}"'
            if mark.shape == "o":
                yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(mark.size)}" {look}/>'
            else:
                yield f'<path d="M{_path(_corners(mark))}Z" {look}/>'
        case Text(at=(x, y)):
            bold = ' font-weight="600"' if mark.bold else ""
            for number, line in enumerate(mark.words.split("\n")):
                yield (
                    f'<text x="{_n(x)}" y="{_n(y + 1.2 * number * mark.size)}" '
                    f'font-size="{_n(mark.size)}" text-anchor="{mark.anchor}" '
                    f'fill="{mark.colour}"{bold}>{escape(line)}</text>'
                )


def _corners(dot: Dot) -> tuple[Point, ...]:
    x, y = dot.at
    return tuple((x + dx * dot.size, y + dy * dot.size) for dx, dy in _CORNERS[dot.shape])


def _path(points: tuple[Point, ...]) -> str:
    return "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A number in as few signs as a hundredth takes."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def png(drawing: Drawing, title: str) -> bytes:
    """The drawing with its title as a picture of 300 dots an inch, 72 units an inch."""
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Polygon  # noqa: PLC0415

    head = 24.0
    figure = Figure(figsize=(drawing.width / 72, (drawing.height + head) / 72))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, drawing.width), ylim=(drawing.height, -head))
    axes.set_axis_off()
    axes.text(4, -8, title, fontsize=10, fontweight="bold", color=INK)
    for mark in drawing.marks:
        match mark:
            case Line():
                x, y = zip(*mark.points, strict=True)
                dash = tuple(map(float, mark.dash.split()))
                line = Line2D(x, y, color=mark.colour, linewidth=mark.width)
                if dash:
                    line.set_linestyle((0, dash))
                axes.add_line(line)
            case Area():
                hatch = "/////" if mark.hatched else None
                axes.add_patch(
                    Polygon(
                        mark.points,
                        facecolor=mark.fill,
                        edgecolor=mark.edge or "none",
                        hatch=hatch,
                        linewidth=0.8,
                    )
                )
            case Dot():
                axes.scatter(
                    *mark.at, s=4 * mark.size**2, marker=mark.shape, color=mark.colour,
                    edgecolor=mark.edge, linewidth=0.8, zorder=3,
                )  # fmt: skip
            case Text(at=(x, y)):
                for number, words in enumerate(mark.words.split("\n")):
                    axes.text(
                        x, y + 1.2 * number * mark.size, words, fontsize=mark.size,
                        color=mark.colour, ha=_SIDES[mark.anchor],
                        fontweight="bold" if mark.bold else "normal", parse_math=False,
                    )  # fmt: skip
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=300, metadata={"Software": None})
    return out.getvalue()


_SIDES = {"start": "left", "middle": "center", "end": "right"}
