"""The charts: gaps are gaps, the same bytes, nothing that a locked page refuses."""

import re
from xml.etree import ElementTree as ET

import pytest

from ci_network.views.palette import BLUE
from ci_network.views.report import charts
from ci_network.views.report.drawing import Area, Dot, Line, Text, png, svg

SVG = "{http://www.w3.org/2000/svg}"


def over_time(values, **more):
    windows = [str(2015 + place) for place in range(len(values))]
    return charts.over_time("en", windows, [charts.Series("a line", values)], **more)


def written(drawing):
    return svg(drawing, "en-chart-x", "A title", "What <there> is to see")


def marks(drawing, kind, colour=BLUE):
    return [m for m in drawing.marks if isinstance(m, kind) and m.colour == colour]


def test_an_undefined_figure_has_no_mark_and_breaks_the_line():
    whole, broken = over_time([0.2, 0.4, 0.6]), over_time([0.2, None, 0.6])
    assert (len(marks(whole, Dot)), len(marks(broken, Dot))) == (3, 2)
    lines = [line for line in marks(broken, Line) if line.width > 1]
    assert [len(line.points) for line in lines] == [1, 1]


def test_a_chart_of_nothing_but_gaps_is_drawn():
    assert "<svg" in written(over_time([None, None]))


@pytest.mark.parametrize("windows", [1, 2, 7, 60])
def test_labels_of_many_windows_are_thinned(windows):
    labels = re.findall(r">(20\d\d|207\d)<", written(over_time([0.5] * windows)))
    assert 1 <= len(labels) <= 16


def test_values_stand_where_the_scale_says():
    drawing = over_time([0.0, 0.5, 1.0])
    low, middle, high = (dot.at[1] for dot in marks(drawing, Dot))
    assert low - middle == pytest.approx(middle - high)
    (rule,) = [t.at[1] for t in drawing.marks if isinstance(t, Text) and t.words == "50%"]
    assert rule - middle == pytest.approx(3)


def test_a_range_is_as_long_as_it_is():
    drawing = charts.spans("en", [charts.Span("a", 0.25, 0.75), charts.Span("b", 0.5, 0.5)])
    first, second = (m for m in drawing.marks if isinstance(m, Area))
    ticks = {t.words: t.at[0] for t in drawing.marks if isinstance(t, Text)}
    assert first.points[0][0] == pytest.approx(ticks["25%"])
    assert first.points[1][0] == pytest.approx(ticks["75%"])
    assert second.points[1][0] - second.points[0][0] == pytest.approx(3)


def test_a_value_that_comes_out_more_often_is_a_larger_dot():
    counts = [0] * 21
    counts[3], counts[20] = 25, 75
    drawing = charts.humps("en", ["10%"], [(charts.Series("a", ()), [counts])])
    low, high = (m for m in drawing.marks if isinstance(m, Dot))
    assert low.size < high.size
    assert low.at[1] > high.at[1]


def test_the_same_figures_give_the_same_bytes_and_no_date():
    assert written(over_time([0.1, 0.2])) == written(over_time([0.1, 0.2]))
    assert "metadata" not in written(over_time([0.1, 0.2]))


def test_title_and_description_are_text():
    drawn = written(over_time([0.1, 0.2]))
    root = ET.fromstring(drawn)
    assert root.get("aria-labelledby") == "en-chart-x-title en-chart-x-description"
    assert root.find(f"{SVG}desc").text == "What <there> is to see"
    assert "&lt;there&gt;" in drawn


def test_hostile_names_are_text():
    drawing = charts.over_time("en", ['"><script>'], [charts.Series("</text><b>", [0.5])])
    assert [e.tag for e in ET.fromstring(written(drawing)).iter() if "script" in e.tag] == []


def test_nothing_that_a_locked_page_refuses():
    drawn = written(charts.stacked("en", ["2018"], [("a", [1]), ("b", [2]), ("c", [3])]))
    assert "style=" not in drawn
    assert "<style" not in drawn
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert all(key.startswith("en-chart-x-") for key in ids)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', drawn)
    assert used
    assert set(used) <= set(ids)


def test_numbers_on_axes_are_written_in_the_language():
    danish = written(charts.stacked("da", ["2018"], [("a", [2400]), ("b", [0])]))
    assert "2.500" in danish
    assert ">100%<" in written(over_time([0.5]))


def test_hatched_and_plain_bars_differ_without_colour():
    drawn = written(charts.stacked("en", ["2018"], [("a", [1]), ("b", [1]), ("c", [1])]))
    assert "<pattern" in drawn


@pytest.mark.parametrize("most", [0, 1, 3, 7, 13, 99, 205, 1234])
def test_rules_are_whole_numbers_and_hold_the_largest(most):
    drawing = charts.stacked("en", ["2018"], [("a", [most])])
    rules = [t.words for t in drawing.marks if isinstance(t, Text) and t.anchor == "end"]
    assert len(rules) == len(set(rules)) >= 4
    assert max(int(text.replace(",", "")) for text in rules) >= most


def test_a_drawing_is_a_picture_too():
    content = png(charts.stacked("en", ["2018"], [("a", [1]), ("b", [1]), ("c", [1])]), "A title")
    assert content.startswith(b"\x89PNG")
    assert content == png(
        charts.stacked("en", ["2018"], [("a", [1]), ("b", [1]), ("c", [1])]), "A title"
    )
