"""Who takes over what."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ci_network.app.pages import page


def show(request: Request) -> Response:
    """The room."""
    return page(request, "plan.html")


ROUTES = [Route("/plan", show)]
