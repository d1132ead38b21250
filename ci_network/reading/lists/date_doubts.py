"""What is asked about the dates of a table as a whole: slips, a year that turns, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ci_network.dates import parse_date
from ci_network.reading.columns import key
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.when import when

_APART = 60
"""Years by which a few dates may be older than all the others and not be slips; more where these
are of many years."""

_MODERN = parse_date("1900").first
"""The day from which on a list is of our time; a register of older days may go far back."""

_FEW = 20
"""One date in so many is few."""

_TURN = 150
"""Days by which a date may be earlier than the one above it, where the year does not turn."""

_FORWARD, _BACKWARD = 3, 4
"""Dates that tell that a list goes forward, as most do, or has the newest first."""

_LASTING = re.compile(
    r"(?:\w+_)?(?:varighed|duration|dauer|varighet|varaktighet|loebetid|laufzeit|length)(?:_\w+)?"
)
_UNIT = any_case(
    r"(?<![^\W\d_])(?:dage|days|tage|dagar|dager|uger?|weeks?|wochen?|veckor|vecka|uker|måned(?:er)?|"
    r"mdr|mdr\.|mnd|months?|monate?|månad(?:er)?|år|years?|jahre?|semest(?:er|re))(?![^\W\d_])"
)


def ask_about_dates(sheet: Sheet) -> None:
    """Ask about dates that are likely not what they say, and about ends that are not read."""
    for place in sheet.places("date"):
        _ask_about_slips(sheet, place)
        if sheet.choices.year is None:
            _ask_about_turns(sheet, place)
    if "end" not in sheet.fields and "date" in sheet.fields:
        _ask_about_lengths(sheet)


def _days(sheet: Sheet, place: int) -> Iterator[tuple[str, int]]:
    """The cells of a column that are dates, and the first day of each."""
    for cell in sheet.block.cells(place):
        if (read := sheet.when(cell)) is not None and read.start:
            yield cell, parse_date(read.start).first


def _ask_about_slips(sheet: Sheet, place: int) -> None:
    told = sheet.told
    days = sorted((day, cell) for cell, day in _days(sheet, place) if cell not in told)
    for n, (one, other) in enumerate(pairwise(days[: max(2, len(days) // _FEW + 1)]), start=1):
        apart = max(_APART * 366, 2 * (days[-1][0] - other[0]))
        if other[0] - one[0] > apart and other[0] >= _MODERN and len(days) > n + 1:
            raise sheet.question("far-dates", place, [cell for _, cell in days[:n]])


def _ask_about_turns(sheet: Sheet, place: int) -> None:
    """A list that goes one way, and once past New Year, is of two years."""
    if sheet.year is None or not sheet.year.isdecimal():
        return
    days = [(cell, day) for cell, day in _days(sheet, place) if when(cell) is None]
    for dated, enough in ((days, _FORWARD), (days[::-1], _BACKWARD)):
        back = [pair for pair in pairwise(dated) if pair[1][1] < pair[0][1]]
        if len(dated) < enough or len(back) != 1:
            continue
        (last, before), (first, after) = back[0]
        if before - after > _TURN:
            raise sheet.question("year-turns", place, [last, first], year=sheet.year)


def says_length(name: str, cells: Sequence[str]) -> bool:
    """Whether a column says how long something went on.

    >>> says_length("Varighed", ["3 måneder"]), says_length("Duration", ["2"])
    (True, False)
    """
    lasting = _LASTING.fullmatch(key(name)) is not None
    return lasting and any(_UNIT.search(text) for text in (name, *cells))


def _ask_about_lengths(sheet: Sheet) -> None:
    for place, name in enumerate(sheet.block.header):
        cells = sheet.block.cells(place)
        if key(name) not in sheet.choices.ignored and says_length(name, cells):
            raise Question("lengths", sheet.file, name, list(dict.fromkeys(cells))[:3])
