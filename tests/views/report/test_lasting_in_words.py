"""How long ties last, in words: each figure differs, so that each sentence shows its own."""

import pytest
from alliances import alliance
from test_front import MOSTLY_DEPENDENT, source_of
from test_sections import bare, drawn, material_of, sheet, words

from ci_network.dates import DAYS_IN_MONTH
from ci_network.views.report import lasting


def life(n, **figures):
    """What is known of one kind: n were watched, each figure a little more than that."""
    days = {"half_life_months": 10, "half_life_low": 11, "half_life_high": 12,
            "half_life_months_without": 13}  # fmt: skip
    shares = {"after_year": 1, "after_year_low": 2, "after_year_high": 3, "after_year_without": 4}
    found = {key: (100 * n + day) / DAYS_IN_MONTH for key, day in days.items()}
    found |= {key: (10 * n + share) / 100 for key, share in shares.items()}
    found |= {"watched": n, "ended": n - 1, "months": [6, 9], "surviving": [0.5, 0.25],
              "low": [0.4, 0.2], "high": [0.6, 0.3]}  # fmt: skip
    return found | figures


def lives(largest=None, **ties):
    """Survival as in metrics.json, with changes in that of all ties."""
    kinds = ("independent", "supported", "carried")
    classes = {kind: life(n) for n, kind in enumerate(kinds, start=3)}
    named = {"largest_activity": largest, "in_largest": 2 if largest else None}
    return {
        "survival": {
            "gap_months": 12,
            "until": "2018-01-31",
            "ties": {"all": life(2, **ties)} | classes | named,
            "activities": {"all": life(6)},
            "partners": {"all": life(7)},
        }
    }


def told(largest=None, **ties):
    return words(lasting.how_long(bare(source_of(MOSTLY_DEPENDENT, **lives(largest, **ties)))))


BEFORE = (
    "A tie counts as over when the two have not met for 12 months. Ends can be told up to "
    "31 January 2018. 2 ties were watched; 1 had ended by then. "
)
NOT_HALF = {"half_life_months": None}
NOTHING = NOT_HALF | {"after_year": None}
WITHOUT_HALF = {"half_life_months_without": None}
ONE_DAY = 1 / DAYS_IN_MONTH
TWO_DAYS = 2 / DAYS_IN_MONTH


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ({}, "Half of them last no longer than 210 days."),
        ({"half_life_months": TWO_DAYS}, "Half of them last no longer than 2 days."),
        ({"half_life_months": ONE_DAY}, "Half of them were there on one day only."),
        (NOT_HALF, "21% of them last longer than a year."),
    ],
)
def test_how_long_half_of_the_ties_last_is_told_as_far_as_it_is_known(ties, sentence):
    assert told(**ties) == [BEFORE + sentence]


def test_where_nothing_is_known_of_their_length_what_was_watched_stands_alone():
    assert told(**NOTHING) == [BEFORE.strip()]


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ({}, "Without it half last no longer than 213 days."),
        ({"half_life_months_without": TWO_DAYS}, "Without it half last no longer than 2 days."),
        ({"half_life_months_without": ONE_DAY}, "Without it half are there on one day only."),
        (WITHOUT_HALF, "Without it 24% last longer than a year."),
        (
            WITHOUT_HALF | {"after_year_without": None},
            "Without it too little is left to tell.",
        ),
    ],
)
def test_the_activity_with_most_ties_is_named_with_what_there_is_without_it(ties, sentence):
    (line,) = told("plenary", **ties)
    assert line.removeprefix(f"{BEFORE}Half of them last no longer than 210 days. ") == (
        f"2 pairs met in one activity, »plenary«. {sentence}"
    )


def test_why_nothing_can_be_told_of_how_long_ties_last_is_said():
    undated = material_of(alliance("S*", a="SAB", b="AB"), compared=False)
    assert words(lasting.how_long(undated)) == [
        "No activity has a date, so it cannot be told how long anything lasts."
    ]
    assert told(watched=0) == [
        "Nothing to tell here: a tie counts as over when the two have not met for 12 months, and "
        "no tie began that long before the end of the record."
    ]


