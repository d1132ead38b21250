"""What the page is given: the figures of the metrics, and nothing that it does not show."""

from __future__ import annotations

import itertools
import json

import networkx as nx
import pytest
from map_records import by_hand, figures_by_hand, figures_made_up, made_up, record

from ci_network.errors import UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.results.answering import answer
from ci_network.results.figures import metrics
from ci_network.views.map import Opening, StoryStep, map_html, payload
from ci_network.views.map.contents import clean


def names(shown, actors):
    return sorted(shown["actors"][actor]["id"] for actor in actors)


def window(shown, label):
    return next(w for w in shown["windows"] if w["label"] == label)


@pytest.mark.parametrize("every", ["year", "half", "quarter", "school-year", "all"])
@pytest.mark.parametrize("result_of", ["hand", "made up"])
def test_figures_are_those_of_the_metrics(every, result_of):
    alliance = by_hand() if result_of == "hand" else figures_made_up().alliance
    result = sustainability(alliance, every)
    shown, told = payload(result), metrics(result)
    assert [w["label"] for w in shown["windows"]] == [w["window"] for w in told["windows"]]
    for on_page, in_metrics in zip(shown["windows"], told["windows"], strict=True):
        assert on_page["activities"] == in_metrics["activities"]
        if not on_page["activities"]:
            assert on_page["scenarios"] == {}
            continue
        assert len(on_page["roster"]) == in_metrics["partners"]
        assert len(on_page["ties"]["pair"]) == in_metrics["ties"]["total"]
        kinds = [on_page["ties"]["kind"].count(kind) for kind in range(3)]
        assert kinds == [in_metrics["ties"][k] for k in ("independent", "supported", "carried")]
        for scenario in SCENARIOS:
            page, figures = on_page["scenarios"][scenario], in_metrics["scenarios"][scenario]
            assert page["ties"] == figures["ties"]
            assert page["connectedness"] == figures["connectedness"]
            assert page["largest_component"] == figures["largest_component"]
            assert page["isolates"] == figures["isolates"]
            assert page["largest"] == round(page["largest_component"] * in_metrics["partners"])
        if on_page["changes"] is not None:
            assert len(on_page["changes"]["formed"]) == in_metrics["turnover"]["formed"]
            assert len(on_page["changes"]["dissolved"]) == in_metrics["turnover"]["dissolved"]


def test_groups_and_degrees_are_those_of_the_ties_that_stay():
    shown = payload(figures_made_up())
    for one in shown["windows"]:
        ties = one["ties"]
        for scenario, last in zip(SCENARIOS, (2, 2, 1, 0), strict=True):
            graph = nx.Graph()
            graph.add_nodes_from(one["roster"])
            for pair, kind in zip(ties["pair"], ties["kind"], strict=True):
                if kind <= last:
                    graph.add_edge(shown["pairs"][0][pair], shown["pairs"][1][pair])
            degree = [graph.degree(actor) for actor in one["roster"]]
            if scenario == "present":
                graph.add_edges_from((shown["own"][0][n], shown["own"][1][n]) for n in one["own"])
            figures = one["scenarios"][scenario]
            assert figures["degree"] == degree
            parts = {
                frozenset(part & set(one["roster"])) for part in nx.connected_components(graph)
            }
            by_number: dict[int, set[int]] = {}
            for actor, component in zip(one["roster"], figures["component"], strict=True):
                by_number.setdefault(component, set()).add(actor)
            assert set(map(frozenset, by_number.values())) == parts - {frozenset()}
            assert max(map(len, parts)) == len(by_number[0]) == figures["largest"]
            hub = {
                n
                for number in one["own"]
                for n in (shown["own"][0][number], shown["own"][1][number])
            }
            alone_together = [
                number for number, part in by_number.items()
                if len(part) > 1 and not (scenario == "present" and part & hub)
                and (len(part) < figures["largest"] or figures["equal"] > 1)
            ]  # fmt: skip
            assert figures["apart"] == sorted(alone_together)
            smaller = [n for n in alone_together if len(by_number[n]) < figures["largest"]]
            assert figures["cut_off"] == len(smaller)
            alone = [actor for actor in one["roster"] if not graph.degree(actor)]
            assert figures["alone"] == alone
            between = nx.betweenness_centrality(graph)
            expected = [between[actor] for actor in one["roster"]]
            assert figures["betweenness"] == pytest.approx(expected, rel=1e-5, abs=1e-6)


