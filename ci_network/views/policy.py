"""What a page may do: run its own script and style, and nothing else."""

from __future__ import annotations

import base64
import hashlib


def locked(script: str, style: str, *more: str, library: str | None = None) -> str:
    """A policy by which only these scripts and this style run, and nothing is fetched or sent.

    Parameters
    ----------
    script, style
        As they stand in the page.
    more
        Directives for what else the page shows.
    library
        Text of a further script that the page adds itself.

    Examples
    --------
    >>> locked("", "")[:60]
    "default-src 'none'; script-src 'sha256-47DEQpj8HBSa+/TImW+5J"
    """
    scripts = [f"'{_hash(text)}'" for text in (script, library) if text is not None]
    parts = (
        "default-src 'none'",
        " ".join(["script-src", *scripts]),
        f"style-src '{_hash(style)}'",
        *more,
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
