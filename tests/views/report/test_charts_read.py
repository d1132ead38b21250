"""Charts as somebody reads them: values by the scale beside them, names by colour and place."""

import re
from itertools import pairwise

import pytest

from ci_network.views.palette import BLUE, GREEN, GREY, INK, ORANGE, PALE, PAPER, SKY, VERMILION
from ci_network.views.report import charts
from ci_network.views.report.drawing import Area, Dot, Line, Text, wide

approx = pytest.approx
YEARS = ["2017", "2018", "2019"]


def of(drawing, kind):
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def ruler(drawing, axis=1, scale="%"):
    """What a place on an axis says, by two of the numbers that stand along it.

    Numbers are shares with a sign, or those without one at the left, or at the foot.
    """
    found = []
    for text in of(drawing, Text):
        if re.fullmatch(rf"[\d,]+{scale}", text.words):
            value = float(text.words.rstrip("%").replace(",", "")) / (100 if scale else 1)
            found.append((text.at[axis] - (3 if axis == 1 else 0), value))
    (zero, low), (end, high) = min(found), max(found)
    return lambda place: low + (high - low) * (place - zero) / (end - zero)


def ends(area, axis=1):
    return min(p[axis] for p in area.points), max(p[axis] for p in area.points)


def bars(drawing, **look):
    """Areas below the key, by colour of edge or filling."""
    return [
        area
        for area in of(drawing, Area)
        if ends(area)[0] > 14 and all(getattr(area, key) == value for key, value in look.items())
    ]


def key(drawing):
    """Names in the key at the top, with the looks beside them."""
    boxes = [area for area in of(drawing, Area) if ends(area) == (4, 13)]
    names = [text for text in of(drawing, Text) if text.at[1] == 12 and text.anchor == "start"]
    for area, name in zip(boxes, names, strict=True):
        assert ends(area, 0)[1] < name.at[0] < ends(area, 0)[1] + 10
    for one, other in pairwise(names):
        assert one.at[0] + wide(one.words) < other.at[0] - 17
    return {name.words: (area.fill, area.hatched) for area, name in zip(boxes, names, strict=True)}


def column(drawing, label):
    (place,) = [text.at[0] for text in of(drawing, Text) if text.words == label]
    return place


def middle(area):
    return sum(ends(area, 0)) / 2


def test_bars_stand_on_one_another_over_their_windows():
    parts = [("one", [5, None, 1]), ("two", [2, None, 0]), ("three", [3, None, 4])]
    drawing = charts.stacked("en", YEARS, parts)
    assert key(drawing) == {"one": (BLUE, False), "two": (SKY, False), "three": (PAPER, True)}
    # At the left stand counts alone; the labels of the windows are in the middle.
    marks = tuple(m for m in drawing.marks if getattr(m, "anchor", "end") == "end")
    says = ruler(charts.Drawing(drawing.width, drawing.height, marks), scale="")
    found = {
        colour: [(round(middle(bar), 3), says(ends(bar)[1]), says(ends(bar)[0])) for bar in
                 bars(drawing, edge=colour)]
        for colour in (BLUE, SKY, ORANGE)
    }  # fmt: skip
    first, last = (approx(column(drawing, year), abs=0.01) for year in ("2017", "2019"))
    assert found == {
        BLUE: [(first, approx(0, abs=1e-9), approx(5)), (last, approx(0, abs=1e-9), approx(1))],
        SKY: [(first, approx(5), approx(7))],
        ORANGE: [(first, approx(7), approx(10)), (last, approx(1), approx(5))],
    }


