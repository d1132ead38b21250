"""Who kept the register of data larger than memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import narwhals as nw
import numpy as np

from ci_network.engine.frames import Columns, Engine, Files, Frame, different
from ci_network.engine.repeat_pairs import Drawn
from ci_network.engine.rows import Rows
from ci_network.engine.source import cleaned
from ci_network.engine.stretches import PARTICIPATION, apart
from ci_network.graphs.sorted_codes import Codes, Flags, changes
from ci_network.inference.recorded import COLUMN, recorders
from ci_network.network.partnerships import INDEPENDENT
from ci_network.record.names import Hide


class Recorded(NamedTuple):
    """Who recorded what, as `metrics` tells it.

    Attributes
    ----------
    recorded_by
        By name, what each contributed; None where the data does not say.
    participations
        Participations by name.
    """

    recorded_by: list[dict[str, Any]] | None
    participations: dict[str, int]


def recorded(
    engine: Engine,
    files: Files,
    rows: Rows,
    repeated: Frame,
    drawn: Drawn,
    hide: Hide,
) -> Recorded:
    """Who recorded how many participations and activities.

    Parameters
    ----------
    engine
        Holds the tables.
    files
        The files of edges.
    rows
        The rows of edges.
    repeated
        Held: `activity` and `actor` of which there are several rows.
    drawn
        The same, cut into stretches.
    hide
        What hides persons in a name.
    """
    if not rows.further:
        return Recorded(None, _by_activities(engine, rows, repeated, hide))
    parts = _parts(engine, files, rows, repeated)
    names = [hide(name) for name in parts.names]
    counted = np.bincount(parts.name, parts.times, len(names)).astype(np.int64).tolist()
    of_name: Counter[str] = Counter()
    for name, times in zip(names, counted, strict=True):
        of_name[name] += times
    free = np.zeros(rows.activities, bool)
    free[_independent(engine, drawn)] = True
    found = recorders(_of_activities(parts, names, free))
    return Recorded(
        None if found is None else [each._asdict() for each in found],
        {name: times for name, times in sorted(of_name.items()) if times},
    )


class _Parts(NamedTuple):
    """Participations by activity and who recorded them, a place in `names`; blank is a name."""

    activity: Codes
    name: Codes
    times: Codes
    names: list[str]


def _parts(engine: Engine, files: Files, rows: Rows, repeated: Frame) -> _Parts:
    """Most rows are the only one of their participation; of the others one lends its cell."""
    cell = rows.further[-1]
    alone, others = apart(engine, rows.frame, repeated)
    once = others.group_by(*PARTICIPATION).agg(nw.len().alias("times"), nw.col(cell).min())
    singles = [alone, once.filter(nw.col("times") == 1)]
    several = once.filter(nw.col("times") > 1).select(*PARTICIPATION)
    raw = engine.fetch(different(rows.frame, cell))[cell].tolist()
    texts = cleaned(files, raw)
    names = sorted(set(texts))
    place = {name: n for n, name in enumerate(names)}
    codes = engine.table({cell: raw, "name": np.array([place[text] for text in texts], np.int64)})
    cells = nw.concat([each.select("activity", cell) for each in singles], how="vertical")
    named = engine.fetch(
        engine.join(cells, codes, cell).group_by("activity", "name").agg(nw.len().alias("times"))
    )
    some = engine.fetch(engine.join(others, several, *PARTICIPATION, how="semi"))
    lent = _lent(files, some, rows.further)
    return _Parts(
        activity=np.append(named["activity"], lent.activity).astype(np.int64),
        name=np.append(named["name"], [place[text] for text in lent.text]).astype(np.int64),
        times=np.append(named["times"], np.ones(len(lent.text))).astype(np.int64),
        names=names,
    )


class _Lent(NamedTuple):
    activity: list[int]
    text: list[str]


def _lent(files: Files, rows: Columns, further: Sequence[str]) -> _Lent:
    """Of rows that say the same in the same words the fullest counts, and of these the first."""
    cells = zip(*(cleaned(files, rows[name].tolist()) for name in further), strict=True)
    columns = [rows[name].astype(np.int64).tolist() for name in (*PARTICIPATION, "days")]
    fullest: dict[tuple[int, ...], tuple[str, ...]] = {}
    for row, texts in zip(zip(*columns, strict=True), cells, strict=True):
        fullest[row] = max(fullest.get(row, texts), texts)
    first: dict[tuple[int, ...], tuple[str, ...]] = {}
    for row, texts in fullest.items():
        first[row[:-1]] = min(first.get(row[:-1], texts), texts)
    return _Lent([part[0] for part in first], [texts[-1] for texts in first.values()])


def _of_activities(
    parts: _Parts, names: Sequence[str], free: Flags
) -> dict[str | None, tuple[int, int]]:
    """By name, how many activities, and how many of them independent; several names are one."""
    order = np.lexsort((parts.name, parts.activity))
    activity, name = parts.activity[order], parts.name[order]
    kept = changes(activity) | changes(name)
    activity, name = activity[kept], name[kept]
    named = np.array([bool(each) for each in names], bool)[name]
    # One name, or none, for almost all: these are counted at once.
    several = np.bincount(activity[named], minlength=len(free)) > 1
    nameless = np.bincount(activity[named], minlength=len(free)) == 0
    counts: Counter[str | None] = Counter()
    independent: Counter[str | None] = Counter()
    alone = np.where(named, ~several[activity], nameless[activity])
    for code, text in enumerate(names):
        its = activity[alone & (name == code)]
        if len(its):
            counts[text or None] += len(its)
            independent[text or None] += int(free[its].sum())
    together: dict[int, set[str]] = {}
    for code, place in zip(
        activity[named & ~alone].tolist(), name[named & ~alone].tolist(), strict=True
    ):
        together.setdefault(code, set()).add(names[place])
    for code, its_names in together.items():
        text = " + ".join(sorted(its_names))
        counts[text] += 1
        independent[text] += bool(free[code])
    return {text: (counts[text], independent[text]) for text in counts}


def _independent(engine: Engine, drawn: Drawn) -> Codes:
    """Activities in which two partners were together on some day without the secretariat."""
    spans, presences = drawn.cut.spans, drawn.cut.presences
    spans = spans.filter(nw.col("standing") == INDEPENDENT)
    found = engine.fetch(spans.select("stretch", "activity"))
    together = presences.counted(drawn.partner) > 1
    return found["activity"][together[presences.places(found["stretch"])]].astype(np.int64)


def _by_activities(engine: Engine, rows: Rows, repeated: Frame, hide: Hide) -> dict[str, int]:
    """Participations by name, where only a table of activities says who recorded what."""
    texts = None if rows.said is None else rows.said.attributes.get(COLUMN)
    if texts is None:
        return {}
    alone, others = apart(engine, rows.frame, repeated)
    parts = [some.select("activity") for some in (alone, different(others, *PARTICIPATION))]
    by_activity = nw.concat(parts, how="vertical").group_by("activity")
    found = engine.fetch(by_activity.agg(nw.len().alias("times")))
    counts: Counter[str] = Counter()
    for code, times in zip(found["activity"].tolist(), found["times"].tolist(), strict=True):
        counts[hide(texts[int(code)])] += int(times)
    return dict(sorted(counts.items()))