def test_the_alliance_counted_by_hand():
    shown = payload(figures_by_hand())
    first = window(shown, "2015")
    # S led the only meeting: all six ties of A, B, C, D are carried, E stands alone.
    assert names(shown, first["roster"]) == list("ABCDE")
    assert first["ties"]["kind"] == [2] * 6
    assert first["scenarios"]["present"]["largest"] == 4
    assert first["scenarios"]["led_activities_end"]["isolates"] == 5
    second = window(shown, "2016")
    # A–B alone is independent, C–D with S present is supported; F hangs on S only.
    assert sorted(second["ties"]["kind"]) == [0, 1]
    assert names(shown, second["roster"]) == list("ABCDEF")
    assert second["scenarios"]["present"]["largest"] == 3  # C, D and F through S
    assert second["scenarios"]["unaided"]["largest"] == 2
    assert names(shown, second["scenarios"]["unaided"]["alone"]) == list("CDEF")
    assert window(shown, "2017")["scenarios"] == {}
    assert window(shown, "2018")["changes"] is None  # nothing to compare with in 2017
    assert names(shown, second["changes"]["joined"]) == ["F"]


def test_strength_in_a_scenario_counts_only_what_goes_on():
    people = [{"id": "S", "secretariat": "true"}, {"id": "A"}, {"id": "B"}]
    parts = [
        ("led", "S", "lead"),
        ("led", "A", ""),
        ("led", "B", ""),
        ("own", "A", ""),
        ("own", "B", ""),
    ]
    rows = [{"activity": a, "actor": w, "role": r, "start": "2015"} for a, w, r in parts]
    (only,) = payload(sustainability(record(people, rows)))["windows"]
    # Three took part in the one that S led (1/2), two in their own (1/1).
    strength = {s: only["scenarios"][s]["strength"] for s in SCENARIOS}
    assert strength == {
        "present": [1.5, 1.5],
        "hub_leaves": [1.5, 1.5],
        "led_activities_end": [1.0, 1.0],
        "unaided": [1.0, 1.0],
    }


def test_an_activity_lasts_from_its_first_day_to_its_last_and_parts_tell_other_days():
    people = [{"id": "S", "secretariat": "true"}, {"id": "A"}, {"id": "B"}]
    days = ("S", "2015", "2016"), ("A", "2015", "2016"), ("B", "2016-03-14", "2017-02")
    rows = [dict(zip(("actor", "start", "end"), each, strict=True)) for each in days]
    shown = payload(sustainability(record(people, [row | {"activity": "group"} for row in rows])))
    (group,) = shown["activities"]
    assert (group["start"], group["end"]) == ("2015-01-01", "2017-02-28")
    assert [(part["start"], part["end"], part.get("latest")) for part in group["parts"]] == [
        ("2015-01-01", "2016-12-31", "2015-12-31"), ("2016-03-14", "2017-02-28", None),
        ("2015-01-01", "2016-12-31", "2015-12-31"),
    ]  # fmt: skip


def test_stretches_are_what_ties_rest_on():
    shown = payload(figures_by_hand())
    second = window(shown, "2016")
    told = {
        shown["activities"][one["activity"]]["name"]: one
        for one in (shown["stretches"][number] for number in second["stretches"])
    }
    assert {name: one["standing"] for name, one in told.items()} == {
        "Madklub": 0, "Idrætsdag": 1, "Brød til alle": 1,
    }  # fmt: skip
    day = told["Idrætsdag"]
    assert (day["involvement"], SCENARIOS[day["until"]]) == (1, "led_activities_end")
    assert (day["start"], day["end"]) == ("2016-01-01", "2016-12-31")
    assert names(shown, day["actors"]) == ["C", "D", "S"]
    leads = [p for p in shown["activities"][day["activity"]]["parts"] if p.get("lead")]
    assert names(shown, [p["actor"] for p in leads]) == ["C"]


@pytest.mark.parametrize("seed", range(4))
def test_ties_are_those_of_the_stretches_that_go_on(seed):
    """What the page works out from stretches is what the ties say."""
    shown = payload(sustainability(made_up(16, 40, 2, seed)))
    for one in shown["windows"]:
        for last, scenario in enumerate(SCENARIOS):
            tied = set()
            for stretch in (shown["stretches"][number] for number in one["stretches"]):
                partners = sorted(set(stretch["actors"]) & set(one["roster"]))
                if stretch["until"] >= last:
                    tied |= set(itertools.combinations(partners, 2))
            kept = {
                (shown["pairs"][0][pair], shown["pairs"][1][pair])
                for pair, until in zip(one["ties"]["pair"], one["ties"]["until"], strict=True)
                if until >= last
            }
            assert tied == kept
            assert len(kept) == one["scenarios"][scenario]["ties"]


