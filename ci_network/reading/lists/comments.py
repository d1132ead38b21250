"""What comments say of cells: who did not come is asked about, all else is told and not read."""

from __future__ import annotations

from ci_network.reading.columns import key
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.division import BETWEEN
from ci_network.reading.lists.meanings import named_in
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.unseen import at, fields_above, is_filled, may_count, name_of
from ci_network.reading.lists.words.attendance import mentions_away, said_by
from ci_network.reading.lists.words.headings import Field
from ci_network.reading.lists.words.persons import without_first_names
from ci_network.reading.records import Records

_AWAY = "afbud"
"""What is written where a comment says that somebody did not come, as people write it by hand."""


def with_comments(records: Records, choices: Choices, log: Log) -> Records:
    """The cells of a sheet, as the person said of those whose comments speak of who did not come.

    Asks when a comment on a cell that may count speaks of who did not come, and it is not told what
    that makes of the cell; where it is of more than one name, or of something else than a name, it
    must stand in the list.
    """
    cells = records.cells
    named = {key(name) for names in named_in(choices).values() for name in names}
    columns = {place for _, place, _ in records.unseen.comments}
    counting = {place for place in columns if may_count(cells, place, named)}
    told = [
        (row, place, text)
        for row, place, text in sorted(records.unseen.comments)
        if place in counting and row <= len(cells) and is_filled(cells[row - 1])
    ]
    if not told:
        return records
    away = [each for each in told if at(cells, *each[:2]) and mentions_away(each[2])]
    fields = fields_above(cells, {each[:2] for each in away})
    elsewhere = [each for each in away if not _is_of_one(at(cells, *each[:2]), fields[each[:2]])]
    if away and (choices.comments is None or (choices.comments == "away" and elsewhere)):
        raise Question(
            "comments-elsewhere" if elsewhere else "comments-away",
            records.file,
            cells=[
                f"{name_of(row, place)}: {at(cells, row, place)} – {text}"
                for row, place, text in elsewhere or away
            ],
        )
    answered = set(away) if choices.comments == "away" else set()
    kept = [list(row) for row in cells]
    for row, place, text in told:
        if (row, place, text) in answered:
            cell = at(cells, row, place)
            kept[row - 1][place] = _AWAY if said_by(cell) is not None else f"{cell} ({_AWAY})"
        else:
            value = f"{name_of(row, place)}: {without_first_names(text)}"
            log.add("comment", records.file, row, value, "")
    return records._replace(cells=kept)


def _is_of_one(cell: str, field: Field | None) -> bool:
    """Whether a cell is a mark, or the one name in a cell of participants."""
    return said_by(cell) is not None or (field == "actor" and not BETWEEN.search(cell))
