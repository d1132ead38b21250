"""The map in Chromium: what the room sees, and what the speaker does."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from conftest import SCREENS, SIZES, Opened, new_page
from map_records import HOSTILE, by_hand, figures_by_hand, figures_made_up, hostile, made_up, record
from walking import violations

from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.reading import read_rows
from ci_network.results.figures import metrics
from ci_network.views.map import (
    Opening,
    StoryStep,
    map_html,
    notebook_bundle,
    payload,
    sentence,
    svg_of,
)

pytestmark = pytest.mark.browser

UNAIDED = "t=2016&s=unaided"
EVERY_VIEW = (
    "t=2016&s=unaided", "t=2016&s=present&view=table", "t=2016&s=unaided&sel=A&steps=2",
    "t=2016&s=unaided&sel=C&sel=D", "t=2016&s=unaided&cs=present", "t=2017", "t=2016&level=sectors",
    "t=2016&lang=en&new=1&large=1",
)  # fmt: skip


@pytest.fixture(scope="module")
def page_by_hand(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_html(figures_by_hand()).encode())
    return path


@pytest.fixture(scope="module")
def page_made_up(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_html(figures_made_up()).encode())
    return path


def state(page, what):
    return page.evaluate(f"ciNetworkMap.state.{what}")


def said(page, place="#sentence"):
    return page.inner_text(place).replace("\xa0", " ")


def drawn(page, side="right"):
    """What a pane draws, in plain lists."""
    return page.evaluate(
        """(side) => { const m = ciNetworkMap; const s = m.panes[side].scene;
        const id = (a) => m.payload.actors[a].id;
        const ends = (l) => [id(l.a), id(l.b)].sort().join('');
        return {window: s.window.label, scenario: s.scenario,
          marks: Object.fromEntries([...s.marks.values()].map(m => [id(m.actor), {...m}])),
          lines: s.lines.map(ends).sort(), ghosts: s.ghosts.map(ends).sort(),
          spokes: s.spokes.map(ends).sort(), groups: s.groups.map(g => g.actors.map(id).sort()),
          lit: s.lit && [...s.lit].map(id).sort()}; }""",
        side,
    )


def places(page, side="right"):
    """Where vis-network has every mark, on its own canvas."""
    return page.evaluate(
        """side => { const m = ciNetworkMap;
        return m.panes[side].network.getPositions([...m.payload.actors.keys()]); }""",
        side,
    )


def view(page):
    return page.evaluate(
        """() => { const n = ciNetworkMap.panes.right.network;
        return [n.getScale(), n.getViewPosition()]; }"""
    )


def until(page, expression):
    """Wait for an expression, without the evaluation in the page that its policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{expression} never came true")


