"""The words by which columns and marks of attendance lists are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ci_network.reading.cells import LEAD_ROLES
from ci_network.reading.columns import key

Field = Literal["activity", "actor", "date", "end", "role", "attended"]

_SPELLINGS: dict[Field, tuple[str, ...]] = {
    "activity": (
        "activity", "activities", "aktivitet", "aktiviteter", "event", "events", "møde", "møder",
        "meeting", "arrangement", "begivenhed", "workshop", "emne", "titel", "title", "project",
        "projekt", "indsats", "aktivitetens navn", "navn på aktivitet", "activity name", "hvad",
    ),
    "actor": (
        "actor", "actors", "aktør", "aktører", "organisation", "organization", "organisationer",
        "organisations", "organizations", "org", "deltager", "deltagere", "participant",
        "participants", "attendee", "attendees", "partner", "partnere", "partners", "forening",
        "foreninger", "virksomhed", "virksomheder", "institution", "institutioner", "enhed",
        "member", "members", "medlem", "medlemmer", "deltagende organisationer", "hvem",
        "deltagende organisation", "repræsenterer", "company", "organisationens navn",
    ),
    "date": (
        "date", "dato", "dates", "datoer", "start", "startdato", "start date", "fra", "mødedato",
        "day", "dag", "hvornår", "when", "year", "år", "tidspunkt", "måned", "month", "periode",
    ),
    "end": ("end", "slut", "slutdato", "end date", "til", "until"),
    "role": ("role", "rolle", "funktion", "roles", "roller"),
    "attended": (
        "attended", "present", "attendance", "deltog", "deltaget", "mødt", "fremmødt", "fremmøde",
        "til stede", "tilstede",
    ),
}  # fmt: skip

FIELDS: dict[str, Field] = {
    key(spelling): field for field, names in _SPELLINGS.items() for spelling in names
}
"""Field by the key of a column's name."""

OPTIONS: dict[Field, str] = {
    "activity": "--activity", "actor": "--actor", "date": "--date", "end": "--end",
    "role": "--role", "attended": "--attended",
}  # fmt: skip
"""The option that names the column of a field."""

THERE = frozenset(
    {"x", "xx", "✓", "✔", "√", "☑", "+", "*", "ja", "yes", "j", "y", "true", "sand", "deltog",
     "deltaget", "deltager", "til stede", "tilstede", "present", "attended", "mødt"}
)  # fmt: skip
"""What a cell says of somebody who took part."""

ABSENT = frozenset(
    {"", "-", "–", "—", "/", "nej", "no", "n", "false", "falsk", "0", "afbud", "fraværende",
     "absent", "ikke mødt", "udeblevet", "☐", "✗", "✘"}
)  # fmt: skip
"""What a cell says of somebody who did not."""

_TOTAL = re.compile(
    r"(?:i\s?alt|(?:grand |sub)?total|totalt|sum|samlet|antal)\b.{0,40}|.{0,40}\bi alt:?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\d{1,3}(?:[. ]?\d{3})*(?:[.,]\d+)?\s*%?", re.ASCII)


def is_total(name: str) -> bool:
    """Whether a row or column is named as one that sums the others.

    Examples
    --------
    >>> [is_total(name) for name in ("I alt", "Total:", "Deltagere i alt", "Totalkredit", "Antal")]
    [True, True, True, False, True]
    """
    return _TOTAL.fullmatch(name.strip()) is not None


def is_sum(cells: Sequence[str]) -> bool:
    """Whether a row sums the others: it says so, and all that it holds besides is numbers.

    Examples
    --------
    >>> is_sum(["I alt", "", "4"]), is_sum(["Total", "x", ""]), is_sum(["", "4"])
    (True, False, False)
    """
    filled = [cell for cell in cells if cell]
    words = [cell for cell in filled if _NUMBER.fullmatch(cell) is None]
    return len(words) == 1 and is_total(words[0])


ROLES = LEAD_ROLES | {
    "facilitator", "coordinator", "koordinator", "sekretær", "medlem", "member", "oplægsholder",
    "speaker", "funder", "observatør", "observer",
}  # fmt: skip
"""What a cell says of somebody who took part in a role."""

_COUNT = re.compile(r"[1-9]\d{0,3}", re.ASCII)


def mark(cell: str) -> str | None:
    """What a cell of a cross table says: ``there``, ``absent``, a role that leads, or None.

    Examples
    --------
    >>> mark("X"), mark("afbud"), mark("tovholder"), mark("3"), mark("Anne")
    ('there', 'absent', 'tovholder', 'there', None)
    """
    word = " ".join(cell.casefold().split())
    if word in ABSENT:
        return "absent"
    if word in THERE or _COUNT.fullmatch(word):
        return "there"
    return cell.strip() if word in ROLES else None
