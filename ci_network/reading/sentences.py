# ruff: noqa: E501 - a sentence is one line
"""What each problem says, and what to do about it.

Every code has two whole sentences, what was found and what to do, as English msgids. They are
filled in with the problem's file, row, column, value and details.
"""

from __future__ import annotations

import re

from ci_network.errors import Problem
from ci_network.files.characters import visible
from ci_network.language import Language, quoted, translation
from ci_network.language import marked as _

_LONGEST = 60
_QUOTED = frozenset({"meant", "twin", "cell"})
_COUNTS = frozenset({"limit", "letters"})

_WRITE_A_DATE = _(
    "Write 2018, 2018-Q2, 2018-03, 2018-03-14 or 14-03-2018, or leave the cell blank. The column end may also say ongoing, the column left unknown."
)
_SAVE_AS_UTF8 = _("Open it in the spreadsheet and save it again as “CSV UTF-8”.")
_SAVE_AS_XLSX = _("Open it in a spreadsheet and save it again as .xlsx, without a password.")
_ONE_OF_TWO = _("Keep the one that counts and move the other away.")
_NOT_DATA = _("Name the folder that holds nodes.csv and edges.csv, or an .xlsx or .ods file.")
_TOO_MUCH = _("Check that it is a table of activities; if it is, split it into several records.")

