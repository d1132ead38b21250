"""The command line: each command reads, calls and shows.

Heavy libraries are imported where they are used, so that help and usage errors are quick.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ci_network.errors import CINetworkError, DataError
from ci_network.language import LANGUAGES, Language
from ci_network.progress import Progress
from ci_network.windows import EVERY, Every

if TYPE_CHECKING:
    from ci_network.alliance import Alliance
    from ci_network.content import Content
    from ci_network.errors import Problem
    from ci_network.pseudonyms import Key
    from ci_network.reading import Reading
    from ci_network.sustainability import Sustainability

DONE, DATA_HAS_PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

EXAMPLES = {
    "check": "ci-network check data",
    "metrics": "ci-network metrics data --window year --format json -o metrics.json",
    "ties": "ci-network ties data --window all --format csv -o ties.csv",
    "partners": "ci-network partners data --window all --format csv -o partners.csv",
    "map": "ci-network map data -o map.html --window quarter --lang da",
    "report": "ci-network report data -o report --lang da",
    "import": "ci-network import attendance.xlsx -o my-alliance --secretariat Secretariat",
    "export": "ci-network export data --to gexf -o alliance.gexf",
    "template": "ci-network template -o alliance.xlsx --lang da",
    "example": "ci-network example -o example",
}

ENGINES = ("duckdb", "spark")

EXPORTS = ("gexf", "graphml", "pajek", "kumu", "hif", "csv", "xlsx", "json")

_BROKEN_PIPE = 141

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def run(arguments: list[str] | None = None) -> int:  # noqa: PLR0911 - a return for each kind of end
    """Run a command and return its exit code; the one place where errors are told.

    Parameters
    ----------
    arguments
        Words of the call; those of the process by default.

    Returns
    -------
    int
        0 done, 1 the data has problems, 2 wrong usage or an output that cannot be written.
    """
    try:
        outcome = cli.main(arguments, prog_name="ci-network", standalone_mode=False)
        sys.stdout.flush()
    except DataError as error:
        _tell_problems(error)
        return DATA_HAS_PROBLEMS
    except click.UsageError as error:
        _tell_usage(error)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped; nothing was left half written.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has what it wanted; leave nothing for Python to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except (CINetworkError, click.ClickException, MemoryError) as error:
        _say(f"Error: {_sentence(error)}")
        return WRONG_USAGE
    except OSError as error:
        _say(f"Error: the output cannot be written: {(error.strerror or str(error)).lower()}.")
        return WRONG_USAGE
    return outcome if isinstance(outcome, int) else DONE


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: ci-network report data -o report",
)
@click.version_option(package_name="ci_network", message="%(prog)s %(version)s")
def cli() -> None:
    """Will the collaboration survive when its secretariat leaves?

    DATA is a folder with nodes.csv and edges.csv, or a workbook with sheets of these names. When
    it is left out, the folder data here is read. Results go to standard output or to -o FILE,
    words go to standard error.
    """


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of the group, with its example at the end of its help."""
    return cli.command(name, epilog=f"Example: {EXAMPLES[name]}")


data_argument = click.argument(
    "data", required=False, default="data", type=click.Path(path_type=Path, readable=False)
)
max_size_option = click.option(
    "--max-size",
    type=click.IntRange(min=2),
    metavar="N",
    help="Activities with more actors than N make no ties.",
)
seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="S",
    help="Where chance begins; the same seed gives the same figures.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to share the work; by default one for each core where it takes seconds, else "
    "1. The figures are the same.",
)
language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language: Danish or English."
)
force_option = click.option("--force", is_flag=True, help="Replace the folder whatever it holds.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    help="How to show it; by the ending of -o FILE, else a table.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("-"),
    metavar="FILE",
    help="File to write; - is standard output.",
)


class Privacy(NamedTuple):
    """Who is named in an output, and where the key goes."""

    pseudonyms: bool
    show_persons: bool
    key_file: Path | None


