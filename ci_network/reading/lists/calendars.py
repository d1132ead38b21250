"""Tables of actors and times whose cells name activities: Q1 2018 above “Kickoff, Gåtur”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import Block
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.attendance import is_number, is_total, mark
from ci_network.reading.lists.words.headings import Field, heading
from ci_network.reading.lists.words.kinds import SOME_YEAR
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.lists.words.when import in_any_order


def by_activity(block: Block, choices: Choices) -> Block:
    """A table of times and actors with a row for each activity in its cells; others as they are.

    The times stand across and the actors down, or the reverse.

    Asks when it cannot be told whether the cells name activities.
    """
    places = _of_cells(block, choices)
    if not places:
        return block
    cells = [row[n] for row in block.rows for n in places if row[n]]
    named = set(map(key, choices.activity)) & {key(block.header[n]) for n in places}
    parts = Counter(part.casefold() for cell in cells for part in _parts(cell))
    if not named and max(parts.values()) < 2:
        raise Question("activities-in-cells", block.file, [block.header[n] for n in places], cells)
    divides = any(parts[part.casefold()] > 1
                  for cell in cells if len(_parts(cell)) > 1 for part in _parts(cell))  # fmt: skip
    across = _is_time(block.header[places[0]])
    kept = [n for n in range(len(block.header)) if n not in places]
    rows, numbers = [], []
    for number, row in block.numbered():
        for place in places:
            for part in _parts(row[place]) if divides else [row[place]]:
                if part:
                    own = block.header[place]
                    rows.append((own, part, *(row[n] for n in kept)))
                    numbers.append(number)
    first = "Date" if across else "Organisation"
    title = block.header[places[0]] if named else "Activity"
    header = (first, title, *(block.header[n] for n in kept))
    return replace(block, header=header, rows=tuple(rows), numbers=tuple(numbers), without_year=())


def _of_cells(block: Block, choices: Choices) -> list[int]:
    """The columns whose cells may name activities, in a table that has nothing else for them."""
    if block.header_row == 0 or not block.rows:
        return []
    names = {
        n: name
        for n, name in enumerate(block.header)
        if name and key(name) not in choices.ignored and not is_total(name)
    }
    times = [n for n, name in names.items() if _is_time(name)]
    said = {n: heading(name) for n, name in names.items() if n not in times}
    fields: set[Field] = {each.field for each in said.values() if each is not None}
    if "actor" in fields and not fields & {"activity", "date"} and len(times) > 1:
        return times if _are_names(block, times) else []
    unknown = [n for n, each in said.items() if each is None]
    of_dates = [n for n, each in said.items() if each is not None and each.field == "date"]
    if len(of_dates) != 1 or not fields <= {"date", "other"} or len(unknown) < 2:
        return []
    dated = all(map(_is_time, block.cells(of_dates[0])))
    return unknown if dated and _share(block, unknown) and _are_names(block, unknown) else []


def _share(block: Block, places: Sequence[int]) -> bool:
    """Whether the cells of some columns name the same."""
    times = Counter(
        part for n in places
        for part in {part.casefold() for cell in block.cells(n) for part in _parts(cell)}
    )  # fmt: skip
    return 2 * sum(times[part] > 1 for part in times) >= len(times) > 0


def _are_names(block: Block, places: Sequence[int]) -> bool:
    """Whether cells hold words, and no marks, roles, numbers, dates or persons."""
    cells = [part for n in places for cell in block.cells(n) for part in _parts(cell)]
    return bool(cells) and not any(
        mark(part) is not None
        or len(part) < _SHORTEST
        or is_number(part)
        or is_person(part)
        or _is_time(part)
        for part in cells
    )


_SHORTEST = 3


def _parts(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in _BETWEEN.split(cell)) if part]


_BETWEEN = re.compile(r"[;,\n](?![^(]*\))")


def _is_time(text: str) -> bool:
    return in_any_order(text, SOME_YEAR)
