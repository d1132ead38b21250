"""Options that several commands have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import click

from ci_network.commands.outputs import keep_apart, keep_out, say, usage
from ci_network.dates import EVERY, Every, parse_date
from ci_network.language import LANGUAGES


def _not_from_a_stream(_context: click.Context, _argument: click.Parameter, data: Path) -> Path:
    if str(data) == "-":
        raise usage("The data is a folder or a workbook; it is not read from standard input.")
    return data


data_argument = click.argument(
    "data", required=False, default="data", type=click.Path(path_type=Path, readable=False),
    callback=_not_from_a_stream,
)  # fmt: skip
max_size_option = click.option(
    "--max-size", type=click.IntRange(min=2), metavar="N",
    help="Activities with more actors than N make no ties.",
)  # fmt: skip
seed_option = click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, metavar="S",
    help="Where chance begins; the same seed gives the same figures.",
)  # fmt: skip
evaluation_option = click.option(
    "--with-evaluation",
    is_flag=True,
    help="Count evaluations of the initiative (purpose) as work like any other.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Processes to share the work; by default one for each core where it takes seconds, else "
    "1. The figures are the same.",
)  # fmt: skip
Engine = Literal["duckdb", "spark"]


class ByEngine(NamedTuple):
    """Which engine reads the data, and how many bytes of memory its tables may fill."""

    name: Engine
    memory: int | None


def engine_options(call: Callable[..., Any]) -> Callable[..., Any]:
    """The options of an engine; the command gets them as `engine`, None where none is named."""

    @click.option(
        "--engine", "name", type=click.Choice(get_args(Engine)),
        help="For data larger than memory, or on a cluster: DATA may then be Parquet, or a pattern "
        "such as 'data/*.parquet'.",
    )  # fmt: skip
    @click.option(
        "--memory",
        metavar="SIZE",
        help="Memory that an engine may fill with its tables, such as 8GB; what is more goes to "
        "disk.",
    )
    @wraps(call)
    def with_engine(*, name: Engine | None, memory: str | None, **others: Any) -> Any:
        if name is None and memory is not None:
            raise usage("--memory is for an engine; name one with --engine, or leave it out.")
        many = None if memory is None else _bytes(memory)
        return call(engine=None if name is None else ByEngine(name, many), **others)

    return with_engine


_SIZES = {"mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40}
_LEAST = 64 << 20


def _bytes(size: str) -> int:
    """A size as people write it, in bytes."""
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) ?([mgt])i?b?", size.strip().lower())
    many = 0
    if found is not None:
        many = int(float(found[1].replace(",", ".")) * _SIZES[f"{found[2]}b"])
    if not _LEAST <= many < 1 << 50:
        raise usage(
            "--memory {size} is no size from 64 MB on; write it like 8GB or 512MB.", size=size
        )
    return many


language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False,
    help="Language of the words: Danish or English; that of the system by default.",
)  # fmt: skip
"""For `outputs.speak`, which looks for it before the command is known."""
force_option = click.option("--force", is_flag=True, help="Replace the folder whatever it holds.")
format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]),
    help="How to show it; by the ending of -o FILE, else a table.",
)  # fmt: skip
output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("-"), metavar="FILE",
    help="File to write; - is standard output.",
)  # fmt: skip


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def output_to(metavar: str, what: str) -> Decorator:
    """Where it goes, of a command that makes files and so must be told."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), required=True, metavar=metavar, help=what
    )


def file_option(name: str, what: str) -> Decorator:
    """A file that is read, or read and written."""
    return click.option(name, type=click.Path(path_type=Path), metavar="FILE", help=what)


def page_language_option(what: str) -> Decorator:
    """The language of what is made, and of the words too where it is given."""
    return click.option(
        "--lang", "language", type=click.Choice(LANGUAGES), default="da", show_default=True,
        help=what,
    )  # fmt: skip


class Privacy(NamedTuple):
    """Who is named in an output, and where the key goes."""

    pseudonyms: bool = False
    show_persons: bool = False
    key_file: Path | None = None


class Asked(NamedTuple):
    """Which data a command is about, how it is cut, and who is named."""

    data: Path
    every: Every | None = None
    window: str | None = None
    max_size: int | None = None
    with_evaluation: bool = False
    privacy: Privacy = Privacy()


