"""Meetings of one name: a series, which goes on or ends as one.

A meeting that is over cannot go on; what it is one of can. Lists give every date of a meeting the
name of the meeting and the date in brackets, which tells them apart and says what they have in
common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

_DATED = re.compile(r"(.+) \(\d{4}[^()]*\)")

Unit = tuple[int, ...]
"""Codes of activities that are decided together: the meetings of a series, or one activity."""


def series_of(activity: str) -> str:
    """What a meeting is one of: its name without the date that tells it from the others.

    Examples
    --------
    >>> series_of("Board (2018-03-14)"), series_of("Board"), series_of("Run (5 km)")
    ('Board', 'Board', 'Run (5 km)')
    """
    dated = _DATED.fullmatch(activity) if activity.endswith(")") else None
    return dated[1] if dated else activity


def units(series: Sequence[str], codes: Iterable[int]) -> tuple[Unit, ...]:
    """Activities by what is decided together, in the order of the first of each.

    Parameters
    ----------
    series
        By code: what the activity is one of, as `Activities.series` has it.
    codes
        Codes of the activities.

    Examples
    --------
    >>> units(["Board", "Fair", "Board", "Walk"], range(4))
    ((0, 2), (1,), (3,))
    """
    together = defaultdict(list)
    for code in codes:
        together[series[code]].append(code)
    return tuple(map(tuple, together.values()))


def unit_name(names: Sequence[str], series: Sequence[str], unit: Unit) -> str:
    """Name of a series, or of the one activity.

    Examples
    --------
    >>> names = ["Board (2018-03)", "Fair (2018)", "Board (2018-06)"]
    >>> series = [series_of(name) for name in names]
    >>> unit_name(names, series, (0, 2)), unit_name(names, series, (1,))
    ('Board', 'Fair (2018)')
    """
    return (series if len(unit) > 1 else names)[unit[0]]
