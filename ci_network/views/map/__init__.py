"""The map that an alliance meeting gathers around: one file that opens without internet.

>>> from ci_network.views.map import layout_csv, map_html, read_layout
"""

from __future__ import annotations

from typing import Literal

from ci_network.graphs.arrangement import Positions
from ci_network.measures.sustainability import Mapped
from ci_network.reading.layout import read_layout
from ci_network.results.positions import layout
from ci_network.views.map.contents import Opening, payload
from ci_network.views.map.drawing import scale_of, sentence, svg_of
from ci_network.views.map.notebook import notebook_bundle, picture_in_html
from ci_network.views.map.payload import Payload
from ci_network.views.map.story import StoryStep, read_story
from ci_network.views.text import csv_text

__all__ = [
    "Opening", "Payload", "Positions", "StoryStep", "html_of", "layout", "layout_csv", "map_html",
    "notebook_bundle", "payload", "picture_in_html", "read_layout", "read_story", "scale_of",
    "sentence", "svg_of",
]  # fmt: skip


def map_html(
    result: Mapped, opening: Opening | None = None, report: Literal["index.html"] | None = None
) -> str:
    """The map of an alliance as one HTML page.

    Parameters
    ----------
    result, opening
        As for `payload`.
    report
        Name of the report in the same folder, for a link back to it; no link when None.

    Returns
    -------
    str
        The page, to be written as UTF-8. The same record gives the same text.
    """
    return html_of(payload(result, opening), report)


def layout_csv(positions: Positions) -> str:
    """The text of layout.csv, for the next meeting: a row per actor, by id.

    Examples
    --------
    >>> layout_csv({"skolen": (40, -12)})
    'id,x,y\\nskolen,40,-12\\n'
    """
    rows = sorted((actor, *place) for actor, place in positions.items())
    return csv_text({name: [row[n] for row in rows] for n, name in enumerate(("id", "x", "y"))})


def html_of(shown: Payload, report: Literal["index.html"] | None = None) -> str:
    """The page of a payload, see `map_html`."""
    from ci_network.views.map.page import page  # noqa: PLC0415 - jinja2 only where a page is made

    return page(shown, report)
