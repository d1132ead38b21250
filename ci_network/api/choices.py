"""The two words for windows: how long they are, and which one is meant."""

from __future__ import annotations

import inspect
import warnings

from ci_network.dates import EVERY, Every
from ci_network.errors import UsageError
from ci_network.network.windows import Choice, chosen
from ci_network.record.alliance import Alliance


def choose(alliance: Alliance, every: Every | None = None, window: str | None = None) -> Choice:
    """What `every` and `window` of a call mean.

    Raises
    ------
    UsageError
        When `every` is no length, or `window` no window of that length.
    """
    return chosen(alliance, *asked(every, window))


def asked(every: Every | None, window: str | None) -> tuple[Every | None, str | None]:
    """Length and label, whatever the alliance.

    A length that is given as `window`, as once was the custom of the command line, is taken as
    `every`, with a warning.

    Raises
    ------
    UsageError
        When `every` is no length, or contradicts `window`.
    """
    if window != "all" and window in EVERY:
        if every not in (None, window):
            raise UsageError(f"window={window!r} is a length, and every={every!r} is another one.")
        warnings.warn(
            f"window={window!r} is a length; write every={window!r}. window picks one window by "
            "its label, such as window='2018'.",
            FutureWarning,
            stacklevel=_caller(),
        )
        every, window = window, None
    return length(every), window


def _caller() -> int:
    """How many calls lie between here and whoever called this package."""
    frame, depth = inspect.currentframe(), 0
    while frame is not None and frame.f_globals.get("__name__", "").startswith("ci_network."):
        frame, depth = frame.f_back, depth + 1
    return depth


def length(every: Every | None) -> Every | None:
    """The same, where it is a length."""
    if every is None or every in EVERY:
        return every
    raise UsageError(
        f"every={every!r} is no length of a window; it is one of {', '.join(EVERY)}. One window "
        f"is picked by its label: window={every!r}."
    )
