"""Sections: each sentence follows from its figures, each section from what is there."""

from types import SimpleNamespace

import pytest
from alliances import alliance
from test_front import MOSTLY_DEPENDENT, source_of

from ci_network.api.recipes import to_decide
from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.results import tables
from ci_network.results.figures import metrics, nulls
from ci_network.results.inferred import inference_figures
from ci_network.views.readings import (
    ANSWER,
    departure,
    key_player,
    missed_together,
    null,
    stretches_and_activities,
    tipping,
)
from ci_network.views.report import beginnings, comparisons, deciding, evidence
from ci_network.views.report.blocks import Chart, Material, Names, Paragraph, Table
from ci_network.views.report.drawing import Dot, svg
from ci_network.views.report.sections import APPENDIX, EVIDENCE, sections
from ci_network.views.sentence import plain, plain_value
from ci_network.views.source import Source


def material_of(made, every="year", *, compared=True):
    result = sustainability(made, every)
    found = metrics(result)
    if compared:
        found |= inference_figures(made, inference(result, 99, 1))
    names = dict(zip(made.actors.id, made.actors.label, strict=True))
    source = Source(nulls(found), names)
    return Material(source, tables.partner_table(result), tables.ties(result), None)


def bare(source):
    """Material of figures alone."""
    columns = {name: [] for name in (*tables.PARTNER_COLUMNS, *tables.TIE_COLUMNS)}
    return Material(source, columns, columns, None)


