"""What to hand over, and what to find out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ci_network.api.frames import frame
from ci_network.api.recipes import gathered_for_answer, network_of_answer
from ci_network.dates import Every
from ci_network.errors import UsageError
from ci_network.files.writing import write_file
from ci_network.inference.plan import PLAN_MEASURES, PlanMeasure
from ci_network.language import Language
from ci_network.record.alliance import Alliance
from ci_network.record.display import Bundle, Shown, register
from ci_network.results.asking import Asking, asking, asking_columns, asking_figures
from ci_network.results.handover import Handover, handover, handover_figures
from ci_network.views.forms.decisions import plan_workbook, questions_workbook
from ci_network.views.plan import plan_text
from ci_network.views.questions import questions_text


@dataclass(frozen=True, eq=False, repr=False)
class HandoverPlan(Shown):
    """What to hand over in a window, and to whom.

    Attributes
    ----------
    figures
        All of it, as ``ci-network plan --format json`` shows it.
    """

    figures: Mapping[str, Any]
    _made: Handover

    @property
    def steps(self) -> pd.DataFrame:
        """A row for each number ``k`` of activities: the ``value`` kept, whether every set was
        tried (``exact``), and the lists ``activities``, ``added``, ``removed``."""
        return pd.DataFrame(self.figures["steps"])

    @property
    def worth(self) -> pd.DataFrame:
        """The open activities in order of worth: ``activity``, what it keeps ``alone``, and the
        partner of the ``proposal``."""
        proposal = self.figures["proposal"]
        rows = [
            each | {"proposal": proposal.get(each["activity"])} for each in self.figures["worth"]
        ]
        return pd.DataFrame(rows, columns=["activity", "alone", "proposal"])

    @property
    def candidates(self) -> pd.DataFrame:
        """Who could take over: a row for each ``activity`` and ``partner``, the likeliest first."""
        rows = [
            {"activity": activity} | each
            for activity, who in self.figures["candidates"].items()
            for each in who
        ]
        columns = ["activity", "partner", "led_it", "led_others", "shared", "leads_now"]
        return pd.DataFrame(rows, columns=columns)

    def text(self, language: Language = "en") -> str:
        """The plan in lines, as the command shows it."""
        return plan_text(self.figures, language, self._made.alliance.actors.label_of)

    def write(self, path: str | os.PathLike[str], language: Language = "da") -> None:
        """Write the workbook to decide in, which ``ci-network apply`` reads back."""
        candidates = self.figures["candidates"].values()
        known = sorted({each["partner"] for some in candidates for each in some})
        label = self._made.alliance.actors.label_of
        write_file(Path(path), plan_workbook(self.figures, language, label, known))


def plan(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    measure: PlanMeasure = "connectedness",
    most: int | None = None,
    load: int = 2,
    max_size: int | None = None,
) -> HandoverPlan:
    """Which activities somebody must take over so that the alliance holds, and who could.

    Parameters
    ----------
    alliance, every, max_size
        As for `evaluate`.
    window
        Label of the window; that of the answer by default.
    measure
        What to keep: ``connectedness``, ``largest_component`` or ``efficiency``.
    most
        Activities to hand over at most; as many as it takes by default.
    load
        Activities that nobody is proposed for more of.

    Returns
    -------
    HandoverPlan
        For each number of activities the best set; it shows itself in a notebook.

    Raises
    ------
    UsageError
        When there is no such window or measure.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.plan(ci.simulated(seed=1), window="2017")
    >>> found.steps["value"].is_monotonic_increasing
    True
    """
    if measure not in PLAN_MEASURES:
        raise UsageError(f"measure={measure!r} is none of {', '.join(PLAN_MEASURES)}.")
    made = handover(gathered_for_answer(alliance, every, window, max_size), measure, most, load)
    return HandoverPlan(handover_figures(made), made)


@dataclass(frozen=True, eq=False, repr=False)
class OpenQuestions(Shown):
    """What to find out about a window, by how far it moves the answer.

    Attributes
    ----------
    figures
        All of it, as ``ci-network ask --format json`` shows it.
    """

    figures: Mapping[str, Any]
    _asked: Asking

    def table(self, language: Language = "en") -> pd.DataFrame:
        """A row for each question and answer: ``kind``, ``about``, ``question``, ``answer``,
        ``low`` and ``high`` (the range with it), ``swing`` and ``ask``."""
        return frame(asking_columns(dict(self.figures), language))

    def text(self, language: Language = "en") -> str:
        """The questions in lines, as the command shows them."""
        return questions_text(self.figures, language, self._asked.alliance.actors.label_of)

    def write(self, path: str | os.PathLike[str], language: Language = "da") -> None:
        """Write the workbook to answer in, which ``ci-network apply`` reads back."""
        label = self._asked.alliance.actors.label_of
        write_file(Path(path), questions_workbook(self.figures, language, label))


def questions(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
) -> OpenQuestions:
    """What the record leaves open, the question first that moves the answer most.

    Parameters
    ----------
    alliance, every, max_size
        As for `evaluate`.
    window
        Label of the window; that of the answer by default.

    Returns
    -------
    OpenQuestions
        Each with its answers and the range that they would give; shows itself in a notebook.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.questions(ci.simulated(seed=1), window="2017")
    >>> found.table()["swing"].dropna().is_monotonic_decreasing
    True
    """
    asked = asking(network_of_answer(alliance, every, window, max_size))
    return OpenQuestions(asking_figures(asked), asked)


def _text(shown: HandoverPlan | OpenQuestions) -> Bundle:
    return {"text/plain": shown.text()}


register(HandoverPlan, _text)
register(OpenQuestions, _text)