def privacy_options(call: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which names are hidden; the command gets them as `privacy`."""

    @click.option("--pseudonyms", is_flag=True, help="Codes instead of all names.")
    @click.option(
        "--show-persons", is_flag=True, help="Name actors of the type person; else they get codes."
    )
    @click.option(
        "--key",
        "key_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Which code stands for whom: read where FILE exists, and written; keep it apart.",
    )
    @wraps(call)
    def with_privacy(
        *, pseudonyms: bool, show_persons: bool, key_file: Path | None, **others: Any
    ) -> Any:
        if pseudonyms and show_persons:
            raise click.UsageError("--pseudonyms hides all names; leave out --show-persons.")
        output = others["output"]
        written = (output, key_file, others.get("layout_file"))
        _keep_apart(others["data"], [path for path in written if path is not None])
        if key_file is not None and _real(output) in _real(key_file).parents:
            raise click.UsageError(
                f"{key_file} is in the output, where it would undo the codes; keep it apart."
            )
        return call(privacy=Privacy(pseudonyms, show_persons, key_file), **others)

    return with_privacy


def _keep_apart(data: Path, written: Sequence[Path]) -> None:
    """Refuse to write where the data stands, or to write two things to one place."""
    source, places = _real(data), [_real(path) for path in written]
    for path, place in zip(written, places, strict=True):
        beside = place.parent == source
        table = place.name.lower() in ("nodes.csv", "edges.csv")
        if place == source or (beside and table):
            raise click.UsageError(f"{path} is the data itself; name another file to write to.")
        if beside and place.suffix.lower() in _WORKBOOKS:
            raise click.UsageError(
                f"A workbook in {data} would count as the data; write {path.name} elsewhere."
            )
        if places.count(place) > 1:
            raise click.UsageError(f"{path} is named twice; name another file for one of the two.")


def _real(path: Path) -> Path:
    """The path with its links followed, as far as they lead anywhere."""
    return Path(os.path.realpath(path))


def window_option(default: Every) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """How long a window is."""
    return click.option(
        "--window",
        "every",
        type=click.Choice(EVERY),
        default=default,
        show_default=True,
        help="Length of a window.",
    )


@command("check")
@data_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to show the problems.",
)
@language_option
def check(data: Path, form: str, language: Language | None) -> int:
    """List the problems found in DATA, and what was read. Nothing else is done."""
    from ci_network.reading import examine
    from ci_network.views.problems import shown

    examined = examine(data)
    click.echo(shown(examined, form, _language(language)), nl=False)
    errors = any(problem.severity == "error" for problem in examined.problems)
    return DATA_HAS_PROBLEMS if errors else DONE


@command("metrics")
@data_argument
@window_option("year")
@max_size_option
@click.option(
    "--null",
    "replicates",
    type=click.IntRange(min=1),
    metavar="N",
    help="Compare the secretariat with N draws of random activities of the same sizes.",
)
@click.option(
    "--inference",
    "everything",
    is_flag=True,
    help="Every comparison: the null (999 draws), key players, influence, and more; as JSON.",
)
@click.option(
    "--without",
    metavar="COLUMN=VALUE",
    help="What is left without these actors and their activities, such as sector=Kommune.",
)
@click.option(
    "--exit",
    "exit_date",
    is_flag=False,
    flag_value="",
    metavar="[DATE]",
    help="Which ties of the year up to DATE outlived it; by default the end of the term.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="For data larger than memory, or on a cluster: DATA may then be Parquet, or a pattern "
    "such as 'data/*.parquet'. Figures that need all paths between partners are left out.",
)
@seed_option
@jobs_option
@privacy_options
@format_option
@output_option
def metrics(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    jobs: int | None,
    replicates: int | None,
    everything: bool,
    without: str | None,
    exit_date: str | None,
    engine: str | None,
    seed: int,
    form: str | None,
    output: Path,
) -> None:
    """The sustainability metrics of each window: ties, scenarios, the secretariat, convening."""
    from ci_network.views import figures

    if engine is not None:
        comparisons = {"--null": replicates, "--inference": everything or None,
                       "--without": without, "--exit": exit_date}  # fmt: skip
        _refuse_with_engine(engine, comparisons, privacy)
        _show_metrics(_by_engine(data, engine, every, max_size, jobs), form, output)
        return
    alliance, key = _hidden(_read(data), privacy)
    result = _measure(alliance, every, max_size, jobs)
    found = figures.metrics(result)
    if everything:
        found |= _everything(result, replicates or 999, seed, jobs)
    elif replicates is not None:
        found |= _null(result, replicates, seed, jobs)
    if without is not None:
        found |= _without(result, without)
    if exit_date is not None:
        found |= _exit(result, exit_date)
    _show_metrics(found, form, output)
    _write_key(privacy, key)


def _show_metrics(found: dict[str, Any], form: str | None, output: Path) -> None:
    from ci_network.views import figures

    if not found["windows"]:
        _say("No activity has a date, so there is no window; --window all shows the whole record.")
    form = _form(form, output)
    if form == "json":
        _write(output, figures.to_json(found))
    elif form == "csv":
        from ci_network.views.texts import csv_text

        rows = [dict(figures.flat(window)) for window in figures.by_window(found)]
        _write(output, csv_text(figures.as_columns(rows)))
    else:
        from ci_network.views.texts import metrics_text

        _write(output, metrics_text(found) + _in_words(found))


def _refuse_with_engine(engine: str, comparisons: dict[str, Any], privacy: Privacy) -> None:
    for option, given in comparisons.items():
        if given is not None:
            raise click.UsageError(
                f"{option} is not computed by an engine; leave out --engine {engine}, or {option}."
            )
    if privacy.pseudonyms or privacy.key_file is not None:
        raise click.UsageError(
            "Metrics by an engine name the secretariat alone; leave out --pseudonyms and --key."
        )


def _by_engine(
    data: Path, engine: str, every: Every, max_size: int | None, jobs: int | None
) -> dict[str, Any]:
    from ci_network.engine import NOT_COMPUTED, measure
    from ci_network.views.figures import metrics_by_engine

    with Progress("Steps done") as tell:
        measured, problems = measure(data, engine, every, max_size, tell, jobs)  # type: ignore[arg-type]
    _tell_warnings(problems)
    _say(f"Not computed by an engine: {', '.join(NOT_COMPUTED)}.")
    return metrics_by_engine(measured, engine, NOT_COMPUTED)


def _measure(
    alliance: Alliance, every: Every, max_size: int | None, jobs: int | None
) -> Sustainability:
    from ci_network.sustainability import sustainability

    with Progress("Windows measured") as tell:
        return sustainability(alliance, every, max_size, tell, jobs)


def _in_words(found: dict[str, Any]) -> str:
    """What the comparisons say, where any was asked for."""
    if not {"null", "without", "exit"} & found.keys():
        return ""
    from ci_network.views.readings import readings

    return "\n" + "".join(f"{sentence}\n" for sentence in readings(found, _language(None)))


def _null(result: Sustainability, replicates: int, seed: int, jobs: int | None) -> dict[str, Any]:
    from ci_network.inference.null import null
    from ci_network.views.inferred import null_figures

    with Progress("Windows compared") as tell:
        return {"null": null_figures(null(result, replicates, seed, tell, jobs))}


def _everything(
    result: Sustainability, replicates: int, seed: int, jobs: int | None
) -> dict[str, Any]:
    from ci_network.inference.result import inference
    from ci_network.views.inferred import inference_figures

    with Progress("Comparisons") as tell:
        return inference_figures(result.alliance, inference(result, replicates, seed, tell, jobs))


def _without(result: Sustainability, question: str) -> dict[str, Any]:
    from ci_network.errors import UsageError
    from ci_network.inference.key_players import those_with
    from ci_network.inference.result import labels, without_in_each
    from ci_network.views.inferred import without_figures

    column, equals, value = question.partition("=")
    if not equals:
        raise UsageError(
            f"--without {question} names no column and value; write it like sector=Kommune"
        )
    actors = those_with(result.alliance, column.strip(), value.strip())
    found = without_in_each(result, actors)
    return {"without": without_figures(result.alliance, question, labels(result), found)}


def _exit(result: Sustainability, text: str) -> dict[str, Any]:
    from ci_network.errors import UsageError
    from ci_network.inference.departure import departure, end_of_term
    from ci_network.views.inferred import departure_figures

    date = _day("--exit", text) if text else end_of_term(result)
    if date is None:
        raise UsageError(
            "--exit: the secretariat's term has no end in nodes.csv; give a date, such as 2018-06"
        )
    return {"exit": departure_figures(departure(result, date))}


def _day(option: str, text: str) -> int:
    """Last day that a date can mean."""
    from ci_network import dates
    from ci_network.errors import UsageError

    try:
        return dates.parse_date(text).last
    except ValueError as error:
        raise UsageError(f"{option}: {error}; write it like 2018, 2018-06 or 2018-06-30") from None


@command("ties")
@data_argument
@window_option("all")
@max_size_option
@privacy_options
@format_option
@output_option
def ties(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    form: str | None,
    output: Path,
) -> None:
    """Every tie with its class, its strength, and the activities that it rests on."""
    from ci_network.sustainability import cut
    from ci_network.views import tables

    alliance, key = _hidden(_read(data), privacy)
    _write_table(tables.ties(cut(alliance, every, max_size)), form, output)
    _write_key(privacy, key)


@command("partners")
@data_argument
@window_option("all")
@max_size_option
@jobs_option
@privacy_options
@format_option
@output_option
def partners(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    jobs: int | None,
    form: str | None,
    output: Path,
) -> None:
    """Every partner with its ties, its activities, and what it would lose."""
    from ci_network.sustainability import cut
    from ci_network.views import tables

    alliance, key = _hidden(_read(data), privacy)
    drawn = cut(alliance, every, max_size)
    with Progress("Windows") as tell:
        table = tables.partner_table(drawn, tell, jobs)
    _write_table(table, form, output)
    _write_key(privacy, key)


@command("map")
@data_argument
@window_option("quarter")
@max_size_option
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language that the map opens in; it can be switched in the page.",
)
@click.option("--title", help="Title of the map.")
@click.option(
    "--layout",
    "layout_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of the actors: read where the file exists, and written with the new ones.",
)
@click.option(
    "--story",
    "story_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Steps of a story (YAML): a title and a sentence each, for the speaker.",
)
@jobs_option
@privacy_options
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="HTML file to write; - is standard output.")  # fmt: skip
def draw_map(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    jobs: int | None,
    language: Language,
    title: str | None,
    layout_file: Path | None,
    story_file: Path | None,
    output: Path,
) -> None:
    """The interactive map, in one HTML file that needs no internet."""
    from ci_network.views.map import layout, layout_csv, map_html, read_layout, read_story

    alliance, key = _hidden(_read(data), privacy)
    known = read_layout(layout_file) if layout_file is not None and layout_file.exists() else None
    steps = read_story(story_file) if story_file is not None else ()
    if key is not None:
        from ci_network.pseudonyms import in_text

        steps = tuple(step.hidden(key) for step in steps)
        title = None if title is None else in_text(title, key.names)
    result = _measure(alliance, every, max_size, jobs)
    positions = layout(result, known)
    page = map_html(
        result,
        language=language,
        title=title,
        positions=positions,
        story=steps,
        pseudonyms=privacy.pseudonyms,
    )
    _write(output, page)
    if layout_file is not None:
        _write(layout_file, layout_csv(positions))
    _write_key(privacy, key)


@command("report")
@data_argument
@window_option("year")
@max_size_option
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language that the report opens in, and of its CSV files.",
)
@click.option(
    "--null",
    "replicates",
    type=click.IntRange(min=0),
    default=999,
    show_default=True,
    metavar="N",
    help="Draws of random activities that the secretariat is compared with; 0 for no comparison.",
)
@seed_option
@click.option(
    "--layout",
    "layout_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Places of the actors, as `map --layout` wrote them; the file is not changed.",
)
@click.option("--png", is_flag=True, help="The charts as PNG too.")
@jobs_option
@privacy_options
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write: new, empty, or an earlier report.")  # fmt: skip
def report(
    data: Path,
    privacy: Privacy,
    every: Every,
    max_size: int | None,
    jobs: int | None,
    language: Language,
    replicates: int,
    seed: int,
    layout_file: Path | None,
    png: bool,
    force: bool,
    output: Path,
) -> None:
    """The report: the answer in a sentence, the evidence, the map and all figures, in a folder."""
    from ci_network.views import figures
    from ci_network.views.map import layout, map_html, read_layout
    from ci_network.views.problems import lines
    from ci_network.views.report import report_files
    from ci_network.writing import check_folder, write_folder

    if str(output) == "-":
        raise click.UsageError("A report is a folder; name one with -o DIR.")
    check_folder(output, force=force)
    if _real(output) in _real(data).parents:
        raise click.UsageError(f"{output} holds the data; name another folder for the report.")
    reading = _read(data)
    alliance, key = _hidden(reading, privacy)
    problems = _problems(reading, key)
    result = _measure(alliance, every, max_size, jobs)
    found = figures.metrics(result)
    if replicates:
        found |= _everything(result, replicates, seed, jobs)
    positions = layout(result, read_layout(layout_file) if layout_file is not None else None)
    files = report_files(
        result,
        language=language,
        found=found,
        warnings={each: list(lines(problems, each)) for each in LANGUAGES},
        map_html=map_html(
            result,
            language=language,
            positions=positions,
            pseudonyms=privacy.pseudonyms,
            report="index.html",
        ),
        positions=positions,
        png=png,
        command=_command_line(privacy),
        seed=seed if replicates else None,
    )
    write_folder(output, files, force=force)
    _write_key(privacy, key)
    _say(f"The report is in {output}; open {output / 'index.html'} in a browser.")


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--activity", metavar="COLUMN", help="Column that names the activity.")
@click.option("--actor", metavar="COLUMN", help="Column that names who took part.")
@click.option("--date", metavar="COLUMN", help="Column of the date, or of the first day.")
@click.option("--end", metavar="COLUMN", help="Column of the last day.")
@click.option("--role", metavar="COLUMN", help="Column of the role; lead is the one that counts.")
@click.option(
    "--attended", metavar="COLUMN", help="Column that says yes or no; none if there is no such."
)
@click.option(
    "--shape",
    type=click.Choice(["long", "activities", "actors"]),
    help="What a row is: a participant (long), an activity or an actor of a cross table.",
)
@click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only this sheet.")
@click.option(
    "--secretariat",
    multiple=True,
    metavar="NAME",
    help="Who is the secretariat; several may be named.",
)
@click.option(
    "--aliases",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Other names of actors: a CSV file with the columns alias, id, from, until.",
)
@click.option(
    "--separators",
    default=",;",
    show_default=True,
    metavar="CHARACTERS",
    help="What divides several names in a cell, besides line breaks; '' divides at nothing.",
)
@click.option(
    "--mark", "marks", multiple=True, metavar="WORD", help="A word that counts as taking part."
)
@click.option(
    "--by-name",
    is_flag=True,
    help="Rows of one activity name are one activity, also where the dates differ.",
)
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write: nodes.csv, edges.csv and import-log.csv.")  # fmt: skip
def import_list(
    file: Path,
    aliases: Path | None,
    separators: str,
    force: bool,
    output: Path,
    **choices: Any,
) -> None:
    """Make nodes.csv and edges.csv of an attendance list, or of another tool's file.

    FILE is a CSV file or workbook with a row for each participant, or a cross table; an edge list
    of R's igraph or manynet; GEXF, GraphML, Pajek (.net), or JSON of Kumu, HIF or networkx. What
    was taken for what is told, and every decision is in import-log.csv.
    """
    from ci_network.importing import Choices, bring_in
    from ci_network.views.texts import csv_text
    from ci_network.writing import check_folder, write_folder

    if str(output) == "-":
        raise click.UsageError("The tables are two files; name a folder with -o DIR.")
    check_folder(output, force=force)
    if _real(output) in (_real(file), *_real(file).parents):
        raise click.UsageError(f"{output} holds the list itself; name another folder.")
    divided_at = f"{separators}\n\r" if separators else ""
    brought = bring_in(file, Choices(separators=divided_at, **choices), aliases)
    for line in brought.told:
        _say(line)
    tables = {"nodes.csv": brought.nodes, "edges.csv": brought.edges, "import-log.csv": brought.log}
    write_folder(
        output, {name: csv_text(table) for name, table in tables.items()}, force=force, mark=False
    )
    _say(f"The tables are in {output}; look at them with: ci-network check {output}")


@command("export")
@data_argument
@click.option(
    "--to", "form", type=click.Choice(EXPORTS), required=True, help="Format of another tool."
)
@max_size_option
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help="A further column of the data to let out; only documented fields leave otherwise.",
)
@privacy_options
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="File to write, or with --to csv a folder; - is standard output.")  # fmt: skip
def export_data(
    data: Path,
    privacy: Privacy,
    form: str,
    max_size: int | None,
    keep: tuple[str, ...],
    force: bool,
    output: Path,
) -> None:
    """The record, or its ties over time, in the file of another tool.

    The whole record: csv (a folder), xlsx, hif, json. Ties over time: gexf (for Gephi), graphml,
    pajek, kumu (JSON, or a workbook where FILE ends in .xlsx), and csv where FILE ends in .csv
    (spells for R's networkDynamic).
    """
    from ci_network.exchange import export
    from ci_network.writing import check_folder, write_folder

    if keep and privacy.pseudonyms:
        raise click.UsageError("A further column may hold names; leave out --keep.")
    alliance, key = _hidden(_read(data), privacy)
    content = export(alliance, form, str(output), max_size=max_size, keep=keep)  # type: ignore[arg-type]
    if isinstance(content, dict):
        check_folder(output, force=force)
        write_folder(output, content, force=force, mark=False)
    else:
        _write(output, content)
    _write_key(privacy, key)


@command("template")
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="da",
    show_default=True,
    help="Language of the headers, the choices and the instructions.",
)
@click.option("--empty", is_flag=True, help="Without the worked example.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
              help="Workbook to write (.xlsx); - is standard output.")  # fmt: skip
def make_template(language: Language, empty: bool, output: Path) -> None:
    """A workbook to fill in, with drop-downs, a worked example and instructions."""
    from ci_network.exchange.template import template

    if str(output) != "-" and output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"The template is a workbook; end its name in .xlsx, not {output}.")
    _write(output, template(language, example=not empty))


@command("example")
@force_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR",
              help="Folder to write: new or empty.")  # fmt: skip
@click.option(
    "--simulate",
    "simulated",
    is_flag=True,
    help="An alliance that is made up, with the truth about it in truth.json.",
)
@click.option("--dependence", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              metavar="SHARE", help="Simulated: share of the secretariat's activities that would "
              "not take place without it.")  # fmt: skip
@click.option("--offshoots", type=click.FloatRange(min=0), default=0.01, show_default=True,
              metavar="RATE", help="Simulated: offshoots per pair and month.")  # fmt: skip
@click.option("--leaves", metavar="DATE", help="Simulated: last day of the secretariat, in "
              "2015 to 2019.")  # fmt: skip
@seed_option
def write_example(
    force: bool,
    output: Path,
    simulated: bool,
    dependence: float,
    offshoots: float,
    leaves: str | None,
    seed: int,
) -> None:
    """The data of the Helsingør alliance, or a simulated one, to try the other commands on."""
    from ci_network.shipped import example_files
    from ci_network.writing import write_folder

    if str(output) == "-":
        raise click.UsageError("The example is a folder; name one with -o DIR.")
    files = example_files()
    if simulated:
        from ci_network.simulate import simulate

        made = simulate(
            seed,
            dependence=dependence,
            offshoots_per_month=offshoots,
            leaves=None if leaves is None else _day("--leaves", leaves),
        )
        files = made.files()
    write_folder(output, files, force=force, mark=False)
    _say(f"The example is in {output}; such as: ci-network report {output} -o report")


def _write_table(columns: dict[str, list[Any]], form: str | None, output: Path) -> None:
    from ci_network.views import texts

    form = _form(form, output)
    if form == "table":
        _write(output, texts.table_text(columns))
    else:
        _write(output, (texts.json_pieces if form == "json" else texts.csv_pieces)(columns))


def _read(data: Path) -> Reading:
    from ci_network.reading import read

    return read(data)


def _tell_warnings(problems: Sequence[Problem]) -> None:
    if problems:
        from ci_network.views.problems import lines

        for line in lines(problems, _language(None)):
            _say(line)


def _hidden(reading: Reading, privacy: Privacy) -> tuple[Alliance, Key | None]:
    """The alliance as it may be shown, and what stands for what in it; None where all is named.

    The warnings are told, without the names that are hidden.
    """
    alliance, key = _under_codes(reading.alliance, privacy)
    _tell_warnings(_problems(reading, key))
    return alliance, key


def _under_codes(alliance: Alliance, privacy: Privacy) -> tuple[Alliance, Key | None]:
    file = privacy.key_file
    persons = "person" in alliance.actors.type and not privacy.show_persons
    if not (persons or privacy.pseudonyms or file is not None):
        return alliance, None
    from ci_network.pseudonyms import Key, merged, read_key, under_pseudonyms, without_persons

    if privacy.show_persons:
        return alliance, Key()
    known = read_key(file) if file is not None and file.exists() else None
    if privacy.pseudonyms:
        hidden, key = under_pseudonyms(alliance, known)
    else:
        hidden, key = without_persons(alliance, known)
        if key.actors:
            _say(f"Persons shown under codes: {len(key.actors)}; --show-persons names them.")
    return hidden, merged(key, known)


def _problems(reading: Reading, key: Key | None) -> list[Problem]:
    """The warnings, without the names that are hidden."""
    problems = list(reading.problems)
    if key is None or not problems:
        return problems
    from ci_network.pseudonyms import in_problem

    return [in_problem(problem, key) for problem in problems]


def _write_key(privacy: Privacy, key: Key | None) -> None:
    """The key, only where it was asked for, and after the output stands."""
    if privacy.key_file is not None and key is not None:
        from ci_network.pseudonyms import key_csv

        _write(privacy.key_file, key_csv(key))


def _command_line(privacy: Privacy) -> str:
    """The command, to make the output again; under codes without the names of its files.

    Without `--jobs`, which changes nothing of the output and so must not be seen in it.
    """
    context = click.get_current_context()
    words = ["ci-network", context.info_name or ""]
    for each in context.command.params:
        name = each.name or ""
        given = context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        if not given or name == "jobs":
            continue
        value = context.params[name]
        if isinstance(value, Path) and privacy.pseudonyms:
            value = each.metavar or name.upper()
        if isinstance(each, click.Option):
            words.append(max(each.opts, key=len))
        if value is not True:
            words.append(shlex.quote(str(value)))
    return " ".join(words)


def _form(form: str | None, output: Path) -> str:
    """The format that was asked for, else the one that the file's ending names."""
    return form or {".json": "json", ".csv": "csv"}.get(output.suffix.lower(), "table")


def _language(language: Language | None) -> Language:
    """The language that was asked for, else that of the environment."""
    if language is not None:
        return language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return "da" if chosen.lower().startswith("da") else "en"
    return "en"


def _write(output: Path, content: Content) -> None:
    if str(output) == "-":
        from ci_network.content import octets

        for piece in octets(content):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    else:
        from ci_network.writing import write_file

        write_file(output, content)


def _say(line: str) -> None:
    """Words for a person, on standard error."""
    click.echo(line, err=True)


def _tell_problems(error: DataError) -> None:
    from ci_network.views.problems import lines

    for line in lines(error.problems, _language(None)):
        _say(line)
    _say(f"Nothing was written: {error}.")


def _tell_usage(error: click.UsageError) -> None:
    _say(f"Error: {_sentence(error)}")
    name = error.ctx.info_name if error.ctx is not None else None
    example = EXAMPLES.get(name or "", "ci-network metrics data")
    _say(f"Such as: {example}")


def _sentence(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "the memory of this machine is not enough for this data."
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    return text if text.endswith(".") else f"{text}."


def end_on_request() -> None:
    """Let this process end at once when it is asked to, and leave nothing half written.

    An interrupt that is raised wherever the work happens to be would end in other people's code:
    a library that is just being loaded makes a failure of its own of it.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _end)


def _end(_signal: int, _frame: object) -> None:
    writing = sys.modules.get("ci_network.writing")
    if writing is not None:
        writing.abandon()
    with contextlib.suppress(OSError):
        os.write(2, b"\nStopped; nothing was left half written.\n")
    os._exit(INTERRUPTED)
