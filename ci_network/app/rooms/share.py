"""What goes out, and comes back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.app.pages import page


def show(request: Request) -> Response:
    """The room."""
    return page(request, "share.html")


ROUTES = [Route("/share", show)]
