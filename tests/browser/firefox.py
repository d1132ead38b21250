"""Firefox driven by WebDriver BiDi, over the socket that it opens itself: no driver is needed.

https://w3c.github.io/webdriver-bidi/
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

_PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "intl.accept_languages": "da-DK",
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": False,
    "browser.newtab.preload": False,
    "browser.aboutwelcome.enabled": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "extensions.webextensions.remote": False,
    "fission.autostart": False,
}
"""Downloads go to a folder, and whatever is asked of the network goes to a port that is closed.
Nothing but the page is opened, and in as few processes as can be: to start takes most of the time.
"""

_WITHIN = 60.0


class Firefox:
    """One window of Firefox; what it asked of the network, and what went wrong in it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: WebSocketClientConnection) -> None:
        self._loop, self._socket, self._number = loop, socket, 0
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.window = self.send("browsingContext.create", type="tab")["context"]

    def send(self, method: str, **params: Any) -> Any:
        """One command, and its result."""
        sent = asyncio.run_coroutine_threadsafe(self._send(method, params), self._loop)
        return sent.result(_WITHIN)

    async def _send(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        await self._socket.write_message(
            json.dumps({"id": self._number, "method": method, "params": params})
        )
        while True:
            text = await asyncio.wait_for(self._socket.read_message(), _WITHIN)
            if text is None:
                raise ConnectionError("Firefox closed the connection")
            said = json.loads(text)
            if said.get("id") == self._number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['message']}")
                return said["result"]
            self._note(said)

    def _note(self, said: dict[str, Any]) -> None:
        if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
            self.errors.append(str(said["params"]["text"]))
        if said.get("method") == "network.beforeRequestSent":
            url = said["params"]["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:")):
                self.asked.append(url)

    def open(self, url: str, width: int = 1280, height: int = 720) -> None:
        self.send("browsingContext.setViewport", context=self.window,
                  viewport={"width": width, "height": height})  # fmt: skip
        self.send("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """A value from the page, waiting for a promise; it must be one that JSON can hold."""
        result = self.send(
            "script.evaluate", expression=f"Promise.resolve({expression}).then(JSON.stringify)",
            target={"context": self.window}, awaitPromise=True,
        )  # fmt: skip
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        value = result["result"].get("value")
        return None if value is None else json.loads(value)

    def until(self, expression: str) -> None:
        end = time.monotonic() + _WITHIN
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(f"{expression} never came true")
            time.sleep(0.05)


@contextlib.contextmanager
def firefox(program: str, profile: Path, downloads: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own and end it again."""
    settings = {**_PREFERENCES, "browser.download.dir": str(downloads)}
    profile.mkdir(parents=True, exist_ok=True)
    profile.joinpath("user.js").write_text(
        "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items())
    )
    process = subprocess.Popen(
        [program, "--headless", "--no-remote", "--profile", str(profile),
         "--remote-debugging-port", "0"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    # A loop in a thread of its own: Playwright may have one running in this.
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        connected = asyncio.run_coroutine_threadsafe(_connected(_address(process)), loop)
        yield Firefox(loop, connected.result(_WITHIN))
    finally:
        process.terminate()
        process.wait(_WITHIN)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_WITHIN)


async def _connected(url: str) -> WebSocketClientConnection:
    return await websocket_connect(HTTPRequest(url, connect_timeout=_WITHIN))


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return f"{found[1]}/session"
    raise ConnectionError("Firefox ended before it could be spoken to")
