"""import.yaml: how a list was read, so that the next one of its kind is read alike."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ci_network.errors import UsageError
from ci_network.files.helpers import helper_yaml
from ci_network.reading.lists.rows import AliasRow, Choices
from ci_network.reading.lists.words.headings import COLUMN_FIELDS, Field
from ci_network.reading.lists.words.when import year_of

SETTINGS_FILE = "import.yaml"

_LISTS = ("ignore", "sheets", "secretariat", "partners", "marks", "absent", "whole",
          "relations")  # fmt: skip
_WORDS = {"shape": ("long", "activities", "actors", "pairs"), "blanks": ("above", "unknown"),
          "blank_end": ("ongoing", "day"), "titles": ("activities", "apart", "one"),
          "date_order": ("dmy", "mdy", "ymd"), "turned": ("swap", "keep"),
          "brackets": ("keep", "drop"), "numbers": ("keep", "drop"), "persons": ("keep", "drop"),
          "hidden": ("keep", "drop"), "comments": ("away", "keep")}  # fmt: skip
_SEPARATORS = ("separators", "activity_separators")


def read_settings(path: Path) -> Choices:
    """What an import.yaml says.

    Raises
    ------
    UsageError
        When it cannot be read, or says what no list can be told.
    """
    said = helper_yaml(path)
    if said is None or said == "":
        return Choices()
    if not isinstance(said, dict):
        raise UsageError("{file} must hold settings, such as secretariat: [NAME].", file=path.name)
    for name in said:
        if name not in _READ:
            raise UsageError(
                "{file} has an unknown setting {name!r}; there are: {known}.",
                file=path.name, name=name, known=", ".join(sorted(_READ)),
            )  # fmt: skip
    chosen = {name: read(said[name], name, path) for name, read in _READ.items() if name in said}
    return Choices(**chosen.pop("columns", {}), **chosen)


def _columns(value: Any, _name: str, path: Path) -> dict[str, tuple[str, ...]]:
    columns = value or {}
    if not isinstance(columns, dict) or set(columns) - set(COLUMN_FIELDS):
        raise UsageError(
            "{file}: columns may name {known}.", file=path.name, known=", ".join(COLUMN_FIELDS)
        )
    return {name: _texts(columns[name], name, path) for name in columns}


def _word(value: Any, name: str, path: Path) -> Any:
    if value and value not in _WORDS[name]:
        raise UsageError(
            "{file}: {name} is one of {known}.",
            file=path.name, name=name, known=", ".join(_WORDS[name]),
        )  # fmt: skip
    return value or None


def _separators(value: Any, _name: str, path: Path) -> str:
    if not isinstance(value, str):
        raise UsageError("{file}: separators are characters.", file=path.name)
    return divided_at(value)


def _texts(value: object, name: str, path: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise UsageError(
        "{file}: {name} is a list of names, such as {name}: [A, B].", file=path.name, name=name
    )


def _aliases(value: object, _name: str, path: Path) -> tuple[AliasRow, ...]:
    """Aliases: an actor, or several with the time in which each is meant."""
    said, rows = value or {}, list[AliasRow]()
    for name, meant in said.items() if isinstance(said, dict) else [("", None)]:
        for each in meant if isinstance(meant, list) else [{"id": meant}]:
            cells = each if isinstance(each, dict) else {}
            row = AliasRow(name, *(cells.get(part, "") for part in ("id", "from", "until")))
            if not row.alias or not row.id or not all(isinstance(cell, str) for cell in row):
                raise UsageError(
                    "{file}: aliases are lines such as Bib.: Biblioteket.", file=path.name
                )
            rows.append(row)
    return tuple(rows)


_READ: dict[str, Callable[[Any, str, Path], Any]] = {
    "columns": _columns,
    **dict.fromkeys(_WORDS, _word),
    **dict.fromkeys(_LISTS, _texts),
    **dict.fromkeys(_SEPARATORS, _separators),
    "title": lambda value, *_: str(value) if value else None,
    "year": lambda value, *_: year_of(str(value)) if value else None,
    "when": lambda value, *_: tuple((str(cell), str(date)) for cell, date in value.items())
                              if isinstance(value, dict) else (),
    "by_name": lambda value, *_: str(value).casefold() in ("true", "yes", "ja", "1"),
    "aliases": _aliases,
}  # fmt: skip
"""How each setting is read: from what stands there, its name and the file."""


def divided_at(separators: str) -> str:
    """What divides names in a cell: the characters that were named, and line breaks."""
    return f"{separators}\n\r" if separators else ""


def joined(said: Choices, before: Choices) -> Choices:
    """What is said now; and what was said before, wherever nothing is said now."""
    nothing = Choices()
    kept = {
        each.name: getattr(before, each.name)
        for each in fields(Choices)
        if getattr(said, each.name) == getattr(nothing, each.name)
    }
    return replace(said, **kept)


def settings_text(
    file: str,
    columns: Mapping[Field, Sequence[str]],
    choices: Choices,
    shape: str | None,
    alike: Sequence[tuple[str, str]],
) -> str:
    """The text of an import.yaml.

    Parameters
    ----------
    file
        Name of the list.
    columns
        Headings by what they were read as.
    choices
        What the person said.
    shape
        What a row was taken for; None where tables differ.
    alike
        Names that look alike: the rarer one, and what it may stand for; the likeliest first.
    """
    lines = [
        f"# How {_plain(file)} was read. The next list of this kind is read alike with",
        f"#   ci-network import FILE --settings {SETTINGS_FILE} -o DIR",
        "columns:",
    ]
    for field in COLUMN_FIELDS:
        names = columns.get(field) or getattr(choices, field)
        lines += [f"  {field}: {_flow(names)}"] if names else []
    if lines[-1] == "columns:":
        lines[-1] = "columns: {}"
    lines += [f"{name}: {_flow(getattr(choices, name))}" for name in _LISTS]
    lines += [f"title: {_text(choices.title)}"] if choices.title else []
    lines += [f"shape: {shape or choices.shape}"] if shape or choices.shape else []
    for name in [word for word in _WORDS if word != "shape"]:
        lines += [f"{name}: {getattr(choices, name)}"] if getattr(choices, name) else []
    for name in _SEPARATORS:
        if (at := getattr(choices, name)) is not None:
            lines.append(f"{name}: {_text(at.removesuffix(chr(10) + chr(13)))}")
    lines += [f"year: {choices.year}"] if choices.year else []
    if choices.when:
        dates = [f"{_text(cell)}: {_text(date)}" for cell, date in choices.when]
        lines.append(f"when: {{{', '.join(dates)}}}")
    lines += ["by_name: true"] if choices.by_name else []
    lines += ["# Another name: the actor that it stands for.", "aliases:"]
    lines += _alias_lines(choices.aliases)
    if not choices.aliases:
        lines[-1] = "aliases: {}" if not alike else "aliases:"
    if alike:
        lines.append(
            "# Names that look alike, the likeliest first. Take away the # where they are one."
        )
        lines += [f"#  {_text(name)}: {_text(actor)}" for name, actor in alike]
    return "\n".join(lines) + "\n"


def _alias_lines(aliases: Sequence[AliasRow]) -> list[str]:
    meant: dict[str, list[AliasRow]] = defaultdict(list)
    for row in aliases:
        meant[row.alias].append(row)
    lines = []
    for name, rows in meant.items():
        if len(rows) == 1 and not rows[0].since and not rows[0].until:
            lines.append(f"  {_text(name)}: {_text(rows[0].id)}")
            continue
        each = [
            f"{{id: {_text(row.id)}, from: {_text(row.since)}, until: {_text(row.until)}}}"
            for row in rows
        ]
        lines.append(f"  {_text(name)}: [{', '.join(each)}]")
    return lines


def _flow(names: Sequence[str]) -> str:
    return "[" + ", ".join(map(_text, names)) + "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: str) -> str:
    return " ".join(value.split())
