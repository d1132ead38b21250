"""Pajek's .net with time intervals of months, written as 201803."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count

from ci_network.network.partnerships import INVOLVEMENTS, Involvement
from ci_network.record.alliance import Alliance
from ci_network.views.exports.ties import Spell, Tie, ties


def pajek(alliance: Alliance, max_size: int | None = None, *, times: bool = True) -> str:
    """Actors and ties as a Pajek network in time.

    Returns
    -------
    str
        A line for each tie and involvement of the secretariat, with the months in which the two
        met so. The strength of a tie is divided among its lines, so that a reader who adds up
        the lines of a pair has it whole. What has no date is a line without months.
        Without `times` each tie is one line, as igraph reads it. With them, names that are not
        all ASCII begin with the mark of UTF-8, by which Pajek knows them.
    """
    actors = alliance.actors
    number = {actor: place for place, actor in enumerate(actors.id, start=1)}
    lines = [f"*Vertices {len(actors)}"]
    lines += [f'{place} "{label}"' for place, label in enumerate(_labels(actors.id), start=1)]
    lines.append("*Edges")
    for tie in ties(alliance, max_size, times=times):
        lines += _lines(tie, f"{number[tie.source]} {number[tie.target]}")
    text = "\n".join(lines) + "\n"
    return text if text.isascii() or not times else f"\ufeff{text}"


def _lines(tie: Tie, ends: str) -> list[str]:
    """A line without an interval is there always for Pajek: what has no date stands alone."""
    alike: dict[tuple[Involvement, bool], list[Spell]] = defaultdict(list)
    for spell in tie.spells:
        alike[spell.involvement, spell.start is not None].append(spell)
    share = tie.strength / len(alike) if alike else tie.strength
    return [
        f"{ends} {share!r} l "
        f'"{involvement}" '
        f"{_intervals(alike[involvement, True]) if dated else ''}".rstrip()
        for involvement in INVOLVEMENTS
        for dated in (False, True)
        if (involvement, dated) in alike
    ]


def _intervals(spells: Sequence[Spell]) -> str:
    """Months in brackets, each as six figures."""
    found: list[tuple[str, str]] = []
    for spell in spells:
        first, last = _month(spell.start), _month(spell.end)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return f"[{','.join(f'{a}-{b}' if a != b else a for a, b in found)}]"


def _month(ordinal: int | None) -> str:
    day = dt.date.fromordinal(ordinal or 1)
    return f"{day.year:04d}{day.month:02d}"


def _labels(ids: Iterable[str]) -> list[str]:
    """A label for each id, as readers of Pajek can take it; no two the same."""
    labels: list[str] = []
    taken: set[str] = set()
    for actor in ids:
        plain = "".join(c if _can_stand(c) else " " for c in actor)
        plain = plain.translate({ord('"'): "'", ord("\\"): "/"})
        ways = (f"{plain} ({number})" for number in count(2))
        labels.append(next(each for each in chain([plain], ways) if each.casefold() not in taken))
        taken.add(labels[-1].casefold())
    return labels


def _can_stand(character: str) -> bool:
    """Whether a character has a place within a line; those that only join others have."""
    return character.isprintable() or unicodedata.category(character) == "Cf"