def record_options(
    one_window: str | None = "Only this window", *, evaluation: bool = True
) -> Decorator:
    """DATA and how it is cut; the command gets it as `asked`.

    `one_window` says what `--window` does; where it is None nothing is cut into windows.
    """
    parts: list[Decorator] = [data_argument]
    parts += [] if one_window is None else [window_options(one_window)]
    parts += [max_size_option]
    parts += [evaluation_option] if evaluation else []

    def with_options(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def with_asked(**given: Any) -> Any:
            asked = Asked(**{name: given.pop(name) for name in Asked._fields if name in given})
            return call(asked=asked, **given)

        declared: Callable[..., Any] = with_asked
        for part in reversed(parts):
            declared = part(declared)
        return declared

    return with_options


def heading_options(title: str, page: str) -> Decorator:
    """What stands above a page; the command gets it as `given`.

    Parameters
    ----------
    title
        What is said of the option for the title.
    page
        What the page is called.
    """

    def with_options(call: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("--title", default="", help=title)
        @click.option("--author", default="", help=f"Who made the {page}.")
        @click.option(
            "--date", "made_on", metavar="DATE", help=f"Date of the {page}; today by default."
        )
        @wraps(call)
        def with_heading(*, title: str, author: str, made_on: str | None, **others: Any) -> Any:
            from ci_network.views.report.page import Heading

            day = dt.date.today().toordinal() if made_on is None else day_of("--date", made_on)
            given = Heading(title, author, dt.date.fromordinal(day))
            return call(given=given, **others)

        return with_heading

    return with_options


def day_of(option: str, text: str) -> int:
    """Last day that a date can mean."""
    from ci_network.errors import UsageError

    try:
        return parse_date(text).last
    except ValueError:
        raise UsageError(
            "{option}: {text!r} is no date; write it like 2018, 2018-06 or 2018-06-30.",
            option=option,
            text=text,
        ) from None


show_persons_option = click.option(
    "--show-persons", is_flag=True, help="Name actors of the type person; else they get codes."
)


def privacy_of(pseudonyms: bool, show_persons: bool, key: Path | None) -> Privacy:
    """How names are hidden, as the three options say it."""
    if pseudonyms and show_persons:
        raise usage("--pseudonyms hides all names; leave out --show-persons.")
    return Privacy(pseudonyms, show_persons, key)


def privacy_options(call: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which names are hidden; the command gets them as `asked.privacy`."""

    @click.option("--pseudonyms", is_flag=True, help="Codes instead of all names.")
    @show_persons_option
    @file_option(
        "--key", "Which code stands for whom: read where FILE exists, and written; keep it apart."
    )
    @wraps(call)
    def with_privacy(
        *, asked: Asked, pseudonyms: bool, show_persons: bool, key: Path | None, output: Path,
        **others: Any,
    ) -> Any:  # fmt: skip
        privacy = privacy_of(pseudonyms, show_persons, key)
        written = (output, key, others.get("layout"))
        keep_apart(asked.data, [path for path in written if path is not None])
        if key is not None:
            keep_out(key, output)
        return call(asked=asked._replace(privacy=privacy), output=output, **others)

    return with_privacy


def result_options(call: Callable[..., Any]) -> Callable[..., Any]:
    """Who is named in a result, in which language and form it is shown, and where it goes."""
    return privacy_options(language_option(format_option(output_option(call))))


def window_options(one_window: str = "Only this window") -> Decorator:
    """How long windows are, and which one is meant; `one_window` says what that does."""

    def with_options(call: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--every",
            type=click.Choice(EVERY),
            help="Length of a window; by default that of --window LABEL, else year, or all where "
            "no activity has a date.",
        )
        @click.option(
            "--window",
            metavar="LABEL",
            help=f"{one_window}, by its label: 2018, 2018-H1, 2018-Q2, 2018-03, 2018/19 or all.",
        )
        @wraps(call)
        def with_windows(*, every: Every | None, window: str | None, **others: Any) -> Any:
            if window != "all" and window in EVERY:
                if every not in (None, window):
                    raise usage(
                        "--window {window} is a length, and --every {every} is another one.",
                        window=window,
                        every=every,
                    )
                say(
                    "--window {window} is a length; say --every {window}. --window picks one "
                    "window by its label, such as 2018.",
                    window=window,
                )
                every, window = window, None
            return call(every=every, window=window, **others)

        return with_windows

    return with_options
