"""What the cells of a column look like: dates, numbers, marks, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from ci_network.reading.lists.words.attendance import Words, is_number
from ci_network.reading.lists.words.lexicon import any_case, words
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.when import ORDERS, date_within, in_any_order, several, when

Kind = Literal["blank", "dates", "clock", "numbers", "marks", "said", "addresses", "names"]
"""What the cells of a column look like."""

MOSTLY = 0.8
SOME_YEAR = "2000"

_CLOCK = re.compile(
    r"(?:kl\.?\s*)?\d{1,2}(?:[:.]\d\d){0,2}(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}(?:[:.]\d\d){0,2}(?:\s*[ap]\.?m\.?)?)?(?:\s*uhr)?",
    re.IGNORECASE | re.ASCII,
)

_DURATION = re.compile(
    r"(?=.*\d)(?:\d{1,4}\s*(?:t|h|hrs?|hours?|timer?|std|stunden?|timmar|timme)\b\.?\s*)?"
    r"(?:\d{1,4}\s*(?:m|min|mins|minutes?|minutter|minuter|minuten)\b\.?\s*)?"
    r"(?:\d{1,4}\s*(?:s|sec|secs|sek|seconds?|sekunder|sekunden)\b\.?)?",
    re.IGNORECASE | re.ASCII,
)

_ABOUT = any_case(
    r"(?:(?:ca|cirka|circa|approx|about|omkring|over|under|etwa|rund|ungefär|omtrent|mindst|min|max)"
    r"\b\.?|[~<>])\s*\d+|\d+\s*\+|[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[£$€]|kr\.?|,-)"
)
"""A number of people that nobody counted, or of money."""

_ADDRESS = re.compile(r"[^@\s]@[\w-]+(?:\.[\w-]+)*\.\w+")

_PLAIN = words(
    """x, xx, ✓, ✔, √, ☑, ✅, v, ja, nej, yes, no, y, n, j, 1, 0, -, –, +, nei, nein, true, false,
    sand, falsk"""
)


def kind_of(cells: Sequence[str], words: Words, year: str | None) -> Kind:
    """What cells look like, by what most of them are.

    Examples
    --------
    >>> kind_of(["14-03-2018", "2018-04"], Words(), None), kind_of(["12", "3"], Words(), None)
    ('dates', 'numbers')
    >>> kind_of(["x", "", "1"], Words(), None), kind_of(["Deltog", "Afbud"], Words(), None)
    ('marks', 'said')
    """
    filled = Counter(cell for cell in cells if cell)
    if not filled:
        return "blank"
    if filled.keys() <= {"0", "1"}:
        return "marks"
    if all(map(words.told, filled)):
        return "said"
    for kind, share, holds in _KINDS:
        like = sum(times for cell, times in filled.items() if holds(cell, words, year))
        if like >= share * filled.total():
            return kind
    return "names"


def _is_date(cell: str, year: str | None) -> bool:
    """Whether a cell is a date, with its year or without: which is asked where it is read."""
    some = year or SOME_YEAR
    return in_any_order(cell, some) or any(several(cell, some, order) for order in ORDERS)


def is_clock(cell: str) -> bool:
    """Whether a cell is a time of day, or how long something took."""
    return _CLOCK.fullmatch(cell) is not None or _DURATION.fullmatch(cell) is not None


def is_hour(cell: str) -> bool:
    """Whether a cell is a time of day, and no number that may be a mark."""
    return not cell.isdecimal() and is_clock(cell)


def is_from_to(cell: str) -> bool:
    """Whether a cell may be the hours from which and to which something was.

    >>> is_from_to("09-10"), is_from_to("9.30 - 11"), is_from_to("12-3")
    (True, True, False)
    """
    hours = _FROM_TO.fullmatch(cell)
    return hours is not None and int(hours[1]) < int(hours[2]) <= 24


_FROM_TO = re.compile(r"(\d{1,2})(?:[.:]\d\d)?\s*[-–]\s*(\d{1,2})(?:[.:]\d\d)?", re.ASCII)

_Holds = Callable[[str, Words, str | None], object]
_KINDS: tuple[tuple[Kind, float, _Holds], ...] = (
    ("numbers", 1, lambda cell, _, __: (is_number(cell) and not is_year(cell))
                                       or _ABOUT.fullmatch(cell)),
    ("dates", MOSTLY, lambda cell, _, year: _is_date(cell, year)),
    ("clock", MOSTLY, lambda cell, _, __: is_clock(cell)),
    ("addresses", MOSTLY, lambda cell, _, __: "@" in cell and _ADDRESS.search(cell)),
    ("marks", MOSTLY, lambda cell, words, _: cell.casefold() in _PLAIN
                                             or (len(cell) <= 2 and words.said(cell))),
    ("said", MOSTLY, lambda cell, words, _: words.said(cell)),
)  # fmt: skip
"""The kinds of cells, which share must be so, and what a cell of the kind is."""


def is_year(cell: str) -> bool:
    """Whether a cell is a year, and no number that counts."""
    return re.fullmatch(r"(?:1[89]|2[01])\d\d", cell, re.ASCII) is not None


def is_date_like(names: Sequence[str], year: str | None) -> bool:
    """Whether most of the names are dates, or hold one."""
    dated = sum(
        when(name, year) is not None or date_within(name, year) is not None for name in names
    )
    return bool(names) and dated >= MOSTLY * len(names)


def are_mostly_persons(cells: Sequence[str]) -> bool:
    """Whether at least half of the cells are names of persons."""
    return 2 * sum(is_person(cell) for cell in cells) >= len(cells)
