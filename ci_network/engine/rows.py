"""From cells to rows in whole numbers: each different cell is read once, by the reader itself.

The engine finds the different cells of a column; the reader says what they mean, and tells what
is wrong with them; the engine joins that back to the rows. So a date means the same however
large the data is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.actors import ActorTable, read_all
from ci_network.engine.frames import Engine, Files, Frame, count, different
from ci_network.engine.room import by_activity
from ci_network.engine.source import TO_LOOK_AT, further_columns, unguarded_cells
from ci_network.engine.told import Hearing, Told
from ci_network.errors import DataError, Problem
from ci_network.graphs.sorted_codes import Codes, numbered
from ci_network.inference.recorded import COLUMN as RECORDED_BY
from ci_network.reading.cells import ONGOING, leads
from ci_network.reading.columns import PARTICIPATION, TOLD
from ci_network.reading.edges import by_meaning, look_at_roles
from ci_network.reading.parts import Told as ToldOfAll
from ci_network.reading.records import look_at_cells
from ci_network.reading.references import actor_codes, check_filled
from ci_network.reading.spans import read_spans
from ci_network.reading.table import Column, ProblemLog, RowLog, coded

_CELLS = tuple(name for name in PARTICIPATION.columns if name not in TOLD)


@dataclass(frozen=True)
class Rows:
    """The rows of edges in whole numbers, a repeated row still in it.

    Attributes
    ----------
    frame
        Columns `activity` (a code), `actor` (its place in nodes), `role`, `days` (codes of the
        different cells; of dates by what they mean), `lead`, `start`, `end`, `latest_start`;
        `flagged`, whether the actor is marked as secretariat; and the `further` ones.
    activities
        One more than the largest code of an activity.
    first, last
        First and last recorded day; None when nothing is dated.
    told
        What is said of activities as a whole, where no row says more; None where nothing is.
    said
        All that is said of them, in memory, by code; None where nothing can be.
    evaluation_activities
        Activities that evaluate the initiative: none of their rows is here.
    further
        Further columns up to the one that says who recorded the row, their cells as they stand;
        none where nothing says it.
    names
        Columns `name` and `activity`, the code, of all activities; the codes are in the order of
        the names.
    """

    frame: Frame
    activities: int
    first: int | None
    last: int | None
    told: Told | None
    said: ToldOfAll | None
    evaluation_activities: int
    further: tuple[str, ...]
    names: Frame

    def names_of(self, engine: Engine, activities: Codes) -> dict[int, str]:
        """Names of some activities by their codes."""
        chosen = engine.table({"activity": activities})
        found = engine.fetch(engine.join(self.names, chosen, "activity", how="semi"))
        codes = found["activity"].astype(np.int64).tolist()
        return dict(zip(codes, found["name"].tolist(), strict=True))


def read_rows(
    engine: Engine,
    files: Files,
    of_activities: Files | None,
    columns: Mapping[str, str],
    everybody: ActorTable,
    problem_log: ProblemLog,
    room: Callable[[Frame], None],
    *,
    with_evaluation: bool = False,
) -> Rows:
    """Read the rows of edges.

    Parameters
    ----------
    engine
        Holds the tables.
    files, of_activities
        The files of edges, and of activities where there are any.
    columns
        How they spell the columns of the participation shape, as far as they have them.
    everybody
        The actors.
    problem_log
        Where problems are told.
    room
        Looks at the activities and their sizes before anything is held of each row, and stops where
        there is no room for it.
    with_evaluation
        Keep the activities that are evaluation.

    Raises
    ------
    DataError
        When any cell cannot be read.
    """
    names_of_further = further_columns(engine, files, RECORDED_BY)
    further = {f"further_{place}": name for place, name in enumerate(names_of_further)}
    cells = engine.cells(files, {**columns, **further}).select(
        *[nw.col(name) if name in columns else nw.lit("").alias(name) for name in _CELLS],
        *[nw.col(name) for name in TOLD if name in columns],
        *further,
    )
    read = _Reader(engine, files, columns, problem_log)
    days, cells = read.days(cells)
    sized = engine.hold(by_activity(cells))
    room(sized)
    roles = read.roles(cells)
    activities, names, number = read.activities(sized)
    hearing = Hearing(engine, files, of_activities, columns, everybody, problem_log)
    said = hearing.hear(cells, activities, number, read.last)

    of_activity = nw.Int32 if number < 1 << 31 else nw.Int64

    def joined(actors: Frame) -> Frame:
        found = days.coded(cells)
        for name, codes in (
            ("activity", activities), ("actor", actors), ("role", roles), ("days", days.spans),
        ):  # fmt: skip
            found = engine.join(found, codes, name)
        return engine.hold(
            found.select(
                nw.col("activity_code").cast(of_activity).alias("activity"),
                nw.col("actor_code").alias("actor"),
                nw.col("role_code").alias("role"),
                nw.col("meant").alias("days"), "flagged", "lead", *further,
                nw.col("first").alias("start"), nw.col("last").alias("end"), "latest_start",
                *(["own", "ongoing"] if read.some_lack_days else []),
            )
        )  # fmt: skip

    rows = None if problem_log.has_errors else joined(everybody.frame)
    if rows is None or count(engine, rows) < count(engine, cells):
        # Not every cell is an id as it stands, else none would have been lost.
        actors = read.actors(cells, everybody)
        stop_at_errors(problem_log)
        if rows is not None:
            engine.drop(rows)
        rows = joined(actors)
    if read.some_lack_days:
        rows = engine.hold(
            _with_days_of_activity(engine, rows, read.record_end).drop("own", "ongoing")
        )
    if said is None:
        return Rows(rows, number, read.first, read.last, None, None, 0, tuple(further), names)
    evaluation = np.flatnonzero(said.evaluation)
    first, last = read.first, read.last
    if len(evaluation) and not with_evaluation:
        of_these = engine.table({"activity": evaluation})
        rows = engine.hold(engine.join(rows, of_these, "activity", how="anti"))
        first, last = _recorded(engine, rows)
    told = hearing.settled(said, rows)
    stop_at_errors(problem_log)
    return Rows(rows, number, first, last, told, said, len(evaluation), tuple(further), names)


def _recorded(engine: Engine, rows: Frame) -> tuple[int | None, int | None]:
    """First and last day of the rows."""
    days = engine.fetch(
        rows.filter(nw.col("end") != dates.END)
        .select(nw.col("start").min(), nw.col("end").max(), nw.len().alias("rows"))
    )  # fmt: skip
    if not int(days["rows"][0]):
        return None, None
    return int(days["start"][0]), int(days["end"][0])


@dataclass(frozen=True)
class _Days:
    """Codes by cell of the start and by cell of the end, and the days by both of them."""

    engine: Engine
    starts: Frame
    ends: Frame
    different_ends: int
    spans: Frame

    def coded(self, cells: Frame) -> Frame:
        """The rows with `days`, one code for the two cells."""
        return _coded_days(self.engine, cells, self.starts, self.ends, self.different_ends)


def _coded_days(
    engine: Engine, cells: Frame, starts: Frame, ends: Frame, different_ends: int
) -> Frame:
    of_start = nw.col("start_code") * different_ends
    coded_cells = engine.join(engine.join(cells, starts, "start"), ends, "end")
    return coded_cells.with_columns(days=of_start + nw.col("end_code"))


@dataclass
class _Reader:
    """Reads the different cells of each column, and remembers what their dates say together."""

    engine: Engine
    files: Files
    columns: Mapping[str, str]
    problem_log: ProblemLog
    some_lack_days: bool = False
    record_end: int | None = None
    first: int | None = None
    last: int | None = None

    def actors(self, cells: Frame, everybody: ActorTable) -> Frame:
        """Place in nodes by cell: most cells are ids as they stand, the others are read."""
        known = everybody.frame
        others = self.engine.join(cells.select("actor"), known, "actor", how="anti")
        raw, column = self._different(others, "actor")
        if not raw:
            return known
        nodes = read_all(self.engine, everybody.files)
        codes = actor_codes(column, nodes, self._told_of(column))
        if codes is None or self.problem_log.has_errors:
            return known
        more = self.engine.table(
            {
                "actor": raw,
                "actor_code": codes.astype(np.int32),
                "flagged": everybody.actors.secretariat[codes],
            }
        )
        return nw.concat([known, more], how="vertical")

    def roles(self, cells: Frame) -> Frame:
        """Whether a role leads, by cell."""
        raw, column = self._different(cells, "role")
        look_at_roles(column, self._told_of(column))
        leading = np.array([leads(cell) for cell in column.values], bool)
        return self.engine.table(
            {"role": raw, "role_code": column.codes.astype(np.int32), "lead": leading[column.codes]}
        )

    def days(self, cells: Frame) -> tuple[_Days, Frame]:
        """Days by the two cells that name them, and the rows that are not blank."""
        raw_start, start = self._different(cells, "start")
        if "" in raw_start:
            blank = nw.all_horizontal(*[nw.col(name) == "" for name in _CELLS], ignore_nulls=False)
            cells = cells.filter(~blank)
        raw_end, end = self._different(cells, "end")
        starts = self.engine.table({"start": raw_start, "start_code": start.codes})
        ends = self.engine.table({"end": raw_end, "end_code": end.codes})
        several = len(end.values)
        pairs = _coded_days(self.engine, cells.select("start", "end"), starts, ends, several)
        both = self.engine.fetch(different(pairs, "days"))["days"].astype(np.int64)
        start, end = replace(start, codes=both // several), replace(end, codes=both % several)
        meant_start, meant_end = by_meaning(start), by_meaning(end)
        meant = numbered(meant_start.codes * several + meant_end.codes)[1]
        alone = np.full(len(both), -1)
        spans = read_spans(start, end, alone, self._told_of(start))
        ongoing = np.array([cell.casefold() in ONGOING for cell in end.values], bool)[end.codes]
        if spans.dated.any():
            self.first = int(spans.start[spans.dated].min())
            self.last = int(spans.end[spans.dated].max())
        self.some_lack_days = bool((~spans.own).any())
        self.record_end = self.last
        table = self.engine.table({
            "days": both, "meant": meant.astype(np.int32),
            "own": spans.own, "ongoing": ongoing,
            "first": spans.start.astype(np.int32), "last": spans.end.astype(np.int32),
            "latest_start": spans.latest_start.astype(np.int32),
        })  # fmt: skip
        return _Days(self.engine, starts, ends, several, table), cells

    def activities(self, held: Frame) -> tuple[Frame, Frame, int]:
        """Code by cell of an activity, by its name, and how many there are.

        Names are trimmed and composed.
        """
        names = held.select("activity")
        suspect = names.filter(
            nw.col("activity").str.contains(TO_LOOK_AT) | (nw.col("activity") == "")
        )
        raw, column = self._different(suspect, "activity")
        check_filled(column, self._told_of(column))
        pairs = list(zip(raw, column.cells(), strict=True))
        changed = [(cell, cleaned) for cell, cleaned in pairs if cell != cleaned]
        if not changed:
            codes = self.engine.hold(self.engine.numbered(names, "activity_code", "activity"))
            self.engine.drop(held)
            return codes, _named(codes, "activity"), count(self.engine, codes)
        other = self.engine.table({
            "activity": [cell for cell, _ in changed], "cleaned": [name for _, name in changed],
        })  # fmt: skip
        names = self.engine.join(names, other, "activity", how="left").select(
            "activity", nw.coalesce("cleaned", "activity").alias("cleaned")
        )
        each = different(names, "cleaned")
        codes = self.engine.hold(self.engine.numbered(each, "activity_code", "cleaned"))
        coded_names = self.engine.join(names, codes, "cleaned")
        by_cell = coded_names.select("activity", "activity_code")
        return by_cell, _named(codes, "cleaned"), count(self.engine, codes)

    def _different(self, cells: Frame, name: str) -> tuple[list[str], Column]:
        raw = self.engine.fetch(different(cells, name))[name].tolist()
        return raw, self._column(name, raw)

    def _column(self, name: str, raw: Sequence[str]) -> Column:
        """What the cells hold, as the reader has them, by place in `raw`."""
        column = coded(self.columns.get(name, ""), unguarded_cells(self.files, raw))
        look_at_cells(column, self._told_of(column))
        return column

    def _told_of(self, column: Column) -> RowLog:
        """Tells problems of a column, whose rows have no numbers."""
        nowhere = np.zeros(len(column.codes), np.int64)
        return RowLog(self.files.name, nowhere, self.problem_log)


def _named(codes: Frame, name: str) -> Frame:
    return codes.select(nw.col(name).alias("name"), nw.col("activity_code").alias("activity"))


def stop_at_errors(problem_log: ProblemLog) -> None:
    """End with everything that was found, when any of it is an error."""
    if problem_log.has_errors:
        raise DataError(problems_of(problem_log))


def problems_of(problem_log: ProblemLog) -> tuple[Problem, ...]:
    """What was found, each once; an engine knows no row numbers."""
    return tuple(problem._replace(row=None) for problem in problem_log.problems)


def _with_days_of_activity(engine: Engine, rows: Frame, record_end: int | None) -> Frame:
    """Rows without dates take the first and last day of their activity, where it has them."""
    given = rows.filter("own").group_by("activity").agg(
        nw.col("start").min().alias("given_first"),
        nw.col("end").max().alias("given_last"),
        nw.col("latest_start").min().alias("given_latest"),
    )  # fmt: skip
    takes = ~nw.col("own") & ~nw.col("given_first").is_null()
    until = nw.col("given_last")
    if record_end is not None:
        until = nw.when(nw.col("ongoing")).then(nw.lit(record_end)).otherwise(until)
    return (
        engine.join(rows, given, "activity", how="left")
        .with_columns(
            start=nw.when(takes).then(nw.col("given_first")).otherwise(nw.col("start")),
            end=nw.when(takes).then(until).otherwise(nw.col("end")),
            latest_start=nw.when(takes)
            .then(nw.col("given_latest"))
            .otherwise(nw.col("latest_start")),
        )
        .drop("given_first", "given_last", "given_latest")
    )
