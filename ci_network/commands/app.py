"""`app`: the record behind pages, without a terminal."""

from __future__ import annotations

from pathlib import Path

import click

from ci_network.commands import options
from ci_network.commands.outputs import say, usage
from ci_network.errors import CINetworkError
from ci_network.language import Language


@click.command("app", epilog="Example: ci-network app my-alliance --lang da")
@click.argument("folder", required=False, default="data", type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N",
    help="Port of this machine to listen at; a free one by default.",
)  # fmt: skip
@click.option(
    "--idle", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES",
    help="End when no window has been open for so long; never by default.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Open no browser; only tell the address.")
@options.page_language_option("Language that the pages open in; it can be switched there.")
def command(
    folder: Path, port: int, idle: float | None, no_browser: bool, language: Language
) -> None:
    """The record, the answer, the plan, the map and the report behind pages in a browser.

    FOLDER holds the record, or will hold it. Only this machine can open the pages, and nothing
    leaves it. It ends with Ctrl-C, or with the button in the page.
    """
    if str(folder) == "-" or (folder.exists() and not folder.is_dir()):
        raise usage("{folder} is no folder; name one that holds the record, or will hold it.",
                    folder=folder)  # fmt: skip
    try:
        from ci_network.app.serving import serve
    except ModuleNotFoundError as error:
        raise CINetworkError(
            "The app needs the library {name}: pip install 'ci_network[app]'", name=error.name
        ) from error
    serve(
        folder, port=port, idle=idle, language=language, opening=not no_browser,
        tell=lambda address: say("The app is at {address} (Ctrl-C ends it)", address=address),
    )  # fmt: skip
