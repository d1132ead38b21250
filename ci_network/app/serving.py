"""The app on an address of this machine, until somebody ends it."""

from __future__ import annotations

import contextlib
import gc
import logging
import secrets
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from ci_network.app.safety import ENTRY, Pass
from ci_network.errors import UsageError
from ci_network.language import Language

LOOPBACK = "127.0.0.1"

_BETWEEN = 0.2
"""Seconds between two looks at whether it shall end."""

_LAST = 1.0
"""Seconds that the last page has to fetch what it is drawn with."""

_ASLEEP = 30
"""Seconds between two looks that only a machine that sleeps lets pass."""

_PATIENCE = 3
"""Seconds that requests may still take when it ends."""


def serve(
    folder: Path,
    *,
    port: int = 0,
    idle: float | None = None,
    language: Language = "da",
    opening: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the record in a folder until the page, Ctrl-C or a long silence ends it.

    Parameters
    ----------
    folder
        Where the files of the record are, or shall be.
    port
        On which to listen; a free one by default.
    idle
        Minutes without any request, an open window's included, after which it ends.
    language
        Language of the pages until a browser chooses one.
    opening
        Whether to open the browser.
    tell
        Told the address.

    Raises
    ------
    UsageError
        When the port is taken.
    """
    # The command line does without; what runs for hours cannot.
    gc.enable()
    # What a library notes of a request that is none is no news for whoever started this.
    logging.getLogger("python_multipart").addHandler(logging.NullHandler())
    with _listening(port) as listener:
        shown = Pass(secrets.token_urlsafe(32), listener.getsockname()[1])
        address = f"http://{LOOPBACK}:{shown.port}{ENTRY}?token={shown.token}"
        if opening:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        # The rooms are read while the browser starts; what it asks for waits at the listener.
        from ci_network.app.server import create_app  # noqa: PLC0415

        app = create_app(folder, shown, language)
        heard = _Heard(app)
        server = _server(heard)
        watch = threading.Thread(target=_watch, args=(server, app, heard, idle), daemon=True)
        watch.start()
        tell(address)
        try:
            server.run(sockets=[listener])
        finally:
            app.state.desk.jobs.end()


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        if sys.platform == "win32":
            # There another program could take the same port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            raise UsageError(
                "Port {port} is taken; name another one, or leave out --port.", port=str(port)
            ) from error
        listener.listen(128)
        yield listener


class _Heard:
    """The app, and when it was last asked for anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.at = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.at = time.monotonic()
        await self._app(scope, receive, send)


def _server(app: ASGIApp) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            app, log_config=None, log_level="critical", access_log=False, lifespan="off", ws="none",
            server_header=False, timeout_graceful_shutdown=_PATIENCE,
        )
    )  # fmt: skip


def _watch(server: uvicorn.Server, app: Starlette, heard: _Heard, idle: float | None) -> None:
    """End the server when the page asked for it, or when it was quiet for too long."""
    ended: threading.Event = app.state.desk.ended
    looked = time.monotonic()
    while not ended.wait(_BETWEEN):
        now = time.monotonic()
        if now - looked > _ASLEEP:
            # No window could say that it is open while the machine slept.
            heard.at = now
        looked = now
        if idle is not None and now - heard.at > 60 * idle:
            break
    else:
        time.sleep(_LAST)
    server.should_exit = True
