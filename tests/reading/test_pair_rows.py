"""Pairs are seen and changed row by row, beside the activities or where they are the edges."""

from __future__ import annotations

import pytest

from ci_network.errors import UsageError
from ci_network.reading.editing import actor_added
from ci_network.reading.pair_rows import pair_added, pair_changed, pair_removed, pairs_of
from ci_network.reading.records import Records

NODES = actor_added(actor_added({}, "A"), "B")
EDGES = {
    **NODES,
    "edges": Records("edges.csv", [["kilde", "mål", "noter"], ["A", "B", "kept"], [], ["B", "A"]]),
}


@pytest.mark.parametrize(
    ("tables", "kind", "row"), [(NODES, "partnerships", 2), (EDGES, "edges", 5)]
)
def test_a_pair_is_added_changed_and_removed(tables, kind, row):
    began = len(pairs_of(tables))
    made = pair_added(tables, {"source": "a", "target": "B", "start": "14-03-2018"})
    assert pairs_of(made)[-1].row == row
    made = pair_changed(made, row, "end", "2019")
    made = pair_changed(made, row, "secretariat", "none")
    assert {k: v for k, v in pairs_of(made)[-1].cells.items() if v} == {
        "source": "A", "target": "B", "start": "14-03-2018", "end": "2019", "secretariat": "none",
    }  # fmt: skip
    gone = pair_removed(made, row)
    assert len(pairs_of(gone)) == began
    if kind == "edges":
        assert [each[:3] for each in gone[kind].cells[:2]] == [["kilde", "mål", "noter"],
                                                                ["A", "B", "kept"]]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda t: pair_added(t, {"source": "A"}),
        lambda t: pair_added(t, {"source": "A", "target": "Nobody"}),
        lambda t: pair_added(t, {"source": "A", "target": "B", "start": "soon"}),
        lambda t: pair_changed(t, 1, "source", "A"),
        lambda t: pair_changed(t, 3, "source", "A"),
        lambda t: pair_changed(t, 2, "noter", "A"),
        lambda t: pair_changed(t, 99, "source", "A"),
        lambda t: pair_removed(t, 1),
        lambda t: pair_removed(t, -1),
    ],
)
def test_what_cannot_be_is_refused(change):
    with pytest.raises(UsageError):
        change(EDGES)
