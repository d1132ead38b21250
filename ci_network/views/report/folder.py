"""The folder of a report: names and contents. Nothing is written here."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from markupsafe import Markup

from ci_network.graphs.workers import OnProgress
from ci_network.language import LANGUAGES, Language
from ci_network.measures.sustainability import Sustainability
from ci_network.network.networks import Network
from ci_network.network.windows import WindowNetworks
from ci_network.results import figures, tables
from ci_network.results.paths import Figures
from ci_network.views import text as texts
from ci_network.views.map import Positions
from ci_network.views.report import page
from ci_network.views.report.blocks import Material
from ci_network.views.report.drawing import png as written_png
from ci_network.views.report.evidence import MOST_PAIRS
from ci_network.views.report.front import front
from ci_network.views.report.multiples import Multiples, multiples
from ci_network.views.report.sections import sections
from ci_network.views.report.statement import Making, statement
from ci_network.views.sentence import plain
from ci_network.views.source import Source

Columns = dict[str, list[Any]]

_PARTS = 6
"""Of which a report tells how many are written."""

_LIBRARIES = ("numpy", "scipy")


def report_files(
    result: Sustainability,
    *,
    language: Language = "da",
    found: Figures | None = None,
    warnings: Mapping[Language, Sequence[str]] | None = None,
    given: page.Heading | None = None,
    positions: Positions | None = None,
    png: bool = False,
    command: str | None = None,
    seed: int | None = None,
    jobs: int | None = 1,
    progress: OnProgress | None = None,
) -> dict[str, str | bytes]:
    """Everything that a report consists of, but for the map that it leads to, ``map.html``.

    Parameters
    ----------
    result
        The figures of an alliance.
    language
        The language that the page opens in, and that of the charts and the CSV files.
    found
        The figures of `metrics`, comparisons included where they were asked for; those of
        `result` by default.
    warnings
        Problems left in the data, as sentences, by language.
    given
        Title, author and date.
    positions
        Places of the actors on the map, from its `layout`; computed when None.
    png
        Make a PNG of each chart too.
    command
        The command line, to make the report again.
    seed
        Of what was drawn at random.
    jobs
        Processes that share the work; see `workers.shared`.
    progress
        Told how many parts of it are written.

    Returns
    -------
    dict
        Contents by name: ``index.html``, ``metrics.json``, ``metrics.csv``, ``partners.csv``,
        ``ties.csv`` (up to `tables.MOST_TIES` ties), ``report.xlsx``, and the charts under
        ``figures/``. The same data gives the same bytes.
    """
    from ci_network.views.report.workbook import workbook  # noqa: PLC0415 - and with it XlsxWriter

    def told(done: int) -> None:
        if progress is not None:
            progress(done, _PARTS)

    shown = figures.nulls(figures.metrics(result) if found is None else found)
    told_of = _tables(result, shown, jobs)
    told(1)
    actors = result.alliance.actors
    source = Source(shown, dict(zip(actors.id, actors.label, strict=True)))
    many = len(result.record.warnings)
    making = Making(_version("ci_network"), command, seed, _libraries(), many)
    networks = multiples(result, source, positions)
    evidence, first = sections(told_of.material(source, networks)), front(source)
    told(2)
    pictures = ([first.picture] if first.picture else []) + page.charts_of(evidence)
    drawings = {each: page.drawings(pictures, each) for each in LANGUAGES}
    told(3)
    fields = {file: list(table) for file, table in told_of.files.items()}
    left = warnings or {}
    editions = [
        page.Edition(
            language=spoken,
            given=given or page.Heading(),
            front=first,
            sections=(
                *evidence,
                *statement(source, making, {spoken: left.get(spoken, ())}, fields, spoken),
            ),
            map_link=_map_link(source),
            drawings=drawings[spoken],
        )
        for spoken in sorted(LANGUAGES, key=lambda code: code != language)
    ]
    told(4)
    symbols = networks.symbols if networks else Markup("")
    files: dict[str, str | bytes] = {
        "index.html": page.render(editions, making.version, symbols),
        "metrics.json": figures.to_json(shown),
    }
    danish = language == "da"
    files |= {file: texts.csv_text(table, danish=danish) for file, table in told_of.files.items()}
    told(5)
    files["report.xlsx"] = workbook(first, told_of.files, language)
    drawn = drawings[language] | (networks.pictures if networks else {})
    files |= {f"figures/{name}.svg": picture for name, picture in drawn.items()}
    if png:
        files |= {
            f"figures/{chart.name}.png": written_png(
                chart.draw(language), plain(chart.title, language)
            )
            for chart in pictures
        }
    return files


class _Tables(NamedTuple):
    """The tables of a report by the name of their file, and the ties that its page names."""

    files: dict[str, Columns]
    ties: Columns

    def material(self, source: Source, networks: Multiples | None) -> Material:
        """What the sections are made of."""
        return Material(
            source, self.files["partners.csv"], self.ties, networks, "ties.csv" in self.files
        )


def _tables(result: Sustainability, shown: Figures, jobs: int | None) -> _Tables:
    windows = () if result.every == "all" else result.networks
    files = {
        "metrics.csv": figures.as_columns([dict(figures.flat(w)) for w in shown["windows"]]),
        "partners.csv": tables.partner_table(_whole_and(windows, result), jobs=jobs),
    }
    if tables.too_many_ties(result):
        named = tables.ties_to_name(result, shown["answer"]["window"] or "", MOST_PAIRS)
        return _Tables(files, named)
    ties = _ties_with_whole(result)
    return _Tables(files | {"ties.csv": ties}, ties)


def _ties_with_whole(result: Sustainability) -> Columns:
    """The ties of the whole period under the label ``all``, then those of every window."""
    found = tables.ties(result)
    if result.every == "all":
        return found
    whole = tables.ties(_whole_and((), result))
    return {key: [*whole[key], *values] for key, values in found.items()}


def _whole_and(windows: Sequence[Network], result: Sustainability) -> WindowNetworks:
    """The whole period, then these windows."""
    return WindowNetworks(
        result.record, result.alliance, "all", result.max_size, result.spans, result.meetings,
        (result.whole, *windows), result.whole,
    )  # fmt: skip


def _map_link(source: Source) -> str:
    """The map at the window of the answer, without the secretariat."""
    if source.reason:
        return "map.html"
    return f"map.html#t={source.label}&s=unaided"


def _libraries() -> dict[str, str]:
    python = ".".join(str(part) for part in sys.version_info[:3])
    return {"Python": python, **{name: _version(name) for name in _LIBRARIES}}


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
