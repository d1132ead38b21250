"""The rooms, in the order in which a person goes through them.

A room is a module with a list `ROUTES`; its first address is its name. Its templates are
`templates/NAME.html` and what begins with `NAME_`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starlette.routing import BaseRoute

from ci_network.app.rooms import answer, check, lists, plan, register, report, share
from ci_network.app.rooms import map as map_room
from ci_network.language import marked


class Room(NamedTuple):
    """A room and how it is reached.

    Attributes
    ----------
    name
        Its first address, and the name of its template.
    title
        What stands on its door.
    routes
        Its pages.
    """

    name: str
    title: str
    routes: Sequence[BaseRoute]


ROOMS = (
    Room("lists", marked("Lists"), lists.ROUTES),
    Room("register", marked("Register"), register.ROUTES),
    Room("check", marked("Check"), check.ROUTES),
    Room("answer", marked("The answer"), answer.ROUTES),
    Room("plan", marked("The plan"), plan.ROUTES),
    Room("map", marked("The map"), map_room.ROUTES),
    Room("report", marked("The report"), report.ROUTES),
    Room("share", marked("Share with others"), share.ROUTES),
)
