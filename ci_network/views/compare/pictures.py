"""The pictures of a comparison, as drawings: ranges with their ends, and the parts of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ci_network import numerals
from ci_network.language import Language
from ci_network.views.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PAPER, SOFT
from ci_network.views.report.charts import QUARTERS, WIDTH
from ci_network.views.report.drawing import Dot, Drawing, Line, Mark, Text, box, wide

_NARROW = 410.0
"""Width of a picture that can be read on a phone."""

_SIZE = 11.5
_ROW = 28.0
_WIDEST_NAME = 150.0


class Row(NamedTuple):
    """An alliance in the picture: its ends, what there is today, and where chance would leave it.

    Values are shares of the pairs of partners; None where unknown. `text` stands at the end.
    """

    name: str
    low: float | None
    high: float | None
    present: float | None
    chance: tuple[float, float] | None
    text: str


class Keys(NamedTuple):
    """What the marks are called; `chance` is blank where none is drawn."""

    low: str
    high: str
    present: str
    chance: str


class Parts(NamedTuple):
    """A figure in the picture of a change: its name, what the parts make of it, and the sum."""

    name: str
    values: tuple[float, float, float]
    text: str


def ranges(language: Language, rows: Sequence[Row], keys: Keys) -> Drawing:
    """Dots at both ends of each range, a line at what there is today, and chance behind them."""
    names = [_cut(row.name) for row in rows]
    left = max((wide(name, _SIZE) for name in names), default=0.0) + 14
    right = _NARROW - max((wide(row.text, _SIZE) for row in rows), default=0.0) - 16
    top = 14.0 + 15 * sum(map(bool, keys))
    height = top + _ROW * len(rows) + 22

    def x(share: float) -> float:
        return left + (right - left) * share

    marks: list[Mark] = list(_range_key(keys))
    for share in QUARTERS:
        marks.append(Line(((x(share), top - 4), (x(share), height - 18)), LINE, 0.7))
        told = numerals.percent(share, language)
        marks.append(Text((x(share), height - 6), told, "middle", _SIZE - 1, SOFT))
    for number, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = top + _ROW * (number + 0.5)
        marks.append(Text((left - 10, y + _SIZE / 3), name, "end", _SIZE))
        marks += _range(row, x, y)
        marks.append(Text((right + 12, y + _SIZE / 3), row.text, size=_SIZE))
    return Drawing(_NARROW, height, tuple(marks))


def _range(row: Row, x: Callable[[float], float], y: float) -> Iterator[Mark]:
    if row.chance is not None:
        least, most = map(x, row.chance)
        yield box(least, y - 8, max(most - least, 1.5), 16, GREY)
    if row.low is None or row.high is None:
        return
    yield Line(((x(row.low), y), (x(row.high), y)), BLUE, 4.0)
    if row.present is not None:
        yield Line(((x(row.present), y - 9), (x(row.present), y + 9)), INK, 1.8)
    yield Dot((x(row.high), y), PAPER, "o", 5.0, BLUE)
    yield Dot((x(row.low), y), BLUE, "o", 5.0)


def _range_key(keys: Keys) -> Iterator[Mark]:
    """What the marks are called, a line each."""
    marks: tuple[Callable[[float], Mark], ...] = (
        lambda y: Dot((9.0, y), BLUE, "o", 4.5),
        lambda y: Dot((9.0, y), PAPER, "o", 4.5, BLUE),
        lambda y: Line(((9.0, y - 6), (9.0, y + 6)), INK, 1.8),
        lambda y: box(4.0, y - 5, 10, 10, GREY),
    )
    for place, (name, mark) in enumerate(zip(keys, marks, strict=True)):
        if name:
            y = 9.0 + 15 * place
            yield mark(y - 3.5)
            yield Text((22.0, y), name, size=_SIZE - 0.5)


_LOOKS = ((BLUE, False), (GREEN, False), (ORANGE, True))


def parts(rows: Sequence[Parts], keys: Sequence[str]) -> Drawing:
    """Bars from the middle: what each part adds to the right, and takes away to the left."""
    bar, gap, top = 9.0, 12.0, 22.0 + 14 * len(keys)
    each = len(keys) * bar + gap + 14
    height = top + each * len(rows)
    longest = max((abs(value) for row in rows for value in row.values), default=0.0) or 1.0
    middle, reach = WIDTH / 2, WIDTH / 2 - 60
    marks: list[Mark] = []
    for number, (name, look) in enumerate(zip(keys, _LOOKS, strict=True)):
        y = 8.0 + 14 * number
        marks.append(_bar(4.0, y - 8, 10, 10, look))
        marks.append(Text((20.0, y), name))
    for number, row in enumerate(rows):
        y = top + each * number
        marks.append(Text((0.0, y), row.name, bold=True))
        marks.append(Text((WIDTH, y), row.text, "end"))
        foot = y + 6 + len(keys) * bar
        marks.append(Line(((middle, y + 4), (middle, foot + 2)), SOFT, 0.8))
        for place, (value, look) in enumerate(zip(row.values, _LOOKS, strict=True)):
            long = reach * abs(value) / longest
            begin = middle if value >= 0 else middle - long
            if long:
                marks.append(_bar(begin, y + 6 + place * bar, max(long, 1.0), bar - 2, look))
    return Drawing(WIDTH, height, tuple(marks))


def _bar(x: float, y: float, width: float, height: float, look: tuple[str, bool]) -> Mark:
    colour, hatched = look
    if hatched:
        return box(x, y, width, height, PAPER, edge=colour, hatched=True)
    return box(x, y, width, height, colour)


def _cut(name: str) -> str:
    """A name as long as there is room for."""
    most = int(_WIDEST_NAME / wide("x", _SIZE))
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
