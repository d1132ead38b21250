# ruff: noqa: E501 - a file is one line
"""Networks in the forms of other tools: what each says is read, or it is refused by name."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from openpyxl import Workbook

from ci_network.commands.run import run


@pytest.fixture
def brought(tmp_path, capsys):
    """Write a file, import it, and give its ties or participations, the exit code and the words."""

    def call(name, content, *options):
        path, out = tmp_path / name, tmp_path / "out"
        if isinstance(content, Workbook):
            content.save(path)
        else:
            path.write_text(content, encoding="utf-8")
        code = run(["import", str(path), "-o", str(out), "--force", *options])
        told = capsys.readouterr().err
        if code:
            return [], code, told
        with (out / "edges.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if rows and "source" in rows[0]:
            return sorted(
                (*sorted((row["source"], row["target"])), row["start"], row["end"]) for row in rows
            ), code, told  # fmt: skip
        return (
            sorted((row["activity"], row["actor"], row["start"], row["end"]) for row in rows),
            code,
            told,
        )

    return call


def gexf(edges="", nodes='<node id="A"/><node id="B"/>', graph=""):
    return (
        f'<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph {graph}><nodes>{nodes}</nodes>'
        f"<edges>{edges}</edges></graph></gexf>"
    )


def edge(times="", inside=""):
    return gexf(f'<edge source="A" target="B" {times}>{inside}</edge>')


TIMES = {
    "a start without an end goes on": (edge('start="2016"'), [("2016", "ongoing")]),
    "a spell without an end goes on": (
        edge("", '<spells><spell start="2016-03-01"/></spells>'), [("2016-03-01", "ongoing")],
    ),
    "both ends": (edge('start="2016" end="2018"'), [("2016", "2018")]),
    "an end alone": (edge('end="2018"'), [("", "2018")]),
    "bounds that are not included": (
        edge('startopen="2016-12-31" endopen="2018-03-01"'), [("2017-01-01", "2018-02-28")],
    ),
    "years that are not included": (edge('startopen="2016" endopen="2019"'), [("2017", "2018")]),
    "a moment": (edge('timestamp="2016-05-04"'), [("2016-05-04", "")]),
    "moments": (edge('timestamps="&lt;[2016.0, 2018.0]&gt;"'), [("2016", ""), ("2018", "")]),
    "a set of intervals": (
        edge('timeset="&lt;[2016, 2018]; [2020-01-01, 2020-02-01)&gt;"'),
        [("2016", "2018"), ("2020-01-01", "2020-01-31")],
    ),
    "a set of moments": (
        gexf('<edge source="A" target="B" timeset="&lt;[2016, 2018]&gt;"/>',
             graph='timerepresentation="timestamp"'),
        [("2016", ""), ("2018", "")],
    ),
    "an interval without an end": (
        edge('timeset="&lt;[2016, Infinity]&gt;"'), [("2016", "ongoing")],
    ),
    "moments with a time of day": (edge('start="2016-03-14T09:30:00.000+01:00" end="2016-04-01"'),
                                   [("2016-03-14", "2016-04-01")]),
    "no time": (edge(), [("", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "times"), TIMES.values(), ids=TIMES)
def test_the_times_of_gexf(brought, content, times):
    rows, code, _ = brought("a.gexf", content)
    assert code == 0
    assert rows == [("A", "B", *each) for each in times]


def two_modes():
    graph = nx.Graph()
    graph.add_nodes_from(["Kommunen", "Klubben"], bipartite=0)
    graph.add_nodes_from(["Kickoff", "Gåtur"], bipartite=1)
    graph.add_edges_from([("Kommunen", "Kickoff"), ("Klubben", "Kickoff"), ("Klubben", "Gåtur")])
    return graph


def renamed(graph, attribute, names):
    other = graph.copy()
    for _, known in other.nodes(data=True):
        known[attribute] = names[known.pop("bipartite")]
    return other


def written(graph, form):
    out = io.BytesIO()
    if form == "json":
        return json.dumps(nx.node_link_data(graph, edges="links"))
    if form == "adjacency.json":
        return json.dumps(nx.adjacency_data(graph))
    if form == "cyjs":
        return json.dumps(nx.cytoscape_data(graph))
    {"graphml": nx.write_graphml, "gexf": nx.write_gexf, "gml": nx.write_gml}[form](graph, out)
    return out.getvalue().decode()


FORMS = ("graphml", "gexf", "json", "adjacency.json", "cyjs", "gml")
PARTS = [("Gåtur", "Klubben"), ("Kickoff", "Klubben"), ("Kickoff", "Kommunen")]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("attribute", "names"),
    [
        ("bipartite", (0, 1)), ("bipartite", ("0", "1")), ("bipartite", ("top", "bottom")),
        ("type", ("false", "true")), ("kind", ("actor", "activity")), ("type", ("person", "event")),
        ("mode", ("organisation", "møde")), ("bipartite", (0.0, 1.0)),
    ],
)  # fmt: skip
def test_two_modes_are_known_by_what_tools_call_them(brought, form, attribute, names):
    rows, code, _ = brought(f"a.{form}", written(renamed(two_modes(), attribute, names), form))
    assert code == 0
    assert [row[:2] for row in rows] == PARTS


def test_the_mode_that_has_dates_is_that_of_activities(brought):
    turned = renamed(two_modes(), "bipartite", (1, 0))
    turned.nodes["Kickoff"]["date"] = "2018-03-14"
    rows, _, _ = brought("a.graphml", written(turned, "graphml"))
    assert [row[:3] for row in rows] == [
        ("Gåtur", "Klubben", ""), ("Kickoff", "Klubben", "2018-03-14"),
        ("Kickoff", "Kommunen", "2018-03-14"),
    ]  # fmt: skip


def test_one_link_within_a_mode_is_told_and_left_out(brought):
    graph = two_modes()
    graph.add_edges_from((f"Aktør {n}", "Kickoff") for n in range(9))
    nx.set_node_attributes(graph, {f"Aktør {n}": 0 for n in range(9)}, "bipartite")
    graph.add_edge("Kommunen", "Klubben")
    rows, code, told = brought("a.graphml", written(graph, "graphml"))
    assert code == 0
    assert len(rows) == 12
    assert "Kommunen – Klubben" in told
    assert "both are actors" in told


def test_modes_that_the_links_deny_are_asked_about(brought):
    graph = two_modes()
    graph.add_edges_from([("Kommunen", "Klubben"), ("Kickoff", "Gåtur")])
    _, code, told = brought("a.graphml", written(graph, "graphml"))
    assert code == 2
    assert "'bipartite'" in told
    assert "--activity" in told


def test_a_kind_that_is_named_is_that_of_activities(brought):
    graph = renamed(two_modes(), "type", ("house", "party"))
    assert [
        row[:2] for row in brought("a.gexf", written(graph, "gexf"), "--activity", "party")[0]
    ] == PARTS
    _, code, told = brought("a.gexf", written(graph, "gexf"), "--activity", "fest")
    assert code == 2
    assert "--activity" in told


def test_activities_of_one_name_stay_apart(brought):
    nodes = [{"id": "K", "bipartite": 0}, {"id": "B", "bipartite": 0},
             {"id": "e1", "label": "Møde", "bipartite": 1},
             {"id": "e2", "label": "Møde", "bipartite": 1}]  # fmt: skip
    links = [{"source": "K", "target": "e1"}, {"source": "B", "target": "e2"}]
    rows, _, _ = brought("a.json", json.dumps({"nodes": nodes, "links": links}))
    assert [row[:2] for row in rows] == [("Møde (e1)", "K"), ("Møde (e2)", "B")]


AB = [("A", "B"), ("B", "C")]
LINKS = {
    "D3, by place": ("a.json", {"nodes": [{"name": n} for n in "ABC"],
                                "links": [{"source": 0, "target": 1}, {"source": 1, "target": 2}]}),
    "D3, by place beside ids": ("a.json", {
        "nodes": [{"id": n, "group": 1} for n in "ABC"],
        "links": [{"source": 0, "target": 1, "value": 3}, {"source": 1, "target": 2}]}),
    "D3, drawn": ("a.json", {
        "nodes": [{"id": n} for n in "ABC"],
        "links": [{"source": {"id": "A", "x": 1}, "target": {"id": "B"}},
                  {"source": {"id": "B"}, "target": {"id": "C"}}]}),
    "vis": ("a.json", {"nodes": [{"id": n, "label": n} for n in "ABC"],
                       "edges": [{"from": "A", "to": "B"}, {"from": "B", "to": "C"}]}),
    "Cytoscape, in two lists": ("a.cyjs", {"elements": {
        "nodes": [{"data": {"id": n}} for n in "ABC"],
        "edges": [{"data": {"source": "A", "target": "B"}},
                  {"data": {"source": "B", "target": "C"}}]}}),
    "Cytoscape, in one list": ("a.json", [
        *({"data": {"id": n}, "group": "nodes"} for n in "ABC"),
        {"data": {"id": "e", "source": "A", "target": "B"}},
        {"data": {"id": "f", "source": "B", "target": "C"}}]),
    "graphology": ("a.json", {"nodes": [{"key": n, "attributes": {"x": 1}} for n in "ABC"],
                              "edges": [{"key": "e", "source": "A", "target": "B"},
                                        {"key": "f", "source": "B", "target": "C"}]}),
    "JSON graph": ("a.json", {"graph": {"nodes": {n: {"label": n} for n in "ABC"}, "edges": [
        {"source": "A", "target": "B"}, {"source": "B", "target": "C"}]}}),
    "GML": ("a.gml", 'Creator "igraph"\ngraph [\n directed 0\n node [ id 0 name "A" ]\n node [ id 1'
                     ' name "B" ]\n node [ id 2 name "C" ]\n edge [ source 0 target 1 ]\n'
                     ' edge [ source 1 target 2 ]\n]'),
    "igraph's ids with labels": ("a.graphml", '<graphml><key id="l" for="node" attr.name="label"/>'
        '<graph><node id="n0"><data key="l">A</data></node><node id="n1"><data key="l">B</data>'
        '</node><node id="n2"><data key="l">C</data></node><edge source="n0" target="n1"/>'
        '<edge source="n1" target="n2"/></graph></graphml>'),
    "DL, a matrix": ("a.dl", "DL n=3\nformat = fullmatrix\nlabels:\nA,B,C\ndata:\n0 1 0\n1 0 1\n0 1 0\n"),
    "DL, labels in the matrix": (
        "a.dl", "dl n = 3\nlabels embedded\ndata:\n  A B C\nA 0 1 0\nB 1 0 1\nC 0 1 0\n"),
    "DL, edges": ("a.txt", "dl n=3 format=edgelist1\nlabels:\nA\nB\nC\ndata:\n1 2 1\n2 3 4\n"),
    "DL, edges by label": ("a.dl", "dl n=3, format=edgelist1\nlabels embedded:\ndata:\nA B\nB C\n"),
    "DL, lists of neighbours": ("a.dl", "dl n=3 format=nodelist1\nlabels embedded\ndata:\nA B\nB A C\n"),
    "VNA": ("a.vna", '*node data\nID sector\nA "civil society"\nB x\nC x\n*tie data\nfrom to meets\n'
                     'A B 1\nB C 2\nA C 0\n'),
    "Pajek, a matrix": ("a.net", "*Vertices 3\n1 A\n2 B\n3 C\n*Matrix\n0 1 0\n1 0 1\n0 1 0\n"),
    "Pajek, a strength of 0": ("a.net", "*Vertices 3\n1 A\n2 B\n3 C\n*Edges\n1 2 1\n2 3 1\n1 3 0\n"),
    "a matrix, whole": ("a.csv", ",A,B,C\nA,0,1,0\nB,1,0,1\nC,0,1,0\n"),
    "a matrix of words": ("a.csv", ",A,B,C\nA,,often,never\nB,often,,rarely\nC,never,rarely,\n"),
    "a matrix, the upper half": ("a.csv", "Organisation;A;B;C\nA;;x;\nB;;;x\nC;;;\n"),
    "a matrix, the lower half, a total": (
        "a.csv", "Samarbejde 2018,,,,\n,A,B,C,I alt\nA,,,,0\nB,2,,,2\nC,0,1,,1\nI alt,2,1,0,3\n"),
    "a strength of 0 in a list": ("a.csv", "source,target,weight\nA,B,1\nB,C,0.5\nA,C,0\n"),
    "a strength of 0 in GEXF": ("a.gexf", gexf(
        '<edge source="A" target="B" weight="1"/><edge source="B" target="C"/>'
        '<edge source="A" target="C" weight="0.0"/>',
        '<node id="A"/><node id="B"/><node id="C"/>')),
    "a strength of 0 in JSON": ("a.json", {"nodes": [{"id": n} for n in "ABC"], "links": [
        {"source": "A", "target": "B", "weight": 1}, {"source": "B", "target": "C"},
        {"source": "A", "target": "C", "weight": 0}]}),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), LINKS.values(), ids=LINKS)
def test_the_ties_of_each_form(brought, name, content):
    text = content if isinstance(content, str) else json.dumps(content)
    rows, code, told = brought(name, text)
    assert code == 0, told
    assert [row[:2] for row in rows] == AB


def test_nodexl(brought):
    book = Workbook()
    book.active.title = "Edges"
    for row in (["", "", "Visual Properties"], ["Vertex 1", "Vertex 2", "Color"],
                ["A", "B", "Red"], ["B", "C", None]):  # fmt: skip
        book.active.append(row)
    sheet = book.create_sheet("Vertices")
    for row in (["", "Graph Metrics"], ["Vertex", "Degree"], ["A", 1], ["B", 2], ["C", 1]):
        sheet.append(row)
    book.create_sheet("Overall Metrics").append(["Graph Type", "Undirected"])
    rows, code, _ = brought("a.xlsx", book)
    assert code == 0
    assert [row[:2] for row in rows] == AB


def test_two_modes_of_ucinet_and_pajek(brought):
    expected = [("Gåtur", "B"), ("Kickoff", "A"), ("Kickoff", "B")]
    for name, text in (
        ("a.dl", "dl nr=2, nc=2\nrow labels:\nA,B\ncolumn labels:\nKickoff,Gåtur\ndata:\n1 0\n1 1\n"),
        ("a.dl", "dl nr=2 nc=2\nlabels embedded\ndata:\nKickoff Gåtur\nA 1 0\nB 1 1\n"),
        ("a.dl", "dl nr=2, nc=2 format=edgelist2\nlabels embedded\ndata:\nA Kickoff\nB Kickoff\nB Gåtur\n"),
        ("a.net", "*Vertices 4 2\n1 A\n2 B\n3 Kickoff\n4 Gåtur\n*Matrix\n1 0\n1 1\n"),
        ("a.net", "*Vertices 4 2\n1 A\n2 B\n3 Kickoff\n4 Gåtur\n*Edges\n1 3\n2 3\n2 4\n"),
    ):  # fmt: skip
        rows, code, told = brought(name, text)
        assert code == 0, told
        assert [row[:2] for row in rows] == expected


def nodes_and(links, *ids):
    return json.dumps({"nodes": [{"id": one} for one in ids], "links": links})


REFUSED = {
    "an id that is a number and a text": ("a.json", nodes_and([], 2, "2"), "“2” stands for two"),
    "an end that is a number where the id is a text": (
        "a.json", '{"incidences": [{"node": 2, "edge": "a"}, {"node": "2", "edge": "a"}]}', "“2”"),
    "an id twice": ("a.gexf", gexf(nodes='<node id="A"/><node id="A"/>'), "“A” stands for two"),
    "a link to nobody": ("a.json", nodes_and([{"source": "A", "target": "X"}], "A", "B"), "names “X”"),
    "a link to nobody in GraphML": (
        "a.graphml", '<graphml><graph><node id="A"/><edge source="A" target="B"/></graph></graphml>',
        "names “B”"),
    "a link to nobody in GEXF": (
        "a.gexf", gexf(nodes='<node id="A"/>', edges='<edge source="A" target="B"/>'), "names “B”"),
    "a link to nobody in GML": (
        "a.gml", 'graph [ node [ id 1 label "A" ] edge [ source 1 target 2 ] ]', "names “2”"),
    "a number twice in Pajek": ("a.net", "*Vertices 3\n1 A\n1 B\n2 C\n*Edges\n1 2\n", "“1” stands for two"),
    "a number beyond the list": ("a.net", "*Vertices 2\n1 A\n2 B\n*Edges\n1 3\n", "names “3”"),
    "numbers that may be ids or places": (
        "a.json", nodes_and([{"source": 0, "target": 1}], 1, 2, 3), "names “0”"),
    "a matrix that does not tell": ("a.csv", ",A,B,C\nA,,maybe,1\nB,maybe,,1\nC,1,1,\n", "neither a tie nor none"),
    "a matrix with a row too few": ("a.csv", ",A,B,C\nA,0,1,0\nB,1,0,1\n", "“c” is only one"),
    "no brackets": ("a.gml", "graph [ node [ id 0 ", "not well-formed GML"),
    "DL with a matrix too few": ("a.dl", "dl n=2 nm=2\ndata:\n0 1\n1 0\n", "not well-formed DL"),
    "a number of nodes that is a slip": ("a.net", "*Vertices 99999999999\n1 A\n*Edges\n", "not well-formed Pajek"),
    "the same in DL": ("a.dl", "dl n=99999999999 format=edgelist1\ndata:\n1 2\n", "not well-formed DL"),
    "a matrix of other numbers than its nodes": ("a.net", "*Vertices 2\n1< A\n2 B\n*Matrix\n0 1\n1 0\n", "not well-formed Pajek"),
    "nodes alone": ("a.json", '{"nodes": [{"id": "A"}]}', "not read here"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "word"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_misread_is_refused(brought, name, content, word):
    _, code, told = brought(name, content)
    assert code == 1
    assert word in told


# ------------------------------------------------------------------------- published data


SOUTHERN_WOMEN = nx.davis_southern_women_graph()
PUBLISHED = {
    "Karate Club (Zachary 1977)": nx.karate_club_graph(),
    "Florentine families (Padgett 1986)": nx.florentine_families_graph(),
    "Les Misérables (Knuth 1993)": nx.les_miserables_graph(),
    "Kite (Krackhardt 1990)": nx.krackhardt_kite_graph(),
    "Petersen (1898)": nx.petersen_graph(),
    "Southern Women (Davis 1941)": SOUTHERN_WOMEN,
}
SIZES = {"Karate Club (Zachary 1977)": 78, "Florentine families (Padgett 1986)": 20,
         "Les Misérables (Knuth 1993)": 254, "Kite (Krackhardt 1990)": 18, "Petersen (1898)": 15,
         "Southern Women (Davis 1941)": 89}  # fmt: skip


def plain(graph):
    """The graph with text for ids and no lists among its attributes, which no file can hold."""
    found = nx.relabel_nodes(graph, {node: str(node) for node in graph})
    found.graph.clear()
    return found


def ties_of(graph):
    modes = nx.get_node_attributes(graph, "bipartite")
    if not modes:
        return sorted(tuple(sorted(map(str, pair))) for pair in graph.edges)
    return sorted((str(b), str(a)) if modes[b] == 1 else (str(a), str(b)) for a, b in graph.edges)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_networks_have_their_known_ties(brought, name, form):
    rows, code, told = brought(f"a.{form}", written(plain(PUBLISHED[name]), form))
    assert code == 0, told
    assert len(rows) == SIZES[name]
    assert [row[:2] for row in rows] == ties_of(PUBLISHED[name])


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_networks_as_pajek_and_as_a_list(brought, name):
    graph = plain(PUBLISHED[name])
    out = io.BytesIO()
    nx.write_pajek(nx.Graph(graph.edges), out)
    pairs = sorted(tuple(sorted(pair)) for pair in graph.edges)
    listed = "\n".join(["from,to", *map(",".join, pairs)])
    for file, content in (("a.net", out.getvalue().decode()), ("a.csv", listed)):
        rows, code, told = brought(file, content)
        assert code == 0, told
        assert [row[:2] for row in rows] == pairs


@pytest.mark.parametrize("name", [name for name in PUBLISHED if "Women" not in name])
def test_published_networks_as_a_matrix(brought, name):
    graph = plain(PUBLISHED[name])
    matrix = nx.to_pandas_adjacency(graph)
    rows, code, told = brought("a.csv", matrix.to_csv())
    assert code == 0, told
    assert [row[:2] for row in rows] == ties_of(graph)


def test_southern_women_as_a_matrix(brought):
    women, events = SOUTHERN_WOMEN.graph["top"], SOUTHERN_WOMEN.graph["bottom"]
    matrix = nx.to_pandas_adjacency(SOUTHERN_WOMEN, dtype=int).loc[women, events]
    _, code, told = brought("a.csv", matrix.to_csv())
    assert code == 2
    assert "--shape" in told
    rows, code, _ = brought("a.csv", matrix.to_csv(), "--shape", "actors")
    assert code == 0
    assert [row[:2] for row in rows] == ties_of(SOUTHERN_WOMEN)


def test_the_intervals_of_gephis_tables(brought):
    table = "Source,Target,Type,Id,Interval,Weight\n"
    table += 'A,B,Undirected,0,"<[2016.0, 2017.0]; [2019.0, Infinity]>",2.0\nB,C,Undirected,1,,1\n'
    told = [("A", "B", "2016", "2017"), ("A", "B", "2019", "ongoing"), ("B", "C", "", "")]
    assert brought("edges.csv", table)[0] == told


def test_a_start_that_is_no_date_is_noted(brought, tmp_path):
    _, code, _ = brought("a.gexf", edge('start="2016.5" end="2018"'))
    assert code == 0
    assert "2016.5" in (tmp_path / "out" / "import-log.csv").read_text(encoding="utf-8")