def words(blocks, language="en"):
    """What blocks say, a line for each paragraph, caption, name and row."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(" ".join(plain(one, language) for one in block.sentences))
        elif isinstance(block, Names):
            lines.append(plain(block.introduction, language))
            lines += [plain_value(item, language) for item in block.items]
        elif isinstance(block, Table):
            lines.append(plain(block.caption, language))
            lines += [" | ".join(plain_value(c, language) for c in row) for row in block.uniform]
        elif isinstance(block, Chart):
            lines += [plain(block.title, language), plain(block.description, language)]
    return lines


def sheet(table, language="en"):
    """A table as it is read: its caption, its headings, its rows."""
    caption, *rows = words([table], language)
    return [caption, " | ".join(plain(one.name, language) for one in table.columns), *rows]


def told(rule, source):
    return [plain(sentence, "en") for sentence in rule(source, ANSWER)]


def drawn(chart, language="en"):
    return svg(chart.draw(language), "x", "", "")


def standing(kept, rank, tied):
    one = {"connectedness": {"kept": kept, "rank": rank, "tied": tied}}
    kind = {"secretariat": one, "greedy": None}
    return {"key_players": {"windows": [{"window": "2019", "attended": kind, "led": None}]}}


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            (0.2, 1, 0),
            "No other actor would be missed as much as the secretariat: 20% of the connected pairs "
            "are kept when its activities end.",
        ),
        (
            (0.2, 1, 2),
            "No actor would be missed more than the secretariat, and 2 partners as much: 20% of "
            "the connected pairs are kept when its activities end.",
        ),
        (
            (0.9, 4, 0),
            "The secretariat is not the actor that would be missed most: it is number 4 when the "
            "activities of each actor end in turn, and 90% of the connected pairs are kept.",
        ),
    ],
)
def test_the_secretariat_among_others_is_worded_by_its_rank(figures, sentence):
    assert told(key_player, source_of(MOSTLY_DEPENDENT, **standing(*figures))) == [sentence]


def turning(direction, median, most):
    figure = {"now": 0.1, "direction": direction, "median": median, "least": 2, "most": most}
    window = {"window": "2019", "activity_size": 3}
    window |= {"connectedness": figure, "independent_share": figure}
    return {"tipping_point": {"windows": [window]}}


def test_how_much_would_have_to_be_missing_is_worded_by_the_direction():
    (add,) = told(tipping, source_of(MOSTLY_DEPENDENT, **turning("add", 2.5, 4)))
    assert add == (
        "It would take 2.5 unrecorded activities of 3 partners each, without the secretariat, to "
        "bring the lower figure to a half (2 to 4, as they fall)."
    )
    (alike,) = told(tipping, source_of(MOSTLY_DEPENDENT, **turning("add", 2, 2)))
    assert alike.endswith("to bring the lower figure to a half.")
    (remove,) = tipping(source_of(MOSTLY_DEPENDENT, **turning("remove", 3, 4)), ANSWER)
    assert plain(remove, "da").startswith("Det laveste tal ville falde under halvdelen, hvis")


@pytest.mark.parametrize("median", [None, float("inf")])
def test_what_cannot_be_turned_is_not_worded(median):
    assert told(tipping, source_of(MOSTLY_DEPENDENT, **turning("add", median, median))) == []


def test_what_even_the_most_activities_would_not_turn_is_said():
    figures = turning("add", None, None)
    figures["tipping_point"]["most"] = 500
    figures["tipping_point"]["windows"][0]["connectedness"]["beyond_most"] = True
    (sentence,) = told(tipping, source_of(MOSTLY_DEPENDENT, **figures))
    assert sentence.startswith("Even 500 unrecorded activities of 3 partners each")


def compared(p, *, activities=7, eligible=20, gap=0.0):
    one = {"observed": 0.2, "mean": 0.6, "low": 0.5, "high": 0.9, "p": p}
    kind = {"activities": activities, "eligible": eligible, "size_gap": gap, "connectedness": one}
    return {"null": {"windows": [{"window": "2019", "attended": kind, "led": None}]}}


@pytest.mark.parametrize(
    ("p", "begins"),
    [
        (0.001, "7 random activities would have cost less: if the secretariat's ended altogether"),
        (0.05, "7 random activities would have cost less"),
        (0.1, "Whether 7 random activities would have cost as much cannot be told"),
        (0.9, "7 random activities would have cost as much"),
    ],
)
def test_the_comparison_is_worded_by_p_with_what_could_be_drawn(p, begins):
    (sentence,) = told(null, source_of(MOSTLY_DEPENDENT, **compared(p)))
    assert sentence.startswith(begins)
    assert "drawn from 20)" in sentence


def test_nothing_is_concluded_where_hardly_anything_could_be_drawn_instead():
    source = source_of(MOSTLY_DEPENDENT, **compared(0.65, activities=11, eligible=12))
    (sentence,) = told(null, source)
    assert sentence.startswith("There is hardly anything to compare the secretariat's activities")
    assert "11 of the 12" in sentence
    assert "p =" not in sentence


def test_sizes_that_did_not_match_are_told_beside_the_comparison():
    _, loose = told(null, source_of(MOSTLY_DEPENDENT, **compared(0.4, gap=-250.0)))
    assert "a random activity has −250.0 partners compared with the secretariat's" in loose


def test_whole_activities_and_the_answer_are_explained_where_they_differ():
    """X: A and B all year, S in October to December alone; Y: C and D. All stays; half is kept."""
    made = alliance("S*", x=["AB@2018", "S@2018-10/2018-12"], y="CD@2018")
    source = material_of(made).source
    assert source.here("retention.unaided.connectedness").value == 1
    (sentence,) = told(stretches_and_activities, source)
    assert "(100% of the connected pairs)" in sentence
    assert "for a while (50%)" in sentence
    alike = material_of(alliance("S*", x="SAB@2018", y="CD@2018")).source
    assert told(stretches_and_activities, alike) == []


def test_what_is_kept_is_divided_by_all_that_are_connected_today_through_the_secretariat_too():
    """S with A, S with B, C and D alone: 2 pairs today, A–B through S; without S one is left."""
    made = alliance("S*", x="SA@2018", y="SB@2018", z="CD@2018", w="SAC@2018")
    material = material_of(made)
    # Today A, B, C, D are all connected, in part through S: 6 pairs. Without x, y and w: C–D.
    observed = material.source.figure("null.windows.2018.attended.connectedness.observed")
    assert material.source.here("scenarios.present.connected_pairs").value == 6
    assert observed.value == pytest.approx(1 / 6)
    section = next(s for s in sections(material) if s.key == "size-matched")
    assert any("divided by all pairs that are connected today" in line for line in
               words(section.blocks))  # fmt: skip


def test_as_many_partners_as_the_secretariat_has_actors_stand_beside_it():
    figures = standing(0.3, 2, 0)
    figures["key_players"]["windows"][0]["attended"]["greedy"] = {
        "actors": ["B"],
        "connectedness": 0.25,
    }
    source = Source(source_of(MOSTLY_DEPENDENT, **figures).figures, {"B": "Bo"})
    assert told(missed_together, source) == [
        "Without 1 partner that would be missed most, and its activities (Bo), 25% of the "
        "connected pairs of the others are kept; without the secretariat and its activities 30%."
    ]


def test_those_missed_most_stand_with_the_secretariat_among_them():
    figures = standing(0.3, 2, 0)
    partners = [{"id": "A", "connectedness": 0.9}, {"id": "B", "connectedness": 0.1}]
    figures["key_players"]["windows"][0]["attended"]["partners"] = partners
    source = Source(source_of(MOSTLY_DEPENDENT, **figures).figures, {"A": "Anna", "B": "Bo"})
    *_, table = comparisons.key_player_tables(bare(source))
    assert words([table])[1:] == ["Bo | 10%", "the secretariat | 30%", "Anna | 90%"]


def outlived(share, rank):
    one = {"ties": 4, "both_active": 3, "kept": 1, "share": share}
    kinds = ("all", "independent", "supported", "carried")
    return {
        "exit": {
            "date": "2018-12-31",
            "ties": dict.fromkeys(kinds, one),
            "placebo": [],
            "rank": dict.fromkeys(kinds, rank),
        }
    }


def test_nothing_is_said_of_a_cause_without_other_dates():
    (sentence,) = told(departure, source_of(MOSTLY_DEPENDENT, **outlived(0.5, None)))
    assert sentence.endswith("so nothing is said of the exit having caused it.")
    source = source_of(MOSTLY_DEPENDENT, **outlived(float("nan"), None))
    assert words(comparisons.exit_table(bare(source)))[0].startswith("Nothing can be said of 31")


def test_the_exit_stands_among_the_other_dates():
    figures = outlived(1 / 3, {"rank": 2, "tied": 0, "of": 2})
    kinds = ("all", "independent", "supported", "carried")
    figures["exit"]["placebo"] = [
        {"date": f"201{year}-12-31", **dict.fromkeys(kinds, share)}
        for year, share in ((5, 0.25), (6, None), (7, 0.5))
    ]
    (chart,) = comparisons.placebo_chart(bare(source_of(MOSTLY_DEPENDENT, **figures)))
    rows = [[plain_value(cell, "en") for cell in row] for row in chart.table.rows]
    assert [row[:2] for row in rows] == [
        ["31 December 2015", "25%"],
        ["31 December 2016", "–"],
        ["31 December 2017", "50%"],
    ]
    assert chart.table.rows[0][1].path == "exit.placebo.0.all"
    assert "the exit" in drawn(chart)
    assert "31 December 2015" in drawn(chart)


def test_a_section_that_needs_figures_stands_only_with_them():
    needing = {one.key for one in (*EVIDENCE, *APPENDIX) if one.key_of}
    keys = {section.key for section in sections(bare(source_of(MOSTLY_DEPENDENT)))}
    assert not keys & needing
    made = alliance("S*", a="S!AB@2017", b="AB@2018-02", c="SABC@2018-12")
    assert {s.key for s in sections(material_of(made))} >= needing - {
        "exit",
        "plan",
        "ask",
        "survey",
    }


def test_every_part_of_the_evidence_says_what_may_and_may_not_be_concluded():
    for section in sections(material_of(MOSTLY_DEPENDENT)):
        if section.part == "evidence":
            assert section.may, section.key
            assert section.may_not, section.key
            assert all(plain(one, "en").endswith(".") for one in (section.may, section.may_not))


def test_every_section_has_a_heading_and_asks_a_question():
    for section in (*EVIDENCE, *APPENDIX):
        assert plain(section.question, "en").endswith("?"), section.key
        assert not plain(section.title, "en").endswith(("?", ".")), section.key


UNANSWERED = {"influence": {"windows": [{"window": "2019", "unanswered": True}]}}
NOTHING = {"influence": {"windows": [{"window": "2019", "connectedness_unaided": {
    "value": 0.1, "activities": []}}]}}  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (UNANSWERED, "There are too many partners or activities in 2019 to leave each activity"),
        (NOTHING, "No single activity changes any of the figures when it is left out."),
    ],
)
def test_what_was_not_tried_is_not_told_as_a_finding(figures, sentence):
    material = bare(source_of(MOSTLY_DEPENDENT, **figures))
    assert words(comparisons.influence_tables(material))[0].startswith(sentence)
    assert words(comparisons.carried_by(material))[0].startswith(sentence)


def test_a_plenary_of_502_is_too_large_to_leave_out_and_not_without_effect():
    crowd = [{"id": f"P{number:03}"} for number in range(502)]
    nodes = [{"id": "S", "secretariat": "true"}, *crowd]
    edges = [{"activity": "plenary", "actor": row["id"], "start": "2019"} for row in nodes]
    edges += [{"activity": "walk", "actor": row["id"], "start": "2019"} for row in crowd[:2]]
    from ci_network.inference.influence import influence
    from ci_network.reading import read_rows

    result = sustainability(read_rows(nodes, edges).alliance)
    assert influence(result.networks[0], result.meetings, result.spans) is None


def test_offshoots_over_time_stand_beside_the_base_rate():
    curve = {"pairs": 5, "happened": 1, "months": [3.0], "share": [0.2], "median_months": None}
    bounds = {"low": [None], "high": [None], "at_risk": [5]}
    both = dict.fromkeys(("through_secretariat", "never_through_secretariat"), curve | bounds)
    source = source_of(MOSTLY_DEPENDENT, offshoot_curve=both)
    (chart,) = beginnings.offshoots_over_time(bare(source))
    assert plain(chart.description, "en").startswith("1 of 5 pairs that met through")
    assert "never met through it" in drawn(chart)


def test_the_curves_of_offshoots_are_those_of_their_names(monkeypatch):
    seen = []
    monkeypatch.setattr(beginnings.charts, "steps", lambda _, curves, *more: seen.extend(curves))
    columns = {"months": [1, 2], "share": [0.3, 0.4], "low": [0.1, 0.2], "high": [0.5, 0.6]}
    through = columns | {"pairs": 5, "happened": 2, "median_months": 7}
    never = through | {"share": [0.7, 0.8], "pairs": 6, "happened": 3, "median_months": None}
    curves = {"through_secretariat": through, "never_through_secretariat": never}
    source = source_of(MOSTLY_DEPENDENT, offshoot_curve=curves)
    (chart,) = beginnings.offshoots_over_time(bare(source))
    chart.draw("en")
    names = ("met through the secretariat, until they meet without it",
             "never met through it, until they meet again")  # fmt: skip
    bounds = ([0.1, 0.2], [0.5, 0.6])
    assert seen == [
        (names[0], [1, 2], [0.3, 0.4], *bounds),
        (names[1], [1, 2], [0.7, 0.8], *bounds),
    ]
    assert sheet(chart.table) == [
        "How far the pairs have got",
        "Pairs | Number | … that have got there | Months until half have done so",
        f"{names[0]} | 5 | 2 | 7.0",
        f"{names[1]} | 6 | 3 | –",
    ]


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (MOSTLY_DEPENDENT, "The shaded band is the answer's range: its lower edge if all"),
        (alliance(a="AB@2019"), "The data marks no actor as the secretariat, so nothing can be"),
        (alliance("S*", a="SAB"), "Nothing to show by period: no activity that counts has a date."),
    ],
)
def test_how_to_read_the_range_is_told_or_why_there_is_none(made, sentence):
    (line,) = words(evidence.whether_there_is_an_answer(bare(source_of(made))))
    assert line.startswith(sentence)


def test_small_drawings_are_explained_where_there_are_some():
    material = bare(source_of(MOSTLY_DEPENDENT))
    (absent,) = words(evidence.networks(material))
    assert absent.startswith("Not drawn here: there is no period with activity, or more partners")
    drawn = SimpleNamespace(left_out=2)
    explained, rest = words(evidence.networks(material._replace(networks=drawn)))
    assert explained.startswith("Each partner stands in the same place in every drawing.")
    assert rest == "2 earlier periods are not drawn here; the map shows them."


def test_a_first_meeting_is_told_no_closer_than_it_is_known():
    """A and B met with S some time in 2000, and on a day of 2001 without it."""
    made = alliance("S*", a="SAB@2000", b="AB@2001-03-04")
    (line,) = words(beginnings.offshoot_pairs(material_of(made, "all")))[1:]
    assert line == "A | B | 2000 | 4 March 2001"


def test_pairs_are_told_by_how_they_began():
    """A–B, A–C and B–C met with S, A–B later without it, D–E alone; nobody knows when F–G did."""
    made = alliance("S*", a="SABC@2018-01", b="AB@2018-06", c="DE@2018", d=["FG@2018", "S@2018-03"])
    assert words(beginnings.beginnings(material_of(made, compared=False))) == [
        "How pairs of partners began, over the whole record",
        "Met through the secretariat | 3",
        "… of these, offshoots | 1",
        "Independent from the start | 1",
        "Order unknown | 1",
    ]


def test_what_is_known_of_the_future_is_a_row_for_each_activity():
    decided = [
        {"activity": "walk", "continues": "yes", "taken_over_by": "A", "evidence": "Minutes"},
        {"activity": "talk", "continues": "no", "taken_over_by": None, "evidence": None},
    ]
    found = source_of(MOSTLY_DEPENDENT).figures
    source = Source(found | {"answer": found["answer"] | {"decided": decided}})
    (table,) = evidence.future(bare(source))
    assert sheet(table) == [
        "What is known of the future",
        "Activity | When the secretariat leaves | Taken over by | Who says so",
        "walk | goes on | A | Minutes",
        "talk | ends | – | not recorded",
    ]
    (line,) = words(evidence.future(bare(source_of(MOSTLY_DEPENDENT))))
    assert line.startswith("Nobody has written down of any activity whether it goes on")


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (alliance("S*", a="S!AB@2019"), "No partner is recorded to have led an activity. Either"),
        (alliance("S*", a="SAB"), "Nothing to show by period: no activity that counts has a date."),
        (alliance("S*", a="SA!B@2018", b="SAB@2019"), None),
    ],
)
def test_that_nobody_is_known_to_lead_is_told_from_nothing_dated(made, sentence):
    lines = words(evidence.nobody_led(bare(source_of(made))))
    assert [line[: len(sentence or "")] for line in lines] == ([sentence] if sentence else [])


def test_without_a_secretariat_nobody_is_left_alone_by_it():
    (line,) = words(evidence.left_alone(material_of(alliance(a="AB@2019"), compared=False)))
    assert line.startswith("Nothing to show here: the question is about the secretariat")


def test_independent_ties_are_named_with_what_they_rest_on():
    made = alliance("S*", group="SABC@2019", walk="AB@2019-03", talk="AB@2018/2019")
    lines = words(evidence.independent_ties(material_of(made)))
    assert lines == [
        "Independent ties in 2019, and what they rest on",
        "A | B | talk, walk | 2018–2019, March 2019",
    ]
    none = alliance("S*", group="SABC@2019")
    assert words(evidence.independent_ties(material_of(none))) == ["In 2019 no tie is independent."]


def test_who_would_lose_the_last_tie_leaves_out_those_who_have_none_today():
    """A–B where S leads, C–D where S is, E by itself; F and G without S."""
    made = alliance("S*", a="S!AB@2019", b="SCD@2019", c="E@2019", d="FG@2019")
    assert words(evidence.left_alone(material_of(made))) == [
        "2 of 7 partners would lose their last tie in 2019 even if only what the secretariat alone "
        "led ended:",
        "A",
        "B",
        "2 more would lose their last tie if all activities ended that it took part in:",
        "C",
        "D",
        "1 partner has no tie today either.",
    ]
    later = words(evidence.left_alone(material_of(alliance("S*", b="SCD@2019", d="FG@2019"))))
    assert later[0] == (
        "2 of 4 partners would lose their last tie in 2019 if all activities ended that the "
        "secretariat took part in:"
    )


def test_of_very_many_names_the_first_are_told():
    crowd = [{"id": f"P{number:02}"} for number in range(40)]
    nodes = [{"id": "S", "secretariat": "true"}, *crowd]
    edges = [{"activity": "plenary", "actor": row["id"], "start": "2019"} for row in nodes]
    from ci_network.reading import read_rows

    lines = words(evidence.left_alone(material_of(read_rows(nodes, edges).alliance)))
    assert len(lines) == 1 + 30 + 1
    assert lines[-1] == "10 more are in partners.csv."


def test_pairs_and_partners_are_explained_where_both_stand():
    """A–B–C met with S, D and E without: 10 pairs, 4 of them connected now, at most and 1."""
    made = alliance("S*", a="SABC@2019", b="DE@2019")
    (line,) = words(evidence.pairs_and_partners(material_of(made)))
    assert line == (
        "Pairs and partners are two counts: in 2019 the largest connected group holds 2 of the 5 "
        "partners at the lower end of the range, 3 at the upper end, and 3 with the secretariat. "
        "5 partners make 10 pairs."
    )


def test_one_large_meeting_stands_beside_the_same_without_it():
    """A plenary of 17 that S is in, and a walk of two."""
    crowd = "ABCDEFGHIJKLMNOPQ"
    made = alliance("S*", plenary=f"S{crowd}@2019", walk="AB@2019")
    (line,) = words(evidence.one_large_meeting(material_of(made)))
    assert line.startswith(
        "One large meeting connects everyone in it. Without activities of more than 15 actors the "
        "range in 2019 is 1%; by strength"
    )
    small = alliance("S*", meeting="SABC@2019", walk="AB@2019")
    assert words(evidence.one_large_meeting(material_of(small))) == []


def test_ties_that_come_back_by_one_activity_are_told_so():
    """The group spans both years, A and B also walked in both: of 3 ties 3 rest on the group."""
    made = alliance("S*", group="SABC@2018/2019", w="AB@2018", v="AB@2019")
    material = material_of(made)
    assert words(beginnings.carried_over(material)) == [
        "3 of the 3 ties that come back in 2019 rest on one activity that is in both periods: "
        "»group«. That says how long the activity is on record, not that each of these pairs went "
        "on."
    ]
    apart = alliance("S*", a="SAB@2018", b="SAB@2019")
    assert words(beginnings.carried_over(material_of(apart))) == []


def test_the_choices_are_those_of_the_answer_and_drawn():
    """2019 holds too little to answer: the picture is that of 2018, as the first page is."""
    made = alliance(
        "S*", a="S!ABC@2018-01", b="AB@2018-02", c="SAC@2018-03", d="SBC@2018-04", e="SAB@2019-01"
    )
    material = material_of(made)
    if material.source.label != "2018":
        pytest.skip("the rule for the window chose another one")
    result = sustainability(made)
    end = result.networks[0].window.end
    found = inference_figures(made, inference(result, 9, 1, until=end))
    source = Source(nulls(metrics(result) | found))
    (chart,) = comparisons.choices(bare(source))
    first = chart.table.rows[0]
    lower = source.here("scenarios.unaided.connectedness").value
    assert first[2].value == pytest.approx(lower)
    assert "all activities" in drawn(chart)
    assert "without activities of more than 10 actors" in drawn(chart)


def test_subsamples_are_drawn_draw_by_draw():
    (chart,) = comparisons.subsamples(material_of(alliance("S*", a="SABCD@2019", b="AB@2019")))
    assert plain(chart.description, "en").startswith("Each dot is a value that came out")
    assert "in 200 random draws" in plain(chart.description, "en")
    picture = chart.draw("en")
    assert len({mark.size for mark in picture.marks if hasattr(mark, "edge")
                and hasattr(mark, "size")}) > 1  # fmt: skip


def section_of(material, key):
    return next(s for s in sections(material) if s.key == key)


def test_between_whom_the_secretariat_stands_is_counted():
    town, club = ({"id": key, "sector": sector} for key, sector in (("A", "Town"), ("B", "Club")))
    made = alliance("S*", town, club, {"id": "C", "sector": "Town"}, a="SABCD@2019", b="AB@2019")
    # Of the six pairs A and B have met without it; D has no sector. All of them sit in a.
    assert words(section_of(material_of(made), "between").blocks)[0] == (
        "In 2019 1 pair of partners of two sectors and 1 of one sector meet the secretariat and "
        "have no independent tie. Of 3 pairs more a sector is not recorded. Most of that is no "
        "standing between: only 0 of these pairs never meet, and are joined by the secretariat "
        "alone; the others sit in the same activities."
    )
    apart = material_of(alliance("S*", a="SA@2019", b="SB@2019")).source
    assert apart.here("brokerage.apart").value == 1


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (alliance("S*", a="SAB@2019", b="AB@2019"), "In 2019 the secretariat stands between no"),
        (alliance(a="AB@2019"), "Nothing to show here: the question is about the secretariat"),
        (alliance("S*", a="AB@2019"), "Nothing to show: the secretariat takes part in nothing"),
    ],
)
def test_that_the_secretariat_stands_between_nobody_is_said(made, sentence):
    lines = words(section_of(bare(source_of(made)), "between").blocks)
    assert lines[0].startswith(sentence)


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        (
            {"tests": 10, "ties": 7, "beyond_chance": 1},
            "In 2019 1 of 7 ties rests on more shared activities than two partners that take part "
            "as often would have by chance (pairs tested: 10).",
        ),
        (
            {"unanswered": True},
            "The record of 2019 is too large for a test of each tie against chance.",
        ),
    ],
)
def test_ties_beyond_chance_stand_with_the_number_of_tests(window, sentence):
    chance = {"chance": {"level": 0.05, "windows": [{"window": "2019"} | window]}}
    lines = words(evidence.beyond_chance(bare(source_of(MOSTLY_DEPENDENT, **chance))))
    assert lines[0].startswith(sentence)


def test_a_table_has_one_form_of_number():
    from ci_network.views.report.blocks import Column
    from ci_network.views.sentence import said
    from ci_network.views.source import Figure

    small, large = Figure(0.003, "a", "share"), Figure(0.54, "b", "share")
    table = Table(said("Kept"), (Column(said("p")),), ((small,), (large,)))
    assert words([table])[1:] == ["0.3%", "54.0%"]
    assert words([Table(said("Kept"), (Column(said("p")),), ((large,),))])[1:] == ["54%"]


def decided_of(made):
    result = sustainability(made)
    found = metrics(result)
    names = dict(zip(made.actors.id, made.actors.label, strict=True))
    return bare(Source(nulls(found | to_decide(result, found["answer"])), names))


def test_what_to_hand_over_stands_in_order_of_what_it_keeps():
    """g joins A, B, C and h joins C, D, E: either alone keeps 3 of 10 pairs, both keep all."""
    material = decided_of(alliance("S*", g="SA!BC@2019", h="SC!DE@2019"))
    paragraph, chart = deciding.plan_curve(material)
    assert words([paragraph]) == ["2 activities taken over keep all that can be kept."]
    assert plain(chart.description, "en").startswith(
        "From 0% when nobody takes over anything to 100%."
    )
    marks = [mark for mark in chart.draw("en").marks if isinstance(mark, Dot)]
    first, second, last = (mark.at[1] for mark in marks)
    assert (first - second) / (first - last) == pytest.approx(0.3)
    assert words(deciding.plan_table(material)) == [
        "What to hand over, in order of what it keeps",
        "1 | 30% | g | A",
        "2 | 100% | h | C",
    ]


@pytest.mark.parametrize(
    ("half", "every", "sentence"),
    [
        (1, 4, "1 activity taken over keeps half of what can be kept; 4 keep all of it."),
        (0, 1, "1 activity taken over keeps all that can be kept."),
        (3, 3, "3 activities taken over keep all that can be kept."),
    ],
)
def test_milestones_are_worded_by_their_numbers(half, every, sentence):
    plan = {
        "steps": [{"k": 0, "value": 0.1, "added": []}, {"k": 1, "value": 0.9, "added": ["a"]}],
        "milestones": {"half": half, "all": every},
    }
    paragraph, _ = deciding.plan_curve(bare(source_of(MOSTLY_DEPENDENT, plan=plan)))
    assert words([paragraph]) == [sentence]


def test_where_nothing_can_be_handed_over_it_is_said():
    material = decided_of(alliance("S*", g="AB@2019", h="S!A@2019"))
    (line,) = words(deciding.plan_curve(material))
    assert line.startswith("In 2019 there is no activity that somebody could take over")
    assert words(deciding.plan_table(material)) == []


def test_questions_stand_by_how_far_they_move_the_range():
    material = decided_of(alliance("S*", group="SABCDE@2019", walk="SA!B@2019"))
    lines = words(deciding.open_questions(material))
    assert lines[1].startswith("Does group go on when the secretariat leaves? | yes: 100%")
    assert "no: 0% to 10%" in lines[1]
    swings = [one["swing"] for one in material.source.items("ask.questions") if one["swing"]]
    assert swings == sorted(swings, reverse=True)


def test_where_no_question_moves_the_range_it_is_said():
    material = decided_of(alliance("S*", g="AB@2019", h="S!AB@2019"))
    assert words(deciding.open_questions(material)) == ["No open question would move the range."]


def test_of_more_than_five_hundred_partners_plan_and_questions_are_told_too():
    """In each of 51 activities S, A and ten others."""
    groups = [("S", "A", *(f"p{n:02}-{k}" for k in range(10))) for n in range(51)]
    edges = [
        {"activity": f"a{n:02}", "actor": who, "start": "2019"}
        for n, group in enumerate(groups)
        for who in group
    ]
    nodes = [{"id": who, "secretariat": str(who == "S")} for who in {e["actor"] for e in edges}]
    material = decided_of(read_rows(nodes, edges).alliance)
    found = material.source.figures
    assert (found["plan"]["partners"], found["plan"]["milestones"]["all"]) == (511, 51)
    assert len(found["ask"]["questions"]) > 50
    table, note = deciding.plan_table(material)
    assert len(table.rows) == 8
    assert words([note]) == ["43 more activities are listed by the command ci-network plan."]
    assert to_decide(None, {"reason": "no_dates"}) == {}


def test_of_very_many_periods_tables_show_the_last_up_to_the_answer():
    """Meetings in each month of three years: 36 windows."""
    months = {f"m{y}{n}": f"SA!B@{y}-{n:02}" for y in (2017, 2018, 2019) for n in range(1, 13)}
    material = bare(source_of(alliance("S*", **months), "month"))
    table, note = list(section_of(material, "over-time").blocks)[2:4]
    assert len(table.rows) == 24
    assert plain_value(table.rows[-1][0], "en") == material.source.label
    assert words([note]) == ["12 more periods are in metrics.csv."]
