"""The answer: its window, its verdict, its range and what it hinges on, counted by hand."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from alliances import alliance, rows, told
from hypothesis import given, settings
from random_alliances import alliances

from ci_network.inference.hinge import Range
from ci_network.network.windows import window_networks
from ci_network.reading import read, read_rows
from ci_network.results import answering
from ci_network.results.answer import answer_figures

FIRST = Path(__file__).parents[1] / "data" / "helsingor_first"


def answer(record, every="year", window=None):
    return answering.answer(window_networks(record, every), window)


def range_of(found):
    return tuple(round(value, 4) for value in found)


# ------------------------------------------------------------------------------------- Helsingør


def test_helsingor_as_it_was_first_coded_hinges_on_the_alliance_group():
    found = answer(read(FIRST).alliance)
    assert (found.window, found.verdict, found.so_far) == ("2019", "undecided", False)
    assert range_of((found.low, found.high, found.present)) == (0.0079, 0.8598, 0.9286)
    assert (found.hinge.kind, found.hinge.activities) == ("activities", ("Alliancegruppen",))
    assert range_of(found.hinge.if_yes) == (0.5556, 0.8598)
    assert range_of(found.hinge.if_no) == (0.0079, 0.0317)
    assert found.lead.activities == ("Alliancegruppen",)
    assert range_of(found.lead.if_yes) == (0.0079, 0.8598)
    assert range_of(found.lead.if_no) == (0.0079, 0.0317)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"continues": "yes"}, (0.5556, 0.8598)),
        ({"continues": "no"}, (0.0079, 0.0317)),
        ({"led_by": "secretariat"}, (0.0079, 0.0317)),
        ({"led_by": "partner"}, (0.0079, 0.8598)),
    ],
)
def test_helsingor_with_one_word_about_the_alliance_group(tmp_path, cells, expected):
    for name in ("nodes.csv", "edges.csv"):
        (tmp_path / name).write_bytes((FIRST / name).read_bytes())
    (tmp_path / "activities.csv").write_text(
        f"activity,{','.join(cells)}\nAlliancegruppen,{','.join(cells.values())}\n",
        encoding="utf-8",
    )
    found = answer(read(tmp_path).alliance)
    assert range_of((found.low, found.high)) == expected


# ------------------------------------------------------------------------------ verdict and hinge


def test_one_group_alone():
    """S met A, B and C; nobody knows who led. All three pairs stay, or none."""
    found = answer(alliance("S*", group="SABC@2018"))
    assert (found.verdict, found.low, found.high, found.present) == ("undecided", 0, 1, 1)
    assert (found.hinge.kind, found.hinge.activities) == ("activities", ("group",))
    assert (tuple(found.hinge.if_yes), tuple(found.hinge.if_no)) == ((1, 1), (0, 0))


def test_two_small_shares_are_told_apart():
    found = answer(alliance("S*", group="SABC@2018"))
    few, fewer = Range(0.00042, 0.00042), Range(0.00041, 0.00041)
    small = replace(found, hinge=replace(found.hinge, if_yes=few, if_no=fewer))
    first = small.in_words("en")[0]
    assert "0.042% of the pairs" in first
    assert "if not, 0.041%" in first


def test_it_hinges_on_two_where_neither_is_enough():
    """a joins A–B–C, b joins C–D–E: each keeps 3 of 10 pairs, both keep all 10."""
    found = answer(alliance("S*", a="SABC@2018", b="SCDE@2018"))
    assert found.hinge.activities == ("a", "b")
    assert (tuple(found.hinge.if_yes), tuple(found.hinge.if_no)) == ((1, 1), (0, 0))
    assert "two things" in found.in_words("en")[0]


def test_it_hinges_on_many_where_no_three_are_enough():
    """A chain of six meetings of two: A–B, B–C … F–G, 21 pairs, of which 11 are half.

    Three meetings in a row keep 6 pairs, four keep 10, five keep 15: five are the fewest.
    """
    chain = {f"m{n}": f"S{'ABCDEFG'[n : n + 2]}@2018" for n in range(6)}
    found = answer(alliance("S*", **chain))
    assert (found.hinge.kind, len(found.hinge.activities)) == ("many", 5)
    assert round(found.hinge.if_yes.low * 21) == 15
    assert "no three of them are enough" in found.in_words("en")[0]


def test_among_sets_as_small_the_one_that_keeps_most_is_named_then_the_smaller_then_the_first():
    """Both a and b bring A, B and C together, b with E as well; a second a with fewer actors."""
    found = answer(alliance("S*", a="SABC@2018", b="SABCE@2018"))
    assert found.hinge.activities == ("b",)
    twins = answer(alliance("S*", b="SABC@2018", a="SABC@2018"))
    assert twins.hinge.activities == ("a",)


def test_where_it_holds_anyway_it_hinges_on_nothing():
    """A, B and C met on their own; S only joined A and D."""
    found = answer(alliance("S*", own="ABC@2018", other="SAD@2018"))
    assert (found.low, found.present) == (0.5, 1)
    assert found.verdict == "undecided"
    found = answer(alliance("S*", own="ABCD@2018", other="S!AE@2018"))
    assert (found.verdict, found.hinge.kind) == ("holds", "none")


@pytest.mark.parametrize(
    ("activities", "verdict"),
    [
        ({"own": "ABC@2018", "with_it": "SAB@2018"}, "all_stays"),
        ({"own": "ABCD@2018", "led": "S!DE@2018"}, "holds"),
        ({"own": "AB@2018", "led": "S!ABCDE@2018"}, "falls_apart"),
        ({"led": "S!ABC@2018"}, "none_stays"),
        ({"group": "SABC@2018"}, "undecided"),
    ],
)
def test_the_verdict_by_what_is_kept_of_today(activities, verdict):
    assert answer(alliance("S*", **activities)).verdict == verdict


def test_nobody_connected_has_nothing_to_lose():
    assert answer(alliance("S*", a="S@2018", b="A@2018", c="B@2018")).verdict == "nothing_to_lose"


def test_what_is_decided_is_no_longer_open_and_is_told():
    record = rows("S*", group="SABC@2018")
    found = answer(
        told(
            record, group={"continues": "yes", "continues_evidence": "board", "taken_over_by": "A"}
        )
    )
    assert (found.verdict, found.hinge.kind) == ("all_stays", "none")
    assert found.unrecorded.open_activities == 0
    (decided,) = found.decided
    assert (decided.activity, decided.continues, decided.evidence, decided.taken_over_by) == (
        "group", "yes", "board", "A",
    )  # fmt: skip
    assert any("goes on" in sentence for sentence in found.in_words("en"))


def test_what_goes_on_and_what_ends_is_told_apart():
    record = rows("S*", group="SABC@2018", walk="SAB@2018", talk="SBC@2018")
    said = {"group": {"continues": "yes"}, "walk": {"continues": "no"}, "talk": {"continues": "no"}}
    sentences = answer(told(record, **said)).in_words("en")
    assert [each for each in sentences if each.startswith("It is said")] == [
        "It is said that “group” goes on.", "It is said that “talk” and “walk” end.",
    ]  # fmt: skip


def test_an_unknown_lead_is_named_second():
    """If S led the group, nothing of the upper end is left."""
    found = answer(alliance("S*", group="SABC@2018"))
    assert (found.lead.kind, found.lead.activities) == ("lead", ("group",))
    assert tuple(found.lead.if_no) == (0, 0)
    known = answer(alliance("S*", group="SA!BC@2018"))
    assert known.lead.kind == "none"


# ----------------------------------------------------------------------------------- the window


def test_the_newest_year_that_can_tell_is_answered_for():
    years = {f"y{year}": f"SAB@{year}" for year in (2016, 2017, 2018)}
    assert answer(alliance("S*", **years)).window == "2018"


def test_a_year_with_less_than_half_the_usual_activity_is_passed_over_with_a_word():
    many = {f"a{year}{n}": f"SAB@{year}" for year in (2016, 2017) for n in range(4)}
    found = answer(alliance("S*", **many, last="SAB@2018"))
    assert (found.window, found.later) == ("2017", (("2018", "few"),))
    assert any("2018 is passed over" in sentence for sentence in found.in_words("en"))


def test_a_year_that_the_record_nearly_reaches_the_end_of_is_over():
    """A meeting each month; the last on 18 November: the usual gap of 31 days is not bridged."""

    def monthly(last):
        months = [(year, month) for year in (2017, 2018) for month in range(1, 13)]
        return {
            f"m{year}{month}": f"SAB@{year}-{month:02}-18"
            for year, month in months
            if (year, month) <= (2018, last)
        }

    november, december = (answer(alliance("S*", **monthly(last))) for last in (11, 12))
    assert (december.window, december.so_far, december.before) == ("2018", False, None)
    assert (november.window, november.so_far) == ("2018", True)
    assert (november.before.window, november.before.so_far) == ("2017", False)
    words = november.in_words("en")
    assert any("2018 is not over" in sentence for sentence in words)
    assert any(sentence.startswith("In 2017") for sentence in words)


def test_the_usual_gap_is_worked_out_once_for_all_windows(monkeypatch):
    worked_out = []
    usual = answering.usual_gap
    monkeypatch.setattr(answering, "usual_gap", lambda days: worked_out.append(1) or usual(days))
    walks = {f"walk{year}": f"SAB@{year}-03-01" for year in range(2010, 2020)}
    answer(alliance("S*", **walks))
    assert worked_out == [1]


def test_a_window_that_is_asked_for_is_answered_for():
    record = alliance("S*", a="SAB@2017", b="AB@2018")
    assert answer(record, window="2017").verdict == "undecided"
    asked = answer(record, window="2018")
    assert (asked.verdict, asked.reason) == ("cannot_say", "not_there")


def test_open_activities_are_counted_as_they_are_decided():
    one = answer(alliance("S*", board="SAB@2018", walk="SBC@2018"))
    series = {"board (2018-01-09)": "SAB@2018-01-09", "board (2018-05-08)": "SAB@2018-05-08"}
    several = answer(alliance("S*", **series, walk="SBC@2018"))
    assert one.unrecorded.open_activities == several.unrecorded.open_activities == 2
    said = "Nobody has said whether 2 activities that the secretariat attends go on"
    assert f"{said}." in one.in_words("en")
    assert f"{said}; the meetings of a series count as one." in several.in_words("en")


@pytest.mark.parametrize(
    ("actors", "activities", "reason"),
    [
        ("", {"a": "AB@2018"}, "no_secretariat"),
        ("S*", {"a": "SA@2018"}, "too_few"),
        ("S*", {"a": "AB@2018"}, "never_there"),
    ],
)
def test_where_nothing_can_be_said_it_says_why(actors, activities, reason):
    found = answer(alliance(actors, **activities))
    assert (found.verdict, found.reason) == ("cannot_say", reason)
    assert len(found.in_words("da")) == len(found.in_words("en")) == 1


# ------------------------------------------------------------------------------------- brute force


def connected(partners, groups):
    graph = nx.Graph()
    graph.add_nodes_from(partners)
    for group in groups:
        graph.add_edges_from(itertools.pairwise(sorted(group)))
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))


def smallest_by_trying(drawn, network):
    """Fewest open activities whose going on keeps half, over all subsets, from stretches alone."""
    spans = drawn.spans
    partners = set(network.roster.tolist())
    groups, open_ = [], {}
    for stretch in network.incidence_stretch.tolist():
        who = spans.actor[spans.offset[stretch] : spans.offset[stretch + 1]].tolist()
        here = partners & set(who)
        activity = int(spans.activity[stretch])
        groups.append((activity, here, spans.involvement[stretch] == 0))
        open_.setdefault(activity, [False, False])
        open_[activity][0] |= spans.involvement[stretch] != 0
        open_[activity][1] |= len(here) > 1
    attended = [activity for activity, (there, met) in open_.items() if there and met]
    everyone = partners | set(network.secretariat.tolist())
    today = nx.Graph()
    today.add_nodes_from(everyone)
    for stretch in network.incidence_stretch.tolist():
        who = spans.actor[spans.offset[stretch] : spans.offset[stretch + 1]].tolist()
        today.add_edges_from(itertools.pairwise(who))
    parts = [len(part & partners) for part in nx.connected_components(today)]
    present = sum(n * (n - 1) // 2 for n in parts)
    for size in range(len(attended) + 1):
        best = max(
            connected(partners, [who for a, who, alone in groups if alone or a in chosen])
            for chosen in itertools.combinations(attended, size)
        )
        if 2 * best >= present:
            return size, best
    return None


@settings(max_examples=80)
@given(alliances())
def test_no_smaller_set_would_do_whatever_the_alliance(record):
    drawn = window_networks(read_rows(*record).alliance)
    for network in drawn.networks:
        found = answering.answer(drawn, network.window.label)
        if found.hinge.kind != "activities":
            continue
        size, best = smallest_by_trying(drawn, network)
        assert len(found.hinge.activities) == size
        pairs = network.partners * (network.partners - 1) // 2
        assert math.isclose(found.hinge.if_yes.low * pairs, best)


@settings(max_examples=60)
@given(alliances())
def test_the_answer_is_what_metrics_say_of_its_window(record):
    from ci_network.measures.sustainability import sustainability
    from ci_network.results.figures import metrics, nulls

    found = nulls(metrics(sustainability(read_rows(*record).alliance)))
    told_ = found["answer"]
    if told_["reason"]:
        return
    (window,) = (each for each in found["windows"] if each["window"] == told_["window"])
    scenarios = window["scenarios"]
    assert told_["low"] == scenarios["unaided"]["connectedness"]
    assert told_["high"] == scenarios["led_activities_end"]["connectedness"]
    assert told_["present"] == scenarios["present"]["connectedness"]
    assert told_["unrecorded"]["lead_unknown_ties"] == window["ties"]["lead_unknown"]


def test_the_figures_are_plain_and_say_the_same_in_both_languages():
    found = answer_figures(answer(read(FIRST).alliance))
    again = json.loads(json.dumps(found))
    assert again["hinge"]["if_yes"] == found["hinge"]["if_yes"]
    assert len(found["sentences"]["da"]) == len(found["sentences"]["en"])
    for english, danish in zip(*found["sentences"].values(), strict=True):
        assert english != danish
