"""Tables of the comparisons: every figure differs, so that each stands under its own heading."""

from alliances import alliance
from test_front import ALL_STAYS, HOLDS, MOSTLY_DEPENDENT, source_of
from test_sections import bare, sheet, words

from ci_network.views.report import comparisons
from ci_network.views.source import Source

KINDS = ("all", "independent", "supported", "carried")


def tables(maker, made=MOSTLY_DEPENDENT, names=None, **figures):
    source = Source(source_of(made, **figures).figures, names or {})
    return [sheet(table) for table in maker(bare(source))]


def left(**more):
    """An exit at the end of 2018, of which each kind of tie has figures of its own."""
    ties = {
        kind: {"ties": 10 + n, "both_active": 20 + n, "kept": 30 + n, "share": n / 100}
        for n, kind in enumerate(KINDS, start=1)
    }
    rank = {kind: {"rank": 40 + n, "tied": 50, "of": 60 + n} for n, kind in enumerate(KINDS)}
    placebo = [
        {"date": f"201{n}-12-31"} | {kind: (10 * n + m) / 100 for m, kind in enumerate(KINDS)}
        for n in (5, 6)
    ]
    return {"exit": {"date": "2018-12-31", "ties": ties, "rank": rank, "placebo": placebo} | more}


def test_what_became_of_the_ties_of_the_year_before_is_told_by_kind():
    assert tables(comparisons.exit_table, **left()) == [
        [
            "Ties of the year before, and what became of them in the year after",
            "Ties of the year before | Number | Both partners still active | Still there | Share | "
            "Place from below | Other dates",
            "All ties | 11 | 21 | 31 | 1% | 40 | 60",
            "Independent | 12 | 22 | 32 | 2% | 41 | 61",
            "Supported | 13 | 23 | 33 | 3% | 42 | 62",
            "Carried | 14 | 24 | 34 | 4% | 43 | 63",
        ]
    ]


def test_the_picture_of_the_exit_has_every_other_date_behind_it(monkeypatch):
    seen = []
    monkeypatch.setattr(comparisons.charts, "among_dates", lambda _, *told: seen.extend(told))
    (chart,) = comparisons.placebo_chart(bare(source_of(MOSTLY_DEPENDENT, **left())))
    chart.draw("en")
    assert seen == [
        ("the exit", "2018-12-31", 0.01),
        ("other dates", ["2015-12-31", "2016-12-31"], [0.5, 0.6]),
    ]
    assert words([chart]) == [
        "Ties still there a year later, at the exit and at other dates",
        "At 31 December 2018 it is 1%: place 40 from below, beside 60 other dates.",
    ]
    assert sheet(chart.table) == [
        "The share still there a year later, at other dates",
        "Date | All ties | Independent | Supported | Carried",
        "31 December 2015 | 50% | 51% | 52% | 53%",
        "31 December 2016 | 60% | 61% | 62% | 63%",
    ]
    unranked = left(rank={"all": None})
    assert words(comparisons.placebo_chart(bare(source_of(MOSTLY_DEPENDENT, **unranked)))) == []


MEASURES = ("connectedness", "largest_component", "efficiency", "ties")


def standing(first, partners=(), **more):
    """What each measure says of the secretariat, the figures of the first one in hundredths."""
    found = {
        measure: {"kept": (first + n) / 100, "rank": first + 10 + n, "tied": first + 20 + n}
        for n, measure in enumerate(MEASURES)
    }
    return {"secretariat": found | more, "greedy": None, "partners": list(partners)}


def played(attended, led):
    return {"key_players": {"windows": [{"window": "2019", "attended": attended, "led": led}]}}


def test_the_secretariat_has_a_place_by_each_measure():
    unknown = {"kept": None, "rank": None, "tied": None}
    figures = played(standing(1), standing(5, efficiency=unknown))
    table, _ = tables(comparisons.key_player_tables, **figures)
    assert table == [
        "The secretariat when every actor's activities end in turn",
        "Measure | Activities that end | Kept | The secretariat's place | Partners with the same",
        "Connected pairs | it took part in | 1% | 11 | 21",
        "Largest group | it took part in | 2% | 12 | 22",
        "Closeness | it took part in | 3% | 13 | 23",
        "Ties | it took part in | 4% | 14 | 24",
        "Connected pairs | it alone led | 5% | 15 | 25",
        "Largest group | it alone led | 6% | 16 | 26",
        "Ties | it alone led | 8% | 18 | 28",
    ]


