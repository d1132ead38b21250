"""The charts: gaps are gaps, the same bytes, nothing that a locked page refuses."""

import re
from xml.etree import ElementTree as ET

import pytest

from ci_network.views.report import charts
from ci_network.views.report.svg import SVG

PICTURE = charts.Picture("en-chart-x", "en", "A title", "What <there> is to see")


def over_time(values, **more):
    line = charts.Line("a line", values, charts.BLUE)
    windows = [str(2015 + place) for place in range(len(values))]
    return charts.over_time(PICTURE, windows, [line], **more).decode()


def marks(drawn):
    """Marks of the line's own colour."""
    uses = ET.fromstring(drawn).iter(f"{{{SVG}}}use")
    return [use for use in uses if use.get("fill") == charts.BLUE.lower()]


def test_an_undefined_figure_has_no_mark_and_breaks_the_line():
    whole, broken = over_time([0.2, 0.4, 0.6]), over_time([0.2, None, 0.6])
    assert len(marks(whole)) - len(marks(broken)) == 1
    longest = max(re.findall(r' d="([^"]*)"', broken), key=lambda d: d.count("L"), default="")
    assert " 141." not in longest


def test_a_chart_of_nothing_but_gaps_is_drawn():
    assert "<svg" in over_time([None, None])


@pytest.mark.parametrize("windows", [1, 2, 7, 60])
def test_labels_of_many_windows_are_thinned(windows):
    labels = re.findall(r">(20\d\d|207\d)<", over_time([0.5] * windows))
    assert 1 <= len(labels) <= 12


def test_the_same_figures_give_the_same_bytes_and_no_date():
    assert over_time([0.1, 0.2]) == over_time([0.1, 0.2])
    assert "metadata" not in over_time([0.1, 0.2])


def test_title_and_description_are_text():
    drawn = over_time([0.1, 0.2])
    root = ET.fromstring(drawn)
    assert root.get("aria-labelledby") == "en-chart-x-title en-chart-x-description"
    assert root.find(f"{{{SVG}}}desc").text == "What <there> is to see"
    assert "&lt;there&gt;" in drawn


def test_nothing_that_a_locked_page_refuses():
    drawn = over_time([0.1, None, 0.4])
    assert "style=" not in drawn
    assert "<style" not in drawn
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert all(key.startswith("en-chart-x-") for key in ids)
    for key in re.findall(r'(?:href="#|url\(#)([^")]+)', drawn):
        assert key in ids


def test_numbers_on_axes_are_written_in_the_language():
    danish = charts.stacked(
        charts.Picture("da-chart-x", "da", "", ""), ["2018"], [("a", [2400]), ("b", [0])]
    ).decode()
    assert "2.000" in danish or "1.200" in danish
    assert ">100%<" in over_time([0.5])


def test_hatched_and_plain_bars_differ_without_colour():
    drawn = charts.stacked(PICTURE, ["2018"], [("a", [1]), ("b", [1]), ("c", [1])]).decode()
    assert "<pattern" in drawn
