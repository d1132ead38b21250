"""The data statement: what the figures rest on, what is missing, and how to make them again.

It answers the items of GRAND (Neal et al. 2026, Guidelines for Reporting About Network Data,
https://www.grand-statement.org, version 1.0) that apply to a network over time made from recorded
activities, and the five domains of SoNHR (Luke et al. 2023,
https://doi.org/10.1371/journal.pone.0285236).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ci_network.language import Language
from ci_network.results.paths import step
from ci_network.views.report.blocks import (
    Block,
    Blocks,
    Column,
    Definitions,
    Names,
    Section,
    Table,
    by_key,
    line,
    note,
)
from ci_network.views.report.comparisons import WINDOW_LENGTHS
from ci_network.views.report.sections import EVIDENCE
from ci_network.views.sentence import Link, Name, Sentence, counted, said
from ci_network.views.source import Source

_TITLES = {
    "data": said("What the figures rest on"),
    "limits": said("What the figures cannot tell"),
    "making": said("How to make this report again"),
    "terms": said("What the words and figures mean"),
    "guidelines": said("Where the reporting guidelines are answered"),
}


@dataclass(frozen=True)
class Making:
    """How a report was made.

    Attributes
    ----------
    version
        Of ci_network.
    command
        The command line; None when it was made from Python.
    seed
        Of what is drawn at random; None when nothing is.
    libraries
        Versions of the libraries by name.
    warnings
        How many warnings about the data there are.
    """

    version: str
    command: str | None = None
    seed: int | None = None
    libraries: Mapping[str, str] | None = None
    warnings: int = 0


def statement(
    source: Source,
    making: Making,
    warnings: Mapping[Language, Sequence[str]],
    files: Mapping[str, Sequence[str]],
    language: Language,
) -> tuple[Section, ...]:
    """The sections at the end: the data, the limits, the terms, the guidelines.

    Parameters
    ----------
    source
        The figures of metrics.json, the counts of `record` among them.
    making
        How the report was made.
    warnings
        Problems that were left in the data, as sentences, by language, those of one kind together.
    files
        Columns of each file of the folder.
    language
        Of the links within the page.
    """
    return (
        Section(
            "data",
            _TITLES["data"],
            said("What was recorded, by whom, and what is missing?"),
            blocks=(
                *_recorded(source),
                _missing(source),
                *_warnings(making.warnings, warnings[language]),
            ),
        ),
        Section(
            "limits",
            _TITLES["limits"],
            said("How far does the method reach?"),
            blocks=(Names(said("Keep in mind:"), _limits(source), sentences=True),),
        ),
        Section(
            "making",
            _TITLES["making"],
            said("Which program, which command, which files?"),
            blocks=(*_making(source, making), _files(files), *_no_ties(files)),
        ),
        Section(
            "terms",
            _TITLES["terms"],
            said("How is each figure defined?"),
            blocks=(Definitions(),),
        ),
        Section(
            "guidelines",
            _TITLES["guidelines"],
            said("Does the report hold what a network study should tell?"),
            blocks=(
                line(
                    "GRAND (Guidelines for Reporting About Network Data, 2026) and SoNHR "
                    "(Reporting guidelines for Social Networks in Health Research, 2023) "
                    "list what must be told of network data. What only the reader of the "
                    "data can know is marked so."
                ),
                _guidelines(language),
            ),
        ),
    )


def _recorded(source: Source) -> Iterator[Block]:
    yield by_key(
        source,
        said("What was recorded"),
        {
            "data.partners": said("Partners"),
            "data.activities": said("Activities"),
            "data.participations": said("Rows of participation"),
            "data.first": said("First day on record"),
            "data.last": said("Last day on record"),
            "record.largest_activity": said("Actors in the largest activity"),
        },
        Column(said("What"), numeric=False),
        Column(said("Number"), at="{}"),
    )
    known = source.figures["record"]["starts_known_to"]
    names = {
        "day": said("the day"),
        "month": said("the month"),
        "quarter": said("the quarter"),
        "year": said("the year"),
        "longer": said("more than a year"),
        "none": said("no date"),
    }
    yield by_key(
        source,
        said("How well the beginning of each row is known"),
        {key: name for key, name in names.items() if known[key]},
        Column(said("Known to"), numeric=False),
        Column(said("Rows"), at="record.starts_known_to.{}"),
    )
    yield from _recorders(source)


def _recorders(source: Source) -> Iterator[Block]:
    by = source.figures["record"]["participations_recorded_by"]
    recorders = source.figures.get("recorded_by")
    if recorders:
        yield by_key(
            source,
            said("Who recorded it, and how much of it was without the secretariat"),
            {str(n): _recorder(one["name"]) for n, one in enumerate(recorders)},
            Column(said("Recorded by"), numeric=False),
            Column(said("Activities"), "activity", at="recorded_by.{}.activities"),
            Column(said("Share of all"), at="recorded_by.{}.share"),
            Column(said("Without the secretariat"), at="recorded_by.{}.independent"),
            Column(said("Share of these"), at="recorded_by.{}.independent_share"),
        )
    elif by:
        yield by_key(
            source,
            said("Who recorded it"),
            {step(name): _recorder(name) for name in by},
            Column(said("Recorded by"), numeric=False),
            Column(said("Rows"), at="record.participations_recorded_by.{}"),
        )
    else:
        yield note(
            "The data does not say who recorded the activities (column recorded_by). If it "
            "was the secretariat, what partners did without it is likely to be missing."
        )


def _recorder(name: str | None) -> Name | Sentence:
    return Name(name) if name else said("not recorded")


_MISSING = {
    "activities_without_date": said(
        "Activities without a date: they count in no period, only in the whole record"
    ),
    "activities_without_lead": said("Activities for which nobody recorded who led"),
    "activities_below_two_partners": said(
        "Activities with fewer than two partners: they make no tie"
    ),
    "activities_above_max_size": said("Activities left out of all ties because of their size"),
    "partners_without_sector": said("Partners without a sector"),
    "partners_left_unknown": said("Partners that left at an unknown time"),
    "persons": said("Actors that are persons"),
}


def _missing(source: Source) -> Table:
    return by_key(
        source,
        said("What is missing or left out"),
        _MISSING,
        Column(said("What"), numeric=False),
        Column(said("Number"), at="record.{}"),
    )


_MOST_UNFOLDED = 40


def _warnings(many: int, told: Sequence[str]) -> Iterator[Block]:
    """All warnings, those of one kind in one line."""
    if many:
        yield Names(
            counted(
                "{n} warning about the data:",
                "{n} warnings about the data, those of one kind together:",
                many,
            ),
            tuple(told),
            sentences=True,
            folded=len(told) > _MOST_UNFOLDED,
        )
    else:
        yield line("No warnings about the data stand.")


def _limits(source: Source) -> tuple[Sentence, ...]:
    limits = [
        said(
            "Only activities are seen. What the secretariat does that is no activity, such as "
            "calls, advice, money and reminders, is not; nor is what would follow when it stops."
        ),
        said(
            "Who keeps the register matters most. If it is the secretariat, what partners do "
            "without it is easily left out, and the figures make the alliance look more dependent "
            "than it is."
        ),
        said(
            "A tie says that two partners took part in the same activity, not how well they work "
            "together. A large meeting ties everyone in it to everyone else."
        ),
        said(
            "The figures say what would be left if activities ended. They do not say that partners "
            "would not start others."
        ),
    ]
    if source.figures["data"]["max_size"] is None:
        limits.append(
            said("No activity was left out because of its size; --max-size would do that.")
        )
    return tuple(limits)


def _making(source: Source, making: Making) -> Iterator[Block]:
    rows: list[tuple[object, ...]] = [
        ("ci_network", making.version),
        *((name, version) for name, version in (making.libraries or {}).items()),
        (said("Length of a period"), WINDOW_LENGTHS.get(source.figures["data"]["every"])),
        (said("Largest activity that makes ties"), source.figure("data.max_size", term="")),
    ]
    if making.seed is not None:
        rows.append((said("Seed of what is drawn at random"), str(making.seed)))
    if making.command is not None:
        rows.append((said("Command"), Name(making.command)))
    yield Table(
        said("Versions and settings"),
        (Column(said("What"), numeric=False), Column(said("Which"), numeric=False)),
        tuple(rows),
    )


def _files(files: Mapping[str, Sequence[str]]) -> Table:
    return Table(
        said("The files beside this page, and their fields"),
        (Column(said("File"), numeric=False), Column(said("Fields"), numeric=False)),
        tuple((Name(name), Name(", ".join(fields))) for name, fields in files.items()),
    )


def _no_ties(files: Mapping[str, Sequence[str]]) -> Blocks:
    """Where the ties are that are too many for a file."""
    if "ties.csv" not in files:
        yield note(
            "There are too many ties for a file in this folder: the command ci-network ties "
            "writes them, of one period with --window."
        )


def _guidelines(language: Language) -> Table:
    titles = _TITLES | {section.key: section.title for section in EVIDENCE}
    data, making, terms, limits, over_time, ties = (
        Link(f"#{language}-{step(key)}", titles[key])
        for key in ("data", "making", "terms", "limits", "over-time", "ties")
    )
    own = said("For those who publish the report to add")
    rows: tuple[tuple[object, ...], ...] = (
        ("GRAND\u00a01.1", said("Data: how they were collected"), data),
        ("GRAND\u00a01.2", said("Ethics: approval, where it is needed"), own),
        ("GRAND\u00a01.3", said("Multiple: number of waves and time between them"), over_time),
        ("GRAND\u00a01.4", said("Location"), own),
        ("GRAND\u00a01.5", said("Date: what time the data represent"), data),
        ("GRAND\u00a01.6", said("Availability of data and code"), making),
        ("GRAND\u00a01.7", said("Citation of the data"), own),
        ("GRAND\u00a02.1", said("Nodes: what they represent"), terms),
        ("GRAND\u00a02.2", said("Size: number of nodes in each wave"), over_time),
        ("GRAND\u00a02.3", said("Boundary: which nodes should be included"), terms),
        ("GRAND\u00a02.4", said("Missing nodes"), limits),
        ("GRAND\u00a02.5", said("Degree: restrictions"),
         said("None; activities above --max-size make no ties")),
        ("GRAND\u00a03.1", said("Edges: what they represent"), terms),
        ("GRAND\u00a03.2", said("Direction"), said("Ties have no direction")),
        ("GRAND\u00a03.3", said("Weight: meaning"),
         said("Strength (Newman 2001), in ties.csv; the scenarios use ties without weight")),
        ("GRAND\u00a03.4", said("Self-loops"), said("None; refused when the data are read")),
        ("GRAND\u00a03.7", said("Number of edges in each wave"), ties),
        ("GRAND\u00a04.3", said("Projected: how ties were made from activities"), terms),
        ("GRAND\u00a04.4", said("Excluded nodes or edges"), data),
        ("GRAND\u00a04.5", said("Aggregated"),
         said("Activities of a period make one tie for a pair")),
        ("GRAND\u00a04.6", said("Imputed"), said("Nothing is imputed")),
        ("SoNHR", said("Conceptualization: research questions and network concepts"),
         said("The question above each section")),
        ("SoNHR", said("Operationalization: nodes, ties and measures"), terms),
        ("SoNHR", said("Data collection and management"), data),
        ("SoNHR", said("Analyses and results"),
         said("The sections, with what the method cannot tell")),
        ("SoNHR", said("Ethics and equity"),
         said("The number of persons, above; the rest for those who publish to add")),
    )  # fmt: skip
    return Table(
        said("Items of the guidelines"),
        (
            Column(said("Item"), numeric=False),
            Column(said("What it asks"), numeric=False),
            Column(said("Where it is answered"), numeric=False),
        ),
        rows,
    )
