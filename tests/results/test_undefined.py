"""Without a secretariat the questions about it have no figures, in every view."""

import math

import pytest
from alliances import alliance

import ci_network as ci
from ci_network.results.figures import flat
from ci_network.results.figures import metrics as figures_of
from ci_network.results.undefined import OF_METRICS, OF_PARTNERS, OF_TIES
from ci_network.views.exports.ties import ties as exported

PARTS = {"walk": "SAB@2018", "talk": "AB@2018", "chat": "BC@2019"}


@pytest.fixture
def marked():
    return alliance("S*", **PARTS)


@pytest.fixture
def unmarked():
    return alliance("", **PARTS)


def of_window(record):
    found = figures_of(ci.evaluate(record))
    return dict(flat(found["windows"][0])) | dict(flat({"offshoots": found["offshoots"]}))


def test_every_path_of_the_rule_is_that_of_a_figure(marked):
    names = list(of_window(marked))
    for path in OF_METRICS:
        assert any(name == path or name.startswith(f"{path}.") for name in names), path


def test_figures_about_the_secretariat_are_undefined_and_no_others(marked, unmarked):
    told = of_window(unmarked)
    with_it = of_window(marked)
    about = {n for n in told for p in OF_METRICS if n == p or n.startswith(f"{p}.")}
    assert len(about) > 40
    assert all(told[name] is None or math.isnan(told[name]) for name in about)
    for name in ("ties.total", "scenarios.present.ties", "scenarios.present.density", "activities"):
        assert name not in about
        assert not math.isnan(told[name])
    assert {name for name in with_it if not name.startswith("secretariat.")} == set(told) - {
        name for name in told if name.startswith("secretariat.")
    }


def test_columns_about_the_secretariat_are_blank_and_no_others(marked, unmarked):
    for names, table in ((OF_TIES, ci.ties), (OF_PARTNERS, ci.partners)):
        told, with_it = table(unmarked), table(marked)
        for name in told:
            if name in names:
                assert told[name].isna().all(), name
            elif with_it[name].notna().all():
                assert told[name].notna().any(), name


def test_graphs_and_exports_follow_the_same_rule(unmarked):
    graph = ci.networks(unmarked)["2018", "present"]
    for *_, tie in graph.edges(data=True):
        assert {key for key, value in tie.items() if value is None} == set(OF_TIES) & set(tie)
    assert {(tie.tie_class, tie.independent_activities) for tie in exported(unmarked)} == {
        (None, None)
    }
