"""What the rooms share: the record, and whatever was worked out from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from ci_network.app.store import Store


@dataclass
class Desk:
    """What lies ready for every room.

    Attributes
    ----------
    store
        The record in its folder.
    ended
        Set when somebody asked for the end.
    """

    store: Store
    ended: Event = field(default_factory=Event)

    @classmethod
    def at(cls, folder: Path) -> Desk:
        """The desk of the record in a folder."""
        return cls(Store(folder))
