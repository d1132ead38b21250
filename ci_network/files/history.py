"""Versions of a few files in a folder: the latest stand in it, the last fifty under history/.

A change that is taken back leaves the files as they were before: what is the same counts once, so
that fifty changes can be taken back one after the other.

A new version is first written whole under ``history/``, then noted as the next one, then put in
its place file by file. Whoever comes next after a run that was killed in between goes on with what
was noted: the files in the folder are always those of one version.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from ci_network.errors import OutputError, UsageError
from ci_network.files.writing import (
    FileOutput,
    alone,
    sweep_all,
    take_away,
    write_all,
    write_file,
    write_folder,
)

Files = Mapping[str, bytes]
"""Contents by name."""

Kind = Literal["saved", "undone", "found"]
"""A version is saved here, by a change or by taking one back, or found: somebody else wrote it."""

KEPT = 50
"""So many versions that differ are kept."""

_STEPS = 2 * KEPT
"""No more steps than these are kept, however often they led to the same."""

FOLDER = "history"

_ABOUT, _NEXT, _LOCK = "version.json", "next", ".lock"
_KEYS = ("version", "before", "note", "when")
_MOST_BYTES = 512 << 20


@dataclass(frozen=True)
class Version:
    """One version that was saved, or found.

    Attributes
    ----------
    version
        Its code: the same for the same contents.
    before
        The code of the version that it replaced; blank for the first.
    kind
        How it came about.
    note
        What was done, in the words of whoever did it.
    when
        When it was noted, as an ISO date with the time of day, seconds included.
    place
        Name of its folder under ``history/``.
    """

    version: str
    before: str
    kind: Kind
    note: str
    when: str
    place: str


def version_of(files: Files) -> str:
    """The code of contents: the same for the same, another for others.

    Examples
    --------
    >>> version_of({"a": b"1"}) == version_of({"a": b"1"}) != version_of({"a": b"2"})
    True
    """
    code = hashlib.sha256()
    for name in sorted(files):
        code.update(f"{name}\0{len(files[name])}\0".encode())
        code.update(files[name])
    return code.hexdigest()[:20]


class History:
    """The versions of a few files in a folder.

    Parameters
    ----------
    folder
        The folder; it need not be there yet.
    names
        Names of the files, in lower case; any spelling of them is one of the files.

    Attributes
    ----------
    place
        Where the versions are kept.
    """

    def __init__(self, folder: Path, names: frozenset[str]) -> None:
        self.folder, self.names = folder, names
        self.place = folder / FOLDER

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one at work here, with what a killed run began brought to its end.

        Raises
        ------
        OutputError
            When the folder cannot be written.
        """
        with alone(self.place / _LOCK):
            sweep_all(self.place)
            self._go_on()
            yield

    def seen(self) -> contextlib.AbstractContextManager[None]:
        """The folder as it is between two changes; where none was ever made nothing is written."""
        return self.alone() if self.place.is_dir() else contextlib.nullcontext()

    def current(self) -> Files:
        """The files as they stand; those that cannot be read are left out."""
        found = {}
        for name in self._there():
            data = _read(self.folder / name)
            if data is not None:
                found[name] = data
        return found

    def versions(self) -> tuple[Version, ...]:
        """The versions that are kept, the newest first."""
        return tuple(self._versions())

    def _versions(self) -> Iterator[Version]:
        """The same, each read when it is come to: most who ask look for a new one."""
        if not self.place.is_dir():
            return
        for place in sorted(self.place.iterdir(), key=lambda each: each.name, reverse=True):
            version = None if place.name.startswith(".") else _about(place)
            if version is not None:
                yield version

    def files(self, version: str) -> Files:
        """The files of an earlier version.

        Raises
        ------
        UsageError
            When it is not kept, or no longer.
        """
        for each in self._versions():
            if each.version == version:
                return self._files(each.place)
        raise UsageError("There is no version {version} any more.", version=version)

    def saved_since(self, version: str, current: str) -> bool:
        """Whether all that was changed since a version was saved here, and nothing found."""
        wanted = current
        for each in self._versions():
            if wanted == version:
                return True
            if each.version != wanted or each.kind == "found":
                return False
            wanted = each.before
        return wanted == version

    def put(self, files: Files, note: str, kind: Kind = "saved") -> str:
        """Let these files stand in the folder; call it while `alone`.

        Parameters
        ----------
        files
            All files of the new version; one that is not among them is removed.
        note
            What was done.
        kind
            Whether a change made it, or the taking back of one.

        Returns
        -------
        str
            The code of the new version.

        Raises
        ------
        OutputError
            When it cannot be written; then the version before stands.
        """
        current = self.current()
        before, version = version_of(current), version_of(files)
        if hidden := sorted(set(self._there()) - set(current)):
            raise OutputError(
                "{path} cannot be read, so nothing is written beside it.",
                path=self.folder / hidden[0],
            )
        if version == before:
            return version
        latest = next(self._versions(), None)
        if current and (latest is None or latest.version != before):
            self._note(current, "", "found", "")
        entry = self._note(files, before, kind, note)
        write_file(self.place / _NEXT, f"{entry}\n")
        try:
            self._write(current, files)
        except OutputError:
            take_away(self.place / _NEXT)
            take_away(self.place / entry)
            raise
        self._remove(current, files)
        take_away(self.place / _NEXT)
        for old in _too_old(self.versions()):
            take_away(self.place / old.place)
        return version

    def _write(self, current: Files, files: Files) -> None:
        """Put what differs in its place, all of it or nothing."""
        write_all(
            [
                FileOutput(self.folder / name, data)
                for name, data in files.items()
                if current.get(name) != data
            ]
        )

    def _remove(self, current: Files, files: Files) -> None:
        for name in current:
            if name not in files:
                take_away(self.folder / name)

    def _go_on(self) -> None:
        """Bring to its end what a killed run had noted as the next version."""
        data = _read(self.place / _NEXT)
        if data is None:
            return
        version = _about(self.place / data.decode("utf-8", "replace").strip())
        if version is not None:
            files = self._files(version.place)
            kept = (each.place for each in self._versions() if each.version == version.before)
            before = self._files(place) if (place := next(kept, None)) else {}
            current = self.current()
            # What somebody else changed in between is theirs.
            meant = {
                name: files[name] if current.get(name) == before.get(name) else current.get(name)
                for name in files
            }
            meant |= {
                name: data
                for name, data in current.items()
                if name not in files and before.get(name) != data
            }
            new = {name: data for name, data in meant.items() if data is not None}
            self._write(current, new)
            self._remove(current, new)
        take_away(self.place / _NEXT)

    def _note(self, files: Files, before: str, kind: Kind, note: str) -> str:
        """Write a version under history/, and say where."""
        version = version_of(files)
        now = dt.datetime.now()
        latest = next(self._versions(), None)
        place = f"{now:%Y-%m-%d_%H%M%S.%f}_{version}"
        if latest and place <= latest.place:
            # The clock was put back: what comes later still stands later.
            place = f"{latest.place}+"
        about = {"version": version, "before": before, "kind": kind, "note": note,
                 "when": f"{now:%Y-%m-%d %H:%M:%S}"}  # fmt: skip
        content = {
            **files,
            _ABOUT: json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n",
        }
        write_folder(self.place / place, content, mark=False)
        return place

    def _files(self, place: str) -> Files:
        found = {}
        for path in sorted((self.place / place).iterdir()):
            data = _read(path)
            if data is not None and path.name.lower() in self.names:
                found[path.name] = data
        return found

    def _there(self) -> list[str]:
        """Names of the files that stand in the folder."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if p.name.lower() in self.names)


def _too_old(versions: Sequence[Version]) -> Sequence[Version]:
    """What need not be kept, of all versions from the newest on."""
    different: set[str] = set()
    for n, each in enumerate(versions):
        different.add(each.version)
        if len(different) > KEPT or n == _STEPS:
            return versions[n:]
    return ()


def _about(place: Path) -> Version | None:
    """What is noted of a version; None where this is no folder of one."""
    try:
        written = (place / _ABOUT).stat()
    except OSError:
        return None
    return _noted(place, written.st_mtime_ns, written.st_size)


@lru_cache(maxsize=_STEPS)
def _noted(place: Path, *_written: int) -> Version | None:
    """The same, read once: no version is written to again, and each change asks for all."""
    try:
        said = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
        version, before, note, when = (
            str(said[key]) for key in ("version", "before", "note", "when")
        )
        return Version(version, before, cast("Kind", said["kind"]), note, when, place.name)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(path: Path) -> bytes | None:
    """The content of a plain file; pipes and devices are never opened, they may never end."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
