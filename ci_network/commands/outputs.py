"""Where results and words go."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ci_network.language import Language

if TYPE_CHECKING:
    from ci_network.files.writing import Content


_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def say(line: str) -> None:
    """Words for a person, on standard error."""
    click.echo(line, err=True)


def write(output: Path, content: Content) -> None:
    if str(output) == "-":
        from ci_network.files.writing import encoded

        for piece in encoded(content):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        from ci_network.files.writing import write_file

        write_file(output, content)


def write_table(columns: dict[str, list[Any]], form: str | None, output: Path) -> None:
    from ci_network.views import text as texts

    form = form_of(form, output)
    if form == "table":
        write(output, texts.table_text(columns))
    else:
        write(output, (texts.json_pieces if form == "json" else texts.csv_pieces)(columns))


def form_of(form: str | None, output: Path) -> str:
    """The format that was asked for, else the one that the file's ending names."""
    return form or {".json": "json", ".csv": "csv"}.get(output.suffix.lower(), "table")


def spoken(language: Language | None) -> Language:
    """The language that was asked for, else that of the environment."""
    if language is not None:
        return language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return "da" if chosen.lower().startswith("da") else "en"
    return "en"


def keep_apart(data: Path, written: Sequence[Path]) -> None:
    """Refuse to write where the data stands, or to write two things to one place."""
    source, places = real(data), [real(path) for path in written]
    for path, place in zip(written, places, strict=True):
        beside = place.parent == source
        table = place.name.lower() in ("nodes.csv", "edges.csv")
        if place == source or (beside and table):
            raise click.UsageError(f"{path} is the data itself; name another file to write to.")
        if beside and place.suffix.lower() in _WORKBOOKS:
            raise click.UsageError(
                f"A workbook in {data} would count as the data; write {path.name} elsewhere."
            )
        if places.count(place) > 1:
            raise click.UsageError(f"{path} is named twice; name another file for one of the two.")


def real(path: Path) -> Path:
    """The path with its links followed, as far as they lead anywhere."""
    return Path(os.path.realpath(path))
