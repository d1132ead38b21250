"""The record of an alliance: read it, and look at it."""

from __future__ import annotations

import datetime as dt
import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ci_network import dates
from ci_network.api.choices import length
from ci_network.api.frames import frame, timestamps
from ci_network.api.recipes import what_is_in_doubt
from ci_network.dates import Every
from ci_network.dates import windows as calendar
from ci_network.errors import DataError
from ci_network.files.shipped import example_folder
from ci_network.network.windows import usual_length
from ci_network.record.accounts import of_register, what_counts
from ci_network.record.alliance import CONTINUES, LED_BY, Alliance
from ci_network.record.alliance import with_evaluation as counting_evaluation

if TYPE_CHECKING:
    from ci_network.reading import Reading


class DataWarning(UserWarning):
    """Something in the data that does not stop the reading but that one should know."""


def read(path: str | os.PathLike[str]) -> Alliance:
    """Read an alliance from a folder or a workbook.

    Parameters
    ----------
    path
        A folder with ``nodes.csv`` and ``edges.csv``, or a workbook (``.xlsx``, ``.ods``) with
        sheets of these names.

    Returns
    -------
    Alliance
        The record, checked and frozen.

    Raises
    ------
    DataError
        When the data has errors; all of them are in its ``problems``.

    Warns
    -----
    DataWarning
        For what was found and does not stop the reading; `problems` lists it.

    Examples
    --------
    >>> import ci_network as ci
    >>> alliance = ci.read(ci.example_folder())
    >>> alliance.rows
    110
    """
    from ci_network.reading import read as read_data  # noqa: PLC0415

    return _told(lambda: read_data(Path(path)), "`ci.problems(path)`")


def from_tables(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    activities: pd.DataFrame | None = None,
    partnerships: pd.DataFrame | None = None,
    survey: pd.DataFrame | None = None,
) -> Alliance:
    """Make an alliance of DataFrames that have the columns of nodes.csv, edges.csv and so on.

    Parameters
    ----------
    nodes
        A row for each actor; ``id`` is required. Missing values count as blank.
    edges
        A row for each participation (``activity``, ``actor``) or pair (``source``, ``target``).
    activities
        What is known of activities as a whole: ``activity``, and ``led_by``, ``continues``,
        ``continues_evidence``, ``taken_over_by``, ``purpose``.
    partnerships
        Pairs beside the activities: ``source``, ``target``, and ``start``, ``end``,
        ``secretariat``, ``recorded_by``.
    survey
        Who has answered: ``respondent``, ``about``, ``answer``, ``from``, ``until``.

    Returns
    -------
    Alliance
        The record, checked as files are.

    Raises
    ------
    DataError
        When the rows have errors.

    Examples
    --------
    >>> import ci_network as ci, pandas as pd
    >>> nodes = pd.DataFrame({"id": ["S", "A", "B"], "secretariat": ["yes", "no", "no"]})
    >>> edges = pd.DataFrame({"activity": "Walk", "actor": ["A", "B"], "start": 2018})
    >>> ci.ties(ci.from_tables(nodes, edges))[["source", "target", "class"]]
      source target        class
    0      A      B  independent
    """
    from ci_network.reading import read_rows  # noqa: PLC0415

    written = "of the same tables in files `ci.problems(path)`"
    beside = [[] if each is None else _rows(each) for each in (activities, partnerships, survey)]
    return _told(lambda: read_rows(_rows(nodes), _rows(edges), *beside), written)


def with_evaluation(alliance: Alliance) -> Alliance:
    """The same record with its evaluation activities counted as work like any other.

    An activity whose `purpose` is evaluation makes no ties and no leads otherwise.

    Examples
    --------
    >>> import ci_network as ci, pandas as pd
    >>> nodes = pd.DataFrame({"id": ["A", "B"]})
    >>> edges = pd.DataFrame({"activity": "Interviews", "actor": ["A", "B"], "start": 2018})
    >>> told = pd.DataFrame({"activity": ["Interviews"], "purpose": ["evaluation"]})
    >>> alliance = ci.from_tables(nodes, edges, told)
    >>> len(ci.ties(alliance)), len(ci.ties(ci.with_evaluation(alliance)))
    (0, 1)
    """
    return counting_evaluation(alliance)


