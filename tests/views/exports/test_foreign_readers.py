"""What other libraries make of our exports: the same actors, ties, times and strengths.

igraph and xgi are only read with, where they are installed: pip install igraph xgi.
"""

from __future__ import annotations

import json
import re

import networkx as nx
import pytest
from alliances import alliance
from random_alliances import random_alliance

from ci_network.commands.run import run
from ci_network.errors import UsageError
from ci_network.reading import read_rows
from ci_network.views.exports import WITHOUT_TIMES, export
from ci_network.views.exports.ties import ties

SMALL = alliance("S*C", meet="S!AB@2017", walk="A!B@2018-03", tea="S!AB")
RANDOM = [read_rows(*random_alliance(seed)).alliance for seed in range(12)]
ALLIANCES = [SMALL, *(one for one in RANDOM if len(one.participations))]

every_alliance = pytest.mark.parametrize("one", ALLIANCES, ids=range(len(ALLIANCES)))
with_or_without = pytest.mark.parametrize("times", [True, False], ids=["times", "no times"])


def written(one, form, tmp_path, **options):
    path = tmp_path / f"x.{'net' if form == 'pajek' else form}"
    path.write_text(export(one, form, path.name, **options), encoding="utf-8")
    return path


def of_networkx(path):
    """Nodes, ties with the sum of their strengths, and numbers of spells."""
    read = {".gexf": nx.read_gexf, ".graphml": nx.read_graphml}.get(path.suffix)
    found = read(path) if read else nx.read_pajek(path, encoding="utf-8-sig")
    strengths = {}
    for one, other, known in found.edges(data=True):
        pair = frozenset((one, other))
        strengths[pair] = strengths.get(pair, 0) + known["weight"]
    spells = sum(
        len(known.get("spells", []))
        if path.suffix == ".gexf"
        else len([each for each in known.get("spells", "").split(";") if each.strip()])
        for _, _, known in found.edges(data=True)
    )
    return set(found.nodes), strengths, spells


def expected(one):
    return set(one.actors.id), {
        frozenset((tie.source, tie.target)): pytest.approx(tie.strength) for tie in ties(one)
    }


@with_or_without
@every_alliance
@pytest.mark.parametrize("form", sorted(WITHOUT_TIMES))
def test_networkx_finds_actors_ties_spells_and_strengths(form, one, times, tmp_path):
    path = written(one, form, tmp_path, times=times)
    nodes, strengths, spells = of_networkx(path)
    assert (nodes, strengths) == expected(one)
    found = [s for tie in ties(one, times=times) for s in tie.spells]
    dated = [s for s in found if s.start is not None or form != "gexf"]
    if form != "pajek":
        assert spells == len(dated)


def test_a_tie_of_three_lines_has_its_strength_once(tmp_path):
    text = written(SMALL, "pajek", tmp_path).read_text()
    lines = [line.split() for line in text.splitlines() if line.startswith("1 2")]
    assert len(lines) == 3
    (tie,) = [tie for tie in ties(SMALL) if (tie.source, tie.target) == ("A", "B")]
    assert sum(float(line[2]) for line in lines) == pytest.approx(tie.strength)


@pytest.mark.parametrize("form", sorted(WITHOUT_TIMES))
def test_a_tie_without_times_says_what_the_secretariat_did_and_no_day(form):
    text = export(SMALL, form, "x", times=False)
    whole = export(alliance("S*", tea="S!AB"), form, "x", times=False)
    assert not re.search(r"\d/\d|<spell|\[\d", text)
    assert "none" in text
    assert "led" in whole


def test_pajek_knows_names_in_utf_8_by_the_mark_and_igraph_by_none():
    one = alliance("S*", x="SÆ@2017")
    assert export(one, "pajek", "x").startswith("\ufeff*Vertices")
    assert export(one, "pajek", "x", times=False).startswith("*Vertices")
    assert export(SMALL, "pajek", "x").startswith("*Vertices")


@every_alliance
def test_readers_that_keep_the_last_table_of_attributes_lose_nothing(one, tmp_path):
    text = written(one, "gexf", tmp_path).read_text()
    assert text.count('<attributes class="edge"') == text.count('<attributes class="node"') == 1


@every_alliance
def test_igraph_finds_actors_ties_and_strengths(one, tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    for form in ("graphml", "pajek"):
        found = igraph.Graph.Read(str(written(one, form, tmp_path, times=False)), format=form)
        names = found.vs["id" if form == "graphml" else "name"]
        pairs = {
            frozenset((names[edge.source], names[edge.target])): edge["weight"] for edge in found.es
        }
        assert (set(names), pairs) == expected(one)


@every_alliance
def test_xgi_finds_actors_activities_and_their_days(one, tmp_path):
    xgi = pytest.importorskip("xgi", reason="xgi is not installed")
    found = xgi.read_hif(str(written(one, "hif", tmp_path)))
    part = one.participations
    members = {
        name: {one.actors.id[a] for a in part.actor[part.activity == code].tolist()}
        for code, name in enumerate(one.activities.name)
    }
    assert set(found.nodes) == set(one.actors.id)
    assert dict(found.edges.members(dtype=dict)) == members
    dated = {e["edge"] for e in json.loads(export(one, "hif", "x"))["edges"] if "attrs" in e}
    assert {name for name in found.edges if found.edges[name].get("start")} == dated


def test_the_days_of_an_activity_are_the_first_and_last_of_its_rows():
    one = read_rows(
        [{"id": "A"}, {"id": "B"}],
        [
            {"activity": "x", "actor": "A", "start": "2017-03"},
            {"activity": "x", "actor": "B", "start": "2018"},
            {"activity": "y", "actor": "A"},
        ],
    ).alliance
    edges = {
        each["edge"]: each.get("attrs") for each in json.loads(export(one, "hif", "x"))["edges"]
    }
    assert edges == {"x": {"start": "2017-03-01", "end": "2018-12-31"}, "y": None}


def test_times_can_be_left_out_of_ties_only():
    for form in ("kumu", "hif", "csv", "xlsx", "json"):
        with pytest.raises(UsageError, match="--without-times goes with gexf, graphml, pajek"):
            export(SMALL, form, "x", times=False)


def test_the_command_has_an_option_for_it(tmp_path, capsys):
    out = tmp_path / "x.net"
    assert run(["example", "-o", str(tmp_path / "data")]) == 0
    assert (
        run(["export", str(tmp_path / "data"), "--to", "pajek", "--without-times", "-o", str(out)])
        == 0
    )
    assert "[" not in out.read_text()
