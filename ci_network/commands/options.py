"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from ci_network.commands.outputs import keep_apart, real, say
from ci_network.dates import EVERY, Every
from ci_network.language import LANGUAGES

data_argument = click.argument(
    "data", required=False, default="data", type=click.Path(path_type=Path, readable=False)
)
max_size_option = click.option(
    "--max-size",
    type=click.IntRange(min=2),
    metavar="N",
    help="Activities with more actors than N make no ties.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="S",
    help="Where chance begins; the same seed gives the same figures.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to share the work; by default one for each core where it takes seconds, else "
    "1. The figures are the same.",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language: Danish or English."
)
force_option = click.option("--force", is_flag=True, help="Replace the folder whatever it holds.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    help="How to show it; by the ending of -o FILE, else a table.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("-"),
    metavar="FILE",
    help="File to write; - is standard output.",
)


class Privacy(NamedTuple):
    """Who is named in an output, and where the key goes."""

    pseudonyms: bool
    show_persons: bool
    key_file: Path | None


def privacy_options(call: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which names are hidden; the command gets them as `privacy`."""

    @click.option("--pseudonyms", is_flag=True, help="Codes instead of all names.")
    @click.option(
        "--show-persons", is_flag=True, help="Name actors of the type person; else they get codes."
    )
    @click.option(
        "--key",
        "key_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Which code stands for whom: read where FILE exists, and written; keep it apart.",
    )
    @wraps(call)
    def with_privacy(
        *, pseudonyms: bool, show_persons: bool, key_file: Path | None, **others: Any
    ) -> Any:
        if pseudonyms and show_persons:
            raise click.UsageError("--pseudonyms hides all names; leave out --show-persons.")
        output = others["output"]
        written = (output, key_file, others.get("layout_file"))
        keep_apart(others["data"], [path for path in written if path is not None])
        if key_file is not None and real(output) in real(key_file).parents:
            raise click.UsageError(
                f"{key_file} is in the output, where it would undo the codes; keep it apart."
            )
        return call(privacy=Privacy(pseudonyms, show_persons, key_file), **others)

    return with_privacy


def window_options(
    one_window: str = "Only this window",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """How long windows are, and which one is meant; `one_window` says what that does."""

    def with_options(call: Callable[..., Any]) -> Callable[..., Any]:
        @click.option(
            "--every",
            type=click.Choice(EVERY),
            show_default="year",
            help="Length of a window; that of --window LABEL where that is given.",
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
                    raise click.UsageError(
                        f"--window {window} is a length, and --every {every} is another one."
                    )
                say(f"--window {window} is a length; say --every {window}. "
                    "--window picks one window by its label, such as 2018.")  # fmt: skip
                every, window = window, None
            return call(every=every, window=window, **others)

        return with_windows

    return with_options
