"""Who recorded what."""

from __future__ import annotations

import math

from alliances import rows

from ci_network.inference.recorded import recorded_by
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows


def found(recorders, **activities):
    nodes, edges = rows("S*", **activities)
    edges = [row | {"recorded_by": recorders.get(row["activity"], "")} for row in edges]
    drawn = window_networks(read_rows(nodes, edges).alliance)
    return recorded_by(drawn.alliance, drawn.whole, drawn.spans)


def test_shares_of_all_and_of_independent_activities():
    told = found(
        {"a": "S", "b": "S", "c": "A"}, a="SAB@2017", b="AB@2017", c="AC@2017", d="BC@2017"
    )
    assert [(r.name, r.activities, r.independent) for r in told] == [
        ("A", 1, 1),
        ("S", 2, 1),
        (None, 1, 1),
    ]
    assert [r.share for r in told] == [1 / 4, 1 / 2, 1 / 4]
    assert [r.independent_share for r in told] == [1 / 3] * 3


def test_without_the_column_there_is_no_answer():
    assert found({}, a="SAB@2017") is None


def test_nothing_independent_has_no_share():
    (one,) = found({"a": "S"}, a="SAB@2017")
    assert (one.independent, math.isnan(one.independent_share)) == (0, True)
