"""The figures of data that does not fit into memory, or lies on a cluster.

An engine does the heavy part: it cuts activities into stretches and makes ties of them, as one
expression over dataframes that each engine understands. The network of a window comes to memory
where it fits, one at a time, for the figures that need paths. It says by name what is left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ci_network.dates import Every, length_of, one_of, windows
from ci_network.engine.actors import read_actors
from ci_network.engine.answering import figures_of_answer
from ci_network.engine.frames import Engine, Files, different
from ci_network.engine.in_memory import records_in_codes
from ci_network.engine.lasting import survival_figures
from ci_network.engine.measures import not_computed, window_figures
from ci_network.engine.offshoots import offshoot_figures
from ci_network.engine.record import record_figures
from ci_network.engine.recorded import recorded
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.room import Room, check_memory, check_room
from ci_network.engine.rows import problems_of, read_rows, stop_at_errors
from ci_network.engine.source import edge_columns, find_files
from ci_network.engine.stretches import stretches
from ci_network.engine.ties import met_again, presences_by_window, timed
from ci_network.errors import DataError, Problem, UsageError
from ci_network.files.writing import scratch_folder
from ci_network.measures.sustainability import Measured
from ci_network.memory import memory_kept
from ci_network.reading import Reading, read_records
from ci_network.reading.columns import Kind
from ci_network.reading.table import ProblemLog
from ci_network.record.alliance import Actors
from ci_network.record.names import Hide
from ci_network.record.pseudonyms import persons_under_codes

__all__ = ["ByEngine", "Name", "Room", "measure", "read"]

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
        if not show_persons:
            persons = [code for code, kind in enumerate(actors.type) if kind == "person"]
            shown, hide = persons_under_codes(everybody.with_labels(engine, persons))
        progress(1, _STEPS)
        rows = read_rows(
            engine, of_edges, of_activities, columns, everybody, problem_log,
            partial(check_room, engine, max_size=max_size, tell=tell_room),
            with_evaluation=with_evaluation,
        )  # fmt: skip
        progress(2, _STEPS)
        cut = stretches(engine, rows, actors)
        progress(3, _STEPS)
        nothing_counts = not cut.activities and rows.evaluation_activities
        usual: Every = "all" if rows.first is None and not nothing_counts else "year"
        every = every or length_of(window or "") or usual
        chosen = windows(rows.first, rows.last, every)
        if window is not None:
            one_of([each.label for each in chosen], window)
        spans = timed(engine, cut, chosen)
        drawn = Drawn(
            cut=cut,
            spans=spans,
            present=presences_by_window(engine, cut, spans, max_size),
            again=met_again(engine, cut, len(actors), max_size),
            sector=everybody.sector,
            max_size=max_size,
        )
        secretariats = engine.fetch(different(cut.presences.filter("secretariat"), "actor"))[
            "actor"
        ].tolist()
        progress(4, _STEPS)
        with memory_kept():
            measured_windows = window_figures(
                engine,
                drawn,
                actors,
                chosen,
                lambda done, total: progress(4 + done, _STEPS + total),
            )
        measured = Measured(
            actors=shown,
            activities=cut.activities,
            participations=cut.participations,
            evaluation_activities=rows.evaluation_activities,
            first=rows.first,
            last=rows.last,
            every=every,
            max_size=max_size,
            windows=measured_windows,
            offshoots=offshoot_figures(engine, drawn, secretariats, rows.last),
        )
        survival = survival_figures(
            engine, drawn, secretariats, rows, hide, measured.has_secretariat
        )
        record = record_figures(engine, rows, actors, max_size)
        answer = figures_of_answer(
            engine, drawn, rows, everybody, measured.windows,
            record["activities_without_date"], every, window, hide,
        )  # fmt: skip
        kept = recorded(engine, of_edges, rows, cut, secretariats, hide)
        record["participations_recorded_by"] = kept.participations
    return ByEngine(
        measured,
        problems_of(problem_log),
        record,
        {"recorded_by": kept.recorded_by, "survival": survival, "answer": answer},
        not_computed(measured.windows),
    )


def read(
    data: Path,
    name: Name,
    wanted: str,
    max_size: int | None = None,
    threads: int | None = None,
    memory: int | None = None,
    *,
    all_ties: bool = False,
) -> Reading:
    """A record in memory, of data that an engine reads.

    Parameters
    ----------
    data, name, max_size, threads, memory
        As for `measure`.
    wanted
        What needs the record, as it was asked for.
    all_ties
        Whether it needs all ties at once too.

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
            check_memory(engine, cells, max_size, wanted, all_ties=all_ties)
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