@pytest.mark.parametrize("seed", range(4))
def test_the_exit_ends_where_the_stricter_answer_stands(seed):
    shown = payload(sustainability(made_up(16, 40, 2, seed)))
    for one in shown["windows"]:
        for key, steps in one["exits"].items():
            start, end = (one["scenarios"][SCENARIOS[int(place)]] for place in key.split("-"))
            assert sum(step["fall"] for step in steps) == start["ties"] - end["ties"]
            assert all(step["fall"] <= step["hit"] for step in steps)
            left = [start["largest"], *(step["largest"] for step in steps)]
            assert left == sorted(left, reverse=True)
            assert left[-1] == end["largest"]


def test_the_exit_counted_by_hand():
    """S leads ABCD, is with AB (led by A) and with BC (led by B): 6, 1 and 1 ties are hit."""
    people = [{"id": "S", "secretariat": "true"}, *({"id": one} for one in "ABCD")]
    facts = [("board", "S!ABCD"), ("walk", "SA!B"), ("talk", "SB!C"), ("own", "CD")]
    rows = [
        {"activity": a, "actor": w, "start": "2015",
         "role": "lead" if who[n + 1 : n + 2] == "!" else ""}
        for a, who in facts for n, w in enumerate(who) if w != "!"
    ]  # fmt: skip
    (only,) = payload(sustainability(record(people, rows)))["windows"]
    assert [(s["hit"], s["fall"], s["largest"]) for s in only["exits"]["1-3"]] == [
        (6, 3, 4),  # A–C, A–D, B–D fall; the chain A–B–C–D holds
        (1, 1, 2),  # B–C, by name: A–B and C–D are left
        (1, 1, 2),  # then A–B
    ]
    assert [(s["hit"], s["fall"], s["largest"]) for s in only["exits"]["1-2"]] == [(6, 3, 4)]


def test_the_meetings_of_a_series_end_together():
    """The same, and the board met twice: all of A–B–C–D hang together until both are gone."""
    people = [{"id": "S", "secretariat": "true"}, *({"id": one} for one in "ABCD")]
    facts = [("board (2015-01)", "SABC"), ("board (2015-06)", "SBCD"), ("walk", "SAB")]
    rows = [{"activity": a, "actor": w, "start": "2015"} for a, who in facts for w in who]
    (only,) = payload(sustainability(record(people, rows)))["windows"]
    assert [(s["name"], len(s["activities"]), s["hit"], s["fall"], s["largest"])
            for s in only["exits"]["1-3"]] == [
        ("board", 2, 5, 4, 2),  # A–B is left
        ("", 1, 1, 1, 1),
    ]  # fmt: skip


def test_one_scale_for_all_windows_and_scenarios():
    shown = payload(figures_made_up())
    every = [f for w in shown["windows"] for f in w["scenarios"].values()]
    assert shown["scale"]["ties"] == max(x for f in every for x in f["degree"])
    assert shown["scale"]["betweenness"] == max(x for f in every for x in f["betweenness"])


def test_without_a_secretariat_only_what_is_there_is_shown():
    rows = [{"activity": "x", "actor": a, "start": "2015"} for a in "AB"]
    shown = payload(sustainability(record([{"id": "A"}, {"id": "B"}], rows)))
    assert not shown["secretariat"]
    assert list(shown["windows"][0]["scenarios"]) == ["present"]


def test_a_record_without_any_date_is_one_window():
    rows = [{"activity": "x", "actor": a} for a in "AB"]
    alliance = record([{"id": "A"}, {"id": "B"}], rows)
    assert payload(sustainability(alliance, "year"))["windows"] == []
    (whole,) = payload(sustainability(alliance))["windows"]
    assert whole["start"] is None
    assert whole["scenarios"]["present"]["largest"] == 2


def test_payload_is_plain_json():
    shown = payload(figures_by_hand())
    assert json.loads(json.dumps(shown, allow_nan=False)) == json.loads(json.dumps(shown))


