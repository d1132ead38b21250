"""How an object shows itself, told by the views and not by the object.

The record and the result come before the views and cannot import them. So a view registers how a
kind of object is shown, and the object asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

Bundle = dict[str, str]
"""Content by mimetype, as Jupyter asks for it."""

_SHOWN: dict[type, Callable[[Any], Bundle]] = {}


def register(kind: type, show: Callable[[Any], Bundle]) -> None:
    """Let objects of this kind show themselves by what `show` gives of them.

    Parameters
    ----------
    kind
        A class that has `Shown` among its bases.
    show
        Gives at least ``text/plain``.
    """
    _SHOWN[kind] = show


class Shown:
    """Shows itself in a notebook and at a prompt as a view has registered it."""

    def __repr__(self) -> str:
        show = _SHOWN.get(type(self))
        return f"<{type(self).__name__}>" if show is None else show(self)["text/plain"]

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> Bundle:
        show = _SHOWN.get(type(self))
        bundle = {"text/plain": repr(self)} if show is None else show(self)
        return {
            mimetype: content
            for mimetype, content in bundle.items()
            if (not include or mimetype in include) and mimetype not in (exclude or ())
        }
