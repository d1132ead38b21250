"""The likely names in a cell: to compare them, and to take some away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.lexicon import words
from ci_network.reading.lists.words.persons import may_bear_address
from ci_network.reading.spelling import same_name


def pieces(cell: str) -> list[str]:
    """The likely names in a cell, folded: to compare with, not to keep."""
    whole = same_name(cell)
    parts = [
        same_name(re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", piece)) for piece in BETWEEN.split(cell)
    ]
    return [whole, *filter(None, parts)]


def names_in(sheet: Sheet, places: Iterable[int]) -> set[str]:
    """Every likely name in some columns."""
    return {name for place in places for cell in sheet.block.cells(place) for name in pieces(cell)}


def without_names(cell: str, names: set[str]) -> str:
    """A cell without the names that did not come, as the column of those says.

    >>> without_names("Klubben, SSP og Skolen", {"skolen"}), without_names("SSP", {"ssp"})
    ('Klubben, SSP', '')
    """
    folded = {"".join(part.split()) for part in names}
    pieces = re.split(rf"({BETWEEN.pattern})", cell)
    kept = [
        n for n in range(0, len(pieces), 2) if "".join(same_name(pieces[n]).split()) not in folded
    ]
    if len(kept) == len(pieces[::2]):
        return cell
    while kept and not pieces[kept[-1]].strip():
        kept.pop()
    told = "".join("".join(pieces[n : n + 2]) for n in kept[:-1])
    return "".join([told, *(pieces[n].rstrip() for n in kept[-1:])]).strip(" ,;")


def organisation_of(cell: str) -> str:
    """A cell of participants; of addresses what stands behind the @, and nothing of private ones.

    >>> [organisation_of(cell) for cell in ("mh@kommunen.dk", "mette@gmail.com", "SSP")]
    ['kommunen.dk', '', 'SSP']
    >>> organisation_of("Mette Holm <mh@kommunen.dk>; bo@kommunen.dk; lh@klubben.dk")
    'kommunen.dk; klubben.dk'
    >>> organisation_of("Skolen, Kirken <bo@klubben.dk>")
    'Skolen, Kirken <bo@klubben.dk>'
    """
    if "@" not in cell:
        return cell
    found = [_ADDRESS.fullmatch(piece.strip()) for piece in _BETWEEN_ADDRESSES.split(cell)]
    domains = [
        match["domain"].casefold()
        for match in found
        if match is not None and may_bear_address(match["name"] or "")
    ]
    if len(domains) < len(found):
        return cell
    return "; ".join(dict.fromkeys(d for d in domains if d.partition(".")[0] not in _PRIVATE))


_ADDRESS = re.compile(r"(?:(?P<name>[^<>@;\n]*)<)?[^@\s,;<>]+@(?P<domain>[\w.-]+\.\w+)>?")

_BETWEEN_ADDRESSES = re.compile(
    r"[;\n]\s*|(?<=>),\s*|(?<=\w),\s*(?=[^@\s,;<>]+@)|(?<=\w)\s+(?=[^@\s,;<>]+@)"
)

_PRIVATE = words(
    """gmail, hotmail, outlook, yahoo, icloud, live, me, mail, msn, googlemail, protonmail, gmx,
    web"""
)
