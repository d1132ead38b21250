"""What is known of activities as a whole, of data larger than memory.

Few of the cells differ, and few activities are spoken of: what is said comes to memory, is read by
the reader itself, and goes back to the engine as a small table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.engine.actors import ActorTable, read_all
from ci_network.engine.frames import Columns, Engine, Files, Frame, different
from ci_network.engine.source import cleaned, unguarded_cells
from ci_network.graphs.sorted_codes import Codes, Flags
from ci_network.inference.recorded import COLUMN as RECORDED_BY
from ci_network.reading.activities import Telling, check_leads, hear_activities
from ci_network.reading.columns import ACTIVITIES, TOLD, Known, known_columns
from ci_network.reading.parts import Parts
from ci_network.reading.parts import Told as ToldOfAll
from ci_network.reading.spans import Spans
from ci_network.reading.table import Column, ProblemLog, RowLog, Table, blank_column, coded

_ROLES = ("", "lead")


@dataclass(frozen=True)
class Told:
    """What is said of activities.

    Attributes
    ----------
    frame
        Columns `activity` (a code), `led_by`, `continues`, of activities of which either is said;
        the lead of those in which no row leads.
    partner_led
        By code of activity: whether a partner led it, as is said of it as a whole.
    """

    frame: Frame
    partner_led: Flags


@dataclass
class Hearing:
    """Hears what the files of edges and of activities say.

    Attributes
    ----------
    engine
        Holds the tables.
    edges, activities
        The files; None where there is no table of activities.
    columns
        How edges spells its columns.
    everybody
        The actors.
    found
        Where problems are told.
    """

    engine: Engine
    edges: Files
    activities: Files | None
    columns: Mapping[str, str]
    everybody: ActorTable
    problem_log: ProblemLog
    telling: Telling | None = None

    def hear(self, cells: Frame, codes: Frame, many: int, last: int | None) -> ToldOfAll | None:
        """Everything that is said of the activities; None where nothing can be.

        Parameters
        ----------
        cells
            The rows of edges as text.
        codes
            Code by name of an activity.
        many
            One more than the largest code.
        last
            Last recorded day.
        """
        names = [name for name in TOLD if name in self.columns]
        if not names and self.activities is None:
            return None
        known = None if self.activities is None else self._table(self.activities)
        by_heirs = "taken_over_by" in names or (
            known is not None and any(column.name for column in known.columns)
        )
        nodes = read_all(self.engine, self.everybody.files) if by_heirs else None
        self.telling = Telling(nodes, self.problem_log)
        if names:
            said = nw.any_horizontal(*[nw.col(name) != "" for name in names], ignore_nulls=False)
            spoken = self.engine.join(cells.filter(said), codes, "activity")
            rows = self.engine.fetch(different(spoken, "activity_code", *names))
            self._hear_edges(rows, names)
        if known is not None:
            fetched = self.engine.fetch(codes)
            of_edges = cleaned(self.edges, fetched["activity"].tolist())
            numbers = [[code] for code in fetched["activity_code"].astype(np.int64).tolist()]
            hear_activities(known, of_edges, numbers, self.telling)
        return self.telling.result(many, last)

    def _hear_edges(self, rows: Columns, names: list[str]) -> None:
        many = len(rows["activity_code"])
        columns = {
            name: coded(self.columns[name], unguarded_cells(self.edges, rows[name].tolist()))
            if name in names
            else blank_column(many)
            for name in TOLD
        }
        if self.telling is not None:
            activity = rows["activity_code"].astype(np.int64)
            self.telling.hear(Known(columns, ()), self._log_of_edges(many), activity)

    def _log_of_edges(self, many: int) -> RowLog:
        """Tells problems of rows of edges, which have no numbers."""
        return RowLog(self.edges.name, np.zeros(many, np.int64), self.problem_log)

    def _table(self, files: Files) -> Table | None:
        """The table of activities, in memory."""
        header = self.engine.header(files)
        empty = tuple(Column(name, (), np.zeros(0, np.int64)) for name in header)
        nothing = Table(files.name, empty, np.zeros(0, np.int64))
        known = known_columns(nothing, ACTIVITIES, self.problem_log)
        if known is None:
            return None
        spelt = {name: column.name for name, column in known.columns.items() if column.name}
        if RECORDED_BY in header:
            spelt[RECORDED_BY] = RECORDED_BY
        cells = self.engine.fetch(self.engine.cells(files, spelt))
        columns = tuple(
            coded(spelt[name], unguarded_cells(files, cells[name].tolist())) for name in spelt
        )
        return Table(files.name, columns, np.zeros(len(cells["activity"]), np.int64))

    def settled(self, said: ToldOfAll, rows: Frame) -> Told | None:
        """What is left to say where rows lead; what does not agree with them is told."""
        led_by = said.led_by.copy()
        spoken = np.flatnonzero(led_by)
        if self.telling is not None and len(spoken):
            of_these = self.engine.table({"activity": spoken})
            parts = self.engine.fetch(
                self.engine.join(rows, of_these, "activity", how="semi")
                .filter(nw.col("lead") | nw.col("flagged"))
                .select("activity", "actor", "lead", "start", "end", "latest_start")
            )
            log = self._log_of_edges(len(parts["activity"]))
            check_leads(self.telling, self.everybody.actors, _as_parts(parts), log)
            leading = parts["lead"].astype(bool)
            led_by[parts["activity"][leading].astype(np.int64)] = 0
        told = np.flatnonzero((led_by > 0) | (said.continues > 0))
        if not len(told):
            return None
        frame = self.engine.table(
            {
                "activity": told,
                "led_by": led_by[told].astype(np.int8),
                "continues": said.continues[told].astype(np.int8),
            }
        )
        return Told(frame, led_by > 1)


def _as_parts(rows: Columns) -> Parts:
    """Rows as the reader has them, as far as their leads are looked at."""
    start, end, latest = (rows[name].astype(np.int64) for name in ("start", "end", "latest_start"))
    dated = end != dates.END
    lead: Codes = rows["lead"].astype(np.int64)
    return Parts(
        names=(),
        activity=rows["activity"].astype(np.int64),
        actor=rows["actor"].astype(np.int64),
        role=Column("", _ROLES, lead),
        spans=Spans(start, end, latest, end, dated, dated),
        further=(),
    )
