"""What the rooms share: the record, and whatever was worked out from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from ci_network.app.conflicts import Conflicts
from ci_network.app.held import Figures, Held
from ci_network.app.jobs import Jobs
from ci_network.app.open_lists import OpenLists
from ci_network.app.store import Loaded, Store
from ci_network.errors import DataError, Problem
from ci_network.reading import examine_records
from ci_network.reading.together import Tables


class NotReadyError(Exception):
    """There is no record to answer from yet; `loaded` says whether one was begun."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.loaded = loaded


@dataclass
class Desk:
    """What lies ready for every room.

    Attributes
    ----------
    store
        The record in its folder.
    ended
        Set when somebody asked for the end.
    jobs
        Work in the background.
    report_asked
        What the latest report was asked for with; None before any was.
    lists
        The lists that are looked at before they are added.
    conflicts
        Changes that are not written, because somebody else changed the record meanwhile.
    """

    store: Store
    ended: Event = field(default_factory=Event)
    jobs: Jobs = field(default_factory=Jobs)
    report_asked: Any = None
    lists: OpenLists = field(default_factory=OpenLists)
    conflicts: Conflicts = field(default_factory=Conflicts)
    _held: Held = field(default_factory=Held)

    @classmethod
    def at(cls, folder: Path) -> Desk:
        """The desk of the record in a folder."""
        return cls(Store(folder))

    def figures(self) -> Figures:
        """The figures of the record as it stands now.

        Raises
        ------
        NotReadyError
            When there is no record yet, or it has errors.
        """
        loaded = self.store.load()
        if loaded.alliance is None:
            raise NotReadyError(loaded)
        return self._held.of(loaded.version, loaded.alliance)

    def change(self, seen: str, changed: Callable[[Tables], Tables], note: str) -> str:
        """Write what somebody changed in the record as a page of his showed it.

        What others have changed since in other cells stands beside it.

        Parameters
        ----------
        seen
            Version of the record that the page shows.
        changed
            Gives the new tables.
        note
            What was done, for the history.

        Returns
        -------
        str
            The version that stands then.

        Raises
        ------
        DataError
            When the change brings errors into the record.
        Conflict
            When others changed the same cells, or the files were changed from outside.
        """
        before = self.store.tables(seen)
        tables = changed(before)
        if new := _new_errors(before, tables):
            raise DataError(new)
        return self.store.save(tables, expecting=seen, note=note)


def _new_errors(before: Tables, tables: Tables) -> list[Problem]:
    """What a change would make wrong."""
    errors = [one for one in examine_records(tables).problems if one.severity == "error"]
    if not errors:
        return []
    there = {(one.code, one.value) for one in examine_records(before).problems}
    return [one for one in errors if (one.code, one.value) not in there]
