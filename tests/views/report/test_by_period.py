"""The tables by period of one small alliance, all of them counted by hand."""

import pytest
from alliances import alliance
from test_charts_read import bars, ends, key, of, ruler
from test_sections import material_of, section_of, sheet, words

from ci_network.views.report.blocks import Chart, Table
from ci_network.views.report.drawing import Dot, Line, Text


@pytest.fixture(scope="module")
def material():
    """Two years; A and C are of the town, B, D and E clubs, of F nothing is known.

    2018: S led A, B, C and A, C; B led C alone; D led A where S was. So of four ties B–C is
    independent, A–D supported, and A–B and A–C are carried. Of six pairs B–C is left without S,
    A–D too where S led no more. 2019: S led A, B, E, which carries B–E; nobody is known to have led
    C, E, F where S was, and B led C there; without S B, C met once, A, B, C once, A, E twice.
    D has left, E and F came; A–D is lost, and A–E, B–E, C–E, C–F and E–F are new.

    Strength is 1/(n − 1) for each tie of a meeting of n: 1 of 3 is without S in 2018, in 2019
    4.5 of 7.
    """
    sectors = {"A": "Town", "B": "Club", "C": "Town", "D": "Club", "E": "Club"}
    members = [{"id": actor, "sector": sector} for actor, sector in sectors.items()]
    activities = {
        "kickoff": "S!ABC@2018-02", "plan": "S!AC@2018-03", "walk": "B!C@2018-05",
        "help": "SD!A@2018-06",
        "again": "S!ABE@2019-02", "hike": "B!C@2019-05", "play": "A!BC@2019-06",
        "swim": "A!E@2019-07", "dance": "A!E@2019-09", "lunch": "SB!C@2019-10",
        "visit": "SCEF@2019-11",
    }  # fmt: skip
    return material_of(alliance("S*", *members, **activities), compared=False)


TABLES = {
    "over-time": [
        "Key figures by period",
        "Period | Activities | Partners | Ties | Connected pairs, with the secretariat | … what it "
        "alone led ends | … all it took part in ends | Independent share of the ties' strength",
        "2018 | 4 | 4 | 4 | 100% | 33% | 17% | 33%",
        "2019 | 7 | 5 | 8 | 100% | 100% | 60% | 64%",
    ],
    "convening": [
        "Who leads, by period",
        "Period | Activities | With the secretariat | It alone led | Led by partners, without it | "
        "Partners that lead | … for the first time | Effective number",
        "2018 | 4 | 75% | 50% | 1 | 2 | 2 | 2.00",
        # Of six with a lead S alone led one; A led three of five, B two: 1 / (0.6² + 0.4²).
        "2019 | 7 | 43% | 17% | 4 | 2 | 1 | 1.92",
    ],
    "classes": [
        "Ties by class",
        "Period | Ties | Independent | Supported | Carried | Lead not recorded | Independent share "
        "| … of strength | Repeated without the secretariat",
        "2018 | 4 | 1 | 1 | 2 | 0 | 25% | 33% | 0",
        "2019 | 8 | 4 | 3 | 1 | 3 | 50% | 64% | 2",
    ],
    "turnover": [
        "Change since the period before",
        "Period | Ties that come back | New ties | Lost ties | Partners that came | Partners that "
        "left",
        "2018 | – | – | – | – | –",
        "2019 | 75% | 5 | 1 | 2 | 1",
    ],
    "core": [
        "The core, by period",
        "Period | Partners in the core, with the secretariat | … also in the period before | … how "
        "clear | … what it alone led ends | … all it took part in ends | … also in the period "
        "before | … how clear",
        # With S it is A, B, C, then A, B, C, E; without it B, C, then A, B, C.
        "2018 | 3 | – | – | 0 | 2 | – | 1.00",
        "2019 | 4 | 3 | – | 3 | 3 | 2 | 1.00",
    ],
    "sectors": [
        "Ties across sectors, by period",
        "Period | Ties across sectors | Expected under random mixing | … among independent ties",
        "2018 | 75% | 67% | 100%",
        "2019 | 67% | 67% | 75%",
    ],
    "between": [
        "Pairs of partners that meet the secretariat, without an independent tie",
        "Period | Of two sectors | Of one sector | Sector not recorded | Nobody else in common | "
        "Never meet at all",
        "2018 | 3 | 2 | 0 | 5 | 2",
        # C–E and B–E have A in common; F with four others; of these A and B never met F.
        "2019 | 1 | 1 | 4 | 4 | 2",
    ],
}
CHARTS = {
    "over-time": ["In 2019 it is 100% with the secretariat, and between 60% and 100% without."],
    "ties": ["Ties in 2019: 4 independent, 3 supported, 1 carried."],
    "convening": [
        "In 2019 the secretariat took part in 43% of the activities. Of those with a recorded lead "
        "it alone led 17%."
    ],
    "turnover": [
        "In 2019, against the period before: new ties 5, lost ties 1.",
        "In 2019, against the period before: partners that came 2, partners that left 1.",
    ],
    "sectors": [
        "In 2019 67% of the ties cross sectors; 67% are expected under random mixing."
    ],
}  # fmt: skip


