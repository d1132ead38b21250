"""Comparisons in the output of `metrics`: complete, plain, and the same for the same seed."""

from __future__ import annotations

import json

import pytest
from alliances import alliance
from random_alliances import random_alliance, seeds

from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import to_json
from ci_network.results.inferred import inference_figures

KEYS = {
    "null",
    "key_players",
    "influence",
    "tipping_point",
    "sensitivity",
    "chance",
    "offshoot_curve",
    "exit",
    "lasting",
}


def told(made, seed=1, every=None):
    result = sustainability(made, every)
    return json.loads(to_json(inference_figures(made, inference(result, 19, seed))))


@pytest.mark.parametrize("seed", seeds(12, 25))
def test_any_alliance_can_be_told(seed):
    made = read_rows(*random_alliance(seed)).alliance
    found = told(made)
    assert set(found) == KEYS
    windows = sustainability(made).networks
    for key in ("null", "key_players", "influence", "tipping_point", "lasting"):
        assert [row["window"] for row in found[key]["windows"]] == [
            network.window.label for network in windows
        ]


def test_the_same_seed_gives_the_same_text():
    made = read_rows(*random_alliance(3, actors=9, activities=8, secretariats=1)).alliance
    assert told(made) == told(made)
    assert told(made, seed=2)["null"] != told(made)["null"]


def test_counted_by_hand():
    """S met A and B and ended in 2017; A and B met again in 2018."""
    term = {"id": "S", "secretariat": "true", "secretariat_until": "2017"}
    found = told(alliance("S*", term, a="S!AB@2017", b="AB@2018-02", c="AB@2018-12"))
    assert found["exit"]["date"] == "2017-12-31"
    assert found["exit"]["ties"]["carried"] == {
        "ties": 1,
        "both_active": 1,
        "kept": 1,
        "share": 1.0,
    }
    assert found["offshoot_curve"]["through_secretariat"]["happened"] == 1
    # Without A nothing is left of B and S, nor the reverse; without S, A and B go on.
    own = found["key_players"]["whole"]["attended"]["secretariat"]["ties"]
    assert (own["kept"], own["rank"]) == (1, 3)
    assert found["tipping_point"]["windows"][0]["independent_share"]["direction"] == "add"
    assert found["influence"]["windows"][0]["independent_share"]["value"] == 0
    assert found["null"]["windows"][1]["attended"]["activities"] == 0


def test_without_a_secretariat_only_actors_are_compared():
    found = told(alliance("", a="AB@2017", b="BC@2018"))
    assert found["key_players"]["whole"]["attended"]["secretariat"] is None
    assert found["sensitivity"] is None
    assert found["offshoot_curve"] is None
    assert found["influence"]["windows"][0] == {"window": "2017", "unanswered": True}
