"""Files of other tools as they write them: names, times, and what is refused."""

from __future__ import annotations

import csv
import json

import pytest

from ci_network.commands.run import run


@pytest.fixture
def bring(tmp_path, capsys):
    """Write a file, import it, and give the nodes, the edges, the exit code and the words."""

    def call(name, text, *options):
        path, out = tmp_path / name, tmp_path / "out"
        path.write_text(text, encoding="utf-8")
        code = run(["import", str(path), "-o", str(out), "--force", *options])
        told = capsys.readouterr().err
        if code:
            return {}, [], code, told
        with (out / "nodes.csv").open(encoding="utf-8") as file:
            nodes = {row["id"]: row["label"] for row in csv.DictReader(file)}
        with (out / "edges.csv").open(encoding="utf-8") as file:
            return nodes, list(csv.DictReader(file)), code, told

    return call


GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
{keys}<graph edgedefault="undirected">{graph}</graph></graphml>"""


def test_igraph_keeps_names_beside_the_ids_of_nodes(bring):
    keys = """<key id="v" for="node" attr.name="name"/><key id="e" for="edge" attr.name="year"/>"""
    graph = """<node id="n0"><data key="v">Kommunen</data></node>
    <node id="n1"><data key="v">Klubben</data></node>
    <edge source="n0" target="n1"><data key="e">2017</data></edge>"""
    nodes, edges, _, _ = bring("a.graphml", GRAPHML.format(keys=keys, graph=graph))
    assert set(nodes) == {"Kommunen", "Klubben"}
    assert (edges[0]["source"], edges[0]["start"]) == ("Kommunen", "2017")


def test_names_that_are_not_alone_stay_labels(bring):
    keys = """<key id="v" for="node" attr.name="name"/>"""
    graph = """<node id="n0"><data key="v">A</data></node>
    <node id="n1"><data key="v">A</data></node>
    <edge source="n0" target="n1"/>"""
    nodes, _, _, told = bring("a.graphml", GRAPHML.format(keys=keys, graph=graph))
    assert nodes == {"n0": "A", "n1": "A"}
    assert "ties without a date" in told


def test_yed_keeps_the_label_in_the_drawing(bring):
    keys = """<key id="d6" for="node" yfiles.type="nodegraphics"/>"""
    graph = """<node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Kommunen
    </y:NodeLabel></y:ShapeNode></data></node><node id="n1"/><edge source="n0" target="n1"/>"""
    nodes, _, _, _ = bring("a.graphml", GRAPHML.format(keys=keys, graph=graph))
    assert nodes == {"n0": "Kommunen", "n1": "n1"}


def test_pajek_times_that_do_not_end_are_ongoing(bring):
    text = "*Vertices 3\n1 a\n2 b\n3 c\n*Edges\n1 2 1 [201801-*]\n2 3 1 [2019]\n"
    _, edges, _, _ = bring("a.net", text)
    assert [(row["start"], row["end"]) for row in edges] == [("2018-01", "ongoing"), ("2019", "")]


def test_a_link_with_one_end_is_left_out_and_told(bring):
    links = [{"source": "a"}, {"source": "a", "target": "b", "year": 2018}]
    content = {"nodes": [{"id": "a"}, {"id": "b"}], "links": links}
    _, edges, _, told = bring("a.json", json.dumps(content))
    assert [(row["source"], row["target"]) for row in edges] == [("a", "b")]
    assert "tie left out: a.json »a«" in told


BOMB = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<gexf><graph><nodes><node id="&b;"/></nodes></graph></gexf>"""


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("bomb.gexf", BOMB, "not followed"),
        ("cut.gexf", "<gexf><graph>", "row 1"),
        ("page.xml", "<html/>", "html"),
        ("deep.json", "[" * 100_000, "not well-formed JSON"),
        ("list.json", "[1, 2]", "not read here"),
        ("hierarchy.net", "*Vertices 1\n1 a\n*Hierarchy\n0\n", "row 3"),
        ("matrix.net", "*Vertices 2\n1 a\n2 b\n*Matrix\n0 1 0\n", "not well-formed Pajek"),
        ("end.net", "*Vertices 1\n1 a\n*Edges\n1\n", "row 4"),
        ("twice.net", "*Vertices 2\n1 a\n2 a\n", "row 2"),
        ("twins.net", "*Vertices 2\n1 SIND\n2 Sind\n*Edges\n1 2\n", "capital letters"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_with_its_place(bring, name, text, word):
    _, _, code, told = bring(name, text)
    assert code == 1
    assert name in told
    assert word in told
    assert "drive" not in told


def test_options_about_lists_are_refused_for_a_network(bring, tmp_path):
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias,id\na,b\n")
    _, _, code, told = bring(
        "a.net", "*Vertices 2\n1 a\n2 b\n*Edges\n1 2\n",
        "--actor", "Møde", "--by-name", "--aliases", str(aliases),
    )  # fmt: skip
    assert code == 2
    assert "--actor, --by-name, --alias" in told


@pytest.mark.parametrize("header", [",source,target", "Unnamed: 0,source,target"])
def test_numbers_of_rows_are_no_years(bring, header):
    _, edges, code, _ = bring("pairs.csv", f"{header}\n2017,A,B\n2018,B,C\n")
    assert code == 0
    assert [(row["source"], row["start"], row["end"]) for row in edges] == [
        ("A", "", ""), ("B", "", ""),
    ]  # fmt: skip