def test_of_those_that_would_be_missed_ten_are_named_and_the_secretariat():
    """Thirteen partners: one is unknown, the two that would be missed least have no room."""
    kept = [0.50, 0.31, 0.20, None, 0.40, 0.10, 0.90, 0.60, 0.70, 0.80, 0.95, 0.99, 0.05]
    partners = [
        {"id": f"P{n}", "connectedness": share, "ties": 0.01} for n, share in enumerate(kept)
    ]
    figures = played(standing(30, partners), standing(5))
    _, table = tables(comparisons.key_player_tables, names={"P12": "Twelve"}, **figures)
    assert table == [
        "Those that would be missed most when their activities end",
        "Actor | Connected pairs kept",
        "Twelve | 5%",
        "P5 | 10%",
        "P2 | 20%",
        "the secretariat | 30%",
        "P1 | 31%",
        "P4 | 40%",
        "P0 | 50%",
        "P7 | 60%",
        "P8 | 70%",
        "P9 | 80%",
        "P6 | 90%",
    ]


def test_that_nobody_was_taken_out_in_turn_is_said():
    nothing = standing(1, connectedness={"kept": 0.1, "rank": None, "tied": None})
    for made, figures in [
        (MOSTLY_DEPENDENT, played(nothing, None)),
        (alliance(a="AB@2019"), played(standing(1), standing(5))),
    ]:
        assert words(comparisons.key_player_tables(bare(source_of(made, **figures)))) == [
            "There are no figures: there is no secretariat in the period, or more actors than can "
            "be taken out in turn."
        ]


def changed(*changes):
    return {
        "activities": [{"activity": f"m{n}", "change": change} for n, change in enumerate(changes)],
        "value": 0.4,
    }


def test_the_activities_that_change_a_figure_most_stand_under_that_figure():
    window = {
        "window": "2019",
        "connectedness_unaided": changed(-0.1, 0.02),
        "connectedness_led_activities_end": changed(-0.3),
        "independent_share": changed(),
    }
    heading = "Activity | Change in percentage points"
    assert tables(comparisons.influence_tables, influence={"windows": [window]}) == [
        ["Activities that change the lower figure most when left out", heading,
         "m0 | −10.0", "m1 | +2.0"],
        ["Activities that change the upper figure most when left out", heading, "m0 | −30.0"],
    ]  # fmt: skip


def test_whether_one_activity_carries_the_upper_end_is_said_or_why_not():
    def said_of(made=MOSTLY_DEPENDENT, **figures):
        return words(comparisons.carried_by(bare(source_of(made, **figures))))

    window = {"window": "2019", "connectedness_led_activities_end": changed(-0.3)}
    (one,) = said_of(influence={"windows": [window]})
    assert one.startswith("One activity carries most of what would be left")
    assert "with »m0« 40% of all pairs are connected" in one
    assert said_of() == [
        "The comparisons were not asked for. Make the report with --null 999 to see them. Without "
        "them nothing here says that the secretariat matters more than others."
    ]
    (none,) = said_of(alliance(a="AB@2019"), influence={"windows": [window]})
    assert none.startswith("Nothing to show here: the question is about the secretariat")


def turned(now, median, least, most):
    return {"now": now, "median": median, "least": least, "most": most, "direction": "add"}


def test_how_many_activities_would_turn_a_figure_is_told_of_both():
    window = {"connectedness": turned(0.1, 2, 1, 3), "independent_share": turned(0.2, 5.5, 4, 6)}
    heading = "Figure | Now | Activities, median | fewest | most"
    pairs = "The lower figure: connected pairs | 10% | 2 | 1 | 3"
    caption = "Activities that would bring a figure to a half, or below it"

    def told(**window):
        figures = {"windows": [{"window": "2019"} | window]}
        return tables(comparisons.tipping_table, tipping_point=figures)

    assert told(**window) == [
        [caption, heading, pairs, "Share of independent ties | 20% | 5.5 | 4 | 6"]
    ]
    assert told(connectedness=turned(0.1, 2, 1, 3)) == [[caption, heading, pairs]]
    assert words(comparisons.tipping_table(bare(source_of(MOSTLY_DEPENDENT)))) == [
        "There are no figures: no activity, or too many partners."
    ]


