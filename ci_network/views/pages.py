"""A page is one file: a template with its style and script, which may run these and no other."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def locked_page(
    folder: Path, template: str, style: str, script: str | None = None, **shown: object
) -> str:
    """A page that opens without any network.

    Parameters
    ----------
    folder
        Where its parts are.
    template, style, script
        Names of these; a page may have no script.
    shown
        What the template shows.
    """
    css, js = asset(folder, style), "" if script is None else asset(folder, script)
    page = _templates(folder).get_template(template)
    return page.render(style=Markup(css), script=Markup(js), policy=locked(js, css), **shown)


def templates(folder: Path) -> Environment:
    """The templates of a folder: all that they show is escaped, and they miss nothing."""
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip


_templates = cache(templates)


@cache
def asset(folder: Path, name: str) -> str:
    """The text of a part of a page."""
    return folder.joinpath(name).read_text(encoding="utf-8")


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
