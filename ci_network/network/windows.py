"""The networks of all windows of an alliance, before any measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from ci_network.dates import Every, Window, length_of, one_of, windows
from ci_network.errors import UsageError
from ci_network.language import marked as _
from ci_network.network.networks import Gathering, Network, gatherings, networks
from ci_network.network.partnerships import (
    Meetings,
    MeetingsInBlocks,
    Stretches,
    Together,
    all_meetings,
    stretches,
)
from ci_network.record.accounts import nothing_counts, what_counts
from ci_network.record.alliance import Alliance

NO_DATES = _(
    "No activity has a date, so there is no window of that length; --every all takes the whole "
    "record."
)

NO_ACTIVITY = _("No activity is recorded, so there is no window.")

NOTHING_COUNTS = _(
    "Nothing that is recorded counts, so there is no window: evaluations do not, unless "
    "--with-evaluation is said, nor does what one partner alone says of a pair."
)


@dataclass(frozen=True, eq=False)
class Gathered:
    """An alliance in windows, as far as memory holds it: who came together, and the meetings.

    Attributes
    ----------
    record
        The record as it was read.
    alliance
        The part of it that counts: without its evaluation activities, and without what one
        partner alone says of a pair.
    every, max_size
        Length of a window; size above which activities make no ties.
    spans, meetings
        Its stretches and meetings.
    networks
        Who came together in each window; with the ties that this made, where memory holds them.
    whole
        The same of the whole period.
    """

    record: Alliance
    alliance: Alliance
    every: Every
    max_size: int | None
    spans: Stretches
    meetings: Together
    networks: tuple[Gathering, ...]
    whole: Gathering

    @property
    def has_secretariat(self) -> bool:
        """Whether any actor is flagged; without one, questions about it have no figures."""
        return bool(self.alliance.actors.secretariat.any())

    def only(self, label: str) -> Self:
        """The same with the one window of this label."""
        return self._only(one_of([network.window.label for network in self.networks], label))

    def _only(self, number: int) -> Self:
        return replace(self, networks=(self.networks[number],))


@dataclass(frozen=True, eq=False)
class WindowNetworks(Gathered):
    """The networks of an alliance, before any measure."""

    meetings: Meetings
    networks: tuple[Network, ...]
    whole: Network


def why_no_window(record: Alliance) -> str:
    """Why no window can be chosen, as a sentence of the catalogue.

    Parameters
    ----------
    record
        A checked record of which nothing that counts is dated.
    """
    if nothing_counts(record):
        return NOTHING_COUNTS
    return NO_DATES if len(record.activities) else NO_ACTIVITY


def usual_length(record: Alliance) -> Every:
    """How long windows are where nobody says so: a year, or all where nothing is dated.

    Parameters
    ----------
    record
        A checked record.
    """
    undated = what_counts(record).first is None and not nothing_counts(record)
    return "all" if undated else "year"


class Choice(NamedTuple):
    """How long the windows are, and which one is asked for by its label; None for all."""

    every: Every
    window: str | None


def chosen(alliance: Alliance, every: Every | None = None, window: str | None = None) -> Choice:
    """What is meant by a length, a label, both or none.

    Parameters
    ----------
    alliance
        The record.
    every
        Length of a window; that of the window's label by default, and else the usual one.
    window
        Label of one window.

    Raises
    ------
    UsageError
        When there is no such window; the sentence lists those that there are.
    """
    if window is None:
        return Choice(every or usual_length(alliance), None)
    length = every or length_of(window) or usual_length(alliance)
    if length != "all" and nothing_counts(alliance):
        raise UsageError(NOTHING_COUNTS)
    one_of(window_labels(alliance, length), window)
    return Choice(length, window)


def window_labels(alliance: Alliance, every: Every) -> list[str]:
    """Labels of the windows that there are, in order of time."""
    counted = what_counts(alliance)
    return [each.label for each in windows(counted.first, counted.last, every)]


def window_networks(
    record: Alliance, every: Every | None = None, max_size: int | None = None
) -> WindowNetworks:
    """Cut the record of an alliance into the networks of its windows.

    Parameters
    ----------
    record
        A checked record.
    every
        Length of a window; the usual one by default.
    max_size
        Activities with more actors than this make no ties, the secretariat's own included.
    """
    every = every or usual_length(record)
    alliance = what_counts(record)
    spans = stretches(alliance)
    meetings = all_meetings(spans, len(alliance.actors), max_size)
    wanted, many = _windows(alliance, every)
    found = tuple(networks(alliance, spans, meetings, wanted, max_size))
    return WindowNetworks(
        record, alliance, every, max_size, spans, meetings, found[:many], found[-1]
    )


def gathered(record: Alliance, every: Every | None = None, max_size: int | None = None) -> Gathered:
    """The same without any tie, for a record that makes more meetings than memory holds.

    Parameters are those of `window_networks`.
    """
    every = every or usual_length(record)
    alliance = what_counts(record)
    spans = stretches(alliance)
    meetings = MeetingsInBlocks(spans, len(alliance.actors), max_size)
    wanted, many = _windows(alliance, every)
    found = tuple(gatherings(alliance, spans, wanted, max_size))
    return Gathered(record, alliance, every, max_size, spans, meetings, found[:many], found[-1])


def _windows(alliance: Alliance, every: Every) -> tuple[tuple[Window, ...], int]:
    """The windows, of which the last is the whole period, and how many there are but for it."""
    found = windows(alliance.first, alliance.last, every)
    whole = windows(alliance.first, alliance.last, "all")
    return (found if found == whole else found + whole), len(found)
