# ruff: noqa: E501 - a sentence is one line
"""The folder of a comparison: names and contents. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from markupsafe import Markup

from ci_network.language import LANGUAGES, Language
from ci_network.results.comparison_tables import (
    change_columns,
    changed_tie_columns,
    tidy_columns,
    wide_columns,
)
from ci_network.results.figures import nulls, to_json
from ci_network.views import text as texts
from ci_network.views.compare import wording
from ci_network.views.compare.headings import HEADINGS
from ci_network.views.compare.maps import small_maps
from ci_network.views.compare.material import Compared
from ci_network.views.compare.ranges import beside_chance, ranges
from ci_network.views.compare.sections import sections
from ci_network.views.map import Payload
from ci_network.views.report import page
from ci_network.views.report.blocks import Section, Table
from ci_network.views.report.front import Front
from ci_network.views.report.workbook import workbook
from ci_network.views.sentence import Sentence, said


def comparison_files(
    compared: Mapping[str, Any],
    shown: Sequence[Payload | None],
    *,
    language: Language = "da",
    given: page.Heading = page.Heading(),  # noqa: B008 (frozen)
) -> dict[str, str | bytes]:
    """Everything that a comparison consists of.

    Parameters
    ----------
    compared
        What `compare --format json` shows.
    shown
        What is drawn of each alliance, in the same order; None where nothing is.
    language
        The language that the page opens in, and that of the CSV files and the workbook.
    given
        Title, author and date.

    Returns
    -------
    dict
        Contents by name: ``index.html``, ``compare.json``, ``compare.csv``, ``compare.xlsx``, the
        charts under ``figures/``; of one alliance before and after ``change.csv`` and
        ``changed-ties.csv`` too. The same data gives the same bytes.
    """
    told = nulls(dict(compared))
    alliances = told["alliances"]
    ordered = alliances if "change" in told else wording.by_lower_end(alliances)
    in_order = [alliances.index(one) for one in ordered]
    maps = small_maps(ordered, [shown[place] for place in in_order])
    material = Compared(told, ordered, maps)
    made, first = sections(material), front(material)
    charts = [*filter(None, [first.picture]), *page.charts_of(made)]
    drawings = {each: page.drawings(charts, each) for each in LANGUAGES}
    editions = [
        page.Edition(
            spoken, given, first, made, "", drawings[spoken],
            {**page.FIXED_WORDS, **_words(several=material.several)}, _defined(made),
        )
        for spoken in sorted(LANGUAGES, key=lambda code: code != language)
    ]  # fmt: skip
    tables = _tables(told)
    files: dict[str, str | bytes] = {
        "index.html": page.render(
            editions, version("ci_network"), Markup("") if maps is None else maps.symbols
        ),
        "compare.json": to_json(told),
        **{name: texts.csv_text(table, danish=language == "da") for name, table in tables.items()},
        # A row for each alliance first, then what the files hold.
        "compare.xlsx": workbook(
            first,
            {"alliances.csv": wide_columns(alliances), **tables},
            language,
            HEADINGS,
        ),
    }
    files |= {f"figures/{name}.svg": drawing for name, drawing in drawings[language].items()}
    if maps is not None:
        files |= {f"figures/{key}.svg": picture for key, picture in maps.pictures.items()}
    return files


_IN_SENTENCES = (
    *("range", "connectedness", "kept", "tie", "partner", "activity"),
    *("independent", "supported", "carried", "present", "unaided", "led_activities_end"),
)
"""Terms that stand in sentences and pictures."""


def _defined(made: Sequence[Section]) -> set[str]:
    """Terms that the page uses."""
    tables = [block for section in made for block in section.blocks if isinstance(block, Table)]
    columns = [column.term for table in tables for column in table.columns if column.term]
    return {*_IN_SENTENCES, *columns}


def _words(*, several: bool) -> dict[str, Sentence]:
    """What stands on a page of this kind, where it is another thing than on a report."""
    words = {
        "report": said("Before and after"),
        "question": said("Would more hold together without the secretariat than before?"),
        "findings": said("Before and after"),
        "appendix": said("Appendix: the words"),
    }
    if several:
        words |= {
            "report": said("Alliances side by side"),
            "question": said("Which alliances would hold together without their secretariat?"),
            "findings": said("Which is which"),
        }
    return words


def front(material: Compared) -> Front:
    """The first page: how many would hold, all ranges in one picture, and which is which."""
    found = material.found
    if material.several:
        answer = wording.opening(material.alliances)
        beside = [
            said(
                "Each is asked for a period of its own, and told as a share of its own pairs of "
                "partners. Read what differs in the records before you compare."
            )
        ]
        findings = list(wording.groups(material.alliances))
    else:
        answer = wording.before_and_after(*found["alliances"])
        beside = list(wording.what_moved(found))
        findings = list(map(wording.of_each, material.alliances))
    first, *_ = ranges(material)
    return Front(answer, beside, first, _size(material), [], findings, [], [])


def _size(material: Compared) -> Sentence | None:
    if not beside_chance(material):
        return None
    return said(
        "The grey field is what 95 in 100 draws of random activities of the same sizes leave. It is "
        "missing where hardly anything else could be drawn."
    )


def _tables(told: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    tables = {"compare.csv": tidy_columns(told["alliances"])}
    if "change" in told:
        tables["change.csv"] = change_columns(told["change"])
        tables["changed-ties.csv"] = changed_tie_columns(told["change"])
    return tables