def drawn_from(first, p=0.5):
    """A comparison with random activities, the shares in hundredths from the first on."""
    keys = ("observed", "mean", "low", "high")
    pairs = {key: (first + n) / 100 for n, key in enumerate(keys)} | {"p": p}
    return {"activities": first + 4, "eligible": first + 5, "size_gap": first + 6,
            "connectedness": pairs}  # fmt: skip


THREE_YEARS = alliance("S*", a="S!ABC@2017", b="S!ABC@2018", c="S!ABC@2019")
BY_YEAR = {
    "null": {
        "windows": [
            {"window": "2017", "attended": drawn_from(10), "led": drawn_from(20)},
            {"window": "2018", "attended": drawn_from(30), "led": drawn_from(40, p=None)},
            {"window": "2019", "attended": drawn_from(50, p=None), "led": drawn_from(60, p=0.04)},
        ]
    }
}


def test_what_random_activities_would_have_cost_is_told_by_period_and_kind():
    assert tables(comparisons.null_table, THREE_YEARS, **BY_YEAR) == [
        [
            "What is kept, against random activities of the same sizes",
            "Period | Activities that end altogether | How many | Could be drawn | Connected pairs "
            "kept | Random: mean | from | to | p | Difference in size",
            "2017 | it took part in | 14 | 15 | 10% | 11% | 12% | 13% | 0.50 | +16.0",
            "2017 | it alone led | 24 | 25 | 20% | 21% | 22% | 23% | 0.50 | +26.0",
            "2018 | it took part in | 34 | 35 | 30% | 31% | 32% | 33% | 0.50 | +36.0",
            "2019 | it alone led | 64 | 65 | 60% | 61% | 62% | 63% | 0.040 | +66.0",
        ]
    ]
    assert tables(comparisons.null_table, THREE_YEARS) == []


def test_the_picture_beside_random_activities_tells_of_the_last_period_that_has_them(monkeypatch):
    seen = []
    monkeypatch.setattr(comparisons.charts, "against", lambda _, *told: seen.extend(told))
    (chart,) = comparisons.null_chart(bare(source_of(THREE_YEARS, **BY_YEAR)))
    assert words([chart]) == [
        "Connected pairs that are kept when activities end altogether",
        "In 2018 30% are kept without the secretariat's activities, and 32% to 33% without as many "
        "random ones.",
    ]
    chart.draw("en")
    assert seen == [
        ["2017", "2018", "2019"],
        ("without the secretariat's", [0.10, 0.30, 0.50]),
        (
            "without as many random ones, 95 percent range",
            [0.12, 0.32, 0.52],
            [0.13, 0.33, 0.53],
            [0.11, 0.31, 0.51],
        ),
    ]
    assert words(comparisons.null_chart(bare(source_of(THREE_YEARS)))) == []


def test_why_nothing_is_compared_is_said_where_it_was_asked_for():
    def said_of(made, **figures):
        return words(comparisons.no_comparison(bare(source_of(made, **figures))))

    nothing = {"null": {"windows": [{"window": "2019", "attended": None, "led": None}]}}
    assert said_of(ALL_STAYS, **nothing) == [
        "In 2019 there are no activities of the secretariat that brought partners together, so "
        "there is nothing to compare."
    ]
    assert said_of(alliance("S*"), **nothing) == ["There is no period to compare."]
    assert said_of(HOLDS, null={"windows": [{"window": "2019", "attended": drawn_from(1)}]}) == []
    assert said_of(HOLDS) == []


def chosen(every, max_size, first, windows=2):
    """One other choice, its figures in hundredths."""
    keys = ("connectedness_unaided", "connectedness_led_activities_end", "independent_share",
            "independent_strength_share")  # fmt: skip
    answer = {key: (first + n) / 100 for n, key in enumerate(keys)}
    return {"every": every, "max_size": max_size, "windows": windows, "answer": answer}


OTHERS = {
    "sensitivity": {
        "choices": [
            chosen("year", None, 10),
            chosen("month", None, 60),
            chosen("school-year", 15, 30),
            chosen("quarter", 15, 90, windows=0),
            chosen("all", 10, 0),
        ]
    }
}


