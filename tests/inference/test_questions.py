"""Questions: by hand, and each answer beside the figures of rows that say so."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from alliances import alliance, rows
from random_alliances import random_alliance, seeds

from ci_network.dates import iso
from ci_network.inference.hinge import Range
from ci_network.inference.questions import questions
from ci_network.measures.cohesion import cohesion
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.record.alliance import sector_codes


def asked(record, window="2017", twins=(), every="year", max_size=None):
    drawn = window_networks(record, every, max_size).only(window)
    return questions(drawn, twins)


def names_of(record, question):
    of_actors = question.kind in ("left", "same_actor")
    names = record.actors.id if of_actors else record.activities.name
    return [names[code] for code in question.about]


def test_one_activity_without_a_lead():
    """S, A, B and C in a, no lead: it goes on (1 to 1) or not (0 to 0); S led (0 to 0) or a
    partner (0 to 1)."""
    record = alliance("S*", a="SABC@2017")
    found = asked(record)
    assert found.range == Range(0, 1)
    first, second = found.questions
    assert (first.kind, first.answers) == (
        "continues",
        {"yes": Range(1, 1), "no": Range(0, 0)},
    )
    assert first.swing == 2
    assert (second.kind, second.answers) == (
        "led_by",
        {"secretariat": Range(0, 0), "partner": Range(0, 1)},
    )
    assert second.swing == 1
    assert [record.actors.id[code] for code in first.ask] == ["A", "B", "C"]
    assert found.narrowest[0].range.width == 0


def test_the_meetings_of_a_series_are_asked_about_at_once():
    """S, A and B met twice: what one answer leaves open (0 to 1), the same for both settles."""
    record = alliance("S*", **{"a (2017-03)": "SAB@2017", "a (2017-06)": "SAB@2017"})
    goes_on, led = asked(record).questions
    assert (goes_on.kind, names_of(record, goes_on)) == (
        "continues",
        ["a (2017-03)", "a (2017-06)"],
    )
    assert goes_on.answers == {"yes": Range(1, 1), "no": Range(0, 0)}
    assert goes_on.swing == 2
    assert led.answers == {"secretariat": Range(0, 0), "partner": Range(0, 1)}
    drawn = window_networks(record).only("2017")
    single = questions(drawn, one_by_one=True).questions
    assert [each.about for each in single if each.kind == "continues"] == [(0,), (1,)]
    assert single[0].answers["no"] == Range(0, 1)


def test_an_undated_activity_may_have_been_in_the_window():
    """A-B in 2017 with S; once, without a date, C and D. In the window it adds two partners:
    one of six pairs, low 1/6, high 2/6."""
    record = alliance("S*", a="SA!B@2017", once="CD")
    (question,) = [q for q in asked(record).questions if q.kind == "date"]
    assert question.answers == {"in_window": Range(1 / 6, 2 / 6), "not_in_window": Range(0, 1)}
    assert question.swing == pytest.approx(1 / 6 + 1 - 2 / 6)


def test_a_member_that_left_nobody_knows_when():
    """A-B at work without S; C joined before, left unknown: with C one of three pairs."""
    record = alliance(
        "S*",
        {"id": "C", "joined": "2015", "left": "unknown"},
        a="AB@2017",
        b="S@2017",
    )
    (question,) = [q for q in asked(record).questions if q.kind == "left"]
    assert question.answers == {"not_before": Range(1 / 3, 1 / 3), "before": Range(1, 1)}


def test_two_names_of_one_actor():
    """A-B and D-C without S, and B is D: two of six pairs become all of three."""
    record = alliance("S*", one="AB@2017", other="DC@2017", s="SA@2017")
    pair = [record.actors.id.index(name) for name in "BD"]
    (question,) = [q for q in asked(record, twins=[pair]).questions if q.kind == "same_actor"]
    assert question.answers == {"yes": Range(1, 1), "no": Range(2 / 6, 2 / 6)}


def test_one_participant_is_listed_last_and_moves_nothing_that_can_be_told():
    record = alliance("S*", a="SAB@2017", b="A@2017")
    last = asked(record).questions[-1]
    assert (last.kind, names_of(record, last), last.answers) == ("participants", ["b"], {})
    assert math.isnan(last.swing)


def test_a_lead_is_asked_before_others_and_no_person_ever():
    record = alliance("S*", {"id": "P", "type": "person"}, a="SP!A!B@2017", b="SAB@2017")
    by_about = {tuple(names_of(record, q)): q for q in asked(record).questions}
    ids = record.actors.id
    assert [ids[code] for code in by_about["a",].ask] == ["A"]
    assert [ids[code] for code in by_about["b",].ask] == ["A", "B"]


# ----------------------------------------------------------------- beside rows that say so


def recomputed(nodes, edges, every, window, max_size):
    drawn = window_networks(read_rows(nodes, edges).alliance, every, max_size).only(window.label)
    if not drawn.has_secretariat:
        return [math.nan, math.nan]
    (network,) = drawn.networks
    figures = cohesion(network, sector_codes(drawn.alliance.actors))
    return [figures[scenario].connectedness for scenario in ("unaided", "led_activities_end")]


def rows_that_say(nodes, edges, record, question, answer, window):
    """The rows of a record with one thing more said in them."""
    nodes, edges = [dict(row) for row in nodes], [dict(row) for row in edges]
    (name, *others) = names_of(record, question)
    if question.kind in ("continues", "led_by"):
        for row in edges:
            row[question.kind] = answer if row["activity"] == name else ""
    elif answer == "in_window":
        for row in edges:
            if row["activity"] == name:
                row |= {"start": iso(window.start), "end": iso(window.end)}
    elif answer == "not_before":
        for row in nodes:
            if row["id"] == name:
                row["left"] = iso(window.end)
    elif (question.kind, answer) == ("same_actor", "yes"):
        (other,) = others
        nodes = [row for row in nodes if row["id"] != other]
        for row in edges:
            row["actor"] = name if row["actor"] == other else row["actor"]
    return nodes, edges


@pytest.mark.parametrize("seed", seeds(20, 40))
def test_every_answer_gives_the_range_of_rows_that_say_so(seed):
    nodes, edges = random_alliance(seed, actors=8, activities=8)
    record = read_rows(nodes, edges).alliance
    max_size = (None, 4)[seed % 2]
    every = ("year", "all")[seed % 4 == 0]
    drawn = window_networks(record, every, max_size)
    for network in drawn.networks:
        if not len(network.activities) or network.window.undated:
            continue
        found = asked(record, network.window.label, (), every, max_size)
        for question in found.questions:
            for answer, figures in question.answers.items():
                said = rows_that_say(nodes, edges, record, question, answer, network.window)
                expected = recomputed(*said, every, network.window, max_size)
                assert np.allclose(figures, expected, rtol=1e-9, equal_nan=True), (
                    question.kind, names_of(record, question), answer,
                )  # fmt: skip
            every_range = np.array([found.range, *question.answers.values()])
            if question.answers:
                swing = (every_range.max(axis=0) - every_range.min(axis=0)).sum()
                assert np.isclose(question.swing, swing, equal_nan=True)
        swings = [q.swing for q in found.questions if not math.isnan(q.swing)]
        assert swings == pytest.approx(sorted(swings, reverse=True))


@pytest.mark.parametrize("seed", range(12))
def test_merging_two_actors_is_what_rows_with_one_name_give(seed):
    nodes, edges = random_alliance(seed, actors=8, activities=8)
    record = read_rows(nodes, edges).alliance
    plain = [code for code, flagged in enumerate(record.actors.secretariat.tolist()) if not flagged]
    if len(plain) < 2:
        pytest.skip("too few partners")
    for row in nodes:
        row["joined"] = row["left"] = ""
    record = read_rows(nodes, edges).alliance
    one, other = plain[:2]
    for network in window_networks(record, "year").networks:
        if not len(network.activities):
            continue
        found = asked(record, network.window.label, [(one, other)])
        (question,) = [q for q in found.questions if q.kind == "same_actor"]
        said = rows_that_say(nodes, edges, record, question, "yes", network.window)
        expected = recomputed(*said, "year", network.window, None)
        assert np.allclose(question.answers["yes"], expected, rtol=1e-9, equal_nan=True)


def width(found):
    return found.high - found.low


@pytest.mark.parametrize("seed", range(8))
def test_each_further_answer_leaves_a_narrower_range(seed):
    record = read_rows(*random_alliance(seed, actors=8, activities=8)).alliance
    for network in window_networks(record, "year").networks:
        if not len(network.activities):
            continue
        found = asked(record, network.window.label)
        widths = [width(found.range), *(width(each.range) for each in found.narrowest)]
        assert all(one > other for one, other in pairwise(widths))
        best = min(
            (width(figures) for q in found.questions for figures in q.answers.values()),
            default=math.nan,
        )
        if found.narrowest:
            assert widths[1] == pytest.approx(best)


def test_rows_of_an_alliance_are_not_changed():
    nodes, edges = rows("S*", a="SAB@2017", b="AC")
    record = read_rows(nodes, edges).alliance
    before = [column.copy() for column in (record.participations.start, record.actors.left)]
    asked(record, twins=[(0, 1)])
    assert all(
        np.array_equal(one, other)
        for one, other in zip(
            before, (record.participations.start, record.actors.left), strict=True
        )
    )
