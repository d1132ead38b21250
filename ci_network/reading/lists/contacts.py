"""Lists of actors, and what is known of each: sector, type, when it joined and left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from ci_network.reading.cells import NO, UNKNOWN
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.headings import OF_ACTORS, Field
from ci_network.reading.lists.words.when import when
from ci_network.reading.spelling import same_name

_DATES: tuple[Field, ...] = ("secretariat_from", "secretariat_until", "joined", "left")


def marks_secretariats(sheet: Sheet) -> bool:
    """Whether a column says of each who took part whether it is the secretariat.

    It does where it says one thing of each actor in all its rows, and not of all at a meeting;
    elsewhere it says at which meetings the secretariat was.
    """
    column, actor = sheet.first("secretariat"), sheet.first("actor")
    if column is None or actor is None or not all(row[column] for row in sheet.block.rows):
        return False
    whose = sheet.places("activity", "date")
    of_actors: dict[str, set[str | None]] = defaultdict(set)
    of_meetings: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for row in sheet.block.rows:
        said = _said("secretariat", row[column])
        of_actors[row[actor]].add(said)
        of_meetings[tuple(row[n] for n in whose)].add(said)
    return all(len(said) == 1 for said in of_actors.values()) and any(
        len(said) > 1 for said in of_meetings.values()
    )


def actors_of(
    sheet: Sheet, known: Mapping[str, Mapping[str, str]], wanted: Collection[Field] = OF_ACTORS
) -> dict[str, dict[str, str]]:
    """What a list says of actors, by name, with columns of nodes.csv.

    `known` is what other lists said, `wanted` what is read of what this one says.

    Asks when two rows say different things of one actor.
    """
    actors = {name: dict(row) for name, row in known.items()}
    (place,) = sheet.fields["actor"][:1]
    for number, row in sheet.block.numbered():
        name = " ".join(row[place].split())
        if not name:
            continue
        actor = actors.setdefault(name, {})
        for field in wanted:
            column = sheet.first(field)
            if column is None or not row[column]:
                continue
            said = _said(field, row[column])
            if said is None:
                sheet.note("cell left out", number, row[column], f"no {field}")
            elif actor.setdefault(field, said) != said:
                raise sheet.question("contradicting-actors", column, [name, actor[field], said])
    return actors


def by_their_names(sheet: Sheet, taking_part: Collection[str]) -> Sheet:
    """A list of actors by the column that holds the names under which they take part.

    `taking_part` are folded names. The column that is called so may be one of abbreviations.
    """
    cells = [sheet.block.cells(place) for place in range(len(sheet.block.header))]
    known = [sum(same_name(cell) in taking_part for cell in of) for of in cells]
    own, best = sheet.fields["actor"][0], max(range(len(known)), key=known.__getitem__)
    if known[own] or not known[best] or 2 * known[best] < len(cells[best]):
        return sheet
    sheet.note("names of actors", None, sheet.name(best), "these take part")
    return sheet.meaning("actor", (best,))


def _said(field: Field, cell: str) -> str | None:
    if field in _DATES:
        if cell.casefold() in UNKNOWN:
            return cell
        read = when(cell)
        return None if read is None else read.start
    if field == "secretariat":
        return "" if cell.casefold() in NO | {"-", "–"} else "yes"
    return cell
