"""The figures of data that does not fit into memory, or lies on a cluster.

An engine does the heavy part: it cuts activities into stretches and makes ties of them, as one
expression over dataframes that each engine understands. The network of a window comes to memory
where it fits, one at a time, for the figures that need paths. It says by name what is left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from ci_network.dates import Every, Window, length_of, one_of, windows
from ci_network.engine.actors import read_actors
from ci_network.engine.again import met_again
from ci_network.engine.answering import figures_of_answer
from ci_network.engine.by_window import timed
from ci_network.engine.frames import Engine, Files
from ci_network.engine.from_memory import stretches_in_tables
from ci_network.engine.in_memory import records_in_codes
from ci_network.engine.lasting import survival_figures
from ci_network.engine.measures import not_computed, window_figures
from ci_network.engine.offshoots import offshoot_figures
from ci_network.engine.persons import under_codes
from ci_network.engine.record import record_figures
from ci_network.engine.recorded import recorded
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.room import (
    Room,
    beside_record,
    by_activity,
    check_memory,
    check_room,
    sizes,
    sizes_of,
)
from ci_network.engine.rows import problems_of, read_rows, stop_at_errors
from ci_network.engine.source import edge_columns, find_files
from ci_network.engine.stretches import Stretches, stretches
from ci_network.engine.whole_record import stretches_in_memory
from ci_network.errors import DataError, Problem, UsageError
from ci_network.files.writing import scratch_folder
from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.offshoots import Offshoots
from ci_network.measures.sustainability import Measured, MeasuredWindow, measured
from ci_network.memory import ALL, memory_kept
from ci_network.network.windows import Gathered
from ci_network.reading import Reading, read_records
from ci_network.reading.columns import Kind
from ci_network.reading.table import ProblemLog
from ci_network.record.alliance import Actors, sector_codes
from ci_network.record.names import Hide
from ci_network.results.answer import answer_figures
from ci_network.results.answering import answer
from ci_network.results.figures import recorded_figures
from ci_network.results.record import record as record_in_memory

__all__ = ["ByEngine", "Name", "Room", "measure", "measure_record", "read"]

Name = Literal["duckdb", "spark"]


class ByEngine(NamedTuple):
    """What an engine worked out.

    Attributes
    ----------
    measured
        The figures.
    problems
        Warnings.
    record
        What the record holds and what it lacks; see `results.record.record`.
    further
        What else `metrics` tells of the whole record, by key.
    left_out
        Keys of the figures that were left out, joined by dots, ``*`` for every one.
    """

    measured: Measured
    problems: tuple[Problem, ...]
    record: dict[str, Any]
    further: dict[str, Any]
    left_out: tuple[str, ...]


_STEPS = 5
"""Actors, rows, stretches and ties, what lasts; the windows come on top."""

_STEPS_OF_RECORD = 2
"""Ties and what lasts, of a record in memory."""


def measure(
    data: Path,
    name: Name,
    every: Every | None = None,
    max_size: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    threads: int | None = None,
    memory: int | None = None,
    *,
    window: str | None = None,
    with_evaluation: bool = False,
    show_persons: bool = True,
    tell_room: Callable[[Room], None] = lambda _room: None,
) -> ByEngine:
    """The figures of an alliance, worked out by an engine.

    Parameters
    ----------
    data
        A folder, a file or a pattern of files; see `find_files`.
    name
        Of the engine.
    every
        Length of a window; that of `window` by default, else a year, or all where nothing is dated.
    max_size
        Activities with more actors than this make no ties.
    progress
        Told how many steps of how many are done.
    threads
        Of DuckDB; one for each core by default. Spark's own settings say how many it has.
    memory
        Bytes that its tables may fill; a share of the machine's by default. Where Spark's usual
        settings are given, these say how much.
    window
        Label of the window that `answer` is about; chosen by its rule by default.
    with_evaluation
        Count evaluation activities as work like any other.
    show_persons
        Name persons; else codes stand for them, in all texts.
    tell_room
        Told before it begins how much disk it needs, where memory is not enough.

    Returns
    -------
    ByEngine
        What its `left_out` names is NaN or None.

    Raises
    ------
    UsageError
        When the engine is not installed, there is nothing that it reads, no such window,
        or too little disk.
    DataError
        With all problems, when any of them is an error.
    """
    problem_log = ProblemLog()
    of_nodes, of_edges, of_activities = find_files(data)
    with _opened(name, data, threads, memory) as engine:
        everybody = read_actors(engine, of_nodes, problem_log)
        columns = edge_columns(engine, of_edges, problem_log)
        stop_at_errors(problem_log)
        if everybody is None:
            raise AssertionError("nodes without a problem are there")
        actors = everybody.actors
        shown: Actors = actors
        hide: Hide = _as_it_is
        progress(1, _STEPS)
        rows = read_rows(
            engine, of_edges, of_activities, columns, everybody, problem_log,
            lambda sized: check_room(engine, sizes(engine, sized), max_size, tell_room),
            with_evaluation=with_evaluation,
        )  # fmt: skip
        persons = [code for code, kind in enumerate(actors.type) if kind == "person"]
        if persons and not show_persons:
            shown, hide = under_codes(engine, everybody, rows, persons)
        progress(2, _STEPS)
        cut, activities, repeated = stretches(engine, rows, actors)
        progress(3, _STEPS)
        nothing_counts = not cut.activities and rows.evaluation_activities
        usual: Every = "all" if rows.first is None and not nothing_counts else "year"
        every = every or length_of(window or "") or usual
        chosen = windows(rows.first, rows.last, every)
        if window is not None:
            one_of([each.label for each in chosen], window)
        drawn = _drawn(engine, cut, chosen, everybody.sector, max_size)
        del cut  # and with it the days of who was present
        progress(4, _STEPS)
        found = _of_ties(
            engine, drawn, actors, chosen, rows.last,
            lambda code: hide(rows.names_of(engine, np.array([code]))[code]),
            lambda done, total: progress(4 + done, _STEPS + total),
        )  # fmt: skip
        told = Measured(
            actors=shown,
            activities=drawn.cut.activities,
            participations=drawn.cut.participations,
            evaluation_activities=rows.evaluation_activities,
            first=rows.first,
            last=rows.last,
            every=every,
            max_size=max_size,
            windows=found.windows,
            offshoots=found.offshoots,
        )
        record = record_figures(engine, rows, activities, repeated, actors, max_size)
        of_answer = figures_of_answer(
            engine, drawn, rows, everybody, told.windows,
            record["activities_without_date"], every, window, hide,
        )  # fmt: skip
        kept = recorded(engine, of_edges, rows, repeated, drawn, hide)
        record["participations_recorded_by"] = kept.participations
    return ByEngine(
        told,
        problems_of(problem_log),
        record,
        {"recorded_by": kept.recorded_by, "survival": found.survival, "answer": of_answer},
        not_computed(told.windows),
    )


def measure_record(
    data: Path,
    name: Name,
    gathered: Gathered,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    threads: int | None = None,
    memory: int | None = None,
    *,
    window: str | None = None,
    tell_room: Callable[[Room], None] = lambda _room: None,
) -> ByEngine:
    """The same of a record that is in memory, such as one under codes.

    Parameters
    ----------
    data
        Where it was read from.
    gathered
        The record in windows.
    name, progress, threads, memory, window, tell_room
        As for `measure`.

    Raises
    ------
    UsageError
        When the engine is not installed, or there is too little disk.
    """
    alliance = gathered.alliance
    actors, last = alliance.actors, alliance.last
    with _opened(name, data, threads, beside_record(alliance.rows, memory)) as engine:
        check_room(engine, sizes_of(alliance), gathered.max_size, tell_room)
        cut = stretches_in_tables(engine, gathered)
        chosen = [each.window for each in gathered.networks]
        drawn = _drawn(engine, cut, chosen, sector_codes(actors), gathered.max_size)
        progress(1, _STEPS_OF_RECORD)
        found = _of_ties(
            engine, drawn, actors, chosen, last,
            alliance.activities.name.__getitem__,
            lambda done, total: progress(1 + done, _STEPS_OF_RECORD + total),
        )  # fmt: skip
    return ByEngine(
        measured(gathered, found.windows, found.offshoots),
        (),
        record_in_memory(gathered),
        {
            "recorded_by": recorded_figures(gathered),
            "survival": found.survival,
            "answer": answer_figures(answer(gathered, window)),
        },
        not_computed(found.windows),
    )


class _OfTies(NamedTuple):
    """Figures of ties: by window, how pairs began, and what lasts."""

    windows: tuple[MeasuredWindow, ...]
    offshoots: Offshoots
    survival: dict[str, Any]


def _of_ties(
    engine: Engine,
    drawn: Drawn,
    actors: Actors,
    chosen: Sequence[Window],
    last: int | None,
    name_of: Callable[[int], str],
    progress: Callable[[int, int], None],
) -> _OfTies:
    # The next window needs as much again, and tables have given way to it already.
    with memory_kept(ALL):
        windows = window_figures(engine, drawn, actors, chosen, progress)
    with memory_kept(), stretches_in_memory(engine, drawn) as record:
        offshoots = offshoot_figures(engine, drawn, record, last)
        survival = survival_figures(
            engine, drawn, record, last, name_of, bool(actors.secretariat.any())
        )
    return _OfTies(windows, offshoots, survival)


def _drawn(
    engine: Engine,
    cut: Stretches,
    chosen: Sequence[Window],
    sector: Codes,
    max_size: int | None,
) -> Drawn:
    return Drawn(
        cut=replace(cut, presences=cut.presences.without("latest_start")),
        spans=timed(engine, cut, chosen),
        again=met_again(engine, cut, len(sector), max_size),
        sector=sector,
        max_size=max_size,
    )


def read(
    data: Path,
    name: Name,
    wanted: str,
    threads: int | None = None,
    memory: int | None = None,
) -> Reading:
    """A record in memory, of data that an engine reads.

    Parameters
    ----------
    data, name, threads, memory
        As for `measure`.
    wanted
        What needs the record, as it was asked for.

    Raises
    ------
    UsageError
        When memory does not hold it, or as for `measure`.
    DataError
        With all problems, when any of them is an error.
    """
    with _opened(name, data, threads, memory) as engine:
        nodes, edges, activities = find_files(data)
        columns = edge_columns(engine, edges, ProblemLog())
        if "activity" in columns:  # else the reader says what is missing
            cells = engine.cells(edges, {"activity": columns["activity"]})
            check_memory(engine, sizes(engine, by_activity(cells)), wanted)
        tables: dict[Kind, Files | None] = {
            "nodes": nodes, "edges": edges, "activities": activities,
        }  # fmt: skip
        records = {
            kind: records_in_codes(engine, files)
            for kind, files in tables.items()
            if files is not None
        }
    return read_records(records)


def _as_it_is(text: str) -> str:
    return text


@contextmanager
def _opened(name: str, data: Path, threads: int | None, memory: int | None) -> Iterator[Engine]:
    """An engine at work; what it kept is gone afterwards.

    Raises
    ------
    UsageError
        When it is not installed, or cannot go on.
    DataError
        When the data is to blame.
    """
    engine: Engine
    with scratch_folder() as scratch:
        try:
            if name == "duckdb":
                from ci_network.engine.duckdb import DuckDB  # noqa: PLC0415

                engine = DuckDB(scratch, threads, memory)
            else:
                from ci_network.engine.spark import Spark  # noqa: PLC0415

                engine = Spark(scratch, memory)
        except ModuleNotFoundError as error:
            raise UsageError(
                "--engine {name} needs {library}; install it with: "
                "pip install 'ci_network[{name}]'",
                name=name,
                library=error.name,
            ) from error
        try:
            yield engine
        except engine.failures as error:
            reason = engine.reason(error)
            if engine.blames_data(error):
                problem = Problem("engine-cannot-read", "error", data.name, None, None, None,
                                  {"file": data.name, "reason": reason})  # fmt: skip
                raise DataError([problem]) from error
            raise UsageError("--engine {name}: {reason}", name=name, reason=reason) from error
        finally:
            engine.close()
