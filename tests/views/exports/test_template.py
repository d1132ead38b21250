"""The template reads back without a problem, and guides who fills it in."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from openpyxl import load_workbook

from ci_network import dates
from ci_network.language import LANGUAGES
from ci_network.measures.sustainability import sustainability
from ci_network.reading import examine
from ci_network.views.exports.template import template

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def book(language, **options):
    return load_workbook(io.BytesIO(template(language, **options)))


def written(tmp_path, content):
    path = tmp_path / "template.xlsx"
    path.write_bytes(content)
    return path


def test_it_reads_back_without_a_problem(tmp_path, language):
    examined = examine(written(tmp_path, template(language)))
    assert examined.problems == ()
    assert len(examined.alliance.actors) == 3
    assert examined.alliance.actors.secretariat.sum() == 1


def test_the_example_shows_a_tie_with_and_one_without_the_secretariat(tmp_path, language):
    result = sustainability(examine(written(tmp_path, template(language))).alliance)
    assert [n.ties.standing.tolist() for n in result.networks] == [[3], [0]]


def test_without_the_example_the_sheets_wait_empty(tmp_path, language):
    filled = book(language, example=False)
    assert filled["nodes"].max_row == filled["edges"].max_row == 1
    problems = examine(written(tmp_path, template(language, example=False))).problems
    assert {p.code for p in problems} <= {
        "empty-file", "no-actors", "no-activities", "no-secretariat",
    }  # fmt: skip


def test_what_a_person_fills_in_is_read(tmp_path, language):
    filled = book(language, example=False)
    yes, lead = {"da": ("ja", "tovholder"), "en": ("yes", "lead")}[language]
    for row in (["007", "Kontoret", None, None, yes], ["Ny", "Ny Forening"]):
        filled["nodes"].append(row)
    for row in (["Møde", "007", lead, "2018-03"], ["Møde", "Ny", None, "2018-03"]):
        filled["edges"].append(row)
    filled.save(tmp_path / "filled.xlsx")
    examined = examine(tmp_path / "filled.xlsx")
    assert not [p for p in examined.problems if p.severity == "error"]
    assert examined.alliance.actors.id == ("007", "Ny")
    assert examined.alliance.participations.lead.tolist() == [True, False]


def test_it_has_choices_for_roles_sectors_yes_no_and_known_actors(language):
    filled = book(language)
    rules = {
        (sheet, str(rule.sqref).split(":", maxsplit=1)[0]): rule
        for sheet in ("nodes", "edges")
        for rule in filled[sheet].data_validations.dataValidation
    }
    assert rules["edges", "B2"].formula1.startswith("nodes!")
    assert rules["edges", "C2"].type == rules["nodes", "C2"].type == "list"
    assert rules["nodes", "E2"].formula1 == {"da": '"ja,nej"', "en": '"yes,no"'}[language]
    assert {rules[key].type for key in (("edges", "D2"), ("edges", "E2"), ("nodes", "H2"))} == {
        "custom"
    }
    ongoing, unknown = {"da": ("løbende", "ukendt"), "en": ("ongoing", "unknown")}[language]
    for place, word in ((("edges", "E2"), ongoing), (("nodes", "H2"), unknown)):
        assert f'LOWER({place[1]})="{word}"' in rules[place].formula1
        assert rules[place].prompt.endswith(f" ({word})")
    assert "LOWER" not in rules["edges", "D2"].formula1
    assert not rules["edges", "D2"].prompt.endswith(")")


def test_no_rule_is_longer_than_excel_allows(language):
    filled = book(language)
    for sheet in filled:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1) <= 255
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 225


def test_dates_and_ids_stay_as_they_are_typed(language):
    assert book(language)["edges"].column_dimensions["D"].number_format == "@"


def test_the_same_bytes_every_time(language):
    assert template(language) == template(language)


def test_instructions_come_first_and_in_the_language(language):
    filled = book(language)
    assert filled.sheetnames[0] == {"da": "vejledning", "en": "instructions"}[language]
    assert filled.worksheets[0]["A1"].value == {
        "da": "Sådan udfyldes arket", "en": "How to fill in this workbook"
    }[language]  # fmt: skip


def test_dates_numbers_and_truth_values_that_a_person_fills_in_are_read(language, tmp_path):
    filled = book(language)
    nodes, edges = filled["nodes"], filled["edges"]
    nodes["E2"], nodes["F2"], nodes["G2"] = True, dt.date(2017, 1, 1), 2019
    left = "ukendt" if language == "da" else "unknown"
    nodes.append(["007", "Røde Kors", None, None, False, None, None, dt.date(2017, 3, 1), left])
    edges.delete_rows(2, 5)
    office = nodes["A2"].value
    edges.append(["Møde", office, "lead", dt.date(2018, 3, 14), None])
    edges.append(["Møde", "007", "tovholder", dt.datetime(2018, 3, 14), None])
    edges.append([None] * 5)
    edges.append(["Gåtur", "007", None, 2018, "løbende"])
    edges.append(["Gåtur", nodes["A3"].value, None, "2018", "ongoing"])
    path = tmp_path / "filled.xlsx"
    filled.save(path)
    found = examine(path)
    assert not found.problems
    one = found.alliance
    assert "007" in one.actors.id
    assert sorted(set(one.participations.start.tolist())) == [
        dates.day(2018, 1, 1), dates.day(2018, 3, 14),
    ]  # fmt: skip


def test_rules_stand_below_headers_and_draw_on_columns_that_are_there(language):
    filled = book(language)
    rules = [(sheet, rule) for sheet in filled for rule in sheet.data_validations.dataValidation]
    assert len(rules) == 22
    for sheet, rule in rules:
        for area in rule.sqref.ranges:
            assert (area.min_row, area.max_col) == (2, area.min_col)
            assert sheet.cell(1, area.min_col).value
        source = re.fullmatch(r"(\w+)!\$([A-Z])\$2:\$\2\$\d+", rule.formula1)
        assert "!" not in rule.formula1 or filled[source[1]][f"{source[2]}1"].value
