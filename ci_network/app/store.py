"""The record in its folder, kept from change to change.

The record stays the plain files; every change is written whole, the versions before it can be
brought back, and what somebody else wrote meanwhile is never overwritten.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from ci_network.errors import CINetworkError, OutputError, Problem, UsageError
from ci_network.files.history import Files, History, Version, version_of
from ci_network.files.history import Kind as VersionKind
from ci_network.reading import Examination, Summary, data_package, examine_cells, examine_records
from ci_network.reading.columns import KINDS, Kind
from ci_network.reading.files import WORKBOOKS, content
from ci_network.reading.records import Records
from ci_network.reading.table import ProblemLog, clean
from ci_network.reading.together import Difference, Tables, apart, joined
from ci_network.record.alliance import Alliance
from ci_network.views.text import rows_text

_LOGS = frozenset({"import-log.csv", "apply-log.csv"})
FILES = _LOGS | {
    *(f"{kind}.csv" for kind in KINDS), "layout.csv", "import.yaml", data_package.FILE,
}  # fmt: skip
"""What belongs to a record and goes with its versions."""

_NOTHING_YET = {"missing-data", "missing-file", "missing-file-near"}
_REMEMBERED = 12


@dataclass(frozen=True)
class Loaded:
    """The record as it stood when it was read.

    Attributes
    ----------
    tables
        The cells of the tables as far as they are there and can be read, from row 1 on, as the
        files hold them. They are never changed: a change makes new ones.
    alliance
        The record; None where there is none yet, or where there are errors.
    problems
        Errors and warnings; none where there is no record yet.
    overview
        What was read.
    version
        The code of all files of the record: the same for the same contents. `Store.save` is told
        it, so that it knows what a change began with.
    """

    tables: Tables
    alliance: Alliance | None
    problems: tuple[Problem, ...]
    overview: Summary
    version: str

    @property
    def begun(self) -> bool:
        """Whether there is anything in the folder to read."""
        return bool(self.tables or self.problems)


class Conflict(CINetworkError):  # noqa: N818 - it is no fault of anybody's
    """Somebody else changed the record meanwhile, so that a change was not written.

    Attributes
    ----------
    mine, theirs
        The tables that were to be saved, and those that stand in the folder now.
    both
        The tables with both changes in them; None where one cell cannot be both.
    differences
        The rows that cannot be both.
    version
        Code of the version that stands in the folder: what `save` is told to put `mine` or `both`
        there all the same.
    """

    def __init__(
        self,
        mine: Tables,
        theirs: Tables,
        version: str,
        both: Tables | None,
        differences: tuple[Difference, ...] = (),
    ) -> None:
        super().__init__(
            "The record was changed by somebody else meanwhile, so this change is not written yet."
        )
        self.mine, self.theirs, self.version = mine, theirs, version
        self.both, self.differences = both, differences

    @property
    def apart(self) -> tuple[Difference, ...]:
        """All rows in which the two versions differ."""
        return apart(self.mine, self.theirs)


@dataclass
class _Memory:
    """The latest versions that were read."""

    tables: OrderedDict[str, Tables] = field(default_factory=OrderedDict)
    loaded: Loaded | None = None


class Store:
    """A folder with the files of a record; it may be empty, or not there yet.

    Reading writes nothing. The first change makes ``history/``, in which the last fifty versions
    stand, what was there before the first change among them.

    Parameters
    ----------
    folder
        The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._history = History(folder, FILES)
        self._memory, self._lock = _Memory(), Lock()

    def load(self) -> Loaded:
        """The record as it stands now; what was read before is read again only if it changed."""
        with self._lock, self._history.seen():
            return self._load()

    def save(
        self,
        tables: Tables,
        *,
        expecting: str,
        note: str = "",
        beside: Mapping[str, bytes] | None = None,
    ) -> str:
        """Write a change whole; two windows of the app may change different rows at once.

        Parameters
        ----------
        tables
            The new tables; one that is not among them, or is as it was, is not written.
        expecting
            Version of the record that the change was made from.
        note
            What was done, in words; shown in the history.
        beside
            Other files of the record, by name, such as ``layout.csv`` or ``import.yaml``.

        Returns
        -------
        str
            The version that now stands in the folder: the change, with what other windows changed
            meanwhile in other rows.

        Raises
        ------
        Conflict
            When somebody else has changed the same cells, or the files from outside.
        OutputError
            When the folder cannot be written, or a table of it could not be read whole.
        """
        with self._lock, self._history.alone():
            return self._save(tables, expecting, note, beside or {}, "saved", expecting)

    def tables(self, version: str) -> Tables:
        """The tables of a version that somebody still looks at.

        Raises
        ------
        UsageError
            When it is not kept any more.
        """
        with self._lock, self._history.seen():
            self._load()
            return self._tables(version)

    def beside(self, name: str) -> bytes:
        """A file of the record that is no table, such as ``import.yaml``; blank without one."""
        with self._lock, self._history.seen():
            return self._history.current().get(name, b"")

    def history(self) -> tuple[Version, ...]:
        """The versions that are kept, the newest first."""
        with self._lock, self._history.seen():
            return self._history.versions()

    def restore(self, version: str, note: str = "") -> str:
        """Let an earlier version stand again; what stands now is kept in the history.

        Raises
        ------
        UsageError
            When there is no such version any more.
        """
        with self._lock, self._history.alone():
            return self._history.put(self._history.files(version), note)

    def undo(self, version: str, note: str = "", seen: str = "") -> str:
        """Take back the change that made a version, and nothing that was changed since.

        Parameters
        ----------
        version
            What the change made.
        note
            What was done, for the history.
        seen
            Version that the page shows; by default the one that the change made. What was changed
            from outside before that is known, and need not be shown.

        Raises
        ------
        UsageError
            When that version is not kept any more.
        Conflict
            When the same cells were changed since.
        """
        with self._lock, self._history.alone():
            made = self._change_to(version)
            tables, after = self._tables(made.before), self._tables(version)
            emptied = {kind: Records(f"{kind}.csv", []) for kind in after if kind not in tables}
            beside = self._package_before(made)
            return self._save(
                {**tables, **emptied}, version, note, beside, "undone", seen or version
            )

    # ------------------------------------------------------------------------------------ inside

    def _save(
        self,
        tables: Tables,
        expecting: str,
        note: str,
        beside: Mapping[str, bytes],
        kind: VersionKind,
        seen: str,
    ) -> str:
        now = self._load()
        if expecting != now.version:
            tables = self._together(tables, expecting, now, seen)
        files = self._written(tables, now, beside)
        version = self._history.put(files, note, kind)
        stands = {**now.tables, **tables}
        self._remember(version, {kind: t for kind, t in stands.items() if any(t.cells)})
        return version

    def _package_before(self, made: Version) -> Files:
        """The data package of the version before a change, where it was not changed since."""
        name, kept = data_package.FILE, {each.version for each in self._history.versions()}
        if not {made.before, made.version} <= kept:
            return {}
        before, after = (self._history.files(one) for one in (made.before, made.version))
        same = after.get(name) == self._history.current().get(name)
        return {name: before[name]} if name in before and same else {}

    def _change_to(self, version: str) -> Version:
        """The change that made a version; not the taking back of another, which made it too."""
        made = [each for each in self._history.versions() if each.version == version]
        changes = [each for each in made if each.kind == "saved"] or made
        if not changes or changes[0].kind == "found":
            raise UsageError("There is nothing to undo.")
        return changes[0]

    def _load(self) -> Loaded:
        version = version_of({**self._history.current(), **self._books()})
        before = self._memory.loaded
        if before is not None and before.version == version:
            return before
        tables, found = examine_cells(self.folder)
        if not tables and {problem.code for problem in found.problems} <= _NOTHING_YET:
            found = Examination(None, (), found.overview)
        loaded = Loaded(tables, found.alliance, found.problems, found.overview, version)
        self._memory.loaded = loaded
        self._remember(version, tables)
        return loaded

    def _books(self) -> Files:
        """The workbooks in the folder, which may be the record."""
        if not self.folder.is_dir():
            return {}
        problem_log = ProblemLog()
        paths = [path for path in self.folder.iterdir() if path.suffix.lower() in WORKBOOKS]
        return {path.name: content(path, problem_log) or b"" for path in paths}

    def _remember(self, version: str, tables: Tables) -> None:
        memory = self._memory.tables
        memory[version] = tables
        memory.move_to_end(version)
        while len(memory) > _REMEMBERED:
            memory.popitem(last=False)

    def _tables(self, version: str) -> Tables:
        """The tables of a version that was read lately, or that is kept."""
        if version in self._memory.tables:
            return self._memory.tables[version]
        if version == version_of({}):
            return {}
        self._history.files(version)
        place = next(v.place for v in self._history.versions() if v.version == version)
        tables, _ = examine_cells(self._history.place / place)
        return tables

    def _together(self, mine: Tables, expecting: str, now: Loaded, seen: str) -> Tables:
        """A change, with what was changed since in other rows."""
        try:
            base = self._tables(expecting)
        except CINetworkError:
            raise Conflict(mine, now.tables, now.version, None) from None
        found = joined(base, mine, now.tables)
        if found.differences:
            raise Conflict(mine, now.tables, now.version, None, found.differences)
        if not self._history.saved_since(seen, now.version):
            raise Conflict(mine, now.tables, now.version, found.tables)
        errors = _errors(examine_records(found.tables).problems)
        if errors - _errors(now.problems) - _errors(examine_records(mine).problems):
            raise Conflict(mine, now.tables, now.version, None)
        return found.tables

    def _written(
        self, tables: Tables, now: Loaded, beside: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """All files of the record, with the tables and other files that are new."""
        files: dict[str, bytes] = dict(self._history.current())
        columns: dict[str, list[str]] = {}
        semicolons = set()
        for kind, records in tables.items():
            before = now.tables.get(kind)
            if before is not None and before.cells == records.cells:
                continue
            name = self._name(kind, before, files)
            if any(records.cells):
                danish = (before or records).separator == ";"
                files[name] = rows_text(records.cells, danish=danish).encode()
                if danish:
                    semicolons.add(name)
            else:
                files.pop(name, None)
            columns[name] = [clean(cell) for cell in next(iter(records.cells), [])]
        for name in beside.keys() & _LOGS:
            columns[name] = beside[name].decode().partition("\n")[0].split(",")
        if package := files.get(data_package.FILE):
            files[data_package.FILE] = data_package.extended(package, columns, semicolons)
        return files | dict(beside)

    def _name(self, kind: Kind, before: Records | None, files: Files) -> str:
        """Name of the file of a table, which must be one that can be written again without loss."""
        there = [name for name in files if name.lower() == f"{kind}.csv"]
        if before is None and not there:
            return f"{kind}.csv"
        whole = before is not None and before.whole and not before.undecoded
        if whole and there:
            return there[0]
        if not there:
            raise OutputError(
                "{path} holds a workbook, which is only read here. Make plain files of it: "
                "ci-network export {path} --to csv -o NEW",
                path=self.folder,
            )
        raise OutputError(
            "{path} could not be read whole, so nothing is written in its place. Correct it first.",
            path=self.folder / there[0],
        )


def _errors(problems: tuple[Problem, ...]) -> set[tuple[object, ...]]:
    """What is wrong, wherever it stands."""
    return {(p.code, p.file, p.column, p.value) for p in problems if p.severity == "error"}
