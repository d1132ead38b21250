"""Lists of who came, and other tools' files, from Python."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from ci_network.api.frames import frame
from ci_network.api.record import from_tables
from ci_network.record.alliance import Alliance

Names = str | Sequence[str]
"""One name, or several."""


@dataclass(frozen=True)
class ImportedList:
    """What came of a list; it shows itself as the account of what was read as what.

    Attributes
    ----------
    nodes, edges, activities
        The tables, as `from_tables` takes them; `activities` is empty where the list says nothing
        of activities as a whole.
    log
        Every decision: what, where, what stood there, what was made of it.
    account
        What was read as what, in words.
    settings
        Text of the import.yaml by which such a list is read again.
    """

    nodes: pd.DataFrame = field(repr=False)
    edges: pd.DataFrame = field(repr=False)
    activities: pd.DataFrame = field(repr=False)
    log: pd.DataFrame = field(repr=False)
    account: str
    settings: str = field(repr=False)

    def __repr__(self) -> str:
        return self.account

    @property
    def alliance(self) -> Alliance:
        """The record, checked as files are."""
        return from_tables(
            self.nodes, self.edges, self.activities if len(self.activities) else None
        )


def import_list(
    path: str | os.PathLike[str],
    *,
    activity: Names = (),
    actor: Names = (),
    date: Names = (),
    end: Names = (),
    lead: Names = (),
    role: Names = (),
    attended: Names = (),
    ignore: Names = (),
    title: str | None = None,
    shape: Literal["long", "activities", "actors", "pairs"] | None = None,
    sheet: Names = (),
    secretariat: Names = (),
    partner: Names = (),
    alias: Mapping[str, str] | None = None,
    aliases: str | os.PathLike[str] | None = None,
    separators: str | None = None,
    activity_separators: str | None = None,
    whole: Names = (),
    brackets: Literal["keep", "drop"] | None = None,
    numbers: Literal["keep", "drop"] | None = None,
    persons: Literal["keep", "drop"] | None = None,
    mark: Names = (),
    absent: Names = (),
    blanks: Literal["above", "unknown"] | None = None,
    blank_end: Literal["ongoing", "day"] | None = None,
    titles: Literal["activities", "apart", "one"] | None = None,
    date_order: Literal["dmy", "mdy", "ymd"] | None = None,
    year: str | None = None,
    turned: Literal["swap", "keep"] | None = None,
    hidden: Literal["keep", "drop"] | None = None,
    comments: Literal["away", "keep"] | None = None,
    when: Mapping[str, str] | None = None,
    by_name: bool = False,
    relation: Names = (),
    settings: str | os.PathLike[str] | None = None,
) -> ImportedList:
    """Read a list of who came, or another tool's file; the parameters are the command's options.

    Parameters
    ----------
    path
        CSV file or workbook, GEXF, GraphML, Pajek or JSON.
    activity, actor, date, end, lead, role, attended
        Headings of columns, where they cannot be told; ``none`` says that there is no such.
    ignore
        Headings of columns to leave out.
    title
        The activity of a list that names none, with its date.
    shape
        What a row is.
    sheet
        Sheets to read.
    secretariat, partner
        Who is secretariat, and who only has a name like it.
    alias
        Other names: the actor that each stands for.
    aliases
        A CSV file of aliases, with the times in which they count.
    separators, activity_separators
        What divides names, and activities, in a cell.
    whole
        Names that are one, whatever stands in them.
    brackets, numbers, persons
        Whether what stands in brackets behind a name, a number behind it, and persons among the
        actors, are kept.
    mark, absent
        Words that count as taking part, and as not.
    blanks
        What a blank date beside a new activity is.
    blank_end
        What has no last day, where others have one.
    titles
        What titles and names of sheets tell apart.
    date_order
        What stands first in dates of figures.
    year
        The year of dates without one.
    turned
        Whether a spreadsheet turned days and months round.
    hidden
        Whether what is hidden or struck through in a workbook counts.
    comments
        Whether those did not come of whose cells a comment says so.
    when
        The date of cells that are none, by cell; ``unknown`` where nobody knows.
    by_name
        One activity for each name, whatever its dates.
    relation
        Kinds of ties that count, where a network tells of several.
    settings
        An import.yaml; what is given here counts before it.

    Returns
    -------
    ImportedList
        The tables and the account.

    Raises
    ------
    Question
        When something cannot be told; it names the column, the cells and the parameter.
    DataError
        With all that must be corrected in the list.

    Examples
    --------
    >>> import ci_network as ci, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "list.csv"
    >>> rows = ["Date,Meeting,Host,Organisations", "2018-03-14,Kickoff,A,B; C"]
    >>> _ = path.write_text("\\n".join(rows), encoding="utf-8")
    >>> ci.import_list(path).edges[["activity", "actor", "role"]].values.tolist()
    [['Kickoff', 'B', ''], ['Kickoff', 'C', ''], ['Kickoff', 'A', 'lead']]
    """
    from ci_network.reading.lists import Choices, import_file  # noqa: PLC0415
    from ci_network.reading.lists.rows import AliasRow  # noqa: PLC0415
    from ci_network.reading.lists.settings import divided_at, joined, read_settings  # noqa: PLC0415

    choices = Choices(
        activity=_several(activity), actor=_several(actor), date=_several(date),
        end=_several(end), role=_several(role), lead=_several(lead), attended=_several(attended),
        ignore=_several(ignore), title=title, shape=shape, sheets=_several(sheet),
        secretariat=_several(secretariat), partners=_several(partner), marks=_several(mark),
        absent=_several(absent), blanks=blanks, blank_end=blank_end, date_order=date_order,
        titles=titles,
        year=year, turned=turned, hidden=hidden, comments=comments, relations=_several(relation),
        when=() if when is None else tuple(when.items()), by_name=by_name,
        separators=None if separators is None else divided_at(separators),
        activity_separators=(
            None if activity_separators is None else divided_at(activity_separators)
        ),
        whole=_several(whole), brackets=brackets, numbers=numbers, persons=persons,
        aliases=tuple(AliasRow(name, meant) for name, meant in (alias or {}).items()),
    )  # fmt: skip
    if settings is not None:
        choices = joined(choices, read_settings(Path(settings)))
    read = import_file(Path(path), choices, None if aliases is None else Path(aliases))
    account = "\n".join(read.account.lines("en"))
    return ImportedList(
        frame(read.nodes), frame(read.edges), frame(read.activities), frame(read.log), account,
        read.settings,
    )  # fmt: skip


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
