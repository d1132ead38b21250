"""The map that an alliance meeting gathers around: one file that opens without internet.

>>> from ci_network.views.map import layout_csv, map_html, read_layout
"""

from __future__ import annotations

from collections.abc import Sequence

from ci_network.language import Language
from ci_network.sustainability import Sustainability
from ci_network.views.map.contents import payload
from ci_network.views.map.layout import Positions, layout, layout_csv, read_layout
from ci_network.views.map.story import StoryStep, read_story

__all__ = [
    "Positions",
    "StoryStep",
    "layout",
    "layout_csv",
    "map_html",
    "payload",
    "read_layout",
    "read_story",
]


def map_html(
    result: Sustainability,
    *,
    language: Language = "da",
    title: str | None = None,
    positions: Positions | None = None,
    story: Sequence[StoryStep] = (),
    pseudonyms: bool = False,
) -> str:
    """The map of an alliance as one HTML page.

    Parameters
    ----------
    result
        The figures of the alliance.
    language
        The language that the page opens in; it can be switched in the page.
    title
        Title of the page; a general one when None.
    positions
        Places of the actors, from `layout`; computed when None.
    story
        Steps of a story, from `read_story`.
    pseudonyms
        Write codes instead of names, so that no name can be recovered from the page.

    Returns
    -------
    str
        The page, to be written as UTF-8. The same record gives the same text.
    """
    from ci_network.views.map.page import page  # noqa: PLC0415

    shown = payload(
        result,
        language=language,
        title=title,
        positions=positions,
        story=story,
        pseudonyms=pseudonyms,
    )
    return page(shown)
