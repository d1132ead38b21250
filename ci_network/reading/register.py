"""The register as people keep it: activities as rows, organisations to tick; errors and all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ci_network.reading.cells import CONTINUES_WORDS, LED_BY_WORDS, YES, leads
from ci_network.reading.columns import TOLD
from ci_network.reading.draft import HEADERS, Draft, Sheet
from ci_network.reading.together import Tables


@dataclass(frozen=True)
class Entry:
    """One activity, as its rows say it.

    Attributes
    ----------
    name
        Its name.
    start, end
        Its dates as they are written; blank where its rows differ.
    dates_differ
        Whether its rows have different dates.
    actors
        Ids of those who took part, each once.
    leads
        Those of them that lead.
    led_by
        What is known of the lead as a whole: ``secretariat``, ``partner``, ``shared``, or blank.
    continues
        ``yes``, ``no``, or blank.
    taken_over_by
        The actor that takes it over, or blank.
    """

    name: str
    start: str
    end: str
    dates_differ: bool
    actors: tuple[str, ...]
    leads: tuple[str, ...]
    led_by: str
    continues: str
    taken_over_by: str


@dataclass(frozen=True)
class Organisation:
    """One actor, with its cells by column; `activities` is how many it has a row in."""

    id: str
    cells: dict[str, str]
    secretariat: bool
    activities: int


@dataclass(frozen=True)
class Register:
    """What the tables hold.

    Attributes
    ----------
    entries
        The activities in the order of the file.
    organisations
        The actors in the order of the file; those that only take part stand at the end.
    pairs
        Whether the edges are pairs, of which there is no register.
    """

    entries: tuple[Entry, ...]
    organisations: tuple[Organisation, ...]
    pairs: bool


def register_of(tables: Tables) -> Register:
    """The register that the tables of a record hold.

    Examples
    --------
    >>> from ci_network.reading.editing import activity_added
    >>> register = register_of(activity_added({}, "walk", ["A", "B"], "2018", lead="A"))
    >>> register.entries[0].actors, register.entries[0].leads
    (('A', 'B'), ('A',))
    """
    draft = Draft(tables)
    edges = draft["edges"]
    pairs = "actor" not in edges
    rows: dict[str, list[int]] = defaultdict(list)
    for row in [] if pairs else edges.rows():
        if edges.get(row, "activity"):
            rows[edges.get(row, "activity")].append(row)
    told = _told(draft["activities"])
    entries = tuple(_entry(name, its, edges, told.get(name, {})) for name, its in rows.items())
    return Register(entries, _organisations(draft["nodes"], entries), pairs)


def _told(sheet: Sheet) -> dict[str, dict[str, str]]:
    """What the table of activities says, by activity; of several rows the first that is filled."""
    found: dict[str, dict[str, str]] = {}
    for row in sheet.rows():
        said = found.setdefault(sheet.get(row, "activity"), {})
        for column in TOLD:
            said[column] = said.get(column) or sheet.get(row, column)
    return found


def _entry(name: str, rows: list[int], edges: Sheet, told: dict[str, str]) -> Entry:
    days = {(edges.get(row, "start"), edges.get(row, "end")) for row in rows}
    start, end = next(iter(days)) if len(days) == 1 else ("", "")
    said = {
        column: next(filter(None, (edges.get(row, column) for row in rows)), told.get(column, ""))
        for column in TOLD
    }
    actors = dict.fromkeys(edges.get(row, "actor") for row in rows)
    leading = dict.fromkeys(edges.get(r, "actor") for r in rows if leads(edges.get(r, "role")))
    return Entry(
        name, start, end, len(days) > 1,
        tuple(filter(None, actors)), tuple(filter(None, leading)),
        _meant(LED_BY_WORDS, said["led_by"]), _meant(CONTINUES_WORDS, said["continues"]),
        said["taken_over_by"],
    )  # fmt: skip


def _meant(words: dict[str, str], cell: str) -> str:
    meaning = words.get(" ".join(cell.casefold().split()), "")
    return "" if meaning == "unknown" else meaning


def _organisations(nodes: Sheet, entries: tuple[Entry, ...]) -> tuple[Organisation, ...]:
    times: dict[str, int] = defaultdict(int)
    for entry in entries:
        for actor in entry.actors:
            times[actor] += 1
    known: dict[str, dict[str, str]] = {}
    for row in nodes.rows():
        cells = {column: nodes.get(row, column) for column in HEADERS["nodes"]}
        known.setdefault(cells["id"], cells)
    for actor in times:
        known.setdefault(actor, dict.fromkeys(HEADERS["nodes"], "") | {"id": actor})
    return tuple(
        Organisation(actor, cells, cells["secretariat"].casefold() in YES, times[actor])
        for actor, cells in known.items()
        if actor
    )
