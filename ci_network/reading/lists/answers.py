"""What can be answered to a question of the importer, and what each answer says of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ci_network.errors import CINetworkError, DataError
from ci_network.language import marked as _
from ci_network.reading.lists.headings import OPTIONS
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import AliasRow, Choices
from ci_network.reading.lists.settings import divided_at
from ci_network.reading.lists.when import when, year_of


class Way(NamedTuple):
    """One way to answer."""

    text: str
    """What it says, in English as the catalogues know it, with ``{name}`` in it or without."""
    name: str
    """What stands for ``{name}``; where there is no text, it is all that is shown."""
    changed: Callable[[Choices, str], Choices]
    """The choices with this answer, from the choices before and what was typed."""
    typed: bool = False
    """Whether something must be typed."""


class Asked(NamedTuple):
    """One thing to choose: what it is about, blank for all of it, and the ways to answer."""

    about: str
    ways: tuple[Way, ...]


def ways_to_answer(trouble: CINetworkError) -> tuple[Asked, ...]:
    """What there is to choose, so that a question is answered, or cells that are no dates are told.

    Returns
    -------
    tuple of Asked
        Several where each cell has an answer of its own; none where only the file itself can be
        mended.

    Examples
    --------
    >>> question = Question("which-way", column=["A", "B"], options=["--shape"])
    >>> [way.changed(Choices(), "").shape for way in ways_to_answer(question)[0].ways]
    ['activities', 'actors']
    """
    if isinstance(trouble, DataError):
        return _dates(trouble)
    if not isinstance(trouble, Question) or trouble.code not in _BY_CODE:
        return ()
    return _BY_CODE[trouble.code](trouble)


def answered(
    choices: Choices, trouble: CINetworkError, said: Sequence[tuple[int | None, str]]
) -> Choices:
    """The choices with the answers.

    Parameters
    ----------
    said
        For each thing to choose the number of the way, None where nothing was chosen, and what was
        typed.
    """
    for asked, (number, typed) in zip(ways_to_answer(trouble), said, strict=False):
        if number is None or not 0 <= number < len(asked.ways):
            continue
        way = asked.ways[number]
        if typed.strip() or not way.typed:
            choices = way.changed(choices, typed.strip())
    return choices


# ------------------------------------------------------------------------------- what is changed

COLUMN_FIELDS = tuple(OPTIONS)
"""What a column can be said to be, beside left out."""

LEFT_OUT = "ignore"


def column_read_as(
    choices: Choices, column: str, field: str, before: Sequence[str] = ()
) -> Choices:
    """The choices, with a column read as something else than before.

    Parameters
    ----------
    column
        Its heading.
    field
        One of `COLUMN_FIELDS`, or `LEFT_OUT`.
    before
        Headings that are read as that field now; only participants may stand in several columns.

    Examples
    --------
    >>> told = column_read_as(Choices(lead=("Host",)), "Host", "actor", ["Members"])
    >>> told.actor, told.lead
    (('Members', 'Host'), ())
    """
    without = {
        name: tuple(each for each in getattr(choices, name) if each != column)
        for name in (*COLUMN_FIELDS, LEFT_OUT)
    }
    kept = tuple(each for each in before if each != column) if field == "actor" else ()
    if field == LEFT_OUT:
        kept = without[LEFT_OUT]
    return replace(choices, **{**without, field: (*kept, column)})  # type: ignore[arg-type]


def _column(field: str, column: str) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: column_read_as(choices, column, field)


def _columns(field: str, columns: Sequence[str]) -> Callable[[Choices, str], Choices]:
    """Several columns read as one thing."""

    def changed(choices: Choices, _typed: str) -> Choices:
        for column in columns:
            before = getattr(choices, field)
            choices = column_read_as(choices, column, field, before)
        return choices

    return changed


def _set(**said: object) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: replace(choices, **said)  # type: ignore[arg-type]


def _more(field: str, name: str) -> Callable[[Choices, str], Choices]:
    """One more name or word."""
    return lambda choices, _typed: replace(
        choices,
        **{field: tuple(dict.fromkeys((*getattr(choices, field), name)))},  # type: ignore[arg-type]
    )


def another_name(choices: Choices, name: str, actor: str) -> Choices:
    """The choices, with a name that stands for an actor."""
    rows = [row for row in choices.aliases if row.alias != name]
    return replace(choices, aliases=(*rows, AliasRow(name, actor)))


def _stands_for(name: str, actor: str) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: another_name(choices, name, actor)


def _took_part_as(column: str) -> Callable[[Choices, str], Choices]:
    """Yes in a column says that the secretariat, whose name is typed, took part."""
    return lambda choices, typed: another_name(
        _more("secretariat", typed)(choices, ""), column, typed
    )


def _typed_actor(name: str) -> Way:
    return Way(
        _("Another name for …"), "", lambda choices, typed: another_name(choices, name, typed), True
    )


def _typed_year(choices: Choices, typed: str) -> Choices:
    return choices if year_of(typed) is None else replace(choices, year=typed)


def _without(field: str, name: str) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: replace(
        choices,
        **{field: tuple(n for n in getattr(choices, field) if n != name)},  # type: ignore[arg-type]
    )


# ------------------------------------------------------------------------------- by question

_LEAVE_OUT = _("Leave the column out")


def _field_of(question: Question) -> str | None:
    """The field that the options of a question name."""
    fields = {option: field for field, option in OPTIONS.items()}
    return next((fields[each] for each in question.options if each in fields), None)


def _which_column(question: Question) -> tuple[Asked, ...]:
    field = _field_of(question)
    if field is None:
        read = Way(_("Read it"), "", lambda choices, _typed: choices)
        return tuple(
            Asked(name, (read, Way(_LEAVE_OUT, "", _column(LEFT_OUT, name))))
            for name in question.columns
        )
    ways = [Way("", name, _column(field, name)) for name in question.columns]
    if question.code == "no-actor-in-sheets":
        text = _("Each sheet is named by the one that took part")
        ways.append(Way(text, "", _set(actor=("none",))))
    if question.code == "no-activity":
        ways.append(Way(_("A row is two that work together"), "", _set(shape="pairs")))
        text = _("The whole list is of one activity, named …")
        ways.append(Way(text, "", lambda choices, typed: replace(choices, title=typed), True))
    return (Asked("", tuple(ways)),)


def _no_header(question: Question) -> tuple[Asked, ...]:
    texts = {"date": _("Date"), "activity": _("Activity"), "actor": _("Participants")}
    return tuple(
        Asked(
            f"{column}: {cell}",
            tuple(Way(text, "", _column(field, column)) for field, text in texts.items()),
        )
        for column, cell in zip(question.columns, question.cells, strict=False)
        if cell
    )


def _one_of(*ways: tuple[str, Callable[[Choices, str], Choices]]) -> tuple[Asked, ...]:
    return (Asked("", tuple(Way(text, "", changed) for text, changed in ways)),)


_AS_THEY_STAND = (_("Read the cells as they stand"), _set(comments="keep"))


def _each_word(question: Question, *ways: tuple[str, str, str]) -> tuple[Asked, ...]:
    """What each word of a question means: a field of the choices, what is added to it, and why."""
    return tuple(
        Asked(word, tuple(Way(text, "", _more(field, f"{word}{meant}"))
                          for field, meant, text in ways))
        for word in dict.fromkeys(question.cells)
    )  # fmt: skip


def _as_field(*fields: tuple[str, str]) -> Callable[[Question], tuple[Asked, ...]]:
    """The columns of the question read as one of several things."""

    def made(question: Question) -> tuple[Asked, ...]:
        return _one_of(*((text, _columns(field, question.columns)) for field, text in fields))

    return made


def _words(question: Question) -> tuple[Asked, ...]:
    """Each word counts as taking part, or as not."""
    asked = [
        Asked(
            cell,
            (Way(_("Took part"), "", _more("marks", cell)),
             Way(_("Did not take part"), "", _more("absent", cell))),
        )
        for cell in dict.fromkeys(question.cells)
    ]  # fmt: skip
    if question.code == "attendance-unclear":
        off = Way(_("The column is about something else"), "", _set(attended=("none",)))
        asked.append(Asked(question.column, (off,)))
    return tuple(asked)


def _secretariat(question: Question) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            cell,
            (
                *(Way(_("The same as {name}"), name, _stands_for(cell, name))
                  for name in question.columns),
                Way(_("One more secretariat"), "", _more("secretariat", cell)),
                Way(_("Another organisation"), "", _more("partners", cell)),
            ),
        )
        for cell in dict.fromkeys(question.cells)
    )  # fmt: skip


def _no_such_actor(question: Question) -> tuple[Asked, ...]:
    field = {"--secretariat": "secretariat", "--partner": "partners"}.get(question.options[0])
    if field is None:
        return ()
    (name, *_rest) = question.cells
    gone = _without(field, name)

    def instead(actor: str) -> Callable[[Choices, str], Choices]:
        return lambda choices, typed: _more(field, actor)(gone(choices, typed), typed)

    actors = [actor for actor in question.columns if not actor.startswith("… (")]
    ways = (Way(_("Nobody in this list"), "", gone),
            *(Way("", actor, instead(actor)) for actor in actors))  # fmt: skip
    return (Asked(name, ways),)


def _sheets(question: Question) -> tuple[Asked, ...]:
    names = question.columns or tuple(
        cell.rpartition("[")[2].rstrip("]").strip() for cell in question.cells
    )
    return (Asked("", tuple(Way("", name, _set(sheets=(name,))) for name in names)),)


def _persons_with_addresses(question: Question) -> tuple[Asked, ...]:
    return _one_of(
        (_("Take the organisation from the address, behind the @"),
         _column("actor", str(question.values["addresses"]))),
        (_("The persons are the participants"), _set(persons="keep")),
    )  # fmt: skip


def _division(question: Question) -> tuple[Asked, ...]:
    between = [each for each in str(question.values["between"]).split() if len(each) == 1]
    marks = "".join(dict.fromkeys((";", *between)))
    return (
        Asked("", (
            Way(_("Divide at {name}"), " ".join(marks), _set(separators=divided_at(marks))),
            Way(_("Divide only at ; and at new lines"), "", _set(separators=divided_at(";"))),
        )),
        *(Asked(cell, (Way(_("One name"), "", _more("whole", cell)),))
          for cell in dict.fromkeys(question.cells)),
    )  # fmt: skip


def _activity_division(_question: Question) -> tuple[Asked, ...]:
    return _one_of(
        (_("Each cell is one activity"), _set(activity_separators="")),
        (_("Divide only at ; and at new lines"), _set(activity_separators=divided_at(";"))),
        (_("Divide at commas too"), _set(activity_separators=divided_at(",;"))),
    )


def _marked_names(question: Question) -> tuple[Asked, ...]:
    return tuple(
        Asked(cell, (Way(_("The mark is a part of the name"), "", _more("whole", cell)),
                     _typed_actor(cell)))
        for cell in dict.fromkeys(question.cells)
    )  # fmt: skip


def _name_after_all(question: Question) -> tuple[Asked, ...]:
    return tuple(
        Asked(cell, (Way(_("It is the name of an organisation"), "", _more("whole", cell)),))
        for cell in dict.fromkeys(question.cells)
    )


def _behind_a_dash(question: Question) -> tuple[Asked, ...]:
    return tuple(
        Asked(cell, (Way(_("It is the name of an organisation"), "", _more("whole", cell)),
                     _typed_actor(cell)))
        for cell in dict.fromkeys(question.cells)
    )  # fmt: skip


def _lead_is_person(question: Question) -> tuple[Asked, ...]:
    (whole,) = _as_field(
        ("lead", _("Organisations that led the activity")), (LEFT_OUT, _("Persons; leave them out"))
    )(question)
    return (whole, *_each_actor(question))


def _persons(keep: str) -> Callable[[Question], tuple[Asked, ...]]:
    (whole,) = _one_of(
        (_("Leave the persons out"), _set(persons="drop")), (keep, _set(persons="keep"))
    )
    return lambda question: (whole, *_each_actor(question))


def _each_actor(question: Question) -> tuple[Asked, ...]:
    """For which actor each cell of a question stands."""
    return tuple(Asked(cell, (_typed_actor(cell),)) for cell in dict.fromkeys(question.cells))


def _numbers(question: Question) -> tuple[Asked, ...]:
    return _one_of(
        (_("They count people; leave them out"), _columns(LEFT_OUT, question.columns)),
        (_("Each column is an organisation"), _set(shape="activities")),
        (_("Each column is an activity"), _set(shape="actors")),
    )


def _year(question: Question) -> tuple[Asked, ...]:
    ways = [Way(_("The year is …"), "", _typed_year, True)]
    if "--title" in question.options:
        ways.append(Way(_("The activity is called …"), "",
                        lambda choices, typed: replace(choices, title=typed), True))  # fmt: skip
    return (Asked("", tuple(ways)),)


def _several_actors(question: Question) -> tuple[Asked, ...]:
    return _each_column(question, *_WHO, (LEFT_OUT, _LEAVE_OUT))


_WHO = (("actor", _("They took part")), ("lead", _("They led the activity")))


def _each_column(question: Question, *ways: tuple[str, str]) -> tuple[Asked, ...]:
    """What each column of a question is: a field of the choices, and why."""
    return tuple(
        Asked(column, tuple(Way(text, "", _columns(field, (column,))) for field, text in ways))
        for column in question.columns
    )


def _unread_columns(question: Question) -> tuple[Asked, ...]:
    return _each_column(
        question, *_WHO, ("activity", _("It names the activities")), ("date", _("It is the date")),
        (LEFT_OUT, _LEAVE_OUT),
    )  # fmt: skip


def _years_not_shown(question: Question) -> tuple[Asked, ...]:
    year = str(question.values["year"])
    return (
        Asked("", (Way(_("The year is {name}"), year, _set(year=year)),
                   Way(_("The year is …"), "", _typed_year, True))),
    )  # fmt: skip


def _kinds_of_ties(question: Question) -> tuple[Asked, ...]:
    """Each kind that may be no collaboration counts or not; the others do."""
    others = question.columns
    out = Way(_("They are no collaboration; leave them out"), "", _kinds(others))
    return tuple(
        Asked(kind, (*([out] if others else ()), Way(_("They count"), "", _kinds((*others, kind)))))
        for kind in str(question.values["kinds"]).split("\n")
    )


def _kinds(names: Sequence[str]) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: replace(
        choices, relations=tuple(dict.fromkeys((*choices.relations, *names)))
    )


_ALL_ARE_ACTORS = Way(_("All are actors"), "", _set(activity=("none",)))


def _kinds_of_nodes(question: Question) -> tuple[Asked, ...]:
    ways = [
        Way(_("{name} are the activities"), kind, _set(activity=(kind,))) for kind in question.cells
    ]
    return (Asked("", (*ways, _ALL_ARE_ACTORS)),)


def _kinds_of_no_actors(question: Question) -> tuple[Asked, ...]:
    out = Way(_("They are no actors; leave them out"), "", _each_left_out(question.cells))
    return (Asked("", (out, *_kinds_of_nodes(question)[0].ways)),)


def _each_left_out(kinds: Sequence[str]) -> Callable[[Choices, str], Choices]:
    return lambda choices, _typed: replace(choices, ignore=(*choices.ignore, *kinds))


def _marks_of_ties(question: Question) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            name,
            (Way(_("It says whether there is a tie"), "", _kinds((name,))),
             Way(_LEAVE_OUT, "", _more(LEFT_OUT, name))),
        )
        for name in question.columns
    )  # fmt: skip


def _no_such_kind(question: Question) -> tuple[Asked, ...]:
    (missing, *_rest) = question.cells
    gone = _without("relations", missing)

    def instead(name: str) -> Callable[[Choices, str], Choices]:
        return lambda choices, typed: _kinds((name,))(gone(choices, typed), typed)

    return (Asked(missing, tuple(Way("", name, instead(name)) for name in question.columns)),)


_NOT_A_DATE = {"no-date-in-list", "near-date-in-list", "serial-in-list", "impossible-in-list"}


def _dates(error: DataError) -> tuple[Asked, ...]:
    """Each cell that is no date, once: which date is meant."""
    asked = {}
    for problem in error.errors:
        if problem.code in _NOT_A_DATE and problem.value:
            likely = problem.details.get("meant") or problem.details.get("date")
            asked[problem.value] = Asked(problem.value, _ways_to_date(problem.value, likely))
    return tuple(asked.values())


def _ways_to_date(cell: str, likely: str | None) -> tuple[Way, ...]:
    def told(choices: Choices, date: str) -> Choices:
        if date != "unknown" and when(date) is None:
            return choices
        rest = [pair for pair in choices.when if pair[0] != cell]
        return replace(choices, when=(*rest, (cell, date)))

    ways = (
        Way(_("The date is …"), "", told, True),
        Way(_("Nobody knows"), "", lambda choices, _typed: told(choices, "unknown")),
    )
    if likely is None:
        return ways
    return (Way(_("It is {name}"), likely, lambda choices, _typed: told(choices, likely)), *ways)


_ORDERS = _one_of(
    (_("Day first: 14/3 2018"), _set(date_order="dmy")),
    (_("Month first: 3/14 2018"), _set(date_order="mdy")),
    (_("Year first: 2018/3/14"), _set(date_order="ymd")),
)
_NAMED_SECRETARIAT = Way(
    _("The secretariat is called …"),
    "",
    lambda choices, typed: _more("secretariat", typed)(choices, ""),
    True,
)
_CROSS = _one_of(
    (_("A row is an activity, a column an organisation"), _set(shape="activities")),
    (_("A row is an organisation, a column an activity"), _set(shape="actors")),
)

_BY_CODE: dict[str, Callable[[Question], tuple[Asked, ...]]] = {
    "several-columns": _which_column,
    "several-actors": _several_actors,
    "whether-pairs": lambda _question: _one_of(
        (_("A row is two that work together"), _set(shape="pairs")),
        (_("It is about something else"), _set(shape="long")),
    ),
    "which-ends": lambda question: _each_column(
        question, ("actor", _("It names one of the two")), (LEFT_OUT, _LEAVE_OUT)
    ),
    "no-activity": _which_column,
    "no-activity-dated": _which_column,
    "no-actor": _which_column,
    "no-actor-in-sheets": _which_column,
    "columns-alike": lambda _question: _one_of((_("They are one activity"), _set(by_name=True))),
    "no-own-column": _which_column,
    "no-such-column": _which_column,
    "no-header": _no_header,
    "attendance-unclear": _words,
    "attendance-column": _as_field(
        ("attended", _("It says who took part")), ("lead", _("It says who led")),
        (LEFT_OUT, _LEAVE_OUT),
    ),
    "invited-only": _as_field(("actor", _("They took part")), (LEFT_OUT, _LEAVE_OUT)),
    "numbers-or-actors": _numbers,
    "several-questions": _as_field((LEFT_OUT, _("Leave the columns out"))),
    "activities-in-cells": _as_field(
        ("activity", _("The cells are activities")), (LEFT_OUT, _("Leave the columns out"))
    ),
    "one-name-below-titles": lambda _question: _one_of(
        (_("They are different activities"), _set(titles="apart")),
        (_("They are one activity"), _set(titles="one")),
    ),
    "sheets-of-activities": lambda _question: _one_of(
        (_("Each sheet is of the activity that it is named by"), _set(titles="activities"))
    ),
    "took-over": _as_field((LEFT_OUT, _("Read the list without it"))),
    "names-actors": _as_field(
        ("actor", _("They took part")), ("lead", _("They led the activity")), (LEFT_OUT, _LEAVE_OUT)
    ),
    "whose-dates": _as_field(("date", _("It is the date")), (LEFT_OUT, _LEAVE_OUT)),
    "days-alone": _as_field((LEFT_OUT, _LEAVE_OUT)),
    "week-or-month": lambda question: (
        Asked("", tuple(Way(_("Leave out {name}"), name, _column(LEFT_OUT, name))
                        for name in question.columns)),
    ),
    "far-dates": lambda question: tuple(
        Asked(cell, _ways_to_date(cell, cell)) for cell in dict.fromkeys(question.cells)
    ),
    "dates-elsewhere": _as_field(("date", _("It is the date")), (LEFT_OUT, _LEAVE_OUT)),
    "times-elsewhere": lambda question: _each_column(
        question, ("date", _("It is the date")), ("end", _("It is the last day")),
        (LEFT_OUT, _LEAVE_OUT),
    ),
    "order-of-dates": lambda _question: _ORDERS,
    "orders-of-dates": lambda _question: _ORDERS,
    "which-way": lambda _question: _CROSS,
    "words-in-cross": _words,
    "date-of-blanks": lambda _question: _one_of(
        (_("The date of the row above"), _set(blanks="above")),
        (_("Nobody wrote it down"), _set(blanks="unknown")),
    ),
    "blank-ends": lambda _question: _one_of(
        (_("They went on"), _set(blank_end="ongoing")),
        (_("They were of their date alone"), _set(blank_end="day")),
    ),
    "numbers-behind": lambda _question: _one_of(
        (_("A part of the name"), _set(numbers="keep")),
        (_("How many came"), _set(numbers="drop")),
    ),
    "lead-or-partner": lambda question: _one_of(
        (_("They led the activity"), _columns("lead", question.columns)),
        (_("They took part"), _set(lead=("none",))),
    ),
    "roles-are-names": _as_field(("lead", _("They led the activity")), (LEFT_OUT, _LEAVE_OUT)),
    "roles-or-posts": _as_field(
        ("role", _("Roles in the activity")), (LEFT_OUT, _("Posts; leave the column out"))
    ),
    "lead-is-person": _lead_is_person,
    "role-in-cell": lambda _question: _one_of((_("Read it without who led"), _set(lead=("none",)))),
    "secretariat-alike": _secretariat,
    "secretariat-unnamed": lambda _question: (Asked("", (_NAMED_SECRETARIAT,)),),
    "secretariat-column": lambda question: (
        Asked("", (_NAMED_SECRETARIAT,
                   Way(_LEAVE_OUT, "", _columns(LEFT_OUT, question.columns)))),
    ),
    "secretariat-helped": lambda question: (
        Asked("", (Way(_("The secretariat took part; it is called …"), "",
                       _took_part_as(question.column), True),
                   Way(_LEAVE_OUT, "", _columns(LEFT_OUT, question.columns)))),
    ),
    "no-such-actor": _no_such_actor,
    "contrary-ties": _kinds_of_ties,
    "contrary-ties-alone": _kinds_of_ties,
    "ties-of-none": _marks_of_ties,
    "no-such-relation": _no_such_kind,
    "which-activities": _kinds_of_nodes,
    "activities-among-actors": _kinds_of_nodes,
    "kinds-no-actors": _kinds_of_no_actors,
    "two-kinds": _sheets,
    "sheet-of-absent": _sheets,
    "no-such-sheet": _sheets,
    "contradicting-actors": _as_field((LEFT_OUT, _LEAVE_OUT)),
    "persons-with-addresses": _persons_with_addresses,
    "activity-in-groups": _as_field(
        ("activity", _("It tells the activities apart")), (LEFT_OUT, _LEAVE_OUT)
    ),
    "which-year": _year,
    "year-of-title": _year,
    "year-turns": _year,
    "lengths": _as_field((LEFT_OUT, _LEAVE_OUT)),
    "years-not-shown": _years_not_shown,
    "unseen": lambda _question: _one_of(
        (_("Leave out what is hidden or struck through"), _set(hidden="drop")),
        (_("Read it like the rest"), _set(hidden="keep")),
    ),
    "comments-away": lambda _question: _one_of(
        (_("These did not come"), _set(comments="away")), _AS_THEY_STAND
    ),
    "comments-elsewhere": lambda _question: _one_of(_AS_THEY_STAND),
    "remarks-away": _as_field(
        ("attended", _("It is of all in their row")), (LEFT_OUT, _("Read the cells as they stand"))
    ),
    "colours": lambda _question: _one_of(_AS_THEY_STAND),
    "put-off": lambda question: _each_word(
        question, ("absent", "", _("It did not take place")), ("marks", "", _("It took place"))
    ),
    "chair-or-post": lambda question: _each_word(
        question, ("marks", "=lead", _("They led the activity")), ("marks", "=member", _("A post"))
    ),
    "role-codes": lambda question: _each_word(
        question, ("marks", "=lead", _("They led the activity")),
        ("marks", "=member", _("They took part")), ("absent", "", _("Did not take part")),
    ),
    "secretariat-besides": _as_field(("actor", _("Read the cells as they stand"))),
    "turned-dates": lambda _question: _one_of(
        (_("Yes, put them right"), _set(turned="swap")),
        (_("No, they are right"), _set(turned="keep")),
    ),
    "everybody": _name_after_all,
    "no-names": _name_after_all,
    "marked-names": _marked_names,
    "behind-a-dash": _behind_a_dash,
    "hardly-names": _behind_a_dash,
    "hardly-titles": _which_column,
    "titles-away": lambda question: _each_word(
        question, ("absent", "", _("It did not take place")), ("marks", "", _("It took place"))
    ),
    "unread-columns": _unread_columns,
    "unread-days": lambda question: tuple(
        Asked(cell, _ways_to_date(cell, None)) for cell in dict.fromkeys(question.cells)
    ),
    "lines-beside": lambda _question: _one_of(_AS_THEY_STAND),
    "line-of-ties": lambda _question: _one_of(_AS_THEY_STAND),
    "one-name-or-several": _division,
    "one-activity-or-several": _activity_division,
    "in-brackets": lambda _question: _one_of(
        (_("A part of the name"), _set(brackets="keep")), (_("A person"), _set(brackets="drop"))
    ),
    "initials-beside": _persons(_("A part of the name")),
    "persons-among-actors": _persons(_("The persons are participants themselves")),
}  # fmt: skip
"""How each question is answered; where an activity is said to be two things, one must go."""
