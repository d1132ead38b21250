"""An alliance written as rows and read again gives the same figures."""

from __future__ import annotations

import pytest
from alliances import alliance, rows, told
from random_alliances import random_alliance, random_partnerships, seeds

from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports.record import record


def as_rows(columns):
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def again(one):
    tables = record(one)
    return read_rows(as_rows(tables.nodes), as_rows(tables.edges)).alliance


def figures(one, every):
    found = nulls(metrics(sustainability(one, every)))
    # Rows that say the same in other words are written once, and the days of a secretariat that
    # the reader cut out of a pair's row are written as days.
    del found["data"]["participations"]
    found["record"].pop("starts_known_to")
    return found


@pytest.mark.parametrize("seed", seeds(30, 120))
@pytest.mark.parametrize("make", [random_alliance, random_partnerships])
def test_all_figures_are_the_same(make, seed):
    nodes, edges = make(seed)
    one = read_rows(nodes, edges).alliance
    every = ("all", "quarter")[seed % 2]
    assert figures(again(one), every) == figures(one, every)


@pytest.mark.parametrize("seed", range(60))
def test_participations_are_the_same_to_the_day(seed):
    one = read_rows(*random_alliance(seed)).alliance
    two = again(one)
    assert one.participations.start.tolist() == two.participations.start.tolist()
    assert one.participations.end.tolist() == two.participations.end.tolist()
    assert one.participations.latest_start.tolist() == two.participations.latest_start.tolist()
    assert one.participations.role == two.participations.role


def test_a_start_known_to_the_year_stays_known_to_the_year():
    tables = record(alliance("S*", walk="S!AB@2017"))
    assert tables.edges["start"] == ["2017"] * 3
    assert tables.edges["end"] == [""] * 3


def test_a_row_without_dates_in_a_dated_activity_stays_without():
    tables = record(alliance("S*", walk=["S!@2017", "A@2017-03-14", "B"]))
    assert tables.edges["start"] == ["2017-03-14", "", "2017"]


def test_only_documented_columns_leave_unless_named():
    one = read_rows(
        [{"id": "A", "email": "a@b.dk", "kind": "unit"}, {"id": "B"}],
        [
            {"activity": "x", "actor": "A", "start": "2017", "note": "ill"},
            {"activity": "x", "actor": "B"},
        ],
    ).alliance
    assert not {"email", "kind", "note"} & {*record(one).nodes, *record(one).edges}
    assert record(one, ["kind"]).nodes["kind"] == ["unit", ""]


def test_what_is_known_of_activities_goes_out_and_comes_back():
    """In a table of its own, with a row for each activity of which anything is known."""
    made = told(
        rows("S*", group="SAB@2018", walk="AB@2018", interviews="CAB@2018"),
        group={"continues": "yes", "continues_evidence": "board", "taken_over_by": "A"},
        interviews={"purpose": "evaluation"},
    )
    tables = record(made)
    assert tables.activities == {
        "activity": ["group", "interviews"],
        "led_by": ["", ""],
        "continues": ["yes", ""],
        "continues_evidence": ["board", ""],
        "taken_over_by": ["A", ""],
        "purpose": ["", "evaluation"],
    }
    each = [as_rows(table) for table in tables if table is not None]
    assert record(read_rows(*each).alliance) == tables
    assert record(told(rows("S*", group="SAB@2018"))).activities is None
