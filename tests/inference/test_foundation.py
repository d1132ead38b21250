"""What partners did, and the meetings under it."""

from __future__ import annotations

import numpy as np
import pytest

from ci_network.inference.removal import partners_alone, remains
from ci_network.measures.sustainability import sustainability
from tests.alliances import alliance


def foundation(record):
    result = sustainability(record, "all")
    return partners_alone(result.whole, result.meetings, result.spans)


def groups(found) -> list[str]:
    """Who was in each meeting, A being the first."""
    return sorted(
        "".join(sorted(chr(65 + v) for v in found.incidence.vertex[found.incidence.meeting == m]))
        for m in range(found.incidence.meetings)
    )


@pytest.mark.parametrize(
    ("spec", "kept"),
    [
        # A and B all year, C in spring: who was there before and after was there in spring too.
        (["AB@2017-01-01/2017-12-31", "C@2017-03-01/2017-05-31"], ["ABC"]),
        # They leave one by one.
        (["A@2017-01-01/2017-12-31", "B@2017-01-01/2017-10-31", "C@2017-01-01/2017-05-31"],
         ["ABC"]),
        # C comes when B has left.
        (["A@2017-01-01/2017-12-31", "B@2017-01-01/2017-05-31", "C@2017-06-01/2017-12-31"],
         ["AB", "AC"]),
        # A led at first.
        (["A!B@2017-01-01/2017-05-31", "AB@2017-06-01/2017-12-31"], ["AB"]),
        # In spring the secretariat was there: what goes on without it is another matter.
        (["AB@2017-01-01/2017-12-31", "CS@2017-03-01/2017-05-31"], ["AB", "AB", "ABC"]),
    ],
)  # fmt: skip
def test_a_meeting_that_its_neighbour_holds_whole_is_not_searched(spec, kept):
    found = foundation(alliance("S*", board=spec))
    assert groups(found) == kept
    assert len(found.activity) == len(found.lasting) == len(kept)


def test_what_is_left_is_the_same_whatever_is_not_searched():
    # D is there on two days: A, B and C meet before, with it, between, with it again, and after.
    spec = ["ABC@2017-01-01/2017-12-31", "D@2017-03-01", "D@2017-05-01"]
    found = foundation(alliance("S*", board=spec, picnic="ES@2017"))
    assert groups(found) == ["ABCD", "ABCD"]
    left = remains(found, np.ones((1, 1), bool))
    assert (left.connected_pairs.tolist(), left.largest.tolist()) == ([6], [4])
    assert left.ties.tolist() == [6]