@pytest.mark.parametrize(("lost", "lowest"), [([None, 2, 4], -5), ([None, 0, 0], 0)])
def test_what_came_stands_above_nothing_and_what_went_below(lost, lowest):
    parts = [("came", [None, 5, 1]), ("went", lost)]
    drawing = charts.gains_and_losses("en", YEARS, parts)
    assert key(drawing) == {"came": (GREEN, False), "went": (PAPER, True)}
    rules = [text for text in of(drawing, Text) if text.anchor == "end"]
    (nothing,) = [text.at[1] - 3 for text in rules if text.words == "0"]
    top = min(text.at[1] - 3 for text in rules)
    foot = max(text.at[1] - 3 for text in rules)
    each = (nothing - top) / 5
    assert foot - nothing == approx(-lowest * each)
    assert {text.words for text in rules} == set("012345")

    def heights(**look):
        return [((nothing - e) / each for e in ends(bar)[::-1]) for bar in bars(drawing, **look)]

    assert [tuple(one) for one in heights(fill=GREEN)] == [approx((0, 5)), approx((0, 1))]
    assert [tuple(one) for one in heights(fill=PAPER)] == [
        approx((-n, 0)) for n in lost if n
    ]  # fmt: skip
    assert [middle(bar) for bar in bars(drawing, fill=GREEN)] == [
        approx(column(drawing, year)) for year in ("2018", "2019")
    ]


def test_a_share_stands_beside_the_range_that_it_is_compared_with():
    """2017 has no draws; all of 2019 came out alike, which is a line and no box."""
    low, high, mean = [None, 0.2, 0.5], [None, 0.6, 0.5], [None, 0.3, 0.5]
    drawing = charts.against("en", YEARS, ("own", [0.1, 0.4, None]), ("random", low, high, mean))
    assert key(drawing) == {"own": (BLUE, False), "random": (GREY, False)}
    says = ruler(drawing)
    assert [says(dot.at[1]) for dot in of(drawing, Dot)] == approx([0.1, 0.4])
    (range_,) = bars(drawing, fill=GREY)
    assert [says(place) for place in ends(range_)] == approx([0.6, 0.2])
    means = [line for line in of(drawing, Line) if line.width == 1.8]
    assert [says(line.points[0][1]) for line in means] == approx([0.3, 0.5])
    assert [line.colour for line in means] == [INK, GREY]
    own, place = of(drawing, Dot)[1].at[0], column(drawing, "2018")
    assert own < place < ends(range_, 0)[0] < means[0].points[1][0]


def test_shares_change_in_steps_at_their_times_and_end_where_they_are_unknown():
    rises = ("rises", [10, 40], [0.2, 0.6], [0.1, None], [0.3, None])
    ends_ = ("ends", [20, 50], [0.5, None], [None, None], [None, None])
    drawing = charts.steps("en", [rises, ends_], "months", 0.1)
    says = ruler(drawing)
    foot = max(text.at[1] for text in of(drawing, Text) if text.words.isdigit())
    below = tuple(text for text in of(drawing, Text) if text.at[1] == foot)
    assert [text.words for text in below] == ["0", "12", "24", "36", "48"]
    assert "months" in [text.words for text in of(drawing, Text)]
    when = ruler(charts.Drawing(0, 0, below), axis=0, scale="")
    curves = [line for line in of(drawing, Line) if line.width == 1.8]
    read = [[(when(x), says(y)) for x, y in line.points] for line in curves[:2]]
    assert read[0] == [
        approx(point, abs=1e-9)
        for point in [(0, 0.1), (10, 0.1), (10, 0.2), (40, 0.2), (40, 0.6), (53, 0.6)]
    ]
    assert read[1] == [
        approx(point, abs=1e-9) for point in [(0, 0.1), (20, 0.1), (20, 0.5), (50, 0.5)]
    ]
    (band,) = [area for area in of(drawing, Area) if area.fill == PALE]
    assert [when(x) for x in ends(band, 0)] == approx([10, 40])
    assert [says(y) for y in ends(band)] == approx([0.3, 0.1])
    # The key: each name stands beside a stretch of its own line.
    for curve, own, name in zip(curves[:2], curves[2:], ("rises", "ends"), strict=True):
        assert (curve.colour, curve.dash) == (own.colour, own.dash)
        (text,) = [text for text in of(drawing, Text) if text.words == name]
        assert text.at[1] - own.points[0][1] == 3
        assert text.at[0] > own.points[1][0]
    assert curves[0].dash != curves[1].dash


