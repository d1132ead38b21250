"""What a comparison says: every text in both languages, and what each outcome is called."""

from __future__ import annotations

import io

import openpyxl
import pytest
from alliances import alliance
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import ci_network as ci
from ci_network.api.side_by_side import Case, side_by_side
from ci_network.language import LOCALE
from ci_network.results.figures import nulls
from ci_network.views.compare import wording
from ci_network.views.compare.folder import comparison_files
from ci_network.views.compare.text import comparison_text
from ci_network.views.sentence import plain

VIEWS = LOCALE.parent / "views"


def test_every_text_of_the_page_is_in_danish():
    known = set()
    for path in (LOCALE / "da" / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            known |= {
                m.id if isinstance(m.id, str) else tuple(m.id)
                for m in read_po(file)
                if m.id and not m.context
            }
    marks = ("said", "line", "note", "absent")
    keywords = {**dict.fromkeys(marks), "counted": (1, 2), "left_out": (1, 2)}
    texts = {text[2] for text in extract_from_dir(VIEWS / "compare", keywords=keywords)}
    assert len(texts) > 100
    assert texts <= known


HOLDS = alliance("S*", a="SAB@2018", b="AB@2018", c="BC@2018", d="AC@2018")
HINGES = alliance("S*", group="SABCD@2018")
ENDS = alliance("S*", a="S!AB@2018", b="S!BC@2018", c="S!CD@2018")
NOBODY = alliance("", a="AB@2018")
ALONE = alliance("S*", {"id": "A", "joined": "2017"}, {"id": "B", "joined": "2017"}, a="SC@2018",
                 b="C@2018", c="A@2018", d="B@2018")  # fmt: skip


def told(**records):
    cases = [Case(name, record) for name, record in records.items()]
    return side_by_side(cases, replicates=0).found


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (HOLDS, "holds"),
        (HINGES, "one"),
        (NOBODY, "cannot_say"),
        (ALONE, "nothing_to_lose"),
        (ci.example(), "one"),
    ],
)
def test_each_outcome_has_its_name(record, outcome):
    (found,) = nulls(told(it=record)["alliances"])
    assert wording.outcome(found) == outcome


def test_the_opening_counts_every_alliance_once():
    found = nulls(told(a=HOLDS, b=HINGES, c=NOBODY, d=HINGES)["alliances"])
    assert plain(wording.opening(found), "en") == (
        "Of 4 alliances 1 would hold, 2 depend on one activity each, of 1 the record cannot say."
    )
    groups = [plain(sentence, "da") for sentence in wording.groups(found)]
    assert groups == [
        "Ville holde: a.",
        "Afhænger af én aktivitet: b (group), d (group).",
        "Det kan ikke ses: c.",
    ]


def test_they_stand_by_their_lower_end_and_what_cannot_say_stands_last():
    found = nulls(told(none=NOBODY, ends=ENDS, holds=HOLDS, hinges=HINGES)["alliances"])
    assert [one["name"] for one in wording.by_lower_end(found)] == [
        "holds",
        "hinges",
        "ends",
        "none",
    ]


@pytest.mark.parametrize(
    ("beside", "says"),
    [
        ({"p": None, "loose": True}, "nothing else to draw"),
        ({"p": 0.04, "loose": True}, "hardly anything else to draw"),
        ({"p": 0.04, "loose": False}, "less is kept than without random ones"),
        ({"p": 0.1, "loose": False}, "cannot be told"),
        ({"p": 0.6, "loose": False}, "as much is kept as without random ones"),
        ({"p": 0.6, "loose": False, "activities": 0}, "none of its own"),
    ],
)
def test_from_loose_draws_nothing_is_concluded(beside, says):
    found = {"observed": 0.5, "activities": 3} | beside
    assert plain(wording.beside_chance(found), "en") == says


def test_the_text_has_a_line_for_each_and_the_page_holds_what_it_is_given():
    made = side_by_side([Case("a", HOLDS), Case("b", HINGES)], replicates=9, drawn=True)
    text = comparison_text(made.found, "en")
    assert text.startswith("Of 2 alliances ")
    assert text.count("\na: ") == text.count("\nb: ") == 1
    files = comparison_files(made.found, made.shown, language="en")
    assert {"network-1-with.svg", "ranges.svg"} <= {name.rpartition("/")[2] for name in files}
    assert (
        files["index.html"] == comparison_files(made.found, made.shown, language="en")["index.html"]
    )


def test_of_very_many_alliances_every_one_is_drawn():
    cases = [Case(f"number {n}", HINGES) for n in range(45)]
    made = side_by_side(cases, replicates=0, drawn=True)
    files = comparison_files(made.found, made.shown, language="en")
    charts = [files[f"figures/{name}.svg"] for name in ("ranges", "ranges-2", "ranges-3")]
    assert [chart.count(">number ") for chart in charts] == [20, 20, 5]
    assert "figures/ranges-4.svg" not in files


def test_of_many_activities_to_hand_over_the_page_names_the_first(monkeypatch):
    """A and twenty others, each met in one activity of its own: any set of a size is the best."""
    monkeypatch.setattr("ci_network.inference.plan.MOST_SETS", 1_000)
    star = {f"meeting {other}": f"SA{other}@2018" for other in "BCDEFGHIJKLMNOPQRTUV"}
    cases = [Case("star", alliance("S*", **star)), Case("b", HINGES)]
    made = side_by_side(cases, replicates=0, drawn=True)
    page = comparison_files(made.found, made.shown, language="en")["index.html"]
    (line,) = [x for x in page.splitlines() if "All that can be kept in" in x and "star" in x]
    assert (line.count("meeting "), "8 more" in line) == (12, True)


def test_every_column_of_the_workbook_has_a_heading_in_words():
    made = side_by_side([Case("a", ci.example(), y) for y in ("2017", "2019")], replicates=9,
                        changed=True)  # fmt: skip
    files = comparison_files(made.found, made.shown, language="da")
    book = openpyxl.load_workbook(io.BytesIO(files["compare.xlsx"]))
    named = [sheet for sheet in book if sheet.freeze_panes]
    assert [sheet.title for sheet in named] == ["alliances", "compare", "change", "changed-ties"]
    for sheet in named:
        words, names = ([cell.value for cell in sheet[row]] for row in (1, 2))
        assert not set(words) & set(names)


def test_without_a_map_to_draw_the_page_says_so():
    cases = [Case("a", NOBODY), Case("b", alliance("S*", a="SAB"))]
    made = side_by_side(cases, "year", drawn=True)
    files = comparison_files(made.found, made.shown, language="en")
    assert "1 alliance is not drawn" in files["index.html"]
