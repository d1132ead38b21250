"""Which code stands for whom: the key of an alliance that is under codes, and its file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ci_network.errors import UsageError
from ci_network.files.formulas import harmless, unguarded
from ci_network.files.helpers import MOST_TABLE, helper_text
from ci_network.record.names import Hide, Names, hider

_CODES = {"actor": re.compile(r"[SAP]\d{2,}"), "activity": re.compile(r"#\d{2,}")}


@dataclass(frozen=True)
class Key:
    """What stands for what.

    Attributes
    ----------
    actors
        Code by id.
    activities
        Code by name; empty where only persons are under codes.
    names
        The names that are under codes, for texts in which they occur.
    """

    actors: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    @cached_property
    def hide(self) -> Hide:
        """What puts codes in the place of names in a text; see `hider`."""
        return hider(self.names)


def key_csv(key: Key) -> str:
    """The key as CSV: kind, name and code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "name", "code"))
    for kind, codes in (("actor", key.actors), ("activity", key.activities)):
        writer.writerows((kind, harmless(name), code) for name, code in sorted(codes.items()))
    return out.getvalue()


def read_key(path: Path) -> Key:
    """The codes of an earlier time.

    Raises
    ------
    UsageError
        When the file is no key that was written by `key_csv`, or says two things of one name.
    """
    text = helper_text(path, MOST_TABLE)
    # A spreadsheet that is Danish saves it again with semicolons.
    mark = ";" if text.startswith("kind;") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise UsageError(
            "The key {path} cannot be read: {error}", path=path, error=error
        ) from error
    rows = [row for row in rows if any(row)]
    if not rows or rows[0] != ["kind", "name", "code"] or any(len(row) != 3 for row in rows):
        raise UsageError(
            "{path} is no key of ours: its columns must be kind, name, code.", path=path
        )
    codes: dict[str, dict[str, str]] = {"actor": {}, "activity": {}}
    taken_codes: set[str] = set()
    for number, (kind, name, code) in enumerate(rows[1:], start=2):
        if kind not in _CODES or not name or not _CODES[kind].fullmatch(code):
            raise UsageError(
                "{path} is no key of ours: row {row} is no name and code of an actor (such as "
                "A01) or an activity (such as #01).",
                path=path, row=str(number),
            )  # fmt: skip
        if code in taken_codes or unguarded(name) in codes[kind]:
            raise UsageError(
                "The key {path} says two things in row {row}: a name has one code, and a code "
                "stands for one name.",
                path=path, row=str(number),
            )  # fmt: skip
        taken_codes.add(code)
        codes[kind][unguarded(name)] = code
    return Key(codes["actor"], codes["activity"])


def merged(key: Key, known: Key | None) -> Key:
    """A key with the entries of an earlier time that are not in the data now."""
    if known is None:
        return key
    return replace(
        key,
        actors={**known.actors, **key.actors},
        activities={**known.activities, **key.activities},
    )
