"""Windows, classes, lead unknown, roster, strength: hand-counted alliances of a few actors."""

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


def test_an_activity_without_dates_counts_in_the_whole_only():
    record = alliance("S*", cafe="AB@2017", picnic="CD")
    assert set(classes(record, drawn(record)["2017"])) == {"AB"}
    assert set(classes(record, drawn(record, "all")["all"])) == {"AB", "CD"}


def test_ties_without_any_lead_on_record_are_supported_with_the_lead_unknown():
    # The meeting with S records no lead: AB might be carried. CD has a partner lead as well.
    record = alliance("S*", meeting="SABCD@2017", course="SC!D@2017")
    network = drawn(record)["2017"]
    ids = record.actors.id
    unknown = {
        ids[a] + ids[b]
        for a, b, s in zip(
            network.ties.first, network.ties.second, network.ties.standing, strict=True
        )
        if s == 2
    }
    assert unknown == {"AB", "AC", "AD", "BC", "BD"}


def test_a_lead_at_another_time_makes_the_lead_of_the_activity_known():
    record = alliance("S*", club=["SAB@2017", "A!@2018"])
    assert drawn(record)["2017"].ties.standing.tolist() == [1]


def test_the_secretariat_is_no_partner_in_a_window_of_its_term_and_one_after():
    record = alliance("S*", {"id": "S", "secretariat_until": "2017-06"}, cafe="SAB@2017/2018")
    networks = drawn(record)
    assert names(record, networks["2017"].roster) == "AB"
    assert names(record, networks["2017"].secretariat) == "S"
    assert names(record, networks["2018"].roster) == "ABS"
    assert names(record, networks["2018"].secretariat) == ""


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


def test_a_member_that_left_at_an_unknown_time_counts_where_it_takes_part():
    record = alliance(
        "S*", {"id": "A", "joined": "2015", "left": "unknown"}, x="AB@2016", y="BC@2017"
    )
    networks = drawn(record)
    assert names(record, networks["2016"].roster) == "AB"
    assert names(record, networks["2017"].roster) == "BC"


def test_the_secretariat_with_dates_of_membership_is_no_partner_in_its_term():
    record = alliance("S*", {"id": "S", "joined": "2015"}, x="SAB@2016", y="AB@2017")
    assert names(record, drawn(record)["2017"].roster) == "AB"


def test_newman_strength_sums_one_over_the_others_in_each_shared_activity():
    # A and B share a pair (1) and a meeting of four (1/3, the secretariat counts).
    record = alliance("S*", pair="AB@2017", meeting="SABC@2017")
    ties = drawn(record)["2017"].ties
    assert ties.strength[0] == pytest.approx(1 + 1 / 3)
    assert ties.independent_strength[0] == 1
    assert (ties.activities[0], ties.independent_activities[0]) == (2, 1)


def test_max_size_leaves_the_roster_and_the_activities_alone():
    record = alliance("S*", plenary="SABCDE@2017", pair="AB@2017")
    network = drawn(record, max_size=3)["2017"]
    assert names(record, network.roster) == "ABCDE"
    assert len(network.activities) == 2
    assert set(classes(record, network)) == {"AB"}
    assert len(network.own_ties) == 0


def test_a_window_with_nothing_in_it_keeps_its_place():
    record = alliance(x="AB@2015", y="AB@2017")
    networks = drawn(record)
    assert list(networks) == ["2015", "2016", "2017"]
    assert len(networks["2016"].activities) == 0
    assert networks["2016"].partners == 0


def test_each_scenario_keeps_a_part_of_the_one_before():
    record = alliance("S*", alone="AB@2017", beside="SA!BC@2017", led="S!ABCD@2017")
    standing = drawn(record)["2017"].ties.standing
    kept = [set(in_scenario(standing, scenario).nonzero()[0].tolist()) for scenario in SCENARIOS]
    assert [len(k) for k in kept] == [6, 6, 3, 1]
    assert kept[0] >= kept[1] >= kept[2] >= kept[3]
