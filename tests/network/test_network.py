"""The network of a window: which ties, whose roster, what each scenario keeps."""

from __future__ import annotations

import pytest
from alliances import alliance

from ci_network.network.networks import SCENARIOS, TIE_CLASSES, in_scenario
from ci_network.network.windows import window_networks


def drawn(record, every="year", max_size=None):
    return {
        network.window.label: network
        for network in window_networks(record, every, max_size).networks
    }


def classes(record, network):
    ids = record.actors.id
    return {
        ids[a] + ids[b]: TIE_CLASSES[c]
        for a, b, c in zip(
            network.ties.first, network.ties.second, network.ties.tie_class, strict=True
        )
    }


def names(record, codes):
    return "".join(record.actors.id[code] for code in codes)


def test_a_tie_takes_the_most_independent_of_its_meetings():
    # AB meet in all three ways, BC in two, CD in what S led only.
    record = alliance("S*", alone="AB@2017", beside="SA!BC@2017", led="S!ABCD@2017")
    assert classes(record, drawn(record)["2017"]) == {
        "AB": "independent",
        "AC": "supported",
        "BC": "supported",
        "AD": "carried",
        "BD": "carried",
        "CD": "carried",
    }


def test_an_activity_counts_in_every_window_that_it_overlaps():
    record = alliance(cafe="AB@2016/2018")
    assert [len(network.ties) for network in drawn(record).values()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("joined", "left", "windows"),
    [
        ("2016", "", "2016 2017 2018"),
        ("2017-12-31", "", "2017 2018"),
        ("2015", "2016-06", "2016"),
        ("2015", "2017-01-01", "2016 2017"),
        ("2015", "unknown", ""),
        ("", "", ""),
        ("", "2018", ""),
    ],
)
def test_a_member_that_does_nothing_is_on_the_roster_while_it_is_a_member(joined, left, windows):
    record = alliance("S*", {"id": "M", "joined": joined, "left": left}, cafe="AB@2016/2018")
    found = {label for label, n in drawn(record).items() if "M" in names(record, n.roster)}
    assert found == set(windows.split())


def test_each_scenario_keeps_a_part_of_the_one_before():
    record = alliance("S*", alone="AB@2017", beside="SA!BC@2017", led="S!ABCD@2017")
    standing = drawn(record)["2017"].ties.standing
    kept = [set(in_scenario(standing, scenario).nonzero()[0].tolist()) for scenario in SCENARIOS]
    assert [len(k) for k in kept] == [6, 6, 3, 1]
    assert kept[0] >= kept[1] >= kept[2] >= kept[3]
