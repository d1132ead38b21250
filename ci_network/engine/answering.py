"""The answer of data larger than memory: its window comes to memory, and what is said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.dates import Every
from ci_network.engine.actors import ActorTable
from ci_network.engine.frames import Engine, different, room_beside_tables
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.rows import Rows
from ci_network.engine.window_network import gathered_window
from ci_network.engine.window_presences import crowd
from ci_network.graphs.sorted_codes import Codes
from ci_network.measures.sustainability import MeasuredWindow
from ci_network.memory import memory_kept
from ci_network.record.names import Hide
from ci_network.record.series import series_of
from ci_network.results.answer import Decided, Reason, answer_figures
from ci_network.results.answering import Closer, Glance, Seen, answered, decided, usual_gap

_OF_PRESENCE = 400
"""Bytes for each presence of its window while the answer is worked out."""


def figures_of_answer(
    engine: Engine,
    drawn: Drawn,
    rows: Rows,
    everybody: ActorTable,
    windows: Sequence[MeasuredWindow],
    undated: int,
    every: Every,
    window: str | None,
    hide: Hide,
) -> dict[str, Any]:
    """The answer as plain objects.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    rows
        The rows of edges.
    everybody
        The actors.
    windows
        The figures of each window.
    undated
        Activities without any date.
    every
        Length of a window.
    window
        Label of the window to answer for; chosen by the rule by default.
    hide
        What hides persons in a text.
    """
    found = _Found(engine, drawn, rows, everybody, windows, hide)
    without_any: Reason = "nothing"
    if not drawn.cut.activities and rows.evaluation_activities:
        without_any = "nothing_counts"
    elif rows.first is None and every != "all":
        without_any = "no_dates"
    seen = Seen(
        windows=list(map(_glance, windows)),
        without_any=without_any,
        has_secretariat=bool(everybody.actors.secretariat.any()),
        last=rows.last,
        undated=undated,
        usual_gap=cache(found.usual_gap),
        closer=found.closer,
    )
    present = engine.fetch(drawn.spans.group_by("window").agg(nw.col("size").sum()))["size"]
    room = drawn.cut.presences.size + _OF_PRESENCE * int(present.max(initial=0))
    with memory_kept(), room_beside_tables(engine, room):
        return answer_figures(answered(seen, window))


def _glance(of_window: MeasuredWindow) -> Glance:
    figures = of_window.figures
    attended = figures is not None and figures.convening.attended_share > 0
    return Glance(of_window.window, of_window.activities, of_window.partners, attended)


class _Found:
    """Looks into the tables where the answer asks."""

    def __init__(
        self,
        engine: Engine,
        drawn: Drawn,
        rows: Rows,
        everybody: ActorTable,
        windows: Sequence[MeasuredWindow],
        hide: Hide,
    ) -> None:
        self._engine, self._drawn, self._rows = engine, drawn, rows
        self._everybody, self._windows, self._hide = everybody, windows, hide

    def usual_gap(self) -> float:
        dated = self._rows.frame.filter(nw.col("end") != dates.END)
        starts = self._engine.fetch(different(dated, "start"))["start"].astype(np.int64)
        return usual_gap(np.sort(starts))

    def closer(self, place: int) -> Closer:
        engine, drawn = self._engine, self._drawn
        there = crowd(engine, drawn, place)
        said, of_window = self._rows.said, self._windows[place]
        made = gathered_window(
            there, self._everybody.actors, of_window.window, drawn.max_size,
            None if said is None else said.continues,
        )  # fmt: skip
        by_code = self._rows.names_of(engine, made.activities)
        codes = made.activities.tolist()
        names = [self._hide(by_code[code]) for code in codes]
        series = [self._hide(series_of(by_code[code])) for code in codes]
        return Closer(
            made.gathering, made.meetings, made.spans,
            0 if of_window.figures is None else of_window.figures.independence.ties.lead_unknown,
            names, series,
            self._decided(made.activities, dict(zip(codes, names, strict=True))),
        )  # fmt: skip

    def _decided(self, activities: Codes, names: dict[int, str]) -> tuple[Decided, ...]:
        said = self._rows.said
        if said is None:
            return ()
        heirs = np.unique(said.taken_over_by[activities])
        codes = heirs[heirs >= 0].tolist()
        label = self._everybody.with_labels(self._engine, codes).label
        told = decided(said, activities, names, {-1: None} | {n: label[n] for n in codes})
        return tuple(
            replace(
                each,
                evidence=self._hide(each.evidence),
                taken_over_by=each.taken_over_by and self._hide(each.taken_over_by),
            )
            for each in told
        )
