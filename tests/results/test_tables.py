"""Tables of ties and partners: window by window they are the whole table."""

from __future__ import annotations

from itertools import chain

import pytest
from alliances import rows
from random_alliances import random_alliance

from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results import tables


def below(each):
    """Tables one below the other, in lists."""
    each = list(each)
    return {name: list(chain.from_iterable(table[name] for table in each)) for name in each[0]}


@pytest.mark.parametrize("seed", range(8))
def test_window_by_window_is_the_whole_table(seed):
    drawn = window_networks(read_rows(*random_alliance(seed, activities=8)).alliance)
    assert below(tables.ties_by_window(drawn)) == tables.ties(drawn)
    assert below(tables.partners_by_window(drawn)) == tables.partner_table(drawn)
    assert tuple(tables.ties(drawn)) == tables.TIE_COLUMNS
    assert tuple(tables.partner_table(drawn)) == tables.PARTNER_COLUMNS


def test_what_is_changed_in_the_evidence_of_a_tie_stays_there():
    nodes, edges = rows("S*", meeting="S!ABC@2018")
    table = tables.ties(window_networks(read_rows(nodes, edges).alliance))
    first, second, third = table["evidence"]
    assert first == second == third
    first[0]["activity"] = "another"
    assert [items[0]["activity"] for items in (second, third)] == ["meeting", "meeting"]
