"""Alliances side by side in lines, for a person at a command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ci_network.files.characters import visible
from ci_network.language import Language
from ci_network.results.figures import nulls
from ci_network.views.compare import wording
from ci_network.views.compare.wording import figure
from ci_network.views.sentence import Sentence, plain, said
from ci_network.views.source import Kind
from ci_network.views.text import aligned

_COLUMNS: tuple[tuple[Sentence, str, Kind], ...] = (
    (said("period"), "window", "text"),
    (said("partners"), "partners", "count"),
    (said("activities"), "activities", "count"),
    (said("today"), "present", "share"),
    (said("lower end"), "low", "share"),
    (said("upper end"), "high", "share"),
    (said("draws as little"), "null_place", "share.1"),
    (said("to keep half"), "plan.half", "count"),
    (said("offshoots"), "offshoots.offshoots", "count"),
)


def comparison_text(comparison: Mapping[str, Any], language: Language) -> str:
    """The opening sentence, a table with a line for each alliance, and what each depends on.

    Parameters
    ----------
    comparison
        What `compare --format json` shows.
    language
        Danish or English.
    """
    told = nulls(dict(comparison))
    several = "change" not in told
    alliances = wording.by_lower_end(told["alliances"]) if several else told["alliances"]
    rows = [
        [one["name"], *(figure(one, path, kind).text(language) for _, path, kind in _COLUMNS)]
        for one in alliances
    ]
    header = ["", *(plain(name, language) for name, *_ in _COLUMNS)]
    begin = wording.opening(alliances) if several else wording.before_and_after(*alliances)
    lines = [begin, *(wording.what_moved(told) if not several else ())]
    return "".join(
        [
            *(f"{visible(plain(sentence, language))}\n" for sentence in lines),
            f"\n{aligned(header, rows)}\n",
            *(f"{visible(plain(wording.of_each(one), language))}\n" for one in alliances),
            *_behind(told, language),
        ]
    )


def _behind(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What came and went, of one alliance before and after."""
    change = told.get("change")
    if change is None:
        return
    header = [plain(said("figure"), language), plain(said("before"), language),
              plain(said("after"), language), plain(said("change"), language),
              plain(said("partners"), language), plain(said("activities"), language),
              plain(said("class"), language)]  # fmt: skip
    rows = [
        [
            plain(wording.FIGURE_NAMES[name], language),
            *(each.text(language) for each in wording.change_cells(name, shares)),
        ]
        for name, shares in change["figures"].items()
    ]
    yield f"\n{aligned(header, rows)}"
