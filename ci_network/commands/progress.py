"""Long work tells how far it is, on standard error and only after two seconds."""

from __future__ import annotations

import sys
import time

from ci_network.commands.outputs import said, to_standard_error

_PATIENCE = 2.0
_BETWEEN = 0.2


class Progress:
    """A line that is written over and over, and wiped at the end.

    Where standard error is no terminal, a line for every tenth is written instead.

    Examples
    --------
    >>> with Progress("Comparing") as tell:
    ...     tell(1, 2)
    """

    def __init__(self, doing: str) -> None:
        self._doing = said(doing)
        self._began = time.monotonic()
        self._shown = 0.0
        self._tenth = self._total = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown and _on_terminal():
            to_standard_error("\r\x1b[K")

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` steps are done."""
        if total != self._total:  # more is known of what is to be done
            self._tenth, self._total = 0, total
        now = time.monotonic()
        if now - self._began < _PATIENCE or now - self._shown < _BETWEEN:
            return
        line = said("{doing}: {done} of {total}", doing=self._doing, done=done, total=total)
        if _on_terminal():
            to_standard_error(f"\r\x1b[K{line}")
        elif 10 * done // total > self._tenth:
            self._tenth = 10 * done // total
            to_standard_error(f"{line}\n")
        self._shown = now


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
