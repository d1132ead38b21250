"""Changes that were not written, until somebody has said what shall stand."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from ci_network.app.store import Conflict
from ci_network.errors import UsageError
from ci_network.reading.together import Tables

_KEPT = 8


@dataclass
class Conflicts:
    """The latest of them, by a code."""

    _by_code: OrderedDict[str, Conflict] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, conflict: Conflict) -> str:
        """Keep one, and say by which code it is found again."""
        code = secrets.token_urlsafe(9)
        with self._lock:
            self._by_code[code] = conflict
            while len(self._by_code) > _KEPT:
                self._by_code.popitem(last=False)
        return code

    def get(self, code: str) -> Conflict:
        """One of them.

        Raises
        ------
        UsageError
            When it is not kept any more.
        """
        with self._lock:
            found = self._by_code.get(code)
        if found is None:
            raise UsageError("This change was decided on already.")
        return found

    def decided(self, code: str) -> None:
        """It needs no decision any more."""
        with self._lock:
            self._by_code.pop(code, None)


def chosen(conflict: Conflict, choice: str) -> Tables | None:
    """The tables that a choice means, ``both`` or ``mine``; None where theirs shall stand.

    Raises
    ------
    UsageError
        When the two cannot be brought together.
    """
    if choice == "both":
        if conflict.both is None:
            raise UsageError("The two cannot be brought together.")
        return conflict.both
    return conflict.mine if choice == "mine" else None
