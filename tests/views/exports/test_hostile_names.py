"""Names that break readers: what leaves is read by others, and comes back, with each of them."""

from __future__ import annotations

import json
import re

import networkx as nx
import pytest

from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.reading.lists import Choices, import_file
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports import export
from ci_network.views.exports.ties import ties

NAMES = [
    "S", 'Røde "Kors" & Co', "<b>SSP</b>", "=1+1", "@sum", "🎉👩‍👩‍👧", "עברית", "two\nlines",
    "a\ttab", "O'Neil; A/S", "{curly}", "*Edges", "x" * 300, "007", "NA", "back\\slash",
    "ends with \\", "a “quote", 'quote"end', "quote'end", "actor:1", "activity:1", "1",
]  # fmt: skip
ACTIVITIES = ["1", "activity:1", 'Kick & "off"', "<Møde>", "=1+1", "two\nlines", "🎉"]
ONE = read_rows(
    [
        {"id": name, "secretariat": "yes" if name == "S" else "", "sector": "a & <b>"}
        for name in NAMES
    ],
    [
        {"activity": ACTIVITIES[(one + more) % len(ACTIVITIES)], "actor": name, "start": "2018",
         "role": "lead" if (one + more) % 3 == 0 else ""}
        for one, name in enumerate(NAMES) for more in (0, 2)
    ],
).alliance  # fmt: skip
TIES = {frozenset((tie.source, tie.target)): pytest.approx(tie.strength) for tie in ties(ONE)}


def written(form, tmp_path, name, **options):
    path = tmp_path / name
    path.write_text(export(ONE, form, name, **options), encoding="utf-8")
    return path


def strengths(graph):
    return {frozenset((a, b)): known["weight"] for a, b, known in graph.edges(data=True)}


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_networkx_finds_every_name_and_strength(form, tmp_path):
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[form]
    found = read(written(form, tmp_path, f"a.{form}"))
    assert set(found) == set(NAMES)
    assert strengths(found) == TIES
    assert {known["sector"] for _, known in found.nodes(data=True)} == {"a & <b>"}


def test_igraph_finds_every_name_and_strength(tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    found = igraph.Graph.Read_GraphML(str(written("graphml", tmp_path, "a.graphml")))
    names = found.vs["name"]
    assert set(names) == set(NAMES)
    assert {frozenset((names[e.source], names[e.target])): e["weight"] for e in found.es} == TIES


def test_xgi_finds_every_name(tmp_path):
    xgi = pytest.importorskip("xgi", reason="xgi is not installed")
    found = xgi.read_hif(str(written("hif", tmp_path, "a.json")))
    assert set(found.nodes) == set(NAMES)
    assert set(found.edges) == set(ACTIVITIES)


def test_pajek_is_read_by_its_rules_with_as_many_names_and_the_whole_strength(tmp_path):
    path = written("pajek", tmp_path, "a.net")
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    count = len(NAMES)
    assert head == f"*Vertices {count}"
    labels = [re.fullmatch(r'(\d+) "([^"\\]+)"', line) for line in lines[:count]]
    assert [int(label[1]) for label in labels] == list(range(1, count + 1))
    assert len({label[2].casefold() for label in labels}) == count
    assert lines[count] == "*Edges"
    rule = re.compile(r'\d+ \d+ [\d.]+(?:e-\d+)? l "(?:none|present|led)" \[[\d,-]+\]')
    assert all(rule.fullmatch(line) for line in lines[count + 1 :])
    found = nx.read_pajek(path, encoding="utf-8-sig")
    assert len(found) == count
    whole = sum(known["weight"] for _, _, known in found.edges(data=True))
    assert whole == pytest.approx(sum(tie.strength for tie in ties(ONE)))
    brought = import_file(path, Choices(secretariat=("S",)))
    assert len(brought.nodes["id"]) == count


@pytest.mark.parametrize("form", ["hif", "json"])
def test_the_record_comes_back_with_every_name(form, tmp_path):
    brought = import_file(written(form, tmp_path, "a.json"), Choices())
    again = read_rows(*(
        [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        for table in (brought.nodes, brought.edges, brought.activities)
    )).alliance  # fmt: skip
    assert set(again.actors.id) == set(NAMES)
    assert set(again.activities.name) == set(ACTIVITIES)
    assert figures(again) == figures(ONE)


def figures(one):
    return nulls(metrics(sustainability(one, "year")))


def test_kumu_names_both_ends_of_each_connection(tmp_path):
    content = json.loads(written("kumu", tmp_path, "a.json").read_text(encoding="utf-8"))
    labels = {element["Label"] for element in content["elements"]}
    assert len(labels) == len(NAMES)
    assert all({each["From"], each["To"]} <= labels for each in content["connections"])
    brought = import_file(tmp_path / "a.json", Choices())
    pairs = zip(brought.edges["source"], brought.edges["target"], strict=True)
    assert set(map(frozenset, pairs)) == set(TIES)
