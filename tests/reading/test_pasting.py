"""Cells pasted into the register stand as if somebody had written them there by hand."""

from __future__ import annotations

import pytest

from ci_network.reading import editing, examine_records
from ci_network.reading.pair_rows import pair_added, pairs_of
from ci_network.reading.pasting import actors_pasted, entries_pasted, pairs_pasted
from ci_network.reading.register import register_of

PEOPLE = ["o:A", "o:B", "o:C"]


@pytest.fixture
def tables():
    """A and B at a walk of 2018, B and C at a talk; C is called Club."""
    made = editing.activity_added({}, "walk", ["A", "B"], "2018")
    made = editing.activity_added(made, "talk", ["B", "C"], "2019", lead="B")
    return editing.actor_changed(made, "C", "label", "Club")


def entries(tables):
    return {entry.name: entry for entry in register_of(tables).entries}


def told(pasted):
    return [(each.row, each.column, each.text) for each in pasted.left]


def test_ticks_of_several_rows_are_written_at_once(tables):
    pasted = entries_pasted(
        tables, ["walk", "talk"], PEOPLE, [["", "x", "✓"], ["ja", "tovholder", "afbud"]]
    )
    now = entries(pasted.tables)
    assert set(now["walk"].actors) == {"B", "C"}
    assert set(now["talk"].actors) == {"A", "B"}
    assert (now["walk"].leads, now["talk"].leads) == ((), ("B",))
    assert pasted.left == ()
    assert {now["walk"].start, now["talk"].start} == {"2018", "2019"}


def test_the_result_is_that_of_writing_cell_by_cell(tables):
    columns = ["name", "date", "lead", "goes", "o:A"]
    cells = [["hike", "2018-05 – 2018-06", "club", "nej", "x"]]
    pasted = entries_pasted(tables, ["walk"], columns, cells).tables
    by_hand = editing.activity_renamed(tables, "walk", "hike")
    by_hand = editing.activity_dated(by_hand, "hike", "2018-05", "2018-06")
    by_hand = editing.led(by_hand, "hike", "C")
    by_hand = editing.goes_on(by_hand, "hike", "no")
    assert {kind: each.cells for kind, each in pasted.items()} == {
        kind: each.cells for kind, each in by_hand.items()
    }
    assert not [p for p in examine_records(pasted).problems if p.severity == "error"]


@pytest.mark.parametrize(
    ("text", "continues", "heir"),
    [("ja", "yes", ""), ("no", "no", ""), ("Club", "yes", "C"), ("ja, ved Club", "yes", "C"),
     ("yes, by c", "yes", "C"), ("", "", ""), ("ukendt", "", "")],
)  # fmt: skip
def test_whether_it_goes_on_is_written_as_the_grid_shows_it(tables, text, continues, heir):
    now = entries(entries_pasted(tables, ["walk"], ["goes"], [[text]]).tables)["walk"]
    assert (now.continues, now.taken_over_by) == (continues, heir)


def test_what_stands_there_already_changes_nothing(tables):
    tables = editing.goes_on(tables, "walk", "yes", "C", "the minutes")
    pasted = entries_pasted(
        tables, ["walk"], ["name", "date", "lead", "goes", *PEOPLE],
        [["walk", "2018", "", "yes, by Club", "x", "x", ""]],
    )  # fmt: skip
    assert pasted.left == ()
    assert {kind: each.cells for kind, each in pasted.tables.items()} == {
        kind: each.cells for kind, each in tables.items()
    }


def test_rows_below_the_last_are_new_activities(tables):
    columns = ["name", "date", "lead", "goes", *PEOPLE]
    cells = [["run", "14-03-2018", "", "", "x", "leder", ""], ["swim", "", "Club", "", "", "", "x"]]
    pasted = entries_pasted(tables, ["", ""], columns, cells)
    now = entries(pasted.tables)
    assert (set(now["run"].actors), now["run"].leads) == ({"A", "B"}, ("B",))
    assert (now["swim"].actors, now["swim"].leads) == (("C",), ("C",))
    assert pasted.left == ()


@pytest.mark.parametrize(
    ("names", "columns", "cells", "left"),
    [
        (["walk"], PEOPLE, [["x", "perhaps", "x"]], [(0, 1, "perhaps")]),
        (["walk"], PEOPLE, [["x", "x", "x", "beyond"]], [(0, 3, "beyond")]),
        (["walk"], PEOPLE, [["", "", ""]], [(0, 0, "")]),
        (["walk", "talk"], ["name"], [["talk"], ["walk"]], [(0, 0, "talk"), (1, 0, "walk")]),
        (["walk"], ["date", "o:A"], [["someday", ""]], [(0, 0, "someday")]),
        (["walk"], ["lead", "goes"], [["Nobody", "Nobody"]], [(0, 0, "Nobody"), (0, 1, "Nobody")]),
        (["walk"], PEOPLE, [["x", "x"], ["x", ""]], [(1, 0, "x")]),
        ([], ["name", "date"], [["run", "2018"], ["", ""]], [(0, 0, "run"), (0, 1, "2018")]),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_told_with_its_place_and_the_rest_is_written(
    tables, names, columns, cells, left
):
    pasted = entries_pasted(tables, names, columns, cells)
    assert told(pasted) == left
    assert all(each.why.text for each in pasted.left)
    assert not [p for p in examine_records(pasted.tables).problems if p.severity == "error"]


def test_organisations_are_pasted_and_added(tables):
    columns = ["label", "id", "sector", "type", "secretariat"]
    cells = [["Arts", "Art", "public", "", "x"], ["Boat", "", "club", "", "no"]]
    pasted = actors_pasted(tables, ["A", ""], columns, cells)
    found = {each.id: each for each in register_of(pasted.tables).organisations}
    assert (found["Art"].cells["sector"], found["Art"].secretariat) == ("public", True)
    assert found["Art"].activities == 1
    assert (found["Boat"].cells["sector"], found["Boat"].secretariat) == ("club", False)
    assert pasted.left == ()
    pasted = actors_pasted(
        tables, ["A", "B", ""], ["id", "secretariat", "joined"],
        [["b", "perhaps", "2015"], ["B", "", "once"], ["", "yes", ""]],
    )  # fmt: skip
    assert told(pasted) == [(0, 0, "b"), (0, 1, "perhaps"), (1, 2, "once"), (2, 1, "yes")]


def test_pairs_are_pasted_by_name_and_added(tables):
    tables = pair_added(tables, {"source": "club", "target": "A", "start": "2018"})
    assert pairs_of(tables)[0].cells["source"] == "C"
    columns = ["source", "target", "activity", "start"]
    cells = [["A", "B", "choir", "2019"], ["Club", "B", "", ""], ["A", "Nobody", "", ""]]
    pasted = pairs_pasted(tables, ["2"], columns, cells)
    rows = [tuple(each.cells.values())[:4] for each in pairs_of(pasted.tables)]
    assert rows == [("A", "B", "choir", "2019"), ("C", "B", "", "")]
    assert told(pasted) == [(2, 0, "A"), (2, 1, "Nobody")]