def test_a_date_stands_among_others_at_its_place_in_time():
    """2017-01-01 and 2017-12-31 are 364 days apart, the exit 91 days after the first."""
    others = ("others", ["2017-01-01", "2017-12-31", "2017-06-01"], [0.2, 0.8, None])
    drawing = charts.among_dates("en", ("the exit", "2017-04-02", 0.5), others)
    assert key(drawing) == {"the exit": (VERMILION, False), "others": ("#5b6673", False)}
    says = ruler(drawing)
    first, last, exit_ = of(drawing, Dot)
    assert [says(dot.at[1]) for dot in (first, last, exit_)] == approx([0.2, 0.8, 0.5])
    assert (exit_.colour, exit_.shape, exit_.size > first.size) == (VERMILION, "D", True)
    assert (exit_.at[0] - first.at[0]) / (last.at[0] - first.at[0]) == approx(91 / 364)
    below = {text.words: text.at[0] for text in of(drawing, Text) if "2017" in text.words}
    assert below == {"1 January 2017": approx(first.at[0]), "31 December 2017": approx(last.at[0])}
    (upright,) = [line for line in of(drawing, Line) if line.points[0][0] == line.points[1][0]]
    assert upright.points[0][0] == approx(exit_.at[0])
    lone = charts.among_dates("en", ("the exit", "2017-04-02", None), ("others", [], []))
    assert of(lone, Dot) == []


@pytest.mark.parametrize("small", [False, True])
def test_ranges_stand_in_rows_between_their_names_and_figures(small):
    rows = [
        charts.Span("a", 0.2, 0.7, "20–70%", BLUE, "Heading"),
        charts.Span("longer name", 1.0, 1.0, "100%", VERMILION),
        charts.Span("unknown", None, None, "–"),
    ]
    drawing = charts.spans("en", rows, mark=0.9, small=small)
    texts = {text.words: text for text in of(drawing, Text)}
    quarters = {share: texts[f"{share:.0%}"].at[0] for share in (0.0, 0.25, 0.5, 0.75)}
    each = (quarters[0.5] - quarters[0.0]) * 2
    first, second = of(drawing, Area)
    assert [(x - quarters[0.0]) / each for x in ends(first, 0)] == approx([0.2, 0.7])
    # A range of nothing is as wide as can be seen, and within the scale.
    assert ends(second, 0) == approx((quarters[0.0] + each - 3, quarters[0.0] + each))
    assert [area.fill for area in (first, second)] == [BLUE, VERMILION]
    assert [(dot.at[0] - quarters[0.0]) / each for dot in of(drawing, Dot)] == approx([0.9, 0.9])
    for row, area in zip(rows, (first, second), strict=False):
        height = sum(ends(area)) / 2
        for words in (row.name, row.text):
            (text,) = [t for t in of(drawing, Text) if t.words == words and t.size > 8.4
                       and t.at[1] < drawing.height - 8]  # fmt: skip
            assert 0 < text.at[1] - height < 5, words
        assert texts[row.name].anchor == "end"
        assert texts[row.name].at[0] - wide(row.name, texts[row.name].size) > 0
        assert texts[row.name].at[0] < quarters[0.0]
    assert texts["Heading"].bold
    assert texts["Heading"].at[1] < texts["a"].at[1] < texts["longer name"].at[1]
    assert texts["–"].at[0] > ends(second, 0)[1]
    assert texts["–"].at[1] < drawing.height - 8