@pytest.mark.parametrize("key", TABLES)
def test_each_figure_stands_under_its_heading(key, material):
    (table,) = [
        sheet(block)
        for block in section_of(material, key).blocks
        if isinstance(block, Table) and sheet(block)[1].startswith("Period | ")
    ]
    assert table == TABLES[key]


@pytest.mark.parametrize("key", CHARTS)
def test_charts_over_the_periods_tell_of_the_last_one(key, material):
    blocks = [block for block in section_of(material, key).blocks if isinstance(block, Chart)]
    assert [words([block])[1] for block in blocks] == CHARTS[key]


def charts_of(material, section):
    return [block for block in section_of(material, section).blocks if isinstance(block, Chart)]


LINES = {
    "over-time": {
        "with the secretariat": 1.0,
        "it leaves,\nall activities go on": 1.0,
        "what it alone led\nends": 1.0,
        "all it took part in\nends": 0.6,
    },
    "convening": {"the secretariat\ntook part": 3 / 7, "the secretariat\nalone led": 1 / 6},
}


@pytest.mark.parametrize("section", LINES)
def test_each_line_ends_at_the_figure_of_its_name(section, material):
    (chart,) = charts_of(material, section)
    drawing = chart.draw("en")
    says = ruler(drawing)
    named = {
        text.words: says(line.points[0][1])
        for line in of(drawing, Line)
        for text in of(drawing, Text)
        if text.at == pytest.approx((line.points[-1][0] + 3, line.points[-1][1] + 3))
    }
    assert named == pytest.approx(LINES[section])


def test_what_crosses_sectors_stands_beside_what_is_expected(material):
    (chart,) = charts_of(material, "sectors")
    drawing = chart.draw("en")
    says, looks = ruler(drawing), key(drawing)
    dots, rules = of(drawing, Dot), [line for line in of(drawing, Line) if line.width == 1.8]
    assert [says(dot.at[1]) for dot in dots] == pytest.approx([3 / 4, 4 / 6])
    assert [says(rule.points[0][1]) for rule in rules] == pytest.approx([4 / 6, 4 / 6])
    assert list(looks) == ["ties across sectors", "expected under random mixing"]
    assert looks["ties across sectors"][0] == dots[0].colour
    assert looks["expected under random mixing"][0] == rules[0].colour


BARS = {
    "ties": [{"independent": [1, 4], "supported": [1, 3], "carried": [2, 1]}],
    "turnover": [
        {"new ties": [5], "lost ties": [1]},
        {"partners that came": [2], "partners that left": [1]},
    ],
}


@pytest.mark.parametrize("section", BARS)
def test_each_bar_is_as_high_as_the_figure_of_its_name(section, material):
    for chart, expected in zip(charts_of(material, section), BARS[section], strict=True):
        drawing = chart.draw("en")
        rules = [text for text in of(drawing, Text) if text.anchor == "end"]
        places = {text.words: text.at[1] for text in rules}
        one = (places["0"] - min(places.values())) / max(map(int, places))
        looks = key(drawing)
        heights = {
            name: [
                (ends(bar)[1] - ends(bar)[0]) / one
                for bar in bars(drawing, fill=fill, hatched=hatched)
            ]
            for name, (fill, hatched) in looks.items()
        }
        assert {name: pytest.approx(figures) for name, figures in heights.items()} == expected
