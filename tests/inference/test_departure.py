"""The year before an exit and the year after: by hand and by loops, with placebo dates."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from alliances import alliance
from random_alliances import random_alliance
from reference import Window, picture_of, read_record

from ci_network.dates import day, iso
from ci_network.errors import UsageError
from ci_network.inference.departure import departure, end_of_term, placebo_dates
from ci_network.network import networks
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows

approx = pytest.approx


def test_counted_by_hand():
    """S led A, B, C in 2017; A–B also met alone, C–D with S there and not leading.

    In 2018 A–B and C–D meet, and B does something alone; C–D is kept, A–C and B–C are not.
    """
    made = alliance(
        "S*",
        a="S!ABC@2017",
        b="AB@2017",
        c="SC!D@2017",
        d="AB@2018",
        e="CD@2018",
        f="EF@2017",
    )
    found = departure(window_networks(made), day(2017, 12, 31))
    told = {kind: tuple(vars(kept).values()) for kind, kept in found.outlived.items()}
    # E and F take part in nothing in 2018.
    assert told["all"] == (5, 4, 2, approx(1 / 2))
    assert told["independent"] == (2, 1, 1, 1)
    assert told["supported"] == (1, 1, 1, 1)
    assert told["carried"] == (2, 2, 0, 0)
    assert found.whole_year
    assert found.placebo == ()
    assert found.ranks["all"] is None


def test_placebo_dates_are_a_month_apart_with_a_year_on_both_sides():
    found = placebo_dates(day(2017, 12, 31), day(2016, 1, 1), day(2019, 6, 30))
    assert [iso(date) for date in found[:3]] == ["2016-12-31", "2017-01-31", "2017-02-28"]
    assert iso(found[-1]) == "2018-06-30"
    assert day(2017, 12, 31) not in found
    assert len(found) == 18


def test_a_year_that_ends_one_day_and_begins_the_next_is_looked_at_once(monkeypatch):
    """A and B meet in each month of five years: 37 days, whose years are 37 and 12 more."""
    months = {f"m{n}": f"AB@{2014 + n // 12}-{n % 12 + 1:02}" for n in range(60)}
    drawn = window_networks(alliance("S*", **months))
    made, ties_of = [], networks._ties
    monkeypatch.setattr(networks, "_ties", lambda *given: made.append(1) or ties_of(*given))
    assert len(departure(drawn, day(2016, 12, 31)).placebo) == 36
    assert len(made) == 49


def test_the_exit_is_ranked_among_the_placebo_dates():
    """Every year A–B meets; after 2017 it does not. No other year is as bad."""
    made = alliance(
        "S*",
        a="AB@2014",
        b="AB@2015",
        c="AB@2016",
        d="AB@2017",
        e="A@2018",
        g="B@2018",
        f="AB@2019",
    )
    found = departure(window_networks(made), day(2017, 12, 31))
    assert found.outlived["all"].share == 0
    rank = found.ranks["all"]
    assert rank.rank == 1
    # From July 2018 on the year before and the year after overlap none and two of the meetings.
    assert rank.of == sum(not math.isnan(kept["all"].share) for _, kept in found.placebo)
    assert found.ranks["carried"] is None


def test_less_than_a_year_of_record_after_has_figures_and_no_rank():
    found = departure(
        window_networks(alliance("S*", a="SAB@2017", b="AB@2018-02")), day(2017, 12, 31)
    )
    assert (found.whole_year, found.outlived["all"].share, found.ranks["all"]) == (False, 1, None)


def test_no_record_after_is_refused_with_a_sentence():
    drawn = window_networks(alliance("S*", a="SAB@2017"))
    with pytest.raises(UsageError, match=r"no record after 2017-12-31: the last day on record"):
        departure(drawn, day(2017, 12, 31))
    with pytest.raises(UsageError, match=r"no record up to 2015-01-01"):
        departure(drawn, day(2015, 1, 1))
    with pytest.raises(UsageError, match="no activity has a date"):
        departure(window_networks(alliance("S*", a="SAB")), day(2015, 1, 1))


def test_the_end_of_the_term_is_the_default():
    term = {"id": "S", "secretariat": "true", "secretariat_until": "2018-06"}
    assert end_of_term(window_networks(alliance("S*", term, a="SAB@2017"))) == day(2018, 6, 30)
    assert end_of_term(window_networks(alliance("S*", a="SAB@2017"))) is None
    assert end_of_term(window_networks(alliance("", a="AB@2017"))) is None


@pytest.mark.parametrize("seed", range(40))
def test_any_date_agrees_with_loops(seed):
    nodes, edges = random_alliance(seed)
    drawn = window_networks(read_rows(nodes, edges).alliance)
    if drawn.alliance.first is None or drawn.alliance.last - drawn.alliance.first < 400:
        return
    date = (drawn.alliance.first + drawn.alliance.last) // 2
    found = departure(drawn, date)
    record = read_record(nodes, edges, None)
    for when, outlived in ((date, found.outlived), *found.placebo[:5]):
        last = dt.date.fromordinal(when)
        begin, until = a_year(last, -1) + dt.timedelta(days=1), a_year(last, 1)
        before = picture_of(record, Window("before", begin, last))
        after = Window("after", last + dt.timedelta(days=1), until)
        active = {part.actor for part in record.parts if after.meets(part.days)}
        for kind, kept in outlived.items():
            ties = [p for p, tie in before.ties.items() if kind in ("all", tie.tie_class)]
            both = [pair for pair in ties if set(pair) <= active]
            again = [
                pair
                for pair in both
                if any(spell.pair == pair and after.meets(spell.days) for spell in record.spells)
            ]
            assert (kept.ties, kept.both_active, kept.kept) == (len(ties), len(both), len(again))


def a_year(date: dt.date, years: int) -> dt.date:
    last_day = (date + dt.timedelta(days=1)).month != date.month
    if last_day:
        first_of_next = date + dt.timedelta(days=1)
        return first_of_next.replace(year=first_of_next.year + years) - dt.timedelta(days=1)
    return date.replace(year=date.year + years)
