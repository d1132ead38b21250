"""What can be answered to a question of the importer, and what each answer says of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ci_network.errors import CINetworkError, DataError
from ci_network.language import marked as _
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import AliasRow, Choices
from ci_network.reading.lists.settings import divided_at
from ci_network.reading.lists.words.headings import COLUMN_FIELDS, OPTIONS
from ci_network.reading.lists.words.when import when, year_of

Change = Callable[[Choices, str], Choices]
"""What an answer makes of the choices: from those before, and what was typed."""


class Way(NamedTuple):
    """One way to answer."""

    text: str
    """What it says, in English as the catalogues know it, with ``{name}`` in it or without."""
    changed: Change
    """The choices with this answer."""
    name: str = ""
    """What stands for ``{name}``; where there is no text, it is all that is shown."""
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

LEFT_OUT = "ignore"
"""What a column can be said to be, beside one of `COLUMN_FIELDS`."""


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


def _alone_as(field: str, column: str) -> Change:
    """A column read as one thing, and no other column."""
    return lambda choices, _typed: column_read_as(choices, column, field)


def _as(field: str, *columns: str) -> Change:
    """Columns read as one thing, beside those that were said to be."""

    def changed(choices: Choices, _typed: str) -> Choices:
        for column in columns:
            choices = column_read_as(choices, column, field, getattr(choices, field))
        return choices

    return changed


def _set(**said: object) -> Change:
    return lambda choices, _typed: replace(choices, **said)  # type: ignore[arg-type]


def _more(field: str, *names: str) -> Change:
    """More names or words, each once."""
    return lambda choices, _typed: replace(
        choices,
        **{field: tuple(dict.fromkeys((*getattr(choices, field), *names)))},  # type: ignore[arg-type]
    )


def _without(field: str, name: str) -> Change:
    return lambda choices, _typed: replace(
        choices,
        **{field: tuple(n for n in getattr(choices, field) if n != name)},  # type: ignore[arg-type]
    )


def another_name(choices: Choices, name: str, actor: str) -> Choices:
    """The choices, with a name that stands for an actor."""
    rows = [row for row in choices.aliases if row.alias != name]
    return replace(choices, aliases=(*rows, AliasRow(name, actor)))


def _titled(choices: Choices, typed: str) -> Choices:
    return replace(choices, title=typed)


def _of_year(choices: Choices, typed: str) -> Choices:
    return choices if year_of(typed) is None else replace(choices, year=typed)


# ------------------------------------------------------------------------------- by question

Answer = Callable[[Question], tuple[Asked, ...]]
"""What there is to choose in answer to a question."""

_LEAVE_OUT = _("Leave the column out")
_TOOK_PART = ("actor", _("They took part"))
_LED = ("lead", _("They led the activity"))
_OUT = (LEFT_OUT, _LEAVE_OUT)
_DATE = ("date", _("It is the date"))


def _one_of(*ways: tuple[str, Change]) -> tuple[Asked, ...]:
    return (Asked("", tuple(Way(text, changed) for text, changed in ways)),)


def _choice(*ways: tuple[str, Change]) -> Answer:
    """One of several things, whatever the columns and cells."""
    return lambda _question: _one_of(*ways)


def _all_as(*fields: tuple[str, str]) -> Answer:
    """The columns of the question, all read as one of several things."""
    return lambda question: _one_of(*((text, _as(to, *question.columns)) for to, text in fields))


def _each_as(*fields: tuple[str, str]) -> Answer:
    """Each column of the question read as one of several things."""
    return lambda question: tuple(
        Asked(column, tuple(Way(text, _as(field, column)) for field, text in fields))
        for column in question.columns
    )


def _each_cell(*ways: Callable[[str], Way]) -> Answer:
    """Each cell of the question answered in one of several ways."""
    return lambda question: tuple(
        Asked(cell, tuple(way(cell) for way in ways)) for cell in dict.fromkeys(question.cells)
    )


def _adds(text: str, field: str, meant: str = "") -> Callable[[str], Way]:
    """The cell, with what it is said to mean, is one more of a field of the choices."""
    return lambda cell: Way(text, _more(field, f"{cell}{meant}"))


def _typed_actor(name: str) -> Way:
    text = _("Another name for …")
    return Way(text, lambda choices, typed: another_name(choices, name, typed), typed=True)


def _field_of(question: Question) -> str | None:
    """The field that the options of a question name."""
    fields = {option: field for field, option in OPTIONS.items()}
    return next((fields[each] for each in question.options if each in fields), None)


def _which_column(question: Question) -> tuple[Asked, ...]:
    field = _field_of(question)
    if field is None:
        read = Way(_("Read it"), lambda choices, _typed: choices)
        return tuple(
            Asked(name, (read, Way(_LEAVE_OUT, _alone_as(LEFT_OUT, name))))
            for name in question.columns
        )
    ways = [Way("", _alone_as(field, name), name) for name in question.columns]
    if question.code == "no-actor-in-sheets":
        ways.append(Way(_("Each sheet is named by the one that took part"), _set(actor=("none",))))
    if question.code == "no-activity":
        ways.append(Way(_("A row is two that work together"), _set(shape="pairs")))
        text = _("The whole list is of one activity, named …")
        ways.append(Way(text, _titled, typed=True))
    return (Asked("", tuple(ways)),)


def _no_header(question: Question) -> tuple[Asked, ...]:
    texts = {"date": _("Date"), "activity": _("Activity"), "actor": _("Participants")}
    return tuple(
        Asked(
            f"{column}: {cell}",
            tuple(Way(text, _alone_as(field, column)) for field, text in texts.items()),
        )
        for column, cell in zip(question.columns, question.cells, strict=False)
        if cell
    )


_words = _each_cell(_adds(_("Took part"), "marks"), _adds(_("Did not take part"), "absent"))


def _attendance(question: Question) -> tuple[Asked, ...]:
    off = Way(_("The column is about something else"), _set(attended=("none",)))
    return (*_words(question), Asked(question.column, (off,)))


def _secretariat(question: Question) -> tuple[Asked, ...]:
    def same(cell: str, name: str) -> Way:
        text = _("The same as {name}")
        return Way(text, lambda choices, _typed: another_name(choices, cell, name), name)

    return tuple(
        Asked(
            cell,
            (
                *(same(cell, name) for name in question.columns),
                Way(_("One more secretariat"), _more("secretariat", cell)),
                Way(_("Another organisation"), _more("partners", cell)),
            ),
        )
        for cell in dict.fromkeys(question.cells)
    )


def _instead(
    missing: str, names: Sequence[str], gone: Change, more: Callable[[str], Change], *first: Way
) -> tuple[Asked, ...]:
    """One of some names in the place of one that is not there."""

    def way(name: str) -> Way:
        return Way("", lambda choices, typed: more(name)(gone(choices, typed), typed), name)

    return (Asked(missing, (*first, *map(way, names))),)


def _no_such_actor(question: Question) -> tuple[Asked, ...]:
    field = {"--secretariat": "secretariat", "--partner": "partners"}.get(question.options[0])
    if field is None:
        return ()
    gone = _without(field, question.cells[0])
    actors = [actor for actor in question.columns if not actor.startswith("… (")]
    nobody = Way(_("Nobody in this list"), gone)
    return _instead(question.cells[0], actors, gone, lambda one: _more(field, one), nobody)


def _no_such_kind(question: Question) -> tuple[Asked, ...]:
    missing, gone = question.cells[0], _without("relations", question.cells[0])
    return _instead(missing, question.columns, gone, lambda one: _more("relations", one))


def _sheets(question: Question) -> tuple[Asked, ...]:
    names = question.columns or tuple(
        cell.rpartition("[")[2].rstrip("]").strip() for cell in question.cells
    )
    return (Asked("", tuple(Way("", _set(sheets=(name,)), name) for name in names)),)


def _persons_with_addresses(question: Question) -> tuple[Asked, ...]:
    return _one_of(
        (_("Take the organisation from the address, behind the @"),
         _alone_as("actor", str(question.values["addresses"]))),
        (_("The persons are the participants"), _set(persons="keep")),
    )  # fmt: skip


def _division(question: Question) -> tuple[Asked, ...]:
    between = [each for each in str(question.values["between"]).split() if len(each) == 1]
    marks = "".join(dict.fromkeys((";", *between)))
    ways = (
        Way(_("Divide at {name}"), _set(separators=divided_at(marks)), " ".join(marks)),
        Way(_("Divide only at ; and at new lines"), _set(separators=divided_at(";"))),
    )
    return (Asked("", ways), *_each_cell(_adds(_("One name"), "whole"))(question))


_is_a_name = _adds(_("It is the name of an organisation"), "whole")
_is_no_actor = _adds(_("It is no actor; leave it out"), LEFT_OUT)


def _lead_is_person(question: Question) -> tuple[Asked, ...]:
    organisations, out = _("Organisations that led the activity"), _("Persons; leave them out")
    whole = _all_as(("lead", organisations), (LEFT_OUT, out))
    return (*whole(question), *_each_cell(_typed_actor)(question))


def _persons(keep: str) -> Answer:
    whole = _one_of(
        (_("Leave the persons out"), _set(persons="drop")), (keep, _set(persons="keep"))
    )
    return lambda question: (*whole, *_each_cell(_typed_actor)(question))


def _numbers(question: Question) -> tuple[Asked, ...]:
    return _one_of(
        (_("They count people; leave them out"), _as(LEFT_OUT, *question.columns)),
        (_("Each column is an organisation"), _set(shape="activities")),
        (_("Each column is an activity"), _set(shape="actors")),
    )


_TYPED_YEAR = Way(_("The year is …"), _of_year, typed=True)


def _year(question: Question) -> tuple[Asked, ...]:
    title = Way(_("The activity is called …"), _titled, typed=True)
    return (Asked("", (_TYPED_YEAR, *([title] if "--title" in question.options else ()))),)


def _years_not_shown(question: Question) -> tuple[Asked, ...]:
    year = str(question.values["year"])
    return (Asked("", (Way(_("The year is {name}"), _set(year=year), year), _TYPED_YEAR)),)


def _kinds_of_ties(question: Question) -> tuple[Asked, ...]:
    """Each kind that may be no collaboration counts or not; the others do."""
    others = question.columns
    out = Way(_("They are no collaboration; leave them out"), _more("relations", *others))
    return tuple(
        Asked(kind, (*([out] if others else ()),
                     Way(_("They count"), _more("relations", *others, kind))))
        for kind in str(question.values["kinds"]).split("\n")
    )  # fmt: skip


def _kinds_of_nodes(question: Question) -> tuple[Asked, ...]:
    text = _("{name} are the activities")
    ways = [Way(text, _set(activity=(kind,)), kind) for kind in question.cells]
    return (Asked("", (*ways, Way(_("All are actors"), _set(activity=("none",))))),)


def _kinds_of_no_actors(question: Question) -> tuple[Asked, ...]:
    out = Way(_("They are no actors; leave them out"), _more(LEFT_OUT, *question.cells))
    return (Asked("", (out, *_kinds_of_nodes(question)[0].ways)),)


def _marks_of_ties(question: Question) -> tuple[Asked, ...]:
    counts = _("It says whether there is a tie")
    return tuple(
        Asked(name, (Way(counts, _more("relations", name)), Way(_LEAVE_OUT, _more(LEFT_OUT, name))))
        for name in question.columns
    )


def _called(choices: Choices, typed: str) -> Choices:
    return _more("secretariat", typed)(choices, "")


_NAMED_SECRETARIAT = Way(_("The secretariat is called …"), _called, typed=True)


def _secretariat_column(question: Question) -> tuple[Asked, ...]:
    return (Asked("", (_NAMED_SECRETARIAT, Way(_LEAVE_OUT, _as(LEFT_OUT, *question.columns)))),)


def _secretariat_helped(question: Question) -> tuple[Asked, ...]:
    """Yes in a column says that the secretariat, whose name is typed, took part."""

    def changed(choices: Choices, typed: str) -> Choices:
        return another_name(_called(choices, typed), question.column, typed)

    took_part = Way(_("The secretariat took part; it is called …"), changed, typed=True)
    return (Asked("", (took_part, Way(_LEAVE_OUT, _as(LEFT_OUT, *question.columns)))),)


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
        Way(_("The date is …"), told, typed=True),
        Way(_("Nobody knows"), lambda choices, _typed: told(choices, "unknown")),
    )
    if likely is None:
        return ways
    return (Way(_("It is {name}"), lambda choices, _typed: told(choices, likely), likely), *ways)


_AS_THEY_STAND = (_("Read the cells as they stand"), _set(comments="keep"))

_BY_CODE: dict[str, Answer] = {
    **dict.fromkeys(
        ("several-columns", "no-activity", "no-activity-dated", "no-actor", "no-actor-in-sheets",
         "no-own-column", "no-such-column", "hardly-titles"), _which_column,
    ),
    **dict.fromkeys(("which-year", "year-of-title", "year-turns"), _year),
    **dict.fromkeys(("two-kinds", "sheet-of-absent", "no-such-sheet"), _sheets),
    **dict.fromkeys(("which-activities", "activities-among-actors"), _kinds_of_nodes),
    **dict.fromkeys(("contrary-ties", "contrary-ties-alone"), _kinds_of_ties),
    **dict.fromkeys(
        ("comments-elsewhere", "colours", "lines-beside", "line-of-ties"), _choice(_AS_THEY_STAND)
    ),
    **dict.fromkeys(("days-alone", "contradicting-actors", "lengths"), _all_as(_OUT)),
    **dict.fromkeys(("whose-dates", "dates-elsewhere"), _all_as(_DATE, _OUT)),
    **dict.fromkeys(("everybody", "no-names"), _each_cell(_is_a_name)),
    "behind-a-dash": _each_cell(_is_a_name, _typed_actor),
    "hardly-names": _each_cell(_is_a_name, _typed_actor, _is_no_actor),
    **dict.fromkeys(("put-off", "titles-away"), _each_cell(
        _adds(_("It did not take place"), "absent"), _adds(_("It took place"), "marks")
    )),
    **dict.fromkeys(("order-of-dates", "orders-of-dates"), _choice(
        (_("Day first: 14/3 2018"), _set(date_order="dmy")),
        (_("Month first: 3/14 2018"), _set(date_order="mdy")),
        (_("Year first: 2018/3/14"), _set(date_order="ymd")),
    )),
    **dict.fromkeys(("blank-ends", "starts-alone"), _choice(
        (_("They went on"), _set(blank_end="ongoing")),
        (_("They were of their date alone"), _set(blank_end="day")),
    )),
    "several-actors": _each_as(_TOOK_PART, _LED, _OUT),
    "whether-pairs": _choice(
        (_("A row is two that work together"), _set(shape="pairs")),
        (_("It is about something else"), _set(shape="long")),
    ),
    "which-ends": _each_as(("actor", _("It names one of the two")), _OUT),
    "columns-alike": _choice((_("They are one activity"), _set(by_name=True))),
    "no-header": _no_header,
    "attendance-unclear": _attendance,
    "attendance-column": _all_as(
        ("attended", _("It says who took part")), ("lead", _("It says who led")), _OUT
    ),
    "remarks-off": _all_as(
        ("attended", _("Leave out what was not held")), (LEFT_OUT, _("All was held"))
    ),
    "invited-only": _all_as(_TOOK_PART, _OUT),
    "numbers-or-actors": _numbers,
    "several-questions": _all_as((LEFT_OUT, _("Leave the columns out"))),
    "marks-of-else": _each_cell(
        lambda column: Way(_LEAVE_OUT, _as(LEFT_OUT, column)), _adds(_("It counts"), "whole")
    ),
    "activities-in-cells": _all_as(
        ("activity", _("The cells are activities")), (LEFT_OUT, _("Leave the columns out"))
    ),
    "one-name-below-titles": _choice(
        (_("They are different activities"), _set(titles="apart")),
        (_("They are one activity"), _set(titles="one")),
    ),
    "sheets-of-activities": _choice(
        (_("Each sheet is of the activity that it is named by"), _set(titles="activities"))
    ),
    "remarks-of-some": _each_cell(
        _adds(_("Nothing was held"), "absent"),
        _adds(_("It was held, with those who stand there"), "marks"),
    ),
    **dict.fromkeys(
        ("remarks-more", "took-over"), _all_as((LEFT_OUT, _("Read the list without it")))
    ),
    "names-actors": _all_as(_TOOK_PART, _LED, _OUT),
    "week-or-month": lambda question: (
        Asked("", tuple(Way(_("Leave out {name}"), _alone_as(LEFT_OUT, name), name)
                        for name in question.columns)),
    ),
    "far-dates": lambda question: tuple(
        Asked(cell, _ways_to_date(cell, cell)) for cell in dict.fromkeys(question.cells)
    ),
    "times-elsewhere": _each_as(_DATE, ("end", _("It is the last day")), _OUT),
    "which-way": _choice(
        (_("A row is an activity, a column an organisation"), _set(shape="activities")),
        (_("A row is an organisation, a column an activity"), _set(shape="actors")),
    ),
    "words-in-cross": _words,
    "date-of-blanks": _choice(
        (_("The date of the row above"), _set(blanks="above")),
        (_("Nobody wrote it down"), _set(blanks="unknown")),
    ),
    "numbers-behind": _choice(
        (_("A part of the name"), _set(numbers="keep")),
        (_("How many came"), _set(numbers="drop")),
    ),
    "lead-or-partner": lambda question: _one_of(
        (_LED[1], _as("lead", *question.columns)), (_TOOK_PART[1], _set(lead=("none",)))
    ),
    "roles-are-names": _all_as(_LED, _OUT),
    "roles-or-posts": _all_as(
        ("role", _("Roles in the activity")), (LEFT_OUT, _("Posts; leave the column out"))
    ),
    "lead-is-person": _lead_is_person,
    "role-in-cell": _choice((_("Read it without who led"), _set(lead=("none",)))),
    "secretariat-alike": _secretariat,
    "secretariat-unnamed": lambda _question: (Asked("", (_NAMED_SECRETARIAT,)),),
    "secretariat-column": _secretariat_column,
    "secretariat-helped": _secretariat_helped,
    "no-such-actor": _no_such_actor,
    "ties-of-none": _marks_of_ties,
    "no-such-relation": _no_such_kind,
    "kinds-no-actors": _kinds_of_no_actors,
    "persons-with-addresses": _persons_with_addresses,
    "activity-in-groups": _all_as(("activity", _("It tells the activities apart")), _OUT),
    "years-not-shown": _years_not_shown,
    "unseen": _choice(
        (_("Leave out what is hidden or struck through"), _set(hidden="drop")),
        (_("Read it like the rest"), _set(hidden="keep")),
    ),
    "comments-away": _choice((_("These did not come"), _set(comments="away")), _AS_THEY_STAND),
    "remarks-away": _all_as(
        ("attended", _("It is of all in their row")), (LEFT_OUT, _("Read the cells as they stand"))
    ),
    "chair-or-post": _each_cell(
        _adds(_LED[1], "marks", "=lead"), _adds(_("A post"), "marks", "=member")
    ),
    "role-codes": _each_cell(
        _adds(_LED[1], "marks", "=lead"), _adds(_TOOK_PART[1], "marks", "=member"),
        _adds(_("Did not take part"), "absent"),
    ),
    "secretariat-besides": _all_as(("actor", _("Read the cells as they stand"))),
    "turned-dates": _choice(
        (_("Yes, put them right"), _set(turned="swap")),
        (_("No, they are right"), _set(turned="keep")),
    ),
    "marked-names": _each_cell(_adds(_("The mark is a part of the name"), "whole"), _typed_actor),
    "unread-columns": _each_as(
        _TOOK_PART, _LED, ("activity", _("It names the activities")), _DATE, _OUT
    ),
    "unread-days": lambda question: tuple(
        Asked(cell, _ways_to_date(cell, None)) for cell in dict.fromkeys(question.cells)
    ),
    "one-name-or-several": _division,
    "one-activity-or-several": _choice(
        (_("Each cell is one activity"), _set(activity_separators="")),
        (_("Divide only at ; and at new lines"), _set(activity_separators=divided_at(";"))),
        (_("Divide at commas too"), _set(activity_separators=divided_at(",;"))),
    ),
    "in-brackets": _choice(
        (_("A part of the name"), _set(brackets="keep")),
        (_("A person or what it did"), _set(brackets="drop")),
    ),
    "initials-beside": _persons(_("A part of the name")),
    "persons-among-actors": _persons(_("The persons are participants themselves")),
}  # fmt: skip
"""How each question is answered; where an activity is said to be two things, one must go."""
