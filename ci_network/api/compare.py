"""Alliances side by side as a DataFrame, and one alliance before and after."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from ci_network.api.choices import asked, length
from ci_network.api.frames import frame
from ci_network.api.side_by_side import Case, SideBySide, side_by_side
from ci_network.dates import Every, length_of
from ci_network.errors import UsageError
from ci_network.files.writing import write_folder
from ci_network.inference.chance import DRAWS
from ci_network.language import Language
from ci_network.record.alliance import Alliance
from ci_network.record.display import Bundle, Shown, register
from ci_network.record.pseudonyms import without_persons
from ci_network.results.comparison_tables import change_columns, wide_columns
from ci_network.views.compare.folder import comparison_files
from ci_network.views.compare.text import comparison_text


def compare(
    alliances: Mapping[str, Alliance],
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
    replicates: int = DRAWS,
    seed: int = 1,
    jobs: int | None = 1,
) -> pd.DataFrame:
    """Alliances side by side: what would be left of each without its secretariat.

    Parameters
    ----------
    alliances
        The records by name.
    every, max_size
        As for `evaluate`.
    window
        Label of the window for all of them; by default each has that of its own answer.
    replicates
        Draws of random activities of the same sizes that each is compared with; 0 for none.
    seed
        Where chance begins.
    jobs
        Processes that share the work; None for one for each core where it takes seconds.

    Returns
    -------
    DataFrame
        A row for each alliance, in the order in which they were given: ``alliance``, ``window``,
        ``verdict``; ``low``, ``high``, ``present`` (share of its pairs of partners that are
        connected in `unaided`, `led_activities_end` and today, 0 to 1), ``retention_low`` and
        ``retention_high`` (the first two over the third); ``partners``, ``activities``;
        ``hinge`` and ``hinge_activities`` (what it depends on); ``plan_half``,
        ``plan_nine_tenths``, ``plan_all`` (open activities to hand over to keep so much);
        ``null_place`` (share of draws that keep as little as the secretariat's own activities
        leave, or less), ``null_loose`` (whether hardly anything could be drawn, so that nothing
        can be concluded), ``eligible``; ``ties``, ``independent_share``,
        ``partner_led_independent``, ``partner_leads``; ``met_through_secretariat``,
        ``offshoots``, ``offshoot_share`` within 24 months with its 95 % interval ``offshoot_low``
        and ``offshoot_high``; ``ties_after_year`` and ``partners_after_year`` (share that lasts
        longer than a year); ``core`` and ``core_unaided`` (partners in it); ``first`` and
        ``last`` day of the record, ``activities_without_date``,
        ``activities_without_lead``. NaN or None where undefined.

    Raises
    ------
    UsageError
        When there is no alliance, or one has no such window; the sentence names it.

    Examples
    --------
    >>> import ci_network as ci
    >>> two = {"Helsingør": ci.example(), "made up": ci.simulated(seed=1)}
    >>> ci.compare(two, replicates=99)[["alliance", "window", "verdict", "hinge"]]
        alliance window    verdict       hinge
    0  Helsingør   2019  undecided  activities
    1    made up   2019      holds        none
    """
    if not alliances:
        raise UsageError("There is no alliance to compare.")
    every, window = asked(every, window)
    cases = [Case(name, alliance, window) for name, alliance in alliances.items()]
    made = side_by_side(
        cases, every, max_size=max_size, replicates=replicates, seed=seed, jobs=jobs
    )
    return frame(wide_columns(made.found["alliances"]))


@dataclass(frozen=True, eq=False, repr=False)
class Change(Shown):
    """What changed from one window, or version of the record, to another, taken apart.

    Attributes
    ----------
    figures
        All of it, as under ``change`` in ``ci-network compare --format json``.
    """

    figures: Mapping[str, Any]
    _made: SideBySide

    @property
    def parts(self) -> pd.DataFrame:
        """A row for each ``figure``: ``before``, ``after``, ``change``, and what ``partners``,
        ``activities`` and ``class`` make of it; the three add up to the change."""
        return frame(change_columns(dict(self.figures)))

    @property
    def ties(self) -> pd.DataFrame:
        """A row for each tie that is not the same: the ``part`` it belongs to and ``how``,
        ``source``, ``target`` and their labels, its class ``before`` and ``after``, and the lists
        ``activities_before`` and ``activities_after``."""
        columns = (
            "part", "how", "source", "target", "source_label", "target_label", "before", "after",
            "activities_before", "activities_after",
        )  # fmt: skip
        return pd.DataFrame(self.figures["ties"], columns=list(columns))

    def text(self, language: Language = "en") -> str:
        """The change in lines, as the command shows it."""
        return comparison_text(self._made.found, language)

    def write(self, path: str | os.PathLike[str], language: Language = "da") -> None:
        """Write the page, the workbook and the tables into a folder; see ``ci-network compare``."""
        write_folder(Path(path), comparison_files(self._made.found, self._made.shown,
                                                  language=language))  # fmt: skip


def change(
    alliance: Alliance,
    before: str | None = None,
    after: str | None = None,
    *,
    later: Alliance | None = None,
    every: Every | None = None,
    max_size: int | None = None,
    replicates: int = DRAWS,
    seed: int = 1,
) -> Change:
    """Take the change from one window to another apart: partners, activities, class.

    Persons get codes; `hide_names` gives codes to all.

    Parameters
    ----------
    alliance
        The record.
    before, after
        Labels of two windows of the same length. With `later` they may be left out: then each
        version has the window of its own answer.
    later
        A later version of the record, from which the second window is taken; the same record by
        default. An actor is the same where its id is.
    every, max_size
        As for `evaluate`.
    replicates, seed
        As for `compare`.

    Returns
    -------
    Change
        ``parts``: the figures before and after, and the Shapley value of each of the three parts;
        ``ties``: what is behind them, by name.

    Raises
    ------
    UsageError
        When a window is missing, or there is no activity in one of the two.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.change(ci.example(), "2017", "2019", replicates=0)
    >>> found.parts.set_index("figure").loc["high", ["change", "partners", "activities"]].round(3)
    change        0.076
    partners      0.041
    activities    0.035
    Name: high, dtype: float64
    """
    if later is None:
        if before is None or after is None or before == after:
            raise UsageError("Name two different windows, before and after, such as 2017 and 2019.")
        if length_of(before) != length_of(after):
            raise UsageError(
                "{before} and {after} are not equally long, so they cannot be compared.",
                before=before,
                after=after,
            )
        names = [before, after]
    else:
        names = [
            word if label is None else f"{word} ({label})"
            for word, label in (("before", before), ("after", after))
        ]
    first, second = _hidden(alliance, alliance if later is None else later)
    made = side_by_side(
        [Case(names[0], first, before), Case(names[1], second, after)], length(every),
        max_size=max_size, replicates=replicates, seed=seed, changed=True, drawn=True,
    )  # fmt: skip
    return Change(made.found["change"], made)


def _hidden(before: Alliance, after: Alliance) -> tuple[Alliance, Alliance]:
    """Both with codes for persons, the same code for the same id."""
    first, key = without_persons(before)
    second, _ = without_persons(after, key)
    return first, second


def _show(shown: Change) -> Bundle:
    text = shown.text()
    return {"text/plain": text, "text/html": f"<pre>{escape(text)}</pre>"}


register(Change, _show)
