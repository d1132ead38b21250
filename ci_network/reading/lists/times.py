"""Time as other tools write it."""

from __future__ import annotations

import re

from ci_network.reading.lists.when import YEARS, when

INVOLVED = {"none": "none", "present": "present", "led": "led"}
"""Involvement of the secretariat, as our own exports name it."""

_NUMBER = re.compile(r"(\d{4})(\d\d)?(\d\d)?(?:\.0+)?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.ASCII)
_SPELL = re.compile(r"\s*([\d-]*)/([\d-]*)\s+(none|present|led)\s*", re.ASCII)


def time_of(text: str) -> str:
    """A date as the reader knows it; blank when it is none.

    Examples
    --------
    >>> time_of("201803"), time_of("2018.0"), time_of("2018-03-14T00:00:00"), time_of("17")
    ('2018-03', '2018', '2018-03-14', '')
    """
    text = text.strip()
    if match := _MOMENT.fullmatch(text):
        text = match[1]
    if (match := _NUMBER.fullmatch(text)) and int(match[1]) in YEARS:
        text = "-".join(filter(None, match.groups()))
    read = when(text)
    return read.start if read is not None and not read.end else ""


def stretch_of(text: str) -> tuple[str, str]:
    """Start and end of a cell that may hold a stretch; blank when it is no time.

    Examples
    --------
    >>> stretch_of("2017-2019"), stretch_of("201803"), stretch_of("17")
    (('2017', '2019'), ('2018-03', ''), ('', ''))
    """
    if start := time_of(text):
        return start, ""
    read = when(text)
    return ("", "") if read is None else (read.start, read.end)


def read_spells(text: str) -> list[tuple[str, str, str]]:
    """Spells as our own exports write them: start, end and involvement of each.

    Examples
    --------
    >>> read_spells("2017-01-01/2017-12-31 led; / none")
    [('2017-01-01', '2017-12-31', 'led'), ('', '', 'none')]
    """
    found = []
    for piece in filter(None, map(str.strip, text.split(";"))):
        match = _SPELL.fullmatch(f"{piece}") or _SPELL.fullmatch(f" {piece}")
        if match is None:
            return []
        found.append((match[1], match[2], match[3]))
    return found