def test_columns_that_are_not_shown_are_not_written():
    people = [{"id": "A", "note": "PRIVATE-NOTE"}, {"id": "B"}]
    rows = [
        {"activity": "x", "actor": a, "start": "2015", "evidence": "PRIVATE-SOURCE"} for a in "AB"
    ]
    page = map_html(sustainability(record(people, rows)))
    assert "PRIVATE" not in page
    assert payload(sustainability(record(people, rows)))["fields"] == {
        "nodes.csv": ["id", "label", "sector", "secretariat", "joined", "left"],
        "edges.csv": ["activity", "actor", "start", "end", "role"],
    }


def test_names_cannot_be_recovered_under_pseudonyms():
    result = figures_by_hand()
    shown = payload(result, Opening(pseudonyms=True))
    page = map_html(result, Opening(pseudonyms=True))
    actors = result.alliance.actors
    for name in (*actors.label, *result.alliance.activities.name):
        assert name not in page
    assert sorted(a["label"] for a in shown["actors"]) == [f"A{n:02}" for n in range(1, 7)] + [
        "S01"
    ]
    assert all(activity["name"].startswith("#") for activity in shown["activities"])
    assert not any("role" in part for activity in shown["activities"] for part in activity["parts"])


def test_pseudonyms_do_not_follow_the_order_of_names():
    def codes(rename):
        people = [{"id": rename[k]} for k in "ABCD"]
        facts = [("x", "AB"), ("y", "ABC"), ("z", "A")]
        rows = [
            {"activity": a, "actor": rename[w], "start": "2015"} for a, who in facts for w in who
        ]
        shown = payload(sustainability(record(people, rows)), Opening(pseudonyms=True))
        (only,) = shown["windows"]
        times = [0] * len(shown["actors"])
        for activity in shown["activities"]:
            for part in activity["parts"]:
                times[part["actor"]] += 1
        return times, only["ties"]["strength"]

    assert codes(dict(zip("ABCD", "abcd", strict=True))) == codes(
        dict(zip("ABCD", "zyxw", strict=True))
    )


def test_story_is_checked_against_the_record():
    result = figures_by_hand()
    story = [StoryStep("Før", "Alle.", "2015", "present", ("A",))]
    (step,) = payload(result, Opening(story=story))["story"]
    assert step == {"title": "Før", "text": "Alle.", "view": "t=2015&s=present&sel=A"}
    with pytest.raises(UsageError, match="2031"):
        payload(result, Opening(story=[StoryStep("Før", window="2031")]))
    with pytest.raises(UsageError, match="nobody"):
        payload(result, Opening(story=[StoryStep("Før", select=("nobody",))]))


def test_story_under_pseudonyms_selects_without_the_name():
    result = figures_by_hand()
    story = [StoryStep("x", select=("A",))]
    (step,) = payload(result, Opening(story=story, pseudonyms=True))["story"]
    assert step["view"].startswith("sel=A0")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Snekkersten\x00IF", "Snekkersten IF"),
        ("\ud800x", "x"),
        ("a\r\nb\tc", "a b c"),
        ("\u202eabc", "\u202eabc"),
        ("🙂", "🙂"),
    ],
)
def test_text_is_cleaned_of_what_is_no_text(text, cleaned):
    assert clean(text) == cleaned


def test_above_what_can_be_read_the_map_opens_on_activities():
    assert payload(figures_made_up(270, 150))["opens"] == "activities"
    assert payload(figures_made_up())["opens"] == "ties"


def test_where_one_activity_makes_most_ties_the_map_opens_on_activities():
    rows = [{"activity": "board", "actor": a, "start": "2015"} for a in "SABCD"]
    rows += [{"activity": "walk", "actor": a, "start": "2015"} for a in "AE"]
    people = [{"id": a, "secretariat": "true" if a == "S" else ""} for a in "SABCDE"]
    assert payload(sustainability(record(people, rows)))["opens"] == "activities"


def test_ties_between_sectors_add_up():
    shown = payload(figures_made_up())
    for one in shown["windows"]:
        between = one["sectors"]
        for last, figures in enumerate(one["scenarios"].values()):
            kept = [n for n, u in zip(between["ties"], between["until"], strict=True) if u >= last]
            assert sum(kept) == figures["ties"]
            assert sum(figures["sectors"]) == figures["largest"]


def test_map_opens_on_the_window_that_the_report_answers_for():
    result = figures_made_up()
    assert payload(result)["opens_at"] == answer(result).window
    rows = [{"activity": "x", "actor": a} for a in "AB"]
    undated = sustainability(record([{"id": "A"}, {"id": "B"}], rows), "year")
    assert payload(undated)["opens_at"] is None
