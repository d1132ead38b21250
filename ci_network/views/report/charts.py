"""The charts of the report, as drawings.

A window without activity is a gap. What colour tells is told by shape, dash or hatch as well, so
that a grey print can be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ci_network import numerals
from ci_network.language import Language
from ci_network.views.palette import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PALE,
    PAPER,
    SKY,
    SOFT,
    VERMILION,
)
from ci_network.views.report.drawing import (
    Area,
    Dot,
    Drawing,
    Line,
    Mark,
    Point,
    Shape,
    Text,
    box,
    wide,
)

Values = Sequence[float | None]

WIDTH = 533.0
_LEFT, _RIGHT, _TOP, _FOOT = 40.0, 12.0, 26.0, 22.0
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Series(NamedTuple):
    """Values over the windows, with their name and look."""

    name: str
    values: Values
    colour: str = BLUE
    shape: Shape = "o"
    dash: str = ""
    width: float = 1.8


class Span(NamedTuple):
    """A range on a scale from none to all, in a row with its name."""

    name: str
    low: float | None
    high: float | None
    text: str = ""
    colour: str = BLUE
    heading: str = ""


class _Field(NamedTuple):
    """Where windows and values are on the page."""

    windows: int
    top: float
    bottom: float
    left: float
    right: float
    least: float
    most: float

    def x(self, place: float) -> float:
        columns = max(self.windows, 4)
        return (
            self.left
            + (self.right - self.left) * (place + 0.5 + (columns - self.windows) / 2) / columns
        )

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * (value - self.least) / (
            self.most - self.least
        )


def over_time(
    language: Language,
    windows: Sequence[str],
    lines: Sequence[Series],
    *,
    band: tuple[int, int] | None = None,
    height: float = 215.0,
) -> Drawing:
    """Shares as lines over the windows, each named at its end; a band between two of them."""
    room = max((wide(line.name) for line in lines), default=0.0) + 26
    field = _field(windows, height, right=WIDTH - room, top=12.0)
    marks = [*_shares(field, language), *_windows(field, windows, language)]
    if band is not None:
        marks += _band(field, *(lines[number].values for number in band))
    for line in lines:
        for run in _runs(line.values):
            points = tuple((field.x(place), field.y(value)) for place, value in run)
            marks.append(Line(points, line.colour, line.width, line.dash))
            marks += [Dot(point, line.colour, line.shape) for point in points]
    return Drawing(WIDTH, height, (*marks, *_names_at_ends(field, lines)))


def stacked(
    language: Language, windows: Sequence[str], parts: Sequence[tuple[str, Values]]
) -> Drawing:
    """Bars over the windows, made of up to three parts with their names in a key above."""
    height, looks = 138.0, ((BLUE, BLUE, False), (SKY, SKY, False), (PAPER, ORANGE, True))
    sums = [sum(float(values[place] or 0) for _, values in parts) for place in range(len(windows))]
    field = _field(windows, height, most=_round_up(max(sums, default=0)))
    marks = [*_counts(field, language), *_windows(field, windows, language)]
    wide_bar = 0.62 * (field.x(1) - field.x(0))
    below = [0.0] * len(windows)
    for (_, values), look in zip(parts, looks, strict=False):
        for place, value in enumerate(values):
            if value:
                marks.append(_bar(field, place, below[place], below[place] + value, wide_bar, look))
                below[place] += value
    keys = [(name, look) for (name, _), look in zip(parts, looks, strict=False)]
    return Drawing(WIDTH, height, (*marks, *_key(keys)))


def gains_and_losses(
    language: Language, windows: Sequence[str], parts: Sequence[tuple[str, Values]]
) -> Drawing:
    """Bars up for what came, and down for what went: two parts."""
    gained, lost = parts
    height, looks = 160.0, ((GREEN, GREEN, False), (PAPER, VERMILION, True))
    most = _round_up(max((float(v or 0) for v in (*gained[1], *lost[1])), default=0))
    field = _field(windows, height, least=-most if any(lost[1]) else 0.0, most=most)
    marks = [*_counts(field, language), *_windows(field, windows, language)]
    for (_, values), look, sign in zip(parts, looks, (1, -1), strict=True):
        for place, value in enumerate(values):
            if value:
                width = 0.5 * (field.x(1) - field.x(0))
                marks.append(_bar(field, place, 0, sign * value, width, look))
    keys = [(gained[0], looks[0]), (lost[0], looks[1])]
    return Drawing(WIDTH, height, (*marks, *_key(keys)))


def against(
    language: Language,
    windows: Sequence[str],
    shown: tuple[str, Values],
    compared: tuple[str, Values, Values, Values],
) -> Drawing:
    """A share as a mark beside the range that it is compared with and the middle of that."""
    height = 165.0
    field = _field(windows, height)
    marks = [*_shares(field, language), *_windows(field, windows, language)]
    name, low, high, middle = compared
    for place in range(len(windows)):
        x = field.x(place)
        least, most, mid, value = low[place], high[place], middle[place], shown[1][place]
        if least is not None and most is not None and mid is not None:
            top, foot = field.y(most), field.y(least)
            if least < most:
                marks.append(box(x + 3, top, 8, foot - top, GREY))
            colour = INK if least < most else GREY
            marks.append(Line(((x, field.y(mid)), (x + 14, field.y(mid))), colour, 1.8))
        if value is not None:
            marks.append(Dot((x - 6, field.y(value)), BLUE, "o", 4.5))
    keys = [(shown[0], (BLUE, BLUE, False)), (name, (GREY, GREY, False))]
    return Drawing(WIDTH, height, (*marks, *_key(keys)))


def steps(
    language: Language,
    curves: Sequence[tuple[str, Values, Values, Values, Values]],
    axis: str,
    beginning: float = 0.0,
) -> Drawing:
    """Shares that change in steps over time, each with its band where one is known.

    Of each of two curves: its name, the times, the shares, and their bounds. They are `beginning`
    before the first time, and a line ends where its share is None.
    """
    height, looks = 195.0, ((BLUE, "", PALE), (SOFT, "4 3", "#e6e9ed"))
    longest = max((t or 0.0 for _, times, *_ in curves for t in times), default=0.0) * 1.06 or 1.0
    field = _field((), height, top=12.0 + 13 * len(curves), foot=34.0)
    marks: list[Mark] = list(_shares(field, language))

    def x(months: float) -> float:
        return field.left + (field.right - field.left) * months / longest

    for (_, times, found, low, high), (colour, dash, shade) in zip(curves, looks, strict=True):
        at = [0.0, *(time or 0.0 for time in times), longest]
        rows = zip(at[1:-1], at[2:], low, high, strict=True)
        for begin, end, least, most in rows:
            if least is not None and most is not None:
                top, foot = field.y(most), field.y(least)
                marks.append(box(x(begin), top, x(end) - x(begin), max(foot - top, 0.3), shade))
        shares = zip(pairwise(at), [beginning, *found], strict=True)
        corners = [
            (x(place), field.y(value))
            for (begin, end), value in takewhile(lambda one: one[1] is not None, shares)
            if value is not None
            for place in (begin, end)
        ]
        marks.append(Line(tuple(corners), colour, 1.8, dash))
    for number, ((name, *_), (colour, dash, _)) in enumerate(zip(curves, looks, strict=True)):
        y = 12.0 + 13 * number
        marks.append(Line(((field.left, y - 3), (field.left + 18, y - 3)), colour, 1.8, dash))
        marks.append(Text((field.left + 24, y), name))
    every = next(s for s in (1, 2, 3, 6, 12, 24, 48, 120, 10**9) if longest / s <= 8)
    marks += [
        Text((x(t), field.bottom + 13), numerals.count(t, language), "middle", colour=SOFT)
        for t in range(0, int(longest) + 1, every)
    ]
    marks.append(Text(((field.left + field.right) / 2, height - 5), axis, "middle"))
    return Drawing(WIDTH, height, tuple(marks))


def among_dates(
    language: Language,
    one: tuple[str, str, float | None],
    others: tuple[str, Sequence[str], Values],
) -> Drawing:
    """A share at one date as a large mark, among the same share at other dates."""
    height = 175.0
    field = _field((), height)
    name, date, value = one
    days = [dt.date.fromisoformat(day).toordinal() for day in (*others[1], date)]
    first, length = min(days), max(max(days) - min(days), 1)

    def x(day: int) -> float:
        return field.left + 60 + (field.right - field.left - 120) * (day - first) / length

    marks: list[Mark] = list(_shares(field, language))
    marks.append(Line(((x(days[-1]), field.top), (x(days[-1]), field.bottom)), LINE, 1.2))
    for day, share in zip(days, others[2], strict=False):
        if share is not None:
            marks.append(Dot((x(day), field.y(share)), SOFT, "o", 2.6))
    if value is not None:
        marks.append(Dot((x(days[-1]), field.y(value)), VERMILION, "D", 4.5))
    for day in dict.fromkeys((min(days), max(days))):
        told = numerals.day(dt.date.fromordinal(day).isoformat(), language)
        marks.append(Text((x(day), height - 7), told, "middle", colour=SOFT))
    keys = [(name, (VERMILION, VERMILION, False)), (others[0], (SOFT, SOFT, False))]
    return Drawing(WIDTH, height, (*marks, *_key(keys)))


def spans(
    language: Language, rows: Sequence[Span], *, mark: float | None = None, small: bool = False
) -> Drawing:
    """Ranges on one scale from none to all, a row each; a ring at what there is today.

    Many of them are `small`; a few are drawn so that they can be read on a phone.
    """
    width, row, size = (WIDTH, 13.0, 8.5) if small else (400.0, 30.0, 11.5)
    left = min(max(wide(span.name, size) for span in rows), 235.0) + 12
    right = width - max(wide(span.text, size) for span in rows) - 16
    headings = sum(bool(span.heading) for span in rows)
    height = row * (len(rows) + 1.5 * headings) + 26

    def x(share: float) -> float:
        return left + (right - left) * share

    marks: list[Mark] = []
    for share in QUARTERS:
        marks.append(Line(((x(share), 4), (x(share), height - 18)), LINE, 0.7))
        marks.append(Text((x(share), height - 6), numerals.percent(share, language), "middle",
                          size - 1, SOFT))  # fmt: skip
    y = 0.0
    for span in rows:
        if span.heading:
            y += 1.5 * row
            marks.append(Text((0, y - 2), span.heading, size=size, bold=True))
        middle = y + row / 2 + 2
        marks.append(Text((left - 10, middle + size / 3), span.name, "end", size))
        if span.low is not None and span.high is not None:
            thick = 7.0 if small else 14.0
            long = max(x(span.high) - x(span.low), 3.0)
            begin = min(x(span.low), right - long)
            marks.append(box(begin, middle - thick / 2, long, thick, span.colour))
            if mark is not None:
                marks.append(Dot((x(mark), middle), PAPER, "o", 5.0, INK))
        marks.append(Text((right + 12, middle + size / 3), span.text, size=size))
        y += row
    return Drawing(width, height, tuple(marks))


def humps(
    language: Language,
    columns: Sequence[str],
    lines: Sequence[tuple[Series, Sequence[Sequence[int]]]],
) -> Drawing:
    """For each column how often each value came out: the larger the dot, the more often.

    Of each line: its name and look, and by column the counts by twentieths of the scale.
    """
    height = 200.0
    field = _field(columns, height)
    marks = [*_shares(field, language), *_windows(field, columns, language)]
    beside = (field.x(1) - field.x(0)) / (len(lines) + 1.4)
    for number, (line, counts) in enumerate(lines):
        for place, bins in enumerate(counts):
            x = field.x(place) + beside * (number - (len(lines) - 1) / 2)
            total = sum(bins) or 1
            for bin_, many in enumerate(bins):
                if many:
                    share = 0.0 if bin_ == 0 else bin_ / (len(bins) - 1)
                    size = 1.1 + 6.0 * (many / total) ** 0.5
                    marks.append(Dot((x, field.y(share)), line.colour, line.shape, size))
    keys = [(line.name, (line.colour, line.colour, False)) for line, _ in lines]
    return Drawing(WIDTH, height, (*marks, *_key(keys)))


def _field(
    windows: Sequence[str],
    height: float,
    *,
    least: float = 0.0,
    most: float = 1.0,
    right: float = WIDTH - _RIGHT,
    top: float = _TOP,
    foot: float = _FOOT,
) -> _Field:
    return _Field(len(windows), top, height - foot, _LEFT, right, least, most)


def _shares(field: _Field, language: Language) -> Iterator[Mark]:
    for share in QUARTERS:
        yield from _rule(field, share, numerals.percent(share, language))


def _counts(field: _Field, language: Language) -> Iterator[Mark]:
    step = field.most / (4 if field.most % 4 == 0 else 5 if field.most % 5 == 0 else 3)
    rules = int((field.most - field.least) / step + 0.5)
    for number in range(rules + 1):
        value = field.least + number * step
        yield from _rule(field, value, numerals.count(abs(value), language))


def _rule(field: _Field, value: float, text: str) -> Iterator[Mark]:
    y = field.y(value)
    yield Line(((field.left, y), (field.right, y)), SOFT if value == 0 else LINE, 0.7)
    yield Text((field.left - 6, y + 3), text, "end", colour=SOFT)


def _windows(field: _Field, windows: Sequence[str], language: Language) -> Iterator[Mark]:
    """Labels below, as many as there is room for."""
    shown = [numerals.window_label(label, language) for label in windows]
    longest = max((wide(label) for label in shown), default=0.0) + 8
    apart = field.x(1) - field.x(0)
    every = max(1, -int(-longest // apart))
    for place in range(0, len(shown), every):
        yield Text((field.x(place), field.bottom + 14), shown[place], "middle")


def _band(field: _Field, low: Values, high: Values) -> Iterator[Mark]:
    """The range: shaded between windows, and a bar at each so that a lone one shows."""
    known = [None if a is None or b is None else (a, b) for a, b in zip(low, high, strict=True)]
    for place, ends in enumerate(known):
        if ends is not None:
            top, foot = field.y(ends[1]), field.y(ends[0])
            yield box(field.x(place) - 4, top, 8, max(foot - top, 0.5), PALE)
    for place, (one, other) in enumerate(pairwise(known)):
        if one is not None and other is not None:
            yield Area(
                (
                    (field.x(place), field.y(one[1])),
                    (field.x(place + 1), field.y(other[1])),
                    (field.x(place + 1), field.y(other[0])),
                    (field.x(place), field.y(one[0])),
                ),
                PALE,
            )


def _runs(values: Values) -> Iterator[list[tuple[int, float]]]:
    """Stretches of values that are known, with their places."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _names_at_ends(field: _Field, lines: Sequence[Series]) -> Iterator[Mark]:
    """Each line's name beside its last value, moved apart where they would overlap."""
    ends: list[tuple[Point, Series]] = []
    for line in lines:
        last = next(((p, v) for p, v in reversed(list(enumerate(line.values))) if v is not None),
                    None)  # fmt: skip
        if last is not None:
            ends.append(((field.x(last[0]), field.y(last[1])), line))
    ends.sort(key=lambda end: end[0][1])
    places, floor = [], field.top - 6
    for (_, y), line in ends:
        tall = 10.8 * (1 + line.name.count("\n")) + 4
        places.append(max(y - tall / 2 + 2, floor))
        floor = places[-1] + tall
    over = max(0.0, floor - (field.bottom + 12))
    for number in reversed(range(len(places))):
        places[number] -= over
        if number:
            tall = 10.8 * (1 + ends[number - 1][1].name.count("\n")) + 4
            over = max(0.0, places[number - 1] + tall - places[number])
    for (end, line), place in zip(ends, places, strict=True):
        x = field.right + 14
        yield Line((end, (x - 3, place + 5)), line.colour, 0.7)
        yield Text((x, place + 8), line.name)


def _bar(
    field: _Field, place: int, least: float, most: float, width: float, look: tuple[str, str, bool]
) -> Area:
    top, foot = sorted((field.y(least), field.y(most)))
    fill, edge, hatched = look
    return box(field.x(place) - width / 2, top, width, foot - top, fill, edge=edge,
               hatched=hatched)  # fmt: skip


def _key(names: Sequence[tuple[str, tuple[str, str, bool]]]) -> Iterator[Mark]:
    x = _LEFT
    for name, (fill, edge, hatched) in names:
        yield box(x, 4, 12, 9, fill, edge=edge, hatched=hatched)
        yield Text((x + 17, 12), name)
        x += wide(name) + 38


def _round_up(most: float) -> float:
    """A round number at or above the largest value, with whole steps below it."""
    if most <= 4:
        return 4.0
    size = 10.0 ** (len(str(int(most))) - 1)
    steps_of = (1, 2, 3, 4, 5, 6, 8, 10) if size == 1 else (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return next(size * m for m in steps_of if size * m >= most)