SENTENCES: dict[str, tuple[str, str]] = {
    # Decisions and answers that are merged into a record.
    "no-answers": (
        _("There are no decisions or answers in {file}."),
        _("Give a file that plan or ask wrote, or one with the columns of activities.csv."),
    ),
    "record-for-answers": (
        _("{file} is a record itself, with edges.csv in it."),
        _("Give the file in it that decisions were written into, such as activities.csv."),
    ),
    "answer-about-nothing": (
        _("The record has no {value}."),
        _("Write the name as the record has it."),
    ),
    "bad-answer": (
        _("{value} is no answer here."),
        _("Choose one of those that the file offers, or leave the cell blank."),
    ),
    "answers-disagree": (
        _("{value} contradicts {twin} in {other}, row {first}."),
        _("Settle which of the two counts, and leave the other blank."),
    ),
    "answer-against-record": (
        _("{value} contradicts the record, which says {twin} in {other}, row {first}."),
        _("If the answer is right, change the record there; if not, leave the answer blank."),
    ),
    # Answers to a survey.
    "answer-of-other-form": (
        _("The answer was made with the form {value}; {form} is read here."),
        _("Apply it with the version of ci-network that made the form."),
    ),
    "answer-about-oneself": (
        _("{value} answers about itself."),
        _("Delete the row, or name the other partner."),
    ),
    "answer-of-another": (
        _("{value} is called {twin} in the answer, and {meant} in the record."),
        _("Check that the answer belongs to this alliance; if the actor has a new name, write that in the answer."),
    ),
    "answer-of-secretariat": (
        _("{value} is the secretariat; the survey is about what partners do without it."),
        _("Delete the row, or write the dates of the secretariat's term in nodes."),
    ),
    "told-without-yes": (
        _("The row tells {value} of work together, and does not say that there was any."),
        _("Write yes in that column, or delete what the row tells."),
    ),
    "since-after-period": (
        _("{value} is after {day}, the end of the time that was asked about."),
        _("Correct the date, or leave it blank."),
    ),
    "bad-score": (
        _("{value} is no answer from 1 to 4."),
        _("Write 1, 2, 3 or 4, or leave the cell blank."),
    ),
    "bad-reply": (
        _("{value} is no reply."),
        _("Write complete or partial of a reply as a whole; no or unknown of another partner."),
    ),
    "yes-without-partnership": (
        _("The row says yes; who worked together is a row of partnerships."),
        _("Write source, target and recorded_by in partnerships, and delete the row here."),
    ),
    "reply-twice": (
        _("The row says {value}, and row {first} says {twin} of the same."),
        _("Keep the one that is right."),
    ),
    "no-against-pair": (
        _("{who} says here that it did not work with {twin}, and in partnerships that it did at that time."),
        _("Ask {who} which is right, and delete the other row."),
    ),
    # Where the data lies.
    "missing-data": (
        _("There is nothing at {file}."),
        _("Name a folder with nodes.csv and edges.csv, or a workbook."),
    ),
    "no-data": (_("{file} is neither a folder nor a workbook."), _NOT_DATA),
    "one-csv": (_("{file} is a single CSV file; the data is two of them in a folder."), _NOT_DATA),
    "missing-file": (
        _("The file {value} is missing in {file}."),
        _("Put it there; a folder of data holds nodes.csv and edges.csv."),
    ),
    "missing-file-near": (
        _("The file {value} is missing in {file}. Did you mean {meant}?"),
        _("Rename the file to {value}."),
    ),
    "not-read": (
        _("{file} has {meant}, which is not read: a table of activities is called {value}."),
        _("Rename it to {value}, if it tells what is known of activities."),
    ),
    "file-twice": (
        _("The folder holds {value}, which differ only by capital letters."),
        _ONE_OF_TWO,
    ),
    "two-sources": (
        _("The folder holds CSV files and the workbook {value}; which one counts is not clear."),
        _ONE_OF_TWO,
    ),
    "two-workbooks": (
        _("The folder holds several workbooks: {value}."),
        _("Name the one that is meant."),
    ),
    "dead-link": (
        _("{file} is a link to something that is not there."),
        _("Put the file itself in its place."),
    ),
    "link-loop": (
        _("{file} is a link that leads back to itself."),
        _("Put the file itself in its place."),
    ),
    "no-permission": (
        _("You may not read {file}."),
        _("Ask the owner for permission, or make a copy that you may read."),
    ),
    "unreadable": (
        _("{file} cannot be read: {reason}."),
        _("Check that the drive is there, and try again."),
    ),
    "engine-cannot-read": (
        _("The engine cannot read {file}: {reason}."),
        _("Correct the row that it names; `ci-network check` says more about data that fits into memory."),
    ),
    "folder-for-file": (
        _("{file} is a folder, and must be a file."),
        _("Put the file itself in its place."),
    ),
    "not-a-file": (
        _("{file} is a device or a pipe, and must be a file."),
        _("Put the file itself in its place."),
    ),
    # The file as a whole.
    "empty-file": (_("The table is empty."), _("Fill in a header and at least one row.")),
    "too-large": (_("The file is larger than {limit}."), _TOO_MUCH),
    "too-many-cells": (_("The table has more than {limit} cells."), _TOO_MUCH),
    "utf16-without-mark": (
        _("The file is text of two bytes a letter, without the mark that says so."),
        _SAVE_AS_UTF8,
    ),
    "mixed-encoding": (
        _("{value} holds letters that are not {encoding}, as the rest of the file is."),
        _("Write the letters again, æ, ø and å above all, and save as “CSV UTF-8”."),
    ),
    "unknown-separator": (
        _("The cells are separated by {value}, and not by comma, semicolon or tab."),
        _("Save the file again with one of these."),
    ),
    "unclosed-quote": (
        _("A quotation mark opens in this row and is never closed; the rows after it cannot be read."),
        _("Close it or delete it. A quotation mark inside a cell is written twice."),
    ),
    "stray-quote": (
        _("There is text after the quotation mark that closes a cell; the row cannot be read."),
        _('A quotation mark inside a cell is written twice: "".'),
    ),
    "rows-in-a-cell": (
        _("A cell holds whole lines of the table: {value}. A quotation mark is missing."),
        _("Close the quotation mark where the cell ends."),
    ),
    "nul-byte": (_("The cell holds a NUL byte, which is no text: {value}."), _SAVE_AS_UTF8),
    "control-character": (
        _("The cell holds an invisible control character: {value}."),
        _("Delete the cell and write it again."),
    ),
    "garbled-text": (
        _("Letters have been garbled: {value}."),
        _("Write the letters again, æ, ø and å above all, and save as “CSV UTF-8”."),
    ),
    "error-cell": (
        _("The spreadsheet shows an error here: {value}."),
        _("Correct the formula, or write the value itself."),
    ),
    "formula-without-result": (
        _("The formula {value} was saved without its result."),
        _("Open the workbook in a spreadsheet and save it again, or write the value itself."),
    ),
    "workbook-as-csv": (
        _("{file} is a workbook that is called a CSV file."),
        _("Save it as CSV in the spreadsheet, or give it its ending .xlsx and move it to a place of its own."),
    ),
    "old-workbook": (
        _("{file} is a workbook of a kind that is not read, such as .xls, or has a password."),
        _SAVE_AS_XLSX,
    ),
    "no-workbook": (_("{file} is no workbook that can be opened."), _SAVE_AS_XLSX),
    "heavy-workbook": (
        _("Reading the workbook takes more than {limit} of memory or {seconds} seconds of work."),
        _("Copy the sheets nodes and edges to a new workbook, or save each as CSV."),
    ),
    "unpacks-too-large": (
        _("The workbook unpacks to more than {limit}, far more than its tables can need."),
        _("Copy the sheets nodes and edges to a new workbook."),
    ),
    "unsafe-workbook": (
        _("The part {value} of the workbook declares entities of its own, as no spreadsheet does."),
        _("Copy the sheets nodes and edges to a new workbook."),
    ),
    "missing-sheet": (
        _("The sheet {value} is missing; there are: {sheets}."),
        _("Name one sheet nodes and one edges."),
    ),
    "missing-sheet-near": (
        _("The sheet {value} is missing; there are: {sheets}. Did you mean {meant}?"),
        _("Name one sheet nodes and one edges."),
    ),
    "sheet-twice": (
        _("Several sheets are the sheet {value}: {sheets}."),
        _("Keep the one that counts and give the others other names."),
    ),
    "hidden-sheet": (
        _("The sheet is hidden, and was read."),
        _("Show it in the spreadsheet, and check that it is the one that counts."),
    ),
    "hidden-rows": (
        _("Rows are hidden, perhaps by a filter, and were read: {rows}."),
        _("Show them in the spreadsheet; delete those that do not count."),
    ),
    "hidden-columns": (
        _("Columns are hidden, and were read: {columns}."),
        _("Show them in the spreadsheet; delete those that do not count."),
    ),
    "merged-cells": (
        _("The cells {value} are merged, so that all but the first of them look blank."),
        _("Unmerge them and fill in every cell."),
    ),
    # Columns and rows.
    "missing-column": (
        _("The column {column} is missing; there are: {columns}."),
        _("Add it. The first row must hold the names of the columns."),
    ),
    "missing-column-near": (
        _("The column {column} is missing; there are: {columns}. Did you mean {meant}?"),
        _("Name the column {column}."),
    ),
    "near-column": (
        _("The column {value} is not known, and {meant} is missing. Did you mean {meant}?"),
        _("Name it {meant} if that is what it is, or give it quite another name."),
    ),
    "column-twice": (
        _("The columns {first} and {value} are the same column twice."),
        _("Keep one of the two, or give one of them another name."),
    ),
    "unnamed-column": (
        _("The column {column} has no name, and holds {cell} in row {first}."),
        _("Give it a name, or delete it."),
    ),
    "two-shapes": (
        _("The table has the columns of both shapes: activity and actor, and source and target."),
        _("Keep a row per actor and activity, or a row per pair, and rename the other columns."),
    ),
    "ragged-row": (
        _("The row has {cells} cells, and the header {columns}."),
        _("Give it as many as the header; a cell that holds the separator stands in quotation marks."),
    ),
    "blank-cell": (
        _("The cell is blank, and must be filled in."),
        _("Fill it in, or delete the row."),
    ),
    "repeated-row": (
        _("The row is the same as row {first}; it counts once."),
        _("Delete one of the two, or tell them apart by date or role."),
    ),
    # Dates.
    "bad-date": (_("{value} is no date."), _WRITE_A_DATE),
    "bad-date-near": (
        _("{value} is no date that is read. Did you mean {meant}?"),
        _("Write {meant}, if that is the date."),
    ),
    "impossible-date": (
        _("The date {value} is not in the calendar."),
        _("Correct the day or the month; the day stands before the month."),
    ),
    "excel-serial": (
        _("{value} is the number that Excel keeps for a date; it would be {date}."),
        _("Write {date}, if that is the date."),
    ),
    "year-as-date": (
        _("{value} is what Excel makes of the year {year} in a cell that is formatted as a date."),
        _("Format the column as text, and write {year}."),
    ),
    "rows-above-header": (
        _("The row stands above the header, in row {header}, and looks like a row of the table."),
        _("Move it below the header, or take it away."),
    ),
    "header-again": (
        _("The row is the header, row {header}, once more."),
        _("Delete the row."),
    ),
    "date-column": (
        _("The column {column} holds dates and is not read, and no column says when."),
        _("Name it start, if it says when the activity was."),
    ),
    "month-first": (
        _("The date {value} is not in the calendar; with the month first it would be {meant}."),
        _("Write {meant}, and check the other dates of the column: the day stands before the month."),
    ),
    "long-cell": (
        _("The cell holds {letters} letters; a spreadsheet has room for {limit}."),
        _("Look for a quotation mark that is never closed, or shorten the text."),
    ),
    "too-many-columns": (
        _("The row has more than {limit} cells."),
        _("Keep the columns that are needed."),
    ),
    "not-text": (
        _("The file is no text: it looks like a picture, a document or an archive."),
        _SAVE_AS_UTF8,
    ),
    "no-table": (
        _("The file is a web page or a document of another program, and no table."),
        _("Open it: it may be a page to log in. Save the table itself as “CSV UTF-8”."),
    ),
    "far-date": (
        _("{value} is too far away in time for an activity."),
        _("Correct the year; an end that is open is written ongoing, or left blank."),
    ),
    "implausible-date": (
        _("{value} is far away in time."),
        _("Check the year; periods reach as far as the dates."),
    ),
    "end-before-start": (
        _("The end {value} is before the start {start}."),
        _("Correct one of the two."),
    ),
    "end-without-start": (
        _("There is an end, {value}, and no start; it is read as the whole of that time."),
        _("Fill in the start, if it is known."),
    ),
    "ongoing-without-start": (
        _("The row goes on ({value}), and has no start; it is read as beginning with its activity."),
        _("Fill in the start, if it is known."),
    ),
    "undated-activity": (
        _("The activity {value} has no date; it counts only in the window all."),
        _("Fill in at least a year, if it is known."),
    ),
    "undated-row": (
        _("The row has no date; it counts only in the window all."),
        _("Fill in at least a year, if it is known."),
    ),
    "nothing-dated": (
        _("No activity has a date; only the window all has figures."),
        _("Fill in at least the year of each activity, if it is known."),
    ),
    # Actors.
    "no-actors": (
        _("There is a header and no actor."),
        _("Add a row for each organisation."),
    ),
    "duplicate-id": (
        _("The id {value} stands already in row {first}."),
        _("Give each actor one row and an id of its own."),
    ),
    "case-id": (
        _("The id {value} differs only by capital letters from {twin} in row {first}."),
        _("Write it the same way everywhere, and keep one of the two rows."),
    ),
    "near-id": (
        _("{value} is spelt almost like {twin} in row {first}."),
        _("If they are the same actor, keep one of the rows and use its id everywhere."),
    ),
    "within-id": (
        _("Of the names {value} and {twin} in row {first} one holds the other."),
        _("If they are the same actor, keep one of the rows and use its id everywhere."),
    ),
    "bad-yes-no": (
        _("{value} is neither yes nor no."),
        _("Write yes or no, or leave the cell blank for no."),
    ),
    "unknown-type": (
        _("{value} is no type that is known; the actor is read as an organisation."),
        _("Write organisation or person; keep other kinds in a column of their own."),
    ),
    "left-before-joined": (
        _("The actor left, {value}, before it joined, {start}."),
        _("Correct one of the two."),
    ),
    "term-reversed": (
        _("The term as secretariat ends, {value}, before it begins, {start}."),
        _("Correct one of the two."),
    ),
    "term-without-flag": (
        _("{value} is a date of a term, and the actor is not marked as secretariat."),
        _("Write yes in the column secretariat, or delete the date."),
    ),
    "no-secretariat": (
        _("No actor is marked as secretariat, so the questions about it have no figures."),
        _("Write yes in the column secretariat of the actor that is."),
    ),
    "like-secretariat": (
        _("{value} has a name like the secretariat's, {twin} in row {first}, and nothing says whether it is."),
        _("Write yes or no in the column secretariat, or give both rows one id."),
    ),
    "near-secretariat": (
        _("{value} has a name like the secretariat's, {twin} in row {first}, and is no secretariat."),
        _("If it is, write yes in the column secretariat, or give both rows one id."),
    ),
    "two-secretariats": (
        _("{value} and {twin} in row {first} are both marked as secretariat at the same time; both leave together."),
        _("If only one of them is the secretariat, take the mark from the other."),
    ),
    "idle-secretariat": (
        _("The secretariat {value} takes part in nothing during its term."),
        _("Check the term, and that the secretariat's own participation is recorded."),
    ),
    "term-outside-record": (
        _("The term of the secretariat {value} lies outside the record, which is from {begin} to {end}."),
        _("Check the dates of the term."),
    ),
    # Participations.
    "unknown-actor": (
        _("The actor {value} is not in {nodes}."),
        _("Add a row for it there, or correct its id here."),
    ),
    "unknown-actor-near": (
        _("The actor {value} is not in {nodes}. Did you mean {meant}?"),
        _("Write {meant} here, or add a row for {value} in {nodes}."),
    ),
    "several-actors": (
        _("{value} are several actors in one cell."),
        _("Give each of them a row of its own; `ci-network import` does it for a whole list."),
    ),
    "nearly-lead-role": (
        _("The role {value} is read as taking part, not as leading."),
        _("Write lead, if the actor led the activity."),
    ),
    "before-joined": (
        _("{value} takes part before it joined, {day} (row {first} of {nodes})."),
        _("Check the date here, and joined there."),
    ),
    "before-founded": (
        _("{value} takes part before it was founded, {day} (row {first} of {nodes})."),
        _("Check the date here, and the founding there."),
    ),
    "after-left": (
        _("{value} takes part after it left, {day} (row {first} of {nodes})."),
        _("Check the date here, and left there."),
    ),
    "near-activity": (
        _("The activity {value} is spelt almost like {twin} in row {first}; they count as two."),
        _("If they are the same activity, write the name the same way everywhere."),
    ),
    "one-participant": (
        _("The activity {value} has one participant; it makes no tie."),
        _("Add who else took part, if anybody did."),
    ),
    "no-activities": (
        _("There is a header and no row, so nothing has figures."),
        _("Add a row for each actor in each activity."),
    ),
    "self-tie": (
        _("The actor {value} is tied to itself."),
        _("Name two different actors, or delete the row."),
    ),
    "mirrored-row": (
        _("The row is row {first} told from the other side; they count as two activities."),
        _("If they tell of one and the same, delete one of the two."),
    ),
    "bad-involvement": (
        _("{value} does not say what the secretariat did."),
        _("Write none, present or led."),
    ),
    "secretariat-unmarked": (
        _("The row says {value}, that the secretariat took part, and no actor is marked as secretariat."),
        _("Write yes in the column secretariat of the actor in nodes that is the secretariat."),
    ),
    "secretariat-out-of-term": (
        _("The row says {value}, and no secretariat has its term then; none was added."),
        _("Check the dates of the row, and of the secretariat's term."),
    ),
    "none-but-present": (
        _("The row says {value}, and the secretariat has row {first} in the same activity at that time; it was added."),
        _("Give the two different activities, or correct the row."),
    ),
    # What is known of an activity as a whole.
    "bad-led-by": (
        _("{value} does not say who led."),
        _("Write secretariat, partner, shared or unknown; an actor that led has the role lead in its own row."),
    ),
    "bad-continues": (
        _("{value} does not say whether the activity goes on when the secretariat leaves."),
        _("Write yes, no or unknown; who said so goes in continues_evidence."),
    ),
    "bad-purpose": (
        _("{value} does not say what the activity was for."),
        _("Write work or evaluation; rename the column if it tells of something else."),
    ),
    "contradiction": (
        _("The row says {value}, and row {first} of {other} says {twin} of the same activity."),
        _("Keep the one that is right."),
    ),
    "activity-again": (
        _("The activity {value} has a row already, row {first}; what they say counts together."),
        _("Keep one row for each activity."),
    ),
    "unknown-activity": (
        _("The activity {value} is in no row of edges."),
        _("Spell it as in edges, add a row there for each who took part, or delete the row."),
    ),
    "unknown-activity-near": (
        _("The activity {value} is in no row of edges. Did you mean {meant}?"),
        _("Write {meant}, or add a row in edges for each who took part."),
    ),
    "taken-over-without-yes": (
        _("{value} takes the activity over, and nothing says that it goes on."),
        _("Write yes in the column continues, or delete the cell."),
    ),
    "secretariat-takes-over": (
        _("{value} is the secretariat, which leaves; it cannot take the activity over."),
        _("Name a partner, or write when the term of the secretariat ended."),
    ),
    "lead-disagrees": (
        _("The row says {value}, and in row {first} of {other} the actor {twin} leads."),
        _("Correct the one or the other; where a row has a lead, led_by can be left out."),
    ),
    "led-by-absent": (
        _("The row says {value}, and the secretariat has no row in the activity; it counts as one without it."),
        _("Add a row for the secretariat, or correct the cell."),
    ),
    # Lists and networks to import.
    "alias-unclear": (
        _("The alias {value} stands for several actors on the date {date}: {ids}."),
        _("Write the date of the row more exactly, or from and until in the aliases."),
    ),
    "not-well-formed": (
        _("{file} is not well-formed {form}."),
        _("Save it again with the tool that made it."),
    ),
    "xml-entities": (
        _("{file} holds entities or references to other files, which are not followed."),
        _("Save it again with the tool that made it."),
    ),
    "unknown-network": (
        _("{file} holds {value} that is not read here."),
        _("Save it as GEXF, GraphML or Pajek edges, as JSON of Kumu, HIF or nodes and links, or as a list of pairs."),
    ),
    "node-twice": (
        _("The id {value} stands for two nodes."),
        _("Give each node an id of its own in the tool that made the file."),
    ),
    "unknown-node": (
        _("A link names {value}, and no node has that id."),
        _("Add the node, or correct the link, in the tool that made the file."),
    ),
    "no-date-in-list": (
        _("{value} is no date."),
        _(
            'Write one there, or say --when "CELL=2018-03", "CELL=2018-03-05/2018-03-12" for several '
            'days, "CELL=ongoing" for a last day that has not come, "CELL=unknown" where nobody knows.'
        ),
    ),
    "near-date-in-list": (
        _("{value} is no date that is read. Did you mean {meant}?"),
        _('Write {meant}, or say --when "CELL={meant}", if that is the date.'),
    ),
    "serial-in-list": (
        _("{value} is the number that Excel keeps for a date; it would be {date}."),
        _('Write {date}, or say --when "CELL={date}", if that is the date.'),
    ),
    "impossible-in-list": (
        _("The date {value} is not in the calendar."),
        _('Correct the day or the month, or say --when "CELL=2018-03-14".'),
    ),
    "lopsided-matrix": (
        _("The rows and columns of the matrix do not name the same: {value} is only one of the two."),
        _("Give each actor a row and a column, or name the rows as activities."),
    ),
    "unclear-tie": (
        _("The matrix says {value} of {actor} and {column}, which is neither a tie nor none."),
        _("Write 1 or 0, or leave the cell blank."),
    ),
    "twin-nodes": (
        _("The ids {value} and {twin} differ only by capital letters and spaces."),
        _("Make them one in the tool that made the file, or rename one."),
    ),
}  # fmt: skip

