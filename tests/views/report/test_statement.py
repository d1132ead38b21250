"""The data statement: every count differs, so that each stands under its own words."""

import pytest
from alliances import alliance
from test_front import MOSTLY_DEPENDENT, source_of
from test_sections import sheet, words

from ci_network.views.report.blocks import Definitions, Names, Table
from ci_network.views.report.statement import Making, statement
from ci_network.views.sentence import Link, plain

FILES = {"ties.csv": ("window", "source", "target"), "metrics.csv": ("path", "value")}
RECORD = {
    "largest_activity": 16,
    "activities_without_date": 21,
    "activities_without_lead": 22,
    "activities_below_two_partners": 23,
    "activities_above_max_size": 24,
    "partners_without_sector": 25,
    "partners_left_unknown": 26,
    "persons": 27,
    "starts_known_to": {
        "day": 31,
        "month": 32,
        "quarter": 33,
        "year": 34,
        "longer": 35,
        "none": 36,
    },
    "participations_recorded_by": {},
}  # fmt: skip
DATA = {
    "partners": 11,
    "activities": 12,
    "participations": 13,
    "first": "2017-01-14",
    "last": "2019-12-15",
    "every": "half",
    "max_size": None,
    "secretariat": ["S"],
}


def made(making=None, *, warnings=(), files=FILES, data=DATA, **record):
    """The sections of the statement by key."""
    figures = {"record": RECORD | record, "data": data}
    source = source_of(MOSTLY_DEPENDENT, **figures)
    told = {"en": warnings, "da": ()}
    return {
        one.key: one.blocks
        for one in statement(source, making or Making("1.2.3"), told, files, "en")
    }


def sheets(blocks):
    return [sheet(block) for block in blocks if isinstance(block, Table)]


def test_what_the_figures_rest_on_is_counted():
    recorded, known, missing = sheets(made()["data"])
    assert recorded == [
        "What was recorded",
        "What | Number",
        "Partners | 11",
        "Activities | 12",
        "Rows of participation | 13",
        "First day on record | 14 January 2017",
        "Last day on record | 15 December 2019",
        "Actors in the largest activity | 16",
    ]
    assert known == [
        "How well the beginning of each row is known",
        "Known to | Rows",
        "the day | 31",
        "the month | 32",
        "the quarter | 33",
        "the year | 34",
        "more than a year | 35",
        "no date | 36",
    ]
    assert missing == [
        "What is missing or left out",
        "What | Number",
        "Activities without a date: they count in no period, only in the whole record | 21",
        "Activities for which nobody recorded who led | 22",
        "Activities with fewer than two partners: they make no tie | 23",
        "Activities left out of all ties because of their size | 24",
        "Partners without a sector | 25",
        "Partners that left at an unknown time | 26",
        "Actors that are persons | 27",
    ]


def test_what_no_row_is_known_to_is_left_out():
    only = {"day": 0, "month": 2, "quarter": 0, "year": 0, "longer": 0, "none": 1}
    _, known, _ = sheets(made(starts_known_to=only)["data"])
    assert known[2:] == ["the month | 2", "no date | 1"]


def test_who_recorded_it_is_told_as_far_as_it_is_known():
    """By activity where that was counted, by row where the data says, else that it does not."""
    recorders = [
        {"name": "Anna", "activities": 1, "share": 0.02, "independent": 3,
         "independent_share": 0.04},
        {"name": None, "activities": 5, "share": 0.06, "independent": 7,
         "independent_share": 0.08},
    ]  # fmt: skip
    figures = {"record": RECORD, "data": DATA, "recorded_by": recorders}
    source = source_of(MOSTLY_DEPENDENT, **figures)
    data, *_ = statement(source, Making("1.2.3"), {"en": ()}, FILES, "en")
    assert sheets(data.blocks)[2] == [
        "Who recorded it, and how much of it was without the secretariat",
        "Recorded by | Activities | Share of all | Without the secretariat | Share of these",
        "Anna | 1 | 2% | 3 | 4%",
        "not recorded | 5 | 6% | 7 | 8%",
    ]
    by_row = sheets(made(participations_recorded_by={"Anna": 8, "": 9})["data"])[2]
    assert by_row == ["Who recorded it", "Recorded by | Rows", "Anna | 8", "not recorded | 9"]
    unknown = words(made()["data"])
    assert any(line.startswith("The data does not say who recorded") for line in unknown)


