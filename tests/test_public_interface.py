"""What `import ci_network` lends to evaluators."""

from __future__ import annotations

import ast
import json
import math
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from alliances import alliance, rows
from random_alliances import random_alliance
from reference import read_record

import ci_network as ci
from ci_network.reading import read_rows
from ci_network.results.figures import metrics as figures_of

PACKAGE = Path(ci.__file__).parent

MEASURED = (
    "density",
    "connectedness",
    "largest_component",
    "efficiency",
    "isolates",
    "degree_centralization",
    "cross_sector_share",
)


def test_every_public_name_is_there_and_documented():
    for name in ci.__all__:
        assert (getattr(ci, name).__doc__ or "").strip(), name


def test_names_that_an_editor_sees_are_those_that_python_gives():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    seen = [
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.If)
        for line in node.body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    ]
    assert sorted(seen) == ci.__all__
    assert len(seen) == len(set(seen))
    assert set(ci.__all__) <= set(dir(ci))


def test_no_public_name_is_hidden_by_a_module_of_that_name():
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    modules |= {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert modules & set(ci.__all__) == {"measures"}


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no 'netwrok'"):
        _ = ci.netwrok


def test_the_import_brings_no_heavy_library():
    heavy = ["numpy", "pandas", "networkx", "matplotlib", "scipy", "pyvis"]
    code = f"import sys, ci_network; print([n for n in {heavy} if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_who_reads_a_record_waits_for_no_report():
    code = "import sys, ci_network; ci_network.read; print('jinja2' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


@pytest.mark.parametrize("seed", [None, *range(12)])
def test_a_measure_on_a_plain_graph_gives_what_the_command_line_gives(seed):
    record = ci.example() if seed is None else read_rows(*random_alliance(seed)).alliance
    found = figures_of(ci.evaluate(record))
    drawn = ci.networks(record)
    for window in found["windows"]:
        if not window["activities"]:
            continue
        for scenario, figures in window["scenarios"].items():
            graph = drawn.get((window["window"], scenario))
            if graph is None:
                assert not found["data"]["secretariat"]
                continue
            for name in MEASURED:
                same(getattr(ci.measures, name)(graph), figures[name], f"{scenario} {name}")
        if not found["data"]["secretariat"]:
            continue
        present = drawn[window["window"], "present"]
        for name in ("independent_share", "independent_strength_share"):
            same(getattr(ci.measures, name)(present), window[name], name)
        needing = [
            (a, b) for a, b, c in present.edges(data="class") if c not in (None, "independent")
        ]
        present.remove_edges_from(needing)
        for name in ("betweenness", "constraint"):
            by_node = getattr(ci.measures, name)(present)
            for actor, value in window["secretariat"][name].items():
                # An actor marked as secretariat may be a partner here, outside its term.
                if present.nodes.get(actor, {}).get("secretariat"):
                    same(by_node[actor], value, f"{name} of {actor}")


def test_a_graph_of_ones_own_counts_every_node():
    path = nx.path_graph(4)
    assert ci.measures.connectedness(path) == 1
    nx.set_node_attributes(path, {0: True}, "secretariat")
    assert ci.measures.density(path) == pytest.approx(2 / 3)


def test_the_secretariat_carries_paths_and_is_not_counted():
    star = nx.star_graph(["S", "A", "B", "C"])
    nx.set_node_attributes(star, {"S": True}, "secretariat")
    assert ci.measures.connectedness(star) == 1
    assert ci.measures.density(star) == 0
    assert ci.measures.efficiency(star) == 0.5
    assert ci.measures.isolates(star) == 0


def test_graphs_are_copies():
    record = alliance("S*", walk="SAB@2018", talk="AC@2018")
    graph = ci.networks(record)["2018", "present"]
    graph.clear()
    assert ci.networks(record)["2018", "present"].number_of_nodes() == 4


def test_a_tie_says_what_it_rests_on():
    record = alliance("S*", walk="S!AB@2018", talk="AC@2018")
    graph = ci.networks(record)["2018", "unaided"]
    assert graph.edges["A", "C"] == {
        "class": "independent",
        "lead_unknown": False,
        "strength": 1.0,
        "independent_strength": 1.0,
        "activities": 1,
        "independent_activities": 1,
    }
    assert not graph.has_edge("A", "B")
    assert graph.nodes["B"] == {
        "label": "B",
        "sector": None,
        "type": "organisation",
        "secretariat": False,
    }


def test_without_a_secretariat_there_is_only_the_network_as_it_is():
    assert list(ci.networks(alliance("", walk="AB@2018"))) == [("2018", "present")]


def test_tables_are_those_of_the_command_line():
    for command, table in (("ties", ci.ties), ("partners", ci.partners)):
        out = subprocess.run(
            [sys.executable, "-m", "ci_network", command, str(ci.example_folder()), "--format",
             "json"],
            capture_output=True, check=True,
        )  # fmt: skip
        told = pd.DataFrame(json.loads(out.stdout))
        ours = table(ci.example(), every="year")
        assert list(ours) == list(told)
        for name in ours:
            column = ours[name]
            if name.startswith(("first", "last")):
                column = column.dt.strftime("%Y-%m-%d")
            assert [none(value) for value in column] == [none(value) for value in told[name]]


def test_a_window_is_asked_for_by_its_label():
    record = alliance("S*", walk="AB@2018-03", talk="BC@2019-09")
    for label in ("2018", "2018-H1", "2018-Q1", "2018-03", "2017/18"):
        assert ci.ties(record, label)[["source", "target"]].to_numpy().tolist() == [["A", "B"]]
    assert len(ci.ties(record, "all")) == len(ci.ties(record)) == 2


@pytest.mark.parametrize(
    ("label", "says"),
    [("2030", "there are: 2018, 2019"), ("last year", "there are: 2018, 2019")],
)
def test_a_window_that_is_not_there_is_told(label, says):
    with pytest.raises(Exception, match=says):
        ci.ties(alliance("S*", walk="AB@2018", talk="AB@2019"), label)


def test_metrics_are_tidy_and_undefined_is_nan():
    record = alliance("S*", walk="SAB@2016", talk="AB@2018")
    found = ci.metrics(record)
    assert list(found) == ["window", "scenario", "measure", "value"]
    assert not found.duplicated(["window", "scenario", "measure"]).any()
    value = found.set_index(["window", "scenario", "measure"])["value"]
    assert value["2018", "unaided", "connectedness"] == 1
    assert value["2016", "unaided", "connectedness"] == 0
    assert math.isnan(value["2018", "", "turnover.persistence"])
    assert (value["2017", "", "activities"]) == 0


def test_a_spell_ends_where_the_secretariat_comes_or_goes_and_not_where_others_do():
    record = alliance("S*", club=["AB@2018-01/2018-12", "S@2018-04/2018-06", "C@2018-02/2018-03"])
    found = ci.spells(record)
    pair = found[(found["source"] == "A") & (found["target"] == "B")]
    assert pair["start"].dt.strftime("%m-%d").tolist() == ["01-01", "04-01", "07-01"]
    assert pair["end"].dt.strftime("%m-%d").tolist() == ["03-31", "06-30", "12-31"]
    assert pair["involvement"].tolist() == ["none", "present", "none"]
    assert found.loc[found["target"] == "S", "with_secretariat"].all()


@pytest.mark.parametrize("seed", range(12))
def test_spells_are_those_of_the_slow_reference(seed):
    nodes, edges = random_alliance(seed)
    expected = sorted(
        (
            *sorted(spell.pair),
            spell.activity,
            spell.days.start.isoformat() if spell.days else "",
            spell.days.end.isoformat() if spell.days else "",
            spell.involvement,
        )
        for spell in read_record(nodes, edges, None).spells
    )
    found = ci.spells(read_rows(nodes, edges).alliance)
    for name in ("start", "end"):
        found[name] = found[name].dt.strftime("%Y-%m-%d").fillna("")
    rows_found = found.drop(columns="with_secretariat").itertuples(index=False, name=None)
    assert sorted(rows_found) == expected


def test_tables_in_memory_are_read_as_files_are():
    nodes, edges = rows("S*", walk="S!AB@2018", talk="AC@2018")
    one = ci.from_tables(pd.DataFrame(nodes), pd.DataFrame(edges))
    other = alliance("S*", walk="S!AB@2018", talk="AC@2018")
    pd.testing.assert_frame_equal(ci.ties(one), ci.ties(other))


def test_years_that_pandas_made_floats_are_years():
    nodes = pd.DataFrame({"id": ["A", "B"]})
    edges = pd.DataFrame({"activity": "x", "actor": ["A", "B"], "start": [2018.0, float("nan")]})
    with pytest.warns(UserWarning, match="No actor is marked as secretariat"):
        record = ci.from_tables(nodes, edges)
    assert ci.periods(record)["window"].tolist() == ["2018"]


def test_errors_in_the_data_are_told_one_by_one():
    with pytest.raises(ci.DataError) as caught:
        ci.from_tables(pd.DataFrame({"id": ["A", "A"]}), pd.DataFrame({"activity": [1]}))
    assert any("A" in note for note in caught.value.__notes__)


def test_a_description_of_all_actors_and_activities():
    record = ci.example()
    assert len(ci.actors(record)) == 39
    assert ci.actors(record).set_index("id").loc["uoplyst-organisation", "left"] == pd.Timestamp(
        "2016-06-30"
    )
    assert len(ci.activities(record)) == 34
    assert len(ci.participations(record)) == 110
    assert {"evidence", "basis"} <= set(ci.participations(record))


@pytest.mark.parametrize(
    "shown",
    [
        ci.example,
        lambda: ci.evaluate(ci.example()),
        lambda: ci.map(ci.example()),
        lambda: ci.report(ci.example()),
        lambda: ci.map(alliance("S*", walk="AB")),
        lambda: alliance("S*", walk="A@2018"),
    ],
)
def test_objects_show_themselves_in_a_notebook(shown):
    thing = shown()
    bundle = thing._repr_mimebundle_()
    assert repr(thing) == bundle["text/plain"]
    assert thing._repr_mimebundle_(include={"text/plain"}) == {"text/plain": repr(thing)}
    assert "<script" not in bundle.get("text/html", "")


def test_map_report_and_picture_name_no_person_unless_asked():
    nodes = pd.DataFrame({"id": ["S", "Anna Holm", "Klub"], "type": ["", "person", ""]})
    nodes["secretariat"] = ["yes", "no", "no"]
    edges = pd.DataFrame({"activity": "Walk", "actor": nodes["id"], "start": 2018})
    record = ci.from_tables(nodes, edges)
    shown = [ci.map(record).html, ci.map(record).svg, record._repr_mimebundle_()["text/html"]]
    shown += [str(content) for content in ci.report(record).files.values()]
    assert not [text for text in shown if "Anna" in text]
    assert "Anna Holm" in ci.map(record, show_persons=True).html
    assert "Klub" not in ci.map(record, pseudonyms=True).html
    with pytest.raises(ci.CINetworkError, match="leave out show_persons"):
        ci.map(record, pseudonyms=True, show_persons=True)


def test_nothing_is_written_until_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown, report = ci.map(ci.example()), ci.report(ci.example())
    assert not list(tmp_path.iterdir())
    shown.write("map.html")
    report.write("report")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == shown.html
    assert (tmp_path / "report" / "index.html").exists()


def same(one: float, other: float, what: str) -> None:
    assert (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other, abs=1e-12), what


def none(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value
