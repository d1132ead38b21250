"""Who is let in: this machine's own browser, on our own pages, with the token of this start.

A page of somebody else may point a name at this machine (DNS rebinding), post a form to it or ask
for its pictures; another program on this machine may ask for pages. Each is told so, in words.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ci_network.language import marked

MOST_BYTES = 50 << 20
"""A larger upload is refused."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What our pages may do. A page that is whole in itself brings a policy of its own."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser would not say where our own forms come from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_SAFE_METHODS = ("GET", "HEAD")

ENTRY = "/enter"
"""Where a browser shows the token of the address and is given the cookie."""

_OF_NOBODY = ("/static/", "/vendor/")
"""Files that are the same for everybody and tell nothing of the record."""

_WRONG_HOST = marked("This page is asked for by a wrong name.")
_WRONG_ORIGIN = marked("This was asked by a page of somebody else, and is not done.")
_NO_TOKEN = marked(
    "This browser has not been let in. Open the address that was shown when the app started."
)

TOO_LARGE = marked("The file is too large: {limit} MB is the most.")

Refusal = Callable[[Request, int, str], Response]
"""A page in words, from a status and a sentence."""


@dataclass(frozen=True)
class Pass:
    """What a browser must show.

    Attributes
    ----------
    token
        Of this start.
    port
        That the app listens at; cookies are shared by all ports of a machine, so that each has its
        own.
    """

    token: str
    port: int

    @property
    def cookie(self) -> str:
        """Name of the cookie."""
        return f"ci-network-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What this machine may be called."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    def fits(self, token: str | None) -> bool:
        """Whether it is the token of this start."""
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())


class Guard:
    """Lets in what shows the pass, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, shown: Pass, refuse: Refusal) -> None:
        self._app, self._pass, self._refuse = app, shown, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = _with_headers(send)
        headers = Headers(scope=scope)
        status, why = 403, self._why_not(headers, Request(scope))
        length = headers.get("content-length", "0")
        if why is None and length.isdigit() and int(length) > MOST_BYTES:
            status, why = 413, TOO_LARGE
        if why is None:
            await self._app(scope, _counted(receive), sending)
        else:
            await self._refuse(Request(scope, receive), status, why)(scope, receive, sending)

    def _why_not(self, headers: Headers, request: Request) -> str | None:
        host = headers.get("host", "")
        if host not in self._pass.hosts or len(headers.getlist("host")) != 1:
            return _WRONG_HOST
        if request.url.path == ENTRY and request.method in _SAFE_METHODS:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        ours = f"http://{host}"
        if (
            len(headers.getlist("origin")) > 1
            or origin not in (None, ours)
            or site not in (None, "none", "same-origin")
        ):
            return _WRONG_ORIGIN
        if request.method not in _SAFE_METHODS and origin != ours:
            return _WRONG_ORIGIN
        if request.url.path.startswith(_OF_NOBODY):
            return None
        return None if self._pass.fits(request.cookies.get(self._pass.cookie)) else _NO_TOKEN


def _counted(receive: Receive) -> Receive:
    """What is sent, up to the same limit where it does not say beforehand how much it is."""
    so_far = 0

    async def receiving() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > MOST_BYTES:
            raise HTTPException(413)
        return message

    return receiving


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", POLICY)
        await send(message)

    return sending


def let_in(shown: Pass, token: str | None) -> Response | None:
    """A page that goes on to the first room with the cookie; None where the token is wrong.

    The browser was sent here from outside, and would leave a strict cookie out of a redirection.
    """
    if not shown.fits(token):
        return None
    response = HTMLResponse(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>ci_network</title>'
        '<link rel="icon" href="data:,">'
        '<meta http-equiv="refresh" content="0;url=/">'
    )
    response.set_cookie(shown.cookie, shown.token, httponly=True, samesite="strict", path="/")
    return response
