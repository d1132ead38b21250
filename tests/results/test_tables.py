"""Tables of ties and partners: window by window they are the whole table."""

from __future__ import annotations

from itertools import chain

import pytest
from alliances import rows
from random_alliances import random_alliance

from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results import tables
from ci_network.results.asking import asking_columns


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


def test_the_evidence_of_a_tie_says_what_each_of_the_two_was():
    met = rows("S*", meeting="SA!B@2018", walk="AB!@2018", talk="CD@2018", tea="CD!@2018")
    evidence = tables.ties(window_networks(read_rows(*met).alliance))["evidence"]
    said = ("activity", "source_role", "target_role")
    assert [[tuple(item[name] for name in said) for item in items] for items in evidence] == [
        [("meeting", "lead", None), ("walk", None, "lead")],
        [("talk", None, None), ("tea", None, "lead")],
    ]


def test_others_keep_the_ties_of_what_a_partner_did_not_lead():
    made = window_networks(read_rows(*rows("S*", group="SA!BC@2018")).alliance)
    table = tables.partner_table(made)
    assert table["others_keep_ties"] == [0, 0, 0]
    assert table["others_keep_ties_led"] == [0, 1, 1]


def test_a_question_that_moves_nothing_has_a_row_without_an_answer():
    question = {"kind": "participants", "about": "b", "text": {"en": "Who?"}, "swing": None}
    answers = {"yes": 1.0, "no": 0.0}
    told = [{"answer": name, "low": 0.0, "high": high} for name, high in answers.items()]
    asked = [question | {"answers": told, "ask": ["A", "B"]}, question | {"answers": [], "ask": []}]
    found = asking_columns({"questions": asked}, "en")
    assert (found["answer"], found["high"]) == (["yes", "no", None], [1.0, 0.0, None])
    assert (found["question"], found["ask"]) == (["Who?"] * 3, ["A; B", "A; B", ""])


def test_what_is_changed_in_the_evidence_of_a_tie_stays_there():
    nodes, edges = rows("S*", meeting="S!ABC@2018")
    table = tables.ties(window_networks(read_rows(nodes, edges).alliance))
    first, second, third = table["evidence"]
    assert first == second == third
    first[0]["activity"] = "another"
    assert [items[0]["activity"] for items in (second, third)] == ["meeting", "meeting"]
