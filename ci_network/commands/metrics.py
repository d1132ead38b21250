"""`metrics`: the figures of each window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ci_network.commands import options
from ci_network.commands.inputs import key_output, read_alliance, tell_warnings
from ci_network.commands.outputs import Forms, say, show_result, spoken
from ci_network.commands.progress import Progress

if TYPE_CHECKING:
    from ci_network.engine import ByEngine as WorkedOut
    from ci_network.engine import Room
    from ci_network.files.writing import Output
    from ci_network.network.windows import Gathered
    from ci_network.record.keys import Key


@click.command("metrics", epilog="Example: ci-network metrics data --format json -o metrics.json")
@options.record_options()
@click.option(
    "--null", "replicates", type=click.IntRange(min=1), metavar="N",
    help="Compare the secretariat with N draws of random activities of the same sizes.",
)  # fmt: skip
@click.option(
    "--inference", "everything", is_flag=True,
    help="Every comparison: the null (999 draws), key players, influence, and more; as JSON.",
)  # fmt: skip
@click.option(
    "--without",
    metavar="COLUMN=VALUE",
    help="What is left without these actors and their activities, such as sector=Kommune.",
)
@click.option(
    "--exit", "exit_date", is_flag=False, flag_value="", metavar="[DATE]",
    help="Which ties of the year up to DATE outlived it; by default the end of the term.",
)  # fmt: skip
@options.engine_options
@options.seed_option
@options.jobs_option
@options.result_options
def command(
    asked: options.Asked,
    jobs: int | None,
    replicates: int | None,
    everything: bool,
    without: str | None,
    exit_date: str | None,
    engine: options.ByEngine | None,
    seed: int,
    form: str | None,
    output: Path,
) -> None:
    """The sustainability metrics of each window: ties, scenarios, the secretariat, convening."""
    given = {"--null": replicates, "--inference": everything or None,
             "--without": without, "--exit": exit_date,
             "--pseudonyms": asked.privacy.pseudonyms or None,
             "--key": asked.privacy.key_file}  # fmt: skip
    wanted = ", ".join(option for option, value in given.items() if value is not None)
    compare = partial(
        _compared, replicates=None if everything else replicates, without=without,
        exit_date=exit_date, seed=seed, jobs=jobs,
    )  # fmt: skip
    key: Key | None = None
    if engine is not None and not wanted:
        found = _by_engine(asked, engine, jobs)
    else:
        from ci_network.api.recipes import compared, measured
        from ci_network.inference.chance import DRAWS
        from ci_network.network.partnerships import held_in_memory
        from ci_network.network.windows import chosen, gathered
        from ci_network.results import figures

        draws = replicates or (DRAWS if everything else 0)
        alliance, key = read_alliance(asked, engine, wanted)
        choice = chosen(alliance, asked.every, asked.window)
        drawn: Gathered
        if engine is None or (everything and held_in_memory(alliance, asked.max_size)):
            drawn = result = measured(alliance, choice.every, asked.max_size, jobs, Progress)
            beside, found = compare(drawn), figures.metrics(result, choice.window)
            if engine is not None:
                found |= {"engine": {"name": engine.name, "not_computed": []}}
        else:
            drawn = gathered(alliance, choice.every, asked.max_size)
            _check(drawn, draws, engine, everything=everything)
            beside, found = compare(drawn), _of_record(asked, engine, drawn, choice.window, jobs)
        if everything:
            found |= compared(drawn, found["answer"], draws, seed, jobs, Progress)
        found |= beside
    _show_metrics(found, asked.window, form, output, key_output(asked.privacy, key))


def _check(drawn: Gathered, draws: int, engine: options.ByEngine, *, everything: bool) -> None:
    """Refuse comparisons that memory does not hold beside a record that it does."""
    from ci_network.engine.room import check_draws, check_ties

    if everything:
        check_ties(drawn)
    if draws:
        check_draws(drawn, draws, engine.memory)


def _of_record(
    asked: options.Asked,
    engine: options.ByEngine,
    drawn: Gathered,
    window: str | None,
    jobs: int | None,
) -> dict[str, Any]:
    """The figures of the record that an engine brought to memory, as it is shown."""
    from ci_network.engine import measure_record

    with Progress("Steps done") as progress:
        found = measure_record(
            asked.data, engine.name, drawn, progress, jobs, engine.memory,
            window=window, tell_room=_tell_room,
        )  # fmt: skip
    return _as_told(found, engine)


def _compared(
    drawn: Gathered,
    replicates: int | None,
    without: str | None,
    exit_date: str | None,
    seed: int,
    jobs: int | None,
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if replicates is not None:
        found |= _null(drawn, replicates, seed, jobs)
    if without is not None:
        found |= _without(drawn, without)
    if exit_date is not None:
        found |= _exit(drawn, exit_date)
    return found


def _show_metrics(
    found: dict[str, Any],
    window: str | None,
    form: str | None,
    output: Path,
    also: Sequence[Output],
) -> None:
    from ci_network.network.windows import NO_DATES, NOTHING_COUNTS
    from ci_network.results import figures
    from ci_network.views.text import metrics_text

    if window is not None:
        found = figures.only(found, window)
    if not found["windows"]:
        undated = found["data"]["activities"] > 0
        say(NO_DATES if undated else NOTHING_COUNTS)
    told = Forms(
        lambda: found,
        lambda: metrics_text(found, spoken()) + _in_words(found),
        lambda: figures.as_columns([dict(figures.flat(each)) for each in figures.by_window(found)]),
    )
    show_result(told, form, output, also)


def _by_engine(asked: options.Asked, engine: options.ByEngine, jobs: int | None) -> dict[str, Any]:
    from ci_network.engine import measure

    with Progress("Steps done") as progress:
        found = measure(
            asked.data, engine.name, asked.every, asked.max_size, progress, jobs, engine.memory,
            window=asked.window, with_evaluation=asked.with_evaluation,
            show_persons=asked.privacy.show_persons, tell_room=_tell_room,
        )  # fmt: skip
    tell_warnings(found.problems)
    return _as_told(found, engine)


def _as_told(found: WorkedOut, engine: options.ByEngine) -> dict[str, Any]:
    from ci_network.results.figures import metrics_by_engine

    if found.left_out:
        say("Not computed by an engine: {there}.", there=", ".join(found.left_out))
    return metrics_by_engine(
        found.measured, found.record, found.further, engine.name, found.left_out
    )


def _tell_room(room: Room) -> None:
    from ci_network.engine.room import gigabytes

    say(
        "Needs about {needed} GB of disk in {place}, where {free} GB are free. A run that is "
        "stopped starts over.",
        needed=gigabytes(room.needed), place=room.place, free=gigabytes(room.free),
    )  # fmt: skip


def _in_words(figures: dict[str, Any]) -> str:
    """What the comparisons say, where any was asked for."""
    if not {"null", "without", "exit"} & figures.keys():
        return ""
    from ci_network.views.readings import readings

    return "\n" + "".join(f"{sentence}\n" for sentence in readings(figures, spoken()))


def _null(drawn: Gathered, replicates: int, seed: int, jobs: int | None) -> dict[str, Any]:
    from ci_network.inference.null import null
    from ci_network.results.inferred import null_figures

    with Progress("Windows compared") as progress:
        return {"null": null_figures(null(drawn, replicates, seed, progress, jobs))}


def _without(drawn: Gathered, question: str) -> dict[str, Any]:
    from ci_network.errors import UsageError
    from ci_network.inference.key_players import those_with
    from ci_network.inference.result import labels, without_in_each
    from ci_network.results.inferred import without_figures

    column, equals, value = question.partition("=")
    if not equals:
        raise UsageError(
            "--without {question} names no column and value; write it like sector=Kommune",
            question=question,
        )
    chosen = those_with(drawn.alliance, column.strip(), value.strip())
    found = without_in_each(drawn, chosen)
    return {"without": without_figures(drawn.alliance, question, labels(drawn), found)}


def _exit(drawn: Gathered, text: str) -> dict[str, Any]:
    from ci_network.errors import UsageError
    from ci_network.inference.departure import departure, end_of_term
    from ci_network.results.inferred import departure_figures

    date = options.day_of("--exit", text) if text else end_of_term(drawn)
    if date is None:
        raise UsageError(
            "--exit: the secretariat's term has no end in nodes.csv; give a date, such as 2018-06"
        )
    return {"exit": departure_figures(departure(drawn, date))}
