"""What a list says of an activity as a whole: the columns of activities.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, PURPOSE_WORDS
from ci_network.reading.lists.attendance import said_by
from ci_network.reading.lists.headings import OF_ACTIVITIES
from ci_network.reading.lists.meanings import Sheet
from ci_network.reading.lists.names import same_name
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices, Part

Told = tuple[tuple[str, str], ...]
"""Columns of activities.csv, and what stands in them."""

_SHARED = frozenset(
    word
    for words in (
        "alle,fælles,delt,i fællesskab,alle i fællesskab,fælles ansvar,shared,all,everyone",
        "jointly,joint,alla,gemensamt,felles,gemeinsam",
    )
    for word in words.split(",")
)
_CONTINUES = {"there": "yes", "absent": "no", "unclear": "unknown"}


def told_by(sheet: Sheet, row: Sequence[str]) -> Told:
    """What a row says of its activity."""
    said = []
    for field in OF_ACTIVITIES:
        place = sheet.first(field)
        if place is not None and (meant := _meaning(field, row[place])):
            said.append((field, meant))
    led_by = {
        "shared" if cell in _SHARED else LED_BY_WORDS.get(cell, "")
        for place in sheet.fields.get("lead", ())
        if (cell := row[place].casefold()) in _SHARED or cell in LED_BY_WORDS
    } - {"", "secretariat"}
    return (*said, *(("led_by", word) for word in sorted(led_by)))


def _meaning(field: str, cell: str) -> str:
    word = cell.casefold()
    if field == "continues":
        return CONTINUES_WORDS.get(word) or _CONTINUES.get(said_by(cell) or "", "") if word else ""
    return PURPOSE_WORDS.get(word, "") if field == "purpose" else cell


def names_nobody(cell: str) -> bool:
    """Whether a cell of who led names none: all together, a partner, or nobody that is known."""
    word = cell.casefold()
    return word in _SHARED or LED_BY_WORDS.get(word, "secretariat") != "secretariat"


def activities_of(
    parts: Sequence[Part], actors: Mapping[str, str], choices: Choices
) -> dict[str, list[str]]:
    """Columns of activities.csv; empty where the list says nothing of activities.

    Parameters
    ----------
    parts
        With their activities as they are in the end.
    actors
        Ids of actors by folded name.
    choices
        With the aliases of actors.

    Raises
    ------
    Question
        When two rows say different things of one activity, or name an actor that takes no part.
    """
    known = dict(actors)
    known |= {same_name(row.alias): row.id for row in choices.aliases}
    rows: dict[str, dict[str, str]] = {}
    for part in parts:
        for field, cell in part.told:
            meant = known.get(same_name(cell)) if field == "taken_over_by" else cell
            if meant is None:
                raise Question(
                    "no-such-actor", column=sorted(actors.values())[:12], cells=[cell],
                    options=["taken_over_by"],
                )  # fmt: skip
            row = rows.setdefault(part.activity, {})
            if row.setdefault(field, meant) != meant:
                raise Question(
                    "contradicting-activities", file=part.file, column=field,
                    cells=[part.activity, row[field], meant], options=["--ignore"],
                )  # fmt: skip
    columns = [
        field for field in ("led_by", *OF_ACTIVITIES) if any(field in r for r in rows.values())
    ]
    if not columns:
        return {}
    return {"activity": list(rows)} | {
        field: [row.get(field, "") for row in rows.values()] for field in columns
    }
