# ruff: noqa: E501 - a sentence is one line
"""What the importer asks, instead of guessing: each names the column, the cells and the options."""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.errors import UsageError
from ci_network.language import marked as _

_CELLS_SHOWN = 6
_LONGEST = 60

QUESTIONS: dict[str, tuple[str, str]] = {
    "several-columns": ("", _(
        "{file}: several columns may be the {field}: {column}. Say which with {options} COLUMN."
    )),
    "several-actors": ("--actor", _(
        "{file}: several columns may be the participants: {column}. Say which with --actor COLUMN, once for each of them; --lead COLUMN for those who led; --shape pairs where a row is two that work together."
    )),
    "no-activity": ("--activity", _(
        "{file}: no column is known as the activity; there are: {column}. Name it with {options} COLUMN, or say --title \"NAME DATE\" where the whole list is of one activity, --shape pairs where a row is two that work together."
    )),
    "whether-pairs": ("--shape", _(
        "{file}: the columns {column} name the same actors: {cells}. Say {options} pairs if a row says that two work together, {options} long if it is about something else."
    )),
    "which-ends": ("--actor", _(
        "{file}: it is not known which two columns name those who work together; there are: {column}. Say {options} COLUMN for each of the two."
    )),
    "no-activity-dated": ("--activity", _(
        "{file}: no column is known as the activity; there are: {column}. Name it with {options} COLUMN. To make an activity of each date, name the column of dates; where all are of one name, say --title NAME."
    )),
    "no-actor": ("--actor", _(
        "{file}: no column is known as those who took part; there are: {column}. Name it with {options} COLUMN."
    )),
    "no-actor-in-sheets": ("--actor", _(
        "{file}: no column is known as those who took part; there are: {column}. Name it with {options} COLUMN, or say {options} none if each sheet is named by the one that took part: {cells}."
    )),
    "columns-alike": ("--by-name", _(
        "{file}: several columns have the same name and date: {cells}. Tell them apart in their headings, or say {options} if they are one activity."
    )),
    "no-such-column": ("", _(
        "{file}: there is no column {cells} for {options}; there are: {column}."
    )),
    "no-header": ("--date / --activity / --actor", _(
        "{file}: row {row} looks like data, and no row above it names the columns. Write such a row (Date, Activity, Organisation), or name the columns by their letters with {options}: {column}."
    )),
    "attendance-unclear": ("--mark WORD / --absent WORD", _(
        "{file}: the column {column} holds words that do not tell whether somebody came: {cells}. Say {options} for each; --attended none if the column is about something else."
    )),
    "attendance-column": ("--attended / --ignore", _(
        "{file}: the column {column} says {cells}. If it says who took part, say {column:--attended}; if who led, {column:--lead}; if neither, {column:--ignore}."
    )),
    "invited-only": ("--actor", _(
        "{file}: the column {column} names who was invited or signed up, and nothing says who came: {cells}. Say {column:--actor} if those took part."
    )),
    "numbers-or-actors": ("--ignore / --shape", _(
        "{file}: the columns {column} hold numbers: {cells}. Where they count people, say --ignore for each; where they are organisations and say how many came from each, say --shape activities or --shape actors."
    )),
    "several-questions": ("--ignore", _(
        "{file}: the columns {column} ask something else of the same activities than who took part or led: {cells}. Say {options} for each of them."
    )),
    "marks-of-else": ("--ignore / --whole", _(
        "{file}: {column} may say something else than who took part, though marked like the columns that do. Say {column:--ignore}, or --whole NAME for each that counts."
    )),
    "activities-in-cells": ("--activity / --ignore", _(
        "{file}: the columns {column} may name what each took part in: {cells}. Say --activity for each of them if their cells are activities, --ignore if not."
    )),
    "one-name-below-titles": ("--titles", _(
        "{file}: activities of one name and day stand below several titles ({column}): {cells}. Say {options} apart if these are different activities, {options} one if they are one."
    )),
    "sheets-of-activities": ("--titles activities / --activity", _(
        "{file}: no column is known as the activity; there are: {column}. If each sheet is of the activity that it is named by ({cells}), say --titles activities; else name the column with --activity."
    )),
    "took-over": ("--ignore", _(
        "{file}: the column {column} says that somebody took an activity over: {cells}. Write who did into a column “Taken over by”, and yes into a column “Continues”, or say {column:--ignore} to read the list without it."
    )),
    "names-actors": ("--actor / --lead / --ignore", _(
        "{file}: the column {column} is not known, and names actors: {cells}. Say --actor, --lead or {column:--ignore}."
    )),
    "dates-elsewhere": ("--date / --ignore", _(
        "{file}: no column is known as the date, and {column} holds dates: {cells}. Say {column:--date} or {column:--ignore}."
    )),
    "times-elsewhere": ("--date / --end / --ignore", _(
        "{file}: {column} may say when ties began or ended, and was not read: {cells}. Say --date COLUMN for the first day, --end COLUMN for the last, --ignore COLUMN for what is about something else."
    )),
    "order-of-dates": ("", _(
        "{file}, column {column}: {cells} may be {meanings}. Say which figure stands first with {options}."
    )),
    "orders-of-dates": ("--date-order dmy / mdy / ymd", _(
        "{file}, column {column}: {cells} do not have the day in the same place. Write the dates in one way, or say which of them is right with {options}."
    )),
    "which-way": ("--shape", _(
        "{file}: this is a cross table of {column}, but it cannot be told whether its rows are activities or actors. Say --shape activities or --shape actors."
    )),
    "words-in-cross": ("--mark / --absent", _(
        "{file}: the cross table holds words that are neither a mark nor a role: {cells} (columns {column}). Say --mark WORD for those that count as taking part, --mark WORD=lead for those that led, --absent WORD for the others."
    )),
    "no-own-column": ("", _(
        "{file}: no column names the rows; there are: {column}. Name it with {options} COLUMN."
    )),
    "date-of-blanks": ("--blanks", _(
        "{file}: the column {column} is blank beside a new activity ({cells}). Say --blanks above if its date is that of the row above, --blanks unknown if nobody wrote it down."
    )),
    "blank-ends": ("--blank-end", _(
        "{file}: the column {column} is blank or unknown for some (of {cells}), and others lasted longer than a month. Say --blank-end ongoing if these went on, --blank-end day if they were of their date alone; or write their last days."
    )),
    "starts-alone": ("--blank-end", _(
        "{file}: {column} says when ties began ({cells}), and nothing says when they ended. Say {options} ongoing if they went on, {options} day if they were of their date alone."
    )),
    "numbers-behind": ("--numbers / --whole", _(
        "{file}: names in the column {column} end in a number, and it cannot be told whether it is a part of the name or counts people: {cells}. Say --numbers keep or --numbers drop, or --whole NAME for each that is a name."
    )),
    "lead-or-partner": ("--lead", _(
        "{file}: it cannot be told whether those in the column {column} led or only took part: {cells}. Say {column:--lead} if they led, --lead none if not."
    )),
    "roles-are-names": ("--lead", _(
        "{file}: the column {column} names actors, not roles: {cells}. Say {column:--lead} if these led the activity."
    )),
    "roles-or-posts": ("--role / --ignore", _(
        "{file}: the column {column} says who leads: {cells}. Say {column:--role} if these are roles in the activity, {column:--ignore} if they are posts."
    )),
    "lead-is-person": ("--lead / --ignore / --alias", _(
        "{file}: the column {column} holds names that take part nowhere else: {cells}. Say {column:--lead} if they are organisations that led the activity, {column:--ignore} if they are persons, or --alias \"NAME=ORGANISATION\" for each."
    )),
    "role-in-cell": ("--lead", _(
        "{file}: the column {column} says that somebody led, and it cannot be told who: {cells}. Write who led into a column of its own, or say {options} none to read the list without it."
    )),
    "secretariat-alike": ("--alias / --secretariat / --partner", _(
        "{file}: {cells} look like the secretariat {column}. Say --alias \"NAME=SECRETARIAT\" for the same, --secretariat NAME for one more secretariat, --partner NAME for another organisation."
    )),
    "secretariat-column": ("--secretariat / --ignore", _(
        "{file}: the column {column} says {cells}. If it says where the secretariat took part, say --secretariat NAME with its name; if not, {column:--ignore}."
    )),
    "secretariat-helped": ("--alias / --secretariat / --ignore", _(
        "{file}: the column {column} says {cells}. If the secretariat took part where it says so, say --alias \"{column}=NAME\" with the name of the secretariat, and --secretariat NAME; if not, {column:--ignore}."
    )),
    "no-such-actor": ("", _("{options} {cells} is none of the actors: {column}.")),
    "secretariat-unnamed": ("--secretariat", _(
        "{file}: {column} says where the secretariat took part, but not who it is ({cells}). Name it with --secretariat NAME."
    )),
    "contrary-ties": ("--relation", _(
        "{file}: some ties may say that two do not work together: {cells}. Say {options} NAME for each kind of tie that counts; there are also: {column}."
    )),
    "contrary-ties-alone": ("--relation", _(
        "{file}: the ties may say that two do not work together: {cells}. Say {options} NAME for each kind of tie that counts."
    )),
    "line-of-ties": ("--comments", _(
        "{file}: a line beside the ties may say that some are none, and was not read: {cells}. Write it into the rows, or say {options} keep to read them as they stand."
    )),
    "ties-of-none": ("--relation / --ignore", _(
        "{file}: {column} says 0 or no of some ties: {cells}. Say --relation COLUMN for each that says that there is a tie, --ignore COLUMN for each that is about something else."
    )),
    "no-such-relation": ("--relation", _("{file} has no kind of tie {cells} ({options}); there are: {column}.")),
    "which-activities": ("--activity", _(
        "{file}: each tie joins two kinds of nodes, by {column}: {cells}. Say {options} KIND for the one that is of activities, {options} none if both are of actors."
    )),
    "activities-among-actors": ("--activity", _(
        "{file}: by {column}, some nodes are activities ({cells}), and ties join actors with each other too. Say {options} KIND to read who took part in those, {options} none to read all nodes as actors."
    )),
    "kinds-no-actors": ("--ignore", _(
        "{file}: nodes of some kinds may be no actors: {cells}. Say {options} KIND for each that is to be left out, --activity KIND for one that is of activities, --activity none if all are actors."
    )),
    "two-kinds": ("--sheet", _(
        "{file} holds both a list of pairs and attendance lists ({cells}). Choose the sheets of one kind with {options} NAME."
    )),
    "sheet-of-absent": ("--sheet", _(
        "{file}: by its name a sheet holds those who were invited only or did not come, or what was called off, planned, drafted or replaced: {cells}. Say --sheet NAME for each sheet that counts; there is also: {column}."
    )),
    "no-such-sheet": ("--sheet", _("{file} has no visible sheet {cells}; there are: {column}. {options} NAME chooses.")),
    "contradicting-actors": ("--ignore", _(
        "{file}: the column {column} says two things of one actor: {cells}. Mend one, or say {column:--ignore}."
    )),
    "persons-with-addresses": ("--actor / --alias / --persons", _(
        "{file}: the column {column} holds persons, and no column their organisations. Say --actor {addresses} to take what stands behind the @ as the organisation, --alias \"NAME=ORGANISATION\" for each ({cells}), or --persons keep if the persons are the actors."
    )),
    "contradicting-activities": ("--ignore", _(
        "{file}: {column} says two things of one activity: {cells}. Mend one, or leave the column out with --ignore."
    )),
    "activity-in-groups": ("--activity / --ignore", _(
        "{file}: activities of one name and date stand under different values of {column}: {cells}. Say --activity with the column that tells them apart, or {column:--ignore}."
    )),
    "which-year": ("--year", _(
        "{file}: dates in the column {column} have no year, and neither the sheet, the file nor a title names one: {cells}. Say --year with it, such as --year 2018 or --year 2018/19."
    )),
    "years-not-shown": ("--year", _(
        "{file}: the column {column} shows days without a year: {cells}. The spreadsheet keeps {year} for them, which may only be the year in which they were written. Say --year {year} if it is right, else --year with theirs."
    )),
    "days-alone": ("--date / --ignore", _(
        "{file}: the column {column} holds days without a month: {cells}. Name a column that holds the date with --date, or say {column:--ignore}."
    )),
    "week-or-month": ("--ignore", _(
        "{file}: the columns {column} do not fit together: {cells}. Mend the list, or say --ignore with the column that is wrong."
    )),
    "whose-dates": ("--date / --ignore", _(
        "{file}: nothing but the column {column} says when, and it may be of the activity or of the member: {cells}. Say {column:--date} if it says when each took part, {column:--ignore} if not."
    )),
    "far-dates": ("--when", _(
        "{file}: the column {column} holds dates far from all the others: {cells}. Write the right one, or say --when \"CELL=2018-03-14\" with it, --when \"CELL=CELL\" if it is right."
    )),
    "year-turns": ("--year", _(
        "{file}: the column {column} goes on from {cells}, as if into the next year, and only {year} is named. Say {options} {year} if all are of that year, or both years, such as --year 2018/19."
    )),
    "lengths": ("--end / --ignore", _(
        "{file}: the column {column} says how long activities went on ({cells}), and none says when they ended. Write their last days into a column and name it with --end, or say {column:--ignore} if the first day is enough."
    )),
    "year-of-title": ("--year / --title", _(
        "{file}: the title {cells} holds a date without a year, and nothing names one. Say --year with it, such as --year 2018, or --title with the name that the activity shall have."
    )),
    "unseen": ("--hidden", _(
        "{file}: rows, columns or cells are hidden or struck through: {cells}. Say {options} drop to leave them out, {options} keep to read them like the others."
    )),
    "comments-away": ("--comments", _(
        "{file}: comments on cells speak of who did not come: {cells}. Say {options} away if these did not come, {options} keep to read the cells as they stand."
    )),
    "comments-elsewhere": ("--comments", _(
        "{file}: comments on cells speak of who did not come or what was called off, and it cannot be told of whom: {cells}. Write it into the cells, such as “Klubben (afbud)” or “Kickoff (aflyst)”, or say {options} keep to read them as they stand."
    )),
    "remarks-off": ("--attended / --ignore", _(
        "{file}: the column {column} says that activities were called off or put off: {cells}. Say {column:--attended} to leave out what was not held; {column:--ignore} if all was held. Where it was held on another day, write that day into the column of dates."
    )),
    "remarks-away": ("--attended / --ignore", _(
        "{file}: the column {column} says that somebody did not come: {cells}. Write it into the cells of those, such as “Klubben (afbud)”; or say {column:--attended} if it is of all in their row, {column:--ignore} to read them as they stand."
    )),
    "remarks-more": ("--ignore", _(
        "{file}: the column {column} says more of who came or led: {cells}. Write it where these stand, or say {column:--ignore} to read the list without it."
    )),
    "remarks-of-some": ("--mark WORD / --absent WORD", _(
        "{file}: the column {column} says something of who came: {cells}. Say --absent with the words by which nothing was held; of the others write who came where these stand, and say --mark with the words."
    )),
    "colours": ("--comments", _(
        "{file}: {cells} says what colours or bold letters mean, which are not read. Write it into the cells, or say {options} keep to read them as they stand."
    )),
    "put-off": ("--absent / --mark", _(
        "{file}: the column {column} says that something was put off or may not have taken place ({names}). Say --absent WORD for each of {cells} if that did not take place, --mark WORD if it did. Where it was held on another day, write that day into the column of dates."
    )),
    "role-codes": ("--mark / --absent", _(
        "{file}: the column {column} holds codes, and nothing says what they mean: {cells}. Say --mark \"CODE=lead\" for each that led, --mark \"CODE=member\" for each that took part, --absent CODE for each that did not."
    )),
    "chair-or-post": ("--mark", _(
        "{file}: the column {column} says {cells}. Say --mark \"WORD=lead\" if these chaired the activity, --mark \"WORD=member\" if it is their post."
    )),
    "secretariat-besides": ("--actor", _(
        "{file}: {cells} says that the secretariat took part beside those in the column {column}. Write it into the cells or a column where it did, or say {column:--actor} to read them as they stand."
    )),
    "turned-dates": ("--turned", _(
        "{file}: the column {column} holds dates as text with a day above 12, and dates in cells of their own where no day is above 12: {cells}. The spreadsheet has likely read the month as the day and the day as the month. Say --turned swap if it has, --turned keep if not."
    )),
    "everybody": ("--whole", _(
        "{file}: the column {column} says that everybody took part: {cells}. Write who did, or say --whole NAME if it is the name of an actor."
    )),
    "no-names": ("--whole", _(
        "{file}: the column {column} names nobody in {cells}. Write who took part, or leave the cell blank; say --whole NAME if it is the name of an actor."
    )),
    "marked-names": ("--alias / --whole", _(
        "{file}: names in the column {column} end in a mark, and it cannot be told what it says: {cells}. Take it away, or say --alias \"NAME=ACTOR\" or --whole NAME for each."
    )),
    "one-name-or-several": ("--separators / --whole", _(
        "{file}: the column {column} may hold one name or several in a cell, with {between} between them: {cells}. Say --whole NAME for each that is one name, or --separators with the characters that divide (--separators ';' if only these do)."
    )),
    "one-activity-or-several": ("--activity-separators", _(
        "{file}: the column {column} may hold one activity or several in a cell: {cells}. Say --activity-separators with the characters that divide, or --activity-separators '' if each cell is one."
    )),
    "in-brackets": ("--brackets", _(
        "{file}: it cannot be told whether what stands in brackets in the column {column} is a part of the organisation, or a person or what it did: {cells}. Say --brackets keep for a part, --brackets drop for the rest; --absent WORD for one that says who did not come."
    )),
    "behind-a-dash": ("--persons / --alias", _(
        "{file}: persons stand behind a dash in the column {column}, and it cannot be told whether these are persons too or parts of the organisation: {cells}. Say --persons drop if all are persons, --persons keep if none is, or --alias \"NAME=ORGANISATION\" for each that is one."
    )),
    "hardly-names": ("--whole / --alias / --ignore", _(
        "{file}: these are hardly names of actors, and were read as such from {column}: {cells}. Mend the cells, or say --whole NAME for each that is one, --alias \"NAME=ACTOR\" for each that stands for another, --ignore NAME for each to leave out."
    )),
    "hardly-titles": ("--activity / --title", _(
        "{file}: these are hardly names of activities: {cells}. Say --activity with the column that names the activities, or --title with the name of the one that the list is of."
    )),
    "unread-columns": ("--ignore", _(
        "{file}: the column {column} was not read, and may say what is asked for: {cells}. Name it with --activity, --actor, --date, --end, --lead, --role or --attended, or say {column:--ignore}."
    )),
    "titles-away": ("--absent / --mark", _(
        "{file}: by their names these may not have taken place: {cells}. Say --absent NAME for each that did not, --mark NAME for each that did."
    )),
    "unread-days": ("--when", _(
        "{file}: {cells} may say when something took place, and was not read as a date. Say --when \"CELL=2018-03-14\" with the day of each, or --when \"CELL=unknown\"."
    )),
    "lines-beside": ("--comments", _(
        "{file}: a line beside or within the table may say who came, who led, or what was moved, called off or only planned, and was not read: {cells}. Write it into the cells, or say {options} keep to read them as they stand."
    )),
    "initials-beside": ("--persons / --alias", _(
        "{file}: in the column {column} letters may be the initials of persons beside an organisation: {cells}. Say --persons drop to leave them out, --persons keep if they are a part of the name, or --alias \"NAME=ORGANISATION\" for each."
    )),
    "persons-among-actors": ("--persons / --alias", _(
        "{file}: the column {column} holds names of persons or groups of people: {cells}. Say --persons drop to leave them out, --persons keep if they are actors, or --alias \"NAME=ORGANISATION\" for each."
    )),
}  # fmt: skip
"""By its stable name each question: the options that answer it, and the sentence."""


