"""The reading test: page one says what the figures say, and no more."""

import pytest
from alliances import alliance, rows, told

from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results.figures import metrics, nulls
from ci_network.views.report.drawing import Dot, Text
from ci_network.views.report.front import MATERIAL, front
from ci_network.views.sentence import plain
from ci_network.views.source import Source


def source_of(an_alliance, every="year", **more):
    result = sustainability(an_alliance, every)
    return Source(nulls(metrics(result) | more))


def page_one(an_alliance, language="en", every="year"):
    """The first page, part by part, as text."""
    made = front(source_of(an_alliance, every))
    parts = {
        "answer": [made.answer],
        "beside": made.beside,
        "size": [made.size] if made.size else [],
        "known": made.known,
        "findings": made.findings,
        "steps": made.steps,
    }
    return {part: [plain(one, language) for one in told] for part, told in parts.items()}


def picture_of(an_alliance, language="en"):
    """The words of the picture: names of the rows and their ranges."""
    drawing = front(source_of(an_alliance)).picture.draw(language)
    texts = [mark for mark in drawing.marks if isinstance(mark, Text) and mark.size == 11.5]
    names = [text.words for text in texts if text.anchor == "end"]
    return dict(zip(names, [t.words for t in texts if t.anchor == "start"], strict=True))


FALLS_APART = alliance("S*", a="S!ABCDE@2019")
"""Everybody met only where the secretariat led."""

ALL_STAYS = alliance("S*", a="SABCDE@2019", b="ABCDE@2019")
"""Everybody met without the secretariat too."""

HOLDS = alliance("S*", a="S!ABCDE@2019", b="A!BCD@2019", c="SDE!@2019")
"""Four of five met without it (6 of 10 pairs), all five where it did not lead alone."""

MOSTLY_DEPENDENT = alliance("S*", a="S!ABCDE@2019", b="A!B@2019", c="SBC!@2019")
"""A and B met without it (1 of 10 pairs); A, B, C where it did not lead alone (3 of 10)."""

ON_ONE = alliance("S*", group="SA!BCDE@2019")
"""The secretariat was there, a partner led: all or nothing, as one takes it."""

ON_TWO = alliance("S*", g="SA!BC@2019", h="SC!DE@2019")
"""Each of g and h alone joins three of five (3 of 10 pairs); both join all."""

ON_MANY = alliance(
    "S*", **{f"{one}{other}": f"S{one}!{other}@2019" for one, other in zip("ABCDEFGH", "BCDEFGHI",
                                                                          strict=True)}
)  # fmt: skip
"""A chain of nine: any three links in a row join four of nine (6 of 36 pairs)."""

NO_LEAD = alliance("S*", group="SABCDE@2019")
"""As ON_ONE, but nobody wrote down who led."""


@pytest.mark.parametrize(
    ("record", "english", "danish"),
    [
        (FALLS_APART, "Nothing holds: without the secretariat no two partners", "Intet"),
        (ALL_STAYS, "All of it holds: the 100% of the pairs of partners", "Det hele holder"),
        (HOLDS, "Most of it holds: without the secretariat 60–100% of the pairs", "Det meste"),
        (
            MOSTLY_DEPENDENT,
            "Most of it falls apart: without the secretariat 10–30% of the pairs",
            "Det meste",
        ),
        (
            ON_ONE,
            "It depends on one thing: whether “group” goes on. If it does, 100% of the pairs of "
            "partners stay connected without the secretariat; if not, 0%.",
            "Det afhænger af én ting: om »group« fortsætter.",
        ),
        (
            ON_TWO,
            "It depends on two things: whether “g” and “h” go on. If both do, 100% of the pairs",
            "Det afhænger af to ting: om »g« og »h« fortsætter.",
        ),
        (ON_MANY, "It depends on many activities together", "Det afhænger af mange"),
    ],
    ids=["falls apart", "all stays", "holds", "mostly not", "on one", "on two", "on many"],
)
def test_the_first_sentence_is_the_answer(record, english, danish):
    assert page_one(record)["answer"][0].startswith(english)
    assert page_one(record, "da")["answer"][0].startswith(danish)


