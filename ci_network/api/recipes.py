"""How a map and a report are made: one recipe each, for Python and the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ci_network.api.choices import choose
from ci_network.dates import Every
from ci_network.errors import UsageError
from ci_network.graphs.workers import meanwhile
from ci_network.inference.chance import DRAWS
from ci_network.language import LANGUAGES, Language
from ci_network.measures.paths import EXACT_UP_TO
from ci_network.measures.sustainability import Sustainability, connected, sustainability
from ci_network.network.partnerships import held_in_memory, refuse_to_show
from ci_network.network.windows import (
    Gathered,
    WindowNetworks,
    gathered,
    why_no_window,
    window_networks,
)
from ci_network.record.alliance import Alliance
from ci_network.results import figures

if TYPE_CHECKING:
    from ci_network.graphs.workers import OnProgress
    from ci_network.views.map import Opening, Payload, Positions
    from ci_network.views.report import Heading

Telling = Callable[[str], "AbstractContextManager[OnProgress | None]"]
"""Tells how far a piece of work is, which it is given the name of."""


Cut = TypeVar("Cut", bound=Gathered)


@contextmanager
def quiet(_: str) -> Iterator[None]:
    """Tell nothing."""
    yield None


def network_of_answer(
    alliance: Alliance, every: Every | None, window: str | None, max_size: int | None
) -> WindowNetworks:
    """The networks of an alliance with the one window that is asked for, or that of the answer.

    Raises
    ------
    UsageError
        When there is no window, or none of that label.
    """
    return _one(_of_answer(alliance, every, window, max_size, window_networks), alliance)


def gathered_for_answer(
    alliance: Alliance, every: Every | None, window: str | None, max_size: int | None
) -> Gathered:
    """The same without any tie, for what asks for none."""
    return _one(_of_answer(alliance, every, window, max_size, gathered), alliance)


def _one(cut: Cut | None, alliance: Alliance) -> Cut:
    if cut is None:
        raise UsageError(why_no_window(alliance))
    return cut


def _of_answer(
    alliance: Alliance,
    every: Every | None,
    window: str | None,
    max_size: int | None,
    cut: Callable[[Alliance, Every, int | None], Cut],
) -> Cut | None:
    choice = choose(alliance, every, window)
    drawn = cut(alliance, choice.every, max_size)
    label = choice.window
    if label is None:
        from ci_network.results.answering import window_of_answer  # noqa: PLC0415 - not where it is given

        label = window_of_answer(drawn)
    return None if label is None else drawn.only(label)


def what_is_in_doubt(
    alliance: Alliance,
    language: Language,
    call: str,
    every: Every | None = None,
    window: str | None = None,
    max_size: int | None = None,
) -> str:
    """Which of the warnings about a record may change its answer, in a sentence; blank where none
    does, and where it would take long to try them.

    Parameters
    ----------
    alliance
        A record.
    language
        Language of the sentence.
    call
        The call that tells how far.
    every, window, max_size
        As for `network_of_answer`.
    """
    from ci_network.results.asking import asked_by_warnings, asking_figures, can_be_tried  # noqa: PLC0415 - not where nothing is in doubt
    from ci_network.views.questions import in_doubt  # noqa: PLC0415

    if not (can_be_tried(alliance) and held_in_memory(alliance, max_size)):
        return ""
    drawn = _of_answer(alliance, every, window, max_size, window_networks)
    if drawn is None:
        return ""
    asked = asked_by_warnings(drawn)
    return in_doubt(asking_figures(asked), language, asked.alliance.actors.label_of, call)


class MadeMap(NamedTuple):
    """The page, what it shows, and where the actors stand."""

    page: str
    shown: Payload
    positions: Positions


def make_map(
    alliance: Alliance,
    every: Every | None = None,
    opening: Opening | None = None,
    *,
    max_size: int | None = None,
    jobs: int | None = 1,
    telling: Telling = quiet,
) -> MadeMap:
    """The map of an alliance whose names are hidden already where they shall be.

    Parameters
    ----------
    alliance, every, max_size, jobs
        As for `sustainability`.
    opening
        How the page opens; its positions are those of an earlier map.
    telling
        Tells how far the work is.
    """
    from ci_network.views.map import Opening, html_of, layout, payload  # noqa: PLC0415

    opening = opening or Opening()
    refuse_to_show(alliance, max_size)
    choice = choose(alliance, every, opening.window)
    with telling("Windows measured") as progress:
        result = connected(alliance, choice.every, max_size, progress, jobs)
    with telling("Map drawn") as progress:
        positions = layout(result, opening.positions)
        _tell(progress, 1, 3)
        shown = payload(result, replace(opening, positions=positions, window=choice.window))
        _tell(progress, 2, 3)
        return MadeMap(html_of(shown), shown, positions)


def _tell(progress: OnProgress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


_SECONDS_TO_DRAW = 2e-4
"""Of a map, for each partner of a window."""


def _map_of(context: tuple[Sustainability, Opening], _number: int) -> str:
    """The map that stands beside a report."""
    from ci_network.views.map import map_html  # noqa: PLC0415

    return map_html(*context, "index.html")


def make_report(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
    language: Language = "da",
    given: Heading | None = None,
    replicates: int | None = None,
    seed: int = 1,
    layout_file: Path | None = None,
    pseudonyms: bool = False,
    png: bool = False,
    command: str | None = None,
    jobs: int | None = 1,
    telling: Telling = quiet,
) -> Mapping[str, str | bytes]:
    """The files of the report of an alliance whose names are hidden already where they shall be.

    Parameters
    ----------
    alliance, every, max_size, jobs
        As for `sustainability`.
    window
        Label of the window that the answer is about; chosen by the rule of `answer` by default.
    language, png, command
        As for `report_files`.
    given
        What stands above the first page.
    replicates, seed
        Draws that the secretariat is compared with, none at 0, and where chance begins; by
        default as many as `draws_of` says.
    layout_file
        Places of actors from an earlier map.
    pseudonyms
        Whether names are codes.
    telling
        Tells how far the work is.
    """
    from ci_network.views.map import Opening, layout, read_layout  # noqa: PLC0415
    from ci_network.views.problems import every_line  # noqa: PLC0415
    from ci_network.views.report import report_files  # noqa: PLC0415

    refuse_to_show(alliance, max_size)
    choice = choose(alliance, every, window)
    result = measured(alliance, choice.every, max_size, jobs, telling)
    found = figures.metrics(result, choice.window)
    if replicates is None:
        replicates = draws_of(result)
    if replicates:
        found |= compared(result, found["answer"], replicates, seed, jobs, telling)
    positions = layout(result, None if layout_file is None else read_layout(layout_file))
    title = None if given is None else given.title or None
    opening = Opening(language, title, positions, pseudonyms=pseudonyms, window=choice.window)
    drawing = _SECONDS_TO_DRAW * sum(network.partners for network in result.networks)
    with meanwhile(_map_of, (result, opening), drawing, jobs) as map_of:
        found |= to_decide(result, found["answer"], telling)
        with telling("Report written") as progress:
            files = report_files(
                result, language=language, found=found,
                warnings={each: every_line(alliance.warnings, each) for each in LANGUAGES},
                given=given, positions=positions, png=png, command=command,
                seed=seed if replicates else None, jobs=jobs, progress=progress,
            )  # fmt: skip
        with telling("Map drawn") as progress:
            drawn = map_of()
            _tell(progress, 1, 1)
    return {"index.html": files.pop("index.html"), "map.html": drawn, **files}


def draws_of(result: WindowNetworks) -> int:
    """`DRAWS`, or 99 where some window has more partners than paths are exact for."""
    largest = max((network.partners for network in (*result.networks, result.whole)), default=0)
    return DRAWS if largest <= EXACT_UP_TO else 99


def to_decide(
    result: Sustainability, answer: dict[str, Any], telling: Telling = quiet
) -> dict[str, Any]:
    """What to hand over and what to find out, for the window of the answer, where there is one."""
    from ci_network.results.asking import asking, asking_figures  # noqa: PLC0415
    from ci_network.results.handover import handover, handover_figures  # noqa: PLC0415

    if answer["reason"]:
        return {}
    one = result.only(answer["window"])
    with telling("Activities handed over") as progress:
        plan = handover_figures(handover(one, progress=progress))
    with telling("Questions") as progress:
        return {"plan": plan, "ask": asking_figures(asking(one, progress))}


def measured(
    alliance: Alliance, every: Every, max_size: int | None, jobs: int | None, telling: Telling
) -> Sustainability:
    """The figures of an alliance."""
    with telling("Windows measured") as progress:
        return sustainability(alliance, every, max_size, progress, jobs)


def compared(
    result: Gathered,
    answer: dict[str, Any],
    replicates: int,
    seed: int,
    jobs: int | None,
    telling: Telling,
) -> dict[str, Any]:
    """Every comparison, by the keys of metrics.json, of a record with that answer."""
    from ci_network.inference.result import inference  # noqa: PLC0415
    from ci_network.results.inferred import inference_figures  # noqa: PLC0415

    end = answer["end"]
    until = None if end is None else dt.date.fromisoformat(end).toordinal()
    with telling("Comparisons") as progress:
        made = inference(result, replicates, seed, progress, jobs, until)
    return inference_figures(result.alliance, made)
