"""The charts, by matplotlib. It is imported where it is used: it takes half a second.

A window without activity is a gap. Colours are Okabe and Ito's, told apart by dash, mark and hatch
as well, so that a grey print can be read. The same figures give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ci_network import numerals
from ci_network.language import Language
from ci_network.views.report.svg import plain_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Values = Sequence[float | None]

INK, SOFT, LINE = "#17212b", "#5b6673", "#d5dbe1"
BLUE, ORANGE, GREEN, SKY, VERMILION, PURPLE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#56B4E9",
    "#D55E00",
    "#CC79A7",
)
PALE = "#cfe3f1"

WIDTH = 7.4
"""Inches; 72 units of the drawing each."""

_STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": LINE,
    "grid.linewidth": 0.7,
    "xtick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.color": SOFT,
    "ytick.labelcolor": SOFT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "hatch.linewidth": 0.8,
    "lines.linewidth": 1.8,
    "lines.markersize": 5,
    "svg.fonttype": "none",
    "svg.hashsalt": "ci_network",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "path.simplify": False,
}


@dataclass(frozen=True)
class Picture:
    """What every chart needs besides its figures.

    Attributes
    ----------
    name
        Names it within the page.
    language
        For numbers.
    title, description
        For screen readers.
    form
        ``svg``, or ``png`` for a picture of 300 dots an inch with its title on it.
    """

    name: str
    language: Language
    title: str
    description: str
    form: str = "svg"


@dataclass(frozen=True)
class Line:
    """A line of a chart over time."""

    label: str
    values: Values
    colour: str
    marker: str = "o"
    dash: str = "-"
    width: float = 1.8


def over_time(
    picture: Picture,
    windows: Sequence[str],
    lines: Sequence[Line],
    band: tuple[int, int] | None = None,
    *,
    share: bool = True,
    spans: Sequence[Sequence[tuple[float | None, float | None]]] = (),
    height: float = 3.1,
) -> bytes:
    """Lines over the windows, each with its name at its end.

    There may be a band between two of them, and a span at each mark of each.
    """
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        if band is not None:
            _band(axes, lines[band[0]].values, lines[band[1]].values)
        for line in lines:
            axes.plot(
                range(len(windows)),
                [float("nan") if v is None else v for v in line.values],
                color=line.colour,
                marker=line.marker,
                linestyle=line.dash,
                linewidth=line.width,
                markeredgecolor="white",
                markeredgewidth=0.8,
                clip_on=False,
                zorder=3,
            )
        for line, ends in zip(lines, spans, strict=False):
            known = [(p, a, b) for p, (a, b) in enumerate(ends) if a is not None and b is not None]
            if known:
                places, lows, highs = zip(*known, strict=True)
                axes.vlines(places, lows, highs, color=line.colour, linewidth=0.9, zorder=2)
        top = 1.0 if share else _top(v for line in lines for v in line.values)
        _amount_axis(axes, picture.language, top, share=share)
        _window_axis(axes, windows, picture.language)
        _names_at_ends(axes, lines, len(windows), top)
        figure.subplots_adjust(left=0.075, right=0.71, top=0.96, bottom=0.12)
        return _written(figure, picture)


def stacked(
    picture: Picture,
    windows: Sequence[str],
    parts: Sequence[tuple[str, Values]],
    *,
    height: float = 3.0,
) -> bytes:
    """Bars over the windows, made of parts with their names in a key above."""
    import matplotlib as mpl  # noqa: PLC0415

    looks = ((BLUE, "", BLUE), (SKY, "", SKY), ("#ffffff", "/////", ORANGE))
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        below = [0.0] * len(windows)
        for (label, values), (face, hatch, edge) in zip(parts, looks, strict=False):
            heights = [float(v or 0) for v in values]
            axes.bar(
                range(len(windows)),
                heights,
                bottom=below,
                width=0.62,
                color=face,
                hatch=hatch,
                edgecolor=edge,
                linewidth=0.8,
                label=label,
                zorder=3,
            )
            below = [a + b for a, b in zip(below, heights, strict=True)]
        _amount_axis(axes, picture.language, _top(below), share=False)
        _window_axis(axes, windows, picture.language)
        _key_above(axes, len(parts))
        figure.subplots_adjust(left=0.075, right=0.985, top=0.87, bottom=0.12)
        return _written(figure, picture)


def gains_and_losses(
    picture: Picture,
    windows: Sequence[str],
    gained: tuple[str, Values],
    lost: tuple[str, Values],
    *,
    height: float = 2.6,
) -> bytes:
    """Bars up for what came, and down for what went."""
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        up = [float(v or 0) for v in gained[1]]
        down = [float(v or 0) for v in lost[1]]
        axes.bar(range(len(windows)), up, width=0.5, color=GREEN, label=gained[0], zorder=3)
        axes.bar(
            range(len(windows)),
            [-v for v in down],
            width=0.5,
            color="#ffffff",
            edgecolor=VERMILION,
            hatch="/////",
            label=lost[0],
            zorder=3,
        )
        most = 1.08 * _top([*up, *down])
        axes.set_ylim(-most if any(down) else -0.04 * most, most)
        axes.axhline(0, color=SOFT, linewidth=0.8, zorder=4)
        axes.spines["bottom"].set_visible(False)
        _ticks(axes, picture.language, share=False, absolute=True)
        _window_axis(axes, windows, picture.language)
        _key_above(axes, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.86, bottom=0.14)
        return _written(figure, picture)


def against(
    picture: Picture,
    windows: Sequence[str],
    found: tuple[str, Values],
    expected: tuple[str, Values],
    *,
    height: float = 2.6,
) -> bytes:
    """What is found as a mark, and what it is compared with as a bar across, by window."""
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        places = range(len(windows))
        for place, one, other in zip(places, found[1], expected[1], strict=True):
            if one is not None and other is not None:
                axes.plot([place, place], [one, other], color=LINE, linewidth=3, zorder=2)
        axes.plot(
            places,
            [float("nan") if v is None else v for v in expected[1]],
            linestyle="none",
            marker="_",
            markersize=24,
            markeredgewidth=2.4,
            color=SOFT,
            label=expected[0],
            zorder=3,
        )
        axes.plot(
            places,
            [float("nan") if v is None else v for v in found[1]],
            linestyle="none",
            marker="o",
            markersize=8,
            color=BLUE,
            markeredgecolor="white",
            label=found[0],
            clip_on=False,
            zorder=4,
        )
        _amount_axis(axes, picture.language, 1.0, share=True)
        _window_axis(axes, windows, picture.language)
        _key_above(axes, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.86, bottom=0.14)
        return _written(figure, picture)


def beside_ranges(
    picture: Picture,
    windows: Sequence[str],
    found: tuple[str, Values],
    ranges: tuple[str, Values, Values, Values],
    *,
    height: float = 2.6,
) -> bytes:
    """What is found as a mark, beside a range with its mean, by window."""
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        places = range(len(windows))
        label, low, high, mean = ranges
        bars = [p for p in places if low[p] is not None and high[p] is not None]
        axes.vlines(
            [p + 0.1 for p in bars],
            [low[p] or 0.0 for p in bars],
            [high[p] or 0.0 for p in bars],
            color="#aab4be",
            linewidth=9,
            label=label,
            zorder=2,
        )
        axes.plot(
            [p + 0.1 for p in bars],
            [mean[p] or 0.0 for p in bars],
            linestyle="none",
            marker="_",
            markersize=9,
            markeredgewidth=1.6,
            color=INK,
            zorder=3,
        )
        axes.plot(
            [p - 0.1 for p in places],
            [float("nan") if v is None else v for v in found[1]],
            linestyle="none",
            marker="o",
            markersize=8,
            color=BLUE,
            markeredgecolor="white",
            label=found[0],
            clip_on=False,
            zorder=4,
        )
        _amount_axis(axes, picture.language, 1.0, share=True)
        _window_axis(axes, windows, picture.language)
        _key_above(axes, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.86, bottom=0.14)
        return _written(figure, picture)


def steps(
    picture: Picture,
    curves: Sequence[tuple[Line, Values, Values, Values]],
    axis: str,
    *,
    height: float = 2.9,
) -> bytes:
    """Shares that grow in steps over time, each with its band where one is known.

    Of each curve: the line, whose values are the shares, their times, and the bounds.
    """
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        nan = float("nan")
        longest = max((t or 0.0 for _, times, _, _ in curves for t in times), default=0.0)
        longest = 1.06 * longest or 1.0
        for (line, times, low, high), shade in zip(curves, (PALE, "#e6e9ed"), strict=False):
            at = [0.0, *(t or 0.0 for t in times), longest]
            shares = [0.0, *(v or 0.0 for v in line.values)]
            shares.append(shares[-1])
            lows = [nan, *(nan if v is None else v for v in low)]
            highs = [nan, *(nan if v is None else v for v in high)]
            axes.fill_between(
                at,
                [*lows, lows[-1]],
                [*highs, highs[-1]],
                step="post",
                color=shade,
                linewidth=0,
                zorder=1,
            )
            axes.step(
                at,
                shares,
                where="post",
                color=line.colour,
                linestyle=line.dash,
                linewidth=line.width,
                label=line.label,
                zorder=3,
            )
        _amount_axis(axes, picture.language, 1.0, share=True)
        axes.set_xlim(0, longest)
        axes.set_xlabel(axis)
        _key_above(axes, 1)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.83, bottom=0.17)
        return _written(figure, picture)


def among_dates(
    picture: Picture,
    one: tuple[str, str, float | None],
    others: tuple[str, Sequence[str], Values],
    *,
    height: float = 2.7,
) -> bytes:
    """A share at one date as a large mark, among the same share at other dates.

    Of the one: its name, its date and its value; of the others their dates and values.
    """
    import matplotlib as mpl  # noqa: PLC0415

    with mpl.rc_context(_STYLE):  # type: ignore[arg-type]
        figure, axes = _figure(height)
        label, dates, values = others
        known = [(_ordinal(d), v) for d, v in zip(dates, values, strict=True) if v is not None]
        axes.plot(
            [place for place, _ in known],
            [value for _, value in known],
            linestyle="none",
            marker="o",
            markersize=5,
            color=SOFT,
            markeredgecolor="white",
            label=label,
            clip_on=False,
            zorder=3,
        )
        name, date, value = one
        axes.axvline(_ordinal(date), color=LINE, linewidth=1.2, zorder=1)
        axes.plot(
            [_ordinal(date)],
            [float("nan") if value is None else value],
            linestyle="none",
            marker="D",
            markersize=9,
            color=VERMILION,
            markeredgecolor="white",
            label=name,
            clip_on=False,
            zorder=4,
        )
        _amount_axis(axes, picture.language, 1.0, share=True)
        _date_axis(axes, sorted({*dates, date}), picture.language)
        _key_above(axes, 2)
        figure.subplots_adjust(left=0.075, right=0.985, top=0.86, bottom=0.14)
        return _written(figure, picture)


def _ordinal(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()


def _date_axis(axes: Axes, dates: Sequence[str], language: Language) -> None:
    """The first and the last date, and up to two between them, in words."""
    steps = min(3, len(dates) - 1)
    shown = sorted({dates[round(k * (len(dates) - 1) / max(steps, 1))] for k in range(steps + 1)})
    axes.set_xticks([_ordinal(d) for d in shown], [numerals.day(d, language) for d in shown])
    first, last = _ordinal(dates[0]), _ordinal(dates[-1])
    beside = max(20.0, 0.09 * (last - first))
    axes.set_xlim(first - beside, last + beside)


def _figure(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure as Drawing  # noqa: PLC0415

    figure = Drawing(figsize=(WIDTH, height))
    return figure, figure.add_subplot()


def _band(axes: Axes, low: Values, high: Values) -> None:
    """The range: shaded between windows, and a bar at each so that a lone one shows."""
    for place, (a, b) in enumerate(zip(low, high, strict=True)):
        if a is not None and b is not None:
            axes.plot(
                [place, place], [a, b], color=PALE, linewidth=7, solid_capstyle="butt", zorder=1
            )
    lows = [float("nan") if v is None else v for v in low]
    highs = [float("nan") if v is None else v for v in high]
    axes.fill_between(range(len(lows)), lows, highs, color=PALE, linewidth=0, zorder=1)


def _top(values: Any) -> float:
    """A round number at or above the largest value."""
    most = max((float(v) for v in values if v is not None), default=0.0)
    if most <= 4:
        return 4.0
    size = 10.0 ** (len(str(int(most))) - 1)
    return next(size * m for m in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15) if size * m >= most)


def _amount_axis(axes: Axes, language: Language, top: float, *, share: bool) -> None:
    axes.set_ylim(0, top)
    _ticks(axes, language, share=share)


def _ticks(axes: Axes, language: Language, *, share: bool, absolute: bool = False) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator  # noqa: PLC0415

    def text(value: float, _: int | None = None) -> str:
        if share:
            return numerals.percent(min(max(value, 0.0), 1.0), language)
        return numerals.count(abs(value) if absolute else value, language)

    axes.yaxis.set_major_locator(
        FixedLocator([0, 0.25, 0.5, 0.75, 1]) if share else MaxNLocator(5, integer=True)
    )
    axes.yaxis.set_major_formatter(FuncFormatter(text))


_SIGNS = 84
"""Signs that fit under a chart, with some room between the labels."""


def _window_axis(axes: Axes, windows: Sequence[str], language: Language) -> None:
    longest = max((len(label) for label in windows), default=0)
    most = max(1, _SIGNS // (longest + 3))
    every = -(-len(windows) // most)
    shown = [numerals.window_label(label, language) for label in windows[::every]]
    axes.set_xticks(range(0, len(windows), every), shown)
    beside = max(0.0, (4 - len(windows)) / 2)
    axes.set_xlim(-0.5 - beside, len(windows) - 0.5 + beside)


def _names_at_ends(axes: Axes, lines: Sequence[Line], windows: int, top: float) -> None:
    """Each line's name beside its last value, moved apart where they would overlap."""
    ends = [
        (next((v for v in reversed(line.values) if v is not None), None), line) for line in lines
    ]
    # Of two that end alike the first stands above.
    known = [(end, line) for end, line in reversed(ends) if end is not None]
    named = sorted(known, key=lambda found: found[0])
    lowest, step = 0.0, 0.115 * top
    places: list[float] = []
    for end, line in named:
        height = step * (1 + line.label.count("\n")) * 0.62
        place = max(end, lowest + height / 2)
        places.append(place)
        lowest = place + height / 2 + 0.02 * top
    over = lowest - 1.04 * top
    if over > 0:
        places = _moved_down(places, over)
    for place, (end, line) in zip(places, named, strict=True):
        axes.annotate(
            line.label,
            xy=(windows - 1, end),
            xytext=(axes.get_xlim()[1] - 0.5 + 0.09 * max(windows, 4), place),
            textcoords="data",
            va="center",
            ha="left",
            color=INK,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": line.colour,
                "linewidth": 0.9,
                "shrinkA": 0,
                "shrinkB": 5,
                "relpos": (0, 0.5),
            },
        )


def _moved_down(places: list[float], over: float) -> list[float]:
    """Let the topmost names down, and those below them as far as these push."""
    moved = list(places)
    moved[-1] -= over
    for index in range(len(moved) - 2, -1, -1):
        gap = places[index + 1] - places[index]
        moved[index] = min(moved[index], moved[index + 1] - min(gap, over + gap))
    return moved


def _key_above(axes: Axes, columns: int) -> None:
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.012, 1.0),
        ncols=columns,
        handlelength=1.4,
        handleheight=0.9,
        columnspacing=1.8,
        borderpad=0.2,
    )


def _written(figure: Figure, picture: Picture) -> bytes:
    out = io.BytesIO()
    if picture.form == "png":
        figure.savefig(out, format="png", dpi=300, metadata={"Software": None})
        return out.getvalue()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(out, format="svg", metadata=nothing)
    drawn = out.getvalue().decode("utf-8")
    return plain_svg(drawn, picture.name, picture.title, picture.description).encode("utf-8")
