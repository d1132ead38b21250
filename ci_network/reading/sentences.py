# ruff: noqa: E501 - a sentence is one line
"""What each problem says, and what to do about it.

Every code has two whole sentences, found and to do, as English msgids. They are filled in with the
problem's file, row, column, value and details.
"""

from __future__ import annotations

from ci_network.errors import Problem
from ci_network.language import Language, translation


def _(text: str) -> str:
    """Mark a sentence for translation."""
    return text


SENTENCES: dict[str, tuple[str, str]] = {
    "missing-data": (
        _("There is nothing at {file}."),
        _("Name a folder with nodes.csv and edges.csv, or a workbook."),
    ),
    "no-data": (
        _("{file} is neither a folder nor a workbook."),
        _("Name the folder that holds nodes.csv and edges.csv, or an .xlsx or .ods file."),
    ),
    "missing-file": (
        _("The file {value} is missing in {file}."),
        _("Put it there; a folder of data holds nodes.csv and edges.csv."),
    ),
    "missing-sheet": (
        _("The sheet {value} is missing; there are: {sheets}."),
        _("Name one sheet nodes and one edges."),
    ),
    "two-sources": (
        _("The folder holds CSV files and the workbook {value}; which one counts is not clear."),
        _("Move one of the two away."),
    ),
    "two-workbooks": (
        _("The folder holds several workbooks: {value}."),
        _("Name the one that is meant."),
    ),
    "unreadable": (
        _("The file cannot be read: {reason}."),
        _("Check its name and who may read it."),
    ),
    "not-a-file": (_("This is a folder, not a file."), _("Put the file in its place.")),
    "too-large": (
        _("The file is larger than {limit}."),
        _("Check that it is a table of activities, and split it if it is."),
    ),
    "no-workbook": (
        _("The file is no workbook that can be opened."),
        _("Open it in a spreadsheet and save it as .xlsx again, without a password."),
    ),
    "empty-file": (_("The table is empty."), _("Fill in a header and at least one row.")),
    "nul-byte": (
        _("There is a NUL byte in the file, which is no text."),
        _("Save the file as CSV (UTF-8) again."),
    ),
    "quote": (
        _(
            "A quotation mark that opens in or before this row is never closed, or stands inside a cell."
        ),
        _("Close it, or write two of them for one inside a cell."),
    ),
    "ragged-row": (
        _("The row has {cells} cells, and the header {columns}."),
        _(
            "Give it as many as the header; a cell that holds the separator stands in quotation marks."
        ),
    ),
    "merged-cells": (
        _("Cells are merged here, so that the rows below look blank."),
        _("Unmerge them and fill in every row."),
    ),
    "missing-column": (
        _("The column {column} is missing; there are: {columns}."),
        _("Add it, or name the column that holds it so."),
    ),
    "near-column": (
        _("The column {value} is not known, and {meant} is missing."),
        _("Name it {meant} if that is what it is, or give it quite another name."),
    ),
    "column-twice": (
        _("The column {column} is there twice."),
        _("Keep one of the two."),
    ),
    "blank-cell": (_("The cell is blank."), _("Fill it in, or take the row away.")),
    "duplicate-id": (
        _("The id {value} stands already in row {first}."),
        _("Give each actor one row and an id of its own."),
    ),
    "case-id": (
        _("The id {value} differs only by capital letters from {twin} in row {first}."),
        _("Write it the same way everywhere, and keep one of the two rows."),
    ),
    "bad-yes-no": (
        _("{value} is neither yes nor no."),
        _("Write yes or no (ja or nej)."),
    ),
    "unknown-type": (
        _("{value} is no type that is known; it is read as an organisation."),
        _("Write organisation or person."),
    ),
    "bad-date": (
        _("{value} is no date."),
        _(
            "Write 2018, 2018-Q2, 2018-03 or 2018-03-14; in the column end also ongoing, in joined and left also unknown."
        ),
    ),
    "excel-serial": (
        _("{value} is the number that Excel keeps for a date; it would be {date}."),
        _("Format the column as text and write the date out, or save it as 2018-03-14."),
    ),
    "implausible-date": (
        _("{value} is far away in time."),
        _("Check the year."),
    ),
    "end-before-start": (
        _("The end {value} is before the start {start}."),
        _("Correct one of the two."),
    ),
    "end-without-start": (
        _("There is an end, {value}, and no start; it is read as the whole of that time."),
        _("Fill in the start."),
    ),
    "term-without-flag": (
        _("There is a date of a term, but the actor is not marked as secretariat."),
        _("Write yes in the column secretariat, or take the date away."),
    ),
    "no-secretariat": (
        _("No actor is marked as secretariat, so the questions about it have no figures."),
        _("Write yes in the column secretariat of the actor that is."),
    ),
    "idle-secretariat": (
        _("The secretariat {value} takes part in nothing during its term."),
        _("Check the term, and that the secretariat's own participation is recorded."),
    ),
    "unknown-actor": (
        _("The actor {value} is not in nodes.csv."),
        _("Add a row for it there, or correct its id here."),
    ),
    "unknown-actor-near": (
        _("The actor {value} is not in nodes.csv. Did you mean {meant}?"),
        _("Correct its id here, or add a row for it there."),
    ),
    "near-id": (
        _("The actors {value} and {twin} are spelt almost alike."),
        _("If they are the same, keep one of them and use its id everywhere."),
    ),
    "self-tie": (
        _("The actor {value} is tied to itself."),
        _("Name two different actors, or take the row away."),
    ),
    "bad-involvement": (
        _("{value} does not say what the secretariat did."),
        _("Write none, present or led."),
    ),
    "secretariat-unmarked": (
        _("The row says that the secretariat took part, and no actor is marked as secretariat."),
        _("Add the secretariat to nodes.csv with yes in the column secretariat."),
    ),
    "repeated-row": (
        _("The row is the same as row {first}; it counts once."),
        _("Take one of the two away, or tell them apart by date or role."),
    ),
    "outside-membership": (
        _("{value} takes part here outside the time of its membership."),
        _("Check joined and left in nodes.csv, and the dates here."),
    ),
    "undated-activity": (
        _("The activity {value} has no date; it counts only in the window all."),
        _("Fill in at least a year, if it is known."),
    ),
    "one-participant": (
        _("The activity {value} has one participant; it makes no tie."),
        _("Add who else took part, if anybody did."),
    ),
}


def describe(problem: Problem, language: Language) -> tuple[str, str]:
    """What is wrong, and what to do, in a language."""
    found, todo = (translation(language).gettext(text) for text in SENTENCES[problem.code])
    cells = {
        "file": problem.file,
        "row": "" if problem.row is None else str(problem.row),
        "column": problem.column or "",
        "value": "" if problem.value is None else f"»{shortened(problem.value)}«",
    }
    cells |= {name: shortened(text) for name, text in problem.details.items()}
    return found.format(**cells), todo.format(**cells)


def shortened(text: str) -> str:
    """A cell as one line of at most 60 characters."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return line if len(line) <= 60 else f"{line[:59]}…"