@pytest.mark.parametrize(
    ("count", "kinds", "introduction", "folded"),
    [
        (1, 1, "1 warning about the data:", False),
        (90, 40, "90 warnings about the data, those of one kind together:", False),
        (90, 41, "90 warnings about the data, those of one kind together:", True),
    ],
)
def test_warnings_stand_in_full_and_fold_where_they_are_many(count, kinds, introduction, folded):
    warnings = [f"Problem {n}." for n in range(kinds)]
    blocks = made(Making("1.2.3", warnings=count), warnings=warnings)["data"]
    (names,) = (block for block in blocks if isinstance(block, Names))
    assert plain(names.introduction, "en") == introduction
    assert names.items == tuple(warnings)
    assert (names.sentences, names.folded) == (True, folded)
    assert words(made()["data"])[-1] == "No warnings about the data stand."


def test_what_no_size_was_set_for_is_among_the_limits():
    _, *limits = words(made()["limits"])
    assert [limit.split(".")[0] for limit in limits] == [
        "Only activities are seen",
        "Who keeps the register matters most",
        "A tie says that two partners took part in the same activity, not how well they work "
        "together",
        "The figures say what would be left if activities ended",
        "No activity was left out because of its size; --max-size would do that",
    ]
    assert len(words(made(data=DATA | {"max_size": 15})["limits"])) == len(limits)


def test_how_to_make_it_again_is_told_with_what_it_was_made_by():
    making = Making("1.2.3", "ci-network report data", 7, {"numpy": "2.0", "pandas": "2.2"})
    versions, files = sheets(made(making, data=DATA | {"max_size": 15})["making"])
    assert versions == [
        "Versions and settings",
        "What | Which",
        "ci_network | 1.2.3",
        "numpy | 2.0",
        "pandas | 2.2",
        "Length of a period | half a year",
        "Largest activity that makes ties | 15",
        "Seed of what is drawn at random | 7",
        "Command | ci-network report data",
    ]
    assert files == [
        "The files beside this page, and their fields",
        "File | Fields",
        "ties.csv | window, source, target",
        "metrics.csv | path, value",
    ]
    bare, _ = sheets(made()["making"])
    assert bare[2:] == [
        "ci_network | 1.2.3",
        "Length of a period | half a year",
        "Largest activity that makes ties | –",
    ]


def test_that_ties_are_too_many_for_a_file_is_told_where_there_is_none():
    note = "There are too many ties for a file in this folder"
    without = words(made(files={"metrics.csv": ("path",)})["making"])
    assert without[-1].startswith(note)
    assert not any(line.startswith(note) for line in words(made()["making"]))


def test_every_section_has_its_heading_and_the_terms_stand_in_one():
    source = source_of(alliance("S*", a="SAB@2019"))
    told = statement(source, Making("1.2.3"), {"da": ()}, FILES, "da")
    assert [(one.key, plain(one.title, "en")) for one in told] == [
        ("data", "What the figures rest on"),
        ("limits", "What the figures cannot tell"),
        ("making", "How to make this report again"),
        ("terms", "What the words and figures mean"),
        ("guidelines", "Where the reporting guidelines are answered"),
    ]
    assert told[3].blocks == (Definitions(),)


ANSWERED = {
    "1.1": "data", "1.2": "own", "1.3": "over-time", "1.4": "own", "1.5": "data", "1.6": "making",
    "1.7": "own", "2.1": "terms", "2.2": "over-time", "2.3": "terms", "2.4": "limits",
    "3.1": "terms", "3.7": "ties", "4.3": "terms", "4.4": "data",
}  # fmt: skip
"""Items of GRAND, and the section of the report that answers each; the others in a sentence."""


def test_items_of_the_guidelines_lead_to_the_sections_that_answer_them():
    _, table = made()["guidelines"]
    grand = {row[0].split("\u00a0")[1]: row[2] for row in table.rows if "GRAND" in row[0]}
    links = {item: where.address for item, where in grand.items() if isinstance(where, Link)}
    assert links == {item: f"#en-{key}" for item, key in ANSWERED.items() if key != "own"}
    own = {item for item, key in ANSWERED.items() if key == "own"}
    assert {plain(grand[item], "en") for item in own} == {"For those who publish the report to add"}
    assert list(grand) == sorted(grand)
    sonhr = [row[2] for row in table.rows if row[0] == "SoNHR"]
    assert [one.address for one in sonhr if isinstance(one, Link)] == ["#en-terms", "#en-data"]