@pytest.mark.parametrize(
    ("record", "rows_"),
    [
        (FALLS_APART, {"as it is recorded": "0%"}),
        (HOLDS, {"as it is recorded": "60–100%"}),
        (
            ON_ONE,
            {"as it is recorded": "0–100%", "if it goes on": "100%", "if it ends": "0%"},
        ),
        (
            ON_TWO,
            {"as it is recorded": "0–100%", "if they go on": "100%", "if they end": "0%"},
        ),
    ],
    ids=["falls apart", "holds", "on one", "on two"],
)
def test_the_picture_is_the_range_and_what_it_hinges_on(record, rows_):
    assert picture_of(record) == rows_


def test_the_picture_of_many_says_what_if_they_go_on():
    assert list(picture_of(ON_MANY)) == ["as it is recorded", "if they go on", "if they end"]


def test_the_picture_is_told_in_words_and_has_a_ring_at_what_there_is_today():
    """Of 15 pairs A–E make 10 with S; A–B met without it, D–E where it did not lead. F is alone."""
    record = alliance("S*", a="S!ABCDE@2019", b="A!B@2019", c="SDE!@2019", d="F@2019")
    chart = front(source_of(record)).picture
    assert plain(chart.description, "en") == (
        "Between 7% and 13% as it is recorded; the ring is 67%, with the secretariat."
    )
    drawing = chart.draw("en")
    scale = {mark.words: mark.at[0] for mark in drawing.marks if isinstance(mark, Text)}
    (ring,) = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    share = (ring.at[0] - scale["0%"]) / (scale["100%"] - scale["0%"])
    assert share == pytest.approx(10 / 15)


def test_two_ends_that_read_alike_are_one_figure():
    assert picture_of(ALL_STAYS) == {"as it is recorded": "100%"}
    assert "100% to 100%" not in str(page_one(ALL_STAYS))


def test_the_size_of_the_alliance_and_the_two_ends_stand_under_the_picture():
    assert page_one(HOLDS)["size"] == [
        "2019: 5 partners, which make 10 pairs, and 3 activities. The lower figure holds if "
        "everything that the secretariat took part in ends, the upper one if only what it alone "
        "led ends. The ring is 100%, with the secretariat."
    ]


def test_what_is_known_of_the_future_says_who_says_so_and_who_takes_over():
    made = told(
        rows("S*", group="SA!BCDE@2019", walk="S!AB@2019", talk="SCD!@2019"),
        group={"continues": "yes", "taken_over_by": "A", "continues_evidence": "Minutes, 3 May"},
        walk={"continues": "no"},
        talk={"continues": "yes", "continues_evidence": "D's board"},
    )
    known = page_one(made)["known"]
    assert known[:3] == [
        "»group« goes on; A takes it over (Minutes, 3 May).",
        "»talk« goes on (D's board).",
        "»walk« ends (nobody named).",
    ]
    # And what is said stands there once.
    assert not any("It is said" in one for part in page_one(made).values() for one in part)


def test_what_nobody_recorded_stands_with_what_is_known():
    known = page_one(NO_LEAD)["known"]
    assert any("Nobody has said whether 1 activity" in one for one in known)
    assert any("it is not recorded who led" in one for one in known)
    undated = page_one(alliance("S*", a="SAB@2019", b="AB"))["known"]
    assert any(one.startswith("1 activity has no date") for one in undated)
    beside = page_one(NO_LEAD)["beside"]
    assert not any("Nobody has said whether" in one for one in beside)


def test_what_partners_have_answered_is_not_among_what_nobody_recorded():
    nodes, edges = rows("S*", group="SABCDE@2019")
    reply = {"respondent": "A", "about": "", "answer": "complete"}
    replies = [reply | {"from": "2019", "until": "2019"}]
    made = page_one(read_rows(nodes, edges, (), (), replies).alliance)
    assert any("has answered what" in one for one in made["beside"])
    assert not any("Nobody has said whether" in one for one in made["beside"])
    assert not any("has answered what" in one for one in made["known"])
    assert any("Nobody has said whether" in one for one in made["known"])


def test_those_who_met_in_large_meetings_alone_have_no_tie_but_did_meet():
    result = sustainability(FALLS_APART, "year", 3)
    found = front(Source(nulls(metrics(result)))).findings
    assert plain(found[0], "en") == "No partner has a tie in 2019."