class Question(UsageError):  # noqa: N818 - it asks
    """Something that the file does not tell; the sentence names the options that do.

    Attributes
    ----------
    code
        Stable name of the question.
    column
        The column or columns that it is about, as text.
    columns
        The same, one by one.
    cells
        Some of the cells that it is about.
    options
        Options of the command that answer it.
    """

    def __init__(
        self,
        code: str,
        file: str = "",
        column: str | Sequence[str] = "",
        cells: Sequence[str] = (),
        options: Sequence[str] = (),
        **details: str,
    ) -> None:
        self.code = code
        self.columns = tuple(filter(None, [column] if isinstance(column, str) else column))
        self.column = ", ".join(self.columns)
        self.cells = tuple(cells)
        known, sentence = QUESTIONS[code]
        self.options = tuple(options or filter(None, known.split(" / ")))
        shown = [_quoted(cell) for cell in dict.fromkeys(self.cells)]
        more = ["…"] if len(shown) > _CELLS_SHOWN else []
        super().__init__(
            sentence, file=file, column=_Columns(self.column, self.columns),
            cells=", ".join([*shown[:_CELLS_SHOWN], *more]), options=" / ".join(self.options),
            **details,
        )  # fmt: skip


class _Columns(str):
    """Names of columns; with an option as they are typed: --ignore Start --ignore "To day"."""

    names: Sequence[str]

    def __new__(cls, text: str, names: Sequence[str]) -> _Columns:
        self = super().__new__(cls, text)
        self.names = names
        return self

    def __format__(self, option: str) -> str:
        if not option:
            return str(self)
        typed = (f'"{name}"' if " " in name else name for name in self.names)
        return " ".join(f"{option} {name}" for name in typed)


def _quoted(cell: str) -> str:
    line = " ".join(cell.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
