"""The map in a notebook cell: the page in a sealed frame, and a picture without scripts."""

from __future__ import annotations

import base64
from html import escape

HEIGHT = 720
"""Height of the map in a cell, in pixels: all of it is seen without scrolling at 840 wide."""


def notebook_bundle(html: str, svg: str, sentence: str) -> dict[str, str]:
    """The map as a notebook stores it: page, picture and sentence. It shows the best it may.

    Parameters
    ----------
    html
        The page, from `map_html`.
    svg
        A still picture, from `svg_of`: it lies under the frame, and is what a notebook that is
        not trusted shows, where frames are taken out.
    sentence
        The answer in words.

    Returns
    -------
    dict
        Content by mimetype, as ``_repr_mimebundle_`` gives it. The page runs in a frame that may
        run scripts and nothing else: it reaches neither the notebook nor the network.
    """
    frame = (
        f'<iframe sandbox="allow-scripts" srcdoc="{escape(html)}" title="{escape(sentence)}" '
        'style="position:absolute;top:0;left:0;width:100%;height:100%;box-sizing:border-box;'
        'border:1px solid #d5dbe1;border-radius:8px" loading="lazy"></iframe>'
    )
    picture = picture_in_html(svg, sentence)
    page = f'<div style="position:relative;height:{HEIGHT}px">{picture}{frame}</div>'
    return {"text/html": page, "image/svg+xml": svg, "text/plain": sentence}


def picture_in_html(svg: str, sentence: str) -> str:
    """A picture inside HTML: it is shown where scripts and frames are not."""
    data = base64.b64encode(svg.encode()).decode()
    return (
        f'<img alt="{escape(sentence)}" src="data:image/svg+xml;base64,{data}" '
        'style="max-width:100%;max-height:100%">'
    )
