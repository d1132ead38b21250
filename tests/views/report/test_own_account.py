"""The partners' own account in words: every figure differs, so that each is told as what it is."""

import pytest
from test_front import MOSTLY_DEPENDENT, source_of
from test_sections import bare, sheet, words

from ci_network.views.report import own_account

ACCOUNT = {
    "partners": 15,
    "answered": 11,
    "partial": 3,
    "share_answered": 0.73,
    "pairs_unknown": 6,
    "register": 21,
    "both": 22,
    "one": 23,
    "new": 24,
    "ranges": {
        "register": {"low": 0.31, "high": 0.32},
        "agreed": {"low": 0.33, "high": 0.34},
        "one": {"low": 0.35, "high": 0.36},
    },
    "missed": {"register": 41, "survey": 42, "both": 43, "named": 44, "total": 45.5, "low": 46,
               "high": 47},
}  # fmt: skip


def told(maker, **changes):
    account = {"window": "2019"} | ACCOUNT | changes
    return [*maker(bare(source_of(MOSTLY_DEPENDENT, survey={"windows": [account]})))]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {},
            "11 of 15 partners have answered about 2019, 73%. 3 of these have answered some of it. "
            "Of 6 pairs neither has answered: what they do together is unknown, which is not the "
            "same as nothing.",
        ),
        (
            {"answered": 1, "partial": 1, "pairs_unknown": 1},
            "1 of 15 partners has answered about 2019, 73%. 1 of these has answered some of it. Of "
            "1 pair neither has answered: what they do together is unknown, which is not the same "
            "as nothing.",
        ),
        (
            {"partial": 0, "pairs_unknown": 0},
            "11 of 15 partners have answered about 2019, 73%.",
        ),
    ],
    ids=["several", "one", "whole answers of everybody"],
)
def test_who_answered_is_told_with_what_nobody_answered(changes, sentences):
    assert words(told(own_account.who_answered, **changes)) == [sentences]


def test_ties_and_the_range_are_told_by_who_says_so():
    table, note = told(own_account.who_says_so)
    assert sheet(table) == [
        "Who says so",
        "Counted | Ties without the secretariat | Of these not in the register | Would stay "
        "connected",
        "The register | 21 |  | 31% to 32%",
        "… and what both partners say | 22 | 24 | 33% to 34%",
        "… and what one of the two says alone | 23 |  | 35% to 36%",
    ]
    assert words([note]) == [
        "The answer of this report counts what the register tells of or both partners say. What "
        "one of the two says alone is the generous end."
    ]


def test_how_much_the_register_misses_stands_with_what_that_supposes():
    line, note = words(told(own_account.what_is_missed))
    assert line == (
        "Among the partners that have answered, the register tells of 41 ties without the "
        "secretariat, the partners of 42, and 43 stand on both lists. If the two lists are "
        "independent of each other, there are about 45.5 (95% interval 46 to 47), of which 44 are "
        "known."
    )
    assert note.startswith("They seldom are: what is easily seen stands on both lists")


@pytest.mark.parametrize(("both", "stand"), [(1, "1 tie stands"), (4, "4 ties stand")])
def test_too_few_ties_on_both_lists_tell_nothing_of_what_is_missed(both, stand):
    missed = ACCOUNT["missed"] | {"both": both, "total": None}
    assert words(told(own_account.what_is_missed, missed=missed)) == [
        f"How much the register misses cannot be told: {stand} on both lists, the register and the "
        "partners' own, and five are needed."
    ]