def test_the_range_under_other_choices_is_a_picture_and_its_figures(monkeypatch):
    seen = []
    monkeypatch.setattr(comparisons.charts, "spans", lambda _, rows, small: seen.extend(rows))
    (chart,) = comparisons.choices(bare(source_of(MOSTLY_DEPENDENT, **OTHERS)))
    assert words([chart]) == [
        "The range in the period of the answer, by length of period and largest activity",
        "The upper end is 1% to 61%. The range of the answer itself is red.",
    ]
    assert sheet(chart.table) == [
        "The same in figures",
        "Length of a period | Largest activity that makes ties | the lower figure | the upper "
        "figure | share of independent ties | the same share by strength",
        "a year | no limit | 10% | 11% | 12% | 13%",
        "a month | no limit | 60% | 61% | 62% | 63%",
        "a school year | 15 | 30% | 31% | 32% | 33%",
        "the whole period | 10 | 0% | 1% | 2% | 3%",
    ]
    chart.draw("en")
    found = [(row.name, row.low, row.high, row.text, row.heading) for row in seen]
    assert found == [
        ("a year", 0.10, 0.11, "10–11%", "all activities"),
        ("a month", 0.60, 0.61, "60–61%", ""),
        ("a school year", 0.30, 0.31, "30–31%", "without activities of more than 15 actors"),
        ("the whole period", 0.0, 0.01, "0–1%", "without activities of more than 10 actors"),
    ]
    assert [row.colour == comparisons.VERMILION for row in seen] == [True, False, False, False]


def test_where_the_answer_leaves_out_large_activities_otherwise_no_range_is_its_own(monkeypatch):
    """Without those of more than 12: none of the other choices is that of the answer."""
    seen = []
    monkeypatch.setattr(comparisons.charts, "spans", lambda _, rows, small: seen.extend(rows))
    source = source_of(MOSTLY_DEPENDENT, **OTHERS)
    data = source.figures["data"] | {"max_size": 12}
    (chart,) = comparisons.choices(bare(Source(source.figures | {"data": data})))
    assert words([chart])[1] == "The upper end is 1% to 61%."
    chart.draw("en")
    assert {row.colour for row in seen} == {comparisons.BLUE}


def test_where_no_other_choice_has_a_figure_there_is_no_picture():
    nothing = {"sensitivity": {"choices": [chosen("year", None, 10, windows=0)]}}
    for made, figures in [(MOSTLY_DEPENDENT, nothing), (alliance(a="AB@2019"), OTHERS)]:
        assert words(comparisons.choices(bare(source_of(made, **figures)))) == []


HEAPS = [[3, 0, 0, 1], [0, 3, 0, 1], [0, 0, 3, 1]]


def drawn_often(left_out, first):
    """Four draws, three of which left little of each figure; 95 percent in hundredths."""
    keys = ("connectedness_unaided", "connectedness_led_activities_end", "independent_share")
    return {
        "left_out": left_out,
        "counts": {key: HEAPS[n] for n, key in enumerate(keys)},
        "low": {key: (first + n) / 100 for n, key in enumerate(keys)},
        "high": {key: (first + 10 + n) / 100 for n, key in enumerate(keys)},
    }


def test_what_is_left_when_a_part_is_left_out_at_random_has_its_range(monkeypatch):
    seen = []
    monkeypatch.setattr(comparisons.charts, "humps", lambda _, *told: seen.extend(told))
    figures = {"sensitivity": {"subsamples": [drawn_often(0.1, 20), drawn_often(0.2, 50)]}}
    (chart,) = comparisons.subsamples(bare(source_of(MOSTLY_DEPENDENT, **figures)))
    assert words([chart]) == [
        "The figures of the whole period when a share of the activities is left out",
        "Each dot is a value that came out; the larger, the more often, in 4 random draws. Where "
        "dots lie in two heaps, one activity is in the draw or is not.",
    ]
    assert sheet(chart.table) == [
        "95 percent of the draws, by share of activities left out",
        "Left out | the lower figure | the upper figure | share of independent ties",
        "10% | 20% to 30% | 21% to 31% | 22% to 32%",
        "20% | 50% to 60% | 51% to 61% | 52% to 62%",
    ]
    chart.draw("en")
    columns, lines = seen
    assert columns == ["10%", "20%"]
    assert [(series.name, counts) for series, counts in lines] == [
        ("the lower figure", [HEAPS[0]] * 2),
        ("the upper figure", [HEAPS[1]] * 2),
        ("share of independent ties", [HEAPS[2]] * 2),
    ]
    without = {"sensitivity": {"subsamples": [{"left_out": 0.1}]}}
    assert words(comparisons.subsamples(bare(source_of(MOSTLY_DEPENDENT, **without)))) == []
