"""Changes to the tables of a record, as somebody would make them in the files by hand.

Each function takes the tables and gives new ones, in which nothing differs but the cells that were
told. None of them reads the record as a whole: whether it is sound is found out afterwards, so that
a record with errors can be changed too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ci_network.dates import iso
from ci_network.errors import UsageError
from ci_network.reading.cells import ONGOING, UNKNOWN, date_of, leads
from ci_network.reading.columns import Kind
from ci_network.reading.draft import HEADERS, Draft, Sheet
from ci_network.reading.spelling import same_name
from ci_network.reading.table import clean
from ci_network.reading.together import Tables

OF_ACTORS = HEADERS["nodes"][1:]
"""What can be said of an actor beside its id."""

_LEAD = "lead"
_YES = "yes"
_DATES = ("secretariat_from", "secretariat_until", "joined", "left")


# -------------------------------------------------------------------------------------- cells


def cell_set(tables: Tables, kind: Kind, row: int, column: str, value: str) -> Tables:
    """Write one cell.

    Parameters
    ----------
    row
        As the spreadsheet shows it.
    column
        As the file spells it, or a column that is known.

    Raises
    ------
    UsageError
        When there is no such row.
    """
    return cells_set(tables, [(kind, row, column, value)])


def cells_set(tables: Tables, told: Iterable[tuple[Kind, int, str, str]]) -> Tables:
    """Write several cells, each as `cell_set` does."""
    draft = Draft(tables)
    for kind, row, column, value in told:
        sheet = draft[kind]
        if not 1 <= row <= len(sheet.cells):
            raise UsageError("There is no row {row} in {file}.", row=row, file=sheet.records.file)
        names = [clean(cell) for cell in sheet.header]
        if column in names:
            place, cells = names.index(column), sheet.cells[row - 1]
            cells += [""] * (place + 1 - len(cells))
            cells[place] = value
        else:
            sheet.set(row - 1, column, value)
    return draft.done()


def row_removed(tables: Tables, kind: Kind, row: int) -> Tables:
    """Take one row away, by its number as the spreadsheet shows it.

    Raises
    ------
    UsageError
        When there is no such row.
    """
    draft = Draft(tables)
    sheet = draft[kind]
    if not sheet.first < row <= len(sheet.cells):
        raise UsageError("There is no row {row} in {file}.", row=row, file=sheet.records.file)
    sheet.remove([row - 1])
    return draft.done()


# --------------------------------------------------------------------------------- activities


def activity_added(
    tables: Tables,
    name: str,
    actors: Sequence[str],
    start: str = "",
    end: str = "",
    lead: str = "",
) -> Tables:
    """A new activity, with a row for each actor, at the end of the edges.

    One of a name that is there already is named with its date, as `import` names meetings.

    Parameters
    ----------
    lead
        The actor that led; blank where nobody knows.

    Raises
    ------
    UsageError
        When it has no name, nobody in it, a date that is none, or is there already.
    """
    draft = Draft(tables)
    edges = _of_parts(draft)
    name = _named(name)
    start, end = day_written(start), day_written(end, ongoing=True)
    actors = list(dict.fromkeys(filter(None, map(clean, (*actors, lead)))))
    if not actors:
        raise UsageError("Say who took part in {name}.", name=name)
    if start and any(_same_but_dated(edges.get(row, "activity"), name) for row in edges.rows()):
        name = f"{name} ({_as_in_names(start)})"
    if edges.where("activity", name):
        raise UsageError("There is an activity {name} already.", name=name)
    known = {draft["nodes"].get(row, "id") for row in draft["nodes"].rows()}
    for actor in actors:
        if actor not in known:
            draft["nodes"].add({"id": actor, "label": actor})
        role = _lead_word(edges) if actor == clean(lead) else ""
        edges.add({"activity": name, "actor": actor, "role": role, "start": start, "end": end})
    return draft.done()


def _same_but_dated(there: str, name: str) -> bool:
    """Whether an activity is of a name, alone or with its date behind it."""
    return there == name or (there.startswith(f"{name} (") and there.endswith(")"))


def _as_in_names(cell: str) -> str:
    """A date as `import` writes it behind the name of a meeting."""
    date = date_of(cell)
    return iso(date.first) if date is not None and date.first == date.last else cell


def activity_removed(tables: Tables, name: str) -> Tables:
    """Without an activity: its rows in the edges, and what is said of it as a whole."""
    draft = Draft(tables)
    kinds: tuple[Kind, ...] = ("edges", "activities")
    for kind in kinds:
        draft[kind].remove(draft[kind].where("activity", name))
    return draft.done()


def activity_renamed(tables: Tables, name: str, new: str) -> Tables:
    """An activity under another name.

    Raises
    ------
    UsageError
        When there is one of the new name, or it is none.
    """
    draft = Draft(tables)
    new = _named(new)
    if new != name and draft["edges"].where("activity", new):
        raise UsageError("There is an activity {name} already.", name=new)
    for kind in _with_activities(draft):
        for row in draft[kind].where("activity", name):
            draft[kind].set(row, "activity", new)
    return draft.done()


def same_activity(tables: Tables, one: str, other: str) -> Tables:
    """Two names are one activity: the rows of the other become rows of the one."""
    draft = Draft(tables)
    for kind in _with_activities(draft):
        for row in draft[kind].where("activity", other):
            draft[kind].set(row, "activity", one)
    return draft.done()


def activity_dated(tables: Tables, name: str, start: str, end: str = "") -> Tables:
    """The dates of all rows of an activity.

    Raises
    ------
    UsageError
        When a date is none, or its rows have different dates, which one would overwrite.
    """
    draft = Draft(tables)
    edges = draft["edges"]
    start, end = day_written(start), day_written(end, ongoing=True)
    rows = edges.where("activity", name)
    if len({_days(edges, row) for row in rows}) > 1:
        raise UsageError(
            "The rows of {name} have different dates; change them row by row.", name=name
        )
    for row in rows:
        edges.set(row, "start", start)
        edges.set(row, "end", end)
    return draft.done()


def took_part(tables: Tables, activity: str, actor: str, did: bool) -> Tables:
    """Whether an actor took part in an activity, as `who_took_part` writes it."""
    return who_took_part(tables, activity, {actor: did})


def who_took_part(tables: Tables, activity: str, did: Mapping[str, bool]) -> Tables:
    """Whether actors took part in an activity; a new row is dated as the others are.

    Raises
    ------
    UsageError
        When nobody would be left in it, or there is no such activity.
    """
    draft = Draft(tables)
    edges = _of_parts(draft)
    rows = _rows_of(edges, activity)
    there = [edges.get(row, "actor") for row in rows]
    new = [actor for actor, came in did.items() if came and actor not in there]
    gone = [row for row, actor in zip(rows, there, strict=True) if not did.get(actor, True)]
    if len(gone) == len(rows) and not new:
        raise UsageError(
            "Somebody must have taken part in {name}; tick another first, or remove it.",
            name=activity,
        )
    for actor in reversed(new):
        edges.add(_part(edges, activity, actor, rows), after=rows[-1])
    edges.remove(gone)
    return draft.done()


def led(tables: Tables, activity: str, *actors: str) -> Tables:
    """Which actors led an activity; blank where nobody knows. One that had no row gets one."""
    draft = Draft(tables)
    edges = _of_parts(draft)
    rows = _rows_of(edges, activity)
    word = _lead_word(edges)
    there = {edges.get(row, "actor") for row in rows}
    for actor in actors:
        if actor and actor not in there:
            edges.add(_part(edges, activity, actor, rows), after=rows[-1])
    said = _Said(draft)
    _let_lead(edges, said.rows_of(activity), actors, word)
    said.tell(activity, "led_by", "")
    return draft.done()


def _let_lead(edges: Sheet, rows: Sequence[int], actors: Sequence[str], word: str) -> None:
    """In some rows these actors lead, and no others."""
    for row in rows:
        leads_it = _leads(edges, row)
        if edges.get(row, "actor") in actors:
            edges.set(row, "role", edges.get(row, "role") if leads_it else word)
        elif leads_it:
            edges.set(row, "role", "")


def led_by_some(tables: Tables, activities: Sequence[str], who: str) -> Tables:
    """What is known of the lead of activities, each as a whole: ``secretariat``, ``partner`` or
    ``shared``."""
    draft = Draft(tables)
    edges, said = _of_parts(draft), _Said(draft)
    word = _lead_word(edges)
    for activity in activities:
        _let_lead(edges, said.rows_of(activity), ("",), word)
        said.tell(activity, "led_by", "")
        said.tell(activity, "led_by", who)
    return draft.done()


def goes_on(
    tables: Tables, activity: str, continues: str, taken_over_by: str = "", evidence: str = ""
) -> Tables:
    """Whether an activity goes on when the secretariat leaves, as somebody has said.

    Parameters
    ----------
    continues
        ``yes``, ``no``, or blank where nobody has said so.
    taken_over_by
        The actor that takes it over; counts only with ``yes``.
    evidence
        Who said it, and where; blank leaves what is there.
    """
    return all_go_on(tables, {activity: taken_over_by}, continues, evidence)


def all_go_on(
    tables: Tables, heirs: Mapping[str, str], continues: str, evidence: str = ""
) -> Tables:
    """The same of several activities; `heirs` has by activity the actor that takes it over."""
    draft = Draft(tables)
    said = _Said(draft)
    for activity, heir in heirs.items():
        said.rows_of(activity)
        said.tell(activity, "continues", continues)
        said.tell(activity, "taken_over_by", heir if continues == _YES else "")
        if evidence or not continues:
            said.tell(activity, "continues_evidence", evidence)
    return draft.done()


class _Said:
    """What is said of activities as a whole; rows of the draft may be written, not moved."""

    def __init__(self, draft: Draft) -> None:
        self._edges, self._table = draft["edges"], draft["activities"]
        self._in_edges, self._in_table = (
            sheet.rows_by("activity") for sheet in (self._edges, self._table)
        )

    def rows_of(self, activity: str) -> list[int]:
        """Rows of the edges that are of an activity."""
        return _some(self._in_edges.get(activity), activity)

    def tell(self, activity: str, column: str, value: str) -> None:
        """Say it where it stands already, else in activities.csv."""
        edges, table = self._edges, self._table
        there = [row for row in self.rows_of(activity) if edges.get(row, column)]
        for row in there:
            edges.set(row, column, value)
        rows = self._in_table.get(activity)
        for row in rows or ():
            if not there or table.get(row, column):
                table.set(row, column, value)
        if value and not there and not rows:
            self._in_table[activity] = [len(table.cells)]
            table.add({"activity": activity, column: value})


# ------------------------------------------------------------------------------------- actors


def actor_added(tables: Tables, name: str, said: Mapping[str, str] | None = None) -> Tables:
    """A new actor, with what is known of it.

    Raises
    ------
    UsageError
        When it has no name, or one that differs from another only by capitals.
    """
    draft = Draft(tables)
    nodes = draft["nodes"]
    name = clean(name)
    _free(nodes, name)
    nodes.add({"id": name, "label": name})
    row = len(nodes.cells) - 1
    for column, value in (said or {}).items():
        nodes.set(row, column, _of_actor(column, value))
    return draft.done()


def actor_changed(tables: Tables, actor: str, column: str, value: str) -> Tables:
    """What is known of an actor; with the column ``id``, its name wherever it takes part.

    Raises
    ------
    UsageError
        When there is no such actor, or the new cell says nothing that can be.
    """
    draft = Draft(tables)
    nodes = draft["nodes"]
    rows = _rows_of_actor(nodes, actor)
    value = clean(value)
    if column == "id" and value != actor:
        _free(nodes, value, besides=actor)
        _everywhere(draft, actor, value)
        if nodes.get(rows[0], "label") == actor:
            nodes.set(rows[0], "label", value)
    for row in rows:
        nodes.set(row, column, value if column == "id" else _of_actor(column, value))
    return draft.done()


def actor_removed(tables: Tables, actor: str) -> Tables:
    """Without an actor that takes part in nothing.

    Raises
    ------
    UsageError
        When it takes part in something.
    """
    draft = Draft(tables)
    if (where := _somewhere(draft, actor)) is not None:
        raise UsageError(
            "{name} takes part in {activity}; take it out of that first.",
            name=actor, activity=where,
        )  # fmt: skip
    draft["nodes"].remove(draft["nodes"].where("id", actor))
    return draft.done()


def same_actor(tables: Tables, one: str, other: str) -> Tables:
    """Two names are one actor: the other's rows become rows of the one, as `apply` does it.

    Raises
    ------
    UsageError
        When one of them is not there.
    """
    draft = Draft(tables)
    nodes = draft["nodes"]
    _rows_of_actor(nodes, one)
    rows = _rows_of_actor(nodes, other)
    if one != other:
        _everywhere(draft, other, one)
        nodes.remove(rows)
    return draft.done()


# ------------------------------------------------------------------------------------- inside

_SIDES = ("actor", "source", "target")

_OF_ACTORS: Mapping[Kind, tuple[str, ...]] = {
    "edges": (*_SIDES, "taken_over_by"),
    "activities": ("taken_over_by",),
    "partnerships": ("source", "target", "recorded_by", "taken_over_by"),
    "survey": ("respondent", "about"),
}
"""The columns that name actors, in all tables but their own."""


def _everywhere(draft: Draft, name: str, new: str) -> None:
    """Another name of an actor, in all tables but its own."""
    for kind, columns in _OF_ACTORS.items():
        for column in columns if kind in draft else ():
            for row in draft[kind].where(column, name) if column in draft[kind] else ():
                draft[kind].set(row, column, new)


def _somewhere(draft: Draft, actor: str) -> str | None:
    """The first activity, or file, in which an actor is named."""
    for kind, columns in _OF_ACTORS.items():
        for column in columns if kind in draft else ():
            its = draft[kind].where(column, actor) if column in draft[kind] else []
            if its:
                return draft[kind].get(its[0], "activity") or draft[kind].records.file
    return None


def _free(nodes: Sheet, name: str, besides: str = "") -> None:
    """Refuse a name that is none, or another's."""
    if not name:
        raise UsageError("An organisation needs a name.")
    for row in nodes.rows():
        there = nodes.get(row, "id")
        if there != besides and there.split() and same_name(there) == same_name(name):
            raise UsageError("There is an organisation {name} already.", name=there)