def test_activities_without_a_date_are_asked_for_one_or_several():
    one = page_one(alliance("S*", a="S!AB@2019", b="AB"))["steps"]
    assert "Give the 1 activity without a date a year, so that it counts in a period." in one
    two = page_one(alliance("S*", a="S!AB@2019", b="AB", c="AB"))["steps"]
    assert "Give the 2 activities without a date a year, so that they count in a period." in two


@pytest.mark.parametrize(
    ("record", "steps"),
    [
        (
            ON_ONE,
            ["Find out who will call group when the secretariat is gone", "Ask each partner what"],
        ),
        (ON_TWO, ["Find out who will call g, h when the secretariat is gone", "Ask each partner"]),
        (ON_MANY, ["Decide of each activity with the secretariat whether", "Ask each partner"]),
        (HOLDS, ["Ask each partner what it has done with others without the secretariat"]),
        (
            NO_LEAD,
            [
                "Find out who will call group",
                "Write down who leads each activity: for 10 ties nobody has.",
                "Ask each partner",
            ],
        ),
    ],
    ids=["on one", "on two", "on many", "holds", "no lead"],
)
def test_next_steps_follow_from_what_is_open(record, steps):
    found = page_one(record)["steps"]
    assert len(found) == len(steps)
    for one, begins in zip(found, steps, strict=True):
        assert one.startswith(begins)


@pytest.mark.parametrize("record", [FALLS_APART, ALL_STAYS, HOLDS, ON_ONE, ON_TWO, ON_MANY])
def test_there_are_three_findings_and_at_most_three_steps(record):
    page = page_one(record)
    assert len(page["findings"]) == 3
    assert 1 <= len(page["steps"]) <= 3


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("record", [FALLS_APART, HOLDS, ON_ONE, ON_MANY, NO_LEAD])
def test_page_one_says_nothing_of_chance(record, language):
    everything = " ".join(one for part in page_one(record, language).values() for one in part)
    for word in ("chance", "random", "tilfældig", "significan", "signifikan", "p ="):
        assert word not in everything.lower()


@pytest.mark.parametrize(
    ("record", "why", "step"),
    [
        (alliance(a="AB@2019"), "no actor is marked as secretariat", "Write true in the column"),
        (alliance("S*", a="SA@2019"), "fewer than two partners", "Record more of those"),
        (alliance("S*", a="AB@2019"), "takes part in nothing", "Record the activities that"),
    ],
)
def test_where_there_is_no_answer_page_one_says_why_and_what_to_do(record, why, step):
    page = page_one(record)
    assert why in page["answer"][0]
    assert (page["findings"], page["size"], page["known"]) == ([], [], [])
    assert [one[: len(step)] for one in page["steps"]] == [step]
    assert front(source_of(record)).picture is None


def test_a_window_that_cannot_answer_is_told_with_what_to_do():
    result = sustainability(alliance("S*", a="SAB@2018", b="AB@2019"))
    made = front(Source(nulls(metrics(result, "2019"))))
    assert "takes part in nothing in 2019" in plain(made.answer, "en")
    assert plain(made.steps[0], "en") == "Leave out --window, or name another one."


def test_findings_count_by_hand():
    """A–B without S and led by A; A–C, B–C where S is."""
    page = page_one(alliance("S*", a="A!B@2019", b="SABC@2019"))
    assert page["findings"] == [
        "1 of 3 ties exists without the secretariat; 2 are found only where it took part, and 0 "
        "only where it alone led.",
        "Between 0 and 1 of 3 partners would be left without any tie; with the secretariat it is "
        "0.",
        "Partners led 1 activity without the secretariat; it took part in 50% of all activities.",
    ]


def test_who_led_is_a_step_only_where_a_tenth_of_the_ties_is_open():
    assert MATERIAL == 0.1
    assert not any("Write down who leads" in one for one in page_one(ON_ONE)["steps"])


def test_a_year_that_is_not_over_is_told_as_so_far_with_the_one_before_beside_it():
    """Meetings every month of 2018 and to March 2019."""
    months = {f"m{n}": f"SA!BC@2018-{n:02}-15" for n in range(1, 13)}
    late = {f"l{n}": f"SA!BCD@2019-{n:02}-15" for n in range(1, 8)}
    page = page_one(alliance("S*", **months, **late))
    assert "2019" in page["size"][0]
    assert any("so far" in one for one in page["beside"])
    assert any("2018" in one for one in page["beside"])
