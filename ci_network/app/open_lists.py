"""Lists that were dropped in the app and are looked at before they are added to the record."""

from __future__ import annotations

import atexit
import contextlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Lock

from ci_network.errors import CINetworkError, UsageError
from ci_network.files.writing import scratch_folder, take_away, write_file
from ci_network.reading.adding import Added, added, added_record, record_in
from ci_network.reading.lists import Choices, Imported, import_file
from ci_network.reading.lists.settings import SETTINGS_FILE, read_settings
from ci_network.reading.together import Tables

_MOST_OPEN = 12
_LONGEST = 120
_NOT_IN_A_NAME = '<>:"/\\|?*'


@dataclass(frozen=True)
class Look:
    """How a list is read with the choices made so far.

    Attributes
    ----------
    choices
        What was said of it.
    imported
        What came of it; None where it cannot be read yet.
    trouble
        What is asked, or what must be corrected in the file; None where there is nothing.
    record
        The tables of a workbook that is no list but a record itself, which is taken as it is.
    """

    choices: Choices
    imported: Imported | None
    trouble: CINetworkError | None
    record: Tables | None = None

    def put_into(self, tables: Tables) -> Added | None:
        """The record with this in it; None where it cannot be read yet.

        Raises
        ------
        UsageError
            When the two do not go together.
        """
        if self.record is not None:
            return added_record(tables, self.record)
        if self.imported is None:
            return None
        found = self.imported
        return added(tables, found.nodes, found.edges, found.activities)


@dataclass
class OpenList:
    """One list, with every look at it; the last one counts.

    Attributes
    ----------
    code
        What its page is called.
    path
        The file.
    looks
        From the first to the last.
    as_before
        Whether it is read as the list before it was.
    """

    code: str
    path: Path
    looks: list[Look]
    as_before: bool = False

    @property
    def now(self) -> Look:
        """The look that counts."""
        return self.looks[-1]

    def say(self, choices: Choices) -> None:
        """Read it with other choices."""
        if choices != self.now.choices:
            self.looks.append(look_at(self.path, choices))

    def back(self) -> None:
        """Read it as before the last choice."""
        if len(self.looks) > 1:
            self.looks.pop()
        elif self.as_before:
            self.as_before = False
            self.looks = [look_at(self.path, Choices())]


@dataclass
class OpenLists:
    """The lists that are open; their files stand in a folder that is gone with the app."""

    _lists: OrderedDict[str, OpenList] = field(default_factory=OrderedDict)
    _scratch: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _folder: Path | None = None
    _lock: Lock = field(default_factory=Lock)

    def open(self, name: str, content: bytes, record: Path) -> OpenList:
        """Take a file in.

        Parameters
        ----------
        name
            What the browser calls it.
        content
            Its bytes.
        record
            The folder of the record: where it tells how the list before was read, and that fits,
            this one is read alike.
        """
        code = secrets.token_urlsafe(9)
        with self._lock:
            if self._folder is None:
                self._folder = self._scratch.enter_context(scratch_folder())
                atexit.register(self._scratch.close)
            place = self._folder / code
            place.mkdir()
        path = place / plain_name(name)
        write_file(path, content)
        opened = _opened(code, path, record)
        with self._lock:
            self._lists[code] = opened
            while len(self._lists) > _MOST_OPEN:
                _, oldest = self._lists.popitem(last=False)
                take_away(oldest.path.parent)
        return opened

    def get(self, code: str) -> OpenList | None:
        """A list that is open."""
        with self._lock:
            return self._lists.get(code)

    def close(self, code: str) -> None:
        """Put a list away."""
        with self._lock:
            closed = self._lists.pop(code, None)
        if closed is not None:
            take_away(closed.path.parent)


def look_at(path: Path, choices: Choices) -> Look:
    """Read a list, as `ci-network import` does it with these choices."""
    if choices == Choices() and (record := record_in(path)) is not None:
        return Look(choices, None, None, record)
    try:
        return Look(choices, import_file(path, choices), None)
    except CINetworkError as trouble:
        return Look(choices, None, trouble)


def plain_name(name: str) -> str:
    """The name of a file without its folders, and without what no file may be called.

    Examples
    --------
    >>> plain_name("../../nodes.csv"), plain_name("C:\\\\lists\\\\2018.xlsx"), plain_name("..")
    ('nodes.csv', '2018.xlsx', 'list')
    """
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(" " if c in _NOT_IN_A_NAME or not c.isprintable() else c for c in last)
    stem, dot, ending = kept.strip(" .").rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{ending[:10]}".strip(" .")
    return short or "list"


def _of_any_list(choices: Choices) -> Choices:
    """What was said of a list, without what was true of that list alone: its year, its sheets."""
    return replace(
        choices, year=None, when=(), sheets=(), turned=None, blanks=None, hidden=None, comments=None
    )


def _opened(code: str, path: Path, record: Path) -> OpenList:
    settings = record / SETTINGS_FILE
    if settings.is_file() and record_in(path) is None:
        try:
            look = look_at(path, _of_any_list(read_settings(settings)))
        except UsageError:
            look = None
        if look is not None and look.imported is not None:
            return OpenList(code, path, [look], as_before=True)
    return OpenList(code, path, [look_at(path, Choices())])