def _rows_of_actor(nodes: Sheet, actor: str) -> list[int]:
    rows = nodes.where("id", actor)
    if not rows:
        raise UsageError("There is no organisation {name}.", name=actor)
    return rows


def _of_actor(column: str, value: str) -> str:
    value = clean(value)
    if column in _DATES and value and value.casefold() not in UNKNOWN:
        return day_written(value)
    return value


def _of_parts(draft: Draft) -> Sheet:
    """The edges, which must be participations."""
    edges = draft["edges"]
    if "actor" not in edges:
        raise UsageError(
            "{file} is a list of pairs; change its rows one by one.", file=edges.records.file
        )
    return edges


def _with_activities(draft: Draft) -> Iterator[Kind]:
    """The tables that name activities."""
    kinds: tuple[Kind, ...] = ("edges", "activities", "partnerships")
    return (kind for kind in kinds if kind in draft and "activity" in draft[kind])


def _rows_of(edges: Sheet, activity: str) -> list[int]:
    return _some(edges.where("activity", activity), activity)


def _some(rows: list[int] | None, activity: str) -> list[int]:
    if not rows:
        raise UsageError("There is no activity {name}.", name=activity)
    return rows


def _part(edges: Sheet, activity: str, actor: str, rows: Sequence[int]) -> dict[str, str]:
    """The row of one more actor: dated as the others, where these agree."""
    days = {_days(edges, row) for row in rows}
    start, end = days.pop() if len(days) == 1 else ("", "")
    return {"activity": activity, "actor": actor, "start": start, "end": end}


def _days(edges: Sheet, row: int) -> tuple[str, str]:
    return edges.get(row, "start"), edges.get(row, "end")


def _leads(edges: Sheet, row: int) -> bool:
    return leads(edges.get(row, "role"))


def _lead_word(edges: Sheet) -> str:
    """The word for leading that the table uses most."""
    words = Counter(edges.get(row, "role") for row in edges.rows() if _leads(edges, row))
    return min(words, key=lambda word: (-words[word], word)) if words else _LEAD


def _named(name: str) -> str:
    name = clean(name)
    if not name:
        raise UsageError("An activity needs a name.")
    return name


def day_written(cell: str, *, ongoing: bool = False) -> str:
    """A cell that is a date, or blank."""
    cell = clean(cell)
    if cell and date_of(cell) is None and not (ongoing and cell.casefold() in ONGOING):
        raise UsageError(
            "{text!r} is no date; write it like 14-03-2018, 2018-03 or 2018.", text=cell
        )
    return cell