WITHOUT_ROWS: dict[str, str] = {
    "like-secretariat": _("{value} has a name like the secretariat's, {twin}, and nothing says whether it is."),
    "near-secretariat": _("{value} has a name like the secretariat's, {twin}, and is no secretariat."),
    "two-secretariats": _("{value} and {twin} are both marked as secretariat at the same time; both leave together."),
    "duplicate-id": _("The id {value} stands in several rows."),
    "case-id": _("The id {value} differs only by capital letters from {twin}."),
    "contradiction": _("A row says {value}, and one of {other} says {twin} of the same activity."),
    "activity-again": _("The activity {value} has several rows; what they say counts together."),
    "lead-disagrees": _("A row says {value}, and in one of {other} the actor {twin} leads."),
}  # fmt: skip
"""What is found where rows have no numbers, by codes of which the usual sentence names another row.
"""


def describe(problem: Problem, language: Language) -> tuple[str, str]:
    """What is wrong, and what to do, in a language.

    Examples
    --------
    >>> problem = Problem("bad-date-near", "error", "edges.csv", 7, "start", "marts 2018",
    ...                   {"meant": "2018-03"})
    >>> describe(problem, "en")
    ('“marts 2018” is no date that is read. Did you mean “2018-03”?', 'Write “2018-03”, if that is the date.')
    """
    found, todo = SENTENCES[problem.code]
    if problem.row is None:
        found = WITHOUT_ROWS.get(problem.code, found)
    found, todo = map(translation(language).gettext, (found, todo))
    cells = {
        "file": shortened(problem.file),
        "row": "" if problem.row is None else str(problem.row),
        "column": shortened(problem.column or ""),
        "value": "" if problem.value is None else _quoted(problem.value, language),
    }
    cells |= {
        name: _quoted(text, language) if name in _QUOTED else shortened(text, 4 * _LONGEST)
        for name, text in problem.details.items()
    }
    if language == "da":
        cells |= {name: cells[name].replace(",", ".") for name in _COUNTS & set(cells)}
    return found.format(**cells), todo.format(**cells)


def _quoted(text: str, language: Language) -> str:
    return quoted(shortened(text), language)


def shortened(text: str, most: int = _LONGEST) -> str:
    """A cell as one line of at most so many characters, without any that a terminal obeys."""
    line = visible(re.sub("[\r\n\t]", " ", text))
    return line if len(line) <= most else f"{line[: most - 1]}…"