def test_dots_of_several_figures_stand_side_by_side_over_their_share():
    counts = [[0] * 21 for _ in range(4)]
    counts[0][5], counts[1][10], counts[2][0], counts[3][20] = 9, 4, 16, 25
    one, other = charts.Series("one", (), BLUE, "v"), charts.Series("other", (), ORANGE, "s")
    drawing = charts.humps("en", ["10%", "20%"], [(one, counts[:2]), (other, counts[2:])])
    assert key(drawing) == {"one": (BLUE, False), "other": (ORANGE, False)}
    marks = tuple(m for m in drawing.marks if getattr(m, "anchor", "end") == "end")
    says = ruler(charts.Drawing(0, 0, marks))
    dots = of(drawing, Dot)
    assert [says(dot.at[1]) for dot in dots] == approx([0.25, 0.5, 0.0, 1.0], abs=1e-9)
    assert [(dot.colour, dot.shape) for dot in dots] == [
        (BLUE, "v"), (BLUE, "v"), (ORANGE, "s"), (ORANGE, "s"),
    ]  # fmt: skip
    first, second = (text.at[0] for text in of(drawing, Text) if text.anchor == "middle")
    beside = first - dots[0].at[0]
    assert beside > max(dot.size for dot in dots)
    assert [dot.at[0] for dot in dots] == approx(
        [first - beside, second - beside, first + beside, second + beside]
    )


def test_a_band_is_shaded_between_two_lines_where_both_are_known():
    low, high = [0.2, 0.3, None, 0.5], [0.6, 0.8, 0.9, 0.7]
    lines = [charts.Series("low", low), charts.Series("high", high, ORANGE, "s", "4 3")]
    drawing = charts.over_time("en", [*YEARS, "2020"], lines, band=(0, 1))
    says = ruler(drawing)
    areas = of(drawing, Area)
    assert [tuple(says(y) for y in ends(area)) for area in areas[:3]] == [
        approx(pair) for pair in ((0.6, 0.2), (0.8, 0.3), (0.7, 0.5))
    ]
    (between,) = areas[3:]
    assert [says(y) for _, y in between.points] == approx([0.6, 0.8, 0.3, 0.2])
    assert [x for x, _ in between.points] == approx(
        [column(drawing, year) for year in ("2017", "2018", "2018", "2017")]
    )


@pytest.mark.parametrize("last", [[0.5, 0.5, 0.5], [0.0, 0.0, 0.0], [1.0, 0.99, 0.1]])
def test_names_at_the_ends_of_lines_stand_apart_in_the_order_of_the_lines(last):
    names = ["one", "two\nlines", "three"]
    lines = [charts.Series(n, [0.5, share]) for n, share in zip(names, last, strict=True)]
    drawing = charts.over_time("en", YEARS[:2], lines)
    texts = {text.words: text.at for text in of(drawing, Text) if text.words in names}
    assert len({x for x, _ in texts.values()}) == 1
    order = sorted(names, key=lambda name: texts[name][1])
    assert order == sorted(names, key=lambda name: -last[names.index(name)])
    for name, below in pairwise(order):
        assert texts[below][1] - texts[name][1] >= 10.8 * (1 + name.count("\n"))
    assert all(0 < y < drawing.height for _, y in texts.values())
    leaders = [line for line in of(drawing, Line) if line.width == 0.7 and line.colour == BLUE]
    says = ruler(drawing)
    assert sorted(says(line.points[0][1]) for line in leaders) == approx(sorted(last), abs=1e-9)


def test_a_name_that_has_room_stands_where_its_line_ends():
    """Two lines end at nothing and push each other up; the third one ends far above them."""
    lines = [charts.Series(n, [0.5, at]) for n, at in (("a", 0.8), ("b", 0.0), ("c", 0.0))]
    drawing = charts.over_time("en", YEARS[:2], lines)
    says = ruler(drawing)
    (name,) = [text for text in of(drawing, Text) if text.words == "a"]
    assert says(name.at[1] - 3) == approx(0.8, abs=0.02)


@pytest.mark.parametrize(
    ("most", "top"), [(0, "4"), (4, "4"), (7, "8"), (9, "10"), (13, "15"), (205, "250")]
)
def test_a_scale_of_counts_ends_at_a_round_number_above_the_largest(most, top):
    drawing = charts.stacked("en", ["2018"], [("a", [most])])
    rules = [text for text in of(drawing, Text) if text.anchor == "end"]
    assert min(rules, key=lambda text: text.at[1]).words == top
