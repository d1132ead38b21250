"""Files that are named beside the data: places, a story, a key, settings."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from ci_network.errors import UsageError

MOST_YAML = 256 << 10
"""Bytes of settings, or of a story of two hundred steps; more would take long to read."""

MOST_TABLE = 16 << 20
"""Bytes of a table of places or of codes."""


def beginning(path: Path, count: int) -> bytes:
    """The first bytes of a regular file, which is never waited for: a pipe or a device may not end.

    Raises
    ------
    UsageError
        When it is not there, or no such file.
    """
    try:
        # Where there are no pipes to wait for, there is no such flag either.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                return file.read(count)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            "{path} cannot be read: {reason}.", path=path, reason=why.lower()
        ) from error
    raise UsageError("{path} is no file that can be read.", path=path)


def helper_bytes(path: Path, most: int) -> bytes:
    """The content of a regular file of at most so many bytes.

    Raises
    ------
    UsageError
        As `beginning`, and when it is larger.
    """
    content = beginning(path, most + 1)
    if len(content) > most:
        raise UsageError(
            "{path} is larger than {limit} kB; that is no file of this kind.",
            path=path, limit=f"{most >> 10:,}",
        )  # fmt: skip
    return content


def helper_text(path: Path, most: int) -> str:
    """The text of a regular file of at most so many bytes, in UTF-8.

    Raises
    ------
    UsageError
        As `helper_bytes`, and when it is no such text.
    """
    try:
        text = helper_bytes(path, most).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("{path} is no text in UTF-8.", path=path) from error
    if "\0" in text:
        raise UsageError("{path} is no text in UTF-8.", path=path)
    return text


def helper_yaml(path: Path) -> Any:
    """Lists, tables and texts of a YAML file, every value as it is written.

    Raises
    ------
    UsageError
        As `helper_text`, and when it is no YAML; it names the line.
    """
    import yaml  # noqa: PLC0415

    content = helper_bytes(path, MOST_YAML)
    try:
        text = content.decode("utf-8-sig")
        # The base loader takes every value as it is written: 2017 stays "2017", no stays "no".
        return yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = "–" if mark is None else str(mark.line + 1)
        raise UsageError(
            "{file}, line {line}: this is no YAML.", file=path.name, line=line
        ) from error
