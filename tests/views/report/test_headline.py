"""Which window the answer is about."""

from alliances import alliance

from ci_network.measures.sustainability import sustainability
from ci_network.results.figures import metrics
from ci_network.results.headline import headline


def chosen(record, every="year"):
    return headline(metrics(sustainability(record, every)))


def test_the_last_complete_window_is_chosen():
    found = chosen(alliance("S*", a="SAB@2017/2018"))
    assert (found.label, found.reason, found.skipped) == ("2018", "", ())


def test_a_window_that_the_record_covers_only_in_part_is_passed_over_and_it_is_said():
    found = chosen(alliance("S*", a="SAB@2017", b="SAB@2018-01/2018-06"))
    assert found.label == "2017"
    assert found.skipped == (("2018", "incomplete"),)


def test_a_record_that_ends_in_december_covers_the_year():
    assert chosen(alliance("S*", a="SAB@2017", b="SAB@2018-01-03/2018-12-10")).label == "2018"


def test_the_only_window_is_used_though_incomplete_and_it_is_said():
    found = chosen(alliance("S*", a="SAB@2018-03"))
    assert (found.label, found.doubts) == ("2018", ("incomplete",))


def test_a_window_after_the_secretariat_left_is_not_the_answer():
    record = alliance("S*", {"id": "S", "secretariat_until": "2017"}, a="SAB@2017", b="AB@2018")
    found = chosen(record)
    assert found.label == "2017"
    assert found.skipped == (("2018", "later_without"),)


def test_a_window_with_one_partner_is_not_the_answer():
    found = chosen(alliance("S*", a="SAB@2017", b="SA@2018"))
    assert found.skipped == (("2018", "later_small"),)


def test_a_window_with_few_activities_is_passed_over():
    record = alliance(
        "S*", a="SAB@2016/2017", b="SAB@2016/2017", c="SAB@2016/2017", d="SAB@2016/2018"
    )
    found = chosen(record)
    assert (found.label, found.skipped) == ("2017", (("2018", "later_few"),))


def test_half_of_the_usual_activities_is_enough():
    record = alliance("S*", a="SAB@2016/2017", b="SAB@2016/2018")
    assert chosen(record).label == "2018"


def test_an_empty_window_is_not_the_answer():
    found = chosen(alliance("S*", a="SAB@2016", b="A@2018"))
    assert found.label == "2016"
    assert found.skipped == (("2017", "later_empty"), ("2018", "later_small"))


def test_no_secretariat_no_dates_no_pair_no_part_in_it_each_give_their_reason():
    assert chosen(alliance(a="AB@2017")).reason == "no_secretariat"
    assert chosen(alliance("S*", a="SAB")).reason == "no_dates"
    assert chosen(alliance("S*", a="SA@2017")).reason == "too_few"
    assert chosen(alliance("S*", a="AB@2017")).reason == "never_there"


def test_without_dates_the_whole_period_answers():
    assert chosen(alliance("S*", a="SAB"), "all").label == "all"
