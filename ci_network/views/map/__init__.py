"""The map that an alliance meeting gathers around: one file that opens without internet.

>>> from ci_network.views.map import layout_csv, map_html, read_layout
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ci_network.graphs.arrangement import Positions
from ci_network.language import Language
from ci_network.measures.sustainability import Mapped
from ci_network.reading.layout import read_layout
from ci_network.results.positions import layout
from ci_network.views.map.contents import payload
from ci_network.views.map.drawing import scale_of, sentence, svg_of
from ci_network.views.map.layout_file import layout_csv
from ci_network.views.map.notebook import notebook_bundle, picture_in_html
from ci_network.views.map.payload import Payload
from ci_network.views.map.story import StoryStep, read_story

__all__ = [
    "Payload",
    "Positions",
    "StoryStep",
    "html_of",
    "layout",
    "layout_csv",
    "map_html",
    "notebook_bundle",
    "payload",
    "picture_in_html",
    "read_layout",
    "read_story",
    "scale_of",
    "sentence",
    "svg_of",
]


def map_html(
    result: Mapped,
    *,
    language: Language = "da",
    title: str | None = None,
    positions: Positions | None = None,
    story: Sequence[StoryStep] = (),
    pseudonyms: bool = False,
    report: Literal["index.html"] | None = None,
    window: str | None = None,
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
    report
        Name of the report in the same folder, for a link back to it; no link when None.
    window
        Label of the window that the page opens on; that of the answer when None.

    Returns
    -------
    str
        The page, to be written as UTF-8. The same record gives the same text.
    """
    shown = payload(
        result,
        language=language,
        title=title,
        positions=positions,
        story=story,
        pseudonyms=pseudonyms,
        window=window,
    )
    return html_of(shown, report)


def html_of(shown: Payload, report: Literal["index.html"] | None = None) -> str:
    """The page of a payload, see `map_html`."""
    from ci_network.views.map.page import page  # noqa: PLC0415 - jinja2 only where a page is made

    return page(shown, report)
