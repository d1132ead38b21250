"""Which window the answer is about, and what the answer is.

The window is the last one that has two partners or more, in which the secretariat takes part, that
the record covers, and that holds enough activities: half as many as a usual window with the
secretariat, or more. When no window is covered, the last one of the others is used and the report
says so; it says too why a later window is passed over. A window that is asked for is taken.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from ci_network.dates import one_of
from ci_network.results.paths import find

Verdict = Literal["holds", "falls_apart", "undecided", "all_stays", "none_stays", "nothing_to_lose"]
"""What is left without the secretariat, for the most part: by figures, see `verdict`."""

Reason = Literal[
    "", "no_secretariat", "no_dates", "no_activity", "too_few", "never_there",
    "window_empty", "window_small", "window_without",
]  # fmt: skip
"""Why the question cannot be answered."""

Doubt = Literal["incomplete", "later_empty", "later_small", "later_without", "later_few"]
"""What the report says of the window that it chose."""

ENOUGH = 0.5
"""Activities of a window over the median of the windows with the secretariat, at least."""

COVERED = 0.9
"""Share of a window's days that the record must reach over for the window to be complete."""


@dataclass(frozen=True)
class Headline:
    """The window of the answer.

    Attributes
    ----------
    label
        Its label; None when no window can answer.
    reason
        Why there is no answer; blank when there is one.
    doubts
        What must be said of the choice.
    skipped
        Labels of the later windows that were not used, with why.
    """

    label: str | None
    reason: Reason = ""
    doubts: tuple[Doubt, ...] = ()
    skipped: tuple[tuple[str, Doubt], ...] = ()


def headline(found: dict[str, Any], window: str | None = None) -> Headline:
    """Choose the window that the answer is about.

    Parameters
    ----------
    found
        The figures of `metrics`.
    window
        Label of the window that is asked for; None leaves the choice to the rule.
    """
    return _by_rule(found) if window is None else _asked_for(found, window)


def _by_rule(found: dict[str, Any]) -> Headline:
    windows = found["windows"]
    active = [window for window in windows if window["activities"]]
    if not windows:
        return Headline(None, "no_dates")
    if not active:
        return Headline(None, "no_activity")
    enough = [window for window in active if window["partners"] >= 2]
    if not enough:
        return Headline(None, "too_few")
    if not found["data"]["secretariat"]:
        return Headline(_last(found, enough)["window"], "no_secretariat")
    attended = [w for w in enough if find(w, "secretariat.attended_share")]
    if not attended:
        return Headline(_last(found, enough)["window"], "never_there")
    usual = median(w["activities"] for w in attended)
    chosen = _last(found, [w for w in attended if w["activities"] >= ENOUGH * usual])
    later = windows[windows.index(chosen) + 1 :]
    skipped = tuple((window["window"], _why(found, window)) for window in later)
    doubts: list[Doubt] = [] if complete(chosen, found["data"]) else ["incomplete"]
    doubts.extend(dict.fromkeys(doubt for _, doubt in skipped))
    return Headline(chosen["window"], "", tuple(doubts), skipped)


def _asked_for(found: dict[str, Any], label: str) -> Headline:
    windows = found["windows"]
    chosen = windows[one_of([window["window"] for window in windows], label)]
    if not found["data"]["secretariat"]:
        return Headline(label, "no_secretariat")
    if not chosen["activities"]:
        return Headline(label, "window_empty")
    if chosen["partners"] < 2:
        return Headline(label, "window_small")
    if not find(chosen, "secretariat.attended_share"):
        return Headline(label, "window_without")
    return Headline(label, "", () if complete(chosen, found["data"]) else ("incomplete",))


def complete(window: dict[str, Any], data: dict[str, Any]) -> bool:
    """Whether the record reaches over nine tenths of the window's days or more.

    Examples
    --------
    >>> year = {"start": "2019-01-01", "end": "2019-12-31"}
    >>> complete(year, {"first": "2015-01-01", "last": "2019-12-18"})
    True
    >>> complete(year, {"first": "2015-01-01", "last": "2019-06-30"})
    False
    """
    if window["start"] is None or data["first"] is None:
        return True
    start, end = (dt.date.fromisoformat(window[key]).toordinal() for key in ("start", "end"))
    first, last = (dt.date.fromisoformat(data[key]).toordinal() for key in ("first", "last"))
    days = min(end, last) - max(start, first) + 1
    return days >= COVERED * (end - start + 1)


def verdict(window: dict[str, Any]) -> Verdict:
    """What is left of the connected pairs, for the most part.

    The range runs from `unaided` to `led_activities_end`. It is said to hold when more than half
    of the pairs that are connected today stay so even in `unaided`; to fall apart when less than
    half do even in `led_activities_end`; and to be undecided when the half lies between the two,
    ends included.

    Parameters
    ----------
    window
        A window of `metrics` with two partners or more.
    """
    low = find(window, "retention.unaided.connectedness")
    high = find(window, "retention.led_activities_end.connectedness")
    if low is None or high is None:
        return "nothing_to_lose"
    if high == 0:
        return "none_stays"
    if low == 1:
        return "all_stays"
    if low > 0.5:
        return "holds"
    return "falls_apart" if high < 0.5 else "undecided"


def _last(found: dict[str, Any], windows: list[dict[str, Any]]) -> dict[str, Any]:
    """The last complete one, else the last."""
    covered = [window for window in windows if complete(window, found["data"])]
    return (covered or windows)[-1]


def _why(found: dict[str, Any], window: dict[str, Any]) -> Doubt:
    if not window["activities"]:
        return "later_empty"
    if window["partners"] < 2:
        return "later_small"
    if not find(window, "secretariat.attended_share"):
        return "later_without"
    return "later_few" if complete(window, found["data"]) else "incomplete"
