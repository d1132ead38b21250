"""The map in a notebook cell: the page in a sealed frame, and a picture without scripts."""

from __future__ import annotations

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
        A still picture, from `map_svg`: all that a notebook that is not trusted shows.
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
        f'style="width:100%;height:{HEIGHT}px;border:1px solid #d5dbe1;border-radius:8px" '
        'loading="lazy"></iframe>'
    )
    return {"text/html": frame, "image/svg+xml": svg, "text/plain": sentence}
