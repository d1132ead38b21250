"""Whom to ask about whom: the partners of a window, and those that each has met."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

import numpy as np

from ci_network import dates
from ci_network.errors import UsageError
from ci_network.network.networks import Network
from ci_network.network.windows import WindowNetworks

MOST_PARTNERS = 1_500
"""More partners are refused: each form holds the names of all."""

_LONGEST_NAME = 48


class Respondent(NamedTuple):
    """One partner that is asked.

    Attributes
    ----------
    id, label
        Its id and its name.
    file
        A name for its form, unique among all.
    met
        Ids of the partners that it met in the window, those first that it has most to do with.
    """

    id: str
    label: str
    file: str
    met: tuple[str, ...]


class Surveying(NamedTuple):
    """A survey of the partners of a window.

    Attributes
    ----------
    name
        Name of the survey: the same for the same partners and period.
    window
        Label of the window.
    start, end
        First and last day that are asked about; None where no day is known.
    partners
        Whom to ask, by name.
    secretariat
        Names of the secretariat, without which they are to have worked together.
    """

    name: str
    window: str
    start: str | None
    end: str | None
    partners: tuple[Respondent, ...]
    secretariat: tuple[str, ...]


def surveying(drawn: WindowNetworks) -> Surveying:
    """A survey of the one window of these networks.

    Parameters
    ----------
    drawn
        The networks of an alliance, with one window.

    Returns
    -------
    Surveying
        All partners on the roster of the window.

    Raises
    ------
    UsageError
        When there are fewer than two partners, or too many.
    """
    (network,) = drawn.networks
    actors, window = drawn.alliance.actors, network.window
    if not 2 <= network.partners <= MOST_PARTNERS:
        raise UsageError(
            "There are {n} partners in {window}; a survey asks between 2 and {most}.",
            n=network.partners,
            window=window.label,
            most=MOST_PARTNERS,
        )
    start, end = window.start, window.end
    if window.label == "all":
        start, end = drawn.alliance.first, drawn.alliance.last
    met = _met(network)
    codes = sorted(
        network.roster.tolist(), key=lambda n: (actors.label[n].casefold(), actors.id[n])
    )
    names = _file_names([actors.label[code] for code in codes])
    there = (actors.id[code] for code in codes)
    told = "\n".join([str(start), str(end), *sorted(there)])
    label = window.label.replace("/", "-")
    return Surveying(
        name=f"survey-{label}-{hashlib.sha256(told.encode()).hexdigest()[:8]}",
        window=window.label,
        start=dates.iso_if_known(start),
        end=dates.iso_if_known(end),
        partners=tuple(
            Respondent(
                actors.id[code],
                actors.label[code],
                file,
                tuple(actors.id[other] for other in met.get(code, ())),
            )
            for code, file in zip(codes, names, strict=True)
        ),
        secretariat=tuple(
            actors.label[code]
            for code in (
                network.secretariat.tolist() or np.flatnonzero(actors.secretariat).tolist()
            )
        ),
    )


def _met(network: Network) -> dict[int, list[int]]:
    """Codes of the partners that each met, the strongest ties first."""
    ties = network.ties
    order = np.lexsort((ties.second, ties.first, -ties.strength)).tolist()
    met: dict[int, list[int]] = {}
    for tie in order:
        one, other = int(ties.first[tie]), int(ties.second[tie])
        met.setdefault(one, []).append(other)
        met.setdefault(other, []).append(one)
    return met


def _file_names(labels: list[str]) -> list[str]:
    """A name of a file for each label, in letters that every system and mail program keeps.

    >>> _file_names(["Ældre Sagen", "aeldre sagen", "???"])
    ['aeldre-sagen', 'aeldre-sagen-2', 'partner']
    """
    seen: dict[str, int] = {}
    names: list[str] = []
    for label in labels:
        name = _plain(label) or "partner"
        while True:
            seen[name] = seen.get(name, 0) + 1
            if seen[name] == 1:
                break
            name = f"{_plain(label) or 'partner'}-{seen[name]}"
        names.append(name)
    return names


def _plain(label: str) -> str:
    text = label.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:_LONGEST_NAME].strip("-")