def test_the_picture_of_how_long_they_last_has_its_figures_behind_it():
    (chart,) = lasting.over_time(bare(source_of(MOSTLY_DEPENDENT, **lives())))
    assert words([chart]) == [
        "Share that lasts longer than so many months",
        "2 ties were watched; 1 had ended by then.",
    ]
    assert "ties of partners" in drawn(chart)
    assert "the activities themselves" in drawn(chart)
    assert sheet(chart.table) == [
        "How long they last",
        "What | Watched | Ended | Days until half had ended | … at least | … at most | Last longer "
        "than a year | … at least | … at most | Days until half had ended, without the largest "
        "activity",
        "Ties | 2 | 1 | 210 | 211 | 212 | 21% | 22% | 23% | 213",
        "… while independent | 3 | 2 | 310 | 311 | 312 | 31% | 32% | 33% | 313",
        "… while supported | 4 | 3 | 410 | 411 | 412 | 41% | 42% | 43% | 413",
        "… while carried | 5 | 4 | 510 | 511 | 512 | 51% | 52% | 53% | 513",
        "Activities | 6 | 5 | 610 | 611 | 612 | 61% | 62% | 63% | 613",
        "Partners | 7 | 6 | 710 | 711 | 712 | 71% | 72% | 73% | 713",
    ]


def test_without_a_secretariat_no_tie_is_told_of_by_what_it_rests_on():
    found = source_of(alliance(a="AB@2019"), **lives())
    (chart,) = lasting.over_time(bare(found))
    assert [line.split(" |")[0] for line in sheet(chart.table)[2:]] == [
        "Ties", "Activities", "Partners",
    ]  # fmt: skip
    none = lives(months=[])
    assert words(lasting.over_time(bare(source_of(MOSTLY_DEPENDENT, **none)))) == []


def test_a_curve_ends_where_nothing_was_watched_any_more(monkeypatch):
    """The last share is a gap unless all have ended: a line to there would promise more."""
    seen = []
    monkeypatch.setattr(lasting.charts, "steps", lambda _, curves, *more: seen.extend(curves))
    figures = lives()
    figures["survival"]["activities"]["all"]["surviving"] = [0.5, 0.0]
    (chart,) = lasting.over_time(bare(source_of(MOSTLY_DEPENDENT, **figures)))
    chart.draw("en")
    assert seen == [
        ("ties of partners", [6, 9, 9], [0.5, 0.25, None], [0.4, 0.2, None], [0.6, 0.3, None]),
        ("the activities themselves", [6, 9], [0.5, 0.0], [0.4, 0.2], [0.6, 0.3]),
    ]


def middle(made):
    return words(lasting.in_the_middle(material_of(made, compared=False)))


ALL_FIVE = ["5 partners are in the core of 2019, with the secretariat:", *"ABCDE"]
AIDED = {"a": "S!ABCDE@2019"}
PAIRS_OF_A = {"b": "AB@2019", "c": "AC@2019", "d": "AD@2019"}
PAIRS_OF_AB = PAIRS_OF_A | {"e": "BC@2019", "f": "BD@2019"}
IF = "If all activities ended that it took part in, "


@pytest.mark.parametrize(
    ("activities", "lines"),
    [
        (AIDED | PAIRS_OF_A, [*ALL_FIVE, f"{IF}1 partner would be the core:", "A"]),
        (AIDED | PAIRS_OF_AB, [*ALL_FIVE, f"{IF}2 partners would be the core:", "A", "B"]),
        (AIDED, [*ALL_FIVE, f"{IF}there would be no core."]),
        (
            {"a": "SAB@2019", "b": "SAC@2019", "c": "SAD@2019"},
            [
                "1 partner is in the core of 2019, with the secretariat:",
                "A",
                f"{IF}there would be no core.",
            ],
        ),
    ],
    ids=["one stays", "two stay", "none stays", "one partner now"],
)
def test_who_is_in_the_core_is_named_with_the_secretariat_and_without(activities, lines):
    """Without S: A, or A and B, have met everybody, or nobody has met anybody."""
    assert middle(alliance("S*", **activities)) == lines


@pytest.mark.parametrize(
    ("activities", "sentence"),
    [
        (
            {"a": "SA@2019", "b": "SB@2019", "c": "SC@2019"},
            "In 2019 the secretariat alone is the core.",
        ),
        (
            {"a": "SA@2019", "b": "BC@2019", "c": "D@2019"},
            "In 2019 nobody stands out: there is no core.",
        ),
    ],
)
def test_a_core_without_partners_is_told_from_none(activities, sentence):
    """S between A, B and C who never meet; or two pairs and somebody without a tie."""
    assert middle(alliance("S*", **activities))[0] == sentence


def test_without_a_secretariat_the_core_is_not_asked_about():
    assert middle(alliance(a="AB@2019"))[0].startswith("Nothing to show here")