def clock_by_hand(page):
    """A clock that stands still until it is told to run, however busy the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1)
    return page.clock


def click_on(page, actor):
    """Click on the mark of an actor."""
    spot = page.evaluate(
        """(id) => { const m = ciNetworkMap; const a = m.payload.actors.find(a => a.id === id);
        const p = m.panes.right.network.canvasToDOM({x: a.x, y: a.y});
        const b = m.panes.right.host.getBoundingClientRect();
        return {x: b.x + p.x, y: b.y + p.y}; }""",
        actor,
    )
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_timeout(400)  # vis-network waits for a second click


# Safe


@pytest.mark.parametrize("size", SCREENS)
def test_page_shows_every_view_without_a_request_or_an_error(opened, page_by_hand, size):
    page = opened(page_by_hand, size)
    for hash_ in EVERY_VIEW:
        page.evaluate("hash => location.hash = hash", hash_)
        page.settle()
    assert page.asked == []
    assert page.errors == []


def test_page_opens_at_once_on_a_network_that_hangs(opened, page_by_hand, hanging_network):
    began = time.monotonic()
    page = opened(page_by_hand, browser=hanging_network)
    assert "organisationer" in said(page)
    assert time.monotonic() - began < 8
    assert page.asked == []


def test_hostile_text_in_every_field_runs_nothing(opened):
    result = sustainability(hostile())
    page = opened(map_html(result, Opening(title=HOSTILE[0])))
    assert page.evaluate("ciNetworkMap.payload.actors.length") == len(HOSTILE)
    for hash_ in ("s=unaided", "view=table&s=unaided", "cs=present", "level=sectors", "new=1"):
        page.evaluate("hash => location.hash = hash", hash_)
        page.settle()
    for actor in range(len(HOSTILE)):
        page.evaluate(
            "a => ciNetworkMap.change({view: 'map', selected: {actor: a, tie: null}})", actor
        )
    for tie in range(0, len(payload(result)["pairs"][0]), 3):
        page.evaluate("t => ciNetworkMap.change({selected: {actor: null, tie: t}})", tie)
    names = payload(result)["activities"]
    for hash_ in (
        f"t=2015&s=unaided&decide=1&go={quote(names[0]['name'])}&by={quote(HOSTILE[0] + '0')}"
        f"&note={quote(HOSTILE[1])}",
        "level=activities&s=present&act=0",
        "view=lanes",
    ):
        page.evaluate("hash => location.hash = hash", hash_)
        page.settle()
    page.evaluate("ciNetworkMap.fillSheet()")
    page.fill("#search", "script")
    page.click("#open-about")
    page.settle()
    assert page.evaluate("window.hacked") is None
    assert page.errors == []
    assert page.asked == []
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert page.evaluate("document.querySelectorAll('body script').length") == 6


@pytest.mark.parametrize(
    "hash_",
    [
        "t=</script>", "sel=__proto__", "sel=A&sel=nobody", "s=constructor", "t=%00",
        "hide=99&hide=x", "min=-1", "steps=9", "lang=xx", "cs=&ct=1",
    ],
)  # fmt: skip
def test_a_strange_address_opens_the_map_as_it_is(opened, page_by_hand, hash_):
    page = opened(page_by_hand, hash=hash_)
    assert page.errors == []
    assert "organisationer" in said(page)


def test_saved_picture_of_hostile_names_is_well_formed(opened, tmp_path):
    page = opened(map_html(sustainability(hostile())))
    picture = saved(page, "svg", tmp_path)
    assert re.fullmatch(r"ci-network-[\w-]+\.svg", picture.name)
    tags = {e.tag.split("}")[1] for e in ET.parse(picture).getroot().iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "text", "tspan", "line", "g"}


# The figures


def test_figures_on_the_page_are_those_of_metrics(opened, page_by_hand):
    page = opened(page_by_hand)
    for window in metrics(figures_by_hand())["windows"]:
        for scenario in SCENARIOS:
            page.evaluate(
                "h => ciNetworkMap.change(h)", {"window": label(page, window), "scenario": scenario}
            )
            if not window["activities"]:
                assert said(page) == "Ingen aktiviteter i perioden"
                continue
            figures = window["scenarios"][scenario]
            largest = round(figures["largest_component"] * window["partners"])
            if largest > 1:
                assert said(page).startswith(f"{largest} af {window['partners']} organisationer")
            percent = share(figures["connectedness"])
            assert f"{percent} af alle par" in said(page, "#aside")
            if figures["isolates"]:
                assert f"{figures['isolates']} står alene" in said(page, "#aside")
            button = page.inner_text(f"[data-scenario={scenario}] .count")
            assert button == str(largest if largest > 1 else 0)
            assert len(drawn(page)["lines"]) == figures["ties"]


def label(page, window):
    return page.evaluate(
        "l => ciNetworkMap.payload.windows.findIndex(w => w.label === l)", window["window"]
    )


def share(value):
    if 0 < value < 0.005:
        return "under 1 %"
    if 0.995 <= value < 1:
        return "over 99 %"
    return f"{int(100 * value + 0.5)} %"


def test_shares_are_whole_only_when_they_are_exactly_true(opened, page_by_hand):
    page = opened(page_by_hand)
    shown = page.evaluate("[0, .004, .006, .5, .994, .996, 1, null].map(ciNetworkMap.share)")
    assert [s.replace("\xa0", " ") for s in shown] == [
        "0 %", "under 1 %", "1 %", "50 %", "99 %", "over 99 %", "100 %", "–",
    ]  # fmt: skip


# With and without


def test_switch_shows_what_stays_what_lapses_and_who_stands_alone(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present")
    assert said(page) == "3 af 6 organisationer hænger sammen"
    before = drawn(page)
    assert (before["lines"], before["ghosts"]) == (["AB", "CD"], [])
    assert before["spokes"] == ["CS", "DS", "FS"]
    assert not before["marks"]["S"]["gone"]
    page.click("[data-scenario=unaided]")
    assert said(page) == "2 af 6 organisationer hænger stadig sammen"
    after = drawn(page)
    assert (after["lines"], after["ghosts"], after["spokes"]) == (["AB"], ["CD"], [])
    assert {k for k, m in after["marks"].items() if m["hollow"]} == set("CDEFS")
    assert after["marks"]["S"]["gone"]
    assert page.get_attribute("[data-scenario=unaided]", "aria-pressed") == "true"


def test_the_range_and_what_it_hinges_on_stand_beside_the_sentence(opened):
    """S with A, B, C, D in a board whose lead nobody wrote down; A and B alone."""
    people = [{"id": one, "secretariat": "true" if one == "S" else ""} for one in "SABCDE"]
    rows = [{"activity": "Bestyrelsen", "actor": one, "start": "2018"} for one in "SABCDE"]
    rows += [{"activity": "Tur", "actor": one, "start": "2018"} for one in "AB"]
    page = opened(map_html(sustainability(record(people, rows))), hash="s=present")
    for key in "1234":
        page.keyboard.press(key)
        page.keyboard.press("Escape")
        assert said(page, "#range") == "mellem 2 og 5 af 5 uden sekretariatet"
    told = said(page, "#questions")
    assert "Det afhænger af Bestyrelsen" in told
    assert "1 aktivitet står åben" in told
    assert "9 forbindelser har ingen kendt leder" in told  # ten pairs, of which A–B met alone too
    page.click("#questions button:has-text('Bestyrelsen')")
    assert "Ingen har skrevet, hvem der leder" in said(page, "#card")
    page.click("#questions button:has-text('åben')")
    assert state(page, "deciding")
    page.check("#plan input")
    assert said(page).startswith("5 af 5")


def test_the_exit_is_played_activity_by_activity(opened):
    people = [{"id": one, "secretariat": "true" if one == "S" else ""} for one in "SABCDE"]
    rows = [{"activity": "Bestyrelsen", "actor": one, "start": "2018"} for one in "SABCDE"]
    rows += [{"activity": "Bazar", "actor": one, "start": "2018"} for one in "SAC"]
    rows += [{"activity": "Tur", "actor": one, "start": "2018"} for one in "AB"]
    page = opened(
        map_html(sustainability(record(people, rows))),
        hash="s=present&level=activities",
        reduced_motion="reduce",
    )
    page.keyboard.press("4")
    assert (
        said(page, "#aside") == "\u2068Bestyrelsen\u2069 stopper: 10 forbindelser rammes, 8 falder"
    )
    assert said(page).startswith("3 af 5")
    ending = "ciNetworkMap.panes.right.scene.boxes.filter(b => b.ending).map(b => b.label)"
    assert page.evaluate(ending) == ["Bestyrelsen"]
    page.keyboard.press(" ")
    assert "Bazar\u2069 stopper: 1 forbindelse rammes, 1 falder" in said(page, "#aside")
    page.keyboard.press("ArrowLeft")
    assert "Bestyrelsen" in said(page, "#aside")
    page.keyboard.press("Escape")
    assert said(page).startswith("2 af 5")
    assert "9 forbindelser falder væk" in said(page, "#aside")


def test_the_exit_plays_by_itself_and_space_pauses(opened):
    page = opened(map_html(figures_by_hand()), hash="t=2015&s=present&level=activities")
    clock = clock_by_hand(page)
    page.keyboard.press("3")
    assert "Opstart" in said(page, "#aside")
    page.keyboard.press(" ")
    clock.run_for(60_000)
    assert "Opstart" in said(page, "#aside")
    page.keyboard.press(" ")
    clock.run_for(60_000)
    assert state(page, "exit") is None
    assert "6 forbindelser falder væk" in said(page, "#aside")


def test_what_is_decided_is_left_with_the_map_it_is_shown_on(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=unaided&level=sectors&decide=1&go=Idrætsdag")
    assert not state(page, "deciding")
    page.click("#decide")
    assert (state(page, "deciding"), state(page, "level")) == (True, "activities")
    assert said(page, "#aside") == "Med 1 aktivitet, som nogen tager over"
    for leave in ("#levels [data-level=sectors]", "#as-table", "#compare", "#as-lanes"):
        page.click(leave)
        assert not state(page, "deciding")
        assert "Med 1 aktivitet" not in page.text_content("#aside")
        assert page.text_content("#sentence").startswith("2 af 6")
        page.click("#questions button:has-text('åben')" if leave != "#compare" else "#compare")
        page.evaluate("ciNetworkMap.change({scenario: 'unaided', view: 'map', deciding: true})")
        assert state(page, "deciding")


def test_beside_what_is_open_stand_the_partners_that_take_part_in_it(opened):
    people = [{"id": one, "secretariat": "true" if one == "S" else ""} for one in "SABC"]
    rows = [{"activity": f"Råd ({n})", "actor": one, "start": "2018"}
            for n, some in ((2018, "SAB"), (2019, "SBC")) for one in some]  # fmt: skip
    rows += [{"activity": "Tur", "actor": one, "start": "2018"} for one in "SAC"]
    page = opened(
        map_html(sustainability(record(people, rows)), Opening(language="en")),
        hash="s=unaided&decide=1",
    )
    rows = page.locator("#plan li label").all_inner_texts()
    assert rows == ["Råd 3 partners", "Tur 2 partners"]


def test_the_card_says_what_is_decided(opened, page_by_hand):
    page = opened(page_by_hand, hash=f"{UNAIDED}&decide=1&go=Idrætsdag&sel=C")
    assert "Beholder 1 · Mister 0" in said(page, "#card")
    page.evaluate("ciNetworkMap.select({actor: 3})")
    assert "Beholder 1, Mister 0" in said(page, "#live")
    page.evaluate(
        """() => { const {payload, change} = ciNetworkMap;
        const activity = payload.activities.findIndex((one) => one.name === 'Idrætsdag');
        change({level: 'activities', selected: {activity}}); }"""
    )
    assert page.locator("#card .verdict.stays").count() == 1
    page.evaluate("ciNetworkMap.change({decisions: new Map()})")
    assert page.locator("#card .verdict:not(.stays)").count() == 1
    assert "2 af 6" in said(page, "#live")
    page.check("#plan input")
    assert page.locator("#card .verdict.stays").count() == 1
    assert "Med 1 aktivitet" in said(page, "#live")


def test_two_actors_in_an_address_are_their_tie_whatever_their_order(opened, page_by_hand):
    for two in ("CD", "DC"):
        page = opened(page_by_hand, hash=f"{UNAIDED}&sel={two[0]}&sel={two[1]}")
        ends = page.evaluate(
            """() => { const {payload, state} = ciNetworkMap;
            return payload.pairs.map((side) => payload.actors[side[state.selected.tie]]?.id); }"""
        )
        assert sorted(ends) == ["C", "D"]


def test_an_address_decides_on_nothing_but_what_is_open(opened, page_by_hand):
    """Nobody can take over what takes place alone, nor be chosen who took no part."""
    page = opened(page_by_hand, hash=f"{UNAIDED}&decide=1&go=Madklub&by=A&go=Idrætsdag&by=A")
    assert page.evaluate("[...ciNetworkMap.state.decisions.values()]") == [None]
    assert "Madklub" not in page.evaluate("ciNetworkMap.decisionsTable()")


def test_the_plan_goes_on_where_there_are_more_activities_than_sets_can_be_tried(opened):
    """S meets each of 21 pairs A-B, B-C … once: one activity more each time connects one more."""
    people = [{"id": f"P{n:02}"} for n in range(22)]
    people.append({"id": "S", "secretariat": "true"})
    rows = [
        {"activity": f"Møde {n:02}", "actor": who, "start": "2018"}
        for n in range(21)
        for who in ("S", f"P{n:02}", f"P{n + 1:02}")
    ]
    page = opened(map_html(sustainability(record(people, rows))), hash="s=unaided&decide=1")
    steps = page.evaluate(
        """() => Array.from({length: 21}, () => {
        document.querySelector('#plan button').click();
        return [document.querySelectorAll('#plan input:checked').length,
          ...['sentence', 'plan-says'].map((place) => document.getElementById(place).innerText)];
        })"""
    )
    for ticked, (checked, answer, told) in enumerate(steps, start=1):
        assert checked == ticked
        assert answer.replace("\xa0", " ").startswith(f"{ticked + 1} af 22")
        assert told.startswith("Ingen" if ticked <= 5 else "Fundet skridt for skridt"), ticked
    assert page.is_disabled("#plan button")
    page.uncheck("#plan li:has-text('Møde 10') input")
    assert said(page, "#plan-says") == ""
    page.click("#plan button")
    assert said(page).startswith("22 af 22")


def test_beside_the_plan_what_helps_most_next_is_what_connects_most_pairs(opened):
    """There are groups of 7 and four times 2, and eleven alone. All is of one group and connects no
    pair; Apart 5 and 5; Chain 13, as its meetings have a group in common; Singles 10.
    """
    alone = ("abcdefg", "hi", "jk", "lm", "no")
    rest = {
        "All": "abc", "All again": "defg", "Apart (2018-01)": "lpq", "Apart (2018-02)": "nrt",
        "Chain (2018-01)": "hj", "Chain (2018-02)": "kuv", "Singles": "12345",
    }  # fmt: skip
    people = [{"id": who} for who in "abcdefghijklmnopqrtuv12345"]
    people.append({"id": "S", "secretariat": "true"})
    rows = [
        {"activity": name, "actor": who, "start": "2018"}
        for name, present in [*zip(alone, alone, strict=True), *rest.items()]
        for who in (present if name in alone else f"S{present}")
    ]
    page = opened(map_html(sustainability(record(people, rows))), hash="s=unaided&decide=1")
    page.check("#plan li:has-text('All again') input")
    page.click("#plan button")
    ticked = page.locator("#plan li:has(input:checked) label").all_inner_texts()
    assert [name.split()[0] for name in ticked] == ["Chain", "All"]


def test_groups_that_are_cut_off_are_outlined(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2018&s=unaided")
    # A–B and C–E are as large: neither is the smaller one.
    assert drawn(page)["groups"] == [["A", "B"], ["C", "E"]]
    assert "2 grupper er lige store" in said(page, "#aside")
    assert "skåret fra" not in said(page, "#aside")


def test_the_group_of_the_secretariat_is_never_outlined_while_it_is_there(opened):
    people = [{"id": "S", "secretariat": "true"}, *({"id": one} for one in "ABCDEF")]
    parts = [("own", one) for one in "ABC"] + [("pair", one) for one in "SDE"] + [("solo", "F")]
    rows = [{"activity": a, "actor": w, "start": "2015"} for a, w in parts]
    page = opened(map_html(sustainability(record(people, rows))), hash="s=present&level=ties")
    assert said(page) == "3 af 6 organisationer hænger sammen"
    assert drawn(page)["groups"] == []  # D and E hang together with the secretariat
    page.keyboard.press("2")
    assert drawn(page)["groups"] == [["D", "E"]]


def test_the_answer_has_its_room_before_it_is_seen(launch, page_by_hand):
    page = new_page(launch(), "laptop", {"offline": True})
    page.add_init_script(
        """globalThis.made = [];
        new MutationObserver((all) => made.push(...all.filter(({target}) => target.id === 'answer')
          .map(({target}) => target.style.minHeight)))
          .observe(document, {subtree: true, attributes: true, attributeFilter: ['style']});"""
    )
    page.goto(page_by_hand.as_uri())
    Opened(page).ready()
    assert set(page.evaluate("made")) == {
        page.evaluate("document.getElementById('answer').style.minHeight")
    }
    page.context.close()


def test_marks_stand_still_and_have_one_scale_over_windows_and_scenarios(opened, page_made_up):
    page = opened(page_made_up, hash="t=2015&s=present")
    stood, seen = places(page), view(page)
    radii = {}
    for window in range(5):
        for scenario in SCENARIOS:
            page.evaluate("c => ciNetworkMap.change(c)", {"window": window, "scenario": scenario})
            shown = page.evaluate(
                "() => { const s = ciNetworkMap.panes.right.scene; return [...s.marks.values()]"
                ".filter(m => !m.secretariat).map(m => [s.figures.degree[m.at], m.radius]); }"
            )
            for degree, radius in shown:
                assert radii.setdefault(degree, radius) == radius
    assert (places(page), view(page)) == (stood, seen)


def test_a_change_is_drawn_once(opened, page_made_up):
    page = opened(page_made_up, hash="t=2015&s=present")
    times = page.evaluate(
        """async () => { const {network} = ciNetworkMap.panes.right;
        let n = 0;
        const count = () => (n += 1);
        network.on('afterDrawing', count);
        const seen = [];
        for (const change of [{window: 1}, {scenario: 'unaided'}, {selected: {actor: 1}}]) {
          ciNetworkMap.change(change);
          for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
          seen.push(n);
        }
        network.off('afterDrawing', count);
        return seen; }"""
    )
    assert times == [1, 2, 3]


def test_empty_window_says_so_and_shows_no_zeros(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2017&s=unaided")
    assert said(page, "#nothing") == "Ingen aktiviteter i perioden"
    assert page.is_visible("#nothing")
    assert said(page, "#aside") == ""
    assert page.inner_text("[data-scenario=unaided] .count") == ""


def test_without_a_secretariat_the_switch_says_so(opened):
    rows = [{"activity": "x", "actor": a, "start": "2015"} for a in "AB"]
    page = opened(map_html(sustainability(record([{"id": "A"}, {"id": "B"}], rows))))
    assert page.is_visible("#no-secretariat")
    assert page.locator(".scenario").count() == 1
    page.keyboard.press("4")
    assert state(page, "scenario") == "present"


def test_a_record_without_dates_opens_and_says_so_where_years_are_asked_for(opened):
    rows = [{"activity": "x", "actor": a} for a in "AB"]
    page = opened(map_html(sustainability(record([{"id": "A"}, {"id": "B"}], rows), "year")))
    assert (
        said(page)
        == "Ingen aktivitet, der tæller med, har en dato, så der er ingen periode at vise."
    )
    page.click("#as-table")
    page.keyboard.press("ArrowRight")
    assert page.errors == []


# Time


def test_slider_steps_and_keys_go_through_time(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2015&s=present")
    page.keyboard.press("ArrowRight")
    assert drawn(page)["window"] == "2016"
    page.click("#step-on")
    page.keyboard.press("ArrowRight")
    assert state(page, "window") == 3
    page.keyboard.press("ArrowRight")
    assert state(page, "window") == 3
    page.click("#step-back")
    page.keyboard.press("ArrowLeft")
    assert state(page, "window") == 1
    page.locator("#slider").fill("0")
    assert drawn(page)["window"] == "2015"
    page.click(".tick:has-text('2018')")
    assert drawn(page)["window"] == "2018"
    for key, scenario in zip("1234", SCENARIOS, strict=True):
        page.keyboard.press(key)
        assert state(page, "scenario") == scenario
    page.click("[data-scenario=hub_leaves]")
    page.keyboard.press("ArrowLeft")
    assert (state(page, "window"), state(page, "scenario")) == (2, "hub_leaves")


def test_play_runs_to_the_end_and_stops(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2015")
    page.select_option("#speed", "fast")
    page.locator("#speed").blur()
    clock = clock_by_hand(page)
    page.keyboard.press(" ")
    assert page.get_attribute("#play", "aria-label") == "Pause"
    assert state(page, "window") == 0
    clock.run_for(60_000)
    assert state(page, "window") == 3
    assert page.get_attribute("#play", "aria-label") == "Afspil"


def test_spark_line_has_a_gap_where_nothing_happened(opened, page_by_hand):
    page = opened(page_by_hand)
    assert page.locator("#spark circle").count() == 3
    assert page.locator("#spark .gap").count() == 1


def test_new_and_lost_since_the_window_before(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present&new=1")
    assert "+0 og −4 forbindelser, +1 og −0 deltagere" in said(page, "#changed")
    assert drawn(page)["marks"]["F"]["fresh"]
    page.keyboard.press("ArrowLeft")
    assert "intet at sammenligne med" in said(page, "#changed")


# Legible


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("scenario", ["present", "unaided"])
def test_names_never_cover_each_other_at_any_zoom(opened, page_made_up, size, scenario):
    page = opened(page_made_up, size, f"t=2017&s={scenario}")
    counts = []
    for factor in (1, 1.6, 1.6, 0.2):
        page.evaluate("f => ciNetworkMap.panes.right.zoom(f)", factor)
        page.settle()
        boxes = page.evaluate("() => [...ciNetworkMap.panes.right.shownNames.values()]")
        counts.append(len(boxes))
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                apart = one["left"] >= other["right"] or other["left"] >= one["right"]
                assert apart or one["top"] >= other["bottom"] or other["top"] >= one["bottom"]
    assert counts[0] >= 3
    assert counts[2] >= counts[0]


@pytest.mark.parametrize("size", ["laptop", pytest.param("projector", marks=pytest.mark.slow)])
def test_no_text_is_smaller_than_14_pixels(opened, page_by_hand, size):
    page = opened(page_by_hand, size, "t=2016&s=unaided&sel=A&new=1")
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&
        [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) &&
        parseFloat(getComputedStyle(e).fontSize) < 14).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.mark.parametrize("size", SCREENS)
def test_nothing_runs_off_the_side(opened, page_made_up, size):
    page = opened(page_made_up, size, "t=2017&s=unaided")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#stage").bounding_box()
    assert box["height"] > 230
    if size not in ("phone", "twice"):
        assert page.locator("#time").bounding_box()["y"] < {"projector": 1080}.get(size, 720)


# Evidence


def test_click_on_an_organisation_tells_who_it_is_and_what_it_loses(opened, page_by_hand):
    page = opened(page_by_hand, hash=UNAIDED)
    click_on(page, "C")
    card = said(page, "#card")
    assert "Idrætsklubben Øresund" in card
    assert "Forening" in card
    assert "Beholder 0 · Mister 1" in card
    assert "Støttet (1)" in card
    assert "Frivilligcentret" in card
    assert "Leder 1 aktivitet" in card
    assert drawn(page)["lit"] == ["C", "D"]
    page.keyboard.press("Escape")
    assert page.is_hidden("#card")


def test_click_on_a_tie_tells_what_it_rests_on(opened, page_by_hand):
    page = opened(page_by_hand, hash=f"{UNAIDED}&sel=C")
    page.click("#card .partners button")
    card = said(page, "#card")
    assert "Støttet: kun hvor sekretariatet var med" in card
    assert "Forbindelsen falder væk i det valgte svar." in card
    assert "Idrætsdag" in card
    assert "2016 · 3 deltog" in card
    assert "sekretariatet var med" in card
    assert "Idrætsklubben Øresund: leder" in card


def test_click_on_a_line_selects_the_tie_also_one_that_lapses(opened, page_by_hand):
    for scenario in ("present", "unaided"):
        page = opened(page_by_hand, hash=f"t=2016&s={scenario}")
        spot = page.evaluate(
            """() => { const m = ciNetworkMap, n = m.panes.right.network;
            const [c, d] = ['C', 'D'].map(id => m.payload.actors.find(a => a.id === id));
            const middle = {x: c.x * .42 + d.x * .58, y: c.y * .42 + d.y * .58};
            const [p, b] = [n.canvasToDOM(middle), m.panes.right.host.getBoundingClientRect()];
            return [b.x + p.x, b.y + p.y]; }"""
        )
        page.mouse.click(*spot)
        page.wait_for_timeout(400)
        assert "Idrætsdag" in said(page, "#card")


def test_steps_reach_out_from_the_one_that_is_selected(opened, page_made_up):
    page = opened(page_made_up, hash="t=2017&s=unaided&sel=a020")
    sizes = []
    for steps in (1, 2, 3):
        assert state(page, "steps") == steps
        sizes.append(len(drawn(page)["lit"]))
        page.keyboard.press("r")
    assert sizes == sorted(sizes)
    assert state(page, "steps") == 1


def test_digits_always_change_the_answer(opened, page_by_hand):
    page = opened(page_by_hand, hash=f"{UNAIDED}&sel=C")
    for key, scenario in zip("1234", SCENARIOS, strict=True):
        page.keyboard.press(key)
        assert state(page, "scenario") == scenario


def test_selection_survives_time_and_switch(opened, page_by_hand):
    page = opened(page_by_hand, hash=f"{UNAIDED}&sel=F")
    page.keyboard.press("ArrowLeft")
    assert "Er ikke med i denne periode." in said(page, "#card")


# Filters


def test_legend_filters_sectors_and_kinds(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present")
    page.get_by_label("Forening").uncheck()
    assert set("CD") & set(drawn(page)["marks"]) == set()
    assert drawn(page)["lines"] == ["AB"]
    page.get_by_label("Forening").check()
    page.get_by_label("Selvstændig").uncheck()
    assert drawn(page)["lines"] == ["CD"]
    page.get_by_label("Selvstændig").check()
    page.get_by_label("Sekretariatets forbindelser").uncheck()
    assert drawn(page)["spokes"] == []
    # A–B were two (strength 1), C–D three with S (1/2).
    page.get_by_label("Kun forbindelser af en vis styrke").select_option("0.5")
    assert drawn(page)["lines"] == ["AB", "CD"]
    assert "3 af 6" in said(page)  # filters never change the figures


def test_search_folds_danish_letters(opened, page_by_hand):
    page = opened(page_by_hand)
    wanted = {"aaen": "A", "Åen": "A", "åEN": "A", "skolen ved a": "A", "ORESUND": "C",
              "øresund": "C", "oeresund": "C", "aeble": "B", "æble": "B"}  # fmt: skip
    found = {}
    for query in wanted:
        page.evaluate("ciNetworkMap.select({})")
        page.keyboard.press("/")
        page.keyboard.type(query)
        page.keyboard.press("Enter")
        found[query] = page.evaluate(
            "ciNetworkMap.payload.actors[ciNetworkMap.state.selected.actor]?.id"
        )
        page.keyboard.press("Escape")
    assert found == wanted


def test_the_key_stays_where_it_was_scrolled_to_when_it_is_drawn_anew(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2015&s=present")
    page.set_viewport_size({"width": 1280, "height": 560})
    at = """async () => {
      await new Promise(requestAnimationFrame);
      return [document.getElementById('drawer').scrollTop, document.activeElement.id];
    }"""
    page.evaluate(
        """() => { document.getElementById('drawer').scrollTop = 150;
        document.getElementById('pick-size').focus({preventScroll: true}); }"""
    )
    key = page.evaluate_handle("document.getElementById('pick-size')")
    assert page.evaluate(at) == [150, "pick-size"]
    page.evaluate("ciNetworkMap.change({window: 1})")
    assert not key.evaluate("key => key.isConnected")
    assert page.evaluate(at) == [150, "pick-size"]


def test_size_of_marks_can_follow_other_figures(opened, page_made_up):
    page = opened(page_made_up, hash="t=2017")
    radii = {}
    for metric in ("ties", "strength", "betweenness", "equal"):
        page.select_option("#pick-size", metric)
        radii[metric] = {
            m["radius"] for m in drawn(page)["marks"].values() if not m.get("secretariat")
        }
    assert len(radii["equal"]) == 1
    assert len({frozenset(r) for r in radii.values()}) == 4


# Languages


def test_language_is_switched_live_with_plurals_and_numbers(opened, page_by_hand):
    page = opened(page_by_hand, hash=UNAIDED)
    page.click("#languages button[lang=en]")
    assert said(page) == "2 of 6 organisations are still connected"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "1 tie lapses" in said(page, "#aside")
    words = page.evaluate("document.body.innerText")
    assert not re.search(r"forbindelse|sekretariat|Periode|Afspil", words)
    assert page.evaluate("ciNetworkMap.text('card.ties', {n: 1234})") == "1,234 ties"
    page.click("#languages button[lang=da]")
    assert page.evaluate("ciNetworkMap.text('card.ties', {n: 1234})") == "1.234 forbindelser"
    assert page.evaluate("ciNetworkMap.text('card.ties', {n: 1})") == "1 forbindelse"
    stretches = page.evaluate(
        "[['2016-01-01','2016-12-31'],['2016-02-01','2016-02-29'],['2015-01-01','2016-12-31'],"
        "['2016-03-14','2016-03-14'],['2016-03-01','2018-12-31'],[null,null]]"
        ".map(days => ciNetworkMap.stretch(...days))"
    )
    assert stretches == [
        "2016",
        "februar 2016",
        "2015 – 2016",
        "14. mar. 2016",
        "mar. 2016 – 2018",
        "uden dato",
    ]


# The same as a table


def test_table_shows_the_same_and_can_be_sorted_by_keyboard(opened, page_by_hand):
    page = opened(page_by_hand, hash=UNAIDED)
    page.click("#as-table")
    first = page.locator("#tables table").first
    assert first.locator("tbody tr").count() == 6
    page.locator("[data-sort='actors name']").focus()
    page.keyboard.press("Enter")
    names = first.locator("tbody th").all_inner_texts()
    assert names[0] == "Bageren"
    assert names[-1] == "Ungdomsskolen"
    assert first.locator("[aria-sort=ascending]").inner_text().startswith("Navn")
    page.keyboard.press("Enter")
    assert first.locator("tbody th").first.inner_text() == "Ungdomsskolen"
    ties = page.locator("#tables table").nth(1)
    assert ties.locator("tbody tr").count() == 2
    assert "falder væk" in ties.inner_text()
    ties.locator("tbody button").first.press("Enter")
    assert page.is_visible("#card")


def test_live_region_says_what_changed(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present")
    page.keyboard.press("4")
    assert page.inner_text("#live").startswith(
        "2016, Kun selvstændige forbindelser: 2 af 6 organisationer hænger stadig sammen."
    )


def test_everything_is_reached_by_keyboard(opened, page_by_hand):
    page = opened(page_by_hand)
    reached = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.dataset.scenario")
        )
    assert {"search", "as-table", "compare", "save", "open-about", "fullscreen", "slider", "play",
            "pick-size", "zoom-in", *SCENARIOS} <= reached  # fmt: skip


@pytest.mark.parametrize(
    ("size", "views"),
    [*((size, EVERY_VIEW[at::3]) for at, size in enumerate(("laptop", "notebook", "phone"))),
     *(pytest.param(size, EVERY_VIEW, marks=pytest.mark.slow) for size in SIZES)],
)  # fmt: skip
def test_axe_finds_nothing(opened, page_by_hand, size, views):
    """Each view, and each way in which the page is laid out; all views on all screens are slow."""
    page = opened(page_by_hand, size)
    for hash_ in views:
        page.evaluate("hash => location.hash = hash", hash_)
        page.settle()
        assert (hash_, violations(page)) == (hash_, [])


def test_axe_finds_nothing_in_the_dialog_and_the_menus(opened, page_by_hand):
    page = opened(page_by_hand)
    page.fill("#search", "s")
    for opener in (None, "#save", "#open-about"):
        if opener:
            page.click(opener)
        assert violations(page) == []


def test_a_chosen_button_can_be_read_under_the_pointer(opened, page_by_hand):
    """Whoever clicks has the pointer on it: white letters need the dark ground to stay."""
    page = opened(page_by_hand, hash=UNAIDED)
    ground = "button => getComputedStyle(button).backgroundColor"
    chosen = [button for button in page.query_selector_all("[aria-pressed=true]")
              if button.is_visible()]  # fmt: skip
    assert len(chosen) >= 2
    for button in chosen:
        page.mouse.move(0, 0)
        before = button.evaluate(ground)
        button.hover()
        assert button.evaluate(ground) == before


def test_reduced_motion_is_honoured(opened, page_by_hand):
    page = opened(page_by_hand, reduced_motion="reduce")
    times = page.evaluate(
        "[...document.querySelectorAll('*')].map(e => getComputedStyle(e).transitionDuration)"
    )
    assert set(times) == {"0s"}


# To take home


def saved(page, kind, folder: Path) -> Path:
    page.click("#save")
    with page.expect_download() as download:
        page.click(f"#save-{kind}")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_svg_is_the_map_with_title_key_and_note(opened, page_by_hand, tmp_path):
    picture = saved(opened(page_by_hand, hash=UNAIDED), "svg", tmp_path)
    assert picture.name == "ci-network-2016-unaided.svg"
    text = "\n".join(ET.parse(picture).getroot().itertext())
    for word in (
        "2 af 6 organisationer",
        "Skolen ved Åen",
        "Selvstændig",
        "Forening",
        "Tegnet ud fra 6 aktiviteter",
    ):
        assert word in text
    assert "http" not in picture.read_text(encoding="utf-8").replace(
        "http://www.w3.org/2000/svg", ""
    )


def test_png_is_3840_pixels_wide(opened, page_by_hand, tmp_path):
    content = saved(opened(page_by_hand, hash=UNAIDED), "png", tmp_path).read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (3840, 2160)


def test_print_is_one_sheet_with_title_date_and_note_undistorted(opened, page_by_hand):
    page = opened(page_by_hand, hash=UNAIDED)
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(width), round(height)) == (842, 595)
    page.emulate_media(media="print")
    sheet = page.locator("#sheet")
    assert "Udskrevet" in sheet.inner_text()
    assert "2 af 6 organisationer hænger stadig sammen" in sheet.inner_text()
    assert page.is_hidden("#top")
    box = page.locator("#sheet > svg").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(1600 / 1060, rel=0.02)


def test_side_by_side_says_each_answer_and_saves_both(opened, page_by_hand, tmp_path):
    page = opened(page_by_hand, hash=f"{UNAIDED}&cs=present")
    assert said(page, "#left-sentence") == "3 af 6 organisationer hænger sammen"
    assert said(page, "#right-sentence") == "2 af 6 organisationer hænger stadig sammen"
    assert page.locator("#said").bounding_box()["width"] <= 1  # no large one over both
    both = saved(page, "svg", tmp_path).read_text(encoding="utf-8")
    assert "3 af 6 organisationer hænger sammen" in both
    assert "2 af 6 organisationer hænger stadig sammen" in both
    page.click("#compare")
    assert saved(page, "svg", tmp_path).read_text(encoding="utf-8") != both


def sheet(page, button):
    """What would be printed, without a printer."""
    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    page.click("#save")
    page.click(button)
    page.emulate_media(media="print")
    text = page.locator("#sheet").inner_text().replace("\xa0", " ")
    page.emulate_media(media="screen")
    return text


def test_two_pages_for_the_meeting_hold_both_answers_decisions_and_notes(opened, page_by_hand):
    hash_ = f"{UNAIDED}&decide=1&go=Idr%C3%A6tsdag&by=C&note=Vi ringer"
    page = opened(page_by_hand, hash=hash_)
    text = sheet(page, "#save-pages")
    for word in (
        "3 af 6 organisationer hænger sammen",
        "2 af 6 organisationer hænger stadig sammen",
        "Med 1 aktivitet, som nogen tager over",
        "☒",
        "Vi ringer",
        "Udskrevet",
    ):
        assert word in text
    assert text.index("☒") < text.index("Idrætsklubben Øresund", text.index("☒"))
    assert page.locator("#sheet .page").count() == 2


def test_each_organisation_has_a_strip(opened, page_by_hand):
    text = sheet(opened(page_by_hand, hash="t=2016&s=present"), "#save-strips")
    strip = text[text.index("Idrætsklubben Øresund\n") :]
    assert "Jeg beholder (0): –" in strip
    assert "Jeg mister (1): Frivilligcentret" in strip
    assert "Jeg kunne tage over (1): Idrætsdag" in strip


def test_decisions_are_saved_as_a_table_that_the_data_takes(opened, page_by_hand, tmp_path):
    page = opened(page_by_hand, hash=f"{UNAIDED}&decide=1")
    page.check("#plan li:has-text('Idrætsdag') input")
    page.select_option("#plan li:has-text('Idrætsdag') select", label="Idrætsklubben Øresund")
    with page.expect_download() as download:
        page.click("#plan button:has-text('activities.csv')")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["activity"], r["continues"], r["taken_over_by"]) for r in rows] == [
        ("Idrætsdag", "yes", "C")
    ]
    nodes = [{"id": a, "secretariat": "yes" if a == "S" else ""} for a in "SCD"]
    edges = [{"activity": "Idrætsdag", "actor": a, "start": "2016"} for a in "SCD"]
    applied = sustainability(read_rows(nodes, edges, activities=rows).alliance)
    (window,) = metrics(applied)["windows"]
    assert window["scenarios"]["unaided"]["ties"] == 1


def test_a_series_is_one_row_and_every_meeting_of_it_is_saved(opened, tmp_path):
    people = [{"id": who} for who in "ABC"] + [{"id": "S", "secretariat": "true"}]
    meetings = {"Board (2018-03)": "SAB", "Board (2018-09)": "SBC", "Walk": "SAC"}
    rows = [
        {"activity": name, "actor": who, "start": "2018"}
        for name, present in meetings.items()
        for who in present
    ]
    page = opened(map_html(sustainability(record(people, rows))), hash="s=unaided&decide=1")
    assert page.locator("#plan li").count() == 2
    assert page.locator("#plan li:has-text('Board') option").count() == 4
    assert "Det afhænger af Board" in said(page, "#questions")
    page.check("#plan li:has-text('Board') input")
    assert said(page).startswith("3 af 3")
    with page.expect_download() as download:
        page.click("#plan button:has-text('activities.csv')")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["activity"], row["continues"]) for row in rows] == [
        ("Board (2018-03)", "yes"),
        ("Board (2018-09)", "yes"),
    ]
    page.uncheck("#plan li:has-text('Board') input")
    assert page.evaluate("ciNetworkMap.state.decisions.size") == 0


def test_time_lines_show_each_part_and_one_lane_under_the_map(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present&view=lanes")
    row = page.locator("#lanes li", has_text="Frivilligcentret")
    assert row.locator("svg > g").count() == 2  # Opstart 2015 and Idrætsdag 2016
    title = row.locator("svg title").first.text_content()
    assert title == "\u2068Opstart\u2069 · 2015 · sekretariatet ledede"
    row.locator("button").click()
    assert page.locator("#own-lane svg > g").count() == 2
    assert "Frivilligcentret" in said(page, "#card")


def test_what_filters_hide_is_said_and_can_be_undone(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2016&s=present")
    page.get_by_role("checkbox", name="Støttet").uncheck()
    assert said(page, "#filtered-says") == "1 af 2 forbindelser er skjult · tallene tæller alt med"
    page.get_by_role("checkbox", name="Forening").uncheck()
    assert "2 af 6 organisationer er skjult" in said(page, "#filtered-says")
    page.click("#unfilter")
    assert page.is_hidden("#filtered")
    assert len(drawn(page)["lines"]) == 2


def test_a_click_on_a_sector_shows_it_alone(opened, page_made_up):
    page = opened(page_made_up, hash="t=2017&s=present&level=sectors")
    spot = page.evaluate(
        """() => { const p = ciNetworkMap.panes.right, s = p.scene.sectors[0];
        const at = p.network.canvasToDOM(s), box = p.host.getBoundingClientRect();
        return [box.x + at.x, box.y + at.y, s.sector]; }"""
    )
    page.mouse.click(*spot[:2])
    assert state(page, "level") == "ties"
    sectors = page.evaluate(
        """() => [...new Set([...ciNetworkMap.panes.right.scene.marks.values()]
        .filter((mark) => !mark.secretariat)
        .map((mark) => ciNetworkMap.payload.actors[mark.actor].sector))]"""
    )
    assert sectors == [spot[2]]


def test_names_can_be_hidden_in_the_room(opened, page_by_hand, tmp_path):
    page = opened(page_by_hand, hash=f"{UNAIDED}&sel=A&names=0")
    for hash_ in (
        f"{UNAIDED}&sel=A&names=0",
        f"{UNAIDED}&names=0&view=table",
        f"{UNAIDED}&names=0&sel=C&sel=D",
    ):
        page.evaluate("hash => location.hash = hash", hash_)
        page.settle()
        assert "Skolen ved Åen" not in page.evaluate("document.body.innerText")
        assert "Idrætsklubben" not in page.evaluate("document.body.innerText")
    page.click("#as-table")
    assert "Skolen" not in saved(page, "svg", tmp_path).read_text(encoding="utf-8")


def test_page_lists_what_it_contains(opened, page_by_hand):
    page = opened(page_by_hand)
    page.click("#open-about")
    about = said(page, "#about-box")
    assert "nodes.csv: id, label, sector, secretariat, joined, left" in about
    assert "edges.csv: activity, actor, start, end, role" in about
    page.keyboard.press("Escape")
    assert page.is_hidden("#about-box")


# Story and side by side


def test_state_is_in_the_address_and_comes_back(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2015&s=present")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("4")
    click_on(page, "C")
    until(page, "location.hash.includes('sel=C')")
    hash_ = page.evaluate("location.hash.slice(1)")
    assert hash_ == "t=2016&s=unaided&sel=C"
    again = opened(page_by_hand, hash=hash_)
    assert "Idrætsklubben Øresund" in said(again, "#card")
    assert drawn(again)["scenario"] == "unaided"


def test_story_leads_the_room_from_step_to_step(opened):
    story = [
        StoryStep("Sådan begyndte det", "Alle ved samme bord.", "2015", "present"),
        StoryStep("Og uden?", "", "2016", "unaided", ("C",)),
        StoryStep("To sammen", "", None, None, ("A", "B"), "new=1"),
    ]
    page = opened(map_html(figures_by_hand(), Opening(story=story)))
    page.click("#tell")
    assert "Sådan begyndte det" in said(page, "#storyteller")
    assert (drawn(page)["window"], drawn(page)["scenario"]) == ("2015", "present")
    page.click("#story-next")
    assert (drawn(page)["window"], drawn(page)["scenario"]) == ("2016", "unaided")
    assert page.is_visible("#card")
    page.click("#story-next")
    assert (drawn(page)["window"], state(page, "changes")) == ("2016", True)
    assert page.is_disabled("#story-next")
    page.click("#story-back")
    assert "2 af 3" in said(page, "#story-place")
    page.click("#story-end")
    assert "Sådan begyndte det" not in said(page, "#storyteller")
    page.keyboard.press("PageDown")
    assert "1 af 3" in said(page, "#story-place")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    assert said(page, "#story-return") == "Tilbage til trin 2"
    assert "ikke længere trin 2" in said(page, "#live")
    page.keyboard.press("PageUp")
    assert "1 af 3" in said(page, "#story-place")
    assert page.is_hidden("#story-return")


def test_side_by_side_with_and_without_move_together(opened, page_by_hand):
    page = opened(page_by_hand, "projector", UNAIDED)
    page.click("#compare")
    page.settle()
    left, right = drawn(page, "left"), drawn(page, "right")
    assert (left["scenario"], right["scenario"]) == ("present", "unaided")
    assert said(page, "#left-sentence") == "3 af 6 organisationer hænger sammen"
    page.click("#zoom-in")
    scales = page.evaluate("Object.values(ciNetworkMap.panes).map(p => p.network.getScale())")
    assert scales[0] == scales[1]
    page.keyboard.press("ArrowLeft")
    assert drawn(page, "left")["window"] == "2015"
    page.select_option("#left-window", "1")
    page.locator("#left-window").blur()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert (drawn(page, "left")["window"], drawn(page, "right")["window"]) == ("2016", "2018")


# Large, and in a notebook


def test_large_alliance_opens_on_activities_and_shows_the_rest_too(opened):
    page = opened(map_html(figures_made_up(270, 150)), hash="s=present")
    assert state(page, "level") == "activities"
    assert page.evaluate("ciNetworkMap.panes.right.scene.boxes.length") > 20
    page.click("#levels [data-level=sectors]")
    assert page.evaluate("ciNetworkMap.panes.right.scene.sectors.length") == 6
    page.click("#levels [data-level=ties]")
    assert len(drawn(page)["marks"]) > 100
    assert page.errors == []


def test_far_too_many_ties_to_hold_leave_activities_and_sectors(opened, monkeypatch):
    monkeypatch.setattr("ci_network.views.map.contents.HELD_TIES", 100)
    # So large a page holds its data compressed.
    monkeypatch.setattr("ci_network.views.map.page._PLAIN_UP_TO", 0)
    page = opened(map_html(figures_made_up()), hash="t=2017&s=unaided&level=sectors")
    figures = next(w for w in metrics(figures_made_up())["windows"] if w["window"] == "2017")
    together = page.evaluate("ciNetworkMap.panes.right.scene.sectors.map(s => s.together)")
    largest = figures["scenarios"]["unaided"]["largest_component"] * figures["partners"]
    assert sum(together) == round(largest)
    lines = "ciNetworkMap.panes.right.scene.sectorLines.reduce((sum, l) => sum + l.n, 0)"
    assert page.evaluate(lines) > 0
    page.get_by_role("checkbox", name="Selvstændig").uncheck()
    assert page.evaluate(lines) == 0
    page.click("#unfilter")
    page.evaluate("ciNetworkMap.select({actor: ciNetworkMap.payload.windows[2].roster[0]})")
    assert not re.search("Ingen forbindelser", said(page, "#card"))
    page.click("#as-table")
    assert page.locator("#tables table").count() == 1
    page.click("#compare")
    assert "hænger sammen" in said(page, "#left-sentence")
    assert page.errors == []


def test_names_that_are_hidden_stay_hidden_in_search_and_story(opened):
    story = [StoryStep("En", "", "2016", "unaided", ("A",))]
    page = opened(map_html(figures_by_hand(), Opening(story=story)), hash="names=0")
    page.fill("#search", "skolen")
    assert "Skolen" not in said(page, "#found")
    page.keyboard.press("Escape")
    page.click("#tell")
    assert "Skolen" not in page.evaluate("document.body.innerText")


def test_map_runs_sealed_in_a_notebook_cell(opened):
    result = figures_by_hand()
    shown = payload(result)
    picture, words = svg_of(shown, "2016", "unaided"), sentence(shown, "2016", "unaided")
    frame = notebook_bundle(map_html(result), picture, words)["text/html"]
    page = opened(f"<!doctype html><title>x</title><body style='width:840px'>{frame}", "notebook")
    inside = page.frame_locator("iframe")
    inside.locator("[data-scenario=unaided]").click()
    assert "organisationer" in inside.locator("#sentence").inner_text()
    inside.locator("[data-scenario=unaided]").press("ArrowLeft")
    assert inside.locator("#save").is_hidden()
    under, over = page.locator("img").bounding_box(), page.locator("iframe").bounding_box()
    for start, length in (("x", "width"), ("y", "height")):
        assert over[start] <= under[start]
        assert under[start] + under[length] <= over[start] + over[length]
    assert page.errors == []
    assert page.asked == []


def test_untrusted_notebook_shows_picture_and_sentence(opened):
    """JupyterLab takes frames and places out of what it does not trust."""
    result = figures_by_hand()
    shown = payload(result)
    picture, words = svg_of(shown, "2016", "unaided"), sentence(shown, "2016", "unaided")
    html = notebook_bundle(map_html(result), picture, words)["text/html"]
    seen = re.sub(r"<iframe.*</iframe>|position:\w+;", "", html, flags=re.DOTALL)
    page = opened(f"<!doctype html><meta charset=utf-8><title>x</title>{seen}")
    image = page.get_by_alt_text(words)
    assert image.evaluate("image => image.complete && image.naturalWidth") > 300
    assert image.is_visible()
    page = opened(f"<!doctype html><title>x</title>{picture}")
    assert page.locator("svg :is(polygon, circle, rect) > title").count() == 7
    assert page.errors == []


def test_same_page_for_quarters(opened):
    page = opened(map_html(sustainability(by_hand(), "quarter")), hash="t=2016-Q2&s=unaided")
    assert said(page) == "2 af 6 organisationer hænger stadig sammen"
    assert said(page, "#when").startswith("2. kvartal 2016")
    page.click("#languages button[lang=en]")
    assert said(page, "#when").startswith("Q2 2016")


def test_two_maps_of_one_record_have_the_same_places(opened):
    year = opened(map_html(sustainability(made_up(20, 40))))
    stood = places(year)
    assert places(opened(map_html(sustainability(made_up(20, 40), "half")))) == stood


def test_dates_say_no_more_than_the_record_knows(opened, page_by_hand):
    page = opened(page_by_hand, hash="t=2015&sel=E")
    assert "Medlem fra 2015" in said(page, "#card")