def example() -> Alliance:
    """The Helsingør alliance that comes with the package.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.example()
    38 partners, 1 secretariat, 34 activities, 110 participations, 2015-01-01 to 2019-12-31
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return read(example_folder())


def simulated(
    seed: int = 1,
    *,
    partners: int = 30,
    years: int = 5,
    dependence: float = 0.5,
    offshoots_per_month: float = 0.01,
    leaves: str | None = None,
) -> Alliance:
    """An alliance made up, of which the truth is known: for teaching, and to try measures on.

    Partners belong to circles that do things on their own. A secretariat joins some of these and
    convenes others, which bring circles together and would not take place without it.

    Parameters
    ----------
    seed
        The same seed gives the same alliance.
    partners, years
        Partners, and years of record from 2015 on.
    dependence
        Share of the secretariat's activities that need it, 0 to 1.
    offshoots_per_month
        Rate at which a pair that met through it starts something of its own.
    leaves
        Last day of the secretariat, such as ``"2018"``; None when it stays.

    Examples
    --------
    >>> import ci_network as ci
    >>> repr(ci.simulated(partners=12, years=3))[:26]
    '12 partners, 1 secretariat'
    """
    from ci_network.reading import read_rows  # noqa: PLC0415
    from ci_network.record.simulate import simulate  # noqa: PLC0415

    made = simulate(
        seed, partners=partners, years=years, dependence=dependence,
        offshoots_per_month=offshoots_per_month,
        leaves=None if leaves is None else dates.parse_date(leaves).last,
    )  # fmt: skip
    return read_rows(made.nodes, made.edges).alliance


def problems(path: str | os.PathLike[str]) -> pd.DataFrame:
    """List what is wrong or doubtful in the data, without stopping.

    Parameters
    ----------
    path
        A folder or a workbook, as for `read`.

    Returns
    -------
    DataFrame
        A row for each problem: ``severity`` (``error`` or ``warning``), ``code``, ``file``,
        ``row`` as the spreadsheet shows it, ``column``, ``value``, ``problem`` (what is wrong) and
        ``advice`` (what to do).

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.problems(ci.example_folder())
    >>> (found["severity"] == "error").sum()
    np.int64(0)
    """
    from ci_network.reading import examine  # noqa: PLC0415
    from ci_network.reading.sentences import describe  # noqa: PLC0415

    found = examine(Path(path)).problems
    names = ("severity", "code", "file", "row", "column", "value")
    columns = {name: [getattr(problem, name) for problem in found] for name in names}
    told = [describe(problem, "en") for problem in found]
    columns |= {"problem": [text for text, _ in told], "advice": [todo for _, todo in told]}
    return frame(columns).astype({"row": "Int64"})


def actors(alliance: Alliance) -> pd.DataFrame:
    """Every actor with its attributes and dates.

    Returns
    -------
    DataFrame
        In order of id: ``id``, ``label``, ``sector``, ``type``, ``secretariat``, ``joined``,
        ``left``, ``left_unknown``, ``activities`` (how many it took part in), and every other
        column of nodes.csv as text.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.actors(ci.example()).set_index("id").loc["sekretariatet", "activities"]
    np.int64(27)
    """
    who = alliance.actors
    part = of_register(alliance).participations
    pairs = pd.DataFrame({"actor": part.actor, "activity": part.activity}).drop_duplicates()
    took_part = pairs["actor"].value_counts().reindex(range(len(who)), fill_value=0)
    return pd.DataFrame(
        {
            "id": list(who.id),
            "label": list(who.label),
            "sector": list(who.sector),
            "type": list(who.type),
            "secretariat": who.secretariat,
            "joined": timestamps(who.joined),
            "left": timestamps(who.left),
            "left_unknown": who.left_unknown,
            "activities": took_part.to_numpy(),
            **_others(who.attributes, "activities"),
        }
    )


def activities(alliance: Alliance) -> pd.DataFrame:
    """Every activity of the register with its dates and who was in it.

    Returns
    -------
    DataFrame
        In order of name: ``activity``, ``start``, ``end`` (NaT when it has no date), ``actors``,
        ``partners`` (of these, never marked as secretariat), ``secretariat`` (whether one marked
        as secretariat takes part), ``lead_known``, what is known of it as a whole (``led_by``,
        ``continues``, ``continues_evidence``, ``taken_over_by``, ``purpose``; None where nothing
        is), and what else the data says of it.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.activities(ci.example())
    >>> int(found["start"].isna().sum()), int((found["partners"] < 2).sum())
    (16, 18)
    """
    alliance = of_register(alliance)
    part, flagged = alliance.participations, alliance.actors.secretariat
    told, heirs = alliance.activities, (*alliance.actors.id, None)
    rows = pd.DataFrame(
        {
            "activity": part.activity,
            "actor": part.actor,
            "start": part.start,
            "end": part.end,
            "lead": part.lead,
            "secretariat": flagged[part.actor],
        }
    )
    grouped = rows.groupby("activity")
    count = grouped["actor"].nunique()
    partners = rows[~rows["secretariat"]].groupby("activity")["actor"].nunique()
    return pd.DataFrame(
        {
            "activity": list(alliance.activities.name),
            "start": timestamps(grouped["start"].min().to_numpy()),
            "end": timestamps(grouped["end"].max().to_numpy()),
            "actors": count.to_numpy(),
            "partners": partners.reindex(count.index, fill_value=0).to_numpy(),
            "secretariat": grouped["secretariat"].any().to_numpy(),
            "lead_known": grouped["lead"].any().to_numpy() | (told.led_by > 0),
            "led_by": [LED_BY[code] if code else None for code in told.led_by],
            "continues": [CONTINUES[code] if code else None for code in told.continues],
            "continues_evidence": [text or None for text in told.continues_evidence],
            "taken_over_by": [heirs[code] for code in told.taken_over_by],
            "purpose": ["evaluation" if is_it else "work" for is_it in told.evaluation],
            **_others(told.attributes),
        }
    )


def participations(alliance: Alliance) -> pd.DataFrame:
    """Every participation of the register: who took part in what, as what, when.

    Returns
    -------
    DataFrame
        ``activity``, ``actor``, ``label``, ``sector``, ``role`` as it was written, ``lead``
        (whether that role leads), ``secretariat`` (whether the actor is marked), ``start``,
        ``end``, and every other column of edges.csv as text.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.participations(ci.example()).groupby("secretariat")["lead"].sum()
    secretariat
    False     7
    True     18
    Name: lead, dtype: int64
    """
    alliance = of_register(alliance)
    who, part = alliance.actors, alliance.participations
    return pd.DataFrame(
        {
            "activity": [alliance.activities.name[code] for code in part.activity],
            "actor": [who.id[code] for code in part.actor],
            "label": [who.label[code] for code in part.actor],
            "sector": [who.sector[code] for code in part.actor],
            "role": list(part.role),
            "lead": part.lead,
            "secretariat": who.secretariat[part.actor],
            "start": timestamps(part.start),
            "end": timestamps(part.end),
            **_others(part.attributes),
        }
    )


def periods(alliance: Alliance, every: Every | None = None) -> pd.DataFrame:
    """The windows of an alliance: calendar stretches, a network is drawn for each.

    Parameters
    ----------
    alliance
        The record.
    every
        Length of a window; by default a year, or all where no activity has a date.

    Returns
    -------
    DataFrame
        ``window`` (its label), ``start``, ``end``. Empty when nothing is dated and `every` is
        another than ``all``.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.periods(ci.example(), "school-year")["window"].tolist()
    ['2014/15', '2015/16', '2016/17', '2017/18', '2018/19', '2019/20']
    """
    counted = what_counts(counting_evaluation(alliance))
    chosen = calendar(counted.first, counted.last, length(every) or usual_length(alliance))
    starts = np.array([window.start or dates.BEGINNING for window in chosen], np.int64)
    ends = np.array([window.end or dates.BEGINNING for window in chosen], np.int64)
    return pd.DataFrame(
        {
            "window": [window.label for window in chosen],
            "start": timestamps(starts),
            "end": timestamps(ends),
        }
    )


def _others(attributes: Mapping[str, tuple[str, ...]], *taken: str) -> dict[str, list[str]]:
    """Further columns; one that is named as ours gets ``_recorded`` behind its name."""
    return {
        f"{name}_recorded" if name in taken else name: list(values)
        for name, values in attributes.items()
    }


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    """Rows as text, as a file would have them: blank for missing, 2018 for 2018.0."""
    text = pd.DataFrame({str(name): table[name].map(_cell) for name in table})
    return [{str(name): str(cell) for name, cell in row.items()} for row in text.to_dict("records")]


def _cell(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp | dt.date):
        return value.isoformat()[:10]
    return str(value)


def _told(read_it: Callable[[], Reading], lists_them: str) -> Alliance:
    """The alliance of a reading; warnings become one of Python's, errors are told one by one."""
    from ci_network.reading.in_short import in_short  # noqa: PLC0415
    from ci_network.views.problems import lines  # noqa: PLC0415

    try:
        reading = read_it()
    except DataError as error:
        error.add_note("\n".join(lines(error.errors, "en")))
        raise
    alliance = reading.alliance
    told = in_short(reading.problems, reading.overview, "en", lists_them)
    if told:
        doubt = what_is_in_doubt(alliance, "en", "`ci.questions(alliance)`")
        warnings.warn(f"{told} {doubt}".rstrip(), DataWarning, stacklevel=3)
    return alliance
