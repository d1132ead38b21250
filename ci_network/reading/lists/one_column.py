"""What one column means, by its heading and by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ci_network.reading.cells import INVOLVEMENT, PURPOSE_WORDS
from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import Block
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.attendance import ROLES, Words, is_total, said_by
from ci_network.reading.lists.words.headings import SIGNED, Field, Heading, heading, names_a_day
from ci_network.reading.lists.words.kinds import Kind
from ci_network.reading.lists.words.lexicon import any_case, keys
from ci_network.reading.lists.words.presets import Preset
from ci_network.reading.secretariat_names import names_secretariat


def said_above(name: str, preset: Preset | None) -> Heading | None:
    if preset is not None and (field := preset.fields.get(key(name))) is not None:
        return Heading(field, 1)
    said = heading(name)
    of_one = said is not None and said.field == "activity" and said.rank > 1 and names_a_day(name)
    return None if of_one else said


def said_by_kind(name: str, kind: Kind, choices: Choices) -> Heading | None:
    """What a heading says above cells of one kind only: of a guest, the secretariat, or sums."""
    if kind == "names" and key(name) in _GUESTS:
        return Heading("actor", 3)
    if kind == "numbers" and (is_total(name) or _HOW_MANY.search(name)):
        return Heading("count", 1)
    if kind not in ("marks", "said"):
        return None
    if key(name) in _HELD:
        return Heading("attended", 2)
    own = [key(name)] == list(map(key, choices.secretariat))
    took_part = names_secretariat(name) and _TOOK_PART.search(name) is not None
    return Heading("secretariat", 1) if own or took_part else None


def meaning_of(said: Heading, kind: Kind, block: Block, place: int, words: Words) -> Heading | None:
    """What a heading means above its cells; None when they speak against it."""
    cells = block.cells(place)
    if said.field == "attended" and kind == "names" and _some_said(cells, words):
        return said
    if said.field == "secretariat" and cells and all(c.casefold() in INVOLVEMENT for c in cells):
        return said
    if said.field == "date" and kind == "names" and any(map(_YEAR_OR_WEEK.search, cells)):
        return said  # those that hold no year or week are asked about
    meant = None if said.field == "activity" and _all_roles(cells) else _by_cells(said, kind)
    if meant is not None and meant.field in ("lead", "assist") and _all_roles(cells):
        return Heading("role", 1)
    purposes = bool(cells) and all(cell.casefold() in PURPOSE_WORDS for cell in cells)
    if meant is not None and meant.field == "purpose" and not purposes:
        return Heading("other", 1)
    of_others = meant == Heading("week", 1) and not OF_WEEKS.fullmatch(key(block.header[place]))
    return None if of_others else meant


PARTS: tuple[Field, ...] = ("year", "month", "day", "week")
"""What tells a date together, each in a column of its own."""

_COUNT = Heading("count", 1)
_BORNE_OUT: dict[Field, frozenset[Kind]] = {
    "activity": frozenset({"dates", "numbers", "addresses", "names"}),
    "actor": frozenset({"names", "addresses"}),
    "date": frozenset({"dates"}),
    "end": frozenset({"dates"}),
    **dict.fromkeys(PARTS, frozenset({"dates", "numbers", "names"})),
    "attended": frozenset({"marks", "said", "clock", "dates"}),
    "absent": frozenset({"marks", "said", "names", "dates"}),
    "invited": frozenset({"marks", "said", "names"}),
    **dict.fromkeys(("lead", "assist"), frozenset({"marks", "said", "names", "addresses"})),
    "role": frozenset({"names", "said", "marks"}),
    "count": frozenset({"numbers"}),
    **dict.fromkeys(("sector", "type"), frozenset({"names"})),
    **dict.fromkeys(("continues", "secretariat"), frozenset({"marks", "said"})),
}
"""Cells that bear out a heading of a field; any do below headings of the fields left out."""

_ELSE: dict[tuple[Field, Kind], Heading] = {
    **{(field, "numbers"): _COUNT for field in ("actor", "attended", "absent", "invited")},
    **{("actor", kind): Heading("attended", 2) for kind in ("said", "marks")},
}
"""What other cells make of a heading; they speak against it where nothing stands here."""

_BY_RANK: dict[tuple[Field, int, Kind], Heading] = {
    **{("activity", rank, "dates"): Heading("date", 3) for rank in (2, 3)},
    ("date", 2, "numbers"): Heading("day", 1),
    ("date", 3, "numbers"): Heading("week", 1),
    ("attended", 1, "names"): Heading("actor", 2),
    ("attended", 2, "numbers"): Heading("attended", 2),
    **{
        (field, 1, kind): Heading(field, 1)
        for field in ("date", "end")
        for kind in ("numbers", "names", "addresses")
    },
}
"""What cells make of a heading that says its field plainly, or vaguely."""


def _by_cells(said: Heading, kind: Kind) -> Heading | None:
    """What a heading means, given what stands below it; None when the cells speak against it."""
    if kind == "blank" or said == SIGNED or said.field not in _BORNE_OUT:
        return said
    if (told := _BY_RANK.get((*said, kind))) is not None:
        return told
    return said if kind in _BORNE_OUT[said.field] else _ELSE.get((said.field, kind))


def _all_roles(cells: Sequence[str]) -> bool:
    """Whether a column named by a role says the role of each, and names nobody."""
    words = {" ".join(cell.casefold().split()) for cell in cells}
    return bool(words & ROLES) and all(word in ROLES or said_by(word) for word in words)


def _some_said(cells: Sequence[str], words: Words) -> bool:
    """Whether a few words at least say who came, so that the others are asked about."""
    told = [words.said(cell) in ("there", "absent") for cell in cells]
    return 4 * sum(told) >= len(told)


OF_WEEKS = re.compile(r"(?:uge|uke|ukenr|week|vecka|veckonummer|woche|kalenderwoche|kw)\w*")
"""Headings, folded, of numbers of weeks."""

_YEAR_OR_WEEK = re.compile(
    r"(?<![\w,.])(?:19|20)\d\d(?![\w,])|^(?:uge|week|wk|w|vecka|v|uke|woche|kw)\.?\s*\d{1,2}$",
    re.IGNORECASE | re.ASCII,
)

_HOW_MANY = any_case(
    r"\b(?:meetings|events|activities|sessions|møder|møter|möten|aktiviteter|arrangementer|evenemang|treffen|"
    r"sitzungen|veranstaltungen|aktivitäten)\b"
)
"""Activities in the plural, which numbers below count."""

_HELD = keys(
    """afholdt, held, avholdt, gennemført, gjennomført, genomfört, genomförd, hållet, durchgeführt,
    stattgefunden, fandt sted, took place, blev afholdt"""
)
"""Headings of whether an activity took place, or of when."""

_GUESTS = keys("guest, gæst, gast, gäst, gjest")

_TOOK_PART = any_case(
    r"\b(?:delt[ao]\w*|til ?stede|var (?:der|med)|took part|participa\w+|present|närvar\w+|"
    r"attended|dabei|anwesend|teilgenommen|teilnahm\w*)\b|\b(?:med|with)\W*$|^(?:med|with|mit)\s+\w+$"
)
"""What a heading says of the secretariat where yes below it means that it took part."""


def says_help(name: str) -> bool:
    """Whether a heading speaks of what the secretariat gave: Støtte fra sekretariatet.

    >>> says_help("Support from secretariat"), says_help("Sekretariat Nord"), says_help("Hjælp")
    (True, False, False)
    """
    named = names_secretariat(name) or "kansli" in name.casefold()
    return named and _HELP.search(name) is not None


_HELP = any_case(
    r"st[øö]tt|st[öø]d|hj[æeä]lp|bistand|bistått|support|assist|\bhelp|aided|backed|unterst[üu]tz|hilfe|beistand|"
    r"\btimer\b|hours|stunden|timmar|indsats|arbejde|facilit"
)
