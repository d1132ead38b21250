"""Files that are named beside the data: places, a story, a key, settings."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ci_network.errors import UsageError


def helper_bytes(path: Path, most: int) -> bytes:
    """The content of a regular file of at most so many bytes.

    Raises
    ------
    UsageError
        When it is not there, no file (a pipe or a device may never end), or larger.
    """
    try:
        # A pipe must not be waited for; where there are none, there is no such flag either.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UsageError("{path} is no file that can be read.", path=path)
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            "{path} cannot be read: {reason}.", path=path, reason=why.lower()
        ) from error
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
