"""What was worked out from the record, kept in memory for as long as the record stands so."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from ci_network.graphs.workers import OnProgress
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.record.alliance import CONTINUES, NOT_KNOWN, Alliance
from ci_network.record.series import unit_name, units
from ci_network.results.answer import Answer
from ci_network.results.answering import answer
from ci_network.results.asking import asked_one_by_one, asking, asking_figures
from ci_network.results.handover import handover, handover_figures

Result = TypeVar("Result")

_KEPT = 4
"""Versions of the record whose figures are kept; an answer that is taken back finds them again."""


class _Once(Generic[Result]):
    """A figure that is worked out when it is first asked for; who asks meanwhile waits for it."""

    def __init__(self, work: Callable[..., Result]) -> None:
        self._work, self._lock = work, Lock()
        self._found: list[Result] = []

    def __call__(self, *how: object) -> Result:
        with self._lock:
            if not self._found:
                self._found.append(self._work(*how))
            return self._found[0]


class Figures:
    """Figures of one version of the record.

    Parameters
    ----------
    version
        The code of the version.
    alliance
        The record.
    """

    def __init__(self, version: str, alliance: Alliance) -> None:
        self.version, self.alliance = version, alliance
        self._every = _Once(lambda: window_networks(alliance))
        self._answer = _Once(lambda: answer(self._every()))
        self._asked = _Once(self._ask)
        self._in_series = _Once(self._ask_series)
        self._plan = _Once(self._hand_over)

    @property
    def answer(self) -> Answer:
        """What is left without the secretariat."""
        return self._answer()

    @property
    def drawn(self) -> WindowNetworks | None:
        """The networks with the window of the answer alone; None where there is no such window."""
        label = self.answer.window
        return None if label is None else self._every().only(label)

    def asked(self, progress: OnProgress | None = None) -> dict[str, Any] | None:
        """What to find out, as `ask --format json` has it; None where there is no window.

        Parameters
        ----------
        progress
            Told how many questions are worked out.
        """
        return self._asked(progress)

    def questions(self) -> list[dict[str, Any]]:
        """The same questions; those about a series have in `each` one about each meeting."""
        return self._in_series()

    @property
    def plan(self) -> dict[str, Any] | None:
        """What to hand over, as `plan --format json` has it; None where there is no window."""
        return self._plan()

    def _ask(self, progress: OnProgress | None) -> dict[str, Any] | None:
        drawn = self.drawn
        return None if drawn is None else asking_figures(asking(drawn, progress))

    def _ask_series(self) -> list[dict[str, Any]]:
        drawn, asked = self.drawn, self.asked()
        if drawn is None or asked is None:
            return []
        questions: list[dict[str, Any]] = asked["questions"]
        if not any("series" in each for each in questions):
            return questions
        single = asking_figures(asked_one_by_one(drawn))["questions"]
        return [each | _meetings(each, single) for each in questions]

    def _hand_over(self) -> dict[str, Any] | None:
        drawn = self.drawn
        return None if drawn is None else handover_figures(handover(drawn))

    @property
    def decided(self) -> list[dict[str, Any]]:
        """What is said of the future of the activities in the window: `activity` (a name, that of a
        series where the same is said of several of its meetings), `about` (their names),
        `continues`, `taken_over_by` (an id) and `evidence`."""
        drawn = self.drawn
        if drawn is None:
            return []
        told, ids = drawn.alliance.activities, (*drawn.alliance.actors.id, None)
        codes = drawn.networks[0].activities
        by_words = defaultdict(list)
        for code in codes[told.continues[codes] != NOT_KNOWN].tolist():
            heir = ids[told.taken_over_by[code]]
            words = (CONTINUES[told.continues[code]], heir, told.continues_evidence[code])
            by_words[words].append(code)
        its = [
            (unit, words) for words, some in by_words.items() for unit in units(told.series, some)
        ]
        return [
            {
                "activity": unit_name(told.name, told.series, unit),
                "about": [told.name[code] for code in unit],
                "continues": continues,
                "taken_over_by": heir,
                "evidence": evidence,
            }
            for unit, (continues, heir, evidence) in sorted(its)
        ]

    @property
    def partners(self) -> list[str]:
        """Ids of the partners on the roster of the window, in the order of the record."""
        drawn = self.drawn
        if drawn is None:
            return []
        return [drawn.alliance.actors.id[code] for code in drawn.networks[0].roster.tolist()]


def _meetings(
    question: dict[str, Any], single: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """The questions about each meeting of a series, where the question is about one."""
    if "series" not in question:
        return {}
    its = {(question["kind"], name) for name in question["about"]}
    return {"each": [each for each in single if (each["kind"], each["about"]) in its]}


class Held:
    """The figures of the latest versions."""

    def __init__(self) -> None:
        self._by_version: OrderedDict[str, Figures] = OrderedDict()
        self._lock = Lock()

    def of(self, version: str, alliance: Alliance) -> Figures:
        """The figures of a version; requests that come together share them."""
        with self._lock:
            if version not in self._by_version:
                self._by_version[version] = Figures(version, alliance)
            self._by_version.move_to_end(version)
            while len(self._by_version) > _KEPT:
                self._by_version.popitem(last=False)
            return self._by_version[version]
