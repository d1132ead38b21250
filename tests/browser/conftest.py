"""A browser for the tests of pages: Chromium without any network, or with one that hangs.

Where Chromium is missing the tests are skipped with a line that says so, except in CI.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page is open for as long as what is made for loops would pay, or threads that clear up.
    "--js-flags=--no-opt --single-threaded-gc",
)
NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome",
)  # fmt: skip
"""The first has no windows, and takes two thirds of the time of the processor for a page."""
SIZES = {
    "projector": (1920, 1080),
    "laptop": (1280, 720),
    "notebook": (840, 720),
    "phone": (390, 844),
    "twice": (640, 720),
}
SCREENS = (
    "laptop", "notebook", "phone",
    *[pytest.param(size, marks=pytest.mark.slow) for size in ("projector", "twice")],
)  # fmt: skip
"""Each way in which a map is laid out; the others are laid out as the first and the last are."""


def missing(what: str) -> None:
    line = f"{what} is missing: the browser tests need Playwright, Chromium and Firefox"
    if os.environ.get("CI"):
        pytest.fail(line)
    pytest.skip(line)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Any) -> Iterator[Callable[..., Any]]:
    """Start Chromium with further flags; the same flags share one browser."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    bundled = playwright.chromium.executable_path
    if installed is None and not Path(bundled).exists():
        missing("Chromium")
    started: dict[tuple[str, ...], Any] = {}

    def start(*flags: str) -> Any:
        if flags not in started:
            started[flags] = playwright.chromium.launch(
                executable_path=installed or bundled, args=[*FLAGS, *flags]
            )
        return started[flags]

    yield start
    for browser in started.values():
        browser.close()


LEAVES_TRACES = {
    "add_init_script", "clock", "context", "emulate_media", "expose_binding", "expose_function",
    "on", "once", "route", "set_viewport_size",
}  # fmt: skip
"""What a test may do to a page that the next document in it would feel."""


OPENED_ANEW = """async hash => {
  const m = ciNetworkMap, {payload} = m, byId = (id) => document.getElementById(id);
  // Nothing is drawn on the way.
  const wait = (waits) => Object.values(m.panes).forEach((pane) => pane && (pane.waits = waits));
  wait(true);
  if (byId('play').classList.contains('on')) byId('play').click();
  if (byId('about-box').open) byId('about-box').close();
  document.activeElement?.blur();
  document.body.click();
  byId('panel').classList.remove('open');
  byId('open-legend').setAttribute('aria-expanded', 'false');
  byId('search').value = '';
  byId('search').dispatchEvent(new Event('input'));
  const last = payload.windows.findLastIndex((window) => window.activities);
  const first = payload.windows.findIndex((window) => window.label === payload.opens_at);
  m.change({window: first < 0 ? Math.max(0, last) : first, scenario: 'present', step: null,
    exit: null, language: payload.language});
  history.replaceState(null, '', '#');
  if (hash) location.hash = hash;
  else m.change({...m.fromAddress('')});
  await new Promise((done) => setTimeout(done));
  byId('live').textContent = '';
  m.change({});
  wait(false);
  byId('zoom-fit').click();
}"""
"""What leaves a map as if it had been opened at an address: some tests of one file, a page."""


IS_MAP = "Boolean(globalThis.ciNetworkMap)"


@dataclass
class Opened:
    """A page in the browser, what it asked of the network and what went wrong in it."""

    page: Any
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    marked: bool = False

    def ready(self) -> None:
        """Wait until a map stands; other pages are there at once."""
        for _ in range(200):
            if self.page.evaluate(f"!document.getElementById('columns') || {IS_MAP}"):
                break
            self.page.wait_for_timeout(25)
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def __getattr__(self, name: str) -> Any:
        self.marked |= name in LEAVES_TRACES
        return getattr(self.page, name)


@pytest.fixture(scope="session")
def spare() -> list[Any]:
    """Pages that tests are through with, to open others in."""
    return []


@pytest.fixture(scope="module")
def maps(spare: list[Any]) -> Iterator[dict[tuple[str, str], Any]]:
    """Maps by size and file, each as a test of this file left it: the next one goes on in it."""
    left: dict[tuple[str, str], Any] = {}
    yield left
    spare.extend(left.values())


