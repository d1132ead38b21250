"""What goes out in other tools' formats can be read by them, and says the same."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import networkx as nx
import pytest
from alliances import alliance, rows, told
from openpyxl import load_workbook
from random_alliances import random_alliance, seeds

from ci_network.errors import UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.reading import examine, read_rows
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports import FORMS, WHOLE_RECORD, export
from ci_network.views.exports.record import record
from ci_network.views.exports.ties import disjoint, ties

SMALL = alliance("S*", {"id": "A", "label": "Æbleklubben"}, meet="S!AB@2017", walk="A!B@2018-03")
TOLD = told(
    rows("S*", walk="SAB@2018"),
    walk={"continues": "yes", "continues_evidence": "board", "taken_over_by": "A"},
)
HOSTILE = read_rows(
    [{"id": "=1+1", "label": "@x", "secretariat": "yes"}, {"id": "007", "label": "<b>&"},
     {"id": 'a"b', "label": "'-x"}],
    [{"activity": "+tea; or\nnot", "actor": each, "start": "2017"}
     for each in ("=1+1", "007", 'a"b')],
).alliance  # fmt: skip


def graph(one, form, tmp_path):
    path = tmp_path / f"x.{form}"
    path.write_text(export(one, form, path.name), encoding="utf-8")
    if form == "pajek":
        return nx.read_pajek(path, encoding="utf-8-sig")
    return {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[form](path)


@pytest.mark.parametrize("form", ["gexf", "graphml", "pajek"])
@pytest.mark.parametrize("seed", range(25))
def test_networkx_reads_the_actors_and_ties_of_the_whole_record(form, seed, tmp_path):
    one = read_rows(*random_alliance(seed)).alliance
    found = graph(one, form, tmp_path)
    assert set(found.nodes) == set(one.actors.id)
    assert {frozenset(pair[:2]) for pair in found.edges} == {
        frozenset((tie.source, tie.target)) for tie in ties(one)
    }


@pytest.mark.parametrize("form", ["gexf", "graphml", "pajek"])
def test_hostile_names_pass_through_xml_and_quotes(form, tmp_path):
    nodes = set(graph(HOSTILE, form, tmp_path).nodes)
    assert nodes == {"=1+1", "007", "a'b" if form == "pajek" else 'a"b'}


def test_gexf_has_a_spell_for_each_time_with_the_involvement(tmp_path):
    edge = graph(SMALL, "gexf", tmp_path).edges["A", "B"]
    assert edge["spells"] == [("2017-01-01", "2017-12-31"), ("2018-03-01", "2018-03-31")]
    assert edge["involvement"] == "2017-01-01/2017-12-31 led; 2018-03-01/2018-03-31 none"
    assert edge["class"] == "independent"


def test_spells_of_one_tie_never_overlap_which_gephi_refuses():
    for seed in range(40):
        for tie in ties(read_rows(*random_alliance(seed)).alliance):
            dated = [spell for spell in tie.spells if spell.start is not None]
            assert all(one.end < two.start for one, two in pairwise(dated))


def test_overlapping_meetings_take_the_least_involvement():
    assert [tuple(spell) for spell in disjoint([(1, 9, 2), (4, 5, 0), (5, 7, 1)])] == [
        (1, 3, "led"), (4, 5, "none"), (6, 7, "present"), (8, 9, "led"),
    ]  # fmt: skip


def test_pajek_writes_months(tmp_path):
    lines = export(SMALL, "pajek", "x.net").splitlines()
    assert '1 2 0.75 l "none" [201803]' in lines
    assert '1 2 0.75 l "led" [201701-201712]' in lines


def test_spells_are_days_since_1970_with_an_open_end():
    rows = list(csv.reader(io.StringIO(export(SMALL, "csv", "x.csv"))))
    assert rows[0][:4] == ["onset", "terminus", "tail", "head"]
    assert ["17591", "17622", "1", "2", "none"] in [row[:5] for row in rows]


def test_an_undated_spell_is_always_there_for_r():
    rows = list(csv.reader(io.StringIO(export(alliance(x="AB"), "csv", "-"))))
    assert rows[1][:4] == ["-Inf", "Inf", "1", "2"]


def test_kumu_elements_have_labels_of_their_own():
    twins = alliance("", {"id": "A", "label": "Club"}, {"id": "B", "label": "club"}, x="AB@2017")
    content = json.loads(export(twins, "kumu", "x.json"))
    assert [each["Label"] for each in content["elements"]] == ["Club (A)", "club (B)"]
    assert content["connections"][0]["From"] == "Club (A)"


def test_kumu_elements_never_share_a_label_that_was_made_for_one_of_them():
    crowd = read_rows(
        [{"id": "A", "label": "Club"}, {"id": "B", "label": "club"},
         {"id": "C", "label": "Club (A)"}, {"id": "club (a 2)"}],
        [{"activity": "x", "actor": each} for each in ("A", "B", "C")],
    ).alliance  # fmt: skip
    content = json.loads(export(crowd, "kumu", "x.json"))
    labels = {each["Label"]: each["ID"] for each in content["elements"]}
    assert labels == {
        "Club (A 3)": "A",
        "club (B)": "B",
        "Club (A)": "C",
        "club (a 2)": "club (a 2)",
    }
    ends = {(labels[each["From"]], labels[each["To"]]) for each in content["connections"]}
    assert ends == {("A", "B"), ("A", "C"), ("B", "C")}


def test_kumu_as_a_workbook():
    book = load_workbook(io.BytesIO(export(SMALL, "kumu", "x.xlsx")))
    assert book.sheetnames == ["Elements", "Connections"]
    assert [cell.value for cell in book["Connections"][1]][:2] == ["From", "To"]


def test_hif_has_an_incidence_for_each_row():
    content = json.loads(export(SMALL, "hif", "x.json"))
    assert {edge["edge"] for edge in content["edges"]} == {"meet", "walk"}
    assert {"edge": "walk", "node": "A", "attrs": {"role": "lead", "start": "2018-03"}} in content[
        "incidences"
    ]


def test_node_link_is_read_by_networkx():
    found = nx.node_link_graph(json.loads(export(SMALL, "json", "x.json")), edges="edges")
    assert nx.is_bipartite(found)
    assert found.number_of_edges() == len(SMALL.participations)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", seeds(20, 40))
def test_a_whole_record_written_and_read_gives_all_figures(form, seed, tmp_path):
    one = read_rows(*random_alliance(seed)).alliance
    two = written_and_read(one, form, tmp_path)
    every = ("all", "half")[seed % 2]
    assert figures(two, every) == figures(one, every)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_told_of_activities_comes_back(form, tmp_path):
    assert record(written_and_read(TOLD, form, tmp_path)) == record(TOLD)


def test_what_is_told_of_an_activity_stands_beside_it_in_json():
    said = {"continues": "yes", "continues_evidence": "board", "taken_over_by": "A"}
    (edge,) = json.loads(export(TOLD, "hif", "x"))["edges"]
    *_, node = json.loads(export(TOLD, "json", "x"))["nodes"]
    assert {name: edge["attrs"][name] for name in said} == said
    assert {name: node[name] for name in said} == said


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_names_that_look_like_formulas_are_harmless_and_come_back(form, tmp_path):
    two = written_and_read(HOSTILE, form, tmp_path)
    assert two.actors.id == HOSTILE.actors.id
    assert two.actors.label == HOSTILE.actors.label
    assert two.activities.name == HOSTILE.activities.name


def test_no_cell_of_a_csv_begins_as_a_formula():
    for content in export(HOSTILE, "csv", "x").values():
        for row in csv.reader(io.StringIO(content)):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_no_cell_of_a_workbook_is_a_formula():
    for form in ("xlsx", "kumu"):
        for sheet in load_workbook(io.BytesIO(export(HOSTILE, form, "x.xlsx"))):
            assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("form", FORMS)
def test_only_documented_fields_leave(form):
    secret = read_rows(
        [{"id": "A", "phone": "12345678"}, {"id": "B", "phone": ""}],
        [{"activity": "x", "actor": each, "note": "ill 12345678"} for each in "AB"],
    ).alliance
    content = export(secret, form, "x")
    assert "12345678" not in str(content)
    if form in WHOLE_RECORD and form != "xlsx":
        assert "12345678" in str(export(secret, form, "x", keep=["note"]))
    else:
        with pytest.raises(UsageError):
            export(secret, form, "x", keep=["nonsense"])


@pytest.mark.parametrize("form", FORMS)
def test_the_same_record_gives_the_same_bytes(form):
    assert export(SMALL, form, "x") == export(SMALL, form, "x")


def written_and_read(one, form, tmp_path):
    content = export(one, form, f"x.{form}" if form == "xlsx" else "x")
    if form == "csv":
        for name, text in content.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        place = tmp_path
    else:
        place = tmp_path / "x.xlsx"
        place.write_bytes(content)
    examined = examine(place)
    assert not [p for p in examined.problems if p.severity == "error"], examined.problems
    return examined.alliance


def figures(one, every):
    found = nulls(metrics(sustainability(one, every)))
    del found["data"]["participations"]
    return found
