"""What can be done about a problem in its place, and the tables that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ci_network.errors import Problem
from ci_network.language import marked as _
from ci_network.reading import editing
from ci_network.reading.columns import Kind
from ci_network.reading.draft import Draft
from ci_network.reading.together import Tables


class Mend(NamedTuple):
    """One thing that can be done.

    Attributes
    ----------
    text
        What it says, in English as the catalogues know it, with ``{name}`` in it or without.
    name
        What stands for ``{name}``.
    changed
        The new tables, from those there are and what was typed.
    typed
        Whether something must be typed.
    before
        What stands there now, where something is typed over it.
    """

    text: str
    name: str
    changed: Callable[[Tables, str], Tables]
    typed: bool = False
    before: str = ""


def kind_of(problem: Problem, tables: Tables) -> Kind | None:
    """The table that a problem is in; None where it is of a whole file, or of none."""
    if problem.row is None:
        return None
    return next((kind for kind, each in tables.items() if each.file == problem.file), None)


def ways_to_mend(problem: Problem, tables: Tables) -> tuple[Mend, ...]:
    """What can be done about a problem; nothing where only the file itself can be mended.

    Examples
    --------
    >>> from ci_network.reading.records import Records
    >>> tables = {"edges": Records("edges.csv", [["actor", "start"], ["A", "2O18"]])}
    >>> place = "error", "edges.csv", 2, "start", "2O18"
    >>> problem = Problem("bad-date-near", *place, {"meant": "2018"})
    >>> ways_to_mend(problem, tables)[0].changed(tables, "")["edges"].cells[1]
    ['A', '2018']
    """
    kind = kind_of(problem, tables)
    if kind is None or problem.row is None:
        return ()
    special = _BY_CODE.get(problem.code)
    ways = () if special is None else special(problem, tables, kind)
    if suggested := suggestion(problem):
        ways = (*ways, _written(problem, kind, suggested))
    if problem.code in _ROWS:
        ways = (*ways, Mend(_("Remove the row"), "", _done(editing.row_removed, kind, problem.row)))
    if not ways and problem.column is not None:
        ways = (_typed_cell(problem, kind),)
    elif suggested and problem.column is not None:
        ways = (*ways, _typed_cell(problem, kind))
    return ways


def suggestion(problem: Problem) -> str | None:
    """What the cell of a problem is likely meant to say."""
    for detail in ("meant", "date", "year"):
        if problem.code in _MEANT and (meant := problem.details.get(detail)):
            return meant
    return None


def all_mended(problems: Sequence[Problem], tables: Tables) -> Tables:
    """The tables with every cell as it is likely meant, where that is known."""
    told = []
    for problem in problems:
        kind, meant = kind_of(problem, tables), suggestion(problem)
        if kind is not None and meant is not None and problem.row is not None:
            told.append((kind, problem.row, problem.column or "", meant))
    return editing.cells_set(tables, told)


# ------------------------------------------------------------------------------------- inside

_MEANT = frozenset({
    "bad-date-near", "month-first", "excel-serial", "year-as-date", "unknown-actor-near",
    "unknown-activity-near", "near-column",
})  # fmt: skip
_ROWS = frozenset({
    "repeated-row", "header-again", "mirrored-row", "duplicate-id", "self-tie", "activity-again",
    "unknown-activity", "unknown-activity-near",
})  # fmt: skip


def _written(problem: Problem, kind: Kind, value: str) -> Mend:
    at = kind, problem.row, problem.column or ""
    return Mend(_("Write {name}"), value, _done(editing.cell_set, *at, value))


def _typed_cell(problem: Problem, kind: Kind) -> Mend:
    at = kind, problem.row, problem.column
    return Mend(_("Write"), "", _typed(editing.cell_set, *at), True, problem.value or "")


def _done(edit: Callable[..., Tables], *how: object) -> Callable[[Tables, str], Tables]:
    """An edit for which nothing is typed."""
    return lambda tables, _: edit(tables, *how)


def _typed(edit: Callable[..., Tables], *how: object) -> Callable[[Tables, str], Tables]:
    """An edit that takes last what is typed."""
    return lambda tables, typed: edit(tables, *how, typed)


def _id_at(tables: Tables, row: str | int | None) -> str:
    """The id of the actor in a row of the actors, as the spreadsheet shows it."""
    nodes = Draft(tables)["nodes"]
    place = int(row or 0) - 1
    return nodes.get(place, "id") if nodes.first <= place < len(nodes.cells) else ""


def _twins(problem: Problem, tables: Tables, _kind: Kind) -> tuple[Mend, ...]:
    one, other = _id_at(tables, problem.details.get("first")), _id_at(tables, problem.row)
    if not one or not other:
        return ()
    names = problem.details.get("twin", one), problem.value or other
    return tuple(
        Mend(_("Both are {name}"), name, _done(editing.same_actor, a, b))
        for name, a, b in ((names[0], one, other), (names[1], other, one))
    )


def _near_activity(problem: Problem, _tables: Tables, _kind: Kind) -> tuple[Mend, ...]:
    one, other = problem.details.get("twin", ""), problem.value or ""
    return tuple(
        Mend(_("Both are {name}"), a, _done(editing.same_activity, a, b))
        for a, b in ((one, other), (other, one))
    )


def _undated(problem: Problem, _tables: Tables, kind: Kind) -> tuple[Mend, ...]:
    if problem.code == "undated-row":
        dated = _typed(editing.cell_set, kind, problem.row, "start")
    else:
        dated = _typed(editing.activity_dated, problem.value or "")
    return (Mend(_("Its date"), "", dated, True),)


def _alone(problem: Problem, _tables: Tables, _kind: Kind) -> tuple[Mend, ...]:
    activity = problem.value or ""

    def joined_by(tables: Tables, actor: str) -> Tables:
        nodes = Draft(tables)["nodes"]
        known = {nodes.get(row, "label"): nodes.get(row, "id") for row in nodes.rows()}
        known |= {each: each for each in known.values()}
        if actor not in known:
            tables = editing.actor_added(tables, actor)
        return editing.took_part(tables, activity, known.get(actor, actor), True)

    return (Mend(_("Who else took part"), "", joined_by, True),)


def _unknown_actor(problem: Problem, _tables: Tables, _kind: Kind) -> tuple[Mend, ...]:
    name = problem.value or ""
    return (
        Mend(_("{name} is an organisation of its own"), name, _done(editing.actor_added, name)),
    )


def _secretariat(problem: Problem, tables: Tables, _kind: Kind) -> tuple[Mend, ...]:
    actor = _id_at(tables, problem.row)
    if not actor:
        return ()
    same = (_twins(problem, tables, "nodes") if "twin" in problem.details else ())[:1]
    said = [(_("{name} is secretariat too"), "yes")]
    if problem.code == "like-secretariat":
        said.append((_("{name} is another organisation"), "no"))
    return (*same, *(
        Mend(text, problem.value or actor, _done(editing.actor_changed, actor, "secretariat", word))
        for text, word in said
    ))  # fmt: skip


_BY_CODE: dict[str, Callable[[Problem, Tables, Kind], tuple[Mend, ...]]] = {
    "near-id": _twins,
    "within-id": _twins,
    "case-id": _twins,
    "near-activity": _near_activity,
    "undated-activity": _undated,
    "undated-row": _undated,
    "one-participant": _alone,
    "unknown-actor": _unknown_actor,
    "unknown-actor-near": _unknown_actor,
    "like-secretariat": _secretariat,
    "near-secretariat": _secretariat,
}
