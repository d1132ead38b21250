"""Where the data lies: a folder of two CSV files, or a workbook."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from ci_network.reading.columns import KINDS, OPTIONAL, Kind, find_header, header_score
from ci_network.reading.records import Records
from ci_network.reading.spelling import Suggestions
from ci_network.reading.table import ProblemLog
from ci_network.reading.text import read_csv

MOST_BYTES = 512 << 20
"""A larger file is refused: it is no table of activities, or it wants another tool."""

WORKBOOKS = (".xlsx", ".xlsm", ".ods")

_OTHER_WORKBOOKS = (".xls", ".xlsb", ".numbers")
_TEXT_ENDINGS = ("", ".txt", ".tsv", ".csv.txt")


def read_files(path: Path, problem_log: ProblemLog) -> Mapping[Kind, Records]:
    """The records of each kind of table, as far as they are there and can be read."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        _tell_unreachable(path, error, problem_log)
        return {}
    if stat.S_ISDIR(mode):
        return _folder(path, problem_log)
    if path.suffix.lower() in WORKBOOKS:
        return _workbook(path, problem_log)
    if path.suffix.lower() in _OTHER_WORKBOOKS:
        problem_log.error("old-workbook", path.name)
    elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
        problem_log.error("one-csv", path.name)
    else:
        problem_log.error("no-data", path.name)
    return {}


def sheets_of_record(path: Path) -> Mapping[Kind, Records] | None:
    """The sheets of a workbook that is a record itself, and no list; None where it is none.

    It has sheets of actors and of participations, whose headers hold what they must.
    """
    if path.suffix.lower() not in WORKBOOKS:
        return None
    records = read_files(path, ProblemLog())
    kinds: tuple[Kind, ...] = ("nodes", "edges")
    whole = all(kind in records and _has_header(records[kind], kind) for kind in kinds)
    return records if whole else None


def _has_header(records: Records, kind: Kind) -> bool:
    at = find_header(records.cells, kind)
    return at is not None and header_score(records.cells[at], kind)[0]


def _folder(path: Path, problem_log: ProblemLog) -> Mapping[Kind, Records]:
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - only the names are wanted
    except OSError as error:
        _tell_unreachable(path, error, problem_log)
        return {}
    visible = [name for name in names if not name.startswith(("~$", "."))]
    books = [name for name in visible if name.lower().endswith(WORKBOOKS)]
    texts = {kind: [n for n in visible if n.lower() == f"{kind}.csv"] for kind in KINDS}
    if books and any(texts.values()):
        problem_log.error("two-sources", str(path), None, None, ", ".join(books))
        return {}
    if len(books) == 1:
        return _workbook(path / books[0], problem_log)
    if books:
        problem_log.error("two-workbooks", str(path), None, None, ", ".join(books))
        return {}
    others = [name for name in visible if name.lower().endswith(_OTHER_WORKBOOKS)]
    if others and not any(texts.values()):
        problem_log.error("old-workbook", others[0])
        return {}
    result: dict[Kind, Records] = {}
    for kind, fits in texts.items():
        if len(fits) > 1:
            problem_log.error("file-twice", str(path), None, None, ", ".join(fits))
        elif not fits:
            _tell_missing(path, kind, visible, problem_log)
        else:
            records = _csv(path / fits[0], kind, problem_log)
            if records is not None:
                result[kind] = records
    return result


def _tell_missing(path: Path, kind: Kind, there: list[str], problem_log: ProblemLog) -> None:
    """A table that is not there; of one that need not be, only a name that may be meant for it."""
    name = f"{kind}.csv"
    known = {f"{each}.csv" for each in KINDS}
    others = [each for each in there if each.lower() not in known]
    by_stem = {f"{kind}{ending}" for ending in _TEXT_ENDINGS}
    meant = next((each for each in others if each.lower() in by_stem), None)
    meant = meant or Suggestions({each: each for each in others})(name)
    if kind in OPTIONAL:
        if meant is not None:
            problem_log.warning("not-read", str(path), None, None, name, meant=meant)
    elif meant is None:
        problem_log.error("missing-file", str(path), None, None, name)
    else:
        problem_log.error("missing-file-near", str(path), None, None, name, meant=meant)


def _csv(path: Path, kind: Kind, problem_log: ProblemLog) -> Records | None:
    data = content(path, problem_log)
    if data is None:
        return None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        problem_log.error("workbook-as-csv", path.name)
        return None
    return read_csv(path, data, kind, problem_log)


def _workbook(path: Path, problem_log: ProblemLog) -> Mapping[Kind, Records]:
    from ci_network.reading.workbook import read_workbook  # noqa: PLC0415

    data = content(path, problem_log)
    return {} if data is None else read_workbook(path, data, problem_log)


def content(path: Path, problem_log: ProblemLog) -> bytes | None:
    """Content of a plain file; pipes and devices are never opened, they may never end."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            problem_log.error("folder-for-file", path.name)
            return None
        if not stat.S_ISREG(status.st_mode):
            problem_log.error("not-a-file", path.name)
            return None
        if status.st_size > MOST_BYTES:
            problem_log.error("too-large", path.name, limit=f"{MOST_BYTES >> 20} MB")
            return None
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        _tell_unreachable(path, error, problem_log)
        return None
    if not data:
        problem_log.error("empty-file", path.name)
        return None
    return data


def _tell_unreachable(path: Path, error: OSError | ValueError, problem_log: ProblemLog) -> None:
    """Say why: there is nothing, the links go in a circle, nobody may read it."""
    if os.path.islink(path):  # noqa: PTH114 - Path.is_symlink may raise what is to be told here
        broken = isinstance(error, FileNotFoundError)
        problem_log.error("dead-link" if broken else "link-loop", str(path))
    elif isinstance(error, (FileNotFoundError, NotADirectoryError, ValueError)):
        problem_log.error("missing-data", str(path))
    elif isinstance(error, PermissionError):
        problem_log.error("no-permission", str(path))
    else:
        reason = (error.strerror or type(error).__name__).lower()
        problem_log.error("unreadable", str(path), reason=reason)
