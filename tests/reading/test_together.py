"""Two people's changes to one table: both are there, or they are told apart. Nothing is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ci_network.reading.records import Records
from ci_network.reading.together import joined

HEADER = ["id", "label", "sector"]


def nodes(*rows, header=HEADER):
    return {"nodes": Records("nodes.csv", [list(header), *map(list, rows)])}


def rows(tables):
    return [tuple(row) for row in tables["nodes"].cells[1:]]


BASE = nodes(("a", "A", "x"), ("b", "B", "x"), ("c", "C", "y"))


def test_rows_that_only_one_touched_are_that_ones():
    mine = nodes(("a", "A", "NEW"), ("b", "B", "x"), ("c", "C", "y"), ("d", "D", "z"))
    theirs = nodes(("a", "A", "x"), ("c", "C", "THEIRS"), ("e", "E", "z"))
    both = joined(BASE, mine, theirs)
    assert not both.differences
    assert rows(both.tables) == [
        ("a", "A", "NEW"), ("c", "C", "THEIRS"), ("e", "E", "z"), ("d", "D", "z"),
    ]  # fmt: skip


def test_cells_of_one_row_are_whose_changed_them():
    both = joined(BASE, nodes(("a", "mine", "x"), *rows(BASE)[1:]),
                  nodes(("a", "A", "theirs"), *rows(BASE)[1:]))  # fmt: skip
    assert not both.differences
    assert rows(both.tables)[0] == ("a", "mine", "theirs")


def test_one_cell_that_both_changed_is_told_and_theirs_stands():
    both = joined(BASE, nodes(("a", "mine", "x"), *rows(BASE)[1:]),
                  nodes(("a", "theirs", "x"), *rows(BASE)[1:]))  # fmt: skip
    (apart,) = both.differences
    assert (apart.file, apart.row) == ("nodes.csv", 2)
    assert apart.mine == (("a", "mine", "x"),)
    assert apart.theirs == (("a", "theirs", "x"),)
    assert rows(both.tables)[0] == ("a", "theirs", "x")


def test_a_row_that_one_changed_and_the_other_removed_is_told():
    mine, theirs = nodes(("a", "mine", "x"), *rows(BASE)[1:]), nodes(*rows(BASE)[1:])
    assert joined(BASE, mine, theirs).differences[0].theirs == ()
    assert joined(BASE, theirs, mine).differences[0].mine == ()


def test_a_new_column_changes_no_row():
    mine = nodes(("a", "A", "x", "2018"), *(((*row, "")) for row in rows(BASE)[1:]),
                 header=[*HEADER, "joined"])  # fmt: skip
    theirs = nodes(("a", "A", "x"), ("b", "B", "NEW"), ("c", "C", "y"))
    both = joined(BASE, mine, theirs)
    assert not both.differences
    assert both.tables["nodes"].cells[0] == [*HEADER, "joined"]
    assert rows(both.tables) == [
        ("a", "A", "x", "2018"), ("b", "B", "NEW", ""), ("c", "C", "y", ""),
    ]  # fmt: skip


def test_a_table_that_one_does_not_hold_is_as_it_was():
    added = {"activities": Records("activities.csv", [["activity"], ["walk"]])}
    assert set(joined(BASE, added, BASE).tables) == {"nodes", "activities"}
    assert set(joined(BASE, BASE, BASE | added).tables) == {"nodes", "activities"}


def test_the_same_said_by_both_stands_once():
    new = nodes(*rows(BASE), ("d", "D", "z"))
    assert joined(BASE, new, new).tables == new


row = st.tuples(st.sampled_from("abcdef"), st.sampled_from("AB"), st.sampled_from("xy"))
table = st.lists(row, max_size=6).map(lambda found: nodes(*found))


@settings(max_examples=300)
@given(table, table, table)
def test_what_only_one_changed_is_that_ones_and_no_new_row_is_lost(base, mine, theirs):
    assert joined(base, mine, base).tables == mine
    assert joined(base, base, theirs).tables == theirs
    both = joined(base, mine, theirs)
    if not both.differences:
        said = set(rows(mine)) | set(rows(theirs)) | set(rows(base))
        cells = [{row[n] for row in said} for n in range(3)]
        assert all(row[n] in cells[n] for row in rows(both.tables) for n in range(3))
        wholly_new = set(rows(mine)) - set(rows(base)) - set(rows(theirs))
        untouched = set(rows(base)) == set(rows(theirs)) and rows(base) == rows(theirs)
        assert not untouched or wholly_new <= set(rows(both.tables))
