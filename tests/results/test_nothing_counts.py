"""Where nothing counts, nothing is open or nobody is secretariat, that is what is told."""

from __future__ import annotations

import pytest
from alliances import alliance, rows, told

import ci_network as ci
from ci_network.commands.run import run
from ci_network.network.windows import window_networks
from ci_network.results.answering import answer
from ci_network.results.handover import handover, handover_figures
from ci_network.views.plan import plan_sentences

EVALUATION = {
    "nodes.csv": "id,secretariat\nS,yes\nA,no\nB,no\n",
    "edges.csv": "activity,actor,start\nlook,S,2018\nlook,A,2018\nlook,B,2018\n",
    "activities.csv": "activity,purpose\nlook,evaluation\n",
}
ONE_SIDED = {
    **EVALUATION,
    "partnerships.csv": "source,target,start,secretariat,recorded_by\nA,B,2018,none,A\n",
}
COMMANDS = [
    ["answer"],
    ["answer", "--every", "all"],
    ["answer", "--window", "2018"],
    ["metrics"],
    ["plan"],
    ["plan", "--every", "all"],
    ["ask"],
    ["survey", "-o", "forms"],
]


@pytest.fixture(params=[EVALUATION, ONE_SIDED], ids=["evaluation", "one-sided"])
def folder(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "record"
    place.mkdir()
    for name, text in request.param.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_dated_activities_that_do_not_count_are_not_called_undated(folder, capsys, words):
    run([words[0], str(folder), *words[1:], "--lang", "en"])
    said = "".join(capsys.readouterr())
    assert "othing that is recorded counts" in said
    assert "no activity has a date" not in said.lower()


def test_the_answer_names_its_reason_and_evaluation_can_be_counted(folder):
    record = ci.read(folder)
    found = answer(window_networks(record))
    assert (found.verdict, found.reason) == ("cannot_say", "nothing_counts")
    assert len(found.in_words("da")) == len(found.in_words("en")) == 1
    with pytest.raises(ci.CINetworkError, match="Nothing that is recorded counts"):
        ci.plan(record, every="all")


def sentences(record, window="2018"):
    figures = handover_figures(handover(window_networks(record).only(window)))
    return figures, list(plan_sentences(figures, "en")), list(plan_sentences(figures, "da"))


@pytest.mark.parametrize(
    ("spec", "cells", "begins"),
    [
        ({"a": "S!AB@2018"}, {"a": {"continues": "no"}}, "2 partners. Nothing is open:"),
        ({"a": "S!AB@2018"}, {}, "2 partners. One activity with the secretariat is open:"),
        ({"a": "S!AB@2018", "b": "SAC@2018"}, {}, "3 partners. 2 activities"),
    ],
    ids=["none", "one", "many"],
)
def test_the_plan_tells_none_one_and_many(spec, cells, begins):
    _, english, danish = sentences(told(rows("S*", **spec), **cells))
    assert english[0].startswith(begins)
    assert english[1].endswith("are connected; if nothing is handed over, 0%.")
    assert danish[1].endswith("overdrages intet, gør 0\N{NO-BREAK SPACE}%.")
    assert not any(" 0 " in sentence for sentence in (english[0], danish[0]))


def test_without_a_secretariat_the_plan_is_no_comfort():
    figures, english, danish = sentences(alliance("", a="AB@2018"))
    assert (figures["present"], figures["none"], figures["all"]) == (1, None, None)
    assert set(figures["milestones"].values()) == {None}
    assert english == [
        "No actor is marked as secretariat, so nobody can say what is kept without it."
    ]
    assert len(danish) == 1


def test_a_change_names_the_window_that_is_missing_once(folder):
    with pytest.raises(ci.CINetworkError, match="Nothing that is recorded counts"):
        ci.change(ci.read(folder), "2018", "2019")
    with pytest.raises(ci.CINetworkError, match="There is no window '2019'; there are: 2018"):
        ci.change(alliance("S*", a="SAB@2018"), "2018", "2019")