@pytest.fixture
def opened(
    launch: Callable[..., Any],
    spare: list[Any],
    maps: dict[tuple[str, str], Any],
    tmp_path: Path,
) -> Iterator[Callable[..., Opened]]:
    """Open a page from disk in a window of its own, with all of the network blocked."""
    with contextlib.ExitStack() as stack:

        def open_page(
            html: str | Path,
            size: str = "laptop",
            hash: str = "",  # noqa: A002
            browser: Any = None,
            **context: Any,
        ) -> Opened:
            path = html
            if isinstance(html, str):
                path = tmp_path / "page.html"
                path.write_bytes(html.encode())
            usual = browser is None and not context
            address = path.as_uri()
            page = maps.pop((size, address), None) if usual else None
            stands = page is not None
            if page is None and usual and spare:
                page = spare.pop()
                resize(page, size)
            elif page is None:
                page = new_page(browser or launch(), size, {"offline": browser is None} | context)
            result = Opened(page)
            listeners = watch(result)

            def keep() -> None:
                is_map = page.url.partition("#")[0] == address and page.evaluate(IS_MAP)
                if is_map and path is html and (size, address) not in maps:
                    maps[size, address] = page
                else:
                    page.evaluate("localStorage.clear()")  # where a form keeps what was told
                    spare.append(page)

            stack.callback(leave, result, listeners, keep if usual else None)
            if stands:
                page.evaluate(OPENED_ANEW, hash)
                result.settle()
            else:
                if page.url.partition("#")[0] == address:
                    page.goto("about:blank")
                page.goto(f"{address}{'#' if hash else ''}{hash}")
                result.ready()
            return result

        yield open_page


def resize(page: Any, size: str) -> None:
    width, height = SIZES[size]
    if page.viewport_size != {"width": width, "height": height}:
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": height})


def new_page(browser: Any, size: str, context: dict[str, Any]) -> Any:
    width, height = SIZES[size]
    room = browser.new_context(
        viewport={"width": width, "height": height},
        service_workers="block",
        locale="da-DK",
        **context,
    )
    page = room.new_page()
    page.set_default_timeout(10_000)
    return page


def leave(result: Opened, listeners: dict[str, Any], keep: Callable[[], None] | None) -> None:
    """Keep a page for another test where nothing of this one is left in it."""
    page = result.page
    if keep is None or result.marked or page.is_closed():
        page.context.close()
        return
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    page.mouse.move(0, 0)
    keep()


def watch(result: Opened) -> dict[str, Any]:
    """Note what a page does; the listeners, by event."""
    listeners = {
        "request": lambda r: result.asked.append(r.url) if not ours(r.url) else None,
        "pageerror": lambda error: result.errors.append(str(error)),
        "console": lambda m: (
            result.errors.append(m.text) if m.type in ("error", "warning") else None
        ),
        "dialog": lambda dialog: (result.errors.append("dialog"), dialog.dismiss()),
    }
    for event, listener in listeners.items():
        result.page.on(event, listener)
    return listeners


def ours(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "about:"))


@pytest.fixture
def hanging_network(launch: Callable[..., Any]) -> Iterator[Any]:
    """A browser whose every request goes to a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        yield launch(f"--proxy-server=127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")


@pytest.fixture
def app():
    """Start the app as its command does; the address, which ends with the test."""
    started = []

    def start(folder, language):
        process = subprocess.Popen(
            [sys.executable, "-m", "ci_network", "app", str(folder), "--no-browser",
             "--lang", language],
            stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        started.append(process)
        address = re.search(r"http\S+", process.stderr.readline())[0]
        return process, address

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def visit(launch):
    """A window on the app; what went wrong in it, and what it asked of others, is noted."""
    rooms = []

    def go(address, size):
        width, height = SIZES[size]
        context = launch().new_context(
            viewport={"width": width, "height": height}, accept_downloads=True
        )
        rooms.append(context)
        base = address.partition("/enter")[0]
        noted = []
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.on("console", lambda m: noted.append(m.text) if m.type in ("error", "warning") else 0)
        page.on("dialog", lambda dialog: (noted.append("dialog"), dialog.dismiss()))
        context.on(
            "request",
            lambda r: None if r.url.startswith((base, "data:", "blob:")) else noted.append(r.url),
        )
        page.goto(address)
        page.wait_for_url(re.compile("/(answer|check|lists)$"))
        return page, base, noted

    yield go
    for context in rooms:
        context.close()
