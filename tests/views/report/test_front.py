"""The reading test: the first sentence says what the figures say, and no more."""

import pytest
from alliances import alliance

from ci_network.measures.sustainability import sustainability
from ci_network.results.figures import metrics, nulls
from ci_network.views.report import front
from ci_network.views.sentence import plain
from ci_network.views.source import Source


def source_of(an_alliance, every="year", **more):
    result = sustainability(an_alliance, every)
    return Source.of(nulls(metrics(result) | more))


def first_sentence(an_alliance, language="en", every="year"):
    return plain(front.answer(source_of(an_alliance, every)), language)


SURELY_DEPENDENT = alliance("S*", a="S!ABCDE@2019")
"""Everybody met only where the secretariat led."""

SURELY_INDEPENDENT = alliance("S*", a="SABCDE@2019", b="ABCDE@2019")
"""Everybody met without the secretariat too."""

MOSTLY_INDEPENDENT = alliance("S*", a="S!ABCDE@2019", b="A!BCD@2019", c="SDE!@2019")
"""Four of five met without it (6 of 10 pairs), all five where it did not lead alone."""

MOSTLY_DEPENDENT = alliance("S*", a="S!ABCDE@2019", b="A!B@2019", c="SBC!@2019")
"""A and B met without it (1 of 10 pairs); A, B, C where it did not lead alone (3 of 10)."""

UNDECIDABLE = alliance("S*", a="SA!BCDE@2019")
"""The secretariat was there, a partner led: all or nothing, as one takes it."""


@pytest.mark.parametrize(
    ("record", "english", "danish"),
    [
        (
            SURELY_DEPENDENT,
            "No, none of it: in 2019 0% of the pairs of partners would still be connected without "
            "the secretariat, against 100% with it.",
            "Nej, intet af det: I 2019 ville 0\u00a0% af parrene af partnere stadig hænge sammen "
            "uden sekretariatet, mod 100\u00a0% med det.",
        ),
        (
            SURELY_INDEPENDENT,
            "Yes, all of it: in 2019 100% of the pairs of partners would still be connected "
            "without the secretariat, as many as with it.",
            "Ja, alt: I 2019 ville 100\u00a0% af parrene af partnere stadig hænge sammen uden "
            "sekretariatet, lige så mange som med det.",
        ),
        (
            MOSTLY_INDEPENDENT,
            "Yes, most of it: in 2019 between 60% and 100% of the pairs of partners would still be "
            "connected without the secretariat, against 100% with it.",
            "Ja, det meste: I 2019 ville mellem 60\u00a0% og 100\u00a0% af parrene af partnere "
            "stadig hænge sammen uden sekretariatet, mod 100\u00a0% med det.",
        ),
        (
            MOSTLY_DEPENDENT,
            "No, most of it would not: in 2019 between 10% and 30% of the pairs of partners would "
            "still be connected without the secretariat, against 100% with it.",
            "Nej, det meste ville ikke: I 2019 ville mellem 10\u00a0% og 30\u00a0% af parrene af "
            "partnere stadig hænge sammen uden sekretariatet, mod 100\u00a0% med det.",
        ),
        (
            UNDECIDABLE,
            "The record cannot decide it: in 2019 between 0% and 100% of the pairs of partners "
            "would still be connected without the secretariat, against 100% with it.",
            "Det kan registreringen ikke afgøre: I 2019 ville mellem 0\u00a0% og 100\u00a0% af "
            "parrene af partnere stadig hænge sammen uden sekretariatet, mod 100\u00a0% med det.",
        ),
    ],
    ids=["surely dependent", "surely independent", "mostly so", "mostly not", "undecidable"],
)
def test_the_first_sentence_says_what_is_so(record, english, danish):
    assert first_sentence(record, "en") == english
    assert first_sentence(record, "da") == danish


def test_an_alliance_that_hangs_together_only_in_part_is_judged_by_what_it_has():
    # A-B and C-D met without the secretariat, which serves in another room: 2 of 10 pairs with
    # it, 2 of 10 without. A share below a half is no dependence.
    record = alliance("S*", a="AB@2019", b="CD@2019", c="SE@2019")
    assert first_sentence(record).startswith("Yes, all of it: in 2019 20% ")


def test_a_half_that_stays_is_undecided():
    # With it A-B-C and D connected (6 pairs); without, A-B-C (3 pairs): exactly the half.
    record = alliance("S*", a="ABC@2019", b="S!AD@2019")
    assert first_sentence(record).startswith("The record cannot decide it: in 2019 50% ")


def test_nobody_connected_is_nothing_to_lose():
    record = alliance("S*", a="A@2019", b="B@2019", c="S@2019")
    assert first_sentence(record).startswith("There is nothing to lose: in 2019 0% ")


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (alliance(a="AB@2019"), "the data marks no actor as the secretariat"),
        (alliance("S*", a="SAB"), "no activity in the record has a date"),
        (alliance("S*", a="SA@2019"), "in no period are there two partners or more"),
        (alliance("S*", a="AB@2019"), "the secretariat takes part in no activity"),
    ],
)
def test_when_it_cannot_be_answered_the_first_sentence_says_why_and_the_next_what_to_do(
    record, why
):
    source = source_of(record)
    assert first_sentence(record).startswith("The question cannot be answered")
    assert why in first_sentence(record)
    assert front.beside(source) == []
    assert front.findings(source) == []
    assert front.picture(source) is None
    assert len(list(front.steps(source))) == 1


@pytest.mark.parametrize(
    "record",
    [SURELY_DEPENDENT, SURELY_INDEPENDENT, MOSTLY_INDEPENDENT, MOSTLY_DEPENDENT, UNDECIDABLE],
)
def test_there_are_three_findings(record):
    assert len(front.findings(source_of(record))) == 3


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("record", [SURELY_DEPENDENT, MOSTLY_INDEPENDENT, UNDECIDABLE])
def test_without_the_comparison_nothing_is_said_of_chance(record, language):
    source = source_of(record)
    told = [front.answer(source), *front.beside(source), *front.findings(source)]
    words = " ".join(plain(sentence, language) for sentence in told).lower()
    for word in ("chance", "random", "tilfældig", "significan", "signifikan", "p ="):
        assert word not in words


def test_who_led_is_a_finding_only_where_it_is_not_recorded():
    told = "nobody recorded who led"
    unknown = alliance("S*", a="SABC@2019")
    assert any(told in plain(s, "en") for s in front.findings(source_of(unknown)))
    assert not any(told in plain(s, "en") for s in front.findings(source_of(UNDECIDABLE)))


def test_plurals_follow_the_number():
    one = alliance("S*", a="S!AB@2019", b="A!B@2019")
    texts = [plain(s, "en") for s in front.findings(source_of(one))]
    assert "1 of 1 ties exists without the secretariat" in texts[0]
    assert any("Partners led 1 activity without" in text for text in texts)


def test_activities_without_a_date_are_told_beside_the_answer():
    record = alliance("S*", a="SAB@2019", b="AB")
    texts = [plain(s, "da") for s in front.beside(source_of(record))]
    assert "1 af 2 aktiviteter har ingen dato og tæller ikke med i nogen periode." in texts
