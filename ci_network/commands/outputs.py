"""Where results and words go.

What programs read (a map, an export, a workbook, CSV) is the same bytes wherever it goes, UTF-8
where it is text. Words and tables on standard output are in the encoding of that stream, and what
it lacks is spelt out; JSON is then ASCII, which says the same in every encoding.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import gettext
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO, cast

import click

from ci_network.errors import OutputError
from ci_network.files.characters import ALIKE, json_escape, visible, visible_json, visible_lines
from ci_network.language import LANGUAGES, LOCALE, Language
from ci_network.numerals import filled

if TYPE_CHECKING:
    from ci_network.files.writing import Content, Output
    from ci_network.results.coded import Table


_SPOKEN: ContextVar[Language] = ContextVar("spoken")
_UNTOLD: ContextVar[bool] = ContextVar("untold")

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")

_TABLES = ("nodes.csv", "edges.csv", "activities.csv", "partnerships.csv", "survey.csv")


Form = Literal["table", "csv", "json"]

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def speak(arguments: Sequence[str]) -> None:
    """Let all words of this run be in the language of `--lang`, and else of the environment."""
    asked = [word for before, word in pairwise(arguments) if before == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    known = [language for language in LANGUAGES if language in asked]
    language = known[0] if known else _of_the_environment()
    _SPOKEN.set(language)
    _UNTOLD.set(False)
    # Click takes its own words from the catalogue of the language that the environment names.
    gettext.bindtextdomain("commands", str(LOCALE))
    gettext.textdomain("commands")
    os.environ["LANGUAGE"] = language


def spoken() -> Language:
    """The language of the words of this run."""
    return _SPOKEN.get(None) or _of_the_environment()


def _of_the_environment() -> Language:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return "da" if chosen.lower().startswith("da") else "en"
    return "en"


def said(text: str, /, **values: object) -> str:
    """A sentence in the language of the words, with its values filled in."""
    return filled(text, spoken(), values)


def usage(text: str, /, **values: object) -> click.UsageError:
    """A call that cannot be meant so; the right one is shown below the sentence."""
    return click.UsageError(said(text, **values))


def say(text: str, /, **values: object) -> None:
    """Words for a person in a line on standard error; where nobody can hear them, none."""
    if not to_standard_error(f"{visible(said(text, **values))}\n"):
        _UNTOLD.set(True)


def to_standard_error(text: str) -> bool:
    """Write it there, and say whether it was lost: not where nobody listens, or no longer does."""
    if sys.stderr is None:
        return True
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError as error:
        silence(sys.stderr)
        return isinstance(error, BrokenPipeError) or error.errno == errno.EBADF
    return True


def untold() -> bool:
    """Whether words of this run were lost, as where the disk is full that they are kept on."""
    return _UNTOLD.get(False)


def write(output: Path, content: Content, also: Sequence[Output] = ()) -> None:
    """A document to its file or to standard output, and what belongs to it: all or none."""
    from ci_network.files.writing import FileOutput, encoded, write_all

    if str(output) == "-":
        _to_standard_output(encoded(content), also)
    else:
        write_all([*also, FileOutput(output, content)])


def show(
    output: Path, content: str | Iterable[str], form: Form, also: Sequence[Output] = ()
) -> None:
    """Words for people, a table or JSON: to a file as UTF-8, or as standard output takes them."""
    from ci_network.files.writing import encoded

    if str(output) != "-":
        write(output, content, also)
        return
    pieces = [content] if isinstance(content, str) else content
    if form == "table":
        encode = codecs.getincrementalencoder(_encoding())(ALIKE).encode
        _to_standard_output(map(encode, map(visible_lines, pieces)), also)
    else:
        _to_standard_output(encoded(map(_spelling(form), pieces)), also)


def _spelling(form: Form) -> Callable[[str], str]:
    """How standard output spells what programs read: JSON as UTF-8 where that is its encoding, and
    else as ASCII."""
    if form != "json":
        return visible_lines
    if codecs.lookup(_encoding()).name == "utf-8":
        return visible_json
    return lambda text: _BEYOND_ASCII.sub(lambda found: json_escape(found[0]), visible_json(text))


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _to_standard_output(pieces: Iterable[bytes], also: Sequence[Output]) -> None:
    """Pieces to standard output, once what belongs to them stands."""
    if sys.stdout is None:
        raise OutputError("There is no standard output; name a file to write to.")
    from ci_network.files.writing import all_or_none

    gone: BrokenPipeError | None = None
    with all_or_none(also):
        try:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # The reader has what it wanted; what belongs to it stays.
            gone = error
        except OSError as error:
            raise full(error) from error
    if gone is not None:
        raise gone


def full(error: OSError) -> OutputError:
    """What is told of a standard output that takes no more, after which it is left alone."""
    silence(sys.stdout)
    return OutputError(
        "Standard output cannot be written: {reason}.", reason=(error.strerror or "").lower()
    )


def silence(stream: TextIO | None) -> None:
    """Let a stream that takes no more end in nothing, so that Python has nothing to say of it."""
    if stream is not None:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_table(
    tables: Iterable[Table], form: str | None, output: Path, also: Sequence[Output] = ()
) -> None:
    """Tables one below the other, as they come."""
    from ci_network.files.writing import encoded
    from ci_network.views import text as texts

    form = form_of(form, output)
    if form == "table":
        show(output, texts.table_text(tables, spoken()), form, also)
        return
    pieces = texts.json_pieces if form == "json" else texts.csv_pieces
    if str(output) == "-":
        _to_standard_output(encoded(pieces(tables, spelt=_spelling(form))), also)
    else:
        write(output, pieces(tables), also)


class Forms(NamedTuple):
    """One result in each form that it can be asked for in; only that one is made."""

    figures: Callable[[], dict[str, Any]]
    text: Callable[[], str]
    columns: Callable[[], Table] | None = None
    workbook: Callable[[], bytes] | None = None


def show_result(result: Forms, form: str | None, output: Path, also: Sequence[Output] = ()) -> None:
    """A result as JSON, CSV or text; a workbook where FILE is one and no form was asked for."""
    asked = form_of(form, output)
    if form is None and result.workbook is not None and output.suffix.lower() == ".xlsx":
        write(output, result.workbook(), also)
    elif asked == "json":
        from ci_network.results.figures import to_json

        show(output, to_json(result.figures()), "json", also)
    elif asked == "csv" and result.columns is not None:
        write_table([result.columns()], "csv", output, also)
    else:
        show(output, result.text(), "table", also)


def form_of(form: str | None, output: Path) -> Form:
    """The format that was asked for, else the one that the file's ending names."""
    asked = form or {".json": "json", ".csv": "csv"}.get(output.suffix.lower(), "table")
    return cast("Form", asked)


def keep_apart(data: Path, written: Sequence[Path]) -> None:
    """Refuse to write where the data stands, or to write two things to one place."""
    source, places = real(data), [real(path) for path in written]
    for path, place in zip(written, places, strict=True):
        beside = place.parent == source
        table = place.name.lower() in _TABLES
        if place == source or (beside and table):
            raise usage("{path} is the data itself; name another file to write to.", path=path)
        if beside and place.suffix.lower() in _WORKBOOKS:
            raise usage(
                "A workbook in {data} would count as the data; write {name} elsewhere.",
                data=data,
                name=path.name,
            )
        if places.count(place) > 1:
            raise usage("{path} is named twice; name another file for one of the two.", path=path)


def keep_out(key: Path, output: Path) -> None:
    """Refuse a key that would go with what is under its codes."""
    if real(output) in (real(key), *real(key).parents):
        raise usage(
            "{key_file} is in the output, where it would undo the codes; keep it apart.",
            key_file=key,
        )


def real(path: Path) -> Path:
    """The path with its links followed, as far as they lead anywhere."""
    return Path(os.path.realpath(path))
