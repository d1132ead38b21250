"""What people say of cells in comments: the notes of old and the threads of today."""

from __future__ import annotations

import re
from collections import defaultdict

from ci_network.workbooks.archive import Archive
from ci_network.workbooks.sheets import MOST_MARKS, Mark, place_of
from ci_network.workbooks.xlsx import links_beside, links_of
from ci_network.workbooks.xml import Local, parse, whole

LONGEST_COMMENT = 200
"""Letters that are kept of a comment."""

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


def comments_of(archive: Archive, sheet: str) -> list[Mark]:
    """The comments on the cells of a sheet; a thread is one, and stands for its note of old.

    Parameters
    ----------
    archive
        The workbook.
    sheet
        The part that holds the sheet.
    """
    folder, links = links_beside(sheet)
    if links not in archive:
        return []
    found = [(kind, part) for _, kind, part in links_of(archive, links, folder) if part in archive]
    notes, threads = (
        _texts(archive, [part for each, part in found if each == kind], element, within)
        for kind, element, within in (
            ("comments", "comment", "t"),
            ("threadedComment", "threadedComment", "text"),
        )
    )
    marks = [
        (int(place[2]), place_of(place[1]), text)
        for cell, told in (notes | threads).items()
        if (place := _PLACE.fullmatch(cell)) and (text := in_short("\n".join(told)))
    ]
    return marks[:MOST_MARKS]


def in_short(text: str) -> str:
    """A comment on one line, and no longer than is kept.

    >>> in_short("Afbud\\n\\n pr. mail ")
    'Afbud pr. mail'
    """
    return " ".join(text.split())[:LONGEST_COMMENT]


def _texts(archive: Archive, parts: list[str], element: str, within: str) -> dict[str, list[str]]:
    """The comments of each cell, without the name of the author that begins one."""
    local = Local()
    texts: dict[str, list[str]] = defaultdict(list)
    authors: list[str] = []
    cell = heard = ""
    by, listening = -1, False

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal cell, heard, by, listening
        kind = local[name]
        if kind == element:
            cell, by, heard = attributes.get("ref", ""), whole(attributes.get("authorId"), -1), ""
        elif kind == "author":
            heard, listening = "", True
        elif kind == within:
            listening = True

    def hear(letters: str) -> None:
        nonlocal heard
        if listening and len(heard) < 2 * LONGEST_COMMENT:
            heard += letters

    def end(name: str) -> None:
        nonlocal listening
        kind = local[name]
        if kind == "author":
            authors.append(heard)
        if kind in ("author", within):
            listening = False
        if kind == element:
            author = authors[by] if 0 <= by < len(authors) else ""
            told = heard.strip()
            texts[cell].append(told.removeprefix(f"{author}:") if author else told)

    for part in parts:
        authors.clear()
        parse(archive.read(part), part, begin, end, hear)
    return texts
